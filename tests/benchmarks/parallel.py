"""How far the languages of one resolution agree in tasks and citations: ``python tests/benchmarks/parallel.py``.

``../shared/real/un`` has resolutions of the United Nations in six languages, joined by ``work``. A paragraph says the
same in each, so its tasks have the same addressees, verbs and times, and it cites the same texts and documents. Works
count whose two languages have the same paragraphs. The measures are shares of what is equal in each paragraph (F1): of
tasks by addressee, by addressee and verb, and by all three; of citations. "asked" is the share of paragraphs that name
whom they ask, in each of the two languages, of those that do in the other one.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
import itu_texts
from benchmarks.aligned import parsed, works

Rows = Counter[tuple[str, ...]]


class Said(NamedTuple):
    """What a paragraph says: its words, its tasks, and what it cites."""

    words: str
    tasks: Rows
    cited: Rows


def said(language: str, work: str) -> list[Said]:
    """Return what each recital and numbered paragraph of a resolution says."""
    record, document = works(language)[work], parsed(language, work)
    starts = [start for start, kind, *_ in record["nodes"] if kind in ("recital", "operative")]
    ends = [*starts[1:], len(record["text"])]
    found = [Said(record["text"][start:end], Counter(), Counter()) for start, end in zip(starts, ends, strict=True)]
    for task in itu_texts.who_does_what(document):
        times = sorted(f"{when.kind} {(when.value and when.ends) or when.value}" for when in task.when)
        row = (task.addressee.concept, task.concept, "; ".join(times))
        found[max(bisect_right(starts, task.item.span.start) - 1, 0)].tasks[row] += 1
    for reference in itu_texts.references(document):
        if reference.kind in ("text", "document") and reference.span.start >= starts[0]:
            row = (str(reference.kind), str(reference.identifier or reference.number or ""))
            found[bisect_right(starts, reference.span.start) - 1].cited[row] += 1
    return found


def pairs(first: str, second: str, every: int) -> Iterator[tuple[str, Said, Said]]:
    """Yield the paragraphs of two languages that say the same, with their work."""
    for work in sorted(works(first).keys() & works(second).keys())[::every]:
        mine, theirs = said(first, work), said(second, work)
        if len(mine) == len(theirs):
            yield from ((work, *each) for each in zip(mine, theirs, strict=True))


def by(rows: Rows, columns: int) -> Rows:
    """Return rows with their first columns only."""
    return sum((Counter({row[:columns]: count}) for row, count in rows.items()), Counter())


def names(rows: Rows) -> bool:
    """Return whether some tasks name an addressee."""
    return any(concept != "NOT_NAMED" for concept, *_ in rows)


def f1(compared: list[tuple[Rows, Rows]]) -> float:
    """Return the share of rows that are equal."""
    equal = sum((mine & theirs).total() for mine, theirs in compared)
    return 2 * equal / max(1, sum(mine.total() + theirs.total() for mine, theirs in compared))


def main() -> None:
    """Print the measures and the most frequent differences."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--first", default="en")
    options.add_argument("--misses", type=int, default=0, help="how many differences to print")
    options.add_argument("languages", nargs="*", default=["fr", "es", "ru", "zh", "ar"])
    asked = options.parse_args()
    for second in asked.languages:
        found = list(pairs(asked.first, second, asked.every))
        shares = [f1([(by(one.tasks, n), by(other.tasks, n)) for _, one, other in found]) for n in (1, 2, 3)]
        cited = f1([(one.cited, other.cited) for _, one, other in found])
        naming = [(names(one.tasks), names(other.tasks)) for _, one, other in found]
        both = sum(all(each) for each in naming)
        named = " ".join(f"{both / max(1, sum(each[side] for each in naming)):.3f}" for side in (1, 0))
        tasks = " ".join(f"{share:.3f}" for share in shares)
        print(f"{asked.first}-{second}: tasks {tasks}, cited {cited:.3f}, asked {named}")
        differences = Counter(
            (*each, *other)
            for _, one, other_said in found
            for mine, theirs in ((one.tasks, other_said.tasks), (one.cited, other_said.cited))
            for each, other in ((tuple((mine - theirs).elements()), tuple((theirs - mine).elements())),)
            if each or other
        )
        for difference, count in differences.most_common(asked.misses):
            print(f"    {count} {difference}")


if __name__ == "__main__":
    main()
