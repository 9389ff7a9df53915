"""What a reference is: kinds, and the parts that each has."""

from __future__ import annotations

import enum

from attrs import frozen

from itu_texts.diagnostics import Diagnostic
from itu_texts.identifiers import Identifier
from itu_texts.nodes import Node
from itu_texts.spans import Span

__all__ = ["Reference", "ReferenceKind"]


class ReferenceKind(enum.StrEnum):
    """What is cited."""

    TEXT = "text"
    """A resolution, decision, recommendation, opinion, report or question."""
    CLAUSE = "clause"
    """A clause, or an item of one: ``resolves 2``."""
    ARTICLE = "article"
    PROVISION = "provision"
    """A numbered provision: ``No. 9.12A``."""
    APPENDIX = "appendix"
    ANNEX = "annex"
    ATTACHMENT = "attachment"
    CHAPTER = "chapter"
    SECTION = "section"
    """``§ 4.2.1``, or ``Section II``."""


@frozen
class Reference:
    """One thing cited; lists and ranges give one for each member."""

    kind: ReferenceKind
    span: Span
    """Of the member of the list, or of the whole range that it lies in; for the first, with the words before it."""
    number: str | None = None
    """Of all but texts and clauses; ``None`` for "the Annex to this Resolution"."""
    identifier: Identifier | None = None
    """Of a text; for a clause or an annex, the text that it is said to stand in."""
    body: str | None = None
    """The body that is said to have adopted a text."""
    instrument: str | None = None
    """The instrument that an article or a provision is said to belong to: Constitution, Convention ..."""
    address: str | None = None
    """Of a clause: as :meth:`Text.at` takes it, for one of the same text."""
    target: Node | None = None
    """What is cited, if it stands in the same text or treaty; a text, if it is one of the same document."""
    problem: Diagnostic | None = None
    """Why nothing was found where something in the same text is cited: its ``.message`` says it."""
