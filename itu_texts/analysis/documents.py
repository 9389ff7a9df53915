"""The record of documents: symbol, session, agenda item, source, meeting, vote ..., each value with its ground.

The values are printed on covers, below texts, in formulas that tell of a meeting, and in the fronts of Recommendations.
They are those of all languages: days in ISO 8601, numbers of sessions, committees and meetings in figures, languages
and distributions by their English names. Titles, sponsors and the items of agendas are as printed.

=================  ====================================================================================================
symbol             ``A/RES/79/10``; of ITU the number of a document: ``49-E``
body, kind, ...    what the identifier of the text says: ``number``, ``sector``, ``mark``; ``title``
edition            of a Recommendation: the month of its approval; of what changes one, that of the edition changed
change             ``Amd1``, ``Cor2``, ``Err1``, ``AnnF2``
status             ``adopted`` or ``draft``
adopted            the day, the month or the year of adoption or approval
date_issued        the day on the cover
session            the number of the session; ``session_dates`` its first and last day
meeting            the number of the meeting that adopted the text
agenda_item        its number, and ``agenda_title`` its title
committee          the number of the Main Committee that dealt with it; 0 if none did
source             the symbols of what it was adopted on; ``source_paragraph``; of ITU the author of a contribution
draft_of           the symbols of its drafts
distribution       ``general``, ``limited``, ``restricted``, ``provisional``
original           the languages of the original: ``english``
sponsors           those who submitted a draft, as printed
vote               the votes for and against and the abstentions; ``without a vote``, ``unanimously``
job_number         ``24-21660 (E)``
study_group        that approved a Recommendation, and ``question`` its Question: ``201-7/3``
subjects           that the publisher of the file gives
=================  ====================================================================================================
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice, pairwise, zip_longest
from operator import attrgetter
from typing import Any, Final, NamedTuple

from attrs import evolve, field, frozen

from itu_texts.analysis.columns import FIELDS
from itu_texts.analysis.times import session_number
from itu_texts.analysis.works import columns_of
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import Family, LanguagePatterns, lang_of
from itu_texts.language.identifiers import BODIES, Identifier, Revision, days_named
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import fold, in_figures, uncapitalized
from itu_texts.parsing.parts import cover_line
from itu_texts.tree.base import Node
from itu_texts.tree.claims import Claim, Ground, Line, Published, lines_of
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Annex, Cover, Document, Formula, History, Paragraph, Row, Text, Title
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk


@frozen
class DocumentRecord:
    """What a document says of itself, by the names of the fields above."""

    text: Text | None
    """The text; ``None`` if a cover stands without one."""
    cover: Cover | None  #: its cover, if it has one
    claims: dict[str, Claim] = field(factory=dict)
    """The claims, by field."""

    @property
    def start(self) -> int:
        """The offset of its first line."""
        return min(each.start for each in (self.text, self.cover, *self.claims.values()) if each is not None)

    @property
    def end(self) -> int:
        """The offset behind its last line."""
        return max(each.end for each in (self.text, self.cover, *self.claims.values()) if each is not None)

    def fields(self) -> dict[str, Any]:
        """Return the values, by field, in the order of the columns of the rows ``documents``."""
        return {name: self.claims[name].value for name in FIELDS if name in self.claims}


@checked
def document_records(document: Document) -> Iterator[DocumentRecord]:
    """Yield the record of each document: of each text that stands for itself, and of each cover without a text.

    The cover of a symbol is that of the text below it; a document of a conference may contain several texts.
    """
    covers = [each for each in document.blocks if isinstance(each, Cover)]
    nodes: list[Cover | Text] = sorted((*covers, *document.texts), key=attrgetter("start"))
    cover: Cover | None = None
    texts = 0  # below the cover
    for node, following in pairwise((*nodes, None)):
        if isinstance(node, Cover):
            cover, texts = node, 0
            if not isinstance(following, Text) or _is_of_report(document, node, following):
                yield _Reader(document, cover, None).record()
                texts = 1
            continue
        yield _Reader(document, cover if not texts or _holds_several(cover) else None, node).record()
        texts += 1
    if not nodes and (claims := _Reader(document, None, None).title_page()):
        yield DocumentRecord(None, None, claims)


def _is_of_report(document: Document, cover: Cover, text: Text) -> bool:
    """Return whether a cover is that of a report, whose paragraphs stand between it and the first draft."""
    return sum(cover.end <= block.start < text.start for block in document.blocks) > _TITLE_LINES


def _holds_several(cover: Cover | None) -> bool:
    """Return whether a cover is that of a document of a conference, and of all texts below it."""
    return cover is not None and not any(part.name == "distribution" for line in cover.lines for part in line.parts)


_ANNEX: Final = regex(r"[A-Z]\d+")
_DIGITS: Final = regex(r"\d+")
_BODY: Final = regex(r"A/HRC|[ASE](?=/)")
_SPECIAL: Final = regex(r"/(E?S-\d+)(?=/)")
_FIRST_YEAR: Final = 1000
_BEFORE_YEAR: Final = regex(r"(?<=\d)(?=\((?:19|20)\d\d\))")  # in the symbols of Chinese covers: S/RES/2999(2031)
_ADDED: Final = regex(r"(?:/(?:Add|Corr)\.\d+)+$")
_COMMITTEES: Final = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6}
_DECIDES: Final = regex(r"/(RES|DEC|PRST)/")
_DECIDED: Final = {"RES": "resolution", "DEC": "decision", "PRST": "statement"}
_KINDS: Final = {"presidential_statement": "statement"}
_CHANGES: Final = {"amendment": "Amd", "corrigendum": "Cor", "erratum": "Err"}
_MONTHS: Final = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
    "DECEMBER",
)  # fmt: skip
_TITLE_LINES: Final = 4  # lines below a cover that may be the title of its text, or of an item of the agenda
_TITLE_PAGE: Final = 20  # blocks and lines of a document, among which its title page stands
_DRAFTED: Final = "draftResolution"  # the outcome of a step of the published data
_CHOICES: Final = ("inFavour", "against", "abstaining")
_JOINED: Final = frozenset(("agenda_title", "sponsors"))  # fields whose words go on in the next line


class _Reader:
    """Reads the record of one document."""

    def __init__(self, document: Document, cover: Cover | None, text: Text | None) -> None:
        self.document = document
        self.cover = cover
        self.text = text
        language = (text or cover or document).language or "en"
        own = lang_of(language if text is not None or cover is not None else "en")
        self.known = (own,) if own.language == "en" else (own, lang_of("en"))
        self.claims: dict[str, Claim] = {}

    def record(self) -> DocumentRecord:
        self._lines(self.cover.lines if self.cover is not None else (), Ground.COVER)
        text = self.text
        if text is not None:
            self._lines([each for each in text.front if isinstance(each, Formula | History)], Ground.FRONT)
            self._lines([each for each in text.body if isinstance(each, History)], Ground.CLOSING)
            self._identity(text)
        self._source()
        self._standing()
        if len(self.document.texts) <= 1:
            self._published(self.document.published)
        return DocumentRecord(text, self.cover, self.claims)

    def title_page(self) -> dict[str, Claim]:
        """Return what the title page of a Recommendation says of it, if its sections were not found.

        "ITU-T Y.4999" in a cell, and below it "TELECOMMUNICATION STANDARDIZATION SECTOR OF ITU (11/2031)".
        """
        said: dict[str, Claim] = {}
        lines = (line for block in self.document.blocks[:_TITLE_PAGE] for line in lines_of(block))
        for line in islice(lines, _TITLE_PAGE):
            for part in cover_line(line.text.replace("\t", " "), self.known[0]):
                words = line.text[part.start : part.end].replace("\t", " ")
                start, end = self._place(line, part.start, part.end)
                said.setdefault(part.name, Claim(part.name, "", words, start, end, Ground.COVER))
        named, approved = said.get("recommendation"), said.get("approved")
        if named is None or approved is None:
            return {}
        identifier = Identifier.parse(named.words)
        for name, value in (
            ("kind", identifier.kind), ("number", identifier.number), ("sector", identifier.sector),
            ("body", identifier.sector),
        ):  # fmt: skip
            self._derived(name, value, named)
        day = _VALUES["approved"][1](self, approved.words)
        for name in ("adopted", "edition"):
            self._derived(name, day, approved)
        annex = _ANNEX.search(said["changed"].words) if "changed" in said else None
        self._derived("change", f"Ann{annex[0]}" if annex is not None else "", approved)
        return self.claims

    # ------------------------------------------------------------------ lines with parts

    def _lines(self, lines: Sequence[Any], by: Ground) -> None:
        """Claim what the parts of some lines say; the first line that says it counts, but the last organ and number."""
        for line in lines:
            for part in line.parts:
                words = line.text[part.start : part.end]
                start, end = self._place(line, part.start, part.end)
                name, value_of = _VALUES.get(part.name, ("", None))
                before = self.claims.get(name)
                if before is not None and name in _JOINED and by is before.by:
                    self._claim(name, f"{before.value} {words}", f"{before.words} {words}", before.start, end, by)
                elif value_of is not None and (before is None or name == "organ"):
                    value = value_of(self, words)
                    if value not in (None, "", []):
                        self._claim(name, value, words, start, end, by)

    def _place(self, line: Node | Line, start: int, end: int) -> tuple[int, int]:
        """Return the place of some words of a line; that of the line, if its blanks or letters were mended."""
        if line.end - line.start == len(_words(line)):
            return line.start + start, line.start + end
        return line.start, line.end

    def _claim(self, name: str, value: Any, words: str, start: int, end: int, by: Ground) -> None:
        self.claims[name] = Claim(name, value, words, start, end, by)

    def _derived(self, name: str, value: Any, ground: Claim) -> None:
        """Claim what follows from another claim, with its ground."""
        if value not in (None, "", []):
            self._claim(name, value, ground.words, ground.start, ground.end, ground.by)

    # ------------------------------------------------------------------ values

    def _day(self, words: str) -> str | None:
        found = [day for lang in self.known for day, *_ in days_named(fold(words), lang)]
        return found[-1].isoformat() if found else None

    def _days(self, words: str) -> list[str] | None:
        """Return the first and the last day of a period: "9-20 October 2031", "11 September–13 October 2031"."""
        shown = fold(words)
        for lang in self.known:
            months = [*lang.patterns.family_month.finditer(shown)]
            if not months:
                continue
            figures = lang.patterns.family_month.sub(lambda month: " " * len(month[0]), in_figures(shown) or "")
            numbers = [int(each) for each in _DIGITS.findall(figures)]
            days, years = (
                [each for each in numbers if each < _FIRST_YEAR],
                [each for each in numbers if each >= _FIRST_YEAR],
            )
            first, last = (_MONTHS.index(month.lastgroup or "") + 1 for month in (months[0], months[-1]))
            try:
                ends = date(years[-1], last, days[-1])
                begins = date(years[0] - (len(years) == 1 and first > last), first, days[0])
            except (ValueError, IndexError):
                return None
            return [begins.isoformat(), ends.isoformat()]
        return None

    def _session(self, words: str) -> str | None:
        small = uncapitalized(fold(words))
        named = ((each.patterns.NUMBER_OF_SESSION.search(small), each) for each in self.known)
        found = next((str(session_number(number[0], lang)) for number, lang in named if number is not None), None)
        if found is None and (year := _DIGITS.search(small)):  # "2031 session"
            return year[0]
        special = _SPECIAL.search(self.claims["symbol"].words) if "symbol" in self.claims else None
        return special[1] if special is not None and special[1].endswith(f"-{found}") else found

    def _number(self, words: str) -> int | None:
        figures = _DIGITS.search(in_figures(words) or "")
        return int(figures[0]) if figures is not None else None

    def _committee(self, words: str) -> int | None:
        for lang in self.known:
            named = lang.patterns.WHICH_MAIN_COMMITTEE.search(fold(words))
            if named is not None:
                return _COMMITTEES[lang.concept(named["which"], "WHICH_COMMITTEE")]
        return self._number(words)

    def _symbols(self, words: str) -> list[str]:
        return [found[0].replace("//", "/") for found in self.known[0].patterns.SYMBOL_PRINTED.finditer(words)]

    def _vote(self, words: str) -> list[int] | str:
        for lang in self.known:
            if lang.patterns.VOTES_COUNTED.match(fold(words)):
                counts = lang.patterns.COUNT_OF_VOTES.findall(fold(words))[:3]
                return [int(count) if count.isdecimal() else 0 for count in counts]
            if lang.patterns.UNANIMOUS.match(fold(words)):
                return "unanimously"
        return "without a vote"

    def _concepts(self, words: str, family: Family) -> str | None:
        for lang in self.known:
            found = [named.lastgroup or "" for named in lang.patterns.of_family(family).finditer(fold(words))]
            if found:
                return ", ".join(found).lower()
        return None

    def _conference(self, words: str) -> str | None:
        named = (lang.patterns.family_addressee.match(fold(words)) for lang in self.known)
        return next((found.lastgroup for found in named if found is not None), None)

    # ------------------------------------------------------------------ what follows from these, and from the text

    def _source(self) -> None:
        """Claim the draft that was adopted without a report, and the lack of a committee."""
        source = self.claims.get("source")
        if source is None:
            return
        symbols = self._symbols(source.words)
        drafts = dict.fromkeys(_ADDED.sub("", symbol) for symbol in symbols if "/L." in symbol)
        if "source_paragraph" not in self.claims:
            self._derived("draft_of", [*drafts], source)
        self._derived("source", (symbols[0] if len(symbols) == 1 else symbols) or source.words, source)

    def _identity(self, text: Text) -> None:
        """Claim what the identifier of the text, its title and its standing say."""
        named = text.identifier or self._by_symbol()
        line: Any = text.designation or text.formula or text
        ground = text.identity or Claim("", "", _words(line), line.start, line.end, Ground.DESIGNATION)
        title = next((part for part in text.front if isinstance(part, Title)), None)
        if title is not None:  # the letter of a part may stand below it: "Financing of boats / B"
            words, _, letter = title.text.rpartition(" ")
            words = words if named is not None and f"{named.number}".endswith(f" {letter}") else title.text
            self._claim("title", words, words, title.start, title.end, Ground.FRONT)
        kind = named.kind if text.kind == "text" and named is not None else text.kind
        if kind != "text":
            self._derived("kind", _KINDS.get(kind, kind), ground)
        if text.adopted is not None:
            self.claims["adopted"] = text.adopted
        if text.standing is not None:
            is_draft = text.claims.status is not None
            self._derived("status", "draft" if is_draft else text.standing.value, text.standing)
            if is_draft:
                self.claims.pop("adopted", None)
        if named is None:
            return
        said = columns_of(named)
        for name, value in (("body", said.body), ("sector", said.sector), ("number", named.number)):
            self._derived(name, value, ground)
        if said.sector is None or named.kind != "recommendation":
            self._derived("mark", said.edition, ground)
            return
        approved = approvals_of(text)
        day = text.adopted.value if text.adopted is not None else None
        self._derived(
            "edition", ((said.changes if said.changes is not None else day or said.adopted) or "")[:7], ground
        )
        if text.kind in _CHANGES and named.revision is not None:
            count = _DIGITS.search(named.revision.counted or "")
            self._derived("change", f"{_CHANGES[text.kind]}{count[0] if count else 1}", ground)
        self._derived("study_group", approved.study_group, ground)
        self._derived("question", approved.question, ground)

    def _published(self, published: Published) -> None:
        """Claim what is not printed, but stands in the metadata of the file."""
        draft = next((each for each in published.steps if each.outcome == _DRAFTED), None)
        voting = next(iter(published.votings), None)
        counts = {each.choice: each.votes for each in voting.counts} if voting is not None else {}
        said = {
            "draft_of": self._symbols(draft.document) if draft is not None else [],
            "sponsors": draft.by if draft is not None else "",
            "vote": [counts.get(choice, 0) for choice in _CHOICES] if counts else "",
            "subjects": [each.shown or each.value for each in published.keywords if not each.about],
        }
        if voting is not None and "without" in voting.outcome.casefold():
            said["vote"] = "without a vote"
        for name, value in said.items():
            if value and name not in self.claims:
                words = "; ".join(map(str, value)) if isinstance(value, list) else value
                self._claim(name, value, words, 0, 0, Ground.METADATA)

    def _by_symbol(self) -> Identifier | None:
        """Return the identifier in the symbol of the cover: A/RES/79/10, S/PRST/2012/27."""
        symbol = self.claims.get("symbol")
        return Identifier.read(symbol.value) if symbol is not None and _DECIDES.search(symbol.value) else None

    def _standing(self) -> None:
        """Claim what a line for a draft says; the body, kind and standing that a symbol shows, if no text says them."""
        symbol, draft = self.claims.get("symbol"), self.claims.pop("draft", None)
        if symbol is not None and "body" not in self.claims and (begins := _BODY.match(symbol.value)):
            self._derived("body", BODIES[begins[0]], symbol)
        if draft is not None:
            self._derived("kind", self._concepts(draft.words, "KIND"), draft)
            self._derived("status", "draft", draft)
            self.claims.pop("adopted", None)
        elif symbol is not None and "status" not in self.claims:
            self._derived("status", "draft" if "/L." in symbol.value else "", symbol)
            decides = _DECIDES.search(symbol.value)
            if decides is not None:
                self._derived("status", "adopted", symbol)
                self._derived("kind", _DECIDED[decides[1]], symbol)
        if "status" not in self.claims and "adopted" in self.claims:
            self._derived("status", "adopted", self.claims["adopted"])
        organ = self.claims.pop("organ", None)
        if organ is not None and "body" not in self.claims and organ.value != organ.words:
            self._derived("body", organ.value, organ)


def _words(node: Any) -> str:
    return "\t".join(cell.text for cell in node.cells) if isinstance(node, Row) else getattr(node, "text", "")


_VALUES: Final[dict[str, tuple[str, Callable[[_Reader, str], Any]]]] = {
    "number": ("symbol", lambda _, words: _BEFORE_YEAR.sub(" ", words.replace("//", "/"))),
    "organ": ("organ", lambda _, words: words),
    "distribution": ("distribution", lambda reader, words: reader._concepts(words, "DISTRIBUTION")),
    "conference": ("organ", _Reader._conference),
    "approved": ("adopted", lambda _, words: f"{words[3:]}-{words[:2]}"),
    "questions": ("question", lambda _, words: words),
    "study_group": ("study_group", lambda _, words: words),
    "date_issued": ("date_issued", _Reader._day),
    "original": ("original", lambda reader, words: reader._concepts(words, "TONGUE")),
    "session": ("session", _Reader._session),
    "session_dates": ("session_dates", _Reader._days),
    "agenda_item": ("agenda_item", lambda _, words: words),
    "agenda_title": ("agenda_title", lambda _, words: words),
    "committee": ("committee", _Reader._committee),
    "no_committee": ("committee", lambda _, words: 0),
    "source": ("source", lambda _, words: words),
    "source_paragraph": ("source_paragraph", lambda _, words: words),
    "sponsors": ("sponsors", lambda _, words: words),
    "draft": ("draft", lambda _, words: words),
    "adopted": ("adopted", _Reader._day),
    "meeting": ("meeting", _Reader._number),
    "vote": ("vote", _Reader._vote),
    "job_number": ("job_number", lambda _, words: words),
}
"""By the name of a part of a line: the field, and what makes its value of the words."""


# ---------------------------------------------------------------------- approvals and editions


class Named(NamedTuple):
    """An edition that a front names."""

    identifier: Identifier
    adopted: str | None
    """The day, the month or the year in ISO 8601."""
    study_group: str | None = None
    """The study group that approved it, as the table of editions has it: ``15``, ``TSAG``, ``XI``."""


@frozen
class Approvals:
    """The approval and the editions of a text, from its front."""

    editions: Sequence[Named] = field(default=())
    """The editions in the table, in the history line or in the years of the mark, in their order."""
    study_group: str | None = None
    """The study group that approved this edition: ``15``, ``TSAG``; of ITU-R, the one that has the Question."""
    question: str | None = None
    """The Question: ``7/16``, ``201-7/3``."""


def approvals_of(text: Text) -> Approvals:
    """Return the approval and the editions in the front of a text."""
    identifier = text.identifier
    if identifier is None:
        return Approvals()
    lang = lang_of(text.language or "en")
    printed = [fold(part.text) for part in text.front if isinstance(part, History | Paragraph)]
    editions = [*_in_table(identifier, printed, lang), *_in_history(identifier, text)]
    own = [each for each in editions if each.identifier == identifier]
    if not own and identifier.revision is None and editions:
        own = editions[-1:]
    question = _first(lang.patterns.QUESTION_NUMBERED, printed)
    approving = [line for line in printed if lang.patterns.GROUP_APPROVES.search(line)]
    group = _first(lang.patterns.GROUP_NUMBERED, approving)
    groups = (own[0].study_group if own else None, group and group["number"], question and question["group"])
    return Approvals(
        editions,
        next((each for each in groups if each), None),
        question["question"] if question else None,
    )


def _in_table(identifier: Identifier, printed: Sequence[str], lang: LanguagePatterns) -> Iterator[Named]:
    """Yield the editions in the table "Edition, Recommendation, Approval, Study Group"."""
    for row in lang.patterns.EDITION_ROW.finditer("\n".join(printed)):
        year, month, day = int(row["year"]), int(row["month"]), row["day"] or row["day_below"]
        change = row["change"] or (row["change_below"] and f"({row['base']}) {row['change_below']}")
        revision: Revision | None = Revision(year=year, month=month)
        if change:
            revision = Revision.read(change, lang.language)
            revision = evolve(revision, counted_on=f"{month:02}/{year}") if revision is not None else None
        if revision is not None and day:
            named = evolve(identifier, number=row["number"], revision=revision, status=None)
            yield Named(named, f"{year}-{month:02}-{day}", row["group"])


def _in_history(identifier: Identifier, text: Text) -> Iterator[Named]:
    """Yield the editions in the history lines, and in the years of the mark."""
    marks = [mark for part in text.front if isinstance(part, History) for mark in part.revisions]
    marks += [identifier.revision] if identifier.revision is not None and not identifier.revision.counted else []
    for mark in marks:
        years = [Revision(years=(year,)) for year in mark.years]
        for at, each in enumerate(years or [mark]):
            named = _numbered(identifier, at, len(years)) or evolve(identifier, revision=each, status=None)
            if each is not identifier.revision:
                yield Named(named, columns_of(evolve(named, revision=each)).adopted)


def _numbered(identifier: Identifier, at: int, count: int) -> Identifier | None:
    """Return an edition of a text of ITU-R by its place in the years, if their number is that of the edition."""
    number, _, edition = (identifier.number or "").rpartition("-")
    if identifier.sector != "ITU-R" or identifier.revision is not None or edition != str(count - 1):
        return None
    return evolve(identifier, number=f"{number}-{at}", status=None)


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> re.Match[str] | None:
    return next((found for line in lines if (found := pattern.search(line))), None)


# ----------------------------------------------------------------------
# What contradicts itself: claims about a text, and a text without a number beside a line that may name it.

_NAMES = frozenset(("DESIGNATION", "CAPITAL_DESIGNATION", "DRAFT_DESIGNATION"))  # the forms of names of texts
_PAGE = re.compile(r"(?<!\S)\d{1,3} (?=[^\W\d_]+ \d)")  # "Lamps of 2030 14 RESOLUTION 9"


def contradictions(document: Document) -> Iterator[Diagnostic]:
    """Report each claim about a text that contradicts one of a higher rank."""
    for text in document.texts:
        for first, second in text.claims.conflicts:
            message = f"this says {second.value}, and the {first.by} “{first.words}” says {first.value}: correct one"
            yield make_diagnostic("contradiction", message, Span(second.start, second.end))


def unnamed_texts(document: Document) -> Iterator[Diagnostic]:
    """Report the lines in or beside a text without a number that have the form of its name.

    A name that stands among the clauses begins a text without a formula::

        Boats
        The ITU Council,
        considering that boats leak,
        RESOLUTION 7 (LAKESIDE, 2018)
        resolves to mend them.
    """
    texts = document.texts
    for text, following in zip_longest(texts, texts[1:]):
        if text.identity is not None or text.designation is not None:
            continue
        parts = (each for each in (*text.front, *text.body) if not isinstance(each, Annex))
        beside: list[Node] = [node for each in parts for node in walk(each) if isinstance(node, Paragraph | Title)]
        if text.parent is not None:
            place = bisect_left(text.parent.children, text.start, key=lambda each: each.start)
            beside += text.parent.children[max(place - 1, 0) : place + 2]
        if following is not None and following.formula is None and following.designation is not None:
            beside.append(following.designation)
        for node in beside:
            line = getattr(node, "text", None)
            lines = (line, *_PAGE.split(line, 1)[1:]) if isinstance(line, str) else ()
            if any(lang_of(text.language or "en").line.of(fold(words)) in _NAMES for words in lines):
                message = "this text has no number: if this is its name, put it on a line of its own above the title"
                yield make_diagnostic("unnamed-text", message, node.span)
