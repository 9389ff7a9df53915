"""Word files, web pages and PDFs: what they say is read, whatever the road the tree is the same, and none does harm."""

import html as markup
import io
import json
import random
import re
import socket
import sys
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
