"""Pages as tests see them: parsed by lxml, and their words beside those of the tree."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import lxml.html

from itu_texts import Document, Heading, Node, Provision, Table, Text, to_html
from itu_texts.formats.html.page.views import below

_BLANKS = re.compile(r"\s+")


class Parsed:
    """The page of a document."""

    def __init__(self, document: Document, **options: object) -> None:
        self.html = to_html(document, **options)
        self.root = lxml.html.document_fromstring(self.html)

    @property
    def ids(self) -> list[str]:
        return self.root.xpath("//@id")

    @property
    def links(self) -> list[str]:
        """The places that links lead to."""
        return [unquote(href.removeprefix("#")) for href in self.root.xpath("//a/@href")]

    @property
    def words(self) -> str:
        """The labels and words of the text, without the marks of notes, without blanks."""
        return "".join(self._words(self.root.xpath("//main//*[contains(concat(' ', @class, ' '), ' w ')]")))

    @property
    def notes(self) -> list[str]:
        return [" ".join(each.text_content().split()) for each in self.root.xpath("//div[@class='margin note']")]

    def _words(self, elements: list[lxml.html.HtmlElement]) -> Iterator[str]:
        for element in elements:
            if not any("margin" in (up.get("class") or "") for up in element.iterancestors()):
                yield _bare(
                    "".join(
                        element.xpath(".//text()[not(ancestor::sup[@class='call'] or ancestor::del[@class='was'])]")
                    )
                )


def _bare(text: str) -> str:
    """Without blanks, and without what cannot stand in a page: lxml reads no controls."""
    return _BLANKS.sub("", re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]", "", text))


def tree_words(document: Document) -> str:
    """The labels and words of a tree, without blanks."""
    return "".join(map(_bare, _said(document)))


def _said(document: Document) -> Iterator[str]:
    stack: list[Node] = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, Table):
            yield from (cell.text for row in node.rows for cell in row.cells)
        elif isinstance(node, Provision):
            yield node.number
        elif not isinstance(node, Document | Text):
            for piece in node.outline_line.pieces or ():
                missing = piece == "()" and any(isinstance(child, Heading) for child in node.children)
                yield "" if missing else piece if isinstance(piece, str) else piece.text
        stack += reversed([*below(node)])
