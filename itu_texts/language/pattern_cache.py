"""A cache of compiled patterns: compiling them takes most of the time of a short parse.

The patterns of each grammar have a file, and those of the modules that a parse loads have one file, in the folder of
:mod:`itu_texts.language.pattern_cache`.

Python's ``re`` has no public way to save a compiled pattern. This module saves the program that its engine runs, for
the Python that made it (:data:`MADE_BY`) and no other, and the engine checks each program before it accepts it. If no
program fits, the pattern is compiled as usual.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import stat
import sys
import zlib
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import cache, cached_property
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, cast

# ----------------------------------------------------------------------
# A cache folder of the user for data that is slow to compute. It is read only if nobody else can write to it.

VARIABLE = "ITU_TEXTS_CACHE"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_CHECKSUM = 4  # bytes
_FILES = 12  # files of one kind, for several versions of Python and of the package
_USER = getattr(os, "geteuid", lambda: None)  # Windows has no user numbers: there the folder belongs to the user


@cache
def folder() -> Path | None:
    """Return the cache folder, which may not exist yet; ``None`` if caching is off."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).absolute() if named else None
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        above = "~/Library/Caches"
    else:
        above = os.environ.get("XDG_CACHE_HOME", "")
        above = above if Path(above).is_absolute() else "~/.cache"
    with suppress(RuntimeError):  # a user without a home
        place = Path(above).expanduser()
        return place / "itu_texts" if place.is_absolute() else None
    return None


def kept(name: str) -> mmap | None:
    """Return the cached data of a name, of which only what is used is read.

    ``None`` if there is none, or if others could have written it.
    """
    place = folder()
    with suppress(OSError, ValueError):  # an empty file has no map
        if place is not None:
            with open(os.open(place / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:  # noqa: PTH123
                if _is_own(os.fstat(file.fileno())) and _is_safe(place):
                    return mmap(file.fileno(), 0, access=ACCESS_READ)
    return None


def keep(name: str, content: bytes) -> None:
    """Cache data under a name, completely or not at all.

    Only a few older files of the same kind (``en-...``) are left.
    """
    place = folder()
    if place is None:
        return
    import tempfile  # needed only for writing

    with suppress(OSError):
        for above in reversed((place, *place.parents)):
            if not above.is_dir():
                above.mkdir(mode=0o700, exist_ok=True)
        if not _is_safe(place):
            return
        handle, made = tempfile.mkstemp(dir=place, prefix=".")
        try:
            with open(handle, "wb") as file:  # noqa: PTH123
                file.write(content)
            Path(made).replace(place / name)
        except BaseException:
            Path(made).unlink()
            raise
        same = place.glob(f"{name.partition('-')[0]}-*")
        for old in sorted(same, key=lambda file: file.stat().st_mtime, reverse=True)[_FILES:]:
            old.unlink()


def sealed(content: bytes) -> bytes:
    """Return data with its checksum before it."""
    return _checksum(content) + content


def unsealed(data: bytes | mmap) -> bytes:
    """Return data without the checksum before it; nothing if the checksum is another one."""
    content = data[_CHECKSUM:]
    return content if data[:_CHECKSUM] == _checksum(content) else b""


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_CHECKSUM, "big")


def _is_own(found: os.stat_result) -> bool:
    """Return whether a file or folder belongs to the user, and nobody else can write to it."""
    user = _USER()
    return user is None or (found.st_uid == user and not found.st_mode & _OTHERS_WRITE)


def _is_safe(place: Path) -> bool:
    """Return whether a folder belongs to the user, and nobody else can replace it."""
    if not _is_own(place.stat()):
        return False
    return all(_is_guarded(above.stat()) for above in {*place.parents, *place.resolve().parents})


def _is_guarded(found: os.stat_result) -> bool:
    """Return whether only the user or root can rename the entries of a folder."""
    user = _USER()
    is_safe = not found.st_mode & _OTHERS_WRITE or bool(found.st_mode & stat.S_ISVTX)
    return user is None or (found.st_uid in (0, user) and is_safe)


try:
    import _sre  # type: ignore[import-not-found]
except ImportError:  # a Python with a different engine
    _sre = None

_NUMBER = "I"  # the item type of the array that is a program
MADE_BY = (sys.implementation.cache_tag, sys.version_info[:3], getattr(_sre, "MAGIC", 0), sys.byteorder)
"""The properties that two Pythons must share to run the same program."""

_Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What the engine is given besides a pattern."""
_Key = tuple[int, int, int]
"""The length of a pattern, its checksum, and its flags. Two patterns may have the same."""
_SIZE = 4  # bytes for the size of the index, at the end of a file
_NO_PROGRAM = (RuntimeError, TypeError, ValueError, OverflowError, EOFError)
"""What data raises that is not a program."""


class PatternCache:
    """Compiles patterns, or takes them from the cache.

    The file holds a record for each pattern, and an index at its end, so that only the records that are asked for are
    read.

    :param name: the name of the file in the cache; nothing is cached without a name.
    :param of: a description of the source of the patterns; patterns of another source have another file.
    """

    def __init__(self, name: str = "", of: str = "") -> None:
        self._file = f"{name}-{zlib.crc32(repr((MADE_BY, of)).encode()):08x}.programs"
        self._keeps = bool(name) and _sre is not None and folder() is not None
        self._new: dict[_Key, bytes] = {}
        if self._keeps:
            _at_end(self.keep)

    @cached_property
    def _kept(self) -> tuple[mmap | bytes, dict[_Key, tuple[int, int]]]:
        """The cached records, and the place of each; none if they are of another Python, or cannot be read."""
        data = kept(self._file) or b""
        with suppress(*_NO_PROGRAM):
            index = data[-int.from_bytes(data[-_SIZE:], "big") - _SIZE : -_SIZE]
            made_by, places = marshal.loads(unsealed(index))
            if made_by == MADE_BY and isinstance(places, dict):
                return data, places
        return b"", {}

    def keep(self) -> None:
        """Cache the patterns that were compiled, together with those that are cached already."""
        if self._new:
            vars(self).pop("_kept", None)  # another process may have written more
            data, places = self._kept
            records = {key: data[slice(*place)] for key, place in places.items()} | self._new
            ends = accumulate(map(len, records.values()))
            places = {key: (end - len(records[key]), end) for key, end in zip(records, ends, strict=True)}
            index = sealed(marshal.dumps((MADE_BY, places)))
            keep(self._file, b"".join((*records.values(), index, len(index).to_bytes(_SIZE, "big"))))
            vars(self).pop("_kept")
            self._new = {}

    def compile(self, pattern: str, flags: int = re.MULTILINE) -> re.Pattern[str]:
        """Return a compiled pattern."""
        if not self._keeps:
            return re.compile(pattern, flags)
        asked = (pattern, int(flags | re.UNICODE))
        key = (len(pattern), zlib.crc32(pattern.encode("utf-8", "surrogatepass")), asked[1])
        data, places = self._kept
        with suppress(*_NO_PROGRAM):
            of, program = marshal.loads(unsealed(data[slice(*places.get(key, (0, 0)))]))
            if of == asked:
                return _loaded(pattern, program)
        program = _program(*asked)
        self._new[key] = sealed(marshal.dumps((asked, program)))
        return _loaded(pattern, program)


_OF_PATTERNS = [name for name in dir(re.Pattern) if not name.startswith("_")]
"""The methods of a compiled pattern, and what it tells of itself."""
modules = cache(lambda: PatternCache("modules"))
"""The patterns of the modules that have been loaded."""


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a module, which is compiled when it is first used."""
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    """What has the methods of a compiled pattern as soon as one of them is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = modules().compile(self.pattern, self._flags)
        vars(self).update((each, getattr(compiled, each)) for each in _OF_PATTERNS)
        return getattr(compiled, name)


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
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code: Any = _compiler._code(parsed, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    flags |= parsed.state.flags
    return flags, array(_NUMBER, code).tobytes(), len(names) - 1, parsed.state.groupdict, tuple(names)
