"""Labels: what they may be read as, and what may follow what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itu_texts.language.series import ordinal, readings


@pytest.mark.parametrize(
    ("text", "style", "place"),
    [
        ("a)", "letter", 1),
        ("i)", "letter", 9),
        ("i)", "roman", 1),
        ("iv)", "roman", 4),
        ("xiv)", "roman", 14),
        ("z)", "letter", 26),
        ("aa)", "letter", 27),
        ("aj)", "letter", 36),
        ("(c)", "letter", 3),
        ("B)", "letter", 2),
        ("7", "number", 7),
        ("7.", "number", 7),
        ("(7)", "number", 7),
        ("2bis", "number", 2),
        ("1.10", "decimal", 10),
        ("3.2.1", "decimal", 1),
        ("§ 4", "number", 4),
        ("–", "dash", 0),
        ("•", "bullet", 0),
        ("7", "letter", 0),
        ("б)", "letter", 2),
        ("с)", "letter", 3),
        ("Б)", "letter", 2),
    ],
)
def test_ordinal(text, style, place):
    assert ordinal(text, style) == place


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a)", "b)"),
        ("h)", "i)"),
        ("i)", "j)"),
        ("i)", "ii)"),
        ("iv)", "v)"),
        ("z)", "aa)"),
        ("az)", "ba)"),
        ("9", "10"),
        ("1.9", "1.10"),
        ("2", "2bis"),
        ("2bis", "2ter"),
        ("2bis", "3"),
        ("a)", "abis)"),
        ("b)", "b)bis"),
        ("–", "–"),
        ("а)", "б)"),
        ("a)", "б)"),  # a Latin letter, which looks the same
        ("b)", "с)"),
        ("д)", "е)"),
        ("d)", "е)"),
        ("е)", "ё)"),
        ("ё)", "ж)"),
        ("и)", "й)"),
        ("и)", "к)"),
        ("А.1", "А.2"),
    ],
)
def test_follows(first, second):
    assert any(after.follows(before) for before in readings(first) for after in readings(second))


def test_does_not_follow():
    for first, second in (("a)", "c)"), ("b)", "a)"), ("1", "2)"), ("1.9", "2.10"), ("2", "2ter")):
        assert not any(after.follows(before) for before in readings(first) for after in readings(second)), second


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        (["а)", "b)", "с)", "d)", "е)"], [1, 2, 3, 4, 5]),
        (["а)", "б)", "в)", "г)", "д)", "е)"], [1, 2, 3, 4, 5, 6]),
    ],
)
def test_the_siblings_tell_the_alphabet_of_a_letter_that_two_have(labels, places):
    assert [ordinal(each, "letter", labels) for each in labels] == places


@given(st.text(max_size=12))
def test_any_label_is_read(text):
    assert [reading for reading in readings(text) if reading.style]
