"""The lists of a clause: where one begins, continues and ends. Their members go to the parser.

A label without a stop or colon before it is found in the words of an item if the next label shows that it is missing.
"""

from __future__ import annotations

from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.series import Reading, first_of, readings
from itu_texts.language.writing import begins_small, may_begin_sentence, without_blanks
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.frames import WRONG, Frames, OpenList, Placeable, report_label
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import (
    DEEPEST_LIST,
    LINE_REACH,
    LONGEST_PHRASE,
    PAGE,
    SKIPPED_LABELS,
    WORD_BEFORE_NUMBER,
)
from itu_texts.parsing.tokens import (
    IN_LINE,
    SOFT_BREAK,
    ItemToken,
    LabelledToken,
    NoteToken,
    ParagraphToken,
    Token,
    WordsToken,
    with_end,
)
from itu_texts.parsing.wording import Wording

_PARTS: Final = 2  # the least number of parts of a decimal


class Lists:
    """The lists of the open clause, which are part of the frames."""

    def __init__(self, frames: Frames, reporter: Reporter) -> None:
        self.frames = frames
        self.reporter = reporter
        self.levels: list[OpenList] = frames.lists
        """The open lists, the outermost first."""
        self.ended: dict[str, Reading] = {}
        """By form: the last labels of the lists above the headings of divisions."""
        self.numbered: Reading | None = None
        """The last label below the last heading without a number; numbers may continue below the next."""
        self.alike: dict[str, Reading] = {}
        """The label directly below each heading without a number; it may continue below one with the same words."""

    # ------------------------------------------------------------------ members

    def put(self, token: Placeable, level: int, reading: Reading | None = None) -> None:
        """Put a member at a level, as the last of a list that begins there, or in place of the previous member."""
        self.frames.put_list(level, OpenList(token, reading))
        self.shift(token, reading)

    def shift(self, token: Placeable, reading: Reading | None = None) -> None:
        """Put a member into the innermost list: an item, with the form in which its label is read, or a paragraph."""
        member: Token = token
        if isinstance(token, LabelledToken):
            assert reading is not None
            member = ItemToken(token.start, token.end, token.gap, token.label, token.words, reading.style)
        elif isinstance(token, WordsToken):
            member = ParagraphToken(token.start, token.end, token.gap)
        self.frames.shift(member.type, member)

    def open(self, token: LabelledToken, readings: tuple[Reading, ...], level: int) -> None:
        """Begin a list at a level, with the reading of its label that is a first one, if there is one."""
        reading = first_of(readings) or readings[-1]
        level = self.no_deeper(token, level)
        self.put(token, level, reading)
        if not reading.first and not self.frames.is_alone and not self._runs_on(reading):
            self.levels[level].begins_late(token, reading, self.reporter)

    def go_on(self, token: LabelledToken, reading: Reading, level: int, stop: str) -> None:
        """Continue the list at a level.

        :param stop: the stop at the end of the token before.
        """
        self.frames.put_list(level, self.levels[level].going_on(token, reading, stop))
        self.shift(token, reading)

    def begin(self, opener: str) -> None:
        """Begin a clause, an annex and the like, whose headings have their own numbers.

        The numbers of the lists above the heading of a division may continue below it.
        """
        self.numbered = None
        self.alike.clear()
        if opener == "DIVISION":
            self.ended |= {each.reading.form: each.reading for each in self.levels if each.reading is not None}
        else:
            self.ended.clear()

    def _runs_on(self, reading: Reading) -> bool:
        """Return whether a label continues a list that ended at the heading of a division."""
        last = self.ended.get(reading.form)
        return last is not None and reading.follows(last)

    def no_deeper(self, token: Placeable, level: int) -> int:
        """Return the level for a token, or the deepest possible one."""
        if level >= DEEPEST_LIST:
            words = token.words if isinstance(token, LabelledToken | NoteToken) else token.start
            self.reporter.report(
                "deep-nesting",
                f"lists nest more than {DEEPEST_LIST} levels deep here: check their labels",
                token.start,
                words,
            )
            return DEEPEST_LIST - 1
        return level

    def section(self, reading: Reading, gap: int) -> int:
        """Return the level of a decimal that is not the next in an open list: below its number, or the next section."""
        for index in range(len(self.levels) - 1, -1, -1):
            last = self.levels[index].reading
            if last is None or last.style not in ("number", "decimal"):
                continue
            if last.path == reading.path[:-1] and (reading.first or gap >= SOFT_BREAK):
                return index + 1  # 1.1 below 1
            if (
                last.style == "decimal"
                and len(last.path) == len(reading.path)
                and reading.first
                and reading.path[:-1] > last.path[:-1]
                and gap >= SOFT_BREAK
            ):
                return index  # 2.1 after 1.3
        return -1

    def without_number(self, reading: Reading) -> int:
        """Return the level of the list that a decimal continues in place of its number: 4.1 directly after 3."""
        if len(reading.path) < _PARTS or not reading.first:
            return -1
        for index in range(len(self.levels) - 1, -1, -1):
            last = self.levels[index].reading
            if last is not None and last.style == "number" and last.next().path == reading.path[:-1]:
                return index
        return -1

    def in_place_of_number(self, token: LabelledToken, reading: Reading, level: int, stop: str) -> None:
        """Continue a list of numbers, whose next number is missing, with a label below that number."""
        last = self.levels[level].reading
        assert last is not None
        message = f"“{token.label}” follows “{self.levels[level].label}”: {WRONG.format('between them')}"
        report_label(self.reporter, "numbering-gap", token, message)
        self.go_on(token, reading, level, stop)
        self.levels[level].due = (last.next(),)

    def in_section(self, token: LabelledToken, reading: Reading, level: int, stop: str) -> None:
        """Place a decimal at the level that :meth:`section` returned: in that section, in the next, or below."""
        last = self.levels[level].reading if level < len(self.levels) else None
        if last is None or last.form != reading.form:
            self.open(token, (reading,), level)
        elif last.path[:-1] == reading.path[:-1]:
            self.odd(token, reading, level, reading.steps_from(last), stop)
        elif len(last.path) == len(reading.path):
            self.go_on(token, reading, level, stop)
        else:
            self.open(token, (reading,), level)

    def is_near(self, readings: tuple[Reading, ...]) -> bool:
        """Return whether a possible first label is a letter of the innermost list: "i)" after "i)", "g)", or "j)"."""
        inner = self.levels[-1]
        last = inner.reading
        return last is not None and any(
            reading.form == last.form
            and reading.style == "letter"
            and (0 <= reading.steps_from(last) <= SKIPPED_LABELS or reading.path[-1] in inner.missing)
            for reading in readings
        )

    def outdented(self, text: str, token: LabelledToken, reading: Reading) -> int | None:
        """Return the level of an outer list whose next label may also be the next of the innermost one.

        The indents decide, if the inner list is indented and the label and the outer list are not; otherwise ``None``.
        """
        inner = self.levels[-1]
        if token.gap == IN_LINE:
            return None
        for level in range(len(self.levels) - 2, -1, -1):
            outer = self.levels[level]
            if outer.takes(reading):
                column = _column(text, token.start)
                return level if column == _column(text, outer.start) < _column(text, inner.start) else None
        return None

    def is_passed_by(self, text: str, token: LabelledToken, reading: Reading, level: int) -> bool:
        """Return whether a label that may continue the innermost list continues an outer one."""
        return 0 < level == len(self.levels) - 1 and self.outdented(text, token, reading) is not None

    def restarts(self, reading: Reading) -> bool:
        """Return whether a first label would restart an open list."""
        return bool(reading.path) and any(
            level.reading is not None and level.reading.form == reading.form for level in self.levels
        )

    def odd(self, token: LabelledToken, reading: Reading, level: int, step: int, stop: str) -> None:
        """Continue the list at a level, although the label is not its next one."""
        due = self.levels[level].fault(token, reading, step, self.reporter)
        self.go_on(token, reading, level, stop)
        self.levels[level].due = due

    def title(self, token: WordsToken, words: str) -> None:
        """Place a heading without a number: beside the one above, or outermost."""
        levels = self.levels
        level = next((level for level, each in enumerate(levels) if each.titled), 0)
        numbers = level + levels[level].titled if levels else 0
        self.numbered = levels[numbers].reading if len(levels) > numbers else None
        self.numbered = self.alike.get(words, self.numbered)
        self.put(token, level)
        levels[level].titled = True

    def below_title(self, token: LabelledToken, readings: tuple[Reading, ...], words: str) -> None:
        """Begin a list directly below a heading without a number; numbers may continue those below another heading.

        :param words: the words of the heading.
        """
        last = self.numbered
        for reading in readings:
            if last is not None and reading.follows(last):
                self.put(token, len(self.levels), reading)
                self.alike[words] = reading
                return
        self.alike[words] = first_of(readings) or readings[-1]
        self.open(token, readings, len(self.levels))

    def resumed(self, text: str, depth: int) -> int:
        """Return the level of a paragraph after a sentence: below the nearest complete item, or beside words.

        An item is complete if it is a sentence, like those before it in its list; an item that continues the words
        above the list is not.

        :param depth: the number of lists that may continue.
        """
        for level in range(depth - 1, -1, -1):
            last = self.levels[level]
            if last.reading is None:
                sentence = self.of_sentence(text, level)
                return level + last.titled if sentence in (-1, level - 1) else sentence
            if last.reading.path and last.whole and may_begin_sentence(text, last.words(text)):
                return level + 1
        outermost = self.levels[0].reading
        return 1 if outermost is not None and outermost.path else 0

    def of_sentence(self, text: str, level: int) -> int:
        """Return the list of the sentence above a list without labels and the fragments that open it; -1 for none.

        "The reach is given by:" / "L = a + b" / "where:" / "a: height of the lamp."
        """
        for outer in range(level - 1, -1, -1):
            if self.levels[outer].reading is not None:
                break
            if not begins_small(text, self.levels[outer].start):
                return outer
        return -1


def _column(text: str, start: int) -> int:
    """Return the number of characters before a place in its line."""
    return start - 1 - text.rfind("\n", max(0, start - LINE_REACH), start)


_WORDS: Final = (ItemToken, ParagraphToken)


class HiddenLabels:
    """Finds the missing labels of the lists of a clause."""

    def __init__(self, text: str, surface: Surface, lists: Lists, wording: Wording, active: ActiveRules) -> None:
        self.active = active
        self.text = text
        self.lists = lists
        self.is_furniture = wording.is_furniture
        self.words = surface.patterns

    def skipped(self, token: LabelledToken, reading: Reading, level: int, before: Token) -> bool:
        """Put the next member of a list, found in the words before a label that skips it; return whether it exists."""
        levels = self.lists.levels
        last = levels[level].reading if level < len(levels) else None
        is_of_list = last is not None and reading.form == last.form and reading.path[:-1] == last.path[:-1]
        if last is None or not is_of_list or not 1 < reading.steps_from(last) <= SKIPPED_LABELS:
            return False
        hidden = self._next(last, before, token.start - PAGE)
        if hidden is not None:
            self.lists.go_on(hidden, last.next(), level, "")
        return hidden is not None

    def first(
        self, token: LabelledToken, read: tuple[Reading, ...], before: Token, *, in_sentence: bool = False
    ) -> bool:
        """Put the first member of a list that begins late, found in the words before; return whether it was found.

        :param in_sentence: whether the label in the words may be part of a sentence.
        """
        begin = token.start - (LONGEST_PHRASE if in_sentence else PAGE)
        for reading in read:
            if not reading.path or reading.first or reading.style == "decimal":
                continue
            if reading.steps_from(reading.none()) > SKIPPED_LABELS:
                continue
            hidden = self._next(reading.none(), before, begin)
            if hidden is not None:
                below = len(self.lists.levels) - isinstance(before, ParagraphToken)  # or beside a paragraph
                self.lists.open(hidden, (reading.none().next(),), below)
                return True
        return False

    def _next(self, last: Reading, before: Token, begin: int) -> LabelledToken | None:
        """Return the label after a given one, with its words, as a rule finds it before the next label, or ``None``."""
        label: LabelledToken | None = self.active.first("label", before.end, self, last, before, begin)
        return label

    def in_words(self, last: Reading, before: Token, begin: int) -> LabelledToken | None:
        """Separate the label after a given one from the words of the last token; return ``None`` if it is not there."""
        frames = self.lists.frames
        if not isinstance(before, _WORDS) or not frames.unread:
            return None
        begin = max(before.words if isinstance(before, ItemToken) else before.start, begin)
        for found in self.words.HIDDEN_LABEL.finditer(self.text, begin + 1, before.end):
            label = found[0].rstrip()
            for reading in readings(label):
                if reading.follows(last):
                    before_it = self.text[without_blanks(self.text, found.start()) : found.start()]
                    gap = SOFT_BREAK if "\n" in before_it else IN_LINE
                    if self._is_label(label, found.start(), found.end(), gap):
                        frames.last = with_end(before, without_blanks(self.text, found.start()))
                        return LabelledToken(found.start(), before.end, gap, label, found.end())
        return None

    def _is_label(self, label: str, start: int, words: int, gap: int) -> bool:
        """Return whether a match is the missing label, and not a number or a reference in a sentence."""
        if self.is_furniture(start) or self.words.QUANTITY.match(self.text, words):
            return False
        if gap != IN_LINE:
            return True
        word = self.words.WORD_BEFORE.search(self.text, max(0, start - WORD_BEFORE_NUMBER), start)
        if word is not None and self.words.NUMBERED.fullmatch(word[1]):  # "in Region 2 that"
            return False
        opens = self.words.BODY_OPENS.match if label[-1] == ")" else self.words.BODY_SURELY_OPENS.match
        return opens(self.text, words) is not None
