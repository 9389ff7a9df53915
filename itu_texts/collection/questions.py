"""What a collection can be asked."""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from itu_texts.api import from_json
from itu_texts.collection.rows import Blame, Broken, Citation, Duplicate, Edition, Hit, Mandate
from itu_texts.diffs import DifferenceKind, diff
from itu_texts.errors import AddressError, IdentifierError, InputError
from itu_texts.identifiers import Identifier
from itu_texts.nodes import Text

__all__ = ["Questions"]

_SAME_TEXT = "kind = :kind AND number IS :number AND (:body IS NULL OR body IS NULL OR body = :body)"
_LATER = """
    EXISTS (
        SELECT 1 FROM texts later
        WHERE later.kind = t.kind AND later.number = t.number AND later.body IS t.body AND later.status IS NULL
        AND later.adopted > t.adopted AND later.adopted <= :day AND NOT later.suppressed
    )
"""
_ENDED = """
    EXISTS (
        SELECT 1 FROM citations c JOIN texts by_text ON by_text.id = c.text
        WHERE c.action = 'ends' AND c.cited_kind = t.kind AND c.cited_number = t.number
        AND (c.cited_body IS NULL OR t.body IS NULL OR c.cited_body = t.body)
        AND by_text.adopted >= t.adopted AND by_text.adopted <= :day
    )
"""
_SUPPRESSED = """
    EXISTS (
        SELECT 1 FROM texts gone
        WHERE gone.suppressed AND gone.kind = t.kind AND gone.number = t.number AND gone.body IS t.body
    )
"""
_IN_FORCE = f"""(
    t.status IS NULL AND NOT t.suppressed AND (t.adopted IS NULL OR t.adopted <= :day)
    AND NOT {_LATER} AND NOT {_ENDED} AND NOT {_SUPPRESSED}
)"""
_END_OF_TIME = "9999-12-31"
_SAME_WORDS = (DifferenceKind.UNCHANGED, DifferenceKind.RELABELLED, DifferenceKind.MOVED)
_FEWEST = 8  # words of what counts as a duplicate


class _Row(NamedTuple):
    """An edition as the collection has it."""

    id: int
    file: str
    place: int
    identifier: str
    title: str
    adopted: str
    language: str
    in_force: bool


class Questions:
    """The methods of a collection that ask."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def _rows(self, query: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(query, {"day": _END_OF_TIME, **values})
        except sqlite3.Error as error:
            raise InputError(f"{self._name}: {error}") from None

    # ------------------------------------------------------------------ works and editions

    def _editions(self, identifier: str | Identifier, language: str | None) -> list[_Row]:
        """The editions of a text, from the first to the last."""
        named = _identifier(identifier)
        work = named.work
        edition = str(named.revision) if named.revision else None
        rows = self._rows(
            f"""
            SELECT t.id, f.path, t.place, coalesce(t.identifier, ''), coalesce(t.title, ''), coalesce(t.adopted, ''),
                t.language, {_IN_FORCE}
            FROM texts t JOIN files f ON f.id = t.file
            WHERE {_SAME_TEXT} AND (:edition IS NULL OR edition IS :edition)
                AND (:language IS NULL OR t.language = :language)
            ORDER BY t.body, t.adopted, t.id
            """,
            kind=work.kind,
            number=work.number,
            body=work.body,
            edition=edition,
            language=language,
        )
        return [_Row(*row[:-1], in_force=bool(row[-1])) for row in rows]

    def history(self, identifier: str | Identifier, *, language: str | None = None) -> list[Edition]:
        """The editions of a text, from the first to the last, and what each changed.

        :param identifier: ``Resolution 70``; one without edition or body means all.
        :param language: only those in a language.
        :raises IdentifierError: if it is none.
        """
        found = []
        before: dict[str, Text] = {}
        for row in self._editions(identifier, language):
            text = self._text(row)
            changes = _summary(before[row.language], text) if row.language in before else ""
            before[row.language] = text
            found.append(Edition(row.identifier, row.title, row.adopted, row.in_force, row.language, row.file, changes))
        return found

    def blame(self, identifier: str | Identifier, address: str, *, language: str | None = None) -> list[Blame]:
        """Which edition brought the words of a place, and of what stands in it.

        :param identifier: of the text; its last edition is looked at, if it names none.
        :param address: a place in it: ``resolves 2``.
        :raises IdentifierError: if it is none.
        :raises AddressError: if nothing stands there.
        :raises InputError: if the collection has no such text.
        """
        rows = self._editions(identifier, language)
        named = _identifier(identifier)
        if named.revision is not None and rows:
            everything = self._editions(str(named).partition(" (")[0], language)
            last = rows[-1]
            rows = [row for row in everything if (row.adopted, row.id) <= (last.adopted, last.id)]
        rows = [row for row in rows if row.language == rows[-1].language]
        if not rows:
            raise InputError(f"{self._name} has no {identifier}")
        texts = [self._text(row) for row in rows]
        node: Any = texts[-1].at(address)
        wanted = [each for each, _ in _lines(node)]
        brought = {id(each): (rows[-1], "original") for each in wanted}
        current = {id(each): each for each in wanted}
        for at in range(len(texts) - 1, 0, -1):
            kinds: dict[int, tuple[DifferenceKind, Any]] = {}
            for each in diff(texts[at - 1], texts[at], unchanged=True):
                if each.new is not None:
                    known = kinds.get(id(each.new))
                    if known is None or known[0] in _SAME_WORDS:
                        kinds[id(each.new)] = (each.kind, each.old)
            for key, now in [*current.items()]:
                kind, was = kinds.get(id(now), (DifferenceKind.ADDED, None))
                if (
                    kind in (DifferenceKind.UNCHANGED, DifferenceKind.RELABELLED, DifferenceKind.MOVED)
                    and was is not None
                ):
                    current[key] = was
                    brought[key] = (rows[at - 1], "original")
                else:
                    brought[key] = (rows[at], kind.value)
                    del current[key]
        found = []
        for each in wanted:
            row, kind_of = brought[id(each)]
            found.append(Blame(_address_of(each), _words_of(each), row.identifier, row.adopted, kind_of))
        return found

    def _text(self, row: _Row) -> Text:
        """The text of an edition."""
        (tree,) = next(iter(self._rows("SELECT tree FROM files WHERE path = :path", path=row.file)))
        document = from_json(zlib.decompress(tree).decode("utf-8"))
        return document.texts[row.place]

    # ------------------------------------------------------------------ mandates

    def mandates(
        self,
        addressee: str | None = None,
        *,
        in_force: bool | str | None = None,
        since: str | None = None,
        deadline: str | None = None,
        language: str | None = None,
    ) -> list[Mandate]:
        """Who is told to do what.

        :param addressee: a key of :data:`itu_texts.CONCEPTS`, as ``DIR_BR``; or words that the addressee is named by.
        :param in_force: ``True`` for texts in force as far as the collection tells; a day (``2020-01-01``) for those
            in force then; ``None`` for all.
        :param since: only of texts adopted on that day or in that year, or later.
        :param deadline: only tasks with a date, on that day or before it.
        :param language: only of texts in a language.
        """
        rows = self._rows(
            f"""
            SELECT coalesce(t.identifier, ''), k.address, k.addressee, k.named, k.verb, coalesce(p.words, ''), k.times,
                coalesce(k.begins, ''), coalesce(k.ends, ''), coalesce(t.adopted, ''), {_IN_FORCE}, t.language, f.path
            FROM tasks k JOIN texts t ON t.id = k.text JOIN files f ON f.id = t.file
                LEFT JOIN passages p ON p.id = k.passage
            WHERE (:addressee IS NULL OR k.addressee = :addressee OR k.named LIKE :named)
                AND (:wanted = 0 OR {_IN_FORCE})
                AND (:since IS NULL OR t.adopted >= :since) AND (:deadline IS NULL OR k.ends <= :deadline)
                AND (:language IS NULL OR t.language = :language)
            ORDER BY t.adopted, t.id, k.rowid
            """,
            addressee=addressee,
            named=f"%{addressee}%",
            wanted=int(bool(in_force)),
            day=in_force if isinstance(in_force, str) else _END_OF_TIME,
            since=since,
            deadline=deadline,
            language=language,
        )
        return [Mandate(*row[:10], in_force=bool(row[10]), language=row[11], file=row[12]) for row in rows]

    # ------------------------------------------------------------------ citations

    def citing(self, identifier: str | Identifier, *, language: str | None = None) -> list[Citation]:
        """Where a text is cited.

        :param identifier: ``Resolution 70``; one without edition or body means all.
        :raises IdentifierError: if it is none.
        """
        named = _identifier(identifier)
        work = named.work
        return self._citations(
            """c.cited_kind = :kind AND c.cited_number IS :number
            AND (:body IS NULL OR c.cited_body IS NULL OR c.cited_body = :body)
            AND (:edition IS NULL OR c.edition IS :edition OR c.edition IS NULL)""",
            language=language,
            kind=work.kind,
            number=work.number,
            body=work.body,
            edition=str(named.revision) if named.revision else None,
        )

    def cited_by(self, identifier: str | Identifier, *, language: str | None = None) -> list[Citation]:
        """What a text cites.

        :param identifier: ``Resolution 70``; one without edition or body means all.
        :raises IdentifierError: if it is none.
        """
        named = _identifier(identifier)
        work = named.work
        return self._citations(
            f"""t.id IN (SELECT id FROM texts WHERE {_SAME_TEXT} AND (:edition IS NULL OR edition IS :edition))
            AND c.identifier IS NOT NULL""",
            language=language,
            kind=work.kind,
            number=work.number,
            body=work.body,
            edition=str(named.revision) if named.revision else None,
        )

    def _citations(self, condition: str, *, language: str | None, **values: Any) -> list[Citation]:
        rows = self._rows(
            f"""
            SELECT coalesce(t.identifier, ''), c.address, c.words, coalesce(c.identifier, ''), c.kind,
                coalesce(t.language, f.language), f.path
            FROM citations c LEFT JOIN texts t ON t.id = c.text JOIN files f ON f.id = c.file
            WHERE {condition} AND (:language IS NULL OR coalesce(t.language, f.language) = :language)
            ORDER BY t.adopted, t.id, c.rowid
            """,
            language=language,
            **values,
        )
        return [Citation(*row) for row in rows]

    def broken(self) -> list[Broken]:
        """Citations of editions that are superseded, and of texts that are abrogated or suppressed.

        Only texts in force are looked at, and only what the collection knows counts.
        """
        rows = self._rows(
            f"""
            SELECT t.identifier, c.address, c.words, c.identifier, f.path,
                (SELECT l.identifier FROM texts l WHERE l.kind = c.cited_kind AND l.number = c.cited_number
                    AND (c.cited_body IS NULL OR l.body IS NULL OR l.body = c.cited_body) AND l.status IS NULL
                    AND l.adopted > e.adopted AND NOT l.suppressed ORDER BY l.adopted DESC LIMIT 1),
                (SELECT b.identifier FROM citations x JOIN texts b ON b.id = x.text
                    WHERE x.action = 'ends' AND x.cited_kind = c.cited_kind AND x.cited_number = c.cited_number
                    AND b.id != t.id AND (x.cited_body IS NULL OR c.cited_body IS NULL OR x.cited_body = c.cited_body)
                    LIMIT 1),
                (SELECT 1 FROM texts s WHERE s.suppressed AND s.kind = c.cited_kind AND s.number = c.cited_number
                    AND (c.cited_body IS NULL OR s.body IS NULL OR s.body = c.cited_body) LIMIT 1)
            FROM citations c JOIN texts t ON t.id = c.text JOIN files f ON f.id = c.file
                LEFT JOIN texts e ON e.kind = c.cited_kind AND e.number = c.cited_number AND e.edition = c.edition
                    AND (c.cited_body IS NULL OR e.body IS NULL OR e.body = c.cited_body)
            WHERE c.cited_kind IS NOT NULL AND c.action = '' AND {_IN_FORCE}
            GROUP BY c.rowid ORDER BY t.adopted, t.id, c.rowid
            """
        )
        found = []
        for identifier, address, words, cited, file, later, ended_by, suppressed in rows:
            why = ""
            if suppressed:
                why = "suppressed"
            elif ended_by:
                why = f"abrogated by {ended_by}"
            elif later:
                why = f"superseded by {later}"
            if why:
                found.append(Broken(identifier or "", address, words, cited or "", why, file))
        return found

    # ------------------------------------------------------------------ words

    def search(
        self, query: str, *, role: str | None = None, language: str | None = None, limit: int | None = 100
    ) -> list[Hit]:
        """The clauses, items and paragraphs with some words, the best first.

        :param query: words; with ``a AND b``, ``a OR b``, ``a NOT b``, ``a NEAR b``, ``"a phrase"`` and ``pref*``
            as in SQLite's FTS5.
        :param role: ``preamble`` or ``operative``.
        :param limit: how many at most; ``None`` for all.
        :raises InputError: if the query is none.
        """
        rows = self._rows(
            f"""
            SELECT coalesce(t.identifier, ''), p.address, snippet(found, 0, '[', ']', '…', 16), p.role, p.concept,
                {_IN_FORCE}, t.language, f.path
            FROM found JOIN passages p ON p.id = found.rowid JOIN texts t ON t.id = p.text JOIN files f ON f.id = t.file
            WHERE found MATCH :query AND (:role IS NULL OR p.role = :role)
                AND (:language IS NULL OR t.language = :language)
            ORDER BY found.rank LIMIT :limit
            """,
            query=_fts(query),
            role=role,
            language=language,
            limit=-1 if limit is None else limit,
        )
        return [Hit(*row[:5], in_force=bool(row[5]), language=row[6], file=row[7]) for row in rows]

    def duplicates(self, *, least: int = _FEWEST) -> list[Duplicate]:
        """Words that stand in several texts, those in the most texts first.

        :param least: the fewest words of what counts.
        """
        rows = self._rows(
            """
            SELECT p.words, count(DISTINCT coalesce(t.identifier, t.id)),
                group_concat(DISTINCT coalesce(t.identifier, f.path) || ' ' || p.address)
            FROM passages p JOIN texts t ON t.id = p.text JOIN files f ON f.id = t.file
            WHERE p.digest IN (SELECT digest FROM passages GROUP BY digest HAVING count(DISTINCT text) > 1)
                AND length(p.words) - length(replace(p.words, ' ', '')) + 1 >= :least
            GROUP BY p.digest, lower(p.words) HAVING count(DISTINCT t.id) > 1
            ORDER BY 2 DESC, p.words
            """,
            least=least,
        )
        return [Duplicate(*row) for row in rows]


def _identifier(identifier: str | Identifier) -> Identifier:
    if isinstance(identifier, Identifier):
        return identifier
    if not isinstance(identifier, str):
        raise IdentifierError(f"not the identifier of a text: {identifier!r}")
    return Identifier.parse(identifier)


def _summary(old: Text, new: Text) -> str:
    counts = Counter(each.kind.value for each in diff(old, new))
    return ", ".join(f"{count} {kind}" for kind, count in counts.most_common())


def _lines(node: Any) -> Iterator[tuple[Any, int]]:
    stack = [(node, 0)]
    while stack:
        each, depth = stack.pop()
        line, below = each.outline_line
        if line is not None:
            yield each, depth
        stack += [(child, depth + 1) for child, _ in reversed(below)]


def _words_of(node: Any) -> str:
    line: Sequence[Any] = node.outline_line.pieces or ()
    return " ".join(each if isinstance(each, str) else getattr(each, "text", "") for each in line)


def _address_of(node: Any) -> str:
    from itu_texts.addressing import address

    try:
        return address(node)
    except AddressError:
        return ""


_OPERATORS = frozenset(("AND", "OR", "NOT"))


def _fts(query: str) -> str:
    """A query as FTS5 takes it: ``a NEAR b`` and ``a NEAR/5 b`` in its form, words with signs in quotation marks."""
    if not isinstance(query, str) or not query.strip():
        raise InputError("a search needs words")
    if any(sign in query for sign in '"(*'):
        return query
    words = query.split()
    out: list[str] = []
    at = 0
    while at < len(words):
        near, _, far = words[at].partition("/")
        if near == "NEAR" and out and at + 1 < len(words) and (not far or far.isdecimal()):
            out.append(f"NEAR({out.pop()} {_quoted(words[at + 1])}{f', {far}' if far else ''})")
            at += 2
        else:
            out.append(words[at] if words[at] in _OPERATORS else _quoted(words[at]))
            at += 1
    return " ".join(out)


def _quoted(word: str) -> str:
    return f'"{word}"'
