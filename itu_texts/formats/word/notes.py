"""The footnotes of a Word file: put in, copied and removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from itu_texts.errors import ReadError
from itu_texts.formats.number_formats import whole_number
from itu_texts.formats.word.package import Package
from itu_texts.formats.word.tracking import By, Stretch, Tracking, isolated, removed, run_of
from itu_texts.formats.word.writer_package import NAMESPACES, SEPARATORS
from itu_texts.formats.word.xml import W, made

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

    def _notes(self) -> dict[str, Any]:
        root = self._package.part(_PART)
        return {each.get(W + "id"): each for each in (() if root is None else root)}

    def remove(self, call: Any) -> None:
        """Remove the footnote that a mark calls."""
        note = self._notes().get(call.get(W + "id"))
        if note is not None:
            self._package.touch(note)
            removed(note)

    def copy_of(self, call: Any) -> None:
        """Have a mark call a copy of its footnote: two marks of one are not what Word writes."""
        note = self._notes().get(call.get(W + "id"))
        if note is not None:
            self._add(deepcopy(note), call)

    def _add(self, note: Any, call: Any) -> None:
        number = str(max((whole_number(each, 0) for each in self._notes()), default=0) + 1)
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
            for each in [*run]:
                run.remove(each)
            bookmark = f"_Note{ord(char)}"
            if index != first[char]:  # Word has no second mark of a note, but a field that refers to the first
                run.extend([looks, *_reference(note.mark, bookmark)])
                continue
            is_typed = are_typed or not note.mark.isdigit()
            call = made("footnoteReference", **({"customMarkFollows": "1"} if is_typed else {}))
            sign = made("t", text=note.mark) if is_typed else made("footnoteRef")
            self._add(self._note(note, deepcopy(looks), sign), call)
            run.extend([looks, call, *([deepcopy(sign)] if is_typed else ())])
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
        others = (each for each in self._notes().values() if each.get(W + "type") is None)
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
