"""Collections: the texts of many files in one SQLite file, and queries on them."""

from itu_texts.collection.collection import Added, Collection
from itu_texts.collection.rows import (
    Answer,
    Blame,
    Citation,
    Duplicate,
    Edition,
    Hit,
    Mandate,
    WorkRow,
)

__all__ = [
    "Added",
    "Answer",
    "Blame",
    "Citation",
    "Collection",
    "Duplicate",
    "Edition",
    "Hit",
    "Mandate",
    "WorkRow",
]
