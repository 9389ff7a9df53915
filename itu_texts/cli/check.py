"""``check``: reports the oddities of texts, with their places, in several formats.

A new format is a function that takes the problems of each file and yields text, and a row of :data:`REPORTS`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import cache, partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from attrs import define, field, frozen

import itu_texts
from itu_texts import CODES, Diagnostic, ItuTextsError, LabelError, Severity
from itu_texts.cli.calls import FOUND, OK, CallError, Results, check_goal, document_of, fail, files_of, say
from itu_texts.cli.documents import editions
from itu_texts.cli.outputs import format_of, not_for_terminals, output, write_file
from itu_texts.formats.table import ROWS
from itu_texts.formats.terminal import visible
from itu_texts.formats.writing import iter_rows
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Document, Item, Node, Paragraph
from itu_texts.tree.spans import Offsets, Span
from itu_texts.tree.walking import find

if TYPE_CHECKING:
    from itu_texts.analysis.checks.own import Check
    from itu_texts.api.batch import Input

_WORDS = 5  # characters of the first words, by which a place is named
_LONGEST = 100  # characters of the line that are shown around the place

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}  # the levels of SARIF
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}  # the levels of GitHub
_COLUMN_KINDS = {"characters": "unicodeCodePoints", "utf-16": "utf16CodeUnits"}  # the names of SARIF
FOR_PEOPLE = ("text", "github")
"""The formats that people read, on a terminal or in a log."""


class Problem(NamedTuple):
    """An oddity at a place of a file."""

    words: str
    """The line, or the part of it around the place."""
    mark: tuple[int, int]
    """Where the place begins and ends in these words."""
    code: str
    severity: str
    message: str
    file: str
    start: int
    """Offset of the first character in the text that was read."""
    end: int
    """Offset of the character after the last one."""
    line: int
    """The line in the text that was read, from 1."""
    column: int
    """The column, in characters, from 1."""
    end_line: int
    end_column: int
    """The column after the last character."""
    place: str
    """The address, or the part of the text, and its first words; of a PDF, the page and line; empty for a text file."""
    fixes: tuple[tuple[Any, ...], ...] = ()
    """The replacements that mend it: lines and columns as above, and the new words."""


@frozen
class Checked:
    """Work for each document: its problems."""

    codes: frozenset[str]
    """The codes that are reported."""
    rules: tuple[str, ...] = ()
    """The Python files with checks besides those of the library, which each process runs."""
    offsets: Offsets = "characters"
    """What offsets and columns count."""
    collection: str | None = None
    """The file of the collection that says what is superseded."""

    def __call__(self, file: Input, document: Document) -> Iterator[Problem]:
        for found in _found(document, self.rules, self.collection):
            if found.code in self.codes:
                yield problem_in(file.name, document, found, self.offsets, file.data)


def _found(document: Document, rules: Sequence[str], collection: str | None) -> tuple[Diagnostic, ...]:
    """Return what the library, the checks in files and a collection report."""
    with itu_texts.Collection.open(collection, write=False) if collection is not None else nullcontext() as acts:
        return itu_texts.check(document, rules=own_checks((*rules,)), collection=acts)


@cache
def own_checks(files: tuple[str, ...]) -> tuple[Check, ...]:
    """Return the checks in Python files, and those of installed packages.

    :raises CallError: if a file cannot be run, or has no checks.
    """
    from itu_texts.analysis.checks.own import Check, installed  # with all of the analysis

    found = [*installed()]
    for file in files:
        try:
            from runpy import run_path  # few programs need it

            values = run_path(file).values()
        except (Exception, SystemExit) as error:  # whatever the file raises
            raise CallError(f"--rules {file}: {type(error).__name__}: {error}") from None
        own = [each for each in values if isinstance(each, Check)]
        if not own:
            raise CallError(f"--rules {file}: it has no itu_texts.Check")
        found += own
    return tuple(dict.fromkeys(found))


def problem_in(
    name: str, document: Document, found: Diagnostic, offsets: Offsets = "characters", data: bytes | None = None
) -> Problem:
    """Return a diagnostic as a row, with its place in the file.

    :param offsets: what offsets and columns count.
    :param data: the content of the file.
    """
    origin = document.origins.at(found.span.start)
    in_text = origin is None or bool(origin.line and not origin.page)

    def place(span: Span) -> tuple[int, ...]:
        if in_text:
            there = itu_texts.file_place(document, span, data=data, offsets=offsets)
            return there.line or 1, there.column or 1, there.end_line or 1, there.end_column or 1
        return *document.source.line_column(span.start, offsets), *document.source.line_column(span.end, offsets)

    counted = document.source.in_units.units if offsets == "utf-16" else int
    start, end = found.span
    source = document.source
    line, column, end_line, end_column = place(found.span)
    text = source.text
    line_start = start - (source.line_column(start)[1] - 1)
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    begin = max(line_start, min(start - _LONGEST // 2, line_end - _LONGEST))
    stop = min(line_end, begin + _LONGEST)
    return Problem(
        words=text[begin:stop],
        mark=(start - begin, max(min(end, stop), start + 1) - begin),
        code=found.code,
        severity=str(found.severity),
        message=found.message,
        file=name,
        start=counted(start),
        end=counted(end),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        place="" if in_text else str(origin) if origin and origin.page else _named(document, start),
        fixes=tuple((*place(fix.span), fix.text) for fix in found.fixes),
    )


def _named(document: Document, offset: int) -> str:
    """Return how people name a place: its address, if it has one, and the first words there."""
    node: Node = document
    while below := next((each for each in node.children if each.start <= offset < each.end), None):
        node = below
    addresses = Addresses()
    words_of = node.parent if isinstance(node, Paragraph) and isinstance(node.parent, Item) else node
    named = next((found for each in (words_of, *words_of.ancestors) if (found := addresses.known(each))), "")
    words = document.source[node.span].split()
    first = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    return f"{named} “{first}”".strip()


_COLUMNS = {name: kind for name, kind in get_type_hints(Problem).items() if name not in ("words", "mark", "fixes")}


@define
class ReportState:
    """How problems are shown, and the counts of a run."""

    marked: bool
    """Whether to show the line too, with a caret below the place."""
    given: int
    """The number of files."""
    codes: Mapping[str, tuple[Severity, str]]
    """The severity and the meaning of each code."""
    offsets: str = "characters"
    """What columns count."""
    read: int = 0
    """The number of files that could be read."""
    problems: int = 0
    files: int = 0
    """The number of files with problems."""
    severities: set[str] = field(factory=set)

    def count(self, problems: Sequence[Problem]) -> None:
        """Count the problems of a file."""
        self.read += 1
        self.problems += len(problems)
        self.files += bool(problems)
        self.severities |= {problem.severity for problem in problems}

    @property
    def summary(self) -> str:
        """A summary: ``3 problems in 2 of 14 files``."""
        problems = f"{self.problems or 'no'} problem{'s' if self.problems != 1 else ''}"
        files = f"{self.read} file{'s' if self.read != 1 else ''}"
        unread = f"; {self.given - self.read} could not be read" if self.read < self.given else ""
        return f"{problems} in {f'{self.files} of ' if self.files else ''}{files}{unread}"


Found = Iterable[tuple[str, Sequence[Problem]]]


def where(problem: Problem) -> str:
    """Return the place of a problem as reports for people print it: the file, and the line or the part of it."""
    place = f" {problem.place}" if problem.place else f"{problem.line}:{problem.column}"
    return f"{visible(problem.file)}:{place}:"


def _text(found: Found, shown: ReportState) -> Iterator[str]:
    """Yield a line for each problem, and a summary."""
    for _, problems in found:
        shown.count(problems)
        for each in problems:
            yield f"{where(each)} {each.severity} {each.code} {each.message}\n"
            if shown.marked and each.words.strip():
                start, end = each.mark
                blanks = "".join("\t" if char == "\t" else " " for char in each.words[:start])
                yield f"    {each.words}\n    {blanks}{'^' * max(1, end - start)}\n"
    yield f"{shown.summary}\n"


def _table(format: str, found: Found, shown: ReportState) -> Iterator[str] | Iterator[bytes]:
    """Yield a table with a row for each problem; in JSON, an array with an object for each."""
    rows = ([getattr(each, name) for name in _COLUMNS] for each in _counted(found, shown))
    return iter_rows(format, _COLUMNS, rows)


def _counted(found: Found, shown: ReportState) -> Iterator[Problem]:
    """Yield the problems of all files, and count them."""
    for _, problems in found:
        shown.count(problems)
        yield from problems


def _sarif(found: Found, shown: ReportState) -> Iterator[str]:
    """Yield SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS."""
    import json

    results = [_result(each, [*shown.codes].index(each.code)) for each in _counted(found, shown)]
    driver = {
        "name": "itu-texts",
        "version": itu_texts.__version__,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": meaning},
                "defaultConfiguration": {"level": _LEVELS[severity]},
            }
            for code, (severity, meaning) in shown.codes.items()
        ],
    }
    run = {"tool": {"driver": driver}, "columnKind": _COLUMN_KINDS[shown.offsets], "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    yield json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem, index: int) -> dict[str, Any]:
    from urllib.parse import quote  # other formats do not need it

    path = PurePath(problem.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    named = {"message": {"text": problem.place}} if problem.place else {}
    if not problem.place:
        place["region"] = _region(problem.line, problem.column, problem.end_line, problem.end_column)
    replacements = [
        {"deletedRegion": _region(*region), "insertedContent": {"text": text}} for *region, text in problem.fixes
    ]
    change = {"artifactLocation": place["artifactLocation"], "replacements": replacements}
    fixes = [{"description": {"text": problem.message}, "artifactChanges": [change]}]
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[Severity(problem.severity)],
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place, **named}],
        **({"fixes": fixes} if replacements and not problem.place else {}),
    }


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _github(found: Found, shown: ReportState) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the lines."""
    for name, problems in found:
        shown.count(problems)
        for each in problems:
            where = f"file={_property(name)}"
            if not each.place:
                where += f",line={each.line},col={each.column},endLine={each.end_line},endColumn={each.end_column}"
            message = f"{each.place}: {each.message}" if each.place else each.message
            command = _COMMANDS[Severity(each.severity)]
            yield f"::{command} {where},title={_property(each.code)}::{_data(message)}\n"
    yield f"{shown.summary}\n"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


REPORTS: dict[str, Callable[[Found, ReportState], Iterator[str] | Iterator[bytes]]] = {
    "text": _text,
    **{name: partial(_table, name) for name in ROWS},
    "sarif": _sarif,
    "github": _github,
}
"""The formats by name; the first is the default."""


def _known(options: argparse.Namespace) -> dict[str, tuple[Severity, str]]:
    """Return the severity and the meaning of each code, those of own checks too."""
    return CODES | {each.code: (each.severity, each.meaning) for each in own_checks((*options.rules,))}


def check_files(options: argparse.Namespace) -> int:
    is_word = Path(options.output or "").suffix.lower() in (".docx", ".docm")
    options.offsets = options.offsets or "characters"
    known = _known(options)
    codes = _codes(options.select, known, known) - _codes(options.ignore, (), known)
    if options.fix or (is_word and options.to is None):
        return _in_file(options, codes)
    options.to = format_of(options, options.to, REPORTS, next(iter(REPORTS)))
    not_for_terminals(options, options.to)
    files = files_of(options)
    if options.aligned:
        return _report(options, _of_editions(options, frozenset(codes)), files.names)
    results = Results(
        options, Checked(frozenset(codes), (*options.rules,), options.offsets, options.collection), files, report=False
    )
    problems = ((name, [*pieces]) for name, pieces in results)
    found = _report(options, problems, files.names, results)
    return max(results.code, found)  # which the report has made


def _in_file(options: argparse.Namespace, codes: set[str]) -> int:
    """Write a copy of the file that is checked, with comments in its margin or mended; report what is left."""
    from itu_texts.revision.in_place import check_kind
    from itu_texts.revision.in_place.mending import annotate, mend

    if len(options.files) != 1 or options.output is None:
        raise CallError("name one file to check, and with -o the copy to write")
    (name,) = options.files
    goal = Path(options.output)
    check_goal(goal, [name])
    document = document_of(options, name)
    if options.fix and codes == {"numbering-gap"}:
        return _renumber(options, document, name)
    found: Sequence[Diagnostic] = [
        each for each in _found(document, options.rules, options.collection) if each.code in codes
    ]
    try:
        check_kind(document, goal)
        if options.fix:
            data, made, found = mend(document, found)
            for each in made:
                say(f"mended: {where(problem_in(name, document, each, options.offsets))} {each.code} {each.message}")
        else:
            data = annotate(document, found)
    except ItuTextsError as error:
        raise CallError(str(error)) from None
    with write_file(goal) as file:
        file.write(data)
    options.output, options.to = None, next(iter(REPORTS))
    return _report(options, [(name, [problem_in(name, document, each, options.offsets) for each in found])], [name])


def _renumber(options: argparse.Namespace, document: Document, name: str) -> int:
    """Write a copy in which labels count on and references follow them; report the labels that are left as they are."""
    original = document.origins.original
    is_word = original is not None and original.format == "docx"
    try:
        made = itu_texts.edit(document).renumber(document).save(options.output, strict=True, tracked=is_word)
    except LabelError as error:
        return fail(f"{name}: not renumbered: {error}", FOUND)
    except ItuTextsError as error:
        raise CallError(str(error)) from None
    except OSError as error:
        raise CallError(f"{options.output}: {error.strerror or error}") from None
    before, after = ([each.label for each in find(one, Item)] for one in (document, made))
    if before == after:
        say(f"{name}: no label is changed")
    left = [each for each in made.diagnostics if each.code.startswith("numbering-")]
    goal, options.output, options.to = options.output, None, next(iter(REPORTS))
    found = _report(options, [(goal, [problem_in(goal, made, each, options.offsets) for each in left])], [goal])
    return FOUND if left else found


def _report(
    options: argparse.Namespace,
    problems: Iterable[tuple[str, Sequence[Problem]]],
    names: list[str],
    results: Results | None = None,
) -> int:
    """Write the problems of each file; return the exit code.

    :param results: the source of the problems, if nothing is to be written when no file can be read.
    """
    grave = {Severity.ERROR, Severity.WARNING} if options.warnings_as_errors else {Severity.ERROR}
    shown = ReportState(
        marked=options.output is None and sys.stdout is not None and sys.stdout.isatty(),
        given=len(names),
        codes=_known(options),
        offsets=options.offsets,
    )
    with output(options, names, display=options.to in FOR_PEOPLE, results=results) as out:
        out.writelines(REPORTS[options.to](problems, shown))
    return FOUND if grave & shown.severities else OK


def _of_editions(options: argparse.Namespace, codes: frozenset[str]) -> Iterator[tuple[str, Sequence[Problem]]]:
    """Yield the problems of two editions, including parts that do not align."""
    from itu_texts.revision.aligning import align, mismatches

    both = editions(options)
    apart = [*mismatches(align(*both))]
    for name, document, is_first in zip(options.files, both, (True, False), strict=True):
        found = [
            *_found(document, options.rules, options.collection),
            *(problem for of_first, problem in apart if of_first is is_first),
        ]
        found.sort(key=lambda each: each.span)
        yield name, [problem_in(name, document, each, options.offsets) for each in found if each.code in codes]


def _codes(asked: Sequence[str] | None, otherwise: Iterable[str], known: Mapping[str, object]) -> set[str]:
    """Return the codes that are asked for.

    :raises CallError: if a code is unknown.
    """
    if asked is None:
        return {*otherwise}
    codes = {code.strip() for each in asked for code in each.split(",") if code.strip()}
    unknown = sorted(codes - known.keys())
    if unknown:
        raise CallError(f"no code {', '.join(unknown)}; there are: {', '.join(known)}")
    return codes
