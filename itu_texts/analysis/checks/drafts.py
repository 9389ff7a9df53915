"""What the checks share: a document with its words and texts, the rows of the table of checks, and what a row finds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from attrs import frozen

from itu_texts.analysis.passages import Passage, passage_of
from itu_texts.analysis.references import Reference, ReferenceKind, references_of
from itu_texts.language.grammar import NAMES, LanguagePatterns, PatternName, lang_of
from itu_texts.language.grammar.beginnings import WORD as FIRST_WORD
from itu_texts.language.grammar.beginnings import beginnings
from itu_texts.language.grammar.by_word import FirstWords, members_by_word
from itu_texts.language.identifiers import body_of
from itu_texts.language.writing import begins_capital
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Clause, Document, Heading, Item, Node, Paragraph, Text, Title
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

ALL = ("en", "fr", "es", "ru", "zh", "ar")
WORD = re.compile(r"[^\W\d_]+")
"""A single word."""
_LONGEST_END = 60  # characters of the words that no sentence ends with, and of the blanks around them
_UNION = frozenset(("PP", "WRC", "WTSA", "WTDC", "WTPF", "WCIT", "RA", "COUNCIL"))


class Found(NamedTuple):
    """What a rule finds."""

    span: Span
    """Its place."""
    words: tuple[object, ...] = ()
    """What the message of the rule quotes."""
    fixes: tuple[Fix, ...] = ()
    """The replacements that mend it."""
    code: str = ""
    """The code, if rules of several codes share the function."""


class Phrase(NamedTuple):
    """A phrase of a form of the grammar."""

    within: Passage
    match: re.Match[str]

    @property
    def span(self) -> Span:
        """Its place."""
        return self.within.span(*self.match.span())


class Rule(NamedTuple):
    """A row of the table of checks; its severity and meaning are in :data:`itu_texts.CODES`."""

    code: str
    """The code of its diagnostics."""
    message: str
    """What they say, with a pair of braces for each of the words that are quoted."""
    things: Callable[[Draft], Iterable[Any]]
    """What it looks at, such as each clause of a draft."""
    find: Callable[[Draft, Any], Iterable[Found]]
    """The function that finds the mistakes in one of them; rows that share it stand one after the other."""
    languages: tuple[str, ...] = ALL
    """The languages to which it applies."""
    of_union: bool = True
    """Whether it applies only to texts of the Union."""


@frozen(eq=False)
class Draft:
    """A document that is checked."""

    document: Document

    @property
    def documents(self) -> Sequence[Document]:
        """The document, for rules that look at all of it."""
        return (self.document,)

    @cached_property
    def cited(self) -> Sequence[Reference]:
        """Its references."""
        return references_of(self.document)

    @cached_property
    def citations(self) -> Sequence[Span]:
        """The places of the texts that it cites."""
        return sorted(each.span for each in self.cited if each.kind is ReferenceKind.TEXT)

    def place(self, node: Node) -> str:
        """Return the address of a node: ``resolves 2``; its first words if it has none."""
        address = addresses_of(self.document).known(node)
        return address or " ".join(self.document.source[node.span].split()[:4])

    # ------------------------------------------------------------------ texts

    @cached_property
    def texts(self) -> Sequence[Text]:
        """The texts of the Union, in its manner: the headings of their clauses begin with small letters."""
        return [text for text in self.document.texts if text.clauses and _is_of_union(text)]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [text.start for text in self.document.texts]

    @cached_property
    def _of_union(self) -> frozenset[int]:
        return frozenset(text.start for text in self.texts)

    def text_of(self, start: int) -> Text | None:
        """Return the text at an offset; texts are not nested."""
        place = bisect_right(self._starts, start) - 1
        return self.document.texts[place] if place >= 0 and start < self.document.texts[place].end else None

    def is_in_union(self, start: int) -> bool:
        """Return whether an offset is in a text of the Union."""
        text = self.text_of(start)
        return text is not None and text.start in self._of_union

    # ------------------------------------------------------------------ clauses

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """The clauses of the texts of the Union."""
        return [clause for text in self.texts for clause in text.clauses]

    def clauses_in(self, text: Text) -> Sequence[Clause]:
        """Return the clauses of a text, in its annexes and parts too."""
        return [each for each in self.below(text) if isinstance(each, Clause)]

    @cached_property
    def _below(self) -> dict[int, Sequence[Node]]:
        return {}

    def below(self, node: Node) -> Sequence[Node]:
        """Return a text or a clause, and all nodes below it."""
        if id(node) not in self._below:
            self._below[id(node)] = [*walk(node)]
        return self._below[id(node)]

    def items_in(self, text: Text) -> Sequence[Item]:
        """Return the items of the clauses of a text."""
        return [each for clause in text.clauses for each in self.below(clause) if isinstance(each, Item)]

    @cached_property
    def items(self) -> Sequence[Item]:
        """The items of the document."""
        return [each for each in walk(self.document) if isinstance(each, Item)]

    @cached_property
    def lists(self) -> Sequence[tuple[Clause, Sequence[Item]]]:
        """The lists of items in the clauses of the texts of the Union, each with its clause."""
        holders = ((clause, node) for clause in self.clauses for node in self.below(clause))
        return [(clause, node.items) for clause, node in holders if isinstance(node, Clause | Item)]

    # ------------------------------------------------------------------ words

    @cached_property
    def words(self) -> Sequence[Passage]:
        """The words of paragraphs, headings, titles and footnotes, in the order of the text."""
        nodes = [each for each in walk(self.document) if isinstance(each, Paragraph | Heading | Title)]
        return [*map(passage_of, (*nodes, *self.document.footnotes))]

    @cached_property
    def lowered(self) -> Sequence[Sequence[str]]:
        """The single words of each of the words, in small letters."""
        return [[*map(str.lower, WORD.findall(each.text))] for each in self.words]

    @cached_property
    def times(self) -> Mapping[str, int]:
        """The single words, each with the times that it occurs."""
        return Counter(chain.from_iterable(self.lowered))

    @cached_property
    def _words_in(self) -> Mapping[int, Sequence[Passage]]:
        found: dict[int, list[Passage]] = defaultdict(list)
        for each in self.words:
            found[id(self.text_of(each.node.start))].append(each)
        return found

    def words_in(self, text: Text) -> Sequence[Passage]:
        """Return the words of a text, in their order."""
        return self._words_in.get(id(text), ())

    @cached_property
    def phrases(self) -> Mapping[str, Sequence[Phrase]]:
        """The phrases that the rules look for, by their forms."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        for passage in self.words:
            for form, match in _phrases_of(passage.lang.language).all(passage.text):
                found[form].append(Phrase(passage, match))
        return found


def _is_of_union(text: Text) -> bool:
    formula, language = text.formula, text.language or "en"
    begun = sum(begins_capital(clause.heading.text) for clause in text.clauses)
    if 2 * begun > len(text.clauses):
        return False
    if formula is None:
        return text.identifier is not None and text.identifier.body in (None, *_UNION)
    return body_of(formula.body, language) in _UNION


# ---------------------------------------------------------------------- rules that look for a phrase

_FORMS: list[PatternName] = []
"""The forms of the phrases that the rules look for."""
IN_ANY_CASE = (NAMES.ADDRESSEE__MEMBER_STATES, NAMES.ADDRESSEE__SECTOR_MEMBERS)
"""The forms that are found in any case."""
_NEEDED = {
    NAMES.DATE_NAMED: NAMES.family_month,
    NAMES.DAYS_IN_RANGE: NAMES.family_month,
    NAMES.BAND_IN_RANGE: NAMES.BAND_UNIT,
}
"""What stands in each phrase of a form that begins with a figure, and is found faster."""


def phrases(form: PatternName) -> Callable[[Draft], Sequence[Phrase]]:
    """Return what a rule looks at that is about phrases of a form."""
    _FORMS.append(form)
    return lambda draft: draft.phrases.get(form, ())


def quoted(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a phrase wherever it stands."""
    yield Found(phrase.span, (phrase.match[0],))


class _Phrases:
    """Finds phrases of a language: only where one of their first words or signs stands, as far as those are known."""

    def __init__(self, language: LanguagePatterns) -> None:
        glued = bool(language.patterns.text(NAMES.GLUED_BEFORE))  # "and" may stand before a first word without a blank
        begun = {form: beginnings(text) for form in _FORMS if (text := language.patterns.text(form))}
        known: dict[str, frozenset[str]] = {form: words for form, words in begun.items() if not ("" in words or glued)}
        self._patterns: dict[str, re.Pattern[str]] = {
            form: (language.for_capitals if form in IN_ANY_CASE else language).patterns[form] for form in begun
        }
        self._needed = {form: language.patterns[_NEEDED[form]] for form in begun.keys() & _NEEDED.keys()}
        self._anywhere = begun.keys() - known.keys()
        self._beginning = members_by_word(known)
        self._words = FirstWords(filter(FIRST_WORD.match, self._beginning))
        signs = (re.escape(begin) for begin in self._beginning if not FIRST_WORD.match(begin))
        self._signs = re.compile("|".join(signs) or "(?!)")

    def all(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the phrases in some words, each with its form; those of one form do not overlap."""
        for form in self._anywhere:
            if form not in self._needed or self._needed[form].search(text):
                yield from ((form, match) for match in self._patterns[form].finditer(text))
        places = [*self._words.places(text)]
        if signs := [(sign[0], sign.start()) for sign in self._signs.finditer(text)]:
            places = sorted(places + signs, key=itemgetter(1))
        ends: dict[str, int] = {}
        for begin, place in places:
            for name in self._beginning[begin]:
                match = self._patterns[name].match(text, place) if place >= ends.get(name, 0) else None
                if match is not None:
                    ends[name] = match.end()
                    yield name, match


@lru_cache(maxsize=None, typed=True)
def _phrases_of(language: str) -> _Phrases:
    return _Phrases(lang_of(language))


# ---------------------------------------------------------------------- what several modules of rules ask


def cut_off(words: Passage) -> re.Match[str] | None:
    """Return the end of some words if no sentence ends so: "the boats of the"."""
    return words.lang.patterns.CUT_OFF.search(words.text, max(0, len(words.text) - _LONGEST_END))


def number_printed(clause: Clause) -> str:
    """Return the number of a paragraph of an assembly without the sign behind it: 3 of ``3.`` and ``3 –``."""
    return clause.label.rstrip(" .-–—")
