"""``consolidate`` and ``compare``: apply amendments to a text, and compare several proposals."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import itu_texts
from itu_texts.cli.calls import (
    FOUND,
    OK,
    CallError,
    add_reading,
    documents_of,
    fail,
)
from itu_texts.cli.outputs import format_of, not_for_terminals, output
from itu_texts.formats.table import ROWS, WRITTEN
from itu_texts.formats.writing import iter_export
from itu_texts.tree.nodes import Amendment, Document
from itu_texts.tree.walking import find

__all__ = ["add_to_compare", "add_to_consolidate", "compare", "consolidate"]

_FORMATS = (*ROWS, "html", "docx")


def add_to_consolidate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=WRITTEN, metavar="NAME", help="the format (default: by the suffix of OUT)")
    command.add_argument(
        "--tracked", action="store_true", help="as tracked changes of each proposal (BASE and OUT are Word files)"
    )
    command.add_argument("--date", help="date of the tracked changes, such as 2026-11-25T09:00:00Z")
    add_reading(command)


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


def add_to_compare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=_FORMATS, help="the format (default: by the suffix of OUT, or csv)")
    add_reading(command)


def compare(options: argparse.Namespace) -> int:
    from itu_texts.revision.consolidation.reports import REPORTS

    name = format_of(options, options.to, _FORMATS, "csv", "--to")
    not_for_terminals(options, name)
    base, *proposals = _documents(options)
    names = [Path(each).name for each in options.files[1:]]
    with output(options, options.files) as out:
        out.write(REPORTS[name](itu_texts.compare(base, *proposals), names))
    return OK
