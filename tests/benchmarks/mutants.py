"""Small changes to the code, one at a time, and whether a test fails: ``python tests/benchmarks/mutants.py``.

A change that no test sees shows what no test is about: a comparison turned, "and" for "or", a number one too high, a "not"
left out, a branch never taken. They are chosen at random, by a seed, in the functions that tests call. Which tests call which functions is
found out first, by running the tests once; of a function, the test files that call the fewest others run first.

================  ==================================================================================
``--reach FILE``  run the tests, and keep which functions each test file calls
``--load FILE``   what was kept
``--seed N``      which changes are chosen (1)
``--count N``     how many (25)
================  ==================================================================================

It is run before each release, with four seeds. A change that survives gets a test, or its code goes.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "itu_texts"
LONGEST = 900  # seconds of the tests of one change; a loop that does not end is seen
_REACHED = "ITU_TEXTS_REACHED"
_TURNED: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


class Change(NamedTuple):
    """A change to an expression."""

    module: str
    function: str
    line: int
    old: str
    new: str
    start: int
    """Where the expression stands in the file, in bytes."""
    end: int


# ---------------------------------------------------------------------- which tests call which functions

_calls: dict[str, set[tuple[str, int]]] = defaultdict(set)


def pytest_runtest_setup(item: Any) -> None:
    """Record the functions that a test calls, for its file; this module is a plugin of pytest then."""
    here, package = _calls[Path(item.fspath).name], f"{PACKAGE}{os.sep}"

    def called(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(package):
            here.add((frame.f_code.co_filename[len(package) :], frame.f_code.co_firstlineno))

    sys.setprofile(called)


def pytest_runtest_teardown(item: Any) -> None:
    """Stop."""
    sys.setprofile(None)


def pytest_sessionfinish(session: Any) -> None:
    """Keep what was recorded."""
    kept = {name: sorted(functions) for name, functions in _calls.items()}
    Path(os.environ[_REACHED]).write_text(json.dumps(kept), "utf-8")


def record(path: Path) -> None:
    """Run tests, and keep which functions each file calls."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), _REACHED: str(path.resolve())}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "mutants", "tests"]
    subprocess.run(command, cwd=ROOT, env=environment, check=False)


# ---------------------------------------------------------------------- changes


def changes(module: str, called: set[int]) -> Iterator[Change]:
    """Yield the changes in the functions of a module that begin at some lines."""
    source = (PACKAGE / module).read_text("utf-8")
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        first = min([function.lineno, *(each.lineno for each in function.decorator_list)])
        if first not in called:
            continue
        for node in _expressions(function):
            new = _changed(node)
            if new is not None and isinstance(node, ast.expr) and node.end_lineno and node.end_col_offset is not None:
                start, end = (
                    starts[node.lineno - 1] + node.col_offset,
                    starts[node.end_lineno - 1] + node.end_col_offset,
                )
                yield Change(module, function.name, node.lineno, ast.unparse(node), f"({ast.unparse(new)})", start, end)


def _expressions(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes of the body of a function, but for those in formatted strings, whose places are not known."""
    stack: list[ast.AST] = [*function.body]
    while stack:
        node = stack.pop()
        yield node
        stack += [] if isinstance(node, ast.JoinedStr) else ast.iter_child_nodes(node)


def _changed(node: ast.AST) -> ast.expr | None:
    """Return an expression with one thing changed; ``None`` if there is nothing to change."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=comparators) if type(op) in _TURNED:
            return ast.Compare(left, [_TURNED[type(op)]()], comparators)
        case ast.BoolOp(op=op, values=values):
            return ast.BoolOp(_TURNED[type(op)](), values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _TURNED:
            return ast.BinOp(left, _TURNED[type(op)](), right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Constant(value=bool() as value):
            return ast.Constant(not value)
        case ast.Constant(value=int() as value):
            return ast.Constant(value + 1)
    return None


def chosen(reached: dict[str, list[list[Any]]], seed: int, count: int) -> list[Change]:
    """Return changes in random functions that tests call, one in each."""
    called: dict[str, set[int]] = defaultdict(set)
    for functions in reached.values():
        for module, line in functions:
            if (PACKAGE / module).is_file():
                called[module].add(line)
    every: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for module, lines in sorted(called.items()):
        for change in changes(module, lines):
            every[module, change.function].append(change)
    dice = random.Random(seed)
    return [dice.choice(every[each]) for each in dice.sample(sorted(every), min(count, len(every)))]


def files_for(change: Change, reached: dict[str, list[list[Any]]]) -> list[str]:
    """Return the test files that call the function of a change, first those that call the fewest others."""
    first = {line for module, line in _beginnings(change)}
    calling = [
        (len(functions), name)
        for name, functions in reached.items()
        if any(module == change.module and line in first for module, line in functions)
    ]
    return [f"tests/{name}" for _, name in sorted(calling) if (ROOT / "tests" / name).is_file()]


def _beginnings(change: Change) -> Iterator[tuple[str, int]]:
    for function in ast.walk(ast.parse((PACKAGE / change.module).read_text("utf-8"))):
        is_named = isinstance(function, ast.FunctionDef) and function.name == change.function
        if is_named and function.lineno <= change.line <= (function.end_lineno or 0):
            yield change.module, min([function.lineno, *(each.lineno for each in function.decorator_list)])


def survives(change: Change, files: list[str], checkout: Path) -> bool:
    """Return whether all tests of some files pass with a change."""
    path = checkout / "itu_texts" / change.module
    source = path.read_bytes()
    path.write_bytes(source[: change.start] + change.new.encode() + source[change.end :])
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", *files]
    try:
        done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, timeout=LONGEST)
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_bytes(source)


def main() -> int:
    """Print what becomes of each change; the exit code is 1 if one survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reach", type=Path)
    parser.add_argument("--load", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=25)
    options = parser.parse_args()
    if options.reach is not None:
        record(options.reach)
        return 0
    reached = json.loads(options.load.read_text("utf-8"))
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder, "checkout")
        shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "node_modules"))
        if (ROOT.parent / "shared").exists():
            Path(folder, "shared").symlink_to((ROOT.parent / "shared").resolve())
        for change in chosen(reached, options.seed, options.count):
            files = files_for(change, reached)
            alive = survives(change, files, checkout)
            survivors += alive
            said = f"{change.module}:{change.line} {change.function}: {change.old} -> {change.new} ({len(files)} files)"
            print("survives" if alive else "seen    ", said, flush=True)
    print(f"{survivors} of {options.count} survive")
    return int(bool(survivors))


if __name__ == "__main__":
    sys.exit(main())
