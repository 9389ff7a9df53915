"""The strings below the attributes of classes, read from their source, so that ``help()`` can show them.

A comment behind an attribute, ``words: str  #: as printed``, is its docstring too, as for Sphinx.
"""

from __future__ import annotations

import ast
import sys
from enum import Enum
from functools import cache
from inspect import cleandoc
from typing import Any

_PACKAGE = __package__.partition(".")[0]


def docs_of(kind: type) -> dict[str, str]:
    """Return the docstrings of a class (without a name), its attributes and methods, and those of its bases."""
    found: dict[str, str] = {}
    for base in reversed(_own_bases(kind)):
        found |= _of_module(base.__module__).get(base.__name__, {})
    return found


def explain(kind: type) -> None:
    """Let ``help()`` show the docstrings of the attributes of a class.

    Those of slots and of members of enumerations are read from the source when they are asked for.
    """
    for base in _own_bases(kind):
        own: dict[str, Any] = {**vars(base)}
        if isinstance(slots := own.get("__slots__"), tuple):
            base.__slots__ = _OfSlots(base, slots)  # type: ignore[attr-defined]  # Python takes docstrings from there
    if issubclass(kind, Enum) and not isinstance(vars(kind)["__doc__"], _OfMembers):
        type.__setattr__(kind, "__doc__", _OfMembers(kind.__doc__))
    for name, doc in docs_of(kind).items() if issubclass(kind, tuple) else ():
        if name in getattr(kind, "_fields", ()):
            getattr(kind, name).__doc__ = doc


class _OfSlots(dict[str, str]):
    """The names of the slots of a class, with docstrings that are read when they are asked for."""

    def __init__(self, kind: type, names: tuple[str, ...]) -> None:
        super().__init__(dict.fromkeys(names, ""))
        self._kind = kind

    def __getitem__(self, name: str) -> str:
        return docs_of(self._kind).get(name, "")


class _OfMembers:
    """The docstring of an enumeration, and of each of its members."""

    def __init__(self, doc: str | None) -> None:
        self._doc = doc

    def __get__(self, member: Enum | None, kind: type) -> str | None:
        return self._doc if member is None else docs_of(kind).get(member.name, self._doc)


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
