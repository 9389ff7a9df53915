"""Which texts a text ends, by which words, and from which day: in six languages, on invented texts."""

import pytest
from together import check_all

from itu_texts import Collection, parse, references
from itu_texts.analysis.endings import endings, passages

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


@pytest.mark.parametrize(
    ("heading", "words"),
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


@pytest.mark.parametrize(
    ("note", "how"),
    [
        ("This Resolution was revised by WRC-12, WRC-15 and WRC-19.", "superseded by WRC-19"),
        ("This Resolution was abrogated by the World Radiocommunication Conference (Sharm el-Sheikh, 2019).", "abrogated by WRC-19"),
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(("language", "title", "line"), _IN_FORCE)
def test_a_list_or_a_catalogue_tells_what_is_in_force_on_its_day(language, title, line):
    document = parse(f"{title}\n\n{line}\n", language=language)
    told = _told(document)["5"]
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
