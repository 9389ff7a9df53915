"""Listings: what is found in documents, a row each, as lines to look at or as rows of plain values.

A new listing is a row of :data:`LISTINGS`, of which the command line makes a command.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from itu_texts.api import references, who_does_what
from itu_texts.language.writing import fold, utf8
from itu_texts.tree.addresses import address
from itu_texts.tree.nodes import Document, Node, Text
from itu_texts.tree.spans import Span

if TYPE_CHECKING:
    from datetime import date

    from itu_texts.analysis.references import Reference
    from itu_texts.analysis.tasks import Task
    from itu_texts.api.batch import Input

__all__ = ["LISTINGS", "Column", "Listed", "Listing", "Row", "place"]


class Column(NamedTuple):
    """A column of a listing."""

    header: str
    """Its name among the values; a column without one is in lines only."""
    value: Callable[[Document, Any], str]
    """What stands in it, for a document and what was found in it."""
    width: int | None = None
    """Of the column in a table, in characters; 0 for the last one, which may be of any width, ``None`` for a column
    that is among the values only."""
    keep_end: bool = False
    """Whether words that are too long for a table lose their middle and not their end."""


class Listing(NamedTuple):
    """A kind of rows."""

    name: str
    help: str
    rows: Callable[[Document], Iterable[Any]]
    columns: tuple[Column, ...]
    same: Callable[[Document, Any], tuple[object, ...]] | None = None
    """What a row has in common with that of a copy of its text; the first names the text, or is ``None``.  A row that
    comes again is listed once."""


class Row(NamedTuple):
    """A row of a listing."""

    content: bytes | tuple[str, ...]
    """A line in UTF-8, or values."""
    same: bytes
    """By what the row is known where it comes again, in a copy of its text; empty for one that is not."""


def place(document: Document, span: Span) -> str:
    """Where a stretch begins: line and column in a text file, where it came from in any other."""
    origin = document.origins.at(span.start)
    if origin is not None:
        return str(origin)
    line, column = document.source.line_column(span.start)
    return f"{line}:{column}"


@frozen
class Listed:
    """Work for each document: the rows of a listing, as lines in UTF-8 or as values."""

    name: str
    """That of the listing."""
    lines: bool = True

    @property
    def columns(self) -> dict[str, type]:
        """The names of the values of a row."""
        return dict.fromkeys(("file", *(column.header for column in self._listing.columns if column.header)), str)

    def __call__(self, file: Input, document: Document) -> Iterator[Row]:
        columns = [each for each in self._listing.columns if (each.width is not None if self.lines else each.header)]
        for row in self._listing.rows(document):
            same = self._same(file, document, row)
            values = [column.value(document, row) for column in columns]
            if self.lines:
                cells = (_fit(value, column) for value, column in zip(values, columns, strict=True))
                yield Row(utf8("  ".join(cells).rstrip() + "\n"), same)
            else:
                yield Row((file.name, *values), same)

    def _same(self, file: Input, document: Document, row: Any) -> bytes:
        if self._listing.same is None:
            return b""
        text, *said = self._listing.same(document, row)
        key = repr((text or file.digest, *said)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(key, digest_size=16).digest()

    @property
    def _listing(self) -> Listing:
        return next(row for row in LISTINGS if row.name == self.name)


def _fit(words: str, column: Column) -> str:
    """Words in the width of a column."""
    width = column.width or 0
    if not width or len(words) <= width:
        return words.ljust(width)
    if column.keep_end:
        half = width // 2
        return f"{words[:half]}…{words[half + 1 - width :]}"
    return words[: width - 1] + "…"


# ---------------------------------------------------------------------- who is told


def _same_task(document: Document, task: Task) -> tuple[object, ...]:
    """What a task has in common with that of a copy of its text, which may be wrapped or set in another way."""
    language = document.language_at(task.item.start)
    words = " ".join(fold(task.text).casefold().split())
    identifier = str(task.identifier) if task.identifier else None
    return identifier, language, task.addressee.concept, task.addressee.text, task.verb, task.address, words


def _day(days: Iterable[date | None]) -> str:
    """The first of some days, as ISO 8601 has it: it sorts as a word."""
    return min((day.isoformat() for day in days if day), default="")


# ---------------------------------------------------------------------- what is cited


def _cited(reference: Reference) -> tuple[str, str]:
    """What is cited, and of what it is a part."""
    if reference.kind == "text":
        return str(reference.identifier), reference.body or ""
    if reference.kind == "instrument":
        return reference.instrument or "", ""
    whole = reference.instrument or reference.body or str(reference.identifier or "")
    if not whole and reference.of is not None:
        whole = f"{reference.of.kind} {reference.of.number or ''}".strip()
    return reference.address or reference.number or "", whole


def _shown(reference: Reference) -> str:
    return " of ".join(filter(None, _cited(reference)))


def _target(reference: Reference) -> str:
    """Where what is cited stands: its address, or the name of a text."""
    node: Node | None = reference.target
    if isinstance(node, Text):
        return str(node.identifier or node.title or node.kind)
    return address(node) if node else ""


def _problem(reference: Reference) -> str:
    return reference.problem.message if reference.problem else ""


def _outcome(reference: Reference) -> str:
    return f"→ {_target(reference)}" if reference.target else _problem(reference)


def _words(document: Document, reference: Reference) -> str:
    return " ".join(document.source[reference.span].split())


LISTINGS = (
    Listing(
        "who",
        "List the tasks in texts: who is instructed or invited to do what.",
        who_does_what,
        (
            Column("identifier", lambda _, task: str(task.identifier or ""), 36),
            Column("title", lambda _, task: task.title or ""),
            Column("edition", lambda _, task: task.edition or ""),
            Column("concept", lambda _, task: task.addressee.concept, 15),
            Column("addressee", lambda _, task: task.addressee.text, 40),
            Column("verb", lambda _, task: task.verb, 18),
            Column("clause", lambda _, task: address(task.clause)),
            Column("address", lambda _, task: task.address, 45, keep_end=True),
            Column("when", lambda _, task: "; ".join(map(str, task.when)), 24),
            Column("begins", lambda _, task: _day(when.begins for when in task.when)),
            Column("ends", lambda _, task: _day(when.ends for when in task.when)),
            Column("text", lambda _, task: task.text, 0),
        ),
        _same_task,
    ),
    Listing(
        "cited",
        "List what texts cite, and the place of each citation.",
        references,
        (
            Column("place", lambda document, found: place(document, found.span), 12),
            Column("kind", lambda _, found: found.kind, 11),
            Column("", lambda _, found: _shown(found), 45),
            Column("", lambda _, found: _outcome(found), 0),
            Column("cited", lambda _, found: _cited(found)[0]),
            Column("of", lambda _, found: _cited(found)[1]),
            Column("target", lambda _, found: _target(found)),
            Column("problem", lambda _, found: _problem(found)),
            Column("words", _words),
        ),
    ),
)
"""The listings; each is a command of the command line."""
