"""Running heads and page numbers, where nothing but their coming again tells that a page ends."""

import re
import textwrap

import pytest
from invariants import check

from itu_texts import PageNumber, RunningHead, to_outline

FRONT = """\
RESOLUTION 5 (Lakeside, 2030)
On piers and boats
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),
"""
WORDS = re.findall(
    r"\w+", "the keepers of each harbour look after its lamps and piers in winter and report on what they find"
)


def item(label, turn):
    """An item of some two hundred characters, none like another."""
    words = [WORDS[(turn * 7 + place * (turn % 5 + 1)) % len(WORDS)] for place in range(40)]
    return f"{label} that {' '.join(words)} and rest;"


PARAGRAPHS = [
    "considering",
    *(item(f"{letter})", turn) for turn, letter in enumerate("abcdefghij")),
    "resolves",
    *(item(turn, turn + 20) for turn in range(1, 13)),
    "instructs the Secretary-General",
    *(item(turn, turn + 40) for turn in range(1, 9)),
]
OUTLINE = to_outline(check(FRONT + "\n".join(PARAGRAPHS)))


def paged(lines, head, size=1500, first=5):
    """The lines, with a head behind each page of so many characters."""
    made, page, filled = [], first, 0
    for line in lines:
        made.append(line)
        filled += len(line)
        if filled > size:
            made.append(head.format(page=page))
            page, filled = page + 1, 0
    return "\n".join(made)


def in_pieces(paragraphs):
    """Each paragraph in lines of a few words, as no program would wrap it: a page may end behind any of them."""
    return [line for each in paragraphs for line in textwrap.wrap(each, 75)]


@pytest.mark.parametrize(
    "head",
    [
        "{page} Rec. ITU-R M.9999-1",
        "Rec. ITU-T A.99 (09/2030) {page}",
        "Final Acts of PP-30 {page}",
        "{page} Final Acts of the Plenipotentiary Conference",
        "Resolution 5 {page}",
        "{page}/12",
        "{page}",
        "H30/61-E\n{page}",
    ],
)
@pytest.mark.parametrize("wrapped", [False, True], ids=["as it is", "wrapped"])
def test_a_head_that_counts_the_pages_is_furniture(head, wrapped):
    lines = in_pieces([*FRONT.splitlines(), *PARAGRAPHS]) if wrapped else [*FRONT.splitlines(), *PARAGRAPHS]
    document = check(paged(lines, head))
    assert to_outline(document) == OUTLINE
    assert any(isinstance(piece, PageNumber | RunningHead) for piece in document.furniture)


@pytest.mark.parametrize(
    "head", ["Constitution of the Harbour Union {page}", "HARBOUR CONFERENCE {page}", "Res. 5-{page}"]
)
def test_one_that_may_be_a_heading_must_break_into_sentences(head):
    assert to_outline(check(paged(in_pieces([*FRONT.splitlines(), *PARAGRAPHS]), head))) == OUTLINE
    between = check(paged([*FRONT.splitlines(), *PARAGRAPHS], head))
    assert head.format(page=5) in to_outline(between)


def test_what_stands_beside_it_on_each_page_is_furniture_too():
    assert (
        to_outline(check(paged([*FRONT.splitlines(), *PARAGRAPHS], "THE HARBOUR UNION\n{page} Final Acts"))) == OUTLINE
    )


@pytest.mark.parametrize(
    "heading",
    ["Study Group {}", "ANNEX {}", "ARTICLE {}", "MOD {}", "Table {}", "TABLE 21-{}", "Annex to Resolution {}"],
)
def test_headings_that_count_on_are_none(heading):
    long = " ".join(["Boats float in all weathers, and those who row them rest."] * 12)
    document = check("\n".join(f"{heading.format(n)}\n{long}" for n in range(3, 8)))
    assert not document.furniture
    assert all(heading.format(n) in to_outline(document) for n in range(3, 8))


def test_labels_alone_above_their_words_are_none():
    long = " ".join(["that boats float in all weathers"] * 25)
    document = check("resolves\n" + "\n".join(f"{n}\n{long};" for n in range(1, 6)))
    assert not document.furniture


def test_items_with_the_same_words_that_count_on_are_no_running_heads():
    item = "that sails may leak while bells drift on the lake and the boats"
    rest = " may leak,\n".join(["while the oars float on the water and the boats of the lake"] * 12)
    text = f"The ITU Council,\nresolves\n1 {item}\nmay leak:\n{rest};\nresolves further\n2 {item}\nmay sink.\n"
    assert not check(text).furniture
