"""From JSON objects to nodes, by cattrs; what is wrong is told with the path to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, get_args

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn

from itu_texts import nodes
from itu_texts.addressees import Addressee
from itu_texts.diagnostics import Diagnostic, Severity
from itu_texts.errors import JSONError
from itu_texts.exporters.json import FURNITURE, SCHEMA_VERSION
from itu_texts.spans import Source, Span

__all__ = ["read"]

_TAGS: dict[str, type[nodes.Node]] = {
    "document": nodes.Document,
    "amendment": nodes.Amendment,
    "designation": nodes.Designation,
    "title": nodes.Title,
    "formula": nodes.Formula,
    "clause": nodes.Clause,
    "annex": nodes.Annex,
    "item": nodes.Item,
    "paragraph": nodes.Paragraph,
    **nodes.TEXT_KINDS,
    **FURNITURE,
}


def read(data: object) -> nodes.Document:
    """The document that the objects describe.

    :raises JSONError: naming the path of what is wrong.
    """
    if not isinstance(data, dict) or data.get("type") != "document":
        raise JSONError('not a document: an object with "type": "document" was expected')
    version = data.get("schema")
    if not isinstance(version, str) or version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise JSONError(f"the version of the schema is {version!r}, not {SCHEMA_VERSION}", "$.schema")
    try:
        document: nodes.Document = _converter().structure(data, nodes.Document)
    except BaseValidationError as error:
        message, _, path = transform_error(error, format_exception=_say)[0].rpartition(" @ ")
        raise JSONError(message, path) from None
    except RecursionError:
        raise JSONError("nested too deeply") from None
    return document


def _say(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    return str(error) or type(error).__name__


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for primitive in (str, int, bool):
        converter.register_structure_hook(primitive, _primitive)
    for enum in (nodes.Role, nodes.LabelStyle, Severity):  # strings too, but not any
        converter.register_structure_hook(enum, lambda value, kind: kind(value))
    converter.register_structure_hook(Span, _span)
    converter.register_structure_hook(Source, lambda value, _: Source(_primitive(value, str)))
    converter.register_structure_hook(nodes.Heading, _plain(converter, nodes.Heading))
    converter.register_structure_hook(Diagnostic, _plain(converter, Diagnostic))
    converter.register_structure_hook(Addressee, _plain(converter, Addressee))

    readers = {tag: _plain(converter, kind) for tag, kind in _TAGS.items()}

    def tagged(value: object, wanted: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"an object was expected, not {value!r:.40}")
        value = dict(value)
        tag = value.pop("type", None)
        if not isinstance(tag, str) or tag not in _TAGS or not issubclass(_TAGS[tag], get_args(wanted) or wanted):
            raise ValueError(f"unexpected type {tag!r}")
        if tag in nodes.TEXT_KINDS:
            _fill_front(value)
        elif tag == "document":
            value.pop("schema")
        return readers[tag](value, _TAGS[tag])

    converter.register_structure_hook_func(lambda kind: isinstance(kind, UnionType) and _are_nodes(kind), tagged)
    converter.register_structure_hook_func(lambda kind: kind in _TAGS.values() or kind is nodes.Furniture, tagged)
    return converter


def _are_nodes(union: UnionType) -> bool:
    return all(isinstance(kind, type) and issubclass(kind, nodes.Node) for kind in get_args(union))


def _plain(converter: Converter, kind: type) -> Callable[[Any, Any], Any]:
    """Structure an object by the attributes of its class; made when first needed, for classes name each other."""
    made: list[Callable[[Any, Any], Any]] = []

    def structure(value: object, wanted: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"an object was expected, not {value!r:.40}")
        if issubclass(kind, nodes.Node):
            value = dict(value)
            value["start"], value["end"] = _span(value.pop("span", None), Span)
        if not made:
            made.append(make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True))
        return made[0](value, wanted)

    return structure


def _fill_front(text: dict[str, Any]) -> None:
    """Put what is said of a text where its nodes have it: in the designation and the title."""
    said = {name: text.pop(name) for name in ("number", "revision", "status") if name in text}
    title = text.pop("title", None)
    front = text.get("front", [])
    if not isinstance(front, list):
        return
    text["front"] = front = [dict(part) if isinstance(part, dict) else part for part in front]
    for part in front:
        if isinstance(part, dict) and part.get("type") == "designation" and said:
            part.update(said)
            said = {}
        elif isinstance(part, dict) and part.get("type") == "title" and "text" not in part and title is not None:
            part["text"] = title
            title = None
    if said or title is not None:
        raise ValueError(f"{next(iter(said), 'title')!r} without a line in the front that it stands in")


def _primitive(value: object, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} was expected, not {value!r:.40}")
    return value


def _span(value: object, _: type) -> Span:
    if isinstance(value, list) and len(value) == 2 and all(type(n) is int and n >= 0 for n in value):
        return Span(*value)
    raise ValueError(f"a span is two offsets, not {value!r:.40}")
