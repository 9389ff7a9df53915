"""JSON Lines: the JSON of a document on each line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from itu_texts.exporters.json import iter_json

if TYPE_CHECKING:
    from itu_texts.nodes import Document

__all__ = ["finished", "iter_jsonl"]


def iter_jsonl(document: Document, *, file: str | None = None) -> Iterator[str]:
    """The line of a document, in pieces.

    :param file: the name of the file that it came from, to be put in too.
    """
    yield from iter_json(document, file=file)
    yield "\n"


def finished(path: str | os.PathLike[str]) -> tuple[set[str], int]:
    """The files whose documents a JSON Lines file holds, and where its last whole line ends, in bytes.

    That file may have been broken off in the middle of a line.
    """
    done: set[str] = set()
    end = 0
    try:
        with Path(path).open("rb") as lines:
            for line in lines:
                try:
                    name = json.loads(line)["file"]
                except (ValueError, KeyError, TypeError):
                    break
                if not line.endswith(b"\n"):
                    break
                done.add(name)
                end += len(line)
    except FileNotFoundError:
        pass
    return done, end
