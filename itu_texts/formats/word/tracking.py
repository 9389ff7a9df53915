"""Tracked changes of a Word file: what is put in and what is struck, under somebody's name.

Changes that the file has are kept: words that are struck in what another has put in are struck there, as Word does it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from itu_texts.formats.word.math import MATH
from itu_texts.formats.word.xml import W, made
from itu_texts.formats.xml_text import allowed

__all__ = ["PUT_IN", "TAKEN", "By", "Tracking", "above", "properties_of", "removed"]

PUT_IN = (W + "ins", W + "moveTo")
"""Elements that hold what somebody has put in."""
TAKEN = (W + "del", W + "moveFrom")
"""Elements that hold what somebody has struck."""
_STRUCK = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
_FIRST_IN_MARK = ("ins", "del", "moveFrom", "moveTo")  # of the properties of the end of a paragraph, in this order


class By(NamedTuple):
    """Whose a tracked change is."""

    author: str
    date: str | None = None


class Tracking:
    """Makes changes in one file, tracked or not."""

    def __init__(self, root: Any) -> None:
        self.by: By | None = None
        """Whose tracked changes are to come; ``None`` to change without."""
        self._ours: dict[Any, tuple[str, By | None]] = {}
        """The tracked changes that are new, with what they are and whose."""
        numbers = (int(number) for each in root.iter(*PUT_IN, *TAKEN) if (number := each.get(W + "id") or "").isdigit())
        self._last = max(numbers, default=0) + 10_000

    def changed(self, name: str, *inside: Any) -> Any:
        """Return a tracked change, with what it holds."""
        by = self.by or By("")
        date = {"date": by.date} if by.date else {}
        return made(name, *inside, id=self._number(), author=allowed(by.author), **date)

    def _number(self) -> str:
        self._last += 1
        return str(self._last)

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

    def strike_all(self, paragraph: Any) -> None:
        """Strike all words of a paragraph."""
        for each in [*paragraph.iter(W + "r", MATH + "oMath")]:
            around = {up.tag for up in each.iterancestors()}
            if above(each, W + "p") is paragraph and not around & {MATH + "oMath", *TAKEN}:
                self.strike(each)

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

    def put_all(self, block: Any) -> None:
        """Mark a paragraph, a row or a table as inserted, if changes are tracked."""
        if self.by is None:
            return
        for row in block.iter(W + "tr"):
            properties_of(row, "trPr").append(self.changed("ins"))
        for each in block.iter(W + "p"):
            if each is block:
                self.mark(each, "ins")
            for run in [*each.iter(W + "r")]:
                self.into("ins", run)


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
