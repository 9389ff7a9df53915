"""The checks of citations: editions, years, titles, articles and places that do not exist, or differ from the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import islice, pairwise

from attrs import evolve

from itu_texts.analysis.checks.drafts import ALL, Draft, Found, Phrase, number_printed
from itu_texts.analysis.graph import endings, knows_better, passages
from itu_texts.analysis.passages import words_at
from itu_texts.analysis.references import ANNEXES, Reference, ReferenceKind
from itu_texts.language.grammar import NAMES, LanguagePatterns, lang_of
from itu_texts.language.identifiers import (
    Conference,
    Identifier,
    Revision,
    body_of,
    conference_in,
    conferences,
    edition_year,
    folded,
    known_as,
    meeting_parts,
    place_in,
    year_of,
)
from itu_texts.language.writing import COMMA, FULL_STOP, fold, stop_as_printed
from itu_texts.tree.base import Role
from itu_texts.tree.diagnostics import Fix
from itu_texts.tree.nodes import Clause, Document, Text
from itu_texts.tree.spans import Span

# ----------------------------------------------------------------------
# The checks of editions: marks, formulas and the headings of annexes beside the conferences that met.

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
        texts = (each.span for each in draft.cited if each.kind is ReferenceKind.TEXT)
        if not any(start <= phrase.span.start < end for start, end in texts):
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
    if revision is None or _met(revision):
        return False
    if revision.conference:
        body, meeting = meeting_parts(revision.conference)
        last = max((each.begins.year for each in conferences() if each.body == body), default=0)
        return bool(meeting) and _SINCE <= year_of(meeting) <= last
    if not (revision.place and revision.year):
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


# ---------------------------------------------------------------------- a text of the same document

_QUOTED = re.compile(r"(?:\s+[^\s,;:()“\"«]+){0,6},?\s*[“\"«]([^”\"»\n]{4,300})[”\"»]")  # ", on boats, “Boats”"
_WORD = re.compile(r"\w+")


def differing(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each citation whose mark or quoted title differs from that of a text in the same document.

    A citation of another edition does not count; only one with another place or year, or with a part of a title, does.
    """
    texts: dict[tuple[str, str | None], list[tuple[Text, Identifier]]] = defaultdict(list)
    for text in document.texts:
        if text.identifier is not None:
            texts[text.identifier.kind, text.identifier.work.number].append((text, text.identifier))
    for cited in draft.cited:
        identifier = cited.identifier
        if cited.kind is not ReferenceKind.TEXT or identifier is None or is_unknown(identifier.revision):
            continue
        without, named = evolve(identifier, revision=None), texts.get((identifier.kind, identifier.work.number), ())
        meant = [*islice(((text, own) for text, own in named if without.matches(own)), 2)]
        if len(meant) != 1 or cited.span.start == meant[0][0].start:
            continue
        (text, own), revision = meant[0], identifier.revision
        quoted = _QUOTED.match(document.source.text, cited.span.end)
        if own.revision is not None and revision is not None and _nearly(revision, own.revision):
            message = f"the text itself says “{own.revision}”: correct “{revision}” here, or the text"
            yield Found(cited.span, (message,))
        elif quoted is not None and text.title and _differs(quoted[1], text.title) and revision in (None, own.revision):
            message = f"the title of the text is “{text.title}”: use it here, or correct it there"
            yield Found(Span(*quoted.span(1)), (message,))


def _nearly(cited: Revision, own: Revision) -> bool:
    """Return whether two marks differ only in the year, if no other conference met in it, or in the place."""
    if cited == own or not (cited.place and own.place and cited.year and own.year):
        return False
    return (known_as(cited.place) == known_as(own.place)) != (cited.year == own.year)


def _differs(quoted: str, title: str) -> bool:
    """Return whether a quoted title differs from that of a text to which it is similar."""
    words, others = (_WORD.findall(each.casefold()) for each in (quoted, title))
    return words != others and 2 * len({*words} & {*others}) >= max(len({*words}), len({*others}))


def unresolved(draft: Draft, document: Document) -> Iterator[Found]:
    """Report the problem of each reference without a target; a missing annex is reported where it is first cited."""
    missing = set()
    for reference in (each for each in draft.cited if each.problem is not None):
        annex = (id(draft.text_of(reference.span.start)), reference.kind, reference.number)
        if reference.problem is not None and annex not in missing:
            missing |= {annex} if reference.kind in ANNEXES else set()
            yield Found(reference.problem.span, (reference.problem.message,))


# ---------------------------------------------------------------------- articles that a treaty does not have

_PROVISIONS = {"cs": 242, "cv": 528, "rr": 59}  # the last ones; 1001 to 1017 are those of their annexes
_OF_ANNEXES = range(1001, 1018)
_ARTICLES = {
    "CONSTITUTION": 58, "CONVENTION": 42, "RADIO_REGULATIONS": 59, "TELECOMMUNICATION_REGULATIONS": 14,
    "CHARTER": 111, "HUMAN_RIGHTS": 30,
}  # fmt: skip


def unknown_articles(draft: Draft, cited: Reference) -> Iterator[Found]:
    """Report each article or provision of an instrument of the Union, or article of the Charter, beyond the last."""
    number = re.match(r"\d{1,9}", cited.number or "")
    if number is None or not cited.instrument:
        return
    last, what, in_union = None, "provisions", draft.is_in_union(cited.span.start)
    if cited.kind is ReferenceKind.ARTICLE and str(cited.number).isdigit():
        words = lang_of(draft.document.language_at(cited.span.start))
        families = ("INSTRUMENT", "PROCLAIMED") if in_union else ("PROCLAIMED",)
        last, what = _ARTICLES.get(words.concept(cited.instrument, *families)), "articles"
    elif in_union and cited.kind is ReferenceKind.PROVISION and (cited.treaty != "rr" or "." in str(cited.number)):
        last = _PROVISIONS.get(cited.treaty or "")
        what = "articles" if cited.treaty == "rr" else what
    if last is not None and int(number[0]) > last and int(number[0]) not in _OF_ANNEXES:
        yield Found(cited.span, (cited.instrument, last, what, cited.number))


# ---------------------------------------------------------------------- years and sessions

_FIRST = 31  # the session from which on resolutions are numbered so
_FOUNDED = 1945  # session 1 of the General Assembly met in the two years behind this one
_SESSION = re.compile(r"(\d{1,3})/\d{1,4}")
_NEAR = 16  # characters of a date before a citation: "2005年9月25日第"
_BETWEEN = re.compile(r"[^\d\n]{,12}")  # " of ", ", de "
_LONGEST_DATE = 60  # characters


def later_editions(draft: Draft, cited: Reference) -> Iterator[Found]:
    """Report each citation of an edition that is later than the text that cites it."""
    revision = cited.identifier.revision if cited.identifier is not None else None
    year, text = edition_year(revision), draft.text_of(cited.span.start)
    if year is None or text is None or cited.kind is not ReferenceKind.TEXT:
        return
    told = text.formula.year if text.formula is not None else None
    own = max(edition_year(text.identifier.revision if text.identifier else None) or 0, told or 0)
    if year > own > 0 and draft.is_in_union(text.start) and not is_unknown(revision):
        yield Found(cited.span, (year, own))


def later_sessions(draft: Draft, cited: Reference) -> Iterator[Found]:
    """Report each citation of a later session of the General Assembly; in Arabic the session is the second number."""
    its = _session_of(cited.identifier)
    text = draft.text_of(cited.span.start) if its else None
    session = _session_of(text.identifier) if text is not None and text.language != "ar" else 0
    if its > session > 0:
        yield Found(cited.span, (its, session))


def _session_of(named: Identifier | None) -> int:
    """Return the session of a resolution of the General Assembly, 78 for 78/301; 0 for those with other numbers."""
    number = named.number if named is not None and named.body == "UNGA" else ""
    found = _SESSION.fullmatch(number or "")
    return int(found[1]) if found is not None and int(found[1]) >= _FIRST else 0


def days_of_sessions(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each resolution of the General Assembly with a day on which its session did not meet.

    Other bodies number their resolutions in the same way, so that one beside it in its list must agree:
    "its resolutions 70/1 of 25 September 2005 and 71/1 of 19 September 2016".
    """
    dated = [(each, year) for each in draft.cited if (year := _year_behind(draft, each))]
    wrong = []
    for (one, year), (other, next_year) in pairwise(dated):
        between = document.source.text[one.span.end : other.span.start]
        agrees = _is_of_session(one, year)
        if "\n" not in between and len(between) <= _LONGEST_DATE and agrees is not _is_of_session(other, next_year):
            wrong.append(other if agrees else one)
    for span, cited in {each.span: each for each in wrong}.items():
        begun = _FOUNDED + _session_of(cited.identifier)
        yield Found(span, (begun - _FOUNDED, begun, begun + 1))


def _is_of_session(cited: Reference, year: int) -> bool:
    """Return whether the session of a resolution met in a year: session 70 in 2015 and 2016."""
    return year - _session_of(cited.identifier) in (_FOUNDED, _FOUNDED + 1)


def _year_behind(draft: Draft, cited: Reference) -> int:
    """Return the year of the date behind a citation of the General Assembly, in Chinese before it; 0 for none."""
    if cited.kind is not ReferenceKind.TEXT or not _session_of(cited.identifier):
        return 0
    source, (start, end) = draft.document.source.text, cited.span
    language = draft.document.language_at(start)
    words = fold(source[max(0, start - _NEAR) : start] if language == "zh" else source[end : end + _LONGEST_DATE])
    named = lang_of(language).patterns.DATE_NAMED.search(words)
    if named is None or (language != "zh" and not _BETWEEN.fullmatch(words, 0, named.start())):
        return 0
    return int(named["year"] or 0)


# ---------------------------------------------------------------------- editions that are no longer in force

_MARK = re.compile(r"\(([^()]*)\)\Z")


def outdated(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each citation of an edition that was superseded, or of a text that has ended, as a collection says.

    What the draft ends itself, an edition of its own text, and what says itself that it is old is not reported.
    """
    where = passages(document, draft.cited) if draft.standing is not None else ()
    ends = endings(document, draft.cited, where) if where else {}
    for at, (cited, passage) in enumerate(zip(draft.cited, where, strict=False)):
        text, identifier = draft.text_of(cited.span.start), cited.identifier
        if cited.kind is not ReferenceKind.TEXT or identifier is None or at in ends:
            continue
        own = text.identifier if text is not None else None
        is_own = own is not None and evolve(own, revision=None, status=None).matches(evolve(identifier, revision=None))
        said = draft.standing.ended(identifier) if draft.standing is not None and not is_own else None
        if said is not None and not knows_better(document, cited, passage):
            yield Found(cited.span, (identifier, said[0]), _newer(document, cited, Identifier.read(said[1])))


def _newer(document: Document, cited: Reference, latest: Identifier | None) -> tuple[Fix, ...]:
    """Return the replacement of the mark at the end of a citation by that of the latest edition."""
    language, mark = document.language_at(cited.span.start), _MARK.search(document.source.text, *cited.span)
    printed = Revision.read(mark[1], language) if mark is not None else None
    if mark is None or printed is None or latest is None or latest.revision is None:
        return ()
    return (Fix(Span(*mark.span(1)), latest.revision.format(language)),)


# ---------------------------------------------------------------------- above and below

_LONGEST_DIRECTION = 24  # characters behind a citation, with those of "above"


def directions(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each "above" of what follows, each "below" of what precedes, and both behind a number of no paragraph."""
    numbered = {id(text): _numbered(draft, text) for text in document.texts}
    for each in (each for each in draft.cited if each.target is not None or each.kind is ReferenceKind.SECTION):
        text, target, (start, end) = draft.text_of(each.span.start), each.target, each.span
        words = lang_of(document.language_at(start))
        found = words.patterns.PLACED.match(fold(document.source[end : end + _LONGEST_DIRECTION]))
        if text is None or found is None:
            continue
        if target is None and each.kind is ReferenceKind.SECTION and numbered[id(text)]:
            target = numbered[id(text)].get(each.number or "")
            if target is None and str(each.number).isdigit():
                yield Found(each.span, (f"the text has no paragraph {each.number}: correct the number",))
        if target is None or target is text or target.start <= start < target.end:
            continue
        is_above = target.start < start
        if text.start <= target.start < text.end and is_above == (found["above"] is None):
            name, stands = ("below", "above") if is_above else ("above", "below")
            span, instead = (
                Span(end + found.start(name), end + found.end(name)),
                words.phrase(NAMES.ABOVE if is_above else NAMES.BELOW),
            )
            fixes = () if "|" in instead else (Fix(span, instead),)
            yield Found(span, (f"{each.text} stands {stands}: correct “{found[name]}”",), fixes)


def _numbered(draft: Draft, text: Text) -> dict[str, Clause]:
    """Return the numbered clauses of a text by their numbers; nothing if its parts have numbers of their own."""
    clauses = [(number_printed(clause), clause) for clause in draft.clauses_in(text) if clause.label]
    return dict(clauses) if len(dict(clauses)) == len(clauses) else {}
