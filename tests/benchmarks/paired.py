"""The speed of this checkout beside that of another: ``python tests/benchmarks/paired.py OTHER SHARED [WORK ...]``.

OTHER is a checkout, SHARED a folder with ``corpus``, ``gold`` and ``real/un``.  WORK is one of ``parse`` (with
``texts`` and ``diagnostics`` read), ``bare`` (without), ``check`` (its diagnostics read before, which is not timed),
``memory`` and ``outline``; all of them without a word.  Both checkouts answer from a process of their own, by turns,
text by text; a figure is the median over the texts of OTHER's CPU time through this one's, of the least of some runs:
2.0 is twice as fast.  ``memory`` is what a parsed text keeps, as a share of OTHER's, and ``outline`` the CPU time of
``itu-texts outline FILE`` in a new process, as a share of OTHER's.  The last column is this checkout's speed, in
megabytes of UTF-8 and thousands of lines a second.
"""

import gc
import gzip
import json
import os
import resource
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
_RUNS = 5
_MOST = 40  # texts of a group
_LONG = 20_000  # characters: a text of more is run less often
_PROCESSES = 15


def groups(shared: Path) -> dict[str, list[str]]:
    """The texts of each kind."""

    def read(pattern: str) -> list[str]:
        return [path.read_text("utf-8", "replace") for path in sorted(shared.glob(pattern))]

    found = {
        "WRC": read("corpus/wrc/*.txt"),
        "PP": read("corpus/pp18/*.txt"),
        "gold": [*read("gold/wrc/*.gold.txt"), *read("gold/pp18/*.gold.txt")],
        "treaty": read("corpus/treaty/*"),
    }
    for path in sorted(shared.glob("real/un/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found[f"UN {path.name[:2]}"] = [json.loads(line)["text"] for line in lines][::8]
    return {name: texts[:: max(1, len(texts) // _MOST)] for name, texts in found.items()}


def serve() -> None:
    """Answer each line ``[work, text]`` with its CPU seconds, or with the bytes that are kept."""
    import itu_texts

    def parse(text: str) -> object:
        doc = itu_texts.parse(text)
        return doc.texts, doc.diagnostics

    for line in sys.stdin:
        work, text = json.loads(line)
        gc.collect()
        if work == "memory":
            tracemalloc.start()
            kept = itu_texts.parse(text)
            gc.collect()
            answer = float(tracemalloc.get_traced_memory()[0])
            tracemalloc.stop()
            del kept
        else:
            done = {"parse": parse, "bare": itu_texts.parse, "check": itu_texts.check}[work]
            given = text
            if work == "check":
                given = itu_texts.parse(text)
                assert given.diagnostics is not None
            start = time.process_time()
            done(given)
            answer = time.process_time() - start
        print(json.dumps(answer), flush=True)


class Checkout:
    """A process that answers for one checkout."""

    def __init__(self, root: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(root)}
        command = [sys.executable, __file__, "--serve"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=root
        )

    def ask(self, work: str, text: str) -> float:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([work, text]) + "\n")
        self.process.stdin.flush()
        return float(json.loads(self.process.stdout.readline()))


def compare(here: Checkout, other: Checkout, work: str, texts: list[str]) -> tuple[float, float]:
    """The median ratio of some texts, and the seconds that all of them take here."""
    ratios, total = [], 0.0
    for text in texts:
        runs = [(here.ask(work, text), other.ask(work, text)) for _ in range(_RUNS if len(text) < _LONG else 3)]
        ours, theirs = (min(run[side] for run in runs) for side in (0, 1))
        ratios.append(ours / theirs if work == "memory" else theirs / ours)
        total += ours
    return median(ratios), total


def outline(root: Path) -> float:
    """The CPU seconds of a new process that prints an outline."""
    # what is compiled of the modules is kept, as it is for users
    environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": ""}
    options = ["parse", "--to", "outline"] if (root / "itu_texts" / "rows.py").exists() else ["outline"]  # since 0.3
    command = [sys.executable, "-P", "-m", "itu_texts", *options, str(ROOT / "examples" / "resolution.txt")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(other_root: str, shared: str, *works: str) -> None:
    texts = groups(Path(shared))
    here, other = Checkout(ROOT), Checkout(Path(other_root).resolve())
    for side in (here, other):  # the grammars of all languages are read before anything is measured
        for some in texts.values():
            side.ask("parse", some[0])
    for work in works or ("parse", "bare", "check", "memory", "outline"):
        if work == "outline":
            times = [(outline(ROOT), outline(Path(other_root).resolve())) for _ in range(_PROCESSES + 1)][1:]
            print(f"outline   {median(ours / theirs for ours, theirs in times):6.2f}")
            continue
        for name, some in texts.items():
            ratio, seconds = compare(here, other, work, some)
            size, lines = sum(len(text.encode()) for text in some), sum(text.count("\n") + 1 for text in some)
            speed = f"{size / seconds / 1e6:8.2f} MB/s {lines / seconds / 1e3:8.1f} thousand lines/s"
            print(f"{work:8}{name:10}{ratio:6.2f}" + (speed if work != "memory" else ""), flush=True)


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["--serve"] else main(*sys.argv[1:])
