"""Writes the parts of a Word file around its text, and the package; the same text gives the same bytes."""

from __future__ import annotations

import io
import zipfile

from itu_texts.formats.word.writer_styles import styles_xml
from itu_texts.language.writing import direction

_OFFICE = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"'
NAMESPACES = f'{_W} xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
"""The declarations of the prefixes ``w`` and ``r``."""
_KINDS = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "footnotes", "footer")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest date of a ZIP file


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


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a package of parts, by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, part)
    return out.getvalue()


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
    """Return the section properties: A4, the margins of ITU's templates, and the page number at the foot."""
    size = _ACROSS if landscape else _UPRIGHT
    return f"<w:sectPr>{_FOOT}{size}{_MARGINS}{'<w:bidi/>' if direction(language) == 'rtl' else ''}</w:sectPr>"


_FOOT = '<w:footerReference w:type="default" r:id="footer"/>'
_UPRIGHT = '<w:pgSz w:w="11907" w:h="16840"/>'
_ACROSS = '<w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/>'
_MARGINS = (
    '<w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
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
NOTES_RELATION = f'<Relationship Id="footnotes" Type="{_KINDS}/footnotes" Target="footnotes.xml"/>'
"""The relation of a document to its footnotes."""
NOTES_TYPE = f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPES}.footnotes+xml"/>'
"""The type of the part with the footnotes."""
_SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)
