"""``check``: the oddities of texts."""

from __future__ import annotations

import argparse

import itu_texts
from itu_texts import Severity
from itu_texts.cli.calls import FOUND, OK, Command, Results, add_reading
from itu_texts.listings import place

__all__ = ["CHECK"]

_HELP = "List the oddities of texts: file:line:column (paragraph, element, page): severity code message."


def _check(options: argparse.Namespace) -> int:
    results = Results(options)
    code = OK
    for name, document in results:
        cited = (found.problem for found in itu_texts.references(document))
        oddities = [*document.diagnostics, *filter(None, cited)]
        for diagnostic in sorted(oddities, key=lambda oddity: oddity.span):
            gap = " " if document.origins.at(diagnostic.span.start) else ""
            where = f"{name}:{gap}{place(document, diagnostic.span)}"
            print(f"{where}: {diagnostic.severity} {diagnostic.code} {diagnostic.message}")
            if diagnostic.severity is Severity.ERROR:
                code = FOUND
    return results.code or code


CHECK = Command("check", _HELP, add_reading, _check)
