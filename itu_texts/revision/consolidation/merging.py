"""Three-way merging of a proposal into the amended base.

The base is the ancestor of both sides. A line that the proposal leaves unchanged keeps the changes of others; in a line
that both change, the changes of different words are all made, and those of the same words conflict. A line that the
proposal does not repeat stays, unless tracked changes strike it, or the proposal is taken as the complete new text.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from itu_texts.language import series
from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import fold, past_blanks
from itu_texts.revision.consolidation.targets import core
from itu_texts.revision.consolidation.wordings import Merged, merged
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.lines import LABELS, Line, Lines, Marks, line_of, lines_below
from itu_texts.revision.pieces import Piece, compared, longest_increasing, pieces
from itu_texts.tree.nodes import (
    Amendment,
    Annex,
    Clause,
    Designation,
    Division,
    Document,
    Formula,
    HeadingReference,
    Item,
    LabelStyle,
    Node,
    Paragraph,
    Provision,
    Row,
    Text,
    Title,
)
from itu_texts.tree.walking import all_words, walk

_CONTAINERS: Final = (Clause, Annex, Division)  # nodes with a heading and lines below it
_WITH_LINES: Final = (*_CONTAINERS, Provision, Item)
HEADS: Final = (Title, HeadingReference)
_NAMES: Final = (Designation, Formula, Annex, Division)  # their lines are names, which may be written in several ways
_MARKED: Final = ("amendment", "reasons")
_PARTS: Final = ("clause", "annex", "division")
_LONGEST_DOTS: Final = 40  # characters of "(unchanged)" and the like
_NAMED_WHOLE: Final = (Provision, Item, Paragraph, Title)  # under a marker of their own, they are recorded as a whole


@frozen(eq=False)
class Source:
    """An amendment, and the number of its document."""

    amendment: Amendment
    document: int

    def __str__(self) -> str:
        return (
            f"{self.amendment.marker!r} of document {self.document}"
            if self.amendment.marker
            else f"document {self.document}"
        )


@frozen(eq=False)
class Proposed:
    """The proposed version of a node, without the amendments in it."""

    node: Node
    draft: Line
    of: dict[int, Line]
    """The drafts by the identity of their nodes."""
    has_nested: bool
    """Whether it contained amendments."""


def proposed(
    node: Node, behind: Sequence[Node], marks: Marks, language: str, *, of_list: bool, labels: Container[str] = ()
) -> Proposed:
    """Return a node of an amending document as a proposal, without the amendments in it, which are applied separately.

    :param behind: the nodes after it that belong to it.
    :param marks: the footnote marks of the amending document.
    :param of_list: whether labels that were taken for numbers of provisions are those of items.
    :param labels: those of the items that are amended, which a list may have without the ones before: only "b) to row".
    """
    of: dict[int, Line] = {}
    made = lines_below(node, of, marks)
    nested = [each for each in made.below if each.is_a(Amendment)]
    numbered = [each for each in made.below if each.is_a(Provision)] if of_list else []
    for each in numbered:
        each.node = Item(start=0, end=0, label=each.label, style=LabelStyle.NUMBER)
    hidden = [*_hidden_items(made, language, labels)]
    if not (numbered or nested or behind or hidden):
        return Proposed(node, made, of, has_nested=False)
    for each in nested:
        each.detach()
    for block in behind:
        made.put(lines_below(block, {}, marks), "blocks")
    root = line_of(Document(start=0, end=0, language=language))
    root.put(made, "blocks")
    clean = Lines(root, [], {}).frozen(language).blocks[0]
    drafts = {id(each): there for each, there in zip(walk(clean), made.below, strict=True)}
    made.detach()
    return Proposed(clean, made, drafts, has_nested=bool(nested))


def _hidden_items(made: Line, language: str, labels: Container[str]) -> Iterator[Line]:
    """Make items of paragraphs that begin with the label of an item; yield them."""
    for each in [*made.below] if labels else ():
        text = each.text if each.is_a(Paragraph) and each is not made else ""
        found = lang_of(language).patterns.NEW_LABEL.match(fold(text))
        if found is not None and found["label"].endswith(")") and core(found["label"]) in labels:
            label = text[: found.end("label")]
            item = line_of(Item(start=0, end=0, label=label, style=LabelStyle.LETTER))
            item.stand_in_for(each)
            each.set(text=text[found.end() :])
            item.put(each, "blocks")
            yield item


def has_words(there: Line) -> bool:
    """Return whether a draft has words below its heading, and not only labels."""
    texts = (each.text.strip() for each in there.below if each.attribute != "heading")
    return any(words and not series.is_label(words) for words in texts)


@define(eq=False)
class Tree:
    """The base while it is amended: the ancestor of each line, and who changed it."""

    root: Line
    report: Callable[[str, str], None]
    language: str
    stands: Callable[[str], bool]
    """Whether the base has a provision of a number now."""
    watch: Callable[[], None]
    """Called before a label or a node of the base goes."""
    made: set[int] = field(factory=set)
    """The numbers of the documents from which something was applied."""
    by: dict[int, tuple[Line, list[Source]]] = field(factory=dict)
    """The drafts that amendments made or changed, by identity."""
    removed: list[tuple[Line, Source]] = field(factory=list)
    """The nodes that amendments removed without naming them."""
    nodes: dict[int, Node] = field(factory=dict)  # the ancestors of lines, by the identity of their drafts
    _now: dict[int, Line] = field(factory=dict)  # and the drafts by the identity of these
    _lines: dict[int, Piece] = field(factory=dict)  # the lines that drafts have, where these are not those of ancestors
    _added: dict[int, Source] = field(factory=dict)  # who added a line, by the identity of its draft
    _kept: list[object] = field(factory=list)  # kept alive, so that no other object gets their identities

    def grow(self, node: Node, of: dict[int, Line]) -> None:
        """Register all lines of a node."""
        found = pieces(node)
        self._kept.append(found)
        for piece in found:
            if id(piece.node) in of:
                self._is_now(piece.node, of[id(piece.node)])

    def add(self, source: Source, made: Proposed) -> Line:
        """Register an addition."""
        self.grow(made.node, made.of)
        for each in made.draft.below:
            self._added[id(each)] = source
        self.mark(source, made.draft)
        return made.draft

    def mark(self, source: Source, there: Line) -> None:
        """Record that an amendment made or changed a draft."""
        self.made.add(source.document)
        sources = self.by.setdefault(id(there), (there, []))[1]
        if source not in sources:
            sources.append(source)

    def changed_by(self, there: Line, document: int | None = None) -> Source | None:
        """Return who changed a draft, or a node in it, other than one document."""
        known = (self.by[id(each)][1][-1] for each in there.below if id(each) in self.by)
        return next((source for source in known if source.document != document), None)

    def other_words(self, found: Line | None, lines: Iterable[Piece]) -> str:
        """Return the words of lines around amendments, or of a NOC, that are not lines of a draft in the base."""
        ancestor = self.nodes.get(id(found))
        known = {(each.label, each.words) for each in pieces(ancestor)} if ancestor is not None else set()
        other = (each for each in lines if _is_context(each) and (each.label, each.words) not in known)
        return " ".join(each.printed for each in other if not self._is_dots(each))

    def part_shown(self, found: Line, node: Node) -> str:
        """Return the lines of clauses, items and provisions in a node if it has not all of those of a draft.

        With none at all it stands for the whole: "SUP / RESOLUTION 7 / Boats / ...".
        """
        ancestor = self.nodes.get(id(found))
        if ancestor is None or not isinstance(node, Text | Annex | Division):
            return ""
        base, lines = pieces(ancestor)[1:], pieces(node)[1:]
        whole = [each for each in base if _is_part(each)]
        shown = [each for each in lines if _is_part(each) and not self._is_dots(each)]
        titles, labels = {each.words for each in base}, {core(each.printed_label) for each in whole if each.label}
        for each in lines:  # "resolves 2" in the place of a title
            if each.kind == "title" and each.words not in titles and core(each.text.split()[-1]) in labels:
                return each.printed
        return " ".join(each.printed for each in shown) if len(shown) < len(whole) else ""

    def is_unchanged(self, node: Node) -> bool:
        """Return whether all words of a node only say that something stays: "...", "3 and 4 (unchanged)"."""
        return self._is_dots(pieces(node)[0])

    def _is_dots(self, piece: Piece) -> bool:
        """Return whether a line stands for what an amendment does not repeat: "...", "(unchanged)"."""
        pattern = lang_of(self.language).patterns.NOT_REPEATED
        words = piece.text[self._ranges(piece) :].strip()
        return len(piece.text) < _LONGEST_DOTS and pattern.fullmatch(fold(words)) is not None

    def _ranges(self, piece: Piece) -> int:
        """Return where further labels beside that of a line end: "a) to c) (unchanged)"; 0 without any."""
        patterns, words = lang_of(self.language).patterns, fold(piece.text)
        first = patterns.LABEL_SAID.match(words) if not piece.label else None  # "1 to 4 NOC"
        found = patterns.MORE_LABELS.match(words, past_blanks(words, first.end()) if first is not None else 0)
        return found.end() if found is not None and (piece.label or first) else 0

    def reword(self, source: Source, there: Line, words: str) -> None:
        """Replace the words of a draft; footnote marks stay with the words before them."""
        line = next(each for each in there.around if id(each) in self.nodes)
        found = merged(there.text, there.text, words)
        there.marks = [mark._replace(offset=found.place(0, mark.offset)) for mark in there.marks]
        there.set(text=words)
        piece = self._lines.get(id(line)) or pieces(self.nodes[id(line)])[0]
        self._lines[id(line)] = evolve(piece, text=words, words=compared(words))
        self.mark(source, line)

    def _is_now(self, node: Node, there: Line) -> None:
        self.nodes[id(there)] = node
        self._now[id(node)] = there
        self._kept.append((node, there))

    # ------------------------------------------------------------------ merging

    def merge(self, source: Source, found: Line, made: Proposed, *, whole: bool, author: Node | None) -> Result:
        """Merge the differences between an ancestor and a proposal into the tree.

        :param found: the draft to amend, as it is now.
        :param whole: whether the proposal is the complete new text, so that what it leaves out goes.
        :param author: the node before the tracked changes of the proposal, if it has any: what they strike goes.
        """
        ancestor, lines = pieces(self.nodes[id(found)]), pieces(made.node)
        dots = {id(each.node) for each in lines[1:] if self._is_dots(each) and (not each.label or self._ranges(each))}
        behind = {each.index for each in lines if id(each.node) not in dots and self._cut_unchanged(each, made)}
        matching: Matching | Through
        if author is not None:
            matching = Through(ancestor, pieces(author), lines)
        else:
            matching = Matching(ancestor, lines, by_label=True, apart=dots)
        return _Merge(self, source, matching, made, dots, behind, whole=whole).done()

    def _cut_unchanged(self, piece: Piece, made: Proposed) -> bool:
        """Take "(unchanged)" from the end of a line, where it stands for those below; return whether it was there."""
        found = lang_of(self.language).patterns.UNCHANGED_BEHIND.search(fold(piece.text))
        if found is None or not (words := _words_on_line(made.of[id(piece.node)])):
            return False
        cut = len(piece.text) - found.start()
        words[-1].set(text=words[-1].text[:-cut])
        piece.text = piece.text[:-cut]
        piece.words = compared(piece.text)
        return True


class Through:
    """The pairs of a base and a proposal with tracked changes, by way of the base that its author had."""

    def __init__(self, old: Sequence[Piece], author: Sequence[Piece], new: Sequence[Piece]) -> None:
        self.old, self.new = old, new
        self._of_base, self._of_author = Matching(old, author), Matching(author, new)
        self.addresses = self._of_base.addresses
        self._author = author

    def old_of(self, piece: Piece) -> Piece | None:
        """Return the old partner of a new piece."""
        before = self._of_author.old_of(piece)
        return self._of_base.old_of(before) if before is not None else None

    def new_of(self, piece: Piece) -> Piece | None:
        """Return the new partner of an old piece."""
        before = self._of_base.new_of(piece)
        return self._of_author.new_of(before) if before is not None else None

    def before(self, piece: Piece) -> Piece | None:
        """Return what a new piece was before the tracked changes."""
        return self._of_author.old_of(piece)

    def is_struck(self, piece: Piece) -> bool:
        """Return whether the author struck an old piece."""
        before = self._of_base.new_of(piece)
        return before is not None and self._of_author.new_of(before) is None

    def differing(self) -> Iterator[tuple[str, str]]:
        """Yield the lines in which the base and that of the author differ, as printed; one of the two may be empty."""
        for piece in self.old:
            before = self._of_base.new_of(piece)
            if before is None or (piece.words and (before.words, before.label) != (piece.words, piece.label)):
                yield piece.printed, before.printed if before is not None else ""
        yield from (("", before.printed) for before in self._author if self._of_base.old_of(before) is None)


@frozen(eq=False)
class Result:
    """What became of a merged proposal."""

    draft: Line
    """The draft in its place."""
    is_changed: bool
    """Whether anything was changed, or others had changed it so before."""
    is_of_head: bool
    """Whether it only has the head of a node, and changes what is below that in other ways or not at all."""
    omitted: Sequence[Line]
    """What the proposal neither repeats nor stands dots for, and that stays."""


class _Merge:
    """One proposal that is being merged."""

    def __init__(
        self,
        tree: Tree,
        source: Source,
        matching: Matching | Through,
        made: Proposed,
        dots: set[int],
        behind: set[int],
        *,
        whole: bool,
    ) -> None:
        self._tree = tree
        self._source = source
        self._matching = matching
        self._dots, self._before_dots = dots, behind
        self._whole = whole
        self._of_head = made.has_nested or _leaves_the_rest(made.node, dots)
        self._drafts = {piece.index: made.of[id(piece.node)] for piece in matching.new}
        pairs = [(piece, old) for piece in matching.new if (old := self._old_of(piece)) is not None]
        kept = longest_increasing([old.index for _, old in pairs])
        self._moved = {
            piece.index
            for place, (piece, old) in enumerate(pairs)
            if piece.parent is not None and (place not in kept or self._is_elsewhere(piece, old))
        }
        self._has_marked = False
        self._left_out: set[int] = set()  # the indexes of lines that are reported as a whole
        self._agreed: set[int] = set()  # identities of drafts that others added, and it adds too

    def done(self) -> Result:
        """Merge it."""
        tree, matching = self._tree, self._matching
        tree._kept.append(matching)
        for piece in matching.new[1:]:
            self._drafts[piece.index].detach()
        here: dict[int, Line] = {}  # the results, by the indexes of the new pieces
        last: dict[int, tuple[Line, Piece]] = {}  # and the last one below each
        for piece in matching.new:
            old = self._old_of(piece)
            now = tree._now.get(id(old.node)) if old is not None else None
            holder = piece.parent.index if piece.parent is not None else -1
            above = here.get(holder)
            if id(piece.node) in self._dots:
                if above is not None:  # what is read as below the dots
                    here[piece.index] = above
                continue
            before = last.get(holder)
            result: Line | None
            if old is None:
                result = self._add(piece, above, before)
            elif now is None or tree.root not in now.around:
                result = None
                if not _same(piece, old):
                    says = f"which another amendment suppresses; it says “{piece.printed}”"
                    self._report("amended-after-suppression", old, says)
            else:
                result = self._line(piece, old, now)
                if above is not None and piece.index in self._moved:
                    self._place(result, above, before)
            if result is not None:
                here[piece.index] = result
                last[holder] = (result, piece)
        omitted = self._remove()
        for each in matching.differing() if isinstance(matching, Through) else ():
            has, had = (f"“{words}”" if words else "nothing" for words in each)
            says = f"{self._source} was made on another edition: it had {had} where the base has {has}"
            tree.report("differs-from-base", says)
        there = here[0]
        if self._has_marked and there.is_a(_NAMED_WHOLE):
            tree.mark(self._source, there)
        return Result(there, self._has_marked, self._of_head, omitted)

    def _old_of(self, piece: Piece) -> Piece | None:
        """Return the line of the ancestor that a line of the proposal stands for.

        A line that stays without being named is not matched, whatever is similar to it: another provision, or a line
        elsewhere.
        """
        old = self._matching.old_of(piece)
        if old is None or piece.parent is None or self._whole or isinstance(self._matching, Through):
            return old
        if isinstance(piece.node, Provision) and isinstance(old.node, Provision):
            return old if piece.label == old.label or piece.node.number == old.node.number else None
        if self._of_head and old.parent is not self._matching.old_of(piece.parent):
            return old if old.words == piece.words else None
        around = self._matching.old_of(piece.parent)
        if piece.label and piece.label != old.label and piece.words != old.words and around is not None:
            named = (each for each in around.children if (each.label, each.kind) == (piece.label, piece.kind))
            old = next((each for each in named if self._matching.new_of(each) is None), old)
        is_named = bool(piece.label) and piece.label == old.label and any(each is around for each in old.ancestors)
        is_moved = old.words == piece.words and old.parent is not None and self._matching.new_of(old.parent) is not None
        return old if is_moved or is_named or old.parent is around else None

    def _mark(self, there: Line) -> None:
        self._has_marked = True
        heading = there.parts["heading"] if there.is_a(_CONTAINERS) else []
        for each in heading or [there]:
            self._tree.mark(self._source, each)

    def _report(self, code: str, old: Piece, says: str) -> None:
        name = self._matching.addresses.known(old.node, f"“{old.text}”")
        self._tree.report(code, f"{self._source} amends {name}, {says}")

    # ------------------------------------------------------------------ lines that both have

    def _line(self, piece: Piece, old: Piece, now: Line) -> Line:
        """Merge the changes of one line."""
        new, tree = self._drafts[piece.index], self._tree
        origin = old
        if isinstance(self._matching, Through):
            origin = self._matching.before(piece) or old
        names = self._of_head and isinstance(old.node, Annex | Division | Designation)
        if names and piece.words == old.words[: len(piece.words)]:  # only the title or the year is left out
            return now
        has_notes = not {*_notes(new)} <= {*_notes(now)}
        is_place = not (piece.words or self._whole or isinstance(self._matching, Through))  # "3", with b) below it
        if (_same(piece, origin) or tree._is_dots(piece) or is_place) and not has_notes:
            return now
        mine = tree._lines.get(id(now), old)
        if _same(mine, piece) and not has_notes:
            self._mark(now)
            return now
        earlier = tree.changed_by(now)
        is_conflict = piece.label != origin.label and mine.label not in (origin.label, piece.label)
        words = [_words_on_line(each) for each in (now, new)]
        texts = _texts(origin)
        if type(now.node) is not type(new.node) or not len(words[0]) == len(words[1]) == len(texts):
            is_conflict = is_conflict or not _same(mine, old)
            there = self._take(piece, old, now)
        else:
            there = now
            _strip_label(now, new)
            for text, ours, theirs in zip(texts, *words, strict=True):
                found = merged(text, ours.text, theirs.text)
                is_conflict = is_conflict or found.is_conflict
                _merge_marks(found, ours, theirs)
                ours.say(theirs if mine is old else ours, text=found.text)
            if piece.label != origin.label:
                tree.watch()
                for ours, theirs in zip(_line_of(now), _line_of(new), strict=False):
                    labels = {name: label for name in LABELS if (label := theirs.get(name))}
                    ours.set(**{name: label for name, label in labels.items() if ours.get(name) is not None})
            made = " ".join(each.text for each in words[0])
            label = piece if piece.label != origin.label else mine
            if (mine.text, mine.label) == (made, label.label) and mine is old and not (is_conflict or has_notes):
                return now  # dots, or blanks
            tree._lines[id(now)] = evolve(
                piece, label=label.label, printed_label=label.printed_label, text=made, words=compared(made)
            )
        if is_conflict:
            says = f"which {earlier} changes in another way; one says “{mine.printed}”, the other “{piece.printed}”"
            self._report("conflicting-amendments", old, says)
            tree.by.pop(id(there), None)
        self._mark(there)
        return there

    def _take(self, piece: Piece, old: Piece, now: Line) -> Line:
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
        return new

    def _hanging(self, there: Line) -> Iterator[Line]:
        """Return the lines directly below a line."""
        for each in there.children:
            if id(each) in self._tree.nodes:
                yield each
            else:
                yield from self._hanging(each)

    # ------------------------------------------------------------------ lines that one of them has

    def _add(self, piece: Piece, above: Line | None, before: tuple[Line, Piece] | None) -> Line | None:
        """Add a new line to the tree, unless another amendment added the same there."""
        new = self._drafts[piece.index]
        if isinstance(self._matching, Through) and self._matching.before(piece) is not None:
            return None  # of the base that its author had, which is reported
        parent = piece.parent
        if parent is not None and parent.index in self._left_out:
            self._left_out.add(piece.index)
            return None
        if above is None:
            assert parent is not None
            if piece.words:
                says = f"which another amendment suppresses, and adds “{piece.printed}” there"
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
        if isinstance(piece.node, Provision) and tree.stands(piece.node.number):
            there = f"{piece.node._names[0]} there, which stands elsewhere; it says “{all_words(piece.node)}”"
            tree.report("added-twice", f"{self._source} has {there}")
            self._left_out.add(piece.index)
            return None
        for _, other, source in others:
            if other.label == piece.label and any(map(str.isalnum, piece.label)):
                says = f"to which {source} adds “{other.printed}”, and it adds “{piece.printed}”"
                self._report("conflicting-amendments", self._matching.old_of(piece.parent or piece) or piece, says)
        self._place(new, above, before)
        self._has_marked = True
        tree._is_now(piece.node, new)
        tree._lines[id(new)] = piece
        tree._added[id(new)] = self._source
        if id(above) not in tree.by or not above.is_a((Item, Provision)):
            tree.mark(self._source, new)
        return new

    def _remove(self) -> list[Line]:
        """Remove the lines that the proposal strikes; return those that it only does not repeat, the outermost ones."""
        matching, tree = self._matching, self._tree
        omitted: list[Line] = []
        seen: set[int] = set()
        for old in matching.old[1:]:
            assert old.parent is not None
            now = tree._now.get(id(old.node))
            if self._new_of(old) is not None or now is None or tree.root not in now.around:
                continue
            if not (self._whole or (isinstance(matching, Through) and matching.is_struck(old))):
                if not (self._of_head or isinstance(matching, Through)):
                    seen.add(old.index)
                    is_meant = self._is_behind_dots(old) or self._is_below_dots(old)
                    if old.parent.index not in seen and (old.words or old.label) and not is_meant:
                        omitted.append(now)
                continue
            earlier = tree.changed_by(now, self._source.document)
            if earlier is not None:
                now_says = tree._lines.get(id(now), old).printed
                says = f"which it removes, and {earlier} changes: it says “{now_says}”"
                self._report("conflicting-amendments", old, says)
                continue
            tree.watch()
            _, *above = now.around
            now.detach()
            tree.removed.append((now, self._source))
            self._has_marked = True
            holder = next((each for each in above if id(each) in tree.nodes), None)
            if holder is not None:
                tree.mark(self._source, holder)
        return omitted

    def _new_of(self, old: Piece) -> Piece | None:
        new = self._matching.new_of(old)
        return new if new is not None and self._old_of(new) is old else None

    def _is_behind_dots(self, old: Piece) -> bool:
        """Return whether dots stand where a line that is not repeated would stand."""
        if not (self._dots or self._before_dots):
            return False
        before = next((new for each in reversed(self._matching.old[: old.index]) if (new := self._new_of(each))), None)
        after = next((new for each in self._matching.old[old.index :] if (new := self._new_of(each))), None)
        first = before.index if before is not None else 0
        between = self._matching.new[first : after.index if after is not None and after.index > first else None]
        return any(id(each.node) in self._dots or each.index in self._before_dots for each in between)

    def _is_below_dots(self, old: Piece) -> bool:
        """Return whether dots stand for all of an item around a line: "1 ..."."""
        around = (self._new_of(each) for each in old.ancestors)
        return any(new is not None and self._tree._is_dots(new) for new in around)

    def _is_elsewhere(self, piece: Piece, old: Piece) -> bool:
        """Return whether a line is below another one than in the base, and not only because it is read so in a part."""
        same_label = piece.label == old.label and not self._whole
        return old.parent is not self._matching.old_of(piece.parent or piece) and not same_label

    def _place(self, there: Line, above: Line, before: tuple[Line, Piece] | None) -> None:
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


def _hang(there: Line, above: Line, *, first: bool = False, units: Iterable[int] = ()) -> None:
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


def _leaves_the_rest(node: Node, dots: set[int]) -> bool:
    """Return whether a MOD has only the head of a node, or only the words of an item without the nodes below it."""
    if isinstance(node, Text):
        return not dots and all(
            isinstance(each, Clause) and each.heading.text and not each.blocks for each in node.body
        )
    if isinstance(node, Division | Annex):
        return all(isinstance(each, HEADS) for each in node.blocks)
    if isinstance(node, Clause):
        return not node.blocks
    return isinstance(node, Item) and all(not isinstance(each, Item) for each in node.blocks)


# ---------------------------------------------------------------------- lines


def _is_part(piece: Piece) -> bool:
    """Return whether a line begins a part of a text: a clause, an item, a provision, an article, an annex."""
    return bool(piece.label) or piece.kind in _PARTS


def _is_context(piece: Piece) -> bool:
    """Return whether a line of an amending document only shows where its amendments stand."""
    around = (piece, *piece.ancestors)
    return bool(piece.words) and not isinstance(piece.node, _NAMES) and all(each.kind not in _MARKED for each in around)


def _same(one: Piece, other: Piece) -> bool:
    return one.words == other.words and one.label == other.label and type(one.node) is type(other.node)


def _line_of(line: Line) -> Iterator[Line]:
    """Return the drafts on a line: that of the node, and those that are printed beside its label."""
    yield line
    if line.is_a(Row):
        yield from line.children
    for name, members in line.parts.items() if line.is_a(_WITH_LINES) else ():
        if members and (name == "heading" or (line.is_a((Provision, Item)) and name == "blocks")):
            yield from _line_of(members[0])


def _strip_label(now: Line, new: Line) -> None:
    """Take the label of an item from the words of a provision, where dots behind it hid it: "64 1 ... in fog"."""
    labels = [each.label for each in _line_of(now) if each.is_a(Item) and each is not now]
    theirs = next(iter(_words_on_line(new)), None)
    if labels and theirs is not None and all(not each.is_a(Item) for each in _line_of(new)):
        theirs.set(text=theirs.text.removeprefix(labels[0]).lstrip())


def _words_on_line(line: Line) -> list[Line]:
    """Return the drafts of a line that have words."""
    return [each for each in _line_of(line) if each.has_text]


def _texts(piece: Piece) -> list[str]:
    """Return the words of the nodes on a line."""
    node = piece.node
    if isinstance(node, Row):
        return [getattr(each, "text", "") for each in node.children]
    on_line = [each for each in node.outline_line.pieces or () if isinstance(each, Node)]
    return [text for each in on_line if isinstance(text := getattr(each, "text", None), str)]


def _notes(line: Line) -> list[str]:
    """Return the footnotes whose marks are in a line."""
    return [mark.note.text for each in _line_of(line) for mark in each.marks]


def _merge_marks(found: Merged, ours: Line, theirs: Line) -> None:
    """Put the footnote marks of two wordings into the merged one."""
    kept = [mark._replace(offset=found.place(0, mark.offset)) for mark in ours.marks]
    known = {mark.note.text for mark in kept}
    new = [mark._replace(offset=found.place(1, mark.offset)) for mark in theirs.marks]
    new = [mark for mark in new if mark.note.text not in known]
    places = {mark.offset for mark in new}
    ours.marks = sorted([*(mark for mark in kept if mark.offset not in places), *new], key=lambda mark: mark.offset)
