"""Whatever stands above or below whatever: all of it comes into a tree, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import check

from itu_texts.language.series import roman

LINES = [
    "RESOLUTION 9 (LAKESIDE, 2019)",
    "Boats",
    "(Lakeside, 2011; Lakeside, 2015)",
    "The ITU Council,",
    "considering",
    "resolves",
    "a) that boats float;",
    "1 to row.",
    "Prose follows here.",
    "ANNEX 1",
    "ANNEX 2 TO RESOLUTION 9 (LAKESIDE, 2019)",
    "APPENDIX TO ANNEX 1",
    "PART I",
    "CHAPTER II",
    "SECTION 2",
    "ARTICLE 5",
    "28A\ta bis) that rowers rest;",
    "ADD ROW/3/1",
    "MOD 28A",
    "NOC 30 1 Oars are of wood.",
    "MOD ARTICLE 7",
    "SUP RESOLUTION 5 (LAKESIDE, 2015)",
    "Reasons: because",
    "IN WITNESS WHEREOF, the undersigned have signed.",
    "NOTE 1 – That is so.",
    "– 3 –",
    "AGENDA",
    "1. Opening",
    "CONTENTS",
    "Resolution 1 (Lakeside, 2019) - Boats ..... 3",
    "",
]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_any_lines_in_any_order(lines):
    check("\n".join(lines))


STYLES = [
    lambda i: f"{i}",
    lambda i: f"{i}.",
    lambda i: f"1.{i}",
    lambda i: f"{'abcdefghi'[i - 1]})",
    lambda i: f"{roman(i)})",
    lambda i: f"{'абвгдежзи'[i - 1]})",
    lambda i: f"{i}{('bis', 'ter', '')[i % 3]})",
]


def swapped(swaps):
    """The places of a list in which some have changed theirs with the next."""
    places = [*range(1, 9)]
    for at in swaps:
        places[at : at + 2] = places[at : at + 2][::-1]
    return places


PLACES = st.lists(st.integers(0, 6), max_size=4).map(swapped) | st.lists(st.integers(1, 9), max_size=14)


@given(st.sampled_from(STYLES), PLACES, st.sampled_from("\n "), st.booleans())
def test_items_in_any_order(style, places, ends, in_annex):
    items = ends.join(f"{style(place)}\tthat boats float;\n" for place in places)
    check(("ANNEX 1\n" if in_annex else "RESOLUTION 9 (LAKESIDE, 2019)\nThe ITU Council,\nresolves\n") + items)


@given(st.lists(st.tuples(st.sampled_from(STYLES), st.integers(1, 4)), max_size=16))
def test_items_of_several_lists_in_any_order(labels):
    lines = [f"{style(place)}\tthat boats float{'.;:'[place % 3]}" for style, place in labels]
    check("RESOLUTION 9 (LAKESIDE, 2019)\nThe ITU Council,\nresolves\n" + "\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "ARTICLE 3\n• 8-",  # a bullet before what may be a page number
        "Contents\n1|-15)\nRESOLUTION 5 (W1]_RESOLUTION 5 (WRC",  # a row of provisions in a list of contents
    ],
)
def test_what_random_pieces_have_shown(text):
    check(text)
