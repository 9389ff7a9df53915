"""A site in a browser, opened from its folder: links, search, keys, sizes, colours, and that nothing is asked of the network."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from chromium import SIZES, axe, browser  # noqa: F401
from collected import resolutions
from sites import filled, written

from itu_texts import Collection, parse, write_site
from itu_texts.collection.query_words import tokens_of

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "works.html",
    "files.html",
    "mandates.html",
    "mandates/sg.html",
    "deadlines.html",
    "outdated.html",
    "works/resolution-7-pp.html",
    "works/resolution-21-pp.html",
    "works/resolution-11-pp.html",
    "texts/resolution-8-harbour-2022-en.html",
    "texts/resolution-21-rev-lakeside-2030-ar.html",
    "changes/resolution-7-rev-harbour-2022-en.html",
    "search.html#q=boats+leak",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with filled() as acts:
        return written(acts, tmp_path_factory.mktemp("sites") / "a site, with blanks & more")


@pytest.fixture
def show(browser, site):  # noqa: F811
    def shown(name, **how):
        path, _, place = name.partition("#")
        browser.open((site.folder / path).as_uri() + (f"#{place}" if place else ""), **how)
        if path.startswith("search.html") and place:
            _until(browser, "document.querySelectorAll('#results li').length > 0")
        return browser

    return shown


def _until(shown, condition):
    """Wait for what a page does by and by."""
    done = shown.driver.execute_async_script(
        f"const done = arguments[0], began = Date.now(); const look = () => ({condition}) ? done(true) : "
        "Date.now() - began > 10000 ? done(false) : setTimeout(look, 30); look()"
    )
    assert done, condition


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(name, dark, show, axe):  # noqa: F811
    for width, height in SIZES:
        shown = show(name, width=width, height=height, dark=dark)
        shown.do("for (const each of document.querySelectorAll('details')) each.open = true")
        assert shown.violations(axe) == []
        assert shown.run("document.documentElement.scrollWidth") <= width
        outside = (
            "[...document.querySelectorAll('main *, .around *')].filter(e => !e.closest('.rows, thead, .page-title') && "
            "!e.matches('tbody, tr, table')).filter(e => { const r = e.getBoundingClientRect(); return r.width && "
            "(r.left < -0.5 || r.right > innerWidth + 0.5) }).map(e => e.outerHTML.slice(0, 200))"
        )
        assert shown.run(outside) == []


@pytest.mark.parametrize("name", PAGES)
def test_only_files_of_the_site_are_asked_for(name, show, site):
    shown = show(name)
    asked = [address for address in shown.asked_for() if not address.startswith(("data:", "about:"))]
    assert asked
    assert all(address.startswith(site.folder.as_uri()) for address in asked)
    if not name.startswith("search"):
        files = [address.rpartition("/")[2] for address in asked]
        assert files in ([Path(name).name], [Path(name).name, "table.js"])  # tables sort and filter
    assert [entry for entry in shown.driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_links_lead_from_page_to_page(show):
    shown = show("index.html")
    steps = (
        ("a[href='mandates.html']", "/mandates.html"),
        ("a[href='mandates/sg.html']", "/mandates/sg.html"),
        ("td:last-child a[href*='rev-harbour-2022']", "/texts/resolution-7-rev-harbour-2022-en.html"),
        (".around a[href^='../works/resolution']", "/works/resolution-7-pp.html"),
        (".changed a", "/changes/resolution-7-rev-harbour-2022-en.html"),
        (".around a[href^='../works/']", "/works/resolution-7-pp.html"),
        ("td a[href*='resolution-8-pp']", "/works/resolution-8-pp.html"),
        (".around a[href='../index.html']", "/index.html"),
    )
    for selector, path in steps:
        click = "const link = document.querySelector(arguments[0]); link.dispatchEvent(new MouseEvent('click', {bubbles: true}))"
        shown.do(click, selector)
        _until(shown, f"decodeURIComponent(location.pathname).endsWith('{path}') && document.readyState === 'complete'")
        place = shown.run("decodeURIComponent(location.hash.slice(1))")
        assert not place or shown.run("document.getElementById(arguments[0]).checkVisibility()", place)


def _found(shown):
    return shown.run("[...document.querySelectorAll('#results li a')].map(e => e.textContent)")


def test_the_search_works_by_keyboard(show):
    from selenium.webdriver import Keys

    shown = show("index.html")
    shown.do("document.getElementById('q').focus()")
    shown.press(*"leak", Keys.ENTER)
    _until(shown, "location.pathname.endsWith('/search.html') && document.querySelectorAll('#results li').length")
    assert shown.run("document.getElementById('q').value") == "leak"
    assert _found(shown) == [
        "Resolution 7 (Rev. Harbour, 2022), considering",
        "Resolution 7 (Lakeside, 2018), considering",
    ]
    assert shown.run("document.getElementById('found').textContent") == "2 passages found"
    assert shown.run("[...document.querySelectorAll('#results mark')].map(e => e.textContent)") == ["leak", "leak"]
    shown.do("document.getElementById('q').focus()")
    shown.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert shown.run("document.activeElement.textContent").startswith("Resolution 7 (Lakeside")
    shown.press(Keys.ARROW_UP, Keys.ENTER)
    _until(shown, "location.pathname.endsWith('/texts/resolution-7-rev-harbour-2022-en.html')")
    assert shown.run("decodeURIComponent(location.hash)") == "#considering"


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("CAFE", ["Resolution 10"]),  # large letters, no accents
        ("süd", ["Resolution 10"]),
        ("spectr* shar*", ["Resolution 7", "Resolution 7"]),  # beginnings of words
        ("spectr shar", []),
        ("sails spectrum", ["Resolution 7", "Resolution 7"]),  # plurals
        ("频谱管理", ["Resolution 10"]),
        ("管", ["Resolution 10", "Resolution 21"]),
        ("script alert", ["Resolution 11"]),
        ("unicorn", []),
        ("leak unicorn", []),
    ],
)
def test_what_the_search_finds(words, texts, show):
    shown = show("search.html")
    shown.do("document.getElementById('q').value = arguments[0]; document.querySelector('form').requestSubmit()", words)
    _until(shown, "document.getElementById('found').textContent")
    if texts:
        _until(shown, "document.querySelectorAll('#results li').length")
    assert [each.partition(" (")[0] for each in _found(shown)] == texts
    assert shown.run("document.scripts.length") <= 1 + shown.run("document.head.querySelectorAll('script').length")
    assert shown.run("document.querySelectorAll('#results script').length") == 0


def test_the_search_can_be_narrowed_and_kept_as_a_link(show):
    shown = show("search.html#q=boats")
    every = _found(shown)
    shown.do("document.getElementById('latest').click()")
    _until(
        shown,
        f"document.querySelectorAll('#results li').length < {len(every)} && document.querySelector('#results li')",
    )
    holds = _found(shown)
    assert holds
    assert set(holds) < set(every)
    assert not any("Lakeside, 2018" in each and "Resolution 7" in each for each in holds)
    shown.do(
        "const role = document.getElementById('role'); role.value = 'operative'; role.dispatchEvent(new Event('change'))"
    )
    _until(shown, "location.hash.includes('role=operative') && document.getElementById('found').textContent")
    address = shown.run("location.href")
    _until(shown, f"document.querySelectorAll('#results li').length < {len(holds)}")
    operative = _found(shown)
    assert operative
    shown.open(address)
    _until(shown, "document.querySelectorAll('#results li').length")
    assert _found(shown) == operative


def test_more_is_shown_when_asked_for(show):
    shown = show("search.html#q=resolution")
    first = len(_found(shown))
    assert first == 20
    assert shown.run("document.getElementById('more').hidden") is False
    shown.do("document.getElementById('more').click()")
    _until(shown, f"document.querySelectorAll('#results li').length > {first}")
    assert shown.run("document.activeElement === document.querySelectorAll('#results a')[20]") is True


def test_all_but_the_search_works_without_scripts(browser, show):  # noqa: F811
    browser.without_scripts(disabled=True)
    try:
        shown = show("works/resolution-7-pp.html")
        assert shown.run("document.querySelector('.timeline').checkVisibility()") is True
        shown = show("search.html")
        assert (
            shown.run("document.querySelector('noscript').textContent")
            == "The search needs scripts; all other pages work without them."
        )
    finally:
        browser.without_scripts(disabled=False)


def test_words_are_cut_in_the_browser_as_in_the_index(show):
    """Character by character, in all alphabets, and in words of several."""
    shown = show("search.html")
    spaces = [*range(0x20, 0xD800), *range(0xF900, 0xFFF0), *range(0x10300, 0x10500), *range(0x1D400, 0x1D800)]
    signs = [chr(code) for code in spaces if unicodedata.category(chr(code)) != "Cn"]
    said = [
        *signs,
        "频谱管理 ITU频谱2",
        "ΟΔΟΣ ὁδός",
        "Straße İstanbul ﬁne ½",
        "العَرَبِيَّة ـــ قرار",
        "ёлка Йод",
        "re\u0301solution",
    ]
    theirs = shown.run("arguments[0].map((words) => itu.wordsOf(words))", said)
    assert len(theirs) == len(said) > 50_000
    for words, cut in zip(said, theirs, strict=True):
        known = tokens_of(words)
        assert set(cut) <= set(known), words
        assert {each for each in known if len(each) > 1} == {each for each in cut if len(each) > 1}, words
        assert bool(cut) == bool(known), words


def test_tables_sort_and_filter_all_their_rows(browser, tmp_path):  # noqa: F811
    """Those of the other pages too; the words that are left are those of the table as CSV."""
    with Collection.open(tmp_path / "acts.db") as acts:
        acts.add([parse(words) for _, words in resolutions(70)])
        write_site(acts, tmp_path / "site", workers=1)
    rows = [*csv.DictReader(io.StringIO((tmp_path / "site/mandates/all.csv").read_text("utf-8-sig")))]
    assert len(rows) > 400
    browser.open((tmp_path / "site/mandates/all.2.html").as_uri())
    said = "[...document.querySelectorAll('tbody tr:not([hidden])')].map(row => row.cells[1].textContent.trim())"
    browser.do(
        "const box = document.getElementById('filter'); box.value = 'Council'; box.dispatchEvent(new Event('input'))"
    )
    wanted = [row for row in rows if "council" in " ".join(row.values()).lower()]
    assert len(rows) > len(wanted) > 0
    _until(browser, f"document.getElementById('seen').textContent === '{len(wanted)} of {len(rows)}'")
    assert len(browser.run(said)) == min(len(wanted), 200)
    browser.do("document.getElementById('filter').value = ''; document.querySelector('th.of-task button').click()")
    _until(browser, "document.querySelector('th.of-task').ariaSort === 'ascending'")
    shown = browser.run(said)
    assert shown == sorted(shown, key=str.lower)
    assert len(shown) == min(len(wanted), 200)  # the words still leave those
    assert browser.run("document.querySelector('.pager').hidden") is True


def test_a_long_name_in_a_filter_does_not_widen_the_search(show):
    shown = show("search.html#q=boats+leak", width=390, height=800)
    shown.do(
        "const to = document.querySelector('#to'), long = to.cloneNode(true);"
        "long.options[1].text = 'Director of all the boats, '.repeat(9); to.replaceWith(long)"
    )
    assert shown.run("document.querySelector('#to').closest('p').getBoundingClientRect().right") <= 390
