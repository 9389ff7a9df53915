"""The command line: ``itu-texts parse | export | outline | check | who | cited | schema``.

Exit codes: 0 all is well; 1 ``check`` found an error, or ``--strict`` parsing an oddity; 2 the call was wrong, or
a file could not be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, get_args

import itu_texts
from itu_texts import Document, ItuTextsError, Severity, UnknownLanguageError, batch
from itu_texts.exporters import EXPORTERS, Exporter, exporter
from itu_texts.listings import FORMATS, LISTINGS, Listing, place, write_listing
from itu_texts.loading import load
from itu_texts.readers import KINDS, SUFFIXES, View

__all__ = ["main"]

OK, FOUND, FAILED = 0, 1, 2
_FILE_HELP = f"{', '.join(kind.title for kind in KINDS)}, or folders of such; - for standard input"
_VIEW_HELP = "of tracked changes in Word files: with all made, with none, or both marked (default: final)"
_JOBS_HELP = "number of worker processes (default: one for each core, none for a few small files)"
_EXIT_CODES = "exit codes: 0 all is well; 1 errors found in a text; 2 a wrong call, or a file that cannot be read"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    :param arguments: without the name of the program; ``None`` for those of the process.
    :returns: the exit code.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except _CallError as error:
        return _fail(str(error))
    except BrokenPipeError:  # the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


class _CallError(Exception):
    """A call that asks for what cannot be done."""


# ---------------------------------------------------------------------- what may be called


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="itu-texts", description="The structure of ITU texts, from the command line.", epilog=_EXIT_CODES
    )
    parser.add_argument("--version", action="version", version=f"itu-texts {itu_texts.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, help: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help, epilog=_EXIT_CODES)
        sub.set_defaults(run=run)
        return sub

    parse = command("parse", _export, "Write the clause tree of texts.")
    parse.add_argument(
        "--format", dest="to", choices=EXPORTERS, help="default: json for a file, jsonl for many or for a folder"
    )
    _add_writing(parse)
    export = command("export", _export_as_named, "Write texts in another format.")
    export.add_argument("--to", choices=EXPORTERS, help="the format (default: by the suffix of OUT)")
    _add_writing(export)
    outline = command("outline", _export, "Print a text as an outline, a block a line.")
    outline.set_defaults(to="outline", output=None, resume=False, strict=False, jobs=1, progress=False, indent=None)
    check_help = "List the oddities of texts: file:line:column (paragraph, element, page): severity code message."
    read_by = [parse, export, outline, command("check", _check, check_help)]
    for row in LISTINGS:
        listing = command(row.name, _list, row.help)
        listing.set_defaults(listing=row)
        listing.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=f"default: {FORMATS[0]}")
        read_by.append(listing)
    for sub in read_by:
        _add_reading(sub)
    command("schema", _schema, "Print the JSON Schema of the JSON.")
    return parser


def _add_reading(command: argparse.ArgumentParser) -> None:
    """Add the arguments of commands that read files."""
    command.add_argument("files", nargs="+", metavar="FILE", help=_FILE_HELP)
    command.add_argument("--view", choices=get_args(View), default="final", help=_VIEW_HELP)
    command.add_argument("--language", default="en", help="code of the language of the text (default: en)")


def _add_writing(command: argparse.ArgumentParser) -> None:
    """Add the options of commands that write files of other formats."""
    command.add_argument("--indent", type=int, default=None, metavar="N", help="indent the JSON by N blanks")
    command.add_argument("--strict", action="store_true", help="fail on texts with oddities")
    command.add_argument("--jobs", type=int, default=0, metavar="N", help=_JOBS_HELP)
    command.add_argument("--resume", action="store_true", help="keep the results that a jsonl OUT holds, and go on")
    command.add_argument("--progress", action="store_true", help="show progress even where there is no terminal")
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file, not to standard output")


# ---------------------------------------------------------------------- commands


def _export(options: argparse.Namespace) -> int:
    """Write what the exporter makes of each file, in their order; report files that fail, and go on."""
    names = _files(options)
    row = _exporter(options)
    done, end = _finished(options, row)
    left = [name for name in names if name not in done]
    asked = {"indent": options.indent} if "indent" in row.options else {}
    job = batch.Job(options.language, options.strict, options.view, row.name, asked)
    workers = options.jobs if options.jobs > 0 else batch.workers_for(left, os.cpu_count() or 1)
    progress = _Progress(len(names), len(names) - len(left), asked=options.progress)
    code = OK
    with _output(options.output, end) as out:
        for result in batch.run(left, job, min(workers, len(left))):
            progress.step(result.name)
            if result.error:
                progress.clear()
                code = max(code, _fail(result.error, FOUND if result.odd else FAILED))
            out.writelines(result.pieces)
            out.flush()
    progress.clear()
    return code


def _export_as_named(options: argparse.Namespace) -> int:
    """The same, in the format that the suffix of the output stands for if none is asked for."""
    if options.to is None:
        suffix = Path(options.output or "").suffix
        options.to = next((row.name for row in EXPORTERS.values() if row.suffix == suffix), None)
    if options.to is None:
        raise _CallError(f"which format? --to takes one of: {', '.join(EXPORTERS)}")
    return _export(options)


def _exporter(options: argparse.Namespace) -> Exporter:
    """The exporter that is asked for, which must be able to write as many documents as there are."""
    many = len(options.files) > 1 or any(name != "-" and Path(name).is_dir() for name in options.files)
    row = exporter(options.to or ("jsonl" if many else "json"))
    if many and not row.many:
        others = " or ".join(other.name for other in EXPORTERS.values() if other.many)
        raise _CallError(f"one {row.title} file holds one document: ask for {others} for many")
    return row


def _finished(options: argparse.Namespace, row: Exporter) -> tuple[set[str], int]:
    """The files that need not be done again, and where in the output what was made of them ends."""
    if not options.resume:
        return set(), 0
    if not options.output:
        raise _CallError("--resume needs -o: it goes on with that file")
    if not row.finished:
        raise _CallError(f"--resume cannot tell which files an output in {row.name} holds")
    found: tuple[set[str], int] = load(row.finished)(options.output)
    return found


def _check(options: argparse.Namespace) -> int:
    results = _Results(options)
    code = OK
    for name, document in results:
        cited = (found.problem for found in itu_texts.references(document))
        oddities = [*document.diagnostics, *filter(None, cited)]
        for diagnostic in sorted(oddities, key=lambda oddity: oddity.span):
            gap = " " if document.origins.at(diagnostic.span.start) else ""
            where = f"{name}:{gap}{place(document, diagnostic.span)}"
            print(f"{where}: {diagnostic.severity} {diagnostic.code} {diagnostic.message}")
            if diagnostic.severity is Severity.ERROR:
                code = FOUND
    return results.code or code


def _list(options: argparse.Namespace) -> int:
    results = _Results(options)
    listing: Listing = options.listing
    write_listing(listing, results, sys.stdout, options.format)
    return results.code


def _schema(_: argparse.Namespace) -> int:
    import json

    print(json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2))
    return OK


# ---------------------------------------------------------------------- files


def _files(options: argparse.Namespace) -> list[str]:
    """The files to read; there must be some, in a language that is known."""
    known = itu_texts.languages()
    if options.language not in known:
        raise _CallError(str(UnknownLanguageError(options.language, known)))
    names = batch.expand(options.files)
    if not names:
        raise _CallError(f"{', '.join(options.files)}: no files in it that could be parsed ({' '.join(SUFFIXES)})")
    return names


class _Results(Iterable[tuple[str, Document]]):
    """The documents of the files, each with its name; a file that fails is reported and passed over."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.files = _files(options)
        self.job = batch.Job(options.language, view=options.view)
        self.code = OK

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        progress = _Progress(len(self.files))
        for name in self.files:
            progress.step(name)
            try:
                document = self.job.parse(name)
            except ItuTextsError as error:
                self.code = _fail(str(error))
            else:
                yield "<stdin>" if name == "-" else name, document
        progress.clear()


class _Progress:
    """A line that says how many files are done; shown if asked for, or for many files on a terminal."""

    def __init__(self, total: int, done: int = 0, *, asked: bool = False) -> None:
        self.total = total
        self.done = done
        self.shown = asked or (total > 1 and sys.stderr.isatty())

    def step(self, name: str) -> None:
        self.done += 1
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{self.done}/{self.total} {name}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")


@contextmanager
def _output(path: str | None, end: int = 0) -> Iterator[BinaryIO]:
    """Standard output; or a file to write to, after the bytes of it that are to be kept.

    :raises _CallError: if the file cannot be written to.
    """
    if path is None:
        yield sys.stdout.buffer
        return
    try:
        file = Path(path).open("r+b" if end else "wb")  # noqa: SIM115  # closed below
    except OSError as error:
        raise _CallError(f"{path}: {error.strerror}") from None
    with file:
        if end:
            file.seek(end)
            file.truncate()
        yield file


def _fail(message: str, code: int = FAILED) -> int:
    print(f"itu-texts: {message}", file=sys.stderr)
    return code
