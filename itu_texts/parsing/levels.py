"""Finds the level of an item or a paragraph of a clause, from the open lists.

The siblings decide, not the look of a label: ``i)`` after ``h)`` is a letter, ``1.10`` follows ``1.9``, ``3`` after
``2.4`` goes back up.  All places where a label may stand are weighed, and the best is taken: as the next of an open
list, as the first of a new one.  A label without a place is part of the sentence before it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import IntEnum, auto
from operator import itemgetter
from typing import Final, NamedTuple

from itu_texts.language import series
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import LabelReading, first_of
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
    without_blanks,
)
from itu_texts.parsing.findings import PLAIN, Pass, RuleContext
from itu_texts.parsing.frames import NEXT_FOLLOWS, OPENERS, Frames, OpenList, Placeable
from itu_texts.parsing.leaves import Wording
from itu_texts.parsing.thresholds import (
    DEEPEST_LIST,
    INDENT_TOLERANCE,
    LINE_REACH,
    LONGEST_PHRASE,
    LONGEST_SECTION,
    PAGE,
    SECTION_LEVELS,
    SKIPPED_LABELS,
    WORD_BEFORE_NUMBER,
    WORD_REACH,
)
from itu_texts.parsing.tokens import (
    BLOCKS,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    LabelledToken,
    NoteToken,
    PageNumberToken,
    TableToken,
    Token,
    WordsToken,
    with_end,
)

_LINE_ENDS: Final = regex(r"[^\S\n]*(?:\n|\Z)")
_WITH_LABEL: Final = (LabelledToken, NoteToken)
_WITHOUT_LISTS: Final = frozenset(("NOTE", "TABLE"))  # tokens without lists below them
_NUMBERS: Final = frozenset(("number", "decimal"))
_BRACKETS: Final = ")]"
_BESIDE: Final = -1  # the level of what stands beside the last member
_NOWHERE: Final = -sys.maxsize  # the indent of a heading: what is below it may have any


class Fit(IntEnum):
    """Why a label may stand at a place, the weakest reason first."""

    LATE = auto()
    """``b)`` in the sentence "to prevent a) leaks; b) storms": a list begins there, if its first label is found."""
    UNLED = auto()
    """``2.`` at a line's start, below a list whose head has lost its ``1.``"""
    ODD = auto()
    """``d)`` after ``b)``, ``2`` after ``2``: labels were skipped, repeated or exchanged."""
    FIRST = auto()
    """``a)`` after a stop: a list begins without a colon above it."""
    GAP = auto()
    """``4.1`` after ``3``: in place of ``4``."""
    SECTION = auto()
    """``2.1`` after ``1.3``."""
    BELOW = auto()
    """``1.1`` below ``1``, whatever its words are."""
    AMID = auto()
    """``5`` below "...", which stands for all members above it."""
    DOTS = auto()
    """``5`` below "..." after ``2``."""
    HEADED = auto()
    """``a)`` below "1 Oars", which is a heading."""
    NEXT = auto()
    """``b)`` after ``a)``."""
    ALIGNED = auto()
    """The same, in one column."""
    LED = auto()
    """``a)`` below words with a colon, or that cannot end a paragraph."""
    TITLED = auto()
    """Any label directly below a heading without a number."""
    BARE = auto()
    """``1)`` on the line of ``§ 2``, which has no words of its own."""
    SHOWN = auto()
    """A file shows it, by the indent."""


class _Place(NamedTuple):
    """A place where an item may stand: the better its fit, and the further in, the better."""

    fit: Fit
    level: int
    reading: LabelReading
    opens: bool
    """Whether a list begins there."""


class _Item(NamedTuple):
    """An item that is to be placed."""

    token: LabelledToken
    before: Token
    readings: tuple[LabelReading, ...]
    stop: str
    """The stop at the end of the token before it."""
    ended: bool
    """Whether that token has ended: with a stop, at the end of a paragraph, or with words that lead to the next."""

    @property
    def at_line(self) -> bool:
        return self.token.gap >= SOFT_BREAK

    @property
    def bracketed(self) -> bool:
        return self.token.label[-1] == ")"


class Levels(Pass):
    """Puts items and paragraphs into the lists of the open clause, and passes other tokens to the frames."""

    def __init__(
        self,
        frames: Frames,
        context: RuleContext,
        wording: Wording,
    ) -> None:
        super().__init__(context)
        self.frames = frames
        self.wording = wording
        self.known = context.lines.known
        self.indented = any(line.left is not None for line in self.known.values())
        self.levels: list[OpenList] = frames.lists
        """The open lists, the outermost first."""
        self.ranked = False
        """Whether the file has declared the level of a paragraph."""
        self.ended: dict[str, LabelReading] = {}
        """By form: the last labels above the headings of divisions, and above headings without numbers."""

    def put(self, token: Token) -> None:
        """Put a token into the open container: an item or a paragraph at its level, other tokens as they come."""
        kind = token.type
        if kind in BLOCKS:
            if kind == "ITEM":
                self.frames.labels.append(token.label)  # type: ignore[attr-defined]  # an item
            self.place(token)  # type: ignore[arg-type]  # of these types
            return
        if kind == "DIVISION":
            self._keep_last()
        elif kind in OPENERS:
            self.ended.clear()
        self.frames.put(token)

    def _keep_last(self) -> None:
        """Keep the last labels of the open lists: their numbers may continue below a heading."""
        self.ended |= {each.reading.form: each.reading for each in self.levels if each.reading is not None}

    def place(self, token: Placeable) -> None:
        """Put an item, a paragraph or the like at its level, or lengthen the one before it."""
        before = self.frames.last if self.levels else None
        if (token.level or self.ranked) and self._ranked(token, before):
            return
        if not isinstance(token, LabelledToken):
            self._paragraph(token, before)
        elif before is None:
            self._open(token, _likely(token), 0)
        else:
            self._item(token, before)

    # ------------------------------------------------------------------ items

    def _item(self, token: LabelledToken, before: Token) -> None:
        """Put an item at the best of its places."""
        readings, stop = series.readings(token.label), ending(self.text, before.end)
        bare = isinstance(before, _WITH_LABEL) and before.words >= before.end  # another label stands directly before
        if stop in STOPS and stop != COLON and not (bare or self.known):
            takers = [
                (level, reading)
                for level, each in enumerate(self.levels)
                for reading in readings
                if each.takes(reading)
            ]
            if len(takers) == 1:  # as most items are, and nothing outranks it
                [(level, reading)] = takers
                return self._go_on(token, reading, level, stop)
        ended = (
            stop in STOPS
            or token.gap >= HARD_BREAK
            or bare
            or (before.type == "ITEM" and self.frames.style == "bullet")
            or self.context.joins(before)
        )
        item = _Item(token, before, readings, stop, ended)
        best = max(self._places(item, bare=bare), key=itemgetter(0, 1), default=None)
        return self._put_at(best, item) if best is not None else self._no_label(item)

    def _put_at(self, place: _Place, item: _Item) -> None:
        """Put an item at a place."""
        fit, level, reading, opens = place
        token = item.token
        if fit is Fit.LATE:
            if not self._with_missing(token, reading, reading.none(), level, token.start - LONGEST_PHRASE):
                self._join(token)
            return None
        if opens:
            return self._put(token, level, reading) if fit is Fit.AMID else self._open(token, reading, level)
        beside, due = self.levels[level], None
        if fit is Fit.GAP:
            due = beside.skips(token, self.reporter)
        elif fit is Fit.ODD:
            assert beside.reading is not None
            if self._with_missing(token, reading, beside.reading, level, token.start - PAGE):
                return None
            due = beside.fault(token, reading, self.reporter)
        self._go_on(token, reading, level, item.stop)
        if due is not None:
            beside.due = due
        return None

    def _places(self, item: _Item, *, bare: bool) -> Iterator[_Place]:
        """Yield all places where an item may stand; of several readings at one place, the likely ones first."""
        if self.known:
            yield from self._shown(item)
        yield from self._below(item, bare=bare)
        for level, each in enumerate(self.levels):
            for reading in item.readings if each.reading is not None else ():
                yield from self._in_list(item, level, reading, each.reading)  # type: ignore[arg-type]  # there is one
        yield from self._anew(item)

    def _below(self, item: _Item, *, bare: bool) -> Iterator[_Place]:
        """Yield the places in a list below the token before."""
        token, before, readings = item.token, item.before, item.readings
        inner, depth, first = self.levels[-1], len(self.levels), first_of(item.readings)
        likely = first or readings[-1]
        if bare and token.gap == IN_LINE:
            yield _Place(Fit.BARE, depth, likely, True)
        if inner.titled and inner.start == before.start:
            run_on = (each for each in readings if self._runs_on(each))
            yield _Place(Fit.TITLED, depth, next(run_on, likely), True)
        if first is not None and before.type not in _WITHOUT_LISTS and self._leads_in(item, first):
            yield _Place(Fit.LED, depth, first, True)
        if inner.reading is not None and inner.reading.form != readings[0].form and self._heads(item, first):
            yield _Place(Fit.HEADED, depth, likely, True)

    def _leads_in(self, item: _Item, first: LabelReading) -> bool:
        """Return whether the words before a first label introduce a list; a dash in an annex may be one of several."""
        if item.stop != COLON:
            is_words = bool(first.path) and item.before.type == "TEXT"
            return is_words and self.lang.is_unfinished(self.text, item.before.end)
        return bool(first.path) or not self.frames.in_annex or self.levels[-1].reading != first

    def _in_list(self, item: _Item, level: int, reading: LabelReading, last: LabelReading) -> Iterator[_Place]:
        """Yield the places in or below an open list.

        :param last: the reading of its last label.
        """
        token, stop = item.token, item.stop
        if self.levels[level].takes(reading):
            if item.ended or not reading.path or self._is_surely_label(token, reading):
                yield _Place(Fit.ALIGNED if self._is_aligned(token, level) else Fit.NEXT, level, reading, False)
            return
        same = bool(reading.path) and reading.style == last.style and reading.path[:-1] == last.path[:-1]
        goes_on = reading.form == last.form and reading.path > last.path and (same or not level)
        if goes_on and self._is_behind_dots(item.before):
            yield _Place(Fit.DOTS, level, reading, False)
        if not item.ended:
            return
        if reading.style == "decimal" and last.style in _NUMBERS:
            yield from self._of_section(item, level, reading, last)
        if same and (item.at_line or (stop == SEMICOLON and self._opens(token))) and not self._is_cited(item):
            step = reading.steps_from(last)
            near = item.at_line or 0 < step <= SKIPPED_LABELS
            if near and (step == 1 or reading.form == last.form) and (item.bracketed or self._may_skip(item, step)):
                yield _Place(Fit.ODD, level, reading, False)

    def _of_section(self, item: _Item, level: int, reading: LabelReading, last: LabelReading) -> Iterator[_Place]:
        """Yield the places of a decimal that is not the next of its list."""
        if last.path == reading.path[:-1]:
            if (reading.first or item.at_line) and not self._is_open(level + 1, reading):
                yield _Place(Fit.BELOW, level + 1, reading, True)
        elif not reading.first:
            return
        elif len(last.path) == len(reading.path) and reading.path > last.path and item.at_line:
            yield _Place(Fit.SECTION, level, reading, False)
        elif last.next().path == reading.path[:-1] and (item.at_line or item.stop == SEMICOLON):
            yield _Place(Fit.GAP, level, reading, False)

    def _anew(self, item: _Item) -> Iterator[_Place]:
        """Yield the places where a list may begin without words that introduce it."""
        token, first, depth = item.token, first_of(item.readings), len(self.levels)
        inner, labelled = self.levels[-1].reading, isinstance(item.before, _WITH_LABEL)
        if first is not None and item.ended and self._may_begin(item, first):
            mixes = not first.path and inner is not None and not inner.path
            yield _Place(Fit.FIRST, depth - (mixes or inner is None), first, not mixes)
        elif first is not None:  # phrases below the title of an annex
            if not item.ended and not first.path and self.frames.in_annex and not labelled:
                yield _Place(Fit.FIRST, depth - 1, first, True)
        elif item.bracketed and item.stop == SEMICOLON:
            fit = Fit.UNLED if item.at_line else Fit.LATE
            yield _Place(fit, depth - (not labelled), item.readings[-1], item.at_line)
        elif item.bracketed and token.gap >= HARD_BREAK and item.ended and not labelled:
            yield _Place(Fit.UNLED, depth - 1, item.readings[-1], True)
        second = item.readings[0]
        head = self.levels[0]
        if self._is_behind_dots(item.before):
            words = (level for level, each in enumerate(self.levels) if each.reading is None)
            yield _Place(Fit.AMID, next(words, 0), second, True)
        unled = depth > 1 and head.reading is None and not head.titled and not is_number(token.label[-1])
        if unled and item.ended and item.at_line and second.style == "number" and second.follows(second.none().next()):
            yield _Place(Fit.UNLED, 0, second, True)

    def _may_begin(self, item: _Item, first: LabelReading) -> bool:
        """Return whether a first label begins a list without a colon before it."""
        token, readings = item.token, item.readings
        if first.path and any(each.reading is not None and each.reading.form == first.form for each in self.levels):
            return False  # it would restart an open list
        if item.stop in NEXT_FOLLOWS and len(readings) > 1 and item.at_line and self._is_near(readings):
            return False
        if item.at_line or not first.path:
            return True
        # in a line: after the unlabelled words that introduce all items of a clause
        return not isinstance(item.before, _WITH_LABEL) and len(self.levels) == 1 and self._opens(token)

    def _is_near(self, readings: tuple[LabelReading, ...]) -> bool:
        """Return whether a possible first label is a letter of the innermost list: "i)" after "i)", "g)", or "j)"."""
        inner = self.levels[-1]
        last = inner.reading
        return last is not None and any(
            each.form == last.form
            and each.style == "letter"
            and (0 <= each.steps_from(last) <= SKIPPED_LABELS or each.path[-1] in inner.missing)
            for each in readings
        )

    # ------------------------------------------------------------------ what speaks for a place

    def _opens(self, token: LabelledToken) -> bool:
        return self.words.BODY_OPENS.match(self.text, token.words) is not None

    def _is_cited(self, item: _Item) -> bool:
        return item.stop == COMMA and self.words.CITED_WITH_NEXT.match(self.text, item.token.words) is not None

    def _is_behind_dots(self, before: Token) -> bool:
        """Return whether "..." or "(unchanged)" stands before a label, for any number of items."""
        return before.type == "TEXT" and bool(self.words.NOT_REPEATED.fullmatch(self.text, before.start, before.end))

    def _is_open(self, level: int, reading: LabelReading) -> bool:
        """Return whether the list at a level has the series of a label."""
        last = self.levels[level].reading if level < len(self.levels) else None
        return last is not None and last.form == reading.form and last.path[:-1] == reading.path[:-1]

    def _is_aligned(self, token: Token, level: int) -> bool:
        """Return whether a label stands in the column of the last one of a list."""
        starts = (token.start, self.levels[level].start)
        columns = {start - self.text.rfind("\n", max(0, start - LINE_REACH), start) for start in starts}
        return token.gap > IN_LINE and len(columns) == 1

    def _is_surely_label(self, token: LabelledToken, reading: LabelReading) -> bool:
        """Return whether the next label of a list is a label although the line before lacks its stop."""
        if token.gap < SOFT_BREAK:
            return False
        return (reading.style in _NUMBERS and begins_capital(self.text, token.words)) or self.surely_opens(token.words)

    def _heads(self, item: _Item, first: LabelReading | None) -> bool:
        """Return whether the item directly above is a heading, whose labels may continue those below another one.

        :param first: the reading with which the label below it begins a list, if it may.
        """
        before, text = item.before, self.text
        if not isinstance(before, LabelledToken) or self.levels[-1].start != before.start:
            return False
        last = text[before.end - 1]
        if not before.words < before.end <= before.start + LONGEST_SECTION or not is_word_character(last):
            return False
        if self.frames.in_annex and (first is not None or not is_number(last)):
            return True
        sentences = may_begin_sentence(text, before.words) and may_begin_sentence(text, item.token.words)
        return first is not None and bool(first.path) and item.at_line and sentences

    def _may_skip(self, item: _Item, step: int) -> bool:
        """Return whether a bare number is a label although it skips places after the label before, or goes back."""
        token = item.token
        if step > SKIPPED_LABELS:
            told = self.surely_opens(token.words) or "\t" in self.text[token.start : token.words]
            return token.gap >= HARD_BREAK and told and not self.context.is_cut_off(item.before)
        has_words = token.words < token.end
        return step > 0 or token.gap >= HARD_BREAK or (has_words and (item.stop == SEMICOLON or self._opens(token)))

    def _no_label(self, item: _Item) -> None:
        """Put an apparent label without a place: a page number, a paragraph, or words of the sentence before it."""
        token, cited = item.token, self._is_cited(item)
        alone = token.words >= token.end and token.gap > IN_LINE and _LINE_ENDS.match(self.text, token.end)
        # "as required by No. / 46 of the Constitution"
        cut_off = token.gap == HARD_BREAK and not item.bracketed and self.context.is_cut_off(item.before)
        if alone and is_number(token.label) and not cited:
            self.wording.pass_by(PageNumberToken(token.start, token.end, token.gap))
        elif token.gap < HARD_BREAK or cited or cut_off:
            self._join(token)
        else:
            self._paragraph(WordsToken(token.start, token.end, token.gap, token.level), item.before)

    # ------------------------------------------------------------------ labels in the words before

    def _with_missing(
        self, token: LabelledToken, reading: LabelReading, last: LabelReading, level: int, begin: int
    ) -> bool:
        """Put the member that a label skips, found in the words before it, and then the label; return whether it is.

        :param last: the reading of the last member at a level, or the one before a first member.
        :param begin: where these words begin, at the earliest.
        """
        if reading.form != last.form or not 1 < reading.steps_from(last) <= SKIPPED_LABELS:
            return False
        before, beside = self.frames.last, self.levels[level : level + 1]
        hidden: LabelledToken | None = self.active.first("label", token.start, self, last, before, begin)
        if hidden is None:
            return False
        if beside and beside[0].reading == last:
            self._go_on(hidden, last.next(), level, "")
        else:
            self._put(hidden, level, last.next())
        self.place(token)
        return True

    def in_words(self, last: LabelReading, before: Token, begin: int) -> LabelledToken | None:
        """Separate the label after a given one from the words of the last token; return ``None`` if it is not there."""
        if not isinstance(before, LabelledToken | WordsToken):
            return None
        begin = max(before.words if isinstance(before, LabelledToken) else before.start, begin)
        for found in self.words.HIDDEN_LABEL.finditer(self.text, begin + 1, before.end):
            start, words, label = found.start(), found.end(), found[0].rstrip()
            if any(reading.follows(last) for reading in series.readings(label)):
                end = without_blanks(self.text, start)
                gap = SOFT_BREAK if "\n" in self.text[end:start] else IN_LINE
                if self._is_hidden(label, start, words, gap):
                    self.frames.last = with_end(before, end)
                    return LabelledToken(start, before.end, gap, label, words)
        return None

    def _is_hidden(self, label: str, start: int, words: int, gap: int) -> bool:
        """Return whether a match is the missing label, and not a number or a reference in a sentence."""
        text = self.text
        if self.wording.is_furniture(start) or self.words.QUANTITY.match(text, words):
            return False
        if gap != IN_LINE:
            return True
        word = self.words.WORD_BEFORE.search(text, max(0, start - WORD_BEFORE_NUMBER), start)
        numbered = word is not None and self.words.NUMBERED.fullmatch(word[1])  # "in Region 2 that"
        opens = self.words.BODY_OPENS if label[-1] == ")" else self.words.BODY_SURELY_OPENS
        return not numbered and opens.match(text, words) is not None

    # ------------------------------------------------------------------ what a file declares or shows

    def _ranked(self, token: Placeable, before: Token | None) -> bool:
        """Place a token by its declared level, or after tokens that have one; return whether it is placed."""
        levels, rank = self.levels, token.level
        if not rank:
            return self._behind_ranked(token, before)
        self.ranked = True
        ended = (place + (each.rank == rank) for place, each in enumerate(levels) if each.rank >= rank)
        depth = next(ended, len(levels))  # with the lists in those, of any rank
        in_section = rank <= SECTION_LEVELS  # it ends the lists below the section before
        while depth and in_section and not levels[depth - 1].rank:
            depth -= 1
        same = depth > 0 and levels[depth - 1].rank == rank
        if same and not in_section and token.type != "ITEM" and levels[depth - 1].reading is not None:
            same = False  # it continues the item of its level
        level = self._no_deeper(token, depth - same)
        reading: LabelReading | None = None
        if isinstance(token, LabelledToken):
            readings, beside = series.readings(token.label), levels[level] if same else None
            last = beside.reading if beside is not None else None
            follows = (each for each in readings if last is not None and each.follows(last))
            reading = next(follows, None) or first_of(readings) or readings[-1]
        self._put(token, level, reading)
        return True

    def _behind_ranked(self, token: Placeable, before: Token | None) -> bool:
        """Place a token without a level below the heading of a section, or behind lists with levels, if it fits."""
        levels = self.levels
        while isinstance(token, LabelledToken) and levels and levels[-1].rank > SECTION_LEVELS:
            if len(levels) == 1:
                self._open(token, _likely(token), 0)
                return True
            self.frames.close_lists(len(levels) - 1)
        if levels and 0 < levels[-1].rank <= SECTION_LEVELS:
            if isinstance(token, LabelledToken):
                self._open(token, _likely(token), len(levels))
            else:
                self._put(token, len(levels))
            return True
        above = next((place for place, each in enumerate(levels) if each.rank > SECTION_LEVELS), 0)
        if not above or before is None or not isinstance(token, WordsToken):
            return False
        stop = ending(self.text, before.end)  # it continues the item above
        if stop not in (FULL_STOP, SEMICOLON) or self._is_title(token, before, stop):
            return False
        self._put(token, above - (levels[above - 1].reading is None))
        return True

    def _shown(self, item: _Item) -> Iterator[_Place]:
        """Yield the place that the indent of an item shows: in a list whose members begin there, or in a new one."""
        token, first = item.token, first_of(item.readings)
        of_label = first is not None and not first.path  # a dash or a bullet
        if token.level or not (of_label or self.indented):
            return
        mine, inner = self._indent(token.start, of_label=of_label), True
        for level in range(len(self.levels) - 1, -1, -1):
            each = self.levels[level]
            if each.reading is None:
                continue
            other = self._indent(each.start, of_label=True) if of_label else self._left(level)
            if mine is None or other is None or (of_label and each.reading.path):
                return
            taken = next((reading for reading in item.readings if each.takes(reading)), None)
            if abs(mine - other) <= INDENT_TOLERANCE:
                if taken is not None and (of_label or not inner):
                    yield _Place(Fit.SHOWN, level, taken, False)
                return
            if mine > other:
                if first is not None and inner and (of_label or taken is None):
                    yield _Place(Fit.SHOWN, level + 1, first, True)
                return
            inner = False

    def _indent(self, start: int, *, of_label: bool = False) -> int | None:
        """Return the indent of a label, or of the words of a paragraph; ``None`` if the file does not show it."""
        shown = self.known.get(start, PLAIN)
        return (shown.first if of_label else shown.left) or (0 if self.indented else shown.first)

    def _left(self, level: int) -> int:
        """Return the indent of the words of the last member of a list."""
        last = self.levels[level]
        is_heading = 0 < last.rank <= SECTION_LEVELS or last.is_section(self.text, last.end)
        return _NOWHERE if is_heading else self._indent(last.start) or 0

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, token: WordsToken | NoteToken | TableToken, before: Token | None) -> None:
        """Put a line without a label: a title, a paragraph, or the continuation of the token before."""
        stop = ending(self.text, before.end) if before is not None else FULL_STOP
        titled = isinstance(token, WordsToken) and self._is_title(token, before, stop)
        level: int | None = None
        if before is not None and self.indented and not (token.level or titled or token.type == "TABLE"):
            level = self._level_shown(token, stop)
        if before is not None and level is None and isinstance(token, WordsToken) and self._goes_on(token, before):
            return self._join(token)
        if titled:
            return self._title(token)
        if level is None:
            level = self._level_of(token, before, stop) if before is not None else 0
        if level != _BESIDE:
            return self._put(token, self._no_deeper(token, level))
        top = self.levels[-1]
        if top.reading is None:
            top.start, top.label = token.start, ""
        return self.frames.put_member(token)

    def _goes_on(self, token: WordsToken, before: Token) -> bool:
        """Return whether a line is more of the token before it."""
        if token.gap == IN_LINE or (isinstance(before, _WITH_LABEL) and before.words >= before.end):
            return True
        beside = self.levels[-1].reading is None and len(self.levels) > 1
        return self.context.goes_on(token, before, "clause", beside=beside)

    def _level_of(self, token: Token, before: Token, stop: str) -> int:
        """Return the level of a paragraph; ``_BESIDE`` the last member, whose list may go on behind it."""
        top, depth, small = self.levels[-1], len(self.levels), begins_small(self.text, token.start)
        if top.start == before.start and (top.titled or top.is_section(self.text, before.end)):
            return depth
        if stop == FULL_STOP and not small and (self.frames.in_annex or top.reading is not None):
            return self._resumed(depth)
        if (stop == COLON and before.type not in _WITHOUT_LISTS) or (top.reading is not None and depth == 1):
            return depth
        if top.reading is not None:
            return 0 if self._goes_on_with_first(token) else _BESIDE
        opens = self.text[token.end - 1] == COLON
        if opens and small:
            self.frames.close_lists(self._opened_so(token) or depth)
        elif not small and (stop == FULL_STOP or opens):
            self.frames.close_lists(self._of_sentence(depth - 1) + 1 or depth)
        return _BESIDE

    def _level_shown(self, token: Token, stop: str) -> int | None:
        """Return the level of a paragraph that its indent shows; ``None`` if it shows none.

        It continues the innermost member whose words begin no further from the margin. If those of several begin at one
        place, and no list has ended, the indent does not decide.
        """
        levels, mine = self.levels, self._indent(token.start) or 0
        depth = len(levels)
        while depth and self._left(depth - 1) > mine + INDENT_TOLERANCE:
            depth -= 1
        tied = depth > 1 and self._left(depth - 2) >= self._left(depth - 1) - INDENT_TOLERANCE
        goes_on = stop not in STOPS and begins_small(self.text, token.start)
        if depth == len(levels) and (levels[-1].reading is None or depth < 2 or tied or goes_on):
            return None
        label = self._indent(levels[0].start, of_label=True) or 0
        if not depth and (levels[0].reading is None or mine < label - INDENT_TOLERANCE):
            self.frames.close_lists(1)
            return _BESIDE
        depth = max(depth, 1)
        level = self._resumed(depth) if tied and stop == FULL_STOP else depth
        return level - (level == depth and levels[depth - 1].reading is None)

    def _opened_so(self, token: Token) -> int:
        """Return the number of lists to keep for words that open a list as others did above: "where:"; 0 for new ones.

        The lists of equations that stand below each other do not nest.
        """
        words = self.text[token.start : token.end]
        alike = [each.reading is None and self.text.startswith(words, each.start) for each in self.levels]
        return alike.index(True) + 1 if True in alike else 0

    def _goes_on_with_first(self, token: Token) -> bool:
        """Return whether a paragraph after a list begins like the one above the list: "that boats", "that oars"."""
        head = self.levels[0]
        opens = self.words.BODY_SURELY_OPENS.match(self.text, head.start) if head.reading is None else None
        return opens is not None and token.type == "TEXT" and self.text.startswith(opens[0], token.start)

    def _resumed(self, depth: int) -> int:
        """Return the level of a paragraph after a sentence: below the nearest complete item, or beside words.

        An item is complete if it is a sentence, like those before it in its list; an item that continues the words
        above the list is not.

        :param depth: the number of lists that may continue.
        """
        for level in range(depth - 1, -1, -1):
            last = self.levels[level]
            if last.reading is None:
                sentence = self._of_sentence(level)
                return level + last.titled if sentence in (-1, level - 1) else sentence
            if last.reading.path and last.whole and may_begin_sentence(self.text, last.words(self.text)):
                return level + 1
        outermost = self.levels[0].reading
        return 1 if outermost is not None and outermost.path else 0

    def _of_sentence(self, level: int) -> int:
        """Return the list of the sentence above a list without labels and the fragments that open it; -1 for none.

        "The reach is given by:" / "L = a + b" / "where:" / "a: height of the lamp."
        """
        for outer in range(level - 1, -1, -1):
            if self.levels[outer].reading is not None:
                break
            if not begins_small(self.text, self.levels[outer].start):
                return outer
        return -1

    # ------------------------------------------------------------------ headings without numbers

    def _title(self, token: Placeable) -> None:
        """Put a heading without a number beside the one above, or outermost; the numbers below it may run on."""
        level = next((level for level, each in enumerate(self.levels) if each.titled), 0)
        self._keep_last()
        self._put(token, level)
        self.levels[level].titled = True

    def _is_title(self, token: WordsToken, before: Token | None, stop: str) -> bool:
        if not self.frames.in_annex:
            return False
        return self.active.first("section", token.start, self, token, before, stop) is not None

    def stands_alone(self, token: WordsToken, before: Token | None, stop: str) -> bool:
        """Return whether a line in an annex is the title of a section without a number.

        :param stop: the stop at the end of the token before it.
        """
        text, size = self.text, token.end - token.start
        if token.gap < HARD_BREAK or size > LONGEST_SECTION:
            return False
        last = text[token.end - 1]
        if not (is_word_character(last) or last in _BRACKETS) or not may_begin_sentence(text, token.start):
            return False
        if self.context.lines.is_loose(token.start) and size > LONGEST_SECTION // 2:
            return False  # as long as a wrapped line
        following = text[token.end : token.end + WORD_REACH].lstrip()
        if begins_small(following) and not self.words.OWN_LABEL.match(following):
            return False  # and continued in the next
        if before is None:
            return True
        head, inner = self.levels[0], self.levels[-1]
        if head.reading is None:
            return stop == FULL_STOP or (inner.titled and inner.start == before.start)
        # below sentences; otherwise the heading is inside a section
        sentences = head.whole and text[head.end - 1] in STOPS and begins_capital(text, head.words(text))
        return stop == FULL_STOP and sentences

    # ------------------------------------------------------------------ members

    def _join(self, token: Placeable) -> None:
        """Join a token to the one before it; words after a table are beside it."""
        before = self.frames.last
        assert before is not None
        if isinstance(before, TableToken):
            self._put(WordsToken(token.start, token.end, token.gap), len(self.levels) - 1)
        else:
            self.frames.last = with_end(before, token.end, token.start)

    def _open(self, token: LabelledToken, reading: LabelReading, level: int) -> None:
        """Begin a list at a level."""
        level = self._no_deeper(token, level)
        late = not (reading.first or self.frames.is_alone or self._runs_on(reading))
        sought = late and self.levels and reading.style != "decimal"
        if sought and self._with_missing(token, reading, reading.none(), level, token.start - PAGE):
            return
        self._put(token, level, reading)
        if late:
            self.levels[level].begins_late(token, reading, self.reporter)

    def _runs_on(self, reading: LabelReading) -> bool:
        """Return whether a label continues a list that ended at a heading."""
        last = self.ended.get(reading.form)
        return last is not None and reading.follows(last)

    def _go_on(self, token: LabelledToken, reading: LabelReading, level: int, stop: str) -> None:
        """Continue the list at a level.

        :param stop: the stop at the end of the token before.
        """
        beside = self.levels[level]
        if not reading.path and beside.reading is not None and reading.form != beside.reading.form:
            beside.mixes(token, self.reporter)
        if level + 1 < len(self.levels):
            self.frames.close_lists(level + 1)
        beside.add(token, reading, stop)
        self.frames.put_member(token, reading.style)

    def _put(self, token: Placeable, level: int, reading: LabelReading | None = None) -> None:
        """Put a member at a level, as the last of a list that begins there, or in place of the previous member."""
        self.frames.put_list(level, OpenList(token, reading))
        self.frames.put_member(token, reading.style if reading is not None else "")

    def _no_deeper(self, token: Placeable, level: int) -> int:
        """Return the level for a token, or the deepest possible one."""
        if level < DEEPEST_LIST:
            return level
        words = token.words if isinstance(token, LabelledToken | NoteToken) else token.start
        message = f"lists nest more than {DEEPEST_LIST} levels deep here: check their labels"
        self.reporter.report("deep-nesting", message, token.start, words)
        return DEEPEST_LIST - 1


def _likely(token: LabelledToken) -> LabelReading:
    """Return the reading of a label that is a first one, if there is one."""
    readings = series.readings(token.label)
    return first_of(readings) or readings[-1]
