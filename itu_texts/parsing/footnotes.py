"""Footnotes, known by the rule above them, or by a mark at the start of their line that a word before them wears."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from itu_texts.codes import regex
from itu_texts.grammar import VERBS, Surface
from itu_texts.parsing.anchors import FAR, lowered, worn
from itu_texts.parsing.layouts import text_begins
from itu_texts.parsing.units import Region
from itu_texts.writing import is_number, without_blanks

__all__ = ["find_footnotes", "ruled_notes"]

_RULE: Final = "_____"
_FIRST: Final = regex(r"_*\s*(?P<mark>\[\d{1,2}\]|\d{1,2}|\*{1,3}|[⁰¹²³⁴-⁹]{1,2})\)?(?=\s|[^\W\d_])")
# What a note begins with: a sentence, or its own number in the Radio Regulations ("5 9.2B.1 The Bureau")
_OPENS: Final = r"(?:[A-Z“\"‘−]|\d{1,2}\.\d{1,3}[A-Z]{0,2}\.\d)"
_CAPITAL: Final = rf"(?=[^\S\n]+{_OPENS})"
_MARK: Final = r"\[\d{1,2}\]|\d{1,2}|\*{1,3}"
# The next begins behind a stop or on a line of its own; the pattern begins with one of few characters
_NEXT: Final = regex(
    r"[.;)”\"’\n](?:"
    rf"(?<!\n)[^\S\n]+(?P<mark>{_MARK})(?=\)?{_CAPITAL})|(?<=\n)[^\S\n]*(?P<below>{_MARK})(?=\)?\s))"
)
# The mark may stand alone on its line, with the note below it
_BEHIND_MARK: Final = rf"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)(?={_OPENS})"
_NEXT_LINE: Final = regex(rf"[^\S\n]*\n[^\S\n]*(?P<mark>{_MARK})\)?{_BEHIND_MARK}[^\n]+")
# A line that begins with a raised mark, with one in brackets, or with stars (not those of emphasis: "*inter alia*"), or
# with a number and a capital
_UNRULED: Final = regex(
    r"\n[^\S\n]*+(?=[*1-9¹²³⁴-⁹\[])(?:"
    r"(?P<mark>\[\d{1,2}\]|\*{1,3}+(?![^\s*][^*\n]{0,200}\*)|[¹²³⁴-⁹]{1,2})\)?[^\S\n]*(?=[^\W\d_a-z]|[“\"])"
    rf"|(?P<number>[1-9]\d?)\)?{_BEHIND_MARK})[^\n]*"
)
_LINE: Final = regex(r"\s*(?P<words>\S[^\n]*)")
_LONE_NUMBER: Final = regex(r"\d{1,4}\s*")
_PAGE_ENDS: Final = frozenset(("PAGE_NUMBER", "RUNNING_HEAD"))
_TEXT_ENDS: Final = frozenset(("CAPITAL_DESIGNATION", "DESIGNATION", "DRAFT_DESIGNATION"))
_TITLED: Final = frozenset(("TITLED_ANNEX", "ANNEX", "DIVISION"))
_OPEN: Final = frozenset(VERBS) | _TITLED | _TEXT_ENDS


def find_footnotes(
    text: str, surface: Surface, begins: Sequence[int] | None = None
) -> tuple[list[Region], Sequence[int]]:
    """The footnotes in their order, the first below a rule holding that too; and where texts begin, if any.

    :param begins: where texts begin, if that is known.
    """
    found = ruled_notes(text, surface)
    lines = [line for line in _UNRULED.finditer(text) if not _inside(found, line.start(line.lastgroup or 0))]
    found += _at_feet_of_pages(text, [line for line in lines if line["number"]], surface)
    marked = [line for line in lines if line["mark"]]
    if not found and not marked:
        return [], []
    if begins is None:
        begins = text_begins(text, surface)
    found += _marked(text, marked, begins)
    return sorted(found, key=lambda region: region.start), begins


def ruled_notes(text: str, surface: Surface) -> list[Region]:
    """The footnotes below rules, in their order."""
    found: list[Region] = []
    if _RULE in text:
        for ruled in surface.words["RULED_NOTE"].finditer(text):
            found += _parted(text, ruled.start(), without_blanks(text, ruled.end()))
    return found


def _inside(regions: list[Region], start: int) -> bool:
    """Whether a place lies in one of some regions that are in order."""
    index = bisect_right(regions, start, key=lambda region: region.start)
    return index > 0 and regions[index - 1].end > start


def _parted(text: str, start: int, end: int) -> Iterator[Region]:
    """The notes below one rule."""
    first = _FIRST.match(text, start, end)
    if first is None:
        yield Region("FOOTNOTE", start, end)
        return
    mark = lowered(first["mark"])
    behind = first.end()
    while True:
        for following in _NEXT.finditer(text, behind - 1, end):
            group = "mark" if following["mark"] else "below"
            if _follows(following[group], mark):
                yield Region("FOOTNOTE", start, without_blanks(text, following.start(group)), mark)
                start, mark = following.start(group), following[group]
        yield Region("FOOTNOTE", start, end, mark)
        line = _NEXT_LINE.match(text, end)
        if line is None or not _follows(line["mark"], mark):
            return
        start, behind, mark = line.start("mark"), line.end("mark"), line["mark"]
        end = without_blanks(text, line.end())


def _follows(mark: str, other: str) -> bool:
    """Whether a mark is the next behind another: 2 behind 1, ** behind *, 1 behind any stars."""
    if "*" in other:
        return mark in (other + "*", "1")
    mark, other = mark.strip("[]"), other.strip("[]")
    return is_number(mark) and is_number(other) and int(mark) == int(other) + 1


def _marked(text: str, lines: list[re.Match[str]], begins: Sequence[int]) -> Iterator[Region]:
    """Notes without a rule: a raised mark or stars begin the line, and a word above in the text wears the same."""
    if not lines:
        return
    last: dict[str, int] = {}  # the marks that words wear, and where the last of each stands
    anchors = iter(worn(text, {lowered(line["mark"]) for line in lines}, 0, len(text)))
    anchor = next(anchors, None)
    for line in lines:
        begin = line.start("mark")
        while anchor is not None and anchor.start < begin:
            if anchor.start and text[anchor.start - 1] != "\n":
                last[anchor.mark] = anchor.start
            anchor = next(anchors, None)
        mark = lowered(line["mark"])
        text_begins = bisect_right(begins, begin)
        above = begins[text_begins - 1] if text_begins else 0
        if last.get(mark, -1) >= max(above, begin - FAR):
            yield Region("FOOTNOTE", begin, without_blanks(text, line.end()), mark)


# ---------------------------------------------------------------------- at the feet of pages, where no rule is left


def _at_feet_of_pages(text: str, lines: list[re.Match[str]], surface: Surface) -> Iterator[Region]:
    """Notes with plain numbers: the last lines of a page, or of a text, if words of that page wear the numbers.

    What may as well be the last items of a list, which the next page goes on with, is none.
    """
    for run in _runs(text, lines):
        end = run[-1].end()
        below = _LINE.match(text, end)
        if below is not None and not _ends_page(below["words"], surface, _PAGE_ENDS | _TEXT_ENDS):
            continue
        start = run[0].start()
        above = _page_begins(text, start, surface)
        marks = [line["number"] for line in run]
        called = {anchor.mark for anchor in worn(text, marks, above, start)}
        if called >= {*marks} and not _is_list(text, run, surface):
            for line in run:
                yield Region("FOOTNOTE", line.start("number"), without_blanks(text, line.end()), line["number"])


def _runs(text: str, lines: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Lines that follow one another and count up."""
    run: list[re.Match[str]] = []
    for line in lines:
        if run and (int(line["number"]) != int(run[-1]["number"]) + 1 or text[run[-1].end() : line.start()].strip()):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _ends_page(line: str, surface: Surface, forms: frozenset[str]) -> bool:
    form = surface.line.match(line)
    return (form is not None and form.lastgroup in forms) or _LONE_NUMBER.fullmatch(line) is not None


def _page_begins(text: str, start: int, surface: Surface) -> int:
    """Where the page begins that a line stands on: behind the last page number, or where the text does."""
    least = max(start - FAR, 0)
    while start > least:
        before = text.rfind("\n", least, start)
        line = text[before + 1 : start].strip()
        if line and _ends_page(line, surface, _PAGE_ENDS | _TEXT_ENDS):
            break
        start = before if before >= 0 else least
    return start


def _is_list(text: str, run: list[re.Match[str]], surface: Surface) -> bool:
    """Whether lines with numbers are items: below a heading and its title, or gone on with on the next page."""
    end = run[-1].end()
    before = text[max(run[0].start() - FAR, 0) : run[0].start()].rstrip()
    for opening in (_OPEN, _TITLED):
        begin = before.rfind("\n") + 1
        form = surface.line.match(before, begin)
        if form is not None and form.lastgroup in opening:
            return True
        before = before[:begin].rstrip()
    following = _LINE.match(text, end)
    while following is not None and _ends_page(following["words"], surface, _PAGE_ENDS):
        following = _LINE.match(text, following.end())
    goes_on = _UNRULED.match(text, text.rfind("\n", 0, following.start("words"))) if following else None
    return goes_on is not None and goes_on["number"] == str(int(run[-1]["number"]) + 1)
