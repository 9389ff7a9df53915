"""Each pass by itself: a few tokens in, a few tokens out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import check
from together import for_all

import itu_texts
from itu_texts import api
from itu_texts.language.grammar import lang_of
from itu_texts.language.series import roman
from itu_texts.parsing import tokens
from itu_texts.parsing.findings import ActiveRules, Lines, Reporter, RuleContext, TokenStream
from itu_texts.parsing.footnotes import bind
from itu_texts.parsing.frames import ANY, Frames, table
from itu_texts.parsing.headings import classify_headings
from itu_texts.parsing.leaves import Leaves, Wording
from itu_texts.parsing.levels import Levels
from itu_texts.parsing.lexer import scan
from itu_texts.parsing.provisions import classify_provisions, find_numbers
from itu_texts.parsing.reading_copy import SILENT, ReadingCopy
from itu_texts.parsing.rules import RULES
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    HARD_BREAK,
    IN_LINE,
    AnchorToken,
    AnnexToken,
    Annotation,
    CandidateToken,
    DivisionToken,
    FootnoteToken,
    HeadingToken,
    LabelledToken,
    ListingToken,
    MarkerToken,
    PageNumberToken,
    ParagraphToken,
    ProvisionToken,
    TableToken,
    TextOpenToken,
    Token,
    WordsToken,
)

EN = lang_of("en")
ACTIVE = ActiveRules(RULES, EN)


def scanned(text, **known):
    return scan(Lines(text, **known), EN, ACTIVE)[0]


def context(text, reporter=None, **known):
    """A text whose tokens are classified."""
    return RuleContext(Lines(text, **known), EN, reporter or Reporter(), ACTIVE)


def said(tokens, text):
    """What the tokens are, and their words."""
    return [f"{token.type} {text[token.start : token.end]}".strip() for token in tokens]


def lines(*tokens):
    """A text of some lines, and its tokens: each is given as a class, its words, and what else it takes."""
    text = "\n".join(words for _, words, *_ in tokens)
    made = []
    place = 0
    for kind, words, *more in tokens:
        start = place
        place += len(words) + 1
        if kind is LabelledToken:
            label = words.split()[0]
            made.append(LabelledToken(start, start + len(words), HARD_BREAK, label, start + len(label) + 1))
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
    assert [token.gap for token in scanned(text)] == [BLANK_LINE, HARD_BREAK, BLANK_LINE, HARD_BREAK, IN_LINE]


def test_scan_sets_page_furniture_apart():
    text = "a) to row\n– 3 –\non lakes\n"
    words, furniture = scan(Lines(text), EN, ACTIVE)
    assert [said(each, text) for each in (words, furniture)] == [
        ["ITEM a) to row", "TEXT on lakes"],
        ["PAGE_NUMBER – 3 –"],
    ]


def test_scan_says_what_headings_of_annexes_and_divisions_name():
    annex, division = scanned("APPENDIX 2 TO ANNEX 1\nCHAPTER IV\n")
    assert (annex.kind, annex.number, annex.target) == ("appendix", "2", "ANNEX 1")
    assert (division.kind, division.number, division.terminal) == ("chapter", "IV", "CHAPTER")


def test_scan_takes_what_is_known_of_lines():
    text = "Boats\nwaves\n"
    heading, table = scanned(
        text, annotations=[Annotation("HEADING", 0, 5), Annotation("TABLE", 6, 11)], said=[(0, 5), (6, 11)]
    )
    assert isinstance(heading, HeadingToken)
    assert heading.sure
    assert isinstance(table, TableToken)


# ---------------------------------------------------------------------- headings


def headings(text, *tokens):
    return list(classify_headings(tokens, context(text)))


def test_a_heading_stands_above_the_words_of_a_body():
    text, tokens = lines((CandidateToken, "resolves", HARD_BREAK, "OPERATIVE_HEADING", 8), (LabelledToken, "1 to row;"))
    heading, item = headings(text, *tokens)
    assert (heading.role, heading.sure) == ("operative", True)
    assert item is tokens[1]


def test_a_heading_in_a_sentence_is_words():
    text, tokens = lines(
        (LabelledToken, "a) what the Council"), (CandidateToken, "resolves", 1, "OPERATIVE_HEADING", 28)
    )
    assert said(headings(text, *tokens), text) == ["ITEM a) what the Council", "TEXT resolves"]


def test_a_heading_is_cut_off_the_words_of_its_body():
    text, tokens = lines((CandidateToken, "resolves that boats float.", HARD_BREAK, "OPERATIVE_HEADING", 8))
    assert said(headings(text, *tokens), text) == ["HEADING resolves", "TEXT that boats float."]


# ---------------------------------------------------------------------- treaties


def test_numbers_in_the_margin_are_provisions():
    text = "ARTICLE 1\n1 1 The purposes are:\n2 a) to row;\n2A b) to rest.\n"
    numbers = find_numbers(ReadingCopy(text), EN, {}, run_in=True).places
    tokens = classify_provisions(scanned(text), context(text, numbers=numbers))
    assert [token.number for token in tokens if isinstance(token, ProvisionToken)] == ["1", "2", "2A"]
    assert [token.label for token in tokens if isinstance(token, LabelledToken)] == ["1", "a)", "b)"]


# ---------------------------------------------------------------------- texts


def begun(text):
    """Frames for a text, and its wording."""
    wording = Wording(ReadingCopy(text), [])
    return Frames(Leaves(wording, EN).read), wording


# ---------------------------------------------------------------------- lists


def in_clause(text, *tokens):
    """Frames that have taken some tokens below a heading, with the wording, and what is reported."""
    reporter = Reporter()
    frames, wording = begun(text)
    levels = Levels(frames, RuleContext(Lines(text), EN, reporter, ACTIVE), wording)
    for token in (TextOpenToken(0, 0, HARD_BREAK), HeadingToken(0, 0, HARD_BREAK, "operative", sure=False), *tokens):
        levels.put(token)
    return frames, wording, [each.code for each in reporter.found]


def listed(frames):
    """The blocks of the clause that the frames have taken."""
    frames.close(0)
    ((text),) = frames.finish()
    return text.body[-1].blocks


def test_what_is_no_label_lengthens_the_item_before():
    text, tokens = lines((LabelledToken, "1 as in Resolution"), (LabelledToken, "77 of Busan."))
    tokens[1] = LabelledToken(tokens[1].start, tokens[1].end, 1, "77", tokens[1].words)
    (item,) = listed(in_clause(text, *tokens)[0])
    assert (item.text, item.end) == ("as in Resolution 77 of Busan.", len(text))
    assert tokens[0].end == len("1 as in Resolution")  # the token that was given is as it was


def test_the_lists_that_are_open_are_those_on_the_stack_of_the_parser():
    text, tokens = lines((LabelledToken, "1 to row:"), (LabelledToken, "a) fast:"), (LabelledToken, "– with oars;"))
    frames, _, _ = in_clause(text, *tokens)
    assert [each.label for each in frames.lists] == ["1", "a)", "–"]
    assert frames.around("LIST_CLOSE") == 1
    frames.put(HeadingToken(len(text), len(text), HARD_BREAK, "operative", sure=False))
    assert frames.lists == []
    assert frames.around("LIST_CLOSE") is None


# ---------------------------------------------------------------------- what is open


def opened(*tokens):
    frames, _ = begun("MOD 12")
    for token in tokens:
        frames.put(token)
    return frames


@for_all(
    "begun, comes, around",
    [
        ([DivisionToken(0, 1, 3, "chapter", "I"), DivisionToken(1, 2, 3, "article", "1")], "ARTICLE", 1),
        ([DivisionToken(0, 1, 3, "article", "1"), DivisionToken(1, 2, 3, "section", "1")], "ARTICLE", 0),
        ([DivisionToken(0, 1, 3, "part", "I")], "TEXT_OPEN", 1),
        (
            [DivisionToken(0, 1, 3, "part", "I"), DivisionToken(1, 2, 3, "article", "1"), ProvisionToken(2, 3, 3, "1")],
            "TEXT_OPEN",
            0,
        ),
        ([AnnexToken(0, 1, 3, "annex", "1", None)], "ANNEX", 1),
        ([AnnexToken(0, 1, 3, "annex", "1", None), ProvisionToken(2, 3, 3, "1")], "TEXT_OPEN", None),
        ([TextOpenToken(0, 0, 3, "9")], "PART", None),
        ([TextOpenToken(0, 0, 3, "9"), DivisionToken(0, 1, 3, "article", "1")], "HEADING", 1),
        ([MarkerToken(0, 3, 3), DivisionToken(4, 5, 3, "article", "1")], "ARTICLE", None),
    ],
)
def test_the_grammar_says_what_stays_open(begun, comes, around):
    assert opened(*begun).around(comes) == around


def test_each_terminal_of_the_grammar_is_a_token_and_the_other_way_round():
    terminals = {name for steps in table().actions for name in steps} - {ANY, "$END"}
    classified_types = {
        kind.type
        for kind in vars(tokens).values()
        if isinstance(kind, type) and issubclass(kind, Token) and kind is not ListingToken
    }
    divisions = {*tokens.RANKS}
    scanned_only = {"TEXT", "CANDIDATE", "END", "AMENDED", "COVER", "DIVISION", "ANCHOR", "", *tokens.FURNITURE}
    brackets = {name for name in terminals if name.endswith(("_OPEN", "_CLOSE"))}
    assert terminals - brackets - {"NO_DIVISION"} == (classified_types | divisions) - scanned_only - brackets


def test_what_is_closed_by_hand_is_closed_from_the_inside():
    frames = opened(
        MarkerToken(0, 3, 3), AnnexToken(3, 4, 3, "annex", "1", None), DivisionToken(4, 5, 3, "article", "1")
    )
    frames.make_room("TEXT_OPEN")
    assert len(frames.containers) == 3
    frames.put(ProvisionToken(5, 6, 3, "1"))
    frames.make_room("SIGNATURES", divisions_too=True)
    frames.close(0)
    assert frames.containers == []
    (amendment,) = frames.finish()
    (annex,) = amendment.blocks
    (article,) = annex.blocks
    assert [type(block).__name__ for block in article.blocks] == ["Provision"]


# ---------------------------------------------------------------------- words, leaves, tree


def test_a_twin_keeps_every_offset():
    source = "**Boats** float (*slowly*) ‘by l\\'eau’ &amp; a\\)"
    copy = ReadingCopy(source)
    signs = {"**B": 2, "** f": 2, "*s": 1, "*)": 1, "\\'": 1, "\\)": 1}
    edits = [(source.index(sign), source.index(sign) + length, "") for sign, length in signs.items()]
    entity = source.index("&amp;")
    copy.edit(sorted([*edits, (entity, entity + 5, "&")]))
    assert len(copy.text) == len(source)
    assert copy.text.replace(SILENT, "·") == "··Boats·· float (slowly)·· ‘by l'eau'· &···· a)·"
    for word, printed in (("Boats", "Boats"), ("(slowly)", "(slowly)"), ("l'eau'", "l'eau’"), ("a)", "a)")):
        start = copy.text.index(word)
        assert copy.words(start, copy.end(start + len(word))) == printed
    assert copy.end(len(source) - 1) == len(source)
    assert copy.words(0, len(source)) == "Boats float (slowly) ‘by l'eau’ & a)"


def test_a_twin_says_why_it_is_silent():
    copy = ReadingCopy("to\u0007 row\r\n")
    copy.silence([(2, 3)], "stray")
    assert copy.text == "to  row \n"
    assert [(each.start, each.end, each.reason) for each in copy.silences] == [(2, 3, "stray")]
    assert copy.words(0, 7) == "to row"
    copy.blank([(0, 2)])
    assert copy.text == "    row \n"


def test_words_are_shown_without_furniture_and_marks():
    text = "to row1 on\n– 3 –\nlakes 1."
    wording = Wording(ReadingCopy(text), [AnchorToken(6, 7, "1"), AnchorToken(23, 24, "1")])
    wording.pass_by(PageNumberToken(11, 16))
    assert wording.of(0, len(text)) == ("to row on lakes.", len(text))
    assert wording.offsets == [6, 15]


def test_a_mark_right_behind_words_is_theirs():
    assert Wording(ReadingCopy("to row1"), [AnchorToken(6, 7, "1")]).of(0, 6) == ("to row", 7)


def test_leaves_have_the_words_of_tokens():
    wording = Wording(ReadingCopy("1 to row\n– 3 –\nboats"), [])
    wording.pass_by(PageNumberToken(9, 14))
    item = Leaves(wording, EN).read(LabelledToken(0, 20, 3, "1", 2), "number")
    assert (item.label, item.style, item.text) == ("1", "number", "to row boats")


def test_the_tree_is_built_of_leaves():
    frames = Frames(Leaves(Wording(ReadingCopy("resolves row"), []), EN).read)
    for token in (TextOpenToken(0, 0, 3), HeadingToken(0, 8, 3, "operative", sure=True), ParagraphToken(9, 12, 3)):
        frames.put(token)
    frames.close(0)
    (made,) = frames.finish()
    (clause,) = made.body
    assert (clause.heading.text, clause.blocks[0].text, clause.end) == ("resolves", "row", 12)


def test_footnotes_are_called_by_place_or_by_mark():
    notes = [FootnoteToken(50, 60, 3, "1"), FootnoteToken(70, 80, 3, "2")]
    assert bind([AnchorToken(3, 4, "1", 50), AnchorToken(5, 6, "2"), AnchorToken(7, 8, "3")], notes) == [0, 1, None]


def test_stray_characters_outside_words_are_furniture():
    wording = Wording(ReadingCopy(" " * 22), [])
    leaves = Leaves(wording, EN, [(0, 2), (4, 5), (7, 8), (20, 21)])
    leaves.read(LabelledToken(3, 9, 3, "1", 5), "number")
    assert [(piece.start, piece.end) for piece in wording.furniture] == [(0, 2), (4, 5)]
    leaves.read(ParagraphToken(12, 15, 3))
    leaves.finish()
    assert [piece.start for piece in wording.furniture] == [0, 4, 20]


# ---------------------------------------------------------------------- streams


def test_what_is_taken_does_not_come_again_and_what_is_given_back_does():
    first, second, third = WordsToken(0, 1, 3), WordsToken(4, 5, 3), WordsToken(6, 7, 3)
    stream = TokenStream([first, second, third])
    tokens = iter(stream)
    assert next(tokens) is first
    assert (stream.peek(1), stream.peek(2)) == (third, None)
    assert stream.take() is second
    stream.give_back([first, second])
    assert list(tokens) == [first, second, third]


def test_a_word_and_a_dash_on_lines_of_their_own_are_no_stack_of_labels():
    lines = (
        "ARTICLE 5\nLamps\nA lamp may burn if it either:\n–\n"
        "was lit before the first of May and was reported to the harbour before the end of that year;\nor\n–\n"
        "was reported to the harbour before the day on which all the papers for its oil came in.\n"
        "Other lamps may burn if the harbour agrees.\n"
    )
    assert itu_texts.to_outline(itu_texts.parse(lines)).splitlines()[3:] == [
        "\t\t– was lit before the first of May and was reported to the harbour before the end of that year;",
        "\t\tor",
        "\t\t– was reported to the harbour before the day on which all the papers for its oil came in.",
        "\tOther lamps may burn if the harbour agrees.",
    ]


# ---------------------------------------------------------------------- whatever stands above or below whatever: all of it comes into a tree, and nothing is lost


LINES = [
    "RESOLUTION 9 (LAKESIDE, 2019)",
    "Boats",
    "(Lakeside, 2011; Lakeside, 2015)",
    "The ITU Council,",
    "considering",
    "resolves",
    "a) that boats float;",
    "1 to row.",
    "Prose follows here.",
    "ANNEX 1",
    "ANNEX 2 TO RESOLUTION 9 (LAKESIDE, 2019)",
    "APPENDIX TO ANNEX 1",
    "PART I",
    "CHAPTER II",
    "SECTION 2",
    "ARTICLE 5",
    "28A\ta bis) that rowers rest;",
    "ADD ROW/3/1",
    "MOD 28A",
    "NOC 30 1 Oars are of wood.",
    "MOD ARTICLE 7",
    "SUP RESOLUTION 5 (LAKESIDE, 2015)",
    "Reasons: because",
    "IN WITNESS WHEREOF, the undersigned have signed.",
    "NOTE 1 – That is so.",
    "– 3 –",
    "AGENDA",
    "1. Opening",
    "CONTENTS",
    "Resolution 1 (Lakeside, 2019) - Boats ..... 3",
    "",
]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_any_lines_in_any_order(lines):
    check("\n".join(lines))


STYLES = [
    lambda i: f"{i}",
    lambda i: f"{i}.",
    lambda i: f"1.{i}",
    lambda i: f"{'abcdefghi'[i - 1]})",
    lambda i: f"{roman(i)})",
    lambda i: f"{'абвгдежзи'[i - 1]})",
    lambda i: f"{i}{('bis', 'ter', '')[i % 3]})",
]


def swapped(swaps):
    """The places of a list in which some have changed theirs with the next."""
    places = [*range(1, 9)]
    for at in swaps:
        places[at : at + 2] = places[at : at + 2][::-1]
    return places


PLACES = st.lists(st.integers(0, 6), max_size=4).map(swapped) | st.lists(st.integers(1, 9), max_size=14)


@given(st.sampled_from(STYLES), PLACES, st.sampled_from("\n "), st.booleans())
def test_items_in_any_order(style, places, ends, in_annex):
    items = ends.join(f"{style(place)}\tthat boats float;\n" for place in places)
    check(("ANNEX 1\n" if in_annex else "RESOLUTION 9 (LAKESIDE, 2019)\nThe ITU Council,\nresolves\n") + items)


@given(st.lists(st.tuples(st.sampled_from(STYLES), st.integers(1, 4)), max_size=16))
def test_items_of_several_lists_in_any_order(labels):
    lines = [f"{style(place)}\tthat boats float{'.;:'[place % 3]}" for style, place in labels]
    check("RESOLUTION 9 (LAKESIDE, 2019)\nThe ITU Council,\nresolves\n" + "\n".join(lines))


@for_all(
    "text",
    [
        "ARTICLE 3\n• 8-",  # a bullet before what may be a page number
        "Contents\n1|-15)\nRESOLUTION 5 (W1]_RESOLUTION 5 (WRC",  # a row of provisions in a list of contents
    ],
)
def test_what_random_pieces_have_shown(text):
    check(text)


# ---------------------------------------------------------------------- no result depends on how much of a volume is read at once


PAGED = """RESOLUTION 9 (LAKESIDE, 2019)
Boats
The ITU Council,
resolves
1 to row boats on lakes that are calm and on the wide
17
rivers that flow into them and then out of them;
2 to rest on the banks of lakes that are calm and of the

– 4 –
wide rivers that flow into them and then out of them;
3 to sing on the banks of lakes that are calm and of the
18
wide rivers that flow.
"""


@pytest.mark.parametrize(("size", "count"), [(1, 2), (7, 3), (300, 5)])
def test_volumes_in_blocks(size, count, monkeypatch, tmp_path):
    file = tmp_path / "volume.txt"
    file.write_text(PAGED * count, "utf-8")
    whole = [text.at("resolves 2").text for text in itu_texts.iter_texts(file)]
    monkeypatch.setattr(api, "_BLOCK", size)
    assert [text.at("resolves 2").text for text in itu_texts.iter_texts(file)] == whole
    assert len(whole) == count
