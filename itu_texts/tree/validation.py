"""Checks the types of the attributes of nodes, so that a wrong one fails at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from attrs import Attribute, fields, resolve_types

from itu_texts.errors import InputError

__all__ = ["check_types", "trusted"]

_trusted = ContextVar("trusted", default=False)

_Check = tuple[str, Callable[[Any], Any], frozenset[type], tuple[type, ...], frozenset[type]]
_checks: dict[type, tuple[_Check, ...]] = {}


@contextmanager
def trusted() -> Iterator[None]:
    """Check nothing in this context: for the parser, whose types are checked statically."""
    token = _trusted.set(True)
    try:
        yield
    finally:
        _trusted.reset(token)


def check_types(node: Any) -> None:
    """Check the attributes of a node.

    :raises InputError: naming the first attribute of a wrong type.
    """
    if _trusted.get():
        return
    kind = type(node)
    checks = _checks.get(kind)
    if checks is None:
        checks = _checks[kind] = _checks_of(kind)
    for name, get, allowed, bases, members in checks:
        value = get(node)
        found = type(value)
        if found is tuple and members:
            for member in value:
                if type(member) not in members and not isinstance(member, bases) and not _is_of_others(member):
                    raise InputError(f"{name} of a {kind.__name__} cannot hold a {type(member).__name__}")
        elif found not in allowed and not isinstance(value, bases):
            raise InputError(f"{name} of a {kind.__name__} cannot be a {found.__name__}")


def _is_of_others(value: Any) -> bool:
    """Return whether a value is a node of a class outside the library, which may stand wherever blocks do."""
    kind = type(value)
    return hasattr(kind, "_HOLDS_ADDRESSES") and kind.__module__.partition(".")[0] != __name__.partition(".")[0]


def _checks_of(kind: type) -> tuple[_Check, ...]:
    """Return the checks for the attributes of a class; none if its types are defined inside a function."""
    try:
        resolve_types(
            kind, globalns={**vars(sys.modules["itu_texts.tree.nodes"]), **vars(sys.modules[kind.__module__])}
        )
    except NameError:
        return ()
    return tuple(_check(kind, each) for each in fields(kind) if each.init)


def _check(kind: type, attribute: Attribute[Any]) -> _Check:
    """Return the check for an attribute: exact types, which is fast, then subclasses."""
    wanted = attribute.type
    of_tuple = get_origin(wanted) is tuple
    types = _types(get_args(wanted)[0] if of_tuple else wanted)
    exact = frozenset(types)
    get = getattr(kind, attribute.name)
    bases = tuple(each for each in types if not issubclass(each, Enum | NoneType))
    return (attribute.name, get.__get__, frozenset() if of_tuple else exact, bases, exact if of_tuple else frozenset())


def _types(wanted: Any) -> tuple[type, ...]:
    """Return the classes that a type names."""
    if get_origin(wanted) in (Union, UnionType):
        return tuple(found for each in get_args(wanted) for found in _types(each))
    return (get_origin(wanted) or wanted,)
