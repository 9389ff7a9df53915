"""From what a file says of its parts to regions of its text, and to its tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts import nodes
from itu_texts.evidence import Reading
from itu_texts.parsing.reflow import Lines, blank
from itu_texts.parsing.units import IN_LINE, Region, Unit

__all__ = ["changes", "with_evidence"]

_REGIONS = {
    "heading": "HEADING",
    "emphasis": "EMPHASIS",
    "plain": "PLAIN",
    "body": "BODY",
    "designation": "DESIGNATION",
    "annex": "ANNEX",
    "division": "DIVISION",
    "table": "TABLE",
    "footnote": "FOOTNOTE",
    "page_number": "PAGE_NUMBER",
    "running_head": "RUNNING_HEAD",
}
_CHANGES: dict[str, type[nodes.Change]] = {"insertion": nodes.Insertion, "deletion": nodes.Deletion}


def with_evidence(text: str, reading: Reading) -> tuple[Lines, list[Unit]]:
    """The lines of a text with what its file says of them, and the marks that call footnotes."""
    regions: list[Region] = []
    anchors: list[Unit] = []
    marks = {str(each.value) for each in reading.evidence if each.kind == "footnote"}
    for each in reading.evidence:
        start = each.start
        if each.kind == "level":
            regions.append(Region("LEVEL", start, each.end, level=int(str(each.value))))
        elif each.kind == "anchor":
            if text[start : each.end].strip() in marks:
                anchors.append(Unit("ANCHOR", start, each.end, IN_LINE, text[start : each.end]))
        elif each.kind in _REGIONS:
            label = str(each.value) if each.kind == "footnote" and each.value else ""
            parts = each.value if each.kind == "table" and isinstance(each.value, tuple) else ()
            regions.append(Region(_REGIONS[each.kind], start, each.end, label, parts=parts))
    text = blank(text, [(anchor.start_pos, anchor.end_pos) for anchor in anchors])
    return Lines(text, reliable=True, regions=regions, exact=True), anchors


def changes(reading: Reading) -> Iterator[nodes.Change]:
    """The tracked changes of a file."""
    for each in reading.evidence:
        if each.kind in _CHANGES:
            author, date = each.value if isinstance(each.value, tuple) else (None, None)
            text = " ".join(reading.text[each.start : each.end].split())
            yield _CHANGES[each.kind](start=each.start, end=each.end, text=text, author=author, date=date)
