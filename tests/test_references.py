"""References: found, typed, lists expanded, and led to where they point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import itu_texts
from itu_texts import Annex, Clause, InputError, Item
from itu_texts.analysis.references import ReferenceKind

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


def cited(words):
    document = itu_texts.parse(TEXT.format(words))
    assert document.at("resolves 3").text == f"{words},"
    return document, list(itu_texts.references(document.at("resolves 3")))


@pytest.mark.parametrize(
    ("words", "identifiers"),
    [
        (
            "see Resolution 30 (Rev. Guadalajara, 2010) of the Plenipotentiary Conference",
            ["Resolution 30 (Rev. Guadalajara, 2010)"],
        ),
        (
            "see Resolutions 2, 32 and 34 (Rev. Lakeside, 2010)",
            [
                "Resolution 2 (Rev. Lakeside, 2010)",
                "Resolution 32 (Rev. Lakeside, 2010)",
                "Resolution 34 (Rev. Lakeside, 2010)",
            ],
        ),
        ("see Decision 5 and Opinion 2 (Geneva, 2013)", ["Decision 5", "Opinion 2 (Geneva, 2013)"]),
        ("see Recommendation ITU-T A.5", ["Recommendation ITU-T A.5"]),
        (
            "see Recommendations ITU-R P.525-4 and ITU-R P.526-15",
            ["Recommendation ITU-R P.525-4", "Recommendation ITU-R P.526-15"],
        ),
        ("see Reports ITU-R F.2438 and F.2439", ["Report ITU-R F.2438", "Report ITU-R F.2439"]),
        ("see Resolution 749 (WRC-07)* and Resolution ITU-R 57", ["Resolution 749 (WRC-07)", "Resolution ITU-R 57"]),
        ("see UNGA Resolution 65/172 of 20 December 2010", ["Resolution 65/172"]),
        ("see draft new Resolution [B-1]", ["Draft new resolution [B-1]"]),
        (
            "see Draft revision of Resolution 77 (Rev. Lakeside, 2018)",
            ["Draft revision of resolution 77 (Rev. Lakeside, 2018)"],
        ),
        (
            "see Recommendations ITU-R M.1 (2018), M.3-1 (06/2019) and M.4",
            ["Recommendation ITU-R M.1 (2018)", "Recommendation ITU-R M.3-1 (06/2019)", "Recommendation ITU-R M.4"],
        ),
        ("see ITU-R M.2171 and ITU-T X.509", ["Recommendation ITU-R M.2171", "Recommendation ITU-T X.509"]),
        ("see ITU-T A.4/A.5", ["Recommendation ITU-T A.4", "Recommendation ITU-T A.5"]),
        (
            "see Recommendation ITU-TA.1 and Resolution 9 (2016, last amended 2017)",
            ["Recommendation ITU-T A.1", "Resolution 9 (2016, last amended 2017)"],
        ),
        ("see UNGA resolution 65/172 and resolution A/RES/70/125", ["Resolution 65/172", "Resolution A/RES/70/125"]),
        ("see ITU-T Recommendation A.1", ["Recommendation ITU-T A.1"]),
        (
            "see Reports ITU-R M.2072 to M.2074 and Resolutions 4 to 6 (Lakeside, 2011)",
            [
                *("Report ITU-R M.2072", "Report ITU-R M.2073", "Report ITU-R M.2074"),
                *(f"Resolution {number} (Lakeside, 2011)" for number in (4, 5, 6)),
            ],
        ),
        ("see Recommendation ITU T E.1100", ["Recommendation ITU-T E.1100"]),
    ],
)
def test_texts(words, identifiers):
    document, found = cited(words)
    assert [str(each.identifier) for each in found] == identifiers
    assert {each.kind for each in found} == {ReferenceKind.TEXT}
    for each in found:
        number, words = each.identifier.number, document.source[each.span]
        assert number in words or " to " in words


@pytest.mark.parametrize(
    ("words", "instruments"),
    [
        ("Articles 9 and 11 of the RR", ["RR", "RR"]),
        ("RR Appendix 7 and Appendix 5", ["RR", "RR"]),
        ("Article 9 and Appendix 7 of the Radio Regulations", ["Radio Regulations", "Radio Regulations"]),
        ("No. 1.166 of Article 1 of the Radio Regulations", ["Radio Regulations", "Radio Regulations"]),
        ("Article 33 (CV), CV 255, CS/118 and CS Article 4", ["CV", "CV", "CS", "CS"]),
        ("the Radio Regulations, Article 5", ["Radio Regulations"]),
        ("No. 0.3 of the Preamble to the Radio Regulations", ["Radio Regulations"]),
        ("No. 48 in Article 3 of the ITU Convention", ["Convention", "Convention"]),
        ("Article 2 of the Lakeside Convention on Boats", ["Lakeside Convention on Boats"]),
        ("footnote 5.312A and No. 5.4", [None, None]),
    ],
)
def test_what_is_a_part_of_instruments(words, instruments):
    _, found = cited(f"see {words}")
    parts = [each for each in found if each.kind != ReferenceKind.INSTRUMENT]
    assert [each.instrument for each in parts] == instruments
    named = {each.instrument for each in found if each.kind == ReferenceKind.INSTRUMENT}
    assert named == {*instruments} - {None}


def test_bodies_and_instruments():
    words = "see WTSA-16 Resolution 1, Resolution 2 of WTSA, UNGA Resolution 65/172, No. 118 of the Convention, CS/Art. 4 and RR No. 1.15"
    _, found = cited(words)
    parts = [each for each in found if each.kind != ReferenceKind.INSTRUMENT]
    assert [(each.body, each.instrument) for each in parts] == [
        ("WTSA-16", None),
        ("WTSA", None),
        ("UNGA", None),
        (None, "Convention"),
        (None, "CS"),
        (None, "RR"),
    ]
    _, found = cited(
        "see Council Decision 482, WTSA Resolution 2, Opinion 2 (Geneva, 2013) of WTPF and Resolution 3 of RA"
    )
    assert [each.body for each in found] == ["Council", "WTSA", "WTPF", "RA"]


@pytest.mark.parametrize(
    ("words", "kind", "numbers"),
    [
        ("see Article 13 of the ITU Constitution", "article", ["13"]),
        ("see Articles 9 and 11", "article", ["9", "11"]),
        ("see No. 5.418", "provision", ["5.418"]),
        ("see Nos. 9.12, 9.12A and 9.13", "provision", ["9.12", "9.12A", "9.13"]),
        ("see Nos. 11.43A/11.43B", "provision", ["11.43A", "11.43B"]),
        ("see No. 5.161, and 46-50 MHz", "provision", ["5.161"]),
        ("see Appendices 30 and 30A", "appendix", ["30", "30A"]),
        ("see Annex 4 to Appendix 30B", "annex", ["4"]),
        ("see § 4.2.1 b) of Appendix 30", "section", ["4.2.1 b)"]),
        ("see clauses 6.2 and A.1.2", "section", ["6.2", "A.1.2"]),
        ("see Section 8 of the General Rules", "section", ["8"]),
        ("see Sections II and V of Article 19", "section", ["II", "V"]),
        ("see Chapter VII", "chapter", ["VII"]),
        ("see Attachment 2 to Annex 3", "attachment", ["2"]),
        ("see Nos. 5.341A to 5.343", "provision", ["5.341A", "5.343"]),
        ("see Nos. 11.43A to 11.43D", "provision", ["11.43A", "11.43D"]),
        ("see Nos 5.440A, 5.442 and 5.457C", "provision", ["5.440A", "5.442", "5.457C"]),
        ("see Nos 6 and 7 of the ITU Constitution", "provision", ["6", "7"]),
    ],
)
def test_numbers(words, kind, numbers):
    _, found = cited(words)
    assert [each.number for each in found if each.kind == kind] == numbers


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ("see resolves 2", ["resolves 2"]),
        ("see resolves 1 to 3", ["resolves 1", "resolves 2", "resolves 3"]),
        ("see resolves 1.1 and 2 above", ["resolves 1.1", "resolves 2"]),
        ("see considering a) and c) above", ["considering a)", "considering c)"]),
        ("see considering a) to c)", ["considering a)", "considering b)", "considering c)"]),
        ("see also resolves 2", ["resolves 2"]),
        ("see recognizing above", ["recognizing"]),
        ("see instructs the Director of BR 2", ["instructs the Director of the Radiocommunication Bureau 2"]),
        (
            "see invites the ITU Radiocommunication Sector to complete in time for the 2031 world radiocommunication "
            "conference 1 and 2 below",
            [
                "invites the ITU Radiocommunication Sector to complete in time for the 2031 world radiocommunication conference 1",
                "invites the ITU Radiocommunication Sector to complete in time for the 2031 world radiocommunication conference 2",
            ],
        ),
    ],
)
def test_clauses_lead_to_their_nodes(words, addresses):
    document, found = cited(words)
    assert [each.address for each in found] == addresses
    for each in found:
        assert isinstance(each.target, Item | Clause)
        assert each.target is document.at(each.address)
        assert each.problem is None


def test_what_is_not_there_is_said():
    _, (found,) = cited("see resolves 7")
    assert found.target is None
    assert (found.problem.code, found.problem.span) == ("unresolved-reference", found.span)
    assert found.problem.message == "the text has no “resolves 7”: add it, or correct the reference"


def test_a_place_in_another_piece_of_the_text():
    """Files that were put together anew may have the name of a text twice, and its clauses below either."""
    pieces = TEXT.format("to row").partition("invites")
    document = itu_texts.parse(
        f"{pieces[0]}\nRESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n"
        "to act on considering b), considering d), Annex 1 to this Resolution and Annex 2 to this Resolution.\n"
        "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\nto rest.\n"
        "ANNEX 2 TO RESOLUTION 9 (LAKESIDE, 2019)\nOars\n"
    )
    first, second, third = document.texts
    there, nowhere, missing, annex = itu_texts.references(second.clauses[0])
    assert there.target is first.at("considering b)")
    assert (there.problem, nowhere.target) == (None, None)
    assert nowhere.problem.message == "the text has no “considering d)”: add it, or correct the reference"
    assert missing.problem.message == "the text has no annex 1: add it, or correct the reference"
    assert annex.target is third.annexes[0]


def test_what_a_gap_in_a_list_lacks_is_told_once():
    text = "RESOLUTION 9\nBoats\nThe ITU Council,\nresolves\n1 to row;\n3 to do as in {};\n4 to rest.\n"
    for cited, problems in (("resolves 2", 0), ("resolves 1", 0), ("resolves 5", 1), ("resolves 2.1", 1)):
        document = itu_texts.parse(text.format(cited))
        (found,) = itu_texts.references(document)
        assert (found.problem is not None) == bool(problems), cited
        told = [each.code for each in itu_texts.check(document)]
        assert told == ["numbering-gap", *["unresolved-reference"] * problems]


def test_what_a_treaty_has_is_not_known_from_its_amendments():
    treaty = (
        "CONSTITUTION OF THE UNION\n\nARTICLE 1\n\nBoats\n\n{0}2\t1\tThe boats do as in No. 7 of this Constitution."
        "\n\n{0}3\t2\tThe oars do not.\n"
    )
    told = []
    for marker in ("", "MOD "):
        document = itu_texts.parse(treaty.format(marker))
        told.append([each.problem and each.problem.message for each in itu_texts.references(document) if each.number])
    assert told == [["the document has no provision 7: add it, or correct the reference"], [None]]


def test_each_treaty_of_a_document_has_its_numbers():
    part = (
        "PART {0}\n\nARTICLE 1\n\n{1}\n\nMOD 1\t1\tBoats.\n\nMOD 2\t2\tOars, as in No. 1 of this {1}."
        "\n\nMOD 3\t3\tSails, as in No. {2} of this {1}.\n\n"
    )
    document = itu_texts.parse(
        part.format("I", "Constitution", 9) + part.format("II", "Convention", 4) + "ADD 4\tLamps.\n"
    )
    numbers = {each.start: each for each in itu_texts.find(document, itu_texts.Provision)}
    first, second, last = (sorted(numbers)[at] for at in (0, 3, -1))
    found = [each.target for each in itu_texts.references(document) if each.kind == "provision"]
    assert found == [numbers[first], None, numbers[second], numbers[last]]


def test_paragraphs_of_the_clause_itself():
    document = itu_texts.parse(
        "RESOLUTION 9\nBoats\nThe ITU Council,\nresolves\n1 to row:\na) by day;\n"
        "2 to rest after paragraph 1 above, or paragraph 1 a) above;\n3 to do as in paragraph 9 above.\n"
    )
    found = [*itu_texts.references(document)]
    assert [each.target for each in found] == [document.at("resolves 1"), document.at("resolves 1 a)"), None]
    assert itu_texts.check(document) == ()


def test_sections_cited_in_footnotes():
    document = itu_texts.parse(
        "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\nto follow the Annex.\n"
        "ANNEX TO RESOLUTION 9 (LAKESIDE, 2019)\nOars\n1 Oars are of ash.\n2 Boats have oars2.\n"
        "_______________\n2 Of the kind in § 1 above.\n"
    )
    (note,) = document.footnotes
    (found,) = (each for each in itu_texts.references(document) if each.span.start > note.start)
    assert (found.number, found.problem) == ("1", None)
    assert found.target is document.texts[0].annexes[0].blocks[1]


def test_clauses_of_other_texts():
    _, (clause, text) = cited("see resolves 7 of Resolution 27 (Rev.WRC-19)")
    assert (clause.kind, clause.address, str(clause.identifier)) == (
        "clause",
        "resolves 7",
        "Resolution 27 (Rev.WRC-19)",
    )
    assert clause.problem is None
    assert text.kind == "text"


def test_annexes_of_this_text():
    _, (found,) = cited("see Annex 1 to this Resolution")
    assert isinstance(found.target, Annex)
    _, (found,) = cited("see Annex 2 to this Resolution")
    assert found.problem.message == "the text has no annex 2: add it, or correct the reference"
    _, (unnamed, named, _) = cited("see Annex 1 (that is, Annex 1 to Resolution 9 (Lakeside, 2019))")
    assert isinstance(unnamed.target, Annex)
    assert isinstance(named.target, Annex)
    _, (other, _) = cited("see Annex 1 to Resolution 10 (Lakeside, 2019)")
    assert (str(other.identifier), other.target, other.problem) == ("Resolution 10 (Lakeside, 2019)", None, None)
    _, (older, _) = cited("see Annex 1 to Resolution 9 (Lakeside, 2011)")
    assert (str(older.identifier), older.target) == ("Resolution 9 (Lakeside, 2011)", None)
    _, (foreign, convention) = cited("see Annex 1 to the Convention on International Boating")
    assert (foreign.target, foreign.problem, foreign.of) == (None, None, convention)


def test_annexes_in_annexes_and_those_of_other_texts():
    document = itu_texts.parse(
        "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n1 to see Attachment A to Annex 1, and § 2 of "
        "Attachment A to Annex 1 to this Resolution;\n2 to see Annexes 1 and 2 to Resolution 5, and Attachment B to Annex 1 "
        "to Resolution 6.\nANNEX 1 TO RESOLUTION 9 (LAKESIDE, 2019)\nOars\nATTACHMENT A TO ANNEX 1\nLong oars\n1 Ash.\n"
        "2 Oak.\nANNEX 2 TO RESOLUTION 9 (LAKESIDE, 2019)\nSongs\n"
    )
    one = document.texts[0].annexes[0]
    found = [each for each in itu_texts.references(document) if each.kind in ("annex", "attachment", "section")]
    assert [(str(each.kind), each.number, str(each.identifier or ""), each.target) for each in found] == [
        ("attachment", "A", "", one.annexes[0]),
        ("annex", "1", "", one),
        ("section", "2", "", one.annexes[0].blocks[-1]),
        ("attachment", "A", "", one.annexes[0]),
        ("annex", "1", "", one),
        ("annex", "1", "Resolution 5", None),
        ("annex", "2", "Resolution 5", None),
        ("attachment", "B", "Resolution 6", None),
        ("annex", "1", "Resolution 6", None),
    ]


def test_a_long_chain_of_annexes_takes_no_longer():
    document = itu_texts.parse("resolves\n1 to see " + "Annex 1 to " * 3000 + "nothing.\n")
    assert len(list(itu_texts.references(document))) == 3000


DEEP = """RESOLUTION 9 (LAKESIDE, 2019)
The boats named in Resolution 4 (Lakeside, 2011)
The ITU Council,
resolves
1 to row boats1, given resolves 2b) and 3:
a) by day;
b) by night;
2 to rest, under resolves 1a), b) or 2a), § 4 of Appendix 30 and § 2 of the Annex to this Resolution:
a) by day;
b) by night;
c) at noon, subject to resolves 2a) to c).
_______________
1 As in No. 9.12 and the Annex to Resolution 9 (Lakeside, 2019).

ANNEX TO RESOLUTION 9 (LAKESIDE, 2019)
Oars

1 Oars are long.

2 Oars, as in § 1 above or § 3.1 below, are light.

3 Oars float:

3.1 in salt water, see Annex 1 to this Annex;

3.2 in no other, whatever § 7 below says, or §§ 15 to 17 thereof.

ANNEX 1
Salt water
It is heavy.
"""


def test_labels_glued_and_listed():
    document = itu_texts.parse(DEEP)
    found = [each for each in itu_texts.references(document) if each.kind == ReferenceKind.CLAUSE]
    assert [each.address for each in found] == [
        *("resolves 2 b)", "resolves 3"),
        *("resolves 1 a)", "resolves 1 b)", "resolves 2 a)"),
        *("resolves 2 a)", "resolves 2 b)", "resolves 2 c)"),
    ]
    assert [each.target is not None for each in found] == [True, False, *[True] * 6]
    for each in found:
        assert each.target is None or each.target is document.at(each.address)


def test_sections_of_the_annex_they_are_cited_in():
    document = itu_texts.parse(DEEP)
    found = [each for each in itu_texts.references(document) if each.kind == ReferenceKind.SECTION]
    assert [(each.number, each.target.label if each.target else None) for each in found] == [
        ("4", None),
        ("2", "2"),
        ("1", "1"),
        ("3.1", "3.1"),
        *[(number, None) for number in ("7", "15", "16", "17")],
    ]
    assert [each.problem.message for each in found if each.problem] == ["there is no § 7 here"]


def test_sections_numbered_with_their_annex():
    document = itu_texts.parse(
        "RECOMMENDATION ITU-T A.9 (LAKESIDE, 2022)\nBoats\nThe World Telecommunication Standardization Assembly "
        "(Lakeside, 2022),\nrecommends\nto follow clauses A.1.2 and II.1, but not clause B.1.\nAnnex A\nA.1 Oars\n"
        "A.1.1 As in clause A.1.2.\nA.1.2 Of ash, unlike the annex.\nAppendix II\nII.1 Songs\n"
    )
    found = [each for each in itu_texts.references(document) if each.kind == ReferenceKind.SECTION]
    assert [
        (each.number, each.target and document.source.text[each.target.start :][:5].split()[0]) for each in found
    ] == [
        ("A.1.2", "A.1.2"),
        ("II.1", "II.1"),
        ("B.1", None),
        ("A.1.2", "A.1.2"),
    ]


def test_divisions_of_the_text_and_what_stands_in_them():
    document = itu_texts.parse(
        "RESOLUTION 9 (LAKESIDE, 2022)\nBoats\nThe ITU Council,\nresolves\nto follow the rules below.\n\n"
        "SECTION 1\n\nRowing\n\n1.1 As in Section 2 below and in Section 3 of this Resolution, and see 2.1.\n\n"
        "1.2 As in clause 2.1, not as in Recommendation ITU-T A.8, clause 2.1, nor Section 2 of Resolution 5.\n\n"
        "SECTION 2\n\nResting\n\n2.1 As in Resolution 5, Section 1.\n"
    )
    found = [each for each in itu_texts.references(document) if each.kind == ReferenceKind.SECTION]
    two = document.texts[0].body[-1]
    assert [(each.number, str(each.identifier or "")) for each in found] == [
        ("2", ""),
        ("3", ""),
        ("2.1", ""),
        ("2.1", "Recommendation ITU-T A.8"),
        ("2", "Resolution 5"),
        ("1", "Resolution 5"),
    ]
    assert [each.target for each in found] == [two, None, two.blocks[-1], None, None, None]
    assert [each.problem.message for each in found if each.problem] == [
        "the text has no section 3: add it, or correct the reference"
    ]


def test_the_numbers_of_documents():
    _, found = cited("see Document JIU/REP/2016/1: a review, Documents C18/42 and C19/3(Rev.1), and Document 5")
    assert [each.number for each in found if each.kind == "document"] == [
        "JIU/REP/2016/1",
        "C18/42",
        "C19/3(Rev.1)",
        "5",
    ]


def test_headings_of_clauses_cite_texts():
    document = itu_texts.parse(
        "RESOLUTION 9\nBoats\nThe ITU Council,\nconsidering further\na) that boats leak,\n"
        "invites organizations qualified in accordance with Recommendation ITU-T A.5\n1 to row, as in Resolution 3;\n"
        "2 to rest.\n"
    )
    found = [*itu_texts.references(document)]
    assert [str(each.identifier) for each in found] == ["Recommendation ITU-T A.5", "Resolution 3"]
    assert document.source[found[0].span] == "Recommendation ITU-T A.5"


def test_titles_and_footnotes_cite_too():
    document = itu_texts.parse(DEEP)
    in_order = [
        (str(each.kind), each.number or str(each.identifier or each.address)) for each in document_order(document)
    ]
    assert in_order[:2] == [("text", "Resolution 4 (Lakeside, 2011)"), ("clause", "resolves 2 b)")]
    (note,) = document.footnotes
    told = [
        ("provision", "9.12"),
        ("annex", "Resolution 9 (Lakeside, 2019)"),
        ("text", "Resolution 9 (Lakeside, 2019)"),
    ]
    assert [(str(each.kind), each.number or str(each.identifier)) for each in itu_texts.references(note)] == told
    assert set(told) <= set(in_order)
    assert (
        next(each for each in itu_texts.references(note) if each.kind == "annex").target is document.texts[0].annexes[0]
    )
    own = list(itu_texts.references(document.at("resolves 1")))
    assert [str(each.kind) for each in own] == ["clause", "clause", "provision", "annex", "text"]
    assert own[-1].target is document.texts[0]
    inner = [each for each in itu_texts.references(document) if each.kind == "annex" and each.number == "1"]
    assert [each.target.title for each in inner] == ["Salt water"]


def test_texts_of_the_same_document():
    other = TEXT.replace("RESOLUTION 9", "RESOLUTION 12").format(
        "to row, under Resolution 9 and Resolution 9 (Lakeside, 2011)"
    )
    document = itu_texts.parse(TEXT.partition("ANNEX")[0].format("to wait") + other)
    found = list(itu_texts.references(document.texts[1].at("resolves 3")))
    assert [each.target is document.texts[0] for each in found] == [True, False]
    assert found[1].target is None


def test_what_belongs_to_a_text_named_before():
    _, (_text, clause) = cited("see Resolution 4 (Lakeside, 2011), in particular resolves 7 thereof")
    assert (clause.address, clause.target, clause.problem) == ("resolves 7", None, None)


def document_order(document):
    found = list(itu_texts.references(document))
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    return found


@pytest.mark.parametrize(
    "words",
    [
        "to recall requests for assistance in Regions 1 and 3",
        "as noted in the Resolutions of the past",
        "noting the tide",
        "given the levels Nos. 2 and 3",
        "to row, taking into consideration a) the weather and b) the tide",
        "as it urges administrations to take all steps to protect the band 608-614 MHz",
        "decides to row",
    ],
)
def test_what_is_no_reference(words):
    assert cited(words)[1] == []


def test_across_lines_and_pages():
    text = TEXT.format("that, as stated in Resolution").replace(
        "Resolution,", "Resolution\n– 7 –\n30 (Rev. Lakeside, 2010),"
    )
    document = itu_texts.parse(text)
    (found,) = itu_texts.references(document.at("resolves 3"))
    assert str(found.identifier) == "Resolution 30 (Rev. Lakeside, 2010)"


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
    "(Rev. X, 2010)",
    "of",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_words_do_no_harm(words):
    document = itu_texts.parse(TEXT.format(words))
    for found in itu_texts.references(document):
        assert 0 <= found.span.start < found.span.end <= document.end


# ---------------------------------------------------------------------- forms in six languages

LANGUAGES = {
    "en": TEXT,
    "fr": "RÉSOLUTION 9 (LAKESIDE, 2019)\nBateaux\nLe Conseil de l'UIT,\nconsidérant\na) que;\nb) que non,\ndécide\n1 de ramer;\n2 de nager;\n3 {0},\n",
    "es": "RESOLUCIÓN 9 (LAKESIDE, 2019)\nBarcos\nEl Consejo de la UIT,\nconsiderando\na) que;\nb) que no,\nresuelve\n1 remar;\n2 nadar;\n3 {0},\n",
    "ru": "РЕЗОЛЮЦИЯ 9 (ЛЕЙКСАЙД, 2019 г.)\nЛодки\nСовет МСЭ,\nучитывая,\na) что;\nb) что не,\nрешает\n1 грести;\n2 отдыхать;\n3 {0},\n",
    "zh": "第9号决议（2019年，湖畔）\n船只\n国际电联理事会，\n考虑到\na) 船；\nb) 桨，\n做出决议\n1 划船；\n2 休息；\n3 {0}，\n",
    "ar": "القرار 9 (ليكسايد، 2019)\nالقوارب\nإن مجلس الاتحاد،\nإذ يضع في اعتباره\nأ ) أن القوارب؛\nب) أن المجاديف،\nيقرر\n1 أن يجدف؛\n2 أن يستريح؛\n3 {0}،\n",
}


def in_language(language, words):
    """The references in item 3 of the text in a language."""
    text = LANGUAGES[language]
    document = itu_texts.parse(text.format(words), language=language)
    start = text.index("{0}")
    return document, [each for each in itu_texts.references(document) if start <= each.span.start < start + len(words)]


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "as Decision 5 (Rev. Lakeside, 2018) stipulates in decides 1.2", "decides 1.2 of Decision 5 (Rev. Lakeside, 2018)"),
        ("en", "as Resolution 5 states in its resolves 2", "resolves 2 of Resolution 5"),
        ("en", "as Resolution 5, in its resolves 2, has it", "resolves 2 of Resolution 5"),
        ("en", "as Resolution 5 provides, in considering a), that boats leak", "considering a) of Resolution 5"),
        ("en", "the limits of Resolution 5 and those in resolves 2", "resolves 2 of None"),
        ("en", "Resolution 5 applies, and resolves 2 too", "resolves 2 of None"),
        ("en", "as Resolution 5, under *instructs the Council* 2, has it", "instructs the Council 2 of Resolution 5"),
        ("en", "as Resolution 5 requires under resolves 2", "resolves 2 of Resolution 5"),
        ("en", "under Resolution 5 and in resolves 2", "resolves 2 of None"),
        ("fr", "la Résolution 5, au titre de charge le Conseil 2, vise les bateaux", "charge le Conseil 2 of Resolution 5"),
        ("fr", "la Résolution 5 dispose, au titre du décide 2, que", "décide 2 of Resolution 5"),
        ("fr", "la Résolution 5, au titre du point 2 du décide, vise les bateaux", "décide 2 of Resolution 5"),
        ("es", "la Resolución 5, en el encarga al Consejo 2, trata de barcos", "encarga al Consejo 2 of Resolution 5"),
        ("ru", "согласно пункту 2 раздела *поручает Совету* Резолюции 5", "поручает Совету 2 of Resolution 5"),
        ("ru", "Резолюция 5 в пункте 2 раздела поручает Совету говорит о лодках", "поручает Совету 2 of Resolution 5"),
        ("zh", "考虑到进一步做出决议2", "进一步做出决议 2 of None"),
        ("zh", "第5号决议责成理事会2规定", "责成理事会 2 of Resolution 5"),
        ("zh", "第5号决议，根据责成理事会2，规定", "责成理事会 2 of Resolution 5"),
        ("ar", "المقرر 5 ينص في يقرر 1.2 على القوارب", "يقرر 1.2 of Decision 5"),
        ("ar", "القرار 5، في إطار يكلف المجلس 2", "يكلف المجلس 2 of Resolution 5"),
        ("fr", "comme la Décision 5 le stipule dans son décide 1.2", "décide 1.2 of Decision 5"),
        ("fr", "comme le stipule la Décision 5 au point 1.2 du décide", "décide 1.2 of Decision 5"),
        ("es", "como la Decisión 5 estipula en el decide 1.2", "decide 1.2 of Decision 5"),
        ("es", "la Resolución 5 dispone en el punto 2 del resuelve", "resuelve 2 of Resolution 5"),
        ("ru", "как Решение 5 предусматривает в пункте 1.2 раздела решает", "решает 1.2 of Decision 5"),
        ("zh", "第5号决定在做出决定1.2中规定", "做出决定 1.2 of Decision 5"),
        ("ar", "كما ينص المقرر 5 في الفقرة 1.2 من يقرر", "يقرر 1.2 of Decision 5"),
    ],
)  # fmt: skip
def test_a_text_that_says_something_in_a_clause(language, words, said):
    clauses = [each for each in in_language(language, words)[1] if each.kind == "clause"]
    assert [f"{each.address} of {each.identifier}" for each in clauses] == [said]
    assert [each.of is not None for each in clauses] == [not said.endswith("None")]


@pytest.mark.parametrize(
    ("language", "words", "identifiers"),
    [
        ("en", "see Resolution 1386 of the Council (2017)", ["Resolution 1386 (2017)"]),
        ("en", "see Resolutions 1 and 2 of the ITU Council (Pond, 2017)", ["Resolution 1 (Pond, 2017)", "Resolution 2 (Pond, 2017)"]),
        ("en", "see Resolution 1386 (2016) of the Council (2017)", ["Resolution 1386 (2016)"]),
        ("en", "see Resolution 5 of the Council (Annex 3)", ["Resolution 5"]),
        ("en", "see Resolution 5 (C11, last amended C15) and Decision 6 (C18)", ["Resolution 5 (C11, last amended C15)", "Decision 6 (C18)"]),
        ("en", "see [ITU-T Y.5] and Recommendation [ITU-T Y.6]", ["Recommendation ITU-T Y.5", "Recommendation ITU-T Y.6"]),
        ("en", "see Recommendations [ITU-T Y.5], [ITU-R M.6] and [X-1]", ["Recommendation ITU-T Y.5", "Recommendation ITU-R M.6", "Recommendation ITU-R [X-1]"]),
        ("en", "see resolution 45/62 B, Resolution 197 H and resolutions 217 A (III) and 44/16 A of 1989", ["Resolution 45/62 B", "Resolution 197 H", "Resolution 217 A (III)", "Resolution 44/16 A"]),
        ("en", "see Resolution 5 A boat and Resolution 7 X-band", ["Resolution 5", "Resolution 7"]),
        ("en", "see Resolutions 44/116 B and C, and 45/2", ["Resolution 44/116 B", "Resolution 44/116 C", "Resolution 45/2"]),
        ("en", "see Resolutions 44/116 A to D of 1989", [f"Resolution 44/116 {letter}" for letter in "ABCD"]),
        ("en", "see Resolutions 44/116A and B, and Resolution 5 B and A boat", ["Resolution 44/116A", "Resolution 44/116B", "Resolution 5 B"]),
        ("fr", "voir les Résolutions 44/116 A à C", [f"Resolution 44/116 {letter}" for letter in "ABC"]),
        ("es", "véanse las Resoluciones 44/116 B y C", ["Resolution 44/116 B", "Resolution 44/116 C"]),
        ("ru", "см. резолюции 44/116 A–C и 45/2", [*(f"Resolution 44/116 {letter}" for letter in "ABC"), "Resolution 45/2"]),
        ("zh", "见大会第44/116 A至C号决议", [f"Resolution 44/116 {letter}" for letter in "ABC"]),
        ("zh", "见大会第44/116 A、B和D号决议", [f"Resolution 44/116 {letter}" for letter in "ABD"]),
        ("ar", "انظر القرارات 44/116 A إلى C", [f"Resolution 44/116 {letter}" for letter in "ABC"]),
        ("en", "see ITU-T Rec. X.5 (10/2019) and Recs. ITU-R M.1 and M.2", ["Recommendation ITU-T X.5 (10/2019)", "Recommendation ITU-R M.1", "Recommendation ITU-R M.2"]),
        ("en", "see Resolution 5 and ITU-T X.5", ["Resolution 5", "Recommendation ITU-T X.5"]),
        ("fr", "voir la Résolution 1386 du Conseil (2017)", ["Resolution 1386 (2017)"]),
        ("fr", "voir la Recommandation ITU-T X.5 (10/2019) et [UIT-T Y.6]", ["Recommendation ITU-T X.5 (10/2019)", "Recommendation ITU-T Y.6"]),
        ("fr", "voir la Résolution 197 H et la résolution 45/62 B", ["Resolution 197 H", "Resolution 45/62 B"]),
        ("es", "véase la Resolución 1386 del Consejo (2017)", ["Resolution 1386 (2017)"]),
        ("es", "véase la Recomendación [UIT-T Y.5] y ITU-T X.6", ["Recommendation ITU-T Y.5", "Recommendation ITU-T X.6"]),
        ("es", "véase la resolución 45/62 B", ["Resolution 45/62 B"]),
        ("ru", "см. Резолюцию 5 (2016 г.) и Рекомендацию ITU-T X.6 (2019 г.)", ["Resolution 5 (2016)", "Recommendation ITU-T X.6 (2019)"]),
        ("ru", "см. [МСЭ-Т Y.5], ITU-R M.6 и МСЭ-R M.7", ["Recommendation ITU-T Y.5", "Recommendation ITU-R M.6", "Recommendation ITU-R M.7"]),
        ("ru", "см. Резолюцию 1386 Совета (2017 г.) и резолюцию 45/62 B", ["Resolution 1386 (2017)", "Resolution 45/62 B"]),
        ("zh", "见理事会第1386号决议（2017年）和ITU-T X.5建议书", ["Resolution 1386 (2017)", "Recommendation ITU-T X.5"]),
        ("zh", "见[ITU-T Y.5]和大会第45/62 B号决议", ["Recommendation ITU-T Y.5", "Resolution 45/62 B"]),
        ("ar", "انظر القرار 1386 للمجلس (2017) والتوصية ITU-T X.5", ["Resolution 1386 (2017)", "Recommendation ITU-T X.5"]),
        ("ar", "انظر [UIT-T Y.5] والقرار 45/62 B", ["Recommendation ITU-T Y.5", "Resolution 45/62 B"]),
    ],
)  # fmt: skip
def test_numbers_and_marks_whole(language, words, identifiers):
    document, found = in_language(language, words)
    texts = [each for each in found if each.kind == "text"]
    assert [str(each.identifier) for each in texts] == identifiers
    assert not [
        each for each in texts if document.source[each.span].count("[") != document.source[each.span].count("]")
    ]
    assert document.source[texts[0].span][0] != "["


@pytest.mark.parametrize(
    ("language", "words", "instruments"),
    [
        ("en", "the EG-ITRs, CWG-ITRs and the EG\N{NON-BREAKING HYPHEN}ITRs (Expert Group)", []),
        ("en", "the EG-ITRs and Article 3 of the ITRs", ["ITRs"]),
        ("fr", "le groupe EG-RTI et le RTI", ["RTI"]),
        ("es", "el grupo EG-RTI y el RTI", ["RTI"]),
        ("ru", "группа ЭГ-РМЭ и РМЭ", ["РМЭ"]),
        ("zh", "EG-ITR和ITR", ["ITR"]),
    ],
)
def test_a_group_is_no_instrument(language, words, instruments):
    found = in_language(language, words)[1]
    assert [each.instrument for each in found if each.kind == "instrument"] == instruments


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "which supports 8 GPGPU cards"),
        ("en", "which requests 2 boats from the club, and notes 3 errors"),
        ("fr", "un serveur qui appuie 8 cartes"),
        ("es", "un servidor que apoya 8 tarjetas"),
        ("ru", "сервер, который поддерживает 8 карт"),
        ("ar", "الذي يؤيد 8 بطاقات"),
        ("zh", "支持8个GPGPU卡"),
    ],
)
def test_what_counts_things_is_no_reference(language, words):
    assert in_language(language, words)[1] == []


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ("taking into account further resolves 2", ["further resolves 2"]),
        ("taking into account also considering a)", ["also considering a)"]),
        ("taking into account resolves 2 further", ["resolves 2"]),
        ("in implementing notes 3 for further study", ["notes 3"]),
    ],
)
def test_an_adverb_belongs_to_the_verb_behind_it(words, addresses):
    found = cited(words)[1]
    assert [each.address for each in found] == addresses
    assert [each.target is None for each in found] == [address != "resolves 2" for address in addresses]


def test_a_clause_of_that_text():
    other = "RESOLUTION 27 (LAKESIDE, 2019)\nOars\nThe ITU Council,\nresolves\n1 to paddle;\n2 to sit.\n"
    document = itu_texts.parse(f"{other}\n{TEXT.format('to apply Resolution 27 and the resolves of that Resolution')}")
    own, *_ = [each for each in itu_texts.references(document) if each.kind == "clause"]
    assert own.target is document.texts[0].clauses[0]
    assert own.of.target is document.texts[0]
    itself = cited("under Resolution 9 (Lakeside, 2019), and resolves 2 of that Resolution")
    assert itself[1][-1].target is itself[0].at("resolves 2")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("as No. 197 H of the Convention says", ["197 H"]),
        ("as Nos. 197 H and 198 of the Convention say", ["197 H", "198"]),
        ("as Nos. 197 A to 197 H of the Convention say", ["197 A", "197 H"]),
        ("as in No. 5 A boat floats", ["5"]),
    ],
)
def test_a_letter_that_stands_apart_is_of_the_number_of_a_provision(words, numbers):
    found = itu_texts.references(itu_texts.parse(words, language="en"))
    assert [each.number for each in found if each.kind == "provision"] == numbers


def test_a_reference_has_its_words_on_one_line_without_page_furniture():
    document = itu_texts.parse(
        "RESOLUTION 7\nOars\nThe ITU Council,\nnoting\na) Resolutions 2 to\n4 (Rev.  X, 2019),\nresolves\nas in\n– 7 –\nnoting a)"
    )
    assert [found.text for found in itu_texts.references(document)] == [
        "Resolutions 2",
        "Resolutions 2 to 4 (Rev. X, 2019)",
        "4 (Rev. X, 2019)",
        "noting a)",
    ]


def test_a_piece_of_a_treaty_does_not_lack_the_provisions_of_other_articles():
    piece = "5.999B In Region 2, boats apply Nos. 5.999A and 9.17.\n"
    whole = "ARTICLE 1\nBoats\n1.1 Boats float.\n1.2 Nos. 1.1 and 1.9 apply to boats.\n"
    cited = {text: [each.problem for each in itu_texts.references(itu_texts.parse(text))] for text in (piece, whole)}
    assert cited[piece] == [None, None]
    assert [problem is not None for problem in cited[whole]] == [False, True]
