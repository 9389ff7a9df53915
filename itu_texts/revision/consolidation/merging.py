"""Three-way merging of a proposal into the amended base.

The base is the ancestor of both sides. A line that the proposal leaves unchanged keeps the changes of others; a line
that only the proposal changes is taken from it; if both change a line, they agree, or one includes the changes of the
other, or they conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from itu_texts.language import series
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.editing.drafts import LABELS, Draft, DraftDocument, Marks, draft
from itu_texts.revision.pieces import Piece, longest_increasing, pieces, word_changes
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Clause,
    Designation,
    Division,
    Document,
    Item,
    LabelStyle,
    Node,
    Paragraph,
    Provision,
    Title,
)
from itu_texts.tree.walking import walk

_CONTAINERS: Final = (Clause, Annex, Division)  # nodes with a heading and lines below it
_NAMED_WHOLE: Final = (Provision, Item, Paragraph, Title)  # under a marker of their own, they are recorded as a whole


@frozen(eq=False)
class Source:
    """An amendment, and the number of its document."""

    amendment: Amendment
    document: int

    def __str__(self) -> str:
        return f"{self.amendment.marker!r} of document {self.document}"


@frozen(eq=False)
class Proposed:
    """The proposed version of a node, without the amendments in it."""

    node: Node
    draft: Draft
    of: dict[int, Draft]
    """The drafts by the identity of their nodes."""
    has_nested: bool
    """Whether it contained amendments."""


def proposed(node: Node, behind: Sequence[Node], marks: Marks, language: str, *, of_list: bool) -> Proposed:
    """Return a node of an amending document as a proposal, without the amendments in it, which are applied separately.

    :param behind: the nodes after it that belong to it.
    :param marks: the footnote marks of the amending document.
    :param of_list: whether it is an item, even if its label was taken for the number of a provision.
    """
    of: dict[int, Draft] = {}
    made = draft(node, of, marks)
    nested = [each for each in made.below if each.type is Amendment]
    if of_list and isinstance(node, Provision):
        made.type, made.values = Item, {"label": node.number, "style": LabelStyle.NUMBER}
    elif not nested and not behind:
        return Proposed(node, made, of, has_nested=False)
    for each in nested:
        each.detach()
    for block in behind:
        made.put(draft(block, {}, marks), "blocks")
    root = Draft(Document, {}, {"blocks": []})
    root.put(made, "blocks")
    clean = DraftDocument(root, [], {}).frozen(language).blocks[0]
    drafts = {id(each): there for each, there in zip(walk(clean), made.below, strict=True)}
    made.detach()
    return Proposed(clean, made, drafts, has_nested=bool(nested))


def has_words(there: Draft) -> bool:
    """Return whether a draft has words below its heading, and not only labels."""
    texts = (each.values.get("text", "").strip() for each in there.below if each.attribute != "heading")
    return any(words and not series.is_label(words) for words in texts)


@define(eq=False)
class Tree:
    """The base while it is amended: the ancestor of each line, and who changed it."""

    root: Draft
    report: Callable[[str, str], None]
    by: dict[int, tuple[Draft, list[Source]]] = field(factory=dict)
    """The drafts that amendments made or changed, by identity."""
    removed: list[tuple[Draft, Source]] = field(factory=list)
    """The nodes that amendments removed without naming them."""
    nodes: dict[int, Node] = field(factory=dict)  # the ancestors of lines, by the identity of their drafts
    _now: dict[int, Draft] = field(factory=dict)  # and the drafts by the identity of these
    _lines: dict[int, Piece] = field(factory=dict)  # the lines that drafts have, where these are not those of ancestors
    _added: dict[int, Source] = field(factory=dict)  # who added a line, by the identity of its draft
    _kept: list[object] = field(factory=list)  # kept alive, so that no other object gets their identities

    def grow(self, node: Node, of: dict[int, Draft]) -> None:
        """Register all lines of a node."""
        found = pieces(node)
        self._kept.append(found)
        for piece in found:
            if id(piece.node) in of:
                self._is_now(piece.node, of[id(piece.node)])

    def add(self, source: Source, made: Proposed) -> Draft:
        """Register an addition."""
        self.grow(made.node, made.of)
        for each in made.draft.below:
            self._added[id(each)] = source
        self.mark(source, made.draft)
        return made.draft

    def mark(self, source: Source, there: Draft) -> None:
        """Record that an amendment made or changed a draft."""
        sources = self.by.setdefault(id(there), (there, []))[1]
        if source not in sources:
            sources.append(source)

    def changed_by(self, there: Draft, document: int | None = None) -> Source | None:
        """Return who changed a draft, or a node in it, other than one document."""
        known = (self.by[id(each)][1][-1] for each in there.below if id(each) in self.by)
        return next((source for source in known if source.document != document), None)

    def _is_now(self, node: Node, there: Draft) -> None:
        self.nodes[id(there)] = node
        self._now[id(node)] = there
        self._kept.append((node, there))

    # ------------------------------------------------------------------ merging

    def merge(self, source: Source, found: Draft, made: Proposed, *, partial: bool) -> Draft:
        """Merge the differences between an ancestor and a proposal into the tree.

        :param found: the draft to amend, as it is now.
        :param partial: whether nodes that the proposal does not name stay.
        :returns: the draft in its place.
        """
        ancestor = self.nodes[id(found)]
        matching = Matching(pieces(ancestor), pieces(made.node), by_label=True)
        return _Merge(self, source, matching, made, partial=partial).done(found)


class _Merge:
    """One proposal that is being merged."""

    def __init__(self, tree: Tree, source: Source, matching: Matching, made: Proposed, *, partial: bool) -> None:
        self._tree = tree
        self._source = source
        self._matching = matching
        self._partial = partial
        self._drafts = {piece.index: made.of[id(piece.node)] for piece in matching.new}
        self._moved = {index for piece in matching.new for index in self._moved_below(piece)}
        self._has_marked = False
        self._agreed: set[int] = set()  # identities of drafts that others added, and it adds too

    def done(self, found: Draft) -> Draft:
        """Merge it."""
        tree, matching = self._tree, self._matching
        tree._kept.append(matching)
        for piece in matching.new[1:]:
            self._drafts[piece.index].detach()
        here: dict[int, Draft] = {}  # the results, by the indexes of the new pieces
        last: dict[int, tuple[Draft, Piece]] = {}  # and the last one below each
        for piece in matching.new:
            old = self._old_of(piece)
            now = tree._now.get(id(old.node)) if old is not None else None
            above = here.get(piece.parent.index) if piece.parent is not None else None
            before = last.get(piece.parent.index) if piece.parent is not None else None
            result: Draft | None
            if old is None:
                result = self._add(piece, above, before)
            elif now is None or tree.root not in now.around:
                result = None
                if not _same(piece, old):
                    says = f"which another amendment suppresses; it says “{_printed(piece)}”"
                    self._report("amended-after-suppression", old, says)
            else:
                result = self._line(piece, old, now)
                if above is not None and piece.index in self._moved:
                    self._place(result, above, before)
            if result is not None:
                here[piece.index] = result
                if piece.parent is not None:
                    last[piece.parent.index] = (result, piece)
        if not self._partial:
            self._remove()
        there = here[0]
        if issubclass(there.type, _NAMED_WHOLE) or not self._has_marked:
            tree.mark(self._source, there)
        return there

    def _old_of(self, piece: Piece) -> Piece | None:
        """Return the line of the ancestor that a line of the proposal stands for.

        A line that stays without being named is not matched, whatever is similar to it: another provision, or a line
        elsewhere.
        """
        old = self._matching.old_of(piece)
        if old is None or piece.parent is None or not self._partial:
            return old
        if isinstance(piece.node, Provision) and isinstance(old.node, Provision):
            return old if piece.node.number == old.node.number else None
        return old if old.words == piece.words or old.parent is self._matching.old_of(piece.parent) else None

    def _mark(self, there: Draft) -> None:
        self._has_marked = True
        heading = there.parts["heading"] if issubclass(there.type, _CONTAINERS) else []
        for each in heading or [there]:
            self._tree.mark(self._source, each)

    def _report(self, code: str, old: Piece, says: str) -> None:
        name = self._matching.addresses.known(old.node, f"“{old.text}”")
        self._tree.report(code, f"{self._source} amends {name}, {says}")

    # ------------------------------------------------------------------ lines that both have

    def _line(self, piece: Piece, old: Piece, now: Draft) -> Draft:
        """Merge the changes of one line."""
        new = self._drafts[piece.index]
        mine = self._tree._lines.get(id(now), old)
        names = self._partial and isinstance(old.node, Annex | Division | Designation)
        if names and piece.words == old.words[: len(piece.words)]:  # only the title or the year is left out
            return now
        if _same(piece, old) and _notes(new) == _notes(now):
            return now
        if _same(mine, old):
            return self._take(piece, old, now)
        earlier = self._tree.changed_by(now)
        if _same(mine, piece) or (piece.label in (old.label, mine.label) and _has_all(old, piece, mine)):
            self._mark(now)
            return now
        if piece.words == old.words and mine.label == old.label:
            self._mark(now)
            now.values |= {name: new.values[name] for name in LABELS if name in new.values and name in now.values}
            return now
        if not (mine.label in (old.label, piece.label) and _has_all(old, mine, piece)):
            says = f"which {earlier} changes in another way; one says “{_printed(mine)}”, the other “{_printed(piece)}”"
            self._report("conflicting-amendments", old, says)
            self._tree.by.pop(id(now), None)
        return self._take(piece, old, now)

    def _take(self, piece: Piece, old: Piece, now: Draft) -> Draft:
        """Replace a line with that of the proposal; the lines below it stay."""
        new = self._drafts[piece.index]
        new.stand_in_for(now)
        below = [*self._hanging(now)]
        for each in below if new.parts else reversed(below):
            _hang(each, new)
        self._tree._is_now(old.node, new)
        self._tree._lines[id(new)] = piece
        for there, sources in [self._tree.by[id(now)]] if id(now) in self._tree.by else []:
            self._tree.by[id(new)] = (new, sources)
            del self._tree.by[id(there)]
        self._mark(new)
        return new

    def _hanging(self, there: Draft) -> Iterator[Draft]:
        """Return the lines directly below a line."""
        for each in there.children:
            if id(each) in self._tree.nodes:
                yield each
            else:
                yield from self._hanging(each)

    # ------------------------------------------------------------------ lines that one of them has

    def _add(self, piece: Piece, above: Draft | None, before: tuple[Draft, Piece] | None) -> Draft | None:
        """Add a new line to the tree, unless another amendment added the same there."""
        new = self._drafts[piece.index]
        if above is None:
            parent = piece.parent
            assert parent is not None
            if piece.words:
                says = f"which another amendment suppresses, and adds “{_printed(piece)}” there"
                self._report("amended-after-suppression", self._matching.old_of(parent) or parent, says)
            return None
        tree = self._tree
        below = ((each, tree._lines.get(id(each)), tree._added.get(id(each))) for each in self._hanging(above))
        others = [
            (each, line, source)
            for each, line, source in below
            if line is not None and line.kind == piece.kind and source is not None and source is not self._source
        ]
        for each, other, _ in others:
            if _same(other, piece) and id(each) not in self._agreed:
                self._agreed.add(id(each))
                self._mark(each)
                return each
        for _, other, source in others:
            if other.label == piece.label and any(map(str.isalnum, piece.label)):
                says = f"to which {source} adds “{_printed(other)}”, and it adds “{_printed(piece)}”"
                self._report("conflicting-amendments", self._matching.old_of(piece.parent or piece) or piece, says)
        self._place(new, above, before)
        self._tree._is_now(piece.node, new)
        self._tree._lines[id(new)] = piece
        self._tree._added[id(new)] = self._source
        if id(above) not in self._tree.by or above.type not in (Item, Provision):
            self._has_marked = True
            self._tree.mark(self._source, new)
        return new

    def _remove(self) -> None:
        """Remove the lines that the proposal leaves out."""
        matching, tree = self._matching, self._tree
        for old in matching.old[1:]:
            assert old.parent is not None
            now = tree._now.get(id(old.node))
            if matching.new_of(old) is not None or now is None or tree.root not in now.around:
                continue
            earlier = tree.changed_by(now, self._source.document)
            if earlier is not None:
                self._report("conflicting-amendments", old, f"which it removes, and {earlier} changes")
                continue
            _, *above = now.around
            now.detach()
            tree.removed.append((now, self._source))
            holder = next((each for each in above if id(each) in tree.nodes), None)
            if holder is not None:
                self._has_marked = True
                tree.mark(self._source, holder)

    def _moved_below(self, piece: Piece) -> Iterator[int]:
        """Return the lines below a line that the proposal moves there, or to another place among their neighbours."""
        olds = [(child, self._old_of(child)) for child in piece.children]
        above = self._matching.old_of(piece)
        same = [(child.index, old.index) for child, old in olds if old is not None and old.parent is above]
        yield from (child.index for child, old in olds if old is not None and old.parent is not above)
        kept = longest_increasing([index for _, index in same])
        yield from (index for place, (index, _) in enumerate(same) if place not in kept)

    def _place(self, there: Draft, above: Draft, before: tuple[Draft, Piece] | None) -> None:
        """Put a line below another, after the one that it follows and after the additions of others there."""
        if before is not None and before[0].parent is not None and before[0].attribute == there.attribute:
            at = before[0]
            assert at.parent is not None
            members = at.parent.parts[at.attribute]
            place = next(place for place, each in enumerate(members) if each is at) + 1
            while place < len(members) and self._tree._added.get(id(members[place])) not in (None, self._source):
                place += 1
            members[place - 1].put_beside(there, after=True)
        else:
            _hang(there, above, first=True, units=self._tree.nodes)


def _hang(there: Draft, above: Draft, *, first: bool = False, units: Iterable[int] = ()) -> None:
    """Put a line below another, at the end or the beginning; beside it, if it cannot contain it."""
    name = next((name for name in (there.attribute, "body", "blocks") if name in above.parts), "")
    if not name:
        above.put_beside(there, after=True)
        return
    place = None
    if first:
        own = [each for each in above.parts[name] if id(each) not in units]
        place = len(own) if own == above.parts[name][: len(own)] else 0
    above.put(there, name, place)


def _same(one: Piece, other: Piece) -> bool:
    return one.words == other.words and one.label == other.label and type(one.node) is type(other.node)


def _notes(line: Draft) -> list[tuple[int, str]]:
    """Return the footnotes whose marks are in a line."""
    own = [line, *(each for each in line.children if not each.parts)]
    return [(mark.offset, mark.note.values["text"]) for each in own for mark in each.anchors]


def _printed(piece: Piece) -> str:
    return f"{piece.printed_label} {piece.text}".strip()


def _has_all(old: Piece, one: Piece, other: Piece) -> bool:
    """Return whether one wording has all changes that another makes to the old one."""
    taken, put = _changes(old.words, one.words)
    more_taken, more_put = _changes(old.words, other.words)
    return taken <= more_taken and all(
        any(words == more[at : at + len(words)] for at in range(len(more) - len(words) + 1))
        for place, words in put.items()
        for more in (more_put.get(place, ()),)
    )


def _changes(old: Sequence[str], new: Sequence[str]) -> tuple[set[int], dict[int, tuple[str, ...]]]:
    """Return the positions of deleted words, and the inserted words by the position before which they stand."""
    was, now = ([(word, at, at + 1) for at, word in enumerate(words)] for words in (old, new))
    found = word_changes(was, now)
    taken = {at for each in found if each.kind == "deleted" for at in range(*each.old)}
    return taken, {each.old.end: tuple(new[each.new.slice]) for each in found if each.kind == "inserted"}
