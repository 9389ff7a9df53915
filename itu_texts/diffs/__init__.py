"""Two editions of a text compared by structure."""

from itu_texts.diffs.differences import Difference, DifferenceKind, diff
from itu_texts.diffs.words import WordChange

__all__ = ["Difference", "DifferenceKind", "WordChange", "diff"]
