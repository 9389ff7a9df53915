"""``collect``, which adds files to a collection, a command for each query on a collection, and ``site``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from itu_texts.api import batch
from itu_texts.api.batch import NOT_READ
from itu_texts.cli.calls import (
    JOBS,
    OK,
    OUTPUT,
    PROGRESS,
    READING,
    CallError,
    Command,
    Option,
    Progress,
    check_goal,
    cluster,
    count,
    counted,
    document_of,
    fail,
    files_of,
    jobs,
    option,
    say,
    workers,
)
from itu_texts.cli.outputs import FORMAT, SHOWN, format_asked, in_format, not_for_terminals, output, terminal_width
from itu_texts.formats.table import FORMATS, WRITTEN
from itu_texts.formats.table import ROWS as TABLES
from itu_texts.formats.writing import iter_rows, iter_together, part_of
from itu_texts.language.language_codes import ANY

if TYPE_CHECKING:
    from itu_texts.collection import Added, Answer, Collection

_OTHERS = frozenset((".doc", *(suffix for row in FORMATS.values() for suffix in row.suffixes)))  # not for collections


_COLLECTION: Final = option("collection", metavar="COLLECTION", help="a file made by collect: acts.db")

# ---------------------------------------------------------------------- collect


def add_files(acts: Collection, options: argparse.Namespace, *, prune: bool = False) -> tuple[Added, int]:
    """Add the files of a command to a collection; report those that could not be read, or have no text.

    :returns: the result, and the exit code.
    """
    files = files_of(options)
    code = files.code
    progress = Progress(asked=options.progress)
    with cluster(options.dask) as executor:
        added = acts.add(
            [name for name in options.files if name != "-"],
            language=options.language,
            view=options.view,
            encoding=options.encoding,
            workers=None if options.jobs is None else workers(options, files.names),
            executor=executor,
            prune=prune,
            progress=progress,
        )
    if "-" in options.files:
        acts.add(document_of(options, "-"), name="<stdin>")
    progress.clear()
    unread = acts.rows(
        "SELECT DISTINCT f.path, d.message FROM diagnostics d JOIN files f ON f.id = d.file"
        f" WHERE d.code IN ({', '.join('?' * len(NOT_READ))}) ORDER BY f.path",
        NOT_READ,
    )
    for path, message in unread:
        say(f"itu-texts: {path}: {message}")
    for name, error in added.failed:
        if not Path(name).is_dir():  # already reported
            code = fail(error)
    return added, code


def _collect(options: argparse.Namespace) -> int:
    from itu_texts.collection import Collection

    if options.output is None:
        raise CallError("-o is missing: name the collection to which the files are added")
    if "-" in options.files:
        raise CallError("standard input cannot be collected: a collection identifies files by their names")
    missing = next((name for name in options.files if not Path(name).exists()), None)
    if missing is not None:
        raise CallError(f"{missing}: no such file or folder")
    goal = Path(options.output)
    check_goal(goal, batch.expand(options.files))
    if goal.suffix.lower() in _OTHERS and not goal.exists():
        raise CallError(f"{goal}: a collection is an SQLite file: choose a name such as acts.db")
    try:
        with Collection.open(options.output) as acts:
            added, code = add_files(acts, options, prune=options.prune)
    except KeyboardInterrupt as stopped:
        stopped.add_note(f"{options.output} has the files read so far, each completely; the same command continues")
        raise
    summary = counted(added.new, len(added.failed), added.skipped, added.unchanged)
    say(f"{options.output}: {summary}{f', {added.gone} gone' if added.gone else ''}")
    return code


# ---------------------------------------------------------------------- export

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


def export_collection(options: argparse.Namespace) -> int:
    """Export rows of all texts of a collection, or its graph of citations."""
    from itu_texts.collection import Collection
    from itu_texts.collection.exporting import documents, rows_of

    graphs = [row.name for row in WRITTEN.values() if row.writer.together and not row.writer.rows]
    if options.to not in (*TABLES, *graphs):
        takes = ", ".join((*TABLES, *graphs))
        raise CallError(f"a collection is exported as a table or a graph: --to takes one of: {takes}")
    if options.to in graphs and options.rows not in (None, "references"):
        raise CallError(f"--rows {options.rows}: a graph is made of references")
    not_for_terminals(options, options.to)
    with Collection.open(options.files[0], write=False) as acts, output(options, options.files) as out:
        if options.to in graphs:
            parts = (part_of(document, options.to) for _, document in documents(acts))
            out.writelines(iter_together(parts, options.to))
        else:
            columns, values = rows_of(acts, options.rows or "clauses")
            out.writelines(iter_rows(options.to, columns, values))
    return OK


# ---------------------------------------------------------------------- questions


class _Question(NamedTuple):
    """A method of a collection as a command; its options have the names of the parameters."""

    name: str
    help: str
    options: tuple[Option, ...]
    takes_files: bool = False
    """Whether it is asked of files too, which are collected in memory for it."""
    most: int | None = None
    """The number of rows by default, for a query with many answers."""


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
_QUESTIONS = (
    _Question(
        "works",
        "List the texts of a collection, each once for all its editions and languages.",
        (_KIND, _LATEST, _LANGUAGE),
    ),
    _Question(
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
    _Question(
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
        takes_files=True,
    ),
    _Question(
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
        takes_files=True,
    ),
    _Question(
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
)
_SOURCE = "a collection, or files to read: as for parse; - for standard input"
_ADDRESSEE = "; then an addressee: a key such as DIR_BR, a name, or words of a name (default: all)"


def _options(question: _Question) -> tuple[Option, ...]:
    """Return the options of a query."""
    most = option(
        "--limit",
        type=count,
        default=question.most,
        metavar="N",
        help=f"maximum number of rows (default: {question.most or 'all'})",
    )
    is_told = question.name == "mandates"
    form = () if is_told else (FORMAT,)
    if not question.takes_files:
        return (_COLLECTION, *question.options, most, *form, OUTPUT)
    said = _SOURCE + (_ADDRESSEE if is_told else "")
    source = option("files", nargs="+", metavar="COLLECTION|FILE", help=said)
    return (source, *question.options, most, *form, *READING[1:])


def _ask(question: _Question, options: argparse.Namespace) -> int:
    from itu_texts.collection.rows import typed

    asked = {name: getattr(options, name) for name in map(_parameter, question.options)}
    if question.name == "mandates":
        asked["to"] = _taken(options)
        asked["addressee"] = _addressee(options)
    if question.most is not None:
        asked["limit"] = options.limit
    name = format_asked(options)
    with _source(question, options) as (acts, code):
        asked["language"] = None if options.language == ANY else options.language
        found = _answer(acts, question, asked)
    rows = found[: options.limit]
    if not rows:
        say(f"{options.collection}: nothing found")
    with output(options, options.files, display=name == "table") as out:
        out.writelines(in_format(name, typed(found.columns), rows, terminal_width()))
    return code


def _answer(acts: Collection, question: _Question, asked: dict[str, Any]) -> Answer[Any]:
    if "query" in asked:
        asked["query"] = " ".join(asked["query"])
    if asked.get("address"):
        return acts.blame(**asked)
    asked.pop("address", None)
    answer: Answer[Any] = getattr(acts, question.name)(**asked)
    return answer


def _parameter(each: Option) -> str:
    """Return the name of the parameter that an option gives."""
    names, settings = each
    return str(settings.get("dest") or names[0].lstrip("-"))


def _taken(options: argparse.Namespace) -> str | None:
    """Return the body among what ``--to`` names, and leave the format there."""
    given = options.to or []
    options.to = next((each for each in given if each in SHOWN), None)
    return next((each for each in given if each not in SHOWN), None)


def _addressee(options: argparse.Namespace) -> str | None:
    """Take the addressee from the end of the files, if it is there."""
    first, *others = options.files
    if others and (is_collection(first) or not Path(others[-1]).exists()):
        return str(options.files.pop())
    return None


@contextmanager
def _source(question: _Question, options: argparse.Namespace) -> Iterator[tuple[Collection, int]]:
    """Open the collection that is asked, or one in memory of files; the number is the exit code of reading them."""
    from itu_texts.collection import Collection

    if not question.takes_files:
        options.files = [options.collection]
    options.collection = options.files[0] if len(options.files) == 1 else f"{len(options.files)} files"
    if question.takes_files and not is_collection(options.files[0]):
        with Collection.open(":memory:") as acts:
            added, code = add_files(acts, options)
            if any(Path(name).is_dir() for name in options.files):
                say(f"itu-texts: {counted(added.new, len(added.failed), added.skipped)}")
            yield acts, code
        return
    if len(options.files) > 1:
        raise CallError(f"{options.files[1]}: a collection is asked by itself")
    with Collection.open(options.collection, write=False) as acts:
        yield acts, OK


def _write_site(options: argparse.Namespace) -> int:
    from itu_texts.collection import Collection
    from itu_texts.collection.site import write_site

    if options.output is None:
        raise CallError("-o is missing: name the folder for the site")
    progress = Progress(asked=options.progress)
    with Collection.open(options.collection, write=False) as acts:
        try:
            made = write_site(acts, options.output, title=options.title, workers=jobs(options), progress=progress)
        except KeyboardInterrupt as stopped:
            stopped.add_note(f"nothing is written to {options.output}")
            raise
    progress.clear()
    message = f"{made.pages} pages of {made.works} works and {made.texts} texts; open {Path(made.folder, 'index.html')}"
    say(f"{options.output}: {message}")
    return OK


_SITE = Command(
    "site",
    "Write a collection as static pages that work from a folder: -o DIR.",
    (
        _COLLECTION,
        option("-o", "--output", metavar="DIR", help="the folder; it must be empty, or hold an earlier site"),
        option("--title", default="Collection of texts", help="title of the site (default: %(default)s)"),
        JOBS,
        PROGRESS,
    ),
    _write_site,
)
COMMANDS = (
    Command(
        "collect",
        "Add files to a collection: DIR... -o acts.db.",
        (
            *(each for each in READING if each is not OUTPUT),
            option("-o", "--output", metavar="OUT", help="the collection, which is made if it is not there"),
            option("--prune", action="store_true", help="remove files that no longer exist in the folders"),
        ),
        _collect,
    ),
    *(Command(row.name, row.help, _options(row), partial(_ask, row)) for row in _QUESTIONS),
    _SITE,
)
