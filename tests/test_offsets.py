"""Offsets and columns in units of UTF-16, as JavaScript and editors count them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from together import for_all

import itu_texts
from itu_texts.cli import main
from itu_texts.tree.spans import Units

TEXT = "RESOLUTION 7 (LAKESIDE, 2018)\n𝔏amps 🚢 and boats\nThe ITU Council,\nresolves\n1 to light 🏮 the the lamps;\n2 to 𝔯est."


def utf16(text):
    """The text as JavaScript has it: each unit by itself."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def shown(units, span):
    return b"".join(units[slice(*span)]).decode("utf-16-le", "surrogatepass")


def spans(value):
    if isinstance(value, list):
        for each in value:
            yield from spans(each)
    elif isinstance(value, dict):
        if "span" in value:
            yield value["span"]
        yield from spans([*value.values()])


@given(st.text(st.sampled_from("a\n𝔏🚢é\ud800 "), max_size=12))
def test_units_and_characters_are_converted_both_ways(text):
    units = Units(text)
    counted = [units.units(offset) for offset in range(len(text) + 1)]
    assert counted == [len(utf16(text[:offset])) for offset in range(len(text) + 1)]
    assert [units.characters(each) for each in counted] == [*range(len(text) + 1)]


@for_all("node", ["the document", "a clause"])
def test_each_span_is_the_same_stretch(node):
    document = itu_texts.parse(TEXT)
    root = document if node == "the document" else document.at("resolves")
    plain, wide = itu_texts.to_dict(root), itu_texts.to_dict(root, offsets="utf-16")
    units = utf16(TEXT)
    there = [*spans(plain)]
    assert len(there) == len([*spans(wide)]) > 5
    assert [shown(units, span) for span in spans(wide)] == [TEXT[slice(*span)] for span in there]
    assert wide.get("offsets") == ("utf-16" if root is document else None)


def test_such_json_is_read_back():
    document = itu_texts.parse(TEXT)
    written = itu_texts.to_json(document, source=True, offsets="utf-16")
    again = itu_texts.from_json(written)
    assert again == document
    assert [node.span for node in itu_texts.walk(again)] == [node.span for node in itu_texts.walk(document)]
    assert (
        json.loads("".join(itu_texts.export(document, "jsonl", source=True, offsets="utf-16")))["offsets"] == "utf-16"
    )
    for wrong, said in (
        (itu_texts.to_json(document, offsets="utf-16"), "only with the source"),
        (written.replace('"offsets": "utf-16"', '"offsets": "utf-8"'), "offsets count characters or utf-16"),
        (written.replace('"span": [0', '"span": ["0"', 1), "not as in the JSON"),
    ):
        with pytest.raises(itu_texts.JSONError, match=said):
            itu_texts.from_json(wrong)


def test_lines_and_columns():
    source = itu_texts.parse(TEXT).source
    place = TEXT.index("the the")
    assert source.line_column(place) == (5, 14)
    assert source.line_column(place, "utf-16") == (5, 15)
    with pytest.raises(itu_texts.InputError, match="offsets are in characters or utf-16, not 'bytes'"):
        source.line_column(place, "bytes")
    for outside in (-1, len(source) + 1):
        with pytest.raises(itu_texts.InputError, match="outside the text"):
            source.line_column(outside)
    with pytest.raises(itu_texts.InputError, match="offsets are in characters or utf-16"):
        itu_texts.to_json(itu_texts.parse(TEXT), offsets="bytes")
    with pytest.raises(itu_texts.InputError, match="need the text"):
        itu_texts.to_json(itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT))), offsets="utf-16")


def test_the_command_counts_so_too(tmp_path, capsys, ran):
    path = tmp_path / "lamps.txt"
    path.write_text(TEXT, "utf-8")
    run = json.loads(
        ran(0, ["check", str(path), "--select", "doubled-word", "--to", "sarif", "--offsets", "utf-16"]).out
    )["runs"][0]
    assert run["columnKind"] == "utf16CodeUnits"
    [result] = run["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 15
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]["startLine"] == 5
    main(["check", str(path), "--select", "doubled-word", "--to", "json", "--offsets", "utf-16"])
    [row] = json.loads(capsys.readouterr().out)
    assert shown(utf16(TEXT), (row["start"], row["end"])) == "the the"
    main(["parse", str(path), "--offsets", "utf-16"])
    assert json.loads(capsys.readouterr().out)["offsets"] == "utf-16"
    assert (
        "plain text has no offsets in UTF-16; JSON has"
        in ran(2, ["parse", str(path), "--to", "text", "--offsets", "utf-16"]).err
    )
