"""Web pages as programs write them: footnotes of pandoc, mammoth and Word, marks in tables; and files that are not read."""

import io
import re
import zipfile

import pytest
from invariants import check_bytes
from timing import grows_no_faster
from together import for_all, some

import itu_texts
from itu_texts import ReadError
from itu_texts.formats.reading import is_text, read_bytes


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
        with pytest.raises(ReadError, match=f"{re.escape(name)}: .*{re.escape(sentence)}") as told:
            read()
        assert "\n" not in str(told.value)


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
