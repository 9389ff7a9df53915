"""Collects what is known of a text before it is scanned: the evidence of its file, and the findings of rules.

These are its pages, margins, tables and footnotes, the numbers of its provisions, and the layout of its lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from attrs import evolve

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.parsing.anchors import find_anchors
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.footnotes import find_footnotes, read_note_rules
from itu_texts.parsing.foreign import set_apart
from itu_texts.parsing.gutters import has_columns
from itu_texts.parsing.leads import join_labels, read_margins, read_points
from itu_texts.parsing.letters import read_letters
from itu_texts.parsing.lines import PLAIN, LineEvidence, Lines
from itu_texts.parsing.margins import find_margins
from itu_texts.parsing.markup import read_markup
from itu_texts.parsing.pages import (
    ALONE,
    Pages,
    find_pages,
    goes_on,
    silence_page_marks,
    within_pages,
)
from itu_texts.parsing.provision_numbers import find_numbers
from itu_texts.parsing.reading_copy import ReadingCopy, line_end
from itu_texts.parsing.record_lines import cover_line
from itu_texts.parsing.run_in import part_pages
from itu_texts.parsing.tables import find_allocations, find_tables, with_words
from itu_texts.parsing.thresholds import SECTION_LEVELS
from itu_texts.parsing.tokens import (
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    AnchorToken,
    Annotation,
    MarginNoteToken,
    TokenType,
)
from itu_texts.parsing.typeset import PageNotes, Paragraphs, added_hyphens
from itu_texts.parsing.wraps import Layout, clean, close_up, judge, reflow
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.readings import Evidence, HeaderRow, SourceText
from itu_texts.tree.spans import Span, overlaps

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


def _is_cover(table: Evidence, text: str, lang: LanguagePatterns) -> bool:
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
_ALONE: Final = (
    "these small words stand at the head of one page alone: they were taken for its head, and are in no text"
)
_STRONGEST: Final = ("said", "allocations", "tables", "page-edges", "lone-labels")
"""The sources of claims on whole lines, the strongest first: the file, then rules by their names."""


_COLUMNS: Final = (
    "the lines seem to be those of two columns of print: write the text to a file and read it with parse_file(), which "
    "puts one column after the other"
)
_ONE_LINE: Final = (
    "the line ends of this text are lost: where its paragraphs begin is known from their words only; a copy with line "
    "ends is read better"
)


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
        evidence = [each for each in self.reading.evidence if not _is_cover(each, copy.text, lang)]
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
            self.reading = evolve(self.reading, evidence=(*self.reading.evidence, *found))

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
        rows = [(start, end, with_words(cells, self.copy)) for start, end, cells in known.rows]
        named = [
            HeaderRow(row) if isinstance(old, HeaderRow) else row for row, old in zip(rows, known.rows, strict=True)
        ]
        return Annotation(known.type, known.start, known.end, rows=tuple(named))


# ---------------------------------------------------------------------- the rules, in order


def letters(found: Findings) -> None:
    """Read letters in unusual forms as usual ones."""
    read_letters(found.copy, found.lang)


def two_columns(found: Findings) -> None:
    """Report a text in two columns of print, which only the reader of its file puts one after the other."""
    if found.of_markup and not found.reading.origins.starts and has_columns(found.copy.text):
        found.report([Evidence("oddity", 0, line_end(found.copy.text, 0), ("two-columns", _COLUMNS))])


def line_numbers(found: Findings) -> None:
    """Find the signs of quotation and the numbers that stand before or behind lines."""
    if found.of_markup:
        found.report(read_margins(found.copy, found.lang))


def points(found: Findings) -> None:
    """Find the bullets that only say how deep a line stands."""
    if not found.reading.lines:
        given, styled = found.reading.evidence, found.reading.styled
        evidence, found.begun = read_points(found.copy, found.lang, given, styled=styled)
        found.report(evidence)


def note_rules(found: Findings) -> None:
    """Find rules above footnotes that are typed with signs other than low lines."""
    read_note_rules(found.copy, found.lang)


def markup(found: Findings) -> None:
    """Find the markup of Markdown and HTML, which the reading of a file does not have."""
    if found.of_markup:
        found.report(read_markup(found.copy, found.lang, sure=found.sure))


def page_marks(found: Findings) -> None:
    """Find the marks of pages that a program wrote as one line each."""
    silence_page_marks(found.copy, found.lang)


def page_edges(found: Findings) -> None:
    """Find the furniture of pages that end with form feeds."""
    copy, lines = found.copy, found.reading.lines
    found.pages = find_pages(copy.source, copy.text, found.lang, lines)
    found.claims["page-edges"] = edges = found.pages.edges
    alone = (edge for edge in edges if edge.label == ALONE)
    found.report(Evidence("oddity", each.start, each.end, ("unrecognised-block", _ALONE)) for each in alone)
    if lines:
        apart = [(edge.start, edge.end) for edge in edges]
        body = [line for line in lines if not overlaps(apart, line.start, line.end)]
        raised = [(each.start, each.end) for each in found.reading.evidence if each.kind == "raised"]
        notes = PageNotes(copy.text, body, raised, found.tables)
        found.say([*found.said.annotations, *notes.found])
        found.anchors = notes.anchors
        copy.silence([(mark.start, mark.end) for mark in found.anchors], "anchor")
        found.report(notes.oddities)


def foreign_matter(found: Findings) -> None:
    """Find the lines of messages, sites and printers around a text."""
    if not found.reading.lines:
        found.report(set_apart(found.copy, found.lang, [(each.start, each.end) for each in found.apart]))


def joined_pages(found: Findings) -> None:
    """Find the lines in pages that are one line each."""
    places, guessed = part_pages(found.copy, found.lang)
    found.breaks = dict.fromkeys(places, HARD_BREAK)
    if guessed:
        found.report([Evidence("oddity", 0, min(places), ("lost-line-ends", _ONE_LINE))])


def spaced_lines(found: Findings) -> None:
    """Find blank lines that do not separate paragraphs."""
    close_up(found.copy, found.lang)
    found.copy.put(found.begun, "\n")


def margins(found: Findings) -> None:
    """Find the margins of provisions."""
    notes, numbers = find_margins(found.copy, found.lang, sure=bool(found.margins))
    found.margins = sorted([*found.margins, *notes], key=_start)
    found.numbers = {**found.numbers, **numbers}


def provision_numbers(found: Findings) -> None:
    """Find the numbers of provisions."""
    run_in = not (found.said.said or found.reading.lines)
    numbers = find_numbers(found.copy, found.lang, found.numbers, run_in=run_in)
    found.copy.blank(numbers.joined)
    found.copy.put(numbers.breaks, "\n")
    found.numbers = {**found.numbers, **numbers.places}
    ends = (found.copy.text.rfind("\n", 0, start) for start in numbers.places)
    begun = [end for end in ends if end >= 0]
    found.begun = {*found.begun, *begun}
    found.breaks |= dict.fromkeys(begun, HARD_BREAK)
    found.active.keep("provision-numbers", ((start, "PROVISION") for start in numbers.places))


def allocations(found: Findings) -> None:
    """Find tables of frequency allocations."""
    found.claims["allocations"] = find_allocations(found.copy, found.lang)


def tables(found: Findings) -> None:
    """Find other tables; a file that shows the places of lines also shows which of them are rows."""
    if not found.reading.lines:
        found.claims["tables"] = find_tables(found.copy, found.lang, found.numbers)


def wraps(found: Findings) -> None:
    """Find line breaks inside paragraphs."""
    pages = found.pages
    if found.reading.lines:
        join_lines(found)
        return
    layout = found.layout or judge(found.copy.text, found.lang)
    going_on = goes_on(found.copy.text, pages, layout.width) if pages is not None and layout.width is not None else ()
    found.loose, doubtful = reflow(found.copy, found.lang, layout, found.active, found.apart)
    found.copy.put(found.begun, "\n")
    found.copy.put({*found.copy.parted}, " ")
    found.breaks = {**dict.fromkeys(doubtful, SOFT_BREAK), **dict.fromkeys(going_on, IN_LINE), **found.breaks}


def lone_labels(found: Findings) -> None:
    """Join labels on lines of their own with their words."""
    if not found.reading.lines:
        found.claims["lone-labels"] = join_labels(found.copy, found.lang)


def join_lines(found: Findings) -> None:
    """Join the lines of paragraphs in a file that shows the places of lines."""
    copy, said = found.copy, found.said
    apart = sorted((each.start, each.end) for each in found.apart)
    notes = sorted((each.start, each.end) for each in found.own_notes)
    body = [line for line in found.reading.lines if not overlaps(apart, line.start, line.end)]
    if not body:
        return
    paragraphs = Paragraphs(copy.text, body, found.tables, found.numbers)
    annotations, known = [*said.annotations], {**said.known}
    wraps = [(one, other) for one, other in pairwise(found.reading.lines) if overlaps(notes, one.end, other.start)]
    for lines in paragraphs.found():
        if (bullet := paragraphs.bullet(lines[0])) >= 0:
            known[lines[0].start] = LineEvidence(first=bullet)
        kind: TokenType = "EMPHASIS" if all(line.italic for line in lines) else "PARAGRAPH"
        start = lines[0].start
        for one, other in pairwise(lines):
            if copy.text[one.end : other.start].isspace():
                wraps.append((one, other))
            else:  # page furniture is between them
                found.breaks[copy.text.rfind("\n", one.end, other.start)] = IN_LINE
                annotations.append(Annotation(kind, start, one.end))
                start = other.start
        annotations.append(Annotation(kind, start, lines[-1].end))
    copy.edit(((*each, "") for each in added_hyphens(copy.source, wraps)), "hyphen")
    ends = (copy.text.find("\n", one.end, other.start) for one, other in wraps)
    copy.put([place for place in ends if place >= 0], " ")
    found.say(annotations, known)


def footnotes(found: Findings) -> None:
    """Find the footnotes outside tables, unless the file has its own."""
    if found.said.said and found.own_notes:
        return
    text, pages = found.copy.text, found.pages
    notes, found.begins = find_footnotes(text, found.lang, found.active)
    if pages is not None and pages.breaks and notes:
        notes = [*within_pages(notes, text, pages, found.lang)]
    found.footnotes = found.outside([*notes], "TABLE", "FOOTNOTE")


def note_marks(found: Findings) -> None:
    """The marks that call footnotes."""
    text, own = found.copy.text, found.own_notes
    worn = {mark.mark for mark in found.anchors}
    held = [(note.start, note.end) for note in found.footnotes]
    called = [mark for mark in found.anchors if not overlaps(held, mark.start, mark.end)]
    if found.said.said and own:
        uncalled = [note for note in own if note.label and note.label not in worn]
        marks = find_anchors(text, uncalled, found.lang) if uncalled else []
    else:
        marks = find_anchors(text, [*found.footnotes], found.lang, found.begins)
        labels = {note.label for note in own}
        marks = [mark for mark in found.outside(marks, "TABLE", "FOOTNOTE") if mark.mark not in labels]
    found.anchors = sorted([*called, *marks], key=_start)


def _beside(first: Sequence[Annotation], others: Sequence[Annotation]) -> list[Annotation]:
    """Return annotations in the order of the text, with others that do not overlap them."""
    if not others or not first:
        return [*first, *others]
    known = sorted((each.start, each.end) for each in first)
    return sorted([*first, *(each for each in others if not overlaps(known, each.start, each.end))], key=_start)


def _start(annotation: Annotation | AnchorToken | MarginNoteToken) -> int:
    return annotation.start
