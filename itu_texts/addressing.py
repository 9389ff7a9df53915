"""Addresses: places in a text as people cite them.

``resolves 1.1``, ``considering f)``, ``instructs the Secretary-General 2 a)``: the heading of a clause as printed,
then labels from the outermost to the innermost.  A decimal stands for its number too (``1.1``, not ``1 1.1``), and
brackets and full stops of labels may be left out.  A count in square brackets tells apart what has the same name:
``resolves[2] 1`` is item 1 of the second clause headed *resolves*, ``1 –[3]`` the third dash under item 1.  A count
by itself is for what has no name: ``noting [1]`` is the first block without a label under *noting*.  A clause
without a heading is ``()``.

Annexes and divisions go by their heading, or by kind and number (``Annex 2``, ``Article 5``), provisions by their
number (``No. 28A``), amendments by their marker, and there are ``reasons`` and ``signatures``.  What stands in one of
them follows a slash: ``Annex 1 / resolves 2``, for which a comma or a blank may stand too; provisions and divisions,
and annexes of which there is one of the name, are found without that.  A section that an
amendment owns is addressed as if it stood beside that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from itu_texts.errors import AddressError, InputError
from itu_texts.tree import Node
from itu_texts.walk import walk

__all__ = ["Addresses", "address", "is_label", "of_kind", "resolve"]

N = TypeVar("N", bound=Node)

_STEP = re.compile(
    r"\s*(?:(?P<label>\(?(?:§\s?)?[^\W_]+(?:\.\w+)*(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies))?[).°º]*"
    r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b)?|[^\w\s\[(]))?(?:\[(?P<count>\d+)\])?"
)
_COUNT = re.compile(r"\[(\d+)\]")
_FRONT = re.compile(r"front \[(\d+)\]")
_DRESS = re.compile(r"[\s().°º]+$|^\[?\(?|\s+|\)")
_INTO = " / "
_PARTS = " ,/"
_PARTED = re.compile(r"^\s*[,/]\s*")
_LOOKED_AT = 2000  # nodes, for addresses like one that is asked for


def resolve(root: Node, address: str, texts: Iterable[Node] = ()) -> Node:
    """The node at an address.

    :param root: a text, or a document.
    :param texts: those of a document: where nothing outside them fits, the address must fit in only one of them.
    :raises AddressError: if nothing, or more than one thing, stands there.
    :raises InputError: if the address is no string.
    """
    if not isinstance(address, str):
        raise InputError(f"an address is a string, such as '1.1', not a {type(address).__name__}")
    wanted = " ".join(address.split())
    found = list(_inside(root, wanted))
    if not found:
        found = [node for text in texts for node in _inside(text, wanted)]
    found = found or [node for each in _anywhere(root, wanted) for node in each]
    found = found or [node for each in _anywhere(root, wanted, annexes=True) for node in each]
    if not found:
        near = _nearest(root, wanted)
        raise AddressError(f"nothing stands at {address!r}{f'; there are: {near}' if near else ''}")
    if len(found) > 1:
        (text, path), (other, _) = _path(found[0]), _path(found[-1])
        which = f"with a count: {_spell(text, path, full=True)!r}" if text is other else "by asking one text"
        raise AddressError(f"{address!r} fits {len(found)} places; say which {which}")
    return found[0]


def of_kind(node: Node, address: str, kind: type[N]) -> N:
    """A node that was found at an address, if it is of a class.

    :raises AddressError: if it is not.
    """
    if not isinstance(node, kind):
        raise AddressError(f"at {address!r} stands a {type(node).__name__}, not a {kind.__name__}")
    return node


def address(node: Node) -> str:
    """The address of a node in its text, or in its document if it stands in a treaty, or in an annex, outside texts.

    :func:`resolve` gives the node back.

    :raises AddressError: if the node has no name to go by (a document, page furniture, loose prose).
    """
    root, path = _path(node)
    short = _spell(root, path, full=False)
    found = list(_inside(root, short))
    return short if len(found) == 1 and found[0] is node else _spell(root, path, full=True)


def is_label(label: str) -> bool:
    """Whether a label can be a step of an address: one word with its stops, a number, a sign.

    >>> is_label("1.1"), is_label("b) bis"), is_label("Rule 3")
    (True, True, False)
    """
    step = _STEP.fullmatch(label.lstrip("["))
    return step is not None and step["label"] is not None


# ---------------------------------------------------------------------- from an address to a node


def _inside(root: Node, wanted: str) -> Iterator[Node]:
    in_front = _FRONT.fullmatch(wanted)
    if in_front and root.HOLDS_ADDRESSES:
        if int(in_front[1]):
            yield from root.front[int(in_front[1]) - 1 :][:1]
        return
    rests = ((section, _rest(section, wanted)) for section in root.members)
    fitting = [(section, rest) for section, rest in rests if rest is not None]
    shortest = min((len(rest) for _, rest in fitting), default=0)  # after the longest name
    for count, (section, rest) in enumerate((each for each in fitting if len(each[1]) == shortest), 1):
        asked = _COUNT.match(rest)
        if asked:
            if int(asked[1]) != count:
                continue
            rest = rest[asked.end() :]
        yield from _at_rest(section, rest)


def _at_rest(section: Node, rest: str) -> Iterator[Node]:
    """What stands at the rest of an address, behind the name of a section: a slash, a comma or nothing parts them."""
    rest = rest.strip()
    if not rest:
        yield section
        return
    into = rest[0] in _PARTS
    rest = rest.lstrip(_PARTS)
    # after a slash what has a name comes first, else what has a label
    for named in (into, not into):
        found = [*(_inside(section, rest) if named else _below(section.members, f" {rest}"))]
        if found:
            yield from found
            return


def _anywhere(root: Node, wanted: str, *, annexes: bool = False) -> Iterator[Iterator[Node]]:
    """Provisions and divisions, or annexes, which are found at any depth by their names alone."""
    for node in walk(root):
        fits = node.NAMED_ANNEX if annexes else node.NAMED_ANYWHERE
        if fits and (rest := _rest(node, wanted)) is not None:
            yield _at_rest(node, rest)


def _nearest(root: Node, wanted: str) -> str:
    """The addresses, among the first of those that there are, that look most like one at which nothing stands."""
    from difflib import get_close_matches

    known: dict[str, str] = {}
    for node in islice(walk(root), _LOOKED_AT):
        try:
            holder, path = _path(node)
        except AddressError:
            continue
        spelt = _spell(holder, path, full=False)
        for named in path:
            if named.names:  # by kind and number, as people cite
                spelt = spelt.replace(named.names[0], named.names[-1], 1)
        known.setdefault(spelt.casefold(), spelt)
    near = get_close_matches(wanted.casefold(), known, n=3, cutoff=0.5)
    return ", ".join(repr(known[each]) for each in near)


def _rest(section: Node, wanted: str) -> str | None:
    """What of an address follows the longest name of a node; ``None`` if it does not begin with one."""
    best: str | None = None
    for name in section.names:
        if wanted.casefold().startswith(name.casefold()):
            rest = wanted[len(name) :]
            if (not rest or rest[0] in " [,/") and (best is None or len(rest) < len(best)):
                best = rest
    return best


def _below(blocks: Sequence[Node], rest: str) -> Iterator[Node]:
    """The nodes at the rest of an address, among blocks and below."""
    step = _STEP.match(rest)
    if step is None or not step[0].strip():
        return
    label, count = step["label"], int(step["count"]) if step["count"] else 0
    rest = _PARTED.sub(" ", rest[step.end() :])
    fitting = [block for block in blocks if _fits(block, label)]
    if not fitting and label is not None:
        for block in blocks:
            mine = block.list_label
            if mine is not None and (not mine or _bare(label).startswith(_bare(mine) + ".")):
                yield from _below(block.content, step[0] + rest)
        return
    for block in fitting[count - 1 : count] if count else fitting:
        if not rest.strip():
            yield block
        else:
            yield from _below(block.members, rest)


def _fits(block: Node, label: str | None) -> bool:
    """Whether a block has a label; or none, and no name either."""
    mine = block.list_label or ""
    if label is None:
        return not mine and not block.names
    return bool(mine) and (mine == label or _bare(mine) == _bare(label))


@lru_cache(maxsize=4096)
def _bare(label: str) -> str:
    return _DRESS.sub("", label).casefold()


# ---------------------------------------------------------------------- from a node to its address


def _path(node: Node) -> tuple[Node, list[Node]]:
    """The outermost text that a node stands in, else its document, and the nodes from below that down to the node.

    Amendments are left out above the named nodes that they own.
    """
    path: list[Node] = [node, *node.ancestors]
    texts = [place for place, above in enumerate(path) if above.HOLDS_ADDRESSES and place]
    place = texts[-1] if texts else len(path) - 1
    root, steps = path[place], path[:place]
    if not steps or not (root.HOLDS_ADDRESSES or steps[-1].names):
        raise AddressError(f"a {type(node).__name__} has no address here: only what stands in a text or a treaty has")
    below = [None, *steps]
    return root, [step for owned, step in reversed([*zip(below, steps, strict=False)]) if not _owns(step, owned)]


def _owns(node: Node, child: Node | None) -> bool:
    return child is not None and any(each is child for each in node.owned)


def _spell(root: Node, path: list[Node], *, full: bool) -> str:
    words = ""
    above: Node = root
    label_above = ""
    for place, node in enumerate(path):
        if any(part is node for part in above.front):
            return words + (_INTO if words else "") + f"front [{_place(node, above.front)}]"
        siblings = above.members
        if not any(other is node for other in siblings):
            return words  # a heading is where its clause is
        above = node
        if node.names:
            name = node.names[0]
            words += (_INTO if words else "") + name
            same = [other for other in siblings if _same_name(other, name)]
            words += f"[{_place(node, same)}]" if len(same) > 1 else ""
            continue
        label = (node.list_label or "").lstrip("[")
        same = [other for other in siblings if _fits(other, label or None)]
        if not label:
            if full or place == len(path) - 1 or node.list_label is None:
                words += f" [{_place(node, same)}]"
        else:
            if not full and label_above and _bare(label).startswith(_bare(label_above) + "."):
                words = words[: -len(label_above) - 1]
            words += f" {label}" + (f"[{_place(node, same)}]" if len(same) > 1 else "")
            label_above = label if len(same) == 1 else ""
    return words.strip()


def _same_name(node: Node, name: str) -> bool:
    return any(each.casefold() == name.casefold() for each in node.names)


def _place(node: Node, siblings: Sequence[Node]) -> int:
    """Which of its siblings a node is, from 1; by identity, for equal nodes are not the same place."""
    return next(count for count, other in enumerate(siblings, 1) if other is node)


# ---------------------------------------------------------------------- of many nodes


class _Spelt(NamedTuple):
    """How far the address of what stands below a node is spelt."""

    words: str
    label: str = ""
    """The label that a decimal below stands for."""
    sure: bool = True
    """Whether there is no shorter way to spell it, which would have to be tried."""
    done: bool = False
    """Whether all below goes by the same address: that of the clause of a heading, of a line of the front."""


class Addresses:
    """The addresses of many nodes of a document, in time that grows with their number alone.

    They are those that :func:`address` gives one by one.
    """

    def __init__(self) -> None:
        self._spelt: dict[int, _Spelt] = {}
        self._places: dict[int, dict[int, tuple[str, int, int]]] = {}
        self._kept: list[Node] = []
        """The nodes that are known by their id, which must not become that of another."""

    def of(self, node: Node) -> str:
        """The address of a node.

        :raises AddressError: if the node has no name to go by.
        """
        if node.HOLDS_ADDRESSES or node.parent is None:
            return address(node)
        above, last = self._above(node)
        if last is None:
            return address(node)
        spelt = self._step(above, last, node, is_last=True)
        return spelt.words.strip() if spelt.sure else address(node)

    def _above(self, node: Node) -> tuple[_Spelt, Node | None]:
        """How the address of the node above is spelt, and that node; ``None`` for one that must be tried."""
        above = node.parent
        below = node
        while above is not None and above.parent is not None and above.owned and _owns(above, below):
            above, below = above.parent, above
        if above is None:
            return _Spelt("", sure=False), None
        known = self._spelt.get(id(above))
        if known is None:
            known = self._below(above)
            self._spelt[id(above)] = known
            self._kept.append(above)
        return known, above

    def _below(self, above: Node) -> _Spelt:
        """How the address of what stands below a node begins."""
        if above.parent is None:
            return _Spelt("")
        if above.HOLDS_ADDRESSES and not any(each.HOLDS_ADDRESSES for each in above.ancestors):
            return _Spelt("")
        spelt, place = self._above(above)
        return self._step(spelt, place, above, is_last=False) if place is not None else spelt

    def _step(self, spelt: _Spelt, above: Node, node: Node, *, is_last: bool) -> _Spelt:
        """The address with the step to a node that stands below another."""
        if spelt.done or not spelt.sure:
            return spelt
        if above.parent is None and not (above.HOLDS_ADDRESSES or node.names):
            return spelt._replace(sure=False)  # there may be none
        name, place, count = self._siblings(above).get(id(node), ("", 0, 0))
        if not place:  # a heading is where its clause is
            return spelt._replace(done=True)
        number = f"[{place}]" if count > 1 else ""
        if name == _IN_FRONT:
            return _Spelt(f"{spelt.words}{_INTO if spelt.words else ''}front [{place}]", done=True)
        if node.names:
            return _Spelt(f"{spelt.words}{_INTO if spelt.words else ''}{name}{number}", spelt.label)
        if not name:
            told = is_last or node.list_label is None
            return _Spelt(f"{spelt.words} [{place}]", spelt.label, sure=told)
        decimal = bool(spelt.label) and _bare(name).startswith(_bare(spelt.label) + ".")
        return _Spelt(f"{spelt.words} {name}{number}", name if count == 1 else "", sure=not decimal)

    def _siblings(self, above: Node) -> dict[int, tuple[str, int, int]]:
        """For what stands in a node its name or label, which of those that have it it is, and how many there are."""
        known = self._places.get(id(above))
        if known is None:
            known = self._places[id(above)] = _counted(above)
            self._kept.append(above)
        return known


_IN_FRONT = "\0"


def _counted(above: Node) -> dict[int, tuple[str, int, int]]:
    """For what stands in a node its name or label, which of those that have it it is, and how many there are."""
    known: dict[int, tuple[str, int, int]] = {}
    groups: dict[tuple[bool, str], int] = {}  # names, and labels as they fit one another
    rows = []
    for each in above.members:
        names, label = each.names, each.list_label or ""
        keys = [(True, name.casefold()) for name in names] if names else [(False, _bare(label) if label else "")]
        if len(keys) > 1:
            keys = [*dict.fromkeys(keys)]
        if names and label:
            keys.append((False, _bare(label)))
        for key in keys:
            groups[key] = groups.get(key, 0) + 1
        rows.append((id(each), names[0] if names else label.lstrip("["), groups[keys[0]], keys[0]))
    for number, name, place, key in rows:
        known[number] = (name, place, groups[key])
    known.update({id(each): (_IN_FRONT, place, 1) for place, each in enumerate(above.front, 1)})
    return known
