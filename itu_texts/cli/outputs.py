"""Output of commands: standard output, or a file that is written completely or not at all; its format; tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final
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


class Output:
    """The output of a command."""

    def __init__(self, file: BinaryIO, show: Callable[[str], str] | None = None) -> None:
        """Write to a file.

        :param show: a function that text is passed through before it is written.
        """
        self._file = file
        self._show = show

    def write(self, piece: str | bytes) -> None:
        """Write text in UTF-8, or bytes."""
        if self._show is not None:
            piece = self._show(piece if isinstance(piece, str) else piece.decode("utf-8", "replace"))
        self._file.write(utf8(piece) if isinstance(piece, str) else piece)

    def writelines(self, pieces: Iterable[str | bytes]) -> None:
        """Write several pieces."""
        for piece in pieces:
            self.write(piece)

    def flush(self) -> None:
        """Flush the file."""
        self._file.flush()


class _DroppedError(Exception):
    """Raised to discard the output."""


@contextmanager
def output(
    options: argparse.Namespace,
    names: Iterable[str],
    *,
    display: bool = False,
    part: Path | None = None,
    results: Results | None = None,
) -> Iterator[Output]:
    """Open standard output, or the output file.

    :param names: the files that are read, which must not be overwritten.
    :param display: whether the output is for people, who may look at it on a terminal.
    :param part: the file that is written until the output is complete, and that is kept if the work is interrupted.
    :param results: what is written; if all files failed, the output file stays as it was.
    :raises CallError: if the output is one of the files that are read, or cannot be written.
    """
    if options.output is None:
        if sys.stdout is None:
            raise CallError("standard output is closed: name a file with -o")
        yield Output(sys.stdout.buffer, on_terminal if display or sys.stdout.isatty() else None)
        sys.stdout.buffer.flush()
        return
    goal = Path(options.output)
    check_goal(goal, names)
    with write_file(goal, part) as file:
        yield Output(file, on_terminal if display else None)
        if results is not None and results.none:
            raise _DroppedError


@contextmanager
def write_file(goal: Path, part: Path | None = None) -> Iterator[BinaryIO]:
    """Open a file that appears once it is complete; see :func:`itu_texts.formats.atomic_files.whole`.

    :raises CallError: if it cannot be written.
    """
    try:
        with whole(goal, part) as file:
            yield file
    except _DroppedError:
        if part is not None:
            part.unlink(missing_ok=True)
    except KeyboardInterrupt as stopped:
        stopped.add_note(_kept(goal, part))
        raise
    except ItuTextsError:
        raise
    except OSError as error:
        more = f"; {_kept(goal, part)}" if part is not None or not goal.exists() or goal.is_file() else ""
        raise CallError(f"{goal}: {error.strerror or error}{more}") from None


def _kept(goal: Path, part: Path | None) -> str:
    """Return what is left of an interrupted output."""
    if part is not None and part.exists() and not part.stat().st_size:
        part.unlink()
    if part is not None and part.exists():
        return f"the results so far are kept in {part}; --resume continues with them"
    return f"nothing is written to {goal}"


def format_of(
    options: argparse.Namespace,
    asked: str | None,
    formats: Collection[str],
    default: str = "",
    also: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the format to write: the given one, that of the suffix of the output, or the default.

    :param formats: the names that can be given.
    :param also: further suffixes that are not in the table of formats.
    :raises CallError: if there is no such format, or none with the suffix.
    """
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
    found = known.get(suffix)
    if found is None and not goal.is_dir():
        suffixes = " ".join(known)
        named = ", ".join(dict.fromkeys(known.values()))
        more = f", or ask for a format: --to takes one of: {named}" if hasattr(options, "to") else ""
        raise CallError(f"{goal}: no format has the suffix {suffix}; take one of {suffixes}{more}")
    return found or default


def not_for_terminals(options: argparse.Namespace, name: str) -> None:
    """Refuse to write a binary format to a terminal.

    :param name: the name of the format.
    :raises CallError: if it would be written there.
    """
    row = FORMATS.get(name)
    if row and row.writer.binary and options.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise CallError(f"{row.title} files are not for terminals: name a file with -o")


# ---------------------------------------------------------------------- rows

_WIDEST = 60  # characters of a column other than the last
_WHOLE = frozenset(("work", "identifier", "cited", "latest", "standing", "why"))  # columns that are never cut
_GAP = "  "
_ASIDE = (
    "ground_start", "ground_file", "ground", "start", "end", "id", "edition", "number", "kind", "precision",
    "first_precision", "last_precision", "concept", "role", "verb", "language", "languages", "begins", "recurrence",
    "addressee_words", "ends", "latest_on", "ended_on", "ended_how", "path", "study_group", "question", "body", "work",
    "file", "copies", "until", "adopted", "first", "last", "is_past", "due_kind", "force", "times", "latest",
)  # fmt: skip
"""The columns that are left out on a narrow terminal, the first first."""
_NAMES = frozenset(("work", "identifier", "cited"))  # columns that are cut last
_NARROW = 14  # characters that a column needs at least, if it has so many


def in_format(
    name: str, columns: Columns, rows: Sequence[Sequence[Any]], width: int | None = None
) -> Iterator[str] | Iterator[bytes]:
    """Yield rows in one of :data:`TABLES`.

    :param columns: the names of the columns, and their types.
    :param width: the width of the terminal on which a table is shown; ``None`` for none.
    """
    return _table([*columns], rows, width) if name == "table" else iter_rows(name, columns, rows)


def terminal_width(options: argparse.Namespace) -> int | None:
    """Return the width of the terminal that a command writes to; ``None`` for a file or a pipe."""
    to_terminal = options.output is None and sys.stdout is not None and sys.stdout.isatty()
    from shutil import get_terminal_size  # which takes long to import

    return get_terminal_size().columns if to_terminal else None


def _table(fields: Sequence[str], rows: Sequence[Sequence[Any]], most: int | None) -> Iterator[str]:
    """Yield aligned columns with headers; empty columns are left out, and long values are cut.

    Names of texts, which can be used in queries, and their standing are not cut. On a terminal, lines fit its width:
    columns of less worth are left out, and the widest are cut.
    """
    named = {True: "yes", False: "no"}
    shown = [[named[each] if isinstance(each, bool) else " ".join(str(each).split()) for each in row] for row in rows]
    full = [at for at in range(len(fields)) if any(row[at] for row in shown)]
    if not full:
        return
    widths = {
        at: min(
            max(len(fields[at]), *(width_of(row[at]) for row in shown)),
            sys.maxsize if fields[at] in _WHOLE else _WIDEST,
        )
        for at in full
    }
    if most is None:
        widths[full[-1]] = sys.maxsize
    else:
        _fit(widths, fields, most)
    for line in ([field.upper().replace("_", " ") for field in fields], *shown):
        cells = [_cut(line[at], width) for at, width in widths.items()]
        padded = [
            cell + " " * (width - width_of(cell)) for cell, width in zip(cells[:-1], widths.values(), strict=False)
        ]
        yield _GAP.join((*padded, cells[-1])).rstrip() + "\n"


def width_of(words: str) -> int:
    """Return the width of words on a terminal: Chinese characters take two columns, marks none."""
    return len(words) if words.isascii() else sum(map(_columns, words))


def _columns(char: str) -> int:
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(char) in "WF")


def _cut(words: str, width: int) -> str:
    """Return words that take at most a width, with an ellipsis for what is left out."""
    if width_of(words) <= width:
        return words
    taken = accumulate(map(_columns, words))
    return words[: sum(each < width for each in taken)] + "…"


def _fit(widths: dict[int, int], fields: Sequence[str], most: int) -> None:
    """Leave out columns and make others narrower until they fit in a line."""
    found = ("words",) if "snippet" in fields else ()
    aside = [at for name in (*found, *_ASIDE) for at in widths if fields[at] == name]
    while aside and len(widths) > 1 and sum(min(width, _NARROW) + len(_GAP) for width in widths.values()) > most:
        del widths[aside.pop(0)]
    while (over := sum(width + len(_GAP) for width in widths.values()) - len(_GAP) - most) > 0:
        wide = {at: width for at, width in widths.items() if width > _NARROW and fields[at] not in _NAMES} or widths
        widest = max(wide, key=lambda at: wide[at])
        if widths[widest] <= 2:
            return
        others = max((width for at, width in wide.items() if at != widest), default=0)
        widths[widest] = max(widths[widest] - over, min(others, widths[widest] - 1), 2)


TABLES: Final = ("table", *ROWS)
"""The formats by name; the first is the default."""


FORMAT: Final = to_option(TABLES, TABLES[0])


def format_asked(options: argparse.Namespace) -> str:
    """Return the format to write.

    :raises CallError: if no format has the suffix of the output, or the format is not for terminals.
    """
    name = format_of(options, options.to, TABLES, TABLES[0], also={".txt": "table"})
    not_for_terminals(options, name)
    return name
