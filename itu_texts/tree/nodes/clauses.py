"""Nodes that contain blocks: clauses with their headings, provisions, reasons, signatures."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from attrs import frozen

from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.tree.addressees import Addressee, places_in
from itu_texts.tree.base import Node, OutlineLine, Role, Shape, headed, indented, labelled, without_line
from itu_texts.tree.nodes.blocks import Block, WithItems

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONFERENCE = re.compile(r"\((?:[^\W\d_]+(?:\.\s?|\s(?:[-–—]\s)?))?(?P<name>[^\W\d_]{2,6}-\d{2,4})\)\s*$")
"""The conference in the brackets that end a provision: ``(WRC-23)``, ``(Rev.WRC-15)``, ``(SUP – WRC-12)``."""
_BEHIND_NUMBER = re.compile(r"\s*\((?:ex[ -])?\d[^\W_]*\)|[. –—―-]*[.–—―-]|[、,，:：]")
"""The signs between the number of a provision and its words: its former number, a dash, a colon."""


class Opening(NamedTuple):
    """A heading up to the end of a phrase that names addressees, where references and addresses may stop."""

    words: str
    """The words as printed."""
    plain: str
    """The verb without adverbs, and the addressees."""
    concepts: tuple[str, ...]
    """The concepts of the addressees."""


@frozen(kw_only=True, eq=False, repr=False)
class Heading(Node):
    """The heading of a clause, an annex or a division: *instructs the Director of the Radiocommunication Bureau*."""

    text: str
    """The words as printed, lines joined; empty if the heading is missing."""
    verb: str = ""
    """The verb phrase of a clause, without adverbs: *considering*, *resolves to invite*."""
    concept: str = ""
    """The meaning of the verb, the same in all languages: ``CONSIDERING``, ``INSTRUCTS`` (for *resolves to instruct*
    too); empty if it is unknown, and for annexes and divisions."""
    addressees: tuple[Addressee, ...] = ()
    """The addressees that the heading names, one entry each."""
    side_phrases: tuple[str, ...] = ()
    """The other phrases: "in consultation with ...", "as appropriate", "to complete in time for ..."."""
    separator: str = ""
    """The dash or colon between the heading of an annex or division and a title on the same line."""

    @property
    def name(self) -> str:
        """The name of the clause, annex or division in addresses: the words, or ``()`` if there are none."""
        return " ".join(self.text.split()) or "()"

    @property
    def openings(self) -> tuple[Opening, ...]:
        """The short forms of the heading that leave out only side phrases, the longest first."""
        told = [*places_in(self.text, self.start, self.addressees)]
        return tuple(
            Opening(
                " ".join(self.text[:end].split()),
                " ".join((self.verb, *self.text[told[0][0] : end].split())),
                tuple(each.concept for *_, named in told[:count] for each in named),
            )
            for count, (_, end, _) in reversed([*enumerate(told, 1)])
        )


def english_names(heading: Heading) -> Iterator[str]:
    """Yield the English names of a heading, without articles, with its verb and its addressees, the longest first.

    The concept of a verb is the English verb: ``instructs Secretary-General``.
    """
    verb = verb_in_english(heading)
    english = lang_of("en")
    told = [name for each in heading.addressees if verb and (name := english.phrase_for("NAME", each.concept))]
    both = f" {english.phrase(NAMES.AND)} "
    for count in range(len(told), 0, -1):
        *others, last = told[:count]
        yield english.without_articles(f"{verb} {both.join((', '.join(others), last)) if others else last}")


def verb_in_english(heading: Heading) -> str:
    """Return the English verb of a heading in any language: ``taking into account``; empty if it is unknown."""
    return heading.concept.replace("_", " ").lower()


@frozen(kw_only=True, eq=False, repr=False)
class Clause(WithItems, Node):
    """A clause: a heading and the blocks below it."""

    _SHAPE: ClassVar[Shape] = Shape(("heading", "blocks"), ("blocks",), label="label")

    role: Role
    """The half of the text that the clause belongs to."""
    heading: Heading
    """Its heading."""
    label: str = ""
    """The number with which it begins, as printed: ``1.``; empty if it has none, as in ITU texts."""
    blocks: tuple[Block, ...] = ()
    """The blocks below the heading."""

    @property
    def _names(self) -> tuple[str, ...]:
        name = self.heading.name
        bare = lang_of(self.language or "en").patterns.HEADING_TAIL.sub("", name) or name
        number = (self.label.rstrip(" .-–—"),) if self.label else ()
        return (*number, bare, name) if bare != name else (*number, name)

    @property
    def _other_names(self) -> tuple[str, ...]:
        verb = verb_in_english(self.heading)
        return (*english_names(self.heading), verb) if verb and self.language not in (None, "en") else ()

    @property
    def _short_names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        whole, *begun = ((each.words, each.plain) for each in self.heading.openings or (Opening("", "", ()),))
        in_english = (*english_names(self.heading),) if self.language == "en" else ()
        return whole, (*chain.from_iterable(begun), *in_english)

    @property
    def outline_line(self) -> OutlineLine:
        line = headed(self)
        return line._replace(pieces=(self.label, *(line.pieces or ()))) if self.label else line


@frozen(kw_only=True, eq=False, repr=False)
class HeadingReference(Node):
    """The line below the heading of an annex or a division that says where it is referred to: ``(see No. 9.7)``."""

    text: str
    """The words, with the brackets."""


class _Lines:
    """A node whose words are those of its blocks."""

    __slots__ = ()
    blocks: tuple[Any, ...]

    @property
    def text(self) -> str:
        """The words, one paragraph on each line."""
        return "\n".join(block.text for block in self.blocks)


@frozen(kw_only=True, eq=False, repr=False)
class SignatureBlock(_Lines, Node):
    """The signatures of a text: "IN WITNESS WHEREOF ...", "Done at ...", and the names below."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), name="signatures", line=without_line)

    blocks: tuple[Block, ...] = ()
    """The closing words, and the names below."""


@frozen(kw_only=True, eq=False, repr=False)
class Reasons(_Lines, Node):
    """The reasons that are given for a proposal."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",), name="reasons", label="label", line=labelled)

    label: str
    """The word that introduces them, as printed: ``Reasons:``."""
    blocks: tuple[Block, ...] = ()
    """The reasons themselves."""


@frozen(kw_only=True, eq=False, repr=False)
class Provision(WithItems, Node):
    """A numbered provision of a treaty: its number in the margin, and its words, with their labels."""

    _SHAPE: ClassVar[Shape] = Shape(("blocks",))

    _NAMED_ANYWHERE: ClassVar[bool] = True

    number: str
    """The number in the margin, as printed: ``28A``, ``9.12A``, ``(197)``."""
    history: tuple[str, ...] = ()
    """The conferences that changed it, as the margin names them: ``PP-94``, ``PP-98``; they are not part of the
    words."""
    blocks: tuple[Block, ...] = ()
    """The words."""

    @property
    def _names(self) -> tuple[str, ...]:
        return (f"No. {self.number.strip('()')}",)

    @property
    def conference(self) -> str | None:
        """The conference that changed it last: that of its margin, or in brackets at the end of its words.

        ``PP-98``, ``WRC-23``.
        """
        last: Node = self
        while last.children:
            last = last.children[-1]
        found = _CONFERENCE.search(getattr(last, "text", ""))
        return found["name"] if found is not None else self.history[-1] if self.history else None

    @property
    def outline_line(self) -> OutlineLine:
        """The number, with the line of the first block."""
        first = self.blocks[0].outline_line if self.blocks else OutlineLine(())
        return OutlineLine((self.number, *(first.pieces or ())), (*first.below, *indented(self.blocks[1:], 0)))

    def _own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        """The number, with the dash or the former number after it."""
        (kind, start, end) = self._label_leaf(self.number, source)[0]
        more = _BEHIND_NUMBER.match(source, end, self.children[0].start) if self.children else None
        return ((kind, start, more.end() if more else end),)
