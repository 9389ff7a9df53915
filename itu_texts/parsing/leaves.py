"""Makes the leaves of the tree from tokens: their words, and the parts of these.

Words are composed as they are shown: lines joined, without page furniture and footnote marks. Page furniture and stray
characters become nodes of their own.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from attrs import evolve

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import assembly_named, kind_by_number
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import RULES, fold, is_letter, is_number, is_word_character, runs_on
from itu_texts.parsing.footnotes import bind
from itu_texts.parsing.parts import read_parts
from itu_texts.parsing.reading_copy import SILENT, ReadingCopy, Silence
from itu_texts.parsing.tables import is_allocation
from itu_texts.parsing.thresholds import FRONT_REACH, PAGE
from itu_texts.parsing.tokens import (
    AgendaItemToken,
    AnchorToken,
    AnnexToken,
    ChangeToken,
    DesignationToken,
    DivisionToken,
    FootnoteToken,
    HeadingToken,
    MarginNoteToken,
    ProvisionToken,
    ReasonsToken,
    SectionToken,
    StrayToken,
    TableToken,
    Token,
    WithLabelToken,
)
from itu_texts.tree import nodes
from itu_texts.tree.addressees import Addressee
from itu_texts.tree.base import Part, set_parent
from itu_texts.tree.nodes import LabelStyle, Role
from itu_texts.tree.readings import HeaderRow
from itu_texts.tree.spans import overlaps, places

# ---------------------------------------------------------------------- the words of tokens

_CONFERENCE: Final = regex(r"[^\W\d_]+[-\u2010-\u2013]\d+")
_PRIVATE: Final = [*map(chr, range(ord("\ue000"), ord("\uf900")))]  # characters without a meaning
_RUN_OF_BLANKS: Final = regex(r"[ \t\v\f]{2,}|[\t\v\f]")


class Wording:
    """Returns the words of one token after the other, and records the places of removed footnote marks."""

    def __init__(
        self, copy: ReadingCopy, anchors: Sequence[AnchorToken], margins: Sequence[MarginNoteToken] = ()
    ) -> None:
        self.copy = copy
        self.text: str = copy.source
        self.lined: str = copy.lined
        self.margins: list[MarginNoteToken] = sorted(margins, key=lambda note: (note.number, note.start))
        self.furniture: list[Token] = []
        """The page furniture, in the order of the text."""
        self.passed = 0
        """How much of it stands before the words that were read last."""
        self.plain = 0
        """The place before which all words are as they stand in the text, without marks, furniture and silences."""
        self.anchors = anchors
        self.offsets: list[int] = [0] * len(anchors)
        """The place of each anchor in its words."""
        self.next = 0
        """The index of the next mark."""
        self.stand_in: str = next(char for char in _PRIVATE if char not in copy.source) if anchors else ""
        """A placeholder for a mark while the words are composed."""
        self.furnish(margins)

    def printed(self, start: int, folded: str) -> str:
        """Return words of the folded text as printed, from their place, with single blanks."""
        words, bare = self.copy.words(start, self.copy.end(start + len(folded))), folded.replace(SILENT, "")
        if "  " in bare:
            words, bare = (_RUN_OF_BLANKS.sub(" ", each) for each in (words, bare))
        return words if fold(words) == bare else bare

    def furnish(self, pieces: Iterable[Token]) -> None:
        """Record the page furniture that is known before any words are read."""
        self.furniture = sorted([*self.furniture, *pieces], key=_start)
        self._look_on(0)

    def pass_by(self, piece: Token) -> None:
        """Record one more piece of page furniture."""
        insort(self.furniture, piece, key=_start)
        self._look_on(0)

    def _look_on(self, place: int) -> None:
        """Look for the next mark, page furniture or silence from a place on."""
        while self.passed < len(self.furniture) and self.furniture[self.passed].end <= place:
            self.passed += 1
        furniture_at = self.furniture[self.passed].start if self.passed < len(self.furniture) else sys.maxsize
        mark_at = self.anchors[self.next].start - 1 if self.next < len(self.anchors) else sys.maxsize
        self.plain = min(furniture_at, mark_at, self.copy.next_silence(place))

    def is_furniture(self, place: int) -> bool:
        """Return whether a place is in recorded page furniture."""
        near = self._inside(place - PAGE, place + 1)
        return any(piece.start <= place < piece.end for piece in near)

    def history(self, start: int, end: int) -> tuple[str, ...]:
        """Return the conferences in the margin of the provision whose number begins in a stretch."""
        if not self.margins:
            return ()
        first = bisect_left(self.margins, start, key=lambda note: note.number)
        stop = bisect_left(self.margins, end, first, key=lambda note: note.number)
        noted = (_CONFERENCE.findall(self.copy.words(note.start, note.end)) for note in self.margins[first:stop])
        return tuple(name for names in noted for name in names)

    def of(self, start: int, end: int) -> tuple[str, int]:
        """Return the words of a stretch, and its end including footnote marks directly after it.

        Stretches must be queried in the order of the text.
        """
        if end < self.plain:  # as most
            words = self.lined[start:end]
            return (_in_one_line(words) if "\n" in words or "\t" in words or "  " in words else words), end
        first, last, end = self._called(start, self.copy.end(end))
        self._look_on(start)
        shown = _in_one_line(self._marked(start, end, self.anchors[first:last]))
        return (self._placed(shown, first, last) if first < last else shown), end

    def placed(self, addressees: tuple[Addressee, ...], shown: str, start: int, end: int) -> tuple[Addressee, ...]:
        """Return addressees with spans in the text, from spans in some words."""
        if self.text.startswith(shown, start):
            return tuple([each.moved(each.span.start + start, each.span.end + start) for each in addressees])
        first, stop = (bisect_left(self.anchors, place, key=_start) for place in (start, end))
        left_out: tuple[Token | Silence, ...] = (
            *self.anchors[first:stop],
            *self._inside(start, end),
            *(each for each in self.copy.silent(start, end) if not each.shown.strip()),
        )
        gaps = [(piece.start, piece.end) for piece in left_out]
        at = places(shown, self.text, start, sorted(gaps))
        return tuple([each.moved(at[each.span.start], self.copy.past(at[each.span.end - 1])) for each in addressees])

    def end_of(self, start: int, end: int) -> int:
        """Return where a stretch ends whose words are not shown."""
        return end if end < self.plain else self.of(start, end)[1]

    def _inside(self, start: int, end: int) -> Sequence[Token]:
        first, stop = (bisect_left(self.furniture, place, key=_start) for place in (start, end))
        return self.furniture[first:stop]

    def _called(self, start: int, end: int) -> tuple[int, int, int]:
        """Return the range of the marks in a stretch or directly after it, and the end with them."""
        anchors = self.anchors
        first = self.next
        while first < len(anchors) and anchors[first].start < start:
            first += 1
        last = first
        while last < len(anchors):
            stop = anchors[last].end
            if stop > end:
                behind = anchors[last].start - end
                if behind > 1 or (behind and not self.text[end].isspace()):
                    break
                end = stop
            last += 1
        self.next = last
        return first, last, end

    def _marked(self, start: int, end: int, called: Sequence[AnchorToken]) -> str:
        """Return a stretch without page furniture, with a placeholder for each mark."""
        stretches: list[str] = []
        marks = iter([*called, None])
        mark = next(marks)
        furniture = self._inside(start, end)
        for begin, stop in _between(start, end, furniture):
            pieces: list[str] = []
            while mark is not None and mark.end <= stop:
                pieces += (self.copy.words(begin, mark.start), self.stand_in)
                begin = mark.end
                mark = next(marks)
            stretches.append("".join((*pieces, self.copy.words(begin, stop))))
        return _lines(stretches) if furniture else stretches[0]

    def _placed(self, shown: str, first: int, last: int) -> str:
        """Return the words without the marks, whose places are recorded."""
        pieces = _beside_marks(self.stand_in).sub("", shown).split(self.stand_in)
        offset = 0
        for piece, anchor in zip(pieces, range(first, last), strict=False):
            offset += len(piece)
            self.offsets[anchor] = offset
        return "".join(pieces)


def _start(token: Token | nodes.Furniture) -> int:
    return token.start


def _between(start: int, end: int, furniture: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch outside page furniture."""
    for piece in furniture:
        yield start, piece.start
        start = piece.end
    yield start, end


def _lines(pieces: Iterator[str] | Sequence[str]) -> str:
    stripped = (piece.strip() for piece in pieces)
    return "\n".join(piece for piece in stripped if piece)


def _in_one_line(words: str) -> str:
    """Return words with their lines joined, and with single blanks."""
    return _RUN_OF_BLANKS.sub(" ", joined(words) if "\n" in words else words)


def joined(shown: str) -> str:
    """Return lines joined with blanks, but without one after a hyphen inside a word, or in Chinese."""
    joined = ""
    for line in shown.split("\n"):
        line = line.strip()
        hyphened = joined[-1:] == "-" and _is_whole(joined[-2:-1], line[:1])
        if joined and line and not hyphened and not (runs_on(joined[-1]) and runs_on(line[0])):
            joined += " "
        joined += line
    return joined


def _is_whole(before: str, behind: str) -> bool:
    """Return whether a word or number continues after a hyphen at a line end: "coordi-nation", "WRC-15", "873-880"."""
    return (is_letter(before) and is_word_character(behind)) or (is_number(before) and is_number(behind))


@cache
def _beside_marks(mark: str) -> re.Pattern[str]:
    """Return a pattern of signs that are removed with marks: a comma between two, a blank before one and a stop."""
    return re.compile(rf"(?<={mark})\s*,\s*(?={mark})|\s+(?={mark}(?:[,.;:)\s]|$))")


_AROUND_NOTES: Final = " .,;–—―-"  # signs between the number, the notes of a margin and the words
_NODES: Final[dict[str, type[nodes.Furniture]]] = {
    "PAGE_NUMBER": nodes.PageNumber,
    "RUNNING_HEAD": nodes.RunningHead,
    "MARGIN_NOTE": nodes.MarginNote,
    "STRAY": nodes.StrayCharacters,
}
_SIGNS: Final[dict[str, type[nodes.Furniture]]] = {
    "markup": nodes.Markup,
    "margin": nodes.StrayCharacters,
    "page": nodes.RunningHead,
    "label": nodes.StrayCharacters,
}
"""The kinds of silent stretches, by reason."""


def furniture_nodes(wording: Wording) -> tuple[nodes.Furniture, ...]:
    """Return page furniture, footnote marks and signs of markup as nodes, in the order of the text."""
    copy = wording.copy
    pieces = [piece for piece in wording.furniture if piece.type != "STRAY"]
    held = [(piece.start, piece.end) for piece in pieces]
    stray = (each for each in wording.furniture if each.type == "STRAY" and not overlaps(held, each.start, each.end))
    found = [_piece(piece, copy) for piece in (*pieces, *stray)]
    called = bind(wording.anchors, [piece for piece in pieces if isinstance(piece, FootnoteToken)])
    for anchor, note, offset in zip(wording.anchors, called, wording.offsets, strict=True):
        start, end = anchor.start, copy.end(anchor.end)
        words = " ".join(copy.words(start, end).split()) or anchor.mark
        found.append(
            nodes.StrayCharacters(start=start, end=end, text=words)
            if note is None
            else nodes.FootnoteAnchor(start=start, end=end, text=words, note=note, offset=offset)
        )
    return tuple(sorted([*found, *_signs(copy, found)], key=_start))


def _signs(copy: ReadingCopy, found: Sequence[nodes.Furniture]) -> Iterator[nodes.Furniture]:
    """Yield the signs of markup, the numbers of lines and the heads of pages outside other page furniture."""
    held = sorted((piece.start, piece.end) for piece in found)
    for each in copy.silences:
        words = copy.source[each.start : each.end].strip()
        if each.reason in _SIGNS and words and not each.shown.strip():
            start = copy.source.index(words, each.start)
            if not overlaps(held, start, start + 1):
                yield _SIGNS[each.reason](start=start, end=start + len(words), text=" ".join(words.split()))


def _piece(token: Token, copy: ReadingCopy) -> nodes.Furniture:
    start, end = token.start, copy.end(token.end)
    words = " ".join(copy.words(start, end).split() or copy.source[start:end].split())
    if isinstance(token, FootnoteToken):
        said = " ".join(joined(copy.words(start, end)).split())
        said = said.lstrip("_ " + RULES) if token.mark else said.lstrip("_ ")
        if token.mark:
            said = said[len(token.mark) :].lstrip(".) ")
        return nodes.Footnote(start=start, end=end, text=said, mark=token.mark or None)
    if token.type == "MARGIN_NOTE":
        words = words.strip(_AROUND_NOTES)
    return _NODES[token.type](start=start, end=end, text=words)


_STYLES: Final = {style.value: style for style in LabelStyle}
_ROLES: Final = {role.value: role for role in Role}
_BEHIND_NAMES: Final = " :–—−-"  # signs between a name and the words after it
_NOWHERE: Final = (sys.maxsize, sys.maxsize)


# ---------------------------------------------------------------------- leaves

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
