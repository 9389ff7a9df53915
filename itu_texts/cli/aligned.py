"""``align``: pairs the parts of two language editions."""

from __future__ import annotations

import argparse
from pathlib import Path

import itu_texts
from itu_texts.api import batch
from itu_texts.cli.calls import FOUND, OK, CallError, add_reading, check_goal, document_of, report_unread
from itu_texts.cli.outputs import format_of, not_for_terminals, output
from itu_texts.formats.table import ROWS
from itu_texts.formats.writing import iter_rows

__all__ = ["add_arguments", "editions", "run"]

_FORMATS = ("tsv", "tmx", "html", *ROWS)


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=_FORMATS, help="the format (default: by the suffix of OUT, or tsv)")
    add_reading(command)


def editions(options: argparse.Namespace) -> tuple[itu_texts.Document, itu_texts.Document]:
    """Return two files as documents, each in its own language.

    :raises CallError: if there are not two files.
    """
    if len(options.files) != 2:
        raise CallError("align takes two files: the editions in two languages")
    if options.output is not None:
        check_goal(Path(options.output), options.files)
    first, second = (_read(name, options) for name in options.files)
    return first, second


def _read(name: str, options: argparse.Namespace) -> itu_texts.Document:
    """Read a file, and read it again if it is in another language."""
    from itu_texts.language.detection import other_language

    document = document_of(options, name)
    if any(found.code == "wrong-language" for found in document.diagnostics):
        other = other_language(str(document.source), options.language)
        if other in itu_texts.languages():
            return document_of(options, name, other)
    return document


def run(options: argparse.Namespace) -> int:
    from itu_texts.revision.aligning import align, mismatches
    from itu_texts.revision.aligning.reports import REPORTS, columns, rows_of

    form = format_of(options, options.to, _FORMATS, _FORMATS[0], "--to")
    not_for_terminals(options, form)
    first, second = editions(options)
    for name, document in zip(options.files, (first, second), strict=True):
        report_unread(name, batch.unread(document))
    if first.language == second.language:
        raise CallError(f"both files are in the same language ({first.language}); align needs two languages")
    pairs = align(first, second)
    languages = (first.language, second.language)
    with output(options, options.files) as out:
        if form in ROWS:
            out.writelines(iter_rows(form, columns(languages), rows_of(pairs)))
        else:
            out.writelines(REPORTS[form](pairs, languages))
    return FOUND if any(mismatches(pairs)) else OK
