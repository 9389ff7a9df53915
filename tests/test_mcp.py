"""Agents ask a collection: the tools of the server, by themselves and through the client of the official SDK."""

import asyncio
import json
import sys

import pytest
from collected import collection_of
from conftest import ROOT

from itu_texts import Collection, InputError, ItuTextsError
from itu_texts.cli import main
from itu_texts.cli.mcp_server import Tools

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
def file(tmp_path_factory):
    return collection_of(tmp_path_factory.mktemp("acts"), TEXTS)


@pytest.fixture(scope="module")
def tools(file):
    with Collection.open(file, write=False) as acts:
        yield Tools(acts)


def _stands(row, file):
    """A row says where it stands so that the words can be checked in the file."""
    source = TEXTS[row["file"].replace("\\", "/").rpartition("/")[2]]
    assert row["iri"].startswith("/akn/un/statement/"), row
    return " ".join(source[row["start"] : row["end"]].split())


def test_what_is_found_can_be_read_by_its_iri(tools, file):
    found = tools.search("leak sent out")
    assert found["rows"][0]["address"] == "resolves"
    assert found["count"] == len(found["rows"])
    read = tools.read(found["rows"][0]["iri"])
    assert read["address"] == "resolves"
    assert read["parts"] == ["resolves 1", "resolves 2", "resolves 3"]
    assert read["words"] == " ".join(_stands(read, file).split())


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
def test_a_place_is_named_as_texts_cite_it(tools, file, place, address):
    read = tools.read(place, address)
    assert (read["identifier"], read["address"]) == ("Resolution 7 (Rev. Bucharest, 2022)", "resolves 2")
    assert read["words"] == "2 that “boats” which leak shall not be sent out;" == _stands(read, file)
    assert read["standing"].startswith("latest edition")
    assert read["is_latest"]
    assert read["ground"]["words"] == "RESOLUTION 7 (REV. BUCHAREST, 2022)"
    assert tools.read(read["iri"])["iri"] == read["iri"]


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


def test_tasks_and_citations_have_their_places(tools, file):
    tasks = tools.mandates("Secretary-General", latest=True)["rows"]
    assert [(row["identifier"], row["words"]) for row in tasks] == [
        ("Resolution 7 (Rev. Bucharest, 2022)", "to keep the list.")
    ]
    assert _stands(tasks[0], file) == "to keep the list."
    assert len(tools.mandates("SG")["rows"]) == 2
    assert [row["ends"] for row in tools.mandates(before="2032")["rows"]] == ["2031-03-01"]
    cited = tools.cites(of="Resolution 7")["rows"]
    assert {row["identifier"] for row in cited} == {"Resolution 9 (Bucharest, 2022)"}
    assert all("Resolution 7" in _stands(row, file) for row in cited)
    assert {row["cited"] for row in tools.cites(by="Resolution 9")["rows"]} == {"Resolution 7 (Rev. Bucharest, 2022)"}


def test_editions_are_compared(tools, file):
    found = tools.diff("Resolution 7")
    assert (found["old"]["identifier"], found["new"]["identifier"]) == (
        "Resolution 7 (Rev. Dubai, 2018)",
        "Resolution 7 (Rev. Bucharest, 2022)",
    )
    [added] = [row for row in found["rows"] if row["kind"] == "added"]
    assert "old" not in added
    assert QUOTED in _stands(added["new"], file).replace("“", "").replace("”", "")
    assert found["rows"] == tools.diff("Resolution 7", earlier="Resolution 7 (Rev. Dubai, 2018)")["rows"]
    with pytest.raises(InputError, match="no edition before"):
        tools.diff("Resolution 9")


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
    with pytest.raises(ItuTextsError, match=why):
        ask(tools)


@pytest.mark.long
def test_the_client_of_the_sdk_asks_over_standard_input(file):
    pytest.importorskip("mcp")
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters

    async def talk():
        command = StdioServerParameters(command=sys.executable, args=["-m", "itu_texts", "serve", "--mcp", str(file)])
        async with Client(command) as client:
            listed = (await client.list_tools()).tools
            place = "Resolution 7 (Rev. Bucharest, 2022), resolves 2"
            said = await client.call_tool("verify", {"citation": place, "words": QUOTED})
            unsaid = await client.call_tool("verify", {"citation": place, "words": QUOTED.replace("not ", "")})
            nothing = await client.call_tool("search", {"query": "zeppelins"})
            wrong = await client.call_tool("read", {"place": "Resolution 8"})
            unknown = await client.call_tool("mandates", {"deadline": "2027"})
            return client.instructions, listed, said, unsaid, nothing, wrong, unknown

    before = file.read_bytes()
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
    assert file.read_bytes() == before


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
