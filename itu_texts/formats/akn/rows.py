"""The Akoma Ntoso of each class of nodes, as a row, and the names that the writer and the reader share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from itu_texts.tree import nodes
from itu_texts.tree.nodes import Node

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
}
"""The elements that classify words of a line."""
SAID = {
    "publisher": "docAuthority",
    "organ": "docAuthority",
    "number": "docNumber",
    "distribution": "docStatus",
    "session": "session",
    "committee": "docCommittee",
    "sponsors": "docProponent",
    "job_number": "docketNumber",
    "submitted_by": "docProponent",
    "submitted_to": "docCommittee",
    "series": "docPurpose",
    "agenda_item": 'inline name="agenda item"',
    "agenda_title": 'inline name="agenda item name"',
    "original": 'inline name="originalLanguage"',
    "source": 'inline name="originating document"',
    "meeting": 'inline name="adoptionMeeting"',
    "vote": "outcome",
}
"""The elements for what the lines of covers and closings say, as the United Nations writes them."""
DAYS_SAID = frozenset(("date_issued", "adopted"))
"""The days among these, which are ``docDate``."""
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


class Row(NamedTuple):
    """The mark-up for the nodes of a class."""

    node: type[Node]
    name: str = ""
    """The name of its element: the ``name`` of a level or a container, the ``class`` of a block or a paragraph."""
    num: str = ""
    """The attribute that its ``num`` states."""
    around: str = ""
    """For a line: the element around its words."""
    head: str = ""
    """For a line: its element below the number of a division."""
    parts: tuple[str, ...] = ()
    """For a line: the parts of its words that have elements."""


ROWS: Final = {
    row.node: row
    for row in (
        Row(nodes.Clause, num="label"),
        Row(nodes.Item, num="label"),
        Row(nodes.AgendaItem, num="label"),
        Row(nodes.Note, "note", num="label"),
        Row(nodes.Reasons, "reasons", num="label"),
        Row(nodes.SignatureBlock, "signatures"),
        Row(nodes.Provision, "provision", num="number"),
        Row(nodes.Amendment, "amendment", num="marker"),
        Row(nodes.Contents, "contents"),
        Row(nodes.Heading, around="docType"),
        Row(nodes.Title, around="docTitle", head="heading"),
        Row(nodes.HeadingReference, "reference", head="subheading"),
        Row(nodes.History, "history"),
        Row(nodes.Designation, parts=("status", "kind", "number", "revision")),
        Row(nodes.CoverLine),
        Row(nodes.Formula, parts=("organization", "place", "year")),
        Row(nodes.Paragraph),
    )
}
"""The rows, by class."""
LINES: Final = tuple(row.node for row in ROWS.values() if row.head)
