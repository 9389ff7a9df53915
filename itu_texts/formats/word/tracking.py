"""Tracked changes of a Word file: what is put in and what is struck, under somebody's name.

Changes that the file has are kept: words that are struck in what another has put in are struck there, as Word does it.

Words are cut out of the runs in which they stand, and put into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from itertools import takewhile
from typing import Any, NamedTuple

from attrs import field, frozen

from itu_texts.errors import InputError
from itu_texts.formats.composing import whole_number
from itu_texts.formats.word.package import MATH, W, made
from itu_texts.formats.xml_text import allowed

PUT_IN = (W + "ins", W + "moveTo")
"""Elements that hold what somebody has put in."""
TAKEN = (W + "del", W + "moveFrom")
"""Elements that hold what somebody has struck."""
_TEXT, _RUN = W + "t", W + "r"
_SHARED = 3  # blanks at least in words that two paragraphs share
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STRUCK = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
_FIRST_IN_MARK = ("ins", "del", "moveFrom", "moveTo")  # of the properties of the end of a paragraph, in this order


def _moment(date: str | None) -> str | None:
    """Return a date in the form that Word reads, 2022-05-01T10:00:00Z; a day alone begins at midnight."""
    try:
        moment = datetime.fromisoformat(date) if date is not None else None
    except ValueError:
        raise InputError(f"not a date of changes, such as 2026-11-25T09:00:00Z: {date!r:.40}") from None
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment is not None else None


@frozen
class By:
    """Whose a tracked change is."""

    author: str
    date: str | None = field(default=None, converter=_moment)


class Tracking:
    """Makes changes in one file, tracked or not."""

    def __init__(self, root: Any) -> None:
        self.by: By | None = None
        """Whose tracked changes are to come; ``None`` to change without."""
        # The tracked changes that are new, with what they are and whose
        self._ours: dict[Any, tuple[str, By | None]] = {}
        numbers = (whole_number(each.get(W + "id"), 0) for each in root.iter())
        self._begun = self.last = max(numbers, default=0) + 10_000
        """The last number of a change."""

    def changed(self, name: str, *inside: Any) -> Any:
        """Return a tracked change, with what it holds."""
        by = self.by or By("")
        date = {"date": by.date} if by.date else {}
        return made(name, *inside, id=self._number(), author=allowed(by.author), **date)

    def _number(self) -> str:
        self.last += 1
        return str(self.last)

    def put(self, run: Any, beside: Any, *, after: bool) -> None:
        """Put a run beside another, outside the insertions of other authors."""
        if self.by is not None:
            while beside.getparent().tag in (*PUT_IN, *TAKEN):
                holder = beside.getparent()
                later = [*beside.itersiblings()] if after else [beside, *beside.itersiblings()]
                if later and (after or beside.getprevious() is not None):
                    rest = holder.makeelement(holder.tag, dict(holder.attrib))
                    rest.set(W + "id", self._number())
                    holder.addnext(rest)
                    rest.extend(later)
                    after = True
                beside = holder
            run = self.changed("ins", run)
        beside.addnext(run) if after else beside.addprevious(run)

    def strike(self, run: Any) -> None:
        """Take a run away, or strike its words."""
        if self.by is None:
            removed(run)
            return
        self.into("del", run)
        for each in run.iter(*_STRUCK):
            each.tag = _STRUCK[each.tag]

    def into(self, name: str, run: Any) -> None:
        """Put a run into a tracked change, that of the run before it if that is in one of ours."""
        before = run.getprevious()
        if self._ours.get(before) != (name, self.by):
            before = self.changed(name)
            self._ours[before] = (name, self.by)
            run.addprevious(before)
        before.append(run)

    def strike_all(self, paragraph: Any, move: str = "") -> None:
        """Strike all words of a paragraph.

        :param move: the name of the move, if the paragraph goes to another place.
        """
        for each in [*paragraph.iter(W + "r", MATH + "oMath")]:
            around = {up.tag for up in each.iterancestors()}
            if above(each, W + "p") is paragraph and not around & {MATH + "oMath", *TAKEN}:
                self.into("moveFrom", each) if move else self.strike(each)
        if move:
            self._frame(paragraph, "moveFrom", move)

    def _frame(self, paragraph: Any, name: str, move: str) -> None:
        """Put the borders of a move around what a paragraph holds."""
        start = self.changed(f"{name}RangeStart")
        start.set(W + "name", move)
        paragraph.insert(int(paragraph.find(W + "pPr") is not None), start)
        paragraph.append(made(f"{name}RangeEnd", id=start.get(W + "id")))

    def mark(self, paragraph: Any, name: str) -> None:
        """Mark the end of a paragraph as inserted or deleted."""
        properties = properties_of(paragraph, "pPr")
        mark = properties.find(W + "rPr")
        if mark is None:
            mark = made("rPr")
            behind = next((each for each in properties if each.tag in (W + "sectPr", W + "pPrChange")), None)
            properties.append(mark) if behind is None else behind.addprevious(mark)
        earlier = [W + each for each in _FIRST_IN_MARK[: _FIRST_IN_MARK.index(name)]]
        mark.insert(sum(each.tag in earlier for each in mark), self.changed(name))

    def put_all(self, block: Any, move: str = "") -> None:
        """Mark a paragraph, a row or a table as inserted, if changes are tracked.

        :param move: the name of the move, if a paragraph comes from another place.
        """
        if self.by is None:
            return
        kind = "moveTo" if move else "ins"
        for row in block.iter(W + "tr"):
            properties_of(row, "trPr").append(self.changed("ins"))
        for each in block.iter(W + "p"):
            if each is block:
                self.mark(each, kind)
            for run in [*each.iter(W + "r")]:
                self.into(kind, run)
        if move:
            self._frame(block, "moveTo", move)

    def divide(self, first: Any, second: Any) -> None:
        """Show a paragraph that became two as divided, if words struck at its end are those of the second one.

        "1 to list boats [and to paint them];" and "2 to paint them;" share the words, which stand behind a new end of a
        paragraph. The two must look alike, and hold nothing but words there.
        """
        shared = self._shared(first, second, "del", "ins")
        if shared is None:
            return
        struck, behind, new, count = shared
        if behind:
            struck.addprevious(self.changed("ins", *map(deepcopy, behind)))
        for each in _last([*struck, *behind], count):
            self._back(each, second)
        for each in _last(new, count):
            removed(each)
        self._end_anew(second, first, "ins")

    def join(self, first: Any, second: Any) -> None:
        """Show two paragraphs that became one as joined, if words inserted in the first one are those of the second.

        "1 to list boats;" and "2 to paint them;" became "1 to list boats {and to paint them};": the words stay behind
        an end of a paragraph that is struck.
        """
        shared = self._shared(first, second, "ins", "del")
        if shared is None:
            return
        inserted, behind, struck, count = shared
        for each in _last(struck, count):
            self._back(each, second)
        for each in behind:
            self.strike(each)
        for each in _last([*inserted], count - sum(map(_length, behind))):
            removed(each)
        self._end_anew(second, first, "del")

    def _shared(self, first: Any, second: Any, name: str, other: str) -> tuple[Any, list[Any], list[Any], int] | None:
        """Return what two paragraphs share at their ends, if the first has a change there and the second is one.

        :param name: of the change in the first paragraph.
        :param other: the name of the change that the second one is.
        :returns: the change in the first one, the runs behind it, those of the second one, and how many characters.
        """
        change: Any = next((each for each in reversed(first) if each.tag == W + name), None)
        if change is None or second.find(f"{W}pPr/{W}rPr/{W}{other}") is None:
            return None
        if whole_number(change.get(W + "id"), 0) <= self._begun:  # somebody else's
            return None
        behind = [each for each in change.itersiblings() if each.tag != W + "ins"]
        runs = [run for each in second if each.tag == W + other for run in each]
        before, runs = ([*takewhile(_is_plain, reversed(each))][::-1] for each in (change, runs))
        if not all(map(_is_plain, behind)) or _look(first) != _look(second):
            return None
        mine, theirs = ("".join(map(_words, each)) for each in ((*before, *behind), runs))
        both = zip(reversed(mine), reversed(theirs), strict=False)
        count = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
        while count and any(each[: len(each) - count][-1:].strip() for each in (mine, theirs)):  # only whole words
            count -= 1
        words = theirs[len(theirs) - count :].lstrip()
        is_within = sum(map(_length, behind)) < len(words)
        return (change, behind, runs, len(words)) if is_within and words.count(" ") >= _SHARED else None

    def _back(self, run: Any, paragraph: Any) -> None:
        """Put words at the end of a paragraph, no longer struck."""
        holder = run.getparent()
        for each in run.iter(_STRUCK[_TEXT]):
            each.tag = _TEXT
        paragraph.append(run)
        if holder is not None and holder.tag == W + "del" and not len(holder):
            removed(holder)

    def _end_anew(self, second: Any, first: Any, name: str) -> None:
        """Have the end of the first of two paragraphs marked in place of that of the second one."""
        mark = second.find(f"{W}pPr/{W}rPr/{W}{name}")
        mark.getparent().remove(mark)
        self.mark(first, name)


def _length(run: Any) -> int:
    return len(_words(run))


def _last(runs: Sequence[Any], count: int) -> list[Any]:
    """Return runs of the last characters of some runs, one of which may be divided for this."""
    found: list[Any] = []
    for run in reversed(runs):
        if count <= 0:
            break
        text = _words(run)
        if len(text) > count:
            _set_text(run[-1], text[:-count])
            rest = deepcopy(run)
            _set_text(rest[-1], text[-count:])
            run.addnext(rest)
            run = rest
        found.append(run)
        count -= len(text)
    return found[::-1]


def _words(run: Any) -> str:
    return "".join(each.text or "" for each in run.iter(*_STRUCK, *_STRUCK.values()))


def _is_plain(run: Any) -> bool:
    """Return whether a run holds words and nothing else."""
    return run.tag == _RUN and [each.tag for each in run if each.tag != W + "rPr"] in ([_TEXT], [_STRUCK[_TEXT]])


def _look(paragraph: Any) -> list[tuple[str, dict[str, str]]]:
    """Return the properties of a paragraph, without those of its end."""
    return [
        (each.tag, dict(each.attrib))
        for own in paragraph.iterfind(f"{W}pPr/*")
        if own.tag != W + "rPr"
        for each in own.iter()
    ]


def above(element: Any, tag: str) -> Any:
    """Return the nearest element of a name that an element stands in, or is; ``None`` without one."""
    return element if element.tag == tag else next(element.iterancestors(tag), None)


def properties_of(element: Any, name: str) -> Any:
    """Return the properties of an element, which come first; they are added if there are none."""
    found = element.find(W + name)
    if found is None:
        found = made(name)
        before = element.find(W + "tblPrEx")
        element.insert(0, found) if before is None else before.addnext(found)
    return found


def removed(element: Any) -> None:
    """Take an element away, and what held nothing else."""
    holder = element.getparent()
    holder.remove(element)
    if holder.tag in (*PUT_IN, W + "hyperlink", W + "smartTag") and not len(holder):
        removed(holder)


class Stretch(NamedTuple):
    """Characters of the text, and what they were read from."""

    start: int
    end: int
    element: Any
    places: Sequence[int]
    """Where in the words of the element each of them stands."""


def run_of(words: str, letters: Any = None) -> Any:
    """Return a run of words in some letters: the properties of another run."""
    run = made("r", made("t"))
    if letters is not None:
        run.insert(0, deepcopy(letters))
        for each in run[0].findall(W + "rPrChange"):
            run[0].remove(each)
    _set_text(run[-1], words)
    return run


def divided(element: Any, place: int) -> Any:
    """Return the run that begins with the character at a place of an element; the element keeps the words before."""
    text, run = element.text or "" if element.tag == _TEXT else " ", element.getparent()
    if 0 < place < len(text):
        more = made("t")
        _set_text(more, text[place:])
        _set_text(element, text[:place])
        element.addnext(more)
    first = element if place == 0 else element.getnext()
    if first is None or (place == 0 and all(each.tag == W + "rPr" for each in first.itersiblings(preceding=True))):
        return run
    other = run.makeelement(run.tag, dict(run.attrib))
    if (letters := run.find(W + "rPr")) is not None:
        other.append(deepcopy(letters))
    other.extend([first, *first.itersiblings()])
    run.addnext(other)
    return other


def isolated(stretch: Stretch) -> Any:
    """Return a run with only the given words; what preceded and followed them gets runs of its own."""
    divided(stretch.element, stretch.places[-1] + 1)
    return divided(stretch.element, stretch.places[0])


def cut(stretch: Stretch, words: str) -> None:
    """Put words in the place of some in an element, in the run in which they stand."""
    element = stretch.element
    if element.tag == _TEXT:
        text = element.text or ""
        _set_text(element, text[: stretch.places[0]] + words + text[stretch.places[-1] + 1 :])
        if element.text or words:
            return
    elif words:
        put_in(stretch, words, after=True)
    run = element.getparent()
    run.remove(element)
    if run.tag == W + "r" and all(each.tag == W + "rPr" for each in run):
        removed(run)


def put_in(stretch: Stretch, words: str, *, after: bool) -> None:
    """Put words beside some in an element, in the run in which they stand."""
    element = stretch.element
    if element.tag == _TEXT:
        text, place = element.text or "", stretch.places[-1] + 1 if after else stretch.places[0]
        _set_text(element, text[:place] + words + text[place:])
        return
    new = made("t")
    element.addnext(new) if after else element.addprevious(new)
    _set_text(new, words)


def _set_text(element: Any, text: str) -> None:
    """Give an element words; tab stops in them get elements of their own."""
    first, *others = allowed(text).split("\t")
    element.text = first
    element.set(_SPACE, "preserve")
    for each in reversed(others):
        if each:
            more = made("t")
            _set_text(more, each)
            element.addnext(more)
        element.addnext(made("tab"))
