"""Which of the texts that a document cites it abrogates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from itu_texts.analysis.cited import Reference, ReferenceKind
from itu_texts.grammar import Surface, surface
from itu_texts.nodes import Clause, Document, Node
from itu_texts.walk import walk

__all__ = ["passages", "which_ended"]

_ENDING = frozenset(("ABROGATES",))
"""Concepts of verbs by which a text abrogates others."""
_BEFORE = 200  # characters before a reference that may say what becomes of it


def passages(document: Document, found: Sequence[Reference]) -> list[Node | None]:
    """The node, without nodes below, in whose words each reference stands; ``None`` for one in a footnote.

    :param found: the references of the document, in their order.
    """
    leaves = [node for node in walk(document) if not node.children]
    starts = [leaf.start for leaf in leaves]
    out: list[Node | None] = []
    for reference in found:
        at = bisect_right(starts, reference.span.start) - 1
        inside = at >= 0 and reference.span.start < leaves[at].end
        out.append(leaves[at] if inside else None)
    return out


def which_ended(document: Document, found: Sequence[Reference], where: Sequence[Node | None]) -> set[int]:
    """The places, among the references of a document, of those to texts that it abrogates.

    They follow the verb of a clause (*abrogates*) or of an item ("to repeal Resolution 12"), or the words that they
    are abrogated follow them; what stands in a list with one of these is abrogated too.

    :param found: the references of the document, in their order.
    :param where: what :func:`passages` gives for them.
    """
    ended: set[int] = set()
    for run in _runs(document, found, where, surface(document.main_language)):
        passage = where[run[0]]
        if passage is None:
            continue
        words = surface(document.language_at(passage.start))
        if _is_ended(document, found, run, passage, words):
            ended.update(run)
    return ended


def _runs(
    document: Document, found: Sequence[Reference], where: Sequence[Node | None], words: Surface
) -> Iterator[list[int]]:
    """The lists of texts that are cited together: the places of their members."""
    texts = [at for at, each in enumerate(found) if each.kind is ReferenceKind.TEXT]
    joint = words.words["ENDED_AND"]
    run = texts[:1]
    for before, at in pairwise(texts):
        one, other = found[before], found[at]
        together = where[before] is where[at] and (
            (one.group is not None and one.group == other.group)
            or joint.match(" ".join(document.source[one.span.end : other.span.start].split("\n"))) is not None
        )
        if not together:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _is_ended(
    document: Document, found: Sequence[Reference], run: Sequence[int], passage: Node, words: Surface
) -> bool:
    start, end = found[run[0]].span.start, found[run[-1]].span.end
    before = document.source[max(passage.start, start - _BEFORE) : start].replace("\n", " ")
    if words.words["UP_TO_ENDED"].search(before):
        return True
    if words.words["IS_ENDED"].match(document.source[end : passage.end].replace("\n", " ")):
        return True
    clause = next((above for above in passage.ancestors if isinstance(above, Clause)), None)
    abrogates = clause is not None and clause.heading.concept in _ENDING and start - passage.start < _BEFORE
    return abrogates and words.words["NO_MORE_THAN_THE"].fullmatch(before) is not None
