"""The command line: ``itu-texts parse | outline | check | who | cited | schema``.

Exit codes: 0 all is well; 1 ``check`` found an error, or ``--strict`` parsing an oddity; 2 the call was wrong, or
a file could not be read.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, get_args

import itu_texts
from itu_texts import Document, ItuTextsError, Node, ParseError, Severity, Text, batch
from itu_texts.exporters.json import iter_json
from itu_texts.readers import View

__all__ = ["main"]

OK, FOUND, FAILED = 0, 1, 2
_FILE_HELP = "a text, Word, HTML or PDF file, or a folder of such; - for standard input"
_VIEW_HELP = "of tracked changes in Word files: with all made, with none, or both marked (default: final)"
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
    except _OutputError as error:
        return _fail(str(error))
    except BrokenPipeError:  # the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="itu-texts", description="The structure of ITU texts, from the command line.", epilog=_EXIT_CODES
    )
    parser.add_argument("--version", action="version", version=f"itu-texts {itu_texts.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, help: str, files: str | None = "+") -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help, epilog=_EXIT_CODES)
        sub.set_defaults(run=run)
        if files:
            sub.add_argument("files", nargs=files, metavar="FILE", help=_FILE_HELP)
            sub.add_argument("--view", choices=get_args(View), default="final", help=_VIEW_HELP)
            sub.add_argument("--language", default="en", help="code of the language of the text (default: en)")
        return sub

    parse = command("parse", _parse, "Write the clause tree of texts.")
    parse.add_argument("--format", choices=("json", "jsonl", "outline"), help="default: json; jsonl for many files")
    parse.add_argument("--indent", type=int, default=None, metavar="N", help="indent the JSON by N blanks")
    parse.add_argument("--strict", action="store_true", help="fail on texts with oddities")
    parse.add_argument("--jobs", type=int, default=0, metavar="N", help="workers for jsonl (default: one a core)")
    parse.add_argument("--resume", action="store_true", help="keep what OUT holds of jsonl, and go on behind it")
    parse.add_argument("--progress", action="store_true", help="show progress even if nobody seems to look")
    parse.add_argument("-o", "--output", metavar="OUT", help="write to this file, not to standard output")
    outline = command("outline", _parse, "Print a text as an outline, a block a line.")
    outline.set_defaults(format="outline", output=None, resume=False)
    command(
        "check",
        _check,
        "List the oddities of texts: file:line:column (paragraph, element, page): severity code message.",
    )
    for name, run, told in (
        ("who", _who, "List who is told to do what."),
        ("cited", _cited, "List what texts cite, and where that stands in them."),
    ):
        listing = command(name, run, told)
        listing.add_argument("--format", choices=("table", "csv"), default="table", help="default: table")
    command("schema", _schema, "Print the JSON Schema of the JSON.", None)
    return parser


# ---------------------------------------------------------------------- commands


def _parse(options: argparse.Namespace) -> int:
    many = len(options.files) > 1 or any(name != "-" and Path(name).is_dir() for name in options.files)
    form = options.format or ("jsonl" if many else "json")
    if form == "json" and many:
        return _fail("one JSON file holds one document: use --format jsonl for many")
    if form == "jsonl" and many:
        return _parse_many(options)
    results = _Results(options)
    with _output(options.output) as out:
        for document in results:
            if form == "outline":
                out.write(itu_texts.to_outline(document))
            else:
                for piece in iter_json(document, options.indent if form == "json" else None):
                    out.write(piece)
                out.write("\n")
    return results.code


def _parse_many(options: argparse.Namespace) -> int:
    """A line of JSON for each file, in their order; files that fail are reported and passed over."""
    names = batch.expand(options.files)
    if not names:
        return _fail(f"{', '.join(options.files)}: no files in it that could be parsed ({' '.join(batch.SUFFIXES)})")
    if "-" in names:
        return _fail("standard input can be parsed alone, not among other files")
    if options.resume and not options.output:
        return _fail("--resume needs -o: it goes on with that file")
    done, end = batch.finished(options.output) if options.resume else (set(), 0)
    left = [name for name in names if name not in done]
    workers = min(options.jobs if options.jobs > 0 else os.cpu_count() or 1, len(left))
    progress = _Progress(len(names), len(names) - len(left), shown=options.progress or sys.stderr.isatty())
    job = batch.Job(options.language, options.strict, options.view)
    code = OK
    with _output(options.output, end) as out:
        for result in batch.run(left, job, workers):
            progress.step(result.name)
            if result.error:
                progress.clear()
                code = max(code, _fail(result.error, FOUND if result.odd else FAILED))
            else:
                out.write(result.line)
                if options.output:
                    out.flush()
    progress.clear()
    return code


class _Progress:
    """A line on the terminal that says how far we are."""

    def __init__(self, total: int, done: int, *, shown: bool) -> None:
        self.total = total
        self.done = done
        self.shown = shown

    def step(self, name: str) -> None:
        self.done += 1
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{self.done}/{self.total} {name}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")


def _check(options: argparse.Namespace) -> int:
    results = _Results(options)
    code = OK
    for document in results:
        cited = (found.problem for found in itu_texts.references(document))
        oddities = [*document.diagnostics, *filter(None, cited)]
        for diagnostic in sorted(oddities, key=lambda oddity: oddity.span):
            place = f"{results.name}:{_place(document, diagnostic.span.start)}"
            print(f"{place}: {diagnostic.severity} {diagnostic.code} {diagnostic.message}")
            if diagnostic.severity is Severity.ERROR:
                code = FOUND
    return results.code or code


def _place(document: Document, offset: int) -> str:
    """Line and column in a text file; where it came from in any other."""
    origin = document.origins.at(offset)
    if origin is not None:
        return f" {origin}"
    line, column = document.source.line_column(offset)
    return f"{line}:{column}"


def _who(options: argparse.Namespace) -> int:
    results = _Results(options)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if options.format == "csv":
        writer.writerow(("file", "concept", "addressee", "verb", "address", "text"))
    for document in results:
        for task in itu_texts.who_does_what(document):
            if options.format == "csv":
                who = (task.addressee.concept, task.addressee.text)
                writer.writerow((results.name, *who, task.verb, task.address, task.text))
            else:
                told = f"{_fit(task.addressee.concept, 15)}  {_fit(task.addressee.text, 40)}"
                print(f"{told}  {_fit(task.verb, 18)}  {_fit_ends(task.address, 45)}  {task.text}")
    return results.code


def _cited(options: argparse.Namespace) -> int:
    results = _Results(options)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if options.format == "csv":
        writer.writerow(("file", "place", "kind", "cited", "of", "target", "problem", "words"))
    for document in results:
        for found in itu_texts.references(document):
            place = _place(document, found.span.start).strip()
            cited = found.address or found.number or ""
            if found.kind == "text":
                cited, of = str(found.identifier), found.body or ""
            else:
                of = found.instrument or str(found.identifier or "")
            target = _address(found.target) if found.target else ""
            problem = found.problem.message if found.problem else ""
            words = " ".join(document.source[found.span].split())
            if options.format == "csv":
                writer.writerow((results.name, place, found.kind, cited, of, target, problem, words))
            else:
                shown = f"{cited} of {of}" if of else cited
                led = f"→ {target}" if target else problem
                print(f"{_fit(place, 12)}  {_fit(found.kind, 10)}  {_fit(shown, 45)}  {led}".rstrip())
    return results.code


def _address(node: Node) -> str:
    """Where something stands: its address, or the name of a text."""
    if isinstance(node, Text):
        return str(node.identifier or node.title or node.kind)
    return itu_texts.address(node)


def _fit(words: str, width: int) -> str:
    return words.ljust(width) if len(words) <= width else words[: width - 1] + "…"


def _fit_ends(words: str, width: int) -> str:
    """The same, but what is too long loses its middle."""
    half = width // 2
    return words.ljust(width) if len(words) <= width else f"{words[:half]}…{words[half + 1 - width :]}"


def _schema(options: argparse.Namespace) -> int:
    print(json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2))
    return OK


# ---------------------------------------------------------------------- files


class _Results(Iterable[Document]):
    """The documents of the files, one after the other; a file that fails is reported and passed over."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.files: list[str] = batch.expand(options.files)
        self.options: dict[str, Any] = {"language": options.language, "view": options.view}
        self.options["strict"] = getattr(options, "strict", False)
        self.code = OK
        self.name = ""
        """The file that the last document came from."""

    def __iter__(self) -> Iterator[Document]:
        progress = _Progress(len(self.files), 0, shown=len(self.files) > 1 and sys.stderr.isatty())
        for name in self.files:
            progress.step(name)
            self.name = "<stdin>" if name == "-" else name
            try:
                if name == "-":
                    document = itu_texts.parse_bytes(sys.stdin.buffer.read(), self.name, **self.options)
                else:
                    document = itu_texts.parse_file(name, **self.options)
            except ParseError as error:
                self.code = max(self.code, _fail(f"{self.name}: {error}", FOUND))
            except ItuTextsError as error:
                self.code = _fail(str(error))
            else:
                yield document
        progress.clear()


@contextmanager
def _output(path: str | None, end: int = 0) -> Iterator[TextIO]:
    """Standard output; or a file to write to, behind the bytes of it that are to be kept.

    :raises _OutputError: if the file cannot be written to.
    """
    if path is None:
        yield sys.stdout
        return
    try:
        file = Path(path).open("r+" if end else "w", encoding="utf-8", newline="\n")  # noqa: SIM115  # closed below
    except OSError as error:
        raise _OutputError(f"{path}: {error.strerror}") from None
    with file:
        if end:
            file.seek(end)
            file.truncate()
        yield file


class _OutputError(Exception):
    """A file that cannot be written to."""


def _fail(message: str, code: int = FAILED) -> int:
    print(f"itu-texts: {message}", file=sys.stderr)
    return code
