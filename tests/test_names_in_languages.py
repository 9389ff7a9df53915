"""What names a text, in all languages: equal, and printed in any of them so that it is read again.

``editions/identifiers.tsv`` has a row for each text: its name as each language writes it.
"""

from attrs import evolve
from together import for_all, table

import itu_texts
from itu_texts import Identifier

_COLUMNS, *_LINES = table("editions/identifiers.tsv")
ROWS = [dict(zip(_COLUMNS, line, strict=True)) for line in _LINES]
CODES = ["ar", "en", "es", "fr", "ru", "zh"]


@for_all("row", ROWS)
@for_all("code", CODES)
def test_a_name_is_the_same_in_all_languages(code, row):
    assert Identifier.parse(row[code], language=code) == Identifier.parse(row["en"])


@for_all("row", ROWS)
@for_all("code", CODES)
def test_a_name_that_is_printed_is_read_again(code, row):
    named = evolve(Identifier.parse(row["en"]), body=None)
    again = Identifier.parse(named.format(code), language=code)
    assert evolve(again, body=None) == named


def test_names_are_printed_as_they_are_written():
    named = Identifier.parse("Resolution 71 (Rev. Dubai, 2018)")
    assert named.format("ar") == "القرار 71 (المراجَع في دبي، 2018)"
    assert named.format("zh") == "第71号决议（2018年，迪拜，修订版）"
    assert named.format("ru") == "Резолюция 71 (Пересм. Дубай, 2018 г.)"
    assert named.format("fr") == "Résolution 71 (Rév. Dubaï, 2018)"


# What stands above the clauses of a text that has the name, as a draft
DRAFTS = {
    "en": "DRAFT NEW RESOLUTION [LAK-1]\n\nBoats\n\nThe ITU Council,\n\nresolves\n\nthat boats float.",
    "fr": "PROJET DE NOUVELLE RÉSOLUTION [LAK-1]\n\nBateaux\n\nLe Conseil,\n\ndécide\n\nque les bateaux flottent.",
    "es": "PROYECTO DE NUEVA RESOLUCIÓN [LAK-1]\n\nBarcos\n\nEl Consejo,\n\nresuelve\n\nque los barcos floten.",
    "ru": "ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ [LAK-1]\n\nЛодки\n\nСовет,\n\nрешает\n\nчто лодки плавают.",
    "zh": "新决议草案[LAK-1]\n\n船只\n\n理事会，\n\n做出决议\n\n船只漂浮在水上。",
    "ar": "مشروع القرار الجديد [LAK-1]\n\nالقوارب\n\nإن المجلس،\n\nيقرر\n\nأن القوارب تطفو.",
}


@for_all("code", CODES)
def test_a_draft_is_one_in_all_languages(code):
    (text,) = itu_texts.parse(DRAFTS[code]).texts
    assert text.language == code
    assert text.identifier == itu_texts.parse(DRAFTS["en"]).texts[0].identifier
    assert text.identifier.status == "draft new"
