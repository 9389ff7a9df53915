"""The views of tracked changes, and limits that keep a file from taking all time or memory."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import define, frozen

from itu_texts.errors import ReadError

View: TypeAlias = Literal["final", "original", "marked"]
"""The view of tracked changes: all of them made, none made, or both versions with the changes marked."""


@frozen(kw_only=True)
class Limits:
    """Limits for files that are read; a file that exceeds one raises a :class:`~itu_texts.ReadError`.

    The defaults are far above what texts of conferences need.
    """

    file_bytes: int = 200_000_000
    """The size of the file."""
    unpacked_bytes: int = 300_000_000
    """The size of the unpacked content of a Word file."""
    markup_characters: int = 50_000_000
    """The characters of a web page, including its markup."""
    characters: int = 50_000_000
    """The characters of the text of a Word file, a web page or a PDF."""
    pages: int = 10_000
    """The pages of a PDF."""
    page_characters: int = 250_000
    """The characters of one page of a PDF; a page takes about 400 bytes of memory for each."""
    depth: int = 1_000
    """The depth to which elements of a Word file or a web page nest."""

    def check(self, name: str, limit: str, value: int) -> None:
        """Raise an error if a value exceeds a limit.

        :raises ReadError: naming the file and the limit.
        """
        most = getattr(self, limit)
        if value > most:
            raise ReadError(
                f"{name}: more than {most:,} {limit.replace('_', ' ')} (limits can be set: itu_texts.Limits)"
            )


_REPEATED = 1_000_000  # characters that any file may produce by repetition
_TIMES = 10  # further ones for each character of the file
_UNPACKED = 300_000  # characters that any packed file may contain
_TIMES_UNPACKED = 20  # further ones for each byte of the file


@define
class Allowance:
    """The characters that a file may still produce from attributes, repeated cells or packed data."""

    name: str
    left: int

    @classmethod
    def of(cls, content: str | bytes, name: str, limits: Limits) -> Allowance:
        """Return the allowance of a file: it is proportional to the content, and so is the time."""
        free, times = (_REPEATED, _TIMES) if isinstance(content, str) else (_UNPACKED, _TIMES_UNPACKED)
        return cls(name, min(limits.characters, free + times * len(content)))

    def check(self, what: str, count: int) -> None:
        """Raise an error if a number of characters is not allowed.

        :raises ReadError: naming the file and what would be repeated.
        """
        if count > self.left:
            raise ReadError(f"{self.name}: {what} expands to more characters than a file of this size may have")

    def take(self, what: str, count: int) -> None:
        """Use a number of characters.

        :raises ReadError: as :meth:`check` does.
        """
        self.check(what, count)
        self.left -= count


DEFAULT = Limits()
