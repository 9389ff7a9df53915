"""The table of lines: what rules and files say of the lines of a text, before they are scanned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter

from attrs import field, frozen

from itu_texts.parsing.tokens import BLANK_LINE, HARD_BREAK, SOFT_BREAK, Annotation, MarginNote

__all__ = ["Lines"]


@frozen
class Lines:
    """The lines of a text, which are its paragraphs as far as could be told."""

    text: str
    """Its reading copy."""
    breaks: Mapping[int, int] = field(factory=dict)
    """By the place of a line break: how strong it is, where that is known.  It surely ends a paragraph, it may be a
    wrap, or the line behind it, below page furniture, surely goes on."""
    loose: Sequence[tuple[int, int]] = ()
    """The stretches where line breaks cannot be trusted to end a paragraph."""
    annotations: Sequence[Annotation] = ()
    """The tables and footnotes, in their order; and what else is known of whole lines."""
    margins: Sequence[MarginNote] = ()
    """What stands in the margins of provisions besides their numbers, in the order of the text."""
    indents: Mapping[int, tuple[int, int]] = field(factory=dict)
    """By where a paragraph begins: how far from the margin its lines stand, and its first line; a paragraph that is
    not named here stands at the margin."""
    bullets: Mapping[int, int] = field(factory=dict)
    """By where a bullet or a dash stands: how far it is from the margin, where a file shows only that."""
    numbers: Mapping[int, int] = field(factory=dict)
    """Where the numbers of provisions begin and end that are known to be such, whatever stands around them."""
    said: Sequence[tuple[int, int]] = ()
    """The lines of which a file says what they are, in order: nothing begins in the middle of one."""

    def is_loose(self, place: int) -> bool:
        """Whether a line break before a place cannot be trusted to end a paragraph."""
        index = bisect_right(self.loose, place, key=itemgetter(0))
        return index > 0 and place < self.loose[index - 1][1]

    def gap(self, start: int, done: int) -> int:
        """How strong the break is between the end of one line and the start of the next."""
        text = self.text
        if (start != done + 1 or not done) and text.count("\n", done, start) != 1:  # most often, a line end and no more
            return BLANK_LINE
        known = self.breaks.get(text.index("\n", done)) if self.breaks else None
        if known is not None:
            return known
        return SOFT_BREAK if self.loose and self.is_loose(start) else HARD_BREAK

    def gap_below_furniture(self, start: int) -> int:
        """How strong the break is before a line that page furniture stands before."""
        return self.breaks.get(self.text.rfind("\n", 0, start), SOFT_BREAK) if self.breaks else SOFT_BREAK
