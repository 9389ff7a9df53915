"""The names of the patterns of all languages.

The stub, ``names.pyi``, declares each of them, so that a type checker knows them; ``python tests/pattern_names.py``
makes it from the grammars.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Generic, NewType, TypeVar

_T = TypeVar("_T")
Family = LineForm = str
PatternName = NewType("PatternName", str)


class PatternNames(Generic[_T]):
    """Has an attribute for each pattern: here its name."""

    def __getattr__(self, name: str) -> Any:
        if f" {name}: _T\n" not in _stub():
            raise AttributeError(f"no grammar has a pattern {name!r}", name=name, obj=self)
        vars(self)[name] = name  # so that it is looked for once
        return name


@cache
def _stub() -> str:
    return Path(__file__).with_suffix(".pyi").read_text("utf-8")


NAMES: PatternNames[PatternName] = PatternNames()
"""The names of the patterns: ``NAMES.THAT``."""
