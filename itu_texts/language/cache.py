"""A cache folder of the user for data that is slow to compute. It is read only if nobody else can write to it.

The environment variable ``ITU_TEXTS_CACHE`` names another folder; if it is empty, nothing is cached. If the folder
cannot be written, or if others could write to it, nothing is cached and no error is raised.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib
from contextlib import suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

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
