"""Units that only the passes behind ``scan`` give: what they have settled, as the structure grammar takes it."""

from __future__ import annotations

from itu_texts.parsing.units import IN_LINE, Marker, Note, Table, Unit, WithLabel

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


class Bracket(Unit):
    """Where something begins or ends; it has no words."""

    __slots__ = ("terminal",)
    type = "BRACKET"

    def __init__(self, terminal: str, at: int, gap: int = IN_LINE) -> None:
        super().__init__(at, at, gap)
        self.terminal = terminal
        """That of the structure grammar."""


class TextOpen(Unit):
    """Where a text begins."""

    __slots__ = ("number",)
    type = "TEXT_OPEN"

    def __init__(self, at: int, gap: int, number: str) -> None:
        super().__init__(at, at, gap)
        self.number = number
        """The number that its designation states, if it has one."""


class Item(Unit):
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


class Paragraph(Unit):
    """A paragraph without a label."""

    __slots__ = ()
    type = "PARAGRAPH"


class Loose(Unit):
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


class Title(Unit):
    """The title of a text, an annex or a division."""

    __slots__ = ()
    type = "TITLE"


class HeadingReference(Unit):
    """What an annex or an article refers to, below its heading: "(see resolves 2)"."""

    __slots__ = ()
    type = "REFERENCE"


class History(Unit):
    """The conferences that adopted and revised a text, in brackets below its title."""

    __slots__ = ()
    type = "HISTORY"


class AgendaItem(Unit):
    """The label of an item of an agenda."""

    __slots__ = ("label",)
    type = "AGENDA_ITEM"

    def __init__(self, start: int, end: int, gap: int, label: str) -> None:
        super().__init__(start, end, gap)
        self.label = label


class EntryName(Unit):
    """The name of a text in an agenda or a list of contents, which may have a label."""

    __slots__ = ("label", "words")
    type = "ENTRY_NAME"

    def __init__(self, start: int, end: int, gap: int, label: str = "", words: int = -1) -> None:
        super().__init__(start, end, gap)
        self.label = label
        self.words = start if words < 0 else words
        """Where the name begins, behind the label."""


class EntryTitle(Unit):
    """The title of a text in an agenda or a list of contents."""

    __slots__ = ()
    type = "ENTRY_TITLE"


class EntryPage(Unit):
    """The page of a text in a list of contents."""

    __slots__ = ()
    type = "ENTRY_PAGE"


class CoverLine(Unit):
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


def with_end(unit: Unit, end: int) -> Unit:
    """A member of a list whose words end elsewhere."""
    if isinstance(unit, Item):
        return Item(unit.start, end, unit.gap, unit.label, unit.words, unit.style)
    if isinstance(unit, Note):
        return Note(unit.start, end, unit.gap, unit.label, unit.words)
    assert isinstance(unit, Paragraph)
    return Paragraph(unit.start, end, unit.gap)
