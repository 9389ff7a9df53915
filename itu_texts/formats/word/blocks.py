"""Paragraphs, rows and tables of a Word file: copied, made like others, put in, moved and removed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from typing import Any, NamedTuple

from itu_texts.errors import ReadError
from itu_texts.formats.composing import whole_number
from itu_texts.formats.word.package import PUT_IN, Package, W, made
from itu_texts.formats.word.reader import Labels
from itu_texts.formats.word.styles import Styles
from itu_texts.formats.word.tracking import (
    By,
    Stretch,
    Tracking,
    isolated,
    properties_of,
    removed,
    run_of,
    set_property,
)
from itu_texts.formats.word.writer import NAMESPACES, SEPARATORS

# ----------------------------------------------------------------------
# The footnotes of a Word file: put in, copied and removed.

_PART = "footnotes"


class NewNote(NamedTuple):
    """A footnote to be added."""

    words: str
    mark: str
    """Its mark; Word counts those that are numbers, unless numbers are typed in the file."""
    by: By | None


class Footnotes:
    """The footnotes of one file."""

    def __init__(self, package: Package, tracking: Tracking) -> None:
        self._package = package
        self._tracking = tracking
        self._is_new = False  # whether there are new ones

    def remove(self, call: Any) -> None:
        """Remove the footnote that a mark calls."""
        note = self._package.notes(_PART).get(call.get(W + "id"))
        if note is not None:
            self._package.touch(note)
            removed(note)

    def copy_of(self, call: Any) -> None:
        """Have a mark call a copy of its footnote: two marks of one are not what Word writes."""
        note = self._package.notes(_PART).get(call.get(W + "id"))
        if note is not None:
            self._add(deepcopy(note), call)

    def _add(self, note: Any, call: Any) -> None:
        number = str(max((whole_number(each, 0) for each in self._package.notes(_PART)), default=0) + 1)
        call.set(W + "id", number)
        note.set(W + "id", number)
        self._package.part(_PART).append(note)
        self._package.touch(note)
        self._is_new = True

    def arrange(self) -> None:
        """Put the footnotes in the order in which they are called, and so their numbers, if there are new ones.

        So does Word; LibreOffice finds notes by their order.
        """
        if not self._is_new:
            return
        calls = [*self._package.text.iter(W + "footnoteReference")]
        order = {call.get(W + "id"): place for place, call in enumerate(calls)}
        root = self._package.part(_PART)
        root[:] = sorted(root, key=lambda each: order.get(each.get(W + "id"), -1))
        in_order = sorted(order, key=lambda each: order[each])
        now = dict(zip(in_order, sorted(order, key=lambda each: whole_number(each, 0)), strict=True))
        for each in (*calls, *root):
            each.set(W + "id", now.get(each.get(W + "id"), each.get(W + "id")))

    # ------------------------------------------------------------------ put in

    def put(self, notes: Mapping[str, NewNote]) -> None:
        """Put footnotes in.

        :param notes: the footnotes by the characters that stand in the words for their marks.
        :raises ReadError: if such a character does not stand in the words.
        """
        if not notes:
            return
        from lxml import etree

        self._package.add_part(_PART, etree.fromstring(f"<w:footnotes {NAMESPACES}>{SEPARATORS}</w:footnotes>"))
        found = [*self._marks(notes)]
        first = {sign: index for index, (_, _, sign) in enumerate(found)}
        if left := notes.keys() - first.keys():
            words = notes[min(left)].words
            raise ReadError(f"{self._package.name}: the footnote “{words}” cannot be put in place; add it in Word")
        calls = self._package.text.iter(W + "footnoteReference")
        typed = [each.getnext() for each in calls if each.get(W + "customMarkFollows") is not None]
        are_typed = any(each is not None and (each.text or "").isdigit() for each in typed)
        for index, (element, place, char) in enumerate(found):
            note = notes[char]
            self._tracking.by = note.by
            looks = self._looks("footnoteReference", "footnote reference")
            run = isolated(Stretch(0, 1, element, [place]))
            bookmark = f"_Note{ord(char)}"
            if index != first[char]:  # Word has no second mark of a note, but a field that refers to the first
                run[:] = [looks, *_reference(note.mark, bookmark)]
                continue
            is_typed = are_typed or not note.mark.isdigit()
            call = made("footnoteReference", **({"customMarkFollows": "1"} if is_typed else {}))
            sign = made("t", text=note.mark) if is_typed else made("footnoteRef")
            self._add(self._note(note, deepcopy(looks), sign), call)
            run[:] = [looks, call, *([deepcopy(sign)] if is_typed else ())]
            if sum(other == char for _, _, other in found) > 1:
                run.addprevious(made("bookmarkStart", id=str(ord(char)), name=bookmark))
                run.addnext(made("bookmarkEnd", id=str(ord(char))))

    def _marks(self, notes: Mapping[str, NewNote]) -> Iterator[tuple[Any, int, str]]:
        """Yield the characters that stand for marks, from the last to the first."""
        for element in reversed([*self._package.text.iter(W + "t")]):
            yield from ((element, at, char) for at, char in reversed([*enumerate(element.text or "")]) if char in notes)

    def _note(self, note: NewNote, mark: Any, sign: Any) -> Any:
        """Return a footnote that is set like one that the file has.

        :param mark: how its mark looks.
        :param sign: the mark.
        """
        others = (each for each in self._package.notes(_PART).values() if each.get(W + "type") is None)
        model = next((each.find(W + "p") for each in others), None)
        properties = None if model is None else deepcopy(model.find(W + "pPr"))
        style = self._package.style("footnote text")
        if properties is None:
            properties = made("pPr", *([made("pStyle", val=style)] if style is not None else ()))
        last = None if model is None else next(reversed([*model.iter(W + "r")]), None)
        between = "\t" if model is not None and model.find(f"{W}r/{W}tab") is not None else " "
        letters = made("rPr", made("sz", val="20")) if style is None else None
        words = run_of(between + note.words, letters if last is None else last.find(W + "rPr"))
        paragraph = made("p", properties, made("r", mark, sign), words)
        if note.by is not None:
            for run in paragraph.findall(W + "r"):
                self._tracking.into("ins", run)
        return made("footnote", paragraph)

    def _looks(self, element: str, style: str) -> Any:
        """Return how the marks of footnotes look in the words."""
        known = next(self._package.text.iter(W + element), None)
        properties = None if known is None else known.getparent().find(W + "rPr")
        if properties is not None:
            return deepcopy(properties)
        named = self._package.style(style)
        return made("rPr", made("rStyle", val=named) if named is not None else made("vertAlign", val="superscript"))


def _reference(mark: str, bookmark: str) -> Iterator[Any]:
    """Yield the parts of a field that shows the mark of a note that is called before."""
    yield made("fldChar", fldCharType="begin")
    yield made("instrText", text=f" NOTEREF {bookmark} \\f \\h ")
    yield made("fldChar", fldCharType="separate")
    yield made("t", text=mark)
    yield made("fldChar", fldCharType="end")


_RUN, _PARAGRAPH, _ROW = (W + name for name in ("r", "p", "tr"))
_BORDERS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
# What a copy does not have: changes that are made, and what has a number or a name of its own
_OF_ONE = (
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "sectPr",
    "pPrChange",
    "rPrChange",
    "del",
    "moveFrom",
    "commentReference",
    *_BORDERS,
)
# Properties that a paragraph does not share with one that is set like it
_OF_A_PLACE = tuple(W + name for name in ("sectPr", "pPrChange", "rPrChange", "ins", "del", "moveFrom", "moveTo"))
_OF_THE_END = (W + "rPr", W + "sectPr", W + "pPrChange")  # properties that are none of a paragraph before a change
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
Same = Mapping[Any, Any]
"""The elements of a copy by those of the original."""


class Blocks:
    """The paragraphs and rows of one file."""

    def __init__(self, package: Package, tracking: Tracking, notes: Footnotes) -> None:
        self._package = package
        self._tracking = tracking
        self._notes = notes
        self.models: dict[Any, Any] = {}
        """The paragraphs and rows of the file that new ones are copies of, or are set like."""

    # ------------------------------------------------------------------ made

    def _copied(self, block: Any) -> tuple[Any, Same]:
        from lxml import etree

        new = deepcopy(block)
        self.models[new] = block
        same = dict(zip(block.iter(), new.iter(), strict=True))
        for each in [*new.iter(*(W + name for name in _OF_ONE))]:
            removed(each)
        for each in new.iter():
            for name in [name for name in each.attrib if name.endswith(("}paraId", "}textId"))]:
                del each.attrib[name]
        etree.strip_tags(new, *PUT_IN)
        return new, same

    def copied(self, blocks: Sequence[Any]) -> tuple[list[Any], Same]:
        """Copies of paragraphs with all tracked changes made, and with footnotes of their own.

        What is then changed in them is not tracked.
        """
        self._tracking.by = None
        pairs = [self._copied(each) for each in blocks]
        for new, _ in pairs:
            for call in new.iter(W + "footnoteReference"):
                self._notes.copy_of(call)
        return [new for new, _ in pairs], {key: each for _, same in pairs for key, each in same.items()}

    def like(self, paragraph: Any, words: Iterable[tuple[str, Any]]) -> Any:
        """Return a paragraph set like another, of some words, each with the element whose letters they have."""
        new = made("p")
        self.models[new] = paragraph
        self._fill(new, paragraph, words)
        return new

    def row_like(self, row: Any, cells: Sequence[str]) -> Any:
        """Return a row like another, with other words in its cells."""
        new, _ = self._copied(row)
        there = new.findall(W + "tc")
        for cell in there[len(cells) :]:
            new.remove(cell)
        for _ in cells[len(there) :]:
            there.append(deepcopy(there[-1]))
            there[-2].addnext(there[-1])
        if len(cells) != len(row.findall(W + "tc")):
            for each in [*new.iter(W + "gridSpan", W + "hMerge", W + "tcW")]:
                each.getparent().remove(each)
        for cell, words in zip(there, cells, strict=False):
            first, *others = cell.findall(_PARAGRAPH)
            for each in others:
                cell.remove(each)
            self._fill(first, first, [(words, next(first.iter(W + "t"), None))])
        return new

    @staticmethod
    def _fill(paragraph: Any, model: Any, words: Iterable[tuple[str, Any]]) -> None:
        """Give a paragraph the properties of another, and some words and nothing else."""
        properties = deepcopy(model.find(W + "pPr"))
        runs = []
        for text, element in words:
            run = next(element.iterancestors(_RUN), None) if element is not None else None
            runs.append(run_of(text, None if run is None else run.find(W + "rPr")))
        for each in [*properties.iter(*_OF_A_PLACE)] if properties is not None else ():
            each.getparent().remove(each)
        paragraph[:] = runs if properties is None else [properties, *runs]

    @staticmethod
    def table(rows: Sequence[Sequence[str]]) -> Any:
        """Return a new table with a border around each cell."""
        borders = made("tblBorders", *(made(side, val="single", sz="4") for side in _SIDES))
        looks = made("tblPr", made("tblW", w="0", type="auto"), borders)
        grid = made("tblGrid", *(made("gridCol") for _ in range(max(map(len, rows)))))
        lines = (made("tr", *(made("tc", made("p", run_of(words))) for words in row)) for row in rows)
        return made("tbl", looks, grid, *lines)

    # ------------------------------------------------------------------ put in, moved, removed

    def put(self, block: Any, beside: Any, *, after: bool, move: str = "") -> None:
        """Put a paragraph, a row or a table beside another, or move it there.

        :param move: the name of the move, if it is the copy of a paragraph that goes.

        A paragraph or a table goes beside the table that the other one stands in.
        """
        self._package.touch(beside)
        self._tracking.put_all(block, move)
        model = self.models.get(block, block)
        home = self._package.text[0] if model.getparent() is None else model.getparent()
        while block.tag != _ROW and home in beside.iterancestors() and beside.getparent() is not home:
            beside = beside.getparent()
        if block.tag != _ROW and beside.tag == _ROW:
            beside = beside.getparent()
        self.hand_on(block)
        beside.addnext(block) if after else beside.addprevious(block)
        self._take_over(block)
        if self._tracking.by is not None and after and len(beside):
            _end_with_struck(beside)

    def remove(self, block: Any, move: str = "") -> None:
        """Remove a paragraph or a row; what begins or ends in it, and a section, stays.

        :param move: the name of the move, if a copy of it stands elsewhere.
        """
        self._package.touch(block)
        self.hand_on(block)
        calls = [*block.iter(W + "footnoteReference")]
        if self._tracking.by is not None:
            if block.tag == _ROW:
                properties_of(block, "trPr").append(self._tracking.changed("del"))
            for each in block.iter(_PARAGRAPH):
                self._tracking.strike_all(each, move)
            if block.tag == _PARAGRAPH and block.find(f"{W}pPr/{W}sectPr") is None:
                self._tracking.mark(block, "moveFrom" if move else "del")
            return
        if block.tag == _ROW:
            table = block.getparent()
            table.remove(block)
            if table.find(_ROW) is None:
                removed(table)
        else:
            _take_away(block)
        for each in calls:
            self._notes.remove(each)

    # ------------------------------------------------------------------ lists

    @cached_property
    def _labels(self) -> Labels | None:
        styles = self._package.part("styles")
        return None if styles is None else Labels(self._package.part("numbering"), Styles(styles), "final")

    def hand_on(self, paragraph: Any) -> None:
        """Have the next paragraph of a list begin it anew, if the one that does so leaves its place."""
        self._swap(paragraph, paragraph.getnext(), stays=False)

    def _take_over(self, paragraph: Any) -> None:
        """Have a paragraph begin a list anew in place of the next one, if it stands before that and below no item."""
        after, before = paragraph.getnext(), paragraph.getprevious()
        if after is not None and self._labels is not None:
            begun = self._labels.restarts(after.find(W + "pPr"))
            is_first = before is None or begun is None or self._labels.goes_on(before.find(W + "pPr"), *begun) is None
            if is_first and paragraph.tag == _PARAGRAPH:
                self._swap(after, paragraph, stays=True)

    def _swap(self, first: Any, other: Any, *, stays: bool) -> None:
        """Exchange the lists of a paragraph that begins a list anew and of another one that continues it.

        :param stays: whether only the other one may begin it now; otherwise, the next one after it that is in the list.
        """
        begun = self._labels.restarts(first.find(W + "pPr")) if self._labels is not None else None
        if self._labels is None or begun is None or first.tag != _PARAGRAPH:
            return
        while other is not None and self._labels.goes_on(other.find(W + "pPr"), *begun) is None:
            other = None if stays else other.getnext()
        number = None if other is None else self._labels.goes_on(other.find(W + "pPr"), *begun)
        if number is not None and number != begun[0] and self._labels.restarts(other.find(W + "pPr")) is None:
            for each, listed in ((first, number), (other, begun[0])):
                level = made("ilvl", val=str(begun[1]))
                set_property(self._before_change(each), made("numPr", level, made("numId", val=listed)))

    def _before_change(self, paragraph: Any) -> Any:
        """Return the properties of a paragraph, which are kept as they are before the change if this is tracked."""
        self._package.touch(paragraph)
        properties = properties_of(paragraph, "pPr")
        if self._tracking.by is not None and paragraph not in self.models and properties.find(W + "pPrChange") is None:
            before = deepcopy(properties)
            before[:] = [each for each in before if each.tag not in _OF_THE_END]
            set_property(properties, self._tracking.changed("pPrChange", before))
        return properties

    # ------------------------------------------------------------------ styles and labels

    def restyle(self, paragraph: Any, name: str) -> None:
        """Give a paragraph the style of a name if the file has that, and no number of its own."""
        properties = properties_of(paragraph, "pPr")
        for each in properties.findall(W + "numPr"):
            properties.remove(each)
        style = self._package.style(name)
        if style is not None:
            set_property(properties, made("pStyle", val=style))

    def type_label(self, paragraph: Any, label: str, indent: tuple[int, int] | None) -> None:
        """Give a paragraph a label that is typed in the place of the number that Word makes; an empty one for none.

        :param indent: how far from the margin the paragraph begins, and its first line.
        """
        properties = self._before_change(paragraph)
        set_property(properties, made("numPr", made("numId", val="0")))
        if indent is not None and properties.find(W + "ind") is None:
            set_property(properties, made("ind", left=str(indent[0]), hanging=str(indent[0] - indent[1])))
        if not label:
            return
        run = run_of(f"{label}\t")
        begin = next(paragraph.iter(_RUN), None)
        if begin is None:
            paragraph.append(run)
        else:
            self._tracking.put(run, begin, after=False)


def _end_with_struck(paragraph: Any) -> None:
    """Put words inserted at the end of a paragraph before those that they replace.

    LibreOffice takes it and an inserted paragraph behind it for one, and would join both paragraphs on rejecting them.
    """
    last = paragraph[-1]
    before = last.getprevious()
    if last.tag == W + "ins" and before is not None and before.tag == W + "del":
        before.addprevious(last)


def _take_away(paragraph: Any) -> None:
    """Take a paragraph away; its words alone if a section, a cell, a note or the like ends with it."""
    holder = paragraph.getparent()
    is_alone = holder.tag != W + "body" and all(each is paragraph for each in holder.findall(_PARAGRAPH))
    if is_alone or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        paragraph[:] = paragraph.findall(W + "pPr")
        return
    borders = [*paragraph.iter(*(W + name for name in _BORDERS))]
    count = Counter(("comment" in each.tag, each.get(W + "id")) for each in borders)
    kept = [each for each in borders if count["comment" in each.tag, each.get(W + "id")] == 1]
    other = next(paragraph.itersiblings(_PARAGRAPH), None)
    for each in reversed(kept):
        if other is not None:
            other.insert(int(other.find(W + "pPr") is not None), each)
    holder.remove(paragraph)
