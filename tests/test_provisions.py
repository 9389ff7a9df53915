"""Provisions of treaties in each form in which people have them: ``tests/benchmarks/provisions.py`` prints a table."""

from itertools import cycle

import pytest
import treaties
from together import check_all

import itu_texts
from itu_texts.revision.diffs.reports import text_report

FORMS = [*zip(treaties.FORMS, cycle(("fr", "es", "ru", "ar", "zh")), strict=False)]


def is_whole(case: tuple[str, str]) -> None:
    """Nearly all provisions of a treaty are found, each in its article, with its words and no others."""
    form, language = case
    share, missed = treaties.share(treaties.treaty(language), language, form)
    assert share >= treaties.ENOUGH, missed


def test_provisions_are_found_in_each_form():
    check_all(((f"{form} in {language}", (form, language)) for form, language in FORMS), is_whole)


def test_a_treaty_has_one_tree_in_all_forms():
    given = treaties.treaty("en")
    trees = {form: treaties.found(treaties.written(given, "en", form), "en") for form in treaties.FORMS}
    assert {form for form, tree in trees.items() if tree != treaties.truth(given)} == set()


def test_paragraphs_that_begin_anew_in_each_article_have_labels():
    given = [each._replace(number="") for each in treaties.treaty("en")]
    lines = treaties.written(given, "en", "margin").replace("\n ", "\n")
    assert treaties.found(lines, "en") == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_two_instruments_in_one_file_are_numbered_each_by_itself(language):
    given = treaties.treaty(language)
    text = treaties.written(given, language, "stop")
    document = itu_texts.parse(f"{text}\n{text}", language=language)
    assert sum(isinstance(each, itu_texts.Provision) for each in itu_texts.walk(document)) == 2 * len(given)


def test_real_provisions(shared):
    """Those of a convention in Spanish, run on from 1 to 643, and pieces of the Radio Regulations."""
    text = (shared / "real/treaty/es-convention-1982.md").read_text("utf-8")
    numbers = {each.number for each in itu_texts.find(itu_texts.parse(text, language="es"), itu_texts.Provision)}
    assert len(numbers & {str(number) for number in range(1, 644)}) > treaties.ENOUGH * 643
    texts = [path.read_text("utf-8") for path in sorted((shared / "real/rr").glob("*.txt"))]
    pieces = {text.split()[0]: text for text in texts if treaties.NAMING.match(text)}
    assert pieces
    found = {
        number: next(itu_texts.find(itu_texts.parse(text), itu_texts.Provision), None)
        for number, text in pieces.items()
    }
    assert [number for number, provision in found.items() if provision is None or provision.number != number] == []


def read(given):
    return itu_texts.parse(treaties.written(given, "en", "margin"))


def test_a_treaty_and_its_successor_that_is_numbered_anew():
    given = treaties.treaty("en")
    new = given[0]._replace(number="101", label="2.", words="Lamps burn at night on every boat of the lake.")
    later = [each._replace(number=str(101 + place)) for place, each in enumerate(given[1:20], 1)]
    later[9] = later[9]._replace(words=later[9].words.replace("the Club", "the Lake Club"))
    was, now = read(given[:20]), read([given[0]._replace(number="100"), new, *later])
    assert "".join(text_report(itu_texts.diff(was, now))) == (
        "relabelled ARTICLE 1 / No. 1 -> ARTICLE 1 / No. 100\n"
        "added ARTICLE 1 / No. 101\n"
        "    + Lamps burn at night on every boat of the lake.\n"
        "relabelled Nos. 2-20 -> Nos. 102-120\n"
        "reworded ARTICLE 2 / No. 11 -> ARTICLE 2 / No. 111\n"
        "    The Members of the {+Lake+} Club shall have these rights:\n"
    )


def test_a_provision_with_the_same_number_is_the_same_where_most_keep_theirs():
    given = treaties.treaty("en")
    changed = [
        each._replace(words="Nobody may sail here in winter.") if each.number == "13" else each for each in given
    ]
    [found] = itu_texts.diff(read(given), read(changed))
    assert (found.kind, found.new_address) == ("reworded", "ARTICLE 2 / No. 13")
