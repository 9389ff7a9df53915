"""The margins of provisions: conferences beside the number are kept as history, wherever they stand."""

import pytest
from invariants import check, check_document

import itu_texts
from itu_texts import Amendment, Provision, find, to_outline
from itu_texts.nodes import MarginNote


def provisions(document):
    return [(each.number, each.history) for each in find(document, Provision)]


@pytest.mark.parametrize(
    "text",
    [
        "MOD 90 PP-98 2 Rowing meetings shall be held each year.",
        "MOD\t90\tPP-98\t2\tRowing meetings shall be held each year.",
        "MOD 90\nPP-98\n2 Rowing meetings shall be held each year.",
        "MOD 90\nPP-98 2 Rowing meetings shall be held each year.",
        "MOD 90. – PP-98. – 2 Rowing meetings shall be held each year.",
        "MOD 90. ― PP-98. ― 2 Rowing meetings shall be held each year.",
        "MOD 90        2   Rowing meetings shall be held\nPP-98             each year.",
        "MOD 90 2 Rowing meetings shall be held each year.\nPP-98",
        "MOD 90 2 Rowing meetings shall be held each year.\tPP-98",
        "MOD 90 2 Rowing meetings shall be held each year. PP-98",
    ],
)
def test_wherever_a_note_stands_it_is_history(text):
    document = check(text)
    assert to_outline(document) == "MOD 90\n\t2 Rowing meetings shall be held each year.\n"
    assert provisions(document) == [("90", ("PP-98",))]
    assert next(find(document, Amendment)).history == ("PP-98",)
    assert [piece.text for piece in document.furniture if isinstance(piece, MarginNote)] == ["PP-98"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_provisions_are_found_by_their_margins_in_any_language(language):
    document = check(
        "MOD 3 PP-98 a) bevordering van het roeien;\n\n4 ПК-98 b) rusten; 5 ПК-98 c) slapen.\n\n"
        "6A PP-94 PP-98 Roeiers rusten.\n\nSUP 7 PP-98\n\nADD 8 PP-98 d) wachten.",
        language=language,
    )
    assert provisions(document) == [
        ("3", ("PP-98",)),
        ("4", ("ПК-98",)),
        ("5", ("ПК-98",)),
        ("6A", ("PP-94", "PP-98")),
        ("8", ("PP-98",)),
    ]
    assert [(each.action, each.provision, each.history) for each in find(document, Amendment)] == [
        ("MOD", "3", ("PP-98",)),
        ("SUP", "7", ("PP-98",)),
        ("ADD", "8", ("PP-98",)),
    ]
    assert not document.diagnostics


def test_numbers_that_grow_bear_out_notes_that_are_doubtful_alone():
    lines = ["90 PP-98 Boats float.", "91 PP-98 Oars float.", "92 PP-98 Rowers swim."]
    assert provisions(check("\n".join(lines))) == [(number, ("PP-98",)) for number in ("90", "91", "92")]
    assert not list(find(check(lines[0]), Provision))


@pytest.mark.parametrize(
    "text",
    [
        "resolves\n1 WRC-27 to consider boats;\n2 WRC-27 to consider oars;\n3 WRC-31 to rest",
        "resolves\n1 that Resolution\n155 (WRC-15) applies;\n2 that the report of\nPP-98 applies",
        "resolves\n1 to go on with what was begun at WRC-23\n2 to rest",
        "ARTICLE 9\n\n9.2B Boats row in line. (WRC-19)\n\n9.2C Boats may rest. (Rev.WRC-23)",
    ],
)
def test_conferences_in_words_are_no_notes(text):
    assert not [piece for piece in check(text).furniture if isinstance(piece, MarginNote)]


def test_history_is_in_the_json():
    document = check("MOD 90 PP-98 2 Boats float.")
    data = itu_texts.to_dict(document)["blocks"][0]
    assert data["history"] == ["PP-98"]
    assert data["blocks"][0]["history"] == ["PP-98"]


def test_a_page_with_cells_of_margins():
    page = (
        "<table><tr><td>MOD 90<br>PP-98</td><td>2 Boats float.</td></tr>"
        "<tr><td>MOD<br>PP-98</td><td>Oars of the Union</td></tr>"
        "<tr><td>91<br>PP-94</td><td>3 Oars float.</td></tr><tr><td>PP-98</td><td></td></tr></table>"
    )
    document = itu_texts.parse_bytes(page.encode(), "a.html")
    check_document(document)
    assert provisions(document) == [("90", ("PP-98",)), ("91", ("PP-94", "PP-98"))]
    assert [each.history for each in find(document, Amendment)] == [("PP-98",), ("PP-98",)]


def test_provisions_outside_articles_have_addresses():
    document = check("4 ПК-98 b) rusten;\n\n5 ПК-98 c) slapen, zie No. 4.")
    assert document.at("No. 4").number == "4"
    assert next(itu_texts.references(document)).target is document.at("No. 4")
