"""Changes a Word file in place: some words, paragraphs, rows, comments; all else of the package stays as it is.

What a change touches is found by the reader, which says of each character of the text what it was read from.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice
from typing import Any, NamedTuple

from itu_texts.errors import ReadError
from itu_texts.formats.composing import Piece, whole_number
from itu_texts.formats.word.blocks import Blocks, Footnotes
from itu_texts.formats.word.package import CALLS, DRAWINGS, MATH, PICTURES, SIGNS, Package, W, is_on, made
from itu_texts.formats.word.reader import WordReader
from itu_texts.formats.word.tracking import By, Stretch, Tracking, above, divided, isolated, run_of
from itu_texts.formats.xml_text import allowed

_SOFT_HYPHEN = "\u00ad"
_RUN, _TEXT, _PARAGRAPH = (W + name for name in ("r", "t", "p"))
_DRAWN = (*DRAWINGS, "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
_WORDS = frozenset((_TEXT, W + "sym", *SIGNS))
# What cannot be changed in place, for messages
_FIXED = {
    MATH + "oMath": "is a formula",
    W + "fldSimple": "is the number of a field",
    W + "fldChar": "is the number of a field",
    **dict.fromkeys(CALLS, "is the mark of a note"),
}


class WordFile:
    """A Word file, with what its text was read from."""

    def __init__(self, data: bytes, name: str, made: str = "") -> None:
        """Read a file.

        :param made: what is to be made in it: ``comments``, ``trackedChanges``, or other changes.
        :raises ReadError: if it cannot be read, or is protected or signed, or cannot be changed as it is.
        """
        self.name = name
        self.package = Package(data, name)
        reader = WordReader(self.package)
        self.reading = reader.read()
        self.package.allow(made)
        self.tracking = Tracking(self.package.text)
        self.notes = Footnotes(self.package, self.tracking)
        self.blocks = Blocks(self.package, self.tracking, self.notes)
        self._stretches = [*_stretches(reader.out.sources)]
        self._starts = [each.start for each in self._stretches]

    def data(self) -> bytes:
        """Return the file as it is now; the very same bytes if nothing was changed."""
        return self.package.data()

    # ------------------------------------------------------------------ where things are

    def _within(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield the stretches in one of the text, cut to it."""
        for place in range(max(bisect_right(self._starts, start) - 1, 0), len(self._stretches)):
            each = self._stretches[place]
            if each.start >= end:
                return
            first, last = max(start - each.start, 0), min(end, each.end) - each.start
            if first < last:
                yield Stretch(
                    each.start + first, each.start + last, each.element, each.places[first:last], each.paragraph
                )

    def paragraphs(self, start: int, end: int) -> list[Any]:
        """Return the paragraphs in which a stretch of the text stands."""
        return [*dict.fromkeys(each.paragraph for each in self._within(start, end))]

    def is_automatic(self, place: int) -> bool:
        """Return whether Word makes the number that begins at a place."""
        return any(each.element.tag == _PARAGRAPH for each in self._within(place, place + 1))

    def automatic(self) -> dict[int, str]:
        """Return the numbers that Word makes, by the index of their paragraphs in the body."""
        indexes = self.indexes()
        return {
            indexes[each.element]: self.reading.text[each.start : each.end].strip()
            for each in reversed(self._stretches)
            if each.element in indexes
        }

    def indexes(self) -> dict[Any, int]:
        """Return the indexes of the paragraphs of the body as they are now."""
        return {each: index for index, each in enumerate(self.package.text.iter(_PARAGRAPH))}

    def indent(self, paragraph: Any) -> tuple[int, int] | None:
        """Return how far from the margin a paragraph of the file begins and its first line do."""
        indents = (each for each in self.reading.evidence if each.kind == "indent")
        found: Any = (each.value for each in indents if paragraph in self.paragraphs(each.start, each.end))
        return next(found, None)

    # ------------------------------------------------------------------ words

    def check(self, start: int, end: int) -> list[Stretch]:
        """Return the stretches in a stretch of the text that can be replaced.

        :raises ReadError: if what stands there is no words of the file: a formula, a number that a field makes, or a
            part of a picture; or if there are none, nor any beside the place.
        """
        found = [*self._within(start, end)]
        if not found:
            self._beside(start, None)
        others = (each for each in found if each.element.tag not in _WORDS)
        locked = next((each for each in others if not self._is_picture(each.element, found)), None)
        if locked is not None:
            whole = [each for each in self._stretches if each.element is locked.element]
            fixed = self.reading.text[whole[0].start : whole[-1].end]
            kind = _FIXED.get(locked.element.tag, "is not made of words")
            raise ReadError(f"{self.name}: “{fixed}” {kind}: change the words around it, or change it in Word")
        return found

    @cached_property
    def _lengths(self) -> Counter[Any]:
        """How many characters of the text are read from each element."""
        found: Counter[Any] = Counter()
        for each in self._stretches:
            found[each.element] += each.end - each.start
        return found

    def _is_picture(self, element: Any, found: Sequence[Stretch]) -> bool:
        """Return whether some stretches have all of a picture that has no words of its own."""
        length = sum(each.end - each.start for each in found if each.element is element)
        is_worded = next(element.iter(W + "txbxContent"), None) is not None
        return element.tag in _DRAWN and not is_worded and length == self._lengths[element]

    def replace(self, start: int, end: int, words: str, copy: Mapping[Any, Any] | None = None) -> None:
        """Put words in the place of a stretch of the text, in its letters; those of the stretch before if it is empty.

        Where several are replaced, the last is first, for places are those of the text as it was read.

        :param copy: the elements of a copy of the paragraph by those of the original, to change that.
        :raises ReadError: if what stands there is no words of the file: a formula, or a number that a field makes.
        """
        found = self.check(start, end)
        if copy is not None:
            found = [each._replace(element=copy[each.element]) for each in found]
        fields = [*dict.fromkeys(self._emptied(found[bool(words) :]))]
        beside, is_after = (found[0], True) if found else self._beside(start, copy)
        self.package.touch(beside.element)
        runs = [*dict.fromkeys(isolated(each) for each in reversed(found or [beside]))][::-1]
        if words:
            last = runs[-1] if runs[-1].getparent() is runs[0].getparent() else runs[0]
            before = (runs[0], *runs[0].itersiblings(_RUN, preceding=True))
            letters = (each.find(W + "rPr") for each in before if next(each.iter(*CALLS), None) is None)
            self.tracking.put(run_of(words, next(letters, None)), last, after=is_after)
        for run in (*(runs if found else ()), *fields):
            self.tracking.strike(run)

    def _emptied(self, found: Sequence[Stretch]) -> Iterator[Any]:
        """Yield the other runs of fields whose words are all in some stretches: they would show them anew."""
        gone = {each.element for each in found if len(each.places) == len(each.element.text or "")}
        for paragraph in dict.fromkeys(above(each.element, _PARAGRAPH) for each in found):
            begun: list[list[Any]] = []
            for run in paragraph.iter(_RUN):
                kinds = [each.get(W + "fldCharType") for each in run.iter(W + "fldChar")]
                begun += [[] for kind in kinds if kind == "begin"]
                for field in begun:
                    field.append(run)
                for field in [begun.pop() for kind in kinds if kind == "end" and begun]:
                    words = [text for each in field for text in each.iter(_TEXT)]
                    if words and gone.issuperset(words):
                        yield from (each for each in field if each.find(_TEXT) is None)

    def letters(self, start: int, end: int) -> Any:
        """Return the element with most of the words in a stretch of the text; ``None`` if there are none."""
        found = (each for each in self._within(start, end) if each.element.tag in _WORDS)
        longest = max(found, key=lambda each: each.end - each.start, default=None)
        return None if longest is None else longest.element

    def looks(self, start: int, end: int) -> list[tuple[bool, ...]]:
        """Return for each letter of a stretch of the text whether it is bold, in italics, underlined and struck."""
        found: list[tuple[bool, ...]] = []
        for each in self._within(start, end):
            run = above(each.element, _RUN)
            letters = None if run is None else run.find(W + "rPr")
            shown = tuple(is_on(letters, sign) for sign in ("b", "i", "u", "strike"))
            found += [shown] * sum(not char.isspace() for char in self.reading.text[each.start : each.end])
        return found

    def lines(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the text that are one paragraph each."""
        for _, found in groupby(self._stretches, key=lambda each: each.paragraph):
            those = [*found]
            yield those[0].start, those[-1].end

    def uncall(self, start: int, end: int) -> None:
        """Remove the mark of a footnote, and the footnote; where the change is tracked, this stays with the mark."""
        for each in [*self._within(start, end)]:
            typed = each.element.getprevious()
            is_typed = typed is not None and typed.tag in CALLS
            call = typed if is_typed else each.element
            if call.tag in CALLS:
                self.package.touch(call)
                run = call.getparent() if is_typed else isolated(each)
                if self.tracking.by is None:
                    self.notes.remove(call)
                self.tracking.strike(run)

    def surround(self, stretches: Iterable[tuple[int, int, Sequence[Any], Sequence[Any]]]) -> None:
        """Put elements before and after words of the body.

        :param stretches: where the words begin and end in the text, what to put before them, and what behind.
        :raises ReadError: if no words of the body stand there, or before.
        """
        events: list[tuple[int, bool, Sequence[Any]]] = []
        for start, end, before, behind in stretches:
            first, last = self._in_body(start, end)
            events += [(first, False, before), (last, True, behind)]
        begun: dict[int, Any] = {}
        for place, is_behind, elements in sorted(events, key=lambda each: (-each[0] - each[1], each[1])):
            (found,) = self._within(place, place + 1)
            self.package.touch(found.element)
            if is_behind:
                divided(found.element, found.places[0] + 1)
                for each in reversed(elements):
                    found.element.getparent().addnext(each)
            else:
                if place not in begun:
                    begun[place] = divided(found.element, found.places[0])
                for each in elements:
                    begun[place].addprevious(each)

    def _in_body(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last character of a stretch that words of the body were read from.

        Those of the next words, or of those before, if there are none in it, as in a number that Word makes.
        """

        def places(found: Iterable[Stretch]) -> Iterator[int]:
            for each in found:
                if each.element.tag in _WORDS and each.element.getroottree().getroot() is self.package.text:
                    yield from range(each.start, each.end)

        inside = [*places(self._within(start, end))]
        beside = inside or [*islice(places(self._within(end, len(self.reading.text))), 1)]
        beside = beside or [*places(self._within(0, start))][-1:]
        if not beside:
            raise ReadError(f"{self.name}: the file has no words")
        return beside[0], beside[-1]

    def _beside(self, place: int, copy: Mapping[Any, Any] | None) -> tuple[Stretch, bool]:
        """Return the stretch of an element beside a place, and whether it precedes the place."""
        for first, is_after in ((place - 1, True), (place, False)):
            for each in self._within(max(first, 0), first + 1):
                if (
                    each.element.tag in (*_WORDS, *(CALLS if is_after else ()))
                    and above(each.element, _RUN) is not None
                ):
                    here = each.element if copy is None else copy[each.element]
                    at, length = each.places[0], len(here.text or "") if here.tag == _TEXT else 1
                    places = range(at + 1) if is_after else range(at, length)
                    return each._replace(element=here, places=places), is_after
        raise ReadError(f"{self.name}: there are no words beside which others can be put in place")


def _stretches(sources: Iterable[tuple[int, Piece]]) -> Iterator[Stretch]:
    """Yield the stretches of a text by the places of the pieces that it was read from."""
    found: list[tuple[int, Any, list[int]]] = []
    for start, piece in sources:
        element = _holder(piece.element)
        if not found or found[-1][1] is not element or found[-1][0] + len(found[-1][2]) != start:
            found.append((start, element, []))
        found[-1][2].extend(_places(element, piece))
    for start, element, places in found:
        yield Stretch(start, start + len(places), element, places, above(element, _PARAGRAPH))


def _holder(element: Any) -> Any:
    """Return the element that stands in a run for one that was read: of a picture, what holds it."""
    if element.tag not in PICTURES:
        return element
    run = above(element, _RUN)
    return next((each for each in element.iterancestors() if each.getparent() is run), element)


def _places(element: Any, piece: Piece) -> Iterable[int]:
    """Return where in the words of an element the characters stand that were read from it."""
    if element.tag != _TEXT:
        return [0] * len(piece.text)
    places = range(piece.place, piece.place + len(piece.text))
    if _SOFT_HYPHEN not in element.text:
        return places
    own = [place for place, char in enumerate(element.text) if char != _SOFT_HYPHEN]
    return own[places.start : places.stop] if places.stop <= len(own) else places


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
    first = max((whole_number(each.get(W + "id"), 0) for each in part), default=-1) + 1
    whose = {"author": allowed(by.author), "initials": allowed(by.author[:1].upper())}
    whose |= {"date": by.date} if by.date else {}
    stretches = []
    for number, remark in enumerate(remarks, first):
        lines = (made("p", run_of(line)) for line in remark.words.split("\n"))
        part.append(made("comment", *lines, id=str(number), **whose))
        start, end, call = (made(f"comment{name}", id=str(number)) for name in ("RangeStart", "RangeEnd", "Reference"))
        stretches.append((remark.start, remark.end, (start,), (end, made("r", call))))
    file.surround(stretches)
