"""References inside an edited document: they follow their targets; those that cannot become diagnostics."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from attrs import evolve, frozen

from itu_texts.analysis.references import Reference, references
from itu_texts.formats.passage_marks import place_words
from itu_texts.revision.editing.labels import core_of
from itu_texts.revision.lines import Line, Lines, in_words, nodes_of
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Document, Node

_SHOWN = 40  # characters of the words of a target in a message
_LOOKED_AT = 10 * _SHOWN  # of which they are, blanks and all: a text may have many references to one long item


@frozen(eq=False)
class _Cited:
    """A reference to a node of the same document."""

    words: str  # the words of the reference, as in the passage
    rank: int  # the index among the references of its passage
    passage: Line
    target: Line | None  # ``None`` for a place in the same text that is not there
    # The target and the nodes around it, from the outermost, each with its former label
    labels: tuple[tuple[Line, str], ...]
    address: str  # the former address of the target
    first_words: str  # the first words of the target


class InnerReferences:
    """The references inside a document, found before it is changed."""

    def __init__(self, document: Document, lines: Lines) -> None:
        self._lines = lines
        self._counts: dict[int, int] = {}
        self._cited = [*self._inside(document)]

    def _inside(self, document: Document) -> Iterator[_Cited]:
        if len(document.source) < document.end:
            return
        addresses = Addresses()
        for passage, found in in_words(document, [*references(document)]):
            placed = place_words(document, passage)
            there = self._lines.of.get(id(passage))
            if there is None:
                continue
            self._counts[id(there)] = len(found)
            for rank, reference in enumerate(found):
                target = self._lines.of.get(id(reference.target))
                is_dangling = reference.target is None and reference.address is not None
                if is_dangling or (target is not None and target.parent is not None):
                    words = " ".join(placed.words[slice(*placed.stretch(reference.span))].split())
                    was = _address(reference.target, addresses) if reference.target else ""
                    first_words = _first_words(reference.target)
                    above = reversed([*target.around] if target is not None else [])
                    labels = tuple((each, label) for each in above if (label := each.label))
                    yield _Cited(words, rank, there, target, labels, was, first_words)

    # ------------------------------------------------------------------ following

    def follow(self) -> None:
        """Put the new labels of the targets into the words of the references; this can be repeated."""
        done: dict[int, int] = {}
        for rank, cited in enumerate(self._cited):
            words = cited.passage.text
            at = words.find(cited.words, done.get(id(cited.passage), 0))
            if at < 0:
                continue
            new = _relabelled(cited)
            if new != cited.words:
                cited.passage.reword(words[:at] + new + words[at + len(cited.words) :])
            done[id(cited.passage)] = at + len(new)
            labels = tuple((there, there.label) for there, _ in cited.labels)
            self._cited[rank] = evolve(cited, words=new, labels=labels)

    # ------------------------------------------------------------------ checking

    def with_diagnostics(self, new: Document) -> Document:
        """Return the new document with a diagnostic for each reference that no longer cites its target."""
        if not self._cited:
            return new
        now = nodes_of(self._lines, new)
        there = {*self._lines.root.below}
        found = {id(passage): those for passage, those in in_words(new, [*references(new)])}
        broken, addresses = [], Addresses()
        for cited in self._cited:
            passage = now.get(cited.passage)
            those = found.get(id(passage), [])
            if passage is None or len(those) != self._counts[id(cited.passage)]:
                continue
            reference = those[cited.rank]
            if cited.target in there and cited.target not in now:
                continue  # the words are read as something else
            if reference.target is not (now.get(cited.target) if cited.target else None) or (
                reference.target is None and cited.target
            ):
                broken.append(_broken(cited, reference, addresses))
        if not broken:
            return new
        return evolve(new, diagnostics=tuple(sorted((*new.diagnostics, *broken), key=lambda each: each.span)))


def _first_words(node: Node | None) -> str:
    words = getattr(node, "text", "") if node is not None else ""
    return textwrap.shorten(words[:_LOOKED_AT], _SHOWN, placeholder=" ...") or "no words"


def _relabelled(cited: _Cited) -> str:
    """Return the words of a reference with the current labels of its target."""
    words = cited.words
    end = len(words)
    for there, was in reversed(cited.labels):  # the innermost label stands last
        now = there.label
        found = [*re.finditer(rf"(?<![\w.]){re.escape(core_of(was))}(?![\w.]*\w)", words[:end])]
        if not found:
            continue
        start, stop = found[-1].span()
        if now != was:
            words = words[:start] + core_of(now) + words[stop:]
        end = start
    return words


def _broken(cited: _Cited, reference: Reference, addresses: Addresses) -> Diagnostic:
    was = f"{cited.address!r} ({cited.first_words})" if cited.target is not None else "nothing here"
    if reference.target is None:
        message = f"{cited.words!r} cited {was}, which is gone; change or remove the reference"
    else:
        now = f"{_address(reference.target, addresses)!r} ({_first_words(reference.target)})"
        message = f"{cited.words!r} cited {was} and now cites {now}; check the reference"
    return make_diagnostic("broken-reference", message, reference.span)


def _address(node: Node, addresses: Addresses) -> str:
    return addresses.known(node, type(node).__name__.lower())
