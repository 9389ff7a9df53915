"""Approvals: the editions that the front of a text names with their days, its study group and its Question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import evolve, field, frozen

from itu_texts.analysis.works import columns_of
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import Identifier, Revision
from itu_texts.language.writing import fold
from itu_texts.tree.nodes import History, Paragraph, Text


class Named(NamedTuple):
    """An edition that a front names."""

    identifier: Identifier
    adopted: str | None
    """The day, the month or the year in ISO 8601."""
    study_group: str | None = None
    """The study group that approved it, as the table of editions has it: ``15``, ``TSAG``, ``XI``."""


@frozen
class Approvals:
    """The approval and the editions of a text, from its front."""

    editions: Sequence[Named] = field(default=())
    """The editions in the table, in the history line or in the years of the mark, in their order."""
    study_group: str | None = None
    """The study group that approved this edition: ``15``, ``TSAG``; of ITU-R, the one that has the Question."""
    question: str | None = None
    """The Question: ``7/16``, ``201-7/3``."""


def approvals_of(text: Text) -> Approvals:
    """Return the approval and the editions in the front of a text."""
    identifier = text.identifier
    if identifier is None:
        return Approvals()
    lang = lang_of(text.language or "en")
    printed = [fold(part.text) for part in text.front if isinstance(part, History | Paragraph)]
    editions = [*_in_table(identifier, printed, lang), *_in_history(identifier, text)]
    own = [each for each in editions if each.identifier == identifier]
    if not own and identifier.revision is None and editions:
        own = editions[-1:]
    question = _first(lang.patterns.QUESTION_NUMBERED, printed)
    approving = [line for line in printed if lang.patterns.GROUP_APPROVES.search(line)]
    group = _first(lang.patterns.GROUP_NUMBERED, approving)
    groups = (own[0].study_group if own else None, group and group["number"], question and question["group"])
    return Approvals(
        editions,
        next((each for each in groups if each), None),
        question["question"] if question else None,
    )


def _in_table(identifier: Identifier, printed: Sequence[str], lang: LanguagePatterns) -> Iterator[Named]:
    """Yield the editions in the table "Edition, Recommendation, Approval, Study Group"."""
    for row in lang.patterns.EDITION_ROW.finditer("\n".join(printed)):
        year, month, day = int(row["year"]), int(row["month"]), row["day"] or row["day_below"]
        change = row["change"] or (row["change_below"] and f"({row['base']}) {row['change_below']}")
        revision: Revision | None = Revision(year=year, month=month)
        if change:
            revision = Revision.read(change.strip(), lang.language)
            revision = evolve(revision, counted_on=f"{month:02}/{year}") if revision is not None else None
        if revision is not None and day:
            named = evolve(identifier, number=row["number"], revision=revision, status=None)
            yield Named(named, f"{year}-{month:02}-{day}", row["group"])


def _in_history(identifier: Identifier, text: Text) -> Iterator[Named]:
    """Yield the editions in the history lines, and in the years of the mark."""
    marks = [mark for part in text.front if isinstance(part, History) for mark in part.revisions]
    marks += [identifier.revision] if identifier.revision is not None and not identifier.revision.counted else []
    for mark in marks:
        years = [Revision(years=(year,)) for year in mark.years]
        for at, each in enumerate(years or [mark]):
            named = _numbered(identifier, at, len(years)) or evolve(identifier, revision=each, status=None)
            if each is not identifier.revision:
                yield Named(named, columns_of(evolve(named, revision=each)).adopted)


def _numbered(identifier: Identifier, at: int, count: int) -> Identifier | None:
    """Return an edition of a text of ITU-R by its place in the years, if their number is that of the edition."""
    number, _, edition = (identifier.number or "").rpartition("-")
    if identifier.sector != "ITU-R" or identifier.revision is not None or edition != str(count - 1):
        return None
    return evolve(identifier, number=f"{number}-{at}", status=None)


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> re.Match[str] | None:
    return next((found for line in lines if (found := pattern.search(line))), None)
