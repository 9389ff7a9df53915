"""Conferences in the margin of a provision are its history, in JSON and in the cells of a page."""

from invariants import check, check_document

import itu_texts
from itu_texts import Amendment, Provision, find


def test_history_is_in_the_json():
    document = check("MOD 90 PP-98 2 Boats float.")
    data = itu_texts.to_dict(document)["blocks"][0]
    assert data["history"] == data["blocks"][0]["history"] == ["PP-98"]


def test_a_page_with_cells_of_margins():
    page = (
        "<table><tr><td>MOD 90<br>PP-98</td><td>2 Boats float.</td></tr>"
        "<tr><td>MOD<br>PP-98</td><td>Oars of the Union</td></tr>"
        "<tr><td>91<br>PP-94</td><td>3 Oars float.</td></tr><tr><td>PP-98</td><td></td></tr></table>"
    )
    document = itu_texts.parse_bytes(page.encode(), "a.html")
    check_document(document)
    found = [(each.number, each.history) for each in find(document, Provision)]
    assert found == [("90", ("PP-98",)), ("91", ("PP-94", "PP-98"))]
    assert [each.history for each in find(document, Amendment)] == [("PP-98",), ("PP-98",)]
