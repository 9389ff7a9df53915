"""Imports modules when they are first needed; some of them need an extra, and some are of other packages."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any

from itu_texts.errors import InputError, MissingExtraError
from itu_texts.errors.arguments import brought


def load(place: str, title: str = "", extra: str = "") -> Any:
    """Return the object at ``module:name``, and import the module if necessary.

    :param title: what needs the module, in errors: ``Word files``.
    :param extra: the extra that the module needs; empty for none.
    :raises MissingExtraError: if the extra is not installed; the error names the command.
    :raises InputError: if another package has no such object.

    >>> load("itu_texts.tree.spans:Span")(1, 3)
    Span(start=1, end=3)
    """
    module, _, name = place.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        if extra and isinstance(error, ImportError):
            raise MissingExtraError(missing_extra(title, extra)) from error
        if not title:
            raise
        raise InputError(f"{title}: the function {place!r:.80} cannot be loaded: {error}") from error


class Installed(dict[str, Any]):
    """A table to which other packages add rows, each with its ``name``, as entry points.

    They are looked for only when a name is not in the table itself, because that takes time.
    """

    def __init__(self, rows: Mapping[str, Any], group: str, wanted: Callable[[Any], bool] = bool) -> None:
        """A table.

        :param group: the group of the entry points: ``itu_texts.formats``.
        :param wanted: returns whether the table has a row of a package.
        """
        super().__init__(rows)
        self._group, self._wanted = group, wanted

    @cached_property
    def more(self) -> dict[str, Any]:
        """The rows of other packages, by name."""
        named = brought(self._group, lambda row: [(row.name, row)] if self._wanted(row) else [])
        return {name: row for name, row in named if name not in [*self]}

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self.more

    def __missing__(self, name: str) -> Any:
        return self.more[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names: those of the table, and those of other packages once they were looked for."""
        yield from super().__iter__()
        yield from self.__dict__.get("more", ())


def missing_extra(title: str, extra: str) -> str:
    """Return the message for an extra that is not installed.

    >>> missing_extra("Word files", "docx")
    "Word files need an extra: pip install 'itu-texts[docx]'"
    """
    return f"{title} need an extra: pip install 'itu-texts[{extra}]'"
