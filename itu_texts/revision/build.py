"""Builders, which make texts from parts, numbered in the manner of ITU.

Items get ITU labels: ``a) b) c)`` on the first level of a preamble, ``1 2 3`` in the operative part, below these
``a)``, ``i)`` and dashes; a single item gets none. An item without a final stop gets one.

>>> from itu_texts.revision import build
>>> doc = build.resolution(
...     number="7",
...     revision="Lakeside, 2018",
...     title="Boats of the Union",
...     formula="The Conference of Lakes (Lakeside, 2018),",
...     clauses=[
...         build.clause("considering", "that boats leak", "that oars break"),
...         build.clause("resolves", build.item("to count", "the boats", "the oars"), "to report to the Council"),
...     ],
... )
>>> doc.at("resolves 1 b)").text
'the oars;'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from attrs import evolve

from itu_texts.api import parse
from itu_texts.errors import InputError, InputTypeError
from itu_texts.formats.text.writer import to_text
from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import COLON, COMMA, FULL_STOP, SEMICOLON, STOPS, ending
from itu_texts.revision.numbering import label_like
from itu_texts.tree.base import LabelStyle, Role
from itu_texts.tree.nodes import (
    Annex,
    Cell,
    Clause,
    Designation,
    Document,
    Formula,
    Heading,
    History,
    Item,
    Node,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
    Title,
)
from itu_texts.tree.nodes.document import TEXT_KINDS

_Words = str | Node
_SERIES = {
    Role.PREAMBLE: (("a)", LabelStyle.LETTER), ("i)", LabelStyle.ROMAN), ("–", LabelStyle.DASH)),
    Role.OPERATIVE: (
        ("1", LabelStyle.NUMBER),
        ("a)", LabelStyle.LETTER),
        ("i)", LabelStyle.ROMAN),
        ("–", LabelStyle.DASH),
    ),
}


# ---------------------------------------------------------------------- blocks


def paragraph(words: str) -> Paragraph:
    """Make a paragraph without a label."""
    return Paragraph(start=0, end=0, text=_line(words))


def note(words: str, label: str = "NOTE –") -> Note:
    """Make a note in the text."""
    return Note(start=0, end=0, label=label, text=_line(words))


def table(rows: Iterable[Iterable[str]]) -> Table:
    """Make a table of strings, row by row."""
    cells = [tuple(Cell(start=0, end=0, text=_line(cell)) for cell in row) for row in rows]
    return Table(start=0, end=0, rows=tuple(Row(start=0, end=0, cells=row) for row in cells))


def item(words: str, *below: _Words, label: str | None = None) -> Item:
    """Make an item of a list.

    :param words: the introduction; empty if it has none.
    :param below: the nodes below it; strings become items.
    :param label: the label; ``None`` for the next of its series.
    """
    made = _items(below)
    intro = (paragraph(words),) if words.strip() else ()
    style = LabelStyle.NONE if not label else LabelStyle.NUMBER
    return Item(start=0, end=0, label=UNLABELLED if label is None else label, style=style, blocks=(*intro, *made))


def clause(heading: str, *blocks: _Words, language: str = "en") -> Clause:
    """Make a clause from a heading and blocks.

    :param heading: the heading as printed: ``instructs the Secretary-General``.
    :param blocks: strings become items; a single one has no label.
    :param language: the language of the heading, which decides how items are numbered.
    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    is_preamble = lang_of(language).verb_form(heading).startswith(Role.PREAMBLE.value.upper())
    role = Role.PREAMBLE if is_preamble else Role.OPERATIVE
    return Clause(
        start=0,
        end=0,
        role=role,
        heading=Heading(start=0, end=0, text=_line(heading)),
        blocks=_numbered(_items(blocks), _SERIES[role], 0),
    )


def annex(heading: str, *blocks: _Words, title: str | None = None, kind: str = "annex") -> Annex:
    """Make an annex, appendix or attachment.

    :param heading: the heading as printed: ``ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2018)``.
    :param blocks: clauses, items or strings, paragraphs, tables, annexes.
    :param kind: ``annex``, ``appendix`` or ``attachment``.
    """
    named = (Title(start=0, end=0, text=_line(title)),) if title else ()
    body: tuple[Any, ...] = _numbered(_items(blocks), _SERIES[Role.OPERATIVE], 0)
    head = Heading(start=0, end=0, text=_line(heading))
    return Annex(start=0, end=0, kind=kind, heading=head, blocks=(*named, *body))


# ---------------------------------------------------------------------- texts


def resolution(**parts: Any) -> Document:
    """Make a resolution, as a document.

    :param number: the number: ``77``.
    :param revision: the mark after it, without brackets: ``Rev. Lakeside, 2018``.
    :param status: the words before the kind: ``Draft new``.
    :param designation: the line that names the text, in place of these three; required in languages other than English.
    :param title: the title.
    :param history: where it was adopted and revised, without brackets: ``Lakeside, 2014; Hilltop, 2018``.
    :param formula: the adopting formula.
    :param clauses: the clauses, made by :func:`clause`.
    :param annexes: the annexes, made by :func:`annex`.
    :param language: the code of the language; ``en`` by default.
    :returns: a document with the text, whose source is the text as :func:`itu_texts.to_text` prints it.
    :raises InputError: if a part is of a wrong type, or there is no such part.
    """
    return document(_text("resolution", **parts), language=parts.get("language", "en"))


def decision(**parts: Any) -> Document:
    """Make a decision, as a document; see :func:`resolution`."""
    return document(_text("decision", **parts), language=parts.get("language", "en"))


def recommendation(**parts: Any) -> Document:
    """Make a recommendation, as a document; see :func:`resolution`."""
    return document(_text("recommendation", **parts), language=parts.get("language", "en"))


def opinion(**parts: Any) -> Document:
    """Make an opinion, as a document; see :func:`resolution`."""
    return document(_text("opinion", **parts), language=parts.get("language", "en"))


def document(*blocks: Node, language: str = "en") -> Document:
    """Make a document from nodes; its source is the text as :func:`itu_texts.to_text` prints it.

    :raises InputError: if one of them is not a node.
    :raises UnknownLanguageError: if there is no grammar for the language.
    """
    lang_of(language)
    for block in blocks:
        if not isinstance(block, Node):
            raise InputTypeError(f"a document consists of nodes, not of a {type(block).__name__}")
    made: Any = blocks
    return parse(to_text(Document(start=0, end=0, blocks=made, language=language)), language=language)


def _text(
    kind: Literal["resolution", "decision", "recommendation", "opinion"],
    *,
    number: str | None = None,
    revision: str | None = None,
    status: str | None = None,
    designation: str | None = None,
    title: str | None = None,
    history: str | None = None,
    formula: str | None = None,
    clauses: Sequence[Clause] = (),
    annexes: Sequence[Annex] = (),
    language: str = "en",
) -> Text:
    if designation is None:
        if language != "en":
            raise InputError("in languages other than English, give the designation as it is printed")
        named = " ".join(part for part in (status, kind, number) if part)
        designation = (f"{named} ({revision})" if revision else named).upper()
    for wanted, parts in ((Clause, clauses), (Annex, annexes)):
        for part in parts:
            if not isinstance(part, wanted):
                raise InputTypeError(f"not a {wanted.__name__.lower()}: a {type(part).__name__}")
    place: dict[str, Any] = {"start": 0, "end": 0}
    front = [
        Designation(**place, text=_line(designation), kind=kind, number=number, revision=revision, status=status),
        *([Title(**place, text=_line(title))] if title else ()),
        *([History(**place, text=f"({history.strip('()')})")] if history else ()),
        *([Formula(**place, text=_line(formula), body="")] if formula else ()),
    ]
    body = [_stopped(each, FULL_STOP if each is clauses[-1] else COMMA) for each in clauses]
    return TEXT_KINDS[kind](**place, front=tuple(front), body=(*body, *annexes))


# ---------------------------------------------------------------------- labels and stops

UNLABELLED = "\0"
"""The label of an item that gets the next one of its series."""


def _line(words: str) -> str:
    if not isinstance(words, str):
        raise InputTypeError(f"words must be a string, not a {type(words).__name__}")
    return " ".join(words.split())


def _items(blocks: Iterable[_Words]) -> tuple[Any, ...]:
    """Return blocks with strings as items."""
    made = [item(block) if isinstance(block, str) else block for block in blocks]
    for block in made:
        if not isinstance(block, Node):
            raise InputTypeError(f"a block must be a string or a node, not a {type(block).__name__}")
    return tuple(made)


def _numbered(blocks: tuple[Any, ...], series: Sequence[tuple[str, LabelStyle]], level: int) -> tuple[Any, ...]:
    """Return items with the labels of their series; a single item on the first level gets none."""
    count = sum(isinstance(block, Item) for block in blocks)
    sample, style = series[min(level, len(series) - 1)]
    made: list[Node] = []
    ordinal = 0
    for block in blocks:
        if not isinstance(block, Item):
            made.append(block)
            continue
        ordinal += 1
        below = _numbered(block.blocks, series, level + 1)
        label, form = block.label, block.style
        if label == UNLABELLED:
            alone = count == 1 and not level
            label, form = ("", LabelStyle.NONE) if alone else (label_like(sample, style, ordinal), style)
        made.append(evolve(block, label=label, style=form, blocks=below))
    return tuple(made)


def labelled_below(node: Item, role: Role | None, level: int) -> Item:
    """Return an item of :func:`item` without a label, in which those below it have the labels of their series.

    :param role: the role of the clause in which it is to stand.
    :param level: how many items these stand in.
    """
    below = _numbered(node.blocks, _SERIES[Role.PREAMBLE if role is Role.PREAMBLE else Role.OPERATIVE], level)
    return evolve(node, label="", style=LabelStyle.NONE, blocks=below)


def _stopped(block: Any, last: str) -> Any:
    """Return a clause or item whose items end in punctuation.

    The last one in a given stop, the others in semicolons.
    """
    if isinstance(block, Paragraph):
        is_stopped = not block.text or ending(block.text, len(block.text)) in STOPS
        return block if is_stopped else evolve(block, text=block.text + last)
    made: list[Any] = []
    for at, each in enumerate(block.blocks):
        is_last = at == len(block.blocks) - 1
        if isinstance(each, Item):
            made.append(_stopped(each, last if is_last else SEMICOLON))
        elif isinstance(each, Paragraph) and isinstance(block, Item):
            introduces = not is_last and isinstance(block.blocks[at + 1], Item)
            made.append(_stopped(each, COLON if introduces else last))
        else:
            made.append(each)
    return evolve(block, blocks=tuple(made))
