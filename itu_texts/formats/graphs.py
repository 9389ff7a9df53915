"""Writes the graph of what texts cite, amend, repeal and revise, for programs that draw and analyse graphs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from itu_texts.analysis.graph import Gathered, Graph, GraphEdge, GraphNode, joined
from itu_texts.formats.akn.rows import LANGUAGES
from itu_texts.formats.xml_text import attribute, escape
from itu_texts.language.writing import writable

_NODE_KEYS = (
    ("kind", "string"),
    ("title", "string"),
    ("given", "boolean"),
    ("iri", "string"),
    ("year", "int"),
    ("body", "string"),
    ("language", "string"),
)
_EDGE_KEYS = (("kind", "string"), ("times", "int"), ("places", "string"))
_DASHED = frozenset(("revises",))


def _of(given: Graph | Iterable[Gathered]) -> Graph:
    return given if isinstance(given, Graph) else joined(given).graph()


def iter_graphml(given: Graph | Iterable[Gathered]) -> Iterator[str]:
    """Yield GraphML, which networkx, Gephi and yEd read, line by line.

    :param given: a graph, or the parts of one from each document.
    """
    made = _of(given)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for where, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys:
            yield f'<key id="{where}-{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for node in made.nodes:
        yield f'<node id="{attribute(node.name)}">{_data(node, "node", _NODE_KEYS)}</node>\n'
    for edge in made.edges:
        ends = f'source="{attribute(edge.source)}" target="{attribute(edge.target)}"'
        yield f"<edge {ends}>{_data(edge, 'edge', _EDGE_KEYS)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(row: GraphNode | GraphEdge, where: str, keys: tuple[tuple[str, str], ...]) -> str:
    values = ((name, getattr(row, name)) for name, _ in keys)
    return "".join(
        f'<data key="{where}-{name}">{escape(_shown(value))}</data>' for name, value in values if value is not None
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def iter_dot(given: Graph | Iterable[Gathered]) -> Iterator[str]:
    """Yield the language of Graphviz, line by line; see :func:`iter_graphml`."""
    made = _of(given)
    yield "digraph texts {\n  rankdir=LR;\n  node [shape=box];\n"
    for node in made.nodes:
        style = "" if node.given else " style=dashed"
        yield f"  {_quoted(node.name)} [tooltip={_quoted(node.title or node.name)}{style}];\n"
    for edge in made.edges:
        label = edge.kind if edge.times == 1 else f"{edge.kind} ({edge.times})"
        style = " style=dashed" if edge.kind in _DASHED else ""
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [label={_quoted(label)}{style}];\n"
    yield "}\n"


def _quoted(words: str) -> str:
    escaped = writable(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def iter_mermaid(given: Graph | Iterable[Gathered]) -> Iterator[str]:
    """Yield a Mermaid flowchart, which GitHub and many wikis draw, line by line; see :func:`iter_graphml`."""
    made = _of(given)
    places = {node.name: f"n{number}" for number, node in enumerate(made.nodes)}
    yield "flowchart LR\n"
    for node in made.nodes:
        yield f'  {places[node.name]}["{_entities(node.name)}"]\n'
    for edge in made.edges:
        arrow = "-.->" if edge.kind in _DASHED else "-->"
        label = edge.kind if edge.times == 1 else f"{edge.kind} {edge.times}"
        yield f"  {places[edge.source]} {arrow}|{label}| {places[edge.target]}\n"


def _entities(words: str) -> str:
    return "".join(char if char.isalnum() or char in " -.,()/" else f"#{ord(char)};" for char in writable(words))


_ELI = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "language": "http://publications.europa.eu/resource/authority/language/",
}
_RELATIONS = {
    "cites": "eli:cites", "amends": "eli:amends", "adds": "eli:amends", "repeals": "eli:repeals",
    "revises": "eli:changes",
}  # fmt: skip
"""The relations in terms of the European Legislation Identifier; others are ``eli:related_to``."""
_DATE = re.compile(r"/(\d{4}(?:-\d\d){0,2})(?:/|$)")
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def iter_jsonld(given: Graph | Iterable[Gathered]) -> Iterator[str]:
    """Yield JSON-LD in the terms of the European Legislation Identifier (ELI), a resource on each line.

    The names are IRIs of Akoma Ntoso, or the name behind ``#`` for what has none, relative to where the file is
    published. A text that is there has an expression in each of its languages. See :func:`iter_graphml`.
    """
    made = _of(given)
    names = {node.name: node.iri or f"#{quote(writable(node.name))}" for node in made.nodes}
    edges: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for edge in made.edges:
        edges[edge.source][_RELATIONS.get(edge.kind, "eli:related_to")].append({"@id": names[edge.target]})
    yield f'{{"@context": {json.dumps(_ELI)}, "@graph": ['
    for at, node in enumerate(made.nodes):
        found = _DATE.search(node.iri)
        day = found[1] if found else str(node.year or "")
        spoken = [LANGUAGES.get(code, "und") for code in node.language.split()]
        resource: dict[str, Any] = {
            "@id": names[node.name],
            "@type": "eli:LegalResource",
            "eli:id_local": node.name,
            "eli:type_document": node.kind,
            "eli:title": node.title,
            "eli:passed_by": node.body,
            "eli:date_document": {"@value": day, "@type": _DATES[len(day)]} if day else "",
            "eli:is_realized_by": [
                {
                    "@id": f"{names[node.name]}/{code}",
                    "@type": "eli:LegalExpression",
                    "eli:language": {"@id": f"language:{code.upper()}"},
                }
                for code in spoken
            ],
            **edges[node.name],
        }
        kept = {name: value for name, value in resource.items() if value}
        yield f"{',' if at else ''}\n{writable(json.dumps(kept, ensure_ascii=False))}"
    yield "\n]}\n"
