"""The problems of a file as rows of plain values, for reports, each with its place and its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from itu_texts.api import check
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Document, Item, Node, Paragraph

if TYPE_CHECKING:
    from itu_texts.api.batch import Input

__all__ = ["Checked", "Problem", "problem_in"]

_WORDS = 5  # characters of the first words, by which a place is named
_LONGEST = 100  # characters of the line that are shown around the place


class Problem(NamedTuple):
    """An oddity at a place of a file."""

    words: str
    """The line, or the part of it around the place."""
    mark: tuple[int, int]
    """Where the place begins and ends in these words."""
    code: str
    severity: str
    message: str
    file: str
    start: int
    """Offset of the first character in the text that was read."""
    end: int
    """Offset of the character after the last one."""
    line: int
    """The line in the text that was read, from 1."""
    column: int
    """The column, in characters, from 1."""
    end_line: int
    end_column: int
    """The column after the last character."""
    place: str
    """The address, or the part of the text, and its first words; of a PDF, the page and line; empty for a text file."""
    fixes: tuple[tuple[int, int, int, int, str], ...] = ()
    """The replacements that mend it: lines and columns as above, and the new words."""


@frozen
class Checked:
    """Work for each document: its problems."""

    codes: frozenset[str]
    """The codes that are reported."""

    def __call__(self, file: Input, document: Document) -> Iterator[Problem]:
        for found in check(document):
            if found.code in self.codes:
                yield problem_in(file.name, document, found)


def problem_in(name: str, document: Document, found: Diagnostic) -> Problem:
    """Return a diagnostic as a row, with its place in the file."""
    start, end = found.span
    source = document.source
    line, column = source.line_column(start)
    end_line, end_column = source.line_column(end)
    text = source.text
    line_start = start - (column - 1)
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    begin = max(line_start, min(start - _LONGEST // 2, line_end - _LONGEST))
    stop = min(line_end, begin + _LONGEST)
    origin = document.origins.at(start)
    return Problem(
        words=text[begin:stop],
        mark=(start - begin, max(min(end, stop), start + 1) - begin),
        code=found.code,
        severity=str(found.severity),
        message=found.message,
        file=name,
        start=start,
        end=end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        place="" if origin is None else str(origin) if origin.page else _named(document, start),
        fixes=tuple(
            (*source.line_column(fix.span.start), *source.line_column(fix.span.end), fix.text) for fix in found.fixes
        ),
    )


def _named(document: Document, offset: int) -> str:
    """Return how people name a place: its address, if it has one, and the first words there."""
    node: Node = document
    while below := next((each for each in node.children if each.start <= offset < each.end), None):
        node = below
    addresses = Addresses()
    words_of = node.parent if isinstance(node, Paragraph) and isinstance(node.parent, Item) else node
    named = next((found for each in (words_of, *words_of.ancestors) if (found := addresses.known(each))), "")
    words = document.source[node.span].split()
    first = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    return f"{named} “{first}”".strip()
