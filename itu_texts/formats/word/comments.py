"""Adds comments to the margin of a Word file, whose words stay unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from itu_texts.formats.word.in_place import By, WordFile
from itu_texts.formats.word.xml import W
from itu_texts.formats.xml_text import allowed

__all__ = ["Remark", "put_comments"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Remark(NamedTuple):
    """A comment to be added."""

    start: int
    """Offset, in the text of the file, of the first character that it is about."""
    end: int
    """Offset of the character after the last one."""
    words: str


def put_comments(file: WordFile, remarks: Iterable[Remark], by: By) -> None:
    """Add comments to a Word file, after its existing ones.

    :raises ReadError: if the file has no words to which a comment can refer.
    """
    from lxml import etree

    empty = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
    part = file.add_part("comments", empty)
    used = [int(each.get(W + "id") or 0) for each in part]
    number = max(used, default=-1)
    stretches = []
    for remark in remarks:
        number += 1
        part.append(_comment(str(number), remark.words, by))
        start, end, call = (_mark(name, str(number)) for name in ("RangeStart", "RangeEnd", "Reference"))
        run = etree.Element(W + "r")
        run.append(call)
        stretches.append((remark.start, remark.end, (start,), (end, run)))
    file.surround(stretches)


def _mark(name: str, number: str) -> Any:
    from lxml import etree

    return etree.Element(f"{W}comment{name}", {W + "id": number})


def _comment(number: str, words: str, by: By) -> Any:
    from lxml import etree

    said = {W + "id": number, W + "author": allowed(by.author), W + "initials": allowed(by.author[:1].upper())}
    made = etree.Element(W + "comment", said | ({W + "date": by.date} if by.date else {}))
    for line in words.split("\n"):
        run = etree.SubElement(etree.SubElement(made, W + "p"), W + "r")
        text = etree.SubElement(run, W + "t", {_SPACE: "preserve"})
        text.text = allowed(line)
    return made
