"""The shape of the JSON, and its JSON Schema (2020-12), whose descriptions are the docstrings of the classes.

An object has a member for each attribute of its class, with its name. The object of a node has a ``type``, the name of
the class, and the ``span`` of the node instead of two offsets; the nodes below follow.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, partial, reduce
from inspect import cleandoc
from operator import or_
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, Factory, asdict, field, fields, frozen

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked, docs_of
from itu_texts.language.writing import joined
from itu_texts.tree import nodes
from itu_texts.tree.claims import Ground
from itu_texts.tree.readings import Origin, Origins
from itu_texts.tree.spans import Offsets, Source, Span, check_offsets

if TYPE_CHECKING:
    from itu_texts.tree.nodes import Document

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


def _member(attribute: "Attribute[Any]", hint: Any) -> Member:
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
    docs = {  # in one line, without roles and doubled quotes
        name: re.sub(r":\w+:(?=`)", "", " ".join(cleandoc(doc).split())).replace("``", "`")
        for name, doc in docs_of(kind).items()
    }
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


# ----------------------------------------------------------------------
# Writes the tree as JSON, in one piece or as lines of a file of many documents.

_Writer: TypeAlias = Callable[[Any], Object]

FILE = ("file", "digest")
"""The members of a line about its file, besides the document: see :func:`iter_jsonl`."""


@checked
def to_dict(
    node: nodes.Node, *, source: bool = False, addresses: bool = False, offsets: Offsets = "characters"
) -> Object:
    """Return a document, or a part of one, as dictionaries, lists, strings and numbers.

    :param node: a document or any node; the result for a node is its object in the JSON of its document.
    :param source: whether to include the text that was parsed, for a whole document.
    :param addresses: whether to give nodes their ``address`` and their ``eid`` (see :func:`itu_texts.eid`), and texts
        the ``claims`` about them, with their grounds.
    :param offsets: what offsets count: characters, or units of UTF-16, as JavaScript and editors count.
    :raises InputTypeError: if ``node`` is not a node.
    :raises InputError: if offsets are to count something else, or units of a text that the document does not have.
    """
    if not isinstance(node, nodes.Node):
        raise InputTypeError(f"a {type(node).__name__} cannot be written as JSON: a document, a text, a clause ... can")
    writers, placed = _NAMING if addresses else _WRITERS, _placed(node, offsets)
    if isinstance(node, nodes.Document):
        head, tail = _around_blocks(source=source)
        blocks = [writers[type(block)](block) for block in node.blocks]
        return placed({**head(node), **_said(offsets), "blocks": blocks, **tail(node)})
    return placed(writers[type(node)](node))


def _said(offsets: Offsets) -> Object:
    return {} if offsets == "characters" else {"offsets": offsets}


def _placed(node: nodes.Node, offsets: Offsets) -> Callable[[Object], Object]:
    """Return a function that converts the offsets in JSON."""
    check_offsets(offsets)
    document = node if isinstance(node, nodes.Document) else node.document
    if offsets == "characters":
        return lambda made: made
    if document is None or len(document.source) < document.end:
        raise InputError("offsets in UTF-16 need the text, which this document does not have")
    return partial(convert, by=document.source.in_units.units)


def convert(made: Object, by: Callable[[int], int]) -> Object:
    """Convert the offsets in the JSON of a document or a node, in place, and return it."""
    stack: list[Any] = [made]
    for each in made.get("origins", ()):
        each["start"] = by(each["start"])
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            if "span" in value:
                value["span"] = [*map(by, value["span"])]
            stack += (inner for name, inner in value.items() if name != "data")  # which is the user's
    return made


@checked
def to_json(
    node: nodes.Node,
    indent: int | None = None,
    *,
    source: bool = False,
    addresses: bool = False,
    offsets: Offsets = "characters",
) -> str:
    """Return a document, or a part of one, as JSON; :func:`itu_texts.from_json` reads that of documents.

    :param node: as for :func:`to_dict`.
    :param indent: blanks for each level; ``None`` for one line.
    :param source: whether to include the text that was parsed, for a whole document.
    :param addresses: as for :func:`to_dict`, like ``offsets``.
    :raises InputError: as :func:`to_dict` does.
    """
    if isinstance(node, nodes.Document):
        return "".join(iter_json(node, indent, source=source, addresses=addresses, offsets=offsets))
    return _dumped(to_dict(node, addresses=addresses, offsets=offsets), indent)


def iter_json(
    document: nodes.Document,
    indent: int | None = None,
    *,
    source: bool = False,
    addresses: bool = False,
    offsets: Offsets = "characters",
    read: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:
    """Yield the JSON of a document in pieces, one for each text, so that memory holds only one of them.

    :param indent: blanks for each level; ``None`` for one line.
    :param source: whether to include the text that was parsed.
    :param addresses: as for :func:`to_dict`, like ``offsets``.
    :param read: members about its file, which reading ignores.
    """
    step, inner = ("", "") if indent is None else (f"\n{' ' * indent}", f"\n{' ' * 2 * indent}")
    comma = ", " if indent is None else ","

    def dump(value: Any, depth: int) -> str:
        dumped = _dumped(value, indent)
        return dumped if indent is None else dumped.replace("\n", "\n" + " " * (indent * depth))

    def member(name: str, value: Any) -> str:
        return f'{step}"{name}": {dump(value, 1)}'

    writers = _NAMING if addresses else _WRITERS
    head, tail = _around_blocks(source=source)
    placed = _placed(document, offsets)
    first = placed({**head(document), **_said(offsets), **read})
    yield "{" + "".join(member(name, value) + comma for name, value in first.items()) + f'{step}"blocks": ['
    for index, block in enumerate(document.blocks):
        yield (comma if index else "") + inner + dump(placed(writers[type(block)](block)), 2)
    yield (step if document.blocks else "") + "]"
    for name, value in placed(tail(document)).items():
        yield comma + member(name, value)
    yield ("" if indent is None else "\n") + "}"


def _dumped(value: Any, indent: int | None) -> str:
    r"""Return a value as JSON that UTF-8 can encode; a lone surrogate becomes ``\ud835``, and is read back."""
    try:
        dumped = json.dumps(value, ensure_ascii=False, indent=indent)
    except (TypeError, ValueError, RecursionError) as error:
        raise InputTypeError(f"the data of a node has a value that JSON cannot have: {error!s:.80}") from None
    return dumped if dumped.isascii() else joined(dumped).encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def _around_blocks(*, source: bool) -> tuple[_Writer, _Writer]:
    """Return the writers of the members of a document before its blocks, and of those after them."""
    chosen = [member for member in members(nodes.Document) if source or member.name != "source"]
    place = [member.name for member in chosen].index("blocks")
    return (
        _make_writer(_WRITERS, chosen[:place], type="document", schema=SCHEMA_VERSION),
        _make_writer(_WRITERS, chosen[place + 1 :]),
    )


# ---------------------------------------------------------------------- a function for each class


class _Writers(dict[type, _Writer]):
    """The writers of the classes.

    :param naming: whether to give nodes their addresses.
    """

    def __init__(self, *, naming: bool) -> None:
        self.naming = naming

    def __missing__(self, kind: type) -> _Writer:
        is_node = issubclass(kind, nodes.Node)
        self[kind] = writer = _make_writer(self, members(kind), **({"type": tag(kind)} if is_node else {}))
        if self.naming and is_node:
            from itu_texts.formats.akn.writer import places_of  # few programs need it

            said = _claims if issubclass(kind, nodes.Text) else lambda _: {}
            self[kind] = lambda node: {**writer(node), **places_of(node).named(node), **said(node)}
        return self[kind]


def _claims(text: nodes.Text) -> Object:
    """Return what is claimed of a text, with the grounds."""
    found = [claim for name in CLAIMED if (claim := getattr(text, name)) is not None]
    made = [
        {
            **{name: str(getattr(claim, name)) for name in ("field", "value", "words")},
            "span": [claim.start, claim.end],
            "by": claim.by.value,
            **({"day": claim.day} if claim.day else {}),
        }
        for claim in found
    ]
    return {"claims": made} if made else {}


_WRITERS = _Writers(naming=False)
_NAMING = _Writers(naming=True)


def _make_writer(writers: _Writers, chosen: Iterable[Member], **first: str) -> _Writer:
    """Return a function that writes some members of an object.

    Its code is generated from the members, as attrs generates methods: a loop over the members takes up to twice as
    long.

    :param first: what precedes the members in all objects.
    """
    names: dict[str, Any] = {"writers": writers}
    names |= {kind.__name__: form.write for kind, form in FORMS.items()}
    lines = []
    for member in chosen:
        where = "node" if member is SPAN else f"node.{member.name}"  # the span consists of two offsets
        value = _expression(member.type, where)
        if member.required:
            lines.append(f"out[{member.name!r}] = {value}")
        else:
            names[f"default_{member.name}"] = member.default
            lines.append(f"if node.{member.name} != default_{member.name}: out[{member.name!r}] = {value}")
    body = "\n    ".join([f"out = {first!r}", *lines, "return out"])
    exec(f"def write(node):\n    {body}", names)
    writer: _Writer = names["write"]
    return writer


def _expression(wanted: Any, value: str) -> str:
    """Return the code that writes the value of an expression of a type."""
    if wanted in FORMS:
        return _expression(FORMS[wanted].type, f"{wanted.__name__}({value})")
    if wanted is Span:
        return f"[{value}.start, {value}.end]"
    if get_origin(wanted) is tuple:
        return f"[{_expression(get_args(wanted)[0], 'each')} for each in {value}]"
    if wanted == DATA:
        return value
    if is_value(wanted):
        return f"{value}.value" if issubclass(wanted, Enum) else value
    return f"writers[type({value})]({value})"


def iter_jsonl(
    document: "Document",
    *,
    file: str | None = None,
    digest: str | None = None,
    source: bool = False,
    addresses: bool = False,
    offsets: Offsets = "characters",
) -> Iterator[str]:
    """Yield the line of a document, in pieces.

    :param file: the name of its file, which is included.
    :param digest: the digest of the content of the file.
    :param source: whether to include the text that was parsed.
    :param addresses: whether to give nodes their addresses and eIds.
    :param offsets: what offsets count.
    """
    read = {name: value for name, value in zip(FILE, (file, digest), strict=True) if value is not None}
    yield from iter_json(document, source=source, addresses=addresses, offsets=offsets, read=read)
    yield "\n"
