"""What amendments amend: the places of a base document, found by number, kind and name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.editing.drafts import Draft, DraftDocument
from itu_texts.identifiers import Identifier
from itu_texts.nodes import Annex, Clause, Designation, Division, Provision, Text

__all__ = ["Targets", "number_key", "numbers_in"]

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_RANGE = re.compile(r"(?P<first>[\w.]+)\s*[-–—]\s*(?P<last>[\w.]+)")
_SUFFIXES = {"BIS": 2, "TER": 3, "QUATER": 4, "QUINQUIES": 5, "SEXIES": 6, "SEPTIES": 7, "OCTIES": 8}


def number_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """A number to sort by: 9.2 before 9.12, 9.12 before 9.12A, 28 before 28bis before 28A before 29."""
    found = []
    for piece in _PIECE.findall(number.upper()):
        if piece.isdecimal():
            found.append((1, int(piece), ""))
        else:
            found.append((0, _SUFFIXES.get(piece, 0), "" if piece in _SUFFIXES else piece))
    return tuple(found)


def numbers_in(said: str) -> Iterator[tuple[str, str]]:
    """The numbers of a marker, ``166, 167`` or ``219-221``, as first and last of each range."""
    for part in re.split(r"[,;]|\s(?=\d)", said):
        found = _RANGE.search(part)
        if found is not None:
            yield found["first"], found["last"]
        elif part.strip():
            yield part.strip(), part.strip()


class Targets:
    """The places of a document that is being amended."""

    def __init__(self, drafts: DraftDocument, language: str) -> None:
        self._drafts = drafts
        self._language = language

    def _all(self, kind: type) -> Iterator[Draft]:
        return (each for each in self._drafts.root.below if issubclass(each.type, kind))

    # ------------------------------------------------------------------ provisions

    def provision(self, number: str) -> Draft | None:
        """The provision of a number."""
        key = number_key(number)
        return next((each for each in self._all(Provision) if number_key(each.values["number"]) == key), None)

    def provisions(self, first: str, last: str) -> list[Draft]:
        """The provisions from one number to another."""
        low, high = number_key(first), number_key(last)
        return [each for each in self._all(Provision) if low <= number_key(each.values["number"]) <= high]

    def provision_before(self, number: str, inside: Draft | None) -> Draft | None:
        """The provision that one of a new number follows; in a division, if it is to stand in one."""
        key = number_key(number)
        among = self._within(inside, Provision)
        before = [each for each in among if number_key(each.values["number"]) < key]
        return max(before, key=lambda each: number_key(each.values["number"]), default=None)

    # ------------------------------------------------------------------ divisions, annexes

    def named(self, node: Division | Annex, inside: Draft | None) -> Draft | None:
        """The division or annex of the kind and number of another; in the same text, if it stands in one.

        One without a number is known by its heading.
        """
        for each in self._within(inside, type(node)):
            if each.values["kind"] != node.kind:
                continue
            number = each.values["number"]
            if node.number is None and number is None:
                if _heading(each) == _words(node.heading.text):
                    return each
            elif node.number is not None and number is not None and number_key(number) == number_key(node.number):
                return each
        return None

    def named_before(self, node: Division | Annex, inside: Draft | None) -> Draft | None:
        """The division or annex that a new one follows: of its kind, the last of a lower number."""
        same = [each for each in self._within(inside, type(node)) if each.values["kind"] == node.kind]
        if node.number is None:
            return same[-1] if same else None
        key = number_key(node.number)
        lower = [each for each in same if each.values["number"] and number_key(each.values["number"]) < key]
        return max(lower, key=lambda each: number_key(each.values["number"]), default=None)

    def _within(self, inside: Draft | None, kind: type) -> Iterator[Draft]:
        return (each for each in (inside or self._drafts.root).below if issubclass(each.type, kind))

    # ------------------------------------------------------------------ texts, clauses

    def text(self, identifier: Identifier | None) -> Draft | None:
        """The text that an identifier names, in whatever edition."""
        if identifier is None:
            return None
        key = _work(identifier)
        return next(
            (each for each in self._all(Text) if (named := self._identifier(each)) and _work(named) == key), None
        )

    def text_before(self, identifier: Identifier | None) -> Draft | None:
        """The text that a new one follows: of its kind, the last of a lower number."""
        texts = [*self._all(Text)]
        if identifier is None:
            return texts[-1] if texts else None
        lower = [
            each
            for each in texts
            if (named := self._identifier(each)) and named.kind == identifier.kind and named < identifier
        ]
        return lower[-1] if lower else (texts[-1] if texts else None)

    def _identifier(self, text: Draft) -> Identifier | None:
        named = next((each for each in text.parts["front"] if each.type is Designation), None)
        if named is None or named.values["kind"] == "text":
            return None
        said = named.values
        return Identifier.of(said["kind"], said["number"], said["revision"], said["status"], language=self._language)

    def clause(self, text: Draft, clause: Clause) -> Draft | None:
        """The clause of a text that another stands for: with the same heading, or the same verb and addressees."""
        clauses = [each for each in text.parts["body"] if each.type is Clause]
        words = _words(clause.heading.text)
        for each in clauses:
            if _heading(each) == words:
                return each
        said = clause.heading
        for each in clauses:
            values = each.parts["heading"][0].values
            if said.concept and values["concept"] == said.concept and values["addressees"] == said.addressees:
                return each
        return None

    @property
    def document(self) -> Draft:
        """All of it."""
        return self._drafts.root


def _heading(each: Draft) -> str:
    words: str = each.parts["heading"][0].values["text"]
    return _words(words)


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def _work(identifier: Identifier) -> tuple[str, str, str]:
    return (identifier.kind, (identifier.sector or "").casefold(), (identifier.number or "").casefold())
