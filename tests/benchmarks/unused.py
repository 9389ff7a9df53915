"""The statements of the library that no real text reaches: ``python tests/benchmarks/unused.py`` (Python 3.12 or later).

Everything there is in ``../shared`` is read: its files, its resolutions of the United Nations, its gold in the forms of
``tools/outline_score.py`` and in the prints of ``tools/prints.py``, its cases of amending; and mistakes are planted into
sound texts (``planted.py``).  Each text is parsed.  Of some, every public function is called and every
command is run.  A table says how many statements of functions nothing reached, and how many one to three texts.

=================  ==================================================================================
``--room NAME``    only this folder of ``itu_texts``, such as ``parsing``
``--also FOLDER``  read these texts too, such as those that programs made of the files of ``../shared``
``--every N``      only every n-th text of a source
``--reading``      only read the texts: for ``parsing``
``--save FILE``    keep what was reached
``--load FILE``    print what was kept; ``--lines MODULE`` then prints its statements that few texts reach
``--from TEXT``    with ``--load``: the statements that are reached by texts alone whose name has these words
=================  ==================================================================================
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gzip
import importlib
import io
import itertools
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple, get_args

sys.path.insert(0, str(Path(__file__).parents[1]))

import itu_texts
from benchmarks.planted import DRAFTING, KINDS, OF_NAMES, in_all_languages, made

ROOT = Path(itu_texts.__file__).parent
SHARED = Path(__file__).parents[2].parent / "shared"
RARE = 3  # texts
KEPT = RARE + 1  # names of texts that reach a line
SUFFIXES = (".txt", ".md", ".adoc", ".docx", ".pdf", ".xml", ".yml")
FORMS = ("clean", "wrapped", "joined", "raw")
OFTEN_USED = 25  # of every such text the functions are called
LONGEST_EXPLAINED = 10_000  # characters

Work = Callable[[], object]
"""What is done with a text."""


class Reached:
    """The lines of the library that run, and the texts that they run for."""

    def __init__(self) -> None:
        self.lines: dict[str, dict[int, list[str]]] = defaultdict(dict)
        """By module and line, some of the texts; more are not counted."""
        self._now: set[tuple[CodeType, int]] = set()
        self._tool = sys.monitoring.COVERAGE_ID
        sys.monitoring.use_tool_id(self._tool, "unused")
        sys.monitoring.register_callback(self._tool, sys.monitoring.events.LINE, self._line)

    def _line(self, code: CodeType, line: int) -> object:
        self._now.add((code, line))
        return sys.monitoring.DISABLE

    def during(self, name: str, work: Work) -> None:
        """Do some work for a text."""
        self._now.clear()
        sys.monitoring.set_events(self._tool, sys.monitoring.events.LINE)
        sys.monitoring.restart_events()
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                work()
        except (itu_texts.ItuTextsError, SystemExit):
            pass
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
        sys.monitoring.set_events(self._tool, 0)
        here = str(ROOT)
        for code, line in self._now:
            if code.co_filename.startswith(here):
                names = self.lines[code.co_filename[len(here) + 1 :]].setdefault(line, [])
                if len(names) < KEPT and name not in names:
                    names.append(name)


class Statement(NamedTuple):
    """A statement inside a function."""

    first: int
    last: int
    """Its lines, without those of the statements inside it."""


def statements(source: str) -> Iterator[Statement]:
    """Yield the statements inside functions, but for docstrings and those that do nothing."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        stack: list[ast.AST] = [*function.body]
        while stack:
            node = stack.pop()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield Statement(node.lineno, node.body[0].lineno - 1)
                continue  # what is in it is found by itself
            stack += [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt | ast.excepthandler)]
            stack += [each for case in getattr(node, "cases", ()) for each in case.body]
            if isinstance(node, ast.stmt) and not _does_nothing(node):
                body = getattr(node, "body", None)
                last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno or node.lineno
                yield Statement(node.lineno, max(node.lineno, last))


def _does_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass | ast.Global | ast.Nonlocal) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


# ---------------------------------------------------------------------- the texts


def texts(shared: Path, also: Iterable[Path], folder: Path, every: int) -> Iterator[tuple[str, Path, str]]:
    """Yield each text: its name, its file, and its language, or ``auto``."""
    sources = (
        files(shared),
        resolutions(shared, folder),
        gold(shared, folder),
        prints(shared, folder),
        mistakes(folder),
    )
    for source in sources:
        yield from itertools.islice(source, 0, None, every)


def files(shared: Path, *also: Path) -> Iterator[tuple[str, Path, str]]:
    """The files as they are."""
    for top in (*(shared / name for name in ("seed", "corpus", "real", "gold", "lexicon/samples")), *also):
        for path in sorted(top.rglob("*")):
            if path.suffix in SUFFIXES:
                yield str(path.relative_to(top.parent)), path, _language(path)


def volumes(shared: Path, folder: Path) -> Iterator[tuple[str, Path, str]]:
    """The texts of a set one behind the other, and one of each set."""
    sets = [sorted(each.glob("*.raw.txt")) for each in sorted((shared / "gold").iterdir())]
    for paths in (*sets, [path for each in sets for path in each[:2]]):
        words = "\n\n".join(path.read_text("utf-8") for path in paths)
        yield f"a volume of {len(paths)} texts", _written(folder, words), "auto"


def _language(path: Path) -> str:
    known = {"wrc": "en", "pp18": "en", "annexes": "en", "es": "es", "fr": "fr", "skeleton": path.name[:2]}
    return known.get(path.parent.name, "auto") if path.parent.parent.name == "gold" else "auto"


def resolutions(shared: Path, folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Those of the United Nations, with the lines of the cover and of the closing; and fronts of documents."""
    for packed in sorted((shared / "real" / "un").glob("*.jsonl.gz")):
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                words = "\n".join((*row["cover"], row["text"], *row["closing"]))
                yield f"{packed.name}:{number}", _written(folder, words), row["language"]
    for number, line in enumerate((shared / "real" / "record.jsonl").read_text("utf-8").splitlines()):
        row = json.loads(line)
        words = "\n".join((*row["lines"], *row["first"], *row["closing"]))
        yield f"record.jsonl:{number}", _written(folder, words), "auto"


def gold(shared: Path, folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Outlines in the forms in which they are scored."""
    scorer = _tool(shared, "outline_score")
    for path in sorted((shared / "gold").rglob("*.gold.txt")):
        for form in FORMS[:3]:
            words = scorer.render(path.read_text("utf-8"), form, path.name)
            yield f"{path.relative_to(shared)} {form}", _written(folder, words), _language(path)


def prints(shared: Path, folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Outlines and some resolutions in the prints of programs."""
    tool = _tool(shared, "prints")
    sources = [*sorted((shared / "gold").iterdir())], [*sorted((shared / "real" / "un").glob("*.jsonl.gz"))]
    texts = [text for folder in sources[0] for text in tool.read([folder], 3)] + tool.read(sources[1], 100)
    for text in texts:
        for printed in tool.PRINTS.values():
            name = f"{text.name} in the print {printed.name}"
            yield name, _written(folder, printed.make(text), printed.suffix), text.language


def mistakes(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Sound texts with a mistake in each."""
    documents = [itu_texts.parse(made(seed)) for seed in range(4)]
    for kinds, texts in (((*KINDS, *OF_NAMES), documents), (DRAFTING, in_all_languages(1))):
        for kind in kinds:
            for document in texts:
                for planted in itertools.islice(kind.plant(document), 2):
                    yield f"planted: {kind.name}", _written(folder, planted.text), document.language


def _tool(shared: Path, name: str) -> Any:
    if str(shared / "tools") not in sys.path:
        sys.path.append(str(shared / "tools"))
    return importlib.import_module(name)


def _written(folder: Path, words: str, suffix: str = ".txt") -> Path:
    path = folder / f"text{suffix}"
    path.write_text(words, "utf-8", newline="")
    return path


# ---------------------------------------------------------------------- what is done with them


def read(path: Path, language: str) -> itu_texts.Document:
    """Read a text."""
    return itu_texts.parse_file(path, language=language)


def explain(path: Path, language: str) -> itu_texts.Document:
    """Read a text and explain it, if that does not take too long."""
    document = read(path, language)
    if len(document.source.text) < LONGEST_EXPLAINED:
        itu_texts.explain(document)
    return document


def use(path: Path, language: str, folder: Path) -> None:
    """Call the functions that take a document."""
    from itu_texts.analysis.columns import What
    from itu_texts.formats.table import WRITTEN

    document = explain(path, language)
    for function in (itu_texts.check, itu_texts.graph, *_listing()):
        _consumed(function(document))
    for node in itu_texts.walk(document):
        with contextlib.suppress(itu_texts.ItuTextsError):
            document.at(itu_texts.address(node))
    for what in get_args(What):
        _consumed(itu_texts.records(document, what))
    for name, row in WRITTEN.items():
        with contextlib.suppress(itu_texts.ItuTextsError):
            written = itu_texts.export(document, name)
            out = folder / f"out{row.suffixes[0]}"
            out.write_bytes(written if isinstance(written, bytes) else written.encode())
            itu_texts.parse_file(out)


def _listing() -> Iterable[Callable[[itu_texts.Document], Any]]:
    names = "references who_does_what chunks definitions abbreviations bibliography requirements exhibits allocations"
    return [getattr(itu_texts, name) for name in names.split()]


def _consumed(found: Any) -> None:
    if isinstance(found, Iterable):
        for _ in found:
            pass


def commands(shared: Path, folder: Path) -> Iterator[tuple[str, Work]]:
    """Yield each command with real files."""
    from itu_texts.cli import COMMANDS, main

    one, other = (str(shared / "gold" / "wrc" / f"{name}.gold.txt") for name in ("res813", "res223"))
    word, web = (
        str(next((shared / "real" / "word").glob("*.docx"))),
        str(next((shared / "real" / "akn").glob("*-en.xml"))),
    )
    calls: dict[str, list[list[str]]] = defaultdict(list)
    for name in ("diff", "compare", "consolidate"):
        calls[name] = [[one, other], [one, other, "-o", str(folder / f"{name}.html")]]
    database = str(folder / "acts.db")
    calls["collect"] = [[str(shared / "gold" / "wrc"), str(shared / "real" / "akn"), "-o", database]]
    calls["site"] = [[database, "-o", str(folder / "site")]]
    calls["search"] = [[database, "radar"]]
    calls["cites"] = [
        [database, *rest] for rest in (["--of", "Resolution 750"], ["--by", "Resolution 813"], ["--broken"])
    ]
    calls["history"] = [[database, "Resolution 813", *rest] for rest in ([], ["--blame", "resolves"])]
    calls["works"] = calls["mandates"] = [[database]]
    renumbered = ["--fix", "--select", "numbering-gap", "-o"]
    calls["check"] = [[one, *renumbered, str(folder / "again.txt")], [word, *renumbered, str(folder / "again.docx")]]
    calls["view"] = [["--no-browser", one]]
    calls["parse"] = [["--to", "schema"], ["--to", "html", one], ["--to", "docx", one, "-o", str(folder / "a.docx")]]
    for row in COMMANDS:
        for arguments in calls[row.name] or [[one], [word], [web], [one, other]]:
            yield f"command {row.name}", lambda name=row.name, given=arguments: main([name, *given])


def amendments(shared: Path) -> Iterator[tuple[str, Work]]:
    """Yield the cases of amending."""
    _tool(shared, "amending_cases")
    for case in _tool(shared, "amending_engine").CASES:
        if case["cmd"] == "consolidate" and case["form"] == "text":

            def amend(case: dict[str, Any] = case) -> None:
                base, *proposals = (
                    itu_texts.parse(each, language=case["lang"]) for each in (case["base"], *case["props"])
                )
                done = itu_texts.consolidate(base, proposals)
                itu_texts.compare(base, proposals)
                _consumed(itu_texts.diff(base, getattr(done, "document", base)))

            yield f"tools/amending_cases.py: {case['id']}", amend


def run(reached: Reached, shared: Path, also: Iterable[Path], every: int, *, reading: bool) -> None:
    """Do everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count, (text, path, language) in enumerate(texts(shared, also, folder, every)):
            work: Work = partial(read, path, language)
            if count % OFTEN_USED == 0:
                work = partial(explain, path, language) if reading else partial(use, path, language, folder)
            reached.during(text, work)
            if count % 200 == 0:
                print(count, text, file=sys.stderr, flush=True)
        for text, work in itertools.chain(amendments(shared), () if reading else commands(shared, folder)):
            reached.during(text, work)


# ---------------------------------------------------------------------- what is printed


def names_of(statement: Statement, lines: dict[int, list[str]]) -> list[str]:
    """Return the texts that reach a statement."""
    found = dict.fromkeys(name for line in range(statement.first, statement.last + 1) for name in lines.get(line, ()))
    return [*found]


def table(reached: dict[str, dict[int, list[str]]], room: str) -> None:
    """Print how many statements nothing reaches, by module."""
    total: Counter[str] = Counter()
    print(f"{'module':50} {'in functions':>12} {'never':>6} {'1 to 3':>6}")
    for path in sorted((ROOT / room).rglob("*.py")):
        module = str(path.relative_to(ROOT))
        counts = [len(names_of(each, reached.get(module, {}))) for each in statements(path.read_text("utf-8"))]
        never, rare = counts.count(0), sum(0 < count <= RARE for count in counts)
        total.update(all=len(counts), never=never, rare=rare)
        if never or rare:
            print(f"{module:50} {len(counts):12} {never:6} {rare:6}")
    print(f"{'all':50} {total['all']:12} {total['never']:6} {total['rare']:6}")


def show(module: str, lines: dict[int, list[str]], words: str) -> None:
    """Print the statements of a module that few texts reach, each with their names."""
    path = ROOT / module
    source = path.read_text("utf-8").split("\n")
    for statement in sorted({*statements(path.read_text("utf-8"))}):
        names = names_of(statement, lines)
        if len(names) > RARE or not all(words in name for name in names):
            continue
        print(f"{module}:{statement.first:<5}{source[statement.first - 1]}")
        if names:
            print(f"{'':10}<- {'; '.join(names)}")


def main() -> None:
    """Measure, or print what was measured."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", nargs="?", type=Path, default=SHARED)
    arguments.add_argument("--room", default="")
    arguments.add_argument("--also", type=Path, nargs="+", default=(), metavar="FOLDER")
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--reading", action="store_true")
    arguments.add_argument("--save", type=Path)
    arguments.add_argument("--load", type=Path)
    arguments.add_argument("--lines", nargs="+", default=(), metavar="MODULE")
    arguments.add_argument("--from", dest="words", default="")
    given = arguments.parse_args()
    if given.load:
        kept = json.loads(given.load.read_text("utf-8"))
        found = {module: {int(line): names for line, names in lines.items()} for module, lines in kept.items()}
    else:
        reached = Reached()
        run(reached, given.shared, given.also, given.every, reading=given.reading)
        found = reached.lines
    if given.save:
        given.save.write_text(json.dumps(found), "utf-8")
    for module in given.lines:
        show(module, found.get(module, {}), given.words)
    if not given.lines:
        table(found, given.room)


if __name__ == "__main__":
    main()
