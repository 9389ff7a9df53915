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
from itertools import islice
from typing import TypeVar

from itu_texts.errors import AddressError, InputError
from itu_texts.tree import Node
from itu_texts.walk import walk

__all__ = ["address", "is_label", "of_kind", "resolve"]

N = TypeVar("N", bound=Node)

_STEP = re.compile(
    r"\s*(?:(?P<label>\(?(?:§\s?)?[^\W_]+(?:\.\w+)*(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies))?[).°º、]*"
    r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b)?|[^\w\s\[(]))?(?:\[(?P<count>\d+)\])?"
)
_COUNT = re.compile(r"\[(\d+)\]")
_FRONT = re.compile(r"front \[(\d+)\]")
_DRESS = re.compile(r"[\s().°º、]+$|^\[?\(?|\s+|\)")
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
