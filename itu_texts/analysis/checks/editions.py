"""The checks of editions and names: marks, formulas, annexes, Bureaux, study groups and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from itu_texts.analysis.checks.drafts import ALL, Draft
from itu_texts.analysis.cited import ReferenceKind
from itu_texts.errors import IdentifierError
from itu_texts.language.conferences import Conference, conference_in, conferences, year_of
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.identifiers import Identifier, Revision, body_of, meeting_parts
from itu_texts.language.places import folded, known_as, place_in
from itu_texts.language.writing import as_latin, fold
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Text
from itu_texts.tree.spans import Span

_SIMILAR = 0.75  # as difflib measures it: "Dubay" is 0.8 of "Dubai"
_SINCE = 2000  # from this year on, the table has all conferences
_GROUPS = {"R": 11, "P": 11, "T": 21, "D": 2}  # the highest numbers that study groups of the Sectors have had
_PROVISIONS = {"cs": 242, "cv": 528, "rr": 59}  # the last ones; 1001 to 1017 are those of their annexes
_OF_ANNEXES = range(1001, 1018)
_ARTICLES = {
    "CONSTITUTION": 58, "CONVENTION": 42, "RADIO_REGULATIONS": 59, "TELECOMMUNICATION_REGULATIONS": 14,
    "CHARTER": 111, "HUMAN_RIGHTS": 30,
}  # fmt: skip
_IN_BRACKETS = re.compile(r"(?<=\d) ?[(（]([^()（）\d]{3,40})[)）]")
_LONGEST_HEADING = 200  # characters


def marks(draft: Draft) -> Iterator[Diagnostic]:
    """Report each mark with a place or year in which no conference of the table met."""
    for text in draft.texts:
        if text.designation is not None and text.identifier is not None and is_unknown(text.identifier.revision):
            yield _unknown(text.identifier.revision, text.designation.span)
    for reference in draft.cited:
        identifier = reference.identifier
        if reference.kind is ReferenceKind.TEXT and identifier is not None and is_unknown(identifier.revision):
            yield _unknown(identifier.revision, reference.span)


def _unknown(revision: Revision | None, span: Span) -> Diagnostic:
    meant = meant_by(revision.place, revision.year) if revision is not None else ""
    instead = f"write “{meant}”" if meant else "correct the mark"
    return make_diagnostic("unknown-conference", f"no conference met as “{revision}” says: {instead}", span)


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
    return _is_of_table(revision) or bool(meant_by(revision.place, revision.year))


def _met(revision: Revision) -> list[Conference]:
    """Return the conferences of the table that a mark may mean."""
    if revision.conference:
        body, meeting = meeting_parts(revision.conference)
        named = conference_in(body, year_of(meeting)) if meeting else None
        return [named] if named else []
    place = known_as(revision.place)
    return [each for each in conferences() if each.begins.year == revision.year and known_as(each.place) == place]


def _is_of_table(revision: Revision) -> bool:
    """Return whether the table covers the conference of a mark, and its place is one where conferences met."""
    known = [each for each in conferences() if each.place is not None]
    place = known_as(revision.place)
    usual = {known_as(each.place) for each in known if each.place != "Geneva"}  # other conferences meet in Geneva
    return place in usual and _SINCE <= (revision.year or 0) <= max(each.begins.year for each in known)


def formulas(draft: Draft) -> Iterator[Diagnostic]:
    """Report each formula with another body, place or year than the mark of the text."""
    for text in draft.texts:
        message, formula = _mismatch(text), text.formula
        if formula is not None and meant_by(formula.place, formula.year):
            yield _unknown(Revision(place=formula.place, year=formula.year), formula.span)
        elif message and formula is not None:
            yield make_diagnostic("formula-mismatch", message, formula.span)


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
        return f"“{revision}” is the mark of another body: correct it, or this formula"
    if formula.year and year and formula.year != year:
        return f"the name of the text says {year}: correct it, or this formula"
    if formula.place and place and known_as(formula.place) != known_as(place):
        return f"the name of the text says {place}: correct it, or this formula"
    return ""


def annex_headings(draft: Draft) -> Iterator[Diagnostic]:
    """Report each annex whose heading names another text, or another edition."""
    for text in draft.texts:
        own = text.identifier
        if own is None or own.number is None or _mismatch(text) or is_unknown(own.revision):
            continue
        for annex in text.annexes:
            named = _named_in(annex.heading.text[:_LONGEST_HEADING], annex.language or "en")
            if named is None or named.kind != own.kind:
                continue
            if named.work.number != own.work.number:
                message = f"the annex belongs to {own}, and its heading names {named}: correct the number"
            elif named.revision is not None and own.revision is not None and named.revision != own.revision:
                message = f"the mark of the text is “{own.revision}”: correct “{named.revision}” here"
            else:
                continue
            yield make_diagnostic("annex-heading", message, annex.heading.span)


def _named_in(heading: str, language: str) -> Identifier | None:
    """Return the identifier of the text that the heading of an annex names; ``None`` for none."""
    found = lang_of(language).patterns.IDENTIFIER.search(fold(heading))
    kinds = lang_of(language).patterns.family_kind.finditer(fold(heading))
    starts = [found.start()] if found is not None else []
    for start in (*starts, *(kind.start() for kind in kinds)):
        for end in range(len(heading), start, -1):
            if heading[end - 1] in ")）" or end == len(heading):
                try:
                    return Identifier.parse(heading[start:end], language)
                except IdentifierError:
                    continue
    return None


def marks_without_year(draft: Draft) -> Iterator[Diagnostic]:
    """Report each mark after a number that has only a place of conferences, or only states a revision."""
    places = {known_as(each.place) for each in conferences() if each.place}
    for text in draft.texts:
        words = lang_of(text.language or "en").patterns
        revised = re.compile(rf"(?:{words.text(NAMES.REVISED_MARK)}) ?", re.IGNORECASE)
        for found in _IN_BRACKETS.finditer(draft.document.source[text.span]):
            begun = revised.match(fold(found[1]))
            place = found[1][begun.end() if begun else 0 :].strip(" ,，")
            if known_as(place) in places:
                span = Span(text.start + found.start(1), text.start + found.end(1))
                yield make_diagnostic("mark-without-year", f"add the year of the edition after “{place}”", span)


def unknown_groups(draft: Draft) -> Iterator[Diagnostic]:
    """Report each study group with a number that does not exist, and each Sector with the short name of another."""
    for each in draft.in_union:
        for found in each.lang.patterns.SECTOR_MISNAMED.finditer(each.text):
            short = found.lastgroup or 0
            yield make_diagnostic("unknown-body", f"“{found[short]}” is another Sector", each.span(*found.span(short)))
    for each in draft.with_figures:
        for found in each.lang.patterns.GROUP_NUMBERED.finditer(each.text):
            if not draft.is_in_union(each.node.start):
                continue
            named = found.groupdict()
            if int(found["number"]) > _GROUPS[as_latin(named["sector"] or named.get("sector_behind") or "T")]:
                message = f"there is no study group {found['number']}: correct the number"
                yield make_diagnostic("unknown-body", message, each.span(*found.span()))


def unknown_articles(draft: Draft) -> Iterator[Diagnostic]:
    """Report each article or provision of an instrument of the Union, or article of the Charter, beyond the last."""
    for each in draft.cited:
        number = re.match(r"\d{1,9}", each.number or "")
        if number is None or not each.instrument:
            continue
        last, what = None, "provisions"
        if each.kind is ReferenceKind.ARTICLE and str(each.number).isdigit():
            lang = lang_of(draft.document.language_at(each.span.start))
            families = ("INSTRUMENT", "PROCLAIMED") if draft.is_in_union(each.span.start) else ("PROCLAIMED",)
            last, what = _ARTICLES.get(lang.concept(each.instrument, *families)), "articles"
        elif not draft.is_in_union(each.span.start):
            continue
        elif each.kind is ReferenceKind.PROVISION and (each.treaty != "rr" or "." in str(each.number)):
            last = _PROVISIONS.get(each.treaty or "")
            what = "articles" if each.treaty == "rr" else what
        if last is not None and int(number[0]) > last and int(number[0]) not in _OF_ANNEXES:
            message = f"{each.instrument} has {last} {what}: correct {each.number}"
            yield make_diagnostic("unknown-article", message, each.span)
