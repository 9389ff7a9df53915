"""From what a file says of its parts to annotations of its text, and to its tracked changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from itu_texts.parsing.thresholds import SECTION_LEVELS
from itu_texts.parsing.tokens import Anchor, Annotation, MarginNote
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.readings import Evidence, Reading
from itu_texts.tree.spans import Span

__all__ = ["NOTHING", "Known", "changes", "emphasis", "known", "left_out", "oddities"]

_ANNOTATIONS: Final = {
    "heading": "HEADING",
    "emphasis": "EMPHASIS",
    "plain": "PLAIN",
    "history": "HISTORY",
    "body": "BODY",
    "paragraph": "PARAGRAPH",
    "quoted": "QUOTED",
    "designation": "DESIGNATION",
    "annex": "ANNEX",
    "division": "DIVISION",
    "reference": "REFERENCE",
    "contents": "CONTENTS_LINE",
    "label": "ITEM",
    "marker": "AMENDED",
    "note": "NOTE",
    "table": "TABLE",
    "footnote": "FOOTNOTE",
    "page_number": "PAGE_NUMBER",
    "running_head": "RUNNING_HEAD",
}
_LABELLED: Final = frozenset(("footnote", "designation", "annex", "division", "label"))
_CHANGES: Final[dict[str, type[nodes.Change]]] = {"insertion": nodes.Insertion, "deletion": nodes.Deletion}

_LETTERS: Final[dict[str, type[nodes.Emphasis]]] = {"bold": nodes.Bold, "italic": nodes.Italic}


@frozen
class Known:
    """What a file says of its text, as the rules take it: they judge the rest."""

    annotations: Sequence[Annotation] = ()
    """In the order of the text, also those that say no more than a level."""
    anchors: Sequence[Anchor] = ()
    margins: Sequence[MarginNote] = ()
    numbers: Mapping[int, int] = field(factory=dict)
    indents: Mapping[int, tuple[int, int]] = field(factory=dict)
    bullets: Mapping[int, int] = field(factory=dict)
    lines: Sequence[tuple[int, int]] = ()
    """The lines of which a file says what they are; markup says that of some parts only."""
    doubtful: Collection[int] = ()
    """Offsets of line breaks in paragraphs."""


NOTHING: Final = Known()


def known(text: str, evidence: Sequence[Evidence], *, of_markup: bool = False) -> Known:
    """What a file, or its markup, says of its text."""
    annotations: list[Annotation] = []
    anchors: list[Anchor] = []
    margins: list[MarginNote] = []
    numbers: dict[int, int] = {}
    indents: dict[int, tuple[int, int]] = {}
    bullets: dict[int, int] = {}
    doubtful: list[int] = []
    marks = {str(each.value) for each in evidence if each.kind == "footnote"}
    for each in evidence:
        start = each.start
        if each.kind == "level":
            annotations.append(Annotation("LEVEL", start, each.end, level=SECTION_LEVELS + int(str(each.value))))
        elif each.kind == "section":
            annotations.append(Annotation("LEVEL", start, each.end, level=int(str(each.value))))
        elif each.kind == "indent" and isinstance(each.value, tuple):
            indents[start] = each.value
        elif each.kind == "bullet" and isinstance(each.value, int):
            bullets[start] = each.value
        elif each.kind == "anchor":
            mark = str(each.value or text[start : each.end])
            if mark.strip() in marks:
                anchors.append(Anchor(start, each.end, mark))
        elif each.kind == "line_break":
            doubtful.append(start)
        elif each.kind == "provision":
            numbers[start] = each.end
        elif each.kind == "margin":
            margins.append(MarginNote(start, each.end, int(str(each.value))))
        elif each.kind in _ANNOTATIONS:
            label = str(each.value) if each.kind in _LABELLED and each.value else ""
            rows = each.value if each.kind == "table" and isinstance(each.value, tuple) else ()
            annotations.append(Annotation(_ANNOTATIONS[each.kind], start, each.end, label, rows=rows))
    lines = () if of_markup else [(each.start, each.end) for each in annotations]
    return Known(annotations, anchors, margins, numbers, indents, bullets, lines, doubtful)


def oddities(reading: Reading) -> Iterator[Diagnostic]:
    """What a reader found odd in a file."""
    for each in reading.evidence:
        if each.kind == "oddity" and isinstance(each.value, tuple):
            code, message = each.value
            yield make_diagnostic(code, message, Span(each.start, each.end))


def emphasis(reading: Reading) -> Iterator[nodes.Emphasis]:
    """The words of a file in italics or bold letters, without the labels of lines."""
    text = reading.text
    for each in reading.evidence:
        if each.kind in _LETTERS:
            is_label = (not each.start or text[each.start - 1] in "\n\t") and text[each.end : each.end + 1] == "\t"
            if not is_label:
                words = " ".join(text[each.start : each.end].split())
                yield _LETTERS[each.kind](start=each.start, end=each.end, text=words)


def left_out(reading: Reading) -> tuple[str, ...]:
    """What a file has that is not in its text."""
    return tuple(sorted({str(each.value) for each in reading.evidence if each.kind == "left_out"}))


def changes(reading: Reading) -> Iterator[nodes.Change]:
    """The tracked changes of a file."""
    for each in reading.evidence:
        if each.kind in _CHANGES:
            author, date = each.value if isinstance(each.value, tuple) else (None, None)
            text = " ".join(reading.text[each.start : each.end].split())
            yield _CHANGES[each.kind](start=each.start, end=each.end, text=text, author=author, date=date)
