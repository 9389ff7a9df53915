"""``consolidate`` and ``compare``: what amendments make of a text, and what several proposals do."""

from __future__ import annotations

import argparse
from pathlib import Path

import itu_texts
from itu_texts.cli.calls import (
    OK,
    CallError,
    Command,
    add_reading,
    by_suffix,
    document_of,
    fail,
    not_for_terminals,
    output,
)
from itu_texts.exporters import EXPORTERS, exporter, iter_export
from itu_texts.nodes import Document

__all__ = ["COMPARE", "CONSOLIDATE"]

_FORMATS = ("csv", "html", "docx")
_PROBLEMS = ("amendment-without-target", "added-twice", "amended-after-suppression")


def _add_to_consolidate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=EXPORTERS, metavar="NAME", help="the format (default: by the suffix of OUT)")
    add_reading(command)


def _documents(options: argparse.Namespace) -> list[Document]:
    if len(options.files) < 2:
        raise CallError("a base and at least one other file are named")
    return [document_of(options, name) for name in options.files]


def _consolidate(options: argparse.Namespace) -> int:
    base, *amending = _documents(options)
    row = exporter(options.to or by_suffix(options, ((row.suffix, row.name) for row in EXPORTERS.values())) or "text")
    if row.binary:
        not_for_terminals(options, row.title)
    made = itu_texts.consolidate(base, *amending)
    with output(options, options.files) as out:
        for piece in iter_export(made, row.name):
            out.write(piece if isinstance(piece, bytes) else piece.encode("utf-8"))
    for problem in made.diagnostics:
        if problem.code in _PROBLEMS:
            fail(f"{problem.code}: {problem.message}")
    return OK


def _add_to_compare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=_FORMATS, help="the format (default: by the suffix of OUT, or csv)")
    add_reading(command)


def _compare(options: argparse.Namespace) -> int:
    from itu_texts.consolidation.reports import REPORTS

    base, *proposals = _documents(options)
    name = options.to or by_suffix(options, ((f".{each}", each) for each in _FORMATS)) or _FORMATS[0]
    if name == "docx":
        not_for_terminals(options, "Word")
    names = [Path(each).name for each in options.files[1:]]
    with output(options, options.files) as out:
        out.write(REPORTS[name](itu_texts.compare(base, *proposals), names))
    return OK


CONSOLIDATE = Command(
    "consolidate", "Make amendments in a text or treaty: BASE AMENDING...", _add_to_consolidate, _consolidate
)
COMPARE = Command("compare", "Show what several proposals make of a text: BASE PROPOSAL...", _add_to_compare, _compare)
