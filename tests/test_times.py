"""When: the dates, conferences and recurrences in tasks, and the table of conferences."""

import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cases import described
from together import check_all, for_all, some, table

import itu_texts
from itu_texts import CONCEPTS, Collection, InputError, parse, references
from itu_texts.analysis.graph import endings, passages
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import conference_in, conferences, following, held_in, year_of
from itu_texts.nodes import AddresseeKind

FRONTS = {
    "en": "RESOLUTION 1 (REV. DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference (Dubai, 2018),\ninstructs the Secretary-General\n",
    "fr": "RÉSOLUTION 1 (RÉV. DUBAÏ, 2018)\nBateaux\nLa Conférence de plénipotentiaires (Dubaï, 2018),\ncharge le Secrétaire général\n",
    "es": "RESOLUCIÓN 1 (REV. DUBÁI, 2018)\nBarcos\nLa Conferencia de Plenipotenciarios (Dubái, 2018),\nencarga al Secretario General\n",
    "ru": "РЕЗОЛЮЦИЯ 1 (ПЕРЕСМ. ДУБАЙ, 2018 Г.)\nЛодки\nПолномочная конференция (Дубай, 2018 г.),\nпоручает Генеральному секретарю\n",
    "zh": "第1号决议(2018年,迪拜,修订版)\n船只\n全权代表大会(2018年,迪拜),\n责成秘书长\n",
    "ar": "القرار 1\nالقوارب\nإن المجلس،\nيكلف الأمين العام\n",
}

NEXT_WRC = "2019-10-28/2019-11-22"


def times(words, language="en", front=None):
    document = itu_texts.parse((FRONTS[language] if front is None else front) + words, language=language)
    task = next(iter(itu_texts.who_does_what(document)))
    for when in task.when:
        assert "".join(document.source[when.span].split()) == "".join(when.text.split())
    return [(str(when.kind), when.text, _said(when.value)) for when in task.when]


def _said(value):
    return "/".join(map(str, value)) if isinstance(value, tuple) else None if value is None else str(value)


def test_a_time_in_the_heading_of_a_clause_that_is_cited():
    cited = "the studies listed under resolves to invite ITU-R to complete in time for the 2031 world radiocommunication conference"
    assert times(f"to take part in {cited} and to report by 31 December 2026") == [
        ("date", "by 31 December 2026", "2026-12-31")
    ]
    assert times(f"to take part in {cited}") == []
    assert times("to report on resolves 1 by 31 December 2026")
    assert times("to do what is said in instructs the Council 2 and to report by 31 December 2026")


@for_all(
    "words, expected",
    [
        ("to report by 31 December 2026", ["date by 31 December 2026 = 2026-12-31"]),
        ("to report no later than 1st January 2027 at 10.30", ["date no later than 1st January 2027 = 2027-01-01"]),
        ("to report before June 2030", ["date before June 2030 = 2030-06-01/2030-06-30"]),
        ("to report by the end of 2027", ["date by the end of 2027 = 2027-12-31"]),
        ("to report by the end of February 2028", ["date by the end of February 2028 = 2028-02-29"]),
        ("to study oars for the period 2027-2030", ["date for the period 2027-2030 = 2027-01-01/2030-12-31"]),
        ("to report by 31 February 2027", []),
        ("to use the band from 2025 to 2110 MHz", []),
        ("to apply what was adopted in 2015, by Resolution 12 (Rev. Lakeside, 2014)", []),
        ("to report by WRC-27", ["conference by WRC-27 = 2027-10-18/2027-11-12"]),
        ("to report to WRC-95", []),
        ("to invite WRC-27 to row", []),
        ("to report to WRC-35", ["conference to WRC-35 = 2035-01-01/2035-12-31"]),
        (
            "to report to the next plenipotentiary conference",
            ["conference to the next plenipotentiary conference = 2022-09-26/2022-10-14"],
        ),
        (
            "to report to the World Telecommunication Standardization Assembly (New Delhi, 2024)",
            [
                "conference to the World Telecommunication Standardization Assembly (New Delhi, 2024) "
                "= 2024-10-15/2024-10-24"
            ],
        ),
        (
            "to be done in time for the 2031 world radiocommunication conference",
            ["conference in time for the 2031 world radiocommunication conference = 2031-01-01/2031-12-31"],
        ),
        ("to row before WRC-27", ["conference before WRC-27 = 2027-10-18"]),
        ("to row in time for WRC-27", ["conference in time for WRC-27 = 2027-10-18"]),
        (
            "to report at least five months before WRC-27",
            ["conference at least five months before WRC-27 = 2027-05-18"],
        ),
        ("to report two weeks before WRC-27", ["conference two weeks before WRC-27 = 2027-10-04"]),
        (
            "to report no less than seven weeks before its 2019 and 2021 ordinary sessions",
            [
                "conference no less than seven weeks before its 2019 and 2021 ordinary sessions = 2019-01-01/2021-12-31",
            ],
        ),
        (
            "to report not later than the penultimate meeting of the group prior to the second session of the CPM",
            [
                "conference not later than the penultimate meeting of the group prior to the second session of the CPM"
                " = None",
            ],
        ),
        ("to report to Council-24", ["conference to Council-24 = 2024-01-01/2024-12-31"]),
        (
            "to report to the next two plenipotentiary conferences",
            ["conference to the next two plenipotentiary conferences = 2022-09-26/2026-11-27"],
        ),
        (
            "to report to WTDC-25 and WTSA-24",
            ["conference to WTDC-25 = 2025-11-17/2025-11-28", "conference WTSA-24 = 2024-10-15/2024-10-24"],
        ),
        ("to report by the end of the year", ["date by the end of the year = None"]),
        ("to report within 6 months", ["duration within 6 months = P6M"]),
        (
            "to report within three months of their landing",
            ["duration within three months of their landing = P3M"],
        ),
        ("to report by mid-2026", ["date by mid-2026 = 2026-01-01/2026-12-31"]),
        ("to report by 31.12.2025", ["date by 31.12.2025 = 2025-12-31"]),
        ("to report by 2025-12-31", ["date by 2025-12-31 = 2025-12-31"]),
        ("to report by 31.13.2025", []),
        ("to report before the year 2030", ["date before the year 2030 = 2030-01-01/2030-12-31"]),
        (
            "to row from 1 January 2024 to 31 December 2026",
            ["date from 1 January 2024 to 31 December 2026 = 2024-01-01/2026-12-31"],
        ),
        (
            "to row between 1 May and 30 June 2027",
            ["date between 1 May and 30 June 2027 = 2027-05-01/2027-06-30"],
        ),
        ("to row from 31 February to 30 June 2027", []),
        (
            "to report to future world radiocommunication conferences",
            ["conference to future world radiocommunication conferences = None"],
        ),
        ("to report to the Council at its 2027 session", ["conference at its 2027 session = 2027-01-01/2027-12-31"]),
        ("to report to the next session of the Council", ["conference to the next session of the Council = None"]),
        ("to report to a future competent conference", ["conference to a future competent conference = None"]),
        ("to report to the second session of CPM", ["conference to the second session of CPM = None"]),
        (
            "to report at each subsequent session of the Council",
            ["recurrence at each subsequent session of the Council = COUNCIL"],
        ),
        (
            "to report before the end of the calendar year 2026",
            ["date before the end of the calendar year 2026 = 2026-12-31"],
        ),
        ("to keep within the limits set by the plenipotentiary conference", []),
        ("to act on what was adopted by plenipotentiary conferences", []),
        ("to refer to WRC Resolutions, and to lay oars on 2030 boats", []),
        ("to review the annual report", []),
        (
            "to be decided by the next plenipotentiary conference",
            ["conference by the next plenipotentiary conference = 2022-09-26/2022-10-14"],
        ),
        ("to report annually", ["recurrence annually = P1Y"]),
        ("to submit an annual report", ["recurrence annual report = P1Y"]),
        ("to report every two years", ["recurrence every two years = P2Y"]),
        ("to report twice a year", ["recurrence twice a year = P6M"]),
        ("to report regularly", ["recurrence regularly = None"]),
        ("to report at each session of the Council", ["recurrence at each session of the Council = COUNCIL"]),
        (
            "to report to each world radiocommunication conference",
            ["recurrence to each world radiocommunication conference = WRC"],
        ),
        (
            "to report annually, and by 1 May 2030 to PP-30",
            [
                "recurrence annually = P1Y",
                "date by 1 May 2030 = 2030-05-01",
                "conference to PP-30 = 2030-01-01/2030-12-31",
            ],
        ),
    ],
)
def test_times(words, expected):
    assert [f"{kind} {text} = {value}" for kind, text, value in times(words)] == expected


@for_all(
    "language, words, expected",
    [
        ("fr", "de ramer d'ici au 31 décembre 2026", ("date", "d'ici au 31 décembre 2026", "2026-12-31")),
        ("fr", "de ramer avant le 1er janvier 2027", ("date", "avant le 1er janvier 2027", "2027-01-01")),
        ("fr", "de ramer avant la fin de 2027", ("date", "avant la fin de 2027", "2027-12-31")),
        ("fr", "de faire rapport à la CMR-27", ("conference", "à la CMR-27", "2027-10-18/2027-11-12")),
        (
            "fr",
            "de faire rapport à la prochaine Conférence de plénipotentiaires",
            ("conference", "à la prochaine Conférence de plénipotentiaires", "2022-09-26/2022-10-14"),
        ),
        ("fr", "de ramer à sa session de 2027", ("conference", "à sa session de 2027", "2027-01-01/2027-12-31")),
        ("fr", "de ramer chaque année", ("recurrence", "chaque année", "P1Y")),
        (
            "fr",
            "de faire rapport à chaque session du Conseil",
            ("recurrence", "à chaque session du Conseil", "COUNCIL"),
        ),
        (
            "es",
            "que reme antes del 31 de diciembre de 2026",
            ("date", "antes del 31 de diciembre de 2026", "2026-12-31"),
        ),
        ("es", "que reme antes de finales de 2027", ("date", "antes de finales de 2027", "2027-12-31")),
        ("es", "que informe a la CMR-27", ("conference", "a la CMR-27", "2027-10-18/2027-11-12")),
        (
            "es",
            "que informe a la próxima Conferencia de Plenipotenciarios",
            ("conference", "a la próxima Conferencia de Plenipotenciarios", "2022-09-26/2022-10-14"),
        ),
        ("es", "que reme en su reunión de 2027", ("conference", "en su reunión de 2027", "2027-01-01/2027-12-31")),
        ("es", "que reme cada año", ("recurrence", "cada año", "P1Y")),
        ("es", "que informe a cada reunión del Consejo", ("recurrence", "a cada reunión del Consejo", "COUNCIL")),
        ("fr", "de ramer de 2033 à 2036", ("date", "de 2033 à 2036", "2033-01-01/2036-12-31")),
        (
            "fr",
            "de ramer avant 2031 avec les lampes des années 2033 à 2036",
            ("date", "avant 2031", "2031-01-01/2031-12-31"),
        ),
        (
            "es",
            "que reme antes de 2031 con las lámparas de los años 2033 a 2036",
            ("date", "antes de 2031", "2031-01-01/2031-12-31"),
        ),
        (
            "ru",
            "1 представить отчёт следующей полномочной конференции",
            ("conference", "отчёт следующей полномочной конференции", "2022-09-26/2022-10-14"),
        ),
        ("zh", "1 在2028年年底前报告", ("date", "在2028年年底前", "2028-12-31")),
        ("ar", "1 بنشر الخريطة وبحلول نهاية 2028", ("date", "بحلول نهاية 2028", "2028-12-31")),
        ("fr", "de ramer dans un délai de six mois", ("duration", "dans un délai de six mois", "P6M")),
        ("fr", "de ramer avant la CMR-27", ("conference", "avant la CMR-27", "2027-10-18")),
        (
            "fr",
            "de ramer du 1er mai 2027 au 3 mai 2027",
            ("date", "du 1er mai 2027 au 3 mai 2027", "2027-05-01/2027-05-03"),
        ),
        ("fr", "de ramer d'ici à la fin de l'année", ("date", "d'ici à la fin de l'année", None)),
        ("fr", "de faire rapport au Conseil-24", ("conference", "au Conseil-24", "2024-01-01/2024-12-31")),
        (
            "fr",
            "de faire rapport aux deux prochaines Conférences de plénipotentiaires",
            ("conference", "aux deux prochaines Conférences de plénipotentiaires", "2022-09-26/2026-11-27"),
        ),
        ("es", "que reme en un plazo de seis meses", ("duration", "en un plazo de seis meses", "P6M")),
        ("es", "que reme antes de la CMR-27", ("conference", "antes de la CMR-27", "2027-10-18")),
        (
            "es",
            "que reme del 1 de mayo de 2027 al 3 de mayo de 2027",
            ("date", "del 1 de mayo de 2027 al 3 de mayo de 2027", "2027-05-01/2027-05-03"),
        ),
        ("es", "que reme antes del año 2030", ("date", "antes del año 2030", "2030-01-01/2030-12-31")),
        ("ru", "1 грести в течение шести месяцев", ("duration", "в течение шести месяцев", "P6M")),
        ("ru", "1 грести до ВКР-27", ("conference", "до ВКР-27", "2027-10-18")),
        ("ru", "1 грести до 31.12.2026", ("date", "до 31.12.2026", "2026-12-31")),
        (
            "ru",
            "1 представить отчет не менее чем за пять месяцев до ВКР-27",
            ("conference", "не менее чем за пять месяцев до ВКР-27", "2027-05-18"),
        ),
        ("zh", "1 在六个月内报告", ("duration", "在六个月内", "P6M")),
        ("zh", "1 在WRC-27之前报告", ("conference", "在WRC-27之前", "2027-10-18")),
        ("zh", "1 向下两届全权代表大会报告", ("conference", "向下两届全权代表大会", "2022-09-26/2026-11-27")),
        (
            "zh",
            "1 自2024年1月1日至2026年12月31日划船",
            ("date", "自2024年1月1日至2026年12月31日", "2024-01-01/2026-12-31"),
        ),
        ("ar", "1 بنشر الخريطة في غضون ستة أشهر", ("duration", "في غضون ستة أشهر", "P6M")),
        ("ar", "1 بنشر الخريطة قبل المؤتمر WRC-27", ("conference", "قبل المؤتمر WRC-27", "2027-10-18")),
    ],
)
def test_times_in_other_languages(language, words, expected):
    assert times(words, language) == [expected]


@for_all(
    "language, words",
    [
        ("en", "to count the boats for which a notice was submitted before 1 January 2027"),
        ("en", "to count the boats that were notified and which were brought into use before 1 January 2027"),
        ("en", "to count boats if they are notified to the Bureau before 1 January 2027"),
        ("en", "to weigh all documents submitted to PP-26"),
        ("en", "to weigh proposals received before WRC-27"),
        ("fr", "d'examiner les documents soumis à la CMR-27"),
        ("fr", "d'examiner les fiches reçues avant le 1er mai 2027"),
        ("es", "que examine los documentos presentados a la CMR-27"),
        ("es", "que examine las fichas recibidas antes del 1 de mayo de 2027"),
        ("ru", "1 рассмотреть заявки, полученные до 1 мая 2027 года"),
        ("zh", "1 审查2027年5月1日之前收到的报告"),
        ("ar", "1 بنشر الوثائق المقدمة قبل 1 مايو 2028"),
        # the time of a condition
        ("en", "to cancel the entry if no reply is received within 30 days"),
        ("en", "to cancel the entry if the administration fails to respond within 30 days"),
        ("en", "to cancel the entry if, within 30 days, no reply is received"),
        ("en", "to cancel the entry unless the administration replies and pays within 30 days"),
        ("fr", "d'annuler l'inscription si l'administration ne répond pas dans les 30 jours"),
        ("es", "que anule la inscripción si no se recibe respuesta en un plazo de 30 días"),
        ("ru", "аннулировать запись, если администрация не ответит в течение 30 дней"),
        ("zh", "如果在30天内未收到答复则取消该登记"),
        ("ar", "بإلغاء التسجيل إذا لم يرد رد في غضون 30 يوماً"),
    ],
)
def test_when_something_else_is_done_is_no_time_of_the_task(language, words):
    assert times(words, language) == []


@for_all(
    "words",
    [
        "to see that it is submitted before 1 January 2027",
        "that the report be submitted to PP-26",
        "to analyse the proposals received and report to PP-26",
        "to report on what has been done to WRC-27",
        "to row, if possible, by 1 May 2027",
    ],
)
def test_a_time_behind_a_participle_that_is_one_of_the_task(words):
    assert len(times(words)) == 1


def test_those_of_the_heading_and_of_parts_too():
    front = "RESOLUTION 1 (WRC-23)\nBoats\nThe World Radiocommunication Conference (Dubai, 2023),\n"
    words = (
        "resolves to invite ITU-R to complete in time for WRC-27\nthe studies of boats:\n– by 1 May 2025,\n– of oars.\n"
    )
    assert [text for _, text, _ in times(words, front=front)] == ["in time for WRC-27", "by 1 May 2025"]


def test_the_next_conference_is_not_the_one_that_adopted_the_text_wherever_that_met():
    front = FRONTS["en"].replace("2018", "2022").replace("Dubai", "Lakeside").replace("DUBAI", "LAKESIDE")
    ((_, _, days),) = times("to report to the next plenipotentiary conference", front=front)
    assert days == "2026-11-09/2026-11-27"


def test_in_words_that_a_page_number_stands_in():
    document = itu_texts.parse(FRONTS["en"] + "to report by 31\n– 7 –\nDecember 2026 and to row.")
    (task,) = itu_texts.who_does_what(document)
    (when,) = task.when
    assert when.text == "by 31 December 2026"
    assert document.source[when.span] == "by 31\n– 7 –\nDecember 2026"


def test_days_to_sort_by():
    document = itu_texts.parse(FRONTS["en"] + "1 to report by WRC-27;\n2 to row by 1 May 2026;\n3 to rest annually.")
    found = [when for task in itu_texts.who_does_what(document) for when in task.when]
    assert [when.begins for when in found] == [date(2027, 10, 18), date(2026, 5, 1), None]
    assert [when.ends for when in found] == [date(2027, 11, 12), date(2026, 5, 1), None]


def test_without_the_source():
    document = itu_texts.parse(FRONTS["en"] + "to report by WRC-27")
    (task,) = itu_texts.who_does_what(itu_texts.from_json(itu_texts.to_json(document)))
    (when,) = task.when
    assert (when.text, when.span) == ("by WRC-27", task.item.span)


HEADING = (
    "RESOLUTION 1 (WRC-23)\nBoats\nThe World Radiocommunication Conference (Dubai, 2023),\n"
    "resolves to invite the ITU Radiocommunication Sector to complete in time for WRC-27\n1 to row,\n"
    "invites the 2027 world radiocommunication conference\nto row."
)


def test_a_time_in_a_heading_without_the_source():
    document = itu_texts.parse(HEADING)
    again = itu_texts.from_json(itu_texts.to_json(document))
    one, other = (
        [[str(when) for when in task.when] for task in itu_texts.who_does_what(each)] for each in (document, again)
    )
    assert one == other == [["in time for WRC-27"], []]


def test_real_texts_without_the_source(shared):
    for file in some(sorted((shared / "corpus").rglob("*.txt"))[::2], 4):
        document = itu_texts.parse_file(file)
        again = itu_texts.from_json(itu_texts.to_json(document))
        one, other = ([task.when for task in itu_texts.who_does_what(each)] for each in (document, again))
        assert one == other, file.name


# ---------------------------------------------------------------------- the table


def test_rows_of_the_table():
    rows = conferences()
    assert all(row.begins < row.ends for row in rows)
    assert all((row.ends - row.begins).days < 60 for row in rows if not row.year_only)
    assert len({row.name for row in rows}) == len(rows)
    assert all(row.place for row in rows if not row.year_only)
    for body in {row.body for row in rows}:
        mine = [row for row in rows if row.body == body]
        assert all(first.ends < second.begins for first, second in pairwise(mine))


def test_looking_up():
    assert conference_in("WRC", 2027).place == "Shanghai"
    assert conference_in("WTSA", 2020) is conference_in("WTSA", 2022)
    assert conference_in("WRC", 2028) is None
    assert held_in("DUBAÏ", 2018).name == "PP-18"
    assert held_in("Lakeside", 2018) is None
    assert following("WRC", date(2019, 11, 22)).name == "WRC-23"
    assert following("WRC", date(2190, 1, 1)) is None
    assert [year_of(meeting) for meeting in ("27", "97", "2000")] == [2027, 1997, 2000]


def test_the_table_is_part_of_the_package():
    from importlib import resources

    assert json.loads(resources.files("itu_texts").joinpath("data/conferences.json").read_text("utf-8"))


@for_all("language, words, expected", [
        ("en", "to write, for submission to the next competent WRC", ("to the next competent WRC", NEXT_WRC)),
        ("fr", "d'écrire, pour soumission à la prochaine CMR compétente", ("à la prochaine CMR", NEXT_WRC)),
        ("es", "que escriba, para su presentación a la próxima CMR competente", ("a la próxima CMR", NEXT_WRC)),
        ("ru", "писать для представления следующей компетентной ВКР", ("представления следующей компетентной ВКР", NEXT_WRC)),
        ("zh", "准备报告,提交下一届有权能的WRC", ("提交下一届有权能的WRC", NEXT_WRC)),
        (
            "ar",
            "بتقديم تقرير إلى المؤتمر العالمي للاتصالات الراديوية المختص المقبل",
            ("إلى المؤتمر العالمي للاتصالات الراديوية المختص المقبل", None),  # the text has no date
        ),
        ("en", "to report prior to the conference", ("prior to the conference", None)),
        ("en", "to report prior to the opening of WRC-27", ("prior to the opening of WRC-27", "2027-10-18")),
        ("en", "to report at least six months before the Conference", ("at least six months before the Conference", None)),
        ("fr", "de faire rapport avant la conférence", ("avant la conférence", None)),
        ("es", "que informe antes de la apertura de la conferencia", ("antes de la apertura de la conferencia", None)),
        ("ru", "представить отчет до начала конференции", ("до начала конференции", None)),
        ("zh", "在大会召开前报告", ("在大会召开前", None)),
        ("ar", "بتقديم تقرير قبل المؤتمر", ("قبل المؤتمر", None)),
        ("en", "to row until WRC-31", ("until WRC-31", "2031-01-01")),
        ("en", "to row till the 2027 world radiocommunication conference", ("till the 2027 world radiocommunication conference", "2027-10-18")),
        ("en", "to apply this up to WRC-27", ("up to WRC-27", "2027-10-18")),
        ("fr", "de ramer jusqu'à la CMR-31", ("jusqu'à la CMR-31", "2031-01-01")),
        ("es", "que reme hasta la CMR-31", ("hasta la CMR-31", "2031-01-01")),
        ("ru", "грести до ВКР-31", ("до ВКР-31", "2031-01-01")),
        ("zh", "划船直至WRC-31", ("直至WRC-31", "2031-01-01")),
        ("ar", "بالتجديف حتى المؤتمر WRC-31", ("حتى المؤتمر WRC-31", "2031-01-01")),
    ])  # fmt: skip
def test_times_of_conferences_however_they_are_named(language, words, expected):
    assert [("conference", *expected)] == times(words, language)


@for_all(
    "language, words, expected",
    [
        ("en", "to submit an annual written report to the Council", "annual written report"),
        ("en", "to submit annual financial and operational reports", None),
        ("en", "to submit detailed annual progress reports", "annual progress reports"),
        ("en", "to review the annual written report", None),
        ("en", "to levy annual contributions, and to report", None),
        ("fr", "de présenter un rapport écrit annuel", "rapport écrit annuel"),
        ("fr", "d'examiner le rapport écrit annuel", None),
        ("es", "que presente un informe escrito anual", "informe escrito anual"),
        ("ru", "представлять ежегодный письменный отчет", "ежегодный письменный отчет"),
        ("zh", "提交年度书面报告", "年度书面报告"),
        ("ar", "بتقديم تقرير كتابي سنوي", "تقرير كتابي سنوي"),
    ],
)
def test_annual_reports_of_all_kinds(language, words, expected):
    assert times(words, language) == ([("recurrence", expected, "P1Y")] if expected else [])


@for_all(
    "words",
    [
        "if necessary, to report within 30 days",
        "if the boats leak, to report within 30 days",
        "to count the boats if they leak and to report within 30 days",
        "to report within 30 days if the boats leak",
    ],
)
def test_what_is_to_be_done_on_a_condition_has_its_time(words):
    assert times(words) == [("duration", "within 30 days", "P30D")]


@for_all(
    "language, heading, words",
    [
        ("en", "invites WRC-27", "to row"),
        ("en", "invites the next competent WRC", "to row"),
        ("en", "requests the next Plenipotentiary Conference in 2026", "to row"),
        ("en", "draws the attention of the next plenipotentiary conference", "to the oars"),
        ("fr", "recommande à la CMR-27", "de ramer"),
        ("es", "invita a la próxima conferencia mundial de radiocomunicaciones", "a que reme"),
        ("ru", "предлагает Всемирной конференции радиосвязи 2027 года", "грести"),
        ("zh", "请2027年世界无线电通信大会", "划船"),
        ("ar", "يدعو المؤتمر العالمي للاتصالات الراديوية لعام 2027", "إلى التجديف"),
    ],
)
def test_a_conference_that_a_heading_addresses_is_no_deadline(language, heading, words):
    front = FRONTS[language].rstrip("\n").rpartition("\n")[0]
    assert times(words, language, f"{front}\n{heading}\n") == []


# ---------------------------------------------------------------------- which texts a text ends, by which words, and from which day: in six languages, on invented texts


_FRONTS = {
    "en": ("RESOLUTION 99 (WRC-23)\nLamps\nThe World Radiocommunication Conference (Dubai, 2023),\n", "resolves\n"),
    "fr": ("RÉSOLUTION 99 (CMR-23)\nLampes\nLa Conférence mondiale des radiocommunications (Dubaï, 2023),\n", "décide\n"),
    "es": ("RESOLUCIÓN 99 (CMR-23)\nLámparas\nLa Conferencia Mundial de Radiocomunicaciones (Dubái, 2023),\n", "resuelve\n"),
    "ru": ("РЕЗОЛЮЦИЯ 99 (ВКР-23)\nЛампы\nВсемирная конференция радиосвязи (Дубай, 2023 г.),\n", "решает\n"),
    "zh": ("第99号决议(WRC-23)\n灯\n世界无线电通信大会(2023年,迪拜),\n", "做出决议\n"),
    "ar": ("القرار 99 (WRC-23)\nمصابيح\nإن المؤتمر العالمي للاتصالات الراديوية (دبي، 2023)،\n", "يقرر\n"),
}  # fmt: skip
_ON = "2023-12-16"
# The language, the words below the heading that decides, and what ends with them: the number, how, and the day
_ENDED = [
    ("en", "to abrogate Resolution 5 (WRC-07)", {"5": ("abrogated", "")}),
    ("en", "1 to repeal Resolution 5 (WRC-07);\n2 to row", {"5": ("abrogated", "")}),
    ("en", "1 to suppress Resolutions 5 (WRC-07) and 6 (WRC-12);\n2 to row", {"5": ("abrogated", ""), "6": ("abrogated", "")}),
    ("en", "to rescind Decision 5", {"5": ("abrogated", "")}),
    ("en", "to abrogate Resolution 5 (WRC-07) as of 16 December 2023", {"5": ("abrogated", _ON)}),
    ("en", "that, as of 16 December 2023, Resolution 5 (WRC-07) is repealed", {"5": ("abrogated", _ON)}),
    ("en", "that Resolution 5 (WRC-07) is hereby abrogated", {"5": ("abrogated", "")}),
    ("en", "that Resolution 5 (WRC-07) be abrogated", {"5": ("abrogated", "")}),
    ("en", "that Resolution 5 (WRC-07) is no longer in force", {"5": ("abrogated", "")}),
    ("en", "that Resolution 5 (WRC-07) shall cease to have effect on 1 January 2027", {"5": ("abrogated", "2027-01-01")}),
    ("en", "that this Resolution supersedes Resolution 5 (WRC-07)", {"5": ("superseded", "")}),
    ("en", "that Resolution 5 (WRC-07) is superseded", {"5": ("superseded", "")}),
    ("en", "to replace Resolution 5 (WRC-07)", {"5": ("superseded", "")}),
    ("en", "to abrogate the following Resolutions as of 16 December 2023:\nResolution 5 (WRC-07)\nResolution 6 (Rev.WRC-12)",
     {"5": ("abrogated", _ON), "6": ("abrogated", _ON)}),
    ("en", "to abrogate the following Resolutions as of 16 December 2023: Resolution 5 (WRC-07) Resolution 6 (WRC-12)",
     {"5": ("abrogated", _ON), "6": ("abrogated", _ON)}),
    ("en", "to abrogate the following Resolutions:\na) Resolution 5 (WRC-07);\nb) Resolution 6 (WRC-12)",
     {"5": ("abrogated", ""), "6": ("abrogated", "")}),
    ("en", "to abrogate the following Resolutions:\n– Resolution 5 (WRC-07);\n– Resolution 6 (WRC-12)",
     {"5": ("abrogated", ""), "6": ("abrogated", "")}),
    ("en", "not to abrogate Resolution 5 (WRC-07)", {}),
    ("en", "to consider abrogating Resolution 5 (WRC-07)", {}),
    ("en", "to consider whether to abrogate Resolution 5 (WRC-07)", {}),
    ("en", "to study the possible abrogation of Resolution 5 (WRC-07)", {}),
    ("en", "that Resolution 5 (WRC-07) should be abrogated", {}),
    ("en", "that this does not supersede Resolution 5 (WRC-07)", {}),
    ("en", "that Resolution 5 (WRC-07) shall not be abrogated", {}),
    ("en", "to abrogate paragraph 10 of Resolution 5 (WRC-07)", {}),
    ("en", "to repeal the provisions of Resolution 5 (WRC-07)", {}),
    ("en", "that this Resolution supersedes the exception set forth in paragraph 10 of Resolution 5 (WRC-07)", {}),
    ("en", "to abrogate Annex 2 to Resolution 5 (WRC-07)", {}),
    ("en", "to apply Resolution 5 (WRC-07)", {}),
    ("fr", "d'abroger la Résolution 5 (CMR-07)", {"5": ("abrogated", "")}),
    ("fr", "d'abroger les Résolutions suivantes à compter du 16 décembre 2023:\nRésolution 5 (CMR-07)\nRésolution 6 (CMR-12)",
     {"5": ("abrogated", _ON), "6": ("abrogated", _ON)}),
    ("fr", "de supprimer la Résolution 5 (CMR-07)", {"5": ("abrogated", "")}),
    ("fr", "que la Résolution 5 (CMR-07) est abrogée", {"5": ("abrogated", "")}),
    ("fr", "que la présente Résolution remplace la Résolution 5 (CMR-07)", {"5": ("superseded", "")}),
    ("fr", "de ne pas abroger la Résolution 5 (CMR-07)", {}),
    ("fr", "d'envisager d'abroger la Résolution 5 (CMR-07)", {}),
    ("fr", "d'abroger le paragraphe 10 de la Résolution 5 (CMR-07)", {}),
    ("es", "abrogar la Resolución 5 (CMR-07)", {"5": ("abrogated", "")}),
    ("es", "derogar las siguientes Resoluciones a partir del 16 de diciembre de 2023:\nResolución 5 (CMR-07)\nResolución 6 (CMR-12)",
     {"5": ("abrogated", _ON), "6": ("abrogated", _ON)}),
    ("es", "que la Resolución 5 (CMR-07) queda derogada", {"5": ("abrogated", "")}),
    ("es", "que la presente Resolución sustituye a la Resolución 5 (CMR-07)", {"5": ("superseded", "")}),
    ("es", "no abrogar la Resolución 5 (CMR-07)", {}),
    ("es", "considerar abrogar la Resolución 5 (CMR-07)", {}),
    ("es", "abrogar el párrafo 10 de la Resolución 5 (CMR-07)", {}),
    ("ru", "отменить Резолюцию 5 (ВКР-07)", {"5": ("abrogated", "")}),
    ("ru", "аннулировать следующие Резолюции с 16 декабря 2023 года:\nРезолюция 5 (ВКР-07)\nРезолюция 6 (ВКР-12)",
     {"5": ("abrogated", _ON), "6": ("abrogated", _ON)}),
    ("ru", "считать утратившей силу Резолюцию 5 (ВКР-07)", {"5": ("abrogated", "")}),
    ("ru", "что Резолюция 5 (ВКР-07) отменяется", {"5": ("abrogated", "")}),
    ("ru", "что Резолюция 5 (ВКР-07) утрачивает силу", {"5": ("abrogated", "")}),
    ("ru", "что настоящая Резолюция заменяет Резолюцию 5 (ВКР-07)", {"5": ("superseded", "")}),
    ("ru", "не отменять Резолюцию 5 (ВКР-07)", {}),
    ("ru", "рассмотреть вопрос о том, чтобы отменить Резолюцию 5 (ВКР-07)", {}),
    ("ru", "отменить пункт 10 Резолюции 5 (ВКР-07)", {}),
    ("zh", "废止第5号决议(WRC-07)", {"5": ("abrogated", "")}),
    ("zh", "自2023年12月16日起废止下列决议:\n第5号决议(WRC-07)\n第6号决议(WRC-12)", {"5": ("abrogated", _ON), "6": ("abrogated", _ON)}),
    ("zh", "第5号决议(WRC-07)应予以废止", {"5": ("abrogated", "")}),
    ("zh", "本决议取代第5号决议(WRC-07)", {"5": ("superseded", "")}),
    ("zh", "不废止第5号决议(WRC-07)", {}),
    ("zh", "考虑废止第5号决议(WRC-07)", {}),
    ("ar", "إلغاء القرار 5 (WRC-07)", {"5": ("abrogated", "")}),
    ("ar", "إلغاء القرارات التالية اعتبارا من 16 ديسمبر 2023:\nالقرار 5 (WRC-07)\nالقرار 6 (WRC-12)", {"5": ("abrogated", _ON), "6": ("abrogated", _ON)}),
    ("ar", "أن القرار 5 (WRC-07) ملغى", {"5": ("abrogated", "")}),
    ("ar", "عدم إلغاء القرار 5 (WRC-07)", {}),
    ("ar", "النظر في إلغاء القرار 5 (WRC-07)", {}),
    ("en", "to abrogate, with effect from 1 January 2025, Resolutions 5 (WRC-07), 6 (Rev.WRC-12) and 7 (WRC-15)", {"5": ("abrogated", "2025-01-01"), "6": ("abrogated", "2025-01-01"), "7": ("abrogated", "2025-01-01")}),
    ("en", "that this Resolution supersedes Resolution 5 (WRC-07)", {"5": ("superseded", "")}),
    ("en", "that this Resolution does not supersede Resolution 5 (WRC-07)", {}),
    ("en", "to replace Resolution 5 (WRC-07) by the present Resolution", {"5": ("superseded", "")}),
    ("en", "to abrogate resolves 3 of Resolution 5 (WRC-07)", {}),
    ("en", "to abrogate Annex 2 to Resolution 5 (WRC-07)", {}),
    ("en", "to retain Resolution 5 (WRC-07) until it is abrogated by WRC-27", {}),
    ("en", "that WRC-27 may abrogate Resolution 5 (WRC-07)", {}),
    ("en", "to invite WRC-27 to consider the suppression of Resolution 5 (WRC-07)", {}),
    ("en", "that Resolution 5 (WRC-07) shall cease to have effect on 1 January 2027", {"5": ("abrogated", "2027-01-01")}),
    ("en", "that Resolution 5 (WRC-07) shall not be abrogated", {}),
    ("en", "that Resolution 5 (WRC-07), which abrogated Resolution 6 (WRC-03), remains in force", {}),
    ("fr", "d'abroger la Résolution 5 (CMR-07) à compter du 1er janvier 2025", {"5": ("abrogated", "2025-01-01")}),
    ("fr", "de ne pas abroger la Résolution 5 (CMR-07)", {}),
    ("fr", "que la présente Résolution remplace la Résolution 5 (CMR-07)", {"5": ("superseded", "")}),
    ("fr", "d'abroger le point 3 du décide de la Résolution 5 (CMR-07)", {}),
    ("fr", "que la Résolution 5 (CMR-07) n'est plus en vigueur", {"5": ("abrogated", "")}),
    ("es", "abrogar las Resoluciones 5 (CMR-07) y 6 (CMR-12)", {"5": ("abrogated", ""), "6": ("abrogated", "")}),
    ("es", "no abrogar la Resolución 5 (CMR-07)", {}),
    ("es", "que queda derogada la Resolución 5 (CMR-07)", {"5": ("abrogated", "")}),
    ("es", "suprimir el párrafo 3 de la Resolución 5 (CMR-07)", {}),
    ("ru", "аннулировать Резолюцию 5 (ВКР-07) с 1 января 2025 года", {"5": ("abrogated", "2025-01-01")}),
    ("ru", "не аннулировать Резолюцию 5 (ВКР-07)", {}),
    ("ru", "что настоящая Резолюция заменяет Резолюцию 5 (ВКР-07)", {"5": ("superseded", "")}),
    ("ru", "исключить пункт 3 раздела решает Резолюции 5 (ВКР-07)", {}),
    ("ru", "рассмотреть возможность аннулирования Резолюции 5 (ВКР-07)", {}),
    ("zh", "自2025年1月1日起废止第5号决议(WRC-07)", {"5": ("abrogated", "2025-01-01")}),
    ("zh", "不废止第5号决议(WRC-07)", {}),
    ("zh", "本决议取代第5号决议(WRC-07)", {"5": ("superseded", "")}),
    ("zh", "考虑是否废止第5号决议(WRC-07)", {}),
    ("ar", "إلغاء القرار 5 (WRC-07) اعتباراً من 1 يناير 2025", {"5": ("abrogated", "2025-01-01")}),
    ("ar", "أن هذا القرار يحل محل القرار 5 (WRC-07)", {"5": ("superseded", "")}),
    ("ar", "إلغاء الفقرة 3 من القرار 5 (WRC-07)", {}),
    ("en", "that the following Resolutions are abrogated as of 1 January 2025:\n– Resolution 5 (WRC-07);\n– Resolution 6 (WRC-12)", {"5": ("abrogated", "2025-01-01"), "6": ("abrogated", "2025-01-01")}),
    ("en", "that Resolution 6 (WRC-03) is abrogated and Resolution 5 (WRC-07) remains in force", {"6": ("abrogated", "")}),
    ("en", "that Resolution 6 (WRC-03) is abrogated, Resolution 5 (WRC-07) being retained", {"6": ("abrogated", "")}),
    ("es", "que se mantiene la Resolución 6 (CMR-03) y queda derogada la Resolución 5 (CMR-07)", {}),
    ("es", "que quedan derogadas las siguientes Resoluciones:\n– Resolución 5 (CMR-07)", {"5": ("abrogated", "")}),
    ("fr", "que sont abrogées les Résolutions suivantes:\n– Résolution 5 (CMR-07)", {"5": ("abrogated", "")}),
    ("fr", "que la Résolution 6 (CMR-03) est abrogée et que la Résolution 5 (CMR-07) reste en vigueur", {"6": ("abrogated", "")}),
    ("ru", "что аннулируются следующие Резолюции:\n– Резолюция 5 (ВКР-07)", {"5": ("abrogated", "")}),
    ("ru", "что аннулируется Резолюция 5 (ВКР-07)", {"5": ("abrogated", "")}),
    ("zh", "下列决议应予以废止：\n– 第5号决议(WRC-07)", {"5": ("abrogated", "")}),
    ("ar", "أن تلغى القرارات التالية:\n– القرار 5 (WRC-07)", {"5": ("abrogated", "")}),
    ("ar", "أن يلغى القرار 5 (WRC-07)", {"5": ("abrogated", "")}),
    ("ar", "أن هذا القرار لا يحل محل القرار 5 (WRC-07)", {}),
]  # fmt: skip


def _told(document):
    found = [*references(document)]
    ended = endings(document, found, passages(document, found))
    return {found[at].identifier.number: each for at, each in ended.items()}


def _check(case):
    language, words, expected = case
    front, decides = _FRONTS[language]
    document = parse(f"{front}{decides}{words}.\n", language=language)
    told = _told(document)
    assert {number: (each.how, each.day) for number, each in told.items()} == expected
    source = document.source.text
    for each in told.values():  # the words are its ground
        assert each.words == " ".join(source[each.start : each.end].split())


def test_an_assembly_ends_its_own_resolutions_and_parts_of_others():
    document = parse(
        "79/12. Bateaux\n\nL'Assemblée générale,\n\nRappelant sa résolution 78/3 du 4 décembre 2023,\n\n"
        "1. Décide d'abroger sa résolution 50/9 du 3 novembre 1995.\n", language="fr"
    )  # fmt: skip
    assert {number: each.how for number, each in _told(document).items()} == {"50/9": "abrogated"}
    document = parse(
        "Resolution 2999 (2031)\nAdopted by the Security Council at its 9910th meeting, on 4 March 2031\n\n"
        "The Security Council,\n\nRecalling its resolution 2700 (2023),\n\n"
        "1. Decides to terminate the measures set out in paragraph 3 of resolution 2700 (2023);\n\n"
        "2. Decides that this resolution supersedes the exemption set forth in paragraph 10 of resolution 2653 (2022).\n"
    )
    assert not _told(document)


def test_what_ends_a_text_and_what_does_not():
    check_all(((f"{at} {case[0]} {case[1]}", case) for at, case in enumerate(_ENDED)), _check)


_NAMED = {
    "en": "Resolution {} (WRC-19)", "fr": "Résolution {} (CMR-19)", "es": "Resolución {} (CMR-19)",
    "ru": "Резолюция {} (ВКР-19)", "zh": "第{}号决议(WRC-19)", "ar": "القرار {} (WRC-19)",
}  # fmt: skip
_LISTED = {
    "en": "to abrogate the following Resolutions as of 16 December 2023:",
    "fr": "d'abroger les Résolutions suivantes à compter du 16 décembre 2023:",
    "es": "derogar las siguientes Resoluciones a partir del 16 de diciembre de 2023:",
    "ru": "аннулировать следующие Резолюции с 16 декабря 2023 года:",
    "zh": "自2023年12月16日起废止下列决议:",
    "ar": "إلغاء القرارات التالية اعتبارا من 16 ديسمبر 2023:",
}


def _shapes(names):
    """The names as lines, in a row, in rows that are wrapped, over the end of a page, and in a table."""
    rows = [names[at : at + 3] for at in range(0, len(names), 3)]
    yield "lines", "\n" + "\n".join(names)
    yield "a row", " " + " ".join(names)
    yield "rows", "\n" + "\n".join(map(" ".join, rows))
    yield "pages", f" {' '.join(names[:12])} – 117 –\n{' '.join(names[12:])} – 118 –\n"
    yield "lines on pages", "\n" + "\n".join((*names[:12], "– 117 –", *names[12:], "– 118 –", ""))
    cells = [f"| {' | '.join(row)} |" for row in rows]
    yield "a table", "\n\n" + "\n".join((cells[0], "|---|---|---|", *cells[1:], ""))


def test_a_long_list_ends_all_its_texts_over_lines_and_pages_and_in_tables():
    def check(case):
        language, listed = case
        document = parse(
            f"{_FRONTS[language][0]}{_FRONTS[language][1]}{_LISTED[language]}{listed}\n", language=language
        )
        told = {number: (each.how, each.day) for number, each in _told(document).items()}
        assert told == dict.fromkeys(map(str, range(120, 153)), ("abrogated", _ON))

    names = {language: [name.format(number) for number in range(120, 153)] for language, name in _NAMED.items()}
    check_all(
        (
            (f"{language}: {shape}", (language, listed))
            for language in names
            for shape, listed in _shapes(names[language])
            if (language, shape) != ("zh", "pages")  # what is below the page number is taken for lines after the text
        ),
        check,
    )


@for_all(
    "heading, words",
    [
        ("invites the Council", "to abrogate Resolution 5 (WRC-07)."),
        ("instructs the Director of the Radiocommunication Bureau", "to abrogate Resolution 5 (WRC-07)."),
        ("considering", "a) the possible revision, replacement or abrogation of Resolution 5 (WRC-07),"),
        ("recalling", "a) its proposal to abrogate Resolution 5 (WRC-07),"),
    ],
)
def test_what_is_asked_of_somebody_or_said_as_a_ground_ends_nothing(heading, words):
    assert _told(parse(f"{_FRONTS['en'][0]}{heading}\n{words}\n")) == {}


def test_a_title_ends_nothing():
    text = "RESOLUTION 99 (WRC-23)\nAbrogation of Resolution 5 (WRC-07)\nThe ITU Council,\nresolves\nto row.\n"
    assert _told(parse(text)) == {}


_NOTED = (
    "RESOLUTION 22 (WRC-19)\nLamps\nThe World Radiocommunication Conference (Sharm el-Sheikh, 2019),\n"
    "considering\na) that Resolution 958 (WRC-15)* has lamps;\nb) Resolution 959 (WRC-15),\nresolves\nto row.\n"
    "______________\n* Note by the Secretariat: This Resolution was abrogated by WRC-19.\n"
)


def test_a_note_binds_where_its_star_stands():
    document = parse(_NOTED)
    [(number, ending)] = _told(document).items()
    assert (number, ending.how, ending.day, ending.is_noted) == ("958", "abrogated by WRC-19", "2019-11-22", True)
    assert ending.words == "This Resolution was abrogated by WRC-19"
    assert document.texts[0].standing.value == "adopted"  # and not by the note


@for_all("note, how", [
        ("This Resolution was revised by WRC-12, WRC-15 and WRC-19.", "superseded by WRC-19"),
        ("This Resolution was abrogated by the World Radiocommunication Conference (Sharm el-Sheikh, 2019).", "abrogated by WRC-19"),
    ])  # fmt: skip
def test_a_note_names_the_conference(note, how):
    told = _told(parse(_NOTED.replace("This Resolution was abrogated by WRC-19.", note)))
    assert [each.how for each in told.values()] == [how]


@pytest.mark.parametrize("joint", ["\n", " "])
def test_the_list_of_a_volume_ends_its_members(joint):
    lines = (
        "PART IV - LIST OF RESOLUTIONS ABROGATED BY THE PLENIPOTENTIARY CONFERENCE (DUBAI, 2018)",
        "RESOLUTION 36 (REV. GUADALAJARA, 2010)", "Lamps in the service of harbours",
        "RESOLUTION 72 (REV. BUSAN, 2014)", "Linking oars",
    )  # fmt: skip
    before = (
        "RESOLUTION 7 (DUBAI, 2018)\nBoats\nThe ITU Council,\nresolves\nto row to Resolution 5 (Dubai, 2018). 481\n"
    )
    document = parse(before.rstrip() + joint + joint.join(lines) + "\n" if joint == " " else "\n".join(lines) + "\n")
    told = _told(document)
    assert {number: each.how for number, each in told.items()} == dict.fromkeys(("36", "72"), "abrogated by PP-18")
    assert {each.day for each in told.values()} == {"2018-11-16"}


_IN_FORCE = [
    ("en", "LIST OF RESOLUTIONS IN FORCE (as of 16 November 2018)", "RESOLUTION 5 (MINNEAPOLIS, 1998) Boats"),
    ("en", "Resolutions in force on 16 November 2018", "Resolution 5 (Minneapolis, 1998) Boats"),
    ("en", "Catalogue, 16 November 2018", "| Name | Status |\n|---|---|\n| Resolution 5 (Minneapolis, 1998) | In force |"),
    ("fr", "Liste des résolutions en vigueur au 16 novembre 2018", "Résolution 5 (Minneapolis, 1998) Bateaux"),
    ("es", "Lista de Resoluciones vigentes al 16 de noviembre de 2018", "Resolución 5 (Minneápolis, 1998) Barcos"),
    ("ru", "Перечень действующих Резолюций на 16 ноября 2018 года", "Резолюция 5 (Миннеаполис, 1998 г.) Лодки"),
    ("zh", "现行有效的决议清单(2018年11月16日)", "第5号决议(1998年,明尼阿波利斯) 船"),
    ("ar", "قائمة القرارات السارية في 16 نوفمبر 2018", "القرار 5 (مينيابوليس، 1998) القوارب"),
]  # fmt: skip


@for_all("language, title, line", _IN_FORCE)
def test_a_list_or_a_catalogue_tells_what_is_in_force_on_its_day(language, title, line):
    told = _told(parse(f"{title}\n\n{line}\n", language=language))["5"]
    assert (told.how, told.day, told.is_in_force) == ("in force on 2018-11-16", "2018-11-16", True)
    assert told.words in (title, "In force")


def test_only_rows_and_lines_that_say_so_are_in_force():
    rows = "| Resolution 5 (Minneapolis, 1998) | In force |\n| Resolution 6 (Rev. Antalya, 2006) | Abrogated |\n"
    document = parse(f"Resolutions in force\n\n| Name | Status |\n|---|---|\n{rows}", language="en")
    assert {number: each.how for number, each in _told(document).items()} == {"5": "in force"}
    prose = "The Resolutions in force are many.\n\nBoats float, says Resolution 6 (Rev. Antalya, 2006).\n"
    assert not _told(parse(prose, language="en"))


def test_a_collection_tells_what_a_list_in_force_says_of_its_day():
    body = "\nBoats\nThe Plenipotentiary Conference of the International Telecommunication Union ({}),\nresolves\nto row.\n"
    with Collection.open(":memory:") as acts:
        for number, place in (
            (5, "Minneapolis, 1998"),
            (6, "Rev. Antalya, 2006"),
            (7, "Rev. Busan, 2014"),
            (8, "Doha, 2026"),
        ):
            mark = f"RESOLUTION {number} ({place.upper()})"
            acts.add(parse(mark + body.format(place.removeprefix("Rev. ")), language="en"), name=f"{number}")
        members = (
            "RESOLUTION 5 (MINNEAPOLIS, 1998) Boats\n\nRESOLUTION 6 Oars\n\nRESOLUTION 7 (REV. ANTALYA, 2006) Nets\n"
        )
        acts.add(
            parse(f"LIST OF RESOLUTIONS IN FORCE (as of 16 November 2018)\n\n{members}", language="en"), name="list"
        )
        told = {number: acts.history(f"Resolution {number}")[-1] for number in (5, 6, 7, 8)}
        assert [told[number].standing for number in (5, 6)] == ["in force on 2018-11-16"] * 2
        assert {told[number].ground_file for number in (5, 6)} == {"list"}
        assert all(told[number].standing.startswith("latest edition") for number in (7, 8))
        assert all(each.is_latest for each in told.values())
        assert not [*acts.cites(outdated=True)]


# ---------------------------------------------------------------------- references: found, typed, lists expanded, and led to where they point; ``cases/references.txt`` has whole texts


TEXT = """RESOLUTION 9 (LAKESIDE, 2019)
Boats
The ITU Council,
considering
a) that boats leak;
b) that oars float;
c) that anchors do not,
recognizing
that there are storms,
resolves
1 to row:
1.1 by day;
1.2 by night;
2 to rest;
3 {0},
invites the ITU Radiocommunication Sector to complete in time for the 2031 world radiocommunication conference
1 to measure;
2 to report,
instructs the Director of the Radiocommunication Bureau
1 to count;
2 to publish.
ANNEX 1 TO RESOLUTION 9 (LAKESIDE, 2019)
Lengths of oars
"""
_OF_A_CONFERENCE = """RESOLUTION 9 (LAKESIDE, 2019)
Boats
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2019),
considering
a) that boats leak;
b) that oars float,
further resolves
1 to wave;
2 to sing,
resolves
1 to row:
1.1 by day;
1.2 by night;
2 to rest;
3 {0},
resolves to invite the Secretary-General
to count,
instructs the Director of the Radiocommunication Bureau
1 to count;
2 to publish.
ANNEX 1 TO RESOLUTION 9 (LAKESIDE, 2019)
Lengths of oars
1 Oars of ash
1.1 Long ones
1.2 Short ones
2 Oars of oak
APPENDIX I
Blades
"""
_OF_THE_COUNCIL = {
    "en": TEXT,
    "fr": "RÉSOLUTION 9 (LAKESIDE, 2019)\nBateaux\nLe Conseil de l'UIT,\nconsidérant\na) que;\nb) que non,\ndécide\n1 de ramer;\n2 de nager;\n3 {0},\n",
    "es": "RESOLUCIÓN 9 (LAKESIDE, 2019)\nBarcos\nEl Consejo de la UIT,\nconsiderando\na) que;\nb) que no,\nresuelve\n1 remar;\n2 nadar;\n3 {0},\n",
    "ru": "РЕЗОЛЮЦИЯ 9 (ЛЕЙКСАЙД, 2019 г.)\nЛодки\nСовет МСЭ,\nучитывая,\na) что;\nb) что не,\nрешает\n1 грести;\n2 отдыхать;\n3 {0},\n",
    "zh": "第9号决议（2019年，湖畔）\n船只\n国际电联理事会，\n考虑到\na) 船；\nb) 桨，\n做出决议\n1 划船；\n2 休息；\n3 {0}，\n",
    "ar": "القرار 9 (ليكسايد، 2019)\nالقوارب\nإن مجلس الاتحاد،\nإذ يضع في اعتباره\nأ ) أن القوارب؛\nب) أن المجاديف،\nيقرر\n1 أن يجدف؛\n2 أن يستريح؛\n3 {0}،\n",
}
_OF_AN_ASSEMBLY = {
    "en": "79/99. Lamps\nThe General Assembly,\nRecalling {0},\n1. Decides to rest.",
    "fr": "79/99. Lampes\nL’Assemblée générale,\nRappelant {0},\n1. Décide de se reposer.",
    "es": "79/99. Lámparas\nLa Asamblea General,\nRecordando {0},\n1. Decide descansar.",
    "ru": "79/99. Лампы\nГенеральная Ассамблея,\nссылаясь на {0},\n1. постановляет отдохнуть.",
    "zh": "79/99. 灯\n大会，\n回顾{0}，\n1. 决定休息。",
    "ar": "79/99 المصابيح\nإن الجمعية العامة،\nإذ تشير إلى {0}،\n1 - تقرر أن تستريح.",
}
CITING_FRONTS = {
    "council": _OF_THE_COUNCIL.__getitem__,
    "assembly": _OF_AN_ASSEMBLY.__getitem__,
    "pp": lambda _: _OF_A_CONFERENCE,
    "none": lambda _: "{0}",
}
ROWS = table("records/references.tsv")
"""The text in which they stand, its language, some words, and the references in these."""


@for_all("front, language, words, said", ROWS)
def test_references_in_each_form_are_those_of_the_table(front, language, words, said):
    text = CITING_FRONTS[front](language)
    document = itu_texts.parse(text.format(words), language=language)
    start = text.index("{0}")
    found = [each for each in itu_texts.references(document) if start <= each.span.start < start + len(words)]
    assert " | ".join(map(described, found)) == said


def cited(words: str) -> tuple[itu_texts.Document, list[itu_texts.rows.Reference]]:
    document = itu_texts.parse(_OF_A_CONFERENCE.format(words))
    return document, list(itu_texts.references(document.at("resolves 3")))


def test_a_part_has_what_its_whole_has():
    _, (clause, text) = cited("see resolves 7 of Resolution 27 (Rev.WRC-19)")
    assert (clause.of, clause.identifier) == (text, text.identifier)
    _, (provision, article, treaty) = cited("see No. 48 in Article 3 of the ITU Convention")
    assert (provision.of, article.of, treaty.of) == (article, treaty, None)
    assert provision.instrument == article.instrument == treaty.instrument == "Convention"


def test_works_join_texts_and_citations():
    document, (with_body, without) = cited(
        "see Resolution 9 of the Plenipotentiary Conference and Resolution 9 (WRC-19)"
    )
    work = document.texts[0].identifier.work
    assert with_body.identifier.work == work == itu_texts.Identifier.parse("PP Resolution 9").work
    assert without.identifier.work != work


def groups(words: str) -> list[tuple[str, str, bool]]:
    document, found = cited(words)
    return [
        (each.text, f"{each.group.kind} {document.source[each.group.span]}", each.group.within is not None)
        for each in found
        if each.group is not None
    ]


def test_lists_and_ranges_are_groups_of_their_members():
    assert groups("see resolves 1 to 3") == [
        ("resolves 1", "range resolves 1 to 3", False),
        ("resolves 1 to 3", "range resolves 1 to 3", False),
        ("3", "range resolves 1 to 3", False),
    ]
    whole = "list Nos. 9.6 (9.7 to 9.21), 9.27"
    assert groups("see Nos. 9.6 (9.7 to 9.21), 9.27, and No. 5.4") == [
        ("Nos. 9.6", whole, False),
        ("9.7", "range 9.7 to 9.21", True),
        ("9.21", "range 9.7 to 9.21", True),
        ("9.27", whole, False),
    ]


@given(
    st.lists(st.integers(41, 99), min_size=1, max_size=6, unique=True),
    st.sampled_from(["resolves", "Nos.", "Articles", "§§", "Resolutions", "Annexes"]),
    st.booleans(),
)
def test_members_lie_in_their_group(numbers, sign, is_range):
    words = f"{sign} {' to '.join(map(str, numbers[:2])) if is_range else ', '.join(map(str, numbers))}"
    document, found = cited(f"see {words} here")
    assert len(found) >= len(numbers[:2] if is_range else numbers)
    for each in found:
        if len(numbers) == 1:
            assert each.group is None
        else:
            assert document.source[each.group.span] == words
            assert each.group.span.start <= each.span.start < each.span.end <= each.group.span.end


def test_a_long_chain_of_annexes_takes_no_longer():
    document = itu_texts.parse("resolves\n1 to see " + "Annex 1 to " * 3000 + "nothing.\n")
    assert len(list(itu_texts.references(document))) == 3000


def test_a_footnote_and_an_item_have_references_of_their_own():
    notes = "_____\n1 As in No. 9.12 and Resolution 5.\n"
    document = itu_texts.parse(
        f"RESOLUTION 9\nBoats\nThe ITU Council,\nresolves\n1 to row1 as in Resolution 4;\n2 to rest.\n{notes}"
    )
    (note,) = document.footnotes
    assert [each.text for each in itu_texts.references(note)] == ["No. 9.12", "Resolution 5"]
    own = [each.text for each in itu_texts.references(document.at("resolves 1"))]
    assert own == ["Resolution 4", "No. 9.12", "Resolution 5"]
    assert [each.text for each in itu_texts.references(document)] == own


def test_the_source_is_needed():
    document = itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT)))
    with pytest.raises(InputError, match="source"):
        list(itu_texts.references(document))


_PIECES = [
    "resolves",
    "considering",
    "1",
    "2",
    "a)",
    "to",
    "and",
    ",",
    "Resolution",
    "Nos.",
    "9.12",
    "Annex",
    "§",
    "(Rev.",
    "X,",
    "2010)",
    "of",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_words_do_no_harm(words):
    document = itu_texts.parse(TEXT.format(words))
    for found in itu_texts.references(document):
        assert 0 <= found.span.start < found.span.end <= document.end


# ---------------------------------------------------------------------- who is told: addressees typed, one entry each, and the phrases beside them


def heading(words):
    (text,) = itu_texts.parse(f"RESOLUTION 1\nBoats\nThe ITU Council,\n{words}\n1 that a;\n2 that b\n").texts
    return text.clauses[0].heading


@for_all(
    "words, concepts, phrases",
    [
        ("instructs the Secretary-General", "SG", ()),
        ("instructs the Director of the Radiocommunication Bureau", "DIR_BR", ()),
        ("instructs the Director of BDT", "DIR_BDT", ()),
        ("instructs the Secretary-General and the Directors of the three Bureaux", "SG DIR_BR DIR_TSB DIR_BDT", ()),
        ("instructs the Directors of the Bureaux", "DIR_BR DIR_TSB DIR_BDT", ()),
        (
            "instructs the Directors of the Telecommunication Standardization Bureau and Radiocommunication Bureau",
            "DIR_TSB DIR_BR",
            (),
        ),
        (
            "invites the Director of the Telecommunication Standardization Bureau and the Director of the "
            "Telecommunication Development Bureau",
            "DIR_TSB DIR_BDT",
            (),
        ),
        (
            "instructs the Secretary-General, in consultation and collaboration with the Directors of the three Bureaux",
            "SG",
            ("in consultation and collaboration with the Directors of the three Bureaux",),
        ),
        (
            "instructs the Director of the Telecommunication Development Bureau, in coordination with the Directors of "
            "the other Bureaux, within their respective mandates",
            "DIR_BDT",
            ("in coordination with the Directors of the other Bureaux", "within their respective mandates"),
        ),
        ("resolves to invite ITU-R and ITU-D, as appropriate", "ITU_R ITU_D", ("as appropriate",)),
        (
            "resolves to invite the ITU Radiocommunication Sector to complete in time for the 2031 world "
            "radiocommunication conference",
            "ITU_R",
            ("to complete in time for the 2031 world radiocommunication conference",),
        ),
        (
            "resolves to invite ITU-R after this conference and in time for the next one",
            "ITU_R",
            ("after this conference", "in time for the next one"),
        ),
        ("resolves further", "", ()),
        (
            "invites Member States, Sector Members, Associates and Academia",
            "MEMBER_STATES SECTOR_MEMBERS ASSOCIATES ACADEMIA",
            (),
        ),
        ("invites all Member States and Sector Members", "MEMBER_STATES SECTOR_MEMBERS", ()),
        ("invites the 2031 world radiocommunication conference", "WRC", ()),
        ("invites future competent world radiocommunication conferences", "WRC", ()),
        ("draws the attention of the next plenipotentiary conference", "PP", ()),
        (
            "instructs the Radiocommunication Assembly, the World Telecommunication Standardization Assembly and the "
            "World Telecommunication Development Conference",
            "RA WTSA WTDC",
            (),
        ),
        ("instructs the study groups of the ITU Telecommunication Development Sector", "ITU_D_STUDY_GROUPS", ()),
        (
            "instructs ITU-T Study Groups 2, 3 and 17 and ITU-D Study Group 1, each within its mandate",
            "ITU_T_STUDY_GROUPS ITU_D_STUDY_GROUPS",
            ("each within its mandate",),
        ),
        (
            "calls upon Member States, Sector Members, and Associates, as well as regional rowing organizations",
            "MEMBER_STATES SECTOR_MEMBERS ASSOCIATES ORGANIZATION",
            (),
        ),
        ("invites Member States/Sector Members to participate", "MEMBER_STATES SECTOR_MEMBERS", ("to participate",)),
        ("invites a future world radiocommunication conference after WRC-31", "WRC", ()),
        (
            "instructs the Directors of the Radiocommunication, Telecommunication Standardization and Telecommunication "
            "Development Bureaux and the Deputy Secretary-General",
            "DIR_BR DIR_TSB DIR_BDT DSG",
            (),
        ),
        ("requests the Chairman of the Council", "OTHER", ()),
        (
            "encourages rowing clubs (North, South and East) and the Council at its 2031 session",
            "OTHER COUNCIL",
            ("at its 2031 session",),
        ),
        ("instructs the head of the Group on Boats and Oars", "OTHER", ()),
        ("urges administrations that own and row boats, especially old ones", "ADMINISTRATIONS", ()),
        (
            "encourages administrations and operating agencies authorized by Member States",
            "ADMINISTRATIONS ORGANIZATION",
            (),
        ),
        ("invites, in particular, the Council", "COUNCIL", ()),
        ("invites also administrations", "ADMINISTRATIONS", ()),
        ("recommends that Member States", "MEMBER_STATES", ()),
        ("resolves that administrations, in line with their rules", "ADMINISTRATIONS", ("in line with their rules",)),
        ("resolves that boats", "", ()),
        ("invites the International Civil Aviation Organization", "ORGANIZATION", ()),
        ("invites organizations qualified in accordance with Recommendation ITU-T A.5", "ORGANIZATION", ()),
        (
            "invites regional and international financial organizations and agencies, equipment providers, operators, "
            "and all potential partners",
            "ORGANIZATION ORGANIZATION OTHER OTHER OTHER",
            (),
        ),
        ("urges the administrations responsible for the respective satellite filings", "ADMINISTRATIONS", ()),
        ("urges the ITU membership", "MEMBERSHIP", ()),
        ("urges the keepers of lights", "OTHER", ()),
        (
            "urges administrations, in emergency and disaster relief situations",
            "ADMINISTRATIONS",
            ("in emergency and disaster relief situations",),
        ),
        ("requests Member States Parties to the Lakeside Convention", "MEMBER_STATES", ()),
        ("invites the Member States Advisory Group", "OTHER", ()),
        ("invites the Council Working Group on Oars and the Council", "OTHER COUNCIL", ()),
        (
            "invites Member States, as appropriate, and Sector Members",
            "MEMBER_STATES SECTOR_MEMBERS",
            ("as appropriate",),
        ),
        (
            "invites Member States, as appropriate, and in line with this",
            "MEMBER_STATES",
            ("as appropriate", "in line with this"),
        ),
        (
            "invites Member States, in particular small ones, and Sector Members",
            "MEMBER_STATES SECTOR_MEMBERS",
            (),
        ),
        ("invites Sector Members and, where appropriate, Member States", "SECTOR_MEMBERS MEMBER_STATES", ()),
        ("invites Member States and, in particular, administrations", "MEMBER_STATES ADMINISTRATIONS", ()),
        ("invites all concerned, including Member States and Sector Members", "OTHER", ()),
        (
            "invites Member States, including those of Region 1, Sector Members and ICAO",
            "MEMBER_STATES SECTOR_MEMBERS ORGANIZATION",
            (),
        ),
        ("invites ITU-T Sector Members and ITU-T", "SECTOR_MEMBERS ITU_T", ()),
        ("invites the Secretary-General of ICAO", "OTHER", ()),
        ("invites the Secretary-General of the Union", "SG", ()),
        ("invites the Council of Rowers and the Council", "OTHER COUNCIL", ()),
        ("instructs the Radio Regulations Board", "RRB", ()),
        ("instructs the Secretary-General, assisted by the Council", "SG", ("assisted by the Council",)),
        ("instructs the Secretary-General, with a view to rowing", "SG", ("with a view to rowing",)),
        ("instructs the Council at each of its sessions", "COUNCIL", ("at each of its sessions",)),
        ("requests administrations that intend to row", "ADMINISTRATIONS", ()),
        ("instructs the Secretary-General and invites the Council", "SG COUNCIL", ()),
        ("invites industry, academia and other clubs", "OTHER ACADEMIA OTHER", ()),
        ("continues to invite Member States", "MEMBER_STATES", ()),
        ("invites", "", ()),
    ],
)
def test_concepts(words, concepts, phrases):
    found = heading(words)
    assert [each.concept for each in found.addressees] == concepts.split()
    assert found.side_phrases == phrases


def test_texts_are_as_printed():
    found = heading(
        "invites the ITU Council, the three Bureaux and organizations qualified in accordance with the rules"
    )
    assert [each.text for each in found.addressees] == [
        "the ITU Council",
        "the three Bureaux",
        "organizations qualified in accordance with the rules",
    ]
    assert [each.kind for each in found.addressees] == [
        AddresseeKind.BODY,
        AddresseeKind.BUREAU,
        AddresseeKind.ORGANIZATION,
    ]


def test_all_concepts_of_the_grammar_are_known():
    names = set(lang_of("en").patterns.addressee.groupindex) - {"DIRECTORS_ALL", "DIRECTORS_LISTED"}
    assert not names - set(CONCEPTS), "add them to Concept and CONCEPTS in itu_texts/tree/addressees.py"


@for_all(
    "heading, concept",
    [
        ("considering", "CONSIDERING"),
        ("further recognizing", "RECOGNIZING"),
        ("TAKING INTO ACCOUNT", "TAKING_INTO_ACCOUNT"),
        ("having considered", "HAVING_CONSIDERED"),
        ("resolves", "RESOLVES"),
        ("Instructs the Secretary-General", "INSTRUCTS"),
        ("resolves to instruct the Secretary-General", "INSTRUCTS"),
        ("resolves further to  invite the Council", "INVITES"),
        ("calls on Member States", "CALLS_UPON"),
        ("glorifying", ""),
    ],
)
def test_what_the_verb_means(heading, concept):
    document = itu_texts.parse(f"noting\na) that it rains,\n{heading}\na) that boats leak;\nb) that oars float.\n")
    _, found = itu_texts.find(document, itu_texts.Clause)
    assert (found.heading.concept, found.heading.verb) == (concept, " ".join(found.heading.verb.split()))


@for_all("language", ["en", "fr", "es"])
def test_each_addressee_has_a_name_where_names_are_shown(language):
    known = lang_of(language)
    assert [concept for concept in CONCEPTS if not known.phrase_for("NAME", concept)] == ["OTHER", "NOT_NAMED"]
    assert ("." in known.name("RRB"), known.concept(known.name("RRB"), "ADDRESSEE")) == (False, "RRB")


# ---------------------------------------------------------------------- what texts of the United Nations cite, by number, in six languages


def test_symbols_are_identifiers():
    named = {
        "A/RES/77/15": ("Resolution 77/15", "UNGA"),
        "S/RES/2585 (2021)": ("Resolution 2585 (2021)", "UNSC"),
        "A/HRC/RES/54/10": ("Resolution 54/10", "UNHRC"),
        "A/DEC/78/544": ("Decision 78/544", "UNGA"),
    }
    found = {symbol: itu_texts.Identifier.parse(symbol) for symbol in named}
    assert {symbol: (str(each), each.body) for symbol, each in found.items()} == named
