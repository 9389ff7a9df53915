"""Whatever stands above or below whatever: all of it comes into a tree, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invariants import check

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
