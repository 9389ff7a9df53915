"""Each pass by itself: a few units in, a few units out."""

from __future__ import annotations

import ast

import pytest
from conftest import ROOT

from itu_texts.language.grammar import surface
from itu_texts.parsing import settled as settled_classes
from itu_texts.parsing import units
from itu_texts.parsing.agendas import settle_session
from itu_texts.parsing.anchors import bind
from itu_texts.parsing.bounds import settle_texts
from itu_texts.parsing.driver import ANY, build, table
from itu_texts.parsing.furniture import with_stray
from itu_texts.parsing.headings import settle_headings
from itu_texts.parsing.leaves import leaves
from itu_texts.parsing.lexer import scan
from itu_texts.parsing.lists import settle_lists
from itu_texts.parsing.nesting import Nesting, terminal
from itu_texts.parsing.reflow import Lines
from itu_texts.parsing.rules import RULES
from itu_texts.parsing.settled import Bracket, Item, Paragraph, TextOpen, Title
from itu_texts.parsing.stream import LookAhead, Reporter
from itu_texts.parsing.treaties import settle_provisions
from itu_texts.parsing.twin import Twin
from itu_texts.parsing.units import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    Anchor,
    Annex,
    Candidate,
    Division,
    Footnote,
    Formula,
    Heading,
    Labelled,
    Marker,
    PageNumber,
    Provision,
    ProvisionMarker,
    Region,
    Table,
    Unit,
    Words,
)
from itu_texts.parsing.wording import Wording
from itu_texts.tree import nodes

EN = surface("en")


def scanned(text, **known):
    return list(scan(Lines(text, **known), EN))


def said(units, text):
    """What the units are, and their words."""
    return [
        f"{terminal(unit) if isinstance(unit, Bracket) else unit.type} {text[unit.start : unit.end]}".strip()
        for unit in units
    ]


def lines(*units):
    """A text of some lines, and its units: each is given as a class, its words, and what else it takes."""
    text = "\n".join(words for _, words, *_ in units)
    made = []
    place = 0
    for kind, words, *more in units:
        start = place
        place += len(words) + 1
        if kind is Labelled:
            label = words.split()[0]
            made.append(Labelled(start, start + len(words), HARD_BREAK, label, start + len(label) + 1))
        else:
            made.append(kind(start, start + len(words), *more) if more else kind(start, start + len(words), HARD_BREAK))
    return text, made


# ---------------------------------------------------------------------- scan


def test_scan_gives_lines_with_what_they_look_like():
    text = "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\n\nresolves\n1 to row; 2 to rest.\n"
    assert said(scanned(text), text) == [
        "DESIGNATION RESOLUTION 9 (LAKESIDE, 2019)",
        "TEXT Boats",
        "CANDIDATE resolves",
        "ITEM 1 to row;",
        "ITEM 2 to rest.",
    ]
    assert [unit.gap for unit in scanned(text)] == [BLANK_LINE, HARD_BREAK, BLANK_LINE, HARD_BREAK, IN_LINE]


def test_scan_keeps_page_furniture_in_the_stream():
    text = "a) to row\n– 3 –\non lakes\n"
    assert said(scanned(text), text) == ["ITEM a) to row", "PAGE_NUMBER – 3 –", "TEXT on lakes"]


def test_scan_says_what_headings_of_annexes_and_divisions_name():
    annex, division = scanned("APPENDIX 2 TO ANNEX 1\nCHAPTER IV\n")
    assert (annex.kind, annex.number, annex.target) == ("appendix", "2", "ANNEX 1")
    assert (division.kind, division.number, division.terminal) == ("chapter", "IV", "CHAPTER")


def test_scan_takes_what_is_known_of_lines():
    text = "Boats\nwaves\n"
    heading, table = scanned(text, regions=[Region("HEADING", 0, 5), Region("TABLE", 6, 11)], said=[(0, 5), (6, 11)])
    assert isinstance(heading, Heading)
    assert heading.sure
    assert isinstance(table, Table)


# ---------------------------------------------------------------------- headings


def headings(text, *units):
    return list(settle_headings(iter(units), text, EN, Reporter(), RULES))


def test_a_heading_stands_above_the_words_of_a_body():
    text, units = lines((Candidate, "resolves", HARD_BREAK, "OPERATIVE_HEADING", 8), (Labelled, "1 to row;"))
    heading, item = headings(text, *units)
    assert (heading.role, heading.sure) == ("operative", True)
    assert item is units[1]


def test_a_heading_in_a_sentence_is_words():
    text, units = lines((Labelled, "a) what the Council"), (Candidate, "resolves", 1, "OPERATIVE_HEADING", 28))
    assert said(headings(text, *units), text) == ["ITEM a) what the Council", "TEXT resolves"]


def test_a_heading_is_cut_off_the_words_of_its_body():
    text, units = lines((Candidate, "resolves that boats float.", HARD_BREAK, "OPERATIVE_HEADING", 8))
    assert said(headings(text, *units), text) == ["HEADING resolves", "TEXT that boats float."]


# ---------------------------------------------------------------------- session matter and treaties


def test_an_agenda_is_one_group():
    text = "AGENDA\n1. Opening\n2. Resolution 9 (Lakeside, 2019) - Boats\n"
    units = settle_session(iter(scanned(text)), text, EN)
    assert said(units, text) == [
        "AGENDA_OPEN",
        "AGENDA AGENDA",
        "AGENDA_ITEM 1.",
        "PARAGRAPH Opening",
        "AGENDA_ITEM 2.",
        "ENTRY_NAME Resolution 9 (Lakeside, 2019) -",
        "ENTRY_TITLE Boats",
        "AGENDA_CLOSE",
    ]


def test_an_agenda_without_items_is_a_line():
    text = "AGENDA\nBoats\n"
    assert said(settle_session(iter(scanned(text)), text, EN), text) == ["TEXT AGENDA", "TEXT Boats"]


def test_numbers_in_the_margin_are_provisions():
    text = "ARTICLE 1\n1 1 The purposes are:\n2 a) to row;\n2A b) to rest.\n"
    units = list(settle_provisions(iter(scanned(text)), text, EN))
    assert [unit.number for unit in units if isinstance(unit, Provision)] == ["1", "2", "2A"]
    assert [unit.label for unit in units if isinstance(unit, Labelled)] == ["1", "a)", "b)"]


def test_a_section_above_an_article_holds_articles():
    text = "SECTION 1\nBoats\nARTICLE 1\nSECTION 1\nOars\n"
    units = settle_provisions(iter(scanned(text)), text, EN)
    ranks = [unit.terminal for unit in units if isinstance(unit, Division)]
    assert ranks == ["SECTION_OF_ARTICLES", "ARTICLE", "SECTION"]


# ---------------------------------------------------------------------- texts


def settled(text):
    reporter = Reporter()
    units = settle_headings(iter(scanned(text)), text, EN, reporter, RULES)
    return said(settle_texts(units, text, EN, reporter), text), [found.code for found in reporter.found]


def test_a_text_begins_with_its_front_and_ends_before_loose_prose():
    text = "Prose.\n\nRESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n1 to row.\n\nMore prose.\n"
    units, found = settled(text)
    assert units == [
        "LOOSE Prose.",
        "TEXT_OPEN",
        "DESIGNATION RESOLUTION 9 (LAKESIDE, 2019)",
        "TITLE Boats",
        "FORMULA The ITU Council,",
        "HEADING resolves",
        "ITEM 1 to row.",
        "TEXT_CLOSE",
        "LOOSE More prose.",
    ]
    assert found == ["unrecognised-block", "text-after-end"]


def test_an_annex_ends_where_one_of_its_kind_begins():
    units, _ = settled("ANNEX 1\nOars\nAPPENDIX TO ANNEX 1\nSails\nANNEX 2\nBells\n")
    assert units == [
        "ANNEX ANNEX 1",
        "TITLE Oars",
        "ANNEX APPENDIX TO ANNEX 1",
        "TITLE Sails",
        "ANNEX_CLOSE",
        "ANNEX_CLOSE",
        "ANNEX ANNEX 2",
        "TITLE Bells",
        "ANNEX_CLOSE",
    ]


def test_a_dash_between_a_heading_and_its_title_goes_with_the_heading():
    units, _ = settled("ANNEX 1 – Oars\n")
    assert units == ["ANNEX ANNEX 1 –", "TITLE Oars", "ANNEX_CLOSE"]


def test_an_amendment_owns_what_stands_behind_its_marker():
    units, _ = settled("MOD ROW/3/1\nANNEX 1\nOars\n\nADD ROW/3/2\nReasons: because\n")
    assert units == [
        "AMENDMENT MOD ROW/3/1",
        "ANNEX ANNEX 1",
        "TITLE Oars",
        "ANNEX_CLOSE",
        "AMENDMENT_CLOSE",
        "AMENDMENT ADD ROW/3/2",
        "REASONS Reasons:",
        "TEXT because",
        "AMENDMENT_CLOSE",
    ]


def test_a_title_over_two_pages_has_the_furniture_before_it():
    units, _ = settled("ANNEX 1\nOars of wood\n– 3 –\nand sails\n")
    assert units.index("PAGE_NUMBER – 3 –") < len(units) - 1
    assert "TITLE Oars of wood\n– 3 –\nand sails" in units


# ---------------------------------------------------------------------- lists


def listed(text, *units):
    reporter = Reporter()
    found = list(settle_lists(iter(units), text, EN, reporter, loose=()))
    return said(found, text), [each.code for each in reporter.found], found


def test_the_siblings_decide_how_deep_an_item_stands():
    text, units = lines(
        (Labelled, "1 to row:"), (Labelled, "a) fast;"), (Labelled, "b) slowly;"), (Labelled, "2 to rest.")
    )
    found, codes, settled_units = listed(text, *units)
    assert found == [
        "ITEM 1 to row:",
        "LIST_OPEN",
        "ITEM a) fast;",
        "ITEM b) slowly;",
        "LIST_CLOSE",
        "ITEM 2 to rest.",
    ]
    assert codes == []
    assert [unit.style for unit in settled_units if isinstance(unit, Item)] == ["number", "letter", "letter", "number"]


def test_what_is_no_label_lengthens_the_item_before():
    text, units = lines((Labelled, "1 as in Resolution"), (Labelled, "77 of Busan."))
    units[1] = Labelled(units[1].start, units[1].end, 1, "77", units[1].words)
    found, _, _ = listed(text, *units)
    assert found == ["ITEM 1 as in Resolution\n77 of Busan."]
    assert units[0].end == len("1 as in Resolution")  # the unit that was given is as it was


def test_a_lone_number_between_items_is_that_of_a_page():
    text = "1 to row as long\n17\nas it takes."
    units = [Labelled(0, 16, HARD_BREAK, "1", 2), Labelled(17, 19, 1, "17", 19), Words(20, 32, 1)]
    found, _, _ = listed(text, *units)
    assert found == ["PAGE_NUMBER 17", "ITEM 1 to row as long\n17\nas it takes."]


# ---------------------------------------------------------------------- nesting


@pytest.mark.parametrize(
    ("begun", "comes", "around"),
    [
        ([Division(0, 1, 3, "chapter", "I"), Division(1, 2, 3, "article", "1")], "ARTICLE", 1),
        ([Division(0, 1, 3, "article", "1"), Division(1, 2, 3, "section", "1")], "ARTICLE", 0),
        ([Division(0, 1, 3, "part", "I")], "TEXT_OPEN", 1),
        ([Division(0, 1, 3, "part", "I"), Division(1, 2, 3, "article", "1"), Provision(2, 3, 3, "1")], "TEXT_OPEN", 0),
        ([Annex(0, 1, 3, "annex", "1", None)], "ANNEX", 1),
        ([Annex(0, 1, 3, "annex", "1", None), Provision(2, 3, 3, "1")], "TEXT_OPEN", None),
        ([TextOpen(0, 3, "9")], "PART", None),
        ([TextOpen(0, 3, "9"), Division(0, 1, 3, "article", "1")], "HEADING", 1),
        ([Marker(0, 1, 3), Division(0, 1, 3, "article", "1")], "ARTICLE", None),
    ],
)
def test_the_grammar_says_what_stays_open(begun, comes, around):
    nesting = Nesting()
    for unit in begun:
        nesting.read(unit)
    assert nesting.around(comes) == around


def test_each_terminal_of_the_grammar_is_a_unit_and_the_other_way_round():
    terminals = {name for steps in table().actions for name in steps} - {ANY, "$END"}
    settled_types = {
        kind.type
        for kind in (vars(units) | vars(settled_classes)).values()
        if isinstance(kind, type) and issubclass(kind, Unit) and kind is not Bracket
    }
    divisions = {*units.RANKS}
    scanned_only = {"TEXT", "CANDIDATE", "AMENDED", "COVER", "DIVISION", "ANCHOR", "", *units.FURNITURE}
    brackets = {name for name in terminals if name.endswith(("_OPEN", "_CLOSE"))}
    assert terminals - brackets - {"NO_DIVISION"} == (settled_types | divisions) - scanned_only - brackets


def test_what_is_closed_by_hand_is_closed_from_the_inside():
    nesting = Nesting()
    for unit in (Marker(0, 1, 3), Annex(1, 2, 3, "annex", "1", None), Division(2, 3, 3, "article", "1")):
        nesting.read(unit)
    assert [bracket.terminal for bracket in nesting.make_room("TEXT_OPEN")] == []
    nesting.read(Provision(3, 4, 3, "1"))
    assert [bracket.terminal for bracket in nesting.make_room("SIGNATURES", divisions_too=True)] == ["DIVISION_CLOSE"]
    assert [bracket.terminal for bracket in nesting.close_all()] == ["ANNEX_CLOSE", "AMENDMENT_CLOSE"]
    assert nesting.open == []


# ---------------------------------------------------------------------- words, leaves, tree


def test_words_are_shown_without_furniture_and_marks():
    text = "to row1 on\n– 3 –\nlakes 1."
    wording = Wording(Twin(text), [Anchor(6, 7, "1"), Anchor(23, 24, "1")])
    wording.pass_by(PageNumber(11, 16))
    assert wording.of(0, len(text)) == ("to row on lakes.", len(text))
    assert wording.offsets == [6, 15]


def test_a_mark_right_behind_words_is_theirs():
    assert Wording(Twin("to row1"), [Anchor(6, 7, "1")]).of(0, 6) == ("to row", 7)


def test_leaves_are_read_and_furniture_is_left_with_the_wording():
    text = "1 to row\n– 3 –"
    wording = Wording(Twin(text), [])
    ((terminal, item),) = leaves([Item(0, 8, 3, "1", 2, "number"), PageNumber(9, 14)], wording, EN)
    assert (terminal, item.label, item.style, item.text) == ("ITEM", "1", "number", "to row")
    assert [piece.type for piece in wording.furniture] == ["PAGE_NUMBER"]


def test_the_tree_is_built_of_leaves():
    heading = nodes.Heading(start=0, end=8, text="resolves", verb="resolves")
    words = nodes.Paragraph(start=9, end=12, text="row")
    blocks = build(
        [("TEXT_OPEN", None), ("HEADING", (nodes.Role.OPERATIVE, heading)), ("PARAGRAPH", words), ("TEXT_CLOSE", None)]
    )
    (text,) = blocks
    (clause,) = text.body
    assert (clause.heading, clause.blocks, clause.end) == (heading, (words,), 12)


def test_footnotes_are_called_by_place_or_by_mark():
    notes = [Footnote(50, 60, 3, "1"), Footnote(70, 80, 3, "2")]
    assert bind([Anchor(3, 4, "1", 50), Anchor(5, 6, "2"), Anchor(7, 8, "3")], notes) == [0, 1, None]


def test_stray_characters_outside_words_are_furniture():
    units = list(
        with_stray([Item(3, 9, 3, "1", 5, "number"), Paragraph(12, 15, 3)], [(0, 2), (4, 5), (7, 8), (20, 21)])
    )
    assert [unit.type for unit in units] == ["STRAY", "STRAY", "ITEM", "PARAGRAPH", "STRAY"]


# ---------------------------------------------------------------------- streams


def test_one_looks_past_furniture_and_what_is_taken_does_not_come_again():
    first, page, second, third = Words(0, 1, 3), PageNumber(2, 3), Words(4, 5, 3), Words(6, 7, 3)
    stream = LookAhead(iter([first, page, second, third]))
    units = iter(stream)
    assert next(units) is first
    assert stream.peek(1) is third
    assert stream.take() is second
    assert list(units) == [page, third]


def test_no_unit_is_changed_once_it_was_given():
    changed = []
    for file in sorted((ROOT / "itu_texts" / "parsing").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            targets = [each for target in targets for each in getattr(target, "elts", [target])]
            changed += [
                f"{file.name}:{node.lineno} {ast.unparse(target)}"
                for target in targets
                if isinstance(target, ast.Attribute)
                and target.attr in ("type", "start", "end", "gap", "label", "words")
                and ast.unparse(target.value) not in ("self", "top", "levels[-1]")
            ]
    assert changed == []


def test_units_are_the_same_if_all_that_they_hold_is():
    assert Title(0, 1, 3) == Title(0, 1, 3) != Formula(0, 1, 3)
    assert Title(0, 1, 3) != Title(0, 2, 3)
    item = Item(0, 9, 3, "a)", 3, "letter")
    assert item == Item(0, 9, 3, "a)", 3, "letter")
    assert item != Item(0, 9, 3, "b)", 3, "letter")
    assert item != Item(0, 9, 3, "a)", 3, "roman")
    assert repr(item) == "Item(0-9, label='a)', style='letter', words=3)"
    assert repr(ProvisionMarker(0, 3, 3)) == "ProvisionMarker(0-3)"
