"""What is known of a text while it is parsed, and how rules are asked about it.

Before a text is scanned, the evidence of its file is collected, and what rules find: pages, margins, tables and
footnotes, the numbers of provisions, and the layout of its lines. A rule about a text as a whole is a function that
takes the findings, and adds to them. They become the table of lines, which is scanned; doubtful breaks of the table are
decided here too: which end a paragraph or an item, and which are inside its words. What else a file says, such as
tracked changes, goes into the document.

Rules that are switched off are not asked. A rule that needs something is asked only about texts that contain it, which
is determined once for each text. The passes share the stream of tokens between them, with look-ahead, and the
diagnostics.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeVar

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
from itu_texts.parsing.parts import cover_line
from itu_texts.parsing.reading_copy import ReadingCopy, clean
from itu_texts.parsing.thresholds import FEWEST, FULL_LINE, SECTION_LEVELS, WORD_REACH
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    AnchorToken,
    Annotation,
    ListingToken,
    MarginNoteToken,
    Token,
    TokenType,
    TokenTypes,
    WordsToken,
)
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.readings import Evidence, HeaderRow, SourceText
from itu_texts.tree.spans import Span, overlaps

if TYPE_CHECKING:  # their modules have rules, which take the findings
    from itu_texts.parsing.layout import Layout
    from itu_texts.parsing.pages import Pages


# ---------------------------------------------------------------------- rules, and what they claim

Place = Literal[
    "file",
    "text",
    "line",
    "beginning",
    "tokens",
    "cuts",
    "paragraphs",
    "heading",
    "clauses",
    "formula",
    "annex",
    "title",
    "clause",
    "marker",
    "wrap",
    "break",
    "note",
    "section",
    "label",
    "document",
]
"""The subject of a rule. CONTRIBUTING lists what the functions of each place take and return."""


@frozen(eq=False)
class Rule:
    """A rule of the parser: a row of :data:`itu_texts.parsing.rules.RULES`."""

    name: str
    """The name by which it is switched off, and which explanations print."""
    place: Place
    """The subject that it is asked about."""
    does: str
    """What the rule decides, and why: a sentence for explanations."""
    function: Callable[..., Any]
    """The function that decides; its parameters and result depend on the place."""
    case: str = ""
    """For a rule of the library, the case in ``tests/cases`` that changes without it: "annexes: its title"."""
    witness: str = ""
    """For a rule of the library, who needs it: a file of ``../shared``, perhaps as its ``tools/prints.py`` prints it;
    ``planted:`` and a mistake of ``tests/benchmarks/planted.py``; or programs, with what they printed in
    ``tests/witnesses``.
    """
    needs: Callable[..., bool] | None = None
    """Returns whether the rule can change anything in a text; ``None`` if it can in any."""


class RuleClaim(NamedTuple):
    """What a rule claims for a place."""

    rule: str
    start: int
    """The offset of the place in the text."""
    what: str
    """One or several types of tokens."""
    otherwise: str
    """What the place would be without the rule: what the next rule claims, or the type of what stood there."""


_Value = TypeVar("_Value")
_LINE_END: Final = regex("\n")
_left_out: Final[ContextVar[frozenset[str]]] = ContextVar("rules that are not asked", default=frozenset())
_kept: Final[ContextVar[list[tuple[ReadingCopy, list[RuleClaim]]] | None]] = ContextVar(
    "claims that are kept", default=None
)


_OF_WHOLE_TEXTS: Final = ("file", "text")


@lru_cache
def _by_place(rules: tuple[Rule, ...], off: frozenset[str]) -> tuple[dict[Place, Sequence[Rule]], Sequence[Place]]:
    """Return the rules that are not switched off, by place, and the places with some that not all texts need."""
    on = [rule for rule in rules if rule.name not in off]
    places = dict.fromkeys(rule.place for rule in on)
    weighed = {rule.place for rule in on if rule.needs}.difference(_OF_WHOLE_TEXTS)
    return {place: [rule for rule in on if rule.place == place] for place in places}, [*weighed]


class ActiveRules:
    """The rules that are asked about a text, by place: those that are switched on, and that it may need.

    :param copy: the text, if the claims about it may be kept.
    """

    def __init__(self, rules: Sequence[Rule], lang: LanguagePatterns, copy: ReadingCopy | None = None) -> None:
        self._lang = lang
        self._at, self._weighed = _by_place(tuple(rules), _left_out.get())
        self._has: dict[Callable[..., bool], bool] = {}  # for several rules may need the same
        self.claims: list[RuleClaim] | None = None
        """The claims of all rules, if they are kept."""
        kept = _kept.get()
        if kept is not None and copy is not None:
            self.claims = []
            kept.append((copy, self.claims))

    def weigh(self, copy: ReadingCopy) -> None:
        """Leave out the rules that cannot change anything in a text; those of whole texts are weighed when asked."""
        needed = {place: [rule for rule in self._at[place] if self._may_change(rule, copy)] for place in self._weighed}
        self._at = self._at | needed

    def _may_change(self, rule: Rule, copy: ReadingCopy) -> bool:
        """Return whether a rule can change anything in a text."""
        if rule.needs is not None and rule.needs not in self._has:
            self._has[rule.needs] = rule.needs(copy, self._lang)
        return rule.needs is None or self._has[rule.needs]

    def at(self, place: Place) -> Sequence[Rule]:
        """Return the rules of a place, in order."""
        return self._at.get(place, ())

    def first(self, place: Place, start: int, *about: Any) -> Any:
        """Ask the rules of a place in order, until one makes a claim; return the claim, or ``None``.

        If claims are kept, the other rules are asked too.

        :param start: the offset of the place in the text.
        :param about: the arguments of the functions of these rules.
        """
        for number, rule in enumerate(rules := self._at.get(place, ())):
            claim = rule.function(*about)
            if claim is not None and claim is not False:
                if self.claims is not None:
                    others = ((other.name, other.function(*about)) for other in rules[number + 1 :])
                    self._keep(place, start, [(rule.name, claim), *others], about[-1])
                return claim
        return None

    def _keep(self, place: Place, start: int, claims: Iterable[tuple[str, Any]], case: Any) -> None:
        """Record what rules claim for a place, each with what the next one claims."""
        otherwise = case.token.type if place == "break" else "TEXT"
        made: list[tuple[str, Any]] = [each for each in claims if each[1] is not None and each[1] is not False]
        made.reverse()
        for rule, claim in made:
            at, what = claim.start if isinstance(claim, Token) else start, _said(claim, place)
            assert self.claims is not None
            self.claims.append(RuleClaim(rule, at, what, otherwise))
            otherwise = what

    def whole(self, rule: Rule, copy: ReadingCopy, about: Any) -> None:
        """Ask a rule about a whole text. The line ends that it takes away are what it claims."""
        before = copy.text
        if self._may_change(rule, copy):
            rule.function(about)
        if self.claims is not None and copy.text is not before:
            ends = (each.start() for each in _LINE_END.finditer(before) if copy.text[each.start()] != "\n")
            self.keep(rule.name, ((end + 1, "BREAK") for end in ends))

    def passed(self, place: Place, tokens: Sequence[Token], *about: Any) -> Sequence[Token]:
        """Return the tokens of a text, classified by the rules of a place one after the other."""
        for rule in self._at.get(place, ()):
            given, tokens = tokens, [*rule.function(tokens, *about)]
            if self.claims is not None:
                known, types = {*map(id, given)}, {token.start: token.type for token in given}
                new = (token for token in tokens if id(token) not in known)
                made = chain.from_iterable(each.members if isinstance(each, ListingToken) else (each,) for each in new)
                self.claims += (
                    RuleClaim(rule.name, token.start, token.type, types.get(token.start, "BREAK")) for token in made
                )
        return tokens

    def keep(self, rule: str, found: Iterable[tuple[int, str]]) -> None:
        """Record a claim of a rule, if claims are kept."""
        if self.claims is not None:
            self.claims += (RuleClaim(rule, start, what, "TEXT") for start, what in found)


def _said(claim: object, place: Place) -> str:
    """Return what a claim says: the type of the beginning, the types of its tokens, or the subject of the place."""
    if place == "beginning" and isinstance(claim, tuple):
        return str(claim[0])
    tokens = claim if isinstance(claim, tuple | list) else (claim,)
    return ", ".join(token.type for token in tokens if isinstance(token, Token)) or place.upper()


def keeping() -> AbstractContextManager[list[tuple[ReadingCopy, list[RuleClaim]]]]:
    """Keep the claims of all rules for the texts that are parsed in the block of a ``with`` statement."""
    return _set(_kept, list[tuple[ReadingCopy, list[RuleClaim]]]())


def without(*rules: str) -> AbstractContextManager[object]:
    """Parse without some rules, by their names, in the block of a ``with`` statement."""
    return _set(_left_out, _left_out.get().union(rules))


@contextmanager
def _set(variable: ContextVar[Any], value: _Value) -> Iterator[_Value]:
    """Set a variable in a block, and give its value."""
    before = variable.set(value)
    try:
        yield value
    finally:
        variable.reset(before)


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
    "level": "LEVEL",
    "section": "LEVEL",
}
_LEVELS: Final = {"level": SECTION_LEVELS, "section": 0}  # of lists, which stand below sections
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
    by_kind: dict[str, list[Evidence]] = {}
    known: dict[int, LineEvidence] = {}
    for each in evidence:
        by_kind.setdefault(each.kind, []).append(each)
        if said := _said_of_line(each):
            known[each.start] = known.get(each.start, PLAIN)._replace(**said)

    def stretches(kind: str) -> dict[int, int]:
        """Return where the stretches of a kind begin and end."""
        return {each.start: each.end for each in by_kind.get(kind, ())}

    annotations = [_annotation(each) for each in evidence if each.kind in _ANNOTATIONS and each.start < each.end]
    margins = [MarginNoteToken(each.start, each.end, int(str(each.value))) for each in by_kind.get("margin", ())]
    marks = {str(each.value) for each in by_kind.get("footnote", ())}
    called = ((each, str(each.value or text[each.start : each.end])) for each in by_kind.get("anchor", ()))
    anchors = [AnchorToken(each.start, each.end, mark) for each, mark in called if mark.strip() in marks]
    return Lines(
        text,
        dict.fromkeys(stretches("line_break"), SOFT_BREAK),
        annotations=annotations,
        margins=margins,
        known=known,
        numbers=stretches("provision"),
        verbs=stretches("verb"),
        said=() if of_markup else [(each.start, each.end) for each in annotations],
    ), anchors


def _said_of_line(said: Evidence) -> dict[str, Any]:
    """Return what evidence says of a line besides its kind."""
    if said.kind in _LEVELS:
        return {"level": _LEVELS[said.kind] + int(str(said.value))}
    if said.kind == "indent" and isinstance(said.value, tuple):
        return {"left": said.value[0], "first": said.value[1]}
    if said.kind == "bullet" and isinstance(said.value, int):
        return {"first": said.value}
    return {"said": said.kind} if said.kind in _SAID and said.start < said.end else {}


def _annotation(said: Evidence) -> Annotation:
    """Return evidence of the kind of a line as an annotation."""
    label = str(said.value) if said.kind in _LABELLED and said.value else ""
    rows = said.value if said.kind == "table" and isinstance(said.value, tuple) else ()
    return Annotation(_ANNOTATIONS[said.kind], said.start, said.end, label, rows=rows)


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


# ---------------------------------------------------------------------- what the passes share

_SIGNS: Final[TokenTypes] = frozenset(("AGENDA", "CONTENTS", "COVER", "DIVISION", "AMENDMENT", "AMENDED"))
"""The types of tokens of session documents, and of treaties."""


class Reporter:
    """Collects the diagnostics of all passes.

    :param end_of: returns the offset in the text for the end of a stretch of its reading copy.
    """

    def __init__(self, end_of: Callable[[int], int] = int) -> None:
        self._end_of = end_of
        self.found: list[Diagnostic] = []

    def report(self, code: str, message: str, start: int, end: int) -> Diagnostic:
        """Add a diagnostic; its severity is that of its code."""
        found = make_diagnostic(code, message, Span(start, self._end_of(end)))
        self.found.append(found)
        return found

    def retract(self, wrong: Sequence[Diagnostic]) -> None:
        """Withdraw a diagnostic that has turned out to be another fault."""
        for diagnostic in wrong:
            place = next(place for place in range(len(self.found) - 1, -1, -1) if self.found[place] is diagnostic)
            del self.found[place]


class TokenStream:
    """The tokens of a text one after the other, with look-ahead.

    :param tokens: the tokens; they are copied.
    """

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._ahead: list[Token] = [*tokens]
        self._ahead.reverse()

    def __iter__(self) -> Iterator[Token]:
        """Yield the tokens that were not taken before."""
        ahead = self._ahead
        while ahead:
            yield ahead.pop()

    def peek(self, place: int = 0) -> Token | None:
        """Return the token at a number of places ahead; ``None`` after the end."""
        return self._ahead[~place] if place < len(self._ahead) else None

    def ahead(self) -> Iterator[Token]:
        """Return the tokens ahead, which stay there."""
        return reversed(self._ahead)

    def take(self) -> Token:
        """Return the next token out of turn; there must be one."""
        return self._ahead.pop()

    def give_back(self, tokens: Sequence[Token]) -> None:
        """Put tokens back before those ahead."""
        self._ahead.extend(reversed(tokens))


class RuleContext:
    """A text whose tokens pass through the rules that classify them."""

    def __init__(
        self,
        lines: Lines,
        lang: LanguagePatterns,
        reporter: Reporter,
        active: ActiveRules,
        source: str = "",
        furniture: Sequence[Token] = (),
    ) -> None:
        self.lines = lines
        self.text: str = lines.text
        self.source: str = source or lines.text
        self.lang = lang
        self.reporter = reporter
        self.active = active
        self.said: Sequence[tuple[int, int]] = lines.said
        """The lines that a file classifies."""
        self.numbers: Mapping[int, int] = lines.numbers
        """The start and end of known numbers of provisions."""
        self.verbs: Mapping[int, int] = lines.verbs
        """The start and end of words in the letters of a verb."""
        self.furniture: Sequence[Token] = furniture
        """The page furniture, in the order of the text."""

    def with_furniture(self, tokens: Iterable[Token]) -> list[Token]:
        """Return tokens together with the page furniture, in the order of the text."""
        return sorted((*tokens, *self.furniture), key=attrgetter("start"))

    def from_sign(
        self, tokens: Sequence[Token], classify: Callable[[Sequence[Token]], Iterable[Token]]
    ) -> Sequence[Token]:
        """Return the tokens, classified from the first sign of a session document or a treaty on."""
        if not (self.numbers or self.lines.known) and _SIGNS.isdisjoint({token.type for token in tokens}):
            return tokens
        signs = (
            place
            for place, token in enumerate(tokens)
            if token.type in _SIGNS
            or token.start in self.numbers
            or (isinstance(token, WordsToken) and token.said == "contents")
        )
        first = next(signs, None)
        return tokens if first is None else [*tokens[:first], *classify(tokens[first:])]

    # ------------------------------------------------------------------ line breaks: their rules decide

    def goes_on(self, token: Token, before: Token, within: str, *, beside: bool = False) -> bool:
        """Whether a line is more of what stands before it."""
        at = Break(token, before, ending(self.text, before.end), within, beside)
        return self.active.first("break", token.start, self, at) is not None

    # ------------------------------------------------------------------ the rules for them

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
            return stop not in STOPS and small and self.lines.is_loose(token.start)
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

    def is_cut_off(self, before: Token) -> bool:
        """Return whether a token ends with a word that cannot end a paragraph, or an abbreviation before a number."""
        return self.lang.is_unfinished(self.text, before.end) or self.lang.ends_abbreviation(
            self.text, before.end, before.start
        )

    def _may_be_wrapped(self, before: Token, token: Token, *, beside: bool) -> bool:
        """Return whether a token is as long as a wrapped line, not one of several without labels, and may continue."""
        stop, begin = ending(self.text, before.end), self.text[token.start]
        last_line = columns(self.text[max(before.start, self.text.rfind("\n", before.start, before.end)) : before.end])
        if last_line >= FULL_LINE and self.lang.is_unfinished(self.text, before.end):
            return not self.joins(before) or not begins_capital(self.text, token.start)
        if not (is_in_word(stop) and is_in_word(begin)) and not (
            begin == "(" and (is_word_character(stop) or stop in _BRACKETS)
        ):
            return False
        return not beside and last_line >= FULL_LINE


class Pass:
    """What the stages after ``scan`` know of the text whose tokens pass through them."""

    def __init__(self, context: RuleContext) -> None:
        self.text: str = context.text
        self.lang = context.lang
        self.words = context.lang.patterns
        self.active = context.active
        self.reporter = context.reporter
        self.context = context

    def surely_opens(self, start: int) -> bool:
        """Return whether the words at a place surely open the body of a clause."""
        return self.words.BODY_SURELY_OPENS.match(self.text, start) is not None
