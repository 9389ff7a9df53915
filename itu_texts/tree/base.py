"""The base class of all nodes, which checks the types of its attributes, and enumerations of several nodes."""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, cast, get_args, get_origin

from attrs import Attribute, field, fields, frozen, resolve_types

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import fits
from itu_texts.language.writing import INVISIBLE
from itu_texts.tree.spans import Enclosing, Span, begun_in, held_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itu_texts.tree.nodes.document import Amended, Change, Document, Footnote, Text
    from itu_texts.tree.readings import Origin


# ---------------------------------------------------------------------- types of attributes: a wrong one fails at once

_trusted = ContextVar("trusted", default=False)

_Check = tuple[str, Callable[[Any], Any], Any, bool, set[type]]
_checks: dict[type, tuple[_Check, ...]] = {}


@contextmanager
def trusted() -> Iterator[None]:
    """Switch the checks off in this context. The parser uses it, because its types are checked statically."""
    token = _trusted.set(True)
    try:
        yield
    finally:
        _trusted.reset(token)


@frozen(eq=False, repr=False)
class OneOf:
    """A validator of an attribute that has one of some values.

    :raises InputError: when it is called with another value.
    """

    options: Collection[str]

    def __call__(self, node: object, attribute: Attribute[Any], value: object) -> None:
        if value not in self.options:
            kind = type(node).__name__
            raise InputError(f"{attribute.name} of a {kind} is one of {', '.join(self.options)}, not {value!r:.40}")


def check_types(node: Any) -> None:
    """Check the attributes of a node.

    :raises InputError: naming the first attribute of a wrong type.
    """
    if _trusted.get():
        return
    kind = type(node)
    for name, get, wanted, is_tuple, known in _checks.get(kind) or _checks_of(kind):
        value = get(node)
        if is_tuple and type(value) is not tuple:
            raise InputTypeError(f"{name} of a {kind.__name__} cannot be a {type(value).__name__}")
        for each in value if is_tuple else (value,):
            found = type(each)
            if found not in known:
                is_other = hasattr(found, "_HOLDS_ADDRESSES") and found.__module__.partition(".")[0] != "itu_texts"
                if not fits(each, wanted) and not (is_tuple and is_other):  # blocks may be nodes of other libraries
                    cannot = "cannot hold" if is_tuple else "cannot be"
                    raise InputTypeError(f"{name} of a {kind.__name__} {cannot} a {found.__name__}")
                known.add(found)


def _checks_of(kind: type) -> tuple[_Check, ...]:
    """Return the checks for the attributes of a class; none if its types are defined inside a function."""
    names = dict(vars(sys.modules["itu_texts.tree.nodes"]))
    for each in reversed(kind.__mro__):
        names |= vars(sys.modules[each.__module__])
    try:
        resolve_types(kind, globalns=names)
    except NameError:
        return _checks.setdefault(kind, ())
    checks: list[_Check] = []
    for each in fields(kind):
        is_tuple = get_origin(each.type) is tuple
        wanted = get_args(each.type)[0] if is_tuple else each.type
        checks += [(each.name, getattr(kind, each.name).__get__, wanted, is_tuple, set())] if each.init else []
    _checks[kind] = tuple(checks)
    return _checks[kind]


def member_types(kind: type, attribute: str) -> tuple[type, ...]:
    """Return the classes of nodes that may stand in a tuple of a class of nodes; none for any other attribute."""
    wanted = next((wanted for name, _, wanted, is_tuple, _ in _checks_of(kind) if is_tuple and name == attribute), None)
    return get_args(wanted) or (() if wanted is None else (wanted,))


_LONGEST_SHOWN = 40  # characters of the words in the short form of a node
N = TypeVar("N", bound="Node")
T = TypeVar("T")


_SIGNS = "\\*_[]< \t" + INVISIBLE  # signs of a label that are not printed, and further blanks


ACTIONS = ("ADD", "MOD", "SUP", "NOC")
"""The actions of amendments, whatever the marker is in the language of the text."""


class Role(enum.StrEnum):
    """The half of a text that a clause belongs to."""

    PREAMBLE = "preamble"
    """Grounds: *considering*, *noting*, *recalling* ..."""
    OPERATIVE = "operative"
    """Decisions and instructions: *resolves*, *instructs*, *invites* ..."""


class LabelStyle(enum.StrEnum):
    """The kind of series that an item's label belongs to; the siblings decide it."""

    LETTER = "letter"  #: ``a)``, ``B.``
    ROMAN = "roman"  #: ``i)``, ``IV.``
    NUMBER = "number"  #: ``1``, ``2)``
    DECIMAL = "decimal"  #: ``1.1``, ``2.3.4``
    DASH = "dash"  #: ``–``
    BULLET = "bullet"  #: ``•``
    NONE = "none"  #: an item without a label


@frozen
class Part:
    """A stretch of the words of a node that states one of its attributes: its number, its kind ..."""

    name: str
    """The name of the attribute."""
    start: int
    """Offset of the first character in ``.text`` of the node."""
    end: int
    """Offset of the character after the last one."""


class OutlineLine(NamedTuple):
    """What an outline prints for a node: one line, and the nodes that follow below it."""

    pieces: tuple[str | Node, ...] | None
    """The parts of the line, separated by blanks: strings as they are, and nodes whose words are printed; ``None`` if
    the node has no line of its own."""
    below: tuple[tuple[Node, int], ...] = ()
    """The nodes that follow below, each with its additional depth."""


class Shape(NamedTuple):
    """The row of a class of nodes, from which children, addresses, lines and leaves follow."""

    children: tuple[str, ...] = ()
    """The attributes with the children, in the order of the text."""
    content: tuple[str, ...] | None = None
    """The attributes with the children that have addresses; ``None`` for all of them."""
    name: str = ""
    """The name in addresses, if all nodes of the class have the same."""
    label: str = ""
    """The attribute with the label that is a leaf at the beginning of the node."""
    line: Callable[[Any], OutlineLine] = lambda node: OutlineLine((node,))
    """Returns the line in an outline; by default the words."""
    leaf: str = "text"
    """The kind of leaf that a node without label and children is; a table is one with its cells."""


def _collector(names: tuple[str, ...]) -> Callable[[Any], Sequence[Node]]:
    """Return a function that collects the nodes in some attributes."""
    if len(names) == 1:
        return cast("Callable[[Any], Sequence[Node]]", attrgetter(*names))

    def collect(node: Any) -> Sequence[Node]:
        found: list[Node] = []
        for name in names:
            value = getattr(node, name)
            if isinstance(value, tuple):
                found += value
            elif value is not None:
                found.append(value)
        return tuple(found)

    return collect


@frozen(kw_only=True, eq=False, repr=False)
class Node:
    """The base of all nodes: a place in the text, and a parent once the node is part of a document.

    A class of nodes defines how it is addressed, printed as a line, and divided into leaves.
    """

    _SHAPE: ClassVar[Shape] = Shape()
    """The row of the class."""
    _ABSTRACT: ClassVar[bool] = True
    """Set in the body of a class if only its subclasses occur in documents."""
    _DERIVED: ClassVar[tuple[str, ...]] = ()
    """Properties that the JSON gives besides the attributes."""
    _NAMED_ANYWHERE: ClassVar[bool] = False
    """Whether the name of the node is an address by itself, wherever the node stands."""
    _NAMED_ANNEX: ClassVar[bool] = False
    """Whether the name of the node is an address by itself if nothing else has that name."""
    _OWNS_NAMED: ClassVar[bool] = False
    """Whether the nodes with names below the node are addressed as its siblings."""
    _HOLDS_ADDRESSES: ClassVar[bool] = False
    """Whether addresses start from the node: all nodes below it have one."""
    _MAY_BE_CAPTION: ClassVar[bool] = False
    """Whether the words of the node may be the caption of a table or a figure."""
    _HAS_CAPTION: ClassVar[bool] = False
    """Whether the node may stand below its caption."""
    _JOINS_LABEL: ClassVar[bool] = False
    """Whether the words of the node stand on the same line as the label before them."""
    _KEPT_IN: ClassVar[str] = ""
    """The property of the document that holds the nodes of a class that is not part of the tree."""

    start: int = field(eq=False, repr=False)
    """Offset in :attr:`Document.source` of the first character."""
    end: int = field(eq=False, repr=False)
    """Offset of the character after the last one."""
    data: dict[str, Any] | None = field(default=None, eq=False, repr=False)
    """What a program keeps with the node, by names of its own, as the ``data`` of unist: values that JSON has. The
    library only carries it along; see :func:`itu_texts.nodes.with_data`."""
    _parent: Node | None = field(default=None, init=False, eq=False, repr=False)

    def __init_subclass__(cls) -> None:
        shape = cls._SHAPE
        if shape.children and "_SHAPE" in vars(cls):
            setattr(cls, "children", property(_collector(shape.children), doc=cls.children.__doc__))  # noqa: B010 - mypy knows no such setter
            setattr(cls, "_content", property(_collector(shape.content or shape.children), doc=cls._content.__doc__))  # noqa: B010

    def __attrs_post_init__(self) -> None:
        check_types(self)

    # attrs would generate these methods for each class, which takes a tenth of the time of an import.

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        compared = _compared(cast("Any", type(self)))
        return bool(compared(self) == compared(other))

    def __hash__(self) -> int:
        return hash(_compared(cast("Any", type(self)))(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy the node with the nodes below it, without its parents."""
        kind = type(self)
        return _restored, (kind, tuple([getattr(self, each.name) for each in fields(kind) if each.init]))

    def __repr__(self) -> str:
        """A short form for people: class, label or number, the first words, and the span."""
        label, words = self._shown
        said = f" {label}" if label else ""
        if words:
            cut = words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 4].rstrip()} …"
            said += f" “{cut}”"
        return f"<{type(self).__name__}{said} [{self.start}:{self.end}]>"

    def __rich_repr__(self) -> Iterator[Any]:
        """The attributes that do not have their default value, for rich."""
        for each in fields(type(self)):
            value = getattr(self, each.name)
            if each.init and each.repr and value != each.default:
                yield each.name, value
        yield "span", tuple(self.span)

    def _repr_html_(self) -> str:
        """The outline of the node, foldable, and the diagnostics of a document, for notebooks."""
        from itu_texts.tree.representation import to_html  # few programs need it

        return to_html(self)

    @property
    def _shown(self) -> tuple[str, str]:
        """The label, marker or number, and the words, of the short form."""
        names = ("label", "marker", "mark", "number")
        label = next((said for name in names if isinstance(said := getattr(self, name, None), str) and said), "")
        heading = getattr(self, "heading", None)
        words = getattr(self, "title", None) or getattr(heading, "text", None) or getattr(self, "text", None)
        return label, " ".join(words.split()) if isinstance(words, str) else ""

    @property
    def span(self) -> Span:
        """The stretch of the text that the node covers: ``document.source[node.span]``."""
        return Span(self.start, self.end)

    @property
    def parent(self) -> Node | None:
        """The parent node; ``None`` for a document, or for a node outside documents."""
        return self._parent

    @property
    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent, and so on up to the document."""
        node = self._parent
        while node is not None:
            yield node
            node = node._parent

    @property
    def document(self) -> Document | None:
        """The document of the node; ``None`` for a node outside documents."""
        node: Node = self
        while node._parent is not None:
            node = node._parent
        return None if node is self else node.document

    @property
    def language(self) -> str | None:
        """The code of the language: ``en``; ``None`` for a node outside documents."""
        return document.language_at(self.start) if (document := self.document) else None

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes whose marks are in the node, in the order of the marks."""
        if (document := self.document) is None:
            return ()
        called = dict.fromkeys(anchor.note for anchor in held_by(document.anchors, self.start, self.end))
        notes = document.footnotes if called else ()
        return tuple(notes[note] for note in called if 0 <= note < len(notes))

    @property
    def changes(self) -> tuple[Change, ...]:
        """The tracked changes inside the node, in the order of the text."""
        document = self.document
        if document is None:
            return ()
        found = kept(document, "changes", lambda: sorted(document.changes, key=attrgetter("start")))
        return tuple(begun_in(found, self.start, self.end))

    @property
    def amended_by(self) -> tuple[Amended, ...]:
        """In a consolidated text, the amendments that the node came from or was changed by."""
        document = self.document
        if document is None or not document.amended:
            return ()
        return tuple(kept(document, "amended", lambda: Enclosing(document.amended)).of(self.start, self.end))

    @property
    def origin(self) -> Origin | None:
        """Where in the file the node begins; ``None`` if the document came from a string or a text file."""
        return document.origins.at(self.start) if (document := self.document) else None

    @property
    def children(self) -> Sequence[Node]:
        """The nodes directly below, in the order of the text."""
        return ()

    # ------------------------------------------------------------------ addresses

    @property
    def _names(self) -> tuple[str, ...]:
        """The names of the node in addresses: as printed, then by kind and number; most nodes have none."""
        return (self._SHAPE.name,) if self._SHAPE.name else ()

    @property
    def _other_names(self) -> tuple[str, ...]:
        """Further names for addresses that fit no other node: English names and the like."""
        return ()

    @property
    def _short_names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names without the end of a long one: those with priority, and the others."""
        return (), ()

    @property
    def _list_label(self) -> str | None:
        """The label of an item in addresses; ``None`` for other nodes."""
        return None

    @property
    def _content(self) -> Sequence[Node]:
        """The children that have addresses of their own; a heading has that of its clause."""
        return self.children

    @property
    def _owned(self) -> Sequence[Node]:
        """The nodes below that are addressed as siblings of the node."""
        return [each for each in self._addressed if each._names] if self._OWNS_NAMED else ()

    @property
    def _addressed(self) -> list[Node]:
        """The nodes with addresses directly below: the content, and the nodes that it owns."""
        return [each for child in self._content for each in (child, *child._owned)]

    # ------------------------------------------------------------------ lines and leaves

    @property
    def outline_line(self) -> OutlineLine:
        """The line of the node in an outline: its words, unless its class says otherwise."""
        return self._SHAPE.line(self)

    def _own_leaves(self, source: str) -> tuple[tuple[str, int, int], ...]:
        """Return the stretches of the source that belong to the node itself: kind, start and end of each."""
        shape = self._SHAPE
        if shape.label:
            return self._label_leaf(getattr(self, shape.label), source)
        is_leaf = shape.leaf and (shape.leaf != "text" or not self.children) and self.start < self.end
        return ((shape.leaf, self.start, self.end),) if is_leaf else ()

    def _label_leaf(self, label: str, source: str = "") -> tuple[tuple[str, int, int], ...]:
        """Return the leaf of a label at the beginning of the node, if there is one.

        :param source: the text of the document, which may have Markdown signs in the label. A label that stands apart
            from its words, in a stack of labels, is not part of the node.
        """
        if not label or (self.children and self.children[0].start == self.start):
            return ()
        end = self.start
        for char in label:
            while end < min(self.end, len(source)) and source[end] != char and source[end] in _SIGNS:
                close = (
                    ")" if source.startswith("](", end) else ">" if source[end] == "<" else ""
                )  # of a link, of a tag
                end = max(source.find(close, end, self.end) if close else end, end) + 1
            end += 1
        if not self.children and not getattr(self, "text", ""):  # the node is its label only
            end = max(end, self.end)
        return (("label", self.start, end),)


def kept(node: Document | Text, name: str, make: Callable[[], T]) -> T:
    """Return something about a document or a text that is worked out when it is first asked for: they do not change."""
    if name not in node._indexes:
        node._indexes[name] = make()
    found: T = node._indexes[name]
    return found


# ---------------------------------------------------------------------- lines of outlines


def label_and_words(node: Any) -> OutlineLine:
    """Return a line with the label and the words of a node."""
    return OutlineLine((node.label, node))


def labelled(node: Any) -> OutlineLine:
    """Return a line with the label and, if they may stand there, the words of the first block; others follow below."""
    first, *others = node.blocks or (None,)
    if first is not None and first._JOINS_LABEL:
        return OutlineLine((node.label, first), indented(others))
    return OutlineLine((node.label,), indented(node.blocks))


def headed(node: Any) -> OutlineLine:
    """Return a line with the heading of a node; the other children follow below."""
    heading = node.heading if node.heading and node.heading.text else "()"
    return OutlineLine((heading,), indented([child for child in node.children if child is not node.heading]))


def without_line(node: Node) -> OutlineLine:
    """Return the line of a node that has none: its children stand at its depth."""
    return OutlineLine(None, indented(node.children, 0))


def indented(blocks: Sequence[Node], by: int = 1) -> tuple[tuple[Node, int], ...]:
    """Return blocks one level deeper than the line above them, or as many levels as given."""
    return tuple([(block, by) for block in blocks])


set_parent: Callable[[Node, Node | None], None] = cast("object", Node).__dict__["_parent"].__set__
"""Sets the parent of a node through the slot itself: frozen nodes have no setter."""


@cache
def _compared(kind: Any) -> Callable[[Node], Any]:
    """Return a function that extracts the compared attributes of nodes of a class."""
    return attrgetter(*(each.name for each in fields(kind) if each.eq))


def _restored(kind: type[N], values: tuple[Any, ...]) -> N:
    """Make a node of a class from the values of its attributes, in their order."""
    names = (each.alias for each in fields(kind) if each.init)
    return kind(**dict(zip(names, values, strict=True)))


def copied(node: N) -> N:
    """Return a copy of a node and all nodes below it, outside any document."""

    def copy(value: Any) -> Any:
        if isinstance(value, Node):
            return copied(value)
        return tuple([copy(each) for each in value]) if type(value) is tuple else value

    kind = type(node)
    return _restored(kind, tuple([copy(getattr(node, each.name)) for each in fields(kind) if each.init]))
