"""Who is told to do what: the rows, what they are rows of, and where the words stand; in assemblies too."""

import csv
import io
from itertools import pairwise

from test_cases import fact
from together import check_all, table

import itu_texts
from itu_texts.analysis.assemblies import session_of
from itu_texts.cli import main

_COUNCIL = {
    "en": "RESOLUTION 1\nBoats\nThe ITU Council,\n",
    "fr": "RÉSOLUTION 1\nBateaux\nLe Conseil de l'UIT,\n",
    "es": "RESOLUCIÓN 1\nBarcos\nEl Consejo de la UIT,\n",
    "ru": "РЕЗОЛЮЦИЯ 1\nЛодки\nСовет МСЭ,\n",
    "zh": "第1号决议\n船只\n国际电联理事会,\n",
    "ar": "القرار 1\nالقوارب\nإن المجلس،\n",
}
_ASSEMBLY = {
    "en": "79/999. Lighthouses\nThe General Assembly,\nRecalling its resolution 77/901,\n",
    "fr": "79/999. Phares\nL’Assemblée générale,\nRappelant sa résolution 77/901,\n",
    "es": "79/999. Faros\nLa Asamblea General,\nRecordando su resolución 77/901,\n",
    "ru": "79/999. Маяки\nГенеральная Ассамблея,\nссылаясь на свою резолюцию 77/901,\n",
    "zh": "79/999. 灯塔\n大会，\n回顾其第77/901号决议，\n",
    "ar": "79/999 - المنارات\nإن الجمعية العامة،\nإذ تشير إلى قرارها 77/901،\n",
}
_MEETINGS = {
    "en": "48th plenary meeting\n6 December 2024",
    "fr": "48e séance plénière\n6 décembre 2024",
    "es": "48ª sesión plenaria\n6 de diciembre de 2024",
    "ru": "48-е пленарное заседание\n6 декабря 2024 года",
    "zh": "2024年12月6日\n第48次全体会议",
    "ar": "الجلسة العامة 48\n6 كانون الأول/ديسمبر 2024",
}
_NO_CITATION = {
    "fr": "79/99. Phares\nL’Assemblée générale,\nRappelant ses travaux,\n",
    "es": "79/99. Faros\nLa Asamblea General,\nRecordando su labor,\n",
    "ru": "79/99. Маяки\nГенеральная Ассамблея,\nссылаясь на свою работу,\n",
}
_CONFERENCE = {
    "en": "RESOLUTION 9 (WRC-23)\nLamps\nThe World Radiocommunication Conference (Lakeside, 2023),\nresolves\n"
}
FRONTS = {"council": _COUNCIL, "assembly": _ASSEMBLY, "formula": _NO_CITATION, "wrc": _CONFERENCE}
ROWS = table("records/tasks.tsv")
"""The text in which they stand, its language, some words (⏎ is a line end), and the tasks in these."""


def test_tasks_in_each_form_are_those_of_the_table():
    def check(row):
        front, language, words, said = row
        meeting = _MEETINGS[language] if front == "assembly" else ""
        text = f"{FRONTS[front][language]}{words.replace('⏎', chr(10))}\n{meeting}\n"
        told = fact(itu_texts.parse(text, language=language), "tasks")
        assert told.replace("\n", "⏎") == (said or "none")

    check_all(((" ".join(row[:3]), row) for row in ROWS), check)


def test_sessions_of_the_general_assembly_follow_one_another():
    met = [session_of("UNGA", number) for number in range(46, 90)]
    assert all(each.begins.weekday() == 1 for each in met if each.number not in (53, 56))
    assert all((after.begins - each.ends).days == 1 for each, after in pairwise(met))


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


def test_a_condition_and_the_time_of_something_ask_nobody():
    front = "RESOLUTION 99 (Lakeside, 2030)\nLamps\nThe Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),\n"
    items = "1 that, should an administration agree, the lamps be lit;\n2 to row until the Council shall meet;\n"
    acts = "3 that, should the need arise, the Council shall report.\n"
    document = itu_texts.parse(f"{front}considering\nthat lamps shine,\nresolves\n{items}{acts}")
    assert [(task.addressee.concept, task.verb) for task in itu_texts.who_does_what(document)] == [("COUNCIL", "shall")]
    assert [str(each.force) for each in itu_texts.requirements(document)] == ["shall"]
