"""Tracked changes of a Word file: what is put in and what is struck, under somebody's name.

Changes that the file has are kept: words that are struck in what another has put in are struck there, as Word does it.

Words are cut out of the runs in which they stand, and put into them.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from itertools import takewhile
from typing import Any, NamedTuple

from attrs import field, frozen

from itu_texts.errors import InputError
from itu_texts.formats.composing import whole_number
from itu_texts.formats.word.package import MATH, PUT_IN, TAKEN, W, made
from itu_texts.formats.xml_text import allowed

_TEXT, _RUN = W + "t", W + "r"
_SHARED = 3  # blanks at least in words that two paragraphs share
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STRUCK = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
# The properties of a paragraph, in the order in which they stand
_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
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
            set_property(properties, mark)
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

    def share(self, first: Any, second: Any, end: str) -> None:
        """Show a paragraph that became two as divided, or two that became one as joined, if they share words.

        "1 to list boats [and to paint them];" and "2 to paint them;" share the words struck at the end of the first,
        which stand behind a new end of a paragraph. "1 to list boats {and to paint them};" shares those put in with the
        second one, which is struck: they stay behind an end of a paragraph that is struck. The two must look alike, and
        hold nothing but words there.

        :param end: what is done with the end of the second paragraph, as yet: ``ins`` or ``del``.
        """
        shared = self._shared(first, second, end)
        if shared is None:
            return
        change, behind, runs, count = shared
        again = [deepcopy(each) for each in behind]
        if end == "del":
            struck, put_in = runs, [*change, *again]
            change.extend(again)
        else:
            struck, put_in = [*change, *behind], runs
            if again:
                change.addprevious(self.changed("ins", *again))
        for each in behind:
            self.strike(each)
        for each in reversed([*_last(struck, count)]):
            holder = each.getparent()
            each[-1].tag = _TEXT
            second.append(each)
            if not len(holder):
                removed(holder)
        for each in _last(put_in, count):
            removed(each)
        mark = second.find(f"{W}pPr/{W}rPr/{W}{end}")
        mark.getparent().remove(mark)
        self.mark(first, end)

    def _shared(self, first: Any, second: Any, end: str) -> tuple[Any, list[Any], list[Any], int] | None:
        """Return what two paragraphs share at their ends, if the first has a change there and the second is one.

        :param end: the name of the change that the second one is; the first one has the other.
        :returns: the change in the first one, the runs behind it, those of the second one, and how many characters.
        """
        name = "ins" if end == "del" else "del"
        change: Any = next((each for each in reversed(first) if each.tag == W + name), None)
        if change is None or second.find(f"{W}pPr/{W}rPr/{W}{end}") is None:
            return None
        if whole_number(change.get(W + "id"), 0) <= self._begun:  # somebody else's
            return None
        behind = [each for each in change.itersiblings() if each.tag != W + "ins"]
        runs = [run for each in second if each.tag == W + end for run in each]
        before, runs = ([*takewhile(_is_plain, reversed(each))][::-1] for each in (change, runs))
        if not all(map(_is_plain, behind)) or _look(first) != _look(second):
            return None
        mine, theirs = ("".join(map(_words, each)) for each in ((*before, *behind), runs))
        both = zip(reversed(mine), reversed(theirs), strict=False)
        count = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
        while count and any(each[: len(each) - count][-1:].strip() for each in (mine, theirs)):  # only whole words
            count -= 1
        words = theirs[len(theirs) - count :].lstrip()
        is_within = len("".join(map(_words, behind))) < len(words)
        return (change, behind, runs, len(words)) if is_within and words.count(" ") >= _SHARED else None


def _last(runs: Sequence[Any], count: int) -> Iterator[Any]:
    """Yield runs of the last characters of some runs, from the last on; one of them may be divided for this."""
    for run in reversed(runs):
        length = len(_words(run))
        if count > 0:
            yield divided(run[-1], max(length - count, 0))
        count -= length


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


def set_property(properties: Any, new: Any) -> None:
    """Give a paragraph a property, at its place among the others and in the place of one of its name."""
    for each in properties.findall(new.tag):
        properties.remove(each)
    later = _ORDER[_ORDER.index(new.tag.removeprefix(W)) + 1 :]
    behind = next((each for each in properties if each.tag.removeprefix(W) in later), None)
    properties.append(new) if behind is None else behind.addprevious(new)


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
    paragraph: Any = None
    """The paragraph of the file that they are in."""


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
    text, run = element.text or "" if element.tag in (_TEXT, _STRUCK[_TEXT]) else " ", element.getparent()
    if 0 < place < len(text):
        more = element.makeelement(element.tag)
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
