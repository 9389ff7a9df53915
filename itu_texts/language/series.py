"""The series that labels belong to: a b c, а б в, i ii iii, 1 2 3, 1.1 1.2, and which labels may follow which.

A label alone does not determine its series: ``i)`` is the ninth letter or the first roman numeral, and ``с)`` typed on
a Russian keyboard is the third letter of the Latin alphabet or the seventeenth of a Russian list. All :func:`readings`
of a label are therefore given, and the siblings decide (see ``parsing/levels.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    BULLETS,
    STRETCH,
    as_latin,
    begins_small,
    fold,
    in_figures,
    is_number,
    without_stretches,
)

SUFFIXES: Final = {"bis": 2, "ter": 3, "quater": 4, "quinquies": 5, "sexies": 6, "septies": 7, "octies": 8}
"""The suffixes of labels that were inserted after another label of the same number, with their ranks."""
_CHINESE_SUFFIXES: Final = {f"之{figure}": rank for rank, figure in enumerate("二三四五六七八", 2)}
_SUFFIXES: Final = {**SUFFIXES, "مكررا ثانيا": 3, "مكررا": 2, **_CHINESE_SUFFIXES}
_SUFFIX: Final = "|".join(_SUFFIXES).replace(" ", r"\s")


_ROMAN_SIGNS: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ROMAN_END: Final = 4000  # after the last number that has such signs


class _Alphabet(NamedTuple):
    """Letters that count a series."""

    letters: str
    """The letters in order, in small letters."""
    dress: str
    """The placeholder for a letter in the form of a label; alphabets with the same placeholder may continue one
    another."""


_ALPHABETS: Final = (
    _Alphabet("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", "ا"),
    _Alphabet("абвгдежзиклмнопрстуфхцчшщэюя", "a"),
    _Alphabet("abcdefghijklmnopqrstuvwxyz", "a"),
)
"""The alphabets in which a label is looked up, the most likely last; Latin letters may be typed as letters that look
like them."""
_BESIDE: Final = {"ñ": "n", "й": "и", "ё": "е"}
"""Letters that follow another letter in lists that have them at all."""
_CAPITALS: Final = "".join(each.letters.upper() for each in _ALPHABETS)
_LETTERS: Final = "".join(each.letters for each in _ALPHABETS) + _CAPITALS
_CIRCLE: Final = "o"  # a letter in place of a bullet, in some copies
_BULLETS: Final = BULLETS + "➢➣➤►▶✓✔❑❒❏□■◆◇♦⮚"

SECTION_SIGNS: Final = "§"
"""The signs that may stand before the number of a section. A label that begins with another sign needs it here."""
_SHAPE: Final = regex(
    rf"""\[?(?P<open>['‘(.]?) (?P<section>[{SECTION_SIGNS}]\s?)?
        (?:(?P<annex>[{_CAPITALS}]{{1,4}}\d{{0,2}})\.(?=\d))?
        (?P<core>\d+(?:(?:bis|ter|quater)?\.\d+)*|[{_LETTERS}]+?)
        \s*(?P<suffix1>{_SUFFIX})?\s*
        (?P<close>(?:\.?\)|[°º]\.?\)?|[.'])?(?:\s*[–—−-])?)
        \s?(?P<suffix2>{_SUFFIX})?""",
    re.VERBOSE,
)
_CHINESE: Final = regex(r"(?P<open>\(?)(?P<core>[一二三四五六七八九十百零]+|(?P<circled>[①-⑳]))(?P<close>[),.]?)")
_ROMAN: Final = regex(r"(x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)


LONGEST_LABEL: Final = 8  # characters of a line that is only a label
RANKS: Final = 16
"""The number of ranks at a place in a series: one for the place itself, others for bis, ter ..."""
_BESIDE_SIGN: Final = regex("|".join(_BESIDE))
_PART: Final = regex(r"(\d+)(bis|ter|quater)?")


class LabelReading(NamedTuple):
    """One reading of a label."""

    style: str
    """A value of :class:`itu_texts.nodes.LabelStyle`."""
    form: str
    """The form of the label: ``a)``, ``(a)``, ``1``, ``1.``, ``–``; siblings have the same form."""
    path: tuple[int, ...]
    """The places that the label states, from the outermost: one for ``aa)``, two for ``1.10``; none for dashes and
    bullets. A place is its number times sixteen, plus 2 for bis, 3 for ter ..., so that places sort in order."""
    before: tuple[int, ...] | None = None
    """The path of the label before it in most lists: that of ``z)`` for ``aa)``, of ``1.9`` for ``1.10``."""

    @property
    def first(self) -> bool:
        """Whether a list may begin with the label."""
        return not self.path or self.path[-1] == RANKS

    def follows(self, other: LabelReading) -> bool:
        """Return whether the label is the next in the series of another label of the same form."""
        if self.form != other.form:
            return False
        if not self.path:
            return True
        if self.path[:-1] != other.path[:-1]:
            return False
        number, rank = divmod(self.path[-1], RANKS)
        last_number, last_rank = divmod(other.path[-1], RANKS)
        if number == last_number:
            return rank == max(last_rank, 1) + 1
        return number == last_number + 1 and rank == 0

    def none(self) -> LabelReading:
        """The reading before the first label of the series."""
        return self._replace(path=(*self.path[:-1], 0), before=None)

    def next(self) -> LabelReading:
        """The reading of the next label in the series."""
        return self._replace(path=(*self.path[:-1], (self.path[-1] // RANKS + 1) * RANKS), before=self.path)

    def steps_from(self, other: LabelReading) -> int:
        """Return how many places the label stands after another label of the same series; 0 for the same place."""
        return self.path[-1] // RANKS - other.path[-1] // RANKS


def first_of(readings: Iterable[LabelReading]) -> LabelReading | None:
    """Return the reading with which a label may begin a list."""
    return next((reading for reading in readings if reading.first), None)


def counts_on(before: str, label: str) -> bool:
    """Return whether a label may follow another in a list, or begin one where there is no other.

    >>> counts_on("", "1"), counts_on("a)", "b)"), counts_on("2", "12")
    (True, True, False)
    """
    last = readings(before)
    return any(mine.first if not before else any(map(mine.follows, last)) for mine in readings(label))


def is_label(words: str) -> bool:
    """Return whether words are only the label of a series; several letters without a bracket are a word.

    >>> is_label("a)"), is_label("–"), is_label("to row"), is_label("Oars.")
    (True, False, False, False)
    """
    core = words.rstrip(".")
    if len(words) > LONGEST_LABEL or (core.isalpha() and len(core) > 1 and not _roman(core)):
        return False
    return any(reading.path for reading in readings(words))


def first_forms(text: str) -> frozenset[str]:
    """Return the forms in which a label may be the first of a series."""
    return frozenset(reading.form for reading in readings(text) if reading.first and reading.path)


def letters(ordinal: int, like: str = "", siblings: Iterable[str] = ()) -> str:
    """Return the letters at a place of their series.

    :param like: letters of the same alphabet.
    :param siblings: the labels of its list, which show whether that has letters that others leave out: "й", "ñ".

    >>> letters(2), letters(27), letters(2, "а")
    ('b', 'aa', 'б')
    """
    alphabet = _alphabet(like, siblings)
    made = ""
    while ordinal > 0:
        ordinal, place = divmod(ordinal - 1, len(alphabet))
        made = alphabet[place] + made
    return made


def is_beside(letter: str) -> bool:
    """Return whether some lists leave out a letter: "й", "ñ"."""
    return letter.lower() in _BESIDE


def _alphabet(like: str, siblings: Iterable[str]) -> str:
    """Return the letters of the alphabet of some letters, with those in siblings that not all lists have."""
    bare = "".join(_BESIDE.get(sign, sign) for sign in without_stretches(fold(like.lower())))
    found = (each.letters for each in _ALPHABETS if bare and {*bare} <= {*each.letters})
    alphabet = next(found, _ALPHABETS[-1].letters)
    listed = fold("".join(siblings).lower())
    for sign, before in _BESIDE.items():
        alphabet = alphabet.replace(before, before + sign) if sign in listed else alphabet
    return alphabet


@lru_cache(maxsize=1024)
def roman(number: int) -> str:
    """Return a number in small roman numerals; in figures if it has none.

    >>> roman(4), roman(49), roman(0)
    ('iv', 'xlix', '0')
    """
    if not 0 < number < _ROMAN_END:
        return str(number)
    made = ""
    for value, sign in _ROMAN_SIGNS:
        made += sign * (number // value)
        number %= value
    return made


def _letters(core: str, alphabet: _Alphabet = _ALPHABETS[-1]) -> int:
    """Return 1 to 26 for a to z, 27 for aa, 28 for ab (and for bb in series that double the letter).

    0 in other alphabets.
    """
    n = 0
    for char in core.lower():
        place = alphabet.letters.find(char)
        if place < 0:
            return 0
        n = n * len(alphabet.letters) + place + 1
    return n


def _annex(number: str) -> int:
    """Return a place for the number of an annex at the beginning of a section number: A, II, A3."""
    letters = number.rstrip("0123456789")
    place = _letters(as_latin(letters)) or max(_letters(letters, each) for each in _ALPHABETS)
    return place * RANKS + int(number[len(letters) :] or 0)


def _roman(core: str) -> int:
    matched = _ROMAN.fullmatch(core.lower())
    if matched is None or not core:
        return 0
    tens, units = matched.groups()
    return 10 * len(tens) + {"ix": 9, "iv": 4}.get(units, 5 * ("v" in units) + units.count("i"))


def _reading(style: str, form: str, path: tuple[int, ...]) -> LabelReading:
    return LabelReading(style, form, path, None if path[-1] % RANKS else (*path[:-1], path[-1] - RANKS))


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[LabelReading, ...]:
    """Return the readings of a label, the most likely first.

    Anything can be read: a label of no known series is a series of its own.
    """
    return tuple(dict.fromkeys(_readings(text))) or (LabelReading("dash", text, (), ()),)


def _readings(text: str) -> Iterator[LabelReading]:
    if (text[:1] in _BULLETS and text) or text == _CIRCLE:
        yield LabelReading("bullet", text, (), ())
    plain = without_stretches(fold(text))
    shape = _SHAPE.fullmatch(_BESIDE_SIGN.sub(lambda found: f"{_BESIDE[found[0]]}bis", plain))
    if counted := _CHINESE.fullmatch(plain):
        form = f"{counted['open']}{'①' if counted['circled'] else '一'}{counted['close']}"
        yield _reading("number", form, (int(in_figures(counted["core"]) or 0) * RANKS,))
    elif shape is not None:
        dress = f"{shape['open']}{(shape['section'] or '').strip()}{{}}{shape['close']}"
        suffix = _SUFFIXES.get(shape["suffix1"] or shape["suffix2"] or "", 0)
        yield from (_numbers if is_number(shape["core"][0]) else _in_letters)(shape, dress, suffix)


def _numbers(shape: re.Match[str], dress: str, suffix: int) -> Iterator[LabelReading]:
    """Yield the reading of a number: "1", "1bis.2", "A.1"."""
    *outer, last = (
        int(part[1]) * RANKS + _SUFFIXES.get(part[2] or "", 0)
        for part in map(_PART.match, shape["core"].split("."))
        if part is not None
    )
    annex = (_annex(shape["annex"]),) if shape["annex"] else ()
    form = "A.1" if annex else "1.1" if outer else "1"
    yield _reading("decimal" if annex or outer else "number", dress.format(form), (*annex, *outer, last + suffix))


def _in_letters(shape: re.Match[str], dress: str, suffix: int) -> Iterator[LabelReading]:
    """Yield the readings of letters, and of a Roman number; there is none of letters of several alphabets."""
    core, is_small = shape["core"], begins_small(shape["core"])
    value = _roman(core) if len(core) > 1 or core.lower() in "ivx" else 0
    if value:
        yield _reading("roman", dress.format("i" if is_small else "I"), (value * RANKS + suffix,))
    for each in _ALPHABETS:
        if place := _letters(core, each) or (each is _ALPHABETS[-1] and _letters(as_latin(core))):
            form = dress.format(each.dress if is_small else each.dress.upper())
            yield _reading("letter", form, (place * RANKS + suffix,))


def counter(text: str) -> tuple[int, int, int] | None:
    """Return where the letters or figures of a label stand that count, and where the number before them begins.

    :returns: the beginning of that number, the beginning and the end of what counts; ``None`` for a label without.

    >>> counter("1bis.2"), counter("(iv)"), counter("–")
    ((0, 5, 6), (1, 1, 3), None)
    """
    folded = fold(text)
    plain = without_stretches(folded)
    shape = _CHINESE.fullmatch(plain) or _SHAPE.fullmatch(_BESIDE_SIGN.sub(lambda found: _BESIDE[found[0]], plain))
    if shape is None:
        return None
    start, end = shape.span("core")
    at = start + shape["core"].rfind(".") + 1
    if "annex" in shape.re.groupindex and shape["annex"]:
        start = shape.start("annex")
    return start, at, end + len(folded[end:]) - len(folded[end:].lstrip(STRETCH))


def suffix_after(text: str) -> str:
    """Return a label with the suffix after its own, in its script: ``2bis`` for ``2``, then ``2ter``."""
    found = re.search(f"{_SUFFIX}(?!.*(?:{_SUFFIX}))", text)
    ranks = _CHINESE_SUFFIXES if found and found[0] in _CHINESE_SUFFIXES else SUFFIXES
    if found is None:
        return f"{text}bis"
    rank = min(_SUFFIXES[found[0]] + 1, max(ranks.values()))
    after = next(suffix for suffix, other in ranks.items() if other == rank)
    return text[: found.start()] + after + text[found.end() :]


def between(before: LabelReading, after: LabelReading) -> range:
    """Return the last members of the paths of the labels that are missing between two labels of one series.

    There may be billions: between ``a)`` and ``civili)`` are 63 million.
    """
    return range((before.path[-1] // RANKS + 1) * RANKS, after.path[-1], RANKS)


def ordinal(text: str, style: str, siblings: Iterable[str] = ()) -> int:
    """Return the place in its series that a label states, read in a style; 0 if it states none.

    :param siblings: the labels of its list in order: they decide the alphabet of a letter that two alphabets have, and
        whether "й" and "ñ" count.
    """
    siblings = [*siblings] if style == "letter" else siblings
    beside = "\n".join(siblings).lower() if style == "letter" else ""
    extra = next((sign for sign in _BESIDE if sign in beside), "")
    found = counter(text) if extra else None
    if found is not None and (place := _alphabet(extra, siblings).find(text[found[1] : found[2]].lower()) + 1):
        return place
    places = _places(text, style)
    before = 0
    for sibling in takewhile(text.__ne__, siblings) if len(places) > 1 else ():
        before = next((place for place in _places(sibling, style) if place > before), before)
    return min((place for place in places if place > before), default=places[-1] if places else 0)


def _places(text: str, style: str) -> list[int]:
    found = (each for each in readings(text) if each.style == style and each.path)
    return [*dict.fromkeys(reading.path[-1] // RANKS for reading in found)]
