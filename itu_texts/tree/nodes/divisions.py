"""Nodes that contain clauses and one another, to any depth: annexes, divisions of treaties, amendments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from attrs import field, frozen

from itu_texts.tree.base import ACTIONS, Node, OutlineLine, Shape, headed, indented
from itu_texts.tree.nodes.blocks import Title
from itu_texts.tree.nodes.clauses import Clause, Heading, HeadingReference, Provision, Reasons
from itu_texts.tree.validation import OneOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from itu_texts.tree.nodes.texts import ContainerBlock, Text

N = TypeVar("N", bound=Node)

FORMER_NUMBER = re.compile(r"\s*\((?:ex[ -])?(?P<number>\d[^\W_]*)\)\W*\Z")
"""The former number of a provision, after its number."""


def among(blocks: Iterable[Node], kind: type[N]) -> Iterator[N]:
    """Yield the nodes of a class among blocks, and among the blocks of amendments there."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        elif isinstance(block, Amendment):
            yield from (owned for owned in block.blocks if isinstance(owned, kind))


class WithSections:
    """A node with clauses, annexes and divisions below it, or below amendments in it."""

    __slots__ = ()
    _content: Any

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses directly in it, including those under amendment markers."""
        return tuple(among(self._content, Clause))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """The annexes directly in it, including those under amendment markers."""
        return tuple(among(self._content, Annex))

    @property
    def divisions(self) -> tuple[Division, ...]:
        """The divisions directly in it, including those under amendment markers."""
        return tuple(among(self._content, Division))


def _by_heading_and_number(heading: Heading, kind: str, number: str | None) -> tuple[str, ...]:
    """Return the names of an annex or a division in addresses."""
    return (heading.name, f"{kind} {number}") if number else (heading.name,)


@frozen(kw_only=True, eq=False, repr=False)
class _Container(WithSections, Node):
    """The base of annexes and divisions."""

    _SHAPE: ClassVar[Shape] = Shape(("heading", "blocks"), ("blocks",), line=headed)

    number: str | None = None
    """The number as printed: ``2``, ``30B``, ``IV``; ``None`` if there is none."""
    heading: Heading
    """The heading, with its number: ``ANNEX 2``, ``ARTICLE 30B``."""
    blocks: tuple[ContainerBlock, ...] = ()
    """The content, including the title, in the order of the text."""

    @property
    def title(self) -> str | None:
        """The title, lines joined."""
        return next((part.text for part in among(self.blocks, Title)), None)

    @property
    def reference(self) -> str | None:
        """The line below the heading that says where it is referred to: ``(see No. 9.7)``."""
        return next((part.text for part in among(self.blocks, HeadingReference)), None)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The numbered provisions directly in it, including those under amendment markers."""
        return tuple(among(self.blocks, Provision))

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts directly in it."""
        return tuple(cast("Text", each) for each in self._addressed if each._HOLDS_ADDRESSES)

    @property
    def outline_line(self) -> OutlineLine:
        """The heading, with the title if that stands on its line after a dash."""
        first = self.blocks[0] if self.blocks else None
        if isinstance(first, Title) and (self.heading.separator or self.heading.text == self.number):  # "7.1.2 Title"
            between = (self.heading.separator,) if self.heading.separator else ()
            return OutlineLine((self.heading, *between, first), indented(self.blocks[1:]))
        return headed(self)


@frozen(kw_only=True, eq=False, repr=False)
class Annex(_Container):
    """An annex, appendix or attachment."""

    _NAMED_ANNEX: ClassVar[bool] = True

    kind: str = field(validator=OneOf(("annex", "appendix", "attachment")))
    """The kind of annex."""

    @property
    def _names(self) -> tuple[str, ...]:
        return _by_heading_and_number(self.heading, self.kind, self.number)


@frozen(kw_only=True, eq=False, repr=False)
class Division(_Container):
    """A division of a treaty or a long text: a part, a chapter, an article ... or a Final Protocol after it."""

    kind: str = field(validator=OneOf(("preamble", "part", "chapter", "article", "section", "subsection", "protocol")))
    """The kind of division."""

    _NAMED_ANYWHERE: ClassVar[bool] = True

    @property
    def _names(self) -> tuple[str, ...]:
        names = _by_heading_and_number(self.heading, self.kind, self.number)
        if self.number and self.heading.text == self.number:  # a section of a Recommendation
            return (*names, f"clause {self.number}", f"§ {self.number}")
        return names


@frozen(kw_only=True, eq=False, repr=False)
class Amendment(Node):
    """A marker (ADD, MOD, SUP, NOC) and the thing that it amends, if that follows it.

    That may be a whole text, a clause, an annex, a division (an article ...), a provision or a title; or items of the
    clause above the marker, which then stand in a clause with an empty heading.
    """

    _SHAPE: ClassVar[Shape] = Shape(("blocks", "reasons"))
    _OWNS_NAMED: ClassVar[bool] = True

    marker: str
    """The line as printed: ``ADD B2/49/1``."""
    action: str = field(validator=OneOf(ACTIONS))
    """The action: add, modify, suppress, or no change."""
    editorial: bool = False
    """Whether the action stands in brackets, for an editorial change: ``(MOD)``."""
    starred: bool = False
    """Whether a star stands beside the action: ``ADD*``, ``*ADD``."""
    proposal: str | None = None
    """The identifier of the proposal: ``B2/49/1``."""
    provision: str | None = None
    """The number of the provision that it amends: ``28A``, ``219-221``, ``166, 167``."""
    history: tuple[str, ...] = ()
    """The conferences that changed that provision, as the margin names them: ``PP-98``."""
    blocks: tuple[ContainerBlock, ...] = ()
    """The amended nodes, in most cases one."""
    reasons: Reasons | None = None
    """The reasons that are given for it."""

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.marker,)

    @property
    def former(self) -> str | None:
        """The former number of the provision, if the marker has it: 69 of ``MOD 70 (69)``."""
        found = FORMER_NUMBER.search(self.marker) if self.provision else None
        return found["number"] if found else None

    @property
    def amended_provision(self) -> Provision | None:
        """The provision below the marker that has the number of the marker."""
        first = self.blocks[0] if self.blocks else None
        return first if isinstance(first, Provision) and first.number == self.provision else None

    @property
    def outline_line(self) -> OutlineLine:
        """The marker, and below it the amended nodes, without the number of the provision, which the marker shows."""
        below: list[tuple[Node, int]] = []
        for block in self.blocks:
            if isinstance(block, Provision | Clause) and (
                block.number == self.provision if isinstance(block, Provision) else not block.heading.text
            ):  # the marker, or a node above it, already shows its name
                below += indented(block.blocks)
            else:
                below.append((block, 0 if block._HOLDS_ADDRESSES else 1))
        return OutlineLine((self.marker,), (*below, *indented((self.reasons,) if self.reasons else ())))

    def _own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        end = self.children[0].start if self.children else self.end
        return (("marker", self.start, self.start + len(source[self.start : end].rstrip())),)
