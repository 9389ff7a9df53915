"""When: the dates, conferences and recurrences in tasks, and the table of conferences."""

import json
from datetime import date
from itertools import pairwise

import pytest
from together import some

import itu_texts
from itu_texts.language.conferences import conference_in, conferences, following, held_in, year_of

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


@pytest.mark.parametrize(
    ("words", "expected"),
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


@pytest.mark.parametrize(
    ("language", "words", "expected"),
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


@pytest.mark.parametrize(
    ("language", "words"),
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
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
    ],
)  # fmt: skip
def test_times_of_conferences_however_they_are_named(language, words, expected):
    assert [("conference", *expected)] == times(words, language)


@pytest.mark.parametrize(
    ("language", "words", "expected"),
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("language", "heading", "words"),
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
