"""Output of commands: standard output, or a file that is written completely or not at all; its format; tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final, TypeAlias
from unicodedata import category, east_asian_width

from itu_texts import ItuTextsError
from itu_texts.analysis.columns import Columns
from itu_texts.cli.calls import CallError, Results, check_goal, to_option
from itu_texts.formats.atomic_files import whole
from itu_texts.formats.loading import Installed
from itu_texts.formats.table import FORMATS, ROWS
from itu_texts.formats.terminal import on_terminal
from itu_texts.formats.writing import iter_rows
from itu_texts.language.writing import utf8

Write: TypeAlias = Callable[[Iterable[str | bytes]], None]
"""Writes the pieces of an output: text in UTF-8, or bytes."""


class _DroppedError(Exception):
    """Raised to discard the output."""


@contextmanager
def output(
    options: argparse.Namespace, names: Iterable[str], *, display: bool = False, results: Results | None = None
) -> Iterator[Write]:
    """Open standard output, or the output file.

    :param names: the files that are read, which must not be overwritten.
    :param display: whether the output is for people, who may look at it on a terminal.
    :param results: what is written; if all files failed, the output file stays as it was.
    :raises CallError: if the output is one of the files that are read, or cannot be written, or if the format is not
        for terminals.
    """
    if options.output is not None:
        with write_file(Path(options.output), names) as file:
            yield partial(_write, file, is_shown=display)
            if results is not None and results.none:
                raise _DroppedError
        return
    if sys.stdout is None:
        raise CallError("standard output is closed: name a file with -o")
    row = FORMATS.get(options.to or "")
    if row and row.writer.binary and sys.stdout.isatty():
        raise CallError(f"{row.title} files are not for terminals: name a file with -o")
    yield partial(_write, sys.stdout.buffer, is_shown=display or sys.stdout.isatty())
    sys.stdout.buffer.flush()


def _write(file: BinaryIO, pieces: Iterable[str | bytes], *, is_shown: bool) -> None:
    """Write pieces; what is shown on a terminal has no control characters."""
    for piece in pieces:
        words = piece.decode("utf-8", "replace") if is_shown and isinstance(piece, bytes) else piece
        file.write(utf8(on_terminal(words) if is_shown else words) if isinstance(words, str) else words)


@contextmanager
def write_file(goal: Path, names: Iterable[str] = ()) -> Iterator[BinaryIO]:
    """Open a file that appears once it is complete; see :func:`itu_texts.formats.atomic_files.whole`.

    :param names: the files that are read.
    :raises CallError: if it is one of them, or cannot be written.
    """
    check_goal(goal, names)
    try:
        with whole(goal) as file:
            yield file
    except _DroppedError:
        pass
    except KeyboardInterrupt as stopped:
        stopped.add_note(f"nothing is written to {goal}")
        raise
    except ItuTextsError:
        raise
    except OSError as error:
        more = f"; nothing is written to {goal}" if not goal.exists() or goal.is_file() else ""
        raise CallError(f"{goal}: {error.strerror or error}{more}") from None


def format_of(
    options: argparse.Namespace,
    formats: Collection[str],
    default: str,
    also: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the format to write: the one asked for, that of the suffix of the output, or the default.

    :param formats: the names that can be given.
    :param also: further suffixes that are not in the table of formats.
    :raises CallError: if there is no such format, or none with the suffix.
    """
    asked: str | None = getattr(options, "to", None)
    goal = Path(options.output or "")
    suffix = goal.suffix.lower()
    if asked is not None and asked not in formats:
        raise CallError(f"--to {asked}: there is no such format; take one of: {', '.join(formats)}")
    if asked is not None or not suffix:
        return asked or default
    rows = ((name, FORMATS.get(name)) for name in formats)  # without those of other packages, which take time to find
    known = {row.suffixes[0] if row is not None else f".{name}": name for name, row in rows} | {**also}
    if suffix not in known and isinstance(formats, Installed):
        known |= {each: row.name for row in formats.more.values() for each in row.suffixes}
    if suffix not in known and not goal.is_dir():
        more = f", or ask for a format: --to takes one of: {', '.join(formats)}" if hasattr(options, "to") else ""
        raise CallError(f"{goal}: no format has the suffix {suffix}; take one of {' '.join(known)}{more}")
    return known.get(suffix, default)


# ---------------------------------------------------------------------- rows

SHOWN: Final = ("table", *ROWS)
"""The formats of rows by name; the first is the default."""
FORMAT: Final = to_option(SHOWN, SHOWN[0])

_SHORT = 40  # characters of a column of the first line of a row
_NARROWEST, _WIDEST = 40, 120  # characters of a line
_GAP, _INDENT = "  ", "    "
_ASIDE = frozenset((
    "ground_start", "ground_file", "ground", "start", "end", "id", "edition", "number", "kind", "precision",
    "first_precision", "last_precision", "concept", "role", "verb", "language", "begins", "recurrence",
    "addressee_words", "ends", "latest_on", "ended_on", "ended_how", "path", "study_group", "question", "body", "file",
    "copies", "until", "first", "is_past", "is_latest", "force", "times", "latest", "cited_iri", "cited_kind",
    "cited_number", "cited_body", "cited_instrument", "abrogates", "copy_of",
))  # fmt: skip
"""The columns that tables for people leave out; the other formats have them."""
_INSTEAD = {"work": "identifier", "title": "words", "words": "snippet"}
"""Further columns that they leave out, each where there is the other one."""


def in_format(
    name: str, columns: Columns, rows: Sequence[Sequence[Any]], width: int = _WIDEST
) -> Iterator[str] | Iterator[bytes]:
    """Yield rows in one of :data:`SHOWN`.

    :param columns: the names of the columns, and their types.
    :param width: the most characters of a line of a table for people.
    """
    return _table([*columns], rows, max(width, _NARROWEST)) if name == "table" else iter_rows(name, columns, rows)


def terminal_width() -> int:
    """Return the width of the terminal, as far as lines are easy to read."""
    from shutil import get_terminal_size  # which takes long to import

    return min(get_terminal_size((_WIDEST, 0)).columns, _WIDEST)


def _table(fields: Sequence[str], rows: Sequence[Sequence[Any]], most: int) -> Iterator[str]:
    """Yield rows, below the names of their columns: those that are short, aligned, and below them those that are long.

    Columns without values are left out.
    """
    if not rows:
        return
    named = {True: "yes", False: "no"}
    shown = [[named[each] if isinstance(each, bool) else " ".join(str(each).split()) for each in row] for row in rows]
    told = [at for at, field in enumerate(fields) if field not in _ASIDE and _INSTEAD.get(field) not in fields]
    filled = [at for at in told if any(row[at] for row in shown)] or [*range(len(fields))]
    lines = [[field.upper().replace("_", " ") for field in fields], *shown]
    widths = {at: max(width_of(line[at]) for line in lines) for at in filled}
    aligned = [at for at in filled if widths[at] <= _SHORT]
    while sum(widths[at] + len(_GAP) for at in aligned) > most + len(_GAP):
        aligned.pop()
    for line in lines:
        cells = (line[at] + " " * (widths[at] - width_of(line[at])) for at in aligned)
        first = _GAP.join(cells).rstrip()
        rest = " · ".join(line[at] for at in filled if at not in aligned and line[at])
        yield f"{first}\n" if first else ""
        yield from (f"{_INDENT}{part}\n" for part in _wrapped(rest, most - len(_INDENT)))


def width_of(words: str) -> int:
    """Return the width of words on a terminal: Chinese characters take two columns, marks none."""
    return len(words) if words.isascii() else sum(map(_columns, words))


def _columns(char: str) -> int:
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(char) in "WF")


def _wrapped(words: str, width: int) -> Iterator[str]:
    """Yield the lines of words, which are not wider; what has no blanks is broken."""
    line = ""
    for word in words.split():
        if line and width_of(line) + 1 + width_of(word) > width:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
        while width_of(line) > width:
            fits = sum(each <= width for each in accumulate(map(_columns, line)))
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line
