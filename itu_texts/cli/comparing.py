"""``diff``, ``align``, ``consolidate`` and ``compare``: several texts side by side."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import itu_texts
from itu_texts.api import batch
from itu_texts.cli.calls import FOUND, OK, CallError, check_goal, document_of, documents_of, fail, report_unread
from itu_texts.cli.outputs import format_of, not_for_terminals, output
from itu_texts.formats.table import ROWS, WRITTEN
from itu_texts.formats.writing import iter_export, iter_rows
from itu_texts.tree.nodes import Amendment, Document
from itu_texts.tree.walking import find

__all__ = ["ALIGNED", "COMPARED", "DIFFERENCES", "align", "compare", "consolidate", "diff", "editions"]

DIFFERENCES = ("text", "json", "html", "docx")
ALIGNED = ("tsv", "tmx", "html", *ROWS)
COMPARED = (*ROWS, "html", "docx")
"""The formats of the commands; the first of each is the default."""


def diff(options: argparse.Namespace) -> int:
    from itu_texts.revision import diffs
    from itu_texts.revision.diffs.reports import REPORTS

    if len(options.files) != 2:
        raise CallError("diff takes two files: OLD and NEW")
    kind = format_of(options, options.format, DIFFERENCES, DIFFERENCES[0])
    not_for_terminals(options, kind)
    old, new = documents_of(options)
    found = diffs.diff(old, new)
    with output(options, options.files, display=kind == "text" and not options.output) as out:
        if kind == "docx":
            out.write(diffs.to_docx(found, old, author=options.author, date=options.date))
        else:
            shown = diffs.diff(old, new, unchanged=True) if kind == "html" else found
            out.writelines(REPORTS[kind](shown, words=options.level == "word"))
    return FOUND if found else OK


def editions(options: argparse.Namespace) -> tuple[Document, Document]:
    """Return two files as documents, each in its own language.

    :raises CallError: if there are not two files.
    """
    if len(options.files) != 2:
        raise CallError("align takes two files: the editions in two languages")
    if options.output is not None:
        check_goal(Path(options.output), options.files)
    first, second = (_read(name, options) for name in options.files)
    return first, second


def _read(name: str, options: argparse.Namespace) -> Document:
    """Read a file, and read it again if it is in another language."""
    from itu_texts.language.detection import other_language

    document = document_of(options, name)
    if any(found.code == "wrong-language" for found in document.diagnostics):
        other = other_language(str(document.source), options.language)
        if other in itu_texts.languages():
            return document_of(options, name, other)
    return document


def align(options: argparse.Namespace) -> int:
    from itu_texts.revision import aligning
    from itu_texts.revision.aligning.reports import REPORTS, columns, rows_of

    form = format_of(options, options.to, ALIGNED, ALIGNED[0], "--to")
    not_for_terminals(options, form)
    first, second = editions(options)
    for name, document in zip(options.files, (first, second), strict=True):
        report_unread(name, batch.unread(document))
    if first.language == second.language:
        raise CallError(f"both files are in the same language ({first.language}); align needs two languages")
    pairs = aligning.align(first, second)
    languages = (first.language, second.language)
    with output(options, options.files) as out:
        if form in ROWS:
            out.writelines(iter_rows(form, columns(languages), rows_of(pairs)))
        else:
            out.writelines(REPORTS[form](pairs, languages))
    return FOUND if any(aligning.mismatches(pairs)) else OK


def _documents(options: argparse.Namespace) -> list[Document]:
    if len(options.files) < 2:
        raise CallError("a base and at least one other file are needed")
    return documents_of(options)


def consolidate(options: argparse.Namespace) -> int:
    from itu_texts.revision.consolidation.consolidating import PROBLEMS
    from itu_texts.revision.consolidation.in_place import consolidated_file

    name = format_of(options, options.to, WRITTEN, "text", "--to")
    not_for_terminals(options, name)
    base, *amending = _documents(options)
    made = itu_texts.consolidate(base, *amending)
    original = base.origins.original
    in_place = name == "docx" and original is not None and original.format == "docx"
    if options.tracked and not in_place:
        raise CallError("--tracked needs a base that is a Word file, and -o OUT.docx")
    with output(options, options.files) as out:
        if in_place:
            names = [Path(each).stem for each in options.files[1:]]
            out.write(consolidated_file(base, *amending, names=names, tracked=options.tracked, date=options.date))
        else:
            out.writelines(iter_export(made, name))
    problems = [each for each in made.diagnostics if each.code in PROBLEMS]
    for problem in problems:
        fail(f"{problem.code}: {_with_names(problem.message, options.files)}")
    for name, document in zip(options.files[1:], amending, strict=True):
        if not any(find(document, Amendment)):
            fail(f"{name}: does not amend {options.files[0]}: it has no ADD, MOD or SUP")
    return FOUND if problems else OK


def _with_names(message: str, files: Sequence[str]) -> str:
    """Return a message of :func:`itu_texts.consolidate` with file names in place of document numbers."""
    return re.sub(r"\bof document (\d+)\b", lambda matched: f"of {files[int(matched[1])]}", message)


def compare(options: argparse.Namespace) -> int:
    from itu_texts.revision.consolidation.reports import REPORTS

    name = format_of(options, options.to, COMPARED, COMPARED[0], "--to")
    not_for_terminals(options, name)
    base, *proposals = _documents(options)
    names = [Path(each).name for each in options.files[1:]]
    with output(options, options.files) as out:
        out.write(REPORTS[name](itu_texts.compare(base, *proposals), names))
    return OK
