"""Where an annex belongs.  The grammar cannot tell: annexes stand in annexes, and only their names say in which."""

from __future__ import annotations

import re

from itu_texts.language.grammar import Surface
from itu_texts.language.writing import is_letter
from itu_texts.parsing.asking import Asked
from itu_texts.parsing.classified import TextOpen
from itu_texts.parsing.frames import Frames
from itu_texts.parsing.lexer import annex_kind
from itu_texts.parsing.thresholds import DEEPEST_ANNEX
from itu_texts.parsing.tokens import Annex, Marker

__all__ = ["Annexes"]


class Annexes:
    """Finds the place of an annex among the containers that are open."""

    def __init__(self, frames: Frames, surface: Surface, asked: Asked) -> None:
        self.frames = frames
        self.asked = asked
        self.parts = surface.words["ANNEX_PARTS"].match

    def around(self, annex: Annex) -> int:
        """How many of the open containers stay open around an annex.

        "Appendix to Annex 2" lies in that annex.  Without such words an annex of the kind of one that is open
        follows that one, and one of another kind lies in it.
        """
        containers = self.frames.containers
        named = self.parts(annex.target) if annex.target else None
        text = self._text(annex.target)
        claim: int | None = self.asked.first("annex", annex.start, self, annex, named, text)
        depth = claim if claim is not None else text + 1
        while depth > text + 1 and isinstance(containers[depth - 1], Marker):  # which owns one thing
            depth -= 1
        return min(depth, text + 1 + DEEPEST_ANNEX)

    def in_annex(self, annex: Annex, named: re.Match[str] | None, text: int) -> int | None:
        """The same for an annex that lies in another one or follows it."""
        containers = self.frames.containers
        open_kinds = {each.kind for each in containers[text + 1 :] if isinstance(each, Annex)}
        for depth in range(len(containers) - 1, text, -1):
            other = containers[depth]
            if not isinstance(other, Annex):
                continue
            if named is not None:
                number = (named["number"] or "").upper()
                if other.kind == annex_kind(named) and number in ("", (other.number or "").upper()):
                    is_itself = annex.kind == other.kind and annex.number == other.number
                    return depth + (not is_itself)
            elif annex.target is None and annex.kind not in open_kinds:
                return depth + (not _are_apart(other, annex))
            elif annex.target is None and other.kind == annex.kind:
                return depth
        return None

    def _text(self, target: str | None) -> int:
        """Which container is the text of an annex, -1 for none: the one that is named, or the outermost."""
        texts = [
            (depth, each.number) for depth, each in enumerate(self.frames.containers) if isinstance(each, TextOpen)
        ]
        if target is not None:
            for depth, number in reversed(texts):
                if number and number in target.replace("(", " ").split():
                    return depth
        return texts[0][0] if texts else -1


def _are_apart(annex: Annex, appendix: Annex) -> bool:
    """Whether an appendix stands beside an annex: Recommendations have Annexes A, B ... and Appendices I, II ...

    Source: the author's guide for ITU-T Recommendations (A.1000).
    """
    letter = annex.number is not None and len(annex.number) == 1 and is_letter(annex.number)
    of_romans = (appendix.number or "").strip("IVX") == ""
    return annex.kind == "annex" and letter and appendix.kind == "appendix" and of_romans
