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
from itu_texts.formats.composing import View
from itu_texts.formats.word.in_place import WordFile
from itu_texts.formats.word.writer import to_docx as document_to_docx
from itu_texts.revision.diffs import (
    Difference,
    DifferenceKind,
    Matching,
    Partners,
    diff,
    differences_of_pairs,
)
from itu_texts.revision.in_place import By, original_of, rewritten
from itu_texts.revision.lines import (
    Line,
    Lines,
    compared,
    finish,
    fits,
    footnote_marks,
    line_of,
    lines_below,
    lines_of,
    printed_lines,
    tokens,
)
from itu_texts.revision.rewriting import MISSING, PICTURE
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Document, Footnote, Node
from itu_texts.tree.walking import all_words, own_words, walk

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
    lines = lines_of(old) if matching is None else _Undoing(made, matching, old).lines()
    return finish(lines, old)


def differences_of(differences: Iterable[Difference], old: Document) -> tuple[list[Difference], Partners | None]:
    """Return the differences without unchanged nodes, and the matching of nodes; ``None`` if there are none.

    :raises InputError: if they were made from another document.
    """
    made = [each for each in differences if each.kind is not DifferenceKind.UNCHANGED]
    if not made:
        return [], None
    matching = made[0].matching
    if matching is None or matching.old[0].origin.document is not old:
        raise InputError("these are differences of another document")
    return made, matching


class _Undoing:
    """The lines of the new document, in which the differences that are not to be applied are undone."""

    def __init__(self, made: Iterable[Difference], matching: Partners, old: Document) -> None:
        self._matching = matching
        self._old = old
        every = (*matching.old, *matching.new)
        self._of = {id(line.origin): line for line in every}
        # The kinds of the differences to be applied, by the new line, or the old one that goes
        self._kinds: dict[Line, set[DifferenceKind]] = defaultdict(set)
        for each in made:
            nodes = each.parts if each.kind is DifferenceKind.SPLIT else (each.new or each.old,)
            for node in (*nodes, *(each.parts if each.kind is DifferenceKind.MERGED else ())):
                self._kinds[self._of[id(node)]].add(each.kind)
        self._gone: set[Line] = set()  # lines that are not in the result: those removed, and those not added
        for line in every:
            if matching.partner(line) is None and self._is_gone(line, is_old=line in matching.old[line.index :][:1]):
                self._gone.add(line)
        self._lines = lines_of(old, self._of)
        self._root, self._notes = self._lines_of_new(matching.new[0].origin)
        # What stands for old lines in the result
        self._now = {line: matching.partner(line) or line for line in matching.old}

    def _is_gone(self, line: Line, *, is_old: bool) -> bool:
        kinds = self._kinds[line]
        is_within = line.above in self._gone
        if is_old:
            return is_within or bool(kinds & _TAKEN)
        is_below_other = line.above is None or self._matching.partner(line.above) is not None
        return not kinds & _PUT_IN and (is_within or is_below_other)

    def _lines_of_new(self, node: Node) -> tuple[Line, list[Line]]:
        """Return the lines of the new node and of its footnotes; if only a part was compared, those known stay."""
        document, known = node.document, {}
        if document is None:
            return lines_below(node, self._of, {}), []
        if self._matching.old[0].origin is not self._old:
            known = {(each.get("mark"), each.text): each for each in self._lines.footnotes}
        notes = [known.get((each.mark, each.text)) or line_of(each, of=self._of) for each in document.footnotes]
        return lines_below(node, self._of, footnote_marks(document, node, notes)), notes

    def lines(self) -> Lines:
        """Return the result."""
        old, made = self._matching.old, self._lines
        same = {line: now for line, now in self._now.items() if now is not line}
        for line, other in same.items():
            if not line.is_a(Document):
                self._reword(line, other, same)
        undone = (each for each in differences_of_pairs(self._matching) if each.kind in _PLACES)
        moved = {self._of[id(each.old)] for each in undone if not self._kinds[self._of[id(each.new)]] & _PLACES}
        for line in old[1:]:
            is_left = line not in same and line not in self._gone
            if line.kind != "footnote" and (is_left or line in moved):
                self._put_back(line)
        for line in reversed(self._matching.new):
            if line in self._gone and len([*line.on_line]) == len([*line.below]):
                line.detach()
        if old[0].origin is self._old:
            left = [each for each in made.footnotes if each not in same]
            made = Lines(self._root, [*self._notes, *left], {})
        else:
            self._root.stand_in_for(old[0])
        for there in made.root.below:
            there.marks = [mark for mark in there.marks if mark.note not in self._gone]
        made.footnotes[:] = [each for each in made.footnotes if each not in self._gone]
        made.enter_notes()
        return made

    def _reword(self, line: Line, other: Line, same: Mapping[Line, Line]) -> None:
        """Give a new line the words and the label of an old one, unless they are to differ.

        :param same: the new footnotes, by the old ones.
        """
        kinds = self._kinds[other]
        ours, theirs = [*line.on_line], [*other.on_line]
        if [type(each.node) for each in ours] != [type(each.node) for each in theirs]:
            if not (kinds or line.lines or other.lines):
                line.stand_in_for(other)
                self._now[line] = line
            return
        for was, now in zip(ours, theirs, strict=True):
            if kinds <= _WORDS_ALONE and line.kind != "footnote":
                now.set(**was.labels)
            if kinds <= _LABEL_ALONE:
                kept = [] if was.text != now.text else now.marks
                others = [mark for mark in was.marks if not kept or mark.note not in same]
                others = [mark._replace(note=same.get(mark.note, mark.note)) for mark in others]
                now.marks = sorted((*kept, *others), key=lambda mark: mark.offset)
                now.say(was, **now.labels)

    def _put_back(self, line: Line) -> None:
        """Put a line where it was: below the one above it, after the nearest of its former siblings that is there."""
        there, above = self._now[line], line.above
        assert above is not None
        for below in line.lines if self._matching.partner(line) is None else ():
            below.detach()
        if above in self._gone:
            self._gone.remove(above)
            self._put_back(above)
        holder = self._now[above]
        if holder in there.below:
            return
        for sibling in reversed(above.lines[: above.lines.index(line)]):
            beside = self._now[sibling]
            if beside.parent is holder and fits(there, holder, beside.attribute):
                beside.put_beside(there, after=True)
                return
        holder.hang(there)


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
    new = matching.new[0].origin if matching is not None else getattr(differences, "new", old)
    if not isinstance(new, Document) or len(made) < len(diff(old, new)):  # of a part, or not all of them
        new = apply(made, old)
    original = old.origins.original
    in_word = original is not None and original.format == "docx"
    data = original_of(old) if in_word else document_to_docx(old)
    here = old if in_word else parse_bytes(data, _NAME, language=old.language)
    by = By(author or "itu-texts", date)
    unmade = parse_bytes(data, _NAME, language=old.language, view="original")  # without changes that the file has
    unmade = unmade if _differing(here, unmade) else here
    was = _by_first(Matching(printed_lines(here), printed_lines(new)))
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


def _by_first(matching: Partners) -> dict[int, Node]:
    """Return the old nodes by the identity of the new ones; of what was divided or joined, the first parts are a pair.

    So the words that follow stand at the end of the first part, where a paragraph is divided or joined.
    """
    was = matching.nodes
    for each in differences_of_pairs(matching):
        if each.kind in (DifferenceKind.SPLIT, DifferenceKind.MERGED) and each.old is not None:
            for node in each.parts:
                was.pop(id(node), None)
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
    ours, theirs = printed_lines(wanted), printed_lines(made)
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
