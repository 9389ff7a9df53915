"""``view``: shows a text as a page in the browser."""

from __future__ import annotations

import argparse
from pathlib import Path

from itu_texts.api.batch import display_name
from itu_texts.cli.calls import OK, CallError, add_reading, documents_of
from itu_texts.cli.outputs import format_of, write_file
from itu_texts.formats.writing import iter_export
from itu_texts.language.writing import utf8

__all__ = ["add_arguments", "run"]


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--no-browser", action="store_true", help="write the page and print its path, without opening it"
    )
    add_reading(command)


def run(options: argparse.Namespace) -> int:
    if len(options.files) != 1:
        raise CallError("view takes one file")
    import tempfile
    import webbrowser  # both are slow to import, and no other command needs them

    format_of(options, None, ("html",), option="", also={".htm": "html"})
    [document] = documents_of(options)
    pieces = iter_export(document, "html")
    goal = Path(options.output) if options.output else Path(tempfile.mkdtemp(prefix="itu-texts-")) / "text.html"
    with write_file(goal) as out:
        out.writelines(utf8(piece) if isinstance(piece, str) else piece for piece in pieces)
    print(display_name(str(goal)))
    if not options.no_browser:
        webbrowser.open(goal.resolve().as_uri())
    return OK
