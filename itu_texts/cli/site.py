"""``site``: writes a collection as static pages."""

from __future__ import annotations

import argparse
from pathlib import Path

from itu_texts.cli.calls import JOBS_HELP, OK, CallError, Progress, add_progress, jobs, say

__all__ = ["add_arguments", "run"]


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("collection", metavar="COLLECTION", help="a file made by collect: acts.db")
    command.add_argument("-o", "--output", metavar="DIR", help="the folder; it must be empty, or hold an earlier site")
    command.add_argument("--title", default="Collection of texts", help="title of the site (default: %(default)s)")
    command.add_argument("--jobs", type=int, metavar="N", help=JOBS_HELP)
    add_progress(command)


def run(options: argparse.Namespace) -> int:
    from itu_texts.collection import Collection
    from itu_texts.collection.site import write_site

    if options.output is None:
        raise CallError("-o is missing: name the folder for the site")
    progress = Progress(asked=options.progress)
    with Collection.open(options.collection, write=False) as acts:
        try:
            made = write_site(acts, options.output, title=options.title, workers=jobs(options), progress=progress)
        except KeyboardInterrupt as stopped:
            stopped.add_note(f"nothing is written to {options.output}")
            raise
    progress.clear()
    message = f"{made.pages} pages of {made.works} works and {made.texts} texts; open {Path(made.folder, 'index.html')}"
    say(f"{options.output}: {message}")
    return OK
