"""What a collection and its site claim: how texts stand, how many there are, and who is asked for by which name."""

import csv
import io

import pytest
from sites import text
from together import some

from itu_texts import CONCEPTS, Collection, InputError, parse, records, who_does_what, write_site
from itu_texts.analysis.addressee_names import addressee_names, asked_for
from itu_texts.cli import main
from itu_texts.language.grammar import lang_of, languages

lxml_html = pytest.importorskip("lxml.html")

_RADIO = "RESOLUTION {} ({})\nOn beacons\n{}The World Radiocommunication Conference (Geneva, {}),\n{}\n"
_TO_ROW = "instructs the Secretary-General\n1 to row;\n2 to report annually."


def _collected(**texts):
    acts = Collection.open(":memory:")
    for name, content in texts.items():
        acts.add(parse(content), name=name)
    return acts


def _standing(acts, identifier):
    return [row.standing for row in acts.history(identifier)]


# ---------------------------------------------------------------------- in force


def test_nothing_is_in_force_that_no_text_calls_so():
    undated = "RESOLUTION 9\nBoats\nThe Conference of Lakes,\nresolves\nto row."
    with _collected(
        a=text(7, "LAKESIDE, 2018", _TO_ROW), b=_RADIO.format(8, "WRC-23", "", 2023, _TO_ROW), c=undated
    ) as acts:
        assert _standing(acts, "Resolution 7") == ["latest edition in this collection (2018; PP up to 2018)"]
        rows = [*acts.history("Resolution 7"), *acts.works(), *acts.mandates(), *acts.search("row")]
        assert all("in force" not in str(value) for row in rows for value in row)
        assert {row.standing for row in rows} == {
            "latest edition in this collection (2018; PP up to 2018)",
            "latest edition in this collection (2023; WRC up to 2023)",
            "latest edition in this collection (not dated)",
        }


def test_an_edition_is_superseded_where_a_text_cites_a_later_one():
    cites = "recalling\nResolution 7 (Rev. Bucharest, 2022) of the Plenipotentiary Conference,\n" + _TO_ROW
    old = "recalling\nResolution 7 (Dubai, 2018) of the Plenipotentiary Conference,\n" + _TO_ROW
    with _collected(
        a=text(7, "DUBAI, 2018", _TO_ROW),
        b=_RADIO.format(12, "REV.WRC-23", "", 2023, cites),
        c=_RADIO.format(13, "WRC-23", "", 2023, old),
    ) as acts:
        said = "superseded: Resolution 12 (Rev.WRC-23) cites an edition of 2022"
        assert _standing(acts, "Resolution 7 (PP)") == [said]
        assert [(row.cited, row.why) for row in acts.cites(outdated=True)] == [("Resolution 7 (Dubai, 2018)", said)]
        assert (
            sorted(row.identifier for row in acts.mandates("SG", latest=True))
            == ["Resolution 12 (Rev.WRC-23)"] * 2 + ["Resolution 13 (WRC-23)"] * 2
        )
        assert acts.remove("b")
        assert _standing(acts, "Resolution 7 (PP)") == ["latest edition in this collection (2018; PP up to 2018)"]
        assert not acts.cites(outdated=True)


def test_a_citation_of_another_body_or_of_a_proposal_supersedes_nothing():
    of_another = "recalling\nResolution 7 (Rev.WRC-23),\n" + _TO_ROW
    proposed = "MOD ROW/3/1\n" + text(9, "REV. DOHA, 2026", "recalling\nResolution 7 (Rev. Doha, 2026),\n" + _TO_ROW)
    with _collected(
        a=text(7, "DUBAI, 2018", _TO_ROW), b=_RADIO.format(12, "REV.WRC-23", "", 2023, of_another), c=proposed
    ) as acts:
        assert _standing(acts, "Resolution 7 (PP)") == ["latest edition in this collection (2018; PP up to 2018)"]


_FRONTS = {
    "en": "RESOLUTION 7 (WRC-15)\n\nBoats\n\nThe World Radiocommunication Conference (Geneva, 2015),\n\nresolves\n\nto row.\n\n",
    "fr": "RÉSOLUTION 7 (CMR-15)\n\nBateaux\n\nLa Conférence mondiale des radiocommunications (Genève, 2015),\n\ndécide\n\nde ramer.\n\n",
    "es": "RESOLUCIÓN 7 (CMR-15)\n\nBarcos\n\nLa Conferencia Mundial de Radiocomunicaciones (Ginebra, 2015),\n\nresuelve\n\nremar.\n\n",
    "ru": "РЕЗОЛЮЦИЯ 7 (ВКР-15)\n\nЛодки\n\nВсемирная конференция радиосвязи (Женева, 2015 г.),\n\nрешает\n\nгрести.\n\n",
    "zh": "第7号决议(WRC-15)\n\n船只\n\n世界无线电通信大会(2015年,日内瓦),\n\n做出决议\n\n划船。\n\n",
    "ar": "القرار 7 (WRC-15)\n\nالقوارب\n\nإن المؤتمر العالمي للاتصالات الراديوية (جنيف، 2015)،\n\nيقرر\n\nالتجديف.\n\n",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("en", "This Resolution was abrogated by WRC-19."),
        ("en", "Note – This Resolution has been\nabrogated by the World Radiocommunication Conference (Sharm el-Sheikh, 2019)."),
        ("en", "(Abrogated by WRC-19)"),
        ("en", "Resolution 7 (WRC-15) was suppressed by WRC-19."),
        ("en", "______________\n* This Resolution was abrogated by WRC-19."),
        ("fr", "La présente Résolution a été abrogée par la CMR-19."),
        ("es", "La presente Resolución fue derogada por la CMR-19."),
        ("ru", "Настоящая Резолюция была отменена ВКР-19."),
        ("zh", "本决议已被WRC-19废止。"),
        ("ar", "تم إلغاء هذا القرار بموجب المؤتمر العالمي للاتصالات الراديوية لعام 2019."),
        ("en", "WRC-19 abrogated this Resolution."),
        ("en", "Note – The World Radiocommunication Conference (Sharm el-Sheikh, 2019) has suppressed this Resolution."),
        ("en", "(SUP – WRC-19)"),
        ("en", "SUP (WRC-19)"),
        ("fr", "La CMR-19 a abrogé la présente Résolution."),
        ("fr", "(SUP – CMR-19)"),
        ("es", "La CMR-19 suprimió la presente Resolución."),
        ("es", "(SUP – CMR-19)"),
        ("ru", "ВКР-19 аннулировала настоящую Резолюцию."),
        ("ru", "(SUP – ВКР-19)"),
        ("zh", "WRC-19废止了本决议。"),
        ("zh", "(SUP – WRC-19)"),
        ("ar", "ألغى المؤتمر WRC-19 هذا القرار."),
        ("ar", "(SUP – WRC-19)"),
    ],
)  # fmt: skip
def test_a_notice_that_is_printed_with_a_text_counts(language, notice):
    with Collection.open(":memory:") as acts:
        acts.add(parse(_FRONTS[language] + notice, language=language), name="a")
        [row] = acts.history("Resolution 7")
        assert (row.is_latest, row.until) == (False, "2019-11-22")
        assert row.standing.startswith("abrogated by ")
        assert [work.is_latest for work in acts.works()] == [False]
        if language != "ar":
            assert row.standing == "abrogated by WRC-19"


@pytest.mark.parametrize(
    ("language", "notice", "by"),
    [
        ("en", "WRC-19 replaced this Resolution.", "WRC-19"),
        ("en", "Resolution 12 (WRC-19) supersedes this Resolution.", "Resolution 12 (WRC-19)"),
        ("en", "This Resolution is replaced by Resolution 12 (WRC-19).", "Resolution 12 (WRC-19)"),
        ("fr", "La CMR-19 a remplacé la présente Résolution.", "WRC-19"),
        ("fr", "La présente Résolution a été remplacée par la Résolution 12 (CMR-19).", "Resolution 12 (WRC-19)"),
        ("es", "La CMR-19 sustituyó la presente Resolución.", "WRC-19"),
        ("es", "La Resolución 12 (CMR-19) sustituye a la presente Resolución.", "Resolution 12 (WRC-19)"),
        ("ru", "ВКР-19 заменила настоящую Резолюцию.", "WRC-19"),
        ("ru", "Настоящая Резолюция была заменена Резолюцией 12 (ВКР-19).", "Resolution 12 (WRC-19)"),
        ("zh", "WRC-19取代了本决议。", "WRC-19"),
        ("zh", "本决议被第12号决议(WRC-19)取代。", "Resolution 12 (WRC-19)"),
        ("ar", "استعاض WRC-19 عن هذا القرار.", "WRC-19"),
        ("ar", "حل القرار 12 (WRC-19) محل هذا القرار.", "Resolution 12 (WRC-19)"),
    ],
)
def test_a_notice_says_what_took_the_place_of_a_text(language, notice, by):
    with Collection.open(":memory:") as acts:
        acts.add(parse(_FRONTS[language] + notice, language=language), name="a")
        [row] = acts.history("Resolution 7")
        assert (row.is_latest, row.until, row.standing) == (False, "2019-11-22", f"superseded by {by}")


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("本决议已经WRC-19修订。", "superseded by WRC-19"),
        ("划船,并确认经本决议修订的措施。", None),
        ("本决议经WRC-27修订后再划船。", None),
        ("在本决议被废止之前划船。", None),
    ],
)
def test_what_chinese_words_say_only_amid_a_sentence_is_no_notice(words, standing):
    text = parse(_FRONTS["zh"] + words, language="zh").texts[0]
    assert (text.notice and text.notice.value) == standing


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        ("This Resolution replaces Resolution 5 (WRC-12).", "latest edition in this collection (2015; WRC up to 2015)"),
        ("This Resolution was replaced by Resolution 12 (WRC-19).", "superseded by Resolution 12 (WRC-19)"),
        ("This Resolution has been abrogated.", "abrogated"),
        ("This Resolution remains in force.", "in force"),
        ("Resolution 9 (WRC-15) was abrogated by WRC-19.", "latest edition in this collection (2015; WRC up to 2015)"),
        ("Resolution 9 (WRC-12) (SUP – WRC-19)", "latest edition in this collection (2015; WRC up to 2015)"),
        ("WRC-19 did not abrogate this Resolution.", "latest edition in this collection (2015; WRC up to 2015)"),
        ("if this Resolution is abrogated by WRC-19.", "latest edition in this collection (2015; WRC up to 2015)"),
    ],
)  # fmt: skip
def test_what_a_notice_says(notice, said):
    with _collected(a=_FRONTS["en"] + notice) as acts:
        assert _standing(acts, "Resolution 7") == [said]


@pytest.mark.parametrize("mark", ["(WRC-15) (SUP – WRC-19)", "(WRC-15)\n\n(SUP – WRC-19)", "(SUP – WRC-19)"])
def test_a_notice_may_stand_in_the_name_of_the_text(mark):
    with _collected(a=_FRONTS["en"].replace("(WRC-15)", mark)) as acts:
        assert _standing(acts, "Resolution 7") == ["abrogated by WRC-19"]


@pytest.mark.parametrize(
    ("own", "cited", "standing"),
    [("*", "", "abrogated by WRC-19"), ("", "*", "latest"), ("", "", "abrogated by WRC-19")],
)
def test_a_notice_in_a_note_is_of_the_text_that_calls_it(own, cited, standing):
    front = _FRONTS["en"].replace("(WRC-15)", f"(WRC-15){own}")
    body = front.replace("resolves", f"considering\n\na) Resolution 9 (WRC-12){cited},\n\nresolves")
    with _collected(
        a=f"{body}______________\n* Note by the Secretariat: This Resolution was abrogated by WRC-19."
    ) as acts:
        assert _standing(acts, "Resolution 7")[0].startswith(standing)


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


def test_a_cut_text_counts_as_one_with_all_that_its_pieces_say():
    once = text(
        7, "DUBAI, 2018", "considering\nthat boats leak,\ninstructs the Secretary-General\n1 to row;\n2 to sail."
    )
    more = text(7, "DUBAI, 2018", "invites the Council\nto wait.")
    with _collected(a=once + more) as acts:
        assert [row.words for row in acts.mandates()] == ["to row;", "to sail.", "to wait."]
        assert len(acts.history("Resolution 7")) == 1
    with _collected(a=once + once) as acts:
        assert [row.words for row in acts.mandates()] == ["to row;", "to sail."]


def test_a_text_whose_cover_names_it_too_is_one():
    cover = "RECOMMENDATION ITU-T X.99\nBoats\nSummary\nThis is on boats.\n"
    body = "RECOMMENDATION ITU-T X.99\nBoats\nThe ITU Council,\nconsidering\nthat boats leak,\ninstructs the Council\nto row."
    with _collected(a=cover + body) as acts:
        [work], [edition], [task] = acts.works(), acts.history("Recommendation ITU-T X.99"), acts.mandates()
        assert (work.editions, edition.copies, task.words) == (1, "", "to row.")


def test_the_copy_that_says_most_counts():
    whole = text(7, "DUBAI, 2018", _TO_ROW)
    with _collected(a=text(7, "DUBAI, 2018", "resolves\nto row."), b=whole) as acts:
        assert {row.file for row in acts.mandates()} == {"b"}
        assert acts.remove("b")
        assert [row.file for row in acts.history("Resolution 7")] == ["a"]


def test_proposals_of_several_are_no_copies():
    one, other = (
        "MOD ROW/3/1\n" + text(7, "REV. DOHA, 2026", f"instructs the Council\nto {do}.") for do in ("row", "sail")
    )
    with _collected(a=one, b=other, c=one) as acts:
        assert [row.words for row in acts.mandates()] == ["to row.", "to sail."]


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


@pytest.mark.parametrize("name", _BDT)
def test_any_usual_name_finds_all(told, name):
    assert [row.words for row in told.mandates(name)] == ["to row.", "to sail.", "to steer.", "to anchor.", "to land."]


@pytest.mark.parametrize("language", languages())
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


@pytest.mark.parametrize(
    ("name", "like"), [("BDT Directr", "'BDT Director'"), ("DIR_BTD", "'DIR_BDT'"), ("Secretery-General", "'Secretary-General'"), ("Clubb of Lakes", "'the European Club of Lakes'")]
)  # fmt: skip
def test_an_unknown_name_gets_a_suggestion(told, name, like):
    with pytest.raises(InputError, match=f"no addressee is called '{name}'; did you mean .*{like}"):
        told.mandates(name)


def test_a_name_that_is_like_none_leads_to_the_list(told):
    with pytest.raises(InputError, match=r"itu_texts.addressee_names\(\) lists the names"):
        told.mandates("xyzzy")
