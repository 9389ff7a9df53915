"""Identifiers of texts, however they are written.

``RESOLUTION 77 (REV. DUBAI, 2018)`` above a text, ``Resolution 77 (Rev. Dubai, 2018)`` in a sentence and the same in an
agenda are one identifier. The canonical string is that of citations in English.

The conferences of the Union, with their dates and the names of their places in six languages, are in the tables
``itu_texts/data/conferences.json`` and ``places.json``, which has a row for each place, with its names by language, the
usual name first. The dates come from the published records. If only the year of a conference is known, the row has
``year_only`` and the first and last day of that year.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, runtime_checkable

from attrs import evolve, field, frozen

from itu_texts.errors import IdentifierError
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import NAMES, LanguagePatterns, PatternName, lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import roman
from itu_texts.language.writing import COMMA, RAISED, as_latin, fold, in_figures, is_in_capitals, is_number

# ----------------------------------------------------------------------
# The tables of ``itu_texts/data``: conferences, sessions, places.


def table(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table; the days with which they begin and end are dates."""
    import json  # few programs need it

    rows: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data" / f"{name}.json").read_text("utf-8"))
    for row in rows:
        row.update((name, date.fromisoformat(row[name])) for name in ("begins", "ends") if name in row)
    return rows


_SIGNS = regex(r"[\W_]+")
_WITHOUT_RESOLUTIONS = ("WCIT", "WTPF")
_CENTURY = 60  # a number of two figures from this on is a year of the last century: WARC-79, WRC-23


class Conference(NamedTuple):
    """A conference: its name, place and dates."""

    body: str
    """``PP``, ``WRC``, ``RA``, ``WTSA``, ``WTDC``, ``WCIT`` or ``WTPF``."""
    name: str
    """``WRC-27``."""
    begins: date
    ends: date
    place: str | None = None
    """The city; ``None`` if it is not known."""
    year_only: bool = False
    """Whether only the year is known, so that the dates are its first and last day."""


@cache
def conferences() -> tuple[Conference, ...]:
    """Return all conferences, in the order of their first days."""
    return tuple(sorted((Conference(**row) for row in table("conferences")), key=lambda each: each.begins))


def year_of(meeting: str) -> int:
    """Return the year that the number of a meeting stands for: 2027 for ``27``, 1997 for ``97``, 2000 for ``2000``."""
    number = int(meeting)
    return number if len(meeting) > 2 else number + (1900 if number >= _CENTURY else 2000)


def conference_in(body: str, year: int) -> Conference | None:
    """Return the conference of a body with a year in its name, or that meets in the year.

    ``None`` if the table has none.
    """
    mine = [each for each in conferences() if each.body == body]
    named = (each for each in mine if year_of(each.name.rpartition("-")[2]) == year)
    return next(named, None) or next((each for each in mine if each.begins.year == year), None)


@lru_cache(maxsize=1024)
def held_in(place: str | None, year: int) -> Conference | None:
    """Return the last conference that met in a city in a year; one that adopts resolutions, if there was one."""
    met = [each for each in conferences() if each.begins.year == year and known_as(each.place) == known_as(place)]
    return max(met, key=lambda each: (each.body not in _WITHOUT_RESOLUTIONS, each.begins), default=None)


def following(body: str, day: date) -> Conference | None:
    """Return the first conference of a body that begins after a day; ``None`` if the table has none."""
    return next((each for each in conferences() if each.body == body and each.begins > day), None)


# ---------------------------------------------------------------------- places


def folded(value: str | None) -> str | None:
    """Return a word for comparison, without case and accents (``Dubaï`` is ``DUBAI``)."""
    if not value or value.isascii():
        return value.casefold() if value else None
    letters = unicodedata.normalize("NFD", value)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=1024)
def known_as(place: str | None) -> str | None:
    """Return the key of a place, from its name in any language: ``dubai`` for ``Дубай``."""
    row = _row(place) if place else None
    return folded(row["en"][0] if row else place)


def place_in(place: str, language: str) -> str:
    """Return the name of a place in a language, if it is known; otherwise the given name.

    >>> place_in("Дубай", "fr"), place_in("Lakeside", "fr")
    ('Dubaï', 'Lakeside')
    """
    row = _row(place)
    names = row.get(language, ()) if row else ()
    return next((name for name in names if folded(name) == folded(place)), names[0]) if names else place


def _row(place: str) -> dict[str, list[str]] | None:
    return _rows().get(_key(place))


def _key(place: str) -> str:
    return _SIGNS.sub(" ", folded(place) or "").strip()


@cache
def _rows() -> dict[str, dict[str, list[str]]]:
    return {_key(name): row for row in reversed(table("places")) for names in row.values() for name in names}


_SPACES = regex(r"\s+")
# The words for a draft, by its status
_STATUSES = {
    "draft": NAMES.FORMAT_DRAFT,
    "draft new": NAMES.FORMAT_DRAFT_NEW,
    "draft revised": NAMES.FORMAT_DRAFT_REVISED,
    "draft revision of": NAMES.FORMAT_DRAFT_REVISION_OF,
    "revised": NAMES.FORMAT_REVISED,
    "revised draft": NAMES.FORMAT_REVISED_DRAFT,
    "revised draft new": NAMES.FORMAT_REVISED_DRAFT_NEW,
    "revised draft revised": NAMES.FORMAT_REVISED_DRAFT_REVISED,
    "revised draft revision of": NAMES.FORMAT_REVISED_DRAFT_REVISION_OF,
}
DOCUMENT_SYMBOL = regex(
    r"(?P<body>A/HRC|[ASE])/(?!RES/|HRC/RES/|PRST/)(?:[A-Z]{1,6}[./-]?)*\d"
    r"(?:[0-9A-Za-z./-]*[0-9A-Za-z])?(?: ?\(\d{4}\))?"
)
"""The symbol of a document of the United Nations that is no resolution: ``S/2022/940``, ``A/C.3/76/L.10/Rev.1``."""
_SYMBOL = regex(r"(?P<body>A/HRC|A|S|E)/(?P<kind>RES|DEC)/(?P<number>(?:ES-|S-)?\d(?:[^,]|, ?[A-Z]\b)*)")
"""The symbol of a United Nations resolution: ``A/RES/79/1``, ``A/RES/48/75 A, B``; not ``, para. 3``."""
_OF_SYMBOLS = {"RES": "resolution", "DEC": "decision"}
BODIES = {"A": "UNGA", "A/HRC": "UNHRC", "S": "UNSC", "E": "ECOSOC"}
"""The assemblies of the United Nations, by the beginning of their symbols."""
_FIRST_DECISION = {"UNGA": 401, "UNHRC": 101, "ECOSOC": 200}
"""The decisions of a session are numbered from here on, its resolutions from 1."""
_LAST_DECISION = 900
"""No session has so many; examples take numbers from here on."""
STATEMENT_SYMBOL = regex(r"(?P<body>A/HRC|A|S)/(?:HRC/)?PRST/(?:\d{1,4}|OS)/\d{1,4}")
"""The symbol of a statement by a president: ``S/PRST/2021/1``."""
_MEETING = regex(r"(.+?)-?(\d{2,4})")
_WORD_AND_FIGURE = regex(r"(\D*?) ?(\d*)")
_GAP = regex(r"(?<=\d) (?=[a-z]\b|\()|(?<=[\da-z]) (?=\()")
_EDITION = regex(r"(?<=\d)-(\d+)(?=$|/)")
# An amendment or a corrigendum of a Recommendation is an edition of it
CHANGES = dict.fromkeys(("amendment", "corrigendum", "erratum"), "recommendation")
"""The kinds of texts that change a Recommendation, with the kind of what they change."""
_BESIDE = (
    (NAMES.SUPPLEMENT_SHORT, "supplement", "{series} Suppl. {number}"),
    (NAMES.GUIDE_SHORT, "implementers_guide", "{series}.{number}"),
    (NAMES.TECHNICAL_NAMED, "technical_report", "{number}"),
)
# The assembly or conference of a Sector adopts its resolutions; Recommendations belong to the Sector
_ASSEMBLIES = {"ITU-R": "RA", "ITU-T": "WTSA", "ITU-D": "WTDC"}
_SECTORS = {assembly: sector for sector, assembly in _ASSEMBLIES.items()}
OF_ASSEMBLIES = frozenset(("resolution", "decision", "opinion"))
"""The kinds of texts of a Sector that its assembly or conference adopts."""


def _folded(value: str | None) -> str | None:
    """Return a number or the like for comparison: without case and accents, and in one alphabet."""
    return folded(as_latin(fold(value))) if value else None


def _number_folded(value: str | None) -> str | None:
    """Return a number for comparison; a blank before a letter or a bracket is ignored: ``45/62 B`` is ``45/62B``."""
    number = _folded(value)
    return _GAP.sub("", number) if number else None


def _meeting_folded(value: str | None) -> str | None:
    """Return the short name of a conference for comparison: ``C11`` is ``C-11``."""
    return _folded("-".join(meeting_parts(value))) if value else None


def meeting_parts(conference: str) -> tuple[str, str]:
    """Split the short name of a conference into body and figures: ``WRC`` and ``23``, ``C`` and ``11``.

    The figures are empty if it is not such a name.
    """
    matched = _MEETING.fullmatch(conference)
    return (matched[1], matched[2]) if matched else (conference, "")


def _title_case(place: str, lang: LanguagePatterns) -> str:
    """Return ``SHARM EL-SHEIKH`` as ``Sharm el-Sheikh``; a name that is not all in capitals stays as it is."""
    if not is_in_capitals(place):
        return place
    return lang.patterns.SMALL_IN_NAMES.sub(lambda small: small[0].lower(), place.title())


@lru_cache(maxsize=256, typed=True)
def kind_of(words: str, language: str) -> str:
    """Return the kind of text that a word names in some language: ``resolution`` for ``RÉSOLUTIONS``.

    ``text`` for none.
    """
    return lang_of(language).concept(words, "KIND", "KINDS", "OTHER_KIND", "KIND_SHORT").lower() or "text"


def named_beside(words: str, language: str) -> tuple[str, str, str | None] | None:
    """Return the kind, the number and the date in the name of a text that accompanies Recommendations.

    >>> named_beside("ITU-T A Suppl. 5 (05/2016)", "en"), named_beside("Z.Imp100", "en")
    (('supplement', 'ITU-T A Suppl. 5', '05/2016'), ('implementers_guide', 'ITU-T Z.100', None))
    """
    for form, kind, number in _BESIDE:
        found = lang_of(language).patterns[form].fullmatch(fold(words))
        if found is not None:
            kind = "technical_paper" if kind == "technical_report" and found["paper"] else kind
            return kind, f"ITU-T {number.format(**found.groupdict())}", found["dated"]
    return None


def sector_of(words: str | None) -> str | None:
    """Return the name of a Sector in identifiers, from any language and with any hyphen: ``ITU-R`` for ``UIT‑R``."""
    return f"ITU-{as_latin(words[-1].upper())}" if words else None


def kind_by_number(body: str, number: str) -> str:
    """Return the kind of text that a number of a body is one of: ``decision`` for 77/501 of the General Assembly."""
    count = number.split()[0].rpartition("/")[2] if "/" in number else ""
    first = _FIRST_DECISION.get(body, _LAST_DECISION)
    return "decision" if count.isdecimal() and first <= int(count) < _LAST_DECISION else "resolution"


def _in_signs(number: str, lang: LanguagePatterns) -> str:
    """Return a number with the letters and sessions that it has in words in signs: ``33/71 B``, ``194 (III)``."""
    shown = fold(number)

    def sign(found: re.Match[str]) -> str:
        if found["letter"]:
            return lang.concept(found["letter"], "LETTER_NAME")
        session = lang.concept(found["sign"], "SESSION_SIGN")
        count = roman(int(found["count"])).upper() if shown[found.start() - 1] == "(" else found["count"]
        return count if session == "REGULAR" else f"{session}-{count}"

    written, times = lang.patterns.NUMBER_IN_WORDS.subn(sign, shown)
    return written if times else number


@lru_cache(maxsize=256, typed=True)
def body_of(words: str | None, language: str) -> str | None:
    """Return the body that some words name: ``PP`` for "Plenipotentiary Conference"; ``None`` for an unknown body."""
    if not words:
        return None
    lang = lang_of(language)
    named = lang.patterns.BODY_NAMED_ALONE.fullmatch(fold(_SPACES.sub(" ", words).strip()))
    return lang.concept(named["name"], "BODY", "SHORT", "HELD") or None if named else None


@lru_cache(maxsize=256, typed=True)
def assembly_named(formula: str, language: str) -> str:
    """Return the assembly of the United Nations that a formula names: ``UNGA``; empty for other bodies."""
    lang, shown = lang_of(language), fold(formula)
    if lang.patterns.TOLD_FORMULA.match(shown) and (named := lang.patterns.family_assembly.search(shown)):
        return named.lastgroup or ""
    lang = lang.for_capitals if is_in_capitals(shown) else lang
    return lang.concept(shown.rstrip(f" {COMMA}"), "ADOPTS")


@lru_cache(maxsize=256, typed=True)
def _body_of_meeting(conference: str | None, language: str) -> str | None:
    """Return the body in the short name of a conference: ``WRC`` for ``WRC-23`` and ``Orb-88``."""
    short, _ = meeting_parts(conference or "")
    return lang_of(language).concept(short, "SHORT", "HELD") or None if short else None


@lru_cache(maxsize=256, typed=True)
def status_of(words: str, language: str) -> str | None:
    """Return the status of a draft in the words of identifiers: ``draft new`` for ``Projet de nouvelle``."""
    matched = lang_of(language).patterns.STATUS_PARTS.fullmatch(fold(_SPACES.sub(" ", words).strip()))
    return _status(matched.groupdict(), language) if matched else None


def _status(said: dict[str, Any], language: str) -> str | None:
    draft = lang_of(language).concept(said.get("draft") or "", "DRAFT")
    found = ["revised"] if said.get("was_revised") else []
    if draft:
        found.append("draft" if draft == "DRAFT" else f"draft {draft.lower().replace('_', ' ')}")
    return " ".join(found) or None


@frozen(order=False)
class Revision:
    """The mark in brackets after a number: the conference that adopted or revised the text, and the time."""

    revised: bool = False
    """Whether the mark says that the text was revised: ``Rev. Dubai, 2018``."""
    place: str | None = field(default=None, eq=known_as)
    """The place where the conference met, as printed; names of one place in several languages are equal: ``Дубай``,
    ``Dubai``."""
    year: int | None = None  #: the year that the mark names
    conference: str | None = field(default=None, eq=_meeting_folded)
    """The short name of the conference: ``WRC-23``, ``Orb-88``, ``C-1974``, ``C11``."""
    years: tuple[int, ...] = ()
    """Years alone: (1995, 1997) for ``1995-1997``."""
    amended: str | None = field(default=None, eq=_meeting_folded)
    """The mark after "last amended"."""
    month: int | None = None
    """The month of an edition that has a month and a year: 3 of ``03/2011``."""
    counted: str | None = None
    """The count of revisions and corrections of a document: ``Rev.1``, ``Rev.2/Corr.1``; of an amendment or a
    corrigendum of a Recommendation: ``Amd.1``, ``Corr.2``.
    """
    counted_on: str | None = None
    """The month and year of such an amendment or corrigendum: ``02/2012``."""

    @classmethod
    @checked
    def parse(cls, text: str, language: str = "en") -> Revision:
        """Read a mark, with or without its brackets.

        :param language: the language of the mark: ``Rév. Busan, 2014`` is French.
        :raises IdentifierError: if the words are not a mark.
        :raises UnknownLanguageError: if there is no grammar for the language.
        """
        revision = cls.read(text, language)
        if revision is None:
            raise IdentifierError(f"not a revision mark: {text!r:.40}")
        return revision

    @classmethod
    @lru_cache(maxsize=1024, typed=True)
    def read(cls, words: str, language: str) -> Revision | None:
        """Read a mark as :meth:`parse` does; return ``None`` if the words are not a mark."""
        mark, lang = _SPACES.sub(" ", words).strip().strip("()*").strip(), lang_of(language)
        matched = lang.patterns.REVISION_MARK.fullmatch(fold(mark))
        if matched is None:
            return cls._of_change(mark, language)
        said = {name: mark[slice(*matched.span(name))] for name, value in matched.groupdict().items() if value}
        if "counted" in said:
            pieces = lang.patterns.PIECE_COUNTED.finditer(fold(said["counted"]))
            named = [(lang.concept(each["word"], "COUNTED").capitalize(), each["figure"]) for each in pieces]
            counted = "/".join(f"{word}.{in_figures(figure)}" for word, figure in named)
            return cls(revised=any(word == "Rev" for word, _ in named), counted=counted)
        printed = said.get("conference", "")
        year = said.get("year") or said.get("of_year")
        short, meeting = meeting_parts(printed)
        known = lang.concept(short.upper(), "SHORT") or as_latin(short)
        return cls(
            revised="revised" in said,
            place=_title_case(said["place"], lang) if "place" in said else None,
            year=year_of(year) if year else None,
            conference=known + printed[len(short) :] if meeting else None,
            years=tuple(int(year) for year in said["years"].split("-")) if "years" in said else (),
            amended=said.get("amended"),
            month=int(said["month"]) if "month" in said else None,
        )

    @property
    def changes(self) -> bool:
        """Whether it is the mark of an amendment or corrigendum of a Recommendation."""
        return bool(self.counted and (self.counted_on or self.years or self.year))

    @classmethod
    def _of_change(cls, mark: str, language: str) -> Revision | None:
        """Read the mark of an amendment or corrigendum: ``(2009) – Corrigendum 2 (02/2012)``."""
        lang = lang_of(language)
        found = lang.patterns.CHANGED_MARK.fullmatch(fold(mark))
        base = cls.read(found["base"], language) if found and found["base"] else cls()
        if found is None or base is None:
            return None
        word, figure = _WORD_AND_FIGURE.fullmatch(found["change"]).groups()  # type: ignore[union-attr]  # as the form has it
        counted = f"{lang.concept(word, 'CHANGE', 'COUNTED').capitalize()}.{in_figures(figure) or ''}"
        return evolve(base, counted=counted, counted_on=found["dated"])

    def __str__(self) -> str:
        return self.format("en")

    def format(self, language: str) -> str:
        """Return the mark as texts in a language print it: ``Rév. Dubaï, 2018``, ``Пересм. ВКР-23``.

        :raises UnknownLanguageError: if there is no grammar for the language.
        """
        lang = lang_of(language)
        if self.counted and not self.changes:
            return self.counted
        if self.counted:
            word, _, figure = self.counted.partition(".")
            base = evolve(self, counted=None, counted_on=None)
            change = f"{lang.phrase_for('NAME', word.upper())} {figure}".strip()
            before = f"({base.format(language)}) " if base != Revision() else ""
            return f"{before}{change}{f' ({self.counted_on})' if self.counted_on else ''}"
        revised = NAMES.FORMAT_MARK_REVISED_MEETING if self.conference else NAMES.FORMAT_MARK_REVISED
        if self.conference:
            short, _ = meeting_parts(self.conference)
            mark = f"{lang.phrase_for('SHORT', short.upper()) or short}{self.conference[len(short) :]}"  # "CMR-23"
        elif self.month:
            mark = f"{self.month:02}/{self.year}"
        elif self.years:
            mark = "-".join(map(str, self.years))
        else:
            place = place_in(self.place, language) if self.place else None
            mark = _say(language, NAMES.FORMAT_PLACE_AND_YEAR, place=place, year=self.year)
        if self.revised:
            mark = _say(language, revised, mark=mark)
        return _say(language, NAMES.FORMAT_MARK_AMENDED, mark=mark, amended=self.amended) if self.amended else mark


def _say(language: str, template: PatternName, **values: object) -> str:
    """Return the words of a template of a language; those of the English one if it has none."""
    return (lang_of(language).phrase(template) or lang_of("en").phrase(template)).format(**values)


class Work(NamedTuple):
    """The name that all editions of a text share; two editions belong to one text if their works are equal."""

    body: str | None  #: the body that adopts it: ``PP``
    kind: str  #: the kind of text: ``resolution``
    number: str | None
    """In small letters, without the edition at the end of an ITU-R number: ``p.525`` for ``P.525-4``."""


@frozen(order=False)
class Identifier:
    """The name of a text: its kind, its number, the mark of its edition, and the body that adopted it.

    Identifiers that are only written differently are equal; :meth:`matches` tells whether two may name the same text.
    They sort by kind and number.

    >>> header = Identifier.parse("RESOLUTION 77 (REV. DUBAI, 2018)")
    >>> str(header)
    'Resolution 77 (Rev. Dubai, 2018)'
    >>> header == Identifier.parse("Resolution 77 (Rev. Dubai, 2018)")
    True
    >>> header.number, header.revision.year
    ('77', 2018)
    """

    kind: str
    """``resolution``, ``decision``, ``recommendation``, ``opinion``, ``report``, ``question``, ``supplement``,
    ``implementers_guide``, ``technical_paper`` or ``technical_report``. An amendment or a corrigendum has the kind and
    number of the Recommendation that it changes; the mark distinguishes it.
    """
    number: str | None = field(default=None, eq=_number_folded)
    """``77``, ``155A``, ``COM5/3``, ``2-8``, ``A.5``, ``[B-1]``."""
    sector: str | None = field(default=None, eq=_folded)
    """``ITU-R``, ``ITU-T`` or ``ITU-D``, if the number names it."""
    revision: Revision | None = None  #: the mark of its edition
    status: str | None = None
    """The status of a draft: ``draft``, ``draft new``, ``draft revised``, ``draft revision of``, or one of them after
    ``revised``."""
    body: str | None = field(default=None, eq=_folded)
    """The body that adopted the text, by its short name in English: ``PP``, ``WRC``, ``WTSA``, ``COUNCIL``, ``UNGA``,
    or a Sector: ``ITU-T``. It comes from the formula of the text, otherwise from the conference in the mark, the
    Sector, or the words of the citation; ``None`` if none of them says it. A body without a known short name is given
    in the words of the formula."""

    @classmethod
    @checked
    def parse(cls, text: str, language: str = "en") -> Identifier:
        """Read an identifier from a header, a citation, or its own string.

        The result is the same in all languages; the string of an identifier is English.

        :param language: the language of the words: ``Résolution 77 (Rév. Dubaï, 2018)`` is French.
        :raises IdentifierError: if the words do not name a text.
        :raises UnknownLanguageError: if there is no grammar for the language.
        """
        lang = lang_of(language)
        named = _SPACES.sub(" ", text).strip()
        beside = named_beside(named, language)
        if beside is not None:
            return cls.of(*beside, None, language=language)
        statement = STATEMENT_SYMBOL.fullmatch(named)
        if statement is not None:
            return cls(kind="presidential_statement", number=named, body=BODIES[statement["body"]])
        symbol = _SYMBOL.fullmatch(named)
        if symbol is None and (document := DOCUMENT_SYMBOL.fullmatch(named)):  # "S/2022/940"
            return cls(kind="document", number=named, body=BODIES[document["body"]])
        if symbol is not None:  # "A/HRC/RES/54/10"
            number, _, behind = symbol["number"].removesuffix(")").partition("(")
            year = Revision(years=(int(behind),)) if is_number(behind) else None
            number = number.strip() if year is not None else symbol["number"]
            return cls(_OF_SYMBOLS[symbol["kind"]], number, revision=year, body=BODIES[symbol["body"]])
        matched = lang.patterns.IDENTIFIER.fullmatch(fold(named).rstrip(RAISED))
        if matched is None:
            raise IdentifierError(f"not the identifier of a text: {text!r:.40}")
        said = {name: named[slice(*matched.span(name))] for name, value in matched.groupdict().items() if value}
        marks = ("changed", "mark", "mark_joined", "mark_behind", "mark_within", "joined_within")
        mark = next((said[name] for name in marks if name in said), None)
        return cls.made(
            kind_of(said["kind"], language) if "kind" in said else "recommendation",
            said.get("number"),
            language=language,
            sector=sector_of(said.get("sector") or said.get("sector_before")),
            revision=Revision.parse(mark, language) if mark else None,
            status=_status(said, language),
            cited=said.get("body_before") or said.get("body_behind"),
        )

    @classmethod
    def read(cls, text: str, language: str = "en") -> Identifier | None:
        """Read an identifier as :meth:`parse` does; return ``None`` if the words do not name a text."""
        try:
            return cls.parse(text, language)
        except IdentifierError:
            return None

    @classmethod
    @checked
    def made(
        cls,
        kind: str,
        number: str | None,
        *,
        language: str,
        sector: str | None = None,
        revision: Revision | None = None,
        status: str | None = None,
        formula: str | None = None,
        cited: str | None = None,
    ) -> Identifier:
        """Make an identifier from its parts.

        The body is the first that is known from the formula, the mark, the Sector or the citation.

        :param formula: the body as the formula of the text names it.
        :param cited: the body as a citation names it.
        """
        number = _in_signs(number, lang_of(language)) if number else None
        counted = lang_of(language).patterns.NUMBER_AND_COUNTED.fullmatch(fold(number)) if number else None
        if number and counted:  # "612/Rev.1"
            number = number[: counted.end("number")]
            revision = revision or Revision.read(counted["mark"], language)
        body = body_of(formula, language) or (_SPACES.sub(" ", formula) if formula else None)
        body = body or _body_of_meeting(revision.conference if revision else None, "en")
        body = body or sector or body_of(cited, language)
        return cls(kind=kind, number=in_figures(number), sector=sector, revision=revision, status=status, body=body)

    @classmethod
    @checked
    def of(
        cls,
        kind: str,
        number: str | None,
        mark: str | None,
        status: str | None,
        *,
        language: str,
        formula: str | None = None,
    ) -> Identifier:
        """Make an identifier from its parts, each as printed except the kind.

        :param mark: the words in the place of the mark, which may not be one.
        :param formula: the body that adopts the text, as its formula names it.
        """
        words = lang_of(language).patterns
        shown = fold(_SPACES.sub(" ", number)) if number else ""
        named = words.NUMBER_PARTS.fullmatch(shown) or words.SECTOR_AND_REST.fullmatch(shown)
        kind = CHANGES.get(kind, kind)
        return cls.made(
            kind,
            named["number"] if named else number,
            language=language,
            sector=sector_of(named["sector"]) if named else None,
            revision=Revision.read(mark, language) if mark else None,
            status=status_of(status, language) if status else None,
            formula=formula,
        )

    @property
    def work(self) -> Work:
        """The name that all editions of the text share.

        Resolutions of a Sector belong to its assembly or conference (``RA``, ``WTSA``, ``WTDC``), and all other texts
        to the Sector, whichever of the two a text or a citation names.

        >>> Identifier.parse("Resolution 35 (WRC-19)").work == Identifier.parse("Resolution 35 (Rev.WRC-23)").work
        True
        """
        owners = _ASSEMBLIES if self.kind in OF_ASSEMBLIES else _SECTORS
        body = self.sector or self.body
        return Work(owners.get(body or "", body), self.kind, self._number_and_edition()[0])

    @checked
    def matches(self, other: Identifier) -> bool:
        """Return whether both may name the same text; a body or an edition that one of them lacks fits any.

        >>> Identifier.parse("Resolution 35").matches(Identifier.parse("Resolution 35 (Rev.WRC-23)"))
        True
        """
        mine, its = self.work, other.work
        if (mine.kind, mine.number, self.status) != (its.kind, its.number, other.status):
            return False
        if mine.body != its.body and mine.body is not None and its.body is not None:
            return False
        if self.sector != other.sector and (mine.body is None or its.body is None):
            return False  # "Resolution 5" is not a resolution of ITU-R unless it says so
        editions = (self.revision, other.revision), (self._number_and_edition()[1], other._number_and_edition()[1])
        return all(one == another or one is None or another is None for one, another in editions)

    def _number_and_edition(self) -> tuple[str | None, str | None]:
        """Return the number in small letters, and the edition that an ITU-R number ends with."""
        number = _number_folded(self.number)
        edition = _EDITION.search(number) if number and self.sector == "ITU-R" else None
        return (
            (number[: edition.start()] + number[edition.end() :], edition[1]) if number and edition else (number, None)
        )

    def __str__(self) -> str:
        return self.format("en")

    def format(self, language: str) -> str:
        """Return the identifier as texts in a language print it.

        >>> Identifier.parse("Resolution 77 (Rev. Dubai, 2018)").format("fr")
        'Résolution 77 (Rév. Dubaï, 2018)'

        :raises UnknownLanguageError: if there is no grammar for the language.
        """
        if self.kind in ("presidential_statement", "document"):
            return self.number or ""
        lang = lang_of(language)
        named = lang.phrase_for("NAME_OF" if self.status else "NAME", self.kind.upper()) or self.kind.capitalize()
        sector = f"{lang.phrase(NAMES.UNION) or 'ITU'}-{self.sector[-1]}" if self.sector else None  # "UIT-R"
        number = " ".join(part for part in (sector, fold(self.number or "")) if part)
        text = _say(language, NAMES.FORMAT_TEXT, kind=named, number=number) if number else named
        if self.kind == "supplement" and self.number:
            series, _, figure = self.number.rpartition(" Suppl. ")
            text = _say(language, NAMES.FORMAT_SUPPLEMENT, sector=sector, series=series, number=figure)
        if self.status:
            text = _say(language, _STATUSES[self.status], text=text)
        if self.revision is None:
            return text
        mark = self.revision.format(language)
        return f"{text} {mark}" if self.revision.changes else _say(language, NAMES.FORMAT_MARKED, text=text, mark=mark)

    def __lt__(self, other: Identifier) -> bool:
        if not isinstance(other, Identifier):
            return NotImplemented
        return self._key() < other._key()

    def _key(self) -> tuple[Any, ...]:
        """The sort key, in which numbers count as numbers: 9 comes before 10, and 155 before 155A."""
        pieces = re.findall(r"\d+|\D+", (self.number or "").casefold())
        number = tuple((0, int(piece), "") if is_number(piece) else (1, 0, piece) for piece in pieces)
        return (self.kind, self.sector or "", number, str(self.revision or ""), self.status or "")


@runtime_checkable
class Standing(Protocol):
    """What says which editions are no longer in force, such as an :class:`itu_texts.Collection`."""

    def ended(self, identifier: Identifier) -> tuple[str, str] | None:
        """Return why an edition is not in force, and the one that follows it, or an empty string."""


# ----------------------------------------------------------------------
# Days that words and marks name: dates with their months, and the days of conferences.

_MONTHS = {
    "JANUARY": 1, "FEBRUARY": 2, "MARCH": 3, "APRIL": 4, "MAY": 5, "JUNE": 6,
    "JULY": 7, "AUGUST": 8, "SEPTEMBER": 9, "OCTOBER": 10, "NOVEMBER": 11, "DECEMBER": 12,
}  # fmt: skip
"""Months by concept."""


def days_named(words: str, lang: LanguagePatterns) -> Iterator[tuple[date, int, int]]:
    """Yield the days that some words name with month and year, and where each stands: "10 December 2020"."""
    for named in lang.patterns.DATE_NAMED.finditer(words):
        day = day_named(named, named["year"], lang) if named["day"] and named["year"] else None
        if day is not None:
            yield day, *named.span()


def day_named(named: re.Match[str], year_words: str, lang: LanguagePatterns, *, last: bool = False) -> date | None:
    """Return the day that is named, or the first or last day of a month; ``None`` if there is no such day.

    :param named: a match of the pattern DATE_NAMED.
    :param year_words: the year.
    """
    year, month = int(year_words), month_of(named["month"], lang)
    days = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    day = int(named["day"] or (days if last else 1))
    return date(year, month, day) if 0 < day <= days else None


def month_of(word: str, lang: LanguagePatterns) -> int:
    """Return the number of a month, by its name."""
    return _MONTHS[lang.concept(word, "MONTH")]


# ---------------------------------------------------------------------- the days of marks


def adopted_on(revision: Revision | None, body: str | None = None) -> str | None:
    """Return the day on which an edition was adopted, as far as its mark states it.

    It is the last day of the conference, if the table of conferences has it (``2022-10-14``); otherwise the month or
    the year. What changes an edition of a Recommendation has the month in its own mark.

    :param body: the body that adopted it, if the mark names only a place and a year.

    >>> adopted_on(Revision.parse("(2009) Cor. 2 (02/2012)"))
    '2012-02'
    """
    if revision is None:
        return None
    if revision.counted:
        month, _, counted = (revision.counted_on or "").partition("/")
        return f"{counted}-{int(month):02}" if counted else None
    conference, year = conference_of(revision, body), edition_year(revision)
    if year is None:
        return None
    if revision.month and not revision.conference:
        return f"{year:04}-{revision.month:02}"
    return conference.ends.isoformat() if conference is not None and not conference.year_only else f"{year:04}"


def conference_of(revision: Revision | None, body: str | None = None) -> Conference | None:
    """Return the conference at which an edition was adopted, as far as its mark states it.

    :param body: as for :func:`adopted_on`.
    """
    year = edition_year(revision)
    if revision is None or year is None:
        return None
    last = _last(revision)
    if last.conference:
        return conference_in(meeting_parts(last.conference)[0], year)
    met = held_in(last.place, year)
    return met if met is not None or last.place or body is None else conference_in(body, year)


def edition_year(revision: Revision | None) -> int | None:
    """Return the year of an edition, as far as its mark states it.

    >>> edition_year(Revision.parse("C-1948, last amended C-1976"))
    1976
    """
    if revision is None:
        return None
    last = _last(revision)
    if last.conference and is_number(meeting_parts(last.conference)[1]):
        return year_of(meeting_parts(last.conference)[1])
    return last.year or (last.years[-1] if last.years else None)


def _last(revision: Revision) -> Revision:
    """Return the mark of the last amendment, if a mark names one."""
    return (Revision.read(revision.amended, "en") if revision.amended else None) or revision
