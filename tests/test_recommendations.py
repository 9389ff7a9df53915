"""What Recommendations are made of: definitions, abbreviations, bibliographies, requirements, exhibits, in six languages."""

from functools import cache

import pytest
from conftest import ROOT
from together import check_all

import itu_texts
from itu_texts.analysis.columns import COLUMNS
from itu_texts.analysis.entries import _short_and_words
from itu_texts.analysis.requirements import _subject
from itu_texts.language.grammar import lang_of

# Of each language: the name, titles of the sections on references, definitions, abbreviations, bibliography
TITLES = {
    "en": ("Recommendation ITU-T", "References", "Terms and definitions", "Abbreviations and acronyms", "Bibliography"),
    "fr": ("Recommandation UIT-T", "Références", "Définitions", "Abréviations et acronymes", "Bibliographie"),
    "es": ("Recomendación UIT-T", "Referencias", "Definiciones", "Abreviaturas y acrónimos", "Bibliografía"),
    "ru": ("Рекомендация МСЭ-T", "Справочные документы", "Определения", "Сокращения и акронимы", "Библиография"),
    "zh": ("ITU-T", "参考文献", "术语和定义", "缩写词和首字母缩略语", "参考书目"),
    "ar": ("التوصية ITU-T", "المراجع", "التعاريف", "المختصرات", "بيبليوغرافيا"),
}
SENTENCES = {
    "en": ("The lid shall be closed.", "The lid shall not leak.", "The keeper should look.", "It may be locked."),
    "fr": ("Le toit doit fermer.", "Le toit ne doit pas fuir.", "Le gardien devrait voir.", "Il peut dormir."),
    "es": ("La tapa deberá cerrar.", "La tapa no deberá gotear.", "El guarda debería mirar.", "Podría o puede dormir."),
    "ru": ("Улей должен стоять.", "Улей не должен течь.", "Пчеловоду следует ждать.", "Он может спать."),
    "zh": ("盖子应关闭。", "盖子不得漏水。", "养蜂人宜观察。", "它可以休息。"),
    "ar": ("ويجب أن يغلق الغطاء.", "لا يجوز أن يتسرب.", "ينبغي أن ينظر.", "يجوز أن ينام."),
}
NOTES = {"en": "NOTE", "fr": "NOTE", "es": "NOTA", "ru": "ПРИМЕЧАНИЕ", "zh": "注", "ar": "ملاحظة"}
FORCES = ["shall", "shall not", "should", "may"]


@cache
def read(language):
    name, references, terms, short, bibliography = TITLES[language]
    sentences = "\n".join(SENTENCES[language])
    return itu_texts.parse(
        f"{name} Y.4999{' 建议书' if language == 'zh' else ''}\nBees\n1\tA\nBees.\n2\t{references}\n[ITU-T Y.1]\t{name} Y.1 (2015), Bees.\n"
        f"3\t{terms}\n3.1\thive [ITU-T Y.1]: A house.\n3.2\tlid (LD): What closes it:\na)\tby day;\nb)\tby night.\n"
        f"4\t{short}\nBH\tBee Hive\nLD\tLid\n5\tB\n{sentences}\n{NOTES[language]} 2 – Wax.\n"
        f"6\t{bibliography}\n[b-ITU-T Y.2]\t{name} Y.2/Z.3 (2016/11), Wax.\n[b-Ant]\tAnt, A. (2000), Ants.\n",
        language=language,
    )


@pytest.mark.parametrize("language", TITLES)
def test_sections_list_things_in_each_language(language):
    document = read(language)
    assert [(each.number, each.term, each.source) for each in itu_texts.definitions(document)] == [
        ("3.1", "hive", "ITU-T Y.1"),
        ("3.2", "lid (LD)", None),
    ]
    assert [(each.short, each.words) for each in itu_texts.abbreviations(document)] == [
        ("BH", "Bee Hive"),
        ("LD", "Lid"),
    ]
    assert [(each.key, each.normative, str(each.identifier)) for each in itu_texts.bibliography(document)] == [
        ("ITU-T Y.1", True, "Recommendation ITU-T Y.1 (2015)"),
        ("b-ITU-T Y.2", False, "Recommendation ITU-T Y.2 (11/2016)"),
        ("b-Ant", False, "None"),
    ]
    assert [str(each.force) for each in itu_texts.requirements(document)] == FORCES
    assert [each.number for each in itu_texts.exhibits(document)] == ["2"]


def test_rows_have_the_columns_of_the_schema():
    for what in ("definitions", "abbreviations", "bibliography", "requirements", "exhibits"):
        rows = [*itu_texts.records(read("en"), what)]
        assert rows
        for row in rows:
            assert [*row] == [*COLUMNS[what]]
            assert (row["work"], row["language"]) == ("Recommendation ITU-T Y.4999", "en")


def test_the_subject_of_a_sentence_stands_before_its_verb():
    sentences = {
        "The hive ": "The hive",
        "If it rains, the hive ": "the hive",
        "If it rains the hive ": None,
        "The hive, if needed, ": "The hive",
        "In towns, the hive, which is closed, ": "the hive",
        "The lids are closed and the hive ": "the hive",
        "It is desirable that bees ": "bees",
        "There ": None,
        "[REQ-1] The hive (if any) ": "The hive (if any)",
        "The bee; the hive ": "the hive",
        "Oars, boats and lakes ": "Oars, boats and lakes",
    }
    known = lang_of("en")

    def check(words):
        assert _subject(words, known) == sentences[words]

    check_all(((words, words) for words in sentences), check)


def test_what_can_happen_is_not_allowed_and_asides_are_no_requirements():
    text = (
        "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tReferences\nNone.\n3\tHives\nLosses may occur. "
        'The words "shall be" are used. Hives (which should be old) are large. Hives which may be old are large.\n'
    )
    assert [*itu_texts.requirements(itu_texts.parse(text))] == []


def test_the_words_of_an_abbreviation_continue_on_the_next_line():
    lines = "BN\nBee-Nest Notation\nFT   Flight to the garden as defined by\n     [ITU-T X.500] and by\n     others\nWX   Wax\n"
    text = f"Recommendation ITU-T Y.4999\nBees\n1 Scope\nBees.\n2 Abbreviations and acronyms\n{lines}3 Lids\nFlat.\n"
    assert [(each.short, each.words) for each in itu_texts.abbreviations(itu_texts.parse(text))] == [
        ("BN", "Bee-Nest Notation"),
        ("FT", "Flight to the garden as defined by [ITU-T X.500] and by others"),
        ("WX", "Wax"),
    ]


def test_lists_of_an_asciidoc_text_have_their_entries(tmp_path):
    path = tmp_path / "hives.adoc"
    path.write_text(
        "= Hives\n:docnumber: Y.4999\n:mn-document-class: itu\n:doctype: recommendation\n\n== Scope\n\nHives.\n\n[bibliography]\n== References\n\n"
        "* [[[x500,ITU-T X.500]]]\n\n== Abbreviations and acronyms\n\nBH:: Bee Hive\nWX:: Wax\n\n== Lids\n\nFlat.\n\n"
        "[bibliography]\n== Bibliography\n\n* [[[x9, (b-ITU-T X.9)ITU-T X.9]]], Recommendation ITU-T X.9 (1998), _Wax_.\n"
    )
    document = itu_texts.parse_file(path)
    assert [(each.short, each.words) for each in itu_texts.abbreviations(document)] == [
        ("BH", "Bee Hive"),
        ("WX", "Wax"),
    ]
    assert [(each.key, each.words) for each in itu_texts.bibliography(document)] == [
        ("ITU-T X.500", ""),
        ("b-ITU-T X.9", "Recommendation ITU-T X.9 (1998), Wax."),
    ]


def test_a_bilingual_line_is_parted_into_abbreviation_and_words():
    lines = {
        "CM\tCable Modem": ("CM", "Cable Modem"),
        "DOCSIS Data Over Cable": ("DOCSIS", "Data Over Cable"),
        "ppm\tparts per million": ("ppm", "parts per million"),
        "DSS 1\tDigital Signalling": ("DSS 1", "Digital Signalling"),
        "E/O = Electric to Optic": ("E/O", "Electric to Optic"),
        "Alphabet as defined": ("", "Alphabet as defined"),
        "CM": ("CM", ""),
        "User-to-User Signalling": ("", "User-to-User Signalling"),
    }

    def check(line):
        assert _short_and_words(line) == lines[line]

    check_all(((line, line) for line in lines), check)


EQUATIONS = """Recommendation ITU-T Y.4999
Bees
1\tScope
Bees.
2\tWeights
The weight is:

m = k v\t(1)

where v is the volume. In a hive of n combs:

M = n m + 2 (a + b)\t(8a)

Equation (1) holds for one comb (see 2).
S = a + b
3\tWax
The share is:

q = m / M\t(A-3)

"""


@pytest.mark.parametrize("gap", ["\t", " " * 12])
def test_equations_have_their_numbers(gap):
    document = itu_texts.parse(EQUATIONS.replace("\t(", f"{gap}("), language="en")
    found = [each for each in itu_texts.exhibits(document) if each.kind == "equation"]
    assert [(each.number, each.words) for each in found] == [
        ("1", "m = k v"),
        ("8a", "M = n m + 2 (a + b)"),
        ("A-3", "q = m / M"),
    ]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("rec-itu-r-p.838-3-200503.pdf", ["1", "2", "3", "4", "5"]), ("rec-itu-r-p.836-6-201712.pdf", ["1", "2"])],
)
def test_equations_of_real_files_have_their_numbers(name, numbers):
    path = ROOT.parent / "shared" / "real" / "pdf" / name
    if not path.is_file():
        pytest.skip("../shared is not here")
    found = itu_texts.exhibits(itu_texts.parse_file(path))
    assert [each.number for each in found if each.kind == "equation"] == numbers
