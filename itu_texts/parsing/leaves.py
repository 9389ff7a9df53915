"""Makes the leaves of the tree from tokens: their words, and the parts of these."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import assembly_named, kind_by_number
from itu_texts.parsing.parts import read_parts
from itu_texts.parsing.tables import is_allocation
from itu_texts.parsing.thresholds import FRONT_REACH
from itu_texts.parsing.tokens import (
    AgendaItemToken,
    AnnexToken,
    ChangeToken,
    DesignationToken,
    DivisionToken,
    HeadingToken,
    ProvisionToken,
    ReasonsToken,
    SectionToken,
    StrayToken,
    TableToken,
    Token,
    WithLabelToken,
)
from itu_texts.parsing.wording import Wording
from itu_texts.tree import nodes
from itu_texts.tree.base import Part, set_parent
from itu_texts.tree.nodes import LabelStyle, Role
from itu_texts.tree.readings import HeaderRow

_STYLES: Final = {style.value: style for style in LabelStyle}
_ROLES: Final = {role.value: role for role in Role}
_BEHIND_NAMES: Final = " :–—−-"  # signs between a name and the words after it
_NOWHERE: Final = (sys.maxsize, sys.maxsize)


# Most tokens become paragraphs and items. The setters of slots take half the time of the initializer of a frozen class,
# and are therefore called directly, also those of a base class.
_new: Final = object.__new__
_PARAGRAPH: Final = nodes.Paragraph
_ITEM: Final = nodes.Item
_set_start: Final = vars(nodes.Node)["start"].__set__
_set_end: Final = vars(nodes.Node)["end"].__set__
_set_data: Final = vars(nodes.Node)["data"].__set__
_set_parent: Final = set_parent
_set_text: Final = vars(_PARAGRAPH)["text"].__set__
_set_label: Final = vars(_ITEM)["label"].__set__
_set_style: Final = vars(_ITEM)["style"].__set__
_set_blocks: Final = vars(_ITEM)["blocks"].__set__


def _paragraph(start: int, end: int, text: str) -> nodes.Paragraph:
    node = _new(_PARAGRAPH)
    _set_start(node, start)
    _set_end(node, end)
    _set_data(node, None)
    _set_parent(node, None)
    _set_text(node, text)
    return node


def _item(start: int, end: int, label: str, style: LabelStyle, blocks: tuple[nodes.Paragraph, ...]) -> nodes.Item:
    node = _new(_ITEM)
    _set_start(node, start)
    _set_end(node, end)
    _set_data(node, None)
    _set_parent(node, None)
    _set_label(node, label)
    _set_style(node, style)
    _set_blocks(node, blocks)
    return node


class Leaves:
    """Reads the words of tokens, in the order of the text.

    :param stray: the runs of stray characters, such as a byte order mark; those outside words become page furniture.
    """

    def __init__(self, wording: Wording, lang: LanguagePatterns, stray: Sequence[tuple[int, int]] = ()) -> None:
        self.wording = wording
        self.lang = lang
        self.stray: Iterator[tuple[int, int]] = iter(stray)
        self.stray_start, self.stray_end = next(self.stray, _NOWHERE)

    def read(self, token: Token, style: str = "none") -> Any:
        """Return the leaf, or other value, that a token becomes; ``None`` for one without words.

        :param style: for an item, the style of its label.
        """
        if self.stray_start < token.end:
            self._pass_stray(token)
        kind, wording = token.type, self.wording
        if kind == "ITEM":
            words: int = token.words  # type: ignore[attr-defined]  # an item
            shown, end = wording.of(words, token.end) if words < token.end else ("", wording.copy.end(token.end))
            blocks = (_paragraph(words, end, shown),) if shown else ()
            label: str = token.label  # type: ignore[attr-defined]
            if not label.isascii():
                label = wording.printed(token.start, label)
            return _item(token.start, end, label, _STYLES[style], blocks)
        if kind == "TEXT" or kind == "PARAGRAPH":
            shown, end = wording.of(token.start, token.end)
            return _paragraph(token.start, end, shown)
        make = _MAKERS.get(kind)
        return make(token, self) if make is not None else None

    def shown(self, token: Token) -> dict[str, Any]:
        """Return the place and the words of a token, as attributes of a node."""
        text, end = self.wording.of(token.start, token.end)
        return {"start": token.start, "end": end, "text": text}

    def with_parts(self, token: Token) -> dict[str, Any]:
        """Return the same with what the words say."""
        shown = self.shown(token)
        return shown | read_parts(token, shown["text"], self.lang)

    def finish(self) -> None:
        """Record the stray characters after the last token."""
        self._pass_stray(Token(*_NOWHERE))

    def _pass_stray(self, token: Token) -> None:
        """Record the runs of stray characters before the end of a token that are outside its words."""
        label_end = words = token.start
        if isinstance(token, WithLabelToken | HeadingToken):
            label_end, words = token.start + len(token.label or ""), token.words
        while self.stray_start < token.end:
            if self.stray_end <= token.start or label_end <= self.stray_start < words:
                self.wording.pass_by(StrayToken(self.stray_start, self.stray_end))
            self.stray_start, self.stray_end = next(self.stray, _NOWHERE)


def _heading(token: HeadingToken, leaves: Leaves) -> tuple[HeadingToken, Role, nodes.Heading]:
    if token.start == token.end:  # the heading was lost
        return token, _ROLES[token.role], nodes.Heading(start=token.start, end=token.end, text="", verb="")
    shown, end = leaves.wording.of(token.words, token.end)
    parts = read_parts(token, shown, leaves.lang)
    if parts["addressees"]:
        parts = parts | {"addressees": leaves.wording.placed(parts["addressees"], shown, token.words, end)}
    return token, _ROLES[token.role], nodes.Heading(start=token.words, end=end, text=shown, **parts)


def _named(token: Token, leaves: Leaves) -> nodes.Designation:
    read = leaves.with_parts(token)
    return nodes.Designation(**read | {"text": read["text"].rstrip(_BEHIND_NAMES)})


def _designation(token: DesignationToken, leaves: Leaves) -> nodes.Designation:
    known = token.said
    if known is not None and known.kind:
        read = leaves.shown(token)
        said = {"number": known.number, "revision": known.edition}
        places = ((name, read["text"].find(value), value) for name, value in said.items() if value)
        parts = tuple(Part(name, begin, begin + len(value)) for name, begin, value in places if begin >= 0)
        text = read["text"].rstrip(_BEHIND_NAMES)
        return nodes.Designation(**read | said | {"text": text, "kind": known.kind, "parts": parts})
    named = _named(token, leaves)
    if known is not None and not named.revision:
        named = evolve(named, revision=known.edition)
    if named.kind != "text" or named.number is None:
        return named
    # "79/999. Lighthouses": the formula below tells whose it is, and the number which kind
    text, lang = leaves.wording.copy.text, leaves.lang
    below = lang.patterns.ASSEMBLY_OPENS.search(text, token.end, token.end + FRONT_REACH)
    assembly = assembly_named(below[0], lang.language) if below is not None else ""
    return evolve(named, kind=kind_by_number(assembly, named.number)) if assembly else named


def _note(token: WithLabelToken, leaves: Leaves) -> nodes.Note:
    wording = leaves.wording
    shown, end = wording.of(token.words, token.end) if token.words < token.end else ("", wording.copy.end(token.end))
    return nodes.Note(start=token.start, end=end, label=wording.printed(token.start, token.label), text=shown)


def _table(token: TableToken, leaves: Leaves) -> nodes.Table:
    rows = tuple(
        nodes.Row(
            start=row[0],
            end=row[1],
            header=isinstance(row, HeaderRow),
            cells=tuple(nodes.Cell(start=a, end=b, text=text) for a, b, text in row[2]),
        )
        for row in token.rows
    )
    kind = "allocation" if is_allocation(token.rows, leaves.lang) else "table"
    return nodes.Table(start=token.start, end=leaves.wording.end_of(token.start, token.end), kind=kind, rows=rows)


def _container(token: AnnexToken | DivisionToken, leaves: Leaves) -> nodes.Annex | nodes.Division:
    read = leaves.shown(token)
    name = read["text"].rstrip(_BEHIND_NAMES + "." * isinstance(token, SectionToken))  # "7.1." is 7.1
    heading = nodes.Heading(**read | {"text": name, "separator": read["text"][len(name) :].strip(" .")})
    made = nodes.Annex if isinstance(token, AnnexToken) else nodes.Division
    return made(start=token.start, end=heading.end, kind=token.kind, number=token.number, heading=heading)


def _provision(token: ProvisionToken, leaves: Leaves) -> nodes.Provision:
    wording, place = leaves.wording, (token.start, token.end)
    history = wording.history(*place)
    return nodes.Provision(start=token.start, end=wording.end_of(*place), number=token.number, history=history)


def _amendment(token: Token, leaves: Leaves) -> nodes.Amendment:
    read = leaves.with_parts(token)
    history = leaves.wording.history(token.start, token.end)
    return nodes.Amendment(marker=read.pop("text"), history=history, **read)


def _change(token: ChangeToken, leaves: Leaves) -> nodes.Amendment:
    read = leaves.shown(token)
    return nodes.Amendment(marker=read.pop("text"), action=token.action, **read)


def _reasons(token: ReasonsToken, leaves: Leaves) -> nodes.Reasons:
    end = leaves.wording.end_of(token.start, token.end)
    return nodes.Reasons(start=token.start, end=end, label=leaves.wording.printed(token.start, token.label))


def _agenda_item(token: AgendaItemToken, leaves: Leaves) -> nodes.AgendaItem:
    return nodes.AgendaItem(start=token.start, end=leaves.wording.copy.end(token.end), label=token.label)


def _entry(token: Token, leaves: Leaves) -> nodes.Entry:
    named = _named(token, leaves)
    return nodes.Entry(start=token.start, end=named.end, designation=named)


def _page(token: Token, leaves: Leaves) -> nodes.PageReference:
    read = leaves.shown(token)
    return nodes.PageReference(number=read.pop("text").strip(" .…"), **read)


def _words_only(node: Callable[..., Any]) -> Callable[[Token, Leaves], Any]:
    """Return a maker of nodes that consist only of words."""
    return lambda token, leaves: node(**leaves.shown(token))


def _with_parts(node: Callable[..., Any]) -> Callable[[Token, Leaves], Any]:
    """Return a maker of nodes of lines whose parts say something."""
    return lambda token, leaves: node(**leaves.with_parts(token))


_MAKERS: Final[dict[str, Callable[[Any, Leaves], Any]]] = {
    "HEADING": _heading,
    "DESIGNATION": _designation,
    "TITLE": _words_only(nodes.Title),
    "REFERENCE": _words_only(nodes.HeadingReference),
    "HISTORY": _with_parts(nodes.History),
    "FORMULA": _with_parts(nodes.Formula),
    "NOTE": _note,
    "NOTE_APART": _note,
    "TABLE": _table,
    "TABLE_APART": _table,
    "LOOSE": _words_only(nodes.Paragraph),
    "ANNEX": _container,
    "DIVISION": _container,
    "NUMBERED_SECTION": _container,
    "GROUP": _container,
    "PROVISION": _provision,
    "AMENDMENT": _amendment,
    "TEXT_AMENDMENT": _amendment,
    "PART_AMENDMENT": _amendment,
    "CHANGE": _change,
    "REASONS": _reasons,
    "SIGNATURES": _words_only(nodes.Paragraph),
    "AGENDA": _words_only(nodes.Paragraph),
    "AGENDA_ITEM": _agenda_item,
    "CONTENTS": _words_only(nodes.Paragraph),
    "ENTRY_NAME": _entry,
    "ENTRY_TITLE": _words_only(nodes.Title),
    "ENTRY_PAGE": _page,
    "COVER_LINE": _with_parts(nodes.CoverLine),
}
