"""The folder of a site: what files are called there, and which of an earlier site are taken out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from itu_texts.akn_terms import slug
from itu_texts.errors import InputError
from itu_texts.writing import utf8

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

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> None:
        """Make the folder, or see that it is empty or has a site.

        :raises InputError: if there is a file in its place, if it has files and no site, or cannot be written to.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if any(self.path.iterdir()) and not self._listed:
                raise InputError(f"{self.path}: has files already, and no site; choose an empty folder")
            if not self._listed:
                self.write(_LIST, [_HEAD])
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror}") from None

    def write(self, name: str, pieces: Iterable[str]) -> None:
        """Write a file.

        :param name: its path in the folder, with ``/`` between the steps.
        :raises InputError: if it cannot be written.
        """
        goal = self.path / name
        try:
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_bytes(utf8("".join(pieces)))
        except OSError as error:
            raise InputError(f"{goal}: {error.strerror}") from None

    def close(self, names: Iterable[str]) -> None:
        """Say which files the site has, and take out those that an earlier one had and this has not."""
        written = sorted(names)
        old = self._list.read_text("utf-8").removeprefix(_HEAD).splitlines()
        self.write(_LIST, [_HEAD, *(f"{name}\n" for name in written)])
        root = self.path.resolve()
        for name in {*old}.difference(written):
            file = self.path / name
            if root in file.resolve().parents and file.is_file():
                file.unlink()

    @property
    def _list(self) -> Path:
        return self.path / _LIST

    @property
    def _listed(self) -> bool:
        return self._list.is_file() and self._list.read_text("utf-8", "replace").startswith(_HEAD)
