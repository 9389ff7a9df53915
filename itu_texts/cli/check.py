"""``check``: reports the oddities of texts, with their places, in several formats.

A new format is a function that takes a report and yields its pieces, and a row of :data:`REPORTS`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import cache, partial
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from attrs import define, field, frozen

import itu_texts
from itu_texts.analysis.columns import COLUMNS
from itu_texts.api.batch import Input
from itu_texts.cli.calls import FOUND, OK, CallError, Results, documents_of, fail, format_of, say, write
from itu_texts.formats.table import ROWS
from itu_texts.formats.writing import iter_rows
from itu_texts.formats.xml_text import visible
from itu_texts.tree.spans import Offsets

_WORDS = 5  # the first words of a line, by which a place is named
_LONGEST = 100  # characters of the line that are shown around the place

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}  # the levels of SARIF
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}  # the levels of GitHub
_COLUMN_KINDS = {"characters": "unicodeCodePoints", "utf-16": "utf16CodeUnits"}  # the names of SARIF
_FOR_PEOPLE = ("text", "github")  # the formats that people read, on a terminal or in a log


class Problem(NamedTuple):
    """An oddity at a place of a file."""

    row: dict[str, Any]
    """Its row, as :func:`itu_texts.records` has it; lines and columns are those of the file, if that is text."""
    place: itu_texts.rows.FilePlace
    """Its place in the file."""
    named: str
    """The page of a PDF, or the address and the first words; empty for a text file."""
    line: str
    """The line in the text that was read."""
    at: int
    """Where it begins in that line."""
    fixes: list[tuple[itu_texts.rows.FilePlace, str]]
    """The replacements that mend it, if the file is text: the places, and the new words."""

    @property
    def where(self) -> str:
        """The place as reports for people print it: the file, and the line or the part of it."""
        place = f" {self.named}" if self.named else f"{self.row['line']}:{self.row['column']}"
        return f"{visible(self.row['file'])}:{place}:"


@frozen
class Checked:
    """Work for each document: its problems."""

    codes: frozenset[str]
    """The codes that are reported."""
    options: argparse.Namespace
    """The options of the command; each process runs the files of ``--rules``, and opens the collection."""

    def __call__(self, file: Input, document: itu_texts.Document) -> Iterator[Problem]:
        return problems_of(file.name, document, self.found(document), self.options.offsets, file.data)

    def found(self, document: itu_texts.Document) -> list[itu_texts.Diagnostic]:
        """Return what the library, the checks in files and a collection report."""
        name, rules = self.options.collection, own_checks((*self.options.rules,))
        with itu_texts.Collection.open(name, write=False) if name is not None else nullcontext() as acts:
            found = itu_texts.check(document, rules=rules, collection=acts)
        return [each for each in found if each.code in self.codes]


@cache
def own_checks(files: tuple[str, ...]) -> tuple[itu_texts.Check, ...]:
    """Return the checks in Python files, and those of installed packages.

    :raises CallError: if a file cannot be run, or has no checks.
    """
    from runpy import run_path  # few programs need it

    from itu_texts.analysis.checks.drafts import installed  # with all of the analysis

    found = [*installed()]
    for file in files:
        try:
            values = run_path(file).values()
        except (Exception, SystemExit) as error:  # whatever the file raises
            raise CallError(f"--rules {file}: {type(error).__name__}: {error}") from None
        own = [each for each in values if isinstance(each, itu_texts.Check)]
        if not own:
            raise CallError(f"--rules {file}: it has no itu_texts.Check")
        found += own
    return tuple(dict.fromkeys(found))


def problems_of(
    name: str,
    document: itu_texts.Document,
    found: Iterable[itu_texts.Diagnostic],
    offsets: Offsets,
    data: bytes | None = None,
) -> Iterator[Problem]:
    """Yield diagnostics with their places in the file.

    :param offsets: what offsets and columns count.
    :param data: the content of the file.
    """
    from itu_texts.formats.tables.rows import RowContext  # with all of the analysis

    context, source = RowContext(document, name), document.source
    counted = source.in_units.units if offsets == "utf-16" else int
    in_file = partial(itu_texts.file_place, document, data=data, offsets=offsets)
    for each in found:
        start, end = each.span
        place, first, last = in_file(each.span), source.text.rfind("\n", 0, start) + 1, source.text.find("\n", start)
        line, column = source.line_column(start, offsets)
        row = {
            **context.of_text(None, start),
            **context.of_place(None, each.span),
            "code": each.code,
            "severity": str(each.severity),
            "message": each.message,
            "start": counted(start),
            "end": counted(end),
            "line": place.line or line,
            "column": place.column or column,
        }
        words = source.text[first : last if last >= 0 else len(source)]
        named = row["place"] if place.page else f"{row['address'] or ''} “{_first_words(words)}”".strip()
        fixes = [(in_file(fix.span), fix.text) for fix in each.fixes]
        is_text = place.line is not None
        yield Problem(row, place, "" if is_text else named, words, start - first, fixes if is_text else [])


def _first_words(line: str) -> str:
    words = line.split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


# ---------------------------------------------------------------------- reports


@define
class Report:
    """The problems of files, which are counted as they are read."""

    files: Iterable[Iterable[Problem]]
    given: int
    """The number of files."""
    options: argparse.Namespace
    """The options of the command."""
    read: int = 0
    """The number of files that could be read."""
    odd: set[str] = field(factory=set)
    """The files with problems."""
    severities: Counter[str] = field(factory=Counter)

    def __iter__(self) -> Iterator[Problem]:
        for problems in self.files:
            self.read += 1
            for each in problems:
                self.odd.add(each.row["file"])
                self.severities[each.row["severity"]] += 1
                yield each

    @property
    def summary(self) -> str:
        """A summary: ``3 problems in 2 of 14 files``."""
        count = self.severities.total()
        problems = f"{count or 'no'} problem{'s' if count != 1 else ''}"
        files = f"{self.read} file{'s' if self.read != 1 else ''}"
        unread = f"; {self.given - self.read} could not be read" if self.read < self.given else ""
        return f"{problems} in {f'{len(self.odd)} of ' if self.odd else ''}{files}{unread}\n"


def _text(report: Report) -> Iterator[str]:
    """Yield a line for each problem, on a terminal with the line of the text, and a summary."""
    marked = report.options.output is None and sys.stdout is not None and sys.stdout.isatty()
    for each in report:
        row, line = each.row, each.line
        yield f"{each.where} {row['severity']} {row['code']} {row['message']}\n"
        if marked and line.strip():
            begin = max(0, min(each.at - _LONGEST // 2, len(line) - _LONGEST))
            shown, at = line[begin : begin + _LONGEST], each.at - begin
            blanks = "".join("\t" if char == "\t" else " " for char in shown[:at])
            yield f"    {shown}\n    {blanks}{'^' * max(1, min(row['end'] - row['start'], len(shown) - at))}\n"
    yield report.summary


def _table(format: str, report: Report) -> Iterator[str] | Iterator[bytes]:
    """Yield a table with a row for each problem; in JSON, an array with an object for each."""
    columns = COLUMNS["diagnostics"]
    return iter_rows(format, columns, ([each.row[name] for name in columns] for each in report))


def _sarif(report: Report) -> Iterator[str]:
    """Yield SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS."""
    import json

    codes = known_codes(report.options)
    results = [_result(each, [*codes].index(each.row["code"])) for each in report]
    rules = [
        {"id": code, "shortDescription": {"text": meaning}, "defaultConfiguration": {"level": _LEVELS[severity]}}
        for code, (severity, meaning) in codes.items()
    ]
    driver = {"name": "itu-texts", "version": itu_texts.__version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": _COLUMN_KINDS[report.options.offsets], "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    yield json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem, index: int) -> dict[str, Any]:
    from urllib.parse import quote  # other formats do not need it

    row, path = problem.row, PurePath(problem.row["file"])
    file = {"artifactLocation": {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}}
    message = {"text": row["message"]}
    region = {} if problem.named else {"region": _region(problem.place)}
    named = {"message": {"text": problem.named}} if problem.named else {}
    made = [{"deletedRegion": _region(place), "insertedContent": {"text": words}} for place, words in problem.fixes]
    fixes = [{"description": message, "artifactChanges": [{**file, "replacements": made}]}]
    return {
        "ruleId": row["code"],
        "ruleIndex": index,
        "level": _LEVELS[row["severity"]],
        "message": message,
        "locations": [{"physicalLocation": {**file, **region}, **named}],
        **({"fixes": fixes} if made else {}),
    }


def _region(place: itu_texts.rows.FilePlace) -> dict[str, int | None]:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, (place.line, place.column, place.end_line, place.end_column), strict=True))


def _github(report: Report) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the lines."""
    for each in report:
        row, place = each.row, each.place
        where = f"file={_property(row['file'])}"
        if not each.named:
            where += f",line={place.line},col={place.column},endLine={place.end_line},endColumn={place.end_column}"
        message = _escaped(f"{each.named}: {row['message']}" if each.named else row["message"])
        yield f"::{_COMMANDS[row['severity']]} {where},title={_property(row['code'])}::{message}\n"
    yield report.summary


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")


REPORTS: dict[str, Callable[[Report], Iterator[str] | Iterator[bytes]]] = {
    "text": _text,
    **{name: partial(_table, name) for name in ROWS},
    "sarif": _sarif,
    "github": _github,
}
"""The formats by name; the first is the default."""


# ---------------------------------------------------------------------- the command


def check_files(options: argparse.Namespace) -> int:
    """Report what is odd in files, or write a copy of one with comments in its margin or mended."""
    options.offsets = options.offsets or "characters"
    known = known_codes(options)
    unknown = [code for code in (*options.select, *options.ignore) if code not in known]
    if unknown:
        raise CallError(f"no code {', '.join(unknown)}; there are: {', '.join(known)}")
    if options.collection is not None:  # an error of it is none of each file
        itu_texts.Collection.open(options.collection, write=False).close()
    codes = frozenset(options.select or known).difference(options.ignore)
    checked = Checked(codes, options)
    is_word = Path(options.output or "").suffix.lower() in (".docx", ".docm")
    if options.fix or (is_word and options.to is None):
        return _in_file(options, checked)
    options.to = format_of(options, REPORTS, "text")
    if options.aligned:
        return _report(options, _of_editions(options, checked), options.files)
    results = Results(options, checked, report=False)
    found = _report(options, (pieces for _, pieces in results), results.names, results)
    return max(results.code, found)  # which the report has made


def _in_file(options: argparse.Namespace, checked: Checked) -> int:
    """Write a copy of the file that is checked, with comments in its margin or mended; report what is left."""
    from itu_texts.revision.in_place import check_kind

    if len(options.files) != 1 or options.output is None:
        raise CallError("name one file to check, and with -o the copy to write")
    [name] = options.files
    goal = options.output
    [document] = documents_of(options, [name], is_text=lambda _: False)
    check_kind(document, goal)
    found: Sequence[itu_texts.Diagnostic] = checked.found(document)
    made: Sequence[itu_texts.Diagnostic] = ()
    now = document
    if options.fix and checked.codes == {"numbering-gap"}:
        try:
            data, now = _renumbered(document)
        except itu_texts.LabelError as error:
            return fail(f"{name}: not renumbered: {error}", FOUND)
        found = [each for each in now.diagnostics if each.code.startswith("numbering-")]
    elif options.fix:
        data, made, found = itu_texts.mend(document, found)
    else:
        data = itu_texts.annotate(document, found)
    for each in problems_of(name, document, made, options.offsets):
        say(f"mended: {each.where} {each.row['code']} {each.row['message']}")
    write(options, [data])
    options.output, options.to = None, "text"
    left = [*problems_of(name if now is document else goal, now, found, options.offsets)]
    return _report(options, [left], [name])


def _renumbered(document: itu_texts.Document) -> tuple[bytes, itu_texts.Document]:
    """Return the file in which labels count on and references follow them, in Word as tracked changes.

    :raises itu_texts.LabelError: if a reference would be lost.
    """
    original, made = document.origins.original, BytesIO()
    is_word = original is not None and original.format == "docx"
    now = itu_texts.edit(document).renumber(document).save(made, strict=True, tracked=is_word)
    return made.getvalue(), now


def _report(
    options: argparse.Namespace,
    problems: Iterable[Iterable[Problem]],
    names: Sequence[str],
    results: Results | None = None,
) -> int:
    """Write the problems of each file; return the exit code.

    :param results: the source of the problems, if nothing is to be written when no file can be read.
    """
    grave = {"error", "warning"} if options.warnings_as_errors else {"error"}
    report = Report(problems, len(names), options)
    write(options, REPORTS[options.to](report), display=options.to in _FOR_PEOPLE, results=results)
    return OK if grave.isdisjoint(report.severities) else FOUND


def _of_editions(options: argparse.Namespace, checked: Checked) -> Iterator[Iterator[Problem]]:
    """Yield the problems of two editions, including parts that do not align."""
    from itu_texts.revision.aligning import mismatches

    if len(options.files) != 2:
        raise CallError("--aligned takes two files: the editions in two languages")
    both = [*documents_of(options, options.files, is_text=lambda _: False)]
    apart = [*mismatches(itu_texts.align(*both))]
    for name, document, is_first in zip(options.files, both, (True, False), strict=True):
        of_both = (problem for of_first, problem in apart if of_first is is_first and problem.code in checked.codes)
        found = sorted((*checked.found(document), *of_both), key=lambda each: each.span)
        yield problems_of(name, document, found, options.offsets)


def known_codes(options: argparse.Namespace) -> dict[str, tuple[itu_texts.Severity, str]]:
    """Return the severity and the meaning of each code, those of own checks too."""
    return itu_texts.CODES | {each.code: (each.severity, each.meaning) for each in own_checks((*options.rules,))}
