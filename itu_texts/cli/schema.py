"""``schema``: prints the JSON Schema of the JSON."""

from __future__ import annotations

import argparse

import itu_texts
from itu_texts.cli.calls import OK, Command

__all__ = ["SCHEMA"]


def _schema(_: argparse.Namespace) -> int:
    import json

    print(json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2))
    return OK


SCHEMA = Command("schema", "Print the schema of the JSON (JSON Schema).", lambda _: None, _schema)
