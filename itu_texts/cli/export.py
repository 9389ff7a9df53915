"""``parse``: writes texts as JSON, or in another format."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

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
from itu_texts.formats.loading import Installed
from itu_texts.formats.table import WRITTEN, Format
from itu_texts.formats.writing import iter_together, joins, options_of

_ROWS = (*COLUMNS, *ROWS)
_KINDS = Installed(dict.fromkeys(_ROWS), "itu_texts.rows")
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
    options.to = format_of(options, options.to, WRITTEN, "jsonl" if _are_many(options) else "json")
    if [*map(is_collection, options.files)] == [True]:
        return export_collection(options)
    if options.rows in ROWS:
        raise CallError(f"--rows {options.rows}: only a collection has these rows")
    return export(options)


def export(options: argparse.Namespace) -> int:
    """Export each file, in order; report files that fail, and continue."""
    files = files_of(options)
    row = WRITTEN[options.to]
    given = _given(options, row)
    if joins(row, given):
        return _export_together(options, row, files)
    work = batch.Export(row.name, given)
    if not row.writer.many and _are_many(options):
        return _export_apart(options, row, work, files)
    not_for_terminals(options, row.name)
    results = Results(options, work, files, strict=options.strict)
    shown = row.name == "outline" and not options.output
    with output(options, files.names, display=shown, results=results) as out:
        for _, pieces in results:
            out.writelines(pieces)
            out.flush()
    return results.code


def _export_together(options: argparse.Namespace, row: Format, files: Files) -> int:
    """Export all files to one output, if the format joins many documents; report files that fail."""
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


def _are_many(options: argparse.Namespace) -> bool:
    return len(options.files) > 1 or any(name != "-" and Path(name).is_dir() for name in options.files)
