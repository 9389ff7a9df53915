"""Queries on mandates: who must do what, until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from itu_texts.analysis.addressee_names import asked_for, close_names
from itu_texts.analysis.works import day_of
from itu_texts.collection.naming import value_in
from itu_texts.collection.query_words import is_meant, tokens_of, words_of
from itu_texts.collection.rows import Answer, Mandate
from itu_texts.collection.views import BY_DEADLINE, COUNTED, IS_BEFORE, LATEST, MANDATE, MANDATED, PAST
from itu_texts.collection.works import latest_values
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.conferences import conferences
from itu_texts.language.grammar import lang_of
from itu_texts.parsing.parts import concepts_in

if TYPE_CHECKING:
    from collections.abc import Collection as Words

    from itu_texts.collection.collection import Collection


_IS_OVERDUE = f"{PAST} AND k.due_kind <> 'recurring'"


@checked
def mandates(
    acts: Collection,
    addressee: str | None = None,
    *,
    to: str | None = None,
    words: str | None = None,
    latest: bool | str | date | None = None,
    since: str | date | None = None,
    before: str | int | date | None = None,
    overdue: bool = False,
    language: str | None = None,
    obligations: bool = True,
    today: str | date | None = None,
) -> Answer[Mandate]:
    """Return who must do what by which text: tasks, and obligations of somebody.

    Those with a deadline ahead come first, the next one first; then those without a deadline; then those that are past.
    The deadline of what recurs is its next date. Copies of a text count once, and an edition in several languages
    counts in one: English if it has it.

    :param addressee: a key of :data:`itu_texts.CONCEPTS`, such as ``DIR_BR``; a name in any language and case
        ("Director of the BR", "BR"), which finds the tasks of the Director and of the Bureau, also together with
        others; or words of the printed addressee.
    :param to: only those whose words name this body or office beside the addressee, as "to report to the Council".
    :param words: only those with all these words, in any of their forms: ``report`` finds "reports".
    :param latest: ``True`` for texts that the collection does not show as superseded or ended, ``False`` for the
        others; a day (``2020-01-01``) for texts that were the latest then; ``None`` for all.
    :param since: only texts adopted on that day or in that year, or later.
    :param before: only those with a deadline before that day, month or year begins, or up to the end of a conference
        (``WRC-27``). What recurs is due on each of its dates.
    :param overdue: only those whose deadlines are past, and that do not recur.
    :param language: only texts in this language.
    :param obligations: whether sentences such as "administrations shall ..." count, or only tasks.
    :param today: the day before which a deadline is past; ``None`` for the day of the call.
    :raises InputError: if a day is not valid, or no addressee has that name; the error names similar ones.
    """
    values: dict[str, Any] = {
        **latest_values(latest),
        "language": value_in(acts, "language", language),
        "today": day_of(today if today is not None else date.today()),
        "before": None if before is None else _day_before_which(before),
        "since": None if since is None else day_of(since),
    }
    conditions = {
        COUNTED: True,
        f"k.instruction IN ({_instructions_to(acts, addressee)})": addressee is not None,
        IS_BEFORE: before is not None,
        _IS_OVERDUE: overdue,
        "i.concept IS NOT NULL": not obligations,
        f"{LATEST} = :wanted": values["wanted"] is not None,
        "t.adopted >= :since": since is not None,
    }
    given = " AND ".join(condition for condition, is_asked in conditions.items() if is_asked)
    found = acts._answer(Mandate, f"SELECT {MANDATE} {MANDATED} WHERE {given} ORDER BY {BY_DEADLINE}", values)
    if to is not None:
        named, read = concepts_of(to), {each.language: acts._bound(each.language) for each in found}
        found[:] = [row for row in found if not named.isdisjoint(concepts_in(row.words, lang_of(read[row.language])))]
    wanted = words_of(words or "")
    return Answer(Mandate, (row for row in found if not wanted or _has_words(wanted, row)))


def _day_before_which(asked: str | int | date) -> str:
    """Return the first day of a year or a month, or the day after a conference.

    :raises InputError: if it is neither a day nor a conference.
    """
    met = next((each.ends for each in conferences() if each.name == asked), None)
    if met is not None:
        return (met + timedelta(1)).isoformat()
    day = day_of(str(asked) if isinstance(asked, int) else asked)
    return day + "0000-01-01"[len(day) :]


def _has_words(words: list[str], row: Mandate) -> bool:
    said = tokens_of(row.words)
    return all(any(is_meant(word, each, [row.language]) for each in said) for word in words)


def concepts_of(addressee: str) -> frozenset[str]:
    """Return the concepts that a name means.

    :raises InputError: if no addressee has that name.
    """
    concepts = asked_for(addressee)
    if not concepts:
        raise unknown_addressee(addressee)
    return concepts


def _instructions_to(acts: Collection, addressee: str | None) -> str:
    """Return the numbers of the instructions to an addressee, as a list in SQL.

    :raises InputError: if no addressee has that name.
    """
    if addressee is None:
        return ""
    concepts = asked_for(addressee)
    instructions = acts.rows("SELECT id, addressee, addressee_words FROM instructions")
    wanted = addressee.casefold()
    found = [
        str(number)
        for number, concept, words in instructions
        if (concept in concepts if concepts else wanted in words.casefold())
    ]
    if not found and not concepts:
        raise unknown_addressee(addressee, {words for _, _, words in instructions})
    return ", ".join(found)


def unknown_addressee(addressee: str, words: Words[str] = ()) -> InputError:
    """Return the error for an addressee that nobody is called, which names similar ones.

    :param words: the addressees as texts print them.
    """
    like = close_names(addressee, words)
    hint = f"did you mean {' or '.join(map(repr, like))}?" if like else "itu_texts.addressee_names() lists the names"
    return InputError(f"no addressee is called {addressee!r:.40}; {hint}")
