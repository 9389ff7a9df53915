"""``serve``: serves editors and agents on standard input and output."""

from __future__ import annotations

import argparse

from itu_texts.cli.calls import OK, CallError, Command, option


def _serve(options: argparse.Namespace) -> int:
    if options.mcp:
        from itu_texts.cli.mcp_server import serve
    else:
        raise CallError("--mcp is missing")
    if options.mcp and options.collection is None:
        raise CallError("name the collection to serve: itu-texts serve --mcp acts.db")
    serve(options.collection)
    return OK


SERVE = Command(
    "serve",
    "Serve an agent on standard input and output.",
    (
        option("collection", nargs="?", metavar="COLLECTION", help="a file made by collect: acts.db"),
        option("--mcp", action="store_true", help="for agents: tools that read a collection (Model Context Protocol)"),
    ),
    _serve,
)
