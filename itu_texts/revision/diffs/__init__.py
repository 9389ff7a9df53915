"""Structural differences between two editions of a text."""

from itu_texts.revision.diffs.applying import apply, merged, to_docx
from itu_texts.revision.diffs.differences import Difference, DifferenceKind, diff
from itu_texts.revision.pieces import WordChange

__all__ = ["Difference", "DifferenceKind", "WordChange", "apply", "diff", "merged", "to_docx"]
