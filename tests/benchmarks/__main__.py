"""The benchmark: ``python tests/benchmarks [FOLDER]``, where FOLDER holds real texts (*.txt), if there are any.

All figures are CPU time, the least of several runs, and those that are compared come from one process.  Machines
differ and are noisy: the ratios say more than the speeds.
"""

import gc
import math
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from differences import editions
from growth import TEXTS
from lark import Lark

import itu_texts
from itu_texts.revision.aligning import align
from itu_texts.revision.redlines import to_docx

_RUNS = 7
_LINES = r"""
start: (LINE | NEWLINES)*
LINE: /[^\n]+/
NEWLINES: /\n+/
"""
ROOT = Path(__file__).parents[2]


def least(work: Callable[[], object], runs: int = _RUNS) -> float:
    """The CPU seconds of the fastest of several runs."""
    times = []
    for _ in range(runs):
        gc.collect()  # what the run before has left behind is not this one's work
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def speed(texts: list[str]) -> None:
    whole = "\n".join(texts)
    size = len(whole) / 1e6
    lexer = Lark(_LINES, parser="lalr", lexer="basic")
    itu_texts.parse(texts[0])
    bare = least(lambda: sum(1 for _ in lexer.lex(whole)))
    parse = least(lambda: itu_texts.parse(whole))
    singly = least(lambda: [itu_texts.parse(text) for text in texts])
    document = itu_texts.parse(whole)
    export = least(lambda: itu_texts.to_json(document), 3)
    print(f"{len(texts)} texts, {size:.2f} MB (a MB is a million characters)")
    print(f"  bare lexing, a token a line  {size / bare:6.1f} MB/s")
    print(f"  parse, joined                {size / parse:6.1f} MB/s   {parse / bare:.2f} times bare lexing")
    print(f"  parse, one by one            {size / singly:6.1f} MB/s   {singly / bare:.2f} times bare lexing")
    print(f"  to_json                      {size / export:6.1f} MB/s")


def growth() -> None:
    print("growth from 1 to 16 times the text: exponent of time (1 is linear)")
    for name, make in TEXTS.items():
        small, large = make(4_000), make(64_000)
        itu_texts.parse(small)
        few, many = least(partial(itu_texts.parse, small), 5), least(partial(itu_texts.parse, large), 3)
        exponent = math.log(many / few) / math.log(len(large) / len(small))
        print(f"  {name:26} {exponent:5.2f}   {len(large) / 1e6 / many:7.2f} MB/s")
    for name, make in (("100,000 labels", TEXTS["labels"]), ("100,000 heading look-alikes", TEXTS["headings"])):
        text = make(100_000)
        print(f"  {name}: {least(partial(itu_texts.parse, text), 1):.2f} s")


def memory(texts: list[str]) -> None:
    whole = "\n".join(texts)
    text = whole * (20_000_000 // len(whole) + 1)
    tracemalloc.start()
    document = itu_texts.parse(text)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"memory for {len(text) / 1e6:.0f} MB of text ({len(document.texts)} texts), besides the text itself:")
    print(f"  peak {peak / len(text):.1f} bytes a character, kept {kept / len(text):.1f}")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def start() -> None:
    print("cold start, CPU ms of a process (least of 10)")
    example = str(ROOT / "examples" / "resolution.txt")
    for name, arguments in (
        ("python -c pass", ["-c", "pass"]),
        ("import lark", ["-c", "import lark"]),
        ("import itu_texts", ["-c", "import itu_texts"]),
        ("itu-texts parse", ["-m", "itu_texts", "parse", example]),
    ):
        times = []
        for _ in range(10):
            before = _children()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
            times.append(_children() - before)
        print(f"  {name:20} {min(times) * 1e3:5.0f}")


def files() -> None:
    """Files a second in each format, and what a second core gives; the files are one example in each form."""
    sys.path.insert(0, str(ROOT / "tests"))
    import typeset
    import word

    from itu_texts.api import batch

    outline = itu_texts.to_outline(itu_texts.parse_file(ROOT / "examples" / "resolution.txt"))
    page = "".join(f"<p>{line.strip()}</p>" for line in outline.splitlines())
    made = {
        "txt": (ROOT / "examples" / "resolution.txt").read_bytes(),
        "docx": word.from_outline(outline, styled=True),
        "html": f"<html><body>{page}</body></html>".encode(),
        "pdf": typeset.pdf(typeset.source(outline)),
    }
    print("files of two pages, a second")
    for kind, data in made.items():
        taken = least(partial(itu_texts.parse_bytes, data, f"x.{kind}"), 5)
        print(f"  {kind:6} {1 / taken:8.0f}")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(120):
            for kind, data in made.items():
                (Path(folder) / f"{number}.{kind}").write_bytes(data)
        names = batch.find_files([folder]).names
        took = {}
        for workers in (1, 2):
            start = time.perf_counter()
            assert not any(result.error for result in batch.run(names, batch.Job(), workers))
            took[workers] = time.perf_counter() - start
    print(f"  {len(names)} mixed files: {took[1]:.1f} s with one worker, {took[2]:.1f} s with two", end="")
    print(f" ({took[1] / took[2]:.2f} times as fast; by the clock)")


def differences() -> None:
    """What it takes to compare two editions, and how that grows with them."""
    print("two editions compared: ms of CPU for 200 clauses; exponent of time from 500 to 5,000 items (1 is linear)")
    work = {
        "diff": itu_texts.diff,
        "apply": lambda old, new: itu_texts.apply(itu_texts.diff(old, new), old),
        "as tracked changes": lambda old, new: to_docx(itu_texts.diff(old, new), old),
        "align": lambda old, new: [(each.first_address, each.second_address) for each in align(old, new)],
    }
    texts = [editions(200, 3), editions(50, 10), editions(500, 10), editions(1, 500), editions(6, 833)]
    for name, each in work.items():
        took, *others = [least(partial(each, *pair), 3) for pair in texts]
        grown = [math.log10(many / few) for few, many in zip(others[::2], others[1::2], strict=True)]
        print(f"  {name:20} {took * 1e3:7.0f}   in more clauses {grown[0]:5.2f}, in long lists {grown[1]:5.2f}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples"
    texts = [file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"no *.txt in {folder}")
    speed(texts)
    start()
    files()
    memory(texts)
    differences()
    growth()


if __name__ == "__main__":
    main()
