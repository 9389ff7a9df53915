"""References: found, typed, lists expanded, and led to where they point; ``cases/references.txt`` has whole texts."""

import csv

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_cases import described
from together import check_all

import itu_texts
from itu_texts import InputError

TEXT = """RESOLUTION 9 (LAKESIDE, 2019)
Boats
The ITU Council,
considering
a) that boats leak;
b) that oars float;
c) that anchors do not,
recognizing
that there are storms,
resolves
1 to row:
1.1 by day;
1.2 by night;
2 to rest;
3 {0},
invites the ITU Radiocommunication Sector to complete in time for the 2031 world radiocommunication conference
1 to measure;
2 to report,
instructs the Director of the Radiocommunication Bureau
1 to count;
2 to publish.
ANNEX 1 TO RESOLUTION 9 (LAKESIDE, 2019)
Lengths of oars
"""
_OF_A_CONFERENCE = """RESOLUTION 9 (LAKESIDE, 2019)
Boats
The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2019),
considering
a) that boats leak;
b) that oars float,
further resolves
1 to wave;
2 to sing,
resolves
1 to row:
1.1 by day;
1.2 by night;
2 to rest;
3 {0},
resolves to invite the Secretary-General
to count,
instructs the Director of the Radiocommunication Bureau
1 to count;
2 to publish.
ANNEX 1 TO RESOLUTION 9 (LAKESIDE, 2019)
Lengths of oars
1 Oars of ash
1.1 Long ones
1.2 Short ones
2 Oars of oak
APPENDIX I
Blades
"""
_OF_THE_COUNCIL = {
    "en": TEXT,
    "fr": "RÉSOLUTION 9 (LAKESIDE, 2019)\nBateaux\nLe Conseil de l'UIT,\nconsidérant\na) que;\nb) que non,\ndécide\n1 de ramer;\n2 de nager;\n3 {0},\n",
    "es": "RESOLUCIÓN 9 (LAKESIDE, 2019)\nBarcos\nEl Consejo de la UIT,\nconsiderando\na) que;\nb) que no,\nresuelve\n1 remar;\n2 nadar;\n3 {0},\n",
    "ru": "РЕЗОЛЮЦИЯ 9 (ЛЕЙКСАЙД, 2019 г.)\nЛодки\nСовет МСЭ,\nучитывая,\na) что;\nb) что не,\nрешает\n1 грести;\n2 отдыхать;\n3 {0},\n",
    "zh": "第9号决议（2019年，湖畔）\n船只\n国际电联理事会，\n考虑到\na) 船；\nb) 桨，\n做出决议\n1 划船；\n2 休息；\n3 {0}，\n",
    "ar": "القرار 9 (ليكسايد، 2019)\nالقوارب\nإن مجلس الاتحاد،\nإذ يضع في اعتباره\nأ ) أن القوارب؛\nب) أن المجاديف،\nيقرر\n1 أن يجدف؛\n2 أن يستريح؛\n3 {0}،\n",
}
FRONTS = {
    "council": _OF_THE_COUNCIL.__getitem__,
    "pp": lambda _: _OF_A_CONFERENCE,
    "none": lambda _: "{0}",
}
with (ROOT / "tests" / "records" / "references.tsv").open(encoding="utf-8", newline="") as _file:
    ROWS = [*csv.reader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)]
"""The text in which they stand, its language, some words, and the references in these."""


def test_references_in_each_form_are_those_of_the_table():
    def check(row):
        front, language, words, said = row
        text = FRONTS[front](language)
        document = itu_texts.parse(text.format(words), language=language)
        start = text.index("{0}")
        found = [each for each in itu_texts.references(document) if start <= each.span.start < start + len(words)]
        assert " | ".join(map(described, found)) == said

    check_all(((" ".join(row[:3]), row) for row in ROWS), check)


def cited(words: str) -> tuple[itu_texts.Document, list[itu_texts.rows.Reference]]:
    document = itu_texts.parse(_OF_A_CONFERENCE.format(words))
    return document, list(itu_texts.references(document.at("resolves 3")))


def test_a_part_has_what_its_whole_has():
    _, (clause, text) = cited("see resolves 7 of Resolution 27 (Rev.WRC-19)")
    assert (clause.of, clause.identifier) == (text, text.identifier)
    _, (provision, article, treaty) = cited("see No. 48 in Article 3 of the ITU Convention")
    assert (provision.of, article.of, treaty.of) == (article, treaty, None)
    assert provision.instrument == article.instrument == treaty.instrument == "Convention"


def test_works_join_texts_and_citations():
    document, (with_body, without) = cited(
        "see Resolution 9 of the Plenipotentiary Conference and Resolution 9 (WRC-19)"
    )
    work = document.texts[0].identifier.work
    assert with_body.identifier.work == work == itu_texts.Identifier.parse("PP Resolution 9").work
    assert without.identifier.work != work


def groups(words: str) -> list[tuple[str, str, bool]]:
    document, found = cited(words)
    return [
        (each.text, f"{each.group.kind} {document.source[each.group.span]}", each.group.within is not None)
        for each in found
        if each.group is not None
    ]


def test_lists_and_ranges_are_groups_of_their_members():
    assert groups("see resolves 1 to 3") == [
        ("resolves 1", "range resolves 1 to 3", False),
        ("resolves 1 to 3", "range resolves 1 to 3", False),
        ("3", "range resolves 1 to 3", False),
    ]
    whole = "list Nos. 9.6 (9.7 to 9.21), 9.27"
    assert groups("see Nos. 9.6 (9.7 to 9.21), 9.27, and No. 5.4") == [
        ("Nos. 9.6", whole, False),
        ("9.7", "range 9.7 to 9.21", True),
        ("9.21", "range 9.7 to 9.21", True),
        ("9.27", whole, False),
    ]


@given(
    st.lists(st.integers(41, 99), min_size=1, max_size=6, unique=True),
    st.sampled_from(["resolves", "Nos.", "Articles", "§§", "Resolutions", "Annexes"]),
    st.booleans(),
)
def test_members_lie_in_their_group(numbers, sign, is_range):
    words = f"{sign} {' to '.join(map(str, numbers[:2])) if is_range else ', '.join(map(str, numbers))}"
    document, found = cited(f"see {words} here")
    assert len(found) >= len(numbers[:2] if is_range else numbers)
    for each in found:
        if len(numbers) == 1:
            assert each.group is None
        else:
            assert document.source[each.group.span] == words
            assert each.group.span.start <= each.span.start < each.span.end <= each.group.span.end


def test_a_long_chain_of_annexes_takes_no_longer():
    document = itu_texts.parse("resolves\n1 to see " + "Annex 1 to " * 3000 + "nothing.\n")
    assert len(list(itu_texts.references(document))) == 3000


def test_a_footnote_and_an_item_have_references_of_their_own():
    notes = "_____\n1 As in No. 9.12 and Resolution 5.\n"
    document = itu_texts.parse(
        f"RESOLUTION 9\nBoats\nThe ITU Council,\nresolves\n1 to row1 as in Resolution 4;\n2 to rest.\n{notes}"
    )
    (note,) = document.footnotes
    assert [each.text for each in itu_texts.references(note)] == ["No. 9.12", "Resolution 5"]
    own = [each.text for each in itu_texts.references(document.at("resolves 1"))]
    assert own == ["Resolution 4", "No. 9.12", "Resolution 5"]
    assert [each.text for each in itu_texts.references(document)] == own


def test_the_source_is_needed():
    document = itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT)))
    with pytest.raises(InputError, match="source"):
        list(itu_texts.references(document))


_PIECES = [
    "resolves",
    "considering",
    "1",
    "2",
    "a)",
    "to",
    "and",
    ",",
    "Resolution",
    "Nos.",
    "9.12",
    "Annex",
    "§",
    "(Rev.",
    "X,",
    "2010)",
    "of",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_words_do_no_harm(words):
    document = itu_texts.parse(TEXT.format(words))
    for found in itu_texts.references(document):
        assert 0 <= found.span.start < found.span.end <= document.end
