"""Consecutive resolutions of the United Nations on one agenda item.

``../shared/real/un`` has resolutions of several sessions; those of one title follow one another. For each pair, what
:func:`itu_texts.apply` makes of the older one and the differences is the newer one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import itu_texts
from benchmarks.aligned import works
from itu_texts.language.writing import fold

_NUMBER = re.compile(r"^\d+/\S+(?: [A-Z])?(?: -)? ")
_WORK = re.compile(r"(unga|unga-hrc)/(\d+)-(\d+)")


def consecutive(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the works and texts of consecutive resolutions of one title."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for work, record in works(language).items():
        first, named = record["text"].split("\n", 1)[0], _WORK.match(work)
        title = _NUMBER.sub("", first).casefold()
        if named is not None and title != first.casefold():
            found[named[1], title].append((int(named[2]), int(named[3]), work))
    for all_of_it in found.values():
        for (session, _, older), (following, _, newer) in pairwise(sorted(all_of_it)):
            if session < following:
                yield older, newer, works(language)[older]["text"], works(language)[newer]["text"]


def applied(older: str, newer: str, language: str) -> tuple[str, str]:
    """Return the outline of the newer text, and of what the differences make of the older one.

    Variants of apostrophes, dashes and blanks are no differences.
    """
    old, new = (itu_texts.parse(text, language=language) for text in (older, newer))
    made = itu_texts.apply(itu_texts.diff(old, new), old)
    return _said(new), _said(made)


def _said(document: itu_texts.Document) -> str:
    return re.sub(r"[ \u00a0\u202f]+", "", re.sub(r"[‐‑–—]", "-", fold(itu_texts.to_outline(document))))
