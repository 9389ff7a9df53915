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


def rank(name: str, pattern: str) -> tuple[bool, int, str]:
    """Return a key for the order in which members of one priority are tried.

    Phrases are tried before patterns, and long phrases before short ones.

    :param pattern: the pattern of the terminal, as Lark composes it.
    """
    return any(sign in pattern for sign in ("[", "+", "{", "\\b")), -len(pattern), name
