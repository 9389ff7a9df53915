"""What is taken as input, and what is said of input that is none."""

import io
import os
import subprocess
import sys

import pytest
from conftest import ROOT
from invariants import check
from test_languages import TEXTS
from together import check_all, for_all, refused, some

import itu_texts
from itu_texts import InputError, Limits, ParseError, ReadError, Severity, UnknownLanguageError
from itu_texts.analysis.columns import COLUMNS
from itu_texts.api import batch
from itu_texts.language.detection import detect
from itu_texts.language.grammar import languages

TEXT = "RESOLUTION 7 (DÉLVILLE, 2020)\nBoats – and “oars”\nThe ITU Council,\nresolves\nto row\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_found(tmp_path, encoding):
    file = tmp_path / "text.txt"
    file.write_bytes(TEXT.encode(encoding))
    document = itu_texts.parse_file(file)
    assert document.texts[0].title == "Boats – and “oars”"
    assert document.texts[0].revision == "DÉLVILLE, 2020"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x81\x8d\x00\x01\x02\x03", "not text"),
        (b"abc\xff\x00", "not text"),
        (b"%PDF-1.7 ...", "PDF file"),
        (b"PK\x03\x04...", "Word file"),
        (b"\xff\xfea\x00b\x00c", "UTF-16"),
        (b"\xef\xbb\xbf\xff", "UTF-8"),
    ],
)
def test_what_is_no_text(tmp_path, data, message):
    file = tmp_path / "file"
    file.write_bytes(data)
    assert str(file) in refused(ReadError, message, itu_texts.parse_file, file)


def test_a_missing_file_and_a_folder(tmp_path):
    refused(ReadError, "No such file", itu_texts.parse_file, tmp_path / "none.txt")
    refused(ReadError, r"directory|Permission", itu_texts.parse_file, tmp_path)


@for_all("wrong", [None, b"resolves", 3, ["resolves"]])
def test_only_strings_are_parsed(wrong):
    refused(InputError, "takes a string", itu_texts.parse, wrong)


def test_an_unknown_language():
    refused(
        UnknownLanguageError,
        "no grammar for language 'xx'; there is one for: ",
        itu_texts.parse,
        "resolves",
        language="xx",
    )


def test_strict_raises_one_error_that_carries_all():
    text = "considering\nresolves\n1 that a;\n3 that b"
    with pytest.raises(ParseError) as error:
        itu_texts.parse(text, strict=True)
    assert error.value.diagnostics == itu_texts.parse(text).diagnostics
    assert len(error.value.diagnostics) > 2
    assert itu_texts.parse(TEXT, strict=True).diagnostics == ()


@for_all(
    "text",
    [
        "",
        " \n\t\n",
        "A fine day for rowing.",
        "def parse(text):\n    return [x for x in text if x]\n",
        "\ufeff",
        "(" * 5_000_000,
        "[]{}()" * 800_000,
        "\0" * 1000,
        "The ITU Council met on Tuesday,\nand then it went home.",
        "He resolves to row. He notes the tide.\n",
        "noting the tide\nrowing home\n",
    ],
)
def test_what_has_no_text_says_so(text):
    document = itu_texts.parse(text)
    assert document.texts == ()
    assert [(found.code, found.severity) for found in document.diagnostics] == [("no-text", Severity.ERROR)]


@for_all("severity, meaning", itu_texts.CODES.values())
def test_all_codes_are_explained(severity, meaning):
    assert isinstance(severity, Severity)
    assert meaning


# ---------------------------------------------------------------------- every way into the library takes the language of the text, and says so where it has no grammar for it


@pytest.fixture
def file(examples):
    return examples / "resolution.txt"


def _of_texts(texts):
    return [text.document.language for text in texts]


DOORS = {
    "parse": lambda file, **options: [itu_texts.parse(file.read_text("utf-8"), **options).language],
    "parse_file": lambda file, **options: [itu_texts.parse_file(file, **options).language],
    "parse_bytes": lambda file, **options: [itu_texts.parse_bytes(file.read_bytes(), **options).language],
    "iter_texts": lambda file, **options: _of_texts(itu_texts.iter_texts(file, **options)),
    "iter_texts of a stream": lambda file, **options: _of_texts(
        itu_texts.iter_texts(io.StringIO(file.read_text("utf-8")), **options)
    ),
    "a job": lambda file, **options: [(job := batch.Job(**options)).parse(job.read(str(file))).language],
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_takes_a_language(file, door):
    assert DOORS[door](file) == DOORS[door](file, language="en") == ["en"]
    for language in itu_texts.languages():
        assert set(DOORS[door](file, language=language)) <= {language}
    with pytest.raises(UnknownLanguageError, match="no grammar for language 'xx'") as caught:
        DOORS[door](file, language="xx")
    assert caught.value.known == itu_texts.languages()


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_take_a_language(file, workers):
    jobs = batch.Job(language="xx")
    for result in batch.run([str(file)] * 2, jobs, workers):
        assert "no grammar for language 'xx'" in result.error


def test_the_json_keeps_the_language():
    document = itu_texts.Document(start=0, end=0, language="fr")
    assert itu_texts.from_json(itu_texts.to_json(document)).language == "fr"
    assert itu_texts.from_json(itu_texts.to_json(document)) != itu_texts.Document(start=0, end=0, language="en")


# ---------------------------------------------------------------------- texts tell their language; in a volume each text has its own


# In the order of the volume: each begins where the one before ends
ORDER = ["en", "fr", "ru", "es", "en"]


@for_all("code", languages())
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


@for_all("code", SHORT)
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
    refused(itu_texts.AddressError, "fits 2 places", volume.at, "tableau 1")
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


@for_all("text", ["", " \n", "Prose.", "1 x\n2 y", "RESOLUTION 5\nBoats", "§§§"])
def test_what_tells_nothing_is_read_as_english(text):
    assert itu_texts.parse(text).language == "en"


@for_all("text", ["Ένα κείμενο για βάρκες που δεν είναι γνωστό.", "これはボートのテキストです。\n船。"])
def test_a_language_that_is_not_known_is_reported(text):
    assert "no-text" in [found.code for found in itu_texts.parse(text).diagnostics]


def test_a_code_may_be_given():
    assert itu_texts.parse(TEXTS["fr"], language="en").language == "en"
    refused(itu_texts.UnknownLanguageError, None, itu_texts.parse, "x", language="xx")


def test_examples_tell_their_language():
    for file in (ROOT / "examples").glob("*.txt"):
        assert detect(file.read_text("utf-8")) == (file.stem[-2:] if file.stem[-3] == "_" else "en",), file


def test_real_texts_tell_their_language(shared):
    for folder, code in (("wrc", "en"), ("pp18", "en"), ("annexes", "en"), ("es", "es"), ("fr", "fr")):
        for file in sorted((shared / "gold" / folder).glob("*.txt")):
            assert itu_texts.parse(file.read_text("utf-8")).language == code, file
    for file in sorted((shared / "gold" / "skeleton").glob("*.txt")):
        assert detect(file.read_text("utf-8"))[0] == file.name[:2], file


# ---------------------------------------------------------------------- encodings and limits of plain text, strings that name files, and consoles that are not UTF-8


IN_ENCODINGS = "RESOLUTION 1 (GENÈVE, 2019)\nBoats\nThe ITU Council,\nresolves\nto row.\n"
RUSSIAN = "О лодках и о вёслах\nСовет плывёт дальше\n"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_is_not_taken_for_latin(tmp_path, encoding):
    file = tmp_path / "text.txt"
    file.write_bytes(RUSSIAN.encode(encoding))
    for read in (itu_texts.parse_file, itu_texts.read_text, lambda path: [*itu_texts.iter_texts(path)]):
        refused(ReadError, r"not Latin text|not text in UTF-8", read, file)
    document = itu_texts.parse_file(file, encoding=encoding)
    assert document.source.text == RUSSIAN
    assert [found.code for found in document.diagnostics] == ["no-text"]
    assert document.language == "ru"
    assert itu_texts.read_text(file, encoding=encoding) == RUSSIAN
    assert [*itu_texts.iter_texts(file, encoding=encoding)] == []


@for_all("language, encoding", [("zh", "gb18030"), ("zh", "big5"), ("ar", "cp1256"), ("ru", "cp1251")])
def test_no_other_script_is_taken_for_latin(language, encoding):
    text = (ROOT / "examples" / f"resolution_{language}.txt").read_text("utf-8")
    data = text.encode(encoding, "ignore")
    refused(ReadError, r"not Latin text|not text in UTF-8", itu_texts.parse_bytes, data)
    assert itu_texts.parse_bytes(data, encoding=encoding).language == language


@for_all("text", [IN_ENCODINGS, "Décision n° 5 : où les bateaux s’arrêtent à l’été, ŒUVRE", "5 €"])
def test_latin_text_is_read(text):
    assert itu_texts.parse_bytes(text.encode("cp1252")).source.text == text


def test_an_encoding_that_is_named():
    assert itu_texts.parse_bytes(IN_ENCODINGS.encode("cp850"), encoding="cp850").texts[0].revision == "GENÈVE, 2019"
    refused(InputError, "no encoding 'klingon'", itu_texts.parse_bytes, b"x", encoding="klingon")
    with pytest.raises(InputError, match="no encoding 'klingon'"):
        [*itu_texts.iter_texts(io.BytesIO(b"x"), encoding="klingon")]
    texts = [*itu_texts.iter_texts(io.BytesIO(IN_ENCODINGS.encode("cp850")), encoding="cp850")]
    assert [text.revision for text in texts] == ["GENÈVE, 2019"]


def test_limits_hold_for_plain_text(tmp_path):
    file = tmp_path / "text.txt"
    file.write_text(IN_ENCODINGS, "utf-8")
    assert itu_texts.parse_file(file, limits=Limits(characters=len(IN_ENCODINGS))).texts
    with pytest.raises(ReadError, match="more than 10 characters"):
        itu_texts.parse_file(file, limits=Limits(characters=10))
    with pytest.raises(ReadError, match="more than 10 file bytes"):
        itu_texts.parse_bytes(IN_ENCODINGS.encode(), limits=Limits(file_bytes=10))


def test_the_name_of_a_file_for_its_text(tmp_path):
    file = tmp_path / "text.docx"
    file.write_text(IN_ENCODINGS, "utf-8")
    (found,) = itu_texts.parse(str(file)).diagnostics
    assert (found.code, found.severity) == ("no-text", "error")
    assert "parse_file()" in found.message
    for text in (str(tmp_path / "none.docx"), f"{file}\n", "\0", "x" * 5000, ""):
        assert "parse_file()" not in itu_texts.parse(text).diagnostics[-1].message


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_consoles_of_other_encodings(tmp_path, encoding):
    """Output is UTF-8 whatever the console says, and names of files outside its letters do not stop it."""
    file = tmp_path / "Wörter – 数.txt"
    file.write_text(IN_ENCODINGS.replace("row", "row “数”"), "utf-8")
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
    program = "import sys; from itu_texts.cli import main; print([main([each, sys.argv[1]]) for each in sys.argv[2:]])"
    for name, commands, ends in (
        (f"{file}", ("parse", "check", "mandates"), b"[0, 0, 0]"),
        (f"{file}x", ("check",), b"[2]"),
    ):
        done = subprocess.run([sys.executable, "-c", program, name, *commands], capture_output=True, env=env)
        assert done.stdout.split(b"\n")[-2].strip() == ends, done.stderr
        done.stdout.decode("utf-8")
    assert "Wörter – 数.txtx" in done.stderr.decode("utf-8")


def test_line_ends_of_windows(tmp_path):
    file = tmp_path / "text.txt"
    file.write_bytes(IN_ENCODINGS.replace("\n", "\r\n").encode("utf-8-sig"))
    document = itu_texts.parse_file(file)
    assert document.texts == itu_texts.parse(IN_ENCODINGS).texts
    assert document.source[document.texts[0].clauses[0].heading.span] == "resolves"


NO_ENCODINGS = [
    "undefined",
    "idna",
    "punycode",
    "base64",
    "rot13",
    "zlib",
    "hex",
    "bz2",
    "utf-7",
    "klingon",
    "..",
    "utf-16",
]
PAGE = "<html><head><meta charset={!r}></head><body><p>RESOLUTION 1</p><p>Café +2DU- \\u0041.b</p></body></html>"


@for_all("encoding", [*NO_ENCODINGS, "unicode_escape", "raw_unicode_escape", "x" * 500])
def test_a_page_that_names_no_encoding_of_pages_is_read_as_it_is(encoding):
    for data in (PAGE.format(encoding).encode("utf-8"), PAGE.format(encoding).encode("cp1252")):
        document = itu_texts.parse_bytes(data, "page.html")
        assert document.source.text == "RESOLUTION 1\nCafé +2DU- \\u0041.b\n"


@for_all("encoding", ["gb18030", "shift_jis", "cp1252", "iso-8859-15", "big5hkscs", "koi8-r", "euc-kr"])
def test_a_page_is_read_in_the_encoding_that_it_names(encoding):
    words = {"gb18030": "船", "shift_jis": "船", "big5hkscs": "船", "koi8-r": "лодка", "euc-kr": "배"}.get(
        encoding, "Café"
    )
    data = f"<html><head><meta charset={encoding}></head><body><p>{words}</p></body></html>".encode(encoding)
    assert itu_texts.parse_bytes(data, "page.html").source.text == f"{words}\n"


@pytest.mark.parametrize("encoding", [each for each in NO_ENCODINGS if each not in ("utf-7", "utf-16", "punycode")])
@pytest.mark.parametrize("suffix", ["txt", "md", "adoc", "json"])
def test_what_is_no_encoding_of_text_is_a_wrong_call(encoding, suffix, tmp_path, ran):
    file = tmp_path / f"text.{suffix}"
    file.write_bytes(("Café." + "x" * 100).encode())
    for read in (itu_texts.parse_file, itu_texts.read_text):
        refused((InputError, ReadError), r"encoding|not text in", read, file, encoding=encoding)
    assert ran(2, ["parse", "--to", "outline", str(file), "--encoding", encoding]).err.startswith("itu-texts: ")
    if suffix == "txt":
        with pytest.raises((InputError, ReadError), match=r"encoding|begins like"):
            [*itu_texts.iter_texts(file, encoding=encoding)]


@for_all("encoding", NO_ENCODINGS)
def test_markup_that_names_no_encoding_is_an_error_of_ours_or_read(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><akomaNtoso><doc><p>Boats</p></doc></akomaNtoso>'.encode()
    said = ""
    try:
        itu_texts.parse_bytes(data, "text.xml")
    except ReadError as error:
        said = str(error)
    else:
        said = "text.xml: read"
    assert said.startswith(("text.xml: not well-formed XML", "text.xml: read"))
