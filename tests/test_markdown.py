"""Markdown, in files and pasted: its signs are no words, and its structure is that of the text."""

import pytest
from invariants import check, check_document

import itu_texts
from itu_texts import Amendment, Item, Paragraph, Provision, Table, find, to_outline
from itu_texts.nodes import Markup


def outline(text, **options):
    return to_outline(check(text, **options)).splitlines()


def test_emphasis_around_labels_and_numbers():
    assert outline(
        "## ARTICLE 1\n\n### Boats\n\n**1.1** Boats float:\n\n*a)* those of wood;\n\n__b)__ *inter alia*, those of iron.\n\n"
        "**1.2** _Oars_ are made of **wood**.\n"
    ) == [
        "ARTICLE 1",
        "\tBoats",
        "\t1.1 Boats float:",
        "\t\ta) those of wood;",
        "\t\tb) inter alia, those of iron.",
        "\t1.2 Oars are made of wood.",
    ]


def test_margins_in_emphasis():
    document = check("ARTICLE 1\n\n*3 PP-98* a) to row;\n\n*3A PP-98* *abis)* to encourage;\n\n**4** *b)* to rest.\n")
    assert [(each.number, each.history) for each in find(document, Provision)] == [
        ("3", ("PP-98",)),
        ("3A", ("PP-98",)),
        ("4", ()),
    ]
    assert [item.label for item in find(document, Item)] == ["a)", "abis)", "b)"]


def test_escapes():
    text = "resolves\n\n1\\. to row:\n\na\\) by day\\;\n\nb\\) by night \\[or not\\];\n\n2\\. to rest\\*\n"
    document = check(text)
    assert to_outline(document).splitlines() == [
        "resolves",
        "\t1. to row:",
        "\t\ta) by day;",
        "\t\tb) by night [or not];",
        "\t2. to rest*",
    ]
    item = next(find(document, Item))
    assert document.source[item.span].startswith("1\\. to row:")
    assert [leaf.kind for leaf in itu_texts.leaves(document) if leaf.node is item] == ["label", "label"]


def test_footnotes():
    text = (
        "RESOLUTION 7\n\nBoats[^1]\n\nThe ITU Council,\n\nresolves\n\n1 to row[^day], and\n\n2 to rest\n\n"
        "[^1]: Of *wood*.\n\n[^day]: At night,\n    and by day.\n"
    )
    document = check(text)
    assert document.texts[0].title == "Boats"
    assert [(note.mark, note.text) for note in document.footnotes] == [
        ("1", "Of wood."),
        ("day", "At night, and by day."),
    ]
    assert [document.source[anchor.span] for anchor in document.anchors] == ["[^1]", "[^day]"]
    assert document.at("resolves 1").text == "to row, and"
    assert [note.mark for note in document.at("resolves 1").footnotes] == ["day"]


def test_a_mark_without_a_note_stays():
    assert outline("resolves\n\n1 to row[^1];\n\n2 to rest") == ["resolves", "\t1 to row[^1];", "\t2 to rest"]


def test_links_tags_and_entities():
    text = (
        'resolves\n\n1 to apply [Resolution 77](https://example.org/a_b "The text") &amp; rest;\n\n'
        "2 to use H<sub>2</sub>O and <i>oars</i>&nbsp;only\n"
    )
    document = check(text)
    assert to_outline(document).splitlines() == [
        "resolves",
        "\t1 to apply Resolution 77 & rest;",
        "\t2 to use H₂O and oars only",
    ]
    assert [str(each.identifier) for each in itu_texts.references(document)] == ["Resolution 77"]


def test_references_in_emphasis_are_found_where_they_stand():
    document = check(
        "resolves\n\nto apply No. **5.441** of the Radio Regulations, and Resolution **77 (Rev. Dubai, 2018)**\n"
    )
    found = list(itu_texts.references(document))
    assert [document.source[each.span].strip("*") for each in found] == [
        "No. **5.441",
        "Radio Regulations",
        "Resolution **77 (Rev. Dubai, 2018)",
    ]
    provision, instrument, text = found
    assert (provision.number, provision.of, instrument.instrument) == ("5.441", instrument, "Radio Regulations")
    assert str(text.identifier) == "Resolution 77 (Rev. Dubai, 2018)"


@pytest.mark.parametrize(
    "text",
    [
        "resolves\n1 to row* by day;\n2 to rest* by night",
        "resolves\n1 to use boat_one and boat_two;\n2 to pay 3 * 4 = 12 * 1 francs",
        "* A note on rowers\n\nresolves\n1 to row 2*3 boats;\n2 to use _____ oars",
        "ADD* 73 Boats.\n\nSUP* 76",
        "resolves\n1 to keep C:\\boats and AT&T; <5 oars> too;\n2 to rest",
    ],
)
def test_what_only_looks_like_markup_stays(text):
    document = check(text)
    assert not [piece for piece in document.furniture if isinstance(piece, Markup)]


def test_bullets_before_the_labels_of_a_list():
    assert outline(
        "## RESOLUTION 7\n\n**Boats**\n\nThe ITU Council,\n\n*resolves*\n\n- 1 to row:\n- 1.1 by day;\n- 1.2 by night;\n"
        "- 2 to rest.\n\n{3}----------------\n\n![](_page_3_Picture_1.jpeg)\n\n**ANNEX 1**\n\nOars\n\n- 2 oars of wood;\n"
        "- 5 oars of iron.\n"
    ) == [
        "RESOLUTION 7",
        "Boats",
        "The ITU Council,",
        "resolves",
        "\t1 to row:",
        "\t\t1.1 by day;",
        "\t\t1.2 by night;",
        "\t2 to rest.",
        "ANNEX 1",
        "\tOars",
        "\t- 2 oars of wood;",
        "\t- 5 oars of iron.",
    ]


def test_emphasis_over_line_ends_and_around_labels():
    assert outline(
        "**RESOLUTION 7**\n\n**Boats of wood and****of iron**\n\nThe ITU Council,\n\n*resolves*\n\n"
        "*a)*that **boats\nof wood** float;\n\n*b)* that *boats of\n\niron* float too.\n"
    ) == [
        "RESOLUTION 7",
        "Boats of wood and of iron",
        "The ITU Council,",
        "resolves",
        "\ta) that boats of wood float;",
        "\tb) that boats of iron float too.",
    ]


@pytest.mark.parametrize(
    "title", ["Boats of wood,\nand of iron", "Des bateaux,\nà voiles", "Un bateau,\nœuvre", "Лодки,\nчто плавают"]
)
def test_emphasis_goes_on_over_a_line_end_before_a_small_letter_of_any_alphabet(title):
    assert outline(f"**RESOLUTION 7**\n\n**{title}**\n\nThe ITU Council,\n\n*resolves*\n\nto row.\n")[1] == (
        title.replace("\n", " ")
    )


def test_emphasis_in_emphasis_and_signs_of_pages():
    assert outline(
        "<meta http-equiv='Content-Type' content='text/html' />\n\n# ARTICLE 1\n\n**ADD 73*bis*** 3) to row\n\n"
        '<span id="page-3-1"></span>**SUP** 74\n'
    ) == ["ARTICLE 1", "\tADD 73bis", "\t\t3) to row", "\tSUP 74"]


ROWS = [
    "| MOD 90\nPP-98 | 2 Boats shall be\nof wood. |\n| ADD 91A\nPP-98 | 3 Boats float:\na) by day;\nb) by night. |\n| SUP 92 | |\n",
    "| MOD | 90 PP-98 | 2 | Boats shall be of wood. |\n| ADD | 91A PP-98 | 3 | Boats float:<br>a) by day;<br>b) by night. |\n"
    "| SUP | 92 | | |\n",
    "|   |   |\n|---|---|\n| **MOD 90**<br>PP-98 | 2 Boats shall be of wood. |\n"
    "| **ADD 91A**<br>PP-98 | 3 Boats float:<br>*a)* by day;<br>*b)* by night. |\n| **SUP 92** | |\n",
    "+--------+----------------+\n| MOD 90 | 2 Boats shall  |\n| PP-98  | be of wood.    |\n+--------+----------------+\n"
    "| ADD 91A | 3 Boats float: |\n| PP-98   | a) by day;     |\n|         | b) by night.   |\n+---------+----------+\n| SUP 92 | |\n",
    "MOD 90\nPP-98 | 2 Boats shall be\nof wood.\nADD 91A\nPP-98 | 3 Boats float:\na) by day;\nb) by night.\nSUP 92 |\n",
]


@pytest.mark.parametrize("text", ROWS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_tables_of_provisions(text, language):
    document = check(text, language=language)
    assert to_outline(document).splitlines() == [
        "MOD 90",
        "\t2 Boats shall be of wood.",
        "ADD 91A",
        "\t3 Boats float:",
        "\t\ta) by day;",
        "\t\tb) by night.",
        "SUP 92",
    ]
    assert [(each.provision, each.history) for each in find(document, Amendment)] == [
        ("90", ("PP-98",)),
        ("91A", ("PP-98",)),
        ("92", ()),
    ]
    assert not list(find(document, Table))


def test_tables_of_provisions_without_markers():
    document = check(
        "| 20 | De Unie is een organisatie van roeiers:\n| 21 PP-98 | a) elke staat die roeit;\n| 23 | c) elke andere staat.\n"
    )
    assert [(each.number, each.history) for each in find(document, Provision)] == [
        ("20", ()),
        ("21", ("PP-98",)),
        ("23", ()),
    ]


def test_tables_whose_cells_run_over_lines():
    document = check(
        "| Boat | Oars |\n|---|---|\n| Skiff\nof wood | two |\n| Galley | *two\nhundred* |\n| **Of\nIron:** | **Two**: |\n"
    )
    (table,) = find(document, Table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[:2] == [["Boat", "Oars"], ["Skiff of wood", "two"]]
    assert rows[-1] == ["Of Iron:", "Two:"]


def test_a_table_of_figures_stays_one():
    document = check("| 1 | 2 |\n|---|---|\n| 3 | 4 |\n")
    assert len(list(find(document, Table))) == 1


def test_markers_run_in_behind_a_stop():
    assert outline("MOD 90 2 Boats float. MOD 91 3 Oars float. ADD 91A a) by day; SUP 92") == [
        "MOD 90",
        "\t2 Boats float.",
        "MOD 91",
        "\t3 Oars float.",
        "ADD 91A",
        "\ta) by day;",
        "SUP 92",
    ]


@pytest.mark.parametrize("name", ["a.md", "a.markdown"])
def test_files(tmp_path, name):
    text = "# RESOLUTION 7\n\n## Boats[^1]\n\nThe ITU Council,\n\n*resolves*\n\n1\\. to *row*;\n\n2\\. to rest.\n\n[^1]: Of wood.\n"
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = itu_texts.parse_file(path)
    check_document(document)
    assert document == itu_texts.parse(text)
    assert document.source.text == text
    assert [item.text for item in find(document, Item)] == ["to row;", "to rest."]
    assert [text.title for text in itu_texts.iter_texts(path)] == ["Boats"]
    assert not [each for each in find(document, Paragraph) if "\\" in each.text]


@pytest.mark.parametrize("sign", ["> ", ">", ">> ", "> > "])
def test_a_text_that_is_quoted_as_a_whole(sign):
    lines = [
        "RESOLUTION 9 (LAKESIDE, 2030)",
        "Boats",
        "The ITU Council,",
        "considering",
        "a) that boats leak;",
        "",
        "resolves",
    ]
    text = "".join(f"{sign}{line}".rstrip() + "\n" for line in [*lines, "1 to row;", "2 to rest."])
    document = itu_texts.parse(f"They wrote:\n{text}")
    assert itu_texts.to_outline(document).splitlines() == [
        *lines[:4],
        "\ta) that boats leak;",
        "resolves",
        "\t1 to row;",
        "\t2 to rest.",
    ]


def test_a_sign_that_is_no_quotation_stays():
    document = itu_texts.parse("resolves\n1 to see that gain is:\n> 10 dB at sea;\n2 to report.")
    assert "> 10 dB at sea;" in itu_texts.to_outline(document)


def test_marks_in_cells_are_no_words_of_them():
    document = check("| Kind | Number |\n|---|---|\n| Boats[^1] of iron | 2 |\n| Oars[^1] | 3 |\n\n[^1]: Heavy.\n")
    (table,) = find(document, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Kind", "Number"], ["Boats of iron", "2"], ["Oars", "3"],
    ]  # fmt: skip


def test_tables_as_elements():
    text = (
        "# RESOLUTION 9 (LAKESIDE, 2030)\n\nBoats\n\nThe Council,\n\n*resolves*\n\n1\\. to row:\n\n<table>\n<colgroup>\n"
        '<col style="width: 33%" />\n</colgroup>\n<thead>\n<tr class="header">\n<th>Kind\nof lamp</th>\n<th>Oil</th>\n</tr>\n'
        "</thead>\n<tbody>\n<tr>\n<td><p>Still</p></td>\n<td>2</td>\n</tr>\n<tr>\n<td><strong>Red</strong><br />lamp</td>\n"
        "<td></td>\n</tr>\n</tbody>\n</table>\n\n2\\. to rest.\n"
    )
    document = itu_texts.parse_bytes(text.encode(), "x.md")
    check_document(document)
    (table,) = itu_texts.find(document, itu_texts.Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Kind of lamp", "Oil"],
        ["Still", "2"],
        ["Red lamp", ""],
    ]
    assert [item.label for item in itu_texts.find(document, itu_texts.Item)] == ["1.", "2."]


def test_two_hyphens_are_a_dash():
    text = "*resolves*\n\n1\\. to row -- or to sail:\n\n> -- fast;\n>\n> -- slowly;\n\n2\\. to rest.\n"
    document = itu_texts.parse_bytes(text.encode(), "x.md")
    check_document(document)
    assert itu_texts.to_outline(document) == (
        "resolves\n\t1. to row – or to sail:\n\t\t– fast;\n\t\t– slowly;\n\t2. to rest.\n"
    )


def test_a_table_with_drawn_rules():
    written = "+-------+--------+\n| Boat  | Weight |\n+=======+========+\n| Punt  | 3 t    |\n+-------+--------+\n"
    document = check(f"*resolves*\n\n1\\. to row:\n\n{written}\n2\\. to rest\n")
    (table,) = find(document, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Boat", "Weight"], ["Punt", "3 t"]]
    assert sum(row.header for row in table.rows) == 1
    assert [item.label for item in document.at("resolves").items] == ["1.", "2."]


def test_headings_in_emphasis_over_several_lines():
    text = (
        "The ITU Council,\n\n*instructs the Director\nof the Telecommunication Standardization Bureau,\n"
        "in consultation with members*\n\nto row as said in\n\n> _resolves to invite\n> the Secretary-General,\n> for a time_\n"
    )
    document = itu_texts.parse_bytes(text.encode(), "text.md")
    check_document(document)
    assert [line.strip() for line in itu_texts.to_outline(document).splitlines()][:3] == [
        "The ITU Council,",
        "instructs the Director of the Telecommunication Standardization Bureau, in consultation with members",
        "to row as said in",
    ]
    assert "resolves to invite the Secretary-General, for a time" in itu_texts.to_outline(document)


@pytest.mark.parametrize(
    ("first", "second", "notes"),
    [
        ("[1](#fn1)", "[2](#fn2)", "[1](#fnref1) Small ones.\n\n[2](#fnref2) Big ones."),
        (
            "[\\[1\\]](#_ftn1)",
            "[\\[2\\]](#_ftn2)",
            "[\\[1\\]](#_ftnref1) Small ones.\n\n[\\[2\\]](#_ftnref2) Big ones.",
        ),
        ("[[1]](#_ftn1)", "[[2]](#_ftn2)", "[[1]](#_ftnref1) Small ones.\n\n[[2]](#_ftnref2) Big ones."),
        ("[^1]", "[^2]", "[^1]: Small ones. [↩](#fnref1)\n\n[^2]: Big ones. [↩\ufe0e](#fnref2)"),
    ],
)
def test_footnotes_that_links_call(first, second, notes):
    text = f"The ITU Council,\n\n*resolves*\n\n1 that boats{first} row;\n\n2 that oars{second} rest.\n\n{notes}\n"
    document = itu_texts.parse_bytes(text.encode(), "text.md")
    check_document(document)
    found = [(note.text.strip(), len(note.anchors)) for note in document.footnotes]
    assert found == [("Small ones.", 1), ("Big ones.", 1)]


def test_the_rule_below_a_list_in_a_grid_is_part_of_the_grid():
    grid = "+----+-----------------+\n| 1  | to light lamps; |\n+----+-----------------+\n| 2  | to buy oil.     |\n+----+-----------------+\n"
    document = itu_texts.parse(f"RESOLUTION 7 (LAKESIDE, 2018)\nLamps\nThe ITU Council,\nresolves\n\n{grid}")
    assert itu_texts.to_outline(document).splitlines()[3:] == ["resolves", "\t1 to light lamps;", "\t2 to buy oil."]
