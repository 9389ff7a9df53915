"""``serve``: serves editors and agents on standard input and output."""

from __future__ import annotations

import argparse

from itu_texts.cli.calls import OK, CallError, Command, option


def _serve(options: argparse.Namespace) -> int:
    if options.lsp:
        from itu_texts.cli import lsp_server

        lsp_server.serve(options.collection, options.manual)
    elif options.mcp and options.collection is not None:
        from itu_texts.cli import mcp_server

        mcp_server.serve(options.collection)
    else:
        raise CallError("say what to serve: itu-texts serve --lsp, or itu-texts serve --mcp acts.db")
    return OK


SERVE = Command(
    "serve",
    "Serve an editor or an agent on standard input and output.",
    (
        option("collection", nargs="?", metavar="COLLECTION", help="a file made by collect: acts.db"),
        option("--lsp", action="store_true", help="for editors: drafts as they are typed (Language Server Protocol)"),
        option("--mcp", action="store_true", help="for agents: tools that read a collection (Model Context Protocol)"),
        option(
            "--manual", metavar="ADDRESS", help="the page of the manual with all diagnostics, for the links of --lsp"
        ),
    ),
    _serve,
)
