"""Addresses: places in a text as people cite them.

``resolves 1.1``, ``considering f)``, ``instructs the Secretary-General 2 a)``: the heading of a clause as printed,
then labels from the outermost to the innermost.  A decimal stands for its number too (``1.1``, not ``1 1.1``), and
brackets and full stops of labels may be left out.  A count in square brackets tells apart what has the same name:
``resolves[2] 1`` is item 1 of the second clause headed *resolves*, ``1 –[3]`` the third dash under item 1.  A count
by itself is for what has no name: ``noting [1]`` is the first block without a label under *noting*.  A clause
without a heading is ``()``.

Annexes and divisions go by their heading, or by kind and number (``Annex 2``, ``Article 5``), provisions by their
number (``No. 28A``), amendments by their marker, and there are ``reasons`` and ``signatures``.  What stands in one of
them follows a slash: ``Annex 1 / resolves 2``; provisions and divisions are found without that too.  A section that an
amendment owns is addressed as if it stood beside that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from itu_texts.errors import AddressError
from itu_texts.nodes import (
    Amendment,
    Annex,
    Clause,
    Division,
    Document,
    Heading,
    Item,
    Node,
    Provision,
    Reasons,
    SignatureBlock,
    Text,
)
from itu_texts.walk import walk

__all__ = ["address", "resolve"]

_STEP = re.compile(
    r"\s*(?:(?P<label>\(?(?:§\s?)?[^\W_]+(?:\.\w+)*(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies))?[).°º]*"
    r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b)?|[^\w\s\[(]))?(?:\[(?P<count>\d+)\])?"
)
_COUNT = re.compile(r"\[(\d+)\]")
_FRONT = re.compile(r"front \[(\d+)\]")
_DRESS = re.compile(r"[\s().°º]+$|^\[?\(?|\s+|\)")
_INTO = " / "
Section = Clause | Annex | Division | Provision | Amendment | Text | Reasons | SignatureBlock


def resolve(root: Document | Text, address: str) -> Node:
    """The node at an address.

    :param root: a text, or a document; in a document of many texts the address must fit only one of them.
    :raises AddressError: if nothing, or more than one thing, stands there.
    """
    wanted = " ".join(address.split())
    found = list(_inside(root, wanted))
    if not found and isinstance(root, Document):
        found = [node for text in root.texts for node in _inside(text, wanted)]
    found = found or [node for each in _anywhere(root, wanted) for node in each]
    if not found:
        raise AddressError(f"nothing stands at {address!r}")
    if len(found) > 1:
        (text, path), (other, _) = _path(found[0]), _path(found[-1])
        which = f"with a count: {_spell(text, path, full=True)!r}" if text is other else "by asking one text"
        raise AddressError(f"{address!r} fits {len(found)} places; say which {which}")
    return found[0]


def address(node: Node) -> str:
    """The address of a node in its text, or in its document if it stands in a treaty, or in an annex, outside texts.

    :func:`resolve` gives the node back.

    :raises AddressError: if the node has no name to go by (a document, page furniture, loose prose).
    """
    root, path = _path(node)
    short = _spell(root, path, full=False)
    found = list(_inside(root, short))
    return short if len(found) == 1 and found[0] is node else _spell(root, path, full=True)


# ---------------------------------------------------------------------- what has a name, and what stands in it


def _names(node: Node) -> Iterator[str]:
    """The names of a section: as printed, and by kind and number."""
    if isinstance(node, Clause):
        yield _name(node)
    elif isinstance(node, Annex | Division):
        yield _name(node)
        if node.number:
            yield f"{node.kind} {node.number}"
    elif isinstance(node, Section):
        yield _name(node)


def _name(section: Node) -> str:
    if isinstance(section, Provision):
        return f"No. {section.number}"
    if isinstance(section, Amendment):
        return section.marker
    if isinstance(section, Reasons | SignatureBlock):
        return "reasons" if isinstance(section, Reasons) else "signatures"
    if isinstance(section, Text):
        named = section.designation
        return " ".join((named.text if named else section.title or "()").split())
    assert isinstance(section, Clause | Annex | Division)
    return " ".join(section.heading.text.split()) or "()"


def _members(node: Node) -> list[Node]:
    """What is addressed in a node: what stands directly in it, and the sections that amendments there own."""
    if isinstance(node, Text):
        return list(_beside(node.body))
    return list(_beside(child for child in node.children if not isinstance(child, Heading)))


def _beside(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Amendment):
            yield from (owned for owned in _beside(node.children) if isinstance(owned, Section))


# ---------------------------------------------------------------------- from an address to a node


def _inside(root: Node, wanted: str) -> Iterator[Node]:
    in_front = _FRONT.fullmatch(wanted)
    if in_front and isinstance(root, Text):
        if int(in_front[1]):
            yield from root.front[int(in_front[1]) - 1 :][:1]
        return
    members = _members(root)
    rests = ((section, _rest(section, wanted)) for section in members if isinstance(section, Section))
    fitting = [(section, rest) for section, rest in rests if rest is not None]
    shortest = min((len(rest) for _, rest in fitting), default=0)  # behind the longest name
    for count, (section, rest) in enumerate((each for each in fitting if len(each[1]) == shortest), 1):
        asked = _COUNT.match(rest)
        if asked:
            if int(asked[1]) != count:
                continue
            rest = rest[asked.end() :]
        if rest.startswith(_INTO):
            yield from _inside(section, rest[len(_INTO) :])
        elif not rest.strip():
            yield section
        else:
            yield from _below(_members(section), rest)


def _anywhere(root: Node, wanted: str) -> Iterator[Iterator[Node]]:
    """Provisions and divisions at any depth, which need not be told where they stand."""
    for node in walk(root):
        if isinstance(node, Provision | Division) and (rest := _rest(node, wanted)) is not None:
            if not rest.strip():
                yield iter((node,))
            elif rest.startswith(_INTO):
                yield _inside(node, rest[len(_INTO) :])
            else:
                yield _below(_members(node), rest)


def _rest(section: Node, wanted: str) -> str | None:
    """What of an address follows the longest name of a section; ``None`` if it does not begin with one."""
    best: str | None = None
    for name in _names(section):
        if wanted.casefold().startswith(name.casefold()):
            rest = wanted[len(name) :]
            if (not rest or rest[0] in " [") and (best is None or len(rest) < len(best)):
                best = rest
    return best


def _below(blocks: Sequence[Node], rest: str) -> Iterator[Node]:
    """The nodes at the rest of an address, among blocks and below."""
    step = _STEP.match(rest)
    if step is None or not step[0].strip():
        return
    label, count = step["label"], int(step["count"]) if step["count"] else 0
    rest = rest[step.end() :]
    fitting = [block for block in blocks if _fits(block, label)]
    if not fitting and label is not None:
        for block in blocks:
            if isinstance(block, Item) and (not block.label or _bare(label).startswith(_bare(block.label) + ".")):
                yield from _below(block.blocks, step[0] + rest)
        return
    for block in fitting[count - 1 : count] if count else fitting:
        if not rest.strip():
            yield block
        else:
            yield from _below(_members(block), rest)


def _fits(block: Node, label: str | None) -> bool:
    """Whether a block has a label; or none, and no name either."""
    mine = block.label if isinstance(block, Item) else ""
    if label is None:
        return not mine and not isinstance(block, Section)
    return bool(mine) and (mine == label or _bare(mine) == _bare(label))


def _bare(label: str) -> str:
    return _DRESS.sub("", label).casefold()


# ---------------------------------------------------------------------- from a node to its address


def _path(node: Node) -> tuple[Document | Text, list[Node]]:
    """The outermost text that a node stands in, else its document, and the nodes from below that down to the node.

    Amendments are left out above the sections that they own.
    """
    path: list[Node] = [node, *node.ancestors]
    texts = [place for place, above in enumerate(path) if isinstance(above, Text) and place]
    root = path[texts[-1]] if texts else path[-1]
    steps = path[: texts[-1] if texts else -1]
    named = bool(steps) and (isinstance(root, Text) or isinstance(steps[-1], Section))
    if not named or not isinstance(root, Document | Text):
        raise AddressError(f"a {type(node).__name__} has no address here: only what stands in a text or a treaty has")
    owned = [None, *steps]
    return root, [
        step
        for below, step in reversed([*zip(owned, steps, strict=False)])
        if not (isinstance(step, Amendment) and isinstance(below, Section))
    ]


def _spell(root: Document | Text, path: list[Node], *, full: bool) -> str:
    words = ""
    above: Node = root
    label_above = ""
    for place, node in enumerate(path):
        if isinstance(node, Heading):
            return words  # a heading is where its clause is
        if isinstance(above, Text) and any(part is node for part in above.front):
            return words + (_INTO if words else "") + f"front [{_place(node, above.front)}]"
        siblings = _members(above)
        above = node
        if isinstance(node, Section):
            name = _name(node)
            words += (_INTO if words else "") + name
            same = [other for other in siblings if _same_name(other, name)]
            words += f"[{_place(node, same)}]" if len(same) > 1 else ""
            continue
        label = node.label.lstrip("[") if isinstance(node, Item) else ""
        same = [other for other in siblings if _fits(other, label or None)]
        if not label:
            if full or place == len(path) - 1 or not isinstance(node, Item):
                words += f" [{_place(node, same)}]"
        else:
            if not full and label_above and _bare(label).startswith(_bare(label_above) + "."):
                words = words[: -len(label_above) - 1]
            words += f" {label}" + (f"[{_place(node, same)}]" if len(same) > 1 else "")
            label_above = label if len(same) == 1 else ""
    return words.strip()


def _same_name(node: Node, name: str) -> bool:
    return isinstance(node, Section) and any(each.casefold() == name.casefold() for each in _names(node))


def _place(node: Node, siblings: Sequence[Node]) -> int:
    """Which of its siblings a node is, from 1; by identity, for equal nodes are not the same place."""
    return next(count for count, other in enumerate(siblings, 1) if other is node)
