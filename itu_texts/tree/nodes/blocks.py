"""The names of texts, and blocks of clauses, annexes and provisions: paragraphs, items, notes, tables, contents."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import field, frozen

from itu_texts.language import series
from itu_texts.language.identifiers import Identifier
from itu_texts.tree.base import LabelStyle, Node, OutlineLine, Part, Shape, label_and_words, labelled, without_line
from itu_texts.tree.validation import OneOf

_BEHIND_LABEL = " –—−-"  # the dash between the label and the heading of a section: "A – General"
KINDS = (
    "text", "resolution", "decision", "recommendation", "opinion", "amendment", "corrigendum", "erratum", "supplement",
    "report", "question", "presidential_statement", "implementers_guide", "technical_paper", "technical_report",
)  # fmt: skip
"""The kinds of texts. An amendment, a corrigendum and an erratum are of a Recommendation, whose number they have."""


class WithItems:
    """A node with items among its blocks."""

    __slots__ = ()
    blocks: tuple[Any, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items directly below."""
        return tuple(block for block in self.blocks if isinstance(block, Item))


class WithEntries:
    """A node with entries among its blocks."""

    __slots__ = ()
    blocks: tuple[Any, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The texts named in it."""
        return tuple(block for block in self.blocks if isinstance(block, Entry))


@frozen(kw_only=True, eq=False, repr=False)
class Designation(Node):
    """The line that names a text: RESOLUTION 999 (REV. CITY, 2022)."""

    text: str
    """The whole line, as printed."""
    kind: str = field(default="text", validator=OneOf(KINDS))
    """The kind of text, one of ``itu_texts.tree.nodes.blocks.KINDS``; ``text`` if none is named."""
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


@frozen(kw_only=True, eq=False, repr=False)
class Paragraph(Node):
    """Running words without a label.

    In ``text``, as in that of all nodes, lines are joined, white space is one blank, and page furniture and footnote
    marks are left out; :attr:`Document.source` has the original characters.
    """

    _JOINS_LABEL: ClassVar[bool] = True
    _MAY_BE_CAPTION: ClassVar[bool] = True

    text: str
    """The words."""


@frozen(kw_only=True, eq=False, repr=False)
class Item(WithItems, Node):
    """An item of a list: its label, an introduction, sub-items, and text that continues after them.

    An unlabelled paragraph that opens a list ("that the following shall apply: a) ...") is an item too, with an empty
    label and the style "none".
    """

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), label="label", line=labelled)

    label: str
    """The label as printed: ``a)``, ``2bis``, ``1.10``, ``–``."""
    style: LabelStyle
    """The kind of series that the label belongs to."""
    blocks: tuple[Block, ...] = ()
    """The introduction, the sub-items, and the text after them."""

    @property
    def ordinal(self) -> int:
        """The place in the series that the label states: 27 for ``aa)``, 10 for ``1.10``, 9 for the letter ``i)``.

        0 for dashes, bullets and items without a label.
        """
        beside = self.parent.children if self.parent is not None else ()
        return series.ordinal(self.label, self.style.value, (each.label for each in beside if isinstance(each, Item)))

    @property
    def text(self) -> str:
        """The words of the introduction; empty if the item has none."""
        return self.blocks[0].text if self.blocks and isinstance(self.blocks[0], Paragraph) else ""

    @property
    def _list_label(self) -> str:
        return self.label.rstrip(_BEHIND_LABEL) or self.label


@frozen(kw_only=True, eq=False, repr=False)
class Note(Node):
    """A note in the text: ``NOTE 1 – ...``, ``Note by the Secretariat: ...``; not a footnote."""

    _SHAPE: ClassVar[Shape] = Shape(line=label_and_words)

    label: str
    """The beginning of the note as printed, with its number and stop: ``NOTE 1 –``."""
    text: str
    """The words after the label."""

    def _own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        label = self._label_leaf(self.label, source)
        words = source[label[-1][2] if label else self.start : self.end]
        return (*label, *((("text", self.end - len(words.lstrip()), self.end),) if self.text else ()))


@frozen(kw_only=True, eq=False, repr=False)
class Cell(Node):
    """A cell of a table; its text may be empty."""

    _MAY_BE_CAPTION: ClassVar[bool] = True
    _SHAPE: ClassVar[Shape] = Shape(leaf="")

    text: str
    """The words."""


@frozen(kw_only=True, eq=False, repr=False)
class Row(Node):
    """A row of a table."""

    _SHAPE: ClassVar[Shape] = Shape(
        ("cells",), line=lambda row: OutlineLine(("\t".join(cell.text for cell in row.cells),)), leaf=""
    )

    header: bool = False
    """Whether the row names the columns, as far as the file says so."""
    cells: tuple[Cell, ...] = ()
    """The cells, from left to right."""


@frozen(kw_only=True, eq=False, repr=False)
class Table(Node):
    """A table: rows of cells that tabs, pipes or columns separate. The first rows may name the columns."""

    _HAS_CAPTION: ClassVar[bool] = True
    _SHAPE: ClassVar[Shape] = Shape(("rows",), line=without_line, leaf="table")

    kind: str = field(default="table", validator=OneOf(("table", "allocation")))
    """``allocation`` for a table that allocates frequency bands to services in the three Regions; ``table``
    otherwise."""
    rows: tuple[Row, ...] = ()
    """The rows, from top to bottom."""

    @property
    def text(self) -> str:
        """The cells, separated by tabs, one row on each line."""
        return "\n".join("\t".join(cell.text for cell in row.cells) for row in self.rows)


@frozen(kw_only=True, eq=False, repr=False)
class PageReference(Node):
    """A page number in a list of contents, with the leader dots before it."""

    _SHAPE: ClassVar[Shape] = Shape(line=lambda page: OutlineLine((page.number,)))

    number: str
    """The number as printed."""


@frozen(kw_only=True, eq=False, repr=False)
class Entry(Node):
    """A text named in an agenda or a list of contents: its designation and title, without a body."""

    _SHAPE: ClassVar[Shape] = Shape(("designation", "title", "page"), label="label", line=label_and_words)

    label: str = ""
    """The label before it in a list: ``–``, ``a)``."""
    designation: Designation
    """The words that name the text."""
    title: Title | None = None
    """The title of the text."""
    page: PageReference | None = None
    """The page on which the text begins."""

    @property
    def identifier(self) -> Identifier | None:
        """The identifier of the text."""
        return self.designation.identifier

    @property
    def text(self) -> str:
        """The designation, as printed, and the title."""
        return f"{self.designation.text}: {self.title.text}" if self.title else self.designation.text


@frozen(kw_only=True, eq=False, repr=False)
class Contents(WithEntries, Node):
    """A list of contents: the texts of a volume, or the parts of a text, an annex or a treaty."""

    _SHAPE: ClassVar[Shape] = Shape(("heading", "blocks"), line=without_line)

    heading: Paragraph | None = None
    """The heading of the list."""
    blocks: tuple[Paragraph | Entry, ...] = ()
    """The entries, and the lines between them: titles of parts and the like."""

    @property
    def text(self) -> str:
        """The lines, without page numbers."""
        return "\n".join(block.text for block in (*([self.heading] if self.heading else ()), *self.blocks))


Block = Paragraph | Item | Note | Table | Contents
