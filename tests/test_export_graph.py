"""The graph of what texts cite, amend, repeal and revise, and the formats that it is written in."""

import io
import json
import re

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_properties import _FRAGMENTS
from together import for_all

import itu_texts
from itu_texts import InputError, graph, iri, parse
from itu_texts.formats.graphs import iter_dot, iter_graphml, iter_jsonld, iter_mermaid

_OARS = (
    'RESOLUTION 7 (REV. LAKESIDE, 2030)\nOars & "sculls"\nThe ITU Council,\nconsidering\n'
    "a) Resolution 5 (Lakeside, 2026) and Decision 2 (Lakeside, 2026);\nb) Resolution 5 (Lakeside, 2026) again;\n"
    "c) Article 5 of the Convention;\nd) resolves 1 below and Resolution 7 (Lakeside, 2026),\n"
    "resolves\n1 to row,\nabrogates\nResolution 3 (Lakeside, 2022).\n"
)
_PROPOSALS = (
    "MOD ROW/3/1\nRESOLUTION 5 (REV. LAKESIDE, 2030)\nSails\nThe ITU Council,\nresolves\nto sail.\n\n"
    "SUP ROW/3/2\nRESOLUTION 6 (LAKESIDE, 2022)\n\nADD ROW/3/3\nDRAFT NEW RESOLUTION [ROW-1]\nLamps\nThe ITU Council,\n"
    "resolves\nto light lamps.\n\nNOC ROW/3/4\nRESOLUTION 8 (LAKESIDE, 2022)\n"
)


def test_what_texts_do_with_others():
    made = graph([parse(_OARS), parse(_PROPOSALS)])
    assert [edge[:4] for edge in made.edges] == [
        ("ROW/3/1", "Resolution 5 (Rev. Lakeside, 2030)", "amends", 1),
        ("ROW/3/2", "Resolution 6 (Lakeside, 2022)", "repeals", 1),
        ("ROW/3/3", "Draft new resolution [ROW-1]", "adds", 1),
        ("Resolution 5 (Rev. Lakeside, 2030)", "Resolution 5 (Lakeside, 2026)", "revises", 1),
        ("Resolution 7 (Rev. Lakeside, 2030)", "Convention", "cites", 1),
        ("Resolution 7 (Rev. Lakeside, 2030)", "Decision 2 (Lakeside, 2026)", "cites", 1),
        ("Resolution 7 (Rev. Lakeside, 2030)", "Resolution 3 (Lakeside, 2022)", "repeals", 1),
        ("Resolution 7 (Rev. Lakeside, 2030)", "Resolution 5 (Lakeside, 2026)", "cites", 2),
        ("Resolution 7 (Rev. Lakeside, 2030)", "Resolution 7 (Lakeside, 2026)", "cites", 1),
        ("Resolution 7 (Rev. Lakeside, 2030)", "Resolution 7 (Lakeside, 2026)", "revises", 1),
    ]
    nodes = {node.name: node[1:4] for node in made.nodes}
    assert nodes["Resolution 7 (Rev. Lakeside, 2030)"] == ("resolution", 'Oars & "sculls"', True)
    assert nodes["Resolution 6 (Lakeside, 2022)"] == ("resolution", "", False)
    assert nodes["Convention"] == ("instrument", "", False)
    assert nodes["ROW/3/1"] == ("proposal", "", True)


def test_what_a_proposal_would_have_a_text_cite_is_not_cited_by_the_adopted_text():
    adopted = "RESOLUTION 5 (LAKESIDE, 2022)\nSails\nThe ITU Council,\nnoting\nDecision 2 (Lakeside, 2022),\nresolves\nto sail."
    proposed = "MOD ROW/3/1\n" + adopted.replace("Decision 2", "Decision 4").replace(
        "to sail", "that Resolution 3 is abrogated"
    )
    made = graph([parse(proposed), parse(adopted)])
    assert [edge[:3] for edge in made.edges] == [
        ("ROW/3/1", "Decision 4 (Lakeside, 2022)", "cites"),
        ("ROW/3/1", "Resolution 3", "cites"),
        ("ROW/3/1", "Resolution 5 (Lakeside, 2022)", "amends"),
        ("Resolution 5 (Lakeside, 2022)", "Decision 2 (Lakeside, 2022)", "cites"),
    ]


def test_editions_can_be_one_node():
    made = graph([parse(_OARS), parse(_PROPOSALS)], editions=False)
    assert ("Resolution 7", "Resolution 5", "cites", 2) in [edge[:4] for edge in made.edges]
    assert not [edge for edge in made.edges if edge.kind == "revises"]


def test_texts_of_different_conferences_do_not_revise_one_another():
    cited = (
        "RESOLUTION 1\nOars\nThe ITU Council,\nnoting\nResolution 125 (Rev.WRC-12), Resolution 125 (Lakeside, 2010), "
    )
    made = graph([parse(cited + "Resolution 125 (WRC-03) and Resolution 125 (Rev. Lakeside, 2014)")])
    assert [edge[:2] for edge in made.edges if edge.kind == "revises"] == [
        ("Resolution 125 (Rev. Lakeside, 2014)", "Resolution 125 (Lakeside, 2010)"),
        ("Resolution 125 (Rev.WRC-12)", "Resolution 125 (WRC-03)"),
    ]


def test_all_languages_name_the_same_texts(examples):
    found = [itu_texts.parse_file(examples / "resolution_fr.txt", language="fr")]
    assert all(not re.search("Résolution", node.name) for node in graph(found).nodes)


def test_a_thing_is_one_node_with_its_iri_and_edges_have_places():
    text = (
        "RESOLUTION 7 (REV. DUBAI, 2018)\nOars\nThe Plenipotentiary Conference (Dubai, 2018),\nrecalling\n"
        "a) the 2030 Agenda for Sustainable Development;\nb) the 2030 Agenda, and General Assembly resolution 99/7 of "
        "3 May 2044,\nresolves\nto act on RR No. 9 and on Resolution 8 (Bucharest, 2022)\n"
    )
    french = "RÉSOLUTION 9 (DUBAÏ, 2018)\nVoiles\nLe Conseil de l'UIT,\ndécide\nd'appliquer le Règlement des radiocommunications\n"
    un = "99/7. Oars\nThe General Assembly,\n1. Decides to row.\n54th plenary meeting\n3 May 2044\n"
    made = graph([parse(text), parse(french, language="fr"), parse(un)])
    nodes = {node.name: node for node in made.nodes}
    assert [name for name, node in nodes.items() if node.kind == "instrument"] == [
        "2030 Agenda for Sustainable Development",
        "Radio Regulations",
    ]
    places = {(edge.target, edge.source): edge.places for edge in made.edges}
    own = "Resolution 7 (Rev. Dubai, 2018)"
    assert places["2030 Agenda for Sustainable Development", own] == ("recalling a)", "recalling b)")
    assert len([target for target, _ in places if target == "Radio Regulations"]) == 2
    row = nodes[own]
    assert (row.iri, row.year, row.body, row.language) == (iri(parse(text)), 2018, "PP", "en")
    cited = nodes["Resolution 8 (Bucharest, 2022)"]
    assert (cited.iri, cited.year, cited.given) == (
        "/akn/un/statement/deliberation/itu-pp/2022-10-14/res-8",
        2022,
        False,
    )
    assembly = next(node for node in made.nodes if node.body == "UNGA")
    assert (assembly.iri, assembly.given, assembly.year, assembly.title) == (iri(parse(un)), True, 2044, "Oars")


def test_one_document_does():
    assert graph(parse(_OARS)) == graph([parse(_OARS)])
    with pytest.raises(InputError, match=r"graph\(\) takes documents, not a str"):
        graph(["resolves"])


def test_graphml_is_what_programs_for_graphs_read():
    documents = [parse(_OARS), parse(_PROPOSALS)]
    made = graph(documents)
    read = networkx.read_graphml(io.BytesIO("".join(iter_graphml(graph(documents))).encode()))
    columns = ("kind", "title", "given", "iri", "year", "body", "language", "title_language")
    assert {(name, *map(each.get, columns)) for name, each in read.nodes(data=True)} == set(made.nodes)
    edges = {
        (source, target, *map(each.get, ("kind", "times", "places"))) for source, target, each in read.edges(data=True)
    }
    assert edges == {(*edge[:4], "; ".join(edge.places)) for edge in made.edges}


def test_dot_and_mermaid_have_a_line_for_each_node_and_edge():
    made = graph([parse(_OARS), parse(_PROPOSALS)])
    dot, mermaid = "".join(iter_dot(made)), "".join(iter_mermaid(made))
    assert '  "ROW/3/1" -> "Resolution 5 (Rev. Lakeside, 2030)" [label="amends"];\n' in dot
    assert '[tooltip="Oars & \\"sculls\\""];' in dot
    assert 'n1["Decision 2 (Lakeside, 2026)"]' in mermaid
    assert "|cites 2|" in mermaid
    for written, head in ((dot, 4), (mermaid, 1)):
        assert written.count("\n") == len(made.nodes) + len(made.edges) + head


@for_all("name", ["graphml", "dot", "mermaid"])
def test_the_table_has_them(name):
    document = parse(_OARS)
    assert "Decision 2 (Lakeside, 2026)" in itu_texts.export(document, name)


@given(st.lists(st.lists(_FRAGMENTS, max_size=40).map(" ".join), max_size=3))
def test_any_texts_give_a_graph(texts):
    documents = [parse(text) for text in texts]
    made = graph(documents)
    names = {node.name for node in made.nodes}
    assert all({edge.source, edge.target} <= names for edge in made.edges)
    assert len(names) == len(made.nodes)
    networkx.read_graphml(io.BytesIO("".join(iter_graphml(made)).encode()))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib
def test_json_ld_has_the_terms_of_eli():
    """Read by rdflib, if it is there; the IRIs are relative to where the file is published."""
    texts = [
        "RESOLUTION 7 (REV. DUBAI, 2018)\nOars\nconsidering\nResolution 9 (Busan, 2014) and the Constitution,\nresolves\nto row",
        "RÉSOLUTION 7 (RÉV. DUBAÏ, 2018)\nRames\nconsidérant\nla Résolution 9 (Busan, 2014),\ndécide\nde ramer",
    ]
    written = "".join(iter_jsonld(graph(map(parse, texts))))
    found = json.loads(written)["@graph"]
    resources = {each["eli:id_local"]: each for each in found if each["@type"] == "eli:LegalResource"}
    seven = resources["Resolution 7 (Rev. Dubai, 2018)"]
    assert seven["@id"] == "/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7"
    assert seven["eli:date_document"] == {"@value": "2018-11-16", "@type": "xsd:date"}
    assert [each["eli:language"]["@id"] for each in seven["eli:is_realized_by"]] == ["language:ENG", "language:FRA"]
    titles = [each.get("eli:title") for each in seven["eli:is_realized_by"]]
    assert titles == [{"@value": "Oars", "@language": "en"}, None]
    assert {each["@id"] for each in seven["eli:cites"]} == {
        resources[name]["@id"] for name in ("Resolution 9 (Busan, 2014)", "Constitution")
    }
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not here")
    read = rdflib.Graph().parse(data=written, format="json-ld", publicID="https://texts.example/")
    eli = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
    assert len({*read.subjects(rdflib.RDF.type, eli.LegalResource)}) == len(resources)
    assert len({*read.subject_objects(eli.is_realized_by)}) == 2
    for term, kind in ((eli.passed_by, eli.Organization), (eli.type_document, eli.ResourceType)):
        named = {*read.objects(None, term)}
        assert named == {*read.subjects(rdflib.RDF.type, kind)}
        assert named != set()


def test_json_ld_has_one_resource_for_the_names_of_one_text_and_none_of_it_for_a_draft():
    cited = "Resolution 7 (Rev. Dubai, 2018), Resolution 7 (PP-18) and Draft new Resolution 7 (Dubai, 2018)"
    text = f"RESOLUTION 8 (DUBAI, 2018)\nOars\nconsidering\n{cited},\nresolves\nto row"
    found = json.loads("".join(iter_jsonld(graph([parse(text)]))))["@graph"]
    names = [each["@id"] for each in found]
    assert len({*names}) == len(names)
    resources = {str(each.get("eli:id_local")): each for each in found}
    adopted = resources["['Resolution 7 (PP-18)', 'Resolution 7 (Rev. Dubai, 2018)']"]
    assert adopted["@id"] == "/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7"
    draft = resources["Draft new resolution 7 (Dubai, 2018)"]
    assert draft["@id"] == "#Draft%20new%20resolution%207%20%28Dubai%2C%202018%29"
    assert draft["dct:date"] == {"@value": "2018", "@type": "xsd:gYear"}
