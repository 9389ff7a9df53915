"""An index of the places in a text that can be cited: clauses by heading and label, annexes, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, islice, product
from typing import Any

from attrs import evolve

from itu_texts.analysis.treaty_parts import TreatyParts
from itu_texts.language import series
from itu_texts.language.grammar import lang_of
from itu_texts.language.grammar.beginnings import WORD
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import FULL_STOP, as_latin, fold, without_stretches
from itu_texts.tree.addresses import captioned
from itu_texts.tree.nodes import Annex, Clause, Division, Document, Item, Node, Text
from itu_texts.tree.walking import find

_BIS = r"(?:bis|ter|quater|quinquies|sexies|septies|octies)?"
_TOKEN = re.compile(rf"(?:[^\W\d_]{{1,4}}\d{{0,2}}\.)?\d+{_BIS}(?:\.\d+{_BIS})*|[^\W\d_]+")
_GLUED = re.compile(r"(?<=\d)(?=[a-z]{1,2}\))|(?<=\))(?=[a-z])")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{1,80}")
_STOPS = ',:;.)]"”’'

_Path = tuple[str, ...]
_List = tuple[_Path, str, tuple[int, ...]]
"""A list: the labels above it, the form of its labels, and the part of its labels before their places."""
_KEPT = 2048  # cached labels and first words
_LONGEST = 1_000  # characters of a heading that is cited
_BLANKS = 2  # characters of a text for each character of a heading: lines may be broken, and letters stretched
_PIECES = 4  # other texts of one name that are searched


@lru_cache(_KEPT)
def _tokens(label: str) -> _Path:
    """Split a label as cited into its parts, from the outermost: ``7 a)`` and ``7a)`` are the same."""
    return tuple(_TOKEN.findall(as_latin(without_stretches(fold(_SPACES.sub("", label))).casefold())))


def spaced(label: str) -> str:
    """Return a label in the form of addresses: ``7 a)`` for ``7a)``."""
    return _SPACES.sub(" ", _GLUED.sub(" ", label)).strip()


@lru_cache(_KEPT)
def _key(heading: str) -> str:
    return without_stretches(fold(" ".join(heading.split()))).casefold().rstrip(_STOPS)


def _by_label(blocks: Sequence[Node], above: _Path = ()) -> Iterator[tuple[_Path, Item]]:
    """Yield the items among blocks and below, each with its labels; ``1.1`` below ``1`` is ``1.1``."""
    stack = [(above, block) for block in reversed(blocks)]
    while stack:
        above, node = stack.pop()
        if isinstance(node, Annex | Text):
            continue
        path = above
        if isinstance(node, Item):
            mine = _tokens(node.label)
            within = bool(mine and above) and mine[0].startswith(f"{above[-1]}.")
            path = (*(above[:-1] if within else above), *mine)
            if mine:
                yield path, node
        stack += ((path, child) for child in reversed(node.children))


def _identity(owners: Sequence[Node]) -> int:
    """Return the identity of a list of clauses, or of the one that is in it."""
    return id(owners[0] if len(owners) == 1 else owners or ())


class Places:
    """The places of one text, or of a document outside its texts."""

    def __init__(self, root: Text | Document) -> None:
        self.root = root
        self._labels: dict[int, tuple[Sequence[Node], dict[_Path, list[Item]]]] = {}
        self._ends: dict[int, dict[_List, tuple[int, ...]]] = {}
        self._parts: dict[int, list[Node]] = {}

    # ------------------------------------------------------------------ clauses

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        if not isinstance(self.root, Text):
            return found
        for clause in self.root.clauses:
            if len(clause.heading.text) <= _LONGEST:
                found.setdefault(_key(clause.heading.text), []).append(clause)
        found.pop("", None)
        joined = lang_of(self.root.language or "en").patterns.JOINED_TO_HEADING
        for key, clauses in [*found.items()]:
            glued = joined.match(key)
            if glued is not None:
                found.setdefault(key[glued.end() :], clauses)
        begun: dict[str, list[Clause]] = {}
        for clause in self.root.clauses:
            for name in {_key(words) for opening in clause.heading.openings for words in opening[:2]}:
                begun.setdefault(name, []).append(clause)
        return {key: clauses for key, clauses in begun.items() if len(clauses) == 1} | found

    @cached_property
    def identifier(self) -> Identifier | None:
        """The identifier of the text."""
        return self.root.identifier if isinstance(self.root, Text) else None

    @cached_property
    def _longest(self) -> dict[str, tuple[int, int]]:
        """By first word of headings, the number of words and characters of the longest."""
        longest: dict[str, tuple[int, int]] = {}
        for key in self._clauses:
            first = _LETTERS.match(key)
            if first is not None:
                words, length = longest.get(first[0], (0, 0))
                longest[first[0]] = max(words, len(key.split())), max(length, len(key))
        return longest

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """By first character of headings, their lengths, the longest first."""
        lengths: dict[str, set[int]] = {}
        for key in self._clauses:
            lengths.setdefault(key[:1], set()).add(len(key))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @cached_property
    def _instructions(self) -> dict[tuple[str, _Path], str]:
        whole: dict[tuple[str, _Path], str] = {}
        begun: dict[tuple[str, _Path], list[str]] = {}
        for clause in self.root.clauses if isinstance(self.root, Text) else ():
            heading, key = clause.heading, _key(clause.heading.text)
            verb = heading.verb.casefold()
            whole.setdefault((verb, tuple(addressee.concept for addressee in heading.addressees)), key)
            for opening in heading.openings:
                if "OTHER" not in opening.concepts:
                    begun.setdefault((verb, opening.concepts), []).append(key)
        return {name: keys[0] for name, keys in begun.items() if len({*keys}) == 1} | whole

    def heading_at(self, words: str, start: int) -> tuple[list[Clause], int]:
        """Return the clauses with the longest heading at a position of folded words, and its end."""
        best: list[Clause] = []
        end = start
        first = _LETTERS.match(words, start)
        longest, length = self._longest.get(_key(first[0]), (0, 0)) if first else (0, 0)
        key = ""
        for word in islice(_WORD.finditer(words, start, start + _BLANKS * length), longest) if longest else ():
            key += " " * bool(key) + without_stretches(word[0]).casefold()
            bare = key.rstrip(_STOPS)
            if bare in self._clauses:
                best, end = self._clauses[bare], word.end() - (len(key) - len(bare))
        runs_on = first is not None and not (first[0].isascii() or WORD.fullmatch(first[0]))
        if runs_on and not best:
            for length in self._lengths.get(words[start], ()):
                if words[start : start + length] in self._clauses:
                    return self._clauses[words[start : start + length]], start + length
        return best, end

    def with_instruction(self, verb: str, concepts: _Path) -> list[Clause]:
        """Return the clauses with the same verb and addressees, or the one whose addressees begin in the same way."""
        key = self._instructions.get((verb.casefold(), concepts))
        return self._clauses[key] if key else []

    def clause(self, address: str) -> Node | None:
        """Return the clause or the item that a heading and labels name."""
        clauses, end = self.heading_at(fold(address), 0)
        label = address[end:].strip()
        found: Sequence[Node] = self.labelled(clauses, label) if label else clauses[:1]
        return found[0] if len(found) == 1 else None

    def labelled(self, owners: Sequence[Node], label: str) -> Sequence[Item]:
        """Return the items with a label in some clauses or annexes."""
        return self._items(owners).get(_tokens(label), ())

    def skips(self, owners: Sequence[Node], label: str) -> bool:
        """Return whether a list in some clauses continues after a missing place.

        A gap, which another diagnostic reports.
        """
        *above, last = _tokens(label) or ("",)
        return any(
            self._ends_of(owners).get(((*above,), reading.form, reading.path[:-1]), ()) > reading.path
            for reading in series.label(last).readings
        )

    def _ends_of(self, owners: Sequence[Node]) -> dict[_List, tuple[int, ...]]:
        """Return the last place of each list in some clauses, for each reading of its labels."""
        items, key = self._items(owners), _identity(owners)
        if key not in self._ends:
            known = self._ends[key] = {}
            for *above, last in items:
                for reading in series.label(last).readings:
                    ends = ((*above,), reading.form, reading.path[:-1])
                    known[ends] = max(known.get(ends, ()), reading.path)
        return self._ends[key]

    def _items(self, owners: Sequence[Node]) -> dict[_Path, list[Item]]:
        """Return the items of some clauses or annexes by their labels, without those of annexes in the annex.

        Several clauses are those of one heading, which are always in the same list.
        """
        key = _identity(owners)
        if key not in self._labels:
            known: dict[_Path, list[Item]] = {}
            for path, item in chain.from_iterable(_by_label(owner.children) for owner in owners):
                known.setdefault(path, []).append(item)
            self._labels[key] = owners, known
        return self._labels[key][1]

    # ------------------------------------------------------------------ annexes

    @cached_property
    def _annexes(self) -> dict[tuple[int, str, str | None], Annex]:
        """The annexes by owner, kind and number; and by kind and number alone, with 0. The first of several counts."""
        found: dict[tuple[int, str, str | None], Annex] = {}
        for annex in find(self.root, Annex):
            inside = id(_holder(annex))
            for number in {annex.number, None}:
                found.setdefault((inside, annex.kind, number), annex)
                found.setdefault((0, annex.kind, number), annex)
        return found

    def annex(self, citing: Node, kind: str, number: str | None) -> Annex | None:
        """Return the annex of a kind and number that is nearest to the citation, from the inside out."""
        for above in (citing, *citing.ancestors):
            if above is self.root:
                break
            if isinstance(above, Annex) and (found := self._annexes.get((id(above), kind, number))) is not None:
                return found
        return self._annexes.get((id(self.root), kind, number)) or self._annexes.get((0, kind, number))

    def annex_in(self, annex: Annex, kind: str, number: str | None) -> Annex | None:
        """Return the annex of a kind and number in an annex."""
        return self._annexes.get((id(annex), kind, number))

    # ------------------------------------------------------------------ divisions, and sections by their number

    @cached_property
    def _divisions(self) -> dict[tuple[int, str, str | None], Division]:
        """The divisions by annex or text, kind and number. The first of several counts."""
        found: dict[tuple[int, str, str | None], Division] = {}
        for division in find(self.root, Division):
            found.setdefault((id(_holder(division)), division.kind, division.number), division)
        return found

    def division(self, citing: Node, kind: str, number: str) -> Division | None:
        """Return the article, section ... in the annexes or the text around an offset, from the inside out."""
        if not self._divisions:
            return None
        around = (
            above for above in (*citing.ancestors, *self._named_by(citing, number)) if isinstance(above, Annex | Text)
        )
        return next((found for above in around if (found := self._divisions.get((id(above), kind, number)))), None)

    def section(self, citing: Node, label: str) -> Division | Item | None:
        """Return the item with a number in the annexes around an offset, from the inside out.

        A.1 in Annex A, wherever that is.

        In a text with divisions, those are searched too.
        """
        places = (
            place for place in chain(citing.ancestors, self._named_by(citing, label)) if isinstance(place, Annex | Text)
        )
        return next((found for place in places if (found := self.section_of(place, label))), None)

    def _named_by(self, citing: Node, label: str) -> Iterator[Annex | None]:
        """Return the annexes whose number a number begins with: Annex A for A.1, Appendix II for II.1."""
        number, _, rest = label.partition(FULL_STOP)
        if rest and not number.isdecimal():
            yield from (self.annex(citing, kind, number) for kind in ("annex", "appendix"))

    @cached_property
    def _captions(self) -> dict[tuple[str, str], Node]:
        """The tables and figures by their captions.  The first of several counts."""
        return dict(reversed([*captioned(self.root)]))

    def captioned(self, kind: str, number: str) -> Node | None:
        """Return the table or the figure with a number."""
        return self._captions.get((kind, number.casefold()))

    def section_of(self, place: Annex | Text | Division, label: str) -> Division | Item | None:
        """Return the section or item with a number in an annex, or in the divisions of a text. The first counts."""
        if (id(place), "section", label) in self._divisions:
            return self._divisions[id(place), "section", label]
        if id(place) not in self._parts:
            inside = place.body if isinstance(place, Text) else (place,)
            self._parts[id(place)] = [part for part in inside if part is place or isinstance(part, Division)]
        return next(iter(self.labelled(self._parts[id(place)], label)), None)


class Whole:
    """An index of what can be cited anywhere in a document: its texts, and the numbered parts outside them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[int, Places] = {}
        self.outside = Places(document)
        """The places outside the texts."""

    @cached_property
    def parts(self) -> TreatyParts:
        """The numbered parts outside the texts."""
        return TreatyParts(self._document)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts in order, including those in annexes and under amendment markers."""
        return tuple(find(self._document, Text))

    @cached_property
    def _identified(self) -> dict[tuple[Any, ...], Text]:
        """The texts by kind, number and status; those of one number also by body and edition, known or not."""
        found: dict[tuple[Any, ...], Text] = {}
        for text in self.texts:
            own = text.identifier
            if own is None:
                continue
            for key in product(_known_keys(own.work.body), _known_keys(own.revision), {own.status, None}):
                found.setdefault((own.kind, own.work.number, *key), text)
        return found

    @cached_property
    def _numbers(self) -> frozenset[tuple[Any, ...]]:
        return frozenset(key[:2] for key in self._identified)

    def text(self, identifier: Identifier) -> Text | None:
        """Return the text that an identifier may name; without a revision mark in any edition, including drafts."""
        work = identifier.work
        if (work.kind, work.number) not in self._numbers:
            return None
        for status in dict.fromkeys((identifier.status, None)):
            for key in product(_wanted_keys(work.body), _wanted_keys(identifier.revision)):
                found = self._identified.get((work.kind, work.number, *key, status))
                own = found.identifier if found is not None else None
                if own is not None and evolve(identifier, status=None).matches(evolve(own, status=None)):
                    return found
        return None

    @cached_property
    def _namesakes(self) -> dict[Identifier, list[Text]]:
        found: dict[Identifier, list[Text]] = {}
        for text in self.texts:
            if text.identifier is not None:
                found.setdefault(text.identifier, []).append(text)
        return found

    def other_pieces(self, text: Node) -> Iterator[Places]:
        """Return the places of the texts with the identifier of another: copies put together anew have such."""
        if isinstance(text, Text) and text.identifier is not None:
            others = (each for each in self._namesakes[text.identifier] if each is not text)
            yield from map(self.places, islice(others, _PIECES))

    def places(self, text: Text) -> Places:
        """Return the places of a text of the document."""
        if id(text) not in self._places:
            self._places[id(text)] = Places(text)
        return self._places[id(text)]


_UNTOLD = "?"


def _holder(node: Node) -> Node:
    """Return the annex, the text or the document around an annex or a division."""
    return next(above for above in node.ancestors if isinstance(above, Annex | Text | Document))


def _known_keys(value: Any) -> tuple[Any, ...]:
    """Return the keys of a text for a body or edition that it states: the value itself, and none."""
    return (value, None) if value is not None else (_UNTOLD, None)


def _wanted_keys(value: Any) -> tuple[Any, ...]:
    """Return the keys to look up for a body or edition that a citation states: the value, and none."""
    return (value, _UNTOLD) if value is not None else (None,)
