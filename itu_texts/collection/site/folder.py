"""The folder of a site: the names of its files, and the removal of files of an earlier site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from itu_texts.analysis.iris import slug
from itu_texts.errors import InputError
from itu_texts.formats.name_allocator import UniqueNames
from itu_texts.language.writing import utf8

_LIST = "files-of-the-site.txt"
_HEAD = (
    "The files that itu_texts has written here. They are replaced when the site is made again; others are left alone.\n"
)
_DATABASE = "site.db"
_LONGEST = 80  # characters of a name
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


class FileNames:
    """Allocates unique file names of small ASCII letters, figures and hyphens, none of which a system reserves."""

    def __init__(self) -> None:
        self._unique = UniqueNames("-")

    def take(self, words: str) -> str:
        """Return a new name, without a suffix.

        >>> names = FileNames()
        >>> [names.take(words) for words in ("Résolution 7 (CMR-15)", "Resolution 7 – CMR/15", "con", "../…")]
        ['resolution-7-cmr-15', 'resolution-7-cmr-15-2', 'text-con', 'text']
        """
        wanted = slug(words, _LONGEST) or "text"
        if wanted in _RESERVED:
            wanted = f"text-{wanted}"
        return self._unique.new(wanted)


class Folder:
    """The folder that a site is written to."""

    def __init__(self, goal: Path, path: Path | None = None) -> None:
        """Use a folder.

        :param path: a folder in which the files are written until all are complete; ``None`` for the folder itself.
        """
        self.goal = goal
        self.path = path or goal

    def open(self) -> None:
        """Check that the folder is new, empty or has a site, and write to a folder beside it from now on.

        :raises InputError: if it is a file, has files but no site, or cannot be written.
        """
        try:
            if self.goal.exists() and any(self.goal.iterdir()) and not self._listed:
                raise InputError(f"{self.goal}: has files, but no site; choose an empty folder")
            if self.goal.exists() and not os.access(self.goal, os.W_OK):
                raise InputError(f"{self.goal}: cannot be written to")
            beside = self.goal.absolute().with_name(f".itu-texts-{os.urandom(6).hex()}.part")
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.mkdir()
            self.path = beside
        except OSError as error:
            raise InputError(f"{self.goal}: {error.strerror}") from None

    def write(self, name: str, pieces: Iterable[str]) -> None:
        """Write a file.

        :param name: its path in the folder, with ``/`` as separator.
        :raises InputError: if it cannot be written.
        """
        file = self.path / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(utf8("".join(pieces)))
        except OSError as error:
            raise InputError(f"{self.goal / name}: {error.strerror}") from None

    def close(self) -> list[str]:
        """Move what was written to its place, remove what only an earlier site has, and return the paths of the files.

        :raises InputError: if they cannot be moved there.
        """
        files = (file.relative_to(self.path).as_posix() for file in self.path.rglob("*") if file.is_file())
        written = sorted({*files} - {_DATABASE})
        old = self._list.read_text("utf-8").removeprefix(_HEAD).splitlines() if self._listed else []
        self.write(_LIST, [_HEAD, *(f"{name}\n" for name in written)])
        name = ""
        try:
            for name in (*written, _LIST):
                place = self.goal / name
                place.parent.mkdir(parents=True, exist_ok=True)
                (self.path / name).replace(place)
        except OSError as error:
            raise InputError(f"{self.goal / name}: {error.strerror}") from None
        root = self.goal.resolve()
        for name in {*old}.difference(written):
            file = self.goal / name
            if root in file.resolve().parents and file.is_file():
                file.unlink()
        return written

    def remove(self) -> None:
        """Remove temporary files."""
        if self.path != self.goal:
            shutil.rmtree(self.path, ignore_errors=True)

    @property
    def database(self) -> str:
        """The file with the tables of the site, while it is made."""
        return str(self.path / _DATABASE)

    @property
    def _list(self) -> Path:
        return self.goal / _LIST

    @property
    def _listed(self) -> bool:
        return self._list.is_file() and self._list.read_text("utf-8", "replace").startswith(_HEAD)
