"""The examples do what they say."""

import asyncio
import copy
import io
import json
import pickle
import runpy

import attrs
import pytest
from conftest import ROOT
from test_tables import file  # noqa: F401
from together import for_all, refused

import itu_texts
from itu_texts import Document, InputError, Item, Node, Paragraph
from itu_texts.formats.tables.rows import What
from itu_texts.tree import nodes


def run(script, capsys, path):
    runpy.run_path(str(script))["main"](str(path))
    return capsys.readouterr()


def test_export_json(examples, capsys):
    captured = run(examples / "export_json.py", capsys, examples / "proposal.txt")
    assert itu_texts.from_json(captured.out) == itu_texts.parse_file(examples / "proposal.txt")
    assert "proposal.txt:18:1: warning" in captured.err


def test_who_does_what(examples, capsys):
    captured = run(examples / "who_does_what.py", capsys, examples / "resolution.txt")
    assert captured.out.splitlines()[:4] == [
        "NOT_NAMED  shall      resolves 1: that the form of beacon messages shall be that of Annex 1 to this Resolution;",
        "ADMINISTRATIONS shall      resolves 2: observe the following limits:",
        "DIR_BR     instructs  instructs the Director of the Radiocommunication Bureau 1: to keep a list of beacons, and to publish it once a year;",
        "DIR_BR     instructs  instructs the Director of the Radiocommunication Bureau 2: to review the limits in resolves 2 and to report to the next plenipotentiary conference,",
    ]


def test_walk_clauses(examples, capsys):
    captured = run(examples / "walk_clauses.py", capsys, examples / "resolution.txt")
    assert "    preamble    9 items, 3 levels  considering\n" in captured.out


def test_volume(examples, capsys):
    captured = run(examples / "volume.py", capsys, examples / "session.txt")
    assert captured.out.splitlines() == [
        "SUP KEEP/12/2    Resolution 4 (Harbourtown, 2014): Oil lamps, 0 clauses",
        "MOD KEEP/12/3    Resolution 9 (Rev. Harbourtown, 2022): Lights for developing coasts, 3 clauses",
    ]


def test_a_treaty_and_a_session_document(examples):
    treaty = itu_texts.parse_file(examples / "treaty.txt")
    assert treaty.at("No. 3A a bis)").text == "to keep the keepers of the lights awake;"
    assert [cited.target for cited in itu_texts.references(treaty)] == [
        treaty.at(address) for address in ("No. 8", "Article 1", "No. 5")
    ]
    session = itu_texts.parse_file(examples / "session.txt")
    found = list(itu_texts.find(session, itu_texts.Amendment))
    assert [(each.action, each.proposal or each.provision, each.reasons is not None) for each in found] == [
        ("MOD", "KEEP/12/1", True),
        ("ADD", "6A", False),
        ("SUP", "KEEP/12/2", True),
        ("MOD", "KEEP/12/3", False),
    ]
    assert not session.diagnostics


def test_the_french_example_tells_the_same_as_an_english_one_would(examples):
    document = itu_texts.parse_file(examples / "resolution_fr.txt", language="fr")
    (text,) = document.texts
    assert document.diagnostics == ()
    assert str(text.identifier) == "Resolution 999 (Rev. Lac-sur-Mer, 2022)"
    concepts = [clause.heading.concept for clause in text.clauses]
    assert concepts == ["RECALLING", "CONSIDERING", "RESOLVES", "INSTRUCTS", "INVITES"]
    told = [(task.addressee.concept, task.address) for task in itu_texts.who_does_what(document)]
    assert [who for who, _ in told] == ["SG", "SG", "MEMBER_STATES", "SECTOR_MEMBERS"]
    cited = [found.target for found in itu_texts.references(document) if found.kind == "clause" and found.target]
    assert cited == [text.at("décide 1")]


def test_so_does_the_chinese_example(examples):
    document = itu_texts.parse_file(examples / "resolution_zh.txt", language="zh")
    (text,) = document.texts
    assert document.diagnostics == ()
    assert str(text.identifier) == "Resolution 999 (Rev. 湖滨, 2022)"
    assert text.identifier.body == "PP"
    concepts = [clause.heading.concept for clause in text.clauses]
    assert concepts == ["RECALLING", "CONSIDERING", "RESOLVES", "INSTRUCTS", "INVITES"]
    tasks = list(itu_texts.who_does_what(document))
    assert [task.addressee.concept for task in tasks] == ["SG", "SG", "MEMBER_STATES", "SECTOR_MEMBERS"]
    assert [when.value for when in tasks[1].when] == ["P1Y"]
    cited = [found.target for found in itu_texts.references(document) if found.kind == "clause" and found.target]
    assert cited == [text.at("做出决议 1")]


# ---------------------------------------------------------------------- the recipes of the manual work: a service, a retriever, and what Datasette is told of a collection


FOLDER = ROOT / "examples" / "recipes"


def _asked(app, *paths):
    """The answers of a service, without a network."""
    httpx = pytest.importorskip("httpx")

    async def answers():
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(answers())


@pytest.mark.services
def test_a_service_answers(file, monkeypatch):  # noqa: F811
    pytest.importorskip("fastapi")
    monkeypatch.setenv("ACTS", str(file))
    made = runpy.run_path(str(FOLDER / "service.py"))
    paths = ("/search?q=boats", "/mandates/SG?before=2032", "/cites/Resolution 9", "/cites/boats")
    found, tasks, citing, wrong = _asked(made["app"], *paths)
    made["acts"].close()
    assert {row["identifier"] for row in found.json()} == {"Resolution 7 (Lakeside, 2018)"}
    assert [row["ends"] for row in tasks.json()] == ["2031-03-01"]
    assert [row["words"] for row in citing.json()] == ["Resolution 9 (Lakeside, 2014)"]
    assert wrong.status_code == 400
    assert "boats" in wrong.json()["detail"]


@pytest.mark.services
def test_a_retriever_finds_chunks_with_their_places(file):  # noqa: F811
    pytest.importorskip("langchain_core")
    made = runpy.run_path(str(FOLDER / "retriever.py"))
    [document] = made["ItuTexts"](collection=str(file), limit=1).invoke("Who counts the boats?")
    assert "to count the boats" in document.page_content
    assert document.metadata["iri"].startswith("/akn/")
    assert document.metadata["identifier"] == "Resolution 7 (Lakeside, 2018)"


@pytest.mark.tables
def test_datasette_takes_the_metadata(file):  # noqa: F811
    app = pytest.importorskip("datasette.app")
    metadata = json.loads((FOLDER / "metadata.json").read_text("utf-8"))

    async def answers():
        served = app.Datasette([str(file)], metadata=metadata)
        paths = (
            "/acts/deadlines.json?day=2032-01-01&_shape=array",
            "/acts/most_cited.json?_shape=array",
            "/acts/all_tasks",
        )
        return [await served.client.get(path) for path in paths]

    deadlines, cited, page = asyncio.run(answers())
    assert [(row["ends"], row["addressee"]) for row in deadlines.json()] == [("2031-03-01", "SG")]
    assert [(row["cited"], row["times"]) for row in cited.json()] == [("Resolution 9 (Lakeside, 2014)", 1)]
    assert "Who must do what" in page.text


# ---------------------------------------------------------------------- the library in the hand: nodes that stay where they are, short forms, rows, and what is exported


TEXT = """RESOLUTION 1 (LAKESIDE, 2019)
Boats & <oars>
The ITU Council,
considering
a) that boats leak, as Resolution 2 (Lakeside, 2018) says;
c) that oars float,
instructs the Secretary-General
1 to mend boats:
i) at sea;
ii) in port;
2 to count oars.
"""


@pytest.fixture
def document():
    return itu_texts.parse(TEXT)


def whole(document):
    """Whether all nodes below a document stand in it, and find their way up."""
    for node in itu_texts.walk(document):
        for child in node.children:
            assert child.parent is node
            assert child.document is document
    return True


# ---------------------------------------------------------------------- frozen means frozen


def test_a_document_of_blocks_of_others(document):
    other = itu_texts.parse(TEXT)
    joined = Document(start=0, end=len(TEXT), language="en", blocks=document.blocks + other.blocks)
    assert whole(document)
    assert whole(other)
    assert whole(joined)
    assert joined.texts[0] == document.texts[0]
    assert joined.texts[0] is not document.texts[0]
    assert [str(each.identifier) for each in itu_texts.references(document)] == ["Resolution 2 (Lakeside, 2018)"]


def test_evolve_takes_nothing_away(document):
    clause = document.at("considering")
    evolved = attrs.evolve(document, language="fr")
    assert whole(document)
    assert whole(evolved)
    assert clause.document is document
    text = attrs.evolve(document.texts[0], body=document.texts[0].body[:1])
    assert document.texts[0].parent is document
    again = attrs.evolve(document, blocks=(text,))
    assert whole(document)
    assert whole(again)
    assert len(again.texts[0].clauses) == 1


def test_what_is_free_is_taken_as_it_is(document):
    free = Paragraph(start=0, end=3, text="row")
    made = Document(start=0, end=3, language="en", blocks=(free,))
    assert made.blocks[0] is free
    assert free.parent is made


def test_notes_and_changes_stay_too():
    one = itu_texts.parse("RESOLUTION 1 (X, 2019)\nBoats\nThe ITU Council,\nresolves\nto row1.\n____\n1 Slowly.\n")
    assert len(one.footnotes) == 1
    two = attrs.evolve(one)
    assert one.footnotes[0].document is one
    assert two.footnotes[0].document is two
    assert one.footnotes[0].anchors == two.footnotes[0].anchors != ()


@for_all(
    "changes",
    [{"label": 5}, {"style": "letter"}, {"blocks": []}, {"blocks": ("row",)}, {"start": "0"}, {"blocks": None}],
)
def test_a_wrong_type_fails(document, changes):
    item = document.at("instructs the Secretary-General 1")
    refused(InputError, next(iter(changes)), attrs.evolve, item, **changes)


def test_an_item_is_no_block_of_a_table(document):
    row = nodes.Row(start=0, end=1, cells=(nodes.Cell(start=0, end=1, text="x"),))
    with pytest.raises(InputError, match="rows of a Table cannot hold a Item"):
        nodes.Table(start=0, end=1, rows=(row, document.at("considering a)")))


def test_pickling_takes_the_node_alone(document):
    clause = document.at("considering")
    data = pickle.dumps(clause)
    again = pickle.loads(data)
    assert again == clause
    assert again.parent is None
    assert b"Secretary-General" not in data
    whole_again = pickle.loads(pickle.dumps(document))
    assert whole_again == document
    assert whole(whole_again)
    assert whole_again.source.text == TEXT


@for_all("how", [copy.copy, copy.deepcopy])
def test_copies(document, how):
    assert how(document) == document
    assert whole(how(document))
    assert whole(document)
    assert how(document.at("considering")).parent is None


# ---------------------------------------------------------------------- how nodes are shown


def test_the_short_form(document):
    shown = {type(node).__name__: repr(node) for node in reversed([*itu_texts.walk(document)])}
    start = TEXT.index("1 to mend")
    assert shown["Document"] == f"<Document 1 text “Boats & <oars>” [0:{len(TEXT)}]>"
    assert shown["Resolution"] == f"<Resolution 1 “Boats & <oars>” [0:{len(TEXT) - 1}]>"
    assert shown["Clause"].startswith("<Clause “considering” [")
    assert repr(document.at("instructs the Secretary-General 1")) == (
        f"<Item 1 “to mend boats:” [{start}:{TEXT.index('2 to count') - 1}]>"
    )
    assert "“that boats leak, as Resolution 2 (La …”" in repr(document.at("considering a)"))


def test_every_class_has_it():
    kinds = [kind for kind in vars(nodes).values() if isinstance(kind, type) and issubclass(kind, Node)]
    assert len(kinds) > 30
    for kind in kinds:
        assert kind.__repr__ is Node.__repr__, kind


def test_print_tree(document):
    out = io.StringIO()
    itu_texts.nodes.print_tree(document, file=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len([*itu_texts.walk(document)])
    assert lines[0] == repr(document)
    assert f"            {document.at('considering a)')!r}" in lines
    itu_texts.nodes.print_tree(document, depth=1, file=(few := io.StringIO()))
    assert len(few.getvalue().splitlines()) == 2


def test_notebooks(document):
    from lxml import html

    assert document._repr_html_().count("<details open") == 1
    shown = html.fromstring(document._repr_html_())
    assert "Boats & <oars>" in shown.text_content()
    assert "numbering-gap" in shown.xpath("string(.//table)")
    assert document.at("considering")._repr_html_().startswith("<div")


def test_rich(document):
    said = dict(document.at("considering a)").__rich_repr__())
    assert said["label"] == "a)"
    assert said["span"] == tuple(document.at("considering a)").span)
    assert "changes" not in dict(document.__rich_repr__())


# ---------------------------------------------------------------------- rows


_OF_OTHER_TEXTS = {
    "definitions", "abbreviations", "bibliography", "requirements", "exhibits", "allocations", "cells",
}  # fmt: skip


@for_all("what", [what for what in What.__args__ if what not in _OF_OTHER_TEXTS])
def test_rows_are_flat(document, what):
    rows = [*itu_texts.records(document, what, file="boats.txt")]
    assert rows
    names = [*rows[0]]
    for row in rows:
        assert [*row] == names
        assert row["file"] == "boats.txt"
        assert row["identifier"] == "Resolution 1 (Lakeside, 2019)"
        assert TEXT[row["start"] : row["end"]].strip()
        assert all(value is None or type(value) in (str, int, bool, list) for value in row.values())


def test_rows_say_what_there_is(document):
    items = [*itu_texts.records(document, "items")]
    assert [(row["label"], row["depth"]) for row in items][2:] == [("1", 1), ("i)", 2), ("ii)", 2), ("2", 1)]
    for row in items:
        assert document.at(row["address"]).label == row["label"]
    assert {row["addressee"] for row in [*itu_texts.records(document, "tasks")]} == {"SG"}
    assert [row["cited"] for row in itu_texts.records(document, "references")] == ["Resolution 2 (Lakeside, 2018)"]
    assert [row["code"] for row in itu_texts.records(document, "diagnostics")] == ["numbering-gap"]
    assert [row["concept"] for row in itu_texts.records(document, "clauses")] == ["CONSIDERING", "INSTRUCTS"]


def test_records_say_where_what_is_cited_stands():
    document = itu_texts.parse(
        "RESOLUTION 1\nOars\nThe ITU Council,\nnoting\nResolution 2,\nresolves\n1 to row, as in Resolution 3:\n"
        "a) with Resolution 4;\n3 to rest.\nANNEX 1 TO RESOLUTION 1\nOars\n1 See Resolution 5.\n"
    )
    assert [row["address"] for row in itu_texts.records(document, "references")] == [
        *("noting [1]", "resolves 1", "resolves 1 a)"),
        "ANNEX 1 TO RESOLUTION 1 1",
    ]
    assert [row["address"] for row in itu_texts.records(document, "diagnostics")] == [
        *("resolves 3", "ANNEX 1 TO RESOLUTION 1"),  # which no clause cites
    ]
    for what in ("references", "diagnostics"):
        for row in itu_texts.records(document, what):
            node = document.at(row["address"])
            assert node.start <= row["start"] < node.end


def test_rows_of_a_document_without_its_source(document):
    again = itu_texts.from_json(itu_texts.to_json(document))
    for what in ("clauses", "items", "tasks", "diagnostics"):
        assert next(itu_texts.records(again, what))["line"] is None


def test_there_are_no_other_rows(document):
    refused(InputError, "no records of 'words'; there are: clauses, items", itu_texts.records, document, "words")
    refused(InputError, "not a Resolution", itu_texts.records, document.texts[0], "items")


# ---------------------------------------------------------------------- what is exported


def test_what_public_functions_give_is_exported(document):
    assert isinstance(next(itu_texts.who_does_what(document)), itu_texts.rows.Task)
    found = next(itu_texts.references(document))
    assert isinstance(found, itu_texts.rows.Reference)
    assert isinstance(found.kind, itu_texts.rows.ReferenceKind)
    assert isinstance(next(itu_texts.find(document, Item)), itu_texts.Item)
    for name in dir(itu_texts):
        assert getattr(itu_texts, name) is not None
