"""``check``: reports the oddities of texts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import itu_texts
from itu_texts import CODES, Diagnostic, ItuTextsError, Severity
from itu_texts.cli.calls import FOUND, OK, CallError, Results, check_goal, document_of, files_of, say
from itu_texts.cli.comparing import editions
from itu_texts.cli.outputs import format_of, not_for_terminals, output, write_file
from itu_texts.cli.reports import FOR_PEOPLE, REPORTS, Checked, Problem, ReportState, problem_in, where

__all__ = ["check"]


def check(options: argparse.Namespace) -> int:
    is_word = Path(options.output or "").suffix.lower() == ".docx"
    if options.fix or (is_word and options.format is None):
        codes = _codes(options.select, [*CODES]) - _codes(options.ignore, ())
        return _in_file(options, codes)
    options.format = format_of(options, options.format, REPORTS, next(iter(REPORTS)))
    not_for_terminals(options, options.format)
    codes = _codes(options.select, [*CODES]) - _codes(options.ignore, ())
    files = files_of(options)
    if options.aligned:
        return _report(options, _of_editions(options, frozenset(codes)), files.names)
    results = Results(options, Checked(frozenset(codes)), files, report=False)
    found = _report(options, _all(results), files.names, results)
    return max(results.code, found)


def _in_file(options: argparse.Namespace, codes: set[str]) -> int:
    """Write a copy of the file that is checked, with comments in its margin or mended; report what is left."""
    from itu_texts.revision.in_place.mending import annotated, mended

    if len(options.files) != 1 or options.output is None:
        raise CallError("name one file to check, and with -o the copy to write")
    (name,) = options.files
    goal = Path(options.output)
    check_goal(goal, [name])
    document = document_of(options, name)
    found: Sequence[Diagnostic] = [each for each in itu_texts.check(document) if each.code in codes]
    try:
        if options.fix:
            data, made, found = mended(document, found)
            for each in made:
                say(f"mended: {where(problem_in(name, document, each))} {each.code} {each.message}")
        else:
            data = annotated(document, found)
    except ItuTextsError as error:
        raise CallError(str(error)) from None
    with write_file(goal) as file:
        file.write(data)
    options.output, options.format = None, next(iter(REPORTS))
    return _report(options, [(name, [problem_in(name, document, each) for each in found])], [name])


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
        marked=options.output is None and sys.stdout is not None and sys.stdout.isatty(), given=len(names)
    )
    with output(options, names, display=options.format in FOR_PEOPLE, results=results) as out:
        out.writelines(REPORTS[options.format](problems, shown))
    return FOUND if grave & shown.severities else OK


def _of_editions(options: argparse.Namespace, codes: frozenset[str]) -> Iterator[tuple[str, Sequence[Problem]]]:
    """Yield the problems of two editions, including parts that do not align."""
    from itu_texts.revision.aligning import align, mismatches

    both = editions(options)
    apart = [*mismatches(align(*both))]
    for name, document, is_first in zip(options.files, both, (True, False), strict=True):
        found = [*itu_texts.check(document), *(problem for of_first, problem in apart if of_first is is_first)]
        found.sort(key=lambda each: each.span)
        yield name, [problem_in(name, document, each) for each in found if each.code in codes]


def _all(results: Results) -> Iterable[tuple[str, Sequence[Problem]]]:
    """Yield the problems of each file."""
    return ((name, [*pieces]) for name, pieces in results)


def _codes(asked: Sequence[str] | None, otherwise: Iterable[str]) -> set[str]:
    """Return the codes that are asked for.

    :raises CallError: if a code is unknown.
    """
    if asked is None:
        return {*otherwise}
    codes = {code.strip() for each in asked for code in each.split(",") if code.strip()}
    unknown = sorted(codes - CODES.keys())
    if unknown:
        raise CallError(f"no code {', '.join(unknown)}; there are: {', '.join(CODES)}")
    return codes
