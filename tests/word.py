"""Invented texts as Word files: what python-docx makes, and what it cannot, put in as XML."""

import base64
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Twips

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LABEL = re.compile(r"(\(?(?:\d+(?:\.\d+)*|[a-z]{1,2}|[ivx]+)(?:bis|ter)?[).]?|–) (?=\S)")


def new(*styles: str) -> Any:
    """An empty document with some paragraph styles of ITU's templates."""
    document = docx.Document()
    for style in styles:
        document.styles.add_style(style, 1)
    return document


def save(document: Any, **parts: str) -> bytes:
    """The bytes of a document, with parts put in or put in the place of others: footnotes="<w:footnotes ...>"."""
    out = io.BytesIO()
    document.save(out)
    if not parts:
        return out.getvalue()
    again = io.BytesIO()
    with zipfile.ZipFile(out) as package, zipfile.ZipFile(again, "w") as made:
        for member in package.namelist():
            data = package.read(member)
            if member == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                rels = "".join(
                    f'<Relationship Id="x{name}" Type="{kind}/{name}" Target="{name}.xml"/>' for name in parts
                )
                data = data.replace(b"</Relationships>", rels.encode() + b"</Relationships>")
            elif member == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
                types = "".join(
                    f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name}+xml"/>' for name in parts
                )
                data = data.replace(b"</Types>", types.encode() + b"</Types>")
            if member not in {f"word/{name}.xml" for name in parts}:
                made.writestr(member, data)
        for name, xml in parts.items():
            made.writestr(f"word/{name}.xml", xml)
    return again.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes] | None) -> bytes:
    """A file with one of its parts changed, or without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for member in package.namelist():
            if member != name:
                made.writestr(member, package.read(member))
            elif change is not None:
                made.writestr(member, change(package.read(member)))
    return out.getvalue()


def paragraph(document: Any, xml: str) -> None:
    """Add a paragraph whose content is XML of our own."""
    document.element.body.insert_element_before(parse_xml(f"<w:p {W}>{xml}</w:p>"), "w:sectPr")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def from_outline(outline: str, *, styled: bool) -> bytes:
    """A resolution as a Word file, in ITU's styles, or with italics for its headings."""
    names = ("Res_No", "Res_title", "Res_ref", "Call", "enumlev1", "enumlev2", "enumlev3", "Annex_No", "Annex_title")
    document = new(*names) if styled else new()
    after = ""
    for line in outline.splitlines():
        depth = len(line) - len(line.lstrip("\t"))
        words = line.strip("\t")
        style = None
        if words.startswith("RESOLUTION "):
            style = after = "Res_No"
        elif words.startswith("ANNEX "):
            style = after = "Annex_No"
        elif after in ("Res_No", "Annex_No"):
            style = after = {"Res_No": "Res_title", "Annex_No": "Annex_title"}[after]
        elif after == "Res_title" and words.startswith("("):
            style = after = "Res_ref"
        elif depth == 0 and not words.startswith("The "):
            style = "Call"
        elif depth > 1:
            style = f"enumlev{depth - 1}"
        words = _LABEL.sub("\\1\t", words, count=1) if depth else words
        added = document.add_paragraph(style=style if styled else None).add_run(words)
        added.italic = (style == "Call" and not styled) or None
    return save(document)


BY = 'w:author="A. Rower" w:date="2030-05-01T10:00:00Z"'


def struck(text: str) -> str:
    """A run that is deleted."""
    return f'<w:del w:id="1" {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def put_in(text: str) -> str:
    """A run that is inserted."""
    return f'<w:ins w:id="2" {BY}>{run(text)}</w:ins>'


_CHANGES = re.compile(r"(\[-.*?-\]|\{\+.*?\+\}|\*\*.*?\*\*|▣)")
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _fill(paragraph: Any, words: str) -> None:
    """Put words into a paragraph: ``[-struck-]``, ``{+put in+}``, ``**bold**``, ``▣`` for a picture, ``↵`` for a line break."""
    for piece in _CHANGES.split(words):
        if piece == "▣":
            paragraph.add_run().add_picture(io.BytesIO(_PNG))
        elif piece.startswith("**"):
            paragraph.add_run(piece.strip("*")).bold = True
        elif _CHANGES.match(piece):
            xml = (struck if piece[0] == "[" else put_in)(piece[2:-2])
            paragraph._p.append(parse_xml(xml.replace(" ", f" {W} ", 1)))
        else:
            paragraph.add_run(piece.replace("↵", "\n"))


def from_lines(text: str) -> bytes:
    """A Word file of lines: ``Style | words``, ``Style 720 360 | words`` with the indents of all lines and of the first
    in twips, and ``|| cell | cell`` as a row of a table, with ``↵`` between the paragraphs of a cell.
    """
    document, table = new(), None
    for line in text.splitlines():
        if line.startswith("||"):
            cells = [cell.strip(" ").split("↵") for cell in line[2:].split("|")]
            table = table or document.add_table(0, len(cells))
            for cell, paragraphs in zip(table.add_row().cells, cells, strict=True):
                for place, words in enumerate(paragraphs):
                    _fill(cell.add_paragraph() if place else cell.paragraphs[0], words)
            continue
        style, words = line.split(" | ", 1) if " | " in line else (line.removesuffix(" |"), "")
        indents = re.search(r" (\d+) (\d+)$", style)
        style, table = style[: indents.start()] if indents else style, None
        if style not in document.styles:
            document.styles.add_style(style, 1)
        paragraph = document.add_paragraph(style=style)
        if indents is not None:
            left, first = map(int, indents.groups())
            paragraph.paragraph_format.left_indent = Twips(left)
            paragraph.paragraph_format.first_line_indent = Twips(first - left)
        _fill(paragraph, words)
    return save(document)
