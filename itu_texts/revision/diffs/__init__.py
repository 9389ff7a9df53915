"""Structural differences between two editions of a text."""

from itu_texts.revision.diffs.applying import Redline, apply, merged, redline, to_docx
from itu_texts.revision.diffs.differences import Difference, DifferenceKind, diff
from itu_texts.revision.words import WordChange

__all__ = ["Difference", "DifferenceKind", "Redline", "WordChange", "apply", "diff", "merged", "redline", "to_docx"]
