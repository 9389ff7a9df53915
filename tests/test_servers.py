"""Editors ask about drafts: a plain client talks with the server, and the places of drafts keep their laws."""

import asyncio
import json
import os
import shutil
import subprocess
import sys

import pytest
from collected import collection_of
from conftest import ROOT
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import few
from together import for_all, refused

from itu_texts import Collection, InputError, ItuTextsError
from itu_texts.cli import main
from itu_texts.cli.lsp_server import Draft
from itu_texts.cli.mcp_server import Tools

DRAFT = """RESOLUTION 7 (REV. BUCHAREST, 2022)

Rescue boats 🛶

The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),

considering
a) that 🛶 boats leak, as Resolution 9 (Rev. Bucharest, 2022) says;
b) that oars float,

resolves
1 to keep a list 🛶 of boats, given considering a) above;
3 that boats on the the list of resolves 1 stay,

instructs the Secretary General
to report to the Council, as Resolution 9 (Guadalajara, 2010) says.
"""
OARS = (
    "RESOLUTION 9 (REV. BUCHAREST, 2022)\nOars\nThe Plenipotentiary Conference of the International Telecommunication Union"
    " (Bucharest, 2022),\nrecalling\nResolution 7 (Rev. Bucharest, 2022),\nresolves\nto row."
)
ASCIIDOC = """= Rescue boats
:doctype: resolution

[[first]]
== Scope 🛶

The *boats* &amp; oars of clause 2 🛶 stay at the the pier.

. to keep a _list_ of 🛶 boats;
. to publish it, as clause 1 says.

== Oars

Oars float the the way that they do.
"""


class Client:
    """An editor, as far as the protocol goes."""

    def __init__(self, *arguments, encodings=None):
        command = [sys.executable, "-m", "itu_texts", "serve", "--lsp", *map(str, arguments)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.number = 0
        self.published = {}
        general = {"positionEncodings": encodings} if encodings else {}
        self.offered = self.ask(
            "initialize", {"processId": None, "rootUri": None, "capabilities": {"general": general}}
        )
        self.tell("initialized", {})

    def tell(self, method, params, **more):
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def hear(self):
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            assert line or length or self.process.poll() is None, self.process.stderr.read().decode()
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, params):
        self.number += 1
        self.tell(method, params, id=self.number)
        while (heard := self.hear()).get("id") != self.number:
            self._keep(heard)
        assert "error" not in heard, heard
        return heard["result"]

    def _keep(self, heard):
        if heard.get("method") == "textDocument/publishDiagnostics":
            self.published[heard["params"]["uri"]] = heard["params"]["diagnostics"]

    def open(self, uri, text, language="plaintext"):
        """Open a file, and return what is odd in it."""
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.wait(uri)

    def change(self, uri, text):
        self.published.pop(uri, None)
        document = {"uri": uri, "version": 2}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self.wait(uri)

    def wait(self, uri):
        while uri not in self.published:
            self._keep(self.hear())
        return self.published[uri]

    def at(self, method, uri, text, words, inside=0, **more):
        """Ask about the place where some words stand in a text."""
        place = position(text, text.index(words) + inside)
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": place, **more})

    def close(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self.process.wait(60) == 0
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


def position(text, offset):
    """A place as the protocol counts it: lines, and units of UTF-16, from 0."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2].encode("utf-16-le")) // 2}


def words_at(text, place):
    """The words in a range of the protocol."""

    def offset(at):
        lines = text.split("\n")
        return sum(len(line) + 1 for line in lines[: at["line"]]) + len(
            lines[at["line"]].encode("utf-16-le")[: 2 * at["character"]].decode("utf-16-le")
        )

    return text[offset(place["start"]) : offset(place["end"])]


def changed(text, edits):
    """A text with the edits of the protocol."""
    lines = [*text.split("\n")]
    for edit in sorted(edits, key=lambda each: (each["range"]["start"]["line"], each["range"]["start"]["character"]))[
        ::-1
    ]:
        (start, end) = (edit["range"][name] for name in ("start", "end"))
        first = lines[start["line"]].encode("utf-16-le")[: 2 * start["character"]].decode("utf-16-le")
        last = (
            (lines[end["line"]] if end["line"] < len(lines) else "")
            .encode("utf-16-le")[2 * end["character"] :]
            .decode("utf-16-le")
        )
        lines[start["line"] : end["line"] + 1] = (first + edit["newText"] + last).split("\n")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acts")
    (folder / "oars.txt").write_text(OARS, "utf-8")
    with Collection.open(folder / "acts.db") as acts:
        acts.add(folder / "oars.txt")
    return folder / "acts.db"


@pytest.fixture(scope="module")
def client(file):
    pytest.importorskip("pygls")
    made = Client(file, "--manual", "https://example.org/diagnostics.html")
    yield made
    made.close()


URI = "file:///drafts/boats.txt"


@pytest.fixture(scope="module")
def found(client):
    return client.open(URI, DRAFT)


def test_what_is_odd_stands_at_its_words(found):
    told = {each["code"]: words_at(DRAFT, each["range"]) for each in found}
    assert told["doubled-word"] == "the the"
    assert told["near-addressee"] == "the Secretary General"
    assert told["numbering-gap"] == "3"
    links = {each["code"]: each["codeDescription"]["href"] for each in found}
    assert links["numbering-gap"] == "https://example.org/diagnostics.html#numbering-gap"
    assert {each["source"] for each in found} == {"itu-texts"}


def test_the_outline_and_the_folds(client, found):
    asked = {"textDocument": {"uri": URI}}
    [text] = client.ask("textDocument/documentSymbol", asked)
    assert text["detail"] == "Rescue boats 🛶"
    assert [each["name"] for each in text["children"]] == ["considering", "resolves", "instructs the Secretary General"]
    assert [each["name"].split()[0] for each in text["children"][1]["children"]] == ["1", "3"]
    assert words_at(DRAFT, text["children"][1]["range"]).startswith("resolves\n1 to keep")
    folds = {(each["startLine"], each["endLine"]) for each in client.ask("textDocument/foldingRange", asked)}
    assert (10, 12) in folds


def test_what_is_cited_is_shown_and_found(client, found, file):
    shown = client.at("hover", URI, DRAFT, "considering a) above", 3)
    assert "that 🛶 boats leak" in shown["contents"]["value"]
    assert words_at(DRAFT, shown["range"]) == "considering a)"
    shown = client.at("hover", URI, DRAFT, "Resolution 9", 5)
    assert "Oars" in shown["contents"]["value"]
    assert "latest edition in this collection" in shown["contents"]["value"]
    old = client.at("hover", URI, DRAFT, "Resolution 9 (Guad", 5)
    assert "superseded by Resolution 9 (Rev. Bucharest, 2022)" in old["contents"]["value"]
    assert client.at("hover", URI, DRAFT, "that oars") is None
    here = client.at("definition", URI, DRAFT, "considering a) above", 3)
    assert here["uri"] == URI
    assert words_at(DRAFT, here["range"]).startswith("a) that 🛶 boats leak")
    there = client.at("definition", URI, DRAFT, "Resolution 9", 5)
    assert there["uri"] == (file.parent / "oars.txt").as_uri()
    assert there["range"]["start"] == {"line": 0, "character": 0}


def test_what_cites_it_is_found(client, found, file):
    more = {"context": {"includeDeclaration": False}}
    [here] = client.at("references", URI, DRAFT, "a) that 🛶", 1, **more)
    assert words_at(DRAFT, here["range"]) == "considering a)"
    [there] = client.at("references", URI, DRAFT, "RESOLUTION 7", 3, **more)
    assert there["uri"] == (file.parent / "oars.txt").as_uri()
    assert words_at(OARS, there["range"]).startswith("Resolution 7")


def test_fixes_and_renumbering_are_offered(client, found):
    double = next(each for each in found if each["code"] == "doubled-word")
    asked = {"textDocument": {"uri": URI}, "range": double["range"], "context": {"diagnostics": [double]}}
    actions = client.ask("textDocument/codeAction", asked)
    assert {each["title"] for each in actions} == {"Delete “the”", "Renumber"}
    by = {each["kind"]: each["edit"]["changes"][URI] for each in actions}
    assert changed(DRAFT, by["quickfix"]) == DRAFT.replace("on the the list", "on the list")
    assert changed(DRAFT, by["source"]) == DRAFT.replace("\n3 that", "\n2 that")


def test_labels_and_names_are_completed(client, file):
    uri = "file:///drafts/other.txt"
    text = DRAFT.replace("3 that boats on the the list of resolves 1 stay,", "")
    lines = f"{text}\nas reso and Resol\n"
    client.open(uri, lines)
    named = {each["label"] for each in client.at("completion", uri, lines, "as reso", 7)}
    assert "resolves 1" in named
    cited = client.at("completion", uri, lines, "Resol\n", 5)
    [edit] = [each["textEdit"] for each in cited if each["label"] == "Resolution 9 (Rev. Bucharest, 2022)"]
    assert words_at(lines, edit["range"]) == "Resol"
    label = client.at("completion", uri, lines, "\n\ninstructs", 0)
    assert [each["label"] for each in label] == ["2\t"]  # an empty line is offered nothing else


def test_a_file_that_is_not_open_gets_a_sentence(client):
    uri = "file:///nowhere/missing.txt"
    assert "Traceback" not in refused(
        AssertionError,
        r"missing\.txt is not open",
        client.ask,
        "textDocument/documentSymbol",
        {"textDocument": {"uri": uri}},
    )


def test_a_draft_is_checked_anew_when_it_changes(client):
    uri = "file:///drafts/changing.md"
    assert "doubled-word" in {each["code"] for each in client.open(uri, DRAFT, "markdown")}
    mended = DRAFT.replace("the the", "the")
    assert "doubled-word" not in {each["code"] for each in client.change(uri, mended)}
    client.published.pop(uri)
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.wait(uri) == []


def test_asciidoc_has_its_places_in_the_file(client):
    uri = "file:///drafts/boats.adoc"
    found = client.open(uri, ASCIIDOC, "asciidoc")
    doubled = [each for each in found if each["code"] == "doubled-word"]
    assert [words_at(ASCIIDOC, each["range"]) for each in doubled] == ["the the"] * 2
    assert [each["range"]["start"]["line"] for each in doubled] == [6, 13]
    asked = {"textDocument": {"uri": uri}, "range": doubled[0]["range"], "context": {"diagnostics": []}}
    [fix, *_] = client.ask("textDocument/codeAction", asked)
    assert changed(ASCIIDOC, fix["edit"]["changes"][uri]) == ASCIIDOC.replace("at the the pier", "at the pier")
    assert client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})


def test_a_form_feed_and_other_breaks_are_no_lines(client):
    uri = "file:///drafts/pages.txt"
    text = DRAFT.replace("considering\n", "\fconsidering\n").replace("list 🛶", "list\u2028 🛶")
    found = client.open(uri, text)
    assert [words_at(text, each["range"]) for each in found if each["code"] == "doubled-word"] == ["the the"]


@for_all("name, text", {"a.txt": "", "b.txt": "%PDF-1.4", "c.txt": "\0\0", "d.adoc": "", "e.md": "\ud83d"}.items())
def test_whatever_is_open_nothing_fails(client, name, text):
    uri = f"file:///drafts/{name}"
    client.open(uri, text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    asked = {"textDocument": {"uri": uri}}
    place = {"position": {"line": 3, "character": 9}}
    client.ask("textDocument/documentSymbol", asked)
    for method in ("hover", "definition", "completion"):
        client.ask(f"textDocument/{method}", {**asked, **place})
    client.ask("textDocument/references", {**asked, **place, "context": {"includeDeclaration": True}})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-32"])
def test_an_editor_may_count_otherwise(encoding):
    pytest.importorskip("pygls")
    client = Client(encodings=[encoding])
    assert client.offered["capabilities"]["positionEncoding"] == encoding
    [double] = [
        each for each in client.open(URI, "resolves\n1 to row 🛶 é the the boats") if each["code"] == "doubled-word"
    ]
    client.close()
    before = {"utf-8": 17, "utf-32": 13}[encoding]
    assert double["range"]["start"] == {"line": 1, "character": before}
    assert double["range"]["end"] == {"line": 1, "character": before + 7}


# ---------------------------------------------------------------------- places


@few
@given(st.text(alphabet="ab 🛶é\n\r\f\u2028", max_size=40), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_each_offset_is_a_place_and_back(text, encoding):
    draft = Draft(text, "draft.txt", encoding)
    for offset in range(len(text) + 1):
        if (text[offset - 1 : offset + 1] != "\r\n" and text[offset : offset + 1] != "\n") or offset == len(text):
            assert draft.offset(*draft.position(offset)) == offset
    assert draft.offset(10**6, 0) == len(text)


def asciidocs():
    words = ("boats", "🛶", "*oars*", "_sails_", "&amp;", "`keel`", "<<first>>", "the the", "é", "{nbsp}")
    line = st.lists(st.sampled_from(words), min_size=1, max_size=8).map(" ".join)
    block = st.one_of(line, line.map("== {}".format), line.map(". {}".format), line.map("|===\n|{0} |x\n|===".format))
    return st.lists(block, min_size=1, max_size=6).map("\n\n".join)


@few
@example("== &amp;\n\n&amp; *oars* <<first>> *oars*")  # the second of two words is not taken for the first
@given(asciidocs())
def test_words_of_asciidoc_stand_where_the_file_has_them(text):
    draft = Draft(f"= Boats\n\n[[first]]\n{text}\n", "draft.adoc")
    source = draft.document.source.text
    for word in ("boats", "🛶", "oars", "keel"):
        printed = [at for at in range(len(source)) if source.startswith(word, at)]
        written = [at for at in range(len(draft.text)) if draft.text.startswith(word, at)]
        places = [draft.exact(at, at + len(word)) for at in printed]
        if len(printed) == len(written):
            assert [place[0] for place in places if place] == [
                at for at, place in zip(written, places, strict=True) if place
            ]
    for at in range(len(source)):
        start, end = draft.place(at, at + 1)
        assert 0 <= start <= end <= len(draft.text)
        if draft.exact(at, at + 1):
            assert source[draft.inside(start)] == source[at]


def test_a_real_recommendation_in_asciidoc(shared):
    for path in sorted((shared / "real" / "adoc").glob("*.adoc"))[:1] + sorted(
        (shared / "corpus" / "wtsa").glob("*.adoc")
    ):
        draft = Draft(path.read_text("utf-8"), path.name)
        words = [(at, at + 40) for at in range(0, len(draft.document.source.text), 997)]
        exact = sum(draft.exact(*each) is not None for each in words)
        assert exact > len(words) / 2, path


# ---------------------------------------------------------------------- Neovim

LUA = """
local done = {}
vim.cmd.edit(vim.env.DRAFT)
local client = vim.lsp.start({name = "itu-texts", cmd = {vim.env.PYTHON, "-m", "itu_texts", "serve", "--lsp"}})
local function words(range)
  local function column(place)
    local line = vim.api.nvim_buf_get_lines(0, place.line, place.line + 1, false)[1]
    return vim.str_byteindex(line, place.character, vim.lsp.get_client_by_id(client).offset_encoding == "utf-16")
  end
  local start, stop = range.start, range["end"]
  return table.concat(vim.api.nvim_buf_get_text(0, start.line, column(start), stop.line, column(stop), {}), "\\n")
end
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end)
for _, each in ipairs(vim.diagnostic.get(0)) do
  done[each.code] = table.concat(vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {}), "\\n")
end
vim.fn.search("considering a) above")
local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(), 60000)
local hover = answers[client].result
io.stdout:write(vim.json.encode({codes = done, hover = hover.contents.value, cited = words(hover.range)}))
"""


@pytest.mark.neovim
@pytest.mark.parametrize("name", ["boats.txt", "boats.md"])
def test_neovim_shows_what_the_server_says(tmp_path, name):
    pytest.importorskip("pygls")
    if shutil.which("nvim") is None:
        pytest.skip("Neovim is not here")
    (tmp_path / name).write_text(DRAFT, "utf-8")
    (tmp_path / "ask.lua").write_text(LUA, "utf-8")
    command = ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-l", str(tmp_path / "ask.lua")]
    places = {"DRAFT": str(tmp_path / name), "PYTHON": sys.executable, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=200, check=False, env={**os.environ, **places}
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["codes"]["doubled-word"] == "the the"
    assert told["codes"]["near-addressee"] == "the Secretary General"
    assert "that 🛶 boats leak" in told["hover"]
    assert told["cited"] == "considering a)"


# ---------------------------------------------------------------------- agents ask a collection: the tools of the server, by themselves and through the client of the official SDK


TEXTS = {
    "boats_2018.txt": "RESOLUTION 7 (REV. DUBAI, 2018)\nRescue boats\nThe Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),\n"
    "considering\na) that boats leak;\nb) that oars float,\nresolves\n1 to keep a list of all boats;\n"
    "2 to publish the list once a year,\ninstructs the Secretary-General\nto count the boats by 1 March 2031.",
    "boats_2022.txt": "RESOLUTION 7 (REV. BUCHAREST, 2022)\nRescue boats\nThe Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),\n"
    "considering\na) that boats leak;\nb) that oars float,\nresolves\n1 to keep a list of all boats;\n"
    "2 that “boats” which leak shall not be sent out;\n3 to publish the list twice a year,\n"
    "instructs the Secretary-General\nto keep the list.",
    "bateaux_2022.txt": "RÉSOLUTION 7 (RÉV. BUCHAREST, 2022)\nCanots de sauvetage\nLa Conférence de plénipotentiaires de l'Union internationale des télécommunications (Bucharest, 2022),\n"
    "décide\n1 de tenir une liste de tous les canots;\n2 de la publier.",
    "oars.txt": "RESOLUTION 9 (BUCHAREST, 2022)\nOars\nThe Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),\nrecalling\n"
    "Resolution 7 (Rev. Bucharest, 2022), in particular resolves 2 thereof,\nresolves\nto row.",
}
QUOTED = "boats which leak shall not be sent out"


@pytest.fixture(scope="module")
def collection_file(tmp_path_factory):
    return collection_of(tmp_path_factory.mktemp("acts"), TEXTS)


@pytest.fixture(scope="module")
def tools(collection_file):
    with Collection.open(collection_file, write=False) as acts:
        yield Tools(acts)


def _stands(row, collection_file):
    """A row says where it stands so that the words can be checked in the file."""
    source = TEXTS[row["file"].replace("\\", "/").rpartition("/")[2]]
    assert row["iri"].startswith("/akn/un/statement/"), row
    return " ".join(source[row["start"] : row["end"]].split())


def test_what_is_found_can_be_read_by_its_iri(tools, collection_file):
    found = tools.search("leak sent out")
    assert found["rows"][0]["address"] == "resolves"
    assert found["count"] == len(found["rows"])
    read = tools.read(found["rows"][0]["iri"])
    assert read["address"] == "resolves"
    assert read["parts"] == ["resolves 1", "resolves 2", "resolves 3"]
    assert read["words"] == " ".join(_stands(read, collection_file).split())


def test_an_answer_without_rows_says_so(tools):
    nothing = [tools.search("zeppelins"), tools.cites(of="Resolution 8"), tools.mandates(before="1999-01-01")]
    assert [answer["rows"] for answer in nothing] == [[]] * 3
    assert all("Nothing was found in this collection" in answer["told"] for answer in nothing)
    assert "told" not in tools.search("boats")


def test_find_takes_filters(tools):
    identifiers = lambda **asked: [row["identifier"] for row in tools.search("boats leak", **asked)["rows"]]  # noqa: E731
    both = {"Resolution 7 (Rev. Dubai, 2018)", "Resolution 7 (Rev. Bucharest, 2022)"}
    assert {*identifiers()} == both
    assert {*identifiers(latest=True)} == {"Resolution 7 (Rev. Bucharest, 2022)"}
    assert {*identifiers(role="preamble", identifier="Resolution 7 (Rev. Dubai, 2018)")} == {
        "Resolution 7 (Rev. Dubai, 2018)"
    }
    assert identifiers(identifier="Resolution 9") == identifiers(language="zh") == []
    first, second = (tools.search("boats", limit=1, start=start) for start in (0, 1))
    assert first["count"] == second["count"] > first["next"] == 1
    assert first["rows"] != second["rows"]


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("Resolution 7 (Rev. Bucharest, 2022), resolves 2", ""),
        ("Resolution 7 (Rev. Bucharest, 2022)", "resolves 2"),
        ("resolves 2 of Resolution 7 (Rev. Bucharest, 2022)", ""),
        ("Resolution 7 / resolves 2", ""),
        ("Resolution 7 resolves 2", ""),
    ],
)
def test_a_place_is_named_as_texts_cite_it(tools, collection_file, place, address):
    read = tools.read(place, address)
    assert (read["identifier"], read["address"]) == ("Resolution 7 (Rev. Bucharest, 2022)", "resolves 2")
    assert read["words"] == "2 that “boats” which leak shall not be sent out;" == _stands(read, collection_file)
    assert read["standing"].startswith("latest edition")
    assert read["is_latest"]
    assert read["ground"]["words"] == "RESOLUTION 7 (REV. BUCHAREST, 2022)"
    assert tools.read(read["iri"])["iri"] == read["iri"]


@for_all(
    "typed, meant",
    [
        ("res. 7 pp", "Resolution 7 (Rev. Bucharest, 2022)"),
        ("Res 7 Dubai", "Resolution 7 (Rev. Dubai, 2018)"),
        ("RESOLUTION 7, rev. Bucharest 2022", "Resolution 7 (Rev. Bucharest, 2022)"),
        (
            "Resolution 7 (Dubai 2018)",
            "has no Resolution 7 (Dubai, 2018); there is Resolution 7 (Rev. Dubai, 2018), Resolution 7 (Rev. Bucharest, 2022)",
        ),
        ("Res 7 2018", "Resolution 7 (Rev. Dubai, 2018)"),
        ("Res. 8", "has no Resolution 8"),
    ],
)
def test_what_people_type_means_the_same_text_at_each_door(tools, collection_file, ran, typed, meant):
    acts, is_there = tools._acts, meant.startswith("Resolution")
    doors = {
        "text": lambda: str(acts.text(typed).identifier),
        "place": lambda: str(acts.at(typed).identifier),
        "history": lambda: acts.history(typed)[-1].identifier,
        "citing": lambda: meant if acts.cites(by=typed) is not None else "",
        "server": lambda: tools.read(typed)["identifier"],
    }
    for name, door in doors.items():
        assert meant in (door() if is_there else refused(InputError, None, door)), name
    said = ran(0 if is_there else 2, ["history", str(collection_file), typed, "--to", "csv"])
    assert meant in (said.out.splitlines()[-1] if is_there else said.err)


def test_what_had_ended_says_so_with_its_ground(tools):
    read = tools.read("Resolution 7 (Rev. Dubai, 2018)")
    assert read["standing"] == "superseded by Resolution 7 (Rev. Bucharest, 2022)"
    assert not read["is_latest"]
    assert read["ground"]["words"]
    assert read["ground"]["file"].endswith("boats_2022.txt")


def test_a_text_can_be_read_in_another_language(tools):
    french = tools.read("Resolution 7", language="fr")
    assert (french["title"], french["language"]) == ("Canots de sauvetage", "fr")
    assert "/fra@" in french["iri"]
    assert tools.read(french["iri"])["language"] == "fr"
    assert tools.read("Résolution 7, décide 1".replace("Ré", "Re"), language="fr")["words"].startswith("1 de tenir")


def test_a_long_text_is_read_in_parts(tools, monkeypatch):
    whole = tools.read("Resolution 7")["words"]
    monkeypatch.setattr("itu_texts.cli.mcp_server._PAGE", 50)
    read, start = "", 0
    while start is not None:
        page = tools.read("Resolution 7", start=start)
        read, start = read + page["words"], page.get("next")
    assert read == whole


def test_tasks_and_citations_have_their_places(tools, collection_file):
    tasks = tools.mandates("Secretary-General", latest=True)["rows"]
    assert [(row["identifier"], row["words"]) for row in tasks] == [
        ("Resolution 7 (Rev. Bucharest, 2022)", "to keep the list.")
    ]
    assert _stands(tasks[0], collection_file) == "to keep the list."
    assert len(tools.mandates("SG")["rows"]) == 2
    assert [row["ends"] for row in tools.mandates(before="2032")["rows"]] == ["2031-03-01"]
    cited = tools.cites(of="Resolution 7")["rows"]
    assert {row["identifier"] for row in cited} == {"Resolution 9 (Bucharest, 2022)"}
    assert all("Resolution 7" in _stands(row, collection_file) for row in cited)
    assert {row["cited"] for row in tools.cites(by="Resolution 9")["rows"]} == {"Resolution 7 (Rev. Bucharest, 2022)"}


def test_editions_are_compared(tools, collection_file):
    found = tools.diff("Resolution 7")
    assert (found["old"]["identifier"], found["new"]["identifier"]) == (
        "Resolution 7 (Rev. Dubai, 2018)",
        "Resolution 7 (Rev. Bucharest, 2022)",
    )
    [added] = [row for row in found["rows"] if row["kind"] == "added"]
    assert "old" not in added
    assert QUOTED in _stands(added["new"], collection_file).replace("“", "").replace("”", "")
    assert found["rows"] == tools.diff("Resolution 7", earlier="Resolution 7 (Rev. Dubai, 2018)")["rows"]
    refused(InputError, "no edition before", tools.diff, "Resolution 9")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (QUOTED, True),
        ("That “boats” which leak shall NOT be sent out.", True),
        ("boats ... shall not be sent out", True),
        ("boats which leak shall be sent out", False),
        ("sent out ... boats", False),
        ("boat", False),
        ("to keep a list", False),
    ],
)
def test_a_quotation_is_verified(tools, words, said):
    answer = tools.verify("Resolution 7 (Rev. Bucharest, 2022), resolves 2", words)
    assert answer["said"] is said
    assert answer["words"] == "2 that “boats” which leak shall not be sent out;"


def test_words_that_stand_elsewhere_are_found_there(tools):
    answer = tools.verify("Resolution 7 (Rev. Bucharest, 2022), resolves 2", "to keep a list of all boats")
    assert [place["address"] for place in answer["elsewhere"]] == ["resolves 1"]
    assert [(each["identifier"], each["address"]) for each in answer["other_editions"]] == [
        ("Resolution 7 (Rev. Dubai, 2018)", "resolves 1")
    ]
    new = tools.verify("Resolution 7, resolves", QUOTED)
    assert new["said"]
    assert new["exactly"] is False
    assert new["elsewhere"] == new["other_editions"] == []


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda tools: tools.read("Resolution 71 (Rev. Dubai, 2018)"), "has no Resolution 71"),
        (lambda tools: tools.read("Resolution 7 (Rev. Bucharest, 2022), resolves 9"), "resolves 9"),
        (lambda tools: tools.read("the boats"), "no text is named"),
        (lambda tools: tools.read("Resolution 7, 9"), "'9'"),
        (lambda tools: tools.read("section 9 of Resolution 7"), "there is nothing at 'section 9'"),
        (lambda tools: tools.cites(of="Resolutions 7 and 9"), "not the identifier of a text"),
        (lambda tools: tools.read("x " * 999), "at most"),
        (lambda tools: tools.read("/akn/un/statement/none"), "has no /akn"),
        (lambda tools: tools.verify("Resolution 7", "..."), "no words"),
        (lambda tools: tools.search("?"), "words"),
        (lambda tools: tools.mandates("Harbour Master"), "no addressee"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(tools, ask, why):
    refused(ItuTextsError, why, ask, tools)


@pytest.mark.long
def test_the_client_of_the_sdk_asks_over_standard_input(collection_file):
    pytest.importorskip("mcp")
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters

    async def talk():
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "itu_texts", "serve", "--mcp", str(collection_file)]
        )
        async with Client(command) as client:
            listed = (await client.list_tools()).tools
            place = "Resolution 7 (Rev. Bucharest, 2022), resolves 2"
            said = await client.call_tool("verify", {"citation": place, "words": QUOTED})
            unsaid = await client.call_tool("verify", {"citation": place, "words": QUOTED.replace("not ", "")})
            nothing = await client.call_tool("search", {"query": "zeppelins"})
            wrong = await client.call_tool("read", {"place": "Resolution 8"})
            unknown = await client.call_tool("mandates", {"deadline": "2027"})
            return client.instructions, listed, said, unsaid, nothing, wrong, unknown

    before = collection_file.read_bytes()
    instructions, listed, said, unsaid, nothing, wrong, unknown = asyncio.run(talk())
    assert "2 texts, in\nen, fr." in instructions
    assert {tool.name for tool in listed} == {"search", "read", "mandates", "cites", "diff", "verify"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in listed)
    assert not said.is_error
    assert json.loads(said.content[0].text)["said"] is True
    assert json.loads(unsaid.content[0].text)["said"] is False
    assert QUOTED in json.loads(unsaid.content[0].text)["words"].replace("“", "").replace("”", "")
    assert "Nothing was found" in nothing.content[0].text
    assert wrong.is_error
    assert "has no Resolution 8" in wrong.content[0].text
    assert unknown.is_error
    assert "deadline" in unknown.content[0].text
    assert collection_file.read_bytes() == before


def test_serve_wants_to_know_what(ran, tmp_path):
    assert main(["serve", "acts.db"]) == 2
    assert main(["serve", "--mcp"]) == 2
    told = ran(2, ["serve", "--mcp", str(tmp_path / "none.db")]).err.splitlines()
    assert len(told) == 3
    assert "no such collection" in told[2]


def test_the_answer_in_the_manual_is_given(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "how-to" / "agents.md").read_text("utf-8")
    shown = json.loads(page.rpartition("```json\n")[2].partition("```")[0])
    monkeypatch.chdir(ROOT / "docs" / "files")
    with Collection.open(tmp_path / "acts.db") as acts:
        acts.add(["lakes_2018.txt", "lakes_draft.txt"])
        place = "Resolution 7 (Rev. Hilltop, 2022), resolves 2"
        assert Tools(acts).verify(place, "to publish the list once a year") == shown
