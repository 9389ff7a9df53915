"""The results of readers: the text of a file, evidence about its parts, and their origin."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from attrs import field, frozen

__all__ = ["Evidence", "HeaderRow", "Origin", "Original", "Origins", "Reading", "TypesetLine"]


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
    """The line of a page of a PDF, or of an AsciiDoc file."""

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


@frozen
class Origins:
    """The source map: where the pieces of a text came from."""

    starts: tuple[int, ...] = ()
    """The offset at which each piece begins."""
    origins: tuple[Origin, ...] = ()
    original: Original | None = field(default=None, eq=False, repr=False)
    """The file; ``None`` for a document out of a string, of JSON, or one that was made."""

    def at(self, offset: int) -> Origin | None:
        """Return the origin of the character at an offset."""
        index = bisect_right(self.starts, offset)
        return self.origins[index - 1] if index else None


class HeaderRow(tuple[int, int, tuple[Any, ...]]):
    """A row of a table in evidence (start, end, cells) that names the columns."""

    __slots__ = ()


@frozen
class Evidence:
    """What a file says of a stretch of its text, which outranks the wording.

    =============  ===================================================================================
    heading        the heading of a clause
    emphasis       a line in italics, which may be one
    plain          words that are none, whatever they look like
    history        the line below a title that says where the text was adopted
    body           words of a paragraph or an item
    paragraph      a paragraph of whatever kind, set apart by its style, its indent or its place: no row of a table
    line_break     a line break in a paragraph, which may as well end one
    quoted         the same, of a quotation or of typed lines, where no clause begins
    designation    the line that names a text; ``value``: of which kind, if that is said
    annex          the heading of an annex, appendix or attachment; ``value``: which
    reference      the line below it that says where it is called
    division       the heading of a part, chapter, section or article; ``value``: which
    section        the heading of a section in a text; ``value``: its level, 1, 2 ...
    level          a paragraph at a level of a list, ``value``: 1, 2 ...
    indent         how far from the margin a paragraph begins; ``value``: that of its lines, and of the first of them
    bullet         the dash or bullet of a list; ``value``: how far from the margin it stands, in twentieths of a point
    contents       a line of a list of contents; ``value``: its level
    note           a note in the text, not at the foot of a page
    table          ``value``: its rows, each with its start, its end and its cells (start, end, text); those that name
                   the columns are :class:`HeaderRow` tuples
    footnote       a note at the foot of a page; ``value``: its mark
    anchor         a mark that calls one
    raised         figures above the line, which may be such a mark, or a power
    provision      the number of a provision, in its margin
    margin         the conferences that changed a provision; ``value``: where its number begins
    page_number    page furniture, and
    running_head   more of it
    insertion      a tracked change; ``value``: author and date
    deletion       the same
    italic         words in italics, in a line that has others
    bold           words in bold letters, the same
    comment        words that a comment is about; ``value``: its author, its date and its words
    left_out       something that is not in the text; ``value``: what it is, ``drawings``, ``headers`` ...
    struck_label   a label that another has taken the place of, which is no part of the words
    oddity         something to report; ``value``: the code of a diagnostic, and its message
    =============  ===================================================================================
    """

    kind: str
    start: int
    end: int
    value: object = None


@frozen
class TypesetLine:
    """A printed line: where it stands on its page, and how it looks. Places and sizes are in points."""

    start: int
    """The offset at which its words begin in the text."""
    end: int
    page: int
    region: int
    """The number of the region, such as a column, in which it stands; regions of a page are read one after another."""
    cells: tuple[tuple[int, float, float], ...]
    """The parts between wide gaps: the offset of each, and where it begins and ends, from the left edge of the page."""
    foot: float
    """How far the baseline is from the foot of the page."""
    head: float
    """How far it is from the head of the page."""
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
        """Where it begins."""
        return self.cells[0][1]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.cells[-1][2]

    def begin(self, place: int) -> float:
        """Where its words begin that stand behind an offset of the text."""
        return next((left for offset, left, _ in self.cells if offset >= place), self.left)


@frozen
class Reading:
    """The text of a file, one paragraph on each line, with the evidence of the file."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    """The evidence, in the order of the text."""
    origins: Origins = field(factory=Origins)
    lines: tuple[TypesetLine, ...] = ()
    """The printed lines of the text outside tables, if the file says where they stand; a form feed ends a page."""
    styled: bool = False
    """Whether the file marks its clause headings, so that no other line is one."""
    markup: bool = False
    """Whether the text is Markdown as it stands in the file, so that its lines are not yet paragraphs."""
