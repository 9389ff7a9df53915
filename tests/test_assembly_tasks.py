"""Whom a text of the United Nations tells what, by when: the same in six languages."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from together import check_all

import itu_texts
from itu_texts.analysis.assemblies import session_of

FRONTS = {
    "en": "79/999. Lighthouses\nThe General Assembly,\nRecalling its resolution 77/901,\n",
    "fr": "79/999. Phares\nL’Assemblée générale,\nRappelant sa résolution 77/901,\n",
    "es": "79/999. Faros\nLa Asamblea General,\nRecordando su resolución 77/901,\n",
    "ru": "79/999. Маяки\nГенеральная Ассамблея,\nссылаясь на свою резолюцию 77/901,\n",
    "zh": "79/999. 灯塔\n大会，\n回顾其第77/901号决议，\n",
    "ar": "79/999 - المنارات\nإن الجمعية العامة،\nإذ تشير إلى قرارها 77/901،\n",
}
MEETINGS = {
    "en": "48th plenary meeting\n6 December 2024",
    "fr": "48e séance plénière\n6 décembre 2024",
    "es": "48ª sesión plenaria\n6 de diciembre de 2024",
    "ru": "48-е пленарное заседание\n6 декабря 2024 года",
    "zh": "2024年12月6日\n第48次全体会议",
    "ar": "الجلسة العامة 48\n6 كانون الأول/ديسمبر 2024",
}


def told(language: str, paragraph: str) -> list[tuple[str, str, list[tuple[date | None, date | None]]]]:
    """The verbs, those who are told, and the times of a paragraph of a text that was adopted on 6 December 2024."""
    number = "1 - " if language == "ar" else "1. "
    source = f"{FRONTS[language]}{number}{paragraph}\n{MEETINGS[language]}\n"
    document = itu_texts.parse(source, language=language)
    return [
        (task.concept, task.addressee.concept, [(when.begins, when.ends) for when in task.when])
        for task in itu_texts.who_does_what(document)
    ]


SESSION_81 = (date(2026, 9, 8), date(2027, 9, 6))
PARAGRAPHS = {
    "a report to a session": (
        ("REQUESTS", "SG", [SESSION_81]),
        {
            "en": "Requests the Secretary-General to report to the General Assembly at its eighty-first session;",
            "fr": "Prie le Secrétaire général de lui présenter un rapport à sa quatre-vingt-unième session ;",
            "es": "Solicita al Secretario General que en su octogésimo primer período de sesiones le presente un informe;",
            "ru": "просит Генерального секретаря представить Генеральной Ассамблее на ее восемьдесят первой сессии доклад;",
            "zh": "请秘书长向大会第八十一届会议提交报告；",
            "ar": "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها الحادية والثمانين تقريرا؛",
        },
    ),
    "by a day": (
        ("ENCOURAGES", "MEMBER_STATES", [(date(2027, 6, 30), date(2027, 6, 30))]),
        {
            "en": "Encourages Member States to lend their lamps by 30 June 2027;",
            "fr": "Encourage les États Membres à prêter leurs lampes d’ici au 30 juin 2027 ;",
            "es": "Alienta a los Estados Miembros a que presten sus lámparas antes del 30 de junio de 2027;",
            "ru": "призывает государства-члены предоставить свои лампы не позднее 30 июня 2027 года;",
            "zh": "鼓励会员国不迟于2027年6月30日出借灯具；",
            "ar": "تشجع الدول الأعضاء على إعارة مصابيحها بحلول 30 حزيران/يونيه 2027؛",
        },
    ),
    "within days of the adoption": (
        ("REQUESTS", "SG", [(date(2024, 12, 6), date(2025, 3, 6))]),
        {
            "en": "Requests the Secretary-General to count the lamps within 90 days of the adoption of the present resolution;",
            "fr": "Prie le Secrétaire général de compter les lampes dans les 90 jours suivant l’adoption de la présente résolution ;",
            "es": "Solicita al Secretario General que cuente las lámparas en el plazo de 90 días a partir de la aprobación de la "
            "presente resolución;",
            "ru": "просит Генерального секретаря сосчитать лампы в течение 90 дней с даты принятия настоящей резолюции;",
            "zh": "请秘书长在通过本决议后90天内清点灯具；",
            "ar": "تطلب إلى الأمين العام أن يحصي المصابيح في غضون 90 يوما من تاريخ اتخاذ هذا القرار؛",
        },
    ),
    "the session of another assembly": (
        ("REQUESTS", "HCHR", [(date(2025, 9, 8), date(2025, 10, 8))]),
        {
            "en": "Requests the High Commissioner for Human Rights to report to the Human Rights Council at its sixtieth session;",
            "fr": "Prie le Haut-Commissaire aux droits de l’homme de faire rapport au Conseil des droits de l’homme à sa soixantième "
            "session ;",
            "es": "Solicita al Alto Comisionado para los Derechos Humanos que informe al Consejo de Derechos Humanos en su 60º "
            "período de sesiones;",
            "ru": "просит Верховного комиссара по правам человека выступить в Совете по правам человека на его шестидесятой сессии;",
            "zh": "请人权事务高级专员向人权理事会第六十届会议报告；",
            "ar": "تطلب إلى المفوض السامي أن يقدم إلى مجلس حقوق الإنسان في دورته الستين تقريرا؛",
        },
    ),
    "what is requested again": (
        ("REQUESTS", "SG", []),
        {
            "en": "Reiterates its request to the Secretary-General to count the lamps.",
            "fr": "Prie de nouveau le Secrétaire général de compter les lampes.",
            "es": "Reitera su solicitud al Secretario General de que cuente las lámparas.",
            "ru": "вновь просит Генерального секретаря сосчитать лампы.",
            "zh": "再次请秘书长清点灯具。",
            "ar": "تكرر طلبها إلى الأمين العام مواصلة إحصاء المصابيح.",
        },
    ),
    "the verb of translators": (
        ("CALLS_UPON", "STATES", []),
        {
            "en": "Calls upon all States to lend their lamps;",
            "fr": "Demande à tous les États de prêter leurs lampes ;",
            "es": "Exhorta a todos los Estados a que presten sus lámparas;",
            "ru": "призывает все государства предоставить свои лампы;",
            "zh": "促请所有国家出借灯具；",
            "ar": "تهيب بجميع الدول أن تعير مصابيحها؛",
        },
    ),
    "a second verb": (
        ("URGES", "MEMBER_STATES", []),
        {
            "en": "Welcomes the report, and in that regard urges Member States to lend their lamps;",
            "fr": "Se félicite du rapport et, dans ce contexte, exhorte les États Membres à prêter leurs lampes ;",
            "es": "Acoge con beneplácito el informe y, en ese sentido, insta a los Estados Miembros a que presten lámparas;",
            "ru": "приветствует доклад и в этой связи настоятельно призывает государства-члены предоставить свои лампы;",
            "zh": "欢迎报告，为此，敦促会员国出借灯具；",
            "ar": "ترحب بالتقرير، وتحث في هذا الصدد الدول الأعضاء على إعارة مصابيحها؛",
        },
    ),
}
CALLS = {"ru": "CALLS_UPON"}  # "призывает" is the verb for both


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_task_is_the_same_in_all_languages(name):
    (verb, addressee, times), paragraphs = PARAGRAPHS[name]

    def check(language):
        expected = CALLS.get(language, verb) if verb == "ENCOURAGES" else verb
        assert told(language, paragraphs[language]) == [(expected, addressee, times)]

    check_all(((code, code) for code in paragraphs), check)


def test_each_verb_of_a_paragraph_gives_its_task_with_its_time():
    words = (
        "Welcomes the report, requests the Secretary-General to count the lamps by 1 May 2026, and invites States and the"
        " specialized agencies to help at the sixtieth session of the Human Rights Council;"
    )
    day = date(2026, 5, 1)
    council = session_of("UNHRC", 60)
    assert told("en", words) == [
        ("REQUESTS", "SG", [(day, day)]),
        ("INVITES", "STATES", [(council.begins, council.ends)]),
        ("INVITES", "SPECIALIZED_AGENCIES", [(council.begins, council.ends)]),
    ]


def test_a_point_with_a_verb_gives_its_own_tasks():
    words = "Stresses the duty of keepers, and therefore:\n(a) Calls upon States to count lamps;\n(b) Deplores fog, and invites parties to the Convention to lend horns;"
    assert told("en", words) == [("CALLS_UPON", "STATES", []), ("INVITES", "PARTIES", [])]


def test_verbs_may_share_what_is_to_be_done_and_points_the_time_above_them():
    day = date(2026, 5, 1)
    words = (
        "Requests Member States, and invites other global, regional and local organizations, to report by 1 May 2026;"
    )
    assert told("en", words) == [
        ("REQUESTS", "MEMBER_STATES", [(day, day)]),
        ("INVITES", "ORGANIZATION", [(day, day)]),
    ]
    points = (
        "Requests the Secretary-General to present by 1 May 2026 a report that contains:\n(a) A count;\n(b) A plan;"
    )
    assert told("en", points) == [("REQUESTS", "SG", [(day, day)])] * 2


def test_what_is_encouraged_is_not_told():
    for language, words, verb in (
        ("en", "Encourages the participation of keepers in the work of the Committee;", "ENCOURAGES"),
        ("es", "Alienta las actividades de investigación para seguir mejorando los faros;", "ENCOURAGES"),
        ("ru", "призывает к прекращению работ, чтобы сохранить маяки;", "CALLS_UPON"),
    ):
        assert told(language, words) == [(verb, "NOT_NAMED", [])]


def test_two_sessions_are_two_times_in_all_languages():
    words = {
        "en": "Requests the Secretary-General to report to it at its eighty-first and eighty-second sessions;",
        "fr": "Prie le Secrétaire général de lui faire rapport à ses quatre-vingt-unième et quatre-vingt-deuxième sessions ;",
        "es": "Solicita al Secretario General que informe en sus períodos de sesiones octogésimo primero y octogésimo segundo;",
        "ru": "просит Генерального секретаря представить ей на ее восемьдесят первой и восемьдесят второй сессиях доклад;",
        "zh": "请秘书长向大会第八十一届和第八十二届会议提交报告；",
        "ar": "تطلب إلى الأمين العام أن يقدم إليها في دورتيها الحادية والثمانين والثانية والثمانين تقريرا؛",
    }
    sessions = [session_of("UNGA", 81), session_of("UNGA", 82)]
    expected = [(each.begins, each.ends) for each in sessions]

    def check(language):
        [(_, _, times)] = told(language, words[language])
        assert times == expected

    check_all(((code, code) for code in words), check)


def test_a_session_of_a_body_without_table_has_no_dates():
    words = "Requests the Secretary-General to report to the Commission on Lamps at its sixty-eighth session;"
    assert told("en", words) == [("REQUESTS", "SG", [(None, None)])]


def test_sessions_of_the_general_assembly_follow_one_another():
    met = [session_of("UNGA", number) for number in range(46, 90)]
    assert all(each.begins.weekday() == 1 for each in met if each.number not in (53, 56))
    assert all((after.begins - each.ends).days == 1 for each, after in pairwise(met))


SAID = [
    ("ru", "1. призывает государства-члены в полной мере сотрудничать с маяками.", [("призывает", "MEMBER_STATES", "государства-члены")]),
    ("ru", "1. просит в этой связи Генерального секретаря представить доклад.", [("просит", "SG", "Генерального секретаря")]),
    ("ru", "1. просит заинтересованные стороны, соответствующие органы и другие международные, региональные и субрегиональные организации проверять маяки.", [("просит", "OTHER", "заинтересованные стороны"), ("просит", "OTHER", "соответствующие органы"), ("просит", "ORGANIZATION", "другие международные, региональные и субрегиональные организации")]),
    ("es", "1. Invita al Secretario General y al Presidente del Comité a que presten asistencia.", [("Invita", "SG", "Secretario General")]),
    ("fr", "1. Rappelle sa résolution 76/5 et prie le Secrétaire général :\na) de compter les phares ;\nb) de les éclairer.", [("prie", "SG", "le Secrétaire général"), ("prie", "SG", "le Secrétaire général")]),
]  # fmt: skip
FORMULAS = {
    "fr": "79/99. Phares\nL’Assemblée générale,\nRappelant ses travaux,\n",
    "es": "79/99. Faros\nLa Asamblea General,\nRecordando su labor,\n",
    "ru": "79/99. Маяки\nГенеральная Ассамблея,\nссылаясь на свою работу,\n",
}


def _check_said(case):
    language, words, expected = case
    doc = itu_texts.parse(FORMULAS[language] + words + "\n")
    told = [(each.verb, each.addressee.concept, each.addressee.text) for each in itu_texts.who_does_what(doc)]
    assert [(verb.casefold(), *rest) for verb, *rest in told[: len(expected)]] == [
        (verb.casefold(), *rest) for verb, *rest in expected
    ]


def test_an_addressee_is_named_without_what_leads_to_it_and_stands_behind_it():
    check_all(((case[1], case) for case in SAID), _check_said)


@pytest.mark.parametrize(
    ("language", "formula", "words", "verb", "addressee"),
    [
        (
            "en",
            "The General Assembly,",
            "Reiterates its request to the Secretary-General to row",
            "reiterates its request",
            "SG",
        ),
        (
            "fr",
            "L’Assemblée générale,",
            "Réitère sa demande au Secrétaire général de ramer",
            "réitère sa demande",
            "SG",
        ),
        (
            "es",
            "La Asamblea General,",
            "Reitera su solicitud al Secretario General de que reme",
            "reitera su solicitud",
            "SG",
        ),
        ("ar", "إن الجمعية العامة،", "تكرر طلبها إلى الأمين العام أن يجدف", "تكرر طلبها", "SG"),
        (
            "ru",
            "Генеральная Ассамблея,",
            "настоятельно призывает государства-члены принять меры",
            "настоятельно призывает",
            "MEMBER_STATES",
        ),
    ],
)
def test_verbs_of_several_words_give_tasks(language, formula, words, verb, addressee):
    document = itu_texts.parse(f"79/999. X\n{formula}\n1. {words};\n", language=language)
    [task] = itu_texts.who_does_what(document)
    assert (task.verb, task.addressee.concept) == (verb, addressee)


WHO = {
    "en": [
        ("Requests that the Harbour Master report to the Council;", "the Harbour Master"),
        ("Demands that Lampland return the lamps;", "Lampland"),
        ("Demands that the Lampish regime return the lamps;", "the Lampish regime"),
        ("Invites representatives of boat clubs to count lamps;", "representatives of boat clubs"),
        ("Invites the Lamp Fund to Fight Fog, Tuberculosis and Malaria to help;", "the Lamp Fund"),
        ("Requests Israel not to dim its lamps;", "Israel"),
    ],
    "fr": [
        ("Demande que le Conseil compte les lampes ;", "le Conseil"),
        ("Exige que Lumière rende les lampes ;", "Lumière"),
        ("Exige du régime insulaire qu’il rende les lampes ;", "régime insulaire"),
        ("Exige que les gardiens des phares rendent les lampes ;", "les gardiens des phares"),
        ("Encourage les milieux d’affaires à prêter leurs lampes ;", "les milieux d’affaires"),
        (
            "Invite le secrétariat de la Convention sur les phares à compter les lampes ;",
            "le secrétariat de la Convention sur les phares",
        ),
    ],
    "es": [
        ("Pide que el Capitán del Puerto informe al Consejo;", "el Capitán del Puerto"),
        ("Pide que los donantes aporten lámparas;", "los donantes"),
        ("Exige que el régimen insular coopere plenamente;", "el régimen insular"),
        ("Alienta a los mecanismos de los faros a que cuenten lámparas;", "los mecanismos de los faros"),
        ("Invita a todos los faros que corresponda a que cuenten lámparas;", "todos los faros que corresponda"),
    ],
    "ru": [
        ("просит, чтобы Специальный комитет сосчитал лампы;", "Специальный комитет"),
        ("требует, чтобы островной режим в полной мере соблюдал правила;", "островной режим"),
        ("обращается к клубам с призывом зажечь лампы;", "клубам"),
        ("вновь обращается с призывом ко всем государствам зажечь лампы;", "всем государствам"),
        ("просит Генерального секретаря вновь представить доклад;", "Генерального секретаря"),
        ("призывает все государства-члены в надлежащем порядке сохранять маяки;", "все государства-члены"),
        ("призывает международное сообщество к дальнейшему сохранению маяков;", "международное сообщество"),
    ],
    "zh": [
        ("请港务长提交报告；", "港务长"),
        ("促请以色列停止熄灯；", "以色列"),
        ("促请以色列不要熄灯；", "以色列"),
        ("促请岛国政府迅速偿还灯具；", "岛国政府"),
        ("促请参与灯塔工作的各方不要熄灯；", "参与灯塔工作的各方"),
        ("请该司尤其要继续清点灯具；", "该司"),
        ("鼓励有能力的会员国以可持续方式提供灯具；", "有能力的会员国"),
        ("请联合国毒品和犯罪问题办公室清点灯具；", None),
    ],
}


def test_whom_a_paragraph_tells_stands_behind_its_verb_whoever_it_is():
    def check(language):
        for paragraph, who in WHO[language]:
            number = "1. "
            source = f"{FRONTS[language]}{number}{paragraph}\n"
            tasks = [*itu_texts.who_does_what(itu_texts.parse(source, language=language))]
            assert len(tasks) == 1, paragraph
            assert who is None or tasks[0].addressee.text == who
            assert who is not None or tasks[0].addressee.concept == "ORGANIZATION"

    check_all(((code, code) for code in WHO), check)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Requests that the report be circulated;",
        "Encourages efforts by keepers to light lamps;",
        "Invites increased cooperation between keepers;",
        "Encourages the adoption by States of plans to save lamps;",
        "Encourages the establishment of a fund for lamps;",
        "Requests the immediate operationalization of the mandates;",
    ],
)
def test_a_thing_is_nobody_who_is_told(paragraph):
    [task] = itu_texts.who_does_what(itu_texts.parse(f"{FRONTS['en']}1. {paragraph}\n"))
    assert (task.addressee.concept, task.addressee.text) == ("NOT_NAMED", "")
    assert task.text == paragraph.partition(" ")[2]


def test_the_words_of_a_task_are_what_is_to_be_done():
    source = f"{FRONTS['en']}1. Calls upon all parties to the conflict to light their lamps, and urges the Council to help;\n"
    words = [task.text for task in itu_texts.who_does_what(itu_texts.parse(source))]
    assert words == ["to light their lamps", "to help;"]


def test_verbs_that_share_what_is_to_be_done_have_the_same_words():
    source = f"{FRONTS['en']}1. Requests Member States, and invites other global organizations, to light lamps;\n"
    words = [task.text for task in itu_texts.who_does_what(itu_texts.parse(source))]
    assert words == ["to light lamps;", "to light lamps;"]


def test_numbered_paragraphs_of_any_assembly_ask_as_those_of_the_united_nations_do():
    source = (
        "99/9. Lamps\nThe Conference of the Parties,\nRecalling oil,\n"
        "1. Urges Parties, and invites other Governments, to dim lamps;\n"
        "2. Requests the Executive Secretary, subject to the availability of oil:\n"
        "(a) To count lamps;\n(b) To report to the Council;\n"
        "3. Decides that the Secretariat shall rest.\n"
    )
    tasks = [*itu_texts.who_does_what(itu_texts.parse(source))]
    assert [(task.verb, task.addressee.text, task.text) for task in tasks] == [
        ("urges", "Parties", "to dim lamps;"),
        ("invites", "other Governments", "to dim lamps;"),
        ("requests", "the Executive Secretary", "To count lamps;"),
        ("requests", "the Executive Secretary", "To report to the Council;"),
        ("shall", "the Secretariat", "rest."),
    ]


def test_numbered_items_that_no_heading_leads_ask_as_paragraphs_do():
    source = (
        "Resolution 9\nLamps\nThe Council,\nRecalling oil,\n1. Calls on States to:\na. dim lamps; and\nb. count moths;\n"
        "2. Requests the Secretary-General to report.\n3. Notes the report.\n"
    )
    tasks = [*itu_texts.who_does_what(itu_texts.parse(source))]
    assert [(task.address, task.verb, task.addressee.text, task.text) for task in tasks] == [
        ("() 1. a.", "calls on", "States", "dim lamps; and"),
        ("() 1. b.", "calls on", "States", "count moths;"),
        ("() 2.", "requests", "the Secretary-General", "to report."),
    ]


def test_a_point_that_asks_may_have_its_list_below():
    source = (
        f"{FRONTS['en']}1. Decides to rest, and:\n(a) Calls upon States to:\n(i) light lamps;\n(ii) count moths;\n"
        "(b) Requests the Council to rest;\n"
    )
    tasks = [*itu_texts.who_does_what(itu_texts.parse(source))]
    assert [(task.address, task.addressee.text, task.text) for task in tasks] == [
        ("1 (a) (i)", "States", "light lamps;"),
        ("1 (a) (ii)", "States", "count moths;"),
        ("1 (b)", "the Council", "to rest;"),
    ]


@pytest.mark.parametrize(
    ("language", "paragraph", "told", "words"),
    [
        ("en", "Welcomes the report, and requests the secretariat to print it;", "the secretariat", "to print it;"),
        ("fr", "Accueille le rapport et prie le secrétariat de le publier ;", "le secrétariat", "de le publier ;"),
        ("es", "Acoge el informe y solicita a la secretaría que lo publique;", "la secretaría", "que lo publique;"),
        ("ru", "приветствует доклад и просит секретариат издать его;", "секретариат", "издать его;"),
    ],
)
def test_a_further_verb_asks_somebody_who_is_not_listed(language, paragraph, told, words):
    document = itu_texts.parse(f"{FRONTS[language]}1. {paragraph}\n{MEETINGS[language]}\n", language=language)
    found = [(task.addressee.concept, task.addressee.text, task.text) for task in itu_texts.who_does_what(document)]
    assert found == [("OTHER", told, words)]
