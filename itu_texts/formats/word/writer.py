"""Writes a document as a Word file (.docx) in the styles of ITU's templates.

The parts are written with the standard library, so exporting needs no extra; the same document gives the same bytes.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.printed_lines import Line, Run, Setting
from itu_texts.formats.style_names import DIVISIONS, TEXTS
from itu_texts.formats.text.reader import read_file
from itu_texts.formats.word.writer_package import package, package_like
from itu_texts.formats.word.writer_styles import STYLES, directed, italic, language_tag, paragraph_direction, style_id
from itu_texts.formats.xml_text import allowed
from itu_texts.language.writing import FULL_STOP, direction
from itu_texts.tree.nodes import (
    Agenda,
    Amendment,
    Annex,
    Change,
    Clause,
    Contents,
    Deletion,
    Designation,
    Division,
    HeadingReference,
    History,
    Insertion,
    Item,
    LabelStyle,
    Node,
    Note,
    Paragraph,
    Reasons,
    Text,
    Title,
)

_ITALIC_LABELS = (LabelStyle.LETTER, LabelStyle.ROMAN)
_BOOKMARKS = 1_000_000  # the first number of bookmarks, above those of tracked changes
_DEEPEST = 9  # the deepest level with a style
_TABLE = '<w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/></w:tblPr>'
_GAP = '<w:p><w:pPr><w:spacing w:before="0"/><w:rPr><w:sz w:val="12"/></w:rPr></w:pPr></w:p>'
_LETTERS = {"bold": "<w:b/><w:bCs/>", "italic": "<w:i/><w:iCs/>"}
_RAISED = '<w:rStyle w:val="footnotereference"/>'


def to_docx(document: Node, *, anonymous: bool = False, template: str | os.PathLike[str] | None = None) -> bytes:
    """Return a document, or a part of one, as a Word file.

    Its styles are those of ITU's templates (``Res_No``, ``Res_title``, ``Call``, ``enumlev1`` ...), by which
    :func:`itu_texts.parse_file` reads it. Footnotes, tables and, if the document shows them, tracked changes are those
    of Word; each page has its number at the foot. The same document gives the same bytes. Tracked changes of paragraph
    ends alone are not in the tree, and so not in the file.

    :param document: a document, or any node of one.
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :param template: the name of a Word file whose styles, page set-up, headers, footers and numbering are used.
    :raises InputError: if ``document`` is not a node.
    :raises ReadError: if the template cannot be read, or is not a Word file.
    """
    setting = Setting(document, titles_apart=True)
    made = _Word(Setting(without_authors(document), titles_apart=True) if anonymous else setting)
    if template is None:
        return made.file(package)
    data, name = read_file(template), os.fspath(template)
    return made.file(partial(package_like, data, name))


def iter_docx(document: Node, template: str | None = None) -> Iterator[bytes]:
    """Yield the Word file of a document in one piece."""
    yield to_docx(document, template=template)


class _Paragraph(NamedTuple):
    """A paragraph of the file."""

    style: str
    layout: str  # the properties for its direction and indent, as XML; empty for the default
    change: Change | None  # the tracked change of the whole paragraph
    content: str  # its runs, as XML


class _Word:
    """The file of one document."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.footnotes: list[str] = []
        calls = Counter(anchor.note for anchor in setting.anchors)
        self.again = {note for note, count in calls.items() if count > 1}
        """Notes that are called more than once."""
        self.called: set[int] = set()
        self.counted: Counter[type[Change]] = Counter()
        """The number of footnotes so far that Word numbers itself: with changes rejected, and with changes accepted."""
        self.changes = 0
        self.main = setting.document.main_language if setting.document else "en"
        """The language of most of the document."""
        self.language = self.main
        """The language of what is being written."""

    def file(self, package: Callable[[str, str, str, str], bytes]) -> bytes:
        """Return the bytes of the file.

        :param package: makes the file from the body, the footnotes, the title and the language.
        """
        body = "".join(self._with_styles([block for line in self.setting.lines() for block in self._blocks(line)]))
        document = self.setting.document
        title = next((text.title for text in (document.texts if document else ()) if text.title), "")
        return package(body, "".join(self.footnotes), _text(title), self.main)

    # ------------------------------------------------------------------ paragraphs and tables

    def _with_styles(self, blocks: Sequence[_Paragraph | str]) -> Iterator[str]:
        """Yield the blocks as XML; the style of a paragraph that is a change is tracked too.

        When a paragraph goes, Word gives the next one its own style, but LibreOffice keeps the style of the removed
        one. A deleted paragraph therefore has the style of the next one, and an inserted one had it before the change,
        so that both programs leave the same style.
        """
        styles: list[tuple[str | None, str | None]] = []  # of each paragraph, after and before the change
        accepted: str | None = None
        rejected: str | None = None
        for block in reversed(blocks):
            if isinstance(block, str):
                accepted = rejected = None
                styles.append((None, None))
                continue
            now = accepted if isinstance(block.change, Deletion) else block.style
            before = rejected if isinstance(block.change, Insertion) else block.style
            accepted, rejected = now or block.style, before or block.style
            styles.append((accepted, rejected))
        for block, (now, before) in zip(blocks, reversed(styles), strict=True):
            yield block if isinstance(block, str) else self._as_xml(block, now, before)

    def _as_xml(self, paragraph: _Paragraph, now: str | None, before: str | None) -> str:
        change = paragraph.change
        end = f"<w:rPr>{self._change(change)[:-1]}/></w:rPr>" if change else ""
        if change and now != before:
            was = f"<w:pPr>{_named(before)}{paragraph.layout}</w:pPr>"
            end += f"<w:pPrChange{self._attributes_of(change)}>{was}</w:pPrChange>"
        return f"<w:p><w:pPr>{_named(now)}{paragraph.layout}{end}</w:pPr>{paragraph.content}</w:p>"

    def _blocks(self, line: Line) -> Iterator[_Paragraph | str]:
        """Yield the paragraphs of a line: notes without a call, which Word cannot place, and the line itself."""
        self.language = line.node.language or self.main
        for number in line.notes:
            if number not in self.called:
                note = self.setting.notes[number]
                yield self._paragraph(
                    "footnote text", [Run(note.mark)] if note.mark else (), [*self.setting.runs(note)]
                )
        if line.rows:
            yield self._table(line.rows)
        elif isinstance(line.node, Agenda):
            for words in self.setting.as_printed(line.node.heading).split("\n"):
                yield self._paragraph("Normal", (), [Run(words)])
        elif line.labels or line.runs:
            style = "Normal" if line.body else style_of(line.node, line.level)
            letters, left = self._letters_of_label(line.node), _left(line.node, line.level)
            yield self._paragraph(style, line.labels, (*line.runs, *line.body), letters=letters, left=left)

    def _paragraph(
        self, style: str, labels: Sequence[Run], runs: Sequence[Run], *, letters: str = "", left: int = 0
    ) -> _Paragraph:
        """Return a paragraph: its labels, each followed by a tab, and its words.

        :param letters: the run properties of the first label, as XML.
        :param left: its indent in twips, if its style does not state it.
        """
        xml: list[str] = []
        for index, label in enumerate(labels):
            struck = isinstance(label.change, Deletion)
            if index and not struck:
                xml.append("<w:r><w:tab/></w:r>")
            made = self._run(label, "" if index else letters)
            xml.insert(len(xml) - 1, made) if struck and xml else xml.append(made)
        if labels and runs:
            whole = runs[0].change if runs[0].change == labels[-1].change else None
            xml.append(self._run(Run("\t", change=whole)))
        xml += (self._run(run) for run in runs)
        layout = paragraph_direction(self.language, self.main) + (f'<w:ind w:left="{left}"/>' if left else "")
        return _Paragraph(style, layout, _whole((*labels, *runs)), "".join(xml))

    def _table(self, rows: Sequence[Sequence[Sequence[Run]]]) -> str:
        """Return a table between two small gaps, which separate it from a table that follows."""
        width = max(map(len, rows))
        grid = f'<w:gridCol w:w="{9600 // width}"/>' * width
        xml = []
        for index, row in enumerate(rows):
            style = "Table_text" if index else "Table_head"
            cells = [self._as_xml(self._paragraph(style, (), cell), style, style) for cell in row]
            change = _whole([run for cell in row for run in cell])
            changed = f"<w:trPr>{self._change(change)[:-1]}/></w:trPr>" if change else ""
            wide = f'<w:tcPr><w:tcW w:w="{9600 // width}" w:type="dxa"/></w:tcPr>'
            xml.append(f"<w:tr>{changed}{''.join(f'<w:tc>{wide}{cell}</w:tc>' for cell in cells)}</w:tr>")
        mirrored = "<w:bidiVisual/>" if direction(self.language) == "rtl" else ""
        looks = f'<w:tblPr><w:tblStyle w:val="TableGrid"/>{mirrored}{_TABLE}'
        return f"{_GAP}<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{''.join(xml)}</w:tbl>{_GAP}"

    # ------------------------------------------------------------------ runs

    def _letters_of_label(self, node: Node) -> str:
        """Return the properties of the label of a node: letters in italics, markers and the word for reasons bold."""
        if isinstance(node, Amendment | Reasons):
            return "<w:b/><w:bCs/>"
        return italic(self.language) if isinstance(node, Item) and node.style in _ITALIC_LABELS else ""

    def _run(self, run: Run, letters: str = "") -> str:
        """Return a run, in its tracked change if it has one."""
        if run.note is not None:
            inner = self._call(run)
        else:
            struck = isinstance(run.change, Deletion)
            letters += "".join(_LETTERS[each] for each in sorted(run.letters) if _LETTERS[each] not in letters)
            inner = self._worded(run.text, letters, "delText" if struck else "t")
        if run.change is None:
            return inner
        tag = "w:del" if isinstance(run.change, Deletion) else "w:ins"
        return f"{self._change(run.change)}{inner}</{tag}>"

    def _worded(self, text: str, letters: str = "", tag: str = "t") -> str:
        """Return words as runs, one for each direction."""
        if text == "\t":
            return f"<w:r>{_properties(letters)}<w:tab/></w:r>"
        tongue = "" if self.language == self.main else language_tag(self.language)
        return docx_words(text, self.language, letters, tongue, tag)

    def _change(self, change: Change) -> str:
        """Return the start tag of a tracked change; Word requires an author, even an empty one."""
        return f"<{'w:del' if isinstance(change, Deletion) else 'w:ins'}{self._attributes_of(change)}>"

    def _attributes_of(self, change: Change) -> str:
        """Return the attributes of a tracked change."""
        self.changes += 1
        date = f" w:date={quoteattr(allowed(change.date))}" if change.date else ""
        return f' w:id="{self.changes}" w:author={quoteattr(allowed(change.author or ""))}{date}'

    def _call(self, run: Run) -> str:
        """Return the mark of a note; the note itself is written at its first call."""
        number = run.note if run.note is not None else -1
        mark = self.setting.notes[number].mark or run.text
        if number in self.called:
            return _noteref(number, mark)
        self.called.add(number)
        views = [view for view in (Deletion, Insertion) if run.change is None or isinstance(run.change, view)]
        numbered = mark == str(self.counted[views[-1]] + 1)
        self.counted.update(views if numbered else ())
        identifier = len(self.footnotes) + 1
        shown = "<w:footnoteRef/>" if numbered else _words(mark)
        self.footnotes.append(
            f'<w:footnote w:id="{identifier}"><w:p><w:pPr><w:pStyle w:val="{style_id("footnote text")}"/>'
            f"{paragraph_direction(self.language, self.main)}</w:pPr>"
            f"<w:r>{_properties(_RAISED)}{shown}</w:r><w:r>{_words(' ')}<w:tab/></w:r>"
            f"{''.join(map(self._run, self.setting.runs(self.setting.notes[number])))}</w:p></w:footnote>"
        )
        chosen = "" if numbered else ' w:customMarkFollows="1"'
        call = f'<w:footnoteReference{chosen} w:id="{identifier}"/>{"" if numbered else _words(mark)}'
        made = f"<w:r>{_properties(_RAISED)}{call}</w:r>"
        return _bookmarked(number, made) if number in self.again else made


def _whole(runs: Sequence[Run]) -> Change | None:
    """Return the change of a whole paragraph or row."""
    changes = {type(run.change): run.change for run in runs}
    return next(iter(changes.values())) if len(changes) == 1 else None


def _named(style: str | None) -> str:
    """Return the property of a paragraph that names its style."""
    return f'<w:pStyle w:val="{style_id(style)}"/>' if style and style != "Normal" else ""


def _bookmarked(number: int, xml: str) -> str:
    """Return the first call of a note, to which others refer."""
    place = _BOOKMARKS + number
    return f'<w:bookmarkStart w:id="{place}" w:name="_Note{number}"/>{xml}<w:bookmarkEnd w:id="{place}"/>'


def _noteref(number: int, mark: str) -> str:
    """Return the mark of a note that was called before: a field that refers to it."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> NOTEREF _Note{number} \\f \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        _words(mark),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{_properties(_RAISED)}{part}</w:r>" for part in parts)


def _properties(letters: str) -> str:
    return f"<w:rPr>{letters}</w:rPr>" if letters else ""


def docx_words(text: str, language: str, letters: str = "", tongue: str = "", tag: str = "t") -> str:
    """Return words as runs, one for each direction, as XML.

    :param language: the code of their language.
    :param letters: their run properties, as XML.
    :param tongue: the run property of their language, as XML.
    """
    return "".join(
        f"<w:r>{_properties(letters + way + tongue)}{_words(stretch, tag)}</w:r>"
        for stretch, way in directed(text, language)
    )


def _words(text: str, tag: str = "t") -> str:
    return f'<w:{tag} xml:space="preserve">{_text(text)}</w:{tag}>'


def _text(text: str) -> str:
    return escape(allowed(text))


# ---------------------------------------------------------------------- styles


def style_of(node: Node, level: int) -> str:
    """Return the style of the line of a node."""
    if (named := _STYLES_OF.get(type(node))) is not None:
        return named(node)
    if isinstance(node.parent, Contents):
        return "toc 1"
    if isinstance(node, Paragraph) or (isinstance(node, Item) and not node.label):
        level -= 1  # it continues the item around it, and has its style
    return f"enumlev{min(level, _DEEPEST)}" if level > 0 else "Normal"


def _left(node: Node, level: int) -> int:
    """Return the indent of a note: that of the words of its item."""
    return STYLES[f"enumlev{min(level - 1, _DEEPEST)}"].left if isinstance(node, Note) and level > 1 else 0


def _of_kind(kind: str, part: str) -> str:
    """Return the style of a part of what has styles of its own: "Res_title", "Chap_No"."""
    return f"{kind}_{part}" if kind else "Normal"


def _below_heading(node: Node, part: str) -> str:
    """Return the style of a title, a history line or a reference, from the node to which it belongs."""
    above = node.parent
    if isinstance(above, Text):
        return _of_kind(TEXTS.get(above.kind, "Res"), part)
    if isinstance(above, Annex):
        return _of_kind(above.kind.capitalize(), part)
    return _of_kind(DIVISIONS.get(above.kind, "") if isinstance(above, Division) and part == "title" else "", part)


def _of_division(node: Division) -> str:
    if node.heading.text == node.number:  # a section of a Recommendation
        return f"heading {min(node.number.count(FULL_STOP) + 1, _DEEPEST)}"
    return _of_kind(DIVISIONS.get(node.kind, ""), "No")


_STYLES_OF: dict[type[Node], Callable[[Any], str]] = {
    Designation: lambda node: _of_kind(TEXTS.get(node.kind, ""), "No"),
    Title: partial(_below_heading, part="title"),
    **dict.fromkeys((History, HeadingReference), partial(_below_heading, part="ref")),
    Clause: lambda node: "Normal" if node.label else "Call",  # the words of a heading have no number
    Annex: lambda node: _of_kind(node.kind.capitalize(), "No"),
    Division: _of_division,
    Amendment: lambda node: "Proposal" if node.proposal else "Normal",
    Reasons: lambda _: "Reasons",
    Note: lambda _: "Note",
}
"""The styles of lines that do not depend on the level."""
