"""Converts the words of AsciiDoc as they are printed: without mark-up, with references and footnotes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NamedTuple

from attrs import define, field

from itu_texts.formats.limits import Allowance
from itu_texts.formats.marked_words import Words as MarkedWords
from itu_texts.language.scripts import lowered, picture, raised
from itu_texts.language.writing import runs_on

_HOLD, _HELD = "\ufdd0", "\ufdd1"  # around the number of a piece that is inserted later; no text has them
_FOOTNOTE = r"footnote(?:ref)?:(?P<note>[\w.-]*)\["
_MACRO = (
    r"(?P<macro>(?:link|mailto|xref|stem|latexmath|asciimath|image|icon|kbd|btn|menu|pass|add|del|smallcap|strike|underline"
    r"|smallcaps|keyword|term|concept|symbol|anchor|bookmark|indexterm2?|index|bibterm|date|std-link|ruby|lang|hash|fn)"
    r"):(?P<target>[^\s\[\]]*)\["
)
_TAKEN = re.compile(
    rf"(?P<sign>[{_HOLD}{_HELD}])"
    r"|\\(?P<escaped>[_*`#^~+<\[\]{}|\\]|(?:footnote|link|xref|stem|pass):)"
    r"|\+\+\+(?P<pass3>[^+]+)\+\+\+|\+\+(?P<pass2>[^+]+)\+\+|(?<![\w+])\+(?P<pass1>[^+\s](?:[^+]*[^+\s])?)\+(?![\w+])"
    r"|\[\[\[(?P<entry>[^\[\],]+)(?:,(?P<printed>[^\[\]]*))?\]\]\]"
    r"|\[\[(?P<anchor>[^\[\],]+)(?:,[^\[\]]*)?\]\]"
    r"|<<(?P<reference>[^<>]+)>>"
    r"|\(\(\((?P<hidden>[^()]*)\)\)\)|\(\((?P<index>[^()]+)\)\)"
    r"|\{\{(?P<concept>[^{}]+)\}\}"
    rf"|(?<![\w:]){_MACRO}|(?<!\w){_FOOTNOTE}|{_FOOTNOTE.replace('note>', 'glued>')}"
    r"|(?P<url>(?:https?|ftp|irc)://[^\s\[\]<>]+)\["
    r"|\{(?P<attribute>[a-zA-Z][\w-]*)\}"
)
_OPENS, _CLOSES = {"bold": "\ufdd2", "italic": "\ufdd3"}, "\ufdd4"  # before and after words in such letters


def _lettered(letters: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{_OPENS[letters]}{found[1]}{_CLOSES}"


def _bare(found: re.Match[str]) -> str:
    return found[1]


_SIGNS = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (r"(?:\[[^\[\]\s]*\])?\*\*([^*]+)\*\*", _lettered("bold")),
        (r"(?:\[[^\[\]\s]*\])?__([^_]+)__", _lettered("italic")),
        (r"(?:\[[^\[\]\s]*\])?(?<![\w*\\:;}])\*(?=\S)([^*]+)(?<=\S)\*(?!\w)", _lettered("bold")),
        (r"(?:\[[^\[\]\s]*\])?(?<![\w\\:;}])_(?=\S)([^_]+)(?<=\S)_(?!\w)", _lettered("italic")),
        (r"``([^`]+)``", _bare),
        (r"(?<![\w\"'`])`(?=\S)([^`]+)(?<=\S)`(?![\w\"'`])", _bare),
        (r"(?:\[[.\w%-]*\])##([^#]+)##", _bare),
        (r"(?:\[[.\w%-]*\])#(?=\S)([^#]+)(?<=\S)#(?!\w)", _bare),
        (r"(?<!\w)#(?=[^\s#])([^#]+)(?<=\S)#(?!\w)", _bare),
        (r"\^([^\s^]+)\^", lambda found: raised(found[1])),
        (r"~([^\s~]+)~", lambda found: lowered(found[1])),
    )
)
_QUOTES = (('"`', "“"), ('`"', "”"), ("'`", "‘"), ("`'", "’"))
_BRACKET = re.compile(r"\\?[\[\]]")
_HELD_NUMBER = re.compile(rf"{_HOLD}(\d+){_HELD}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_BREAK = re.compile(r" \+\n|(?<=\S) \+$")
_VALUES = {
    **dict.fromkeys(("blank", "empty", "zwsp", "wj"), ""),
    "sp": " ",
    "nbsp": "\u00a0",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "plus": "+",
    "vbar": "|",
    "startsb": "[",
    "endsb": "]",
    "caret": "^",
    "asterisk": "*",
    "tilde": "~",
    "backslash": "\\",
    "backtick": "`",
    "apos": "'",
    "quot": '"',
    "deg": "°",
    "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“",
    "rdquo": "”",
    "cpp": "C++",
}
_UNSEEN = frozenset(("anchor", "bookmark", "index", "indexterm", "icon"))
_ATTRIBUTE = re.compile(r"\{([a-zA-Z][\w-]*)\}")
_DEEPEST = 20  # nested macros, and nested attributes


class Printed(NamedTuple):
    """Words as they are printed."""

    text: str
    calls: tuple[tuple[int, int, str], ...] = ()
    """The offsets of the marks of footnotes."""
    changes: tuple[tuple[int, int, str], ...] = ()
    """The spans of insertions, deletions, italics and bold letters."""

    @property
    def words(self) -> MarkedWords:
        """The words with their marks."""
        calls = ((start, end, ("anchor", mark)) for start, end, mark in self.calls)
        values = {"insertion": (None, None), "deletion": (None, None)}
        changes = ((start, end, (kind, values.get(kind))) for start, end, kind in self.changes)
        return MarkedWords.of(self.text, (*calls, *changes))

    def behind(self, head: str, tail: str = "") -> Printed:
        """Return the words between others, with their footnote calls."""
        calls = tuple((start + len(head), end + len(head), mark) for start, end, mark in self.calls)
        return Printed(head + self.text + tail, calls)


class _Piece(NamedTuple):
    """A piece that is inserted at the end."""

    text: str
    kind: str = ""
    """``anchor``, ``insertion`` or ``deletion``."""


@define
class Words:
    """Converts words, and counts the footnotes."""

    references: Mapping[str, str]
    """What is printed for an anchor."""
    attributes: Mapping[str, str]
    allowance: Allowance
    view: str = "final"
    notes: list[tuple[str, Printed]] = field(factory=list)
    """The marks and words of the footnotes that were called and not yet taken."""
    count: int = 0
    named: dict[str, str] = field(factory=dict)
    """The marks of footnotes that have names."""
    depth: int = 0
    lengths: dict[tuple[str, int], int] = field(factory=dict)
    """The number of characters that an attribute stands for, by its name and depth."""

    def rendered(self, raw: str) -> Printed:
        """Return the words of a paragraph or a part of one."""
        pieces: list[_Piece] = []
        return _lettered_words(_put_in(_plain(self._hold(raw, pieces)), pieces))

    def _hold(self, raw: str, pieces: list[_Piece]) -> str:
        """Replace all mark-up by placeholders."""
        out: list[str] = []
        place = 0
        while (matched := _TAKEN.search(raw, place)) is not None:
            out.append(raw[place : matched.start()])
            place = matched.end()
            if matched[0].endswith("[") and not matched[0].startswith("\\"):
                inside, place = _bracketed(raw, place)
                made = self._macro(matched, inside, pieces)
            else:
                made = self._taken(matched, pieces)
            if made and made[0] == _HOLD and pieces[-1].kind == "anchor":
                out[-1] = out[-1].rstrip()
            out.append(made)
        out.append(raw[place:])
        return "".join(out)

    def _taken(self, matched: re.Match[str], pieces: list[_Piece]) -> str:
        """Return the replacement of mark-up that needs no closing bracket."""
        kind = matched.lastgroup or ""
        value = matched[kind] if kind else ""
        if kind == "attribute":
            return self._attribute(value, matched[0], pieces)
        if kind in ("anchor", "hidden"):
            return ""
        if kind in ("entry", "printed"):
            return _held(_Piece(f"[{(matched['printed'] or matched['entry']).strip()}]"), pieces)
        if kind == "reference":
            name, _, words = value.partition(",")
            return self._reference(name, words, pieces)
        if kind == "index":
            return value
        if kind == "concept":
            *_, shown = value.split(",")
            return shown.strip()
        return _held(_Piece(value), pieces)

    def _attribute(self, name: str, whole: str, pieces: list[_Piece]) -> str:
        value = _VALUES.get(name.lower(), self.attributes.get(name.lower()))
        if value is None or self.depth > _DEEPEST:
            return _held(_Piece(whole), pieces)
        if name.lower() in _VALUES:
            return _held(_Piece(value), pieces) if value else ""
        self.allowance.check(whole, self._length(name.lower(), self.depth))
        self.allowance.take(whole, len(value))
        return self._deeper(value, pieces)

    def _length(self, name: str, depth: int) -> int:
        """Return the number of characters that an attribute stands for, with those in it, without inserting it."""
        value = self.attributes.get(name)
        if value is None or depth > _DEEPEST:
            return 0
        if (name, depth) not in self.lengths:
            inner = (self._length(each.lower(), depth + 1) for each in _ATTRIBUTE.findall(value))
            self.lengths[name, depth] = len(value) + sum(inner)
        return self.lengths[name, depth]

    def _deeper(self, raw: str, pieces: list[_Piece]) -> str:
        if self.depth > _DEEPEST:
            return _held(_Piece(raw), pieces)
        self.depth += 1
        try:
            return self._hold(raw, pieces)
        finally:
            self.depth -= 1

    def _reference(self, name: str, words: str, pieces: list[_Piece]) -> str:
        name = name.strip().removeprefix("#")
        if words.strip():
            before = "" if name in self.references else _held(_Piece(f"[{name}] "), pieces)
            return before + self._deeper(_without_locality(words), pieces)
        printed = self.references.get(name) or f"[{name}]"
        self.allowance.take(f"<<{name}>>", len(printed))
        return _held(_Piece(printed), pieces)

    def _macro(self, matched: re.Match[str], inside: str, pieces: list[_Piece]) -> str:
        """Return the replacement of a macro with words in square brackets."""
        if matched["note"] is not None or matched["glued"] is not None:
            return self._footnote(matched["note"] or matched["glued"] or "", matched[0], inside, pieces)
        name, target = matched["macro"] or "link", matched["url"] or matched["target"]
        if name in _UNSEEN:
            return ""
        if name == "xref":
            return self._reference(target, inside, pieces)
        if name in ("stem", "latexmath", "asciimath", "pass"):
            return _held(_Piece(inside), pieces)
        if name in ("add", "del"):
            if self.view == "marked":
                return _held(_Piece(self._inner(inside).text, "insertion" if name == "add" else "deletion"), pieces)
            return "" if (name == "add") == (self.view == "original") else self._deeper(inside, pieces)
        words = inside.split(",")[0].strip().strip('"').rstrip("^")
        if name == "image":
            return _held(_Piece(picture(self._inner(words).text)), pieces)
        if name in ("link", "mailto"):
            return self._deeper(words, pieces) if words else _held(_Piece(target), pieces)
        return self._deeper(inside or target, pieces)

    def _footnote(self, name: str, whole: str, inside: str, pieces: list[_Piece]) -> str:
        if whole.startswith("footnoteref"):
            name, _, inside = inside.partition(",")
        name = name.strip()
        mark = self.named.get(name, "")
        if not mark:
            self.count += 1
            mark = str(self.count)
            if name:
                self.named[name] = mark
            self.notes.insert(len(self.notes), (mark, self._inner(inside)))
        return _held(_Piece(mark, "anchor"), pieces)

    def _inner(self, raw: str) -> Printed:
        """Return the words of a part with mark-up of its own."""
        if self.depth > _DEEPEST:
            return Printed(raw)
        self.depth += 1
        try:
            return self.rendered(raw)
        finally:
            self.depth -= 1


def _held(piece: _Piece, pieces: list[_Piece]) -> str:
    pieces.append(piece)
    return f"{_HOLD}{len(pieces) - 1}{_HELD}"


def _bracketed(raw: str, start: int) -> tuple[str, int]:
    """Return the words up to the closing bracket, and the place after it; all of the rest if there is none."""
    depth = 1
    for found in _BRACKET.finditer(raw, start):
        if found[0] == "[":
            depth += 1
        elif found[0] == "]" or (depth > 1 and found[0] == "\\]"):  # an inner bracket may be escaped
            depth -= 1
            if not depth:
                return raw[start : found.start()].replace("\\]", "]"), found.end()
    return raw[start:], len(raw)


def _without_locality(words: str) -> str:
    """Return the printed words for the place in a citation: ``clause=5`` is "clause 5"."""
    return re.sub(r"\b([a-z]+)=", r"\1 ", words.strip())


def _plain(text: str) -> str:
    """Return words without signs of emphasis, and with replacements such as dashes."""
    for pattern, made in _SIGNS:
        text = pattern.sub(made, text)
    for typed, printed in _QUOTES:
        text = text.replace(typed, printed)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = text.replace(" -- ", " – ")
    if "\n" in text:
        text = _joined([line.strip() for line in text.split("\n") if line.strip()])
    return text


def _joined(lines: list[str]) -> str:
    """Return lines joined to one, with a blank between them unless the language writes none."""
    return "".join(
        line if not before or (runs_on(before[-1]) and runs_on(line[0])) else f" {line}"
        for before, line in pairwise(("", *lines))
    )


def _put_in(text: str, pieces: list[_Piece]) -> Printed:
    """Return words with all pieces inserted, and the places of footnote marks and changes in them."""
    out: list[str] = []
    length = place = 0
    calls: list[tuple[int, int, str]] = []
    changes: list[tuple[int, int, str]] = []
    for matched in _HELD_NUMBER.finditer(text):
        piece = pieces[int(matched[1])]
        before = text[place : matched.start()]
        begin = length + len(before)
        length = begin + len(piece.text)
        out += (before, piece.text)
        if piece.kind == "anchor":
            calls.append((begin, length, piece.text))
        elif piece.kind and piece.text:
            changes.append((begin, length, piece.kind))
        place = matched.end()
    out.append(text[place:])
    return Printed("".join(out), tuple(calls), tuple(changes))


def _lettered_words(printed: Printed) -> Printed:
    """Return words without the signs of italics and bold letters, and their places; a whole line does not count."""
    if _CLOSES not in printed.text:
        return printed
    out: list[str] = []
    places: list[int] = []
    begun: list[tuple[str, int]] = []
    found: list[tuple[int, int, str]] = []
    names = {sign: name for name, sign in _OPENS.items()}
    for char in printed.text:
        places.append(len(out))
        if char in names:
            begun.append((names[char], len(out)))
        elif char != _CLOSES:
            out.append(char)
        elif begun:
            name, start = begun.pop()
            found.append((start, len(out), name))
    places.append(len(out))
    text = "".join(out)
    moved = [
        [(places[start], places[end], what) for start, end, what in each] for each in (printed.calls, printed.changes)
    ]
    begin, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    letters = (each for each in found if each[0] > begin or each[1] < stop)
    return Printed(text, tuple(moved[0]), tuple(sorted((*moved[1], *letters))))


def is_emphasised(raw: str) -> bool:
    """Return whether a whole line is in italics."""
    whole = raw.strip().rstrip(",:")
    words = whole.strip("*_")
    before, _, behind = whole.partition(words) if words else ("", "", "")
    return "_" in before and "_" in behind and "_" not in words and "*" not in words


def segments(raw: str) -> list[str]:
    """Return a paragraph divided at its printed line breaks."""
    return [part for part in _BREAK.split(raw) if part and part.strip()]
