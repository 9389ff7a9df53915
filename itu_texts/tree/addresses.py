"""Addresses: places in a text as people cite them.

``resolves 1.1``, ``considering f)``, ``instructs the Secretary-General 2 a)``: the heading of a clause as printed, then
labels from the outermost to the innermost. A decimal includes the number before it (``1.1``, not ``1 1.1``), and
brackets and full stops of labels may be left out. A count in square brackets distinguishes nodes of the same name:
``resolves[2] 1`` is item 1 of the second clause headed *resolves*, ``1 –[3]`` the third dash under item 1. A count by
itself addresses a block without a name: ``noting [1]`` is the first block without a label under *noting*. A clause
without a heading is ``()``.

The verb of a heading with its first addressees is enough if no other clause begins in the same way: ``instructs the
Secretary-General 2`` for an item of *instructs the Secretary-General, in consultation with the Directors*. A clause
with exactly this heading has priority, then a clause without other addressees.

In other languages, clauses can also be addressed by English names if their own do not fit: ``resolves 1.1``,
``instructs the Secretary-General 2``, and *instructs* alone; and by their headings without a comma at the end.

Annexes and divisions are addressed by their heading, or by kind and number (``Annex 2``, ``Article 5``), provisions by
their number (``No. 28A``), sections of Recommendations by theirs (``7.1.2``, ``clause 7.1``, ``Annex A, A.3``), tables
and figures by that of their caption (``Table 3``), amendments by their marker; ``reasons`` and ``signatures`` are
names too. A slash leads into one of them: ``Annex 1 / resolves 2``; a comma or a blank may stand in its place.
Provisions, divisions, and annexes whose name occurs once are also found by their name alone. A section that belongs to
an amendment is addressed as if it stood beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import merge
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from itu_texts.errors import AddressError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import SECTION_SIGNS
from itu_texts.language.writing import as_latin, fold, without_stretches
from itu_texts.tree.base import Node, kept
from itu_texts.tree.walking import walk

# ----------------------------------------------------------------------
# An index of the nodes that have addresses below a node, by name and by label, made in one pass.

_DRESS = regex(r"[\s().°º、,]+$|^\[?\(?|\s+|\)")
_BOUNDS = " [,/"


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """Return a label without its brackets and stops, in small letters: ``1)`` and ``1.`` are the same in addresses."""
    return as_latin(_DRESS.sub("", without_stretches(fold(label))).casefold())


def uncased(name: str) -> str:
    """Return a name in small letters, to compare; each character keeps its offset, "İ" too."""
    return name.replace("İ", "i").lower()


class AddressName(NamedTuple):
    """The name by which a node is addressed among its siblings.

    Its first name, otherwise its label, which may be empty.
    """

    name: str
    label: str
    rank: int
    """The position of the node among those with the same name or label, from 1."""
    same: list[Node]
    """The nodes with the same name or label."""


class AddressIndex:
    """The nodes that have addresses directly below a node.

    :param inside: returns the index of a node's content, to find labels through items without one.
    """

    def __init__(self, nodes: Iterable[Node], inside: Callable[[Node], AddressIndex]) -> None:
        self._inside = inside
        self._nodes = tuple(nodes)
        self._places: dict[int, int] = {}
        self._labels: dict[str, list[Node]] = {}
        self._names = Names()
        self._nameless: list[Node] = []
        self._open: list[Node] = []
        self._names_of_nodes: dict[int, AddressName] = {}
        for place, node in enumerate(self._nodes):
            self._places[id(node)] = place
            self._enter(node)

    def _enter(self, node: Node) -> None:
        label, names = node._list_label, node._names
        if label:
            self._call(node, "", label.lstrip("[") or label, self._labels.setdefault(bare(label), []))
        elif not names:
            self._call(node, "", "", self._nameless)
        if label == "":
            self._open.append(node)
        self._names.add(node, {*map(uncased, names[1:])} - {*map(uncased, names[:1])})
        if names:
            self._call(node, names[0], "", self._names.setdefault(uncased(names[0]), []))

    def _call(self, node: Node, name: str, label: str, same: list[Node]) -> None:
        same.append(node)
        self._names_of_nodes[id(node)] = AddressName(name, label, len(same), same)

    # ------------------------------------------------------------------ nodes with the same name or label

    def labelled(self, label: str | None) -> Sequence[Node]:
        """Return the nodes with a label, whatever its form; for ``None`` those with neither label nor name."""
        return self._nameless if label is None else self._labels.get(bare(label), ())

    def named(self, wanted: str) -> tuple[Sequence[Node], str]:
        """Return the nodes with the longest name with which an address begins, and the rest of the address."""
        return self._names.find(wanted)

    def named_otherwise(self, wanted: str, *, short: bool) -> tuple[Sequence[Node], str]:
        """Return the same by the English names, without articles, of nodes in other languages.

        :param short: whether a long name may be without its end, too.
        """
        *shortened, english = self._otherwise
        known = (*shortened, english) if short else (english,)
        return min((names.find(wanted) for names in known), key=lambda found: len(found[1]))

    @cached_property
    def _otherwise(self) -> tuple[Names, Names, Names]:
        """The nodes by their names without the end, those with priority first; and by their English names."""
        called = (Names(), Names(), Names())
        for node in self._nodes:
            for names, its in zip(called, (*node._short_names, node._other_names), strict=True):
                names.add(node, its)
        return called

    def name_of(self, node: Node) -> AddressName | None:
        """Return the name of a node of the index; ``None`` for any other node."""
        return self._names_of_nodes.get(id(node))

    def above(self, label: str) -> Iterator[Node]:
        """Yield the items that may contain a label: items without a label, or with the beginning of a decimal."""
        wanted = bare(label)
        keys = [wanted[:place] for place, char in enumerate(wanted) if char == "."]
        lists = [self._labels.get(key, ()) for key in keys] + [self._through.get(key, ()) for key in (*keys, wanted)]
        last: Node | None = None
        for node in merge(*filter(None, lists), key=lambda node: self._places[id(node)]):
            if node is not last:
                yield node
            last = node

    @cached_property
    def _through(self) -> dict[str, list[Node]]:
        """By label: the items without a label through which it is found."""
        through: dict[str, list[Node]] = {}
        for node in self._open:
            below = self._inside(node)
            for key in {**below._labels, **below._through}:
                through.setdefault(key, []).append(node)
        return through


class Names(dict[str, list[Node]]):
    """Nodes by their names in small letters, to look up the longest with which an address begins."""

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(name) for name in self}, reverse=True)

    def add(self, node: Node, names: Iterable[str]) -> None:
        for name in {*map(uncased, names)}:
            self.setdefault(name, []).append(node)

    def find(self, wanted: str) -> tuple[Sequence[Node], str]:
        for length in self._lengths:
            if wanted[length : length + 1] in _BOUNDS and (found := self.get(uncased(wanted[:length]))):
                return found, wanted[length:]
        return (), wanted


N = TypeVar("N", bound=Node)
T = TypeVar("T")

FINDERS: list[Callable[[Node, str], Node | None]] = []
"""What else names nodes: rooms above this one, which make such names, add functions that find the node of a name."""

_STEP = regex(
    rf"\s*(?:(?P<label>['‘(（.]?(?:[{SECTION_SIGNS}]\s?)?[^\W_]+(?:\.\w+)*(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies))?"
    r"(?: ?\)[).°º]*|[).°º、）'’]*)"
    r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b)?|[^\w\s\[(]))?(?:\[(?P<count>\d+)\])?"
)
_COUNT = regex(r"\[(\d+)\]")
_FRONT = regex(r"front \[(\d+)\](?=[ ,/]|$)")
_INTO = " / "
_PARTS = " ,/"
_PARTED = regex(r"^\s*[,/]\s*")
_LOOKED_AT = 2000  # nodes among which similar addresses are sought
_SUGGESTED = 3  # similar addresses

_NUMBER = regex(r"(?P<number>\w+(?:[.-]\w+)*+)\s*(?=[–—:―−-]|\.\s|\Z|\n)")
_BEFORE_TITLE = " –—:―−-.\n"
_NAMES = (("table", NAMES.TABLES_CITED), ("figure", NAMES.FIGURES_CITED))


def of_kind(node: Node, address: str, kind: type[N]) -> N:
    """Return a node that was found at an address, if it is of a class.

    :raises AddressError: if it is not.
    """
    if not isinstance(node, kind):
        raise AddressError(f"at {address!r:.40} is a {type(node).__name__}, not a {kind.__name__}")
    return node


@checked
def address(node: Node) -> str:
    """Return the address of a node in its text, or in its document if it stands outside texts.

    ``doc.at()`` returns the node of an address.

    :raises AddressError: if the node has no name (a document, page furniture, loose prose).
    """
    return addresses_of(node).of(node)


def addresses_of(node: Node) -> Addresses:
    """Return the addresses of the document of a node, which are indexed once."""
    document = node.document
    return kept(document, "addresses", Addresses) if document is not None else Addresses()


def is_label(label: str) -> bool:
    """Return whether a label can be a step of an address: one word with its stops, a number, a sign.

    >>> is_label("1.1"), is_label("b) bis"), is_label("Rule 3")
    (True, True, False)
    """
    step = _STEP.fullmatch(label.lstrip("["))
    return step is not None and step["label"] is not None


def _finished(wanted: str, sections: Iterable[str], known: Container[str]) -> list[str]:
    """Return the addresses that an incomplete name may mean: ``instructs the Council 1`` for ``instructs 1``.

    :param sections: the addresses of the nodes that have names.
    :param known: all addresses.
    """
    if any(wanted.startswith(section) for section in sections):
        return []
    words = wanted.split()
    for count in range(len(words), 0, -1):
        begin = " ".join(words[:count])
        begun = [section for section in sections if section.startswith(f"{begin} ")]
        if begun:
            ways = (" ".join((section, *words[count:])) for section in begun)
            return [way if way in known else section for way, section in zip(ways, begun, strict=True)]
    return []


@checked
def addresses(root: Node) -> Iterator[tuple[str, Node]]:
    r"""Yield the address of each node that has one, with the node, in the order of the text.

    An address leads to a node from its text; the texts of a volume share addresses.

    >>> from itu_texts import Item, parse
    >>> document = parse("resolves\n1 to study:\na) this;\nb) that;\n2 to report")
    >>> [place for place, node in addresses(document) if isinstance(node, Item)]
    ['resolves 1', 'resolves 1 a)', 'resolves 1 b)', 'resolves 2']
    """
    known = addresses_of(root).known
    return ((place, node) for node in walk(root) if (place := known(node)))


class Addresses:
    """Addresses of the nodes of a document; the time for many nodes grows with their number.

    The nodes below a node are indexed once; the document must not change between queries.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tuple[Node, Any]] = {}
        """What is known of a node, by what it is: its address, its index ..."""
        self._spelt: dict[int, tuple[Node, _Spelt]] = {}

    def __reduce__(self) -> tuple[type[Addresses], tuple[()]]:
        return Addresses, ()  # a copy begins with an empty index

    def of(self, node: Node) -> str:
        """Return the address of a node; see :func:`address`."""
        return self._once("address", node, self._address)

    def _address(self, node: Node) -> str:
        spelt = self._spell_below(node) or self.spell(*self.path(node))
        found = [] if spelt.short == spelt.full else [*islice(self.inside(self.path(node)[0], spelt.short), 2)]
        return spelt.short if len(found) == 1 and found[0] is node else spelt.full

    def _once(self, what: str, node: Node, make: Callable[[Node], T]) -> T:
        """Return something about a node that is made when it is first asked for."""
        if (what, id(node)) not in self._kept:
            self._kept[what, id(node)] = node, make(node)
        made: T = self._kept[what, id(node)][1]
        return made

    def known(self, node: Node | None, default: str = "") -> str:
        """Return the address of a node, or a default if it has none."""
        try:
            return default if node is None else self.of(node)
        except AddressError:
            return default

    # ------------------------------------------------------------------ what stands in a node

    def index_of(self, node: Node) -> AddressIndex:
        """Return the index of the nodes that have addresses directly below a node."""
        return self._once("index", node, lambda node: AddressIndex(node._addressed, self.content_index))

    def content_index(self, node: Node) -> AddressIndex:
        """Return the same index without owned nodes, to find labels through an item."""
        return self._once("content", node, lambda node: AddressIndex(node._content, self.content_index))

    # ------------------------------------------------------------------ from an address to a node

    def resolve(self, root: Node, address: str, texts: Iterable[Node] = ()) -> Node:
        """Return the node at an address.

        :param root: a text, or a document.
        :param texts: the texts of a document: if nothing outside them fits, the address must fit in only one of them.
        :raises AddressError: if nothing, or more than one node, stands there.
        :raises InputError: if the address is not a string.
        """
        if not isinstance(address, str):
            raise InputTypeError(f"an address is a string, such as '1.1', not a {type(address).__name__}")
        wanted = " ".join(address.split())
        texts = tuple(texts)
        named = (find(root, wanted) for find in FINDERS)
        found: list[Node] = [node for node in named if node is not None]
        for short in (False, True):
            found = found or list(self.inside(root, wanted, short=short))
            found = found or [node for text in texts for node in self.inside(text, wanted, short=short)]
        found = found or list(self.anywhere(root, wanted))
        found = found or list(self.anywhere(root, wanted, annexes=True))
        found = found or list(self.with_caption(root, wanted))
        if not found:
            near = self.nearest(root, wanted)
            raise AddressError(f"there is nothing at {address!r:.40}{f'; there are: {near}' if near else ''}")
        if len(found) > 1:
            paths = [*map(self.path, found)]
            spelt = ", ".join(repr(self.spell(*path).full) for path in paths[:_SUGGESTED])
            advice = f"name one of: {spelt}" if len({id(text) for text, _ in paths}) == 1 else "search in one text"
            raise AddressError(f"{address!r:.40} fits {len(found)} places; {advice}")
        return found[0]

    def inside(self, root: Node, wanted: str, *, short: bool = False) -> Iterator[Node]:
        """Yield the nodes at an address in a node.

        :param short: whether a name may be incomplete, if no other name begins in the same way.
        """
        in_front = _FRONT.match(wanted)
        if in_front and root._HOLDS_ADDRESSES:
            if int(in_front[1]):
                for part in getattr(root, "front", ())[int(in_front[1]) - 1 :][:1]:
                    yield from self._at_rest(part, wanted[in_front.end() :], short)
            return
        index = self.index_of(root)
        sections, rest = index.named(wanted)
        if short or not sections:
            ways = (wanted, lang_of("en").without_articles(wanted))
            others = (index.named_otherwise(asked, short=short) for asked in ways)
            sections, rest = min(((sections, rest), *others), key=lambda found: len(found[1]))
        asked = _COUNT.match(rest)
        if asked:
            sections = sections[int(asked[1]) - 1 :][:1] if int(asked[1]) else ()
            rest = rest[asked.end() :]
        for section in sections:
            yield from self._at_rest(section, rest, short)

    def _at_rest(self, section: Node, rest: str, short: bool = False) -> Iterator[Node]:
        """Yield the nodes at the rest of an address, after the name of a section and a slash, a comma or nothing.

        After a slash, names have priority over labels.
        """
        rest = rest.strip()
        if not rest:
            yield section
            return
        into = rest[0] in _PARTS
        rest = _PARTED.sub("", rest)
        for named in (into, not into):
            below = (
                self.inside(section, rest, short=short) if named else self._below(self.index_of(section), f" {rest}")
            )
            first = next(below, None)
            if first is not None:
                yield from chain((first,), below)
                return

    def _below(self, blocks: AddressIndex, rest: str) -> Iterator[Node]:
        """Yield the nodes at the rest of an address, among blocks and below."""
        step = _STEP.match(rest)
        if step is None or not step[0].strip():
            return
        label, count = step["label"], int(step["count"]) if step["count"] else 0
        rest = _PARTED.sub(" ", rest[step.end() :])
        fitting = blocks.labelled(label)
        if not fitting and label is not None:
            for block in blocks.above(label):
                yield from self._below(self.content_index(block), step[0] + rest)
            return
        for block in fitting[count - 1 : count] if count else fitting:
            if not rest.strip():
                yield block
            else:
                yield from self._below(self.index_of(block), rest)

    def anywhere(self, root: Node, wanted: str, *, annexes: bool = False) -> Iterator[Node]:
        """Yield the provisions and divisions, or the annexes, that are found at any depth by their names alone."""
        names = Names()
        for node in walk(root):
            if node._NAMED_ANNEX if annexes else node._NAMED_ANYWHERE:
                names.add(node, (*node._names, *node._other_names))
        found, rest = names.find(wanted)
        for node in found:
            yield from self._at_rest(node, rest)

    def with_caption(self, root: Node, wanted: str) -> Iterator[Node]:
        """Yield the tables or figures that an address names as their captions do: "Table 3"."""
        wanted = f"{wanted[:1].upper()}{wanted[1:]}"
        codes = [each.code for each in getattr(root, "languages", ())] or [root.language]
        asked = {read_caption(wanted, code) for code in codes} - {None}
        if asked:
            yield from (node for caption, node in captioned(root) if caption in asked)

    def nearest(self, root: Node, wanted: str) -> str:
        """Return the addresses most similar to one that fits nothing, among the first addresses of the document."""
        from difflib import get_close_matches

        known: dict[str, str] = {}
        sections: list[str] = []
        for node in islice(walk(root), _LOOKED_AT):
            try:
                holder, path = self.path(node)
            except AddressError:
                continue
            spelt = self.spell(holder, path).short
            for named in path:
                if named._names:  # by kind and number, as people cite
                    spelt = spelt.replace(named._names[0], named._names[-1], 1)
            known.setdefault(spelt.casefold(), spelt)
            if node._names:
                sections.append(spelt.casefold())
        asked = wanted.casefold()
        near = [*_finished(asked, sections, known), *get_close_matches(asked, known, n=_SUGGESTED, cutoff=0.5)]
        return ", ".join(repr(known[each]) for each in list(dict.fromkeys(near))[:_SUGGESTED])

    # ------------------------------------------------------------------ from a node to its address

    def path(self, node: Node) -> tuple[Node, list[Node]]:
        """Return the outermost text around a node, otherwise its document, and the nodes on the way down to the node.

        Amendments are left out above the named nodes that they own.

        :raises AddressError: if nothing there has an address.
        """
        path: list[Node] = [node, *node.ancestors]
        texts = [place for place, above in enumerate(path) if above._HOLDS_ADDRESSES and place]
        place = texts[-1] if texts else len(path) - 1
        root, steps = path[place], path[:place]
        if not steps or not (root._HOLDS_ADDRESSES or steps[-1]._names):
            kind = type(node).__name__
            raise AddressError(f"a {kind} has no address here: only nodes in a text or a treaty have one")
        below = [None, *steps]
        return root, [step for owned, step in reversed([*zip(below, steps, strict=False)]) if not _owns(step, owned)]

    def spell(self, root: Node, path: list[Node]) -> _Spelt:
        """Return the address of the node at the end of a path."""
        start = next((place for place in range(len(path) - 1, 0, -1) if id(path[place - 1]) in self._spelt), 0)
        above, spelt = self._spelt[id(path[start - 1])] if start else (root, _Spelt("", "", ""))
        if root._HOLDS_ADDRESSES:
            self._spelt[id(root)] = root, _Spelt("", "", "")
        for place, node in enumerate(path[start:], start + 1):
            if spelt.is_whole:
                break
            is_last = place == len(path)
            spelt = self._spell_on(spelt, above, node, is_last=is_last)
            if not is_last:
                self._spelt[id(node)] = node, spelt
            above = node
        return spelt

    def _spell_below(self, node: Node) -> _Spelt | None:
        """Return the address of a node if the address of its parent is known."""
        above = node.parent
        if above is None or id(above) not in self._spelt or _owns(above, node):
            return None
        before = self._spelt[id(above)][1]
        spelt = before if before.is_whole else self._spell_on(before, above, node, is_last=True)
        if node._list_label != "" and not node._HOLDS_ADDRESSES:  # an item without a label has no count there
            self._spelt[id(node)] = node, spelt
        return spelt

    def _spell_on(self, before: _Spelt, above: Node, node: Node, *, is_last: bool) -> _Spelt:
        """Return the address of a node from that of its parent; ``is_last`` if the address ends there."""
        if part := self._once("front", above, _places_in_front).get(id(node), 0):
            return before.followed_by(_INTO, f"front [{part}]")._replace(is_whole=not node.children)
        called = self.index_of(above).name_of(node)
        if called is None:
            return before._replace(is_whole=True)  # a heading has the address of its clause
        name, label, rank, same = called
        count = f"[{rank}]" if len(same) > 1 else ""
        if name:
            return before.followed_by(_INTO, name + count)
        if not label:
            counted = before.followed_by(" ", f"[{rank}]")
            return counted if is_last or node._list_label is None else before._replace(full=counted.full)
        if before.label and bare(label).startswith(bare(before.label) + "."):
            before = before._replace(short=before.short[: -len(before.label) - 1])
        return before.followed_by(" ", label + count, "" if count else label)


def _owns(node: Node, child: Node | None) -> bool:
    """Return whether a node gives a child away: it is addressed beside the node."""
    return child is not None and node._OWNS_NAMED and bool(child._names)


def _places_in_front(text: Node) -> dict[int, int]:
    """Return the count of each line of the front of a text, by its identity."""
    return {id(part): count for count, part in enumerate(getattr(text, "front", ()), 1)}


class _Spelt(NamedTuple):
    """An address, or the beginning of one."""

    short: str
    """The address without the counts and decimals that may be left out."""
    full: str
    label: str
    """The last label, which a decimal below may include; empty if several nodes have it."""
    is_whole: bool = False
    """Whether the nodes below have no addresses of their own."""

    def followed_by(self, gap: str, words: str, label: str = "") -> _Spelt:
        """Return the address extended by some words, after a separator unless it is empty."""
        short = f"{self.short}{gap}{words}" if self.short else words
        return _Spelt(short, (f"{self.full}{gap}{words}" if self.full else words), label)


def read_caption(words: str, language: str | None) -> tuple[str, str] | None:
    """Return the kind, ``table`` or ``figure``, and the number with which a caption begins; ``None`` for other words.

    >>> read_caption("Table 7-1 – Weights", "en"), read_caption("Table 3 shows weights", "en")
    (('table', '7-1'), None)
    """
    known = lang_of(language or "en").patterns
    for kind, name in _NAMES:
        named = known[name].match(words)
        number = _NUMBER.match(words, named.end()) if named else None
        if number is not None:
            return kind, number["number"].casefold()
    return None


def caption_words(words: str, language: str | None) -> str:
    """Return the words of a caption after its number.

    >>> caption_words("Table 7-1 – Weights", "en")
    'Weights'
    """
    known = lang_of(language or "en").patterns
    named = next(filter(None, (known[name].match(words) for _, name in _NAMES)), None)
    number = _NUMBER.match(words, named.end()) if named is not None else None
    return words[number.end() :].strip(_BEFORE_TITLE) if number is not None else words


def captioned(root: Node) -> Iterator[tuple[tuple[str, str], Node]]:
    """Yield the tables with captions, and the captions of figures, each with its kind and number.

    A caption is a paragraph above a table, or its first cell; where no table is found, the caption stands for it.
    """
    for node in walk(root):
        caption = read_caption(node.text, node.language) if node._MAY_BE_CAPTION else None  # type: ignore[attr-defined]
        above = node.parent
        if caption is None or above is None:
            continue
        beside = above.children
        place = next(place for place, each in enumerate(beside) if each is node)
        if above.parent is not None and above.parent._HAS_CAPTION:  # in a row
            if place == 0:
                yield caption, above.parent
        else:
            below = beside[place + 1 : place + 2] if caption[0] == "table" else ()
            yield caption, next((each for each in below if each._HAS_CAPTION), node)
