"""Addresses as people write them, and what is said where nothing stands."""

import pytest
from together import for_all, refused

import itu_texts
from itu_texts import AddressError, Annex, Clause, InputError, Item
from itu_texts.language.writing import fold
from itu_texts.parsing.parsed import backwards

TEXT = """RESOLUTION 5 (LAKESIDE, 2019)
Boats
The ITU Council,
resolves
1 to row:
1.1 by day;
1.2 by night;
2 to rest.

ANNEX 1 TO RESOLUTION 5 (LAKESIDE, 2019)
Rowing

1 Boats
1.1 Boats are long.
1.2 Boats are wide.

ATTACHMENT 1
Oars

3 Oars
a) oak;
b) ash;
c) elm.

APPENDIX 1
Sails

1 Sails are white.
"""


@pytest.fixture(scope="module")
def document():
    return itu_texts.parse(TEXT)


@for_all("whole", [True, False])
@for_all(
    "address, words",
    [
        ("Annex 1, 1.2", "Boats are wide."),
        ("Annex 1 / 1.2", "Boats are wide."),
        ("ANNEX 1 1.2", "Boats are wide."),
        ("annex 1/1.2", "Boats are wide."),
        ("ANNEX 1 TO RESOLUTION 5 (LAKESIDE, 2019) 1.2", "Boats are wide."),
        ("Attachment 1 3 c)", "elm."),
        ("Attachment 1, 3 c)", "elm."),
        ("Annex 1 / Attachment 1 / 3 / c", "elm."),
        ("Attachment 1 / Appendix 1 / 1", "Sails are white."),
        ("Attachment 1, Appendix 1, 1", "Sails are white."),
        ("Appendix 1 1", "Sails are white."),
        ("resolves, 1.2", "by night;"),
        ("resolves 1, 1.2", "by night;"),
    ],
)
def test_ways_to_write_them(document, address, words, whole):
    root = document if whole else document.texts[0]
    found = root.at(address, Item)
    assert found.text == words
    assert root.at(itu_texts.address(found)) is found


@for_all("address", ["Attachment 1 / Appendix 1", "Appendix 1", "Annex 1 / Attachment 1 / Appendix 1"])
def test_annexes_in_one_another(document, address):
    assert document.at(address, Annex).title == "Sails"


def test_the_class_that_is_wanted(document):
    assert document.at("resolves", Clause).heading.text == "resolves"
    refused(AddressError, "at 'resolves' is a Clause, not a Item", document.at, "resolves", Item)


@for_all(
    "address, near",
    [
        ("resolves 1.3", "'resolves 1.2'"),
        ("resolve 2", "'resolves 2'"),
        ("Annex 2", "'annex 1'"),
        ("Annex 1 1.4", "'annex 1 1.2'"),
        ("Attachment 1 3 d)", "'annex 1 / attachment 1 3 c)'"),
    ],
)
def test_a_miss_names_the_nearest(document, address, near):
    with pytest.raises(AddressError) as caught:
        document.at(address)
    assert near in str(caught.value)
    assert f"there is nothing at {address!r}; there are: " in str(caught.value)


def test_a_miss_with_nothing_near(document):
    refused(AddressError, r"there is nothing at 'xyz'$", document.at, "xyz")


@for_all("address", [None, 1, b"resolves 1"])
def test_what_is_no_address(document, address):
    for root in (document, document.texts[0]):
        refused(InputError, "an address is a string", root.at, address)


# ---------------------------------------------------------------------- a verb and its first addressees

INSTRUCTED = """RESOLUTION 5 (LAKESIDE, 2019)
Boats
The ITU Council,
resolves
1 to row;
2 to rest,
instructs the Secretary-General, in consultation with the Council
1 to row at once;
2 to rest at once,
instructs the Director of the Radiocommunication Bureau and the Secretary-General
1 to row by day;
2 to rest by day;
3 to sing by day,
further invites Member States, Sector Members and Associates
1 to row by night;
2 to rest by night,
invites the Council, as appropriate
1 to row in fog,
invites the Council and Member States
1 to row in rain;
2 to rest in rain.
"""


@for_all(
    "address, words",
    [
        ("instructs the Secretary-General 1", "to row at once;"),
        ("instructs Secretary-General, 2", "to rest at once,"),
        ("instructs the Director of the Radiocommunication Bureau 2", "to rest by day;"),
        ("instructs the Director of the Radiocommunication Bureau 3", "to sing by day,"),
        ("further invites Member States 2", "to rest by night,"),
        ("invites Member States, Sector Members 1", "to row by night;"),
        ("invites the Council 1", "to row in fog,"),  # the one that tells it alone
        ("invites the Council and Member States 2", "to rest in rain."),
    ],
)
def test_a_verb_with_its_first_addressees_is_enough(address, words):
    document = itu_texts.parse(INSTRUCTED)
    found = document.at(address, Item)
    assert found.text == words
    assert document.at(itu_texts.address(found)) is found
    citing = itu_texts.parse(f"{INSTRUCTED[:-2]};\n3 to act as set out in {address.replace(', 2', ' 2')} above.")
    cited = [each for each in itu_texts.references(citing) if each.kind == "clause"]
    assert [each.target.text.rstrip(".;,") for each in cited] == [words.rstrip(".;,")]
    assert citing.at(cited[0].address) is cited[0].target


@for_all(
    "address, said",
    [
        (
            "instructs 1",
            "there is nothing at 'instructs 1'; there are: 'instructs the Secretary-General, in consultation with the "
            "Council 1', 'instructs the Director of the Radiocommunication Bureau and the Secretary-General 1'",
        ),
        ("instructs 3", "'instructs the Director of the Radiocommunication Bureau and the Secretary-General 3'"),
        ("invites", "'invites the Council, as appropriate', 'invites the Council and Member States'"),
        ("instructs the Secretary-General 3", "there is nothing at 'instructs the Secretary-General 3'"),
        (
            "instructs the Director",
            "'instructs the Director of the Radiocommunication Bureau and the Secretary-General'",
        ),
    ],
)
def test_an_unfinished_name_gets_those_there_are(address, said):
    assert said in refused(AddressError, None, itu_texts.parse(INSTRUCTED).at, address)


def test_first_addressees_that_several_clauses_have():
    text = "RESOLUTION 5 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\n"
    both = [f"invites the Council and {others}\n1 to row;\n2 to rest,\n" for others in ("the club", "Member States")]
    document = itu_texts.parse(f"{text}{both[0]}{both[1]}")
    refused(
        AddressError,
        r"fits 2 places; name one of: .* and the club 1', .* and Member States 1'",
        document.at,
        "invites the Council 1",
    )
    assert document.at("invites the Council[2] 1").parent is document.texts[0].clauses[1]
    cited = itu_texts.parse(f"{text}{both[0]}{both[1]}resolves\n1 to act under invites the Council 1 above.")
    assert [each.target for each in itu_texts.references(cited) if each.kind == "clause"] == [None]


def test_the_whole_name_comes_first_in_all_texts():
    text = (
        "RESOLUTION {0} (LAKESIDE, 2019)\nBoats\nThe ITU Council,\ninstructs the Council{1}\n1 to row {0};\n2 to rest."
    )
    volume = itu_texts.parse(f"{text.format(5, ', as appropriate')}\n\n{text.format(6, '')}")
    assert volume.at("instructs the Council 1", Item).text == "to row 6;"


LANGUAGES = {
    "ar": ["يكلف الأمين العام بالتشاور مع مديري المكاتب", "يكلف الأمين العام", "يدعو الدول الأعضاء وأعضاء القطاعات", "يدعو الدول الأعضاء"],
    "es": ["encarga al Secretario General, en consulta con los Directores de las Oficinas", "encarga al Secretario General", "invita a los Estados Miembros y a los Miembros de Sector", "invita a los Estados Miembros"],
    "fr": ["charge le Secrétaire général, en consultation avec les Directeurs des Bureaux", "charge le Secrétaire général", "invite les Etats Membres et les Membres des Secteurs", "invite les Etats Membres"],
    "ru": ["поручает Генеральному секретарю в консультации с Директорами Бюро", "поручает Генеральному секретарю", "предлагает Государствам-Членам и Членам Секторов", "предлагает Государствам-Членам"],
    "zh": ["责成秘书长与各局主任协商", "责成秘书长", "请各成员国和部门成员", "请各成员国"],
}  # fmt: skip


@for_all("language", LANGUAGES)
def test_first_addressees_in_other_languages(language):
    first, its_begin, second, second_begin = LANGUAGES[language]
    document = itu_texts.parse(f"{first}\n1 x;\n2 y;\n\n{second}\n1 z;\n2 w.", language=language)
    text = document.texts[0]
    assert text.at(its_begin) is text.at("instructs the Secretary-General") is text.clauses[0]
    assert text.at(f"{second_begin} 2") is text.at("invites Member States 2") is text.clauses[1].blocks[1]


# ---------------------------------------------------------------------- copies that run the wrong way: what is reported, and what is not


@for_all(
    "text, words",
    [
        ("في الفترة 20-9 أكتوبر", ["20-9"]),
        ("للفترة 2030-2027", ["2030-2027"]),
        ("ن ي ض و ف م ل ا", ["ن ي ض و ف م ل ا"]),
        ("ةيكلساللا ةيلودلا تالاصتالل", ["ةيكلساللا ةيلودلا تالاصتالل"]),
        ("مجلس االتحاد", ["االتحاد"]),
        ("1.1 أن\n2.1 أن\n3.1 أن", ["2.1", "3.1"]),
        ("2 أن\n1.2 أن\n2.2 أن", ["1.2", "2.2"]),
        ("في الفترة 9-20 أكتوبر", []),
        ("للفترة 2027-2030", []),
        ("1.1 أن\n1.2 أن\n2.1 أن", []),
        ("القرار 163 (غوادالاخارا، 2010)", []),
        ("أ ) ب) ج) د ) هـ )", []),
        ("pages 20-9, 2.1 after 1.1", []),
        ("", []),
    ],
)
def test_what_runs_the_wrong_way(text, words):
    assert [text[start:end] for start, end, _ in backwards(fold(text))] == words
