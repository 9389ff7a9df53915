"""What the checks share: a document with its words and texts, the rows of the table of checks, and what a row finds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from attrs import field, frozen

from itu_texts.analysis.passages import Joined, Passage, joined, nodes_of, passage_of, texts_around, words_at
from itu_texts.analysis.references import Reference, references_of
from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import brought
from itu_texts.language.grammar import NAMES, LanguagePatterns, PatternName, lang_of
from itu_texts.language.grammar.beginnings import WORD as FIRST_WORD
from itu_texts.language.grammar.beginnings import FirstWords, beginnings, members_by_word
from itu_texts.language.identifiers import Standing, body_of
from itu_texts.language.writing import begins_capital
from itu_texts.tree.addresses import addresses_of
from itu_texts.tree.diagnostics import CODES, Diagnostic, Fix, Severity
from itu_texts.tree.nodes import Clause, Document, Heading, Item, Node, Paragraph, Text, Title
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import nodes_in

ALL = ("en", "fr", "es", "ru", "zh", "ar")
WORD = re.compile(r"[^\W\d_]+")
"""A single word."""
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
    standing: Standing | None = None
    """Says which editions are no longer in force."""
    _below: dict[int, Sequence[Node]] = field(factory=dict, init=False, repr=False)

    @property
    def documents(self) -> Sequence[Document]:
        """The document, for rules that look at all of it."""
        return (self.document,)

    @cached_property
    def cited(self) -> Sequence[Reference]:
        """Its references."""
        return references_of(self.document)

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
    def _of_union(self) -> frozenset[int]:
        return frozenset(map(id, self.texts))

    def text_of(self, start: int) -> Text | None:
        """Return the outermost text around an offset."""
        return next(iter(texts_around(self.document, start)), None)

    def is_in_union(self, start: int) -> bool:
        """Return whether an offset is in a text of the Union."""
        return id(self.text_of(start)) in self._of_union

    # ------------------------------------------------------------------ clauses

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """The clauses of the texts of the Union."""
        return [clause for text in self.texts for clause in text.clauses]

    def clauses_in(self, text: Text) -> Sequence[Clause]:
        """Return the clauses of a text, in its annexes and parts too."""
        return [each for each in self.below(text) if isinstance(each, Clause)]

    def below(self, node: Node) -> Sequence[Node]:
        """Return a text or a clause, and all nodes below it."""
        if id(node) not in self._below:
            self._below[id(node)] = [*nodes_in(node)]
        return self._below[id(node)]

    def items_in(self, text: Text) -> Sequence[Item]:
        """Return the items of the clauses of a text."""
        return [each for clause in text.clauses for each in self.below(clause) if isinstance(each, Item)]

    @cached_property
    def items(self) -> Sequence[Item]:
        """The items of the document."""
        return [each for each in nodes_of(self.document) if isinstance(each, Item)]

    @cached_property
    def lists(self) -> Sequence[tuple[Clause, Sequence[Item]]]:
        """The lists of items in the clauses of the texts of the Union, each with its clause."""
        holders = ((clause, node) for clause in self.clauses for node in self.below(clause))
        return [(clause, node.items) for clause, node in holders if isinstance(node, Clause | Item)]

    # ------------------------------------------------------------------ words

    @cached_property
    def words(self) -> Sequence[Passage]:
        """The words of paragraphs, headings, titles and footnotes, in the order of the text."""
        nodes = [each for each in nodes_of(self.document) if isinstance(each, Paragraph | Heading | Title)]
        return [*map(passage_of, (*nodes, *self.document.footnotes))]

    @cached_property
    def single_words(self) -> Sequence[str]:
        """The single words of all passages in small letters, with an empty string behind each passage."""
        lowered = (
            each.text.translate(_LOWERED).split() if each.text.isascii() else [*map(str.lower, WORD.findall(each.text))]
            for each in self.words
        )
        return [word for words in lowered for word in (*words, "")]

    @cached_property
    def times(self) -> Mapping[str, int]:
        """The single words, each with the times that it occurs."""
        return Counter(filter(None, self.single_words))

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [at for at, word in enumerate(self.single_words) if not word]

    def single_word(self, at: int) -> tuple[Passage, int]:
        """Return the passage of one of the single words, and its index there."""
        index = bisect_left(self._ends, at)
        return self.words[index], at - (self._ends[index - 1] + 1 if index else 0)

    @cached_property
    def words_in(self) -> Mapping[int, Sequence[Passage]]:
        """The words of each text, in their order, by its identity."""
        found: dict[int, list[Passage]] = defaultdict(list)
        for each in self.words:
            found[id(self.text_of(each.node.start))].append(each)
        return found

    @cached_property
    def joined(self) -> Sequence[Joined]:
        """The words, those of each language in one string."""
        return joined((each.node for each in self.words), words_at)

    @cached_property
    def phrases(self) -> Mapping[str, Sequence[Phrase]]:
        """The phrases that the rules look for, by their forms."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        for words in self.joined:
            for form, phrase in _phrases_of(words.lang.language).all(words):
                found[form].append(phrase)
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
_LOWERED = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(0x80)}
"""The small letters of ASCII, and a blank for each other character of it: splitting is faster than a search."""
_ANYTHING = re.compile(r"[^\n\0]+")
_NEEDED = {
    NAMES.DATE_NAMED: NAMES.family_month,
    NAMES.DAYS_IN_RANGE: NAMES.family_month,
    NAMES.BAND_IN_RANGE: NAMES.HERTZ,
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

    def __init__(self, lang: LanguagePatterns) -> None:
        glued = bool(lang.patterns.text(NAMES.GLUED_BEFORE))  # "and" may stand before a first word without a blank
        begun = {form: beginnings(text) for form in _FORMS if (text := lang.patterns.text(form))}
        known: dict[str, frozenset[str]] = {form: words for form, words in begun.items() if not ("" in words or glued)}
        self._patterns: dict[str, re.Pattern[str]] = {
            form: (lang.for_capitals if form in IN_ANY_CASE else lang).patterns[form] for form in begun
        }
        self._needed: dict[re.Pattern[str], list[str]] = defaultdict(list)
        for form in begun.keys() - known.keys():
            self._needed[lang.patterns[_NEEDED[form]] if form in _NEEDED else _ANYTHING].append(form)
        beginning = members_by_word(known)
        self._tried = {begin: [(form, self._patterns[form]) for form in forms] for begin, forms in beginning.items()}
        self._words = FirstWords(filter(FIRST_WORD.match, beginning))
        self._signs = [begin for begin in beginning if not FIRST_WORD.match(begin)]

    def all(self, joined: Joined) -> Iterator[tuple[str, Phrase]]:
        """Yield the phrases in the words of the language, each with its form; those of one form do not overlap."""
        for needed, forms in self._needed.items():
            for form, passage in product(forms, joined.with_any(needed)):
                found = self._patterns[form].finditer(passage.text)
                yield from ((form, Phrase(passage, match)) for match in found)
        text = joined.text
        signs = ((sign, found.start()) for sign in self._signs for found in re.finditer(re.escape(sign), text))
        ends: dict[str, int] = {}
        for begin, place in sorted((*self._words.places(text), *signs), key=itemgetter(1)):
            for form, pattern in self._tried[begin]:
                match = pattern.match(text, place)
                if match is not None and place >= ends.get(form, 0):
                    ends[form], (passage, start) = match.end(), joined.at(place)
                    within = pattern.match(passage.text, start)
                    yield from () if within is None else ((form, Phrase(passage, within)),)


@lru_cache(maxsize=None, typed=True)
def _phrases_of(language: str) -> _Phrases:
    return _Phrases(lang_of(language))


# ---------------------------------------------------------------------- what several modules of rules ask


def number_printed(clause: Clause) -> str:
    """Return the number of a paragraph of an assembly without the sign behind it: 3 of ``3.`` and ``3 –``."""
    return clause.label.rstrip(" .-–—")


# ----------------------------------------------------------------------
# The checks that a program or an installed package adds to those of the library.

ENTRY_POINTS = "itu_texts.checks"
"""The group of entry points by which a package adds checks to the command: each is a check, or several."""
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

Finding = tuple[Span, str] | tuple[Span, str, Sequence[Fix]]
"""What the function of a check yields: a place, a sentence that says what to do, and the replacements that mend it."""


@frozen
class Check:
    r"""A check of one's own, for the parameter ``rules`` of :func:`itu_texts.check`, and ``check --rules FILE``.

    :raises InputError: if the code is one of the library, or is not in small letters with hyphens; or if there is no
        such severity.

    >>> import itu_texts
    >>> def wills(document):
    ...     for node in itu_texts.find(document, itu_texts.Item):
    ...         if node.text.startswith("will "):
    ...             yield node.blocks[0].span, "say what is to be done: “to …”"
    >>> rule = Check("bare-will", "warning", "an item that begins with “will”", wills)
    >>> doc = itu_texts.parse("resolves\n1 will row;\n2 to rest")
    >>> [(each.code, doc.source[each.span]) for each in itu_texts.check(doc, rules=[rule]) if each.code == rule.code]
    [('bare-will', 'will row;')]
    """

    code: str
    """The code of its diagnostics: ``bare-will``."""
    severity: Severity = field(converter=Severity)
    """How serious they are: ``info``, ``warning`` or ``error``."""
    meaning: str
    """What they mean: “an item that begins with “will””."""
    find: Callable[[Document], Iterable[Finding]]
    """The function that finds them: it takes a document, and yields a place, a sentence that says what to do, and, if
    there is one right answer, the replacements that mend it."""

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(str(self.code)) or self.code in CODES:
            why = "the library has it" if self.code in CODES else "write it in small letters, with hyphens"
            raise InputError(f"{self.code!r:.40} is no code for a check of your own: {why}")

    def diagnostics(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what the function finds in a document.

        :raises InputError: if the function fails, gives a place outside the document, or words or fixes that are none.
        """
        try:
            found = [(Span(*span), message, tuple(*fixes)) for span, message, *fixes in self.find(document)]
        except Exception as error:
            raise InputError(f"the check {self.code} fails: {type(error).__name__}: {error}") from error
        for span, message, made in found:
            if not isinstance(message, str) or not all(isinstance(fix, Fix) for fix in made):
                raise InputTypeError(
                    f"the check {self.code} yields a place, a string and perhaps a list of Fix objects"
                )
            for each in (span, *(Span(*fix.span) for fix in made)):
                if not 0 <= each.start <= each.end <= document.end:
                    outside = f"{[*each]} is outside the document, which has {document.end} characters"
                    raise InputError(f"{self.code}: {outside}")
            yield Diagnostic(code=self.code, severity=self.severity, message=message, span=span, fixes=made)


def installed() -> tuple[Check, ...]:
    """Return the checks of installed packages, by their entry points.

    :raises InputError: if an entry point cannot be loaded, or names something else.
    """
    return tuple(brought(ENTRY_POINTS, _checks))


def _checks(named: Check | Iterable[Check]) -> Sequence[Check]:
    found = [named] if isinstance(named, Check) else [*named]
    for each in found:
        if not isinstance(each, Check):
            raise InputTypeError(f"a check is an itu_texts.Check, not a {type(each).__name__}")
    return found
