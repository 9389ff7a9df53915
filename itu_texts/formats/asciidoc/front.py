"""Composes the front of a text from the attributes of an AsciiDoc file: its designation, and where it was adopted."""

from __future__ import annotations

import re
from contextlib import suppress

from itu_texts.errors import UnknownLanguageError
from itu_texts.formats.asciidoc.blocks import Header
from itu_texts.language.grammar import surface
from itu_texts.language.identifiers import Identifier

__all__ = ["designation", "history", "kind_of_text", "part_name", "reference", "title"]

_KINDS = frozenset(("resolution", "decision", "recommendation", "opinion"))
_CALLED = {
    "annex": "FORMAT_ANNEX",
    "appendix": "FORMAT_APPENDIX",
    "section": "FORMAT_SECTION",
    "figure": "FORMAT_FIGURE",
    "table": "FORMAT_TABLE",
}
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_REVISED = re.compile(r"rev\b", re.IGNORECASE)
_DATES = ("meeting-date", "published-date", "issued-date", "revdate", "copyright-year")


def kind_of_text(header: Header) -> str:
    """Return ``resolution``, ``decision``, ``recommendation`` or ``opinion``; empty if the file names none of them."""
    kind = header.attributes.get("doctype", "").strip().lower()
    return kind if kind in _KINDS else ""


def designation(header: Header) -> str:
    """Return the designation of the text, "RESOLUTION 1 (Rev. Lakeside, 2030)"; empty if the file lacks it."""
    kind = kind_of_text(header)
    number = header.attributes.get("docnumber", "").strip()
    if not kind or not number:
        return ""
    mark = _mark(header)
    if kind == "recommendation" and number[:1].isalpha() and not number.upper().startswith("ITU"):
        number = f"ITU-{header.attributes.get('bureau', 'T').strip() or 'T'} {number}"
    name = f"{kind.capitalize()} {number}{f' ({mark})' if mark else ''}"
    language = _language(header)
    if language != "en":
        with suppress(ValueError):  # an unknown form of number, or an unknown language
            name = Identifier.parse(name).format(language)
    first, _, rest = name.partition(" ")
    return f"{first.upper()} {rest}" if rest else name


def _mark(header: Header) -> str:
    """Return the mark of the edition: "Rev. Lakeside, 2030"."""
    edition = header.attributes.get("edition", "").strip()
    where = _where(header)
    if not edition or edition == "1":
        return where
    if edition[:1].isdigit() and not _YEAR.match(edition):
        return f"Rev. {where}" if where else ""
    return edition if _REVISED.match(edition) else f"Rev. {edition}"


def _where(header: Header) -> str:
    """Return where and when the text was adopted: "Lakeside, 2030"."""
    attributes = header.attributes
    place = attributes.get("meeting-place", "").strip()
    found = (_YEAR.search(attributes.get(name, "")) for name in _DATES)
    year = next((matched[0] for matched in found if matched is not None), "")
    return f"{place}, {year}" if place and year else place or year


def history(header: Header) -> str:
    """Return the line below the title that says where the text was adopted; empty if the file lacks it."""
    if not header.attributes.get("meeting-place", "").strip():
        return ""
    return f"({_where(header)})"


def title(header: Header) -> str:
    """Return the title of the text, with its mark-up."""
    attributes = header.attributes
    language = _language(header)
    names = ("title-main", f"title-main-{language}", f"title-{language}", "title")
    return header.title or next((attributes[name] for name in names if attributes.get(name)), "")


def reference(header: Header) -> str:
    """Return the line that says to which text an annex belongs; empty if the file lacks it."""
    first, _, rest = designation(header).partition(" ")
    text = f"{first.capitalize()} {rest}".rstrip()
    return f"({'to ' if _language(header) == 'en' else ''}{text})" if rest else ""


def part_name(header: Header, kind: str, number: str) -> str:
    """Return the name of a part of the text in its language, by its kind: "Annex A", "Appendix I", "Section 1"."""
    template = _CALLED[kind]
    try:
        found = surface(_language(header)).phrase(template)
    except UnknownLanguageError:
        found = None
    return (found or surface("en").phrase(template) or "{number}").format(number=number).strip()


def _language(header: Header) -> str:
    return header.attributes.get("language", "").strip().lower() or "en"
