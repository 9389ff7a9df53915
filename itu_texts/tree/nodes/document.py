"""Documents, and what pages add to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, ClassVar, TypeVar, overload

from attrs import field, frozen

from itu_texts.errors.arguments import checked
from itu_texts.language.language_codes import SEVERAL
from itu_texts.tree.addresses import of_kind, resolve
from itu_texts.tree.base import Node, OutlineLine, without_line
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes.blocks import Contents, Item, Note, Paragraph, Table
from itu_texts.tree.nodes.clauses import Provision, Reasons, SignatureBlock
from itu_texts.tree.nodes.divisions import Amendment, Annex, Division
from itu_texts.tree.nodes.parent_links import adopt
from itu_texts.tree.nodes.session import Agenda, Cover
from itu_texts.tree.nodes.texts import Text
from itu_texts.tree.readings import Origins
from itu_texts.tree.spans import Source
from itu_texts.tree.validation import check_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "Amended",
    "Bold",
    "Change",
    "Deletion",
    "Document",
    "Emphasis",
    "Footnote",
    "FootnoteAnchor",
    "Furniture",
    "Insertion",
    "Italic",
    "Language",
    "MarginNote",
    "Markup",
    "PageNumber",
    "RunningHead",
    "StrayCharacters",
]


N = TypeVar("N", bound=Node)

# ---------------------------------------------------------------------- page furniture


@frozen(kw_only=True, eq=False, repr=False)
class Furniture(Node):
    """What a page adds to a text; it is kept apart from the tree, in :attr:`Document.furniture`."""

    _ABSTRACT: ClassVar[bool] = True
    _KEPT_IN: ClassVar[str] = "furniture"

    text: str
    """The words or characters, as printed."""


@frozen(kw_only=True, eq=False, repr=False)
class PageNumber(Furniture):
    """A page number: ``– 27 –``."""


@frozen(kw_only=True, eq=False, repr=False)
class RunningHead(Furniture):
    """A line repeated on each page: ``RES12-2``."""


@frozen(kw_only=True, eq=False, repr=False)
class MarginNote(Furniture):
    """What stands in the margin of a provision besides its number: ``PP-98``; see :attr:`Provision.history`."""


@frozen(kw_only=True, eq=False, repr=False)
class Footnote(Furniture):
    """A note at the foot of a page; ``text`` is what it says, without its mark and the rule above it."""

    mark: str | None = None
    """What calls it: ``1``, ``*``; ``None`` if it has none."""

    @property
    def anchors(self) -> tuple[FootnoteAnchor, ...]:
        """Where it is called, in the order of the text."""
        document = self.document
        if document is None:
            return ()
        place = next((place for place, note in enumerate(document.footnotes) if note is self), None)
        return tuple(anchor for anchor in document.anchors if anchor.note == place)


@frozen(kw_only=True, eq=False, repr=False)
class FootnoteAnchor(Furniture):
    """The mark in the words that calls a footnote: the ``1`` of ``countries1``."""

    note: int
    """Which of the footnotes of the document it calls, from 0."""
    offset: int
    """Where it stood in the text of its node: before that character of ``.text``."""

    @property
    def footnote(self) -> Footnote | None:
        """The footnote that it calls; ``None`` if its document has none of that place."""
        notes = self.document.footnotes if self.document else ()
        return notes[self.note] if 0 <= self.note < len(notes) else None


@frozen(kw_only=True, eq=False, repr=False)
class Markup(Furniture):
    """Signs of Markdown, which are no words: those of emphasis, escapes, links, the pipes of provisions in tables."""


@frozen(kw_only=True, eq=False, repr=False)
class StrayCharacters(Furniture):
    """Characters that are no words: controls, zero-width ones, a rule with no note below it."""


# ---------------------------------------------------------------------- tracked changes


@frozen(kw_only=True, eq=False, repr=False)
class Change(Node):
    """A tracked change of a Word file, in the view that shows both what was and what is to be."""

    _ABSTRACT: ClassVar[bool] = True
    _KEPT_IN: ClassVar[str] = "changes"

    text: str
    """The words that were put in or struck out."""
    author: str | None = None
    """Who made the change, as the file names them."""
    date: str | None = None
    """When it was made, as the file has it: ``2018-11-12T09:30:00Z``."""


@frozen(kw_only=True, eq=False, repr=False)
class Insertion(Change):
    """Words that were put in."""


@frozen(kw_only=True, eq=False, repr=False)
class Deletion(Change):
    """Words that were struck out."""


# ---------------------------------------------------------------------- letters


@frozen(kw_only=True, eq=False, repr=False)
class Emphasis(Node):
    """Words in other letters than those around them; not whole lines, such as headings."""

    _ABSTRACT: ClassVar[bool] = True

    text: str
    """The words."""


@frozen(kw_only=True, eq=False, repr=False)
class Italic(Emphasis):
    """Words in italics: *inter alia*."""


@frozen(kw_only=True, eq=False, repr=False)
class Bold(Emphasis):
    """Words in bold letters."""


# ---------------------------------------------------------------------- consolidated texts


@frozen(kw_only=True, eq=False, repr=False)
class Amended(Node):
    """A stretch of a consolidated text that came from an amendment."""

    _KEPT_IN: ClassVar[str] = "amended"

    action: str
    """What the amendment did: ``ADD``, ``MOD``, or ``SUP``, whose stretch is the heading, or the first words, of what
    the suppressed part stood in."""
    marker: str
    """Its marker, as printed: ``MOD B2/49/1``."""
    amending: int
    """Which of the amending documents it stands in, from 1."""


# ---------------------------------------------------------------------- languages


@frozen(kw_only=True, eq=False, repr=False)
class Language(Node):
    """A stretch of a document in several languages."""

    _KEPT_IN: ClassVar[str] = "languages"

    code: str
    """The code of its language: ``fr``."""


# ---------------------------------------------------------------------- documents


@frozen(kw_only=True, eq=False, repr=False)
class Document(Node):
    """All that was read: texts in their order, what stands between them, page furniture and diagnostics."""

    blocks: tuple[
        Text
        | Amendment
        | Annex
        | Division
        | Provision
        | Reasons
        | SignatureBlock
        | Agenda
        | Contents
        | Cover
        | Paragraph
        | Item
        | Note
        | Table,
        ...,
    ] = ()
    """Texts, amendments, divisions of treaties, session matter, and the paragraphs that belong to none of them."""
    furniture: tuple[Furniture, ...] = ()
    """What pages add, in the order of the text: page numbers, running heads, footnotes and their marks."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is odd in the text, in its order."""
    language: str
    """The code of the language that the text was parsed in: ``en``; ``mul`` where parts of it were in several."""
    languages: tuple[Language, ...] = ()
    """Of a document in several languages, the stretches in one each, in the order of the text."""
    changes: tuple[Change, ...] = ()
    """The tracked changes, where the view of a file shows them."""
    emphasis: tuple[Emphasis, ...] = ()
    """Words in italics or bold letters, in the order of the text; two may cover the same words."""
    left_out: tuple[str, ...] = ()
    """What the file has that is not in this document: ``comments``, ``drawings``, ``headers``, ``merged cells``."""
    amended: tuple[Amended, ...] = ()
    """Of a consolidated text, what came from amendments."""
    origins: Origins = field(factory=Origins, eq=False, repr=False)
    """Where in a file the text came from: each piece, up to the start of the next."""
    source: Source = field(factory=lambda: Source(""), eq=False, repr=False)
    """The text that was parsed."""

    def __attrs_post_init__(self) -> None:
        check_types(self)
        adopt(self)

    @property
    def document(self) -> Document:
        """The document itself."""
        return self

    @property
    def shown(self) -> tuple[str, str]:
        texts = self.texts
        return f"{len(texts)} text{'s' if len(texts) != 1 else ''}", texts[0].title or "" if texts else ""

    def language_at(self, place: int) -> str:
        """The code of the language of the text at a place, an offset in characters."""
        if not self.languages:
            return self.main_language
        index = bisect_right(self.languages, place, key=lambda stretch: stretch.start)
        return self.languages[max(index - 1, 0)].code

    @property
    def main_language(self) -> str:
        """The code of the language that most of the text is in."""
        longest = max(self.languages, key=lambda stretch: stretch.end - stretch.start, default=None)
        if longest is None:
            return "en" if self.language == SEVERAL else self.language
        return longest.code

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts in their order, those under markers and in divisions included; not those inside other texts."""
        return tuple(_texts(self.blocks))

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes in their order."""
        return tuple(piece for piece in self.furniture if isinstance(piece, Footnote))

    @property
    def anchors(self) -> tuple[FootnoteAnchor, ...]:
        """The marks that call footnotes, in their order."""
        return tuple(piece for piece in self.furniture if isinstance(piece, FootnoteAnchor))

    def footnotes_in(self, node: Node) -> tuple[Footnote, ...]:
        """The footnotes that are called in a node, in the order of their marks there."""
        begin = bisect_left(self.furniture, node.start, key=lambda piece: piece.start)
        stop = bisect_right(self.furniture, node.end, key=lambda piece: piece.end)
        called = dict.fromkeys(piece.note for piece in self.furniture[begin:stop] if isinstance(piece, FootnoteAnchor))
        notes = self.footnotes if called else ()
        return tuple(notes[note] for note in called if 0 <= note < len(notes))

    @property
    def children(self) -> Sequence[Node]:
        return self.blocks

    @overload
    def at(self, address: str) -> Node: ...
    @overload
    def at(self, address: str, kind: type[N]) -> N: ...
    @checked
    def at(self, address: str, kind: type[Node] = Node) -> Node:
        """The node at an address, as people cite: ``resolves 1.1``, ``considering f)``.

        :param kind: the class that it must be of: ``at("resolves 1", Item).label``.
        :raises itu_texts.AddressError: if nothing of the class, or more than one thing, stands there.
        :raises itu_texts.InputError: if the address is no string.
        """
        return of_kind(resolve(self, address, self.texts), address, kind)

    @property
    def outline_line(self) -> OutlineLine:
        return without_line(self.blocks)

    def own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        return ()


def _texts(blocks: Iterable[Node]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Text):
            yield block
        elif isinstance(block, Amendment | Annex | Division):
            yield from _texts(block.blocks)
