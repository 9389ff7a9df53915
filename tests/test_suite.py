"""What holds of the tests themselves: which are marked, and that none measures the clock."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import together
from conftest import PROGRAMS, ROOT, pytest_runtest_makereport

TESTS = ROOT / "tests"
FILES = [file for file in sorted(TESTS.rglob("*.py")) if "benchmarks" not in file.parts and file.name != "settle.py"]
CLOCKS = {"perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "time.time", "time_ns", "datetime.now"}
LEAST = 30  # seconds that a test may wait for before it fails


def test_marks_are_programs_that_may_be_absent():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    marks = [mark.partition(":")[0] for mark in project["tool"]["pytest"]["ini_options"]["markers"]]
    assert sorted(marks) == sorted(PROGRAMS)


def test_at_most_one_test_in_twenty_is_marked(request):
    tests = request.session.items
    if len(tests) < 5000 or request.config.option.markexpr:
        pytest.skip("these are not all tests")
    marked = [test for test in tests if any(test.get_closest_marker(name) for name in PROGRAMS)]
    assert 0 < 20 * len(marked) <= len(tests)


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


def test_one_run_of_the_continuous_integration_takes_all_texts():
    runs = [line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if "-m pytest" in line]
    assert sum("--all-texts" in line for line in runs) == 1


def clocks(code: str) -> list[int]:
    """The lines that read a clock which runs while other programs do, or let something wait for a short time only."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute):
            names = {node.attr, f"{ast.unparse(node.value)}.{node.attr}"}
        elif isinstance(node, ast.ImportFrom):
            names = {name for alias in node.names for name in (alias.name, f"{node.module}.{alias.name}")}
        elif isinstance(node, ast.keyword | ast.Call):
            names = {"perf_counter"} if _waits_too_short(node) else set()
        else:
            continue
        if names & CLOCKS:
            found.append(node.lineno)
    return found


def _waits_too_short(node: ast.keyword | ast.Call) -> bool:
    if isinstance(node, ast.keyword):
        given = node.value if node.arg == "timeout" else None
    else:
        given = node.args[0] if ast.unparse(node.func).endswith("mark.timeout") and node.args else None
    return isinstance(given, ast.Constant) and isinstance(given.value, int | float) and given.value < LEAST


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_test_measures_the_clock(file: Path):
    """Growth is a ratio of what the processor spends (``timing.py``), and a hang is the timeout of a test."""
    assert clocks(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("import time\nbegan = time.perf_counter()", [2]),
        ("from time import monotonic", [1]),
        ("from time import time", [1]),
        ("import time as t\nt.monotonic()", [2]),
        ("subprocess.run(command, timeout=5)", [1]),
        ("@pytest.mark.timeout(2)\ndef test_x(): ...", [1]),
        ("import time\nbegan = time.process_time()\ntime.sleep(1)", []),
        ("subprocess.run(command, timeout=60)\npytest.mark.timeout(300)", []),
    ],
)
def test_a_test_that_does_is_found_out(code, lines):
    assert clocks(code) == lines
