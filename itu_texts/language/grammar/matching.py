"""The patterns of a language: those of the terminals of its grammar, each compiled when it is first needed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, cast

from attrs import evolve, field, frozen

from itu_texts.language.grammar.beginnings import WORD, ByWord, ahead, beginnings, nearest
from itu_texts.language.grammar.expanding import concept, families
from itu_texts.language.grammar.names import NAMES, Family, LineForm, PatternName, PatternNames
from itu_texts.language.grammar.tables import Terminals, read
from itu_texts.language.pattern_cache import PatternCache, regex
from itu_texts.language.writing import begins_capital, begins_small, fold, is_letter, uncapitalized, without_stretches

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
_FAMILY = "family_"
_AS_WRITTEN = frozenset(("addressee", "reference"))  # rules whose alternatives are not tried in the order of terminals
_BEFORE = {"after_word": "WORD", "after_dash": "DASH"}  # terminals behind which rules are tried
_NOTHING = "(?!)"  # in place of a pattern that a language does not have


class Grammar:
    """The terminals of a language, and the patterns that its rules and families make of them."""

    def __init__(self, read: Terminals) -> None:
        self.terminals: Mapping[str, str] = read.patterns
        self.verbs: tuple[str, ...] = tuple(read.verbs)
        """The first words of the verbs of headings, sorted."""
        self.begins: Mapping[str, Container[str]] = read.begins
        """By form of line, the words that it begins with; a form that is not there may begin with anything."""
        self._rules = read.rules

    @cached_property
    def _members(self) -> Mapping[str, list[str]]:
        """The terminals of each family."""
        return families(self.terminals)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.terminals)}

    def source(self, name: str) -> str:
        """Return the pattern of a terminal, a rule or a family; an empty string if the language has none."""
        if name in self.terminals:
            return self.terminals[name]
        if name == "within":
            return self._within()
        family = name.removeprefix(_FAMILY).upper()
        rule = self._rules.get(name) if name in _AS_WRITTEN else self.in_order(name)
        alternatives = self.one_of(rule or ([[family]] if family in self._members else []))
        before = _BEFORE.get(name)
        return f"{self.terminals[before]}(?:{alternatives})" if before else alternatives

    def in_order(self, rule: str) -> Sequence[Sequence[str]]:
        """Return the alternatives of a rule, in the order of the terminals with which they begin."""
        return sorted(self._rules.get(rule, ()), key=lambda names: self._places[names[0]])

    def cited(self) -> Mapping[str, str]:
        """Return the terminals with which references begin."""
        return {name: self.terminals[name] for name, *_ in self._rules["reference"]}

    def _within(self) -> str:
        """Return what may begin inside a line."""
        adverbs = (beginnings(self.terminals[name]) for name in ("BEFORE_VERB", "BEGINS_BEFORE_VERB"))
        in_capitals = f"{self.terminals['BEFORE_CAPITAL']}(?:{self.source('after_stop_in_capitals')})"
        verbs = f"{ahead({*self.verbs}.union(*adverbs))}(?:{self.source('after_stop_verbs')})"
        after_stop = f"{self.source('after_stop')}|{verbs}|{in_capitals}"
        after = {"STOP": after_stop, "GLUE": self.source("after_glue"), "MARK": self.source("after_mark")}
        after_break = "|".join(f"{self.terminals[begin]}(?:{follows})" for begin, follows in after.items())
        return f"{self.terminals['BREAK']}(?:{after_break})"

    def one_of(self, alternatives: Iterable[Sequence[str]]) -> str:
        """Return a pattern whose last group names the alternative that matched."""
        # The group that names the member is empty and stands last: a pattern that begins with a group is slow
        # to fail at its first character.
        out = []
        for first, *rest in alternatives:
            for name in self._members.get(first, [first]):
                whole = "".join(f"(?:{self.terminals[each]})" for each in (name, *rest))
                out.append(f"{whole}(?P<{concept(name)}>)")
        return "|".join(out)


class Patterns(PatternNames["re.Pattern[str]"]):
    """The patterns of a language as attributes, each compiled when it is first asked for.

    There is one for each terminal (``patterns.THAT``), for some rules (``patterns.verb``), and for each family, in
    which the group that matched names the concept (``patterns.family_month``). What a language lacks matches nothing.

    :raises AttributeError: if no grammar has a pattern of that name.
    """

    def __init__(self, grammar: Grammar, codes: PatternCache, flags: re.RegexFlag = re.MULTILINE) -> None:
        self._grammar = grammar
        self._codes = codes
        self._flags = flags

    if not TYPE_CHECKING:  # to a type checker it would mean that there is a pattern of any name

        def __getattr__(self, name: str) -> re.Pattern[str]:
            source = self._grammar.source(name) or (super().__getattr__(name) and _NOTHING)
            pattern = self._codes.compile(source, self._flags)
            setattr(self, name, pattern)
            return pattern

    def __getitem__(self, name: PatternName) -> re.Pattern[str]:
        pattern: re.Pattern[str] = getattr(self, name)
        return pattern

    def of_family(self, family: Family) -> re.Pattern[str]:
        """Return the pattern of a family: that of MONTH is ``family_month``."""
        return self[PatternName(f"{_FAMILY}{family.lower()}")]

    def text(self, name: PatternName) -> str:
        """Return the source of a terminal; an empty string if the language leaves it out."""
        return self._grammar.terminals.get(name, "")

    def ignoring_case(self) -> Patterns:
        return Patterns(self._grammar, self._codes, self._flags | re.IGNORECASE)


_KEPT = 1024  # lines whose forms are kept
_LONGEST_KEPT = 160  # characters of such a line


class Forms:
    """The forms of lines, of which those are tried that may begin with the first word of a line, or its first sign.

    :param grammar: its rules by the kind of first character have the forms in the order in which they are tried.
    """

    def __init__(self, grammar: Grammar, codes: PatternCache) -> None:
        self._grammar = grammar
        self._compiled = cache(lambda names: codes.compile(grammar.one_of([name] for name in names)))
        self._pattern = lru_cache(_KEPT)(self._pattern_of)
        self._kept = lru_cache(_KEPT)(self._at)
        """The forms of the lines that were asked for last: most are asked for several times."""

    def _pattern_of(self, begin: str) -> re.Pattern[str]:
        """Return the pattern for lines that begin with a word or a sign."""
        if begins_small(begin):
            rule = "small"
        elif begins_capital(begin):
            rule = "capital"
        elif begin == "(":
            rule = "bracket"
        else:  # a letter of an alphabet without capitals, a figure or a dash
            rule = "line" if is_letter(begin[:1]) else "sign"
        forms = tuple(name for (name,) in self._grammar.in_order(rule))
        if WORD.match(begin):  # a sign before a word, such as "[", is none of its first words
            word = without_stretches(begin).lower()
            forms = tuple(form for form in forms if word in self._grammar.begins.get(form, (word,)))
        pattern: re.Pattern[str] = self._compiled(forms)
        return pattern

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match the form at a position of a text; ``None`` at its end."""
        word = WORD.match(text, start)
        return self._pattern(word[0] if word is not None else text[start : start + 1]).match(text, start)

    def of(self, text: str, start: int = 0) -> LineForm:
        """Return the name of the form at a position, or of a line with blanks before it; of a blank line ``TEXT``."""
        if start:
            return self._at(text, start)
        line = text.lstrip()
        return self._kept(line) if len(line) <= _LONGEST_KEPT else self._at(line)

    def _at(self, text: str, start: int = 0) -> LineForm:
        found = self.match(text, start)
        return cast("LineForm", found.lastgroup) if found is not None else "TEXT"


@cache
def _as_written(pattern: str) -> str:
    """Return the phrase that the pattern of a terminal stands for."""
    return _ESCAPED.sub(r"\1", _ONE_OF.sub(r"\1", _ANY_BLANKS.sub(" ", pattern)))


@frozen(eq=False)
class LanguagePatterns:
    """The patterns of one language, which the code calls ``lang``."""

    language: str
    grammar: Grammar
    patterns: Patterns
    """The patterns, by name."""
    line: Forms
    """Matches at the start of a line; the group that matched names the form of the line."""
    references: ByWord
    """The beginnings of references, by their first word."""
    runs_on: bool
    """Whether the language writes no blanks between words."""
    near: dict[str, str] = field(factory=dict, init=False, repr=False)
    """A cache: for words at the start of lines, the verb that they are close to, or an empty string."""
    read: dict[tuple[str, str, str], dict[str, object]] = field(factory=dict, init=False, repr=False)
    """A cache of parsed headings and the like, by type, words and nature."""

    def rest(self, verb: str) -> re.Pattern[str]:
        """Return what matches a heading after its verb, by the form of that: PREAMBLE, INSTRUCTING_WITHIN ..."""
        return self.patterns[PatternName(f"after_{verb.lower()}")]

    @cached_property
    def for_capitals(self) -> LanguagePatterns:
        """The same grammar for lines in capitals: patterns that are looked up by name ignore case."""
        return evolve(self, patterns=self.patterns.ignoring_case())

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
        return _as_written(self.grammar.terminals.get(f"{family}__{concept}", ""))

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
            found = self.near[word] = nearest(word, self.grammar.verbs)
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
    grammar, codes = Grammar(terminals), PatternCache(language, terminals.of)
    patterns = Patterns(grammar, codes)
    runs_on = "WORDS_RUN_ON" in grammar.terminals
    return LanguagePatterns(language, grammar, patterns, Forms(grammar, codes), ByWord(grammar.cited(), codes), runs_on)
