"""The reference before another one, which the next may continue: "Recommendation 8, clause 3"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from itu_texts.analysis.cited import ANNEXES, NUMBERED, Reference, ReferenceKind
from itu_texts.analysis.mentions import Mention
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.writing import COMMA

_Kind = ReferenceKind
_BEHIND_NAME = re.compile(r"\s*[,(]\s*|[\s/]*")
_MAY_LEAD_ON = (COMMA, " ", "/")
_WHOLES = frozenset((_Kind.TEXT, _Kind.INSTRUMENT, _Kind.APPENDIX, _Kind.ANNEX, _Kind.ATTACHMENT))
# The kinds that may be named first, before a comma, and the parts that may follow
_PARTS_BEHIND = {
    _Kind.TEXT: ANNEXES | {_Kind.SECTION, _Kind.TABLE, _Kind.FIGURE, _Kind.CLAUSE},
    _Kind.INSTRUMENT: ANNEXES | NUMBERED | {_Kind.TABLE},
    _Kind.ARTICLE: frozenset((_Kind.SECTION, _Kind.TABLE)),
    _Kind.APPENDIX: frozenset((_Kind.ARTICLE, _Kind.SECTION, _Kind.ANNEX, _Kind.TABLE)),
    _Kind.ANNEX: frozenset((_Kind.SECTION, _Kind.TABLE)),
    _Kind.DOCUMENT: ANNEXES | {_Kind.SECTION, _Kind.TABLE},
    _Kind.ATTACHMENT: frozenset((_Kind.SECTION, _Kind.TABLE)),
    _Kind.CHAPTER: frozenset((_Kind.ARTICLE, _Kind.SECTION)),
}


class _Named(NamedTuple):
    """The reference that may continue at a position."""

    reference: Reference
    position: int


class Preceding:
    """The references already found in a passage.

    :param past_article: returns the end of an article at a position, or the position itself.
    """

    def __init__(self, lang: LanguagePatterns, past_article: Callable[[int], int]) -> None:
        self.words = lang.patterns
        self.past_article = past_article
        self.begin("")

    def begin(self, shown: str) -> None:
        """Start with the words of a passage."""
        self.shown = shown
        self.named: _Named | None = None
        self.beside: _Named | None = None
        """The last reference with an owner in front of it, which also owns the references joined to it."""
        self.last_text: Reference | None = None
        self.last_whole: Reference | None = None
        """The last reference to something that has parts."""

    def owner(self, mention: Mention) -> Reference | None:
        """Return the reference in front of which a mention is a part: "Recommendation 8, clause 3", "RR Appendix 7"."""
        if mention.behind.end:
            return None
        named, start = self.named, mention.members[0].start
        if named is None or named.position != start:
            return self._shared(mention)
        return named.reference if mention.kind in _PARTS_BEHIND.get(named.reference.kind, ()) else None

    def of_that(self, mention: Mention) -> Reference | None:
        """Return the reference that "of that Resolution" means."""
        return self.last_text if mention.kind == _Kind.CLAUSE else self.last_whole

    def _shared(self, mention: Mention) -> Reference | None:
        """Return the owner in front of a reference that also owns the next: "RR Article 5 and Article 9"."""
        beside = self.beside
        start = mention.members[0].start
        if beside is None or start not in (beside.position, self.past_article(beside.position)):
            return None
        last = beside.reference
        while last.of is not None and last.of.span.start < last.span.start:
            if last.kind == mention.kind:
                return last.of
            last = last.of
        return None

    def remember(self, mention: Mention, found: Sequence[Reference]) -> None:
        """Record the references of a mention, for those that follow."""
        self.named = self.beside = None
        if not found:
            return
        last = found[-1]
        joined = self.words.CITED_AND.match(self.shown, mention.end) if last.of is not None else None
        if joined is not None:
            self.beside = _Named(last, joined.end())
        if last.kind == _Kind.TEXT:
            self.last_text = last
        if last.kind in _WHOLES:
            self.last_whole = last
        owner = self.words.BEFORE_OWN_PART.match(self.shown, mention.end)
        if owner is None and last.kind == _Kind.TEXT:
            owner = self.words.BEFORE_PART_SAID.match(self.shown, mention.end)
        if owner is not None:
            self.named = _Named(last, owner.end())
            return
        if self.shown[mention.end : mention.end + 1] not in _MAY_LEAD_ON:
            return
        behind = _BEHIND_NAME.match(self.shown, mention.end)
        assert behind is not None  # though it may be empty
        self.named = _Named(last, behind.end())
