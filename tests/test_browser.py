"""Pages in a browser: links, keys, sizes, colours, and that nothing is asked of the network."""

import csv
import io
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from chromium import SIZES, axe, browser  # noqa: F401
from collected import resolutions
from conftest import ROOT
from exported import tracked
from pages import tree_words
from sites import filled, written
from test_amending import FIRST, SECOND, SHORT_TREATY
from test_diffs import NEW, OLD
from test_page import ARABIC, CHINESE, HOSTILE, RESOLUTION
from together import for_all

import itu_texts
from itu_texts import Collection, parse, to_html, write_site
from itu_texts.collection.naming import tokens_of
from itu_texts.revision.comparing import REPORTS
from itu_texts.revision.diffs import html_report

pytestmark = pytest.mark.browser

_WORDS = (
    "[...document.querySelectorAll('main .w')].filter(e => !e.closest('.margin')).map(e => {"
    "const c = e.cloneNode(true); c.querySelectorAll('.call, .was').forEach(x => x.remove()); return c.textContent})"
    ".join('').replace(/\\s+/gu, '')"
)
_LONG = "Radiocommunicationconferencepreparatoryworkinggroupdocument" * 2
_PROPOSALS = (
    "ADD A/1/1\n\n28A PP-98\ta) to row, as No. 29 says\n\nMOD A/1/2\n\n" + RESOLUTION + "\nReasons: So it is.\n\n"
    "SUP A/1/3\n\n30\n\nNOC A/1/4\n\n31\n"
)
_TREATY = (
    "CHAPTER I\n\nOf boats\n\nARTICLE 1\n\nBoats\n\n16 PP-98\t1 Boats are counted, as No. 17 says:\n\n17\ta) in spring;\n\n"
    "18A 219-221\tb) in autumn.\n\nARTICLE 2\n\nOars\n\n19\tNo. 16 holds for oars.\n"
)


@cache
def _documents():
    narrow = f"RESOLUTION 7\n{_LONG}\nThe ITU Council,\nresolves {_LONG}\n1 {_LONG}\na) {_LONG}\n"
    wide = "".join(f"| {' | '.join(f'column {n} of {m}' for n in range(20))} |\n" for m in range(3))
    hostile = "".join(f"{n} {words}\n" for n, words in enumerate(HOSTILE, 1))
    consolidated = itu_texts.consolidate(
        parse(_TREATY), parse("ARTICLE 1\n\nBoats\n\nMOD A/1/1\n\n17\ta) in summer.\n\nADD A/1/2\n\n20\tb) ever.\n")
    )
    return {
        "resolution": parse(RESOLUTION),
        "proposals": parse(_PROPOSALS),
        "treaty": parse(_TREATY),
        "consolidated": consolidated,
        "tracked": itu_texts.parse_bytes(tracked(), "x.docx", view="marked"),
        "long words": parse(narrow),
        "a wide table": parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n1 to use\n{wide}2 to row.\n"),
        "hostile": parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n{hostile}"),
        "arabic": parse(ARABIC),
        "chinese": parse(CHINESE),
        "nothing": parse(""),
    }


NAMES = pytest.mark.parametrize(
    "name",
    [
        "resolution",
        "proposals",
        "treaty",
        "consolidated",
        "tracked",
        "long words",
        "a wide table",
        "hostile",
        "arabic",
        "chinese",
        "nothing",
    ],
)


@pytest.fixture
def show(browser, tmp_path):  # noqa: F811
    def shown(document, **how):
        browser.show(to_html(document), tmp_path / "page.html", **how)
        return browser

    return shown


@NAMES
def test_the_words_of_the_page_are_those_of_the_tree_and_nothing_is_loaded(name, show):
    shown = show(_documents()[name])
    assert shown.run(_WORDS) == tree_words(_documents()[name])
    asked = [address for address in shown.asked_for() if not address.startswith(("data:", "about:"))]
    assert [address.rpartition("/")[2] for address in asked] == ["page.html"]


@NAMES
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@for_all("width, height", SIZES)
def test_axe_finds_nothing(name, dark, show, axe, width, height):  # noqa: F811
    shown = show(_documents()[name], width=width, height=height, dark=dark)
    shown.do("for (const each of document.querySelectorAll('details')) each.open = true")
    assert shown.violations(axe) == []


@NAMES
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_cut_off(name, width, height, show):
    shown = show(_documents()[name], width=width, height=height)
    shown.do("for (const each of document.querySelectorAll('details')) each.open = true")
    assert shown.run("document.documentElement.scrollWidth") <= width
    outside = (
        "[...document.querySelectorAll('main .w, main .margin, header *, nav *')].filter(e => !e.closest('.rows')).filter("
        "e => { const r = e.getBoundingClientRect(); return r.width && (r.left < 0 || r.right > innerWidth + 0.5) })"
        ".map(e => e.outerHTML.slice(0, 200))"
    )
    assert shown.run(outside) == []
    over = (
        "[...document.querySelectorAll('.margin')].filter((e, i, all) => i && e.getBoundingClientRect().top + 1 < "
        "all[i - 1].getBoundingClientRect().bottom && getComputedStyle(e).float !== 'none').map(e => e.outerHTML)"
    )
    assert shown.run(over) == []  # notes in the margin lie below one another


@pytest.mark.parametrize("name", ["resolution", "proposals", "treaty", "consolidated"])
def test_each_link_leads_to_its_place(name, show):
    shown = show(_documents()[name])
    count = shown.run("document.querySelectorAll('a[href]').length")
    assert count > 8
    for index in range(count):
        shown.do(
            "for (const each of document.querySelectorAll('main details')) each.open = false; history.replaceState(null, '', "
            "'#'); scrollTo(0, 0); document.querySelectorAll('a[href]')[arguments[0]].click()",
            index,
        )
        there = shown.driver.execute_async_script(
            "const done = arguments[1]; setTimeout(() => { const id = decodeURIComponent(document.querySelectorAll('a[href]')"
            "[arguments[0]].hash.slice(1)); const r = document.getElementById(id).getBoundingClientRect();"
            "done([location.hash !== '', r.height > 0 || r.width > 0, r.top >= -1 && r.top < innerHeight, id]) }, 40)",
            index,
        )
        assert there[:3] == [True, True, True], there


def _reports():
    """The pages of differences, and of proposals side by side."""
    old, new = parse(OLD), parse(NEW)
    yield "".join(html_report(itu_texts.diff(old, new, unchanged=True)))
    yield REPORTS["html"](
        itu_texts.compare(*map(parse, (SHORT_TREATY, FIRST, SECOND))), ["one.docx", "two.docx"]
    ).decode()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_reports_can_be_read_by_all(width, height, dark, browser, axe, tmp_path):  # noqa: F811
    for html in _reports():
        browser.show(html, tmp_path / "page.html", width=width, height=height, dark=dark)
        browser.do("for (const each of document.querySelectorAll('details')) each.open = true")
        assert browser.violations(axe) == []
        assert browser.run("document.documentElement.scrollWidth") <= width


def test_differences_are_shown_side_by_side_or_in_one_text(browser, tmp_path):  # noqa: F811
    browser.show(next(_reports()), tmp_path / "page.html")
    shown = "['old', 'new', 'both'].map(side => document.querySelector(`tr.reworded .${side}`).checkVisibility())"
    assert browser.run(shown) == [True, True, False]
    browser.do("document.getElementById('inline').click()")
    assert browser.run(shown) == [False, False, True]


def test_an_address_with_a_place_opens_what_is_folded_around_that(browser, tmp_path):  # noqa: F811
    file = tmp_path / "page.html"
    browser.show(to_html(_documents()["resolution"]).replace("<details open", "<details"), file)
    browser.driver.get(f"{file.as_uri()}#resolves-2")
    assert browser.run("document.getElementById('resolves-2').checkVisibility()") is True


def _seen(shown):
    return shown.run(
        "[...document.querySelectorAll('main .block')].filter(e => e.checkVisibility()).map(e => e.id)"
        ".filter(id => !/^resolution/.test(id) && /-\\d+$|^invites|^instructs|^resolves$/.test(id) && !/^front/.test(id))"
    )


def test_what_one_is_told_can_be_shown_alone_with_the_keyboard(show):
    from selenium.webdriver import Keys

    shown = show(_documents()["resolution"])
    shown.do("document.querySelector('.legend summary').focus()")
    shown.press(Keys.ENTER)
    assert shown.run("document.querySelector('.legend').open") is True
    shown.press(Keys.TAB, Keys.TAB)
    assert shown.run("document.activeElement.value") == "DIR_BR"
    shown.press(Keys.SPACE)
    instructs = "instructs-the-director-of-the-radiocommunication-bureau"
    assert _seen(shown) == [instructs, f"{instructs}-1", f"{instructs}-2"]
    assert shown.run("document.getElementById('said').textContent") == "2 shown"
    shown.press(Keys.TAB, Keys.SPACE)  # the Secretary-General too
    assert _seen(shown)[3:] == [f"invites-the-secretary-general-and-member-states{place}" for place in ("", "-1")]
    shown.press(Keys.SPACE)
    shown.do("document.activeElement.blur(); document.querySelector('.legend input[value=DIR_BR]').focus()")
    shown.press(Keys.SPACE)
    assert "resolves-2" in _seen(shown)


def test_a_link_to_what_is_not_shown_shows_all(show):
    shown = show(_documents()["resolution"])
    shown.do("document.querySelector('.legend input[value=DIR_BR]').click()")
    assert "resolves-2" not in _seen(shown)
    shown.do("document.querySelector('nav a[href=\"#resolves\"]').click()")
    shown.driver.execute_async_script("setTimeout(arguments[0], 50)")
    assert "resolves-2" in _seen(shown)


def test_clauses_fold_with_the_keyboard(show):
    from selenium.webdriver import Keys

    shown = show(_documents()["resolution"])
    visible = "document.getElementById('resolves-2').checkVisibility()"
    assert shown.run(visible) is True
    shown.do("document.querySelector('#resolves > summary').focus()")
    shown.press(Keys.ENTER)
    assert shown.run(visible) is False
    shown.press(Keys.SPACE)
    assert shown.run(visible) is True


def test_all_can_be_reached_by_tab_and_what_is_reached_shows(show):
    from selenium.webdriver import Keys

    shown = show(_documents()["resolution"])
    shown.press(Keys.TAB)
    assert shown.run("document.activeElement.className") == "skip"
    assert shown.run("document.activeElement.getBoundingClientRect().left") >= 0
    shown.press(Keys.ENTER)
    assert shown.run("document.activeElement.id") == "main"
    hidden = []
    for _ in range(25):
        shown.press(Keys.TAB)
        state = shown.run(
            "(e => [e.outerHTML.slice(0, 120), getComputedStyle(e).outlineStyle !== 'none', getComputedStyle(e).opacity"
            " === '1', e.getBoundingClientRect().width > 0])(document.activeElement)"
        )
        hidden += [state] if state[1:] != [True, True, True] else []
    assert hidden == []


def test_what_is_cited_is_shown_beside_the_reference(show):
    from selenium.webdriver import ActionChains, Keys
    from selenium.webdriver.common.by import By

    shown = show(_documents()["resolution"])
    preview = "(e => [!e.hidden, e.textContent])(document.getElementById('preview'))"
    says = "considering a): a) that rowers row at night: i) softly; ii) in turns;"
    link = shown.driver.find_element(By.CSS_SELECTOR, "a.ref")
    ActionChains(shown.driver).move_to_element(link).perform()
    assert shown.run(preview) == [True, says]
    shown.press(Keys.ESCAPE)
    assert shown.run(preview)[0] is False
    shown.do("document.querySelector('a.ref').focus()")
    assert shown.run(preview) == [True, says]
    assert shown.run("document.activeElement.getAttribute('aria-describedby')") == "preview"
    shown.do("document.activeElement.blur()")
    assert shown.run(preview)[0] is False


def test_the_address_of_a_place_is_copied(show):
    shown = show(_documents()["resolution"])
    shown.do(
        "window.copied = []; navigator.clipboard.writeText = text => { window.copied.push(text); return Promise.resolve() };"
        "document.querySelector('#considering-a-i .link').click()"
    )
    assert shown.run("window.copied") == ["considering a) i)"]
    assert shown.run("location.hash") == "#considering-a-i"
    assert shown.run("document.getElementById('said').textContent") == "Copied: considering a) i)"


def test_the_outline_follows_the_reader(show):
    shown = show(_documents()["resolution"], height=500)
    for name in ("resolves", "considering"):
        shown.do("document.getElementById(arguments[0]).scrollIntoView()", name)
        shown.driver.execute_async_script("setTimeout(arguments[0], 300)")
        assert shown.run("document.querySelector('nav [aria-current]').hash") == f"#{name}"


def test_it_reads_without_scripts(browser, tmp_path):  # noqa: F811
    browser.without_scripts(disabled=True)
    try:
        browser.show(to_html(_documents()["resolution"]), tmp_path / "page.html")
        shown = "document.getElementById(arguments[0]).checkVisibility()"
        assert all(browser.run(shown, name) for name in ("considering-a-i", "resolves-2", "note-1"))
        assert browser.run(_WORDS) == tree_words(_documents()["resolution"])
    finally:
        browser.without_scripts(disabled=False)


def test_hostile_words_run_nothing(show):
    shown = show(_documents()["hostile"])
    assert shown.run("document.scripts.length") == 1
    assert shown.run("document.images.length") == 0
    links = shown.run("[...document.links].map(e => e.getAttribute('href')).filter(h => !h.startsWith('#'))")
    assert links == []
    right = "arguments[0].getBoundingClientRect().right <= innerWidth"
    assert all(shown.run(right, each) for each in shown.run("[...document.querySelectorAll('main .words')]"))


def test_all_of_it_is_printed_what_is_folded_too(show):
    import pypdfium2

    shown = show(_documents()["resolution"])
    shown.do("document.querySelector('#resolves').open = false")
    pdf = pypdfium2.PdfDocument(io.BytesIO(shown.pdf()))
    try:
        printed = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    finally:
        pdf.close()
    assert "Searchinthepage" not in printed
    assert "Outline" not in printed
    for words in ("RESOLUTION7(LAKESIDE,2030)", "torowasinResolution9", "Ofbothkinds.", "Duck4"):
        assert words in printed


@pytest.mark.parametrize("name", ["resolution", "arabic", "chinese"])
def test_the_printed_page_has_its_full_size_and_nothing_off_the_paper(name, show):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(io.BytesIO(show(_documents()[name]).pdf()))
    try:
        page = pdf[0]
        width = page.get_width()
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        assert boxes
        assert min(left for left, _, _, _ in boxes) > 30
        assert max(right for _, _, right, _ in boxes) < width - 30
        tallest = max(top - bottom for _, bottom, _, top in boxes)
        assert tallest > 8  # points: the page was not shrunk to fit in what is hidden beside it
    finally:
        pdf.close()


def test_each_text_of_a_volume_is_set_in_the_letters_of_its_language(show):
    english = "RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\nto row.\n"
    others = [(ROOT / "examples" / f"resolution_{code}.txt").read_text("utf-8") for code in ("ar", "zh")]
    shown = show(parse("\n\n".join((english * 40, *others))))
    fonts = shown.run(
        "Object.fromEntries([...document.querySelectorAll('main .words')].map(e => [e.closest('[lang]').lang, "
        "getComputedStyle(e).fontFamily.split(',')[0]]))"
    )
    assert fonts == {"en": "Georgia", "ar": '"Noto Naskh Arabic"', "zh": '"Noto Serif CJK SC"'}


def test_labels_that_stand_side_by_side_are_on_one_line(show):
    shown = show(parse("ARTICLE 2\n\nBoats\n\n16 1.1 a) Boats are counted.\n\n17 b) Oars are not.\n"))
    tops = shown.run(
        "[...document.querySelectorAll('main .label')].filter(e => ['1.1', 'a)'].includes(e.textContent))"
        ".map(e => e.getBoundingClientRect().top)"
    )
    assert len(tops) == 2
    assert abs(tops[0] - tops[1]) < 1.5


def _treaty(count):
    words = (
        "Boats of the lake are counted by those who row them, and No. {n} holds for those of other lakes, which are "
        "neither rowed nor counted but in the years that are named in the annex to this treaty."
    )
    lines = []
    for n in range(count):
        lines += [f"ARTICLE {n // 12 + 1}\n\nBoats of lake {n // 12 + 1}\n\n"] if n % 12 == 0 else []
        lines.append(f"{n + 1}\t{n % 12 + 1} {words.format(n=n + 1)}\n\n")
    return parse("".join(lines))


@pytest.mark.timeout(300)
def test_a_treaty_of_500_pages_does_not_freeze(show, browser):  # noqa: F811
    """2,500 characters a page; what each step in the browser takes grows with the pages and no faster."""

    def spent(count):
        document = _treaty(count)
        steps = [browser.spent()]
        shown = show(document)
        steps.append(shown.spent())
        assert shown.run("document.querySelectorAll('.provision').length") == count
        last = count // 12 - 10
        for work in (
            f"document.getElementById('article-{last}-no.-{last * 12 - 5}').scrollIntoView()",
            f"document.querySelector('a.link[href=\"#article-{last - 5}-no.-{(last - 5) * 12 - 5}\"]').click()",
        ):
            shown.do(work)
            shown.driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 0))")
            steps.append(shown.spent())
        return len(document.source), [after - before for before, after in pairwise(steps)]

    few, many = [float("inf")] * 3, [float("inf")] * 3
    for _ in range(4):  # the least times count, for other programs can only add to them
        (_, shorter), (characters, longer) = spent(1_500), spent(6_000)
        assert characters > 500 * 2_200
        few, many = [*map(min, few, shorter)], [*map(min, many, longer)]
        if all(more < 8 * max(less, 0.1) for less, more in zip(few, many, strict=True)):
            return
    pytest.fail(f"{few}, {many}")


# ---------------------------------------------------------------------- a site in a browser, opened from its folder: links, search, keys, sizes, colours, and that nothing is asked of the network


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
def show_site(browser, site):  # noqa: F811
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
@for_all("width, height", SIZES)
def test_axe_finds_nothing_and_nothing_is_cut_off(name, dark, show_site, axe, width, height):  # noqa: F811
    shown = show_site(name, width=width, height=height, dark=dark)
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
def test_only_files_of_the_site_are_asked_for(name, show_site, site):
    shown = show_site(name)
    asked = [address for address in shown.asked_for() if not address.startswith(("data:", "about:"))]
    assert asked
    assert all(address.startswith(site.folder.as_uri()) for address in asked)
    if not name.startswith("search"):
        files = [address.rpartition("/")[2] for address in asked]
        assert files in ([Path(name).name], [Path(name).name, "table.js"])  # tables sort and filter
    assert [entry for entry in shown.driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_links_lead_from_page_to_page(show_site):
    shown = show_site("index.html")
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


def test_the_search_works_by_keyboard(show_site):
    from selenium.webdriver import Keys

    shown = show_site("index.html")
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
def test_what_the_search_finds(words, texts, show_site):
    shown = show_site("search.html")
    shown.do("document.getElementById('q').value = arguments[0]; document.querySelector('form').requestSubmit()", words)
    _until(shown, "document.getElementById('found').textContent")
    if texts:
        _until(shown, "document.querySelectorAll('#results li').length")
    assert [each.partition(" (")[0] for each in _found(shown)] == texts
    assert shown.run("document.scripts.length") <= 1 + shown.run("document.head.querySelectorAll('script').length")
    assert shown.run("document.querySelectorAll('#results script').length") == 0


def test_the_search_can_be_narrowed_and_kept_as_a_link(show_site):
    shown = show_site("search.html#q=boats")
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


def test_more_is_shown_when_asked_for(show_site):
    shown = show_site("search.html#q=resolution")
    first = len(_found(shown))
    assert first == 20
    assert shown.run("document.getElementById('more').hidden") is False
    shown.do("document.getElementById('more').click()")
    _until(shown, f"document.querySelectorAll('#results li').length > {first}")
    assert shown.run("document.activeElement === document.querySelectorAll('#results a')[20]") is True


def test_all_but_the_search_works_without_scripts(browser, show_site):  # noqa: F811
    browser.without_scripts(disabled=True)
    try:
        shown = show_site("works/resolution-7-pp.html")
        assert shown.run("document.querySelector('.timeline').checkVisibility()") is True
        shown = show_site("search.html")
        assert (
            shown.run("document.querySelector('noscript').textContent")
            == "The search needs scripts; all other pages work without them."
        )
    finally:
        browser.without_scripts(disabled=False)


def test_words_are_cut_in_the_browser_as_in_the_index(show_site):
    """Character by character, in all alphabets, and in words of several."""
    shown = show_site("search.html")
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


def test_a_long_name_in_a_filter_does_not_widen_the_search(show_site):
    shown = show_site("search.html#q=boats+leak", width=390, height=800)
    shown.do(
        "const to = document.querySelector('#to'), long = to.cloneNode(true);"
        "long.options[1].text = 'Director of all the boats, '.repeat(9); to.replaceWith(long)"
    )
    assert shown.run("document.querySelector('#to').closest('p').getBoundingClientRect().right") <= 390
