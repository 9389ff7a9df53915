"""``parse``: writes texts as JSON, or in another format."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any, Final

import itu_texts
from itu_texts import InputError, ReadError
from itu_texts.analysis.columns import COLUMNS
from itu_texts.api import batch
from itu_texts.cli import documents
from itu_texts.cli.calls import (
    OFFSETS,
    OK,
    READING,
    CallError,
    Files,
    Results,
    check_goal,
    count,
    files_of,
    option,
    to_option,
)
from itu_texts.cli.collections import ROWS, export_collection, is_collection
from itu_texts.cli.outputs import format_of, not_for_terminals, output, write_file
from itu_texts.formats.loading import Installed, load
from itu_texts.formats.reading import read_file
from itu_texts.formats.table import WRITTEN, Format
from itu_texts.formats.writing import iter_together, joins, options_of

_ROWS = (*COLUMNS, *ROWS)
_KINDS = Installed(dict.fromkeys(_ROWS), "itu_texts.rows")
_AT_ONCE = 1_000_000  # bytes that are copied at a time
_ONLY_SOME_TAKE = {
    "source": "cannot include the source text",
    "addresses": "has no addresses; JSON has",
    "offsets": "has no offsets in UTF-16; JSON has",
    "width": "has no line width; text has one",
    "template": "is made without a template; docx may have one",
    "rows": "has no rows; csv, xlsx, parquet, json and jsonl have",
}
"""Options that only some exporters take, and the message for the others."""


_PRINTED: Final = {"schema": documents.json_schema, "types": documents.typescript}
"""What is printed without a file: the JSON Schema of the JSON, and its types for TypeScript."""
WRITING: Final = (
    to_option((*WRITTEN, "explain", *_PRINTED), "json for one file, jsonl for several"),
    option("--at", metavar="PLACE", help="explain only this place: a line (5, or 5:3), or an address"),
    option("--indent", type=count, default=None, metavar="N", help="indent the JSON by N spaces"),
    option("--template", metavar="FILE", help="a Word file whose styles, pages and headers docx gets"),
    option("--width", type=int, default=None, metavar="N", help="wrap plain text at this column"),
    option(
        "--rows",
        choices=_KINDS,
        metavar="KIND",
        help=f"what a table lists: {', '.join(_ROWS)} (default: clauses)",
    ),
    option("--anonymous", action="store_true", help="leave out the authors and dates of tracked changes"),
    option("--source", action="store_true", help="include the source text in the JSON"),
    OFFSETS,
    option("--addresses", action="store_true", help="give each node of the JSON its address and its eId"),
    option("--strict", action="store_true", help="fail if a text has warnings or errors"),
    option("--resume", action="store_true", help="keep the results that OUT already holds, and continue"),
    option("files", nargs="*", metavar="FILE", help=f"{READING[0][1]['help']}; a collection, for its tables"),
    *READING[1:],
)
"""The options of ``parse``."""


def parse(options: argparse.Namespace) -> int:
    """Write texts in the format that is asked for, that of the suffix of the output, or JSON."""
    if options.to in _PRINTED:
        with output(options, options.files) as out:
            out.write(_PRINTED[options.to]())
        return OK
    if not options.files:
        raise CallError("name a FILE to parse")
    if options.at is not None or options.to == "explain":
        return documents.explain(options)
    options.to = format_of(options, options.to, WRITTEN, "jsonl" if options.resume or _are_many(options) else "json")
    if [*map(is_collection, options.files)] == [True]:
        return export_collection(options)
    if options.rows in ROWS:
        raise CallError(f"--rows {options.rows}: only a collection has these rows")
    return export(options)


def export(options: argparse.Namespace) -> int:
    """Export each file, in order; report files that fail, and continue."""
    files = files_of(options)
    row = WRITTEN[options.to]
    if joins(row, _given(options, row)):
        return _export_together(options, row, files)
    work = _work(options, row)
    if not row.writer.many and _are_many(options):
        return _export_apart(options, row, work, files)
    not_for_terminals(options, row.name)
    left, part = files, None
    if options.resume:
        part = _part(options, row)
        left = _left(options, row, work, files, part)
    elif "made" in work.options and options.output and not _is_device(Path(options.output)):
        part = _part(options, row)
        part.unlink(missing_ok=True)
    results = Results(options, work, left, done=len(files.names) - len(left.names), strict=options.strict)
    shown = row.name == "outline" and not options.output
    with output(options, files.names, display=shown, part=part, results=results) as out:
        for _, pieces in results:
            out.writelines(pieces)
            out.flush()
    return results.code


def _export_together(options: argparse.Namespace, row: Format, files: Files) -> int:
    """Export all files to one output, if the format joins many documents; report files that fail."""
    if options.resume:
        raise CallError(f"--resume cannot tell which files an output in {row.name} holds")
    not_for_terminals(options, row.name)
    given = _given(options, row)
    results = Results(options, batch.PartOf(row.name, given), files, strict=options.strict)
    parts = (part for _, pieces in results for part in pieces)
    asked = {name: value for name, value in given.items() if name != "anonymous"}
    with output(options, files.names, results=results) as out:
        out.writelines(iter_together(parts, row.name, **asked))
    return results.code


def _export_apart(options: argparse.Namespace, row: Format, work: batch.Export, files: Files) -> int:
    """Export each file to a file of its own in a folder, if a file of the format holds one document."""
    if not options.output:
        others = " or ".join(other.name for other in WRITTEN.values() if other.writer.many)
        raise CallError(f"one {row.title} file holds one document: name a folder with -o, or ask for {others}")
    folder = Path(options.output)
    if folder.exists() and not folder.is_dir():
        raise CallError(f"{folder}: not a folder; one {row.title} file holds one document")
    if not folder.exists() and any(folder.suffix == other.suffixes[0] for other in WRITTEN.values()):
        raise CallError(f"{folder}: the name of a file; one {row.title} file holds one document: name a folder with -o")
    goals = _goals(options, folder, row, files.names)
    results = Results(options, work, files, strict=options.strict)
    for name, pieces in results:
        goal = goals[name]
        try:
            goal.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CallError(f"{goal.parent}: {error.strerror}") from None
        try:
            with write_file(goal) as out:
                out.writelines(pieces)
        except KeyboardInterrupt as stopped:
            stopped.add_note(f"{results.read} of {len(files.names)} files are written to {folder}")
            raise
    return results.code


def _goals(options: argparse.Namespace, folder: Path, row: Format, names: list[str]) -> dict[str, Path]:
    """Return the output path of each file, which keeps its subfolder of the input folder.

    :raises CallError: if two files have the same path, or a path is that of a file that is read.
    """
    goals: dict[str, Path] = {}
    for named in options.files:
        for name in batch.expand([named]):
            below = Path(name).relative_to(named) if Path(named).is_dir() else Path(Path(name).name)
            goals[batch.display_name(name)] = folder / below.with_suffix(row.suffixes[0])
    taken: dict[Path, str] = {}
    for name, goal in goals.items():
        if goal in taken:
            raise CallError(f"{taken[goal]} and {name} would both be written to {goal}")
        taken[goal] = name
        if goal.exists():
            check_goal(goal, names)
    return goals


def _work(options: argparse.Namespace, row: Format) -> batch.Export:
    """Return the work for each document."""
    given = _given(options, row)
    if "made" in row.writer.options and (options.resume or _are_many(options)):
        options_made = (
            itu_texts.__version__,
            row.name,
            given,
            options.language,
            options.view,
            options.encoding,
            options.strict,
        )
        given["made"] = batch.digest(repr(options_made).encode())
    return batch.Export(row.name, given)


def _given(options: argparse.Namespace, row: Format) -> dict[str, Any]:
    """Return the options of the exporter.

    :raises CallError: if it does not take an option.
    """
    values = {name: getattr(options, name) for name in ("indent", *_ONLY_SOME_TAKE)}
    asked = {name: value for name, value in values.items() if value is not None and value is not False}
    known = options_of(row, asked)
    for name, why in _ONLY_SOME_TAKE.items():
        if name in asked and name not in known:
            raise CallError(f"--{name}: {row.title} {why}")
    given = {name: value for name, value in asked.items() if name in known}
    return {**given, "anonymous": True} if options.anonymous else given


def _is_device(goal: Path) -> bool:
    return goal.exists() and not goal.is_file()


def _are_many(options: argparse.Namespace) -> bool:
    return len(options.files) > 1 or any(name != "-" and Path(name).is_dir() for name in options.files)


def _part(options: argparse.Namespace, row: Format) -> Path:
    """Return the file that holds the output until it is complete, and that ``--resume`` continues.

    :raises CallError: if there cannot be one.
    """
    if not options.output:
        raise CallError("--resume needs -o: it continues that file")
    if not row.writer.finished:
        raise CallError(f"--resume cannot tell which files an output in {row.name} holds")
    goal = Path(options.output)
    if options.resume and _is_device(goal):
        raise CallError(f"{goal}: not a file that an earlier run has written")
    goal = Path(os.path.realpath(goal))
    return goal.with_name(f"{goal.name}.itu-texts-part")


def _left(options: argparse.Namespace, row: Format, work: batch.Export, files: Files, part: Path) -> Files:
    """Return the files that an interrupted run has not done; the results of the others are in the part.

    :raises CallError: if the earlier run cannot be continued.
    """
    begun = part if part.exists() else Path(options.output)
    try:
        check_goal(begun, files.names)
        done, end = load(row.writer.finished)(begun, work.options["made"])
        if begun != part and end:
            with begun.open("rb") as old, part.open("wb") as new:
                for more in range(end, 0, -_AT_ONCE):
                    new.write(old.read(min(more, _AT_ONCE)))
        elif end:
            os.truncate(part, end)
        else:
            part.unlink(missing_ok=True)
    except InputError as error:
        raise CallError(f"--resume: {error}; the file is not changed") from None
    except OSError as error:
        raise CallError(f"{begun}: {error.strerror}") from None
    left = []
    for name in files.names:
        digest = _digest(name)
        if done[digest] > 0:
            done[digest] -= 1
        else:
            left.append(name)
    return files._replace(names=left)


def _digest(name: str) -> str:
    """Return the digest of a file; empty if it cannot be read, which is reported later."""
    try:
        return "" if name == "-" else batch.digest(read_file(name))
    except ReadError:
        return ""
