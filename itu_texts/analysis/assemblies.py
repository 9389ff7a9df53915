"""Finds the numbers by which United Nations texts cite others: 77/15, 2585 (2021), 2200 A (XXI), A/HRC/RES/54/10.

The body of a number is known from its form; otherwise it is the one named last before it, or the one that adopts the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from attrs import evolve

from itu_texts.analysis.cited import Reference, ReferenceKind
from itu_texts.analysis.places import Whole
from itu_texts.analysis.times import days_named
from itu_texts.language.grammar import Surface
from itu_texts.language.identifiers import Identifier, assembly_named
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import fold
from itu_texts.tree.nodes import Document, History, Node, Text
from itu_texts.tree.spans import Span

__all__ = ["Citations", "adoption_day", "assembly_of", "day_beside", "identifier_of"]

_NUMBERED = regex(
    r"(?<![0-9A-Za-z/.-])(?:(?P<symbol>A/HRC|A|S)/(?P<is_resolution>RES|DEC)/)?"
    r"(?:(?P<of_session>(?:ES-|S-)?\d{1,3}/\d{1,4}(?: ?[A-Z](?![\w.]))?)"
    r"|(?P<of_year>\d{1,4} ?\((?:19[4-9]\d|20\d\d)\))"
    r"|(?P<of_roman>\d{1,4}(?: [A-Z])? ?\((?:ES-|S-)?[IVX]+\)))(?![0-9A-Za-z/])"
)
"""A symbol or a number of a resolution."""
_DOCUMENT = regex(
    r"[ASE](?<![0-9A-Za-z/.-].)/(?!RES/|HRC/RES/)(?:[A-Z]{1,6}[./-]?)*\d(?:[0-9A-Za-z./-]*[0-9A-Za-z])?(?: ?\(\d{4}\))?"
)
_NEAR = 40  # characters between a citation and its date
_BESIDE = 2  # characters between a date and the number after it, in a language without blanks
_BEFORE_DAY = regex(r",?[^\d,;.()/]{0,16}")
_LINES_ABOVE = 12  # lines of a cover above a text
_BODIES = {"A": "UNGA", "A/HRC": "UNHRC", "S": "UNSC"}
_NAMES = {
    "ECOSOC": "Economic and Social Council",
    "UNGA": "General Assembly",
    "UNHRC": "Human Rights Council",
    "UNSC": "Security Council",
}


def assembly_of(text: Text | None, surface: Surface) -> str:
    """Return the assembly that adopts a text: ``UNGA``; empty if none does."""
    formula = text.formula if text is not None else None
    return assembly_named(formula.text, surface.language) if formula is not None else ""


def adoption_day(text: Text, surface: Surface) -> date | None:
    """Return the day on which an assembly adopted a text, from the lines below or above it.

    A text of the Security Council also has it below its number. ``None`` if no line names a day.
    """
    below = [each for each in text.body if isinstance(each, History)]
    own = text.front if assembly_of(text, surface) == "UNSC" else ()
    above = [each for each in text.parent.children if each.end <= text.start] if text.parent is not None else []
    for line in reversed([*above[-_LINES_ABOVE:], *own, *below]):
        days = [day for day, *_ in days_named(fold(getattr(line, "text", "")), surface)]
        if days:
            return days[-1]
    return None


def day_beside(document: Document | None, span: Span, surface: Surface) -> date | None:
    """Return the day beside a citation: "77/15 of 21 November 2022"; ``None`` if there is none.

    :param span: where the citation stands in the source.
    """
    source = fold(document.source.text[max(0, span.start - _NEAR) : span.end + _NEAR]) if document else ""
    start = min(span.start, _NEAR)
    end = start + span.end - span.start
    for day, first, last in days_named(source, surface):
        if first >= end and _BEFORE_DAY.fullmatch(source, end, first):
            return day
        if start - _BESIDE <= last <= start:
            return day
    return None


def identifier_of(text: Text, surface: Surface) -> Identifier | None:
    """Return the identifier of a text; if an assembly adopts it, from its number alone."""
    assembly = assembly_of(text, surface) if text.identifier is None and text.number else ""
    return _identifier(assembly, text.number or "") if assembly in _NAMES else text.identifier


class Citations:
    """The resolutions and documents that the words of a passage cite.

    :param printed: the words as they stand in the source.
    :param own: the assembly that adopts the text.
    """

    def __init__(self, printed: str, passage: Node, own: str, surface: Surface, whole: Whole) -> None:
        self.shown = fold(printed)
        self.start = passage.start
        self.own = own
        self.whole = whole
        self.assemblies = surface.patterns["in ASSEMBLY"].finditer

    def of(self, known: Iterable[Reference]) -> Iterator[Reference]:
        """Yield the references that are known, each with its body, and those by number only."""
        taken: list[tuple[int, int]] = []
        for each in known:
            start, end = each.span.start - self.start, each.span.end - self.start
            taken.append((start, end))
            if each.identifier is not None and _DOCUMENT.fullmatch(each.identifier.number or ""):  # "..., A/79/131"
                if each.kind == ReferenceKind.TEXT:
                    yield Reference(ReferenceKind.DOCUMENT, each.span, number=each.identifier.number)
                else:
                    yield evolve(each, identifier=None, target=None)
            else:
                yield self._with_body(each, start)
        for found in _NUMBERED.finditer(self.shown) if "/" in self.shown or "(" in self.shown else ():
            if not any(start < found.end() and found.start() < end for start, end in taken):
                identifier = self._by_form(found, found.start())
                yield Reference(
                    ReferenceKind.TEXT, self._span(found), identifier=identifier, target=self.whole.text(identifier)
                )
        for found in _DOCUMENT.finditer(self.shown):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                yield Reference(ReferenceKind.DOCUMENT, self._span(found), number=found[0])

    def _span(self, found: re.Match[str]) -> Span:
        return Span(self.start + found.start(), self.start + found.end())

    def _by_form(self, found: re.Match[str], start: int) -> Identifier:
        """Return the identifier of a symbol or a number."""
        number = found["of_session"] or found["of_year"] or found["of_roman"]
        return _identifier(_BODIES.get(found["symbol"] or "") or self._body(found, start), number)

    def _with_body(self, known: Reference, start: int) -> Reference:
        """Return a reference to a resolution by its number, without the name of the body: "its resolution 77/15"."""
        identifier = known.identifier
        if known.kind != ReferenceKind.TEXT or identifier is None or identifier.body is not None:
            return known
        printed = _NUMBERED.search(self.shown, start, known.span.end - self.start)
        found = _NUMBERED.fullmatch(identifier.number or "")
        if printed is not None and (printed["symbol"] or printed["of_year"]):
            identifier = self._by_form(printed, start)
        elif found is not None:
            identifier = evolve(identifier, body=self._body(found, start))
        else:
            return known
        return evolve(known, identifier=identifier, target=known.target or self.whole.text(identifier))

    def _body(self, found: re.Match[str], start: int) -> str:
        """Return the body of a number: from its form, otherwise the one named last, otherwise the adopting body."""
        if not found["of_session"]:
            return "UNSC" if found["of_year"] else "UNGA"
        named = [each.lastgroup for each in self.assemblies(self.shown) if each.end() <= start]
        return (named and named[-1]) or ("UNHRC" if self.own == "UNHRC" else "UNGA")


@lru_cache(maxsize=4096)
def _identifier(body: str, number: str) -> Identifier:
    if number.endswith(("I)", "V)", "X)")):  # "2252 (S-IV)"
        return Identifier.made("resolution", number, language="en", cited=_NAMES[body])
    return Identifier.parse(f"{_NAMES[body]} resolution {number}", "en")
