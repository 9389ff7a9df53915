"""Writes the graph of what texts cite, amend, repeal and revise, for programs that draw and analyse graphs."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from itu_texts.analysis.graph import Gathered, Graph, GraphEdge, GraphNode, joined
from itu_texts.formats.akn.published import LANGUAGES
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
    ("title_language", "string"),
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
    return '"' + writable(words).replace("\\", "\\\\").replace('"', '\\"') + '"'


def iter_mermaid(given: Graph | Iterable[Gathered]) -> Iterator[str]:
    """Yield a Mermaid flowchart, which GitHub and many wikis draw, line by line; see :func:`iter_graphml`."""
    made = _of(given)
    places = {node.name: f"n{number}" for number, node in enumerate(made.nodes)}
    yield "flowchart LR\n"
    for node in made.nodes:
        signs = (each if each.isalnum() or each in " -.,()/" else f"#{ord(each)};" for each in writable(node.name))
        yield f'  {places[node.name]}["{"".join(signs)}"]\n'
    for edge in made.edges:
        arrow = "-.->" if edge.kind in _DASHED else "-->"
        label = edge.kind if edge.times == 1 else f"{edge.kind} {edge.times}"
        yield f"  {places[edge.source]} {arrow}|{label}| {places[edge.target]}\n"


_ELI = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "language": "http://publications.europa.eu/resource/authority/language/",
}
_RELATIONS = {
    "cites": "eli:cites", "amends": "eli:amends", "adds": "eli:amends", "repeals": "eli:repeals",
    "revises": "eli:changes",
}  # fmt: skip
"""The relations in terms of the European Legislation Identifier; others are ``eli:related_to``."""
_DATE = re.compile(r"/(\d{4}(?:-\d\d){0,2})(?:/|$)")
_DATES = {4: ("dct:date", "xsd:gYear"), 7: ("dct:date", "xsd:gYearMonth"), 10: ("eli:date_document", "xsd:date")}
"""The property and the type of a date; that of ELI has a day."""


def iter_jsonld(given: Graph | Iterable[Gathered]) -> Iterator[str]:
    """Yield JSON-LD in the terms of the European Legislation Identifier (ELI), a resource on each line.

    The names are IRIs of Akoma Ntoso, or the name behind ``#`` for what has none, relative to where the file is
    published. A text that is there has an expression in each of its languages, with its title. Bodies and kinds are
    resources too. Names of one text that differ are several ``eli:id_local`` of one resource. See :func:`iter_graphml`.
    """
    made = _of(given)
    ids = {node.name: node.iri or f"#{quote(writable(node.name))}" for node in made.nodes}
    nodes: dict[str, list[GraphNode]] = defaultdict(list)
    for node in sorted(made.nodes, key=lambda node: not node.given):
        nodes[ids[node.name]].append(node)
    edges: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for edge in made.edges:
        if ids[edge.source] != ids[edge.target]:
            edges[ids[edge.source]][_RELATIONS.get(edge.kind, "eli:related_to")][ids[edge.target]] = None
    resources = [_resource(name, nodes[name], edges[name]) for name in dict.fromkeys(ids.values())]
    for mark, kind in (("body", "eli:Organization"), ("kind", "eli:ResourceType")):
        values = sorted({value for node in made.nodes if (value := getattr(node, mark))})
        resources += [{**_of_nodes(mark, value), "@type": kind, "skos:prefLabel": value} for value in values]
    yield f'{{"@context": {json.dumps(_ELI)}, "@graph": ['
    for at, resource in enumerate(resources):
        yield f"{',' if at else ''}\n{writable(json.dumps(resource, ensure_ascii=False))}"
    yield "\n]}\n"


def _of_nodes(mark: str, value: str) -> dict[str, Any]:
    """Return the reference to a body or a kind; empty for none."""
    return {"@id": f"#{mark}/{quote(writable(value))}"} if value else {}


def _resource(name: str, nodes: Sequence[GraphNode], edges: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Return a resource of JSON-LD.

    :param nodes: its nodes, those of texts that are there first; several for a text that is named in several ways.
    :param edges: by relation, the names of what it is related to.
    """
    first, *others = nodes
    found = _DATE.search(first.iri)
    day = found[1] if found else str(first.year or "")
    term, its_type = _DATES.get(len(day), ("dct:date", ""))
    expressions = []
    for code in first.language.split():
        spoken = LANGUAGES.get(code, "und")
        expression: dict[str, Any] = {
            "@id": f"{name}/{spoken}",
            "@type": "eli:LegalExpression",
            "eli:language": {"@id": f"language:{spoken.upper()}"},
        }
        if first.title and code == first.title_language:
            expression["eli:title"] = {"@value": first.title, "@language": code}
        expressions.append(expression)
    resource = {
        "@id": name,
        "@type": "eli:LegalResource",
        "eli:id_local": [node.name for node in nodes] if others else first.name,
        "eli:type_document": _of_nodes("kind", first.kind),
        "eli:passed_by": _of_nodes("body", first.body),
        term: {"@value": day, "@type": its_type} if its_type else "",
        "eli:is_realized_by": expressions,
        **{relation: [{"@id": target} for target in targets] for relation, targets in edges.items()},
    }
    return {name: value for name, value in resource.items() if value}
