"""Reads tables with pipes whose rows are provisions or items, or whose cells have several lines.

A row begins and ends with a pipe, which may be some lines below; without pipes around it, it is the line with the pipe
and those below it up to the next row. Tables of provisions are read like provisions on lines of their own: the pipes
are not words, and the left cells are margins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from itu_texts.language.grammar import VERBS, LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.provisions import item_rows, margin, margin_places, parts_of_row, provision_rows
from itu_texts.language.writing import SMALL, STOPS, begins_small, is_letter, past_blanks
from itu_texts.parsing.reading_copy import Edit, line_end
from itu_texts.parsing.thresholds import LINE_REACH, LINES_AHEAD
from itu_texts.tree.readings import Evidence

_PIPE: Final = regex(r"(?<!\\)\|")
_RULE: Final = regex(r"[\s|:+=-]*(?:[|+][\s|:+=-]*|---[\s|:+=-]*)")
_GRID_RULE: Final = regex(r"^[ \t]*\+[-=+: \t]*\+[ \t]*$", re.MULTILINE)
_BREAK: Final = regex(r"<br\s?/?>")
_SIGNS: Final = regex(r"[*_\\]|<[^<>\n]{1,40}>")
_MARGIN_DASH: Final = regex(r"(?<=\w)\.(?:\s*[–—―-])?(?![^\s|<])|(?<=\w)\s+[–—―-](?![^\s|<])")
_LABEL_AT_END: Final = regex(r"(?<=[\dA-Z*])\s+\d{1,2}(?:\.\d{1,2})*\.[\s*]*\Z")
_GLUED_MARKER: Final = regex(r"(?<![^\W\d_])(?:ADD|MOD|SUP|NOC)\)?\*?(?=\d)")
_COUNT: Final = regex(rf"\d+[^\S\n]+[{SMALL}]{{3}}")  # "within" / "6 months": not a label
_WORDS: Final = frozenset(("TEXT", "HEADING_LIKE", *VERBS))


class _Row(NamedTuple):
    """A row, or a rule between two."""

    start: int
    end: int
    pipes: tuple[int, ...]
    cells: tuple[tuple[int, int], ...]
    """The start and end of each cell; none in a rule."""


def part_rows(text: str, lang: LanguagePatterns) -> tuple[list[tuple[int, int]], list[Edit]]:
    """Return the margins of provisions in tables with pipes, and the replacements of pipes and line breaks."""
    if "|" not in text:
        return [], []
    found: list[tuple[int, int]] = []
    edits: list[Edit] = []
    for table in _tables(text):
        listed = _items(table, text)
        sides = _provisions(table, text) if listed is None else None
        if sides is not None:
            edits += _between(sides, text, lang)
            edits += _in_margins(margins := [(row, columns) for row, columns in sides if columns], text)
            found += ((row.cells[0][0], row.cells[columns - 1][1]) for row, columns in margins)
        for row, columns in sides or listed or ():
            edits += _opened(row, columns, text, lang)
        if sides is None and listed is None:
            edits += _one_line_rows(table, text)
    return found, edits


def margins_of(text: str, rows: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """Yield the content of the margins of rows; a note without a number belongs to the provision above.

    :param text: the text without the signs of tables.
    """
    last = 0
    for start, end in rows:
        number, history = margin_places(text, start, end)
        if number[0] >= 0:
            last = number[0]
            yield Evidence("provision", *number)
            if last and is_letter(text[last - 1]):  # "ADD6A"
                yield Evidence("marker", past_blanks(text, start), number[1])
        if history[0] >= 0:
            yield Evidence("margin", *history, last)


# ---------------------------------------------------------------------- tables, rows and cells


def _tables(text: str) -> Iterator[list[_Row]]:
    """Yield the tables: rows with only rules and a blank line between them."""
    table: list[_Row] = []
    place = text.find("|")
    done = 0
    while place >= 0:
        row = _row(text, max(text.rfind("\n", 0, place) + 1, done), open_margin=done)
        rules = _rules(text, done, row.start)
        if table and (
            text[done : row.start].count("\n") > 2 + len(rules)
            or any(text[one.end : other.start].strip() for one, other in pairwise([table[-1], *rules, row]))
        ):
            yield [*table, *_rules_below(text, done, rules)]
            table = []
        if not table:
            rules = [rule for rule in rules if not text[rule.end : row.start].strip(" \t\n|+-=:")][-1:]
        table += [*rules, row]
        done = row.end
        place = text.find("|", done)
    if table:
        yield [*table, *_rules_below(text, done, _rules(text, done, line_end(text, done + 1)))]


def _rules(text: str, start: int, end: int) -> list[_Row]:
    """Return the rules without pipes in a stretch between rows."""
    return [_Row(*found.span(), (), ()) for found in _GRID_RULE.finditer(text, start, end)]


def _rules_below(text: str, end: int, rules: list[_Row]) -> list[_Row]:
    """Return the rule directly below a row that ends at a place, if there is one."""
    return [rule for rule in rules[:1] if not text[end : rule.start].strip()]


def _row(text: str, start: int, *, open_margin: int) -> _Row:
    """Return the row whose first pipe is in the line at a place."""
    end = line_end(text, start)
    line = text[start:end]
    if _RULE.fullmatch(line):
        return _Row(start, end, (), ())
    if line.lstrip().startswith("|"):
        end = _closed(text, start, end)
    else:
        start, end = _without_frame(text, start, end, open_margin)
    pipes = tuple(found.start() for found in _PIPE.finditer(text, start, end))
    bounds = [start - 1, *pipes, end]
    cells = [(one + 1, other) for one, other in pairwise(bounds)]
    if not text[start : pipes[0] if pipes else end].strip():
        cells = cells[1:]
    if len(cells) > 1 and not text[cells[-1][0] : cells[-1][1]].strip() and text[start:end].rstrip().endswith("|"):
        cells = cells[:-1]
    return _Row(start, end, pipes, tuple(cells))


def _closed(text: str, start: int, end: int) -> int:
    """Return where a row that begins with a pipe ends: at its last pipe, which may be some lines below."""
    if text[start:end].rstrip().endswith("|") and text.count("|", start, end) > 2:
        return end
    stop = end
    for _ in range(LINES_AHEAD):
        if stop >= len(text):
            break
        begin, stop = stop + 1, line_end(text, stop + 1)
        line = text[begin:stop]
        if line.lstrip().startswith(("|", "#", "+-")):
            break
        if line.rstrip().endswith("|") and text.count("|", start, stop) > 2:
            return stop
    return end


def _without_frame(text: str, start: int, end: int, least: int) -> tuple[int, int]:
    """Return the start and end of a row with a pipe only between its cells; the left cell may begin a line above."""
    left = text[start : text.index("|", start)]
    said = margin(_plain(left))
    if said is None or not left.strip():
        return start, end
    if not said.number:  # "MOD 90" above "PP-98 | ..."
        above = text.rfind("\n", least, max(start - 1, 0)) + 1
        if above >= least and text[above:start].strip() and margin(_plain(text[above:start])) is not None:
            start = above
    for _ in range(LINES_AHEAD):
        if end >= len(text):
            break
        stop = line_end(text, end + 1)
        line = text[end + 1 : stop]
        if not line.strip() or "|" in line or margin(_plain(line)) is not None or line.startswith("#"):
            break
        end = stop
    return start, end


def _plain(words: str) -> str:
    return " ".join(_SIGNS.sub(" ", words).split())


# ---------------------------------------------------------------------- provisions


def _words(row: _Row, text: str) -> list[str]:
    return [_plain(text[start:end]) for start, end in row.cells]


def _provisions(table: Sequence[_Row], text: str) -> list[tuple[_Row, int]] | None:
    """Return the rows of a table of provisions, each with the number of its margin cells; ``None`` for other tables."""
    shown = [row for row in table if row.cells]
    if (
        len(table) > 1
        and shown[:1] == [table[0]]
        and not table[1].cells
        and not parts_of_row(_words(shown[0], text))[0]
    ):
        del shown[0]  # the names of the columns
    parts = provision_rows([_words(row, text) for row in shown], list)
    if parts is None:
        return None
    columns = {row: each.columns for row, each in zip(shown, parts, strict=True)}
    return [(row, columns.get(row, 0)) for row in table]


def _items(table: Sequence[_Row], text: str) -> list[tuple[_Row, int]] | None:
    """Return the rows of a table of items, each with the number of cells up to its label; ``None`` for other tables."""
    shown = [row for row in table if row.cells]
    places = item_rows([_words(row, text) for row in shown])
    if places is None:
        return None
    labels = {row: label + 1 for row, (label, _) in zip(shown, places, strict=True)}
    return [(row, labels.get(row, 0)) for row in table]


def _opened(row: _Row, columns: int, text: str, lang: LanguagePatterns) -> Iterator[Edit]:
    """Yield the replacements of the pipes and line breaks of a row: its margin or label is joined to its words."""
    if not row.cells:
        yield (row.start, row.end, "")
        return
    behind = row.cells[columns - 1][1] if columns else -1
    for pipe in row.pipes:
        framing = not text[row.start : pipe].strip(" |") or not text[pipe + 1 : row.end].strip(" |")
        yield (pipe, pipe + 1, "\t" if pipe == behind else "" if framing else " ")
    inside = text[max(behind, row.start) + 1 : row.end]
    first = row.end - len(inside.lstrip()) if inside.strip() else row.end
    last = row.start + len(text[row.start : row.end].rstrip(" |\n"))
    for start, end in _breaks(row, text):
        if start <= behind or start < first or end > last:
            yield (start, end, " ")
        elif end - start > 1:
            yield (start, end, "\n")
        elif _goes_on(
            text[max(row.start, start - LINE_REACH) : start],
            text[end : min(row.end, end + LINE_REACH)],
            lang,
            stopped=bool(columns) and text[start] == "\n",
        ):
            yield (start, end, " ")


def _in_margins(margins: Sequence[tuple[_Row, int]], text: str) -> Iterator[Edit]:
    """Yield the replacements of stops and dashes after a number and after conferences, and a blank before a number."""
    for row, columns in margins:
        start, end = row.cells[0][0], row.cells[columns - 1][1]
        label = _LABEL_AT_END.search(text, start, end)
        stop = label.start() if label is not None else end
        yield from ((*found.span(), "") for found in _MARGIN_DASH.finditer(text, start, stop))
        yield from ((found.end(), found.end(), " ") for found in _GLUED_MARKER.finditer(text, start, end))


def _breaks(row: _Row, text: str) -> list[tuple[int, int]]:
    """Return the line breaks in a row, those of the text and those of its markup."""
    breaks = [found.span() for found in _BREAK.finditer(text, row.start, row.end)]
    place = text.find("\n", row.start, row.end)
    while place >= 0:
        breaks.append((place, place + 1))
        place = text.find("\n", place + 1, row.end)
    return sorted(breaks)


def _between(sides: Sequence[tuple[_Row, int]], text: str, lang: LanguagePatterns) -> Iterator[Edit]:
    """Yield the replacement of the break before a row that continues the cell above, in a table with drawn rules."""
    for (above, beside), (row, columns) in pairwise(sides):
        if not above.cells or not row.cells or len(row.cells) < 2:
            continue
        before = text[above.cells[beside][0] : above.end].rstrip(" |") if beside < len(above.cells) else ""
        words = text[row.cells[max(columns, 1)][0] : row.end] if columns < len(row.cells) else ""
        left = _plain(text[row.cells[0][0] : row.cells[max(columns, 1) - 1][1]].replace("|", " "))
        said = margin(left) if left else None
        if (not left or (said is not None and not said.head)) and _goes_on(before, words.lstrip(" |"), lang):
            yield (above.end, row.start, " ")


def _goes_on(before: str, after: str, lang: LanguagePatterns, *, stopped: bool = False) -> bool:
    """Return whether a line of a cell continues in the next.

    :param stopped: whether it may continue after a stop.
    """
    before, after = before.rstrip(), after.lstrip(" \t*_")
    if not before or not after:
        return False
    words = lang.line.of(after) in _WORDS or _COUNT.match(after)
    return bool(words) and (stopped or before[-1] not in STOPS) and (begins_small(after) or before[-1] != ")")


def _one_line_rows(table: Sequence[_Row], text: str) -> Iterator[Edit]:
    """Yield the replacements of line breaks in the cells of any other table framed by pipes."""
    for row in table:
        if row.cells:
            yield from ((*each, " ") for each in _breaks(row, text))
