"""Sites: what is in their pages, whatever the collection; what a browser makes of it is tried in test_browser.py."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from collected import in_memory, resolutions
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Parsed, tree_words
from sites import TEXTS, Read, filled, text, written
from test_properties import _FRAGMENTS
from together import refused, some

import itu_texts
from itu_texts import Collection, InputError, parse, write_site
from itu_texts.cli import main
from itu_texts.collection.naming import tokens_of
from itu_texts.collection.site.sheets import cut
from itu_texts.collection.site.tables import Cell, FileNames, Table
from itu_texts.formats.html.page import iter_page
from itu_texts.formats.html.page.views import Page


@pytest.fixture(scope="module")
def acts():
    with filled() as acts:
        yield acts


@pytest.fixture(scope="module")
def site(acts, tmp_path_factory):
    return written(acts, tmp_path_factory.mktemp("sites") / "site")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# ---------------------------------------------------------------------- the whole


def test_every_link_is_relative_and_leads_to_something(site):
    assert site.check() > 300
    hrefs = {href for page in site.pages.values() for href in page.xpath("//a/@href")}
    assert not [href for href in hrefs if re.match(r"[a-z]+:|/", href)]


def test_every_page_can_be_reached_from_the_start(site):
    reached, todo = set(), ["index.html"]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            goals = (site.target(name, href)[0] for href in site.pages[name].xpath("//a/@href"))
            todo += [goal for goal in goals if not goal.endswith(".csv")]
    assert reached == set(site.pages)


@pytest.mark.long
def test_the_same_collection_gives_the_same_bytes(tmp_path):
    (tmp_path / "texts").mkdir()
    for name, words in TEXTS.items():
        (tmp_path / "texts" / name).write_text(words, "utf-8")
    with Collection.open(tmp_path / "one.db") as one, Collection.open(tmp_path / "two.db") as two:
        one.add(tmp_path / "texts")
        two.add([tmp_path / "texts" / name for name in sorted(TEXTS, reverse=True)])  # with other numbers of rows
        sites = [write_site(acts, tmp_path / f"{workers}", workers=workers) for workers, acts in ((1, one), (2, two))]
        assert sites[0][1:] == sites[1][1:]
    assert _bytes(tmp_path / "1") == _bytes(tmp_path / "2")


@settings(max_examples=10)
@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join))
def test_a_site_of_any_text(tmp_path_factory, fragments):
    with in_memory([parse(fragments), parse(TEXTS["8.txt"])]) as acts:
        written(acts, tmp_path_factory.mktemp("any") / "site").check()


def test_a_site_of_nothing(tmp_path):
    with Collection.open(":memory:") as acts:
        assert written(acts, tmp_path / "site").check() > 20


def test_real_texts(shared, tmp_path):
    with in_memory(
        [*some(sorted((shared / "corpus" / "pp18").glob("*.txt"))[::3], 3), shared / "corpus" / "treaty"]
    ) as acts:
        assert len(acts.files) > 4
        site = written(acts, tmp_path / "site")
        assert site.check() > 1_000
        assert len(site.pages) > len(acts.files)


# ---------------------------------------------------------------------- texts


def test_the_page_of_a_text_is_the_reading_page(acts, site):
    name = "texts/resolution-8-harbour-2022-en.html"
    page, alone = site.pages[name], Parsed(acts.document("texts/8.txt"))
    assert page.xpath("//main//@id") == alone.root.xpath("//main//@id")
    links = {
        link.text_content(): site.target(name, link.get("href"))[0] for link in page.xpath("//main//a[@data-says]")
    }
    assert links == {
        "Resolution 7 (Lakeside, 2018)": "works/resolution-7-pp.html",
        "Resolution 10 (Lakeside, 2018)": "works/resolution-10-pp.html",
        "Resolution 7 (Rev. Harbour, 2022)": "works/resolution-7-pp.html",
    }
    assert "Resolution 8 (Harbour, 2022): latest edition in this collection (2022; PP up to 20" in site.words(name)
    assert "../works/resolution-8-pp.html" in page.xpath("//div[@class='around']//a/@href")


def test_what_is_in_no_text_has_a_page_by_the_name_of_its_file(site):
    assert "A paragraph of no text." in site.words("texts/none.html")
    assert "texts/text-con.html" not in site.pages  # all that file has is a text
    listed = {
        row.xpath("string(td[1])"): row.xpath("string(td[1]//@href)")
        for row in site.pages["files.html"].xpath("//tbody/tr")
    }
    assert listed["none.txt"] == "texts/none.html"
    assert listed["con.txt"] == "texts/resolution-11-lakeside-2018-en.html"


def test_a_volume_has_a_page_for_each_text():
    words = "".join(words for name, words in TEXTS.items() if name in ("7-2018.txt", "8.txt", "10.txt"))
    sheets = cut(Page(parse(words)))
    assert [each.place for each in sheets] == [0, 1, 2]
    assert [each.sheet.title.partition(":")[0] for each in sheets] == [
        "RESOLUTION 7 (LAKESIDE, 2018)",
        "RESOLUTION 8 (HARBOUR, 2022)",
        "RESOLUTION 10 (LAKESIDE, 2018)",
    ]


def _treaty(articles: int) -> str:
    words = (
        "Boats of the lake are counted by those who row them, and No. 1 holds for those of lakes that are not rowed. "
        * 3
    )
    lines = []
    for n in range(articles):
        lines.append(f"ARTICLE {n + 1}\n\nBoats of lake {n + 1}\n\n")
        lines += [f"{n * 12 + m + 1}\t{m + 1} {words}\n\n" for m in range(12)]
    return "".join(lines)


@pytest.mark.long
def test_a_long_treaty_is_cut_and_its_inner_links_hold(tmp_path):
    document = parse(_treaty(200))
    with Collection.open(":memory:") as acts:
        acts.add(document, name="treaty.txt")
        site = written(acts, tmp_path / "site")
    site.check()
    names = [
        "texts/treaty.html",
        *(f"texts/treaty.{n}.html" for n in range(2, 20) if f"texts/treaty.{n}.html" in site.pages),
    ]
    assert len(names) > 2
    shown = []
    for name in names:
        page = Parsed.__new__(Parsed)
        page.root = site.pages[name]
        shown.append(page.words)
    assert "".join(shown) == tree_words(document)
    assert [name for name in names if site.pages[name].xpath("//h1")[0].text.endswith(f"of {len(names)})")] == names


@pytest.mark.parametrize("long", ["items", "rows", "deep"])
def test_whatever_is_long_is_cut(long):
    if long == "items":
        words = "resolves\n" + "".join(f"{n} to row boats {'of wood ' * 40};\n" for n in range(1, 2001))
    elif long == "rows":
        words = "resolves\n1 to use\n" + "".join(f"| {n} | {'of wood ' * 40}|\n" for n in range(2000)) + "2 to rest.\n"
    else:
        words = "resolves\n1 to row:\n" + "".join(
            f"a{'' if n < 26 else n}) boats {'of wood ' * 40};\n" for n in range(1500)
        )
    document = parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\n{words}")
    sheets = cut(Page(document))
    assert len(sheets) > 1
    made = ["".join(iter_page(each.sheet)) for each in sheets]
    assert max(len(html.encode()) for html in made) < 1_000_000
    assert sum(html.count("of wood") for html in made) == itu_texts.to_text(document).count("of wood")


# ---------------------------------------------------------------------- works


def test_the_page_of_a_work_has_its_editions_and_what_each_changed(acts, site):
    name = "works/resolution-7-pp.html"
    page = site.pages[name]
    editions = [" ".join(each.text_content().split()) for each in page.xpath("//ol[@class='timeline']/li")]
    assert [each.partition(")")[0] for each in editions] == [
        "2022 Resolution 7 (Rev. Harbour, 2022",
        "2018 Resolution 7 (Lakeside, 2018",
        "2014 Resolution 7 (Pond, 2014",
    ]
    assert "not in the collection" in editions[2]
    last = acts.history("Resolution 7")[-1]
    assert last.changes
    assert last.changes in editions[0]
    changed = page.xpath("//p[@class='changed']/a/@href")
    assert [site.target(name, href)[0] for href in changed] == ["changes/resolution-7-rev-harbour-2022-en.html"]
    assert "that boats leak badly" in site.words("changes/resolution-7-rev-harbour-2022-en.html")


def test_standing_and_days_show_the_words_that_say_them(site):
    [said] = site.pages["works/resolution-7-pp.html"].xpath(
        "//details[starts-with(summary, 'superseded by Resolution 7 (Rev. Harbour')]"
    )
    assert said.findtext("q") == "RESOLUTION 7 (REV. HARBOUR, 2022)"
    page = site.pages["texts/resolution-7-lakeside-2018-en.html"]
    rows = {tuple(cell.text_content() for cell in row) for row in page.xpath("//div[@class='around']//tr[td]")}
    assert ("adopted", "2018", "RESOLUTION 7 (LAKESIDE, 2018)", "mark") in rows


def test_the_languages_of_a_work_are_together(site):
    page = site.pages["works/resolution-21-pp.html"]
    (edition,) = page.xpath("//ol[@class='timeline']/li")
    links = {link.text_content(): link.get("href") for link in edition.xpath(".//a")}
    assert [*links] == ["English", "Arabic", "Spanish", "French", "Russian", "Chinese"]
    assert all(f"-{code}.html" in links[name] for name, code in (("English", "en"), ("Arabic", "ar"), ("French", "fr")))
    assert len([name for name in site.pages if re.fullmatch(r"works/resolution-21.*", name)]) == 1
    told = page.xpath("//caption[starts-with(., 'Addressees and tasks')]/../tbody/tr")
    assert 0 < len(told) < 30  # of one language


def test_what_cites_and_is_cited(site):
    page = site.pages["works/resolution-8-pp.html"]

    def rows(caption):
        return [
            [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
            for row in page.xpath(f"//caption[.='{caption}']/../tbody/tr")
        ]

    assert rows("Cited by") == [
        ["Resolution 7 (PP) · On boats", "Resolution 7 (Rev. Harbour, 2022)", "recalling [1]"],
        ["Resolution 10 (PP) · On sails", "Resolution 10 (Lakeside, 2018)", "recalling [1]"],
    ]
    assert [row[0].partition(" · ")[0] for row in rows("Cites")] == ["Resolution 7 (PP)", "Resolution 10 (PP)"]
    assert "Resolution 99 (Harbour, 2022) · not in the collection" in site.words("works/resolution-7-pp.html")


@pytest.mark.long
def test_a_work_that_many_cite_has_pages_for_that(tmp_path):
    with in_memory(parse(text(1, "LAKESIDE, 2018", "resolves\nto row."))) as acts:
        citing = "recalling\nResolution 1 (Lakeside, 2018),\nresolves\nto row."
        acts.add(parse(text(number, "LAKESIDE, 2018", citing)) for number in range(2, 262))
        site = written(acts, tmp_path / "site")
    site.check()
    page = site.pages["works/resolution-1-pp.html"]
    assert len(page.xpath("//caption[.='Cited by']/../tbody/tr")) == 40
    assert "All 260" in page.xpath("//p/a/text()")
    rows = [len(site.pages[f"works/resolution-1-pp.cited-in{part}.html"].xpath("//tbody/tr")) for part in ("", ".2")]
    assert rows == [200, 60]


def test_the_page_of_works_counts_the_editions_that_the_query_counts(tmp_path):
    with in_memory(
        parse(text(7, "LAKESIDE, 2018", "resolves\nto row.")),
        parse(text(7, "REV. HARBOUR, 2022", "resolves\nto rest.")),
    ) as acts:
        acts.add(parse("MOD\n" + text(7, "REV. HARBOUR, 2022", "resolves\nto swim.")), name="proposal")
        site = written(acts, tmp_path / "site")
        counted = [(row.work, str(row.editions)) for row in acts.works()]
    shown = [[cell.text_content() for cell in row.xpath("td")] for row in site.pages["works.html"].xpath("//tbody/tr")]
    assert [(row[0], row[2]) for row in shown] == counted


# ---------------------------------------------------------------------- tables and the start


def test_the_tables_of_mandates(acts, site):
    rows = {
        row.xpath("string(td[1])"): [cell.text_content() for cell in row.xpath("td")[1:]]
        for row in site.pages["mandates.html"].xpath("//tbody/tr")
    }
    told = acts.mandates("SG")
    assert rows["Secretary-General"][1] == str(len(told))
    assert rows["Secretary-General"][2] == str(sum(bool(each.due) for each in told))
    assert len(site.pages["mandates/all.html"].xpath("//tbody/tr")) == len(acts.mandates())
    page = site.pages["mandates/sg.html"]
    row = page.xpath("//tbody/tr[contains(td[2], 'to count the boats') and contains(td[5], 'Harbour')]")[0]
    first = [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
    assert first[1:4] == ["to count the boats by 31 December 2024;", "by 31 December 2024", "2024-12-31 · overdue"]
    goal, place = site.target("mandates/sg.html", row.xpath("td[6]//@href")[0])
    assert goal == "texts/resolution-7-rev-harbour-2022-en.html"
    assert place == "instructs-the-secretary-general-1"


def test_the_deadlines_stand_in_their_order(site):
    """Those in latest editions first, of these the next ones, then those that are past."""
    rows = site.pages["deadlines.html"].xpath("//tbody/tr")
    days = [row.xpath("string(td[4])").strip() for row in rows]
    held = ["superseded" in row.xpath("string(td[5])") for row in rows]
    assert len(days) > 2
    assert held == sorted(held)
    for old in (False, True):
        of_one = [day for day, is_old in zip(days, held, strict=True) if is_old is old]
        assert of_one == sorted(of_one, key=lambda day: ("past" in day or "overdue" in day, day))
    assert "2024-12-31 · overdue" in days


def test_outdated_citations_are_those_of_the_question(acts, site):
    rows = [
        [cell.text_content().strip() for cell in row.xpath("td")]
        for row in site.pages["outdated.html"].xpath("//tbody/tr")
    ]
    assert [(row[0].partition(" · ")[0], row[1], row[2], row[3]) for row in rows] == [
        (each.identifier, each.address, each.cited, each.why)
        for each in acts.cites(outdated=True)
        if each.language == "en"
    ]
    assert rows


def test_the_start_page_leads_to_the_texts_of_a_conference_a_body_and_a_subject(site):
    start = site.pages["index.html"]
    for caption, name, texts in (
        ("By conference", "Harbour, 2022", {"Resolution 7 (PP)", "Resolution 8 (PP)"}),
        (
            "By body",
            "Plenipotentiary Conference (PP)",
            {"Resolution 7 (PP)", "Resolution 8 (PP)", "Resolution 10 (PP)"},
        ),
    ):
        [href] = start.xpath(f"//caption[.='{caption}']/../tbody/tr/td[1]/a[.='{name}']/@href")
        assert texts <= {*site.pages[href].xpath("//tbody/tr/td[1]/a/text()")}
    assert "Secretary-General" in start.xpath("//caption[.='By addressee']/../tbody/tr/td[1]/a/text()")


def test_a_table_can_be_had_as_csv(site):
    [href] = site.pages["deadlines.html"].xpath("//p[@class='tools']/a/@href")
    rows = [*csv.DictReader((site.folder / href).read_text("utf-8-sig").splitlines())]
    shown = site.pages["deadlines.html"].xpath("//tbody/tr/td[4]")
    assert [row["Deadline"].replace(";", " ·") for row in rows] == [cell.text_content().strip() for cell in shown]
    assert rows[-1]["Text"].count("; ") == 2  # name, title, standing


def test_the_figures_of_the_start_page(acts, site):
    said = {
        " ".join(each.text_content().split()) for each in site.pages["index.html"].xpath("//ul[@class='figures']/li")
    }
    works = acts.works()
    assert f"{len(works)} texts" in said
    assert f"{len(acts.files)} files" in said


def test_files_that_could_not_be_read_are_told(tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no Word file")
    with in_memory(tmp_path / "broken.docx") as acts:
        site = written(acts, tmp_path / "site")
    assert "broken.docx" in site.words("failed.html")
    site.check()


def test_long_tables_are_cut_by_rows_and_by_size():
    short = Table(("A",), [(Cell("x"),)] * 401)
    assert [len(page.rows) for page in short.pages()] == [200, 200, 1]
    long = Table(("A",), [(Cell("word " * 200),) * 12] * 100)
    assert sum(len(page.rows) for page in long.pages()) == 100
    assert max(sum(cell.size for row in page.rows for cell in row) for page in long.pages()) <= 300_000
    assert [[*page.rows] for page in Table(("A",), []).pages()] == [[]]


# ---------------------------------------------------------------------- names and the folder


@given(st.lists(st.text(max_size=120), max_size=30))
def test_names_of_files_are_safe(said):
    names = FileNames()
    taken = [names.take(words) for words in said]
    assert len(set(taken)) == len(taken)
    for name in taken:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert len(name) <= 90
        assert name not in ("con", "prn", "aux", "nul", "com1", "lpt9")


def test_a_site_is_written_anew_and_what_is_not_of_it_stays(tmp_path):
    folder = tmp_path / "site"
    with filled() as acts:
        write_site(acts, folder)
        assert (folder / "texts" / "none.html").is_file()
        (folder / "notes.txt").write_text("mine")
        acts.remove("texts/none.txt")
        site = written(acts, folder)
    assert "texts/none.html" not in site.pages
    assert (folder / "notes.txt").read_text() == "mine"
    site.check()


def test_nothing_outside_the_folder_is_taken_out(tmp_path):
    folder = tmp_path / "site"
    (tmp_path / "precious.txt").write_text("mine")
    with filled() as acts:
        write_site(acts, folder)
        with (folder / "files-of-the-site.txt").open("a") as listed:
            listed.write("../precious.txt\n/etc/hostname\n")
        write_site(acts, folder)
    assert (tmp_path / "precious.txt").is_file()


def test_a_folder_with_other_files_is_refused(acts, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    refused(InputError, "has files, but no site", write_site, acts, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]
    refused(InputError, r"thesis\.txt", write_site, acts, tmp_path / "thesis.txt")


def test_a_file_that_cannot_be_written_is_told(acts, tmp_path):
    folder = tmp_path / "site"
    write_site(acts, folder)
    (folder / "search").rename(folder / "elsewhere")
    (folder / "search").write_text("in the way")
    refused(InputError, r"search.*: (File exists|Not a directory)", write_site, acts, folder)


def test_it_says_which_extra_it_needs(tmp_path):
    code = (
        "import sys; sys.modules['jinja2'] = None\nimport itu_texts\n"
        "acts = itu_texts.Collection.open(':memory:')\n"
        f"try: itu_texts.write_site(acts, {str(tmp_path / 'site')!r})\n"
        "except itu_texts.MissingExtraError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "HTML files need an extra: pip install 'itu-texts[html-out]'\n"


# ---------------------------------------------------------------------- the index


def _read(folder: Path) -> dict[str, list]:
    """The pieces of an index by their kinds, as the page reads them."""
    found: dict[str, list] = {}
    for file in sorted((folder / "search").glob("*.js"), key=lambda file: int(re.sub(r"\D", "", file.stem) or 0)):
        kind, number, content = re.fullmatch(
            r'itu\.put\("(\w+)",(\d+),(.*)\);\n', file.read_text("utf-8"), re.DOTALL
        ).groups()
        assert int(number) == len(found.setdefault(kind, []))
        found[kind].append(json.loads(content))
    return found


def _postings(pieces) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = {}
    for piece in pieces["words"]:
        for word, numbers in zip(piece[::2], piece[1::2], strict=True):
            at = 0
            for step in re.findall("[0-9a-z]+", numbers):
                at += int(step, 36)
                postings.setdefault(word, []).append(at)
    return postings


def test_the_index_finds_each_passage_by_each_of_its_words(acts, site):
    pieces = _read(site.folder)
    passages = [row for piece in pieces["passages"] for row in piece]
    texts = [row for piece in pieces["texts"] for row in piece]
    postings = _postings(pieces)
    counted = "SELECT count(*) FROM chunks c JOIN texts t ON t.id = c.text WHERE t.counts"
    assert [(len(passages),)] == acts.rows(counted)
    for number, (of, href, _, words, *_) in enumerate(passages):
        assert all(number in postings[word] for word in tokens_of(words))
        language, standing, page = texts[of][2:]
        assert of in postings[f"#{language}"]
        assert (of in postings["#latest:1"]) == (standing in ("", "unknown"))
        goal, place = site.target("search.html", page + href if href.startswith("#") or not href else href)
        assert goal in site.pages
        assert not place or place in site.ids[goal]
    (cafe,) = postings["cafe"]
    assert passages[cafe][1] == "#resolves"
    assert postings["管理"] == [cafe]


def test_pieces_of_the_index_are_small_and_a_frequent_word_comes_in_several(acts, tmp_path, monkeypatch):
    monkeypatch.setattr("itu_texts.collection.site.contents._MOST", 80)
    pieces = _read(written(acts, tmp_path / "site").folder)
    assert all(len(json.dumps(piece, ensure_ascii=False).encode()) < 300 for piece in pieces["words"])
    assert sum(piece[::2].count("the") for piece in pieces["words"]) > 1
    assert _postings(pieces)["the"] == sorted(set(_postings(pieces)["the"]))
    assert pieces["contents"][0]["words"] == [piece[0] for piece in pieces["words"]]


# ---------------------------------------------------------------------- the command


def test_the_command(tmp_path, capsys):
    filled(tmp_path / "acts.db").close()
    assert main(["site", str(tmp_path / "acts.db"), "-o", str(tmp_path / "site"), "--title", "Lakes & more"]) == 0
    assert "open " in capsys.readouterr().err
    site = Read(tmp_path / "site")
    assert site.pages["index.html"].xpath("string(//h1)") == "Lakes & more"
    assert site.check() > 300


@pytest.mark.long
def test_progress_is_told(tmp_path):
    with Collection.open(tmp_path / "acts.db") as acts:
        count = acts.add(parse(words) for _, words in resolutions(70)).new
        told, steps = [], []
        acts._connection.set_progress_handler(lambda: steps.append(1000), 1000)
        made = write_site(acts, tmp_path / "one", workers=1, progress=lambda *each: told.append(each))
    assert [number for number, _, _ in told] == [*range(1, made.works + count + 1)]
    assert {total for _, total, _ in told} == {made.works + count}
    assert made.texts == count > 60
    assert sum(steps) < 2_000_000  # of SQLite, which has its rows by indexes; 600,000 as this is written
    assert made.files == len(_bytes(tmp_path / "one")) - 1


def test_words_outside_texts_are_not_counted_as_texts(tmp_path):
    with Collection.open(":memory:") as acts:
        acts.add(parse("Harbour News\n\nRESOLUTION 7 (LAKESIDE, 2018)\nBoats\nresolves\nto count the boats"), name="a")
        acts.add(parse("Nothing was adopted."), name="b")
        assert write_site(acts, tmp_path / "site").texts == len(acts.history("Resolution 7")) == 1
