"""The checks of a text: the diagnostics of the parser, references that lead nowhere, and further rules.

A rule is a function that takes a document and its references, and yields diagnostics. A new rule is a module with such
a function, a row of :data:`RULES`, and a code in :data:`itu_texts.CODES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from itu_texts.analysis.checks.addressees import near_addressees
from itu_texts.analysis.checks.citations import differing_citations
from itu_texts.analysis.checks.duplicates import duplicate_texts
from itu_texts.analysis.checks.unresolved import unresolved_references
from itu_texts.analysis.references import Reference, references
from itu_texts.errors import InputError
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Document

__all__ = ["RULES", "Rule", "check"]

Rule = Callable[[Document, Sequence[Reference]], Iterable[Diagnostic]]

RULES: tuple[Rule, ...] = (unresolved_references, near_addressees, differing_citations, duplicate_texts)
"""The rules besides those of the parser."""


def check(document: Document) -> tuple[Diagnostic, ...]:
    """Return all oddities of a document, in the order of the text.

    :raises InputError: if ``document`` is not a document, or has no source because it was read from JSON without one.
    """
    if not isinstance(document, Document):
        raise InputError(f"check() takes a document, not a {type(document).__name__}")
    cited = [*references(document)]
    found = [*document.diagnostics]
    for rule in RULES:
        found += rule(document, cited)
    return tuple(sorted(found, key=lambda each: each.span))
