"""What one document of a file gathers while it is written: whom and what it refers to, and what it changes."""

from __future__ import annotations

from itu_texts.addressees import CONCEPTS, AddresseeKind
from itu_texts.akn_terms import LIBRARY, slug, tag_of
from itu_texts.exporters.akn_names import Work
from itu_texts.exporters.akn_xml import attribute
from itu_texts.grammar import Surface
from itu_texts.nodes import Node

__all__ = ["Scope"]


class Scope:
    """A document that can be taken out of its file and is complete by itself.

    :param work: what it is called.
    :param prefix: what its eIds begin with.
    :param body: what its text calls the body that adopted it.
    """

    def __init__(self, work: Work, prefix: str, words: Surface, body: str = "") -> None:
        self.work = work
        self.prefix = prefix
        self.words = words
        self.modifications: list[str] = []
        """What its amendments do, as XML."""
        self.tracked: list[str] = []
        """The tracked changes in it, as XML."""
        self.dates: list[str] = []
        """When they were made."""
        self.later: list[tuple[Node, str]] = []
        """What stands deep in it and is a document of its own: the node, and its eId."""
        self.notes: dict[int, str] = {}
        """The footnotes that were called in it, each with its eId."""
        self._terms: dict[str, str] = {}
        self.library = self._term("Organization", LIBRARY, LIBRARY.replace("-", "_"))
        concept = work.actor.removeprefix("itu-").upper().replace("-", "_")
        known = next((each for each in (concept, work.actor.upper().replace("-", "_")) if words.has_name(each)), "")
        self.author = self._term("Organization", work.actor, words.name(known) if known else body or work.actor)

    @property
    def terms(self) -> str:
        """All that it refers to, as XML."""
        return "".join(self._terms.values())

    def part(self, name: str) -> str:
        """The reference to a part of a text: OPERATIVE or PREAMBULAR."""
        return self._term("Concept", name.lower(), self.words.name(name))

    def told(self, concept: str) -> str:
        """The reference to an addressee."""
        kind = "Role" if CONCEPTS[concept] is AddresseeKind.OFFICE else "Organization"
        return self._term(kind, tag_of(concept), self.words.name(concept))

    def location(self, place: str) -> str:
        """The reference to a place; empty for one whose name has no letter that an IRI takes."""
        name = slug(place)
        return self._term("Location", f"place-{name}", place) if name else ""

    def _term(self, kind: str, name: str, shown: str) -> str:
        if name not in self._terms:
            self._terms[name] = (
                f'<TLC{kind} eId="{self.prefix}{name}" href="/akn/ontology/{kind.lower()}/un/{name}" '
                f'showAs="{attribute(shown)}"/>'
            )
        return f"#{self.prefix}{name}"
