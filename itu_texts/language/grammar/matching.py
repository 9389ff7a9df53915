"""The patterns of a language: those of the terminals of its grammar, each compiled when it is first needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, cast

from attrs import evolve, field, frozen

from itu_texts.language.grammar.beginnings import WORD, ahead, any_of, beginnings, first_words
from itu_texts.language.grammar.families import concept, families
from itu_texts.language.grammar.names import NAMES, Family, LineForm, PatternName, PatternNames
from itu_texts.language.grammar.nearness import nearest
from itu_texts.language.grammar.tables import Terminals, read
from itu_texts.language.pattern_cache import PatternCache, regex
from itu_texts.language.writing import (
    STRETCH,
    begins_capital,
    begins_small,
    fold,
    is_letter,
    uncapitalized,
    without_stretches,
)

VERBS: tuple[LineForm, ...] = ("PREAMBLE", "INSTRUCTING", "DECIDING")
"""The forms of lines that begin with the verb of a heading."""
VERBS_ANYWHERE = (*VERBS, *(f"{verb}_WITHIN" for verb in VERBS), "PREAMBLE_BEHIND")
"""The same forms, and those of verbs in the middle of a line."""
# How a pattern writes a phrase: blanks for any white space, letters with two spellings, escaped signs
_ANY_BLANKS = regex(r"\[\^\\S\\n\][*+]\+")
_ONE_OF = regex(r"\[(\w|')[^\]]*\]\??")
_ESCAPED = regex(r"\\(.)")
_ABBREVIATION = 6  # characters of the longest abbreviation
_LONGEST_VERB = 60  # characters, including those that decide the form
_LETTERS = bytes(code if WORD.match(chr(code)) else ord(" ") for code in range(0x100))
"""Latin-1, with a blank in place of each character that is not a letter."""
_SIGN = "§"  # the only sign of Latin-1 that is a word by itself
_OTHER_LETTER = regex("[^\\W\\d_\x00-\xff]|《")
"""A letter, or a sign that counts as a word, outside Latin-1."""
_NOTHING = "(?!)"  # in place of a pattern that a language does not have


class Patterns(PatternNames["re.Pattern[str]"]):
    """The patterns of a language as attributes, each compiled when it is first asked for.

    There is one for each terminal (``patterns.THAT``), for some rules (``patterns.verb``), and for each family, in
    which the group that matched names the concept (``patterns.family_month``). What a language lacks matches nothing.

    :raises AttributeError: if no grammar has a pattern of that name.
    """

    def __init__(self, texts: Mapping[str, str], codes: PatternCache, flags: re.RegexFlag = re.MULTILINE) -> None:
        self.texts = texts
        """The sources of the patterns that the language has."""
        self._codes = codes
        self._flags = flags

    if not TYPE_CHECKING:  # to a type checker it would mean that there is a pattern of any name

        def __getattr__(self, name: str) -> re.Pattern[str]:
            source = self.texts[name] if name in self.texts else super().__getattr__(name) and _NOTHING
            pattern = self._codes.compile(source, self._flags)
            setattr(self, name, pattern)
            return pattern

    def __getitem__(self, name: PatternName) -> re.Pattern[str]:
        pattern: re.Pattern[str] = getattr(self, name)
        return pattern

    def of_family(self, family: Family) -> re.Pattern[str]:
        """Return the pattern of a family: that of MONTH is ``family_month``."""
        return self[PatternName(f"family_{family.lower()}")]

    def text(self, name: PatternName) -> str:
        """Return the source of a pattern; an empty string if the language leaves it out."""
        return self.texts.get(name) or ""

    def ignoring_case(self) -> Patterns:
        return Patterns(self.texts, self._codes, self._flags | re.IGNORECASE)


class FirstWords:
    """The first words of some phrases, to find where in a text one of the phrases may stand."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    @cached_property
    def _in_latin(self) -> Mapping[bytes, tuple[bytes, str]]:
        """The words that Latin-1 can encode: each with blanks around it, in bytes and as text."""
        encoded = ((word.encode("latin-1", "ignore"), word) for word in self._words)
        return {latin: (b" %b " % latin, word) for latin, word in encoded if len(latin) == len(word)}

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        """Finds the words of a text among which those stand."""
        return any_of(self._words)

    def places(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each of the words in a folded text, with its place."""
        if not text.isascii() and (_SIGN in text or _OTHER_LETTER.search(text)):
            return self._in_any_alphabet(text)
        return self._in_latin_letters(text)

    def _in_latin_letters(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the words in a Latin-1 text, which is split in one call: that is faster than a search for each."""
        between_blanks = b" %b " % text.encode("latin-1", "replace").translate(_LETTERS)
        place = 0
        for sought, word in filter(None, map(self._in_latin.get, between_blanks.split())):
            place = between_blanks.find(sought, place)
            yield word, place
            place += len(word)

    def _in_any_alphabet(self, text: str) -> Iterator[tuple[str, int]]:
        has_stretches = STRETCH in text
        for found in self._any_word.finditer(text):
            word = without_stretches(found[0]) if has_stretches else found[0]
            if word in self._words:
                yield word, found.start()


class ByWord(dict[str, "re.Pattern[str]"]):
    """A rule whose members begin with words: by first word, a pattern of the members that may begin with it."""

    def __init__(self, members: Mapping[str, str], codes: PatternCache) -> None:
        super().__init__()
        self._members = members
        self._codes = codes
        self._of_members: dict[tuple[str, ...], re.Pattern[str]] = {}

    def __missing__(self, word: str) -> re.Pattern[str]:
        names = self.words[word]
        pattern = self._of_members.get(names)
        if pattern is None:
            alternatives = (f"(?:{self._members[name]})(?P<{name}>)" for name in names)
            pattern = self._of_members[names] = self._codes.compile("|".join(alternatives))
        self[word] = pattern
        return pattern

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The members by their first word, in each way in which it is written."""
        return members_by_word({name: first_words(pattern) for name, pattern in self._members.items()})

    @cached_property
    def _first_words(self) -> FirstWords:
        return FirstWords(self.words)

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Match a member at a position of a folded text."""
        found = WORD.match(text, start)
        word = without_stretches(found[0]) if found is not None else ""
        return self[word].match(text, start) if word in self.words else None

    def all(self, text: str) -> Iterator[re.Match[str]]:
        """Find the members in a folded text; matches may overlap."""
        for word, place in self._first_words.places(text):
            matched = self[word].match(text, place)
            if matched is not None:
                yield matched


def members_by_word(beginnings: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of phrases by their first words: in small letters, capitalised, and in capitals.

    A final "s" behind capitals may be small.

    :param beginnings: the first words of each, in small letters.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, words in beginnings.items():
        for word in words:
            for written in {word, word.capitalize(), word.upper(), word[:-1].upper() + word[-1:]}:
                found[written] = (*found.get(written, ()), name)
    return found


_KEPT = 1024  # lines whose forms are kept
_LONGEST_KEPT = 160  # characters of such a line


class Forms(dict[str, "re.Pattern[str]"]):
    """The forms of lines, by the first character of the line."""

    def __init__(self, compiled: Callable[[str], re.Pattern[str]]) -> None:
        super().__init__()
        self._compiled = compiled
        self._known: dict[str, LineForm] = {}
        """The forms of the lines that were asked for last: most are asked for several times."""

    def __missing__(self, first: str) -> re.Pattern[str]:
        if begins_small(first):
            rule = "small"
        elif begins_capital(first):
            rule = "capital"
        elif first == "(":
            rule = "bracket"
        else:  # a letter of an alphabet without capitals, a figure or a dash
            rule = "line" if is_letter(first) else "sign"
        pattern = self[first] = self._compiled(rule)
        return pattern

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match the form at a position of a text; ``None`` at its end."""
        return self[text[start : start + 1]].match(text, start)

    def of(self, text: str, start: int = 0) -> LineForm:
        """Return the name of the form at a position, or of a line with blanks before it; of a blank line ``TEXT``."""
        form = self._known.get(text) if not start else None
        if form is None:
            found = self.match(text, start) if start else self.match(text.lstrip())
            form = cast("LineForm", found.lastgroup) if found is not None else "TEXT"
            if not start and len(text) <= _LONGEST_KEPT:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[text] = form
        return form


@cache
def _as_written(pattern: str) -> str:
    """Return the phrase that the pattern of a terminal stands for."""
    return _ESCAPED.sub(r"\1", _ONE_OF.sub(r"\1", _ANY_BLANKS.sub(" ", pattern)))


@frozen
class LanguagePatterns:
    """The patterns of one language, which the code calls ``lang``."""

    language: str
    line: Forms
    """Matches at the start of a line; the group that matched names the form of the line."""
    within: re.Pattern[str]
    """Matches inside a line: candidates for labels, headings, annexes and page furniture."""
    after_word: re.Pattern[str]
    """Matches inside a line after any word: numbers of documents, with their pages."""
    after_dash: re.Pattern[str]
    """Matches inside a line after a dash between blanks."""
    rest: Callable[[str], re.Pattern[str]]
    """Returns, for a form of a verb (PREAMBLE, INSTRUCTING_WITHIN ...), what matches the heading after the verb."""
    patterns: Patterns
    """The other patterns, by name."""
    references: ByWord
    """The beginnings of references, by their first word."""
    verbs: tuple[str, ...]
    """The first words of the verbs of headings, sorted."""
    runs_on: bool = False
    """Whether the language writes no blanks between words."""
    near: dict[str, str] = field(factory=dict, eq=False, repr=False)
    """A cache: for words at the start of lines, the verb that they are close to, or an empty string."""
    read: dict[tuple[str, str, str], tuple[object, ...]] = field(factory=dict, eq=False, repr=False)
    """A cache of parsed headings and the like, by type, words and nature."""

    @cached_property
    def for_capitals(self) -> LanguagePatterns:
        """The same grammar for lines in capitals: patterns that are looked up by name ignore case."""
        return evolve(self, patterns=self.patterns.ignoring_case(), read={})

    def concept(self, words: str, *families: Family) -> str:
        """Return the concept of a phrase in some families: ``CONSIDERING``; an empty string if it has none."""
        folded = fold(words)
        found = (self.patterns.of_family(family).fullmatch(folded) for family in families)
        return next((matched.lastgroup or "" for matched in found if matched is not None), "")

    def verb_concept(self, verb: str, *families: Family) -> str:
        """Return the concept of a heading's verb in small letters.

        INSTRUCTS for "instructs" and "resolves to instruct".
        """
        concept = self.concept(verb, *families, "GROUNDS", "INSTRUCTS", "DECIDES")
        folded = fold(verb)
        if not concept and self.patterns.INSTRUCTING_VERB.fullmatch(folded):
            told = (found for found in self.patterns.family_to_instruct.finditer(folded) if found.end() == len(folded))
            concept = next((found.lastgroup or "" for found in told), "")
        return concept

    def has_name(self, concept: str) -> bool:
        """Return whether the language has a name for a concept."""
        return bool(self.phrase_for("NAME", concept))

    def name(self, concept: str) -> str:
        """Return the name of a concept: ``Secretary-General`` for SG.

        The concept itself if the language has no name for it.
        """
        return self.phrase_for("NAME", concept) or concept

    def phrase(self, terminal: PatternName) -> str:
        """Return the phrase that a terminal consists of; an empty string if the language leaves it out."""
        return _as_written(self.patterns.text(terminal))

    def phrase_for(self, family: Family, concept: str) -> str:
        """Return the phrase for a concept in a family; an empty string if the language has none."""
        return _as_written(self.patterns.texts.get(f"{family}__{concept}", ""))

    def without_articles(self, text: str) -> str:
        """Return some words without the articles among them."""
        return re.sub(rf"\b(?:{self.patterns.text(NAMES.THE)}) ", "", text)

    def verb_form(self, text: str, start: int = 0) -> str:
        """Return the form of the heading verb at a position, in any case: PREAMBLE, INSTRUCTING or DECIDING.

        An empty string for none.
        """
        verb = self.patterns.verb.match(uncapitalized(text[start : start + _LONGEST_VERB]))
        return (verb.lastgroup or "") if verb is not None else ""

    def near_verb(self, word: str) -> str:
        """Return the first word of a verb that a word is close to.

        An empty string if there is none, or if it is such a word.
        """
        found = self.near.get(word)
        if found is None:
            found = self.near[word] = nearest(word, self.verbs)
        return found

    def instructs(self, text: str, start: int = 0) -> bool:
        """Return whether a verb that takes an addressee stands at a position, in any case."""
        if begins_capital(text, start):
            text, start = uncapitalized(text[start : start + _LONGEST_VERB]), 0
        form = self.line.match(text, start)
        return form is not None and form.lastgroup == "INSTRUCTING"

    def ends_abbreviation(self, text: str, end: int, least: int = 0) -> bool:
        """Return whether an abbreviation that takes a number ends at a position: "No.", "Art.".

        :param least: the smallest offset at which it may begin.
        """
        return self.patterns.ABBREVIATION_END.search(text, max(least, end - _ABBREVIATION), end) is not None

    def is_unfinished(self, text: str, end: int) -> bool:
        """Return whether the word before a position cannot end a paragraph."""
        return self.patterns.PARAGRAPH_GOES_ON.match(text, end, end) is not None


@lru_cache(maxsize=None, typed=True)
def lang_of(language: str) -> LanguagePatterns:
    """Return the patterns of a language.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    terminals = read(language)
    return _patterns(language, terminals, PatternCache(language, terminals.of))


def _patterns(language: str, grammar: Terminals, codes: PatternCache) -> LanguagePatterns:
    terminals, rules = grammar.patterns, grammar.rules
    members = families(terminals)

    def one_of(alternatives: list[list[str]]) -> str:
        # The group that names the member is empty and stands last: a pattern that begins with a group is slow
        # to fail at its first character.
        out = []
        for first, *rest in alternatives:
            for name in members.get(first, [first]):
                whole = "".join(f"(?:{terminals[each]})" for each in (name, *rest))
                out.append(f"{whole}(?P<{concept(name)}>)")
        return "|".join(out)

    def forms(rule: str) -> str:
        order = [*terminals]
        return one_of(sorted(rules[rule], key=lambda names: order.index(names[0])))

    compiled = cache(lambda rule: codes.compile(forms(rule)))
    adverbs = (beginnings(terminals[name]) for name in ("BEFORE_VERB", "BEGINS_BEFORE_VERB"))
    in_capitals = f"{terminals['BEFORE_CAPITAL']}(?:{forms('after_stop_in_capitals')})"
    verbs = f"{ahead({*grammar.verbs}.union(*adverbs))}(?:{forms('after_stop_verbs')})"
    after_stop = f"{forms('after_stop')}|{verbs}|{in_capitals}"
    after = {"STOP": after_stop, "GLUE": forms("after_glue"), "MARK": forms("after_mark")}
    after_break = "|".join(f"{terminals[begin]}(?:{follows})" for begin, follows in after.items())
    looked_up = {rule: one_of(rules[rule]) for rule in ("verb", "addressee", "bureau", "reference")}
    of_families = {f"family_{name.lower()}": one_of([[name]]) for name in members}
    cited = [names[0] for names in rules["reference"]]
    return LanguagePatterns(
        language=language,
        runs_on="WORDS_RUN_ON" in terminals,
        verbs=tuple(grammar.verbs),
        references=ByWord({name: terminals[name] for name in cited}, codes),
        line=Forms(compiled),
        within=codes.compile(f"{terminals['BREAK']}(?:{after_break})"),
        after_word=codes.compile(f"{terminals['WORD']}(?:{forms('after_word')})"),
        after_dash=codes.compile(f"{terminals['DASH']}(?:{forms('after_dash')})"),
        rest=lambda verb: compiled(f"after_{verb.lower()}"),
        patterns=Patterns({**terminals, **looked_up, **of_families}, codes),
    )
