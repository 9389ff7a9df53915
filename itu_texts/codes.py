"""Patterns that were compiled when a wheel was built: to compile them anew is most of the time of a short parse.

Those of the grammars have a file for each language; those of the modules that a parse loads have one for all.

Python's ``re`` has no public way to keep a compiled pattern.  So this keeps the program that its engine runs, for the
Python that made it (:data:`MADE_BY`) and no other, and the engine checks each program before it takes it.  Where there
is none that fits, the pattern is compiled as ever.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Any

try:
    import _sre  # type: ignore[import-not-found]
except ImportError:  # a Python with another engine
    _sre = None

__all__ = ["MADE_BY", "Codes", "modules", "regex"]

_NUMBER = "I"  # an array of these is a program
MADE_BY = (sys.implementation.cache_tag, sys.version_info[:3], getattr(_sre, "MAGIC", 0), sys.byteorder)
"""What two Pythons must share to run the same program."""

_MODULES = Path(__file__).with_name("grammars") / "tables" / "modules.codes"
"""Where a wheel has the patterns of the modules; a checkout has no such file."""

_Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


class Codes:
    """Compiles patterns, or takes them from those that were kept."""

    def __init__(self, kept: dict[tuple[str, int], _Program] | None = None) -> None:
        self._kept = kept or {}
        self.made: dict[tuple[str, int], re.Pattern[str]] = {}
        """All that it has given, by what was asked for."""

    @classmethod
    def read(cls, path: Path) -> Codes:
        """With those that a file has; with none if there is no such file, or another Python wrote it."""
        if _sre is None or not path.is_file():
            return cls()
        made_by, kept = marshal.loads(path.read_bytes())
        return cls(kept if made_by == MADE_BY else None)

    def write(self, path: Path) -> None:
        """Keep all that were given."""
        kept = {asked: _program(each) for asked, each in self.made.items()}
        path.write_bytes(marshal.dumps((MADE_BY, kept)))

    def compile(self, pattern: str, flags: int = re.MULTILINE) -> re.Pattern[str]:
        """A pattern, compiled."""
        asked = (pattern, int(flags | re.UNICODE))
        program = self._kept.get(asked)
        self.made[asked] = found = re.compile(pattern, flags) if program is None else _loaded(pattern, program)
        return found


modules = cache(lambda: Codes.read(_MODULES))
"""The patterns of the modules that have been loaded."""


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of a module, compiled."""
    return modules().compile(pattern, flags)


def _loaded(pattern: str, program: _Program) -> re.Pattern[str]:
    flags, code, groups, numbers, names = program
    found: re.Pattern[str] = _sre.compile(pattern, flags, array(_NUMBER, code).tolist(), groups, numbers, names)
    return found


def _program(pattern: re.Pattern[str]) -> _Program:
    """What the engine was given when a pattern was compiled."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern.pattern, pattern.flags)
    code: Any = _compiler._code(parsed, pattern.flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    groups = parsed.state.groups - 1
    return (
        pattern.flags | parsed.state.flags,
        array(_NUMBER, code).tobytes(),
        groups,
        parsed.state.groupdict,
        tuple(names),
    )
