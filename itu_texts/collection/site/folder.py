"""The folder of a site: what files are called there, and which of an earlier site are taken out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from itu_texts.errors import InputError
from itu_texts.formats.akn.terms import slug
from itu_texts.language.writing import utf8

__all__ = ["Folder", "Names"]

_LIST = "files-of-the-site.txt"
_HEAD = (
    "The files that itu_texts has written here. They are replaced when the site is made again; others are left alone.\n"
)
_LONGEST = 80  # characters of a name
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


class Names:
    """Names of files: small letters of ASCII, figures and hyphens, each once, none that a system keeps to itself."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, words: str) -> str:
        """A new name, without a suffix.

        >>> names = Names()
        >>> [names.take(words) for words in ("Résolution 7 (CMR-15)", "Resolution 7 – CMR/15", "con", "../…")]
        ['resolution-7-cmr-15', 'resolution-7-cmr-15-2', 'text-con', 'text']
        """
        wanted = slug(words, _LONGEST) or "text"
        if wanted in _RESERVED:
            wanted = f"text-{wanted}"
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name


class Folder:
    """A folder that a site is written to."""

    def __init__(self, goal: Path, path: Path | None = None) -> None:
        """A folder.

        :param path: where its files are written until all are there; ``None`` for the folder itself.
        """
        self.goal = goal
        self.path = path or goal

    def open(self) -> None:
        """See that the folder is not there, is empty or has a site, and write beside it from now on.

        :raises InputError: if there is a file in its place, if it has files and no site, or cannot be written to.
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

        :param name: its path in the folder, with ``/`` between the steps.
        :raises InputError: if it cannot be written.
        """
        file = self.path / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(utf8("".join(pieces)))
        except OSError as error:
            raise InputError(f"{self.goal / name}: {error.strerror}") from None

    def close(self, names: Iterable[str]) -> None:
        """Put the files of the site in their place, and take out those that an earlier one had and this has not.

        :raises InputError: if they cannot be put there.
        """
        written = sorted(names)
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

    def remove(self) -> None:
        """Take away what is left of the writing."""
        if self.path != self.goal:
            shutil.rmtree(self.path, ignore_errors=True)

    @property
    def _list(self) -> Path:
        return self.goal / _LIST

    @property
    def _listed(self) -> bool:
        return self._list.is_file() and self._list.read_text("utf-8", "replace").startswith(_HEAD)
