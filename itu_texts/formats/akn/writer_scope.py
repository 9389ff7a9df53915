"""Collects the metadata of one document while it is written: what it refers to, and what it changes."""

from __future__ import annotations

import re

from itu_texts.analysis.iris import Work, number_of_work, slug, tag_of, unknown_work
from itu_texts.formats.akn.terms import LIBRARY, OTHERS
from itu_texts.formats.xml_text import attribute
from itu_texts.language.grammar import Surface
from itu_texts.tree.addressees import Addressee, AddresseeKind
from itu_texts.tree.base import ACTIONS
from itu_texts.tree.nodes import Node

__all__ = ["Scope"]

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
            return self._term(kind, self._other(addressee.text), addressee.text)
        return self._term(kind, tag_of(addressee.concept), self.words.name(addressee.concept))

    def _other(self, words: str) -> str:
        """Return the name of an unknown addressee: the words, or a count if they have no letter that IRIs allow."""
        name = slug(words) or self._others.setdefault(words, f"nn-{len(self._others) + 1}")
        return f"{OTHERS}{name}"

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
