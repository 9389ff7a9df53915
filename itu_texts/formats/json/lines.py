"""JSON Lines: the JSON of a document on each line."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from itu_texts.errors import InputError
from itu_texts.formats.json.writer import iter_json

if TYPE_CHECKING:
    from itu_texts.tree.nodes import Document

__all__ = ["FILE", "finished", "iter_jsonl"]

FILE = ("file", "digest", "made")
"""The members of a line about its file, besides the document: see :func:`iter_jsonl`."""


def iter_jsonl(
    document: Document,
    *,
    file: str | None = None,
    digest: str | None = None,
    made: str | None = None,
    source: bool = False,
    addresses: bool = False,
) -> Iterator[str]:
    """Yield the line of a document, in pieces.

    :param file: the name of its file, which is included.
    :param digest: the digest of the content of the file.
    :param made: the digest of the options with which the line is made.
    :param source: whether to include the text that was parsed.
    :param addresses: whether to give nodes their addresses and eIds.
    """
    members = zip(FILE, (file, digest, made), strict=True)
    read = {name: value for name, value in members if value is not None}
    yield from iter_json(document, source=source, addresses=addresses, read=read)
    yield "\n"


def finished(path: str | os.PathLike[str], made: str) -> tuple[Counter[str], int]:
    """Return the digests of the files whose documents a JSON Lines file holds, and the end of its last complete line.

    The end is counted in bytes. The file may end in the middle of a line.

    :param made: the digest of the options with which its lines must have been made.
    :raises InputError: if it holds something else, or lines made with other options; it must not be written to then.
    """
    done: Counter[str] = Counter()
    end = 0
    try:
        with Path(path).open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    _check_broken(line, path)
                    break
                members = _file_members(line, path)
                if members["made"] != made:
                    raise InputError(f"{os.fspath(path)}: made with other options, or by another version")
                done[members["digest"]] += 1
                end += len(line)
    except FileNotFoundError:
        pass
    return done, end


def _file_members(line: bytes, path: str | os.PathLike[str]) -> dict[str, str]:
    """Return the members of a line about its file.

    :raises InputError: if this library did not write the line.
    """
    try:
        found = json.loads(line)
        return {name: str(found[name]) for name in FILE}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(f"{os.fspath(path)}: not a file that an earlier run has written") from None


def _check_broken(line: bytes, path: str | os.PathLike[str]) -> None:
    """Check that a line without an end is the beginning of a line of this library.

    :raises InputError: if it is not.
    """
    begun = b'{"type": "document", "schema": '
    if not (line.startswith(begun) or begun.startswith(line)):
        raise InputError(f"{os.fspath(path)}: not a file that an earlier run has written")
