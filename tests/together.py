"""Cases in files, and many cases in one test, which tells all that fail: a test for each takes longer than it runs.

Where many cases show the same, a run of the tests takes a sample that is spread over all of them; with ``--all-texts``, as
one step of ``.ci/run`` has it, the run takes all.
"""

import inspect
import re
from collections.abc import Callable, Iterable
from functools import update_wrapper
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest

Case = TypeVar("Case")
asked = SimpleNamespace(everything=False)
"""What the run is asked for; ``everything`` is the option ``--all-texts``."""


def table(name: str) -> list[list[str]]:
    """The rows of a table beside this file, whose cells have tabs between them; nothing is quoted."""
    text = Path(__file__).parent.joinpath(name).read_text("utf-8")
    return [row.split("\t") for row in text.removesuffix("\n").split("\n")]


def cases_in(file: Path) -> list[str]:
    """What stands above the first case of a file, and its cases, each of which begins with ``# `` and a title."""
    return re.split(r"(?m)^(?=# )", file.read_text("utf-8"))


def sections(case: str) -> list[tuple[str, str]]:
    """What follows each ``--- `` at the beginning of a line of a case, and the lines below it."""
    return re.findall(r"(?ms)^--- (.+?)\n(.*?)(?=^--- |\Z)", case)


def some(cases: Iterable[Case], part: int, first: int = 0) -> list[Case]:
    """One of so many cases, from all over them; with ``--all-texts``, all.

    :param part: one of how many cases is taken.
    :param first: where to begin, so that tests that share their cases take different ones.
    """
    return [*cases] if asked.everything else [*cases][first % part :: part]


def tries(count: int) -> int:
    """How often something random is tried: a third of the count, and with ``--all-texts`` all of it."""
    return count if asked.everything else -(-count // 3)


def check_all(cases: Iterable[tuple[str, Any]], check: Callable[[Any], object]) -> None:
    """Check each of some cases, which have names.

    :raises ExceptionGroup: with what each case raised that failed, and its name.
    """
    failed: list[Exception] = []
    all_of_them = [*cases]
    for name, case in all_of_them:
        try:
            check(case)
        except Exception as error:
            error.add_note(f"the case: {name}")
            failed.append(error)
    assert all_of_them
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {len(all_of_them)} cases fail", failed)


def for_all(names: str, cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Have a test check each of some cases, as ``pytest.mark.parametrize`` has a test made of each.

    What else the test takes are fixtures, which all its cases share.

    :param names: of the arguments that a case gives, with commas between them.
    """
    given = names.split(", ")
    values = [[case] if len(given) == 1 else [*case] for case in cases]

    def decorated(test: Callable[..., None]) -> Callable[..., None]:
        def check_cases(**fixtures: Any) -> None:
            named = [
                (", ".join(repr(value)[:60] for value in case), dict(zip(given, case, strict=True))) for case in values
            ]
            check_all(named, lambda case: test(**case, **fixtures))

        taken = inspect.signature(test)
        fixtures = [taken.parameters[name] for name in taken.parameters if name not in given]
        made = update_wrapper(check_cases, test)
        made.__signature__ = taken.replace(parameters=fixtures)  # which tells pytest the fixtures, and not the cases
        return made

    return decorated


def refused(
    error: type[BaseException] | tuple[type[BaseException], ...],
    words: str | None,
    call: Callable[..., Any],
    *args: Any,
    **named: Any,
) -> str:
    """Check that a call raises an error whose message has some words, which are a pattern, and return the message."""
    with pytest.raises(error, match=words) as caught:
        call(*args, **named)
    return str(caught.value)
