"""From JSON to nodes, by cattrs; what is wrong is told with the path to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, get_args

from attrs import frozen
from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn

from itu_texts import nodes
from itu_texts.addressees import Addressee
from itu_texts.diagnostics import Diagnostic, Severity
from itu_texts.errors import InputError, JSONError
from itu_texts.evidence import Origin, Origins
from itu_texts.exporters.json import CHANGES, FURNITURE, SCHEMA_VERSION
from itu_texts.spans import Source, Span

__all__ = ["read"]

_TAGS: dict[str, type[nodes.Node]] = {
    "document": nodes.Document,
    "amendment": nodes.Amendment,
    "designation": nodes.Designation,
    "title": nodes.Title,
    "formula": nodes.Formula,
    "clause": nodes.Clause,
    "history": nodes.History,
    "heading_reference": nodes.HeadingReference,
    "annex": nodes.Annex,
    "division": nodes.Division,
    "provision": nodes.Provision,
    "reasons": nodes.Reasons,
    "signature_block": nodes.SignatureBlock,
    "item": nodes.Item,
    "paragraph": nodes.Paragraph,
    "note": nodes.Note,
    "table": nodes.Table,
    "agenda": nodes.Agenda,
    "agenda_item": nodes.AgendaItem,
    "contents": nodes.Contents,
    "entry": nodes.Entry,
    "page_reference": nodes.PageReference,
    "cover": nodes.Cover,
    **nodes.TEXT_KINDS,
    **FURNITURE,
    **CHANGES,
}


def read(text: str) -> nodes.Document:
    """The document that some JSON describes.

    :raises JSONError: if it is no JSON, or not that of a document; naming the path of what is wrong.
    :raises InputError: if it is no text.
    """
    if not isinstance(text, str):
        raise InputError(f"JSON is read from a str, not from a {type(text).__name__}")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise JSONError(f"not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("type") != "document":
        raise JSONError('not a document: an object with "type": "document" was expected')
    version = data.get("schema")
    if not isinstance(version, str) or version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise JSONError(f"the version of the schema is {version!r}, not {SCHEMA_VERSION}", "$.schema")
    if not isinstance(data.get("file", ""), str):
        raise JSONError("a name was expected", "$.file")
    data = {name: value for name, value in data.items() if name != "file"}
    try:
        document: nodes.Document = _converter().structure(data, nodes.Document)
    except BaseValidationError as error:
        message, _, path = transform_error(error, format_exception=_say)[0].rpartition(" @ ")
        raise JSONError(message, _in_json(path, data)) from None
    except RecursionError:
        raise JSONError("nested too deeply") from None
    return document


def _in_json(path: str, data: Any) -> str:
    """The path with the body of a text as it stands in the JSON: as clauses and annexes."""
    steps = re.findall(r"\.\w+|\[\d+\]", path)
    before = path[: len(path) - len("".join(steps))]
    for place, step in enumerate(steps):
        if step == ".body" and isinstance(data, dict):
            clauses = len(data.get("clauses", []))
            index = int(steps[place + 1].strip("[]")) if place + 1 < len(steps) else 0
            steps[place] = step = ".annexes" if index >= clauses else ".clauses"
            if index >= clauses and place + 1 < len(steps):
                steps[place + 1] = f"[{index - clauses}]"
        try:
            data = data[steps[place][1:]] if step.startswith(".") else data[int(steps[place].strip("[]"))]
        except (KeyError, IndexError, TypeError):
            break
    return before + "".join(steps)


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
    converter.register_structure_hook(Origins, lambda value, _: _origins(converter, value))
    converter.register_structure_hook(Source, lambda value, _: Source(_primitive(value, str)))
    for untagged in (nodes.Heading, nodes.Row, nodes.Cell, nodes.CoverLine):
        converter.register_structure_hook(untagged, _plain(converter, untagged))
    converter.register_structure_hook(Diagnostic, _plain(converter, Diagnostic))
    converter.register_structure_hook(Addressee, _plain(converter, Addressee))

    readers = {tag: _plain(converter, kind) for tag, kind in _TAGS.items()}

    def tagged(value: object, wanted: Any) -> Any:
        if value is None and type(None) in get_args(wanted):
            return None
        if not isinstance(value, dict):
            raise TypeError(f"an object was expected, not {value!r:.40}")
        value = dict(value)
        tag = value.pop("type", None)
        if not isinstance(tag, str) or tag not in _TAGS or not issubclass(_TAGS[tag], get_args(wanted) or wanted):
            raise ValueError(f"unexpected type {tag!r}")
        if tag in nodes.TEXT_KINDS:
            _fill_front(value, tag)
        elif tag == "entry":
            _fill_entry(value)
        elif tag == "document":
            value.pop("schema")
        return readers[tag](value, _TAGS[tag])

    converter.register_structure_hook_func(lambda kind: isinstance(kind, UnionType) and _are_nodes(kind), tagged)
    converter.register_structure_hook_func(
        lambda kind: kind in _TAGS.values() or kind in (nodes.Furniture, nodes.Change), tagged
    )
    return converter


def _origins(converter: Converter, value: object) -> Origins:
    pieces = converter.structure(value, list[_Piece])
    names = ("paragraph", "element", "page", "line")
    origins = tuple(Origin(**{name: getattr(piece, name) for name in names}) for piece in pieces)
    return Origins(tuple(piece.start for piece in pieces), origins)


@frozen
class _Piece:
    """A piece of the source map, as the JSON has it."""

    start: int
    paragraph: int | None = None
    element: str | None = None
    page: int | None = None
    line: int | None = None


def _are_nodes(union: UnionType) -> bool:
    kinds = [kind for kind in get_args(union) if kind is not type(None)]
    return all(isinstance(kind, type) and issubclass(kind, nodes.Node) for kind in kinds)


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


def _fill_entry(entry: dict[str, Any]) -> None:
    """Put what is said of an entry where its nodes have it: in the designation."""
    said = {name: entry.pop(name) for name in ("kind", "number", "revision", "status") if name in entry}
    if isinstance(entry.get("designation"), dict):
        entry["designation"] = entry["designation"] | said


def _fill_front(text: dict[str, Any], kind: str) -> None:
    """Put what is said of a text where its nodes have it, in the designation and the title, and join its body."""
    body = [text.pop(name, []) for name in ("clauses", "annexes")]
    if not all(isinstance(parts, list) for parts in body):
        raise TypeError("clauses and annexes are arrays")
    text["body"] = [part for parts in body for part in parts]
    said: dict[str, Any] = {name: text.pop(name) for name in ("number", "revision", "status") if name in text}
    title = text.pop("title", None)
    front = text.get("front", [])
    if not isinstance(front, list):
        return
    text["front"] = front = [dict(part) if isinstance(part, dict) else part for part in front]
    for part in front:
        if isinstance(part, dict) and part.get("type") == "designation":
            part.update(said, kind=kind)
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
