"""Works and editions: the columns of an identifier, the names of works, and the dates of editions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from attrs import evolve, frozen

from itu_texts.errors import AddressError, IdentifierError, InputError
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import (
    Identifier,
    Revision,
    adopted_on,
    assembly_named,
    body_of,
    conference_of,
    conferences,
    days_named,
    edition_year,
    held_in,
    meeting_parts,
    table,
)
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import as_latin, fold
from itu_texts.tree.addressees import CONCEPTS, AddresseeKind
from itu_texts.tree.addresses import address
from itu_texts.tree.base import Role
from itu_texts.tree.nodes import Annex, Clause, Document, Heading, Node, Paragraph, Text, Title
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import find, walk

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NUMBER = re.compile(r"\d+")
_WITH_BODY = re.compile(r"(?P<text>.+) \((?P<body>[^()]+)\)")


class IdentifierColumns(NamedTuple):
    """The columns of an identifier."""

    kind: str | None
    number: str | None
    body: str | None
    sector: str | None
    edition: str | None
    """The mark, or the edition that the number ends with: ``Rev. Lakeside, 2022``, ``4`` of ``ITU-R P.525-4``."""
    adopted: str | None
    """The day of adoption, as :func:`adopted_on` returns it."""
    identifier: str | None
    changes: str | None = None
    """The day of the edition that an amendment, a corrigendum or an erratum changes, empty if it is not known; ``None``
    for an edition."""


NO_COLUMNS = IdentifierColumns(None, None, None, None, None, None, None)
_CHANGES = ("amd", "corr", "err")


@lru_cache(maxsize=4096)
def columns_of(identifier: Identifier) -> IdentifierColumns:
    """Return the columns of an identifier."""
    revision = identifier.revision
    if identifier.body is None and revision is not None and revision.place and revision.year:
        identifier = evolve(identifier, body=_only_body(revision.place, revision.year))
    work = identifier.work
    edition = str(revision) if revision else _edition_of_number(identifier, work.number)
    return IdentifierColumns(
        identifier.kind,
        work.number,
        work.body,
        identifier.sector,
        edition,
        adopted_on(revision),
        str(identifier),
        _changed_on(identifier),
    )


def _changed_on(identifier: Identifier) -> str | None:
    """Return the day of the edition that an amendment or the like changes."""
    revision = identifier.revision
    is_recommendation = identifier.kind == "recommendation"
    if revision is None or not is_recommendation or not (revision.counted or "").casefold().startswith(_CHANGES):
        return None
    return adopted_on(evolve(revision, counted=None, counted_on=None)) or ""


def _only_body(place: str, year: int) -> str | None:
    """Return the body that met in a city in a year; ``None`` if no body is known, or several are."""
    last = held_in(place, year)
    met = {each.body for each in conferences() if last and each.begins.year == year and each.place == last.place}
    return met.pop() if len(met) == 1 else None


def _edition_of_number(identifier: Identifier, number: str | None) -> str | None:
    """Return the edition that a number ends with: ``4`` for ``ITU-R P.525-4``."""
    whole = (identifier.number or "").casefold()
    if not number or whole == number:
        return None
    return "-".join(_NUMBER.findall(whole)[len(_NUMBER.findall(number)) :]) or None


def work_name(identifier: Identifier) -> str | None:
    """Return the name of the work of which an identifier names an edition; ``None`` if it has no number.

    >>> work_name(Identifier.parse("Resolution 35 (Rev.WRC-23)"))
    'Resolution 35 (WRC)'
    """
    columns = columns_of(identifier)
    if columns.number is None:
        return None
    return name_of_work(identifier.kind, columns.number, columns.sector, columns.body)


def name_of_work(kind: str, number: str, sector: str | None, body: str | None) -> str:
    """Return the name of a work: ``Resolution 70 (PP)``."""
    named = [] if kind == "supplement" else [lang_of("en").name(kind.upper())]  # the number includes the kind
    words = [*named, *([sector] if sector else []), number.upper()]
    return " ".join(words) + (f" ({body})" if body and body != sector else "")


def first_day(days: Iterable[date | None]) -> str | None:
    """Return the first of some days in ISO 8601, which sorts as a string; ``None`` if there is none."""
    return min((day.isoformat() for day in days if day is not None), default=None)


def is_later(one: str | None, other: str | None) -> bool:
    """Return whether one day is surely later than another; a year alone may be any day in it.

    >>> is_later("2022", "2018-11-16"), is_later("2018-11-16", "2018")
    (True, False)
    """
    return bool(one and other) and str(one) > str(other) and not str(one).startswith(str(other))


def day_of(value: str | date, *, last: bool = False) -> str:
    """Return a day in the form of tables, from a date, or from ``2022-10-14``, ``2022-10``, ``2022``.

    :param last: whether a month or a year stands for its last day.
    :raises InputError: if ``value`` is not a day.
    """
    day = value.isoformat() if isinstance(value, date) else value
    try:
        if _DAY.fullmatch(day) is None:
            raise ValueError
        date.fromisoformat((day + "-01-01")[:10])  # the first day of a month or a year
    except (TypeError, ValueError):
        raise InputError(f"not a day, such as 2022-10-14 or 2022: {value!r:.40}") from None
    if not last:
        return day
    return day + {4: "-12-31", 7: "-31"}.get(len(day), "")


def dated(day: str | None) -> tuple[str, str]:
    """Return the first day of a day, a month or a year in the form of tables, and how much of it is known.

    >>> dated("2022-10-14"), dated("2022"), dated(None)
    (('2022-10-14', 'day'), ('2022-01-01', 'year'), ('', ''))
    """
    behind, precision = {4: ("-01-01", "year"), 7: ("-01", "month"), 10: ("", "day")}.get(len(day or ""), ("", ""))
    return f"{day}{behind}" if precision else "", precision


def identifier_of(identifier: str | Identifier) -> Identifier:
    """Return an identifier, from an identifier, a string, or the name of a work.

    :raises IdentifierError: if ``identifier`` is none of these.

    >>> identifier_of("Resolution 7 (PP)").body
    'PP'
    """
    if isinstance(identifier, Identifier):
        return identifier
    if not isinstance(identifier, str):
        raise IdentifierError(f"not the identifier of a text: {identifier!r:.40}")
    try:
        return Identifier.parse(identifier)
    except IdentifierError:
        matched = _WITH_BODY.fullmatch(identifier.strip())
        body = body_of(matched["body"], "en") if matched else None
        if matched is None or body is None:
            raise
    return evolve(Identifier.parse(matched["text"]), body=body)


# ----------------------------------------------------------------------
# The assemblies of the United Nations: which adopts a text, its paragraphs as people ask for them, and its sessions.

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
        clauses = [
            each
            for each in find(text, Clause)  # not of an annex, or of a text in it
            if each.role is role and next(above for above in each.ancestors if isinstance(above, Annex | Text)) is text
        ]
        counted = is_preamble or len(clauses) == 1
        for place, clause in enumerate(clauses, 1):
            if as_latin(clause._names[0]) == number if clause.label else counted and str(place) == number:
                rest = asked[way.end() :].strip(" ,/")
                found.append(text.at(f"{address(clause)} {rest}") if rest else clause)
    if len(found) > 1:
        raise AddressError(f"{asked!r:.40} fits {len(found)} places; search in one text, or name the part")
    return found[0] if found else None


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


# ----------------------------------------------------------------------
# Makes the IRIs of works from identifiers, so that a text and a citation of it have the same IRI.

UNION = "itu"
"""The actor if the adopting body is unknown."""
_OF_THE_UNION = (AddresseeKind.BUREAU, AddresseeKind.BODY, AddresseeKind.CONFERENCE, AddresseeKind.STUDY_GROUP)
_NOT_IN_SLUG = re.compile(r"[^a-zA-Z0-9]+")
_INSTRUMENTS = {
    "CONSTITUTION": "cs",
    "CONVENTION": "cv",
    "RADIO_REGULATIONS": "rr",
    "GENERAL_RULES": "gr",
    "TELECOMMUNICATION_REGULATIONS": "itr",
}
_KINDS = {
    "resolution": "res",
    "decision": "dec",
    "recommendation": "rec",
    "opinion": "op",
    "report": "rep",
    "question": "que",
}
_NOT_IN_NUMBER = re.compile(r"[^\w.\-]")
_NOT_IN_WORDS = re.compile(r"[\W_]+")
_BEFORE_LETTER = re.compile(r"(?<=\d) (?=[A-Z]\b)")
_ENOUGH = 25  # characters of words that distinguish documents
_LONGEST_NAME = 60  # characters
_OF_THE_UNITED_NATIONS = {"UNGA": "unga", "UNSC": "unsc", "UNHRC": "unga-hrc"}
"""The actors of the assemblies, by the names of the United Nations."""
_ASSEMBLIES = {"itu-r": "itu-ra", "itu-t": "itu-wtsa", "itu-d": "itu-wtdc"}
_SECTORS = {assembly: sector for sector, assembly in _ASSEMBLIES.items()}
_OF_ASSEMBLIES = frozenset(("resolution", "decision", "opinion"))


class Date(NamedTuple):
    """A date, and its event."""

    date: str
    """The day, the month or the year in ISO 8601; empty if none is known."""
    name: str

    @property
    def whole(self) -> str:
        """The day for a file that needs one: the first of the month or the year."""
        return f"{self.date}-01-01"[:10] if self.date else _STAND_IN


_STAND_IN = "1900-01-01"  # of AKN4UN, for an unknown date
_UNKNOWN = Date("", "unknown")
_NAMELESS = "unknown"
_TREATIES = {"cs": "1992-12-22", "cv": "1992-12-22"}
"""The days of the treaties of the Union that have one edition, which amendments change."""


class Work(NamedTuple):
    """The name of a text, the same in all languages."""

    element: str
    """The document type: ``statement``."""
    subtype: str
    actor: str
    date: Date
    number: str

    @property
    def iri(self) -> str | None:
        """The IRI of the work; ``None`` if its date is not known, or nothing names it."""
        return self.name if self.date.date and not self.number.endswith(_NAMELESS) else None

    @property
    def name(self) -> str:
        """The IRI in files of Akoma Ntoso, with a stand-in for a date that is not known."""
        return f"/akn/un/{self.element}/{self.subtype}/{self.actor}/{self.date.date or _STAND_IN}/{self.number}"

    @property
    def undated(self) -> Work:
        """The text without its edition."""
        return self._replace(date=_UNKNOWN)


def slug(words: str, most: int = 60, *, upper: bool = False) -> str:
    """Return words as a step of an IRI: letters without accents, small unless capitals are kept, and hyphens.

    >>> slug("General Assembly (Extraordinary)")
    'general-assembly-extraordinary'
    """
    letters = unicodedata.normalize("NFD", words if upper else words.casefold())
    bare = _NOT_IN_SLUG.sub("-", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return bare.strip("-")[:most].rstrip("-")


def tag_of(concept: str) -> str:
    """Return the name of a concept in IRIs: ``sg``, ``dir-br``, with the Union before it ``itu-council``.

    >>> tag_of("DIR_BR"), tag_of("COUNCIL"), tag_of("ITU_R")
    ('dir-br', 'itu-council', 'itu-r')
    """
    name = concept.lower().replace("_", "-")
    return f"{UNION}-{name}" if CONCEPTS.get(concept) in _OF_THE_UNION and not name.startswith(UNION) else name


def unknown_work(element: str, subtype: str, number: str = _NAMELESS) -> Work:
    """Return the work of a document with unknown body and date."""
    return Work(element, subtype, UNION, _UNKNOWN, number)


def first_words(*blocks: Node) -> str:
    """Return the first words of a document without a number, which name it."""
    words = ""
    for node in (each for block in blocks for each in walk(block)):
        if isinstance(node, Paragraph | Heading | Title) and len(words) < _ENOUGH:
            words = f"{words} {node.text}".strip()
    return words


def date_of(day: str | None, revision: Revision | None = None) -> Date:
    """Return the date of a day, a month or a year, with its event.

    :param revision: the mark of the edition, which says whether it is a revision.
    """
    if day is None or not is_year(int(day[:4])):
        return _UNKNOWN
    what = "revision" if revision is not None and revision.revised else "adoption"
    return Date(day, what + {4: "Year", 7: "Month"}.get(len(day), ""))


def is_year(year: int) -> bool:
    """Return whether a year can be written in a date."""
    return 1000 <= year <= 9999


def number_of_work(kind: str, number: str | None, words: str = "") -> str:
    """Return the last step of the IRI of a text, with its kind: ``res-5``, ``dec-5``.

    :param words: the words that name it, if it has no number.

    >>> number_of_work("resolution", "[COM5/3]"), number_of_work("text", None, "Quiet hours")
    ('res-COM5-3', 'text-quiet-hours')
    """
    bare = _NOT_IN_NUMBER.sub("", (number or "").strip().replace("/", "-").replace("\u2011", "-").replace(" ", "_"))
    return f"{_KINDS.get(kind, kind)}-{bare or words_of_name(words)}"


def words_of_name(words: str) -> str:
    """Return words in any alphabet as a step of an IRI; ``unknown`` if they have no letters."""
    return slug(words) or _NOT_IN_WORDS.sub("-", words.casefold()).strip("-_")[:_LONGEST_NAME] or _NAMELESS


def actor_of(identifier: Identifier | None, body: str | None, around: str | None, lang: LanguagePatterns) -> str:
    """Return the actor of a text: the adopting body.

    Resolutions of a Sector belong to its assembly or conference, and all other texts to the Sector, whichever of the
    two is named.

    :param body: the name of the body in the formula, or in the words around a citation.
    :param around: the actor of the citing text, for a citation without a body.
    """
    actor = _known_body(identifier, body, lang)
    if actor is None and body and not (around and lang.patterns.THIS.match(body)):
        actor = _step(slug(body))
    owners = _ASSEMBLIES if identifier and identifier.kind in _OF_ASSEMBLIES else _SECTORS
    return owners.get(actor or "", actor or around or UNION)


def _known_body(identifier: Identifier | None, body: str | None, lang: LanguagePatterns) -> str | None:
    """Return the body that is known from the words, the mark, the Sector, or the place and year."""
    named = lang.patterns.addressee.search(body) if body else None
    if named is not None and tag_of(named.lastgroup or "").startswith(UNION):
        return tag_of(named.lastgroup or "")
    if identifier is None:
        return None
    adopted = identifier.work.body
    if adopted in CONCEPTS:
        return tag_of(adopted)
    revision = identifier.revision
    if revision and revision.conference:
        return f"{UNION}-{slug(meeting_parts(revision.conference)[0])}".rstrip("-")
    if identifier.sector:
        return identifier.sector.lower()
    met = conference_of(revision)
    return tag_of(met.body) if met is not None else None


def _step(name: str) -> str:
    """Return the name of an actor, which may not begin with a figure."""
    return name if re.match("[a-z]", name) else f"{UNION}-{name}".rstrip("-")


def work_of(
    identifier: Identifier | None,
    lang: LanguagePatterns,
    *,
    text: Text | None = None,
    body: str | None = None,
    around: str | None = None,
    day: date | None = None,
) -> Work:
    """Return the work that an identifier names.

    :param text: the text itself, unless it is cited.
    :param body: the words for the adopting body.
    :param around: the actor of the citing text.
    :param day: the day of adoption, if the words around a citation name it.
    """
    identifier = text.identifier if text is not None else identifier
    revision = identifier.revision if identifier is not None else None
    number = identifier.number if identifier is not None else text.number if text is not None else None
    assembly = assembly_of(text, lang) if text is not None else ""
    assembly = (identifier.body if identifier is not None else None) or assembly
    formula = text.formula if text is not None else None
    known = day.isoformat() if day is not None else None
    if text is not None:
        claim = text.adopted or text.claims.issued
        known = claim.value if claim is not None else None
    elif known is None and (identifier is None or identifier.status is None):  # a draft was not adopted
        known = adopted_on(revision, identifier.work.body if identifier is not None else None)
    if identifier is not None and identifier.kind == "document":
        return Work(
            "doc", "document", _OF_THE_UNITED_NATIONS[assembly], date_of(None, None), slug(number or "", upper=True)
        )
    if assembly in _OF_THE_UNITED_NATIONS and number:
        step = slug(f"{_BEFORE_LETTER.sub('', number)} {edition_year(revision) or ''}", upper=True)
        return Work("statement", "deliberation", _OF_THE_UNITED_NATIONS[assembly], date_of(known, revision), step)
    actor = actor_of(identifier, formula.body if formula else body, around, lang)
    kind = identifier.kind if identifier is not None else text.kind if text is not None else "text"
    title = text.title or "" if text is not None else ""
    return Work("statement", "deliberation", actor, date_of(known, revision), number_of_work(kind, number, title))


def treaty_of(instrument: str, lang: LanguagePatterns) -> str | None:
    """Return the name of a treaty of the Union in IRIs, by its name in words; ``None`` for an unknown one."""
    if lang.patterns.INSTRUMENT_BEHIND.fullmatch(instrument):
        return _INSTRUMENTS["TELECOMMUNICATION_REGULATIONS"]
    return _INSTRUMENTS.get(lang.concept(instrument, "INSTRUMENT", "INSTRUMENT_SHORT"))


def name_of_treaty(treaty: str) -> str:
    """Return the English name of a treaty of the Union, by its name in IRIs: Radio Regulations for ``rr``."""
    concept = next(concept for concept, name in _INSTRUMENTS.items() if name == treaty)
    return lang_of("en").phrase_for("INSTRUMENT", concept).partition("(")[0]  # without optional words


def treaty_work(treaty: str) -> Work:
    """Return the work of a treaty of the Union, by its name in IRIs: ``cs``."""
    day = _TREATIES.get(treaty, "")
    return Work("act", "provision", UNION, Date(day, "adoption") if day else _UNKNOWN, treaty)


def treaty_of_others(number: str) -> Work:
    """Return the work of a treaty that is not of the Union, or is not known."""
    return Work("act", "provision", "un", _UNKNOWN, number)
