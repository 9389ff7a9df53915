"""Collections: the texts of many files in one SQLite file, and queries on them."""

from itu_texts.collection.collection import Added, Collection
from itu_texts.collection.rows import Blame, Broken, Citation, Duplicate, Edition, Hit, Mandate, Outdated, WorkRow

__all__ = [
    "Added",
    "Blame",
    "Broken",
    "Citation",
    "Collection",
    "Duplicate",
    "Edition",
    "Hit",
    "Mandate",
    "Outdated",
    "WorkRow",
]
