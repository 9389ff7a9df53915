"""What the rows of tables say: the names of their values, for each kind of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

__all__ = ["COLUMNS", "Columns", "Row", "Values", "What"]

What: TypeAlias = Literal["clauses", "items", "tasks", "references", "diagnostics"]
"""Of what rows are made."""
Row: TypeAlias = dict[str, str | int | bool | None]
"""A row: strings, numbers and ``None``; the names are those of :data:`COLUMNS`, in that order."""
Values: TypeAlias = "list[tuple[str | int | bool | None, ...]]"
"""The rows of a document, each with its values in the order of the columns."""
Columns: TypeAlias = "Mapping[str, type]"
"""The names of the values of rows, and what these are where they are not ``None``."""

_FIRST: dict[str, type] = {"file": str, "identifier": str, "title": str, "edition": str, "address": str}
_LAST: dict[str, type] = {"start": int, "end": int, "line": int, "column": int}

COLUMNS: dict[What, dict[str, type]] = {
    "clauses": {
        **_FIRST, "role": str, "heading": str, "verb": str, "concept": str, "addressees": str, "items": int, **_LAST,
    },
    "items": {
        **_FIRST, "clause": str, "role": str, "label": str, "style": str, "ordinal": int, "depth": int, "text": str,
        **_LAST,
    },
    "tasks": {
        **_FIRST, "clause": str, "concept": str, "kind": str, "addressee": str, "verb": str, "text": str,
        "when_kind": str, "when": str, "begins": str, "ends": str, **_LAST,
    },
    "references": {
        **_FIRST, "kind": str, "cited": str, "work": str, "number": str, "instrument": str, "body": str, "clause": str,
        "of": str, "group": str, "group_start": int, "group_end": int, "target": str, "problem": str, "words": str,
        **_LAST,
    },
    "diagnostics": {**_FIRST, "code": str, "severity": str, "message": str, **_LAST},
}  # fmt: skip
"""The names of the values of each kind of rows, in their order, and what they are where they are not ``None``."""
