"""Mistakes planted into sound texts: nearly all are seen at their place, and said once."""

import pytest
from benchmarks.planted import DRAFTING, KINDS, OF_NAMES, count, in_all_languages, made, sound_texts
from together import asked, check_all, for_all, some

import itu_texts
from itu_texts.analysis.checks import RULES

LEAST = 0.9
LEAST_OF_DRAFTS = 0.93


@pytest.fixture(scope="module")
def made_texts():
    return [itu_texts.parse(made(seed)) for seed in range(8)]


@pytest.fixture(scope="module")
def drafts():
    return in_all_languages(2)


def test_made_texts_are_sound(made_texts, drafts):
    for document in (*made_texts, *drafts):
        assert itu_texts.check(document) == ()
        assert len(document.texts) == 1


@for_all("kind", KINDS)
def test_in_made_texts(kind, made_texts):
    counted = count(kind, made_texts)
    assert counted.planted >= 5
    assert counted.once >= LEAST * counted.planted


@for_all("kind", OF_NAMES)
def test_in_names(kind, made_texts, drafts):
    counted = count(kind, (*made_texts, *drafts))
    assert counted.planted >= 12
    assert counted.seen >= LEAST * counted.planted


@pytest.mark.long
def test_in_drafts_of_six_languages(drafts):
    def check(kind):
        counted = count(kind, drafts, most=2)
        assert counted.planted >= 4
        assert counted.once >= LEAST_OF_DRAFTS * counted.planted, counted

    check_all(((kind.name, kind) for kind in some(DRAFTING, 2)), check)


def test_each_rule_of_drafting_has_a_mistake_that_is_planted():
    planted = frozenset().union(*(kind.codes for kind in DRAFTING))
    missing = {rule.code for rule in RULES if rule.of_union} - planted
    assert not missing, "add a row with their mistake to DRAFTING in tests/benchmarks/planted.py"


@pytest.fixture(scope="module")
def real_texts(shared):
    return [*sound_texts((shared / "corpus" / "pp18", shared / "corpus" / "wrc"), 12)]


@for_all("kind", KINDS)
def test_in_real_texts(kind, real_texts):
    counted = count(kind, real_texts, most=None if asked.everything else 2)
    assert counted.planted >= 10
    assert counted.once >= LEAST * counted.planted
