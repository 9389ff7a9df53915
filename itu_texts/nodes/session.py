"""What session documents and volumes have besides texts: covers, agendas, lists of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from itu_texts.nodes.blocks import Paragraph
from itu_texts.nodes.texts import Designation, Title
from itu_texts.tree import Node, OutlineLine, indented, labelled, without_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itu_texts.identifiers import Identifier

__all__ = ["Agenda", "AgendaItem", "Contents", "Cover", "CoverLine", "Entry", "PageReference"]


@frozen(kw_only=True, slots=True)
class PageReference(Node):
    """The number of a page, in a list of contents, with the dots that lead to it."""

    number: str
    """The number as printed."""

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine((self.number,))


@frozen(kw_only=True, slots=True)
class Entry(Node):
    """A text that is named, in an agenda or a list of contents: its designation and title, and no body."""

    label: str = ""
    """What stands before it, where it is one of a list: ``–``, ``a)``."""
    designation: Designation
    """The words that name the text."""
    title: Title | None = None
    """The title of the text."""
    page: PageReference | None = None
    """The page on which the text begins."""

    @property
    def identifier(self) -> Identifier | None:
        """What names the text, typed."""
        return self.designation.identifier

    @property
    def text(self) -> str:
        """The designation, as printed, and the title."""
        return f"{self.designation.text}: {self.title.text}" if self.title else self.designation.text

    @property
    def children(self) -> Sequence[Node]:
        return tuple(part for part in (self.designation, self.title, self.page) if part is not None)

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine((self.label, self))

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return self.label_leaf(self.label)


@frozen(kw_only=True, slots=True)
class AgendaItem(Node):
    """An item of an agenda, and the texts that stand named below it."""

    label: str
    """The label as printed: ``2.``."""
    blocks: tuple[Paragraph | Entry, ...] = ()
    """Its words, and the texts that stand named below them."""

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(block.text for block in self.blocks if isinstance(block, Paragraph))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The texts that stand named below it."""
        return tuple(block for block in self.blocks if isinstance(block, Entry))

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks

    @property
    def outline_line(self) -> OutlineLine:
        return labelled(self.label, self.blocks)

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return self.label_leaf(self.label)


@frozen(kw_only=True, slots=True)
class Agenda(Node):
    """The agenda of a meeting."""

    heading: Paragraph
    """The line that says that it is an agenda."""
    items: tuple[AgendaItem, ...] = ()
    """Its items."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The texts that stand named below all its items."""
        return tuple(entry for item in self.items for entry in item.entries)

    @property
    def children(self) -> Sequence[Node]:
        return (self.heading, *self.items)

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine((self.heading,), indented(self.items))


@frozen(kw_only=True, slots=True)
class Contents(Node):
    """A list of contents: the texts that a volume holds."""

    heading: Paragraph | None = None
    """The line that says that it is a list of contents."""
    blocks: tuple[Paragraph | Entry, ...] = ()
    """Its entries, and the lines between them: the titles of parts and the like."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The texts that it names."""
        return tuple(block for block in self.blocks if isinstance(block, Entry))

    @property
    def children(self) -> Sequence[Node]:
        return (self.heading, *self.blocks) if self.heading else self.blocks

    @property
    def outline_line(self) -> OutlineLine:
        return OutlineLine((self.heading or "()",), indented(self.blocks))


@frozen(kw_only=True, slots=True)
class CoverLine(Node):
    """A line of a cover."""

    text: str
    """The words."""


@frozen(kw_only=True, slots=True)
class Cover(Node):
    """The cover of a session document: what it is, and who submits it to whom."""

    number: str | None = None
    """The number of the document: ``49-E``, ``C18/24(Rev.1)-E``."""
    series: str | None = None
    """Which series of texts it holds: ``second``."""
    submitted_by: str | None = None
    """Who submits it: ``editorial committee``."""
    submitted_to: str | None = None
    """To whom it is submitted: ``plenary meeting``."""
    annex_pages: int | None = None
    """How many pages its annex has."""
    lines: tuple[CoverLine, ...] = ()
    """Its lines, from top to bottom."""

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(line.text for line in self.lines)

    @property
    def children(self) -> Sequence[Node]:
        return self.lines

    @property
    def outline_line(self) -> OutlineLine:
        return without_line(self.lines)
