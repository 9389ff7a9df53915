"""From nodes to plain objects: a function for each class, made from its members when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypeAlias, get_args, get_origin

from itu_texts.formats.json.shape import FORMS, SPAN, Member, is_value, members, tag
from itu_texts.tree.nodes import Node
from itu_texts.tree.spans import Span

__all__ = ["WRITERS", "Object", "Writer", "make_writer"]

Object: TypeAlias = dict[str, Any]
Writer: TypeAlias = Callable[[Any], Object]


class _Writers(dict[type, Writer]):
    """The writers of the classes."""

    def __missing__(self, kind: type) -> Writer:
        self[kind] = writer = make_writer(members(kind), **({"type": tag(kind)} if issubclass(kind, Node) else {}))
        return writer


WRITERS = _Writers()


def make_writer(chosen: Iterable[Member], **first: str) -> Writer:
    """A function that writes some members of an object.

    Its code is put together from the members, as attrs does it for the methods of a class: a function that goes
    through the members each time takes up to twice as long.

    :param first: what stands before the members, the same in all objects.
    """
    names: dict[str, Any] = {"writers": WRITERS}
    names |= {kind.__name__: form.write for kind, form in FORMS.items()}
    lines = []
    for member in chosen:
        where = "node" if member is SPAN else f"node.{member.name}"  # the span of a node is made of its offsets
        value = _expression(member.type, where)
        if member.required:
            lines.append(f"out[{member.name!r}] = {value}")
        else:
            names[f"default_{member.name}"] = member.default
            lines.append(f"if node.{member.name} != default_{member.name}: out[{member.name!r}] = {value}")
    body = "\n    ".join([f"out = {first!r}", *lines, "return out"])
    exec(f"def write(node):\n    {body}", names)
    writer: Writer = names["write"]
    return writer


def _expression(wanted: Any, value: str) -> str:
    """The code that writes a value of a type, which an expression gives."""
    if wanted in FORMS:
        return _expression(FORMS[wanted].type, f"{wanted.__name__}({value})")
    if wanted is Span:
        return f"[{value}.start, {value}.end]"
    if get_origin(wanted) is tuple:
        return f"[{_expression(get_args(wanted)[0], 'each')} for each in {value}]"
    if is_value(wanted):
        return f"{value}.value" if issubclass(wanted, Enum) else value
    return f"writers[type({value})]({value})"
