"""The assemblies of the United Nations: which adopts a text, its paragraphs as people ask for them, and its sessions.

The table of sessions is ``itu_texts/data/sessions.json``. The dates come from the published records. Those of future
sessions follow from the rules of procedure. A session of the General Assembly opens on a Tuesday of September, in the
third week that has a working day (the second since the seventy-eighth session), and lasts until the next opens. The
Human Rights Council meets three times a year, and the Economic and Social Council from July to July; if only the months
are known, the row is marked ``months_only``. The Security Council has no sessions.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from attrs import frozen

from itu_texts.errors import AddressError
from itu_texts.language.data import table
from itu_texts.language.dates import days_named
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import (
    assembly_named,
)
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import as_latin, fold
from itu_texts.tree.addresses import address
from itu_texts.tree.base import Role
from itu_texts.tree.nodes import Annex, Clause, Document, Node, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import find

_NEAR = 40  # characters between a citation and its date
_BESIDE = 2  # characters between a date and the number after it, in a language without blanks
_BEFORE_DAY = regex(r",?[^\d,;.()/]{0,16}")


def assembly_of(text: Text | None, lang: LanguagePatterns) -> str:
    """Return the assembly that adopts a text: ``UNGA``; empty if none does."""
    formula = text.formula if text is not None else None
    return assembly_named(formula.text, lang.language) if formula is not None else ""


def paragraph_at(node: Node, asked: str) -> Node | None:
    """Return a paragraph of a text of an assembly, by its part and number.

    Operative paragraphs have numbers, unless there is only one; those of the preamble are counted.

    :param node: a text or a document.
    :param asked: ``operative paragraph 3``, ``OP 3``, ``paragraph 3 (a)``, ``preambular paragraph 2``, in English or in
        the language of the text.
    :returns: ``None`` if the words do not ask for a paragraph, or no text has it.
    :raises AddressError: if several texts have it.
    """
    spoken = node.main_language if isinstance(node, Document) else node.language
    ways = (lang_of(code).patterns.ASKED_FOR.match(asked) for code in dict.fromkeys((spoken or "en", "en")))
    way = next(filter(None, ways), None)
    if way is None:
        return None
    is_preamble = any(way[name] for name in ("before", "behind", "short"))
    role, number = Role.PREAMBLE if is_preamble else Role.OPERATIVE, as_latin(way["number"])
    found = []
    for text in find(node, Text):
        if not assembly_of(text, lang_of(text.language or "en")):
            continue
        clauses = [each for each in find(text, Clause) if each.role is role and _is_of(text, each)]
        counted = is_preamble or len(clauses) == 1
        for place, clause in enumerate(clauses, 1):
            if as_latin(clause._names[0]) == number if clause.label else counted and str(place) == number:
                rest = asked[way.end() :].strip(" ,/")
                found.append(text.at(f"{address(clause)} {rest}") if rest else clause)
    if len(found) > 1:
        raise AddressError(f"{asked!r:.40} fits {len(found)} places; search in one text, or name the part")
    return found[0] if found else None


def _is_of(text: Text, clause: Clause) -> bool:
    """Return whether a clause is one of a text itself, not of an annex or of a text in it."""
    return next(each for each in clause.ancestors if isinstance(each, Annex | Text)) is text


def day_beside(document: Document | None, span: Span, lang: LanguagePatterns) -> date | None:
    """Return the day beside a citation: "77/15 of 21 November 2022"; ``None`` if there is none.

    :param span: where the citation stands in the source.
    """
    source = fold(document.source.text[max(0, span.start - _NEAR) : span.end + _NEAR]) if document else ""
    start = min(span.start, _NEAR)
    end = start + span.end - span.start
    for day, first, last in days_named(source, lang):
        if first >= end and _BEFORE_DAY.fullmatch(source, end, first):
            return day
        if start - _BESIDE <= last <= start:
            return day
    return None


# ---------------------------------------------------------------------- sessions


@frozen
class Session:
    """A session of an assembly of the United Nations."""

    body: str
    """``UNGA``, ``UNHRC`` or ``ECOSOC``."""
    number: int
    """Its number; its year for the Economic and Social Council."""
    begins: date
    ends: date
    months_only: bool = False
    """Whether only the months are known, so that the dates are their first and last day."""


@cache
def _sessions() -> dict[tuple[str, int], Session]:
    return {(each.body, each.number): each for each in (Session(**row) for row in table("sessions"))}


def session_of(body: str, number: int) -> Session | None:
    """Return a regular session of a body by its number; ``None`` if the table has none."""
    return _sessions().get((body, number))
