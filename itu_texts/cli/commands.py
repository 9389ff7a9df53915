"""The commands: a table with the options of each, and the functions that run them, but for ``check``."""

from __future__ import annotations

import argparse
from collections import ChainMap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

import itu_texts
from itu_texts.analysis.columns import COLUMNS
from itu_texts.api import batch
from itu_texts.cli import check
from itu_texts.cli.calls import (
    AS_READ,
    FORMAT,
    FOUND,
    JOBS,
    OFFSETS,
    OK,
    OUTPUT,
    PROGRESS,
    READING,
    SHOWN,
    CallError,
    Command,
    Results,
    check_goal,
    cluster,
    count,
    counted,
    documents_of,
    fail,
    file,
    files_of,
    format_of,
    in_format,
    language_of,
    option,
    progress_of,
    say,
    to_option,
    told_if_stopped,
    write,
    write_file,
)
from itu_texts.formats.loading import Installed, load
from itu_texts.formats.table import FORMATS, ROWS, WRITTEN, Format
from itu_texts.formats.writing import iter_export, iter_rows, iter_together, joins, options_of, part_of
from itu_texts.language.writing import ANY

_OTHERS = frozenset((".doc", *(suffix for row in FORMATS.values() for suffix in row.suffixes)))  # not for collections
_UNREAD = f"""
SELECT DISTINCT f.path, d.message FROM diagnostics d JOIN files f ON f.id = d.file
WHERE d.code IN ({", ".join("?" * len(batch.NOT_READ))}) ORDER BY f.path
"""
_OF_COLLECTIONS = ("works", "editions", "mandates")
"""The kinds of rows that only a collection has."""


def is_collection(name: str) -> bool:
    """Return whether a file is a database, as collections are."""
    with suppress(OSError, ValueError):
        if Path(name).is_file():  # reading from a pipe consumes its content
            with Path(name).open("rb") as file:
                return file.read(16) == b"SQLite format 3\0"
    return False


# ---------------------------------------------------------------------- collections, their sites, and servers


def _add_files(acts: itu_texts.Collection, options: argparse.Namespace, code: int) -> tuple[itu_texts.rows.Added, int]:
    """Add the files of a command to a collection; report those that could not be read, or have no text.

    :param code: the exit code so far.
    :returns: the result, and the exit code.
    """
    with cluster(options.dask) as executor:
        added = acts.add(
            [name for name in options.files if name != "-"],
            language=language_of(options),
            view=options.view,
            encoding=options.encoding,
            workers=options.jobs,
            executor=executor,
            prune=getattr(options, "prune", False),
            progress=progress_of(options),
        )
    for document in documents_of(options, ["-"] if "-" in options.files else [], is_text=lambda _: False):
        acts.add(document, name="<stdin>")
    for path, message in acts.rows(_UNREAD, batch.NOT_READ):
        say(f"itu-texts: {path}: {message}")
    for name, error in added.failed:
        if not Path(name).is_dir():  # already reported
            code = fail(error)
    return added, code


def _collect(options: argparse.Namespace) -> int:
    missing = [name for name in options.files if not Path(name).exists()]
    if missing:  # standard input too: a collection identifies files by their names
        raise CallError(f"{missing[0]}: no such file or folder")
    goal = Path(options.output)
    names, code, _ = files_of(options)
    check_goal(goal, names)
    if goal.suffix.lower() in _OTHERS and not goal.exists():
        raise CallError(f"{goal}: a collection is an SQLite file: choose a name such as acts.db")
    kept = f"{goal} has the files read so far, each completely; the same command continues"
    with told_if_stopped(kept), itu_texts.Collection.open(goal) as acts:
        added, code = _add_files(acts, options, code)
    summary = counted(added.new, len(added.failed), added.skipped, added.unchanged)
    say(f"{goal}: {summary}{f', {added.gone} gone' if added.gone else ''}")
    return code


def export_collection(options: argparse.Namespace) -> int:
    """Export rows of all texts of a collection, or its graph of citations."""
    from itu_texts.collection.collection import documents, rows_of

    takes = [row.name for row in WRITTEN.values() if row.writer.rows or row.writer.together]
    if options.to not in takes:
        raise CallError(f"a collection is exported as a table or a graph: --to takes one of: {', '.join(takes)}")
    with itu_texts.Collection.open(options.files[0], write=False) as acts:
        parts = (part_of(document, options.to) for _, document in documents(acts))
        if WRITTEN[options.to].writer.rows:
            write(options, iter_rows(options.to, *rows_of(acts, options.rows or "clauses")))
        else:
            write(options, iter_together(parts, options.to))
    return OK


def _ask(name: str, options: argparse.Namespace) -> int:
    """Write what a method of a collection returns; its parameters are the options of the same names."""
    from inspect import signature

    from itu_texts.collection.rows import typed

    given = {**vars(options), "language": None if options.language == ANY else options.language}
    given["query"] = " ".join(given.get("query", ()))
    if name == "mandates":
        given |= _addressee_and_body(options)
    method = getattr(itu_texts.Collection, "blame" if given.get("address") else name)
    options.to = format_of(options, SHOWN, SHOWN[0], also={".txt": "table"})
    with _source(options) as (acts, code):
        found = method(acts, **{each: given[each] for each in signature(method).parameters if each in given})
    if not found:
        say(f"{options.files[0] if len(options.files) == 1 else f'{len(options.files)} files'}: nothing found")
    rows = in_format(options.to, typed(found.columns), found[: options.limit])
    write(options, rows, display=options.to == "table")
    return code


def _addressee_and_body(options: argparse.Namespace) -> dict[str, str | None]:
    """Take the addressee from the end of the files, and the body from what ``--to`` names; the format stays there."""
    (first, *others), named = options.files, options.to or []
    options.to = next((each for each in named if each in SHOWN), None)
    is_named = others and (is_collection(first) or not Path(others[-1]).exists())
    body = next((each for each in named if each not in SHOWN), None)
    return {"addressee": options.files.pop() if is_named else None, "to": body}


@contextmanager
def _source(options: argparse.Namespace) -> Iterator[tuple[itu_texts.Collection, int]]:
    """Open the collection that is asked, or one in memory of files; the number is the exit code of reading them."""
    first, *others = options.files
    if is_collection(first) or "dask" not in options:
        if others:
            raise CallError(f"{others[0]}: a collection is asked by itself")
        with itu_texts.Collection.open(first, write=False) as acts:
            yield acts, OK
    else:
        _, code, skipped = files_of(options)
        with itu_texts.Collection.open(":memory:") as acts:
            added, code = _add_files(acts, options, code)
            if skipped is not None:
                say(f"itu-texts: {counted(added.new, len(added.failed), added.skipped)}")
            yield acts, code


def _write_site(options: argparse.Namespace) -> int:
    kept = f"nothing is written to {options.output}"
    with itu_texts.Collection.open(options.collection, write=False) as acts, told_if_stopped(kept):
        progress = progress_of(options)
        made = itu_texts.write_site(acts, options.output, title=options.title, workers=options.jobs, progress=progress)
    message = f"{made.pages} pages of {made.works} works and {made.texts} texts; open {Path(made.folder, 'index.html')}"
    say(f"{options.output}: {message}")
    return OK


def _serve(options: argparse.Namespace) -> int:
    if options.lsp and not options.mcp:
        load("itu_texts.cli.lsp_server:serve", "servers for editors", "lsp")(options.collection, options.manual)
    elif options.mcp and not options.lsp and options.collection is not None:
        load("itu_texts.cli.mcp_server:serve", "servers for agents", "mcp")(options.collection)
    else:
        raise CallError("say what to serve: itu-texts serve --lsp, or itu-texts serve --mcp acts.db")
    return OK


DIFFERENCES = ("text", "json", "html", "docx")
COMPARED = (*ROWS, "html", "docx")
"""The formats of the commands."""
_ROWS = (*COLUMNS, *_OF_COLLECTIONS)
KINDS = Installed(dict.fromkeys(_ROWS), "itu_texts.rows")
"""The kinds of rows that ``--rows`` names."""
_ONLY_SOME_TAKE = {
    "indent": "is not indented; the JSON of one text may be",
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


# ---------------------------------------------------------------------- parse


def parse(options: argparse.Namespace) -> int:
    """Write texts in the format that is asked for, that of the suffix of the output, or JSON."""
    if options.to in _PRINTED:
        write(options, [_printed(options.to)])
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
    results = Results(options, batch.Export(row.name, given, is_joined), strict=options.strict)
    pieces = (piece for _, made in results for piece in made)
    asked = {name: value for name, value in given.items() if name != "anonymous"}
    is_shown = row.name == "outline" and not options.output
    together = iter_together(pieces, row.name, **asked) if is_joined else pieces
    write(options, together, display=is_shown, results=results)
    return results.code


def _printed(name: str) -> str:
    """Return the JSON Schema of documents, or the types of TypeScript."""
    import json
    from importlib import resources  # which takes long to import

    if name == "schema":
        return json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2) + "\n"
    return (resources.files("itu_texts.formats.json") / "document.d.ts").read_text("utf-8")


def _are_many(options: argparse.Namespace) -> bool:
    return len(options.files) > 1 or any(name != "-" and Path(name).is_dir() for name in options.files)


def _given(options: argparse.Namespace, row: Format) -> dict[str, Any]:
    """Return the options of the exporter.

    :raises CallError: if it does not take an option.
    """
    values = {name: getattr(options, name) for name in _ONLY_SOME_TAKE}
    asked = {name: value for name, value in values.items() if value is not None and value is not False}
    unknown = [name for name in asked if name not in options_of(row, asked)]
    if unknown:
        raise CallError(f"--{unknown[0]}: {row.title} {_ONLY_SOME_TAKE[unknown[0]]}")
    return {**asked, "anonymous": True} if options.anonymous else asked


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
        kept = f"{results.read} of {len(results.names)} files are written to {folder}"
        with told_if_stopped(kept), write_file(goals[name]) as out:
            out.writelines(pieces)
    return results.code


def _goals(options: argparse.Namespace, folder: Path, row: Format, names: list[str]) -> dict[str, Path]:
    """Return the output path of each file, which keeps its subfolder of the input folder.

    :raises CallError: if two files have the same path, or a path is that of a file that is read.
    """
    read: dict[Path, str] = {}
    for named in options.files:
        top = named if Path(named).is_dir() else Path(named).parent
        for name in batch.find_files([named]).names:
            goal = folder / Path(name).relative_to(top).with_suffix(row.suffixes[0])
            shown = batch.display_name(name)
            if read.setdefault(goal, shown) != shown:
                raise CallError(f"{read[goal]} and {shown} would both be written to {goal}")
            check_goal(goal, names)
    return {shown: goal for goal, shown in read.items()}


def _explain(options: argparse.Namespace) -> int:
    if len(options.files) != 1 or options.to not in (None, "explain"):
        raise CallError("one FILE is explained: parse FILE --to explain --at PLACE")
    [document] = documents_of(options, options.files)
    line = (options.at or "").partition(":")[0]  # "5", and "5:3" as `check` prints it
    lines = itu_texts.explain(document, int(line) if line.isdecimal() else options.at)
    said = (_explained(each, " ".join(document.source[each.span].split())) for each in lines)
    write(options, chain.from_iterable(said), display=True)
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
    [document] = documents_of(options, options.files)
    options.output = options.output or str(Path(tempfile.mkdtemp(prefix="itu-texts-"), "text.html"))
    write(options, iter_export(document, "html"))
    print(batch.display_name(options.output), flush=True)  # an error is told here
    if not options.no_browser:
        webbrowser.open(Path(options.output).resolve().as_uri())
    return OK


def diff(options: argparse.Namespace) -> int:
    """Write the differences between two editions."""
    from itu_texts.revision.diffs import REPORTS
    from itu_texts.revision.in_place import check_kind

    options.to = format_of(options, DIFFERENCES, DIFFERENCES[0], also={".docm": "docx"})
    old, new = documents_of(options, options.files)
    check_kind(old, options.output or "")
    found = itu_texts.diff(old, new, unchanged=options.to == "html")
    differs = any(each.kind != itu_texts.rows.DifferenceKind.UNCHANGED for each in found)
    if options.to != "docx":
        report = REPORTS[options.to](found, words=options.level == "word")
        write(options, report, display=options.to == "text" and not options.output)
        return FOUND if differs else OK
    made = itu_texts.redline(found, old, author=options.author, date=options.date)
    write(options, [made.data])
    for each in made.left_out:
        fail(f"not shown: {each}")
    return FOUND if differs or made.left_out else OK


def _base_and_amending(options: argparse.Namespace) -> tuple[itu_texts.Document, list[itu_texts.Document]]:
    """Return a base and the documents that amend it; one that does so in words need not be a text."""
    from itu_texts.revision.proposals import instructions

    base, *amending = documents_of(
        options, options.files, is_text=lambda document: all(not each.tells for each in instructions(document))
    )
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
    is_written = options.output is not None or not as_json
    in_place = is_written and options.to == "docx" and original is not None and original.format == "docx"
    if options.tracked and not in_place:
        raise CallError("--tracked needs a base that is a Word file, and -o OUT.docx")
    if in_place:
        names = [Path(each).stem for each in options.files[1:]]
        settings = {"names": names, "tracked": options.tracked, "date": options.date, "whole": options.whole}
        write(options, [consolidated_file(base, *amending, made=made, **settings)])
    elif is_written:
        write(options, iter_export(made.document, options.to))
    if as_json:
        print(*consolidation_json(made, options.files), sep="", end="", flush=True)
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
    write(options, [REPORTS[options.to](places, names)])
    for number, problem in problems:
        fail(f"{problem.code}: {with_files(problem.message, (options.files[0], options.files[number]))}")
    return FOUND if problems else OK


# ---------------------------------------------------------------------- the commands

_CODES: Final = {
    "action": "extend",
    "type": lambda words: words.replace(",", " ").split(),
    "default": [],
    "metavar": "CODES",
}
_WHOLE = option(
    "--whole", action="store_true", help="treat a proposal as the complete new text: what it omits is removed"
)
_DATE = option("--date", help="date of the tracked changes, such as 2026-11-25T09:00:00Z")
_COLLECTION: Final = option("collection", metavar="COLLECTION", help="a file made by collect: acts.db")
_LANGUAGE: Final = option("--language", help="only texts in this language (default: all)")
_KIND: Final = option("--kind", help="only texts of this kind: resolution, decision, recommendation ...")
_LATEST: Final = option(
    "--latest",
    nargs="?",
    const=True,
    metavar="DAY",
    help="only texts that the collection does not show as superseded or ended, now or on a day such as 2020-01-01",
)
_SOURCE = "a collection, or files to read: as for parse; - for standard input"


_ASKED: Final = option("files", nargs=1, metavar="COLLECTION", help=_COLLECTION[1]["help"])
_LIMIT: Final = option("--limit", type=count, metavar="N", help="maximum number of rows (default: all)")

COMMANDS = (
    Command(
        "parse",
        "Write the tree of texts as JSON, or in another format.",
        (
            to_option(ChainMap(dict.fromkeys(("explain", *_PRINTED)), WRITTEN), "json for one file, jsonl for several"),
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
        ),
        parse,
        "--strict found warnings or errors in a text",
    ),
    Command(
        "view",
        "Show a text as a page in the browser.",
        (
            option("--no-browser", action="store_true", help="write the page and print its path, without opening it"),
            file("FILE"),
            *AS_READ,
        ),
        view,
    ),
    Command(
        "check",
        "Report what is odd in texts: file:line:column (or paragraph, element, page): severity code message.",
        (
            to_option(check.REPORTS, next(iter(check.REPORTS))),
            option("--select", **_CODES, help="report only these codes, separated by commas; may be repeated"),
            option("--ignore", **_CODES, help="do not report these codes, separated by commas; may be repeated"),
            option(
                "--aligned",
                action="store_true",
                help="check two editions in two languages, and report where they do not align",
            ),
            option(
                "--fix",
                action="store_true",
                help="fix what has one right answer, in a copy of the file (in Word, as tracked changes)",
            ),
            option(
                "--rules",
                action="append",
                default=[],
                metavar="FILE",
                help="a Python file with checks of your own (itu_texts.Check); may be repeated",
            ),
            option("--collection", metavar="FILE", help="report citations of what this collection says is superseded"),
            OFFSETS,
            option("--warnings-as-errors", action="store_true", help="exit with 1 also if there are warnings"),
            *READING,
        ),
        check.check_files,
        "errors are reported (with --warnings-as-errors: errors or warnings)",
    ),
    Command(
        "diff",
        "Show the differences between two editions of a text.",
        (
            to_option(DIFFERENCES, "text"),
            option(
                "--level",
                choices=("word", "clause"),
                default="word",
                help="mark the changed words, or show both wordings in full (default: word)",
            ),
            option("--author", default="itu-texts", help="author of the tracked changes of docx (default: itu-texts)"),
            _DATE,
            file("OLD"),
            file("NEW"),
            *AS_READ,
        ),
        diff,
        "the editions differ",
    ),
    Command(
        "consolidate",
        "Apply amendments to a text or treaty.",
        (
            to_option(WRITTEN, "text"),
            option(
                "--tracked",
                action="store_true",
                help="write tracked changes, by an author for each proposal (BASE and OUT are Word files)",
            ),
            option(
                "--report",
                choices=("text", "json"),
                default="text",
                help="the report: text on standard error (the default: what was not made), or json on "
                "standard output (what was made, and what was not), and the new text in OUT alone",
            ),
            _WHOLE,
            _DATE,
            file("BASE"),
            file("AMENDING", "+"),
            *AS_READ,
        ),
        consolidate,
        "an amendment was not applied, or conflicts with another, or the report names something left or differing",
    ),
    Command(
        "compare",
        "Show several proposals on one text side by side.",
        (
            to_option(COMPARED, "csv"),
            _WHOLE,
            file("BASE"),
            file("PROPOSAL", "+"),
            *AS_READ,
        ),
        compare,
    ),
    Command(
        "collect",
        "Add files to a collection: DIR... -o acts.db.",
        (
            *(each for each in READING if each is not OUTPUT),
            option(
                "-o", "--output", required=True, metavar="OUT", help="the collection, which is made if it is not there"
            ),
            option("--prune", action="store_true", help="remove files that no longer exist in the folders"),
        ),
        _collect,
    ),
    Command(
        "works",
        "List the texts of a collection, each once for all its editions and languages.",
        (_ASKED, _KIND, _LATEST, _LANGUAGE, _LIMIT, FORMAT, OUTPUT),
        partial(_ask, "works"),
    ),
    Command(
        "history",
        "List the editions of a text in a collection, and the changes of each; or which edition introduced some words.",
        (
            _ASKED,
            option(
                "identifier",
                metavar="TEXT",
                help='a text as people write it, "Res 70", or as rows name it, "Resolution 70 (PP)";'
                " without edition: all of them",
            ),
            option(
                "--blame",
                dest="address",
                metavar="ADDRESS",
                help='which edition introduced the words of a place: "Annex 1 / 2"',
            ),
            _LANGUAGE,
            _LIMIT,
            FORMAT,
            OUTPUT,
        ),
        partial(_ask, "history"),
    ),
    Command(
        "mandates",
        "List who must do what, by which text, until when, and how that text stands.",
        (
            option(
                "files",
                nargs="+",
                metavar="COLLECTION|FILE",
                help=_SOURCE + "; then an addressee: a key such as DIR_BR, a name, or words of a name (default: all)",
            ),
            option(
                "--to",
                action="append",
                metavar="BODY|FORMAT",
                help='only those whose words name this body or office, as "to report to the Council"; or the format:'
                f" {', '.join(SHOWN)} (default: by the suffix of OUT, or table); may be given for both",
            ),
            option("--words", help='only those with all these words, in any form: "report annually"'),
            option("--since", metavar="DAY", help="only of texts adopted on this day or later: 2018, 2018-11-16"),
            option(
                "--before",
                metavar="DAY",
                help="only those that are due before this day, month or year begins, or up to the end of a conference:"
                " 2027, 2027-06-30, WRC-27; what recurs is due on each of its dates",
            ),
            option("--overdue", action="store_true", help="only those whose deadline is past and does not recur"),
            option("--today", metavar="DAY", help="the day before which a deadline is past (default: today)"),
            option(
                "--no-obligations",
                dest="obligations",
                action="store_false",
                help='only tasks, not sentences with "shall" and the like',
            ),
            _LATEST,
            _LIMIT,
            *READING[1:],
        ),
        partial(_ask, "mandates"),
    ),
    Command(
        "cites",
        "List what texts cite: all, what cites a text, what a text cites, or what is cited in vain.",
        (
            option(
                "files",
                nargs="+",
                metavar="COLLECTION|FILE",
                help=_SOURCE,
            ),
            option(
                "--of",
                metavar="TEXT",
                help='only citations of a text, an instrument or a part: "Res 70", "Radio Regulations", "No. 5.340"',
            ),
            option("--by", metavar="TEXT", help="only what this text cites"),
            option("--broken", action="store_true", help="only places that are not there"),
            option(
                "--outdated", action="store_true", help="only editions that are superseded, and texts that have ended"
            ),
            option("--on", metavar="DAY", help="the day for which --broken and --outdated look (default: today)"),
            _LIMIT,
            FORMAT,
            *READING[1:],
        ),
        partial(_ask, "cites"),
    ),
    Command(
        "search",
        "Search the clauses of a collection for words.",
        (
            _ASKED,
            option("query", nargs="+", metavar="WORDS", help="a question as it is asked, or words"),
            option("--role", choices=("preamble", "operative"), help="only clauses with this role"),
            _KIND,
            option("--body", help="only texts of this body: PP, WRC, UNGA ..."),
            option("--addressee", help="only clauses with a task of this addressee: a key such as DIR_BR, or a name"),
            option("--years", help="only texts adopted in this year or these: 2023, 2018-2023"),
            _LATEST,
            _LANGUAGE,
            option("--limit", type=count, default=100, metavar="N", help="maximum number of rows (default: 100)"),
            FORMAT,
            OUTPUT,
        ),
        partial(_ask, "search"),
    ),
    Command(
        "site",
        "Write a collection as static pages that work from a folder: -o DIR.",
        (
            _COLLECTION,
            option(
                "-o",
                "--output",
                required=True,
                metavar="DIR",
                help="the folder; it must be empty, or hold an earlier site",
            ),
            option("--title", default="Collection of texts", help="title of the site (default: %(default)s)"),
            JOBS,
            PROGRESS,
        ),
        _write_site,
    ),
    Command(
        "serve",
        "Serve an editor or an agent on standard input and output.",
        (
            option("collection", nargs="?", metavar="COLLECTION", help="a file made by collect: acts.db"),
            option(
                "--lsp", action="store_true", help="for editors: drafts as they are typed (Language Server Protocol)"
            ),
            option(
                "--mcp", action="store_true", help="for agents: tools that read a collection (Model Context Protocol)"
            ),
            option(
                "--manual",
                metavar="ADDRESS",
                help="the page of the manual with all diagnostics, for the links of --lsp",
            ),
        ),
        _serve,
    ),
)
"""The commands, in the order of the help."""
