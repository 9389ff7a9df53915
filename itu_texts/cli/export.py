"""``parse``, ``export`` and ``outline``: texts in another format."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from itu_texts import batch
from itu_texts.cli.calls import FAILED, FOUND, OK, CallError, Command, Progress, add_reading, fail, files_of, output
from itu_texts.exporters import EXPORTERS, Exporter, exporter
from itu_texts.loading import load

__all__ = ["EXPORT", "OUTLINE", "PARSE"]

_JOBS_HELP = "number of worker processes (default: one for each core, none for a few small files)"


def _add_to_parse(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", dest="to", choices=EXPORTERS, help="default: json for a file, jsonl for many or for a folder"
    )
    _add_writing(command)


def _add_to_export(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--to",
        choices=EXPORTERS,
        metavar="NAME",
        help=f"the format: {', '.join(EXPORTERS)} (default: by the suffix of OUT)",
    )
    _add_writing(command)


def _add_to_outline(command: argparse.ArgumentParser) -> None:
    command.set_defaults(to="outline", output=None, resume=False, strict=False, jobs=1, progress=False, indent=None)
    add_reading(command)


def _add_writing(command: argparse.ArgumentParser) -> None:
    """Add the options of commands that write files of other formats."""
    command.add_argument("--indent", type=int, default=None, metavar="N", help="indent the JSON by N blanks")
    command.add_argument("--strict", action="store_true", help="fail on texts with oddities")
    command.add_argument("--jobs", type=int, default=0, metavar="N", help=_JOBS_HELP)
    command.add_argument("--resume", action="store_true", help="keep the results that a jsonl OUT holds, and go on")
    command.add_argument("--progress", action="store_true", help="show progress even where there is no terminal")
    command.add_argument("-o", "--output", metavar="OUT", help="write to this file, not to standard output")
    add_reading(command)


def _export(options: argparse.Namespace) -> int:
    """Write what the exporter makes of each file, in their order; report files that fail, and go on."""
    names = files_of(options)
    row = _exporter(options)
    done, end = _finished(options, row)
    left = [name for name in names if name not in done]
    asked = {"indent": options.indent} if "indent" in row.options else {}
    job = batch.Job(options.language, options.strict, options.view, row.name, asked)
    workers = options.jobs if options.jobs > 0 else batch.workers_for(left, os.cpu_count() or 1)
    progress = Progress(len(names), len(names) - len(left), asked=options.progress)
    code = OK
    with output(options.output, end) as out:
        for result in batch.run(left, job, min(workers, len(left))):
            progress.step(result.name)
            if result.error:
                progress.clear()
                code = max(code, fail(result.error, FOUND if result.odd else FAILED))
            out.writelines(result.pieces)
            out.flush()
    progress.clear()
    return code


def _export_as_named(options: argparse.Namespace) -> int:
    """The same, in the format that the suffix of the output stands for if none is asked for."""
    if options.to is None:
        suffix = Path(options.output or "").suffix
        options.to = next((row.name for row in EXPORTERS.values() if row.suffix == suffix), None)
    if options.to is None:
        raise CallError(f"which format? --to takes one of: {', '.join(EXPORTERS)}")
    return _export(options)


def _exporter(options: argparse.Namespace) -> Exporter:
    """The exporter that is asked for, which must be able to write as many documents as there are."""
    many = len(options.files) > 1 or any(name != "-" and Path(name).is_dir() for name in options.files)
    row = exporter(options.to or ("jsonl" if many else "json"))
    if many and not row.many:
        others = " or ".join(other.name for other in EXPORTERS.values() if other.many)
        raise CallError(f"one {row.title} file holds one document: ask for {others} for many")
    return row


def _finished(options: argparse.Namespace, row: Exporter) -> tuple[set[str], int]:
    """The files that need not be done again, and where in the output what was made of them ends."""
    if not options.resume:
        return set(), 0
    if not options.output:
        raise CallError("--resume needs -o: it goes on with that file")
    if not row.finished:
        raise CallError(f"--resume cannot tell which files an output in {row.name} holds")
    found: tuple[set[str], int] = load(row.finished)(options.output)
    return found


PARSE = Command("parse", "Write the clause tree of texts.", _add_to_parse, _export)
EXPORT = Command("export", "Write texts in another format.", _add_to_export, _export_as_named)
OUTLINE = Command("outline", "Print a text as an outline, a block a line.", _add_to_outline, _export)
