"""The errors that callers meet.  No exception of another library leaves this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "AddressError",
    "IdentifierError",
    "InputError",
    "ItuTextsError",
    "JSONError",
    "MissingExtraError",
    "ReadError",
    "UnknownLanguageError",
]


class ItuTextsError(Exception):
    """The base of all errors of this library."""


class UnknownLanguageError(ItuTextsError, ValueError):
    """A language for which there is no grammar."""

    def __init__(self, language: str, known: Sequence[str]) -> None:
        super().__init__(f"no grammar for language {language!r}; there is one for: {', '.join(known)}")
        self.language = language
        self.known = tuple(known)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.language, self.known)


class IdentifierError(ItuTextsError, ValueError):
    """Words that name no text."""


class InputError(ItuTextsError, TypeError):
    """An argument of the wrong type."""


class ReadError(ItuTextsError, OSError):
    """A file that cannot be read as text."""


class MissingExtraError(ItuTextsError, ImportError):
    """An exporter that needs an extra which is not installed; the message names the command that installs it."""


class JSONError(ItuTextsError, ValueError):
    """JSON that is broken, or is not a document of ours."""

    def __init__(self, message: str, path: str = "$", name: str = "") -> None:
        super().__init__(": ".join(filter(None, (name, path, message))))
        self._message = message
        self.path = path
        """Where in the JSON, as in ``$.blocks[0].body[2].role``."""
        self.name = name
        """Of the file, where it was read from one."""

    def within(self, name: str) -> JSONError:
        """The same of a file."""
        return type(self)(self._message, self.path, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._message, self.path, self.name)


class AddressError(ItuTextsError, LookupError):
    """An address at which nothing stands, or more than one thing."""
