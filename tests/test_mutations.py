"""The examples, spoiled in many ways from a fixed seed: nothing may crash, be lost, or go on for ever."""

from __future__ import annotations

import random

import pytest
from conftest import ROOT
from invariants import check

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
_PIECES = [
    "\n",
    "\n\n",
    " ",
    ";",
    ",",
    ":",
    "a)",
    "1 ",
    "2bis ",
    "– ",
    "resolves",
    ", instructs the ",
    "\x07",
    "(",
    "___",
]


def spoil(text: str, rng: random.Random) -> str:
    """One to eight changes: characters lost, doubled or put in; lines lost, doubled, swapped or joined."""
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(text))
        lines = text.split("\n")
        line = rng.randrange(len(lines))
        kind = rng.randrange(7)
        if kind == 0:
            text = text[:at] + text[at + rng.randint(1, 30) :]
        elif kind == 1:
            text = text[:at] + rng.choice(_PIECES) + text[at:]
        elif kind == 2:
            text = text[:at] + text[at : at + 40] + text[at:]
        elif kind == 3:
            del lines[line]
            text = "\n".join(lines)
        elif kind == 4:
            lines.insert(line, rng.choice(lines))
            text = "\n".join(lines)
        elif kind == 5:
            other = rng.randrange(len(lines))
            lines[line], lines[other] = lines[other], lines[line]
            text = "\n".join(lines)
        else:
            text = text[:at] + text[at:].replace("\n", " ", 1)
        text = text or "x"
    return text


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_spoiled(file, seed):
    rng = random.Random(f"{file.name} {seed}")
    text = file.read_text("utf-8")
    for _ in range(8):
        check(spoil(text, rng))
