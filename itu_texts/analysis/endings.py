"""The texts that a document abrogates, and the notices of standing that are printed with a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from itu_texts.analysis.cited import Reference, ReferenceKind
from itu_texts.language.grammar import Surface, surface
from itu_texts.tree.nodes import Clause, Document, Item, Node, Provision
from itu_texts.tree.walking import walk

IN_FORCE = "in force"
"""The standing of a text that a notice states to be in force."""

_ENDING = frozenset(("ABROGATES",))
"""The concepts of verbs with which a text abrogates others."""
_BEFORE = 200  # characters before a reference that may say what becomes of it


def passages(document: Document, found: Sequence[Reference]) -> list[Node | None]:
    """Return the node without children in whose words each reference stands; ``None`` for a reference in a footnote.

    :param found: the references of the document, in order.
    """
    leaves = [node for node in walk(document) if not node.children]
    starts = [leaf.start for leaf in leaves]
    out: list[Node | None] = []
    for reference in found:
        at = bisect_right(starts, reference.span.start) - 1
        inside = at >= 0 and reference.span.start < leaves[at].end
        out.append(leaves[at] if inside else None)
    return out


def addressed(passage: Node) -> Node:
    """Return the item or the like whose words a passage is."""
    above = passage.parent
    is_line = isinstance(above, Item | Provision) and above.blocks and above.blocks[0] is passage
    return above if is_line and above is not None else passage


def which_ended(document: Document, found: Sequence[Reference], where: Sequence[Node | None]) -> set[int]:
    """Return the indexes, among the references of a document, of those to texts that it abrogates.

    They follow the verb of a clause (*abrogates*) or of an item ("to repeal Resolution 12"), or words that say that
    they are abrogated follow them; the other members of a list with such a reference are abrogated too.

    :param found: the references of the document, in order.
    :param where: the result of :func:`passages` for them.
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
    """Yield the lists of texts that are cited together, as the indexes of their members."""
    texts = [at for at, each in enumerate(found) if each.kind is ReferenceKind.TEXT]
    joint = words.patterns["ENDED_AND"]
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
    if words.patterns["UP_TO_ENDED"].search(before):
        return True
    if words.patterns["IS_ENDED"].match(document.source[end : passage.end].replace("\n", " ")):
        return True
    clause = next((above for above in passage.ancestors if isinstance(above, Clause)), None)
    abrogates = clause is not None and clause.heading.concept in _ENDING and start - passage.start < _BEFORE
    return abrogates and words.patterns["NO_MORE_THAN_THE"].fullmatch(before) is not None
