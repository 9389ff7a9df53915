"""Word files as people have them: symbols, contents, margins, annexes, tracked changes, notes; and texts made of sections."""

import io
import random
import re
import shutil
import subprocess
import textwrap
import zipfile

import pytest
import word
from collected import in_memory
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from invariants import check, check_bytes
from legaldoc import comes_back, every, written
from strategies import phrases
from together import check_all, for_all, refused, some
from word import BY, put_in, struck

import itu_texts
from itu_texts import (
    AddressError,
    Amendment,
    Annex,
    Clause,
    Division,
    Provision,
    Table,
    address,
    find,
    iri,
    to_akn,
    to_outline,
    walk,
)
from itu_texts.formats import symbols
from itu_texts.formats.composing import annex_reference
from itu_texts.formats.reading import read_bytes
from itu_texts.formats.word.reader import read_docx
from itu_texts.nodes import Deletion, Insertion, PageNumber, Row, RunningHead
from itu_texts.tree.addresses import read_caption
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


def _cells(*cells: str) -> str:
    return "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)


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


# ---------------------------------------------------------------------- sections of Recommendations: divisions with a number, a title and content, to any depth


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


@for_all(
    "language, table, figure",
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


def test_in_an_edit_the_words_of_a_section_are_its_title():
    document = itu_texts.edit(itu_texts.parse(FRONT + BODY)).replace("2.1", "Old hives").finish()
    assert (document.at("2.1").heading.text, document.at("2.1").title) == ("2.1", "Old hives")


# ---------------------------------------------------------------------- places in texts of assemblies, as people ask for them; and that what ``iri`` gives leads back, on real texts too


LAMPS = """79/999. Lamps
The General Assembly,
Recalling its resolution 77/901,
Noting that lamps go out,
A
1. Decides to count the lamps;
2. Requests the Secretary-General:
(a) To light them;
(b) To report;
Annex
Rules of lamps
1. Lamps are lit at dusk."""
TEXTS = {
    "en": "79/999. Lamps\nThe General Assembly,\nRecalling its resolutions 77/901 of 15 December 2022 and 78/902 of 6 December"
    " 2023, Human Rights Council resolution 54/10 and Security Council resolution 2585 (2021),\n1. Decides to rest.",
    "fr": "79/999. Lampes\nL’Assemblée générale,\nRappelant ses résolutions 77/901 du 15 décembre 2022 et 78/902 du 6 décembre"
    " 2023, la résolution 54/10 du Conseil des droits de l’homme et la résolution 2585 (2021) du Conseil de sécurité,\n"
    "1. Décide de se reposer.",
    "es": "79/999. Lámparas\nLa Asamblea General,\nRecordando sus resoluciones 77/901, de 15 de diciembre de 2022, y 78/902, de 6"
    " de diciembre de 2023, la resolución 54/10 del Consejo de Derechos Humanos y la resolución 2585 (2021) del Consejo de"
    " Seguridad,\n1. Decide descansar.",
    "ru": "79/999. Лампы\nГенеральная Ассамблея,\nссылаясь на свои резолюции 77/901 от 15 декабря 2022 года и 78/902 от 6"
    " декабря 2023 года, резолюцию 54/10 Совета по правам человека и резолюцию 2585 (2021) Совета Безопасности,\n"
    "1. постановляет отдохнуть.",
    "zh": "79/999. 灯\n大会，\n回顾其2022年12月15日第77/901号和2023年12月6日第78/902号决议、人权理事会第54/10号决议以及安全理事会第"
    "2585(2021)号决议，\n1. 决定休息。",
    "ar": "79/999 - المصابيح\nإن الجمعية العامة،\nإذ تشير إلى قراريها 77/901 المؤرخ 15 كانون الأول/ديسمبر 2022 و 78/902"
    " المؤرخ 6 كانون الأول/ديسمبر 2023، وقرار مجلس حقوق الإنسان 54/10 وقرار مجلس الأمن 2585 (2021)،\n1 - تقرر أن تستريح.",
}  # fmt: skip


@for_all(
    "asked, at",
    [
        ("paragraph 1", "A / 1"),
        ("para. 2", "A / 2"),
        ("Operative paragraph 2", "A / 2"),
        ("OP2", "A / 2"),
        ("paragraph 2 (b)", "A / 2 (b)"),
        ("preambular paragraph 2", "Noting"),
        ("PP 1", "Recalling"),
    ],
)
def test_a_paragraph_is_found_by_its_part_and_number(asked, at):
    document = itu_texts.parse(LAMPS)
    [text] = document.texts
    with in_memory(document) as acts:
        places = [
            document.at(asked),
            text.at(asked),
            acts.at(f"{asked} of resolution 79/999"),
            acts.at(f"A/RES/79/999, {asked}"),
        ]
    assert {address(place) for place in places} == {address(text.at(at))}


@for_all(
    "language, asked",
    [
        ("fr", "paragraphe {} du dispositif"),
        ("fr", "alinéa {} du préambule"),
        ("es", "párrafo {} de la parte dispositiva"),
        ("es", "párrafo {} del preámbulo"),
        ("ru", "пункт {} постановляющей части"),
        ("ru", "пункт {} преамбулы"),
        ("zh", "执行部分第{}段"),
        ("zh", "序言部分第{}段"),
        ("ar", "الفقرة {} من المنطوق"),
        ("ar", "الفقرة {} من الديباجة"),
        ("ar", "preambular paragraph {}"),
    ],
)
def test_a_paragraph_is_found_in_the_language_of_its_text(language, asked):
    [text] = itu_texts.parse(TEXTS[language]).texts
    clauses = [each for each in text.clauses if isinstance(each, Clause)]
    is_preamble = asked in (
        "alinéa {} du préambule",
        "párrafo {} del preámbulo",
        "пункт {} преамбулы",
        "序言部分第{}段",
    )
    is_preamble |= asked in ("الفقرة {} من الديباجة", "preambular paragraph {}")
    assert text.at(asked.format(1)) is clauses[0 if is_preamble else 1]
    refused(AddressError, None, text.at, asked.format(9))


def test_paragraphs_are_asked_for_only_in_texts_of_assemblies():
    document = itu_texts.parse(
        "RESOLUTION 7 (DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference,\nresolves\n1 to row;\n2 to rest"
    )
    refused(AddressError, None, document.at, "paragraph 1")


def test_a_paragraph_of_several_texts_is_an_error():
    twice = itu_texts.parse(f"{LAMPS}\n\n{LAMPS.replace('79/999', '79/998')}")
    assert len(twice.texts) == 2
    refused(AddressError, "fits 2 places", twice.at, "paragraph 1")


# ---------------------------------------------------------------------- what is named leads back


def _leads_back(acts, document):
    """Check the names of some places of a document, and those of the chunks of its file."""
    places = [*walk(document)]
    for place in random.Random(len(places)).sample(places, min(12, len(places))):
        name = iri(place)
        if name is not None:
            assert iri(document.at(name)) == iri(acts.at(name)) == name
    for (name,) in acts.rows("SELECT name FROM chunks")[:12]:
        acts.at(name)


def test_every_iri_and_every_name_of_a_chunk_leads_back(shared):
    folders = ("gold/*/*.raw.txt", "corpus/*/*.txt", "corpus/*/*.docx", "real/word/*.docx", "real/rr/*.txt")
    files = [file for folder in folders for file in some(sorted(shared.glob(folder)), 12)]

    def check(file):
        document = itu_texts.parse_file(file)
        with in_memory(document) as acts:
            _leads_back(acts, document)

    check_all([(file.name, file) for file in files], check)


# ---------------------------------------------------------------------- wrapped texts whose blank lines, columns or form feeds say where paragraphs and pages end


OUTLINE = """\
RESOLUTION 7 (LAKESIDE, 2030)
Boats and oars of the lake
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
considering
	a) that the boats of the lake are old, and that the boatmen of all its ports are recognizing that they leak;
	b) that oars are of many kinds of wood, which the smiths of the lake, the boatmen and those who fish have known since
	c) that sails, which some of the boats have besides, are mended in each port by those who have made them,
noting
	that the ports of the lake, and all who row on it or sail on it for their living, have asked for boats of one kind,
resolves to invite the port authorities of the lake and of all the rivers of its shores, before winter
	1 to paint boats every year before the lake is open to those who row, or sail, on it for their pleasure;
	2 to see that the oars of boats are of the same wood, whatever the cost of it may be to those who row with them,
instructs the Secretary-General
	to count the boats of the lake, in winter and in summer, and to tell the Council each year how many there are.
"""
PARAGRAPHS = [line.strip() for line in OUTLINE.splitlines()]


def wrapped(width, between="\n", **options):
    return between.join(textwrap.fill(each, width, break_long_words=False, **options) for each in PARAGRAPHS) + "\n"


@for_all("width", range(48, 100, 2))
def test_blank_lines_between_paragraphs_tell_that_other_line_ends_are_wraps(width):
    text = wrapped(width, "\n\n")
    assert itu_texts.to_outline(itu_texts.parse(text)) == OUTLINE
    check(text)


@for_all("width", range(48, 100, 2))
def test_lines_that_hang_below_the_first_are_its_own(width):
    text = wrapped(width, subsequent_indent="     ")
    assert itu_texts.to_outline(itu_texts.parse(text)) == OUTLINE
    check(text)


# ---------------------------------------------------------------------- form feeds


def paged(lines_a_page, number, head=""):
    """The text in pages, as programs copy those: a number at the foot of each, a form feed before the next."""
    lines = wrapped(72).splitlines()
    pages = [lines[first : first + lines_a_page] for first in range(0, len(lines), lines_a_page)]
    return "".join(
        "\n".join(([head, ""] if head and place > 1 else []) + page) + f"\n\n{number.format(place)}\n\f"
        for place, page in enumerate(pages, 1)
    )


@for_all("number", ["{}", "- {} -", "                          {}", "– {}"])
@for_all("head", ["", "RES007    ports of the lake"])
@for_all("lines", [8, 9, 10])
def test_what_stands_at_the_edges_of_pages_is_no_text(number, head, lines):
    text = paged(lines, number, head)
    found = itu_texts.parse(text)
    assert itu_texts.to_outline(found) == OUTLINE
    pages = text.count("\f")
    numbers = [piece.text for piece in found.furniture if isinstance(piece, PageNumber)]
    assert [int("".join(filter(str.isdigit, each))) for each in numbers] == [*range(1, pages + 1)]
    heads = [piece for piece in found.furniture if isinstance(piece, RunningHead)]
    assert len(heads) == (pages - 1 if head else 0)
    check(text)


# ---------------------------------------------------------------------- lines that begin like something else


def test_lines_of_an_alphabet_without_capitals_go_on():
    clean = itu_texts.to_outline(itu_texts.parse((ROOT / "tests/editions/lights.ar.txt").read_text("utf-8")))
    text = "\n".join(textwrap.fill(line.strip(), 45) for line in clean.splitlines())
    assert itu_texts.to_outline(itu_texts.parse(text)) == clean


# ---------------------------------------------------------------------- conferences in the margin of a provision are its history, in JSON and in the cells of a page


def test_history_is_in_the_json():
    data = itu_texts.to_dict(check("MOD 90 PP-98 2 Boats float."))["blocks"][0]
    assert data["history"] == data["blocks"][0]["history"] == ["PP-98"]


def test_a_page_with_cells_of_margins():
    page = (
        "<table><tr><td>MOD 90<br>PP-98</td><td>2 Boats float.</td></tr>"
        "<tr><td>MOD<br>PP-98</td><td>Oars of the Union</td></tr>"
        "<tr><td>91<br>PP-94</td><td>3 Oars float.</td></tr><tr><td>PP-98</td><td></td></tr></table>"
    )
    document = check_bytes(page.encode(), "a.html")
    found = [(each.number, each.history) for each in find(document, Provision)]
    assert found == [("90", ("PP-98",)), ("91", ("PP-94", "PP-98"))]
    assert [each.history for each in find(document, Amendment)] == [("PP-98",), ("PP-98",)]


# ---------------------------------------------------------------------- the seed, a real treaty, and treaties and annexes that are made up come back; marks of notes are where their notes say


def test_the_seed(shared):
    document = check((shared / "seed" / "seed.txt").read_text("utf-8"))
    (agenda,) = itu_texts.find(document, itu_texts.nodes.Agenda)
    assert [item.label for item in agenda.items] == ["1.", "2."]
    assert [str(entry.identifier) for entry in agenda.entries] == [
        "Resolution 1", "Draft new resolution [B-1]", "Draft new resolution [CAN-1]", "Recommendation ITU-T A.5",
    ]  # fmt: skip
    (cover,) = itu_texts.find(document, itu_texts.Cover)
    assert (cover.series, cover.annex_pages) == ("second", 3)
    (amendment,) = itu_texts.find(document, Amendment)
    assert (amendment.proposal, amendment.blocks) == ("B2/49/1", (document.texts[1],))
    assert len(document.texts) == 2


def test_an_unmarked_treaty(shared):
    document = check((shared / "corpus" / "treaty" / "en-itr-1988.txt").read_text("utf-8"))
    articles = [each for each in itu_texts.find(document, Division) if each.kind == "article"]
    assert [each.number for each in articles] == [str(number) for number in range(1, 11)]
    assert all(each.title for each in articles)
    assert [each.number for each in itu_texts.find(document, Provision)] == [str(number) for number in range(1, 65)]
    assert [each.kind for each in document.blocks if isinstance(each, Annex)] == ["appendix"] * 3


# ---------------------------------------------------------------------- made-up treaties


@st.composite
def treaties(draw: st.DrawFn) -> list[tuple[int, str]]:
    """The lines of a treaty, with their depths."""
    lines: list[tuple[int, str]] = []
    number = 0
    for article in range(1, draw(st.integers(2, 4)) + 1):
        lines += [(0, f"ARTICLE {article}"), (1, f"Title of the {'same ' * article}article")]
        for paragraph in range(1, draw(st.integers(1, 3)) + 1):
            number += 1
            lines.append((1, f"{number} {paragraph} {draw(phrases()).capitalize()}:"))
            for letter in "abc"[: draw(st.integers(0, 3))]:
                number += 1
                lines.append((1, f"{number} {letter}) {draw(phrases())};"))
                if draw(st.booleans()):
                    lines.append((1, f"{number}A {letter} bis) {draw(phrases())};"))
    return lines


@given(treaties(), st.sampled_from(["\n", "\n\n"]))
def test_a_treaty_comes_back(lines, gap):
    document = check(gap.join(line for _, line in lines))
    assert itu_texts.to_outline(document) == "".join("\t" * depth + line + "\n" for depth, line in lines)
    numbers = [line.split()[0] for depth, line in lines if line[0].isdigit()]
    assert [each.number for each in itu_texts.find(document, Provision)] == numbers


@st.composite
def annexed(draw: st.DrawFn) -> list[tuple[int, str]]:
    """A resolution with annexes in annexes, each with a title."""
    lines = [
        (0, "RESOLUTION 7 (LAKESIDE, 2019)"),
        (0, "Boats"),
        (0, "The ITU Council,"),
        (0, "resolves"),
        (1, "to row."),
    ]
    for annex in range(1, draw(st.integers(1, 3)) + 1):
        lines += [(0, f"ANNEX {annex} TO RESOLUTION 7 (LAKESIDE, 2019)"), (1, "Of boats"), (1, f"1 {draw(phrases())}.")]
        for appendix in range(1, draw(st.integers(0, 2)) + 1):
            lines += [(1, f"APPENDIX {appendix} TO ANNEX {annex}"), (2, "Of oars"), (2, f"1 {draw(phrases())}.")]
            if draw(st.booleans()):
                lines += [(2, f"ATTACHMENT TO APPENDIX {appendix}"), (3, "Of sails"), (3, f"{draw(phrases())}.")]
    return lines


@given(annexed(), st.sampled_from(["\n", "\n\n"]))
def test_annexes_come_back(lines, gap):
    document = check(gap.join(line for _, line in lines))
    assert itu_texts.to_outline(document) == "".join("\t" * depth + line + "\n" for depth, line in lines)


# ---------------------------------------------------------------------- a form feed with a ruled note beside it leaves the rest of a volume as it is


NOTE = "_____\n1 As amended.\n"


def resolution(number: int) -> str:
    return (
        f"RESOLUTION {number} (LAKESIDE, 2022)\nBoats of class {number}\nThe World Conference (Lakeside, 2022),\n"
        "considering\na) that boats1 leak;\nb) that oars float,\n"
        "resolves\n1 to count boats;\n2 to count oars.\n"
    )


VOLUME = "".join(resolution(number) for number in range(1, 5))
LINES = VOLUME.count("\n")


@for_all("put_in", [f"\f{NOTE}", f"{NOTE}\f", f"\f\n{NOTE}\n", f"\f{NOTE}\f", "\f_____\n"])
def test_one_note_between_pages_takes_nothing_else(put_in: str) -> None:
    lines = VOLUME.splitlines(keepends=True)
    for place in range(1, LINES):
        document = itu_texts.parse("".join((*lines[:place], put_in, *lines[place:])))
        assert [text.number for text in document.texts] == ["1", "2", "3", "4"], place
        assert [len(text.clauses) for text in document.texts] == [2] * 4, place


@for_all("texts", [1, 3, 10])
def test_the_rest_of_a_volume_stays(texts: int) -> None:
    above = "".join(resolution(number) for number in range(1, texts + 1))
    below = "".join(resolution(number) for number in range(texts + 1, 12))
    document = itu_texts.parse(f"{above}\f{NOTE}{below}")
    assert [text.number for text in document.texts] == [str(number) for number in range(1, 12)]
    (note,) = document.footnotes
    assert note.text == "As amended."


# ---------------------------------------------------------------------- annexes: the same structure whether each paragraph has its line or all run on in one


HEAD = ["RESOLUTION 9 (REV. LAKESIDE, 2019)", "Boats", "The ITU Council,", "resolves", "\tto row."]
ANNEX = "ANNEX TO RESOLUTION 9 (REV. LAKESIDE, 2019)"
ANNEX_TITLES = ("Care of boats", "Use of oars in Regions 1 and 3", "Rules for the keepers of lamps")
HEADINGS = ("Drying of boats", "Painting", "Regional boat houses", "Oars of ash, elm and oak", "Storage of RF lamps")
SENTENCES = (
    "The boats of Annex 2 are dried.",
    "In the case of § 2 above, rowers shall rest under No. 9.3.",
    "If a boat leaks, it is mended at once, as Articles 2 and 3 say.",
    "Each rower has an oar.",
    "No oar is lent.",
)
PHRASES = ("oars of ash", "the name of the boat and No. 2", "lamps (see Appendix 5)", "two or 3 bells")
LISTS = (("a)", "b)", "c)"), ("1)", "2)", "3)"), ("–", "–", "–"), ("i)", "ii)", "iii)"))


@st.composite
def sections_of(draw: st.DrawFn) -> list[str]:
    """An annex as an outline: numbered sections_of, which all have headings or none, some with lists."""
    numbers = draw(st.sampled_from(("{}", "§ {}", "{}.")))
    headed = draw(st.booleans())
    lines = [ANNEX, "\t" + draw(st.sampled_from(ANNEX_TITLES))]
    for number in range(1, draw(st.integers(2, 6)) + 1):
        label = numbers.format(number)
        sentence = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
        if headed:
            lines += [f"\t{label} {draw(st.sampled_from(HEADINGS))}", f"\t\t{sentence}"]
        else:
            lines.append(f"\t{label} {sentence}")
        if not headed and draw(st.booleans()):
            lines[-1] = lines[-1][:-1] + ":"
            labels = draw(st.sampled_from(LISTS))
            words = draw(st.lists(st.sampled_from(PHRASES), min_size=3, max_size=3))
            stops = (";", "; and", ".")
            lines += [f"\t\t{each} {said}{stop}" for each, said, stop in zip(labels, words, stops, strict=True)]
    return lines


def _parsed(lines: list[str], join: str) -> str:
    """The outline of a text whose annex has its paragraphs parted by something."""
    annex = join.join(line.strip() for line in lines)
    return itu_texts.to_outline(itu_texts.parse("\n".join(line.strip() for line in HEAD) + "\n" + annex + "\n"))


@given(sections_of())
def test_an_annex_is_the_same_a_paragraph_a_line_and_run_on(lines: list[str]) -> None:
    expected = "\n".join([*HEAD, *lines]) + "\n"
    assert _parsed(lines, "\n") == expected
    assert _parsed(lines, " ") == expected
