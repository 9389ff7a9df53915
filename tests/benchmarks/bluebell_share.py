"""The speed of ``parse`` beside that of bluebell: ``python tests/benchmarks/bluebell_share.py FOLDER [CHECKOUT ...]``.

bluebell is the fastest parser of such texts that is known: its core is written in Rust.  It needs Python 3.12 or later,
and ``pip install bluebell-akn==5.0.0 bluebell-akn-rs==5.0.0``.  FOLDER holds real texts: ``corpus/``, ``gold/`` and
``lexicon/samples/``.  Each CHECKOUT is measured as this one is, by turns, and compared with it.

Both read the same strings and give what they are for: this library a typed tree, bluebell the bytes of its XML.  A figure
is the speed of ``parse`` as a share of that of bluebell, in CPU time of one process, of the fastest of several runs.
Machines differ, and the share says more than the speed.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
_RUNS = 5
_ROUNDS = 3
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


def measure(folder: Path) -> dict[str, list[float]]:
    """The CPU seconds of each kind of text, here and in bluebell."""
    from bluebell.parser import parse_to_xml_bytes

    import itu_texts

    result = {}
    for name, texts in groups(folder).items():
        if texts:
            ours = least(lambda texts=texts: [itu_texts.parse(text, language=code) for text, code in texts])
            theirs = least(lambda texts=texts: [parse_to_xml_bytes(text, "statement", _URI) for text, _ in texts])
            result[name] = [ours, theirs, sum(len(text) for text, _ in texts)]
    return result


def main(folder: str, *checkouts: str) -> None:
    compared = [ROOT, *map(Path, checkouts)]
    best: dict[Path, dict[str, list[float]]] = {}
    for _ in range(_ROUNDS):
        for checkout in compared:
            command = [sys.executable, __file__, "--measure", folder]
            environment = {**os.environ, "PYTHONPATH": str(checkout)}
            run = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=checkout)
            for name, (ours, theirs, size) in json.loads(run.stdout).items():
                old = best.setdefault(checkout, {}).get(name, [ours, theirs, size])
                best[checkout][name] = [min(old[0], ours), min(old[1], theirs), size]
    here = best[ROOT]
    print(f"{'':18}{'MB/s':>8}{'bluebell':>10}{'share':>8}" + "".join(f"{path.name:>12}" for path in compared[1:]))
    for name, (ours, theirs, size) in here.items():
        shares = [best[path][name][1] / best[path][name][0] for path in compared]
        ratios = "".join(f"{shares[0] / share:>11.2f}x" for share in shares[1:])
        print(f"{name:18}{size / ours / 1e6:8.2f}{size / theirs / 1e6:10.2f}{shares[0]:8.3f}{ratios}")


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        print(json.dumps(measure(Path(sys.argv[2]))))
    else:
        main(*sys.argv[1:])
