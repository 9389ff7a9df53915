"""The strings below the attributes of classes, read from their source: the schema of the JSON describes them so.

Python keeps no docstrings of attributes, so there is no other place to take them from.

A comment behind an attribute, ``words: str  #: as printed``, is its docstring too, as for Sphinx.
"""

from __future__ import annotations

import ast
import sys
from functools import cache
from inspect import cleandoc

_PACKAGE = __package__.partition(".")[0]


def docs_of(kind: type) -> dict[str, str]:
    """Return the docstrings of a class (without a name), its attributes and methods, and those of its bases."""
    found: dict[str, str] = {}
    for base in reversed(_own_bases(kind)):
        found |= _of_module(base.__module__).get(base.__name__, {})
    return found


def _own_bases(kind: type) -> list[type]:
    return [base for base in kind.__mro__ if base.__module__.partition(".")[0] == _PACKAGE]


@cache
def _of_module(name: str) -> dict[str, dict[str, str]]:
    """Return the docstrings in the source of a module, by class and name."""
    package, _, module = name.rpartition(".")
    if hasattr(sys.modules[name], "__path__"):
        package, module = name, "__init__"
    from importlib import resources  # which takes long to import

    file = resources.files(package).joinpath(f"{module}.py")
    source = file.read_text("utf-8") if file.is_file() else ""  # an installation may have compiled modules only
    lines = source.splitlines()
    return {node.name: _of_class(node, lines) for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


def _of_class(node: ast.ClassDef, lines: list[str]) -> dict[str, str]:
    found = {"": ast.get_docstring(node) or ""}
    for each, after in zip(node.body, [*node.body[1:], None], strict=True):
        match each, after:
            case ast.FunctionDef(name=name), _:
                found[name] = ast.get_docstring(each) or ""
            case (
                (ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)])),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = cleandoc(text)
            case ((ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)])), _):
                found[name] = lines[each.lineno - 1].partition("  #: ")[2]
    return found
