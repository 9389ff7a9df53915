"""What is written as text, Markdown, Word or a graph: it is read to an equal outline with equal notes, and says the same."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter

import attrs
import docx
import networkx
import pytest
from conftest import ROOT
from exported import GOLD, gold, made_up, notes, some_cases, tells_by_blank_lines, tracked
from hypothesis import assume, given
from hypothesis import strategies as st
from invariants import check_bytes
from libreoffice import done
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from strategies import outlines
from strategies import plain as as_plain
from test_properties import _FRAGMENTS
from together import check_all, for_all, refused

import itu_texts
from itu_texts import InputError, graph, iri, parse, to_docx, to_markdown, to_outline, to_text
from itu_texts.analysis.columns import COLUMNS
from itu_texts.formats.composing import STYLES as READ
from itu_texts.formats.composing import bare_name
from itu_texts.formats.graphs import iter_dot, iter_graphml, iter_jsonld, iter_mermaid
from itu_texts.formats.table import WRITTEN
from itu_texts.formats.text.writer import _labels
from itu_texts.formats.word.writer import STYLES
from itu_texts.language.writing import stretches_by_direction
from itu_texts.nodes import Deletion, FootnoteAnchor, Insertion

_NOTED = (
    "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nconsidering\nthat rowers1 row* at night2,\n"
    "resolves\nto row.\n_____\n* Softly. 1 Of both kinds. 2 As shown in the log.\n"
)
_TABLE = "RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\nto use\n| Boat | Oars |\n| Swan | 2 |\n| Duck | |\n"


def _comes_back(document, width=None):
    again = parse(to_text(document, width), language=document.language)
    assert to_outline(again) == to_outline(document)
    assert notes(again) == notes(document)


def _comes_back_if_read(document):
    if "two-columns" not in {found.code for found in document.diagnostics}:  # their sentences are mixed
        _comes_back(document)


@given(outlines(), st.integers(60, 99))
def test_made_up_texts_come_back_wrapped_too(outline, width):
    document = parse(as_plain(outline))
    _comes_back(document, width)
    assert max(map(len, to_text(document, width).splitlines())) <= width


def test_notes_stand_below_a_rule_and_their_marks_in_the_words():
    document = parse(_NOTED)
    assert [note.mark for note in document.footnotes] == ["*", "1", "2"]
    printed = to_text(document)
    assert "\n\nthat rowers1 row* at night2,\n\n" in printed
    assert printed.endswith("\n\n_______________\n* Softly.\n1 Of both kinds.\n2 As shown in the log.\n")
    _comes_back(document)


def test_the_notes_of_each_text_stand_where_it_ends():
    document = parse(_NOTED + "\n" + _NOTED.replace("N 7", "N 8"))
    printed = to_text(document)
    assert printed.index("Of both kinds") < printed.index("RESOLUTION 8") < printed.rindex("Of both kinds")
    _comes_back(document)


def test_a_part_is_printed_with_the_notes_that_it_calls_and_no_others():
    document = parse(_NOTED)
    assert to_text(document.at("considering")).count("Softly") == 1
    assert "Softly" not in to_text(document.at("resolves"))


def test_the_cells_of_a_table_stand_below_one_another():
    document = parse(_TABLE)
    assert to_text(document).endswith("\n\n| Boat | Oars |\n| Swan | 2    |\n| Duck |      |\n")
    _comes_back(document)


def test_words_hang_from_their_labels():
    document = parse("resolves\n1 that boats, oars and sails be counted, and:\na) that lamps be lit on all of them;")
    assert to_text(document, 30) == (
        "resolves\n\n1 that boats, oars and sails\n  be counted, and:\n\n"
        "    a) that lamps be lit on\n       all of them;\n"
    )


def test_what_cannot_be_printed():
    refused(InputError, "only a document or a part of one can be exported, not a str", to_text, "resolves")
    refused(
        InputError, "lines can be wrapped only at column 20 or beyond, not at 3", to_text, parse("resolves\nto row"), 3
    )


def test_tracked_changes_are_shown_in_place():
    printed = to_text(itu_texts.parse_bytes(tracked(), "x.docx", view="marked"))
    assert "{+3+} [-2-] to rest [-slowly-]{+fast+};" in printed
    assert "Rower" not in printed


# ---------------------------------------------------------------------- markdown: a Markdown program shows the words as they are, and what it shows is parsed to an equal outline


_PROGRAM = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
_MARK = re.compile(r"-\d+$")  # what is added to a label that comes again
_PROGRAM.add_render_rule("footnote_caption", lambda _, tokens, at, *__: _MARK.sub("", tokens[at].meta["label"]))


def _shown(markdown):
    """A web page that a Markdown program makes, with the labels of notes as their marks."""
    return f"<html><body>{_PROGRAM.render(markdown)}</body></html>"


def _as_a_page(markdown, language):
    return itu_texts.parse_bytes(_shown(markdown).encode(), "x.html", language=language)


def _as_a_file(markdown, language):
    return itu_texts.parse_bytes(markdown.encode(), "x.md", language=language)


def _with_labels(document):
    """A document with the marks of its notes as Markdown has them: not raised, without brackets."""
    marks = [(note.mark or "").strip("[]()") for note in document.footnotes]
    pieces = [
        attrs.evolve(piece, text=marks[piece.note]) if isinstance(piece, FootnoteAnchor) else piece
        for piece in document.furniture
    ]
    return attrs.evolve(document, furniture=tuple(pieces))


def _markdown_comes_back(document, read):
    markdown = to_markdown(document)
    if read is _as_a_page and _has_breaks(markdown):
        return
    again = read(markdown, document.language)
    assert _bare(to_outline(again)) == _bare(to_outline(_with_labels(document)))
    assert _called(again) == _called(document)


def _bare(outline):
    """An outline without the empty cells that make all rows of a table equal, and without bare rules."""
    return re.sub(r"\t+$|^_+\n", "", outline, flags=re.MULTILINE)


def _called(document):
    """The notes that are called; a program numbers them in the order of their calls, and leaves out the others."""
    return Counter((mark.strip("[]()"), text, calls) for mark, text, calls in notes(document) if mark and calls)


def _has_breaks(markdown):
    """Whether lines are parted by a break only, which is a blank in a web page."""
    return "  \n" in markdown


def test_few_cases_say_something_by_blank_lines():
    documents = [document for _, document in some_cases(4, 1)]
    assert sum(map(tells_by_blank_lines, documents)) < len(documents) / 10


_HOSTILE = st.lists(
    st.sampled_from(
        [
            "1.",
            "a)",
            "(i)",
            "-",
            "+",
            "*",
            "#",
            ">",
            "_x_",
            "*y*",
            "`z`",
            "[a](b)",
            "![c](d)",
            "<b>",
            "&amp;",
            "http://x.y",
            "|",
            "~~s~~",
            "$m$",
            "\\",
            "\\*",
            "^a^",
            "---",
            "===",
            ":",
            "%",
            "@x",
            "[^1]",
            "[^1]:",
            "{++x++}",
            "2)",
            "#1",
            "##",
            "=",
            "~",
            "```",
            "&#65;",
            "a_b",
            "A.",
            "word",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(_HOSTILE)
def test_a_markdown_program_shows_the_words_as_they_are(words):
    document = parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n1 to row {words};\n2 to rest.\n{words}")
    assume(not document.anchors)  # a program puts other signs around notes
    shown = html.fromstring(_shown(to_markdown(document)))
    assert _words(shown.text_content()) == _words(to_text(document))
    allowed = {"html", "body", "h1", "h2", "p", "em", "strong"}
    assert {each.tag for each in shown.iter()} <= allowed


def _words(text):
    """The words of a text, without the rules above notes."""
    return [word for word in text.split() if word.strip("_")]


def test_markdown_of_a_text():
    document = parse(
        "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nconsidering\na) that rowers1 row,\nresolves\n"
        "1. to use\n| Boat | Oars |\n| Swan | 2 |\n2. to row.\n_____\n1 Of both kinds.\n"
    )
    assert to_markdown(document).split("\n\n") == [
        "# RESOLUTION 7 (LAKESIDE, 2030)",
        "**Boats**",
        "The ITU Council,",
        "*considering*",
        "a\\) that rowers[^1] row,",
        "*resolves*",
        "1\\. to use",
        "| Boat | Oars |\n|---|---|\n| Swan | 2 |",
        "2\\. to row.",
        "[^1]: Of both kinds.\n",
    ]


def test_a_mark_that_comes_again_has_a_label_of_its_own():
    one = "RESOLUTION {}\nBoats\nThe ITU Council,\nresolves\nto row1.\n_____\n1 Softly.\n"
    printed = to_markdown(parse(one.format(7) + one.format(8)))
    assert re.findall(r"\[\^[^]]+\]:?", printed) == ["[^1]", "[^1]:", "[^1-2]", "[^1-2]:"]
    marks = ["1", "1-2", "1", None, "", "note-2"]
    assert _labels(marks) == ["1", "1-2", "1-3", "note", "note-2", "note-2-2"]


@given(st.lists(st.sampled_from(["1", "1-2", "1-3", "2", "1-2-2", "note", "note-2", "*", None])))
def test_labels_of_notes_are_all_different(marks):
    labels = _labels(marks)
    assert len({*labels}) == len(labels) == len(marks)


def test_notes_that_cells_call_are_called_there():
    page = (
        "<p>RESOLUTION 7</p><p>Boats</p><p>The ITU Council,</p><p><i>resolves</i></p><table><tr><td>Boat</td>"
        '<td>Oars</td></tr><tr><td>Swan<a href="#fn1"><sup>1</sup></a> white</td><td>2</td></tr></table>'
        '<ol><li id="fn1">Softly.</li></ol>'
    )
    document = itu_texts.parse_bytes(page.encode(), "x.html")
    assert "| Swan[^1] white | 2 |\n" in to_markdown(document)
    without_source = itu_texts.from_json(itu_texts.to_json(document))
    assert "| Swan white[^1] | 2 |\n" in to_markdown(without_source)


def test_tracked_changes_are_marked():
    document = itu_texts.parse_bytes(tracked(), "x.docx", view="marked")
    assert "{++3++} {--2--} to rest {--slowly--}{++fast++};" in to_markdown(document)


def test_what_is_no_node():
    refused(InputError, "only a document or a part of one can be exported, not a dict", to_markdown, {})


# ---------------------------------------------------------------------- the graph of what texts cite, amend, repeal and revise, and the formats that it is written in


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
    refused(InputError, r"graph\(\) takes documents, not a str", graph, ["resolves"])


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
    assert "Decision 2 (Lakeside, 2026)" in itu_texts.export(parse(_OARS), name)


@given(st.lists(st.lists(_FRAGMENTS, max_size=40).map(" ".join), max_size=3))
def test_any_texts_give_a_graph(texts):
    made = graph([parse(text) for text in texts])
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


def test_a_day_stands_in_for_one_that_is_not_known_in_files_of_akoma_ntoso_alone():
    cited = "Resolution 9, Recommendation ITU-R M.9999, No. 9.12A of the Radio Regulations"
    document = parse(f"RESOLUTION 7 (PP)\nOars\nrecalling\n{cited},\nresolves\nto row")
    assert "1900-01-01" in itu_texts.to_akn(document)
    shown = [str([*itu_texts.records(document, what)]) for what in COLUMNS] + [str(itu_texts.iri(document))]
    shown += [itu_texts.export(document, name) for name in WRITTEN if not WRITTEN[name].writer.binary and name != "akn"]
    shown += [file.read_text("utf-8") for file in (ROOT / "docs").rglob("*.*[db]") if file.stem != "akoma-ntoso"]
    assert not [each for each in shown if "1900-01-01" in each]


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


# ---------------------------------------------------------------------- word files: what is written is read to an equal outline with equal notes, and tracked changes stay what they are


_RESOLUTION = (
    "RESOLUTION 7 (LAKESIDE, 2030)\nBoats*\n(Lakeside, 2026; Lakeside, 2030)\nThe ITU Council,\nconsidering\n"
    "a) that rowers1 row at night2:\ni) softly;\nii) in turns;\nb) that other rowers1 rest,\nresolves\n1 to use\n"
    "| Boat | Oars |\n| Swan | 2 |\n| Duck | 4 |\n2 to row,\ninstructs the Secretary-General\nto count.\n_____\n"
    "* Softly. 1 Of both kinds. 2 As shown in the log.\nANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)\nOars\n"
    "1 Oars float.\nNOTE 1 – They are of wood.\n"
)


def _read(data, **options):
    return check_bytes(data, "x.docx", **options)


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def _as_word_has_it(document):
    """The outline of a document with the marks of notes as those have them, not raised; XML holds no controls."""
    marks = [note.mark or "" for note in document.footnotes]
    pieces = [
        attrs.evolve(piece, text=marks[piece.note]) if isinstance(piece, FootnoteAnchor) else piece
        for piece in document.furniture
    ]
    outline = to_outline(attrs.evolve(document, furniture=tuple(pieces)))
    return re.sub("[\x00-\x08\x0e-\x1f]", "\ufffd", outline)


def _word_comes_back(document):
    again = _read(to_docx(document), language=document.language)
    # items of a list that begins with "..." come back a level deeper
    assert (to_outline(again) == _as_word_has_it(document)) is (
        "\t\t...\n\t\tc) by night;\n" not in to_outline(document)
    )
    assert Counter(notes(again)) == Counter(note for note in notes(document) if any(note[:2]))


def test_the_lines_of_a_list_of_contents_begin_no_parts():
    listed = "Contents\nPart A – General ..... 2\nSection 1 – Oars ..... 3\nPart B – Rest ..... 5\nPART A\nGeneral\n1 Oars float.\n"
    _word_comes_back(parse(_RESOLUTION + "ANNEX 2 TO RESOLUTION 7 (LAKESIDE, 2030)\nBoats\n" + listed))


def test_the_paragraphs_have_the_styles_of_the_templates():
    document = docx.Document(io.BytesIO(to_docx(parse("ADD ROW/1/2\n" + _RESOLUTION + "Reasons: So it is.\n"))))
    found = [(each.style.name, each.text.replace("\t", " ")) for each in document.paragraphs if each.text]
    assert found == [
        ("Proposal", "ADD ROW/1/2"),
        ("Res_No", "RESOLUTION 7 (LAKESIDE, 2030)"),
        ("Res_title", "Boats*"),
        ("Res_ref", "(Lakeside, 2026; Lakeside, 2030)"),
        ("Normal", "The ITU Council,"),
        ("Call", "considering"),
        ("Normal", "a) that rowers row at night:"),
        ("enumlev1", "i) softly;"),
        ("enumlev1", "ii) in turns;"),
        ("Normal", "b) that other rowers1 rest,"),
        ("Call", "resolves"),
        ("Normal", "1 to use"),
        ("Normal", "2 to row,"),
        ("Call", "instructs the Secretary-General"),
        ("Normal", "to count."),
        ("Annex_No", "ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)"),
        ("Annex_title", "Oars"),
        ("Normal", "1 Oars float."),
        ("Note", "NOTE 1 – They are of wood."),
        ("Reasons", "Reasons: So it is."),
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Boat", "Oars"], ["Swan", "2"], ["Duck", "4"],
    ]  # fmt: skip


def test_the_reader_knows_the_styles():
    unknown = {name for name in STYLES if bare_name(name) not in READ}
    assert unknown == {"Normal", "footer", "Proposal", "Reasons", "Table_text", "Table_head"}


def test_notes_are_real_ones_and_one_that_is_called_again_is_referred_to():
    data = to_docx(parse(_RESOLUTION))
    parts = _parts(data)
    assert parts["word/footnotes.xml"].count("<w:footnote w:id=") == 3
    assert parts["word/document.xml"].count("<w:footnoteReference ") == 3
    assert parts["word/document.xml"].count("NOTEREF _Note") == 1
    assert notes(_read(data)) == [("*", "Softly.", 1), ("1", "Of both kinds.", 2), ("2", "As shown in the log.", 1)]


def test_a_note_that_nothing_calls_stands_where_the_text_ends():
    document = parse("RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\nto row.\n_____\n4 Softly.\n")
    assert [note.anchors for note in document.footnotes] == [()]
    assert "footnoteReference" not in _parts(to_docx(document))["word/document.xml"]
    _word_comes_back(document)


def test_the_number_of_the_page_stands_at_its_foot():
    parts = _parts(to_docx(parse(_RESOLUTION)))
    assert " PAGE " in parts["word/footer.xml"]
    assert '<w:footerReference w:type="default" r:id="footer"/>' in parts["word/document.xml"]


def test_the_same_document_gives_the_same_bytes():
    assert to_docx(parse(_RESOLUTION)) == to_docx(parse(_RESOLUTION))


@for_all("view", ["final", "original", "marked"])
def test_tracked_changes_stay_what_they_are(view):
    before = _read(tracked(), view="marked")
    assert {type(change) for change in before.changes} == {Insertion, Deletion}
    after = _read(to_docx(before), view=view)
    assert to_outline(after) == to_outline(_read(tracked(), view=view))
    if view == "marked":
        said = [[(type(each), each.text, each.author, each.date) for each in one.changes] for one in (before, after)]
        assert said[0] == said[1]


def test_who_made_the_changes_can_be_left_out():
    before = _read(tracked(), view="marked")
    made = to_docx(before, anonymous=True)
    assert not any(word in xml for xml in _parts(made).values() for word in ("Rower", "2030-05-01"))
    after = _read(made, view="marked")
    assert [(each.text, each.author, each.date) for each in after.changes] == [
        (each.text, None, None) for each in before.changes
    ]
    assert itu_texts.export(before, "docx", anonymous=True) == made


_ARABIC = (
    "القرار 7 (المراجَع في Lakeside، 2030)\nالقوارب\nإن مجلس الاتحاد،\nإذ يضع في اعتباره\n"
    "أ ) أن القوارب1 تغرق وفقاً للوثيقة ITU-T Y.1 (WRC-23)؛\nيقرر\nأن يجدف.\n_____\n1 ليلاً.\n"
)
_CHINESE = "第7号决议（2030年，湖边）\n船只\n国际电信联盟全权代表大会（2030年，湖边），\n考虑到\na) 船只会漏水，\n做出决议\n划船。\n"


@for_all(
    "text, language, said",
    [
        (_RESOLUTION, "en", '<w:lang w:val="en-GB"/>'),
        (_ARABIC, "ar", '<w:lang w:val="en-GB" w:bidi="ar-SA"/>'),
        (_CHINESE, "zh", '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'),
        ("РЕЗОЛЮЦИЯ 7 (ОЗЕРСК, 2030 Г.)\nЛодки\nСовет МСЭ,\nрешает\nгрести.\n", "ru", '<w:lang w:val="ru-RU"/>'),
    ],
)
def test_a_word_file_says_in_which_language_it_is(text, language, said):
    document = parse(text)
    assert document.language == language
    parts = _parts(to_docx(document))
    assert said in parts["word/styles.xml"]
    assert f"<dc:language>{language}</dc:language>" in parts["docProps/core.xml"]


def test_an_arabic_file_runs_from_right_to_left():
    document = parse(_ARABIC)
    data = to_docx(document)
    parts = _parts(data)
    assert 'w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:tabs>' in parts["word/styles.xml"]
    assert "</w:tabs><w:bidi/>" in parts["word/styles.xml"]
    assert "<w:bidi/></w:sectPr>" in parts["word/document.xml"]
    for part in ("word/document.xml", "word/footnotes.xml"):
        runs = re.findall(r"<w:r>(?:<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr>)?<w:t [^>]*>([^<]*)</w:t>", parts[part])
        arabic = [properties for properties, words in runs if re.search("[\u0600-\u06ff]", words)]
        latin = {words: properties for properties, words in runs if re.search("[A-Za-z]", words)}
        assert arabic
        assert all("<w:rtl/>" in properties for properties in arabic)
        assert not any("<w:rtl/>" in properties for properties in latin.values())
    assert ">ITU-T Y.1 (WRC-23</w:t>" in parts["word/document.xml"]
    assert to_outline(_read(data)) == to_outline(document)


def test_a_table_of_an_arabic_file_begins_at_the_right():
    table = "| قارب | مجاديف |\n| إوزة | 2 |\n"
    xml = _parts(to_docx(parse(_ARABIC.replace("أن يجدف.\n", f"1 أن يستعمل\n{table}2 أن يجدف.\n"))))[
        "word/document.xml"
    ]
    assert "<w:bidiVisual/>" in xml
    assert "<w:bidiVisual/>" not in _parts(to_docx(parse(_RESOLUTION)))["word/document.xml"]


def test_a_text_in_another_language_than_its_document_says_so():
    english = (
        "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\nto row softly on all the lakes.\n\n" * 4
    )
    document = parse(english + _ARABIC)
    assert document.languages
    paragraphs = re.findall(r"<w:p>.*?</w:p>", _parts(to_docx(document))["word/document.xml"])
    other = [each for each in paragraphs if re.search("[\u0600-\u06ff]", each)]
    assert other
    assert all("<w:bidi/>" in each and '<w:lang w:val="en-GB" w:bidi="ar-SA"/>' in each for each in other)
    assert not any("<w:bidi" in each for each in paragraphs if each not in other)


def test_chinese_headings_are_in_letters_that_stand_for_italics():
    styles = _parts(to_docx(parse(_CHINESE)))["word/styles.xml"]
    assert '<w:rFonts w:eastAsia="KaiTi"/>' in styles
    assert "<w:i/>" not in styles
    assert "<w:i/><w:iCs/>" in _parts(to_docx(parse(_RESOLUTION)))["word/styles.xml"]


@given(st.text("ab1 -(،ابב", max_size=30), st.sampled_from(["rtl", "ltr"]))
def test_stretches_of_one_direction_make_up_the_text(text, around):
    stretches = list(stretches_by_direction(text, around))
    assert "".join(words for words, _ in stretches) == text
    assert not any(re.search("[ابב]", words) for words, way in stretches if way == "ltr")
    assert not any(re.search("[ab]", words) for words, way in stretches if way == "rtl")


def test_hostile_words_stay_words():
    words = 'to row <w:br/> & "sing" ]]> \x07 😀'
    document = parse(f"RESOLUTION 7\nBoats & <b>\nThe ITU Council,\nresolves\n1 {words};\n2 to rest.")
    assert to_outline(_read(to_docx(document))) == _as_word_has_it(document)


def test_a_part_can_be_written():
    clause = parse(_RESOLUTION).at("resolves")
    assert to_outline(_read(to_docx(clause))) == to_outline(clause)
    refused(InputError, "only a document or a part of one can be exported, not a str", to_docx, "resolves")


def _as_pdf(document, folder):
    """The bytes of the PDF that LibreOffice makes of a document."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")
    file = folder / "boats.docx"
    file.write_bytes(to_docx(document))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    made = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(made, check=True, capture_output=True, timeout=100)
    return (folder / "boats.pdf").read_bytes()


@pytest.mark.libreoffice
def test_libreoffice_sets_the_pages(tmp_path):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(_as_pdf(parse(_RESOLUTION), tmp_path))
    try:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    finally:
        pdf.close()
    assert len(pages) == 1
    shown = ("RESOLUTION 7 (LAKESIDE, 2030)", "a) that rowers1 row at night2:", "Boat Oars Swan 2 Duck 4", "– 1 –")
    assert all("".join(words.split()) in pages[0] for words in shown)
    places = [pages[0].index(words) for words in ("tocount.", "*Softly.", "1Ofbothkinds.", "2Asshowninthelog.")]
    assert places == sorted(places)


@pytest.mark.libreoffice
def test_libreoffice_sets_arabic_at_the_right(tmp_path):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(_as_pdf(parse(_ARABIC), tmp_path))
    try:
        page = pdf[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        width = page.get_width()
    finally:
        pdf.close()
    lines = {}
    for left, bottom, right, _ in boxes:
        lines.setdefault(round(bottom / 14), []).append((left, right))
    reach = [(min(left for left, _ in line), max(right for _, right in line)) for line in lines.values()]
    edges = [right for left, right in reach if right - left > 20 and abs(left + right - width) > 20]  # not centred
    assert len(edges) >= 4
    assert min(edges) > width / 2
    assert max(edges) > width - 60


# ---------------------------------------------------------------------- the macro for LibreOffice puts comments at the words of what is found in the open document


MACROS = ROOT / "examples" / "libreoffice" / "check_draft.py"
DRAFT = """RESOLUTION 7 (REV. BUCHAREST, 2022)

Rescue boats 🛶

The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),

considering
a) that 🛶 boats leak;
b) that oars float,

resolves
1 to keep a 🛶 list of the the boats;
3 that boats stay, 🛶 as resolves 9 says,

instructs the Secretary General
to report to the Council of the the harbour.
"""


def _run(macro, tmp_path, monkeypatch):
    """The draft as a Word file, and what LibreOffice stores after a macro."""
    monkeypatch.setenv("ITU_TEXTS_PYTHON", sys.executable)
    draft = itu_texts.to_docx(itu_texts.parse(DRAFT))
    return draft, *done(tmp_path, [draft], f"{MACROS}:{macro}")


@pytest.mark.libreoffice
def test_comments_stand_at_the_words(tmp_path, monkeypatch):
    draft, made = _run("put_comments", tmp_path, monkeypatch)
    document = itu_texts.parse_bytes(made, "made.docx")
    wanted = itu_texts.parse_bytes(draft, "draft.docx")
    found = {(each.code, wanted.source[each.span]) for each in itu_texts.check(wanted)}
    assert len(found) >= 4
    told = {(each.text.partition(":")[0], document.source[each.span]) for each in document.comments}
    labels = {each for each in found if each[0] == "numbering-gap"}  # Writer counts labels: the comment is at no words
    assert told >= found - labels
    assert len(document.comments) == len(itu_texts.check(wanted))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        xml = package.read("word/document.xml").decode()
    about = [
        re.sub("<[^>]*>", "", each) for each in re.findall(r"(?s)commentRangeStart.*?(<.*?)<w:commentRangeEnd", xml)
    ]
    assert {"resolves 9", "the the", "the Secretary General"} <= {*about}
    assert {each.author for each in document.comments} == {"itu-texts"}


@pytest.mark.libreoffice
def test_fixes_are_tracked_changes(tmp_path, monkeypatch):
    draft, made = _run("put_fixes", tmp_path, monkeypatch)
    before = itu_texts.parse_bytes(draft, "draft.docx")
    was, now = (itu_texts.parse_bytes(made, "made.docx", view=view).source.text for view in ("original", "final"))
    assert was.split() == before.source.text.split()
    mended = itu_texts.parse_bytes(itu_texts.mend(before, itu_texts.check(before)).data, "mended.docx")
    assert now.split() == mended.source.text.split()
    assert "the the" in was
    assert "the the" not in now


# ---------------------------------------------------------------------- all comes back from each format


def _page_comes_back(document):
    _markdown_comes_back(document, _as_a_page)


def _file_comes_back(document):
    _markdown_comes_back(document, _as_a_file)


_FORMATS = ((_comes_back_if_read, 2, 0), (_page_comes_back, 4, 1), (_file_comes_back, 4, 1), (_word_comes_back, 4, 2))
"""What must hold of a format, and of which cases it is tried: one of how many, and the first."""


@for_all("comes_back, part, first", _FORMATS)
def test_every_case_comes_back(comes_back, part, first):
    check_all(
        ((name, case) for name, case in some_cases(part, first) if part == 2 or not tells_by_blank_lines(case)),
        comes_back,
    )


@for_all("collection", GOLD)
def test_real_texts_come_back(shared, collection):
    for comes_back, _, first in _FORMATS:
        check_all(gold(shared, collection, first), comes_back)


@given(made_up)
def test_made_up_texts_come_back(document):
    for comes_back, *_ in _FORMATS:
        comes_back(document)
