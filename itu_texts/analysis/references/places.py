"""An index of what can be cited: clauses by heading and label, annexes, sections, texts, parts of treaties."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, islice, product
from string import ascii_uppercase
from typing import Any

from attrs import evolve, field, frozen

from itu_texts.analysis.passages import nodes_of, texts_of
from itu_texts.language import series
from itu_texts.language.grammar import lang_of
from itu_texts.language.grammar.beginnings import WORD
from itu_texts.language.identifiers import Identifier
from itu_texts.language.series import ordinal, roman
from itu_texts.language.writing import FULL_STOP, as_latin, begins_capital, fold, without_stretches
from itu_texts.tree.addresses import captioned
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Amendment, Annex, Clause, Division, Document, Item, Node, Provision, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

# ----------------------------------------------------------------------
# The numbers and labels of references: their parts, and those between the ends of a range.

# "15.5 b)": a number, and the label of the item in it
_ENDS_WITH_LABEL = re.compile(r"(.*?\d[A-Z]{0,2}(?:bis|ter|quater)?)(\s?\(?[a-zа-яё]{1,2}\).*)")
_LONGEST_RANGE = 200  # members of a range
# "9.12" and "9.21A", "a) ii)" and "iv)", "7 a)" and "7 c)", "30A" and "C"; longer numbers count nothing
_FIGURES = re.compile(r"(?P<before>.*?)(?<!\d)(?P<count>\d{1,18})(?P<behind>)[A-Z]{0,2}")
_ROMAN = re.compile(r"(?P<before>.*?)\b(?P<count>[ivx]+|[IVX]+)(?P<behind>\)?)")
_SMALL_LETTER = re.compile(r"(?P<before>.*?)(?P<count>[a-z])(?P<behind>\))")
_CAPITAL = re.compile(r"(?P<before>.*\d ?)?(?P<count>[A-Z])(?P<behind>)")
_TURNED = re.compile(r"(\d{2,3}[A-Z]{0,2})\.(\d{1,2})")
_LAST_ARTICLE = 59  # of the Radio Regulations


def part_label(number: str) -> tuple[str, str]:
    """Split a number and the label of the item in it: ``15.5`` and ``b)``; the label is empty if there is none."""
    matched = _ENDS_WITH_LABEL.fullmatch(number)
    return (matched[1], matched[2].strip()) if matched else (number, "")


def turned_back(number: str) -> str:
    """Return the number of a provision with its parts in order.

    ``5.457A`` for ``457A.5``, as there is no Article 457.
    """
    found = _TURNED.fullmatch(number)
    if found is None or int(found[1].rstrip(ascii_uppercase)) <= _LAST_ARTICLE or int(found[2]) > _LAST_ARTICLE:
        return number
    return f"{found[2]}.{found[1]}"


_COUNTS: tuple[tuple[re.Pattern[str], Callable[[str], int], Callable[[int, str], str]], ...] = (
    (_FIGURES, int, lambda count, _: str(count)),
    (
        _ROMAN,
        lambda numeral: ordinal(numeral, "roman"),
        lambda count, like: roman(count).upper() if begins_capital(like) else roman(count),
    ),
    (_SMALL_LETTER, ord, lambda count, _: chr(count)),
    (_CAPITAL, ord, lambda count, _: chr(count)),
)
"""What the end of a range counts: its form, its place in the series, and what stands at a place."""


def between(first: str, last: str) -> list[str]:
    """Return the numbers or letters between the ends of a range."""
    for form, place_of, shown in _COUNTS:
        one, two = form.fullmatch(first), form.fullmatch(last)
        if one is None or two is None or (form is _ROMAN and len(one["count"]) + len(two["count"]) == 2):
            continue
        before, start, stop = one["before"] or "", place_of(one["count"]), place_of(two["count"])
        goes_on = two["before"] == before or (form is not _FIGURES and (two["before"] or "(") == "(")
        if goes_on and start < stop <= start + _LONGEST_RANGE and (start or form is _FIGURES):
            return [f"{before}{shown(place, one['count'])}{one['behind']}" for place in range(start + 1, stop)]
    return []


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
_LONGEST_HEADING = 1_000  # characters of a heading that is cited
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


class Places:
    """The places of one text, or of a document outside its texts."""

    def __init__(self, root: Text | Document, whole: Whole) -> None:
        self.root = root
        self._whole = whole
        self._labels: dict[tuple[int, ...], dict[_Path, list[Item]]] = {}
        self._ends: dict[tuple[int, ...], dict[_List, tuple[int, ...]]] = {}

    @cached_property
    def identifier(self) -> Identifier | None:
        """The identifier of the text."""
        return self.root.identifier if isinstance(self.root, Text) else None

    # ------------------------------------------------------------------ clauses

    @cached_property
    def _clauses(self) -> dict[str, list[Clause]]:
        """The clauses by their headings, and by what begins the heading of one alone; the longest first."""
        found: dict[str, list[Clause]] = {}
        if not isinstance(self.root, Text):
            return found
        for clause in self.root.clauses:
            if len(clause.heading.text) <= _LONGEST_HEADING:
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
        named = {key: clauses for key, clauses in begun.items() if len(clauses) == 1} | found
        return {key: named[key] for key in sorted(named, key=len, reverse=True)}

    @cached_property
    def _longest(self) -> dict[str, int]:
        """By first word of headings, the number of words of the longest."""
        longest: dict[str, int] = {}
        for key in self._clauses:
            first = _LETTERS.match(key)
            if first is not None:
                longest[first[0]] = max(longest.get(first[0], 0), len(key.split()))
        return longest

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

    def heading_at(self, words: str, start: int) -> tuple[Sequence[Clause], int]:
        """Return the clauses with the longest heading at a position of folded words, and its end."""
        best: Sequence[Clause] = ()
        end, key, first = start, "", _LETTERS.match(words, start)
        longest = self._longest.get(_key(first[0]), 0) if first is not None else 0
        for word in islice(_WORD.finditer(words, start), longest) if longest else ():
            key += " " * bool(key) + without_stretches(word[0]).casefold()
            bare = key.rstrip(_STOPS)
            if bare in self._clauses:
                best, end = self._clauses[bare], word.end() - (len(key) - len(bare))
        if first is not None and not (best or first[0].isascii() or WORD.fullmatch(first[0])):  # it runs on
            begun = next((key for key in self._clauses if words.startswith(key, start)), None)
            return (self._clauses[begun], start + len(begun)) if begun else (best, end)
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
            for reading in series.readings(last)
        )

    def _ends_of(self, owners: Sequence[Node]) -> dict[_List, tuple[int, ...]]:
        """Return the last place of each list in some clauses, for each reading of its labels."""
        key = tuple(map(id, owners))
        if key not in self._ends:
            known = self._ends[key] = {}
            for *above, last in self._items(owners):
                for reading in series.readings(last):
                    ends = ((*above,), reading.form, reading.path[:-1])
                    known[ends] = max(known.get(ends, ()), reading.path)
        return self._ends[key]

    def _items(self, owners: Sequence[Node]) -> dict[_Path, list[Item]]:
        """Return the items of some clauses or annexes by their labels, without those of annexes in the annex."""
        key = tuple(map(id, owners))
        if key not in self._labels:
            known = self._labels[key] = {}
            for path, item in chain.from_iterable(_by_label(owner.children) for owner in owners):
                known.setdefault(path, []).append(item)
        return self._labels[key]

    # ------------------------------------------------------------------ annexes, divisions, sections

    def nearest(self, citing: Node, kind: str, number: str | None, *, by_sign: bool = False) -> Node | None:
        """Return the part of a kind and number that is nearest to a citation, from the inside out.

        :param by_sign: whether a sign introduces the number, so that an item may have it: ``§ 4.1``.
        """
        around = [*self._around(citing, number or "")]
        held = (self._whole.held(above, kind, number) for above in around)
        found = next(filter(None, held), None) or self._whole.annexes.get((id(self.root), kind, number))
        if found is not None or not by_sign:
            return found
        return next((item for above in around for item in self._numbered_items(above, number or "")), None)

    def _around(self, citing: Node, number: str) -> Iterator[Annex | Text]:
        """Yield the annexes and the text around a node, from the inside out, and the annex that a number begins with.

        "A.1" is in Annex A, and "II.1" in Appendix II, wherever that is.
        """
        for above in (citing, *citing.ancestors):
            if isinstance(above, Annex | Text):
                yield above
            if above is self.root:
                break
        annex, _, rest = number.partition(FULL_STOP)
        if rest and not annex.isdecimal():
            named = (self.nearest(citing, kind, annex) for kind in ("annex", "appendix"))
            yield from (each for each in named if isinstance(each, Annex))

    def _numbered_items(self, place: Node, number: str) -> Sequence[Item]:
        """Return the items with a number in an annex or a division, or in the divisions of a text."""
        parts = [part for part in place.body if isinstance(part, Division)] if isinstance(place, Text) else [place]
        return self.labelled(parts, number)

    def inside(self, holder: Node | None, kind: str, number: str | None, *, by_sign: bool = False) -> Node | None:
        """Return the part of a kind and number in a text, an annex or a division that is named with it."""
        found: Node | None = self._whole.held(holder, kind, number) or self._whole.annexes.get(
            (id(holder), kind, number)
        )
        if found is not None or not number or not isinstance(holder, Annex | Text | Division):
            return found
        if by_sign:
            return next(iter(self._numbered_items(holder, number)), None)
        return self._whole.part(kind, number, holder.start) if isinstance(holder, Division) else None

    @cached_property
    def _captions(self) -> dict[tuple[str, str], Node]:
        """The tables and figures by their captions. The first of several counts."""
        return dict(reversed([*captioned(self.root)]))

    def captioned(self, kind: str, number: str) -> Node | None:
        """Return the table or the figure with a number."""
        return self._captions.get((kind, number.casefold()))


class Whole:
    """An index of what can be cited anywhere in a document: its texts, and the numbered parts outside them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[int, Places] = {}
        self.outside: Places = Places(document, self)
        """The places outside the texts."""

    # ------------------------------------------------------------------ annexes and divisions

    @cached_property
    def _held(self) -> dict[tuple[int, str, str | None], Annex | Division]:
        """The annexes and divisions by the annex, the text, the division or the document around them, kind and number.

        The first of several counts. An annex is found without a number, too.
        """
        found: dict[tuple[int, str, str | None], Annex | Division] = {}
        for part in nodes_of(self._document):
            if isinstance(part, Annex | Division):
                holder = next(above for above in part.ancestors if isinstance(above, Annex | Text | Document))
                for number in {part.number, None} if isinstance(part, Annex) else {part.number}:
                    found.setdefault((id(holder), part.kind, number), part)
                    found.setdefault((id(part.parent), part.kind, number), part)
        return found

    def held(self, holder: Node | None, kind: str, number: str | None) -> Annex | Division | None:
        """Return the annex or division of a kind and number directly in a text, an annex, a division ..."""
        return self._held.get((id(holder), kind, number))

    @cached_property
    def annexes(self) -> dict[tuple[int, str, str | None], Annex]:
        """The annexes at any depth, by text or document, kind and number. The first of several counts."""
        found: dict[tuple[int, str, str | None], Annex] = {}
        for annex in self._held.values():
            for root in annex.ancestors:
                if isinstance(annex, Annex) and isinstance(root, Text | Document):
                    found.setdefault((id(root), annex.kind, annex.number), annex)
                    found.setdefault((id(root), annex.kind, None), annex)
        return found

    # ------------------------------------------------------------------ texts

    @cached_property
    def _identified(self) -> dict[tuple[Any, ...], Text]:
        """The texts by kind, number and status; those of one number also by body and edition, known or not."""
        found: dict[tuple[Any, ...], Text] = {}
        for text in texts_of(self._document):
            own = text.identifier
            if own is None:
                continue
            for key in product(_known_keys(own.work.body), _known_keys(own.revision), {own.status, None}):
                found.setdefault((own.kind, own.work.number, *key), text)
        return found

    def text(self, identifier: Identifier) -> Text | None:
        """Return the text that an identifier may name; without a revision mark in any edition, including drafts."""
        work = identifier.work
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
        for text in texts_of(self._document):
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
            self._places[id(text)] = Places(text, self)
        return self._places[id(text)]

    # ------------------------------------------------------------------ parts of treaties, outside texts

    @cached_property
    def _blocks(self) -> list[Node]:
        blocks = self._document.blocks
        return [each for each in blocks if isinstance(each, Division | Annex | Amendment | Provision)]

    @cached_property
    def _treaties(self) -> tuple[list[int], list[dict[_Part, Node]]]:
        """Return where each treaty begins, and its parts. The first part with a number counts.

        A document may contain several treaties, one after the other, each with its own numbers.
        """
        starts: list[int] = []
        treaties: list[dict[_Part, Node]] = [{}]
        for block in self._blocks:
            found = dict(reversed([*_numbered(block)]))
            if sum(key[0] in _COUNTED and key in treaties[-1] for key in found) >= _AGAIN:
                starts.append(block.start)
                treaties.append(found)
            else:
                treaties[-1] = found | treaties[-1]
        return starts, treaties

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of numbered parts outside texts: provisions, articles, chapters ..."""
        return frozenset(kind for treaty in self._treaties[1] for kind, _ in treaty)

    @cached_property
    def is_complete(self) -> bool:
        """Whether the document has all parts of a treaty.

        Amendments leave out unchanged parts, and a piece does not begin in the first article: "5.431B".
        """
        parts = self._treaties[1][0].items()
        numbers = [(node.start, number) for (kind, number), node in parts if kind == "provision"]
        _, first = min(numbers, default=(0, _FIRST))
        article, stop, _ = first.partition(".")
        is_piece = stop and article != _FIRST
        return not (is_piece or any(isinstance(node, Amendment) for block in self._blocks for node in walk(block)))

    def part(self, kind: str, number: str, place: int) -> Node | None:
        """Return the provision, article, chapter ... with a number in the treaty around an offset.

        Or the item of it that a label names: "No. 15.5 b)".
        """
        starts, treaties = self._treaties
        parts, (whole, label) = treaties[bisect_right(starts, place)], part_label(number)
        found = parts.get((kind, number))
        owner = parts.get((kind, whole)) if found is None and label else None
        return next(iter(self.outside.labelled([owner], label)), None) if owner is not None else found


_UNTOLD = "?"


def _known_keys(value: Any) -> tuple[Any, ...]:
    """Return the keys of a text for a body or edition that it states: the value itself, and none."""
    return (value, None) if value is not None else (_UNTOLD, None)


def _wanted_keys(value: Any) -> tuple[Any, ...]:
    """Return the keys to look up for a body or edition that a citation states: the value, and none."""
    return (value, _UNTOLD) if value is not None else (None,)


_Part = tuple[str, str]
_COUNTED = frozenset(("article", "provision"))  # kinds whose numbers run through a whole treaty
_FIRST = "1"
_AGAIN = 3  # repeated numbers that show the beginning of another treaty


def _numbered(block: Node) -> Iterator[tuple[_Part, Node]]:
    """Yield the numbered parts of a block, in the order of the text."""
    for node in walk(block):
        if isinstance(node, Provision):
            yield ("provision", node.number), node
        elif isinstance(node, Division | Annex) and node.number:
            yield (node.kind, node.number), node


# ---------------------------------------------------------------------- references: their kinds and their parts


class ReferenceKind(enum.StrEnum):
    """The kind of thing that is cited."""

    TEXT = "text"
    """A resolution, decision, recommendation, opinion, report or question."""
    CLAUSE = "clause"
    """A clause, or an item of one: ``resolves 2``."""
    ARTICLE = "article"  #: an article of a treaty: ``Article 5``
    PROVISION = "provision"
    """A numbered provision: ``No. 9.12A``."""
    APPENDIX = "appendix"  #: an appendix: ``Appendix 30B``
    ANNEX = "annex"  #: an annex: ``Annex 2``
    ATTACHMENT = "attachment"  #: an attachment of an annex
    PART = "part"  #: a part: ``Part A``
    CHAPTER = "chapter"  #: a chapter: ``Chapter II``
    SECTION = "section"
    """``§ 4.2.1``, or ``Section II``."""
    INSTRUMENT = "instrument"
    """A treaty or the like by its name: the Radio Regulations, the Convention, a declaration."""
    AGENDA_ITEM = "agenda-item"
    """``WRC-27 agenda item 1.5``."""
    ACTION_LINE = "action-line"
    """``Action Line C5``."""
    GOAL = "goal"
    """``Sustainable Development Goal 9``, ``Goal 2``."""
    TARGET = "target"
    """``Target 9.c``."""
    DOCUMENT = "document"
    """``Document C18/42``."""
    TABLE = "table"  #: a table: ``Table 3-1``
    FIGURE = "figure"  #: a figure: ``Figure 3``

    __hash__ = str.__hash__  # faster than the hash of enumeration members


ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT))
"""The parts that stand below a text."""
NUMBERED = frozenset(
    (
        ReferenceKind.ARTICLE,
        ReferenceKind.PROVISION,
        ReferenceKind.APPENDIX,
        ReferenceKind.PART,
        ReferenceKind.CHAPTER,
        ReferenceKind.SECTION,
    )
)
"""The parts of treaties and texts that are identified by numbers."""


class GroupKind(enum.StrEnum):
    """The relation of references that are cited together."""

    LIST = "list"
    """``Nos. 9.12 and 9.13``."""
    RANGE = "range"
    """``Nos. 9.12 to 9.21``: everything between the two ends is cited."""


@frozen
class Group:
    """A list or a range; equal for all its members, and for no other references."""

    kind: GroupKind  #: whether it is a list or a range
    span: Span
    """The whole list or range, including the words before its first member if it begins with them."""
    within: Group | None = None
    """The list that a range stands in: ``Nos. 9.1, 9.12 to 9.21``."""


@frozen
class Reference:
    """One thing that is cited; each member of a list or range is a reference.

    A range of clauses, sections, texts and the like gives all members between its ends. A range of articles or
    provisions gives only its two ends, because only the treaty says what lies between them.
    """

    kind: ReferenceKind  #: what is cited
    span: Span
    """The span of the member, that of the first member with the words before it; a member of a range that is not
    printed has the span of the range. Offsets in the source."""
    number: str | None = None
    """The number as printed; ``None`` for texts, clauses and instruments, and for "the Annex to this Resolution"."""
    identifier: Identifier | None = None
    """The identifier of a text; for a part of a text, the identifier of that text."""
    body: str | None = None
    """The body that adopted a text, or that has the agenda of an item, as printed."""
    instrument: str | None = None
    """The name of an instrument, or of the instrument of an article or a provision, as printed: Constitution,
    Convention, RR ... "The Convention" has the name that the text gives in full before it; an empty string is something
    that is no known instrument."""
    treaty: str | None = field(default=None, eq=False)
    """The treaty of the Union that the instrument is, as IRIs name it: ``cs``, ``cv``, ``rr``, ``gr``, ``itr``.
    ``None`` for an instrument of others, and one that is not known."""
    address: str | None = None
    """The address of a clause of the same text, as :meth:`itu_texts.Text.at` takes it."""
    target: Node | None = None
    """The node that is cited, if it is in the same document."""
    problem: Diagnostic | None = None
    """The reason why a place in the same text was not found, in ``.message``."""
    of: Reference | None = None
    """The reference that it is a part of: Appendix 30B for "§ 6.1 of Appendix 30B"; the first member of a list."""
    group: Group | None = None
    """The range of which it is an end or a member, or the list."""
    text: str = field(default="", eq=False)
    """The words of the span, on one line and without page furniture."""
