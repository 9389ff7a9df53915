"""Derives the JSON of a class from its attributes, for the writer, the reader and the schema.

An object has a member for each attribute, with its name. The object of a node has a ``type``, the name of the class,
and the ``span`` of the node instead of two offsets; the nodes below follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cache, reduce
from operator import or_
from types import NoneType
from typing import Any, NamedTuple, TypeAlias, get_args, get_type_hints

from attrs import NOTHING, Attribute, Factory, asdict, field, fields, frozen

from itu_texts.tree import nodes
from itu_texts.tree.readings import Origin, Origins
from itu_texts.tree.spans import Source, Span

SCHEMA_VERSION = "3.2"
"""The version of the JSON. The first number grows if old readers would fail, otherwise the second."""
Object: TypeAlias = dict[str, Any]

NAMES = {
    "address": "Its address in its text, on demand.",
    "eid": "Its eId in Akoma Ntoso, on demand.",
}
"""Further members that the objects of nodes may have; reading ignores them."""

NODES: tuple[type[nodes.Node], ...] = tuple(
    kind
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, nodes.Node) and "_ABSTRACT" not in vars(kind)
)
"""The classes of nodes that occur in documents."""


class Member(NamedTuple):
    """A member of an object."""

    name: str
    type: Any
    """The type of the attribute, without ``None``: a class, a union of nodes, or a tuple of these."""
    required: bool = True
    """Whether the member is always written."""
    default: object = None
    """The value with which the member is left out otherwise."""
    options: tuple[str, ...] = ()
    """The permitted strings, if they are limited."""
    derived: bool = False
    """Whether the member is a property of the class, which follows from other members."""


SPAN = Member("span", Span)
"""The member for the span of a node, which has two attributes."""


def tag(kind: type) -> str:
    """Return the name of a class in the JSON.

    >>> tag(nodes.SignatureBlock)
    'signature_block'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


@cache
def kinds(wanted: Any) -> tuple[type, ...]:
    """Return the classes that a class or a union of classes permits."""
    found: list[type] = []
    for each in get_args(wanted) or (wanted,):
        found += [kind for kind in NODES if issubclass(kind, each)] if issubclass(each, nodes.Node) else [each]
    return tuple(dict.fromkeys(found))


@cache
def members(kind: type) -> tuple[Member, ...]:
    """Return the members of the objects of a class, in the order in which they are written."""
    hints = get_type_hints(kind, localns=vars(nodes))
    found = [_member(each, hints[each.name]) for each in fields(kind) if each.init]
    if not issubclass(kind, nodes.Node):
        return tuple(found)
    found = [each for each in found if each.name not in ("start", "end")]
    derived = {name: get_type_hints(getattr(kind, name).fget, localns=vars(nodes)) for name in kind._DERIVED}
    return (
        *(Member(name, not_none(hints["return"]), required=False, derived=True) for name, hints in derived.items()),
        *(each for each in found if is_value(each.type)),
        SPAN,
        *(each for each in found if not is_value(each.type)),
    )


def is_value(wanted: Any) -> bool:
    """Return whether a type is that of strings or numbers."""
    return isinstance(wanted, type) and issubclass(wanted, str | int | Enum)


def _member(attribute: Attribute[Any], hint: Any) -> Member:
    default: Any = attribute.default
    if isinstance(default, Factory):  # type: ignore[arg-type]
        default = default.factory()
    options = getattr(attribute.validator, "options", ())
    return Member(attribute.name, not_none(hint), default is NOTHING, default, options)


def not_none(hint: Any) -> Any:
    """Return a type without ``None``."""
    if NoneType not in get_args(hint):
        return hint
    return reduce(or_, (each for each in get_args(hint) if each is not NoneType))


# ---------------------------------------------------------------------- classes with another form in JSON


class Form(NamedTuple):
    """The form of a class in JSON: its values are written as those of another type."""

    type: Any
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@frozen
class OriginPiece(Origin):
    """A piece of the source map: its offset in the text, and its place in a file."""

    start: int = field(kw_only=True)
    """The offset of its first character."""


def _pieces(origins: Origins) -> tuple[OriginPiece, ...]:
    pairs = zip(origins.starts, origins.origins, strict=True)
    return tuple(OriginPiece(start=start, **asdict(origin)) for start, origin in pairs)


def _origins(pieces: tuple[OriginPiece, ...]) -> Origins:
    names = [each.name for each in fields(Origin)]
    origins = (Origin(**{name: getattr(piece, name) for name in names}) for piece in pieces)
    return Origins(tuple(piece.start for piece in pieces), tuple(origins))


FORMS: dict[Any, Form] = {
    Source: Form(str, str, Source),
    Origins: Form(tuple[OriginPiece, ...], _pieces, _origins),
}
"""The forms of classes without members of their own."""
