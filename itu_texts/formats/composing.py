"""Composes the text of a file, one paragraph on each line, with evidence and the source map."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, Generic, Literal, NamedTuple, Self, TypeAlias, TypeVar

from attrs import define, field, frozen

from itu_texts.errors import ReadError
from itu_texts.language.provisions import Margin, item_rows, margin, provision_rows
from itu_texts.language.series import roman
from itu_texts.language.writing import halves, writable
from itu_texts.tree.diagnostics import half_character
from itu_texts.tree.readings import Evidence, HeaderRow, Origin, Origins, SourceText, TypesetLine

# ----------------------------------------------------------------------
# The views of tracked changes, and limits that keep a file from taking all time or memory.

View: TypeAlias = Literal["final", "original", "marked"]
"""The view of tracked changes: all of them made, none made, or both versions with the changes marked."""


@frozen(kw_only=True)
class Limits:
    """Limits for files that are read; a file that exceeds one raises a :class:`~itu_texts.ReadError`.

    The defaults are far above what texts of conferences need.
    """

    file_bytes: int = 200_000_000
    """The size of the file."""
    unpacked_bytes: int = 300_000_000
    """The size of the unpacked content of a Word file."""
    markup_characters: int = 50_000_000
    """The characters of a web page, including its markup."""
    characters: int = 50_000_000
    """The characters of the text of a Word file, a web page or a PDF."""
    pages: int = 10_000
    """The pages of a PDF."""
    page_characters: int = 250_000
    """The characters of one page of a PDF; a page takes about 400 bytes of memory for each."""
    depth: int = 1_000
    """The depth to which elements of a Word file or a web page nest."""

    def check(self, name: str, limit: str, value: int) -> None:
        """Raise an error if a value exceeds a limit.

        :raises ReadError: naming the file and the limit.
        """
        most = getattr(self, limit)
        if value > most:
            raise ReadError(
                f"{name}: more than {most:,} {limit.replace('_', ' ')} (limits can be set: itu_texts.Limits)"
            )


_REPEATED = 1_000_000  # characters that any file may produce by repetition
_TIMES = 10  # further ones for each character of the file
_UNPACKED = 300_000  # characters that any packed file may contain
_TIMES_UNPACKED = 20  # further ones for each byte of the file


@define
class Allowance:
    """The characters that a file may still produce from attributes, repeated cells or packed data."""

    name: str
    left: int

    @classmethod
    def of(cls, content: str | bytes, name: str, limits: Limits) -> "Allowance":
        """Return the allowance of a file: it is proportional to the content, and so is the time."""
        free, times = (_REPEATED, _TIMES) if isinstance(content, str) else (_UNPACKED, _TIMES_UNPACKED)
        return cls(name, min(limits.characters, free + times * len(content)))

    def check(self, what: str, count: int) -> None:
        """Raise an error if a number of characters is not allowed.

        :raises ReadError: naming the file and what would be repeated.
        """
        if count > self.left:
            raise ReadError(f"{self.name}: {what} expands to more characters than a file of this size may have")

    def take(self, what: str, count: int) -> None:
        """Use a number of characters.

        :raises ReadError: as :meth:`check` does.
        """
        self.check(what, count)
        self.left -= count


DEFAULT = Limits()


# ----------------------------------------------------------------------
# Words with marks in them: what a file says of stretches of a line or of a cell.

Mark: TypeAlias = tuple[str, object]
"""A kind of evidence, and its value; see :class:`~itu_texts.tree.readings.Evidence`."""
BOLD: Mark = ("bold", None)
ITALIC: Mark = ("italic", None)
_LOOKS = (BOLD, ITALIC)
_CHANGES = ("insertion", "deletion")
_BY_RUN = frozenset((*_CHANGES, "bold", "italic"))  # kinds of marks that go on in the next piece
_BLANKS_OR_NOT = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """A stretch of words with the same marks."""

    text: str
    marks: tuple[Mark, ...] = ()
    element: Any = None
    """The element from which it was read; ``None`` if it cannot be changed in its file."""
    place: int = 0
    """Where in the words of that element it begins."""

    @property
    def change(self) -> Mark | None:
        """The tracked change: ``insertion`` or ``deletion``, with its author and date."""
        return next((mark for mark in self.marks if mark[0] in _CHANGES), None)

    @property
    def own(self) -> Mark | None:
        """What it is, if it is not words of the line: an ``anchor``, a ``struck_label`` ..."""
        return next((mark for mark in self.marks if mark[0] not in _BY_RUN), None)

    @property
    def is_old(self) -> bool:
        """Whether it is in the text before the tracked changes."""
        return self.change is None or self.change[0] != "insertion"

    @property
    def is_new(self) -> bool:
        """Whether it is in the text after the tracked changes."""
        return self.change is None or self.change[0] != "deletion"

    def cut(self, start: int, end: int) -> "Piece":
        """Return a part of it."""
        return self._replace(text=self.text[start:end], place=self.place + start)


@define
class Words:
    """The words of a line, a cell or a note."""

    pieces: list[Piece] = field(factory=list)

    @classmethod
    def of(cls, text: str, stretches: Iterable[tuple[int, int, Mark]] = ()) -> Self:
        """Return words with marks.

        :param stretches: the start, the end and the mark of each stretch.

        >>> [piece.text for piece in Words.of("to row", [(3, 6, ("italic", None))]).pieces]
        ['to ', 'row']
        """
        marks = [*stretches]
        borders = sorted({0, len(text), *(place for start, end, _ in marks for place in (start, end))})
        return cls(
            [
                Piece(text[start:end], tuple(mark for first, last, mark in marks if first <= start and end <= last))
                for start, end in pairwise(borders)
            ]
        )

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join([piece.text for piece in self.pieces])

    def add(self, text: str, *marks: Mark, element: Any = None) -> None:
        """Add words; marks without words stand at a place."""
        if text or marks:
            last = self.pieces[-1] if self.pieces and element is not None else None
            place = last.place + len(last.text) if last is not None and last.element is element else 0
            self.pieces.append(Piece(text, marks, element, place))

    def __add__(self, other: "Words") -> "Words":
        """Return words followed by others."""
        return Words([*self.pieces, *other.pieces])

    def __getitem__(self, part: slice) -> "Words":
        """Return a part of the words, from one offset to another."""
        places = [part.start or 0, *([] if part.stop is None else [part.stop])]
        return self.divided(places)[1]

    def divided(self, places: Sequence[int]) -> "list[Words]":
        """Return the parts before, between and behind some offsets; marks without words go with the words behind them.

        >>> [part.text for part in Words.of("to row").divided([2, 3])]
        ['to', ' ', 'row']
        """
        parts, waiting, start = [Words()], [*reversed(places)], 0
        for piece in self.pieces:
            done, end = 0, start + len(piece.text)
            while waiting and (waiting[-1] <= start or waiting[-1] < end):
                at = max(waiting.pop() - start, done)
                parts[-1].pieces += [piece.cut(done, at)] if at > done else []
                parts.append(Words())
                done = at
            parts[-1].pieces.append(piece.cut(done, len(piece.text)) if done else piece)
            start = end
        return [*parts, *(Words() for _ in waiting)]

    def stripped(self) -> "Words":
        """Return the words without the blanks at their ends."""
        text = self.text
        return self if text == text.strip() else self[len(text) - len(text.lstrip()) : len(text.rstrip())]

    def _placed(self) -> Iterator[tuple[int, Piece]]:
        place = 0
        for piece in self.pieces:
            yield place, piece
            place += len(piece.text)

    def squeezed(self, *, with_lines: bool = False) -> "Words":
        """Return the words with each run of blanks as one blank, and none at the ends.

        :param with_lines: whether line breaks stay.
        """
        text, made = self.text, Words()
        lines = text.split("\n") if with_lines else [text]
        shown = "\n".join(" ".join(line.split()) for line in lines if line.strip())
        if text == shown:
            return self
        if not any(piece.marks or piece.element is not None for piece in self.pieces):
            return Words([Piece(shown)])
        gap: Piece | None = None
        for piece in self.pieces:
            for found in _BLANKS_OR_NOT.finditer(piece.text):
                if found[0].isspace():
                    gap = gap or piece.cut(found.start(), found.start() + 1)
                    gap = gap._replace(text="\n" if with_lines and "\n" in gap.text + found[0] else " ")
                    continue
                if gap is not None and made.pieces:
                    made.pieces.append(gap)
                made.pieces.append(piece.cut(*found.span()))
                gap = None
            if not piece.text:
                made.pieces.append(piece)
        return made

    def stretches(self) -> Iterator[tuple[str, int, int, object]]:
        """Yield the marks: the kind, the start, the end and the value of each.

        A change that goes on in the next piece is one. So are bold letters and italics, also across blanks; these are
        no marks if all words are set in them.
        """
        if not any(piece.marks for piece in self.pieces):
            return
        placed = [*self._placed()]
        for place, piece in placed:
            if (own := piece.own) is not None:
                yield own[0], place, place + len(piece.text), own[1]
        for change, run in groupby(placed, key=lambda each: each[1].change):
            if change is not None:
                yield change[0], *_ends([*run]), change[1]
        worded = [(place, piece) for place, piece in placed if piece.text.strip()]
        for look in (mark for mark in _LOOKS if not self.is_all(mark)):
            in_look = [look in piece.marks for _, piece in worded]
            for has_look, pairs in groupby(zip(in_look, worded, strict=True), key=itemgetter(0)):
                if has_look:
                    yield look[0], *_ends([each for _, each in pairs], blanks=False), look[1]

    def is_all(self, look: Mark) -> bool:
        """Return whether all words are set in :data:`BOLD` or :data:`ITALIC` letters; marks of notes do not count."""
        return all(look in piece.marks or piece.own for piece in self.pieces if piece.text.strip())


def _ends(run: Sequence[tuple[int, Piece]], *, blanks: bool = True) -> tuple[int, int]:
    """Return where a run of pieces begins and ends; ``blanks`` says whether those at its ends count."""
    (start, first), (place, last) = run[0], run[-1]
    if blanks:
        return start, place + len(last.text)
    return start + len(first.text) - len(first.text.lstrip()), place + len(last.text.rstrip())


_REGIONS = [" 1", " 2", " 3"]  # what the heads of the columns of Regions end with
_OF_WORDS = frozenset(("body", "plain", "paragraph", "indent"))  # evidence of lines before which a marker may stand
_BRACKETS = ("(", "（")
_NOWHERE = Origin()


class MarginWords(NamedTuple):
    """What stands in the margin of a provision."""

    margin: Margin
    change: Mark | None = None
    """The tracked change of its marker and number."""
    struck: tuple[Piece, ...] = ()
    """The marker and the number that these replaced, with what follows them."""

    @property
    def words(self) -> Words:
        """The margin as it stands before the words of the provision."""
        head = self.margin.head
        pieces = Piece(head, (self.change,) if self.change else ()), Piece(self.margin.before_words[len(head) :])
        return Words([*pieces, *self.struck])


class Composer:
    """Composes the text of a file from paragraphs and tables, added in order.

    :meth:`put` and :meth:`table` are the only ways in which words come into the text; :meth:`mark` adds what else the
    file says of a place.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.pieces: list[str] = []
        self.length = 0
        self.evidence: list[Evidence] = []
        self.lines: list[TypesetLine] = []
        """The printed lines, if the file says where they stand."""
        self.starts: list[int] = []
        self.origins: list[Origin] = []
        self.sources: list[tuple[int, Piece]] = []
        """The places in the text of the pieces that were read from an element."""
        self.number = -1
        """The offset of the number of the last provision in a table."""

    def put(
        self,
        words: Words | str,
        *kinds: Mark,
        origin: Origin = _NOWHERE,
        label: Words | str = "",
        margin: MarginWords | None = None,
    ) -> int:
        """Add a line, and return the offset of its words, with those that its margin needs.

        Line breaks in it become blanks if the file says what the line is; otherwise the parser judges them. A reference
        in the heading of an annex, and what else stands in its paragraph, become lines of their own. Without words, the
        margin is a line.

        :param kinds: the evidence for the line.
        :param label: its label, with the blank or tab behind it.
        :param margin: the margin of a provision in a table. A marker without a number gets a line of its own, except
            before a paragraph that begins with a capital letter, as outside tables.
        """
        line, label, head = _marked(words), _marked(label), Words()
        if margin is not None and margin.margin.text:
            head, begins = margin.words, f"{label.text}{line.text}".lstrip()
            begins_sentence = all(kind in _OF_WORDS for kind, _ in kinds) and begins[:1].isupper()
            if begins and not (margin.margin.number or (margin.margin.head and begins_sentence)):
                self.put("", origin=origin, margin=margin)
                head = Words()
        if head.pieces and margin is not None:
            self._mark_margin(margin.margin, self.length)
        lines = [*_lines_of_annex(line, kinds)] if any(kind == "annex" for kind, _ in kinds) else [(line, kinds)]
        place = self._line(head, (label, lines[0][0]), kinds, origin)
        for more, own_kinds in lines[1:]:
            self._line(Words(), (more,), own_kinds, origin)
        return place

    def footnotes(self, notes: Iterable[tuple[Words | str, Words]], origin: Origin) -> None:
        """Add footnotes: the label of each, which is its mark and a blank, and its words."""
        for label, words in notes:
            self.put(words, ("footnote", _marked(label).text.strip()), origin=origin, label=label)

    def _line(self, head: Words, parts: Sequence[Words], kinds: Sequence[Mark], origin: Origin) -> int:
        """Add a line, and return the offset of the words to which the evidence applies.

        :param head: the words before these.
        :param parts: those words, in parts of which each has looks of its own.
        """
        text = "".join(words.text for words in parts).replace("\r", " ")
        if kinds:
            text = text.replace("\n", " ")
        before = head.text if text.strip() else head.text.rstrip()
        self._origin(origin)
        place = end = self.length + len(before)
        self._mark_words(head, self.length)
        for words in parts:
            end = self._mark_words(words, end)
        for found in re.finditer("\n", text):
            self.mark("line_break", place + found.start(), place + found.end())
        self._add(f"{before}{text}\n")
        if stripped := text.strip():
            begin = place + len(text) - len(text.lstrip())
            self.evidence += (Evidence(kind, begin, begin + len(stripped), value) for kind, value in kinds)
        return place

    def _mark_words(self, words: Words, start: int) -> int:
        """Add the marks of words that begin at an offset, and what they were read from; return where they end."""
        for kind, first, last, value in words.stretches():
            self.mark(kind, start + first, start + last, value)
        for piece in words.pieces:
            if piece.element is not None:
                self.sources.append((start, piece))
            start += len(piece.text)
        return start

    def _mark_margin(self, margin: Margin, start: int) -> None:
        """Add evidence for the parts of a margin that begins at an offset."""
        begin = start + len(margin.marker) + bool(margin.marker and margin.number)
        if margin.head:
            self.number = begin if margin.number else start
        if margin.number:
            self.mark("provision", begin, begin + len(margin.number))
        if margin.history:
            end = start + len(margin.text)
            self.mark("margin", end - len(margin.history), end, self.number)

    def end_page(self) -> None:
        """End a page."""
        self._add("\x0c")

    def left_out(self, kinds: Iterable[str]) -> None:
        """Record parts of the file that are not in the text."""
        for kind in kinds:
            self.mark("left_out", self.length, self.length, kind)

    def oddity(self, code: str, message: str) -> None:
        """Report an oddity at the end of the text so far.

        :param code: the code of a diagnostic.
        """
        self.mark("oddity", self.length, self.length, (code, message))

    def mark(self, kind: str, start: int, end: int, value: object = None) -> None:
        """Add evidence for a stretch of the text."""
        self.evidence.append(Evidence(kind, start, end, value))

    def table(self, rows: Iterable[Sequence[Words | str]], origin: Origin, headers: int = 0) -> None:
        """Add a table, one row on each line, with cells separated by tabs.

        In a table of frequency allocations, which has a column for each Region, cells keep their lines.

        :param headers: the number of header rows at the top.
        """
        whole = [[_marked(cell) for cell in row] for row in rows]
        with_lines = any([text[-2:] for cell in row if (text := cell.text.strip())] == _REGIONS for row in whole)
        squeezed = [[cell.squeezed(with_lines=with_lines) for cell in row] for row in whole]
        filled = [(row, number < headers) for number, row in enumerate(squeezed) if any(cell.text for cell in row)]
        if not filled:
            return
        self._origin(origin)
        parts = [HeaderRow(self._row(row)) if is_header else self._row(row) for row, is_header in filled]
        self.mark("table", parts[0][0], parts[-1][1], tuple(parts))

    def _row(self, row: Sequence[Words]) -> tuple[int, int, tuple[tuple[int, int, str], ...]]:
        """Add a row, and return its start, its end and its cells, also of those that are empty."""
        line = "\t".join(cell.text for cell in row)
        place = self.length
        begin, stop = place + len(line) - len(line.lstrip()), place + len(line.rstrip())
        cells: list[tuple[int, int, str]] = []
        for cell in row:
            text = cell.text
            cells.append((min(max(place, begin), stop), min(max(place + len(text), begin), stop), text))
            place = self._mark_words(cell, place) + 1
        self._add(line + "\n")
        return begin, stop, tuple(cells)

    def _origin(self, origin: Origin) -> None:
        if not self.origins or self.origins[-1] != origin:
            self.starts.append(self.length)
            self.origins.append(origin)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.limits.check(self.name, "characters", self.length)

    def reading(self, *, styled: bool = False) -> SourceText:
        """Return all that was added.

        :param styled: whether the file marks the headings of its clauses.
        """
        text = "".join(self.pieces)
        for half in halves(text):
            self.mark("oddity", *half.span(), half_character(half[0]))
        evidence = sorted(self.evidence, key=lambda each: (each.start, -each.end))
        origins = Origins(tuple(self.starts), tuple(self.origins))
        return SourceText(writable(text), tuple(evidence), origins, tuple(self.lines), styled)


def _marked(words: Words | str) -> Words:
    return words if isinstance(words, Words) else Words([Piece(words)] if words else [])


def _lines_of_annex(words: Words, kinds: Sequence[Mark]) -> Iterator[tuple[Words, Sequence[Mark]]]:
    """Yield the heading of an annex, "Annex 1" with "to Resolution 9" below it, and its other lines, with evidence."""
    text = words.text
    start = len(text) - len(text.lstrip())
    reference = start + annex_reference(text[start:].partition("\n")[0])
    borders = [place for found in re.finditer("\n", text) for place in found.span()]
    if reference > start:
        borders = sorted([*borders, reference, reference])
    lines = words.divided(borders)[::2]
    while len(lines) > 1 and lines[1].text.lstrip()[:1].islower():
        lines[:2] = [lines[0] + Words.of("\n") + lines[1]]
    yield lines[0], kinds
    worded = (line for line in lines[1:] if line.text.strip())
    for is_reference, group in groupby(worded, key=lambda line: line.text.lstrip().startswith(_BRACKETS)):
        if is_reference:
            yield from ((line, (("reference", None),)) for line in group)
        else:
            yield reduce(lambda one, other: one + Words.of("\n") + other, group), (("plain", None),)


def annex_reference(heading: str) -> int:
    """Return where the reference in brackets begins in the heading of an annex; -1 if there is none.

    "Annex 1 (to Resolution 9 (Rev. City, 2030))", in any language; not "APPENDIX 30B (REV.WRC-19)".
    """
    place = min((found for bracket in _BRACKETS if (found := heading.find(bracket)) > 0), default=-1)
    words = heading.rstrip()
    if place < 0 or words[-1] not in ")）":
        return -1
    inside = words[place + 1 : -1]
    return place if inside[:1].islower() or "(" in inside or "（" in inside else -1


# ----------------------------------------------------------------------
# Decides whether a table only lays out text: provisions beside their margins, items beside their labels.

Cell = TypeVar("Cell")


class TextRow(NamedTuple, Generic[Cell]):
    """A row of a table that only lays out text, with cells as a reader has them."""

    words: Sequence[Cell]
    """The cells with the words, to be read like text outside tables."""
    labels: Sequence[Cell] = ()
    """The cell with the label of an item, or of a provision."""
    margins: Sequence[Cell] = ()
    """The cells of the margin of a provision."""
    margin: Margin | None = None
    """The content of these."""


def text_rows(
    rows: Sequence[Sequence[Cell]],
    text_of: Callable[[Cell], str],
    is_layout: Callable[[], bool] = lambda: False,
    *,
    sure: bool = False,
) -> list[TextRow[Cell]] | None:
    """Return the rows of a table that only lays out text; ``None`` for a real table.

    :param rows: the cells of each row.
    :param text_of: returns the words of a cell.
    :param is_layout: returns whether the table lays out something else than items and provisions.
    :param sure: whether the table is known to be one of items.
    """
    filled = [row for row in rows if row]
    texts = {id(cell): text_of(cell) for row in filled for cell in row}
    words = [[texts[id(cell)] for cell in row] for row in filled]
    if (items := item_rows(words, sure=sure)) is not None:
        return [
            TextRow(row[place : place + 1], row[label : label + 1] if label >= 0 else ())
            for row, (label, place) in zip(filled, items, strict=True)
            if place >= 0
        ]
    if (provisions := provision_rows(words, lambda row: row)) is not None:
        return [
            TextRow(row[each.words :], row[each.columns : each.words], row[: each.columns], each.margin)
            for row, each in zip(filled, provisions, strict=True)
        ]
    return [TextRow(row) for row in filled] if is_layout() else None


# ----------------------------------------------------------------------
# Reads the numbers that attributes state, and formats the numbers of list labels.

_Other = TypeVar("_Other")
_WHOLE = re.compile(r"-?[0-9]{1,10}")


def whole_number(text: str | None, otherwise: _Other) -> int | _Other:
    """Return the number that an attribute states, or a default if it states none, or one of more than ten figures."""
    return int(text) if text is not None and _WHOLE.fullmatch(text.strip()) else otherwise


def _letter(number: int) -> str:
    """Return a number as small letters, as Word does: z, aa, bb."""
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number < 10_000 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda number: "",
}
"""The number formats by their names in Word (ST_NumberFormat of ECMA-376)."""
SIGNS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""The formats by their signs in the attribute ``type`` of HTML and in LISTNUM fields of Word."""
CSS_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}
"""The formats by their names in CSS; any other name means ``decimal``."""


# ----------------------------------------------------------------------
# The paragraph styles of ITU's Word templates, and the evidence that they give.

TEXTS = {"resolution": "Res", "decision": "Dec", "recommendation": "Rec", "opinion": "Op"}
"""The prefixes of the styles of each kind of text; old templates write the whole word."""
ANNEXES = ("annex", "appendix", "attachment")
"""The prefixes of the styles of annexes, by kind."""
DIVISIONS = {"part": "Part", "chapter": "Chap", "section": "Section", "article": "Art"}
"""The prefixes of the styles of divisions of treaties."""
_TEXTS = {name: kind for kind, short in TEXTS.items() for name in (short.lower(), kind)}
_DIVISIONS = {**{short.lower(): kind for kind, short in DIVISIONS.items()}, "chapter": "chapter"}
_CAPTIONS = ("figure", "table")
STYLES: dict[str, tuple[tuple[str, object], ...]] = {
    "call": (("heading", None),),
    **{f"{name}no": (("designation", kind),) for name, kind in _TEXTS.items()},
    **{f"{name}nobr": (("designation", kind),) for name, kind in _TEXTS.items()},
    **{f"{name}{part}": (("plain", None),) for name in _TEXTS for part in ("title", "date")},
    **{f"{name}ref": (("history", None),) for name in _TEXTS},
    **{f"{kind}{part}": (("annex", kind),) for kind in ANNEXES for part in ("no", "notitle")},
    **{f"{kind}title": (("plain", None),) for kind in ANNEXES},
    **{f"{kind}ref": (("reference", None),) for kind in ANNEXES},
    **{f"{name}no": (("division", kind),) for name, kind in _DIVISIONS.items()},
    **{f"{name}title": (("plain", None),) for name in _DIVISIONS},
    **{f"enumlev{level}": (("body", None), ("level", level)) for level in range(1, 10)},
    **{f"heading{level}": (("body", None), ("section", level)) for level in range(1, 10)},
    **{f"toc{level}": (("contents", level),) for level in range(1, 10)},
    **{f"{name}{part}": (("plain", None),) for name in _CAPTIONS for part in ("no", "title", "notitle")},
    **dict.fromkeys(("footerqp", "firstfooter", "specialfooter"), (("running_head", None),)),
    "figure": (("plain", None),),
    "note": (("body", None), ("note", None)),
    "footnotetext": (("footnote", None),),
}
"""The evidence for a paragraph, by the bare name of its style: kinds with their values."""


def bare_name(style: str) -> str:
    """Return the name of a style in small letters, without blanks, underscores and the like, in which templates differ.

    Old templates have a number sign in place of "No": ``Annex_#``.
    """
    return re.sub(r"[\W_]", "", style.lower().replace("#", "no"))


# ----------------------------------------------------------------------
# Separates labels and numbers that tracked changes have replaced from those that replaced them.

ASIDE: Mark = ("struck_label", None)
"""The mark of a label that another one has replaced."""
RENUMBERED = (None, None)
"""The author and date of a number that changed because of another change."""
_LONGEST = 12  # characters of a label
_LONGEST_NUMBER = 24  # characters
_WORD = re.compile(r"[\w./-]+")
_NUMBER = re.compile(r"(?=[^\d]*\d)[\w./-]+|[A-Z]{1,4}")
_INSIDE = "./-"  # signs in numbers
_FIRST_WORD = re.compile(r"\s*\S+(\s?)")
_LONGEST_HEAD = 60  # characters at the beginning that may contain labels
# "(3)", "2.1", "a)", "–"
_LABEL = re.compile(r"[(\[]?(?=\w*[\d).])[\w.]+[)\].]?|[–—•-]")


def set_apart(words: Words) -> Words:
    """Return the words of a line with each replaced label behind the new one, and each replaced number before it."""
    is_changed = any(piece.marks and piece.change for piece in words.pieces)
    return _numbers_apart(_labels_apart(words)) if is_changed else words


def _labels_apart(words: Words) -> Words:
    """Separate deleted labels from the inserted ones at the start of a line: "2" deleted, "3" inserted is no "23".

    The same applies to amendment markers and numbers of provisions before labels.
    """
    if not any(piece.change for piece in words.pieces[:_LONGEST]):
        return words
    head, rest = _head(words)
    old = [place for place, sign in enumerate(head) if sign.is_old]
    new = [place for place, sign in enumerate(head) if sign.is_new]
    made: list[Piece] = []
    done: set[int] = set()
    apart = False
    while True:
        before, after = (_first_word(head, places, ends=not rest) for places in (old, new))
        is_changed = any(head[place].change and not head[place].text.isspace() for place in (*before, *after))
        texts = ["".join(head[place].text for place in places).strip() for places in (before, after)]
        if not all(map(_may_be_apart, texts)) or _kept(head, before) != _kept(head, after):
            break
        if not is_changed and before != after:  # only blanks changed
            break
        made += (head[place] for place in after)
        done.update(before, after)
        old, new = old[len(before) :], new[len(after) :]
        if is_changed:
            apart = True
            struck = next((sign.change for place in before if not (sign := head[place]).is_new), None)
            blank = [] if head[after[-1]].text.isspace() else [Piece(" ")]
            made += [*blank, Piece(texts[0], (struck or ("deletion", RENUMBERED), ASIDE)), Piece(" ")]
    left = [sign for place, sign in enumerate(head) if place not in done]
    return Words([*made, *left, *rest]) if apart else words


def _head(words: Words) -> tuple[list[Piece], list[Piece]]:
    """Return the first characters of a line, up to the mark of a note, and the pieces behind them."""
    signs: list[Piece] = []
    for count, piece in enumerate(words.pieces):
        if piece.own is not None or len(signs) > _LONGEST_HEAD:
            return signs, words.pieces[count:]
        signs += (piece.cut(place, place + 1) for place in range(len(piece.text)))
    return signs, []


def _first_word(head: list[Piece], places: list[int], *, ends: bool) -> list[int]:
    """Return the places of the first word, with the blanks around it; none if it may continue.

    :param ends: whether nothing follows the words.
    """
    found = _FIRST_WORD.match("".join(head[place].text for place in places))
    if found is None or len(found[0]) > _LONGEST + 1 + len(found[1]) or not (found[1] or ends):
        return []
    return places[: found.end()]


def _kept(head: list[Piece], places: list[int]) -> list[int]:
    """Return the places of the characters of a word that no change touches."""
    return [place for place in places if head[place].change is None and not head[place].text.isspace()]


def _may_be_apart(word: str) -> bool:
    """Return whether a word may be a label, a marker, or the number of a provision."""
    return _LABEL.fullmatch(word) is not None or (word != "" and (said := margin(word)) is not None and said.head != "")


def _numbers_apart(words: Words) -> Words:
    """Separate each deleted number from the words, before the one that replaced it."""
    text = "".join(piece.text if piece.own is None else "\0" * len(piece.text) for piece in words.pieces)
    parts = words.divided([place for found in _WORD.finditer(text) for place in found.span()])
    return Words([piece for part in parts for piece in _number_apart(part.pieces)])


def _number_apart(word: list[Piece]) -> list[Piece]:
    """Return the pieces of a word: of a number that replaced another that, the new one, and the stop after both."""
    changes = [piece.change for piece in word if piece.change is not None]
    old = "".join(piece.text for piece in word if piece.is_old)
    new = "".join(piece.text for piece in word if piece.is_new)
    are_numbers = all(_NUMBER.fullmatch(each.rstrip(_INSIDE)) and len(each) <= _LONGEST_NUMBER for each in (old, new))
    if len({kind for kind, _ in changes}) < 2 or not are_numbers:
        return word
    last = word[-1]
    stop = [last] if last.change is None and not last.text.strip(_INSIDE) else []
    struck = next(change for change in changes if change[0] == "deletion")
    kept = [piece for piece in word[: len(word) - len(stop)] if piece.is_new]
    return [Piece(old, (struck, ASIDE)), Piece(" "), *kept, *stop]
