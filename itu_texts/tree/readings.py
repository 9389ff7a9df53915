"""The results of readers: the text of a file, evidence about its parts, and their origin."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from attrs import field, frozen


@frozen
class Origin:
    """Where in a file a piece of text stands; ``None`` for counts that do not apply. All counts begin with 1."""

    paragraph: int | None = None
    """The number of the paragraph in a Word document, including the paragraphs of tables and footnotes."""
    element: str | None = None
    """The path of the element in a web page: ``/html/body/p[3]``."""
    page: int | None = None
    """The page of a PDF."""
    line: int | None = None
    """The line of a page of a PDF, of an AsciiDoc file, or of a text file in two columns."""

    def __str__(self) -> str:
        parts = {name: value for name in ("paragraph", "element", "page", "line") if (value := getattr(self, name))}
        return ", ".join(value if name == "element" else f"{name} {value}" for name, value in parts.items())


@frozen
class Original:
    """The file that a document was read from."""

    path: str
    """Its absolute path."""
    digest: str
    """The SHA-256 of its content."""
    format: str
    """The name of its format: ``docx``."""
    view: str
    """The view of its tracked changes: ``final``."""
    encoding: str | None = None
    """The encoding of plain text, if it was given."""
    data: bytes | None = field(default=None, repr=False)
    """The content, if the document was read from bytes and not from a file."""


@frozen
class Origins:
    """The source map: where the pieces of a text came from."""

    starts: tuple[int, ...] = ()
    """The offset at which each piece begins."""
    origins: tuple[Origin, ...] = ()  #: what the places come from
    original: Original | None = field(default=None, eq=False, repr=False)
    """The file; ``None`` for a document from a string or JSON, or one that was built."""

    def at(self, offset: int) -> Origin | None:
        """Return the origin of the character at an offset."""
        index = bisect_right(self.starts, offset)
        return self.origins[index - 1] if index else None


class HeaderRow(tuple[int, int, tuple[Any, ...]]):
    """A row of a table in evidence (start, end, cells) that names the columns."""

    __slots__ = ()


class Evidence(NamedTuple):
    """What a file says of a stretch of its text, which outranks the wording.

    =============  ===================================================================================
    heading        the heading of a clause
    emphasis       a line in italics, which may be the heading of a clause
    plain          words that are no heading, whatever they look like
    history        the line below a title that says where the text was adopted
    body           words of a paragraph or an item
    paragraph      a paragraph of any kind, set apart by its style, indent or place, and so no row of a table
    line_break     a line break in a paragraph, which may also end the paragraph
    quoted         a paragraph of a quotation or of typed lines, in which no clause begins
    designation    the line that names a text; ``value``: its kind, if the file states it
    annex          the heading of an annex, appendix or attachment; ``value``: its kind
    reference      the line below that heading, which says where the annex is referred to
    division       the heading of a part, chapter, section or article; ``value``: its kind
    section        the heading of a section in a text; ``value``: its level, 1, 2 ...
    level          a paragraph at a level of a list, ``value``: 1, 2 ...
    indent         the indent of a paragraph; ``value``: that of its lines, and that of its first line
    bullet         the dash or bullet of a list; ``value``: its distance from the margin, in twentieths of a point
    contents       a line of a list of contents; ``value``: its level
    note           a note in the text, not at the foot of a page
    table          ``value``: its rows, each with its start, its end and its cells (start, end, text); those that name
                   the columns are :class:`HeaderRow` tuples
    footnote       a note at the foot of a page; ``value``: its mark
    anchor         a mark in the words that refers to a footnote
    raised         raised figures, which may be the mark of a footnote, or a power
    provision      the number of a provision, in its margin
    margin         the conferences that changed a provision; ``value``: where its number begins
    page_number    a page number
    running_head   a line repeated on each page
    insertion      a tracked insertion; ``value``: author and date
    deletion       a tracked deletion; ``value``: author and date
    verb           words in the letters in which a file has the verbs of paragraphs
    italic         words in italics within a line
    bold           words in bold letters within a line
    comment        words that a comment is about; ``value``: the author, date and words of the comment
    left_out       a part of the file that is not in the text; ``value``: ``drawings``, ``headers`` ...
    struck_label   a label that another one has replaced; it is not part of the words
    oddity         an oddity to report; ``value``: the code of a diagnostic, and its message
    =============  ===================================================================================
    """

    kind: str
    start: int
    end: int
    value: object = None


class TypesetLine(NamedTuple):
    """A printed line: its place on its page, and its look. Distances and sizes are in points."""

    start: int
    """The offset at which its words begin in the text."""
    end: int
    page: int
    region: int
    """The number of the region, such as a column, in which it stands; regions of a page are read one after another."""
    cells: tuple[tuple[int, float, float], ...]
    """The parts between wide gaps: the offset of each, and its two ends, measured from the left edge of the page."""
    foot: float
    """The distance of the baseline from the foot of the page."""
    head: float
    """The distance of the line from the head of the page."""
    size: float
    """The most common size of its characters."""
    italic: bool = False
    bold: bool = False
    below_rule: bool = False
    """Whether a rule is drawn above it that may separate footnotes from the text."""
    titled: bool = False
    """Whether a bookmark of the file has the same words, so that nothing else stands in its paragraph."""

    @property
    def left(self) -> float:
        """The left end of the line."""
        return self.cells[0][1]

    @property
    def right(self) -> float:
        """The right end of the line."""
        return self.cells[-1][2]

    def begin(self, place: int) -> float:
        """Return the left end of the words that begin at or after an offset of the text."""
        return next((left for offset, left, _ in self.cells if offset >= place), self.left)


class SourceText(NamedTuple):
    """The text of a file, one paragraph on each line, with the evidence of the file."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    """The evidence, in the order of the text."""
    origins: Origins = Origins()
    lines: tuple[TypesetLine, ...] = ()
    """The printed lines of the text outside tables, if the file says where they stand; a form feed ends a page."""
    styled: bool = False
    """Whether the file marks its clause headings, so that no other line is one."""
    markup: bool = False
    """Whether the text is Markdown as it stands in the file, so that its lines are not yet paragraphs."""
