"""Makes a Word file from a template: its styles, page set-up, headers, footers and numbering, with another text."""

from __future__ import annotations

import io
import re
import zipfile

from itu_texts.errors import ReadError
from itu_texts.formats.limits import DEFAULT
from itu_texts.formats.style_names import bare_name
from itu_texts.formats.word.package import usual_package
from itu_texts.formats.word.writer_package import NAMESPACES, NOTES_RELATION, NOTES_TYPE, SEPARATORS, zipped
from itu_texts.formats.word.writer_styles import style_id, style_parts

_BODY, _STYLES, _NOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
_STYLE = re.compile(r'<w:style\b[^>]*?w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"')
_SECTION = re.compile(r"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.DOTALL)
_NOTE = re.compile(r"<w:footnote\b(?![^>]*w:type=)[^>]*>.*?</w:footnote>", re.DOTALL)
_CALLED = re.compile(r'(<w:footnote(?:Reference)?\b[^>]*?w:id=")(\d+)"')
_NAMED = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle|basedOn) w:val=")([^"]*)"')
_RELATIONS, _TYPES, _CORE = "word/_rels/document.xml.rels", "[Content_Types].xml", "docProps/core.xml"
_TITLE = re.compile(rb"<dc:title>.*?</dc:title>|<dc:title/>", re.DOTALL)
_RAISED = "footnote reference"
_ROOT = re.compile(r"<w:document\b[^>]*>")


def package_like(template: bytes, name: str, body: str, footnotes: str, title: str, language: str) -> bytes:
    """Return a Word file like a template, with another text; see :func:`itu_texts.formats.word.writer_package.package`.

    Styles that the template lacks are added.

    :param name: the name of the template, for errors.
    :raises ReadError: if the template is not a Word file.
    """
    with zipfile.ZipFile(io.BytesIO(usual_package(template, name, DEFAULT))) as given:
        parts = {each: given.read(each) for each in given.namelist()}
    if not {_BODY, _STYLES} <= parts.keys():
        raise ReadError(f"{name}: not a Word file with styles, of which another could be made")
    if _NOTES not in parts:
        parts |= {
            _NOTES: f"<w:footnotes {NAMESPACES}>{SEPARATORS}</w:footnotes>".encode(),
            _RELATIONS: parts[_RELATIONS].replace(b"</Relationships>", NOTES_RELATION.encode() + b"</Relationships>"),
            _TYPES: parts[_TYPES].replace(b"</Types>", NOTES_TYPE.encode() + b"</Types>"),
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
