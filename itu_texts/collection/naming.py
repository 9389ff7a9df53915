"""What people mean by the words with which they ask for a text, a treaty, or a part of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial, reduce
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from itu_texts.analysis.references import Reference, references
from itu_texts.analysis.tasks import asked_for
from itu_texts.analysis.works import columns_of, identifier_of, name_of_treaty
from itu_texts.api import parse
from itu_texts.errors import IdentifierError, InputError, MissingExtraError
from itu_texts.formats.loading import load
from itu_texts.language.grammar import lang_of, languages
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import NAMES, fold
from itu_texts.tree.nodes.blocks import KINDS

if TYPE_CHECKING:
    from itu_texts.collection.collection import Collection

_ABBREVIATED = re.compile(r"\b(Res|Rec|Dec|Art|App|Nos?)\.? ?(?=\d|[A-Z]+[-.])", re.IGNORECASE)
# "Res. 167 pp": the body behind the number
_OF_BODY = re.compile(r"(?P<text>.*\d\S*),? \(?(?P<body>[A-Za-z][A-Za-z-]+)\)?$")
# "Res 131 Dubai", "Resolution 75 Rev. 2018": words of the mark of an edition behind the number
_WITH_MARK = re.compile(r"(?P<text>\D*\d[^\s,]*),? (?P<mark>.+)")
_SAYS_MORE = re.compile(r"\w{4}|[\dA-Z(]")  # beside what is found; not "of the", "der"
_ALONE = {
    re.compile(r"[\d/]+(?: ?[A-Z])?(?: \(\d{4}\))?"): "Resolution",
    re.compile(r"\d+\.\d+[A-Z]*"): "No.",
    re.compile(r"[A-Z]\.\d[-\d.]*"): "Recommendation",
}
"""The kind of what has a number alone, by the form of the number: ``75/25``, ``5.340``, ``P.530-18``."""
_INITIALS = {
    "GA": "General Assembly", "SC": "Security Council", "HRC": "Human Rights Council", "RR": "Radio Regulations",
}  # fmt: skip
_REGULATIONS = "rr"
_GAPS = re.compile(r"[\W_]+")
_LISTED = 12  # values that an error names
_OF_REGULATIONS = frozenset(("article", "provision", "appendix"))
# The columns of a name from an answer: works and cited texts may have bodies and numbers that identifiers do not, as
# "Resolution 2665 (XX)" has
_NAMED = """
SELECT kind, number, sector, body FROM works WHERE name = :name
UNION SELECT kind, number, sector, body FROM texts WHERE identifier = :name
UNION SELECT kind, number, sector, body FROM cited WHERE identifier = :name
LIMIT 1
"""
_EDITIONS = """
SELECT DISTINCT identifier FROM texts
WHERE kind = :kind AND number IS :number AND may_be(body, sector, :body, :sector) ORDER BY identifier
"""


class Asked(NamedTuple):
    """A text by its identifier, or an instrument or a part of one."""

    identifier: Identifier | None
    kind: str = "text"
    """The kind of the reference: ``text``, ``instrument``, ``article``, ``provision`` ..."""
    number: str | None = None
    instrument: str | None = None


def asked_of(acts: Collection, words: str | Identifier) -> Asked:
    """Return what some words mean: an identifier, a name in an answer, or words as people write them.

    :raises IdentifierError: if they mean nothing of that.
    :raises InputError: if they may mean several editions.
    """
    try:
        return Asked(identifier_of(words))
    except IdentifierError:
        if not isinstance(words, str):
            raise
        for kind, number, sector, body in acts.rows(_NAMED, {"name": words}):
            return Asked(Identifier(kind=kind, number=number.upper() if number else None, sector=sector, body=body))
        found = asked(words) or _of_mark(acts, words)
        if found is None:
            raise
        return found


def _of_mark(acts: Collection, words: str) -> Asked | None:
    """Return the edition whose mark has the words that stand behind a number; ``None`` if none has.

    :raises InputError: if several have.
    """
    found = _WITH_MARK.fullmatch(words.strip())
    text = asked(found["text"]) if found is not None else None
    if found is None or text is None or text.identifier is None:
        return None
    mark = {*tokens_of(found["mark"])}
    names = (name for (name,) in acts.rows(_EDITIONS, columns_of(text.identifier)._asdict()))
    there = [name for name in names if mark and mark <= {*tokens_of(name)}]
    if len(there) > 1:
        raise InputError(f"{words} may be several texts: {', '.join(there)}")
    return Asked(identifier_of(there[0])) if there else None


def identifier_in(acts: Collection, words: str | Identifier) -> Identifier:
    """Return the identifier of the text that some words mean.

    :raises IdentifierError: if they mean none.
    """
    found = asked_of(acts, words).identifier
    if found is None:
        raise IdentifierError(f"not the identifier of a text: {words!r:.40}")
    return found


def asked(words: str) -> Asked | None:
    """Return what some words mean, as people write them: with other stops, without the kind, as in a sentence.

    :returns: ``None`` if they mean neither a text nor an instrument or a part of one, or several.

    >>> [(str(each.identifier), *each[1:]) for each in map(asked, ("Res 167", "Art. 22 of the Radio Regulations"))]
    [('Resolution 167', 'text', None, None), ('None', 'article', '22', 'Radio Regulations')]
    """
    for printed in as_printed(words):
        try:
            return Asked(identifier_of(printed))
        except IdentifierError:
            cited = [*references(parse(f"see {printed}", language="en"))]
            left = reduce(lambda rest, each: rest.replace(each.text, "", 1), cited, printed)
        if _SAYS_MORE.search(left) or any(each.identifier and each.kind != "text" for each in cited):
            continue  # "resolves 2 of Resolution 7" is a place
        named = next((instrument_of(each) for each in cited if each.kind == "instrument"), None)  # "Article 5 RR"
        found = [
            Asked(each.identifier, str(each.kind), each.number, instrument_of(each) or named)
            for each in sorted(cited, key=lambda each: each.kind == "instrument")  # "RR No. 5.340" is the provision
        ]
        if found and all(each == found[0] for each in found if each.kind == found[0].kind):  # not "Resolutions 7 and 9"
            return found[0]
    return None


def as_printed(words: str) -> Iterator[str]:
    """Yield words in forms that texts have: ``Res. 167``, ``General Assembly resolution 75/25``.

    >>> [*as_printed("resolves 2 of res 167 pp")]
    ['resolves 2 of Res. 167 (PP)', 'resolves 2 of Res. 167 pp']
    """
    said = _ABBREVIATED.sub(lambda found: f"{found[1].capitalize()}. ", words.strip())
    for behind in _OF_BODY.finditer(said):
        yield from (f"{behind['text']} ({body.replace('_', '-')})" for body in asked_for(behind["body"]))
    first, _, rest = said.partition(" ")
    who = _INITIALS.get(first.upper().removeprefix("UN"), first)
    yield f"{who} {rest}".strip()
    for form, kind in _ALONE.items():
        if form.fullmatch(said.upper()):
            yield f"{kind} {said.upper()}"
        elif who != first and form.fullmatch(rest.upper()):  # "GA 75/25", "RR 5.340"
            yield f"{who} {kind} {rest.upper()}"


def instrument_of(reference: Reference, *, of_radio: bool = False) -> str | None:
    """Return the instrument that is cited, or of which a part is; a treaty of the Union has its English name.

    :param of_radio: whether a text of a radio conference cites, whose articles, provisions and appendices are those of
        the Radio Regulations where no words say otherwise.
    """
    whole = reference
    while whole.of is not None and whole.group is not None and whole.of.group == whole.group:  # a member of a list
        whole = whole.of
    is_alone = whole.of is None and reference.target is None and reference.identifier is None
    treaty = reference.treaty
    if of_radio and is_alone and not reference.instrument and reference.kind in _OF_REGULATIONS:
        treaty = _REGULATIONS
    return name_of_treaty(treaty) if treaty else reference.instrument or None


# ---------------------------------------------------------------------- languages, kinds and bodies


def value_in(acts: Collection, column: str, asked: str | None) -> str | None:
    """Return the value of ``language``, ``kind`` or ``body`` of texts that is asked for; ``None`` for all.

    :raises InputError: if nothing is called so.
    """
    there = f"SELECT DISTINCT {column} FROM texts WHERE {column} IS NOT NULL AND kind <> 'none'"
    return None if asked is None else meant(column, asked, lambda: [value for (value,) in acts.rows(there)])


def meant(column: str, asked: str, there: Callable[[], Iterable[str]]) -> str:
    """Return the language, the kind or the body of texts that people ask for by its code or by a name.

    A kind may be in the plural, and a kind and a body may have their names in any language.

    :param column: ``language``, ``kind`` or ``body``.
    :param there: returns the values that the texts have.
    :raises InputError: if nothing is called so; the error names the values that are there.

    >>> meant("language", "English", list), meant("kind", "Technical papers", list), meant("body", "wrc", list)
    ('en', 'technical_paper', 'WRC')
    """
    wanted = _plain(asked)
    names: dict[str, str] = {}
    if column == "language":
        names = {_plain(each): code for code, name in NAMES.items() for each in (code, name)}
    elif column == "kind":
        names = {_plain(kind): kind for kind in KINDS}
    if wanted in names:
        return names[wanted]
    values = sorted({*there()}, key=lambda value: (" " in value, value))
    others: Iterable[str] = ()
    if column == "kind":
        others = (lang_of(code).concept(asked, "KIND", "KINDS").lower() for code in languages())
    elif column == "body":
        others = sorted(
            (each.replace("_", "-") for each in asked_for(asked)), key=lambda body: (body not in values, body)
        )
    known = {_plain(value): value for value in values}
    found = known.get(wanted) or next(filter(None, others), "")
    if not found:
        some = ", ".join(values[:_LISTED]) + (" ..." if len(values) > _LISTED else "")
        raise InputError(f"no {column} of texts is called {asked!r:.40}; there are: {some}")
    return found


def _plain(name: str) -> str:
    """Return a name without capitals, gaps and plurals: ``implementers_guide`` and ``Implementers' guides`` are one."""
    return "".join(word.rstrip("s") for word in _GAPS.split(name.casefold()))


# ----------------------------------------------------------------------
# The words of a question, and the forms of a word, as terms of FTS5.

TOKENS = "unicode61 remove_diacritics 2"
"""The tokenizer, which decides what a word is and which words are equal."""
PARTED = "\u200b"
"""A blank without width, which no word contains, beside each character of Chinese."""

_WORD = re.compile("[\u3400-\u9fff\uf900-\ufaff]+|[^\\W_\u3400-\u9fff\uf900-\ufaff]+")
_ASKED = re.compile(f"{_WORD.pattern}(?:(?<=\\w{{2}})\\*)?")
_CHARACTER = re.compile("([\u3400-\u9fff\uf900-\ufaff])")
ONE_FORM = 3  # letters of a word that is sought as it is
_SHORT = 4  # letters of a word that has no other forms without stemmers; of longer ones the first letters are sought
_ENDING = 3  # letters
_LEAST = 3  # letters that all forms of a word share
_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}


def apart(words: str) -> str:
    r"""Return words for the index: Chinese, which has no blanks, is split into characters.

    >>> apart("boats 渡船")
    'boats \u200b渡\u200b\u200b船\u200b'
    """
    return words if words.isascii() else _CHARACTER.sub(f"{PARTED}\\1{PARTED}", words)


def words_of(question: str) -> list[str]:
    """Return the words of a question, as the index has them, each once; of Chinese each character with the next.

    Signs and operators are no words: "AND" is one like others.

    >>> words_of("Qui a compté (tous) les bateaux AND 渡船数?")
    ['qui', 'a', 'compte', 'tous', 'les', 'bateaux', 'and', '渡船', '船数']
    """
    return [*dict.fromkeys(tokens_of(question, _ASKED))]


def tokens_of(words: str, word: re.Pattern[str] = _WORD) -> list[str]:
    """Return the words of a text in their order, as :func:`words_of` those of a question."""
    plain = words.lower()
    if plain.isascii():
        return word.findall(plain)
    plain = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    found: list[str] = []
    for each in word.findall(plain.replace(PARTED, "")):
        runs_on = len(each) > 1 and _CHARACTER.match(each) is not None
        found += map("".join, pairwise(each)) if runs_on else [each]
    return found


def is_stop_word(word: str, codes: Iterable[str]) -> bool:
    """Return whether a word does not count in a search, in one of some languages.

    >>> is_stop_word("the", ["fr", "en"]), is_stop_word("council", ["en"])
    (True, False)
    """
    known = (lang_of(code) for code in codes if code in languages(code))
    return any(lang.patterns.STOP_WORD.fullmatch(fold(word)) for lang in known)


def term(*words: str) -> str:
    """Return words side by side as a term of FTS5."""
    return f'"{apart(" ".join(words))}"'


def any_of(terms: Iterable[str]) -> str:
    """Return a query for any of some terms."""
    return f"({' OR '.join(terms)})"


def begin_of(word: str, languages: Iterable[str]) -> str:
    """Return the letters with which all forms of a word begin."""
    stems = [stem(word) for stem in stemmers(languages)]
    if not stems:
        length = len(word) if len(word) <= _SHORT else max(len(word) - _ENDING, min(len(word) - 1, _SHORT + 1))
        return word[:length]
    least = min(stems, key=len)
    return least[: max(len(least) - 1, min(_LEAST, len(least)))]


def are_forms(word: str, other: str, languages: Iterable[str]) -> bool:
    """Return whether two words that begin alike are forms of one word in one of some languages.

    >>> are_forms("studies", "study", ["en"]), are_forms("stud", "study", ["en"])
    (True, False)
    """
    if word == other:
        return True
    stems = stemmers(languages)
    return any(stem(word) == stem(other) for stem in stems) if stems else len(word) > _SHORT


def is_meant(word: str, other: str, languages: Iterable[str]) -> bool:
    """Return whether a word of a question means a word of a text: a form of it, or one that begins so with a star.

    >>> [is_meant(word, "reports", ["en"]) for word in ("reported", "rep*", "rep")]
    [True, True, False]
    """
    if apart(word) != word:
        return word in other
    if word.endswith("*"):
        return other.startswith(word[:-1])
    return other.startswith(begin_of(word, languages)) and are_forms(word, other, languages)


def stemmers(languages: Iterable[str]) -> list[Callable[[str], str]]:
    """Return the stemmers of some languages, as far as there are any; none without the extra."""
    return [*filter(None, map(_stem_in, languages))]


@cache
def _stem_in(language: str) -> Callable[[str], str] | None:
    """Return the stemmer of a language; ``None`` without one, or without the extra."""
    if language not in _STEMMERS:
        return None
    try:
        stemmer = load("snowballstemmer:stemmer", "stems of words", "search")
    except MissingExtraError:
        return None
    return lru_cache(1 << 16)(partial(_stemmed, stemmer(_STEMMERS[language])))


def _stemmed(stemmer: Any, word: str) -> str:
    return str(stemmer.stemWord(word))
