"""``consolidate`` and ``compare``: what amendments make of a text, and what several proposals do."""

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
    Command,
    add_reading,
    documents_of,
    fail,
)
from itu_texts.cli.export import suffixes
from itu_texts.cli.outputs import format_of, not_for_terminals, output
from itu_texts.formats.tables.formats import TABLES
from itu_texts.formats.writing import EXPORTERS, exporter, iter_export
from itu_texts.tree.nodes import Amendment, Document
from itu_texts.tree.walking import find

__all__ = ["COMPARE", "CONSOLIDATE"]

_FORMATS = ("csv", "html", "docx", *(name for name in TABLES if name != "csv"))


def _add_to_consolidate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=EXPORTERS, metavar="NAME", help="the format (default: by the suffix of OUT)")
    add_reading(command)


def _documents(options: argparse.Namespace) -> list[Document]:
    if len(options.files) < 2:
        raise CallError("a base and at least one other file are named")
    return documents_of(options)


def _consolidate(options: argparse.Namespace) -> int:
    from itu_texts.revision.consolidation.consolidating import PROBLEMS

    row = exporter(format_of(options, options.to, suffixes(), "text", "--to"))
    if row.binary:
        not_for_terminals(options, row.title)
    base, *amending = _documents(options)
    made = itu_texts.consolidate(base, *amending)
    with output(options, options.files) as out:
        out.writelines(iter_export(made, row.name))
    problems = [each for each in made.diagnostics if each.code in PROBLEMS]
    for problem in problems:
        fail(f"{problem.code}: {_with_names(problem.message, options.files)}")
    for name, document in zip(options.files[1:], amending, strict=True):
        if not any(find(document, Amendment)):
            fail(f"{name}: amends nothing of {options.files[0]}: there is no ADD, MOD or SUP in it")
    return FOUND if problems else OK


def _with_names(message: str, files: Sequence[str]) -> str:
    """A message of :func:`itu_texts.consolidate` with the names of the files, which it knows by their numbers."""
    return re.sub(r"\bof document (\d+)\b", lambda said: f"of {files[int(said[1])]}", message)


def _add_to_compare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=_FORMATS, help="the format (default: by the suffix of OUT, or csv)")
    add_reading(command)


def _compare(options: argparse.Namespace) -> int:
    from itu_texts.revision.consolidation.reports import REPORTS

    name = format_of(options, options.to, [(f".{each}", each) for each in _FORMATS], _FORMATS[0], "--to")
    if name == "docx" or TABLES.get(name, TABLES["csv"]).binary:
        not_for_terminals(options, TABLES[name].title if name in TABLES else "Word")
    base, *proposals = _documents(options)
    names = [Path(each).name for each in options.files[1:]]
    with output(options, options.files) as out:
        out.write(REPORTS[name](itu_texts.compare(base, *proposals), names))
    return OK


CONSOLIDATE = Command(
    "consolidate",
    "Make amendments in a text or treaty: BASE AMENDING...",
    _add_to_consolidate,
    _consolidate,
    "something was not made, or conflicts",
)
COMPARE = Command("compare", "Show what several proposals make of a text: BASE PROPOSAL...", _add_to_compare, _compare)
