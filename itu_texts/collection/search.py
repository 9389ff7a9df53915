"""The search for words, and for words that occur in several texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from itu_texts.collection.naming import (
    ONE_FORM,
    PARTED,
    any_of,
    apart,
    are_forms,
    begin_of,
    is_stop_word,
    term,
    tokens_of,
    value_in,
    words_of,
)
from itu_texts.collection.rows import Answer, Duplicate, Hit, made
from itu_texts.collection.works import GROUND, LATEST, STANDING, concepts_of, latest_values
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked

if TYPE_CHECKING:
    from itu_texts.collection.collection import Collection

_ROLES = ("preamble", "operative")
_PLACES = 25_000  # chunks with words of a question that are compared; its most common words are left out for that
_FEW = 3  # words, from which on a query may be a question
_ENOUGH = 10  # chunks with all words of a question; if there are fewer, those with some follow
_CLOSE = 40  # chunks with all words, of which those come first in which the words are close
_FAR = 5  # words between two that do not belong together
_FUSED = 100  # chunks of each order that are joined
_RANKS = 60  # added to ranks, so that the first of one order does not outweigh all of the other
_YEARS = re.compile(r"(?P<first>\d{4})(?:\s*[-–]\s*(?P<last>\d{4}))?")
_PATH = "(SELECT f.path FROM files f WHERE f.id = t.file)"
# Chunks in the columns of Hit
_HIT = f"""
SELECT t.identifier, c.language, c.address, c.path, c.role, c.concept, {{snippet}}, c.words, {LATEST}, {STANDING},
    {", ".join(GROUND)}, c.name, {_PATH}, c.begins_at, c.ends_at, c.addressees
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
_DUPLICATES = f"""
SELECT min(p.words), r.works, group_concat(DISTINCT trim(coalesce(t.identifier, {_PATH}) || ' ' || p.address) || '; ')
FROM (
    SELECT digest, count(DISTINCT work) AS works FROM passages
    WHERE digest IS NOT NULL AND (:language IS NULL OR language = :language)
    GROUP BY digest HAVING works > 1 ORDER BY works DESC, digest LIMIT :limit
) r CROSS JOIN passages p ON p.digest = r.digest CROSS JOIN texts t ON t.id = p.text
WHERE :language IS NULL OR p.language = :language
GROUP BY r.digest ORDER BY r.works DESC, r.digest
"""


class _Found(NamedTuple):
    """A chunk that is found, with the names of those who have a task in it."""

    hit: Hit
    addressees: str

    @property
    def key(self) -> tuple[str, str]:
        """What no other chunk has."""
        return self.hit.id, self.hit.file


_Find: TypeAlias = "Callable[[str, Mapping[str, Any]], list[_Found]]"
"""Returns the chunks that a query of SQL with some values finds among those that are asked for."""


@checked
def search(
    acts: Collection,
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
    ``search``; without it, words that begin alike), in the chunk, and more in the title and the headings above. Chunks
    with all words come first; where there are fewer than ten, for a question of three words or more, those with some
    follow.

    :param query: the question as it is asked: brackets, quotation marks, "AND" and the like are no operators. A star
        ends the beginning of words: ``spectr*``.
    :param role: only clauses with this role: ``preamble`` or ``operative``.
    :param language: only texts in this language.
    :param limit: the largest number of results; ``None`` for all.
    :param kind: only texts of this kind: ``resolution``, ``recommendation`` ...
    :param body: only texts of this body: ``PP``, ``WRC``, ``UNGA`` ...
    :param addressee: only chunks with a task of this addressee, as :meth:`mandates` takes it, by key or name.
    :param latest: as for :meth:`mandates`.
    :param years: only texts adopted in this year (``2023``) or these (``2018-2023``).
    :param vectors: a function that takes the question, and returns the ``id`` of chunks by their meaning, the nearest
        first: a search in your own vectors of the rows ``chunks``. Both orders are joined by the sum of the reciprocals
        of their ranks.
    :raises InputError: if the query has no words, or there is no such role or addressee, or no such years.
    """
    if role is not None and role not in _ROLES:
        raise InputError(f"not the role of a clause: {role!r:.40}; there are: {', '.join(_ROLES)}")
    words = words_of(query.replace("\0", " "))
    if not words:
        raise InputError("a search needs words")
    spans = _YEARS.fullmatch(str(years)) if years is not None else None
    if years is not None and (spans is None or (spans["last"] or spans["first"]) < spans["first"]):
        raise InputError(f"not a year, or a first and last year, such as 2018-2023: {years!r:.40}")
    concepts = sorted(concepts_of(addressee)) if addressee is not None else []
    values = {
        "role": role,
        "kind": value_in(acts, "kind", kind),
        "body": value_in(acts, "body", body),
        "language": value_in(acts, "language", language),
        "first": spans["first"] if spans else None,
        "last": (spans["last"] or spans["first"]) if spans else None,
        **latest_values(latest),
    }
    filters = {
        "role": "c.role = :role",
        "kind": "t.kind = :kind",
        "body": "t.body = :body",
        "language": "c.language = :language",
        "first": "t.adopted >= :first",
        "last": "substr(t.adopted, 1, 4) <= :last",
        "wanted": f"{LATEST} = :wanted",
    }
    conditions = [condition for name, condition in filters.items() if values[name] is not None]
    if concepts:
        given = " OR ".join(f"instr(c.addressees, ' {concept};')" for concept in concepts)
        conditions.append(f"({given})")

    def find(sql: str, more: Mapping[str, Any]) -> list[_Found]:
        found = acts.rows(sql.format("".join(f" AND {each}" for each in conditions)), {**values, **more})
        clean = ([each.replace(PARTED, "") if isinstance(each, str) else each for each in row] for row in found)
        return [_Found(made(Hit, row), row[-1]) for row in clean]

    most = -1 if limit is None else limit if vectors is None else max(limit, _FUSED)
    hits = _with_words(acts, words, values["language"], most, find)
    if vectors is not None:
        hits = _fused(hits, [*islice(vectors(query), _FUSED)], find)
    return Answer(Hit, hits if limit is None else hits[:limit])


def _with_words(acts: Collection, words: list[str], language: str | None, most: int, find: _Find) -> list[Hit]:
    """Return the chunks with all of some words, those first in which they are close; of a question, then others."""
    spoken = [language] if language else [code for (code,) in acts.rows("SELECT DISTINCT language FROM texts")]
    is_question = len(words) >= _FEW
    read = [acts._bound(code) for code in spoken]
    words = [word for word in words if not is_stop_word(word, read)] or words
    forms = {word: _forms(acts, word, spoken) for word in words}
    rare: list[str] = []
    places = 0
    for word in sorted(words, key=lambda word: forms[word][1]):
        places += forms[word][1]
        if not rare or places <= _PLACES:
            rare.append(word)
    wanted = [re.compile("|".join(map(re.escape, forms[word][0]))) for word in words]

    def found_by(terms: str) -> list[_Found]:
        within = {
            "query": f"{{words title path addressees}} : ({terms})",
            "most": max(most, _CLOSE) if most >= 0 else -1,
        }
        return find(f"{_WITH_WORDS}{{}} ORDER BY chunk_index.rank LIMIT :most", within)

    groups = [any_of(map(term, forms[word][0])) for word in rare]
    found = found_by(" AND ".join(groups))
    closest = sorted(found[:_CLOSE], key=lambda each: -_closeness(wanted, each))
    found = [*closest, *found[_CLOSE:]]
    if is_question and len(found) < (_ENOUGH if most < 0 else min(most, _ENOUGH)):
        known = {each.key for each in found}
        pairs = [term(*pair) for pair in pairwise(words) if {*pair} & {*rare}]
        found += (each for each in found_by(any_of([*groups, *pairs])) if each.key not in known)
    return [each.hit for each in found]


def _closeness(words: Sequence[re.Pattern[str]], found: _Found) -> float:
    """Return how close words of a question that follow one another stand in a chunk, or in the names of addressees."""
    said = tokens_of(f"{found.addressees} {found.hit.words}")
    places = [[at for at, each in enumerate(said) if word.fullmatch(each)] for word in words]
    gaps = (min((abs(a - b) for a in one for b in other), default=_FAR) for one, other in pairwise(places))
    return sum(1 / gap for gap in gaps if 0 < gap < _FAR)


def _forms(acts: Collection, word: str, languages: list[str]) -> tuple[list[str], int]:
    """Return the forms of a word in the index, and in how many chunks they are."""
    if apart(word) != word:
        return [word], 0
    if len(word) <= ONE_FORM:  # to count all could take longer than the rest of the search
        return [word], len(acts.rows(_MANY, (term(word), _PLACES + 1)))
    begin = word[:-1] if word.endswith("*") else begin_of(word, languages)
    found = acts.rows(_FORMS, (begin, f"{begin}\U0010ffff"))
    if not word.endswith("*"):
        found = [(other, count) for other, count in found if are_forms(word, other, languages)]
    return [other for other, _ in found] or [word], sum(count for _, count in found)


def _fused(hits: list[Hit], near: list[str], find: _Find) -> list[Hit]:
    """Return the chunks that words have found and those that are near, those first that are first in both."""
    names = {name: None for each in near for name in (each, each.rpartition("@")[0])}
    marks = {f"name{at}": name for at, name in enumerate(names)}
    named = _NAMED.format(names=", ".join(f":{mark}" for mark in marks)) + "{}"
    others = [each.hit for each in find(named, marks)]
    known = {(hit.id, hit.file): hit for hit in (*others, *hits)}  # with the snippets of words
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
def duplicates(acts: Collection, *, language: str | None = None, limit: int | None = 100) -> Answer[Duplicate]:
    """Return passages of at least eight words that occur in several texts, those in the most texts first.

    The editions of a text in all languages count as one.

    :param language: only texts in this language.
    :param limit: the largest number of results; ``None`` for all.
    """
    values = {"language": value_in(acts, "language", language), "limit": -1 if limit is None else limit}
    found = acts._answer(Duplicate, _DUPLICATES, values)
    parts = ("; ".join(sorted(each.places.removesuffix("; ").split("; ,"))) for each in found)
    return Answer(Duplicate, (each._replace(places=places) for each, places in zip(found, parts, strict=True)))
