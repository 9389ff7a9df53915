"""Rows of a whole collection as tables, and its views, which any program reads."""

import base64
import io
import sqlite3
from contextlib import closing

import pytest
import word
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_bytes
from strategies import few
from test_properties import _FRAGMENTS
from together import check_all, for_all, refused

import itu_texts
from itu_texts import Clause, Collection, InputError, address, chunks, parse, records
from itu_texts.analysis.columns import SCHEMA
from itu_texts.analysis.passages import length_of
from itu_texts.cli import main
from itu_texts.collection.collection import rows_of
from itu_texts.collection.works import VIEWS
from itu_texts.nodes import Bold, Italic
from itu_texts.tree.walking import all_words

FIRST = """RESOLUTION 7 (LAKESIDE, 2018)
Boats
The Conference of Lakes (Lakeside, 2018),
considering
Resolution 9 (Lakeside, 2014),
instructs the Secretary-General
to count the boats by 1 March 2031
"""
SECOND = FIRST.replace("(LAKESIDE, 2018)", "(REV. HARBOUR, 2022)").replace(
    "(Lakeside, 2018),\nc", "(Harbour, 2022),\nc"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acts")
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    (folder / "copy.txt").write_text(SECOND, "utf-8")
    with Collection.open(folder / "acts.db") as acts:
        acts.add(folder)
    return folder / "acts.db"


@pytest.mark.parametrize("view", VIEWS)
def test_a_program_without_the_library_reads_the_views(file, view):
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(f"SELECT * FROM {view}")
        names = [column[0] for column in rows.description]
        assert rows.fetchall()
    assert [name for name in names if name in SCHEMA] == [
        name for name in SCHEMA if name in names
    ] or view == "all_works"


@pytest.mark.parametrize("suffix", ["parquet", "xlsx", "jsonl", "json"])
def test_formats_by_suffix(file, tmp_path, suffix):
    goal = tmp_path / f"rows.{suffix}"
    assert main(["parse", str(file), "--rows", "references", "-o", str(goal)]) == 0
    assert goal.stat().st_size > 200


def test_what_is_no_table_is_refused(file, tmp_path, ran):
    assert "as a table" in ran(2, ["parse", str(file), "--to", "akn"]).err
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    assert "no records of 'works'" in ran(2, ["parse", str(tmp_path / "a.txt"), "--rows", "works", "--to", "csv"]).err
    with Collection.open(file, write=False) as acts, pytest.raises(InputError, match="there are: works"):
        rows_of(acts, "boats")


def test_rows_that_a_collection_has_not_are_not_offered(file):
    with Collection.open(file, write=False) as acts, pytest.raises(InputError) as told:
        rows_of(acts, "diagnostics")
    assert str(told.value).startswith("no rows of 'diagnostics' in a collection; there are: works")
    offered = str(told.value).rpartition(": ")[2].split(", ")
    with Collection.open(file, write=False) as acts:
        assert all(rows_of(acts, each)[0] for each in offered)


def test_names_of_chunks_are_those_of_one_chunk(file):
    with Collection.open(file, write=False) as acts:
        columns, values = rows_of(acts, "chunks")
        names = [row[[*columns].index("id")] for row in values]
        document = acts.document(acts.files[0])
    assert len({*names}) == len(names)
    assert [address(chunk.node) for chunk in chunks(document)]


# ---------------------------------------------------------------------- chunks: each word of the tree is in one, none is cut inside a sentence, and each has a name of its own


LONG = " ".join(f"Boats of lake {n} float well on all days." for n in range(40))
TEXT = f"""RESOLUTION 7 (REV. DUBAI, 2018)
Boats
The Plenipotentiary Conference (Dubai, 2018),
considering
a) that boats leak;
b) that Resolution 5 (Dubai, 2018) is on oars,
instructs the Secretary-General
1 to report by 1 March 2021 on boats;
2 {LONG};
3 to rest.
ANNEX 1
On lamps
1 Lamps shine.
| lamp | oil |
|---|---|
| one | two |
"""


@pytest.fixture(scope="module")
def document():
    return parse(TEXT)


def words_of(document, most):
    return " ".join(chunk.words for chunk in chunks(document, most))


@for_all("most", [1, 12, 100, 100_000])
def test_each_word_is_in_one_chunk(document, most):
    assert words_of(document, most) == all_words(document)


@few
@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join), st.integers(1, 60))
def test_so_it_is_in_any_text(text, most):
    document = parse(text)
    made = [*chunks(document, most)]
    assert sorted(" ".join(chunk.words for chunk in made).split()) == sorted(all_words(document).split())
    assert [chunk.span.start for chunk in made] == sorted(chunk.span.start for chunk in made)


def test_a_clause_that_is_short_is_one_chunk(document):
    first, second, third, *_ = chunks(document, 60)
    assert first.words.endswith("The Plenipotentiary Conference (Dubai, 2018),")
    assert isinstance(second.node, Clause)
    assert document.source[second.span].startswith("considering")
    assert third.words == "instructs the Secretary-General 1 to report by 1 March 2021 on boats;"


def test_a_long_item_is_cut_between_sentences(document):
    long = [chunk for chunk in chunks(document, 60) if "of lake" in chunk.words]
    assert len(long) > 3
    assert all(length_of(chunk.words) <= 60 for chunk in long)
    assert all(chunk.words.rstrip(";").endswith("days.") for chunk in long)
    assert [" ".join(document.source[chunk.span].split()) for chunk in long[:3]] == [chunk.words for chunk in long[:3]]
    assert [chunk.part for chunk in long] == [*range(1, len(long) + 1)]


@for_all(
    "text, cut",
    [
        ("resolves\nthat Nos. 5 and 6 of Art. 3 hold, e.g. here. That is so.", ["here.", "so."]),
        ("resolves\nthat Fig. 5 and Doc. X, i.e. The Book, hold for 5. (That is so.)", ["5.", "so.)"]),
        ("决定\n船舶漂浮。桨也漂浮。", ["漂浮。", "漂浮。"]),
    ],
)
def test_abbreviations_end_no_sentence(text, cut):
    said = [chunk.words for chunk in chunks(parse(text), 1)]
    assert [each.split()[-1][-len(end) :] for each, end in zip(said[-2:], cut, strict=True)] == cut


def test_rows_of_chunks_say_what_is_cited_and_asked(document):
    rows = [*records(document, "chunks", file="boats.txt")]
    assert len({row["id"] for row in rows}) == len(rows)
    [grounds] = [row for row in rows if row["role"] == "preamble"]
    assert grounds["cited"] == "Resolution 5 (Dubai, 2018)"
    tasks = [row for row in rows if row["addressee"]]
    assert {row["addressee"] for row in tasks} == {"SG"}
    assert [row["ends"] for row in tasks if row["ends"]] == ["2021-03-01"]
    assert [row["path"] for row in rows if "Lamps" in row["words"]] == [None]
    assert all(document.source[slice(row["start"], row["end"])] for row in rows)


def test_real_texts(shared):
    def check(file):
        document = itu_texts.parse_file(file)
        assert words_of(document, 100) == all_words(document)
        names = [row["id"] for row in records(document, "chunks", file=file.name)]
        assert len({*names}) == len(names)

    check_all([(file.name, file) for file in sorted((shared / "corpus" / "pp18").glob("*.txt"))], check)


@for_all("most", [0, -3, True])
def test_a_size_is_a_positive_number(document, most):
    refused(InputError, "positive", chunks, document, most)


# ---------------------------------------------------------------------- superscripts, subscripts, italics, bold letters and pictures: kept by the tree and by each format that has them


_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_WORDS = "that 10⁶ m² of CO₂ and x^{1/2} at f_{ref}, inter alia, are very large on the 19th;"


def _docx():
    document = word.new("Call")
    document.add_paragraph("resolves", style="Call")
    made = document.add_paragraph("1\tthat 10")
    for text, name in (
        *(("6", "superscript"), (" m", ""), ("2", "superscript"), (" of CO", ""), ("2", "subscript"), (" and x", "")),
        *(("1/2", "superscript"), (" at f", ""), ("ref", "subscript"), (", ", ""), ("inter", "italic"), (" ", "")),
        *(
            ("alia", "italic"),
            (", are ", ""),
            ("very large", "bold"),
            (" on the 19", ""),
            ("th", "superscript"),
            (";", ""),
        ),
    ):
        run = made.add_run(text)
        if name in ("italic", "bold"):
            setattr(run, name, True)
        elif name:
            setattr(run.font, name, True)
    document.add_paragraph("2\tto row.")
    return word.save(document)


_LINE = (
    "that 10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub> and x<sup>1/2</sup> at f<sub>ref</sub>, "
    "<i>inter alia</i>, are <b>very large</b> on the 19<sup>th</sup>;"
)
_FILES = {
    "docx": _docx,
    "html": lambda: f"<p><i>resolves</i></p><ol><li>{_LINE}</li><li>to row.</li></ol>".encode(),
    "xml": lambda: (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody>'
        f"<paragraph><num>1</num><content><p>{_LINE}</p></content></paragraph></mainBody></doc></akomaNtoso>"
    ).encode(),
    "adoc": lambda: (
        b"= Boats\n\n_resolves_\n\n. that 10^6^ m^2^ of CO~2~ and x^1/2^ at f~ref~, _inter alia_, are *very large* "
        b"on the 19^th^;\n. to row.\n"
    ),
    "txt": lambda: (
        b"*resolves*\n\n1\\. that 10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub> and x<sup>1/2</sup> at f<sub>ref</sub>, "
        b"*inter alia*, are **very large** on the 19<sup>th</sup>;\n\n2\\. to row.\n"
    ),
}


def _emphasis(document):
    return [(type(each), each.text) for each in document.emphasis]


def _words(document):
    return next(node.text for node in itu_texts.find(document, itu_texts.Paragraph) if "10" in node.text)


@for_all("suffix", _FILES)
def test_they_are_kept_by_the_tree(suffix):
    document = check_bytes(_FILES[suffix](), f"x.{suffix}")
    assert _words(document) == _WORDS
    assert _emphasis(document) == [(Italic, "inter alia"), (Bold, "very large")]
    assert _WORDS in itu_texts.to_outline(document)


_WRITERS = {
    "docx": itu_texts.to_docx,
    "html": lambda document: itu_texts.to_html(document).encode(),
    "xml": lambda document: itu_texts.to_akn(document).encode(),
    "md": lambda document: itu_texts.to_markdown(document).encode(),
    "json": lambda document: itu_texts.to_json(document, source=True).encode(),
}


@for_all("suffix", _WRITERS)
def test_they_are_kept_by_each_format(suffix):
    document = itu_texts.parse_bytes(_docx(), "x.docx")
    again = itu_texts.parse_bytes(_WRITERS[suffix](document), f"x.{suffix}")
    assert _words(again).replace("\\", "") == _WORDS
    assert _emphasis(again) == [(Italic, "inter alia"), (Bold, "very large")]


def test_the_page_and_akoma_ntoso_cut_letters_at_references_and_changes():
    text = "resolves\n\n1\\. to row, *see considering a) and Resolution 9 (Lakeside, 2019)*, always;\n\n2\\. to rest.\n"
    document = itu_texts.parse(text)
    assert _emphasis(document) == [(Italic, "see considering a) and Resolution 9 (Lakeside, 2019)")]
    again = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "x.xml")
    assert _emphasis(again) == _emphasis(document)


def test_marks_of_notes_stay_notes():
    page = (
        "<p>resolves</p><p>1 to row<sup>1</sup> 3 km<sup>3</sup>;</p><p>2 to rest.</p><hr><p><sup>1</sup> Softly.</p>"
    )
    document = itu_texts.parse_bytes(page.encode(), "x.html")
    assert [(anchor.text, anchor.footnote.text) for anchor in document.anchors] == [("¹", "Softly.")]
    assert document.at("resolves 1").text == "to row 3 km³;"


def test_lines_all_in_italics_are_none():
    document = itu_texts.parse("*resolves*\n\n1\\. *to row*;\n\n**Boats**\n")
    assert _emphasis(document) == [(Italic, "to row")]
    page = itu_texts.parse_bytes(b"<p><i>resolves</i></p><p><b>to row</b></p>", "x.html")
    assert not page.emphasis


_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@for_all(
    "xml, words",
    [
        ("<m:sSup><m:e>{10}</m:e><m:sup>{6}</m:sup></m:sSup>", "10⁶"),
        ("<m:sSub><m:e>{C}</m:e><m:sub>{2}</m:sub></m:sSub>", "C₂"),
        ("<m:f><m:num>{1}</m:num><m:den>{2}</m:den></m:f>", "1/2"),
        ("<m:f><m:num>{a+b}</m:num><m:den>{2}</m:den></m:f>", "(a+b)/2"),
        ("<m:rad><m:deg/><m:e>{2n}</m:e></m:rad>", "√(2n)"),
        ("<m:d><m:e>{x}</m:e></m:d>", "(x)"),
    ],
)
def test_formulas_keep_their_sense(xml, words):
    document = word.new()
    inner = xml.replace("{", "<m:r><m:t>").replace("}", "</m:t></m:r>")
    word.paragraph(document, f"{word.run('that ')}<m:oMath {_MATH}>{inner}</m:oMath>{word.run(' is so')}")
    assert itu_texts.parse_bytes(word.save(document), "x.docx").source.text == f"that {words} is so\n"


# ---------------------------------------------------------------------- pictures, and what is left out


def _with_picture(description):
    document = word.new("Call")
    document.add_paragraph("resolves", style="Call")
    made = document.add_paragraph("1\tto row as in ")
    run = made.add_run()
    run.add_picture(io.BytesIO(_PNG))
    run._r.xpath(".//wp:docPr")[0].set("descr", description)
    made.add_run(" here;")
    document.add_paragraph("2\tto rest.")
    return document


@for_all("description, shown", [("A map of the lake", "[picture: A map of the lake]"), ("", "[picture]")])
def test_a_picture_leaves_its_description(description, shown):
    document = itu_texts.parse_bytes(word.save(_with_picture(description)), "x.docx")
    assert document.at("resolves 1").text == f"to row as in {shown} here;"
    page = f'<p>resolves</p><p>1 to row as in <img src="x.png" alt="{description}"> here;</p>'
    page = page.replace(' alt=""', "")
    assert f"as in {shown} here" in itu_texts.parse_bytes(page.encode(), "x.html").source.text
    adoc = f"= Boats\n\nTo row as in image:x.png[{description}] here.\n\nimage::x.png[{description}]\n"
    assert itu_texts.parse_bytes(adoc.encode(), "x.adoc").source.text.count(shown) == 2
    akn = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody>'
        f'<p>as in <img src="x.png" alt="{description}"/> here</p></mainBody></doc></akomaNtoso>'
    )
    assert f"as in {shown} here" in itu_texts.parse_bytes(akn.encode(), "x.xml").source.text
    markdown = f"# RESOLUTION 7\n\n**Boats**\n\nas in ![{description}](x.png) here\n"
    assert f"as in {shown} here" in itu_texts.to_outline(itu_texts.parse(markdown))


def test_a_picture_that_only_adorns_a_page_leaves_nothing():
    page = '<p>resolves</p><p>to row<img src="x.png" alt=""><img src="y.png" width="1"></p>'
    assert itu_texts.parse_bytes(page.encode(), "x.html").source.text == "resolves\nto row\n"


def _rich():
    document = _with_picture("A map")
    document.sections[0].header.paragraphs[0].text = "Boats-E"
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Boat"
    shape = f'<w:r {word.W}><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'
    document.paragraphs[-1]._p.append(parse_xml(shape))
    comments = f'<w:comments {word.W}><w:comment w:id="0"><w:p>{word.run("No")}</w:p></w:comment></w:comments>'
    return word.save(document, comments=comments)


def test_what_is_left_out_is_said_once(tmp_path, ran):
    data = _rich()
    document = itu_texts.parse_bytes(data, "x.docx")
    assert document.left_out == ("comments", "drawings", "headers", "merged cells")
    assert itu_texts.from_json(itu_texts.to_json(document)) == document
    for name in ("a", "b"):
        (tmp_path / f"{name}.docx").write_bytes(data)
    (tmp_path / "c.html").write_text(
        "<table><tr><td rowspan='2'>x</td><td>y</td></tr><tr><td>z</td></tr></table>", "utf-8"
    )
    said = [
        line
        for line in ran(
            0, ["parse", "--to", "jsonl", str(tmp_path), "-o", str(tmp_path / "out.jsonl")]
        ).err.splitlines()
        if "left out of the output" in line
    ]
    first = str(tmp_path / "a.docx")
    assert said == [
        f"itu-texts: left out of the output: comments ({first} and 1 more), drawings ({first} and 1 more), "
        f"headers ({first} and 1 more), merged cells ({first} and 2 more)"
    ]


def test_nothing_is_said_where_all_is_written(tmp_path, ran):
    (tmp_path / "a.docx").write_bytes(word.save(_with_picture("A map")))
    assert (
        "left out of the output"
        not in ran(0, ["parse", "--to", "text", str(tmp_path / "a.docx"), "-o", str(tmp_path / "out.txt")]).err
    )


@for_all("write", [itu_texts.to_html, itu_texts.to_akn])
def test_markdown_with_tags_keeps_them_too(write):
    written = write(itu_texts.parse_bytes(_FILES["txt"](), "x.txt"))
    assert "<i>inter alia</i>" in written
    assert "<b>very large</b>" in written
