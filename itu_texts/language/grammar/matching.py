"""The surface of texts in one language: the terminals of the grammar, ready to match, each built when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from attrs import evolve, field, frozen

from itu_texts.language.grammar.beginnings import WORD, ahead, beginnings, first_words
from itu_texts.language.grammar.families import concept, families
from itu_texts.language.grammar.nearness import nearest
from itu_texts.language.grammar.tables import Terminals, read
from itu_texts.language.pattern_cache import Codes, regex
from itu_texts.language.writing import begins_capital, begins_small, fold, in_small, is_letter, without_stretches

__all__ = ["VERBS", "VERBS_ANYWHERE", "Forms", "Patterns", "Surface", "surface"]

VERBS = ("PREAMBLE", "TELLING", "DECIDING")
"""The forms of lines that begin with the verb of a heading."""
VERBS_ANYWHERE = (*VERBS, *(f"{verb}_WITHIN" for verb in VERBS), "PREAMBLE_BEHIND")
"""Those, and the same of verbs in the middle of a line."""
# How a phrase is written as a pattern: blanks for any blanks, letters that may be written in two ways, escaped signs
_ANY_BLANKS = regex(r"\[\^\\S\\n\][*+]\+")
_ONE_OF = regex(r"\[(\w|')[^\]]*\]\??")
_ESCAPED = regex(r"\\(.)")
_ABBREVIATION = 6  # characters of one, at most
_LONGEST_VERB = 60  # characters, with what tells which form it has
_LETTERS = bytes(code if WORD.match(chr(code)) else ord(" ") for code in range(0x100))
"""The characters of Latin-1: the letters as they are, and blanks for all others."""
_SIGN = "§"  # a word by itself, and the only one of Latin-1 that is
_OTHER_LETTER = regex("[^\\W\\d_\x00-\xff]|《")
"""A letter, or a sign that is a word, that Latin-1 has not."""


class Patterns(dict[str, "re.Pattern[str]"]):
    """Patterns by name, each compiled when it is first looked up."""

    def __init__(self, texts: Mapping[str, str], codes: Codes, flags: re.RegexFlag = re.MULTILINE) -> None:
        super().__init__()
        self._texts = texts
        self._codes = codes
        self._flags = flags

    def __missing__(self, name: str) -> re.Pattern[str]:
        pattern = self[name] = self._codes.compile(self._texts[name], self._flags)
        return pattern

    def text(self, name: str) -> str:
        """A pattern as it is written; empty if there is none of that name."""
        return self._texts.get(name, "")

    def ignoring_case(self) -> Patterns:
        return Patterns(self._texts, self._codes, self._flags | re.IGNORECASE)


class ByWord(dict[str, "re.Pattern[str]"]):
    """A rule whose members begin with words: for each first word those that may begin with it, in a pattern."""

    def __init__(self, members: Mapping[str, str], codes: Codes) -> None:
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
        """The first words, in small letters, in capitals (an "s" too may be small), with one, with their members."""
        found: dict[str, tuple[str, ...]] = {}
        for name, pattern in self._members.items():
            for word in first_words(pattern):
                for written in {word, word.capitalize(), word.upper(), word[:-1].upper() + word[-1]}:
                    found[written] = (*found.get(written, ()), name)
        return found

    @cached_property
    def _in_latin(self) -> Mapping[bytes, tuple[bytes, str]]:
        """The first words in Latin-1, each with blanks around it, and as it is; without those of other alphabets."""
        found = {}
        for word in self.words:
            latin = word.encode("latin-1", "ignore")
            if len(latin) == len(word):
                found[latin] = (b" %b " % latin, word)
        return found

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The member that stands at a place in a folded text."""
        found = WORD.match(text, start)
        word = without_stretches(found[0]) if found is not None else ""
        return self[word].match(text, start) if word in self.words else None

    def all(self, text: str) -> Iterator[re.Match[str]]:
        """The member at each place in a folded text where one stands; it may stand in another."""
        if not text.isascii() and (_SIGN in text or _OTHER_LETTER.search(text)):
            return self._in_any_alphabet(text)
        return self._in_latin_letters(text)

    def _in_latin_letters(self, text: str) -> Iterator[re.Match[str]]:
        """Those in a text: to cut it into words in one call, and look for the places of a few, is quick."""
        between_blanks = b" %b " % text.encode("latin-1", "replace").translate(_LETTERS)
        place = 0
        for sought, word in filter(None, map(self._in_latin.get, between_blanks.split())):
            place = between_blanks.find(sought, place)
            matched = self[word].match(text, place)
            if matched is not None:
                yield matched
            place += len(word)

    def _in_any_alphabet(self, text: str) -> Iterator[re.Match[str]]:
        """Those in any text."""
        words = self.words
        for found in WORD.finditer(text):
            word = without_stretches(found[0])
            if word in words:
                matched = self[word].match(text, found.start())
                if matched is not None:
                    yield matched


class Forms(dict[str, "re.Pattern[str]"]):
    """The forms that lines may have, by the character that they begin with; the patterns are those of a few rules."""

    def __init__(self, patterns: Patterns) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, first: str) -> re.Pattern[str]:
        if begins_small(first):
            rule = "small"
        elif begins_capital(first):
            rule = "capital"
        elif first == "(":
            rule = "bracket"
        else:  # a letter of an alphabet without capitals; or a figure, a dash
            rule = "line" if is_letter(first) else "sign"
        pattern = self[first] = self._patterns[rule]
        return pattern

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The form at a place in a text; ``None`` at its end."""
        return self[text[start : start + 1]].match(text, start)


@cache
def _as_written(pattern: str) -> str:
    """The phrase that the pattern of a terminal stands for."""
    return _ESCAPED.sub(r"\1", _ONE_OF.sub(r"\1", _ANY_BLANKS.sub(" ", pattern)))


@frozen
class Surface:
    """What may stand where, in one language: the terminals of the grammar."""

    language: str
    line: Forms
    """At the start of a line; the name of the group that matched is the form of the line."""
    within: re.Pattern[str]
    """In a line: the candidates for labels, headings, annexes and page furniture."""
    after_word: re.Pattern[str]
    """In a line, behind any word: the numbers of documents with pages."""
    after_dash: re.Pattern[str]
    """In a line, from a dash between blanks on."""
    rest: Mapping[str, re.Pattern[str]]
    """By the form that a verb was found as (PREAMBLE, TELLING_WITHIN ...): behind it, how far a heading goes."""
    words: Patterns
    """Terminals and rules by name, and families by name, in which the group that matched tells the concept."""
    references: ByWord
    """What begins a reference, by its first word."""
    verbs: tuple[str, ...]
    """The first words of the verbs of headings, in order."""
    runs_on: bool = False
    """Whether its words run on, without blanks between them."""
    near: dict[str, str] = field(factory=dict, eq=False, repr=False)
    """For words at the start of lines, the verb that they nearly are, or nothing: they are few, and come again."""
    read: dict[tuple[str, str, str], tuple[object, ...]] = field(factory=dict, eq=False, repr=False)
    """What headings and the like were found to say, by their type, words and nature: they are few, and come again."""

    @cached_property
    def for_capitals(self) -> Surface:
        """The same for lines all in capitals: what is looked up by name is found in any letters."""
        return evolve(self, words=self.words.ignoring_case(), read={})

    def concept(self, words: str, *families: str) -> str:
        """Which member of some families a phrase, as printed or folded, is: ``CONSIDERING``; empty if it is none."""
        folded = fold(words)
        for family in families:
            name = f"in {family}"
            matched = self.words[name].fullmatch(folded) if self.words.text(name) else None  # Chinese has no plurals
            if matched is not None:
                return matched.lastgroup or ""
        return ""

    def verb_concept(self, verb: str) -> str:
        """The concept of the verb of a heading, in small letters: INSTRUCTS for "instructs", "resolves to instruct"."""
        concept = self.concept(verb, "GROUNDS", "TELLS", "DECIDES")
        folded = fold(verb)
        if not concept and self.words["TELLING_VERB"].fullmatch(folded):
            told = (found for found in self.words["in TO_TELL"].finditer(folded) if found.end() == len(folded))
            concept = next((found.lastgroup or "" for found in told), "")
        return concept

    def has_name(self, concept: str) -> bool:
        """Whether the language has a name for a concept."""
        return bool(self.words.text(f"NAME__{concept}"))

    def name(self, concept: str) -> str:
        """What a concept is called: ``Secretary-General`` for SG; the concept itself where the language has no name."""
        return self.phrase(f"NAME__{concept}") or concept

    def phrase(self, terminal: str) -> str:
        """A phrase as it is written, that is all of a terminal; empty if there is none of that name."""
        return _as_written(self.words.text(terminal))

    def without_articles(self, text: str) -> str:
        """Some words without the articles among them."""
        return re.sub(rf"\b(?:{self.words.text('THE')}) ", "", text)

    def verb_form(self, text: str, start: int = 0) -> str:
        """Which verb of a heading stands here, if one does, in any letters: PREAMBLE, TELLING or DECIDING."""
        verb = self.words["verb"].match(in_small(text[start : start + _LONGEST_VERB]))
        return (verb.lastgroup or "") if verb is not None else ""

    def near_verb(self, word: str) -> str:
        """The first word of a verb of a heading, which a word nearly is; empty if it is none, or is one itself."""
        found = self.near.get(word)
        if found is None:
            found = self.near[word] = nearest(word, self.verbs)
        return found

    def tells(self, text: str, start: int = 0) -> bool:
        """Whether a verb that takes an addressee stands here, in any letters."""
        if begins_capital(text, start):
            text, start = in_small(text[start : start + _LONGEST_VERB]), 0
        form = self.line.match(text, start)
        return form is not None and form.lastgroup == "TELLING"

    def ends_abbreviation(self, text: str, end: int, least: int = 0) -> bool:
        """Whether an abbreviation that takes a number ends at a place: "No.", "Art.".

        :param least: before which it cannot begin.
        """
        return self.words["ABBREVIATION_END"].search(text, max(least, end - _ABBREVIATION), end) is not None

    def is_unfinished(self, text: str, end: int) -> bool:
        """Whether the word before a place can end no paragraph."""
        return self.words["PARAGRAPH_GOES_ON"].match(text, end, end) is not None


@cache
def surface(language: str) -> Surface:
    """The surface grammar with the words of a language.

    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    terminals = read(language)
    return _surface(language, terminals, Codes(language, terminals.of))


def _surface(language: str, grammar: Terminals, codes: Codes) -> Surface:
    terminals, rules = grammar.patterns, grammar.rules
    members = families(terminals)

    def one_of(alternatives: list[list[str]]) -> str:
        # The group that tells which it was is empty, and stands last: a pattern that begins with a group is slow
        # to find that its first character is another.
        out = []
        for first, *rest in alternatives:
            for name in members.get(first, [first]):
                whole = "".join(f"(?:{terminals[each]})" for each in (name, *rest))
                out.append(f"{whole}(?P<{concept(name)}>)")
        return "|".join(out)

    def forms(rule: str) -> str:
        order = [*terminals]
        return one_of(sorted(rules[rule], key=lambda names: order.index(names[0])))

    adverbs = (beginnings(terminals[name]) for name in ("BEFORE_VERB", "BEGINS_BEFORE_VERB"))
    in_capitals = f"{terminals['BEFORE_CAPITAL']}(?:{forms('after_stop_in_capitals')})"
    verbs = f"{ahead({*grammar.verbs}.union(*adverbs))}(?:{forms('after_stop_verbs')})"
    after_stop = f"{forms('after_stop')}|{verbs}|{in_capitals}"
    after = {"STOP": after_stop, "GLUE": forms("after_glue"), "MARK": forms("after_mark")}
    after_break = "|".join(f"{terminals[begin]}(?:{follows})" for begin, follows in after.items())
    looked_up = {rule: one_of(rules[rule]) for rule in ("verb", "addressee", "bureau", "reference")}
    cited = [names[0] for names in rules["reference"]]
    return Surface(
        language=language,
        runs_on="WORDS_RUN_ON" in terminals,
        verbs=tuple(grammar.verbs),
        references=ByWord({name: terminals[name] for name in cited}, codes),
        line=Forms(Patterns({rule: forms(rule) for rule in ("small", "capital", "bracket", "sign", "line")}, codes)),
        within=codes.compile(f"{terminals['BREAK']}(?:{after_break})"),
        after_word=codes.compile(f"{terminals['WORD']}(?:{forms('after_word')})"),
        after_dash=codes.compile(f"{terminals['DASH']}(?:{forms('after_dash')})"),
        rest=Patterns({verb: forms(f"after_{verb.lower()}") for verb in VERBS_ANYWHERE}, codes),
        words=Patterns({**terminals, **looked_up, **{f"in {name}": one_of([[name]]) for name in members}}, codes),
    )
