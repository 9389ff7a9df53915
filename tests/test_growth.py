"""Time grows with the text and no faster, whatever the text; the benchmark measures it finely."""

from __future__ import annotations

import pytest
from benchmarks.growth import TEXTS
from timing import grows_no_faster

import itu_texts
from itu_texts.rows import COLUMNS


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_takes_about_four_times_as_long(name):
    assert grows_no_faster(itu_texts.parse, TEXTS[name](1000), TEXTS[name](4000))


@pytest.mark.parametrize("name", ["ordinary", "labels", "markers", "nested annexes", "articles"])
@pytest.mark.parametrize("work", [itu_texts.to_text, itu_texts.to_markdown, itu_texts.to_akn])
def test_so_does_that_of_what_is_written(work, name):
    assert grows_no_faster(work, itu_texts.parse(TEXTS[name](500)), itu_texts.parse(TEXTS[name](2000)))


IN_OTHER_LANGUAGES = {
    "fr": [
        "considérant\n",
        "charge le Directeur du\n",
        "décide d'inviter le monde des ",
        "La Conférence mondiale des radiocommunications ",
        "et invite les administrations qui en ont besoin de ",
        "1. Prie le Conseil de compter;\n",
        "les bateaux décide 1 que les rames ",
        "Pièce jointe 1\nà l'Annexe ",
        "\n\ninvite les Membres de Secteur, les Associés et tous les\nétablissements universitaires\n",
    ],
    "es": [
        "CONSIDERANDO que la palabra siga,\n\n",
        "encarga al Director de la\n",
        "resuelve invitar al mundo de la ",
        "La Conferencia Mundial de Radiocomunicaciones, ",
        "que la palabra siga y no tenga fin en la\n\nlínea que sigue a la línea de antes\n\n",
        "*Invita al\n\n",
        "los barcos resuelve 1 que los remos ",
    ],
    "ar": ["يكلف مدير مكتب الاتصالات بمساعدة ", "\nيكلف الأمين العام بمساعدة العوامات ", 'الفقرة 2 من "يقرر" '],
    "zh": [
        "做出决议”部分第2段和第3、",
        "\n第3页\n文件 PP-30/44-C\n",
        "考虑到",
        "请",
        "责成秘书长和",
        "与秘书长",
        "做出决议,",
        "第1号决议 ",
        "第1、",
        "理事会",
        "其第1号决议回顾",
        "\n一、",
        "\n请成员国\n",
        "国际电信联盟全权代表大会（",
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(code, each) for code, texts in IN_OTHER_LANGUAGES.items() for each in texts]
)
def test_so_does_that_of_texts_in_other_languages(language, text):
    def work(given):
        return itu_texts.parse(given, language=language)

    assert grows_no_faster(work, text * 1000, text * 4000)


CITING = {
    "items": "{n} to act on resolves {n} and resolves 100000;\n",
    "headings": "invites the boat club of lake {n}\n1 to act on resolves {n};\n2 to do the same;\n",
    "annexes": "ANNEX {n} TO RESOLUTION 9\nOars\nsee § 4 above, and Annex {n} to this Resolution\n",
}


@pytest.mark.parametrize("name", CITING)
def test_so_do_references(name):
    def document(count):
        text = "".join(CITING[name].format(n=n) for n in range(1, count))
        return itu_texts.parse(f"RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n{text}")

    def work(parsed):
        return list(itu_texts.references(parsed))

    small, large = document(500), document(2000)
    assert len(work(small)) > 400
    assert grows_no_faster(work, small, large)


@pytest.mark.parametrize(
    "cited", ["Annexes {} to Resolution {}", "§§ {} of Resolution {}", "Articles {} of Resolution {}"]
)
def test_so_do_lists_that_belong_to_lists(cited):
    def document(count):
        numbers = ", ".join(map(str, range(1, count)))
        return itu_texts.parse(f"resolves\n1 to see {cited.format(numbers, numbers)}.\n")

    def work(parsed):
        return list(itu_texts.references(parsed))

    small, large = document(200), document(800)
    assert len(work(small)) == 398
    assert grows_no_faster(work, small, large)


@pytest.mark.parametrize(
    "words",
    [
        "Boat ",
        "of the Boat ",
        "Convention on the Boat ",
        "the Declaration of ",
        "1.1.1 and ",
        "see 1.1.1 above ",
        "Nos. 9.1 (",
        "resolves 1 and considering a) ",
        "Resolution 1, ",
        "item 1 of ",
        "Table 1 of Annex 1 to ",
        "CS 1/",
    ],
)
def test_so_do_words_of_which_references_are_made(words):
    def work(parsed):
        return list(itu_texts.references(parsed))

    def document(count):
        return itu_texts.parse("resolves\n1 to see " + words * count + "boats.\n")

    assert grows_no_faster(work, document(1000), document(4000))


NAMED = {
    "items": "{n} to act;\n",
    "items of items without a label": "to act on this:\na) oars;\nb) sails;\n",
    "headings": "invites the boat club of lake {n}\n1 to act;\n2 to do the same;\n",
    "headings that are the same": "invites the boat club\n1 to act;\n",
    "decimals": "1.{n} to act by 1 May 2021;\n",
    "annexes": "ANNEX {n} TO RESOLUTION 9\nOars\n1 Oars are long.\n",
    "provisions": "MOD B/{n}/1\n{n} The boats\n",
    "places that are skipped": "{n}5 to act as in resolves {n}4;\n",
    "pieces of one text": "1 to see resolves 7;\n2 to see Annex 1 to this Resolution.\n"
    "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n",
}


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("what", COLUMNS)
def test_so_do_rows(name, what):
    """With addresses, of which each tells a place from all others."""

    def document(count):
        text = "".join(NAMED[name].format(n=n) for n in range(1, count))
        return itu_texts.parse(f"RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n{text}")

    def work(parsed):
        return list(itu_texts.records(parsed, what))

    assert grows_no_faster(work, document(250), document(1000))


@pytest.mark.parametrize("name", NAMED)
def test_so_do_checks(name):
    def document(count):
        text = "".join(NAMED[name].format(n=n) for n in range(1, count))
        return itu_texts.parse(f"RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n{text}")

    assert grows_no_faster(itu_texts.check, document(250), document(1000))
