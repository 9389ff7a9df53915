"""The workbench: a file that a browser opens from the disk, without the network, and that does what the library does."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from chromium import axe, browser  # noqa: F401
from conftest import ROOT, SHARED
from together import for_all, some

import itu_texts

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
    asked |= {"comments", "tracked"}  # by the names of what is taken away
    tabs = {*json.loads(re.search(r"TABS = (\[.*?\])", pages)[1])}
    assert asked | tabs == words["en"].keys()


@for_all("name", ["draft.txt", "draft.md", "draft.adoc"])
def test_offsets_are_those_of_the_strings_of_the_page(name):
    workbench.read("draft", name, DRAFT.encode())
    findings = json.loads(workbench.findings("draft"))
    units = DRAFT.encode("utf-16-le")
    found = {each["code"]: units[2 * each["start"] : 2 * each["end"]].decode("utf-16-le") for each in findings}
    assert found["doubled-word"] == "the the"
    [fix] = next(each["fixes"] for each in findings if each["code"] == "doubled-word")
    mended = units[: 2 * fix[0]].decode("utf-16-le") + fix[2] + units[2 * fix[1] :].decode("utf-16-le")
    assert mended == DRAFT.replace("the the", "the")


def _shown(name, data):
    """All that the page can show of a file."""
    shown = json.loads(workbench.read("draft", name, data))
    return shown | {each: json.loads(getattr(workbench, each)("draft")) for each in ("findings", "tasks", "references")}


def test_a_file_that_cannot_be_read_is_a_sentence():
    assert "error" in json.loads(workbench.read("draft", "a.docx", b"PK\x03\x04"))
    assert workbench.decoded("a.txt", b"\xef\xbb\xbfa\r\nb\rc") == "a\nb\nc"


def test_each_proposal_is_told_by_its_name():
    base = "RESOLUTION 7 (REV. BUCHAREST, 2022)\nBoats\nresolves\n1 to keep the boats;\n2 to go."
    workbench.read("draft", "base.txt", base.encode())
    texts = {"red.txt": f"MOD A/1/1\n{base.replace('the boats', 'red boats')}", "same.txt": base}
    for name, text in texts.items():
        workbench.read(name, name, text.encode())
    names = json.dumps([*texts])
    made = json.loads(workbench.consolidated("draft", names, names))
    assert "red boats" in made["page"]
    assert "nothing of same.txt is applied" in made["page"]
    assert made["applied"] == [["red.txt", ["MOD A/1/1 1 to keep red boats;"]], ["same.txt", []]]
    assert made["told"] == ["nothing of same.txt is applied: check that it is the right file"]


def test_no_cell_of_the_tasks_is_a_formula():
    workbench.read("draft", "a.txt", DRAFT.replace("Rescue boats", "@HYPERLINK(1)").encode())
    rows = workbench.made("draft", "csv").decode("utf-8-sig")
    assert "HYPERLINK" in rows
    assert not re.search(r'(?m)(?:^|,)"?[=+@]', rows)


# ---------------------------------------------------------------------- Word, without lxml

_WORD = """
import io, json, pathlib, sys, zipfile
import xml.etree.ElementTree as ET
if sys.argv[1] == "ours":
    sys.path.insert(0, {folder!r})
import lxml
assert ("workbench" in lxml.__file__) == (sys.argv[1] == "ours")
import itu_texts
def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {{name: ET.canonicalize(package.read(name).decode()) for name in package.namelist() if name.endswith((".xml", ".rels"))}}
def edited(document, goal):
    editor = itu_texts.edit(document)
    long = [each for each in itu_texts.find(document, itu_texts.Paragraph) if len(each.text.split()) > 6]
    for paragraph in long[:3]:
        editor.replace(paragraph, "Boats " + paragraph.text)
    editor.save(goal, tracked=True, date="2030-01-01T00:00:00Z")
    return pathlib.Path(goal).read_bytes()
def tried(work):
    try:
        return work()
    except itu_texts.ItuTextsError as error:
        return type(error).__name__
found = {{}}
for file in sys.argv[3:]:
    document = tried(lambda: itu_texts.parse_file(file))
    if isinstance(document, str):
        found[file] = document
        continue
    odd = itu_texts.check(document)
    found[file] = [itu_texts.to_json(document, source=True)] + [
        tried(lambda: parts(work()))
        for work in (lambda: itu_texts.annotate(document, odd), lambda: itu_texts.mend(document, odd).data, lambda: edited(document, sys.argv[2]))
    ]
json.dump(found, sys.stdout)
"""


def _with_both(files, goal):
    """What is made of some Word files with our part of lxml, and with lxml."""
    script = _WORD.format(folder=str(FOLDER / "word"))
    done = [
        subprocess.Popen(
            [sys.executable, "-c", script, whose, f"{goal}.{whose}.docx", *map(str, files)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for whose in ("ours", "theirs")
    ]
    told = [each.communicate() for each in done]
    assert [error for _, error in told] == ["", ""]
    return [json.loads(out) for out, _ in told]


@pytest.mark.long
def test_word_files_are_read_and_changed_as_with_lxml(shared, tmp_path):
    files = some(sorted((shared / "real" / "word").glob("*.docx")), 8)
    ours, theirs = _with_both(files, tmp_path / "made")
    assert [*ours] == [*theirs]
    for file, made in ours.items():
        for at, what in enumerate(("JSON", "comments", "fixes", "edits")):
            assert made[at] == theirs[file][at], (file, what)


def test_web_pages_are_read_as_with_lxml(tmp_path):
    pytest.importorskip("html5lib", reason="html5lib is not here: pip install html5lib")
    row = "<tr><td>1<td>to keep a list 🛶 of <b>boats<i> and</i></b> oars;"
    pages = {
        "own": itu_texts.to_html(itu_texts.parse(DRAFT)),
        "open": f"<title>Boats</title><p>RESOLUTION 7<p>Boats<!-- leak --> &amp; oars<p>resolves<table>{row}{row}</table><ol><li>to go<li>to stay",
        "bodies": f"<html><head></head><body><table><tbody>{row}</tbody></table><table>{row}</table><div>that oars<br>float</div></body></html>",
        "nothing": "<!-- -->",
    }
    files = [tmp_path / f"{name}.html" for name in pages]
    for file, text in zip(files, pages.values(), strict=True):
        file.write_text(text, "utf-8")
    ours, theirs = _with_both(files, tmp_path / "made")
    assert [*ours] == [*theirs]
    for file, made in ours.items():
        assert made[0] == theirs[file][0], file


def test_spoiled_word_files_raise_nothing_foreign(tmp_path):
    sound = itu_texts.to_docx(itu_texts.parse(DRAFT))
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    spoilt = {
        "deep": lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:p>" * 5000),
        "bomb": lambda xml: xml.replace(b"?>", b"?>" + bomb, 1),
        "cut": lambda xml: xml[: len(xml) // 2],
        "empty": lambda xml: b"",
        "nothing": lambda xml: b"\0" * 50,
        "prefix": lambda xml: xml.replace(b"xmlns:w=", b"xmlns:v=", 1),
    }
    files = []
    for name, change in spoilt.items():
        for part in ("word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"):
            files.append(tmp_path / f"{name} {part.replace('/', ' ')}.docx")
            with zipfile.ZipFile(io.BytesIO(sound)) as package, zipfile.ZipFile(files[-1], "w") as made:
                for each in package.namelist():
                    content = package.read(each)
                    made.writestr(each, change(content) if each == part else content)
    ours, theirs = _with_both(files, tmp_path / "made")
    refused = {file for file, made in ours.items() if isinstance(made, str)}
    assert {file for file, made in theirs.items() if isinstance(made, str)} <= refused
    differ = {Path(file).name for file in ours if file not in refused and ours[file][0] != theirs[file][0]}
    assert {name for name in differ if not name.startswith("bomb")} == set()  # a part that declares entities is lost


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

    def __init__(self, browser, where, **look):  # noqa: F811
        self.browser = browser
        browser._call("Network.enable")
        conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        on_disk = isinstance(where, Path)
        browser._call("Network.emulateNetworkConditions", offline=on_disk, **conditions)
        browser.open(f"{where.as_uri() if on_disk else where}#tongue=en", **look)
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
        self.until("shown !== null && !!shown.findings")

    def shown(self):
        """All that the page can show of its draft."""
        script = (
            "const done = arguments[0]; Promise.all(['findings', 'tasks', 'references'].map(need))"
            ".then(() => done(JSON.stringify(shown)))"
        )
        return json.loads(self.browser.driver.execute_async_script(script))

    def lines(self, tab):
        """What a tab lists."""
        self.browser.do(f"document.getElementById('tab-{tab}').click()")
        if tab in ("findings", "tasks", "references"):
            self.until(f"shown === null || !!shown.{tab}")
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
    assert [line for line in page.lines("findings") if line.startswith("doubled-word")]
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
    page.until("shown !== null && !!shown.findings")
    assert browser.run("document.getElementById('text').value") == DRAFT.replace("the the", "the")
    page.lines("outline")
    at = len(DRAFT[: DRAFT.index("b) that oars")].encode("utf-16-le")) // 2
    browser.do(f"go({at + 3})")
    assert browser.run("document.querySelector('#panel li.here').textContent") == "b) that oars float,"


@pytest.mark.browser
def test_what_is_taken_away_is_what_the_library_writes(page):
    """Real texts, if they are here, and those of six languages, in the browser and natively."""
    real = [
        *sorted((SHARED / "gold" / "wrc").glob("*.gold.txt"))[::11],
        *sorted((SHARED / "gold" / "fr").glob("*.gold.txt"))[:1],
    ]
    for path in [*real, *sorted((ROOT / "tests" / "editions").glob("ferries.*.txt"))]:
        text = path.read_text("utf-8").replace("\r\n", "\n")
        page.type(text)
        assert page.shown() == _shown("draft.txt", text.encode()), path
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
    browser.do("document.getElementById('tongue').focus()")
    reached = []
    for _ in range(8):
        browser.press("\ue004")  # the tabulator
        reached.append(browser.run("document.activeElement.id"))
    assert [each for each in reached if each] == ["file", "mend", "keep", "text", "tab-outline", "panel"]


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
    assert browser.run("document.querySelector('#panel ul').textContent").startswith("proposal.txtMOD A/1/1")


@pytest.mark.browser
def test_word_files_are_read_and_given_back(page, browser, tmp_path):  # noqa: F811
    real = sorted((SHARED / "real" / "word").glob("rec-t*.docx"))
    file = real[0] if real else tmp_path / "draft.docx"
    if not real:
        file.write_bytes(itu_texts.to_docx(itu_texts.parse(DRAFT)))
    browser.do("shown = null")
    browser.driver.find_element("id", "file").send_keys(str(file))
    page.until("shown !== null && !!shown.findings")
    assert browser.run("document.getElementById('text').readOnly")
    assert page.shown() == _shown(file.name, file.read_bytes())
    script = "const done = arguments[1]; ask('made', 'draft', arguments[0]).then(b => done(btoa(Array.from(b, c => String.fromCharCode(c)).join(''))))"
    for kind in ("comments", "tracked", "docx"):
        made = base64.b64decode(browser.driver.execute_async_script(script, kind))
        names = [zipfile.ZipFile(io.BytesIO(each)).namelist() for each in (made, workbench.made("draft", kind))]
        assert names[0] == names[1]
    page.browser.do("document.getElementById('text').readOnly = false; fixed = null; name = 'draft.txt'")
    page.type(DRAFT)
    assert b"doubled-word" in zipfile.ZipFile(
        io.BytesIO(base64.b64decode(browser.driver.execute_async_script(script, "comments")))
    ).read("word/comments.xml")


@pytest.mark.browser
def test_pdf_files_and_web_pages_are_read_and_others_are_refused(page, browser, tmp_path):  # noqa: F811
    typst = pytest.importorskip("typst")
    (tmp_path / "draft.typ").write_text("RESOLUTION 7\n\nRescue boats\n\n_resolves_\n\nto keep boats", "utf-8")
    typst.compile(str(tmp_path / "draft.typ"), output=str(tmp_path / "draft.pdf"))
    (tmp_path / "draft.html").write_text(itu_texts.to_html(itu_texts.parse(DRAFT)), "utf-8")
    for name in ("draft.pdf", "draft.html"):
        browser.do("shown = null")
        browser.driver.find_element("id", "file").send_keys(str(tmp_path / name))
        page.until("shown !== null && !!shown.findings")
        assert page.shown() == _shown(name, (tmp_path / name).read_bytes()), name
    for name, head, words in (
        ("draft.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "(.docx)"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture"),
    ):
        (tmp_path / name).write_bytes(head + bytes(600))
        browser.driver.find_element("id", "file").send_keys(str(tmp_path / name))
        page.until("document.querySelector('.refused') !== null")
        said = browser.run("document.getElementById('state').textContent")
        assert said.startswith(f"{name} cannot be read")
        assert words in said
        assert browser.run("name") == "draft.html"  # what was open is still there
    page.browser.do("document.getElementById('text').readOnly = false; fixed = null; name = 'draft.txt'")


@pytest.mark.browser
def test_a_finding_is_mended_in_the_page(page, browser):  # noqa: F811
    page.type(DRAFT)
    page.lines("page")
    page.until("document.querySelector('#panel iframe').contentDocument?.querySelector('.margin button') !== null")
    script = (
        "const all = [...document.querySelector('#panel iframe').contentDocument.querySelectorAll('.margin button')]"
    )
    browser.do(f"{script}; shown = null; all.find(each => each.textContent === 'Fix').click()")
    page.until("shown !== null && !!shown.findings")
    assert browser.run("document.getElementById('text').value") == DRAFT.replace("the the", "the")


@pytest.mark.browser
def test_the_folder_works_offline_from_its_second_visit_on(browser, built):  # noqa: F811
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built / "static")))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    page = Page(browser, address)
    page.until("navigator.serviceWorker.controller !== null")
    page.until("fetch('site.zip.bin').then(answer => answer.ok)")
    server.shutdown()
    server.server_close()
    page = Page(browser, address + "?again")
    page.type(DRAFT)
    assert any(line.startswith("1 to keep") for line in page.lines("outline"))


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
