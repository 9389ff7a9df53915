"""Queries on mandates, citations and words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice, pairwise
from typing import Any, NamedTuple

from itu_texts.analysis.addressee_names import asked_for, close_names
from itu_texts.analysis.works import NO_COLUMNS, columns_of, day_of
from itu_texts.collection.asking import Asked
from itu_texts.collection.base import COUNTED, GROUND, LATEST, NOW, SAME_EDITION, SAME_TEXT, STANDING, latest_filter
from itu_texts.collection.editions import Editions
from itu_texts.collection.rows import Answer, Citation, Duplicate, Hit, Mandate
from itu_texts.collection.searching import PARTED, any_of, apart, are_forms, begin_of, term, words_of
from itu_texts.collection.views import BY_DEADLINE, DUE, MANDATE, MANDATED, REFERENCES
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.language.conferences import conferences
from itu_texts.language.identifiers import Identifier

_ROLES = ("preamble", "operative")
_COMMON = 0.7  # the share of chunks in which a word of a question says nothing
_PLACES = 25_000  # chunks with words of a question that are compared; its most common words are left out for that
_ONE_FORM = 3  # letters of a word that is sought as it is
_FEW = 3  # words, from which on a query may be a question
_ENOUGH = 10  # chunks with all words of a question; if there are fewer, those with some follow
_FUSED = 100  # chunks of each order that are joined
_RANKS = 60  # added to ranks, so that the first of one order does not outweigh all of the other
_YEARS = re.compile(r"(?P<first>\d{4})(?:\s*[-–]\s*(?P<last>\d{4}))?")
_PATH = "(SELECT f.path FROM files f WHERE f.id = t.file)"
# Chunks in the columns of Hit
_HIT = f"""
SELECT t.identifier, c.language, c.address, c.path, c.role, c.concept, {{snippet}}, c.words, {LATEST}, {STANDING},
    {", ".join(GROUND)}, c.name, {_PATH}, c.begins_at, c.ends_at
FROM {{source}} CROSS JOIN texts t ON t.id = c.text
WHERE {{found}} AND t.counts
"""
# ... with some words, the best first: those with the most of the rarest words, for their length
_WITH_WORDS = _HIT.format(
    snippet="snippet(chunk_index, 0, '[', ']', '…', CASE c.language WHEN 'zh' THEN 40 ELSE 24 END)",
    source="chunk_index CROSS JOIN chunks c ON c.id = chunk_index.rowid",
    found="chunk_index MATCH :query",
)
_NAMED = _HIT.format(snippet="substr(c.words, 1, 160)", source="chunks c", found="c.name IN ({names})")
_MANY = "SELECT 1 FROM chunk_index WHERE chunk_index MATCH ? LIMIT ?"
_FORMS = "SELECT term, doc FROM chunk_words WHERE term >= ? AND term < ? AND col = 'words'"
# Cited texts ``q`` that are superseded, abrogated or suppressed, and why; a change counts as its edition
_SINCE = "coalesce(nullif(q.changes, ''), q.adopted)"
_LATER = f"{{0}} > {_SINCE} AND substr({{0}}, 1, length({_SINCE})) <> {_SINCE}"
_GONE = f"""
SELECT q.id AS cited, q.identifier AS identifier, w.id AS work,
    CASE WHEN w.ended_how IS NOT NULL THEN w.ended_how
        WHEN {_LATER.format("w.latest_on")} THEN 'superseded by ' || w.latest
        ELSE w.next_how END AS why,
    CASE WHEN w.ended_how IS NOT NULL THEN w.ended_on
        WHEN {_LATER.format("w.latest_on")} THEN w.latest_on ELSE w.next_on END AS gone_on
FROM cited q CROSS JOIN works w ON w.kind = q.kind AND w.number = q.number
WHERE (q.body = w.body OR (q.body IS NULL OR w.body IS NULL) AND q.sector IS w.sector)
    AND (w.ended_how IS NOT NULL OR {_LATER.format("w.latest_on")} OR {_LATER.format("w.next_on")})
"""
_MANY_GONE = 2000  # texts; if there are fewer, they are looked up first


class Questions(Editions):
    """The query methods of a collection."""

    @checked
    def mandates(
        self,
        addressee: str | None = None,
        *,
        latest: bool | str | date | None = None,
        since: str | date | None = None,
        before: str | date | None = None,
        language: str | None = None,
        obligations: bool = True,
        today: str | date | None = None,
    ) -> Answer[Mandate]:
        """Return who must do what by which text: tasks, and obligations of somebody.

        Those with a deadline ahead come first, the next one first; then those without a deadline; then those that are
        past. Copies of a text count once, and an edition in several languages counts in one: English if it has it.

        :param addressee: a key of :data:`itu_texts.CONCEPTS`, such as ``DIR_BR``; a name in any language and case
            ("Director of the BR", "BR"), which finds the tasks of the Director and of the Bureau, also together with
            others; or words of the printed addressee.
        :param latest: ``True`` for texts that the collection does not show as superseded or ended, ``False`` for the
            others; a day (``2020-01-01``) for texts that were the latest then; ``None`` for all.
        :param since: only texts adopted on that day or in that year, or later.
        :param before: only those with a deadline on that day or before, or at a conference (``WRC-27``) or before.
        :param language: only texts in this language.
        :param obligations: whether sentences such as "administrations shall ..." count, or only tasks.
        :param today: the day before which a deadline is past; ``None`` for the day of the call.
        :raises InputError: if a day is not valid, or no addressee has that name; the error names similar ones.
        """
        values: dict[str, Any] = {**latest_filter(latest), "language": language}
        values["today"] = day_of(today if today is not None else date.today())
        conditions = [COUNTED]
        if addressee is not None:
            conditions.append(f"k.instruction IN ({', '.join(map(str, self._instructions_to(addressee)))})")
        if before is not None:
            met = next((each.ends for each in conferences() if each.name == before), before)
            conditions.append(f"{DUE} <= :before")
            values["before"] = day_of(met, last=True)
        if not obligations:
            conditions.append("i.concept IS NOT NULL")
        if values["wanted"] is not None:
            conditions.append(f"{LATEST} = :wanted")
        if since is not None:
            conditions.append("t.adopted >= :since")
            values["since"] = day_of(since)
        if language is not None:
            conditions.append("t.language = :language")
        sql = f"SELECT {MANDATE} {MANDATED} WHERE {' AND '.join(conditions)} ORDER BY {BY_DEADLINE}"
        return self.answer(Mandate, sql, values)

    def _instructions_to(self, addressee: str) -> list[int]:
        """Return the numbers of the instructions to an addressee.

        :raises InputError: if no addressee has that name.
        """
        concepts = asked_for(addressee)
        instructions = self.rows("SELECT id, addressee, addressee_words FROM instructions")
        if concepts:
            return [number for number, concept, _ in instructions if concept in concepts]
        wanted = addressee.casefold()
        found = [number for number, _, words in instructions if wanted in words.casefold()]
        if not found:
            raise _unknown(addressee, {words for _, _, words in instructions})
        return found

    # ------------------------------------------------------------------ citations

    @checked
    def cites(
        self,
        *,
        of: str | Identifier | None = None,
        by: str | Identifier | None = None,
        broken: bool = False,
        outdated: bool = False,
        language: str | None = None,
    ) -> Answer[Citation]:
        """Return what texts cite: all citations, or those that fulfil all conditions.

        :param of: only citations of a text, an instrument or a part of one: ``Resolution 70``, ``Resolution 70 (PP)``,
            ``Res 70``, ``75/25``; without an edition or body it means all; ``Radio Regulations``, ``Article 22 of the
            Radio Regulations``, ``No. 5.340``. A citation of a text without an edition or body may mean any.
        :param by: only what a text cites: ``Resolution 70``, ``Resolution 70 (PP)``.
        :param broken: only citations of places that are not there, in texts that the collection does not show as
            superseded or ended: items, annexes, provisions that a text does not have.
        :param outdated: only citations, in such texts, of editions that were superseded, and of texts that had ended,
            when they were cited; only the content of the collection counts. What was right when the text was adopted is
            not outdated, nor is a citation that says itself that it is old: in a history of editions or a recital that
            recalls, "as revised by this conference", with a note at it. A text that abrogates another does not cite it.
        :param language: only places in texts in this language.
        :raises IdentifierError: if ``of`` or ``by`` names none of these.
        """
        values: dict[str, Any] = {"day": NOW, "language": self.meant("language", language)}
        conditions = [COUNTED, "(:language IS NULL OR t.language = :language)"]
        if of is not None:
            named = self._asked(of)
            values |= _named_values("of_", named)
            conditions.append(_named_condition(named))
        if by is not None:
            values |= columns_of(self.identifier(by))._asdict()
            conditions.append(f"{SAME_TEXT} AND coalesce(q.identifier, c.instrument) IS NOT NULL")
        if broken:
            conditions.append(f"c.problem IS NOT NULL AND {LATEST}")
        gone, why, joined = "", "c.problem", ""
        if outdated:
            [(many,)] = self.rows(f"SELECT count(*) FROM (SELECT 1 FROM ({_GONE}) LIMIT {_MANY_GONE})")
            gone = f"WITH gone AS {'NOT' if many == _MANY_GONE else ''} MATERIALIZED ({_GONE})"
            why, joined = "g.why", "CROSS JOIN gone g ON g.cited = c.cited"
            conditions.append(f"""
                NOT c.abrogates AND NOT c.aware AND t.work IS NOT g.work AND {LATEST}
                AND t.adopted >= coalesce(g.gone_on, '')
            """)
        sql = f"""
            {gone} SELECT {", ".join(Citation._fields)} FROM (
                {REFERENCES.format(why=why, joined=joined)} WHERE {" AND ".join(conditions)}
                ORDER BY t.adopted, t.id, c.place
            )
        """
        return self.answer(Citation, sql, values)

    # ------------------------------------------------------------------ words

    @checked
    def search(
        self,
        query: str,
        *,
        role: str | None = None,
        language: str | None = None,
        limit: int | None = 100,
        kind: str | None = None,
        body: str | None = None,
        addressee: str | None = None,
        latest: bool | str | date | None = None,
        years: str | int | None = None,
        vectors: Callable[[str], Iterable[str]] | None = None,
    ) -> Answer[Hit]:
        """Return the chunks that answer a question, the best first: those with the most of its rarest words.

        Chunks are whole clauses or items; see :func:`itu_texts.chunks`. Words count in all their forms (with the extra
        ``search``; without it, words that begin alike), in the chunk, and more in the title and the headings above.
        Chunks with all words come first; where there are fewer than ten, for a question of three words or more, those
        with some follow.

        :param query: the question as it is asked: brackets, quotation marks, "AND" and the like are no operators. A
            star ends the beginning of words: ``spectr*``.
        :param role: only clauses with this role: ``preamble`` or ``operative``.
        :param language: only texts in this language.
        :param limit: the largest number of results; ``None`` for all.
        :param kind: only texts of this kind: ``resolution``, ``recommendation`` ...
        :param body: only texts of this body: ``PP``, ``WRC``, ``UNGA`` ...
        :param addressee: only chunks with a task of this addressee, as :meth:`mandates` takes it, by key or name.
        :param latest: as for :meth:`mandates`.
        :param years: only texts adopted in this year (``2023``) or these (``2018-2023``).
        :param vectors: a function that takes the question, and returns the ``id`` of chunks by their meaning, the
            nearest first: a search in your own vectors of the rows ``chunks``. Both orders are joined by the sum of
            the reciprocals of their ranks.
        :raises InputError: if the query has no words, or there is no such role or addressee, or no such years.
        """
        if role is not None and role not in _ROLES:
            raise InputError(f"not the role of a clause: {role!r:.40}; there are: {', '.join(_ROLES)}")
        words = words_of(query.replace("\0", " "))
        if not words:
            raise InputError("a search needs words")
        language = self.meant("language", language)
        spans = _YEARS.fullmatch(str(years)) if years is not None else None
        if years is not None and (spans is None or (spans["last"] or spans["first"]) < spans["first"]):
            raise InputError(f"not a year, or a first and last year, such as 2018-2023: {years!r:.40}")
        filters = {
            "c.role = :role": role,
            "c.language = :language": language,
            "t.kind = :kind": self.meant("kind", kind),
            "t.body = :body": self.meant("body", body),
            f"{LATEST} = :wanted": latest_filter(latest)["wanted"],
            "t.adopted >= :first": spans["first"] if spans else None,
            "substr(t.adopted, 1, 4) <= :last": (spans["last"] or spans["first"]) if spans else None,
        }
        conditions = [sql for sql, value in filters.items() if value is not None]
        if addressee is not None:
            concepts = sorted(asked_for(addressee))
            if not concepts:
                raise _unknown(addressee, set())
            given = " OR ".join(f"instr(c.addressees, ' {concept};')" for concept in concepts)
            conditions.append(f"({given})")
        values = {name.rpartition(":")[2]: value for name, value in filters.items()}
        asking = _Asking("".join(f" AND {each}" for each in conditions), {**values, **latest_filter(latest)})
        most = -1 if limit is None else limit if vectors is None else max(limit, _FUSED)
        hits = self._with_words(words, language, most, asking)
        if vectors is not None:
            hits = self._fused(hits, [*islice(vectors(query), _FUSED)], asking)
        return Answer(Hit, hits if limit is None else hits[:limit])

    def _with_words(self, words: list[str], language: str | None, most: int, asking: _Asking) -> list[Hit]:
        """Return the chunks with all of some words; of a question, then those with some."""
        spoken = (
            [code for (code,) in self.rows("SELECT DISTINCT language FROM texts")] if language is None else [language]
        )
        [(chunks,)] = self.rows("SELECT coalesce(max(id), 0) FROM chunks")  # nearly all numbers are in use
        forms = {word: self._forms(word, spoken) for word in words}
        rare: list[str] = []
        places = 0
        for word in sorted(words, key=lambda word: forms[word][1]):
            places += forms[word][1]
            if not rare or (places <= _PLACES and forms[word][1] <= chunks * _COMMON):
                rare.append(word)
        groups = [any_of(forms[word][0]) for word in rare]
        found = self._hits(" AND ".join(groups), most, asking)
        if len(words) >= _FEW and len(found) < (_ENOUGH if most < 0 else min(most, _ENOUGH)):
            known = {hit.id + hit.file for hit in found}
            pairs = [term(*pair) for pair in pairwise(words) if {*pair} & {*rare}]
            more = self._hits(any_of([*groups, *pairs]), most, asking)
            found += (hit for hit in more if hit.id + hit.file not in known)
        return found

    def _forms(self, word: str, languages: list[str]) -> tuple[list[str], int]:
        """Return the terms of the forms of a word in the index, and in how many chunks they are."""
        if apart(word) != word:
            return [term(word)], 0
        if len(word) <= _ONE_FORM:  # "the": to count all would take longer than the rest of the search
            return [term(word)], len(self.rows(_MANY, (term(word), _PLACES + 1)))
        begin = word[:-1] if word.endswith("*") else begin_of(word, languages)
        found = self.rows(_FORMS, (begin, f"{begin}\U0010ffff"))
        if not word.endswith("*"):
            found = [(other, count) for other, count in found if are_forms(word, other, languages)]
        return [term(other) for other, _ in found] or [term(word)], sum(count for _, count in found)

    def _hits(self, query: str, most: int, asking: _Asking) -> list[Hit]:
        """Return the chunks that a query of FTS5 finds."""
        sql = f"{_WITH_WORDS}{asking.conditions} ORDER BY chunk_index.rank LIMIT :most"
        within = f"{{words title path}} : ({query})"
        return _without_parts(self.answer(Hit, sql, {**asking.values, "query": within, "most": most}))

    def _fused(self, hits: list[Hit], near: list[str], asking: _Asking) -> list[Hit]:
        """Return the chunks that words have found and those that are near, those first that are first in both."""
        names = {name: None for each in near for name in (each, each.rpartition("@")[0])}
        marks = {f"name{at}": name for at, name in enumerate(names)}
        sql = _NAMED.format(names=", ".join(f":{mark}" for mark in marks)) + asking.conditions
        others = _without_parts(self.answer(Hit, sql, {**asking.values, **marks}))
        known = {(hit.id, hit.file): hit for hit in (*others, *hits)}  # the snippets of those that words have found
        ranks = {name: rank for rank, name in enumerate(near)}
        scores: dict[tuple[str, str], float] = defaultdict(float)
        for rank, hit in enumerate(hits):
            scores[hit.id, hit.file] += 1 / (_RANKS + rank)
        for hit in others:
            place = ranks.get(f"{hit.id}@{hit.file}", ranks.get(hit.id))
            if place is not None:
                scores[hit.id, hit.file] += 1 / (_RANKS + place)
        return [known[each] for each in sorted(scores, key=lambda each: (-scores[each], each))]

    @checked
    def duplicates(self, *, language: str | None = None, limit: int | None = 100) -> Answer[Duplicate]:
        """Return passages of at least eight words that occur in several texts, those in the most texts first.

        The editions of a text in all languages count as one.

        :param language: only texts in this language.
        :param limit: the largest number of results; ``None`` for all.
        """
        sql = f"""
            SELECT min(p.words), r.works, group_concat(
                DISTINCT trim(coalesce(t.identifier, {_PATH}) || ' ' || p.address) || '; '
            )
            FROM (
                SELECT digest, works FROM repeated WHERE language = coalesce(:language, '')
                ORDER BY works DESC, digest LIMIT :limit
            ) r CROSS JOIN passages p ON p.digest = r.digest CROSS JOIN texts t ON t.id = p.text
            WHERE :language IS NULL OR p.language = :language
            GROUP BY r.digest ORDER BY r.works DESC, r.digest
            """
        found = self.answer(Duplicate, sql, {"language": language, "limit": -1 if limit is None else limit})
        parts = ("; ".join(sorted(each.places.removesuffix("; ").split("; ,"))) for each in found)
        return Answer(Duplicate, (each._replace(places=places) for each, places in zip(found, parts, strict=True)))


def _named_condition(named: Asked) -> str:
    """Return the condition for citations of what is named, in SQL."""
    if named.kind == "text":
        edition = SAME_EDITION.format("q").replace(":edition", ":of_edition").replace(":adopted", ":of_adopted")
        return f"""
            q.kind = :of_kind AND q.number IS :of_number
            AND (q.body = :of_body OR (:of_body IS NULL OR q.body IS NULL) AND q.sector IS :of_sector)
            AND (q.edition IS NULL OR {edition})
        """
    if named.kind == "instrument":
        return "c.instrument = :of_instrument"
    return """
        c.cited_kind = :of_part AND upper(c.part) = upper(:of_part_number)
        AND (:of_instrument IS NULL OR c.instrument = :of_instrument)
    """


def _named_values(mark: str, named: Asked) -> dict[str, Any]:
    columns = columns_of(named.identifier) if named.identifier is not None else NO_COLUMNS
    values = {**columns._asdict(), "part": named.kind, "part_number": named.number, "instrument": named.instrument}
    return {f"{mark}{name}": value for name, value in values.items()}


class _Asking(NamedTuple):
    """What chunks a search asks for besides its words."""

    conditions: str
    """SQL."""
    values: dict[str, Any]


def _unknown(addressee: str, words: set[str]) -> InputError:
    """Return the error for an addressee that nobody is called."""
    like = close_names(addressee, words)
    suggested = f"did you mean {' or '.join(map(repr, like))}?" if like else ""
    hint = suggested or "itu_texts.addressee_names() lists the names"
    return InputError(f"no addressee is called {addressee!r:.40}; {hint}")


def _without_parts(hits: list[Hit]) -> list[Hit]:
    return [Hit._make(each.replace(PARTED, "") if isinstance(each, str) else each for each in hit) for hit in hits]
