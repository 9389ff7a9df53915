"""``diff``: shows the differences between two editions of a text."""

from __future__ import annotations

import argparse

from itu_texts.cli.calls import (
    FOUND,
    OK,
    CallError,
    add_reading,
    documents_of,
)
from itu_texts.cli.outputs import format_of, not_for_terminals, output

__all__ = ["add_arguments", "run"]

_FORMATS = ("text", "json", "html", "docx")


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=_FORMATS, help="the format (default: by the suffix of OUT, or text)")
    command.add_argument(
        "--level",
        choices=("word", "clause"),
        default="word",
        help="mark the changed words, or show both wordings in full (default: word)",
    )
    command.add_argument(
        "--author", default="itu-texts", help="author of the tracked changes of docx (default: itu-texts)"
    )
    command.add_argument("--date", help="date of the tracked changes, such as 2026-11-25T09:00:00Z")
    add_reading(command)


def run(options: argparse.Namespace) -> int:
    from itu_texts.revision import diffs
    from itu_texts.revision.diffs.reports import REPORTS

    if len(options.files) != 2:
        raise CallError("diff takes two files: OLD and NEW")
    kind = format_of(options, options.format, _FORMATS, _FORMATS[0])
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
