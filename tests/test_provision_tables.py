"""Tables of provisions, as people have them: in Word, HTML, Markdown and PDF, with cells for each part of the margin."""

import docx
import pytest
import typeset
import word
from docx.oxml import parse_xml
from invariants import check, check_document

import itu_texts
from itu_texts import Amendment, Provision, Table, find

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
    document = docx.Document()
    document.add_paragraph("ARTICLE 5")
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words  # with line breaks, as some set the conference below the number
    return word.save(document), "x.docx"


def as_page(rows):
    made = "".join(
        "<tr>" + "".join(f"<td>{cell.replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<html><body><h2>ARTICLE 5</h2><table>{made}</table></body></html>".encode(), "x.html"


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
    document = itu_texts.parse_bytes(*made(cells(layout)))
    check_document(document)
    assert not list(find(document, Table))
    assert [(each.action, each.provision) for each in find(document, Amendment)] == [
        ("ADD", "6A"), ("SUP", "8"), ("MOD", "9"), ("MOD", "11"),
    ]  # fmt: skip
    found = {each.number: each for each in find(document, Provision)}
    assert {number: each.history for number, each in found.items()} == {
        "6A": (), "9": ("PP-98",), "10": ("PP-98",), "11": (),
    }  # fmt: skip
    assert [getattr(each.blocks[0], "label", "") for each in found.values()] == ["1)", "2)", "", "a)"]


@pytest.mark.parametrize("made", [as_word, as_page, as_markdown])
def test_the_marker_may_be_a_word_of_a_language(made):
    rows = [["ИЗМ 5", "1) Лодки Клуба сделаны из дерева."], ["ДОБ 6A", "Весла тоже."], ["ИСКЛ 7", ""]]
    document = itu_texts.parse_bytes(*made(rows), language="ru")
    assert [(each.action, each.provision) for each in find(document, Amendment)] == [
        ("MOD", "5"), ("ADD", "6A"), ("SUP", "7"),
    ]  # fmt: skip


@pytest.mark.parametrize("inner", [False, True])
@pytest.mark.parametrize("size", ["7pt", "10pt"])
@pytest.mark.parametrize("stands", ["placed", "hanging", "in a grid"])
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
    document = itu_texts.parse_bytes(typeset.pdf("\n\n".join(out)), "x.pdf")
    check_document(document)
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
    document = docx.Document()
    table = parse_xml(f"<w:tbl {word.W}><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{made}</w:tbl>")
    document.element.body.insert_element_before(table, "w:sectPr")
    notes = "".join(
        f'<w:footnote w:id="{which}"><w:p>{word.run(words)}</w:p></w:footnote>'
        for which, words in ((2, "Heavy."), (3, "1bis Light."))
    )
    data = word.save(document, footnotes=f"<w:footnotes {word.W}>{notes}</w:footnotes>")
    for view, last in (("final", "ADD 30A"), ("original", "MOD 30")):
        found = itu_texts.parse_bytes(data, "x.docx", view=view)
        check_document(found)
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


@pytest.mark.parametrize("made", [as_word, as_page, as_markdown, as_pdf])
def test_a_label_in_the_margin_is_that_of_the_words(made):
    glued, apart = (
        itu_texts.to_outline(itu_texts.parse_bytes(*made(cells(layout))))
        for layout in ("margin and label, words", "margin, label, words")
    )
    assert glued == apart
    assert "a) Masts are high enough." in glued
