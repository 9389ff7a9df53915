"""Who is told: addressees typed, one entry each, and the phrases beside them."""

import pytest

import itu_texts
from itu_texts import CONCEPTS
from itu_texts.language.grammar import lang_of
from itu_texts.nodes import AddresseeKind


def heading(words):
    (text,) = itu_texts.parse(f"RESOLUTION 1\nBoats\nThe ITU Council,\n{words}\n1 that a;\n2 that b\n").texts
    return text.clauses[0].heading


@pytest.mark.parametrize(
    ("words", "concepts", "phrases"),
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
    from itu_texts.language.grammar import lang_of

    names = set(lang_of("en").patterns.addressee.groupindex) - {"DIRECTORS_ALL", "DIRECTORS_LISTED"}
    assert not names - set(CONCEPTS), "add them to Concept and CONCEPTS in itu_texts/tree/addressees.py"


@pytest.mark.parametrize(
    ("heading", "concepts", "side_phrases"),
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


@pytest.mark.parametrize(
    ("heading", "concept"),
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


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_each_addressee_has_a_name_where_names_are_shown(language):
    known = lang_of(language)
    assert [concept for concept in CONCEPTS if not known.phrase_for("NAME", concept)] == ["OTHER", "NOT_NAMED"]
    assert ("." in known.name("RRB"), known.concept(known.name("RRB"), "ADDRESSEE")) == (False, "RRB")
