"""Collects the metadata of one document while it is written (what it refers to, what it changes), and writes them."""

from __future__ import annotations

import re

from itu_texts.analysis.iris import Date, Work, date_of, number_of_work, slug, tag_of, unknown_work
from itu_texts.formats.akn.rows import LANGUAGES, LIBRARY, OTHERS
from itu_texts.formats.xml_text import attribute
from itu_texts.language.grammar import Surface
from itu_texts.tree.addressees import Addressee, AddresseeKind
from itu_texts.tree.base import ACTIONS
from itu_texts.tree.nodes import Node, Text

__all__ = ["Scope", "dates_of", "identification", "language_of", "meta"]

_ACTION = re.compile(rf"\W*\b(?:{'|'.join(ACTIONS)})\b\W*")


class Scope:
    """The metadata of a document that is complete by itself.

    :param work: its work.
    :param prefix: the prefix of its eIds.
    :param body: the adopting body, in the words of the text.
    """

    def __init__(self, work: Work, prefix: str, words: Surface, body: str = "") -> None:
        self.work = work
        self.prefix = prefix
        self.words = words
        self.modifications: list[str] = []
        """The modifications that its amendments make, as XML."""
        self.tracked: list[str] = []
        """The tracked changes in it, as XML."""
        self.amended: list[str] = []
        """The modifications made in it, as XML, if it is a consolidated text."""
        self.events: list[str] = []
        """The events of its life, as XML."""
        self.as_of = ""
        """The day at which a consolidated text was in this form."""
        self.dates: list[str] = []
        """The times of the tracked changes."""
        self.later: list[tuple[Node, str]] = []
        """The documents deep inside it: each node, with its eId."""
        self.notes: dict[int, str] = {}
        """The footnotes called in it, with their eIds."""
        self._terms: dict[str, str] = {}
        self._others: dict[str, str] = {}
        self.library: str = self._term("Organization", LIBRARY, LIBRARY.replace("-", "_"))
        concept = work.actor.removeprefix("itu-").upper().replace("-", "_")
        known = next((each for each in (concept, work.actor.upper().replace("-", "_")) if words.has_name(each)), "")
        self.is_assembly = False
        """Whether its paragraphs are clauses, as in texts of the United Nations."""
        self.author: str = self._term("Organization", work.actor, words.name(known) if known else body or work.actor)

    @property
    def terms(self) -> str:
        """All its references to concepts, as XML."""
        return "".join(self._terms.values())

    def part(self, name: str) -> str:
        """Return the reference to a part of a text: OPERATIVE or PREAMBULAR."""
        return self._term("Concept", name.lower(), self.words.name(name))

    def addressee(self, addressee: Addressee) -> str:
        """Return the reference to an addressee; that of an unknown addressee is made from the words."""
        kind = "Role" if addressee.kind is AddresseeKind.OFFICE else "Organization"
        if addressee.kind is AddresseeKind.OTHER:
            words = addressee.text  # they may have no letter that IRIs allow
            name = slug(words) or self._others.setdefault(words, f"nn-{len(self._others) + 1}")
            return self._term(kind, f"{OTHERS}{name}", words)
        return self._term(kind, tag_of(addressee.concept), self.words.name(addressee.concept))

    def location(self, place: str) -> str:
        """Return the reference to a place; an empty string if its name has no letter that IRIs allow."""
        name = slug(place)
        return self._term("Location", f"place-{name}", place) if name else ""

    def amending(self, marker: str) -> str:
        """Return the reference to the proposal whose marker amended a consolidated text."""
        proposal = _ACTION.sub("", marker).strip()
        name = slug(proposal) or "amendment"
        iri = unknown_work("documentCollection", "collection", number_of_work("doc", proposal, name)).iri
        self._terms.setdefault(
            f"amending-{name}",
            f'<passiveRef eId="{self.prefix}amending-{name}" href="{attribute(iri)}" showAs="{attribute(marker)}"/>',
        )
        return f"#{self.prefix}amending-{name}"

    def _term(self, kind: str, name: str, shown: str) -> str:
        if name not in self._terms:
            self._terms[name] = (
                f'<TLC{kind} eId="{self.prefix}{name}" href="/akn/ontology/{kind.lower()}/un/{name}" '
                f'showAs="{attribute(shown)}"/>'
            )
        return f"#{self.prefix}{name}"


_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?)?")


def language_of(code: str) -> str:
    """Return the three letters of ISO 639-2 for a language; ``und`` for an unknown one."""
    return LANGUAGES.get(code, code if re.fullmatch(r"[a-z]{3}", code) else "und")


def dates_of(text: Text) -> list[Date]:
    """Return the dates of adoption and revision in the history line of a text."""
    found = [date_of(revision) for revision in text.history.revisions] if text.history else []
    known = [each for each in found if each.name != "unknown"]
    return [Date(each.date, "revisionYear" if place else "adoptionYear") for place, each in enumerate(known)]


def identification(
    scope: Scope,
    language: str,
    component: str,
    *,
    shown_as: str = "",
    dates: list[Date] | None = None,
    official: str = "",
) -> str:
    """Return the identification of a document, or of a component of one.

    :param component: ``main``, ``annex_1``, ``annex_1/appendix_2``.
    :param shown_as: its number as printed.
    :param dates: further dates of its history.
    :param official: its official address.
    """
    work = scope.work
    iri, undated = work.iri, work.undated.iri
    expression = f"{iri}/{language}@{scope.as_of}"
    date = f'<FRBRdate date="{work.date.date}" name="{work.date.name}"/>'
    made = f'<FRBRdate date="{scope.as_of}" name="consolidation"/>' if scope.as_of else date
    others = [each for each in dict.fromkeys(dates or []) if each.date != work.date.date]
    more = "".join(f'<FRBRdate date="{each.date}" name="{each.name}"/>' for each in others)
    alias = f'<FRBRalias value="{undated}" name="undated"/>' if undated != iri else ""
    alias += f'<FRBRalias value="{official}" name="official"/>' if official else ""
    shown = f' showAs="{attribute(shown_as)}"' if shown_as else ""
    author = f'<FRBRauthor href="{scope.author}"/>'
    return (
        f'<identification source="{scope.library}"><FRBRWork><FRBRthis value="{iri}/!{component}"/>'
        f'<FRBRuri value="{iri}"/>{alias}{date}{more}{author}<FRBRcountry value="un"/>'
        f'<FRBRsubtype value="{work.subtype}"/><FRBRnumber value="{work.number}"{shown}/></FRBRWork>'
        f'<FRBRExpression><FRBRthis value="{expression}/!{component}"/><FRBRuri value="{expression}"/>{made}{author}'
        f'<FRBRlanguage language="{language}"/></FRBRExpression>'
        f'<FRBRManifestation><FRBRthis value="{expression}/!{component}.xml"/><FRBRuri value="{expression}.xml"/>{made}'
        f'<FRBRauthor href="{scope.library}"/><FRBRformat value="xml"/></FRBRManifestation></identification>'
    )


def meta(scope: Scope, named: str) -> str:
    """Return the metadata of a document that is complete by itself.

    :param named: its identification.
    """
    events = [*scope.events]
    if scope.tracked:
        date = next((each for each in scope.dates if _DATE.fullmatch(each)), scope.work.date.date)
        events.append(f'<eventRef date="{date}" source="{scope.library}" type="amendment"/>')
    changes = {"active": scope.modifications, "passive": [*scope.amended, *scope.tracked]}
    parts = {
        "lifecycle": "".join(events),
        "analysis": "".join(
            f"<{name}Modifications>{''.join(found)}</{name}Modifications>" for name, found in changes.items() if found
        ),
    }
    more = "".join(f'<{name} source="{scope.library}">{inner}</{name}>' for name, inner in parts.items() if inner)
    return f'<meta>{named}{more}<references source="{scope.library}">{scope.terms}</references></meta>'
