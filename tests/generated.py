"""Files of all formats whose structure is random: styles, lists, tables and changes in any order.

``python tests/generated.py 10000`` tries so many, and prints those for which something does not hold.
"""

import random
import sys
import traceback
from collections.abc import Callable

import word
from docx.oxml import parse_xml
from invariants import check_document

import itu_texts
from itu_texts import ReadError

STYLES = (
    *("Res_No", "Res_title", "Res_ref", "Call", "enumlev1", "enumlev2", "enumlev3", "Annex_No", "Annex_title", "Note"),
    *(
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Normal",
        "Proposal",
        "Reasons",
        "Normalaftertitle",
        "Part_No",
        "Section_No",
    ),
    *("Table_No", "Table_text", "footnote text", "toc 1", "Art_No", "Title", "List Number", "Rec_No", "Chap_No"),
)
LABELS = (
    *(
        "1",
        "2",
        "3",
        "a)",
        "b)",
        "c)",
        "i)",
        "ii)",
        "iv)",
        "(1)",
        "1.1",
        "1.2.3",
        "–",
        "•",
        "1bis",
        "aa)",
        "A.1",
        "§ 2",
    ),
    *("а)", "б)", "١", "一、", "1°", "No. 5", "5.418", "12", "1 a)", "[1]", "1)"),
)
LINES = (
    *("resolves", "considering", "instructs the Secretary-General", "further resolves", "The ITU Council,", "décide"),
    *(
        "RESOLUTION 7 (LAKESIDE, 2019)",
        "ANNEX 1",
        "ANNEX TO RESOLUTION 7",
        "PART II",
        "MOD ABC/1/2",
        "SUP",
        "ADD 5",
        "NOC",
    ),
    *("Reasons: Boats.", "MOD", "1 Scope", "Chapter 3", "ARTICLE 5", "The General Assembly,", "Recalling its boats,"),
    *(
        "решает",
        "учитывая,",
        "做出决议",
        "考虑到",
        "يقرر",
        "إذ تضع في اعتبارها",
        "79/990. Lighthouses",
        "20 May 2019",
        "МОД 0. ―",
    ),
    *(
        "boats;",
        "to row:",
        "Oars.",
        "Table 1 – Boats",
        "NOTE 1 – Boats.",
        "____",
        "1",
        "– 3 –",
        "a | b",
        "(Lakeside, 2019)",
    ),
    *(
        "* boats",
        "**resolves**",
        "_oars_1",
        "<b>1</b>",
        "x<sub>2</sub>",
        "[^1]",
        "MOD 0. ―",
        "Page 3",
        "1<b>1 X",
        "[boats]",
    ),
)
TAGS = (
    "p",
    "h1",
    "h2",
    "li",
    "ol",
    "ul",
    "table",
    "tr",
    "td",
    "div",
    "ins",
    "del",
    "i",
    "b",
    "sup",
    "sub",
    "span",
    "pre",
    "dd",
)
ELEMENTS = (
    *(
        "p",
        "num",
        "heading",
        "content",
        "intro",
        "list",
        "point",
        "paragraph",
        "clause",
        "article",
        "section",
        "recital",
    ),
    *(
        "recitals",
        "preamble",
        "preface",
        "body",
        "mainBody",
        "hcontainer",
        "container",
        "conclusions",
        "formula",
        "docTitle",
    ),
    *(
        "authorialNote",
        "ins",
        "del",
        "i",
        "b",
        "table",
        "tr",
        "td",
        "docNumber",
        "docDate",
        "blockContainer",
        "tblock",
        "ref",
    ),
)


def _words(chance: random.Random) -> str:
    label = f"{chance.choice(LABELS)}{chance.choice((' ', chr(9), ''))}" if chance.random() < 0.5 else ""
    return label + " ".join(chance.choice(LINES) for _ in range(chance.choice((1, 1, 1, 2))))


def _plain(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def text(chance: random.Random) -> bytes:
    """Lines in any order, with any blanks between them."""
    blanks = ("\n", "\n", "\n", "\n\n", " ", "\t", "\n\t", "\f", "\r\n", "")
    return "".join(_words(chance) + chance.choice(blanks) for _ in range(chance.randint(1, 14))).encode()


def page(chance: random.Random) -> bytes:
    """A web page with elements in any order, in one another, and not always closed."""
    made, opened = [], []
    for _ in range(chance.randint(2, 25)):
        kind = chance.random()
        if kind < 0.4:
            tag = chance.choice(TAGS)
            opened.append(tag)
            values = chance.choice(
                ("", "", ' class="Call"', ' start="7"', ' value="3"', ' type="a"', ' style="margin-left:9px"')
            )
            made.append(f"<{tag}{values}>")
        elif kind < 0.7:
            made.append(_plain(_words(chance)))
        elif opened:
            made.append(f"</{opened.pop(chance.randrange(len(opened)))}>")
    return f"<html><body>{''.join(made)}</body></html>".encode()


def akoma_ntoso(chance: random.Random) -> bytes:
    """An act with elements in any order and in one another."""

    def element(depth: int) -> str:
        name = chance.choice(ELEMENTS)
        inside = "".join(
            element(depth + 1) if depth < 5 and chance.random() < 0.5 else _plain(_words(chance))
            for _ in range(chance.randint(0, 3))
        )
        return f"<{name}>{inside}</{name}>"

    inside = "".join(element(0) for _ in range(chance.randint(1, 6)))
    names = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    return f'<akomaNtoso xmlns="{names}"><doc name="resolution"><meta/>{inside}</doc></akomaNtoso>'.encode()


_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl>'
    for level, (form, label) in enumerate(
        (("decimal", "%1"), ("lowerLetter", "%2)"), ("lowerRoman", "%3)"), ("bullet", "–"), ("decimal", "%1.%5"))
    )
)
_NUMBERING = f'<w:abstractNum w:abstractNumId="1">{_LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def word_file(chance: random.Random) -> bytes:
    """A Word file with styles and levels of lists in any order, tracked changes, and tables."""
    document = _template()
    body = document.element.body

    def run() -> str:
        look = chance.choice(("", "", "<w:i/>", "<w:b/>", '<w:vertAlign w:val="subscript"/>'))
        words = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{_plain(_words(chance))}</w:t></w:r>'
        changed = chance.random()
        if changed < 0.1:
            return f'<w:ins w:id="1" w:author="A">{words}</w:ins>'
        if changed < 0.2:
            return f'<w:del w:id="2" w:author="A">{words.replace("w:t", "w:delText")}</w:del>'
        return words

    def paragraph() -> str:
        style = f'<w:pStyle w:val="{chance.choice(_ids)}"/>' if chance.random() < 0.7 else ""
        level = f'<w:numPr><w:ilvl w:val="{chance.randint(0, 6)}"/><w:numId w:val="1"/></w:numPr>'
        listed = level if chance.random() < 0.3 else ""
        runs = "".join(run() for _ in range(chance.choice((0, 1, 1, 1, 2))))
        return f"<w:p {word.W}><w:pPr>{style}{listed}</w:pPr>{runs}</w:p>"

    _ids = [style.style_id for style in document.styles if style.type == 1]
    for _ in range(chance.randint(1, 12)):
        xml = paragraph()
        if chance.random() < 0.1:
            cells = "".join(f"<w:tc>{paragraph()}</w:tc>" for _ in range(chance.randint(1, 3)))
            xml = f"<w:tbl {word.W}><w:tblPr/><w:tblGrid/>{f'<w:tr>{cells}</w:tr>' * chance.randint(1, 3)}</w:tbl>"
        body.insert_element_before(parse_xml(xml), "w:sectPr")
    return word.save(document, numbering=f"<w:numbering {word.W}>{_NUMBERING}</w:numbering>")


def _template() -> object:
    """A document with the styles of ITU's templates that python-docx has not."""
    known = {style.name for style in word.new().styles}
    return word.new(*(style for style in STYLES if style not in known))


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    "txt": text,
    "md": text,
    "adoc": text,
    "html": page,
    "xml": akoma_ntoso,
    "docx": word_file,
}


def check_file(seed: str) -> None:
    """Check what must hold of the file of a seed such as ``docx 17``: it is read, or refused in words."""
    kind = seed.partition(" ")[0]
    chance = random.Random(seed)
    data = KINDS[kind](chance)
    views = ("final", "original", "marked") if kind in ("docx", "html", "adoc") else ("final",)
    try:
        document = itu_texts.parse_bytes(data, name=f"boats.{kind}", view=chance.choice(views))
    except ReadError:
        return
    check_document(document)
    for write in (itu_texts.to_outline, itu_texts.to_text, itu_texts.to_markdown, itu_texts.to_html, itu_texts.to_akn):
        write(document)
    itu_texts.check(document)


def _main(count: int) -> None:
    failed = 0
    for number in range(count):
        seed = f"{[*KINDS][number % len(KINDS)]} {number}"
        try:
            check_file(seed)
        except Exception as error:
            failed += 1
            last = traceback.extract_tb(error.__traceback__)[-1]
            print(f"{seed}: {type(error).__name__} in {last.filename}:{last.lineno}: {str(error)[:200]}", flush=True)
    print(f"{failed} of {count} fail")


if __name__ == "__main__":
    _main(int(sys.argv[1]))
