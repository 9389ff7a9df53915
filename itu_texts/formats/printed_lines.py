"""Composes the lines that exporters print, with labels, words, footnote marks and tracked changes.

They are the lines of the outline, except that a table is one line and a missing heading has none. Exporters whose files
have elements put these around the marked words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypeVar

from attrs import frozen

from itu_texts.analysis.references import GroupKind, Reference, references
from itu_texts.analysis.works import assembly_of
from itu_texts.errors import InputTypeError
from itu_texts.formats.xml_text import escape
from itu_texts.language.grammar import lang_of
from itu_texts.language.series import readings
from itu_texts.language.writing import COLON, FULL_STOP, begins_small
from itu_texts.tree import nodes
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Change,
    Clause,
    Contents,
    Deletion,
    Division,
    Document,
    Emphasis,
    Entry,
    Footnote,
    FootnoteAnchor,
    HeadingReference,
    Insertion,
    Italic,
    Item,
    Node,
    Note,
    Paragraph,
    Provision,
    Table,
    Text,
    Title,
)
from itu_texts.tree.spans import Span, begun_in, met_by, places
from itu_texts.tree.walking import walk

# ----------------------------------------------------------------------
# Marks in the words and labels of nodes: calls of footnotes, references, tracked changes, italics and bold letters.

_PASSAGES = (
    nodes.Paragraph,
    nodes.Title,
    nodes.History,
    nodes.Formula,
    nodes.Designation,
    nodes.Heading,
    nodes.HeadingReference,
    nodes.Note,
    nodes.Cell,
    nodes.CoverLine,
)
_LABELS: dict[type[Node], str] = {
    **dict.fromkeys((nodes.Item, nodes.Note, nodes.Reasons, nodes.AgendaItem), "label"),
    nodes.Provision: "number",
    nodes.Amendment: "marker",
}
"""The attribute with the label that begins a node."""
_NEAR = 200  # characters before some words that are searched for a change that continues in them


@frozen
class Call:
    """A call of a footnote, or the place of a footnote that nothing calls."""

    note: Footnote | None
    """``None`` if there is only its mark."""
    mark: str
    """The mark as printed."""
    anchor: FootnoteAnchor | None
    """``None`` for a footnote that nothing calls."""


class Mark(NamedTuple):
    """A mark in some words, by offsets in them."""

    start: int
    end: int
    """The same as ``start`` for a call, and for a deleted label or number that is not part of the words."""
    what: Change | Emphasis | Call | tuple[Reference, ...]
    """What is marked; more than one reference for a range."""
    goes_on: bool = False
    """Whether a change begins before the words, in the label or earlier words."""


Marks: TypeAlias = dict[tuple[int, bool], list[Mark]]
"""Marks, by the identity of the node and whether they are in its label."""
W = TypeVar("W")


def of_kind(marks: Iterable[Mark], kind: type[W]) -> Iterator[tuple[Mark, W]]:
    """Yield the marks of a kind, each with what it marks."""
    return ((mark, mark.what) for mark in marks if isinstance(mark.what, kind))


def struck_in(marks: Iterable[Mark]) -> list[tuple[int, Change]]:
    """Return the deleted labels and numbers that are not part of the words, with their offsets."""
    return [(mark.start, what) for mark, what in of_kind(marks, Deletion) if mark.start == mark.end]


def find_marks(document: Document, root: Node, *, cite: bool) -> Marks:
    """Return the marks in a document, or in a part of one.

    :param cite: whether to find references.
    """
    if not (cite or document.changes or document.anchors or document.footnotes or document.emphasis):
        return {}
    found = _Found(document, root)
    found.notes()
    found.changes_and_letters()
    if cite:
        found.references()
    return found.marks


class _Found:
    def __init__(self, document: Document, root: Node) -> None:
        self.document = document
        self.root = root
        self.marks: Marks = {}
        self.passages: list[Node] = [
            node
            for node in walk(root)
            if isinstance(node, _PASSAGES) and (node.text or not isinstance(node, nodes.Heading))
        ]
        """The nodes with words; a missing heading is none."""
        self.starts = [node.start for node in self.passages]
        self.footnotes: list[Footnote] = []
        """The footnotes that are written."""

    def add(self, mark: Mark, node: Node, *, label: bool = False) -> None:
        self.marks.setdefault((id(node), label), []).append(mark)

    # ------------------------------------------------------------------ footnotes

    def notes(self) -> None:
        """Add the calls of footnotes; a footnote without a call is added to the end of the passage before it."""
        document, root = self.document, self.root
        notes, called = document.footnotes, dict[int, Footnote]()
        for anchor in begun_in(document.anchors, root.start, root.end):
            note = notes[anchor.note] if 0 <= anchor.note < len(notes) else None
            if anchor.end <= root.end and self._call(Call(note, anchor.text, anchor), anchor) and note is not None:
                called[id(note)] = note
        inside = (each for each in begun_in(notes, root.start, root.end) if not each.anchors)
        for note in (notes if root is document else inside) if self.passages else ():
            if id(note) not in called:
                called[id(note)] = note
                last = self.passages[max(bisect_right(self.starts, note.start) - 1, 0)]
                end = len(_text(last))
                self.add(Mark(end, end, Call(note, note.mark or "", None)), last)
        self.footnotes += called.values()

    def _call(self, call: Call, anchor: FootnoteAnchor) -> bool:
        """Add the call of a footnote; return whether it stands in words or behind a label."""
        index = bisect_right(self.starts, anchor.start) - 1
        node = self.passages[index] if index >= 0 and anchor.end <= self.passages[index].end else None
        if node is not None:
            offset = anchor.offset if not isinstance(node, nodes.Cell) else len(node.text)
            if isinstance(node, nodes.Cell) and len(self.document.source) >= self.document.end:
                offset = place_words(self.document, node).offset(anchor.start, end=True)
            offset = min(max(offset, 0), len(_text(node)))
            self.add(Mark(offset, offset, call), node)
            return True
        node = self.passages[index + 1] if index + 1 < len(self.passages) else None
        while node is not None and node.start > anchor.start:  # between a label and the words
            node = node.parent
        if node is not None and label_of(node):
            self.add(Mark(0, 0, call), node, label=True)
        return node is not None and bool(label_of(node))

    # ------------------------------------------------------------------ changes and letters

    def changes_and_letters(self) -> None:
        """Add tracked changes in words and labels, and italics and bold letters in words."""
        changes, emphasis = self.document.changes, self.document.emphasis
        for node in (*self.passages, *self.footnotes) if changes or emphasis else ():
            changed, lettered = met_by(changes, node.start, node.end), begun_in(emphasis, node.start, node.end)
            if changed or lettered:
                placed = place_words(self.document, node)
                for change in changed:
                    self._change(change, placed, node, placed.begin, node.end)
                found = ((placed.stretch(letters.span), letters) for letters in lettered)
                for (start, end), letters in found:
                    if start < end:
                        self.add(Mark(start, end, letters), node)
        for node in walk(self.root) if changes else ():
            label = label_of(node)
            behind = _behind_label(node, label)
            for change in met_by(changes, node.start, behind) if label else ():
                placed = _placed(self.document, label, node.start, node, label.split())
                self._change(change, placed, node, node.start, behind, label=True)

    def _change(
        self, change: Change, placed: "Placed", node: Node, begin: int, end: int, *, label: bool = False
    ) -> None:
        """Add a tracked change in the words or the label of a node, which begin and end at some places."""
        first, last = placed.stretch(change.span)
        is_repeated = label and isinstance(node.parent, nodes.Amendment) and node.parent.amended_provision is node
        if first < last:
            before = self.document.source.text[max(change.start, begin - _NEAR) : begin]
            self.add(Mark(first, last, change, first == 0 and (is_repeated or bool(before.strip()))), node, label=label)
        elif isinstance(change, Deletion) and not is_repeated and change.end <= end and (label or begin < change.start):
            self.add(Mark(first, first, change), node, label=label)

    # ------------------------------------------------------------------ references

    def references(self) -> None:
        """Add the references, including those in footnotes; the members of a range have one mark."""
        notes = self.document.footnotes if self.root is self.document else self.root.footnotes
        passages = sorted([*self.passages, *notes], key=_start)
        starts = [each.start for each in passages]
        here, placed = -1, Placed("", ())
        for span, members in groupby(references(self.root), key=_whole):
            index = bisect_right(starts, span.start) - 1
            while index and passages[index].end < span.end:  # a footnote in the middle of a passage
                index -= 1
            if index != here:
                here, placed = index, place_words(self.document, passages[index])
            start, end = placed.stretch(span)
            if start < end:
                self.add(Mark(start, end, (*members,)), passages[index])


def _whole(reference: Reference) -> Span:
    """Return the span of a reference, or of the range to which it belongs."""
    group = reference.group
    return group.span if group is not None and group.kind is GroupKind.RANGE else reference.span


def label_of(node: Node) -> str:
    """Return the label with which a node begins; an empty string for none."""
    return getattr(node, _LABELS.get(type(node), ""), "")


def _behind_label(node: Node, label: str) -> int:
    """Return where the words after a label begin."""
    if isinstance(node, nodes.Amendment) and node.amended_provision is not None:
        node = node.amended_provision  # whose number is in the marker
    if isinstance(node, nodes.Note) or not node.children:
        return node.start + len(label)
    return node.children[0].start


def _text(node: Node) -> str:
    text: str = node.text  # type: ignore[attr-defined]
    return text


# ---------------------------------------------------------------------- from places in the source to offsets in words


class Placed:
    """Where the characters of some words stand in the source."""

    def __init__(self, words: str, at: Sequence[int]) -> None:
        self.words = words
        self.at = at
        self.begin: int = at[0] if at else 0

    def offset(self, place: int, *, end: bool = False) -> int:
        """Return the offset in the words of a place in the source.

        :param end: whether the place is an end: the result is then the offset after the last character before it.
        """
        offset = bisect_left(self.at, place)
        while end and self.words[offset - 1 : offset] == " " and not isinstance(self.at, range):
            offset -= 1  # else a change would end behind a blank
        return offset

    def stretch(self, span: Span) -> tuple[int, int]:
        """Return the offsets of a stretch of the source."""
        return self.offset(span.start), self.offset(span.end, end=True)


def place_words(document: Document, node: Node) -> Placed:
    """Return where the words of a node stand."""
    start, text = node.start, _text(node)
    if isinstance(node, nodes.Note | Footnote):
        start += len((node.label if isinstance(node, nodes.Note) else node.mark) or "")
    return _placed(document, text, start, node, text)


def _placed(document: Document, words: str, start: int, node: Node, inside: str | list[str]) -> Placed:
    """Return where words stand, past page furniture and past deleted words that are not part of them.

    :param inside: in what a deleted word is found that is part of them.
    """
    if len(document.source) < document.end:
        return Placed(words, range(start, start + len(words)))
    left_out = [each.span for each in begun_in(document.furniture, start, node.end) if each is not node]
    deleted = [each for each in met_by(document.changes, start, node.end) if isinstance(each, Deletion)]
    left_out += [each.span for each in deleted if each.text.split(" ", 1)[0] not in inside]
    return Placed(words, places(words, document.source.text, start, sorted(left_out)))


_FAR = 20_000  # characters: the largest distance of a note below the words that call it
MISSING = "()"  # what an outline prints for a missing heading
_HEADED = (Annex, Clause, Division, Text)
_start = attrgetter("start")


class Run(NamedTuple):
    """A stretch of words."""

    text: str
    """The words, or the mark of a note as printed."""
    note: int | None = None
    """The index of the footnote of the document that it calls, from 0, if it is a mark."""
    change: Change | None = None
    """The tracked change that inserted or deleted it."""
    letters: frozenset[str] = frozenset()
    """``italic`` or ``bold``, if the letters differ from those around it."""


class Line(NamedTuple):
    """A printed line: a paragraph, a heading, an item with its introduction, a table."""

    node: Node
    """The node of the line."""
    level: int
    """The number of items around the node."""
    labels: tuple[Run, ...] = ()
    """What precedes the words: labels, the number of a provision, or an amendment marker; a deleted label follows the
    one that replaced it.
    """
    runs: tuple[Run, ...] = ()
    """The words."""
    body: tuple[Run, ...] = ()
    """For a clause of an assembly: the words after its heading, if they were printed on the same line."""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    """For a table: its rows, each with its cells."""
    notes: tuple[int, ...] = ()
    """The footnotes that are printed before the line, as at the foot of a page."""


class Setting:
    """The lines of a document, or of a part of one."""

    def __init__(self, root: Node, *, titles_apart: bool = False) -> None:
        """Prepare the lines of a document, or of a part of one.

        :param titles_apart: whether titles always have lines of their own.
        :raises InputError: if ``root`` is not a node.
        """
        self.titles_apart = titles_apart
        self.paragraphed: tuple[Text, bool] | None = None
        """A text, and whether its clauses are paragraphs: it is of an assembly that is known, or they have numbers."""
        if not isinstance(root, Node):
            raise InputTypeError(f"only a document or a part of one can be exported, not a {type(root).__name__}")
        self.root = root
        document = root.document
        self.document = document
        self.changes: tuple[Change, ...] | tuple[()] = document.changes if document else ()
        self.marks = find_marks(document, root, cite=False) if document else {}
        self.source: str = document.source.text if document else ""
        self.anchors: tuple[FootnoteAnchor, ...] | tuple[()] = document.anchors if document else ()
        self.notes: tuple[Footnote, ...] = document.footnotes if document else ()

    # ------------------------------------------------------------------ lines

    def lines(self) -> Iterator[Line]:
        """Yield the lines, from top to bottom; the last one has no words if notes remain."""
        waiting = _Waiting(self)
        stack: list[Node] = [self.root]
        while stack:
            node = stack.pop()
            notes = waiting.due(node) if isinstance(node, _HEADED) else ()
            line, below = self._line(node)
            if line is not None:
                waiting.called(line)
                yield line._replace(notes=notes)
            elif notes:
                yield Line(node, 0, notes=notes)
            stack.extend(reversed(below))
        if left := waiting.taken(len(self.notes)):
            yield Line(self.root, 0, notes=left)

    def _line(self, node: Node) -> tuple[Line | None, list[Node]]:
        """Return the line of a node, if it has one, and the nodes that follow below it."""
        level = len([*takewhile(lambda above: isinstance(above, Item), node.ancestors)])
        if isinstance(node, Table):
            rows = tuple(tuple(tuple(self.runs(cell)) for cell in row.cells) for row in node.rows)
            return Line(node, level, rows=rows), []
        pieces, below = _pieces(node)
        if pieces is None:
            return None, below
        if isinstance(node, Annex | Division):
            pieces = self._headed(node, pieces, below)
        body = self._body(node, below) if isinstance(node, Clause) else ()
        labels = self._labels(node, [piece for piece in pieces if isinstance(piece, str) and piece])
        if labels and isinstance(node, Amendment | Provision):  # the conferences of the margin, behind the number
            labels = (labels[0], *map(Run, node.history), *labels[1:])
        runs = tuple(run for piece in pieces if not isinstance(piece, str) for run in self._runs(piece))
        return (Line(node, level, labels, runs, body) if labels or runs else None), below

    def _labels(self, node: Node, labels: Sequence[str]) -> tuple[Run, ...]:
        """Return the labels of a line, each with its tracked changes."""
        owners = (*_owners(node), *(None for _ in labels))
        return tuple(run for label, owner in zip(labels, owners, strict=False) for run in self._label(label, owner))

    def _label(self, label: str, owner: Node | None) -> list[Run]:
        """Return a label; if it replaced another one, all of it is new, and the other one follows it."""
        if owner is None:
            return [Run(label)]
        marks = self.marks.get((id(owner), True), [])
        put_in = next((what for _, what in of_kind(marks, Insertion)), None)
        struck = struck_in(marks)
        if put_in is None or not struck:
            return [Run(label, change=self._change_at(owner.start))]
        old = label
        for place, change in reversed(struck):  # its words stand behind those that replaced them
            words, behind = change.text.split(), old[place:].split()
            old = " ".join((*old[:place].split()[: -len(words)], *words, *behind))
        return [Run(label, change=put_in), Run(old, change=struck[0][1])]

    def _headed(
        self, node: Annex | Division, pieces: Sequence[str | Node | Run], below: list[Node]
    ) -> Sequence[str | Node | Run]:
        """Return the heading of an annex or a division, with the title or reference on the same line.

        :param below: the nodes below the heading, from which those on its line are removed.
        """
        if len(pieces) > 1:  # with the sign before the title
            parting = node.heading.separator
            if not parting:  # "7.1.2 Title"
                return (node.heading, Run(" "), *pieces[1:])
            behind = parting[0] == COLON or (node.heading.text.endswith(FULL_STOP) and not self.titles_apart)
            return (node.heading, Run(f"{parting} " if behind else f" {parting} "), *pieces[2:])
        if below and self._on_line_of(node, below[0]):
            return (*pieces, Run(" "), below.pop(0))
        return pieces

    def _body(self, node: Clause, below: list[Node]) -> tuple[Run, ...]:
        """Return the words after the heading of a clause that were printed on its line, as all assemblies do but ITU's.

        :param below: the nodes below the heading, from which those on its line are removed.
        """
        if not self.source or not below or not isinstance(below[0], Paragraph):
            return ()
        gap = self.source[node.heading.end : below[0].start]
        text = next((above for above in node.ancestors if isinstance(above, Text)), None)
        if text is None or "\n" in gap:
            return ()
        if self.paragraphed is None or self.paragraphed[0] is not text:
            numbered = any(isinstance(each, Clause) and each.label for each in text.body)
            self.paragraphed = (text, numbered or bool(assembly_of(text, lang_of(node.language or "en"))))
        if not self.paragraphed[1]:
            return ()
        return (Run(" " if gap else ""), *self.runs(below.pop(0)))

    def _on_line_of(self, node: Annex | Division, below: Node) -> bool:
        """Return whether a reference, or a title after a full stop, was printed on the line of its heading."""
        gap = self.source[node.heading.end : below.start]
        is_title = isinstance(below, Title) and node.heading.text.endswith(FULL_STOP) and not self.titles_apart
        return (is_title or isinstance(below, HeadingReference)) and bool(gap) and "\n" not in gap

    # ------------------------------------------------------------------ words

    def _runs(self, piece: Node | Run) -> Iterator[Run]:
        """Yield the words of a piece of a line."""
        if isinstance(piece, Run):
            yield piece
        elif isinstance(piece, Entry):
            yield from self._entry(piece)
        else:
            yield from self.runs(piece)

    def runs(self, node: Node | Footnote) -> Iterator[Run]:
        """Yield the words of a node with words of its own, divided at footnote marks and tracked changes."""
        text: str = node.text  # type: ignore[union-attr]  # of all nodes that lines are made of
        marks = sorted(self.marks.get((id(node), False), ()), key=_start)
        cuts = sorted({len(text), *(place for mark in marks for place in mark[:2])})
        around: list[Mark] = []
        done = begun = 0
        for cut in cuts:
            if done < cut:
                around = [mark for mark in around if mark.end > done]
                change = next((what for _, what in of_kind(around, Change)), None)
                letters = frozenset(type(what).__name__.lower() for _, what in of_kind(around, Emphasis))
                yield Run(text[done:cut], change=change, letters=letters)
                done = cut
            while begun < len(marks) and marks[begun].start == cut:
                around.append(marks[begun])
                call = marks[begun].what
                if isinstance(call, Call) and call.anchor is not None:
                    note = call.anchor.note if call.note else None
                    yield Run(call.anchor.text, note, self._change_at(call.anchor.start))
                begun += 1

    def _entry(self, node: Entry) -> Iterator[Run]:
        """Yield the name of a text, its title and its page."""
        yield from self.runs(node.designation)
        if node.title:
            yield Run(" " if node.page else ": ")
            yield from self.runs(node.title)
        if node.page:
            yield Run(f" ..... {node.page.number}")

    def as_printed(self, node: Paragraph) -> str:
        """Return the words of a node in the lines in which they were printed."""
        lines = [" ".join(line.split()) for line in self.source[node.start : node.end].split("\n")]
        printed = "\n".join(line for line in lines if line)
        return printed if printed.replace("\n", " ") == node.text else node.text

    def _change_at(self, place: int) -> Change | None:
        """Return the tracked change that contains a character of the source."""
        return next(iter(met_by(self.changes, place, place + 1)), None)


def apart(above: Node, node: Node) -> bool:
    """Return whether there is a blank line between two lines.

    A blank line ends what an amendment amends, the paragraphs of a clause, and those between texts.
    """
    if isinstance(above, Amendment | Entry):
        return False
    amended = _amendment_of(node)
    if amended is not None and amended is _amendment_of(above):
        return False
    running = isinstance(above, Paragraph) and isinstance(node, Paragraph) and above.parent is node.parent
    return not (running and isinstance(node.parent, Clause | Document))


def _amendment_of(node: Node) -> Amendment | None:
    """Return the amendment that contains a part of a text; ``None`` inside a whole text."""
    for above in (node, *node.ancestors):
        if isinstance(above, Text):
            return None
        if isinstance(above, Amendment):
            return above
    return None


def _pieces(node: Node) -> tuple[Sequence[str | Node | Run] | None, list[Node]]:
    """Return the pieces of the line of a node, ``None`` if it has none, and the nodes that follow below it.

    The line is that of the outline, except that all labels of a provision are on its line, which is that of its marker
    if it has one. The number of an amended provision with further paragraphs is alone on the line, so that they belong
    to it.
    """
    pieces, indented = node.outline_line
    below = [child for child, _ in indented]
    if isinstance(node, Annex | Clause | Contents | Division) and pieces == (MISSING,):
        return None, below
    if isinstance(node, Amendment) and (amended := node.amended_provision) is not None:
        further = (*amended.blocks, *node.children[1:])
        return ((node.marker,), [*further]) if _has_paragraphs(amended) else _with_first(node.marker, further)
    if isinstance(node, Amendment) and isinstance(title := node.blocks[0] if node.blocks else None, Title):
        return (node.marker, title), below[1:]
    if isinstance(node, Provision):
        of_no_article = "." in node.number and not any(isinstance(above, Division) for above in node.ancestors)
        alone = of_no_article or (isinstance(node.parent, Amendment) and _has_paragraphs(node))
        return ((node.number,), [*node.blocks]) if alone else _with_first(node.number, node.blocks)
    return pieces, below


def _with_first(label: str, blocks: Sequence[Node]) -> tuple[Sequence[str | Node], list[Node]]:
    """Return a label with the line of the first block and all its labels, and the blocks below."""
    first = blocks[0] if blocks else None
    if isinstance(first, Item) and first.label:
        pieces, below = _with_first(first.label, first.blocks)
        return (label, *pieces), [*below, *blocks[1:]]
    if isinstance(first, Item | Paragraph | Note):
        line = first.outline_line
        return (label, *(line.pieces or ())), [*(node for node, _ in line.below), *blocks[1:]]
    return (label,), list(blocks)


def _owners(node: Node) -> Iterator[Node]:
    """Yield the nodes that have the labels of a line: its node, and its first blocks."""
    yield node
    while isinstance(node, Amendment | Provision | Item):
        if isinstance(node, Amendment) and node.amended_provision is not None:
            node = node.amended_provision
        if not node.children:
            return
        node = node.children[0]
        yield node


def _has_paragraphs(provision: Provision) -> bool:
    """Return whether a provision has paragraphs besides its first one and those with labels."""
    stack: list[Provision | Item] = [provision]
    while stack:
        node = stack.pop()
        for place, block in enumerate(node.blocks):
            if isinstance(block, Item):
                stack.append(block)
            elif place and isinstance(block, Paragraph) and not (begins_small(block.text) or block.text[:1] == "("):
                return True
    return False


def is_like_one_around(node: Node) -> bool:
    """Return whether an item, or one around it, has the label of a list around that, and only indents differ."""
    if not isinstance(node, Item):
        return False
    around: set[str] = set()  # the forms of the labels, from the outermost item to this one
    for item in (*reversed([each for each in node.ancestors if isinstance(each, Item)]), node):
        found = readings(item.label)
        if not around.isdisjoint(reading.form for reading in found if reading.path):
            return True
        around.update(reading.form for reading in found)
    return False


class _Waiting:
    """The notes that have been called or passed, and are not yet printed."""

    def __init__(self, setting: Setting) -> None:
        self.notes = setting.notes
        self.whole = isinstance(setting.root, Document)
        self.waiting: set[int] = set()
        self.printed: set[int] = set()
        self.passed = 0
        self.length = 0
        """The number of characters since the first call."""

    def called(self, line: Line) -> None:
        """Record the notes that a line calls."""
        runs = (*line.runs, *line.body, *(run for row in line.rows for cell in row for run in cell))
        self.waiting |= {run.note for run in runs if run.note is not None} - self.printed
        if self.waiting:
            self.length += sum(len(run.text) for run in runs)

    def due(self, node: Node) -> tuple[int, ...]:
        """Return the notes due before a node with a heading: at the end of a text, or between parts of a long text."""
        begins = isinstance(node, Text) and not isinstance(node.parent, Amendment)
        above = node.parent if isinstance(node.parent, Amendment) else node
        is_far = begins or self.length >= _FAR or isinstance(above.parent, Document)
        return self.taken(bisect_left(self.notes, node.start, key=_start)) if is_far else ()

    def taken(self, passed: int) -> tuple[int, ...]:
        """Return the waiting notes; for a whole document, also those without a call among some that are passed."""
        taken = self.waiting | ({*range(self.passed, passed)} - self.printed if self.whole else set())
        self.passed = max(self.passed, passed)
        self.printed |= taken
        self.waiting, self.length = set(), 0
        return tuple(sorted(taken))


# ----------------------------------------------------------------------
# Puts elements around words: notes, references, addressees, tracked changes.


class Wrap(NamedTuple):
    """An element around a stretch of words, or before a character."""

    start: int
    end: int
    opening: str
    closing: str
    level: int = 0
    """The order of two elements around the same words: the one of the lower level is the outer one."""


def dress(text: str, wraps: Iterable[Wrap]) -> str:
    """Return words with elements around some of them.

    :param wraps: nested or separate elements; an element that would cross an earlier one is left out.
    """
    out: list[str] = []
    around: list[Wrap] = []
    done = 0
    ordered = sorted(wraps, key=lambda wrap: (wrap.start, wrap.start < wrap.end, -wrap.end, wrap.level))
    for wrap in (*ordered, Wrap(len(text), len(text), "", "")):
        while around and around[-1].end <= wrap.start:
            out += (escape(text[done : around[-1].end]), around[-1].closing)
            done = around.pop().end
        if not around or wrap.end <= around[-1].end:
            out += (escape(text[done : wrap.start]), wrap.opening)
            done = wrap.start
            around.append(wrap)
    return "".join(out)


def dress_marks(
    text: str,
    marks: Sequence[Mark],
    wraps: list[Wrap],
    *,
    call: Callable[[Call], str],
    change: Callable[[Change, bool], tuple[str, str]],
    struck: Callable[[Change], str] | None = None,
    at_end: bool = False,
) -> str:
    """Return words with elements around some of them, and around those that have marks.

    :param call: returns the call of a footnote.
    :param change: returns the name and the attributes of the element of a tracked change, or of a piece of one, from
        whether it begins before these words.
    :param struck: returns what shows a deleted label that is not part of the words.
    :param at_end: whether all footnotes are called after the words.
    """
    calls = ((len(text) if at_end else mark.start, call(what)) for mark, what in of_kind(marks, Call))
    points = [Wrap(place, place, called, "") for place, called in calls]
    borders = _borders(wraps)
    for mark, what in of_kind(marks, Change):
        for start, end in pieces(mark.start, mark.end, borders) if mark.start < mark.end else ():
            name, says = change(what, mark.goes_on or start > mark.start)
            wraps.append(Wrap(start, end, f"<{name}{says}>", f"</{name}>", 9))
    letters = [*of_kind(marks, Emphasis)]
    borders = _borders([*wraps, *(Wrap(mark.start, mark.end, "", "") for mark, _ in letters)]) if letters else []
    for level, (mark, letter) in enumerate(letters, 10):
        name = "i" if isinstance(letter, Italic) else "b"
        wraps += [Wrap(a, b, f"<{name}>", f"</{name}>", level) for a, b in pieces(mark.start, mark.end, borders)]
    if struck is not None:
        points += [Wrap(place, place, struck(what), "") for place, what in struck_in(marks)]
    return dress(text, [*points, *wraps])


def _borders(wraps: Iterable[Wrap]) -> list[int]:
    return sorted({border for wrap in wraps for border in (wrap.start, wrap.end)})


def pieces(start: int, end: int, borders: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pieces of a stretch that is divided at the borders inside it.

    >>> pieces(0, 9, [2, 5, 12])
    [(0, 2), (2, 5), (5, 9)]
    """
    return list(pairwise([start, *borders[bisect_right(borders, start) : bisect_left(borders, end)], end]))
