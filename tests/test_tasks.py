"""Who is told to do what: the rows, what they are rows of, and where the words stand."""

from __future__ import annotations

import pytest

import itu_texts

FRONTS = {
    "en": "RESOLUTION 1\nBoats\nThe ITU Council,\n",
    "fr": "RÉSOLUTION 1\nBateaux\nLe Conseil de l'UIT,\n",
    "es": "RESOLUCIÓN 1\nBarcos\nEl Consejo de la UIT,\n",
    "ru": "РЕЗОЛЮЦИЯ 1\nЛодки\nСовет МСЭ,\n",
    "zh": "第1号决议\n船只\n国际电联理事会,\n",
    "ar": "القرار 1\nالقوارب\nإن المجلس،\n",
}


def tasks(text, language="en"):
    document = itu_texts.parse(FRONTS[language] + text, language=language)
    return [(task.addressee.concept, task.verb, task.address) for task in itu_texts.who_does_what(document)]


def test_those_of_the_heading():
    assert tasks("instructs the Secretary-General and the Director of BR\n1 to row;\n2 to report") == [
        ("SG", "instructs", "instructs the Secretary-General and the Director of BR 1"),
        ("DIR_BR", "instructs", "instructs the Secretary-General and the Director of BR 1"),
        ("SG", "instructs", "instructs the Secretary-General and the Director of BR 2"),
        ("DIR_BR", "instructs", "instructs the Secretary-General and the Director of BR 2"),
    ]


def test_those_with_whom_an_item_begins():
    assert tasks("invites\n1 administrations with boats to lend them;\n2 Member States and ITU-R to borrow them") == [
        ("ADMINISTRATIONS", "invites", "invites 1"),
        ("MEMBER_STATES", "invites", "invites 2"),
        ("ITU_R", "invites", "invites 2"),
    ]


def test_those_with_whom_an_item_begins_and_what_they_plan_to_do():
    task, _ = itu_texts.who_does_what(
        itu_texts.parse("invites\n1 administrations planning to row close to the shore, not to sing;\n2 boats\n")
    )
    assert task.addressee.text == "administrations planning to row close to the shore"


def test_those_whom_an_item_tells():
    assert tasks("resolves\n1 that boats leak;\n2 to instruct the Director of TSB to bail them;\n3 to row") == [
        ("DIR_TSB", "instruct", "resolves 2"),
    ]


@pytest.mark.parametrize("labels", [("a)", "b)"), ("–", "–"), ("i)", "ii)")])
def test_a_list_below_unlabelled_words_is_parts_of_one_task(labels):
    text = "urges Member States\nto make every effort with a view to:\n{} rowing;\n{} resting".format(*labels)
    assert tasks(text) == [("MEMBER_STATES", "urges", "urges Member States [1]")]


def test_numbers_below_unlabelled_words_are_tasks():
    assert tasks("urges Member States\nas far as they can:\n1 to row;\n2 to rest") == [
        ("MEMBER_STATES", "urges", "urges Member States 1"),
        ("MEMBER_STATES", "urges", "urges Member States 2"),
    ]


def test_what_is_suppressed_tells_nobody():
    text = "{} ROW/44/1\ninstructs the Secretary-General\nto row.\n"
    assert tasks(text.format("MOD")) == [("SG", "instructs", "instructs the Secretary-General [1]")]
    assert tasks(text.format("SUP")) == []


def test_the_preamble_tells_nobody():
    assert tasks("noting\na) that the Secretary-General rows;\nb) that he rests") == []


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (
            "resolves\n1 to instruct the Secretary-General:\n1.1 to row;\n1.2 to rest;\n2 to row",
            ["SG instruct resolves 1"],
        ),
        (
            "resolves\n1 to row;\n2 to approve boats and to instruct the Council to buy them",
            ["COUNCIL instruct resolves 2"],
        ),
        ("resolves\n1 to row;\n2 that the Council be requested to row", ["COUNCIL requested resolves 2"]),
        (
            "resolves\n1 to row;\n2 that boats leak, and that administrations are urged to bail",
            ["ADMINISTRATIONS urged resolves 2"],
        ),
        (
            "resolves\n1 that the following apply:\na) to invite ITU-R to row;\nb) to rest;\n2 to row",
            ["ITU_R invite resolves 1 a)"],
        ),
        ("resolves\n1 to continue to urge administrations to row;\n2 to rest", ["ADMINISTRATIONS urge resolves 1"]),
        ("resolves\n1 further to invite the Council to row;\n2 to rest", ["COUNCIL invite resolves 1"]),
        ("resolves\n1 to strongly encourage ITU-D to row;\n2 to rest", ["ITU_D encourage resolves 1"]),
        ("resolves\n1 to encourage the participation of many clubs in order to row;\n2 to rest", []),
        ("resolves\n1 to invite contributions from Member States to build boats;\n2 to rest", []),
        ("resolves\n1 to invite the Chairman of the club to row;\n2 to rest", ["OTHER invite resolves 1"]),
        ("resolves to give the view\n1 that administrations need to row;\n2 that members have to rest", []),
        ("is of the view\n1 that Member States should be invited to row;\n2 that oars float", []),
        ("notes\n1 that the Council has been, and is, requested to row;\n2 that oars float", []),
        ("thanks the Council\n1 for its boats;\n2 for its oars", []),
        ("requests\n1 to see that members want to row;\n2 that administrations have to rest", []),
        ("urges\nMember States:\na) to row;\nb) to rest", ["MEMBER_STATES urges urges [1]"]),
        (
            "invites\n1 administrations, in emergency situations, to row;\n2 boats",
            ["ADMINISTRATIONS invites invites 1"],
        ),
        (
            "continues to encourage\nMember States to row",
            ["MEMBER_STATES continues to encourage continues to encourage [1]"],
        ),
    ],
)
def test_whom_items_tell(items, told):
    assert [" ".join(each) for each in tasks(items) if each[0] != "NOT_NAMED"] == told


@pytest.mark.parametrize(
    ("language", "items", "told"),
    [
        ("fr", "décide\n1 de charger le Secrétaire général:\na) de ramer;\nb) de partir;\n2 de ramer", ["SG charger"]),
        ("fr", "décide\n1 de ramer;\n2 que le Conseil soit prié de ramer", ["COUNCIL prié"]),
        ("fr", "décide\n1 de ramer;\n2 d'approuver ceci et de charger le Conseil de ramer", ["COUNCIL charger"]),
        (
            "fr",
            "décide\n1 de continuer d'encourager les administrations à ramer;\n2 de ramer",
            ["ADMINISTRATIONS encourager"],
        ),
        ("fr", "décide\n1 d'encourager la participation des clubs à ramer;\n2 de ramer", []),
        (
            "fr",
            "invite\n1 les administrations, en cas d'urgence, à ramer;\n2 l'UIT-R à partir",
            ["ADMINISTRATIONS invite", "ITU_R invite"],
        ),
        ("fr", "invite\nles États Membres:\na) à ramer;\nb) à partir", ["MEMBER_STATES invite"]),
        ("es", "resuelve\n1 encargar al Secretario General:\na) que reme;\nb) que salga;\n2 remar", ["SG encargar"]),
        ("es", "resuelve\n1 remar;\n2 que el Consejo sea invitado a remar", ["COUNCIL invitado"]),
        ("es", "resuelve\n1 remar;\n2 aprobar esto y encargar al Consejo que lo aplique", ["COUNCIL encargar"]),
        ("es", "resuelve\n1 remar;\n2 Se insta a las administraciones a que remen", ["ADMINISTRATIONS insta"]),
        (
            "es",
            "resuelve\n1 remar;\n2 encargar a las administraciones, al Consejo y a la UIT-R que remen",
            ["ADMINISTRATIONS encargar", "COUNCIL encargar", "ITU_R encargar"],
        ),
        ("fr", "décide\n1 de ramer;\n2 invite le Conseil à ramer", ["COUNCIL invite"]),
        ("es", "resuelve\n1 alentar la participación de los clubes a que remen;\n2 remar", []),
        ("es", "invita\na los Estados Miembros:\na) a que remen;\nb) a que salgan", ["MEMBER_STATES invita"]),
        # who shall do something
        ("en", "resolves\n1 that the Council shall row;\n2 that boats shall float", ["COUNCIL shall"]),
        ("en", "resolves\n1 that Academia should not have a say;\n2 to row", ["ACADEMIA should not"]),
        ("en", "resolves\n1 that the Council shall not row;\n2 to row", ["COUNCIL shall not"]),
        ("en", "resolves\nthat administrations planning to row should, in May, report", ["ADMINISTRATIONS should"]),
        (
            "en",
            "resolves\n1 that, as far as possible, the Council shall:\na) row;\nb) rest;\n2 to row",
            ["COUNCIL shall"],
        ),
        (
            "en",
            "resolves\n1 as follows:\n1.1 BR and administrations shall row;\n2 to row",
            ["BR shall", "ADMINISTRATIONS shall"],
        ),
        (
            "en",
            "recommends\n1 that administrations which row should rest;\n2 that oars float",
            ["ADMINISTRATIONS should"],
        ),
        ("en", "resolves\n1 that the Council shall be held in May;\n2 that it shall, if need be, be a short one", []),
        ("en", "resolves\n1 that ITU-R studies shall go on;\n2 that decisions of Council shall bind", []),
        ("en", "resolves\n1 that the Council agreed that boats shall float;\n2 that oars shall", []),
        ("en", "resolves\n1 that the Council, per Nos. 5.1, 5.2 and 5.3C, shall row;\n2 to row", ["COUNCIL shall"]),
        ("en", "notes\n1 that the Council shall row;\n2 that boats float", []),
        ("fr", "décide\n1 que le Conseil devra ramer;\n2 que les travaux du Conseil doivent cesser", ["COUNCIL devra"]),
        ("fr", "décide\n1 que les administrations qui rament doivent partir;\n2 de ramer", ["ADMINISTRATIONS doivent"]),
        ("es", "resuelve\n1 que el Consejo deberá remar;\n2 que deberá ser invitado", ["COUNCIL deberá"]),
        ("es", "resuelve\n1 que la Asamblea de Radiocomunicaciones deberá celebrarse en mayo;\n2 remar", []),
        ("ru", "решает\n1 что Бюро радиосвязи должно чинить лодки;\n2 грести", ["BR должно"]),
        ("ru", "решает\n1 что Совет должен чинить лодки;\n2 что решения Совета должны действовать", ["COUNCIL должен"]),
    ],
)
def test_whom_items_tell_in_all_languages(language, items, told):
    assert [f"{concept} {verb}" for concept, verb, _ in tasks(items, language) if concept != "NOT_NAMED"] == told


@pytest.mark.parametrize(
    ("language", "heading", "told"),
    [
        ("fr", "renouvelle son invitation aux États Membres à ramer", ["États Membres"]),
        ("fr", "renouvelle aux administrations son invitation à ramer", ["administrations"]),
        ("fr", "réitère son appel aux États Membres pour qu'ils rament", ["États Membres"]),
        ("fr", "renouvelle sa demande aux clubs nationaux et internationaux de bien vouloir ramer", 1),
        ("fr", "recommande aux clubs du lac de ramer", ["clubs du lac"]),
        ("fr", "recommande que les clubs rament", []),
        (
            "fr",
            "demande aux administrations, ainsi que les clubs privés et les gardiens, de ramer",
            ["administrations", "les clubs privés", "les gardiens"],
        ),
        ("fr", "charge le Bureau international des lampes et phares de ramer", 1),
        (
            "fr",
            "invite le Comité international des lampes et phares et les clubs nationaux à ramer",
            ["le Comité international des lampes et phares", "les clubs nationaux"],
        ),
        (
            "fr",
            "invite les organismes privés et les clubs, ainsi que d'autres amis du lac à ramer",
            ["les organismes privés", "les clubs", "d'autres amis du lac"],
        ),
        ("es", "encarga al Consejo Consultivo y Ejecutivo que reme", ["Consejo Consultivo y Ejecutivo"]),
        ("es", "invita a los clubes nacionales e internacionales a que remen", 1),
        ("es", "recomienda a los clubes del lago que remen", ["los clubes del lago"]),
        ("es", "recomienda\n1 a la Secretaría General que reme;\n2 al Comité del Lago que salga", 2),
        ("es", "resuelve\n1 remar;\n2 recomendar a las administraciones que remen", ["las administraciones"]),
        ("es", "reitera su invitación a los Estados Miembros a que remen", ["los Estados Miembros"]),
        (
            "ru",
            "настоятельно призывает Государства-Члены и соответствующие клубы чинить лодки",
            ["Государства-Члены", "соответствующие клубы"],
        ),
        ("ru", "решает\n1 предложить МСЭ-R завершить карту;\n2 что Совету поручено чинить лодки", ["МСЭ-R", "Совету"]),
        ("ru", "вновь обращается с призывом к Государствам-Членам чинить лодки", ["Государствам-Членам"]),
        ("zh", "请各成员国、部门成员及其他相关组织积极划船。", ["各成员国", "部门成员", "其他相关组织"]),
        (
            "ar",
            "يدعو الدول الأعضاء وأعضاء القطاعات وسائر المنظمات المعنية إلى المشاركة",
            ["الدول الأعضاء", "أعضاء القطاعات", "سائر المنظمات المعنية"],
        ),
        ("ar", "يحث الإدارات على\n1 إصلاح القوارب؛\n2 عد المجاديف", ["الإدارات", "الإدارات"]),
        ("en", "reiterates its invitation to Member States\nto row", ["Member States"]),
        (
            "en",
            "invites providers of equipment, services and ICTs\nto row",
            ["providers of equipment, services and ICTs"],
        ),
        (
            "en",
            "invites keepers of lights, builders, the lake club, financial institutions and UNESCO\nto row",
            ["keepers of lights", "builders", "the lake club", "financial institutions", "UNESCO"],
        ),
        (
            "fr",
            "invite les fournisseurs d'équipements, de services et d'applications et les clubs à ramer",
            ["les fournisseurs d'équipements, de services et d'applications", "les clubs"],
        ),
        (
            "es",
            "invita a los proveedores de equipos, servicios y aplicaciones y a los clubes a que remen",
            ["los proveedores de equipos, servicios y aplicaciones", "los clubes"],
        ),
        (
            "en",
            "invites administrations concerned and the lake club\nto row",
            ["administrations concerned", "the lake club"],
        ),
    ],
)
def test_names_and_nouns_around_those_who_are_told(language, heading, told):
    document = itu_texts.parse(FRONTS[language] + heading, language=language)
    found = [task.addressee.text for task in itu_texts.who_does_what(document)]
    assert (len(found) if isinstance(told, int) else found) == told


def test_what_is_encouraged_is_nobody():
    heading = "encourages the participation of clubs"
    assert tasks(f"{heading}\nin the work on the lake") == [("NOT_NAMED", "encourages", f"{heading} [1]")]
    [task] = itu_texts.who_does_what(itu_texts.parse(f"{FRONTS['en']}{heading}\nin the work on the lake"))
    assert task.text == "the participation of clubs in the work on the lake"
    assert tasks("encourages the keepers of lights\nto row") == [
        ("OTHER", "encourages", "encourages the keepers of lights [1]")
    ]


@pytest.mark.parametrize("second", ["30 GHz and above for boats,", "that float and oars,"])
def test_the_rest_of_a_line_that_was_broken_is_no_task(second):
    first = "to lend, in the bands 10-20 GHz, boats" + ("," if second[0] == "3" else "")
    assert [
        address for *_, address in tasks(f"instructs the Council\n{first}\n{second}\nresolves\n1 to row;\n2 to rest")
    ] == ["instructs the Council [1]"]


def test_rows_say_of_which_text():
    document = itu_texts.parse(
        "RESOLUTION 9 (REV. LAKESIDE, 2022)\nBoats\nThe Council,\nresolves\nto row,\n"
        "instructs the Secretary-General\n1 to row;\n2 to rest.\n"
    )
    *_, task = itu_texts.who_does_what(document)
    assert str(task.identifier) == "Resolution 9 (Rev. Lakeside, 2022)"
    assert (task.title, task.edition, task.address) == (
        "Boats",
        "Rev. Lakeside, 2022",
        "instructs the Secretary-General 2",
    )
    assert task.source is document.texts[0]
    assert task.clause is document.texts[0].clauses[1]


def test_rows_of_what_stands_in_no_text():
    (task,) = itu_texts.who_does_what(itu_texts.parse("MOD ROW/1/1\ninstructs the Secretary-General\nto row.\n"))
    assert (task.source, task.identifier, task.title, task.edition) == (None, None, None, None)


def test_spans_of_addressees():
    document = itu_texts.parse(
        "RESOLUTION 9\nBoats\nThe Council,\ninstructs the Secretary-General1,  and the  Director of BR\n"
        "1 to row;\n2 to rest,\nresolves\n1 that boats leak;\n2 to invite all\n– 7 –\nadministrations to row.\n_____\n1 A note.\n"
    )
    words = [document.source[each.addressee.span] for each in itu_texts.who_does_what(document)]
    assert words[:2] == ["the Secretary-General", "the  Director of BR"]
    assert words[-1] == "all\n– 7 –\nadministrations"


def test_the_listing_says_of_which_text_and_when(tmp_path, capsys):
    import csv
    import io

    from itu_texts.cli import main

    file = tmp_path / "text.txt"
    words = "1 to report to WRC-27, by 1 May 2027;\n2 to row annually;\n3 to rest.\n"
    file.write_text(f"RESOLUTION 9 (REV. LAKESIDE, 2022)\nBoats\nThe Council,\ninstructs the Council\n{words}")
    assert main(["mandates", "--to", "csv", str(file)]) == 0
    first, second, third = sorted(csv.DictReader(io.StringIO(capsys.readouterr().out)), key=lambda row: row["address"])
    assert (first["identifier"], first["title"]) == ("Resolution 9 (Rev. Lakeside, 2022)", "Boats")
    assert first["edition"] == "Rev. Lakeside, 2022"
    assert first["address"] == "instructs the Council 1"
    assert (first["times"], first["begins"], first["ends"]) == ("to WRC-27; by 1 May 2027", "2027-05-01", "2027-05-01")
    assert (second["times"], second["begins"], third["times"]) == ("annually", "", "")


def test_what_a_text_repeats_is_one_task():
    front = "RESOLUTION 7\nBoats\nThe ITU Council,\n"
    clause = "instructs the Secretary-General\nto row to the islands of the lake.\n"
    doc = itu_texts.parse(front + clause + "invites Member States\nto sail.\n" + front + clause)
    assert [task.addressee.concept for task in itu_texts.who_does_what(doc)] == ["SG", "MEMBER_STATES"]
    assert len([*itu_texts.records(doc, "tasks")]) == 2


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("resolves to recommend to WRC-27\nto row.", ("WRC", "WRC-27")),
        ("recommends to the next plenipotentiary conference\nto row.", ("PP", "the next plenipotentiary conference")),
        ("resolves to recommend to Member States\n1 to row;", ("MEMBER_STATES", "Member States")),
        ("resolves\n1 to recommend to the Council to row;", ("COUNCIL", "the Council")),
        ("resolves\n1 to recommend to the Council that a WRC be held;", None),
    ],
)
def test_whom_a_text_recommends_something_to(clause, expected):
    doc = itu_texts.parse(
        "RESOLUTION 7 (WRC-23)\nBoats\nThe World Radiocommunication Conference (Dubai, 2023),\n" + clause
    )
    found = [(task.addressee.concept, task.addressee.text) for task in itu_texts.who_does_what(doc)]
    assert found == ([expected] if expected else [])


def _shall(items: str, more: str = "") -> list[tuple[str, str]]:
    text = (
        "RESOLUTION 9 (WRC-23)\nLamps\nThe World Radiocommunication Conference (Lakeside, 2023),\nresolves\n"
        f"{items}\n{more}"
    )
    return [(task.addressee.concept, task.text) for task in itu_texts.who_does_what(itu_texts.parse(text))]


def test_the_bureau_is_the_one_of_its_text():
    items = (
        "1\tthat, upon receipt of a lamp, the Bureau shall examine it;\n2\tthe notifying administration shall mend it."
    )
    assert _shall(items) == [("BR", "examine it;"), ("ADMINISTRATIONS", "mend it.")]
    more = "instructs the Director of the Telecommunication Development Bureau\nto row.\n"
    assert _shall(items, more)[0][0] == "BDT"


def test_a_bureau_that_no_word_names_is_left_as_it_is_printed():
    text = FRONTS["en"] + "resolves\n1 that the Bureau shall examine the lamps;\n2 to row"
    assert [
        (task.addressee.concept, task.addressee.text) for task in itu_texts.who_does_what(itu_texts.parse(text))
    ] == [("OTHER", "the Bureau")]


def test_the_bureau_in_russian_is_one():
    text = FRONTS["ru"] + "отмечая\nработу Бюро радиосвязи,\nрешает\n1 что Бюро должно проверить лампы;\n2 грести"
    found = [task.addressee.concept for task in itu_texts.who_does_what(itu_texts.parse(text, language="ru"))]
    assert found == ["BR"]


def test_what_things_shall_be_is_asked_of_nobody():
    items = "1\tthat lamps shall not be used on rafts;\n2\tthe use of lamps by administrations shall end."
    assert _shall(items) == [
        ("NOT_NAMED", "that lamps shall not be used on rafts;"),
        ("NOT_NAMED", "the use of lamps by administrations shall end."),
    ]


def test_each_sentence_with_shall_is_a_task_with_its_force():
    items = "1\tthat the Council shall row. It should rest at night. Boats may leak. Lamps shall not be lit.\n2\tto row"
    document = itu_texts.parse(FRONTS["en"] + "resolves\n" + items)
    assert [(task.addressee.concept, str(task.force), task.text) for task in itu_texts.who_does_what(document)] == [
        ("COUNCIL", "shall", "row."),
        ("NOT_NAMED", "should", "It should rest at night."),
        ("NOT_NAMED", "shall not", "Lamps shall not be lit."),
    ]


def test_where_somebody_is_asked_and_nobody_is_named_the_row_says_so():
    document = itu_texts.parse(
        FRONTS["en"] + "invites\n1 the Council to row;\n2 contributions from all:\na) oars;\nb) boats"
    )
    found = [(task.addressee.concept, task.addressee.text, task.text) for task in itu_texts.who_does_what(document)]
    assert found == [("COUNCIL", "the Council", "to row;"), ("NOT_NAMED", "", "contributions from all:")]


def test_a_sentence_begins_with_the_article_of_those_who_are_told():
    text = "decides as follows:\n1. The Secretary-General is requested to lend oil.\n2. Member States are urged to row."
    found = itu_texts.who_does_what(itu_texts.parse(text))
    assert [(task.addressee.text, task.verb) for task in found] == [
        ("The Secretary-General", "requested"),
        ("Member States", "urged"),
    ]


def test_a_condition_and_the_time_of_something_ask_nobody():
    front = "RESOLUTION 99 (Lakeside, 2030)\nLamps\nThe Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),\n"
    items = "1 that, should an administration agree, the lamps be lit;\n2 to row until the Council shall meet;\n"
    acts = "3 that, should the need arise, the Council shall report.\n"
    document = itu_texts.parse(f"{front}considering\nthat lamps shine,\nresolves\n{items}{acts}")
    assert [(task.addressee.concept, task.verb) for task in itu_texts.who_does_what(document)] == [("COUNCIL", "shall")]
    assert [str(each.force) for each in itu_texts.requirements(document)] == ["shall"]
