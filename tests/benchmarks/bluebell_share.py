"""The speed of ``parse`` beside that of bluebell: ``python tests/benchmarks/bluebell_share.py FOLDER``.

bluebell is the fastest parser of such texts that is known: its core is written in Rust.  It needs Python 3.12 or later,
and ``pip install bluebell-akn==5.0.0 bluebell-akn-rs==5.0.0``.  FOLDER holds real texts: ``corpus/``, ``gold/`` and
``lexicon/samples/``.

Both read the same strings and give what they are for: this library a typed tree, bluebell the bytes of its XML.  A figure
is the speed of ``parse`` as a share of that of bluebell, in CPU time of one process, of the fastest of several runs.
Machines differ, and the share says more than the speed.
"""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

_RUNS = 9
_URI = "/akn/un/statement/deliberation/itu/2022-01-01/1"


def groups(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The texts of each kind, each with its language."""

    def read(pattern: str, language: str = "en") -> list[tuple[str, str]]:
        return [(path.read_text("utf-8", "replace"), language) for path in sorted(folder.glob(pattern))]

    gold = [*read("gold/wrc/*.gold.txt"), *read("gold/pp18/*.gold.txt")]
    others = [text for code in ("es", "fr", "ru", "zh", "ar") for text in read(f"lexicon/samples/{code}/*.txt", code)]
    others += [*read("gold/es/*.txt", "es"), *read("gold/fr/*.txt", "fr")]
    clean = [*read("corpus/wrc/*.txt"), *read("corpus/pp18/*.txt")]
    return {
        "WRC": read("corpus/wrc/*.txt"),
        "PP": read("corpus/pp18/*.txt"),
        "gold": gold,
        "other languages": others,
        "treaties": [*read("corpus/treaty/es*", "es"), *read("corpus/treaty/en*")],
        "a volume": [("\n\n".join(text for text, _ in [*clean, *gold]), "en")],
    }


def least(work: Callable[[], object]) -> float:
    """The CPU seconds of the fastest of several runs."""
    times = []
    for _ in range(_RUNS):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main(folder: str) -> None:
    from bluebell.parser import parse_to_xml_bytes

    import itu_texts

    print(f"{'':18}{'MB/s':>8}{'bluebell':>10}{'share':>8}")
    for name, texts in groups(Path(folder)).items():
        if texts:
            size = sum(len(text) for text, _ in texts) / 1e6
            ours = least(lambda texts=texts: [itu_texts.parse(text, language=code) for text, code in texts])
            theirs = least(lambda texts=texts: [parse_to_xml_bytes(text, "statement", _URI) for text, _ in texts])
            print(f"{name:18}{size / ours:8.2f}{size / theirs:10.2f}{theirs / ours:8.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
