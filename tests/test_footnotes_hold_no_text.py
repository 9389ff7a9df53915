"""A rule at a random place makes no footnote of what begins a text or a clause, or the footnote is reported."""

from __future__ import annotations

import random

import pytest
from conftest import ROOT
from together import check_all, some

import itu_texts
from itu_texts import Designation, Document, Footnote, Formula, Heading

SHARED = ROOT.parent / "shared"
RULES = (
    " ______ ",
    " ______ 1 ",
    " ______ * As approved. ",
    "\n______\n",
    "\n\n______\n\n",
    "\n______\n1 ",
    "\n______\n* ",
)
LONGEST = 30_000  # characters, so that the test is quick


def openings(document: Document) -> list[itu_texts.Node]:
    """The nodes that begin a text or a clause."""
    found = itu_texts.walk(document)
    return [each for each in found if isinstance(each, Designation | Formula | Heading) and each.text]


def check(text: str, seed: int) -> None:
    """Put each kind of rule before a heading, a formula or a name, or a little above it."""
    document = itu_texts.parse(text)
    chance = random.Random(seed)
    heads = openings(document)
    for rule in RULES if heads else ():
        place = max(0, chance.choice(heads).start - chance.choice((1, 1, chance.randrange(1, 200))))
        while place and not text[place].isspace():
            place -= 1
        spoiled = text[:place] + rule + text[place + (place > 0) :]
        again = itu_texts.parse(spoiled, language=document.language)
        told = {each.span for each in again.diagnostics if each.code == "text-in-footnote"}
        moved = len(spoiled) - len(text)
        places = [(each.start + (moved if each.start >= place else 0), len(each.text)) for each in heads]
        for note in again.furniture:
            if isinstance(note, Footnote) and note.span not in told:
                held = [text[start - moved :][:size] for start, size in places if note.start <= start < note.end]
                assert not held, (rule, note.text[:200], held[:2])
                assert note.end - note.start < max(400, len(spoiled) / 2), (rule, note.text[:200])


def test_footnotes_hold_no_headings_in_examples():
    files = sorted((ROOT / "examples").glob("*.txt"))
    texts = [(file.name, (file.read_text(), seed)) for seed, file in enumerate(files)]
    check_all([each for each in some(texts, 2) if len(each[1][0]) < LONGEST], lambda case: check(*case))


def test_footnotes_hold_no_headings_in_real_texts():
    if not SHARED.is_dir():
        pytest.skip("../shared, with the real texts, is not beside the checkout")
    files = [*sorted((SHARED / "corpus").rglob("*.txt")), *sorted((SHARED / "gold").rglob("*.raw.txt"))]
    texts = [(file.name, (file.read_text(), seed)) for seed, file in enumerate(files)]
    check_all([each for each in some(texts, 15) if len(each[1][0]) < LONGEST], lambda case: check(*case))
