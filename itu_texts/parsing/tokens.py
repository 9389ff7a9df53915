"""Tokens: a token is a line of a text, or the part of a line that stands alone.

``scan`` yields the first group of types, by form. Later stages classify the tokens, and replace some by those of the
last group. No token is changed: a stage replaces it by another one. All offsets count characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias, TypeVar

from attrs import Factory, define, evolve, field

from itu_texts.language.writing import without_blanks
from itu_texts.tree.readings import HeaderRow

# The break before a token, from the weakest to the strongest.
IN_LINE: Final = 0
"""No break: the token continues the line."""
SOFT_BREAK: Final = 1
"""A line break that may be inside a paragraph."""
HARD_BREAK: Final = 2
"""A line break that ends a paragraph."""
BLANK_LINE: Final = HARD_BREAK + 1
"""One or more blank lines."""

Row: TypeAlias = HeaderRow | tuple[int, int, tuple[tuple[int, int, str], ...]]
"""A row of a table: its start and end, and its cells with their words.

The union names the class of header rows too, because compiled code makes plain tuples of other rows.
"""

# fmt: off
TokenType: TypeAlias = Literal[
    # of the tokens that scan yields
    "TEXT", "ITEM", "NOTE", "TABLE", "CANDIDATE", "HEADING", "CHANGE", "DESIGNATION", "FORMULA", "END", "ANNEX",
    "DIVISION", "GROUP", "NUMBERED_SECTION", "PROVISION", "AMENDMENT", "AMENDED", "REASONS", "SIGNATURES",
    "AGENDA", "CONTENTS", "COVER",
    # of page furniture
    "PAGE_NUMBER", "RUNNING_HEAD", "FOOTNOTE", "MARGIN_NOTE", "STRAY", "ANCHOR",
    # of the tokens of later stages
    "LISTING", "TEXT_OPEN", "PARAGRAPH", "LOOSE", "NOTE_APART", "TABLE_APART", "TITLE", "REFERENCE", "HISTORY",
    "AGENDA_ITEM", "ENTRY_NAME", "ENTRY_TITLE", "ENTRY_PAGE", "COVER_LINE", "TEXT_AMENDMENT", "PART_AMENDMENT",
    # forms of a candidate: of a line that may be the heading of a clause
    "PREAMBLE_HEADING", "PREAMBLE_OPEN", "PREAMBLE_ALONE", "OPERATIVE_HEADING", "OPERATIVE_WRAPPED",
    "OPERATIVE_OPEN", "OPERATIVE_ALONE", "OPERATIVE_CAPITAL", "HEADING_LIKE",
    # annotations of a file that only affect how a line is read; "" for none
    "LEVEL", "EMPHASIS", "BODY", "QUOTED", "PLAIN", "CONTENTS_LINE", "",
    # terminals of the structure grammar that no token has as its type
    "TEXT_CLOSE", "ANNEX_CLOSE", "AMENDMENT_CLOSE", "NUMBERED_CLOSE", "PART", "CHAPTER", "SECTION_OF_ARTICLES",
    "ARTICLE", "SECTION", "SUBSECTION",
]
# fmt: on
"""The types of tokens, and what may become one: plain strings, which compare fast. A type checker reports any other."""
TokenTypes: TypeAlias = frozenset[TokenType]

_DIVISIONS: Final[dict[str, TokenType]] = {
    "part": "PART",
    "chapter": "CHAPTER",
    "section": "SECTION",
    "subsection": "SUBSECTION",
    "article": "ARTICLE",
    "preamble": "ARTICLE",  # a preamble has the place of an article
    "protocol": "PART",
}
RANKS: Final[tuple[TokenType, ...]] = (
    "PART",
    "CHAPTER",
    "SECTION_OF_ARTICLES",
    "ARTICLE",
    "SECTION",
    "SUBSECTION",
    "GROUP",
    "NUMBERED_SECTION",
)
"""The terminals of divisions, the outer ones first."""


@define(eq=False, repr=False)
class Token:
    """A stretch of the text, from ``start`` to ``end``, and the break before it (``gap``)."""

    type: ClassVar[TokenType] = ""
    """Its type; for a classified token, the terminal of the structure grammar."""
    start: int
    end: int
    gap: int = IN_LINE


def _plain(kind: TokenType) -> type[Token]:
    """Return a class of tokens that have no further attributes."""
    return type(kind, (Token,), {"__slots__": (), "type": kind})


# Classes without attributes of their own have those of their base: attrs need not make them anew.

# ---------------------------------------------------------------------- as scan yields them


@define(eq=False, repr=False)
class WordsToken(Token):
    """Words without a form of their own."""

    type = "TEXT"
    level: int = 0
    """The level in a list, from 1, if the file declares it; otherwise 0."""
    said: str = field(default="", kw_only=True)
    """Its class in the file: ``history`` of the text, ``reference`` of an annex, line of ``contents``."""


@define(eq=False, repr=False)
class WithLabelToken(Token):
    """Words after a label."""

    label: str = ""
    words: int = 0
    """Where the words after the label begin."""
    level: int = 0
    """The level in a list, from 1, if the file declares it; otherwise 0."""


class LabelledToken(WithLabelToken):
    """Words after an apparent label of an item."""

    type = "ITEM"


class NoteToken(WithLabelToken):
    """A note, with its label: "NOTE 1 -"."""

    type = "NOTE"


@define(eq=False, repr=False)
class TableToken(Token):
    """A table with its rows."""

    type: ClassVar[TokenType] = "TABLE"
    rows: tuple[Row, ...] = ()
    level: int = 0


@define(eq=False, repr=False)
class CandidateToken(Token):
    """A line, or the beginning of one, that may be the heading of a clause."""

    type = "CANDIDATE"
    form: TokenType = ""
    """The form of the heading: PREAMBLE_HEADING, OPERATIVE_OPEN ..., HEADING_LIKE with an unknown verb."""
    verb_end: int = 0
    """Where its verb ends, if it is known; otherwise 0."""
    said: TokenType = field(default="", kw_only=True)
    """The annotation of its line by a file: BODY, PLAIN, EMPHASIS ...; empty for none."""


@define(eq=False, repr=False)
class HeadingToken(Token):
    """The heading of a clause."""

    type = "HEADING"
    role: str = ""
    """``preamble`` or ``operative``."""
    verb_end: int = 0
    """Where its verb ends, if it is known; otherwise 0."""
    sure: bool = field(kw_only=True)
    """Whether it is sure: a verb alone on its line, with a body below it."""
    label: str | None = field(default=None, kw_only=True)
    """For a paragraph that is a clause by its place: its number, ``1.``, or an empty string; otherwise ``None``."""
    words: int = field(default=Factory(lambda token: token.start, takes_self=True), kw_only=True)
    """Where the words after the number begin."""


class Named(NamedTuple):
    """The parts of the name of a text, or of its cover."""

    kind: str = ""
    number: str | None = None
    edition: str | None = None
    """The mark of the edition: 04/2017, or "(2009) Corrigendum 2 (02/2012)"."""
    end: int = 0
    """Where the name ends in its line."""


@define(eq=False, repr=False)
class ChangeToken(Token):
    """Words for a change of a text, above what they change: "Replace clause 7.3 by"."""

    type = "CHANGE"
    action: str = ""
    """ADD, MOD or SUP."""


@define(eq=False, repr=False)
class DesignationToken(Token):
    """The name of a text, which begins or cites a text."""

    type = "DESIGNATION"
    known: bool = field(default=False, kw_only=True)
    """Whether the file marks it."""
    kind: str = field(default="", kw_only=True)
    """The kind of text that the file states: ``resolution``."""
    sections: bool = field(default=False, kw_only=True)
    """Whether it names a Recommendation whose sections were found, or a text that accompanies one."""
    said: Named | None = field(default=None, kw_only=True)
    """What is known of the text besides the line: from its cover, or from the form of its name."""

    @property
    def is_title(self) -> bool:
        """Whether it names a text that has no other title: an implementers' guide."""
        return self.said is not None and self.said.kind == "implementers_guide"


SYMBOL: Final = "symbol"
"""The kind of a designation that is the number of a text as its body writes it: ``ABC99.4``."""


@define(eq=False, repr=False)
class FormulaToken(Token):
    """The line that names the adopting body."""

    type = "FORMULA"
    within: bool = field(default=False, kw_only=True)
    """Whether it stands between the recitals and the acts of its text."""


EndToken: Final = _plain("END")
"""The end of a text before a line that goes on with what holds it, such as a report; it has no words."""


@define(eq=False, repr=False)
class AnnexToken(Token):
    """The heading of an annex, an appendix or an attachment."""

    type = "ANNEX"
    kind: str = ""
    number: str | None = None
    target: str | None = None
    """The text to which it is an annex, in the words of the heading."""


@define(eq=False, repr=False)
class DivisionToken(Token):
    """The heading of a part, a chapter, a section or an article."""

    type: ClassVar[TokenType] = "DIVISION"
    kind: str = ""
    number: str | None = None
    over_articles: bool = field(default=False, kw_only=True)
    """For a section: whether it contains articles, and is not inside one."""

    @property
    def terminal(self) -> TokenType:
        """Its terminal in the structure grammar."""
        if self.type != "DIVISION":
            return self.type
        return "SECTION_OF_ARTICLES" if self.over_articles else _DIVISIONS[self.kind]

    def may_hold(self, other: DivisionToken) -> bool:
        """Whether a division is of a lower rank, and may stand in this one."""
        return RANKS.index(self.terminal) < RANKS.index(other.terminal)


class GroupToken(DivisionToken):
    """A heading over clauses: a subheading, or the number of a part."""

    type = "GROUP"


class SectionToken(DivisionToken):
    """The number of a section of a Recommendation, before its title: "7.1.2"."""

    type = "NUMBERED_SECTION"

    @property
    def depth(self) -> int:
        """The number of sections around it, including itself: one for each part of its number."""
        return (self.number or "").count(".") + 1

    def may_hold(self, other: DivisionToken) -> bool:
        return isinstance(other, SectionToken) and self.depth < other.depth


@define(eq=False, repr=False)
class ProvisionToken(Token):
    """The number of a provision in the margin of a treaty; the words after it are another token."""

    type = "PROVISION"
    number: str = ""


@define(eq=False, repr=False)
class MarkerToken(Token):
    """An amendment marker, which states the change of the thing after or below it: "MOD ROW/1/2"."""

    type: ClassVar[TokenType] = "AMENDMENT"
    of_provision: bool = field(default=False, kw_only=True)
    """Whether the number after the action is that of a provision, not that of a proposal."""


ProvisionMarkerToken: Final = _plain("AMENDED")
"""A marker with what it changes on its line: the number of a provision, a title ..."""


@define(eq=False, repr=False)
class ReasonsToken(Token):
    """The label above the reasons for a proposal."""

    type = "REASONS"
    label: str = ""


SignaturesToken: Final = _plain("SIGNATURES")
"""The words above signatures."""
AgendaToken: Final = _plain("AGENDA")
"""The heading of an agenda."""
ContentsToken: Final = _plain("CONTENTS")
"""The heading of a list of contents."""
CoverToken: Final = _plain("COVER")
"""A line of the cover of a session document."""


# ---------------------------------------------------------------------- page furniture


PageNumberToken: Final = _plain("PAGE_NUMBER")
"""The number of a page."""
RunningHeadToken: Final = _plain("RUNNING_HEAD")
"""A line repeated at the head of each page."""


@define(eq=False, repr=False)
class FootnoteToken(Token):
    """A footnote with its mark, if it has one."""

    type = "FOOTNOTE"
    mark: str = ""


@define(eq=False, repr=False)
class MarginNoteToken(Token):
    """The conferences that changed a provision, in its margin."""

    type = "MARGIN_NOTE"
    gap: int = field(default=IN_LINE, init=False)
    number: int = 0
    """Where the number of the provision begins."""


StrayToken: Final = _plain("STRAY")
"""Characters that are not words: a byte order mark, the marks of Markdown headings, a rule without a note below."""
FURNITURE: Final[TokenTypes] = frozenset(("FOOTNOTE", "MARGIN_NOTE", "PAGE_NUMBER", "RUNNING_HEAD", "STRAY"))
"""The types of page furniture. It comes in the stream before the first token below it, or earlier."""

PROSE: Final[TokenTypes] = frozenset(("ITEM", "TEXT"))
"""The types of most tokens: words, with a label or without one."""
BLOCKS: Final[TokenTypes] = PROSE | {"NOTE", "TABLE"}
"""The types of tokens below the headings of clauses and annexes."""


@define(eq=False, repr=False)
class AnchorToken(Token):
    """The mark in the words that calls a footnote."""

    type = "ANCHOR"
    gap: int = field(default=IN_LINE, init=False)
    mark: str = ""
    note: int = -1
    """Where the footnote begins; -1 if only its mark is known."""


# ---------------------------------------------------------------------- annotations


@define(eq=False, repr=False)
class Annotation:
    """A stretch of a text that is classified before its lines are scanned: a table, a footnote."""

    type: TokenType
    """The type of the token that it becomes, or EMPHASIS, BODY, PLAIN, LEVEL and the like, which only affect the
    reading of its line.
    """
    start: int
    end: int
    label: str = ""
    """The mark of a footnote; the kind of a designation, an annex or a division, if the file states it."""
    rows: tuple[Row, ...] = ()
    """The rows of a table."""


# ---------------------------------------------------------------------- as the stages after scan yield them


@define(eq=False, repr=False)
class ListingToken(Token):
    """A cover, an agenda or a list of contents, as a whole."""

    type = "LISTING"
    kind: str = ""
    """COVER, AGENDA or CONTENTS."""
    members: Sequence[Token] = ()
    """The tokens of its lines."""


@define(eq=False, repr=False)
class TextOpenToken(Token):
    """The beginning of a text; it has no words."""

    type = "TEXT_OPEN"
    number: str = ""
    """The number that its designation states, if it has one."""


ParagraphToken: Final = _plain("PARAGRAPH")
"""A paragraph without a label."""
LooseToken: Final = _plain("LOOSE")
"""A paragraph that belongs to no text."""


class NoteApartToken(WithLabelToken):
    """A note that belongs to no text."""

    type = "NOTE_APART"


class TableApartToken(TableToken):
    """A table that belongs to no text."""

    type = "TABLE_APART"


TitleToken: Final = _plain("TITLE")
"""The title of a text, an annex or a division."""
HeadingReferenceToken: Final = _plain("REFERENCE")
"""The reference below the heading of an annex or an article: "(see resolves 2)"."""
HistoryToken: Final = _plain("HISTORY")
"""The conferences that adopted and revised a text, in brackets below its title."""


@define(eq=False, repr=False)
class AgendaItemToken(Token):
    """The label of an item of an agenda."""

    type = "AGENDA_ITEM"
    label: str = ""


EntryNameToken: Final = _plain("ENTRY_NAME")
"""The name of a text in an agenda or a list of contents."""
EntryTitleToken: Final = _plain("ENTRY_TITLE")
"""The title of a text in an agenda or a list of contents."""
EntryPageToken: Final = _plain("ENTRY_PAGE")
"""The page of a text in a list of contents."""
CoverLineToken: Final = _plain("COVER_LINE")
"""A line of a cover."""


class TextMarkerToken(MarkerToken):
    """A marker above a whole text."""

    type = "TEXT_AMENDMENT"


class PartMarkerToken(MarkerToken):
    """A marker of a part of a text."""

    type = "PART_AMENDMENT"


_Ended = TypeVar("_Ended", bound=Token)


def with_end(token: _Ended, end: int, more: int = 0) -> _Ended:
    """Return the same token with another end of its words.

    :param more: where the words begin that are added, which may be the first behind its label.
    """
    if isinstance(token, WithLabelToken):
        words = token.words if token.words < token.end else max(token.words, more)
        return evolve(token, end=end, words=min(words, end))
    return evolve(token, end=end)


def divided(token: Token, starts: Sequence[int], text: str) -> Iterator[Token]:
    """Yield a token up to the first of some places in its words, and a paragraph from each of them on."""
    for start, following in zip((token.start, *starts), (*starts, 0), strict=True):
        end = without_blanks(text, following) if following else token.end
        yield with_end(token, end) if start == token.start else WordsToken(start, end, HARD_BREAK)
