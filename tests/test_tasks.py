"""Who is told to do what: the rows, what they are rows of, and where the words stand; in assemblies too."""

import csv
import io
import json
from itertools import pairwise

import pytest
from conftest import SHARED
from sites import Read, text
from test_cases import fact
from together import for_all, refused, some, table

import itu_texts
from itu_texts import CONCEPTS, Collection, InputError, parse, records, who_does_what, write_site
from itu_texts.analysis.tasks import addressee_names, asked_for
from itu_texts.analysis.works import session_of
from itu_texts.cli import main
from itu_texts.collection import Mandate
from itu_texts.language.grammar import lang_of, languages

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


@for_all("front, language, words, said", ROWS)
def test_tasks_in_each_form_are_those_of_the_table(front, language, words, said):
    meeting = _MEETINGS[language] if front == "assembly" else ""
    text = f"{FRONTS[front][language]}{words.replace('⏎', chr(10))}\n{meeting}\n"
    told = fact(itu_texts.parse(text, language=language), "tasks")
    assert told.replace("\n", "⏎") == (said or "none")


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


# ---------------------------------------------------------------------- who must do what: one table, the same in the method, the command, the export, the view and the site


TASKS = """RESOLUTION 7 (WRC-23)
On boats
The World Radiocommunication Conference (Dubai, 2023),
noting
a) that No. 22.5C and Article 9 apply, and Article 5 of the Constitution;
b) Resolution 8 (WRC-19) and General Assembly resolution 75/25,
instructs the Director of the Radiocommunication Bureau
1 to report to WRC-27 by 31 March 2026;
2 to count the boats after WTSA-28;
3 to publish the list by 2029,
resolves
that the ferry shall be red. Administrations shall not paint it before 2031. The Bureau should look.
"""


def test_the_command_the_export_the_view_and_the_site_have_the_same_rows(tmp_path, ran):
    """With real texts, if they are there: sheets of conferences, Recommendations and resolutions of the United Nations."""
    folder = SHARED / "corpus"
    files = some(sorted(folder.glob("*/*.txt")), 9) if folder.is_dir() else []
    for at, tasks in enumerate((TASKS, TASKS.replace("WRC-23", "REV.WRC-27").replace("Dubai, 2023", "Shanghai, 2027"))):
        (tmp_path / f"{at}.txt").write_text(tasks, "utf-8")
    file = str(tmp_path / "acts.db")
    with Collection.open(file) as acts:
        acts.add([*sorted(tmp_path.glob("*.txt")), *files])
        made = acts.mandates()
        assert len(made) >= 10
        counts = {
            "method": (len(made), sum(row.is_latest for row in made), len(acts.mandates("BR"))),
            "latest": (len(made), len(acts.mandates(latest=True)), len(acts.mandates("BR"))),
        }
        bureau = "addressee IN ('DIR_BR', 'BR', 'BUREAUX')"
        [counts["view"]] = acts.rows(f"SELECT count(*), sum(is_latest), sum({bureau}) FROM all_mandates")
        write_site(acts, tmp_path / "site", workers=1)
    for name, call in (("command", ["mandates", file]), ("export", ["parse", file, "--rows", "mandates"])):
        rows = [*csv.DictReader(io.StringIO(ran(0, [*call, "--to", "csv"]).out))]
        assert [*rows[0]] == [*Mandate._fields]
        latest = sum(row["is_latest"] in ("True", "1", "true") for row in rows)
        counts[name] = len(rows), latest, sum(row["addressee"] in ("DIR_BR", "BR", "BUREAUX") for row in rows)
    site = tmp_path / "site"
    rows = [*csv.DictReader(io.StringIO((site / "mandates/all.csv").read_text("utf-8-sig")))]
    [addressees] = [
        row for row in _table(Read(site), "mandates.html") if row[0] == "Director of the Radiocommunication Bureau"
    ]
    held = sum("superseded" not in row["Text"] and "draft" not in row["Text"] for row in rows)
    counts["site"] = len(rows), held if not files else counts["method"][1], int(addressees[2])
    assert len({*counts.values()}) == 1, json.dumps(counts)


def _table(site, page):
    return [[cell.text_content().strip() for cell in row.xpath("td")] for row in site.pages[page].xpath("//tbody/tr")]


# ---------------------------------------------------------------------- what a collection and its site claim: how texts stand, how many there are, and who is asked for by which name


lxml_html = pytest.importorskip("lxml.html")


def _collected(**texts):
    acts = Collection.open(":memory:")
    for name, content in texts.items():
        acts.add(parse(content), name=name)
    return acts


# ---------------------------------------------------------------------- in force


_CHINESE = "第7号决议(WRC-15)\n\n船只\n\n世界无线电通信大会(2015年,日内瓦),\n\n做出决议\n\n划船。\n\n"


@for_all(
    "words, standing",
    [
        ("本决议已经WRC-19修订。", "superseded by WRC-19"),
        ("划船,并确认经本决议修订的措施。", None),
        ("本决议经WRC-27修订后再划船。", None),
        ("在本决议被废止之前划船。", None),
    ],
)
def test_what_chinese_words_say_only_amid_a_sentence_is_no_notice(words, standing):
    text = parse(_CHINESE + words, language="zh").texts[0]
    assert (text.notice and text.notice.value) == standing


# ---------------------------------------------------------------------- counts


@pytest.fixture
def copied(tmp_path):
    """A folder with three copies of a resolution, one of them wrapped otherwise, and what stands in two languages."""
    (tmp_path / "in").mkdir()
    boats = text(
        7, "DUBAI, 2018", "instructs the Directors of the Bureaux and the Secretary-General\n1 to row;\n2 to sail."
    )
    for name, words in {"a": boats, "b": boats, "c": boats.replace("\n", "\n\n")}.items():
        (tmp_path / "in" / f"{name}.txt").write_text(words, "utf-8")
    other = "RECOMMENDATION\nThe Conference of Lakes,\ninstructs the Council\nto count the boats on all the lakes."
    for name in "de":
        (tmp_path / "in" / f"{name}.txt").write_text(other, "utf-8")
    french = "RÉSOLUTION 7 (DUBAÏ, 2018)\nBateaux\nLa Conférence de plénipotentiaires (Dubaï, 2018),\ncharge le Secrétaire général\nde ramer."
    (tmp_path / "in" / "f.txt").write_text(french, "utf-8")
    return tmp_path


def test_copies_are_one_in_rows_commands_and_site(copied, capsys, ran):
    base = str(copied / "acts.db")
    assert main(["collect", str(copied / "in"), "-o", base]) == 0
    capsys.readouterr()
    with Collection.open(base, write=False) as acts:
        assert len(acts.mandates()) == len([*acts.mandates()]) == 9
        assert [(row.language, len(row.copies.split("; "))) for row in acts.history("Resolution 7")] == [
            ("en", 2),
            ("fr", 1),
        ]
        assert len(acts.search("row")) == 1
        assert len(acts.mandates(language="fr")) == 1
        write_site(acts, copied / "site")
    assert len([*csv.DictReader(io.StringIO(ran(0, ["mandates", base, "--to", "csv"]).out))]) == 9
    counts = {
        row.xpath("td[1]")[0].text_content(): int(row.xpath("td[3]")[0].text_content())
        for row in lxml_html.parse(copied / "site" / "mandates.html").xpath("//tbody/tr")
    }
    for name, count in counts.items():
        assert len([*csv.DictReader(io.StringIO(ran(0, ["mandates", base, name, "--to", "csv"]).out))]) == count
    start = " ".join(lxml_html.parse(copied / "site" / "index.html").getroot().text_content().split())
    assert "9 mandates" in start


def test_the_site_shows_who_is_meant(copied):
    with Collection.open(":memory:") as acts:
        acts.add(copied / "in", workers=1)
        write_site(acts, copied / "site")
    page = lxml_html.parse(copied / "site" / "mandates" / "dir-bdt.html")
    shown = {cell.text_content() for cell in page.xpath("//tbody/tr/td[1]")}
    assert shown == {"Director of the Telecommunication Development Bureau"}


def test_a_task_is_one_however_often_a_heading_names_who_is_told():
    doc = parse(text(7, "DUBAI, 2018", "instructs the Director of BR and the Directors of the Bureaux\nto row."))
    assert [task.addressee.concept for task in who_does_what(doc)] == ["DIR_BR", "DIR_TSB", "DIR_BDT"]
    assert len([*records(doc, "tasks")]) == 3


# ---------------------------------------------------------------------- names


_BDT = [
    "DIR_BDT", "dir_bdt", "BDT", "bdt", "BDT Director", "bdt director", "Director of the BDT", "DIRECTOR OF BDT",
    "Director BDT", "Director (BDT)", "the director, BDT", "Director - Telecommunication Development Bureau", "Directeur BDT", "Directeur (BDT)",
    "Directora (BDT)", "Директор БРЭ", "директор (БРЭ)", "主任(BDT)", "BDT 主任", "المدير (BDT)", "مدير BDT",
    "Director of the Telecommunication Development Bureau", "the Director of the Telecommunication Development Bureau",
    "Telecommunication Development Bureau", "Directeur du BDT", "directeur du Bureau de développement des télécommunications",
    "Director de la BDT", "Director de la Oficina de Desarrollo de las Telecomunicaciones", "Директор БРЭ",
    "Директору Бюро развития электросвязи", "БРЭ", "电信发展局主任", "电信发展局", "BDT主任", "مدير مكتب تنمية الاتصالات", "مدير BDT",
]  # fmt: skip


@pytest.fixture(scope="module")
def told():
    bodies = (
        "instructs the Director of the Telecommunication Development Bureau\nto row.",
        "instructs the Directors of the Bureaux\nto sail.",
        "instructs the BDT Director\nto steer.",
        "instructs the BDT\nto anchor.",
        "instructs the three Bureaux\nto land.",
        "instructs the Director of the Radiocommunication Bureau\nto sleep.",
        "invites the European Club of Lakes\nto swim.",
    )
    acts = _collected(**{str(at): text(at, "DUBAI, 2018", body) for at, body in enumerate(bodies, 1)})
    yield acts
    acts.close()


@for_all("name", _BDT)
def test_any_usual_name_finds_all(told, name):
    assert [row.words for row in told.mandates(name)] == ["to row.", "to sail.", "to steer.", "to anchor.", "to land."]


@for_all("language", languages())
def test_each_name_that_is_listed_finds_its_addressee(language):
    named = [each for each in addressee_names() if each.language == language]
    assert {each.addressee for each in named} == {
        key for key in CONCEPTS if lang_of(language).phrase_for("NAME", key)
    } - {"ORGANIZATION"}
    for each in some(named, 3):
        for name in filter(
            None, (each.name, each.name.upper(), each.name.lower(), each.short_name, each.short_name.lower())
        ):
            assert each.addressee in asked_for(name), name
            assert asked_for(name) >= asked_for(each.addressee), name


def test_words_of_a_name_find_it_too(told):
    assert [row.words for row in told.mandates("club of lakes")] == ["to swim."]
    assert not told.mandates("Council")  # is known, and told nothing


@for_all("name, like", [("BDT Directr", "'BDT Director'"), ("DIR_BTD", "'DIR_BDT'"), ("Secretery-General", "'Secretary-General'"), ("Clubb of Lakes", "'the European Club of Lakes'")])  # fmt: skip
def test_an_unknown_name_gets_a_suggestion(told, name, like):
    refused(InputError, f"no addressee is called '{name}'; did you mean .*{like}", told.mandates, name)


def test_a_name_that_is_like_none_leads_to_the_list(told):
    refused(InputError, r"itu_texts.addressee_names\(\) lists the names", told.mandates, "xyzzy")
