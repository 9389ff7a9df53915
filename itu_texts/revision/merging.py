"""Three-way merging of a proposal into the amended base.

What a line was when it was read is the ancestor of both sides. A line that the proposal leaves unchanged keeps the
changes of others; in a line that both change, the changes of different words are all made, and those of the same words
conflict. A line that the proposal does not repeat stays, unless tracked changes strike it, or the proposal is taken as
the complete new text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from itu_texts.language import series
from itu_texts.language.grammar import lang_of
from itu_texts.language.writing import fold, past_blanks
from itu_texts.revision.diffs import Matching, Partners
from itu_texts.revision.lines import (
    LABELS,
    Line,
    Lines,
    Marks,
    compared,
    line_of,
    lines_below,
    longest_increasing,
    merge_words,
    place_in,
    printed_lines,
)
from itu_texts.revision.targets import core
from itu_texts.tree.addresses import Addresses
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
from itu_texts.tree.walking import all_words, preorder, walk

_CONTAINERS: Final = (Clause, Annex, Division)  # nodes with a heading and lines below it
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
class Gone:
    """A line that an amendment took away, with all lines below it."""

    line: Line
    source: Source
    around: Sequence[Line]
    """The lines in which it stood, from the inside out, without the document."""
    is_named: bool
    """Whether the amendment names it, and does not only leave it out."""


@frozen(eq=False)
class NewPart:
    """The proposed version of a node, without the amendments in it."""

    line: Line
    lines: Sequence[Line]
    """Its printed lines."""
    has_nested: bool
    """Whether it contained amendments."""


def proposed(
    node: Node,
    behind: Sequence[Node],
    marks: Marks,
    language: str,
    *,
    of_list: bool,
    items: Mapping[str, Sequence[str]] | None = None,
) -> NewPart:
    """Return a node of an amending document as a proposal, without the amendments in it, which are applied separately.

    :param behind: the nodes after it that belong to it.
    :param marks: the footnote marks of the amending document.
    :param of_list: whether labels that were taken for numbers of provisions are those of items.
    :param items: the words of the items that are amended, by their labels, which a list may have without the ones
        before: only "b) to row".
    """
    of: dict[int, Line] = {}
    made = lines_below(node, of, marks)
    nested = [each for each in made.below if each.is_a(Amendment)]
    numbered = [each for each in made.below if each.is_a(Provision)] if of_list else []
    for each in numbered:
        each.node = Item(start=0, end=0, label=each.label, style=LabelStyle.NUMBER)
    hidden = [*_hidden_items(made, language, items or {})]
    if not (numbered or nested or behind or hidden):
        return NewPart(made, printed_lines(node, of), has_nested=False)
    for each in nested:
        each.detach()
    for block in behind:
        made.put(lines_below(block, {}, marks), "blocks")
    root = line_of(Document(start=0, end=0, language=language))
    root.put(made, "blocks")
    clean = Lines(root, [], {}).frozen(language).blocks[0]
    made.detach()
    of = {}
    for origin, there in zip(walk(clean), made.below, strict=True):
        there.origin, of[id(origin)] = origin, there
    return NewPart(made, printed_lines(clean, of), has_nested=bool(nested))


def _hidden_items(made: Line, language: str, items: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    """Make items of paragraphs that begin with the label of an item, or are its line, "3 Care"; yield them."""
    last: Line | None = None  # the item in which the paragraphs behind its line stand
    for each in [*made.below] if items else ():
        text = each.text if each.is_a(Paragraph) and each is not made else ""
        found = lang_of(language).patterns.NEW_LABEL.match(fold(text))
        label, words = (text[: found.end("label")], text[found.end() :]) if found is not None else ("", text)
        is_line = bool(label) and items.get(core(label)) == compared(words)
        if is_line or (label.endswith(")") and core(label) in items):
            item = line_of(Item(start=0, end=0, label=label, style=LabelStyle.LETTER))
            item.stand_in_for(each)
            each.set(text=words)
            item.put(each, "blocks")
            last = item if is_line else None
            yield item
        elif last is not None and each.parent is last.parent and any(map(str.isalnum, text)):
            last.put(each, "blocks")


def has_words(there: Line) -> bool:
    """Return whether a line has words below its heading, and not only labels."""
    texts = (each.text.strip() for each in there.below if each.attribute != "heading")
    return any(words and not series.is_label(words) for words in texts)


@define(eq=False)
class Tree:
    """The base while it is amended."""

    root: Line
    addresses: Addresses
    report: Callable[[str, str], None]
    language: str
    stands: Callable[[str], bool]
    """Whether the base has a provision of a number now."""
    watch: Callable[[], None]
    """Called before a label or a node of the base goes."""
    made: set[int] = field(factory=set)
    """The numbers of the documents from which something was applied."""
    gone: dict[Line, Gone] = field(factory=dict)
    """The lines that amendments took away, in their order."""

    def add(self, source: Source, made: NewPart) -> Line:
        """Register an addition."""
        for each in made.line.below:
            each.added_by = source
        self.mark(source, made.line)
        return made.line

    def mark(self, source: Source, there: Line) -> None:
        """Record that an amendment made or changed a line."""
        self.made.add(source.document)
        if source not in there.sources:
            there.sources.append(source)

    def take(self, source: Source, there: Line, *, is_named: bool) -> Gone:
        """Take a line away."""
        self.watch()
        self.made.add(source.document)
        self.gone[there] = Gone(there, source, [*there.ancestors][:-1], is_named)
        there.detach()
        return self.gone[there]

    def changed_by(self, there: Line, document: int | None = None) -> Source | None:
        """Return who changed a line, or one in it, other than one document."""
        known = (each.sources[-1] for each in there.below if each.sources)
        return next((source for source in known if source.document != document), None)

    def other_words(self, found: Line | None, lines: Iterable[Line]) -> str:
        """Return the words of lines around amendments, or of a NOC, that are not lines of a part of the base."""
        known = {(each.was.label, each.was.words) for each in found.lines_within} if found is not None else set()
        other = (each for each in lines if _is_context(each) and (each.was.label, each.was.words) not in known)
        return " ".join(each.was.printed for each in other if not self.is_dots(each))

    def part_shown(self, found: Line, node: Node) -> str:
        """Return the lines of clauses, items and provisions in a node if it has not all of those of a part of the base.

        With none at all it stands for the whole: "SUP / RESOLUTION 7 / Boats / ...".
        """
        if not found.kind or not isinstance(node, Text | Annex | Division):
            return ""
        base, lines = [*found.lines_within][1:], printed_lines(node)[1:]
        whole = [each for each in base if _is_part(each)]
        shown = [each for each in lines if _is_part(each) and not self.is_dots(each)]
        titles = {each.was.words for each in base}
        labels = {core(each.was.printed_label) for each in whole if each.was.label}
        for each in lines:  # "resolves 2" in the place of a title
            is_title = each.kind == "title" and each.was.words not in titles
            if is_title and core(each.was.text.split()[-1]) in labels:
                return each.was.printed
        return " ".join(each.was.printed for each in shown) if len(shown) < len(whole) else ""

    def is_dots(self, line: Line) -> bool:
        """Return whether a line stands for what an amendment does not repeat: "...", "3 and 4 (unchanged)"."""
        text = line.was.text
        words = text[self.ranges(line) :].strip()
        pattern = lang_of(self.language).patterns.NOT_REPEATED
        return len(text) < _LONGEST_DOTS and pattern.fullmatch(fold(words)) is not None

    def ranges(self, line: Line) -> int:
        """Return where further labels beside that of a line end: "a) to c) (unchanged)"; 0 without any."""
        patterns, words = lang_of(self.language).patterns, fold(line.was.text)
        first = patterns.LABEL_SAID.match(words) if not line.was.label else None  # "1 to 4 NOC"
        found = patterns.MORE_LABELS.match(words, past_blanks(words, first.end()) if first is not None else 0)
        return found.end() if found is not None and (line.was.label or first) else 0

    def reword(self, source: Source, there: Line, words: str) -> None:
        """Replace the words of a line."""
        line = next(each for each in there.around if each.kind)
        there.reword(words)
        line.says = line.says.saying(words)
        self.mark(source, line)

    # ------------------------------------------------------------------ merging

    def merge(self, source: Source, found: Line, made: NewPart, *, whole: bool, author: Node | None) -> Merge:
        """Merge the differences between a part of the base and a proposal into the part.

        :param whole: whether the proposal is the complete new text, so that what it leaves out goes.
        :param author: the node before the tracked changes of the proposal, if it has any: what they strike goes.
        """
        base, lines = [*found.lines_within], made.lines
        dots = [line for line in lines[1:] if self.is_dots(line) and (not line.was.label or self.ranges(line))]
        behind = {line for line in lines if line not in dots and self._cut_unchanged(line)}
        matching: Partners
        if author is not None:
            matching = Through(base, printed_lines(author), lines)
        else:
            matching = Matching(base, lines, by_label=True, apart=dots)
        return Merge(self, source, matching, made, {*dots}, behind, whole=whole)

    def _cut_unchanged(self, line: Line) -> bool:
        """Take "(unchanged)" from the end of a line, where it stands for those below; return whether it was there."""
        text = line.was.text
        found = lang_of(self.language).patterns.UNCHANGED_BEHIND.search(fold(text))
        if found is None or not (words := _words_on_line(line)):
            return False
        cut = len(text) - found.start()
        words[-1].set(text=words[-1].text[:-cut])
        line.was = line.says = line.was.saying(text[:-cut])
        return True


class Through(Partners):
    """The partners in a base and a proposal with tracked changes, by way of the base that its author had."""

    def __init__(self, old: Sequence[Line], author: Sequence[Line], new: Sequence[Line]) -> None:
        self._of_base, self._of_author = Matching(old, author), Matching(author, new)
        pairs = ((self._of_base.partner(each), self._of_author.partner(each)) for each in author)
        super().__init__(old, new, ((was, now) for was, now in pairs if was is not None and now is not None))
        self._author = author

    def before(self, line: Line) -> Line | None:
        """Return what a line of the proposal was before the tracked changes."""
        return self._of_author.partner(line)

    def is_struck(self, line: Line) -> bool:
        """Return whether the author struck a line of the base."""
        before = self._of_base.partner(line)
        return before is not None and self._of_author.partner(before) is None

    def differing(self) -> Iterator[tuple[str, str]]:
        """Yield the lines in which the base and that of the author differ, as printed; one of the two may be empty."""
        for line in self.old:
            before = self._of_base.partner(line)
            if before is None or (line.was.words and not _says_same(before, line)):
                yield line.was.printed, before.was.printed if before is not None else ""
        yield from (("", before.was.printed) for before in self._author if self._of_base.partner(before) is None)


class Merge:
    """One proposal that is merged, and what became of it."""

    def __init__(
        self,
        tree: Tree,
        source: Source,
        matching: Partners,
        made: NewPart,
        dots: Collection[Line],
        behind: Collection[Line],
        *,
        whole: bool,
    ) -> None:
        self._tree = tree
        self._source = source
        self._matching = matching
        self._dots, self._before_dots = dots, behind
        self._whole = whole
        self.is_of_head = made.has_nested or _leaves_the_rest(made.lines[0].origin, bool(dots))
        """Whether it only has the head of a node, and changes what is below that in other ways or not at all."""
        pairs = [(line, old) for line in matching.new if (old := self._old_of(line)) is not None]
        kept = longest_increasing([old.index for _, old in pairs])
        self._moved = {
            line
            for place, (line, old) in enumerate(pairs)
            if line.above is not None and (place not in kept or self._is_elsewhere(line, old))
        }
        self.is_changed = False
        """Whether anything was changed, or others had changed it so before."""
        self._left_out: set[Line] = set()  # lines that are reported as a whole
        self._agreed: set[Line] = set()  # lines that others added, and it adds too

        self.omitted: Sequence[Line] = ()
        """What the proposal neither repeats nor stands dots for, and that stays."""
        self._run()

    def _run(self) -> None:
        tree, matching = self._tree, self._matching
        for line in matching.new[1:]:
            line.detach()
        here: dict[Line, Line] = {}  # what the new lines became
        last: dict[Line | None, Line] = {}  # the last one of these below each
        for line in matching.new:
            above = here.get(line.above) if line.above is not None else None
            if line in self._dots:
                if above is not None:  # what is read as below the dots
                    here[line] = above
                continue
            result = self._result(line, above, last.get(line.above))
            if result is not None:
                here[line] = last[line.above] = result
        self.omitted = self._remove()
        for each in matching.differing() if isinstance(matching, Through) else ():
            has, had = (f"“{words}”" if words else "nothing" for words in each)
            says = f"{self._source} was made on another edition: it had {had} where the base has {has}"
            tree.report("differs-from-base", says)
        if self.is_changed and matching.old[0].is_a(_NAMED_WHOLE):
            tree.mark(self._source, matching.old[0])

    def _result(self, line: Line, above: Line | None, before: Line | None) -> Line | None:
        """Merge a line; return what it became."""
        old = self._old_of(line)
        if old is None:
            return self._add(line, above, before)
        if not self._stands(old):
            if not _same(line, old):
                says = f"which another amendment suppresses; it says “{line.was.printed}”"
                self._report("amended-after-suppression", old, says)
            return None
        self._line(line, old)
        if above is not None and line in self._moved:
            self._place(old, above, before)
        return old

    def _stands(self, old: Line) -> bool:
        return self._tree.root in old.around

    def _old_of(self, line: Line) -> Line | None:
        """Return the line of the base that a line of the proposal stands for.

        A line that stays without being named is not matched, whatever is similar to it: another provision, or a line
        elsewhere.
        """
        old = self._matching.partner(line)
        if old is None or line.above is None or self._whole or isinstance(self._matching, Through):
            return old
        if isinstance(line.origin, Provision) and isinstance(old.origin, Provision):
            return old if line.was.label == old.was.label or line.origin.number == old.origin.number else None
        around, is_reworded = self._matching.partner(line.above), line.was.words != old.was.words
        if self.is_of_head and old.above is not around:
            return None if is_reworded else old
        if line.was.label and line.was.label != old.was.label and is_reworded and around is not None:
            named = (each for each in around.lines if (each.was.label, each.kind) == (line.was.label, line.kind))
            old = next((each for each in named if self._matching.partner(each) is None), old)
        is_named = bool(line.was.label) and line.was.label == old.was.label and around in old.lines_around
        above = self._above(old)
        is_moved = old.was.words == line.was.words and above is not None and self._matching.partner(above) is not None
        return old if is_moved or is_named or above is around else None

    def _above(self, old: Line) -> Line | None:
        """Return the line above one of the base, in the part that is amended."""
        return old.above if old is not self._matching.old[0] else None

    def _mark(self, there: Line) -> None:
        self.is_changed = True
        for each in there.parts["heading"] if there.is_a(_CONTAINERS) else [there]:
            self._tree.mark(self._source, each)

    def _report(self, code: str, old: Line, says: str) -> None:
        name = self._tree.addresses.known(old.origin, f"“{old.was.text}”")
        self._tree.report(code, f"{self._source} amends {name}, {says}")

    # ------------------------------------------------------------------ lines that both have

    def _line(self, new: Line, now: Line) -> None:
        """Merge the changes of one line."""
        tree = self._tree
        before = self._matching.before(new) if isinstance(self._matching, Through) else None
        origin = before or now
        names = self.is_of_head and isinstance(now.origin, Annex | Division | Designation)
        if names and new.was.words == now.was.words[: len(new.was.words)]:  # only the title or the year is left out
            return
        has_notes = not {*_notes(new)} <= {*_notes(now)}
        is_place = not (new.was.words or self._whole or isinstance(self._matching, Through))  # "3", with b) below it
        if (_same(new, origin) or tree.is_dots(new) or is_place) and not has_notes:
            return
        mine, is_first = now.says, now.says is now.was
        earlier = tree.changed_by(now)
        is_relabelled = new.was.label != origin.was.label
        is_conflict = is_relabelled and mine.label not in (origin.was.label, new.was.label)
        words = [_words_on_line(each) for each in (now, new)]
        texts = _texts(origin.origin)
        if type(now.node) is not type(new.node) or not len(words[0]) == len(words[1]) == len(texts):
            is_same = mine.words in (now.was.words, new.was.words) and mine.label in (now.was.label, new.was.label)
            is_conflict = is_conflict or not is_same
            self._take(new, now)
        else:
            _strip_label(now, new)
            for text, ours, theirs in zip(texts, *words, strict=True):
                found, differs = merge_words(text, ours.text, theirs.text)
                is_conflict = is_conflict or differs
                _merge_marks(found, ours, theirs)
                ours.say(theirs if is_first else ours, text=found)
            if is_relabelled:
                tree.watch()
                for ours, theirs in zip(now.on_line, new.on_line, strict=False):
                    labels = {name: label for name in LABELS if (label := theirs.get(name))}
                    ours.set(**{name: label for name, label in labels.items() if ours.get(name) is not None})
            made = (new.was if is_relabelled else mine).saying(" ".join(each.text for each in words[0]))
            if (mine.text, mine.label) == (made.text, made.label) and is_first and not (is_conflict or has_notes):
                return  # dots, or blanks
            now.says = made
        if is_conflict:
            says = f"which {earlier} changes in another way; one says “{mine.printed}”, the other “{new.was.printed}”"
            self._report("conflicting-amendments", now, says)
            now.sources.clear()
        self._mark(now)

    def _take(self, new: Line, now: Line) -> None:
        """Put the words of the proposal in place of those of a line; the lines below it stay."""
        below = _hanging(now)
        for each in below:
            each.detach()
        now.node, now.parts, now.marks, now.says = new.node, new.parts, new.marks, new.was
        for each in now.children:
            each.parent = now
        for each in reversed(below):
            now.hang(each)

    # ------------------------------------------------------------------ lines that one of them has

    def _add(self, line: Line, above: Line | None, before: Line | None) -> Line | None:
        """Add a new line to the tree, unless another amendment added the same there."""
        if isinstance(self._matching, Through) and self._matching.before(line) is not None:
            return None  # of the base that its author had, which is reported
        if line.above in self._left_out:
            self._left_out.add(line)
            return None
        assert line.above is not None
        there = self._matching.partner(line.above) or line.above
        if above is None:
            if line.was.words:
                says = f"which another amendment suppresses, and adds “{line.was.printed}” there"
                self._report("amended-after-suppression", there, says)
            return None
        tree = self._tree
        others = [
            each for each in _hanging(above) if each.kind == line.kind and each.added_by not in (None, self._source)
        ]
        for each in others:
            if _same_now(each, line) and each not in self._agreed:
                self._agreed.add(each)
                self._mark(each)
                return each
        if isinstance(line.origin, Provision) and tree.stands(line.origin.number):
            said = f"{line.origin._names[0]} there, which stands elsewhere; it says “{all_words(line.origin)}”"
            tree.report("added-twice", f"{self._source} has {said}")
            self._left_out.add(line)
            return None
        for each in others:
            if each.says.label == line.was.label and any(map(str.isalnum, line.was.label)):
                says = f"to which {each.added_by} adds “{each.says.printed}”, and it adds “{line.was.printed}”"
                self._report("conflicting-amendments", there, says)
        self._place(line, above, before)
        self.is_changed = True
        line.added_by = self._source
        if not above.sources or not above.is_a((Item, Provision)):
            tree.mark(self._source, line)
        return line

    def _remove(self) -> list[Line]:
        """Remove the lines that the proposal strikes; return those that it only does not repeat, the outermost ones."""
        matching, tree = self._matching, self._tree
        omitted: list[Line] = []
        seen: set[Line] = set()
        for old in matching.old[1:]:
            if self._new_of(old) is not None or not self._stands(old):
                continue
            if not (self._whole or (isinstance(matching, Through) and matching.is_struck(old))):
                if not (self.is_of_head or isinstance(matching, Through)):
                    seen.add(old)
                    around = map(self._new_of, old.lines_around)  # "1 ..." stands for all of an item
                    is_meant = self._is_behind_dots(old) or any(new and tree.is_dots(new) for new in around)
                    if old.above not in seen and (old.was.words or old.was.label) and not is_meant:
                        omitted.append(old)
                continue
            earlier = tree.changed_by(old, self._source.document)
            if earlier is not None:
                says = f"which it removes, and {earlier} changes: it says “{old.says.printed}”"
                self._report("conflicting-amendments", old, says)
                continue
            self.is_changed = True
            for holder in tree.take(self._source, old, is_named=False).around[:1]:
                tree.mark(self._source, next(each for each in holder.around if each.kind))
        return omitted

    def _new_of(self, old: Line) -> Line | None:
        new = self._matching.partner(old)
        return new if new is not None and self._old_of(new) is old else None

    def _is_behind_dots(self, old: Line) -> bool:
        """Return whether dots stand where a line that is not repeated would stand."""
        if not (self._dots or self._before_dots):
            return False
        place = old.index - self._matching.old[0].index
        before = next((new for each in reversed(self._matching.old[:place]) if (new := self._new_of(each))), None)
        after = next((new for each in self._matching.old[place:] if (new := self._new_of(each))), None)
        first = before.index if before is not None else 0
        between = self._matching.new[first : after.index if after is not None and after.index > first else None]
        return any(line in self._dots or line in self._before_dots for line in between)

    def _is_elsewhere(self, line: Line, old: Line) -> bool:
        """Return whether a line is below another one than in the base, and not only because it is read so in a part."""
        same_label = line.was.label == old.was.label and not self._whole
        return self._above(old) is not self._matching.partner(line.above or line) and not same_label

    def _place(self, there: Line, above: Line, before: Line | None) -> None:
        """Put a line below another, after the one that it follows and after the additions of others there."""
        if before is not None and before.parent is not None and before.attribute == there.attribute:
            members = before.beside
            place = members.index(before) + 1
            while place < len(members) and members[place].added_by not in (None, self._source):
                place += 1
            members[place - 1].put_beside(there, after=True)
        else:
            above.hang(there)


def _hanging(there: Line) -> list[Line]:
    """Return the printed lines directly below a line, as it is now."""
    below = preorder(there, lambda each: each.children if each is there or not each.kind else ())
    return [each for each in below if each.kind and each is not there]


def _leaves_the_rest(node: Node, has_dots: bool) -> bool:
    """Return whether a MOD has only the head of a node, or only the words of an item without the nodes below it."""
    match node:
        case Text():
            heads = (isinstance(each, Clause) and each.heading.text and not each.blocks for each in node.body)
            return not has_dots and all(heads)
        case Division() | Annex():
            return all(isinstance(each, HEADS) for each in node.blocks)
        case Clause():
            return not node.blocks
        case _:
            return isinstance(node, Item) and all(not isinstance(each, Item) for each in node.blocks)


# ---------------------------------------------------------------------- lines


def _is_part(line: Line) -> bool:
    """Return whether a line begins a part of a text: a clause, an item, a provision, an article, an annex."""
    return bool(line.was.label) or line.kind in _PARTS


def _is_context(line: Line) -> bool:
    """Return whether a line of an amending document only shows where its amendments stand."""
    around = (line, *line.lines_around)
    return bool(line.was.words) and not line.is_a(_NAMES) and all(each.kind not in _MARKED for each in around)


def _says_same(one: Line, other: Line) -> bool:
    return one.was.words == other.was.words and one.was.label == other.was.label


def _same(one: Line, other: Line) -> bool:
    return _says_same(one, other) and type(one.origin) is type(other.origin)


def _same_now(now: Line, new: Line) -> bool:
    """Return whether a line says now what another one was."""
    is_alike = now.says.words == new.was.words and now.says.label == new.was.label
    return is_alike and type(now.node) is type(new.origin)


def _strip_label(now: Line, new: Line) -> None:
    """Take the label of an item from the words of a provision, where dots behind it hid it: "64 1 ... in fog"."""
    labels = [each.label for each in now.on_line if each.is_a(Item) and each is not now]
    theirs = next(iter(_words_on_line(new)), None)
    if labels and theirs is not None and all(not each.is_a(Item) for each in new.on_line):
        theirs.set(text=theirs.text.removeprefix(labels[0]).lstrip())


def _words_on_line(line: Line) -> list[Line]:
    """Return the parts of a line that have words."""
    return [each for each in line.on_line if each.has_text]


def _texts(node: Node) -> list[str]:
    """Return the words of the nodes on a line."""
    if isinstance(node, Row):
        return [getattr(each, "text", "") for each in node.children]
    on_line = [each for each in node.outline_line.pieces or () if isinstance(each, Node)]
    return [text for each in on_line if isinstance(text := getattr(each, "text", None), str)]


def _notes(line: Line) -> list[str]:
    """Return the footnotes whose marks are in a line."""
    return [mark.note.text for each in line.on_line for mark in each.marks]


def _merge_marks(merged: str, ours: Line, theirs: Line) -> None:
    """Put the footnote marks of two wordings into the merged one."""
    kept, new = (
        [mark._replace(offset=place_in(merged, each.text, mark.offset)) for mark in each.marks]
        for each in (ours, theirs)
    )
    known = {mark.note.text for mark in kept}
    new = [mark for mark in new if mark.note.text not in known]
    places = {mark.offset for mark in new}
    ours.marks = sorted([*(mark for mark in kept if mark.offset not in places), *new], key=lambda mark: mark.offset)
