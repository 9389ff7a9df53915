"""Provisions of treaties in each form in which people have them."""

from itertools import cycle

import pytest
import treaties
import typeset
import word
from docx.oxml import parse_xml
from invariants import check, check_bytes
from together import check_all, for_all

import itu_texts
from itu_texts import Amendment, Provision, Table, find, references
from itu_texts.revision.diffs import text_report

FORMS = [*zip(treaties.FORMS, cycle(("fr", "es", "ru", "ar", "zh")), strict=False)]


def is_whole(case: tuple[str, str]) -> None:
    """Nearly all provisions of a treaty are found, each in its article, with its words and no others."""
    form, language = case
    share, missed = treaties.share(treaties.treaty(language), language, form)
    assert share >= treaties.ENOUGH, missed


def test_provisions_are_found_in_each_form():
    check_all(((f"{form} in {language}", (form, language)) for form, language in FORMS), is_whole)


def test_a_treaty_has_one_tree_in_all_forms():
    given = treaties.treaty("en")
    trees = {form: treaties.found(treaties.written(given, "en", form), "en") for form in treaties.FORMS}
    assert {form for form, tree in trees.items() if tree != treaties.truth(given)} == set()


def test_paragraphs_that_begin_anew_in_each_article_have_labels():
    given = [each._replace(number="") for each in treaties.treaty("en")]
    lines = treaties.written(given, "en", "margin").replace("\n ", "\n")
    assert treaties.found(lines, "en") == {}


@for_all("language", ["en", "es"])
def test_two_instruments_in_one_file_are_numbered_each_by_itself(language):
    given = treaties.treaty(language)
    text = treaties.written(given, language, "stop")
    document = itu_texts.parse(f"{text}\n{text}", language=language)
    assert sum(isinstance(each, itu_texts.Provision) for each in itu_texts.walk(document)) == 2 * len(given)


def test_real_provisions(shared):
    """Those of a convention in Spanish, run on from 1 to 643, and pieces of the Radio Regulations."""
    text = (shared / "real/treaty/es-convention-1982.md").read_text("utf-8")
    numbers = {each.number for each in itu_texts.find(itu_texts.parse(text, language="es"), itu_texts.Provision)}
    assert len(numbers & {str(number) for number in range(1, 644)}) > treaties.ENOUGH * 643
    texts = [path.read_text("utf-8") for path in sorted((shared / "real/rr").glob("*.txt"))]
    pieces = {text.split()[0]: text for text in texts if treaties.NAMING.match(text)}
    assert pieces
    found = {
        number: next(itu_texts.find(itu_texts.parse(text), itu_texts.Provision), None)
        for number, text in pieces.items()
    }
    assert [number for number, provision in found.items() if provision is None or provision.number != number] == []


def read(given):
    return itu_texts.parse(treaties.written(given, "en", "margin"))


def test_a_treaty_and_its_successor_that_is_numbered_anew():
    given = treaties.treaty("en")
    new = given[0]._replace(number="101", label="2.", words="Lamps burn at night on every boat of the lake.")
    later = [each._replace(number=str(101 + place)) for place, each in enumerate(given[1:20], 1)]
    later[9] = later[9]._replace(words=later[9].words.replace("the Club", "the Lake Club"))
    was, now = read(given[:20]), read([given[0]._replace(number="100"), new, *later])
    assert "".join(text_report(itu_texts.diff(was, now))) == (
        "relabelled ARTICLE 1 / No. 1 -> ARTICLE 1 / No. 100\n"
        "added ARTICLE 1 / No. 101\n"
        "    + Lamps burn at night on every boat of the lake.\n"
        "relabelled Nos. 2-20 -> Nos. 102-120\n"
        "reworded ARTICLE 2 / No. 11 -> ARTICLE 2 / No. 111\n"
        "    The Members of the {+Lake+} Club shall have these rights:\n"
    )


def test_a_provision_with_the_same_number_is_the_same_where_most_keep_theirs():
    given = treaties.treaty("en")
    changed = [
        each._replace(words="Nobody may sail here in winter.") if each.number == "13" else each for each in given
    ]
    [found] = itu_texts.diff(read(given), read(changed))
    assert (found.kind, found.new_address) == ("reworded", "ARTICLE 2 / No. 13")


# ---------------------------------------------------------------------- tables of provisions, as people have them: in Word, HTML, Markdown and PDF, with cells for each part of the margin


ROWS = [
    ("ADD", "6A", "", "1)", "Boats float on the lakes."),
    ("SUP", "8", "", "", ""),
    ("MOD", "9", "PP-98", "2)", "Oars are of wood."),
    ("", "10", "PP-98", "", "Sails are white in summer."),
    ("MOD", "11", "", "a)", "Masts are high enough."),
]
LAYOUTS = {
    "margin, words": lambda m, n, c, label, words: [f"{m} {n}\n{c}", f"{label} {words}"],
    "marker, number, words": lambda m, n, c, label, words: [m, f"{n}\n{c}", f"{label} {words}"],
    "marker, number, conference, words": lambda m, n, c, label, words: [m, n, c, f"{label} {words}"],
    "margin, conference, words": lambda m, n, c, label, words: [f"{m} {n}", c, f"{label} {words}"],
    "margin, label, words": lambda m, n, c, label, words: [f"{m} {n}\n{c}", label, words],
    "margin, words, nothing": lambda m, n, c, label, words: [f"{m} {n}\n{c}", f"{label} {words}", ""],
    "nothing, margin, words": lambda m, n, c, label, words: ["", f"{m} {n}\n{c}", f"{label} {words}"],
    "glued": lambda m, n, c, label, words: [f"{m}{n}\n{c}", f"{label} {words}"],
    "margin and label, words": lambda m, n, c, label, words: [f"{m} {n} {label}\n{c}", words],
    "dashes": lambda m, n, c, label, words: [f"{m} {n}." + (f" – {c}. –" if c else " –"), f"{label} {words}"],
}


def cells(layout):
    return [[cell.strip() for cell in LAYOUTS[layout](*row)] for row in ROWS]


def as_word(rows):
    document = word.new()
    document.add_paragraph("ARTICLE 5")
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words  # with line breaks, as some set the conference below the number
    return word.save(document), "x.docx"


def as_page(rows, above="<h2>ARTICLE 5</h2>"):
    made = "".join(
        "<tr>" + "".join(f"<td>{cell.replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<html><body>{above}<table>{made}</table></body></html>".encode(), "x.html"


def as_markdown(rows):
    made = "\n".join(f"| {' | '.join(cell.replace(chr(10), '<br>') for cell in row)} |" for row in rows)
    return f"## ARTICLE 5\n\n{made}\n".encode(), "x.md"


def as_pdf(rows, stroke="0.5pt"):
    def typst(cell):
        return typeset.escape(cell).replace("\n", " \\ ")

    made = "".join(f"[{typst(cell)}], " for row in rows for cell in row)
    columns = ", ".join(["auto"] * (len(rows[0]) - 1) + ["1fr"])
    return typeset.pdf(f"ARTICLE 5\n#table(columns: ({columns}), stroke: {stroke}, {made})"), "x.pdf"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("made", [as_word, as_page, as_markdown, as_pdf])
def test_tables_of_provisions_are_none(made, layout):
    document = check_bytes(*made(cells(layout)))
    assert not list(find(document, Table))
    assert [(each.action, each.provision) for each in find(document, Amendment)] == [
        ("ADD", "6A"), ("SUP", "8"), ("MOD", "9"), ("MOD", "11"),
    ]  # fmt: skip
    found = {each.number: each for each in find(document, Provision)}
    assert {number: each.history for number, each in found.items()} == {
        "6A": (), "9": ("PP-98",), "10": ("PP-98",), "11": (),
    }  # fmt: skip
    assert [getattr(each.blocks[0], "label", "") for each in found.values()] == ["1)", "2)", "", "a)"]


@for_all("made", [as_word, as_page, as_markdown])
def test_the_marker_may_be_a_word_of_a_language(made):
    rows = [["ИЗМ 5", "1) Лодки Клуба сделаны из дерева."], ["ДОБ 6A", "Весла тоже."], ["ИСКЛ 7", ""]]
    document = itu_texts.parse_bytes(*made(rows), language="ru")
    assert [(each.action, each.provision) for each in find(document, Amendment)] == [
        ("MOD", "5"), ("ADD", "6A"), ("SUP", "7"),
    ]  # fmt: skip


@for_all("inner", [False, True])
@for_all("size", ["7pt", "10pt"])
@for_all("stands", ["placed", "hanging", "in a grid"])
def test_margins_on_the_pages_of_a_pdf(inner, size, stands):
    """Left of all lines, on the inner edge of the page or always on the left, in small type or not."""
    sides = "inside: 35mm, outside: 15mm" if inner else "left: 35mm, right: 15mm"
    out = [
        f"#set page(width: 130mm, height: 90mm, margin: ({sides}, y: 18mm))",
        '#set text(size: 10pt, font: "Libertinus Serif")',
        "#set par(justify: true)",
        f"#let margin(body) = place(dx: -18mm)[#text(size: {size})[#body]]",
        "#align(center)[ARTICLE 5]",
    ]
    cells = []
    for number in range(1, 13):
        marker = ("MOD ", "", "ADD ")[number % 3]
        beside = f"{marker}{number}" + (" \\ PP-98" if number % 2 else "")
        words = "The boats of the Club are kept in the port, and the oars are counted there in spring. " * 2
        if stands == "placed":
            out.append(f"#block(width: 100%)[#margin[{beside}]{number}) {words}]")
        elif stands == "hanging":
            item = f"#par(hanging-indent: 8mm)[#box(width: 8mm)[{number})]{words}]"
            out.append(f"#block(width: 100%)[#margin[{beside}]{item}]")
        else:
            cells.append(f"[#text(size: {size})[{beside}]], [{number}) {words}]")
    if cells:
        out.append(f"#table(columns: (20mm, 1fr), stroke: none, {', '.join(cells)})")
    document = check_bytes(typeset.pdf("\n\n".join(out)), "x.pdf")
    found = [(each.number, each.history, each.blocks[0].label) for each in find(document, Provision)]
    assert found == [(str(number), ("PP-98",) if number % 2 else (), f"{number})") for number in range(1, 13)]
    assert [each.action for each in find(document, Amendment)] == ["ADD", "MOD"] * 4
    assert not list(find(document, Table))


def test_the_labels_of_a_list_are_no_margin():
    """In a column of their own: numbers without a marker or a conference."""
    items = "".join(f"[{number}], [to mend the boats of the Club, and to count the oars;], " for number in range(1, 7))
    made = typeset.pdf(f"resolves\n#table(columns: (20mm, 1fr), stroke: none, {items})")
    document = itu_texts.parse_bytes(made, "x.pdf")
    assert not list(find(document, Provision))
    assert [item.label for item in find(document, itu_texts.Item)] == [str(number) for number in range(1, 7)]


def test_the_margin_calls_footnotes_and_has_tracked_changes():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own_mark = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>1bis</w:t></w:r>'
    by = 'w:author="A. Rower" w:date="2030-05-01T10:00:00Z"'
    struck = f'<w:del w:id="4" {by}><w:r><w:delText>MOD 30</w:delText></w:r></w:del>'
    put_in = f'<w:ins w:id="5" {by}>{word.run("ADD 30A")}</w:ins>'
    rows = [
        (word.run("MOD 28") + mark, word.run("1) Boats float.")),
        (word.run("ADD 28A") + own_mark, word.run("2) Oars float.")),
        (struck + put_in, word.run("Sails tear.")),
    ]
    made = "".join(f"<w:tr>{''.join(f'<w:tc><w:p>{cell}</w:p></w:tc>' for cell in row)}</w:tr>" for row in rows)
    document = word.new()
    table = parse_xml(f"<w:tbl {word.W}><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{made}</w:tbl>")
    document.element.body.insert_element_before(table, "w:sectPr")
    notes = "".join(
        f'<w:footnote w:id="{which}"><w:p>{word.run(words)}</w:p></w:footnote>'
        for which, words in ((2, "Heavy."), (3, "1bis Light."))
    )
    data = word.save(document, footnotes=f"<w:footnotes {word.W}>{notes}</w:footnotes>")
    for view, last in (("final", "ADD 30A"), ("original", "MOD 30")):
        found = check_bytes(data, "x.docx", view=view)
        assert [each.marker for each in find(found, Amendment)] == ["MOD 28", "ADD 28A", last]
        assert [(each.mark, each.text) for each in found.furniture] == [("1", "Heavy."), ("1bis", "Light.")]


def test_headings_of_articles_may_stand_in_rows_of_their_own():
    document = check(
        "| | | ARTICLE 1 |\n| | | Boats |\n| | MOD 1 | 1 Boats float. |\n| | SUP 2 | |\n| | | ARTICLE 2 |\n"
        "| | | Oars |\n| | MOD 3 | 1 Oars float. |\n"
    )
    assert itu_texts.to_outline(document) == (
        "ARTICLE 1\n\tBoats\n\tMOD 1\n\t\t1 Boats float.\n\tSUP 2\nARTICLE 2\n\tOars\n\tMOD 3\n\t\t1 Oars float.\n"
    )


def test_a_number_that_begins_the_text_has_no_marker():
    document = itu_texts.parse("1 | a | b | RESOLUTION 7 (REV. LAKESIDE, 2020) Draft new resolution [A-1]: Oars")
    assert not [*itu_texts.find(document, itu_texts.Amendment)]


@for_all("made", [as_word, as_page, as_markdown, as_pdf])
def test_a_label_in_the_margin_is_that_of_the_words(made):
    glued, apart = (
        itu_texts.to_outline(itu_texts.parse_bytes(*made(cells(layout))))
        for layout in ("margin and label, words", "margin, label, words")
    )
    assert glued == apart
    assert "a) Masts are high enough." in glued


# ---------------------------------------------------------------------- tables of frequency allocations, in each kind of file: bands and services, and the footnotes that they name


TABBED = """MOD ROW/12A1/2
5 250-5 450 kHz
Allocation to services
Region 1\tRegion 2\tRegion 3
5 250-5 275
FIXED
MOBILE except aeronautical mobile
RADIOLOCATION 5.132A
5.133A\t5 250-5 275
FIXED\t5 250-5 275
FIXED 5.A112
5 275-5 351.5\tFIXED 5.25-5.26
\tMobile (space-to-Earth) 5.133B

Reasons: Boats need bands.

ADD ROW/12A1/3

5.A112 Boats may use the band 5 250-5 275 kHz.
"""
SPACED = TABBED.replace("\n", "\n\n")
COLUMNS = TABBED.replace("\t", "      ")
LINES = TABBED.replace("\t", "\n")
FRAMED = """MOD ROW/12A1/2

5 250-5 450 kHz

| Allocation to services |||
|---|---|---|
| Region 1 | Region 2 | Region 3 |
| 5 250-5 275<br>**FIXED**<br>RADIOLOCATION 5.132A<br>5.133A | 5 250-5 275<br>FIXED | 5 250-5 275
FIXED 5.A112 |
| 5 275-5 351.5 FIXED 5.25-5.26 Mobile 5.133B |||

Reasons: Boats need bands.

ADD ROW/12A1/3

5.A112 Boats may use the band 5 250-5 275 kHz.
"""


@for_all("text", [TABBED, SPACED, COLUMNS, LINES, FRAMED])
def test_in_text(text):
    document = check(text)
    (table,) = find(document, Table)
    assert table.kind == "allocation"
    assert table.rows[0].cells[0].text == "Allocation to services"
    assert [cell.text for cell in table.rows[1].cells] == ["Region 1", "Region 2", "Region 3"]
    first, second = find(document, Amendment)
    assert first.action == "MOD"
    assert first.reasons.blocks[0].text == "Boats need bands."
    assert first in table.ancestors
    found = list(references(document))
    assert [(str(each.kind), each.number, each.instrument) for each in found] == [
        ("provision", number, "RR") for number in ("5.132A", "5.133A", "5.A112", "5.133B")
    ]
    assert [document.source[each.span] for each in found] == ["5.132A", "5.133A", "5.A112", "5.133B"]
    assert second.blocks[0].number == "5.A112"
    assert found[2].target is second.blocks[0]


def test_in_any_language():
    document = check("Toewijzing aan diensten\nRegio 1\tRegio 2\tRegio 3\n148-149,9\tVAST 5.208\t148-149,9\n")
    (table,) = find(document, Table)
    assert table.kind == "allocation"
    assert [each.number for each in references(document)] == ["5.208"]


@for_all("language, words", [("fr", "Attribution aux services"), ("es", "Atribución a los servicios")])
def test_one_region_only(language, words):
    document = check(f"| {words} |||\n| 148-149,9 | FIJO 5.208 ||\n| 150-151 | FIJO 5.210 ||\n", language=language)
    assert [table.kind for table in find(document, Table)] == ["allocation"]


@for_all(
    "text",
    [
        "Boat\tOars\tLength\nSkiff\t2\t5.208\nGalley\t200\t5.209\n",
        "Region 1\tRegion 2\tRegion 3\nBoats\tOars\tSails\n",
        "Lake 1   Lake 2   Lake 3\nthe first   the second   the third\n",
    ],
)
def test_other_tables_are_none(text):
    document = check(text)
    assert "allocation" not in [table.kind for table in find(document, Table)]
    assert not list(references(document))


CELLS = [
    ["Allocation to services", "", ""],
    ["Region 1", "Region 2", "Region 3"],
    [
        "5 250-5 275\nFIXED\nMOBILE\nRADIOLOCATION 5.132A\n5.133A",
        "5 250-5 275\nFIXED\nMOBILE",
        "5 250-5 275\nFIXED 5.A112",
    ],
]


def in_word():
    document = word.new()
    document.add_paragraph("MOD ROW/12A1/2")
    for row, words in zip(document.add_table(3, 3).rows, CELLS, strict=True):
        for cell, each in zip(row.cells, words, strict=True):
            first, *rest = each.split("\n")
            cell.paragraphs[0].text = first
            for line in rest:
                cell.add_paragraph(line)
    return word.save(document), "a.docx"


def in_html():
    return as_page(CELLS, "<p>MOD ROW/12A1/2</p>")


@for_all("made", [in_word, in_html])
def test_in_files(made):
    document = check_bytes(*made())
    (table,) = find(document, Table)
    assert table.kind == "allocation"
    assert [(each.number, document.source[each.span]) for each in references(document)] == [
        ("5.132A", "5.132A"),
        ("5.133A", "5.133A"),
        ("5.A112", "5.A112"),
    ]
    assert itu_texts.to_dict(table)["kind"] == "allocation"
    assert [(each[2], each[3], each[6]) for each in said(document)] == [
        ((1,), "FIXED", ("5.133A",)),
        ((1,), "MOBILE", ("5.133A",)),
        ((1,), "RADIOLOCATION", ("5.133A",)),
        ((2,), "FIXED", ()),
        ((2,), "MOBILE", ()),
        ((3,), "FIXED", ()),
    ]


@for_all("reasons", ["", "\nReasons: Boats need radio.\n"])
@for_all("above", ["", "148-161.9375 MHz\n\n", "Boats\n\n148-161.9375 MHz\n\n"])
def test_a_marker_owns_the_table_below_it(above, reasons):
    """With the title and the band between them, and with reasons or without."""
    rows = (
        "| Allocation to services | | |",
        "|---|---|---|",
        "| Region 1 | Region 2 | Region 3 |",
        "| 148-149.9 | FIXED | |",
    )
    table = "\n".join(rows) + "\n"
    text = f"ARTICLE 5\n\nAllocations\n\nMOD ROW/9/1\n\n{above}{table}{reasons}\nADD ROW/9/2\n\n5.A112 Boats use it.\n"
    first, second = itu_texts.find(check(text), itu_texts.Amendment)
    (allocation,) = itu_texts.find(first, itu_texts.Table)
    assert allocation.kind == "allocation"
    assert (first.reasons is not None) == bool(reasons)
    assert second.marker == "ADD ROW/9/2"


BANDS = """5.56
Stations of boats may use lamps.     (WRC-23)
CHAPTER II  Frequencies
19.95-90 kHz
Allocation to services
Region 1
Region 2
Region 3
19.95-20.05
STANDARD FREQUENCY AND TIME SIGNAL (20 kHz)
20.05-70
FIXED
MARITIME MOBILE  5.57
5.56  5.58
70-72
RADIONAVIGATION  5.60
70-90
FIXED
MOBILE except aeronautical
mobile  5.61
Radiolocation
70-72
RADIONAVIGATION  5.60
Fixed
"""


def said(document):
    return [
        (each.begins, each.ends, each.regions, each.service, each.primary, each.footnotes, each.band_footnotes)
        for each in itu_texts.allocations(document)
    ]


def test_rows_of_bands():
    document = check(BANDS)
    every = (1, 2, 3)
    assert said(document) == [
        (19_950, 20_050, every, "STANDARD FREQUENCY AND TIME SIGNAL (20 kHz)", True, (), ()),
        (20_050, 70_000, every, "FIXED", True, (), ("5.56", "5.58")),
        (20_050, 70_000, every, "MARITIME MOBILE", True, ("5.57",), ("5.56", "5.58")),
        (70_000, 72_000, (1,), "RADIONAVIGATION", True, ("5.60",), ()),
        (70_000, 90_000, (2,), "FIXED", True, (), ()),
        (70_000, 90_000, (2,), "MOBILE except aeronautical mobile", True, ("5.61",), ()),
        (70_000, 90_000, (2,), "Radiolocation", False, (), ()),
        (70_000, 72_000, (3,), "RADIONAVIGATION", True, ("5.60",), ()),
        (70_000, 72_000, (3,), "Fixed", False, (), ()),
    ]
    rows = [*itu_texts.records(document, "allocations")]
    assert (rows[2]["band_begins"], rows[2]["regions"], rows[2]["footnotes"]) == (20_050, "1; 2; 3", "5.57")
    footnote = document.at("No. 5.56")
    assert (footnote.number, footnote.conference) == ("5.56", "WRC-23")


@for_all("text", [TABBED, SPACED, COLUMNS, LINES, FRAMED])
def test_allocations_are_the_same_wherever_the_cells_stand(text):
    found = said(check(text))
    assert [each[:3] for each in found if each[3] == "FIXED"] == [
        (5_250_000, 5_275_000, (1,)),
        (5_250_000, 5_275_000, (2,)),
        (5_250_000, 5_275_000, (3,)),
        (5_275_000, 5_351_500, (1, 2, 3)),
    ]
    assert found[-1][3].startswith("Mobile")
    assert found[-1][4] is False


def test_a_band_of_two_columns_has_no_region_and_two_filled_cells_of_three_are_of_the_regions_below_them():
    document = check(
        "148-150 MHz\nAllocation to services\nRegion 1\nRegion 2\nRegion 3\n148-150\nFIXED\n148-150\nMOBILE\n"
    )
    assert [each[2:4] for each in said(document)] == [((), "FIXED"), ((), "MOBILE")]
    document = check(
        "| Region 1 | Region 2 | Region 3 |\n|---|---|---|\n| 148-149.9<br>FIXED | 148-149,9<br>Fixed | |\n"
    )
    assert [each[:4] for each in said(document)] == [(None, None, (1,), "FIXED"), (None, None, (2, 3), "Fixed")]


def test_a_band_below_all_bands_before_it_has_no_region():
    """No column before it begins with the same band: which Regions the two columns are for is unknown."""
    head = "1-30 MHz\nAllocation to services\nRegion 1\tRegion 2\tRegion 3\n"
    document = itu_texts.parse(f"{head}5-10\tFIXED\n1-3\tMOBILE\n4-6\tFIXED\n20-30\tMOBILE\n")
    found = [(each.begins, each.regions) for each in itu_texts.allocations(document)]
    assert found == [(5_000_000, (1, 2, 3)), (1_000_000, ()), (4_000_000, ()), (20_000_000, (1, 2, 3))]
