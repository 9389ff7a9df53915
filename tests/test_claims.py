"""What a collection and its site claim: how texts stand, how many there are, and who is asked for by which name."""

import csv
import io

import pytest
from sites import text
from together import for_all, some

from itu_texts import CONCEPTS, Collection, InputError, parse, records, who_does_what, write_site
from itu_texts.analysis.addressee_names import addressee_names, asked_for
from itu_texts.cli import main
from itu_texts.language.grammar import lang_of, languages

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


def test_mandates_of_files_count_copies_once(copied, ran):
    for form, head in (("csv", 1), ("jsonl", 0)):
        assert (
            len(ran(0, ["mandates", str(copied / "in"), "--to", form]).out.splitlines()) - head == 8 + 1
        )  # of the recommendation


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
    with pytest.raises(InputError, match=f"no addressee is called '{name}'; did you mean .*{like}"):
        told.mandates(name)


def test_a_name_that_is_like_none_leads_to_the_list(told):
    with pytest.raises(InputError, match=r"itu_texts.addressee_names\(\) lists the names"):
        told.mandates("xyzzy")
