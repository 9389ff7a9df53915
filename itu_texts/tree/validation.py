"""Checks the types of the attributes of nodes, so that a wrong one fails at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, get_args, get_origin

from attrs import Attribute, fields, frozen, resolve_types

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import fits

_trusted = ContextVar("trusted", default=False)

_Check = tuple[str, Callable[[Any], Any], Any, bool, set[type]]
_checks: dict[type, tuple[_Check, ...]] = {}


@contextmanager
def trusted() -> Iterator[None]:
    """Switch the checks off in this context. The parser uses it, because its types are checked statically."""
    token = _trusted.set(True)
    try:
        yield
    finally:
        _trusted.reset(token)


@frozen(eq=False, repr=False)
class OneOf:
    """A validator of an attribute that has one of some values.

    :raises InputError: when it is called with another value.
    """

    options: Collection[str]

    def __call__(self, node: object, attribute: Attribute[Any], value: object) -> None:
        if value not in self.options:
            kind = type(node).__name__
            raise InputError(f"{attribute.name} of a {kind} is one of {', '.join(self.options)}, not {value!r:.40}")


def check_types(node: Any) -> None:
    """Check the attributes of a node.

    :raises InputError: naming the first attribute of a wrong type.
    """
    if _trusted.get():
        return
    kind = type(node)
    for name, get, wanted, is_tuple, known in _checks.get(kind) or _checks_of(kind):
        value = get(node)
        if is_tuple and type(value) is not tuple:
            raise InputTypeError(f"{name} of a {kind.__name__} cannot be a {type(value).__name__}")
        for each in value if is_tuple else (value,):
            found = type(each)
            if found not in known:
                is_other = hasattr(found, "_HOLDS_ADDRESSES") and found.__module__.partition(".")[0] != "itu_texts"
                if not fits(each, wanted) and not (is_tuple and is_other):  # blocks may be nodes of other libraries
                    cannot = "cannot hold" if is_tuple else "cannot be"
                    raise InputTypeError(f"{name} of a {kind.__name__} {cannot} a {found.__name__}")
                known.add(found)


def _checks_of(kind: type) -> tuple[_Check, ...]:
    """Return the checks for the attributes of a class; none if its types are defined inside a function."""
    names = dict(vars(sys.modules["itu_texts.tree.nodes"]))
    for each in reversed(kind.__mro__):
        names |= vars(sys.modules[each.__module__])
    try:
        resolve_types(kind, globalns=names)
    except NameError:
        return _checks.setdefault(kind, ())
    checks: list[_Check] = []
    for each in fields(kind):
        is_tuple = get_origin(each.type) is tuple
        wanted = get_args(each.type)[0] if is_tuple else each.type
        checks += [(each.name, getattr(kind, each.name).__get__, wanted, is_tuple, set())] if each.init else []
    _checks[kind] = tuple(checks)
    return _checks[kind]


def member_types(kind: type, attribute: str) -> tuple[type, ...]:
    """Return the classes of nodes that may stand in a tuple of a class of nodes; none for any other attribute."""
    wanted = next((wanted for name, _, wanted, is_tuple, _ in _checks_of(kind) if is_tuple and name == attribute), None)
    return get_args(wanted) or (() if wanted is None else (wanted,))
