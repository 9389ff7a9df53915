"""Commands on texts: ``parse``, ``view``, ``diff``, ``consolidate`` and ``compare``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import itu_texts
from itu_texts.analysis.columns import COLUMNS
from itu_texts.api import batch
from itu_texts.cli.calls import (
    FOUND,
    OFFSETS,
    OK,
    READING,
    CallError,
    Results,
    check_goal,
    count,
    documents_of,
    fail,
    format_of,
    option,
    output,
    to_option,
    write_file,
)
from itu_texts.cli.collections import ROWS, export_collection, is_collection
from itu_texts.formats.loading import Installed
from itu_texts.formats.table import ROWS as TABLES
from itu_texts.formats.table import WRITTEN, Format
from itu_texts.formats.writing import iter_export, iter_together, joins, options_of

DIFFERENCES = ("text", "json", "html", "docx")
COMPARED = (*TABLES, "html", "docx")
"""The formats of the commands."""
_ROWS = (*COLUMNS, *ROWS)
KINDS = Installed(dict.fromkeys(_ROWS), "itu_texts.rows")
"""The kinds of rows that ``--rows`` names."""
_ONLY_SOME_TAKE = {
    "source": "cannot include the source text",
    "addresses": "has no addresses; JSON has",
    "offsets": "has no offsets in UTF-16; JSON has",
    "width": "has no line width; text has one",
    "template": "is made without a template; docx may have one",
    "rows": "has no rows; csv, xlsx, parquet, json and jsonl have",
}
"""Options that only some exporters take, and the message for the others."""
_PRINTED: Final = ("schema", "types")
"""What is printed without a file: the JSON Schema of the JSON, and its types for TypeScript."""
PARSING: Final = (
    to_option((*WRITTEN, "explain", *_PRINTED), "json for one file, jsonl for several"),
    option("--at", metavar="PLACE", help="explain only this place: a line (5, or 5:3), or an address"),
    option("--indent", type=count, default=None, metavar="N", help="indent the JSON by N spaces"),
    option("--template", metavar="FILE", help="a Word file whose styles, pages and headers docx gets"),
    option("--width", type=int, default=None, metavar="N", help="wrap plain text at this column"),
    option(
        "--rows",
        choices=KINDS,
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


# ---------------------------------------------------------------------- parse


def parse(options: argparse.Namespace) -> int:
    """Write texts in the format that is asked for, that of the suffix of the output, or JSON."""
    if options.to in _PRINTED:
        with output(options, options.files) as write:
            write([_schema() if options.to == "schema" else _types()])
        return OK
    if not options.files:
        raise CallError("name a FILE to parse")
    if options.at is not None or options.to == "explain":
        return _explain(options)
    options.to = format_of(options, WRITTEN, "jsonl" if _are_many(options) else "json")
    row = WRITTEN[options.to]
    given = _given(options, row)
    if [*map(is_collection, options.files)] == [True]:
        return export_collection(options)
    is_joined = bool(joins(row, given))
    if not is_joined and not row.writer.many and _are_many(options):
        return _write_apart(options, row, batch.Export(row.name, given))
    work = batch.Export(row.name, given, is_joined)
    results = Results(options, work, strict=options.strict)
    pieces = (piece for _, made in results for piece in made)
    asked = {name: value for name, value in given.items() if name != "anonymous"}
    is_shown = row.name == "outline" and not options.output
    with output(options, results.names, display=is_shown, results=results) as write:
        write(iter_together(pieces, row.name, **asked) if is_joined else pieces)
    return results.code


def _schema() -> str:
    import json

    return json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2) + "\n"


def _types() -> str:
    from importlib import resources

    return (resources.files("itu_texts.formats.json") / "document.d.ts").read_text("utf-8")


def _are_many(options: argparse.Namespace) -> bool:
    return len(options.files) > 1 or any(name != "-" and Path(name).is_dir() for name in options.files)


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


def _write_apart(options: argparse.Namespace, row: Format, work: batch.Export) -> int:
    """Write each file to a file of its own in a folder, if a file of the format holds one document."""
    folder = Path(options.output or "")
    is_file = not folder.is_dir() and (
        folder.exists() or any(folder.suffix in other.suffixes for other in WRITTEN.values())
    )
    if not options.output or is_file:
        others = " or ".join(other.name for other in WRITTEN.values() if other.writer.many)
        raise CallError(f"one {row.title} file holds one document: name a folder with -o, or ask for {others}")
    results = Results(options, work, strict=options.strict)
    goals = _goals(options, folder, row, results.names)
    for name, pieces in results:
        goals[name].parent.mkdir(parents=True, exist_ok=True)
        try:
            with write_file(goals[name]) as out:
                out.writelines(pieces)
        except KeyboardInterrupt as stopped:
            stopped.add_note(f"{results.read} of {len(results.names)} files are written to {folder}")
            raise
    return results.code


def _goals(options: argparse.Namespace, folder: Path, row: Format, names: list[str]) -> dict[str, Path]:
    """Return the output path of each file, which keeps its subfolder of the input folder.

    :raises CallError: if two files have the same path, or a path is that of a file that is read.
    """
    goals: dict[str, Path] = {}
    taken: dict[Path, str] = {}
    for named in options.files:
        for name in batch.find_files([named]).names:
            below = Path(name).relative_to(named) if Path(named).is_dir() else Path(Path(name).name)
            goal = folder / below.with_suffix(row.suffixes[0])
            shown = batch.display_name(name)
            if taken.setdefault(goal, shown) != shown:
                raise CallError(f"{taken[goal]} and {shown} would both be written to {goal}")
            check_goal(goal, names)
            goals[shown] = goal
    return goals


def _explain(options: argparse.Namespace) -> int:
    if len(options.files) != 1 or options.to not in (None, "explain"):
        raise CallError("one FILE is explained: parse FILE --to explain --at PLACE")
    [document] = documents_of(options)
    line = (options.at or "").partition(":")[0]  # "5", and "5:3" as `check` prints it
    with output(options, options.files, display=True) as write:
        for each in itu_texts.explain(document, int(line) if line.isdecimal() else options.at):
            write(_explained(each, " ".join(document.source[each.span].split())))
    return OK


def _explained(line: itu_texts.rows.Explanation, words: str) -> Iterator[str]:
    """Yield the lines that explain a line."""
    yield f"{line.line}: {words}\n"
    yield f"    taken for {line.taken_for}{f', at {line.address}' if line.address else ''}\n"
    yield f"    by {line.rule}: {line.reason}\n" if line.rule else f"    by its form, {line.form}\n"
    for other in line.considered:
        why = f"{other.rule}: {other.reason}" if other.rule else other.reason
        yield f"    not {other.taken_for or 'anything'}: {why}\n"


# ---------------------------------------------------------------------- one text, or several side by side


def view(options: argparse.Namespace) -> int:
    """Write a page, and show it in the browser."""
    import tempfile
    import webbrowser  # both are slow to import, and no other command needs them

    format_of(options, ("html",), "html", also={".htm": "html"})
    [document] = documents_of(options)
    options.output = options.output or str(Path(tempfile.mkdtemp(prefix="itu-texts-"), "text.html"))
    with output(options, options.files) as write:
        write(iter_export(document, "html"))
    print(batch.display_name(options.output))
    if not options.no_browser:
        webbrowser.open(Path(options.output).resolve().as_uri())
    return OK


def diff(options: argparse.Namespace) -> int:
    """Write the differences between two editions."""
    from itu_texts.revision.diffs import REPORTS
    from itu_texts.revision.in_place import check_kind

    options.to = format_of(options, DIFFERENCES, DIFFERENCES[0], also={".docm": "docx"})
    old, new = documents_of(options)
    check_kind(old, options.output or "")
    found = itu_texts.diff(old, new, unchanged=options.to == "html")
    differs = any(each.kind != itu_texts.rows.DifferenceKind.UNCHANGED for each in found)
    with output(options, options.files, display=options.to == "text" and not options.output) as write:
        if options.to != "docx":
            write(REPORTS[options.to](found, words=options.level == "word"))
            return FOUND if differs else OK
        made = itu_texts.redline(found, old, author=options.author, date=options.date)
        write([made.data])
    for each in made.left_out:
        fail(f"not shown: {each}")
    return FOUND if differs or made.left_out else OK


def _base_and_amending(options: argparse.Namespace) -> tuple[itu_texts.Document, list[itu_texts.Document]]:
    """Return a base and the documents that amend it; one that does so in words need not be a text."""
    from itu_texts.revision.proposals import instructions

    base, *amending = documents_of(options, lambda document: all(not each.tells for each in instructions(document)))
    return base, amending


def consolidate(options: argparse.Namespace) -> int:
    """Write a text with amendments applied, and report what was not."""
    from itu_texts.revision.comparing import consolidated_file, consolidation_json, with_files
    from itu_texts.revision.consolidating import Consolidation
    from itu_texts.revision.in_place import check_kind

    options.to = format_of(options, WRITTEN, "text", also={".docm": "docx"})
    as_json = options.report == "json"
    if options.date is not None and not options.tracked:
        raise CallError("--date is that of tracked changes: it needs --tracked")
    base, amending = _base_and_amending(options)
    check_kind(base, options.output or "")
    made = Consolidation(base, *amending, whole=options.whole)
    original = base.origins.original
    in_place = options.to == "docx" and original is not None and original.format == "docx"
    if options.tracked and not in_place:
        raise CallError("--tracked needs a base that is a Word file, and -o OUT.docx")
    if options.output is not None or not as_json:
        with output(options, options.files) as write:
            if in_place:
                names = [Path(each).stem for each in options.files[1:]]
                settings = {"names": names, "tracked": options.tracked, "date": options.date, "whole": options.whole}
                write([consolidated_file(base, *amending, made=made, **settings)])
            else:
                write(iter_export(made.document, options.to))
    if as_json:
        print(*consolidation_json(made, options.files), sep="", end="")
    for problem in made.problems if not as_json else ():
        fail(f"{problem.code}: {with_files(problem.message, options.files)}")
    return FOUND if made.problems else OK


def compare(options: argparse.Namespace) -> int:
    """Write proposals on one text side by side."""
    from itu_texts.revision.comparing import REPORTS, compared, with_files

    options.to = format_of(options, COMPARED, "csv")
    base, proposals = _base_and_amending(options)
    names = [Path(each).name for each in options.files[1:]]
    places, problems = compared(base, proposals, whole=options.whole)
    with output(options, options.files) as write:
        write([REPORTS[options.to](places, names)])
    for number, problem in problems:
        fail(f"{problem.code}: {with_files(problem.message, (options.files[0], options.files[number]))}")
    return FOUND if problems else OK
