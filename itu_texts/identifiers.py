"""Identifiers of texts: what names a text, in whatever way it is written.

``RESOLUTION 77 (REV. DUBAI, 2018)`` above a text, ``Resolution 77 (Rev. Dubai, 2018)`` in a sentence and the same in an
agenda are one identifier.  The canonical string is that of citations in English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from attrs import field, frozen

from itu_texts.errors import IdentifierError

__all__ = ["Identifier", "Revision"]

_KINDS = "resolution|decision|recommendation|opinion|report|question"
_BODIES = r"PP|WRC|WTSA|WTDC|WCIT|RA|(?:ITU\s+)?Council"  # whose it is: no part of the identifier
_SMALL = re.compile(r"(?<=[ -])(?:El|De|La|Del|Da|Do|Di|Of|The|And)\b(?=[ -])")


# Compiled when first needed: most programs that import the package need none of them.
@cache
def _identifier() -> re.Pattern[str]:
    return re.compile(
        rf"""(?:\[?(?P<revised>revised)\]?\s+)?
             (?:(?P<draft>draft)\s+(?:(?P<new>new|revised)\s+|(?P<revision>revision)\s+(?:of|to)\s+)?)?
             (?:(?:{_BODIES})\s+)?(?P<kind>{_KINDS})
             (?:\s+(?:no\.?\s*)?(?P<number>(?:ITU[-‑][RTD]\s+)?(?:\[[^\]]+\]|(?:[A-Z]+[/-])?[A-Z]*[./-]?\d[\w/.-]*(?:\s?(?:bis|ter))?)))?
             (?:\s*\((?P<mark>[^()]+)\))?\*{{0,3}}""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<revised>(?:rev\.?|modified)\s*)?
            (?:(?P<conference>[A-Za-z]+(?:[ ][A-Za-z]+)?-\d{2,4})
              |(?P<month>0?[1-9]|1[0-2])/(?P<of_year>\d{4})
              |(?P<years>\d{4}(?:-\d{4})*)
              |(?P<place>[^\d,]*[^\d,\s]),?\s*(?P<year>\d{4}))
            (?:,\s*last\s+amended\s+(?P<amended>.+))?""",
        re.VERBOSE | re.IGNORECASE,
    )


def _folded(value: str | None) -> str | None:
    return value.casefold() if value else None


def _title_case(place: str) -> str:
    """``SHARM EL-SHEIKH`` as ``Sharm el-Sheikh``; a name that is not all in capitals stays as it is."""
    if not place.isupper():
        return place
    return _SMALL.sub(lambda small: small[0].lower(), place.title())


@frozen(order=False)
class Revision:
    """The mark in brackets behind a number: which conference adopted or revised the text, and when."""

    revised: bool = False
    """Whether it says that the text was revised: ``Rev. Dubai, 2018``."""
    place: str | None = field(default=None, eq=_folded)
    year: int | None = None
    conference: str | None = field(default=None, eq=_folded)
    """A conference by its short name: ``WRC-23``, ``Orb-88``, ``C-1974``."""
    years: tuple[int, ...] = ()
    """Years alone: (1995, 1997) for ``1995-1997``."""
    amended: str | None = field(default=None, eq=_folded)
    """What follows "last amended"."""
    month: int | None = None
    """Of an edition that is told by month and year: 3 of ``03/2011``."""

    @classmethod
    def parse(cls, text: str) -> Revision:
        """Read a mark, with or without its brackets.

        :raises IdentifierError: if it is none.
        """
        matched = _mark().fullmatch(text.strip().strip("()*").strip())
        if matched is None:
            raise IdentifierError(f"not a revision mark: {text!r}")
        return cls(
            revised=matched["revised"] is not None,
            place=_title_case(matched["place"]) if matched["place"] else None,
            year=int(matched["year"] or matched["of_year"] or 0) or None,
            conference=matched["conference"],
            years=tuple(int(year) for year in matched["years"].split("-")) if matched["years"] else (),
            amended=matched["amended"],
            month=int(matched["month"]) if matched["month"] else None,
        )

    def __str__(self) -> str:
        if self.conference:
            body = ("Rev." if self.revised else "") + self.conference
        elif self.month:
            body = ("Rev. " if self.revised else "") + f"{self.month:02}/{self.year}"
        elif self.years:
            body = ("Rev. " if self.revised else "") + "-".join(map(str, self.years))
        else:
            body = ("Rev. " if self.revised else "") + f"{self.place}, {self.year}"
        return f"{body}, last amended {self.amended}" if self.amended else body


@frozen(order=False)
class Identifier:
    """What names a text: its kind, its number, and the mark of its edition.

    Identifiers are equal if they name the same text, however they are written; they sort by kind and number.

    >>> header = Identifier.parse("RESOLUTION 77 (REV. DUBAI, 2018)")
    >>> str(header)
    'Resolution 77 (Rev. Dubai, 2018)'
    >>> header == Identifier.parse("Resolution 77 (Rev. Dubai, 2018)")
    True
    >>> header.number, header.revision.year
    ('77', 2018)
    """

    kind: str
    """``resolution``, ``decision``, ``recommendation`` or ``opinion``; in citations ``report`` and ``question`` too."""
    number: str | None = field(default=None, eq=_folded)
    """``77``, ``155A``, ``COM5/3``, ``2-8``, ``A.5``, ``[B-1]``."""
    sector: str | None = field(default=None, eq=_folded)
    """``ITU-R``, ``ITU-T`` or ``ITU-D``, where the number says so."""
    revision: Revision | None = None
    status: str | None = None
    """Of a draft: ``draft``, ``draft new``, ``draft revised``, ``draft revision of``, or one of them after
    ``revised``."""

    @classmethod
    def parse(cls, text: str) -> Identifier:
        """Read an identifier from a header, a citation, or its own string.

        :raises IdentifierError: if the text is none.
        """
        matched = _identifier().fullmatch(" ".join(text.split()))
        if matched is None:
            raise IdentifierError(f"not the identifier of a text: {text!r}")
        status = [word.lower() for word in (matched["revised"], matched["draft"], matched["new"]) if word]
        if matched["revision"]:
            status.append("revision of")
        number, sector = matched["number"], None
        if number and number[:4].upper() in ("ITU-", "ITU‑"):
            sector, _, number = number.partition(" ")
            sector = sector.upper().replace("‑", "-")
        return cls(
            kind=matched["kind"].lower(),
            number=number,
            sector=sector,
            revision=Revision.parse(matched["mark"]) if matched["mark"] else None,
            status=" ".join(status) or None,
        )

    def __str__(self) -> str:
        words = [self.kind.capitalize() if self.status is None else f"{self.status} {self.kind}".capitalize()]
        words += [part for part in (self.sector, self.number) if part]
        return " ".join(words) + (f" ({self.revision})" if self.revision else "")

    def __lt__(self, other: Identifier) -> bool:
        if not isinstance(other, Identifier):
            return NotImplemented
        return self._key() < other._key()

    def _key(self) -> tuple[Any, ...]:
        """Numbers count as numbers: 9 comes before 10, and 155 before 155A."""
        pieces = re.findall(r"\d+|\D+", (self.number or "").casefold())
        number = tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces)
        return (self.kind, self.sector or "", number, str(self.revision or ""), self.status or "")
