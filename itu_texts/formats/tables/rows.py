"""Flat rows of plain values, for data frames, SQL and Parquet: for each clause, item, task, reference or diagnostic."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from heapq import merge
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from itu_texts.analysis.allocations import allocations
from itu_texts.analysis.checks import check
from itu_texts.analysis.columns import COLUMNS, FIELDS, GROUND, Columns, Records, Row, Values, What, columns_with
from itu_texts.analysis.documents import document_records
from itu_texts.analysis.entries import abbreviations, bibliography, definitions
from itu_texts.analysis.passages import Chunk, chunks, exhibits
from itu_texts.analysis.references import Reference, references
from itu_texts.analysis.tasks import Task, requirements, tasks_of
from itu_texts.analysis.times import Adopted, When, adopted, due_of, recurrence_of
from itu_texts.analysis.works import columns_of, day_beside, first_day, treaty_work, work_name, work_of
from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.writer import places_of
from itu_texts.formats.loading import Installed
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier, conference_of
from itu_texts.language.writing import writable
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Annex, Clause, Division, Document, Footnote, Item, Node, Paragraph, Table, Text
from itu_texts.tree.nodes import Row as TableRow
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words, find, line_words, outline_nodes, walk

T = TypeVar("T")
_BELOW = " > "  # between the headings of a path
_AND = "; "  # between several values
_CATEGORIES = {True: "primary", False: "secondary", None: None}  # the category of a service


class RowKind(NamedTuple):
    """A kind of rows of another package, which has it as an entry point of the group ``itu_texts.rows``."""

    name: str
    """The name by which :func:`itu_texts.records` and ``--rows`` know it."""
    columns: Mapping[str, type]
    """Its columns besides those of the text and the place, each with the type of its values: ``{"words": str}``."""
    rows: Callable[[Document], Iterable[tuple[Node, Mapping[str, Any]]]]
    """The function that takes a document, and yields the node of each row with its values by column."""


KINDS = Installed({}, "itu_texts.rows")
"""The kinds of rows of other packages."""


def columns_for(what: str) -> Columns:
    """Return the columns of a kind of rows.

    :raises InputError: if there is no such kind.
    """
    if what in COLUMNS:
        return COLUMNS[what]
    if what not in KINDS:
        raise InputError(f"no records of {what!r:.40}; there are: {', '.join((*COLUMNS, *KINDS))}")
    return columns_with(KINDS[what].columns)


@checked
def records(document: Document, what: What | str, *, file: str | None = None) -> Records:
    r"""Make flat rows of plain values, in the order of the text.

    The columns are those of ``itu_texts.analysis.columns.COLUMNS``; tables of all kinds share their names and their
    meaning.  The first columns say which text a row belongs to: ``work``, ``identifier``, ``kind``, ``number``,
    ``title``, ``body``, ``conference``, ``edition`` and ``language``.  ``address`` and ``path`` (the headings above)
    give the place in the text, ``start`` and ``end`` the place in the source (character offsets), ``line`` and
    ``column`` the same counted from 1, and ``place`` the paragraph, element or page of the file.  ``begins`` and
    ``ends`` are the earliest start and the earliest end of the times of a task, in ISO 8601.  Half of a character
    (a lone surrogate) is replaced by U+FFFD.

    :param what: the kind of rows, one of ``itu_texts.analysis.columns.COLUMNS``: "clauses", "tasks", "definitions" ...
    :param file: the value of the column ``file``.
    :raises InputError: if ``document`` is not a document, or there is no such kind of rows.

    >>> from itu_texts import parse
    >>> doc = parse("RESOLUTION 1 (LAKESIDE, 2019)\nOars\nThe ITU Council,\ninstructs the Secretary-General\n1 to row.")
    >>> [row] = records(doc, "items")
    >>> row["identifier"], row["address"], row["label"], row["words"], row["line"]
    ('Resolution 1 (Lakeside, 2019)', 'instructs the Secretary-General 1', '1', 'to row.', 5)
    """
    if not isinstance(document, Document):
        raise InputTypeError(f"records() takes a document, not a {type(document).__name__}")
    columns, make = columns_for(what), _MAKERS.get(what) or partial(_of_package, KINDS[what])
    return Records(columns, _rows(RowContext(document, file), columns, make))


def _of_package(kind: RowKind, context: "RowContext") -> "_Made":
    for node, values in kind.rows(context.document):
        if others := [*values.keys() - kind.columns.keys()]:
            raise InputError(f"a row of {kind.name} has a value for {others[0]!r:.40}, which is none of its columns")
        yield node, node.span, {**dict.fromkeys(kind.columns), **values}


def values_of(document: Document, *, rows: What | str = "clauses", file: str | None = None) -> Values:
    """Return the values of the same rows, without their names."""
    return [tuple(row.values()) for row in records(document, rows, file=file)]


def _rows(context: "RowContext", columns: Columns, made: "Callable[[RowContext], _Made]") -> Iterator[Row]:
    for node, span, values in made(context):
        known = {**context.of_text(node, span.start), **context.of_place(node, span), **values}
        yield {name: _writable(value) for name, value in {name: known[name] for name in columns}.items()}


def _writable(value: Any) -> Any:
    if isinstance(value, list):
        return [*map(_writable, value)]
    return writable(value) if isinstance(value, str) else value


_Made = Iterator[tuple["Node | None", Span, dict[str, Any]]]
"""The node of each row, if it has one, its span, and the values that rows of other kinds do not have."""


class RowContext:
    """What the rows of a document share."""

    def __init__(self, document: Document, file: str | None = None) -> None:
        self.document = document
        self.file = file
        self.addresses: Addresses = Addresses()
        self._known: dict[tuple[str, int], Any] = {}

    def _once(self, name: str, of: object, make: Callable[[], T]) -> T:
        """Return what is worked out once of a node or a task, by its identity."""
        if (name, id(of)) not in self._known:
            self._known[name, id(of)] = make()
        found: T = self._known[name, id(of)]
        return found

    def times_of(self, task: Task) -> tuple[When, ...]:
        """Return the times of a task, which are looked for once."""
        return self._once("times", task, lambda: task.times(self.adopted_in(task.source, task.item)))

    def adopted_in(self, text: Text | None, node: Node) -> Adopted:
        """Return when the text around a node was adopted."""
        lang = lang_of(node.language or self.document.main_language)
        return self._once("adopted", text, lambda: adopted(text, lang))

    def made(self, what: What) -> _Made:
        """Yield the rows of a kind, each with its node, its span, and the values of its own columns."""
        return _MAKERS[what](self)

    # ------------------------------------------------------------------ columns of all rows

    def of_text(self, node: Node | None, start: int) -> dict[str, Any]:
        """Return the columns of the text in which a row stands."""
        text = self.text_at(start) if node is None else _above(node, Text)
        columns = self._once("text", text, lambda: self._text_columns(text))
        return {**columns, "language": self.document.language_at(start)}

    def _text_columns(self, text: Text | None) -> dict[str, Any]:
        identifier = text.identifier if text is not None else None
        named = columns_of(identifier) if identifier is not None else None
        revision = identifier.revision if identifier is not None else None
        conference = conference_of(revision, named.body if named is not None else None)
        return {
            "work": work_name(identifier) if identifier is not None else None,
            "identifier": str(identifier) if identifier is not None else None,
            "kind": text.kind if text is not None else None,
            "number": identifier.number if identifier is not None else None,
            "title": text.title if text is not None else None,
            "body": named.body if named is not None else None,
            "conference": conference.name if conference is not None else None,
            "edition": str(revision) if revision else None,
        }

    def of_place(self, node: Node | None, span: Span) -> dict[str, Any]:
        """Return the columns of the place of a row."""
        source = self.document.source
        line, column = source.line_column(span.start) if source.text else (None, None)
        origin = self.document.origins.at(span.start)
        above = (node if node is not None else self._node_at(span.start)).ancestors
        headings = [self._heading(each) for each in above if isinstance(each, Clause | Annex | Division)]
        return {
            "address": (self.addresses.known(node) if node is not None else self._address_at(span.start)) or None,
            "path": _BELOW.join(reversed(headings)) or None,
            "file": self.file,
            "start": span.start,
            "end": span.end,
            "line": line,
            "column": column,
            "place": str(origin) if origin is not None else None,
        }

    def _heading(self, node: Clause | Annex | Division) -> str:
        """Return the heading of a node and its title, which is looked for once."""
        return self._once("heading", node, lambda: _heading(node))

    def name_of(self, chunk: Chunk) -> str:
        """Return the IRI of the first node of a chunk, or of the node around it that has one, in its language."""
        return places_of(self.document).chunk_name(chunk.node, chunk.span.start)

    def cited_iri(self, found: Reference) -> str | None:
        """Return the IRI of the text or the treaty of the Union that is cited, as in the graph."""
        if found.identifier is None:
            return treaty_work(found.treaty).iri if found.treaty else None
        text = self.text_at(found.span.start)
        lang = lang_of(self.document.main_language)
        around = self._once("actor", text, lambda: work_of(None, lang, text=text).actor if text is not None else None)
        day = day_beside(self.document, found.span, lang)
        return work_of(found.identifier, lang, body=found.body, around=around, day=day).iri

    # ------------------------------------------------------------------ nodes at an offset

    @cached_property
    def _nodes(self) -> list[Node]:
        return sorted(walk(self.document), key=_start)

    def _node_at(self, start: int) -> Node:
        """Return the last node that begins at an offset or before it."""
        return self._nodes[max(bisect_right(self._nodes, start, key=_start) - 1, 0)]

    def _address_at(self, start: int) -> str:
        """Return the address of the innermost node with an address around an offset.

        For the first paragraph of an item, it is that of the item.
        """
        last = self._node_at(start)
        for node in (last, *last.ancestors):
            is_of_item = isinstance(node, Paragraph) and isinstance(node.parent, Item) and node is node.parent.blocks[0]
            may_be_named = start < node.end and not is_of_item and not isinstance(node, Text | Document)
            if may_be_named and (address := self.addresses.known(node)):
                return address
        return ""

    def text_at(self, start: int) -> Text | None:
        """Return the innermost text around an offset."""
        last = self._node_at(start)
        around = (each for each in (last, *last.ancestors) if isinstance(each, Text))
        return next((each for each in around if start < max(each.end, each.start + 1)), None)


def _start(node: Node) -> int:
    return node.start


def _above(node: Node, kind: type[Any]) -> Any:
    """Return the innermost node of a class among a node and those around it."""
    return next((each for each in (node, *node.ancestors) if isinstance(each, kind)), None)


def _heading(node: Clause | Annex | Division) -> str:
    title = "" if isinstance(node, Clause) else node.title or ""
    return " ".join((*node.heading.text.split(), *title.split())) or "()"


# ---------------------------------------------------------------------- rows of each kind


def _clauses(context: RowContext) -> _Made:
    for clause in find(context.document, Clause):
        named = clause.heading.addressees
        values = {
            **_of_clause(clause),
            "addressee": _AND.join(each.concept for each in named) or None,
            "addressee_words": _AND.join(each.text for each in named) or None,
            "words": all_words(clause),
            "items": len(clause.items),
        }
        yield clause, clause.span, values


def _of_clause(clause: Clause | None) -> dict[str, Any]:
    if clause is None:
        return dict.fromkeys(("role", "concept", "verb"))
    return {"role": str(clause.role), "concept": clause.heading.concept or None, "verb": clause.heading.verb or None}


def _items(context: RowContext) -> _Made:
    for item in find(context.document, Item):
        values = {
            **_of_clause(_above(item, Clause)),
            "label": item.label,
            "style": str(item.style.value),
            "ordinal": item.ordinal,
            "depth": sum(isinstance(each, Item) for each in item.ancestors) + 1,
            "words": item.text,
        }
        yield item, item.span, values


def _tasks(context: RowContext) -> _Made:
    for task in tasks_of(context.document):
        values = {
            "role": str(task.clause.role),
            "concept": task.concept or None,
            "verb": task.verb or None,
            "addressee": task.addressee.concept,
            "addressee_words": task.addressee.text,
            "addressee_kind": str(task.addressee.kind),
            "words": task.text,
            **values_of_times(context.times_of(task)),
        }
        yield task.item, task.item.span, values


def values_of_times(times: Sequence[When]) -> dict[str, Any]:
    """Return the columns of the times of a task."""
    due, due_kind = due_of(times)
    return {
        "times": _AND.join(when.text for when in times) or None,
        "time_kinds": _AND.join(str(when.kind) for when in times) or None,
        "due": due,
        "due_kind": due_kind,
        "last_due": max((when.deadline for when in times if when.deadline is not None), default=None),
        "begins": first_day(when.begins for when in times),
        "ends": first_day(when.ends for when in times),
        "recurrence": recurrence_of(times),
    }


def _references(context: RowContext) -> _Made:
    for found in references(context.document):
        target, identifier, group = found.target, found.identifier, found.group
        named = columns_of(identifier) if identifier is not None else None
        values = {
            "words": found.text,
            **_cited(identifier),
            "cited_iri": context.cited_iri(found),
            "cited_kind": str(found.kind),
            "cited_number": found.number,
            "cited_body": named.body if named is not None else None,
            "cited_body_words": found.body,
            "cited_instrument": found.instrument,
            "cited_address": found.address,
            "part_of": _whole(found.of) if found.of is not None else None,
            "target": str(target.identifier or target.title or target.kind)
            if isinstance(target, Text)
            else context.addresses.known(target) or None,
            "problem": found.problem.message if found.problem is not None else None,
            "group_kind": str(group.kind) if group is not None else None,
            "group_start": group.span.start if group is not None else None,
            "group_end": group.span.end if group is not None else None,
        }
        yield None, found.span, values


def _cited(identifier: Identifier | None) -> dict[str, Any]:
    return {
        "cited": str(identifier) if identifier is not None else None,
        "cited_work": work_name(identifier) if identifier is not None else None,
    }


def _whole(of: Reference) -> str:
    """Return the name of the whole of which a part is cited: ``appendix 30B``, ``Resolution 5``, ``Constitution``."""
    if of.kind == "text" and of.identifier is not None:
        return str(of.identifier)
    number = of.address or of.number
    return f"{of.kind} {number}" if number else of.instrument or str(of.kind)


def _listed(
    context: RowContext, *, listed: Callable[[Document], Iterable[Any]], values: Callable[[Any], dict[str, Any]]
) -> _Made:
    """Yield a row for each thing that a function lists, which has a node or a cell, or a span, or both."""
    for each in listed(context.document):
        node: Any = getattr(each, "node", None) or getattr(each, "cell", None)
        yield node, getattr(each, "span", None) or node.span, values(each)


def _paragraphs(context: RowContext) -> _Made:
    lines = ((node.start, node) for node in outline_nodes(context.document))
    for _, node in merge(lines, ((note.start, note) for note in context.document.footnotes), key=itemgetter(0)):
        if isinstance(node, Footnote):
            at = next((each.start for each in node.anchors), node.start)
            place = {name: context.of_place(None, Span(at, at))[name] for name in ("address", "path")}
            values = {**_of_clause(None), "label": node.mark, "words": node.text, "node": "Footnote", **place}
            yield None, node.span, values
            continue
        label, words = line_words(node.outline_line)
        if isinstance(node, TableRow):  # its cells, not a label
            label, words = "", "\t".join(cell.text for cell in node.cells)
        if label or words:
            values = {"label": label or None, "words": words, "node": type(node).__name__}
            yield node, node.span, {**_of_clause(_above(node, Clause)), **values}


def _cells(context: RowContext) -> _Made:
    captions = {id(each.node): f"{each.number or ''} {each.words}".strip() for each in exhibits(context.document)}
    for number, table in enumerate(find(context.document, Table), 1):
        heads: dict[int, str] = defaultdict(str)
        for row_number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row.cells, 1):
                values = {
                    "words": cell.text,
                    "table": number,
                    "caption": captions.get(id(table)),
                    "row": row_number,
                    "cell": column,
                    "header": heads[column] or None,
                    "is_header": row.header,
                }
                yield cell, cell.span, values
                if row.header:
                    heads[column] = f"{heads[column]} {cell.text}".strip()


def _chunks(context: RowContext) -> _Made:
    found = references(context.document) if context.document.source.text else ()  # JSON may lack it
    cited = [(each.span.start, each.identifier) for each in found if each.identifier]
    given = [(task.item.start, task) for task in tasks_of(context.document)]
    for chunk, values in chunk_values(context):
        tasks = _within(given, chunk.span)
        times = [when for task in tasks for when in context.times_of(task)]
        more = {
            "addressee": _AND.join(dict.fromkeys(task.addressee.concept for task in tasks)) or None,
            "begins": first_day(when.begins for when in times),
            "ends": first_day(when.ends for when in times),
            "cited": _AND.join(dict.fromkeys(map(str, _within(cited, chunk.span)))) or None,
        }
        yield chunk.node, chunk.span, {**values, **more}


def chunk_values(context: RowContext) -> Iterator[tuple[Chunk, dict[str, Any]]]:
    """Yield the chunks of a document, each with its name, the role and verb of its clause, and its words.

    Behind the words are the footnotes whose marks stand in them first. A note without a mark is behind the words that
    it is printed below.
    """
    names: Counter[str] = Counter()
    places = ((next((each.start for each in note.anchors), note.start), note) for note in context.document.footnotes)
    notes = deque(sorted(places, key=itemgetter(0)))
    for chunk, following in pairwise((*chunks(context.document), None)):
        assert chunk is not None
        name = context.name_of(chunk)
        names[name] += 1
        unique = f"{name}~{names[name]}" if names[name] > 1 else name
        words = [chunk.words]
        while notes and (following is None or notes[0][0] < following.span.start):
            _, note = notes.popleft()
            words.append(" ".join(f"{note.mark or ''} {note.text}".split()))
        yield chunk, {**_of_clause(_above(chunk.node, Clause)), "words": " ".join(words), "id": unique}


def _within(found: Sequence[tuple[int, Any]], span: Span) -> list[Any]:
    """Return the things that begin inside a span, from a sorted list."""
    first, last = (bisect_left(found, at, key=itemgetter(0)) for at in span)
    return [each for _, each in found[first:last]]


def _documents(context: RowContext) -> _Made:
    for each in document_records(context.document):
        named = (each.claims[name] for name in ("status", "adopted", "symbol", "number") if name in each.claims)
        ground = next(named, None)
        told = (ground.words, ground.start, ground.file or context.file) if ground is not None else (None, None, None)
        values = {**dict.fromkeys(FIELDS), **each.fields(), **dict(zip(GROUND, told, strict=True))}
        yield each.text or each.cover, Span(each.start, each.end), values


def _claims(context: RowContext) -> _Made:
    for each in document_records(context.document):
        for name in (name for name in FIELDS if name in each.claims):
            claim = each.claims[name]
            value = _AND.join(map(str, claim.value)) if isinstance(claim.value, list) else str(claim.value)
            values = {"field": name, "value": value, "words": claim.words, "by": str(claim.by)}
            yield each.text or each.cover, Span(claim.start, claim.end), values


_MAKERS: dict[str, Callable[[RowContext], _Made]] = {
    "clauses": _clauses,
    "items": _items,
    "tasks": _tasks,
    "references": _references,
    "definitions": partial(
        _listed,
        listed=definitions,
        values=lambda each: {
            "term": each.term,
            "words": each.words or None,
            "source": each.source,
            "entry": each.number,
        },
    ),
    "abbreviations": partial(
        _listed, listed=abbreviations, values=lambda each: {"abbreviation": each.short, "words": each.words}
    ),
    "bibliography": partial(
        _listed,
        listed=bibliography,
        values=lambda each: {
            "words": each.words,
            "mark": each.key,
            "normative": each.normative,
            **_cited(each.identifier),
        },
    ),
    "requirements": partial(
        _listed,
        listed=requirements,
        values=lambda each: {
            "verb": each.verb,
            "words": each.words,
            "force": str(each.force),
            "subject": each.subject,
        },
    ),
    "exhibits": partial(
        _listed,
        listed=exhibits,
        values=lambda each: {"words": each.words, "exhibit": each.kind, "exhibit_number": each.number},
    ),
    "allocations": partial(
        _listed,
        listed=allocations,
        values=lambda each: {
            "words": each.cell.text,
            "band_begins": each.begins,
            "band_ends": each.ends,
            "regions": _AND.join(map(str, each.regions)) or None,
            "service": each.service,
            "category": _CATEGORIES[each.primary],
            "footnotes": _AND.join(each.footnotes) or None,
            "band_footnotes": _AND.join(each.band_footnotes) or None,
        },
    ),
    "paragraphs": _paragraphs,
    "cells": _cells,
    "chunks": _chunks,
    "documents": _documents,
    "claims": _claims,
    "diagnostics": partial(
        _listed,
        listed=lambda document: check(document) if document.source.text else document.diagnostics,
        values=lambda each: {"code": each.code, "severity": str(each.severity), "message": each.message},
    ),
}
