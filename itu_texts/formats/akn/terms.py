"""Names shared by the Akoma Ntoso reader and writer: of elements, labels, verbs and concepts."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "ABOUT",
    "DIVISIONS",
    "LANGUAGES",
    "LIBRARY",
    "NAMESPACE",
    "OTHERS",
    "OURS",
    "PARTING",
    "PARTS",
    "camel",
    "number_of",
]

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "https://itu-texts.github.io/akn"
"""The namespace of the only attribute outside the standard: a struck label that another one has replaced."""
LIBRARY = "itu-texts"
"""The agent in the metadata of files that this library writes."""
ABOUT = "akn4un:"
"""The prefix of names of inline elements that are not in AKN4UN."""
PARTING = f"{ABOUT}separator"
"""The name of the sign between a heading and the title on its line."""
PARTS = {
    "status": "docStage",
    "kind": "docType",
    "number": "docNumber",
    "revision": "docStatus",
    "title": "docTitle",
    "organization": "organization",
    "role": "role",
    "place": "location",
    "year": "date",
    "submitted_by": "docProponent",
    "submitted_to": "docCommittee",
    "series": "docPurpose",
}
"""The elements that classify words of a line."""
DIVISIONS = {"part": "part", "chapter": "chp", "article": "art", "section": "sec", "subsection": "subsec"}
"""The divisions of treaties that have elements of their own, and the prefixes of their eIds."""
OTHERS = "other-"
"""The prefix of the IRIs of unknown addressees."""
LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
"""The code of ISO 639-2 for each language code."""

_BLANKS = re.compile(r"\s+")
_DRESS = re.compile(r"[\W_]+")
_LONGEST = 40  # characters of a number; a longer label is not a number


@lru_cache(maxsize=4096)
def number_of(label: str) -> str:
    """Return the number of a label for an eId; an empty string if the label has neither letters nor figures.

    >>> number_of("1.1"), number_of("2 bis)"), number_of("–")
    ('1-1', '2bis', '')
    """
    return _DRESS.sub("-", _BLANKS.sub("", label)).strip("-")[:_LONGEST].rstrip("-")


@lru_cache(maxsize=1024)
def camel(words: str) -> str:
    """Return words joined in camel case; an empty string if they have no letters.

    >>> camel("resolves to invite")
    'resolvesToInvite'
    """
    first, *others = _DRESS.sub(" ", words).split() or [""]
    return (first.lower() + "".join(word[:1].upper() + word[1:].lower() for word in others))[:_LONGEST]
