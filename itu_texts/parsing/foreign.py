"""Finds what does not belong to a text: the lines of a message, of a site, or of a printer around or among its own.

::

    From: Ann Smith <ann@example.org>       the head of a message
    Subject: Boats

    3 to report to the harbour master.

    Best regards,                           its end
    Ann Smith
    --
    Ann Smith | Tel. +41 22 000

Such lines hold no name of a text, no formula and no heading of an annex, an article or a clause, and they are no large
part of the text. They are set apart as page furniture, and reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COMMA, STOPS, begins_capital, begins_small, is_in_word
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.footnotes import BEGINS_TEXT
from itu_texts.parsing.reading_copy import SILENT, LineTable, lines_of
from itu_texts.parsing.thresholds import (
    EXCEPTION,
    FEWEST,
    FEWEST_SURE,
    FULL_SHARE,
    LINES_AHEAD,
    LONGEST_PHRASE,
    MUCH_OF_PAGE,
    OFTEN,
    WORD_REACH,
)
from itu_texts.tree.readings import Evidence
from itu_texts.tree.spans import overlaps

Span = tuple[int, int]
_BLANKS: Final = f" \t{SILENT}"
_ADDRESS: Final = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
_SIGNS: Final = regex(rf"{_ADDRESS}|[a-z]{{3,8}}://|©|\(c\) ?\d{{4}}", re.IGNORECASE)
_MAY_BE_AROUND: Final = ("://", "(c) 2", "(C) 2")
_HEADER: Final = regex(r"[^\W\d_][^\W_]*(?:[ -][^\W_]+)?: ?\S")
_TELEPHONE: Final = regex(r"\+\d[\d() ]{6}")
_CUT: Final = regex(r"-- ?")
_PATH: Final = regex(r"[A-Z]:\\\S+\.\w{3,4}\b")
_STAMP: Final = regex(r"[\d.:/-]{5,10}")
_PROSE: Final = frozenset(("TEXT", "HEADING_LIKE"))


def set_apart(found: Findings) -> None:
    """Silence the lines that do not belong to a text, and report it."""
    if found.reading.lines:
        return
    copy, text = found.copy, found.copy.text
    around = _may_have_lines_around(copy.table)
    again = _repeated(copy.table.lines)
    if not (again or around):
        return
    known = [(each.start, each.end) for each in found.apart]
    lines = [line for line in lines_of(text, 0, len(text)) if not overlaps(known, *line)]
    apart = {*_again(text, lines, found.lang)} if again else set()
    if around:
        apart |= {*_stamps(text, lines), *_heads(text, lines), *_end(text, lines, found.lang)}
    if apart and sum(end - start for start, end in apart) < max(LONGEST_PHRASE, MUCH_OF_PAGE * len(text)):
        copy.edit(((max(text.rfind("\n", 0, start), 0), end, "") for start, end in sorted(apart)), "page")
        message = f"what a message, a site or a printer puts around a text is in no text (lines: {len(apart)})"
        found.report([Evidence("oddity", *min(apart), ("unrecognised-block", message))])


def _may_have_lines_around(table: LineTable) -> bool:
    """Return whether a text has a sign of such lines: an address, the path of a file, a year, the cut of a message."""
    cut = any(table.text.startswith("--", start) for start in table.beginning("-"))
    return cut or table.has("@©\\") or any(sign in table.text for sign in _MAY_BE_AROUND)


def _repeated(lines: Sequence[str]) -> bool:
    """Return whether a line with a capital comes again; clause headings, which begin with small letters, often do."""
    if len({*lines}) >= len(lines) - max(lines.count("") - 1, 0):
        return False
    return any(count > 1 and begins_capital(line.lstrip(_BLANKS)) for line, count in Counter(lines).items() if line)


def _again(text: str, lines: Sequence[Span], lang: LanguagePatterns) -> Iterator[Span]:
    """Yield lines that come again and again amid sentences, such as the words of a watermark."""
    words = [text[start:end] for start, end in lines]
    counts = Counter(words)
    width = [*sorted(map(len, words)), 0][
        -len(words) // EXCEPTION - 1
    ]  # a line of the text may come again if it is as wide
    full = FULL_SHARE * width / 2
    width = max([width, *(len(line) for line in words if counts[line] == 1)])  # and a watermark may be wider than all
    places = [
        place
        for place, line in enumerate(words)
        if counts[line] > 1 and begins_capital(line) and not full < len(line) <= width
    ]
    amid = Counter(
        words[place]
        for place in places
        if 0 < place < len(words) - 1 and is_in_word(words[place - 1][-1]) and begins_small(words[place + 1])
    )
    for place in places:
        line = words[place]
        if amid[line] >= max(FEWEST_SURE, counts[line] / OFTEN) and lang.line.of(line) in _PROSE:
            yield lines[place]


def _stamps(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the path of a file, with the dates and times below it."""
    below = False
    for line in lines:
        below = _PATH.match(text, *line) is not None or (below and _STAMP.fullmatch(text, *line) is not None)
        if below:
            yield line


def _heads(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of the head of a message: names and values, one of which is an address."""
    for is_header, run in groupby(lines[:LINES_AHEAD], lambda line: _HEADER.match(text, *line) is not None):
        head = [*run]
        if is_header and len(head) >= FEWEST and any(_SIGNS.search(text, *line) for line in head):
            yield from head


def _end(text: str, lines: Sequence[Span], lang: LanguagePatterns) -> Iterator[Span]:
    """Yield the end of a message or a page of a site: what stands behind a cut, or around a sign at the very end."""
    last = lines[-LINES_AHEAD:]
    start = len(last)
    while start and _may_be_around(text, last[start - 1], lang):
        start -= 1
    cuts = [place for place, line in enumerate(last) if _CUT.fullmatch(text, *line)]
    signs = [place for place in range(start, len(last)) if _SIGNS.search(text, *last[place])]
    first = min([*cuts[-1:], *signs], default=len(last))
    behind = [lang.line.of(text[begin:end]) for begin, end in last[first:]]
    told = any(_SIGNS.search(text, *line) or _TELEPHONE.search(text, *line) for line in last[first:])
    if not told or not BEGINS_TEXT.isdisjoint(behind) or "ITEM" in behind:
        return
    begin = first
    while begin and first - begin < FEWEST and _may_be_around(text, last[begin - 1], lang, WORD_REACH):
        begin -= 1
    apart = [place for place in range(max(begin, 1), first) if "\n\n" in text[last[place - 1][1] : last[place][0]]]
    yield from last[apart[0] if apart else first :]


def _may_be_around(text: str, line: Span, lang: LanguagePatterns, longest: int = LONGEST_PHRASE) -> bool:
    """Return whether a line is short, without a stop at its end, and of no known form."""
    words = text[slice(*line)]
    stop = words[-1] in STOPS and words[-1] != COMMA
    few = longest > WORD_REACH or len(words.split()) <= FEWEST
    return len(words) < longest and few and not stop and lang.line.of(words) in _PROSE
