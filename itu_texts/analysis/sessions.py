"""The sessions of the General Assembly, the Human Rights Council and the Economic and Social Council, with their dates.

The table is ``itu_texts/data/sessions.json``. The dates come from the published records. Those of future sessions
follow from the rules of procedure. A session of the General Assembly opens on a Tuesday of September, in the third week
that has a working day (the second since the seventy-eighth session), and lasts until the next opens. The Human Rights
Council meets three times a year, and the Economic and Social Council from July to July; if only the months are known,
the row is marked ``months_only``. The Security Council has no sessions.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from attrs import frozen

from itu_texts.language.data import table


@frozen
class Session:
    """A session of an assembly of the United Nations."""

    body: str
    """``UNGA``, ``UNHRC`` or ``ECOSOC``."""
    number: int
    """Its number; its year for the Economic and Social Council."""
    begins: date
    ends: date
    months_only: bool = False
    """Whether only the months are known, so that the dates are their first and last day."""


@cache
def _sessions() -> dict[tuple[str, int], Session]:
    return {(each.body, each.number): each for each in (Session(**row) for row in table("sessions"))}


def session_of(body: str, number: int) -> Session | None:
    """Return a regular session of a body by its number; ``None`` if the table has none."""
    return _sessions().get((body, number))
