"""Places in texts of assemblies, as people ask for them; and that what ``iri`` gives leads back, on real texts too."""

import random

import pytest
from conftest import ROOT
from test_citing_assemblies import TEXTS
from together import check_all, some

from itu_texts import AddressError, Clause, Collection, address, iri, parse, parse_file, walk

LAMPS = """79/999. Lamps
The General Assembly,
Recalling its resolution 77/901,
Noting that lamps go out,
A
1. Decides to count the lamps;
2. Requests the Secretary-General:
(a) To light them;
(b) To report;
Annex
Rules of lamps
1. Lamps are lit at dusk."""
SHARED = ROOT.parent / "shared"


@pytest.mark.parametrize(
    ("asked", "at"),
    [
        ("paragraph 1", "A / 1"),
        ("para. 2", "A / 2"),
        ("Operative paragraph 2", "A / 2"),
        ("OP2", "A / 2"),
        ("paragraph 2 (b)", "A / 2 (b)"),
        ("preambular paragraph 2", "Noting"),
        ("PP 1", "Recalling"),
    ],
)
def test_a_paragraph_is_found_by_its_part_and_number(asked, at):
    document = parse(LAMPS)
    [text] = document.texts
    with Collection.open(":memory:") as acts:
        acts.add(document)
        places = [
            document.at(asked),
            text.at(asked),
            acts.at(f"{asked} of resolution 79/999"),
            acts.at(f"A/RES/79/999, {asked}"),
        ]
    assert {address(place) for place in places} == {address(text.at(at))}


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "paragraphe {} du dispositif"),
        ("fr", "alinéa {} du préambule"),
        ("es", "párrafo {} de la parte dispositiva"),
        ("es", "párrafo {} del preámbulo"),
        ("ru", "пункт {} постановляющей части"),
        ("ru", "пункт {} преамбулы"),
        ("zh", "执行部分第{}段"),
        ("zh", "序言部分第{}段"),
        ("ar", "الفقرة {} من المنطوق"),
        ("ar", "الفقرة {} من الديباجة"),
        ("ar", "preambular paragraph {}"),
    ],
)
def test_a_paragraph_is_found_in_the_language_of_its_text(language, asked):
    [text] = parse(TEXTS[language]).texts
    clauses = [each for each in text.clauses if isinstance(each, Clause)]
    is_preamble = asked in (
        "alinéa {} du préambule",
        "párrafo {} del preámbulo",
        "пункт {} преамбулы",
        "序言部分第{}段",
    )
    is_preamble |= asked in ("الفقرة {} من الديباجة", "preambular paragraph {}")
    assert text.at(asked.format(1)) is clauses[0 if is_preamble else 1]
    with pytest.raises(AddressError):
        text.at(asked.format(9))


def test_paragraphs_are_asked_for_only_in_texts_of_assemblies():
    document = parse(
        "RESOLUTION 7 (DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference,\nresolves\n1 to row;\n2 to rest"
    )
    with pytest.raises(AddressError):
        document.at("paragraph 1")


def test_a_paragraph_of_several_texts_is_an_error():
    twice = parse(f"{LAMPS}\n\n{LAMPS.replace('79/999', '79/998')}")
    assert len(twice.texts) == 2
    with pytest.raises(AddressError, match="fits 2 places"):
        twice.at("paragraph 1")


# ---------------------------------------------------------------------- what is named leads back


def _leads_back(acts, document):
    """Check the names of some places of a document, and those of the chunks of its file."""
    places = [*walk(document)]
    chance = random.Random(len(places))
    for place in chance.sample(places, min(12, len(places))):
        name = iri(place)
        if name is not None:
            assert iri(document.at(name)) == iri(acts.at(name)) == name
    for (name,) in acts.rows("SELECT name FROM chunks")[:12]:
        acts.at(name)


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_every_iri_and_every_name_of_a_chunk_leads_back():
    folders = ("gold/*/*.raw.txt", "corpus/*/*.txt", "corpus/*/*.docx", "real/word/*.docx", "real/rr/*.txt")
    files = [file for folder in folders for file in some(sorted(SHARED.glob(folder)), 12)]

    def check(file):
        document = parse_file(file)
        with Collection.open(":memory:") as acts:
            acts.add(document)
            _leads_back(acts, document)

    check_all([(file.name, file) for file in files], check)
