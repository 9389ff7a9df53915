"""Writes the tree as JSON, in one piece or as lines of a file of many documents.

The JSON has the order of the text; default values are left out. Everything follows from the classes of the nodes
(:mod:`itu_texts.formats.json.schema`): a new class or attribute needs no change here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_origin

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.json.schema import (
    CLAIMED,
    DATA,
    FORMS,
    SCHEMA_VERSION,
    SPAN,
    Member,
    Object,
    is_value,
    members,
    tag,
)
from itu_texts.language.writing import joined
from itu_texts.tree import nodes
from itu_texts.tree.spans import Offsets, Span, check_offsets

if TYPE_CHECKING:
    from itu_texts.tree.nodes import Document

_Writer: TypeAlias = Callable[[Any], Object]

FILE = ("file", "digest")
"""The members of a line about its file, besides the document: see :func:`iter_jsonl`."""


@checked
def to_dict(
    node: nodes.Node, *, source: bool = False, addresses: bool = False, offsets: Offsets = "characters"
) -> Object:
    """Return a document, or a part of one, as dictionaries, lists, strings and numbers.

    :param node: a document or any node; the result for a node is its object in the JSON of its document.
    :param source: whether to include the text that was parsed, for a whole document.
    :param addresses: whether to give nodes their ``address`` and their ``eid`` (see :func:`itu_texts.eid`), and texts
        the ``claims`` about them, with their grounds.
    :param offsets: what offsets count: characters, or units of UTF-16, as JavaScript and editors count.
    :raises InputTypeError: if ``node`` is not a node.
    :raises InputError: if offsets are to count something else, or units of a text that the document does not have.
    """
    if not isinstance(node, nodes.Node):
        raise InputTypeError(f"a {type(node).__name__} cannot be written as JSON: a document, a text, a clause ... can")
    writers, placed = _NAMING if addresses else _WRITERS, _placed(node, offsets)
    if isinstance(node, nodes.Document):
        head, tail = _around_blocks(source=source)
        blocks = [writers[type(block)](block) for block in node.blocks]
        return placed({**head(node), **_said(offsets), "blocks": blocks, **tail(node)})
    return placed(writers[type(node)](node))


def _said(offsets: Offsets) -> Object:
    return {} if offsets == "characters" else {"offsets": offsets}


def _placed(node: nodes.Node, offsets: Offsets) -> Callable[[Object], Object]:
    """Return a function that converts the offsets in JSON."""
    check_offsets(offsets)
    document = node if isinstance(node, nodes.Document) else node.document
    if offsets == "characters":
        return lambda made: made
    if document is None or len(document.source) < document.end:
        raise InputError("offsets in UTF-16 need the text, which this document does not have")
    return partial(convert, by=document.source.in_units.units)


def convert(made: Object, by: Callable[[int], int]) -> Object:
    """Convert the offsets in the JSON of a document or a node, in place, and return it."""
    stack: list[Any] = [made]
    for each in made.get("origins", ()):
        each["start"] = by(each["start"])
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            if "span" in value:
                value["span"] = [*map(by, value["span"])]
            stack += (inner for name, inner in value.items() if name != "data")  # which is the user's
    return made


@checked
def to_json(
    node: nodes.Node,
    indent: int | None = None,
    *,
    source: bool = False,
    addresses: bool = False,
    offsets: Offsets = "characters",
) -> str:
    """Return a document, or a part of one, as JSON; :func:`itu_texts.from_json` reads that of documents.

    :param node: as for :func:`to_dict`.
    :param indent: blanks for each level; ``None`` for one line.
    :param source: whether to include the text that was parsed, for a whole document.
    :param addresses: as for :func:`to_dict`, like ``offsets``.
    :raises InputError: as :func:`to_dict` does.
    """
    if isinstance(node, nodes.Document):
        return "".join(iter_json(node, indent, source=source, addresses=addresses, offsets=offsets))
    return _dumped(to_dict(node, addresses=addresses, offsets=offsets), indent)


def iter_json(
    document: nodes.Document,
    indent: int | None = None,
    *,
    source: bool = False,
    addresses: bool = False,
    offsets: Offsets = "characters",
    read: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:
    """Yield the JSON of a document in pieces, one for each text, so that memory holds only one of them.

    :param indent: blanks for each level; ``None`` for one line.
    :param source: whether to include the text that was parsed.
    :param addresses: as for :func:`to_dict`, like ``offsets``.
    :param read: members about its file, which reading ignores.
    """
    step, inner = ("", "") if indent is None else (f"\n{' ' * indent}", f"\n{' ' * 2 * indent}")
    comma = ", " if indent is None else ","

    def dump(value: Any, depth: int) -> str:
        dumped = _dumped(value, indent)
        return dumped if indent is None else dumped.replace("\n", "\n" + " " * (indent * depth))

    def member(name: str, value: Any) -> str:
        return f'{step}"{name}": {dump(value, 1)}'

    writers = _NAMING if addresses else _WRITERS
    head, tail = _around_blocks(source=source)
    placed = _placed(document, offsets)
    first = placed({**head(document), **_said(offsets), **read})
    yield "{" + "".join(member(name, value) + comma for name, value in first.items()) + f'{step}"blocks": ['
    for index, block in enumerate(document.blocks):
        yield (comma if index else "") + inner + dump(placed(writers[type(block)](block)), 2)
    yield (step if document.blocks else "") + "]"
    for name, value in placed(tail(document)).items():
        yield comma + member(name, value)
    yield ("" if indent is None else "\n") + "}"


def _dumped(value: Any, indent: int | None) -> str:
    r"""Return a value as JSON that UTF-8 can encode; a lone surrogate becomes ``\ud835``, and is read back."""
    try:
        dumped = json.dumps(value, ensure_ascii=False, indent=indent)
    except (TypeError, ValueError, RecursionError) as error:
        raise InputTypeError(f"the data of a node has a value that JSON cannot have: {error!s:.80}") from None
    return dumped if dumped.isascii() else joined(dumped).encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def _around_blocks(*, source: bool) -> tuple[_Writer, _Writer]:
    """Return the writers of the members of a document before its blocks, and of those after them."""
    chosen = [member for member in members(nodes.Document) if source or member.name != "source"]
    place = [member.name for member in chosen].index("blocks")
    return (
        _make_writer(_WRITERS, chosen[:place], type="document", schema=SCHEMA_VERSION),
        _make_writer(_WRITERS, chosen[place + 1 :]),
    )


# ---------------------------------------------------------------------- a function for each class


class _Writers(dict[type, _Writer]):
    """The writers of the classes.

    :param naming: whether to give nodes their addresses.
    """

    def __init__(self, *, naming: bool) -> None:
        self.naming = naming

    def __missing__(self, kind: type) -> _Writer:
        is_node = issubclass(kind, nodes.Node)
        self[kind] = writer = _make_writer(self, members(kind), **({"type": tag(kind)} if is_node else {}))
        if self.naming and is_node:
            from itu_texts.formats.akn.writer import places_of  # few programs need it

            said = _claims if issubclass(kind, nodes.Text) else lambda _: {}
            self[kind] = lambda node: {**writer(node), **places_of(node).named(node), **said(node)}
        return self[kind]


def _claims(text: nodes.Text) -> Object:
    """Return what is claimed of a text, with the grounds."""
    found = [claim for name in CLAIMED if (claim := getattr(text, name)) is not None]
    made = [
        {
            **{name: str(getattr(claim, name)) for name in ("field", "value", "words")},
            "span": [claim.start, claim.end],
            "by": claim.by.value,
            **({"day": claim.day} if claim.day else {}),
        }
        for claim in found
    ]
    return {"claims": made} if made else {}


_WRITERS = _Writers(naming=False)
_NAMING = _Writers(naming=True)


def _make_writer(writers: _Writers, chosen: Iterable[Member], **first: str) -> _Writer:
    """Return a function that writes some members of an object.

    Its code is generated from the members, as attrs generates methods: a loop over the members takes up to twice as
    long.

    :param first: what precedes the members in all objects.
    """
    names: dict[str, Any] = {"writers": writers}
    names |= {kind.__name__: form.write for kind, form in FORMS.items()}
    lines = []
    for member in chosen:
        where = "node" if member is SPAN else f"node.{member.name}"  # the span consists of two offsets
        value = _expression(member.type, where)
        if member.required:
            lines.append(f"out[{member.name!r}] = {value}")
        else:
            names[f"default_{member.name}"] = member.default
            lines.append(f"if node.{member.name} != default_{member.name}: out[{member.name!r}] = {value}")
    body = "\n    ".join([f"out = {first!r}", *lines, "return out"])
    exec(f"def write(node):\n    {body}", names)
    writer: _Writer = names["write"]
    return writer


def _expression(wanted: Any, value: str) -> str:
    """Return the code that writes the value of an expression of a type."""
    if wanted in FORMS:
        return _expression(FORMS[wanted].type, f"{wanted.__name__}({value})")
    if wanted is Span:
        return f"[{value}.start, {value}.end]"
    if get_origin(wanted) is tuple:
        return f"[{_expression(get_args(wanted)[0], 'each')} for each in {value}]"
    if wanted == DATA:
        return value
    if is_value(wanted):
        return f"{value}.value" if issubclass(wanted, Enum) else value
    return f"writers[type({value})]({value})"


def iter_jsonl(
    document: Document,
    *,
    file: str | None = None,
    digest: str | None = None,
    source: bool = False,
    addresses: bool = False,
    offsets: Offsets = "characters",
) -> Iterator[str]:
    """Yield the line of a document, in pieces.

    :param file: the name of its file, which is included.
    :param digest: the digest of the content of the file.
    :param source: whether to include the text that was parsed.
    :param addresses: whether to give nodes their addresses and eIds.
    :param offsets: what offsets count.
    """
    read = {name: value for name, value in zip(FILE, (file, digest), strict=True) if value is not None}
    yield from iter_json(document, source=source, addresses=addresses, offsets=offsets, read=read)
    yield "\n"
