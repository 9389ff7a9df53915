"""Wrapped texts whose blank lines, columns or form feeds say where paragraphs and pages end."""

import textwrap

import pytest
from conftest import ROOT
from invariants import check

import itu_texts
from itu_texts import Footnote
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


def test_a_line_that_hangs_where_paragraphs_begin_too_may_be_an_item():
    text = textwrap.dedent("""\
        resolves
        1 that the boats of the lake and of the rivers around it shall have what
           boatmen of all ports ask for, in winter and in summer, and not only
           oars of one kind of wood, but:
           2.1 that all of the sails shall be white, or of the colour that the port
             which the boat is of has chosen for all of its boats, in winter and
             in summer;
           2.2 that the oars shall be of one wood, and that those who make them in
             the ports shall say on each of them which of the many kinds of wood it
             is;
        2 that masts shall be of one piece, and as high as the boat is long, if
           those who sail it agree
        """)
    found = itu_texts.parse(text)
    assert [item.label for item in itu_texts.find(found, itu_texts.Item)] == ["1", "2.1", "2.2", "2"]


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


def test_a_heading_that_stands_first_on_two_pages_is_no_running_head():
    clause = "that boats leak;\n\fconsidering\n"
    found = itu_texts.parse(f"considering\n{clause * 3}that oars float,\nresolves\nto row.\n")
    assert [clause.heading.verb for clause in itu_texts.find(found, itu_texts.Clause)] == ["considering"] * 4 + [
        "resolves"
    ]


def test_footnotes_go_on_to_the_foot_of_their_page():
    text = """\
considering
a) that the boats of the lake are old1, and that oars break;
b) that boats leak,
_______________
1   Most of them were built in 1950, and have been mended many times since then
    by those who row in them.
                                      1
\fresolves
to mend the boats.
                                      2
\f"""
    found = itu_texts.parse(text)
    assert [note.text for note in found.furniture if isinstance(note, Footnote)] == [
        "Most of them were built in 1950, and have been mended many times since then by those who row in them."
    ]
    assert itu_texts.to_outline(found).splitlines()[-3:] == [
        "\tb) that boats leak,",
        "resolves",
        "\tto mend the boats.",
    ]
    check(text)


# ---------------------------------------------------------------------- lines that begin like something else


def around(lines):
    """Some lines in a text that is plainly wrapped at 60 characters."""
    clause = "considering\n" + textwrap.fill(f"a) {'that the boats of the lake are old and leak in rain, ' * 9}", 60)
    return f"{clause}\n" + "\n".join(lines) + "\n"


def test_a_heading_goes_on_in_a_line_that_reads_like_one():
    lines = [
        "invites all of the future competent boating conferences",
        "involved",
        "1 to count boats;",
        "2 to count oars,",
        "resolves to instruct the boatmen of all lakes, with the",
        "mandates of their ports",
        "1 to row.",
    ]
    found = itu_texts.parse(around(lines))
    assert [clause.heading.text for clause in itu_texts.find(found, itu_texts.Clause)][1:] == [
        "invites all of the future competent boating conferences involved",
        "resolves to instruct the boatmen of all lakes, with the mandates of their ports",
    ]


def test_a_figure_behind_a_word_that_ends_nothing_is_no_label():
    lines = [
        "resolves",
        "1 that all of the ports of the lake shall, under § 9 or",
        "§ 10 above, count their boats;",
        "2 to rest.",
    ]
    found = itu_texts.parse(around(lines))
    assert [item.label for item in itu_texts.find(found, itu_texts.Item)] == ["a)", "1", "2"]


def test_lines_of_an_alphabet_without_capitals_go_on():
    clean = itu_texts.to_outline(itu_texts.parse((ROOT / "tests/editions/lights.ar.txt").read_text("utf-8")))
    text = "\n".join(textwrap.fill(line.strip(), 45) for line in clean.splitlines())
    assert itu_texts.to_outline(itu_texts.parse(text)) == clean
