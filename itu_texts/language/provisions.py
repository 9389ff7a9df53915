"""Tables that only lay out provisions: a marker and a number in the left column, words in the right one.

Final Acts print the provisions of treaties in this way. Below the number may stand the conference that changed it last
("PP-98"), which is not part of the words. Some files lay out lists in the same way, with the labels in the left column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from itu_texts.language.grammar import marker_words
from itu_texts.language.pattern_cache import regex

T = TypeVar("T")
_LATIN = "ADD|MOD|SUP|NOC"
_NUMBER = r"\*?\d{1,4}(?:\.\d{1,4})*[A-Z]{0,3}(?:\.\d{1,3})?(?:\s?(?:bis|ter|quater|quinquies))?\*?"
_NUMBERS = rf"{_NUMBER}(?:(?:\s?[-–]\s?|,\s?|\s(?!{_LATIN})[^\W\d_]{{1,3}}\s){_NUMBER})*"
# A conference by its short name, in any alphabet, and the year
_HISTORY = r"\(?(?:[^\W\d_]{1,6}\.?\s?)?[^\W\d_]{2,6}[-‑–]\d{2,4}\)?"
_DASH = r"\.?(?:\s*[–—―-](?!\S))?"  # "90. – PP-98. –"
_LABEL = r"(?:\(?(?:[a-zа-я]{1,2}|\d{1,2})(?:\s?(?:bis|ter|quater))?\)|\d{1,2}(?:\.\d{1,2})*\.)"
_ITEM = regex(
    r"\(?(?:(?P<number>\d{1,2})(?P<stop>[.)]| [-–])?|\d{1,2}(?:\.\d{1,2}){1,4}\.?"
    r"|(?:[a-zа-я\u0620-\u064a]{1,2}|[ivxl]{1,5})(?: ?(?:bis|ter))?[.)])"
    r"|[–—•-]"
)
_OWN_LABEL = regex(r"\s*(?:\(?\w{1,3}\)|\d{1,2}[.)]?\s|[–—•-]\s)")
COLUMNS = 4
"""The largest number of columns in a table of provisions."""
_SIDES = 2  # cells of a row of a table of items: a label, and words
_LONG = 40  # characters; shorter words are not a sentence
_LEGEND = 3  # different markers that make a legend
_MOST_OF = 5  # rows, of which all but one must begin with a margin
_STOPS = (".", ";", ":", ",", ".)", ".”", "。", "；", "：", "，", "؛", "،", "۔")


class Margin(NamedTuple):
    """The content of the margin of a provision; missing parts are empty."""

    marker: str
    """``MOD``"""
    number: str
    """``28A``"""
    history: str = ""
    """``PP-98``"""
    label: str = ""
    """The label of the words: ``c)``"""

    @property
    def head(self) -> str:
        """The marker and the number, as they stand before the words of a provision outside tables."""
        return " ".join(part for part in (self.marker, self.number) if part)

    @property
    def text(self) -> str:
        """The margin in one line, without the label of the words."""
        return " ".join(part for part in (self.head, self.history) if part)

    @property
    def before_words(self) -> str:
        """The margin in one line, as it stands before the words."""
        return f"{self.text}\t{self.label} " if self.label else f"{self.text}\t"


@cache
def _left() -> re.Pattern[str]:
    """Return a pattern for the left column.

    It holds a marker, in Latin letters or those of a language, a number, conferences, and the label of the provision,
    before the conferences or behind them: ``MOD 51 c)``.
    """
    of_languages = "|".join(map(re.escape, marker_words()))
    marker = rf"\*?\(?(?:{_LATIN}|(?i:{of_languages})(?!\w))\*?\)?\*?"
    return regex(
        rf"(?P<marker>{marker})?\s*(?P<number>{_NUMBERS})?(?:(?(number)\s+(?P<label>{_LABEL})(?!\S)|(?!)))?{_DASH}\s*"
        rf"(?P<history>{_HISTORY}(?:[\s,;]+{_HISTORY})*)?{_DASH}"
        rf"(?:(?(number)(?(label)(?!)|(?(history)\s*|\s+)(?P<label_behind>{_LABEL}))|(?!)))?"
    )


def margin(cell: str) -> Margin | None:
    """Return the content of a cell of the left column; ``None`` if it holds something else."""
    found = _left().fullmatch(" ".join(cell.split()))
    if found is None:
        return None
    label = found["label"] or found["label_behind"] or ""
    return Margin(found["marker"] or "", found["number"] or "", found["history"] or "", label)


def margin_places(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the number and the conferences stand in a margin; (-1, -1) for a missing part."""
    cell = text[start:end]
    start, end = start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip())
    found = _left().fullmatch(text, start, end)
    return (found.span("number"), found.span("history")) if found else ((-1, -1), (-1, -1))


def parts_of_row(cells: Sequence[str]) -> tuple[int, int]:
    """Return how many of the first cells of a row are the margin of a provision, and how many precede its words.

    A cell with the label of the provision may stand between the two. The last cell is never the margin.
    """
    columns = 0
    for count in range(1, len(cells)):
        left = " ".join(cells[:count])
        said = margin(left) if left.strip() else None
        if said is not None and (said.head or said.history):
            columns = count
    words = columns
    if columns and columns + 1 < len(cells) and _ITEM.fullmatch(cells[columns].strip()):
        words += any(cell.strip() for cell in cells[columns + 1 :])
    return columns, words


class RowParts(NamedTuple):
    """A row of a possible table of provisions."""

    columns: int
    """The number of cells, from the first, that are the margin."""
    words: int
    """The number of cells before the words."""
    margin: Margin
    sides: tuple[str, str] | None
    """The left and right side, by which the table is judged; ``None`` for a heading, which is not judged."""


def provision_rows(rows: Sequence[Sequence[T]], words: Callable[[Sequence[T]], Sequence[str]]) -> list[RowParts] | None:
    """Return the parts of the rows of a table of provisions; ``None`` for any other table.

    :param rows: the cells of each row.
    :param words: returns the words of the cells of a row.
    """
    if max(map(len, rows), default=0) not in range(2, COLUMNS + 1):
        return None
    found = [_row_parts(words(cells)) for cells in rows]
    return found if are_provisions([row.sides for row in found if row.sides is not None]) else None


def _row_parts(cells: Sequence[str]) -> RowParts:
    columns, words = parts_of_row(cells)
    edge = max(columns, 1)
    left = " ".join(cells[:edge]) if len(cells) > 1 else ""
    counts = left.strip() and (columns or sum(bool(each.strip()) for each in cells) > 1)
    said = margin(left) if columns else None
    return RowParts(columns, words, said or Margin("", ""), (left, " ".join(cells[edge:])) if counts else None)


def are_provisions(rows: Sequence[tuple[str, str]]) -> bool:
    """Return whether rows of two cells are provisions.

    Nearly all left cells are margins, and some have markers or conferences; or all left cells are margins, with numbers
    that increase from row to row, and the right cells are sentences.
    """
    filled = [(left, right) for left, right in rows if left.strip()]
    said = [each for left, _ in filled if (each := margin(left)) is not None]
    if not said or _MOST_OF * len(said) < (_MOST_OF - 1) * len(filled):
        return False
    if 2 * sum(bool(each.head) for each in said) < len(said) or _is_legend(said):
        return False
    if any(each.marker or each.history for each in said):
        return any(right.strip() for _, right in rows) or all(each.marker and each.number for each in said)
    if len(said) < len(filled):
        return False
    values = [int(digits[0]) for each in said if (digits := re.search(r"\d+", each.number))]
    grows = all(before <= after for before, after in pairwise(values))
    return grows and _are_sentences(filled)


def _are_sentences(rows: Sequence[tuple[str, str]]) -> bool:
    """Return whether most right cells are sentences."""
    sentences = sum(len(right.strip()) >= _LONG or right.strip().endswith(_STOPS) for _, right in rows)
    return 4 * sentences >= 3 * len(rows)


def is_label(cell: str) -> bool:
    """Return whether a cell has only the label of an item."""
    return _ITEM.fullmatch(cell.strip()) is not None


def item_rows(rows: Sequence[Sequence[str]], *, sure: bool = False) -> list[tuple[int, int]] | None:
    """Return the places of the label and of the words in the rows of a table of items; ``None`` for any other table.

    A row of one cell, for the heading of a clause or a paragraph, has no label: its place is -1. Between such rows, all
    left cells are labels, and the right cells have words; numbers run on, bare ones from 1, and beside them stand
    sentences that do not have labels of their own, unlike provisions.

    :param rows: the words of the cells of each row.
    :param sure: whether the labels are known to be labels.
    """
    filled = [[place for place, cell in enumerate(row) if cell.strip()] for row in rows]
    if max(map(len, filled), default=0) != _SIDES:
        return None
    listed: list[tuple[str, str]] = []
    last = 0
    for row, places in [*zip(rows, filled, strict=True), ((), [0])]:
        if len(places) == _SIDES:
            listed.append((row[places[0]], row[places[1]]))
        elif places and listed:
            numbers = _numbers_of_items(listed, last)
            if numbers is None and not sure:
                return None
            last = numbers[-1] if numbers else last
            listed = []
    return [(places[0] if len(places) == _SIDES else -1, places[-1] if places else -1) for places in filled]


def _numbers_of_items(rows: Sequence[tuple[str, str]], last: int) -> list[int] | None:
    """Return the numbers of the items in rows of two cells; ``None`` for rows of another kind.

    :param last: the last number above them, which bare numbers may continue.
    """
    labels = [found for left, _ in rows if (found := _ITEM.fullmatch(left.strip())) is not None]
    if len(labels) < len(rows) or not all(_is_worded(right) for _, right in rows):
        return None
    numbers = [int(each["number"]) for each in labels if each["number"]]
    if len(numbers) < len(rows):
        return numbers
    first = numbers[0] if all(each["stop"] for each in labels) or numbers[0] == last + 1 else 1
    runs_on = numbers == [*range(first, first + len(rows))]
    labelled = any(_OWN_LABEL.match(right) for _, right in rows)
    return numbers if runs_on and _are_sentences(rows) and not labelled else None


def _is_worded(cell: str) -> bool:
    """Return whether a cell has words, and not only a figure."""
    return sum(char.isalpha() for char in cell) > len(cell.strip()) // 3 > 0


def _is_legend(margins: list[Margin]) -> bool:
    """Return whether rows explain the markers: ADD is an addition, MOD a modification ..."""
    markers = [each.marker for each in margins if not each.number]
    return len(markers) == len(margins) >= _LEGEND and len(set(markers)) == len(markers)
