"""Short forms of nodes for people: the tree in a terminal, and the outline in a notebook."""

from __future__ import annotations

import sys
from html import escape
from typing import TYPE_CHECKING, TextIO

from itu_texts.errors.arguments import checked

if TYPE_CHECKING:
    from itu_texts.tree.base import Node
    from itu_texts.tree.nodes import Document


@checked
def print_tree(node: Node, *, depth: int | None = None, file: TextIO | None = None) -> None:
    r"""Print a node and all nodes below it, each on a line, in their short forms.

    :param depth: the number of levels below the node to print; ``None`` for all.
    :param file: the output stream; ``None`` for standard output.

    >>> from itu_texts import parse
    >>> print_tree(parse("resolves\n1 to study;\n2 to report").at("resolves"))
    <Clause “resolves” [0:32]>
        <Heading “resolves” [0:8]>
        <Item 1 “to study;” [9:20]>
            <Paragraph “to study;” [11:20]>
        <Item 2 “to report” [21:32]>
            <Paragraph “to report” [23:32]>
    """
    out = sys.stdout if file is None else file
    stack = [(node, 0)]
    while stack:
        each, level = stack.pop()
        out.write(f"{'    ' * level}{each!r}\n")
        if depth is None or level < depth:
            stack.extend((child, level + 1) for child in reversed(each.children))


def to_html(node: Node) -> str:
    """Return a node as notebooks show it: a foldable outline, and the diagnostics of a document."""
    document = node.document
    told = _diagnostics(document) if document is node and document is not None else ""
    return f'<div class="itu-texts">{_folded(node)}{told}</div>'


def _folded(root: Node) -> str:
    """Return a node as HTML elements that can be opened. Trees may be deep, so there is no recursion."""
    out: list[str] = []
    stack: list[Node | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        label, words = node._shown
        kind = f"<small>{type(node).__name__}</small>"
        line = " ".join(filter(None, (kind, f"<b>{escape(label)}</b>" if label else "", escape(words))))
        children = [child for child in node.children if child.children or child._shown[1] != words]
        if children:
            opened = " open" if node is root else ""
            out.append(f'<details{opened} style="margin-left:1em"><summary>{line}</summary>')
            stack.append("</details>")
            stack.extend(reversed(children))
        else:
            out.append(f'<div style="margin-left:2em">{line}</div>')
    return "".join(out)


def _diagnostics(document: Document) -> str:
    rows = []
    for found in document.diagnostics:
        line, column = document.source.line_column(found.span.start)
        cells = (f"{line}:{column}", found.severity, found.code, found.message)
        rows.append("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>")
    return f"<table>{''.join(rows)}</table>" if rows else ""
