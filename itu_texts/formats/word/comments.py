"""Adds comments to the margin of a Word file, whose words stay unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from itu_texts.formats.word.cutting import run_of
from itu_texts.formats.word.in_place import By, WordFile
from itu_texts.formats.word.xml import W, made
from itu_texts.formats.xml_text import allowed

__all__ = ["Remark", "put_comments"]


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
    part = file.package.add_part("comments", made("comments"))
    first = max((int(each.get(W + "id") or 0) for each in part), default=-1) + 1
    stretches = []
    for number, remark in enumerate(remarks, first):
        part.append(_comment(str(number), remark.words, by))
        start, end, call = (made(f"comment{name}", id=str(number)) for name in ("RangeStart", "RangeEnd", "Reference"))
        stretches.append((remark.start, remark.end, (start,), (end, made("r", call))))
    file.surround(stretches)


def _comment(number: str, words: str, by: By) -> Any:
    date = {"date": by.date} if by.date else {}
    attributes = {"id": number, "author": allowed(by.author), "initials": allowed(by.author[:1].upper())}
    return made("comment", *(made("p", run_of(line)) for line in words.split("\n")), **attributes, **date)
