"""Two language editions of a text beside each other."""

from itu_texts.aligning.aligning import Pair, align, mismatches

__all__ = ["Pair", "align", "mismatches"]
