"""Sections of Recommendations: divisions with a number, a title and content, to any depth."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

import itu_texts
from itu_texts import Division, find
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
NUMBERS = ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3", "A.1", "A.2"]
TITLES = ["Scope", "Requirements", "Hives", "Lids", None, "Gateways", "Tests", "Kinds", "Sizes"]


@pytest.fixture(scope="module")
def document():
    return itu_texts.parse(FRONT + BODY)


def sections(document):
    return [each for each in find(document, Division) if each.kind == "section"]


@pytest.mark.parametrize("form", ["markdown", "html", "docx", "akn", "json"])
def test_sections_come_back(document, form, tmp_path):
    suffix = {"markdown": "md", "akn": "xml"}.get(form, form)
    made = itu_texts.export(document, form)
    path = tmp_path / f"text.{suffix}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    assert [(each.number, each.title) for each in sections(itu_texts.parse_file(path))] == list(
        zip(NUMBERS, TITLES, strict=True)
    )


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
