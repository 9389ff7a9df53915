"""Tokens that only the stages after ``scan`` give, once they have classified a line."""

from __future__ import annotations

from itu_texts.parsing.tokens import IN_LINE, Marker, Note, Table, Token, WithLabel

__all__ = [
    "AgendaItem",
    "Bracket",
    "CoverLine",
    "EntryName",
    "EntryPage",
    "EntryTitle",
    "HeadingReference",
    "History",
    "Item",
    "Loose",
    "NoteApart",
    "Paragraph",
    "PartMarker",
    "TableApart",
    "TextMarker",
    "TextOpen",
    "Title",
    "with_end",
]


class Bracket(Token):
    """Where something begins or ends; it has no words."""

    __slots__ = ("terminal",)
    type = "BRACKET"

    def __init__(self, terminal: str, at: int, gap: int = IN_LINE) -> None:
        super().__init__(at, at, gap)
        self.terminal = terminal
        """That of the structure grammar."""


class TextOpen(Token):
    """Where a text begins."""

    __slots__ = ("number",)
    type = "TEXT_OPEN"

    def __init__(self, at: int, gap: int, number: str) -> None:
        super().__init__(at, at, gap)
        self.number = number
        """The number that its designation states, if it has one."""


class Item(Token):
    """An item of a list."""

    __slots__ = ("label", "style", "words")
    type = "ITEM"

    def __init__(self, start: int, end: int, gap: int, label: str, words: int, style: str) -> None:
        self.start = start
        self.end = end
        self.gap = gap
        self.label = label
        self.words = words
        """Where the words begin, behind the label."""
        self.style = style
        """A value of :class:`itu_texts.LabelStyle`."""


class Paragraph(Token):
    """A paragraph without a label."""

    __slots__ = ()
    type = "PARAGRAPH"


class Loose(Token):
    """A paragraph that belongs to no text."""

    __slots__ = ()
    type = "LOOSE"


class NoteApart(WithLabel):
    """A note that belongs to no text."""

    __slots__ = ()
    type = "NOTE_APART"


class TableApart(Table):
    """A table that belongs to no text."""

    __slots__ = ()
    type = "TABLE_APART"


class Title(Token):
    """The title of a text, an annex or a division."""

    __slots__ = ()
    type = "TITLE"


class HeadingReference(Token):
    """What an annex or an article refers to, below its heading: "(see resolves 2)"."""

    __slots__ = ()
    type = "REFERENCE"


class History(Token):
    """The conferences that adopted and revised a text, in brackets below its title."""

    __slots__ = ()
    type = "HISTORY"


class AgendaItem(Token):
    """The label of an item of an agenda."""

    __slots__ = ("label",)
    type = "AGENDA_ITEM"

    def __init__(self, start: int, end: int, gap: int, label: str) -> None:
        super().__init__(start, end, gap)
        self.label = label


class EntryName(Token):
    """The name of a text in an agenda or a list of contents, which may have a label."""

    __slots__ = ("label", "words")
    type = "ENTRY_NAME"

    def __init__(self, start: int, end: int, gap: int, label: str = "", words: int = -1) -> None:
        super().__init__(start, end, gap)
        self.label = label
        self.words = start if words < 0 else words
        """Where the name begins, behind the label."""


class EntryTitle(Token):
    """The title of a text in an agenda or a list of contents."""

    __slots__ = ()
    type = "ENTRY_TITLE"


class EntryPage(Token):
    """The page of a text in a list of contents."""

    __slots__ = ()
    type = "ENTRY_PAGE"


class CoverLine(Token):
    """A line of a cover."""

    __slots__ = ()
    type = "COVER_LINE"


class TextMarker(Marker):
    """A marker above a whole text."""

    __slots__ = ()
    type = "TEXT_AMENDMENT"


class PartMarker(Marker):
    """A marker in a text, of a part of it."""

    __slots__ = ()
    type = "PART_AMENDMENT"


def with_end(token: Token, end: int) -> Token:
    """A member of a list whose words end elsewhere."""
    if isinstance(token, Item):
        return Item(token.start, end, token.gap, token.label, token.words, token.style)
    if isinstance(token, Note):
        return Note(token.start, end, token.gap, token.label, token.words)
    assert isinstance(token, Paragraph)
    return Paragraph(token.start, end, token.gap)
