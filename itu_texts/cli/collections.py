"""``collect``, which adds files to a collection, a command for each query on a collection, ``site`` and ``serve``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import itu_texts
from itu_texts.api import batch
from itu_texts.cli.calls import (
    FORMAT,
    JOBS,
    OK,
    OUTPUT,
    PROGRESS,
    READING,
    SHOWN,
    CallError,
    Command,
    Option,
    check_goal,
    cluster,
    count,
    counted,
    document_of,
    fail,
    files_of,
    format_of,
    in_format,
    option,
    output,
    processes,
    progress_of,
    say,
    terminal_width,
)
from itu_texts.formats.loading import load
from itu_texts.formats.table import FORMATS, WRITTEN
from itu_texts.formats.writing import iter_rows, iter_together, part_of
from itu_texts.language.writing import ANY

_OTHERS = frozenset((".doc", *(suffix for row in FORMATS.values() for suffix in row.suffixes)))  # not for collections
_UNREAD = f"""
SELECT DISTINCT f.path, d.message FROM diagnostics d JOIN files f ON f.id = d.file
WHERE d.code IN ({", ".join("?" * len(batch.NOT_READ))}) ORDER BY f.path
"""
ROWS = ("works", "editions", "mandates")
"""The kinds of rows that only a collection has."""


def is_collection(name: str) -> bool:
    """Return whether a file is a database, as collections are."""
    try:
        if not Path(name).is_file():  # reading from a pipe consumes its content
            return False
        with Path(name).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except (OSError, ValueError):
        return False


# ---------------------------------------------------------------------- what commands do


def _add_files(
    acts: itu_texts.Collection, options: argparse.Namespace, *, prune: bool = False
) -> tuple[itu_texts.rows.Added, int]:
    """Add the files of a command to a collection; report those that could not be read, or have no text.

    :returns: the result, and the exit code.
    """
    _, code, _ = files_of(options)
    with cluster(options.dask) as executor:
        added = acts.add(
            [name for name in options.files if name != "-"],
            language=options.language,
            view=options.view,
            encoding=options.encoding,
            workers=processes(options),
            executor=executor,
            prune=prune,
            progress=progress_of(options),
        )
    if "-" in options.files:
        acts.add(document_of(options, "-"), name="<stdin>")
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
    check_goal(goal, batch.find_files(options.files).names)
    if goal.suffix.lower() in _OTHERS and not goal.exists():
        raise CallError(f"{goal}: a collection is an SQLite file: choose a name such as acts.db")
    try:
        with itu_texts.Collection.open(goal) as acts:
            added, code = _add_files(acts, options, prune=options.prune)
    except KeyboardInterrupt as stopped:
        stopped.add_note(f"{goal} has the files read so far, each completely; the same command continues")
        raise
    summary = counted(added.new, len(added.failed), added.skipped, added.unchanged)
    say(f"{goal}: {summary}{f', {added.gone} gone' if added.gone else ''}")
    return code


def export_collection(options: argparse.Namespace) -> int:
    """Export rows of all texts of a collection, or its graph of citations."""
    from itu_texts.collection.collection import documents, rows_of

    if not WRITTEN[options.to].writer.rows and not WRITTEN[options.to].writer.together:
        takes = ", ".join(row.name for row in WRITTEN.values() if row.writer.rows or row.writer.together)
        raise CallError(f"a collection is exported as a table or a graph: --to takes one of: {takes}")
    with itu_texts.Collection.open(options.files[0], write=False) as acts, output(options, options.files) as write:
        if WRITTEN[options.to].writer.rows:
            write(iter_rows(options.to, *rows_of(acts, options.rows or "clauses")))
        else:
            parts = (part_of(document, options.to) for _, document in documents(acts))
            write(iter_together(parts, options.to))
    return OK


def _ask(name: str, options: argparse.Namespace) -> int:
    """Write what a method of a collection returns; its parameters are the options of the same names."""
    from inspect import signature

    from itu_texts.collection.rows import typed

    given = {**vars(options), "language": None if options.language == ANY else options.language}
    given["query"] = " ".join(given.get("query", ()))
    if name == "mandates":
        given |= {"addressee": _addressee(options), "to": _body(options)}
    method = getattr(itu_texts.Collection, "blame" if given.get("address") else name)
    options.to = format_of(options, SHOWN, SHOWN[0], also={".txt": "table"})
    with _source(options) as (acts, code):
        found = method(acts, **{each: given[each] for each in signature(method).parameters if each in given})
    if not found:
        say(f"{options.files[0] if len(options.files) == 1 else f'{len(options.files)} files'}: nothing found")
    with output(options, options.files, display=options.to == "table") as write:
        write(in_format(options.to, typed(found.columns), found[: options.limit], terminal_width()))
    return code


def _body(options: argparse.Namespace) -> str | None:
    """Return the body among what ``--to`` names, and leave the format there."""
    named = options.to or []
    options.to = next((each for each in named if each in SHOWN), None)
    return next((each for each in named if each not in SHOWN), None)


def _addressee(options: argparse.Namespace) -> str | None:
    """Take the addressee from the end of the files, if it is there."""
    first, *others = options.files
    is_named = others and (is_collection(first) or not Path(others[-1]).exists())
    return str(options.files.pop()) if is_named else None


@contextmanager
def _source(options: argparse.Namespace) -> Iterator[tuple[itu_texts.Collection, int]]:
    """Open the collection that is asked, or one in memory of files; the number is the exit code of reading them."""
    first, *others = options.files
    if "dask" in options and not is_collection(first):
        with itu_texts.Collection.open(":memory:") as acts:
            added, code = _add_files(acts, options)
            if any(Path(name).is_dir() for name in options.files):
                say(f"itu-texts: {counted(added.new, len(added.failed), added.skipped)}")
            yield acts, code
        return
    if others:
        raise CallError(f"{others[0]}: a collection is asked by itself")
    with itu_texts.Collection.open(first, write=False) as acts:
        yield acts, OK


def _write_site(options: argparse.Namespace) -> int:
    with itu_texts.Collection.open(options.collection, write=False) as acts:
        try:
            settings = {"title": options.title, "workers": processes(options), "progress": progress_of(options)}
            made = itu_texts.write_site(acts, options.output, **settings)
        except KeyboardInterrupt as stopped:
            stopped.add_note(f"nothing is written to {options.output}")
            raise
    message = f"{made.pages} pages of {made.works} works and {made.texts} texts; open {Path(made.folder, 'index.html')}"
    say(f"{options.output}: {message}")
    return OK


def _serve(options: argparse.Namespace) -> int:
    if options.lsp:
        serve = load("itu_texts.cli.lsp_server:serve", "servers for editors", "lsp")
        serve(options.collection, options.manual)
    elif options.mcp and options.collection is not None:
        load("itu_texts.cli.mcp_server:serve", "servers for agents", "mcp")(options.collection)
    else:
        raise CallError("say what to serve: itu-texts serve --lsp, or itu-texts serve --mcp acts.db")
    return OK


# ---------------------------------------------------------------------- the commands

_COLLECTION: Final = option("collection", metavar="COLLECTION", help="a file made by collect: acts.db")
_LANGUAGE: Final = option("--language", help="only texts in this language (default: all)")
_TEXT: Final = option(
    "identifier",
    metavar="TEXT",
    help='a text as people write it, "Res 70", or as rows name it, "Resolution 70 (PP)"; without edition: all of them',
)
_KIND: Final = option("--kind", help="only texts of this kind: resolution, decision, recommendation ...")
_LATEST: Final = option(
    "--latest",
    nargs="?",
    const=True,
    metavar="DAY",
    help="only texts that the collection does not show as superseded or ended, now or on a day such as 2020-01-01",
)
_SOURCE = "a collection, or files to read: as for parse; - for standard input"
_ADDRESSEE = "; then an addressee: a key such as DIR_BR, a name, or words of a name (default: all)"


def _query(
    name: str, help: str, own: tuple[Option, ...], *, of_files: bool = False, most: int | None = None
) -> Command:
    """Return the command for a method of a collection.

    :param own: the options that only it has, with the names of the parameters.
    :param of_files: whether it is asked of files too, which are collected in memory for it.
    :param most: the number of rows by default, for a query with many answers.
    """
    said = f"maximum number of rows (default: {most or 'all'})"
    limit = option("--limit", type=count, default=most, metavar="N", help=said)
    is_of_mandates = name == "mandates"
    shared = (*own, limit) if is_of_mandates else (*own, limit, FORMAT)
    if of_files:
        told = _SOURCE + (_ADDRESSEE if is_of_mandates else "")
        source = option("files", nargs="+", metavar="COLLECTION|FILE", help=told)
        return Command(name, help, (source, *shared, *READING[1:]), partial(_ask, name))
    source = option("files", nargs=1, metavar="COLLECTION", help=_COLLECTION[1]["help"])
    return Command(name, help, (source, *shared, OUTPUT), partial(_ask, name))


COMMANDS = (
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
    _query(
        "works",
        "List the texts of a collection, each once for all its editions and languages.",
        (_KIND, _LATEST, _LANGUAGE),
    ),
    _query(
        "history",
        "List the editions of a text in a collection, and the changes of each; or which edition introduced some words.",
        (
            _TEXT,
            option(
                "--blame",
                dest="address",
                metavar="ADDRESS",
                help='which edition introduced the words of a place: "Annex 1 / 2"',
            ),
            _LANGUAGE,
        ),
    ),
    _query(
        "mandates",
        "List who must do what, by which text, until when, and how that text stands.",
        (
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
        ),
        of_files=True,
    ),
    _query(
        "cites",
        "List what texts cite: all, what cites a text, what a text cites, or what is cited in vain.",
        (
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
        ),
        of_files=True,
    ),
    _query(
        "search",
        "Search the clauses of a collection for words.",
        (
            option("query", nargs="+", metavar="WORDS", help="a question as it is asked, or words"),
            option("--role", choices=("preamble", "operative"), help="only clauses with this role"),
            _KIND,
            option("--body", help="only texts of this body: PP, WRC, UNGA ..."),
            option("--addressee", help="only clauses with a task of this addressee: a key such as DIR_BR, or a name"),
            option("--years", help="only texts adopted in this year or these: 2023, 2018-2023"),
            _LATEST,
            _LANGUAGE,
        ),
        most=100,
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
"""The commands on collections, in the order of the help."""
