"""``schema``: prints the JSON Schema of the JSON."""

from __future__ import annotations

import argparse

import itu_texts
from itu_texts.cli.calls import OK

__all__ = ["run"]


def run(_: argparse.Namespace) -> int:
    import json

    print(json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2))
    return OK
