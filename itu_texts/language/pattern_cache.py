"""Compiled patterns, kept from one run to the next: to compile them anew is most of the time of a short parse.

Those of the grammars have a file for each language, those of the modules that a parse loads one for all, in the
folder of :mod:`itu_texts.language.cache`.

Python's ``re`` has no public way to keep a compiled pattern.  So this keeps the program that its engine runs, for the
Python that made it (:data:`MADE_BY`) and no other, and the engine checks each program before it takes it.  Where there
is none that fits, the pattern is compiled as ever.
"""

from __future__ import annotations

import atexit
import marshal
import re
import sys
import zlib
from array import array
from functools import cache, cached_property
from typing import Any

from itu_texts.language.cache import folder, keep, kept

try:
    import _sre  # type: ignore[import-not-found]
except ImportError:  # a Python with another engine
    _sre = None

__all__ = ["MADE_BY", "Codes", "modules", "regex"]

_NUMBER = "I"  # an array of these is a program
MADE_BY = (sys.implementation.cache_tag, sys.version_info[:3], getattr(_sre, "MAGIC", 0), sys.byteorder)
"""What two Pythons must share to run the same program."""

_Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_Programs = dict[tuple[str, int], _Program]


class Codes:
    """Compiles patterns, or takes them from those that an earlier run kept.

    :param name: what they are kept under; nothing is kept without it.
    :param of: what they were made from, in any words: those made from something else have another file.
    """

    def __init__(self, name: str = "", of: str = "") -> None:
        self._file = f"{name}-{zlib.crc32(repr((MADE_BY, of)).encode()):08x}.codes"
        self._keeps = bool(name) and _sre is not None and folder() is not None
        self._new: _Programs = {}
        if self._keeps:
            atexit.register(self.keep)

    @cached_property
    def _kept(self) -> _Programs:
        return self._read() if self._keeps else {}

    def _read(self) -> _Programs:
        """The programs that are kept; none where what is kept is of another Python, or cannot be read."""
        content = kept(self._file)
        try:
            made_by, programs = marshal.loads(content) if content else (MADE_BY, {})
        except (ValueError, EOFError, TypeError):
            return {}
        return programs if made_by == MADE_BY else {}

    def keep(self) -> None:
        """Keep those that were compiled, beside those that this run or another kept before."""
        if self._new:
            keep(self._file, marshal.dumps((MADE_BY, {**self._read(), **self._new})))
            self._kept.update(self._new)
            self._new = {}

    def compile(self, pattern: str, flags: int = re.MULTILINE) -> re.Pattern[str]:
        """A pattern, compiled."""
        if not self._keeps:
            return re.compile(pattern, flags)
        asked = (pattern, int(flags | re.UNICODE))
        program = self._kept.get(asked)
        if program is None:
            program = self._new[asked] = _program(pattern, asked[1])
        try:
            return _loaded(pattern, program)
        except (RuntimeError, TypeError, ValueError):  # not a program, whatever it is
            return re.compile(pattern, flags)


modules = cache(lambda: Codes("modules"))
"""The patterns of the modules that have been loaded."""


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of a module, compiled."""
    return modules().compile(pattern, flags)


def _loaded(pattern: str, program: _Program) -> re.Pattern[str]:
    flags, code, groups, numbers, names = program
    found: re.Pattern[str] = _sre.compile(pattern, flags, array(_NUMBER, code).tolist(), groups, numbers, names)
    return found


def _program(pattern: str, flags: int) -> _Program:
    """What the engine is given when a pattern is compiled."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code: Any = _compiler._code(parsed, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    groups = parsed.state.groups - 1
    return flags | parsed.state.flags, array(_NUMBER, code).tobytes(), groups, parsed.state.groupdict, tuple(names)
