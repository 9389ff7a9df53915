"""What a reader gives: the text of a file, what the file says of its parts, and where each part came from."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from attrs import field, frozen

__all__ = ["Evidence", "HeaderRow", "Origin", "Origins", "Reading"]


@frozen
class Origin:
    """Where in a file a piece of text stands; what does not apply is ``None``.  All counts begin with 1."""

    paragraph: int | None = None
    """Of a Word document: which of its paragraphs, those of tables and footnotes counted too."""
    element: str | None = None
    """Of a web page: the path of the element, ``/html/body/p[3]``."""
    page: int | None = None
    """Of a PDF."""
    line: int | None = None
    """Of a PDF: which line of the page; of AsciiDoc: which line of the file."""

    def __str__(self) -> str:
        parts = {name: value for name in ("paragraph", "element", "page", "line") if (value := getattr(self, name))}
        return ", ".join(value if name == "element" else f"{name} {value}" for name, value in parts.items())


@frozen
class Origins:
    """The source map: where the pieces of a text came from."""

    starts: tuple[int, ...] = ()
    """The offset at which each piece begins."""
    origins: tuple[Origin, ...] = ()

    def at(self, offset: int) -> Origin | None:
        """Where the character at an offset came from."""
        index = bisect_right(self.starts, offset)
        return self.origins[index - 1] if index else None


class HeaderRow(tuple[int, int, tuple[Any, ...]]):
    """A row of a table as evidence has it (its start, its end, its cells) that names the columns."""

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
    provision      the number of a provision, in its margin
    margin         the conferences that changed a provision; ``value``: where its number begins
    page_number    page furniture, and
    running_head   more of it
    insertion      a tracked change; ``value``: author and date
    deletion       the same
    italic         words in italics, in a line that has others
    bold           words in bold letters, the same
    left_out       something that is not in the text; ``value``: what it is, ``comments``, ``drawings`` ...
    struck_label   a label that another has taken the place of, which is no part of the words
    oddity         something to report; ``value``: the code of a diagnostic, and its message
    =============  ===================================================================================
    """

    kind: str
    start: int
    end: int
    value: object = None


@frozen
class Reading:
    """The text of a file, a paragraph a line, with what the file says of it."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    """In the order of the text."""
    origins: Origins = field(factory=Origins)
    styled: bool = False
    """Whether the file names its clause headings, so that nothing else is one."""
    markup: bool = False
    """Whether the text is Markdown, as it stands in the file: its lines are no paragraphs yet."""
