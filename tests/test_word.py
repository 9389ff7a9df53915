"""Word files as people have them: symbols, contents, margins, annexes, numbers in each view of tracked changes, notes."""

import io
import random
import re
import shutil
import subprocess
import zipfile

import pytest
import word
from docx.shared import Twips
from exported import BY, put_in, struck
from invariants import check_bytes
from legaldoc import comes_back, every, written
from together import for_all, some

import itu_texts
from itu_texts import Provision, Table, find, to_akn, to_outline
from itu_texts.formats import symbols
from itu_texts.formats.composing import annex_reference
from itu_texts.formats.reading import read_bytes
from itu_texts.formats.word.reader import read_docx
from itu_texts.nodes import Deletion, Insertion, Row
from itu_texts.tree.readings import SourceText


def parse(data: bytes, **options):
    return check_bytes(data, "x.docx", **options)


def read(data: bytes, **options) -> SourceText:
    found = read_bytes(data, "x.docx", **options)
    assert isinstance(found, SourceText)
    return found


def said(reading: SourceText, kind: str) -> list[tuple[str, object]]:
    """What a file says of its parts: the words, and the value, of each evidence of a kind."""
    return [(reading.text[each.start : each.end], each.value) for each in reading.evidence if each.kind == kind]


def file(*paragraphs: str, styles: tuple[str, ...] = (), **parts: str) -> bytes:
    """A Word file of paragraphs in XML: the content of each."""
    document = word.new(*styles)
    for xml in paragraphs:
        word.paragraph(document, xml)
    return word.save(document, **parts)


def styled(*lines: tuple[str, str]) -> bytes:
    """A Word file of paragraphs, each with the name of its style."""
    names = dict.fromkeys(style for style, _ in lines if style != "Normal" and not style.startswith("Heading "))
    document = word.new(*names)
    for style, text in lines:
        document.add_paragraph(text, style=style)
    return word.save(document)


# ---------------------------------------------------------------------- symbols


def _symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@for_all(
    "font, code, char",
    [
        ("Symbol", "F0B1", "±"),
        ("Symbol", "F057", "Ω"),
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F0E3", "©"),
        ("Symbol", "F06D", "μ"),
        ("Symbol", "6D", "μ"),
        ("Symbol", "F0B7", "•"),
        ("Zapf Dingbats", "F071", "❑"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0A7", "▪"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 3", "F070", "▲"),
        ("Webdings", "F0FE", "🌎"),
        ("MT Extra", "F06C", "ℓ"),
        ("MT Extra", "F04B", "…"),
        ("Cambria Math", "2264", "≤"),
    ],
)
def test_symbols_are_the_characters_that_they_show(font, code, char):
    document = parse(file(word.run("f1 ") + _symbol(font, code) + word.run(" 10 %")))
    assert document.source.text == f"f1 {char} 10 %\n"
    assert not [each for each in document.diagnostics if each.code == "unknown-symbol"]


@for_all("font, code", [("Symbol", "F0F0"), ("Marlett", "F061"), ("Wingdings", "F0FF")])
def test_a_symbol_without_a_twin_stays_visible_and_is_told(font, code):
    document = parse(file(word.run("R = 25 ") + _symbol(font, code)))
    assert document.source.text == "R = 25 \ufffd\n"
    (found,) = [each for each in document.diagnostics if each.code == "unknown-symbol"]
    assert found.severity == itu_texts.Severity.INFO
    assert font in found.message
    assert code in found.message
    assert document.source[found.span] == "\ufffd"


def test_characters_of_a_symbol_font_in_ordinary_runs():
    font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    greek = f'<w:r>{font}<w:t xml:space="preserve">W \uf0b1 \u2013 α</w:t></w:r>'
    document = parse(file(greek, "<w:r><w:t>W \uf0b7 \uf0e0</w:t></w:r>"))
    assert document.source.text == "Ω ± – α\nW • \ufffd\n"
    assert [each.code for each in document.diagnostics if each.code == "unknown-symbol"] == ["unknown-symbol"]


def test_the_font_of_a_style_counts():
    document = word.new("Greek")
    fonts = word.parse_xml(f'<w:rFonts {word.W} w:ascii="Symbol" w:hAnsi="Symbol"/>')
    document.styles["Greek"].element.get_or_add_rPr().append(fonts)
    document.add_paragraph("DW", style="Greek")
    assert read(word.save(document)).text == "ΔΩ\n"


def test_a_minus_of_a_symbol_font_is_a_dash_only_where_a_list_has_one():
    dash = _symbol("Symbol", "F02D")
    assert read(file(dash + word.run("\tto row;"), word.run("at ") + dash + word.run("3 dB"))).text == (
        "–\tto row;\nat −3 dB\n"
    )


@for_all("font, text, label", [("Wingdings", "\uf0d8", "•"), ("Courier New", "o", "○"), ("Symbol", "-", "–")])
def test_bullets_of_automatic_lists(font, text, label):
    numbering = (
        f'<w:numbering {word.W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{text}"/><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    xml = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + word.run("to row")
    assert read(file(xml, numbering=numbering)).text == f"{label}\tto row\n"


def test_the_tables_of_symbols_are_whole():
    for font in ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "MT Extra"):
        shown = [symbols.shown(font, code) for code in range(0x20, 0x100)]
        assert all(len(char) == 1 for char in shown), font
        assert shown == [symbols.shown(font, 0xF000 + code) for code in range(0x20, 0x100)], font
        assert not any("\ue000" <= char <= "\uf8ff" for char in shown), font
    assert symbols.shown("Arial", 0x41) == symbols.shown("Symbol", 0x1F) == symbols.UNKNOWN


# ---------------------------------------------------------------------- contents


def test_lines_of_contents_are_nothing_else():
    data = styled(
        ("toc 1", "RESOLUTION 8 (LAKESIDE, 2030)\t3"),
        ("toc 2", "Appendix I – Format of a report\t17"),
        ("toc 9", "considering\t18"),
        ("Res_No", "RESOLUTION 9 (LAKESIDE, 2030)"),
        ("Res_title", "Boats"),
        ("Normal", "The ITU Council,"),
        ("Call", "resolves"),
        ("Normal", "to row."),
    )
    assert [value for _, value in said(read(data), "contents")] == [1, 2, 9]
    document = parse(data)
    (contents,) = find(document, itu_texts.nodes.Contents)
    assert [entry.designation.number for entry in contents.entries] == ["8"]
    assert document.blocks[0] is contents
    assert [text.number for text in document.texts] == ["9"]
    assert not list(find(document, itu_texts.Annex))
    assert len(document.texts[0].clauses) == 1


_LISTED = (("toc 0", "Contents"), ("toc 1", "1\tScope\t1"), ("toc 1", "Annex A – Oil\t3"))
_RECOMMENDED = (("Heading 1", "1\tScope"), ("Normal", "Lamps are lit."), ("Annex_NoTitle", "Annex A\nOil"))


@for_all("below", [("Rec_title", "Lamps"), ("Normal", "The ITU Radiocommunication Assembly,")])
def test_contents_in_a_front_leave_the_text_whole(below):
    """Above the title of a Recommendation or below it, before its sections or its formula."""
    above = (("Rec_No", "RECOMMENDATION ITU-T X.9"),)
    if below[0] == "Normal":
        lines = (*above, ("Rec_title", "Lamps"), *_LISTED, below, ("Call", "recommends"), ("Normal", "that it burn."))
        document = parse(styled(*lines))
        assert len(document.texts[0].clauses) == 1
    else:
        for front in ((below, *_LISTED), (*_LISTED, below)):
            document = parse(styled(*above, *front, *_RECOMMENDED))
            assert document.at("Annex A").blocks[0].text == "Oil"
    (text,) = document.blocks
    assert (text.number, text.title) == ("ITU-T X.9", "Lamps")
    (contents,) = find(text, itu_texts.nodes.Contents)
    assert contents in text.front


def test_a_field_of_contents_needs_no_styles():
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = field.format("begin") + '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>' + field.format("separate")
    page = field.format("begin") + "<w:r><w:instrText>PAGEREF a</w:instrText></w:r>" + field.format("separate")
    data = file(
        begin + word.run("Annex 1 – Boats\t") + page + word.run("2") + field.format("end"),
        word.run("Annex 2 – Oars\t3"),
        word.run("Annex 3 – Sails\t4") + field.format("end"),
        word.run("Annex 4"),
        f'<w:fldSimple w:instr=" TOC \\h ">{word.run("Annex 5")}</w:fldSimple>',
    )
    assert [words.split("\t")[0] for words, _ in said(read(data), "contents")] == [
        "Annex 1 – Boats", "Annex 2 – Oars", "Annex 3 – Sails", "Annex 5",
    ]  # fmt: skip


# ---------------------------------------------------------------------- what styles say


@for_all(
    "style, kind, value",
    [
        ("Rec_No", "designation", "recommendation"),
        ("RecNo", "designation", "recommendation"),
        ("Res_#", "designation", "resolution"),
        ("Dec_No", "designation", "decision"),
        ("Annex_No & title", "annex", "annex"),
        ("AppendixNo", "annex", "appendix"),
        ("Appendix_ref", "reference", None),
        ("Chap_No", "division", "chapter"),
        ("enumlev5", "level", 5),
        ("Heading 2", "section", 2),
        ("Footer_QP", "running_head", None),
        ("Note", "note", None),
        ("Figure", "plain", None),
        ("Res_ref", "history", None),
    ],
)
def test_styles_say_what_a_paragraph_is(style, kind, value):
    assert ("Words", value) in said(read(styled(("Call", "resolves"), (style, "Words"))), kind)


def test_headings_of_word_are_none_of_a_text_outside_the_templates():
    reading = read(styled(("Heading 1", "RESOLUTION 9 (LAKESIDE, 2030)"), ("Heading 2", "Boats")))
    assert not said(reading, "section")


@for_all(
    "heading, parts",
    [
        ("Annex (to Resolution 9 (WRC-23))", ("Annex", "(to Resolution 9 (WRC-23))")),
        ("ANNEXE 1(de la Résolution 9)", ("ANNEXE 1", "(de la Résolution 9)")),
        ("ПРИЛОЖЕНИЕ 2 (к Резолюции 9 (ВКР-23))", ("ПРИЛОЖЕНИЕ 2 ", "(к Резолюции 9 (ВКР-23))")),
        ("APPENDIX 30B (REV.WRC-19)", None),
        ("ANNEX 1 (Rev. Lakeside, 2016)", None),
        ("(to Resolution 9)", None),
        ("ANNEX 1", None),
    ],
)
def test_the_reference_in_the_heading_of_an_annex(heading, parts):
    place = annex_reference(heading)
    assert (heading[:place].strip(), heading[place:]) == (parts[0].strip(), parts[1]) if parts else place == -1


@for_all(
    "heading",
    [
        "Appendix I\n(to Resolution 9 (Rev. Lakeside, 2016))\nInformation on\nboats",
        "Appendix I (to Resolution 9 (Rev. Lakeside, 2016))",
    ],
)
def test_title_and_reference_of_an_annex_each_in_its_place(heading):
    reading = read(styled(("Call", "resolves"), ("AppendixNo", heading)))
    assert said(reading, "annex") == [("Appendix I", "appendix")]
    assert said(reading, "reference") == [("(to Resolution 9 (Rev. Lakeside, 2016))", None)]
    assert said(reading, "plain") == ([("Information on boats", None)] if heading.endswith("boats") else [])


def test_the_annex_of_a_text_has_its_title_and_its_reference():
    document = parse(
        styled(
            ("Res_No", "RESOLUTION 9 (Rev. Lakeside, 2016)"),
            ("Res_title", "Boats"),
            ("Normal", "The ITU Council,"),
            ("Call", "resolves"),
            ("Normal", "to row."),
            ("AppendixNo", "Appendix I\n(to Resolution 9 (Rev. Lakeside, 2016))\nInformation on\nboats"),
            ("toc 1", "1\tScope\t3"),
            ("Normal", "Boats float."),
        )
    )
    (annex,) = document.texts[0].annexes
    assert (annex.kind, annex.number, annex.heading.text) == ("appendix", "I", "Appendix I")
    assert annex.reference == "(to Resolution 9 (Rev. Lakeside, 2016))"
    assert annex.title == "Information on boats"
    assert not list(find(annex, itu_texts.Item))


@for_all(
    "style, words, kind, number",
    [
        ("Rec_No", "РЕКОМЕНДАЦИЯ МСЭ-R M.1036-6", "recommendation", "МСЭ-R M.1036-6"),
        ("Rec_No", "التوصية ITU-R M.1457", "recommendation", "ITU-R M.1457"),
        ("Res_No", "第77号决议（2018年，迪拜，修订版）", "resolution", "77"),
        ("Dec_No", "РЕШЕНИЕ 5", "decision", "5"),
        ("Rec_No", "Recommendation ITU-T A.99", "recommendation", "ITU-T A.99"),
    ],
)
def test_kind_and_number_come_from_the_style_and_the_digits(style, words, kind, number):
    document = parse(styled((style, words), ("Rec_title", "Лодки"), ("Call", "учитывая"), ("Normal", "Лодки плавают.")))
    (text,) = document.texts
    assert (text.kind, text.number) == (kind, number)


@for_all(
    "style, name, codes",
    [("Rec_No", "Recommendation ITU-T A.99", []), ("Res_No", "RESOLUTION 9", ["missing-formula", "missing-heading"])],
)
def test_a_recommendation_may_have_sections_and_no_formula(style, name, codes):
    sections = (("Heading 1", "1\tScope"), ("Normal", "Boats float."), ("Heading 1", "2\tOars"), ("Normal", "Of ash."))
    document = parse(styled((style, name), ("Rec_title", "Boats"), *sections))
    assert [found.code for found in document.diagnostics] == codes
    assert [item.label for item in find(document.texts[0], itu_texts.Item)] == ["1", "2"]


def test_headings_of_sections_stand_at_their_levels():
    document = parse(
        styled(
            ("Rec_No", "Recommendation ITU-T A.99"),
            ("Rec_title", "Boats"),
            ("Call", "recommends"),
            ("Heading 1", "1\tScope"),
            ("Normal", "Boats float;"),
            ("Heading 2", "1.1\tKinds of boats:"),
            ("Normal", "There are many,"),
            ("Normal", "a)\tof iron:"),
            ("enumlev1", "–\theavy ones,"),
            ("Heading 3", "1.1.1\tDetails"),
            ("Note", "ПРИМЕЧАНИЕ 1 – Boats are boats."),
            ("Heading 2", "1.2\tOars"),
            ("Heading 1", "2\tSails"),
            ("Normal", "Words."),
        )
    )
    assert to_outline(document).splitlines()[3:] == [
        "1 Scope",
        "\tBoats float;",
        "\t1.1 Kinds of boats:",
        "\t\tThere are many,",
        "\t\ta) of iron:",
        "\t\t\t– heavy ones,",
        "\t\t1.1.1 Details",
        "\t\t\tПРИМЕЧАНИЕ 1 – Boats are boats.",
        "\t1.2 Oars",
        "2 Sails",
        "\tWords.",
    ]
    (note,) = find(document, itu_texts.nodes.Note)
    assert (note.label, note.text) == ("ПРИМЕЧАНИЕ 1 –", "Boats are boats.")


def test_paragraphs_without_a_label_go_on_with_the_item_of_their_level():
    document = parse(
        styled(
            ("Res_No", "RESOLUTION 9 (LAKESIDE, 2030)"),
            ("Res_title", "Boats"),
            ("Normal", "The ITU Council,"),
            ("Call", "resolves"),
            ("Normal", "1\tto mend boats:"),
            ("enumlev1", "a)\tof wood;"),
            ("enumlev1", "b)\tof iron."),
            ("enumlev1", "Iron rusts."),
            ("Normal", "All boats are meant."),
            ("Note", "NOTE – So are rafts."),
            ("Normal", "2\tto count:"),
            ("enumlev1", "–\toars;"),
            ("enumlev2", "i)\tlong ones;"),
            ("enumlev1", "and sails."),
            ("Normal", "The count is taken in spring."),
            ("Normal", "3\tto rest."),
        )
    )
    assert to_outline(document).splitlines()[3:] == [
        "resolves",
        "\t1 to mend boats:",
        "\t\ta) of wood;",
        "\t\tb) of iron.",
        "\t\t\tIron rusts.",
        "\t\tAll boats are meant.",
        "\t\tNOTE – So are rafts.",
        "\t2 to count:",
        "\t\t– oars;",
        "\t\t\ti) long ones;",
        "\t\t\tand sails.",
        "\t\tThe count is taken in spring.",
        "\t3 to rest.",
    ]


def indented(*lines: tuple[str, int, int]) -> bytes:
    """A clause of a resolution as a Word file without templates: words, their indent, and that of the first line."""
    document = word.new()
    for text in ("RESOLUTION 9 (LAKESIDE, 2030)", "Boats", "The ITU Council,", "resolves"):
        document.add_paragraph(text)
    for text, left, first in lines:
        paragraph = document.add_paragraph(text)
        if left or first:
            paragraph.paragraph_format.left_indent = Twips(left)
            paragraph.paragraph_format.first_line_indent = Twips(first - left)
    return word.save(document)


@for_all(
    "lines, outline",
    [
        (  # words that begin where those of the item do
            (
                ("1\tto mend boats:", 720, 0),
                ("a)\tof wood;", 1440, 720),
                ("b)\tof iron.", 1440, 720),
                ("Iron rusts.", 1440, 1440),
                ("It rusts fast.", 1440, 1440),
                ("NOTE – All boats are meant.", 720, 720),
                ("2\tto rest.", 720, 0),
                ("This is all.", 0, 0),
            ),
            [
                "1 to mend boats:",
                "\ta) of wood;",
                "\tb) of iron.",
                "\t\tIron rusts.",
                "\t\tIt rusts fast.",
                "\tNOTE – All boats are meant.",
                "2 to rest.",
                "\tThis is all.",
            ],
        ),
        (  # ... and further out than its label: beside the list, which goes on
            (
                ("1\tto mend boats.", 720, 360),
                ("Boats are many here.", 0, 0),
                ("2\tto rest:", 720, 360),
                ("–\tat sea;", 1080, 720),
                ("–\tin port.", 1080, 720),
                ("and to sleep.", 720, 720),
            ),
            [
                "1 to mend boats.",
                "Boats are many here.",
                "2 to rest:",
                "\t– at sea;",
                "\t– in port.",
                "\tand to sleep.",
            ],
        ),
        (  # where the words of two begin there, with the inner one
            (
                ("1\tBoats are mended.", 0, 0),
                ("a)\tWood is bought.", 0, 0),
                ("i)\tIt is oak.", 1134, 567),
                ("Oak is hard.", 1134, 1134),
                ("Wood is bought in spring.", 0, 0),
                ("b)\tIron is bought.", 0, 0),
            ),
            [
                "1 Boats are mended.",
                "\ta) Wood is bought.",
                "\t\ti) It is oak.",
                "\t\t\tOak is hard.",
                "\t\tWood is bought in spring.",
                "\tb) Iron is bought.",
            ],
        ),
        (  # items that are numbered alike
            (
                ("1.\tto mend boats.", 360, 0),
                ("1.\tthose of wood first.", 720, 360),
                ("2.\tthose of iron next.", 720, 360),
                ("2.\tto rest.", 360, 0),
            ),
            ["1. to mend boats.", "\t1. those of wood first.", "\t2. those of iron next.", "2. to rest."],
        ),
    ],
)
def test_indents_say_with_which_item_a_paragraph_goes_on(lines, outline):
    document = parse(indented(*lines))
    assert to_outline(document).splitlines()[4:] == [f"\t{line}" for line in outline]
    assert not document.diagnostics


def test_the_indents_of_styles_and_of_automatic_numbers_count():
    document = word.new()
    for style, text in (
        ("Normal", "RESOLUTION 9 (LAKESIDE, 2030)"),
        ("Normal", "Boats"),
        ("Normal", "The ITU Council,"),
        ("Normal", "resolves"),
        ("List Number", "to mend boats."),
        ("List Number 2", "Boats of wood are first."),
        ("List Continue 2", "Wood rots."),
        ("List Continue", "All boats are meant."),
        ("List Number", "to rest."),
    ):
        document.add_paragraph(text, style=style)
    assert to_outline(parse(word.save(document))).splitlines()[4:] == [
        "\t1. to mend boats.",
        "\t\t1. Boats of wood are first.",
        "\t\t\tWood rots.",
        "\t\tAll boats are meant.",
        "\t2. to rest.",
    ]


def test_headings_of_sections_in_a_recommendation_without_headings_of_clauses():
    document = parse(
        styled(
            ("RecNo", "Recommendation ITU-T Z.99"),
            ("Rectitle", "Boats"),
            ("Heading 1", "1\tScope"),
            ("Heading 2", "1.1\tBoats float."),
            ("Normal", "There are many."),
            ("Heading 2", "Oars:"),
            ("Normal", "They float too."),
            ("AnnexNoTitle", "Annex A\n\nSails\n(This annex forms an integral part of this Recommendation.)"),
            ("Heading 1", "A.1\tKinds"),
            ("Normal", "Of cloth."),
            ("Heading 1", "Bibliography"),
            ("Normal", "[b-X]\tA book."),
            ("Appendix_No", "Appendix 1\nto Annex A"),
            ("Appendix_title", "Nails"),
            ("Normal", "They hold."),
        )
    )
    assert to_outline(document).splitlines()[3:] == [
        "\t1 Scope",
        "\t\t1.1 Boats float.",
        "\t\t\tThere are many.",
        "\t\tOars:",
        "\t\t\tThey float too.",
        "Annex A",
        "\tSails",
        "\t(This annex forms an integral part of this Recommendation.)",
        "\tA.1 Kinds",
        "\t\tOf cloth.",
        "\tBibliography",
        "\t\t[b-X] A book.",
        "\tAppendix 1 to Annex A",
        "\t\tNails",
        "\t\tThey hold.",
    ]


def test_styles_in_another_language_than_the_one_that_is_asked_for():
    document = parse(
        styled(
            ("Rec_No", "РЕКОМЕНДАЦИЯ МСЭ-R M.1036-6"),
            ("Rec_title", "Лодки"),
            ("Call", "учитывая"),
            ("Normal", "а)\tчто лодки плавают,"),
            ("Annex_No", "ПРИЛОЖЕНИЕ 1"),
            ("Art_No", "СТАТЬЯ 4"),
            ("Art_title", "Лодки"),
            ("Normal", "Они плавают."),
        )
    )
    assert [text.title for text in document.texts] == ["Лодки"]
    assert [clause.heading.text for clause in document.texts[0].clauses] == ["учитывая"]
    (annex,) = document.texts[0].annexes
    assert (annex.kind, annex.number) == ("annex", "1")
    (article,) = annex.divisions
    assert (article.kind, article.number, article.title) == ("article", "4", "Лодки")


# ---------------------------------------------------------------------- provisions in tables


def _table(*rows: tuple[str, ...]) -> str:
    def cell(text: str) -> str:
        return "<w:tc>" + "".join(f"<w:p>{word.run(line)}</w:p>" for line in text.split("\n")) + "</w:tc>"

    return f"<w:tbl {word.W}>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def in_word(*blocks: str | tuple[tuple[str, ...], ...]) -> bytes:
    document = word.new()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            document.element.body.insert_element_before(word.parse_xml(_table(*block)), "w:sectPr")
    return word.save(document)


def in_html(*blocks: str | tuple[tuple[str, ...], ...]) -> bytes:
    out = []
    for block in blocks:
        if isinstance(block, str):
            out.append(f"<p>{block}</p>")
        else:
            cells = ("".join(f"<td>{cell.replace(chr(10), '<br>')}</td>" for cell in row) for row in block)
            out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
    return f"<html><body>{''.join(out)}</body></html>".encode()


_PROVISIONS = (
    "ARTICLE 4",
    "Boats of the Union",
    (
        ("MOD\n28A\nPP-98", "1\tThe boats of the Union are:\na)\tthose of iron;\nb)\tthose of wood."),
        ("ADD 28B\nПК-98", "2\tBoats float."),
        ("SUP 29", ""),
        ("", "ARTICLE 5\nOars"),
        ("30\nPP-94 PP-98", "Oars are of wood."),
        ("31", "3\tThey float."),
    ),
)


@for_all("made", [in_word, in_html])
def test_tables_of_provisions_are_none(made):
    document = check_bytes(made(*_PROVISIONS))
    assert to_outline(document).splitlines() == [
        "ARTICLE 4",
        "\tBoats of the Union",
        "\tMOD 28A",
        "\t\t1 The boats of the Union are:",
        "\t\t\ta) those of iron;",
        "\t\t\tb) those of wood.",
        "\tADD 28B",
        "\t\t2 Boats float.",
        "\tSUP 29",
        "ARTICLE 5",
        "\tOars",
        "\t30 Oars are of wood.",
        "\t31 3 They float.",
    ]
    assert not list(find(document, Table))
    reading = read_bytes(made(*_PROVISIONS), "x")
    assert isinstance(reading, SourceText)
    assert [text for text, _ in said(reading, "margin")] == ["PP-98", "ПК-98", "PP-94 PP-98"]
    assert [(each.number, each.history) for each in find(document, Provision)] == [
        ("28A", ("PP-98",)),
        ("28B", ("ПК-98",)),
        ("30", ("PP-94", "PP-98")),
        ("31", ()),
    ]


@for_all("made", [in_word, in_html])
@for_all(
    "rows",
    [
        (("Boat", "Oars"), ("1", "2")),
        (("1", "Alpha"), ("2", "Beta")),
        (("ADD", "addition of a provision"), ("MOD", "modification"), ("SUP", "suppression")),
        (("WRC-97", "Boats were considered, and much was said of them."), ("WRC-03", "Oars were considered.")),
        (("3", "Boats are told apart by their number of oars."), ("1", "They float, whatever the number is.")),
        (("28A", "a", "b", "c"), ("28B", "d", "e", "f")),
    ],
)
def test_tables_of_other_things_stay_tables(made, rows):
    (table,) = find(check_bytes(made("Words", rows, "Words")), Table)
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == list(rows)


def test_a_marker_beside_an_article_and_beside_a_title():
    document = parse(
        in_word((("MOD", "ARTICLE 4\nBoats of the Union"), ("MOD", "Rights of boats"), ("ADD 9", "Boats float.")))
    )
    assert [each.marker for each in find(document, itu_texts.Amendment)] == ["MOD", "MOD", "ADD 9"]
    assert [each.title for each in find(document, itu_texts.Division)] == ["Boats of the Union"]


@for_all("made", [in_word, in_html])
def test_stars_and_rows_with_other_words_in_tables_of_provisions(made):
    rows = (("*MOD\n59\nPP-98", "j) elect;"), ("(SUP) 60", ""), ("SUP 61\nand 62", ""), ("ADD 63A", "k) to row."))
    document = check_bytes(made((*rows, ("MOD 64", "l) to rest."), ("Boats", "Of wood."))))
    amended = [(each.marker, each.action, each.starred, each.editorial) for each in find(document, itu_texts.Amendment)]
    assert amended == [
        ("*MOD 59", "MOD", True, False),
        ("(SUP) 60", "SUP", False, True),
        ("SUP 61 and 62", "SUP", False, False),
        ("ADD 63A", "ADD", False, False),
        ("MOD 64", "MOD", False, False),
    ]
    assert not list(find(document, Table))
    assert document.source.text.splitlines()[-2:] == ["Boats", "Of wood."]


@for_all("made", [in_word, in_html])
def test_tables_of_labels_are_lists(made):
    letters = (("a)", "that boats leak;"), ("b)", "that oars float,"))
    numbers = (("1", "to mend boats;"), ("2", "to count oars."))
    document = check_bytes(
        made("RESOLUTION 9 (LAKESIDE, 2030)", "Boats", "The ITU Council,", "considering", letters, "resolves", numbers)
    )
    assert to_outline(document).splitlines()[3:] == [
        "considering",
        "\ta) that boats leak;",
        "\tb) that oars float,",
        "resolves",
        "\t1 to mend boats;",
        "\t2 to count oars.",
    ]


# ---------------------------------------------------------------------- tracked changes


def _numbered() -> bytes:
    def item(xml: str, change: str = "", before: str = "") -> str:
        mark = f'<w:rPr><w:{change} w:id="3" {BY}/></w:rPr>' if change else ""
        return f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{mark}{before}</w:pPr>{xml}'

    numbering = (
        f'<w:numbering {word.W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    plain = f'<w:pPrChange w:id="4" {BY}><w:pPr/></w:pPrChange>'
    return file(
        word.run("resolves"),
        item(word.run("to row;")),
        item(struck("to sink;"), "del"),
        item(word.run("to rest ") + struck("slowly") + put_in("fast") + word.run(";")),
        item(put_in("to sing;"), "ins"),
        item(word.run("to end;")),
        item(word.run("to begin."), before=plain),
        numbering=numbering,
    )


@for_all(
    "view, lines",
    [
        ("final", ["1 to row;", "2 to rest fast;", "3 to sing;", "4 to end;", "5 to begin."]),
        ("original", ["1 to row;", "2 to sink;", "3 to rest slowly;", "4 to end;", "to begin."]),
        (
            "marked",
            [
                "1 to row;",
                "[-2 to sink;-]",
                "{+2+} [-3-] to rest [-slowly-]{+fast+};",
                "{+3 to sing;+}",
                "4 to end;",
                "{+5+} to begin.",
            ],
        ),
    ],
)
def test_automatic_numbers_in_each_view(view, lines):
    found = to_outline(parse(_numbered(), view=view)).splitlines()
    assert [line.strip("\t") for line in found] == ["resolves", *lines]


def test_both_numbers_stand_apart():
    item = list(find(parse(_numbered(), view="marked"), itu_texts.Item))[2]
    assert (item.label, item.text) == ("2", "to rest slowlyfast;")
    assert [(type(each), each.text, each.author) for each in item.changes] == [
        (Insertion, "2", None),
        (Deletion, "3", None),
        (Deletion, "slowly", "A. Rower"),
        (Insertion, "fast", "A. Rower"),
    ]


@for_all(
    "xml, label, line",
    [
        (struck("2") + put_in("3") + word.run("\tto rest;"), "3", "{+3+} [-2-] to rest;"),
        (struck("b)\t") + put_in("a)\t") + word.run("to rest;"), "a)", "{+a)+} [-b)-] to rest;"),
        (word.run("1") + struck(".1") + put_in(".2") + word.run("\tto rest;"), "1.2", "1{+.2+} [-1.1-] to rest;"),
        (struck("to row") + put_in("to rest") + word.run(" there;"), "", "[-to row-]{+to rest+} there;"),
    ],
)
def test_typed_labels_stand_apart(xml, label, line):
    document = parse(file(word.run("resolves"), word.run("1\tto sing;"), xml), view="marked")
    assert to_outline(document).splitlines()[2].strip("\t") == line
    assert [item.label for item in find(document, itu_texts.Item)] == (["1", label] if label else ["1"])


def _cells(*cells: str) -> str:
    return "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)


def _line_of_table(left: str, right: str) -> str:
    return f"<w:tr>{_cells(f'<w:p>{left}</w:p>', f'<w:p>{right}</w:p>')}</w:tr>"


_SENTENCE = "\tBoats shall row on all the lakes of the Union."


@for_all(
    "paragraphs, lines",
    [
        ([struck("MOD") + put_in("SUP") + word.run("\tLAK/7/3")], ["{+SUP+} [-MOD-] LAK/7/3"]),
        ([struck("MOD") + put_in("SUP")], ["{+SUP+} [-MOD-]"]),
        (
            [word.run("MOD\t") + struck("29") + put_in("29A") + word.run("\t2\tOars float.")],
            ["MOD {+29A+} [-29-]", "2 Oars float."],
        ),
        (
            [struck("ADD") + put_in("MOD") + word.run("\t28\t") + struck("1") + put_in("2") + word.run("\tTo row.")],
            ["{+MOD+} [-ADD-] 28", "{+2+} [-1-] To row."],
        ),
        ([struck("изм") + put_in("доб") + word.run("\t28\t1\tЛодки.")], ["{+доб+} [-изм-] 28", "1 Лодки."]),
        ([word.run("1") + put_in("bis") + word.run("\tto row;")], ["1{+bis+} [-1-] to row;"]),
        ([put_in("a)\t") + word.run("1\tto row;")], ["{+a)+} 1 to row;"]),
        ([word.run("4") + struck(" bis") + word.run("\tto row;")], ["4 [-bis-] to row;"]),
        ([struck("to row") + put_in("to rest") + word.run(" 3 times;")], ["[-to row-]{+to rest+} 3 times;"]),
    ],
)
def test_labels_of_all_kinds_stand_apart(paragraphs, lines):
    found = to_outline(parse(file(*paragraphs), view="marked")).splitlines()
    assert [line.strip("\t") for line in found] == lines


def test_numbers_in_headings_and_words_stand_apart():
    def changed(old: str, new: str) -> str:
        return struck(old) + put_in(new)

    data = file(
        f"{word.run('RESOLUTION ')}{changed('9', '10')}{word.run(' (REV. LAKESIDE, ')}{changed('2026', '2030')}{word.run(')')}",
        word.run("Boats"),
        f"{word.run('The ITU Council (Lakeside, 20')}{changed('26', '30')}{word.run('),')}",
        word.run("resolves"),
        f"{word.run('to apply Resolution ')}{changed('7', '8')}{word.run(' for ')}{changed('two', 'three')}{word.run(' years.')}",
        f"{word.run('ANNEX ')}{changed('1', '2')}",
        word.run("Oars"),
        f"{word.run('ARTICLE ')}{changed('3', '4')}",
        word.run("Oars of wood"),
    )
    document = parse(data, view="marked")
    assert [line.strip("\t") for line in to_outline(document).splitlines()] == [
        "RESOLUTION [-9-] {+10+} (REV. LAKESIDE, [-2026-] {+2030+})",
        "Boats",
        "The ITU Council (Lakeside, [-2026-] 20{+30+}),",
        "resolves",
        "to apply Resolution [-7-] {+8+} for [-two-]{+three+} years.",
        "ANNEX [-1-] {+2+}",
        "Oars",
        "ARTICLE [-3-] {+4+}",
        "Oars of wood",
    ]
    (text,) = document.texts
    assert (str(text.identifier), text.annexes[0].number) == ("Resolution 10 (Rev. Lakeside, 2030)", "2")
    assert [str(each.identifier) for each in itu_texts.references(document)] == ["Resolution 8"]
    again = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "text.akn")
    assert to_outline(again) == to_outline(document)
    assert len(again.changes) == len(document.changes)
    assert str(parse(data, view="original").texts[0].identifier) == "Resolution 9 (Rev. Lakeside, 2026)"


def test_changed_markers_and_numbers_come_back_from_akoma_ntoso():
    data = file(
        struck("MOD") + put_in("SUP") + word.run("\t28\t1\tBoats row."),
        word.run("MOD\t") + struck("29") + put_in("29A") + word.run("\t2\tOars float."),
    )
    document = parse(data, view="marked")
    again = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "text.akn")
    assert to_outline(again) == to_outline(document)
    assert to_outline(again).splitlines()[::2] == ["{+SUP+} [-MOD-] 28", "MOD {+29A+} [-29-]"]
    assert [change.text for change in again.changes] == ["SUP", "MOD", "29A", "29"]


def test_margins_and_labels_in_tables_stand_apart():
    document = word.new()
    rows = [
        _line_of_table(struck("MOD") + put_in("SUP") + word.run(" 28"), word.run(f"1{_SENTENCE}")),
        _line_of_table(
            word.run("MOD ") + struck("29") + put_in("29A"), struck("2") + put_in("3") + word.run(_SENTENCE)
        ),
        _line_of_table(put_in("ADD 30"), put_in(f"4{_SENTENCE}")),
        _line_of_table(struck("MOD 31"), struck(f"5{_SENTENCE}")),
        _line_of_table(struck("ADD") + put_in("SUP") + word.run(" 32"), ""),
    ]
    xml = f"<w:tbl {word.W}>{''.join(rows)}</w:tbl>"
    document.element.body.insert_element_before(word.parse_xml(xml), "w:sectPr")
    data = word.save(document)
    words = _SENTENCE.strip()
    assert to_outline(parse(data, view="marked")).splitlines() == [
        "{+SUP 28+} [-MOD 28-]",
        f"\t1 {words}",
        "{+MOD 29A+} [-MOD 29-]",
        f"\t{{+3+}} [-2-] {words}",
        "{+ADD 30+}",
        f"\t{{+4 {words}+}}",
        "[-MOD 31-]",
        f"\t[-5 {words}-]",
        "{+SUP 32+} [-ADD 32-]",
    ]
    assert [to_outline(parse(data, view=view)).split("\n")[::2] for view in ("final", "original")] == [
        ["SUP 28", "MOD 29A", "ADD 30", "SUP 32"],
        ["MOD 28", "MOD 29", "MOD 31", "ADD 32"],
    ]


def test_labels_in_tables_of_items_in_each_view():
    rows = [
        _line_of_table(word.run("1"), word.run("to row boats;")),
        _line_of_table(struck("2"), struck("to sing in boats;")),
        _line_of_table(struck("3") + put_in("2"), word.run("to rest in boats.")),
    ]
    document = word.new()
    xml = f"<w:tbl {word.W}>{''.join(rows)}</w:tbl>"
    document.element.body.insert_element_before(word.parse_xml(xml), "w:sectPr")
    data = word.save(document)
    assert [to_outline(parse(data, view=view)) for view in ("final", "original", "marked")] == [
        "1 to row boats;\n2 to rest in boats.\n",
        "1 to row boats;\n2 to sing in boats;\n3 to rest in boats.\n",
        "1 to row boats;\n[-2-] [-to sing in boats;-]\n{+2+} [-3-] to rest in boats.\n",
    ]


def test_what_is_written_of_changed_markers_gives_both_views_again():
    data = file(
        word.run("ARTICLE 5"),
        struck("MOD") + put_in("SUP") + word.run("\t28\t1\tBoats row."),
        word.run("MOD\t") + struck("29") + put_in("29A") + word.run("\t2\tOars float."),
        word.run("MOD\t30\t1") + struck(".1") + put_in(".2") + word.run("\tOars sink."),
    )
    written = itu_texts.to_docx(parse(data, view="marked"))
    for view in ("final", "original"):
        assert to_outline(parse(written, view=view)) == to_outline(parse(data, view=view))


def test_the_cells_of_tables_in_each_view():
    cell = f"<w:p>{word.run('2 oars ')}{struck('of iron')}{put_in('of wood')}</w:p>"
    table = f"<w:tbl {word.W}><w:tr><w:tc>{cell}</w:tc><w:tc><w:p>{word.run('Alpha')}</w:p></w:tc></w:tr></w:tbl>"
    document = word.new()
    document.element.body.insert_element_before(word.parse_xml(table), "w:sectPr")
    data = word.save(document)
    assert [to_outline(parse(data, view=view)) for view in ("final", "original", "marked")] == [
        "2 oars of wood\tAlpha\n",
        "2 oars of iron\tAlpha\n",
        "2 oars [-of iron-]{+of wood+}\tAlpha\n",
    ]


def test_the_command_line_shows_what_is_struck(tmp_path, ran):

    path = tmp_path / "x.docx"
    path.write_bytes(_numbered())
    assert "\t[-2 to sink;-]\n" in ran(0, ["parse", "--to", "outline", str(path), "--view", "marked"]).out


# ---------------------------------------------------------------------- notes


_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def _notes(*texts: str) -> str:
    notes = (f'<w:footnote w:id="{i}"><w:p>{text}</w:p></w:footnote>' for i, text in enumerate(texts, 1))
    return f"<w:footnotes {word.W}>{''.join(notes)}</w:footnotes>"


def test_marks_with_letters():
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = _notes(
        "<w:r><w:footnoteRef/></w:r>" + word.run(" The least."),
        f"<w:r><w:footnoteRef/></w:r><w:r>{_RAISED}<w:t>bis</w:t></w:r>" + word.run(" Or the most."),
    )
    document = parse(
        file(
            word.run("to help countries")
            + call.format(1)
            + word.run(" and boats")
            + call.format(2)
            .replace("<w:footnoteReference", '<w:footnoteReference w:customMarkFollows="1"')
            .replace("</w:r>", "<w:t>1</w:t></w:r>")
            + f"<w:r>{_RAISED}<w:t>bis</w:t></w:r>"
            + word.run(", too"),
            footnotes=notes,
        )
    )
    assert [(note.mark, note.text, len(note.anchors)) for note in document.footnotes] == [
        ("1", "The least.", 1),
        ("1bis", "Or the most.", 1),
    ]
    assert document.blocks[0].text == "to help countries and boats, too"


def test_a_mark_in_a_cell_is_no_word_of_it():
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    table = (
        f"<w:tbl {word.W}><w:tr><w:tc><w:p>{word.run('  Boats')}{call}{word.run('  of iron')}</w:p></w:tc>"
        f"<w:tc><w:p>{word.run('2')}</w:p></w:tc></w:tr></w:tbl>"
    )
    document = word.new()
    document.element.body.insert_element_before(word.parse_xml(table), "w:sectPr")
    (made,) = find(parse(word.save(document, footnotes=_notes(word.run("Heavy.")))), Table)
    assert [cell.text for cell in made.rows[0].cells] == ["Boats of iron", "2"]
    assert [(note.mark, note.text) for note in made.footnotes] == [("1", "Heavy.")]


# ---------------------------------------------------------------------- what other programs write


def _again(data: bytes, change, name=str) -> bytes:
    """A package whose parts, and their names, are changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for member in package.namelist():
            made.writestr(name(member), change(package.read(member)))
    return out.getvalue()


_DOCUMENT = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"


@for_all(
    "kind",
    [
        b"vnd.ms-word.document.macroEnabled.main",
        b"vnd.openxmlformats-officedocument.wordprocessingml.template.main",
        b"vnd.ms-word.template.macroEnabledTemplate.main",
    ],
)
def test_templates_and_files_with_macros_are_word_files(kind):
    data = file(word.run("resolves"), word.run("1\tto row;"))
    made = _again(data, lambda part: part.replace(_DOCUMENT, kind))
    assert to_outline(parse(made)) == "resolves\n\t1 to row;\n"


def test_the_strict_edition_of_the_standard_and_names_with_backslashes():
    data = file(word.run("resolves"), word.run("1\tto ") + struck("sink") + put_in("row") + word.run(";"))
    strict = _again(
        data,
        lambda part: re.sub(
            rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/",
            rb"http://purl.oclc.org/ooxml/\1/",
            part,
        ),
        lambda member: member.replace("/", "\\"),
    )
    assert b"purl.oclc.org" in strict
    assert to_outline(parse(strict, view="original")) == "resolves\n\t1 to sink;\n"


def _chunked(blob: bytes, suffix: str) -> bytes:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = word.new()
    document.add_paragraph("resolves")
    part = Part(PackURI(f"/word/chunk.{suffix}"), "application/octet-stream", blob, document.part.package)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    name = document.part.relate_to(part, f"{kind}/aFChunk")
    xml = f'<w:altChunk {word.W} xmlns:r="{kind}" r:id="{name}"/>'
    document.element.body.insert_element_before(word.parse_xml(xml), "w:sectPr")
    document.add_paragraph("2\tto rest.")
    return word.save(document)


def test_a_file_that_is_put_in_and_not_read_is_told():
    document = parse(_chunked(rb"{\rtf1 and to rest}", "rtf"))
    assert "unread-part" in [each.code for each in document.diagnostics]


def _with_table(rows: list[str], styles: tuple[str, ...] = ()) -> bytes:
    document = word.new(*styles)
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    document.element.body.insert_element_before(word.parse_xml(f"<w:tbl {word.W}>{table}</w:tbl>"), "w:sectPr")
    return word.save(document)


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{word.run(text)}</w:p>"


_TEXT = _paragraph("resolves", "Call") + _paragraph("1\tto row;") + _paragraph("2\tto rest.")


@for_all(
    "rows",
    [
        [_cells(_TEXT.replace('<w:pPr><w:pStyle w:val="Call"/></w:pPr>', ""))],
        [_cells(_TEXT, _paragraph("See Annex 1."))],
        [_cells(_paragraph(""), f"<w:tbl><w:tr>{_cells(_TEXT)}</w:tr></w:tbl><w:p/>")],
    ],
)
def test_tables_that_only_place_a_text_are_none(rows):
    document = parse(_with_table(rows, ("Call",)))
    assert to_outline(document).startswith("resolves\n\t1 to row;\n\t2 to rest.\n")


def test_a_small_table_in_a_cell_leaves_the_table_one():
    inner = f"<w:tbl><w:tr>{_cells(_paragraph('C'), _paragraph('D'))}</w:tr></w:tbl><w:p/>"
    rows = [_cells(_paragraph("Alpha"), _paragraph("Beta") + inner), _cells(_paragraph("E"), _paragraph("F"))]
    assert to_outline(parse(_with_table(rows))) == "Alpha\tBeta C D\nE\tF\n"


def test_hidden_words_are_not_shown():
    def hidden(words: str, properties: str) -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"

    styles = '<w:style w:type="character" w:styleId="Mark"><w:name w:val="Mark"/><w:rPr><w:vanish/></w:rPr></w:style>'
    document = word.new()
    document.styles.element.append(word.parse_xml(styles.replace("<w:style ", f"<w:style {word.W} ")))
    word.paragraph(
        document,
        word.run("1\tto row")
        + hidden("{0&gt;", '<w:rStyle w:val="Mark"/>')
        + hidden("draft", "<w:vanish/>")
        + hidden(" fast", '<w:rStyle w:val="Mark"/><w:vanish w:val="0"/>')
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference/></w:r>"
        + word.run(";"),
    )
    assert read(word.save(document)).text == "1\tto row fast;\n"


def test_how_words_are_read_stands_behind_them():
    ruby = "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"
    assert read(file(word.run("to ") + ruby.format(word.run("oar"), word.run("row")) + word.run(";"))).text == (
        "to row(oar);\n"
    )


def test_bullets_of_one_sign_at_two_indents():
    document = word.new()
    document.add_paragraph("resolves")
    for words, left in (
        ("1\tto row:", 20),
        ("•\tfast;", 30),
        ("•\tin the dark;", 40),
        ("•\tslowly;", 30),
        ("2\tto rest.", 20),
    ):
        made = document.add_paragraph(words)
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Twips(left * 20), Twips(-200)
    assert to_outline(parse(word.save(document))) == (
        "resolves\n\t1 to row:\n\t\t• fast;\n\t\t\t• in the dark;\n\t\t• slowly;\n\t2 to rest.\n"
    )


# ---------------------------------------------------------------------- numbers that fields show


def _field(said: str, stored: str = "") -> str:
    words = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{word.run(stored)}' if stored else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {said} </w:instrText></w:r>'
        f'{words}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_numbers_of_fields():
    data = file(
        word.run("resolves"),
        _field("AUTONUM") + word.run("\tto row:"),
        _field(r"LISTNUM NumberDefault \l 2") + word.run("\tby day;"),
        _field(r"LISTNUM NumberDefault \l 2") + word.run("\tby night;"),
        f'<w:fldSimple w:instr=" AUTONUM "/>{word.run(chr(9) + "to rest;")}',
        _field("AUTONUM", "3.") + word.run("\tto mend boats."),
    )
    assert to_outline(parse(data)).splitlines() == [
        "resolves",
        "\t1. to row:",
        "\t\ta) by day;",
        "\t\tb) by night;",
        "\t2. to rest;",
        "\t3. to mend boats.",
    ]


@for_all(
    "said, labels",
    [
        ("LISTNUM", ["1)", "2)"]),
        ("LISTNUM OutlineDefault", ["I.", "II."]),
        ("LISTNUM LegalDefault /l 2", ["1.1.", "1.2."]),
        ("LISTNUM NumberDefault /l 3 /s 4", ["iv)", "iv)"]),
        ("LISTNUM /l 5", ["(a)", "(b)"]),
        ("AUTONUM /s )", ["1)", "2)"]),
        ("AUTONUMLGL /e", ["1", "2"]),
        ("DATE", ["", ""]),
        ("", ["", ""]),
    ],
)
def test_forms_of_fields(said, labels):
    from itu_texts.formats.word.styles import Fields

    fields = Fields()
    assert [fields.number(f" {said.replace('/', chr(92))} ") for _ in labels] == labels


def test_forms_of_the_marks_of_notes():
    from itu_texts.formats.word.styles import note_format

    assert [note_format(name)(5) for name in ("decimal", "lowerLetter", "upperRoman", "chicago", "unheard")] == [
        "5", "e", "V", "**", "5",
    ]  # fmt: skip


# ---------------------------------------------------------------------- the automatic numbers of Word files are those that LibreOffice shows


_FORMS = (
    (("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)")),
    (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")),
)


def _numbering(lists, starts=(1, 1, 1)):
    """Lists of two kinds; each list is one of them, with what it overrides: {level: start}."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, ((form, text), start) in enumerate(zip(forms, starts, strict=True))
        )
        + "</w:abstractNum>"
        for kind, forms in enumerate(_FORMS)
    )
    made = ""
    for number, (kind, overrides) in enumerate(lists, 1):
        said = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in overrides.items()
        )
        made += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{said}</w:num>'
    return f"<w:numbering {word.W}>{kinds}{made}</w:numbering>"


def _file(lists, members, starts=(1, 1, 1)):
    """A Word file with members of lists, each at a level: (number, level), or None for a paragraph between them."""
    document = word.new()
    for place, member in enumerate(members):
        listed = f'<w:numPr><w:ilvl w:val="{member[1]}"/><w:numId w:val="{member[0]}"/></w:numPr>' if member else ""
        word.paragraph(document, f"<w:pPr>{listed}</w:pPr>{word.run(f'w{place}')}")
    return word.save(document, numbering=_numbering(lists, starts))


def _numbers(data):
    """The number of each paragraph, and its words."""
    return ["".join(line.split()) for line in read_docx(data, "x.docx").text.splitlines()]


def _labels(*arrangement):
    return [line.partition("w")[0] for line in _numbers(_file(*arrangement))]


@for_all(
    "lists, members, labels",
    [
        # a restart that the first list goes on with
        ([(0, {}), (0, {0: 1})], [(1, 0), (1, 0), (2, 0), (1, 0), (1, 0)], "1. 2. 1. 2. 3."),
        ([(0, {}), (0, {0: 5})], [(1, 0), None, (2, 0), (1, 0), (2, 0)], "1. _ 5. 6. 7."),
        ([(0, {}), (0, {})], [(1, 0), (2, 0), None, (1, 0)], "1. 2. _ 3."),
        ([(0, {}), (0, {1: 3})], [(1, 0), (1, 1), (2, 1), (1, 1), (1, 0), (1, 1)], "1. a) c) d) 2. a)"),
        ([(1, {}), (1, {0: 1, 1: 1})], [(1, 0), (1, 0), (1, 1), (2, 1), (1, 2), (1, 0)], "1 2 2.1 2.1 2.1.1 3"),
        ([(1, {}), (0, {0: 2})], [(1, 0), (2, 0), (1, 0), (2, 0), (1, 1)], "1 2. 2 3. 2.1"),
    ],
)
def test_a_restart_begins_the_count_of_all_lists_of_its_kind_anew(lists, members, labels):
    assert _labels(lists, members) == labels.replace("_", "").split(" ")


def _arrangements():
    """Some arrangements of lists: restarts, lists that go on, all at several levels."""
    made = random.Random(8)
    for _ in range(10):
        lists = [(0, {})]
        lists += [
            (made.choice((0, 0, 1)), {level: made.choice((1, 1, 4)) for level in range(3) if made.random() < 0.4})
            for _ in range(made.randint(1, 4))
        ]
        number, level, members = 1, 0, [(1, 0)]
        for _ in range(made.randint(4, 12)):
            number = made.randint(1, len(lists)) if made.random() < 0.35 else number
            level = min(2, max(0, level + made.choice((-2, -1, 0, 0, 1))))
            members.append((number, level) if made.random() < 0.9 else None)
        yield _file(lists, members, [made.choice((1, 1, 3)) for _ in range(3)])


@pytest.mark.libreoffice
def test_numbers_are_those_that_libreoffice_shows(tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")

    def convert(kind, files, folder):
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        made = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
        subprocess.run(made, check=True, capture_output=True, timeout=100)
        return sorted(folder.iterdir())

    files = []
    for place, data in enumerate(_arrangements()):
        files.append(tmp_path / f"{place:02}.docx")
        files[-1].write_bytes(data)
    for stored in (files, convert("docx", files, tmp_path / "saved")):
        shown = convert("txt:Text", stored, tmp_path / f"shown of {stored[0].parent.name}")
        assert len(shown) == len(stored) == 10
        for file, text in zip(stored, shown, strict=True):
            lines = ["".join(line.split()) for line in text.read_text("utf-8-sig").splitlines()]
            assert _numbers(file.read_bytes()) == lines


# ---------------------------------------------------------------------- rows of tables that name the columns: as Word, web pages and rules of pipes say so, and as Akoma Ntoso has them


def _headers(document):
    return [(row.header, [cell.text for cell in row.cells]) for row in itu_texts.find(document, Row)]


EXPECTED = [(True, ["colour", "side"]), (False, ["red", "port"]), (False, ["green", "starboard"])]


def test_a_rule_of_pipes():
    rows = "| colour | side |\n|--------|------|\n| red | port |\n| green | starboard |\n"
    assert _headers(itu_texts.parse(f"resolves\n1 to show lamps:\n{rows}")) == EXPECTED
    without = itu_texts.parse(f"resolves\n1 to show lamps:\n{rows.replace('|--------|------|' + chr(10), '')}")
    assert not any(header for header, _ in _headers(without))


def test_rules_between_all_rows_say_nothing():
    rule = "+--------+------+\n"
    rows = rule.join(("", "| colour | side |\n", "| red | port |\n", "| green | starboard |\n", ""))
    assert not any(header for header, _ in _headers(itu_texts.parse(f"resolves\n1 to show lamps:\n{rows}")))


def test_a_web_page():
    rows = "<tr><th>colour<th>side<tr><td>red<td>port<tr><td>green<td>starboard"
    heads = "<thead><tr><td>colour<td>side</thead><tbody><tr><td>red<td>port<tr><td>green<td>starboard</tbody>"
    for shown in (rows, heads):
        page = f"<html><p>resolves<p>1 to show lamps:<table>{shown}</table></html>"
        assert _headers(itu_texts.parse_bytes(page.encode(), "a.html")) == EXPECTED
    at_the_side = page.replace(heads, "<tr><th>red<td>port<tr><th>green<td>starboard")
    assert not any(header for header, _ in _headers(itu_texts.parse_bytes(at_the_side.encode(), "a.html")))


def test_a_word_file():
    document = word.new()
    document.add_paragraph("resolves")
    document.add_paragraph("1 to show lamps:")
    table = document.add_table(rows=0, cols=2)
    for words in (["colour", "side"], ["red", "port"], ["green", "starboard"]):
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = text
    assert not any(header for header, _ in _headers(itu_texts.parse_bytes(word.save(document), "a.docx")))
    table.rows[0]._tr.get_or_add_trPr().append(word.parse_xml(f"<w:tblHeader {word.W}/>"))
    assert _headers(itu_texts.parse_bytes(word.save(document), "a.docx")) == EXPECTED


def test_akoma_ntoso():
    document = itu_texts.parse("resolves\n1 to show lamps:\n| colour | side |\n|---|---|\n| red | port |\n")
    root = written(document)
    assert [cell[0].text for cell in every(root, "table/tr/th")] == ["colour", "side"]
    assert _headers(comes_back(document, to_akn(document))) == EXPECTED[:2]


# ---------------------------------------------------------------------- a lone line that is a known heading is a heading whatever its style, and the file is said to lack that style


_STYLES = (
    "Normal",
    "enumlev1",
    "enumlev2",
    "Heading 1",
    "Body Text",
    "Headingb",
    "Note",
    "Res_title",
    "Callout",
    "Header",
    "Footer",
    "Rec_No",
    "Annex_No",
    "toc 1",
)
_HEADINGS = {
    "en": (
        "noting",
        "having considered",
        "recognizing further",
        "further resolves",
        "instructs the Secretary-General",
        "invites Member States and Sector Members",
        "resolves to instruct the Director of the Radiocommunication Bureau",
        "Urges administrations",
    ),
    "fr": ("notant", "considérant en outre", "décide", "charge le Secrétaire général", "invite les États Membres"),
    "es": ("observando", "resuelve", "encarga al Secretario General", "invita a los Estados Miembros"),
    "ru": ("отмечая", "решает", "поручает Генеральному секретарю"),
    "zh": ("注意到", "做出决议", "责成秘书长"),
    "ar": ("وإذ يلاحظ", "يقرر", "يكلف الأمين العام"),
}
_OTHERS = {
    "en": ("recalling", "resolves"),
    "fr": ("rappelant", "décide"),
    "es": ("recordando", "resuelve"),
    "ru": ("напоминая", "решает"),
    "zh": ("忆及", "做出决议"),
    "ar": ("إذ يذكر", "يقرر"),
}


def _parts(document):
    return [clause.heading.text.rstrip(",") for clause in itu_texts.find(document, itu_texts.Clause)]


def _read(heading, style, language="en", behind="1\tab;"):
    document = word.new(
        "Call",
        "enumlev1",
        "enumlev2",
        "Headingb",
        "Note",
        "Res_No",
        "Res_title",
        "Callout",
        "Rec_No",
        "Annex_No",
        "toc 1",
    )
    first, last = _OTHERS[language]
    document.add_paragraph("RESOLUTION 7 (LAKESIDE, 2030)", style="Res_No")
    document.add_paragraph("Boats", style="Res_title")
    for words, of in (
        (first, "Call"),
        ("1\tcd,", None),
        (heading, style),
        (behind, None),
        (last, "Call"),
        ("ef.", None),
    ):
        document.add_paragraph(words, style=of)
    return itu_texts.parse_bytes(word.save(document), "x.docx", language=language)


@for_all("style", _STYLES)
def test_a_known_heading_is_one_whatever_its_style(style):
    """An eighth of the headings in each style, and each heading in several styles."""
    at = _STYLES.index(style)
    for heading in some(_HEADINGS["en"][at % 4 :: 4], 2, at // 4):
        if style == "Res_title" and heading[0].isupper():  # as titles do
            continue
        document = _read(heading, style)
        assert _parts(document) == ["recalling", heading, "resolves"], heading
        assert [
            (found.code, document.source[found.span])
            for found in document.diagnostics
            if found.code != "missing-formula"
        ] == [("style-missing", heading)]


@for_all("language", _OTHERS)
def test_so_it_is_in_each_language(language):
    for heading in some(_HEADINGS[language], 2):
        document = _read(heading, "Normal", language)
        assert _parts(document) == [_OTHERS[language][0], heading, _OTHERS[language][1]], heading
        assert "style-missing" in [found.code for found in document.diagnostics]


def test_who_is_told_keeps_its_rows():
    document = _read("instructs the Secretary-General", "Normal", behind="1\tto row;")
    assert [task.addressee.concept for task in itu_texts.who_does_what(document)] == ["SG"]


@for_all(
    "style, words",
    [
        ("Normal", "noting that boats leak,"),
        ("Normal", "the Council resolves"),
        ("Normal", "to instruct the Secretary-General to row"),
        ("Res_title", "requests for boats"),
    ],
)
def test_other_words_are_none(style, words):
    document = _read(words, style, behind="ab;")
    assert _parts(document) == ["recalling", "resolves"]
    assert "style-missing" not in [found.code for found in document.diagnostics]


def test_a_title_of_a_text_is_none():
    document = word.new("Call", "Res_No", "Res_title")
    for words, style in (("RESOLUTION 7", "Res_No"), ("noting", "Res_title"), ("resolves", "Call"), ("to row.", None)):
        document.add_paragraph(words, style=style)
    found = itu_texts.parse_bytes(word.save(document), "x.docx")
    assert found.texts[0].title == "noting"
    assert _parts(found) == ["resolves"]


def test_a_web_page_that_word_saved_is_the_same():
    lines = (
        ("Call", "recalling"),
        ("MsoNormal", "that boats leak,"),
        ("MsoNormal", "resolves"),
        ("MsoNormal", "to row."),
    )
    page = "".join(f'<p class="{name}">{words}</p>' for name, words in lines)
    document = itu_texts.parse_bytes(f"<html><body>{page}</body></html>".encode(), "x.html")
    assert _parts(document) == ["recalling", "resolves"]
    assert [found.code for found in document.diagnostics][-1] == "style-missing"


@for_all("language", _HEADINGS)
def test_a_known_heading_with_a_bullet_is_one(language):
    for heading in some(_HEADINGS[language], 2, 1):
        document = _read(heading, "List Bullet", language)
        assert _parts(document) == [_OTHERS[language][0], heading, _OTHERS[language][1]], heading


def test_a_list_of_verbs_and_a_list_of_contents_hold_no_headings():
    document = itu_texts.parse(
        "resolves\n1 to use verbs:\n• notes\n• requests\n• resolves\n2 to rest.\n", language="en"
    )
    assert _parts(document) == ["resolves"]
    document = word.new("toc 1", "Res_No", "Call")
    for words, style in (
        ("RESOLUTION 7 (LAKESIDE, 2030)\t1", "toc 1"),
        ("recalling", "toc 1"),
        ("resolves\t2", "toc 1"),
        ("RESOLUTION 7 (LAKESIDE, 2030)", "Res_No"),
        ("resolves", "Call"),
        ("ef.", None),
    ):
        document.add_paragraph(words, style=style)
    assert _parts(itu_texts.parse_bytes(word.save(document), "x.docx", language="en")) == ["resolves"]
