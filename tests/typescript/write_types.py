"""Writes ``itu_texts/formats/json/document.d.ts``, the types of the JSON for TypeScript, from its schema."""

import json
import re
from pathlib import Path

import itu_texts
from itu_texts.formats.json.schema import SCHEMA_VERSION

TYPES = Path(itu_texts.__file__).parent / "formats" / "json" / "document.d.ts"
_HEAD = """/**
 * The JSON of a document of ITU texts, version {version}, as `itu-texts parse` and `itu_texts.to_json()` write it.
 *
 * Members with their default values, and those that do not apply, are left out. With `--offsets utf-16`, spans count as
 * strings do here: `source.slice(...node.span)`.
 */
"""


def types() -> str:
    """The types, one for each object of the schema."""
    schema = itu_texts.json_schema()
    made = [_HEAD.format(version=SCHEMA_VERSION)]
    for name, wanted in schema["$defs"].items():
        made.append(_comment(wanted.get("description", ""), ""))
        if wanted["type"] == "object":
            made += [f"export interface {_named(name)} {{\n", *_members(wanted), "}\n\n"]
        else:
            made.append(f"export type {_named(name)} = [start: number, end: number];\n\n")
    nodes = [name for name, wanted in schema["$defs"].items() if "type" in wanted.get("properties", {})]
    made.append("/** Any node of a tree. */\nexport type Node =\n")
    made.append("".join(f"  | {_named(name)}\n" for name in nodes).rstrip() + ";\n")
    return "".join(made)


def _members(wanted: dict) -> list[str]:
    lines = []
    for name, value in wanted["properties"].items():
        optional = "" if name in wanted["required"] else "?"
        lines.append(_comment(value.get("description", ""), "  ") + f"  {name}{optional}: {_type(value)};\n")
    return lines


def _type(value: dict) -> str:
    if "$ref" in value:
        return _named(value["$ref"].rpartition("/")[2])
    if "const" in value:
        return json.dumps(value["const"])
    if "enum" in value:
        return " | ".join(map(json.dumps, value["enum"]))
    if "anyOf" in value:
        return " | ".join(map(_type, value["anyOf"]))
    if value["type"] == "array":
        inner = _type(value["items"])
        return f"Array<{inner}>" if "|" in inner else f"{inner}[]"
    return {"integer": "number", "object": "Record<string, unknown>"}.get(value["type"], value["type"])


def _named(tag: str) -> str:
    """The name of a class, but that of the document's own type, which a page has too."""
    return re.sub(r"(?:^|_)([a-z])", lambda found: found[1].upper(), tag)


def _comment(words: str, blanks: str) -> str:
    return f"{blanks}/** {words.replace('*/', '* /')} */\n" if words else ""


if __name__ == "__main__":
    TYPES.write_text(types(), "utf-8")
