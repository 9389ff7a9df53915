"""What must hold of every document, whatever the text; the tests call :func:`check` on each that they touch."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from html import unescape
from typing import Any
from unicodedata import normalize

import fastjsonschema

import itu_texts
from itu_texts import AddressError, Amendment, Annex, Division, Document, Node, Text
from itu_texts.tree.addresses import Addresses


def check(text: str, **options: Any) -> Document:
    """Parse a text, check all that must hold, and give the document."""
    document = itu_texts.parse(text, **options)
    assert document.source.text == text
    check_document(document)
    return document


def check_bytes(data: bytes, *name: str, **options: Any) -> Document:
    """Parse a file, check all that must hold, and give the document."""
    document = itu_texts.parse_bytes(data, *name, **options)
    check_document(document)
    return document


def check_document(document: Document) -> None:
    """Check all that must hold of a document."""
    check_spans(document)
    check_leaves(document)
    check_json(document)
    check_addresses(document)
    check_addressees(document)


def check_addressees(document: Document) -> None:
    """The spans of those who are told are where their words stand, in headings and in items."""
    told = [task.addressee for task in itu_texts.who_does_what(document) if task.addressee.concept != "NOT_NAMED"]
    for heading in itu_texts.find(document, itu_texts.Heading):
        told += heading.addressees
        assert all(heading.start <= each.span.start <= each.span.end <= heading.end for each in heading.addressees)
    for each in told:
        words = normalize("NFC", unescape(document.source[each.span]))  # "é" may be a letter and an accent behind it
        assert (words[0], words[-1]) == (each.text[0], each.text[-1]), (words, each)


def check_spans(document: Document) -> None:
    """Spans lie in their parents' and follow one another; parents are right."""
    assert document.span == (0, len(document.source))
    for node in itu_texts.walk(document):
        start = node.span.start
        for child in node.children:
            assert child.parent is node
            assert start <= child.span.start <= child.span.end <= node.span.end, (node, child)
            start = child.span.end
    for piece, following in zip(document.furniture, document.furniture[1:], strict=False):
        assert piece.span.end <= following.span.start
    assert {each.code for each in document.diagnostics} <= itu_texts.CODES.keys()
    check_places(document, (*document.diagnostics, *document.changes, *document.comments, *document.emphasis))


def check_found(document: Document) -> None:
    """What is cited, what is asked and what checks find lies in the text."""
    tasks, cited = [*itu_texts.who_does_what(document)], [*itu_texts.references(document)]
    told = [each for task in tasks for each in (task.addressee, task.item, *task.when)]
    lists = [each.group for each in cited if each.group is not None]
    check_places(document, (*told, *cited, *lists, *itu_texts.check(document)))
    assert all(task.addressee.span.start < task.addressee.span.end or not task.addressee.text for task in tasks)


def check_places(document: Document, found: Iterable[Any]) -> None:
    """The spans of what is found lie in the text."""
    for each in found:
        assert 0 <= each.span.start <= each.span.end <= len(document.source), each


def check_leaves(document: Document) -> None:
    """The leaves in order give the text back: between them is nothing but blanks."""
    text = document.source.text
    done = 0
    for leaf in itu_texts.leaves(document):
        assert leaf.span.start < leaf.span.end
        assert done <= leaf.span.start, f"{leaf} overlaps the leaf before"
        gap = text[done : leaf.span.start]
        assert not gap.strip(), f"in no leaf: {gap!r}"
        done = leaf.span.end
    assert not text[done:].strip(), f"in no leaf: {text[done:]!r}"


def check_json(document: Document) -> None:
    """JSON is valid under the schema and gives an equal document back."""
    written = itu_texts.to_json(document)
    again = itu_texts.from_json(written)
    assert again == document
    assert itu_texts.to_json(again) == written
    data = json.loads(written)
    assert data == itu_texts.to_dict(document)
    assert is_valid(data)


def is_valid(data: object) -> bool:
    """Whether JSON is valid under the schema.

    The schema is compiled, which is many times faster than ``jsonschema``; ``test_json`` compares the two.
    """
    try:
        _validate()(data)
    except fastjsonschema.JsonSchemaValueException as error:
        print(error)
        return False
    return True


@cache
def _validate() -> Callable[[object], object]:
    return fastjsonschema.compile(itu_texts.json_schema(), use_default=False)


def check_addresses(document: Document, most: int = 200) -> None:
    """Each node of a text has an address that leads back to it."""
    places = Addresses()  # which looks up once what stands in a node; ``address()`` and ``at()`` do so at each call
    roots = [*document.texts]
    roots += [block for block in document.blocks if isinstance(block, Division | Annex | Amendment)]
    for root in roots:
        inside = root if isinstance(root, Text) else document
        nodes: list[Node] = [node for node in itu_texts.walk(root) if node is not inside]
        if not isinstance(root, Text):
            nodes = [node for node in nodes if not any(isinstance(up, Text) for up in (node, *node.ancestors))]
        for count, node in enumerate(nodes[:: max(1, len(nodes) // most)]):
            address = places.of(node)
            assert count % 20 or address == itu_texts.address(node)
            try:
                there = places.resolve(inside, address, () if inside is root else document.texts)
                assert count % 20 or there is inside.at(address)
            except AddressError as error:
                raise AssertionError(f"{address!r} of {node}") from error
            if isinstance(node, itu_texts.Heading):
                assert there is node.parent, address
            else:
                assert there is node, (address, there, node)
