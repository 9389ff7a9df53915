"""Pages: what stands in the file, whatever the document; what a browser makes of it is tried in test_browser.py."""

import re
import subprocess
import sys
import webbrowser
from collections import Counter
from functools import cache
from itertools import pairwise

import attrs
import pytest
from exported import GOLD, gold, made_up, some_cases, tracked
from hypothesis import given
from hypothesis import strategies as st
from pages import Parsed, tree_words
from test_properties import _FRAGMENTS
from timing import grows_no_faster
from together import check_all, for_all, refused

import itu_texts
from itu_texts import InputError, parse, to_html
from itu_texts.formats.html.page.views import Anchors

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
