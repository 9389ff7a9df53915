"""Flat rows of plain values, for data frames, SQL and Parquet: one a clause, item, task, reference or diagnostic."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from itu_texts.analysis.checks import check
from itu_texts.analysis.columns import COLUMNS, Row, Values, What
from itu_texts.analysis.references import Reference, references
from itu_texts.analysis.tasks import who_does_what
from itu_texts.errors import AddressError, InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.writing import writable
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Clause, Document, Item, Node, Paragraph, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import find, walk

__all__ = ["COLUMNS", "Row", "What", "records", "values_of"]


@checked
def records(document: Document, what: What, *, file: str | None = None) -> Iterator[Row]:
    r"""Rows of plain values, one a thing, in the order of the text.

    All have ``file``, the ``identifier``, ``title`` and ``edition`` of the text, the ``address`` in it (of a reference
    or a diagnostic that of what it stands in, such as an item), ``start`` and
    ``end`` in the source, ``line`` and ``column`` (from 1), and besides what is said of a thing of the kind.  A task
    says ``when`` it is to be done, the kind of that, and as ISO 8601 has them the first day on which any of it begins
    and the first on which any of it ends.  A reference says the ``work``, which is the same for all editions of a text,
    what it is a part ``of``, and the kind and the place of its ``group``, a list or a range.  Half of a character (a
    lone surrogate) is U+FFFD.

    :param what: "clauses", "items", "tasks", "references" or "diagnostics".
    :param file: what to put in each row as the file.
    :raises InputError: if it is no document, or there are no such rows.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 1 (LAKESIDE, 2019)\nOars\nThe ITU Council,\ninstructs the Secretary-General\n1 to row.")
    >>> [row] = records(doc, "items")
    >>> row["identifier"], row["address"], row["label"], row["text"], row["line"]
    ('Resolution 1 (Lakeside, 2019)', 'instructs the Secretary-General 1', '1', 'to row.', 5)
    """
    if not isinstance(document, Document):
        raise InputError(f"records() takes a document, not a {type(document).__name__}")
    if what not in _MAKERS:
        raise InputError(f"no records of {what!r}; there are: {', '.join(COLUMNS)}")
    return map(_written, _MAKERS[what](_Around(document, file)))


def values_of(document: Document, *, rows: What = "clauses", file: str | None = None) -> Values:
    """The same rows without the names of their values, all at once."""
    return [tuple(row.values()) for row in records(document, rows, file=file)]


def _written(row: Row) -> Row:
    return {name: writable(value) if isinstance(value, str) else value for name, value in row.items()}


class _Around:
    """What all rows of a document say."""

    def __init__(self, document: Document, file: str | None) -> None:
        self.document = document
        self.file = file
        self.texts = [*find(document, Text)]
        self.starts = [text.start for text in self.texts]
        self.addresses = Addresses()
        self._said: dict[int, tuple[str | None, str | None, str | None]] = {}

    def row(self, node: Node | None, span: Span, **said: Any) -> Row:
        """The row of a node, or of what else begins with a span."""
        text = self._text_at(span.start) if node is None else _text_of(node)
        line, column = self.document.source.line_column(span.start) if self.document.source.text else (None, None)
        identifier, title, edition = self._named(text) if text is not None else (None, None, None)
        return {
            "file": self.file,
            "identifier": identifier,
            "title": title,
            "edition": edition,
            "address": self.address(node) if node is not None else self._address_at(span.start),
            **said,
            "start": span.start,
            "end": span.end,
            "line": line,
            "column": column,
        }

    def _named(self, text: Text) -> tuple[str | None, str | None, str | None]:
        """The identifier, the title and the edition of a text."""
        if id(text) not in self._said:
            identifier = text.identifier
            edition = identifier.revision if identifier is not None else None
            self._said[id(text)] = (
                str(identifier) if identifier is not None else None,
                text.title,
                str(edition) if edition else None,
            )
        return self._said[id(text)]

    def address(self, node: Node | None) -> str | None:
        """The address of a node; ``None`` for what has no name to go by."""
        try:
            return self.addresses.of(node) if node is not None else None
        except AddressError:
            return None

    @cached_property
    def _nodes(self) -> list[Node]:
        return sorted(walk(self.document), key=_start)

    def _address_at(self, start: int) -> str | None:
        """The address of the innermost node around a place that has one: of an item, not of its first paragraph."""
        nodes = self._nodes
        index = bisect_right(nodes, start, key=_start) - 1
        last = nodes[max(index, 0)]
        for node in (last, *last.ancestors):
            is_of_item = isinstance(node, Paragraph) and isinstance(node.parent, Item) and node is node.parent.blocks[0]
            if start < node.end and not is_of_item and not isinstance(node, Text | Document):
                address = self.address(node)
                if address is not None:
                    return address
        return None

    def _text_at(self, start: int) -> Text | None:
        """The innermost text around a place."""
        index = bisect_right(self.starts, start) - 1
        last: Node | None = self.texts[index] if index >= 0 else None
        while last is not None and not (isinstance(last, Text) and start < max(last.end, last.start + 1)):
            last = last.parent
        return last


def _start(node: Node) -> int:
    return node.start


def _text_of(node: Node) -> Text | None:
    return next((each for each in (node, *node.ancestors) if isinstance(each, Text)), None)


def _clauses(around: _Around) -> Iterator[Row]:
    for clause in find(around.document, Clause):
        heading = clause.heading
        yield around.row(
            clause,
            clause.span,
            role=str(clause.role),
            heading=heading.text,
            verb=heading.verb,
            concept=heading.concept,
            addressees="; ".join(each.text for each in heading.addressees),
            items=len(clause.items),
        )


def _items(around: _Around) -> Iterator[Row]:
    for item in find(around.document, Item):
        clause = next((each for each in item.ancestors if isinstance(each, Clause)), None)
        depth = sum(isinstance(each, Item) for each in item.ancestors) + 1
        yield around.row(
            item,
            item.span,
            clause=clause.heading.text if clause else None,
            role=str(clause.role) if clause else None,
            label=item.label,
            style=str(item.style.value),
            ordinal=item.ordinal,
            depth=depth,
            text=item.text,
        )


def _tasks(around: _Around) -> Iterator[Row]:
    for task in who_does_what(around.document):
        times = task.when
        row = around.row(
            task.item,
            task.item.span,
            clause=task.clause.heading.text,
            concept=task.addressee.concept,
            kind=str(task.addressee.kind),
            addressee=task.addressee.text,
            verb=task.verb,
            text=task.text,
            when_kind="; ".join(str(when.kind) for when in times) or None,
            when="; ".join(when.text for when in times) or None,
            begins=_first(when.begins for when in times),
            ends=_first(when.ends for when in times),
        )
        yield row


def _first(days: Iterable[date | None]) -> str | None:
    """The first of some days, as ISO 8601 has it, which sorts as a word."""
    return min((day.isoformat() for day in days if day is not None), default=None)


def _references(around: _Around) -> Iterator[Row]:
    for found in references(around.document):
        target, identifier, group = found.target, found.identifier, found.group
        yield around.row(
            None,
            found.span,
            kind=str(found.kind),
            cited=str(identifier) if identifier is not None else None,
            work=" ".join(filter(None, identifier.work)) if identifier is not None else None,
            number=found.number,
            instrument=found.instrument,
            body=identifier.body if identifier is not None and identifier.body else found.body,
            clause=found.address,
            of=_whole(found.of) if found.of is not None else None,
            group=str(group.kind) if group is not None else None,
            group_start=group.span.start if group is not None else None,
            group_end=group.span.end if group is not None else None,
            target=around.address(target) or (str(target.identifier) if isinstance(target, Text) else None),
            problem=found.problem.message if found.problem is not None else None,
            words=" ".join(around.document.source[found.span].split()),
        )


def _whole(of: Reference) -> str:
    """What a reference is said to be a part of: ``appendix 30B``, ``Resolution 5``, ``Constitution``."""
    if of.kind == "text" and of.identifier is not None:
        return str(of.identifier)
    named = of.address or of.number
    return f"{of.kind} {named}" if named else of.instrument or str(of.kind)


def _diagnostics(around: _Around) -> Iterator[Row]:
    for found in check(around.document) if around.document.source.text else around.document.diagnostics:
        yield around.row(None, found.span, code=found.code, severity=str(found.severity), message=found.message)


_MAKERS: dict[str, Callable[[_Around], Iterator[Row]]] = {
    "clauses": _clauses,
    "items": _items,
    "tasks": _tasks,
    "references": _references,
    "diagnostics": _diagnostics,
}
