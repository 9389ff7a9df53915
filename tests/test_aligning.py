"""Language editions beside each other: the same tree, and what is told where one lacks a part."""

import csv
from xml.etree import ElementTree

import pytest
from benchmarks.differences import editions
from conftest import ROOT
from timing import grows_no_faster

import itu_texts
from itu_texts.cli import main
from itu_texts.revision.aligning import align, mismatches
from itu_texts.revision.aligning.aligning import pair
from itu_texts.revision.aligning.reports import REPORTS

EDITIONS = ROOT / "tests" / "editions"
CODES = ["ar", "en", "es", "fr", "ru", "zh"]
TEXTS = {"ferries": 170, "lights": 70}
"""The texts of which there are editions in all languages, and how many nodes they have at least."""


def _source(code: str, name: str = "lights") -> str:
    return (EDITIONS / f"{name}.{code}.txt").read_text("utf-8")


def _document(code: str, old: str = "", new: str = "", name: str = "lights") -> itu_texts.Document:
    source = _source(code, name)
    assert old in source
    return itu_texts.parse(source.replace(old, new) if old else source, language=code)


def _told(first: itu_texts.Document, second: itu_texts.Document) -> list[tuple[bool, str, str]]:
    return [(in_first, found.code, found.message) for in_first, found in mismatches(align(first, second))]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("code", CODES)
def test_an_edition_has_no_oddity_and_tells_its_language(code, name):
    document = itu_texts.parse(_source(code, name))
    assert not document.diagnostics
    assert document.language == code
    assert document == _document(code, name=name)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("second", CODES)
@pytest.mark.parametrize("first", CODES)
def test_editions_align_node_by_node(first, second, name):
    pairs = align(_document(first, name=name), _document(second, name=name))
    assert not [*mismatches(pairs)]
    assert all(each.first is not None and each.second is not None for each in pairs)
    assert [type(each.first) for each in pairs] == [type(each.second) for each in pairs]
    assert len(pairs) > TEXTS[name]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("code", CODES)
def test_editions_are_named_and_divided_the_same(code, name):
    def told(document):
        text = document.texts[0]
        return (
            text.identifier,
            text.amendment and (text.amendment.action, text.amendment.proposal),
            [(clause.role, clause.heading.concept) for clause in text.clauses],
            [[who.concept for who in clause.heading.addressees] for clause in text.clauses],
            [(annex.kind, annex.number) for annex in itu_texts.find(document, itu_texts.Annex)],
            [(part.kind, part.number) for part in itu_texts.find(document, itu_texts.Division)],
            [item.ordinal for item in itu_texts.find(document, itu_texts.Item)],
            [len(table.rows) for table in itu_texts.find(document, itu_texts.Table)],
            [piece.mark for piece in document.footnotes],
            [text.identifier.format(language) for language in CODES],
        )

    assert told(_document(code, name=name)) == told(_document("en", name=name))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("code", CODES)
def test_the_command_finds_nothing_between_editions(code, name, capsys):
    first, second = (str(EDITIONS / f"{name}.{each}.txt") for each in ("en", code))
    assert main(["check", first, second, "--aligned"]) == 0
    assert capsys.readouterr().out == "no problems in 2 files\n"


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("code", CODES)
def test_each_node_is_in_one_pair(code, name):
    first, second = _document("en", name=name), _document(code, name=name)
    pairs = align(first, second)
    for document, found in ((first, [p.first for p in pairs]), (second, [p.second for p in pairs])):
        nodes = [id(node) for node in itu_texts.walk(document) if node is not document]
        assert sorted(id(node) for node in found if node is not None) == sorted(nodes)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("code", CODES)
def test_tasks_and_when_they_are_due_are_the_same(code, name):
    # "que cada transbordador tenga una campana": no word of duty, as in "each ferry shall have a bell", which names nobody
    named_only = code in ("es", "ar")

    def tasks(document):
        return [
            (task.addressee.concept, task.clause.heading.concept, [(when.kind, when.value) for when in task.when])
            for task in itu_texts.who_does_what(document)
            if not (named_only and task.addressee.concept == "NOT_NAMED")
        ]

    assert tasks(_document(code, name=name)) == tasks(_document("en", name=name))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("code", CODES)
def test_what_is_cited_is_the_same(code, name):
    def cited(document):
        return sorted((each.kind, each.number or "", str(each.identifier)) for each in itu_texts.references(document))

    assert cited(_document(code, name=name)) == cited(_document("en", name=name))


def test_an_item_that_is_missing_is_told_once():
    french = _document(
        "fr",
        "c)\tque les quais ont besoin de feux de deux sortes:\n\ni)\tceux qui tournent;\n\nii)\tceux qui ne bougent pas;\n\n",
    )
    assert _told(_document("en"), french) == [(True, "lacks-partner", "the French text lacks item c) of “considering”")]
    assert _told(french, _document("en")) == [
        (False, "lacks-partner", "the French text lacks item c) of “considering”")
    ]


def test_another_concept_is_told():
    spanish = _document("es", "insta a las administraciones", "invita a las administraciones")
    assert _told(_document("en"), spanish) == [
        (
            True,
            "differs-in-edition",
            "the heading “urges administrations”: concept URGES here, INVITES in the other edition",
        )
    ]


def test_a_clause_that_is_missing_is_told():
    arabic = _document("ar", "وإذ يلاحظ كذلك\n\nأن أضواء كثيرة منطفئة،\n\n")
    assert _told(_document("en"), arabic) == [
        (True, "lacks-partner", "the Arabic text lacks the clause “noting further”")
    ]


def test_another_text_that_is_cited_is_told():
    french = _document("fr", "suite à la Résolution 12", "suite à la Résolution 13")
    [(in_first, code, message)] = _told(_document("en"), french)
    assert (in_first, code) == (True, "differs-in-edition")
    assert message.endswith("cites resolution 12 here, resolution 13 in the other edition")


def test_a_label_that_skips_a_place_is_told():
    french = _document("fr", "d)\tque les États Membres les paient", "e)\tque les États Membres les paient")
    [(_, code, message)] = _told(_document("en"), french)
    assert code == "differs-in-edition"
    assert message == "item d) of “considering”: ordinal 4 here, 5 in the other edition"


# ------------------------------------------------------------------ sequences


def _pair(first: str, second: str) -> list[tuple[str | None, str | None]]:
    return [*pair(first, second, lambda each: each, str.isupper)]


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        ("", "", []),
        ("ab", "ab", ["aa", "bb"]),
        ("abc", "ac", ["aa", "b-", "cc"]),
        ("ac", "abc", ["aa", "-b", "cc"]),
        ("axc", "ayc", ["aa", "xy", "cc"]),
        ("aXc", "ayc", ["aa", "X-", "-y", "cc"]),
        ("abcd", "bcde", ["a-", "bb", "cc", "dd", "-e"]),
    ],
)
def test_pairs_of_a_sequence(first, second, pairs):
    assert [f"{one or '-'}{two or '-'}" for one, two in _pair(first, second)] == pairs


def test_long_sequences_take_time_that_grows_with_them():
    def paired(count: int) -> None:
        first = [*range(count)]
        second = [each for each in range(count) if each % 7]
        found = [*pair(first, second, lambda each: each, lambda _: None)]
        assert sum(two is None for _, two in found) == len(first) - len(second)

    assert grows_no_faster(paired, int, 20_000)


def test_so_do_the_addresses_of_pairs():
    def addresses(editions):
        return [(each.first_address, each.second_address) for each in align(*editions)]

    assert ("resolves", "resolves") in addresses(editions(50, 8))
    assert grows_no_faster(addresses, lambda count: editions(count, 8), 50)


# ------------------------------------------------------------------ reports and the command line


def _report(kind: str) -> str:
    return "".join(REPORTS[kind](align(_document("en"), _document("ar")), ("en", "ar")))


def test_tsv_has_a_row_for_each_pair_with_words():
    rows = [*csv.DictReader(_report("tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)]
    assert [row["words_en"] for row in rows][:2] == [
        "RESOLUTION 21 (REV. LAKESIDE, 2030)",
        "Lights on boats and on quays",
    ]
    (row,) = (row for row in rows if row["address_en"] == "considering d)")
    assert row["address_ar"] == "وإذ يضع في اعتباره د )"
    assert row["words_ar"].startswith("أن الدول الأعضاء")
    assert not any(row["problem"] for row in rows)


def test_tmx_is_xml_with_both_languages():
    root = ElementTree.fromstring(_report("tmx"))
    units = root.findall("body/tu")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert all([each.get(language) for each in unit] == ["en", "ar"] for unit in units)
    assert "that boats sail at night;" in [unit[0][0].text for unit in units]


def test_html_says_in_which_direction_lines_run():
    page = _report("html")
    assert '<td lang="ar" dir="rtl">' in page
    assert '<td lang="en" dir="ltr">' in page
    assert "0 of " in page


def test_check_tells_where_editions_do_not_align(tmp_path, capsysbinary):
    (tmp_path / "fr.txt").write_text(
        _source("fr").replace("2\tà voir l'Annexe 1 de la présente Résolution,\n", ""), "utf-8"
    )
    english = str(EDITIONS / "lights.en.txt")
    assert main(["check", "--aligned", english, str(tmp_path / "fr.txt"), "--warnings-as-errors"]) == 1
    assert "the French text lacks item 2" in capsysbinary.readouterr().out.decode()
    assert main(["check", "--aligned", english, str(EDITIONS / "lights.fr.txt"), "--warnings-as-errors"]) == 0
