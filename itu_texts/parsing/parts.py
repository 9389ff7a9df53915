"""The words of units: as they are shown, and what those of headings and fronts say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.telling import find_addressees, part_side_phrases
from itu_texts.parsing.units import Notes, Unit

__all__ = ["read_parts"]

_MOST_KNOWN = 4096  # headings and the like that are remembered
_RUN_OF_BLANKS = re.compile(r"[ \t\v\f]{2,}|[\t\v\f]")
_BLANKS = re.compile(r"\s+")
_MARKER = re.compile(r"(?P<bracket>\(?)\b(?P<action>ADD|MOD|SUP|NOC)\b\)?(?P<star>\*?)")
_KINDS = ("RESOLUTION", "DECISION", "RECOMMENDATION", "OPINION")


def read_parts(units: Iterator[Unit], text: str, surface: Surface, notes: Notes) -> Iterator[Unit]:
    """Give each unit its words, and headings, designations, formulas and markers what their words say."""
    readers: dict[str, Callable[[Unit, str, Surface], tuple[object, ...]]] = {
        "HEADING": _heading,
        "DESIGNATION": _designation,
        "FORMULA": _formula,
        "AMENDMENT": _marker,
        "AMENDING": _marker,
        "AMENDED": _marker,
    }
    known = surface.read
    for unit in units:
        start = unit.words
        end = unit.end_pos
        if start < end:
            shown = text[start:end]
            if unit.broken:
                shown = _without_furniture(text, start, end, notes.furniture)
            if "\n" in shown:
                shown = _join_lines(shown)
            if "\t" in shown or "  " in shown:
                shown = _RUN_OF_BLANKS.sub(" ", shown)
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


def _without_furniture(text: str, start: int, end: int, furniture: list[Unit]) -> str:
    pieces: list[str] = []
    first, stop = (bisect_left(furniture, place, key=lambda unit: unit.start_pos) for place in (start, end))
    for piece in furniture[first:stop]:
        pieces.append(text[start : piece.start_pos].strip())
        start = piece.end_pos
    pieces.append(text[start:end].strip())
    return "\n".join(piece for piece in pieces if piece)


def _heading(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """The verb without its adverbs, the addressees, and the side phrases."""
    small = shown[:1].lower() + shown[1:]
    adverb = surface.words["ADVERB"].match(small)
    start = adverb.end() if adverb else 0
    if not unit.verb_end:  # not a known verb
        return (shown[start:].split(None, 1)[0], (), ())
    end = unit.verb_end - unit.start_pos
    verb = _BLANKS.sub(" ", small[start:end])
    if not surface.tells(small):
        return (verb, (), ())
    named, phrases = part_side_phrases(shown[end:].rstrip(" \t:,"), surface)
    return (verb, find_addressees(named.strip(), surface), phrases)


def _designation(unit: Unit, shown: str, surface: Surface) -> tuple[object, ...]:
    """Kind, number, revision mark and status."""
    words = surface.words
    status = words["STATUS"].match(shown)
    body = words["BODY_NAME"].match(shown)
    start = status.end() if status else body.end() if body else 0
    kind = "text"
    for name in _KINDS:
        matched = words[name].match(shown, start)
        if matched is not None:
            kind = name.lower()
            start = matched.end()
            break
    while start < len(shown) and shown[start].isspace():
        start += 1
    number = words["NUMBER"].match(shown, start)
    revision = words["REVISION"].search(shown, number.end() if number else start)
    return (
        kind,
        words["NUMBER_SIGN"].sub("", number[0], count=1) if number else None,
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
    if unit.type == "AMENDED":
        joined = surface.words["PROVISIONS_JOINED"]
        about = joined.sub(lambda word: ", " if surface.words["CONNECTIVE"].search(word[0]) else "-", about)
    else:
        about = _BLANKS.sub("", about)
    return (matched["action"], bool(matched["bracket"]), bool(matched["star"]), about or None)
