"""Half of a character (a lone surrogate) ends no work: it is reported, and U+FFFD in all that is written."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_properties import _FRAGMENTS
from typeset import pdf

import itu_texts
from itu_texts.cli import main
from itu_texts.collection import Collection
from itu_texts.formats.table import WRITTEN
from itu_texts.tree import nodes

HALF = "\ud835"
TEXT = f"""RESOLUTION 1 {HALF} (LAKESIDE, 2022)
Bo{HALF}ats\0\x01
The ITU Council,
considering
a) that rowers1 {HALF}\0 row, as Resolution 2 {HALF} (Rev. Lake{HALF}side, 2010) says,
instructs the Secretary-General {HALF}
1 to row by 1 May 2021{HALF};
| B{HALF} | \x02c |
| x | y |
_____
1 No{HALF}te.
"""
_MIXED = st.lists(_FRAGMENTS | st.text("\ud835\udc45\udfffa\0\x0b\x1b\ufffe \n", max_size=4), max_size=30).map("".join)


def of_pdf(*codes: str) -> bytes:
    """A PDF with a line of words, in which each character of a list of codes (UTF-16, in hexadecimal) comes once."""
    chars = [f"<{place:02x}> <{code}>" for place, code in enumerate(codes, 1)]
    cmap = "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def",
            "1 begincodespacerange <00> <ff> endcodespacerange",
            f"{len(chars)} beginbfchar",
            *chars,
            "endbfchar endcmap end end",
        )
    )
    shown = "".join(f"{place:02x}" for place in range(1, len(codes) + 1))
    content = f"BT /F1 12 Tf 72 700 Td <{shown}> Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n".encode("latin-1")


def test_mathematical_letters_of_a_pdf_are_characters():
    made = pdf("#set page(width: 200mm)\nthat the rate $R$ is above $phi.alt$ at all heights")
    document = itu_texts.parse_bytes(made, "x.pdf")
    assert "\U0001d445" in document.source.text
    assert not [each for each in document.diagnostics if each.code == "half-character"]
    assert itu_texts.to_text(document).encode("utf-8")


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        (("0061", "D835DC45", "0062"), "a\U0001d445b"),
        (("0061", "D835", "DC45", "0062"), "a\U0001d445b"),
        (("0061", "D835", "0062"), "a\ufffdb"),
        (("D835", "0062"), "\ufffdb"),
        (("DC45", "D835", "0062"), "\ufffd\ufffdb"),
    ],
)
def test_halves_of_a_pdf_are_joined_or_reported(codes, shown):
    document = itu_texts.parse_bytes(of_pdf(*codes), "x.pdf")
    assert document.source.text.strip() == shown
    said = [document.source[each.span] for each in document.diagnostics if each.code == "half-character"]
    assert "".join(said) == "\ufffd" * shown.count("\ufffd")


def test_each_lone_half_is_reported_where_it_stands():
    document = itu_texts.parse(TEXT)
    assert document.source.text == TEXT
    said = [each for each in document.diagnostics if each.code == "half-character"]
    assert [document.source[each.span] for each in said] == [HALF] * TEXT.count(HALF)
    assert all(each.message == "half of a character (U+D835), which becomes U+FFFD in files" for each in said)


def test_both_halves_of_a_character_are_it():
    document = itu_texts.parse("resolves\n1 that \ud835\udc45 be small")
    assert document.source.text == "resolves\n1 that \U0001d445 be small"
    assert not [each for each in document.diagnostics if each.code == "half-character"]


def written(document: nodes.Document, name: str) -> bytes:
    made = itu_texts.export(document, name)
    return made if isinstance(made, bytes) else made.encode("utf-8")


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_writes_any_text(name):
    assert written(itu_texts.parse(TEXT), name)


@given(_MIXED)
def test_every_format_of_text_writes_any_characters(text):
    document = itu_texts.parse(text)
    for name in ("json", "text", "markdown", "outline", "html", "dot", "mermaid"):
        written(document, name)
    for name in ("akn", "graphml"):
        etree.fromstring(written(document, name))
    with zipfile.ZipFile(io.BytesIO(written(document, "docx"))) as parts:
        for part in parts.namelist():
            etree.fromstring(parts.read(part))
    again = itu_texts.from_json(written(document, "json").decode("utf-8"))
    assert again == document


def test_a_page_has_no_control_characters():
    page = itu_texts.to_html(itu_texts.parse(TEXT))
    assert {char for char in page if char < " "} == {"\n"}


COMMANDS = {
    "check": ["--to", "text"],
    "check as JSON": ["--to", "json"],
    "mandates": ["--to", "csv"],
    "cites": [],
    "parse": ["--to", "outline"],
    "view": ["--no-browser"],
    "diff": ["--to", "json"],
    "diff as a page": ["--to", "html"],
    "compare": ["--to", "csv"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_writes_any_text(name, tmp_path):
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file, text in zip(files, (TEXT, TEXT.replace("row,", "rest,")), strict=True):
        file.write_text(itu_texts.to_json(itu_texts.parse(text), source=True), encoding="utf-8")
    given = files if name.startswith(("diff", "compare")) else files[:1]
    out = tmp_path / "out"
    assert main([name.split()[0], *map(str, given), *COMMANDS[name], "-o", str(out)]) in (0, 1)
    assert out.read_text(encoding="utf-8")


def test_a_collection_takes_any_text(tmp_path):
    file = tmp_path / "one.json"
    file.write_text(itu_texts.to_json(itu_texts.parse(TEXT), source=True), encoding="utf-8")
    assert main(["collect", str(file), "-o", str(tmp_path / "acts.db")]) == 0
    with Collection.open(tmp_path / "acts.db") as acts:
        [mandate, *_] = acts.mandates()
        assert mandate.words == "to row by 1 May 2021\ufffd;"


def test_half_a_character_in_a_question_to_a_collection_finds_nothing():
    with Collection.open(":memory:") as collection:
        assert list(collection.search("bo\udcffats")) == []
        assert collection.rows("SELECT ?", ["\udcff"]) == [("\N{REPLACEMENT CHARACTER}",)]
        with pytest.raises(itu_texts.IdentifierError):
            collection.cites(of="Resolution \udcff")
