"""Reads documents that amend a text: their amendments, what they were before tracked changes, and what replaces what.

A revision of a document replaces it, and a corrigendum replaces the proposals that it has again; addenda apply
together. Two proposals with one number are one proposal, of which the later is meant (guidelines for proposals to
conferences of the Union; the cover says "Revision 1 to Document 12-E").

Amendments in words ("Replace resolves 2 by the following:", "In paragraph 5, for “red” read “green”") stand in
corrigenda and errata, in reports of committees, and in amending protocols. The words that they consist of are in
``grammars/shapes/instructions.lark``: verbs, parts, labels, places, and words that lead to new ones. A sentence becomes
a row of such words, which must have one of the orders below. A sentence with any other word ("Delete resolves 2 unless
...") is not understood.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Final

from attrs import evolve, field, frozen

from itu_texts.api import parse, parse_file
from itu_texts.errors import InputError, ItuTextsError, ReadError
from itu_texts.formats.composing import View
from itu_texts.language.detection import DEFAULT
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import ANY, COLON, fold
from itu_texts.revision.targets import Placed, amendments_of
from itu_texts.tree.nodes import Amendment, Annex, Clause, Division, Document, Node, Text
from itu_texts.tree.walking import all_words, outline_nodes, own_words, walk

# Words in quotation marks; an apostrophe in single ones is followed by a letter
_QUOTED = re.compile(
    r"[“«„\"]\s*([^“”«»„\"]+?)\s*[”»“\"]|「([^「」]+)」|‘\s*([^‘]+?)\s*’(?!\w)|(?<!\w)'\s*([^']+(?:\w'\w[^']*)*?)\s*'(?!\w)"
)
_OPEN, _CLOSE = '“«„"「', "”»\"」’'“"  # a single one that begins a line may be an apostrophe
_MARKS = "“”«»„\"「」‘’' "  # those that new words lose, with blanks around them
_QUOTE = "“”"  # stands for words in quotation marks
_SENTENCE = re.compile(r"[.;]\s+(?=\S)|。")  # the end of one, where no abbreviation ends
_GLUED = re.compile(r"(?<=[A-Za-z0-9)])(?=[\u3400-\u9fff])|(?<=\bو)(?=\d)")  # "第2段", "1 و2"
FIRST_CLAUSE: Final = "\ue000"
"""Stands for the name of the first clause in the words of an instruction, the next letter for that of the second."""


@frozen
class Part:
    """A part of a text as an instruction names it: "paragraphs 1 and 2", "the second sentence", "resolves"."""

    kind: str
    """``UNIT``, ``SENTENCE`` ..., ``ANNEX``, ``TEXT`` or ``CLAUSE``; empty for a label alone."""
    labels: tuple[str, ...] = ()
    is_range: bool = False
    nth: int = 0
    """Its number by its order, from 1; -1 for the last; 0 if it is not told by its order."""
    clause: int = 0
    """The number of the clause whose name it is."""


@frozen
class Order:
    """What is to be done, as a sentence says it."""

    action: str
    """``ADD``, ``MOD``, ``SUP``, ``MOVE`` or ``RENUMBER``."""
    path: tuple[Part, ...] = ()
    """The part that is changed, with those around it, in any order."""
    place: str = ""
    """Where new words stand: ``behind``, ``ahead``, ``ends``, ``begins`` or ``amid``."""
    at: tuple[tuple[Part, ...], ...] = ()
    """The parts that the place is about."""
    near: str = ""
    """The words that the place is about."""
    part: tuple[Part, ...] = ()
    """The part that is new: "a new resolves 1bis"."""
    old: tuple[str, ...] = ()
    """The words in quotation marks that go."""
    new: str | None = None
    """Those that come."""
    everywhere: bool = False
    """Whether the words are meant wherever they stand."""


@frozen
class Instruction:
    """A sentence of an amending document, and the new words below it."""

    words: str
    """The sentence as printed."""
    tells: bool
    """Whether it has a verb that amends."""
    lang: LanguagePatterns
    """The words of its language."""
    new: list[str] = field(factory=list)
    """The lines below it, without quotation marks around them."""

    @property
    def shown(self) -> str:
        """Its words and the new ones, in quotation marks, for reports."""
        return f"“{' '.join((self.words, *self.new))}”"

    def row(self, names: Sequence[tuple[str, int]]) -> _Row:
        """Return the words that it consists of.

        :param names: the names of clauses, the longest first, each with the number of its clause.
        """
        plain, quoted = _without_quotes(self.words)
        bare = self.lang.for_capitals.patterns.WORDS_FOR_WORDS.fullmatch(fold(self.words)) if not quoted else None
        if bare is not None:  # "For red lamps read green lamps"
            (first, end), (second, last) = bare.span("old"), bare.span("new")
            quoted = [self.words[first:end].strip(" ,"), self.words[second:last].strip()]
            quoted[1] = quoted[1] if quoted[0].endswith(".") else quoted[1].rstrip(".")
            plain, _ = _without_quotes(f"{self.words[:first]}“x”{self.words[end:second]}“x”")
        plain = re.sub(r"^\(?\w{1,3}[.)]+ (?=.*\w{3})", "", plain)
        for name, number in names:
            pattern = rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])" if not self.lang.runs_on else re.escape(name)
            plain = re.sub(pattern, chr(ord(FIRST_CLAUSE) + number), plain, flags=re.IGNORECASE)
        return _Row(plain, quoted, self.lang)

    def read(self, names: Sequence[tuple[str, int]]) -> list[Order]:
        """Return what it orders; nothing if it is not understood."""
        row = self.row(names)
        renumbers = _RENUMBERS.search(row.letters)
        cuts = (0, *(renumbers.span() if renumbers is not None and renumbers.start() else ()), len(row.letters))
        orders = [_ordered(row, first, last) for first, last in pairwise(cuts) if last > first]
        known = [each for each in orders if each is not None]
        return known if len(known) == len(orders) else []


def instructions(document: Document) -> Iterator[Instruction]:
    """Yield the sentences of a document, each with the new words below it."""
    return sentences((document,), document.main_language)


def sentences(nodes: Iterable[Node], language: str) -> Iterator[Instruction]:
    """Yield the sentences of nodes, each with the new words below it."""
    lang = lang_of(language)
    last = Instruction("", tells=False, lang=lang)
    is_open = False  # whether the new words stand in quotation marks that are still open
    for line in filter(None, (own_words(each) for node in nodes for each in outline_nodes(node))):
        begins = line[0] in _OPEN
        awaits = last.tells and (not last.new and (fold(last.words).rstrip().endswith(COLON) or _awaits(last)))
        if is_open or awaits or (begins and last.tells):
            is_open = (begins or is_open) and line.rstrip(" .;,")[-1:] not in _CLOSE
            if line.strip(_MARKS):
                last.new.append(line.strip(_MARKS))
            continue
        cut = [*_sentences(line, lang)]
        if last.new and len(cut) == 1 and not cut[0][1]:
            last.new.append(line.strip(_MARKS))
            continue
        for sentence, tells in cut:
            yield last
            last = Instruction(sentence, tells, lang)
        is_open = fold(_QUOTED.sub("", last.words)).count("“") > 0 and last.tells
    yield last


def _awaits(instruction: Instruction) -> bool:
    """Return whether new words follow, though no colon stands before them: "Paragraph 2 should read", "Insert"."""
    words, quoted = _without_quotes(instruction.words)
    verbs = instruction.lang.for_capitals.patterns.CHANGE_TOLD.finditer(words.rstrip(" .,"))
    return not quoted and any(each["reads"] or each.end() == len(each.string) for each in verbs)


def _without_quotes(line: str) -> tuple[str, list[str]]:
    """Return a line with empty quotation marks, and the words that stood in them."""
    quoted = [next(filter(None, found)) for found in _QUOTED.findall(line)]
    return _GLUED.sub(" ", fold(_QUOTED.sub(_QUOTE, line))), quoted


def _sentences(line: str, lang: LanguagePatterns) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a line, each with whether it tells of a change."""
    told = lang.for_capitals.patterns.CHANGE_TOLD
    hidden = fold(_QUOTED.sub(lambda found: "“" + "x" * (len(found[0]) - 2) + "”", line))
    start = last = 0
    tells = False
    for stop, cut in ((each.start() + 1, each.end()) for each in _SENTENCE.finditer(hidden)):
        tells = tells or told.search(_GLUED.sub(" ", hidden[last:cut])) is not None
        last = cut
        if tells and not lang.ends_abbreviation(hidden, stop):
            yield line[start:cut].strip(), True
            start, tells = cut, False
    if line[start:].strip():
        yield line[start:].strip(), tells or told.search(_GLUED.sub(" ", hidden[last:])) is not None


# ---------------------------------------------------------------------- the words of a sentence

# The letter of each kind of word; those of labels, parts and ordinals stand above _PART, those of verbs above _ORDERS
_VERBS = {"ADD": "a", "MOD": "m", "SUP": "d"}
_PLACES = {"behind": "B", "ahead": "A", "ends": "E", "begins": "S", "amid": "T"}
_LETTERS = _PLACES | {
    "quoted": "q",
    "reads": "l",
    "renumbers": "r",
    "moves": "v",
    "instead": "F",
    "brings": "W",
    "everywhere": "X",
    "new": "n",
    "and": "&",
    "to": "-",
    "dash": "-",
    "comma": ",",
    "other": "?",
}
_COUNTED = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT")


_Word = tuple[str, object]
"""A letter, and what it stands for."""


class _Row:
    """The words of a sentence, a letter each; those that name one part of the text are one ``p``."""

    def __init__(self, plain: str, quoted: Sequence[str], lang: LanguagePatterns) -> None:
        self._lang = lang.for_capitals
        self._words = [*self._split(plain, iter(quoted))]
        self._change(_PART, _named_part)
        self._words = [*_paths(self._words)]
        if lang.patterns.PLACE_BEHIND.match(""):  # a word of place stands behind what it is about
            self._change(r"(?:p&p|[pq])[BAEST]", lambda found: [found[-1], *found[:-1]])
        self._change(r"^&|w(?=w+q)|(?<=q)w|,(?=$)", lambda _: [])
        self._change("wq", lambda found: [("Q", found[1][1])])

    @property
    def letters(self) -> str:
        """The letters of the words."""
        return "".join(letter for letter, _ in self._words)

    @property
    def values(self) -> Sequence[object]:
        """What each letter stands for: a path of parts, words in quotation marks, the kind of a part, or nothing."""
        return [value for _, value in self._words]

    def _change(self, pattern: str, made: Callable[[list[_Word]], list[_Word]]) -> None:
        """Put other words in place of those that a pattern finds."""
        for found in reversed([*re.finditer(pattern, self.letters)]):
            self._words[slice(*found.span())] = made(self._words[slice(*found.span())])

    def _split(self, plain: str, quoted: Iterator[str]) -> Iterator[_Word]:
        """Yield the words by what they do: their letter, and the part that they name or begin to name."""
        for found in self._lang.patterns.INSTRUCTION_WORD.finditer(plain):
            name = next(name for name, text in found.groupdict().items() if text is not None)
            match name:
                case "change":
                    yield _VERBS[self._lang.concept(found[0].lower(), "CHANGING", "CHANGED")], None
                case "clause":
                    yield "P", Part("CLAUSE", clause=ord(found[0]) - ord(FIRST_CLAUSE))
                case "label":
                    yield "L", found[0]
                case "nth":
                    yield "O", self._nth(found[0])
                case "part" | "annex" | "text":
                    kind = self._lang.concept(found[0].lower(), "AMENDED_PART") if name == "part" else name.upper()
                    yield _KINDS.get(kind, "N"), kind
                case "numbered":
                    yield "P", self._numbered(found)
                case _ if name in _LETTERS:
                    yield _LETTERS[name], next(quoted, "") if name == "quoted" else None

    def _nth(self, word: str) -> int:
        """Return the number of an ordinal, 2 for "second"; -1 for "last"."""
        concept = self._lang.concept(word.lower(), "NTH")
        return -1 if concept == "LAST" else _COUNTED.index(concept) + 1

    def _numbered(self, found: re.Match[str]) -> Part:
        """Return the part that words name together with its number, which may stand before them or within."""
        if found["text_label"]:
            return Part("TEXT", (found["text_label"],))
        kind = self._lang.concept(found["numbered_part"] or found["nth_part"], "AMENDED_PART")
        if found["numbered_label"]:
            return Part(kind, (found["numbered_label"],))
        return Part(kind, nth=-1 if found["numbered_last"] else self._nth(found["numbered_nth"]))


# N is "paragraph", "article"; K "annex", "title", H "sentence"; L a label, O an ordinal; P a clause, or all of these:
# "the second sentence", "la phrase seconde", "paragraphs 1, 2 and 4", "paragraphs 1 to 4", "the annex", "clause noting"
_PART = "N?P|O[NKH]|[NKH]O(?![NKH])|[NKH]?L(?:(?:,L)*,?&L|-L)?|K"
_KINDS = {"SENTENCE": "H", "WORDS": "H", "ANNEX": "K", "TITLE": "K"}
_NO_PART = {"N": "u", "H": "w", "L": "?", "O": "?"}


def _named_part(words: list[_Word]) -> list[_Word]:
    """Return the part that some words name; it stays a ``P`` if one word names it with its label."""
    by_letter = dict(words)
    if "P" in by_letter:
        return [("P" if len(words) == 1 else "p", by_letter["P"])]
    kind = next((str(by_letter[letter]) for letter in "NKH" if letter in by_letter), "")
    labels = tuple(str(value) for letter, value in words if letter == "L")
    return [("p", Part(kind, labels, is_range="-" in by_letter, nth=int(str(by_letter.get("O", 0)))))]


def _paths(words: Sequence[_Word]) -> Iterator[_Word]:
    """Yield the words; the parts that stand together as one: "resolves 1 and resolves 2", "paragraph 2, first line"."""
    path: tuple[Part, ...] = ()
    for found in re.finditer("(?:,|&(?=P))?[pP]|.", "".join(letter for letter, _ in words)):
        *sign, (letter, value) = words[slice(*found.span())]
        is_and = found[0][0] == "&" and bool(sign)
        if is_and and path and isinstance(value, Part) and path[-1].labels and path[-1].kind == value.kind:
            path = (*path[:-1], evolve(path[-1], labels=path[-1].labels + value.labels))
        elif path and isinstance(value, Part) and not is_and:
            path = (*path, value)
        else:
            yield from [("p", path), *sign] if path else sign
            path = (value,) if isinstance(value, Part) else ()
            yield from () if path else [(_NO_PART.get(letter, letter), value)]
    yield from [("p", path)] if path else ()


# ---------------------------------------------------------------------- the orders of words

# In these, m, a, d, v are verbs that replace, add, delete, move, and l is "read"; W is "by", F "instead of". What is in
# small letters besides is what such words are about: "path" a part, "old" and "new" words in quotation marks, "place"
# and "at" where new words stand, and "part" a part that is new.
_ORDERS: Final = {
    "SUP": (
        "path? d path",  # "In the annex, delete paragraph 2"
        "path? d old path?",
        "d path (?=Q) old",
        "path? old? d",  # "Paragraph 2 shall be deleted"
    ),
    "MOD": (
        "path? m path? old path? (?:W|-|l) new path?",
        "path? old path? (?:mW?|m-|l) new",  # "The word “red” is replaced by “green”"
        "path? F old path? [lm] new path?",  # "For “red” read “green”"
        "path? (?:m|l|mW) new F old path?",  # "Substitute “green” for “red”"
        "path? W new m old path?",
        "path? m F old W new",
        "path? m path? [W-]+ new?",  # "Replace paragraph 2 by the following"
        "path W? m? (?:l|W)+ new?",  # "Paragraph 2 should read"
        "m path l new?",
        "F path m W* new?",  # "For paragraph 2, substitute"
    ),
    "ADD": (
        "path? place at path? aW* part? [Wl]* new?",  # "After paragraph 2, insert a new paragraph 2bis"
        "path? aW* part? W* new? place at path? [Wl]* new?",
        "path? new a place at path?",
        "a place at part [Wl]* new?",
        "path? aW* part [Wl]* new?",  # "Insert a new paragraph 2bis"
    ),
    "MOVE": ("v path place at", "path v place at"),
}
_RENUMBERS: Final = re.compile("[&,nu]*r[nu]*,*$")
_ROLES: Final = {
    "path": "p",
    "part": "p",
    "at": "p&p|[pqQ]?",
    "old": "[qQ](?:&[qQ])*",
    "new": "[qQ]",
    "place": "[BAEST]",
}


def _pattern(row: str) -> re.Pattern[str]:
    """Return the form of an order; its roles are groups, with a number behind the name: ``path0``, ``old1``."""
    count = iter(range(len(row)))
    return re.compile(
        re.sub(
            r"\b(path|part|at|old|new|place)\b(\??)",
            lambda role: f"(?P<{role[1]}{next(count)}>(?:{_ROLES[role[1]]}){role[2]})",
            row,
        ).replace(" ", "")
    )


_PATTERNS: Final = [(action, _pattern(row)) for action, rows in _ORDERS.items() for row in rows]


def _ordered(row: _Row, start: int, end: int) -> Order | None:
    """Return what a row of words orders; ``None`` if it has none of the known orders."""
    letters = row.letters[start:end]
    if letters.strip("n,-u&") == "r":
        return Order("RENUMBER")
    # The kind of what is new does not matter, nor do signs between words
    idle = "n,X" + ("u" if "d" not in letters else "") + ("w" if "a" in letters else "")
    kept = [at for at, each in enumerate(letters) if each not in idle and (each != "-" or _is_between(letters, at))]
    short = "".join(letters[at] for at in kept)
    known = ((action, found) for action, pattern in _PATTERNS if (found := pattern.fullmatch(short)) is not None)
    for action, found in known:
        values: dict[str, list[object]] = {}
        for name in found.groupdict():
            places = (at for at in range(*found.span(name)) if short[at] != "&") if found[name] else ()
            values.setdefault(name.rstrip("0123456789"), []).extend(row.values[start + kept[at]] for at in places)
        sign = next((found[name] for name in found.groupdict() if name.startswith("place")), "")
        paths = {name: tuple(each for each in values.get(name, ()) if isinstance(each, tuple)) for name in _ROLES}
        words = {name: tuple(str(each) for each in values.get(name, ()) if isinstance(each, str)) for name in _ROLES}
        if len(words["new"]) > 1 or not (any(paths.values()) or words["old"] or words["at"]):
            return None
        return Order(
            action,
            path=sum(paths["path"], ()),
            place=next((name for name, letter in _PLACES.items() if letter == sign), ""),
            at=paths["at"],
            near=next(iter(words["at"]), ""),
            part=sum(paths["part"], ()),
            old=words["old"],
            new=next(iter(words["new"]), None),
            everywhere="X" in letters,
        )
    return None


def _is_between(letters: str, at: int) -> bool:
    """Return whether a dash, or "to", stands before words in quotation marks that replace what is before it."""
    return letters[:at].endswith(("q", "Q", "p")) and letters[at + 1 : at + 2] in ("q", "Q")


_TELLING = (Text, Annex, Division, Clause)


@frozen(eq=False)
class Proposal:
    """A document that amends a text."""

    document: Document
    number: int
    """Its number among the amending documents, from 1."""
    placed: Sequence[Placed]
    """Its amendments."""
    author_base: Document | None
    """The document without its tracked changes, if it has any."""
    revision: int
    """The count of its revision, from its cover; 0 if it is none."""
    _before: Mapping[int, Placed]  # its amendments without the tracked changes, by the identity of those with them
    replaced: dict[int, Proposal] = field(factory=dict)
    """The documents that replace amendments of this one, by the identity of these."""

    @classmethod
    def of(cls, document: Document, number: int, language: str) -> Proposal:
        """Read a document.

        :param language: that of the base, in which it is read again if it is too short to tell its own: nothing in it
            is then recognised in another one.
        :raises InputError: if it shows tracked changes, and was not read from a file.
        :raises ReadError: if it shows them, and the file has changed since.
        """
        before = None
        original = document.origins.original
        is_word = original is not None and original.format == "docx"
        if document.main_language != language and not _is_understood(document):
            source = str(document.source)
            again = _again(document, "final", language) if is_word else parse(source, language=language)
            is_clear = document.main_language != DEFAULT  # of a text without words of any language
            document = document if is_clear and not _is_understood(again) else again
        if document.changes:
            document = _again(document, "final")
        if is_word:
            with suppress(ItuTextsError):  # without the file, its tracked changes are not known
                before = _again(document, "original")
        if before is not None and all_words(before) == all_words(document):
            before = None
        placed = [*amendments_of(document)]
        pairs = dict(_pairs(placed, [*amendments_of(before)])) if before is not None else {}
        return cls(document, number, placed, before, _revision(document), pairs)

    @property
    def is_marked(self) -> bool:
        """Whether it has markers, and not only sentences such as "Replace clause 7.3 by"."""
        marker = lang_of(self.document.main_language).patterns.MARKED.search
        return any(marker(fold(each.amendment.marker)) for each in self.placed)

    @property
    def papers(self) -> set[str]:
        """The documents that its proposals are of: LKS/12 for LKS/12/1."""
        return {each.amendment.proposal.rpartition("/")[0] for each in self.placed if each.amendment.proposal}

    def named_by(self, placed: Placed) -> Placed:
        """Return an amendment as it names what it is about: a SUP has words that tracked changes strike.

        Where they insert markers, it is not known how far the words below one went.
        """
        before = self._before.get(id(placed.amendment)) if len(self._before) == len(self.placed) else None
        is_named = placed.amendment.action == "SUP" and before is not None and bool(before.amendment.blocks)
        return before if before is not None and is_named else placed

    def author_of(self, block: Node, amendment: Amendment | None = None) -> Node | None:
        """Return what a node, in the document or below a marker, was before the tracked changes."""
        before: Document | Amendment | None = self.author_base
        if amendment is not None:
            before = self._before[id(amendment)].amendment if id(amendment) in self._before else None
        if before is None:
            return None
        here = [each for each in (amendment or self.document).blocks if type(each) is type(block)]
        there = [each for each in before.blocks if type(each) is type(block)]
        return next((was for now, was in zip(here, there, strict=False) if now is block), None)


def _is_understood(document: Document) -> bool:
    """Return whether there is something in a document that is recognised by the words of its language."""
    said = any(isinstance(each, _TELLING) for each in walk(document))
    return said or any(each.tells for each in instructions(document))


def _again(document: Document, view: View, language: str = "") -> Document:
    """Return the document of a Word file in another view of its tracked changes."""
    original = document.origins.original
    if original is None:
        raise InputError("a document that shows tracked changes, and its file is not known: read it with view='final'")
    language = language or (document.language if not document.languages else ANY)
    again = parse_file(original.path, language=language, view=view)
    if again.origins.original is None or again.origins.original.digest != original.digest:
        raise ReadError(f"{original.path}: the file has changed since it was read; read it again")
    return again


def _pairs(placed: Sequence[Placed], before: Sequence[Placed]) -> Iterator[tuple[int, Placed]]:
    """Yield the pairs of amendments with the same marker, in their order."""
    there: dict[str, list[Placed]] = defaultdict(list)
    for each in reversed(before):
        there[each.amendment.marker].append(each)
    for each in placed:
        if there[each.amendment.marker]:
            yield id(each.amendment), there[each.amendment.marker].pop()


def _revision(document: Document) -> int:
    first = next((each for each in document.blocks if isinstance(each, Amendment | Text)), None)
    cover = fold(str(document.source)[: first.start if first is not None else 0])
    lang = lang_of(document.main_language)
    found = lang.patterns.PAPER_COUNTED.finditer(cover)
    counts = [int(each["count"]) for each in found if lang.concept(each["paper"], "PAPER", "COUNTED") == "REV"]
    return max(counts, default=0)


def replace(proposals: Sequence[Proposal]) -> None:
    """Find the amendments that later documents replace, and those of a document that is given twice."""
    for place, late in enumerate(proposals):
        for early in proposals[:place]:
            old, new = (late, early) if late.revision < early.revision else (early, late)
            is_same = str(old.document.source).split() == str(new.document.source).split()
            if is_same:
                old, new = late, early
            again = {each.amendment.proposal for each in new.placed if each.amendment.proposal}
            whole = is_same or (new.revision > old.revision and bool(old.papers & new.papers))
            gone = (each.amendment for each in old.placed if whole or each.amendment.proposal in again)
            old.replaced.update((id(each), new) for each in gone)
