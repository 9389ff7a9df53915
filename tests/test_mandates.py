"""Who must do what: one table, the same in the method, the command, the export, the view and the site."""

import csv
import io
import json

from conftest import SHARED
from sites import Read
from together import some

from itu_texts import Collection, write_site
from itu_texts.collection import Mandate

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
