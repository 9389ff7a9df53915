"""The check for references to a place in the text itself that does not exist."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Document

__all__ = ["unresolved_references"]

_ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT))


def unresolved_references(document: Document, cited: Sequence[Reference]) -> Iterator[Diagnostic]:
    """Report the problem of each reference without a target; a missing annex is reported where it is first cited."""
    starts = [text.start for text in document.texts]
    missing = set()
    for reference in cited:
        if reference.problem is None:
            continue
        if reference.kind in _ANNEXES:
            annex = (bisect_right(starts, reference.span.start), reference.kind, reference.number)
            if annex in missing:
                continue
            missing.add(annex)
        yield reference.problem
