"""Makes the JSON Schema (2020-12) of the JSON; its descriptions are the docstrings of the classes."""

from __future__ import annotations

import ast
import re
from enum import Enum
from functools import cache
from importlib import resources
from inspect import cleandoc
from typing import Any, get_args, get_origin

from itu_texts.formats.json.shape import FORMS, NAMES, SCHEMA_VERSION, Member, Object, is_value, kinds, members, tag
from itu_texts.tree import nodes
from itu_texts.tree.spans import Span


def json_schema() -> Object:
    """Return the JSON Schema (2020-12) for documents of all versions with the same first number."""
    found = {tag(kind): _object(kind) for kind in _reachable(nodes.Document)}
    major = SCHEMA_VERSION.partition(".")[0]
    first, *rest = found["document"]["properties"].items()
    found["document"]["properties"] = {
        first[0]: first[1],
        "schema": {"type": "string", "pattern": rf"^{major}\.\d+$", "description": "The version of the JSON."},
        **dict(rest),
        "file": {"type": "string", "description": "The file of the document, if one JSON file holds many."},
        "digest": {"type": "string", "description": "A digest of the content of that file (BLAKE2b, 16 bytes)."},
        "made": {"type": "string", "description": "A digest of the options with which the line was made."},
    }
    found["document"]["required"].insert(1, "schema")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:itu-texts:schema:document:{SCHEMA_VERSION}",
        "title": "A document of ITU texts",
        "description": "Members with their default values, and those that do not apply, are left out.",
        "$ref": "#/$defs/document",
        "$defs": {"span": _SPAN, **found},
    }


_SPAN = {
    "description": "The offsets in the text, in characters, of the first character and after the last one.",
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
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
    return () if wanted is Span or is_value(wanted) else kinds(wanted)


def _object(kind: type) -> Object:
    docs = _docs(kind)
    properties = {member.name: _property(member) | {"description": docs[member.name]} for member in members(kind)}
    required = [member.name for member in members(kind) if member.required]
    if issubclass(kind, nodes.Node):
        names = {
            name: {"type": "string", "readOnly": True, "description": description}
            for name, description in NAMES.items()
        }
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
    if wanted is Span:
        return {"$ref": "#/$defs/span"}
    if not is_value(wanted):
        found = [{"$ref": f"#/$defs/{tag(kind)}"} for kind in kinds(wanted)]
        return {"anyOf": found} if len(found) > 1 else {**found[0]}
    if issubclass(wanted, Enum):
        return {"enum": [each.value for each in wanted]}
    return {"type": {str: "string", bool: "boolean", int: "integer"}[wanted]}


# ---------------------------------------------------------------------- docstrings


def _docs(kind: type) -> dict[str, str]:
    """Return the docstrings of a class (without a name), its attributes and properties, and those of its bases."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith(f"{__package__.partition('.')[0]}."):
            found |= _docs_of_module(base.__module__)[base.__name__]
    return found


@cache
def _docs_of_module(name: str) -> dict[str, dict[str, str]]:
    """Return the docstrings in the source of a module, by class and name."""
    package, _, module = name.rpartition(".")
    source = resources.files(package).joinpath(f"{module}.py").read_text("utf-8")
    return {node.name: _docs_of_class(node) for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


def _docs_of_class(node: ast.ClassDef) -> dict[str, str]:
    found = {"": _plain(ast.get_docstring(node) or "")}
    for each, after in zip(node.body, [*node.body[1:], None], strict=True):
        match each, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = _plain(text)
            case ast.FunctionDef(name=name), _:
                found[name] = _plain(ast.get_docstring(each) or "")
    return found


def _plain(text: str) -> str:
    """Return a docstring in one line, without roles and doubled quotes."""
    return re.sub(r":\w+:(?=`)", "", " ".join(cleandoc(text).split())).replace("``", "`")
