"""What texts of the United Nations cite, by number, in six languages."""

from __future__ import annotations

import pytest

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
