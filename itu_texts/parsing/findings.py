"""Collects what is known of a text before it is scanned: the evidence of its file, and the findings of rules.

These are its pages, margins, tables and footnotes, the numbers of its provisions, and the layout of its lines. A rule
about a text as a whole is a function that takes the findings, and adds to them. They become the table of lines, which
is scanned; doubtful breaks of the table are decided here too: which end a paragraph or an item, and which are inside
its words. What else a file says, such as tracked changes, goes into the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from attrs import evolve, field, frozen

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COLON,
    COMMA,
    SEMICOLON,
    STOPS,
    begins_capital,
    begins_small,
    columns,
    ending,
    is_in_word,
    is_word_character,
)
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.covers import cover_line
from itu_texts.parsing.reading_copy import ReadingCopy, clean
from itu_texts.parsing.thresholds import FEWEST, FULL_LINE, SECTION_LEVELS, WORD_REACH
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    AnchorToken,
    Annotation,
    MarginNoteToken,
    Token,
    TokenType,
)
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.readings import Evidence, HeaderRow, SourceText
from itu_texts.tree.spans import Span, overlaps

if TYPE_CHECKING:  # their modules have rules, which take the findings
    from itu_texts.parsing.layout import Layout
    from itu_texts.parsing.pages import Pages


# ---------------------------------------------------------------------- the table of lines


class LineEvidence(NamedTuple):
    """The evidence of a file for a line, besides its kind."""

    level: int = 0
    """In a list, from 1; 0 if it says nothing."""
    said: str = ""
    """That it is of the ``history`` of the text, the ``reference`` of an annex, or a line of ``contents``."""
    left: int | None = None
    """How far from the margin its words stand, in twentieths of a point."""
    first: int | None = None
    """How far its label stands from there: a number, a bullet or a dash."""


PLAIN: Final = LineEvidence()
"""A line of which a file says nothing."""


@frozen
class Lines:
    """The lines of a text, which are its paragraphs as far as is known."""

    text: str
    """Its reading copy."""
    breaks: Mapping[int, int] = field(factory=dict)
    """By the place of a line break: its strength, if it is known. It surely ends a paragraph, it may be a wrap, or the
    line after it, below page furniture, surely continues.
    """
    loose: Sequence[tuple[int, int]] = ()
    """The stretches where line breaks cannot be trusted to end a paragraph."""
    annotations: Sequence[Annotation] = ()
    """The tables and footnotes in order, and other annotations of whole lines."""
    margins: Sequence[MarginNoteToken] = ()
    """The content of the margins of provisions besides their numbers, in the order of the text."""
    known: Mapping[int, LineEvidence] = field(factory=dict)
    """By where a line begins: what else a file says of it."""
    numbers: Mapping[int, int] = field(factory=dict)
    """The start and end of known numbers of provisions, whatever their context."""
    verbs: Mapping[int, int] = field(factory=dict)
    """The start and end of words in other letters, such as a file gives the verb of a paragraph."""
    said: Sequence[tuple[int, int]] = ()
    """The lines that a file classifies, in order: nothing begins inside one."""

    def is_loose(self, place: int) -> bool:
        """Return whether a line break before a place may not end a paragraph."""
        index = bisect_right(self.loose, place, key=itemgetter(0))
        return index > 0 and place < self.loose[index - 1][1]

    def gap(self, start: int, done: int) -> int:
        """Return the strength of the break between the end of one line and the start of the next."""
        text = self.text
        if (start != done + 1 or not done) and text.count("\n", done, start) != 1:  # usually only a line end
            return BLANK_LINE
        known = self.breaks.get(text.index("\n", done)) if self.breaks else None
        if known is not None:
            return known
        return SOFT_BREAK if self.loose and self.is_loose(start) else HARD_BREAK

    def gap_below_furniture(self, start: int) -> int:
        """Return the strength of the break before a line that follows page furniture."""
        return self.breaks.get(self.text.rfind("\n", 0, start), SOFT_BREAK) if self.breaks else SOFT_BREAK


_BRACKETS: Final = ")]"
_GO_ON: Final = (COLON, SEMICOLON, COMMA)  # what a line ends with that others follow


class Break(NamedTuple):
    """The break between two lines."""

    token: Token
    """What stands behind it."""
    before: Token
    stop: str
    """With what that ends."""
    within: str
    """Where it is: in a ``clause``, a ``paragraph`` of an assembly, or an ``amendment``."""
    beside: bool = False
    """Whether what stands before is one of several below a label that have none themselves."""


class LineBreaks:
    """The line breaks of a text: the rules for a break decide whether the text continues after it."""

    def __init__(self, lines: Lines, lang: LanguagePatterns, active: ActiveRules) -> None:
        self.text: str = lines.text
        self.is_loose: Callable[[int], bool] = lines.is_loose
        self.lang = lang
        self.active = active

    def goes_on(self, token: Token, before: Token, within: str, *, beside: bool = False) -> bool:
        """Whether a line is more of what stands before it."""
        at = Break(token, before, ending(self.text, before.end), within, beside)
        return self.active.first("break", token.start, self, at) is not None

    # ------------------------------------------------------------------ the rules

    def is_wrap(self, at: Break) -> bool:
        """Return whether a line of a clause continues after a line break, sure or doubtful."""
        token, before, stop, within, beside = at
        if within != "clause":
            return False
        small = begins_small(self.text, token.start)
        if token.gap == SOFT_BREAK:
            line = self.text[self.text.rfind("\n", 0, before.end) + 1 : before.end]
            if is_below_equation(line, self.text[token.start : token.end]):
                return False
            return stop not in STOPS or (stop == COMMA and small)
        if token.gap == BLANK_LINE:
            return stop not in STOPS and small and self.is_loose(token.start)
        return self._may_be_wrapped(before, token, beside=beside)

    def is_amended(self, at: Break) -> bool:
        """Return whether a line continues what an amendment changes."""
        token = at.token
        if at.within != "amendment":
            return False
        begin = self.text[token.start]
        goes_on = token.type != "TEXT" or begins_small(begin) or begin == "("
        return token.gap < HARD_BREAK or (goes_on and (token.gap == HARD_BREAK or at.stop in _GO_ON))

    # ------------------------------------------------------------------ what these and others look at

    def joins(self, before: Token) -> bool:
        """Return whether a token ends with words that join it to the next of a list: "; and"."""
        return (
            self.lang.patterns.JOINING_END.search(self.text, max(before.start, before.end - WORD_REACH), before.end)
            is not None
        )

    def is_unfinished(self, end: int) -> bool:
        """Return whether the word before a place cannot end a paragraph."""
        return self.lang.is_unfinished(self.text, end)

    def is_cut_off(self, before: Token) -> bool:
        """Return whether a token ends with a word that cannot end a paragraph, or an abbreviation before a number."""
        return self.is_unfinished(before.end) or self.lang.ends_abbreviation(self.text, before.end, before.start)

    def _may_be_wrapped(self, before: Token, token: Token, *, beside: bool) -> bool:
        """Return whether a token is as long as a wrapped line, not one of several without labels, and may continue."""
        stop, begin = ending(self.text, before.end), self.text[token.start]
        last_line = columns(self.text[max(before.start, self.text.rfind("\n", before.start, before.end)) : before.end])
        if last_line >= FULL_LINE and self.is_unfinished(before.end):
            return not self.joins(before) or not begins_capital(self.text, token.start)
        if not (is_in_word(stop) and is_in_word(begin)) and not (
            begin == "(" and (is_word_character(stop) or stop in _BRACKETS)
        ):
            return False
        return not beside and last_line >= FULL_LINE


_WORD_AND_COLON: Final = regex(rf"[^\W\d_]+ ?{COLON}\s*")


def is_below_equation(line: str, following: str) -> bool:
    """Return whether a word and a colon stand alone below an equation: "L = a + b" / "where:"."""
    if _WORD_AND_COLON.fullmatch(following) is None:
        return False
    return "=" in line or sum(len(word) == 1 for word in line.split()) > FEWEST


# ---------------------------------------------------------------------- the evidence of a file

_ANNOTATIONS: Final[dict[str, TokenType]] = {
    "heading": "HEADING",
    "emphasis": "EMPHASIS",
    "plain": "PLAIN",
    "history": "HISTORY",
    "body": "BODY",
    "paragraph": "PARAGRAPH",
    "quoted": "QUOTED",
    "designation": "DESIGNATION",
    "annex": "ANNEX",
    "division": "DIVISION",
    "reference": "REFERENCE",
    "contents": "CONTENTS_LINE",
    "label": "ITEM",
    "marker": "AMENDED",
    "note": "NOTE",
    "table": "TABLE",
    "footnote": "FOOTNOTE",
    "page_number": "PAGE_NUMBER",
    "running_head": "RUNNING_HEAD",
}
_SAID: Final = frozenset(("history", "reference", "contents"))  # of words
_LABELLED: Final = frozenset(("footnote", "designation", "annex", "division", "label"))
_CHANGES: Final[dict[str, type[nodes.Change]]] = {"insertion": nodes.Insertion, "deletion": nodes.Deletion}

_ON_COVERS: Final = frozenset(("publisher", "distribution", "conference", "recipient", "original"))
_LETTERS: Final[dict[str, type[nodes.Emphasis]]] = {"bold": nodes.Bold, "italic": nodes.Italic}


def said_of_lines(
    text: str, evidence: Sequence[Evidence], *, of_markup: bool = False
) -> tuple[Lines, Sequence[AnchorToken]]:
    """Return the evidence of a file, or of its markup, for the lines of its text, and the calls of its footnotes.

    Markup classifies only some of the lines.
    """
    annotations: list[Annotation] = []
    anchors: list[AnchorToken] = []
    margins: list[MarginNoteToken] = []
    numbers: dict[int, int] = {}
    known: dict[int, LineEvidence] = {}
    breaks: dict[int, int] = {}
    verbs: dict[int, int] = {}
    marks = {str(each.value) for each in evidence if each.kind == "footnote"}
    for each in evidence:
        start = each.start
        line = known.get(start, PLAIN)
        if each.kind in ("level", "section"):
            below = SECTION_LEVELS if each.kind == "level" else 0
            known[start] = line._replace(level=below + int(str(each.value)))
            annotations.append(Annotation("LEVEL", start, each.end))
        elif each.kind == "indent" and isinstance(each.value, tuple):
            known[start] = line._replace(left=each.value[0], first=each.value[1])
        elif each.kind == "bullet" and isinstance(each.value, int):
            known[start] = line._replace(first=each.value)
        elif each.kind == "anchor":
            mark = str(each.value or text[start : each.end])
            if mark.strip() in marks:
                anchors.append(AnchorToken(start, each.end, mark))
        elif each.kind == "line_break":
            breaks[start] = SOFT_BREAK
        elif each.kind == "verb":
            verbs[start] = each.end
        elif each.kind == "provision":
            numbers[start] = each.end
        elif each.kind == "margin":
            margins.append(MarginNoteToken(start, each.end, int(str(each.value))))
        elif each.kind in _ANNOTATIONS and start < each.end:
            if each.kind in _SAID:
                known[start] = line._replace(said=each.kind)
            label = str(each.value) if each.kind in _LABELLED and each.value else ""
            rows = each.value if each.kind == "table" and isinstance(each.value, tuple) else ()
            annotations.append(Annotation(_ANNOTATIONS[each.kind], start, each.end, label, rows=rows))
    lines = () if of_markup else [(each.start, each.end) for each in annotations]
    return Lines(text, breaks, (), annotations, margins, known, numbers, verbs, lines), anchors


def is_cover(table: Evidence, text: str, lang: LanguagePatterns) -> bool:
    """Return whether evidence is of a table that sets a cover in columns, whose rows are lines of it.

    "United Nations | A/C.3/99/L.7", and below it "General Assembly | Distr.: Limited 3 November 2031"
    """
    if table.kind != "table" or not isinstance(table.value, tuple):
        return False
    lines = [text[start:end].replace("\t", " ").strip() for start, end, *_ in table.value]
    said = [cover_line(line, lang) for line in lines if line]
    return all(said) and not _ON_COVERS.isdisjoint(part.name for parts in said for part in parts)


def oddities(reading: SourceText) -> Iterator[Diagnostic]:
    """Yield the oddities that a reader found in a file."""
    for each in reading.evidence:
        if each.kind == "oddity" and isinstance(each.value, tuple):
            code, message = each.value
            yield make_diagnostic(code, message, Span(each.start, each.end))


def emphasis(reading: SourceText) -> Iterator[nodes.Emphasis]:
    """Yield the words of a file in italics or bold letters, without the labels of lines."""
    text = reading.text
    for each in reading.evidence:
        if each.kind in _LETTERS:
            is_label = (not each.start or text[each.start - 1] in "\n\t") and text[each.end : each.end + 1] == "\t"
            if not is_label:
                words = " ".join(text[each.start : each.end].split())
                yield _LETTERS[each.kind](start=each.start, end=each.end, text=words)


def left_out(reading: SourceText) -> tuple[str, ...]:
    """Return the parts of a file that are not in its text."""
    return tuple(sorted({str(each.value) for each in reading.evidence if each.kind == "left_out"}))


def changes(reading: SourceText) -> Iterator[nodes.Change]:
    """Yield the tracked changes of a file."""
    for each in reading.evidence:
        if each.kind in _CHANGES:
            author, date = each.value if isinstance(each.value, tuple) else (None, None)
            text = " ".join(reading.text[each.start : each.end].split())
            yield _CHANGES[each.kind](start=each.start, end=each.end, text=text, author=author, date=date)


def without_struck(found: Sequence[Diagnostic], tracked: Sequence[nodes.Change], text: str) -> Iterator[Diagnostic]:
    """Yield diagnostics, except those of repeated numbers of which one is deleted."""
    struck = [each for each in tracked if isinstance(each, nodes.Deletion)]
    for each in found:
        label = text[each.span.start : each.span.end]
        if each.code in ("numbering-repeat", "numbering-disorder") and any(
            gone.start <= each.span.start < gone.end or (gone.end <= each.span.start and gone.text.startswith(label))
            for gone in struck
        ):
            continue
        yield each


def comments(reading: SourceText) -> Iterator[nodes.Comment]:
    """Yield the comments in the margin of a file."""
    for each in reading.evidence:
        if each.kind == "comment" and isinstance(each.value, tuple):
            author, date, text = each.value
            yield nodes.Comment(start=each.start, end=each.end, text=text, author=author, date=date)


_Found = TypeVar("_Found", Annotation, AnchorToken)
_STRONGEST: Final = ("said", "allocations", "tables", "page-edges", "lone-labels")
"""The sources of claims on whole lines, the strongest first: the file, then rules by their names."""


class Findings:
    """The findings of a text as a whole, to which each rule adds.

    :param reading: the reading of its file, which outranks the findings of rules.
    :param layout: the layout of its lines, if it is a part of a text whose layout is known.
    :param sure: whether it is known to be Markdown; otherwise its signs decide.
    """

    def __init__(
        self,
        copy: ReadingCopy,
        lang: LanguagePatterns,
        active: ActiveRules,
        reading: SourceText,
        layout: Layout | None = None,
        *,
        sure: bool = False,
    ) -> None:
        self.copy = copy
        self.lang = lang
        self.active = active
        self.reading: SourceText = reading
        self.layout = layout
        self.sure = sure
        self.of_markup: bool = not (reading.evidence or reading.lines)
        """Whether the text comes without a reading, but may contain markup."""
        self.breaks: dict[int, int] = {}
        """By the place of a line break, how strong it is."""
        self.begun: Collection[int] = ()
        """The line breaks that are known beforehand to separate paragraphs."""
        for rule in active.at("file"):
            active.whole(rule, copy, self)
        clean(copy)
        active.weigh(copy)
        evidence = [each for each in self.reading.evidence if not is_cover(each, copy.text, lang)]
        said, anchors = said_of_lines(copy.text, evidence, of_markup=self.of_markup)
        self.said: Lines = said
        """The evidence of its file or its markup."""
        self.pages: Pages | None = None
        self.margins: Sequence[MarginNoteToken] = said.margins
        self.numbers: Mapping[int, int] = said.numbers
        """Where the numbers of provisions begin and end."""
        self.loose: Sequence[tuple[int, int]] = ()
        """The stretches where line breaks cannot be trusted to end a paragraph."""
        self.claims: dict[str, Sequence[Annotation]] = {"said": said.annotations}
        """The claims on whole lines, by their source."""
        self.footnotes: Sequence[Annotation] = ()
        self.begins: Sequence[int] = ()
        """Where the texts of a volume begin, if it has footnotes."""
        self.anchors = anchors
        """The marks that call footnotes."""

        if not self.of_markup:
            struck = [(each.start, each.end) for each in self.reading.evidence if each.kind == "struck_label"]
            copy.silence(struck, "struck")
            copy.silence([(mark.start, mark.end) for mark in anchors], "anchor")
        copy.blank([(note.start, note.end) for note in said.margins])
        for rule in active.at("text"):
            active.whole(rule, copy, self)

    def say(self, annotations: Iterable[Annotation], known: Mapping[int, LineEvidence] | None = None) -> None:
        """Record annotations of lines as evidence of a file."""
        said = sorted(annotations, key=_start)
        places = [(each.start, each.end) for each in said]
        self.said = evolve(self.said, annotations=said, said=places, known=known or self.said.known)
        self.claims["said"] = said

    def report(self, oddities: Iterable[Evidence]) -> None:
        """Add evidence to that of the file, such as the oddities that are reported."""
        if found := tuple(oddities):
            self.reading = self.reading._replace(evidence=(*self.reading.evidence, *found))

    @property
    def apart(self) -> list[Annotation]:
        """Return the annotations of lines outside paragraphs: of claims on the same lines, the strongest."""
        chosen: list[Annotation] = []
        for claim in _STRONGEST:
            chosen = _beside(chosen, self.claims.get(claim, ()))
        return chosen

    @property
    def tables(self) -> list[int]:
        """Return where the tables of a file begin."""
        return [each.start for each in self.said.annotations if each.type == "TABLE"]

    @property
    def own_notes(self) -> list[Annotation]:
        """Return the footnotes that a file or its markup names."""
        return [each for each in self.said.annotations if each.type == "FOOTNOTE"]

    def outside(self, found: Sequence[_Found], *kinds: str) -> list[_Found]:
        """Return the footnotes or marks that are not inside an annotation of some kinds."""
        held = [(each.start, each.end) for each in self.apart if each.type in kinds]
        return [each for each in found if not overlaps(held, each.start, each.end)]

    def lines(self) -> Lines:
        """Return the table of lines with all findings; footnote marks become blanks."""
        self.copy.blank([(mark.start, mark.end) for mark in self.anchors if mark.note >= 0])
        for name, claims in (*self.claims.items(), ("footnotes", self.footnotes)):
            self.active.keep(name, ((each.start, each.type) for each in claims if name != "said"))
        annotations = [self._with_words(each) for each in sorted([*self.apart, *self.footnotes], key=_start)]
        held = sorted((each.start, each.end) for each in annotations if each.type in ("TABLE", "FOOTNOTE"))
        margins = [note for note in self.margins if not overlaps(held, note.start, note.end)]
        text, said = self.copy.text, self.said.said
        around = (place for start, end in said for place in (text.rfind("\n", 0, start), text.find("\n", end)))
        joined = {place: gap for place, gap in self.breaks.items() if gap == IN_LINE}
        return evolve(
            self.said,
            text=self.copy.text,
            breaks={**self.said.breaks, **self.breaks, **dict.fromkeys(around, HARD_BREAK), **joined},
            loose=self.loose,
            annotations=annotations,
            margins=margins,
            numbers=self.numbers,
        )

    def _with_words(self, known: Annotation) -> Annotation:
        """Return a table with the words of its cells, without footnote marks; other annotations stay as they are."""
        if not known.rows:
            return known
        rows = [(start, end, self.copy.cells(cells)) for start, end, cells in known.rows]
        named = [
            HeaderRow(row) if isinstance(old, HeaderRow) else row for row, old in zip(rows, known.rows, strict=True)
        ]
        return Annotation(known.type, known.start, known.end, rows=tuple(named))


def _beside(first: Sequence[Annotation], others: Sequence[Annotation]) -> list[Annotation]:
    """Return annotations in the order of the text, with others that do not overlap them."""
    if not others or not first:
        return [*first, *others]
    known = sorted((each.start, each.end) for each in first)
    return sorted([*first, *(each for each in others if not overlaps(known, each.start, each.end))], key=_start)


def _start(annotation: Annotation | AnchorToken | MarginNoteToken) -> int:
    return annotation.start
