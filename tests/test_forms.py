"""What the nodes of treaties, proposals, annexes and session documents say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import check
from strategies import phrases

import itu_texts
from itu_texts import Amendment, Annex, Clause, Division, Provision, Table
from itu_texts.nodes import Resolution

TREATY = """CHAPTER I

Basic provisions

ARTICLE 1

Purposes

1 1 The purposes are:

2 a) to row, as in No. 3A and Article 2;

3 b) to rest.

3A c) to sing.

ARTICLE 2

Crews

4 Crews row, see No. 118 of the Convention.
"""


def test_divisions_and_provisions():
    document = check(TREATY)
    (chapter,) = document.blocks
    assert (chapter.kind, chapter.number, chapter.title) == ("chapter", "I", "Basic provisions")
    assert [(each.kind, each.number, each.title) for each in chapter.divisions] == [
        ("article", "1", "Purposes"),
        ("article", "2", "Crews"),
    ]
    article = chapter.divisions[0]
    assert [(each.number, each.items[0].label) for each in article.provisions] == [
        ("1", "1"), ("2", "a)"), ("3", "b)"), ("3A", "c)"),
    ]  # fmt: skip
    assert document.at("No. 3A") is article.provisions[3]
    assert document.at("No. 2 a)").text.startswith("to row")
    assert document.at("Article 2").title == "Crews"
    assert itu_texts.address(article.provisions[1].items[0]) == "CHAPTER I / ARTICLE 1 / No. 2 a)"


def test_sections_in_an_article():
    document = check(
        "ARTICLE 9\nCoordination\nSection I – Notices\n9.1 Send a notice (see No. 9.3).\nSub-Section IA – Boats\n9.2 Row.\n"
        "Section II – Rest\n9.3 Rest.\nARTICLE 10\nOars\n10.1 Float.\n"
    )
    first, second = document.blocks
    assert [(each.kind, each.number, each.title) for each in first.divisions] == [
        ("section", "I", "Notices"),
        ("section", "II", "Rest"),
    ]
    (inner,) = first.divisions[0].divisions
    assert (inner.kind, inner.number, inner.title) == ("subsection", "IA", "Boats")
    assert [each.number for each in inner.provisions] == ["9.2"]
    assert second.provisions[0].number == "10.1"
    assert next(itu_texts.references(document)).target is document.at("No. 9.3")


def test_references_within_a_treaty():
    document = check(TREATY)
    found = [(cited.number, cited.instrument, cited.target) for cited in itu_texts.references(document)]
    assert found == [
        ("3A", None, document.at("No. 3A")),
        ("2", None, document.at("Article 2")),
        ("118", "Convention", None),
        (None, "Convention", None),
    ]


def test_the_count_of_annexes_is_a_note_and_no_task():
    text = "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\ninstructs the Secretary-General\n{}\nAnnex: 1\nANNEX\nOars\n"
    for told, count in (("to row.", 1), ("1 to row;\n2 to rest.", 2)):
        document = check(text.format(told))
        (note,) = itu_texts.find(document, itu_texts.nodes.Note)
        assert (note.label, note.text) == ("Annex:", "1")
        assert len(list(itu_texts.who_does_what(document))) == count
        assert document.texts[0].annexes[0].title == "Oars"


def test_delegations_of_a_signature_block_stand_side_by_side():
    document = check(
        "ARTICLE 1\nBoats\nThey row.\nDone at Lakeside, 6 November 2014\nFor Atlantis:\nJ. Doe\nFor Utopia:\nM. Roe\n"
    )
    (signed,) = itu_texts.find(document, itu_texts.nodes.SignatureBlock)
    assert itu_texts.to_outline(signed).splitlines()[1:] == ["For Atlantis:", "\tJ. Doe", "For Utopia:", "\tM. Roe"]


def test_markers_glued_to_what_they_are_about():
    document = check("MODROW/79A2/1.\nRESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\nto row.\n")
    (amendment,) = itu_texts.find(document, Amendment)
    assert (amendment.action, amendment.proposal) == ("MOD", "ROW/79A2/1")
    assert [type(block) for block in amendment.blocks] == [Resolution]
    document = check("MOD 159D2ter Rowers shall rest.\nADD 28A Rowers shall row.\n")
    fused, _ = itu_texts.find(document, Amendment)
    assert (fused.action, fused.provision) == ("MOD", "159D")
    assert [(item.label, item.text) for item in fused.blocks[0].items] == [("2ter", "Rowers shall rest.")]


@pytest.mark.parametrize(
    ("marker", "provision"),
    [
        ("SUP 219 to 221", "219-221"),
        ("SUP 219–221", "219-221"),
        ("SUP 166 and 167", "166, 167"),
        ("SUP 35, 36 and 37A", "35, 36, 37A"),
        ("SUP 35, and 40 to 42", "35, 40-42"),
    ],
)
def test_markers_with_several_provisions(marker, provision):
    (amendment,) = itu_texts.find(check(f"{marker}\n"), Amendment)
    assert (amendment.marker, amendment.provision) == (marker, provision)


def test_what_amendments_own():
    text = """ADD ROW/3/1

28A	a bis) that rowers rest;

Reasons: Rowers are tired.

(MOD)* ROW/3/2

ARTICLE 5

Oars

NOC 30 1 Oars are of wood.

SUP ROW/3/3

RESOLUTION 5 (LAKESIDE, 2015)

Lamps

MOD ROW/3/4

RESOLUTION 6 (REV. LAKESIDE, 2019)

Bells

The ITU Council,

considering

that bells ring,

ADD ROW/3/5

resolves

that bells be rung.

MOD ROW/3/6

ANNEX 1 TO RESOLUTION 6 (REV. LAKESIDE, 2019)

Polishing

1 Polish is used.
"""
    document = check(text)
    found = list(itu_texts.find(document, Amendment))
    owned = [type(each.blocks[0]) for each in found]
    assert owned == [Provision, Division, Provision, Resolution, Resolution, Clause, Annex]
    assert [each.proposal or each.provision for each in found] == [
        "ROW/3/1", "ROW/3/2", "30", "ROW/3/3", "ROW/3/4", "ROW/3/5", "ROW/3/6",
    ]  # fmt: skip
    assert found[0].reasons.text == "Rowers are tired."
    assert (found[1].action, found[1].editorial, found[1].starred) == ("MOD", True, True)
    assert [str(text.identifier) for text in document.texts] == [
        "Resolution 5 (Lakeside, 2015)",
        "Resolution 6 (Rev. Lakeside, 2019)",
    ]
    assert document.texts[0].amendment is found[3]
    assert [clause.heading.text for clause in document.texts[1].clauses] == ["considering", "resolves"]
    assert document.texts[1].annexes[0].title == "Polishing"
    assert document.texts[1].at("resolves").parent is found[5]


def test_annexes():
    text = """RESOLUTION 6 (LAKESIDE, 2019)
Bells
(Lakeside, 2011; Rev. Lakeside, 2015)
The ITU Council,
resolves
to follow Annex 2 to this Resolution.
ANNEX 1 TO RESOLUTION 6 (LAKESIDE, 2019)
(see resolves)
Polishing
1 General
APPENDIX TO ANNEX 1
Polishes
ANNEX 2
RESOLUTION 99 (LAKESIDE, 2003)
Model
The ITU Council,
resolves
to be a model.
"""
    document = check(text)
    (resolution,) = document.texts
    assert [str(mark) for mark in resolution.history.revisions] == ["Lakeside, 2011", "Rev. Lakeside, 2015"]
    first, second = resolution.annexes
    assert (first.kind, first.number, first.title, first.reference) == ("annex", "1", "Polishing", "(see resolves)")
    assert [(each.kind, each.number, each.title) for each in first.annexes] == [("appendix", None, "Polishes")]
    assert [str(inner.identifier) for inner in second.texts] == ["Resolution 99 (Lakeside, 2003)"]
    assert next(itu_texts.references(document)).target is second
    assert resolution.at("annex 2 / RESOLUTION 99 (LAKESIDE, 2003) / resolves [1]").text == "to be a model."


def test_footnotes_are_bound_to_their_marks():
    text = """RESOLUTION 9 (LAKESIDE, 2019)*
Boats for developing countries1
The ITU Council,
considering
a) that developing countries1 and others2, of the size of Annex 2, have boats;
_______________
* Note by the Secretariat: revised.
1 These include the least developed countries. 2 Lakes.
– 7 –
b) that developing countries1 sing;2
"""
    document = check(text)
    notes = [(note.mark, note.text, len(note.anchors)) for note in document.footnotes]
    assert notes == [
        ("*", "Note by the Secretariat: revised.", 1),
        ("1", "These include the least developed countries.", 3),
        ("2", "Lakes.", 2),
    ]
    (resolution,) = document.texts
    assert resolution.title == "Boats for developing countries"
    assert [item.text for item in itu_texts.find(document, itu_texts.Item)] == [
        "that developing countries and others, of the size of Annex 2, have boats;",
        "that developing countries sing;",
    ]
    item = document.at("considering a)")
    assert [note.mark for note in item.footnotes] == ["1", "2"]
    for anchor in document.anchors:
        assert anchor in anchor.footnote.anchors
        assert document.source[anchor.span] == anchor.text == anchor.footnote.mark
    words = item.text
    for anchor in reversed([each for each in document.anchors if item.start <= each.start < item.end]):
        words = words[: anchor.offset] + anchor.text + words[anchor.offset :]
    assert words == "that developing countries1 and others2, of the size of Annex 2, have boats;"


def test_a_mark_set_apart_and_one_without_a_note():
    document = check("resolves\n1 that rowers sing 1, in boats7\n_____ 1 Or hum.")
    assert [anchor.text for anchor in document.anchors] == ["1"]
    assert document.at("resolves 1").text == "that rowers sing, in boats7"


def test_marks_in_brackets():
    document = check("resolves\n1 that rowers[1] sing,[2] in boats[7], as in [2];\n\n[1] All.\n[2] Softly.\n")
    assert [(anchor.text, anchor.footnote.text) for anchor in document.anchors] == [("[1]", "All."), ("[2]", "Softly.")]
    assert document.at("resolves 1").text == "that rowers sing, in boats[7], as in [2];"


def test_numbers_of_headings_and_references_call_no_footnote():
    text = (
        "resolves\n1 to row as in Annex 1, or resolves 1, or both;\nANNEX 1\nOars\nAppendix 1\nSails\n_____ 1 Or hum."
    )
    assert not check(text).anchors


def test_no_mark_calls_a_footnote_of_another_text():
    text = """RESOLUTION 8 (LAKESIDE, 2019)
Oars
The ITU Council,
resolves
to row boats1 under Resolution 5 (Lakeside, 2015)*.
_____ * Revised since. 1 Of wood.

RESOLUTION 9 (LAKESIDE, 2019)
Sails
The ITU Council,
resolves
to sail boats1 under Resolution 5 (Lakeside, 2015)*.
_____ 1 Of steel.
"""
    document = check(text)
    assert [(each.text, each.footnote.text) for each in document.anchors] == [
        ("1", "Of wood."),
        ("*", "Revised since."),
        ("1", "Of steel."),
    ]
    assert [[note.text for note in each.footnotes] for each in document.texts] == [
        ["Of wood.", "Revised since."],
        ["Of steel."],
    ]


COUNTRIES = """RESOLUTION 9 (LAKESIDE, 2019)
Boats
The ITU Council,
considering
a) that boats in developing countries1 leak;
{middle}b) that oars float2,
resolves
1 to row;
2 to rest.
{end}"""


@pytest.mark.parametrize(
    ("middle", "end", "notes"),
    [
        ("", "\n1 These include islands.\n2 If of wood.\n", ["These include islands.", "If of wood."]),
        ("1 These include islands.\n– 2 –\n", "2 If of wood.\n", ["These include islands.", "If of wood."]),
        ("\n1)\tThese include islands.\n\n7\n\n", "", ["These include islands."]),
        ("", "1 These include islands.\nRESOLUTION 10 (LAKESIDE, 2019)\nOars\n", ["These include islands."]),
        ("* *These* include islands.\n", "", []),
    ],
)
def test_footnotes_at_the_foot_of_a_page_without_a_rule(middle, end, notes):
    document = check(COUNTRIES.format(middle=middle, end=end))
    assert [each.text for each in document.footnotes] == notes
    assert [each.footnote.text for each in document.anchors] == notes


@pytest.mark.parametrize(
    "end",
    [
        "ANNEX\nOars\n1 Oars are long.\n2 They float.\n",
        "ANNEX\n1 Oars are long.\n",
        "ANNEX\nOars\n1 Oars are long.\n– 3 –\n2 They float.\n",
        "ANNEX\nOars\n1 Oars are long.\nThey float.\n",
    ],
)
def test_numbered_paragraphs_are_no_footnotes(end):
    assert not check(COUNTRIES.format(middle="", end=end)).footnotes


def test_a_mark_glued_to_the_number_of_a_recommendation():
    text = "resolves\n1 to row as in ITU-R S.14263 and S.1503;\n2 to rest.\n_____ 3 As revised."
    document = check(text)
    assert document.at("resolves 1").text == "to row as in ITU-R S.1426 and S.1503;"
    (cited, *_) = itu_texts.references(document)
    assert str(cited.identifier) == "Recommendation ITU-R S.1426"
    assert not check(text.replace("S.14263", "S.1423")).anchors


def test_tables():
    document = check("resolves\n1 to adopt:\n\n| Boat | Oars |\n|---|---|\n| Alpha | 2 |\n| Beta | |\n")
    (table,) = itu_texts.find(document, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Boat", "Oars"], ["Alpha", "2"], ["Beta", ""]]
    assert document.source[table.rows[1].cells[0].span] == "Alpha"


def test_a_list_with_tabs_is_no_table():
    for text in (
        "resolves\n1\tto row;\n2\tto rest.",
        "ADD\tROW/1/2\nMOD\tROW/1/3\nNOC\tROW/1/4",
        "1\t2\tThe\n3\ta)\tto row;\n",
    ):
        assert not list(itu_texts.find(check(text), Table))


def test_session_documents():
    text = """Document C18/24(Rev.1)-E
Second series of texts submitted by the editorial committee to the plenary meeting
Annex: 3 pages

AGENDA

1. Opening

2. Approval of texts

Resolution 1 (Rev. Lakeside, 2019) - Rules of rowing

Draft New Resolution [B-1]: Rowing at night
"""
    cover, agenda = check(text).blocks
    assert (cover.number, cover.series, cover.annex_pages) == ("C18/24(Rev.1)-E", "second", 3)
    assert (cover.submitted_by, cover.submitted_to) == ("editorial committee", "plenary meeting")
    assert [(item.label, item.text, len(item.entries)) for item in agenda.items] == [
        ("1.", "Opening", 0),
        ("2.", "Approval of texts", 2),
    ]
    assert [(str(entry.identifier), entry.title.text) for entry in agenda.entries] == [
        ("Resolution 1 (Rev. Lakeside, 2019)", "Rules of rowing"),
        ("Draft new resolution [B-1]", "Rowing at night"),
    ]


def test_the_seed(shared):
    document = check((shared / "seed" / "seed.txt").read_text("utf-8"))
    (agenda,) = itu_texts.find(document, itu_texts.nodes.Agenda)
    assert [item.label for item in agenda.items] == ["1.", "2."]
    assert [str(entry.identifier) for entry in agenda.entries] == [
        "Resolution 1", "Draft new resolution [B-1]", "Draft new resolution [CAN-1]", "Recommendation ITU-T A.5",
    ]  # fmt: skip
    (cover,) = itu_texts.find(document, itu_texts.Cover)
    assert (cover.series, cover.annex_pages) == ("second", 3)
    (amendment,) = itu_texts.find(document, Amendment)
    assert (amendment.proposal, amendment.blocks) == ("B2/49/1", (document.texts[1],))
    assert len(document.texts) == 2


def test_an_unmarked_treaty(shared):
    text = (shared / "corpus" / "treaty" / "en-itr-1988.txt").read_text("utf-8")
    document = check(text)
    articles = [each for each in itu_texts.find(document, Division) if each.kind == "article"]
    assert [each.number for each in articles] == [str(number) for number in range(1, 11)]
    assert all(each.title for each in articles)
    assert [each.number for each in itu_texts.find(document, Provision)] == [str(number) for number in range(1, 65)]
    assert [each.kind for each in document.blocks if isinstance(each, Annex)] == ["appendix"] * 3


# ---------------------------------------------------------------------- made-up treaties


@st.composite
def treaties(draw: st.DrawFn) -> list[tuple[int, str]]:
    """The lines of a treaty, with their depths."""
    lines: list[tuple[int, str]] = []
    number = 0
    for article in range(1, draw(st.integers(2, 4)) + 1):
        lines += [(0, f"ARTICLE {article}"), (1, f"Title of the {'same ' * article}article")]
        for paragraph in range(1, draw(st.integers(1, 3)) + 1):
            number += 1
            lines.append((1, f"{number} {paragraph} {draw(phrases()).capitalize()}:"))
            for letter in "abc"[: draw(st.integers(0, 3))]:
                number += 1
                lines.append((1, f"{number} {letter}) {draw(phrases())};"))
                if draw(st.booleans()):
                    lines.append((1, f"{number}A {letter} bis) {draw(phrases())};"))
    return lines


@given(treaties(), st.sampled_from(["\n", "\n\n"]))
def test_a_treaty_comes_back(lines, gap):
    document = check(gap.join(line for _, line in lines))
    assert itu_texts.to_outline(document) == "".join("\t" * depth + line + "\n" for depth, line in lines)
    numbers = [line.split()[0] for depth, line in lines if line[0].isdigit()]
    assert [each.number for each in itu_texts.find(document, Provision)] == numbers


@st.composite
def annexed(draw: st.DrawFn) -> list[tuple[int, str]]:
    """A resolution with annexes in annexes, each with a title."""
    lines = [
        (0, "RESOLUTION 7 (LAKESIDE, 2019)"),
        (0, "Boats"),
        (0, "The ITU Council,"),
        (0, "resolves"),
        (1, "to row."),
    ]
    for annex in range(1, draw(st.integers(1, 3)) + 1):
        lines += [(0, f"ANNEX {annex} TO RESOLUTION 7 (LAKESIDE, 2019)"), (1, "Of boats"), (1, f"1 {draw(phrases())}.")]
        for appendix in range(1, draw(st.integers(0, 2)) + 1):
            lines += [(1, f"APPENDIX {appendix} TO ANNEX {annex}"), (2, "Of oars"), (2, f"1 {draw(phrases())}.")]
            if draw(st.booleans()):
                lines += [(2, f"ATTACHMENT TO APPENDIX {appendix}"), (3, "Of sails"), (3, f"{draw(phrases())}.")]
    return lines


@given(annexed(), st.sampled_from(["\n", "\n\n"]))
def test_annexes_come_back(lines, gap):
    document = check(gap.join(line for _, line in lines))
    assert itu_texts.to_outline(document) == "".join("\t" * depth + line + "\n" for depth, line in lines)
