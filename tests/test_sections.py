"""Sections of Recommendations: divisions with a number, a title and content, to any depth."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

import itu_texts
from itu_texts import Annex, Division, find
from itu_texts.tree.addresses import read_caption

FRONT = """Recommendation ITU-T Y.4999
Requirements of beehives
Summary
Beehives weigh.
Contents
\tPage
1\tScope\t1
2\tRequirements\t2
2.1\tHives\t2
2.1.1\tLids\t3
Annex A – Bees\t4
Recommendation ITU-T Y.4999
Requirements of beehives
"""
BODY = """1\tScope
This covers:
– sensors;
– gateways.
2\tRequirements
2.1\tHives
2.1.1\tLids
Lids close.
2.1.2 A hive shall weigh itself.
1 first;
2 then.
2.2\tGateways
See 1 and 2.1.
3\tTests
Done.
Annex A
Bees
A.1\tKinds
Brown.
A.2\tSizes
Small.
"""
OUTLINE = """1 Scope
\tThis covers:
\t\t– sensors;
\t\t– gateways.
2 Requirements
\t2.1 Hives
\t\t2.1.1 Lids
\t\t\tLids close.
"""
NUMBERS = ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3", "A.1", "A.2"]
TITLES = ["Scope", "Requirements", "Hives", "Lids", None, "Gateways", "Tests", "Kinds", "Sizes"]


@pytest.fixture(scope="module")
def document():
    return itu_texts.parse(FRONT + BODY)


def sections(document):
    return [each for each in find(document, Division) if each.kind == "section"]


def test_sections_have_number_title_and_content(document):
    found = sections(document)
    assert [each.number for each in found] == NUMBERS
    assert [each.title for each in found] == TITLES
    assert all(each.children for each in found)
    assert OUTLINE in itu_texts.to_outline(document)


def test_one_recommendation_is_one_text(document):
    (text,) = document.texts
    assert (text.kind, text.number, text.title) == ("recommendation", "ITU-T Y.4999", "Requirements of beehives")
    assert [annex.number for annex in text.annexes] == ["A"]


def test_the_items_of_lists_are_no_sections(document):
    labels = [item.label for item in find(document, itu_texts.Item) if item.label[:1].isdigit()]
    assert labels == ["1", "2"]


@pytest.mark.parametrize("form", ["markdown", "html", "docx", "akn", "json"])
def test_sections_come_back(document, form, tmp_path):
    suffix = {"markdown": "md", "akn": "xml"}.get(form, form)
    made = itu_texts.export(document, form)
    path = tmp_path / f"text.{suffix}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    assert [(each.number, each.title) for each in sections(itu_texts.parse_file(path))] == list(
        zip(NUMBERS, TITLES, strict=True)
    )


def test_a_number_alone_on_its_line_stands_above_its_title():
    text = FRONT.partition("Summary")[0] + BODY.replace("\t", "\n\n").replace("–\n\n", "– ")
    assert [each.number for each in sections(itu_texts.parse(text))] == NUMBERS


def test_a_lost_number_costs_only_its_section():
    body = BODY.replace("2.1\tHives\n", "")
    assert [each.number for each in sections(itu_texts.parse(FRONT + body))] == [
        number for number in NUMBERS if number != "2.1"
    ]


def test_rows_of_tables_and_resolutions_have_no_sections():
    rows = "".join(f"{row}\tName {row}\t{row * 7}\n" for row in range(1, 9))
    resolution = "RESOLUTION 9 (LAKESIDE, 2022)\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to sail;\n3 to rest.\n"
    assert sections(itu_texts.parse(FRONT + BODY.replace("Done.\n", f"Done.\n{rows}")))[6].number == "3"
    assert (
        sections(itu_texts.parse(resolution + "Annex 1\nOars\n1 Length\nLong.\n2 Width\nWide.\n3 Wood\nAsh.\n")) == []
    )


def test_numbered_paragraphs_are_items_where_no_section_beside_them_has_a_title():
    text = "Recommendation ITU-T Y.4999\nHives\n1 Scope\nAll.\n2 Terms\n2.1 hive: A box.\n2.2 lid: A cover.\n3 Tests\nNone.\n"
    document = itu_texts.parse(text)
    assert [each.number for each in sections(document)] == ["1", "2", "3"]
    assert [item.label for item in find(document, itu_texts.Item)] == ["2.1", "2.2"]


def test_numbers_that_programs_join_to_other_words():
    body = BODY.replace("Lids close.\n2.1.2 A hive shall weigh itself.\n", "Lids close.\n2.1.2\n\nWeights\n\nHeavy.\n")
    body = body.replace("2.1.1\tLids", "2.1.1Lids").replace(
        "2.2\tGateways", "Rec. ITU-T Y.4999\n\n3\n\n2.2\n\nGateways\n"
    )
    found = sections(itu_texts.parse(FRONT + body))
    assert [each.number for each in found] == NUMBERS
    assert [each.title for each in found][3:6] == ["Lids", "Weights", "Gateways"]


WRAPPED = """Recommendation ITU-T Y.4999
Hives
1 Weights of the hive and of its keepers (national use)
The hive shall weigh itself each day at noon, and shall tell the keeper
of each change.
2 Causes for which the hives of towns are
moved
Hives are moved where bees find no flowers, and where the keepers are not
able to help them.
3 Preparation of reports of keepers, working
parties and joint working parties,
Hives and Lids
Each report is made by the keepers, and it is sent to all who ask for it
in the year.
4 Features of bees assigned to
Hives
Bees fly to each of the hives that stand on the roofs of the large houses
in towns.
5

Lids
Lids that are closed keep the bees warm in winter, and they keep the rain
out in spring.
6 Boxes
small ones, and large ones that two keepers carry, stand below the roofs;
all are of wood.
"""


def test_titles_over_several_lines_end_where_a_line_had_room_for_the_next_word():
    found = sections(itu_texts.parse(WRAPPED))
    assert [each.title for each in found] == [
        "Weights of the hive and of its keepers (national use)",
        "Causes for which the hives of towns are moved",
        "Preparation of reports of keepers, working parties and joint working parties, Hives and Lids",
        "Features of bees assigned to Hives",
        "Lids",
        "Boxes",
    ]
    assert all(each.children for each in found)


def test_one_title_with_a_number_is_a_section_of_an_annex_but_not_of_a_body():
    text = FRONT.partition("Summary")[0] + "Annex 1\n1 Lids of hives\nLids close.\nAnnex 2\n1 A lid closes.\n"
    assert [each.title for each in sections(itu_texts.parse(text))] == ["Lids of hives"]
    assert sections(itu_texts.parse(text.replace("Annex 1\n", ""))) == []


def test_annexes_with_their_pages_are_entries_of_the_contents():
    front = FRONT.replace("Contents\n\tPage\n", "").replace("Annex A – Bees\t4", "Annex A – Bees.......... 4")
    (text,) = itu_texts.parse(front + BODY).texts
    assert [annex.number for annex in text.annexes] == ["A"]


def test_numbers_may_run_on_through_the_sections_around_them():
    body = BODY.replace("2.2\tGateways", "2.2\tGateways\n2.2.3\tRouters\nFast.\n2.2.4\tMasts\nHigh.")
    body = body.replace("Done.\n", "Done.\n4\tNames\nFew.\n4.3\tBees\nNone.\n4.4\tHives\nOne.\n")
    body = body.replace("4\tNames", "4\tColours\nRed.\n5\tNames").replace("\n4.", "\n5.")
    numbers = [*NUMBERS[:6], "2.2.3", "2.2.4", "3", "4", "5", "5.3", "5.4", *NUMBERS[7:]]
    assert [each.number for each in sections(itu_texts.parse(FRONT + body))] == numbers


CITING = """See clause 2.1.1. See clause A.2. See Table 1. See Figure A.1.
Table 1 – Weights

| Hive | Weight |
|---|---|
| One | 3 |

Figure A.1 – A hive
"""


@pytest.fixture(scope="module")
def citing():
    return itu_texts.parse(FRONT + BODY.replace("See 1 and 2.1.\n", CITING))


@pytest.mark.parametrize(
    ("place", "number"),
    [("2.1.1", "2.1.1"), ("clause 2.1", "2.1"), ("§ 2.2", "2.2"), ("Annex A, A.2", "A.2"), ("clause A.1", "A.1")],
)
def test_sections_stand_where_people_cite_them(document, place, number):
    assert document.at(place, Division).number == number


def test_tables_and_figures_stand_where_their_captions_say(citing):
    assert citing.at("Table 1", itu_texts.Table).rows[1].cells[0].text == "One"
    assert citing.at("figure A.1").text == "Figure A.1 – A hive"
    with pytest.raises(itu_texts.AddressError):
        citing.at("Table 2")


def test_references_lead_to_sections_tables_and_figures(citing):
    found = {(str(each.kind), each.number): each.target for each in itu_texts.references(citing)}
    assert found["section", "2.1.1"] is citing.at("2.1.1")
    assert found["section", "A.2"] is citing.at("A.2")
    assert found["table", "1"] is citing.at("Table 1")
    assert found["figure", "A.1"] is citing.at("Figure A.1")


@pytest.mark.parametrize(
    ("language", "table", "figure"),
    [
        ("en", "Table 3 – Weights", "Figure 1 – A hive"),
        ("fr", "Tableau 3 – Poids", "Figure 1 – Ruche"),
        ("es", "Cuadro 3 – Pesos", "Figura 1 – Colmena"),
        ("ru", "Таблица 3 – Вес", "Рисунок 1 – Улей"),
        ("zh", "表3 – 重量", "图1 – 蜂箱"),
        ("ar", "الجدول 3 – الأوزان", "الشكل 1 – الخلية"),
    ],
)
def test_captions_of_each_language(language, table, figure):
    assert read_caption(table, language) == ("table", "3")
    assert read_caption(figure, language) == ("figure", "1")


COVER = """International Telecommunication Union
ITU-T\tY.4999
TELECOMMUNICATION STANDARDIZATION SECTOR OF ITU\t(04/2027)
"""


def test_the_cover_gives_the_edition_and_raises_no_alarm():
    document = itu_texts.parse(COVER + FRONT + BODY)
    (text,) = document.texts
    assert str(text.identifier) == "Recommendation ITU-T Y.4999 (04/2027)"
    assert itu_texts.check(document) == ()
    assert itu_texts.from_json(itu_texts.to_json(document)).texts[0].identifier == text.identifier


def test_references_of_an_asciidoc_text_are_a_section_and_its_bibliography_is_none(tmp_path):
    path = tmp_path / "hives.adoc"
    path.write_text(
        "= Hives\n:docnumber: Y.4999\n:mn-document-class: itu\n:doctype: recommendation\n:language: en\n\n"
        "== Scope\n\nAll.\n\n[bibliography]\n== References\n\n* [[[a,1]]], _Bees_\n\n== Terms\n\nNone.\n\n"
        "[bibliography]\n== Bibliography\n\n* [[[b,2]]], _Wasps_\n"
    )
    lines = itu_texts.parse_file(path).source.text.split("\n")
    assert [line for line in lines if line.endswith(("Scope", "References", "Terms", "Bibliography"))] == [
        "1\tScope",
        "2\tReferences",
        "3\tTerms",
        "Bibliography",
    ]


@pytest.mark.parametrize(
    ("language", "name", "title"),
    [
        ("en", "Recommendation ITU-T Y.4999", "Hives"),
        ("fr", "Recommandation UIT-T Y.4999", "Ruches"),
        ("es", "Recomendación UIT-T Y.4999", "Colmenas"),
        ("ru", "Рекомендация МСЭ-Т Y.4999", "Ульи"),
        ("zh", "ITU-T Y.4999建议书", "蜂箱"),
        ("ar", "التوصية ITU-T Y.4999", "الخلايا"),
    ],
)
def test_sections_in_each_language(language, name, title):
    body = "".join(f"{number}\t{title}\n{title}.\n" for number in ("1", "2", "2.1", "2.2", "3"))
    document = itu_texts.parse(f"{name}\n{title}\n{body}", language=language)
    assert [(each.number, each.title) for each in sections(document)] == [
        (number, title) for number in ("1", "2", "2.1", "2.2", "3")
    ]
    assert str(document.texts[0].identifier) == "Recommendation ITU-T Y.4999"


def test_lines_before_a_recommendation_are_its_cover_only_if_they_have_its_number():
    for number, codes in (("Y.4999", []), ("Y.5000", ["unrecognised-block"])):
        document = itu_texts.parse(COVER.replace("Y.4999", number) + FRONT + BODY)
        assert [each.code for each in itu_texts.check(document)] == codes


def test_the_head_of_a_page_and_a_foreword_begin_no_text():
    head = "RECOMMENDATION ITU-R P.999-1\nHives\nRec. ITU-R PI.999-1\nThe ITU Radiocommunication Assembly,\n"
    clauses = "considering\na)\tthat bees fly,\nrecommends\n1\tthat hives be open.\nAnnex 1\nBees\n"
    body = "1\tFlight\nHigh.\n1.1\tWings\nFour.\n1.2\tLegs\nSix.\n2\tStings\nOne.\n"
    (text,) = itu_texts.parse(head + clauses + body).texts
    assert text.number == "ITU-R P.999-1"
    foreword = "FOREWORD\nThe ITU Council,\nresolves\nthat it publish Recommendations.\n"
    (text,) = itu_texts.parse(foreword + "RECOMMENDATION U.9\nHives\n" + BODY + "See ITU-T U.9.\n").texts
    assert text.number == "U.9"


def test_a_heading_of_a_word_file_may_name_an_annex_with_its_title(tmp_path):
    path = tmp_path / "text.docx"
    word = docx.Document()
    word.styles.add_style("Rec_No", WD_STYLE_TYPE.PARAGRAPH)
    for style, words in (
        ("Rec_No", "Recommendation ITU-T Y.4999"),
        ("Normal", "Requirements of beehives"),
        ("Heading 1", "1\tScope"),
        ("Normal", "Bees."),
        ("Heading 1", "2\tHives"),
        ("Normal", "Wood."),
        ("Heading 1", "3\tLids"),
        ("Normal", "Flat."),
        ("Heading 1", "Annex A\nKinds of bees"),
        ("Heading 1", "A.1\tBrown bees"),
        ("Normal", "Large."),
        ("Heading 1", "A.2\tRed bees"),
        ("Normal", "Small."),
    ):
        word.add_paragraph(words, style)
    word.save(str(path))
    (annex,) = itu_texts.parse_file(path).texts[0].annexes
    assert (annex.number, annex.title) == ("A", "Kinds of bees")
    assert [each.title for each in annex.divisions] == ["Brown bees", "Red bees"]


def test_in_an_edit_the_words_of_a_section_are_its_title():
    document = itu_texts.edit(itu_texts.parse(FRONT + BODY)).replace("2.1", "Old hives").finish()
    assert (document.at("2.1").heading.text, document.at("2.1").title) == ("2.1", "Old hives")


_TITLES = {"1": "Boats", "1.1": "Small boats", "1.2": "Oars", "2": "Lamps", "2.1": "Oil", "2.2": "Wicks", "3": "Nets"}
_ANNEXED = """Rec. ITU-R P.1999-3

RECOMMENDATION ITU-R P.1999-3

Lights over water

(2012-2019-2021)

The ITU Radiocommunication Assembly,

considering

a) that boats leak,

recommends

that the procedure in Annex 1 should be used.
"""


@pytest.mark.parametrize("heading", ["TABLE OF CONTENTS\n\nPage\n\n", "Contents\n\n", ""])
@pytest.mark.parametrize("parted", [False, True])
def test_an_annex_that_begins_with_a_list_of_contents_holds_its_sections(heading, parted):
    entries = [f"{number} {title}{'.' * 30} {page}" for page, (number, title) in enumerate(_TITLES.items(), 4)]
    if parted:
        entries.insert(3, "\fRec. ITU-R P.1999-3")
    sections = "\n\n".join(
        f"{number} {title}\n\nThey float on {page} lakes." for page, (number, title) in enumerate(_TITLES.items())
    )
    contents = heading + "\n\n".join(entries)
    text = f"{_ANNEXED}\n\fRec. ITU-R P.1999-3\n\nAnnex 1\n\n{contents}\n\n\fRec. ITU-R P.1999-3\n\n{sections}\n"
    document = itu_texts.parse(text, language="en")
    found = {each.number: (each.title, each.parent) for each in find(document.texts[0], Division)}
    assert {number: title for number, (title, _) in found.items()} == _TITLES
    for number, (_, parent) in found.items():
        above = number.rpartition(".")[0]
        assert parent.number == above if above else isinstance(parent, Annex)
