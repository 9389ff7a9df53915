"""What the attributes of an AsciiDoc file say of it, and the numbers of its parts, as Metanorma counts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from attrs import define, field

from itu_texts.errors import UnknownLanguageError
from itu_texts.formats.asciidoc.blocks import Block, Scanner
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
_BULLETS = "–•"
_ANNEXES = frozenset(("annex", "appendix"))
_FLOATING = frozenset(("discrete", "float"))
_UNNUMBERED = _FLOATING.union(
    ("abstract", "preface", "foreword", "acknowledgements", "bibliography", "colophon", "dedication")
)


@define
class Front:
    """What the attributes of a file say of its text."""

    attributes: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return an attribute; empty if the file lacks it."""
        return self.attributes.get(name, "").strip()

    @property
    def language(self) -> str:
        """The language in which parts are named."""
        return self.get("language").lower() or "en"

    @property
    def kind(self) -> str:
        """``resolution``, ``decision``, ``recommendation`` or ``opinion``; empty if the file names none of them."""
        kind = self.get("doctype").lower()
        return kind if kind in _KINDS else ""

    @property
    def where(self) -> str:
        """Where and when the text was adopted: "Lakeside, 2030"."""
        years = (year[0] for name in _DATES if (year := _YEAR.search(self.get(name))) is not None)
        return ", ".join(filter(None, (self.get("meeting-place"), next(years, ""))))

    @property
    def edition(self) -> str:
        """The mark of the edition: "Rev. Lakeside, 2030"."""
        edition = self.get("edition")
        if edition in ("", "1"):
            return self.where
        if edition[0].isdigit() and not _YEAR.match(edition):  # "2"
            return f"Rev. {self.where}" if self.where else ""
        return edition if _REVISED.match(edition) else f"Rev. {edition}"

    @property
    def designation(self) -> str:
        """The designation of the text, "RESOLUTION 1 (Rev. Lakeside, 2030)"; empty if the file lacks it."""
        number = self.get("docnumber")
        if not self.kind or not number:
            return ""
        if self.kind == "recommendation" and number[:1].isalpha() and not number.upper().startswith("ITU"):
            number = f"ITU-{self.get('bureau') or 'T'} {number}"
        name = f"{self.kind.capitalize()} {number}{f' ({self.edition})' if self.edition else ''}"
        if self.language != "en":
            with suppress(ValueError):  # an unknown form of number, or an unknown language
                name = Identifier.parse(name).format(self.language)
        first, blank, rest = name.partition(" ")
        return f"{first.upper()} {rest}" if blank else name

    @property
    def title(self) -> str:
        """The title of the text in the attributes, with its mark-up."""
        names = ("title-main", f"title-main-{self.language}", f"title-{self.language}", "title")
        return next(filter(None, map(self.get, names)), "")

    @property
    def reference(self) -> str:
        """The line that says to which text an annex belongs, "(to Resolution 9)"; empty if the file lacks it."""
        first, _, rest = self.designation.partition(" ")
        return f"({'to ' if self.language == 'en' else ''}{first.capitalize()} {rest})" if rest else ""

    def part_name(self, kind: str, number: str) -> str:
        """Return the name of a part of the text, by its kind: "Annex A", "Appendix I", "Section 1"."""
        found = None
        with suppress(UnknownLanguageError):
            found = lang_of(self.language).phrase(_CALLED[kind])
        return (found or lang_of("en").phrase(_CALLED[kind]) or "{number}").format(number=number).strip()


@define
class Numbering:
    """Counts the parts of a file, and labels its blocks."""

    file: Scanner
    front: Front
    references: dict[str, str] = field(factory=dict)
    """By anchor: the words printed for a reference to it."""
    path: list[str] = field(factory=list)
    """The numbers of the open sections."""
    unnumbered: int | None = None
    """The level of a section without a number, in which sections have no numbers either."""
    counts: Counter[str] = field(factory=Counter)
    """The figures, tables, annexes and appendices so far."""
    printed: str = ""
    """The number of the open section."""

    @property
    def is_of_resolution(self) -> bool:
        """Whether the sections are those of a resolution, which have the heading "SECTION 1"."""
        return self.front.kind == "resolution"

    @property
    def is_counted(self) -> bool:
        """Whether sections are counted."""
        return self.file.is_flavoured or "sectnums" in self.file.attributes or "numbered" in self.file.attributes

    def annex(self, block: Block) -> str:
        """Return whether a block begins an ``annex`` or an ``appendix``; an empty string if neither."""
        if block.kind != "section" or block.style not in _ANNEXES:
            return ""
        informs = block.named.get("obligation") == "informative"
        return "annex" if block.style == "annex" or (not informs and self.is_counted) else "appendix"

    def count(self) -> None:
        """Label each block, and find what is printed for its anchors."""
        self._count_notes()
        for place, block in enumerate(self.file.blocks):
            cited = block.label.strip(_BULLETS)
            if block.kind == "section":
                block.label = self._number(place, block)
                self.printed = block.label or self.printed
                cited = self._cited(block)
            elif block.kind in ("figure", "table") and block.title:
                section = f"{self.path[0]}." if self.path and self.is_of_resolution else ""
                self.counts[block.kind + section] += 1
                number = f"{section}{self.counts[block.kind + section]}"
                block.label = cited = self.front.part_name(block.kind, number)
            for name in block.names:
                self.references.setdefault(name, cited if block.kind == "section" else cited or self.printed)

    def _count_notes(self) -> None:
        """Number the notes of each section that has several."""
        notes: list[Block] = []
        for block in (*self.file.blocks, Block("section")):
            if block.kind == "section":
                for number, note in enumerate(notes if len(notes) > 1 else (), 1):
                    note.label = f"NOTE {number}"
                notes = []
            elif block.kind == "note" and block.label == "NOTE":
                notes.append(block)

    def _number(self, place: int, block: Block) -> str:
        """Return the number of a section; an empty string if it has none."""
        level = block.level
        if self.unnumbered is not None and level > self.unnumbered:
            return ""
        self.unnumbered = None
        number = self._annex_number(block) if (annex := self.annex(block)) else ""
        is_plain = block.style not in _UNNUMBERED or self._is_references(place, block)
        if level == 0 or not is_plain or not self.is_counted or "unnumbered" in block.options:
            self.unnumbered = level if block.style not in _FLOATING else None
            return ""
        if annex:
            return number
        level = min(level, len(self.path) + 1)
        before = self.path[level - 1] if level <= len(self.path) else ""
        counted = re.match(r"\d{1,8}(?!\d)", before)  # an annex, "A", is before no "B"
        given = _bare(block.named.get("number", ""))
        self.path[level - 1 :] = [given or str(int(counted[0]) + 1 if counted else 1)]
        return ".".join(self.path)

    def _is_references(self, place: int, block: Block) -> bool:
        """Return whether a bibliography is the section "References": in a Metanorma text, if others follow it."""
        return (
            block.style == "bibliography"
            and self.file.is_flavoured
            and any(
                each.style not in _UNNUMBERED and each.style not in _ANNEXES
                for each in self.file.blocks[place + 1 :]
                if each.kind == "section" and each.level <= block.level
            )
        )

    def _annex_number(self, block: Block) -> str:
        """Return the number of an annex: a letter, or a roman numeral if the annex is informative."""
        annex = self.annex(block)
        self.counts[annex] += 1
        count = self.counts[annex]
        counted = roman(count) if annex == "appendix" and self.is_counted else letters(count)
        self.path = [_bare(block.named.get("number", "")) or counted.upper()]
        return self.path[0]

    def _cited(self, block: Block) -> str:
        """Return the words printed for a reference to a section."""
        kind = self.annex(block) or ("section" if self.is_of_resolution and len(self.path) == 1 and block.label else "")
        return self.front.part_name(kind, block.label) if kind else block.label or block.text


def _bare(number: str) -> str:
    return re.sub(r"[_*^\s]|\{\w+\}", "", number)
