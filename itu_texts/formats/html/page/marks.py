"""What a page says about nodes: the anchors of links, and the addressees of the tasks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from attrs import define, field

from itu_texts.analysis.tasks import who_does_what
from itu_texts.formats.name_allocator import UniqueNames
from itu_texts.formats.passage_marks import place_words
from itu_texts.tree.addressees import Addressee, AddresseeKind
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.nodes import Document, Heading, Node, Provision, Table, Text
from itu_texts.tree.walking import walk

_LEFT_OUT = re.compile(r"[^\w.]+")


def below(node: Node) -> Iterator[Node]:
    """Yield the nodes below a node that get names of their own, in the order of the text."""
    if isinstance(node, Document | Text | Provision):
        yield from node.children
    elif not isinstance(node, Table):
        yield from (child for child, _ in node.outline_line.below)


class Anchors:
    """The unique names of nodes on the page."""

    def __init__(self, document: Document) -> None:
        self._many = len(document.texts) > 1
        self._names: dict[int, str] = {}
        self._addresses = Addresses()
        self.unique = UniqueNames("--").new
        stack: list[tuple[Node, str]] = [(document, "")]
        while stack:
            node, inside = stack.pop()
            if node is not document:
                name = _LEFT_OUT.sub("-", self.address(node).casefold()).strip("-.") or type(node).__name__.lower()
                self._names[id(node)] = self.unique(f"{inside}--{name}" if inside else name)
            if isinstance(node, Text) and self._many:
                inside = self._names[id(node)]
            stack += reversed([(child, inside) for child in below(node)])

    def of(self, node: Node) -> str:
        """Return the name of a node, or of the innermost named node around it; empty if there is none."""
        return next((self._names[id(each)] for each in (node, *node.ancestors) if id(each) in self._names), None) or ""

    def address(self, node: Node) -> str:
        """Return the address of a node in its text; an empty string if it has none."""
        return self._addresses.known(node)


@define
class Addressed:
    """An addressee: a line of the legend."""

    key: str
    kind: str
    words: str = ""
    count: int = 0
    called: Counter[str] = field(factory=Counter)


class DocumentAddressees:
    """The addressees of a document, and the nodes that instruct them."""

    def __init__(self, document: Document) -> None:
        self._tasks = [task for task in who_does_what(document) if task.addressee.text]
        self._keys: dict[int, set[str]] = {}
        self.spans: dict[int, list[tuple[int, int, str]]] = {}
        """By the identity of the node: the start, end and kind of each addressee named in its words."""
        lines: dict[str, Addressed] = {}
        for task in self._tasks:
            key: str = task.addressee.concept
            if task.addressee.kind in (AddresseeKind.OTHER, AddresseeKind.ORGANIZATION):
                key = re.sub(r"\W+", "-", task.addressee.text.casefold())
            line = lines.setdefault(key, Addressed(key, kind_of(task.addressee)))
            line.count += 1
            line.called[task.addressee.text] += 1
            self._keys.setdefault(id(task.item), set()).add(key)
        shared = Counter(words for line in lines.values() for words in line.called)
        for line in lines.values():  # words that name only their addressee, if there are such words
            own = [words for words, _ in line.called.most_common() if shared[words] == 1]
            line.words = own[0] if own else f"{next(iter(line.called))} ({line.key})"
        self.legend: list[Addressed] = sorted(lines.values(), key=lambda line: (line.kind, -line.count, line.words))
        """The lines of the legend, by kind, the most frequently instructed first."""
        if len(document.source) >= document.end:
            self._place(document)

    def keys(self, node: Node) -> str:
        """Return the keys of the addressees that a node instructs, separated by blanks."""
        return " ".join(sorted(self._keys.get(id(node), ())))

    def _place(self, document: Document) -> None:
        nodes = [node for node in walk(document) if not node.children and hasattr(node, "text")]
        starts = [node.start for node in nodes]
        instructed = (task.addressee for task in self._tasks)
        named = (each for node in walk(document) if isinstance(node, Heading) for each in node.addressees)
        found = {each.span: each for each in (*named, *instructed) if each.span.start < each.span.end}
        for addressee in (found[span] for span in sorted(found)):  # each place once
            index = bisect_right(starts, addressee.span.start) - 1
            node = nodes[index] if index >= 0 else None
            if node is None or addressee.span.end > node.end:
                continue
            start, end = place_words(document, node).stretch(addressee.span)
            known = self.spans.setdefault(id(node), [])
            if start < end and (not known or start >= known[-1][1]):
                known.append((start, end, kind_of(addressee)))


def kind_of(addressee: Addressee) -> str:
    """Return the kind of an addressee for use in a name: ``study-group``."""
    return addressee.kind.value.replace(" ", "-")
