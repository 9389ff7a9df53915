"""What the header of an AsciiDoc file says, and the numbers of its parts, as Metanorma counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

from attrs import define, field

from itu_texts.errors import UnknownLanguageError
from itu_texts.formats.asciidoc.blocks import Block, Header
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.series import letters, roman

_KINDS = frozenset(("resolution", "decision", "recommendation", "opinion"))
_CALLED = {
    "annex": NAMES.FORMAT_ANNEX,
    "appendix": NAMES.FORMAT_APPENDIX,
    "section": NAMES.FORMAT_SECTION,
    "figure": NAMES.FORMAT_FIGURE,
    "table": NAMES.FORMAT_TABLE,
}
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_REVISED = re.compile(r"rev\b", re.IGNORECASE)
_DATES = ("meeting-date", "published-date", "issued-date", "revdate", "copyright-year")

_UNNUMBERED = frozenset(
    (
        "abstract",
        "preface",
        "foreword",
        "acknowledgements",
        "bibliography",
        "discrete",
        "float",
        "colophon",
        "dedication",
    )
)


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
    return "" if not header.attributes.get("meeting-place", "").strip() else f"({_where(header)})"


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
        found = lang_of(_language(header)).phrase(template)
    except UnknownLanguageError:
        found = None
    return (found or lang_of("en").phrase(template) or "{number}").format(number=number).strip()


def _language(header: Header) -> str:
    return header.attributes.get("language", "").strip().lower() or "en"


@define
class Numbers:
    """The numbers of one file."""

    labels: dict[int, str] = field(factory=dict)
    """By the place of a block: its number as printed."""
    references: dict[str, str] = field(factory=dict)
    """By anchor: the words printed for a reference to it."""
    annexes: dict[int, str] = field(factory=dict)
    """The kind of each block that is an annex or an appendix."""
    of_resolution: bool = False
    """Whether the sections are those of a resolution, which have the heading "SECTION 1"."""


class _Counting:
    def __init__(self, header: Header, blocks: Sequence[Block]) -> None:
        self.header = header
        self.blocks = blocks
        attributes = header.attributes
        self.counts = header.is_flavoured or "sectnums" in attributes or "numbered" in attributes
        self.of_resolution = attributes.get("doctype", "").lower() == "resolution"
        self.found = Numbers(of_resolution=self.of_resolution)
        self.path: list[str] = []
        """The numbers of the open sections."""
        self.unnumbered: int | None = None
        """The level of a section without a number, in which sections have no numbers either."""
        self.figures: dict[str, int] = {}
        self.annex_count = {"annex": 0, "appendix": 0}
        self.printed = ""
        """The number of the open section."""

    def count(self) -> Numbers:
        alone = self._lone_notes()
        notes = 0
        for place, block in enumerate(self.blocks):
            label = ""
            if block.kind == "section":
                notes = 0
                label = self._section(place, block)
                self.printed = label or self.printed
                self._name(block, self._cited(place, label))
                self.found.labels[place] = label
                continue
            if block.kind == "note" and block.label:
                notes += block.label == "NOTE"
                label = f"{block.label} {notes}" if place not in alone and block.label == "NOTE" else block.label
            elif block.kind in ("figure", "table") and block.attributes.title:
                section = self.path[0] if self.path and self.of_resolution else ""
                counted = self.figures[f"{block.kind} {section}"] = self.figures.get(f"{block.kind} {section}", 0) + 1
                label = part_name(self.header, block.kind, f"{section}{'.' if section else ''}{counted}")
            elif block.kind == "item" and block.label[-1:] in (")", "."):
                label = block.label
            self.found.labels[place] = label
            self._name(block, label or self.printed)
        return self.found

    def _name(self, block: Block, printed: str) -> None:
        for name in block.attributes.names:
            self.found.references.setdefault(name, printed)

    def _lone_notes(self) -> set[int]:
        """Return the notes that are the only ones in their section; they have no number."""
        alone: set[int] = set()
        seen: list[int] = []
        for place, block in enumerate(self.blocks):
            if block.kind == "section":
                alone.update(seen if len(seen) == 1 else ())
                seen = []
            elif block.kind == "note" and block.label == "NOTE":
                seen.append(place)
        return alone.union(seen if len(seen) == 1 else ())

    def _section(self, place: int, block: Block) -> str:
        """Return the label of a section; an empty string if it has none."""
        level, attributes = block.level, block.attributes
        if self.unnumbered is not None and level > self.unnumbered:
            return ""
        self.unnumbered = None
        beside = (
            each for each in islice(self.blocks, place + 1, None) if each.kind == "section" and each.level <= level
        )
        # the bibliography of a Metanorma text is the section "References" if others follow it
        is_references = (
            attributes.style == "bibliography"
            and self.header.is_flavoured
            and any(each.attributes.style not in (*_UNNUMBERED, "appendix", "annex") for each in beside)
        )
        plain = attributes.style not in _UNNUMBERED or is_references
        if level == 0 or not plain or not self.counts or "unnumbered" in attributes.options:
            if attributes.style in ("appendix", "annex"):
                self._annex(place, block)
            self.unnumbered = level if attributes.style not in ("discrete", "float") else None
            return ""
        if attributes.style in ("appendix", "annex"):
            return self._annex(place, block)
        level = min(level, len(self.path) + 1)
        before = self.path[level - 1] if len(self.path) >= level and self.path[level - 1] else ""
        if level == 1 and self.found.annexes and not before[:1].isdigit():
            before = ""
        given = attributes.named.get("number", "")
        counted = re.match(r"\d{1,8}(?!\d)", before)
        self.path[level - 1 :] = [_bare(given) if given else str(int(counted[0]) + 1 if counted else 1)]
        return ".".join(self.path)

    def _annex(self, place: int, block: Block) -> str:
        """Return the number of an annex: a letter, or a roman numeral if the annex is informative."""
        informs = block.attributes.named.get("obligation") == "informative"
        kind = "annex" if block.attributes.style == "annex" or (not informs and self.counts) else "appendix"
        self.annex_count[kind] += 1
        number = _bare(block.attributes.named.get("number", ""))
        if not number:
            count = self.annex_count[kind]
            number = roman(count).upper() if kind == "appendix" and self.counts else letters(count).upper()
        self.path = [number]
        self.found.annexes[place] = kind
        return number

    def _cited(self, place: int, label: str) -> str:
        """Return the words printed for a reference to a section."""
        kind = self.found.annexes.get(place)
        if not kind and self.of_resolution and len(self.path) == 1 and label:
            kind = "section"
        return part_name(self.header, kind, label) if kind else label or self.blocks[place].text


def _bare(number: str) -> str:
    return re.sub(r"[_*^\s]|\{\w+\}", "", number)


def numbered(header: Header, blocks: Sequence[Block]) -> Numbers:
    """Return the numbers that are printed in a file."""
    return _Counting(header, blocks).count()
