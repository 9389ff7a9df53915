"""The command line: ``itu-texts parse | outline | check | who | schema``.

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
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO

import itu_texts
from itu_texts import Document, ItuTextsError, ParseError, Severity
from itu_texts.exporters.json import iter_json
from itu_texts.readers import decode

__all__ = ["main"]

OK, FOUND, FAILED = 0, 1, 2
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
            sub.add_argument("files", nargs=files, metavar="FILE", help="a text file; - for standard input")
            sub.add_argument("--language", default="en", help="code of the language of the text (default: en)")
        return sub

    parse = command("parse", _parse, "Write the clause tree of texts.")
    parse.add_argument("--format", choices=("json", "jsonl", "outline"), help="default: json; jsonl for many files")
    parse.add_argument("--indent", type=int, default=None, metavar="N", help="indent the JSON by N blanks")
    parse.add_argument("--strict", action="store_true", help="fail on texts with oddities")
    parse.add_argument("-o", "--output", metavar="OUT", help="write to this file, not to standard output")
    outline = command("outline", _parse, "Print a text as an outline, a block a line.")
    outline.set_defaults(format="outline", output=None)
    command("check", _check, "List the oddities of texts: file:line:column: severity code message.")
    who = command("who", _who, "List who is told to do what.")
    who.add_argument("--format", choices=("table", "csv"), default="table", help="default: table")
    command("schema", _schema, "Print the JSON Schema of the JSON.", None)
    return parser


# ---------------------------------------------------------------------- commands


def _parse(options: argparse.Namespace) -> int:
    form = options.format or ("jsonl" if len(options.files) > 1 else "json")
    if form == "json" and len(options.files) > 1:
        return _fail("one JSON file holds one document: use --format jsonl for many")
    try:
        output = _writable(options.output) if options.output else nullcontext(sys.stdout)
    except OSError as error:
        return _fail(f"{options.output}: {error.strerror}")
    results = _Results(options)
    with output as out:
        for document in results:
            if form == "outline":
                out.write(itu_texts.to_outline(document))
            else:
                for piece in iter_json(document, options.indent if form == "json" else None):
                    out.write(piece)
                out.write("\n")
    return results.code


def _check(options: argparse.Namespace) -> int:
    results = _Results(options)
    code = OK
    for document in results:
        for diagnostic in document.diagnostics:
            line, column = document.source.line_column(diagnostic.span.start)
            place = f"{results.name}:{line}:{column}"
            print(f"{place}: {diagnostic.severity} {diagnostic.code} {diagnostic.message}")
            if diagnostic.severity is Severity.ERROR:
                code = FOUND
    return results.code or code


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
                print(f"{_fit(task.addressee.text, 45)}  {_fit(task.verb, 20)}  {task.text}")
    return results.code


def _fit(words: str, width: int) -> str:
    return words.ljust(width) if len(words) <= width else words[: width - 1] + "…"


def _schema(options: argparse.Namespace) -> int:
    print(json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2))
    return OK


# ---------------------------------------------------------------------- files


class _Results(Iterable[Document]):
    """The documents of the files, one after the other; a file that fails is reported and passed over."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.files: list[str] = options.files
        self.language: str = options.language
        self.strict: bool = getattr(options, "strict", False)
        self.code = OK
        self.name = ""
        """The file that the last document came from."""

    def __iter__(self) -> Iterator[Document]:
        shows_progress = len(self.files) > 1 and sys.stderr.isatty()
        for count, name in enumerate(self.files, 1):
            if shows_progress:
                sys.stderr.write(f"\r\x1b[K{count}/{len(self.files)} {name}")
                sys.stderr.flush()
            self.name = "<stdin>" if name == "-" else name
            try:
                text = decode(sys.stdin.buffer.read(), self.name) if name == "-" else itu_texts.read_text(name)
                document = itu_texts.parse(text, language=self.language, strict=self.strict)
            except ParseError as error:
                self.code = max(self.code, _fail(f"{self.name}: {error}", FOUND))
            except ItuTextsError as error:
                self.code = _fail(str(error))
            else:
                yield document
        if shows_progress:
            sys.stderr.write("\r\x1b[K")


def _writable(path: str) -> AbstractContextManager[TextIO]:
    return Path(path).open("w", encoding="utf-8", newline="\n")


def _fail(message: str, code: int = FAILED) -> int:
    print(f"itu-texts: {message}", file=sys.stderr)
    return code
