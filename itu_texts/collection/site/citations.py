"""The citations between the works of a collection."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from itu_texts.collection.site.contents import Citation, Contents, Text


class Place(NamedTuple):
    """A place where a text is cited."""

    text: Text
    """The text that cites."""
    citation: Citation


class Citations:
    """The citations of works, in the last edition that has them and in one of its languages."""

    def __init__(self, contents: Contents) -> None:
        self._order = contents.order
        self.places: dict[tuple[int, int], list[Place]] = defaultdict(list)
        """By citing and cited work."""
        self.from_outside: dict[int, list[Place]] = defaultdict(list)
        """By cited work, if the citing text has no work."""
        self.unknown: dict[int, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        """By citing work and the name of a cited text that the collection does not have."""
        for text in sorted(contents.shown, key=lambda text: text.adopted):
            for citation in contents.citations[text.id]:
                self._add(text, citation, contents.work_of(citation))
        self._in: dict[int, Counter[int]] = defaultdict(Counter)
        self._out: dict[int, Counter[int]] = defaultdict(Counter)
        for (citing, cited), places in self.places.items():
            self._out[citing][cited] = self._in[cited][citing] = len(places)

    def _add(self, text: Text, citation: Citation, cited: int | None) -> None:
        place = Place(text, citation)
        if cited is None:
            if text.work is not None and citation.cited:
                _put(self.unknown[text.work][citation.cited], place)
        elif text.work is None:
            self.from_outside[cited].append(place)
        elif text.work != cited:
            _put(self.places[text.work, cited], place)

    def citing(self, work: int) -> list[tuple[int, int]]:
        """Return the works that cite a work, and how often, the most frequent first."""
        return self._ordered(self._in[work])

    def cited_by(self, work: int) -> list[tuple[int, int]]:
        """Return the works that a work cites, and how often, the most frequent first."""
        return self._ordered(self._out[work])

    def most_cited(self, most: int) -> list[tuple[int, int]]:
        """Return the works that the most others cite, and how many do."""
        return self._ordered(Counter({work: len(citing) for work, citing in self._in.items() if citing}))[:most]

    def between(self, works: Iterator[int]) -> dict[tuple[int, int], int]:
        """Return how often the works of a neighbourhood cite one another."""
        members = {*works}
        return {
            (citing, cited): times
            for citing in sorted(members)
            for cited, times in self._out[citing].items()
            if cited in members
        }

    def _ordered(self, counts: Counter[int]) -> list[tuple[int, int]]:
        return sorted(counts.items(), key=lambda each: (-each[1], self._order[each[0]]))


def _put(places: list[Place], place: Place) -> None:
    """Add a place to those of the last edition; places come in the order of the editions."""
    if places and places[-1].text.id != place.text.id:
        places.clear()
    places.append(place)
