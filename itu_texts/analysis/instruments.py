"""Which treaty a name means in a text: "the Convention" is the one that the text names last in full before it."""

from __future__ import annotations

from bisect import bisect_left

from attrs import evolve

from itu_texts.analysis.cited import Reference
from itu_texts.analysis.iris import treaty_of
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import fold

_NAME = 90  # characters of a name before its noun
_ENDING = 2  # letters of a noun that its cases may change


class Instruments:
    """The instruments that a text names in full.

    :param words: the words of the text, or of what stands outside texts.
    :param start: their offset in the source.
    :param own: whether a name alone, "the Convention", is that of a treaty of the Union: not in texts of others.
    """

    def __init__(self, words: str, start: int, lang: LanguagePatterns, *, own: bool) -> None:
        self._lang = lang
        self._own = own
        shown, patterns = fold(words).replace("\n", " "), lang.patterns
        self._ends: list[int] = []
        self._names: list[str] = []
        for found in patterns.INSTRUMENT_CITED.finditer(shown):
            groups = found.groupdict()
            begin = found.start()
            before = patterns.NAME_BEFORE.search(shown, max(begin - _NAME, 0), begin) if groups.get("noun") else None
            if before is not None or groups.get("behind"):
                self._ends.append(start + found.end())
                self._names.append(" ".join(shown[before.start() if before else begin : found.end()].split()))

    def told(self, reference: Reference, printed: str) -> Reference:
        """Return a reference with the full name of its instrument, and the treaty of the Union that this is.

        :param printed: the words that name the instrument.
        """
        name = reference.instrument
        if not name:
            return reference
        said = self._lang.patterns.OWN_INSTRUMENT.fullmatch(fold(printed))
        if said is not None and said["name"] != said[0]:  # "the ITU Convention"
            return evolve(reference, treaty=treaty_of(name, self._lang))
        alone = " " not in name and self._lang.patterns.INSTRUMENT_ALONE.fullmatch(name) is not None
        full = self._last(name, reference.span.start) if alone else None
        if full is not None:
            return evolve(reference, instrument=full)
        return evolve(reference, treaty=treaty_of(name, self._lang)) if self._own or not alone else reference

    def _last(self, noun: str, place: int) -> str | None:
        """Return the name in full with a noun that stands last before a place."""
        stem = noun[: max(len(noun) - _ENDING, _ENDING)].casefold()
        for at in range(bisect_left(self._ends, place) - 1, -1, -1):
            if any(word.startswith(stem) or word.endswith(stem) for word in self._names[at].casefold().split()):
                return self._names[at]
        return None
