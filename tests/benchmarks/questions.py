"""For how many of fifty questions the search of a collection has the chunk that answers among the first five.

The questions were written from passages drawn by lot, in other words than theirs and before any result was seen.
``questions.tsv`` has for each the file, the address of the passage and the question.

    python tests/benchmarks/questions.py ../shared/corpus/pp18
"""

import sys
from pathlib import Path

from itu_texts import Collection, Text, find
from itu_texts.collection import Hit

FIRST = 5


def answered(folder: Path) -> list[tuple[str, bool]]:
    """Each question, and whether it is answered."""
    lines = Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
    with Collection.open(":memory:") as acts:
        acts.add(folder)
        return [
            (question, any(_answers(acts, hit, name, address) for hit in acts.search(question, limit=FIRST)))
            for name, address, question in (line.split("\t") for line in lines)
        ]


def _answers(acts: Collection, hit: Hit, name: str, address: str) -> bool:
    """Whether a hit has the passage."""
    if Path(hit.file).name != name:
        return False
    place = next(find(acts.document(hit.file), Text)).at(address).span
    return hit.start <= place.start < hit.end


def main(folder: str) -> None:
    found = answered(Path(folder))
    for question, is_answered in found:
        print("  " if is_answered else "- ", question)
    print(sum(is_answered for _, is_answered in found), "of", len(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
