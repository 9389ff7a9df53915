"""Copies that run the wrong way: what is reported, and what is not."""

from __future__ import annotations

import pytest

import itu_texts
from itu_texts.parsing.directions import are_numbers_turned, backwards


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("في الفترة 20-9 أكتوبر", ["20-9"]),
        ("للفترة 2030-2027", ["2030-2027"]),
        ("ن ي ض و ف م ل ا", ["ن ي ض و ف م ل ا"]),
        ("ةيكلساللا ةيلودلا تالاصتالل", ["ةيكلساللا ةيلودلا تالاصتالل"]),
        ("مجلس االتحاد", ["االتحاد"]),
        ("1.1 أن\n2.1 أن\n3.1 أن", ["2.1", "3.1"]),
        ("2 أن\n1.2 أن\n2.2 أن", ["1.2", "2.2"]),
        ("في الفترة 9-20 أكتوبر", []),
        ("للفترة 2027-2030", []),
        ("1.1 أن\n1.2 أن\n2.1 أن", []),
        ("القرار 163 (غوادالاخارا، 2010)", []),
        ("أ ) ب) ج) د ) هـ )", []),
        ("pages 20-9, 2.1 after 1.1", []),
        ("", []),
    ],
)
def test_what_runs_the_wrong_way(text, words):
    assert [text[start:end] for start, end, _ in backwards(text)] == words


def test_numbers_in_reverse_order_keep_their_places():
    text = "القرار 7 (ليكسايد، 2030)\n\nالقوارب\n\nإن المجلس،\n\nيقرر\n\n"
    text += "1\tما يلي:\n\n1.1\tأن القوارب تطفو؛\n\n2.1\tأن المجاديف تطفو؛\n\n2\tما يلي:\n\n1.2\tأن الحبال تغرق؛\n\n2.2\tأن المراسي تغرق.\n"
    document = itu_texts.parse(text)
    clause = document.texts[0].clauses[0]
    assert [[item.ordinal for item in each.items] for each in clause.items] == [[1, 2], [1, 2]]
    assert {found.code for found in document.diagnostics} == {"visual-order"}


@pytest.mark.parametrize(
    ("labels", "turned"),
    [("1.1 2.1 3.1", True), ("1 1.1 2.1 2 1.2", True), ("1.1 1.2 1.3", False), ("1.1 2.1 2.2 2.3", False), ("", False)],
)
def test_most_numbers_tell_in_which_order_their_parts_stand(labels, turned):
    assert are_numbers_turned("\n".join(f"{each} أن القوارب تطفو" for each in labels.split())) is turned
