"""References: their kinds and their parts."""

from __future__ import annotations

import enum

from attrs import field, frozen

from itu_texts.language.identifiers import Identifier
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Node
from itu_texts.tree.spans import Span


class ReferenceKind(enum.StrEnum):
    """The kind of thing that is cited."""

    TEXT = "text"
    """A resolution, decision, recommendation, opinion, report or question."""
    CLAUSE = "clause"
    """A clause, or an item of one: ``resolves 2``."""
    ARTICLE = "article"  #: an article of a treaty: ``Article 5``
    PROVISION = "provision"
    """A numbered provision: ``No. 9.12A``."""
    APPENDIX = "appendix"  #: an appendix: ``Appendix 30B``
    ANNEX = "annex"  #: an annex: ``Annex 2``
    ATTACHMENT = "attachment"  #: an attachment of an annex
    PART = "part"  #: a part: ``Part A``
    CHAPTER = "chapter"  #: a chapter: ``Chapter II``
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
    TABLE = "table"  #: a table: ``Table 3-1``
    FIGURE = "figure"  #: a figure: ``Figure 3``

    __hash__ = str.__hash__  # faster than the hash of enumeration members


ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT))
"""The parts that stand below a text."""
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
"""The parts of treaties and texts that are identified by numbers."""


class GroupKind(enum.StrEnum):
    """The relation of references that are cited together."""

    LIST = "list"
    """``Nos. 9.12 and 9.13``."""
    RANGE = "range"
    """``Nos. 9.12 to 9.21``: everything between the two ends is cited."""


@frozen
class Group:
    """A list or a range; equal for all its members, and for no other references."""

    kind: GroupKind  #: whether it is a list or a range
    span: Span
    """The whole list or range, including the words before its first member if it begins with them."""
    within: Group | None = None
    """The list that a range stands in: ``Nos. 9.1, 9.12 to 9.21``."""


@frozen
class Reference:
    """One thing that is cited; each member of a list or range is a reference.

    A range of clauses, sections, texts and the like gives all members between its ends. A range of articles or
    provisions gives only its two ends, because only the treaty says what lies between them.
    """

    kind: ReferenceKind  #: what is cited
    span: Span
    """The span of the member, that of the first member with the words before it; a member of a range that is not
    printed has the span of the range. Offsets in the source."""
    number: str | None = None
    """The number as printed; ``None`` for texts, clauses and instruments, and for "the Annex to this Resolution"."""
    identifier: Identifier | None = None
    """The identifier of a text; for a part of a text, the identifier of that text."""
    body: str | None = None
    """The body that adopted a text, or that has the agenda of an item, as printed."""
    instrument: str | None = None
    """The name of an instrument, or of the instrument of an article or a provision, as printed: Constitution,
    Convention, RR ... "The Convention" has the name that the text gives in full before it; an empty string is something
    that is no known instrument."""
    treaty: str | None = field(default=None, eq=False)
    """The treaty of the Union that the instrument is, as IRIs name it: ``cs``, ``cv``, ``rr``, ``gr``, ``itr``.
    ``None`` for an instrument of others, and one that is not known."""
    address: str | None = None
    """The address of a clause of the same text, as :meth:`itu_texts.Text.at` takes it."""
    target: Node | None = None
    """The node that is cited, if it is in the same document."""
    problem: Diagnostic | None = None
    """The reason why a place in the same text was not found, in ``.message``."""
    of: Reference | None = None
    """The reference that it is a part of: Appendix 30B for "§ 6.1 of Appendix 30B"; the first member of a list."""
    group: Group | None = None
    """The range of which it is an end or a member, or the list."""
    text: str = field(default="", eq=False)
    """The words of the span, on one line and without page furniture."""
