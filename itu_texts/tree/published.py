"""What the publisher of a file says of its texts beside their words: subjects, the course of a draft, votes.

The United Nations has it in the ``classification``, the ``workflow`` and the ``voting`` of its Akoma Ntoso, and in its
``data_extract`` files. It is kept as it is published, and is no claim of the text itself.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Keyword:
    """A subject of a text."""

    value: str
    """The subject: ``water_management``."""
    shown: str = ""
    """Its name, as it is shown."""
    dictionary: str = ""
    """The list of subjects that it is in: ``UNBIS Thesaurus``."""
    link: str = ""
    """Its IRI."""
    about: str = ""
    """What it is, if it is no subject: ``agenda`` for an item of an agenda."""
    short: str = ""
    """A short form of its name."""
    source: str = ""
    """Who gives the subject."""


@frozen
class Step:
    """A step in the course of a text, from its draft to its adoption."""

    outcome: str
    """What was done: ``draftResolution``, ``adopted``."""
    date: str = ""
    """The day, in ISO 8601; empty if none is published."""
    document: str = ""
    """The document that shows it: ``A/77/L.15``, ``A/77/PV.39``."""
    by: str = ""
    """Who did it: the sponsors of a draft."""


@frozen
class Count:
    """The votes of one kind."""

    votes: int
    """Their number."""
    choice: str
    """``inFavour``, ``against``, ``abstaining``, ``nonVoting``."""
    voters: tuple[str, ...] = ()
    """Those who voted so, as published."""


@frozen
class Voting:
    """A vote on a text."""

    outcome: str = ""
    """``adoptedWithoutVote``, ``adoptedRecordedVote``."""
    counts: tuple[Count, ...] = ()
    """The votes of each kind."""


@frozen
class Published:
    """What a publisher says of a text."""

    keywords: tuple[Keyword, ...] = ()
    """Its subjects."""
    steps: tuple[Step, ...] = ()
    """Its course, from the draft to the adoption."""
    votings: tuple[Voting, ...] = ()
    """The votes on it."""
