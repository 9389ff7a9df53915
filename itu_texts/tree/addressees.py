"""The addressees of a heading, typed."""

from __future__ import annotations

import enum
from collections import ChainMap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen
from attrs.validators import in_

from itu_texts.tree.spans import Span


class AddresseeKind(enum.StrEnum):
    """The kind of an addressee."""

    OFFICE = "office"
    """A person in office: the Secretary-General, a Director."""
    BUREAU = "bureau"  #: a Bureau of the Union
    BODY = "body"
    """The Council, a Sector, the General Secretariat."""
    MEMBERS = "members"
    """A group of members: Member States, Sector Members, administrations ..."""
    STUDY_GROUP = "study group"
    """Study groups and advisory groups."""
    CONFERENCE = "conference"
    """A conference, an assembly, a preparatory meeting."""
    ORGANIZATION = "organization"
    """Another organization."""
    OTHER = "other"  #: any other


Concept: TypeAlias = Literal[
    "SG", "DSG", "DIR_BR", "DIR_TSB", "DIR_BDT", "DIRECTORS_OTHER", "BR", "TSB", "BDT", "BUREAUX", "COUNCIL", "RRB",
    "ITU_R", "ITU_T", "ITU_D", "SECTORS", "GENERAL_SECRETARIAT", "MEMBER_STATES", "SECTOR_MEMBERS", "ASSOCIATES",
    "ACADEMIA", "MEMBERSHIP", "ADMINISTRATIONS", "STUDY_GROUPS", "ITU_R_STUDY_GROUPS", "ITU_T_STUDY_GROUPS",
    "ITU_D_STUDY_GROUPS", "RAG", "TSAG", "TDAG", "RA", "WTSA", "WTDC", "WRC", "PP", "CPM", "PRESIDENT_UNGA", "HCHR",
    "UNHCR", "SPECIAL_RAPPORTEUR", "INDEPENDENT_EXPERT", "SPECIAL_REPRESENTATIVE", "UNGA", "UNSC", "UNHRC", "ECOSOC",
    "SECRETARIAT", "UN_SYSTEM", "SPECIALIZED_AGENCIES", "FUNDS_PROGRAMMES", "REGIONAL_COMMISSIONS", "TREATY_BODIES",
    "SPECIAL_PROCEDURES", "ORGANIZATION", "STATES", "STATES_PARTIES", "GOVERNMENTS", "PARTIES",
    "INTERNATIONAL_COMMUNITY", "CIVIL_SOCIETY", "PRIVATE_SECTOR", "OTHER", "NOT_NAMED",
]  # fmt: skip
"""The concepts, so that a type checker knows a wrong one: keys of :data:`itu_texts.CONCEPTS`."""

CONCEPTS: dict[str, AddresseeKind] = {
    **dict.fromkeys(("SG", "DSG", "DIR_BR", "DIR_TSB", "DIR_BDT", "DIRECTORS_OTHER"), AddresseeKind.OFFICE),
    **dict.fromkeys(("BR", "TSB", "BDT", "BUREAUX"), AddresseeKind.BUREAU),
    **dict.fromkeys(
        ("COUNCIL", "RRB", "ITU_R", "ITU_T", "ITU_D", "SECTORS", "GENERAL_SECRETARIAT"), AddresseeKind.BODY
    ),
    **dict.fromkeys(
        ("MEMBER_STATES", "SECTOR_MEMBERS", "ASSOCIATES", "ACADEMIA", "MEMBERSHIP", "ADMINISTRATIONS"),
        AddresseeKind.MEMBERS,
    ),
    **dict.fromkeys(
        ("STUDY_GROUPS", "ITU_R_STUDY_GROUPS", "ITU_T_STUDY_GROUPS", "ITU_D_STUDY_GROUPS", "RAG", "TSAG", "TDAG"),
        AddresseeKind.STUDY_GROUP,
    ),
    **dict.fromkeys(("RA", "WTSA", "WTDC", "WRC", "PP", "CPM"), AddresseeKind.CONFERENCE),
    **dict.fromkeys(
        ("PRESIDENT_UNGA", "HCHR", "UNHCR", "SPECIAL_RAPPORTEUR", "INDEPENDENT_EXPERT", "SPECIAL_REPRESENTATIVE"),
        AddresseeKind.OFFICE,
    ),
    **dict.fromkeys(
        (
            "UNGA",
            "UNSC",
            "UNHRC",
            "ECOSOC",
            "SECRETARIAT",
            "UN_SYSTEM",
            "SPECIALIZED_AGENCIES",
            "FUNDS_PROGRAMMES",
            "REGIONAL_COMMISSIONS",
            "TREATY_BODIES",
            "SPECIAL_PROCEDURES",
            "ORGANIZATION",
        ),
        AddresseeKind.ORGANIZATION,
    ),
    **dict.fromkeys(
        (
            "STATES",
            "STATES_PARTIES",
            "GOVERNMENTS",
            "PARTIES",
            "INTERNATIONAL_COMMUNITY",
            "CIVIL_SOCIETY",
            "PRIVATE_SECTOR",
        ),
        AddresseeKind.OTHER,
    ),
    **dict.fromkeys(("OTHER", "NOT_NAMED"), AddresseeKind.OTHER),
}
"""The concepts, the same in all languages, with the kind of each.  DIR_BR is the Director of the Radiocommunication
Bureau, SG the Secretary-General of the organization whose body adopts the text (ITU or the United Nations), DSG the
Deputy; the others are the short names that the ITU uses. UNGA, UNSC, UNHRC and ECOSOC are the assemblies of the United
Nations, HCHR and UNHCR the High Commissioners for Human Rights and for Refugees. OTHER is one that the library does not
know, NOT_NAMED nobody that the words name."""

NO_NAMES = frozenset(("ORGANIZATION", "OTHER", "NOT_NAMED"))
"""The concepts that stand for many addressees, each with a name of its own, or for none that the words name."""


ADDED: dict[str, AddresseeKind] = {}
"""The concepts that the own grammars of parsers add, with the kind of each."""


@frozen
class Addressee:
    """An addressee that a heading or an item names."""

    concept: Concept = field(validator=in_(ChainMap(CONCEPTS, ADDED)))
    """A key of :data:`itu_texts.CONCEPTS`."""
    text: str
    """The words as printed; for several addressees in one phrase ("the Directors of the three Bureaux") the whole
    phrase."""
    span: Span = field(default=Span(0, 0), eq=False, repr=False)
    """Where the words stand: offsets in the text that was parsed."""

    def moved(self, start: int, end: int) -> Addressee:
        """Return the same addressee at another place."""
        return evolve(self, span=Span(start, end))

    @property
    def kind(self) -> AddresseeKind:
        """The kind of the addressee."""
        return CONCEPTS.get(self.concept) or ADDED[self.concept]

    def __str__(self) -> str:
        return self.text


def places_in(
    words: str, start: int, addressees: Iterable[Addressee]
) -> Iterator[tuple[int, int, tuple[Addressee, ...]]]:
    """Yield where addressees stand in the words of a heading, with all addressees that one phrase names.

    Needs no source.

    :param words: the words of a heading, lines joined.
    :param start: their offset in the text that was parsed.

    >>> named = [Addressee("SG", "the Secretary-General", Span(110, 131))]
    >>> [(begin, end) for begin, end, _ in places_in("instructs the Secretary-General", 100, named)]
    [(10, 31)]
    """
    done = 0
    for (span, phrase), named in groupby(addressees, key=lambda each: (each.span, each.text)):
        begin = span.start - start  # or before it: line breaks and marks are not in the words
        if begin < done or not words.startswith(phrase, begin):
            begin = words.find(phrase, done)
        if begin >= 0 and phrase:
            done = begin + len(phrase)
            yield begin, done, tuple(named)
