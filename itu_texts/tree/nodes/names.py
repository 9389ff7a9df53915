"""Names of texts: designation and title."""

from __future__ import annotations

from attrs import field, frozen

from itu_texts.language.identifiers import Identifier
from itu_texts.tree.base import Node, Part
from itu_texts.tree.validation import OneOf

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
    kind: str = field(default="text", validator=OneOf(KINDS))
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
        """The identifier that the line states by itself; ``None`` if it names no kind of text that has identifiers."""
        if self.kind in ("text", "presidential_statement"):
            return None
        return Identifier.of(self.kind, self.number, self.revision, self.status, language=self.language or "en")


@frozen(kw_only=True, eq=False, repr=False)
class Title(Node):
    """The title of a text, an annex or a division, lines joined."""

    text: str
    """The words."""
