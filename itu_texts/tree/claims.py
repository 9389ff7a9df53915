"""What is said about a text: who it is, when it was adopted, and how it stands, each with its ground.

A claim is a value with the words that state it and their place. Of several candidates, the one with the highest rank
counts: :class:`Ground` has them in order. A longer day of the same time completes a shorter one: 2025-09 completes
2025. Without a ground a value is unknown. A draft has no day of adoption, whatever its mark or formula says.

Sources: the practice of ITU and of the United Nations as their covers, marks, closing lines and tables show it.
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, frozen

from itu_texts.language.grammar import NAMES, LanguagePatterns, lang_of
from itu_texts.language.identifiers import (
    CHANGES,
    OF_ASSEMBLIES,
    Identifier,
    Revision,
    adopted_on,
    assembly_named,
    conference_in,
    days_named,
    month_of,
    year_of,
)
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import fold, is_in_capitals
from itu_texts.tree.base import kept
from itu_texts.tree.spans import Span, begun_in
from itu_texts.tree.walking import nodes_in

if TYPE_CHECKING:
    from itu_texts.tree.base import Node, Part
    from itu_texts.tree.nodes.document import Document, Furniture, Text

_LINES_ABOVE = 150  # lines of a cover and a foreword above a text
# "RES75-1": the kind and number of a text, and a page of it
_COUNTED_HEAD = regex(r"(?P<kind>[^\W\d_]{2,4})(?P<number>\d+)-\d+")
# "R-REC-P.530-19-202509-I!!PDF-E"; that of a change ("I!Amd1!") has the month of the change
_NAME_OF_UNION = regex(
    r"(?P<sector>[RTD])-REC-(?P<number>[A-Z]{1,3}\.\d+(?:\.\d+)*)(?:-(?P<edition>\d+))?"
    r"-(?P<year>\d{4})(?P<month>0[1-9]|1[0-2])-(?P<stands>[IPSW])!(?P<change>\w*)!"
)
_STANDS = {"I": "in force", "S": "superseded", "W": "withdrawn"}  # when the file was published
# "A_RES_79_10-2421660E"
_NAME_OF_UNITED_NATIONS = regex(
    r"([AES](?:_HRC)?_(?:RES|DEC|PRST)_[\w()-]*?[\d)][A-Z]??)(?:(?:-\d{7})?-?[AEFSRC])?(?:_reissue)?(?:\.\w+)?$"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COVER_WITHIN = 8  # blocks of a document among which its cover stands


class Ground(enum.StrEnum):
    """What states a claim, from the highest rank to the lowest."""

    SYMBOL = "symbol"
    """The symbol on the cover of a document of the United Nations: ``A/RES/79/10``."""
    ADOPTION_LINE = "adoption line"
    """``Resolution adopted by the General Assembly on 4 December 2023``; a formula that tells the meeting and day."""
    CLOSING = "closing"
    """The meeting, the day and the vote below the text."""
    TABLE = "table"
    """The table of editions, or of conferences."""
    NOTE = "note"
    """A note of the Secretariat with a star at the title, or another remark on the standing of the text."""
    MARKER = "marker"
    """The marker of an amendment above the text: ``SUP``, ``MOD ARB/79A2/1``."""
    MARK = "mark"
    """The mark in brackets behind the number: ``(Rev. Dubai, 2018)``."""
    DESIGNATION = "designation"
    """The line that names the text."""
    DRAFT_LINE = "draft line"
    """``Brazil and Chile: draft resolution``."""
    COVER = "cover"
    """Another line of the cover or the title page: the source of a proposal, a month and year."""
    FORMULA = "formula"
    """The adopting formula with its place and year."""
    FRONT = "front"
    """Another line between the name of the text and its first clause."""
    RUNNING_HEAD = "running head"
    """A line that is repeated on each page: ``Rec. ITU-R P.530-19``."""
    FILE_NAME = "file name"
    """The name of the file, by the rules of its publisher."""
    METADATA = "metadata"
    """What the publisher of the file says beside the words of the text."""


_RANKS = {ground: rank for rank, ground in enumerate(Ground)}
_BESIDE_TEXT = (Ground.RUNNING_HEAD, Ground.FILE_NAME)
# What says that a text was adopted: some of it counts more than what says that it is a draft
_ADOPTED_BY = (
    Ground.SYMBOL,
    Ground.ADOPTION_LINE,
    Ground.CLOSING,
    Ground.TABLE,
    Ground.DRAFT_LINE,
    Ground.MARK,
    Ground.COVER,
)


class Claim(NamedTuple):
    """A value with its ground."""

    field: str
    """What is claimed: ``identity``, ``adopted``, ``standing``, ``issued``, ``draft`` ..."""
    value: Any
    """The identifier; the day, the month or the year in ISO 8601; the standing in words."""
    words: str
    """The words that state it, as printed."""
    start: int
    """Offset of the words in the source."""
    end: int
    """Offset of the character after the last one."""
    by: Ground
    """What the words are."""
    day: str = ""
    """The day from which it stands so, in ISO 8601, if the words name it."""
    file: str = ""
    """The document whose words they are; empty for the document of the text."""


class Claims(NamedTuple):
    """What is said about a text."""

    identifier: Identifier | None = None  #: who the text is
    identity: Claim | None = None
    """Who the text is; ``None`` if nothing says it."""
    adopted: Claim | None = None
    """When it was adopted: a day, a month or a year; ``None`` if it is not known, and for a draft."""
    standing: Claim | None = None
    """``adopted``, ``draft``, ``draft new`` ..., ``proposed``, ``suppressed``."""
    issued: Claim | None = None
    """The day on which a draft was issued."""
    body: str | None = None
    """The body that adopts it, by its short name."""
    kind: str | None = None
    """The kind of a draft without a name, as the line for it says: ``resolution``."""
    found: tuple[Claim, ...] = ()
    """All candidates, in the order of their rank."""
    conflicts: tuple[tuple[Claim, Claim], ...] = ()
    """The pairs of candidates that contradict each other."""

    @property
    def status(self) -> str | None:
        """The standing of a text that was not adopted; ``None`` for an adopted text, and if nothing is known."""
        standing = self.standing
        return standing.value if standing is not None and standing.value.startswith(_NOT_ADOPTED) else None

    @property
    def is_draft(self) -> bool:
        """Whether the text is a draft or a proposal."""
        return self.status is not None and self.status != "suppressed"


_NOT_ADOPTED = ("draft", "revised", "proposed", "suppressed")


class Line(NamedTuple):
    """A line above or below a text."""

    text: str
    start: int
    end: int
    parts: Sequence[Part] = ()

    def said(self, name: str) -> str:
        """Return the words of a part of the line: its symbol, its day; empty if it has none."""
        return next((self.text[part.start : part.end] for part in self.parts if part.name == name), "")


_Name = tuple[Identifier, Line, Ground]
"""What names a text, by which line."""


def lines_of(node: Node) -> Sequence[Line]:
    """Return the lines of a cover, the rows of a table, or the one line of a paragraph; none of other nodes."""
    rows = getattr(node, "rows", ())
    members: Sequence[Any] = getattr(node, "lines", ()) or (() if node.children else (node,))
    return [
        *(Line("\t".join(cell.text for cell in row.cells), row.start, row.end) for row in rows),
        *(
            Line(each.text, each.start, each.end, getattr(each, "parts", ()))
            for each in members
            if isinstance(getattr(each, "text", None), str)
        ),
    ]


def standing_of_file(text: Text) -> Claim | None:
    """Return the standing that the name of a file of ITU has: "in force" for T-REC-X.1-202001-I!!PDF-E.

    It is that of the day on which the file was published, which the name does not tell.
    """
    contradicted = [other for _, other in text.claims.conflicts]
    for claim in text.claims.found:
        named = _NAME_OF_UNION.match(claim.words) if claim.by is Ground.FILE_NAME else None
        if named is not None and claim not in contradicted and named["stands"] in _STANDS:
            return claim._replace(field="standing", value=_STANDS[named["stands"]])
    return None


def claims_of(text: Text) -> Claims:
    """Return what is said about a text; see :attr:`itu_texts.Text.claims`, which keeps it."""
    return _Deciding(text).claims()


class _Deciding:
    """Collects the claims about a text, and decides."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.language = text.language or "en"
        self.lang: LanguagePatterns = lang_of(self.language)
        self.words = self.lang.patterns
        self.designation = text.designation
        self.formula = text.formula
        self.found: list[Claim] = []
        self.conflicts: list[tuple[Claim, Claim]] = []

    def claims(self) -> Claims:
        identifier = self._identifier()
        self._adoption(identifier)
        standing = self._standing(identifier)
        if standing is not None and standing.value != "adopted":
            self._issue()
        self.found.sort(key=lambda claim: _RANKS[claim.by])
        is_open = standing is not None and standing.value.startswith(_NOT_ADOPTED)  # a proposal has several days
        adopted = self._day_of_adoption(is_open=is_open)
        is_named = self.marker is not None and self.marker.action == "SUP"  # the edition that is named was adopted
        return Claims(
            identifier,
            next(self._of("identity"), None),
            adopted if not is_open or is_named else None,
            standing,
            next(self._of("issued"), None),
            (self.assembly or None) if identifier is None else identifier.work.body,
            self._kind_of_draft(standing),
            tuple(self.found),
            tuple(self.conflicts),
        )

    def _day_of_adoption(self, *, is_open: bool) -> Claim | None:
        """Return the day of the highest rank, or a longer one of the same time; others contradict it."""
        adopted: Claim | None = None
        for day in self._of("adopted"):
            if adopted is None or (len(day.value) > len(adopted.value) and day.value.startswith(adopted.value)):
                adopted = day
            elif not is_open and not adopted.value.startswith(day.value):
                self.conflicts.append((adopted, day))
        return adopted

    def _of(self, name: str) -> Iterator[Claim]:
        return (claim for claim in self.found if claim.field == name)

    def _claim(self, name: str, value: str, line: Line, by: Ground) -> Claim:
        self.found.append(Claim(name, value, " ".join(line.text.split()), line.start, line.end, by))
        return self.found[-1]

    # ------------------------------------------------------------------ what stands around the text

    @cached_property
    def above(self) -> list[Line]:
        """The lines above the text, from the nearest on, up to another text."""
        parent = self.text.parent
        beside = parent.children if parent is not None else ()
        at = bisect_left(beside, self.text.start, key=lambda each: each.start)
        found: list[Line] = []
        for node in reversed(beside[max(at - _LINES_ABOVE, 0) : at]):
            if hasattr(node, "formula"):
                break
            found += reversed(lines_of(node))
        return found

    @cached_property
    def in_front(self) -> list[Line]:
        """The lines between the name of the text and its formula."""
        skipped = (self.designation, self.formula)
        return [line for node in self.text.front if node not in skipped for line in lines_of(node)]

    @cached_property
    def named(self) -> Line | None:
        """The line that names the text."""
        return lines_of(self.designation)[0] if self.designation is not None else None

    @cached_property
    def formula_line(self) -> Line | None:
        return lines_of(self.formula)[0] if self.formula is not None else None

    @cached_property
    def assembly(self) -> str:
        """The assembly of the United Nations that adopts the text: ``UNGA``; empty if none does."""
        return assembly_named(self.formula.text, self.language) if self.formula is not None else ""

    # ------------------------------------------------------------------ who it is

    def _identifier(self) -> Identifier | None:
        """Return the name that all that name the text make together; what contradicts it counts not."""
        said: Identifier | None = None
        first: Claim | None = None
        for name, line, by in (*self._symbols(), *self._designations(), *self._running_heads(), *self._file_name()):
            made = self._claim("identity", str(name), line, by)
            first = first or made
            if by is Ground.DESIGNATION and name.kind not in OF_ASSEMBLIES:
                name = evolve(name, revision=self._dated(name))
            together = _together(said, name, by) if said is not None else name
            if together is None:
                self.conflicts.append((first, made))
                continue
            said = together
            if by in _BESIDE_TEXT and name.revision is not None and name.revision.month:
                self._claim("adopted", adopted_on(name.revision) or "", line, by)
        return said

    def _running_heads(self) -> Iterator[_Name]:
        """Yield what is named by the heads that repeat on the pages of the text: "Rec. ITU-R P.530-19", "RES75-1"."""
        document = self.text.document
        pieces: Sequence[Furniture] = document.furniture if document is not None else ()
        if document is not None and len(document.texts) > 1:
            pieces = begun_in(pieces, *self.text.span)
        heads: dict[tuple[str, str], list[Furniture]] = {}
        for each in pieces:
            if not hasattr(each, "mark"):  # footnotes
                counted = _COUNTED_HEAD.fullmatch(each.text)
                words = f"{counted['kind'].capitalize()}. {counted['number']}" if counted is not None else each.text
                language = "en" if counted is not None and words.isascii() else self.language
                heads.setdefault((words, language), []).append(each)
        for (words, language), (first, *others) in heads.items():
            named = Identifier.read(words, language) if others else None
            if named is not None and named.kind in (*OF_ASSEMBLIES, "recommendation"):
                yield named, Line(first.text, first.start, first.end), Ground.RUNNING_HEAD

    def _file_name(self) -> Iterator[_Name]:
        """Yield what the name of the file says by the rules of its publisher, if the file has no other text."""
        document = self.text.document
        if document is None or document.origins.original is None or [*map(id, document.texts)] != [id(self.text)]:
            return
        name = PurePath(document.origins.original.path).name
        words, union, symbol = "", _NAME_OF_UNION.match(name), _NAME_OF_UNITED_NATIONS.match(name)
        changes = self.designation is not None and self.designation.kind in CHANGES
        if union is not None and bool(union["change"]) == changes:
            number = union["number"] + (f"-{union['edition']}" if union["edition"] else "")
            words = f"Recommendation ITU-{union['sector']} {number} ({union['month']}/{union['year']})"
        elif symbol is not None:
            words = symbol[1].replace("_(", " (").replace("_", "/")
        made = Identifier.read(words)
        if made is not None:
            yield made, Line(name, self.text.start, self.text.start), Ground.FILE_NAME

    def _symbols(self) -> Iterator[_Name]:
        """Yield what the symbol of the cover names: A/RES/79/10, S/PRST/2012/27."""
        is_symbol = self.words.COVER_SYMBOL.fullmatch
        for line in self.above:
            symbol = line.text.strip() if is_symbol(line.text.strip()) else line.said("number")
            named = Identifier.read(symbol) if is_symbol(symbol) else None
            if named is not None:
                yield named, line, Ground.SYMBOL
                return

    def _dated(self, named: Identifier) -> Revision | None:
        """Return the edition in the name of a Recommendation, completed by month and year on its cover: "(09/2025)"."""
        said = named.revision
        known = adopted_on(said) or ""
        for line in (*self.above, *self.in_front):
            words = fold(line.text).rpartition(named.number or line.text)[2]  # "Recommendation ITU-R P.1-2 (09/2025)"
            dated = self.words.COVER_MONTH.fullmatch(words.strip())
            if dated is None:
                continue
            month = int(dated["figures"]) if dated["figures"] else month_of(dated["month"], self.lang)
            year = int(dated["of_year"] or dated["year"])
            day = f"{year}-{month:02}" + (f"-{int(dated['date']):02}" if dated["date"] else "")
            if day.startswith(known):
                self._claim("adopted", day, line, Ground.COVER)
                if said is not None and said.counted:
                    return evolve(said, counted_on=f"{month:02}/{year}")
                return said or Revision(year=year, month=month)
        return said

    def _designations(self) -> Iterator[_Name]:
        """Yield what the line that names the text says, with the body in the formula."""
        said, formula = self.designation, self.formula
        if said is None or self.named is None or said.kind == "presidential_statement":
            return
        if said.kind == "text" and not said.number:
            return
        adopts = formula.body if formula is not None else None
        if self.assembly and not self.words.NUMBER_OF_ASSEMBLY.fullmatch(fold(said.number or "")):
            adopts = None  # "AB/RES. 9999 (LX-O/30)" is of another General Assembly
        made = Identifier.of(said.kind, said.number, said.revision, said.status, language=self.language, formula=adopts)
        yield evolve(made, body=self.assembly) if self.assembly and adopts else made, self.named, Ground.DESIGNATION

    # ------------------------------------------------------------------ when it was adopted

    def _adoption(self, identifier: Identifier | None) -> None:
        """Collect the days of adoption."""
        formula, said = self.formula_line, self.words.SAID_ADOPTED.match
        lines = [line for line in (*self.above, *self.in_front) if said(fold(line.text))]
        for line in (*lines, *([formula] if formula is not None and formula.said("adopted") else [])):
            self._day(line, Ground.ADOPTION_LINE)
        closing = [line for node in self.text.body if not hasattr(node, "blocks") for line in lines_of(node)]
        any(self._day(line, Ground.CLOSING) for line in reversed(closing))
        self._tabled(identifier)
        body = identifier.work.body if identifier is not None else None
        for mark, line, by in self._marks(identifier.revision if identifier is not None else None):
            day = adopted_on(mark, body)
            if day is not None and not _is_future(day):
                self._claim("adopted", day, line, by)

    def _marks(self, revision: Revision | None) -> Iterator[tuple[Revision | None, Line, Ground]]:
        """Yield the marks of editions, and the place and year of a formula."""
        if not self.is_bracketed:
            if self.named is not None and self.designation is not None and self.designation.revision:
                yield revision, self.named, Ground.MARK
            if revision is None or not revision.place:  # "(1992-1997-2025)" below the title
                yield from ((_years(line.text, self.language), line, Ground.MARK) for line in self.in_front)
        said = self.formula
        if said is not None and said.year and self.formula_line is not None and not self.assembly:
            yield Revision(place=said.place, year=said.year), self.formula_line, Ground.FORMULA

    def _tabled(self, identifier: Identifier | None) -> None:
        """Collect the day of the edition in the table "Edition, Recommendation, Approval, Study Group"."""
        lines = self.in_front if identifier is not None and identifier.kind not in OF_ASSEMBLIES else []
        words = [fold(line.text) for line in lines]
        starts = [*accumulate((len(each) + 1 for each in words), initial=0)]  # a row may be several lines
        known: Claim | None = None
        for row in self.words.EDITION_ROW.finditer("\n".join(words)):
            day = f"{row['year']}-{int(row['month']):02}-{row['day'] or row['day_below']}"
            revision = identifier.revision if identifier is not None else None
            if (row["day"] or row["day_below"]) and day.startswith(adopted_on(revision) or ""):
                (start, _), (_, end) = (_place(lines, starts, at) for at in (row.start(), row.end()))
                known = Claim("adopted", day, " ".join(row[0].split()), start, end, Ground.TABLE)
        if known is not None:
            self.found.append(known)

    def _day(self, line: Line, by: Ground) -> bool:
        document = self.text.document
        printed = document.source[line.start : line.end] if document is not None else ""  # a day may look like a mark
        days = [day for words in (printed, line.text) for day, *_ in days_named(fold(words), self.lang)]
        if days:
            self._claim("adopted", days[-1].isoformat(), line, by)
        return bool(days)

    @cached_property
    def is_bracketed(self) -> bool:
        """Whether the number or the mark is in square brackets, not decided: [COM5/3], (Rev. [CITY, 20XX])."""
        said = self.designation
        return said is not None and "[" in f"{said.number or ''}{said.revision or ''}"

    # ------------------------------------------------------------------ how it stands

    def _standing(self, identifier: Identifier | None) -> Claim | None:
        """Return how the text stands, by the first of the grounds that there is."""
        by = {claim.by: claim for claim in reversed(self.found)}
        for ground in _ADOPTED_BY:
            if ground is Ground.DRAFT_LINE and (draft := next(self._drafts(identifier), None)) is not None:
                return self._claim("standing", *draft)
            if ground in by:
                self.found.append(by[ground]._replace(field="standing", value="adopted"))
                return self.found[-1]
        return None

    def _drafts(self, identifier: Identifier | None) -> Iterator[tuple[str, Line, Ground]]:
        """Yield what says that the text is a draft, a proposal, suppressed, or adopted on a day that is not named."""
        if self.named is not None and identifier is not None and identifier.status is not None:
            yield identifier.status, self.named, Ground.DESIGNATION
        if self.named is not None and self.is_bracketed:
            yield "draft", self.named, Ground.DESIGNATION
        yield from (
            ("adopted", line, Ground.ADOPTION_LINE)
            for line in self.in_front
            if self.words.ADOPTED_AT_MEETING.match(fold(line.text))
        )
        for line in self.above:
            if self.words.DRAFT_LINE.match(fold(line.text)):
                yield "draft", line, Ground.DRAFT_LINE
            if self.words.DRAFT_SYMBOL.fullmatch(line.said("number") or line.text.strip()):
                yield "draft", line, Ground.SYMBOL
        marker = self.marker
        if marker is not None and marker.proposal is not None:
            yield "proposed", _marker(marker), Ground.MARKER
        yield from (  # its source, or the number of a document of a conference
            ("proposed", line, Ground.COVER)
            for line in self._covers()
            if self.words.PROPOSAL_COVER.match(fold(line.text))
        )
        if marker is not None and marker.action == "SUP":
            yield "suppressed", _marker(marker), Ground.MARKER

    @cached_property
    def marker(self) -> Any:
        """The marker of an amendment above the text; ``None`` if there is none."""
        return next((each for each in self.text.ancestors if hasattr(each, "proposal")), None)

    def _kind_of_draft(self, standing: Claim | None) -> str | None:
        """Return the kind in a line for a draft: "Albania and Mexico: draft resolution"."""
        if standing is None or standing.by is not Ground.DRAFT_LINE:
            return None
        return next(
            (f"{each.lastgroup}".lower() for each in self.words.family_kind.finditer(fold(standing.words))), None
        )

    def _issue(self) -> None:
        """Claim the day of issue of a draft, on its cover or on that of the document with proposals."""
        for line in (*self.above, *self._covers()):
            said = fold(line.said("date_issued"))
            days = [day for lang in (self.lang, lang_of("en")) for day, *_ in days_named(said, lang)]
            if days:
                self._claim("issued", days[0].isoformat(), line, Ground.COVER)
                return

    def _covers(self) -> Iterator[Line]:
        """Yield the lines of the covers at the beginning of the document."""
        document = self.text.document
        for block in document.blocks[:_COVER_WITHIN] if document is not None else ():
            yield from lines_of(block) if hasattr(block, "submitted_by") else ()


def _place(lines: Sequence[Line], starts: Sequence[int], at: int) -> tuple[int, int]:
    """Return the place in the source of a place in joined lines; the line of it, if that has other characters there."""
    index = bisect_left(starts, at, 1) - 1
    line = lines[index]
    place = line.start + at - starts[index]
    return (place, place) if line.end - line.start == len(line.text) else (line.start, line.end)


def _together(said: Identifier, other: Identifier, by: Ground) -> Identifier | None:
    """Return the name that two names make together; ``None`` if they contradict each other."""
    if by is Ground.DESIGNATION:  # below a symbol
        if f"{said.number}".startswith(f"{other.number} "):  # the letter of a part is on the cover alone
            return said
        dated = evolve(other, body=said.body) if other.revision is not None else said
        return dated if other.matches(said) else None
    if not _agree(said, other):
        return None
    if said.kind in OF_ASSEMBLIES:
        return said
    number = other.number if f"{other.number}".startswith(f"{said.number}-") else said.number
    return evolve(said, number=number, revision=said.revision or other.revision)


def _agree(one: Identifier, other: Identifier) -> bool:
    """Return whether two names are of one text, in one edition as far as both tell it; letters of parts count not."""
    works = {(each.kind, _part_of(each.work.number)) for each in (one, other)}
    editions = {f"{each.number}".lower() for each in (one, other)} - {each.work.number for each in (one, other)}
    dated = {str(each.revision) for each in (one, other) if each.revision is not None and each.revision.month}
    return len(works) == 1 and len(dated) < 2 and (len(editions) < 2 or one.kind in OF_ASSEMBLIES)


def _part_of(number: str | None) -> str:
    return (number or "").replace(" ", "").rstrip(_LETTERS)


def _marker(marker: Any) -> Line:
    return Line(marker.marker, marker.start, marker.start + len(marker.marker))


def _years(words: str, language: str) -> Revision | None:
    """Return the mark in a line that has only years: (1992-1997-2025), (2015)."""
    revision = Revision.read(words, language)
    alone = revision is not None and len(revision.years) > (not words.startswith("("))
    return revision if alone else None


def _is_future(day: str) -> bool:
    """Return whether a day, a month or a year has not yet begun; the day of a conference is its last."""
    return day > date.today().isoformat()[: len(day)]


# ----------------------------------------------------------------------
# What the publisher of a file says of its texts beside their words: subjects, the course of a draft, votes.


@frozen
class Keyword:
    """A subject of a text."""

    value: str
    """The subject: ``water_management``."""
    shown: str = ""
    """Its name, as it is shown."""
    dictionary: str = ""
    """The list of subjects that it is in: ``UNBIS Thesaurus``."""
    link: str = ""
    """Its IRI."""
    about: str = ""
    """What it is, if it is no subject: ``agenda`` for an item of an agenda."""
    short: str = ""
    """A short form of its name."""
    source: str = ""
    """Who gives the subject."""


@frozen
class Step:
    """A step in the course of a text, from its draft to its adoption."""

    outcome: str
    """What was done: ``draftResolution``, ``adopted``."""
    date: str = ""
    """The day, in ISO 8601; empty if none is published."""
    document: str = ""
    """The document that shows it: ``A/77/L.15``, ``A/77/PV.39``."""
    by: str = ""
    """Who did it: the sponsors of a draft."""


@frozen
class Count:
    """The votes of one kind."""

    votes: int
    """Their number."""
    choice: str
    """``inFavour``, ``against``, ``abstaining``, ``nonVoting``."""
    voters: tuple[str, ...] = ()
    """Those who voted so, as published."""


@frozen
class Voting:
    """A vote on a text."""

    outcome: str = ""
    """``adoptedWithoutVote``, ``adoptedRecordedVote``."""
    counts: tuple[Count, ...] = ()
    """The votes of each kind."""


@frozen
class Published:
    """What a publisher says of a text."""

    keywords: tuple[Keyword, ...] = ()
    """Its subjects."""
    steps: tuple[Step, ...] = ()
    """Its course, from the draft to the adoption."""
    votings: tuple[Voting, ...] = ()
    """The votes on it."""


# ----------------------------------------------------------------------
# The notes on the standing of a text that are printed with it: "This Resolution was abrogated by WRC-19".

IN_FORCE = "in force"
"""The standing of a text that a note states to be in force."""
_NOTICES = {
    NAMES.NOTICE_ENDED: "abrogated",
    NAMES.NOTICE_ENDS: "abrogated",
    NAMES.NOTICE_MARKED: "abrogated",
    NAMES.NOTICE_REPLACED: "superseded",
    NAMES.NOTICE_REPLACES: "superseded",
    NAMES.NOTICE_REVISED: "superseded",
    NAMES.NOTICE_HOLDS: IN_FORCE,
}


def notice_of(text: Text) -> Claim | None:
    """Return what a note, or a remark on a line of its own, says of the standing of the text with which it is printed.

    Without one, the name of the file may tell it.

    A footnote whose mark is behind the front, such as a note on a cited text, does not count.
    """
    document = text.document
    if document is None or len(document.source) < document.end:
        return None
    source = document.source.text
    starts, notes = kept(document, "texts and notes", lambda: _texts_and_notes(document))
    at = bisect_left(starts, text.start)
    start, end = text.start if at else 0, starts[at + 1] if at + 1 < len(starts) else len(source)
    front = next((node.start for node in text.body if hasattr(node, "heading")), text.end)
    stretches, done = [], start
    for note, called in notes[slice(*(bisect_left(notes, (Span(each, 0), [])) for each in (start, end)))]:
        if called and not any(start <= mark < front for mark in called):
            stretches.append(Span(done, note.start))
            done = max(done, note.end)
    numbers = (None, text.number)
    for each in (*stretches, Span(done, end)):
        found = notice_in(source, each, lang_of(text.language), numbers)
        if found is not None:
            return found
    return standing_of_file(text)


def notice_in(source: str, stretch: Span, lang: LanguagePatterns, numbers: tuple[str | None, ...]) -> Claim | None:
    """Return what words of the source say of the standing of a text.

    :param numbers: the numbers of the text; ``None`` for "this Resolution".
    """
    folded = fold(source[stretch.start : stretch.end])
    # A sentence may be wrapped; a remark stands on a line of its own, which may be all in capitals
    shown = [(words, lang) for words in (folded, folded.replace("\n", " ")) if lang.patterns.NOTICE_SAYS.search(words)]
    if any(is_in_capitals(line) for line in folded.split("\n")):
        capitals = (line if is_in_capitals(line) else " " * len(line) for line in folded.split("\n"))
        shown.append(("\n".join(capitals), lang.for_capitals))
    for name, standing in _NOTICES.items():
        for found in chain.from_iterable(its.patterns[name].finditer(each) for each, its in shown):
            groups = found.groupdict()
            if groups.get("number") in numbers:
                by = groups.get("by")
                named, day = notice_agent(by.strip(), lang) if by else ("", "")
                value = f"{standing} by {named}" if named else standing
                start, end = stretch.start + found.start(), stretch.start + found.end()
                said = " ".join(source[start:end].split())
                return Claim("standing", value, said, start, end, Ground.NOTE, day=day)
    return None


def _texts_and_notes(document: Document) -> tuple[list[int], list[tuple[Span, list[int]]]]:
    """Return where the texts of a document begin, and its footnotes with the places of their marks."""
    called: dict[int, list[int]] = defaultdict(list)
    for anchor in document.anchors:
        called[anchor.note].append(anchor.start)
    notes = [(note.span, called[at]) for at, note in enumerate(document.footnotes)]
    return [node.start for node in nodes_in(document) if node._HOLDS_ADDRESSES], sorted(notes)


def notice_agent(agent: str, lang: LanguagePatterns) -> tuple[str, str]:
    """Return who ended a text, in English as far as it is known, and the day."""
    identifier = Identifier.read(agent, lang.language)
    if identifier is None:
        return _conference(agent, lang)
    return str(identifier), _conference(str(identifier.revision), lang_of("en"))[1] if identifier.revision else ""


def _conference(agent: str, lang: LanguagePatterns) -> tuple[str, str]:
    """Return a conference that is named, and its last day or year."""
    met = lang.patterns.ENDING_CONFERENCE.search(agent)
    if met is None:
        years = lang.patterns.YEAR.findall(agent)
        return agent, years[-1] if years else ""
    groups = met.groupdict()
    named = groups.get("year") or groups.get("held") or groups.get("of")
    if not met["short"] and not named:
        return agent, ""
    body = lang.concept(met["short"], "SHORT") if met["short"] else lang.concept(met["name"], "ADDRESSEE")
    year = year_of(met["meeting"]) if met["short"] else int(str(named))
    conference = conference_in(body, year)
    name = f"{body}-{met['meeting']}" if met["short"] else conference.name if conference else agent
    return name, str(conference.ends) if conference and not conference.year_only else str(year)
