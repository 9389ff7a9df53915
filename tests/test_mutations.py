"""The examples, spoiled in many ways from a fixed seed: nothing may crash, be lost, or go on for ever."""

from __future__ import annotations

import random

import pytest
from conftest import ROOT
from invariants import check, check_json, check_leaves, check_spans
from together import tries

import itu_texts

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


@pytest.mark.parametrize("seed", range(tries(8)))
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_spoiled(file, seed):
    rng = random.Random(f"{file.name} {seed}")
    text = file.read_text("utf-8")
    for _ in range(8):
        check(spoil(text, rng))


_SEPARATORS = ["\n"] * 4 + [
    "\n\n",
    " ",
    " ",
    "\t",
    "; ",
    ". ",
    ", ",
    "",
    "\x0c",
    "\n| ",
    "\n> ",
    "\n- ",
    "\r\n",
    "<br>",
]
_CASES = {
    language: [
        line.strip()
        for path in sorted((ROOT / "tests" / "cases" / folder).glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith(("#", "---"))
    ]
    for language, folder in {"en": "", **{code: code for code in ("ar", "es", "fr", "ru", "zh")}}.items()
}


def shuffled(lines: list[str], rng: random.Random) -> str:
    """Stretches of lines from anywhere, some of them cut, with anything between them."""
    made = []
    at = rng.randrange(len(lines))
    for _ in range(rng.randint(2, 60)):
        at = rng.randrange(len(lines)) if rng.random() < 0.35 else (at + 1) % len(lines)
        line = lines[at]
        cut = rng.randint(0, len(line))
        kind = rng.randrange(10)
        if kind == 0:
            line = line[:cut]
        elif kind == 1:
            line = line[cut:] + rng.choice("*_|#()[]:;.,-–\u00ad\u200b019AaIi ")
        made += (line, rng.choice(_SEPARATORS))
    return "".join(made)


@pytest.mark.parametrize("seed", range(tries(4)))
@pytest.mark.parametrize("language", _CASES)
def test_lines_of_the_cases_in_any_order(language, seed):
    rng = random.Random(f"{language} {seed}")
    for _ in range(tries(30)):
        document = itu_texts.parse(shuffled(_CASES[language], rng), language=language)
        check_spans(document)
        check_leaves(document)
        check_json(document)


@pytest.mark.parametrize(
    "text",
    [
        # a protocol in the annex of a text
        "resolves\n1 to act.\nANNEX 1\nFINAL PROTOCOL\nBoats float.",
        # a marker that is no amendment, in an article of a text
        "considering\na) that\n\nARTICLE 6\n; 1 T\nMOD 9 a",
        # a table before a label that runs on
        "ANNEX\nC\t4\ne\t. R\n4",
        # the names of two sections with nothing between them; that of a part with a letter that may be a label
        "ANNEX TO RESOLUTION Section 1 Section 2– S",
        "ANNEX TO RESOLUTION; PART A – G",
        # a bracket, and a tab behind it, before a paragraph of an assembly
        "The General Assembly,\nNoting boats,\n(\tRows boats",
        # signs in words, in labels and in numbers
        "MOD 7\u00ad9 F",
        "MOD 9 a\nRe\u00adasons: R",
        "ARTICLE 5\ni\u200bi\n>",
        # a number with nothing behind it, below the formula of an assembly
        "The General Assembly,\n1",
        # an item below the formula that stands below the recitals
        "75/326.\nRecalling the boats,\nThe General Assembly,\na) oars;\nb) sails",
        "75/326.\nRecalling the boats,\nThe General Assembly,\n3. oars;\nb) sails",
        "75/326.\nRappelant les bateaux,\nL’Assemblée générale,\na)",
    ],
)
def test_texts_that_once_broke_an_invariant(text):
    check(text)
