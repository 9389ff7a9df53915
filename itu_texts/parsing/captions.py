"""Finds where the title of an annex or the heading of a section ends, if its words follow on the same line.

``1 Care of boats The boats are dried`` has a heading, ``1 The boats are dried`` has none. If no word after the heading
surely begins a sentence, the other sections of the list decide: all of them have a heading, or none has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import STOPS, begins_capital, is_in_capitals, past_blanks, without_blanks
from itu_texts.parsing.thresholds import FEWEST_SURE, LONGEST_PHRASE, LONGEST_SECTION, WORD_REACH
from itu_texts.parsing.tokens import IN_LINE, Token

if TYPE_CHECKING:
    from itu_texts.parsing.label_candidates import LabelCandidate

__all__ = ["Captions"]

_STOP_AND_BLANK: Final = 2  # characters before a heading in a paragraph
_PROSE: Final = frozenset(("TEXT", "ITEM"))
_STOP: Final = regex(r"[.;:](?=\s|$)")


class _Caption(NamedTuple):
    """The beginning of the words of a section."""

    kind: str
    """Its kind. ``alone``: only a heading; ``sure`` or ``likely``: a heading with words after it; ``none``: a sentence;
    ``open``: undecided.
    """
    end: int = 0
    """Where the words after it begin."""


class Captions:
    """Finds where headings end in the tokens of an annex."""

    def __init__(self, text: str, surface: Surface) -> None:
        self.text = text
        words = surface.patterns
        self.words = words
        self.ends_abbreviation = surface.ends_abbreviation

    def ends(
        self, stretch: Sequence[Token], candidates: Sequence[LabelCandidate], lists: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield where the words after headings begin, each with the index of its token."""
        begins: dict[int, list[int]] = {}
        for candidate in candidates:
            if candidate.believed:
                begins.setdefault(candidate.place, []).append(candidate.start)
        yield from self._title(stretch, begins)
        for members in lists:
            yield from self._of_list([candidates[index] for index in members], stretch, begins)
        behind_labels = {candidate.words for candidate in candidates if candidate.believed}
        known = behind_labels | {candidate.start for candidate in candidates if candidate.division is not None}
        for candidate in candidates:
            if candidate.believed and candidate.stop not in STOPS:
                place = self._place_before(candidate, stretch)
                if stretch[place].type not in _PROSE:  # a table, a page number
                    continue
                found = self.words["HEADING_BEFORE"].search(
                    self.text, max(stretch[place].start, candidate.before - LONGEST_SECTION), candidate.before
                )
                if found is None or found.start() in behind_labels:
                    continue
                if self._may_end(found.start(), found.end()):
                    yield place, found.start()
        for place, token in enumerate(stretch):
            if token.type in _PROSE:
                yield from self._within(place, token, known)

    def _place_before(self, candidate: LabelCandidate, stretch: Sequence[Token]) -> int:
        """Return the index of the token with the words before a label."""
        place = candidate.place
        while place and stretch[place].start >= candidate.before:
            place -= 1
        return place

    def _within(self, place: int, token: Token, others: set[int]) -> Iterator[tuple[int, int]]:
        """Yield headings of a few words in the middle of a paragraph, except those that begin at given places."""
        for found in self.words["RUN_IN_HEADING"].finditer(self.text, max(0, token.start - _STOP_AND_BLANK), token.end):
            start = past_blanks(self.text, found.start() + 1)  # after the stop
            if start >= token.start and start not in others and self._may_end(start, found.end()):
                yield place, start
                yield place, past_blanks(self.text, found.end())

    def _title(self, stretch: Sequence[Token], begins: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
        """Yield the title of the annex after its name on the line, and a heading of one word that may follow it."""
        token = stretch[0] if stretch else None
        if token is None or token.type != "TEXT":
            return
        first = begins.get(0)
        end = without_blanks(self.text, first[0]) if first else token.end
        caption = self._caption(token.start, end, LONGEST_PHRASE)
        runs_on = bool(first) or token.gap == IN_LINE or (len(stretch) > 1 and stretch[1].gap == IN_LINE)
        if caption.kind == "sure" or (caption.kind == "likely" and runs_on):
            yield 0, caption.end
            end = without_blanks(self.text, caption.end)
        elif caption.kind != "alone":
            return
        alone = self.words["HEADING_ALONE_END"].search(self.text, token.start, end)
        if alone is not None:
            yield 0, alone.start()

    def _of_list(
        self, members: Sequence[LabelCandidate], stretch: Sequence[Token], begins: dict[int, list[int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield the headings of the sections of a list; all sections have one, or none has."""
        if members[0].bracketed:
            return
        captions = []
        for candidate in members:
            token = stretch[candidate.place]
            starts = begins[candidate.place]
            behind = bisect_right(starts, candidate.start)
            following = starts[behind] if behind < len(starts) else 0
            end = without_blanks(self.text, following) if following else token.end
            captions.append(
                self._caption(candidate.words, end, LONGEST_SECTION) if candidate.words < end else _Caption("none")
            )
        kinds = [caption.kind for caption in captions]
        surely = kinds.count("sure") + kinds.count("alone")
        if "none" in kinds or kinds.count("open") * 2 > surely or not (surely or len(kinds) >= FEWEST_SURE):
            return
        for candidate, caption in zip(members, captions, strict=True):
            if caption.end:
                yield candidate.place, caption.end

    def _caption(self, start: int, end: int, longest: int) -> _Caption:
        """Return the kind of beginning that some words have."""
        text = self.text
        if start >= end or self.words["SENTENCE_OPENS"].match(text, start) or not begins_capital(text, start):
            return _Caption("none")
        alone = self.words["HEADING_ALONE"].match(text, start, end)
        if alone is not None:
            return _Caption("sure", past_blanks(text, alone.end()))
        limit = min(end, start + longest)
        stop = next((found.start() for found in _STOP.finditer(text, start, limit) if self._is_stop(found)), end)
        limit = min(stop, limit)
        for kind, ahead in (
            ("sure", self.words["SENTENCE_AHEAD"].finditer),
            ("likely", self.words["CAPITAL_AHEAD"].finditer),
        ):
            for found in ahead(text, start, limit):
                behind = past_blanks(text, found.start())
                if self.words["LAST_OF_NAME"].match(text, behind, end):
                    continue
                if self._may_end(start, found.start()) and not self._is_adjective(start, found):
                    return _Caption(kind, behind)
        if stop == end and end - start <= longest and text[end - 1] not in STOPS:
            return _Caption("alone")
        return _Caption("open")

    def _may_end(self, start: int, end: int) -> bool:
        """Return whether a heading may end with the word that ends at a place."""
        return self.words["NO_HEADING_ENDS"].search(self.text, max(start, end - WORD_REACH), end) is None

    def _is_adjective(self, start: int, found: re.Match[str]) -> bool:
        """Return whether the first word of a heading precedes an abbreviation: "Standard RF ratio"."""
        following = self.text[found.end() : found.end() + 2]
        return is_in_capitals(following) and not any(char.isspace() for char in self.text[start : found.start()])

    def _is_stop(self, found: re.Match[str]) -> bool:
        """Return whether a full stop does not belong to an abbreviation."""
        end = found.end()
        return not self.ends_abbreviation(self.text, end)
