"""The workbench: a file that a browser opens from the disk, without the network, and that does what the library does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from chromium import axe, browser  # noqa: F401
from conftest import ROOT

FOLDER = ROOT / "examples" / "workbench"
sys.path.insert(0, str(FOLDER))

import workbench  # noqa: E402

DRAFT = """RESOLUTION 7 (REV. BUCHAREST, 2022)

Rescue boats 🛶

The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),

considering
a) that 🛶 boats leak;
b) that oars float,

resolves
1 to keep a list 🛶 of the the boats, given considering a) above;
2 that boats stay,

instructs the Secretary-General
to report to the Council by 1 March 2031.
"""


def _words():
    script = (FOLDER / "words.js").read_text("utf-8")
    tongues = re.findall(r"(?ms)^  (\w\w): \{\n(.*?)^  \},$", script)
    return {tongue: dict(re.findall(r'(\w+): "((?:[^"\\]|\\.)*)"', given)) for tongue, given in tongues}


def test_all_words_of_the_page_are_there_in_six_languages():
    words = _words()
    assert [*words] == ["en", "fr", "es", "ru", "zh", "ar"]
    assert {tongue: given.keys() for tongue, given in words.items()} == dict.fromkeys(words, words["en"].keys())
    for key in words["en"]:
        assert len({given[key].count("@") for given in words.values()}) == 1, key
    pages = "".join((FOLDER / name).read_text("utf-8") for name in ("page.html", "page.js"))
    asked = {*re.findall(r'data-(?:say|label)="(\w+)"', pages), *re.findall(r'(?:words\.|say\(")(\w+)', pages)}
    tabs = {*json.loads(re.search(r"TABS = (\[.*?\])", pages)[1])}
    assert asked | tabs == words["en"].keys()


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "draft.adoc"])
def test_offsets_are_those_of_the_strings_of_the_page(name):
    shown = json.loads(workbench.read("draft", name, DRAFT.encode()))
    units = DRAFT.encode("utf-16-le")
    found = {each["code"]: units[2 * each["start"] : 2 * each["end"]].decode("utf-16-le") for each in shown["findings"]}
    assert found["doubled-word"] == "the the"
    [fix] = next(each["fixes"] for each in shown["findings"] if each["code"] == "doubled-word")
    mended = units[: 2 * fix[0]].decode("utf-16-le") + fix[2] + units[2 * fix[1] :].decode("utf-16-le")
    assert mended == DRAFT.replace("the the", "the")


def test_a_file_that_cannot_be_read_is_a_sentence():
    assert "error" in json.loads(workbench.read("draft", "a.docx", b"PK\x03\x04"))
    assert workbench.decoded("a.txt", b"\xef\xbb\xbfa\r\nb\rc") == "a\nb\nc"


# ---------------------------------------------------------------------- in Chromium


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The workbench that WORKBENCH names, or one made of the npm package that PYODIDE names, or that npm fetches."""
    if os.environ.get("WORKBENCH"):
        return Path(os.environ["WORKBENCH"])
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("Node and npm are not here")
    folder = tmp_path_factory.mktemp("workbench")
    given = ["--pyodide", os.environ["PYODIDE"]] if os.environ.get("PYODIDE") else []
    command = [sys.executable, FOLDER / "build", "-o", folder, *given]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


class Page:
    """The workbench in a browser, as people use it."""

    def __init__(self, browser, file, **look):  # noqa: F811
        self.browser = browser
        browser._call("Network.enable")
        conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        browser._call("Network.emulateNetworkConditions", offline=True, **conditions)
        browser.open(f"{file.as_uri()}#tongue=en", **look)
        self.until("document.body.dataset.ready === 'yes'")

    def until(self, condition, seconds=150):
        for _ in range(seconds * 5):
            if found := self.browser.run(condition):
                return found
            time.sleep(0.2)
        raise AssertionError(f"{condition}: {self.browser.run('document.getElementById(`state`).textContent')}")

    def type(self, text):
        """Put a text in, and wait until it is read."""
        script = "const t = document.getElementById('text'); t.value = arguments[0]; shown = null; t.dispatchEvent(new Event('input'))"
        self.browser.do(script, text)
        self.until("shown !== null")

    def lines(self, tab):
        """What a tab lists."""
        self.browser.do(f"document.getElementById('tab-{tab}').click()")
        return self.browser.run("[...document.querySelectorAll('#panel li')].map(e => e.textContent)")

    def made(self, kind):
        script = (
            "const done = arguments[1]; ask('made', 'draft', arguments[0])"
            ".then(bytes => done(new TextDecoder().decode(bytes)))"
        )
        return self.browser.driver.execute_async_script(script, kind)


@pytest.fixture(scope="module")
def page(browser, built):  # noqa: F811
    return Page(browser, built / "workbench.html")


@pytest.mark.browser
def test_a_draft_is_read_without_the_network(page, browser):  # noqa: F811
    page.type(DRAFT)
    findings = page.lines("findings")
    assert [line for line in findings if line.startswith("doubled-word")]
    assert any("2031" in line and "Secretary-General" in line for line in page.lines("tasks"))
    assert any(line.startswith("1 to keep") for line in page.lines("outline"))
    assert any("considering a)" in line for line in page.lines("references"))
    assert browser.run("document.querySelector('mark').textContent") == "the the"
    kept = [each for each in browser.asked_for() if not each.startswith(("blob:", "data:", "about:"))]
    assert [each for each in kept if "workbench.html" not in each] == []


@pytest.mark.browser
def test_a_fix_is_one_click_and_the_caret_leads_the_outline(page, browser):  # noqa: F811
    page.type(DRAFT)
    page.lines("findings")
    browser.do("shown = null; document.querySelector('#panel li.warning .tools button').click()")
    page.until("shown !== null")
    assert browser.run("document.getElementById('text').value") == DRAFT.replace("the the", "the")
    page.lines("outline")
    at = len(DRAFT[: DRAFT.index("b) that oars")].encode("utf-16-le")) // 2
    browser.do(f"go({at + 3})")
    assert browser.run("document.querySelector('#panel li.here').textContent") == "b) that oars float,"


@pytest.mark.browser
def test_what_is_taken_away_is_what_the_library_writes(page, shared):
    """Real texts in the browser and here."""
    for path in [
        *sorted((shared / "gold" / "wrc").glob("*.gold.txt"))[::11],
        *sorted((shared / "gold" / "fr").glob("*.gold.txt"))[:1],
    ]:
        text = path.read_text("utf-8").replace("\r\n", "\n")
        page.type(text)
        here = json.loads(workbench.read("draft", "draft.txt", text.encode()))
        there = page.browser.run("JSON.stringify(shown)")
        assert json.loads(there) == here, path
        for kind in ("json", "akn", "csv"):
            assert page.made(kind) == workbench.made("draft", kind).decode("utf-8-sig"), (path, kind)


@pytest.mark.browser
def test_rules_and_language_are_in_the_address(page, browser):  # noqa: F811
    page.type(DRAFT)
    page.lines("findings")
    browser.do("ignore('doubled-word', true)")
    assert "off=doubled-word" in browser.run("location.hash")
    assert not [line for line in page.lines("findings") if line.startswith("doubled-word")]
    browser.do("ignore('doubled-word', false); speak('ar')")
    assert browser.run("document.documentElement.dir") == "rtl"
    assert browser.run("document.getElementById('tab-tasks').textContent") == _words()["ar"]["tasks"]
    browser.do("speak('en')")
    browser.do("document.getElementById('tab-findings').focus()")
    browser.press("\ue014")  # the right arrow
    assert browser.run("document.activeElement.id") == "tab-outline"


@pytest.mark.browser
def test_editions_are_compared_and_proposals_applied(page, browser, tmp_path):  # noqa: F811
    page.type(DRAFT)
    old = tmp_path / "old.txt"
    old.write_text(DRAFT.replace("that boats stay", "that boats leave"), "utf-8")
    new = tmp_path / "proposal.txt"
    new.write_text("MOD A/1/1\n\n" + DRAFT.replace("that boats stay", "that boats return"), "utf-8")
    for tab, file, words in (("redline", old, "leave"), ("consolidated", new, "return")):
        page.lines(tab)
        browser.driver.find_element("id", f"{tab}-file").send_keys(str(file))
        page.until(f"(document.querySelector('#panel iframe')?.srcdoc ?? '').includes('{words}')")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_everybody_can_use_it(browser, built, axe, width, dark):  # noqa: F811
    page = Page(browser, built / "workbench.html", width=width, height=900, dark=dark)
    page.type(DRAFT)
    for tab in ("findings", "outline", "tasks", "references"):
        page.lines(tab)
        assert browser.run("document.documentElement.scrollWidth") <= width
    page.lines("findings")
    assert browser.violations(axe) == []
