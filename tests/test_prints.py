"""Laws of prints: the tree of an invented text and that of its print are equal, in six languages."""

import re

from printing import LANGUAGES, PRINTS, paragraphs
from together import check_all, for_all, some

import itu_texts

_POINT = re.compile(r"(?m)^(\t*)[•◦▪*o+#–—-] (?=\S)")


# Too few lines of a text are full to show that it is wrapped, or no stop is before a label within a line
UNCLEAR = {
    *(("a_blank_line_behind_each", "lights", language) for language in LANGUAGES if language != "zh"),
    *((f"number_of_each_fifth_line{behind}", "lanterns", "zh") for behind in ("", "_behind")),
    *(("points_on_wrapped_lines", "lights", language) for language in ("en", "es", "zh")),
    ("soft_hyphens", "lanterns", "fr"),
    ("decomposed", "lights", "ar"),
    ("labels_above_words", "lights", "en"),
    ("labels_in_boxes", "lights", "en"),
    ("labels_queued", "lights", "ru"),
    ("labels_queued", "lanterns", "zh"),
}


def outline(document: itu_texts.Document) -> str:
    """An outline without the bullets of points."""
    return _POINT.sub(r"\1", itu_texts.to_outline(document))


def read(name: str, language: str, text: str) -> itu_texts.Document:
    suffix = PRINTS[name].suffix
    if not suffix:
        return itu_texts.parse(text, language=language)
    return itu_texts.parse_bytes(text.encode(), f"print{suffix}", language=language)


@for_all("text", ["lanterns", "lights"])
@for_all("name", PRINTS)
def test_the_tree_of_a_print_is_that_of_the_text(name, text):
    def check(language: str) -> None:
        lines = paragraphs(text, language)
        clean = itu_texts.parse("\n".join(line.text for line in lines), language=language)
        found = read(name, language, PRINTS[name].make(lines))
        assert outline(found).casefold() == outline(clean).casefold()
        assert [str(each.identifier) for each in found.texts] == [str(each.identifier) for each in clean.texts]

    known = [language for language in PRINTS[name].needs.split() or LANGUAGES if (name, text, language) not in UNCLEAR]
    if known:
        check_all([(language, language) for language in some(known, 2, len(name) % 2) or known[:1]], check)


@for_all(
    "text, said",
    [
        ("| Boat | Oars |\n|---|---|\n| Gull | 2 |\n| Tern | 4 |\n", "table"),
        ("CONTENTS\nLamps of boats ........ 3\nOars of boats ........ 12\nSails of boats ........ 15\n", "contents"),
        ("".join(f"{place * 7} the boats are many\n" for place in range(3, 15)), "begin with a number"),
        ("The boats are many.\n", "right file"),
    ],
)
def test_what_may_help_is_said_where_no_text_is_found(text, said):
    (found,) = [each for each in itu_texts.parse(text, language="en").diagnostics if each.code == "no-text"]
    assert said in found.message


def test_lost_line_ends_are_told():
    lines = paragraphs("lanterns", "en")
    codes = [
        [each.code for each in read(name, "en", PRINTS[name].make(lines)).diagnostics]
        for name in ("one_line", "wrapped")
    ]
    assert ["lost-line-ends" in found for found in codes] == [True, False]


@for_all("end", ["– 3\n ", "- a)", "• 1.\n", "a)\nb)\n", "-- \n", "1\n2\n\n"])
def test_labels_without_words_at_the_end_are_read(end):
    text = "RESOLUTION 9 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\nto row.\n"
    assert "to row." in itu_texts.to_outline(itu_texts.parse(text + end, language="en"))
