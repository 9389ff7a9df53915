"""References: found, typed, lists expanded, and led to where they point; ``cases/references.txt`` has whole texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cases import described
from together import check_all, for_all, table

import itu_texts
from itu_texts import CONCEPTS, InputError
from itu_texts.language.grammar import lang_of
from itu_texts.nodes import AddresseeKind

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
_OF_AN_ASSEMBLY = {
    "en": "79/99. Lamps\nThe General Assembly,\nRecalling {0},\n1. Decides to rest.",
    "fr": "79/99. Lampes\nL’Assemblée générale,\nRappelant {0},\n1. Décide de se reposer.",
    "es": "79/99. Lámparas\nLa Asamblea General,\nRecordando {0},\n1. Decide descansar.",
    "ru": "79/99. Лампы\nГенеральная Ассамблея,\nссылаясь на {0},\n1. постановляет отдохнуть.",
    "zh": "79/99. 灯\n大会，\n回顾{0}，\n1. 决定休息。",
    "ar": "79/99 المصابيح\nإن الجمعية العامة،\nإذ تشير إلى {0}،\n1 - تقرر أن تستريح.",
}
FRONTS = {
    "council": _OF_THE_COUNCIL.__getitem__,
    "assembly": _OF_AN_ASSEMBLY.__getitem__,
    "pp": lambda _: _OF_A_CONFERENCE,
    "none": lambda _: "{0}",
}
ROWS = table("records/references.tsv")
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


# ---------------------------------------------------------------------- who is told: addressees typed, one entry each, and the phrases beside them


def heading(words):
    (text,) = itu_texts.parse(f"RESOLUTION 1\nBoats\nThe ITU Council,\n{words}\n1 that a;\n2 that b\n").texts
    return text.clauses[0].heading


@for_all(
    "words, concepts, phrases",
    [
        ("instructs the Secretary-General", "SG", ()),
        ("instructs the Director of the Radiocommunication Bureau", "DIR_BR", ()),
        ("instructs the Director of BDT", "DIR_BDT", ()),
        ("instructs the Secretary-General and the Directors of the three Bureaux", "SG DIR_BR DIR_TSB DIR_BDT", ()),
        ("instructs the Directors of the Bureaux", "DIR_BR DIR_TSB DIR_BDT", ()),
        (
            "instructs the Directors of the Telecommunication Standardization Bureau and Radiocommunication Bureau",
            "DIR_TSB DIR_BR",
            (),
        ),
        (
            "invites the Director of the Telecommunication Standardization Bureau and the Director of the "
            "Telecommunication Development Bureau",
            "DIR_TSB DIR_BDT",
            (),
        ),
        (
            "instructs the Secretary-General, in consultation and collaboration with the Directors of the three Bureaux",
            "SG",
            ("in consultation and collaboration with the Directors of the three Bureaux",),
        ),
        (
            "instructs the Director of the Telecommunication Development Bureau, in coordination with the Directors of "
            "the other Bureaux, within their respective mandates",
            "DIR_BDT",
            ("in coordination with the Directors of the other Bureaux", "within their respective mandates"),
        ),
        ("resolves to invite ITU-R and ITU-D, as appropriate", "ITU_R ITU_D", ("as appropriate",)),
        (
            "resolves to invite the ITU Radiocommunication Sector to complete in time for the 2031 world "
            "radiocommunication conference",
            "ITU_R",
            ("to complete in time for the 2031 world radiocommunication conference",),
        ),
        (
            "resolves to invite ITU-R after this conference and in time for the next one",
            "ITU_R",
            ("after this conference", "in time for the next one"),
        ),
        ("resolves further", "", ()),
        (
            "invites Member States, Sector Members, Associates and Academia",
            "MEMBER_STATES SECTOR_MEMBERS ASSOCIATES ACADEMIA",
            (),
        ),
        ("invites all Member States and Sector Members", "MEMBER_STATES SECTOR_MEMBERS", ()),
        ("invites the 2031 world radiocommunication conference", "WRC", ()),
        ("invites future competent world radiocommunication conferences", "WRC", ()),
        ("draws the attention of the next plenipotentiary conference", "PP", ()),
        (
            "instructs the Radiocommunication Assembly, the World Telecommunication Standardization Assembly and the "
            "World Telecommunication Development Conference",
            "RA WTSA WTDC",
            (),
        ),
        ("instructs the study groups of the ITU Telecommunication Development Sector", "ITU_D_STUDY_GROUPS", ()),
        (
            "instructs ITU-T Study Groups 2, 3 and 17 and ITU-D Study Group 1, each within its mandate",
            "ITU_T_STUDY_GROUPS ITU_D_STUDY_GROUPS",
            ("each within its mandate",),
        ),
        (
            "calls upon Member States, Sector Members, and Associates, as well as regional rowing organizations",
            "MEMBER_STATES SECTOR_MEMBERS ASSOCIATES ORGANIZATION",
            (),
        ),
        ("invites Member States/Sector Members to participate", "MEMBER_STATES SECTOR_MEMBERS", ("to participate",)),
        ("invites a future world radiocommunication conference after WRC-31", "WRC", ()),
        (
            "instructs the Directors of the Radiocommunication, Telecommunication Standardization and Telecommunication "
            "Development Bureaux and the Deputy Secretary-General",
            "DIR_BR DIR_TSB DIR_BDT DSG",
            (),
        ),
        ("requests the Chairman of the Council", "OTHER", ()),
        (
            "encourages rowing clubs (North, South and East) and the Council at its 2031 session",
            "OTHER COUNCIL",
            ("at its 2031 session",),
        ),
        ("instructs the head of the Group on Boats and Oars", "OTHER", ()),
        ("urges administrations that own and row boats, especially old ones", "ADMINISTRATIONS", ()),
        (
            "encourages administrations and operating agencies authorized by Member States",
            "ADMINISTRATIONS ORGANIZATION",
            (),
        ),
        ("invites, in particular, the Council", "COUNCIL", ()),
        ("invites also administrations", "ADMINISTRATIONS", ()),
        ("recommends that Member States", "MEMBER_STATES", ()),
        ("resolves that administrations, in line with their rules", "ADMINISTRATIONS", ("in line with their rules",)),
        ("resolves that boats", "", ()),
        ("invites the International Civil Aviation Organization", "ORGANIZATION", ()),
        ("invites organizations qualified in accordance with Recommendation ITU-T A.5", "ORGANIZATION", ()),
        (
            "invites regional and international financial organizations and agencies, equipment providers, operators, "
            "and all potential partners",
            "ORGANIZATION ORGANIZATION OTHER OTHER OTHER",
            (),
        ),
        ("urges the administrations responsible for the respective satellite filings", "ADMINISTRATIONS", ()),
        ("urges the ITU membership", "MEMBERSHIP", ()),
        ("urges the keepers of lights", "OTHER", ()),
        (
            "urges administrations, in emergency and disaster relief situations",
            "ADMINISTRATIONS",
            ("in emergency and disaster relief situations",),
        ),
        ("requests Member States Parties to the Lakeside Convention", "MEMBER_STATES", ()),
        ("invites the Member States Advisory Group", "OTHER", ()),
        ("invites the Council Working Group on Oars and the Council", "OTHER COUNCIL", ()),
        (
            "invites Member States, as appropriate, and Sector Members",
            "MEMBER_STATES SECTOR_MEMBERS",
            ("as appropriate",),
        ),
        (
            "invites Member States, as appropriate, and in line with this",
            "MEMBER_STATES",
            ("as appropriate", "in line with this"),
        ),
        (
            "invites Member States, in particular small ones, and Sector Members",
            "MEMBER_STATES SECTOR_MEMBERS",
            (),
        ),
        ("invites Sector Members and, where appropriate, Member States", "SECTOR_MEMBERS MEMBER_STATES", ()),
        ("invites Member States and, in particular, administrations", "MEMBER_STATES ADMINISTRATIONS", ()),
        ("invites all concerned, including Member States and Sector Members", "OTHER", ()),
        (
            "invites Member States, including those of Region 1, Sector Members and ICAO",
            "MEMBER_STATES SECTOR_MEMBERS ORGANIZATION",
            (),
        ),
        ("invites ITU-T Sector Members and ITU-T", "SECTOR_MEMBERS ITU_T", ()),
        ("invites the Secretary-General of ICAO", "OTHER", ()),
        ("invites the Secretary-General of the Union", "SG", ()),
        ("invites the Council of Rowers and the Council", "OTHER COUNCIL", ()),
        ("instructs the Radio Regulations Board", "RRB", ()),
        ("instructs the Secretary-General, assisted by the Council", "SG", ("assisted by the Council",)),
        ("instructs the Secretary-General, with a view to rowing", "SG", ("with a view to rowing",)),
        ("instructs the Council at each of its sessions", "COUNCIL", ("at each of its sessions",)),
        ("requests administrations that intend to row", "ADMINISTRATIONS", ()),
        ("instructs the Secretary-General and invites the Council", "SG COUNCIL", ()),
        ("invites industry, academia and other clubs", "OTHER ACADEMIA OTHER", ()),
        ("continues to invite Member States", "MEMBER_STATES", ()),
        ("invites", "", ()),
    ],
)
def test_concepts(words, concepts, phrases):
    found = heading(words)
    assert [each.concept for each in found.addressees] == concepts.split()
    assert found.side_phrases == phrases


def test_texts_are_as_printed():
    found = heading(
        "invites the ITU Council, the three Bureaux and organizations qualified in accordance with the rules"
    )
    assert [each.text for each in found.addressees] == [
        "the ITU Council",
        "the three Bureaux",
        "organizations qualified in accordance with the rules",
    ]
    assert [each.kind for each in found.addressees] == [
        AddresseeKind.BODY,
        AddresseeKind.BUREAU,
        AddresseeKind.ORGANIZATION,
    ]


def test_all_concepts_of_the_grammar_are_known():
    names = set(lang_of("en").patterns.addressee.groupindex) - {"DIRECTORS_ALL", "DIRECTORS_LISTED"}
    assert not names - set(CONCEPTS), "add them to Concept and CONCEPTS in itu_texts/tree/addressees.py"


@for_all(
    "heading, concepts, side_phrases",
    [
        ("Instructs the Secretary-General", ["SG"], ()),
        ("INSTRUCTS the Secretary-General", ["SG"], ()),
        (
            "INSTRUCTS THE SECRETARY-GENERAL AND THE DIRECTORS OF THE THREE BUREAUX, IN CONSULTATION WITH RAG",
            ["SG", "DIR_BR", "DIR_TSB", "DIR_BDT"],
            ("IN CONSULTATION WITH RAG",),
        ),
        ("ALSO INSTRUCTS THE COUNCIL", ["COUNCIL"], ()),
    ],
)
def test_headings_in_capitals(heading, concepts, side_phrases):
    """They are headings too, and tell the same, in a text whose only long line is a heading."""
    text = f"RESOLUTION 9\nBoats\nThe Council,\nCONSIDERING FURTHER\nthat boats leak,\nRESOLVES\n1. to row,\n{heading}\nto report.\n"
    first, second, last = itu_texts.parse(text).texts[0].clauses
    assert [(each.heading.verb, str(each.role)) for each in (first, second, last)] == [
        ("considering", "preamble"),
        ("resolves", "operative"),
        ("instructs", "operative"),
    ]
    assert last.heading.text == heading
    assert [each.concept for each in last.heading.addressees] == concepts
    assert last.heading.side_phrases == side_phrases


def test_letters_without_a_small_one_in_its_place():
    text = "RESOLVES \u0130\nto row.\n\u0130NSTRUCTS\nto report.\n"
    document = itu_texts.parse(text)
    found = " ".join(document.source[leaf.span] for leaf in itu_texts.leaves(document))
    assert found.split() == text.split()


@for_all(
    "heading, concept",
    [
        ("considering", "CONSIDERING"),
        ("further recognizing", "RECOGNIZING"),
        ("TAKING INTO ACCOUNT", "TAKING_INTO_ACCOUNT"),
        ("having considered", "HAVING_CONSIDERED"),
        ("resolves", "RESOLVES"),
        ("Instructs the Secretary-General", "INSTRUCTS"),
        ("resolves to instruct the Secretary-General", "INSTRUCTS"),
        ("resolves further to  invite the Council", "INVITES"),
        ("calls on Member States", "CALLS_UPON"),
        ("glorifying", ""),
    ],
)
def test_what_the_verb_means(heading, concept):
    document = itu_texts.parse(f"noting\na) that it rains,\n{heading}\na) that boats leak;\nb) that oars float.\n")
    _, found = itu_texts.find(document, itu_texts.Clause)
    assert (found.heading.concept, found.heading.verb) == (concept, " ".join(found.heading.verb.split()))


@for_all("language", ["en", "fr", "es"])
def test_each_addressee_has_a_name_where_names_are_shown(language):
    known = lang_of(language)
    assert [concept for concept in CONCEPTS if not known.phrase_for("NAME", concept)] == ["OTHER", "NOT_NAMED"]
    assert ("." in known.name("RRB"), known.concept(known.name("RRB"), "ADDRESSEE")) == (False, "RRB")


# ---------------------------------------------------------------------- what texts of the United Nations cite, by number, in six languages


def test_a_resolution_has_the_identifier_by_which_it_is_cited():
    mine = itu_texts.parse("79/999. Boats\nThe General Assembly,\nRecalling its work,\n1. Decides to row.\n")
    (text,) = mine.texts
    assert (str(text.identifier), text.identifier.body) == ("Resolution 79/999", "UNGA")
    itu = "RESOLUTION 5 (Dubai, 2018)\nBoats\nThe ITU Council,\nrecalling\n"
    cited = itu_texts.parse(f"{itu}a) Resolution 79/999 of the United Nations General Assembly,\nresolves\nto row.")
    (found,) = [each for each in itu_texts.references(cited) if each.kind == "text"]
    assert found.identifier == text.identifier


def test_symbols_are_identifiers():
    named = {
        "A/RES/77/15": ("Resolution 77/15", "UNGA"),
        "S/RES/2585 (2021)": ("Resolution 2585 (2021)", "UNSC"),
        "A/HRC/RES/54/10": ("Resolution 54/10", "UNHRC"),
        "A/DEC/78/544": ("Decision 78/544", "UNGA"),
    }
    found = {symbol: itu_texts.Identifier.parse(symbol) for symbol in named}
    assert {symbol: (str(each), each.body) for symbol, each in found.items()} == named
