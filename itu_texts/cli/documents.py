"""Commands on one text, or on several side by side."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import itu_texts
from itu_texts.api.batch import display_name
from itu_texts.cli.calls import FOUND, OK, CallError, check_goal, document_of, documents_of, fail
from itu_texts.cli.outputs import format_of, not_for_terminals, output, write_file
from itu_texts.formats.table import ROWS, WRITTEN
from itu_texts.formats.writing import iter_export
from itu_texts.language.writing import utf8
from itu_texts.tree.nodes import Document

if TYPE_CHECKING:
    from itu_texts.rows import Explanation

DIFFERENCES = ("text", "json", "html", "docx")
COMPARED = (*ROWS, "html", "docx")
"""The formats of the commands."""


def view(options: argparse.Namespace) -> int:
    if len(options.files) != 1:
        raise CallError("view takes one file")
    import tempfile
    import webbrowser  # both are slow to import, and no other command needs them

    format_of(options, None, ("html",), also={".htm": "html"})
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
    if len(options.files) != 1 or options.to not in (None, "explain"):
        raise CallError("one FILE is explained: parse FILE --to explain --at PLACE")
    [document] = documents_of(options)
    line = (options.at or "").partition(":")[0]  # "5", and "5:3" as `check` prints it
    with output(options, options.files, display=True) as out:
        for each in itu_texts.explain(document, int(line) if line.isdecimal() else options.at):
            out.writelines(_shown(each, " ".join(document.source[each.span].split())))
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


def json_schema() -> str:
    """Return the JSON Schema of the JSON."""
    import json

    return json.dumps(itu_texts.json_schema(), ensure_ascii=False, indent=2) + "\n"


def typescript() -> str:
    """Return the types of the JSON for TypeScript."""
    from importlib import resources

    return (resources.files("itu_texts.formats.json") / "document.d.ts").read_text("utf-8")


def diff(options: argparse.Namespace) -> int:
    from itu_texts.revision import diffs
    from itu_texts.revision.diffs.differences import differences_of_pairs
    from itu_texts.revision.diffs.reports import REPORTS

    if len(options.files) != 2:
        raise CallError("diff takes two files: OLD and NEW")
    kind = format_of(options, options.to, DIFFERENCES, DIFFERENCES[0], also={".docm": "docx"})
    not_for_terminals(options, kind)
    old, new = documents_of(options)
    _check_kind(old, options)
    found = diffs.diff(old, new)
    differs = bool(found)
    with output(options, options.files, display=kind == "text" and not options.output) as out:
        if kind == "docx":
            made = diffs.redline(found, old, author=options.author, date=options.date)
            out.write(made.data)
            for each in made.left_out:
                fail(f"not shown: {each}")
            differs = differs or bool(made.left_out)
        else:
            shown, matching = found, found[0].matching if found else None
            if kind == "html" and matching is not None:
                shown = differences_of_pairs(matching, unchanged=True)
            elif kind == "html":  # both are the same
                shown = diffs.diff(old, new, unchanged=True)
            out.writelines(REPORTS[kind](shown, words=options.level == "word"))
    return FOUND if differs else OK


def editions(options: argparse.Namespace) -> tuple[Document, Document]:
    """Return two files as documents, each in its own language.

    :raises CallError: if there are not two files.
    """
    if len(options.files) != 2:
        raise CallError("--aligned takes two files: the editions in two languages")
    if options.output is not None:
        check_goal(Path(options.output), options.files)
    first, second = (_read(name, options) for name in options.files)
    return first, second


def _read(name: str, options: argparse.Namespace) -> Document:
    """Read a file, and read it again if it is in another language."""
    from itu_texts.language.detection import other_language
    from itu_texts.language.grammar import languages

    document = document_of(options, name)
    if any(found.code == "wrong-language" for found in document.diagnostics):
        other = other_language(str(document.source), options.language)
        if other is not None and other in languages(options.language):
            return document_of(options, name, other)
    return document


def _documents(options: argparse.Namespace) -> list[Document]:
    """Return a base and the documents that amend it; one that does so in words need not be a text."""
    from itu_texts.revision.consolidation.instructions import instructions

    if len(options.files) < 2:
        raise CallError("a base and at least one other file are needed")
    return documents_of(options, lambda document: all(not each.tells for each in instructions(document)))


def _check_kind(document: Document, options: argparse.Namespace) -> None:
    from itu_texts.revision.in_place import check_kind

    try:
        check_kind(document, options.output or "")
    except itu_texts.InputError as error:
        raise CallError(str(error)) from None


def consolidate(options: argparse.Namespace) -> int:
    from itu_texts.revision.consolidation.consolidating import Consolidation
    from itu_texts.revision.consolidation.in_place import consolidated_file
    from itu_texts.revision.consolidation.reports import consolidation_json, with_files

    name = format_of(options, options.to, WRITTEN, "text", also={".docm": "docx"})
    as_json = options.report == "json"
    if not as_json:
        not_for_terminals(options, name)
    _check_date(options)
    base, *amending = _documents(options)
    _check_kind(base, options)
    made = Consolidation(base, *amending, whole=options.whole)
    original = base.origins.original
    in_place = name == "docx" and original is not None and original.format == "docx"
    if options.tracked and not in_place:
        raise CallError("--tracked needs a base that is a Word file, and -o OUT.docx")
    if options.output is not None or not as_json:
        with output(options, options.files) as out:
            if in_place:
                names = [Path(each).stem for each in options.files[1:]]
                settings = {"names": names, "tracked": options.tracked, "date": options.date, "whole": options.whole}
                out.write(consolidated_file(base, *amending, made=made, **settings))
            else:
                out.writelines(iter_export(made.document, name))
    if as_json:
        print(*consolidation_json(made, options.files), sep="", end="")
    for problem in made.problems if not as_json else ():
        fail(f"{problem.code}: {with_files(problem.message, options.files)}")
    return FOUND if made.problems else OK


def _check_date(options: argparse.Namespace) -> None:
    if options.date is not None and not options.tracked:
        raise CallError("--date is that of tracked changes: it needs --tracked")


def compare(options: argparse.Namespace) -> int:
    from itu_texts.revision.consolidation.comparing import compared
    from itu_texts.revision.consolidation.reports import REPORTS, with_files

    name = format_of(options, options.to, COMPARED, "csv")
    not_for_terminals(options, name)
    base, *proposals = _documents(options)
    names = [Path(each).name for each in options.files[1:]]
    places, problems = compared(base, proposals, whole=options.whole)
    with output(options, options.files) as out:
        out.write(REPORTS[name](places, names))
    for number, problem in problems:
        fail(f"{problem.code}: {with_files(problem.message, (options.files[0], options.files[number]))}")
    return OK
