"""Who is told to do what: a row for each addressee and each thing."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from itu_texts.addressees import Addressee
from itu_texts.addresses import address
from itu_texts.nodes import Block, Clause, Document, Item, Role, Text
from itu_texts.parsing.grammar import Surface, surface
from itu_texts.parsing.telling import find_addressees, part_side_phrases
from itu_texts.walk import find

__all__ = ["Task", "who_does_what"]


@frozen
class Task:
    """Somebody, told to do something."""

    addressee: Addressee
    verb: str
    """How: *instructs*, *resolves to invite*, or *invite* where an item tells somebody ("to invite ... to ...")."""
    text: str
    """What: the words of the item or paragraph."""
    address: str
    """Where it stands in its text: ``instructs the Secretary-General 2``."""
    node: Block


def who_does_what(root: Document | Text) -> Iterator[Task]:
    """The tasks that the operative clauses of a document, or of one text, give, in the order of the text.

    The addressees are those of the heading.  Where the heading names none (*invites*), those with whom an item
    begins; and where an item tells somebody itself ("4 to invite future conferences to ..."), those.
    """
    document = root if isinstance(root, Document) else root.document
    words = surface(document.language if document else "en")
    for clause in find(root, Clause):
        if clause.role is Role.OPERATIVE:
            for block in clause.blocks:
                yield from _tasks(clause, block, words)


def _tasks(clause: Clause, block: Block, words: Surface) -> Iterator[Task]:
    if isinstance(block, Item) and not block.label and block.items:  # unlabelled words that open a list
        below: tuple[Block, ...] = block.items
    else:
        below = (block,)
    heading = clause.heading
    for each in below:
        where = address(each)
        told = words.words["ITEM_TELLS"].match(each.text)
        if heading.addressees:
            for addressee in heading.addressees:
                yield Task(addressee, heading.verb, each.text, where, each)
        elif told is not None:
            for addressee in _named(told["who"], words):
                yield Task(addressee, told["verb"], each.text, where, each)
        elif heading.verb and _tells(heading.text, words):
            begun = words.words["ITEM_ADDRESSES"].match(each.text)
            for addressee in _named(begun["who"], words) if begun else ():
                yield Task(addressee, heading.verb, each.text, where, each)


def _named(who: str, words: Surface) -> tuple[Addressee, ...]:
    named, _ = part_side_phrases(who, words)
    return find_addressees(named, words)


def _tells(heading: str, words: Surface) -> bool:
    """Whether a verb is one that takes an addressee."""
    form = words.line.match(heading)
    return form is not None and form.lastgroup == "TELLING"
