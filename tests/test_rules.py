"""The rules of the parser: without each of them its case and its witness are read otherwise.

Trees are compared as JSON, with spans and diagnostics.
"""

import gzip
import importlib
import json
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from benchmarks import planted
from conftest import SHARED
from test_cases import cases
from together import for_all, refused

import itu_texts
from itu_texts.parsing.findings import without
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.rules import RULES

WITNESSES = Path(__file__).with_name("witnesses")
FOLDERS = ("corpus/", "gold/", "real/", "tools/")
NAMES = [rule.name for rule in RULES]


@cache
def _cases():
    return dict(cases())


def _written(name: str) -> tuple[str, str]:
    """A witness that has no file in ``../shared``, and its language."""
    path = next((path for path in WITNESSES.glob("*.txt") if path.name.split(".")[0] == name), None)
    assert path is not None, f"tests/witnesses/{name}.txt is not there: put there what a program printed"
    code = path.name.split(".")[1]
    return path.read_bytes().decode(), code if code in itu_texts.languages() else "en"


def _resolution(path: Path, number: int) -> dict:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return json.loads(next(line for place, line in enumerate(lines) if place == number))


def _printed(path: Path, number: str, name: str) -> tuple[str, str]:
    """A text of ``../shared`` as a program prints it, and its language."""
    prints = importlib.import_module("prints")
    gold = prints.of_un(_resolution(path, int(number))) if number else prints.of_outline(path)
    return prints.PRINTS[name].make(gold), "auto" if number else _language(path)


def _language(path: Path) -> str:
    return {"es": "es", "fr": "fr", "skeleton": path.name[:2]}.get(path.parent.name, "en")


def _witnesses(witness: str, name: str):
    """What the witness of a rule is: functions that read a text each, of which at least one changes."""
    file, _, printed = witness.partition(" in the print ")
    file, _, language = file.partition(" read as ")
    file, _, number = file.partition(":")
    path = SHARED / file
    if witness.startswith("planted: "):
        [kind] = [
            kind for kind in (*planted.KINDS, *planted.OF_NAMES) if kind.name == witness.removeprefix("planted: ")
        ]
        texts = [each.text for seed in range(4) for each in kind.plant(itu_texts.parse(planted.made(seed)))]
        return [lambda text=text: itu_texts.parse(text) for text in texts]
    if not witness.startswith(FOLDERS):
        text, language = _written(name)
    elif not SHARED.is_dir():
        pytest.skip("../shared, with the real texts, is not beside the checkout")
    elif path.suffix == ".py":
        importlib.import_module(path.stem)
        [case] = [each for each in importlib.import_module("amending_engine").CASES if each["id"] == number.strip()]
        text, language = case["props"][0], case["lang"]
    elif printed:
        text, language = _printed(path, number, printed)
    elif number:
        row = _resolution(path, int(number))
        text, language = "\n".join((*row["cover"], row["text"], *row["closing"])), path.name[:2]
    else:
        language = language or (_language(path) if file.startswith("gold/") else "auto")
        return [lambda: itu_texts.parse_file(path, language=language)]
    return [lambda: itu_texts.parse(text, language=language)]


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


@for_all("rule", RULES)
def test_the_case_changes_without_the_rule(rule):
    text, language, *_ = _cases()[rule.case]
    assert _changes(rule.name, lambda: itu_texts.parse(text, language=language))


@for_all("rule", RULES)
def test_the_witness_changes_without_the_rule(rule):
    assert any(_changes(rule.name, read) for read in _witnesses(rule.witness, rule.name))


def test_each_written_witness_is_that_of_a_rule():
    names = {rule.name for rule in RULES if not rule.witness.startswith((*FOLDERS, "planted: "))}
    assert {path.name.split(".")[0] for path in WITNESSES.glob("*.txt")} == names


def test_a_rule_is_left_out_in_the_block_only():
    text = "RESOLUTION 7\nBoats\nThe Council,\nresolves\n1 to row;\n2 to rest."
    whole = itu_texts.parse(text)
    with without("operative-line"):
        assert itu_texts.parse(text) != whole
        with without("grounds-line"):
            assert itu_texts.parse(text) != whole
        assert itu_texts.parse(text) != whole
    assert itu_texts.parse(text) == whole


@for_all("rule", [rule for rule in RULES if rule.needs is not None])
def test_what_a_rule_needs_is_in_its_case(rule):
    """Else it would not be asked; and a text without that is the same without the rule."""
    from itu_texts.language.grammar import lang_of

    text, language, *_ = _cases()[rule.case]
    assert rule.needs(ReadingCopy(text), lang_of(language))
    assert not rule.needs(ReadingCopy("resolves\nto row.\n"), lang_of("en"))


# ---------------------------------------------------------------------- what a line was taken for, of which tests/commands/explaining.txt has the cases


EXPLAINED = "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to rest.\n"


@for_all("end", ("\r\n", "\r"))
def test_lines_of_a_text_with_any_line_ends_are_explained(end):
    text = EXPLAINED.replace("\n", end)
    found = itu_texts.explain(itu_texts.parse(text))
    assert [line.taken_for for line in found][3] == "Clause, Heading"
    assert all(text[line.span.slice].strip() == text[line.span.slice] for line in found)


def test_a_document_without_its_text_is_not_explained():
    document = evolve(itu_texts.parse(EXPLAINED), source=itu_texts.nodes.Source(""))
    refused(itu_texts.InputError, r"explain\(\) needs the text", itu_texts.explain, document)
