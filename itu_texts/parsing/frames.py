"""What is open: texts, annexes, divisions and amendments in one another, and where a new one belongs."""

from __future__ import annotations

import re
from collections.abc import Callable

from itu_texts.parsing.grammar import Surface
from itu_texts.parsing.lexer import annex_kind
from itu_texts.parsing.units import Annex, Bracket, Division, Unit

__all__ = ["Frame", "Frames"]

# A division stands in one of a lower rank.  A section holds articles where one follows right below its heading.
_RANKS = {
    "part": 0,
    "chapter": 1,
    "section over articles": 2,
    "preamble": 3,
    "article": 3,
    "section": 4,
    "subsection": 5,
}


class Frame:
    """A container that is open."""

    __slots__ = ("fresh", "kind", "number", "rank", "type")

    def __init__(self, type: str, kind: str = "", number: str = "", rank: int = 0) -> None:
        self.type = type
        """TEXT, ANNEX, DIVISION or AMENDMENT."""
        self.kind = kind
        """Of an annex, a division, or an amendment."""
        self.number = number
        """Of an annex, or of a text."""
        self.rank = rank
        """Of a division."""
        self.fresh = True
        """Whether nothing but its heading and title, and whole texts, stand in it so far."""


class Frames:
    """The stack of open containers, the outermost first; opening and closing gives the units that say so."""

    def __init__(self, surface: Surface) -> None:
        self.annex_parts = surface.words["ANNEX_PARTS"].match
        self.stack: list[Frame] = []

    @property
    def top(self) -> Frame | None:
        return self.stack[-1] if self.stack else None

    def holds(self, type: str) -> bool:
        """Whether a container of a type is open."""
        return any(frame.type == type for frame in self.stack)

    def open(self, frame: Frame, unit: Unit) -> Unit:
        """Open a container at a unit; gives what says so, to stand before the unit."""
        self.stack.append(frame)
        return Bracket(f"{frame.type}_OPEN", unit.start, unit.gap)

    def close(self, depth: int) -> list[Unit]:
        """Close containers until only so many are open."""
        closed = self.stack[depth:]
        del self.stack[depth:]
        return [Bracket(f"{frame.type}_CLOSE", 0) for frame in reversed(closed)]

    def close_while(self, closes: Callable[[Frame], bool]) -> list[Unit]:
        """Close the innermost containers as long as something holds of them."""
        depth = len(self.stack)
        while depth and closes(self.stack[depth - 1]):
            depth -= 1
        return self.close(depth)

    def touch(self) -> None:
        """Something that is no heading, title or text was put into what is open."""
        if self.stack:
            self.stack[-1].fresh = False

    # ------------------------------------------------------------------ where things belong

    def place(self, unit: Annex | Division) -> tuple[Frame, int]:
        """The frame for an annex or a division, and how many of those that are open stay open around it."""
        return self._annex(unit) if isinstance(unit, Annex) else self._division(unit)

    def _annex(self, unit: Annex) -> tuple[Frame, int]:
        """The place of an annex.

        "Appendix to Annex 2" lies in that annex.  Without such words an annex of the kind of one that is open
        follows that one, and one of another kind lies in it.
        """
        frame = Frame("ANNEX", unit.kind, unit.number or "")
        named = self.annex_parts(unit.target) if unit.target else None
        text = self._text(unit.target)
        depth = self._around(frame, unit.target, named, text)
        while depth > text + 1 and self.stack[depth - 1].type == "AMENDMENT":  # which owns one thing
            depth -= 1
        return frame, depth

    def _around(self, frame: Frame, target: str | None, named: re.Match[str] | None, text: int) -> int:
        open_kinds = {each.kind for each in self.stack[text + 1 :] if each.type == "ANNEX"}
        for depth in range(len(self.stack) - 1, text, -1):
            other = self.stack[depth]
            if other.type != "ANNEX":
                continue
            if named is not None:
                number = (named["number"] or "").upper()
                if other.kind == annex_kind(named) and number in ("", other.number.upper()):
                    return depth + 1
            elif target is None and frame.kind not in open_kinds:
                return depth + (not _are_apart(other, frame))
            elif target is None and other.kind == frame.kind:
                return depth
        return text + 1

    def _text(self, target: str | None) -> int:
        """The depth of the text that an annex belongs to, -1 for none: the one that is named, or the outermost."""
        texts = [depth for depth, frame in enumerate(self.stack) if frame.type == "TEXT"]
        if target is not None:
            for depth in reversed(texts):
                number = self.stack[depth].number
                if number and number in target.replace("(", " ").split():
                    return depth
        return texts[0] if texts else -1

    def takes_division(self, division: Division) -> bool:
        """Whether a division may stand in the text that is open, and does not follow one that the text stands in."""
        rank = _rank(division)
        text = next(depth for depth, frame in enumerate(self.stack) if frame.type == "TEXT")
        if any(frame.type == "DIVISION" and frame.rank >= rank for frame in self.stack[:text]):
            return False
        return division.kind not in ("part", "chapter") or len(self.stack) > text + 1

    def _division(self, unit: Division) -> tuple[Frame, int]:
        rank = _rank(unit)
        depth = len(self.stack)
        while depth and self.stack[depth - 1].type not in ("TEXT", "ANNEX"):
            other = self.stack[depth - 1]
            if other.type == "DIVISION" and other.rank < rank:
                break
            depth -= 1
        return Frame("DIVISION", unit.kind, rank=rank), depth


def _rank(division: Division) -> int:
    return _RANKS["section over articles" if division.over_articles else division.kind]


def _are_apart(annex: Frame, appendix: Frame) -> bool:
    """Whether an appendix stands beside an annex: Recommendations have Annexes A, B ... and Appendices I, II ...

    So the author's guide for ITU-T Recommendations has it (A.1000).
    """
    letter = len(annex.number) == 1 and annex.number.isalpha()
    return annex.kind == "annex" and letter and appendix.kind == "appendix" and appendix.number.strip("IVX") == ""
