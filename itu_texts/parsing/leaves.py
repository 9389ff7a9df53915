"""From tokens to the leaves of the tree: the words of each, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from itu_texts.language.grammar import Surface
from itu_texts.parsing.allocations import is_allocation
from itu_texts.parsing.furniture import StrayRuns
from itu_texts.parsing.parts import read_parts
from itu_texts.parsing.settled import AgendaItem, EntryName
from itu_texts.parsing.units import Annex, Division, Heading, Provision, Reasons, Table, Unit, WithLabel
from itu_texts.parsing.wording import Wording
from itu_texts.tree import nodes
from itu_texts.tree.base import set_parent
from itu_texts.tree.nodes import LabelStyle, Role
from itu_texts.tree.readings import HeaderRow

__all__ = ["Leaves"]

_STYLES: Final = {style.value: style for style in LabelStyle}
_ROLES: Final = {role.value: role for role in Role}
_BEHIND_NAMES: Final = " :–—−-"  # what may stand between a name and the words behind it


# A paragraph and an item are made for most units.  The initializer of a frozen class takes twice as long as the
# setters of its slots, which are therefore called themselves; those of a class above are found there.
_new: Final = object.__new__
_PARAGRAPH: Final = nodes.Paragraph
_ITEM: Final = nodes.Item
_set_start: Final = vars(nodes.Node)["start"].__set__
_set_end: Final = vars(nodes.Node)["end"].__set__
_set_parent: Final = set_parent
_set_text: Final = vars(_PARAGRAPH)["text"].__set__
_set_label: Final = vars(_ITEM)["label"].__set__
_set_style: Final = vars(_ITEM)["style"].__set__
_set_blocks: Final = vars(_ITEM)["blocks"].__set__


def _paragraph(start: int, end: int, text: str) -> nodes.Paragraph:
    node = _new(_PARAGRAPH)
    _set_start(node, start)
    _set_end(node, end)
    _set_parent(node, None)
    _set_text(node, text)
    return node


def _item(start: int, end: int, label: str, style: LabelStyle, blocks: tuple[nodes.Paragraph, ...]) -> nodes.Item:
    node = _new(_ITEM)
    _set_start(node, start)
    _set_end(node, end)
    _set_parent(node, None)
    _set_label(node, label)
    _set_style(node, style)
    _set_blocks(node, blocks)
    return node


class Leaves:
    """Reads the words of tokens, which come in the order of the text.

    :param stray: the runs of stray characters, a byte order mark for one; those in no words are page furniture.
    """

    def __init__(self, wording: Wording, surface: Surface, stray: Sequence[tuple[int, int]] = ()) -> None:
        self.wording = wording
        self.surface = surface
        self.stray = StrayRuns(stray, wording) if stray else None

    def read(self, unit: Unit) -> Any:
        """The leaf, or other value, that a token becomes; ``None`` for one without words."""
        if self.stray is not None:
            self.stray.pass_by(unit)
        kind = unit.type
        wording = self.wording
        if kind == "ITEM":
            words: int = unit.words  # type: ignore[attr-defined]  # an item
            end = wording.twin.end(unit.end)
            blocks: tuple[nodes.Paragraph, ...] = ()
            if words < unit.end:
                shown, end = wording.of(words, unit.end)
                blocks = (_paragraph(words, end, shown),) if shown else ()
            label, style = unit.label, unit.style  # type: ignore[attr-defined]
            if not label.isascii():
                label = wording.printed(unit.start, label)
            return _item(unit.start, end, label, _STYLES[style], blocks)
        if kind == "PARAGRAPH":
            start = unit.start
            shown, end = wording.of(start, unit.end)
            return _paragraph(start, end, shown)
        reader = _READERS.get(kind)
        return reader(unit, wording, self.surface) if reader is not None else None

    def finish(self) -> None:
        """Take note of what stands behind the last token."""
        if self.stray is not None:
            self.stray.pass_by(None)


def _words_only(node: Callable[..., Any]) -> Callable[[Unit, Wording, Surface], Any]:
    """A reader for what is its words and no more."""

    def read(unit: Unit, wording: Wording, surface: Surface) -> Any:
        shown, end = wording.of(unit.start, unit.end)
        return node(start=unit.start, end=end, text=shown)

    return read


def _heading(unit: Heading, wording: Wording, surface: Surface) -> tuple[Heading, Role, nodes.Heading]:
    if unit.start == unit.end:  # it was lost
        return unit, _ROLES[unit.role], nodes.Heading(start=unit.start, end=unit.end, text="", verb="")
    shown, end = wording.of(unit.words, unit.end)
    verb, concept, addressees, phrases = read_parts(unit, shown, surface)
    if addressees:
        addressees = wording.placed(addressees, shown, unit.words, end)
    return (
        unit,
        _ROLES[unit.role],
        nodes.Heading(
            start=unit.words,
            end=end,
            text=shown,
            verb=verb,
            concept=concept,
            addressees=addressees,
            side_phrases=phrases,
        ),
    )


def _named(unit: Unit, start: int, wording: Wording, surface: Surface) -> nodes.Designation:
    shown, end = wording.of(start, unit.end)
    kind, number, revision, status, parts = read_parts(unit, shown, surface)
    text = shown.rstrip(_BEHIND_NAMES)
    return nodes.Designation(
        start=start, end=end, text=text, kind=kind, number=number, revision=revision, status=status, parts=parts
    )


def _designation(unit: Unit, wording: Wording, surface: Surface) -> nodes.Designation:
    return _named(unit, unit.start, wording, surface)


def _formula(unit: Unit, wording: Wording, surface: Surface) -> nodes.Formula:
    shown, end = wording.of(unit.start, unit.end)
    body, place, year, parts = read_parts(unit, shown, surface)
    return nodes.Formula(start=unit.start, end=end, text=shown, body=body, place=place, year=year, parts=parts)


def _note(unit: WithLabel, wording: Wording, surface: Surface) -> nodes.Note:
    shown, end = wording.of(unit.words, unit.end) if unit.words < unit.end else ("", wording.twin.end(unit.end))
    return nodes.Note(start=unit.start, end=end, label=wording.printed(unit.start, unit.label), text=shown)


def _table(unit: Table, wording: Wording, surface: Surface) -> nodes.Table:
    end = wording.end_of(unit.start, unit.end)
    rows = tuple(
        nodes.Row(
            start=row[0],
            end=row[1],
            header=isinstance(row, HeaderRow),
            cells=tuple(nodes.Cell(start=a, end=b, text=text) for a, b, text in row[2]),
        )
        for row in unit.rows
    )
    kind = "allocation" if is_allocation(unit.rows, surface) else "table"
    return nodes.Table(start=unit.start, end=end, kind=kind, rows=rows)


def _container(unit: Annex | Division, wording: Wording, surface: Surface) -> nodes.Annex | nodes.Division:
    shown, end = wording.of(unit.start, unit.end)
    name = shown.rstrip(_BEHIND_NAMES)
    separator = shown[len(name) :].strip()
    heading = nodes.Heading(start=unit.start, end=end, text=name, separator=separator)
    made = nodes.Annex if isinstance(unit, Annex) else nodes.Division
    return made(start=unit.start, end=end, kind=unit.kind, number=unit.number, heading=heading, blocks=())


def _provision(unit: Provision, wording: Wording, surface: Surface) -> nodes.Provision:
    end = wording.end_of(unit.start, unit.end)
    history = wording.history(unit.start, unit.end)
    return nodes.Provision(start=unit.start, end=end, number=unit.number, history=history, blocks=())


def _amendment(unit: Unit, wording: Wording, surface: Surface) -> nodes.Amendment:
    shown, end = wording.of(unit.start, unit.end)
    action, editorial, starred, proposal, provision = read_parts(unit, shown, surface)
    return nodes.Amendment(
        start=unit.start,
        end=end,
        marker=shown,
        action=action,
        editorial=editorial,
        starred=starred,
        proposal=proposal,
        provision=provision,
        history=wording.history(unit.start, unit.end),
        blocks=(),
    )


def _reasons(unit: Reasons, wording: Wording, surface: Surface) -> nodes.Reasons:
    end = wording.end_of(unit.start, unit.end)
    return nodes.Reasons(start=unit.start, end=end, label=wording.printed(unit.start, unit.label), blocks=())


def _agenda_item(unit: AgendaItem, wording: Wording, surface: Surface) -> nodes.AgendaItem:
    return nodes.AgendaItem(start=unit.start, end=wording.twin.end(unit.end), label=unit.label, blocks=())


def _entry(unit: EntryName, wording: Wording, surface: Surface) -> nodes.Entry:
    named = _named(unit, unit.words, wording, surface)
    return nodes.Entry(start=unit.start, end=named.end, label=unit.label, designation=named)


def _page(unit: Unit, wording: Wording, surface: Surface) -> nodes.PageReference:
    shown, end = wording.of(unit.start, unit.end)
    return nodes.PageReference(start=unit.start, end=end, number=shown.strip(" .…"))


def _cover_line(unit: Unit, wording: Wording, surface: Surface) -> tuple[nodes.CoverLine, dict[str, Any]]:
    shown, end = wording.of(unit.start, unit.end)
    said, parts = read_parts(unit, shown, surface)
    return nodes.CoverLine(start=unit.start, end=end, text=shown, parts=parts), dict(said)


_READERS: Final[dict[str, Callable[[Any, Wording, Surface], Any]]] = {
    "HEADING": _heading,
    "DESIGNATION": _designation,
    "TITLE": _words_only(nodes.Title),
    "REFERENCE": _words_only(nodes.HeadingReference),
    "HISTORY": _words_only(nodes.History),
    "FORMULA": _formula,
    "NOTE": _note,
    "NOTE_APART": _note,
    "TABLE": _table,
    "TABLE_APART": _table,
    "LOOSE": _words_only(nodes.Paragraph),
    "ANNEX": _container,
    "DIVISION": _container,
    "GROUP": _container,
    "PROVISION": _provision,
    "AMENDMENT": _amendment,
    "TEXT_AMENDMENT": _amendment,
    "PART_AMENDMENT": _amendment,
    "REASONS": _reasons,
    "SIGNATURES": _words_only(nodes.Paragraph),
    "AGENDA": _words_only(nodes.Paragraph),
    "AGENDA_ITEM": _agenda_item,
    "CONTENTS": _words_only(nodes.Paragraph),
    "ENTRY_NAME": _entry,
    "ENTRY_TITLE": _words_only(nodes.Title),
    "ENTRY_PAGE": _page,
    "COVER_LINE": _cover_line,
}
