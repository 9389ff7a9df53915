"""Checks the arguments of public functions against their annotations.

The annotations are evaluated when a call has failed, so that the many functions need no checks written by hand beside
their annotations, which would have to say the same.
"""

from __future__ import annotations

import ast
import collections.abc
import os
import re
import sys
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, wraps
from inspect import Parameter, Signature, cleandoc, formatannotation, signature
from types import GenericAlias, NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from itu_texts.errors import InputError, InputTypeError, ItuTextsError

_P = ParamSpec("_P")
_R = TypeVar("_R")
_NAME = re.compile(r"\b[^\W\d]\w*")
_MODULE = re.compile(r"\b(?!os\b)(?:\w+\.)+")
"""The module before the name of a class: "itu_texts.tree.base." before "Node"."""


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
    for name, wanted in types.items():
        if name in given and not fits(value := given[name], wanted):
            said = f"{value!r:.40}" if isinstance(value, str) else type(value).__name__
            called = function.__qualname__.removesuffix(".__init__").rpartition(".")[2]
            return f"{called}(): {name} is {_spelled(wanted)}, not {said}"
    return ""


def _spelled(wanted: Any) -> str:
    """Return a type as people write it: ``str | None``."""
    if get_origin(wanted) in (Union, UnionType):
        return " | ".join(map(_spelled, get_args(wanted)))
    return "None" if wanted is NoneType else _MODULE.sub("", formatannotation(wanted))


@cache
def _expected(function: Callable[..., Any]) -> tuple[Signature, dict[str, Any]]:
    """Return the signature of a function, and the type of each argument that is checked.

    The result is cached, because functions that return iterators are called often.
    """
    given = signature(function)
    annotations = {name: words for name, words in function.__annotations__.items() if name in given.parameters}
    missing = _missing(" ".join(map(str, annotations.values())), function.__globals__)
    types = get_type_hints(SimpleNamespace(__annotations__=annotations), function.__globals__, missing)
    for parameter in given.parameters.values():
        if parameter.kind is Parameter.VAR_POSITIONAL and parameter.name in types:
            types[parameter.name] = GenericAlias(tuple, (types[parameter.name], ...))  # the type is that of each
    # the function itself lists the values of a Literal
    return given, {name: wanted for name, wanted in types.items() if get_origin(wanted) is not Literal}


def _missing(words: str, known: dict[str, Any]) -> dict[str, Any]:
    """Return what annotations name that their module imports only for type checking.

    :param known: the names of the module, among them aliases that are strings.
    """
    import concurrent.futures  # needed only to report an error

    aliases = (known[name] for name in _NAME.findall(words) if isinstance(known.get(name), str))
    names = {*_NAME.findall(" ".join((words, *aliases)))} - known.keys()
    return {
        name: getattr(home, name)
        for home in (concurrent.futures, typing, collections.abc, sys.modules["itu_texts"])
        for name in names
        if hasattr(home, name)
    }


def fits(value: Any, wanted: Any) -> bool:
    """Return whether a value is of a type; the members of a container are checked too, unless it is an iterator."""
    if isinstance(wanted, TypeVar):
        return wanted.__bound__ is None or fits(value, wanted.__bound__)
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return any(value == part for part in parts)
    if origin in (Union, UnionType):
        if isinstance(value, str) and any(get_origin(part) is os.PathLike for part in parts):
            return _is_path(value)
        return any(fits(value, part) for part in parts)
    kind = origin or wanted
    if kind is typing.IO:
        return hasattr(value, "read")
    is_unchecked = getattr(kind, "_is_protocol", False) and not getattr(kind, "_is_runtime_protocol", False)
    if wanted is Any or is_unchecked or not isinstance(kind, type):
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


# ----------------------------------------------------------------------
# The strings below the attributes of classes, read from their source: the schema of the JSON describes them so.

_PACKAGE = __package__.partition(".")[0]


def docs_of(kind: type) -> dict[str, str]:
    """Return the docstrings of a class (without a name), its attributes and methods, and those of its bases."""
    found: dict[str, str] = {}
    for base in reversed(_own_bases(kind)):
        found |= _of_module(base.__module__).get(base.__name__, {})
    return found


def _own_bases(kind: type) -> list[type]:
    return [base for base in kind.__mro__ if base.__module__.partition(".")[0] == _PACKAGE]


@cache
def _of_module(name: str) -> dict[str, dict[str, str]]:
    """Return the docstrings in the source of a module, by class and name."""
    package, _, module = name.rpartition(".")
    if hasattr(sys.modules[name], "__path__"):
        package, module = name, "__init__"
    from importlib import resources  # which takes long to import

    file = resources.files(package).joinpath(f"{module}.py")
    source = file.read_text("utf-8") if file.is_file() else ""  # an installation may have compiled modules only
    lines = source.splitlines()
    return {node.name: _of_class(node, lines) for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


def _of_class(node: ast.ClassDef, lines: list[str]) -> dict[str, str]:
    found = {"": ast.get_docstring(node) or ""}
    for each, after in zip(node.body, [*node.body[1:], None], strict=True):
        match each, after:
            case ast.FunctionDef(name=name), _:
                found[name] = ast.get_docstring(each) or ""
            case (
                (ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)])),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = cleandoc(text)
            case ((ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)])), _):
                found[name] = lines[each.lineno - 1].partition("  #: ")[2]
    return found


# ---------------------------------------------------------------------- loads what installed packages bring


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
