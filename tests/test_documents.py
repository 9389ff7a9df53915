"""The record of documents: what covers, closing lines, formulas and tables of editions say, each with its ground."""

import json
from collections import Counter
from pathlib import Path

import attrs
import legaldoc
import pytest
from together import check_all

import itu_texts
from itu_texts.analysis.columns import FIELDS
from itu_texts.analysis.documents import document_records

CASES = sorted((Path(__file__).parent / "records").glob("*.txt"))


def _cases(path: Path) -> list[tuple[str, tuple[str, dict[str, object]]]]:
    """Return the name of each case of a file, with its text and its record."""
    found = []
    for case in path.read_text("utf-8").split("=== ")[1:]:
        name, _, rest = case.partition("\n")
        text, _, record = rest.partition("--- record\n")
        found.append((f"{path.stem}: {name}", (text, json.loads(record))))
    return found


ALL = [case for path in CASES for case in _cases(path)]


_fields_of = itu_texts.document_fields


def test_documents_in_six_languages_have_their_records():
    def check(case):
        text, expected = case
        given = _fields_of(text)
        assert {name: given.get(name) for name in expected} == expected

    check_all(ALL, check)


def test_each_value_has_its_words_and_their_place():
    def check(case):
        document = itu_texts.parse(case[0])
        source = document.source.text
        for record in document_records(document):
            assert set(record.claims) <= {*FIELDS}
            for claim in record.claims.values():
                words, place = ("".join(each.split()) for each in (claim.words, source[claim.start : claim.end]))
                assert words in place or place in words, claim

    check_all(ALL, check)


def test_akoma_ntoso_is_valid_and_gives_the_same_records():
    def check(case):
        document = itu_texts.parse(case[0])
        xml = itu_texts.to_akn(document)
        assert legaldoc.errors(xml) == []
        again = itu_texts.parse_bytes(xml.encode())
        lines, same = ([(line.text, line.parts) for line in _record_lines(each)] for each in (document, again))
        assert lines == same
        assert ("<docDate date=" in xml) == any(
            part.name in ("date_issued", "adopted") for _, parts in lines for part in parts
        )

    check_all(ALL, check)


def _record_lines(document):
    return (
        node
        for node in itu_texts.walk(document)
        if isinstance(node, itu_texts.nodes.CoverLine | itu_texts.nodes.History)
    )


def test_rows_have_the_fields_and_their_grounds():
    _, (text, expected) = ALL[0]
    document = itu_texts.parse(text)
    [row] = itu_texts.records(document, "documents", file="boats.txt")
    assert {name: row[name] for name in expected} == expected
    assert text[row["ground_start"] :].startswith(row["ground"])
    assert row["ground_file"] == "boats.txt"
    claims = [*itu_texts.records(document, "claims")]
    assert [each["field"] for each in claims] == [name for name in FIELDS if row[name] is not None]
    [symbol] = [each for each in claims if each["field"] == "symbol"]
    assert (symbol["words"], text[symbol["start"] : symbol["end"]], symbol["by"]) == (
        row["symbol"],
        row["symbol"],
        "cover",
    )


def test_rows_as_json_lines_have_the_fields_that_are_known():
    _, (text, expected) = ALL[0]
    document = itu_texts.parse(text)
    [row] = map(json.loads, itu_texts.export(document, "jsonl", rows="documents", file="boats.txt").splitlines())
    assert (row["id"], row["fields"], row["ground_file"]) == ("boats.txt", _fields_of(document), "boats.txt")
    assert {name: row["fields"].get(name) for name in expected} == expected
    assert json.loads(itu_texts.export([document], "json", rows="documents", file="boats.txt")) == [row]
    with pytest.raises(itu_texts.InputError, match="json takes no option 'indent'; it takes: rows, file"):
        itu_texts.export(document, "json", rows="documents", indent=1)


@pytest.mark.parametrize("words", ["Source: Lakeside", "A/RES/99/1", "Agenda item 5", "Original: English"])
def test_a_line_alone_is_no_cover(words):
    document = itu_texts.parse(f"Boats float.\n\n{words}\n\nThey row.\n")
    assert not [*itu_texts.find(document, itu_texts.Cover)]


EXTRACT = {
    "symbol": "A/RES/99/3", "originating_document": "A/C.3/99/L.7/Rev.1", "pv": "A/99/PV.48",
    "sponsors": ["ALBANIA", "CHILE"], "additional_sponsors": ["PERU"], "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "2", "MS_in_favour": ["ALBANIA", "CHILE"], "MS_abstaining": ["CHINA"],
    "SDGs": ["14"], "subjects": [["BOATS", "UNBIS Thesaurus"], ["OARS & LAMPS", "UNBIS Thesaurus"]],
}  # fmt: skip


def test_what_is_published_beside_the_words_is_kept_in_all_formats():
    published = itu_texts.nodes.read_extract(json.dumps(EXTRACT) + "\n")["A/RES/99/3"]
    text = "A/RES/99/3\nDistr.: General\n99/3. Boats\nThe General Assembly,\n1. Decides to row."
    document = attrs.evolve(itu_texts.parse(text), published=published)
    xml = itu_texts.to_akn(document)
    assert legaldoc.errors(xml) == []
    assert len(published.keywords) == 3
    assert [count.votes for count in published.votings[0].counts] == [2, 1]
    for again in (itu_texts.parse_bytes(xml.encode()), itu_texts.from_json(itu_texts.to_json(document))):
        assert again.published == published
        [row] = itu_texts.records(again, "documents")
        assert (row["draft_of"], row["sponsors"]) == (["A/C.3/99/L.7/Rev.1"], "ALBANIA, CHILE")
        assert (row["vote"], row["subjects"]) == ([2, 0, 1], ["sdg_14", "BOATS", "OARS & LAMPS"])
        grounds = {each["field"]: each["by"] for each in itu_texts.records(again, "claims")}
        assert (grounds["vote"], grounds["symbol"]) == ("metadata", "cover")


def test_documents_that_are_cited_by_symbol_and_drafts_are_in_the_graph():
    cover = "A/RES/99/1\nDistr.: General\n[without reference to a Main Committee (A/99/L.5)]\n"
    text = f"{cover}99/1. Boats\nThe General Assembly,\nRecalling the letter in S/2031/822,\n1. Decides to row."
    draft = (
        "United Nations A/99/L.5\nDistr.: Limited\nChile: draft resolution\nThe General Assembly,\n1. Decides to row."
    )
    found = itu_texts.graph([itu_texts.parse(text), itu_texts.parse(draft)])
    nodes = {each.name: (each.kind, each.body, each.given) for each in found.nodes}
    assert nodes == {
        "Resolution 99/1": ("resolution", "UNGA", True),
        "A/99/L.5": ("document", "UNGA", True),
        "S/2031/822": ("document", "UNSC", False),
    }
    assert {(each.source, each.kind, each.target) for each in found.edges} == {
        ("A/99/L.5", "drafts", "Resolution 99/1"),
        ("Resolution 99/1", "cites", "S/2031/822"),
    }


@pytest.mark.parametrize("text", ["{", "[1]", '{"title": "Boats"}', "boats"])
def test_an_extract_of_another_form_is_told(text):
    with pytest.raises(itu_texts.InputError, match="data_extract"):
        itu_texts.nodes.read_extract(text)


def test_published_files_keep_their_metadata(shared):
    found: Counter[str] = Counter()
    for path in sorted((shared / "real" / "akn").glob("*.xml")):
        document = itu_texts.parse_file(path)
        published = document.published
        text = path.read_text("utf-8")
        assert len(published.keywords) == text.count("<keyword")
        assert len(published.steps) == text.count("<step")
        assert len(published.votings) == text.count("<voting")
        assert sum(len(each.counts) for each in published.votings) == text.count("<count")
        xml = itu_texts.to_akn(document)
        assert legaldoc.errors(xml) == []
        assert itu_texts.parse_bytes(xml.encode()).published == published
        found.update(each["field"] for each in itu_texts.records(document, "claims"))
    assert found["vote"] == found["subjects"] == found["sponsors"] == 12


@pytest.mark.long
def test_the_record_of_real_documents(shared):
    import record_score as score

    found: Counter[str] = Counter()
    for line in (shared / "real" / "record.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        given = _fields_of(score.text_of(row))
        for name, expected in row["printed"].items():
            value = given.get(name)
            found["right" if score.same(name, value, expected) else "wrong" if value is not None else "absent"] += 1
    assert found["right"] > 0.97 * found.total(), found
    assert found["wrong"] < 0.01 * found.total(), found
