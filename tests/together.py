"""Many cases in one test, which tells all that fail: a test for each takes longer to collect and to report than to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


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
