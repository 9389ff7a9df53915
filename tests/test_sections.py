"""Sections of Recommendations: divisions with a number, a title and content, to any depth."""

import random
import textwrap

import pytest
from collected import in_memory
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from invariants import check, check_bytes
from strategies import phrases
from together import check_all, for_all, refused, some

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
    parse,
    parse_file,
    walk,
)
from itu_texts.nodes import PageNumber, RunningHead
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
    document = parse(LAMPS)
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
    [text] = parse(TEXTS[language]).texts
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
    document = parse(
        "RESOLUTION 7 (DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference,\nresolves\n1 to row;\n2 to rest"
    )
    refused(AddressError, None, document.at, "paragraph 1")


def test_a_paragraph_of_several_texts_is_an_error():
    twice = parse(f"{LAMPS}\n\n{LAMPS.replace('79/999', '79/998')}")
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
        document = parse_file(file)
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


def test_cells_have_their_words():
    document = check("resolves\n1 to adopt:\n\n| Boat | Oars |\n|---|---|\n| Alpha | 2 |\n| Beta | |\n")
    (table,) = itu_texts.find(document, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Boat", "Oars"], ["Alpha", "2"], ["Beta", ""]]
    assert document.source[table.rows[1].cells[0].span] == "Alpha"


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


def test_a_page_of_notes_stays_whole() -> None:
    page = "RESOLUTION 5\nBoats\nresolves\n1 to count boats1;\n_____\n1 A note of two paragraphs.\n\nThis one too.\n\f"
    document = itu_texts.parse(f"{page}2 to count oars.\n")
    assert [item.text for item in itu_texts.find(document, itu_texts.Item)] == ["to count boats;", "to count oars."]
    assert document.footnotes[0].text == "A note of two paragraphs. This one too."


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
