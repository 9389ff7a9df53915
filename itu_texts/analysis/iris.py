"""Makes the IRIs of works from identifiers, so that a text and a citation of it have the same IRI.

``/akn/un/{element}/{subtype}/{actor}/{date}/{number}``, after the Naming Convention 1.0 of OASIS and the guidelines of
the United Nations (AKN4UN). The date is the day, the month or the year that is known. A text of which none is known, or
which has neither number nor title, has no IRI. Only in files of Akoma Ntoso, which need one, it has 1900-01-01, the
stand-in of AKN4UN.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from itu_texts.analysis.assemblies import assembly_of
from itu_texts.language.dates import adopted_on, conference_of, edition_year
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import Identifier, Revision, meeting_parts
from itu_texts.tree.addressees import CONCEPTS, AddresseeKind
from itu_texts.tree.nodes import Heading, Node, Paragraph, Text, Title
from itu_texts.tree.walking import walk

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


def concept_of_instrument(instrument: str, lang: LanguagePatterns) -> str:
    """Return the concept of a treaty, by its name; an empty string for an unknown one."""
    if lang.patterns.INSTRUMENT_BEHIND.fullmatch(instrument):
        return "TELECOMMUNICATION_REGULATIONS"
    return lang.concept(instrument, "INSTRUMENT", "INSTRUMENT_SHORT")


def treaty_of(instrument: str, lang: LanguagePatterns) -> str | None:
    """Return the name of a treaty of the Union in IRIs, by its name in words; ``None`` for an unknown one."""
    return _INSTRUMENTS.get(concept_of_instrument(instrument, lang))


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
