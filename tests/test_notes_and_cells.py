"""Footnotes and cells of tables in rows and chunks; places by their IRIs, in a document and in a collection."""

import pytest

from itu_texts import (
    AddressError,
    Collection,
    IdentifierError,
    InputError,
    from_json,
    iri,
    parse,
    records,
    to_json,
    walk,
)
from itu_texts.tree.walking import all_words

NOTED = """RESOLUTION 7 (REV. DUBAI, 2018)
Oars
The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),
noting
that lakes1 freeze,
resolves
1 to row*;
2 to rest

___________
1 Among them the northern ones.
* With two oars.
"""
TABLED = (
    "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tHives\nTable 1 – Weights\nTree\tWeight\nOak\t4\nAsh\t5\n"
)


def test_footnotes_stand_in_rows_and_chunks_at_their_marks():
    document = parse(NOTED)
    notes = [row for row in records(document, "paragraphs") if row["node"] == "Footnote"]
    assert [(row["label"], row["words"], row["address"], row["line"]) for row in notes] == [
        ("1", "Among them the northern ones.", "noting [1]", 10),
        ("*", "With two oars.", "resolves 1", 12),
    ]
    chunks = {row["address"]: row["words"] for row in records(document, "chunks")}
    assert chunks["noting"].endswith("freeze, 1 Among them the northern ones.")
    assert chunks["resolves"].endswith("2 to rest * With two oars.")
    with Collection.open(":memory:") as acts:
        acts.add(document)
        assert [hit.address for hit in acts.search("northern ones")] == ["noting"]
        assert acts.rows("SELECT address FROM all_paragraphs WHERE words = 'With two oars.'") == [("resolves 1",)]


def test_cells_are_rows():
    rows = [*records(parse(TABLED), "cells")]
    assert [(row["table"], row["caption"], row["row"], row["cell"], row["words"]) for row in rows] == [
        (1, "1 Weights", row, cell, words)
        for row, line in enumerate((("Tree", "Weight"), ("Oak", "4"), ("Ash", "5")), 1)
        for cell, words in enumerate(line, 1)
    ]
    assert {row["words"]: row["label"] for row in records(parse(TABLED), "paragraphs")}["Oak\t4"] is None
    table = "| Tree | Weight |\n|---|---|\n| Oak | 4 |\n"
    marked = [*records(parse(f"RESOLUTION 7 (LAKESIDE, 2018)\nOn bees\nresolves\nto weigh\n\n{table}"), "cells")]
    assert [(row["header"], row["is_header"], row["words"]) for row in marked if row["row"] != 1] in (
        [],
        [("Tree", False, "Oak"), ("Weight", False, "4")],
    )


def test_what_an_iri_names_is_found_again():
    document = parse(NOTED)
    for node in walk(document):
        found = document.at(iri(node))
        assert iri(found) == iri(node)
    place = document.at("resolves 2")
    assert document.at(iri(place)) is document.texts[0].at(iri(place)) is place
    assert document.at(iri(document.texts[0])) is document.texts[0]
    assert from_json(to_json(document)).at(iri(place)).text == "to rest"
    with pytest.raises(AddressError):
        document.at("/akn/un/statement/deliberation/itu-pp/2018-11-16/res-8")


def test_a_collection_has_places_and_texts():
    document = parse(NOTED)
    with Collection.open(":memory:") as acts:
        acts.add(document)
        acts.add(parse(NOTED.replace("REV. DUBAI, 2018", "BUSAN, 2014").replace("Dubai, 2018", "Busan, 2014")))
        assert acts.at(iri(document.at("resolves 2"))).text == "to rest"
        for hit in acts.search("rest"):
            assert "to rest" in all_words(acts.at(hit.id))
        assert str(acts.text("Res 7").identifier) == "Resolution 7 (Rev. Dubai, 2018)"
        assert str(acts.text("Resolution 7 (Busan, 2014)").identifier) == "Resolution 7 (Busan, 2014)"
        for wrong, error in (("Resolution 8", InputError), ("boats", IdentifierError)):
            with pytest.raises(error):
                acts.text(wrong)
        with pytest.raises(InputError):
            acts.at("/akn/un/statement/deliberation/itu-pp/2018-11-16/res-8")
