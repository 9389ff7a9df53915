"""Texts tell their language; in a volume each text has its own."""

import pytest
from conftest import ROOT
from invariants import check
from test_languages import TEXTS
from together import check_all, some

import itu_texts
from itu_texts.analysis.columns import COLUMNS
from itu_texts.language.detection import detect
from itu_texts.language.grammar import languages

# In the order of the volume: each begins where the one before ends
ORDER = ["en", "fr", "ru", "es", "en"]


@pytest.mark.parametrize("code", languages())
def test_a_text_tells_its_language(code):
    document = itu_texts.parse(TEXTS[code])
    assert (document.language, document.languages, document.texts[0].language) == (code, (), code)
    assert itu_texts.to_outline(document) == itu_texts.to_outline(itu_texts.parse(TEXTS[code], language=code))


# Texts of a line or a few, which have hardly any small words
SHORT = {
    "fr": [
        "RÉSOLUTION 12 (RÉV. DUBAÏ, 2018)",
        "Résolution 5",
        "RESOLUTION 5 (CMR-15)\n\nBateaux\n\nLe Conseil,\n\ndécide",
        "considérant\n\na) que les bateaux flottent,",
        "décide\n\n1\tde compter les bateaux;",
        "charge le Secrétaire général",
        "Projet de nouvelle Résolution [LAK-1]",
        "ANNEXE 1 DE LA RÉSOLUTION 5",
        "Motifs: Les bacs vieillissent.",
        "Le Conseil,",
        "prie instamment les administrations",
        "de compter les bateaux avant le 30 juin 2032;",
        "R 1141 (C-1999) Feux des bateaux\nLe Conseil,\nconsidérant\nque",
    ],
    "es": [
        "RESOLUCIÓN 12 (REV. DUBÁI, 2018)",
        "Resolución 5",
        "considerando\n\na) que los barcos flotan,",
        "resuelve\n\n1\tcontar los barcos;",
        "encarga al Secretario General",
        "Proyecto de nueva Resolución [LAK-1]",
        "ANEXO 1 A LA RESOLUCIÓN 5",
        "Motivos: Los transbordadores envejecen.",
        "El Consejo,",
        "insta a las administraciones",
        "que cuente los barcos antes del 30 de junio de 2032;",
        "CONSIDERANDO:",
        "RESUELVE:",
    ],
    "ru": [
        "РЕЗОЛЮЦИЯ 12 (ПЕРЕСМ. ДУБАЙ, 2018 Г.)",
        "учитывая",
        "решает",
        "Рез. 5",
        "изм 187",
        "Совет,",
    ],
    "zh": [
        "第12号决议（2018年，迪拜，修订版）",
        "考虑到",
        "责成秘书长",
        "附件1",
        "理事会，",
    ],
    "ar": [
        "القرار 12 (المراجَع في دبي، 2018)",
        "يقرر",
        "الملحق 1",
        "المجلس",
    ],
    "en": [
        "RESOLUTION 12 (REV. DUBAI, 2018)",
        "Resolution 5",
        "Decision 5",
        "considering",
        "resolves",
        "Annex 1",
        "Boats",
        "instructs the Secretary-General",
        "ADD ABC/1/2",
        "NOC",
        "No. 5",
        "The ITU Council,",
        "1 x\n2 y",
        "RECOMMENDATION ITU-T A.5",
        "Sao Paulo, Río de la Plata",
        "Item a) of the agenda",
        "urges administrations",
        "DRAFT NEW RESOLUTION [LAK-1]",
        "Café de Paris",
    ],
}


@pytest.mark.parametrize("code", SHORT)
def test_a_short_text_tells_its_language(code):
    assert [text for text in SHORT[code] if detect(text) != (code,)] == []


@pytest.fixture(scope="module")
def volume():
    return itu_texts.parse("\n".join(TEXTS[code] for code in ORDER))


def test_each_text_of_a_volume_is_in_its_own(volume):
    assert (volume.language, volume.diagnostics) == ("mul", ())
    assert [text.language for text in volume.texts] == [stretch.code for stretch in volume.languages] == ORDER
    assert {str(text.identifier) for text in volume.texts} == {"Resolution 9 (Rev. Dubai, 2030)"}


def test_what_is_found_in_a_volume_is_what_is_found_in_its_texts(volume):
    told = [task.addressee.concept for task in itu_texts.who_does_what(volume)]
    # a text that comes again says nothing more
    assert told == ["SG", "SG", "MEMBER_STATES", "SECTOR_MEMBERS", "ACADEMIA"] * len({*ORDER})
    cited = [str(found.identifier) for found in itu_texts.references(volume) if found.kind == "text"]
    assert cited == ["Resolution 155 (WRC-15)"] * len(ORDER)
    assert all(volume.source[found.span].strip() for found in itu_texts.references(volume))


def test_clauses_are_cited_outside_the_texts_of_a_volume():
    note = "Voir le point 2 du décide ci-dessous.\n"
    volume = itu_texts.parse(f"{note}{TEXTS['fr']}\n{TEXTS['en']}")
    assert volume.language == "mul"
    cited = next(iter(itu_texts.references(volume)))
    assert (cited.span.start < len(note), cited.address, cited.target) == (True, "décide 2", None)


def test_whatever_takes_a_document_takes_a_volume():
    """Terms, requirements and captions are found in the language of their text, and the text can be edited."""
    listed = {
        "en": "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tReferences\n[ITU-T X.500]\tRecommendation ITU-T "
        "X.500 (2016), Hives.\n3\tDefinitions\n3.1\thive: A house of bees.\n4\tAbbreviations\nBH\tBee Hive\n5\tLids\n"
        "The lid of the hive shall be closed.\nTable 1 – Weights\nOak\t4\nAsh\t5\n",
        "fr": "Recommandation UIT-T Y.4998\nAbeilles\n1\tDomaine d'application\nLes abeilles.\n2\tRéférences\n[UIT-T X.500]"
        "\tRecommandation UIT-T X.500 (2016), Ruches.\n3\tDéfinitions\n3.1\truche: maison des abeilles.\n"
        "4\tAbréviations\nRA\tRuche des abeilles\n5\tCouvercles\nLe couvercle de la ruche doit être fermé.\n"
        "Tableau 1 – Poids\nChêne\t4\nFrêne\t5\n",
    }
    volume = itu_texts.parse("\n".join(listed.values()))
    assert (volume.language, len(volume.texts)) == ("mul", 2)
    alone = [itu_texts.parse(text, language=code) for code, text in listed.items()]
    for kind in COLUMNS:
        rows = [row for document in alone for row in itu_texts.records(document, kind)]
        found = [*itu_texts.records(volume, kind)]
        words = [[row.get("words") or row.get("text") for row in each] for each in (found, rows)]
        assert words[0] == words[1], kind
        assert found or kind in ("clauses", "items", "tasks", "allocations", "diagnostics"), kind
    assert isinstance(volume.texts[1].at("tableau 1"), itu_texts.Table)
    with pytest.raises(itu_texts.AddressError, match="fits 2 places"):
        volume.at("tableau 1")
    assert itu_texts.consolidate(volume, volume).language == "mul"


def test_a_volume_has_a_true_tree(volume):
    check(str(volume.source))
    assert itu_texts.from_json(itu_texts.to_json(volume)) == volume
    starts = [*(stretch.start for stretch in volume.languages), len(volume.source)]
    assert starts == [0, *(stretch.end for stretch in volume.languages)]
    for text, stretch in zip(volume.texts, volume.languages, strict=True):
        assert stretch.start <= text.start <= text.end <= stretch.end
        for item in itu_texts.find(text, itu_texts.Item):
            assert volume.source[item.span].startswith(item.label)


def test_the_marker_of_a_text_is_in_its_language():
    document = itu_texts.parse(f"{TEXTS['en']}MOD ABC/1/2\n{TEXTS['ru']}")
    assert [text.amendment is not None for text in document.texts] == [False, True]
    assert document.texts[1].amendment.language == "ru"


# Two lines of words, and a recital and an act below the formula of an assembly
ASSEMBLIES = {
    "en": "79/990. Lighthouses\nThe General Assembly,\nRecalling that boats float,\n1. Decides to row.",
    "fr": "79/991. Phares\nL’Assemblée générale,\nRappelant que les bateaux flottent,\n1. Décide de ramer.",
    "es": "79/992. Faros\nLa Asamblea General,\nRecordando que los barcos flotan,\n1. Decide remar.",
    "ru": "79/993. Маяки\nГенеральная Ассамблея,\nнапоминая, что лодки плавают,\n1. постановляет грести.",
    "zh": "79/994. 灯塔\n大会，\n回顾船会漂浮，\n1. 决定划船。",
    "ar": "79/995. المنارات\nإن الجمعية العامة،\nإذ تشير إلى أن القوارب تطفو،\n1 - تقرر أن تجدف.",
}
CONFERENCES = {
    "en": "RESOLUTION 1 (LAKESIDE, 2019)\nBoats\nThe Council,\nconsidering\nthat boats float,\nresolves\n1 to row.",
    "fr": "RÉSOLUTION 2 (LAKESIDE, 2019)\nBateaux\nLe Conseil,\nconsidérant\nleur âge,\ndécide\n1 de ramer.",
    "es": "RESOLUCIÓN 3 (LAKESIDE, 2019)\nBarcos\nEl Consejo,\nconsiderando\nsu edad,\nresuelve\n1 remar.",
    "ru": "РЕЗОЛЮЦИЯ 4 (ЛЕЙКСАЙД, 2019 Г.)\nЛодки\nСовет,\nучитывая\nих возраст,\nрешает\n1 грести.",
    "zh": "第5号决议（湖滨，2019年）\n船\n理事会，\n考虑到\n船会漂浮，\n做出决议\n1 划船。",
    "ar": "القرار 6 (البحيرة، 2019)\nالقوارب\nإن المجلس،\nإذ يضع في اعتباره\nأن القوارب تطفو،\nيقرر\n1 أن يجدف.",
}


def test_two_short_texts_in_two_languages_are_two():
    """Neither loses its structure, whatever stands first, with a blank line between them and without."""

    def check_pair(pair):
        one, other, between = pair
        document = itu_texts.parse(f"{one}{between}{other}")
        assert [text.language for text in document.texts] == [itu_texts.parse(each).language for each in (one, other)]
        outlines = [itu_texts.to_outline(itu_texts.parse(each)) for each in (one, other)]
        assert itu_texts.to_outline(document).split("\n") == "".join(outlines).split("\n")
        assert not document.diagnostics

    every = [(code, text) for texts in (ASSEMBLIES, CONFERENCES) for code, text in texts.items()]
    pairs = [(one, two, blank) for one in every for two in every if one[0] != two[0] for blank in ("\n", "\n\n")]
    named = [(f"{one[0]} {two[0]} {blank!r}", (one[1], two[1], blank)) for one, two, blank in pairs]
    check_all(some(named, 3), check_pair)


def test_a_text_that_cites_another_in_another_language_is_in_one():
    cited = "Resolución 5 (Rev. Dubái, 2018), por la que se decide contar los barcos y las velas"
    told = f"2 to tell the members of the union and the ports of the lake that “{cited}” was adopted."
    document = itu_texts.parse(f"{CONFERENCES['en']}\n{told}")
    assert (document.language, len(document.texts)) == ("en", 1)


def test_footnotes_of_a_volume_are_those_of_their_texts():
    noted = "RESOLUTION 1 (CITY, 2030)\nBoats\nThe ITU Council,\nresolves\nthat boats1 of the lake float, and "
    noted += (
        "that the oars of the boats that the boatmen of the lake have are to be of the same wood.\n_____\n1 Of wood.\n"
    )
    volume = itu_texts.parse(f"{noted}{TEXTS['ru']}\n{noted}")
    first, second = (anchor.footnote for anchor in volume.anchors)
    assert (volume.language, first.text, second.text) == ("mul", "Of wood.", "Of wood.")
    assert first is not second


@pytest.mark.parametrize("text", ["", " \n", "Prose.", "1 x\n2 y", "RESOLUTION 5\nBoats", "§§§"])
def test_what_tells_nothing_is_read_as_english(text):
    assert itu_texts.parse(text).language == "en"


@pytest.mark.parametrize("text", ["Ένα κείμενο για βάρκες που δεν είναι γνωστό.", "これはボートのテキストです。\n船。"])
def test_a_language_that_is_not_known_is_reported(text):
    assert "no-text" in [found.code for found in itu_texts.parse(text).diagnostics]


def test_a_code_may_be_given():
    assert itu_texts.parse(TEXTS["fr"], language="en").language == "en"
    with pytest.raises(itu_texts.UnknownLanguageError):
        itu_texts.parse("x", language="xx")


def test_examples_tell_their_language():
    for file in (ROOT / "examples").glob("*.txt"):
        assert detect(file.read_text("utf-8")) == (file.stem[-2:] if file.stem[-3] == "_" else "en",), file


def test_real_texts_tell_their_language(shared):
    for folder, code in (("wrc", "en"), ("pp18", "en"), ("annexes", "en"), ("es", "es"), ("fr", "fr")):
        for file in sorted((shared / "gold" / folder).glob("*.txt")):
            assert itu_texts.parse(file.read_text("utf-8")).language == code, file
    for file in sorted((shared / "gold" / "skeleton").glob("*.txt")):
        assert detect(file.read_text("utf-8"))[0] == file.name[:2], file
