"""Encodings and limits of plain text, strings that name files, and consoles that are not UTF-8."""

import io
import os
import subprocess
import sys

import pytest
from conftest import ROOT

import itu_texts
from itu_texts import InputError, Limits, ReadError
from itu_texts.cli import main

TEXT = "RESOLUTION 1 (GENÈVE, 2019)\nBoats\nThe ITU Council,\nresolves\nto row.\n"
RUSSIAN = "О лодках и о вёслах\nСовет плывёт дальше\n"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_is_not_taken_for_latin(tmp_path, encoding):
    file = tmp_path / "text.txt"
    file.write_bytes(RUSSIAN.encode(encoding))
    for read in (itu_texts.parse_file, itu_texts.read_text, lambda path: [*itu_texts.iter_texts(path)]):
        with pytest.raises(ReadError, match=r"not Latin text|not text in UTF-8"):
            read(file)
    document = itu_texts.parse_file(file, encoding=encoding)
    assert document.source.text == RUSSIAN
    assert [found.code for found in document.diagnostics] == ["no-text"]
    assert document.language == "ru"
    assert itu_texts.read_text(file, encoding=encoding) == RUSSIAN
    assert [*itu_texts.iter_texts(file, encoding=encoding)] == []


@pytest.mark.parametrize(
    ("language", "encoding"), [("zh", "gb18030"), ("zh", "big5"), ("ar", "cp1256"), ("ru", "cp1251")]
)
def test_no_other_script_is_taken_for_latin(language, encoding):
    text = (ROOT / "examples" / f"resolution_{language}.txt").read_text("utf-8")
    data = text.encode(encoding, "ignore")
    with pytest.raises(ReadError, match=r"not Latin text|not text in UTF-8"):
        itu_texts.parse_bytes(data)
    assert itu_texts.parse_bytes(data, encoding=encoding).language == language


@pytest.mark.parametrize("text", [TEXT, "Décision n° 5 : où les bateaux s’arrêtent à l’été, ŒUVRE", "5 €"])
def test_latin_text_is_read(text):
    assert itu_texts.parse_bytes(text.encode("cp1252")).source.text == text


def test_an_encoding_that_is_named():
    assert itu_texts.parse_bytes(TEXT.encode("cp850"), encoding="cp850").texts[0].revision == "GENÈVE, 2019"
    with pytest.raises(InputError, match="no encoding 'klingon'"):
        itu_texts.parse_bytes(b"x", encoding="klingon")
    with pytest.raises(InputError, match="no encoding 'klingon'"):
        [*itu_texts.iter_texts(io.BytesIO(b"x"), encoding="klingon")]
    texts = [*itu_texts.iter_texts(io.BytesIO(TEXT.encode("cp850")), encoding="cp850")]
    assert [text.revision for text in texts] == ["GENÈVE, 2019"]


def test_limits_hold_for_plain_text(tmp_path):
    file = tmp_path / "text.txt"
    file.write_text(TEXT, "utf-8")
    assert itu_texts.parse_file(file, limits=Limits(characters=len(TEXT))).texts
    with pytest.raises(ReadError, match="more than 10 characters"):
        itu_texts.parse_file(file, limits=Limits(characters=10))
    with pytest.raises(ReadError, match="more than 10 file bytes"):
        itu_texts.parse_bytes(TEXT.encode(), limits=Limits(file_bytes=10))


def test_the_name_of_a_file_for_its_text(tmp_path):
    file = tmp_path / "text.docx"
    file.write_text(TEXT, "utf-8")
    (found,) = itu_texts.parse(str(file)).diagnostics
    assert (found.code, found.severity) == ("no-text", "error")
    assert "parse_file()" in found.message
    for text in (str(tmp_path / "none.docx"), f"{file}\n", "\0", "x" * 5000, ""):
        assert "parse_file()" not in itu_texts.parse(text).diagnostics[-1].message


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_consoles_of_other_encodings(tmp_path, encoding):
    """Output is UTF-8 whatever the console says, and names of files outside its letters do not stop it."""
    file = tmp_path / "Wörter – 数.txt"
    file.write_text(TEXT.replace("row", "row “数”"), "utf-8")
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
    program = "import sys; from itu_texts.cli import main; print([main([each, sys.argv[1]]) for each in sys.argv[2:]])"
    for name, commands, ends in (
        (f"{file}", ("parse", "check", "mandates"), b"[0, 0, 0]"),
        (f"{file}x", ("check",), b"[2]"),
    ):
        done = subprocess.run([sys.executable, "-c", program, name, *commands], capture_output=True, env=env)
        assert done.stdout.split(b"\n")[-2].strip() == ends, done.stderr
        done.stdout.decode("utf-8")
    assert "Wörter – 数.txtx" in done.stderr.decode("utf-8")


def test_line_ends_of_windows(tmp_path):
    file = tmp_path / "text.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    document = itu_texts.parse_file(file)
    assert document.texts == itu_texts.parse(TEXT).texts
    assert document.source[document.texts[0].clauses[0].heading.span] == "resolves"


NO_ENCODINGS = [
    "undefined",
    "idna",
    "punycode",
    "base64",
    "rot13",
    "zlib",
    "hex",
    "bz2",
    "utf-7",
    "klingon",
    "..",
    "utf-16",
]
PAGE = "<html><head><meta charset={!r}></head><body><p>RESOLUTION 1</p><p>Café +2DU- \\u0041.b</p></body></html>"


@pytest.mark.parametrize("encoding", [*NO_ENCODINGS, "unicode_escape", "raw_unicode_escape", "x" * 500])
def test_a_page_that_names_no_encoding_of_pages_is_read_as_it_is(encoding):
    for data in (PAGE.format(encoding).encode("utf-8"), PAGE.format(encoding).encode("cp1252")):
        document = itu_texts.parse_bytes(data, "page.html")
        assert document.source.text == "RESOLUTION 1\nCafé +2DU- \\u0041.b\n"


@pytest.mark.parametrize("encoding", ["gb18030", "shift_jis", "cp1252", "iso-8859-15", "big5hkscs", "koi8-r", "euc-kr"])
def test_a_page_is_read_in_the_encoding_that_it_names(encoding):
    words = {"gb18030": "船", "shift_jis": "船", "big5hkscs": "船", "koi8-r": "лодка", "euc-kr": "배"}.get(
        encoding, "Café"
    )
    data = f"<html><head><meta charset={encoding}></head><body><p>{words}</p></body></html>".encode(encoding)
    assert itu_texts.parse_bytes(data, "page.html").source.text == f"{words}\n"


@pytest.mark.parametrize("encoding", [each for each in NO_ENCODINGS if each not in ("utf-7", "utf-16", "punycode")])
@pytest.mark.parametrize("suffix", ["txt", "md", "adoc", "json"])
def test_what_is_no_encoding_of_text_is_a_wrong_call(encoding, suffix, tmp_path, capsys):
    file = tmp_path / f"text.{suffix}"
    file.write_bytes(("Café." + "x" * 100).encode())
    for read in (itu_texts.parse_file, itu_texts.read_text):
        with pytest.raises((InputError, ReadError), match=r"encoding|not text in"):
            read(file, encoding=encoding)
    assert main(["parse", "--to", "outline", str(file), "--encoding", encoding]) == 2
    assert capsys.readouterr().err.startswith("itu-texts: ")
    if suffix == "txt":
        with pytest.raises((InputError, ReadError), match=r"encoding|begins like"):
            [*itu_texts.iter_texts(file, encoding=encoding)]


@pytest.mark.parametrize("encoding", NO_ENCODINGS)
def test_markup_that_names_no_encoding_is_an_error_of_ours_or_read(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><akomaNtoso><doc><p>Boats</p></doc></akomaNtoso>'.encode()
    said = ""
    try:
        itu_texts.parse_bytes(data, "text.xml")
    except ReadError as error:
        said = str(error)
    else:
        said = "text.xml: read"
    assert said.startswith(("text.xml: not well-formed XML", "text.xml: read"))
