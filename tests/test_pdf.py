"""Pages of PDFs: rules, tables, columns, raised figures, what comes again on pages, and files that are odd."""

import random
import threading
import zlib

import pytest
import typeset
from invariants import check_bytes
from timing import grows_no_faster
from together import for_all, refused

import itu_texts
from itu_texts import Limits, ReadError
from itu_texts.formats import symbols
from itu_texts.formats.composing import DEFAULT, Allowance
from itu_texts.formats.pdf.file import open_pdf
from itu_texts.formats.pdf.layout import gutter_of
from itu_texts.formats.pdf.tables import rows_of
from itu_texts.formats.reading import read_bytes

FRONT = """RESOLUTION 999 (REV. LAKESIDE, 2030)
Boats for developing countries
(Lakeside, 2014)
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
considering
"""
LONG = "floats on the lake, and that those who row it bail it when the water is not too cold to do so, as was found;"
RESOLUTION = (
    FRONT
    + "".join(f"\t{label}) that boat {label.upper()} {LONG}\n" for label in "abcd")
    + "resolves\n\t1 that leaks be stopped;\n\t2 that bailers be kept in all boats.\n"
)
CALL = "#call[resolves]"


def parse(source: str):
    return check_bytes(typeset.pdf(source), "x.pdf")


def table_of(document) -> list[list[str]]:
    (table,) = itu_texts.find(document, itu_texts.Table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def furniture_of(document) -> list[tuple[str, str]]:
    return [(type(piece).__name__, piece.text) for piece in document.furniture]


def oddities_of(source: str) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in parse(source).diagnostics]


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
    document = parse(source)
    assert [(note.mark, note.text, len(note.anchors)) for note in document.footnotes] == [
        ("1", "Of wood.", 1),
        ("2", "Of iron.", 1),
    ]
    assert [item.label for item in document.texts[0].clauses[0].items] == ["1", "2"]


def test_footnotes_that_fill_a_page_are_reported():
    long = " ".join(f"Boat {number} is one of the many boats of the lake." for number in range(60))
    ((code, message),) = oddities_of(typeset.source(RESOLUTION, notes={"boat A": long}, height=200))
    assert code == "large-footnotes"
    assert "of page 1" in message
    assert not oddities_of(typeset.source(RESOLUTION, notes={"boat A": "Of wood."}))


# ---------------------------------------------------------------------- tables with rules


@for_all("repeated", [True, False])
def test_a_table_over_two_pages(repeated):
    rows = ", ".join(f"[Boat {number}], [{number} leaks]" for number in range(50))
    head = f"table.header(repeat: {str(repeated).lower()}, [Boat], [Leaks])"
    table = f"#table(columns: (1fr, 1fr), {head}, {rows})"
    document = parse(typeset.source(RESOLUTION, head="Of boats", markup={CALL: f"{table}\n\n{CALL}"}))
    expected = [["Boat", "Leaks"], *([f"Boat {number}", f"{number} leaks"] for number in range(50))]
    assert table_of(document) == expected
    assert document.at("resolves 1").origin.page == 2


# ---------------------------------------------------------------------- columns


def test_columns_of_items_with_labels_that_hang_out():
    letters = "abcdefghijklmnopqrstuvw"
    outline = RESOLUTION.replace(
        RESOLUTION.split("considering\n")[1].split("resolves")[0],
        "".join(f"\t{label}) that boat {label.upper()} {LONG}\n" for label in letters),
    )
    document = parse(typeset.source(outline).replace("#set page(", "#set page(columns: 2, ", 1))
    assert itu_texts.to_outline(document) == outline


def test_the_last_page_has_the_columns_of_the_others():
    words = " ".join(f"that boat {number} floats and sinks in the lake;" for number in range(1, 50))
    last = "3 to rest here by the lake and there;\n\n#colbreak()\n4 to sing."
    source = (
        "#set page(columns: 2, height: 120mm)\n#set par(justify: true)\n"
        f"resolves\n\n1 {words}\n\n2 {words}\n#pagebreak()\n{last}"
    )
    labels = [item.label for item in parse(source).texts[0].clauses[0].items]
    assert labels == ["1", "2", "3", "4"]


# ---------------------------------------------------------------------- raised figures


# ---------------------------------------------------------------------- heads and feet


@for_all("pages", [4, 5])
def test_heads_and_feet_of_odd_and_even_pages(pages):
    words = "\n\n".join(
        f"that boat {number} floats and sinks in the lake, as others do;" for number in range(34 * pages - 50)
    )
    source = typeset.source(
        RESOLUTION,
        width=148,
        height=210,
        header=typeset.odd_and_even("Boats and oars", "*Lakes of the Union*"),
        footer="context { set text(size: 9pt); if calc.odd(counter(page).get().first()) [#h(1fr) LAKE/12-E] else [LAKE/12-E] }",
        markup={CALL: f"{words}\n\n{CALL}"},
    )
    document = parse(source)
    found = furniture_of(document)
    count = len([piece for piece in found if piece == ("RunningHead", "LAKE/12-E")])
    assert count >= pages
    assert [text for kind, text in found if kind == "PageNumber"] == [str(number) for number in range(1, count + 1)]
    assert len([piece for piece in found if piece == ("RunningHead", "Boats and oars")]) == (count + 1) // 2
    assert len([piece for piece in found if piece == ("RunningHead", "Lakes of the Union")]) == count // 2
    assert [item.label for item in document.texts[0].clauses[1].items] == ["1", "2"]


def test_titles_that_begin_pages_are_no_heads():
    texts = [RESOLUTION.replace("999", str(number)) for number in range(1, 5)]
    sources = [typeset.source(text).split("\n\n", 1) for text in texts]
    document = parse(sources[0][0] + "\n\n" + "\n#pagebreak()\n".join(body for _, body in sources))
    assert [text.number for text in document.texts] == ["1", "2", "3", "4"]
    assert {text.title for text in document.texts} == {"Boats for developing countries"}


# ---------------------------------------------------------------------- files


def bare(
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
    "plain": bare(_words()),
    "not at the corner": bare(_words("1 0 0 1 172 800", "1 0 0 1 172 780"), box="100 100 695 942"),
    "a quarter round": bare(_words("0 1 -1 0 100 72", "0 1 -1 0 120 72"), page="/Rotate 90"),
    "in a font of negative size": bare(
        _words("-1 0 0 -1 72 700", "-1 0 0 -1 72 680").replace("/F1 11", "/F1 -11"),
    ),
    "upside down": bare(_words("-1 0 0 -1 523 142", "-1 0 0 -1 523 162"), page="/Rotate 180"),
    "three quarters round": bare(_words("0 -1 1 0 495 770", "0 -1 1 0 475 770"), page="/Rotate 270"),
    "in a form": bare("q 1 0 0 1 10 20 cm /X0 Do Q", more=(FORM,)),
    "behind other bytes": b"\n" * 100 + bare(_words()),
}


@for_all("name", BARE)
def test_pages_are_read_as_they_are_seen(name):
    assert read_bytes(BARE[name], "x.pdf").text == "resolves\n1 to row.\n\f"


@for_all("font", ["/F1 0", "/F1 -11", f"/F1 {'9' * 45}"])
@for_all("matrix", ["1 0 0 1 72 700", "-1 0 0 1 72 700", "0 0 0 0 0 0", f"{'9' * 45} 0 0 {'9' * 45} 0 0"])
@for_all("box", ["0 0 595 842", f"-{'9' * 45} -{'9' * 45} {'9' * 45} {'9' * 45}", "0 0 0 0"])
def test_absurd_sizes_do_no_harm(font, matrix, box):
    edges = f"{'9' * 45} {'9' * 45} m {'9' * 45} 0 l S 0 0 {'9' * 45} {'9' * 45} re S "
    data = bare(edges + _words() + _words(matrix).replace("/F1 11", font).replace("resolves", "12"), box=box)
    assert "resolves" in read_bytes(data, "x.pdf").text


def test_an_encrypted_file_says_so():
    key = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    with pytest.raises(ReadError, match=r"^x\.pdf: encrypted; it needs a password$"):
        read_bytes(bare(_words(), trailer=key), "x.pdf")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bare("q 500 0 0 700 10 10 cm /X0 Do Q", more=(IMAGE,)), id="an image"),
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
    data = bare("", more=(f"<</Filter[/FlateDecode/FlateDecode]/Length {len(content)}>>stream\n{content}\nendstream",))
    assert len(data) < 10_000
    with pytest.raises(ReadError, match="20,000,000 unpacked bytes"):
        read_bytes(data, "x.pdf", limits=Limits(unpacked_bytes=20_000_000))
    assert read_bytes(bare(_words()), "x.pdf", limits=Limits(unpacked_bytes=0))


def test_characters_are_counted_before_they_are_read():
    with pytest.raises(ReadError, match="more than 10 characters"):
        read_bytes(bare(_words()), "x.pdf", limits=Limits(characters=10))
    with pytest.raises(ReadError, match="more than 10 page characters"):
        read_bytes(bare(_words()), "x.pdf", limits=Limits(page_characters=10))


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
        return bare(_words() + "".join(map(crowd, range(count))))

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
    with open_pdf(data, "x.pdf", DEFAULT, Allowance.of(data, "x.pdf", DEFAULT)) as file:
        pages = [(rows_of(page.words), page.width) for page in file.pages()]
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
