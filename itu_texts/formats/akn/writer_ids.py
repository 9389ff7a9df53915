"""The eIds of Akoma Ntoso, made of labels as printed: ``resolves_1__para_1__list_1__point_1-1``.

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
        """An eId, with a count behind it if it is taken."""
        return self._names.new(wanted)

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
        return wanted in self._names
