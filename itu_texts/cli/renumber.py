"""``renumber``: renumbers the items of a file, and the references to them, in a copy of the file."""

from __future__ import annotations

import argparse

import itu_texts
from itu_texts.cli.calls import FOUND, OK, CallError, add_reading, documents_of, fail

__all__ = ["add_arguments", "run"]


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--tracked", action="store_true", help="as tracked changes of Word")
    command.add_argument("--author", default="itu-texts", help="author of the tracked changes (default: itu-texts)")
    command.add_argument("--date", help="date of the tracked changes, such as 2026-11-25T09:00:00Z")
    add_reading(command)


def run(options: argparse.Namespace) -> int:
    if len(options.files) != 1 or options.output is None:
        raise CallError("renumber takes one file, and -o OUT")
    [document] = documents_of(options)
    draft = itu_texts.edit(document).renumber(document)
    try:
        new = draft.save(options.output, tracked=options.tracked, author=options.author, date=options.date)
    except itu_texts.ItuTextsError as error:
        raise CallError(str(error)) from None
    except OSError as error:
        raise CallError(f"{options.output}: {error.strerror or error}") from None
    broken = [each for each in new.diagnostics if each.code == "broken-reference"]
    for each in broken:
        fail(each.message)
    return FOUND if broken else OK
