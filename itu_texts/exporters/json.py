"""JSON: a document as plain objects; :mod:`itu_texts.exporters.json_reader` is the way back.

The JSON reads like the text.  Each object says its ``type`` and its ``span``; what is empty, or follows from
something else, is left out.  ``document.schema.json`` beside this module is its JSON Schema (2020-12).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from attrs import asdict

from itu_texts import nodes
from itu_texts.errors import InputError
from itu_texts.evidence import Origin

__all__ = ["SCHEMA_VERSION", "iter_json", "json_schema", "to_dict", "to_json"]

SCHEMA_VERSION = "2.0"
"""The version of the JSON: the first number grows when old readers would fail, the second when not."""

Object: TypeAlias = dict[str, Any]


# ---------------------------------------------------------------------- to JSON


def to_dict(node: nodes.Node, *, source: bool = False) -> Object:
    """A document, or a part of one, as dictionaries, lists, strings and numbers.

    :param node: a document; or a text, a clause, an annex, an amendment, a block ..., which gives the object that it
        is in the JSON of its document.
    :param source: whether to put the text that was parsed in too; of a whole document only.
    :raises InputError: if it is neither; a heading, or a cell of a table, is part of another object.
    """
    if not isinstance(node, nodes.Document):
        if type(node) not in _WRITERS:
            raise InputError(f"a {type(node).__name__} has no JSON of its own: a document, a text, a clause ... has")
        return _any(node)
    document = node
    out = _envelope(document, source=source)
    out["blocks"] = [_any(block) for block in document.blocks]
    out.update(_tail(document))
    return out


def to_json(node: nodes.Node, indent: int | None = None, *, source: bool = False) -> str:
    """A document, or a part of one, as JSON; :func:`itu_texts.from_json` reads that of documents.

    :param node: as for :func:`to_dict`.
    :param indent: blanks for each level; ``None`` for one line.
    :param source: whether to put the text that was parsed in too; of a whole document only.
    :raises InputError: as :func:`to_dict` does.
    """
    return json.dumps(to_dict(node, source=source), ensure_ascii=False, indent=indent)


def iter_json(document: nodes.Document, indent: int | None = None, *, file: str | None = None) -> Iterator[str]:
    """The JSON of a document in pieces, one for each text, so that not all of it is held at once.

    :param file: the name of the file that it came from, to be put in too; reading leaves it out again.
    """
    step = "" if indent is None else "\n" + " " * indent
    comma = ", " if indent is None else ","
    tail = step[: -indent if indent else None]

    def dump(value: Any, depth: int) -> str:
        dumped = json.dumps(value, ensure_ascii=False, indent=indent)
        return dumped if indent is None else dumped.replace("\n", "\n" + " " * (indent * depth))

    def members(out: Object) -> Iterator[str]:
        return (f'{step}"{key}": {dump(value, 1)}' for key, value in out.items())

    envelope = _envelope(document, source=False)
    if file is not None:
        envelope["file"] = file
    yield "{" + comma.join(members(envelope)) + f'{comma}{step}"blocks": ['
    for index, block in enumerate(document.blocks):
        inner = "" if indent is None else step + " " * indent
        yield (comma if index else "") + inner + dump(_any(block), 2)
    yield (step if document.blocks else "") + "]"
    for member in members(_tail(document)):
        yield comma + member
    yield f"{tail}}}"


def json_schema() -> Object:
    """The JSON Schema (2020-12) that every document is valid under."""
    text = Path(__file__).with_name("document.schema.json").read_text("utf-8")
    schema: Object = json.loads(text)
    return schema


def _envelope(document: nodes.Document, *, source: bool) -> Object:
    out: Object = {"type": "document", "schema": SCHEMA_VERSION, "language": document.language}
    out["span"] = [document.start, document.end]
    if source:
        out["source"] = document.source.text
    return out


def _tail(document: nodes.Document) -> Object:
    out: Object = {}
    if document.furniture:
        out["furniture"] = [_piece(piece) for piece in document.furniture]
    if document.changes:
        out["changes"] = [
            _with(change, _CHANGE_TYPE[type(change)], "text", "author", "date") for change in document.changes
        ]
    if document.origins.starts:
        origins = zip(document.origins.starts, document.origins.origins, strict=True)
        out["origins"] = [{"start": start} | _origin(origin) for start, origin in origins]
    if document.diagnostics:
        out["diagnostics"] = [
            {"code": d.code, "severity": d.severity.value, "message": d.message, "span": [*d.span]}
            for d in document.diagnostics
        ]
    return out


def _origin(origin: Origin) -> Object:
    return {name: value for name, value in asdict(origin).items() if value is not None}


def _any(node: nodes.Node) -> Object:
    return _WRITERS[type(node)](node)


def _words(node: Any) -> Object:
    return {"text": node.text, "span": [node.start, node.end]}


def _paragraph(node: nodes.Paragraph) -> Object:
    return {"type": "paragraph", "text": node.text, "span": [node.start, node.end]}


def _item(node: nodes.Item) -> Object:
    out: Object = {"type": "item", "label": node.label, "style": node.style.value, "span": [node.start, node.end]}
    if node.blocks:
        out["blocks"] = [_WRITERS[type(block)](block) for block in node.blocks]
    return out


def _heading(node: nodes.Heading) -> Object:
    out: Object = {"text": node.text}
    if node.verb:
        out["verb"] = node.verb
    if node.addressees:
        out["addressees"] = [{"concept": each.concept, "text": each.text} for each in node.addressees]
    if node.side_phrases:
        out["side_phrases"] = [*node.side_phrases]
    out["span"] = [node.start, node.end]
    return out


def _clause(node: nodes.Clause) -> Object:
    out: Object = {
        "type": "clause",
        "role": node.role.value,
        "heading": _heading(node.heading),
        "span": [node.start, node.end],
    }
    if node.blocks:
        out["blocks"] = [_any(block) for block in node.blocks]
    return out


def _with(node: Any, type: str, *names: str) -> Object:
    """The type of a node, what it says under some names, and its span."""
    out: Object = {"type": type}
    for name in names:
        value = getattr(node, name)
        if value is not None:
            out[name] = value
    out["span"] = [node.start, node.end]
    return out


def _blocks(out: Object, node: Any) -> Object:
    if node.blocks:
        out["blocks"] = [_WRITERS[type(block)](block) for block in node.blocks]
    return out


def _container(node: nodes.Annex | nodes.Division) -> Object:
    out: Object = {"type": "annex" if isinstance(node, nodes.Annex) else "division", "kind": node.kind}
    if node.number is not None:
        out["number"] = node.number
    out["heading"] = _heading(node.heading)
    out["span"] = [node.start, node.end]
    return _blocks(out, node)


def _text(node: nodes.Text) -> Object:
    out = _with(node, node.kind, *_NAMED)
    if node.front:
        out["front"] = [_front(part) for part in node.front]
    annexes = next((place for place, part in enumerate(node.body) if _is_annex(part)), len(node.body))
    for name, parts in (("clauses", node.body[:annexes]), ("annexes", node.body[annexes:])):
        if parts:
            out[name] = [_any(part) for part in parts]
    return out


def _is_annex(part: nodes.Node) -> bool:
    """Whether a part of a text is an annex, or the marker of one."""
    if isinstance(part, nodes.Amendment):
        return bool(part.blocks) and isinstance(part.blocks[0], nodes.Annex)
    return isinstance(part, nodes.Annex)


_NAMED = ("number", "revision", "status", "title")  # of a text: said there, and not again in its front


def _front(part: nodes.Node) -> Object:
    if isinstance(part, nodes.Designation):
        return {"type": "designation"} | _words(part)
    if isinstance(part, nodes.Title):
        return {"type": "title", "span": [part.start, part.end]}
    return _any(part)


def _amendment(node: nodes.Amendment) -> Object:
    out: Object = {"type": "amendment", "action": node.action, "marker": node.marker}
    for name in ("editorial", "starred", "proposal", "provision"):
        if getattr(node, name):
            out[name] = getattr(node, name)
    out["span"] = [node.start, node.end]
    _blocks(out, node)
    if node.reasons:
        out["reasons"] = _any(node.reasons)
    return out


def _table(node: nodes.Table) -> Object:
    rows = [{"cells": [_words(cell) for cell in row.cells], "span": [row.start, row.end]} for row in node.rows]
    return {"type": "table", "rows": rows, "span": [node.start, node.end]}


def _entry(node: nodes.Entry) -> Object:
    out: Object = {"type": "entry"}
    if node.label:
        out["label"] = node.label
    out["kind"] = node.designation.kind
    for name in ("number", "revision", "status"):
        if getattr(node.designation, name) is not None:
            out[name] = getattr(node.designation, name)
    out["designation"] = {"type": "designation"} | _words(node.designation)
    if node.title:
        out["title"] = _any(node.title)
    if node.page:
        out["page"] = _with(node.page, "page_reference", "number")
    out["span"] = [node.start, node.end]
    return out


def _agenda(node: nodes.Agenda) -> Object:
    out: Object = {"type": "agenda", "heading": _any(node.heading), "span": [node.start, node.end]}
    if node.items:
        out["items"] = [_blocks(_with(item, "agenda_item", "label"), item) for item in node.items]
    return out


def _contents(node: nodes.Contents) -> Object:
    out: Object = {"type": "contents"}
    if node.heading:
        out["heading"] = _any(node.heading)
    out["span"] = [node.start, node.end]
    return _blocks(out, node)


def _cover(node: nodes.Cover) -> Object:
    out = _with(node, "cover", "number", "series", "submitted_by", "submitted_to", "annex_pages")
    out["lines"] = [_words(line) for line in node.lines]
    return out


def _piece(node: nodes.Furniture) -> Object:
    out = {"type": _FURNITURE_TYPE[type(node)]} | _words(node)
    for name in ("mark", "note", "offset"):  # of footnotes and their anchors
        value = getattr(node, name, None)
        if value is not None:
            out[name] = value
    return out


FURNITURE: dict[str, type[nodes.Furniture]] = {
    "page_number": nodes.PageNumber,
    "running_head": nodes.RunningHead,
    "footnote": nodes.Footnote,
    "footnote_anchor": nodes.FootnoteAnchor,
    "stray_characters": nodes.StrayCharacters,
}
CHANGES: dict[str, type[nodes.Change]] = {"insertion": nodes.Insertion, "deletion": nodes.Deletion}
_CHANGE_TYPE: dict[type[nodes.Change], str] = {kind: name for name, kind in CHANGES.items()}
_FURNITURE_TYPE: dict[type[nodes.Furniture], str] = {kind: name for name, kind in FURNITURE.items()}
_WRITERS: dict[type[nodes.Node], Callable[[Any], Object]] = {
    nodes.Paragraph: _paragraph,
    nodes.Item: _item,
    nodes.Note: lambda node: _with(node, "note", "label", "text"),
    nodes.Table: _table,
    nodes.Title: lambda node: {"type": "title"} | _words(node),
    nodes.History: lambda node: {"type": "history"} | _words(node),
    nodes.HeadingReference: lambda node: {"type": "heading_reference"} | _words(node),
    nodes.Formula: lambda node: _with(node, "formula", "text", "body", "place", "year"),
    nodes.Clause: _clause,
    nodes.Annex: _container,
    nodes.Division: _container,
    nodes.Provision: lambda node: _blocks(_with(node, "provision", "number"), node),
    nodes.Reasons: lambda node: _blocks(_with(node, "reasons", "label"), node),
    nodes.SignatureBlock: lambda node: _blocks(_with(node, "signature_block"), node),
    nodes.Amendment: _amendment,
    nodes.Agenda: _agenda,
    nodes.Contents: _contents,
    nodes.Cover: _cover,
    nodes.Entry: _entry,
    **dict.fromkeys(nodes.TEXT_KINDS.values(), _text),
}
