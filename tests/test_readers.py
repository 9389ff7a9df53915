"""Word files, web pages and PDFs: what they say is read, whatever the road the tree is the same, and none does harm."""

import html as markup
import io
import json
import random
import re
import socket
import sys
import threading
import tracemalloc
import types
import zipfile
import zlib

import pytest
import typeset
import word
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_bytes
from timing import grows_no_faster
from together import for_all, refused, tries

import itu_texts
from itu_texts import Limits, ReadError
from itu_texts.formats import reading as readers
from itu_texts.formats import symbols
from itu_texts.formats.composing import DEFAULT, Allowance
from itu_texts.formats.pdf.file import open_pdf
from itu_texts.formats.pdf.reader import gutter_of
from itu_texts.formats.pdf.tables import rows_of
from itu_texts.formats.reading import read_bytes
from itu_texts.formats.table import Format, Reader

RESOLUTION = """RESOLUTION 999 (REV. LAKESIDE, 2030)
Boats for developing countries
(Lakeside, 2014; Port Sorrow, 2018)
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
considering
	a) that boats leak, and that those which leak are bailed by those who row them when the water is not too cold to do so;
	b) that there are boats which do not:
		i) those of iron;
		ii) those which are not in the water,
recalling
	Resolution 12 (Port Sorrow, 2018) of this conference,
resolves
	1 that leaks be stopped;
	2 that bailers be kept in all boats:
		2.1 of wood;
		2.2 of iron,
instructs the Secretary-General
	to report on leaks to the next conference.
ANNEX 1 TO RESOLUTION 999 (REV. LAKESIDE, 2030)
	Bailers
	1 Bailers are of wood.
"""


def parse(data: bytes, name: str = "input", **options):
    return check_bytes(data, name, **options)


def as_html(outline: str) -> str:
    out = []
    for line in outline.splitlines():
        depth = len(line) - len(line.lstrip("\t"))
        words = markup.escape(line.strip("\t"))
        heading = depth == 0 and words[0].islower()
        out.append(f'<p class="d{depth}">{f"<i>{words}</i>" if heading else words}</p>')
    return f"<!DOCTYPE html><html><body><nav>Home</nav><div>{''.join(out)}</div><script>x</script></body></html>"


def bare(document) -> object:
    """The JSON of a document without spans, origins and page furniture."""

    def strip(value):
        if isinstance(value, dict):
            return {name: strip(inner) for name, inner in value.items() if name not in ("span", "origins", "furniture")}
        return [strip(inner) for inner in value] if isinstance(value, list) else value

    return strip(json.loads(itu_texts.to_json(document)))


def test_the_same_tree_whatever_the_road():
    roads = {
        "txt": RESOLUTION.replace("\t", "").encode(),
        "docx, styled": word.from_outline(RESOLUTION, styled=True),
        "docx, unstyled": word.from_outline(RESOLUTION, styled=False),
        "html": as_html(RESOLUTION).encode(),
        "pdf": typeset.pdf(typeset.source(RESOLUTION)),
    }
    documents = {road: parse(data, road) for road, data in roads.items()}
    for road, document in documents.items():
        assert itu_texts.to_outline(document) == RESOLUTION, road
        assert not document.diagnostics, road
        assert bare(document) == bare(documents["txt"]), road


# ---------------------------------------------------------------------- Word


NUMBERING = f"""<w:numbering {word.W}>
<w:abstractNum w:abstractNumId="5">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="6">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:pStyle w:val="Sub"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="6"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers_are_computed():
    document = word.new("Call", "Sub")
    style = document.styles["Sub"].element
    style.get_or_add_pPr().append(word.parse_xml(f'<w:numPr {word.W}><w:numId w:val="2"/></w:numPr>'))

    def add(number, level, text):
        name = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        word.paragraph(document, f"<w:pPr>{name}</w:pPr>{word.run(text)}")

    document.add_paragraph("considering", style="Call")
    for number, level, text in ((1, 0, "that one:"), (1, 1, "x;"), (1, 1, "y;"), (1, 0, "that two:"), (1, 1, "z,")):
        add(number, level, text)
    document.add_paragraph("resolves", style="Call")
    add(2, 0, "to row:")
    document.add_paragraph("by day;", style="Sub")
    document.add_paragraph("by night;", style="Sub")
    add(2, 2, "late;")
    add(2, 0, "to rest;")
    add(3, 0, "to sing.")
    data = word.save(document, numbering=NUMBERING)
    labels = [(item.label, item.text) for item in itu_texts.find(parse(data), itu_texts.Item)]
    assert labels == [
        ("a)", "that one:"), ("i)", "x;"), ("ii)", "y;"), ("b)", "that two:"), ("i)", "z,"),
        ("1", "to row:"), ("1.1", "by day;"), ("1.2", "by night;"), ("•", "late;"), ("2", "to rest;"), ("4", "to sing."),
    ]  # fmt: skip


def _tracked() -> bytes:
    document = word.new("Call")
    document.add_paragraph("resolves", style="Call")
    by = 'w:author="A. Rower" w:date="2030-05-01T10:00:00Z"'
    word.paragraph(
        document,
        word.run("1\tto row ")
        + f'<w:del w:id="1" {by}><w:r><w:delText xml:space="preserve">slowly</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" {by}>{word.run("fast")}</w:ins>'
        + word.run(";"),
    )
    word.paragraph(
        document, f'<w:pPr><w:rPr><w:del w:id="3" {by}/></w:rPr></w:pPr>{word.run("2" + chr(9) + "to rest")}'
    )
    word.paragraph(document, word.run(" and sing."))
    return word.save(document)


@for_all(
    "view, texts",
    [
        ("final", ["to row fast;", "to rest and sing."]),
        ("original", ["to row slowly;", "to rest"]),
        ("marked", ["to row slowlyfast;", "to rest"]),
    ],
)
def test_views_of_tracked_changes(view, texts):
    document = parse(_tracked(), view=view)
    assert [item.text for item in itu_texts.find(document, itu_texts.Item)] == texts
    changes = [(type(each).__name__, each.text, each.author, each.date) for each in document.changes]
    if view == "marked":
        when = ("A. Rower", "2030-05-01T10:00:00Z")
        assert changes == [("Deletion", "slowly", *when), ("Insertion", "fast", *when)]
        assert document.at("resolves 1").changes == document.changes
        assert document.at("resolves 2").changes == ()
    else:
        assert not changes


def test_a_view_that_there_is_not():
    with pytest.raises(itu_texts.InputError, match="a view is one of"):
        itu_texts.parse_bytes(_tracked(), view="all")


def test_footnotes_tables_fields_boxes_and_heads_lose_nothing():
    document = word.new("Call")
    document.sections[0].header.paragraphs[0].text = "Boats, 1"
    document.add_paragraph("resolves", style="Call")
    word.paragraph(
        document,
        word.run("1\tto help countries")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + word.run(" in No.\u00a0")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{word.run("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + f'<w:hyperlink w:anchor="y">{word.run(" of the ")}</w:hyperlink>'
        + f"<w:sdt><w:sdtContent>{word.run('Con')}</w:sdtContent></w:sdt>"
        + "<w:r><w:softHyphen/><w:t>vention</w:t><w:noBreakHyphen/><w:t>X</w:t></w:r>"
        + '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
        + f"<w:r><w:pict><w:txbxContent><w:p>{word.run('In a box.')}</w:p></w:txbxContent></w:pict></w:r>"
        + word.run(":"),
    )
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [each for row in table.rows for each in row.cells], ("Boat", "Oars", "Alpha", "2"), strict=True
    ):
        cell.text = text
    document.add_paragraph("2\tto rest.")
    notes = f'<w:footnotes {word.W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{word.run(" The least.")}</w:p></w:footnote></w:footnotes>'
    found = parse(word.save(document, footnotes=notes))
    assert found.at("resolves 1").text == "to help countries in No.\u00a012 of the Convention\u2011X•:"
    assert [(note.mark, note.text) for note in found.at("resolves 1").footnotes] == [("1", "The least.")]
    (made,) = itu_texts.find(found, itu_texts.Table)
    assert [[cell.text for cell in row.cells] for row in made.rows] == [["Boat", "Oars"], ["Alpha", "2"]]
    assert "In a box." in found.source.text
    assert [piece.text for piece in found.furniture if isinstance(piece, itu_texts.nodes.RunningHead)] == ["Boats, 1"]


def test_a_real_text_in_the_styles(shared):
    document = parse((shared / "corpus" / "wtsa" / "res1-hammamet-2016.docx").read_bytes())
    (resolution,) = document.texts
    assert [item.label for item in resolution.clauses[0].items] == [
        "a)", "b)", "b)bis", "c)", "d)", "e)", "f)", "g)", "h)", "i)",
    ]  # fmt: skip
    assert [each.number for each in resolution.divisions] == ["1", "1bis", *map(str, range(2, 10))]
    assert len(resolution.annexes) == 2


# ---------------------------------------------------------------------- HTML


def test_a_place_in_a_web_page_is_its_element():
    page = b"<html><body><p>resolves</p><div><ol><li>to row;</li><li>to rest.</li></ol></div></body></html>"
    assert parse(page, "x.html").at("resolves 2").origin.element == "/html/body/div[1]/ol[1]/li[2]"


@for_all("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings_of_web_pages(encoding):
    page = f'<html><head><meta charset="{encoding}"></head><body><p>resolves<p>– à ramer</body></html>'
    assert "– à ramer" in parse(page.encode(encoding), "x.html").source.text


# ---------------------------------------------------------------------- PDF


def _volume(count: int) -> str:
    numbers = range(1, count + 1)
    out = ["Contents", *(f"RESOLUTION {n} (LAKESIDE, 2030) Boats of kind {n} ..... {n}" for n in numbers)]
    body = []
    for number in range(1, count + 1):
        text = RESOLUTION.replace("999", str(number)).replace(
            "Boats for developing countries", f"Boats of kind {number}"
        )
        body.append(text.rstrip("\n"))
    return "\n".join(out) + "\n@\n" + "\n@\n".join(body) + "\n"


@for_all("page", [{}, {"width": 148, "height": 210, "hyphenate": "true", "head": "Boats"}])
def test_a_volume_as_pdf(page):
    contents, *texts = _volume(40).split("\n@\n")
    listed = "\n\n".join(typeset.escape(line) for line in contents.split("\n"))
    settings, body = typeset.source(texts[0], **page).split("\n\n", 1)
    pages = [listed, body, *(typeset.source(text, **page).split("\n\n", 1)[1] for text in texts[1:])]
    data = typeset.pdf(settings + "\n\n" + "\n#pagebreak()\n".join(pages))
    document = parse(data)
    assert [text.number for text in document.texts] == [str(number) for number in range(1, 41)]
    expected = "\n".join(text.rstrip("\n") for text in texts).splitlines()
    found = itu_texts.to_outline(document).splitlines()
    found = found[next(i for i, line in enumerate(found) if line.startswith("RESOLUTION 1 (REV")) :]
    hit = len(_lines(expected) & _lines(found))
    assert 2 * hit / (len(_lines(expected)) + len(_lines(found))) >= 0.98
    assert len([piece for piece in document.furniture if isinstance(piece, itu_texts.nodes.PageNumber)]) >= 41


def _lines(lines) -> set[tuple[int, str]]:
    seen: dict[str, int] = {}
    return {(seen.setdefault(line, 0), seen.update({line: seen[line] + 1}) or line) for line in lines}


def test_footnotes_across_pages_and_a_table():
    outline = RESOLUTION.replace(
        "\t1 that leaks be stopped;\n",
        "\t1 that leaks be stopped as follows:\n\t\tBoat\tLeaks\tBailers\n\t\tAlpha\t2\t14\n\t\tBeta\t3\t1\n",
    )
    long = " ".join(f"These include country {number} of the many countries on the lake." for number in range(30))
    source = typeset.source(
        outline, width=120, height=150, notes={"countries": long, "iron": "Or of steel.", "bailers": "Of wood."}
    )
    document = parse(typeset.pdf(source))
    assert [note.mark for note in document.footnotes] == ["1", "2", "3"]
    assert document.footnotes[0].text == long
    assert document.footnotes[1].text == "Or of steel."
    assert all(note.anchors for note in document.footnotes)
    (table,) = itu_texts.find(document, itu_texts.Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Boat", "Leaks", "Bailers"], ["Alpha", "2", "14"], ["Beta", "3", "1"],
    ]  # fmt: skip
    assert document.texts[0].title == "Boats for developing countries"
    assert document.at("resolves 2").origin.page > 1
    assert document.at("resolves 2").origin.line >= 1


def test_two_columns():
    words = " ".join(f"that boat {number} floats and sinks;" for number in range(1, 60))
    source = f"#set page(columns: 2)\n#set par(justify: true)\nresolves\n\n1 {words}\n\n2 to row."
    text = " ".join(parse(typeset.pdf(source)).source.text.split())
    places = [text.index(f"boat {number} ") for number in range(1, 60)]
    assert places == sorted(places)


def test_short_words_that_are_spread_over_a_line_are_no_labels():
    words = " ".join(
        f"on my oar {number} of administrations is an international telecommunication;" for number in range(30)
    )
    source = f"#set page(width: 75mm)\n#set par(justify: true)\nresolves\n\n1 to row {words}\n\n2 to rest."
    document = parse(typeset.pdf(source))
    assert [item.label for item in document.texts[0].clauses[0].items] == ["1", "2"]
    assert document.at("resolves 1").text == f"to row {words}"


@for_all("bookmarked", [True, False])
def test_bookmarks_say_where_a_text_begins(bookmarked):
    """The lines are set without any gap, so that nothing else tells."""
    plain = '#show heading: it => text(size: 11pt, weight: "regular", it.body)\n#set text(size: 11pt)\n'
    plain += "#set par(spacing: 0.6em, leading: 0.6em)\n#set block(spacing: 0.6em, above: 0.6em, below: 0.6em)\n"
    name = "RESOLUTION 2 (LAKESIDE, 2030)"
    second = f"= {name}" if bookmarked else name
    source = f"{plain}RESOLUTION 1 (LAKESIDE, 2030)\n\nBoats\n\nThe ITU Council,\n\nresolves\n\n1 to row or to rest"
    source += (
        f"\n\n{second}\n\n"
        + "Oars of wood and of iron and of what else there may be in all the boats of all the lakes,"
    )
    assert (name in itu_texts.to_outline(parse(typeset.pdf(source))).splitlines()) is bookmarked


def test_a_hyphen_is_mended_only_where_it_is_sure():
    source = '#set page(width: 60mm)\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n' + (
        "The standardization of radio-frequency telecommunication by all administrations continues. " * 12
    )
    text = itu_texts.to_outline(parse(typeset.pdf(source)))
    assert not re.search(r"standard-iz|telecom-|admin-|con-tin", text)
    assert "radio-frequency" in text
    assert "radiofrequency" not in text


# ---------------------------------------------------------------------- hostile files


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_x_", "."), data)
    return out.getvalue()


def _with_document(xml: str) -> bytes:
    """A Word file whose main part is XML of our own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word.save(word.new()))) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in package.namelist():
            made.writestr(member, xml if member == "word/document.xml" else package.read(member))
    return out.getvalue()


_DEEP = f"<w:document {word.W}><w:body>" + "<w:sdt><w:sdtContent>" * 20_000
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + f"]><w:document {word.W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
_EXTERNAL = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f SYSTEM "http://127.0.0.1:9/x">]>'
    f"<w:document {word.W}><w:body><w:p><w:r><w:t>x &e; &f;</w:t></w:r></w:p></w:body></w:document>"
)
STYLED = word.from_outline(RESOLUTION, styled=True)
PDF = typeset.pdf(typeset.source(RESOLUTION))
HOSTILE = {
    "an old Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a Word file cut short": STYLED[: len(STYLED) // 2],
    "a ZIP file that is none of Word's": _zip(a_x_txt=b"x"),
    "a ZIP file that is empty": b"PK\x03\x04",
    "deep XML": _with_document(_DEEP),
    "a PDF cut short": PDF[: len(PDF) // 3],
    "a PDF that is none": b"%PDF-1.7\n" + b"garbage " * 1000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "bytes": bytes(range(256)) * 10,
}


@for_all("name", HOSTILE)
def test_what_cannot_be_read_is_told(name):
    refused(ReadError, re.escape(name), itu_texts.parse_bytes, HOSTILE[name], name)


def test_bombs_are_not_unpacked():
    big = zlib.compress(bytes(50_000_000), 9)
    bomb = b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + big + b"\nendstream endobj\n"
    package = _zip(**{"[Content_Types].xml": b"", "word/document.xml": bytes(50_000_000)})
    tracemalloc.start()
    for data in (bomb * 3, package):
        with pytest.raises(ReadError, match="unpacked bytes"):
            itu_texts.parse_bytes(data, limits=Limits(unpacked_bytes=20_000_000))
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("xml", [_LAUGHS, _EXTERNAL])
def test_entities_are_not_expanded_and_nothing_is_fetched(xml, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    try:
        document = itu_texts.parse_bytes(_with_document(xml))
    except ReadError:
        return
    assert len(document.source) < 1000
    assert "root:" not in document.source.text


def test_web_pages_fetch_nothing(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = b'<html><body><img src="http://127.0.0.1:9/x"><iframe src="file:///etc/passwd"></iframe><p>x</body></html>'
    assert "root:" not in parse(page, "x.html").source.text


def test_limits_can_be_changed(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("x" * 1000)
    with pytest.raises(ReadError, match="more than 100 file bytes"):
        itu_texts.parse_file(path, limits=Limits(file_bytes=100))
    with pytest.raises(ReadError, match="pages"):
        itu_texts.parse_bytes(typeset.pdf("a\n#pagebreak()\nb"), limits=Limits(pages=1))
    refused(ReadError, "depth", itu_texts.parse_bytes, b"<html>" + b"<div>" * 2000 + b"x")
    with pytest.raises(ReadError, match="markup characters"):
        itu_texts.parse_bytes(b"<html>" + b"<br>" * 500, limits=Limits(markup_characters=1000))
    with pytest.raises(ReadError, match="1,000 characters"):
        itu_texts.parse_bytes(b"<html><p>" + b"x" * 2000, limits=Limits(characters=1000))


def test_a_long_page_takes_linear_time():
    def page(count):
        return b"<html><body>" + b"<p>that boats <i>float</i>;</p>" * count

    assert grows_no_faster(itu_texts.parse_bytes, page, 4_000)


SEEDS = {"docx": STYLED, "html": as_html(RESOLUTION).encode(), "pdf": PDF}


@for_all("kind", SEEDS)
@for_all("seed", range(tries(3)))
def test_spoiled_files(kind, seed):
    """Files from seeds, spoiled in many ways: each gives a document or our error."""
    rng = random.Random(f"{kind} {seed}")
    for _ in range(25):
        data = bytearray(SEEDS[kind])
        for _ in range(rng.randint(1, 12)):
            at = rng.randrange(len(data))
            change = rng.randrange(4)
            if change == 0:
                data[at] = rng.randrange(256)
            elif change == 1:
                del data[at : at + rng.randint(1, 200)]
            elif change == 2:
                data[at:at] = data[at : at + rng.randint(1, 200)]
            else:
                data[at:at] = rng.randbytes(rng.randint(1, 30))
        try:
            parse(bytes(data), f"x.{kind}")
        except ReadError:
            continue


@for_all("seed", range(tries(3)))
def test_spoiled_parts_of_word_files(seed):
    """The same for the XML inside, which a spoiled package seldom lets through."""
    rng = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(STYLED)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(25):
        data = bytearray(parts["word/document.xml"])
        for _ in range(rng.randint(1, 4)):
            at, other = rng.randrange(len(data)), rng.randrange(len(data))
            tags = [match.span() for match in re.finditer(rb"<[^>]+>", bytes(data))]
            start, end = rng.choice(tags)
            if rng.random() < 0.5:
                del data[start:end]
            else:
                data[at:at] = data[other : other + rng.randint(1, 60)]
        try:
            parse(_with_document(bytes(data).decode("utf-8", "replace")))
        except ReadError:
            continue


@settings(max_examples=tries(50))
@given(st.text(alphabet="<>/pdivoltabsr &;#x1a) resolves", max_size=300))
def test_any_markup(text):
    try:
        parse(f"<html>{text}".encode(), "x.html")
    except ReadError:
        return


def test_a_missing_extra_names_the_command(monkeypatch):
    import builtins

    real = builtins.__import__

    def without(name, *rest):
        if name.split(".")[0] in ("docx", "lxml", "pypdfium2"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    for kind, data in SEEDS.items():
        refused(ReadError, re.escape(f"pip install 'itu-texts[{kind}]'"), read_bytes, data, f"x.{kind}")


def test_a_new_kind_of_file_is_a_module_and_a_row(tmp_path, monkeypatch):
    module = types.ModuleType("papyrus")
    module.read = lambda data, name, limits: data.removeprefix(b"PAPYRUS").decode()
    monkeypatch.setitem(sys.modules, "papyrus", module)
    made = Reader("papyrus:read", lambda head, _: head.startswith(b"PAPYRUS"), ("limits",), "ink")
    monkeypatch.setattr(readers, "READ", (Format("papyrus", "Papyrus", (".papyrus",), made), *readers.READ))
    path = tmp_path / "x.txt"
    path.write_bytes(b"PAPYRUS" + RESOLUTION.replace("\t", "").encode())
    assert not readers.is_text(path)
    assert itu_texts.parse_file(path).texts[0].number == "999"
    assert [text.number for text in itu_texts.iter_texts(path)] == ["999"]
    monkeypatch.setitem(sys.modules, "papyrus", None)
    refused(ReadError, r"Papyrus files need an extra: pip install 'itu-texts\[ink\]'", itu_texts.parse_file, path)


def test_content_counts_and_not_the_suffix(tmp_path):
    for kind, data in SEEDS.items():
        path = tmp_path / f"{kind}.txt"
        path.write_bytes(data)
        assert itu_texts.parse_file(path).texts[0].number == "999"
    assert (ROOT / "examples").is_dir()


# ---------------------------------------------------------------------- pages of PDFs: rules, tables, columns, raised figures, what comes again on pages, and files that are odd


FRONT = """RESOLUTION 999 (REV. LAKESIDE, 2030)
Boats for developing countries
(Lakeside, 2014)
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
considering
"""
LONG = "floats on the lake, and that those who row it bail it when the water is not too cold to do so, as was found;"
SET_RESOLUTION = (
    FRONT
    + "".join(f"\t{label}) that boat {label.upper()} {LONG}\n" for label in "abcd")
    + "resolves\n\t1 that leaks be stopped;\n\t2 that bailers be kept in all boats.\n"
)
CALL = "#call[resolves]"


def typeset_and_read(source: str):
    return check_bytes(typeset.pdf(source), "x.pdf")


def table_of(document) -> list[list[str]]:
    (table,) = itu_texts.find(document, itu_texts.Table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def furniture_of(document) -> list[tuple[str, str]]:
    return [(type(piece).__name__, piece.text) for piece in document.furniture]


def oddities_of(source: str) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in typeset_and_read(source).diagnostics]


# ---------------------------------------------------------------------- rules that separate no footnotes


def test_footnotes_of_two_columns():
    source = (
        "#set page(columns: 2, height: 120mm)\n#set par(justify: true)\nresolves\n\n1 to row"
        + " that boat floats and sinks in the lake;" * 25
        + " alpha#footnote[Of wood.]"
        + " that boat floats and sinks in the lake;" * 30
        + " beta#footnote[Of iron.]"
        + " that boat floats and sinks in the lake;" * 5
        + "\n\n2 to rest."
    )
    document = typeset_and_read(source)
    assert [(note.mark, note.text, len(note.anchors)) for note in document.footnotes] == [
        ("1", "Of wood.", 1),
        ("2", "Of iron.", 1),
    ]
    assert [item.label for item in document.texts[0].clauses[0].items] == ["1", "2"]


def test_footnotes_that_fill_a_page_are_reported():
    long = " ".join(f"Boat {number} is one of the many boats of the lake." for number in range(60))
    ((code, message),) = oddities_of(typeset.source(SET_RESOLUTION, notes={"boat A": long}, height=200))
    assert code == "large-footnotes"
    assert "of page 1" in message
    assert not oddities_of(typeset.source(SET_RESOLUTION, notes={"boat A": "Of wood."}))


# ---------------------------------------------------------------------- tables with rules


@for_all("repeated", [True, False])
def test_a_table_over_two_pages(repeated):
    rows = ", ".join(f"[Boat {number}], [{number} leaks]" for number in range(50))
    head = f"table.header(repeat: {str(repeated).lower()}, [Boat], [Leaks])"
    table = f"#table(columns: (1fr, 1fr), {head}, {rows})"
    document = typeset_and_read(typeset.source(SET_RESOLUTION, head="Of boats", markup={CALL: f"{table}\n\n{CALL}"}))
    expected = [["Boat", "Leaks"], *([f"Boat {number}", f"{number} leaks"] for number in range(50))]
    assert table_of(document) == expected
    assert document.at("resolves 1").origin.page == 2


# ---------------------------------------------------------------------- columns


def test_columns_of_items_with_labels_that_hang_out():
    letters = "abcdefghijklmnopqrstuvw"
    outline = SET_RESOLUTION.replace(
        SET_RESOLUTION.split("considering\n")[1].split("resolves")[0],
        "".join(f"\t{label}) that boat {label.upper()} {LONG}\n" for label in letters),
    )
    document = typeset_and_read(typeset.source(outline).replace("#set page(", "#set page(columns: 2, ", 1))
    assert itu_texts.to_outline(document) == outline


def test_the_last_page_has_the_columns_of_the_others():
    words = " ".join(f"that boat {number} floats and sinks in the lake;" for number in range(1, 50))
    last = "3 to rest here by the lake and there;\n\n#colbreak()\n4 to sing."
    source = (
        "#set page(columns: 2, height: 120mm)\n#set par(justify: true)\n"
        f"resolves\n\n1 {words}\n\n2 {words}\n#pagebreak()\n{last}"
    )
    labels = [item.label for item in typeset_and_read(source).texts[0].clauses[0].items]
    assert labels == ["1", "2", "3", "4"]


# ---------------------------------------------------------------------- raised figures


# ---------------------------------------------------------------------- heads and feet


@for_all("pages", [4, 5])
def test_heads_and_feet_of_odd_and_even_pages(pages):
    words = "\n\n".join(
        f"that boat {number} floats and sinks in the lake, as others do;" for number in range(34 * pages - 50)
    )
    source = typeset.source(
        SET_RESOLUTION,
        width=148,
        height=210,
        header=typeset.odd_and_even("Boats and oars", "*Lakes of the Union*"),
        footer="context { set text(size: 9pt); if calc.odd(counter(page).get().first()) [#h(1fr) LAKE/12-E] else [LAKE/12-E] }",
        markup={CALL: f"{words}\n\n{CALL}"},
    )
    document = typeset_and_read(source)
    found = furniture_of(document)
    count = len([piece for piece in found if piece == ("RunningHead", "LAKE/12-E")])
    assert count >= pages
    assert [text for kind, text in found if kind == "PageNumber"] == [str(number) for number in range(1, count + 1)]
    assert len([piece for piece in found if piece == ("RunningHead", "Boats and oars")]) == (count + 1) // 2
    assert len([piece for piece in found if piece == ("RunningHead", "Lakes of the Union")]) == count // 2
    assert [item.label for item in document.texts[0].clauses[1].items] == ["1", "2"]


def test_titles_that_begin_pages_are_no_heads():
    texts = [SET_RESOLUTION.replace("999", str(number)) for number in range(1, 5)]
    sources = [typeset.source(text).split("\n\n", 1) for text in texts]
    document = typeset_and_read(sources[0][0] + "\n\n" + "\n#pagebreak()\n".join(body for _, body in sources))
    assert [text.number for text in document.texts] == ["1", "2", "3", "4"]
    assert {text.title for text in document.texts} == {"Boats for developing countries"}


# ---------------------------------------------------------------------- files


def by_hand(
    content: str, *, page: str = "", more: tuple[str, ...] = (), trailer: str = "", box: str = "0 0 595 842"
) -> bytes:
    """A PDF of one page, written by hand.

    :param more: objects, the first of which has number 6 and the name ``X0``.
    """
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<</F1 5 0 R>>/XObject<</X0 6 0 R>>>>"
        f"/Contents 4 0 R{page}>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        *more,
    ]
    out = "%PDF-1.5\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>"
    return f"{out}\nstartxref\n{len(out) + 1}\n%%EOF\n".encode("latin-1")


def _words(first: str = "1 0 0 1 72 700", second: str = "1 0 0 1 72 680") -> str:
    return f"BT /F1 11 Tf {first} Tm (resolves) Tj ET BT /F1 11 Tf {second} Tm (1 to row.) Tj ET"


FORM = f"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F1 5 0 R>>>>/Length {len(_words())}>>stream\n{_words()}\nendstream"
IMAGE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\nA\nendstream"
BARE = {
    "plain": by_hand(_words()),
    "not at the corner": by_hand(_words("1 0 0 1 172 800", "1 0 0 1 172 780"), box="100 100 695 942"),
    "a quarter round": by_hand(_words("0 1 -1 0 100 72", "0 1 -1 0 120 72"), page="/Rotate 90"),
    "in a font of negative size": by_hand(
        _words("-1 0 0 -1 72 700", "-1 0 0 -1 72 680").replace("/F1 11", "/F1 -11"),
    ),
    "upside down": by_hand(_words("-1 0 0 -1 523 142", "-1 0 0 -1 523 162"), page="/Rotate 180"),
    "three quarters round": by_hand(_words("0 -1 1 0 495 770", "0 -1 1 0 475 770"), page="/Rotate 270"),
    "in a form": by_hand("q 1 0 0 1 10 20 cm /X0 Do Q", more=(FORM,)),
    "behind other bytes": b"\n" * 100 + by_hand(_words()),
}


@for_all("name", BARE)
def test_pages_are_read_as_they_are_seen(name):
    assert read_bytes(BARE[name], "x.pdf").text == "resolves\n1 to row.\n\f"


@for_all("font", ["/F1 0", "/F1 -11", f"/F1 {'9' * 45}"])
@for_all("matrix", ["1 0 0 1 72 700", "-1 0 0 1 72 700", "0 0 0 0 0 0", f"{'9' * 45} 0 0 {'9' * 45} 0 0"])
@for_all("box", ["0 0 595 842", f"-{'9' * 45} -{'9' * 45} {'9' * 45} {'9' * 45}", "0 0 0 0"])
def test_absurd_sizes_do_no_harm(font, matrix, box):
    edges = f"{'9' * 45} {'9' * 45} m {'9' * 45} 0 l S 0 0 {'9' * 45} {'9' * 45} re S "
    data = by_hand(edges + _words() + _words(matrix).replace("/F1 11", font).replace("resolves", "12"), box=box)
    assert "resolves" in read_bytes(data, "x.pdf").text


def test_an_encrypted_file_says_so():
    key = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    with pytest.raises(ReadError, match=r"^x\.pdf: encrypted; it needs a password$"):
        read_bytes(by_hand(_words(), trailer=key), "x.pdf")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(by_hand("q 500 0 0 700 10 10 cm /X0 Do Q", more=(IMAGE,)), id="an image"),
        pytest.param(typeset.pdf("#rect(width: 50mm, height: 50mm, fill: gray)"), id="drawn"),
    ],
)
def test_a_scan_says_so(data):
    refused(ReadError, r"^scan\.pdf: a scanned PDF, without text; it needs OCR first$", read_bytes, data, "scan.pdf")


def test_pages_that_are_images_among_others():
    image = '#image(bytes((137,80,78,71,13,10,26,10,0,0,0,13,73,72,68,82,0,0,0,1,0,0,0,1,8,0,0,0,0,58,126,155,85,0,0,0,10,73,68,65,84,120,156,99,96,0,0,0,2,0,1,72,175,164,113,0,0,0,0,73,69,78,68,174,66,96,130)), width: 100%, height: 200mm, fit: "stretch")'
    source = f"resolves\n\n1 to row.\n#pagebreak()\n{image}\n#pagebreak()\n{image}\n#pagebreak()\n2 to rest."
    reading = read_bytes(typeset.pdf(source), "x.pdf")
    ((place, value),) = [(each.start, each.value) for each in reading.evidence if each.kind == "oddity"]
    assert value == ("image-page", "pages 2 to 3 are images, without text; it needs OCR")
    assert reading.text[place:] == "2 to rest.\n\f"


def test_streams_packed_twice_are_not_unpacked():
    content = zlib.compress(zlib.compress(bytes(40_000_000), 9), 9).decode("latin-1")
    data = by_hand(
        "", more=(f"<</Filter[/FlateDecode/FlateDecode]/Length {len(content)}>>stream\n{content}\nendstream",)
    )
    assert len(data) < 10_000
    with pytest.raises(ReadError, match="20,000,000 unpacked bytes"):
        read_bytes(data, "x.pdf", limits=Limits(unpacked_bytes=20_000_000))
    assert read_bytes(by_hand(_words()), "x.pdf", limits=Limits(unpacked_bytes=0))


def test_characters_are_counted_before_they_are_read():
    with pytest.raises(ReadError, match="more than 10 characters"):
        read_bytes(by_hand(_words()), "x.pdf", limits=Limits(characters=10))
    with pytest.raises(ReadError, match="more than 10 page characters"):
        read_bytes(by_hand(_words()), "x.pdf", limits=Limits(page_characters=10))


def test_files_are_read_in_many_threads():
    """PDFium reads one at a time; each thread gets its own text all the same."""
    sources = [f"resolves\n\n1 to row boat {number}." + "\n#pagebreak()\nx" * 5 for number in range(4)]
    files = [typeset.pdf(source) for source in sources]
    expected = [read_bytes(data, "x.pdf").text for data in files]
    found: dict[int, list[str]] = {}

    def read(number: int) -> None:
        found[number] = [read_bytes(files[number], "x.pdf").text for _ in range(10)]

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [text] * 10 for number, text in enumerate(expected)}


def _crowd_of_words(number: int) -> str:
    x, y = 72 + number * 37 % 400, 50 + number * 11 % 7000 / 10
    return f"BT /F1 11 Tf 1 0 0 1 {x} {y} Tm (a) Tj ET BT /F1 5 Tf 1 0 0 1 {x + 5} {y + 3} Tm (2) Tj ET "


def _crowd_of_boxes(number: int) -> str:
    return f"{72 + number * 37 % 400} {50 + number * 11 % 7000 / 10} 40 10 re S "


def _crowd_of_rules(number: int) -> str:
    x, y = 72 + number * 37 % 400, 50 + number * 11 % 7000 / 10
    return f"{x} {y} m {x + 50} {y} l S {x} {y - 5} m {x} {y + 5} l S "


@pytest.mark.long
@pytest.mark.parametrize("crowd", [_crowd_of_words, _crowd_of_boxes, _crowd_of_rules])
def test_crowded_pages_take_linear_time(crowd):
    def page(count: int) -> bytes:
        return by_hand(_words() + "".join(map(crowd, range(count))))

    assert grows_no_faster(lambda data: read_bytes(data, "x.pdf"), page, 3_000)


# ---------------------------------------------------------------------- lists that only indents tell


_INDENTED = """RESOLUTION 41 (LAKESIDE, 2030)
Lamps on boats
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
considering
\ta) that lamps are of two kinds:
\t\t– those that turn;
\t\t\t– by hand;
\t\t\t– by wind, which blows from the lake in the morning and from the hills in the evening, but never at noon;
\t\t– those that stand still;
\tb) that oil is dear,
resolves
\t1 that each quay shall have:
\t\t• a lamp;
\t\t\t• of glass;
\t\t\t• of horn;
\t\t• a keeper;
\t2 to row.
"""


@for_all("height", [297, 100, 80])
def test_dashes_and_bullets_at_two_indents(height):
    document = itu_texts.parse_bytes(typeset.pdf(typeset.source(_INDENTED, width=140, height=height)), "x.pdf")
    assert itu_texts.to_outline(document) == _INDENTED


@for_all("font, char", [("Symbol", "•"), ("Wingdings", "▪")])
def test_bullets_of_symbol_fonts(font, char):
    code = {"Symbol": 0xF0B7, "Wingdings": 0xF0A7}[font]
    assert symbols.shown_anywhere(font, code) == symbols.shown_anywhere("opensymbol", code) == char
    assert symbols.shown_anywhere("opensymbol", 0xF0FF) == symbols.UNKNOWN


_TABLED = """RESOLUTION 41 (LAKESIDE, 2030)
Lamps on boats
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
resolves
\t1 that the oil of each lamp shall be as in the table below:
\tKind of lamp\tOil a night\tKeepers
\tTurning\t4\t2
\tStill\t2\t1
\tBroken\t0\t3
\t2 that these rules do not hold for:
\t\ta) lamps in houses;
\t\tb) lamps on carts.
"""


@for_all("height", [132, 133, 136])  # on which the page ends behind the second row, the third, the table
def test_a_table_without_rules_goes_on_on_the_next_page(height):
    before = "\n".join(f"\t{number} to count the lamps of quay {number};" for number in range(1, 30))
    outline = _TABLED.replace("\t1 that", f"{before}\n\t30 that").replace("\t2 that", "\t31 that")
    document = itu_texts.parse_bytes(typeset.pdf(typeset.source(outline, width=140, height=height)), "x.pdf")
    (table,) = itu_texts.find(document, itu_texts.Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Kind of lamp", "Oil a night", "Keepers"],
        ["Turning", "4", "2"],
        ["Still", "2", "1"],
        ["Broken", "0", "3"],
    ]


def test_labels_and_cells_in_the_middle_of_a_narrow_page_are_no_column():
    document = itu_texts.parse_bytes(typeset.pdf(typeset.source(_TABLED, width=120)), "x.pdf")
    assert [item.label for item in itu_texts.find(document, itu_texts.Item)] == ["1", "2", "a)", "b)"]


_LONG = [
    "administrations",
    "telecommunication",
    "radiocommunication",
    "harmonization",
    "internationalization",
    "standardization",
]
_SHORT = ["the", "of", "in", "a", "to", "and", "on", "at", "boats", "oars", "lake", "implementation", "recommendations"]


def _of_long_words(seed: int, columns: int, width: int) -> bytes:
    """Pages in justified type with few words in a line, so that blanks are wide and chance to stand in one place."""
    rng = random.Random(f"{seed} {columns}")
    words = [*_LONG, *_SHORT][: rng.choice((8, 14, 19))]
    paragraphs = (" ".join(rng.choices(words, k=rng.randint(15, 70))) + "." for _ in range(5))
    return typeset.pdf(
        f"#set page(width: {width}mm, height: 150mm, margin: 12mm, columns: {columns})\n"
        f"#set text(size: {rng.choice((10, 11, 12))}pt, hyphenate: false)\n#set par(justify: true)\n"
        + "\n\n".join(paragraphs)
    )


def _gutters(data: bytes) -> list[bool]:
    """For each page with some lines whether it is taken for one of two columns."""
    with open_pdf(data, "x.pdf", DEFAULT, Allowance.of(data, "x.pdf", DEFAULT)) as (found, _):
        pages = [(rows_of(page.words), page.width) for page in found]
    return [gutter_of(rows, width) is not None for rows, width in pages if len(rows) > 9]


def test_justified_type_is_no_column():
    found = [gutter for seed in range(12) for gutter in _gutters(_of_long_words(seed, 1, (80, 90, 100, 120)[seed % 4]))]
    assert len(found) > 20
    assert not any(found)


def test_columns_of_justified_type_are_columns():
    found = [gutter for seed in range(6) for gutter in _gutters(_of_long_words(seed, 2, 210))]
    assert len(found) >= 6
    assert sum(found) * 4 >= 3 * len(found)


def bomb(characters: int, pages: int = 1) -> bytes:
    """A small PDF whose pages, all of one stream, show many characters."""
    line = b"(" + b"a " * 500 + b") Tj 0 -1 Td\n"
    packed = zlib.compress(b"BT /F1 1 Tf 72 700 Td\n" + line * (characters // 1000) + b"ET", 9)
    kids = b" ".join(b"%d 0 R" % (place + 5) for place in range(pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        *[page] * pages,
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % each for each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n"


def test_a_small_file_that_shows_very_much_is_refused_before_its_pages_are_read(monkeypatch):
    def never(*_: object) -> None:
        raise AssertionError("a page was read")

    assert itu_texts.parse_bytes(bomb(20_000), "x.pdf").source.text.startswith("a a a")
    monkeypatch.setattr("itu_texts.formats.pdf.reader.make_pages", never)
    for characters in (2_000_000, 50_000_000):
        with pytest.raises(ReadError, match=r"250,000 page characters|what its pages show expands to more"):
            itu_texts.parse_bytes(bomb(characters), "x.pdf")


def test_pages_that_show_the_same_over_and_over_are_refused():
    with pytest.raises(ReadError, match="what its pages show"):
        itu_texts.parse_bytes(bomb(50_000, 40), "x.pdf")
