"""Edits of a copy of a document, which then has a text and spans of its own."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import IO

from itu_texts.api import parse_bytes
from itu_texts.errors import InputError, InputTypeError, LabelError
from itu_texts.errors.arguments import checked
from itu_texts.formats.atomic_files import whole
from itu_texts.language.series import ordinal
from itu_texts.language.writing import STOPS, ending
from itu_texts.revision.build import UNLABELLED, item, labelled_below
from itu_texts.revision.in_place import By, check_kind, original_of, rewritten
from itu_texts.revision.lines import (
    FootnoteMark,
    Line,
    Lines,
    finish,
    fits,
    footnote_marks,
    line_of,
    lines_below,
    lines_of,
)
from itu_texts.revision.numbering import (
    InnerReferences,
    Renumbering,
    core_of,
    is_readable,
    label_after,
    label_like,
)
from itu_texts.tree.nodes import Clause, Document, Footnote, Heading, Item, Node, Paragraph, Title
from itu_texts.tree.walking import walk

_ROUNDS = 4  # rounds in which automatic numbers may shift others


@checked
def edit(document: Document) -> Editor:
    r"""Start to edit a document.

    :param document: the document; it is not changed.
    :returns: an editor, whose methods can be chained; its ``finish()`` returns the new document.
    :raises InputError: if ``document`` is not a document, or shows tracked changes.

    >>> from itu_texts import parse
    >>> doc = parse("resolves\n1 to row;\n2 to sail;\n3 to report on resolves 2")
    >>> new = edit(doc).insert("to swim;", after="resolves 1").renumber("resolves").finish()
    >>> [(item.label, item.text) for item in new.at("resolves").items][1:]
    [('2', 'to swim;'), ('3', 'to sail;'), ('4', 'to report on resolves 3')]
    """
    if document.changes:
        raise InputError("the document shows tracked changes; read it with view='final' or view='original' to edit it")
    return Editor(document)


class Editor:
    """Applies changes to a copy of a document, one after the other.

    Places are addresses in the document as it was at the start, or nodes: of that document, or inserted ones.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: Lines = lines_of(document)
        self._references = InnerReferences(document, self._lines)
        self._lists = Renumbering(document, self._lines)
        self._kept: list[Node] = []  # inserted nodes, kept alive so that their identities stay unique
        self._provisional: set[int] = set()  # the identities of inserted drafts with the label of the one before
        self._firm: list[Line] = []  # drafts with given labels, not taken from their neighbours

    # ------------------------------------------------------------------ places

    def _changed(self, target: str | Node) -> Line:
        """Return the draft of a node that is to be changed, or beside which something is."""
        self._lists.forget()
        return self._line(target)

    def _line(self, target: str | Node) -> Line:
        node = self._document.at(target) if isinstance(target, str) else target
        there = self._lines.of.get(id(node))
        if there is None:
            raise InputError("this is not a node of the document, nor one that was inserted")
        if there not in self._lines.footnotes and self._lines.root not in there.around:
            raise InputError("this has been removed")
        return there

    def _put(self, made: Line, before: str | Node | None, after: str | Node | None, into: str | Node | None) -> None:
        given = [each for each in (before, after, into) if each is not None]
        if len(given) != 1:
            raise InputError("name one of before, after and into")
        there = self._changed(given[0])
        if any(each is there for each in made.below):
            raise InputError("a node cannot be inserted into or beside itself")
        if into is None:
            if there.parent is None:
                raise InputError("nothing can be inserted beside a document")
            if not fits(made, there.parent, there.attribute):
                raise InputError(f"a {_name(made)} cannot be inserted beside a {_name(there)}")
            there.put_beside(made, after=after is not None)
            return
        attribute = next((name for name in there.parts if fits(made, there, name)), None)
        if attribute is None:
            raise InputError(f"a {_name(made)} cannot stand in a {_name(there)}")
        there.put(made, attribute)

    # ------------------------------------------------------------------ changes

    def insert(
        self,
        new: Node | str,
        *,
        before: str | Node | None = None,
        after: str | Node | None = None,
        into: str | Node | None = None,
    ) -> Editor:
        """Insert a node at one of three places.

        :param new: a node of another document or from ``itu_texts.build``; a document stands for all its blocks; a
            string, or an item without a given label, gets the label of the item before it and *bis*.
        :param before: the place before which it is inserted.
        :param after: the place after which it is inserted.
        :param into: the place into which it is inserted, at the end.
        :raises AddressError: if nothing, or more than one node, stands at an address.
        :raises InputError: if the node cannot stand there.
        """
        if isinstance(new, Document):
            for each in new.blocks if after is None else reversed(new.blocks):
                self.insert(each, before=before, after=after, into=into)
            return self
        node = item(new) if isinstance(new, str) else new
        if not isinstance(node, Node):
            raise InputTypeError(f"only a node or a string can be inserted, not a {type(new).__name__}")
        self._kept.append(node)
        there = node.document
        notes = [*map(line_of, there.footnotes)] if there is not None else []
        made = lines_below(node, self._lines.of, footnote_marks(there, node, notes) if there is not None else {})
        self._put(made, before, after, into)
        if notes:
            self._lines.enter_notes()
        if isinstance(node, Item) and node.label == UNLABELLED:
            clause = next((above for above in made.around if above.is_a(Clause)), None)
            level = sum(above.is_a(Item) for above in made.around)
            labelled = walk(labelled_below(node, clause.get("role") if clause is not None else None, level))
            for below, like in zip(made.below, labelled, strict=True):
                if isinstance(like, Item):
                    below.set(label=like.label, style=like.style)
            _label_as_neighbour(made)
            self._provisional.add(id(made))
        else:
            self._firm += made.below
        return self

    @checked
    def add_footnote(
        self, target: str | Node, words: str, *, after: str | None = None, mark: str | None = None
    ) -> Editor:
        """Add a footnote to the words of a node.

        :param target: the node.
        :param words: the words of the footnote.
        :param after: the words that its mark follows, which must stand once in those of the node; ``None`` for all of
            them but a stop at their end.
        :param mark: the mark; ``None`` for the next number, and those of the footnotes that follow are increased.
        :raises AddressError: if nothing, or more than one node, stands at the address.
        :raises InputError: if the node has no words, or the words do not stand there once.
        """
        line = _line_of(self._changed(target))
        text = line.text if line is not None else ""
        if line is None or line.is_a(Footnote) or (text.count(after or "") != 1 and after is not None):
            raise InputError(f"a footnote cannot be added there: the words “{after or ''}” do not stand there once")
        end = len(text) - (ending(text, len(text)) in STOPS) if after is None else text.index(after) + len(after)
        note = Footnote(start=0, end=0, mark=mark, text=" ".join(words.split()))
        self._kept.append(note)
        made = self._lines.of[id(note)] = line_of(note)
        line.marks = sorted([*line.marks, FootnoteMark(end, mark or "", made)], key=lambda each: each.offset)
        self._lines.enter_notes()
        return self

    def replace(self, target: str | Node, new: Node | str) -> Editor:
        """Replace a node.

        :param target: the node to replace.
        :param new: a node; or a string, which replaces the words of the introduction of an item, the heading of a
            clause, an annex or a division, the title of a numbered section, a title or a paragraph.
        :raises AddressError: if nothing, or more than one node, stands at the address.
        :raises InputError: if the new node cannot stand there.
        """
        there = self._changed(target)
        if isinstance(new, str):
            _set_words(there, " ".join(re.split(r"[ \t\r\n]+", new.strip())))  # other blanks are kept
            return self
        if there.parent is None:
            raise InputError("a document cannot be replaced in itself")
        self.insert(new, after=target)
        made = self._lines.of.get(id(new))
        if made is not None and id(made) in self._provisional and there.is_a(Item):
            self._provisional.remove(id(made))
            made.set(label=there.label, style=there.get("style"))
        there.detach()
        return self

    def remove(self, target: str | Node) -> Editor:
        """Remove a node, with all nodes below it and the footnotes whose marks are only there.

        :raises AddressError: if nothing, or more than one node, stands at the address.
        :raises InputError: if the node cannot be removed: a heading, a document.
        """
        there = self._changed(target)
        if there.is_a(Footnote):
            for each in self._lines.root.below:
                each.marks = [mark for mark in each.marks if mark.note is not there]
            self._lines.footnotes.remove(there)
            return self
        if there.parent is None or there.is_a(Heading):
            raise InputError(f"a {_name(there)} cannot be removed by itself")
        called = {mark.note for each in there.below for mark in each.marks}
        there.detach()
        gone = called - {mark.note for mark in self._lines.marks}
        self._lines.footnotes[:] = [note for note in self._lines.footnotes if note not in gone]
        return self

    def move(
        self,
        target: str | Node,
        *,
        before: str | Node | None = None,
        after: str | Node | None = None,
        into: str | Node | None = None,
    ) -> Editor:
        """Move a node, with all nodes below it, to one of three places; see :meth:`insert`.

        :raises AddressError: if nothing, or more than one node, stands at an address.
        :raises InputError: if the node cannot stand there.
        """
        self._put(self._changed(target), before, after, into)
        return self

    @checked
    def relabel(self, target: str | Node, label: str) -> Editor:
        """Give an item another label, or a provision another number. References to it inside the document follow.

        :raises AddressError: if nothing, or more than one node, stands at the address.
        :raises InputError: if the node is neither an item nor a provision.
        :raises LabelError: if another one of its list has the label, or it would not be read as one: "zzz".
        """
        there = self._changed(target)
        name = next((name for name in ("label", "number") if there.get(name) is not None), None)
        has_none = there.is_a(Clause) and not there.label  # as in ITU texts
        if name is None or "blocks" not in there.parts or has_none:
            raise InputError(f"a {_name(there)} has no label")
        if not (is_readable(label) if name == "label" else any(map(str.isdigit, label))):
            raise LabelError(f"{label!r:.40} cannot be read as a {name}")
        beside = there.parent.parts[there.attribute] if there.parent is not None and core_of(label) else ()
        for each in beside:
            if each is not there and (each.get(name) or "").split() == label.split():
                if id(each) not in self._provisional:
                    raise LabelError(f"another {_name(there)} of this list has the label {label!r:.40}")
                each.set(**{name: label_after(label)})
        there.set(**{name: label})
        self._firm.append(there)
        return self

    def renumber(self, target: str | Node) -> Editor:
        """Close the gaps that edits and the document have left in the labels of a clause, an item, an annex or a text.

        A label keeps its form, its script and its *bis*; a list without gap keeps its labels; a list that continues
        one of these follows it. An inserted item gets the number at its place. References inside the document follow.

        :raises AddressError: if nothing, or more than one node, stands at the address.
        :raises LabelError: if two items of a list would have one label.
        """
        self._lists.renumber(self._line(target))
        return self

    def finish(self) -> Document:
        """Return the new document.

        Its source is the text as :func:`itu_texts.to_text` prints it, if the print of the document that was edited is
        read as the same tree; otherwise each line of its words. What was not changed stays in the tree as it was.

        References inside the document follow targets with new labels. A reference to a removed target, or one that now
        cites something else, gets a diagnostic: ``broken-reference``.
        """
        self._references.follow()
        return self._references.with_diagnostics(finish(self._lines, self._document))

    @checked
    def save(
        self,
        path: str | os.PathLike[str] | IO[bytes],
        *,
        tracked: bool = False,
        author: str = "itu-texts",
        date: str | None = None,
        strict: bool = False,
    ) -> Document:
        """Write a copy of the original file with the changes, which stays the same elsewhere.

        In a Word file, unchanged paragraphs and all other parts of the package stay as they are. Words that differ are
        replaced in their letters, and an inserted paragraph has the style of its neighbours. Automatic numbers stay
        automatic, and references inside the document follow them; a label given by :meth:`relabel` is typed. In a
        text, Markdown or AsciiDoc file, words and labels can be changed.

        :param path: the file to write, which appears once it is complete; or an open binary file.
        :param tracked: whether the changes are tracked changes of Word.
        :param author: the author of the tracked changes.
        :param date: the date of the tracked changes: ``2030-05-01T10:00:00Z``.
        :param strict: whether to write nothing if a reference would be lost.
        :returns: the document in the new file.
        :raises InputError: if the document was not read from such a file, or in another view.
        :raises LabelError: if it is ``strict``, and a reference would no longer cite what it cited.
        :raises ReadError: if the file has changed since, is protected or signed, or a change cannot be made in it.
        :raises OSError: if the new file cannot be written.
        """
        data = original_of(self._document)
        goal = os.fspath(
            path if isinstance(path, str | os.PathLike) else getattr(self._document.origins.original, "path", "")
        )
        check_kind(self._document, goal)
        by = By(author, date) if tracked else None
        old = {id(self._lines.of[id(node)]): node for node in (*walk(self._document), *self._document.footnotes)}
        for _ in range(_ROUNDS):
            self._references.follow()
            frozen = self._lines.frozen(self._document.language)
            drafts = [*self._lines.root.below, *self._lines.footnotes]
            pairs = [*zip((*walk(frozen), *frozen.footnotes), drafts, strict=True)]
            was = {id(node): old[id(there)] for node, there in pairs if id(there) in old}
            given = {id(there) for there in self._firm}
            firm = {id(node) for node, there in pairs if id(there) in given}
            made, labels = rewritten(data, self._document, frozen, was, lambda _: by, firm)
            for node, there in pairs:
                if id(node) in labels:
                    there.set(**{"number" if there.get("label") is None else "label": labels[id(node)]})
            if not labels:
                break
        written = self._references.with_diagnostics(parse_bytes(made, goal, language=self._document.language))
        lost = [each.message for each in written.diagnostics if each.code == "broken-reference"]
        if strict and lost:
            raise LabelError("\n".join(lost))
        if isinstance(path, str | os.PathLike):
            with whole(Path(path)) as file:
                file.write(made)
        else:
            path.write(made)
        return written


# ---------------------------------------------------------------------- drafts


def _name(there: Line) -> str:
    return type(there.node).__name__.lower()


def _label_as_neighbour(made: Line) -> None:
    """Give an inserted item a label that continues those of its neighbours; none if they have none."""
    siblings = made.parent.parts[made.attribute] if made.parent else []
    at = siblings.index(made)
    items = [each for each in siblings[:at] if each.is_a(Item)]
    following = [each for each in siblings[at + 1 :] if each.is_a(Item)]
    if items and items[-1].label:
        before = items[-1]
        style = before.get("style")
        last = label_like(before.label, style, ordinal(before.label, style.value) + 1)
        made.set(style=style, label=label_after(before.label) if following else last)
    elif following and following[0].label:
        made.set(style=following[0].get("style"), label=following[0].label)


def _set_words(there: Line, words: str) -> None:
    """Replace the words on the line of a draft."""
    line = _line_of(there)
    if line is None and there.is_a(Item):
        there.put(line_of(Paragraph(start=0, end=0, text=words)), "blocks", 0)
        return
    if line is None:
        raise InputError(f"a {_name(there)} has no words of its own")
    line.reword(words)


def _line_of(there: Line) -> Line | None:
    """Return the draft that has the words on the line of another; ``None`` if there are none."""
    if there.has_text:
        return there
    lines = [each for name in ("heading", "blocks") for each in there.parts.get(name, ())[:1]]
    if len(lines) > 1 and lines[1].is_a(Title) and lines[0].text == there.get("number"):
        del lines[0]  # the heading of a section of a Recommendation is its number
    line = next(iter(lines), None)
    return None if line is None or (there.is_a(Item) and not line.is_a(Paragraph)) else _line_of(line)
