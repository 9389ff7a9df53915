"""The cases of tests/files: web pages, Markdown, AsciiDoc, and pages of PDFs, which are set from the markup of Typst."""

import copy
import io
import random
import re
import zipfile
from pathlib import Path

import pytest
import typeset
import word
from conftest import ROOT
from invariants import check, check_bytes, check_document, check_found, check_spans
from lxml import etree
from test_cases import outcome, written
from timing import grows_no_faster
from together import check_all, for_all, refused, some

import itu_texts
from itu_texts import Division, Item, Paragraph, ReadError, find, to_outline
from itu_texts.formats.asciidoc.reader import read_asciidoc
from itu_texts.formats.reading import is_text, read_bytes

FILES = Path(__file__).with_name("files")
_SETTINGS = typeset.source("").partition("\n\n")[0]
"""How the pages of a PDF are set whose case does not say it."""


def read(name: str, text: str) -> itu_texts.Document:
    """A text as a file of the kind, and in the view, that the name of the file of its case says."""
    kind, _, view = name.partition(".")
    if kind == "docx":
        data = word.from_lines(text)
    elif kind == "pdf":
        data = typeset.pdf(text if text.startswith("#set page") else f"{_SETTINGS}\n\n{text}")
    else:
        data = text.encode()
    return check_bytes(data, f"x.{kind}", **({"view": view} if view else {}))


@for_all("file", sorted(FILES.glob("*.txt")))
def test_files_are_read(file):
    def check(case):
        _, text, expected = case
        assert outcome(read(file.stem, text), expected[2]) == expected

    check_all(((case[0], case) for case in written(file)), check)


_STRUCK_MARKERS_LOST = {"Labels of all kinds stand apart: 2", "Margins and labels in tables stand apart"}
"""Cases with a changed marker that nothing stands below: Akoma Ntoso has the new one and not the struck one."""


def test_changes_of_word_files_come_back_from_akoma_ntoso():
    def check(case):
        title, text, _ = case
        document = read("docx.marked", text)
        again = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "text.akn")
        comes_back = to_outline(again) == to_outline(document)
        assert comes_back is (title not in _STRUCK_MARKERS_LOST)
        if comes_back:
            assert [change.text for change in again.changes] == [change.text for change in document.changes]

    check_all([(case[0], case) for case in written(FILES / "docx.marked.txt")], check)


# ---------------------------------------------------------------------- markdown, in files and pasted: its signs are no words, and its structure is that of the text


def test_escapes():
    text = "resolves\n\n1\\. to row:\n\na\\) by day\\;\n\nb\\) by night \\[or not\\];\n\n2\\. to rest\\*\n"
    document = check(text)
    assert to_outline(document).splitlines() == [
        "resolves",
        "\t1. to row:",
        "\t\ta) by day;",
        "\t\tb) by night [or not];",
        "\t2. to rest*",
    ]
    item = next(find(document, Item))
    assert document.source[item.span].startswith("1\\. to row:")
    assert [leaf.kind for leaf in itu_texts.leaves(document) if leaf.node is item] == ["label", "label"]


def test_emphasis_in_emphasis_and_signs_of_pages():
    assert to_outline(
        check(
            "<meta http-equiv='Content-Type' content='text/html' />\n\n# ARTICLE 1\n\n**ADD 73*bis*** 3) to row\n\n"
            '<span id="page-3-1"></span>**SUP** 74\n'
        )
    ).splitlines() == ["ARTICLE 1", "\tADD 73bis", "\t\t3) to row", "\tSUP 74"]


@pytest.mark.parametrize("name", ["a.md", "a.markdown"])
def test_files(tmp_path, name):
    text = "# RESOLUTION 7\n\n## Boats[^1]\n\nThe ITU Council,\n\n*resolves*\n\n1\\. to *row*;\n\n2\\. to rest.\n\n[^1]: Of wood.\n"
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = itu_texts.parse_file(path)
    check_document(document)
    assert document == itu_texts.parse(text)
    assert document.source.text == text
    assert [item.text for item in find(document, Item)] == ["to row;", "to rest."]
    assert [text.title for text in itu_texts.iter_texts(path)] == ["Boats"]
    assert not [each for each in find(document, Paragraph) if "\\" in each.text]


# ---------------------------------------------------------------------- asciiDoc files: numbers, labels, references and footnotes as they are printed; nothing is lost of broken ones


HEAD = """= Boats of the Union
:doctype: resolution
:docnumber: 9
:meeting-place: Lakeside
:meeting-date: 2030-05-01/2030-05-09
:mn-document-class: itu
"""
CLAUSES = """
[%unnumbered]
== {blank}
The Assembly of Boats (Lakeside, 2030),

_considering_ +
--
. that boats leak;

. that oars float:
.. on lakes;
.. on seas, if:
... calm;
... warm,
--

_resolves_ +
--
that boats be mended as _considering b)_ above says.
--
"""
SECTIONS = """
[[boats]]
== Boats

[[wood]]
=== {blank}
Those of wood (see <<iron>> and <<oars>>) float, but:

* in rain
** of summer;
* in snow.

[[iron]]
=== Those of iron

Iron is heavy.

[[tin]]
[number=2bis]
=== {blank}
Tin shines (see <<boat,the picture>>, <<boat>>, <<form>>, <<nowhere>>).

[[last]]
=== {blank}
The last is <<tin>>.

[[boat]]
.A boat
image::boat.png[]

[[oars]]
[number=1bis]
== Oars

==== Deep
Words.
"""


def asciidoc(text, **options):
    return check_bytes(text.encode(), "text.adoc", **options)


def test_sections_are_divisions():
    text = HEAD + CLAUSES + SECTIONS
    document = asciidoc(text)
    assert [division.number for division in find(document, Division)] == ["1", "1bis"]
    assert document.at("section 1 1.2bis", Item).origin == itu_texts.nodes.Origin(
        line=text[: text.index("Tin")].count("\n") + 1
    )


@pytest.mark.parametrize("name", ["a.adoc", "A.ASCIIDOC", "b.asciidoc"])
def test_names(name, tmp_path):
    (tmp_path / name).write_text("resolves\n\n. to _row_\n", encoding="utf-16")
    assert to_outline(itu_texts.parse_file(tmp_path / name)) == "resolves\n\t1. to row\n"


@for_all(
    "text",
    [
        "",
        "= \n",
        "////\nboats\n",
        "|===\n|boats\n",
        "----\nboats\n",
        "--\nboats\n",
        "====\nboats\n****\n",
        "boats footnote:[and oars",
        "<<boats",
        "[boats\n[[boats\n",
        '[quote,"boats\nboats\n',
        ":boats: {boats}\n\n{boats} boats\n",
        "[number=99999999999]\n== boats\n\n== boats\n",
        "+\nboats\n+\n",
        "\ufdd0boats\ufdd1 7 \ufdd07\ufdd1\n",
        "===== boats\n",
        '[cols="9999*"]\n|===\n9999*|boats\n|===\n',
    ],
)
def test_broken_files(text):
    assert ("boats" in to_outline(asciidoc(text))) == ("boats" in text)


def test_anything_goes():
    signs = [
        "[[",
        "<<",
        ">>",
        "footnote:[",
        "]",
        "_",
        "*",
        "--\n",
        "====\n",
        "|===\n",
        "|",
        "+\n",
        "[annex]\n",
        "{a}",
        ". ",
    ]
    random.seed(7)
    whole = HEAD + CLAUSES + SECTIONS
    for _ in range(60):
        broken = list(whole)
        for _ in range(6):
            place = random.randrange(len(broken))
            broken[place : place + random.randrange(9)] = random.choice(signs)
        asciidoc("".join(broken))


@for_all("unit", ["footnote:[a ", " <<x", "_a ", "* a\n** b\n", "\n=== x\n", "[a", "((a", "5*|", "+\n"])
def test_time_grows_with_the_file(unit):
    assert grows_no_faster(lambda data: read_asciidoc(data, "text.adoc"), lambda times: (unit * times).encode(), 1000)


_CHAIN = "".join(f":a{place + 1}: {f'{{a{place}}}' * 6}\n" for place in range(30))
BOMBS = {
    "twice itself": "= T\n:x: {x}{x}\n{x}",
    "three times itself": "= T\n:x: {x}{x}{x}\n\n{x}",
    "each other": "= T\n:a: {b}{b}\n:b: {a}{a}\n\n{a}",
    "a chain": f"= T\n:a0: oars\n{_CHAIN}\n{{a30}}",
    "in the title": f"= T {{a30}}\n:a0: oars\n{_CHAIN}\noars",
    "in the title of a section": "= T\n:x: {x}{x}\n\n== {x}\n\noars",
    "in a macro": "= T\n:x: link:a[{x} {x}]\n\n{x}",
    "in a footnote": "= T\n:x: footnote:[{x} {x}]\n\n{x}",
    "in a reference": "= T\n:x: <<a,{x}{x}>>\n\n[[a]]\n== T\n\n{x}",
    "in a cell": "= T\n:x: {x}{x}\n\n|===\n|{x} |b\n|===",
    "in a caption": "= T\n:x: {x}{x}\n\n.{x}\n|===\n|c |b\n|===",
    "in capitals": "= T\n:X: {X}{x}\n\n{x}",
    "in the text": "= T\n\n:x: {x}{x}\n\n{x}",
    "cells that are repeated": f"= T\n\n|===\n500*|{'oars ' * 10_000}\n|===",
    "cells that fill others": "= T\n\n|===\n" + "500+|b\n" * 10_000 + "|===",
    "a long title that is cited": f"= T\n\n[[a]]\n== {'oars ' * 2000}\n\n" + "<<a>> " * 2000,
}


@for_all("name", BOMBS)
def test_what_would_stand_for_too_much_is_refused_before_it_is_put_in(name):
    refused(
        itu_texts.ReadError,
        "expands to more characters than a file of this size may have",
        itu_texts.parse_bytes,
        BOMBS[name].encode(),
        "oars.adoc",
    )


@for_all(
    "text, shown",
    [
        ("= T\n:x: the boats\n\n{x} of {x}", "the boats of the boats"),
        ("= T\n:x: {y} {y}\n:y: oars\n\n{x}", "oars oars"),
        ("= T\n:x: the boats of the lake\n\n" + "{x} " * 1000, ("the boats of the lake " * 1000).strip()),
        ("= T\n\n{counter:x} {include}", "{counter:x} {include}"),
    ],
)
def test_attributes_stand_for_their_words(text, shown):
    assert itu_texts.parse_bytes(text.encode(), "oars.adoc").source.text == f"T\n{shown}\n"


def test_an_attribute_that_names_itself_once_stays():
    document = itu_texts.parse_bytes(b"= T\n:x: a {x}\n\n{x}", "oars.adoc")
    assert document.source.text.endswith("a a {x}\n")


# ---------------------------------------------------------------------- web pages as programs write them: footnotes of pandoc, mammoth and Word, marks in tables; and files that are not read


def parse(page: str):
    return check_bytes(page.encode(), "x.html")


def test_long_pages_of_notes_take_linear_time():
    def page(count: int) -> bytes:
        calls = "".join(f'<p>Boat {i}<a href="#fn{i}"><sup>{i}</sup></a></p>' for i in range(count))
        notes = "".join(f"<li id=fn{i}><p>Note {i}.</p></li>" for i in range(count))
        return f"<html><body><div>{calls}</div><div><ol>{notes}</ol></div></body></html>".encode()

    assert grows_no_faster(lambda data: read_bytes(data, "x.html"), page, 2_000)


# ---------------------------------------------------------------------- files that are not read


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members:
            package.writestr(name, data)
    return out.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_TYPES = ("[Content_Types].xml", b"<Types/>")
_UNREAD = {
    "a.xlsx": (_zip(_TYPES, ("xl/workbook.xml", b"")), "an Excel workbook (.xlsx); copy"),
    "a.pptx": (_zip(_TYPES, ("ppt/presentation.xml", b"")), "a PowerPoint presentation (.pptx); copy"),
    "a.odt": (
        _zip(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"")),
        "an OpenDocument text; open it in LibreOffice or Word and save it as a Word file",
    ),
    "a.ods": (_zip(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), "an OpenDocument spreadsheet"),
    "a.epub": (
        _zip(("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"")),
        "an e-book (EPUB); unpack",
    ),
    "b.epub": (_zip(("META-INF/container.xml", b"")), "an e-book (EPUB); unpack"),
    "a.zip": (_zip(("a.txt", b"x")), "a ZIP file, not a Word file; unpack it"),
    "a.doc": (_OLE + "WordDocument".encode("utf-16-le"), "an old Word file (.doc); open it in Word or LibreOffice"),
    "b.doc": (_OLE, "an old Word file (.doc)"),
    "a.xls": (_OLE + "Workbook".encode("utf-16-le"), "an old Excel workbook (.xls)"),
    "a.docx": (_OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted or protected by a password; save it without"),
    "a.bin": (_OLE, "an old or encrypted Office file; open it in the program that made it"),
    "word2.doc": (b"\xdb\xa5\x2d\x00" + bytes(100), "a file of Word 2 or before; open it in LibreOffice"),
    "a.rtf": (b"{\\rtf1\\ansi RESOLUTION 9}", "an RTF file; open it in Word or LibreOffice and save it as a Word file"),
    "a.eml": (b"Subject: boats\r\n\r\nRESOLUTION 9", "a message (e-mail); save what is attached to it"),
    "mail.txt": (b"Return-Path: <a@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nhello", "a message (e-mail)"),
}


@pytest.mark.parametrize("name", _UNREAD)
def test_what_is_not_read_says_what_it_is_and_what_to_do(name, tmp_path):
    data, sentence = _UNREAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert not is_text(path)
    for read in (lambda: itu_texts.parse_file(path), lambda: list(itu_texts.iter_texts(path))):
        assert "\n" not in refused(ReadError, f"{re.escape(name)}: .*{re.escape(sentence)}", read)


@for_all("text", ["Subject: boats\n\nReceived: with thanks", "Note: boats float", "Source: Lakeside\nMIME is no boat"])
def test_texts_that_begin_with_a_word_and_a_colon_are_read(text):
    assert itu_texts.parse_bytes(text.encode(), "x.txt").source.text == text


# ---------------------------------------------------------------------- lists, fonts, changes, typed pages


# ---------------------------------------------------------------------- what serves those who use a page


@for_all("name", ["resolution", "session", "from_pdf"])
def test_the_page_that_the_library_writes_is_read_as_the_same_outline(examples, name):
    document = itu_texts.parse_file(examples / f"{name}.txt")
    again = parse(itu_texts.to_html(document))
    assert itu_texts.to_outline(again) == itu_texts.to_outline(document)
    told, said = ([(note.mark, note.text) for note in each.footnotes] for each in (document, again))
    assert sorted(told) == sorted(said)


def test_warnings_and_margins_of_its_page_are_no_text():
    document = itu_texts.parse("RESOLUTION 9 (LAKESIDE, 2018)\nBoats\nThe ITU Council,\nbids\n1 to row;\n3 to rest.")
    assert document.diagnostics
    assert itu_texts.to_outline(parse(itu_texts.to_html(document))) == itu_texts.to_outline(document)


@for_all("folder", ["wrc", "pp18", "wtsa", "bipm"])
def test_pages_of_real_texts(shared, folder):
    """Of a few the page shows less than the text says: at which level a paragraph stands, which note is never called."""
    files = some(sorted((shared / "corpus" / folder).rglob("*.txt"))[::2], 2)
    others = [
        file.name
        for file in files
        for document in [itu_texts.parse_file(file)]
        if itu_texts.to_outline(parse(itu_texts.to_html(document))) != itu_texts.to_outline(document)
    ]
    assert len(others) <= len(files) // 10, others


# ---------------------------------------------------------------------- akoma Ntoso whose inline elements are empty or stand in odd places: spans are spans, and what is written is XML


INLINE = (
    "role",
    "organization",
    "ref",
    "mref",
    "ins",
    "del",
    "i",
    "sup",
    "authorialNote",
    "inline",
    "span",
    "docNumber",
    "num",
    "heading",
    "p",
)
TEXT = """RESOLUTION 1 (LAKESIDE, 2022)
Boats
The ITU Council,
considering
a) that rowers1 row, as Resolutions 2 and 3 (Lakeside, 2019) say,
instructs the Secretary-General and the Director of the Telecommunication Development Bureau
1 to row by 1 May 2021;
2 to rest
_____
1 Note.
"""
SOURCES = [
    itu_texts.to_akn(itu_texts.parse(TEXT)),
    itu_texts.to_akn(
        itu_texts.parse("ADD ROW/1/2\n" + TEXT + "\nMOD ROW/1/3\nARTICLE 5\nOars\nMOD 5.1 An oar is long.\n")
    ),
    itu_texts.to_akn(itu_texts.parse_file(ROOT / "examples" / "resolution.txt")),
]


def check_elements(data: bytes) -> None:
    """A file is read, each span in it is one, and what is written of it is read again."""
    try:
        document = itu_texts.parse_bytes(data, "odd.xml")
    except itu_texts.ReadError:
        return
    check_spans(document)
    check_found(document)
    written = itu_texts.to_akn(document).encode("utf-8")
    etree.fromstring(written)
    itu_texts.parse_bytes(written, "again.xml")
    assert itu_texts.from_json(itu_texts.to_json(document, source=True)) == document


@for_all("name", INLINE)
def test_elements_that_are_empty(name):
    root = etree.fromstring(SOURCES[1].encode("utf-8"))
    for each in [each for each in root.iter() if etree.QName(each).localname == name]:
        each.text = None
        for inner in [*each]:
            each.remove(inner)
    for place in ("heading", "p", "docTitle", "num"):
        for around in [each for each in root.iter() if etree.QName(each).localname == place]:
            made = etree.SubElement(
                around, f"{{{etree.QName(around).namespace}}}{name}", refersTo="#itu__SG", href="#x"
            )
            made.tail = " " if place == "p" else None
    check_elements(etree.tostring(root, encoding="utf-8"))


def spoil(root: etree._Element, rng: random.Random) -> None:
    """Empty, double, lose, rename or put in some elements."""
    elements = [each for each in root.iter() if each.getparent() is not None]
    for element in rng.choices(elements, k=rng.randint(1, 6)):
        above = element.getparent()
        kind = rng.randrange(5)
        if kind == 0:
            element.text = None
            for inner in [*element]:
                element.remove(inner)
        elif kind == 1 and above is not None:
            above.insert(rng.randint(0, len(above)), copy.deepcopy(element))
        elif kind == 2 and above is not None:
            above.remove(element)
        elif kind == 3:
            element.tag = rng.choice(
                (f"{{{etree.QName(element).namespace}}}{rng.choice(INLINE)}", rng.choice(elements).tag)
            )
        else:
            made = etree.Element(f"{{{etree.QName(element).namespace}}}{rng.choice(INLINE)}", refersTo="#itu__SG")
            made.tail = rng.choice((None, " ", "the Secretary-General"))
            element.insert(rng.randint(0, len(element)), made)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(0, 240, 20))
def test_elements_in_odd_places(seed):
    for number in range(seed, seed + 20):
        rng = random.Random(f"odd {number}")
        root = etree.fromstring(SOURCES[number % len(SOURCES)].encode("utf-8"))
        spoil(root, rng)
        check_elements(etree.tostring(root, encoding="utf-8"))
