"""The codes of languages, and the codes for a language that is to be detected and for several languages."""

from __future__ import annotations

NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
"""The languages of the ITU, by code."""
ANY = "auto"
"""Used in place of a code if the language is to be detected."""
SEVERAL = "mul"
"""The code of ISO 639-2 for a document in several languages."""
