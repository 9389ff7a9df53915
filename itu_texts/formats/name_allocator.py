"""Allocates unique names for ids, links and notes."""

from __future__ import annotations


class UniqueNames:
    """The names that are taken in one file.

    :param joint: the sign between a name and its count.
    """

    def __init__(self, joint: str) -> None:
        self._joint = joint
        self._taken: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._taken

    def new(self, wanted: str) -> str:
        """Return a free name, and take it: the wanted one, or the same with the next free count.

        >>> names = UniqueNames("-")
        >>> [names.new(wanted) for wanted in ("1", "1", "1-2", "1")]
        ['1', '1-2', '1-2-2', '1-3']
        """
        name = wanted
        while name in self._taken:
            self._taken[wanted] += 1
            name = f"{wanted}{self._joint}{self._taken[wanted]}"
        self._taken[name] = 1
        return name
