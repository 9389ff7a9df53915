"""A cache of compiled patterns: compiling them takes most of the time of a short parse.

The patterns of each grammar have a file, and those of the modules that a parse loads have one file, in the folder of
:mod:`itu_texts.language.cache`.

Python's ``re`` has no public way to save a compiled pattern. This module saves the program that its engine runs, for
the Python that made it (:data:`MADE_BY`) and no other, and the engine checks each program before it accepts it. If no
program fits, the pattern is compiled as usual.
"""

from __future__ import annotations

import atexit
import marshal
import re
import sys
import zlib
from array import array
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

from itu_texts.language.cache import folder, keep, kept

try:
    import _sre  # type: ignore[import-not-found]
except ImportError:  # a Python with a different engine
    _sre = None

_NUMBER = "I"  # the item type of the array that is a program
MADE_BY = (sys.implementation.cache_tag, sys.version_info[:3], getattr(_sre, "MAGIC", 0), sys.byteorder)
"""The properties that two Pythons must share to run the same program."""

_Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_Programs = dict[tuple[str, int], _Program]


class PatternCache:
    """Compiles patterns, or takes them from the cache.

    :param name: the name of the file in the cache; nothing is cached without a name.
    :param of: a description of the source of the patterns; patterns of another source have another file.
    """

    def __init__(self, name: str = "", of: str = "") -> None:
        self._file = f"{name}-{zlib.crc32(repr((MADE_BY, of)).encode()):08x}.codes"
        self._keeps = bool(name) and _sre is not None and folder() is not None
        self._new: _Programs = {}
        if self._keeps:
            _at_end(self.keep)

    @cached_property
    def _kept(self) -> _Programs:
        return self._read() if self._keeps else {}

    def _read(self) -> _Programs:
        """Return the cached programs; none if they are of another Python, or cannot be read."""
        content = kept(self._file)
        try:
            made_by, programs = marshal.loads(content) if content else (MADE_BY, {})
        except (ValueError, EOFError, TypeError):
            return {}
        return programs if made_by == MADE_BY and isinstance(programs, dict) else {}

    def keep(self) -> None:
        """Cache the patterns that were compiled, together with those that are cached already."""
        if self._new:
            keep(self._file, marshal.dumps((MADE_BY, {**self._read(), **self._new})))
            self._kept.update(self._new)
            self._new = {}

    def compile(self, pattern: str, flags: int = re.MULTILINE) -> re.Pattern[str]:
        """Return a compiled pattern."""
        if not self._keeps:
            return re.compile(pattern, flags)
        asked = (pattern, int(flags | re.UNICODE))
        program = self._kept.get(asked)
        if program is None:
            program = self._new[asked] = _program(pattern, asked[1])
        try:
            return _loaded(pattern, program)
        except (RuntimeError, TypeError, ValueError, OverflowError):  # not a program
            return re.compile(pattern, flags)


modules = cache(lambda: PatternCache("modules"))
"""The patterns of the modules that have been loaded."""


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return the compiled pattern of a module."""
    return modules().compile(pattern, flags)


def _at_end(call: Callable[[], object]) -> None:
    """Call a function when this process ends; a worker process calls no function of ``atexit``."""
    processes = sys.modules.get("multiprocessing.process")  # which a worker has imported
    if processes is not None and processes.parent_process() is not None:
        from multiprocessing.util import Finalize

        Finalize(None, call, exitpriority=0)
    else:
        atexit.register(call)


def _loaded(pattern: str, program: _Program) -> re.Pattern[str]:
    flags, code, groups, numbers, names = program
    found: re.Pattern[str] = _sre.compile(pattern, flags, array(_NUMBER, code).tolist(), groups, numbers, names)
    return found


def _program(pattern: str, flags: int) -> _Program:
    """Return the arguments that the engine is given for a pattern."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code: Any = _compiler._code(parsed, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    groups = parsed.state.groups - 1
    return flags | parsed.state.flags, array(_NUMBER, code).tobytes(), groups, parsed.state.groupdict, tuple(names)
