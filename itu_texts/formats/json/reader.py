"""Reads the JSON of this library with cattrs; an error states what is wrong, and where."""

import json
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache
from itertools import pairwise
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from attrs import has, resolve_types
from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn

from itu_texts.errors import InputTypeError, JSONError
from itu_texts.formats.composing import Limits
from itu_texts.formats.json.schema import (
    DATA,
    FILE,
    FORMS,
    NAMES,
    SCHEMA_VERSION,
    Object,
    convert,
    kinds,
    members,
    not_none,
    tag,
)
from itu_texts.formats.text.reader import decode
from itu_texts.language.grammar import languages
from itu_texts.language.writing import ANY, SEVERAL, bound
from itu_texts.tree import nodes
from itu_texts.tree.spans import Span, Units
from itu_texts.tree.walking import walk

_NO_GRAMMAR = "no grammar for language {!r:.40}; there is one for: {}"
_LARGEST = 2**53  # the range of integers that all JSON readers keep exact


def read_json(
    data: bytes, name: str, *, limits: Limits, encoding: str | None = None, language: str = ANY
) -> nodes.Document:
    """Return the document in a JSON file.

    :raises ReadError: if the file exceeds a limit.
    :raises JSONError: as :func:`from_json` does.
    """
    text = decode(data, name, encoding)
    limits.check(name, "markup_characters", len(text))
    try:
        return document_of(text.removeprefix("\ufeff"), language)
    except JSONError as error:
        raise error.within(name) from None


def from_json(text: str) -> nodes.Document:
    """Return the document that :func:`itu_texts.to_json` wrote.

    :raises InputTypeError: if ``text`` is not a string.
    :raises JSONError: if ``text`` is not JSON, or if the JSON is not a document or has another version;
        the error states the place.
    """
    return document_of(text, ANY)


def document_of(text: str, language: str) -> nodes.Document:
    """Return a document as :func:`from_json` does; its languages are bound to the setting of a code."""
    if not isinstance(text, str):
        raise InputTypeError(f"from_json() takes a string, not a {type(text).__name__}")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise JSONError(
            "more than one document; in JSON Lines each line is one, which from_json() reads"
            if "Extra data" in str(error)
            else f"not JSON: {error}"
        ) from None
    if not isinstance(data, dict) or data.get("type") != "document":
        raise JSONError('not a document: an object with "type": "document" was expected')
    version = data.pop("schema", None)
    if not isinstance(version, str) or version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise JSONError(f"the JSON has version {version!r:.40}; only version {SCHEMA_VERSION} can be read", "$.schema")
    counted = data.pop("offsets", None)
    if counted not in (None, "utf-16"):
        raise JSONError(f"offsets count characters or utf-16, not {counted!r:.40}", "$.offsets")
    for name in FILE:
        if not isinstance(data.pop(name, ""), str):
            raise JSONError("a string was expected", f"$.{name}")
    if counted is not None:
        if not isinstance(data.get("source"), str):
            raise JSONError("offsets in UTF-16 are read only with the source", "$.offsets")
        try:
            convert(data, Units(data["source"]).characters)
        except (TypeError, ValueError, KeyError, AttributeError):
            raise JSONError("spans and origins are not as in the JSON of a document") from None
    document = _structured(data)
    if isinstance(document, JSONError):
        raise document
    _check_languages(document, languages(language))
    object.__setattr__(document, "language", bound(document.language, language))
    for stretch in document.languages:
        object.__setattr__(stretch, "code", bound(stretch.code, language))
    if "source" in data and document.span != (0, len(document.source)):
        raise JSONError(f"the source has {len(document.source)} characters, but the span has another number", "$.span")
    _check_places(data, document)
    return document


def _structured(data: Object) -> nodes.Document | JSONError:
    """Return the document of an object, or what is wrong with it.

    An error that is raised amid one of cattrs holds that one, which other processes cannot read back.
    """
    try:
        return _converter().structure(data, nodes.Document)
    except (BaseValidationError, TypeError, ValueError) as error:  # the last two are raised by the document itself
        message, _, path = transform_error(error, format_exception=_say)[0].rpartition(" @ ")
        return JSONError(message, path)
    except RecursionError:
        return JSONError("nested too deeply")


def _check_places(data: Object, document: nodes.Document) -> None:
    """Refuse spans that exceed the document or their parents, or that overlap."""
    stack: list[tuple[object, str, Span]] = [(data, "$", document.span)]
    while stack:
        value, path, around = stack.pop()
        if isinstance(value, list):
            stack += ((inner, f"{path}[{index}]", around) for index, inner in enumerate(value))
        elif isinstance(value, dict):
            if "span" in value:
                inside = Span(*value["span"])
                if not around.start <= inside.start <= inside.end <= around.end:
                    raise JSONError(f"{value['span']} is outside {[*around]}, the span of its parent", f"{path}.span")
                around = inside
            stack += (
                (inner, f"{path}.{name}", around) for name, inner in value.items() if name not in ("span", "data")
            )
    for siblings in (document.furniture, *(node.children for node in walk(document))):
        for before, child in pairwise(siblings):
            if child.start < before.end:
                raise JSONError(f"{[*child.span]} overlaps {[*before.span]}, which comes before it")


def _check_languages(document: nodes.Document, known: Sequence[str]) -> None:
    """Refuse unknown languages, and spans of languages that contradict each other."""
    if document.language not in (*known, SEVERAL):
        raise JSONError(_NO_GRAMMAR.format(document.language, ", ".join((*known, SEVERAL))), "$.language")
    if document.languages and document.language != SEVERAL:
        raise JSONError(f"only a document in several languages, {SEVERAL!r}, has spans of languages", "$.languages")
    end = 0
    for index, stretch in enumerate(document.languages):
        if stretch.code not in known:
            raise JSONError(_NO_GRAMMAR.format(stretch.code, ", ".join(known)), f"$.languages[{index}].code")
        if stretch.start < end:
            raise JSONError("it begins before the end of the one before", f"$.languages[{index}].span")
        end = stretch.end


def _say(error: BaseException, _: type | None) -> str:
    """Return the message of an error for people."""
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    return str(error.args[0]) if error.args else type(error).__name__


@cache
def _converter() -> Converter:
    converter = Converter()
    converter.register_structure_hook(Span, _span)
    for kind in FORMS:
        converter.register_structure_hook(
            kind, lambda value, kind: FORMS[kind].read(converter.structure(value, FORMS[kind].type))
        )
    for kind in (str, int, bool):  # also enumerations, which are strings
        converter.register_structure_hook(kind, _value)
    converter.register_structure_hook_func(
        lambda wanted: get_origin(wanted) is get_origin(Literal[""]), lambda value, _: _value(value, str)
    )  # its class checks it
    converter.register_structure_hook(DATA | None, _data)
    converter.register_structure_hook_factory(  # a class with attributes, or a union of such, or None
        lambda wanted: all(has(each) for each in get_args(wanted) or (wanted,) if each is not NoneType), _object
    )
    return converter


# ---------------------------------------------------------------------- objects


def _object(wanted: Any) -> Callable[[object, Any], Any]:
    """Return a function that reads the objects of a type."""
    optional = NoneType in get_args(wanted)
    allowed = kinds(not_none(wanted))
    by_tag = {tag(kind): kind for kind in allowed if issubclass(kind, nodes.Node)}

    def read_object(value: object, _: Any) -> Any:
        if value is None and optional:
            return None
        if not isinstance(value, dict):
            raise TypeError(f"an object was expected, not {value!r:.40}")
        kind = allowed[0]
        if by_tag:
            name = value.get("type")
            if not isinstance(name, str) or name not in by_tag:
                raise ValueError(f"unexpected type {name!r:.40}")
            kind = by_tag[name]
        if not value.keys() <= _names(kind):
            raise ValueError(f"{min(value.keys() - _names(kind))!r:.40} is not a member of this object")
        return _node(value, kind) if by_tag else _maker(kind)(value, kind)

    return read_object


def _node(value: Object, kind: Any) -> nodes.Node:
    """Return a node of a class."""
    start, end = _span(value.get("span"), Span)
    found = {name: inner for name, inner in value.items() if name not in ("type", "span", *NAMES)}
    derived = {name: found.pop(name) for name in kind._DERIVED if name in found}
    node: nodes.Node = _maker(kind)({**found, "start": start, "end": end}, kind)
    for name, inner in derived.items():
        if inner != getattr(node, name):
            raise ValueError(f"{name!r:.40} is {inner!r:.40}, but the nodes below say otherwise")
    return node


@cache
def _names(kind: type) -> frozenset[str]:
    """Return the names of the members that an object of a class may have."""
    return frozenset(member.name for member in members(kind)) | (
        {"type", *NAMES} if issubclass(kind, nodes.Node) else set()
    )


@cache
def _maker(kind: type) -> Callable[[Object, Any], Any]:
    """Return a function that makes an object of a class from its attributes in the JSON."""
    resolve_types(kind, localns=vars(nodes))  # some classes are defined before those of their content
    return make_dict_structure_fn(kind, _converter())


# ---------------------------------------------------------------------- values


def _value(value: object, kind: type) -> Any:
    if issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} was expected, not {value!r:.40}")
    return value


def _data(value: object, _: type) -> Any:
    if value is not None and not isinstance(value, dict):
        raise TypeError(f"an object was expected, not {value!r:.40}")
    return value


def _span(value: object, _: type) -> Span:
    offsets = isinstance(value, list) and len(value) == 2 and all(type(n) is int and 0 <= n < _LARGEST for n in value)
    if isinstance(value, list) and offsets and value[0] <= value[1]:
        return Span(*value)
    raise ValueError(f"a span is two offsets, the first no greater than the second, not {value!r:.40}")
