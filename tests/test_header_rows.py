"""Rows of tables that name the columns: as Word, web pages and rules of pipes say so, and as Akoma Ntoso has them."""

import word
from legaldoc import comes_back, every, written

import itu_texts
from itu_texts import to_akn
from itu_texts.nodes import Row


def _headers(document):
    return [(row.header, [cell.text for cell in row.cells]) for row in itu_texts.find(document, Row)]


EXPECTED = [(True, ["colour", "side"]), (False, ["red", "port"]), (False, ["green", "starboard"])]


def test_a_rule_of_pipes():
    rows = "| colour | side |\n|--------|------|\n| red | port |\n| green | starboard |\n"
    document = itu_texts.parse(f"resolves\n1 to show lamps:\n{rows}")
    assert _headers(document) == EXPECTED
    without = itu_texts.parse(f"resolves\n1 to show lamps:\n{rows.replace('|--------|------|' + chr(10), '')}")
    assert not any(header for header, _ in _headers(without))


def test_rules_between_all_rows_say_nothing():
    rule = "+--------+------+\n"
    rows = rule.join(("", "| colour | side |\n", "| red | port |\n", "| green | starboard |\n", ""))
    assert not any(header for header, _ in _headers(itu_texts.parse(f"resolves\n1 to show lamps:\n{rows}")))


def test_a_web_page():
    rows = "<tr><th>colour<th>side<tr><td>red<td>port<tr><td>green<td>starboard"
    heads = "<thead><tr><td>colour<td>side</thead><tbody><tr><td>red<td>port<tr><td>green<td>starboard</tbody>"
    for shown in (rows, heads):
        page = f"<html><p>resolves<p>1 to show lamps:<table>{shown}</table></html>"
        assert _headers(itu_texts.parse_bytes(page.encode(), "a.html")) == EXPECTED
    at_the_side = page.replace(heads, "<tr><th>red<td>port<tr><th>green<td>starboard")
    assert not any(header for header, _ in _headers(itu_texts.parse_bytes(at_the_side.encode(), "a.html")))


def test_a_word_file():
    document = word.new()
    document.add_paragraph("resolves")
    document.add_paragraph("1 to show lamps:")
    table = document.add_table(rows=0, cols=2)
    for words in (["colour", "side"], ["red", "port"], ["green", "starboard"]):
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = text
    assert not any(header for header, _ in _headers(itu_texts.parse_bytes(word.save(document), "a.docx")))
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(word.parse_xml(f"<w:tblHeader {word.W}/>"))
    assert _headers(itu_texts.parse_bytes(word.save(document), "a.docx")) == EXPECTED


def test_akoma_ntoso():
    document = itu_texts.parse("resolves\n1 to show lamps:\n| colour | side |\n|---|---|\n| red | port |\n")
    root = written(document)
    assert [cell[0].text for cell in every(root, "table/tr/th")] == ["colour", "side"]
    assert _headers(comes_back(document, to_akn(document))) == EXPECTED[:2]
