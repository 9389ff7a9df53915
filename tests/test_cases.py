"""The cases in tests/cases, which need no Python to be read; a folder in it is named for the language of its cases.

All that the library says of each is kept as digests: ``python tests/test_cases.py`` writes them anew.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from invariants import check
from together import cases_in, check_all

import itu_texts
from itu_texts.tree.walking import all_words

CASES = Path(__file__).with_name("cases")
KEPT = Path(__file__).with_name("golden") / "cases.txt"
_SPANS = re.compile(r'"span": \[\d+, \d+\],? ?')


def written(file: Path) -> Iterator[tuple[Any, ...]]:
    """Of each case in a file: its title, the text, and what must come of it: outline, codes of diagnostics, facts."""
    for case in cases_in(file)[1:]:
        title, _, body = case.partition("\n")
        text, _, expected = body.partition("\n---\n")
        outline, *parts = re.split(r"\n--- (diagnostics|facts)\n", expected)
        said = dict(zip(parts[::2], parts[1::2], strict=True))
        facts = dict(line.split(": ", 1) for line in said.get("facts", "").strip().splitlines())
        yield title[2:], f"{text}\n", (outline.strip("\n"), sorted(said.get("diagnostics", "").split()), facts)


def cases() -> Iterator[tuple[str, tuple[str, str, tuple[Any, ...]]]]:
    """Each case: its name, and its text, its language and what must come of it."""
    for file in sorted(CASES.rglob("*.txt")):
        name = file.relative_to(CASES).with_suffix("")
        language = "en" if name.parent == Path() else name.parent.name
        for title, text, expected in written(file):
            yield f"{name}: {title}", (text, language, expected)


def described(reference: itu_texts.rows.Reference) -> str:
    """A reference: its words, kind, what it cites, is a part of (``<``), where that is (``->``), what is wrong (``!``)."""
    identifier, target = reference.identifier, reference.target
    said = {
        "": f"{reference.text} = {reference.kind}",
        " ": reference.number or reference.address,
        " “": identifier and f"{identifier}”",
        " of ": (identifier and identifier.body) or reference.body,
        " in ": reference.instrument,
        " < ": reference.of and reference.of.text,
        " -> ": target and itu_texts.address(target),
        " ! ": reference.problem and reference.problem.message,
    }
    return "".join(f"{sign}{words}" for sign, words in said.items() if words)


def asked_of(task: itu_texts.rows.Task) -> str:
    """A task: whom it asks, with which verb, where, for what, and when."""
    force = f" ({task.force})" if task.force else ""
    times = "".join(f" {{{when}{f' {when.begins}/{when.ends}' if when.begins else ''}}}" for when in task.when)
    named = f"{task.addressee.concept} “{task.addressee.text}”"
    return f"{named} {task.verb}{force} at {task.address}: {task.text}{times}"


def fact(document: itu_texts.Document, asked: str) -> str:
    """What is asked of a document: ``at PLACE`` its words, ``Class.attribute`` of all its nodes, ``references``, ``tasks``."""
    if asked.startswith("at "):
        return all_words(document.at(asked[3:]))
    if asked == "references":
        found = [*map(described, itu_texts.references(document))]
    elif asked == "tasks":
        found = [*map(asked_of, itu_texts.who_does_what(document))]
    else:
        kind, _, attribute = asked.partition(".")
        nodes = itu_texts.find(document, getattr(itu_texts.nodes, kind, None) or getattr(itu_texts, kind))
        found = [str(attrgetter(attribute)(node)) for node in nodes]
    return " | ".join(found) or "none"


def outcome(document: itu_texts.Document, asked: Iterable[str]) -> tuple[str, list[str], dict[str, str]]:
    """What comes of a case: the outline, the codes of its diagnostics, and the facts that are asked for."""
    codes = sorted(found.code for found in document.diagnostics)
    return itu_texts.to_outline(document).strip("\n"), codes, {each: fact(document, each) for each in asked}


def holds(case):
    text, language, expected = case
    assert outcome(check(text, language=language), expected[2]) == expected


@pytest.mark.parametrize("part", range(8))
def test_cases_come_out(part):
    check_all([*cases()][part::8], holds)


def said(text: str, language: str, _: object) -> dict[str, str]:
    """Digests of the tree of a case without its spans, of these, and of its diagnostics with their messages."""
    tree, _, told = itu_texts.to_json(itu_texts.parse(text, language=language)).partition('"diagnostics"')
    tree = tree.partition('"language"')[2]  # behind the version of the schema
    found = {"tree": _SPANS.sub("", tree), "spans": "".join(_SPANS.findall(tree)), "diagnostics": told}
    return {name: blake2b(words.encode(), digest_size=3).hexdigest() for name, words in found.items()}


def test_what_is_said_of_each_case_is_what_was_said():
    """A change that is meant is kept with ``python tests/test_cases.py``."""
    kept = dict(line.split("\t") for line in KEPT.read_text("utf-8").splitlines())
    now = {name: said(*case) for name, case in cases()}
    was = {name: dict(zip(now[name], kept[name].split(), strict=True)) for name in now.keys() & kept.keys()}
    assert now.keys() == kept.keys()
    assert {
        name: [part for part in was[name] if was[name][part] != now[name][part]]
        for name in now
        if was[name] != now[name]
    } == {}


if __name__ == "__main__":
    KEPT.write_text("".join(f"{name}\t{' '.join(said(*case).values())}\n" for name, case in cases()), "utf-8")
