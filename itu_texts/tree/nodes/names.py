"""Names of texts: designation and title."""

from __future__ import annotations

from attrs import evolve, field, frozen
from attrs.validators import in_

from itu_texts.language.identifiers import Identifier, assembly_named, is_statement, kind_by_number
from itu_texts.tree.base import Node, Part

KINDS = (
    "text", "resolution", "decision", "recommendation", "opinion", "amendment", "corrigendum", "erratum", "supplement",
    "report", "question", "presidential_statement", "implementers_guide", "technical_paper", "technical_report",
)  # fmt: skip
"""The kinds of texts. An amendment, a corrigendum and an erratum are of a Recommendation, whose number they have."""


@frozen(kw_only=True, eq=False, repr=False)
class Designation(Node):
    """The line that names a text: RESOLUTION 999 (REV. CITY, 2022)."""

    text: str
    """The whole line, as printed."""
    kind: str = field(default="text", validator=in_(KINDS))
    """The kind of text, one of ``itu_texts.tree.nodes.names.KINDS``; ``text`` if none is named."""
    number: str | None = None
    """The number as printed: ``77``, ``155A``, ``COM5/3``, ``ITU-R 2-8``, ``[B-1]``."""
    revision: str | None = None
    """The mark without its brackets: ``Rev. City, 2022``, ``WRC-23``."""
    status: str | None = None
    """The words before the kind: ``Draft new``, ``[Revised] Draft new``."""
    parts: tuple[Part, ...] = field(default=(), eq=False, repr=False)
    """The positions of the status, kind, number and revision mark in the line."""

    @property
    def identifier(self) -> Identifier | None:
        """The identifier; ``None`` if the line names no kind of text that has identifiers."""
        formula = getattr(self.parent, "formula", None)  # the formula of the text that the line names
        language = self.language or "en"
        assembly = assembly_named(formula.text, language) if formula else ""
        kind = self.kind
        if kind == "text" and assembly and "/" in (self.number or ""):  # "79/999. Lighthouses"
            kind = kind_by_number(assembly, self.number or "")
        if kind == "presidential_statement":
            above = getattr(getattr(self.parent, "parent", None), "children", ())
            symbols = (getattr(each, "number", None) or "" for each in above if each.end <= self.start)
            return next((Identifier.parse(symbol) for symbol in symbols if is_statement(symbol)), None)
        if kind == "text":
            return None
        adopted_by = formula.body if formula else None
        named = Identifier.of(kind, self.number, self.revision, self.status, language=language, formula=adopted_by)
        return evolve(named, body=assembly) if assembly else named


@frozen(kw_only=True, eq=False, repr=False)
class Title(Node):
    """The title of a text, an annex or a division, lines joined."""

    text: str
    """The words."""
