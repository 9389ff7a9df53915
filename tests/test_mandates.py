"""Who must do what: one table, the same in the method, the command, the export, the view and the site."""

import csv
import io
import json
from pathlib import Path

import pytest
from sites import Read
from together import some

from itu_texts import Collection, IdentifierError, parse, who_does_what, write_site
from itu_texts.collection import Mandate

SHARED = Path(__file__).parent.parent.parent / "shared"
HEAD = "RESOLUTION 7 (WRC-23)\nOn boats\nThe World Radiocommunication Conference (Dubai, 2023),\n"
TASKS = f"""{HEAD}noting
a) that No. 22.5C and Article 9 apply, and Article 5 of the Constitution;
b) Resolution 8 (WRC-19) and General Assembly resolution 75/25,
instructs the Director of the Radiocommunication Bureau
1 to report to WRC-27 by 31 March 2026;
2 to count the boats after WTSA-28;
3 to publish the list by 2029,
resolves
that the ferry shall be red. Administrations shall not paint it before 2031. The Bureau should look.
"""


@pytest.fixture
def acts():
    with Collection.open(":memory:") as made:
        made.add(parse(TASKS), name="boats")
        yield made


@pytest.mark.parametrize(
    ("language", "words", "due"),
    [
        ("en", "to row by 31 March 2026", ("2026-03-31", "due")),
        ("en", "to row by the end of 2029", ("2029-12-31", "due")),
        ("en", "to row by 2029", ("2029", "due")),
        ("en", "to row by June 2029", ("2029-06", "due")),
        ("en", "to report to WRC-27", ("2027-11-12", "event")),
        ("en", "to report before WRC-27", ("2027-10-18", "due")),
        ("en", "to row until WRC-27", ("2027-10-18", "until")),
        ("en", "to row every year, from 2028", (None, "recurring")),
        ("en", "to row within six months", (None, "within")),
        ("en", "to row after WTSA-28", (None, "after")),
        ("en", "to row as from 1 July 2026", (None, "after")),
        ("en", "to make budgets for the period 2024-2027", (None, "period")),
        ("en", "to row from 1 May to 5 June 2029", (None, "period")),
        ("en", "to report seven weeks before its 2029 and 2031 sessions", ("2031", "due")),
        ("en", "to row", (None, None)),
        ("fr", "de ramer à compter du 1er juillet 2026", (None, "after")),
        ("fr", "de ramer avant le 31 mars 2026", ("2026-03-31", "due")),
        ("es", "que reme a partir del 1 de julio de 2026", (None, "after")),
        ("es", "que reme hasta la CMR-27", ("2027-10-18", "until")),
        ("ru", "грести начиная с 1 июля 2026 года", (None, "after")),
        ("ru", "грести до 31 марта 2026 года", ("2026-03-31", "until")),
        ("ar", "أن يجدف اعتباراً من 1 يوليو 2026", (None, "after")),
        ("zh", "自2026年7月1日起划船", (None, "after")),
        ("zh", "在2026年3月31日前划船", ("2026-03-31", "due")),
    ],
)
def test_what_a_time_says_of_the_end(language, words, due):
    heads = {
        "en": "instructs the Secretary-General",
        "fr": "charge le Secrétaire général",
        "es": "encarga al Secretario General",
        "ru": "поручает Генеральному секретарю",
        "ar": "تكلف الأمين العام",
        "zh": "责成秘书长",
    }
    document = parse(f"RESOLUTION 7 (LAKESIDE, 2023)\nOn boats\n{heads[language]}\n1 {words}", language=language)
    [task] = who_does_what(document)
    [row] = [row for row in _rows(document) if row["words"] == task.text]
    assert (row["due"], row["due_kind"]) == due


def _rows(document):
    from itu_texts import records

    return records(document, "tasks")


def test_obligations_are_mandates_of_those_who_are_named(acts):
    rows = acts.mandates(today="2026-04-01")
    assert [(row.addressee, row.force, row.due, row.is_past) for row in rows] == [
        ("DIR_BR", "instructs", "2027-11-12", False),  # 2026-03-31 is past, WRC-27 is ahead
        ("DIR_BR", "instructs", "2029", False),
        ("ADMINISTRATIONS", "shall not", "2031", False),
        ("DIR_BR", "instructs", "", False),
        ("BR", "should", "", False),
    ]
    assert {(row.title, row.is_latest, row.standing.partition(" (")[0]) for row in rows} == {
        ("On boats", True, "latest edition in this collection")
    }
    assert [row for row in rows if row.concept] == acts.mandates(obligations=False, today="2026-04-01")
    assert [row.is_past for row in acts.mandates(before="WRC-27", today="2028")] == [True]
    assert acts.mandates(today="2030")[-1].due == "2029"  # what is past comes last
    assert acts.mandates("administrations", today="2026-04-01") == [rows[2]]


@pytest.mark.parametrize(
    ("language", "sentence", "who"),
    [
        ("en", "Each Member State shall row.", "MEMBER_STATES"),
        ("en", "The notifying administration may row.", "ADMINISTRATIONS"),
        ("en", "The Director of the Radiocommunication Bureau shall row.", "DIR_BR"),
        ("en", "that the Council shall row. The notifying administration shall not.", "ADMINISTRATIONS"),
        ("en", "The station of an administration shall be closed.", None),
        ("en", "The lamp shall be lit.", None),
        ("en", "Losses of an administration may occur.", None),
        ("fr", "L'administration notificatrice doit ramer.", "ADMINISTRATIONS"),
        ("es", "Las administraciones deberán remar.", "ADMINISTRATIONS"),
        ("ru", "Каждая администрация должна грести.", "ADMINISTRATIONS"),
        ("ar", "يجب على الإدارات أن تجدف.", "ADMINISTRATIONS"),
        ("zh", "各主管部门须划船。", "ADMINISTRATIONS"),
    ],
)
def test_who_is_bound(language, sentence, who):
    verbs = {"en": "resolves", "fr": "décide", "es": "resuelve", "ru": "решает", "ar": "تقرر", "zh": "做出决议"}
    text = f"RESOLUTION 7 (LAKESIDE, 2023)\nOn boats\n{verbs[language]}\n1 {sentence}"
    with Collection.open(":memory:") as acts:
        acts.add(parse(text, language=language))
        assert {row.addressee for row in acts.mandates()} - {"COUNCIL"} == ({who} if who else set())


def test_what_a_recital_says_of_somebody_is_no_mandate():
    text = (
        f"{HEAD}recognizing\nthat administrations may wish to row, and that the Bureau should look,\nresolves\nto row"
    )
    with Collection.open(":memory:") as acts:
        acts.add(parse(text))
        assert acts.mandates() == []


def test_a_mandate_of_nobody_is_one_if_somebody_is_asked():
    text = f"{HEAD}resolves\n1 that lamps shall not be lit;\n2 to row,\nencourages\ncontributions from all"
    with Collection.open(":memory:") as acts:
        acts.add(parse(text))
        assert [(row.addressee, row.addressee_words, row.words) for row in acts.mandates()] == [
            ("NOT_NAMED", "", "contributions from all")
        ]


def test_names_as_people_write_them(acts):
    for words, cited in (
        ("Res 8", ["Resolution 8 (WRC-19)"]),
        ("res. 8 (WRC)", ["Resolution 8 (WRC-19)"]),
        ("75/25", ["General Assembly resolution 75/25"]),
        ("GA resolution 75/25", ["General Assembly resolution 75/25"]),
        ("A/RES/75/25", ["General Assembly resolution 75/25"]),
        ("UNGA 75/25", ["General Assembly resolution 75/25"]),
        ("UNSC 2585", []),
        ("No. 22.5C", ["No. 22.5C"]),
        ("22.5c", ["No. 22.5C"]),
        ("RR No. 22.5C", ["No. 22.5C"]),
        ("RR 22.5C", ["No. 22.5C"]),
        ("Article 9 RR", ["Article 9"]),
        ("Article 5 RR", []),
        ("CS Art. 5", ["Article 5"]),
        ("Article 9 of the Radio Regulations", ["Article 9"]),
        ("art 9", ["Article 9"]),
        ("the Radio Regulations", ["No. 22.5C", "Article 9"]),
        ("Constitution", ["Article 5", "Constitution"]),
        ("Article 9 of the Constitution", []),
        ("Appendix 30B", []),
    ):
        assert [row.words for row in acts.cites(of=words)] == cited, words
    for words in ("boats", "Resolution 8 (soon)", "", "Article of the lakes"):
        with pytest.raises(IdentifierError):
            acts.cites(of=words)
    with pytest.raises(IdentifierError):
        acts.history("Radio Regulations")


def test_only_texts_of_radio_conferences_mean_the_radio_regulations_without_saying_so():
    with Collection.open(":memory:") as acts:
        acts.add(
            parse(TASKS.replace("WRC-23", "Lakeside, 2023").replace("World Radiocommunication ", "")), name="lakes"
        )
        assert acts.cites(of="Radio Regulations") == []
        assert [row.cited_instrument for row in acts.cites(of="No. 22.5C")] == [""]


def test_the_command_the_export_the_view_and_the_site_have_the_same_rows(tmp_path, ran):
    """With real texts, if they are there: sheets of conferences, Recommendations and resolutions of the United Nations."""
    folder = SHARED / "corpus"
    files = some(sorted(folder.glob("*/*.txt")), 9) if folder.is_dir() else []
    for at, text in enumerate((TASKS, TASKS.replace("WRC-23", "REV.WRC-27").replace("Dubai, 2023", "Shanghai, 2027"))):
        (tmp_path / f"{at}.txt").write_text(text, "utf-8")
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
