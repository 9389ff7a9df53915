"""Imports run one way, what is not needed is not imported, and the words of a language stay in the grammars."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest
import together
from conftest import ROOT, pytest_runtest_makereport
from pattern_names import known as names_of_patterns
from together import for_all

from itu_texts.parsing.tokens import TokenType

PACKAGE = ROOT / "itu_texts"
# From the bottom up: a module imports from its own room and those above it here, for type checking too.
ROOMS = (
    "errors",
    "language",
    "tree",
    "parsing",
    "analysis",
    "formats",
    "api",
    "revision",
    "collection",
    "nodes",
    "rows",
    "__init__",
    "cli",
    "__main__",
)
LOADED_LATER = re.compile(r"(itu_texts(?:\.\w+)+):\w+")  # how the tables name functions of modules not yet imported


@pytest.fixture(scope="module", autouse=True)
def _trees_are_forgotten():
    yield
    _parsed.cache_clear()


@cache
def _parsed(code: str) -> ast.Module:
    """The tree of a module, which several tests look at."""
    return ast.parse(code)


def _room(module: str) -> int:
    return ROOMS.index(module.split(".")[0])


def _modules(package: Path) -> dict[str, Path]:
    """The modules of a package by their names below it; a package goes by ``__init__``."""
    return {".".join(file.relative_to(package).with_suffix("").parts): file for file in package.rglob("*.py")}


def _statements(tree: ast.AST, type_checking: bool) -> Iterator[ast.AST]:
    """All nodes of a module, those inside functions too; what only type checkers see if that is asked for."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        guarded = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        stack += node.orelse if guarded and not type_checking else ast.iter_child_nodes(node)


def _imports(tree: ast.Module, package: str = "itu_texts", type_checking: bool = False) -> Iterator[str]:
    """What a module imports from its package, at its top, inside functions and by the tables."""
    for node in _statements(tree, type_checking):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == package:
            module = node.module.partition(".")[2]
            yield from (f"{module}.{alias.name}".strip(".") for alias in node.names)
        elif isinstance(node, ast.Import):
            names = (alias.name for alias in node.names if alias.name.split(".")[0] == package)
            yield from (name.partition(".")[2] or "__init__" for name in names)
        elif isinstance(node, ast.Constant) and (found := LOADED_LATER.fullmatch(str(node.value))):
            yield found[1].partition(".")[2]


def _graph(package: Path, type_checking: bool = False) -> dict[str, set[str]]:
    """Which modules each module needs."""
    modules = _modules(package)

    def module_of(name: str) -> str:
        """The module that a name is, or stands in: ``spans.Span`` is in ``spans``, ``nodes.Text`` in its package."""
        parts = name.split(".")
        for end in range(len(parts), 0, -1):
            for found in (".".join(parts[:end]), ".".join((*parts[:end], "__init__"))):
                if found in modules:
                    return found
        return "__init__"

    def needed(name: str, other: str) -> Iterator[str]:
        """The module that another imports from, and the packages that are run before it."""
        module = module_of(other)
        yield module
        parts = module.split(".")
        packages = (".".join((*parts[:end], "__init__")) for end in range(1, len(parts)))
        yield from (package for package in packages if not name.startswith(package.removesuffix("__init__")))

    return {
        name: {
            module
            for other in _imports(_parsed(file.read_text("utf-8")), package.name, type_checking)
            for module in needed(name, other)
            if module != name
        }
        for name, file in modules.items()
    }


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that need one another in a ring; none if there is no such ring."""
    done: set[str] = set()

    def search(path: list[str]) -> list[str]:
        for other in sorted(graph[path[-1]] - done):
            if other in path:
                return [*path[path.index(other) :], other]
            if found := search([*path, other]):
                return found
        done.add(path[-1])
        return []

    return next(filter(None, (search([name]) for name in sorted(graph))), [])


@pytest.fixture(scope="module")
def graph():
    return _graph(PACKAGE)


@pytest.fixture(scope="module")
def all_imports():
    return _graph(PACKAGE, type_checking=True)


def test_the_rooms_are_all_that_stands_at_the_root():
    there = {
        path.name for path in PACKAGE.iterdir() if path.name not in ("__pycache__", "py.typed", "data", "__init__.pyi")
    }
    assert {name.removesuffix(".py") for name in there} == {*ROOMS}


def test_imports_run_one_way(all_imports):
    wrong = [
        f"{module} imports {other}"
        for module in sorted(_modules(PACKAGE))
        for other in all_imports[module]
        if _room(other) > _room(module)
    ]
    assert wrong == []


def test_no_modules_need_one_another(graph):
    assert _circle(graph) == []


def test_a_package_that_needs_what_imports_from_it_is_a_circle(tmp_path):
    package = tmp_path / "itu_texts"
    (package / "things").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "ways.py").write_text("from itu_texts.things.base import it\n")
    (package / "things" / "base.py").write_text("it = 1\n")
    (package / "things" / "__init__.py").write_text("from itu_texts.ways import it\n")
    assert set(_circle(_graph(package))) == {"ways", "things.__init__"}


@pytest.mark.parametrize(
    "back",
    [
        "from {0}.top import it",
        "import {0}.top",
        "from {0} import top",
        "def work():\n    from {0}.top import it\n    return it",
        "class C:\n    def work(self):\n        import {0}.top",
        'ROWS = ("{0}.top:it",)',
    ],
)
def test_a_circle_would_be_seen(tmp_path, back):
    package = tmp_path / "itu_texts"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "top.py").write_text("from itu_texts.middle import it\n")
    (package / "middle.py").write_text("from itu_texts.bottom import it\n")
    (package / "bottom.py").write_text("if TYPE_CHECKING:\n    from itu_texts.top import it\nit = 1\n")
    assert _circle(_graph(package)) == []
    (package / "bottom.py").write_text(back.format("itu_texts") + "\n")
    assert set(_circle(_graph(package))) == {"top", "middle", "bottom"}


def test_only_the_grammar_and_parsing_know_lark():
    for file in PACKAGE.rglob("*.py"):
        if not {"grammar", "parsing"} & set(file.parts):
            assert not re.search(r"(?m)^\s*(?:from|import) lark", file.read_text("utf-8")), file.name


HEAVY = (
    "lark",
    "cattrs",
    "argparse",
    "csv",
    "json",
    "itu_texts.parsing",
    "itu_texts.formats.json.schema",
    "itu_texts.analysis.references",
    "itu_texts.analysis.tasks",
    "itu_texts.analysis.checks",
)


@for_all(
    "code, allowed",
    [
        ("import itu_texts", set()),
        ("import itu_texts; itu_texts.Limits; itu_texts.Document(start=0, end=0, language='en')", set()),
        ("import itu_texts; itu_texts.to_json", {"json", "itu_texts.formats.json.schema"}),
        ("import itu_texts.cli", {"argparse"}),
        ("import itu_texts; itu_texts.parse('resolves')", {"lark", "json", "itu_texts.parsing"}),
    ],
)
def test_only_what_is_needed_is_imported(code, allowed):
    code = f"import sys; {code}; print(*{set(HEAVY)} & sys.modules.keys(), sep=',')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(filter(None, done.stdout.strip().split(","))) <= allowed


_BARE = """
import sys
class Absent:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in {}:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Absent())
"""
EXTRAS = ("jinja2", "markupsafe", "lxml", "pypdfium2", "pyarrow", "xlsxwriter")


@for_all("extras", [(), EXTRAS])
def test_all_names_are_there_without_extras(extras):
    """``from ... import *`` of each module that lists its names."""
    lists = sorted(
        ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for file in PACKAGE.rglob("*.py")
        if "\n__all__ = " in file.read_text("utf-8")
    )
    assert {"itu_texts.parsing"} <= {*lists}
    named = ("itu_texts", "itu_texts.nodes", "itu_texts.rows", *lists)
    code = _BARE.format(extras) + "".join(f"from {name} import *\n" for name in named)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@for_all("word", ["considering", "resolves", "Secretary-General", "RESOLUTION", "Bureau"])
def test_no_words_of_a_language_in_the_code(word):
    found = [each for each in _strings_of_the_code() if word in each[0]]
    assert [(*where,) for value, *where in found if not value == word == "RESOLUTION"] == []


_NAME_OF_TYPE = re.compile(r"[A-Z_]{4,}")


def test_the_parser_compares_with_names_that_there_are():
    """Those of types of tokens, patterns and concepts: a type checker does not see those in tuples and groups."""
    names = names_of_patterns()
    known = {*get_args(TokenType), *names, *(name.partition("__")[2] for name in names)}
    for file in (PACKAGE / "parsing").glob("*.py"):
        for compared in (
            each for each in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(each, ast.Compare)
        ):
            words = (str(each.value) for each in ast.walk(compared) if isinstance(each, ast.Constant))
            assert known.issuperset(filter(_NAME_OF_TYPE.fullmatch, words)), f"{file.name}:{compared.lineno}"


@cache
def _strings_of_the_code() -> list[tuple[str, str, int]]:
    """Each that is no documentation, and where it stands."""
    found = []
    for file in PACKAGE.rglob("*.py"):
        nodes = [*ast.walk(_parsed(file.read_text("utf-8")))]
        documentation = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        found += [
            (node.value, file.name, node.lineno)
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
        ]
    return found


CASE = frozenset(("islower", "isupper", "istitle", "isalpha", "isalnum", "isdigit"))
STOPS = frozenset(";:,.；：，。、؛،")
LETTERS = re.compile("a-zß|A-ZÀ")  # sets of the small letters, or the capitals, that texts are in


@for_all("file", sorted((PACKAGE / "parsing").glob("*.py")) + sorted((PACKAGE / "analysis").glob("*.py")))
def test_facts_of_writing_stand_in_one_module(file):
    """What is a capital, a figure, a stop is asked of ``writing.py``, which can be told of other alphabets."""
    for node in ast.walk(_parsed(file.read_text("utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr in CASE), f"{file.name}:{node.lineno}"
        stop = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value and {*node.value} <= STOPS
        letters = isinstance(node, ast.Constant) and isinstance(node.value, str) and LETTERS.search(node.value)
        assert not letters, f"{file.name}:{node.lineno}"
        assert not stop or node.value == ".", f"{file.name}:{node.lineno}"  # a dot also parts the numbers of a label


# ---------------------------------------------------------------------- what holds of the tests themselves: which are marked, and what a sample of cases is


@pytest.mark.parametrize(("flag", "outcome"), [(True, "failed"), (False, "skipped")])
def test_a_skipped_test_fails_where_nothing_may_be_skipped(flag, outcome):
    config = SimpleNamespace(option=SimpleNamespace(nothing_skipped=flag))
    report = SimpleNamespace(outcome="skipped", skipped=True, longrepr=("file", 1, "Skipped: axe-core is not here"))
    hook = pytest_runtest_makereport(SimpleNamespace(config=config))
    next(hook)
    with pytest.raises(StopIteration) as ended:
        hook.send(report)
    assert ended.value.value is report
    assert report.outcome == outcome
    assert "axe-core is not here" in str(report.longrepr)


def test_a_sample_is_spread_over_all_cases_and_all_texts_are_all(monkeypatch):
    monkeypatch.setattr(together.asked, "everything", False)
    assert [together.some("abcdefgh", 3, first) for first in range(4)] == [[*"adg"], [*"beh"], [*"cf"], [*"adg"]]
    assert [together.tries(count) for count in (1, 2, 3, 30)] == [1, 1, 1, 10]
    monkeypatch.setattr(together.asked, "everything", True)
    assert together.some("abcdefgh", 3, 1) == [*"abcdefgh"]
    assert together.tries(30) == 30
