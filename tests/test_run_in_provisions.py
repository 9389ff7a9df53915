"""A treaty is the same treaty in whatever lines its provisions stand."""

import textwrap

import pytest
from invariants import check

from itu_texts import Division, Provision, find, to_outline

TREATY = """\
CONSTITUTION OF THE HARBOUR UNION
PREAMBLE
1 While recognizing that each State looks after its own harbours, the States Parties have agreed as follows.
CHAPTER I
Basic provisions
ARTICLE 1
Purposes of the Union
2 1 The purposes of the Union are:
3 a) to further cooperation among its Member States in the care of piers and lamps;
3A abis) to promote the participation of keepers in the work of the Union, and
4 b) to offer technical help to new harbours in 12 Member States and beyond.
5 2 To this end, the Union shall in particular:
6 a) allot the berths of Regions 1 and 3 in accordance with Article 9;
7 b) keep the list of lamps, see No. 5 above.
ARTICLE 2
Composition of the Union
8 The Union is an organization of Member States, which are:
9 a) any State that was a Member before 1990;
10 b) any other State that accedes in accordance with Article 14.
CHAPTER II
The Council and the General Secretariat
ARTICLE 3
The Council
11 1 (1) The Council shall be composed of Member States elected by the Assembly.
12 (2) Each Member of the Council shall appoint one person. In 1992 the rule was different.
13 2 The Council shall adopt its own rules of procedure.
ARTICLE 4
General Secretariat
14 1 The General Secretariat shall be directed by a Secretary-General.
15 2 The Secretary-General:
16 a) coordinates the activities of the Union;
17 b) prepares the policies that the Council may adopt.
"""
LINES = TREATY.splitlines()
HEADINGS = ("PREAMBLE", "CHAPTER", "ARTICLE")


def joined(lines, size, *, headings_apart):
    """The lines, so many of them in one, but those of headings."""
    made, held = [], []
    for line in lines:
        is_heading = line.startswith(HEADINGS)
        if held and (is_heading or len(held) >= size):
            made.append(" ".join(held))
            held = []
        if is_heading and headings_apart:
            made.append(line)
        else:
            held.append(line)
    return "\n".join([*made, " ".join(held)])


FORMS = {
    "two in a line": joined(LINES, 2, headings_apart=True),
    "three in a line": joined(LINES, 3, headings_apart=True),
    "an article in a line": joined(LINES, len(LINES), headings_apart=True),
    "an article with its heading in a line": joined(LINES, len(LINES), headings_apart=False),
    "all in one line": " ".join(LINES),
}


@pytest.mark.parametrize("wrapped", [False, True], ids=["as it is", "wrapped"])
@pytest.mark.parametrize("form", FORMS)
def test_provisions_that_run_on_are_found_by_their_numbers(form, wrapped):
    text = FORMS[form]
    if wrapped:
        text = "\n".join(part for line in text.splitlines() for part in textwrap.wrap(line, 72))
    assert to_outline(check(text)) == to_outline(check(TREATY))


@pytest.mark.parametrize(
    ("language", "article", "chapter", "preamble"),
    [
        ("fr", "ARTICLE", "CHAPITRE", "PRÉAMBULE"),
        ("es", "ARTÍCULO", "CAPÍTULO", "PREÁMBULO"),
        ("ru", "СТАТЬЯ", "ГЛАВА", "ПРЕАМБУЛА"),
        ("en", "Article", "Chapter", "Preamble"),
    ],
)
def test_so_they_are_in_other_languages_and_below_headings_in_small_letters(language, article, chapter, preamble):
    def named(text):
        return text.replace("ARTICLE", article).replace("CHAPTER", chapter).replace("PREAMBLE", preamble)

    apart = check(named(TREATY), language=language)
    run_in = check(named(FORMS["all in one line"]), language=language)
    assert [each.number for each in find(run_in, Provision)] == [each.number for each in find(apart, Provision)]
    assert [(each.kind, each.number) for each in find(run_in, Division)] == [
        (each.kind, each.number) for each in find(apart, Division)
    ]


def test_numbers_glued_to_labels_are_those_that_go_on():
    glued = [
        "ARTICLE 1",
        "Boats",
        "1The boats of the Union float. 21.1 a) They are of wood. 3b) Some are of iron. 41.2 None are of stone.",
        "ARTICLE 2",
        "Oars",
        '5"Oar" means a blade. 62.1 Oars are of wood. 72.2 Rowers have two of them. 8a)Some have one.',
    ]
    document = check("\n".join(glued))
    assert [each.number for each in find(document, Provision)] == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_the_paragraphs_of_an_article_without_numbers_in_its_margin():
    assert to_outline(
        check(
            "ARTICLE 1\nThe Council\n"
            "1 The Council shall: a) meet each year; b) row. 2 It shall have ten members. 3 Its chair is elected.\n"
            "ARTICLE 2\nThe Assembly\n1 The Assembly shall meet. 2 It shall vote."
        )
    ) == (
        "ARTICLE 1\n\tThe Council\n\t1 The Council shall:\n\t\ta) meet each year;\n\t\tb) row.\n"
        "\t2 It shall have ten members.\n\t3 Its chair is elected.\n"
        "ARTICLE 2\n\tThe Assembly\n\t1 The Assembly shall meet.\n\t2 It shall vote.\n"
    )


def test_articles_that_follow_one_another_in_a_line_are_divisions():
    document = check(
        "Article 1 Boats 1.1 Boats float. 1.2 Those of iron do so too. Article 2 Oars 2.1 Oars float. "
        "Article 3 Lamps 3.1 Lamps are lit, see Article 9. 3.2 Rowers light them."
    )
    assert [each.number for each in find(document, Division)] == ["1", "2", "3"]
    assert [each.number for each in find(document, Provision)] == ["1.1", "1.2", "2.1", "3.1", "3.2"]


def test_a_number_that_was_overlooked_is_one_where_it_fits():
    lines = LINES.copy()
    lines[lines.index(next(line for line in LINES if line.startswith("8 ")))] = (
        "8 1.1 *Union*A body of Member States, which are:"
    )
    numbers = [each.number for each in find(check(TREATY), Provision)]
    assert [each.number for each in find(check("\n".join(lines)), Provision)] == numbers


def test_a_number_that_a_wrapped_line_begins_with_is_none_where_all_are_known():
    text = FORMS["an article with its heading in a line"].replace("harbours in 12", "harbours in\n12")
    numbers = [each.number for each in find(check(TREATY), Provision)]
    assert [each.number for each in find(check(text), Provision)] == numbers


@pytest.mark.parametrize(
    "heading", ["Article {}.", "ARTICLE {}.–", "Art. {}", "Article {}. Title", "ARTICLE {} – Title"]
)
def test_headings_of_articles_with_a_stop_or_cut_short(heading):
    lines = [
        f"{heading.format(n)}\nBoats float. They do so in accordance with\nArticle 9.\nRowers row." for n in range(1, 5)
    ]
    document = check("\n".join(lines))
    assert [(each.kind, each.number) for each in find(document, Division)] == [("article", str(n)) for n in range(1, 5)]


def test_provisions_set_apart_by_blanks_are_no_table():
    rows = [f"{n}    {n % 3 + 1}    Boats float here." for n in range(1, 9)]
    document = check("\n".join(["ARTICLE 1", *rows[:4], "ARTICLE 2", *rows[4:]]))
    assert [each.number for each in find(document, Provision)] == [str(n) for n in range(1, 9)]


@pytest.mark.parametrize(
    "text",
    [
        # numbers of pages, which grow from one article to the next
        "\n".join(f"ARTICLE {n}\nOn boats\nBoats float.\nThe Rowing Union {n + 3}\nRowers row." for n in range(1, 9)),
        # paragraphs that begin anew in each article
        "\n".join(f"ARTICLE {n}\nOn boats\n1 Boats float.\n2 Rowers row. 3 All rest." for n in range(1, 9)),
        # what is counted
        "resolves\n1 that Article 1 and Article 2 apply to 3 Member States, 4 Associates, 5 Observers, 6 Guests, "
        "7 Rowers and 8 Keepers, and Article 3 to 9 Lamps.",
    ],
)
def test_other_numbers_are_none_of_provisions(text):
    assert not [*find(check(text), Provision)]
