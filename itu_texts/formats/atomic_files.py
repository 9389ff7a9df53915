"""Writes files so that each appears complete, or not at all."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_OF_THE_SYSTEM = ("/dev/", "/proc/")  # also the names of files that a shell opens for a program


@contextmanager
def whole(goal: Path) -> Iterator[BinaryIO]:
    """Open a file that replaces the file of its name once it is complete: it has another name until then.

    A device is written to directly.

    :raises OSError: if it cannot be written.
    """
    if goal.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(goal))
    if is_named_pipe(goal):
        raise OSError(errno.EINVAL, "a named pipe (FIFO); send standard output to it", str(goal))
    if goal.exists() and not goal.is_file():
        with goal.open("wb") as file:
            yield file
        return
    target = Path(os.path.realpath(goal))  # a link stays a link
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(goal))
    written = target.with_name(f".itu-texts-{os.urandom(6).hex()}.part")
    try:
        with written.open("xb") as file:
            yield file
        if target.exists():
            written.chmod(stat.S_IMODE(target.stat().st_mode))
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def any_of(goal: Path, names: Iterable[str]) -> bool:
    """Return whether a file is one of some others: by its name, another spelling of the name, or a link."""
    return goal.is_file() and any(_is(goal, name) for name in names)


def _is(file: Path, name: str) -> bool:
    try:
        return file.samefile(name)
    except (OSError, ValueError):
        return False


def is_named_pipe(path: Path) -> bool:
    """Return whether a file is a named pipe, which might block forever, unless a shell has opened it for us."""
    try:
        return stat.S_ISFIFO(path.stat().st_mode) and not str(path.absolute()).startswith(_OF_THE_SYSTEM)
    except (OSError, ValueError):
        return False
