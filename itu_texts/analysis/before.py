"""What was cited just before, of which that may be a part which follows: "Recommendation 8, clause 3"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from itu_texts.analysis.cited import ANNEXES, NUMBERED, Reference, ReferenceKind
from itu_texts.analysis.mentions import Mention
from itu_texts.language.grammar import Surface
from itu_texts.language.writing import COMMA

__all__ = ["Before"]

_Kind = ReferenceKind
_BEHIND_NAME = re.compile(r"\s*[,(]\s*|[\s/]*")
_MAY_LEAD_ON = (COMMA, " ", "/")
_WHOLES = frozenset((_Kind.TEXT, _Kind.INSTRUMENT, _Kind.APPENDIX, _Kind.ANNEX, _Kind.ATTACHMENT))
# What may be named first, with a comma behind it, and which parts of it may follow
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
    """What was named just before, of which that may be a part which follows at a place."""

    reference: Reference
    position: int


class Before:
    """What was cited before, in the words of one passage.

    :param past_article: where what stands behind an article begins, if one stands at a place.
    """

    def __init__(self, words: Surface, past_article: Callable[[int], int]) -> None:
        self.words = words.words
        self.past_article = past_article
        self.begin("")

    def begin(self, shown: str) -> None:
        """Begin with the words of a passage."""
        self.shown = shown
        self.named: _Named | None = None
        self.beside: _Named | None = None
        """What belongs to something that is named in front of it, and may do so with what is joined to it."""
        self.last_text: Reference | None = None
        self.last_whole: Reference | None = None
        """What was cited last that has parts."""

    def owner(self, mention: Mention) -> Reference | None:
        """What is named in front: "Recommendation 8, clause 3", "RR Appendix 7"."""
        if mention.behind.end:
            return None
        named, start = self.named, mention.members[0].start
        if named is None or named.position != start:
            return self._shared(mention)
        return named.reference if mention.kind in _PARTS_BEHIND.get(named.reference.kind, ()) else None

    def of_that(self, mention: Mention) -> Reference | None:
        """What is meant by "of that Resolution"."""
        return self.last_text if mention.kind == _Kind.CLAUSE else self.last_whole

    def _shared(self, mention: Mention) -> Reference | None:
        """What the one before is a part of, named in front of both: "RR Article 5 and Article 9"."""
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
        """What was named, for what may follow it."""
        self.named = self.beside = None
        if not found:
            return
        last = found[-1]
        joined = self.words["CITED_AND"].match(self.shown, mention.end) if last.of is not None else None
        if joined is not None:
            self.beside = _Named(last, joined.end())
        if last.kind == _Kind.TEXT:
            self.last_text = last
        if last.kind in _WHOLES:
            self.last_whole = last
        owner = self.words["BEFORE_OWN_PART"].match(self.shown, mention.end)
        if owner is None and last.kind == _Kind.TEXT:
            owner = self.words["BEFORE_PART_SAID"].match(self.shown, mention.end)
        if owner is not None:
            self.named = _Named(last, owner.end())
            return
        if self.shown[mention.end : mention.end + 1] not in _MAY_LEAD_ON:
            return
        behind = _BEHIND_NAME.match(self.shown, mention.end)
        assert behind is not None  # it may be empty
        self.named = _Named(last, behind.end())
