"""Paragraphs without a label that run on behind a list, or before one, where only the sentences tell.

The items of ``... shall be: a) of wood; b) of iron. All boats ...`` are parts of a sentence, which ends with the last
of them: what follows it is a paragraph.  The words that lead to a list are one too, behind other sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import COLON, COMMA, SEMICOLON, ending, past_blanks, without_blanks
from itu_texts.parsing.thresholds import NEARBY, WORD_REACH
from itu_texts.parsing.tokens import FURNITURE, HARD_BREAK, SOFT_BREAK, Labelled, Token, Words

__all__ = ["Paragraphs"]


class Paragraphs:
    """Cuts paragraphs without a label off the tokens of an annex that run on in a line."""

    def __init__(self, text: str, surface: Surface) -> None:
        self.text = text
        words = surface.words
        self.sentences = words["NEXT_SENTENCE"].finditer
        self.ends_abbreviation = surface.ends_abbreviation
        self.goes_on = words["GOES_ON_TO_NEXT"].search
        self.behind_semicolon = words["BEHIND_SEMICOLON"].search

    def cut(self, tokens: Sequence[Token], run_in: Sequence[bool]) -> Iterator[Token]:
        """The tokens, with the paragraphs in them.

        :param run_in: of each, whether others stand on its line.
        """
        before: Token | None = None
        for place, token in enumerate(tokens):
            if run_in[place] and token.type in ("TEXT", "ITEM") and token.gap != SOFT_BREAK:
                yield from self._pieces(token, before, self._following(tokens, place))
            else:
                yield token
            if token.type not in FURNITURE:
                before = token

    def _following(self, tokens: Sequence[Token], place: int) -> Token | None:
        return next((token for token in tokens[place + 1 : place + 1 + NEARBY] if token.type not in FURNITURE), None)

    def _pieces(self, token: Token, before: Token | None, following: Token | None) -> Iterator[Token]:
        """A token, and the paragraphs behind its first."""
        text = self.text
        starts: list[int] = []
        words = token.words if isinstance(token, Labelled) else token.start
        if isinstance(token, Labelled) and self._is_last(token, before):
            starts = self._starts(words, token.end)[:1]
        leads = isinstance(following, Labelled) and ending(text, token.end) == COLON
        if leads and (starts or not isinstance(token, Labelled)):
            starts = [*starts, *self._starts(starts[0] if starts else words, token.end)[-1:]]
        if not starts and isinstance(token, Labelled):
            found = self.behind_semicolon(text, words, token.end)
            starts = [past_blanks(text, found.start() + 1)] if found is not None else []
        if not starts:
            yield token
            return
        first = without_blanks(text, starts[0])
        if isinstance(token, Labelled):
            yield Labelled(token.start, first, token.gap, token.label, token.words, token.level)
        else:
            yield Words(token.start, first, token.gap)
        for start, end in zip(starts, [*starts[1:], 0], strict=True):
            yield Words(start, without_blanks(text, end) if end else token.end, HARD_BREAK)

    def _is_last(self, item: Labelled, before: Token | None) -> bool:
        """Whether an item is the last of several that are parts of a sentence."""
        if not isinstance(before, Labelled) or ending(self.text, item.end) in (SEMICOLON, COMMA):
            return False
        return self.goes_on(self.text, max(before.words, before.end - WORD_REACH), before.end) is not None

    def _starts(self, start: int, end: int) -> list[int]:
        """Where sentences begin behind the first."""
        text = self.text
        found = (each.start() + 1 for each in self.sentences(text, start, end))  # behind the full stop
        return [past_blanks(text, at) for at in found if not self.ends_abbreviation(text, at)]
