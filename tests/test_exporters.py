"""The table of exporters: what it looks up, what it refuses, and how the command line follows from it."""

import inspect
import io
import random
import re
import sys
import types
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_properties import _FRAGMENTS
from timing import grows_no_faster
from together import check_all, for_all, refused, some
from typeset import pdf

import itu_texts
from itu_texts import (
    Document,
    Footnote,
    Heading,
    InputError,
    MissingExtraError,
    parse,
    to_docx,
    to_markdown,
    to_outline,
    to_text,
)
from itu_texts.api.batch import digest
from itu_texts.cli import main
from itu_texts.collection import Collection
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.loading import load
from itu_texts.formats.reading import format_of
from itu_texts.formats.table import FORMATS, READ, ROWS, SUFFIXES, WRITTEN, Format, Writer
from itu_texts.formats.writing import export
from itu_texts.nodes import Designation, Formula
from itu_texts.parsing.footnotes import lowered
from itu_texts.revision.diffs import diff
from itu_texts.revision.redlines import merged
from itu_texts.tree import nodes


@pytest.fixture
def document(examples):
    return itu_texts.parse_file(examples / "resolution.txt")


def test_what_the_table_gives_is_what_the_functions_give(document):
    assert itu_texts.export(document, "json") == itu_texts.to_json(document)
    assert itu_texts.export(document, "json", indent=2) == itu_texts.to_json(document, 2)
    assert itu_texts.export(document, "jsonl") == itu_texts.to_json(document) + "\n"
    assert '"file": "boats.txt"' in itu_texts.export(document, "jsonl", file="boats.txt")
    assert itu_texts.export(document, "outline") == itu_texts.to_outline(document)


def _exported(document, name, file):
    """What the exporter makes of a document, as the command line writes it."""
    row = WRITTEN[name]
    given = {"file": file, "digest": digest(Path(file).read_bytes())}
    made = export(document, name, **{each: value for each, value in given.items() if each in row.writer.options})
    return made if row.writer.binary else f"{made.rstrip(chr(10))}\n".encode()


@for_all("name", WRITTEN)
def test_every_row_is_a_format_of_the_command_line_which_the_suffix_of_the_output_tells_too(
    examples, tmp_path, document, name
):
    file, expected = str(examples / "resolution.txt"), _exported(document, name, str(examples / "resolution.txt"))
    for out, options in ((tmp_path / "out", ["--to", name]), (tmp_path / f"out{WRITTEN[name].suffixes[0]}", [])):
        assert main(["parse", file, *options, "-o", str(out)]) == 0
        assert out.read_bytes() == expected


def test_what_there_is_not(document):
    refused(InputError, "no exporter 'papyrus'; there are: docx, html, ", itu_texts.export, document, "papyrus")
    refused(
        InputError,
        r"documents is Document \| Iterable\[Document\], not Resolution",
        itu_texts.export,
        document.texts[0],
        "json",
    )
    refused(
        InputError, "outline takes no option 'indent'; it takes: none", itu_texts.export, document, "outline", indent=2
    )


def _plant(monkeypatch, **row):
    """A module and a row, and nothing else."""
    module = types.ModuleType("papyrus")
    module.write = lambda document: iter((b"\x00scroll ", str(len(document.texts)).encode()))
    monkeypatch.setitem(sys.modules, "papyrus", module)
    made = Format("papyrus", "Papyrus", (".papyrus",), writer=Writer("papyrus:write", binary=True, **row))
    monkeypatch.setitem(WRITTEN, "papyrus", made)


def test_a_new_exporter_is_a_module_and_a_row(document, examples, tmp_path, capfdbinary, monkeypatch):
    _plant(monkeypatch)
    file = str(examples / "resolution.txt")
    assert itu_texts.export(document, "papyrus") == b"\x00scroll 1"
    out = tmp_path / "out.papyrus"
    assert main(["parse", file, "-o", str(out)]) == 0
    assert out.read_bytes() == b"\x00scroll 1"
    other = str(examples / "from_pdf.txt")
    assert main(["parse", file, other, "--to", "papyrus"]) == 2
    assert b"one Papyrus file holds one document" in capfdbinary.readouterr().err
    _plant(monkeypatch, many=True)
    assert main(["parse", file, other, "--to", "papyrus", "-o", str(out)]) == 0
    assert out.read_bytes() == b"\x00scroll 1" * 2


def test_an_extra_that_is_missing_is_named(document, examples, ran, monkeypatch):
    _plant(monkeypatch, extra="papyrus")
    monkeypatch.setitem(sys.modules, "papyrus", None)
    command = r"Papyrus files need an extra: pip install 'itu-texts\[papyrus\]'"
    refused(MissingExtraError, command, itu_texts.export, document, "papyrus")
    assert (
        "pip install 'itu-texts[papyrus]'" in ran(2, ["parse", str(examples / "resolution.txt"), "--to", "papyrus"]).err
    )


def test_authors_and_dates_of_changes_can_be_left_out_in_every_format(examples):
    change = itu_texts.nodes.Insertion(start=0, end=3, text="RES", author="A. Rower", date="2030-05-01T10:00:00Z")
    changed = attrs.evolve(itu_texts.parse_file(examples / "resolution.txt"), changes=(change,))
    assert "A. Rower" in itu_texts.export(changed, "json")
    for name, row in WRITTEN.items():
        written = export(changed, name, anonymous=True)
        words = written.decode("latin-1") if row.writer.binary else written
        assert "Rower" not in words
        assert "2030-05-01" not in words
    again = without_authors(changed)
    assert again == attrs.evolve(itu_texts.parse_file(examples / "resolution.txt"), changes=again.changes)
    assert [each.text for each in again.changes] == ["RES"]
    assert all(node.document is changed for node in itu_texts.walk(changed))
    assert all(node.document is again for node in itu_texts.walk(again))
    assert changed.changes == (change,)


_NESTED = """RESOLUTION 7 (LAKESIDE, 2030)
Boats1
The ITU Council,
resolves
1 to row:
NOTE – By {0}.
| Swan | {0} |
| Duck | 4 |
2 to rest.
ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)
Oars
1 Oars of {0}.
_____
1 Those of {0}.
"""


def test_authors_of_changes_in_parts_are_left_out_too():
    old, new = (itu_texts.parse(_NESTED.format(word)) for word in ("day", "night"))
    changed = merged(diff(old, new), old, author="A. Rower", date="2030-05-01T10:00:00Z")
    inside = {type(node).__name__ for node in itu_texts.walk(changed) for each in changed.changes if _holds(node, each)}
    assert {"Note", "Table", "Cell", "Annex"} <= inside
    assert any(_holds(note, each) for note in changed.footnotes for each in changed.changes)
    for name, row in WRITTEN.items():
        written = export(changed, name, anonymous=True)
        assert not _speaks_of_rower(written if row.writer.binary else written.encode()), name
    for node in itu_texts.walk(changed):
        assert not _speaks_of_rower(itu_texts.to_docx(node, anonymous=True)), node
    for node in (changed, *changed.texts):
        assert _speaks_of_rower(itu_texts.to_akn(node).encode())
        assert not _speaks_of_rower(itu_texts.to_akn(node, anonymous=True).encode())
    assert _speaks_of_rower(itu_texts.to_docx(changed.at("Annex 1")))


def _holds(node, piece):
    return node.start <= piece.start and piece.end <= node.end


def _speaks_of_rower(data):
    """Whether an author, or a day, stands in a file, or in one that it is packed of."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(_speaks_of_rower(package.read(name)) for name in package.namelist())
    return b"Rower" in data or b"2030-05-01" in data


# ---------------------------------------------------------------------- what must hold of exporters of text, Markdown and Word, whatever the document


_TEXT = (
    "RESOLUTION {n} (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nconsidering\na) that rowers1 row at night:\ni) softly;\n"
    "ii) in turns*;\nresolves\n1 to use\n| Boat | Oars |\n| Swan | 2 |\n2 to row.\n_____\n* Softly. 1 Of both kinds.\n"
)
_ADDED = frozenset("():{}[]")  # what an outline has for headings that are not there, and for entries


@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join))
def test_no_words_are_lost(text):
    document = parse(text)
    shown = lowered(to_outline(document))  # the marks of notes are raised by what is written
    outline = Counter(char for char in shown if not char.isspace() and char not in _ADDED)
    assert outline <= Counter(lowered(to_text(document)))
    assert outline <= Counter(lowered(to_markdown(document)))
    read = itu_texts.parse_bytes(to_docx(document), "x.docx")
    visible = Counter({char: count for char, count in outline.items() if char.isprintable()})
    assert visible <= Counter(lowered(read.source.text))


@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join))
def test_the_notes_are_all_printed(text):
    document = parse(text)
    for note in document.footnotes:
        assert note.text in to_text(document)


@pytest.mark.long
@pytest.mark.parametrize("write", [to_text, to_markdown, to_docx])
@pytest.mark.parametrize(
    "text", [_TEXT, _TEXT[:-1] + " a) x\n", "ADD ROW/{n}/1\n28A a bis) to rest1;\n_____\n1 Note.\n"]
)
def test_time_grows_with_the_document_and_no_faster(write, text):
    assert grows_no_faster(write, lambda count: parse("".join(text.format(n=n) for n in range(count))), 100)


# ---------------------------------------------------------------------- the table of formats: its rows say truly what readers and writers take, and no two contradict each other


def _options(place):
    """The options that a function takes, besides what it reads or writes."""
    _, *others = inspect.signature(load(place)).parameters
    return {*others} - {"name"}


@for_all("row", READ)
def test_a_reader_takes_the_options_of_its_row(row):
    assert _options(row.reader.function) == {*row.reader.options}


@for_all("row", WRITTEN.values())
def test_a_writer_takes_the_options_of_its_row(row):
    writer = row.writer
    assert _options(writer.together or writer.function) >= {*writer.options}
    if writer.rows:
        assert _options(writer.rows) == {"rows"}


def test_a_suffix_is_that_of_one_format():
    suffixes = Counter(suffix for row in FORMATS.values() for suffix in row.suffixes)
    assert max(suffixes.values()) == 1
    assert {*SUFFIXES} <= {*suffixes}
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_every_format_is_read_or_written():
    assert {*FORMATS} == {row.name for row in READ} | {*WRITTEN}
    assert {*ROWS} == {"csv", "json", "jsonl", "xlsx", "parquet"}


@for_all("row", [row for row in READ if row.name not in ("docx", "pdf")])
def test_a_text_file_is_in_the_format_that_its_suffix_says(row):
    head = {"akn": b"<?xml version='1.0'?><akomaNtoso/>", "html": b"<p>oars</p>"}.get(row.name, b"oars")
    for suffix in row.suffixes:
        assert format_of(head, f"oars{suffix.upper()}") is row


def test_every_suffix_that_is_read_is_on_the_page_of_files():
    page = (ROOT / "docs" / "how-to" / "files.md").read_text("utf-8")
    table = "\n".join(re.findall(r"(?m)^\|.*\|$", page))
    assert {suffix for row in READ for suffix in row.suffixes} <= {*re.findall(r"`(\.\w+)`", table)}


# ---------------------------------------------------------------------- no footnote, and no line that is set apart, holds what begins a text or a clause, or that is reported


RULES = (
    " ______ ",
    " ______ 1 ",
    " ______ * As approved. ",
    "\n______\n",
    "\n\n______\n\n",
    "\n______\n1 ",
    "\n______\n* ",
)
LONGEST = 30_000  # characters, so that the test is quick


def openings(document: Document) -> list[itu_texts.Node]:
    """The nodes that begin a text or a clause."""
    found = itu_texts.walk(document)
    return [each for each in found if isinstance(each, Designation | Formula | Heading) and each.text]


def check(text: str, seed: int) -> None:
    """Put each kind of rule before a heading, a formula or a name, or a little above it."""
    document = itu_texts.parse(text)
    chance = random.Random(seed)
    heads = openings(document)
    for rule in RULES if heads else ():
        place = max(0, chance.choice(heads).start - chance.choice((1, 1, chance.randrange(1, 200))))
        while place and not text[place].isspace():
            place -= 1
        spoiled = text[:place] + rule + text[place + (place > 0) :]
        again = itu_texts.parse(spoiled, language=document.language)
        told = {each.span for each in again.diagnostics if each.code == "text-in-footnote"}
        moved = len(spoiled) - len(text)
        places = [(each.start + (moved if each.start >= place else 0), len(each.text)) for each in heads]
        for note in again.furniture:
            if isinstance(note, Footnote) and note.span not in told:
                held = [text[start - moved :][:size] for start, size in places if note.start <= start < note.end]
                assert not held, (rule, note.text[:200], held[:2])
                assert note.end - note.start < max(400, len(spoiled) / 2), (rule, note.text[:200])


AROUND = (
    "\n\nBest regards,\nAnn\n\n-- \nAnn Smith | Tel. +41 22 000\n\n",
    "\nShare this page\n© 2030 All rights reserved\n",
    "\nL:\\ENG\\BOATS\\009E.DOCX (389712)\n19.06.30\n",
    "\nFrom: Ann <ann@lakeside.example>\nTo: BR Mail\nSubject: Boats\n",
    "\nNOT FOR SALE\n",
)


def check_around(text: str, seed: int) -> None:
    """Put the lines of a message, a site and a printer among those of a text: all that begins something stays."""
    document = itu_texts.parse(text)
    chance = random.Random(seed)
    ends = [place for place, char in enumerate(text) if char == "\n"]
    for lines in AROUND if ends else ():
        place = chance.choice(ends)
        again = itu_texts.parse(text[:place] + lines + text[place:], language=document.language)
        apart = " ".join(each.text for each in again.furniture if isinstance(each, itu_texts.nodes.RunningHead))
        lost = [each.text for each in openings(document) if len(each.text) > 12 and each.text in apart]
        known = " ".join(each.text for each in document.furniture)
        assert not [each for each in lost if each not in known], (lines, lost)


def check_some(files: list[Path], check_text: Callable[[str, int], None], part: int, first: int = 0) -> None:
    """Check one of so many files, each with a seed of its own, if it is not too long."""
    texts = [(file.name, (file.read_text(), seed)) for seed, file in enumerate(files)]
    check_all([each for each in some(texts, part, first) if len(each[1][0]) < LONGEST], lambda case: check_text(*case))


def test_what_begins_something_is_not_set_apart():
    check_some(sorted((ROOT / "examples").glob("*.txt")), check_around, 3, 1)


def test_footnotes_hold_no_headings_in_examples():
    check_some(sorted((ROOT / "examples").glob("*.txt")), check, 2)


def test_footnotes_hold_no_headings_in_real_texts(shared):
    files = [*sorted((shared / "corpus").rglob("*.txt")), *sorted((shared / "gold").rglob("*.raw.txt"))]
    check_some(files, check, 15)


# ---------------------------------------------------------------------- half of a character (a lone surrogate) ends no work: it is reported, and U+FFFD in all that is written


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


@for_all(
    "codes, shown",
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


@for_all("name", WRITTEN)
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
    assert itu_texts.from_json(written(document, "json").decode("utf-8")) == document


def test_a_page_has_no_control_characters():
    assert {char for char in itu_texts.to_html(itu_texts.parse(TEXT)) if char < " "} == {"\n"}


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
        refused(itu_texts.IdentifierError, None, collection.cites, of="Resolution \udcff")
