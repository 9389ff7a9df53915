"""The record of documents: what covers, closing lines, formulas and tables of editions say, each with its ground."""

import gzip
import json
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import attrs
import legaldoc
import pytest
import word
from together import check_all, for_all, refused, some

import itu_texts
from itu_texts import Amendment, Collection, Document, check, find, iri, parse, parse_bytes, parse_file, references
from itu_texts.analysis.columns import COLUMNS, FIELDS
from itu_texts.analysis.documents import approvals_of, document_records
from itu_texts.analysis.entries import _short_and_words
from itu_texts.analysis.tasks import _subject
from itu_texts.analysis.works import columns_of
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.nodes import Ground
from itu_texts.revision.aligning import align
from itu_texts.tree.nodes import Text

CASES = sorted((Path(__file__).parent / "records").glob("*.txt"))


def _cases(path: Path) -> list[tuple[str, tuple[str, dict[str, object]]]]:
    """Return the name of each case of a file, with its text and its record."""
    found = []
    for case in path.read_text("utf-8").split("=== ")[1:]:
        name, _, rest = case.partition("\n")
        text, _, record = rest.partition("--- record\n")
        found.append((f"{path.stem}: {name}", (text, json.loads(record))))
    return found


ALL = [case for path in CASES for case in _cases(path)]


_fields_of = itu_texts.document_fields


def test_documents_in_six_languages_have_their_records():
    def check(case):
        text, expected = case
        given = _fields_of(text)
        assert {name: given.get(name) for name in expected} == expected

    check_all(ALL, check)


def test_each_value_has_its_words_and_their_place():
    def check(case):
        document = itu_texts.parse(case[0])
        source = document.source.text
        for record in document_records(document):
            assert set(record.claims) <= {*FIELDS}
            for claim in record.claims.values():
                words, place = ("".join(each.split()) for each in (claim.words, source[claim.start : claim.end]))
                assert words in place or place in words, claim

    check_all(ALL, check)


def test_akoma_ntoso_is_valid_and_gives_the_same_records():
    def check(case):
        document = itu_texts.parse(case[0])
        xml = itu_texts.to_akn(document)
        assert legaldoc.errors(xml) == []
        again = itu_texts.parse_bytes(xml.encode())
        lines, same = ([(line.text, line.parts) for line in _record_lines(each)] for each in (document, again))
        assert lines == same
        assert ("<docDate date=" in xml) == any(
            part.name in ("date_issued", "adopted") for _, parts in lines for part in parts
        )

    check_all(ALL, check)


def _record_lines(document):
    return (
        node
        for node in itu_texts.walk(document)
        if isinstance(node, itu_texts.nodes.CoverLine | itu_texts.nodes.History)
    )


def test_rows_have_the_fields_and_their_grounds():
    _, (text, expected) = ALL[0]
    document = itu_texts.parse(text)
    [row] = itu_texts.records(document, "documents", file="boats.txt")
    assert {name: row[name] for name in expected} == expected
    assert text[row["ground_start"] :].startswith(row["ground"])
    assert row["ground_file"] == "boats.txt"
    claims = [*itu_texts.records(document, "claims")]
    assert [each["field"] for each in claims] == [name for name in FIELDS if row[name] is not None]
    [symbol] = [each for each in claims if each["field"] == "symbol"]
    assert (symbol["words"], text[symbol["start"] : symbol["end"]], symbol["by"]) == (
        row["symbol"],
        row["symbol"],
        "cover",
    )


def test_rows_as_json_lines_have_the_fields_that_are_known():
    _, (text, expected) = ALL[0]
    document = itu_texts.parse(text)
    [row] = map(json.loads, itu_texts.export(document, "jsonl", rows="documents", file="boats.txt").splitlines())
    assert (row["id"], row["fields"], row["ground_file"]) == ("boats.txt", _fields_of(document), "boats.txt")
    assert {name: row["fields"].get(name) for name in expected} == expected
    assert json.loads(itu_texts.export([document], "json", rows="documents", file="boats.txt")) == [row]
    refused(
        itu_texts.InputError,
        "json takes no option 'indent'; it takes: rows, file",
        itu_texts.export,
        document,
        "json",
        rows="documents",
        indent=1,
    )


@for_all("words", ["Source: Lakeside", "A/RES/99/1", "Agenda item 5", "Original: English"])
def test_a_line_alone_is_no_cover(words):
    document = itu_texts.parse(f"Boats float.\n\n{words}\n\nThey row.\n")
    assert not [*itu_texts.find(document, itu_texts.Cover)]


EXTRACT = {
    "symbol": "A/RES/99/3", "originating_document": "A/C.3/99/L.7/Rev.1", "pv": "A/99/PV.48",
    "sponsors": ["ALBANIA", "CHILE"], "additional_sponsors": ["PERU"], "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "2", "MS_in_favour": ["ALBANIA", "CHILE"], "MS_abstaining": ["CHINA"],
    "SDGs": ["14"], "subjects": [["BOATS", "UNBIS Thesaurus"], ["OARS & LAMPS", "UNBIS Thesaurus"]],
}  # fmt: skip


def test_what_is_published_beside_the_words_is_kept_in_all_formats():
    published = itu_texts.nodes.read_extract(json.dumps(EXTRACT) + "\n")["A/RES/99/3"]
    text = "A/RES/99/3\nDistr.: General\n99/3. Boats\nThe General Assembly,\n1. Decides to row."
    document = attrs.evolve(itu_texts.parse(text), published=published)
    xml = itu_texts.to_akn(document)
    assert legaldoc.errors(xml) == []
    assert len(published.keywords) == 3
    assert [count.votes for count in published.votings[0].counts] == [2, 1]
    for again in (itu_texts.parse_bytes(xml.encode()), itu_texts.from_json(itu_texts.to_json(document))):
        assert again.published == published
        [row] = itu_texts.records(again, "documents")
        assert (row["draft_of"], row["sponsors"]) == (["A/C.3/99/L.7/Rev.1"], "ALBANIA, CHILE")
        assert (row["vote"], row["subjects"]) == ([2, 0, 1], ["sdg_14", "BOATS", "OARS & LAMPS"])
        grounds = {each["field"]: each["by"] for each in itu_texts.records(again, "claims")}
        assert (grounds["vote"], grounds["symbol"]) == ("metadata", "cover")


def test_documents_that_are_cited_by_symbol_and_drafts_are_in_the_graph():
    cover = "A/RES/99/1\nDistr.: General\n[without reference to a Main Committee (A/99/L.5)]\n"
    text = f"{cover}99/1. Boats\nThe General Assembly,\nRecalling the letter in S/2031/822,\n1. Decides to row."
    draft = (
        "United Nations A/99/L.5\nDistr.: Limited\nChile: draft resolution\nThe General Assembly,\n1. Decides to row."
    )
    found = itu_texts.graph([itu_texts.parse(text), itu_texts.parse(draft)])
    nodes = {each.name: (each.kind, each.body, each.given) for each in found.nodes}
    assert nodes == {
        "Resolution 99/1": ("resolution", "UNGA", True),
        "A/99/L.5": ("document", "UNGA", True),
        "S/2031/822": ("document", "UNSC", False),
    }
    assert {(each.source, each.kind, each.target) for each in found.edges} == {
        ("A/99/L.5", "drafts", "Resolution 99/1"),
        ("Resolution 99/1", "cites", "S/2031/822"),
    }


@for_all("text", ["{", "[1]", '{"title": "Boats"}', "boats"])
def test_an_extract_of_another_form_is_told(text):
    refused(itu_texts.InputError, "data_extract", itu_texts.nodes.read_extract, text)


def test_published_files_keep_their_metadata(shared):
    found: Counter[str] = Counter()
    for path in sorted((shared / "real" / "akn").glob("*.xml")):
        document = itu_texts.parse_file(path)
        published = document.published
        text = path.read_text("utf-8")
        assert len(published.keywords) == text.count("<keyword")
        assert len(published.steps) == text.count("<step")
        assert len(published.votings) == text.count("<voting")
        assert sum(len(each.counts) for each in published.votings) == text.count("<count")
        xml = itu_texts.to_akn(document)
        assert legaldoc.errors(xml) == []
        assert itu_texts.parse_bytes(xml.encode()).published == published
        found.update(each["field"] for each in itu_texts.records(document, "claims"))
    assert found["vote"] == found["subjects"] == found["sponsors"] == 12


@pytest.mark.long
def test_the_record_of_real_documents(shared):
    import record_score as score

    found: Counter[str] = Counter()
    for line in (shared / "real" / "record.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        given = _fields_of(score.text_of(row))
        for name, expected in row["printed"].items():
            value = given.get(name)
            found["right" if score.same(name, value, expected) else "wrong" if value is not None else "absent"] += 1
    assert found["right"] > 0.97 * found.total(), found
    assert found["wrong"] < 0.01 * found.total(), found


# ---------------------------------------------------------------------- covers in six languages say the same: each of their lines, in each form that a file gives them


LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
TABLES = (Path(__file__).parent / "records" / "covers.tsv").read_text("utf-8").split("\n\n")
ROWS = [[row.split("\t") for row in table.splitlines() if not row.startswith("#")] for table in TABLES]
LINES = {name: (json.loads(says), lines * 6 if len(lines) == 1 else lines) for name, says, *lines in ROWS[0]}
COVERS = {name: [part.split(", ") if part else [] for part in parts] for name, *parts in ROWS[1]}
PRINTED = {"symbol", "agenda_item", "agenda_title", "title", "sponsors", "source"}
"""Fields that are as printed, in each language otherwise."""
FORMS = {
    "lines": lambda lines: lines,
    "blank lines": lambda lines: [each for line in lines for each in (line, "")],
    "rows of a table": lambda lines: ["\t".join(lines[:2]), "\t".join(lines[2:4]), *lines[4:]],
    "two a line": lambda lines: [" ".join(lines[:2]), " ".join(lines[2:4]), *lines[4:]],
}


@cache
def document(name, language, form="lines"):
    above, below = ([LINES[each][1][LANGUAGES.index(language)] for each in part] for part in COVERS[name])
    form = "lines" if name == "pp" else form  # two columns are of the United Nations
    return itu_texts.parse("\n".join([*FORMS[form](above), *below]) + "\n")


def test_covers_say_the_same_in_six_languages_and_each_form():
    def check(case):
        name, language, form = case
        fields = itu_texts.document_fields(document(name, language, form))
        said = {}
        for line in (line for part in COVERS[name] for line in part):
            said |= LINES[line][0]
        assert {key: value for key, value in fields.items() if key not in PRINTED} == {
            key: value for key, value in said.items() if key not in PRINTED
        }
        assert fields.keys() == itu_texts.document_fields(document(name, "en")).keys()
        assert fields["symbol"].startswith(said.get("symbol", "49"))
        assert fields.get("source") == said.get("source", fields.get("source"))  # of reports their author, as printed

    cases = [(name, language, form) for name in COVERS for language in LANGUAGES for form in FORMS]
    check_all([(" ".join(case), case) for case in some(cases, 5)], check)


def _in_columns(name, language):
    """The cover in a Word file: a table with the symbol and the lines of issue at the right, and paragraphs below it."""
    above, below = ([LINES[each][1][LANGUAGES.index(language)] for each in part] for part in COVERS[name])
    issue = [
        at for at, line in enumerate(COVERS[name][0]) if {"distribution", "date_issued", "original"} & {*LINES[line][0]}
    ]
    issue = range(issue[0], issue[-1] + 1)
    file = word.new()
    table = file.add_table(rows=2, cols=2)
    for place, words in (((0, 0), above[0]), ((0, 1), above[1]), ((1, 0), above[2]), ((1, 1), above[issue[0]])):
        table.cell(*place).text = words
    for at in issue[1:]:
        table.cell(1, 1).add_paragraph(above[at])
    for words in (*(words for at, words in enumerate(above) if at > 2 and at not in issue), *below):
        file.add_paragraph(words)
    return itu_texts.parse_bytes(word.save(file), "cover.docx")


def test_covers_in_columns_of_word_say_the_same():
    def check(case):
        assert itu_texts.document_fields(_in_columns(*case)) == itu_texts.document_fields(document(*case))

    cases = [(name, language) for name in COVERS for language in LANGUAGES if name != "pp"]
    check_all([(" ".join(case), case) for case in some(cases, 4)], check)


def _told(first, second):
    return [problem.message for pair in align(first, second) for problem in pair.problems]


def test_covers_in_two_languages_lack_nothing_of_one_another():
    def check(case):
        name, first, second = case
        assert not _told(document(name, first), document(name, second))

    cases = [(name, *both) for name in COVERS for both in combinations(LANGUAGES, 2)]
    check_all([(" ".join(case), case) for case in some(cases, 3)], check)


def _without(name, language, left_out):
    lines = (line for part in COVERS[name] for line in part if line != left_out)
    return itu_texts.parse("\n".join(LINES[line][1][LANGUAGES.index(language)] for line in lines) + "\n")


@for_all("left_out", ("item aa", "title", "adopted", "report3", "session"))
def test_the_line_that_a_cover_lacks_is_told_and_no_other(left_out):
    words = LINES[left_out][1][0]
    [said] = _told(document("ga adopted", "en"), _without("ga adopted", "fr", left_out))
    assert said.startswith("the French text lacks the coverline")
    assert words[:40] in said


def test_lines_that_say_the_same_or_name_the_language_need_no_partner():
    assert not _told(_without("hrc adopted", "en", "tongue"), document("hrc adopted", "ru"))
    assert not _told(document("hrc adopted", "en"), document("hrc adopted", "zh", "two a line"))
    texts = (
        "The General Assembly,\n1. Agrees that:\n(a) boats float;\n(b) lamps burn.",
        "大会，\n1. 商定：\n(a) 船漂浮；\n(b) 灯亮着。",
    )
    assert not [said for said in _told(*map(itu_texts.parse, texts)) if "paragraph" in said]


# ---------------------------------------------------------------------- what a collection knows of Recommendations: editions by date, what changes them, study groups and Questions


_TABLE = """Summary
This Recommendation describes hives.
History
Edition\tRecommendation\tApproval\tStudy Group\tUnique ID
1.0\tITU-T X.900\t1996-10-18\tXI\t11.1002/1000/1
2.0\tITU-T X.900\t2009-11-13\t15\t11.1002/1000/2
2.1\tITU-T X.900 (2009) Cor. 1\t2010-07-29\t15\t11.1002/1000/3
2.2\tITU-T X.900 (2009) Amend. 1\t2011-04-13\t15\t11.1002/1000/4
2.3\tITU-T X.900 (2009) Technical Cor. 9\t2011-05-13\t15\t11.1002/1000/4
"""
_THIRD = "3.0\tITU-T X.900 (V2)\t2017-04-07\tTSAG\t11.1002/1000/5\n"
_BODY = """1\tScope
Hives are warm.
2\tRequirements
2.1\tHives
Hives close.
2.2\tLids
Lids close.
3\tTests
There are none.
"""


@cache
def _recommendation(mark: str, table: str, body: str = _BODY) -> Document:
    named = "Recommendation ITU-T X.900\nHives for bees\n"
    return parse(f"X.900 ({mark})\n{named}{table}{named}{body}", language="en")


def _corrigendum() -> Document:
    front = "Recommendation ITU-T X.900 (2009) – Corrigendum 1 (07/2010)\nHives for bees\n"
    return parse(f"{front}{_TABLE}1) Clause 1\nReplace clause 1 by the following:\nHives are cold.\n", language="en")


def _text(document: Document) -> Text:
    return next(find(document, Text))


_NARROW = """Summary
This Recommendation describes hives.
Editi Study
      Recommendation      Approval           Unique ID*
1.0   ITU-T X.900         1996-10-   XI      11.1002/1000/1
                          18                 305
2.0   ITU-T X.900         2009-11-   15      11.1002/1000/2
                          13                 376
2.1   ITU-T X.900 (2009)  2010-07-   15      11.1002/1000/3
      Cor. 1              29                 114
2.2   ITU-T X.900 (2009)  2011-04-   15      11.1002/1000/4
      Amd. 1              13                 493
3.0   ITU-T X.900         2017-04-   TSAG    11.1002/1000/5
      (V2)                07                 3695
"""


@for_all("table", [_TABLE + _THIRD, _NARROW])
def test_the_table_of_editions_gives_days_and_study_groups(table):
    found = approvals_of(_text(_recommendation("04/2017", table)))
    assert [(str(each.identifier), each.adopted, each.study_group) for each in found.editions] == [
        ("Recommendation ITU-T X.900 (10/1996)", "1996-10-18", "XI"),
        ("Recommendation ITU-T X.900 (11/2009)", "2009-11-13", "15"),
        ("Recommendation ITU-T X.900 (2009) Cor. 1 (07/2010)", "2010-07-29", "15"),
        ("Recommendation ITU-T X.900 (2009) Amd. 1 (04/2011)", "2011-04-13", "15"),
        ("Recommendation ITU-T X.900 (04/2017)", "2017-04-07", "TSAG"),
    ]
    assert (found.study_group, found.question) == ("TSAG", None)


@for_all(
    "front",
    [
        "RECOMMENDATION ITU-R P.900-2\nBees\n(Question ITU-R 201-7/3)\n(1992-1994-2017)\nThe ITU Radiocommunication "
        "Assembly,\nconsidering\na) that bees hum;\nrecommends\n1 that they do.",
        "RECOMMANDATION UIT-R P.900-2\nAbeilles\n(Question UIT-R 201-7/3)\n(1992-1994-2017)\nL'Assemblée des "
        "radiocommunications de l'UIT,\nconsidérant\na) que x;\nrecommande\n1 que y.",
        "RECOMENDACIÓN UIT-R P.900-2\nAbejas\n(Cuestión UIT-R 201-7/3)\n(1992-1994-2017)\nLa Asamblea de "
        "Radiocomunicaciones de la UIT,\nconsiderando\na) que x;\nrecomienda\n1 que y.",
        "РЕКОМЕНДАЦИЯ МСЭ-R P.900-2\nПчелы\n(Вопрос МСЭ-R 201-7/3)\n(1992-1994-2017)\nАссамблея радиосвязи МСЭ,\n"
        "учитывая,\na) что x;\nрекомендует,\n1 чтобы y.",
        "ITU-R P.900-2建议书\n蜜蜂\n(ITU-R第201-7/3号课题)\n(1992-1994-2017)\n国际电联无线电通信全会,\n考虑到\na) x;\n建议\n1 y。",
        "التوصية ITU-R P.900-2\nالنحل\n(المسألة ITU-R 201-7/3)\n(1992-1994-2017)\nإن جمعية الاتصالات الراديوية للاتحاد،\n"
        "إذ تضع في اعتبارها\n أ ) أن x؛\nتوصي\n1 بأن y.",
    ],
)
def test_the_front_of_itu_r_names_question_and_years_in_six_languages(front):
    text = _text(parse(front))
    found = approvals_of(text)
    assert (found.question, found.study_group, text.adopted.value) == ("201-7/3", "3", "2017")
    assert [(each.identifier.number, each.adopted) for each in found.editions] == [
        ("P.900-0", "1992"),
        ("P.900-1", "1994"),
        ("P.900-2", "2017"),
    ]


def test_the_source_names_the_study_group_that_approved():
    source = "Source\nRecommendation ITU-T X.900 was approved on 7 April 2017 by ITU-T Study Group 17 (2017-2020).\n"
    other = "Summary\nHives concern ITU-T Study Group 5 and Question 7/5.\n"
    found = approvals_of(_text(_recommendation("04/2017", other + source)))
    assert (found.study_group, found.question) == ("17", "7/5")


def test_a_change_is_adopted_on_its_own_day_and_ends_with_the_edition_that_it_changes():
    with Collection.open(":memory:") as acts:
        acts.add(_corrigendum(), name="cor")
        acts.add(_recommendation("11/2009", _TABLE[: _TABLE.index("2.1")]), name="old")
        [work] = acts.works()
        assert (work.editions, work.latest, work.standing, work.study_group) == (
            1,
            "Recommendation ITU-T X.900 (11/2009)",
            "latest edition in this collection (2009; ITU-T up to 2010)",
            "15",
        )
        rows = {row.file: row for row in acts.history("Recommendation ITU-T X.900")}
        assert rows["cor"].adopted == "2010-07-29"
        assert rows["cor"].standing == "changes the latest edition in this collection (2009; ITU-T up to 2010)"
        assert rows["cor"].is_latest
        assert rows["old"].is_latest
        assert rows["cor"].changes == ""

        citing = "(LAKESIDE, 2018)\nBees\nThe Council,\nresolves\n1 to apply Recommendation ITU-T X.900"
        for number, mark in enumerate(("(11/2009)", "(2009) Cor. 1 (07/2010)", "(04/2017)"), 1):
            acts.add(parse(f"RESOLUTION {number} {citing} {mark};\n2 to row."), name=str(number))
        assert [row.file for row in acts.cites(outdated=True)] == ["1", "2"]

        new = _recommendation("04/2017", _TABLE + _THIRD, _BODY.replace("warm", "hot"))
        acts.add(new, name="new")
        assert {row.file: row.standing for row in acts.history("Recommendation ITU-T X.900")} == {
            "": "not in the collection",
            "old": "superseded by Recommendation ITU-T X.900 (04/2017)",
            "cor": "superseded by Recommendation ITU-T X.900 (04/2017)",
            "new": "latest edition in this collection (2017; ITU-T up to 2017)",
        }
        assert [row.file for row in acts.history("Recommendation ITU-T X.900 (2009)")] == ["old"]
        assert [row.file for row in acts.history("Recommendation ITU-T X.900") if row.changes] == ["new"]


def test_two_editions_of_itu_r_in_one_year_are_two():
    front = "RECOMMENDATION ITU-R P.900-3\nBees\n(Question ITU-R 201/3)\n(1992-2001-2001-2017)\n"
    with Collection.open(":memory:") as acts:
        acts.add(
            parse(f"{front}The ITU Radiocommunication Assembly,\nconsidering\na) that bees hum;\nrecommends\nthat")
        )
        assert [
            (row.identifier[-7:], row.adopted, row.question) for row in acts.history("Recommendation ITU-R P.900")
        ] == [
            ("P.900-0", "1992-01-01", ""),
            ("P.900-1", "2001-01-01", ""),
            ("P.900-2", "2001-01-01", ""),
            ("P.900-3", "2017-01-01", "201/3"),
        ]


@for_all(
    "identifier, told",
    {
        "Recommendation ITU-T X.900 (2009) Cor. 2 (02/2012)": ("2012-02", "2009"),
        "Recommendation ITU-T X.900 (2009) Cor. 2": (None, "2009"),
        "Recommendation ITU-T X.900 Cor. 2": (None, ""),
        "Recommendation ITU-T X.900 (11/2009)": ("2009-11", None),
        "Resolution 7 (Rev. Dubai, 2018)": ("2018-11-16", None),
    }.items(),
)
def test_columns_say_which_edition_is_changed(identifier, told):
    columns = columns_of(Identifier.parse(identifier))
    assert (columns.adopted, columns.changes) == told


# ---------------------------------------------------------------------- what Recommendations are made of: definitions, abbreviations, bibliographies, requirements, exhibits, in six languages


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


@for_all("language", TITLES)
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


@for_all("what", ("definitions", "abbreviations", "bibliography", "requirements", "exhibits"))
def test_rows_have_the_columns_of_the_schema(what):
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


@for_all("gap", ["\t", " " * 12])
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
def test_equations_of_real_files_have_their_numbers(shared, name, numbers):
    path = shared / "real" / "pdf" / name
    if not path.is_file():
        pytest.skip("../shared has not this PDF")
    found = itu_texts.exhibits(itu_texts.parse_file(path))
    assert [each.number for each in found if each.kind == "equation"] == numbers


# ---------------------------------------------------------------------- texts beside Recommendations, and those that change one: their kinds, their identifiers, what they change


SECTIONS = "1\tScope\nBees.\n2\tHives\nWood.\n3\tLids\nFlat.\n"
# A title block, in the language: the kind, the identifier, the title
BLOCKS = {
    ("en", "Supplement 5 to ITU-T Y-series Recommendations\nBeehives in towns"): ("supplement", "ITU-T Y Suppl. 5"),
    ("fr", "Supplément 5 aux Recommandations UIT-T de la série Y\nLes ruches"): ("supplement", "ITU-T Y Suppl. 5"),
    ("es", "Suplemento 5 a las Recomendaciones UIT-T de la serie Y\nColmenas"): ("supplement", "ITU-T Y Suppl. 5"),
    ("ru", "Добавление 5 к Рекомендациям МСЭ-T серии Y\nУльи"): ("supplement", "ITU-T Y Suppl. 5"),
    ("zh", "ITU-T Y系列建议书 – 增补5\n城市蜂箱"): ("supplement", "ITU-T Y Suppl. 5"),
    ("ar", "الإضافة 5 إلى توصيات السلسلة Y لقطاع تقييس الاتصالات ITU-T\n\nخلايا النحل"): ("supplement", "ITU-T Y Suppl. 5"),
    ("en", "REPORT ITU-R M.9370-0\nBeehives in towns"): ("report", "Report ITU-R M.9370-0"),
    ("en", "Report ITU-R M.9370-0 (07/2015)\nBeehives in towns"): ("report", "Report ITU-R M.9370-0 (07/2015)"),
    ("fr", "RAPPORT UIT-R M.9370-0\nLes ruches"): ("report", "Report ITU-R M.9370-0"),
    ("es", "INFORME UIT-R M.9370-0\nColmenas"): ("report", "Report ITU-R M.9370-0"),
    ("ru", "ОТЧЕТ МСЭ-R M.9370-0\nУльи"): ("report", "Report ITU-R M.9370-0"),
    ("zh", "ITU-R M.9370-0 报告\n城市蜂箱"): ("report", "Report ITU-R M.9370-0"),
    ("en", "Technical Report ITU-T XSTR-BEES\nBeehives in towns"): ("technical_report", "Technical Report ITU-T XSTR-BEES"),
    ("en", "ITU-T Technical Paper HSTP.BEES (03/2019)\nBeehives"): (
        "technical_paper", "Technical Paper ITU-T HSTP.BEES (03/2019)"
    ),
    ("en", "Implementers' guide for ITU-T Rec. Y.4999 (2012)"): ("implementers_guide", "Implementers' guide ITU-T Y.4999"),
    ("en", "Recommendation ITU-T Y.4999 (2012) – Amendment 1\nBeehives"): (
        "amendment", "Recommendation ITU-T Y.4999 (2012) Amd. 1"
    ),
    ("en", "Recommendation ITU-T Y.4999\nBeehives\nCorrigendum 2 (02/2015)"): (
        "corrigendum", "Recommendation ITU-T Y.4999 Cor. 2 (02/2015)"
    ),
    ("fr", "Recommandation UIT-T Y.4999 (2012) – Corrigendum 2\nLes ruches"): (
        "corrigendum", "Recommendation ITU-T Y.4999 (2012) Cor. 2"
    ),
    ("es", "Recomendación UIT-T Y.4999 (2012) – Enmienda 2\nColmenas"): (
        "amendment", "Recommendation ITU-T Y.4999 (2012) Amd. 2"
    ),
    ("ru", "Рекомендация МСЭ-T Y.4999 (2012) – Исправление 2\nУльи"): (
        "corrigendum", "Recommendation ITU-T Y.4999 (2012) Cor. 2"
    ),
    ("en", "Erratum (03/2017) to Recommendation ITU-T Y.4999 (08/2016), Beehives in towns"): (
        "erratum", "Recommendation ITU-T Y.4999 (08/2016) Err. (03/2017)"
    ),
    ("zh", "ITU-T Y.4999 建议书\n城市蜂箱"): ("recommendation", "Recommendation ITU-T Y.4999"),
}  # fmt: skip
QUESTION = """QUESTION ITU-R 901-4/5
Beehives near antennas
The ITU Radiocommunication Assembly,
considering
that bees sing,
decides that the following Question should be studied
1 How loud do bees sing?
"""
NAMES = {
    "ITU-T A Suppl. 5 (05/2016)": (
        "UIT-T A Suppl. 5 (05/2016)",
        "МСЭ-T A Доб. 5 (05/2016)",
        "ITU-T A系列增补5（05/2016）",
    ),
    "Recommendation ITU-T G.999 (06/2012) Amd. 1 (10/2017)": (
        "Recommandation UIT-T G.999 (06/2012) Amd. 1 (10/2017)",
        "Рекомендация МСЭ-T G.999 (06/2012) Попр. 1 (10/2017)",
        "第ITU-T G.999号建议 (06/2012) 修正 1 (10/2017)",
    ),
    "Question 5/13": ("Question 5/13", "Вопрос 5/13", "第5/13号课题"),
    "Report ITU-R M.9370-0": ("Rapport UIT-R M.9370-0", "Отчет МСЭ-R M.9370-0", "第ITU-R M.9370-0号报告"),
    "Technical Paper ITU-T HSTP.BEES": (
        "Document technique UIT-T HSTP.BEES",
        "Технический документ МСЭ-T HSTP.BEES",
        None,
    ),
}
CHANGES = {
    "en": ("Replace clause 2 by:", "Add the following to clause 3:", "In clause 1, delete the second sentence."),
    "fr": ("Remplacer le paragraphe 2 par:", "Ajouter au paragraphe 3:", "Au paragraphe 1, supprimer la phrase."),
    "es": ("Sustitúyase la cláusula 2 por:", "Añádase a la cláusula 3:", "En la cláusula 1, suprímase la frase."),
    "ru": ("Заменить пункт 2 следующим:", "Добавить в пункт 3:", "В пункте 1, исключить фразу."),
    "zh": ("将第2节替换为:", "在第3节中增加:", "删除第1节第二句。"),
    "ar": ("يستعاض عن الفقرة 2 بما يلي:", "تضاف إلى الفقرة 3:", "تحذف الجملة من الفقرة 1."),
}
HEADS = {
    "en": "Recommendation ITU-T Y.4999 (2012) – Corrigendum 1\nBeehives",
    "fr": "Recommandation UIT-T Y.4999 (2012) – Corrigendum 1\nLes ruches",
    "es": "Recomendación UIT-T Y.4999 (2012) – Corrigéndum 1\nColmenas",
    "ru": "Рекомендация МСЭ-T Y.4999 (2012) – Исправление 1\nУльи",
    "zh": "ITU-T Y.4999 (2012) 建议书 – 勘误 1\n城市蜂箱",
    "ar": "التوصية ITU-T Y.4999 (2012) – التصويب 1\nخلايا النحل",
}


@for_all("case", BLOCKS)
def test_kinds_are_known_by_their_title_blocks(case):
    language, block = case
    (text,) = itu_texts.parse(f"{block}\n{SECTIONS}", language=language).texts
    assert (text.kind, str(text.identifier)) == BLOCKS[case]
    assert len(text.divisions) == 3


def test_a_question_of_itu_r_has_clauses():
    (text,) = itu_texts.parse(QUESTION).texts
    assert (text.kind, str(text.identifier), len(text.clauses)) == ("question", "Question ITU-R 901-4/5", 2)


@for_all("name", NAMES)
def test_identifiers_are_printed_in_each_language_and_read_back(name):
    identifier = Identifier.parse(name)
    assert str(identifier) == name
    assert Identifier.parse(str(identifier)) == identifier
    for language, printed in zip(("fr", "ru", "zh"), NAMES[name], strict=True):
        assert printed in (identifier.format(language), None)


def test_short_names_are_read():
    assert str(Identifier.parse("ITU-T G.Imp999")) == "Implementers' guide ITU-T G.999"
    assert str(Identifier.parse("A.Sup5")) == "ITU-T A Suppl. 5"


@for_all("language", CHANGES)
def test_what_a_corrigendum_changes_is_an_amendment(language):
    replace, add, delete = CHANGES[language]
    source = f"{HEADS[language]}\n{replace}\n2 Wood.\n{add}\nLids.\n{delete}\n"
    document = itu_texts.parse(source, language=language)
    found = [*find(document, Amendment)]
    assert [(each.action, each.marker) for each in found] == [("MOD", replace), ("ADD", add), ("SUP", delete)]
    assert [len(each.blocks) for each in found] == [1, 1, 0]
    assert document.texts[0].kind == "corrigendum"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "docx", "akn", "json"])
def test_they_come_back(form, tmp_path):
    document = itu_texts.parse(f"{HEADS['en']}\n{CHANGES['en'][0]}\nWood.\n{CHANGES['en'][1]}\nLids.\n")
    made = itu_texts.export(document, form)
    path = tmp_path / {"text": "text.txt", "markdown": "text.md", "akn": "text.xml"}.get(form, f"text.{form}")
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    again = itu_texts.parse_file(path)
    (text,) = again.texts
    assert (text.kind, str(text.identifier)) == ("corrigendum", "Recommendation ITU-T Y.4999 (2012) Cor. 1")
    assert [each.marker for each in find(again, Amendment)] == [*CHANGES["en"][:2]]


def test_the_lines_above_an_erratum_are_its_cover():
    above = "GENERAL SECRETARIAT OF LAKES\n\nLakeside, 28 March 2017\n\n"
    name = "Subject: Erratum (03/2017) to Recommendation ITU-T Y.4999 (08/2016), Beehives in towns\n\n"
    document = itu_texts.parse(f"{above}{name}In clause 2, replace the words by:\n\nBees are cold.\n")
    assert document.texts[0].kind == "erratum"
    assert not document.diagnostics


def test_signs_in_code_and_pages_of_contents_are_no_mistakes():
    front = "Recommendation ITU-T Y.4999\nBees\nContents\n\tPage\n1\tScope\t1\n2\tForms of requests\t12\n3\tWax\t14\n"
    body = "1\tScope\nThe signs are '(', '\"' and ')', but (this.\n2\tForms of requests\nFlat.\n3\tWax\nFlat.\n"
    document = itu_texts.parse(f"{front}Recommendation ITU-T Y.4999\nBees\n{body}", language="en")
    (found,) = itu_texts.check(document)
    assert (found.code, document.source[found.span]) == ("unclosed", "(")
    assert document.source.text[found.span.end :].startswith("this")


# ---------------------------------------------------------------------- who a text is, when it was adopted and how it stands, each with its ground: in six languages, on invented texts


_FORMULAS = {
    "en": "The General Assembly,\nRecalling its resolution 77/1 of 7 October 2022,\n1. Requests the Secretary-General to row.\n",
    "fr": "L'Assemblée générale,\nRappelant sa résolution 77/1 du 7 octobre 2022,\n1. Prie le Secrétaire général de ramer.\n",
    "es": "La Asamblea General,\nRecordando su resolución 77/1, de 7 de octubre de 2022,\n1. Solicita al Secretario General que reme.\n",
    "ru": "Генеральная Ассамблея,\nссылаясь на свою резолюцию 77/1 от 7 октября 2022 года,\n1. просит Генерального секретаря грести.\n",
    "zh": "大会，\n回顾其2022年10月7日第77/1号决议，\n1. 请秘书长划船。\n",
    "ar": "إن الجمعية العامة،\nإذ تشير إلى قرارها 77/1 المؤرخ 7 تشرين الأول/أكتوبر 2022،\n1 - تطلب إلى الأمين العام التجديف.\n",
}  # fmt: skip
_ADOPTED = {
    "en": "Resolution adopted by the General Assembly on 4 December 2023",
    "fr": "Résolution adoptée par l'Assemblée générale le 4 décembre 2023",
    "es": "Resolución aprobada por la Asamblea General el 4 de diciembre de 2023",
    "ru": "Резолюция, принятая Генеральной Ассамблеей 4 декабря 2023 года",
    "zh": "2023年12月4日大会决议",
    "ar": "قرار اتخذته الجمعية العامة في 4 كانون الأول/ديسمبر 2023",
}
_CLOSINGS = {
    "en": "42nd plenary meeting\n4 December 2023\n",
    "fr": "42e séance plénière\n4 décembre 2023\n",
    "es": "42a sesión plenaria\n4 de diciembre de 2023\n",
    "ru": "42-е пленарное заседание\n4 декабря 2023 года\n",
    "zh": "第42次全体会议\n2023年12月4日\n",
    "ar": "الجلسة العامة 42\n4 كانون الأول/ديسمبر 2023\n",
}
_SPONSORED = {
    "en": "Albania and Mexico: draft resolution",
    "fr": "Albanie et Mexique : projet de résolution",
    "es": "Albania y México: proyecto de resolución",
    "ru": "Албания и Мексика: проект резолюции",
    "zh": "阿尔巴尼亚和墨西哥：决议草案",
    "ar": "ألبانيا والمكسيك: مشروع قرار",
}
_NAMES = {"en": "United Nations", "fr": "Nations Unies", "es": "Naciones Unidas",
          "ru": "Организация Объединенных Наций", "zh": "联合国", "ar": "الأمم المتحدة"}  # fmt: skip


def _grounds(text, language="en"):
    """What is claimed of the first text: the identifier, the day and what says it, the standing and what says it."""
    told = parse(text, language=language).texts[0]
    source = told.document.source.text
    for claim in (told.identity, told.adopted, told.standing):
        assert claim is None or claim.words == " ".join(source[claim.start : claim.end].split())
    adopted = (told.adopted.value, told.adopted.by.value) if told.adopted is not None else None
    standing = (told.standing.value, told.standing.by.value) if told.standing is not None else None
    return str(told.identifier), adopted, standing


def _covered(language, *lines, symbol="A/RES/79/10", closing=False):
    head = [_NAMES[language], symbol, "Distr.: General", "6 December 2023", *lines]
    return "\n".join(head) + "\n79/10. Lamps\n" + _FORMULAS[language] + (_CLOSINGS[language] if closing else "")


def _assembly(language):
    told = ("Resolution 79/10", ("2023-12-04", "adoption line"), ("adopted", "symbol"))
    assert _grounds(_covered(language, _ADOPTED[language], closing=True), language) == told
    assert _grounds("79/10. Lamps\n" + _FORMULAS[language] + _CLOSINGS[language], language) == (
        "Resolution 79/10", ("2023-12-04", "closing"), ("adopted", "closing")
    )  # fmt: skip
    assert _grounds(_covered(language), language)[1:] == (None, ("adopted", "symbol"))  # the day of issue is none
    draft = f"{_NAMES[language]}\nA/79/L.10\nDistr.: Limited\n{_SPONSORED[language]}\nLamps\n{_FORMULAS[language]}"
    assert _grounds(draft, language)[1:] == (None, ("draft", "draft line"))
    assert parse(draft, language=language).texts[0].kind == "resolution"
    assert _grounds(f"{_NAMES[language]}\nA/C.3/79/L.10/Rev.1\nLamps\n{_FORMULAS[language]}", language)[2] == (
        "draft",
        "symbol",
    )


def test_texts_of_an_assembly_in_six_languages():
    check_all(((language, language) for language in _FORMULAS), _assembly)


_NUMBERS = [
    ("A/RES/54/54 K", "Resolution 54/54 K", "UNGA", "54-54K"),
    ("A/RES/2200 A (XXI)", "Resolution 2200 A (XXI)", "UNGA", "2200A-XXI"),
    ("A/RES/1654 (XVI)", "Resolution 1654 (XVI)", "UNGA", "1654-XVI"),
    ("A/RES/S-24/2", "Resolution S-24/2", "UNGA", "S-24-2"),
    ("A/RES/ES-10/21", "Resolution ES-10/21", "UNGA", "ES-10-21"),
    ("A/HRC/RES/54/10", "Resolution 54/10", "UNHRC", "54-10"),
    ("S/RES/2760 (2024)", "Resolution 2760 (2024)", "UNSC", "2760-2024"),
    ("A/DEC/77/501", "Decision 77/501", "UNGA", "77-501"),
]


@for_all("symbol, name, body, step", _NUMBERS)
def test_the_symbol_alone_gives_the_identity(symbol, name, body, step):
    adopts = {"UNGA": "General Assembly", "UNHRC": "Human Rights Council", "UNSC": "Security Council"}[body]
    text = f"United Nations\n{symbol}\nDistr.: General\n6 December 2023\nResolution adopted by the {adopts} on 4 December 2023\n"
    text += f"Lamps\nThe {adopts},\nRecalling the Charter,\n1. Decides to row.\n"
    told = parse(text).texts[0]
    assert (str(told.identifier), told.identifier.body, told.identity.by.value) == (name, body, "symbol")
    assert told.identity.words == symbol
    assert (iri(told) or "").endswith(f"/2023-12-04/{step}")


def test_the_letter_of_a_part_is_on_the_cover_alone():
    text = _covered("en", symbol="A/RES/79/10 B")
    assert _grounds(text)[0] == "Resolution 79/10 B"
    assert not parse(text).texts[0].claims.conflicts


def test_what_contradicts_is_told():
    [(first, second)] = parse(_covered("en", symbol="A/RES/79/11")).texts[0].claims.conflicts
    assert (first.value, second.value) == ("Resolution 79/11", "Resolution 79/10")
    later = _covered("en", _ADOPTED["en"].replace("4 Dec", "5 Dec"), closing=True)
    [(first, second)] = parse(later).texts[0].claims.conflicts
    assert (first.value, second.value) == ("2023-12-05", "2023-12-04")


def _contradicts(language):
    told = check(parse(_covered(language, symbol="A/RES/79/11"), language=language))
    assert [(each.code, each.severity) for each in told if each.code == "contradiction"] == [("contradiction", "error")]
    assert not [each for each in check(parse(_covered(language), language=language)) if each.code == "contradiction"]
    [nameless] = parse(_nameless(language)).texts
    assert nameless.identity is None
    [found] = [each for each in check(nameless.document) if each.code == "unnamed-text"]
    assert (found.severity, nameless.document.source[found.span]) == ("error", _LISTED[language].strip())


_LISTED = {
    "en": "RESOLUTION 7 (LAKESIDE, 2018)\n",
    "fr": "RÉSOLUTION 7 (LAKESIDE, 2018)\n",
    "es": "RESOLUCIÓN 7 (LAKESIDE, 2018)\n",
    "ru": "РЕЗОЛЮЦИЯ 7 (ЛЕЙКСАЙД, 2018 г.)\n",
    "zh": "第7号决议（2018年，湖畔）\n",
    "ar": "القرار 7 (البحيرة، 2018)\n",
}


def _nameless(language):
    return f"{_FORMULAS[language]}{_LISTED[language]}"


def test_contradictions_and_names_that_name_nothing_are_errors():
    check_all(((language, language) for language in _LISTED), _contradicts)


def test_a_name_behind_a_page_number_is_told():
    told = parse("Lamps of 2030 14 RESOLUTION 9 (LAKESIDE, 2010) Boats\n" + _FORMULAS["en"])
    assert told.texts[0].identity is None
    assert "unnamed-text" in {each.code for each in check(told)}


def test_a_formula_without_its_comma_and_a_text_without_a_title():
    assert _grounds("79/10. Lamps\n" + _FORMULAS["en"].replace("Assembly,", "Assembly"))[0] == "Resolution 79/10"
    assert _grounds("79/10.\n" + _FORMULAS["en"])[0] == "Resolution 79/10"


# ---------------------------------------------------------------------- ITU

_ADOPTED_BODY = (
    "{}\nLamps\nThe Plenipotentiary Conference of the International Telecommunication Union{},\nresolves\nto row.\n"
)
_ITU = [
    ("RESOLUTION 7 (REV. DUBAI, 2018)", ("2018-11-16", "mark"), ("adopted", "mark")),
    ("RESOLUTION 7 (LAKESIDE, 2018)", ("2018", "mark"), ("adopted", "mark")),
    ("RESOLUTION 7", None, None),
    ("DRAFT NEW RESOLUTION 7 (DUBAI, 2018)", None, ("draft new", "designation")),
    ("RESOLUTION [COM5/3] (DUBAI, 2018)", None, ("draft", "designation")),
    ("RESOLUTION 7 (REV. LAKESIDE, 2098)", None, None),
    ("SUP\nRESOLUTION 7 (DUBAI, 2018)", ("2018-11-16", "mark"), ("suppressed", "marker")),
    ("MOD ROW/3/1\nRESOLUTION 7 (REV. DUBAI, 2018)", None, ("proposed", "marker")),
]


@for_all("name, adopted, standing", _ITU)
def test_marks_brackets_and_markers(name, adopted, standing):
    assert _grounds(_ADOPTED_BODY.format(name, ""))[1:] == (adopted, standing)


def test_the_cover_of_a_proposal_makes_one_and_other_covers_do_not():
    text = _ADOPTED_BODY.format("RESOLUTION 7 (DUBAI, 2018)", "")
    assert _grounds(f"Document 12-E\nSource: Lakeland\n{text}")[2] == ("proposed", "cover")
    assert _grounds(f"Document 12-E\nOriginal: English\n\n{text}")[2] in (("proposed", "cover"), ("adopted", "mark"))


_RECOMMENDATION = (
    "{}RECOMMENDATION ITU-R P.930-19\nLamps of small harbours\n(Question ITU-R 204-6/3)\n(1978-1982-2021-2025)\n"
    "Scope\nThis Recommendation gives lamps.\nKeywords\nLamp, harbour\n{}\n"
    "Recommendation ITU-R P.310 – Definitions of terms\nRecommendation ITU-R P.838\n"
    "NOTE – The latest edition of the Recommendation in force should be used.\n"
    "The ITU Radiocommunication Assembly,\nconsidering\na) that lamps fail,\nrecommends\n1 that lamps be lit.\n"
    "Annex 1\n1 Introduction\nLamps are lit.\n2 Oil\n2.1 Kinds of oil\nOil is kept.\n"
)
_COVER = "Recommendation ITU-R P.930-19\n(09/2025)\nP Series: Radiowave propagation\nLamps of small harbours\nForeword\nThe role of ITU-R.\n"


@for_all("title", ["Related ITU Recommendations", "Related ITU-R Recommendations", "References"])
@for_all("cover, day", [("", ("2025", "mark")), (_COVER, ("2025-09", "cover"))])
def test_related_recommendations_are_citations(title, cover, day):
    text = _RECOMMENDATION.format(cover, title)
    name, adopted, standing = _grounds(text)
    assert name.startswith("Recommendation ITU-R P.930-19")
    assert adopted[0] == day[0]
    assert standing[0] == "adopted"
    assert len(parse(text).texts) == 1


_LISTS = {
    "fr": ("RECOMMANDATION UIT-R P.930-19", "Recommandations UIT connexes\nRecommandation UIT-R P.310 – Termes\nRecommandation UIT-R P.838",
           "L'Assemblée des radiocommunications de l'UIT,\nconsidérant\na) que les lampes s'éteignent,\nrecommande\n1 d'allumer."),
    "es": ("RECOMENDACIÓN UIT-R P.930-19", "Recomendaciones UIT conexas\nRecomendación UIT-R P.310 – Términos\nRecomendación UIT-R P.838",
           "La Asamblea de Radiocomunicaciones de la UIT,\nconsiderando\na) que las lámparas fallan,\nrecomienda\n1 encender."),
    "ru": ("РЕКОМЕНДАЦИЯ МСЭ-R P.930-19", "Соответствующие Рекомендации МСЭ\nРекомендация МСЭ-R P.310 – Термины\nРекомендация МСЭ-R P.838",
           "Ассамблея радиосвязи МСЭ,\nучитывая,\na) что лампы гаснут,\nрекомендует\n1 зажечь."),
    "zh": ("ITU-R P.930-19建议书", "相关的国际电联建议书\nITU-R P.310建议书 – 定义\nITU-R P.838建议书",
           "国际电联无线电通信全会，\n考虑到\na) 灯会灭，\n建议\n1 点灯。"),
    "ar": ("التوصية ITU-R P.930-19", "توصيات الاتحاد ذات الصلة\nالتوصية ITU-R P.310 – تعاريف\nالتوصية ITU-R P.838",
           "إن جمعية الاتصالات الراديوية للاتحاد الدولي للاتصالات،\nإذ تضع في اعتبارها\nأ ) أن المصابيح تنطفئ،\nتوصي\n1 بإشعالها."),
}  # fmt: skip


@for_all("language", _LISTS)
def test_related_recommendations_in_other_languages(language):
    name, listed, rest = _LISTS[language]
    text = f"{name}\nLamps\n(1978-2025)\n{listed}\n{rest}\n"
    assert _grounds(text, language)[:2] == ("Recommendation ITU-R P.930-19", ("2025", "mark"))


# ---------------------------------------------------------------------- running heads, names of files

_HEADED = "{}Lamps\n{}\na) that lamps fail;\n{}\n\fb) that oil is dear,\n{}\n1 to row;\n{}\n\f2 to sail.\n{}\n"
_WORDS = {
    "en": ("The ITU Council,\nconsidering", "resolves", "RES75-{}", "RECOMMENDATION U.1", "Recommendation U.1 (03/93)"),
    "fr": (
        "Le Conseil de l'UIT,\nconsidérant",
        "décide",
        "RES75-{}",
        "RECOMMANDATION U.1",
        "Recommandation U.1 (03/93)",
    ),
    "es": (
        "El Consejo de la UIT,\nconsiderando",
        "resuelve",
        "RES75-{}",
        "RECOMENDACIÓN U.1",
        "Recomendación U.1 (03/93)",
    ),
    "ru": ("Совет МСЭ,\nучитывая,", "решает", "РЕЗ75-{}", "РЕКОМЕНДАЦИЯ U.1", "Рекомендация U.1 (03/93)"),
    "zh": ("国际电联理事会，\n考虑到", "做出决议", "RES75-{}", "ITU-T U.1建议书", "ITU-T U.1建议书 (03/93)"),
    "ar": ("إن مجلس الاتحاد،\nإذ يضع في اعتباره", "يقرر", "RES75-{}", "التوصية U.1", "التوصية U.1 (03/93)"),
}


def _headed(language):
    formula, decides, head, name, dated = _WORDS[language]

    def told(name, head):
        heads = [head.format(page) for page in (1, 2, 3)]
        return parse(_HEADED.format(name, formula, heads[0], decides, *heads[1:]), language=language).texts[0]

    alone = told("", head)
    assert (str(alone.identifier), alone.identity.by) == ("Resolution 75", "running head")
    assert alone.identity.words == head.format(1)
    completed = told(f"{name}\n", dated)
    assert (completed.identifier.number, completed.identity.by) == ("U.1", "designation")
    assert (completed.adopted.value, completed.adopted.by, completed.adopted.words) == (
        "1993-03",
        "running head",
        dated,
    )
    contradicted = told(f"{name}\n", dated.replace("U.1", "U.2"))
    assert contradicted.identifier.number == "U.1"
    assert [each.code for each in check(contradicted.document) if each.severity == "error"] == ["contradiction"]


def test_running_heads_complete_and_never_overrule():
    check_all(((language, language) for language in _WORDS), _headed)


_UNNAMED = _FORMULAS["en"]
_RECOMMENDED = "RECOMMENDATION ITU-R P.930{}\nLamps\nThe ITU Radiocommunication Assembly,\nrecommends\nto row.\n"
_FILES = [
    ("A_RES_79_10-2421660E.txt", _UNNAMED, ("Resolution 79/10", "file name"), None),
    ("A_RES_79_10-2421660E_reissue.txt", _UNNAMED, ("Resolution 79/10", "file name"), None),
    ("A_RES_79_10-2421660E.txt", f"79/11. Lamps\n{_UNNAMED}", ("Resolution 79/11", "designation"), None),
    ("A_RES_ES-10_21.txt", _UNNAMED, ("Resolution ES-10/21", "file name"), None),
    ("A_HRC_RES_54_10E.txt", _UNNAMED, ("Resolution 54/10", "file name"), None),
    ("A notes of RES_79_10.txt", _UNNAMED, (None, None), None),
    ("R-REC-P.930-19-202509-I!!PDF-E.txt", _RECOMMENDED.format("-19"), ("Recommendation ITU-R P.930-19", "designation"), "2025-09"),
    ("R-REC-P.930-19-202509-S!!MSW-F.txt", _RECOMMENDED.format(""), ("Recommendation ITU-R P.930", "designation"), "2025-09"),
    ("R-REC-P.930-18-202109-I!!PDF-E.txt", _RECOMMENDED.format("-19"), ("Recommendation ITU-R P.930-19", "designation"), None),
    ("R-REC-P.930-19-202509-I!Amd1!PDF-E.txt", _RECOMMENDED.format("-19"), ("Recommendation ITU-R P.930-19", "designation"), None),
]  # fmt: skip


@for_all("name, text, named, adopted", _FILES)
def test_the_name_of_the_file_completes_and_never_overrules(name, text, named, adopted):
    told = parse_bytes(text.encode(), name).texts[0]
    assert (told.identity and told.identity.value, told.identity and told.identity.by) == named
    assert (told.adopted and told.adopted.value) == adopted
    is_other = ("79/11" in text) or ("-18" in name)
    assert ("contradiction" in {each.code for each in check(told.document)}) is is_other
    if adopted is not None:
        assert str(told.identifier) == "Recommendation ITU-R P.930-19 (09/2025)"


@for_all("name, standing", [
        ("T-REC-G.9999-202105-I!!PDF-E", "in force"), ("T-REC-G.9999-202105-S!!PDF-E", "superseded"),
        ("T-REC-G.9999-202105-W!!MSW-E", "withdrawn"), ("T-REC-G.9999-202105-P!!MSW-E", "adopted"),
        ("T-REC-G.9999-202106-S!!PDF-E", "adopted"), ("boats", "adopted"),
    ])  # fmt: skip
def test_the_name_of_the_file_tells_the_standing_of_the_text_that_it_names(name, standing):
    sections = "".join(f"{at} {title}\n\nNone.\n\n" for at, title in enumerate(("Scope", "Boats", "Oars"), 1))
    words = f"Recommendation ITU-T G.9999\n(05/2021)\n\nRecommendation ITU-T G.9999\n\nLamps\n\n{sections}"
    document = parse_bytes(words.encode(), f"{name}.txt")
    told = document.texts[0].standing
    assert (told.value, told.by.value == "file name") == (standing, standing != "adopted")
    with Collection.open(":memory:") as acts:
        acts.add(document, name=name)
        [edition] = acts.history("Recommendation ITU-T G.9999")
        assert edition.standing.startswith("latest" if standing == "adopted" else standing)


def test_the_name_of_the_file_of_a_change_is_that_of_the_change():
    words = "Recommendation ITU-T G.9999 (2020) – Corrigendum 2\n\nLamps\n\nReplace clause 7.2 by:\n\n7.2 Lamps.\n"
    told = parse_bytes(words.encode(), "T-REC-G.9999-202105-I!Cor2!MSW-E.txt").texts[0]
    assert (told.adopted.value, told.adopted.by.value) == ("2021-05", "file name")


def test_a_head_above_the_name_of_a_text_on_its_line_takes_nothing_from_it():
    body = "\n\nBoats\n\n{} (Dubai, 2014),\n\n"
    for language, name, formula in (
        ("en", "Resolution 9 1 RESOLUTION 9 (Rev. Dubai, 2014)", "The World Telecommunication Development Conference"),
        ("en", "WTDC-14 Resolution 9 – 1 – RESOLUTION 9 (Rev. Dubai, 2014)", "The World Telecommunication Development Conference"),
        ("fr", "12 Résolution 9 RÉSOLUTION 9 (Rév. Dubaï, 2014)", "La Conférence mondiale de développement des télécommunications"),
        ("es", "Resolución 9 1 RESOLUCIÓN 9 (Rev. Dubái, 2014)", "La Conferencia Mundial de Desarrollo de las Telecomunicaciones"),
        ("ru", "Резолюция 9 1 РЕЗОЛЮЦИЯ 9 (Пересм. Дубай, 2014 г.)", "Всемирная конференция по развитию электросвязи"),
    ):  # fmt: skip
        text = parse(f"{name}{body.format(formula)}", language=language).texts[0]
        assert (text.number, text.identifier.revision.year) == ("9", 2014), language
    assert parse("Resolution 8 1 RESOLUTION 9 is what boats cite.", language="en").texts == ()


def test_the_name_of_a_file_of_several_texts_names_none_of_them():
    file = parse_bytes(
        (_UNNAMED + "DECISION 3\nBoats\nThe ITU Council,\ndecides\nto row.\n").encode(), "A_RES_79_10-E.txt"
    )
    assert [text.identity and text.identity.by for text in file.texts] == [None, "designation"]


# ---------------------------------------------------------------------- instruments


def test_an_instrument_is_the_one_that_is_named_last_in_full():
    text = _ADOPTED_BODY.format("RESOLUTION 7 (DUBAI, 2018)", "").replace(
        "resolves\n",
        "considering\na) Article 12 of the Convention;\nb) the United Nations Convention on the Law of the Sea;\n"
        "c) Article 13 of the Convention;\nd) No. 118 of the ITU Convention;\ne) Signalling System No. 7 and Cause No. 87;\n"
        "f) Article 5 of the Agreement,\nresolves\n",
    )
    told = [(each.number, each.instrument, each.treaty) for each in references(parse(text)) if each.number]
    assert told == [
        ("12", "Convention", "cv"), ("13", "United Nations Convention on the Law of the Sea", None),
        ("118", "Convention", "cv"), ("5", "Agreement", None),
    ]  # fmt: skip


def test_in_a_text_of_the_united_nations_the_convention_is_not_that_of_the_union():
    text = "79/10. Lamps\n" + _FORMULAS["en"].replace("1. Requests", "Recalling the Convention,\n1. Requests")
    assert [each.treaty for each in references(parse(text)) if each.instrument] == [None]


# ---------------------------------------------------------------------- collections and real texts


def test_rows_have_the_ground_of_the_standing():
    with Collection.open(":memory:") as acts:
        acts.add(parse(_ADOPTED_BODY.format("RESOLUTION 7 (DUBAI, 2018)", "")), name="old")
        acts.add(parse(_ADOPTED_BODY.format("RESOLUTION 7 (REV. BUCHAREST, 2022)", "")), name="new")
        old, new = acts.history("Resolution 7")
        assert (old.standing, old.ground_file) == ("superseded by Resolution 7 (Rev. Bucharest, 2022)", "new")
        assert (new.ground, new.ground_start, new.ground_file) == ("RESOLUTION 7 (REV. BUCHAREST, 2022)", 0, "new")


def test_a_draft_ends_nothing():
    with Collection.open(":memory:") as acts:
        acts.add(parse(_ADOPTED_BODY.format("RESOLUTION 7 (DUBAI, 2018)", "")), name="old")
        draft = _ADOPTED_BODY.format("DRAFT NEW RESOLUTION 8 (BUCHAREST, 2022)", "").replace(
            "to row", "to abrogate Resolution 7"
        )
        acts.add(parse(draft), name="draft")
        assert acts.history("Resolution 7")[0].is_latest


_NAMED_OTHERWISE = {
    "A_RES_76_254-2203841E": "15 March 2022 on the cover and below the text; 17 March in its published name",
    "75_220_F": "21 December 2020 on the cover and below the text; the day of issue, 30 December, in its published name",
    "A_RES_78_41-2324514A": "4 December 2023 on the cover and below the text; no day in its published name",
}
"""The texts of the United Nations whose published names have another day than is printed with them."""


def _real(shared, language):
    file = shared / "real" / "un" / f"{language}.jsonl.gz"
    if not file.is_file():
        pytest.skip("../shared has no texts of the United Nations")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["cover"]]


@pytest.mark.long
@pytest.mark.parametrize("language", _FORMULAS)
def test_real_texts_of_the_united_nations(shared, language):
    def check_row(row):
        told = parse("\n".join((*row["cover"], row["text"].rstrip("\n"), *row["closing"])) + "\n").texts[0]
        assert (told.adopted is not None, told.standing.value) == (True, "adopted")
        if (
            "/0001-" not in row["iri"]
            and not told.claims.conflicts
            and row["id"].split("/")[-1] not in _NAMED_OTHERWISE
        ):
            assert iri(told) == row["iri"]

    check_all(((row["id"], row) for row in some(_real(shared, language), 12)), check_row)


def _files(shared):
    return sorted(
        file
        for folder in ("corpus", "gold", "real/pdf", "real/word", "real/adoc", "real/akn", "real/treaty", "seed")
        for file in (shared / folder).rglob("*.*")
        if file.suffix in (".txt", ".md", ".docx", ".pdf", ".adoc", ".xml") and ".gold" not in file.name
    )


def test_nothing_is_said_of_a_real_text_without_a_ground(shared):
    def check_file(file):
        document = parse_file(file)
        source = document.source.text
        for text in document.texts:
            for claim in (text.identity, text.adopted, text.standing, text.claims.issued):
                if claim is not None and claim.by is not Ground.FILE_NAME:
                    assert claim.words
                    words, place = ("".join(each.split()) for each in (claim.words, source[claim.start : claim.end]))
                    assert words in place or (place in words and place), claim
            assert (text.identifier is None) == (text.identity is None)
        for record in document_records(document):
            assert all(claim.words and claim.by for claim in record.claims.values())
        with Collection.open(":memory:") as acts:
            acts.add(document, name=file.name)
            for edition in (each for work in acts.works() if work.work for each in acts.history(work.work)):
                assert edition.ground or (edition.standing, edition.adopted) == ("unknown", "") or not edition.file
                assert not edition.ground or edition.ground_file == file.name

    check_all(((file.name, file) for file in some(_files(shared), 12)), check_file)
