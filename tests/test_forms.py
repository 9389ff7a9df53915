"""The seed, a real treaty, and treaties and annexes that are made up come back; marks of notes are where their notes say."""

from hypothesis import given
from hypothesis import strategies as st
from invariants import check
from strategies import phrases

import itu_texts
from itu_texts import Amendment, Annex, Division, Provision, Table


def test_cells_have_their_words():
    document = check("resolves\n1 to adopt:\n\n| Boat | Oars |\n|---|---|\n| Alpha | 2 |\n| Beta | |\n")
    (table,) = itu_texts.find(document, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Boat", "Oars"], ["Alpha", "2"], ["Beta", ""]]
    assert document.source[table.rows[1].cells[0].span] == "Alpha"


def test_the_seed(shared):
    document = check((shared / "seed" / "seed.txt").read_text("utf-8"))
    (agenda,) = itu_texts.find(document, itu_texts.nodes.Agenda)
    assert [item.label for item in agenda.items] == ["1.", "2."]
    assert [str(entry.identifier) for entry in agenda.entries] == [
        "Resolution 1", "Draft new resolution [B-1]", "Draft new resolution [CAN-1]", "Recommendation ITU-T A.5",
    ]  # fmt: skip
    (cover,) = itu_texts.find(document, itu_texts.Cover)
    assert (cover.series, cover.annex_pages) == ("second", 3)
    (amendment,) = itu_texts.find(document, Amendment)
    assert (amendment.proposal, amendment.blocks) == ("B2/49/1", (document.texts[1],))
    assert len(document.texts) == 2


def test_an_unmarked_treaty(shared):
    text = (shared / "corpus" / "treaty" / "en-itr-1988.txt").read_text("utf-8")
    document = check(text)
    articles = [each for each in itu_texts.find(document, Division) if each.kind == "article"]
    assert [each.number for each in articles] == [str(number) for number in range(1, 11)]
    assert all(each.title for each in articles)
    assert [each.number for each in itu_texts.find(document, Provision)] == [str(number) for number in range(1, 65)]
    assert [each.kind for each in document.blocks if isinstance(each, Annex)] == ["appendix"] * 3


# ---------------------------------------------------------------------- made-up treaties


@st.composite
def treaties(draw: st.DrawFn) -> list[tuple[int, str]]:
    """The lines of a treaty, with their depths."""
    lines: list[tuple[int, str]] = []
    number = 0
    for article in range(1, draw(st.integers(2, 4)) + 1):
        lines += [(0, f"ARTICLE {article}"), (1, f"Title of the {'same ' * article}article")]
        for paragraph in range(1, draw(st.integers(1, 3)) + 1):
            number += 1
            lines.append((1, f"{number} {paragraph} {draw(phrases()).capitalize()}:"))
            for letter in "abc"[: draw(st.integers(0, 3))]:
                number += 1
                lines.append((1, f"{number} {letter}) {draw(phrases())};"))
                if draw(st.booleans()):
                    lines.append((1, f"{number}A {letter} bis) {draw(phrases())};"))
    return lines


@given(treaties(), st.sampled_from(["\n", "\n\n"]))
def test_a_treaty_comes_back(lines, gap):
    document = check(gap.join(line for _, line in lines))
    assert itu_texts.to_outline(document) == "".join("\t" * depth + line + "\n" for depth, line in lines)
    numbers = [line.split()[0] for depth, line in lines if line[0].isdigit()]
    assert [each.number for each in itu_texts.find(document, Provision)] == numbers


@st.composite
def annexed(draw: st.DrawFn) -> list[tuple[int, str]]:
    """A resolution with annexes in annexes, each with a title."""
    lines = [
        (0, "RESOLUTION 7 (LAKESIDE, 2019)"),
        (0, "Boats"),
        (0, "The ITU Council,"),
        (0, "resolves"),
        (1, "to row."),
    ]
    for annex in range(1, draw(st.integers(1, 3)) + 1):
        lines += [(0, f"ANNEX {annex} TO RESOLUTION 7 (LAKESIDE, 2019)"), (1, "Of boats"), (1, f"1 {draw(phrases())}.")]
        for appendix in range(1, draw(st.integers(0, 2)) + 1):
            lines += [(1, f"APPENDIX {appendix} TO ANNEX {annex}"), (2, "Of oars"), (2, f"1 {draw(phrases())}.")]
            if draw(st.booleans()):
                lines += [(2, f"ATTACHMENT TO APPENDIX {appendix}"), (3, "Of sails"), (3, f"{draw(phrases())}.")]
    return lines


@given(annexed(), st.sampled_from(["\n", "\n\n"]))
def test_annexes_come_back(lines, gap):
    document = check(gap.join(line for _, line in lines))
    assert itu_texts.to_outline(document) == "".join("\t" * depth + line + "\n" for depth, line in lines)
