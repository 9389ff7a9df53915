"""Writes a document as an outline: one block on each line, its depth as leading tabs."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.errors import InputTypeError
from itu_texts.language.writing import writable
from itu_texts.tree.nodes import Amendment, Change, Deletion, Insertion, Node, Row
from itu_texts.tree.spans import begun_in, held_by, met_by

_MARKS: dict[type[Change], str] = {Deletion: "[-{}-]", Insertion: "{{+{}+}}"}


def to_outline(root: Node) -> str:
    """Print a document, or a part of one, as an outline.

    The lines of the front and of lists of contents, and the headings of clauses have depth 0, the blocks of a clause
    are one level deeper, and sub-items one level deeper than their item; a label and its text are one line. The content
    of an annex, a division or an amendment is one level deeper than its heading or marker, except for whole texts under
    a marker. An empty heading is ``()``. The cells of tables are separated by tabs. The marks of footnotes stay in the
    words; footnotes and page furniture are left out. In a document with tracked changes, deleted words are in
    ``[-...-]`` and inserted words in ``{+...+}``.

    :param root: a document, or any node of one: a text, a clause, an item.
    :returns: the lines, each ended by LF.
    :raises InputError: if ``root`` is not a node.
    """
    return "".join(iter_outline(root))


def iter_outline(root: Node) -> Iterator[str]:
    """Yield the lines of an outline, one by one; see :func:`to_outline`."""
    if not isinstance(root, Node):
        raise InputTypeError(f"to_outline() takes a document or a part of one, not a {type(root).__name__}")
    return map(writable, _Outline(root).lines())


class _Outline:
    """The lines of a document, or of a part of one."""

    def __init__(self, root: Node) -> None:
        self.root = root
        document = root.document
        self.anchors = document.anchors if document else ()
        self.changes = document.changes if document else ()
        self.source = document.source.text if document else ""

    def lines(self) -> Iterator[str]:
        stack: list[tuple[Node, int]] = [(self.root, 0)]
        while stack:
            node, depth = stack.pop()
            pieces, below = node.outline_line
            if pieces is not None:
                words = [piece if isinstance(piece, str) else self._words(piece) for piece in pieces]
                line = self._marked(node, pieces) or " ".join([each for each in words if each])
                yield "\t" * depth + line + "\n"
            stack.extend((child, depth + further) for child, further in reversed(below))

    def _words(self, node: Node) -> str:
        """Return the words of a node, with the marks of footnotes in their places."""
        text: str = node.text  # type: ignore[attr-defined]
        if not self.anchors:
            return text
        for anchor in reversed(held_by(self.anchors, node.start, node.end)):
            text = text[: anchor.offset] + anchor.text + text[anchor.offset :]
        return text

    def _marked(self, node: Node, pieces: tuple[str | Node, ...]) -> str:
        """Return the line of a node with its tracked changes marked; an empty string if it has none."""
        if not self.changes or not pieces:
            return ""
        first, last = pieces[0], pieces[-1]
        start = node.start if isinstance(first, str) else first.start
        end = node.end
        if isinstance(last, Node):
            end = last.end
        elif node._own_leaves(self.source):
            end = self._end_of_label(node)
        shown: list[str] = []
        done = start
        for change in met_by(self.changes, start, end):
            place, stop = max(start, change.start), min(end, change.end)
            words = self.source[place:stop]
            if bare := words.strip():
                before, _, after = words.partition(bare)
                shown += (self.source[done:place], before, _MARKS[type(change)].format(bare), after)
                done = stop
        line = "".join((*shown, self.source[done:end]))
        if isinstance(node, Row):
            return "\t".join(map(_squeezed, line.split("\t"))) if shown else ""
        return _squeezed(line) if shown else ""

    def _unstruck(self, start: int, end: int) -> str:
        """Return the words between two places, without deleted words."""
        struck = (each for each in met_by(self.changes, start, end) if isinstance(each, Deletion))
        gone = {place for each in struck for place in range(each.start, each.end)}
        return " ".join("".join(self.source[place] for place in range(start, end) if place not in gone).split())

    def _end_of_label(self, node: Node) -> int:
        """Return where a label on a line of its own ends, with what was deleted after it."""
        end = node._own_leaves(self.source)[-1][2]
        if isinstance(node, Amendment) and (amended := node.amended_provision) is not None:
            printed = (" ".join(self.source[node.start : end].split()), self._unstruck(node.start, end))
            is_printed = any(words.startswith(node.marker) for words in printed)
            if not is_printed and (number := amended._own_leaves(self.source)):
                node, end = amended, number[-1][2]
        limit = node.children[0].start if node.children else max(self.source.find("\n", end), node.end)
        for change in begun_in(self.changes, end, len(self.source)):
            if change.end > limit or self.source[end : change.start].strip() or not isinstance(change, Deletion):
                break
            end = change.end
        return end


def _squeezed(words: str) -> str:
    """Return words with each run of blanks reduced to one."""
    return " ".join(words.split())
