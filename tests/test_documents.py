"""The record of documents: what covers, closing lines, formulas and tables of editions say, each with its ground."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest
from together import check_all

import itu_texts
from itu_texts.analysis.columns import FIELDS
from itu_texts.analysis.documents import document_records, fields_of

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


def test_documents_in_six_languages_have_their_records():
    def check(case):
        text, expected = case
        given = fields_of(text)
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


def test_rows_have_the_fields_and_their_grounds():
    _, (text, expected) = ALL[0]
    document = itu_texts.parse(text)
    [row] = itu_texts.records(document, "documents", file="boats.txt")
    assert {name: row[name] for name in expected} == expected
    claims = [*itu_texts.records(document, "claims")]
    assert [each["field"] for each in claims] == [name for name in FIELDS if row[name] is not None]
    [symbol] = [each for each in claims if each["field"] == "symbol"]
    assert (symbol["words"], text[symbol["start"] : symbol["end"]], symbol["ground"]) == (
        row["symbol"],
        row["symbol"],
        "cover",
    )


@pytest.mark.parametrize("words", ["Source: Lakeside", "A/RES/99/1", "Agenda item 5", "Original: English"])
def test_a_line_alone_is_no_cover(words):
    document = itu_texts.parse(f"Boats float.\n\n{words}\n\nThey row.\n")
    assert not [*itu_texts.find(document, itu_texts.Cover)]


def test_the_record_of_real_documents(shared):
    path = shared / "tools" / "record_score.py"
    spec = importlib.util.spec_from_file_location("record_score", path)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    found: Counter[str] = Counter()
    for line in (shared / "real" / "record.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        given = fields_of(score.text_of(row))
        for name, expected in row["printed"].items():
            value = given.get(name)
            found["right" if score.same(name, value, expected) else "wrong" if value is not None else "absent"] += 1
    assert found["right"] > 0.97 * found.total(), found
    assert found["wrong"] < 0.01 * found.total(), found
