"""Pages and sites: what stands in the files, whatever the documents; what a browser makes of them is tried in test_browser.py."""

import csv
import json
import re
import subprocess
import sys
import webbrowser
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from collected import in_memory, resolutions
from exported import GOLD, gold, made_up, some_cases, tracked
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Parsed, tree_words
from sites import TEXTS, Read, filled, text, written
from test_properties import _FRAGMENTS
from timing import grows_no_faster
from together import check_all, for_all, refused, some

import itu_texts
from itu_texts import Collection, InputError, parse, to_html, write_site
from itu_texts.cli import main
from itu_texts.collection.naming import tokens_of
from itu_texts.collection.site.sheets import cut
from itu_texts.collection.site.tables import Cell, FileNames, Table
from itu_texts.formats.html.page import iter_page
from itu_texts.formats.html.page.views import Anchors, Page

RESOLUTION = (
    "RESOLUTION 7 (LAKESIDE, 2030)\nBoats*\n(Lakeside, 2026; Lakeside, 2030)\nThe ITU Council,\nconsidering\n"
    "a) that rowers1 row at night2:\ni) softly;\nii) in turns;\nb) that other rowers1 rest, as considering a) says,\n"
    "resolves\n1 to use\n| Boat | Oars |\n| Swan | 2 |\n| Duck | 4 |\n2 to row as in Resolution 9 (Lakeside, 2026) and in "
    "Annex 1,\ninstructs the Director of the Radiocommunication Bureau\n1 to count;\n2 to report,\n"
    "invites the Secretary-General and Member States\nto rest.\n"
    "_____\n* Softly. 1 Of both kinds. 2 As shown in the log.\nANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)\nOars\n"
    "1 Oars float.\nNOTE 1 – They are of wood.\n"
)


def _holds(document):
    """What must hold of every page."""
    page = Parsed(document)
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert {*page.links} <= {*page.ids}
    assert page.words == tree_words(document)
    loaded = page.root.xpath("//@src | //link/@href | //@action | //@srcset | //object | //iframe | //embed")
    assert [each for each in loaded if not str(each).startswith("data:")] == []
    assert len(page.root.xpath("//script")) == 1
    assert not page.root.xpath("//@*[starts-with(name(), 'on')]")
    assert "http://" not in page.html.replace(document.source.text, "") or "http://" in document.source.text
    return page


def test_the_page_of_every_case():
    check_all(some_cases(4, 3), _holds)


@for_all("collection", GOLD)
def test_the_pages_of_real_texts(shared, collection):
    documents = dict(gold(shared, collection, 0))
    assert documents
    for document in documents.values():
        _holds(document)


@given(made_up)
def test_the_pages_of_made_up_texts(document):
    _holds(document)


@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join))
def test_the_pages_of_any_texts(text):
    _holds(parse(text))


HOSTILE = (
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "</style></script><!-- ]]>",
    "&amp;lt;",
    "\u202eelgnir\u2066\u2069",
)


TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "link",
        "title",
        "style",
        "body",
        "a",
        "header",
        "div",
        "label",
        "input",
        "button",
        "output",
        "details",
        "summary",
        "fieldset",
        "legend",
        "span",
        "nav",
        "ul",
        "li",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "article",
        "section",
        "sup",
        "ins",
        "del",
        "table",
        "tr",
        "td",
        "th",
        "bdi",
        "script",
        "strong",
    ]
)


@for_all("words", HOSTILE)
def test_hostile_words_stay_words(words):
    text = (
        f"RESOLUTION 7 (LAKESIDE {words}, 2030)\nBoats {words}1\nThe ITU Council,\nconsidering {words}\na) that {words};\n"
        f"instructs the boat club {words}\nto count {words} as in considering a).\n_____\n1 Softly {words}.\n"
        f"ADD {words}/1/2\n28A{words} a) to rest\nANNEX {words}\n{words}\n| {words} | b |\n| c | {words} |\n"
    )
    document = parse(text)
    page = _holds(document)
    assert {each.tag for each in page.root.iter() if isinstance(each.tag, str)} <= TAGS
    assert all(href.startswith("#") for href in page.root.xpath("//a/@href"))
    assert page.words == tree_words(document)
    assert page.root.xpath("//title")[0].text.startswith("RESOLUTION 7")


def test_authors_of_changes_are_words_too():
    change = itu_texts.nodes.Insertion(start=0, end=3, text="RES", author='" onclick="alert(1)', date="<b>")
    document = attrs.evolve(parse(RESOLUTION), changes=(change,))
    page = Parsed(document)
    assert page.root.xpath("//ins/@title") == ['" onclick="alert(1), <b>']
    assert not page.root.xpath("//@onclick")
    assert not Parsed(document, anonymous=True).root.xpath("//ins/@title")


# ---------------------------------------------------------------------- what stands where


def test_everything_has_its_place_by_its_address():
    page = Parsed(parse(RESOLUTION))
    wanted = ("considering-a-i", "resolves-2", "instructs-the-director-of-the-radiocommunication-bureau-1")
    assert {*wanted} <= {*page.ids}
    link = page.root.xpath("//*[@id='considering-a-i']//a[@class='link']")[0]
    assert (link.get("href"), link.get("data-address")) == ("#considering-a-i", "considering a) i)")


def test_the_addresses_that_are_copied_lead_to_what_they_stand_by():
    def check(document):
        known = Anchors(document)
        for node in itu_texts.walk(document):
            assert known.address(node) == (_address(node) or "")

    check_all(some_cases(4, 3), check)


def _address(node):
    try:
        return itu_texts.address(node)
    except itu_texts.AddressError:
        return None


def test_references_lead_to_what_they_cite_and_show_it():
    links = Parsed(parse(RESOLUTION)).root.xpath("//main//a[@class='ref']")
    assert [(each.text, each.get("href"), each.get("data-says")) for each in links] == [
        ("considering a)", "#considering-a", "considering a): a) that rowers row at night: i) softly; ii) in turns;"),
        (
            "Annex 1",
            "#annex-1-to-resolution-7-lakeside-2030",
            "ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030): ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030) Oars 1 Oars float. "
            "NOTE 1 – They are of wood.",
        ),
    ]
    outside = Parsed(parse(RESOLUTION)).root.xpath("//main//span[@class='ref out']")
    assert [(each.text, each.get("title")) for each in outside] == [
        ("Resolution 9 (Lakeside, 2026)", "Resolution 9 (Lakeside, 2026)")
    ]


def test_those_who_are_told_are_in_their_colours_and_in_the_legend():
    page = Parsed(parse(RESOLUTION))
    assert [(each.text, each.get("class")) for each in page.root.xpath("//main//span[starts-with(@class, 'to ')]")] == [
        ("the Director of the Radiocommunication Bureau", "to to-office"),
        ("the Secretary-General", "to to-office"),
        ("Member States", "to to-members"),
    ]
    legend = page.root.xpath("//fieldset/label")
    assert [" ".join(each.text_content().split()) for each in legend] == [
        "Member States (1)",
        "the Director of the Radiocommunication Bureau (2)",
        "the Secretary-General (1)",
    ]
    told = {each.get("id"): each.get("data-addressees") for each in page.root.xpath("//*[@data-addressees]")}
    assert told == {
        "instructs-the-director-of-the-radiocommunication-bureau-1": "DIR_BR",
        "instructs-the-director-of-the-radiocommunication-bureau-2": "DIR_BR",
        "invites-the-secretary-general-and-member-states-1": "MEMBER_STATES SG",
    }


def test_addressees_of_one_phrase_have_lines_of_their_own():
    page = Parsed(
        parse("RESOLUTION 7\nBoats\nThe ITU Council,\ninstructs the Directors of the three Bureaux\nto row.\n")
    )
    lines = [" ".join(each.text_content().split()) for each in page.root.xpath("//fieldset/label")]
    assert len(lines) == len(set(lines)) == 3


def test_footnotes_stand_beside_the_words_that_call_them_first():
    page = Parsed(parse(RESOLUTION))
    assert page.notes == ["* Softly.", "1 Of both kinds.", "2 As shown in the log."]
    calls = page.root.xpath("//sup[@class='call']/a")
    assert [(each.text, each.get("href")) for each in calls] == [
        ("*", "#note-1"), ("1", "#note-2"), ("2", "#note-3"), ("1", "#note-2"),
    ]  # fmt: skip
    assert page.root.xpath("//*[@id='considering-a']/div/@id") == [
        "note-2",
        "note-3",
        "considering-a-i",
        "considering-a-ii",
    ]


def test_amendments_and_changes_are_told_by_more_than_colour():
    page = Parsed(parse("ADD A/1/1\n28A a) to row\nMOD A/1/2\n29 b) to rest\nSUP A/1/3\n30\nNOC A/1/4\n31\n"))
    assert page.root.xpath("//section/@class") == [f"block amendment {each}" for each in ("add", "mod", "sup", "noc")]
    page = Parsed(itu_texts.parse_bytes(tracked(), "x.docx", view="marked"))
    said = [(each.tag, each.text, each.get("title")) for each in page.root.xpath("//ins | //del")]
    by = "A. Rower, 2030-05-01T10:00:00Z"
    assert said == [
        ("del", "2", by), ("ins", "3", by), ("del", "slowly", by), ("ins", "fast", by), ("ins", "4", by),
        ("ins", "to sing.", by),
    ]  # fmt: skip


def _beside(page):
    return [each.text for each in page.root.xpath("//div[contains(@class, 'said')]")]


def test_the_conferences_that_changed_a_provision_stand_in_the_margin():
    assert _beside(Parsed(parse("ARTICLE 1\n\nBoats\n\n16\nPP-98\t1 Boats are counted in spring.\n"))) == ["PP-98"]


def test_so_does_what_amended_a_consolidated_text():
    base = parse("ARTICLE 1\n\nBoats\n\n16\t1 Boats are counted in spring.\n\n17\t2 Oars are counted.\n")
    amending = parse("ARTICLE 1\n\nMOD A/1/1\n\n17\t2 Oars are not.\n\nADD A/1/2\n\n18\t3 Sails are.\n")
    page = _holds(itu_texts.consolidate(base, amending))
    assert _beside(page) == ["No. 17: modified by MOD A/1/1", "No. 18: added by ADD A/1/2"]


def test_diagnostics_stand_beside_what_they_speak_of():
    page = Parsed(parse("RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n1 to row;\n3 to rest.\n"))
    said = page.root.xpath("//*[@id='resolves-3']/div[contains(@class, 'diagnostic')]")
    assert [each.text_content().split(maxsplit=2)[:2] for each in said] == [["warning:", "numbering-gap"]]


@for_all("text", (RESOLUTION, "ADD A/1/1\n" + RESOLUTION, "CHAPTER I\nSECTION 1\nARTICLE 1\nBoats\n28 a) to row\n"))
def test_headings_go_down_step_by_step(text):
    levels = [int(each.tag[1]) for each in Parsed(parse(text)).root.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_a_name_that_ends_with_a_stop_has_a_colon_in_its_place_before_the_title():
    page = Parsed(
        parse("79/999. Lighthouses\nThe General Assembly,\n1. Requests the Secretary-General to count them.\n")
    )
    assert page.root.xpath("string(//title)").strip() == "79/999: Lighthouses"
    assert page.root.xpath("string(//nav//a[1])").strip() == "79/999: Lighthouses"


@for_all("language, wanted", [("en", ("en", "ltr")), ("fr", ("fr", "ltr"))])
def test_the_page_says_its_language(language, wanted):
    page = Parsed(parse("RESOLUTION 7\n", language=language))
    assert (page.root.get("lang"), page.root.get("dir")) == wanted


ARABIC = "القرار 7 (بحيرة، 2030)\nالقوارب\nإن مؤتمر البحيرات،\nإذ يضع في اعتباره\nأ) أن القوارب تغرق؛\n"
CHINESE = "第7号决议（湖边，2030年）\n船只\n湖泊大会，\n考虑到\na) 船只会漏水；\n"


@for_all("text, wanted", [(ARABIC, ("ar", "rtl")), (CHINESE, ("zh", "ltr"))])
def test_so_does_one_in_a_language_that_the_text_was_not_read_in(text, wanted):
    page = Parsed(parse(text))
    assert (page.root.get("lang"), page.root.get("dir")) == wanted
    assert page.root.xpath("//header/@dir") == ["ltr"]


def test_a_text_in_other_letters_than_its_document_sets_its_own():
    text = "RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\nto row.\n"
    page = Parsed(parse(f"{text * 40}{ARABIC}{ARABIC}{ARABIC}\n\n{CHINESE.splitlines()[0]}\n"))
    said = [(each.tag, each.get("lang"), each.get("dir")) for each in page.root.xpath("//main/*[@id]")]
    assert page.root.get("lang") == "en"
    assert ("article", None, None) in said
    assert [each[1:] for each in said if each[1]][:1] == [("ar", "rtl")]


# ---------------------------------------------------------------------- doors


def test_it_is_a_name_of_the_package_and_a_row_of_the_exporters():
    document = parse(RESOLUTION)
    assert itu_texts.export(document, "html") == itu_texts.to_html(document) == to_html(document)
    refused(InputError, r"to_html\(\) takes a document, not a str", to_html, "resolves")


def test_without_the_extra_an_error_names_it():
    code = (
        "import sys; sys.modules['jinja2'] = sys.modules['markupsafe'] = None\n"
        "import itu_texts\nfrom itu_texts.revision import diffs as reports\nfrom itu_texts.revision.comparing import REPORTS\n"
        "doc = itu_texts.parse('resolves')\n"
        "for make in (itu_texts.to_html, lambda doc: itu_texts.export(doc, 'html'),"
        " lambda doc: list(reports.html_report([])), lambda doc: REPORTS['html']([], [])):\n"
        "    try:\n        make(doc)\n    except itu_texts.MissingExtraError as error:\n        print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["HTML files need an extra: pip install 'itu-texts[html-out]'"] * 4


def test_the_same_document_gives_the_same_page():
    assert to_html(parse(RESOLUTION)) == to_html(parse(RESOLUTION))


PARTS = {
    "resolutions": RESOLUTION.replace("RESOLUTION 7 ", "RESOLUTION {n} "),
    "provisions": "ARTICLE {n}\nBoats\n{n} a) boats float as in No. {n}\n",
    "amendments": "MOD A/1/{n}\n{n} a) boats float\nReasons: So it is.\n",
    "notes": "1 to row1 at night;\n_____\n1 Note {n}.\n",
}


@for_all("name", PARTS)
def test_time_and_size_grow_with_the_document_and_no_faster(name):
    @cache
    def document(count):
        return parse("".join(PARTS[name].format(n=n) for n in range(count)))

    assert grows_no_faster(to_html, document, 50)
    empty, small, large = (len(to_html(document(count))) for count in (0, 12, 48))
    assert large - empty < 5 * (small - empty)


def test_the_command_writes_the_page_and_says_where(tmp_path, ran):

    file = tmp_path / "boats.txt"
    file.write_text(RESOLUTION, "utf-8")
    out = tmp_path / "boats.html"
    assert ran(0, ["view", "--no-browser", str(file), "-o", str(out)]).out.strip() == str(out)
    assert out.read_text("utf-8") == to_html(parse(RESOLUTION))
    assert re.search(r"text\.html$", ran(0, ["view", "--no-browser", str(file)]).out.strip())
    refused(SystemExit, None, ran, 2, ["view", "--no-browser", str(file), str(file)])
    (same := tmp_path / "same.html").hardlink_to(file)
    assert "would be overwritten" in ran(2, ["view", "--no-browser", str(file), "-o", str(same)]).err


def test_the_command_opens_the_browser(tmp_path, monkeypatch, capsys):
    from itu_texts.cli import main

    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    file = tmp_path / "boats.txt"
    file.write_text(RESOLUTION, "utf-8")
    assert main(["view", str(file), "-o", str(tmp_path / "boats.html")]) == 0
    assert opened == [(tmp_path / "boats.html").as_uri()]


def test_the_template_is_compiled_once(monkeypatch):
    import jinja2

    to_html(parse(RESOLUTION))
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert "RESOLUTION" in to_html(parse(RESOLUTION))


# ---------------------------------------------------------------------- sites: what is in their pages, whatever the collection; what a browser makes of it is tried in test_browser.py


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
