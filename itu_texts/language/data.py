"""The tables of ``itu_texts/data``: conferences, sessions, places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any


def table(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table; the days with which they begin and end are dates."""
    import json  # few programs need it

    rows: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data" / f"{name}.json").read_text("utf-8"))
    for row in rows:
        row.update((name, date.fromisoformat(row[name])) for name in ("begins", "ends") if name in row)
    return rows
