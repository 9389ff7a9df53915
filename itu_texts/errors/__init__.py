"""The exceptions that callers can catch. No exception of another library leaves this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "AddressError",
    "IdentifierError",
    "InputError",
    "InputTypeError",
    "ItuTextsError",
    "JSONError",
    "LabelError",
    "MissingExtraError",
    "ReadError",
    "UnknownLanguageError",
]


_LONGEST = 1000  # characters of a message
_KEPT = 200  # characters of each end of a longer one


class ItuTextsError(Exception):
    """The base class of all errors of this library."""

    def __str__(self) -> str:
        said = super().__str__()
        return said if len(said) <= _LONGEST else f"{said[:_KEPT]} … {said[-_KEPT:]}"  # with a path of any length


class UnknownLanguageError(ItuTextsError, ValueError):
    """Raised for a language that has no grammar."""

    def __init__(self, language: str, known: Sequence[str]) -> None:
        super().__init__(f"no grammar for language {language!r:.40}; there is one for: {', '.join(known)}")
        self.language = language
        self.known: tuple[str, ...] = tuple(known)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.language, self.known)


class IdentifierError(ItuTextsError, ValueError):
    """Raised for words that do not name a text."""


class InputError(ItuTextsError, ValueError):
    """Raised for an argument of a wrong value; the message says what would be right."""


class InputTypeError(InputError, TypeError):
    """Raised for an argument of a wrong type."""


class LabelError(InputError):
    """Raised if a label would stand twice in a list or not be read, or a reference to a label would be lost."""


class ReadError(ItuTextsError, OSError):
    """Raised for a file that cannot be read as text."""


class MissingExtraError(ItuTextsError, ImportError):
    """Raised if an exporter needs an extra that is not installed; the message names the command that installs it."""


class JSONError(ItuTextsError, ValueError):
    """Raised for JSON that is broken, or that is not a document of this library."""

    def __init__(self, message: str, path: str = "$", name: str = "") -> None:
        super().__init__(": ".join(filter(None, (name, path, message))))
        self._message = message
        self.path = path
        """The place in the JSON: ``$.blocks[0].body[2].role``."""
        self.name = name
        """The name of the file, if the JSON was read from a file."""

    def within(self, name: str) -> JSONError:
        """Return the same error with the name of a file."""
        return type(self)(self._message, self.path, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._message, self.path, self.name)


class AddressError(ItuTextsError, LookupError):
    """Raised for an address that fits nothing, or more than one node."""
