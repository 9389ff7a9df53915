"""What is open: texts, annexes, divisions and amendments in one another, and where a new one belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define

from itu_texts.grammar import Surface
from itu_texts.parsing.units import IN_LINE, Unit

__all__ = ["Frame", "Frames", "annex_kind"]

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
_ANNEXES = ("annex", "appendix", "attachment")


@define
class Frame:
    """A container that is open."""

    type: str
    """TEXT, ANNEX, DIVISION or AMENDMENT."""
    kind: str = ""
    """Of an annex, a division, or an amendment."""
    number: str = ""
    """Of an annex, or of a text."""
    rank: int = 0
    """Of a division."""
    fresh: bool = True
    """Whether nothing but its heading and title, and whole texts, stand in it so far."""


class Frames:
    """The stack of open containers, the outermost first; opening and closing gives the units that say so."""

    def __init__(self, text: str, surface: Surface) -> None:
        self.text = text
        self.words = surface.words
        self.stack: list[Frame] = []
        self.end = 0
        """Where what was last put into a frame ends."""

    @property
    def top(self) -> Frame | None:
        return self.stack[-1] if self.stack else None

    def holds(self, type: str) -> bool:
        """Whether a container of a type is open."""
        return any(frame.type == type for frame in self.stack)

    def open(self, frame: Frame, unit: Unit) -> Unit:
        """Open a container at a unit; gives what says so, to stand before the unit."""
        self.stack.append(frame)
        return Unit(f"{frame.type}_OPEN", unit.start_pos, unit.start_pos, unit.gap)

    def close(self, depth: int) -> Iterator[Unit]:
        """Close containers until only so many are open."""
        while len(self.stack) > depth:
            yield Unit(f"{self.stack.pop().type}_CLOSE", self.end, self.end, IN_LINE)

    def close_while(self, closes: Callable[[Frame], bool]) -> Iterator[Unit]:
        """Close the innermost containers as long as something holds of them."""
        while self.stack and closes(self.stack[-1]):
            yield from self.close(len(self.stack) - 1)

    def touch(self) -> None:
        """Something that is no heading, title or text was put into what is open."""
        if self.stack:
            self.stack[-1].fresh = False

    # ------------------------------------------------------------------ where things belong

    def annex(self, unit: Unit) -> tuple[Frame, int]:
        """The frame for an annex, and how many of those that are open stay open around it.

        "Appendix to Annex 2" lies in that annex.  Without such words an annex of the kind of one that is open
        follows that one, and one of another kind lies in it.
        """
        parts = self.words["ANNEX_PARTS"].match(self.text, unit.start_pos, unit.end_pos)
        kind = annex_kind(parts)
        frame = Frame("ANNEX", kind, (parts and parts["number"]) or "")
        target = parts["target"] if parts else None
        named = self.words["ANNEX_PARTS"].match(target) if target else None
        text = self._text(target)
        depth = self._around(frame, target, named, text)
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

    def takes_division(self, kind: str, *, over_articles: bool) -> bool:
        """Whether a division may stand in the text that is open, and does not follow one that the text stands in."""
        rank = _RANKS["section over articles" if over_articles else kind]
        text = next(depth for depth, frame in enumerate(self.stack) if frame.type == "TEXT")
        if any(frame.type == "DIVISION" and frame.rank >= rank for frame in self.stack[:text]):
            return False
        return kind not in ("part", "chapter") or len(self.stack) > text + 1

    def division(self, kind: str, over_articles: bool) -> tuple[Frame, int]:
        """The frame for a division, and how many of those that are open stay open around it."""
        rank = _RANKS["section over articles" if over_articles else kind]
        depth = len(self.stack)
        while depth and self.stack[depth - 1].type not in ("TEXT", "ANNEX"):
            other = self.stack[depth - 1]
            if other.type == "DIVISION" and other.rank < rank:
                break
            depth -= 1
        return Frame("DIVISION", kind, rank=rank), depth


def _are_apart(annex: Frame, appendix: Frame) -> bool:
    """Whether an appendix stands beside an annex: Recommendations have Annexes A, B ... and Appendices I, II ...

    So the author's guide for ITU-T Recommendations has it (A.1000).
    """
    letter = len(annex.number) == 1 and annex.number.isalpha()
    return annex.kind == "annex" and letter and appendix.kind == "appendix" and appendix.number.strip("IVX") == ""


def annex_kind(parts: re.Match[str] | None) -> str:
    """Which kind of annex the parts of a name tell: ``annex``, ``appendix`` or ``attachment``."""
    return next((kind for kind in _ANNEXES if parts and parts[kind]), "annex")
