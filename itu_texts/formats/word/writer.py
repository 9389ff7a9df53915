"""Writes a document as a Word file (.docx) in the styles of ITU's templates.

The parts are written with the standard library, so exporting needs no extra; the same document gives the same bytes.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr, unescape

from itu_texts.errors import ReadError
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.composing import ANNEXES, DIVISIONS, TEXTS
from itu_texts.formats.printed_lines import Line, Run, Setting
from itu_texts.formats.text.reader import read_file
from itu_texts.formats.word.package import Package, W, value, zipped
from itu_texts.formats.xml_text import allowed
from itu_texts.language.writing import FULL_STOP, direction, stretches_by_direction
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

# ----------------------------------------------------------------------
# The paragraph styles and the language properties of a Word file, with the names and the look of ITU's templates.

_TABS = (1134, 1871, 2268)  # twips, from the left margin
_SIZE = 24  # half points
_VARIETIES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}
_SCRIPTS = {"zh": "eastAsia", "ar": "bidi"}  # the kinds of letters for which Word has languages and fonts of their own
_TIMES = "Times New Roman"
_SONG, _KAI = "SimSun", "KaiTi"
_HEADED = (*TEXTS.values(), *map(str.capitalize, ANNEXES))


class Style(NamedTuple):
    """A paragraph style; lengths are in twips, sizes of letters in half points."""

    before: int = 120
    after: int = 0
    left: int = 0
    hanging: int = 0
    size: int = _SIZE
    bold: bool = False
    italic: bool = False
    centred: bool = False
    keeps: bool = False
    """Whether it stays on the page of the next paragraph."""
    tabs: tuple[int, ...] = _TABS
    based_on: str = "Normal"


_NUMBER = Style(before=480, after=80, size=28, centred=True, keeps=True)
_TITLE_STYLE = Style(before=240, after=240, size=28, bold=True, centred=True, keeps=True)
_REFERENCE = Style(after=240, centred=True, keeps=True)
_LEVELS = ((1134, 1134), (1871, 737), (2268, 397))  # of lists: the indent of words, the hanging of labels


def _enumeration(level: int) -> Style:
    left, hanging = _LEVELS[level - 1] if level <= len(_LEVELS) else (2268 + 397 * (level - len(_LEVELS)), 397)
    return Style(before=80, left=left, hanging=hanging, tabs=tuple(sorted({left, *_TABS})))


STYLES: dict[str, Style] = {
    "Normal": Style(based_on=""),
    **{f"{kind}_No": _NUMBER for kind in _HEADED},
    **{f"{kind}_title": _TITLE_STYLE for kind in _HEADED},
    **{f"{kind}_ref": _REFERENCE for kind in _HEADED},
    **{f"{kind}_No": _NUMBER._replace(size=_SIZE) for kind in DIVISIONS.values()},
    **{f"{kind}_title": _TITLE_STYLE._replace(size=_SIZE) for kind in DIVISIONS.values()},
    **{f"heading {level}": Style(before=280, left=1134, hanging=1134, bold=True, keeps=True) for level in range(1, 10)},
    "Call": Style(before=160, left=1134, italic=True, keeps=True),
    **{f"enumlev{level}": _enumeration(level) for level in range(1, 10)},
    "Note": Style(before=80, tabs=(284, *_TABS)),
    "Proposal": Style(before=240, bold=True, keeps=True),
    "Reasons": Style(tabs=(1588, 1985)),
    "toc 1": Style(before=60, left=567, hanging=567, tabs=(567,)),
    "Table_text": Style(before=40, after=40, size=20, tabs=(284, 567)),
    "Table_head": Style(before=80, after=80, size=20, bold=True, centred=True, keeps=True),
    "footnote text": Style(before=80, left=255, hanging=255, size=20, tabs=(255,)),
    "footer": Style(before=0, size=18, centred=True),
}
"""The styles by their names."""


def style_id(name: str) -> str:
    """Return the identifier of a style: its name without blanks and underscores."""
    return name.replace(" ", "").replace("_", "")


def _style_xml(name: str, style: Style, language: str) -> str:
    paragraph = "<w:bidi/>" if not style.based_on and direction(language) == "rtl" else ""
    paragraph += f'<w:spacing w:before="{style.before}" w:after="{style.after}"/>'
    paragraph += f'<w:ind w:left="{style.left}" w:hanging="{style.hanging}"/>' if style.left else ""
    paragraph += '<w:jc w:val="center"/>' if style.centred else ""
    tabs = "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in style.tabs if not style.centred)
    keeps = "<w:keepNext/><w:keepLines/>" if style.keeps else ""
    letters = italic(language) if style.italic else "<w:b/><w:bCs/>" if style.bold else ""
    letters += f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size != _SIZE else ""
    default = "" if style.based_on else ' w:default="1"'
    based = f'<w:basedOn w:val="{style_id(style.based_on)}"/>' if style.based_on else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{keeps}{f'<w:tabs>{tabs}</w:tabs>' if tabs else ''}{paragraph}</w:pPr>"
        f"{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def style_parts(language: str) -> dict[str, str]:
    """Return the styles as XML, by their names.

    :param language: the code of the language of most of the text.
    """
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    table = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return {name: _style_xml(name, style, language) for name, style in STYLES.items()} | {
        "footnote reference": '<w:style w:type="character" w:styleId="footnotereference">'
        f'<w:name w:val="footnote reference"/>{raised}</w:style>',
        "Table Grid": '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{table}</w:tblBorders></w:tblPr></w:style>",
    }


def styles_xml(namespace: str, language: str) -> str:
    """Return the part of a Word file that contains the styles.

    :param namespace: the declaration of the prefix ``w``.
    :param language: the code of the language of most of the text.
    """
    defaults = f'{fonts(language)}<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>{language_tag(language)}'
    return (
        f"<w:styles {namespace}><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(style_parts(language).values())}</w:styles>"
    )


def language_tag(language: str) -> str:
    """Return the run property for the language of words.

    :param language: the code of the language.
    """
    other = ' w:val="en-GB"' if language in _SCRIPTS else ""
    return f'<w:lang{other} w:{_SCRIPTS.get(language, "val")}="{_VARIETIES.get(language, language)}"/>'


def fonts(language: str) -> str:
    """Return the run property for the fonts of a document that is mostly in a language."""
    east = _SONG if _SCRIPTS.get(language) == "eastAsia" else _TIMES
    return f'<w:rFonts w:ascii="{_TIMES}" w:hAnsi="{_TIMES}" w:eastAsia="{east}" w:cs="{_TIMES}"/>'


def italic(language: str) -> str:
    """Return the run properties of italics; in Chinese, those of the font that ITU uses in their place."""
    return f'<w:rFonts w:eastAsia="{_KAI}"/>' if _SCRIPTS.get(language) == "eastAsia" else "<w:i/><w:iCs/>"


def paragraph_direction(language: str, around: str) -> str:
    """Return the property of a paragraph with another direction than the text around it; otherwise nothing.

    :param around: the code of the language of the document.
    """
    own = direction(language)
    if own == direction(around):
        return ""
    return "<w:bidi/>" if own == "rtl" else '<w:bidi w:val="0"/>'


def directed(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a text in one direction, each with its run property; signs follow their line."""
    for stretch, way in stretches_by_direction(text, direction(language)):
        yield stretch, "<w:rtl/>" if way == "rtl" else ""


# ----------------------------------------------------------------------
# Writes the parts of a Word file around its text, and the package; the same text gives the same bytes.

_OFFICE = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"'
NAMESPACES = f'{_W} xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
"""The declarations of the prefixes ``w`` and ``r``."""
_KINDS = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "footnotes", "footer")
_TYPE_PART, _CORE, _MAIN = "[Content_Types].xml", "docProps/core.xml", ".main+xml"
_TITLE_ELEMENT = "{http://purl.org/dc/elements/1.1/}title"
_NAMING = tuple(W + name for name in ("pStyle", "rStyle", "tblStyle", "basedOn"))  # elements that name a style
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(body: str, footnotes: str, title: str, language: str, *, landscape: bool = False) -> bytes:
    """Return a Word file.

    :param body: the paragraphs and tables of the text, as XML.
    :param footnotes: its footnotes, as XML.
    :param title: the title of the document, as XML text.
    :param language: the code of its language.
    :param landscape: whether its pages are wider than high.
    """
    section = _section(language, landscape=landscape)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", f"{_KINDS}/officeDocument", "word/document.xml"),
            ("core", f"{_OFFICE}/package/2006/relationships/metadata/core-properties",
             "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(title, language),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": styles_xml(_W, language),
        "word/settings.xml": f"<w:settings {_W}>{_SETTINGS}</w:settings>",
        "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{SEPARATORS}{footnotes}</w:footnotes>",
        "word/footer.xml": f"<w:ftr {NAMESPACES}>{_FOOTER}</w:ftr>",
        "word/_rels/document.xml.rels": _relations(*((name, f"{_KINDS}/{name}", f"{name}.xml") for name in _PARTS)),
    }  # fmt: skip
    return zipped({name: (_HEAD + xml).encode() for name, xml in parts.items()})


def _content_types() -> str:
    own = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((part, part) for part in _PARTS))
    )
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{own}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(*rows: tuple[str, str, str]) -> str:
    each = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in rows)
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{each}</Relationships>'


def _core(title: str, language: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _section(language: str, *, landscape: bool) -> str:
    """Return the section properties: A4, the page number at the foot, and the margins of ITU's templates.

    Pages that are wider than high hold tables, and have small margins.
    """
    page = _ACROSS if landscape else _UPRIGHT
    return f"<w:sectPr>{_FOOT}{page}{'<w:bidi/>' if direction(language) == 'rtl' else ''}</w:sectPr>"


_FOOT = '<w:footerReference w:type="default" r:id="footer"/>'
_UPRIGHT = (
    '<w:pgSz w:w="11907" w:h="16840"/>'
    '<w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
_ACROSS = (
    '<w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/>'
    '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="340" w:footer="340" w:gutter="0"/>'
)
_FOOTER = (
    '<w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr><w:r><w:t xml:space="preserve">– </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> –</w:t></w:r></w:p>'
)
SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
"""The notes that every file has: the separators between the words and the notes of a page."""
_SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)


def package_like(template: bytes, name: str, body: str, footnotes: str, title: str, language: str) -> bytes:
    """Return a Word file like a template, with another text; see :func:`itu_texts.formats.word.writer.package`.

    Styles that the template lacks are added.

    :param name: the name of the template, for errors.
    :raises ReadError: if the template is not a Word file with styles.
    :raises ImportError: without lxml.
    """
    from lxml import etree

    package = Package(template, name)
    types, styles, core = package.opened(_TYPE_PART), package.part("styles"), package.opened(_CORE)
    if types is None or styles is None:
        raise ReadError(f"{name}: not a Word file with styles, of which another could be made")
    for each in types:
        if str(each.get("ContentType")).endswith(_MAIN):  # of a template, or of a file with macros
            each.set("ContentType", f"{_TYPES}.document{_MAIN}")
    for each in () if core is None else core.iter(_TITLE_ELEMENT):
        each.text = unescape(title)
    all_styles = style_parts(language)
    names = {style_id(each): each for each in all_styles}
    made = etree.fromstring(f"<w:styles {NAMESPACES}>{body}{footnotes}</w:styles>")
    used = {names[value(each) or ""] for each in made.iter(*_NAMING)}
    missing = "".join(all_styles[each] for each in sorted(used) if package.style(each) is None)
    added = etree.fromstring(f"<w:styles {NAMESPACES}>{missing}</w:styles>")
    for each in (*made.iter(*_NAMING), *added.iter(*_NAMING)):
        each.set(W + "val", package.style(names[value(each) or ""]) or value(each))
    notes = package.add_part("footnotes", etree.fromstring(f"<w:footnotes {NAMESPACES}>{SEPARATORS}</w:footnotes>"))
    notes[:] = [each for each in notes if each.get(W + "type") is not None]
    first = max([0, *(int(each.get(W + "id")) for each in notes)])  # Word's own notes have numbers too
    for each in made.iter(W + "footnote", W + "footnoteReference"):
        each.set(W + "id", str(int(each.get(W + "id")) + first))
    styles.extend(added)
    notes.extend(made.findall(W + "footnote"))
    text = package.text.find(W + "body")
    text[:] = [*made, *text.findall(W + "sectPr")[-1:]]
    for each in (types, styles, text, *(() if core is None else (core,))):
        package.touch(each)
    return package.data()


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
