"""Applies amendments: ADD, MOD, SUP and NOC of proposals and amending instruments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from attrs import evolve, frozen

from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.language import series
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import fold
from itu_texts.revision.diffs import Matching, Partners
from itu_texts.revision.instructed import Instructed
from itu_texts.revision.lines import (
    FootnoteMark,
    Line,
    compared,
    finish,
    footnote_marks,
    line_of,
    lines_of,
    nodes_of,
    printed_lines,
)
from itu_texts.revision.merging import HEADS, Gone, NewPart, Source, Tree, has_words, proposed
from itu_texts.revision.numbering import InnerReferences
from itu_texts.revision.proposals import Instruction, Part, Proposal, instructions, replace, sentences
from itu_texts.revision.targets import (
    ItemChanges,
    Placed,
    Targets,
    amended_holder,
    cited_by,
    core,
    label_of,
    named_by_cover,
    numbers_in,
    numbers_of,
    numbers_of_list,
)
from itu_texts.tree.base import kept
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import (
    Amended,
    Amendment,
    Annex,
    Clause,
    Division,
    Document,
    Item,
    Node,
    Note,
    Paragraph,
    Provision,
    Reasons,
    Table,
    Text,
    Title,
)
from itu_texts.tree.parts import number_key
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words, find, walk

PROBLEMS = {
    "amendment-without-target": "correct its target, or change it to an ADD",
    "added-twice": "change it to a MOD, or remove it",
    "amended-after-suppression": "remove one of the two",
    "conflicting-amendments": "choose one of the two",
    "left-unchanged": "it stays; strike it, suppress it, or put “...” in its place",
    "differs-from-base": "check which edition is meant",
    "amended-twice": "give each amendment once",
    "replaced-amendment": "give the later document alone",
    "not-understood": "say it with ADD, MOD or SUP and the new words",
    "nothing-amended": "check that it is the right file",
    "lost-footnote": "put its mark into the new words",
    "broken-reference": "",
}
"""The codes of what is reported of amendments, each with advice."""

_WORDS = (Paragraph, Item, Note, Table)
_ASIDE = {
    NAMES.ALTERNATIVE: "which begins an alternative, and only one wording can be applied",
    NAMES.SAID_ASIDE: "which seems to be no words of the text",
    NAMES.LIKE_MARKER: "which is not understood as a marker",
}
"""What is said of lines below a marker, by their form."""
Target = Provision | Division | Annex | Clause | Text


@frozen(eq=False)
class Op:
    """What a marker says of one part of the base."""

    source: Source
    name: str
    """The part, as reports name it."""
    found: Line | None
    """The part; ``None`` if the base does not have it."""
    words: Node | None = None
    """What stands below the marker for it; ``None`` if the marker only names it."""
    behind: Sequence[Node] = ()
    """The nodes after the words that belong to them."""
    of_list: bool = False
    """Whether it is an item, so that a number before its words is a label."""
    place: Callable[[Line], None] | None = None
    """Puts an addition into its place; ``None`` if nothing can be added there."""


@checked
def consolidate(base: Document, *amending: Document, whole: bool = False) -> Document:
    """Apply amendments to a text or treaty.

    Amendments can change provisions, articles and other divisions, their titles, annexes, clauses and whole texts, and
    items of clauses by their labels. ``(ADD)`` and ``ADD*`` count as ``ADD``, and so do the other actions. A MOD is
    compared with the base, and only its differences are applied, word by word, so several proposals on one text, or on
    one item, can all be applied. What a MOD does not repeat stays: only SUP, and tracked changes of Word, take words
    away. A Word file with tracked changes and without markers is a proposal too. Amendments are applied in the given
    order.

    :param base: a treaty, a text or several texts; it is not changed.
    :param amending: the documents with the amendments: proposals, amending instruments. The tracked changes of a Word
        file are those of the file that it was read from, which is read again.
    :param whole: whether a MOD, or a document without markers, is the complete new text, so that what it does not
        repeat goes.
    :returns: a new document, whose source is the text as :func:`itu_texts.to_text` prints it. Its
        :attr:`~itu_texts.Document.amended` says which stretch came from which amendment, and so does
        :attr:`Node.amended_by <itu_texts.Node.amended_by>` for a node. What a person must see is among its diagnostics:
        ``amendment-without-target``, ``added-twice``, ``amended-after-suppression``, ``conflicting-amendments``,
        ``left-unchanged``, ``differs-from-base``, ``amended-twice``, ``not-understood``, ``nothing-amended``,
        ``lost-footnote``, ``broken-reference``. They quote all words that were not applied. If two amendments
        conflict, the later one is applied, and the diagnostic has the words of both.
    :raises InputError: if one of them is not a document, or the base shows tracked changes.
    :raises ReadError: if an amending document shows tracked changes, and its file has changed since it was read.
    """
    return Consolidation(base, *amending, whole=whole).document


class Consolidation:
    """A base document to which amendments are applied.

    :param after_each: what is called after each amending document but the last, with its number and the document that
        it and those before it make.
    """

    def __init__(
        self,
        base: Document,
        *amending: Document,
        whole: bool = False,
        after_each: Callable[[int, Document], None] | None = None,
    ) -> None:
        for each in (base, *amending):
            if not isinstance(each, Document):
                raise InputTypeError(f"consolidate() takes documents, not a {type(each).__name__}")
        if base.changes:
            raise InputError("the base shows tracked changes; read it with view='final' or view='original'")
        self._base, self._whole = base, whole
        self._drafts = lines_of(base)
        self._targets = Targets(self._drafts)
        self._tree = Tree(
            self._drafts.root,
            self._targets.addresses,
            self._problem,
            base.main_language,
            lambda number: self._targets.at("provision", number) is not None,
            self._watch,
        )
        self._printed = printed_lines(base, self._drafts.of)
        self._suppressed_names: dict[str, Source] = {}
        self._problems: list[tuple[str, str]] = []
        self._reported = 0
        self._named: set[int] = set()  # the identities of drafts that the amendments of a document name
        self._omitted: list[tuple[Source, Line]] = []
        self._items: dict[int, ItemChanges] = {}  # by the identity of the clause or annex of an amending text
        self._marks: dict[int, list[FootnoteMark]] = {}  # footnote marks in the amending document
        self._language = ""
        self._references: InnerReferences | None = None
        self._called = {mark.note for mark in self._drafts.marks}
        proposals = [Proposal.of(document, number, base.main_language) for number, document in enumerate(amending, 1)]
        replace(proposals)
        for proposal in proposals:
            self._amend(proposal)
            if after_each is not None and proposal is not proposals[-1]:
                after_each(proposal.number, self._made())
        self.document = self._made()
        """The amended document, with the origins of its stretches and the problems."""

    def _made(self) -> Document:
        calls = dict.fromkeys(mark.note for mark in self._drafts.marks)
        lost = [note for note in self._drafts.footnotes if note in self._called and note not in calls]
        for note in lost:
            self._problem("lost-footnote", f"the words around the mark of a footnote are gone: “{note.text}”")
        notes = [note for note in self._drafts.footnotes if note not in lost]
        self._drafts.footnotes[:] = dict.fromkeys((*notes, *calls))
        made = finish(self._drafts, self._base)
        if self._references is not None:
            made = self._references.with_diagnostics(made)
        problems = [make_diagnostic(code, message, Span(0, 0)) for code, message in self._problems]
        self.changed = [*self._changed(nodes_of(self._drafts, made))]
        """The nodes that amendments made or changed, or beside which a SUP took something away."""
        amended = tuple(
            Amended(
                start=node.start,
                end=node.end,
                action=source.amendment.action,
                marker=source.amendment.marker,
                amending=source.document,
            )
            for node, source in self.changed
        )
        return evolve(made, diagnostics=(*problems, *made.diagnostics), amended=amended)

    @property
    def problems(self) -> list[Diagnostic]:
        """What a person must see."""
        return [each for each in self.document.diagnostics if each.code in PROBLEMS]

    @property
    def is_about_base(self) -> bool:
        """Whether the last amending document names a part of the base, or changes one."""
        return bool(self._named or self._tree.made)

    def _watch(self) -> None:
        """Find the references of the base, before the first label or node goes."""
        if self._references is None:
            self._references = InnerReferences(self._base, self._drafts)

    # ------------------------------------------------------------------ one document after the other

    def _amend(self, proposal: Proposal) -> None:
        """Apply the amendments of a document."""
        document, reported = proposal.document, self._reported
        known = {(note.get("mark"), note.text): note for note in self._drafts.footnotes}
        notes = [known.get((note.mark, note.text)) or line_of(note) for note in document.footnotes]
        self._marks = footnote_marks(document, document, notes)
        self._texts = [*find(document, Text)]
        self._language = document.main_language
        self._proposal = proposal
        self._named, self._omitted = set(), []
        for placed in proposal.placed if proposal.is_marked else ():
            source = Source(placed.amendment, proposal.number)
            if (new := proposal.replaced.get(id(placed.amendment))) is not None:
                code = "amended-twice" if new.number < proposal.number and not new.revision else "replaced-amendment"
                says = f"{source} is not applied: document {new.number} has it again"
                self._problem(code, f"{says}; it says {_quoted(placed.amendment)}")
            else:
                self._make_all(source, proposal.named_by(placed))
        if proposal.is_marked:
            self._report_unmarked(proposal)
        else:
            self._make_unmarked(proposal)
        for source, there in self._omitted:
            if not any(id(each) in self._named for each in there.around):
                said = " ".join(_words_of(there))
                self._problem("left-unchanged", f"{source} does not repeat {self._address(there)} (“{said}”)")
        if proposal.number not in self._tree.made and self._reported == reported:
            self._problem("nothing-amended", f"nothing of document {proposal.number} is applied")

    def _address(self, there: Line) -> str:
        return (self._targets.addresses.of(there.origin) if there.kind else None) or "a line"

    def _make_unmarked(self, proposal: Proposal) -> None:
        """Apply a document without markers: tracked changes, a complete new text, or words that say what is changed."""
        if proposal.author_base is None and not self._whole:
            self._make_instructions(proposal)
            return
        for block in (each for each in proposal.document.blocks if isinstance(each, Target)):
            marker = Amendment(start=block.start, end=block.end, marker="", action="MOD", blocks=(block,))
            self._make(Source(marker, proposal.number), Placed(marker, None, None, ()), block, ())

    def _report_unmarked(self, proposal: Proposal) -> None:
        """Report lines around markers that are not those of the base, and texts that no marker is for."""
        behind = {id(node) for placed in proposal.placed for each in placed.behind for node in walk(each)}
        for block in (each for each in proposal.document.blocks if isinstance(each, Text | Division | Annex)):
            found = self._targets.named_text(block) if isinstance(block, Text) else self._targets.like(block)
            said = self._tree.other_words(found, (each for each in printed_lines(block) if id(each.node) not in behind))
            if said and (found is not None or not any(find(block, Amendment))):
                says = f"document {proposal.number} has words without a marker that the base does not have"
                self._problem("differs-from-base", f"{says}: “{said}”")

    def _make_instructions(self, proposal: Proposal) -> None:
        """Apply what a document says in words; report what is not understood."""
        text: Line | None = self._only_text() or self._targets.root
        hand = Instructed(self._tree, self._drafts, self._base, self._suppress)
        source = Source(Amendment(start=0, end=0, marker="", action="MOD"), proposal.number)
        context: tuple[Part, ...] = ()
        is_begun = False
        for said in instructions(proposal.document):
            if not said.tells:
                named = self._text_named(said.words, text)
                context = hand.context(said, text, context) if text is not None and named is text else ()
                is_known = bool(context) or said.lang.patterns.REASONS.match(fold(said.words)) is not None
                if named is text and is_begun and said.words and not is_known:
                    self._report_instruction(proposal, said)
                text = named
                continue
            is_begun = True
            if text is None or not hand.carry_out(source, said, text, context):
                self._report_instruction(proposal, said)

    def _report_instruction(self, proposal: Proposal, said: Instruction) -> None:
        says = f"document {proposal.number} says {said.shown}"
        self._problem("not-understood", f"{says}, which is not understood or has no place in the base")

    def _text_named(self, line: str, text: Line | None) -> Line | None:
        """Return the text that a line of an amending document names; the last one if it names none."""
        found = self._targets.called(line)
        if found is not None:
            return found
        named = Identifier.read(line, self._language) or named_by_cover(line, self._language)
        if named is None:
            return text
        found = self._targets.text(named)
        return None if found is None or self._targets.is_other_edition(named, found) else found

    def _make_all(self, source: Source, placed: Placed) -> None:
        """Apply an amendment to each node below its marker, or to what the marker names."""
        amendment = placed.amendment
        self._language = amendment.language or "en"
        self._report_markers(source)
        blocks: list[Target] = [block for block in amendment.blocks if isinstance(block, Target)]
        title = next((block for block in amendment.blocks if isinstance(block, Title)), None)
        behind = [block for block in amendment.blocks if isinstance(block, _WORDS)]
        if not blocks and title is None and amendment.provision:
            ends = [(number_key(first), number_key(last)) for first, last in numbers_in(amendment.provision)]
            after = [each for each in placed.behind if isinstance(each, Provision)]
            blocks = [each for low, high in ends for each in after if low <= number_key(each.number) <= high]
        if blocks:
            if amendment.action == "SUP" and isinstance(blocks[-1], Text) and _is_name_alone(blocks[-1], placed.behind):
                said = f"{_quoted(placed.behind[0])}, and it is not clear what goes"
                self._problem("amendment-without-target", f"{source} names {_name(blocks[-1])} and then {said}")
                blocks = blocks[:-1]
            for block in blocks:
                if isinstance(block, Clause) and (not block.heading.text or self._names_items(source, placed, block)):
                    owner = block if block.heading.text else amended_holder(block)
                    self._make_items(source, placed, block, (owner, self._holder_of(placed, owner)), block.blocks)
                else:
                    self._make(source, placed, block, behind if block is blocks[-1] else ())
            self._report_words_behind(source, placed, blocks)
        elif numbers := amendment.provision or (
            numbers_of_list(placed.behind[0], self._language) if placed.behind else ""
        ):
            self._report_words_beside(source, title, placed.behind if amendment.provision else (), numbers)
            self._make_numbers(source, ReferenceKind.PROVISION, numbers)
        elif placed.behind and (text := self._targets.called(all_words(placed.behind[0]))) is not None:
            self._make_named(source, [text], all_words(placed.behind[0]))
        elif title is not None and (cited := cited_by(title, self._language)):
            self._make_cited(source, placed, cited)
        elif title is not None:
            self._retitle(source, placed, title)
        elif not self._make_in_words(source, placed):
            words = " ".join(map(_quoted, (*amendment.blocks, *placed.behind)))
            says = f"; it says {words}" if words else ""
            self._problem("amendment-without-target", f"{source} does not say what it amends{says}")

    def _report_words_beside(self, source: Source, title: Title | None, behind: Sequence[Node], numbers: str) -> None:
        """Report words at the numbers of a SUP or NOC that the base has not there: "SUP 63-65 (except 64)"."""
        ends = numbers_in(numbers)
        found = [each for one, last in ends for each in self._targets.between(ReferenceKind.PROVISION, one, last, None)]
        known = "".join(all_words(each.origin) for each in found if each.kind)
        said = [title] if title is not None else [each for each in behind[:1] if isinstance(each, Paragraph | Item)]
        for words in map(all_words, said):
            is_known = "".join(compared(words)) in "".join(compared(known))
            if source.amendment.action in ("SUP", "NOC") and known and not is_known:
                self._problem("differs-from-base", f"{source} has other words than the base: “{words}”")

    def _make_in_words(self, source: Source, placed: Placed) -> bool:
        """Apply what words below a marker say: "Replace 2 by the following:", or "resolves 2" and its new words."""
        said = [each for each in sentences((*source.amendment.blocks, *placed.behind), self._language) if each.words]
        text = self._text_around(placed)[0] or self._only_text()
        if text is None or not said:
            return False
        hand = Instructed(self._tree, self._drafts, self._base, self._suppress)
        if not any(each.tells for each in said):
            return hand.at(source, said[0], text, [each.words for each in said[1:]])
        above = self._text_above(source.amendment)
        clauses = [each for each in find(above, Clause) if each.start < source.amendment.start] if above else []
        heading = Instruction(clauses[-1].heading.text if clauses else "", tells=False, lang=said[0].lang)
        context = hand.context(heading, text, ())
        for each in said:
            if not each.tells or not hand.carry_out(source, each, text, context):
                self._problem("not-understood", f"{source} says {each.shown}, which is not applied")
        return True

    def _report_markers(self, source: Source) -> None:
        """Report lines below a marker that stay words of what is above them: like another marker, a remark."""
        if source.amendment.action not in ("ADD", "MOD"):
            return
        patterns, number = lang_of(self._language).patterns, source.amendment.provision
        for each in _lines(source.amendment):
            words = all_words(each)
            told = next((said for name, said in _ASIDE.items() if patterns[name].match(fold(words))), "")
            if number and words.split()[:1] == [number]:  # "MOD 62", "62 3 Sails"
                told = "which has its number again"
            above = next(around for around in each.ancestors if isinstance(around, Amendment | Reasons))
            is_told = bool(told) and above is source.amendment
            if is_told and words not in kept(
                self._base, "words of lines", lambda: {*map(all_words, _lines(self._base))}
            ):
                self._problem("not-understood", f"{source} is followed by {_quoted(each)}, {told}")

    def _report_words_behind(self, source: Source, placed: Placed, made: Sequence[Node]) -> None:
        """Report words after an ADD or MOD that no amendment takes."""
        known = {id(each) for each in made}
        left = [
            quoted for each in placed.behind if id(each) not in known and any(map(str.isalpha, quoted := _quoted(each)))
        ]
        if left and source.amendment.action in ("ADD", "MOD"):
            self._problem("amendment-without-target", f"{source} is followed by {' '.join(left)}, which is not applied")

    def _make(self, source: Source, placed: Placed, block: Target, behind: Sequence[Node]) -> None:
        found, known = self._find(placed, block)
        holder = self._list_of(placed, block) if isinstance(block, Provision) and found is None else None
        if holder is not None:
            self._make_items(source, placed, block, (placed.division, holder), [block])
        elif not known:
            self._missing(source, _name(block), block, of_text=True)
        else:
            self._act(Op(source, _name(block), found, block, behind, place=partial(self._put, placed, block)))

    def _act(self, op: Op) -> Line | None:
        """Do what an amendment says with a part of the base; return the part as it is then, if it stays."""
        source, found, words, action = op.source, op.found, op.words, op.source.amendment.action
        self._named |= {id(found)} if found is not None else set()
        if words is None and action in ("ADD", "MOD"):
            self._problem("amendment-without-target", f"{source} does not give the new words of {op.name}")
        elif found is None and (action != "ADD" or op.place is None):
            self._missing(source, op.name, words)
        elif found is not None and action in ("SUP", "NOC"):
            return self._leave_or_suppress(op, found)
        elif found is not None and action == "ADD":
            earlier = self._tree.changed_by(found)
            since = f"; {earlier} added it" if earlier and earlier.amendment.action == "ADD" else ""
            said = f"it says {_quoted(words)}" if words is not None else ""
            self._problem("added-twice", f"{source} adds {op.name}, which already exists{since}; {said}")
        elif words is not None:
            return self._give_words(op, words)
        return None

    def _give_words(self, op: Op, words: Node) -> Line | None:
        """Apply an ADD or MOD with its words."""
        source, found = op.source, op.found
        if found is not None and not found.kind:
            self._problem("amendment-without-target", f"{source} amends {op.name}, which an amendment of the base has")
            return found
        below = [*found.below] if found is not None else []
        is_list = isinstance(words, Annex) and all(not each.is_a(Provision) for each in below)
        items = {core(each.label): each.says.words for each in below if each.is_a(Item)}
        of_list = op.of_list or (bool(below) and is_list)
        made = proposed(words, op.behind, self._marks, self._language, of_list=of_list, items=items)
        if isinstance(words, (Provision, *_WORDS)) and not has_words(made.line):
            self._problem("amendment-without-target", f"{source} does not give the new words of {op.name}")
        elif found is not None:
            self._merge(op, found, made, self._author_of(source, words))
        elif op.place is not None:
            found = self._tree.add(source, made)
            op.place(found)
        return found

    def _merge(self, op: Op, found: Line, made: NewPart, author: Node | None) -> None:
        """Merge new words into a part of the base."""
        self._named.discard(id(found))
        reported = self._reported
        merged = self._tree.merge(op.source, found, made, whole=self._whole, author=author)
        self._omitted += [(op.source, each) for each in merged.omitted]
        if not (merged.is_changed or merged.is_of_head) and reported == self._reported:
            self._problem("amended-twice", f"{op.source} changes nothing of {op.name}: the base has these words")
        self._targets.put(found)

    def _leave_or_suppress(self, op: Op, found: Line) -> Line | None:
        """Apply a SUP or NOC; report the words below it that are not those of the base."""
        source, words = op.source, op.words
        part = self._report_other_words(op, found, words) if words is not None else ""
        if source.amendment.action == "NOC":
            return found
        if part:
            says = f"{source} names {op.name} and shows only a part of it (“{part}”), so that nothing goes"
            self._problem("amendment-without-target", says)
        else:
            self._suppress(source, found, op.name)
        return None

    def _report_other_words(self, op: Op, found: Line, words: Node) -> str:
        """Report words of a SUP or NOC that the base does not have there; return those of a part."""
        made = proposed(words, (), self._marks, self._language, of_list=op.of_list)
        said = self._tree.other_words(found, made.lines)
        is_list = numbers_of_list(words, self._language) or all(map(series.is_label, said.split()))
        if isinstance(words, Provision):  # "SUP 63 64", without a sign between them
            known = {each.label for each in found.below if each.is_a(Item)}
            said = said or " ".join(each.label for each in find(words, Item) if each.label not in known)
        if said and (not is_list or isinstance(words, Provision)):
            self._problem("differs-from-base", f"{op.source} has other words of {op.name} than the base: “{said}”")
        return self._tree.part_shown(found, words)

    def _list_of(self, placed: Placed, block: Provision) -> Line | None:
        """Return the part of the base in which a number that looks like that of a provision is the label of an item.

        It has no provisions: an annex, or a section or a text with items that have such labels.
        """
        around, _ = self._text_around(placed)
        around = around or self._only_text()
        holder = self._targets.like(placed.division, around) if placed.division is not None else around
        is_annex = isinstance(placed.division, Annex)
        if holder is None or any(each.is_a(Provision) for each in (holder if is_annex else self._targets.root).below):
            return None
        items = ItemChanges(holder)
        is_known = is_annex or items.find(block.number) is not None or items.beside(block.number) is not None
        return holder if is_known else None

    def _make_items(
        self,
        source: Source,
        placed: Placed,
        block: Node,
        holder: tuple[Node | None, Line | None],
        items: Sequence[Node],
    ) -> None:
        """Apply an amendment to items of a clause whose heading is above the marker, of an annex, a section or a text.

        :param holder: the owner of the items in the amending document, and in the base.
        """
        owner, found = holder
        of_owner = _name(owner) if owner is not None else ""
        if found is None:
            name = f"items of {of_owner or 'a clause'}"
            self._missing(source, name, block, of_text=not self._text_around(placed)[1])
            return
        self._strike_items(source, block, ItemChanges(found))
        changes = self._items.setdefault(id(owner or block), ItemChanges(found))
        changes.stand_at(placed.before)
        left = all_words(source.amendment)
        is_doubtful = source.amendment.action == "SUP" and not self._is_labels(items[0])
        for each in items:
            if each is not items[0] and self._tree.is_dots(printed_lines(each)[0]):
                self._named.add(id(found))
                continue
            for label in self._labels_of(source, changes, each):
                name = f"{of_owner} {label}".strip()
                is_alone = label == (_words_in(each) or [label])[-1]
                is_struck = placed.amendment is not source.amendment and all_words(each) not in left
                if each is items[0] or is_alone or is_struck:
                    self._make_item(source, changes, each, label, name)
                else:
                    self._make_below(_around(source), changes, each, label, name, is_doubtful=is_doubtful)

    def _strike_items(self, source: Source, block: Node, items: ItemChanges) -> None:
        """Suppress the items below a marker that its tracked changes strike."""
        before = self._author_of(source, block)
        if before is not None:
            matching = Matching(printed_lines(before), printed_lines(block))
            for line in matching.old:
                label = line.was.label if matching.partner(line) is None else ""
                there = items.find(label) if label else None
                if there is not None:
                    self._suppress(source, there, f"“{line.was.printed}”")

    def _author_of(self, source: Source, block: Node) -> Node | None:
        """Return what a node of the document was before its tracked changes."""
        return self._proposal.author_of(block, source.amendment if source.amendment.marker else None)

    def _labels_of(self, source: Source, items: ItemChanges, block: Node) -> list[str]:
        """Return the label of an item, or the labels in a list of suppressed items: ``SUP 2 and 3``."""
        if source.amendment.action in ("SUP", "NOC") and (listed := numbers_of_list(block, self._language)):
            ends = numbers_in(listed)
            return [each for one, last in ends for each in ([one] if one == last else items.between(one, last))]
        return [label_of(block)]

    def _is_labels(self, block: Node) -> bool:
        """Return whether all words of a node are labels: "2", "3 b)", "a) to c)"."""
        return bool(numbers_of_list(block, self._language)) or all(map(series.is_label, all_words(block).split()))

    def _names_items(self, source: Source, placed: Placed, block: Clause) -> bool:
        """Return whether the heading below a SUP or NOC is that of the items below it: "SUP / resolves / 2"."""
        if source.amendment.action not in ("SUP", "NOC") or not block.blocks:
            return False
        listed = [self._is_labels(each) for each in block.blocks]
        labels = {core(label_of(each)) for each in block.blocks}
        if all(listed) or "" in labels:  # labels alone; or words that are not of items
            return all(listed)
        found, _ = self._find(placed, block)
        known = [each for each in found.parts["blocks"] if each.is_a(Item)] if found is not None else []
        return any(core(each.label) not in labels for each in known)

    def _holder_of(self, placed: Placed, owner: Clause | Annex | None) -> Line | None:
        """Return the part of the base for the owner of items in an amending document."""
        around, is_known = self._text_around(placed)
        if isinstance(owner, Clause) and is_known:
            around = around or self._only_text()
            return self._targets.clause(around, owner) if around is not None else None
        return self._targets.like(owner, around) if isinstance(owner, Annex) and is_known else None

    def _make_item(self, source: Source, items: ItemChanges, block: Node, label: str, name: str) -> None:
        action = source.amendment.action
        found = items.find(label) if label or action != "ADD" else None
        inner = all_words(block).removeprefix(label).strip()
        if action in ("SUP", "NOC") and found is not None and series.is_label(inner):  # "3 b)"
            items.name(found)
            found, name = items.find(inner), f"{name} {inner}"
        place = partial(items.add, label=label)
        there = self._act(Op(source, name, found, block, of_list=True, place=place))
        if there is not None:
            items.name(there)

    def _make_below(
        self, source: Source, items: ItemChanges, block: Node, label: str, name: str, *, is_doubtful: bool
    ) -> None:
        """Apply an amendment to an item below the one under a marker, which may only show the place.

        :param is_doubtful: whether it may also go: "SUP / a) that boats float; / b) that oars break,".
        """
        found = items.find(label)
        words = _words_in(block)
        if found is not None and words and _words_of(found)[: len(words)] == words and not is_doubtful:
            items.name(found)
        elif source.amendment.action in ("ADD", "MOD"):
            self._make_item(source, items, block, label, name)
        else:
            said = f"does not say what to do with {name}; it says {_quoted(block)}"
            self._problem("amendment-without-target", f"{source} {said}")

    def _make_cited(self, source: Source, placed: Placed, cited: Sequence[Reference]) -> None:
        """Apply a marker to what it names and does not repeat: ``SUP ARTICLES 5 and 6``."""
        kind = cited[0].kind
        if kind is not ReferenceKind.TEXT:
            self._make_numbers(source, kind, numbers_of(cited), self._text_around(placed)[0])
            return
        for each in cited:
            found = self._targets.text(each.identifier)
            is_other = found is not None and self._targets.is_other_edition(each.identifier, found)
            self._make_named(source, [found] if found is not None and not is_other else [], str(each.identifier))

    def _make_numbers(self, source: Source, kind: ReferenceKind, numbers: str, around: Line | None = None) -> None:
        """Apply a marker to the numbers that it names: ``SUP 219-221``."""
        sign = "No." if kind is ReferenceKind.PROVISION else kind.capitalize()
        for first, last in numbers_in(numbers):
            self._make_named(source, self._targets.between(kind, first, last, around), f"{sign} {first}", sign)

    def _make_named(self, source: Source, found: Sequence[Line], name: str, sign: str = "") -> None:
        """Apply a marker without nodes below.

        :param name: the thing that it names.
        :param sign: the sign before each number, if there are several.
        """
        for each in found or (None,):
            of_one = f"{sign} {each.label}" if sign and each is not None and source.amendment.action == "SUP" else name
            self._act(Op(source, of_one, each))

    def _missing(self, source: Source, name: str, block: Node | None, *, of_text: bool = False) -> None:
        """Report an amendment of something that does not exist, or no longer exists."""
        gone = self._targets.taken_out(block) if block is not None else None
        earlier = self._suppressed_names.get(name)
        taken = (self._tree.gone.get(each) for each in (gone.around if gone is not None else ()))
        earlier = earlier or next((each.source for each in taken if each is not None and each.is_named), None)
        said = f"; it says {_quoted(block)}" if block is not None and source.amendment.action in ("ADD", "MOD") else ""
        if earlier is not None:
            self._problem("amended-after-suppression", f"{source} amends {name}, which {earlier} suppressed{said}")
            return
        text = self._text_above(source.amendment) if of_text else block
        other = self._targets.other_edition(text) if isinstance(text, Text) else ""
        named = text.identifier if isinstance(text, Text) and text.identifier is not None else "a text"
        what = f"{name} of {named}" if of_text else name
        why = f"and the base has {other}" if other else "which the base does not have"
        self._problem("amendment-without-target", f"{source} amends {what}, {why}{said}")

    def _problem(self, code: str, message: str) -> None:
        self._reported += 1
        advice = PROBLEMS[code]
        problem = (code, f"{message}: {advice}" if advice else message)
        if problem not in self._problems:
            self._problems.append(problem)

    # ------------------------------------------------------------------ what is amended

    def _text_above(self, amendment: Amendment) -> Text | None:
        """Return the text around an amendment, or that before an amendment of a clause, which may be a part of it."""
        around = next((each for each in amendment.ancestors if isinstance(each, Text)), None)
        kinds = {Text if isinstance(each, Text) else type(each) for each in amendment.blocks}
        if around is not None or Text in kinds or Clause not in kinds:
            return around
        return next((each for each in reversed(self._texts) if each.start < amendment.start), None)

    def _text_around(self, placed: Placed) -> tuple[Line | None, bool]:
        """Return the text of the base around an amendment, and whether an expected text is there."""
        around = self._text_above(placed.amendment)
        if around is None:
            return None, True
        found = self._targets.named_text(around) or (self._only_text() if around.identifier is None else None)
        return found, found is not None

    def _only_text(self) -> Line | None:
        """Return the text of the base if there is only one: a clause outside texts belongs to it."""
        texts = self._targets.texts
        return texts[0] if len(texts) == 1 else None

    def _find(self, placed: Placed, block: Target) -> tuple[Line | None, bool]:
        """Return the node of the base that a block under a marker stands for, and whether its container is there."""
        if isinstance(block, Text):
            return self._targets.named_text(block) or (self._only_text() if block.identifier is None else None), True
        around, known = self._text_around(placed)
        if not known:
            return None, False
        if isinstance(block, Provision):
            numbers = filter(None, (placed.amendment.former, block.number))
            found = [there for number in numbers if (there := self._targets.at("provision", number)) is not None]
            counted = Counter(_words_in(block))
            return max(found, key=lambda there: (counted & Counter(_words_of(there))).total(), default=None), True
        if isinstance(block, Clause):
            around = around or self._only_text()
            if not around:
                return None, False
            return self._targets.clause(around, block, is_named=placed.amendment.action == "ADD"), True
        return self._targets.like(block, around), True

    # ------------------------------------------------------------------ the actions

    def _suppress(self, source: Source, found: Line, name: str) -> None:
        earlier = self._tree.changed_by(found)
        if earlier is not None:
            said = " ".join(_words_of(found))
            self._problem("conflicting-amendments", f"{source} suppresses {name}, which {earlier} changes: “{said}”")
        self._tree.take(source, found, is_named=True)
        self._suppressed_names[name] = source

    @property
    def gone(self) -> Iterator[Gone]:
        """The lines of the base that are gone, in the order in which amendments took them away."""
        return (each for each in self._tree.gone.values() if each.line.kind)

    def _retitle(self, source: Source, placed: Placed, title: Title) -> None:
        """Apply a title under a marker to the text or the division around the amendment."""
        above, known = self._text_around(placed)
        if placed.division is not None and known:
            above = self._targets.like(placed.division, above)
        if above is None:
            self._problem("amendment-without-target", f"{source} amends a title of a text that the base does not have")
            return
        members = above.parts["front" if "front" in above.parts else "blocks"]
        old = next((each for each in members if each.is_a(Title)), None)
        is_other = old is not None and source.amendment.action == "SUP" and _words_in(title) != _words_of(old)
        if is_other or (old is not None and source.amendment.action == "ADD"):
            self._missing(source, f"“{title.text}”", None)
        elif old is None or source.amendment.action != "NOC":
            self._act(Op(source, "a title", old, title))

    def _put(self, placed: Placed, block: Target, there: Line) -> None:
        """Put an addition into its place."""
        around, _ = self._text_around(placed)
        if isinstance(block, Clause):
            around = around or self._only_text()
        inside = self._targets.like(placed.division, around) if placed.division is not None else None
        if (
            isinstance(block, Provision)
            and inside is not None
            and all(each is not placed.division for each in block.ancestors)
        ):
            inside = inside if self._targets.may_hold(inside, block) else None
        before = self._before(block, around, inside)
        if before is not None:
            before.put_beside(there, after=True)
        elif inside is not None:
            head = sum(each.is_a(HEADS) for each in inside.parts["blocks"])
            inside.put(there, "blocks", head if isinstance(block, Provision) else None)
        else:
            above = around or self._targets.root
            above.put(there, "body" if "body" in above.parts else "blocks")
        self._targets.put(there)

    def _before(self, block: Target, around: Line | None, inside: Line | None) -> Line | None:
        """Return the node of the base that an addition follows."""
        match block:
            case Provision():
                return self._targets.before(block, inside)
            case Text():
                return self._targets.text_before(block.identifier)
            case Clause():
                return self._clause_before(block, around)
            case _:
                return self._targets.part_before(block, around)

    def _clause_before(self, clause: Clause, around: Line | None) -> Line | None:
        """Return the last clause before it in the amending text that the base has; otherwise the last of its role."""
        text = next((each for each in clause.ancestors if isinstance(each, Text)), None)
        if around is None:
            return None
        before = [each for each in find(text, Clause) if each.start < clause.start] if text is not None else []
        known = (found for each in reversed(before) if (found := self._targets.clause(around, each)) is not None)
        clauses = [each for each in around.parts["body"] if each.is_a(Clause)]
        alike = [each for each in clauses if each.get("role") is clause.role]
        return next(known, next(reversed(alike or clauses), None))

    # ------------------------------------------------------------------ the new document

    def _changed(self, nodes: Mapping[Line, Node]) -> Iterator[tuple[Node, Source]]:
        for there in self._drafts.root.below:
            if there in nodes:
                yield from ((nodes[there], source) for source in there.sources)
        known: set[tuple[int, Source]] = set()
        for gone in (each for each in self._tree.gone.values() if each.is_named):
            beside = (each for holder in gone.around for each in holder.below if not each.parts)
            pair = next(((nodes[each], gone.source) for each in beside if each in nodes), None)
            if pair is not None and (pair[0].start, gone.source) not in known:
                known.add((pair[0].start, gone.source))
                yield pair

    @cached_property
    def _nodes(self) -> dict[Line, Node]:
        return nodes_of(self._drafts, self.document)

    @cached_property
    def _lines_now(self) -> dict[int, Line]:
        """The lines by the identity of the nodes that they have become."""
        return {id(node): line for line, node in reversed(self._nodes.items())}

    def partners(self) -> Partners:
        """Return the lines of the base and of the amended document, with the pairs that are one line."""
        new = printed_lines(self.document)
        notes = dict(zip(self._drafts.footnotes, self.document.footnotes, strict=False))
        nodes = {self._drafts.root: self.document, **self._nodes, **notes}
        was = {id(nodes[line]): line for line in reversed(self._printed) if line in nodes}
        return Partners(self._printed, new, [(was[id(each.origin)], each) for each in new if id(each.origin) in was])

    def sources(self, node: Node) -> Sequence[Source]:
        """Return the amendments from which a node of the amended document came, or that took one of the base away."""
        line = self._lines_now.get(id(node)) or self._drafts.of.get(id(node))
        around = [*line.around] if line is not None else []
        gone = next((self._tree.gone[each] for each in around if each in self._tree.gone), None)
        below = line.below if line is not None else ()
        marked = (each.sources for each in (*around, *below))
        return [gone.source] if gone is not None else next(filter(None, marked), [])


def _lines(node: Node) -> Iterator[Node]:
    """Yield the lines below a node; an item is one if it has only a label."""
    for each in find(node, Node):
        if isinstance(each, Paragraph | Note) or (isinstance(each, Item) and not each.blocks):
            yield each


def _around(source: Source) -> Source:
    """Return the amendment of a text around a NOC, which says that other words below that are not those of the NOC."""
    around = (each for each in source.amendment.ancestors if isinstance(each, Amendment) and each.action == "MOD")
    outer = next(around, None) if source.amendment.action == "NOC" else None
    return Source(outer, source.document) if outer is not None else source


def _words_of(there: Line) -> list[str]:
    return [word for each in there.below for word in each.text.split()]


def _words_in(node: Node) -> list[str]:
    return [word for each in walk(node) if not each.children for word in getattr(each, "text", "").split()]


def _is_name_alone(text: Text, behind: Sequence[Node]) -> bool:
    """Return whether a label follows the name of a text: "SUP / RESOLUTION 7 / 2"."""
    return (
        not text.body
        and not any(isinstance(each, Title) for each in text.front)
        and (bool(behind) and isinstance(behind[0], Provision | Item))
    )


def _quoted(block: Node) -> str:
    """Return all words of a node in quotation marks, without reasons and markers."""
    if isinstance(block, Amendment):
        return " ".join(map(_quoted, block.blocks))
    return f"“{all_words(block)}”"


def _name(block: Node) -> str:
    return block._names[0] if block._names else type(block).__name__.lower()
