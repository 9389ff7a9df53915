"""What texts of the United Nations cite, by number, in six languages."""

import pytest
from together import check_all

import itu_texts

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


def _cited(text):
    found = (each.identifier for each in itu_texts.references(itu_texts.parse(text)))
    return [(each.kind, each.number, each.body) for each in found if each is not None]


@pytest.mark.parametrize("language", TEXTS)
def test_its_resolutions_are_those_of_the_body_that_adopts_the_text(language):
    assert itu_texts.parse(TEXTS[language]).language == language
    assert _cited(TEXTS[language])[:2] == [("resolution", "77/901", "UNGA"), ("resolution", "78/902", "UNGA")]


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_another_body_is_named_before_the_number(language):
    assert ("resolution", "54/10", "UNHRC") in _cited(TEXTS[language])


def test_symbols_special_sessions_old_numbers_and_documents():
    text = (
        "54/99. Lamps\nThe Human Rights Council,\nRecalling its resolution 53/1, A/RES/77/15, S/RES/2585 (2021), A/HRC/RES/S-24/2,"
        " General Assembly resolutions 2200 A (XXI), 70/1 and 76/2, as in 2252 (ES-V), and the reports A/HRC/54/7 and A/79/131/Add.1, and 2020/21,\n"
        "Decides to rest."
    )
    assert [(number, body) for _, number, body in _cited(text)] == [
        ("53/1", "UNHRC"),
        ("77/15", "UNGA"),
        ("2585", "UNSC"),
        ("S-24/2", "UNHRC"),
        ("2200 A (XXI)", "UNGA"),
        ("70/1", "UNGA"),
        ("76/2", "UNGA"),
        ("2252 (ES-V)", "UNGA"),
        ("A/HRC/54/7", "UNHRC"),
        ("A/79/131/Add.1", "UNGA"),
    ]
    documents = [each.number for each in itu_texts.references(itu_texts.parse(text)) if each.kind == "document"]
    assert documents == ["A/HRC/54/7", "A/79/131/Add.1"]


def test_in_other_texts_a_number_alone_cites_nothing():
    text = "RESOLUTION 5\nOars\nThe ITU Council,\nresolves\n1 to row 77/901 oars;\n2 to rest."
    assert _cited(text) == []


def test_a_resolution_has_the_identifier_by_which_it_is_cited():
    mine = itu_texts.parse("79/999. Boats\nThe General Assembly,\nRecalling its work,\n1. Decides to row.\n")
    (text,) = mine.texts
    assert (str(text.identifier), text.identifier.body) == ("Resolution 79/999", "UNGA")
    itu = "RESOLUTION 5 (Dubai, 2018)\nBoats\nThe ITU Council,\nrecalling\n"
    cited = itu_texts.parse(f"{itu}a) Resolution 79/999 of the United Nations General Assembly,\nresolves\nto row.")
    (found,) = [each for each in itu_texts.references(cited) if each.kind == "text"]
    assert found.identifier == text.identifier


def test_symbols_are_identifiers():
    named = {
        "A/RES/77/15": ("Resolution 77/15", "UNGA"),
        "S/RES/2585 (2021)": ("Resolution 2585 (2021)", "UNSC"),
        "A/HRC/RES/54/10": ("Resolution 54/10", "UNHRC"),
        "A/DEC/78/544": ("Decision 78/544", "UNGA"),
    }
    found = {symbol: itu_texts.Identifier.parse(symbol) for symbol in named}
    assert {symbol: (str(each), each.body) for symbol, each in found.items()} == named


def test_a_document_behind_resolutions_is_no_resolution():
    words = "Recalling resolutions 75/1 and 2585 (2021), A/79/131, para. 17,"
    document = itu_texts.parse(f"79/999. Boats\nThe General Assembly,\n{words}\n1. Decides to row.\n")
    kinds = [(each.kind.value, each.number or str(each.identifier)) for each in itu_texts.references(document)]
    assert ("document", "A/79/131") in kinds
    assert ("text", "Resolution A/79/131") not in kinds


CITED = [
    ("ru", "резолюции 55/180 А и 61/250 С", [("resolution", "55/180 A", "UNGA"), ("resolution", "61/250 C", "UNGA")]),
    ("fr", "la résolution 2474 (2019) du Conseil de sécurité", [("resolution", "2474", "UNSC")]),
    (
        "fr",
        "les résolutions 27/13 du 25 septembre 2014 et 33/12 du 29 septembre 2016 du Conseil des droits de l’homme",
        [("resolution", "27/13", "UNHRC"), ("resolution", "33/12", "UNHRC")],
    ),
    ("es", "la resolución 1996/31 del Consejo, de 25 de julio de 1996", [("resolution", "1996/31", "ECOSOC")]),
    ("ru", "резолюцию 65/1 Комиссии по лампам от 18 марта 2022 года", [("resolution", "65/1", None)]),
    ("ru", "резолюцию 1341 (XIII) от 13 декабря 1958 года", [("resolution", "1341 (XIII)", "UNGA")]),
    ("en", "resolution 10/4 of 16 October 2020 of the Conference of the Lamps", [("resolution", "10/4", None)]),
    ("en", "Commission on Lamps resolution 65/2", [("resolution", "65/2", None)]),
    ("en", "its presidential statement S/PRST/2021/13", [("presidential_statement", "S/PRST/2021/13", "UNSC")]),
    (
        "en",
        "its decisions 60/518 of 8 December 2005 and 60/559 of 6 June 2006",
        [("decision", "60/518", "UNGA"), ("decision", "60/559", "UNGA")],
    ),
    (
        "zh",
        "2020年12月16日第75/156号决议、1985年12月16日第40/151 G号和1986年12月3日第41/60 D号决议",
        [("resolution", "75/156", "UNGA"), ("resolution", "40/151 G", "UNGA"), ("resolution", "41/60 D", "UNGA")],
    ),
    (
        "ar",
        "قراراتها 33/71 باء المؤرخ 14 كانون الأول/ديسمبر 1978 و 34/83 زاي المؤرخ 11 كانون الأول/ديسمبر 1979 وللقرار 194 (د-3)"
        " ومقررها 75/517 والقرار دإط-10/15",
        [
            ("resolution", "33/71 B", "UNGA"),
            ("resolution", "34/83 G", "UNGA"),
            ("resolution", "194 (III)", "UNGA"),
            ("decision", "75/517", "UNGA"),
            ("resolution", "ES-10/15", "UNGA"),
        ],
    ),
]  # fmt: skip
FRONTS = {
    "en": "79/99. Lamps\nThe General Assembly,\nRecalling {},\n1. Decides to rest.",
    "fr": "79/99. Lampes\nL’Assemblée générale,\nRappelant {},\n1. Décide de se reposer.",
    "es": "79/99. Lámparas\nLa Asamblea General,\nRecordando {},\n1. Decide descansar.",
    "ru": "79/99. Лампы\nГенеральная Ассамблея,\nссылаясь на {},\n1. постановляет отдохнуть.",
    "zh": "79/99. 灯\n大会，\n回顾{}，\n1. 决定休息。",
    "ar": "79/99 المصابيح\nإن الجمعية العامة،\nإذ تشير إلى {}،\n1 - تقرر أن تستريح.",
}


def _check_cited(case):
    language, words, expected = case
    assert _cited(FRONTS[language].format(words)) == expected


def test_a_number_is_of_the_body_beside_it_and_a_letter_or_a_session_may_be_in_words():
    check_all(((case[1], case) for case in CITED), _check_cited)


NAMED = [
    ("en", "the International Covenant on Economic, Social and Cultural Rights"),
    ("fr", "la Convention relative aux droits de l’enfant"),
    ("es", "la Convención de las Naciones Unidas contra la Corrupción"),
    ("ru", "Устав Организации Объединенных Наций"),
    ("ar", "العهد الدولي الخاص بالحقوق المدنية والسياسية"),
]


def _check_named(case):
    language, words = case
    doc = itu_texts.parse(FRONTS[language].format(words))
    (found,) = (each.span for each in itu_texts.references(doc) if each.kind == "instrument")
    assert words.endswith(doc.source.text[found.start : found.end])
    assert found.end == doc.source.text.index(words) + len(words)


def test_the_name_of_a_treaty_is_whole():
    check_all(((case[1], case) for case in NAMED), _check_named)


def test_parts_have_the_identifier_of_the_text_and_its_body():
    doc = itu_texts.parse(
        FRONTS["en"].format("paragraph 22 of resolution 2461 (2019), agenda item 24 (b) and Article 73 e")
    )
    found = {each.kind: each for each in itu_texts.references(doc)}
    assert found["section"].identifier == found["text"].identifier
    assert found["section"].identifier.body == "UNSC"
    assert (found["agenda-item"].number, found["article"].number) == ("24 (b)", "73 e")
