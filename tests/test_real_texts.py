"""Real texts, which are no part of the project: scores against hand-made outlines, and what must hold of all texts."""

import re

import bipm
from invariants import check
from together import for_all, some

import itu_texts
from itu_texts import Severity

LEAST = {"clean": 0.99, "wrapped": 0.98, "joined": 0.97, "raw": 0.96}


@for_all("variant", LEAST)
@for_all("collection", ["wrc", "pp18"])
def test_outlines(shared, collection, variant):
    import outline_score as scorer

    right = wanted = found = 0
    for gold_file in sorted((shared / "gold" / collection).glob("*.gold.txt")):
        gold = gold_file.read_text("utf-8")
        if variant == "raw":
            text = gold_file.with_name(gold_file.name.replace(".gold.", ".raw.")).read_text("utf-8")
        else:
            text = scorer.render(gold, variant, gold_file.name)
        expected = scorer.nodes(gold)
        got = scorer.nodes(itu_texts.to_outline(check(text)))
        right += sum((expected & got).values())
        wanted += sum(expected.values())
        found += sum(got.values())
    assert 2 * right / (wanted + found) >= LEAST[variant]


@for_all("collection", ["wrc", "pp18"])
def test_resolutions_have_no_errors(shared, collection):
    files = sorted((shared / "corpus" / collection).glob("*.txt"))
    assert files
    for file in files:
        document = check(file.read_text("utf-8"))
        assert document.texts, file.name
        assert not [found for found in document.diagnostics if found.severity is Severity.ERROR], file.name


def test_all_other_texts_keep_every_character(shared):
    files = sorted([*shared.glob("corpus/*/*.txt"), *shared.glob("lexicon/samples/*/*.txt")])
    others = [file for file in files if file.parent.name not in ("wrc", "pp18")]
    assert others
    for file in others:
        check(file.read_text("utf-8"))


def test_the_first_text(shared):
    document = check((shared / "seed" / "seed.txt").read_text("utf-8"))
    first, second = document.texts
    assert first.title == "International Telecommunication Service Traffic Termination and Exchange"
    assert [clause.heading.text for clause in first.clauses] == ["considering that", "noting that"]
    assert [len(clause.items) for clause in first.clauses] == [3, 2]
    assert second.title == (
        "Special measures for landlocked developing countries and small island developing states for access to "
        "international optical fibre networks"
    )
    assert [(clause.heading.text, len(clause.items)) for clause in second.clauses] == [("", 4)]
    assert (second.amendment.action, second.amendment.proposal) == ("ADD", "B2/49/1")


def test_each_marker_of_an_amending_instrument(shared):
    """The markers are the same in all languages; the patterns here are blunt, but these lines are plain."""
    text = (shared / "corpus" / "treaty" / "es-pp98-minneapolis-amendments.txt").read_text("utf-8")
    number = r"(\d+[A-Z]*(?:bis|ter)?(?: [ay] \d+)?(?= |$))"  # one, or as far as two words say
    lines = re.findall(rf"(?m)^(\(?)(ADD|MOD|SUP|NOC)\b\)? ?{number}? ?((?:(?! MOD \d).)*)", text)
    expected = [
        (action, bool(bracket), provision.replace(" a ", "-").replace(" y ", ", ") or None)
        for bracket, action, provision, _ in lines
    ]
    found = list(itu_texts.find(check(text), itu_texts.Amendment))
    run_in = [each for each in found if text[each.start - 1 : each.start] not in ("", "\n")]
    assert [each.provision for each in run_in] == ["247", "470"]  # two stand in the line of another
    found = [each for each in found if each not in run_in]
    assert [(each.action, each.editorial, each.provision) for each in found] == expected
    for each, (*_, words) in zip(found, lines, strict=True):
        source = each.document.source[each.span]
        assert source.startswith(each.marker)
        assert source[len(each.marker) :].lstrip().startswith(words.strip())


_MARKED = re.compile(r"^(ADD|MOD|SUP) (\d+[A-Z]*) (?=\S)(?![a-z]{1,2} \d)(.*)$", re.MULTILINE)
_FORMS = {
    "as they are": r"\1 \2 \3",
    "notes behind": r"\1 \2 PP-98 \3",
    "notes below": r"\1 \2\nPP-98\n\3",
    "emphasis": r"**\1** *\2 PP-98* \3",
    "cells": r"| \1 \2\nPP-98 | \3 |",
    "cells without a frame": r"\1 \2\nPP-98 | \3",
    "four columns": r"| \1 | \2 | PP-98 | \3 |",
}


@for_all("form", some(_FORMS, 3))
def test_provisions_of_a_treaty_in_another_language(shared, form):
    text = (shared / "corpus" / "treaty" / "es-pp98-minneapolis-amendments.txt").read_text("utf-8")
    numbers = [marked[2] for marked in _MARKED.finditer(text)]
    document = check(_MARKED.sub(_FORMS[form], text))
    amended = {each.provision for each in itu_texts.find(document, itu_texts.Amendment)}
    provisions = list(itu_texts.find(document, itu_texts.Provision))
    assert sum(number in amended for number in numbers) >= 0.97 * len(numbers)
    assert len({each.number for each in provisions} & {*numbers}) >= 0.95 * len({*numbers})
    assert len(provisions) <= 1.1 * len(numbers)
    if form != "as they are":
        assert sum(each.history == ("PP-98",) for each in provisions) >= 0.97 * len(numbers)


@for_all("language, word", [("en", "RESOLUTION"), ("fr", "RÉSOLUTION")])
def test_the_verbs_of_other_bodies(shared, language, word):
    """Their clauses are a paragraph each; some have no verb, and some are tables."""
    files = sorted((shared / "corpus" / "bipm" / language).glob("*.yml"))
    seen = [each for file in files for made in bipm.texts(file, word) for each in bipm.found(*made)]
    assert len(seen) > 500
    assert sum(seen) / len(seen) >= 0.96
