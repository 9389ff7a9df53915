"""How many paragraphs of two languages of one resolution the alignment pairs right.

``../shared/real/un`` has resolutions of the United Nations in six languages, joined by ``work``, with the place of each
paragraph. Works count whose two languages have the same paragraphs in the same order, so that they pair one by one.
"""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import itu_texts
from itu_texts import Clause, Document, Item
from itu_texts.revision.aligning import align

SHARED = Path(__file__).resolve().parents[3] / "shared" / "real" / "un"


@cache
def works(language: str) -> dict[str, dict[str, Any]]:
    """Return the resolutions in a language by work."""
    with gzip.open(SHARED / f"{language}.jsonl.gz", "rt", encoding="utf-8") as file:
        return {record["work"]: record for record in map(json.loads, file)}


@cache
def parsed(language: str, work: str) -> Document:
    return itu_texts.parse(works(language)[work]["text"], language=language)


def starts(record: dict[str, Any]) -> dict[int, int]:
    """Return the index of each paragraph by where it begins, at its label or the word behind it."""
    text, found = record["text"], {}
    for index, (start, _, label, *_) in enumerate(record["nodes"]):
        found[start] = index
        if label and text.startswith(label, start):
            behind = start + len(label)
            found[behind + len(text[behind:]) - len(text[behind:].lstrip())] = index
    return found


def score(first: str, second: str, work: str) -> tuple[int, int]:
    """Return how many paragraphs are paired right, and how many there are; (0, 0) where they differ."""
    records = works(first)[work], works(second)[work]
    kinds = [[node[1] for node in record["nodes"]] for record in records]
    if kinds[0] != kinds[1]:
        return 0, 0
    mine, its = map(starts, records)
    wanted = {index for index, kind in enumerate(kinds[0]) if kind in ("recital", "operative", "point")}
    right = set()
    for pair in align(parsed(first, work), parsed(second, work)):
        if isinstance(pair.first, Clause | Item) and pair.second is not None:
            index = mine.get(pair.first.start)
            if index is not None and index == its.get(pair.second.start):
                right.add(index)
    return len(right & wanted), len(wanted)
