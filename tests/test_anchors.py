"""Marks that call footnotes, in the forms that copies have them; and where a footnote begins and ends."""

from __future__ import annotations

import pytest
from invariants import check

import itu_texts

FRONT = "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n"


def anchors(words, notes):
    document = check(f"{FRONT}1 that {words};\n2 to rest.\n_____\n{notes}\n")
    assert all(anchor.footnote.mark == anchor.text for anchor in document.anchors)
    return [anchor.text for anchor in document.anchors], document.at("resolves 1").text


@pytest.mark.parametrize(
    ("words", "notes", "marks", "text"),
    [
        ("ICNIRP2 rows", "2 Oars.", ["2"], "that ICNIRP rows;"),
        ("the power (TRP)1 rows", "1 Oars.", ["1"], "that the power (TRP) rows;"),
        ("those of (Lakeside, 1998)1, row", "1 Oars.", ["1"], "that those of (Lakeside, 1998), row;"),
        ("Resolution 9 (WRC-15)*, 1 rows", "* Oars. 1 Sails.", ["*", "1"], "that Resolution 9 (WRC-15) rows;"),
        ("it be effected4, 5 and row", "4 Oars. 5 Sails.", ["4", "5"], "that it be effected and row;"),
        ("it be effected4,5 and row", "4 Oars. 5 Sails.", ["4", "5"], "that it be effected and row;"),
        ("§ 6.173 of it rows", "3 Oars.", ["3"], "that § 6.17 of it rows;"),
        ("250 mW4 with a boat", "4 Oars.", ["4"], "that 250 mW with a boat;"),
        ("1 MHz2 of it rows", "2 Oars.", ["2"], "that 1 MHz of it rows;"),
        ("organizations 2 involved row", "2 Oars.", ["2"], "that organizations involved row;"),
        ("it was achieved.4", "4 Oars.", ["4"], "that it was achieved.4;"),
        ("an e.i.r.p.2 of 3 W", "2 Oars.", ["2"], "that an e.i.r.p. of 3 W;"),
    ],
)
def test_marks(words, notes, marks, text):
    if words.endswith("achieved.4"):
        words, text = "it was achieved.4 Boats row", "that it was achieved. Boats row;"
    assert anchors(words, notes) == (marks, text)


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("item B.3.b.1 rows", "1 Oars."),
        ("those in Regions 1 and 3 row", "1 Oars. 2 Sails. 3 Masts."),
        ("those of section 1 of it row", "1 Oars."),
        ("at least 2 or more row", "2 Oars."),
        ("Document C14/24(Rev.1) rows", "1 Oars."),
        ("§ 6.17 rows", "7 Oars."),
        ("1 in 3 rows", "3 Oars."),
        ("12.1753 GHz are used", "3 Oars."),
    ],
)
def test_figures_that_are_no_marks(words, notes):
    assert anchors(words, notes)[0] == []


def test_a_mark_that_is_called_already_is_looked_for_no_further():
    assert anchors("countries1 and the TRP)1 of sections 1 involved", "1 Oars.")[0] == ["1"]


def test_the_nearest_is_taken():
    found, text = anchors("ITU1 rows, and ICAO1 too", "1 Oars.")
    assert found == ["1"]
    assert text == "that ITU1 rows, and ICAO too;"


@pytest.mark.parametrize(
    "resumes", ["invites administrations", "considering", "further resolves", "instructs the Council"]
)
def test_a_footnote_on_the_line_ends_where_a_heading_begins(resumes):
    document = check(
        f"{FRONT}to act for countries1, _____ 1 Small ones. {resumes}\na) that they row;\nb) that they rest.\n"
    )
    assert [note.text for note in document.footnotes] == ["Small ones."]
    assert [clause.heading.text for clause in document.texts[0].clauses] == ["resolves", resumes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "décide\n1 de ramer en mer1;\n2 de partir, _____ 1 Ou en lac. invite le Conseil\n1 à ramer;\n2 à partir.\n",
        ),
        (
            "es",
            "resuelve\n1 remar en el mar1;\n2 salir, _____ 1 O en el lago. invita al Consejo\n1 a que reme;\n2 a que salga.\n",
        ),
    ],
)
def test_the_same_in_other_languages(language, text):
    document = check(text, language=language)
    assert [(note.text, len(note.anchors)) for note in document.footnotes] == [
        ("Ou en lac." if language == "fr" else "O en el lago.", 1)
    ]


@pytest.mark.parametrize("rule", ["_____\n", ""])
def test_a_mark_alone_on_its_line_belongs_to_the_note(rule):
    document = check(f"{FRONT}1 that countries1 row;\n2 that others2 rest.\n\n{rule}1\nSmall ones.\n2\nBig ones.\n")
    assert [(note.mark, note.text, len(note.anchors)) for note in document.footnotes] == [
        ("1", "Small ones.", 1),
        ("2", "Big ones.", 1),
    ]


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("they row in October 20312", ["2"]),
        ("they row (Lakeside, 20312)", ["2"]),
        ("they row on channel 20312", []),
        ("they row in October 20312 as others2 do", ["2"]),
    ],
)
def test_a_year_with_a_mark_glued_to_it(words, marks):
    assert anchors(words, "2 If it has thawed.")[0] == marks


@pytest.mark.parametrize(
    ("words", "marks"),
    [("划船国1需要桨", ["1"]), ("附件1需要桨", []), ("划船国1个需要桨", []), ("划船国*需要桨", ["*"]), ("见附件1", [])],
)
def test_a_mark_between_characters(words, marks):
    notes = "* 有湖的国家。" if "*" in words else "1 有湖的国家。"
    document = check(
        f"第9号决议（2022年，基加利）\n船\n国际电联理事会，\n做出决议\n{words}。\n_____\n{notes}\n", language="zh"
    )
    assert [anchor.text for anchor in document.anchors] == marks
    assert [note.text for note in document.footnotes] == ["有湖的国家。"]


@pytest.mark.parametrize("rule", ["_____\n", "_____\n\n", ""])
def test_a_note_goes_on_over_wrapped_lines(rule):
    notes = (
        "1 These include the countries that have rivers, lakes or seas of\ntheir own.\n"
        "2 Boats of all kinds, with those that leak and those that have no\noars, whatever others say."
    )
    long = "which have asked for it in writing, at any time of the year, whether from a lake, a river or a sea"
    document = check(f"{FRONT}1 that countries1 {long} row;\n2 that others2 rest.\n{rule}{notes}\n")
    assert [(note.mark, note.text[-12:], len(note.anchors)) for note in document.footnotes] == [
        ("1", "f their own.", 1),
        ("2", " others say.", 1),
    ]


def test_a_note_that_has_ended_takes_no_line_below_it():
    document = check(
        f"{FRONT}1 that countries1 row;\n_____\n1 Small ones, as many as there are in this world.\nOars row.\n"
    )
    assert [note.text[-11:] for note in document.footnotes] == ["this world."]


@pytest.mark.parametrize(
    ("language", "first", "second", "notes"),
    [
        ("en", "countries1 row", "others2 rest", "1. Small ones.\n2. Big ones."),
        ("en", "countries(1) row", "others(2) rest", "(1) Small ones.\n(2) Big ones."),
        ("en", "countries1 row", "others2 rest", "1Small ones.\n2Big ones."),
        ("en", "countries1 row", "others2 rest", "1 see the list.\n2 as amended."),
        ("en", "countries ¹ ² row", "others rest", "¹ Small ones.\n² Big ones."),
        ("en", "countries† row", "others‡ rest", "† Small ones.\n‡ Big ones."),
        ("en", "countries (1), and others (2)", "they rest", "(1) Small ones.\n(2) Big ones."),
        ("en", "countries1 row", "others2 rest", "\n1\n\nSmall ones.\n\n2\n\nBig ones."),
        ("ru", "«страны»1 гребут;2", "отдыхать", "1 Малые.\n2 Большие."),
        ("ru", "страны гребут.1", "отдыхать 2", "1 Малые.\n2 Большие."),
        ("zh", "“各国”1和船。2", "休息", "1 小国。\n2 大国。"),
        ("ar", "البلدان،1 والقوارب؛2", "المدارس", "1 الصغيرة.\n2 الكبيرة."),
        ("zh", "各国①", "他国②", "① 小国。\n② 大国。"),
        ("zh", "各国1和船", "他国2", "1小国。\n2大国。"),
        ("zh", "各国¹和船", "他国²", "¹小国。\n²大国。"),
        ("ar", "البلدان(1) تحتاج", "المدارس(2)", "(1) الصغيرة.\n(2) الكبيرة."),
    ],
)
def test_marks_as_they_are_pasted(language, first, second, notes):
    russian = "РЕЗОЛЮЦИЯ 9 (КИГАЛИ, 2022 Г.)\nЛодки\nСовет МСЭ,\nрешает\n"
    front = {"en": FRONT, "ru": russian, "zh": "第9号决议（2022年，基加利）\n船\n国际电联理事会，\n做出决议\n"}.get(
        language, "القرار 9 (كيغالي، 2022)\nالقوارب\nإن مجلس الاتحاد الدولي للاتصالات،\nيقرر\n"
    )
    document = check(f"{front}1 {first}\n2 {second};\n_____\n{notes}\n", language=language)
    assert [len(note.anchors) for note in document.footnotes] == [1, 1]
    assert not any(note.text[:1] in "1234567890.()" for note in document.footnotes)


def test_what_stands_below_a_rule_and_is_not_called_is_no_note():
    document = check(f"{FRONT}1 to row;\n_____\n\n2. to rest;\n_____\n(3) to sleep.\n")
    assert not document.footnotes


@pytest.mark.parametrize("words", ["in paragraph 1, they row", "see paragraph (1); they row", "see annex 1, and row"])
def test_numbers_of_what_is_named_before_them_call_nothing(words):
    mark = "(1)" if "(1)" in words else "1"
    assert anchors(words, f"{mark} Small ones.")[0] == []


@pytest.mark.parametrize("rule", ["----------", "——————", "─────────", "¯¯¯¯¯¯¯¯"])
def test_rules_of_other_signs(rule):
    document = check(
        f"{FRONT}1 that countries1 row;\n{rule}\n1 Small ones.\n2 to rest2;\n\n{rule}\n\n2 At noon.\n3 to sleep.\n"
    )
    assert [(note.text, len(note.anchors)) for note in document.footnotes] == [("Small ones.", 1), ("At noon.", 1)]
    assert [item.label for item in itu_texts.find(document, itu_texts.Item)] == ["1", "2", "3"]


@pytest.mark.parametrize("below", ["1       Heavy    2\n2       Light    1", "2 to rest"])
def test_dashes_that_are_no_rule_above_notes(below):
    assert not check(f"{FRONT}1 that countries1 row;\n----------------\n{below}\n").footnotes
