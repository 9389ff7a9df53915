"""What a collection knows of Recommendations: editions by date, what changes them, study groups and Questions."""

from functools import cache

import pytest

from itu_texts import Collection, Document, find, parse
from itu_texts.analysis.documents import approvals_of
from itu_texts.analysis.works import columns_of
from itu_texts.language.identifiers import Identifier
from itu_texts.tree.nodes import Text

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


@pytest.mark.parametrize("table", [_TABLE + _THIRD, _NARROW])
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


@pytest.mark.parametrize(
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
    ids=["en", "fr", "es", "ru", "zh", "ar"],
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


def test_columns_say_which_edition_is_changed():
    named = {
        "Recommendation ITU-T X.900 (2009) Cor. 2 (02/2012)": ("2012-02", "2009"),
        "Recommendation ITU-T X.900 (2009) Cor. 2": (None, "2009"),
        "Recommendation ITU-T X.900 Cor. 2": (None, ""),
        "Recommendation ITU-T X.900 (11/2009)": ("2009-11", None),
        "Resolution 7 (Rev. Dubai, 2018)": ("2018-11-16", None),
    }
    for identifier, told in named.items():
        columns = columns_of(Identifier.parse(identifier))
        assert (columns.adopted, columns.changes) == told
