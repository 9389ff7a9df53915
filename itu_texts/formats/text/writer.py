"""Writes a document as plain text in the manner of ITU texts, hanging labels and notes at the foot, and as Markdown.

Both go through the same lines. An outline has lines of its own.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from types import NoneType

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.printed_lines import Line, Run, Setting, apart, is_like_one_around
from itu_texts.formats.xml_text import UniqueNames
from itu_texts.language.writing import writable
from itu_texts.tree.nodes import (
    Agenda,
    Amendment,
    Annex,
    Change,
    Clause,
    Deletion,
    Designation,
    Division,
    Insertion,
    Node,
    Row,
    Table,
    Title,
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
    return map(writable, _Plain(Setting(node), width).pieces())


class _Plain:
    """The paragraphs of a document, or of a part of one, as plain text."""

    def __init__(self, setting: Setting, width: int | None = None) -> None:
        self.setting = setting
        self.width = width

    def pieces(self) -> Iterator[str]:
        """Yield the paragraphs, and what stands between them."""
        above: Line | None = None
        for line in self.setting.lines():
            for paragraph in self.paragraphs(line):
                if above is not None:
                    yield self.between(above, line)
                yield paragraph
                above = line
        if above is not None:
            yield "\n"

    def between(self, above: Line, line: Line) -> str:
        """Return what separates two paragraphs."""
        return "\n\n" if apart(above.node, line.node) else "\n"

    def paragraphs(self, line: Line) -> Iterator[str]:
        """Yield the text of a line: the notes before it, and the line itself."""
        yield from self.notes(line.notes)
        if line.rows:
            yield "\n".join(self.table(line.rows))
        elif line.labels or line.runs:
            yield self.line(line)

    def line(self, line: Line) -> str:
        """Return a line that is no table."""
        if isinstance(line.node, Agenda):
            return self.setting.as_printed(line.node.heading)
        label = " ".join(map(self.run, line.labels))
        words = " ".join((*map(self.run, line.labels), self.words((*line.runs, *line.body)))).rstrip()
        indent = " " * (_INDENT * line.level)
        if self.width is None:
            return f"{indent}{words}" if is_like_one_around(line.node) else words
        return textwrap.fill(
            words,
            max(self.width, _LEAST + len(indent)),
            initial_indent=indent,
            subsequent_indent=indent + " " * (len(label) + 1 if 0 < len(label) <= _LONGEST else 0),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def words(self, runs: Iterable[Run]) -> str:
        """Return words with tracked changes marked."""
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        """Return a stretch of words."""
        return _MARKS[type(run.change)].format(run.text)

    def table(self, rows: Sequence[Sequence[Sequence[Run]]]) -> Iterator[str]:
        """Yield the rows of a table, with aligned cells between pipes and without footnote marks."""
        words = [[self.words(run for run in cell if run.note is None) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip_longest(*words, fillvalue="")]
        for row in words:
            yield _piped(cell.ljust(width) for cell, width in zip(row, widths, strict=False))

    def notes(self, numbers: Iterable[int]) -> Iterator[str]:
        """Yield notes below a rule as one paragraph; one that does not follow the one before has its own rule."""
        lines: list[str] = []
        before = ""
        for note in (self.setting.notes[number] for number in numbers):
            mark = note.mark or ""
            words = f"{mark} {note.text}".strip()
            is_next = mark.isdecimal() and before.isdecimal() and int(mark) == int(before) + 1
            if "*" in before:
                is_next = mark in (before + "*", "1")
            if not (is_next and _OPENS.match(note.text)):
                words = f"{_RULE}\n{words}" if _BELOW_RULE.fullmatch(mark) else f"{_RULE} {words}"
            lines.append(words)
            before = mark
        if lines:
            yield "\n".join(lines)


def _piped(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


# ----------------------------------------------------------------------
# Writes a document as Markdown: CommonMark, with the pipe tables and footnotes of pandoc and GitHub.

_ANYWHERE = re.compile(r"[\\`*_\[<$~^@]|&(?=[#\w]+;)|!(?=\[)")  # signs with a meaning at any place
_MARKER = re.compile(r"(?P<before>\(?(?:\w{1,9}|#))(?P<stop>[.)])(?=\s|$)|[-+#>%:=|](?=.)?")
"""Words with a meaning at the start of a paragraph: "1." and, in pandoc, "a)" and "(i)" begin lists."""
_NOT_IN_LABEL = re.compile(r"[\s\[\]()^\\]")
_BREAK = "  \n"  # within a paragraph
_MARGIN = 3  # the most blanks before an item that only its indent sets apart; four blanks would make code
_LETTERS = {"bold": "**", "italic": "*"}
_CRITIC: dict[type[Change | None], str] = {NoneType: "{}", Deletion: "{{--{}--}}", Insertion: "{{++{}++}}"}
_HEADINGS: dict[type[Node], str] = {Designation: "# ", Annex: "## ", Division: "## "}


def to_markdown(node: Node) -> str:
    r"""Print a document, or a part of one, as Markdown.

    Labels stay as printed, because signs with a meaning in Markdown are escaped (``1\.``, ``a\)``) and make no lists.
    The names of texts, annexes and divisions are headings, titles are bold, and the headings of clauses in italics.
    Footnotes have the form of pandoc and GitHub, ``[^1]``; the label of another note with the same mark has a count:
    ``[^1-2]``. Tables have pipes, and their first row is the header. Tracked changes have the form of CriticMarkup:
    ``{++new++}``, ``{--struck--}``.

    :param node: a document, or any node of one: a text, a clause, an item.
    :raises InputError: if ``node`` is not a node.

    >>> from itu_texts import parse
    >>> print(to_markdown(parse("resolves\n1. to study:\na) this;\nb) that")), end="")
    *resolves*
    <BLANKLINE>
    1\. to study:
    <BLANKLINE>
    a\) this;
    <BLANKLINE>
    b\) that
    """
    return "".join(iter_markdown(node))


def iter_markdown(node: Node) -> Iterator[str]:
    """Yield the paragraphs of a Markdown text, one by one; see :func:`to_markdown`."""
    return map(writable, _Markdown(Setting(node)).pieces())


class _Markdown(_Plain):
    """The paragraphs of a document, or of a part of one, as Markdown."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.labels = _labels([note.mark for note in setting.notes])
        self.called = {anchor.note for anchor in setting.anchors}

    def between(self, above: Line, line: Line) -> str:
        """Return a blank line, or a line break between lines that belong together."""
        lone = any(isinstance(each.node, (*_HEADINGS, Table)) for each in (above, line))
        return "\n\n" if apart(above.node, line.node) or line.notes or lone else _BREAK

    def line(self, line: Line) -> str:
        node = line.node
        if isinstance(node, Agenda):
            return "\n\n".join(_opening(_escaped(each)) for each in self.setting.as_printed(node.heading).split("\n"))
        lone = isinstance(node, Clause | Title) or type(node) in _HEADINGS  # these have letters of their own
        bare = self.words(run._replace(letters=frozenset()) for run in line.runs)
        words = bare if lone else self.words(line.runs)
        if isinstance(node, Clause):
            heading = f"*{words}* {self.words(line.body).lstrip()}".rstrip()
            return _opening(" ".join((*map(self.run, line.labels), heading))) if line.labels else heading
        if isinstance(node, Title) and _ANYWHERE.search(words) is None:
            return f"**{words}**"
        opening = _opening(" ".join((*map(self.run, line.labels), words)).strip())
        before = " " * min(line.level, _MARGIN) if is_like_one_around(node) else _HEADINGS.get(type(node), "")
        return before + opening if "*" not in bare else opening

    def run(self, run: Run) -> str:
        words = _escaped(run.text) if run.note is None else f"[^{self.labels[run.note]}]"
        if run.letters and (bare := words.strip()):
            sign = "".join(_LETTERS[each] for each in sorted(run.letters))
            words = words.replace(bare, f"{sign}{bare}{sign}")
        return _CRITIC[type(run.change)].format(words)

    def table(self, rows: Sequence[Sequence[Sequence[Run]]]) -> Iterator[str]:
        """Yield the rows of a table; Markdown requires equal numbers of cells."""
        words = [[self.words(cell).replace("|", r"\|") for cell in row] for row in rows]
        first, *others = map(_piped, zip(*zip_longest(*words, fillvalue=""), strict=True))
        yield from (first, "|---" * max(map(len, words)) + "|", *others)

    def notes(self, numbers: Iterable[int]) -> Iterator[str]:
        """Yield notes; one without a call stands below a rule, because a Markdown program would leave it out."""
        for number in numbers:
            note = self.setting.notes[number]
            words = _escaped(note.text)
            if number in self.called:
                yield f"[^{self.labels[number]}]: {words}"
            else:
                yield _escaped("_" * 5) + f" {_escaped(note.mark or '')} {words}".rstrip()


def _labels(marks: Sequence[str | None]) -> list[str]:
    """Return a unique label for each note, from its mark."""
    names = UniqueNames("-")
    return [names.new(_NOT_IN_LABEL.sub("", mark or "") or "note") for mark in marks]


def _escaped(words: str) -> str:
    """Return words with a backslash before signs that have a meaning anywhere in Markdown."""
    return _ANYWHERE.sub(r"\\\g<0>", words)


def _opening(words: str) -> str:
    """Return the words of a paragraph with a backslash before signs that would begin a list, a heading ..."""
    marker = _MARKER.match(words)
    if marker is None:
        return words
    if marker["stop"] is None:
        return "\\" + words
    return f"{marker['before']}\\{words[marker.end('before') :]}"


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
