"""The eIds of Akoma Ntoso, made of labels as printed: ``resolves_1__para_1__list_1__point_1-1``.

They follow the Naming Convention 1.0 of OASIS, 5.4: ``[prefix__]ref[_number]``, each unique in its file.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["Ids", "camel", "number_of"]

_BLANKS = re.compile(r"\s+")
_DRESS = re.compile(r"[\W_]+")
_LONGEST = 40  # characters of a number: a label that is longer is none


@lru_cache(maxsize=4096)
def number_of(label: str) -> str:
    """The number in an eId that a label states; empty if it has neither letter nor figure.

    >>> number_of("1.1"), number_of("2 bis)"), number_of("–")
    ('1-1', '2bis', '')
    """
    return _DRESS.sub("-", _BLANKS.sub("", label)).strip("-")[:_LONGEST].rstrip("-")


@lru_cache(maxsize=1024)
def camel(words: str) -> str:
    """Words as one, in camel case; empty if there is no letter among them.

    >>> camel("resolves to invite")
    'resolvesToInvite'
    """
    first, *others = _DRESS.sub(" ", words).split() or [""]
    return (first.lower() + "".join(word[:1].upper() + word[1:].lower() for word in others))[:_LONGEST]


class Ids:
    """The eIds of one file."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._counts: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """An eId, with a count behind it if it is taken."""
        taken = self._taken
        if wanted not in taken:
            taken[wanted] = 1
            return wanted
        count = taken[wanted] + 1
        while f"{wanted}_{count}" in taken:
            count += 1
        taken[wanted] = count
        return self.new(f"{wanted}_{count}")

    def counted(self, ref: str) -> str:
        """The eId of the next thing of a kind: ``list_1``, ``list_2``.

        :param ref: its kind, behind the eId of what stands around it.
        """
        count = self._counts[ref] = self._counts.get(ref, 0) + 1
        return self.new(f"{ref}_{count}")

    def numbered(self, ref: str, label: str | None) -> str:
        """The eId of a thing with a label: ``para_1``; without one with a count, ``para_nn_1``."""
        number = number_of(label) if label else ""
        return self.new(f"{ref}_{number}") if number else self.counted(f"{ref}_nn")

    def is_taken(self, wanted: str) -> bool:
        """Whether something has an eId already."""
        return wanted in self._taken
