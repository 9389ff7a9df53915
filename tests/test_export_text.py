"""Plain text: what is printed is parsed to an equal outline, with equal notes."""

import pytest
from exported import GOLD, gold, made_up, notes, some_cases, tracked
from hypothesis import given
from hypothesis import strategies as st
from strategies import outlines
from strategies import plain as as_plain
from together import check_all, for_all

import itu_texts
from itu_texts import InputError, parse, to_outline, to_text

_NOTED = (
    "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nconsidering\nthat rowers1 row* at night2,\n"
    "resolves\nto row.\n_____\n* Softly. 1 Of both kinds. 2 As shown in the log.\n"
)
_TABLE = "RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\nto use\n| Boat | Oars |\n| Swan | 2 |\n| Duck | |\n"


def _comes_back(document, width=None):
    printed = to_text(document, width)
    again = parse(printed, language=document.language)
    assert to_outline(again) == to_outline(document)
    assert notes(again) == notes(document)


def _comes_back_if_read(document):
    if "two-columns" not in {found.code for found in document.diagnostics}:  # their sentences are mixed
        _comes_back(document)


def test_every_case_comes_back():
    check_all(some_cases(2, 0), _comes_back_if_read)


@for_all("collection", GOLD)
def test_real_texts_come_back(shared, collection):
    documents = dict(gold(shared, collection, 1))
    assert documents
    for document in documents.values():
        _comes_back(document)


@given(made_up)
def test_made_up_texts_come_back(document):
    _comes_back(document)


@given(outlines(), st.integers(60, 99))
def test_made_up_texts_come_back_wrapped_too(outline, width):
    document = parse(as_plain(outline))
    _comes_back(document, width)
    longest = max(map(len, to_text(document, width).splitlines()))
    assert longest <= width


def test_notes_stand_below_a_rule_and_their_marks_in_the_words():
    document = parse(_NOTED)
    assert [note.mark for note in document.footnotes] == ["*", "1", "2"]
    printed = to_text(document)
    assert "\n\nthat rowers1 row* at night2,\n\n" in printed
    assert printed.endswith("\n\n_______________\n* Softly.\n1 Of both kinds.\n2 As shown in the log.\n")
    _comes_back(document)


def test_the_notes_of_each_text_stand_where_it_ends():
    document = parse(_NOTED + "\n" + _NOTED.replace("N 7", "N 8"))
    printed = to_text(document)
    assert printed.index("Of both kinds") < printed.index("RESOLUTION 8") < printed.rindex("Of both kinds")
    _comes_back(document)


def test_a_part_is_printed_with_the_notes_that_it_calls_and_no_others():
    document = parse(_NOTED)
    clause = document.at("considering")
    assert to_text(clause).count("Softly") == 1
    assert "Softly" not in to_text(document.at("resolves"))


def test_the_cells_of_a_table_stand_below_one_another():
    document = parse(_TABLE)
    assert to_text(document).endswith("\n\n| Boat | Oars |\n| Swan | 2    |\n| Duck |      |\n")
    _comes_back(document)


def test_words_hang_from_their_labels():
    document = parse("resolves\n1 that boats, oars and sails be counted, and:\na) that lamps be lit on all of them;")
    assert to_text(document, 30) == (
        "resolves\n\n1 that boats, oars and sails\n  be counted, and:\n\n"
        "    a) that lamps be lit on\n       all of them;\n"
    )


def test_what_cannot_be_printed():
    with pytest.raises(InputError, match="only a document or a part of one can be exported, not a str"):
        to_text("resolves")
    with pytest.raises(InputError, match="lines can be wrapped only at column 20 or beyond, not at 3"):
        to_text(parse("resolves\nto row"), 3)


def test_tracked_changes_are_shown_in_place():
    document = itu_texts.parse_bytes(tracked(), "x.docx", view="marked")
    printed = to_text(document)
    assert "{+3+} [-2-] to rest [-slowly-]{+fast+};" in printed
    assert "Rower" not in printed
