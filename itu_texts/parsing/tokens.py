"""Tokens: a token is a line of a text, or the part of a line that stands alone.

``scan`` yields the first group of types, by form. Later stages classify the tokens, and replace some by those of the
last group. No token is changed: a stage replaces it by another one. All offsets count characters.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias

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
    "BRACKET", "TEXT_OPEN", "PARAGRAPH", "LOOSE", "NOTE_APART", "TABLE_APART", "TITLE", "REFERENCE", "HISTORY",
    "AGENDA_ITEM", "ENTRY_NAME", "ENTRY_TITLE", "ENTRY_PAGE", "COVER_LINE", "TEXT_AMENDMENT", "PART_AMENDMENT",
    # forms of a candidate: of a line that may be the heading of a clause
    "PREAMBLE_HEADING", "PREAMBLE_OPEN", "PREAMBLE_ALONE", "OPERATIVE_HEADING", "OPERATIVE_WRAPPED",
    "OPERATIVE_OPEN", "OPERATIVE_ALONE", "OPERATIVE_CAPITAL", "HEADING_LIKE",
    # annotations of a file that only affect how a line is read; "" for none
    "LEVEL", "EMPHASIS", "BODY", "QUOTED", "PLAIN", "CONTENTS_LINE", "",
    # terminals of the structure grammar that no token has as its type
    "TEXT_CLOSE", "ANNEX_CLOSE", "DIVISION_CLOSE", "AMENDMENT_CLOSE", "LIST_OPEN", "LIST_CLOSE", "AGENDA_OPEN",
    "AGENDA_CLOSE", "CONTENTS_OPEN", "CONTENTS_CLOSE", "COVER_OPEN", "COVER_CLOSE", "NUMBERED_CLOSE", "PART",
    "CHAPTER", "SECTION_OF_ARTICLES", "ARTICLE", "SECTION", "SUBSECTION",
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


class Token:
    """A stretch of the text, from ``start`` to ``end``, and the break before it (``gap``)."""

    __slots__ = ("end", "gap", "start")
    type: ClassVar[TokenType] = ""
    """Its type; for a classified token, the terminal of the structure grammar."""

    def __init__(self, start: int, end: int, gap: int = IN_LINE) -> None:
        self.start: int = start
        self.end: int = end
        self.gap: int = gap


# ---------------------------------------------------------------------- as scan yields them


class WordsToken(Token):
    """Words without a form of their own."""

    __slots__ = ("level", "said")
    type = "TEXT"

    def __init__(self, start: int, end: int, gap: int = IN_LINE, level: int = 0, *, said: str = "") -> None:
        self.start = start
        self.end = end
        self.gap = gap
        self.level: int = level
        """The level in a list, from 1, if the file declares it; otherwise 0."""
        self.said: str = said
        """Its class in the file: ``history`` of the text, ``reference`` of an annex, line of ``contents``."""


class WithLabelToken(Token):
    """Words after a label."""

    __slots__ = ("label", "level", "words")

    def __init__(self, start: int, end: int, gap: int, label: str, words: int, level: int = 0) -> None:
        self.start = start
        self.end = end
        self.gap = gap
        self.label: str = label
        self.words: int = words
        """Where the words after the label begin."""
        self.level: int = level
        """The level in a list, from 1, if the file declares it; otherwise 0."""


class LabelledToken(WithLabelToken):
    """Words after an apparent label of an item."""

    __slots__ = ()
    type = "ITEM"


class NoteToken(WithLabelToken):
    """A note, with its label: "NOTE 1 -"."""

    __slots__ = ()
    type = "NOTE"


class TableToken(Token):
    """A table with its rows."""

    __slots__ = ("level", "rows")
    type: ClassVar[TokenType] = "TABLE"

    def __init__(self, start: int, end: int, gap: int, rows: tuple[Row, ...]) -> None:
        super().__init__(start, end, gap)
        self.rows: tuple[Row, ...] = rows
        self.level: int = 0


class CandidateToken(Token):
    """A line, or the beginning of one, that may be the heading of a clause."""

    __slots__ = ("form", "said", "verb_end")
    type = "CANDIDATE"

    def __init__(self, start: int, end: int, gap: int, form: TokenType, verb_end: int, *, said: TokenType = "") -> None:
        super().__init__(start, end, gap)
        self.said: TokenType = said
        """The annotation of its line by a file: BODY, PLAIN, EMPHASIS ...; empty for none."""
        self.form: TokenType = form
        """The form of the heading: PREAMBLE_HEADING, OPERATIVE_OPEN ..., HEADING_LIKE with an unknown verb."""
        self.verb_end: int = verb_end
        """Where its verb ends, if it is known; otherwise 0."""


class HeadingToken(Token):
    """The heading of a clause."""

    __slots__ = ("label", "role", "sure", "verb_end", "words")
    type = "HEADING"

    def __init__(
        self,
        start: int,
        end: int,
        gap: int,
        role: str,
        verb_end: int = 0,
        *,
        sure: bool,
        label: str | None = None,
        words: int = 0,
    ) -> None:
        super().__init__(start, end, gap)
        self.label: str | None = label
        """For a paragraph that is a clause by its place: its number, ``1.``, or an empty string; otherwise ``None``."""
        self.words: int = words or start
        """Where the words after the number begin."""
        self.role: str = role
        """``preamble`` or ``operative``."""
        self.verb_end: int = verb_end
        """Where its verb ends, if it is known; otherwise 0."""
        self.sure: bool = sure
        """Whether it is sure: a verb alone on its line, with a body below it."""


class Named(NamedTuple):
    """The parts of the name of a text, or of its cover."""

    kind: str = ""
    number: str | None = None
    edition: str | None = None
    """The mark of the edition: 04/2017, or "(2009) Corrigendum 2 (02/2012)"."""
    end: int = 0
    """Where the name ends in its line."""


class ChangeToken(Token):
    """Words for a change of a text, above what they change: "Replace clause 7.3 by"."""

    __slots__ = ("action",)
    type = "CHANGE"

    def __init__(self, start: int, end: int, gap: int, action: str) -> None:
        super().__init__(start, end, gap)
        self.action: str = action
        """ADD, MOD or SUP."""


class DesignationToken(Token):
    """The name of a text, which begins or cites a text."""

    __slots__ = ("kind", "known", "said", "sections")
    type = "DESIGNATION"

    def __init__(
        self,
        start: int,
        end: int,
        gap: int,
        *,
        known: bool = False,
        kind: str = "",
        sections: bool = False,
        said: Named | None = None,
    ) -> None:
        super().__init__(start, end, gap)
        self.said: Named | None = said
        """What is known of the text besides the line: from its cover, or from the form of its name."""
        self.sections: bool = sections
        """Whether it names a Recommendation whose sections were found, or a text that accompanies one."""
        self.known: bool = known
        """Whether the file marks it."""
        self.kind: str = kind
        """The kind of text that the file states: ``resolution``."""

    @property
    def is_title(self) -> bool:
        """Whether it names a text that has no other title: an implementers' guide."""
        return self.said is not None and self.said.kind == "implementers_guide"


SYMBOL: Final = "symbol"
"""The kind of a designation that is the number of a text as its body writes it: ``ABC99.4``."""


class FormulaToken(Token):
    """The line that names the adopting body."""

    __slots__ = ("within",)
    type = "FORMULA"

    def __init__(self, start: int, end: int, gap: int = IN_LINE, *, within: bool = False) -> None:
        super().__init__(start, end, gap)
        self.within: bool = within
        """Whether it stands between the recitals and the acts of its text."""


class EndToken(Token):
    """The end of a text before a line that goes on with what holds it, such as a report; it has no words."""

    __slots__ = ()
    type = "END"


class AnnexToken(Token):
    """The heading of an annex, an appendix or an attachment."""

    __slots__ = ("kind", "number", "target")
    type = "ANNEX"

    def __init__(self, start: int, end: int, gap: int, kind: str, number: str | None, target: str | None) -> None:
        super().__init__(start, end, gap)
        self.kind: str = kind
        self.number: str | None = number
        self.target: str | None = target
        """The text to which it is an annex, in the words of the heading."""


class DivisionToken(Token):
    """The heading of a part, a chapter, a section or an article."""

    __slots__ = ("kind", "number", "over_articles")
    type: ClassVar[TokenType] = "DIVISION"

    def __init__(
        self, start: int, end: int, gap: int, kind: str, number: str | None, *, over_articles: bool = False
    ) -> None:
        super().__init__(start, end, gap)
        self.kind: str = kind
        self.number: str | None = number
        self.over_articles: bool = over_articles
        """For a section: whether it contains articles, and is not inside one."""

    @property
    def terminal(self) -> TokenType:
        """Its terminal in the structure grammar."""
        return "SECTION_OF_ARTICLES" if self.over_articles else _DIVISIONS[self.kind]

    def may_hold(self, other: DivisionToken) -> bool:
        """Whether a division is of a lower rank, and may stand in this one."""
        return RANKS.index(self.terminal) < RANKS.index(other.terminal)


class GroupToken(DivisionToken):
    """A heading over clauses: a subheading, or the number of a part."""

    __slots__ = ()
    type = "GROUP"

    @property
    def terminal(self) -> TokenType:
        return "GROUP"


class SectionToken(DivisionToken):
    """The number of a section of a Recommendation, before its title: "7.1.2"."""

    __slots__ = ()
    type = "NUMBERED_SECTION"

    @property
    def depth(self) -> int:
        """The number of sections around it, including itself: one for each part of its number."""
        return (self.number or "").count(".") + 1

    @property
    def terminal(self) -> TokenType:
        return "NUMBERED_SECTION"

    def may_hold(self, other: DivisionToken) -> bool:
        return isinstance(other, SectionToken) and self.depth < other.depth


class ProvisionToken(Token):
    """The number of a provision in the margin of a treaty; the words after it are another token."""

    __slots__ = ("number",)
    type = "PROVISION"

    def __init__(self, start: int, end: int, gap: int, number: str) -> None:
        super().__init__(start, end, gap)
        self.number: str = number


class MarkerToken(Token):
    """An amendment marker, which states the change of the thing after or below it: "MOD ROW/1/2"."""

    __slots__ = ("of_provision",)
    type: ClassVar[TokenType] = "AMENDMENT"

    def __init__(self, start: int, end: int, gap: int, *, of_provision: bool = False) -> None:
        super().__init__(start, end, gap)
        self.of_provision: bool = of_provision
        """Whether the number after the action is that of a provision, not that of a proposal."""


class ProvisionMarkerToken(Token):
    """A marker with what it changes on its line: the number of a provision, a title ..."""

    __slots__ = ()
    type = "AMENDED"


class ReasonsToken(Token):
    """The label above the reasons for a proposal."""

    __slots__ = ("label",)
    type = "REASONS"

    def __init__(self, start: int, end: int, gap: int, label: str) -> None:
        super().__init__(start, end, gap)
        self.label: str = label


class SignaturesToken(Token):
    """The words above signatures."""

    __slots__ = ()
    type = "SIGNATURES"


class AgendaToken(Token):
    """The heading of an agenda."""

    __slots__ = ()
    type = "AGENDA"


class ContentsToken(Token):
    """The heading of a list of contents."""

    __slots__ = ()
    type = "CONTENTS"


class CoverToken(Token):
    """A line of the cover of a session document."""

    __slots__ = ()
    type = "COVER"


# ---------------------------------------------------------------------- page furniture


class PageNumberToken(Token):
    """The number of a page."""

    __slots__ = ()
    type = "PAGE_NUMBER"


class RunningHeadToken(Token):
    """A line repeated at the head of each page."""

    __slots__ = ()
    type = "RUNNING_HEAD"


class FootnoteToken(Token):
    """A footnote with its mark, if it has one."""

    __slots__ = ("mark",)
    type = "FOOTNOTE"

    def __init__(self, start: int, end: int, gap: int, mark: str) -> None:
        super().__init__(start, end, gap)
        self.mark: str = mark


class MarginNoteToken(Token):
    """The conferences that changed a provision, in its margin."""

    __slots__ = ("number",)
    type = "MARGIN_NOTE"

    def __init__(self, start: int, end: int, number: int) -> None:
        super().__init__(start, end)
        self.number: int = number
        """Where the number of the provision begins."""


class StrayToken(Token):
    """Characters that are not words: a byte order mark, the marks of Markdown headings, a rule without a note below."""

    __slots__ = ()
    type = "STRAY"


FURNITURE: Final[TokenTypes] = frozenset(("FOOTNOTE", "MARGIN_NOTE", "PAGE_NUMBER", "RUNNING_HEAD", "STRAY"))
"""The types of page furniture. It comes in the stream before the first token below it, or earlier."""

BLOCKS: Final[TokenTypes] = frozenset(("ITEM", "TEXT", "NOTE", "TABLE"))
"""The types of tokens below the headings of clauses and annexes."""


class AnchorToken(Token):
    """The mark in the words that calls a footnote."""

    __slots__ = ("mark", "note")
    type = "ANCHOR"

    def __init__(self, start: int, end: int, mark: str, note: int = -1) -> None:
        super().__init__(start, end)
        self.mark: str = mark
        self.note: int = note
        """Where the footnote begins; -1 if only its mark is known."""


# ---------------------------------------------------------------------- annotations


class Annotation:
    """A stretch of a text that is classified before its lines are scanned: a table, a footnote."""

    __slots__ = ("end", "label", "rows", "start", "type")

    def __init__(self, type: TokenType, start: int, end: int, label: str = "", rows: tuple[Row, ...] = ()) -> None:
        self.type: TokenType = type
        """The type of the token that it becomes, or EMPHASIS, BODY, PLAIN, LEVEL and the like, which only affect the
        reading of its line.
        """
        self.start: int = start
        self.end: int = end
        self.label: str = label
        """The mark of a footnote; the kind of a designation, an annex or a division, if the file states it."""
        self.rows: tuple[Row, ...] = rows
        """The rows of a table."""


# ---------------------------------------------------------------------- as the stages after scan yield them


class BracketToken(Token):
    """The beginning or end of something; it has no words."""

    __slots__ = ("terminal",)
    type = "BRACKET"

    def __init__(self, terminal: TokenType, at: int, gap: int = IN_LINE) -> None:
        super().__init__(at, at, gap)
        self.terminal: TokenType = terminal
        """The terminal of the structure grammar."""


class TextOpenToken(Token):
    """The beginning of a text."""

    __slots__ = ("number",)
    type = "TEXT_OPEN"

    def __init__(self, at: int, gap: int, number: str) -> None:
        super().__init__(at, at, gap)
        self.number: str = number
        """The number that its designation states, if it has one."""


class ParagraphToken(Token):
    """A paragraph without a label."""

    __slots__ = ()
    type = "PARAGRAPH"


class LooseToken(Token):
    """A paragraph that belongs to no text."""

    __slots__ = ()
    type = "LOOSE"


class NoteApartToken(WithLabelToken):
    """A note that belongs to no text."""

    __slots__ = ()
    type = "NOTE_APART"


class TableApartToken(TableToken):
    """A table that belongs to no text."""

    __slots__ = ()
    type = "TABLE_APART"


class TitleToken(Token):
    """The title of a text, an annex or a division."""

    __slots__ = ()
    type = "TITLE"


class HeadingReferenceToken(Token):
    """The reference below the heading of an annex or an article: "(see resolves 2)"."""

    __slots__ = ()
    type = "REFERENCE"


class HistoryToken(Token):
    """The conferences that adopted and revised a text, in brackets below its title."""

    __slots__ = ()
    type = "HISTORY"


class AgendaItemToken(Token):
    """The label of an item of an agenda."""

    __slots__ = ("label",)
    type = "AGENDA_ITEM"

    def __init__(self, start: int, end: int, gap: int, label: str) -> None:
        super().__init__(start, end, gap)
        self.label: str = label


class EntryNameToken(Token):
    """The name of a text in an agenda or a list of contents."""

    __slots__ = ()
    type = "ENTRY_NAME"


class EntryTitleToken(Token):
    """The title of a text in an agenda or a list of contents."""

    __slots__ = ()
    type = "ENTRY_TITLE"


class EntryPageToken(Token):
    """The page of a text in a list of contents."""

    __slots__ = ()
    type = "ENTRY_PAGE"


class CoverLineToken(Token):
    """A line of a cover."""

    __slots__ = ()
    type = "COVER_LINE"


class TextMarkerToken(MarkerToken):
    """A marker above a whole text."""

    __slots__ = ()
    type = "TEXT_AMENDMENT"


class PartMarkerToken(MarkerToken):
    """A marker of a part of a text."""

    __slots__ = ()
    type = "PART_AMENDMENT"


def with_end(token: Token, end: int, more: int = 0) -> Token:
    """Return a member of a list with another end of its words.

    :param more: where the words begin that are added, which may be the first behind its label.
    """
    if isinstance(token, WithLabelToken):
        words = token.words if token.words < token.end else max(token.words, more)
        return type(token)(token.start, end, token.gap, token.label, min(words, end), token.level)
    assert isinstance(token, WordsToken)
    return WordsToken(token.start, end, token.gap, token.level, said=token.said)
