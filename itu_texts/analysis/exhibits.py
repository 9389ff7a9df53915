"""Finds what is set apart from running words: tables and figures with captions, equations, notes, examples, code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import field, frozen

from itu_texts.analysis.passages import words_at
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import fold
from itu_texts.tree.addresses import caption_words, captioned, read_caption
from itu_texts.tree.nodes import Cell, Document, Node, Note, Paragraph, Table
from itu_texts.tree.walking import walk

_WIDE = r"(?:\t\s*|[^\S\n]{3,})"
_EQUATION_NUMBER = r"(?:[A-Z]|[IVX]{1,4}|\d{1,3})?[.-]?\d{1,3}[a-z]?"
_EQUATION = re.compile(rf"(?P<words>\S.*?){_WIDE}\((?P<number>{_EQUATION_NUMBER})\)\W*$", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_TAG = r"</?[A-Za-z][\w:-]*(?:\s+[\w:-]+=[^<>]*)?/?>"
_CODE = re.compile(rf"::=|[{{}}]\s*$|\w\s*[+-]?=\s*[^;=]+;\s*$|^\s*(?:{_TAG}|#include|//|/\*)|\bEND\s*$")
_BEHIND_NUMBER = " \t–—:−-.\u00a0"


@frozen
class Exhibit:
    """A table, a figure, an equation, a note, an example, or code."""

    kind: str
    """``table``, ``figure``, ``equation``, ``note``, ``example`` or ``code``."""
    number: str | None
    """Its number, as printed; ``None`` if it has none."""
    words: str
    """The caption of a table or figure without its number; the words of others."""
    node: Node = field(eq=False, repr=False)
    """The table, the note or the paragraph; the first paragraph of code."""


@checked
def exhibits(document: Document) -> Iterator[Exhibit]:
    r"""Yield the tables and figures with captions, the numbered equations, notes, examples and code of a document.

    :raises InputError: if ``document`` is not a document.

    >>> from itu_texts import parse
    >>> text = "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tHives\nTable 1 – Weights\nOak\t4\nAsh\t5\n"
    >>> doc = parse(text + "3\tLids\nNOTE 2 – Flat.\n")
    >>> [(each.kind, each.number, each.words) for each in exhibits(doc)]
    [('table', '1', 'Weights'), ('note', '2', 'Flat.')]
    """
    captions = {id(node): caption for caption, node in captioned(document)}
    code: Node | None = None
    last: dict[int, Node] = {}  # the last child so far of each node
    for node in walk(document):
        caption = captions.get(id(node))
        if caption is not None:
            yield Exhibit(caption[0], caption[1].upper(), _caption(node, last.get(id(node.parent))), node)
        elif isinstance(node, Note):
            number = _NUMBER.search(node.label)
            yield Exhibit("note", number[0] if number else None, node.text, node)
        elif isinstance(node, Paragraph) and not isinstance(node.parent, Note | Cell):
            found = _paragraph(node, document, words_at(node))
            if found is not None and not (found.kind == "code" and code is not None):
                yield found
            code = node if found is not None and found.kind == "code" else None
        last[id(node.parent)] = node


def _caption(node: Node, above: Node | None) -> str:
    """Return the caption of a table or figure without its number: it stands above a table, or in its first cell.

    :param above: the node beside it that precedes it.
    """
    printed: Node = node
    if isinstance(node, Table):
        is_above = isinstance(above, Paragraph) and read_caption(above.text, above.language) is not None
        printed = above if is_above and above is not None else node.rows[0].cells[0]
    return caption_words(printed.text, printed.language)  # type: ignore[attr-defined]  # a paragraph or a cell


def _paragraph(node: Paragraph, document: Document, lang: LanguagePatterns) -> Exhibit | None:
    """Return the example, the equation or the code in a paragraph."""
    example = lang.patterns.EXAMPLE_BEGINS.match(fold(node.text))
    if example is not None:
        return Exhibit("example", example["number"], node.text[example.end() :].strip(_BEHIND_NUMBER), node)
    source = document.source.text[node.start : node.end]
    equation = _EQUATION.fullmatch(source.strip())
    if equation is not None and "=" in source:
        return Exhibit("equation", equation["number"], " ".join(equation["words"].split()), node)
    return (
        Exhibit("code", None, node.text, node) if _CODE.search(source) and not source.rstrip().endswith(".") else None
    )
