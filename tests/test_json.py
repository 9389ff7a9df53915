"""JSON: its shape, the way back, and what is said of JSON that is wrong."""

from __future__ import annotations

import gc
import json
import re

import pytest
from attrs import evolve

import itu_texts
from itu_texts import InputError, JSONError
from itu_texts.exporters.json import _WRITERS, CHANGES, FURNITURE, iter_json
from itu_texts.exporters.json_reader import _TAGS

TEXT = """RESOLUTION 999 (REV. LAKESIDE, 2022)
Boats
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2022),
considering further
a) that boats leak:
i) at sea;
ii) in port,
instructs the Secretary-General and the Director of the Radiocommunication Bureau
to mend them
"""


def test_the_json_reads_like_the_text():
    assert itu_texts.to_dict(itu_texts.parse(TEXT)) == {
        "type": "document",
        "schema": itu_texts.SCHEMA_VERSION,
        "language": "en",
        "span": [0, len(TEXT)],
        "blocks": [
            {
                "type": "resolution",
                "number": "999",
                "revision": "REV. LAKESIDE, 2022",
                "title": "Boats",
                "span": [0, len(TEXT) - 1],
                "front": [
                    {"type": "designation", "text": "RESOLUTION 999 (REV. LAKESIDE, 2022)", "span": [0, 36]},
                    {"type": "title", "span": [37, 42]},
                    {
                        "type": "formula",
                        "text": "The Plenipotentiary Conference of the International Telecommunication Union "
                        "(Lakeside, 2022),",
                        "body": "Plenipotentiary Conference",
                        "place": "Lakeside",
                        "year": 2022,
                        "span": [43, 136],
                    },
                ],
                "clauses": [
                    {
                        "type": "clause",
                        "role": "preamble",
                        "heading": {"text": "considering further", "verb": "considering", "span": [137, 156]},
                        "span": [137, 200],
                        "blocks": [
                            {
                                "type": "item",
                                "label": "a)",
                                "style": "letter",
                                "span": [157, 200],
                                "blocks": [
                                    {"type": "paragraph", "text": "that boats leak:", "span": [160, 176]},
                                    {
                                        "type": "item",
                                        "label": "i)",
                                        "style": "roman",
                                        "span": [177, 187],
                                        "blocks": [{"type": "paragraph", "text": "at sea;", "span": [180, 187]}],
                                    },
                                    {
                                        "type": "item",
                                        "label": "ii)",
                                        "style": "roman",
                                        "span": [188, 200],
                                        "blocks": [{"type": "paragraph", "text": "in port,", "span": [192, 200]}],
                                    },
                                ],
                            }
                        ],
                    },
                    {
                        "type": "clause",
                        "role": "operative",
                        "heading": {
                            "text": "instructs the Secretary-General and the Director of the Radiocommunication Bureau",
                            "verb": "instructs",
                            "addressees": [
                                {"concept": "SG", "text": "the Secretary-General"},
                                {"concept": "DIR_BR", "text": "the Director of the Radiocommunication Bureau"},
                            ],
                            "span": [201, 282],
                        },
                        "span": [201, 295],
                        "blocks": [{"type": "paragraph", "text": "to mend them", "span": [283, 295]}],
                    },
                ],
            }
        ],
    }


def test_an_equal_document_comes_back():
    document = itu_texts.parse(TEXT)
    again = itu_texts.from_json(itu_texts.to_json(document, indent=2))
    assert again == document
    assert again.texts[0].clauses[0].items[0].items[1].parent is again.texts[0].clauses[0].items[0]
    assert len(again.source) == 0


def test_the_source_comes_back_where_it_was_asked_for():
    document = itu_texts.parse(TEXT)
    again = itu_texts.from_json(itu_texts.to_json(document, source=True))
    assert again.source.text == TEXT


def test_other_documents_are_not_equal():
    document = itu_texts.parse(TEXT)
    assert itu_texts.from_json(itu_texts.to_json(document).replace("at sea", "at lea")) != document
    assert evolve(document, language="fr") != document


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_the_pieces_are_the_whole(indent):
    text = TEXT + "\nSome prose.\n– 3 –\n" + TEXT
    document = itu_texts.parse(text)
    assert "".join(iter_json(document, indent)) == itu_texts.to_json(document, indent)
    nothing = itu_texts.parse("")
    assert json.loads("".join(iter_json(nothing, indent))) == itu_texts.to_dict(nothing)


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (lambda d: d.update(type="paper"), "$", "not a document"),
        (lambda d: d.update(schema="3.0"), "$.schema", "version"),
        (lambda d: d.pop("schema"), "$.schema", "version"),
        (lambda d: d.update(blocks=3), "$.blocks", "iterable"),
        (lambda d: d.update(colour="red"), "$", "colour"),
        (lambda d: d["blocks"][0].update(type="ode"), "$.blocks[0]", "'ode'"),
        (lambda d: d["blocks"][0].pop("span"), "$.blocks[0]", "span"),
        (lambda d: d["blocks"][0].pop("title"), "$.blocks[0].front[1]", "text"),
        (lambda d: d["blocks"][0]["front"].clear(), "$.blocks[0]", "number"),
        (lambda d: d["blocks"][0]["front"].append("x"), "$.blocks[0].front[3]", "object"),
        (lambda d: d["blocks"][0]["clauses"][1].update(role="chorus"), "$.blocks[0].clauses[1].role", "chorus"),
        (lambda d: d["blocks"][0]["clauses"][1].update(blocks=[3]), "$.blocks[0].clauses[1].blocks[0]", "object"),
        (
            lambda d: d["blocks"][0]["clauses"][1].update(blocks=[{"type": "clause"}]),
            "$.blocks[0].clauses[1]",
            "clause",
        ),
        (
            lambda d: d["blocks"][0]["clauses"][0]["heading"].update(text=4),
            "$.blocks[0].clauses[0].heading.text",
            "str",
        ),
        (lambda d: d["blocks"][0]["clauses"][0].update(span=[1]), "$.blocks[0].clauses[0]", "two offsets"),
        (lambda d: d["blocks"][0]["clauses"][0].update(span=[1, "2"]), "$.blocks[0].clauses[0]", "two offsets"),
    ],
)
def test_wrong_json_is_told_with_its_path(change, path, message):
    data = itu_texts.to_dict(itu_texts.parse(TEXT))
    change(data)
    with pytest.raises(JSONError, match=re.escape(message)) as error:
        itu_texts.from_json(json.dumps(data))
    assert error.value.path.startswith(path)


def test_parts_of_a_document_by_themselves():
    document = itu_texts.parse(TEXT)
    whole = itu_texts.to_dict(document)["blocks"][0]
    (text,) = document.texts
    assert itu_texts.to_dict(text) == whole
    assert json.loads(itu_texts.to_json(text.clauses[0])) == whole["clauses"][0]
    assert itu_texts.to_outline(text) == itu_texts.to_outline(document)
    assert (
        itu_texts.to_outline(document.at("considering further a)"))
        == "a) that boats leak:\n\ti) at sea;\n\tii) in port,\n"
    )


def test_what_is_no_part_of_a_document():
    document = itu_texts.parse(TEXT)
    for wrong in (document.texts[0].clauses[0].heading, "resolves", None):
        with pytest.raises(InputError):
            itu_texts.to_dict(wrong)
    with pytest.raises(InputError):
        itu_texts.to_outline("resolves")
    with pytest.raises(InputError):
        itu_texts.from_json(None)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", '{"type": "document"}', "[" * 100_000])
def test_what_is_no_document(text):
    with pytest.raises(JSONError):
        itu_texts.from_json(text)


def test_every_node_class_can_be_written_and_read():
    gc.collect()  # classes with slots are made twice, and the first of each is garbage

    def kinds(kind):
        yield kind
        for below in kind.__subclasses__():
            yield from kinds(below)

    abstract = {
        itu_texts.Node,
        itu_texts.Furniture,
        itu_texts.Change,
        itu_texts.Annex.__base__,
        itu_texts.Heading,
        itu_texts.Document,
    }
    inside = {itu_texts.Row, itu_texts.Cell, itu_texts.CoverLine}  # written without a type, by what they stand in
    written = set(_WRITERS) | set(FURNITURE.values()) | {itu_texts.Designation, itu_texts.PageReference}
    written |= {itu_texts.AgendaItem, *CHANGES.values()}
    assert set(kinds(itu_texts.Node)) - abstract - inside == written
    assert set(_TAGS.values()) == written | {itu_texts.Document}
