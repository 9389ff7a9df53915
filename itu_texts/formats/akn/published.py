"""Reads and writes what the metadata of Akoma Ntoso say of subjects, of the course of a text, and of votes.

The JSON that the United Nations publishes beside its files says the same, for all texts of a session or a year.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element

from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.reader_lines import words_of
from itu_texts.formats.xml_text import attribute, escape
from itu_texts.tree import nodes
from itu_texts.tree.claims import Count, Keyword, Published, Step, Voting
from itu_texts.tree.nodes import Node

# ----------------------------------------------------------------------
# The Akoma Ntoso of each class of nodes, as a row, and the names that the writer and the reader share.

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

_UNDATED = "0001-01-01"  # the United Nations' own stand-in for a day that is not known
_CHOICES = {"in_favour": "inFavour", "against": "against", "abstaining": "abstaining", "non_voting": "nonVoting"}
_KEYWORD = ("showAs", "dictionary", "href", "refersTo", "shortForm")
_NAMESPACE = "http://un.org/akn4un"


def published_in(main: Element) -> Published:
    """Return what the metadata of a document say."""
    return Published(
        tuple(
            Keyword(*[each.get(name, "") for name in ("value", *_KEYWORD)], *_source(around))
            for around in main.findall("meta/classification")
            for each in around.findall("keyword")
        ),
        tuple(
            Step(
                each.get("outcome", ""),
                each.get("date", "").replace(_UNDATED, ""),
                each.get("as", ""),
                each.get("by", ""),
            )
            for each in main.findall("meta/workflow/step")
        ),
        tuple(
            Voting(
                each.get("outcome", ""),
                tuple(_count(count) for count in each.findall("count") if count.get("value", "").isdecimal()),
            )
            for each in main.findall("meta/analysis//voting")
        ),
    )


def _source(classification: Element) -> list[str]:
    return [classification.get("source", "").removeprefix(f"#{LIBRARY}")]


def _count(count: Element) -> Count:
    voters = (each for each in count.iter() if each.tag in ("organization", "voter"))
    return Count(int(count.get("value", "")), count.get("refersTo", "").lstrip("#"), tuple(map(words_of, voters)))


def classified(published: Published, library: str) -> str:
    """Return the classification of a document as XML."""
    out = []
    for source, keywords in groupby(published.keywords, key=lambda each: each.source):
        out.append(f'<classification source="{attribute(source or library)}">')
        for each in keywords:
            said = (each.shown or each.value, each.dictionary, each.link, each.about, each.short)
            more = _attributes(zip(_KEYWORD, said, strict=True), kept=("dictionary",))
            out.append(f'<keyword value="{attribute(each.value)}"{more}/>')
        out.append("</classification>")
    return "".join(out)


def course(published: Published) -> str:
    """Return the steps of a text as XML."""
    return "".join(
        f'<step date="{each.date or _UNDATED}"'
        + _attributes((("outcome", each.outcome), ("as", each.document), ("by", each.by)), kept=("by",))
        + "/>"
        for each in published.steps
    )


def votes(published: Published) -> str:
    """Return the votes on a text as XML."""
    out = []
    for at, voting in enumerate(published.votings, 1):
        eid = f"voting_{at}"
        out.append(f'<voting eId="{eid}"{_attributes((("outcome", voting.outcome),))}>')
        for number, count in enumerate(voting.counts, 1):
            voters = "".join(f"<akn4un:voter>{escape(voter)}</akn4un:voter>" for voter in count.voters)
            voters = f'<akn4un:voters xmlns:akn4un="{_NAMESPACE}">{voters}</akn4un:voters>' if voters else ""
            about = _attributes((("refersTo", count.choice),))
            out.append(f'<count eId="{eid}__count_{number}" value="{count.votes}"{about}>{voters}</count>')
        out.append("</voting>" if voting.counts else f'<quorum eId="{eid}__quorum_1" value=""/></voting>')
    return f"<parliamentary>{''.join(out)}</parliamentary>" if out else ""


def _attributes(said: Iterable[tuple[str, str]], kept: tuple[str, ...] = ()) -> str:
    """Return attributes as XML, without those that are empty."""
    return "".join(f' {name}="{attribute(value)}"' for name, value in said if value or name in kept)


# ---------------------------------------------------------------------- the JSON beside files of the United Nations


@checked
def read_extract(text: str) -> dict[str, Published]:
    """Return what a file of the United Nations' ``data_extract`` says of each text, by its symbol.

    The files stand beside the published Akoma Ntoso: an object a line, or an array of objects.
    ``attrs.evolve(document, published=...)`` keeps what is said of a document.

    :param text: the content of the file.
    :raises InputError: if the text is no JSON of this form.

    >>> said = read_extract('{"symbol": "A/RES/99/1", "subjects": [["BOATS", "UNBIS Thesaurus"]]}')
    >>> said["A/RES/99/1"].keywords[0].value
    'BOATS'
    """
    return dict(_extracts(text))


def _extracts(text: str) -> Iterator[tuple[str, Published]]:
    try:
        whole = text.strip()
        objects = (
            json.loads(whole) if whole.startswith("[") else [json.loads(line) for line in whole.splitlines() if line]
        )
    except ValueError as error:
        raise InputError(f"no data_extract: {error}") from None
    for each in objects:
        if not isinstance(each, Mapping) or not isinstance(each.get("symbol"), str):
            raise InputError("no data_extract: an object with a symbol was expected")
        yield each["symbol"], _extracted(each)


def _extracted(said: Mapping[str, Any]) -> Published:
    keywords = [Keyword(str(each), f"sdg_{each}", "SDGO") for each in _listed(said, "SDGs")]
    for each in _listed(said, "subjects"):
        value, dictionary = each if isinstance(each, list) and len(each) == 2 else (each, "")
        keywords.append(Keyword(str(value), str(value), str(dictionary)))
    draft, record = (str(said.get(name) or "") for name in ("originating_document", "pv"))
    sponsors, further = (", ".join(map(str, _listed(said, name))) for name in ("sponsors", "additional_sponsors"))
    steps = [
        *([Step("draftResolution", "", draft, sponsors)] if draft or sponsors else ()),
        *([Step("draftResolutionAdditionalSponsors", by=further)] if further else ()),
        *([Step("adopted", "", record)] if record else ()),
    ]
    counts = []
    for name, choice in _CHOICES.items():
        voters = tuple(map(str, _listed(said, f"MS_{name}")))
        number = str(said.get(f"MS_{name}_count") or len(voters))
        if number.isdecimal() and int(number):
            counts.append(Count(int(number), choice, voters))
    outcome = str(said.get("voting_type") or said.get("adoption_type") or "")
    votings = (Voting(outcome, tuple(counts)),) if outcome or counts else ()
    return Published(tuple(keywords), tuple(steps), votings)


def _listed(said: Mapping[str, Any], name: str) -> list[Any]:
    found = said.get(name)
    return found if isinstance(found, list) else []
