"""The words of units: as they are shown, and what those of headings and fronts say."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from itu_texts.grammar import Surface, in_small
from itu_texts.parsing.frames import annex_kind
from itu_texts.parsing.telling import find_addressees, part_side_phrases
from itu_texts.parsing.units import Notes, Unit

__all__ = ["read_parts"]

_MOST_KNOWN = 4096  # headings and the like that are remembered
_RUN_OF_BLANKS = re.compile(r"[ \t\v\f]{2,}|[\t\v\f]")
_BLANKS = re.compile(r"\s+")
_MARKER = re.compile(r"(?P<bracket>\(?)(?<![^\s(])(?P<action>ADD|MOD|SUP|NOC)\)?(?P<star>\*?)")


def read_parts(units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Give each unit its words, and headings, designations, formulas and markers what their words say."""
    readers: dict[str, Callable[[Unit, str, Surface], tuple[object, ...]]] = {
        "HEADING": _heading,
        "DESIGNATION": _designation,
        "FORMULA": _formula,
        "ENTRY_NAME": _designation,
        "AMENDMENT": _marker,
        "ANNEX": _annex,
        "COVER": _cover,
    }
    known = surface.read
    anchors = _Anchors(text, notes.anchors) if notes.anchors else None
    for unit in units:
        start = unit.words
        end = unit.end_pos
        if start < end:
            if anchors is not None and end + 1 >= anchors.at and (called := anchors.take(unit)):
                end = unit.end_pos
                shown = anchors.marked(start, end, called)
                if unit.broken:
                    shown = anchors.without_furniture(unit, called, notes.furniture)
            else:
                called = ()
                shown = _without_furniture(text, start, end, notes.furniture) if unit.broken else text[start:end]
            if "\n" in shown:
                shown = _join_lines(shown)
            if "\t" in shown or "  " in shown:
                shown = _RUN_OF_BLANKS.sub(" ", shown)
            if called and anchors is not None:
                shown = anchors.place(shown, called)
            unit.text = shown
            kind = unit.type
            if kind != "ITEM" and kind != "PARAGRAPH" and kind in readers:
                said = known.get((kind, shown))
                if said is None:
                    said = readers[kind](unit, shown, surface)
                    if len(known) > _MOST_KNOWN:
                        known.clear()
                    known[kind, shown] = said
                unit.parts = said
        yield unit


def _join_lines(shown: str) -> str:
    """Lines as one: a blank between two, nothing behind a hyphen that a word goes on from."""
    joined = ""
    for line in shown.split("\n"):
        line = line.strip()
        if joined and line and not (joined[-1] == "-" and joined[-2:-1].isalpha() and line[0].isalpha()):
            joined += " "
        joined += line
    return joined


class _Anchors:
    """The marks that call footnotes: taken out of the words, and their places there noted."""

    def __init__(self, text: str, anchors: list[Unit]) -> None:
        self.text = text
        self.anchors = anchors
        self.next = 0
        self.at = anchors[0].start_pos
        """Where the next mark stands."""
        self.stand_in = next(char for char in map(chr, range(0xE000, 0xF900)) if char not in text)
        """A character for a mark while the words are put in order."""
        self.before_stop = re.compile(rf"\s+(?={self.stand_in}(?:[,.;:)]|$))")

    def take(self, unit: Unit) -> Sequence[Unit]:
        """The marks in a unit, or right behind it, which are then its own; units come in the order of the text."""
        anchors = self.anchors
        first = self.next
        while first < len(anchors) and anchors[first].start_pos < unit.words:
            first += 1
        last = first
        while last < len(anchors):
            end = anchors[last].end_pos
            if end > unit.end_pos:
                behind = anchors[last].start_pos - unit.end_pos
                if behind > 1 or (behind and not self.text[unit.end_pos].isspace()):
                    break
                unit.end_pos = end
            last += 1
        self.next = last
        self.at = anchors[last].start_pos if last < len(anchors) else sys.maxsize
        return anchors[first:last]

    def marked(self, start: int, end: int, called: Sequence[Unit]) -> str:
        """A stretch of the text with the stand-in for each mark."""
        pieces: list[str] = []
        for anchor in called:
            pieces += (self.text[start : anchor.start_pos], self.stand_in)
            start = anchor.end_pos
        return "".join((*pieces, self.text[start:end]))

    def without_furniture(self, unit: Unit, called: Sequence[Unit], furniture: list[Unit]) -> str:
        """The same, for a unit with page furniture inside it."""
        pieces: list[str] = []
        marks = iter([*called, None])
        mark = next(marks)
        for start, end in _between(unit.words, unit.end_pos, furniture):
            here: list[Unit] = []
            while mark is not None and mark.end_pos <= end:
                here.append(mark)
                mark = next(marks)
            pieces.append(self.marked(start, end, here).strip())
        return "\n".join(piece for piece in pieces if piece)

    def place(self, shown: str, called: Sequence[Unit]) -> str:
        """The words without the marks, whose places in them are noted."""
        shown = self.before_stop.sub("", shown)
        pieces = shown.split(self.stand_in)
        offset = 0
        for piece, anchor in zip(pieces, called, strict=False):
            offset += len(piece)
            anchor.parts = (offset,)
        return "".join(pieces)


def _start(unit: Unit) -> int:
    return unit.start_pos


def _without_furniture(text: str, start: int, end: int, furniture: list[Unit]) -> str:
    pieces = (text[begin:stop].strip() for begin, stop in _between(start, end, furniture))
    return "\n".join(piece for piece in pieces if piece)


def _between(start: int, end: int, furniture: list[Unit]) -> Iterator[tuple[int, int]]:
    """What is left of a span without the page furniture inside it."""
    first, stop = (bisect_left(furniture, place, key=_start) for place in (start, end))
    for piece in furniture[first:stop]:
        yield start, piece.start_pos
        start = piece.end_pos
    yield start, end


def _heading(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """The verb without its adverbs, the addressees, and the side phrases."""
    small = in_small(shown)
    if shown.isupper():  # "INSTRUCTS THE SECRETARY-GENERAL"
        surface = surface.for_capitals
    adverb = surface.words["ADVERB"].match(small)
    start = adverb.end() if adverb else 0
    if not unit.verb_end:  # not a known verb
        return (shown[start:].split(None, 1)[0], (), ())
    end = unit.verb_end - unit.start_pos
    verb = _BLANKS.sub(" ", small[start:end])
    tells = surface.tells(small)
    led = surface.words["ADDRESSEE_LED" if tells else "DECIDING_TELLS"].match(shown, end)
    if not tells and led is None:
        return (verb, (), ())
    named, phrases = part_side_phrases(shown[led.end() if led else end :].rstrip(" \t:,"), surface)
    addressees = find_addressees(named.strip(), surface)
    if not tells and any(addressee.concept == "OTHER" for addressee in addressees):
        return (verb, (), ())
    return (verb, addressees, phrases)


def _designation(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """Kind, number, revision mark and status."""
    words = surface.words
    status = words["STATUS"].match(shown)
    body = words["BODY_NAME"].match(shown)
    start = status.end() if status else body.end() if body else 0
    kind = "text"
    named = words["in KIND"].match(shown, start)
    if named is not None:
        kind = (named.lastgroup or "").lower()
        start = named.end()
    while start < len(shown) and shown[start].isspace():
        start += 1
    number = words["NUMBER"].match(shown, start)
    revision = words["REVISION"].search(shown, number.end() if number else start)
    return (
        kind,
        words["NUMBER_SIGN"].sub("", number[0], count=1).strip() if number else None,
        revision[0].strip("()*") if revision else None,
        status[0].strip() if status else None,
    )


def _formula(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """The body that adopts, the place and the year."""
    matched = surface.words["FORMULA_PARTS"].match(shown)
    if matched is None:
        return (shown.strip(" ,"), None, None)
    year = matched["year"]
    return (_BLANKS.sub(" ", matched["body"]).strip(), matched["place"], int(year) if year else None)


def _marker(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """The action, whether it is editorial, whether starred, and what it is about: a proposal, or a provision."""
    matched = _MARKER.search(shown)
    assert matched is not None
    about = (shown[: matched.start()] + shown[matched.end() :]).strip()
    of_provision = unit.style == "provision"
    if of_provision:
        joined = surface.words["PROVISIONS_JOINED"]
        listed = surface.words["CONNECTIVE"].search
        about = joined.sub(lambda word: ", " if "," in word[0] or listed(word[0]) else "-", about)
    else:
        about = _BLANKS.sub("", about).rstrip(".")
    named = about or None
    proposal, provision = (None, named) if of_provision else (named, None)
    return (matched["action"], bool(matched["bracket"]), bool(matched["star"]), proposal, provision)


def _annex(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """Which it is, and its number."""
    matched = surface.words["ANNEX_PARTS"].match(shown)
    return (annex_kind(matched), matched["number"] if matched else None)


def _cover(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """What a line of a cover says, by the names of what it says."""
    matched = surface.words["COVER_PARTS"].fullmatch(shown)
    said = {name: value for name, value in (matched.groupdict() if matched else {}).items() if value}
    if "annex_pages" in said:
        return (("annex_pages", int(said["annex_pages"])),)
    return tuple((name, value if name == "number" else value.lower()) for name, value in said.items())
