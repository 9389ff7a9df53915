"""Finds the level of an item or a paragraph of a clause, from those before it.

The siblings decide, not the look of a label: ``i)`` after ``h)`` is a letter, ``1.10`` follows ``1.9``, ``3`` after
``2.4`` goes back up. A candidate that fits no open list, and cannot begin one at its place, is part of the sentence
before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from itu_texts.language import series
from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import Reading, first_of
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    STOPS,
    begins_capital,
    begins_small,
    ending,
    is_number,
    is_word_character,
    may_begin_sentence,
)
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.declared_levels import DeclaredLevels
from itu_texts.parsing.frames import MIXED_LABELS, NEXT_FOLLOWS, OPENERS, Frames, OpenList, Placeable, report_label
from itu_texts.parsing.lines import LineBreaks, Lines
from itu_texts.parsing.lists import HiddenLabels, Lists
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import LONGEST_SECTION, SKIPPED_LABELS, WORD_REACH
from itu_texts.parsing.tokens import (
    BLOCKS,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    ItemToken,
    LabelledToken,
    NoteToken,
    PageNumberToken,
    ParagraphToken,
    TableToken,
    Token,
    WordsToken,
    with_end,
)
from itu_texts.parsing.wording import Wording

_BRACKETS: Final = ")]"


class UnnumberedTitles:
    """Recognises the titles of sections without numbers.

    :param levels: the open lists, the outermost first.
    """

    def __init__(self, text: str, surface: Surface, levels: Sequence[OpenList], breaks: LineBreaks) -> None:
        self.text = text
        self.levels = levels
        self.breaks = breaks
        self.own_label = surface.patterns.OWN_LABEL.match

    def stands_alone(self, token: WordsToken, before: Token | None, stop: str) -> bool:
        """Return whether a line in an annex is such a title.

        :param stop: the stop at the end of the token before it.
        """
        if token.gap < HARD_BREAK or token.end - token.start > LONGEST_SECTION:
            return False
        last = self.text[token.end - 1]
        if not (is_word_character(last) or last in _BRACKETS) or not may_begin_sentence(self.text, token.start):
            return False
        if self.breaks.is_loose(token.start) and token.end - token.start > LONGEST_SECTION // 2:
            return False  # as long as a wrapped line
        following = self.text[token.end : token.end + WORD_REACH].lstrip()
        if begins_small(following) and not self.own_label(following):
            return False  # and continued in the next
        if before is None:
            return True
        below_another = self.levels[-1].titled and self.levels[-1].start == before.start
        outermost = self.levels[0]
        if outermost.reading is None:
            return stop == FULL_STOP or below_another
        return stop == FULL_STOP and self._are_sentences(outermost)  # otherwise the heading is inside a section

    def _are_sentences(self, level: OpenList) -> bool:
        """Return whether the members of a list are sentences, and not headings of sections."""
        whole = level.whole and self.text[level.end - 1] in STOPS
        return whole and begins_capital(self.text, level.words(self.text))


_LINE_ENDS: Final = regex(r"[^\S\n]*(?:\n|\Z)")
_WITH_LABEL: Final = (ItemToken, NoteToken)
_WITHOUT_LISTS: Final = frozenset(("NOTE", "TABLE"))  # tokens without lists below them
_MEMBERS: Final = frozenset(("ITEM", "PARAGRAPH", "NOTE", "TABLE"))  # tokens that are members of lists


class Levels:
    """Puts items and paragraphs into the lists of the open clause, and passes other tokens to the frames."""

    def __init__(
        self, frames: Frames, lines: Lines, surface: Surface, reporter: Reporter, wording: Wording, active: ActiveRules
    ) -> None:
        self.frames = frames
        self.active = active
        self.wording = wording
        self.text = text = lines.text
        self.breaks = LineBreaks(lines, surface, active)
        self.reporter = reporter
        self.cited = surface.patterns.CITED_WITH_NEXT.match
        self.not_repeated = surface.patterns.NOT_REPEATED.fullmatch
        self.counted = surface.patterns.COUNTED_WITH_NEXT.match
        self.opens = surface.patterns.BODY_OPENS.match
        self.surely_opens = surface.patterns.BODY_SURELY_OPENS.match
        self.lists = Lists(frames, reporter)
        self.hidden = HiddenLabels(text, surface, self.lists, wording, active)
        self.levels: list[OpenList] = frames.lists
        """The open lists, the outermost first."""
        self.readings = series.readings
        self.titles = UnnumberedTitles(text, surface, self.levels, self.breaks)
        self.declared = DeclaredLevels(text, self.lists, self.readings, lines.known, self._is_title_of_annex)

    def put(self, token: Token) -> None:
        """Put a token into the open container: an item or a paragraph at its level, other tokens as they come."""
        kind = token.type
        if kind in BLOCKS:
            if kind == "ITEM":
                self.frames.labels.append(token.label)  # type: ignore[attr-defined]  # an item
            self.place(token)  # type: ignore[arg-type]  # of these types
            return
        if kind in OPENERS:
            self.lists.begin(kind)
        self.frames.put(token)

    def place(self, token: Placeable) -> None:
        """Put an item, a paragraph or the like at its level, or lengthen the one before it."""
        before = self.frames.last if self.frames.unread else None
        if before is not None and before.type not in _MEMBERS:
            before = None
        if (token.level or self.declared.speaks) and self.declared.place(token, before):
            return
        if not isinstance(token, LabelledToken):
            self._paragraph(token, before)
            return
        readings = self.readings(token.label)
        levels = self.levels
        if before is None:
            self.lists.open(token, readings, 0)
            return
        if isinstance(before, ParagraphToken) and self.not_repeated(self.text, before.start, before.end):
            self._behind_dots(token, readings)
            return
        stop = self.text[before.end - 1]
        if stop == "]":
            stop = ending(self.text, before.end)
        bare = isinstance(before, _WITH_LABEL) and before.words >= before.end  # another label stands directly before
        if token.gap == IN_LINE and bare:
            self.lists.open(token, readings, len(levels))
            return
        ended = (
            stop in STOPS
            or token.gap >= HARD_BREAK
            or bare
            or (isinstance(before, ItemToken) and before.style == "bullet")
            or self.breaks.joins(before)
        )
        self._place_item(token, before, readings, stop, ended=ended)

    def _behind_dots(self, token: LabelledToken, readings: tuple[Reading, ...]) -> None:
        """Place an item below "..." or "(unchanged)", which stands for any number of items."""
        for level in range(len(self.levels) - 1, -1, -1):
            last = self.levels[level].reading
            for reading in readings if last is not None else ():
                if last is None or reading.form != last.form:
                    continue
                if not reading.path or reading.steps_from(last) > 0:  # a bullet has no place in a series
                    self.lists.go_on(token, reading, level, "")
                    return
        level = next((level for level, each in enumerate(self.levels) if each.reading is None), 0)
        self.lists.put(token, level, readings[0])

    def _join(self, token: Placeable) -> None:
        """Join a token to the one before it; words after a table are beside it."""
        before = self.frames.last
        if self.frames.unread and before is not None and not isinstance(before, TableToken):
            self.frames.last = with_end(before, token.end)
        else:
            self.lists.put(WordsToken(token.start, token.end, token.gap), len(self.levels) - 1)

    # ------------------------------------------------------------------ items

    def _place_item(
        self, token: LabelledToken, before: Token, readings: tuple[Reading, ...], stop: str, *, ended: bool
    ) -> None:
        """Place an item that is not the next of the innermost list."""
        levels = self.levels
        first = first_of(readings)
        if levels[-1].titled and levels[-1].start == before.start:  # directly below a heading without a number
            return self.lists.below_title(token, readings, self._words(before))
        inner = levels[-1].reading
        is_next = self.frames.in_annex and inner is not None and not inner.path and inner == first
        unfinished = isinstance(before, ParagraphToken) and self.breaks.is_unfinished(before.end)
        leads_in = stop == COLON or (first is not None and first.path and unfinished)
        if leads_in and first is not None and before.type not in _WITHOUT_LISTS and not is_next:
            return self.lists.open(token, (first,), len(levels))
        for level in range(len(levels) - 1, -1, -1):
            last = levels[level].reading
            if last is not None:
                for reading in readings:
                    if not levels[level].takes(reading) or self.lists.is_passed_by(self.text, token, reading, level):
                        continue
                    if ended or not reading.path or self._is_surely_label(token, reading):
                        return self.lists.go_on(token, reading, level, stop)
        if inner is not None and inner.form != readings[0].form and self._heads(token, before, first):
            return self.lists.open(token, readings, len(levels))
        if ended:
            if readings[0].style == "decimal":
                if stop == COMMA and self.counted(self.text, token.words) is not None:
                    return self._join(token)
                level = self.lists.section(readings[0], token.gap)
                if level >= 0:
                    if self.hidden.skipped(token, readings[0], level, before):
                        return self.place(token)
                    return self.lists.in_section(token, readings[0], level, stop)
                level = self.lists.without_number(readings[0])
                if level >= 0 and (token.gap >= SOFT_BREAK or stop == SEMICOLON):
                    return self.lists.in_place_of_number(token, readings[0], level, stop)
            if self._begins(token, before, first, readings, stop):
                return None
        elif first is not None and not first.path and self.frames.in_annex and not _label(before):
            return self.lists.open(token, (first,), len(levels) - 1)  # phrases below the title of an annex
        return self._out_of_order(token, before, readings, ended=ended)

    def _begins(
        self, token: LabelledToken, before: Token, first: Reading | None, readings: tuple[Reading, ...], stop: str
    ) -> bool:
        """Begin a list with a first label without a colon before it; return whether the label begins one."""
        if first is None or not self._may_begin(first, token, before) or self.lists.restarts(first):
            return False
        if stop in NEXT_FOLLOWS and len(readings) > 1 and token.gap >= SOFT_BREAK and self.lists.is_near(readings):
            return False
        levels = self.levels
        inner = levels[-1].reading
        if not first.path and inner is not None and not inner.path:
            message = MIXED_LABELS.format(token.label, levels[-1].label)
            report_label(self.reporter, "mixed-labels", token, message)
            self.lists.go_on(token, first, len(levels) - 1, stop)
        else:
            self.lists.open(token, (first,), len(levels) - (inner is None))
        return True

    def _heads(self, token: LabelledToken, before: Token, first: Reading | None) -> bool:
        """Return whether the item directly above is a heading, whose labels may continue those below another one.

        :param first: the reading with which the label below it begins a list, if it may.
        """
        last = self.text[before.end - 1]
        if not self.frames.in_annex and (first is None or not first.path or not self._begin_sentences(before, token)):
            return False
        return (
            isinstance(before, ItemToken)
            and self.levels[-1].start == before.start
            and before.words < before.end <= before.start + LONGEST_SECTION
            and is_word_character(last)
            and (first is not None or not is_number(last))
        )

    def _begin_sentences(self, before: Token, token: LabelledToken) -> bool:
        """Return whether the words of an item and those after a label on a line below it begin with capitals."""
        at_line = token.gap >= SOFT_BREAK and isinstance(before, ItemToken)
        return at_line and may_begin_sentence(self.text, before.words) and may_begin_sentence(self.text, token.words)  # type: ignore[attr-defined]  # an item

    def _is_surely_label(self, token: LabelledToken, reading: Reading) -> bool:
        """Return whether the next label of a list is a label although the line before lacks its stop."""
        if token.gap < SOFT_BREAK:
            return False
        section = reading.style in ("number", "decimal") and begins_capital(self.text, token.words)
        return section or self.surely_opens(self.text, token.words) is not None

    def _may_begin(self, first: Reading, token: LabelledToken, before: Token) -> bool:
        """Return whether a first label begins a list without a colon before it."""
        if token.gap >= SOFT_BREAK or not first.path:
            return True
        # in a line: after the unlabelled words that introduce all items of a clause
        return not _label(before) and len(self.levels) == 1 and self.opens(self.text, token.words) is not None

    def _out_of_order(self, token: LabelledToken, before: Token, readings: tuple[Reading, ...], *, ended: bool) -> None:
        """Place a label that is not the next of any open list; it is accepted only at the start of a line."""
        bracketed = token.label[-1] == ")"
        stop = ending(self.text, before.end)
        # in a line, after a lost label: "; 11 that" after 9
        in_line = stop == SEMICOLON and self.opens(self.text, token.words) is not None
        if stop == COMMA and self.cited(self.text, token.words) is not None:
            return self._join(token)
        if ended and (token.gap >= SOFT_BREAK or in_line):
            for level in range(len(self.levels) - 1, -1, -1):
                last = self.levels[level].reading
                if last is None:
                    continue
                for reading in readings:
                    if reading.style != last.style or reading.path[:-1] != last.path[:-1]:
                        continue
                    step = reading.steps_from(last)
                    if not bracketed and not self._may_skip(token, before, step, stop):
                        continue
                    if token.gap == IN_LINE and not 0 < step <= SKIPPED_LABELS:
                        continue
                    if reading.form != last.form and step != 1:
                        continue
                    if self.hidden.skipped(token, reading, level, before):
                        return self.place(token)
                    return self.lists.odd(token, reading, level, step, stop)
        if ended and token.gap >= SOFT_BREAK and self._follows_unlabelled(token, readings[0]):
            return self.lists.open(token, readings, 0)
        if bracketed and stop == SEMICOLON and token.gap >= SOFT_BREAK:
            if self.hidden.first(token, readings, before):
                return self.place(token)
            return self.lists.open(token, readings[-1:], len(self.levels) - (not _label(before)))
        alone = token.words >= token.end and token.gap > IN_LINE and _LINE_ENDS.match(self.text, token.end)
        if alone and is_number(token.label):
            return self.wording.pass_by(PageNumberToken(token.start, token.end, token.gap))
        if token.gap >= HARD_BREAK:
            if bracketed and not _label(before) and ended:
                return self.lists.open(token, readings[-1:], len(self.levels) - 1)
            if not bracketed and token.gap == HARD_BREAK and self.breaks.is_cut_off(before):
                return self._join(token)  # "as required by No. / 46 of the Constitution"
            return self._paragraph(WordsToken(token.start, token.end, token.gap, token.level), before)
        in_sentence = bracketed and stop == SEMICOLON  # "to prevent a) the sinking; b) the sale"
        if in_sentence and self.hidden.first(token, readings, before, in_sentence=True):
            return self.place(token)
        return self._join(token)

    def _follows_unlabelled(self, token: LabelledToken, reading: Reading) -> bool:
        """Return whether "2." follows the list below an item that has lost its "1."."""
        levels = self.levels
        if len(levels) == 1 or levels[0].reading is not None or levels[0].titled or is_number(token.label[-1]):
            return False
        return reading.style == "number" and reading.follows(reading.none().next())

    def _may_skip(self, token: LabelledToken, before: Token, step: int, stop: str) -> bool:
        """Return whether a bare number is a label although it skips places after the label before, or goes back."""
        opens = token.words < token.end and self.opens(self.text, token.words) is not None
        if step > SKIPPED_LABELS:
            told = self.surely_opens(self.text, token.words) or "\t" in self.text[token.start : token.words]
            return token.gap >= HARD_BREAK and bool(told) and not self.breaks.is_cut_off(before)
        return step > 0 or token.gap >= HARD_BREAK or opens or (stop == SEMICOLON and token.words < token.end)

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, token: WordsToken | NoteToken | TableToken, before: Token | None) -> None:
        """Put a line without a label: a paragraph, or the continuation of the token before."""
        levels = self.levels
        if before is None:
            if isinstance(token, WordsToken) and self._is_title_of_annex(token, None, FULL_STOP):
                return self.lists.title(token, self._words(token))
            return self.lists.put(token, 0)
        stop = ending(self.text, before.end)
        small = begins_small(self.text, token.start)
        beside = levels[-1].reading is None and len(levels) > 1
        joined = token.gap == IN_LINE or (isinstance(before, _WITH_LABEL) and before.words >= before.end)
        if isinstance(token, WordsToken) and (joined or self.breaks.goes_on(token, before, "clause", beside=beside)):
            return self._join(token)
        if isinstance(token, WordsToken) and self._is_title_of_annex(token, before, stop):
            return self.lists.title(token, self._words(token))
        top = levels[-1]
        is_below = top.start == before.start
        under = is_below and (top.titled or top.is_section(self.text, before.end))
        anew = self.frames.in_annex or top.reading is not None
        resumed = -1 if under or stop != FULL_STOP or small or not anew else self.lists.resumed(self.text, len(levels))
        under = under or (top.reading is not None and len(levels) == 1)
        if resumed >= 0:
            return self.lists.put(token, resumed)
        if (stop == COLON and before.type not in _WITHOUT_LISTS) or under:
            return self.lists.put(token, self.lists.no_deeper(token, len(levels)))
        if top.reading is not None:
            if isinstance(token, WordsToken) and self._goes_on_with_first(token):
                return self.lists.put(token, 0)
            return self.lists.shift(token)
        opens = self.text[token.end - 1] == COLON
        of_sentence = not small and (stop == FULL_STOP or opens)
        level = self.lists.of_sentence(self.text, len(levels) - 1) + 1 if of_sentence else 0
        if opens and small:
            level = self._of_words(self._words(token))
        if level > 0:
            self.frames.close_lists(level)
        levels[-1].start, levels[-1].label = token.start, ""
        return self.lists.shift(token)

    def _of_words(self, words: str) -> int:
        """Return the number of lists to keep for words that open a list as others did above: "where:"; 0 for new ones.

        The lists of equations that stand below each other do not nest.
        """
        ends = [level.reading is None and self.text.startswith(words, level.start) for level in self.levels]
        return ends.index(True) + 1 if True in ends else 0

    def _goes_on_with_first(self, token: WordsToken) -> bool:
        """Return whether a paragraph after a list begins like the one above the list: "that boats", "that oars"."""
        outermost = self.levels[0]
        opens = self.surely_opens(self.text, outermost.start) if outermost.reading is None else None
        return opens is not None and self.text.startswith(opens[0], token.start)

    def _words(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def _is_title_of_annex(self, token: WordsToken, before: Token | None, stop: str) -> bool:
        if not self.frames.in_annex:
            return False
        return self.active.first("section", token.start, self.titles, token, before, stop) is not None


def _label(token: Token) -> str:
    """Return the label of a classified token, if it has one."""
    return token.label if isinstance(token, _WITH_LABEL) else ""
