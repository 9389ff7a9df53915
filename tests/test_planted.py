"""Mistakes planted into sound texts: nearly all are seen at their place, and said once."""

from __future__ import annotations

import pytest
from benchmarks.planted import KINDS, count, made, sound_texts

import itu_texts

LEAST = 0.9


@pytest.fixture(scope="module")
def made_texts():
    return [itu_texts.parse(made(seed)) for seed in range(8)]


def test_made_texts_are_sound(made_texts):
    for document in made_texts:
        assert document.diagnostics == ()
        assert len(document.texts) == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_in_made_texts(kind, made_texts):
    counted = count(kind, made_texts)
    assert counted.planted >= 5
    assert counted.once >= LEAST * counted.planted


@pytest.fixture(scope="module")
def real_texts(shared):
    return [*sound_texts((shared / "corpus" / "pp18", shared / "corpus" / "wrc"), 12)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_in_real_texts(kind, real_texts):
    counted = count(kind, real_texts)
    assert counted.planted >= 10
    assert counted.once >= LEAST * counted.planted
