"""Writes a document as Markdown: CommonMark, with the pipe tables and footnotes of pandoc and GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from itu_texts.formats.printed_lines import Line, Run, Setting, apart, is_like_one_around
from itu_texts.formats.xml_text import UniqueNames
from itu_texts.language.writing import writable
from itu_texts.tree.nodes import Agenda, Annex, Clause, Deletion, Designation, Division, Node, Table, Title

_ANYWHERE = re.compile(r"[\\`*_\[<$~^@]|&(?=[#\w]+;)|!(?=\[)")  # signs with a meaning at any place
_MARKER = re.compile(r"(?P<before>\(?(?:\w{1,9}|#))(?P<stop>[.)])(?=\s|$)|[-+#>%:=|](?=.)?")
"""Words with a meaning at the start of a paragraph: "1." and, in pandoc, "a)" and "(i)" begin lists."""
_NOT_IN_LABEL = re.compile(r"[\s\[\]()^\\]")
_BREAK = "  \n"  # within a paragraph
_MARGIN = 3  # the most blanks before an item that only its indent sets apart; four blanks would make code
_LETTERS = {"bold": "**", "italic": "*"}
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


class _Markdown:
    """One document, or a part of one."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.labels = _labels([note.mark for note in setting.notes])
        self.called = {anchor.note for anchor in setting.anchors}

    def pieces(self) -> Iterator[str]:
        """Yield the paragraphs, with blank lines between them, and line breaks between lines that belong together."""
        above: Line | None = None
        lone = (*_HEADINGS, Table)
        for line in self.setting.lines():
            for paragraph in self._paragraphs(line):
                if above is not None:
                    alone = isinstance(above.node, lone) or isinstance(line.node, lone)
                    yield _BREAK if not (apart(above.node, line.node) or line.notes or alone) else "\n\n"
                yield paragraph
                above = line
        if above is not None:
            yield "\n"

    def _paragraphs(self, line: Line) -> Iterator[str]:
        """Yield the Markdown of a line: the notes before it, and the line itself."""
        for note in line.notes:
            yield self._note(note)
        if line.rows:
            yield "\n".join(self._table(line.rows))
        elif line.labels or line.runs:
            yield self._set(line)

    def _set(self, line: Line) -> str:
        node = line.node
        if isinstance(node, Agenda):
            return "\n\n".join(_opening(_escaped(each)) for each in self.setting.as_printed(node.heading).split("\n"))
        lone = isinstance(node, Clause | Title) or type(node) in _HEADINGS  # these have letters of their own
        bare = self._words([run._replace(letters=frozenset()) for run in line.runs])
        words = bare if lone else self._words(line.runs)
        if isinstance(node, Clause):
            heading = f"*{words}* {self._words(line.body).lstrip()}".rstrip()
            return _opening(" ".join((*map(self._word, line.labels), heading))) if line.labels else heading
        if isinstance(node, Title) and _ANYWHERE.search(words) is None:
            return f"**{words}**"
        opening = _opening(" ".join((*map(self._word, line.labels), words)).strip())
        before = " " * min(line.level, _MARGIN) if is_like_one_around(node) else _HEADINGS.get(type(node), "")
        return before + opening if "*" not in bare else opening

    def _words(self, runs: Sequence[Run]) -> str:
        return "".join(map(self._word, runs))

    def _word(self, run: Run) -> str:
        words = _escaped(run.text) if run.note is None else f"[^{self.labels[run.note]}]"
        if run.letters and (bare := words.strip()):
            sign = "".join(_LETTERS[each] for each in sorted(run.letters))
            words = words.replace(bare, f"{sign}{bare}{sign}")
        if run.change is None:
            return words
        return f"{{--{words}--}}" if isinstance(run.change, Deletion) else f"{{++{words}++}}"

    def _table(self, rows: Sequence[Sequence[Sequence[Run]]]) -> Iterator[str]:
        """Yield the rows of a table; Markdown requires equal numbers of cells."""
        width = max(map(len, rows))
        for index, row in enumerate(rows):
            cells = [self._words(cell).replace("|", r"\|") for cell in row]
            cells += [""] * (width - len(cells))
            yield f"| {' | '.join(cells)} |"
            if not index:
                yield "|---" * width + "|"

    def _note(self, number: int) -> str:
        """Return a note; one without a call stands below a rule, because a Markdown program would leave it out."""
        note = self.setting.notes[number]
        words = _escaped(note.text)
        if number in self.called:
            return f"[^{self.labels[number]}]: {words}"
        return _escaped("_" * 5) + f" {_escaped(note.mark or '')} {words}".rstrip()


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
