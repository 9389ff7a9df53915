"""What may begin in the middle of a line: labels, headings, page furniture, footnotes.

``scan`` cuts a line there if it is words up to that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from itu_texts.language.grammar import VERBS_ANYWHERE, Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, FULL_STOP, is_letter, is_number, past_blanks, without_blanks
from itu_texts.parsing.thresholds import LONGEST_PHRASE
from itu_texts.parsing.tokens import Annotation
from itu_texts.tree.spans import overlaps

__all__ = ["LABEL_ENDS", "TYPES", "BreakOff", "break_offs"]

BreakOff: TypeAlias = tuple[str, int, int, int, int]
"""What may begin in the middle of a line: its type, where it begins and ends (for an item, where its words begin),
where what stands before it ends, and where its verb ends.  A plain tuple, for there are many."""

# What the terminals of the grammar are as tokens; those not named here keep their name.
TYPES: Final = {
    "NUMBERED_TITLE": "DESIGNATION",
    "ASSEMBLY_FORMULA": "FORMULA",
    "DRAFT_DESIGNATION": "DESIGNATION",
    "CAPITAL_DESIGNATION": "DESIGNATION",
    "DESIGNATION_IN_LINE": "DESIGNATION",
    "SOURCES_WITHIN": "TEXT",
    "TITLED_ANNEX": "ANNEX",
    "PROPOSAL_FIRST": "AMENDMENT",
    "PROPOSAL_LAST": "AMENDMENT",
    "PROVISION_MARKED": "AMENDED",
    "TITLE_MARKED": "AMENDED",
    "PART_MARKED": "AMENDMENT",
    "LONE_LABEL": "ITEM",
    "LABEL_WITHIN": "ITEM",
    "LABEL_BEHIND": "ITEM",
    "JOINED_LABEL_WITHIN": "ITEM",
    "DASH_AT_END": "ITEM",
    "BULLET_WITHIN": "ITEM",
    "DASH_WITHIN": "ITEM",
    "ANNEX_WITHIN": "ANNEX",
    "REASONS_WITHIN": "REASONS",
    "AMENDMENT_WITHIN": "AMENDMENT",
    "PROVISION_WITHIN": "AMENDED",
    "PAGE_WITHIN": "PAGE_NUMBER",
    "PAGED_HEAD": "RUNNING_HEAD",
    "NAMED_HEAD": "RUNNING_HEAD",
    "FILE_HEAD": "RUNNING_HEAD",
    "PAGE_AND_HEAD_WITHIN": "RUNNING_HEAD",
    "HEAD_AND_PAGE_WITHIN": "RUNNING_HEAD",
    "PREAMBLE_LINE": "PREAMBLE_HEADING",
    "PREAMBLE_STOPPED": "PREAMBLE_STOPPED",
    "PREAMBLE_OPEN": "PREAMBLE_OPEN",
    "GROUNDS_ALONE": "PREAMBLE_ALONE",
    "PREAMBLE_SWALLOWED": "PREAMBLE_OPEN",
    "PREAMBLE_BEHIND_AT_END": "PREAMBLE_OPEN",
    "PREAMBLE_GLUED": "PREAMBLE_OPEN",
    "DECIDING_STOPPED": "OPERATIVE_STOPPED",
    "INSTRUCTING_LINE": "OPERATIVE_HEADING",
    "INSTRUCTING_WRAPPED": "OPERATIVE_WRAPPED",
    "INSTRUCTING_WRAPPED_BEFORE_LABEL": "OPERATIVE_WRAPPED",
    "INSTRUCTING_OPEN": "OPERATIVE_OPEN",
    "DECIDING_AND": "OPERATIVE_HEADING",
    "DECIDING_LINE": "OPERATIVE_HEADING",
    "DECIDING_OPEN": "OPERATIVE_OPEN",
    "DECISION_ALONE": "OPERATIVE_ALONE",
    "DECIDING_GLUED": "OPERATIVE_OPEN",
}
_VERBS: Final = frozenset(VERBS_ANYWHERE)
_BEHIND: Final = {
    "INSTRUCTING_BEHIND": "INSTRUCTING_WITHIN",
    "DECIDING_BEHIND": "DECIDING_WITHIN",
}
_DASH: Final = regex(r"[\w)][^\S\n][–—-][^\S\n]+(?=[A-Z])")
LABEL_ENDS: Final = ").\t"  # behind a number: it is a label, whatever follows
_MARKS: Final = frozenset(("PAGE_WITHIN", "BULLET_WITHIN", "DASH_WITHIN", "DESIGNATION_IN_LINE"))


def break_offs(
    text: str, annotations: Sequence[Annotation], surface: Surface, said: Sequence[tuple[int, int]] = ()
) -> Iterator[BreakOff]:
    """What may begin in the middle of lines, in its order.

    :param annotations: what is known of the text.
    :param said: the lines of which a file says what they are, in order: nothing begins in the middle of one.
    """
    found = _BreakOffs(text, surface).found(annotations)
    return (each for each in found if not overlaps(said, each[1], each[1] + 1)) if said else found


class _BreakOffs:
    """Judges what looks like it."""

    def __init__(self, text: str, surface: Surface) -> None:
        self.text = text
        self.surface = surface
        self.words = surface.words
        self.rest = surface.rest
        self.quantity = surface.words["QUANTITY"].match

    def found(self, annotations: Sequence[Annotation]) -> Iterator[BreakOff]:
        """All of them, in their order."""
        text, surface = self.text, self.surface
        breaks = [*surface.within.finditer(text)]  # all at once, which is measurably faster
        if surface.words["DOCUMENT_NUMBER_ENDS"].search(text):
            breaks = sorted((*surface.after_word.finditer(text), *breaks), key=re.Match.start)
        if " - " in text:
            breaks = sorted((*breaks, *surface.after_dash.finditer(text)), key=re.Match.start)
        notes = [annotation for annotation in annotations if annotation.type == "FOOTNOTE"][::-1]
        for matched in breaks:
            while notes and notes[-1].start <= matched.start():
                yield from self._in_line(notes.pop())
            name: str = matched.lastgroup  # type: ignore[assignment]
            before, end = matched.span()
            if name in _MARKS:
                if name != "DASH_WITHIN" or self._is_one_of_several(before, end):
                    yield self._behind_mark(name, before, end)
                continue
            stop = before + 1
            if text[stop] == "]":
                stop += 1
            start = past_blanks(text, stop)
            if name == "JOINED_LABEL_WITHIN":
                stop = self.words["CONNECTIVE"].match(text, start).end()  # type: ignore[union-attr]
                start = past_blanks(text, stop)
            if TYPES.get(name) == "ITEM":
                if not self._is_no_label(start, end, stop):
                    yield ("ITEM", start, end, stop, 0)
            elif name in _VERBS or name in _BEHIND:
                rest = self.rest[_BEHIND.get(name, name)].match(text, end)
                if rest is not None:
                    yield (TYPES[rest.lastgroup or ""], start, rest.end(), stop, end)
            else:
                yield (TYPES[name], start, end, stop, 0)

        while notes:
            yield from self._in_line(notes.pop())

    def _in_line(self, annotation: Annotation) -> Iterator[BreakOff]:
        """A footnote, if it does not begin its line."""
        stop = annotation.start
        while stop and self.text[stop - 1].isspace() and self.text[stop - 1] != "\n":
            stop -= 1
        if stop and self.text[stop - 1] != "\n":
            yield (annotation.type, annotation.start, annotation.end, stop, 0)

    def _is_one_of_several(self, start: int, end: int) -> bool:
        """Whether a dash in a line has another near it: "Table 1 – Title" is no list, "Care - Wash - Dry" is one."""
        text = self.text
        begin, stop = max(0, start - LONGEST_PHRASE), min(len(text), end + LONGEST_PHRASE)
        begin = max(begin, text.rfind("\n", begin, start) + 1)
        line_end = text.find("\n", end, stop)
        stop = stop if line_end < 0 else line_end
        another = _DASH.search(text, begin, start) or _DASH.search(text, end, stop)
        return another is not None

    def _behind_mark(self, name: str, start: int, end: int) -> BreakOff:
        text = self.text
        if name == "DASH_WITHIN":
            start = without_blanks(text, end) - 1
        return (TYPES[name], start, end, without_blanks(text, start), 0)

    def _is_no_label(self, start: int, end: int, stop: int) -> bool:
        """Whether what looks like a label behind a stop is none.

        Figures may be a quantity, or the number of an article and the like; a letter with a full stop is a label
        behind a semicolon or a colon only.
        """
        text = self.text
        if text[end - 2] == FULL_STOP and is_letter(text[start]):
            return text[stop - 1] in (COMMA, FULL_STOP)
        if not is_number(text[start + (text[start] == "[")]):
            return False
        if text[end - 2] not in LABEL_ENDS and self.quantity(text, end):
            return True
        return text[stop - 1] == FULL_STOP and self.surface.ends_abbreviation(text, stop)
