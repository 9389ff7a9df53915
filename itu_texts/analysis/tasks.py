"""Who is told to do what: a row for each addressee and each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itu_texts.addressees import Addressee
from itu_texts.addressing import address
from itu_texts.grammar import Surface, surface
from itu_texts.nodes import Amendment, Block, Clause, Contents, Document, Heading, Item, Note, Role, Table, Text
from itu_texts.parsing.telling import find_addressees, part_side_phrases
from itu_texts.walk import find

__all__ = ["Task", "who_does_what"]


class Task(NamedTuple):
    """Somebody, told to do something: a row of a table of tasks."""

    addressee: Addressee
    verb: str
    """How: *instructs*, *resolves to invite*, or *invite* where an item tells somebody ("to invite ... to ...")."""
    item: Block
    """What: the item, or the paragraph where there are no items."""
    address: str
    """Where it stands in its text: ``instructs the Secretary-General 2``."""

    @property
    def text(self) -> str:
        """The words of the item."""
        return self.item.text


def who_does_what(root: Document | Text) -> Iterator[Task]:
    """The tasks that the operative clauses of a document, or of one text, give, in the order of the text.

    The addressees are those of the heading.  Where the heading names none (*invites*), those with whom an item
    begins; and where an item tells somebody itself ("4 to invite future conferences to ..."), those.
    """
    document = root if isinstance(root, Document) else root.document
    words = surface(document.language if document else "en")
    for clause in find(root, Clause):
        if clause.role is Role.OPERATIVE and not _is_suppressed(clause):
            for block in clause.blocks:
                if not isinstance(block, Note | Table | Contents):
                    yield from _tasks(clause, block, words)


def _is_suppressed(clause: Clause) -> bool:
    return any(isinstance(above, Amendment) and above.action == "SUP" for above in clause.ancestors)


def _tasks(clause: Clause, block: Block, words: Surface) -> Iterator[Task]:
    if isinstance(block, Item) and not block.label and block.items:  # unlabelled words that open a list
        below: tuple[Block, ...] = block.items
    else:
        below = (block,)
    for each in below:
        verb, addressees = _told(clause.heading, each.text, words)
        where = address(each) if addressees else ""
        for addressee in addressees:
            yield Task(addressee, verb, each, where)


def _told(heading: Heading, text: str, words: Surface) -> tuple[str, tuple[Addressee, ...]]:
    """How, and who: those of the heading, or those whom the item itself names."""
    if heading.addressees:
        return heading.verb, heading.addressees
    told = words.words["ITEM_TELLS"].match(text)
    if told is not None:
        return told["verb"], _named(told["who"], words)
    begun = words.words["ITEM_ADDRESSES"].match(text) if heading.verb and words.tells(heading.text) else None
    return heading.verb, _named(begun["who"], words) if begun else ()


def _named(who: str, words: Surface) -> tuple[Addressee, ...]:
    named, _ = part_side_phrases(who, words)
    return find_addressees(named, words)
