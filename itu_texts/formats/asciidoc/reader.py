"""Reads AsciiDoc files as Metanorma prints them: with numbers, labels, references, footnotes and tables."""

import csv
import io
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher

from attrs import define, field

from itu_texts.errors import UnknownLanguageError
from itu_texts.formats.asciidoc.blocks import Block, Scanner, WordsOfFile, is_emphasised, segments
from itu_texts.formats.composing import DEFAULT, Allowance, Composer, Limits, Mark, View, Words
from itu_texts.formats.text.reader import read_plain
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.series import letters, roman
from itu_texts.language.writing import picture
from itu_texts.tree.readings import Origin, Origins, SourceText

# ----------------------------------------------------------------------
# What the attributes of an AsciiDoc file say of it, and the numbers of its parts, as Metanorma counts them.

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


_CELL = re.compile(
    r"(?<!\\)(?:(?<=\s)|^|(?<=\|))(?:(\d*)(?:\.(\d+))?([+*]))?(?:[<^>]?(?:\.[<^>])?[aehlmds]?)?(?<!\\)[|!]|(?<!\\)\|"
)
_SEPARATORS = {"csv": ",", "dsv": ":", "tsv": "\t"}
_MOST_COLUMNS = 500  # columns, and repetitions of one cell

_BODY: Mark = ("body", None)
_PLAIN: Mark = ("plain", None)
_PARAGRAPH: Mark = ("paragraph", None)
_STOPS = (".", ";", ":", ",", "。", "；", "：", "，")


def read_asciidoc(
    data: bytes, name: str, *, view: View = "final", limits: Limits = DEFAULT, encoding: str | None = None
) -> SourceText:
    """Return the text of an AsciiDoc file as it is printed.

    :param view: whether marked insertions and deletions are made ("final"), undone ("original"), or both shown
        ("marked").
    :raises ReadError: if the file is not text, or exceeds a limit.
    """
    return _File(read_plain(data, name, limits, encoding).removeprefix("\ufeff"), name, view, limits).read()


class _File:
    """One file."""

    def __init__(self, text: str, name: str, view: View, limits: Limits) -> None:
        self.file = Scanner(text)
        self.front = Front(self.file.attributes)
        self.numbers = Numbering(self.file, self.front)
        self.numbers.count()
        self.allowance = Allowance.of(text, name, limits)
        self.words = WordsOfFile(self.numbers.references, self.file.attributes, self.allowance, view)
        self.out = Composer(name, limits)
        self.origin = Origin(line=self.file.title.line)
        self.untitled: Block | None = None
        """The section without a title, whose number is written before the next words."""
        self.in_section = False
        """Whether a section has begun, so that there are no clauses."""

    def read(self) -> SourceText:
        named, title = self.front.designation, self.file.title.text or self.front.title
        self._line(Words.of(named), ("designation", self.front.kind))
        self._line(self.words.printed(title), *([_PLAIN] if named else []))
        if named and self.front.get("meeting-place"):
            self._line(Words.of(f"({self.front.where})"), ("history", None))
        for block in self.file.blocks:
            self.origin = Origin(line=block.line)
            if block.kind not in ("paragraph", "caption"):
                self._number_alone()
            self._block(block)
        self._number_alone()
        return self.out.reading()

    def _block(self, block: Block) -> None:
        match block.kind:
            case "section":
                self._section(block)
            case "item" | "paragraph":
                self._paragraph(block)
            case "note":
                kinds = [_BODY] if " " in block.label else [_BODY, ("note", None)]
                self._line(self.words.printed(block.text), *kinds, head=f"{block.label} – ")
            case "figure":
                self._line(Words.of(picture(self.words.printed(block.text).text)), _PLAIN)
                self._titled(block)
            case "table":
                self._titled(block)
                rows, headers = table_rows(block, self.allowance)
                printed = [[self.words.printed(cell.replace("\n+\n", "\n")) for cell in row] for row in rows]
                self.out.table(printed, self.origin, headers)
                self._notes()
            case "verbatim":
                self._titled(block)
                for count, line in enumerate(block.lines):
                    self.origin = Origin(line=block.line + count)
                    self._line(Words.of(line.strip()), ("quoted", None))
            case "caption":
                self._line(self.words.printed(block.text), _PLAIN)
            case _:
                self.out.oddity("unread-part", f"a file that is included here is not read ({block.text})")

    def _section(self, block: Block) -> None:
        printed, label = self.words.printed(block.text), block.label
        annex = self.numbers.annex(block)
        self.in_section = self.in_section or bool(label)
        if annex:
            self._line(Words.of(self.front.part_name(annex, label)), ("annex", annex))
            self._line(Words.of(self.front.reference), ("reference", None))
            self._line(printed, _PLAIN)
        elif not printed.text.strip():
            self.untitled = block if label else None
        elif label and block.level == 1 and self.numbers.is_of_resolution:
            heading = self.front.part_name("section", "{number}").upper().replace("{NUMBER}", label)
            self._line(Words.of(heading), ("division", "section"))
            self._line(printed, _PLAIN)
        elif block.level == 0:
            self._line(printed)
        elif label:
            self._line(printed, _BODY, ("section", block.level), head=f"{label}\t")
        else:
            self._line(printed, ("section", block.level))

    def _paragraph(self, block: Block) -> None:
        """Add a paragraph or an item, with a new line after each printed line break."""
        label = block.label
        kinds: list[Mark] = [("level", block.level)] if block.level else []
        if block.kind == "paragraph" and self.untitled is not None:
            label, kinds = self.untitled.label, [*kinds, ("section", self.untitled.level)]
            self.untitled = None
        if block.kind == "item" or block.level or self.in_section or block.is_quoted:
            kinds.insert(0, ("quoted", None) if block.is_quoted else _BODY)
        is_source = "source" in (block.style, *block.options)
        parts = segments(block.text) or [""]
        held: list[str] = []
        for place, part in enumerate(parts):
            held.append(part)
            is_last = place + 1 == len(parts)
            if len(held) == 1 and not label and not block.is_quoted and is_emphasised(part):
                is_heading = not is_last or block.opens or block.text.endswith(" +")
                self._line(self.words.printed(part), ("heading" if is_heading else "emphasis", None))
            elif not is_last and not part.rstrip().endswith(_STOPS):
                continue
            else:
                head = (f"{label}\t" if label else "") + ("[SOURCE: " if is_source else "")
                self._line(self.words.printed("\n".join(held)) + Words.of("]" * is_source), *kinds, head=head)
            held, label = [], ""

    def _titled(self, block: Block) -> None:
        """Add the caption of a figure or a table."""
        printed = self.words.printed(block.title)
        if printed.text.strip():
            self._line(printed, _PLAIN, head=f"{block.label} – " if block.label else "")

    def _number_alone(self) -> None:
        """Add the number of a section without title and words."""
        if self.untitled is not None:
            self._line(Words.of(self.untitled.label), _BODY, ("section", self.untitled.level))
            self.untitled = None

    def _line(self, words: Words, *kinds: Mark, head: str = "") -> None:
        """Add a line, if it has words, and the footnotes that it calls."""
        if words.text.strip() or head:
            self.out.put(words, *(kinds or (_PARAGRAPH,)), origin=self.origin, label=head)
        self._notes()

    def _notes(self) -> None:
        """Add the footnotes that have been called."""
        found, self.words.notes = self.words.notes, []
        self.out.footnotes(((f"{mark} ", words) for mark, words in found), self.origin)


def table_rows(block: Block, allowance: Allowance) -> tuple[list[list[str]], int]:
    """Return the cells of a table, row by row, as they are written, and the number of header rows.

    :raises ReadError: if cells span or repeat more than is allowed.
    """
    filled = [number for number, line in enumerate(block.lines) if line.strip()]
    if not filled:
        return [], 0
    is_first_alone = filled[0] == 0 and len(filled) > 1 and not block.lines[1].strip()
    has_header = "header" in block.options or ("noheader" not in block.options and is_first_alone)
    if separator := _SEPARATORS.get(block.named.get("format", "")):
        try:
            rows = [row for row in csv.reader(io.StringIO(block.text), delimiter=separator) if row]
        except csv.Error:  # a field that exceeds the limit
            rows = [line.split(separator) for line in block.lines if line.strip()]
    else:
        cols = block.named.get("cols", "").strip()
        widths = [re.match(r"\s*(?:(\d+)\*)?", each) for each in re.split("[,;]", cols)] if cols else []
        spans = (_count(cell[1]) for cell in _CELL.finditer(block.lines[filled[0]]))
        rows = _filled(
            _cells(block.text, allowance), sum(_count(width[1]) for width in widths if width) or max(sum(spans), 1)
        )
    return rows, int(has_header and len(rows) > 1)


def _count(digits: str | None) -> int:
    """Return how many columns or rows a cell spans, or how often it is repeated."""
    return max(min(int((digits or "1")[:4]), _MOST_COLUMNS), 1)


def _cells(text: str, allowance: Allowance) -> Iterator[tuple[str, int, int]]:
    """Yield the words of each cell, and the number of columns and rows that it spans."""
    marks = [*_CELL.finditer(text)]
    before = text[: marks[0].start()].strip() if marks else text.strip()
    if before:
        yield before, 1, 1
    for found, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(text)], strict=False):
        words = text[found.end() : end].replace("\\|", "|").strip()
        columns, down = _count(found[1]), _count(found[2])
        if found[3] == "*":
            allowance.take(found[0].strip(), columns * len(words))
            yield from [(words, 1, 1)] * columns
        else:
            allowance.take(found[0].strip(), columns * down - 1)
            yield words, columns, down


def _filled(cells: Iterator[tuple[str, int, int]], columns: int) -> list[list[str]]:
    """Return cells in rows of a given length; a cell that spans several has empty ones beside and below it."""
    rows: list[list[str]] = [[]]
    last_row: dict[int, int] = {}  # that a cell above fills, by column
    for words, wide, down in cells:
        while (place := len(rows[-1])) >= columns or last_row.get(place, -1) >= len(rows) - 1:
            rows[-1:] = [rows[-1], []] if place >= columns else [[*rows[-1], ""]]
        last_row.update(dict.fromkeys(range(place, place + wide), len(rows) - 2 + down))
        rows[-1] += [words, *[""] * (wide - 1)]
    return [row for row in rows if row]


# ----------------------------------------------------------------------
# Finds the words of a text that was read from AsciiDoc in the file, where markup stands between them.

_BREAK = re.compile(r"\r\n?|\n")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST_PAIRS = 250_000  # pairs of words of a piece and its lines that are compared
_Token = tuple[str, int]
_Pair = tuple[_Token, _Token]


class Places:
    """The places in a file of the text that was read from it."""

    def __init__(self, text: str, source: str, origins: Origins) -> None:
        """Keep the text of the file and what was read from it."""
        self._text, self._source, self._origins = text, source, origins
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
        self._lines = sorted({each.line for each in origins.origins if each.line})
        self._blocks: dict[int, dict[int, int]] = {}

    def exact(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where all words of a stretch of the source stand in the file; ``None`` if some do not."""
        at = [place for each in range(start, end) if (place := self._at(each)) or not self._source[each].isspace()]
        known = [each for each in at if each is not None]
        if start == end and start:  # behind a character
            before = self._at(start - 1)
            return (before + 1, before + 1) if before is not None else None
        return (known[0], known[-1] + 1) if known and len(known) == len(at) else None

    def near(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of a stretch of the source stand in the file, from the first to the last that does.

        If none does, as of a label that is counted, it is the line where the piece begins.
        """
        first = next((at for each in range(start, end) if (at := self._at(each)) is not None), None)
        last = next((at for each in range(end - 1, start - 1, -1) if (at := self._at(each)) is not None), None)
        if first is not None and last is not None:
            return first, max(first, last) + 1
        origin = self._origins.at(start)
        line = (origin.line if origin is not None else None) or 1
        begin, stop = self._starts[line - 1 : line + 1]
        return begin, begin + len(self._text[begin:stop].rstrip("\r\n"))

    def inside(self, offset: int) -> int:
        """Return the offset in the source of a place in the file: of the last word that begins at or before it."""
        here = bisect_right(self._starts, offset)
        above = max((line for line in self._lines if line <= here), default=None)
        pieces = [at for at, each in enumerate(self._origins.origins) if each.line == above]
        pairs = ((there, at) for piece in pieces for at, there in self._block(piece).items() if there <= offset)
        return max(pairs, default=(0, self._origins.starts[pieces[0]] if pieces else 0))[1]

    def _at(self, offset: int) -> int | None:
        piece = bisect_right(self._origins.starts, offset) - 1
        return self._block(piece).get(offset) if piece >= 0 else None

    def _block(self, piece: int) -> dict[int, int]:
        """Return the offsets in the file of the characters of a piece."""
        if piece not in self._blocks:
            starts, line = self._origins.starts, self._origins.origins[piece].line or 1
            end = starts[piece + 1] if piece + 1 < len(starts) else len(self._source)
            below = bisect_right(self._lines, line)
            last = self._lines[below] if below < len(self._lines) else len(self._starts)
            read = [(found[0], found.start()) for found in _TOKEN.finditer(self._source, starts[piece], end)]
            lines = _TOKEN.finditer(self._text, self._starts[line - 1], self._starts[last - 1])
            there = [(found[0], found.start()) for found in lines]
            pairs = _in_order(_aligned(read, there), read, there)
            found = {one + at: other + at for (word, one), (_, other) in pairs for at in range(len(word))}
            for blank in range(starts[piece] + 1, end):
                behind = found.get(blank - 1, -1) + 1
                if behind and self._source[blank].isspace() and self._text[behind : behind + 1].isspace():
                    found[blank] = behind
            self._blocks[piece] = found
        return self._blocks[piece]


def _aligned(read: Sequence[_Token], there: Sequence[_Token]) -> Iterator[_Pair]:
    """Yield the pairs of equal words: those at both ends and, unless there are very many others, the longest runs."""
    end = _same(read[::-1], there[::-1])
    begin = _same(read[: len(read) - end], there[: len(there) - end])
    yield from zip(read[:begin], there[:begin], strict=True)
    yield from zip(read[len(read) - end :], there[len(there) - end :], strict=True)
    one, two = read[begin : len(read) - end], there[begin : len(there) - end]
    if len(one) * len(two) <= _MOST_PAIRS:
        matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in two], autojunk=False)
        for at, place, size in matcher.get_matching_blocks():
            yield from zip(one[at : at + size], two[place : place + size], strict=True)


def _in_order(pairs: Iterable[_Pair], read: Sequence[_Token], there: Sequence[_Token]) -> Iterator[_Pair]:
    """Return the pairs but those of the first and the second of two equal words: their places are not known."""
    one, two = _turns(read), _turns(there)
    return ((a, b) for a, b in pairs if one[a] == two[b] or one[a][1] != two[b][1])


def _turns(tokens: Sequence[_Token]) -> dict[_Token, tuple[int, int]]:
    """Return how many equal words stand before each, and how many there are."""
    equal: dict[str, list[_Token]] = defaultdict(list)
    for token in tokens:
        equal[token[0]].append(token)
    return {token: (turn, len(same)) for same in equal.values() for turn, token in enumerate(same)}


def _same(one: Sequence[_Token], two: Sequence[_Token]) -> int:
    """Return how many words at the beginning are the same."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (this, that) in pairs if this[0] != that[0]), min(len(one), len(two)))
