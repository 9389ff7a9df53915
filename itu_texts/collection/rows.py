"""What a collection answers with: rows of plain values."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Blame", "Broken", "Citation", "Duplicate", "Edition", "Hit", "Mandate"]


class Edition(NamedTuple):
    """An edition of a text, and what it changed."""

    identifier: str
    title: str
    adopted: str
    """The day, or the year, as far as the text tells: ``2022-10-14``, ``2022``; empty if it does not."""
    in_force: bool
    """Whether nothing in the collection revises, abrogates or suppresses it."""
    language: str
    file: str
    changes: str
    """How it differs from the edition before: ``2 reworded, 1 added``; empty for the first."""


class Mandate(NamedTuple):
    """Somebody, told to do something."""

    identifier: str
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
    ends: str
    """The first and the last day of these, where they have dates."""
    adopted: str
    in_force: bool
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
    """A citation of an edition that is superseded, or of a text that is no longer in force."""

    identifier: str
    address: str
    words: str
    cited: str
    why: str
    """``superseded by Resolution 7 (Rev. Lakeside, 2022)``, ``abrogated by ...``, ``suppressed``."""
    file: str


class Hit(NamedTuple):
    """A clause, an item or a paragraph that a search finds."""

    identifier: str
    address: str
    snippet: str
    """The words around what was found, which stands between ``[`` and ``]``."""
    role: str
    concept: str
    in_force: bool
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
    """Words that stand in several texts."""

    words: str
    count: int
    places: str
    """The texts and addresses, with a semicolon between two."""
