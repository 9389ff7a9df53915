"""Collects what is known of a text before it is scanned: the evidence of its file, and the findings of rules.

These are its pages, margins, tables and footnotes, the numbers of its provisions, and the layout of its lines. A rule
about a text as a whole is a function that takes the findings, and adds to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import evolve

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.parsing.asking import ActiveRules
from itu_texts.parsing.evidence import is_cover, said_of_lines
from itu_texts.parsing.lines import LineEvidence, Lines
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.strays import clean
from itu_texts.parsing.tokens import HARD_BREAK, IN_LINE, AnchorToken, Annotation, MarginNoteToken
from itu_texts.tree.readings import Evidence, HeaderRow, SourceText
from itu_texts.tree.spans import overlaps

if TYPE_CHECKING:  # their modules have rules, which take the findings
    from itu_texts.parsing.pages import Pages
    from itu_texts.parsing.wraps import Layout

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
