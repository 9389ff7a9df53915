"""Applies differences to the old edition: as a document, or as a Word file with tracked changes.

The differences that are not to be applied are undone in the new document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import chain

from attrs import frozen

from itu_texts.api import parse_bytes
from itu_texts.errors import InputError, InputTypeError, ItuTextsError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.limits import View
from itu_texts.formats.word.in_place import WordFile
from itu_texts.formats.word.writer import to_docx as document_to_docx
from itu_texts.revision.diffs.differences import Difference, DifferenceKind, diff, differences_of_pairs
from itu_texts.revision.diffs.matching import Matching
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.in_place.script import MISSING
from itu_texts.revision.in_place.word import PICTURE
from itu_texts.revision.lines import (
    Line,
    Lines,
    finish,
    fits,
    footnote_marks,
    line_of,
    lines_below,
    lines_of,
)
from itu_texts.revision.pieces import Piece, compared, pieces, tokens
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Document, Footnote, Node
from itu_texts.tree.walking import all_words, own_words, preorder, walk

_PLACES = frozenset((DifferenceKind.MOVED, DifferenceKind.PROMOTED, DifferenceKind.DEMOTED))
_LABEL_ALONE = frozenset((DifferenceKind.RELABELLED, *_PLACES))  # kinds that leave the words as they were
_WORDS_ALONE = frozenset((DifferenceKind.REWORDED,))  # and those that leave the label
_TAKEN = frozenset((DifferenceKind.REMOVED, DifferenceKind.MERGED))
_PUT_IN = frozenset((DifferenceKind.ADDED, DifferenceKind.SPLIT))
_NAME = "old.docx"  # of a file that is made of a document
_VIEWS: tuple[View, ...] = ("final", "original")
_SHOWN = 60  # characters of words in a message


@checked
def apply(differences: Iterable[Difference], old: Document) -> Document:
    """Apply differences to a document.

    :param differences: the result of :func:`diff` for the document and a newer one, or the part of it that is to be
        applied.
    :param old: the document that the differences were made from.
    :returns: a new document, whose source is the text as :func:`itu_texts.to_text` prints it.
    :raises InputError: if ``old`` is not a document, or the differences were made from another one.
    """
    if not isinstance(old, Document):
        raise InputTypeError(f"apply() takes a document, not a {type(old).__name__}")
    made, matching = differences_of(differences, old)
    drafts = lines_of(old) if matching is None else _Undoing(made, matching, old).drafts()
    return finish(drafts, old)


def differences_of(differences: Iterable[Difference], old: Document) -> tuple[list[Difference], Matching | None]:
    """Return the differences without unchanged nodes, and the matching of nodes; ``None`` if there are none.

    :raises InputError: if they were made from another document.
    """
    made = [each for each in differences if each.kind is not DifferenceKind.UNCHANGED]
    if not made:
        return [], None
    matching = made[0].matching
    if matching is None or matching.old[0].node.document is not old:
        raise InputError("these are differences of another document")
    return made, matching


class _Undoing:
    """The drafts of the new document, in which the differences that are not to be applied are undone."""

    def __init__(self, made: Iterable[Difference], matching: Matching, old: Document) -> None:
        self._matching = matching
        self._old = old
        # The kinds of the differences to be applied, by the identity of the new node, or of the old one that goes
        self._kinds: dict[int, set[DifferenceKind]] = defaultdict(set)
        for each in made:
            nodes = each.parts if each.kind is DifferenceKind.SPLIT else (each.new or each.old,)
            for node in (*nodes, *(each.parts if each.kind is DifferenceKind.MERGED else ())):
                self._kinds[id(node)].add(each.kind)
        # The identities of nodes that are not in the result: those removed, and those not added
        self._gone: set[int] = set()
        for piece in (*matching.old, *matching.new):
            kinds = self._kinds[id(piece.node)]
            above = piece.parent if piece.parent is not None and self._partner(piece.parent) is None else None
            is_within = above is not None and id(above.node) in self._gone
            if self._partner(piece) is None and self._is_old(piece):
                is_gone = is_within or bool(kinds & _TAKEN)
            else:
                is_gone = not kinds & _PUT_IN and (above is None or is_within)
            if self._partner(piece) is None and is_gone:
                self._gone.add(id(piece.node))
        self._drafts = lines_of(old)
        self._of = self._drafts.of  # the drafts of both documents, by the identity of their nodes
        self._root, self._notes = self._of_new(matching.new[0].node)
        # The identities of the drafts that begin a line
        self._heads = {id(self._of[id(piece.node)]) for piece in (*matching.old, *matching.new)}

    def _of_new(self, node: Node) -> tuple[Line, list[Line]]:
        """Return the drafts of the new node and of its footnotes; if only a part was compared, those known stay."""
        document, known = node.document, {}
        if document is None:
            return lines_below(node, self._of, {}), []
        if self._matching.old[0].node is not self._old:
            known = {(each.get("mark"), each.text): each for each in self._drafts.footnotes}
        notes = [known.get((each.mark, each.text)) or line_of(each) for each in document.footnotes]
        self._of |= {id(each): there for each, there in zip(document.footnotes, notes, strict=True)}
        return lines_below(node, self._of, footnote_marks(document, node, notes)), notes

    def _is_old(self, piece: Piece) -> bool:
        return piece.index < len(self._matching.old) and self._matching.old[piece.index] is piece

    def _partner(self, piece: Piece) -> Piece | None:
        return self._matching.new_of(piece) if self._is_old(piece) else self._matching.old_of(piece)

    def _at(self, piece: Piece) -> Line:
        """Return the draft of an old piece in the result."""
        return self._of[id((self._partner(piece) or piece).node)]

    def drafts(self) -> Lines:
        """Return the result."""
        old = self._matching.old
        same = {id(self._of[id(each.node)]): self._at(each) for each in old if self._partner(each) is not None}
        for piece in old:
            self._reword(piece, same)
        undone = (each for each in differences_of_pairs(self._matching) if each.kind in _PLACES)
        moved = {id(each.old) for each in undone if not self._kinds[id(each.new)] & _PLACES}
        for piece in old[1:]:
            is_left = self._partner(piece) is None and id(piece.node) not in self._gone
            if piece.kind != "footnote" and (is_left or id(piece.node) in moved):
                self._put_back(piece)
        for piece in reversed(self._matching.new):
            there = self._of[id(piece.node)]
            if id(piece.node) in self._gone and len([*self._line(there)]) == len([*there.below]):
                there.detach()
        gone = {id(self._of[each]) for each in self._gone}
        made = self._drafts
        if old[0].node is self._old:
            left = [each for each in made.footnotes if id(each) not in same]
            made = Lines(self._root, [*self._notes, *left], {})
        else:
            self._root.stand_in_for(self._of[id(old[0].node)])
        for there in made.root.below:
            there.marks = [mark for mark in there.marks if id(mark.note) not in gone]
        made.footnotes[:] = [each for each in made.footnotes if id(each) not in gone]
        made.enter_notes()
        return made

    def _line(self, there: Line) -> Iterable[Line]:
        """Return the drafts of a line."""
        return preorder(there, lambda each: (below for below in each.children if id(below) not in self._heads))

    def _reword(self, piece: Piece, same: Mapping[int, Line]) -> None:
        """Give a new line the words and the label of an old one, unless they are to differ.

        :param same: the new footnotes, by the identity of the old ones.
        """
        other = self._partner(piece)
        if other is None:
            return
        kinds = self._kinds[id(other.node)]
        ours, theirs = ([*self._line(self._of[id(each.node)])] for each in (piece, other))
        if [type(each.node) for each in ours] != [type(each.node) for each in theirs]:
            if not kinds and not piece.children and not other.children:
                ours[0].stand_in_for(theirs[0])
                self._of[id(other.node)] = ours[0]
            return
        for was, now in zip(ours, theirs, strict=True):
            if kinds <= _WORDS_ALONE and piece.kind != "footnote":
                now.set(**was.labels)
            if kinds <= _LABEL_ALONE:
                kept = [] if was.text != now.text else now.marks
                others = [mark for mark in was.marks if not kept or id(mark.note) not in same]
                others = [mark._replace(note=same.get(id(mark.note), mark.note)) for mark in others]
                now.marks = sorted((*kept, *others), key=lambda mark: mark.offset)
                now.say(was, **now.labels)

    def _put_back(self, piece: Piece) -> None:
        """Put a line where it was: below its parent, after the nearest of its former siblings that is there."""
        there, above = self._at(piece), piece.parent
        assert above is not None
        if self._partner(piece) is None:
            for child in piece.children:
                self._of[id(child.node)].detach()
        if id(above.node) in self._gone:
            self._gone.remove(id(above.node))
            self._put_back(above)
        holder = self._at(above)
        if any(each is holder for each in there.below):
            return
        for sibling in reversed(above.children[: above.children.index(piece)]):
            beside = self._at(sibling)
            if beside.parent is holder and fits(there, holder, beside.attribute):
                beside.put_beside(there, after=True)
                return
        own = self._of[id(piece.node)].attribute
        name = next((name for name in (own, *holder.parts) if name in holder.parts and fits(there, holder, name)), None)
        if name is None:
            holder.put_beside(there, after=True)
        else:
            holder.put(there, name, sum(id(each) not in self._heads for each in holder.parts[name]))


@frozen
class Redline:
    """A Word file with differences as tracked changes."""

    data: bytes
    """The content of the file."""
    left_out: tuple[str, ...] = ()
    """What differs and is not shown: pictures, formatting, headers."""


def to_docx(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> bytes:
    """Return the old text as a Word file with the differences as tracked changes; see ``redline``."""
    return redline(differences, old, author=author, date=date).data


@checked
def redline(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> Redline:
    """Return the old text as a Word file with the differences as tracked changes, and what these do not show.

    If it was read from a Word file, that is changed in place: what does not differ stays as it is. Where the words of a
    line cannot be changed, as those of a formula or a picture, the line is replaced as a whole.

    :param differences: the result of :func:`itu_texts.diff` for the document and a newer one.
    :param old: the document that the differences were made from.
    :param author: the author of the changes.
    :param date: the date of the changes: ``2026-11-25T09:00:00Z``.
    :returns: the .docx file; with all changes accepted it has the words of the new text, with all rejected those of the
        old one. Both are checked.
    :raises InputError: if the differences were made from another document.
    :raises MissingExtraError: if the extra ``docx`` is not installed.
    :raises ReadError: if the Word file has changed since it was read, or cannot be changed in place.
    """
    made, matching = differences_of(differences, old)
    new = matching.new[0].node if matching is not None else getattr(differences, "new", old)
    if not isinstance(new, Document) or len(made) < len(diff(old, new)):  # of a part, or not all of them
        new = apply(made, old)
    original = old.origins.original
    in_word = original is not None and original.format == "docx"
    data = original_of(old) if in_word else document_to_docx(old)
    here = old if in_word else parse_bytes(data, _NAME, language=old.language)
    by = By(author or "itu-texts", date)
    unmade = parse_bytes(data, _NAME, language=old.language, view="original")  # without changes that the file has
    unmade = unmade if _differing(here, unmade) else here
    was = _by_first(Matching(pieces(here), pieces(new)))
    for whole in (False, False, True):  # at last, all lines are replaced as a whole
        left_out: list[str] = []
        was = {} if whole else was
        done, _ = rewritten(data, here, new, was, lambda _: by, left_out=left_out)
        accepted, rejected = (parse_bytes(done, _NAME, language=old.language, view=view) for view in _VIEWS)
        added, kept = _differing(new, accepted), {id(node) for node in _differing(unmade, rejected)}
        if not added and not kept:
            others = _not_compared(done, accepted, new) if in_word else ()
            lost = Counter(_source(new)) - Counter(_source(accepted)) if new.origins.original is not None else Counter()
            signs = (f"“{sign}” between parts of the text" for sign in lost if not any(map(str.isalnum, sign)))
            return Redline(done, tuple(dict.fromkeys((*left_out, *signs, *others))))
        again = {id(node) for node in added} | {node for node, there in was.items() if id(there) in kept}
        was = {node: there for node, there in was.items() if node not in again}
    words = " ".join(all_words(next(iter((*added, *_differing(unmade, rejected))))).split())[:_SHOWN]
    raise ReadError(f"“{words}” cannot be shown as tracked changes; export the new text")


def _by_first(matching: Matching) -> dict[int, Node]:
    """Return the old nodes by the identity of the new ones; of what was divided or joined, the first parts are a pair.

    So the words that follow stand at the end of the first part, where a paragraph is divided or joined.
    """
    was = matching.nodes
    for each in differences_of_pairs(matching):
        if each.kind is DifferenceKind.SPLIT and each.old is not None:
            for node in each.parts:
                was.pop(id(node), None)
            was[id(each.new)] = each.old
        elif each.kind is DifferenceKind.MERGED and each.old is not None:
            was[id(each.new)] = each.old
    return was


def _not_compared(data: bytes, made: Document, new: Document) -> Iterator[str]:
    """Yield what differs between two Word files and is not compared: headers, footers, letters, ends of paragraphs.

    :param data: the file that was made.
    :param made: the document in it, with all changes accepted.
    """
    original = new.origins.original
    if original is None or original.format != "docx":
        return
    if _margins(made).split() != _margins(new).split():
        yield "headers and footers"
    try:
        files = WordFile(data, _NAME, "comments"), WordFile(original_of(new), original.path, "comments")
    except ItuTextsError as error:
        yield f"formatting, which is not compared: {error}"
        return
    ours, theirs = (_looks(*each) for each in zip(files, (made, new), strict=True))
    addresses = Addresses()
    for words, those in theirs.items():
        for (letters, _), (others, node) in zip(ours.get(words, ()), those, strict=False):
            if letters != others and len(letters) == len(others):
                yield f"formatting of “{words[:_SHOWN]}” ({addresses.known(node, 'no address')})"
    known = Counter(compared(words) for words in _lines(files[0]))
    for line in _lines(files[1]):
        known[compared(line)] -= 1
        if known[compared(line)] < 0:
            yield f"the end or the beginning of the paragraph “{line[:_SHOWN]}”"


def _looks(file: WordFile, document: Document) -> dict[str, list[tuple[list[tuple[bool, ...]], Node]]]:
    """Return the letters of each line by its words, in the order of the text."""
    found = defaultdict(list)
    for node in walk(document):
        if words := "" if node.children else getattr(node, "text", ""):
            found[words].append((file.looks(*node.span), node))
    return found


def _lines(file: WordFile) -> Iterator[str]:
    """Yield the words of each paragraph, without pictures."""
    for start, end in file.lines():
        if words := " ".join(PICTURE.sub(" ", file.reading.text[start:end]).split()):
            yield words


def _margins(document: Document) -> str:
    return document.source.text[document.blocks[-1].end if document.blocks else 0 :]


def _differing(wanted: Document, made: Document) -> list[Node]:
    """Return the nodes of a document whose words are not at their place in another; pictures do not count."""
    ours, theirs = pieces(wanted), pieces(made)
    lines, others = ([_printed(each.node) for each in those] for those in (ours, theirs))
    if [*chain(*lines)] == [*chain(*others)] or _source(wanted) == _source(
        made
    ):  # a number may look like that of a page
        return []
    matcher = SequenceMatcher(None, lines, others, autojunk=False)
    return [
        ours[place].node
        for tag, start, end, *there in matcher.get_opcodes()
        if tag != "equal" and [*chain(*lines[start:end])] != [*chain(*others[slice(*there)])]
        for place in range(max(start - 1, 1), min(max(end, start + 1), len(ours)))
    ]


def _source(document: Document) -> list[str]:
    """Return the words of the source, without headers and footers."""
    body = document.source.text[: document.blocks[-1].end if document.blocks else 0]
    words = PICTURE.sub(" ", "\n".join([body, *(note.text for note in document.footnotes)]))
    return [word for word, *_ in tokens(words) if word != "_"]


def _printed(node: Node) -> tuple[str, ...]:
    """Return the words of the line of a node, without pictures; none for a missing heading or a rule above notes."""
    words = f"{node.mark or ''} {node.text}" if isinstance(node, Footnote) else own_words(node)
    is_empty = words == MISSING or not words.strip("_")
    return () if is_empty else compared(PICTURE.sub(" ", words))


def merged(
    differences: Iterable[Difference], old: Document, *, author: str | None = None, date: str | None = None
) -> Document:
    """Return the same as a document, with its :attr:`~itu_texts.Document.changes`.

    Its source has the words of both editions, and is not meant to be parsed.
    """
    data = to_docx(differences, old, author=author, date=date)
    return parse_bytes(data, _NAME, language=old.language, view="marked")
