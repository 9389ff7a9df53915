"""Queries on works and their editions: history, changes, and the edition that introduced some words."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from itu_texts.analysis.works import columns_of, dated, is_later
from itu_texts.collection.base import GROUND, LATEST, NOW, SAME_TEXT, STANDING, Queried, latest_filter
from itu_texts.collection.rows import Answer, Blame, Edition, WorkRow
from itu_texts.collection.views import WORKS, WORKS_IN_ORDER
from itu_texts.errors import InputError, JSONError
from itu_texts.errors.arguments import checked
from itu_texts.formats.json.reader import document_of
from itu_texts.language.identifiers import Identifier
from itu_texts.revision.diffs import DifferenceKind, diff
from itu_texts.revision.diffs.reports import summary
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Document, Text
from itu_texts.tree.walking import find, outline_nodes

_SAME_WORDS = (DifferenceKind.UNCHANGED, DifferenceKind.RELABELLED, DifferenceKind.MOVED)
_DEFAULT_LANGUAGE = "en"
_KEPT = 16  # files whose trees are kept in memory
_NAMED = """
SELECT identifier, adopted, changes, coalesce(study_group, '') FROM history WHERE text = ? AND adopted IS NOT NULL
"""
_COPIES = "SELECT f.path FROM texts t JOIN files f ON f.id = t.file WHERE t.copy_of = ? AND NOT t.counts ORDER BY 1"


class EditionRow(NamedTuple):
    """An edition as the collection stores it."""

    id: int
    file: int
    path: str
    place: int
    work: int | None
    identifier: str
    title: str
    adopted: str
    language: str
    status: str | None
    ended_on: str | None
    standing: str
    ground: str
    """The words that say so."""
    ground_start: int | None
    ground_file: str
    is_latest: bool
    name: str
    """The name of the work."""
    copy_of: int | None
    changes: str | None
    study_group: str
    question: str

    @property
    def is_whole(self) -> bool:
        """Whether it has all words of an edition: it is not suppressed, and not an amendment or corrigendum."""
        return self.status != "suppressed" and self.changes is None


class Editions(Queried):
    """The queries on works and editions."""

    @checked
    def history(self, identifier: str | Identifier, *, language: str | None = None) -> Answer[Edition]:
        """Return the editions of a text, from the first to the last, with the changes of each.

        Copies of an edition in one language are one row, which lists their files. Editions that only the history line
        of another edition names are included, without a file.

        :param identifier: ``Resolution 70``, ``Resolution 70 (PP)``; without a body all texts of that name, without an
            edition all editions.
        :param language: only editions in this language.
        :raises IdentifierError: if ``identifier`` is not an identifier.
        """
        found = Answer(Edition)
        before: dict[tuple[int | None, str], Text] = {}
        trees = Trees(self)
        for row in self.editions(identifier, language):
            if row.copy_of is not None:
                continue
            changes = ""
            if row.path and row.is_whole:
                text, chain = trees.text(row), (row.work, row.language)
                changes = summary(diff(before[chain], text)) if chain in before else ""
                before[chain] = text
            found.append(
                Edition(
                    row.name,
                    row.identifier,
                    row.title,
                    row.language,
                    *dated(row.adopted),
                    bool(row.is_latest),
                    row.standing,
                    row.ground,
                    row.ground_start,
                    row.ground_file,
                    dated(row.ended_on)[0],
                    changes,
                    "; ".join(path for (path,) in self.rows(_COPIES, (row.id,))),
                    row.study_group,
                    row.question,
                    row.path,
                )
            )
        return found

    @checked
    def blame(self, identifier: str | Identifier, address: str, *, language: str | None = None) -> Answer[Blame]:
        """Return the edition that introduced the words of a place, and of each place below it.

        Labels do not count as words, and moved words stay those of the edition that introduced them.

        :param identifier: the text, or its name among the :meth:`works`; its last edition, unless it names one.
        :param address: a place in the text: ``resolves 2``.
        :param language: the language of the editions; by default English, or the language of the last edition.
        :raises IdentifierError: if ``identifier`` is not an identifier.
        :raises AddressError: if nothing stands at the address.
        :raises InputError: if the collection has no such text, or texts of several bodies have that name.
        """
        wanted = self.identifier(identifier)
        rows = self._in_one_language(wanted, self.meant("language", language))
        editions = [*Trees(self).texts(rows)]
        node = editions[-1].at(address)
        pieces = [each for each in outline_nodes(node) if _words(each)]
        brought = _brought(editions, pieces)
        addresses = Addresses()
        return Answer(
            Blame,
            (
                Blame(rows[at].identifier, addresses.known(each), _words(each), *dated(rows[at].adopted), kind)
                for each, (at, kind) in zip(pieces, brought, strict=True)
            ),
        )

    @checked
    def works(
        self, *, latest: bool | str | date | None = None, language: str | None = None, kind: str | None = None
    ) -> Answer[WorkRow]:
        """Return the texts, each in all its editions and languages, by body, kind and number.

        Bodies without a short name count as one, because each text may spell them differently.

        :param latest: ``True`` for works with an edition that the collection does not show as superseded or ended; a
            day for works with such an edition on that day; ``False`` for the others; ``None`` for all.
        :param language: only works that the collection has in this language.
        :param kind: ``resolution``, ``decision`` ...
        """
        values = {**latest_filter(latest), "language": language, "kind": self.meant("kind", kind)}
        conditions = ["(:kind IS NULL OR w.kind = :kind)"]
        if language is not None:
            conditions.append("EXISTS (SELECT 1 FROM texts t WHERE t.work = w.id AND t.language = :language)")
        if values["wanted"] is not None:
            conditions.append("s.is_latest = :wanted")
        return self.answer(WorkRow, f"{WORKS} WHERE {' AND '.join(conditions)} ORDER BY {WORKS_IN_ORDER}, w.id", values)

    # ------------------------------------------------------------------ editions

    def editions(self, identifier: str | Identifier, language: str | None) -> list[EditionRow]:
        """Return the editions of a text, including those only named by others, from the first to the last."""
        names = columns_of(self.identifier(identifier))
        rows = self.edition_rows(SAME_TEXT, {**names._asdict(), "language": self.meant("language", language)})
        return self._in_order([*rows, *self._earlier(rows)] if names.edition is None else rows)

    def editions_of(self, work: int) -> list[EditionRow]:
        """Return the editions of a work in all languages, in order, including those only named by others.

        :param work: the number of the work.
        """
        rows = self.edition_rows("t.work = :work", {"work": work, "language": None})
        return self._in_order([*rows, *self._earlier(rows)])

    def edition_rows(self, condition: str, values: dict[str, Any]) -> list[EditionRow]:
        """Return the editions in the collection that fulfil a condition on the texts ``t``."""
        query = f"""
            SELECT t.id, t.file, f.path, t.place, t.work, coalesce(t.identifier, ''), coalesce(t.title, ''),
                coalesce(t.adopted, ''), t.language, t.status, t.ended_on, {STANDING}, {", ".join(GROUND)}, {LATEST},
                coalesce(w.name, ''), t.copy_of, t.changes, coalesce(t.study_group, ''), coalesce(t.question, '')
            FROM texts t JOIN files f ON f.id = t.file LEFT JOIN works w ON w.id = t.work
            WHERE {condition} AND (:language IS NULL OR t.language = :language)
            ORDER BY t.body, t.adopted, t.edition, t.id
            """
        return [EditionRow(*row) for row in self.rows(query, {**values, "day": NOW})]

    @staticmethod
    def _in_order(rows: Sequence[EditionRow]) -> list[EditionRow]:
        """Return editions from the first to the last, those of a work together."""
        works = {work: at for at, work in enumerate(dict.fromkeys(row.work for row in rows))}
        return sorted(
            rows,
            key=lambda row: (
                works[row.work],
                row.status is not None and not row.adopted,
                row.adopted[:4],
                row.status is not None,
                row.adopted,
            ),
        )

    def _earlier(self, rows: Sequence[EditionRow]) -> Iterator[EditionRow]:
        """Yield the editions that fronts name and the collection does not have."""
        known: dict[tuple[int | None, bool, str], list[str]] = defaultdict(list)
        for row in rows:
            known[row.work, row.changes is None, _unmarked(row.identifier)].append(row.adopted)
        for row in rows:
            if row.status is not None:
                continue
            for name, day, changes, group in self.rows(_NAMED, (row.id,)):
                days = known[row.work, changes is None, _unmarked(name)]
                if not any(_may_be_same_day(each, day) for each in days):
                    days.append(day)
                    yield EditionRow(
                        0, 0, "", 0, row.work, name, "", day, "", None, None, "not in the collection", name, None,
                        row.path, False, row.name, None, changes, group, "",
                    )  # fmt: skip

    def _in_one_language(self, identifier: Identifier, language: str | None) -> list[EditionRow]:
        """Return the editions of one work in one language, up to the one that is named."""
        meant = [
            row for row in self.editions(identifier, language) if row.copy_of is None and row.path and row.is_whole
        ]
        if not meant:
            raise InputError(f"{self._name} has no {identifier}")
        work_meant = self.only_work(identifier, {row.work for row in meant})
        meant = [row for row in meant if row.work == work_meant]
        last = meant[-1]
        spoken = {row.language for row in meant if row.adopted == last.adopted}
        language = language or (_DEFAULT_LANGUAGE if _DEFAULT_LANGUAGE in spoken else last.language)
        work = self.rows("SELECT identifier FROM texts WHERE work = ? LIMIT 1", (last.work,)) if last.work else []
        if identifier.revision is None or not work:
            return [row for row in meant if row.language == language]
        whole = Identifier(
            kind=identifier.kind, number=identifier.number, sector=identifier.sector, body=identifier.body
        )
        rows = [
            row
            for row in self.editions(whole, language)
            if row.work == last.work and row.path and row.copy_of is None and row.is_whole
        ]
        return [row for row in rows if row.adopted < last.adopted and row.status is None] + [
            next(row for row in meant if row.language == language)
        ]

    def only_work(self, identifier: Identifier, works: set[int | None]) -> int | None:
        """Return the work that an identifier means: that of its body, if it names one.

        :raises InputError: if it may mean several works.
        """
        if len(works) == 1:
            return next(iter(works))
        numbers = ", ".join(str(int(each or 0)) for each in works)
        rows = self.rows(f"SELECT id, body, name, latest FROM works WHERE id IN ({numbers}) ORDER BY name")
        body = columns_of(identifier).body
        own = [work for work, its_body, _, _ in rows if body is not None and its_body == body]
        if len(own) == 1:
            return int(own[0])
        names = ", ".join(latest if its_body is None else name for _, its_body, name, latest in rows)
        raise InputError(f"{identifier} may be several texts: {names}")


def _unmarked(identifier: str) -> str:
    """Return an identifier without the mark of its edition; of ITU-R, the number has the edition."""
    return identifier.partition(" (")[0]


def _may_be_same_day(one: str, other: str) -> bool:
    return not is_later(one, other) and not is_later(other, one)


class Trees:
    """The texts of editions; the files read last are kept in memory."""

    def __init__(self, collection: Queried) -> None:
        self._collection = collection
        self._code = collection.code
        self._texts: dict[int, list[Text]] = {}

    def text(self, row: EditionRow) -> Text:
        if row.file not in self._texts:
            [(tree,)] = self._collection.rows("SELECT tree FROM files WHERE id = ?", (row.file,))
            if len(self._texts) >= _KEPT:
                del self._texts[next(iter(self._texts))]
            self._texts[row.file] = [*find(unpacked(tree, row.path, self._code), Text)]
        return self._texts[row.file][row.place]

    def texts(self, rows: Sequence[EditionRow]) -> Iterator[Text]:
        return (self.text(row) for row in rows)


def unpacked(tree: bytes, path: str, code: str) -> Document:
    """Return the document of a stored tree.

    :param code: the code with the own grammars that it was read with.
    :raises InputError: if it is damaged.
    """
    try:
        return document_of(zlib.decompress(tree).decode("utf-8", "surrogatepass"), code)
    except (zlib.error, UnicodeError, JSONError, json.JSONDecodeError) as error:
        raise InputError(f"{path}: its data in the collection are damaged: {error}") from None


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
