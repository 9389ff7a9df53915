"""The check for references to a place in the text itself that does not exist."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from itu_texts.analysis.checks.drafts import Draft
from itu_texts.analysis.references import ReferenceKind
from itu_texts.tree.diagnostics import Diagnostic

__all__ = ["unresolved_references"]

_ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT))


def unresolved_references(draft: Draft) -> Iterator[Diagnostic]:
    """Report the problem of each reference without a target; a missing annex is reported where it is first cited."""
    starts = [text.start for text in draft.document.texts]
    missing = set()
    for reference in draft.cited:
        if reference.problem is None:
            continue
        if reference.kind in _ANNEXES:
            annex = (bisect_right(starts, reference.span.start), reference.kind, reference.number)
            if annex in missing:
                continue
            missing.add(annex)
        yield reference.problem
