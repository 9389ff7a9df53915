"""Addresses: places in a text as people cite them.

``resolves 1.1``, ``considering f)``, ``instructs the Secretary-General 2 a)``: the heading of a clause as printed,
then labels from the outermost to the innermost.  A decimal stands for its number too (``1.1``, not ``1 1.1``), and
brackets and full stops of labels may be left out.  A count in square brackets tells apart what has the same name:
``resolves[2] 1`` is item 1 of the second clause headed *resolves*, ``1 –[3]`` the third dash under item 1.  A count
by itself is for what has no name: ``noting [1]`` is the first block without a label under *noting*.  A clause
without a heading is ``()``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from itu_texts.errors import AddressError
from itu_texts.nodes import Annex, Clause, Document, Heading, Item, Node, Text

__all__ = ["address", "resolve"]

_STEP = re.compile(
    r"\s*(?:(?P<label>\(?(?:§\s?)?[^\W_]+(?:\.\w+)*(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies))?[).]*"
    r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b)?|[^\w\s\[(]))?(?:\[(?P<count>\d+)\])?"
)
_COUNT = re.compile(r"\[(\d+)\]")
_FRONT = re.compile(r"front \[(\d+)\]")
_DRESS = re.compile(r"[\s().]+$|^\(|\s+|\)")
Section = Clause | Annex


def resolve(root: Document | Text, address: str) -> Node:
    """The node at an address.

    :param root: a text, or a document; in a document of many texts the address must fit only one of them.
    :raises AddressError: if nothing, or more than one thing, stands there.
    """
    texts = root.texts if isinstance(root, Document) else (root,)
    found = [node for text in texts for node in _in_text(text, address)]
    if not found:
        raise AddressError(f"nothing stands at {address!r}")
    if len(found) > 1:
        (text, path), (other, _) = _path(found[0]), _path(found[-1])
        which = f"with a count: {_spell(text, path, full=True)!r}" if text is other else "by asking one text"
        raise AddressError(f"{address!r} fits {len(found)} places; say which {which}")
    return found[0]


def address(node: Node) -> str:
    """The address of a node in its text, such that :func:`resolve` gives the node back.

    :raises AddressError: if the node stands in no text (a document, page furniture, loose prose).
    """
    text, path = _path(node)
    short = _spell(text, path, full=False)
    found = list(_in_text(text, short))
    return short if len(found) == 1 and found[0] is node else _spell(text, path, full=True)


# ---------------------------------------------------------------------- from an address to a node


def _in_text(text: Text, address: str) -> Iterator[Node]:
    wanted = " ".join(address.split())
    in_front = _FRONT.fullmatch(wanted)
    if in_front and int(in_front[1]):
        yield from text.front[int(in_front[1]) - 1 :][:1]
        return
    yield from _in_sections((*text.clauses, *text.annexes), wanted)


def _in_sections(sections: Sequence[Section], wanted: str) -> Iterator[Node]:
    rests = ((section, _rest(section, wanted)) for section in sections)
    fitting = [(section, rest) for section, rest in rests if rest is not None]
    shortest = min((len(rest) for _, rest in fitting), default=0)  # behind the longest name
    for count, (section, rest) in enumerate((each for each in fitting if len(each[1]) == shortest), 1):
        asked = _COUNT.match(rest)
        if asked:
            if int(asked[1]) != count:
                continue
            rest = rest[asked.end() :]
        if rest.startswith(" / ") and isinstance(section, Annex):
            yield from _in_sections(section.clauses, rest[3:])
        elif not rest.strip():
            yield section
        else:
            yield from _below(section.blocks, rest)


def _rest(section: Section, wanted: str) -> str | None:
    """What of an address follows the name of a section; ``None`` if it does not begin with that."""
    name = _name(section)
    if wanted.casefold().startswith(name.casefold()):
        rest = wanted[len(name) :]
        if not rest or rest[0] in " [":
            return rest
    return None


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
        elif isinstance(block, Item):
            yield from _below(block.blocks, rest)


def _fits(block: Node, label: str | None) -> bool:
    mine = block.label if isinstance(block, Item) else ""
    if label is None:
        return not mine
    return bool(mine) and (mine == label or _bare(mine) == _bare(label))


def _bare(label: str) -> str:
    return _DRESS.sub("", label).casefold()


# ---------------------------------------------------------------------- from a node to its address


def _path(node: Node) -> tuple[Text, list[Node]]:
    """The text that a node stands in, and the nodes from below that down to the node."""
    path: list[Node] = [node]
    for above in node.ancestors:
        if isinstance(above, Text):
            return above, path[::-1]
        path.append(above)
    raise AddressError(f"a {type(node).__name__} has no address: only what stands in a text has")


def _spell(text: Text, path: list[Node], *, full: bool) -> str:
    if path[0] in text.front and not isinstance(path[0], Clause | Annex):
        return f"front [{_place(path[0], text.front)}]"
    words = ""
    siblings: Sequence[Node] = (*text.clauses, *text.annexes)
    above = ""
    for index, node in enumerate(path):
        if isinstance(node, Clause | Annex):
            words += (" / " if index else "") + _name(node)
            same: list[Node] = [other for other in siblings if _same_name(other, node)]
            if len(same) > 1:
                words += f"[{_place(node, same)}]"
            siblings = node.blocks
            if isinstance(node, Annex) and index + 1 < len(path) and isinstance(path[index + 1], Clause):
                siblings = node.clauses
            continue
        if isinstance(node, Heading):
            return words  # a heading is where its clause is
        label = node.label if isinstance(node, Item) else ""
        same = [other for other in siblings if _fits(other, label or None)]
        last = index == len(path) - 1
        if not label:
            if full or last:
                words += f" [{_place(node, same)}]"
        else:
            if not full and above and _bare(label).startswith(_bare(above) + "."):
                words = words[: -len(above) - 1]
            words += f" {label}" + (f"[{_place(node, same)}]" if len(same) > 1 else "")
            above = label if len(same) == 1 else ""
        siblings = node.children
    return words


def _name(section: Section) -> str:
    return " ".join(section.heading.text.split()) or "()"


def _same_name(one: Node, other: Section) -> bool:
    return isinstance(one, Clause | Annex) and _name(one).casefold() == _name(other).casefold()


def _place(node: Node, siblings: Sequence[Node]) -> int:
    """Which of its siblings a node is, from 1; by identity, for equal nodes are not the same place."""
    return next(count for count, other in enumerate(siblings, 1) if other is node)
