"""One schema for all tables; each kind of rows takes the columns that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

What: TypeAlias = Literal[
    "clauses", "items", "tasks", "references", "definitions", "abbreviations", "bibliography", "requirements",
    "exhibits", "allocations", "paragraphs", "cells", "chunks", "documents", "claims", "diagnostics",
]  # fmt: skip
"""The kinds of rows of a document."""
Value: TypeAlias = "str | int | bool | list[str] | list[int] | None"
"""A value of a row."""
Row: TypeAlias = "dict[str, Value]"
"""A row: strings, numbers and ``None``; the names are those of :data:`COLUMNS`, in that order. In columns of the type
``list``, several values are a list, and one value stands by itself.
"""
Values: TypeAlias = "list[tuple[Value, ...]]"
"""The rows of a document, each with its values in the order of the columns."""
Columns: TypeAlias = "Mapping[str, type]"
"""The names of columns, and the types of their values other than ``None``. A date is a string in ISO 8601, and a date
in files with dates.
"""

SCHEMA: dict[str, type] = {
    "work": str,  # of all editions of the text: "Resolution 7 (PP)"
    "identifier": str,  # of the edition: "Resolution 7 (Rev. Lakeside, 2022)"
    "kind": str,  # of the text: "resolution"
    "number": str,
    "title": str,
    "body": str,  # the adopting body: "PP"
    "conference": str,  # at which it was adopted: "WRC-23"
    "edition": str,  # the mark of the edition: "Rev. Lakeside, 2022"
    "language": str,
    "address": str,  # of the place in the text
    "path": str,  # the headings above the place
    "role": str,  # of the clause: "preamble" or "operative"
    "concept": str,  # of the verb: "INSTRUCTS"
    "verb": str,  # as printed
    "addressee": str,  # its concept: "SG"
    "addressee_words": str,  # as printed
    "words": str,
    "begins": date,  # the first day of a time
    "ends": date,  # the last day of a time
    "recurrence": str,  # an interval of ISO 8601, or the body at whose meetings something recurs
    "file": str,
    "start": int,  # offset in the text of the file
    "end": int,
}
"""The shared columns. A table leaves out those that it does not need, and keeps their order and meaning. Columns of its
own stand before ``file``."""


class Records(Iterator[Row]):
    """Rows that are made one by one, and their columns.

    ``pandas.DataFrame(records, columns=[*records.columns])`` is their table, also if there are none.
    """

    def __init__(self, columns: Columns, rows: Iterator[Row]) -> None:
        self._columns = columns
        self._rows = rows

    @property
    def columns(self) -> Columns:
        """The names of the columns, and the types of their values."""
        return self._columns

    def __next__(self) -> Row:
        return next(self._rows)


def _columns(*names: str, **own: type) -> dict[str, type]:
    """Return the columns of a table: those of the text and the place, others of the schema, and its own."""
    shared = [name for name in SCHEMA if name in (*_TEXT, *names)]
    return {**{name: SCHEMA[name] for name in shared}, **own, **_PLACE}


def columns_with(own: Columns) -> Columns:
    """Return the columns of a table of another package, which may share those of the schema."""
    return _columns(*own, **{name: kind for name, kind in own.items() if name not in SCHEMA})


_TEXT = (
    "work", "identifier", "kind", "number", "title", "body", "conference", "edition", "language", "address", "path",
)  # fmt: skip
_PLACE: dict[str, type] = {"file": str, "start": int, "end": int, "line": int, "column": int, "place": str}

FIELDS = (
    "symbol", "body", "kind", "number", "sector", "edition", "change", "mark", "title", "status", "adopted",
    "date_issued", "session", "session_dates", "meeting", "agenda_item", "agenda_title", "committee", "source",
    "source_paragraph", "draft_of", "distribution", "original", "sponsors", "vote", "job_number", "study_group",
    "question", "subjects",
)  # fmt: skip
"""The fields of the record of a document, which :mod:`itu_texts.analysis.documents` describes."""

GROUND: dict[str, type] = {"ground": str, "ground_start": int, "ground_file": str}
"""The words that say how a document stands, otherwise when it was adopted or who it is; their offset and file."""

COLUMNS: dict[What, dict[str, type]] = {
    "clauses": _columns("role", "concept", "verb", "addressee", "addressee_words", "words", items=int),
    "items": _columns("role", "concept", "words", label=str, style=str, ordinal=int, depth=int),
    "tasks": _columns(
        "role", "concept", "verb", "addressee", "addressee_words", "words", "begins", "ends", "recurrence",
        addressee_kind=str, times=str, time_kinds=str, due=str, due_kind=str,
    ),
    "references": _columns(
        "words", cited=str, cited_work=str, cited_iri=str, cited_kind=str, cited_number=str, cited_body=str,
        cited_body_words=str, cited_instrument=str, cited_address=str, part_of=str, target=str, problem=str,
        group_kind=str, group_start=int, group_end=int,
    ),
    "definitions": _columns("words", term=str, source=str, entry=str),
    "abbreviations": _columns("words", abbreviation=str),
    "bibliography": _columns("words", mark=str, normative=bool, cited=str, cited_work=str),
    "requirements": _columns("verb", "words", force=str, subject=str),
    "exhibits": _columns("words", exhibit=str, exhibit_number=str),
    "allocations": _columns(
        "words", band_begins=int, band_ends=int, regions=str, service=str, category=str, footnotes=str,
        band_footnotes=str,
    ),
    "paragraphs": _columns("role", "concept", "words", label=str, node=str),
    "cells": _columns("words", table=int, caption=str, row=int, cell=int, header=str, is_header=bool),
    "chunks": _columns("role", "concept", "verb", "addressee", "words", "begins", "ends", id=str, cited=str),
    "documents": {
        **dict.fromkeys(
            ("work", "identifier", "kind", "number", "title", "body", "edition", "language", "symbol", "sector"), str
        ),
        **dict.fromkeys(FIELDS, str), "meeting": int, "committee": int,
        **dict.fromkeys(("source", "session_dates", "draft_of", "vote", "subjects"), list), **GROUND, **_PLACE,
    },
    "claims": {
        **dict.fromkeys(("work", "identifier", "language", "words", "field", "value", "by"), str), **_PLACE
    },
    "diagnostics": _columns(code=str, severity=str, message=str),
}  # fmt: skip
"""The columns of each kind of rows, in their order."""
