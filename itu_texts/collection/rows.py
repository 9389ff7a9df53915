"""The rows that queries of a collection return: plain values, in the columns that all tables share.

The names and the order of the columns are those of :data:`itu_texts.analysis.columns.SCHEMA`; an empty string means
that a value is not known. Days are in ISO 8601, never a year beside a day in one column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from itu_texts.analysis.columns import SCHEMA, Columns

_TYPES: Columns = {
    **SCHEMA,
    **dict.fromkeys(("editions", "abrogates", "ground_start", "line", "is_change", "texts"), int),
    **dict.fromkeys(("is_latest", "is_past"), bool),
    **dict.fromkeys(("adopted", "latest_on", "ended_on", "until", "first", "last"), date),
}


def typed(columns: Iterable[str]) -> Columns:
    """Return the types of columns, by name."""
    return {name: _TYPES.get(name, str) for name in columns}


R = TypeVar("R", bound=tuple[Any, ...])


class Answer(list[R]):
    """The rows of an answer: a list that knows the names of their columns, also if it is empty.

    ``pandas.DataFrame(answer, columns=answer.columns)`` is their table.
    """

    def __init__(self, kind: type[R], rows: Iterable[R] = ()) -> None:
        super().__init__(rows)
        self._kind = kind

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._kind._fields  # type: ignore[attr-defined, no-any-return]


def made(kind: type[R], row: Sequence[Any]) -> R:
    """Return a row of a class, a ``NamedTuple``, from the columns of a query; for NULL, a string is empty."""

    def value(given: Any, its_type: type) -> Any:
        return bool(given) if its_type is bool else "" if given is None and its_type is not int else given

    return kind._make(map(value, row, _types_of(kind)))  # type: ignore[attr-defined, no-any-return]


@cache
def _types_of(kind: type[Any]) -> tuple[type, ...]:
    return tuple(typed(kind._fields).values())


class Edition(NamedTuple):
    """An edition of a text, and what it changed."""

    work: str
    """The text in all its editions, with the body that adopts it: ``Resolution 7 (PP)``."""
    identifier: str  #: the name of the text
    title: str  #: its title
    language: str  #: the code of its language: ``en``
    adopted: str
    """The day on which it was adopted; if only the month or the year is known, its first day."""
    precision: str
    """How much of ``adopted`` is known: ``day``, ``month`` or ``year``."""
    is_latest: bool
    """Whether it was adopted, and nothing in the collection says that it was superseded or ended."""
    standing: str
    """``latest edition in this collection (2018; PP up to 2023)``; ``superseded by Resolution 7 (Rev. Lakeside,
    2022)``, ``superseded: Resolution 12 (Rev.WRC-23) cites an edition of 2022``; ``abrogated by ...``, ``suppressed``;
    ``in force`` only if a text states it; for a text that was not adopted ``proposed``, ``draft new`` ...;
    ``unknown``."""
    ground: str
    """The words that say how the text stands; empty if nothing says it, and the standing is unknown."""
    ground_start: int | None
    """The place of these words in the source of their file, in characters."""
    ground_file: str
    """The file with these words."""
    until: str
    """The day from which it is superseded or ended; if only the month or the year is known, its first day."""
    changes: str
    """The differences from the edition before: ``2 reworded, 1 added``; empty for the first edition."""
    copies: str
    """The other files that contain it in the same language, separated by semicolons."""
    study_group: str
    """The study group that approved it, as the front or the table of editions names it: ``15``, ``TSAG``."""
    question: str
    """The Question that its front names: ``7/16``, ``201-7/3``."""
    file: str
    """The file; empty for an edition that only the front of another edition names."""


class WorkRow(NamedTuple):
    """A text in all its editions and languages."""

    work: str
    """Its name, with the body that adopts it: ``Resolution 7 (PP)``."""
    kind: str  #: the kind of text: ``resolution``
    number: str  #: its number
    title: str
    """The title of the last edition."""
    body: str  #: the body that adopts it: ``PP``
    editions: int
    """The number of editions in the collection; amendments and corrigenda are not counted."""
    languages: str  #: the codes of its languages
    first: str
    """The day of the first edition, as in :class:`Edition`."""
    first_precision: str  #: how much of ``first`` is known
    last: str
    """The day of the last edition in the collection."""
    last_precision: str  #: how much of ``last`` is known
    latest: str
    """The identifier of the last edition."""
    latest_on: str
    """The day of the last edition that is known."""
    ended_on: str
    """The day on which the text ended without a successor."""
    ended_how: str
    """``abrogated by ...``, ``suppressed``; empty if nothing says that it ended."""
    is_latest: bool
    """Whether there is an edition that the collection does not show as superseded or ended."""
    standing: str
    """The standing of the last edition, as in :class:`Edition`."""
    ground: str
    """The words that say so, as in :class:`Edition`."""
    ground_start: int | None
    """The place of these words in the source of their file, in characters."""
    ground_file: str
    """The file with these words."""
    study_group: str
    """The study group of the last edition that names one, as in :class:`Edition`."""
    question: str
    """The Question of the last edition that names one."""


class Mandate(NamedTuple):
    """A task or an obligation, with its addressee, its time, and how its text stands."""

    work: str
    """The text that gives it, in all its editions."""
    identifier: str
    """The edition."""
    kind: str  #: the kind of text: ``resolution``
    number: str  #: its number
    title: str  #: its title
    body: str  #: the body that adopts it: ``PP``
    edition: str  #: the mark of the edition
    language: str  #: the code of its language: ``en``
    address: str  #: the address of the place in the text
    concept: str
    """The meaning of the verb: ``INSTRUCTS``; empty for an obligation."""
    verb: str  #: the verb as printed
    force: str
    """How binding it is: ``instructs``, ``invites``, ``requests`` ... for a task; ``shall``, ``shall not``, ``should``,
    ``should not``, ``may`` for an obligation, as :func:`itu_texts.requirements` finds it."""
    addressee: str
    """A key of :data:`itu_texts.CONCEPTS`."""
    addressee_words: str
    """The addressee as printed."""
    words: str  #: the words of the place
    due: str
    """The first deadline, or, once that is past, the last: a day in ISO 8601, or the month or the year if the words
    name no day in it."""
    due_kind: str
    """``due``, ``event``, ``until``; for what is no deadline ``recurring``, ``within``, ``after``, ``period``; see
    :class:`itu_texts.analysis.times.Due`."""
    is_past: bool
    """Whether the last of its deadlines is before today."""
    begins: str
    """The earliest start of its times, in ISO 8601."""
    ends: str
    """The earliest end of its times."""
    recurrence: str
    """The interval (``P1Y``), or the body at whose meetings the task recurs (``COUNCIL``)."""
    times: str
    """The words for the times of the task, separated by semicolons."""
    adopted: str
    """The day on which the text was adopted, as in :class:`Edition`."""
    precision: str  #: how much of ``adopted`` is known, as in :class:`Edition`
    is_latest: bool
    """Whether the text is the latest edition, as in :class:`Edition`."""
    standing: str
    """The standing of the text, as in :class:`Edition`."""
    ground: str
    """The words that say so, as in :class:`Edition`."""
    ground_start: int | None
    """The place of these words in the source of their file, in characters."""
    ground_file: str
    """The file with these words."""
    file: str  #: the file


class Citation(NamedTuple):
    """A place where a text, an instrument or a part of one is cited."""

    identifier: str
    """The text that cites."""
    title: str  #: its title
    language: str  #: the code of its language: ``en``
    address: str  #: the address of the place in the text
    words: str
    """The words of the reference."""
    cited: str
    """The text that is cited."""
    cited_iri: str
    """The IRI of the text that is cited, or of the treaty of the Union of which a part is; empty if it is not known."""
    cited_kind: str
    """The kind of the reference: ``text``, ``clause``, ``annex``, ``article``, ``provision`` ..."""
    cited_number: str
    """The number of the part that is cited, as printed, or of the text."""
    cited_instrument: str
    """The instrument, in English for a treaty of the Union. In a text of a radio conference, articles, provisions and
    appendices without an instrument are those of the Radio Regulations."""
    why: str
    """What is wrong: ``the text has no Annex 3: add it, or correct the reference``; where outdated citations are asked
    for, ``superseded by Resolution 7 (Rev. Lakeside, 2022)``, ``abrogated by ...``, ``suppressed``."""
    is_latest: bool
    """Whether the text that cites is the latest edition, as in :class:`Edition`."""
    file: str  #: the file


class Hit(NamedTuple):
    """A chunk that a search finds: whole clauses or items."""

    identifier: str  #: the name of the text
    language: str  #: the code of its language: ``en``
    address: str
    """The address of its first words."""
    path: str
    """The headings above it."""
    role: str
    """``preamble`` or ``operative``; empty outside clauses."""
    concept: str
    """The meaning of the verb of the clause."""
    snippet: str
    """The words around the matches, which are between ``[`` and ``]``."""
    words: str  #: the words of the place
    is_latest: bool
    """Whether the text is the latest edition, as in :class:`Edition`."""
    standing: str
    """The standing of the text, as in :class:`Edition`."""
    ground: str
    """The words that say so, as in :class:`Edition`."""
    ground_start: int | None
    """The place of these words in the source of their file, in characters."""
    ground_file: str
    """The file with these words."""
    id: str
    """The IRI of its first words, as in the rows ``chunks`` of the file."""
    file: str  #: the file
    start: int
    """Its place in the source, in characters."""
    end: int  #: its end, likewise


class Blame(NamedTuple):
    """The edition that introduced the words of a place."""

    identifier: str
    """The edition."""
    address: str  #: the address of the place in the text
    words: str  #: the words of the place
    adopted: str
    """The day on which the edition was adopted, as in :class:`Edition`."""
    precision: str  #: how much of ``adopted`` is known, as in :class:`Edition`
    change: str
    """``original``, or what the edition did: ``added``, ``reworded`` ..."""


class Duplicate(NamedTuple):
    """Words that occur in several texts; the editions of one text count as one."""

    words: str  #: the words of the place
    texts: int
    """The number of texts."""
    places: str
    """The texts and addresses, separated by semicolons."""
