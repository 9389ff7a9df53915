"""The checks of editions: marks, formulas and the headings of annexes beside the conferences that met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, lru_cache

from itu_texts.analysis.checks.drafts import ALL, Draft, Found, Phrase
from itu_texts.analysis.passages import words_at
from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.language.conferences import Conference, conference_in, conferences, folded, known_as, place_in, year_of
from itu_texts.language.grammar import NAMES, LanguagePatterns
from itu_texts.language.identifiers import Identifier, Revision, body_of, meeting_parts
from itu_texts.language.writing import COMMA, FULL_STOP, fold, stop_as_printed
from itu_texts.tree.base import Role
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Text
from itu_texts.tree.spans import Span, overlaps

_SIMILAR = 0.75  # as difflib measures it: "Dubay" is 0.8 of "Dubai"
_SINCE = 2000  # from this year on, the table has all conferences
_PLANNED = 2012  # conferences up to this year were spoken of under years in which they did not meet: WRC-10, WRC-11
# "7 (Dubai)"
_IN_BRACKETS = re.compile(r"[(（](?:(?<=\d.)|(?<=\d .))([^()（）\d]{3,40})[)）]")
_LONGEST_HEADING = 200  # characters
_SIGNS = {"stop": FULL_STOP, "comma": COMMA, "behind": COMMA}

# ---------------------------------------------------------------------- conferences that did not meet


def unknown_marks(draft: Draft, text: Text) -> Iterator[Found]:
    """Report a mark in the name of a text, and a formula, with a place or year in which no conference met."""
    formula, named = text.formula, text.identifier
    if text.designation is not None and named is not None and is_unknown(named.revision):
        yield _unknown(named.revision, text.designation.span)
    if formula is not None and meant_by(formula.place, formula.year):
        yield _unknown(Revision(place=formula.place, year=formula.year), formula.span)


def unknown_editions(draft: Draft, cited: Reference) -> Iterator[Found]:
    """Report a citation of an edition with a place or year in which no conference met."""
    if cited.kind is ReferenceKind.TEXT and cited.identifier is not None and is_unknown(cited.identifier.revision):
        yield _unknown(cited.identifier.revision, cited.span)


def _unknown(revision: Revision | None, span: Span) -> Found:
    meant = meant_by(revision.place, revision.year) if revision is not None else ""
    return Found(span, (revision, f"write “{meant}”" if meant else "correct the mark"))


def no_meeting(draft: Draft, phrase: Phrase) -> Iterator[Found]:
    """Report a conference that is named outside of marks, and that did not meet: "the agenda of WRC-24"."""
    body, meeting = body_of(phrase.match["body"], phrase.within.lang.language) or "", phrase.match["meeting"]
    if year_of(meeting) > _PLANNED and is_unknown(Revision(conference=f"{body}-{meeting}")):
        start = phrase.span.start
        if not overlaps(draft.citations, start, start + 1):
            yield Found(phrase.span, (phrase.match[0],))


@lru_cache(maxsize=1024)
def meant_by(place: str | None, year: int | None) -> str:
    """Return the place of a conference of a year to whose name a word is similar, but not the same: Dubai for "Dubay".

    An empty string for none.
    """
    met = [each.place for each in conferences() if each.begins.year == year and each.place]
    names = {name: each for each in met for code in ALL if (name := folded(place_in(each, code)))}
    near = get_close_matches(folded(place) or "", names, 1, _SIMILAR) if known_as(place) not in names else ()
    return place_in(names[near[0]], "en") if near else ""


@lru_cache(maxsize=1024)
def is_unknown(revision: Revision | None) -> bool:
    """Return whether a mark names a place where conferences met, or their short name, but no such conference."""
    if revision is None:
        return False
    if revision.conference:
        body, meeting = meeting_parts(revision.conference)
        year = year_of(meeting) if meeting else 0
        last = max((each.begins.year for each in conferences() if each.body == body), default=0)
        return _SINCE <= year <= last and conference_in(body, year) is None
    if not (revision.place and revision.year) or _met(revision):
        return False
    known = [each for each in conferences() if each.place is not None]
    usual = {known_as(each.place) for each in known if each.place != "Geneva"}  # other conferences meet in Geneva
    last = max(each.begins.year for each in known)
    is_of_table = known_as(revision.place) in usual and _SINCE <= revision.year <= last
    return is_of_table or bool(meant_by(revision.place, revision.year))


def _met(revision: Revision) -> list[Conference]:
    """Return the conferences of the table that a mark may mean."""
    if revision.conference:
        body, meeting = meeting_parts(revision.conference)
        named = conference_in(body, year_of(meeting)) if meeting else None
        return [named] if named else []
    place = known_as(revision.place)
    return [each for each in conferences() if each.begins.year == revision.year and known_as(each.place) == place]


# ---------------------------------------------------------------------- formulas and annexes beside the mark


def formulas(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each formula with another body, place or year than the mark of the text."""
    message, formula = _mismatch(text), text.formula
    if message and formula is not None and not meant_by(formula.place, formula.year):
        yield Found(formula.span, (message,))


def _mismatch(text: Text) -> str:
    """Return how the formula of a text contradicts the mark in its name; an empty string if it does not."""
    revision = text.identifier.revision if text.identifier else None
    formula = text.formula
    if revision is None or formula is None or is_unknown(revision) or revision.amended:
        return ""
    met = _met(revision)
    body = body_of(formula.body, text.language or "en")
    year = revision.year or (met[0].begins.year if met else None)
    place = revision.place or (met[0].place if met else None)
    if met and body in {each.body for each in conferences()} and body not in {each.body for each in met}:
        return f"“{revision}” is the mark of another body"
    if formula.year and year and formula.year != year:
        return f"the name of the text says {year}"
    if formula.place and place and known_as(formula.place) != known_as(place):
        return f"the name of the text says {place}"
    return ""


def formula_stops(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each formula that ends with a bracket or a letter, not a comma; an assembly that "decides" has none."""
    is_grounded = any(clause.role is Role.PREAMBLE for clause in text.clauses[:1])
    if text.formula is not None and (is_grounded or draft.is_in_union(text.start)):
        printed = draft.document.source[text.formula.span].rstrip()
        end = text.formula.start + len(printed)
        if printed and (printed[-1] in ")）" or printed[-1].isalpha()):
            comma = stop_as_printed(COMMA, text.language or "en")
            yield Found(text.formula.span, (comma,), (Fix(Span(end, end), comma),))


def annex_headings(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each annex whose heading names another text, or another edition."""
    own = text.identifier
    if own is None or own.number is None or _mismatch(text) or is_unknown(own.revision):
        return
    for annex in text.annexes:
        named = _named_in(annex.heading.text[:_LONGEST_HEADING], words_at(annex))
        if named is None or named.kind != own.kind:
            continue
        marks = named.revision, own.revision
        if named.work.number != own.work.number:
            message = f"the annex belongs to {own}, and its heading names {named}: correct the number"
            yield Found(annex.heading.span, (message,))
        elif None not in marks and named.revision != own.revision:
            message = f"the mark of the text is “{own.revision}”: correct “{named.revision}” here"
            yield Found(annex.heading.span, (message,))


def _named_in(heading: str, words: LanguagePatterns) -> Identifier | None:
    """Return the identifier of the text that the heading of an annex names; ``None`` for none."""
    shown = fold(heading)
    found = words.patterns.IDENTIFIER.search(shown)
    starts = [found.start()] if found is not None else []
    for start in (*starts, *(kind.start() for kind in words.patterns.family_kind.finditer(shown))):
        for end in range(len(heading), start, -1):
            ends = heading[end - 1] in ")）" or end == len(heading)
            if ends and (named := Identifier.read(heading[start:end], words.language)) is not None:
                return named
    return None


# ---------------------------------------------------------------------- the signs of marks


@cache
def _places() -> frozenset[str | None]:
    return frozenset(known_as(each.place) for each in conferences() if each.place)


def marks_without_year(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each mark after a number that has only a place of conferences, or only states a revision."""
    revised = re.compile(rf"(?:{words_at(text).patterns.text(NAMES.REVISED_MARK)}) ?", re.IGNORECASE)
    for found in _IN_BRACKETS.finditer(draft.document.source[text.span]):
        begun = revised.match(fold(found[1]))
        place = found[1][begun.end() if begun else 0 :].strip(" ,，")
        if known_as(place) in _places():
            yield Found(Span(text.start + found.start(1), text.start + found.end(1)), (place,))


def mark_signs(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each mark of a place where conferences met that lacks a comma, or the stop of "Rev."."""
    for found in words_at(text).patterns.MARK_SIGNS.finditer(fold(draft.document.source[text.span])):
        lacking = [name for name in _SIGNS if found.groupdict().get(name) == ""]
        if lacking and (known_as(found["place"]) in _places() or meant_by(found["place"], int(found["year"]))):
            signs = [stop_as_printed(_SIGNS[name], text.language or "en") for name in lacking]
            starts = [text.start + found.start(name) for name in lacking]
            fixes = tuple(Fix(Span(at, at), sign) for at, sign in zip(starts, signs, strict=True))
            span = Span(text.start + found.start() + 1, text.start + found.end() - 1)
            yield Found(span, (" and ".join(f"“{sign}”" for sign in signs),), fixes)
