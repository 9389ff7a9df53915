"""Alignment of two language editions of a text."""

from itu_texts.revision.aligning.aligning import Pair, align, mismatches

__all__ = ["Pair", "align", "mismatches"]
