"""The shape of the JSON, and its JSON Schema (2020-12), whose descriptions are the docstrings of the classes.

An object has a member for each attribute of its class, with its name. The object of a node has a ``type``, the name of
the class, and the ``span`` of the node instead of two offsets; the nodes below follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cache, reduce
from inspect import cleandoc
from operator import or_
from types import NoneType
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, Factory, asdict, field, fields, frozen

from itu_texts.errors.docstrings import docs_of
from itu_texts.tree import nodes
from itu_texts.tree.claims import Ground
from itu_texts.tree.readings import Origin, Origins
from itu_texts.tree.spans import Source, Span

SCHEMA_VERSION = "3.4"
"""The version of the JSON. The first number grows if old readers would fail, otherwise the second."""
Object: TypeAlias = dict[str, Any]

NAMES = {
    "address": "Its address in its text, on demand.",
    "eid": "Its eId in Akoma Ntoso, on demand.",
    "claims": "Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand.",
}
"""Further members that the objects of nodes may have; reading ignores them."""
DATA = dict[str, Any]
"""The type of what a program keeps with a node."""
CLAIMED = ("identity", "adopted", "standing")
"""The claims of a text that are written."""

NODES: tuple[type[nodes.Node], ...] = tuple(
    kind
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, nodes.Node) and "_ABSTRACT" not in vars(kind)
)
"""The classes of nodes that occur in documents."""

_SPAN = {
    "description": "The offsets in the text of the first character and after the last one; see `offsets`.",
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}
_CLAIM = {
    "description": "A value with the words that state it.",
    "type": "object",
    "properties": {
        "field": {"enum": [*CLAIMED], "description": "What is claimed."},
        "value": {"type": "string", "description": "The name; the day, the month or the year; the standing in words."},
        "words": {"type": "string", "description": "The words that state it, as printed."},
        "span": {"$ref": "#/$defs/span"},
        "by": {"enum": [each.value for each in Ground], "description": "What the words are."},
        "day": {"type": "string", "description": "The day from which it stands so, if the words name it."},
    },
    "required": ["field", "value", "words", "span", "by"],
    "additionalProperties": False,
}


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
    wanted = str if get_origin(hint) is Literal else not_none(hint)
    return Member(attribute.name, wanted, default is NOTHING, default, options)


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


def _origins(pieces: tuple[OriginPiece, ...]) -> Origins:
    names = [each.name for each in fields(Origin)]
    origins = (Origin(**{name: getattr(piece, name) for name in names}) for piece in pieces)
    return Origins(tuple(piece.start for piece in pieces), tuple(origins))


FORMS: dict[Any, Form] = {
    Source: Form(str, str, Source),
    Origins: Form(
        tuple[OriginPiece, ...],
        lambda origins: tuple(
            OriginPiece(start=start, **asdict(origin))
            for start, origin in zip(origins.starts, origins.origins, strict=True)
        ),
        _origins,
    ),
}
"""The forms of classes without members of their own."""


def json_schema() -> Object:
    """Return the JSON Schema (2020-12) for documents of all versions with the same first number."""
    found = {tag(kind): _object(kind) for kind in _reachable(nodes.Document)}
    major = SCHEMA_VERSION.partition(".")[0]
    first, *rest = found["document"]["properties"].items()
    found["document"]["properties"] = {
        first[0]: first[1],
        "schema": {"type": "string", "pattern": rf"^{major}\.\d+$", "description": "The version of the JSON."},
        **dict(rest),
        "offsets": {"enum": ["utf-16"], "description": "What offsets count, if not characters."},
        "file": {"type": "string", "description": "The file of the document, if one JSON file holds many."},
        "digest": {"type": "string", "description": "A digest of the content of that file (BLAKE2b, 16 bytes)."},
    }
    found["document"]["required"].insert(1, "schema")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:itu-texts:schema:document:{SCHEMA_VERSION}",
        "title": "A document of ITU texts",
        "description": "Members with their default values, and those that do not apply, are left out.",
        "$ref": "#/$defs/document",
        "$defs": {"span": _SPAN, "claim": _CLAIM, **found},
    }


def _reachable(kind: type) -> list[type]:
    """Return a class, and the classes of all objects in it, to any depth."""
    found = [kind]
    for each in found:
        for member in members(each):
            found += [below for below in _classes(member.type) if below not in found]
    return found


def _classes(wanted: Any) -> tuple[type, ...]:
    """Return the classes of the objects in a value of a type."""
    if wanted in FORMS:
        return _classes(FORMS[wanted].type)
    if get_origin(wanted) is tuple:
        return _classes(get_args(wanted)[0])
    return () if wanted in (Span, DATA) or is_value(wanted) else kinds(wanted)


def _object(kind: type) -> Object:
    docs = {name: _plain(doc) for name, doc in docs_of(kind).items()}
    properties = {member.name: _property(member) for member in members(kind)}
    for name, value in properties.items():
        if "$ref" not in value:  # words beside a reference would make another type of each for programs that make types
            value["description"] = docs[name]
    required = [member.name for member in members(kind) if member.required]
    if issubclass(kind, nodes.Node):
        names = {
            name: {"type": "string", "readOnly": True, "description": description}
            for name, description in NAMES.items()
        }
        names["claims"] |= {"type": "array", "items": {"$ref": "#/$defs/claim"}}
        properties = {"type": {"const": tag(kind), "description": "The class of the object."}, **properties, **names}
        required = ["type", *required]
    return {
        "description": docs[""],
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _property(member: Member) -> Object:
    out = _value(member.type)
    if member.options:
        out = {"enum": [*member.options]}
    if member.derived:
        out["readOnly"] = True
    if not member.required and member.default is not None and is_value(member.type):
        out["default"] = member.default
    return out


def _value(wanted: Any) -> Object:
    """Return the schema of the values of a type."""
    if wanted in FORMS:
        return _value(FORMS[wanted].type)
    if get_origin(wanted) is tuple:
        return {"type": "array", "items": _value(get_args(wanted)[0])}
    if wanted == DATA:
        return {"type": "object"}
    if wanted is Span:
        return {"$ref": "#/$defs/span"}
    if not is_value(wanted):
        found = [{"$ref": f"#/$defs/{tag(kind)}"} for kind in kinds(wanted)]
        return {"anyOf": found} if len(found) > 1 else {**found[0]}
    if issubclass(wanted, Enum):
        return {"enum": [each.value for each in wanted]}
    return {"type": {str: "string", bool: "boolean", int: "integer"}[wanted]}


# ---------------------------------------------------------------------- docstrings


def _plain(text: str) -> str:
    """Return a docstring in one line, without roles and doubled quotes."""
    return re.sub(r":\w+:(?=`)", "", " ".join(cleandoc(text).split())).replace("``", "`")
