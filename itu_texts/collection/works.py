"""Queries on works and their editions: history, changes, and the edition that introduced some words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from itu_texts.analysis.works import columns_of, dated, day_of, is_later
from itu_texts.collection.naming import identifier_in, value_in
from itu_texts.collection.rows import Answer, Blame, Edition, WorkRow, made
from itu_texts.collection.views import EDITIONS, IS_TEXT, NOW, WORKS, WORKS_IN_ORDER
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.identifiers import Identifier
from itu_texts.revision.diffs import DifferenceKind, diff, summary
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Text
from itu_texts.tree.walking import find, outline_nodes

if TYPE_CHECKING:
    from itu_texts.collection.collection import Collection

_SAME_WORDS = (DifferenceKind.UNCHANGED, DifferenceKind.RELABELLED, DifferenceKind.MOVED)
_NAMED = """
SELECT identifier, adopted, changes, coalesce(study_group, '') FROM history WHERE text = ? AND adopted IS NOT NULL
"""
_COLUMNS = len(Edition._fields)


class Kept(NamedTuple):
    """An edition, and what a collection keeps of it."""

    edition: Edition
    id: int
    """The number of the text; 0 for an edition that only the front of another names."""
    place: int
    """The index of the text in its file."""
    work: int | None
    day: str
    """The day of adoption as far as it is known: ``2018``; empty if it is not."""
    status: str | None
    copy_of: int | None
    changes: str | None
    """For an amendment or a corrigendum, the day of the edition that it changes, empty if that is not known."""

    @property
    def is_whole(self) -> bool:
        """Whether it has all words of an edition: it is not suppressed, and not an amendment or corrigendum."""
        return self.status != "suppressed" and self.changes is None

    @property
    def is_read(self) -> bool:
        """Whether it stands in a file of the collection, and is no copy."""
        return bool(self.id) and self.copy_of is None


def latest_values(latest: bool | str | date | None) -> dict[str, Any]:
    """Return the values for a filter by latest edition: ``wanted``, which is ``None`` for all texts, and ``day``."""
    if latest is None or isinstance(latest, bool):
        return {"wanted": latest, "day": NOW}
    return {"wanted": True, "day": day_of(latest, last=True)}


@checked
def works(
    acts: Collection,
    *,
    latest: bool | str | date | None = None,
    language: str | None = None,
    kind: str | None = None,
) -> Answer[WorkRow]:
    """Return the texts, each in all its editions and languages, by body, kind and number.

    Bodies without a short name count as one, because each text may spell them differently.

    :param latest: ``True`` for works with an edition that the collection does not show as superseded or ended; a day
        for works with such an edition on that day; ``False`` for the others; ``None`` for all.
    :param language: only works that the collection has in this language.
    :param kind: ``resolution``, ``decision`` ...
    """
    values = {
        **latest_values(latest),
        "language": value_in(acts, "language", language),
        "kind": value_in(acts, "kind", kind),
    }
    sql = f"""
        {WORKS} WHERE (:kind IS NULL OR w.kind = :kind) AND (:wanted IS NULL OR s.is_latest = :wanted) AND (
            :language IS NULL OR EXISTS (SELECT 1 FROM texts t WHERE t.work = w.id AND t.language = :language)
        ) ORDER BY {WORKS_IN_ORDER}, w.id
    """
    return acts._answer(WorkRow, sql, values)


@checked
def history(acts: Collection, identifier: str | Identifier, *, language: str | None = None) -> Answer[Edition]:
    """Return the editions of a text, from the first to the last, with the changes of each.

    Copies of an edition in one language are one row, which lists their files. Editions that only the history line of
    another edition names are included, without a file.

    :param identifier: ``Resolution 70``, ``Resolution 70 (PP)``; without a body all texts of that name, without an
        edition all editions.
    :param language: only editions in this language.
    :raises IdentifierError: if ``identifier`` is not an identifier.
    :raises InputError: if nothing in the collection is or names such a text; the error names the editions that are.
    """
    found = Answer(Edition)
    before: dict[tuple[int | None, str], Text] = {}
    named = identifier_in(acts, identifier)
    for each in _there(acts, named, editions(acts, named, language)):
        changes = ""
        if each.is_read and each.is_whole:
            text, chain = text_of(acts, each), (each.work, each.edition.language)
            changes = summary(diff(before[chain], text)) if chain in before else ""
            before[chain] = text
        if each.copy_of is None:
            found.append(each.edition._replace(changes=changes))
    return found


@checked
def blame(
    acts: Collection, identifier: str | Identifier, address: str, *, language: str | None = None
) -> Answer[Blame]:
    """Return the edition that introduced the words of a place, and of each place below it.

    Labels do not count as words, and moved words stay those of the edition that introduced them.

    :param identifier: the text, or its name among the :meth:`works`; its last edition, unless it names one.
    :param address: a place in the text: ``resolves 2``.
    :param language: the language of the editions; by default English, or the language of the last edition.
    :raises IdentifierError: if ``identifier`` is not an identifier.
    :raises AddressError: if nothing stands at the address.
    :raises InputError: if the collection has no such text, or texts of several bodies have that name.
    """
    last = edition(acts, identifier, language, is_whole=True)
    before = (each for each in others(acts, last) if each.status is None and each.day < last.day)
    rows = [*before, last]
    texts = [text_of(acts, each) for each in rows]
    pieces = [each for each in outline_nodes(texts[-1].at(address)) if _words(each)]
    known = Addresses().known
    return Answer(
        Blame,
        (
            Blame(rows[at].edition.identifier, known(each), _words(each), *dated(rows[at].day), kind)
            for each, (at, kind) in zip(pieces, _brought(texts, pieces), strict=True)
        ),
    )


# ---------------------------------------------------------------------- editions


def editions(acts: Collection, identifier: str | Identifier, language: str | None = None) -> list[Kept]:
    """Return the editions of a text, including those only named by others, from the first to the last."""
    names = columns_of(identifier_in(acts, identifier))
    language = value_in(acts, "language", language)
    condition = f"{IS_TEXT} AND (:language IS NULL OR t.language = :language)"
    rows = kept(acts, condition, {**names._asdict(), "language": language})
    return _in_order([*rows, *_earlier(acts, rows)] if names.edition is None else rows)


def editions_of(acts: Collection, work: int | None) -> list[Kept]:
    """Return the editions of a work in all languages, in order, including those only named by others."""
    rows = kept(acts, "t.work = :work", {"work": work})
    return _in_order([*rows, *_earlier(acts, rows)])


def edition(
    acts: Collection, identifier: str | Identifier, language: str | None = None, *, is_whole: bool = False
) -> Kept:
    """Return the edition that is named: the last adopted one if none is, in English if the collection has it.

    :param is_whole: whether amendments, corrigenda and what is suppressed do not count.
    :raises InputError: if the collection has no such edition, or it may be of several works.
    """
    named = identifier_in(acts, identifier)
    known = editions(acts, named, language)
    rows = _there(acts, named, [each for each in known if each.is_read and (each.is_whole or not is_whole)])
    work = _only_work(acts, named, {each.work for each in rows})
    return max(
        (each for each in rows if each.work == work),
        key=lambda each: (
            each.status is None,
            each.is_whole,
            each.day,
            each.edition.language == "en",
            each.edition.language,
        ),
    )


def _there(acts: Collection, named: Identifier, rows: list[Kept]) -> list[Kept]:
    """Return the editions that a name means.

    :raises InputError: if there are none; the error names the editions of the text that the collection has.
    """
    if rows:
        return rows
    there = editions(acts, evolve(named, revision=None, body=columns_of(named).body))
    known = ", ".join(dict.fromkeys(row.edition.identifier for row in there if row.is_read))
    raise InputError(f"{acts._name} has no {named}" + (f"; there is {known}" if known else ""))


def others(acts: Collection, row: Kept) -> list[Kept]:
    """Return the other editions of a text in its language, from the first to the last."""
    return [
        each
        for each in (editions_of(acts, row.work) if row.work is not None else [])
        if each.is_read and each.is_whole and each.edition.language == row.edition.language
        if each.edition.identifier != row.edition.identifier
    ]


def text_of(acts: Collection, row: Kept) -> Text:
    """Return the text of an edition."""
    return [*find(acts.document(row.edition.file), Text)][row.place]


def kept(acts: Collection, condition: str, values: dict[str, Any]) -> list[Kept]:
    """Return the editions in the collection that fulfil a condition in SQL."""
    sql = f"{EDITIONS} WHERE {condition} ORDER BY t.body, t.adopted, t.edition, t.id"
    rows = ((made(Edition, row[:_COLUMNS]), row[_COLUMNS:]) for row in acts.rows(sql, {"day": NOW, **values}))
    return [Kept(edition, *more) for edition, more in rows]


def _in_order(rows: Sequence[Kept]) -> list[Kept]:
    """Return editions from the first to the last, those of a work together."""
    order = {work: at for at, work in enumerate(dict.fromkeys(row.work for row in rows))}
    return sorted(
        rows,
        key=lambda row: (
            order[row.work],
            row.status is not None and not row.day,
            row.day[:4],
            row.status is not None,
            row.day,
        ),
    )


def _earlier(acts: Collection, rows: Sequence[Kept]) -> Iterator[Kept]:
    """Yield the editions that fronts name and the collection does not have."""
    known: dict[tuple[int | None, bool, str], list[str]] = defaultdict(list)
    for row in rows:
        known[row.work, row.changes is None, _unmarked(row.edition.identifier)].append(row.day)
    for row in (row for row in rows if row.status is None):
        for name, day, changes, group in acts.rows(_NAMED, (row.id,)):
            days = known[row.work, changes is None, _unmarked(name)]
            if not any(not is_later(each, day) and not is_later(day, each) for each in days):
                days.append(day)
                edition = Edition(
                    row.edition.work, name, "", "", *dated(day), False, "not in the collection", name, None,
                    row.edition.file, "", "", "", group, "", "",
                )  # fmt: skip
                yield Kept(edition, 0, -1, row.work, day, None, None, changes)


def _unmarked(identifier: str) -> str:
    """Return an identifier without the mark of its edition; of ITU-R, the number has the edition."""
    return identifier.partition(" (")[0]


def _only_work(acts: Collection, identifier: Identifier, works: set[int | None]) -> int | None:
    """Return the work that an identifier means: that of its body, if it names one.

    :raises InputError: if it may mean several works.
    """
    if len(works) == 1:
        return next(iter(works))
    numbers = ", ".join(str(int(each or 0)) for each in works)
    rows = acts.rows(f"SELECT id, body, name, latest FROM works WHERE id IN ({numbers}) ORDER BY name")
    body = columns_of(identifier).body
    own = [work for work, its_body, _, _ in rows if body is not None and its_body == body]
    if len(own) == 1:
        return int(own[0])
    names = ", ".join(latest if its_body is None else name for _, its_body, name, latest in rows)
    raise InputError(f"{identifier} may be several texts: {names}")


# ---------------------------------------------------------------------- who introduced some words


def _brought(editions: Sequence[Text], nodes: Sequence[Node]) -> list[tuple[int, str]]:
    """Return, for each of some nodes of the last edition, the edition that introduced it, and how."""
    brought = [(0, "original")] * len(nodes)
    looked_for = dict(enumerate(nodes))
    for at in range(len(editions) - 1, 0, -1):
        if not looked_for:
            break
        kinds = _kinds(editions[at - 1], editions[at])
        for key, node in [*looked_for.items()]:
            kind, was = kinds.get(id(node), (DifferenceKind.ADDED, None))
            if kind in _SAME_WORDS and was is not None:
                looked_for[key] = was
            else:
                brought[key] = (at, kind.value)
                del looked_for[key]
    return brought


def _kinds(old: Text, new: Text) -> dict[int, tuple[DifferenceKind, Node | None]]:
    """Return the change and the old node of each node of the new text; a change of words has priority."""
    kinds: dict[int, tuple[DifferenceKind, Node | None]] = {}
    for each in diff(old, new, unchanged=True):
        if each.new is not None:
            known = kinds.get(id(each.new))
            if known is None or known[0] in _SAME_WORDS:
                kinds[id(each.new)] = (each.kind, each.old)
    return kinds


def _words(node: Node) -> str:
    pieces = node.outline_line.pieces or ()
    return " ".join(getattr(each, "text", "") for each in pieces if isinstance(each, Node))
