"""Identifiers: one for all the ways in which a text is named."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import itu_texts
from itu_texts import Identifier, IdentifierError
from itu_texts.nodes import Revision


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("RESOLUTION 77 (REV. DUBAI, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("Resolution 77 (Rev. Dubai, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("Resolution No. 2", "Resolution 2"),
        ("RESOLUTION 155A (WRC-23)", "Resolution 155A (WRC-23)"),
        ("Resolution 35 (Rev.WRC-23)*", "Resolution 35 (Rev.WRC-23)"),
        ("RESOLUTION 27 (REV.WRC-19)", "Resolution 27 (Rev.WRC-19)"),
        ("RESOLUTION 145 (REV. SHARM EL-SHEIKH, 2019)", "Resolution 145 (Rev. Sharm el-Sheikh, 2019)"),
        ("Resolution 33 (Orb-88)", "Resolution 33 (Orb-88)"),
        ("Resolution 1332 (C11, last amended C15)", "Resolution 1332 (C11, last amended C15)"),
        ("Resolution 1332 (WRC23)", "Resolution 1332 (WRC23)"),
        ("ITU-T Rec. X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("Rec. ITU-T X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("ITU-T X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("[ITU-T X.509]", "Recommendation ITU-T X.509"),
        ("Res. 77 (Rev. Dubai, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("Dec. 5", "Decision 5"),
        ("Resolution 1386 of the Council (2017)", "Resolution 1386 (2017)"),
        ("resolution 45/62 B", "Resolution 45/62 B"),
        ("Resolution 197 H", "Resolution 197 H"),
        ("Resolution 217 A (III)", "Resolution 217 A (III)"),
        ("RESOLUTION COM5/3", "Resolution COM5/3"),
        ("RESOLUTION PLEN/1 (WRC-23)", "Resolution PLEN/1 (WRC-23)"),
        ("RESOLUTION ITU-R 2-8", "Resolution ITU-R 2-8"),
        ("Recommendation ITU‑T A.5", "Recommendation ITU-T A.5"),
        ("Resolution ITU-R 9 (1995-1997-2000-2003)", "Resolution ITU-R 9 (1995-1997-2000-2003)"),
        ("Resolution 7 (C-1974, last amended C-1984)", "Resolution 7 (C-1974, last amended C-1984)"),
        ("DRAFT NEW RESOLUTION [ABC-XYZ]", "Draft new resolution [ABC-XYZ]"),
        (
            "Draft revision of Resolution 30 (Rev. Guadalajara, 2010)",
            "Draft revision of resolution 30 (Rev. Guadalajara, 2010)",
        ),
        ("[Revised] Draft new resolution", "Revised draft new resolution"),
        ("Decision 5", "Decision 5"),
        ("OPINION 2 (GENEVA, 2013)", "Opinion 2 (Geneva, 2013)"),
        ("Recommendation ITU-R BT.601-7 (03/2011)", "Recommendation ITU-R BT.601-7 (03/2011)"),
        ("Recommendation ITU-R BT.601-7 (3/2011)", "Recommendation ITU-R BT.601-7 (03/2011)"),
        ("Decision 482 (Modified 2018)", "Decision 482 (Rev. 2018)"),
        ("WTDC Resolution 36 (Rev. Lakeside, 2022)", "Resolution 36 (Rev. Lakeside, 2022)"),
        ("ITU Council Resolution 1306", "Resolution 1306"),
        ("RESOLUTION GT-PLEN/1", "Resolution GT-PLEN/1"),
    ],
)
def test_canonical(text, canonical):
    identifier = Identifier.parse(text)
    assert str(identifier) == canonical
    assert evolve(Identifier.parse(canonical), body=identifier.body) == identifier
    assert Identifier.parse(canonical).matches(identifier)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Article 5",
        "Resolution 5 (of last year)",
        "the Resolution",
        "Resolution 5 and 6",
        "Decision 5 of the Council of the Lakes",
    ],
)
def test_what_names_no_text(text):
    with pytest.raises(IdentifierError):
        Identifier.parse(text)


def test_parts():
    identifier = Identifier.parse("RESOLUTION ITU-R 62-1 (REV. GENEVA, 2015)")
    parts = (identifier.kind, identifier.sector, identifier.number, identifier.revision)
    assert parts == ("resolution", "ITU-R", "62-1", Revision(revised=True, place="Geneva", year=2015))


def test_order():
    names = ["Resolution 155A", "Resolution 10", "Decision 9", "Resolution 9", "Resolution 155", "Resolution COM5/3"]
    assert [str(each) for each in sorted(map(Identifier.parse, names))] == [
        "Decision 9",
        "Resolution 9",
        "Resolution 10",
        "Resolution 155",
        "Resolution 155A",
        "Resolution COM5/3",
    ]


def test_the_identifier_of_a_text(examples):
    (text,) = itu_texts.parse_file(examples / "resolution.txt").texts
    assert text.identifier == Identifier.parse(
        "Resolution 999 (Rev. Harbourtown, 2022) of the Plenipotentiary Conference"
    )
    assert text.identifier.matches(Identifier.parse("Resolution 999 (Rev. Harbourtown, 2022)"))
    first, second = itu_texts.parse_file(examples / "proposal.txt").texts
    assert (str(first.identifier), second.identifier) == ("Draft new resolution [KEEP-1]", None)


@given(
    kind=st.sampled_from(["resolution", "decision", "recommendation", "opinion"]),
    number=st.from_regex(r"(ITU-[RTD] )?(\d{1,3}[A-Z]?|[A-Z]{1,4}\d/\d|\[[A-Z]{3}-[A-Z0-9]{1,3}\])", fullmatch=True),
    mark=st.one_of(
        st.none(),
        st.from_regex(r"(Rev\. )?[A-Z][a-z]{2,9}, (19|20)\d\d", fullmatch=True),
        st.from_regex(r"(Rev\.)?W(A)?RC-\d\d", fullmatch=True),
    ),
    status=st.sampled_from(["", "Draft new ", "Draft revision of ", "Draft "]),
)
def test_the_string_is_read_back(kind, number, mark, status):
    text = f"{status}{kind.title()} {number}" + (f" ({mark})" if mark else "")
    identifier = Identifier.parse(text)
    assert Identifier.parse(str(identifier)) == identifier
    assert Identifier.parse(text.upper().replace("REVISION OF", "revision of")) == identifier


@pytest.mark.parametrize(
    ("language", "text", "canonical"),
    [
        ("fr", "Résolution 155 (CMR-15)", "Resolution 155 (WRC-15)"),
        ("fr", "UIT-T Rec. X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("fr", "Recommandation ITU-T X.509", "Recommendation ITU-T X.509"),
        ("fr", "Résolution 1332 (C11, dernière modification C15)", "Resolution 1332 (C11, last amended C15)"),
        ("es", "Rec. UIT-R M.1457-14", "Recommendation ITU-R M.1457-14"),
        ("es", "Resolución 1332 (C11, modificada por última vez C15)", "Resolution 1332 (C11, last amended C15)"),
        ("ru", "Рек. МСЭ-Т X.509 (10/2019)", "Recommendation ITU-T X.509 (10/2019)"),
        ("ru", "Рекомендация ITU-T X.509 (2016 г.)", "Recommendation ITU-T X.509 (2016)"),
        ("ru", "Резолюция 1332 (C11, последнее изменение C15)", "Resolution 1332 (C11, last amended C15)"),
        ("zh", "第1332号决议（C11，最近修正C15）", "Resolution 1332 (C11, last amended C15)"),
        ("zh", "第45/62 B号决议", "Resolution 45/62 B"),
        ("zh", "第612 (Rev.1)号决定", "Decision 612 (Rev.1)"),
        ("zh", "第612（Rev.1）号决定", "Decision 612 (Rev.1)"),
        ("zh", "第A.735(18)/Rev.1号决定", "Decision A.735(18) (Rev.1)"),
        ("zh", "第1234¹号决议", "Resolution 1234"),
        ("ar", "القرار 1332 (C11)", "Resolution 1332 (C11)"),
        ("fr", "RÉSOLUTION 77 (RÉV. DUBAÏ, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("fr", "RESOLUTION 35 (RÉV.CMR-23)", "Resolution 35 (Rev.WRC-23)"),
        ("fr", "Résolution 58 (Rév. AMNT-16)", "Resolution 58 (Rev.WTSA-16)"),
        ("fr", "RÉSOLUTION UIT-R 2-8", "Resolution ITU-R 2-8"),
        ("fr", "Recommandation UIT‑T A.5", "Recommendation ITU-T A.5"),
        ("fr", "R 7 (C-1974, dernière mod. C-1984)", "Resolution 7 (C-1974, last amended C-1984)"),
        ("fr", "D 495 (C-2000)", "Decision 495 (C-2000)"),
        ("fr", "Résolution 574 (modifiée 2018)", "Resolution 574 (Rev. 2018)"),
        ("fr", "PROJET DE NOUVELLE RÉSOLUTION [ABC-XYZ]", "Draft new resolution [ABC-XYZ]"),
        (
            "fr",
            "Projet de révision de la Résolution 30 (Rév. Oslo, 2010)",
            "Draft revision of resolution 30 (Rev. Oslo, 2010)",
        ),
        ("fr", "projet d'Avis 3", "Draft opinion 3"),
        ("fr", "projet d’Avis 3", "Draft opinion 3"),
        ("fr", "Résolution C 1", "Resolution C 1"),
        ("zh", "第155号决议（WRC-15）", "Resolution 155 (WRC-15)"),
        ("zh", "第77号决议(2018年,Dubai,修订版)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("zh", "第77号决议（2018年，修订版，Dubai）", "Resolution 77 (Rev. Dubai, 2018)"),
        ("zh", "第35号决议(WRC-23,修订版)", "Resolution 35 (Rev.WRC-23)"),
        ("zh", "ITU-R 第 2-8 号决议", "Resolution ITU-R 2-8"),
        ("zh", "ITU-R第34-2号决议(1986-1990-2007年)", "Resolution ITU-R 34-2 (1986-1990-2007)"),
        ("zh", "第7号决议(C-1974,最后修正 C-1984)", "Resolution 7 (C-1974, last amended C-1984)"),
        ("zh", "第495号决定 (C-2000)", "Decision 495 (C-2000)"),
        ("zh", "新决议草案 [ABC-XYZ]", "Draft new resolution [ABC-XYZ]"),
        ("zh", "第9号决议修订草案", "Draft revision of resolution 9"),
        ("zh", "意见3", "Opinion 3"),
        ("es", "Resolución 155 (CMR-15)", "Resolution 155 (WRC-15)"),
        ("es", "RESOLUCION 77 (REV. DUBÁI, 2018)", "Resolution 77 (Rev. Dubai, 2018)"),
        ("es", "RESOLUCIÓN UIT-R 38-4", "Resolution ITU-R 38-4"),
        ("es", "Acuerdo 482 (modificado 2018)", "Decision 482 (Rev. 2018)"),
        ("es", "Resolución 7 (C-1948, modificada por última vez C-1976)", "Resolution 7 (C-1948, last amended C-1976)"),
        ("es", "PROYECTO DE NUEVA RESOLUCIÓN [B-1]", "Draft new resolution [B-1]"),
        ("es", "RUEGO 2 (GINEBRA, 2013)", "Opinion 2 (Geneva, 2013)"),
        ("es", "RESOLUCION N°5", "Resolution 5"),
        ("es", "RESOLUCION XX", "Resolution XX"),
    ],
)
def test_what_it_says_is_the_same_in_all_languages(language, text, canonical):
    identifier = Identifier.parse(text, language=language)
    assert identifier == Identifier.parse(canonical)
    assert hash(identifier) == hash(Identifier.parse(canonical))
    assert identifier == Identifier.parse(str(identifier))


def test_a_mark_is_read_in_its_language():
    assert Revision.parse("Rév. Busan, 2014", "fr") == Revision.parse("Rev. Busan, 2014")
    assert Revision.parse("Rév. Busan, 2014", "en") != Revision.parse("Rev. Busan, 2014")


# ---------------------------------------------------------------------- the body, and what all editions have in common


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Resolution 77 (Rev. Dubai, 2018)", None),
        ("PP Resolution 77", "PP"),
        ("WTSA-16 Resolution 77", "WTSA"),
        ("Resolution 77 of the Plenipotentiary Conference", "PP"),
        ("Resolution 77 (Rev. Lakeside, 2018) of the ITU Plenipotentiary Conference", "PP"),
        ("Council Decision 5", "COUNCIL"),
        ("COUNCIL DECISION 5", "COUNCIL"),
        ("Resolution 7 (C-1974, last amended C-1984)", "COUNCIL"),
        ("Resolution 35 (Rev.WRC-23)", "WRC"),
        ("Resolution 26 (WARC-79)", "WRC"),
        ("Resolution 33 (Orb-88)", "WRC"),
        ("Resolution 35 (WRC-23) of the Plenipotentiary Conference", "WRC"),  # the mark comes before the citation
        ("Recommendation ITU-T A.5", "ITU-T"),
        ("ITU-T Resolution 77", "ITU-T"),
        ("UNGA Resolution 65/172", "UNGA"),
    ],
)
def test_the_body(text, body):
    assert Identifier.parse(text).body == body


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("fr", "Résolution 35 (CMR-23)", "WRC"),
        ("fr", "Rés. 1386 du Conseil (2017)", "COUNCIL"),
        ("ar", "القرار 1386 للمجلس (2017)", "COUNCIL"),
        ("fr", "Résolution 5 de la Conférence de plénipotentiaires", "PP"),
        ("fr", "Résolution 5 (CAMR-79)", "WRC"),
        ("es", "Resolución 35 (CMR-23)", "WRC"),
        ("es", "Resolución 5 de la Conferencia de Plenipotenciarios", "PP"),
        ("es", "Acuerdo 5 del Consejo", "COUNCIL"),
    ],
)
def test_the_body_in_other_languages(language, text, body):
    assert Identifier.parse(text, language=language).body == body


@pytest.mark.parametrize(
    ("language", "formula", "body"),
    [
        ("en", "The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2022),", "PP"),
        ("en", "The World Telecommunication Standardization Assembly (Lakeside, 2022),", "WTSA"),
        ("en", "The ITU Council,", "COUNCIL"),
        ("en", "The World Administrative Radio Conference (Lakeside, 1979),", "WRC"),
        ("en", "The Regional Boating Conference (Lakeside, 1979),", "Regional Boating Conference"),
        (
            "fr",
            "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Oslo, 2022),",
            "PP",
        ),
        ("es", "La Conferencia Mundial de Radiocomunicaciones (Oslo, 2022),", "WRC"),
    ],
)
def test_the_formula_tells_the_body(language, formula, body):
    heading = {"en": "RESOLUTION 9 (WRC-19)", "fr": "RÉSOLUTION 9 (CMR-19)", "es": "RESOLUCIÓN 9 (CMR-19)"}[language]
    clause = {"en": "resolves\nto row.", "fr": "décide\nde ramer.", "es": "resuelve\nremar."}[language]
    document = itu_texts.parse(f"{heading}\nBoats\n{formula}\n{clause}\n", language=language)
    assert document.texts[0].identifier.body == body


def test_two_bodies_may_have_a_text_of_one_number():
    pp, wtsa, any_body = map(Identifier.parse, ("PP Resolution 77", "WTSA Resolution 77", "Resolution 77"))
    assert len({pp, wtsa, any_body}) == 3
    assert [pp.matches(wtsa), pp.matches(any_body), any_body.matches(wtsa)] == [False, True, True]
    assert str(pp) == str(wtsa) == "Resolution 77"


def test_an_edition_that_is_not_told_is_any():
    first, last, any_edition = map(
        Identifier.parse, ("Resolution 9 (Lakeside, 2011)", "Resolution 9 (Rev. Lakeside, 2019)", "Resolution 9")
    )
    assert not first.matches(last)
    assert first.matches(any_edition)
    assert any_edition.matches(last)
    assert not first.matches(Identifier.parse("Decision 9 (Lakeside, 2011)"))
    assert Identifier.parse("Recommendation ITU-R P.9-4").matches(Identifier.parse("Recommendation ITU-R P.9"))
    assert not Identifier.parse("Recommendation ITU-R P.9-4").matches(Identifier.parse("Recommendation ITU-R P.9-5"))
    assert not Identifier.parse("Resolution 5").matches(Identifier.parse("Resolution ITU-R 5"))


@pytest.mark.parametrize(
    "editions",
    [
        ["Resolution 35 (WRC-19)", "Resolution 35 (Rev.WRC-23)", "WRC Resolution 35", "RESOLUTION 35 (WARC-79)"],
        ["Recommendation ITU-R P.9-4", "Recommendation ITU-R P.9-15", "Recommendation ITU-R P.9 (03/2011)"],
        ["Resolution ITU-R 2-8", "Resolution ITU-R 2"],
        ["WTSA Resolution 77 (Lakeside, 2012)", "ITU-T Resolution 77", "Resolution 77 of WTSA"],
        ["Recommendation ITU-T A.5", "RECOMMENDATION ITU-T A.5 (03/2019)"],
    ],
)
def test_all_editions_are_one_work(editions):
    (work,) = {Identifier.parse(each).work for each in editions}
    assert (work.body, work.kind, work.number) == tuple(work)


@given(
    st.sampled_from(["PP ", "WTSA ", "Council ", ""]),
    st.sampled_from(["PP ", "WTSA ", "Council ", ""]),
    st.sampled_from(["", " (Lakeside, 2011)", " (Rev. Lakeside, 2019)"]),
    st.sampled_from(["", " (Lakeside, 2011)", " (Rev. Lakeside, 2019)"]),
)
def test_matching_goes_both_ways(one_body, other_body, one_mark, other_mark):
    one = Identifier.parse(f"{one_body}Resolution 9{one_mark}")
    other = Identifier.parse(f"{other_body}Resolution 9{other_mark}")
    assert one.matches(other) == other.matches(one)
    assert one.matches(one)
    if one == other:
        assert one.matches(other)
        assert one.work == other.work


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Resolution 1332 (C11, last amended C15)", "Resolution 1332 (C-11, last amended C-15)"),
        ("Resolution 9 (WRC23)", "Resolution 9 (WRC-23)"),
        ("Resolution 45/62 B", "Resolution 45/62B"),
        ("Resolution 2665 (XX)", "Resolution 2665(XX)"),
    ],
)
def test_marks_and_numbers_are_equal_with_a_hyphen_or_blank_and_without(one, other):
    assert Identifier.parse(one) == Identifier.parse(other)
    assert Identifier.parse(one).work == Identifier.parse(other).work


def test_the_council_by_its_letter():
    identifier = Identifier.parse("Resolution 1332 (C11, last amended C15)")
    assert (identifier.body, identifier.revision.conference, identifier.revision.amended) == ("COUNCIL", "C11", "C15")
    assert identifier.format("fr") == "Résolution 1332 (C11, dernière mod. C15)"


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_recommendation_by_its_sector_and_number_is_read_in_each_language(language):
    named = Identifier.parse("ITU-T X.509 (10/2019)", language)
    assert (named.kind, named.sector, named.number) == ("recommendation", "ITU-T", "X.509")
    assert Identifier.parse("ITU-R P.528-5", language).number == "P.528-5"


@pytest.mark.parametrize("mark", ["¹", "†", "12".translate({49: 185, 50: 178})])
def test_a_raised_mark_of_a_note_is_no_part_of_a_number(mark):
    assert str(Identifier.parse(f"Resolution 1234{mark}")) == "Resolution 1234"
