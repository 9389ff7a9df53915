"""What is peculiar to Russian: cases, commas, letters that look like Latin ones, blanks that copies lost."""

import pytest

import itu_texts
from itu_texts import Identifier
from itu_texts.language.writing import as_latin, fold

TEXT = """РЕЗОЛЮЦИЯ 9 (ПЕРЕСМ. ДУБАЙ, 2030 Г.)
Лодки
Полномочная конференция Международного союза электросвязи (Дубай, 2030 г.),
учитывая ,
а) что вДокументе С97/59 и своеРешение 304 сказано о лодках;
b) п. 145А Устава и пункт а) раздела учитывая, выше,
решает, что
1 лодки следует чинить;
2 весла следует менять,
поручает Генеральному секретарю и Директорам трех Бюро
1 ежегодно чинить лодки;
2 представить отчет до 2031 года,
просит Директора Бюро развития электросвязи
купить весла.
"""


@pytest.fixture(scope="module")
def document():
    return itu_texts.parse(TEXT)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("решает 2", "решает 2"),
        ("решает, что 2", "решает 2"),
        ("resolves 2", "решает 2"),
        ("considering a)", "учитывая а)"),
        ("учитывая b)", "учитывая b)"),
        ("instructs the Secretary-General 2", "поручает Генеральному секретарю и Директорам трех Бюро 2"),
        ("instructs 2", "поручает Генеральному секретарю и Директорам трех Бюро 2"),
    ],
)
def test_addresses_in_russian_and_in_english(document, asked, found):
    assert itu_texts.address(document.at(asked)) == found


def test_an_address_that_is_none(document):
    with pytest.raises(itu_texts.AddressError):
        document.at("invites 2")


def test_references(document):
    found = [
        (str(cited.kind), cited.number, str(cited.identifier or cited.address))
        for cited in itu_texts.references(document)
    ]
    assert found == [
        ("document", "C97/59", "None"),
        ("text", None, "Decision 304"),
        ("provision", "145A", "None"),
        ("instrument", None, "None"),
        ("clause", None, "учитывая а)"),
    ]


def test_who_is_told_in_which_case_and_when(document):
    told = [
        (task.addressee.concept, [str(when.kind) for when in task.when]) for task in itu_texts.who_does_what(document)
    ]
    everybody = ["SG", "DIR_BR", "DIR_TSB", "DIR_BDT"]
    assert told == [
        ("NOT_NAMED", []),  # what boats and oars should be
        ("NOT_NAMED", []),
        *((concept, ["recurrence"]) for concept in everybody),
        *((concept, ["date"]) for concept in everybody),
        ("DIR_BDT", []),
    ]


IDENTIFIERS = [
    ("РЕЗОЛЮЦИЯ 99 (ПЕРЕСМ. ГВАДАЛАХАРА, 2010 Г.)", "Resolution 99 (Rev. Guadalajara, 2010)"),
    ("Резолюция 35 (Пересм. ВКР-19)", "Resolution 35 (Rev.WRC-19)"),
    ("Решение 12 (Дубай, 2018 г.)", "Decision 12 (Dubai, 2018)"),
    ("Резолюция МСЭ-R 2-8 (Женева, 2019 г.)", "Resolution ITU-R 2-8 (Geneva, 2019)"),
    ("Проект новой Резолюции [ABC-1] (ВКР-27)", "Draft new resolution [ABC-1] (WRC-27)"),
    ("Реш. 495 (С-2000)", "Decision 495 (C-2000)"),
    ("Резолюция 145А (Киото, 1994 г.)", "Resolution 145A (Kyoto, 1994)"),
]


@pytest.mark.parametrize(("russian", "english"), IDENTIFIERS)
def test_an_identifier_is_the_same_in_all_languages(russian, english):
    found = Identifier.parse(russian, "ru")
    assert found == Identifier.parse(english)
    assert hash(found) == hash(Identifier.parse(english))
    assert str(found) == english
    for code in ("en", "fr", "es", "ru"):
        assert Identifier.parse(found.format(code), code) == found


def test_an_identifier_in_the_language_that_is_asked_for():
    named = Identifier.parse("Resolution 77 (Rev. Dubai, 2018)")
    assert named.format("ru") == "Резолюция 77 (Пересм. Дубай, 2018 г.)"
    assert named.format("fr") == "Résolution 77 (Rév. Dubaï, 2018)"
    assert named.format("es") == "Resolución 77 (Rev. Dubái, 2018)"
    assert named.format("en") == "Resolution 77 (Rev. Dubai, 2018)"
    with pytest.raises(itu_texts.UnknownLanguageError):
        named.format("xx")


@pytest.mark.parametrize("place", ["Женева", "Genève", "Ginebra", "日内瓦", "جنيف"])
def test_names_of_places_are_one_in_all_languages(place):
    assert itu_texts.nodes.Revision(place=place, year=2019) == itu_texts.nodes.Revision(place="Geneva", year=2019)
    assert itu_texts.nodes.Revision(place=place, year=2019) != itu_texts.nodes.Revision(place="Dubai", year=2019)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("п. 145А и 197Н", "п. 145A и 197H"),
        ("С97/59, СА30", "C97/59, CA30"),
        ("(С-2000)", "(C-2000)"),
        ("А/RES/31/139", "A/RES/31/139"),
        ("ВКР-27, АР-19, ПК-98", "ВКР-27, АР-19, ПК-98"),
        ("В 2010 г. А в СССР", "В 2010 г. А в СССР"),
    ],
)
def test_letters_in_numbers_are_latin(printed, folded):
    assert fold(printed) == folded
    assert len(fold(printed)) == len(printed)


def test_letters_that_look_like_latin_ones():
    assert as_latin("асеорху") == "aceopxy"
    assert as_latin("бвгд") == "бвгд"
