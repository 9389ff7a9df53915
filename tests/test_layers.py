"""Imports run one way, what is not needed is not imported, and the words of a language stay in the grammars."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
from conftest import ROOT

PACKAGE = ROOT / "itu_texts"
# From the bottom up: a module imports only from layers below its own (or its own package, for parsing and exporters).
LAYERS = [
    {"spans", "series", "addressees", "evidence"},
    {"diagnostics"},
    {"errors", "writing"},
    {"grammar"},
    {"identifiers", "languages"},
    {"nodes"},
    {"walk", "readers"},
    {"addresses"},
    {"parsing", "exporters"},
    {"analysis", "volumes"},
    {"api"},
    {"batch"},
    {"__init__"},
    {"cli"},
    {"__main__"},
]


def _layer(module: str) -> int:
    return next(index for index, names in enumerate(LAYERS) if module in names)


def _imports(tree: ast.Module):
    """Modules of the package that are imported at the top of a module."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("itu_texts"):
            names = node.module.split(".")[1:]
            yield from [names] if names else [[alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (["__init__"] for alias in node.names if alias.name == "itu_texts")


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_run_one_way(file):
    mine = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for names in _imports(ast.parse(file.read_text("utf-8"))):
        target = names[0] if (PACKAGE / names[0]).exists() or (PACKAGE / f"{names[0]}.py").exists() else "__init__"
        assert target == mine or _layer(target) < _layer(mine), f"{file.name} imports {'.'.join(names)}"


def test_only_the_grammar_and_parsing_know_lark():
    for file in PACKAGE.rglob("*.py"):
        if not {"grammar", "parsing"} & set(file.parts):
            assert not re.search(r"(?m)^\s*(?:from|import) lark", file.read_text("utf-8")), file.name


def test_importing_the_package_imports_little():
    code = "import sys, itu_texts; print([m for m in ('lark', 'cattrs', 'argparse', 'itu_texts.parsing') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("word", ["considering", "resolves", "Secretary-General", "RESOLUTION", "Bureau"])
def test_no_words_of_a_language_in_the_code(word):
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(tree := ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and word in node.value:
                assert _is_documentation(tree, node) or node.value == word == "RESOLUTION", (file.name, node.lineno)


def _is_documentation(tree: ast.Module, wanted: ast.Constant) -> bool:
    return any(isinstance(node, ast.Expr) and node.value is wanted for node in ast.walk(tree))
