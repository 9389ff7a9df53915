"""Families of terminals: ``GROUNDS__CONSIDERING`` is the concept CONSIDERING in the family GROUNDS."""

from __future__ import annotations

from collections.abc import Iterable

_JOINED = "__"


def families(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the families among some names of terminals, each with its members in their order."""
    found: dict[str, list[str]] = {}
    for name in names:
        family, is_member, _ = name.partition(_JOINED)
        if is_member:
            found.setdefault(family, []).append(name)
    return found


def concept(name: str) -> str:
    """Return the concept of a member of a family; for any other name the name itself."""
    return name.partition(_JOINED)[2] or name
