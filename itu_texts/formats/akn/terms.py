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
"""The namespace of the one attribute that is not of the standard: the struck label that another took the place of."""
LIBRARY = "itu-texts"
"""By which the metadata say that this library wrote them."""
ABOUT = "akn4un:"
"""How names of inline elements begin that AKN4UN does not have."""
PARTING = f"{ABOUT}separator"
"""What a heading names the sign by which it is parted from the title on its line."""
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
"""The elements that say what some words of a line are."""
DIVISIONS = {"part": "part", "chapter": "chp", "article": "art", "section": "sec", "subsection": "subsec"}
"""The divisions of treaties that have elements of their own, and how their eIds begin."""
OTHERS = "other-"
"""How the names of addressees begin in IRIs who are not known by name."""
LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
"""From the codes of languages to those of ISO 639-2."""

_BLANKS = re.compile(r"\s+")
_DRESS = re.compile(r"[\W_]+")
_LONGEST = 40  # characters of a number: a label that is longer is none


@lru_cache(maxsize=4096)
def number_of(label: str) -> str:
    """The number in an eId that a label states; empty if it has neither letter nor figure.

    >>> number_of("1.1"), number_of("2 bis)"), number_of("–")
    ('1-1', '2bis', '')
    """
    return _DRESS.sub("-", _BLANKS.sub("", label)).strip("-")[:_LONGEST].rstrip("-")


@lru_cache(maxsize=1024)
def camel(words: str) -> str:
    """Words as one, in camel case; empty if there is no letter among them.

    >>> camel("resolves to invite")
    'resolvesToInvite'
    """
    first, *others = _DRESS.sub(" ", words).split() or [""]
    return (first.lower() + "".join(word[:1].upper() + word[1:].lower() for word in others))[:_LONGEST]
