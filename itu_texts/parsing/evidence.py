"""Reads the evidence of a file: what it says of the lines of its text, and what else becomes of it in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.parsing.lines import PLAIN, LineEvidence, Lines
from itu_texts.parsing.record_lines import cover_line
from itu_texts.parsing.thresholds import SECTION_LEVELS
from itu_texts.parsing.tokens import SOFT_BREAK, AnchorToken, Annotation, MarginNoteToken, TokenType
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.readings import Evidence, SourceText
from itu_texts.tree.spans import Span

_ANNOTATIONS: Final[dict[str, TokenType]] = {
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
_SAID: Final = frozenset(("history", "reference", "contents"))  # of words
_LABELLED: Final = frozenset(("footnote", "designation", "annex", "division", "label"))
_CHANGES: Final[dict[str, type[nodes.Change]]] = {"insertion": nodes.Insertion, "deletion": nodes.Deletion}

_ON_COVERS: Final = frozenset(("publisher", "distribution", "conference", "recipient", "original"))
_LETTERS: Final[dict[str, type[nodes.Emphasis]]] = {"bold": nodes.Bold, "italic": nodes.Italic}


def said_of_lines(
    text: str, evidence: Sequence[Evidence], *, of_markup: bool = False
) -> tuple[Lines, Sequence[AnchorToken]]:
    """Return the evidence of a file, or of its markup, for the lines of its text, and the calls of its footnotes.

    Markup classifies only some of the lines.
    """
    annotations: list[Annotation] = []
    anchors: list[AnchorToken] = []
    margins: list[MarginNoteToken] = []
    numbers: dict[int, int] = {}
    known: dict[int, LineEvidence] = {}
    breaks: dict[int, int] = {}
    verbs: dict[int, int] = {}
    marks = {str(each.value) for each in evidence if each.kind == "footnote"}
    for each in evidence:
        start = each.start
        line = known.get(start, PLAIN)
        if each.kind in ("level", "section"):
            below = SECTION_LEVELS if each.kind == "level" else 0
            known[start] = line._replace(level=below + int(str(each.value)))
            annotations.append(Annotation("LEVEL", start, each.end))
        elif each.kind == "indent" and isinstance(each.value, tuple):
            known[start] = line._replace(left=each.value[0], first=each.value[1])
        elif each.kind == "bullet" and isinstance(each.value, int):
            known[start] = line._replace(first=each.value)
        elif each.kind == "anchor":
            mark = str(each.value or text[start : each.end])
            if mark.strip() in marks:
                anchors.append(AnchorToken(start, each.end, mark))
        elif each.kind == "line_break":
            breaks[start] = SOFT_BREAK
        elif each.kind == "verb":
            verbs[start] = each.end
        elif each.kind == "provision":
            numbers[start] = each.end
        elif each.kind == "margin":
            margins.append(MarginNoteToken(start, each.end, int(str(each.value))))
        elif each.kind in _ANNOTATIONS and start < each.end:
            if each.kind in _SAID:
                known[start] = line._replace(said=each.kind)
            label = str(each.value) if each.kind in _LABELLED and each.value else ""
            rows = each.value if each.kind == "table" and isinstance(each.value, tuple) else ()
            annotations.append(Annotation(_ANNOTATIONS[each.kind], start, each.end, label, rows=rows))
    lines = () if of_markup else [(each.start, each.end) for each in annotations]
    return Lines(text, breaks, (), annotations, margins, known, numbers, verbs, lines), anchors


def is_cover(table: Evidence, text: str, lang: LanguagePatterns) -> bool:
    """Return whether evidence is of a table that sets a cover in columns, whose rows are lines of it.

    "United Nations | A/C.3/99/L.7", and below it "General Assembly | Distr.: Limited 3 November 2031"
    """
    if table.kind != "table" or not isinstance(table.value, tuple):
        return False
    lines = [text[start:end].replace("\t", " ").strip() for start, end, *_ in table.value]
    said = [cover_line(line, lang) for line in lines if line]
    return all(said) and not _ON_COVERS.isdisjoint(part.name for parts in said for part in parts)


def oddities(reading: SourceText) -> Iterator[Diagnostic]:
    """Yield the oddities that a reader found in a file."""
    for each in reading.evidence:
        if each.kind == "oddity" and isinstance(each.value, tuple):
            code, message = each.value
            yield make_diagnostic(code, message, Span(each.start, each.end))


def emphasis(reading: SourceText) -> Iterator[nodes.Emphasis]:
    """Yield the words of a file in italics or bold letters, without the labels of lines."""
    text = reading.text
    for each in reading.evidence:
        if each.kind in _LETTERS:
            is_label = (not each.start or text[each.start - 1] in "\n\t") and text[each.end : each.end + 1] == "\t"
            if not is_label:
                words = " ".join(text[each.start : each.end].split())
                yield _LETTERS[each.kind](start=each.start, end=each.end, text=words)


def left_out(reading: SourceText) -> tuple[str, ...]:
    """Return the parts of a file that are not in its text."""
    return tuple(sorted({str(each.value) for each in reading.evidence if each.kind == "left_out"}))


def changes(reading: SourceText) -> Iterator[nodes.Change]:
    """Yield the tracked changes of a file."""
    for each in reading.evidence:
        if each.kind in _CHANGES:
            author, date = each.value if isinstance(each.value, tuple) else (None, None)
            text = " ".join(reading.text[each.start : each.end].split())
            yield _CHANGES[each.kind](start=each.start, end=each.end, text=text, author=author, date=date)


def without_struck(found: Sequence[Diagnostic], tracked: Sequence[nodes.Change], text: str) -> Iterator[Diagnostic]:
    """Yield diagnostics, except those of repeated numbers of which one is deleted."""
    struck = [each for each in tracked if isinstance(each, nodes.Deletion)]
    for each in found:
        label = text[each.span.start : each.span.end]
        if each.code in ("numbering-repeat", "numbering-disorder") and any(
            gone.start <= each.span.start < gone.end or (gone.end <= each.span.start and gone.text.startswith(label))
            for gone in struck
        ):
            continue
        yield each


def comments(reading: SourceText) -> Iterator[nodes.Comment]:
    """Yield the comments in the margin of a file."""
    for each in reading.evidence:
        if each.kind == "comment" and isinstance(each.value, tuple):
            author, date, text = each.value
            yield nodes.Comment(start=each.start, end=each.end, text=text, author=author, date=date)
