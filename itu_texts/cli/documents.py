"""``view``, ``explain`` and ``renumber``, which take one file, and ``schema``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import itu_texts
from itu_texts.api.batch import display_name
from itu_texts.cli.calls import FOUND, OK, CallError, documents_of, fail
from itu_texts.cli.outputs import format_of, output, write_file
from itu_texts.formats.writing import iter_export
from itu_texts.language.writing import utf8

if TYPE_CHECKING:
    from itu_texts import Explanation

__all__ = ["explain", "renumber", "schema", "view"]


def view(options: argparse.Namespace) -> int:
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


def explain(options: argparse.Namespace) -> int:
    if len(options.files) != 1:
        raise CallError("explain takes one file")
    [document] = documents_of(options)
    at = options.at
    with output(options, options.files, display=True) as out:
        for line in itu_texts.explain(document, int(at) if at is not None and at.isdecimal() else at):
            out.writelines(_shown(line, " ".join(document.source[line.span].split())))
    return OK


def _shown(line: Explanation, words: str) -> Iterator[str]:
    """Yield the lines that explain a line."""
    yield f"{line.line}: {words}\n"
    yield f"    taken for {line.taken_for}{f', at {line.address}' if line.address else ''}\n"
    if line.rule:
        yield f"    by {line.rule}: {line.reason}\n"
    else:
        yield f"    by its form, {line.form}\n"
    for other in line.considered:
        why = f"{other.rule}: {other.reason}" if other.rule else other.reason
        yield f"    not {other.taken_for or 'anything'}: {why}\n"


def renumber(options: argparse.Namespace) -> int:
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


def schema(_: argparse.Namespace) -> int:
    import json

    print(json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2))
    return OK
