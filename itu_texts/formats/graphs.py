"""Writes the graph of what texts cite, amend, repeal and revise, for programs that draw and analyse graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itu_texts.analysis.graph import Gathered, Graph, GraphEdge, GraphNode, joined
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
