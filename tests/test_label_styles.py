"""Labels as texts and programs write them, and words that hold signs that nobody sees."""

from invariants import check
from together import for_all

from itu_texts import Clause, Item, find, parse, to_markdown, to_outline, to_text

LETTERS = ["a)", "(a)", "a.", "a )", "a.)", "a-", "a.-", "*a)*", "- a)", "• a)", "* (a)"]
NUMBERS = ["1", "1.", "1)", "(1)", "1 )", "1.)", "1-", "1.-", "1°", "1º", "1°)", "– 1)", "• 1."]


@for_all("style", LETTERS)
def test_letters_in_any_style(style):
    lines = [f"{style.replace('a', letter)} that boats {letter}{letter} float;" for letter in "abc"]
    document = check("\n".join(["considering", *lines, "resolves", "1 to row."]))
    assert [item.label.strip("(.)- ").lower() for item in find(document, Item)] == ["a", "b", "c", "1"]
    assert to_outline(document).count("\n\t") == 4


@for_all("style", NUMBERS)
def test_numbers_in_any_style(style):
    lines = [f"{style.replace('1', str(number))} to see to boats;" for number in range(1, 5)]
    document = check("\n".join(["resolves", *lines]))
    assert [item.ordinal for item in find(document, Item)] == [1, 2, 3, 4]


def test_a_bullet_before_a_label_is_no_words():
    document = check("considering\n– a) that boats float;\n– b) that oars do,")
    assert to_outline(document) == "considering\n\ta) that boats float;\n\tb) that oars do,\n"


def test_a_hyphen_behind_a_letter_or_a_figure_is_not_always_that_of_a_label():
    document = check("resolves\n1 to use\ne-mail, and\n5-metre boats, and those at\n30° E or\n1° C.")
    assert [item.label for item in find(document, Item)] == ["1"]


@for_all("sign", ["\u00ad", "\u200b", "\u2060", "\u00ad\n"])
def test_signs_in_words_that_nobody_sees_are_no_part_of_them(sign):
    text = f"consid{sign}ering\na) that radio{sign}communication services are many,\nre{sign}solves\n1 to act."
    document = check(text)
    assert [clause.heading.concept for clause in find(document, Clause)] == ["CONSIDERING", "RESOLVES"]
    assert next(find(document, Item)).text == "that radiocommunication services are many,"


def test_lists_of_one_style_in_one_another_are_told_by_the_margin():
    document = check(
        "RESOLUTION 98 (LAKESIDE, 2026)\n\nBoats\n\nThe ITU Council,\n\nresolves\n\n1. to count boats;\n"
        "2. to set up a group, which shall:\n    1. keep a list;\n    2. meet;\n3. to mend boats;\n"
        "4. to ask that each club:\n    1. reports.\n5. to rest.\n"
    )
    outline = to_outline(document)
    assert outline.splitlines()[4:] == [
        "\t1. to count boats;",
        "\t2. to set up a group, which shall:",
        "\t\t1. keep a list;",
        "\t\t2. meet;",
        "\t3. to mend boats;",
        "\t4. to ask that each club:",
        "\t\t1. reports.",
        "\t5. to rest.",
    ]
    for written in (to_text(document), to_markdown(document)):
        assert to_outline(parse(written)) == outline
