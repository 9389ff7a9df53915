"""In which language a text is, by its letters and its small words; and where in a volume another begins.

Small words tell a language wherever one looks: ``KNOWN_BY`` of each grammar has some.  Stretches of a text are looked
at, here and there, so that this costs little beside parsing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from itu_texts.language.grammar import Surface, known_by, languages, surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import fold, has_sign_of, in_small, is_word_character

__all__ = ["Stretch", "detect", "language_of_script", "other_language", "stretches"]

_DEFAULT = "en"
_LETTER = regex(r"[^\W\d_]")
_SCRIPTS = {
    "ar": bytes((0x06, *range(0xFB, 0xFF))),
    "ru": bytes((0x04,)),
    "zh": bytes(range(0x34, 0xA0)),
}
"""The blocks of Unicode (the first byte of a character in UTF-16) with the letters of languages that have their own."""
_LINES = 300  # that are looked at
_OTHERS = bytes((*range(0xD0, 0xD4), *range(0xD8, 0xDC), *range(0xE3, 0xEA), 0xEF))  # with which those begin in UTF-8
_CLEAR = 2  # what tells a language where small words do not
_NAMING = frozenset(("DESIGNATION", "CAPITAL_DESIGNATION", "DRAFT_DESIGNATION", "ANNEX", "TITLED_ANNEX", "REASONS"))
_NO_LETTERS = frozenset[str]()
_ACCENTS = {"es": frozenset("áéíñóú"), "fr": frozenset("àâçéèêëîïôœùû")}
"""The letters with accents of languages that have some."""
_LETTERS = 8  # that tell a language where no word does
_FEW = 2  # lines with the words of another language, that are enough
_LONGEST = 320  # characters, of a heading
_SAMPLE = 250  # characters that are looked at ...
_STEP = 1000  # ... in each so many
_ENOUGH = 3  # small words in a sample
_FIRST_WORDS = 3  # of a language, that are looked for first
_SHORT = 4000  # characters of a text of which all is looked at


class Stretch(NamedTuple):
    """A part of a text that is in one language."""

    start: int
    end: int
    language: str


def detect(text: str) -> tuple[str, ...]:
    """The codes of the languages that parts of a text are in, that of most of it first; English if none is clear."""
    found = Counter(filter(None, map(_spoken, _samples(text))))
    if len(found) == 1:
        return (*found,)
    if not found and (whole := _spoken(text[:_SHORT])):
        return (whole,)
    if not found:
        return (_by_letters(text) or _by_forms(text) or _DEFAULT,)
    return tuple(code for code, _ in found.most_common())


def stretches(text: str, codes: Sequence[str]) -> list[Stretch]:
    """The stretches of a text in one language each: a text of a volume, or several one after the other.

    :param codes: of the languages that it may be in, the first for what tells none.
    """
    known = [code for code in codes if code in languages()]
    begins = {0, *(_with_marker(text, begin, code) for code in known for begin in _texts(text, code))}
    found: list[Stretch] = []
    for start, end in zip(sorted(begins), [*sorted(begins)[1:], len(text)], strict=True):
        code = _of_stretch(text[start:end], codes) or (found[-1].language if found else codes[0])
        if found and found[-1].language == code:
            start = found.pop().start
        found.append(Stretch(start, end, code))
    return found


def _samples(text: str) -> Iterator[str]:
    for start in range(0, len(text), _STEP if len(text) > _SHORT else _SAMPLE):
        yield text[start : start + _SAMPLE]


def _spoken(sample: str) -> str:
    """The language that a sample is in; empty if that is not clear."""
    if sum(map(sample.count, _commonest())) >= _ENOUGH:  # the other languages need not be asked for
        return _DEFAULT
    script = "" if sample.isascii() or not has_sign_of(sample, _OTHERS) else language_of_script(sample)
    if script:
        return script
    first, second, *_ = sorted(_counts(sample), reverse=True)
    return first[1] if first[0] >= _ENOUGH and first[0] > second[0] else ""


def _counts(sample: str) -> Iterator[tuple[int, str]]:
    """How many small words of each language stand in a sample."""
    shown = f" {sample} ".replace("\n", " ").lower()
    there = {*shown.split(" ")}
    for code, words in _words().items():
        yield sum([shown.count(f" {word} ") for word in words if word in there]), code


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {code: words for code in languages() if (words := known_by(code))}


@cache
def _commonest() -> tuple[str, ...]:
    """The first small words of the most common language, which no other has, with the blanks around them."""
    return tuple(f" {word} " for word in _words()[_DEFAULT][:_FIRST_WORDS])


def _of_stretch(text: str, codes: Sequence[str]) -> str:
    """The language of most samples of a stretch, of some; all of it is looked at where they do not tell."""
    for samples in (_samples(text), (text[start : start + _SHORT] for start in range(0, len(text), _SHORT))):
        found = Counter(code for code in map(_spoken, samples) if code in codes)
        if found:
            return found.most_common(1)[0][0]
    return ""


def _texts(text: str, code: str) -> Iterator[int]:
    """Where the lines begin that name a text in some language."""
    for named in surface(code).words["TEXT_BEGINS"].finditer(fold(text)):
        yield named.start() + 1


def _with_marker(text: str, begin: int, code: str) -> int:
    """Where the amendment marker above a text begins, if there is one; else where the text does."""
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    line = text[above : begin - 1].strip()
    words = surface(code).words
    marked = line and any(words[name].fullmatch(line) for name in ("PROPOSAL_LAST", "AMENDMENT", "PROPOSAL_FIRST"))
    return above if marked else begin


def _by_letters(text: str) -> str:
    """The language of the few letters that tell one, in a text of little else than labels and numbers."""
    found = _letters_of_scripts(text[:_SHORT])
    best = max(found, key=lambda code: found[code])
    return best if found[best] >= _LETTERS else ""


def _by_forms(text: str) -> str:
    """The language of the lines of a text that has too few small words; empty if none is clear.

    Names of texts and annexes, formulas and headings count, and what small words there are.
    """
    lines = _first_lines(text[: _LINES * _LONGEST])
    if not _LETTER.search(text):
        return ""
    words = {code: count for count, code in _counts(text[:_SHORT])}
    found = {code: _told(lines, code, words.get(code, 0)) for code in languages() if code not in _SCRIPTS}
    best, second = sorted(found, key=lambda code: found[code], reverse=True)[:2]
    return best if found[best] >= _CLEAR and found[best] > found[second] else ""


def _told(lines: list[str], code: str, words: int) -> int:
    """How much tells that lines are in a language."""
    forms = sum(_tells(line, code) + _names_a_kind(line, code) for line in lines)
    accents = bool(forms) and not _ACCENTS.get(code, _NO_LETTERS).isdisjoint("".join(lines).lower())
    return forms + accents + (2 * words if code == _DEFAULT else words)


def _names_a_kind(line: str, code: str) -> bool:
    """Whether a word of a line is that of a language for a kind of text."""
    found = surface(code).words["ANY_KIND"].finditer(line)
    return any(len(kind[0]) > 1 and not is_word_character(line[: kind.start()][-1:]) for kind in found)


def _tells(line: str, code: str) -> int:
    """How much the form of a line tells that it is in a language."""
    known = surface(code)
    form = known.line.match(line)
    if form is not None and form.lastgroup == "FORMULA":
        return _CLEAR
    small = in_small(line)
    verb = known.words["verb"].match(small)
    if verb is not None and known.rest[verb.lastgroup or ""].match(small, verb.end()) is not None:
        in_default = surface(_DEFAULT).words["verb"].fullmatch(f"{verb[0]}s")  # "charge", "invite"
        return _CLEAR if in_default is None else 1
    return int(form is not None and form.lastgroup in _NAMING)


def _first_lines(text: str) -> list[str]:
    nonblank = (line.strip()[:_LONGEST] for line in fold(text).split("\n") if line.strip())
    return [*islice(nonblank, _LINES)]


def other_language(text: str, language: str) -> str | None:
    """The code of the language that a text is in, by its letters, or its formula and clause headings.

    ``None`` if none is clear.

    :param language: the code of that in which the text was read and had no clause.
    """
    lines = _first_lines(text)
    script = language_of_script("".join(lines))
    if script and script != language:
        return script
    if len(lines) < _FEW or {*filter(None, map(_spoken, _samples(text)))} == {language}:
        return None
    found = {other: _opened(lines, surface(other)) for other in languages() if other != language}
    best = max(found, key=lambda other: found[other], default=language)
    if best == language or found[best] < max(_FEW, 2 * _opened(lines, surface(language))):
        return None
    return best


def language_of_script(sample: str) -> str:
    """The language that a text is in by its letters, where most are of a script that only one language here has."""
    found = _letters_of_scripts(sample)
    best = max(found, key=lambda code: found[code])
    return best if found[best] and 2 * found[best] > sum(map(str.isalpha, sample)) else ""


def _letters_of_scripts(text: str) -> dict[str, int]:
    """How many characters of the script of each language stand in a text."""
    blocks = text.encode("utf-16-be", "surrogatepass")[::2]
    return {code: len(blocks) - len(blocks.translate(None, script)) for code, script in _SCRIPTS.items()}


def _opened(lines: list[str], words: Surface) -> int:
    """How many lines begin with the words of a language: a formula, or the heading of a clause."""
    count = 0
    for line in lines:
        form = words.line.match(line)
        if form is not None and form.lastgroup == "FORMULA":
            count += 1
            continue
        small = in_small(line)
        verb = words.words["verb"].match(small)
        count += verb is not None and words.rest[verb.lastgroup or ""].match(small, verb.end()) is not None
    return count
