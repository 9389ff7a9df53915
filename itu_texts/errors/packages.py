"""Loads what installed packages bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from itu_texts.errors import InputError


def brought(group: str, take: Callable[[Any], Iterable[Any]]) -> Iterator[Any]:
    """Yield what installed packages bring by their entry points.

    :param group: the group of the entry points: ``itu_texts.formats``.
    :param take: takes what an entry point names, and returns the things that are wanted.
    :raises InputError: if a package is at fault: its entry point cannot be loaded, or names something else.
    """
    from importlib.metadata import entry_points  # takes time, and is seldom needed

    for each in entry_points(group=group):
        try:
            taken = [*take(each.load())]
        except Exception as error:  # whatever the package raises
            said = f"{type(error).__name__}: {error}"
            raise InputError(f"the entry point {each.name} = {each.value} of {group} fails: {said}") from error
        yield from taken
