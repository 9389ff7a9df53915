"""What the JSON of a class is, as its attributes say; the writer, the reader and the schema follow from this.

An object has a member for each attribute, by its name.  One that describes a node says its ``type``, which is the name
of the class, and has the ``span`` of the node instead of its two offsets; the nodes below stand after these.
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

__all__ = [
    "FORMS",
    "NAMES",
    "NODES",
    "SCHEMA_VERSION",
    "SPAN",
    "Form",
    "Member",
    "Object",
    "is_value",
    "kinds",
    "members",
    "not_none",
    "tag",
]

SCHEMA_VERSION = "3.2"
"""The version of the JSON: the first number grows when old readers would fail, the second when not."""
Object: TypeAlias = dict[str, Any]

NAMES = {
    "address": "How people cite it, in its text: on demand.",
    "eid": "Its eId in Akoma Ntoso: on demand.",
}
"""What the objects of nodes may have besides their members; reading leaves it out."""

NODES: tuple[type[nodes.Node], ...] = tuple(
    kind
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, nodes.Node) and "_ABSTRACT" not in vars(kind)
)
"""The classes of nodes that occur in documents."""


class Member(NamedTuple):
    """A member of an object: what stands there, and under which name."""

    name: str
    type: Any
    """The type of the attribute, without ``None``: a class, a union of nodes, or a tuple of these."""
    required: bool = True
    """Whether it is always written."""
    default: object = None
    """Otherwise, the value with which it is left out."""
    options: tuple[str, ...] = ()
    """The only strings that may stand there, if there are such."""
    derived: bool = False
    """Whether it follows from what stands below: a property of the class, and no attribute."""


SPAN = Member("span", Span)
"""Of nodes, which have their span as two attributes."""


def tag(kind: type) -> str:
    """The name of a class in the JSON.

    >>> tag(nodes.SignatureBlock)
    'signature_block'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


@cache
def kinds(wanted: Any) -> tuple[type, ...]:
    """The classes whose objects may stand where a class, or a union of classes, is wanted."""
    found: list[type] = []
    for each in get_args(wanted) or (wanted,):
        found += [kind for kind in NODES if issubclass(kind, each)] if issubclass(each, nodes.Node) else [each]
    return tuple(dict.fromkeys(found))


@cache
def members(kind: type) -> tuple[Member, ...]:
    """The members of the objects of a class, in the order in which they are written."""
    hints = get_type_hints(kind, localns=vars(nodes))
    found = [_member(each, hints[each.name]) for each in fields(kind) if each.init]
    if not issubclass(kind, nodes.Node):
        return tuple(found)
    found = [each for each in found if each.name not in ("start", "end")]
    return (
        *(_derived(kind, name) for name in kind._DERIVED),
        *(each for each in found if is_value(each.type)),
        SPAN,
        *(each for each in found if not is_value(each.type)),
    )


def is_value(wanted: Any) -> bool:
    """Whether a type is that of a string or a number."""
    return isinstance(wanted, type) and issubclass(wanted, str | int | Enum)


def _member(attribute: Attribute[Any], hint: Any) -> Member:
    default: Any = attribute.default
    if isinstance(default, Factory):  # type: ignore[arg-type]
        default = default.factory()
    options = getattr(attribute.validator, "options", ())
    return Member(attribute.name, not_none(hint), default is NOTHING, default, options)


def _derived(kind: type, name: str) -> Member:
    hint = get_type_hints(getattr(kind, name).fget, localns=vars(nodes))["return"]
    return Member(name, not_none(hint), required=False, derived=True)


def not_none(hint: Any) -> Any:
    """A type without ``None``."""
    if NoneType not in get_args(hint):
        return hint
    return reduce(or_, (each for each in get_args(hint) if each is not NoneType))


# ---------------------------------------------------------------------- classes that are written in another form


class Form(NamedTuple):
    """How the values of a class are written: as those of another type."""

    type: Any
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@frozen
class OriginPiece(Origin):
    """A piece of the source map: where it begins in the text, and where in a file it stands."""

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
"""What has no members of its own, by its class."""
