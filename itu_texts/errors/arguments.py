"""Checks the arguments of public functions against their annotations."""

from __future__ import annotations

import collections.abc
import os
import re
import sys
import typing
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, wraps
from inspect import Parameter, Signature, signature
from types import NoneType, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin

from itu_texts.errors import InputError, InputTypeError, ItuTextsError

_P = ParamSpec("_P")
_R = TypeVar("_R")
_NAME = re.compile(r"\b[^\W\d]\w*")


def checked(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Make a function raise :class:`InputTypeError` if it fails because an argument is of a wrong type.

    The types are checked only after the function has failed, so that a correct call costs nothing. If the function
    returns an iterator, they are checked at once, because an iterator fails later.
    """
    late = str(function.__annotations__.get("return", "")).startswith("Iterator")

    @wraps(function)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            made = function(*args, **kwargs)
        except ItuTextsError:
            raise
        except (TypeError, AttributeError, ValueError) as error:
            if wrong := _wrong(function, args, kwargs):
                raise InputTypeError(wrong) from None
            if isinstance(error, UnicodeEncodeError) and error.object in (*args, *kwargs.values()):
                raise InputError(f"{function.__name__}(): half a character stands in {error.object!r:.40}") from None
            raise
        if late and (wrong := _wrong(function, args, kwargs)):
            raise InputTypeError(wrong)
        return made

    return call


def _wrong(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Describe the first argument that does not fit; return an empty string if all arguments do."""
    called_with, types = _expected(function)
    try:
        given = called_with.bind(*args, **kwargs).arguments
    except TypeError:  # too many or too few: Python's own error says it
        return ""
    for name, annotation, wanted in types:
        if name in given and not fits(value := given[name], wanted):
            said = f"{value!r:.40}" if isinstance(value, str) else type(value).__name__
            called = function.__qualname__.removesuffix(".__init__").rpartition(".")[2]
            return f"{called}(): {name} is {annotation}, not {said}"
    return ""


@cache
def _expected(function: Callable[..., Any]) -> tuple[Signature, list[tuple[str, Any, Any]]]:
    """Return the signature of a function, and the name, description and type of each argument that is checked.

    The result is cached, because functions that return iterators are called often.
    """
    names = _Names({"os": os, **getattr(function, "__globals__", {})})
    types, given = [], signature(function)
    for name, annotation in getattr(function, "__annotations__", {}).items():
        try:
            wanted = annotation
            while isinstance(wanted, str):
                annotation = _NAME.sub(names.spelled, wanted)
                wanted = annotation if annotation != wanted else eval(wanted, {}, names)
        except (NameError, AttributeError):
            continue
        if name in given.parameters and given.parameters[name].kind is Parameter.VAR_POSITIONAL:
            wanted = tuple[wanted, ...]  # type: ignore[valid-type]  # the type is that of each
        if get_origin(wanted) is not Literal:  # the function itself lists the permitted values
            types.append((name, annotation, wanted))
    return given, types


class _Names(dict[str, Any]):
    """The names that the annotations of a module can use, including those imported only for type checking."""

    def spelled(self, name: re.Match[str]) -> str:
        """Return the words of an alias that is a string, which stands for them; the name of anything else."""
        return alias if isinstance(alias := self.get(name[0]), str) else name[0]

    def __missing__(self, name: str) -> Any:
        import concurrent.futures  # needed only to report an error

        for module in (sys.modules["itu_texts"], collections.abc, typing, concurrent.futures):
            if hasattr(module, name):
                return getattr(module, name)
        raise KeyError(name)


def fits(value: Any, wanted: Any) -> bool:
    """Return whether a value is of a type; the members of a container are checked too, unless it is an iterator."""
    if wanted is Any or wanted is object:
        return True
    if wanted is None or wanted is NoneType:
        return value is None
    if isinstance(wanted, TypeVar):
        return wanted.__bound__ is None or fits(value, wanted.__bound__)
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return any(value == part for part in parts)
    if origin in (Union, UnionType):
        if isinstance(value, str) and any(get_origin(part) is os.PathLike for part in parts):
            return _is_path(value)
        return any(fits(value, part) for part in parts)
    if origin is type:
        return isinstance(value, type)
    if origin is collections.abc.Callable:
        return callable(value)
    kind = origin or wanted
    if kind is typing.IO:
        return hasattr(value, "read")
    is_unchecked = getattr(kind, "_is_protocol", False) and not getattr(kind, "_is_runtime_protocol", False)
    if not isinstance(kind, type) or is_unchecked:
        return True
    if not isinstance(value, (int, float) if kind is float else kind):
        return False
    if not parts or not issubclass(kind, Iterable) or issubclass(kind, Mapping) or not isinstance(value, Collection):
        return True
    return all(fits(member, parts[0]) for member in value)


def _is_path(name: str) -> bool:
    """Return whether a value can be the name of a file."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False
