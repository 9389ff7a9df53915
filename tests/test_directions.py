"""Copies that run the wrong way: what is reported, and what is not."""

import pytest

from itu_texts.language.writing import fold
from itu_texts.parsing.parsed import backwards


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
    assert [text[start:end] for start, end, _ in backwards(fold(text))] == words
