"""No footnote, and no line that is set apart, holds what begins a text or a clause, or that is reported."""

import random

import pytest
from conftest import ROOT
from together import check_all, some

import itu_texts
from itu_texts import Document, Footnote, Heading
from itu_texts.nodes import Designation, Formula

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


AROUND = (
    "\n\nBest regards,\nAnn\n\n-- \nAnn Smith | Tel. +41 22 000\n\n",
    "\nShare this page\n© 2030 All rights reserved\n",
    "\nL:\\ENG\\BOATS\\009E.DOCX (389712)\n19.06.30\n",
    "\nFrom: Ann <ann@lakeside.example>\nTo: BR Mail\nSubject: Boats\n",
    "\nNOT FOR SALE\n",
)


def check_around(text: str, seed: int) -> None:
    """Put the lines of a message, a site and a printer among those of a text: all that begins something stays."""
    document = itu_texts.parse(text)
    chance = random.Random(seed)
    ends = [place for place, char in enumerate(text) if char == "\n"]
    for lines in AROUND if ends else ():
        place = chance.choice(ends)
        spoiled = text[:place] + lines + text[place:]
        again = itu_texts.parse(spoiled, language=document.language)
        apart = " ".join(each.text for each in again.furniture if isinstance(each, itu_texts.nodes.RunningHead))
        lost = [each.text for each in openings(document) if len(each.text) > 12 and each.text in apart]
        known = " ".join(each.text for each in document.furniture)
        assert not [each for each in lost if each not in known], (lines, lost)


def test_what_begins_something_is_not_set_apart():
    files = sorted((ROOT / "examples").glob("*.txt"))
    texts = [(file.name, (file.read_text(), seed)) for seed, file in enumerate(files)]
    check_all([each for each in some(texts, 3, 1) if len(each[1][0]) < LONGEST], lambda case: check_around(*case))


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
