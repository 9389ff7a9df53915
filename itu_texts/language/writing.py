"""Facts of writing that all languages share: equivalent signs, punctuation, capitals and small letters.

Texts are matched in a folded copy of the same length, so that offsets in the copy are offsets in the text; words are
taken from the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import compress, starmap
from typing import Any, ClassVar, Final

from attrs import define, field

from itu_texts.language.pattern_cache import regex

# ---------------------------------------------------------------------- stops, in a folded text

SEMICOLON, COLON, COMMA, FULL_STOP = ";", ":", ",", "."
STOPS: Final = SEMICOLON + COLON + COMMA + FULL_STOP
"""Punctuation that ends a sentence, or a part of one."""
BULLETS: Final = "•▪◦●○·‣*"
"""The bullets that most lists use, besides dashes."""
INVISIBLE: Final = "\u00ad\u200b\u2060"
"""Characters that allow or forbid a line break in a word, and are not part of it."""
LISTING_COMMA: Final = "、"
"""The Chinese enumeration comma, as printed; in a folded text it is a comma."""
LEADERS: Final = ("....", ". . .", "…")
"""The fewest leader dots in a list of contents."""
CAPITALS: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽŒΆΈ-ΏΑ-ΫА-ЯЁ"
"""The capitals of Latin, Greek and Cyrillic, for a set in a pattern."""
SMALL: Final = "a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĳĵķĸĺļľŀłńņňŉŋōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżžſœά-ώа-яё"
"""The small letters of Latin, Greek and Cyrillic, for a set in a pattern."""
NOTE_SIGNS: Final = "†‡①-⑳"
"""Signs that mark footnotes, besides stars, for a set in a pattern."""
QUOTES: Final = {"“": '”"', "«": "»", "„": "“”", "「": "」", '"': '"”'}
"""The marks that open quotations, each with those that may close them."""
RAISED: Final = "¹²³⁴⁵⁶⁷⁸⁹⁰†‡*"
"""Raised figures and signs that mark footnotes after a number."""
RULES: Final = "–—─━‾¯-"
"""The signs that rules are typed with, besides low lines."""
SEPARATORS: Final = ":–—−-"
"""Signs that may separate a designation from a title on its line."""


def stop_as_printed(stop: str, language: str) -> str:
    """Return a stop as a language prints it: ``；`` for a semicolon in Chinese."""
    return {"zh": "；：，。", "ar": "؛:،."}.get(language, STOPS)[STOPS.index(stop)]


def ending(text: str, end: int) -> str:
    """Return the last character of some words; the one before a square bracket, which draft texts put around words."""
    last = text[end - 1]
    return text[end - 2] if last == "]" and end > 1 and text[end - 2] in STOPS else last


# ---------------------------------------------------------------------- blanks


def past_blanks(text: str, position: int) -> int:
    """Return the offset of the next character that is not blank, or that of the end of the text."""
    while text[position : position + 1].isspace():
        position += 1
    return position


def without_blanks(text: str, end: int) -> int:
    """Return the end of a stretch without its trailing blanks; it must have a character that is not blank."""
    while text[end - 1].isspace():
        end -= 1
    return end


# ---------------------------------------------------------------------- letters and figures


def begins_small(text: str, start: int = 0) -> bool:
    """Return whether a small letter stands at a position; false in alphabets without capitals."""
    return text[start : start + 1].islower()


def begins_capital(text: str, start: int = 0) -> bool:
    """Return whether a capital stands at a position; false in alphabets without capitals."""
    return text[start : start + 1].isupper()


def is_in_word(letter: str) -> bool:
    """Return whether a letter may stand within a sentence.

    A small letter, or any letter of an alphabet without case.
    """
    return letter.isalpha() and not letter.isupper()


def may_begin_sentence(text: str, start: int = 0) -> bool:
    """Return whether a letter may begin a sentence: a capital, or any letter of an alphabet without case."""
    letter = text[start : start + 1]
    return letter.isalpha() and not letter.islower()


def is_in_capitals(text: str) -> bool:
    """Return whether some words have letters, and all of them are capitals."""
    return text.isupper()


def is_letter(text: str) -> bool:
    """Return whether some characters are all letters, of any alphabet; false for none."""
    return text.isalpha()


def is_number(text: str) -> bool:
    """Return whether some characters are all figures that ``int`` reads, as "①" and "²" are not; false for none."""
    return text.isdecimal()


def is_word_character(text: str) -> bool:
    """Return whether some characters are all letters and figures; false for none."""
    return text.isalnum()


def uncapitalized(line: str) -> str:
    """Return a possible heading with its capitals in small letters.

    Only the first letter or the first words in capitals change, or all of the heading (up to a colon), depending on
    what is in capitals. Each character keeps its offset; a line with a character whose small form has another length
    stays as it is.
    """
    word, blank, rest = line.partition(" ")
    head, colon, body = line.partition(COLON)
    if line[1:2].islower():  # as most are
        small = line[0].lower() + line[1:]
    elif head.isupper():
        small = head.lower() + colon + body
    elif word[1:].isupper():
        words = line.split(" ")
        first = next((place for place, each in enumerate(words) if not each.isupper()), len(words))
        small = " ".join((*map(str.lower, words[:first]), *words[first:]))
    else:
        small = (word.lower() if word.isupper() else word[:1].lower() + word[1:]) + blank + rest
    return small if len(small) == len(line) else line


# ---------------------------------------------------------------------- signs that mean the same

_SAME: Final = {
    "‐": "-",  # hyphens that look alike
    "‑": "-",
    "’": "'",
    "；": ";",
    "：": ":",
    "，": ",",
    "、": ",",
    "。": ".",
    "．": ".",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "／": "/",
    "؛": ";",
    "،": ",",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    **{chr(0xFF21 + place): chr(0x41 + place) for place in range(26)},
    **{chr(0xFF41 + place): chr(0x61 + place) for place in range(26)},
}
# Arabic: letters that copies confuse; vowel marks, which are treated like the sign that stretches a word; letters in
# their contextual forms, as in old files
ALIKE: Final = {"ا": "اأإآٱ", "ي": "يىی", "ك": "كک"}
"""Letters that stand for one another, by the intended letter."""
STRETCH: Final = "ـ"
"""The signs that may follow any Arabic letter without changing its meaning."""
VOWELS: Final = "".join(map(chr, (*range(0x064B, 0x0653), 0x0670)))
_SAME.update({letter: meant for meant, letters in ALIKE.items() for letter in letters if letter != meant})
_SAME.update(dict.fromkeys(VOWELS, STRETCH))
_SAME.update(
    {
        chr(code): _SAME.get(letter, letter)
        for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF))
        if len(letter := unicodedata.normalize("NFKC", chr(code))) == 1 and letter != chr(code)
    }
)
_ARABIC: Final = "\u0620-\u064a"
_STRETCHED: Final = regex(f"{STRETCH}++[\u0620-\u063f\u0641-\u064a][{_ARABIC}]*+")  # and the rest of the word
_SIGNS: Final = regex(f"[{re.escape(''.join(_SAME))}]")
_COMMON: Final = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \t\n\x1f.,;:()-"
_WIDE: Final = {ord(sign): same for sign, same in _SAME.items() if sign >= "\u3000"}  # full-width signs of Chinese

# Letters of other alphabets that look like Latin ones, and are typed for them in labels and numbers: "а)", "145А"
_LOOK_ALIKES: Final = str.maketrans("асеорхуіѕјАВЕКМНОРСТУХІЅЈ", "aceopxyisjABEKMHOPCTYXISJ")
_CAPITALS: Final = "АВЕКМНОРСТХ"
# ... in numbers: "145А", "С97/59", "СА30", "(С-2000)", "А/RES/31"; the short name of a conference is longer: "ВКР-27"
_IN_NUMBERS: Final = regex(  # begins with the letters, which makes the search fast
    rf"[{_CAPITALS}](?:(?<![^\W\d_].)(?:[{_CAPITALS}]?(?=\d|/[A-Z\d])|(?=-\d|\.\d))|(?<=\d.)[{_CAPITALS}]?(?![^\W\d_]))"
)


def as_latin(words: str) -> str:
    """Return a text with Latin letters in place of those that look like them; each character keeps its offset."""
    return words if words.isascii() else words.translate(_LOOK_ALIKES)


def is_stretched(letter: str) -> bool:
    """Return whether a letter may be stretched or have a vowel mark, as in Arabic."""
    return "\u0620" <= letter <= "\u064a" and letter != STRETCH


def without_stretches(word: str) -> str:
    """Return a word of a folded text without the signs that only stretch it."""
    return word if word.isascii() else word.replace(STRETCH, "")


def rare_signs(text: str) -> str:
    """Return the characters of a text without the letters and figures of ASCII, its stops and what parts words."""
    # in bytes, which is faster than looking at each character
    return text.encode("utf-8", "surrogatepass").translate(None, _COMMON).decode("utf-8", "surrogatepass")


def fold(text: str, signs: str | None = None) -> str:
    """Return a copy of a text in which equivalent signs are the same; each character keeps its offset.

    :param signs: its rare signs, if they are known.
    """
    if text.isascii():
        return text
    signs = rare_signs(text) if signs is None else signs
    for sign in {*_SIGNS.findall(signs)}:
        text = text.replace(sign, _SAME[sign])
    if STRETCH in text:
        text = _STRETCHED.sub(_stretched_at_its_end, text)
    if any(letter in signs for letter in _CAPITALS):
        text = _IN_NUMBERS.sub(lambda found: as_latin(found[0]), text)
    return text


def _stretched_at_its_end(word: re.Match[str]) -> str:
    return word[0].replace(STRETCH, "").ljust(len(word[0]), STRETCH)


def narrow(text: str) -> str:
    """Return a copy of a text with ASCII signs in place of full-width ones; each character keeps its offset."""
    return text if text.isascii() else text.translate(_WIDE)


def runs_on(sign: str) -> bool:
    """Return whether a sign has no blanks around it: a Chinese character, or full-width punctuation."""
    return "\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"


_WIDE_SIGNS: Final = regex("[\u3000-\u9fff\uff00-\uffef]+")
WIDE: Final = "\u4e00-\u9fff"
"""The characters of Chinese words, for a set in a pattern."""


def columns(line: str) -> int:
    """Return the width of a line in columns; a Chinese character takes two."""
    return len(line) if line.isascii() else 2 * len(line) - len(_WIDE_SIGNS.sub("", line))


_NUMERALS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_UNITS: Final = {"十": 10, "百": 100}
_CIRCLED: Final = {chr(0x2460 + place): place + 1 for place in range(20)}  # ① to ⑳
_ROMAN_NAMES: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMANS: Final = {chr(0x2160 + place): name for place, name in enumerate(_ROMAN_NAMES)}


def in_figures(number: str | None) -> str | None:
    """Return a Chinese numeral in figures: ``59`` for 五十九, ``3`` for ③; other numbers as they are.

    A Roman numeral of one character becomes Latin letters.
    """
    if not number or number.isascii():
        return number
    if number in _ROMANS:
        return _ROMANS[number]
    if number in _CIRCLED:
        return str(_CIRCLED[number])
    total = digit = 0
    for sign in number:
        if sign in _NUMERALS:
            digit = _NUMERALS[sign]
        elif sign in _UNITS:
            total += _UNITS[sign] * (digit or 1)
            digit = 0
        else:
            return number
    return str(total + digit)


def figures_like(number: int, like: str) -> str:
    """Return a number in the figures of another: 十二 like 三, ④ like ①, ٤ like ١.

    >>> figures_like(12, "三"), figures_like(4, "①"), figures_like(4, "1")
    ('十二', '④', '4')
    """
    if like.isascii() or not like:
        return str(number)
    if like[0] in _CIRCLED:
        return next((sign for sign, value in _CIRCLED.items() if value == number), str(number))
    if like[0] in _NUMERALS or like[0] in _UNITS:
        tens, units = divmod(number, 10)
        signs = [*_NUMERALS]
        return f"{signs[tens] if tens > 1 else ''}{'十' if tens else ''}{signs[units] if units or not tens else ''}"
    return "".join(chr(ord(like[0]) - int(like[0]) + int(figure)) for figure in str(number))


# ---------------------------------------------------------------------- directions

_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


def direction(language: str) -> str:
    """Return the direction in which the lines of a language run, as in HTML.

    >>> direction("ar"), direction("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


_RTL_LETTER: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_LTR_LETTER: Final = "[A-Za-z\u00c0-\u024f\u0370-\u058f]"
_RUNS_AGAINST: Final = {  # from the first to the last letter of the other direction
    "rtl": regex(rf"{_LTR_LETTER}(?:(?!{_RTL_LETTER}).)*(?<={_LTR_LETTER[:-1]}\d])", re.DOTALL),
    "ltr": regex(rf"{_RTL_LETTER}(?:(?!{_LTR_LETTER}).)*(?<={_RTL_LETTER})", re.DOTALL),
}


def stretches_by_direction(text: str, around: str) -> Iterator[tuple[str, str]]:
    """Return the stretches of a text that run in one direction; blanks, figures and signs follow the line.

    :param around: the direction of the line, ``rtl`` or ``ltr``.

    >>> list(stretches_by_direction("the word \u0642\u0631\u0627\u0631, twice", "ltr"))
    [('the word ', 'ltr'), ('\u0642\u0631\u0627\u0631', 'rtl'), (', twice', 'ltr')]
    """
    other = "ltr" if around == "rtl" else "rtl"
    done = 0
    for found in _RUNS_AGAINST[around].finditer(text):
        if found.start() > done:
            yield text[done : found.start()], around
        yield found[0], other
        done = found.end()
    if done < len(text):
        yield text[done:], around


# ---------------------------------------------------------------------- halves of characters

_HALF: Final = regex(r"[\ud800-\udfff]")


def halves(text: str) -> Iterator[re.Match[str]]:
    """Yield the surrogates of a text; only a wrongly decoded text has some."""
    return iter(()) if _is_whole(text) else _HALF.finditer(text)


def joined(text: str, lone: str = "surrogatepass") -> str:
    """Return a text with each pair of surrogates joined to one character; lone surrogates stay.

    :param lone: how they are decoded.
    """
    return text if _is_whole(text) else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", lone)


def writable(text: str) -> str:
    r"""Return a text that UTF-8 can encode: pairs of surrogates are joined, and lone ones become U+FFFD.

    >>> writable("half \ud835, whole \ud835\udc00") == "half \ufffd, whole \U0001d400"
    True
    """
    return joined(text, "replace")


def utf8(text: str) -> bytes:
    """Return a text in UTF-8, made :func:`writable`."""
    return writable(text).encode("utf-8")


def _is_whole(text: str) -> bool:
    """Return whether a text has no surrogates: encoding it is faster than searching it."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


# ----------------------------------------------------------------------
# Superscripts, subscripts and pictures in plain text.

_RAISED_SIGNS = "+\u2212-\u2013=()"
_RAISED = str.maketrans(
    f"0123456789{_RAISED_SIGNS}abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ªᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿºᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOWERED = str.maketrans(f"0123456789{_RAISED_SIGNS}aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_WORDED = re.compile(r"[^\W_]")
# 19th, Mme, 5bis, which are as clear on the line; and footnote marks in brackets
_ON_LINE = re.compile(r"[^\W\d_]{2,}\.?|[(\[]?\w{1,3}[)\]]")


def picture(description: str | None) -> str:
    """Return the text that replaces a picture.

    >>> picture("A map of the lake"), picture("")
    ('[picture: A map of the lake]', '[picture]')
    """
    words = " ".join((description or "").split())
    return f"[picture: {words}]" if words else "[picture]"


def raised(text: str) -> str:
    """Return words above the line as plain text.

    Two or more letters alone stay as they are: they end an ordinal number or an abbreviation.

    >>> raised("6"), raised("-3"), raised("n+1"), raised("th"), raised("x/2")
    ('⁶', '⁻³', 'ⁿ⁺¹', 'th', '^{x/2}')
    """
    return text if _ON_LINE.fullmatch(text.strip()) else _written(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Return words below the line as plain text.

    >>> lowered("2"), lowered("max"), lowered("dB")
    ('₂', 'ₘₐₓ', '_{dB}')
    """
    return _written(text, _LOWERED, "_")


def _written(text: str, twins: dict[int, int], sign: str) -> str:
    words = text.strip()
    made = words.translate(twins)
    if not words or (made == words and not _WORDED.search(words)):  # a footnote mark, or a sign such as ™
        return text
    twinned = all(ord(char) in twins for char in words)
    if not twinned and not (words.isascii() or (words.isalpha() and len(words) < 3)):
        return text
    start = text.index(words)
    return f"{text[:start]}{made if twinned else f'{sign}{{{words}}}'}{text[start + len(words) :]}"


# ----------------------------------------------------------------------
# Decides which hyphens at line ends were added there and are not part of the word.

HYPHENS = ("-", "\u2010")
_WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_LONGEST = 100  # characters of the longest word
_SHORTEST_HALF = 3  # letters behind an added hyphen: "stand-by" is no such word


@define
class Words:
    """The words of some lines, without the halves of words that a line end divides."""

    lines: Iterable[str]
    known: set[str] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        broken = False
        for line in self.lines:
            found = _WORD.findall(line.casefold())
            ends_broken = line.endswith(HYPHENS)
            whole = found[broken : len(found) - ends_broken]
            self.known.update(whole, *(word.split("-") for word in whole if "-" in word))
            broken = ends_broken

    def is_added(self, line: str, following: str, surely: bool = False) -> bool:
        """Return whether the hyphen at the end of a line was added there.

        It was if the whole word occurs elsewhere in the lines, or if neither of its halves does.

        :param surely: whether only a whole word counts.
        """
        begun = _LAST_WORD.search(line[-_LONGEST:-1])
        rest = _WORD.match(following.casefold())
        if not (line.endswith(HYPHENS) and begun and rest and following[:1].islower()):
            return False
        halves = (begun[0].casefold(), rest[0])
        if "".join(halves) in self.known or surely:
            return "".join(halves) in self.known
        return len(rest[0]) >= _SHORTEST_HALF and not any(half in self.known for half in halves)

    def join(self, lines: Iterable[str]) -> str:
        """Return lines joined to one."""
        text = ""
        for line in lines:
            if self.is_added(text, line):
                text = text[:-1]
            elif text and not (text.endswith(HYPHENS) and text[-2:-1].isalpha() and line[:1].islower()):
                text += " "
            text += line
        return text


def added_hyphens(text: str, wraps: Iterable[tuple[int, int]], typeset: bool = False) -> list[tuple[int, int]]:
    """Return the hyphens that were added at line ends, each with what stands behind it up to the next line.

    A program that wraps lines parts words at hyphens of their own ("stand-" / "by"), and adds none. So a hyphen of
    which only the halves tell ("recom-" / "mendations") was added if most hyphens at the line ends of the text were.

    :param wraps: where each line ends that goes on in the next one, and where that begins, in order.
    :param typeset: whether the lines are known to be those of a typesetter.
    """
    ends = [(end - 1, start) for end, start in wraps if text[end - 1] in HYPHENS]
    words = Words(text.split("\n") if ends else ())
    halves = [(text[max(end - _LONGEST, 0) : end + 1], text[start : start + _LONGEST]) for end, start in ends]
    added = [*compress(ends, starmap(words.is_added, halves))]
    if typeset or (len(added) > 1 and 3 * len(added) >= 2 * len(ends)):
        return added
    return [*compress(ends, (words.is_added(*each, surely=True) for each in halves))]


# ----------------------------------------------------------------------
# The codes of languages, of one that is to be detected and of several; and what texts are read with.

NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "zh": "Chinese",
}
"""The languages of the ITU and those that have no grammar, by code."""
ANY = "auto"
"""Used in place of a code if the language is to be detected."""
SEVERAL = "mul"
"""The code of ISO 639-2 for a document in several languages."""


class Code(str):
    """The code of a language that a parser with own grammars or rules reads. It is equal to the code alone.

    Each setting has a subclass, so that caches of functions of a language, which are ``typed``, keep settings apart.
    """

    __slots__ = ()
    setting: ClassVar[Setting]

    def __reduce__(self) -> tuple[Any, ...]:
        return bound, (str(self), self.setting)


class Setting:
    """What texts are read with besides the grammars of the package: own grammar files, and own rules of the parser."""

    def __init__(self, grammars: tuple[tuple[str, str], ...], rules: tuple[Any, ...] | None) -> None:
        self.grammars: Mapping[str, str] = dict(grammars)
        """The text of the own file of each language."""
        self.rules = rules
        """All rules of the parser, in order; ``None`` for those of the package."""
        self.code = type("Code", (Code,), {"setting": self, "__slots__": ()})

    def __reduce__(self) -> tuple[Any, ...]:
        return setting, (tuple(self.grammars.items()), self.rules)


@cache
def setting(grammars: tuple[tuple[str, str], ...], rules: tuple[Any, ...] | None) -> Setting:
    """Return a setting; what comes back from another process is the same object."""
    return Setting(grammars, rules)


def bound(code: str, to: object) -> str:
    """Return the code of a language with a setting, or with that of another code."""
    known = to if isinstance(to, Setting) else getattr(to, "setting", None)
    return known.code(code) if known is not None else code


def own_grammars(code: str) -> Mapping[str, str]:
    """Return the texts of the own grammar files that a code carries, by language."""
    return code.setting.grammars if isinstance(code, Code) else {}
