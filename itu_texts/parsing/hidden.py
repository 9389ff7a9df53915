"""Labels that no stop or colon announces: in the words of an item, where the next label shows that one is missing."""

from __future__ import annotations

from typing import Final

from itu_texts.language.grammar import Surface
from itu_texts.language.series import Reading, readings
from itu_texts.language.writing import without_blanks
from itu_texts.parsing.asking import Asked
from itu_texts.parsing.classified import Item, Paragraph, with_end
from itu_texts.parsing.lists import Lists
from itu_texts.parsing.thresholds import LONGEST_PHRASE, PAGE, SKIPPED_LABELS, WORD_BEFORE_NUMBER
from itu_texts.parsing.tokens import HARD_BREAK, IN_LINE, SOFT_BREAK, Labelled, Token
from itu_texts.parsing.wording import Wording

__all__ = ["HiddenLabels"]

_WORDS: Final = (Item, Paragraph)


class HiddenLabels:
    """Finds the labels that the lists of a clause miss."""

    def __init__(self, text: str, surface: Surface, lists: Lists, wording: Wording, asked: Asked) -> None:
        self.asked = asked
        self.text = text
        self.lists = lists
        self.is_furniture = wording.is_furniture
        self.labels = surface.words["HIDDEN_LABEL"].finditer
        self.opens = surface.words["BODY_OPENS"].match
        self.surely_opens = surface.words["BODY_SURELY_OPENS"].match
        self.counts = surface.words["QUANTITY"].match
        self.word_before = surface.words["WORD_BEFORE"].search
        self.numbered = surface.words["NUMBERED"].fullmatch

    def skipped(self, token: Labelled, reading: Reading, level: int, before: Token) -> bool:
        """Put the next member of a list, found in the words before a label that skips it; return whether it is."""
        levels = self.lists.levels
        last = levels[level].reading if level < len(levels) else None
        if last is None or reading.form != last.form or reading.path[:-1] != last.path[:-1]:
            return False
        if not 1 < reading.steps_from(last) <= SKIPPED_LABELS:
            return False
        hidden = self._next(last, before, token.start - PAGE)
        if hidden is not None:
            self.lists.go_on(hidden, last.next(), level, "")
        return hidden is not None

    def first(self, token: Labelled, read: tuple[Reading, ...], before: Token, *, in_sentence: bool = False) -> bool:
        """Put the first member of a list that begins late, found in the words before; return whether it is there.

        :param in_sentence: whether the label that was found may be part of a sentence.
        """
        begin = token.start - (LONGEST_PHRASE if in_sentence else PAGE)
        for reading in read:
            if not reading.path or reading.first or reading.style == "decimal":
                continue
            if not self._may_stand(reading.form, begin, token.start):
                continue
            if reading.steps_from(reading.none()) > SKIPPED_LABELS:
                continue
            hidden = self._next(reading.none(), before, begin)
            if hidden is not None:
                self.lists.open(hidden, (reading.none().next(),), self._below(before))
                return True
        return False

    def leads_in(self, token: Labelled, before: Token, first: Reading) -> bool:
        """Whether an item leads in to a list of letters like its own, without a colon: "to prevent", then "a) the".

        :param first: how the label of the token begins a list.
        """
        return (
            isinstance(before, Item)
            and token.gap >= HARD_BREAK
            and token.label[-1] == ")"
            and self.lists.restarts(first)
            and self.opens(self.text, token.words) is not None
        )

    def _below(self, before: Token) -> int:
        """The level below an item, or beside a paragraph."""
        return len(self.lists.levels) - isinstance(before, Paragraph)

    def _may_stand(self, form: str, begin: int, end: int) -> bool:
        """Whether a first label may stand in a stretch: in Latin letters it looks as its form is written."""
        words = self.text[max(0, begin) : end]
        return form in words or not words.isascii()

    def _next(self, last: Reading, before: Token, begin: int) -> Labelled | None:
        """The label that follows one, with the words behind it, as a rule finds it before the next; or ``None``."""
        label: Labelled | None = self.asked.first("label", before.end, self, last, before, begin)
        return label

    def in_words(self, last: Reading, before: Token, begin: int) -> Labelled | None:
        """Cut what follows a label off the words of the last token, from a place on; ``None`` if it is not there."""
        frames = self.lists.frames
        if not isinstance(before, _WORDS) or not frames.unread:
            return None
        begin = max(before.words if isinstance(before, Item) else before.start, begin)
        for found in self.labels(self.text, begin + 1, before.end):
            label = found[0].rstrip()
            for reading in readings(label):
                if reading.follows(last):
                    gap = SOFT_BREAK if self._begins_line(found.start()) else IN_LINE
                    if self._is_label(label, found.start(), found.end(), gap):
                        frames.last = with_end(before, without_blanks(self.text, found.start()))
                        return Labelled(found.start(), before.end, gap, label, found.end())
        return None

    def _begins_line(self, start: int) -> bool:
        return "\n" in self.text[without_blanks(self.text, start) : start]

    def _is_label(self, label: str, start: int, words: int, gap: int) -> bool:
        """Whether a match is the missing label, and not a number or a reference in a sentence."""
        if self.is_furniture(start) or self.counts(self.text, words):
            return False
        if gap != IN_LINE:
            return True
        word = self.word_before(self.text, max(0, start - WORD_BEFORE_NUMBER), start)
        if word is not None and self.numbered(word[1]):  # "in Region 2 that"
            return False
        opens = self.opens if label[-1] == ")" else self.surely_opens
        return opens(self.text, words) is not None
