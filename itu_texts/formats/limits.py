"""How files are to be read: which view of them, and what they may cost, so that no file takes all time or memory."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import define, frozen

from itu_texts.errors import ReadError

__all__ = ["DEFAULT", "Allowance", "Limits", "View"]

View: TypeAlias = Literal["final", "original", "marked"]
"""Of tracked changes: the text with all of them made, with none, or with both and the changes marked."""


@frozen(kw_only=True)
class Limits:
    """Limits for files that are read; a file beyond one of them gives a :class:`~itu_texts.ReadError`.

    The defaults are far above what texts of conferences need.
    """

    file_bytes: int = 200_000_000
    """Of the file itself."""
    unpacked_bytes: int = 300_000_000
    """Of all that a Word file holds, unpacked."""
    markup_characters: int = 50_000_000
    """Of a web page, its markup counted."""
    characters: int = 50_000_000
    """Of the text that is found in a Word file, a web page or a PDF."""
    pages: int = 10_000
    """Of a PDF."""
    depth: int = 1_000
    """How deep the elements of a Word file or a web page may nest."""

    def check(self, name: str, limit: str, value: int) -> None:
        """Raise an error if a value is beyond a limit.

        :raises ReadError: naming the file and the limit.
        """
        most = getattr(self, limit)
        if value > most:
            raise ReadError(
                f"{name}: more than {most:,} {limit.replace('_', ' ')} (limits can be set: itu_texts.Limits)"
            )


_REPEATED = 1_000_000  # characters that any file may make by repeating what stands in it
_TIMES = 10  # more of them, for each character of the file
_UNPACKED = 300_000  # characters that any packed file may hold
_TIMES_UNPACKED = 20  # more of them, for each byte of the file


@define
class Allowance:
    """How many characters a file may still make of what stands in it: of attributes, of cells, of what is packed."""

    name: str
    left: int

    @classmethod
    def of(cls, content: str | bytes, name: str, limits: Limits) -> Allowance:
        """That of a file with some content: it grows with the content, so that time does too."""
        free, times = (_REPEATED, _TIMES) if isinstance(content, str) else (_UNPACKED, _TIMES_UNPACKED)
        return cls(name, min(limits.characters, free + times * len(content)))

    def check(self, what: str, count: int) -> None:
        """Raise an error if so many characters are not allowed.

        :raises ReadError: naming the file and what would be repeated.
        """
        if count > self.left:
            raise ReadError(f"{self.name}: {what} expands to more characters than a file of this size may have")

    def take(self, what: str, count: int) -> None:
        """Use so many characters.

        :raises ReadError: as :meth:`check` does.
        """
        self.check(what, count)
        self.left -= count


DEFAULT = Limits()
