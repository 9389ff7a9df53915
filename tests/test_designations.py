"""A number never loses a digit or a letter: what stands together behind the kind of a text is number, revision, marks."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from invariants import check
from legaldoc import NS, every, value, written
from together import for_all, refused

import itu_texts
from itu_texts import (
    Clause,
    Identifier,
    IdentifierError,
    InputError,
    Item,
    eid,
    find,
    iri,
    parse,
    to_markdown,
    to_outline,
    to_text,
)
from itu_texts.language.series import ordinal, readings
from itu_texts.nodes import Revision
from itu_texts.tree import nodes

FRONTS = {  # a name with a number to put in, a title, and what makes a text of it
    "en": ("RESOLUTION %s", "Boats", "The World Conference (Lakeside, 2022),\n\nresolves\n\nto count boats."),
    "fr": (
        "RÉSOLUTION %s",
        "Bateaux",
        "La Conférence des ports (Lac-Vert, 2022),\n\ndécide\n\nde compter les bateaux.",
    ),
    "es": ("RESOLUCIÓN %s", "Barcos", "La Conferencia de Puertos (Lago, 2022),\n\nresuelve\n\ncontar los barcos."),
    "ru": (
        "РЕЗОЛЮЦИЯ %s",
        "Лодки",
        "Всемирная конференция гаваней (Озерск, 2022 г.),\n\nрешает\n\nпересчитать лодки.",
    ),
    "zh": ("第%s号决议", "船只", "世界无线电通信大会（2022年，湖城），\n\n做出决议\n\n清点船只。"),
    "ar": ("القرار %s", "القوارب", "إن مؤتمر الموانئ (المدينة، 2022)،\n\nيقرر\n\nحساب القوارب."),
}
KINDS = {
    "en": ("RESOLUTION", "DECISION", "RECOMMENDATION", "OPINION", "Resolution", "DRAFT NEW RESOLUTION"),
    "fr": ("RÉSOLUTION", "DÉCISION", "RECOMMANDATION", "AVIS", "Décision", "PROJET DE NOUVELLE RÉSOLUTION"),
    "es": ("RESOLUCIÓN", "DECISIÓN", "RECOMENDACIÓN", "RUEGO", "Acuerdo", "PROYECTO DE NUEVA RESOLUCIÓN"),
    "ru": ("РЕЗОЛЮЦИЯ", "РЕШЕНИЕ", "РЕКОМЕНДАЦИЯ", "МНЕНИЕ", "Решение", "ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ"),
    "zh": ("决议", "决定", "建议", "意见"),
    "ar": ("القرار", "المقرر", "التوصية", "الرأي"),
}
LANGUAGES = sorted(FRONTS)
MARK = r"\*{1,3}|[†‡§①-⑳⁰¹²³⁴-⁹]|\[\^?\d{1,2}\]|\((?:\d{1,2}|\*{1,3})\)|(?<=[)\]])\d{1,2}"


def text_named(name: str, language: str) -> str:
    """A text that a line names."""
    _, title, rest = FRONTS[language]
    return f"{name}\n\n{title}\n\n{rest}\n"


@for_all("language", LANGUAGES)
@for_all(
    "named, number, revision",
    [
        ("1234", "1234", None),
        *((f"1234{mark}", "1234", None) for mark in ("¹", "¹²", "†", " (1)", "(1)", "[1]", " [1]", "*", " *", "(**)")),
        ("155A¹", "155A", None),
        ("77¹ (Rev. Lakeside, 2022)", "77", "Rev. Lakeside, 2022"),
        ("77 (Rev. Lakeside, 2022)¹", "77", "Rev. Lakeside, 2022"),
        ("77 (Rev. Lakeside, 2022)1", "77", "Rev. Lakeside, 2022"),
        *((f"612{rev}", "612", "Rev.1") for rev in ("/Rev.1", "-Rev.1", " Rev.1", "Rev.1", " (Rev.1)", "/Rev.1¹")),
        ("612/Rev.2/Corr.1", "612", "Rev.2/Corr.1"),
        ("A.735(18)/Rev.1", "A.735(18)", "Rev.1"),
        ("1325 (2000)", "1325", "2000"),
        ("S/RES/1325 (2000)", "S/RES/1325", "2000"),
        *(
            (whole, whole, None)
            for whole in (
                *("55/100", "32/C97", "A.735(18)", "P.528-5", "E.164.1", "12bis", "12 bis", "COM5/3", "14/C-5"),
                *("A/RES/55/100", "E/CN.4/2000/5", "5.2/3", "7/12a", "C 91", "XII", "[ABC-1]", "M.[ABC-1]", "2-8B"),
                *("ITU-R 2-8", "ITU-T P.528-5"),
            )
        ),
    ],
)
def test_a_number_is_whole(named: str, number: str, revision: str | None, language: str) -> None:
    form, title, _ = FRONTS[language]
    (text,) = itu_texts.parse(text_named(form % named, language), language=language).texts
    assert (text.number, text.revision, text.title) == (number, revision, title)
    assert text.designation is not None
    assert text.designation.text == form % named


NUMBERS = st.one_of(
    st.from_regex(r"(?:[A-Z]{1,3}[./-]?)?[1-9][0-9]{0,3}(?:[./-][A-Z]{0,2}[0-9]{1,3}){0,2}[A-Z]?", fullmatch=True),
    st.text("0123456789ABCRabx/.-+,_()[]¹²³†*Ж", min_size=1, max_size=8),
)
BEHIND = st.sampled_from(("", "", "¹", "†", "*", "(1)", "[1]", "/Rev.1", "-Rev.2", "/Corr.1", " (Rev. Lakeside, 2022)"))


@given(st.data())
def test_what_stands_together_is_read_or_reported(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    kind = data.draw(st.sampled_from(KINDS[language]))
    named = data.draw(NUMBERS.filter(lambda word: any(char.isdecimal() for char in word)))
    named += data.draw(BEHIND)
    line = f"第{named}号{kind}" if language == "zh" else f"{kind} {named}"
    document = check(text_named(line, language), language=language)
    designation = document.texts[0].designation if document.texts else None
    if designation is None:
        spans = [diagnostic.span for diagnostic in document.diagnostics]
        assert any(span.start <= 0 and span.end >= len(line) for span in spans), line
        return
    called = [(each.span.start, each.span.end) for each in document.furniture]
    words = "".join(char for place, char in enumerate(line) if not any(a <= place < b for a, b in called))
    assert designation.text == words
    assert designation.number is not None
    left = designation.text
    for part in (designation.number, designation.revision):
        left = left.replace(part, "", 1) if part else left
    left = left.replace(designation.status or "", "", 1)
    left = re.sub(r"^第|号", "", left).replace(kind.split()[-1], "")
    assert not re.sub(rf"{MARK}|(?<=[)\]*†⁰¹²³⁴-⁹]),|[\s/().–-]", "", left), (
        line,
        designation.number,
        designation.revision,
        left,
    )


@for_all("language", LANGUAGES)
@for_all("odd", ["1234ab", "12+34", "12,5", "12_5"])
def test_what_is_no_number_is_reported_within_a_volume(odd: str, language: str) -> None:
    form, _, _ = FRONTS[language]
    texts = text_named(form % 1, language) + text_named(form % odd, language)
    document = check(texts.replace("\n\n", "\n"), language=language)
    reported = [document.source[found.span] for found in document.diagnostics if found.code == "odd-number"]
    assert reported == [form % odd]


@for_all("language", [language for language in LANGUAGES if language != "zh"])
@for_all("sign", ["Nº ", "N° ", "nº", "№ ", "No ", "No. ", "NO. ", "Nr. "])
def test_a_number_may_have_the_sign_of_any_language(sign: str, language: str) -> None:
    form, title, _ = FRONTS[language]
    (text,) = itu_texts.parse(text_named(form % f"{sign}12/Rev.1", language), language=language).texts
    assert (text.number, text.revision, text.title) == ("12", "Rev.1", title)


@for_all("behind", ["34", "and 13", "– 13", "/ 13", "& 13", "of 2022", "[Rev.WRC-23]", "REV. LAKE, 2022"])
def test_what_stands_behind_a_number_and_is_no_title_is_reported(behind: str) -> None:
    document = check(text_named(f"RESOLUTION 12 {behind}", "en"))
    assert [text.title for text in document.texts] == ["Boats"]
    reported = [document.source[found.span] for found in document.diagnostics if found.code == "odd-number"]
    assert reported == [f"RESOLUTION 12 {behind}"]


@for_all("behind", ["/Rev.1", "-Rev.1", " Rev.1", "Rev.1", " (Rev.1)", "/Rev.2/Corr.1", "/Add.3"])
@for_all("number", ["612", "A.735(18)", "COM5/3"])
def test_header_and_citation_with_a_counted_revision_are_one_identifier(number: str, behind: str) -> None:
    named = f"Decision {number}{behind}"
    document = check(text_named("RESOLUTION 1", "en") + f"\nSee {named} of old.\n\n" + text_named(named, "en"))
    (cited,) = (each.identifier for each in itu_texts.references(document) if each.identifier)
    parsed = itu_texts.Identifier.parse(named)
    header = document.texts[-1].identifier
    assert header is not None
    assert cited is not None
    assert evolve(header, body=None) == cited == parsed == itu_texts.Identifier.parse(str(parsed))
    assert header.number == number
    assert str(header.revision) == behind.strip(" /()-")


def test_a_number_in_a_sentence_is_not_reported() -> None:
    text = text_named("RESOLUTION 5", "en") + "\nResolution 5/6, as amended by\nResolution 7, holds.\nDECISION 5.\n"
    assert "odd-number" not in {found.code for found in itu_texts.parse(text).diagnostics}


@for_all("marker", ["MOD\n", "MOD ", "ADD\tABC/5/1\n", "SUP "])
def test_behind_a_marker(marker: str) -> None:
    document = check(marker + text_named("RESOLUTION 612/Rev.1¹", "en"))
    assert [(each.number, each.revision) for each in itu_texts.find(document, itu_texts.Text)] == [("612", "Rev.1")]


@for_all("language", [language for language in LANGUAGES if language != "zh"])
@for_all(
    "mark, note", [("¹", "¹"), ("¹", "1"), (" (1)", "(1)"), ("(1)", "(1)"), ("[1]", "[1]"), ("*", "*"), ("†", "†")]
)
def test_the_mark_behind_a_number_calls_its_note(mark: str, note: str, language: str) -> None:
    form, title, _ = FRONTS[language]
    document = check(text_named(form % f"1234{mark}", language) + f"_____\n{note} As amended.\n", language=language)
    assert [(text.number, text.title) for text in document.texts] == [("1234", title)]
    ((anchor, called),) = [(each.text, each.note) for each in document.anchors]
    assert (anchor, document.footnotes[called].text) == (mark.strip(), "As amended.")


def test_a_power_calls_no_note() -> None:
    document = check("RESOLUTION 5\n\nresolves\n\nto count 10² boats.\n\n_____\n² A note.\n")
    assert not document.anchors


# ---------------------------------------------------------------------- the names of texts and places for programs: IRIs, eIds, and where citations lead


PP = "The Plenipotentiary Conference of the International Telecommunication Union"
WRC = "The World Radiocommunication Conference"
UN = "/akn/un/statement/deliberation"
MEETING = [
    (
        "RESOLUTION 7 (REV. DUBAI, 2018)",
        f"{PP} (Dubai, 2018),",
        "Resolution 7 (Rev. Dubai, 2018)",
        "itu-pp/2018-11-16/res-7",
    ),
    ("RESOLUTION 7 (DUBAI, 2012)", "", "Resolution 7 (Dubai, 2012)", "itu-wtsa/2012-11-29/res-7"),
    ("DECISION 5 (NAIROBI, 1982)", f"{PP} (Nairobi, 1982),", "Decision 5 (Nairobi, 1982)", "itu-pp/1982-11-06/dec-5"),
    ("RESOLUTION 8 (REV.WRC-23)", f"{WRC} (Dubai, 2023),", "Resolution 8 (Rev.WRC-23)", "itu-wrc/2023-12-15/res-8"),
    (
        "RESOLUTION ITU-R 2-8 (2019)",
        "The Radiocommunication Assembly,",
        "Resolution ITU-R 2-8 (2019)",
        "itu-ra/2019-10-25/res-2-8",
    ),
    ("RECOMMENDATION ITU-T X.7 (04/2017)", "", "Recommendation ITU-T X.7 (04/2017)", "itu-t/2017-04/rec-X.7"),
    ("99/7. Oars", "The General Assembly,", "General Assembly resolution 99/7 of 3 May 2044", "unga/2044-05-03/99-7"),
]


@for_all("named, formula, citation, where", MEETING)
def test_a_text_and_a_citation_of_it_have_one_iri(named, formula, citation, where):
    below = (
        "1. Decides to row.\n54th plenary meeting\n3 May 2044"
        if formula == "The General Assembly,"
        else "resolves\nto row"
    )
    cited = parse("\n".join(filter(None, (named, "Oars", formula, below))))
    citing = parse(f"RESOLUTION 9\nSails\nThe ITU Council,\nnoting\n{citation},\nresolves\nto sail")
    assert iri(cited) == iri(cited.texts[0]) == value(written(cited)) == f"{UN}/{where}"
    assert [each.get("href") for each in every(written(citing), "ref")] == [f"{UN}/{where}"]


def test_in_another_language_it_is_the_same():
    citing = parse(
        "RÉSOLUTION 9\nVoiles\nLe Conseil de l'UIT,\nnotant\nla Résolution 7 (Rév. Dubaï, 2018),\ndécide\nde naviguer",
        language="fr",
    )
    assert [each.get("href") for each in every(written(citing), "ref")] == [f"{UN}/itu-pp/2018-11-16/res-7"]


def test_a_file_with_one_text_has_its_iri():
    text = "RESOLUTION 7 (REV. DUBAI, 2018)\nOars\nresolves\nto row\n"
    document = parse(f"A letter to the keepers of lamps.\n\n{text}")
    assert [type(each) for each in document.blocks] == [nodes.Paragraph, nodes.Resolution]
    root = written(document)
    assert iri(document) == value(root) == f"{UN}/itu-pp/2018-11-16/res-7"
    assert root[0].tag == f"{NS}statement"
    again = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "text.akn")
    assert [type(each) for each in again.blocks] == [nodes.Paragraph, nodes.Resolution]


def test_what_has_no_number_is_named_by_its_words():
    quiet, bright = (
        parse(f"RESOLUTION\n{title}\nThe ITU Council,\nresolves\nto row") for title in ("Quiet hours", "Lamps")
    )
    assert value(written(quiet)).endswith("/text-resolution-quiet-hours")
    assert value(written(bright)).endswith("/text-resolution-lamps")
    loose, other = parse("Keepers of lamps meet on Monday."), parse("船在湖上")
    assert value(written(loose)).endswith("/doc-keepers-of-lamps-meet-on-monday")
    assert value(written(other)).endswith("/doc-船在湖上")
    assert [iri(each) for each in (quiet, bright, loose, other)] == [None] * 4  # nothing says when
    twice = parse("RESOLUTION\nOars\nThe ITU Council (Lakeside, 2019),\nresolves\nto row\n\n" * 2)
    assert len({iri(each) for each in twice.texts}) == len(twice.texts)


def test_what_is_suppressed_is_the_edition_that_is_named():
    document = parse(
        "SUP ROW/3/2\nRESOLUTION 14 (REV. DUBAI, 2018)\nSails\n\nSUP ROW/3/3\nRESOLUTION 15 (REV. DUBAI, 2018)\nOars\n"
    )
    there = [each.get("href") for each in every(written(document), "textualMod/destination")]
    assert there == [f"{UN}/itu-pp/2018-11-16/res-14", f"{UN}/itu-pp/2018-11-16/res-15"]


TEXT = """RESOLUTION 7 (REV. DUBAI, 2018)
Oars
resolves
1 to row;
2 to rest;
2.1 at night
ANNEX 1
Boats
1 A head.
"""


def test_places_in_a_text():
    document = parse(TEXT)
    own = f"{UN}/itu-pp/2018-11-16/res-7"
    rest, annex = document.at("resolves 2.1"), document.at("Annex 1")
    assert eid(rest) == "resolves_1__para_2__list_1__point_2-1"
    assert iri(rest) == f"{own}/!main#{eid(rest)}"
    assert iri(annex) == f"{own}/!annex_1"
    assert iri(document.texts[0].clauses[0].heading) == f"{own}/!main#resolves_1"
    assert (eid(document), eid(document.texts[0])) == ("", "")
    there = {each.get("eId") for each in written(document).iter()}
    assert {eid(each) for each in itu_texts.walk(document)} - {""} <= there
    with pytest.raises(InputError, match="has an IRI"):
        iri(nodes.Paragraph(start=0, end=0, text=""))


def test_places_in_a_collection_are_those_of_their_text():
    document = parse(f"{TEXT}\n{TEXT.replace('RESOLUTION 7', 'RESOLUTION 8')}")
    first, second = (text.at("resolves 1") for text in document.texts)
    assert (eid(first), eid(second)) == ("cmp_1__resolves_1__para_1", "cmp_2__resolves_1__para_1")
    assert iri(second) == f"{UN}/itu-pp/2018-11-16/res-8/!main#resolves_1__para_1"


def test_json_with_addresses_is_read_back():
    document = parse(TEXT)
    assert itu_texts.from_json(itu_texts.to_json(document, addresses=True)) == document
    assert "eid" not in itu_texts.to_json(document)


# ---------------------------------------------------------------------- one heading for each form that headings have: a verb, what says more of it, two that are joined, who is told


PREAMBLE_TEXT = {
    "en": (
        "RESOLUTION 5 (LAKESIDE, 2022)\nBoats\nThe World Conference (Lakeside, 2022),\n",
        "a) that boats leak;\nb) that oars float,\nresolves\n1 to count boats;\n2 to count oars.\n",
    ),
    "fr": (
        "RÉSOLUTION 5 (LAC-VERT, 2022)\nBateaux\nLa Conférence des ports (Lac-Vert, 2022),\n",
        "a) que les bateaux fuient;\n"
        "b) que les rames flottent,\n"
        "décide\n"
        "1 de compter les bateaux;\n"
        "2 de compter les rames.\n",
    ),
    "es": (
        "RESOLUCIÓN 5 (LAGO, 2022)\nBarcos\nLa Conferencia de Puertos (Lago, 2022),\n",
        "a) que los barcos hacen agua;\n"
        "b) que los remos flotan,\n"
        "resuelve\n"
        "1 contar los barcos;\n"
        "2 contar los remos.\n",
    ),
    "ru": (
        "РЕЗОЛЮЦИЯ 5 (ОЗЕРСК, 2022 Г.)\nЛодки\nВсемирная конференция гаваней (Озерск, 2022 г.),\n",
        "a) что лодки протекают;\nb) что весла плавают,\nрешает\n1 пересчитать лодки;\n2 пересчитать весла.\n",
    ),
    "zh": (
        "第5号决议（2022年，湖城）\n船只\n世界无线电通信大会（2022年，湖城），\n",
        "a) 船只漏水；\nb) 船桨漂浮，\n做出决议\n1 清点船只；\n2 清点船桨。\n",
    ),
    "ar": (
        "القرار 5 (المدينة، 2022)\nالقوارب\nإن مؤتمر الموانئ (المدينة، 2022)،\n",
        "أ ) أن القوارب تتسرب؛\nب) أن المجاديف تطفو،\nيقرر\n1 حساب القوارب؛\n2 حساب المجاديف.\n",
    ),
}
OPERATIVE_TEXT = {
    "en": (
        "RESOLUTION 5 (LAKESIDE, 2022)\n"
        "Boats\n"
        "The World Conference (Lakeside, 2022),\n"
        "considering\n"
        "a) that boats leak;\n"
        "b) that oars float,\n",
        "1 to count boats;\n2 to count oars.\n",
    ),
    "fr": (
        "RÉSOLUTION 5 (LAC-VERT, 2022)\n"
        "Bateaux\n"
        "La Conférence des ports (Lac-Vert, 2022),\n"
        "considérant\n"
        "a) que les bateaux fuient;\n"
        "b) que les rames flottent,\n",
        "1 de compter les bateaux;\n2 de compter les rames.\n",
    ),
    "es": (
        "RESOLUCIÓN 5 (LAGO, 2022)\n"
        "Barcos\n"
        "La Conferencia de Puertos (Lago, 2022),\n"
        "considerando\n"
        "a) que los barcos hacen agua;\n"
        "b) que los remos flotan,\n",
        "1 que cuente los barcos;\n2 que cuente los remos.\n",
    ),
    "ru": (
        "РЕЗОЛЮЦИЯ 5 (ОЗЕРСК, 2022 Г.)\n"
        "Лодки\n"
        "Всемирная конференция гаваней (Озерск, 2022 г.),\n"
        "учитывая,\n"
        "a) что лодки протекают;\n"
        "b) что весла плавают,\n",
        "1 пересчитать лодки;\n2 пересчитать весла.\n",
    ),
    "zh": (
        "第5号决议（2022年，湖城）\n船只\n世界无线电通信大会（2022年，湖城），\n考虑到\na) 船只漏水；\nb) 船桨漂浮，\n",
        "1 清点船只；\n2 清点船桨。\n",
    ),
    "ar": (
        "القرار 5 (المدينة، 2022)\n"
        "القوارب\n"
        "إن مؤتمر الموانئ (المدينة، 2022)،\n"
        "إذ يضع في اعتباره\n"
        "أ ) أن القوارب تتسرب؛\n"
        "ب) أن المجاديف تطفو،\n",
        "1 حساب القوارب؛\n2 حساب المجاديف.\n",
    ),
}
PREAMBLE = {
    "en": """
noting with satisfaction and appreciation
noting with satisfaction
noting with appreciation and gratitude
noting with concern and regret
noting with deep concern
noting further with satisfaction
noting also with appreciation
further noting
also noting
further noting with appreciation
recognizing and noting
noting and appreciating
considering and recognizing
having considered and noted
having considered and approved
having noted with satisfaction
welcoming with satisfaction
recalling and reaffirming
taking note with appreciation
taking into account also
taking also into account
bearing in mind further
deeply concerned
mindful also
aware further
fully aware
noting in particular
recognizing in particular
recognizing, however
noting, however
noting moreover
conscious
strongly believing
noting with great satisfaction and deep appreciation
recognizing with gratitude and satisfaction
considering, in particular
noting furthermore
recognizing also, with concern
having regard to
in view of
acknowledging with thanks
emphasizing further and recalling
expressing its appreciation
expressing its gratitude and satisfaction
""",
    "fr": """
notant avec satisfaction et reconnaissance
notant avec satisfaction
notant avec une vive préoccupation
notant en outre avec satisfaction
notant également
notant aussi avec intérêt
reconnaissant et notant
considérant et reconnaissant
ayant examiné et noté
ayant pris note avec satisfaction
prenant note avec intérêt et satisfaction
prenant en considération
considérant en outre
reconnaissant toutefois
profondément préoccupé
tenant compte également
rappelant et réaffirmant
notant avec regret et préoccupation
pleinement consciente
""",
    "es": """
observando con satisfacción y reconocimiento
observando con satisfacción
observando con gran preocupación
observando además con satisfacción
observando también
reconociendo y observando
considerando y reconociendo
habiendo examinado y observado
tomando nota con satisfacción y agradecimiento
tomando nota con reconocimiento
considerando además
reconociendo no obstante
profundamente preocupada
teniendo en cuenta también
recordando y reafirmando
observando con pesar y preocupación
plenamente consciente
""",
    "ru": """
отмечая с удовлетворением и признательностью,
отмечая с удовлетворением,
отмечая с глубокой озабоченностью,
отмечая далее с удовлетворением,
отмечая также,
признавая и отмечая,
учитывая и признавая,
рассмотрев и отметив,
с удовлетворением и признательностью отмечая,
с удовлетворением отмечая,
учитывая далее,
признавая вместе с тем,
будучи глубоко обеспокоена,
принимая также во внимание,
напоминая и подтверждая,
отмечая с сожалением и озабоченностью,
""",
    "zh": """
满意和赞赏地注意到
满意并赞赏地注意到
满意地注意到
非常关切地注意到
进一步满意地注意到
还注意到
认识到并注意到
考虑到并认识到
经审议并注意到
赞赏地注意到
进一步考虑到
回顾并重申
遗憾和关切地注意到
亦认识到
""",
    "ar": """
وإذ يلاحظ مع الارتياح والتقدير
وإذ يلاحظ مع الارتياح
وإذ يلاحظ ببالغ القلق
وإذ يلاحظ كذلك مع الارتياح
وإذ يلاحظ أيضاً
وإذ يدرك ويلاحظ
وإذ يضع في اعتباره ويدرك
وقد نظر ولاحظ
وإذ يلاحظ مع التقدير
وإذ يضع في اعتباره كذلك
وإذ يذكر ويؤكد
وإذ يلاحظ مع الأسف والقلق
""",
}
OPERATIVE = {
    "en": """
resolves
resolves further
resolves also
further resolves
also resolves
resolves that
resolves unanimously
decides
confirms
recommends
resolves and instructs the Secretary-General
resolves and requests the Secretary-General
invites and encourages Member States
requests and urges Member States
instructs and authorizes the Secretary-General
urges and invites administrations
decides and declares
approves and adopts
continues to invite
continues to encourage Member States
further invites Member States
invites further the Council
further instructs the Secretary-General
also instructs the Secretary-General
instructs the Secretary-General, in consultation with the Directors of the Bureaux
instructs the Secretary-General, in close consultation and collaboration with the Directors of the three Bureaux
instructs the Director of the Radiocommunication Bureau, subject to available resources
instructs the Secretary-General, as chairman of the Coordination Committee
invites Member States, Sector Members, Associates and Academia
invites the 2027 world radiocommunication conference
resolves to instruct the Secretary-General
resolves to invite ITU-R
resolves further to instruct the Secretary-General
resolves to request and authorize the Secretary-General
urges strongly Member States
strongly urges Member States
invites in particular Member States
calls upon Member States
requests the Secretary-General and the Directors of the Bureaux, within their mandates
instructs the ITU Council at its next session
thanks
congratulates the Director of the Radiocommunication Bureau
instructs all Directors
invites regional organizations, in collaboration with ITU
appeals to Member States
expresses its appreciation
takes note with satisfaction
notes with satisfaction and appreciation
welcomes with appreciation
urges once again Member States
instructs again the Secretary-General
requests, in particular, the Council
""",
    "fr": """
décide
décide en outre
décide également
décide à l'unanimité
confirme
recommande
décide et charge le Secrétaire général
invite et encourage les États Membres
prie et exhorte les États Membres
charge et autorise le Secrétaire général
décide et déclare
invite en outre les États Membres
invite également les États Membres
charge en outre le Secrétaire général
charge le Secrétaire général, en consultation avec les Directeurs des Bureaux
charge le Secrétaire général, en étroite collaboration avec les Directeurs des trois Bureaux
invite les États Membres, les Membres de Secteur, les Associés et les établissements universitaires
décide de charger le Secrétaire général
décide d'inviter l'UIT-R
prend note avec satisfaction
prend note avec satisfaction et reconnaissance
exprime sa gratitude
invite instamment les États Membres
engage vivement les États Membres
""",
    "es": """
resuelve
resuelve además
resuelve también
resuelve por unanimidad
confirma
recomienda
resuelve y encarga al Secretario General
invita y alienta a los Estados Miembros
pide e insta a los Estados Miembros
encarga y autoriza al Secretario General
decide y declara
invita además a los Estados Miembros
invita asimismo a los Estados Miembros
encarga además al Secretario General
encarga al Secretario General, en consulta con los Directores de las Oficinas
encarga al Secretario General, en estrecha colaboración con los Directores de las tres Oficinas
invita a los Estados Miembros, a los Miembros de Sector, a los Asociados y a las Instituciones Académicas
resuelve encargar al Secretario General
resuelve invitar al UIT-R
toma nota con satisfacción
toma nota con satisfacción y agradecimiento
expresa su agradecimiento
insta encarecidamente a los Estados Miembros
""",
    "ru": """
решает
решает далее
решает также
далее решает
решает единогласно
подтверждает
рекомендует
решает и поручает Генеральному секретарю
предлагает и рекомендует Государствам-Членам
поручает и разрешает Генеральному секретарю
предлагает далее Государствам-Членам
далее предлагает Государствам-Членам
также поручает Генеральному секретарю
поручает Генеральному секретарю в консультации с Директорами Бюро
поручает Генеральному секретарю в тесном сотрудничестве с Директорами трех Бюро
предлагает Государствам-Членам, Членам Секторов, Ассоциированным членам и Академическим организациям
решает поручить Генеральному секретарю
решает предложить МСЭ-R
отмечает с удовлетворением
отмечает с удовлетворением и признательностью
выражает признательность
настоятельно призывает Государства-Члены
""",
    "zh": """
做出决议
进一步做出决议
一致做出决议
确认
建议
做出决议，责成秘书长
做出决议并责成秘书长
请并鼓励成员国
要求并敦促成员国
责成并授权秘书长
进一步请成员国
亦请成员国
还责成秘书长
责成秘书长与各局主任协商
责成秘书长与三个局的主任密切合作
请成员国、部门成员、部门准成员和学术成员
做出决议，请ITU-R
满意地注意到
强烈敦促成员国
""",
    "ar": """
يقرر
يقرر كذلك
يقرر أيضاً
يقرر بالإجماع
يؤكد
يوصي
يقرر ويكلف الأمين العام
يدعو ويشجع الدول الأعضاء
يطلب ويحث الدول الأعضاء
يكلف ويفوض الأمين العام
يدعو كذلك الدول الأعضاء
يكلف أيضاً الأمين العام
يكلف الأمين العام، بالتشاور مع مديري المكاتب
يكلف الأمين العام، بالتعاون الوثيق مع مديري المكاتب الثلاثة
يدعو الدول الأعضاء وأعضاء القطاعات والمنتسبين والهيئات الأكاديمية
يقرر تكليف الأمين العام
يقرر دعوة قطاع الاتصالات الراديوية
يحيط علماً مع الارتياح
يحث بقوة الدول الأعضاء
""",
}


def forms(table: dict[str, str]) -> list[tuple[str, str]]:
    """The forms of a table, each with its language."""
    return [(language, form) for language, lines in table.items() for form in lines.strip().splitlines()]


@for_all(
    "place, language, form",
    [(place, *each) for place, table in enumerate((PREAMBLE, OPERATIVE)) for each in forms(table)],
)
def test_a_heading_of_the_preamble_or_an_operative_one(place: int, language: str, form: str) -> None:
    above, below = (PREAMBLE_TEXT, OPERATIVE_TEXT)[place][language]
    (text,) = itu_texts.parse(f"{above}{form}\n{below}", language=language).texts
    first, second = text.clauses
    heading = text.clauses[place].heading
    assert heading.text == form
    assert heading.concept
    assert (len(first.items), len(second.items)) == (2, 2)


# ---------------------------------------------------------------------- identifiers: one for all the ways in which a text is named


@for_all(
    "text, canonical",
    [
        ("RESOLUTION 77 (REV. DUBAI, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("Resolution 77 (Rev. Dubai, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("Resolution No. 2", "Resolution 2"),
        ("RESOLUTION 155A (WRC-23)", "Resolution 155A (WRC-23)"),
        ("Resolution 35 (Rev.WRC-23)*", "Resolution 35 (Rev.WRC-23)"),
        ("RESOLUTION 27 (REV.WRC-19)", "Resolution 27 (Rev.WRC-19)"),
        ("RESOLUTION 145 (REV. SHARM EL-SHEIKH, 2019)", "Resolution 145 (Rev. Sharm el-Sheikh, 2019)"),
        ("Resolution 33 (Orb-88)", "Resolution 33 (Orb-88)"),
        ("Resolution 1332 (C11, last amended C15)", "Resolution 1332 (C11, last amended C15)"),
        ("Resolution 1332 (WRC23)", "Resolution 1332 (WRC23)"),
        ("ITU-T Rec. X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("Rec. ITU-T X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("ITU-T X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("[ITU-T X.509]", "Recommendation ITU-T X.509"),
        ("Res. 77 (Rev. Dubai, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("Dec. 5", "Decision 5"),
        ("Resolution 1386 of the Council (2017)", "Resolution 1386 (2017)"),
        ("resolution 45/62 B", "Resolution 45/62 B"),
        ("Resolution 197 H", "Resolution 197 H"),
        ("Resolution 217 A (III)", "Resolution 217 A (III)"),
        ("RESOLUTION COM5/3", "Resolution COM5/3"),
        ("RESOLUTION PLEN/1 (WRC-23)", "Resolution PLEN/1 (WRC-23)"),
        ("RESOLUTION ITU-R 2-8", "Resolution ITU-R 2-8"),
        ("Recommendation ITU‑T A.5", "Recommendation ITU-T A.5"),
        ("Resolution ITU-R 9 (1995-1997-2000-2003)", "Resolution ITU-R 9 (1995-1997-2000-2003)"),
        ("Resolution 7 (C-1974, last amended C-1984)", "Resolution 7 (C-1974, last amended C-1984)"),
        ("DRAFT NEW RESOLUTION [ABC-XYZ]", "Draft new resolution [ABC-XYZ]"),
        (
            "Draft revision of Resolution 30 (Rev. Guadalajara, 2010)",
            "Draft revision of resolution 30 (Rev. Guadalajara, 2010)",
        ),
        ("[Revised] Draft new resolution", "Revised draft new resolution"),
        ("Decision 5", "Decision 5"),
        ("OPINION 2 (GENEVA, 2013)", "Opinion 2 (Geneva, 2013)"),
        ("Recommendation ITU-R BT.601-7 (03/2011)", "Recommendation ITU-R BT.601-7 (03/2011)"),
        ("Recommendation ITU-R BT.601-7 (3/2011)", "Recommendation ITU-R BT.601-7 (03/2011)"),
        ("Decision 482 (Modified 2018)", "Decision 482 (Rev. 2018)"),
        ("WTDC Resolution 36 (Rev. Lakeside, 2022)", "Resolution 36 (Rev. Lakeside, 2022)"),
        ("ITU Council Resolution 1306", "Resolution 1306"),
        ("RESOLUTION GT-PLEN/1", "Resolution GT-PLEN/1"),
    ],
)
def test_canonical(text, canonical):
    identifier = Identifier.parse(text)
    assert str(identifier) == canonical
    assert evolve(Identifier.parse(canonical), body=identifier.body) == identifier
    assert Identifier.parse(canonical).matches(identifier)


@for_all(
    "text",
    [
        "",
        "Article 5",
        "Resolution 5 (of last year)",
        "the Resolution",
        "Resolution 5 and 6",
        "Decision 5 of the Council of the Lakes",
    ],
)
def test_what_names_no_text(text):
    refused(IdentifierError, None, Identifier.parse, text)


def test_parts():
    identifier = Identifier.parse("RESOLUTION ITU-R 62-1 (REV. GENEVA, 2015)")
    parts = (identifier.kind, identifier.sector, identifier.number, identifier.revision)
    assert parts == ("resolution", "ITU-R", "62-1", Revision(revised=True, place="Geneva", year=2015))


def test_order():
    names = ["Resolution 155A", "Resolution 10", "Decision 9", "Resolution 9", "Resolution 155", "Resolution COM5/3"]
    assert [str(each) for each in sorted(map(Identifier.parse, names))] == [
        "Decision 9",
        "Resolution 9",
        "Resolution 10",
        "Resolution 155",
        "Resolution 155A",
        "Resolution COM5/3",
    ]


def test_the_identifier_of_a_text(examples):
    (text,) = itu_texts.parse_file(examples / "resolution.txt").texts
    assert text.identifier == Identifier.parse(
        "Resolution 999 (Rev. Harbourtown, 2022) of the Plenipotentiary Conference"
    )
    assert text.identifier.matches(Identifier.parse("Resolution 999 (Rev. Harbourtown, 2022)"))
    first, second = itu_texts.parse_file(examples / "proposal.txt").texts
    assert (str(first.identifier), second.identifier) == ("Draft new resolution [KEEP-1]", None)


@given(
    kind=st.sampled_from(["resolution", "decision", "recommendation", "opinion"]),
    number=st.from_regex(r"(ITU-[RTD] )?(\d{1,3}[A-Z]?|[A-Z]{1,4}\d/\d|\[[A-Z]{3}-[A-Z0-9]{1,3}\])", fullmatch=True),
    mark=st.one_of(
        st.none(),
        st.from_regex(r"(Rev\. )?[A-Z][a-z]{2,9}, (19|20)\d\d", fullmatch=True),
        st.from_regex(r"(Rev\.)?W(A)?RC-\d\d", fullmatch=True),
    ),
    status=st.sampled_from(["", "Draft new ", "Draft revision of ", "Draft "]),
)
def test_the_string_is_read_back(kind, number, mark, status):
    text = f"{status}{kind.title()} {number}" + (f" ({mark})" if mark else "")
    identifier = Identifier.parse(text)
    assert Identifier.parse(str(identifier)) == identifier
    assert Identifier.parse(text.upper().replace("REVISION OF", "revision of")) == identifier


@for_all(
    "language, text, canonical",
    [
        ("fr", "Résolution 155 (CMR-15)", "Resolution 155 (WRC-15)"),
        ("fr", "UIT-T Rec. X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("fr", "Recommandation ITU-T X.509", "Recommendation ITU-T X.509"),
        ("fr", "Résolution 1332 (C11, dernière modification C15)", "Resolution 1332 (C11, last amended C15)"),
        ("es", "Rec. UIT-R M.1457-14", "Recommendation ITU-R M.1457-14"),
        ("es", "Resolución 1332 (C11, modificada por última vez C15)", "Resolution 1332 (C11, last amended C15)"),
        ("ru", "Рек. МСЭ-Т X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("ru", "Рекомендация ITU-T X.509 (2016 г.)", "Recommendation ITU-T X.509 (2016)"),
        ("ru", "Резолюция 1332 (C11, последнее изменение C15)", "Resolution 1332 (C11, last amended C15)"),
        ("zh", "第1332号决议（C11，最近修正C15）", "Resolution 1332 (C11, last amended C15)"),
        ("zh", "第45/62 B号决议", "Resolution 45/62 B"),
        ("zh", "第612 (Rev.1)号决定", "Decision 612 (Rev.1)"),
        ("zh", "第612（Rev.1）号决定", "Decision 612 (Rev.1)"),
        ("zh", "第A.735(18)/Rev.1号决定", "Decision A.735(18) (Rev.1)"),
        ("zh", "第1234¹号决议", "Resolution 1234"),
        ("ar", "القرار 1332 (C11)", "Resolution 1332 (C11)"),
        ("fr", "RÉSOLUTION 77 (RÉV. DUBAÏ, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("fr", "RESOLUTION 35 (RÉV.CMR-23)", "Resolution 35 (Rev.WRC-23)"),
        ("fr", "Résolution 58 (Rév. AMNT-16)", "Resolution 58 (Rev.WTSA-16)"),
        ("fr", "RÉSOLUTION UIT-R 2-8", "Resolution ITU-R 2-8"),
        ("fr", "Recommandation UIT‑T A.5", "Recommendation ITU-T A.5"),
        ("fr", "R 7 (C-1974, dernière mod. C-1984)", "Resolution 7 (C-1974, last amended C-1984)"),
        ("fr", "D 495 (C-2000)", "Decision 495 (C-2000)"),
        ("fr", "Résolution 574 (modifiée 2018)", "Resolution 574 (Rev. 2018)"),
        ("fr", "PROJET DE NOUVELLE RÉSOLUTION [ABC-XYZ]", "Draft new resolution [ABC-XYZ]"),
        (
            "fr",
            "Projet de révision de la Résolution 30 (Rév. Oslo, 2010)",
            "Draft revision of resolution 30 (Rev. Oslo, 2010)",
        ),
        ("fr", "projet d'Avis 3", "Draft opinion 3"),
        ("fr", "projet d’Avis 3", "Draft opinion 3"),
        ("fr", "Résolution C 1", "Resolution C 1"),
        ("zh", "第155号决议（WRC-15）", "Resolution 155 (WRC-15)"),
        ("zh", "第77号决议(2018年,Dubai,修订版)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("zh", "第77号决议（2018年，修订版，Dubai）", "Resolution 77 (Rev. Dubai, 2018)"),
        ("zh", "第35号决议(WRC-23,修订版)", "Resolution 35 (Rev.WRC-23)"),
        ("zh", "ITU-R 第 2-8 号决议", "Resolution ITU-R 2-8"),
        ("zh", "ITU-R第34-2号决议(1986-1990-2007年)", "Resolution ITU-R 34-2 (1986-1990-2007)"),
        ("zh", "第7号决议(C-1974,最后修正 C-1984)", "Resolution 7 (C-1974, last amended C-1984)"),
        ("zh", "第495号决定 (C-2000)", "Decision 495 (C-2000)"),
        ("zh", "新决议草案 [ABC-XYZ]", "Draft new resolution [ABC-XYZ]"),
        ("zh", "第9号决议修订草案", "Draft revision of resolution 9"),
        ("zh", "意见3", "Opinion 3"),
        ("es", "Resolución 155 (CMR-15)", "Resolution 155 (WRC-15)"),
        ("es", "RESOLUCION 77 (REV. DUBÁI, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("es", "RESOLUCIÓN UIT-R 38-4", "Resolution ITU-R 38-4"),
        ("es", "Acuerdo 482 (modificado 2018)", "Decision 482 (Rev. 2018)"),
        ("es", "Resolución 7 (C-1948, modificada por última vez C-1976)", "Resolution 7 (C-1948, last amended C-1976)"),
        ("es", "PROYECTO DE NUEVA RESOLUCIÓN [B-1]", "Draft new resolution [B-1]"),
        ("es", "RUEGO 2 (GINEBRA, 2013)", "Opinion 2 (Geneva, 2013)"),
        ("es", "RESOLUCION N°5", "Resolution 5"),
        ("es", "RESOLUCION XX", "Resolution XX"),
    ],
)
def test_what_it_says_is_the_same_in_all_languages(language, text, canonical):
    identifier = Identifier.parse(text, language=language)
    assert identifier == Identifier.parse(canonical)
    assert hash(identifier) == hash(Identifier.parse(canonical))
    assert identifier == Identifier.parse(str(identifier))


def test_a_mark_is_read_in_its_language():
    assert Revision.parse("Rév. Busan, 2014", "fr") == Revision.parse("Rev. Busan, 2014")
    assert Revision.parse("Rév. Busan, 2014", "en") != Revision.parse("Rev. Busan, 2014")


# ---------------------------------------------------------------------- the body, and what all editions have in common


@for_all(
    "text, body",
    [
        ("Resolution 77 (Rev. Dubai, 2018)", None),
        ("PP Resolution 77", "PP"),
        ("WTSA-16 Resolution 77", "WTSA"),
        ("Resolution 77 of the Plenipotentiary Conference", "PP"),
        ("Resolution 77 (Rev. Lakeside, 2018) of the ITU Plenipotentiary Conference", "PP"),
        ("Council Decision 5", "COUNCIL"),
        ("COUNCIL DECISION 5", "COUNCIL"),
        ("Resolution 7 (C-1974, last amended C-1984)", "COUNCIL"),
        ("Resolution 35 (Rev.WRC-23)", "WRC"),
        ("Resolution 26 (WARC-79)", "WRC"),
        ("Resolution 33 (Orb-88)", "WRC"),
        ("Resolution 35 (WRC-23) of the Plenipotentiary Conference", "WRC"),  # the mark comes before the citation
        ("Recommendation ITU-T A.5", "ITU-T"),
        ("ITU-T Resolution 77", "ITU-T"),
        ("UNGA Resolution 65/172", "UNGA"),
    ],
)
def test_the_body(text, body):
    assert Identifier.parse(text).body == body


@for_all(
    "language, text, body",
    [
        ("fr", "Résolution 35 (CMR-23)", "WRC"),
        ("fr", "Rés. 1386 du Conseil (2017)", "COUNCIL"),
        ("ar", "القرار 1386 للمجلس (2017)", "COUNCIL"),
        ("fr", "Résolution 5 de la Conférence de plénipotentiaires", "PP"),
        ("fr", "Résolution 5 (CAMR-79)", "WRC"),
        ("es", "Resolución 35 (CMR-23)", "WRC"),
        ("es", "Resolución 5 de la Conferencia de Plenipotenciarios", "PP"),
        ("es", "Acuerdo 5 del Consejo", "COUNCIL"),
    ],
)
def test_the_body_in_other_languages(language, text, body):
    assert Identifier.parse(text, language=language).body == body


@for_all(
    "language, formula, body",
    [
        ("en", "The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2022),", "PP"),
        ("en", "The World Telecommunication Standardization Assembly (Lakeside, 2022),", "WTSA"),
        ("en", "The ITU Council,", "COUNCIL"),
        ("en", "The World Administrative Radio Conference (Lakeside, 1979),", "WRC"),
        ("en", "The Regional Boating Conference (Lakeside, 1979),", "Regional Boating Conference"),
        (
            "fr",
            "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Oslo, 2022),",
            "PP",
        ),
        ("es", "La Conferencia Mundial de Radiocomunicaciones (Oslo, 2022),", "WRC"),
    ],
)
def test_the_formula_tells_the_body(language, formula, body):
    heading = {"en": "RESOLUTION 9 (WRC-19)", "fr": "RÉSOLUTION 9 (CMR-19)", "es": "RESOLUCIÓN 9 (CMR-19)"}[language]
    clause = {"en": "resolves\nto row.", "fr": "décide\nde ramer.", "es": "resuelve\nremar."}[language]
    document = itu_texts.parse(f"{heading}\nBoats\n{formula}\n{clause}\n", language=language)
    assert document.texts[0].identifier.body == body


def test_two_bodies_may_have_a_text_of_one_number():
    pp, wtsa, any_body = map(Identifier.parse, ("PP Resolution 77", "WTSA Resolution 77", "Resolution 77"))
    assert len({pp, wtsa, any_body}) == 3
    assert [pp.matches(wtsa), pp.matches(any_body), any_body.matches(wtsa)] == [False, True, True]
    assert str(pp) == str(wtsa) == "Resolution 77"


def test_an_edition_that_is_not_told_is_any():
    first, last, any_edition = map(
        Identifier.parse, ("Resolution 9 (Lakeside, 2011)", "Resolution 9 (Rev. Lakeside, 2019)", "Resolution 9")
    )
    assert not first.matches(last)
    assert first.matches(any_edition)
    assert any_edition.matches(last)
    assert not first.matches(Identifier.parse("Decision 9 (Lakeside, 2011)"))
    assert Identifier.parse("Recommendation ITU-R P.9-4").matches(Identifier.parse("Recommendation ITU-R P.9"))
    assert not Identifier.parse("Recommendation ITU-R P.9-4").matches(Identifier.parse("Recommendation ITU-R P.9-5"))
    assert not Identifier.parse("Resolution 5").matches(Identifier.parse("Resolution ITU-R 5"))


@for_all(
    "editions",
    [
        ["Resolution 35 (WRC-19)", "Resolution 35 (Rev.WRC-23)", "WRC Resolution 35", "RESOLUTION 35 (WARC-79)"],
        ["Recommendation ITU-R P.9-4", "Recommendation ITU-R P.9-15", "Recommendation ITU-R P.9 (03/2011)"],
        ["Resolution ITU-R 2-8", "Resolution ITU-R 2"],
        ["WTSA Resolution 77 (Lakeside, 2012)", "ITU-T Resolution 77", "Resolution 77 of WTSA"],
        ["Recommendation ITU-T A.5", "RECOMMENDATION ITU-T A.5 (03/2019)"],
    ],
)
def test_all_editions_are_one_work(editions):
    (work,) = {Identifier.parse(each).work for each in editions}
    assert (work.body, work.kind, work.number) == tuple(work)


@given(
    st.sampled_from(["PP ", "WTSA ", "Council ", ""]),
    st.sampled_from(["PP ", "WTSA ", "Council ", ""]),
    st.sampled_from(["", " (Lakeside, 2011)", " (Rev. Lakeside, 2019)"]),
    st.sampled_from(["", " (Lakeside, 2011)", " (Rev. Lakeside, 2019)"]),
)
def test_matching_goes_both_ways(one_body, other_body, one_mark, other_mark):
    one = Identifier.parse(f"{one_body}Resolution 9{one_mark}")
    other = Identifier.parse(f"{other_body}Resolution 9{other_mark}")
    assert one.matches(other) == other.matches(one)
    assert one.matches(one)
    if one == other:
        assert one.matches(other)
        assert one.work == other.work


@for_all(
    "one, other",
    [
        ("Resolution 1332 (C11, last amended C15)", "Resolution 1332 (C-11, last amended C-15)"),
        ("Resolution 9 (WRC23)", "Resolution 9 (WRC-23)"),
        ("Resolution 45/62 B", "Resolution 45/62B"),
        ("Resolution 2665 (XX)", "Resolution 2665(XX)"),
    ],
)
def test_marks_and_numbers_are_equal_with_a_hyphen_or_blank_and_without(one, other):
    assert Identifier.parse(one) == Identifier.parse(other)
    assert Identifier.parse(one).work == Identifier.parse(other).work


def test_the_council_by_its_letter():
    identifier = Identifier.parse("Resolution 1332 (C11, last amended C15)")
    assert (identifier.body, identifier.revision.conference, identifier.revision.amended) == ("COUNCIL", "C11", "C15")
    assert identifier.format("fr") == "Résolution 1332 (C11, dernière mod. C15)"


@for_all("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_recommendation_by_its_sector_and_number_is_read_in_each_language(language):
    named = Identifier.parse("ITU-T X.509 (10/2019)", language)
    assert (named.kind, named.sector, named.number) == ("recommendation", "ITU-T", "X.509")
    assert Identifier.parse("ITU-R P.528-5", language).number == "P.528-5"


@for_all("mark", ["¹", "†", "12".translate({49: 185, 50: 178})])
def test_a_raised_mark_of_a_note_is_no_part_of_a_number(mark):
    assert str(Identifier.parse(f"Resolution 1234{mark}")) == "Resolution 1234"


# ---------------------------------------------------------------------- labels: what they may be read as, and what may follow what


@for_all(
    "text, style, place",
    [
        ("a)", "letter", 1),
        ("i)", "letter", 9),
        ("i)", "roman", 1),
        ("iv)", "roman", 4),
        ("xiv)", "roman", 14),
        ("z)", "letter", 26),
        ("aa)", "letter", 27),
        ("aj)", "letter", 36),
        ("(c)", "letter", 3),
        ("B)", "letter", 2),
        ("7", "number", 7),
        ("7.", "number", 7),
        ("(7)", "number", 7),
        ("2bis", "number", 2),
        ("1.10", "decimal", 10),
        ("3.2.1", "decimal", 1),
        ("§ 4", "number", 4),
        ("–", "dash", 0),
        ("•", "bullet", 0),
        ("7", "letter", 0),
        ("б)", "letter", 2),
        ("с)", "letter", 3),
        ("Б)", "letter", 2),
    ],
)
def test_ordinal(text, style, place):
    assert ordinal(text, style) == place


@for_all(
    "first, second",
    [
        ("a)", "b)"),
        ("h)", "i)"),
        ("i)", "j)"),
        ("i)", "ii)"),
        ("iv)", "v)"),
        ("z)", "aa)"),
        ("az)", "ba)"),
        ("9", "10"),
        ("1.9", "1.10"),
        ("2", "2bis"),
        ("2bis", "2ter"),
        ("2bis", "3"),
        ("a)", "abis)"),
        ("b)", "b)bis"),
        ("–", "–"),
        ("а)", "б)"),
        ("a)", "б)"),  # a Latin letter, which looks the same
        ("b)", "с)"),
        ("д)", "е)"),
        ("d)", "е)"),
        ("е)", "ё)"),
        ("ё)", "ж)"),
        ("и)", "й)"),
        ("и)", "к)"),
        ("А.1", "А.2"),
    ],
)
def test_follows(first, second):
    assert any(after.follows(before) for before in readings(first) for after in readings(second))


@for_all("first, second", (("a)", "c)"), ("b)", "a)"), ("1", "2)"), ("1.9", "2.10"), ("2", "2ter")))
def test_does_not_follow(first, second):
    assert not any(after.follows(before) for before in readings(first) for after in readings(second)), second


@for_all(
    "labels, places",
    [
        (["а)", "b)", "с)", "d)", "е)"], [1, 2, 3, 4, 5]),
        (["а)", "б)", "в)", "г)", "д)", "е)"], [1, 2, 3, 4, 5, 6]),
    ],
)
def test_the_siblings_tell_the_alphabet_of_a_letter_that_two_have(labels, places):
    assert [ordinal(each, "letter", labels) for each in labels] == places


@given(st.text(max_size=12))
def test_any_label_is_read(text):
    assert [reading for reading in readings(text) if reading.style]


# ---------------------------------------------------------------------- labels as texts and programs write them, and words that hold signs that nobody sees


LETTERS = ["a)", "(a)", "a.", "a )", "a.)", "a-", "a.-", "*a)*", "- a)", "• a)", "* (a)"]
STYLED_NUMBERS = ["1", "1.", "1)", "(1)", "1 )", "1.)", "1-", "1.-", "1°", "1º", "1°)", "– 1)", "• 1."]


@for_all("style", LETTERS)
def test_letters_in_any_style(style):
    lines = [f"{style.replace('a', letter)} that boats {letter}{letter} float;" for letter in "abc"]
    document = check("\n".join(["considering", *lines, "resolves", "1 to row."]))
    assert [item.label.strip("(.)- ").lower() for item in find(document, Item)] == ["a", "b", "c", "1"]
    assert to_outline(document).count("\n\t") == 4


@for_all("style", STYLED_NUMBERS)
def test_numbers_in_any_style(style):
    lines = [f"{style.replace('1', str(number))} to see to boats;" for number in range(1, 5)]
    document = check("\n".join(["resolves", *lines]))
    assert [item.ordinal for item in find(document, Item)] == [1, 2, 3, 4]


def test_a_bullet_before_a_label_is_no_words():
    document = check("considering\n– a) that boats float;\n– b) that oars do,")
    assert to_outline(document) == "considering\n\ta) that boats float;\n\tb) that oars do,\n"


def test_a_hyphen_behind_a_letter_or_a_figure_is_not_always_that_of_a_label():
    document = check("resolves\n1 to use\ne-mail, and\n5-metre boats, and those at\n30° E or\n1° C.")
    assert [item.label for item in find(document, Item)] == ["1"]


@for_all("sign", ["\u00ad", "\u200b", "\u2060", "\u00ad\n"])
def test_signs_in_words_that_nobody_sees_are_no_part_of_them(sign):
    text = f"consid{sign}ering\na) that radio{sign}communication services are many,\nre{sign}solves\n1 to act."
    document = check(text)
    assert [clause.heading.concept for clause in find(document, Clause)] == ["CONSIDERING", "RESOLVES"]
    assert next(find(document, Item)).text == "that radiocommunication services are many,"


def test_lists_of_one_style_in_one_another_are_told_by_the_margin():
    document = check(
        "RESOLUTION 98 (LAKESIDE, 2026)\n\nBoats\n\nThe ITU Council,\n\nresolves\n\n1. to count boats;\n"
        "2. to set up a group, which shall:\n    1. keep a list;\n    2. meet;\n3. to mend boats;\n"
        "4. to ask that each club:\n    1. reports.\n5. to rest.\n"
    )
    outline = to_outline(document)
    assert outline.splitlines()[4:] == [
        "\t1. to count boats;",
        "\t2. to set up a group, which shall:",
        "\t\t1. keep a list;",
        "\t\t2. meet;",
        "\t3. to mend boats;",
        "\t4. to ask that each club:",
        "\t\t1. reports.",
        "\t5. to rest.",
    ]
    for printed in (to_text(document), to_markdown(document)):
        assert to_outline(parse(printed)) == outline
