"""Makes the eIds of Akoma Ntoso from labels as printed: ``resolves_1__para_1__list_1__point_1-1``.

They follow the Naming Convention 1.0 of OASIS, 5.4: ``[prefix__]ref[_number]``, each unique in its file.
"""

from __future__ import annotations

from itu_texts.formats.akn.terms import number_of
from itu_texts.formats.name_allocator import UniqueNames

__all__ = ["Ids"]


class Ids:
    """The eIds of one file."""

    def __init__(self) -> None:
        self._names = UniqueNames("_")
        self._counts: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """Return an eId, with a count at its end if it is taken."""
        return self._names.new(wanted)

    def counted(self, ref: str) -> str:
        """Return the eId of the next element of a kind: ``list_1``, ``list_2``.

        :param ref: the eId of the element around it, and its kind.
        """
        count = self._counts[ref] = self._counts.get(ref, 0) + 1
        return self.new(f"{ref}_{count}")

    def numbered(self, ref: str, label: str | None) -> str:
        """Return the eId of an element with a label: ``para_1``; without a label it has a count: ``para_nn_1``."""
        number = number_of(label) if label else ""
        return self.new(f"{ref}_{number}") if number else self.counted(f"{ref}_nn")

    def is_taken(self, wanted: str) -> bool:
        """Return whether an eId is taken."""
        return wanted in self._names
