"""The parser has its thresholds in one table, each with its unit and a reason; no other module of it has numbers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PARSING = ROOT / "itu_texts/parsing"
TABLE = PARSING / "thresholds.py"
MODULES = sorted(path for path in PARSING.rglob("*.py") if path != TABLE)
SHORTEST_REASON = 10  # words
LARGEST = 2  # pairs and halves are part of how something is computed
UNITS = (
    "Characters",
    "Columns",
    "Headings",
    "Labels",
    "Levels",
    "Line breaks",
    "Lines",
    "Number",
    "Numbers",
    "Occurrences",
    "Places",
    "Points",
    "Rows",
    "Share",
    "Texts",
    "Twentieths of a point",
    "Tokens",
    "Weight",
)


def numbers(source: str) -> list[tuple[int, complex]]:
    """The numbers above 2 in a module, and all that are no whole ones, with the lines that they stand in."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float, complex))
        and (abs(node.value) > LARGEST or not isinstance(node.value, int))
    ]


def table(source: str) -> dict[str, str | None]:
    """The thresholds of a table, and what stands below each."""
    body = ast.parse(source).body
    below = [*body[1:], None]
    return {
        node.target.id: following.value.value
        if isinstance(following, ast.Expr)
        and isinstance(following.value, ast.Constant)
        and isinstance(following.value.value, str)
        else None
        for node, following in zip(body, below, strict=True)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def names(path: Path) -> set[str]:
    """What a module reads, whether by its name or as an attribute of another module."""
    nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
    read = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return read | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


THRESHOLDS = table(TABLE.read_text("utf-8"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("_FEW: Final = 3", [3]),
        ("a = text[-3:]", [3]),
        ("a = text[1:40]", [40]),
        ("a = 0.5", [0.5]),
        ("_LEAST, _MOST = 500, 9000", [500, 9000]),
        ("def f(longest=80): ...", [80]),
        ("a = {'x': 3}", [3]),
        ("a = 0x20", [32]),
        ("a = -1 + 2 * True", []),
        ("a = r'\\d{1,4}'", []),
    ],
)
def test_numbers_are_found_wherever_they_stand(source, found):
    assert [number for _, number in numbers(source)] == found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_has_numbers_of_its_own(path):
    assert numbers(path.read_text("utf-8")) == []


def test_the_table_holds_nothing_but_thresholds():
    body = ast.parse(TABLE.read_text("utf-8")).body
    others = [node for node in body if not isinstance(node, (ast.AnnAssign, ast.Expr, ast.ImportFrom))]
    assert others == []
    assert len(THRESHOLDS) > len(MODULES) // 2  # it was read


@pytest.mark.parametrize("name", THRESHOLDS)
def test_each_threshold_has_a_unit_and_a_reason(name):
    said = THRESHOLDS[name]
    assert said is not None, "nothing stands below it"
    unit, _, reason = said.partition(".")
    assert set(unit.capitalize().split(" or ")) <= {*UNITS, *map(str.lower, UNITS)}
    assert len(reason.split()) >= SHORTEST_REASON
    assert not name.startswith("_")


def test_each_threshold_is_used():
    used = set[str]().union(*map(names, [*MODULES, TABLE]))
    assert set(THRESHOLDS) - used == set()
