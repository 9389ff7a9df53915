"""Who a text is, when it was adopted and how it stands, each with its ground: in six languages, on invented texts."""

import gzip
import json

import pytest
from together import check_all, for_all, some

from itu_texts import Collection, check, document_records, iri, parse, parse_bytes, parse_file, references
from itu_texts.nodes import Ground

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


def _told(text, language="en"):
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
    assert _told(_covered(language, _ADOPTED[language], closing=True), language) == told
    assert _told("79/10. Lamps\n" + _FORMULAS[language] + _CLOSINGS[language], language) == (
        "Resolution 79/10", ("2023-12-04", "closing"), ("adopted", "closing")
    )  # fmt: skip
    assert _told(_covered(language), language)[1:] == (None, ("adopted", "symbol"))  # the day of issue is none
    draft = f"{_NAMES[language]}\nA/79/L.10\nDistr.: Limited\n{_SPONSORED[language]}\nLamps\n{_FORMULAS[language]}"
    assert _told(draft, language)[1:] == (None, ("draft", "draft line"))
    assert parse(draft, language=language).texts[0].kind == "resolution"
    assert _told(f"{_NAMES[language]}\nA/C.3/79/L.10/Rev.1\nLamps\n{_FORMULAS[language]}", language)[2] == (
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
    assert _told(text)[0] == "Resolution 79/10 B"
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
    assert _told("79/10. Lamps\n" + _FORMULAS["en"].replace("Assembly,", "Assembly"))[0] == "Resolution 79/10"
    assert _told("79/10.\n" + _FORMULAS["en"])[0] == "Resolution 79/10"


# ---------------------------------------------------------------------- ITU

_BODY = "{}\nLamps\nThe Plenipotentiary Conference of the International Telecommunication Union{},\nresolves\nto row.\n"
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
    assert _told(_BODY.format(name, ""))[1:] == (adopted, standing)


def test_the_cover_of_a_proposal_makes_one_and_other_covers_do_not():
    text = _BODY.format("RESOLUTION 7 (DUBAI, 2018)", "")
    assert _told(f"Document 12-E\nSource: Lakeland\n{text}")[2] == ("proposed", "cover")
    assert _told(f"Document 12-E\nOriginal: English\n\n{text}")[2] in (("proposed", "cover"), ("adopted", "mark"))


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
    name, adopted, standing = _told(text)
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
    assert _told(text, language)[:2] == ("Recommendation ITU-R P.930-19", ("2025", "mark"))


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
    text = _BODY.format("RESOLUTION 7 (DUBAI, 2018)", "").replace(
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
        acts.add(parse(_BODY.format("RESOLUTION 7 (DUBAI, 2018)", "")), name="old")
        acts.add(parse(_BODY.format("RESOLUTION 7 (REV. BUCHAREST, 2022)", "")), name="new")
        old, new = acts.history("Resolution 7")
        assert (old.standing, old.ground_file) == ("superseded by Resolution 7 (Rev. Bucharest, 2022)", "new")
        assert (new.ground, new.ground_start, new.ground_file) == ("RESOLUTION 7 (REV. BUCHAREST, 2022)", 0, "new")


def test_a_draft_ends_nothing():
    with Collection.open(":memory:") as acts:
        acts.add(parse(_BODY.format("RESOLUTION 7 (DUBAI, 2018)", "")), name="old")
        draft = _BODY.format("DRAFT NEW RESOLUTION 8 (BUCHAREST, 2022)", "").replace(
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
