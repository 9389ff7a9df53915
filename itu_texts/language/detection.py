"""Language detection, by letters and common words, for a text and for each text of a volume.

The terminal ``KNOWN_BY`` of each grammar lists common words that distinguish its language. Only samples of a text are
examined, so detection takes little time compared to parsing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from itu_texts.language.grammar import known_by, known_without_grammar, lang_of, languages
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    ANY,
    COLON,
    COMMA,
    FULL_STOP,
    SEMICOLON,
    bound,
    fold,
    is_word_character,
    rare_signs,
    uncapitalized,
)

DEFAULT = "en"
_LETTER = regex(r"[^\W\d_]")
_SCRIPTS = {
    "ar": bytes((0x06, *range(0xFB, 0xFF))),
    "ru": bytes((0x04,)),
    "zh": bytes(range(0x34, 0xA0)),
}
"""The Unicode blocks (first byte of a character in UTF-16) of the scripts that only one language uses."""
_ACCENTS = {"es": frozenset("áéíñóú"), "fr": frozenset("àâçéèêëîïôœùû")}
"""The accented letters of languages that have some."""
_NAMING = frozenset(("DESIGNATION", "CAPITAL_DESIGNATION", "DRAFT_DESIGNATION", "ANNEX", "TITLED_ANNEX", "REASONS"))
_CLEAR = 2  # weight that shows a language where common words do not
_LETTERS = 8  # letters that show a language where no word does
_FEW = 2  # different words of another language, or lines with some, that suffice
_ENOUGH = 3  # common words that decide in a sample
_FIRST_WORDS = 3  # common words of a language that are sought first
_SAMPLE = 250  # characters of a sample ...
_STEP = 1000  # ... one in each stretch of this many
_SHORT = 4000  # characters; a shorter text is examined as a whole
_FEW_SAMPLES = 20_000  # characters; a shorter text may have a second language between its samples
_LINES = 300  # lines that are examined
_LONGEST = 320  # characters of a heading
_ABOVE = 24  # lines of a cover, a number and a title above a formula


class Stretch(NamedTuple):
    """A part of a text that is in one language."""

    start: int
    end: int
    language: str


def detect(text: str, code: str = ANY) -> tuple[str, ...]:
    """Return the codes of the languages of a text, that of the largest part first; English if none is clear.

    :param code: a code whose setting may have more languages.
    """
    return tuple(bound(each, code) for each in _told(text, code) or (DEFAULT,))


def _told(text: str, code: str) -> list[str]:
    """Return the languages of a text, that of the largest part first; none if none is clear.

    They are those of its samples; if no sample is clear, that of its first part, its few letters, or its lines.
    """
    found = Counter(filter(None, (_spoken(sample, code) for sample in _samples(text))))
    if len(found) == 1:
        return [*found]
    # a sample has few words that two languages share
    first = _spoken(text[:_SHORT], code) if not found or len(text) <= _SHORT else ""
    if not found:
        script, letters = _commonest_script(text[:_SHORT])
        first = first or (script if letters >= _LETTERS else _by_forms(text, code))
        return [first] if first else []
    return sorted(found, key=lambda each: (each == first, found[each]), reverse=True)


def possible(text: str, code: str = ANY) -> tuple[str, ...]:
    """Return the codes of the languages that a text or a part of it may be in, that of the largest part first.

    Besides those of its samples, they are those of which a short text has some words, letters or beginnings of texts.
    """
    first, *more = detect(text, code)
    if more or len(text) > _FEW_SAMPLES:
        return first, *more
    known = _languages_of_words(code)
    different = known.keys() & text.lower().split()
    words = Counter(chain.from_iterable(known[word] for word in different if first not in known[word]))
    letters = _letters_of_scripts(text)
    begun = f"\n{text}" if len(text) <= _STEP else ""

    def may_be(other: str) -> bool:
        if other in _SCRIPTS:
            return letters.get(other, 0) >= _LETTERS
        return words[other] >= _FEW or (begun != "" and next(_texts(begun, other), None) is not None)

    return first, *(each for each in languages(code) if each != first and may_be(each))


def stretches(text: str, codes: Sequence[str]) -> list[Stretch]:
    """Return the stretches of a text that are in one language each: one text of a volume, or several consecutive ones.

    :param codes: the possible languages; the first is used for stretches whose language is not clear.
    """
    known = [code for code in codes if code in languages(code)]
    begins = {0, *(_with_marker(text, begin, code) for code in known for begin in _texts(text, code))}
    found: list[Stretch] = []
    for start, end in zip(sorted(begins), [*sorted(begins)[1:], len(text)], strict=True):
        before = found[-1].language if found else codes[0]
        code = next((each for each in _told(text[start:end], codes[0]) if each in codes), before)
        if found and found[-1].language == code:
            start = found.pop().start
        found.append(Stretch(start, end, bound(code, codes[0])))
    return found


def other_language(text: str, language: str) -> str | None:
    """Return the language of a text without clauses in the language that was tried; ``None`` if no other is clear.

    :param language: the code of the language in which the text was read.
    """
    told = _told(text, language)
    return told[0] if told and language not in told else None


# ---------------------------------------------------------------------- common words


def _samples(text: str) -> Iterator[str]:
    for start in range(0, len(text), _STEP if len(text) > _SHORT else _SAMPLE):
        yield text[start : start + _SAMPLE]


def _spoken(sample: str, code: str) -> str:
    """Return the language of a sample; an empty string if it is not clear."""
    script, letters = _commonest_script(sample)
    if letters and 2 * letters > sum(map(str.isalpha, sample)):
        return script
    if sum(map(sample.count, _commonest(code))) >= _ENOUGH:  # no other language needs to be tried
        return DEFAULT
    counts = _counts(sample, code)
    first = max(counts, key=counts.__getitem__, default="")
    count = counts.pop(first, 0)
    return first if count >= _ENOUGH and count > max(counts.values(), default=0) else ""


def _counts(sample: str, code: str) -> Counter[str]:
    """Count the common words of each language in a sample."""
    words = sample.replace("\n", " ").lower().split(" ")
    return Counter(chain.from_iterable(filter(None, map(_languages_of_words(code).get, words))))


@lru_cache(maxsize=None, typed=True)
def _languages_of_words(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return the common words, each with the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    words = {**known_without_grammar(), **{language: known_by(language) for language in languages(code)}}
    for language, known in words.items():
        for word in known:
            found[word] = (*found.get(word, ()), language)
    return found


@lru_cache(maxsize=None, typed=True)
def _commonest(code: str) -> tuple[str, ...]:
    """Return the first common words of the most frequent language that no other language has, between blanks."""
    known = _languages_of_words(code)
    return tuple(f" {word} " for word in known_by(bound(DEFAULT, code))[:_FIRST_WORDS] if len(known[word]) == 1)


# ---------------------------------------------------------------------- stretches


def _texts(text: str, code: str) -> Iterator[int]:
    """Yield the offsets of the lines with which a text begins in some language, in any order."""
    patterns, folded = lang_of(code).patterns, fold(text)
    yield from (named.start() + 1 for named in patterns.TEXT_BEGINS.finditer(folded))
    yield from (_front(folded, formula.start(), code) for formula in patterns.ASSEMBLY_OPENS.finditer(folded))


def _front(text: str, formula: int, code: str) -> int:
    """Return where the front above the formula of an assembly begins, behind the last sentence of another text.

    It is the number and the title, "79/999. Lighthouses", or the lines of a cover, "United Nations", "A/RES/79/999".
    """
    others = [lang_of(other).patterns.CLOSING_LINE for other in languages(code) if other != code]
    begin = text.rfind("\n", 0, formula) + 1
    for _ in range(_ABOVE):
        above, line = _line_above(text, begin)
        closes = line[:1] != "[" and any(each.fullmatch(line) for each in others)
        if above == begin or (line and (line[-1] in (SEMICOLON, COLON, FULL_STOP) or closes)):
            break
        begin = above
    return begin


def _with_marker(text: str, begin: int, code: str) -> int:
    """Return the offset of the amendment marker above a text, if there is one; otherwise the offset of the text."""
    above, line = _line_above(text, begin)
    patterns = lang_of(code).patterns
    forms = (patterns.PROPOSAL_LAST, patterns.AMENDMENT, patterns.PROPOSAL_FIRST)
    return above if line and any(form.fullmatch(line) for form in forms) else begin


def _line_above(text: str, begin: int) -> tuple[int, str]:
    """Return the line above a line: where it begins, and its words."""
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    return above, text[above : begin - 1].strip()


# ---------------------------------------------------------------------- letters


def _commonest_script(text: str) -> tuple[str, int]:
    """Return the language to whose script most letters of a text belong, and how many do."""
    return max(_letters_of_scripts(text).items(), key=lambda found: found[1])


def _letters_of_scripts(text: str) -> dict[str, int]:
    """Count the characters in the script of each language."""
    blocks = rare_signs(text).encode("utf-16-be", "surrogatepass")[::2]
    return {code: len(blocks) - len(blocks.translate(None, script)) for code, script in _SCRIPTS.items()}


# ---------------------------------------------------------------------- forms of lines


def _by_forms(text: str, code: str) -> str:
    """Return the language of the lines of a text that has too few common words; an empty string if it is not clear.

    Names of texts and annexes, formulas, headings, accents and common words are counted.
    """
    lines = [line.strip()[:_LONGEST] for line in fold(text[: _LINES * _LONGEST]).split("\n") if line.strip()][:_LINES]
    if not _LETTER.search(text):
        return ""
    words, letters = _counts(text[:_SHORT], code), "".join(lines).lower()
    found = Counter[str]()
    for each in (each for each in languages(code) if each not in _SCRIPTS):
        forms = sum(_weight(line, each) for line in lines)
        has_accents = forms > 0 and not _ACCENTS.get(each, frozenset[str]()).isdisjoint(letters)
        found[each] = forms + has_accents + words[each] * (2 if each == DEFAULT else 1)
    (best, most), (_, second), *_ = found.most_common()
    return best if most >= _CLEAR and most > second else ""


def _weight(line: str, code: str) -> int:
    """Return the weight of the evidence that the form of a line gives for a language, and a kind of text in it."""
    lang = lang_of(code)
    kinds = (kind for kind in lang.patterns.ANY_KIND.finditer(line) if len(kind[0]) > 1)
    names_a_kind = any(not is_word_character(line[: kind.start()][-1:]) for kind in kinds)
    form = lang.line.of(line)
    if form == "FORMULA" or lang.concept(line.rstrip(f"{COMMA}{COLON} "), "ADOPTS"):
        return names_a_kind + _CLEAR
    small = uncapitalized(line)
    verb = lang.patterns.verb.match(small)
    if verb is not None and lang.rest(verb.lastgroup or "").match(small, verb.end()):
        in_default = lang_of(bound(DEFAULT, code)).patterns.verb.fullmatch(f"{verb[0]}s")  # "charge", "invite"
        return names_a_kind + (_CLEAR if in_default is None else 1)
    return names_a_kind + (form in _NAMING)
