"""The rules of the parser: without each of them its case and its witness are read otherwise.

Trees are compared as JSON, with spans and diagnostics.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from test_cases import cases

import itu_texts
from itu_texts.parsing.asking import without
from itu_texts.parsing.rules import RULES
from itu_texts.parsing.twin import Twin

SHARED = ROOT.parent / "shared"
WITNESSES = Path(__file__).with_name("witnesses")
FOLDERS = ("corpus/", "gold/", "real/")
NAMES = [rule.name for rule in RULES]


@cache
def _cases():
    return {case.id: case.values for case in cases()}


def _written(name: str) -> tuple[str, str]:
    """A witness that has no file in ``../shared``, and its language."""
    [path] = [path for path in WITNESSES.glob("*.txt") if path.name.split(".")[0] == name]
    code = path.name.split(".")[1]
    return path.read_bytes().decode(), code if code in itu_texts.languages() else "en"


def _resolution(path: Path, number: int) -> str:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        row = json.loads(next(line for place, line in enumerate(lines) if place == number))
    return "\n".join((*row["cover"], row["text"], *row["closing"]))


def _changes(name: str, read) -> bool:
    """Whether what is read is another tree without a rule."""
    whole = itu_texts.to_json(read())
    with without(name):
        return itu_texts.to_json(read()) != whole


def test_each_rule_has_its_name_and_says_what_it_does():
    assert len({*NAMES}) == len(NAMES)
    for rule in RULES:
        assert rule.name == rule.name.lower()
        assert rule.does.endswith(".")
        assert rule.does[0].isupper()


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_case_changes_without_the_rule(rule):
    text, language, *_ = _cases()[rule.case]
    assert _changes(rule.name, lambda: itu_texts.parse(text, language=language))


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_witness_changes_without_the_rule(rule):
    if not rule.witness.startswith(FOLDERS):
        text, language = _written(rule.name)
        assert _changes(rule.name, lambda: itu_texts.parse(text, language=language))
        return
    name, _, number = rule.witness.partition(":")
    if not SHARED.is_dir():
        pytest.skip("../shared, with the real texts, is not beside the checkout")
    path = SHARED / name
    if number:
        text, language = _resolution(path, int(number)), path.name[:2]
        assert _changes(rule.name, lambda: itu_texts.parse(text, language=language))
        return
    known = {"es": "es", "fr": "fr", "skeleton": path.name[:2]}
    language = known.get(name.split("/")[1], "en") if name.startswith("gold/") else "auto"
    assert _changes(rule.name, lambda: itu_texts.parse_file(path, language=language))


def test_each_written_witness_is_that_of_a_rule():
    names = {rule.name for rule in RULES if not rule.witness.startswith(FOLDERS)}
    assert {path.name.split(".")[0] for path in WITNESSES.iterdir()} == names


def test_a_rule_is_left_out_in_the_block_only():
    text = "RESOLUTION 7\nBoats\nThe Council,\nresolves\n1 to row;\n2 to rest."
    whole = itu_texts.parse(text)
    with without("operative-line"):
        assert itu_texts.parse(text) != whole
        with without("grounds-line"):
            assert itu_texts.parse(text) != whole
        assert itu_texts.parse(text) != whole
    assert itu_texts.parse(text) == whole


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.needs is not None], ids=lambda rule: rule.name)
def test_what_a_rule_needs_is_in_its_case(rule):
    """Else it would not be asked; and a text without that is the same without the rule."""
    from itu_texts.language.grammar import surface

    text, language, *_ = _cases()[rule.case]
    assert rule.needs(Twin(text), surface(language))
    assert not rule.needs(Twin("resolves\nto row.\n"), surface("en"))
