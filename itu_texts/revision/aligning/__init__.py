"""Two language editions of a text beside each other."""

from itu_texts.revision.aligning.aligning import Pair, align, mismatches

__all__ = ["Pair", "align", "mismatches"]
