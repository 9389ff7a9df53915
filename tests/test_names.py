"""The names of texts and places for programs: IRIs, eIds, and where citations lead."""

import json

import pytest
from legaldoc import NS, every, value, written

import itu_texts
from itu_texts import InputError, eid, iri, parse
from itu_texts.cli import main
from itu_texts.tree import nodes

PP = "The Plenipotentiary Conference of the International Telecommunication Union"
WRC = "The World Radiocommunication Conference"
UN = "/akn/un/statement/deliberation"
MEETING = [
    (
        "RESOLUTION 7 (REV. DUBAI, 2018)",
        f"{PP} (Dubai, 2018),",
        "Resolution 7 (Rev. Dubai, 2018)",
        "itu-pp/2018-11-16/res-7",
    ),
    ("RESOLUTION 7 (DUBAI, 2012)", "", "Resolution 7 (Dubai, 2012)", "itu-wtsa/2012-11-29/res-7"),
    ("DECISION 5 (NAIROBI, 1982)", f"{PP} (Nairobi, 1982),", "Decision 5 (Nairobi, 1982)", "itu-pp/1982-11-06/dec-5"),
    ("RESOLUTION 8 (REV.WRC-23)", f"{WRC} (Dubai, 2023),", "Resolution 8 (Rev.WRC-23)", "itu-wrc/2023-12-15/res-8"),
    (
        "RESOLUTION ITU-R 2-8 (2019)",
        "The Radiocommunication Assembly,",
        "Resolution ITU-R 2-8 (2019)",
        "itu-ra/2019-10-25/res-2-8",
    ),
    ("RECOMMENDATION ITU-T X.7 (04/2017)", "", "Recommendation ITU-T X.7 (04/2017)", "itu-t/2017-04/rec-X.7"),
    ("99/7. Oars", "The General Assembly,", "General Assembly resolution 99/7 of 3 May 2044", "unga/2044-05-03/99-7"),
]


@pytest.mark.parametrize(("named", "formula", "citation", "where"), MEETING)
def test_a_text_and_a_citation_of_it_have_one_iri(named, formula, citation, where):
    below = (
        "1. Decides to row.\n54th plenary meeting\n3 May 2044"
        if formula == "The General Assembly,"
        else "resolves\nto row"
    )
    cited = parse("\n".join(filter(None, (named, "Oars", formula, below))))
    citing = parse(f"RESOLUTION 9\nSails\nThe ITU Council,\nnoting\n{citation},\nresolves\nto sail")
    assert iri(cited) == iri(cited.texts[0]) == value(written(cited)) == f"{UN}/{where}"
    assert [each.get("href") for each in every(written(citing), "ref")] == [f"{UN}/{where}"]


def test_in_another_language_it_is_the_same():
    citing = parse(
        "RÉSOLUTION 9\nVoiles\nLe Conseil de l'UIT,\nnotant\nla Résolution 7 (Rév. Dubaï, 2018),\ndécide\nde naviguer",
        language="fr",
    )
    assert [each.get("href") for each in every(written(citing), "ref")] == [f"{UN}/itu-pp/2018-11-16/res-7"]


def test_a_file_with_one_text_has_its_iri():
    text = "RESOLUTION 7 (REV. DUBAI, 2018)\nOars\nresolves\nto row\n"
    document = parse(f"A letter to the keepers of lamps.\n\n{text}")
    assert [type(each) for each in document.blocks] == [nodes.Paragraph, nodes.Resolution]
    root = written(document)
    assert iri(document) == value(root) == f"{UN}/itu-pp/2018-11-16/res-7"
    assert root[0].tag == f"{NS}statement"
    again = itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "text.akn")
    assert [type(each) for each in again.blocks] == [nodes.Paragraph, nodes.Resolution]


def test_what_has_no_number_is_named_by_its_words():
    quiet, bright = (
        parse(f"RESOLUTION\n{title}\nThe ITU Council,\nresolves\nto row") for title in ("Quiet hours", "Lamps")
    )
    assert value(written(quiet)).endswith("/text-resolution-quiet-hours")
    assert value(written(bright)).endswith("/text-resolution-lamps")
    loose, other = parse("Keepers of lamps meet on Monday."), parse("船在湖上")
    assert value(written(loose)).endswith("/doc-keepers-of-lamps-meet-on-monday")
    assert value(written(other)).endswith("/doc-船在湖上")
    assert [iri(each) for each in (quiet, bright, loose, other)] == [None] * 4  # nothing says when
    twice = parse("RESOLUTION\nOars\nThe ITU Council (Lakeside, 2019),\nresolves\nto row\n\n" * 2)
    assert len({iri(each) for each in twice.texts}) == len(twice.texts)


def test_what_is_suppressed_is_the_edition_that_is_named():
    document = parse(
        "SUP ROW/3/2\nRESOLUTION 14 (REV. DUBAI, 2018)\nSails\n\nSUP ROW/3/3\nRESOLUTION 15 (REV. DUBAI, 2018)\nOars\n"
    )
    there = [each.get("href") for each in every(written(document), "textualMod/destination")]
    assert there == [f"{UN}/itu-pp/2018-11-16/res-14", f"{UN}/itu-pp/2018-11-16/res-15"]


TEXT = """RESOLUTION 7 (REV. DUBAI, 2018)
Oars
resolves
1 to row;
2 to rest;
2.1 at night
ANNEX 1
Boats
1 A head.
"""


def test_places_in_a_text():
    document = parse(TEXT)
    own = f"{UN}/itu-pp/2018-11-16/res-7"
    rest, annex = document.at("resolves 2.1"), document.at("Annex 1")
    assert eid(rest) == "resolves_1__para_2__list_1__point_2-1"
    assert iri(rest) == f"{own}/!main#{eid(rest)}"
    assert iri(annex) == f"{own}/!annex_1"
    assert iri(document.texts[0].clauses[0].heading) == f"{own}/!main#resolves_1"
    assert (eid(document), eid(document.texts[0])) == ("", "")
    there = {each.get("eId") for each in written(document).iter()}
    assert {eid(each) for each in itu_texts.walk(document)} - {""} <= there
    with pytest.raises(InputError, match="has an IRI"):
        iri(nodes.Paragraph(start=0, end=0, text=""))


def test_places_in_a_collection_are_those_of_their_text():
    document = parse(f"{TEXT}\n{TEXT.replace('RESOLUTION 7', 'RESOLUTION 8')}")
    first, second = (text.at("resolves 1") for text in document.texts)
    assert (eid(first), eid(second)) == ("cmp_1__resolves_1__para_1", "cmp_2__resolves_1__para_1")
    assert iri(second) == f"{UN}/itu-pp/2018-11-16/res-8/!main#resolves_1__para_1"


def test_the_json_has_addresses_on_demand(tmp_path, capsys):
    document = parse(TEXT)
    data = itu_texts.to_dict(document, addresses=True)
    item = data["blocks"][0]["body"][0]["blocks"][1]
    assert (item["address"], item["eid"]) == ("resolves 2", "resolves_1__para_2")
    assert itu_texts.from_json(itu_texts.to_json(document, addresses=True)) == document
    assert "eid" not in itu_texts.to_json(document)
    file = tmp_path / "oars.txt"
    file.write_text(TEXT, "utf-8")
    assert main(["parse", "--addresses", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == data
    assert main(["parse", "--to", "text", "--addresses", str(file)]) == 2
    assert "has no addresses; JSON has" in capsys.readouterr().err
