"""What a collection answers with: rows of plain values."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Blame", "Broken", "Citation", "Duplicate", "Edition", "Hit", "Mandate", "WorkRow"]


class Edition(NamedTuple):
    """An edition of a text, and what it changed."""

    identifier: str
    title: str
    adopted: str
    """The day, the month or the year, as far as it is told: ``2022-10-14``, ``2022``; empty if it is not."""
    is_latest: bool
    """Whether it was adopted, and nothing in the collection says that it was superseded or ended."""
    standing: str
    """``latest edition in this collection (2018; collection up to 2023)``; ``superseded by Resolution 7 (Rev. Lakeside,
    2022)``, ``superseded: Resolution 12 (Rev.WRC-23) cites an edition of 2022``; ``abrogated by ...``, ``suppressed``;
    ``in force`` only where a text says so; or what it is if it was not adopted: ``proposed``, ``draft new``."""
    until: str
    """The day from which it is superseded or ended, if that is known."""
    language: str
    file: str
    """Empty for an edition that the collection only knows of, by the history line of another."""
    changes: str
    """How it differs from the edition before: ``2 reworded, 1 added``; empty for the first."""
    work: str
    """The text whose edition it is, with the body that adopts it: ``Resolution 7 (PP)``."""
    copies: str
    """The other files that have it in the same language, with a semicolon between two."""


class WorkRow(NamedTuple):
    """A text in all its editions and languages."""

    work: str
    """Its name with the body that adopts it: ``Resolution 7 (PP)``."""
    title: str
    """That of its last edition."""
    editions: int
    """How many the collection has."""
    languages: str
    first: str
    """The day of the first of them."""
    last: str
    latest: str
    """The identifier of the last edition."""
    is_latest: bool
    """Whether there is an edition of which nothing in the collection says that it was superseded or ended."""
    standing: str
    """How the last edition stands, as :class:`Edition` has it."""


class Mandate(NamedTuple):
    """Somebody, told to do something."""

    identifier: str
    """The text that tells."""
    address: str
    addressee: str
    """A key of :data:`itu_texts.CONCEPTS`."""
    named: str
    """The addressee as printed."""
    verb: str
    words: str
    times: str
    """The deadlines and occasions that the words name."""
    begins: str
    """The first day of the first of these that has a date."""
    ends: str
    """The last day of the one that ends first."""
    adopted: str
    is_latest: bool
    standing: str
    """How the text stands, as :class:`Edition` has it."""
    language: str
    file: str


class Citation(NamedTuple):
    """A place where a text is cited."""

    identifier: str
    """The text that cites."""
    address: str
    words: str
    """The words of the reference."""
    cited: str
    """The text that is cited."""
    kind: str
    """The kind of the reference: ``text``, ``clause``, ``annex`` ..."""
    language: str
    file: str


class Broken(NamedTuple):
    """A citation of an edition that is superseded, or of a text that is abrogated or suppressed."""

    identifier: str
    """The text that cites; nothing in the collection says that it was superseded or ended."""
    address: str
    words: str
    cited: str
    why: str
    """``superseded by Resolution 7 (Rev. Lakeside, 2022)``, ``abrogated by ...``, ``suppressed``."""
    language: str
    file: str


class Hit(NamedTuple):
    """A title, heading, item or paragraph that a search finds."""

    identifier: str
    address: str
    snippet: str
    """The words around what was found, which stands between ``[`` and ``]``."""
    role: str
    """``preamble`` or ``operative``; empty outside clauses."""
    concept: str
    """What the verb of its clause means."""
    is_latest: bool
    standing: str
    """How the text stands, as :class:`Edition` has it."""
    language: str
    file: str


class Blame(NamedTuple):
    """Which edition brought the words of a place."""

    address: str
    words: str
    identifier: str
    """The edition that brought them."""
    adopted: str
    kind: str
    """``original``, or what that edition did: ``added``, ``reworded`` ..."""


class Duplicate(NamedTuple):
    """Words that stand in several texts; the editions of one text count as one."""

    words: str
    texts: int
    """In how many."""
    places: str
    """The texts and addresses, with a semicolon between two."""
