"""An invented draft in Word as people have it: with numbers that Word makes, a note, a table, changes of others."""

import io
import random
import zipfile
from contextlib import suppress
from functools import cache
from typing import Any

import word
from lxml import etree

from itu_texts import InputError, build, edit
from itu_texts.tree.nodes import Annex, Contents, Cover, Document, Item, Node, Paragraph, Row, Title
from itu_texts.tree.walking import walk

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = ("Res_No", "Res_title", "Call", "Annex_No", "Annex_title")
_NUMBERING = (
    f'<w:numbering {word.W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/><w:pPr><w:ind w:left="794" w:hanging="794"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_NOTES = (
    f'<w:footnotes {word.W}><w:footnote w:id="2"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    "<w:footnoteRef/></w:r><w:r><w:t>With their oars.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_LISTED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
CALL = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'


def bold(words: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def changed(name: str, words: str, author: str = "B. Sailor") -> str:
    kind = "delText" if name == "del" else "t"
    run = f'<w:r><w:{kind} xml:space="preserve">{words}</w:{kind}></w:r>'
    return f'<w:{name} w:id="{len(words)}" w:author="{author}" w:date="2029-01-01T00:00:00Z">{run}</w:{name}>'


@cache
def draft() -> bytes:
    """The draft: typed letters in the preamble, and numbers that Word makes below."""
    document = word.new(*_STYLES)
    for style, words in (("Res_No", "RESOLUTION 7 (LAKESIDE, 2018)"), ("Res_title", "Boats of the Union")):
        document.add_paragraph(words, style=style)
    document.add_paragraph("The Conference of Lakes (Lakeside, 2018),")
    document.add_paragraph("considering", style="Call")
    word.paragraph(
        document, f"{word.run('a)')}<w:r><w:tab/></w:r>{word.run('that ')}{bold('old boats')}{word.run(' leak;')}"
    )
    word.paragraph(
        document,
        f"{word.run('b)')}<w:r><w:tab/></w:r>{word.run('that oars ')}{changed('del', 'bend')}{changed('ins', 'break soon')}"
        f"{word.run(',')}",
    )
    document.add_paragraph("resolves", style="Call")
    place = '<w:bookmarkStart w:id="5" w:name="here"/>'
    for words in (
        f"{place}{word.run('to count the boats')}{CALL}{word.run(' of all lakes;')}",
        f"{word.run('to sail, given ')}<w:r><w:rPr><w:i/></w:rPr><w:t>considering a)</w:t></w:r>{word.run(';')}",
        f'{word.run("to rest after")}<w:bookmarkEnd w:id="5"/>{word.run(" what resolves 2 says,")}',
    ):
        word.paragraph(document, f"{_LISTED}{words}")
    document.add_paragraph("instructs the Secretary-General", style="Call")
    document.add_paragraph("1\tto report on resolves 3;")
    document.add_paragraph("2\tto row.")
    document.add_paragraph("ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2018)", style="Annex_No")
    document.add_paragraph("Boats by lake", style="Annex_title")
    table = document.add_table(3, 2)
    for row, cells in zip(table.rows, (("Lake", "Boats"), ("Long", "12"), ("Deep", "7")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("The boats are counted each year.")
    document.sections[0].header.paragraphs[0].text = "RES7"
    return word.save(document, numbering=_NUMBERING, footnotes=_NOTES)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraphs(data: bytes) -> list[bytes]:
    """The paragraphs of the body in the canonical form of XML."""
    body = etree.fromstring(parts(data)["word/document.xml"])
    return [etree.tostring(each, method="c14n") for each in body.iter(W + "p")]


def lines(outline: str) -> list[str]:
    """The lines of an outline that have words, without their depths: labels that are moved may give others.

    A rule at the end of a file is no line of it until the file has footnotes.
    """
    return [" ".join(line.split()) for line in outline.splitlines() if line.strip(" \t()_")]


def edited(document: Document, chance: random.Random, count: int) -> tuple[Any, int]:
    """A draft of a document with some random edits; gives how many paragraphs they may change too."""
    nodes = [
        node
        for node in walk(document)
        if isinstance(node, Item | Paragraph | Title | Row) and not isinstance(node.parent, Cover | Contents)
    ]
    made = edit(document)
    touched = 0
    while count:
        with suppress(InputError):  # it was removed before, or has no words of its own
            touched += _one(made, chance.choice(nodes), nodes, chance)
            count -= 1
    return made, touched


def _one(made: Any, node: Node, nodes: list[Node], chance: random.Random) -> int:
    kind = chance.choice(("replace", "replace", "insert", "remove", "move", "relabel", "renumber", "note", "annex"))
    words = (getattr(node, "text", "") or "").split()
    above = node.parent
    if kind == "replace" and words and not isinstance(node, Row):
        at = chance.randrange(len(words))
        words[at : at + chance.randrange(3)] = chance.choice((["boats", "and", "oars"], []))
        made.replace(node, " ".join(words or ["boats"]))
    elif kind == "insert" and isinstance(node, Item):
        made.insert("that boats sink;", after=node)
    elif kind == "insert" and isinstance(node, Row):
        made.insert(build.table([["boats"] * len(node.cells)]).rows[0], after=node)
    elif kind == "move" and isinstance(node, Item | Row):
        made.move(node, after=chance.choice([each for each in nodes if each.parent is node.parent]))
    elif kind == "relabel" and isinstance(node, Item) and any(map(str.isalnum, node.label)):
        made.relabel(node, f"{node.label}bis")
    elif kind == "renumber" and isinstance(node, Item):
        made.renumber(above)
        return sum(1 for _ in walk(above))
    elif kind == "note" and words and not isinstance(node, Title | Row):
        made.add_footnote(node, "Of wood.")
    elif kind == "annex" and isinstance(above, Annex):
        made.insert(build.annex("ANNEX 9", "Of oars.", build.item("to row", label="1")), after=above)
    elif kind == "remove":
        made.remove(node)
    else:
        return 0
    return sum(1 for _ in walk(node))


__all__ = ["CALL", "bold", "changed", "draft", "edited", "lines", "paragraphs", "parts"]
