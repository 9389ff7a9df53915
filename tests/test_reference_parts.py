"""References: what they are part of, the lists and ranges that they stand in, and the kinds beyond texts and clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import itu_texts
from itu_texts import Identifier
from itu_texts.analysis.references import GroupKind, Reference, ReferenceKind

TEXT = """RESOLUTION 9 (LAKESIDE, 2019)
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


def cited(words: str) -> tuple[itu_texts.Document, list[Reference]]:
    document = itu_texts.parse(TEXT.format(words))
    return document, list(itu_texts.references(document.at("resolves 3")))


def said(words: str) -> list[str]:
    """Each reference as its words, and those of what it is a part of."""
    document, found = cited(words)
    return [" < ".join(document.source[each.span] for each in _with_what_is_around(each)) for each in found]


def _with_what_is_around(reference: Reference | None):
    while reference is not None:
        yield reference
        reference = reference.of


# ---------------------------------------------------------------------- what it is part of


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("see § 6.1 of Appendix 30B", ["§ 6.1 < Appendix 30B", "Appendix 30B"]),
        (
            "see § 4.1 or § 4.2 of Annex 1 to Appendix 30B of the Radio Regulations",
            [
                "§ 4.1 < Annex 1 < Appendix 30B < Radio Regulations",
                "§ 4.2 < Annex 1 < Appendix 30B < Radio Regulations",
                "Annex 1 < Appendix 30B < Radio Regulations",
                "Appendix 30B < Radio Regulations",
                "Radio Regulations",
            ],
        ),
        (
            "see resolves 1 and considering a) of Resolution 27 (Rev.WRC-19)",
            [
                "resolves 1 < Resolution 27 (Rev.WRC-19)",
                "considering a) < Resolution 27 (Rev.WRC-19)",
                "Resolution 27 (Rev.WRC-19)",
            ],
        ),
        (
            "given Resolution 5 (Lakeside, 2001), resolves 2 of that Resolution stands",
            ["Resolution 5 (Lakeside, 2001)", "resolves 2 < Resolution 5 (Lakeside, 2001)"],
        ),
        (
            "given Resolution 5, on boats, and in particular considering b) thereof",
            ["Resolution 5", "considering b) < Resolution 5"],
        ),
        (
            "see the Lakeside Agenda, especially §§ 4 and 5 thereof",
            ["Lakeside Agenda", "§§ 4 < Lakeside Agenda", "5 < Lakeside Agenda"],
        ),
        ("see Table A of Annex 2", ["Table A < Annex 2", "Annex 2"]),
        ("see the Lakeside Agenda (§ 90 q))", ["Lakeside Agenda", "§ 90 q) < Lakeside Agenda"]),
        (
            "see Resolution 5 (Lakeside, 2001) (Annex 2)",
            ["Resolution 5 (Lakeside, 2001)", "Annex 2 < Resolution 5 (Lakeside, 2001)"],
        ),
        ("see Article 5, Section IV", ["Article 5", "Section IV < Article 5"]),
        (
            "see Sections II, V and VI of Article 19",
            ["Sections II < Article 19", "V < Article 19", "VI < Article 19", "Article 19"],
        ),
        ("see Decision 5 and Annex 2 thereto", ["Decision 5", "Annex 2 < Decision 5"]),
        ("see Part II of Annex 3", ["Part II < Annex 3", "Annex 3"]),
        ("see section b) of Annex 4", ["section b) < Annex 4", "Annex 4"]),
        ("see item A.4.b.1 of Appendix 4", ["item A.4.b.1 < Appendix 4", "Appendix 4"]),
        ("see Appendix 4 data item A.4.b.2", ["Appendix 4", "data item A.4.b.2 < Appendix 4"]),
        ("see Annex 2 section b) of the list", ["Annex 2", "section b) < Annex 2"]),
        ("see No. 6 of its Constitution", ["No. 6 < Constitution", "Constitution"]),
        ("see Table 5-1 of Annex 3", ["Table 5-1 < Annex 3", "Annex 3"]),
        (
            "see Article 1.2 of the Charter of the Lakes and Article 1 of the Covenant on Boats",
            [
                "Article 1.2 < Charter of the Lakes",
                "Charter of the Lakes",
                "Article 1 < Covenant on Boats",
                "Covenant on Boats",
            ],
        ),
        ("see CS/118 and CV 255", ["CS", "118 < CS", "CV", "255 < CV"]),
        ("see resolves 1 under No. 9.35", ["resolves 1", "No. 9.35"]),
        ("see considering a) in the Radio Regulations", ["considering a)", "Radio Regulations"]),
        ("see RR Article 5 and Article 9", ["RR", "Article 5 < RR", "Article 9 < RR"]),
        (
            "see RR Article 5 and Article 3 of the Convention",
            ["RR", "Article 5 < RR", "Article 3 < Convention", "Convention"],
        ),
        ("see Document C19/55, Annex B", ["Document C19/55", "Annex B < Document C19/55"]),
        ("see the conference, considering in its Resolution 508, inter alia, that boats leak", ["Resolution 508"]),
        ("see class No. 2, method No. 3 and No. 5.418", ["No. 5.418"]),
        ("see Annex 2A to Appendix 4", ["Annex 2A < Appendix 4", "Appendix 4"]),
    ],
)
def test_what_it_is_part_of(words, found):
    assert said(words) == found


def test_a_part_has_what_its_whole_has():
    _, (clause, text) = cited("see resolves 7 of Resolution 27 (Rev.WRC-19)")
    assert clause.of == text
    assert clause.identifier == text.identifier
    _, (provision, article, treaty) = cited("see No. 48 in Article 3 of the ITU Convention")
    assert (provision.of, article.of, treaty.of) == (article, treaty, None)
    assert provision.instrument == article.instrument == treaty.instrument == "Convention"


def test_parts_of_other_texts_of_the_document():
    other = TEXT.replace("RESOLUTION 9", "RESOLUTION 12")
    document = itu_texts.parse(
        TEXT.format("to wait")
        + other.format("to see resolves 1.2 of Resolution 9 (Lakeside, 2019) and Annex 1 to Resolution 9")
    )
    first, second = itu_texts.find(document, itu_texts.Text)
    clause, _, annex, _ = itu_texts.references(second.at("resolves 3"))
    assert clause.target is first.at("resolves 1.2")
    assert annex.target is first.annexes[0]


def test_a_number_alone_is_a_section_where_there_is_one():
    document = itu_texts.parse(
        "RESOLUTION 9 (LAKESIDE, 2022)\nBoats\nThe ITU Council,\nresolves\nto follow the rules below.\n\nSECTION 1\n\n"
        "Rowing\n\n1.1 Oars\n\n1.1.1 As in 1.1.2, not as in 1.1.9, 1.2.3 GHz or 4.5.\n\n1.1.2 See 1.1.1 and 1.1.2.\n"
    )
    found = [each for each in itu_texts.references(document) if each.kind == "section"]
    assert [(each.number, document.source[each.span], each.target.label) for each in found] == [
        ("1.1.2", "1.1.2", "1.1.2"),
        ("1.1.1", "1.1.1", "1.1.1"),
        ("1.1.2", "1.1.2", "1.1.2"),
    ]


def test_sections_with_a_number_put_in_later():
    document = itu_texts.parse(
        "RESOLUTION 9 (LAKESIDE, 2022)\nBoats\nThe ITU Council,\nresolves\nto follow the rules below.\n\nSECTION 1bis\n\n"
        "Rowing\n\n1bis.1 Oars, see 1bis.2 below\n\n1bis.2 Boats\n"
    )
    (found,) = (each for each in itu_texts.references(document) if each.kind == "section")
    assert (found.number, found.target.label) == ("1bis.2", "1bis.2")


def test_what_is_in_an_annex():
    document, (section, annex) = cited("see § 1.2 of Annex 1 to this Resolution")
    assert (section.target.label, annex.target) == ("1.2", document.texts[0].annexes[0])
    _, (appendix,) = cited("see Appendix I to this Resolution")
    assert (appendix.target.title, appendix.problem) == ("Blades", None)


# ---------------------------------------------------------------------- lists and ranges


def groups(words: str) -> list[tuple[str, str, str, bool]]:
    document, found = cited(words)
    return [
        (
            each.number or str(each.identifier or each.address),
            document.source[each.span],
            f"{each.group.kind} {document.source[each.group.span]}" if each.group else "",
            each.group is not None and each.group.within is not None,
        )
        for each in found
    ]


def test_a_range_of_clauses_sections_or_texts_gives_every_member():
    assert groups("see resolves 1 to 3") == [
        ("resolves 1", "resolves 1", "range resolves 1 to 3", False),
        ("resolves 2", "resolves 1 to 3", "range resolves 1 to 3", False),
        ("resolves 3", "3", "range resolves 1 to 3", False),
    ]
    assert [number for number, *_ in groups("see §§ 4 to 7")] == ["4", "5", "6", "7"]
    assert [number for number, *_ in groups("see Annexes I to IV")] == ["I", "II", "III", "IV"]
    assert [number for number, *_ in groups("see Sections A to C")] == ["A", "B", "C"]
    assert [number for number, *_ in groups("see § 4.1 to § 4.3")] == ["4.1", "4.2", "4.3"]
    assert [number for number, *_ in groups("see Resolutions 4 to 6")] == [
        "Resolution 4",
        "Resolution 5",
        "Resolution 6",
    ]


def test_a_range_of_provisions_or_articles_gives_its_ends():
    assert groups("see Nos. 9.6 (9.7 to 9.21), 9.27") == [
        ("9.6", "Nos. 9.6", "list Nos. 9.6 (9.7 to 9.21), 9.27", False),
        ("9.7", "9.7", "range 9.7 to 9.21", True),
        ("9.21", "9.21", "range 9.7 to 9.21", True),
        ("9.27", "9.27", "list Nos. 9.6 (9.7 to 9.21), 9.27", False),
    ]
    assert groups("see Articles 5 to 9") == [
        ("5", "Articles 5", "range Articles 5 to 9", False),
        ("9", "9", "range Articles 5 to 9", False),
    ]
    assert [number for number, *_ in groups("see the General Rules, Nos. 69-74")][1:] == ["69", "74"]


def test_a_list_is_one_and_what_stands_alone_is_none():
    _, found = cited("see Nos. 9.12, 9.12A and 9.13, and No. 5.4")
    *listed, alone = found
    assert {each.group for each in listed} == {listed[0].group}
    assert listed[0].group.kind == GroupKind.LIST
    assert alone.group is None


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


# ---------------------------------------------------------------------- texts, and their bodies


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (
            "see Resolution 12 (Lakeside, 2010), Resolution 13 (Lakeside, 2014) of the Plenipotentiary Conference",
            [("Resolution 12 (Lakeside, 2010)", "PP"), ("Resolution 13 (Lakeside, 2014)", "PP")],
        ),
        ("see Resolution 5 of the ITU Plenipotentiary Conference", [("Resolution 5", "PP")]),
        ("see Opinion 2 of the fifth World Telecommunication Policy Forum", [("Opinion 2", "WTPF")]),
        ("see Decision 3 adopted by the Council", [("Decision 3", "COUNCIL")]),
        ("see Resolution 4 of this conference", [("Resolution 4", "PP")]),
        (
            "see Resolutions 30 and 37 (Rev. Lakeside, 2017)",
            [("Resolution 30 (Rev. Lakeside, 2017)", None), ("Resolution 37 (Rev. Lakeside, 2017)", None)],
        ),
        (
            "see Resolutions 30 (Lakeside, 2001) and 37 (Rev. Lakeside, 2017)",
            [("Resolution 30 (Lakeside, 2001)", None), ("Resolution 37 (Rev. Lakeside, 2017)", None)],
        ),
        ("see Resolutions Nos. 2 and 3", [("Resolution 2", None), ("Resolution 3", None)]),
        ("see Resolution 35 (Rev.WRC-23)", [("Resolution 35 (Rev.WRC-23)", "WRC")]),
        ("see Resolution 33 (Orb-88)", [("Resolution 33 (Orb-88)", "WRC")]),
        ("see Recommendation ITU-T A.5", [("Recommendation ITU-T A.5", "ITU-T")]),
        ("see IMO resolution A.887(21)", [("Resolution A.887(21)", None)]),
        ("see resolution MSC.529(106)", [("Resolution MSC.529(106)", None)]),
        ("see Security Council resolution 2202 (2015)", [("Resolution 2202 (2015)", "UNSC")]),
        (
            "see resolutions 2665 (XX), 3160 (XVIII) and 31/49",
            [("Resolution 2665 (XX)", None), ("Resolution 3160 (XVIII)", None), ("Resolution 31/49", None)],
        ),
        (
            "see that WTSA adopted Resolutions 32, 44 and 54 (Rev. Lakeside, 2016)",
            [
                ("Resolution 32 (Rev. Lakeside, 2016)", "WTSA"),
                ("Resolution 44 (Rev. Lakeside, 2016)", "WTSA"),
                ("Resolution 54 (Rev. Lakeside, 2016)", "WTSA"),
            ],
        ),
        (
            "see the Plenipotentiary Conference (Lakeside, 1982), in its Resolution 1, and the Council by its Resolution 912",
            [("Resolution 1", "PP"), ("Resolution 912", "COUNCIL")],
        ),
        (
            "see that the Council has approved Resolution 1332, and WRC-19 adopted Resolution 5",
            [("Resolution 1332", "COUNCIL"), ("Resolution 5", "WRC")],
        ),
        ("see Resolution 40 (1996, last modified 2001)", [("Resolution 40 (1996, last amended 2001)", None)]),
        ("see Resolution 525 (WARC-92, Rev.WRC-03 and Rev.WRC-07)", [("Resolution 525 (Rev.WRC-07)", "WRC")]),
    ],
)
def test_texts_and_their_bodies(words, texts):
    document, found = cited(words)
    assert [(str(each.identifier), each.identifier.body) for each in found] == texts
    for each in found:
        assert document.source[each.span].endswith((")", each.identifier.number))


# ---------------------------------------------------------------------- clauses


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ("as specified in the resolves part of this Resolution", ["resolves"]),
        ("as listed under resolves to invite the Secretary-General", ["resolves to invite the Secretary-General"]),
        ("as in resolves, which stands", ["resolves"]),
        ("as in further resolves 2", ["further resolves 2"]),
        ("as in resolves 1.1 to 1.2 and 2 above", ["resolves 1.1", "resolves 1.2", "resolves 2"]),
    ],
)
def test_clauses_lead_to_their_nodes(words, addresses):
    document, found = cited(words)
    assert [each.address for each in found] == addresses
    for each in found:
        assert each.target is document.at(each.address)


def test_clauses_of_a_text_that_was_named():
    _, (clause,) = cited("in accordance with the principles in resolves of that Resolution")
    assert (clause.address, clause.target, clause.problem) == ("resolves", None, None)
    _, (clause,) = cited("as the Conference stipulates in decides 1.2 that boats float")
    assert clause.address == "decides 1.2"


# ---------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("see Sector No. 1", []),
        ("see § 20(c)", ["20(c)"]),
        ("see No. 15.5 b)", ["15.5 b)"]),
        ("see Article I", ["I"]),
        ("see No. 5.453, 7 190-7 235 MHz", ["5.453"]),
        ("see No. 5.162A 440-450 MHz", ["5.162A"]),
        ("see No. 11.44 or 30 days", ["11.44"]),
        ("see 1.1 and 1.2 above", ["1.1", "1.2"]),
        ("see the criteria in 7.1.5 below", ["7.1.5"]),
        ("see Section II-A", ["II-A"]),
        ("see Nos. 28A and 1002", ["28A", "1002"]),
        ("see items b) and c) above", ["b)", "c)"]),
        ("see Part I-S of the list", []),
        ("see §§ 4.1 a) or b)", ["4.1 a)", "4.1 b)"]),
        ("see § 4.1 a) to c)", ["4.1 a)", "4.1 b)", "4.1 c)"]),
        ("see No. 5.A12 and Nos. 22.5C.1, 5.388A", ["5.A12", "22.5C.1", "5.388A"]),
        ("to row at 1.1 and 2.2 knots", []),
    ],
)
def test_numbers(words, numbers):
    _, found = cited(words)
    assert [each.number for each in found] == numbers


@pytest.mark.parametrize(
    ("words", "kind", "numbers"),
    [
        ("WRC-27 agenda item 1.5 and agenda items 1.2 to 1.4", "agenda-item", ["1.5", "1.2", "1.3", "1.4"]),
        ("item 7 of the agenda", "agenda-item", ["7"]),
        ("WSIS Action Lines C2, C5 and C7, and Action Line C11", "action-line", ["C2", "C5", "C7", "C11"]),
        ("Sustainable Development Goal 9, SDGs 4 and 5 and Goals 1 to 3", "goal", ["9", "4", "5", "1", "2", "3"]),
        ("Target 9.c, Targets 2.2.A and 2.2.B and target 17.8", "target", ["9.c", "2.2.A", "2.2.B", "17.8"]),
        ("Document C18/42 and Documents 12 and 15(Rev.1)", "document", ["C18/42", "12", "15(Rev.1)"]),
        ("Table 1 and Tables 22-1A and 22-1B", "table", ["1", "22-1A", "22-1B"]),
        ("the limits in Table 21-4: 5 boats", "table", ["21-4"]),
        ("Figure 3 and Figures 7.1a and 7.1b", "figure", ["3", "7.1a", "7.1b"]),
        ("Part II", "part", ["II"]),
        ("Goal 1 - Growth: to row. Target 1.1: 65 boats. Table 5 – Boats", "goal", []),
    ],
)
def test_kinds_of_their_own(words, kind, numbers):
    _, found = cited(f"see {words}")
    assert {each.kind for each in found} <= {kind}
    assert [each.number for each in found] == numbers


def test_an_agenda_item_says_whose():
    _, (item,) = cited("see WRC-27 agenda item 1.5")
    assert (item.kind, item.body) == (ReferenceKind.AGENDA_ITEM, "WRC-27")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the Radio Regulations, the ITU Constitution and the RR", ["Radio Regulations", "Constitution", "RR"]),
        ("the Radio Regulations Board and the Radio Regulations", ["Radio Regulations"]),
        (
            "the Convention of the Union and the Administrative Regulations",
            ["Convention", "Administrative Regulations"],
        ),
        ("the Universal Declaration of Human Rights", ["Universal Declaration of Human Rights"]),
        (
            "the United Nations Framework Convention on Climate Change",
            ["United Nations Framework Convention on Climate Change"],
        ),
        ("the Tampere Convention and the Kyoto Protocol", ["Tampere Convention", "Kyoto Protocol"]),
        ("the 2030 Agenda for Sustainable Development", ["2030 Agenda for Sustainable Development"]),
        ("the General Rules and the Financial Regulations", ["General Rules", "Financial Regulations"]),
        ("this Convention, an agreement, a Declaration to this effect and the Internet Protocol", []),
    ],
)
def test_instruments_by_name(words, names):
    _, found = cited(f"see {words}")
    assert [(each.kind, each.instrument) for each in found] == [(ReferenceKind.INSTRUMENT, name) for name in names]


# ---------------------------------------------------------------------- graphs


def test_works_join_texts_and_citations():
    document, (with_body, without) = cited(
        "see Resolution 9 of the Plenipotentiary Conference and Resolution 9 (WRC-19)"
    )
    assert with_body.identifier.work == document.texts[0].identifier.work
    assert with_body.target is document.texts[0]
    assert without.identifier.work != document.texts[0].identifier.work
    assert without.target is None
    assert with_body.identifier.work == Identifier.parse("PP Resolution 9").work


# ---------------------------------------------------------------------- in other languages

IN_FRENCH = [
    (
        "voir la Résolution 12 (Oslo, 2010) et la Résolution 13 (Oslo, 2014) de la Conférence de plénipotentiaires",
        ["Resolution 12 (Oslo, 2010) PP", "Resolution 13 (Oslo, 2014) PP"],
    ),
    (
        "voir les Résolutions 30 et 37 (Rév. Oslo, 2017)",
        ["Resolution 30 (Rev. Oslo, 2017)", "Resolution 37 (Rev. Oslo, 2017)"],
    ),
    ("voir les Résolutions N os 2 et 3", ["Resolution 2", "Resolution 3"]),
    ("voir le Secteur N° 1", []),
    ("voir la Décision 3 adoptée par le Conseil", ["Decision 3 COUNCIL"]),
    ("voir les numéros 9.6 (9.7 à 9.21), 9.27", ["9.6", "9.7", "9.21", "9.27"]),
    ("voir le § 6.1 de l'Appendice 30B", ["6.1 < 30B", "30B"]),
    (
        "voir le point 2 du décide de la Résolution 27 (Rév.CMR-19)",
        ["décide 2 WRC < ", "Resolution 27 (Rev.WRC-19) WRC"],
    ),
    ("voir l'Article I et les sections II, V et VI de l'article 19", ["I", "II < 19", "V < 19", "VI < 19", "19"]),
    ("voir la partie II de l'Annexe 3, le § 20(c) et les §§ 4 à 6", ["II < 3", "3", "20(c)", "4", "5", "6"]),
    ("voir le point 1.5 de l'ordre du jour, la grande orientation C5", ["1.5", "C5"]),
    (
        "voir les ODD 4 et 5, la Cible 9.c, le Document C18/42, le Tableau 1 et la Figure 3",
        ["4", "5", "9.c", "C18/42", "1", "3"],
    ),
    (
        "voir la Déclaration universelle des droits de l'homme, la Convention de Tampere, la présente Convention",
        ["Déclaration universelle des droits de l'homme", "Convention de Tampere"],
    ),
]
IN_FRENCH += [
    ("voir la Convention du Lac et le Règlement annexé, la Convention du Lac les oblige", ["Convention du Lac"] * 2),
    ("voir l'article 6, 1921, et l'étalon N° 5430", ["6"]),
]
IN_SPANISH = [
    (
        "véanse la Resolución 12 (Oslo, 2010) y la Resolución 13 (Oslo, 2014) de la Conferencia de Plenipotenciarios",
        ["Resolution 12 (Oslo, 2010) PP", "Resolution 13 (Oslo, 2014) PP"],
    ),
    (
        "véanse las Resoluciones 30 y 37 (Rev. Oslo, 2017)",
        ["Resolution 30 (Rev. Oslo, 2017)", "Resolution 37 (Rev. Oslo, 2017)"],
    ),
    ("véanse las Resoluciones núms. 2 y 3", ["Resolution 2", "Resolution 3"]),
    ("véase el Sector núm. 1", []),
    ("véase el Acuerdo 3 adoptado por el Consejo", ["Decision 3 COUNCIL"]),
    ("véanse los números 9.6 (9.7 a 9.21), 9.27", ["9.6", "9.7", "9.21", "9.27"]),
    ("véase el § 6.1 del Apéndice 30B", ["6.1 < 30B", "30B"]),
    ("véase el resuelve 2 de la Resolución 27 (Rev.CMR-19)", ["resuelve 2 WRC < ", "Resolution 27 (Rev.WRC-19) WRC"]),
    ("véanse el Artículo I y las Secciones II, V y VI del Artículo 19", ["I", "II < 19", "V < 19", "VI < 19", "19"]),
    ("véanse la Parte II del Anexo 3, el § 20(c) y los §§ 4 a 6", ["II < 3", "3", "20(c)", "4", "5", "6"]),
    ("véase el punto 1.5 del orden del día, la Línea de Acción C5", ["1.5", "C5"]),
    (
        "véanse los ODS 4 y 5, la Meta 9.c, el Documento C18/42, el Cuadro 1 y la Figura 3",
        ["4", "5", "9.c", "C18/42", "1", "3"],
    ),
    (
        "véanse la Declaración Universal de Derechos Humanos, el Convenio de Tampere y las disposiciones del presente Convenio",
        ["Declaración Universal de Derechos Humanos", "Convenio de Tampere"],
    ),
]

ELSEWHERE = [
    (
        "ru",
        "см. Резолюции 1 (Пересм. Дубай, 2018 г.), 2 и 3 (Пересм. Бухарест, 2022 г.) Полномочной конференции",
        ["Resolution 1 (Rev. Dubai, 2018) PP", "Resolution 2 PP", "Resolution 3 (Rev. Bucharest, 2022) PP"],
    ),
    (
        "ru",
        "см. Дополнение 1 к Приложению 4 и Приложение 30B к Регламенту радиосвязи",
        ["1 < 4", "4 < ", "30B < ", "Регламенту радиосвязи"],
    ),
    ("ru", "ВАСЭ приняла Резолюции 32 и 44", ["Resolution 32 WTSA", "Resolution 44 WTSA"]),
    (
        "zh",
        "见全权代表大会第130（2018年，迪拜，修订版）、174和179（2014年，釜山）号决议",
        ["Resolution 130 (Rev. Dubai, 2018) PP", "Resolution 174 PP", "Resolution 179 (Busan, 2014) PP"],
    ),
    ("zh", "见《无线电规则》第5条和第9条", ["无线电规则", "5 < ", "9 < "]),
    ("zh", "见《无线电规则》附录4附件1和附录30B", ["无线电规则", "4 < ", "1 < 4", "30B < "]),
    ("zh", "世界电信标准化全会通过了第32和44号决议", ["Resolution 32 WTSA", "Resolution 44 WTSA"]),
    ("ar", "انظر المادتان 5 و9 من لوائح الراديو", ["5 < ", "9 < ", "لوائح الراديو"]),
    (
        "ar",
        "اعتمدت الجمعية العالمية لتقييس الاتصالات القرارين 32 و44",
        ["Resolution 32 WTSA", "Resolution 44 WTSA"],
    ),
    (
        "ru",
        "пунктами 1 и 2 раздела решает Резолюции 27 (Пересм. ВКР-19)",
        ["решает 1 WRC < ", "решает 2 WRC < ", "Resolution 27 (Rev.WRC-19) WRC"],
    ),
    (
        "ru",
        "п. 2 раздела «решает» Резолюции 27 (Пересм. ВКР-19)",
        ["решает 2 WRC < ", "Resolution 27 (Rev.WRC-19) WRC"],
    ),
    ("ru", "Преамбулу Устава, Главу IV Конвенции", ["Устава", "IV < ", "Конвенции"]),
    ("ru", "п. 1001 Конвенции", ["1001 < ", "Конвенции"]),
    ("zh", "ITU-R第88/8号课题", ["Question ITU-R 88/8 ITU-R"]),
    ("zh", "第C08/97和C08/110号文件", ["C08/97", "C08/110"]),
    (
        "zh",
        "第27号决议（WRC-19，修订版）的“做出决议”部分第2段",
        ["Resolution 27 (Rev.WRC-19) WRC", "做出决议 2 WRC < "],
    ),
    (
        "ar",
        'الفقرات 1 و2 من "يقرر" من القرار 27 (REV.WRC-19)',
        ["يقرر 1 WRC < ", "يقرر 2 WRC < ", "Resolution 27 (Rev.WRC-19) WRC"],
    ),
    ("ar", "الرقم 457A.5 من لوائح الراديو", ["5.457A < ", "لوائح الراديو"]),
    ("ar", "الرقمين 526.5 و9.21 من لوائح الراديو", ["5.526 < ", "9.21 < ", "لوائح الراديو"]),
    ("ar", "الوثيقتين C08/97 وC08/110", ["C08/97", "C08/110"]),
    ("fr", "voir le point 2 du « décide » de la Résolution 27", ["décide 2 < ", "Resolution 27"]),
    ("fr", "le Conseil, dans sa Résolution 912", ["Resolution 912 COUNCIL"]),
    (
        "fr",
        "compte tenu de la Résolution 5 et tenant compte de la Résolution 6",
        ["Resolution 5", "Resolution 6"],
    ),
    ("fr", "le Comité du Règlement des radiocommunications", []),
    ("es", "la Junta del Reglamento de Radiocomunicaciones", []),
    ("fr", "l'AMNT a adopté les Résolutions 32 et 44", ["Resolution 32 WTSA", "Resolution 44 WTSA"]),
    ("es", "la AMNT adoptó las Resoluciones 32 y 44", ["Resolution 32 WTSA", "Resolution 44 WTSA"]),
]


def _summary(reference: Reference) -> str:
    named = reference.number or reference.address or str(reference.identifier or reference.instrument)
    body = f" {reference.identifier.body}" if reference.identifier and reference.identifier.body else ""
    around = f" < {reference.of.number or ''}" if reference.of else ""
    return f"{named}{body}{around}"


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [("fr", *case) for case in IN_FRENCH] + [("es", *case) for case in IN_SPANISH] + ELSEWHERE,
)
def test_the_same_in_other_languages(language, words, found):
    document = itu_texts.parse(words, language=language)
    assert [_summary(each) for each in itu_texts.references(document)] == found
