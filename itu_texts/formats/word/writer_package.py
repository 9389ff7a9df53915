"""Writes the parts of a Word file around its text, and the package; the same text gives the same bytes.

A file may be made from a template: its styles, page set-up, headers, footers and numbering, with another text.
"""

from __future__ import annotations

import re

from itu_texts.errors import ReadError
from itu_texts.formats.style_names import bare_name
from itu_texts.formats.word.package import Package, zipped
from itu_texts.formats.word.writer_styles import style_id, style_parts, styles_xml
from itu_texts.language.writing import direction

_OFFICE = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"'
NAMESPACES = f'{_W} xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
"""The declarations of the prefixes ``w`` and ``r``."""
_KINDS = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "footnotes", "footer")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BODY, _STYLES, _NOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
_STYLE = re.compile(r'<w:style\b[^>]*?w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"')
_SECTION = re.compile(r"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.DOTALL)
_NOTE = re.compile(r"<w:footnote\b(?![^>]*w:type=)[^>]*>.*?</w:footnote>", re.DOTALL)
_CALLED = re.compile(r'(<w:footnote(?:Reference)?\b[^>]*?w:id=")(\d+)"')
_NAMED = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle|basedOn) w:val=")([^"]*)"')
_RELATED, _CONTENT_TYPES, _CORE = "word/_rels/document.xml.rels", "[Content_Types].xml", "docProps/core.xml"
_TITLE = re.compile(rb"<dc:title>.*?</dc:title>|<dc:title/>", re.DOTALL)
_RAISED = "footnote reference"
_ROOT = re.compile(r"<w:document\b[^>]*>")


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
# The relation of a document to its footnotes
_NOTES_RELATION = f'<Relationship Id="footnotes" Type="{_KINDS}/footnotes" Target="footnotes.xml"/>'
# The type of the part with the footnotes
_NOTES_TYPE = f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPES}.footnotes+xml"/>'
# The types of the texts of templates and of files with macros, of which the text of a plain document is made
_LIKE_DOCUMENT = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)


def package_like(template: bytes, name: str, body: str, footnotes: str, title: str, language: str) -> bytes:
    """Return a Word file like a template, with another text; see :func:`itu_texts.formats.word.writer_package.package`.

    Styles that the template lacks are added.

    :param name: the name of the template, for errors.
    :raises ReadError: if the template is not a Word file.
    """
    parts = Package(template, name).contents()
    parts[_CONTENT_TYPES] = _LIKE_DOCUMENT.sub(f"{_TYPES}.document.main+xml".encode(), parts.get(_CONTENT_TYPES, b""))
    if not {_BODY, _STYLES} <= parts.keys():
        raise ReadError(f"{name}: not a Word file with styles, of which another could be made")
    if _NOTES not in parts:
        parts |= {
            _NOTES: f"<w:footnotes {NAMESPACES}>{SEPARATORS}</w:footnotes>".encode(),
            _RELATED: parts[_RELATED].replace(b"</Relationships>", _NOTES_RELATION.encode() + b"</Relationships>"),
            _CONTENT_TYPES: parts[_CONTENT_TYPES].replace(b"</Types>", _NOTES_TYPE.encode() + b"</Types>"),
        }
    styles, main, notes = (parts[each].decode("utf-8") for each in (_STYLES, _BODY, _NOTES))
    notes = _NOTE.sub("", notes)
    first = max((int(found[2]) for found in _CALLED.finditer(notes)), default=0)
    there = {bare_name(style): identifier for identifier, style in _STYLE.findall(styles)}
    names = {style_id(each) if each != _RAISED else "footnotereference": each for each in style_parts(language)}
    used = {found[2] for found in _NAMED.finditer(body + footnotes)} & names.keys()
    missing = [style_parts(language)[names[each]] for each in sorted(used) if bare_name(names[each]) not in there]
    ours = {each: there.get(bare_name(name), each) for each, name in names.items()}

    def suited(xml: str) -> str:
        """Return XML with the styles of the template, and with numbers of notes that differ from its own."""
        xml = _NAMED.sub(lambda found: f'{found[1]}{ours.get(found[2], found[2])}"', xml)
        return _CALLED.sub(lambda found: f'{found[1]}{int(found[2]) + first}"', xml)

    begun, sections = _ROOT.search(main), _SECTION.findall(main)
    if begun is None:
        raise ReadError(f"{name}: a Word file with unusual XML, of which no other can be made")
    section = sections[-1] if sections else ""
    parts[_BODY] = f"{main[: begun.end()]}<w:body>{suited(body)}{section}</w:body></w:document>".encode()
    parts[_STYLES] = styles.replace("</w:styles>", f"{suited(''.join(missing))}</w:styles>").encode()
    parts[_NOTES] = notes.replace("</w:footnotes>", f"{suited(footnotes)}</w:footnotes>").encode()
    parts[_CORE] = _TITLE.sub(f"<dc:title>{title}</dc:title>".encode(), parts.get(_CORE, b""))
    return zipped(parts)
