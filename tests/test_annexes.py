"""Annexes: the same structure whether each paragraph has its line or all run on in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_word import styled

import itu_texts

HEAD = ["RESOLUTION 9 (REV. LAKESIDE, 2019)", "Boats", "The ITU Council,", "resolves", "\tto row."]
ANNEX = "ANNEX TO RESOLUTION 9 (REV. LAKESIDE, 2019)"
TITLES = ("Care of boats", "Use of oars in Regions 1 and 3", "Rules for the keepers of lamps")
HEADINGS = ("Drying of boats", "Painting", "Regional boat houses", "Oars of ash, elm and oak", "Storage of RF lamps")
SENTENCES = (
    "The boats of Annex 2 are dried.",
    "In the case of § 2 above, rowers shall rest under No. 9.3.",
    "If a boat leaks, it is mended at once, as Articles 2 and 3 say.",
    "Each rower has an oar.",
    "No oar is lent.",
)
PHRASES = ("oars of ash", "the name of the boat and No. 2", "lamps (see Appendix 5)", "two or 3 bells")
LISTS = (("a)", "b)", "c)"), ("1)", "2)", "3)"), ("–", "–", "–"), ("i)", "ii)", "iii)"))


@st.composite
def sections(draw: st.DrawFn) -> list[str]:
    """An annex as an outline: numbered sections, which all have headings or none, some with lists."""
    numbers = draw(st.sampled_from(("{}", "§ {}", "{}.")))
    headed = draw(st.booleans())
    lines = [ANNEX, "\t" + draw(st.sampled_from(TITLES))]
    for number in range(1, draw(st.integers(2, 6)) + 1):
        label = numbers.format(number)
        sentence = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
        if headed:
            lines += [f"\t{label} {draw(st.sampled_from(HEADINGS))}", f"\t\t{sentence}"]
        else:
            lines.append(f"\t{label} {sentence}")
        if not headed and draw(st.booleans()):
            lines[-1] = lines[-1][:-1] + ":"
            labels = draw(st.sampled_from(LISTS))
            words = draw(st.lists(st.sampled_from(PHRASES), min_size=3, max_size=3))
            stops = (";", "; and", ".")
            lines += [f"\t\t{each} {said}{stop}" for each, said, stop in zip(labels, words, stops, strict=True)]
    return lines


def _parsed(lines: list[str], join: str) -> str:
    """The outline of a text whose annex has its paragraphs parted by something."""
    annex = join.join(line.strip() for line in lines)
    return itu_texts.to_outline(itu_texts.parse("\n".join(line.strip() for line in HEAD) + "\n" + annex + "\n"))


@given(sections())
def test_an_annex_is_the_same_a_paragraph_a_line_and_run_on(lines: list[str]) -> None:
    expected = "\n".join([*HEAD, *lines]) + "\n"
    assert _parsed(lines, "\n") == expected
    assert _parsed(lines, " ") == expected


def test_a_paragraph_of_a_file_with_styles_is_not_cut() -> None:
    """What a file says is one paragraph stays one."""
    pytest.importorskip("docx")
    words = "Care of boats 1 Boats are dried. 2 Oars are dried. 3 Ropes are dried."
    paragraphs = (("Res_No", HEAD[0]), *(("Normal", line.strip()) for line in HEAD[1:]), ("Annex_No", ANNEX))
    document = itu_texts.parse_bytes(styled(*paragraphs, ("Normal", words)), "x.docx")
    assert [block.text for block in document.texts[0].annexes[0].blocks] == [words]
