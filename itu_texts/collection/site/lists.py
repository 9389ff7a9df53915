"""The tables of a site: works, texts, mandates by addressee, deadlines, outdated citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from itu_texts.analysis.addressee_names import answering
from itu_texts.collection import Citation, Mandate
from itu_texts.collection.site.citations import Citations, Place
from itu_texts.collection.site.contents import Contents, Text
from itu_texts.collection.site.folder import FileNames
from itu_texts.collection.site.pages import Pages
from itu_texts.collection.site.tables import Cell, Table
from itu_texts.errors import IdentifierError
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.language_codes import NAMES
from itu_texts.tree.addressees import CONCEPTS, NO_NAMES

_MANDATES = ("Addressee", "Task", "When", "Deadline", "Text", "Place")
_CENTURY, _THIS = 100, 60  # 23 is 2023, 88 is 1988
_YEAR = re.compile(r"\d{2,4}(?!.*\d)")
_PLACES = 6  # places listed in one cell


class Mandates(NamedTuple):
    """The mandates of an addressee."""

    stem: str
    """The name of its page."""
    name: str
    table: Table
    in_latest: int
    """The number of mandates in latest editions."""


class Group(NamedTuple):
    """The works that have something in common."""

    what: str
    """``Conference`` or ``Body``."""
    name: str
    stem: str
    """The path of its page, without suffix."""
    table: Table


class Lists:
    """The tables of works and texts."""

    def __init__(self, contents: Contents, pages: Pages, citations: Citations) -> None:
        self._contents = contents
        self._pages = pages
        self._citations = citations

    # ------------------------------------------------------------------ works and texts

    def works(self, of: Iterable[int] | None = None) -> Table:
        """Return all works, or some by their numbers, by body, kind and number."""
        rows = []
        for number in self._contents.works if of is None else of:
            work = self._contents.works[number]
            texts = self._contents.texts_of[work.id]
            last = self._contents.last_of(work.id)
            spoken = sorted({NAMES.get(text.language, text.language) for text in texts})
            rows.append(
                (
                    Cell(work.name, self._pages.work(work.id)),
                    Cell(last.title, language=_foreign(last)),
                    Cell(str(work.editions)),
                    Cell(last.adopted),
                    Cell(", ".join(spoken)),
                    Cell(last.standing),
                )
            )
        return Table(("Text", "Title", "Editions", "Last edition", "Languages", "Standing"), rows)

    def texts(self) -> Table:
        """Return the pages of all texts, and of files without texts; a cover beside a text is none."""
        rows = []
        by_place = {(text.file, text.place): text for text in self._contents.texts.values()}
        for file, path in self._contents.files.items():
            pages = self._pages.placed[file].pages
            for href, title, place in [each for each in pages if each[2] >= 0] or pages:
                text = by_place.get((file, place))
                spoken = NAMES.get(text.language, text.language) if text is not None else ""
                said = text.standing if text is not None else ""
                original = self._contents.texts.get(text.copy_of or 0) if text is not None else None
                if original is not None and text is not None and not text.counts:
                    said = f"copy of {self._contents.files[original.file]}: {said}"
                rows.append((Cell(title, href), Cell(spoken), Cell(said), Cell(path)))
        return Table(("Page", "Language", "Standing", "File"), rows)

    def failed(self) -> Table:
        """Return the files that could not be read."""
        return Table(("File", "Reason"), [(Cell(path), Cell(error)) for path, error in self._contents.failed])

    def groups(self) -> Iterator[Group]:
        """Yield the works of each conference, and of each body."""
        conferences: dict[str, dict[int, None]] = {}
        bodies: dict[str, dict[int, None]] = {}
        for work in self._contents.works.values():
            if work.body:
                bodies.setdefault(work.body, {})[work.id] = None
            for text in self._contents.texts_of[work.id]:
                if text.status is None and (name := _conference(text)):
                    conferences.setdefault(name, {})[work.id] = None
        names = FileNames()
        for what, found in (
            ("Conference", dict(sorted(conferences.items(), key=lambda each: _latest_first(each[0])))),
            ("Body", dict(sorted(bodies.items(), key=lambda each: (-len(each[1]), each[0])))),
        ):
            for name, works in found.items():
                yield Group(what, name, f"groups/{names.take(f'{what} {name}')}", self.works(works))

    # ------------------------------------------------------------------ mandates

    def mandates(self) -> Iterator[Mandates]:
        """Yield the mandates that a query for each addressee finds."""
        names = FileNames()
        found: dict[str, list[tuple[Text, Mandate]]] = {concept: [] for concept in CONCEPTS}
        for text, mandate in self.given:
            found.setdefault(mandate.addressee, []).append((text, mandate))
        for concept in dict.fromkeys(answering(concept)[0] for concept in found):
            own = [each for named in answering(concept) for each in found.get(named, ())]
            if any(answering(mandate.addressee)[0] == concept for _, mandate in own):
                in_latest = sum(text.is_latest for text, _ in own)
                yield Mandates(names.take(concept), called(concept), self._mandates(own), in_latest)

    @cached_property
    def given(self) -> list[tuple[Text, Mandate]]:
        """All mandates, each with its text: an edition in one language, without copies."""
        return [(text, each) for text in self._contents.shown for each in self._contents.mandates[text.id]]

    @staticmethod
    def addressee(mandates: Mandates) -> tuple[Cell, ...]:
        """Return the row of an addressee, with the numbers of mandates: in latest editions, all, with a deadline."""
        dated = sum(bool(row[3].words) for row in mandates.table.rows)
        counts = (mandates.in_latest, len(mandates.table.rows), dated)
        return (Cell(mandates.name, f"mandates/{mandates.stem}.html"), *(Cell(str(count)) for count in counts))

    def all_mandates(self, *, due: bool = False) -> Table:
        """Return all mandates, or those with a deadline."""
        return self._mandates(each for each in self.given if each[1].due or not due)

    def _mandates(self, given: Iterable[tuple[Text, Mandate]]) -> Table:
        """Return mandates: those in latest editions first, and of these those with a deadline ahead."""

        def order(each: tuple[Text, Mandate]) -> tuple[object, ...]:
            text, mandate = each
            return not text.is_latest, mandate.is_past, not mandate.due, mandate.due, text.name, text.id

        return Table(_MANDATES, [self._mandate(*each) for each in sorted(given, key=order)])

    def mandates_of(self, text: Text) -> Table:
        """Return the addressees of a text and their tasks."""
        rows = [(*row[:4], row[5]) for row in (self._mandate(text, each) for each in self._contents.mandates[text.id])]
        return Table((*_MANDATES[:4], _MANDATES[5]), rows, f"Addressees and tasks of {text.name}")

    def _mandate(self, text: Text, mandate: Mandate) -> tuple[Cell, ...]:
        language = _foreign(text)
        href = self._pages.work(text.work) if text.work is not None else self._pages.text(text)
        is_named = mandate.addressee not in NO_NAMES
        place, force = self._pages.text(text, mandate.address), Cell("" if mandate.concept else mandate.force)
        kind = Cell(mandate.due_kind if not mandate.due else "past" if mandate.is_past else "")
        return (
            Cell(called(mandate.addressee)) if is_named else Cell(mandate.addressee_words, language=language),
            Cell(mandate.words, language=language),
            Cell(mandate.times, language=language),
            Cell(mandate.due, more=(kind,)),
            Cell(text.name, href, more=(_title(text), Cell(text.standing)), is_once=True),
            Cell(mandate.address or "the text", place, language, (force,), is_place=True),
        )

    # ------------------------------------------------------------------ citations

    def citing(self, work: int) -> Table:
        """Return what cites a work: other works in their last edition that does, and texts without a work."""
        rows = [self._cited(each, each, work) for each, _ in self._citations.citing(work)]
        rows += (
            (Cell(place.text.name, self._pages.text(place.text)), *self._places([place]))
            for place in self._citations.from_outside[work]
        )
        return Table(("Text", "Edition", "Places"), rows, "Cited by")

    def cited_by(self, work: int) -> Table:
        """Return what a work cites, in the last edition that does.

        Texts that the collection does not have come last.
        """
        rows = [self._cited(each, work, each) for each, _ in self._citations.cited_by(work)]
        rows += (
            (Cell(name, more=(Cell("not in the collection"),)), *self._places(places))
            for name, places in sorted(self._citations.unknown[work].items())
        )
        return Table(("Text", "Edition", "Places"), rows, "Cites")

    def _cited(self, other: int, citing: int, cited: int) -> tuple[Cell, Cell, Cell]:
        """Return a row for the other of two works, one of which cites the other."""
        title = Cell(self._contents.last_of(other).title)
        name = Cell(self._contents.works[other].name, self._pages.work(other), more=(title,))
        return (name, *self._places(self._citations.places[citing, cited]))

    def _places(self, places: Sequence[Place]) -> tuple[Cell, Cell]:
        """Return the citing edition, and the places in it."""
        text = places[0].text
        found = {place.citation.address: place.citation.words for place in places}
        links = [
            Cell(address or words, self._pages.text(text, address), _foreign(text)) for address, words in found.items()
        ]
        left_out = [Cell(f"{len(links) - _PLACES} more")] if len(links) > _PLACES else []
        return Cell(text.name, self._pages.text(text)), Cell(more=(*links[:_PLACES], *left_out))

    def faults(self, citations: Iterable[Citation], why: str) -> Table:
        """Return citations in latest editions that are outdated or broken.

        :param why: the name of the column that says what is wrong.
        """
        counts = {text.id for text in self._contents.shown}
        texts = {
            (self._contents.paths[text.file], text.identifier): text
            for text in reversed(self._contents.texts.values())  # the first of several counts
            if text.id in counts
        }
        rows = []
        for each in citations:
            text = texts.get((each.file, each.identifier))
            if text is not None:
                href = self._pages.text(text, each.address)
                language = _foreign(text)
                cells = (
                    Cell(each.address or "the text", href, language, is_place=True),
                    Cell(each.cited),
                    Cell(each.why),
                )
                rows.append((Cell(text.name, self._pages.text(text), more=(_title(text),), is_once=True), *cells))
        return Table(("Text", "Place", "Cites", why), rows)


def _conference(text: Text) -> str:
    """Return the short name of the conference that adopted a text, or its place and year; empty if it is not known."""
    try:
        mark = Identifier.parse(text.identifier).revision
    except IdentifierError:
        return ""
    if mark is None:
        return ""
    return mark.conference or (f"{mark.place}, {mark.year}" if mark.place and mark.year else "")


def _latest_first(conference: str) -> tuple[int, str]:
    year = _YEAR.search(conference)
    number = int(year[0]) if year else 0
    return -(number if number > _CENTURY else number + 1900 + (_CENTURY if number < _THIS else 0)), conference


def called(concept: str) -> str:
    """Return the name of an addressee."""
    lang = lang_of("en")
    if lang.phrase_for("NAME", concept):
        name = lang.name(concept)
        return name[:1].upper() + name[1:]
    return concept.replace("_", " ").capitalize()


def kind_of_many(kind: str) -> str:
    """Return the name of the texts of a kind.

    >>> kind_of_many("resolution"), kind_of_many("implementers_guide")
    ('Resolutions', "Implementers' guides")
    """
    name = kind.replace("implementers_", "implementers' ").replace("_", " ").capitalize()
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _title(text: Text) -> Cell:
    """Return the title of a text beside its name; empty where the title is the name."""
    return Cell(text.title, language=_foreign(text)) if text.title != text.name else Cell()


def _foreign(text: Text) -> str:
    """Return the language of a text, if it is not that of the site."""
    return text.language if text.language != "en" else ""
