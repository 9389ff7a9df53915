"""The conferences that changed a provision, as its margin has them, are in all formats that show a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legaldoc import errors

import itu_texts
from itu_texts import Amendment, Provision, find

TEXTS = {
    "one": "MOD 90 PP-98 2 Rowing meetings shall be held each year by all members of the club.",
    "many": "MOD 3 PP-98 a) rowing;\n\n4 PP-98 b) rest;\n\n5 PP-98 c) sleep.\n\n6A PP-94 PP-98 Rowers rest.\n\n"
    "SUP 7 PP-98\n\nADD 8 PP-98 d) wait.",
    "a table": "| MOD 90 PP-98 | 2 Boats float. |\n|---|---|\n| MOD PP-98 | Oars of the Union |\n| 91 PP-94 | 3 Oars float. |\n",
}


def histories(document):
    return (
        [(each.number, each.history) for each in find(document, Provision)],
        [(each.marker, each.history) for each in find(document, Amendment)],
    )


FORMATS = {
    "text": lambda document: itu_texts.parse(itu_texts.to_text(document)),
    "wrapped text": lambda document: itu_texts.parse(itu_texts.to_text(document, 40)),
    "markdown": lambda document: itu_texts.parse_bytes(itu_texts.to_markdown(document).encode(), "a.md"),
    "docx": lambda document: itu_texts.parse_bytes(itu_texts.to_docx(document), "a.docx"),
    "akn": lambda document: itu_texts.parse_bytes(itu_texts.to_akn(document).encode(), "a.akn"),
    "json": lambda document: itu_texts.from_json(itu_texts.to_json(document)),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_format_loses_them(text, name):
    document = itu_texts.parse(text)
    assert any(history for _, history in histories(document)[0])
    again = FORMATS[name](document)
    assert histories(again) == histories(document)
    assert itu_texts.to_outline(again) == itu_texts.to_outline(document)


def test_akoma_ntoso_has_them_beside_the_words():
    xml = itu_texts.to_akn(itu_texts.parse(TEXTS["many"]))
    assert errors(xml) == []
    assert '<num itu:history="PP-94; PP-98">6A</num>' in xml
    assert "itu:history" not in itu_texts.to_akn(itu_texts.parse("MOD 90 2 Rowing meetings shall be held."))


@given(st.lists(st.tuples(st.integers(1, 99), st.sampled_from(["", "PP-98", "PP-94 PP-98", "PP-2030"])), min_size=1))
def test_whatever_the_provisions(numbers):
    lines = [f"MOD {number} {history} Boats float.".replace("  ", " ") for number, history in numbers]
    document = itu_texts.parse("\n\n".join(lines))
    for name in ("text", "markdown", "akn"):
        assert histories(FORMATS[name](document)) == histories(document)
