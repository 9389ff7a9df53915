"""The codes of languages, and what stands for one that a text is to tell."""

from __future__ import annotations

__all__ = ["ANY", "NAMES", "SEVERAL"]

NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
"""The languages of the ITU, by their codes."""
ANY = "auto"
"""Instead of a code, where the text is to tell its language."""
SEVERAL = "mul"
"""The code of ISO 639-2 for a document in several languages."""
