"""The names of works: IRIs made of identifiers, so that a text and a citation of it give the same.

``/akn/un/{element}/{subtype}/{actor}/{date}/{number}``, as the Naming Convention 1.0 of OASIS and the guidelines of the
United Nations (AKN4UN) have it.  Where only a year is known, the date is the first of January; where nothing is
known, it is 1900-01-01, the stand-in of AKN4UN.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_texts.formats.akn.terms import UNION, slug, tag_of
from itu_texts.language.grammar import Surface
from itu_texts.language.identifiers import Identifier, Revision, meeting_parts
from itu_texts.tree.addressees import CONCEPTS
from itu_texts.tree.nodes import Text

__all__ = ["Date", "Work", "actor_of", "date_of", "is_year", "number_of_work", "unknown_work", "work_of"]

_KINDS = {
    "resolution": "res",
    "decision": "dec",
    "recommendation": "rec",
    "opinion": "op",
    "report": "rep",
    "question": "que",
}
_NOT_IN_NUMBER = re.compile(r"[^\w.\-]")
_MET = {
    "itu-pp": "nairobi 1982, nice 1989, geneva 1992, kyoto 1994, minneapolis 1998, marrakesh 2002, antalya 2006, "
    "guadalajara 2010, busan 2014, dubai 2018, bucharest 2022",
    "itu-wtsa": "montreal 2000, florianopolis 2004, johannesburg 2008, dubai 2012, hammamet 2016, geneva 2022, "
    "new delhi 2024",
    "itu-wtdc": "valletta 1998, istanbul 2002, doha 2006, hyderabad 2010, dubai 2014, buenos aires 2017, kigali 2022",
}
_CONFERENCES = {met: actor for actor, listed in _MET.items() for met in listed.split(", ")}
"""Which conference met where and when: what stands behind a number may say no more than that."""


_ASSEMBLIES = {"itu-r": "itu-ra", "itu-t": "itu-wtsa", "itu-d": "itu-wtdc"}
_SECTORS = {assembly: sector for sector, assembly in _ASSEMBLIES.items()}
_OF_ASSEMBLIES = frozenset(("resolution", "decision", "opinion"))


class Date(NamedTuple):
    """A date, and what it is that of."""

    date: str
    name: str


_UNKNOWN = Date("1900-01-01", "unknown")


class Work(NamedTuple):
    """What names a text, whatever its language."""

    element: str
    """The document type: ``statement``."""
    subtype: str
    actor: str
    date: Date
    number: str

    @property
    def iri(self) -> str:
        """The IRI of the work."""
        return f"/akn/un/{self.element}/{self.subtype}/{self.actor}/{self.date.date}/{self.number}"

    @property
    def undated(self) -> Work:
        """The text in whatever edition."""
        return self._replace(date=_UNKNOWN)


def unknown_work(element: str, subtype: str, number: str = "nn-1") -> Work:
    """What a document is called of which nothing is known but what it is."""
    return Work(element, subtype, UNION, _UNKNOWN, number)


def date_of(revision: Revision | None) -> Date:
    """The date that a revision mark states."""
    year = _year(revision) if revision else None
    if revision is None or year is None or not is_year(year):
        return _UNKNOWN
    return Date(f"{year:04}-{revision.month or 1:02}-01", "revisionYear" if revision.revised else "adoptionYear")


def is_year(year: int) -> bool:
    """Whether a year can be written in a date."""
    return 1000 <= year <= 9999


def _year(revision: Revision) -> int | None:
    if revision.year or revision.years:
        return revision.year or revision.years[-1]
    figures = re.search(r"\d+$", revision.conference or "")
    if figures is None:
        return None
    year = int(figures[0])
    return year if year > 99 else year + (1900 if year >= 40 else 2000)


def number_of_work(kind: str, number: str | None, count: int = 1) -> str:
    """The last step of the IRI of a text, which carries its kind: ``res-5``, ``dec-5``.

    :param count: which of the texts without a number it is.

    >>> number_of_work("resolution", "[COM5/3]"), number_of_work("text", None)
    ('res-COM5-3', 'text-nn-1')
    """
    bare = _NOT_IN_NUMBER.sub("", (number or "").strip().replace("/", "-").replace("\u2011", "-").replace(" ", "_"))
    return f"{_KINDS.get(kind, kind)}-{bare or f'nn-{count}'}"


def actor_of(identifier: Identifier | None, body: str | None, around: str | None, words: Surface) -> str:
    """The body that adopted a text.

    The resolutions of a Sector are those of its assembly or conference, and what else that adopts is the Sector's,
    however a text or a citation puts it.

    :param body: what the formula calls it, or the words around a citation.
    :param around: where nothing says it, that which adopted the text in which this one is cited.
    """
    actor = _told(identifier, body, words)
    if actor is None and body and not (around and words.words["THIS"].match(body)):
        actor = _step(slug(body))
    owners = _ASSEMBLIES if identifier and identifier.kind in _OF_ASSEMBLIES else _SECTORS
    return owners.get(actor or "", actor or around or UNION)


def _told(identifier: Identifier | None, body: str | None, words: Surface) -> str | None:
    """The body that the words, the mark, the Sector, or the place and the year tell."""
    named = words.words["addressee"].search(body) if body else None
    if named is not None and tag_of(named.lastgroup or "").startswith(UNION):
        return tag_of(named.lastgroup or "")
    if identifier is None:
        return None
    adopted = identifier.work.body
    if adopted in CONCEPTS:
        return tag_of(adopted)
    revision = identifier.revision
    if revision and revision.conference:
        return f"{UNION}-{slug(meeting_parts(revision.conference)[0])}".rstrip("-")
    if identifier.sector:
        return identifier.sector.lower()
    return _CONFERENCES.get(f"{slug(revision.place or '').replace('-', ' ')} {revision.year}") if revision else None


def _step(name: str) -> str:
    """The name of an actor, which may not begin with a figure."""
    return name if name[:1].isalpha() else f"{UNION}-{name}".rstrip("-")


def work_of(
    identifier: Identifier | None,
    words: Surface,
    *,
    kind: str = "text",
    text: Text | None = None,
    body: str | None = None,
    around: str | None = None,
    count: int = 1,
) -> Work:
    """The work that an identifier names.

    :param kind: where there is no identifier, the kind of text.
    :param text: the text that it is the identifier of, if it is no citation.
    :param body: what is said of the body that adopted it.
    :param around: the actor of the text in which it is cited.
    :param count: which of the texts without a number it is.
    """
    formula = text.formula if text is not None else None
    date = date_of(identifier.revision if identifier else None)
    if date.name == "unknown" and formula is not None and formula.year and is_year(formula.year):
        date = Date(f"{formula.year:04}-01-01", "adoptionYear")
    actor = actor_of(identifier, formula.body if formula else body, around, words)
    number = identifier.number if identifier else text.number if text is not None else None
    return Work(
        "statement", "deliberation", actor, date, number_of_work(identifier.kind if identifier else kind, number, count)
    )
