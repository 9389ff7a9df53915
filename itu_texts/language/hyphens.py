"""Decides which hyphens at line ends were added there and are not part of the word."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from itu_texts.language.pattern_cache import regex

HYPHENS = ("-", "\u2010")
_WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_LONGEST = 100  # characters of the longest word


@define
class Words:
    """The words of some lines, without the halves of words that a line end divides."""

    lines: Iterable[str]
    known: set[str] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        broken = False
        for line in self.lines:
            found = _WORD.findall(line.casefold())
            ends_broken = line.endswith(HYPHENS)
            self.known.update(found[broken : len(found) - ends_broken])
            broken = ends_broken

    def is_added(self, line: str, following: str) -> bool:
        """Return whether the hyphen at the end of a line was added there.

        It was if the whole word occurs elsewhere in the lines, or if neither of its halves does.
        """
        begun = _LAST_WORD.search(line[-_LONGEST:-1])
        rest = _WORD.match(following.casefold())
        if not (line.endswith(HYPHENS) and begun and rest and following[:1].islower()):
            return False
        halves = (begun[0].casefold(), rest[0])
        return "".join(halves) in self.known or not any(half in self.known for half in halves)

    def join(self, lines: Iterable[str]) -> str:
        """Return lines joined to one."""
        text = ""
        for line in lines:
            if self.is_added(text, line):
                text = text[:-1]
            elif text and not (text.endswith(HYPHENS) and text[-2:-1].isalpha() and line[:1].islower()):
                text += " "
            text += line
        return text
