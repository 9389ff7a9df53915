"""Collections: ``python tests/benchmarks/collecting.py [TEXTS] [FOLDER]`` on invented texts, 2,000 if no number is given.

With a folder of real texts (*.txt), three in ten are these, again and again with other numbers.

Collecting is compared with the work that it cannot do without (parse, JSON, references, tasks with their times), on the
same cores by the same pool; CPU time counts that of the workers too.  Each question is asked several times, and the least
time shown: until its first rows are there, and for one that has many, until they are counted, and all read.  At last the collection is written as a site.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from collected import resolutions

from itu_texts import Collection, Document, references, to_json, who_does_what, write_site
from itu_texts.api import batch
from itu_texts.rows import Site

_NUMBERED = re.compile(r"\b(resolution |decision |recommendation )(\d{1,3})\b", re.IGNORECASE)


def texts(count: int, real: list[str]) -> Iterator[tuple[str, str]]:
    """Some texts, each with a name for its file."""
    taken = count * 3 // 10 if real else 0
    yield from resolutions(count - taken)
    for number in range(taken):
        copy, which = divmod(number, len(real))
        words = _NUMBERED.sub(lambda named, more=7 * copy: f"{named[1]}{int(named[2]) + more}", real[which])
        yield f"real/{number:05}.txt", words


class Bare:
    """The work without which there is no collection."""

    def __call__(self, file: batch.Input, document: Document) -> Iterator[bytes]:
        yield to_json(document).encode()
        found = [*references(document)]
        tasks = [(task.addressee, task.when) for task in who_does_what(document)]
        yield f"{len(found)} {len(tasks)}".encode()


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of all processors."""
    before, start = os.times(), time.perf_counter()
    work()
    after = os.times()
    return time.perf_counter() - start, sum(after[:4]) - sum(before[:4])


def asked(question: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of this process."""
    start, before = time.perf_counter(), time.process_time()
    question()
    return time.perf_counter() - start, time.process_time() - before


def collecting(folder: Path, files: list[str], size: int) -> None:
    cores = os.cpu_count() or 1
    bare, all_of_it = [], []
    for number in range(3):
        bare.append(timed(lambda: [[*each.pieces] for each in batch.run(files, batch.Job(Bare()), cores)]))
        with Collection.open(folder / f"acts{number}.db") as acts:
            all_of_it.append(timed(lambda: acts.add(folder / "texts", workers=cores)))
    clock, cpu = (min(each) for each in zip(*bare, strict=True))
    clock_all, cpu_all = (min(each) for each in zip(*all_of_it, strict=True))
    print(f"{len(files)} texts, {size / 1e6:.2f} MB; {cores} cores")
    print(f"  parse, JSON, references, tasks  {clock:6.2f} s   {cpu:6.2f} s of CPU")
    print(f"  collect                         {clock_all:6.2f} s   {cpu_all:6.2f} s of CPU")
    print(f"  speed of collecting             {clock / clock_all:6.0%}     {cpu / cpu_all:6.0%}")
    with Collection.open(folder / "acts0.db") as acts:
        again, _ = timed(lambda: acts.add(folder / "texts"))
    print(f"  all unchanged                   {again:6.2f} s")
    print(f"  size of the file                {(folder / 'acts0.db').stat().st_size / size:6.2f} times the text")


def asking(path: Path) -> None:
    with Collection.open(path, write=False) as acts:
        questions: dict[str, Callable[[], Sequence[object]]] = {
            "history": lambda: acts.history("Resolution 7"),
            "blame": lambda: acts.blame("Resolution 7 (Rev. Seaside, 2022)", "resolves"),
            "works": lambda: acts.works(),
            "mandates DIR_BR": lambda: acts.mandates("DIR_BR"),
            "mandates DIR_BR, latest, dated": lambda: acts.mandates("DIR_BR", latest=True, before="2024"),
            "mandates, all": lambda: acts.mandates(),
            "mandates, latest": lambda: acts.mandates(latest=True),
            "citing": lambda: acts.cites(of="Resolution 7"),
            "cited_by": lambda: acts.cites(by="Resolution 7"),
            "search, near": lambda: acts.search("spectrum NEAR sharing", role="operative"),
            "search, a common word": lambda: acts.search("boats"),
            "search, a phrase, operative": lambda: acts.search('"taking into account"', role="operative"),
            "search, alternatives": lambda: acts.search("boats OR oars", role="operative"),
            "broken": lambda: acts.cites(broken=True),
            "duplicates": lambda: acts.duplicates(),
        }
        for name, ask in questions.items():
            clock, cpu = (min(times) * 1000 for times in zip(*(asked(ask) for _ in range(5)), strict=True))
            rows = ask()
            counted, _ = timed(rows.__len__)
            read, _ = timed(lambda rows=rows: [*rows])
            print(
                f"  {name:34} {clock:6.1f} ms  {cpu:6.1f} of CPU  {len(rows):6} rows,"
                f" counted in {counted * 1000:.1f} ms, all read in {read * 1000:.0f} ms"
            )


def writing(path: Path, folder: Path) -> None:
    with Collection.open(path, write=False) as acts:
        made: list[Site] = []
        clock, cpu = timed(lambda: made.append(write_site(acts, folder)))
        sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
        print(f"  site: {made[0].pages} pages, {sum(sizes) / 1e6:.0f} MB   {clock:6.2f} s   {cpu:6.2f} s of CPU")
        print(f"  its largest file                {max(sizes) / 1e6:6.2f} MB")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    real = [file.read_text("utf-8") for file in sorted(Path(sys.argv[2]).rglob("*.txt"))] if len(sys.argv) > 2 else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = 0
        for path, words in texts(count, real):
            file = folder / "texts" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            size += file.write_bytes(words.encode())
        collecting(folder, batch.find_files([str(folder / "texts")]).names, size)
        asking(folder / "acts0.db")
        writing(folder / "acts0.db", folder / "site")


if __name__ == "__main__":
    main()
