"""Writes a document as plain text in the manner of ITU texts: hanging labels, and notes at the foot."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from types import NoneType

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.printed_lines import Line, Run, Setting, apart, is_like_one_around
from itu_texts.language.writing import writable
from itu_texts.tree.nodes import (
    Agenda,
    Amendment,
    Change,
    Deletion,
    Footnote,
    Insertion,
    Node,
    Row,
)
from itu_texts.tree.spans import begun_in, held_by, met_by

_MARKS: dict[type[Change | None], str] = {NoneType: "{}", Deletion: "[-{}-]", Insertion: "{{+{}+}}"}
"""How words are shown, by the class of the tracked change."""
_RULE = "_" * 15
_LEAST = 20  # columns
_INDENT = 4  # blanks for each level of lists
_LONGEST = 8  # characters of the longest hanging label
_BELOW_RULE = re.compile(r"\d{1,2}|\*{1,3}")  # marks of notes that may stand on the line below the rule
_OPENS = re.compile(r"[A-Z“\"‘]")  # the beginning of a note that needs no rule of its own


@checked
def to_text(node: Node, width: int | None = None) -> str:
    r"""Print a document, or a part of one, as plain text, which :func:`itu_texts.parse` reads back.

    Wrapped text is for people: only unwrapped text is sure to be read back.

    Each paragraph is one line, usually with a blank line between two. The marks of footnotes stay in the words, and the
    notes stand below a rule at the end of the text. The cells of tables stand between pipes. Page numbers and running
    heads are left out. In a document with tracked changes, deleted words are in ``[-...-]`` and inserted words in
    ``{+...+}``.

    :param node: a document, or any node of one: a text, a clause, an item.
    :param width: the column at which lines are wrapped, 20 or more; words then hang from their labels, and each level
        of lists stands four columns farther in.  ``None``: lines are not wrapped.
    :raises InputError: if ``node`` is not a node, or the width is less than 20.

    >>> from itu_texts import parse
    >>> print(to_text(parse("resolves\n1 to study:\na) this;\nb) that"), 60), end="")
    resolves
    <BLANKLINE>
    1 to study:
    <BLANKLINE>
        a) this;
    <BLANKLINE>
        b) that
    """
    return "".join(iter_text(node, width=width))


def iter_text(node: Node, *, width: int | None = None) -> Iterator[str]:
    """Yield the paragraphs of a plain text, one by one; see :func:`to_text`."""
    if width is not None and (not isinstance(width, int) or width < _LEAST):
        raise InputError(f"lines can be wrapped only at column {_LEAST} or beyond, not at {width!r:.40}")
    return map(writable, _spaced(Setting(node), width))


def _spaced(setting: Setting, width: int | None) -> Iterator[str]:
    """Yield the paragraphs, with the blank lines between them."""
    above: Node | None = None
    for line in setting.lines():
        for paragraph in _paragraphs(line, setting, width):
            yield f"\n{paragraph}\n" if above is not None and apart(above, line.node) else f"{paragraph}\n"
            above = line.node


def _paragraphs(line: Line, setting: Setting, width: int | None) -> Iterator[str]:
    """Yield the text of a line: the notes before it, and the line itself."""
    if line.notes:
        yield "\n".join(_notes([setting.notes[note] for note in line.notes]))
    if line.rows:
        yield "\n".join(_table(line.rows))
    elif isinstance(line.node, Agenda):
        yield setting.as_printed(line.node.heading)
    elif line.labels or line.runs:
        words = " ".join((*map(_marked, line.labels), _words((*line.runs, *line.body)))).rstrip()
        margin = " " * (_INDENT * line.level) if is_like_one_around(line.node) else ""
        yield f"{margin}{words}" if width is None else _wrapped(words, line, width)


def _words(runs: Sequence[Run]) -> str:
    """Return words with tracked changes marked."""
    return "".join(_marked(run) for run in runs)


def _marked(run: Run) -> str:
    return _MARKS[type(run.change)].format(run.text)


def _wrapped(words: str, line: Line, width: int) -> str:
    """Return the words of a line, wrapped and hanging from its label."""
    indent = " " * (_INDENT * line.level)
    label = " ".join(map(_marked, line.labels))
    return textwrap.fill(
        words,
        max(width, _LEAST + len(indent)),
        initial_indent=indent,
        subsequent_indent=indent + " " * (len(label) + 1 if 0 < len(label) <= _LONGEST else 0),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(rows: Sequence[Sequence[Sequence[Run]]]) -> Iterator[str]:
    """Yield the rows of a table, with aligned cells between pipes and without footnote marks."""
    words = [[_words([run for run in cell if run.note is None]) for cell in row] for row in rows]
    widths = [0] * max(map(len, words))
    for row in words:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], len(cell))
    for row in words:
        yield f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))} |"


def _notes(notes: Sequence[Footnote]) -> Iterator[str]:
    """Yield notes below a rule; a note that does not follow the previous one has a rule of its own."""
    before = ""
    for note in notes:
        mark = note.mark or ""
        words = f"{mark} {note.text}".strip()
        is_next = mark.isdecimal() and before.isdecimal() and int(mark) == int(before) + 1
        if "*" in before:
            is_next = mark in (before + "*", "1")
        if is_next and _OPENS.match(note.text):
            yield words
        elif _BELOW_RULE.fullmatch(mark):
            yield f"{_RULE}\n{words}"
        else:
            yield f"{_RULE} {words}"
        before = mark


# ----------------------------------------------------------------------
# Writes a document as an outline: one block on each line, its depth as leading tabs.


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
