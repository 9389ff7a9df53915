"""Applies amendments in the Word file of the base, and leaves the rest of the file unchanged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from itu_texts.api import parse_bytes
from itu_texts.revision.consolidation.consolidating import Consolidation
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.lines import printed_lines
from itu_texts.tree.nodes import Document, Node
from itu_texts.tree.walking import all_words, walk


def consolidated_file(
    base: Document,
    *amending: Document,
    names: Sequence[str] = (),
    tracked: bool = False,
    date: str | None = None,
    whole: bool = False,
    made: Consolidation | None = None,
) -> bytes:
    """Return the Word file of a base with amendments applied, as :func:`itu_texts.consolidate` applies them.

    :param names: the names of the amending documents, for changes of amendments without a number.
    :param tracked: whether the changes are tracked changes under the number of each amendment: ``B2/49/1``. A document
        changes the words of earlier ones, so that both changes show.
    :param date: the date of the tracked changes.
    :param whole: whether a proposal is the complete new text.
    :param made: the consolidation of all of them, if it has been made.
    :raises InputError: if the base was not read from a file that can be changed in place.
    :raises ReadError: if that has changed since, is protected or signed, or a change cannot be made in it.
    """
    data, here = original_of(base), base
    path = base.origins.original.path if base.origins.original is not None else ""
    steps: list[tuple[int, Document]] = []
    if tracked or made is None:
        made = Consolidation(base, *amending, whole=whole, after_each=lambda *step: steps.append(step))
    for number, step in (*(steps if tracked else ()), (len(amending), made.document)):
        authors = _authors(made, number, names[number - 1] if names else f"document {number}", date)
        was = Matching(printed_lines(here), printed_lines(step)).nodes
        data, _ = rewritten(data, here, step, was, authors if tracked else lambda _: None)
        here = parse_bytes(data, path, language=base.language)
    return data


def _authors(made: Consolidation, number: int, name: str, date: str | None) -> Callable[[Node], By]:
    """Return what gives the author of the change of a node that is new, gone or different, from one document."""
    gone = {
        all_words(node): each.source.amendment.marker
        for each in made.gone
        if each.source.document == number
        for node in walk(each.line.origin)
    }

    def by(node: Node) -> By:
        known = [each.marker for each in node.amended_by if each.amending == number]
        marker = known[-1] if known else gone.get(all_words(node), "")
        return By(marker.partition(" ")[2].strip() or name, date)  # the number of a proposal follows the action

    return by
