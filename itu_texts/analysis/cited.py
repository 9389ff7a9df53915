"""What a reference is: kinds, and the parts that each has."""

from __future__ import annotations

import enum

from attrs import frozen

from itu_texts.language.identifiers import Identifier
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Node
from itu_texts.tree.spans import Span

__all__ = ["ANNEXES", "NUMBERED", "Group", "GroupKind", "Reference", "ReferenceKind"]


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
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    """``§ 4.2.1``, or ``Section II``."""
    INSTRUMENT = "instrument"
    """A treaty or the like by its name: the Radio Regulations, the Convention, a declaration."""
    AGENDA_ITEM = "agenda-item"
    """``WRC-27 agenda item 1.5``."""
    ACTION_LINE = "action-line"
    """``Action Line C5``."""
    GOAL = "goal"
    """``Sustainable Development Goal 9``, ``Goal 2``."""
    TARGET = "target"
    """``Target 9.c``."""
    DOCUMENT = "document"
    """``Document C18/42``."""
    TABLE = "table"
    FIGURE = "figure"

    __hash__ = str.__hash__  # which is quicker than that of members of enumerations


ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT))
"""What a text has below it."""
NUMBERED = frozenset(
    (
        ReferenceKind.ARTICLE,
        ReferenceKind.PROVISION,
        ReferenceKind.APPENDIX,
        ReferenceKind.PART,
        ReferenceKind.CHAPTER,
        ReferenceKind.SECTION,
    )
)
"""The parts of treaties and texts that are known by their numbers."""


class GroupKind(enum.StrEnum):
    """How references that are cited together belong together."""

    LIST = "list"
    """``Nos. 9.12 and 9.13``."""
    RANGE = "range"
    """``Nos. 9.12 to 9.21``: all that lies between its ends is cited."""


@frozen
class Group:
    """A list or a range; its members have equal ones, and no others have."""

    kind: GroupKind
    span: Span
    """Of all of it, the words before its first member included where it begins with them."""
    within: Group | None = None
    """The list that a range stands in: ``Nos. 9.1, 9.12 to 9.21``."""


@frozen
class Reference:
    """One thing cited; lists and ranges give one for each member.

    A range of clauses, sections, texts and the like gives all that lies between its ends.  Of articles and provisions
    it gives the two ends, for what lies between them is the treaty's to say.
    """

    kind: ReferenceKind
    span: Span
    """Of the member of a list or range, the first with the words before it; a member of a range that is not printed
    has the span of the range.  In characters of the source."""
    number: str | None = None
    """As printed, of all but texts, clauses and instruments; ``None`` for "the Annex to this Resolution"."""
    identifier: Identifier | None = None
    """Of a text; for what is a part of a text, the text that it is said to stand in."""
    body: str | None = None
    """The body that is said to have adopted a text, or to have the agenda of an item, as printed."""
    instrument: str | None = None
    """The name of an instrument, or of that which an article or a provision is said to belong to, as printed:
    Constitution, Convention, RR ..."""
    address: str | None = None
    """Of a clause: as :meth:`Text.at` takes it, for one of the same text."""
    target: Node | None = None
    """What is cited, if it stands in the same document."""
    problem: Diagnostic | None = None
    """Why nothing was found where something in the same text is cited: its ``.message`` says it."""
    of: Reference | None = None
    """What it is said to be a part of: Appendix 30B for "§ 6.1 of Appendix 30B"; of a list, its first member."""
    group: Group | None = None
    """The range that it is an end or a member of, or the list."""
