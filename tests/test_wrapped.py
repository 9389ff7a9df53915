"""Wrapped texts whose blank lines, columns or form feeds say where paragraphs and pages end."""

import textwrap

import pytest
from conftest import ROOT
from invariants import check

import itu_texts
from itu_texts.nodes import PageNumber, RunningHead

OUTLINE = """\
RESOLUTION 7 (LAKESIDE, 2030)
Boats and oars of the lake
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
considering
	a) that the boats of the lake are old, and that the boatmen of all its ports are recognizing that they leak;
	b) that oars are of many kinds of wood, which the smiths of the lake, the boatmen and those who fish have known since
	c) that sails, which some of the boats have besides, are mended in each port by those who have made them,
noting
	that the ports of the lake, and all who row on it or sail on it for their living, have asked for boats of one kind,
resolves to invite the port authorities of the lake and of all the rivers of its shores, before winter
	1 to paint boats every year before the lake is open to those who row, or sail, on it for their pleasure;
	2 to see that the oars of boats are of the same wood, whatever the cost of it may be to those who row with them,
instructs the Secretary-General
	to count the boats of the lake, in winter and in summer, and to tell the Council each year how many there are.
"""
PARAGRAPHS = [line.strip() for line in OUTLINE.splitlines()]


def wrapped(width, between="\n", **options):
    return between.join(textwrap.fill(each, width, break_long_words=False, **options) for each in PARAGRAPHS) + "\n"


@pytest.mark.parametrize("width", range(48, 100, 2))
def test_blank_lines_between_paragraphs_tell_that_other_line_ends_are_wraps(width):
    text = wrapped(width, "\n\n")
    assert itu_texts.to_outline(itu_texts.parse(text)) == OUTLINE
    check(text)


@pytest.mark.parametrize("width", range(48, 100, 2))
def test_lines_that_hang_below_the_first_are_its_own(width):
    text = wrapped(width, subsequent_indent="     ")
    assert itu_texts.to_outline(itu_texts.parse(text)) == OUTLINE
    check(text)


# ---------------------------------------------------------------------- form feeds


def paged(lines_a_page, number, head=""):
    """The text in pages, as programs copy those: a number at the foot of each, a form feed before the next."""
    lines = wrapped(72).splitlines()
    pages = [lines[first : first + lines_a_page] for first in range(0, len(lines), lines_a_page)]
    return "".join(
        "\n".join(([head, ""] if head and place > 1 else []) + page) + f"\n\n{number.format(place)}\n\f"
        for place, page in enumerate(pages, 1)
    )


@pytest.mark.parametrize("number", ["{}", "- {} -", "                          {}", "– {}"])
@pytest.mark.parametrize("head", ["", "RES007    ports of the lake"])
@pytest.mark.parametrize("lines", [8, 9, 10])
def test_what_stands_at_the_edges_of_pages_is_no_text(number, head, lines):
    text = paged(lines, number, head)
    found = itu_texts.parse(text)
    assert itu_texts.to_outline(found) == OUTLINE
    pages = text.count("\f")
    numbers = [piece.text for piece in found.furniture if isinstance(piece, PageNumber)]
    assert [int("".join(filter(str.isdigit, each))) for each in numbers] == [*range(1, pages + 1)]
    heads = [piece for piece in found.furniture if isinstance(piece, RunningHead)]
    assert len(heads) == (pages - 1 if head else 0)
    check(text)


# ---------------------------------------------------------------------- lines that begin like something else


def test_lines_of_an_alphabet_without_capitals_go_on():
    clean = itu_texts.to_outline(itu_texts.parse((ROOT / "tests/editions/lights.ar.txt").read_text("utf-8")))
    text = "\n".join(textwrap.fill(line.strip(), 45) for line in clean.splitlines())
    assert itu_texts.to_outline(itu_texts.parse(text)) == clean
