"""The rows of a document that a collection stores: those of :func:`itu_texts.records`, and its mandates.

They are made in worker processes.
"""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from itu_texts.analysis.chunks import length_of
from itu_texts.analysis.documents import Approvals, approvals_of
from itu_texts.analysis.endings import addressed, endings, knows_better, passages
from itu_texts.analysis.passages import words_at
from itu_texts.analysis.references import references
from itu_texts.analysis.requirements import Requirement, requirements
from itu_texts.analysis.tasks import Task, bureau_of, tasks_of, times_in
from itu_texts.analysis.times import When
from itu_texts.analysis.works import NO_COLUMNS, columns_of
from itu_texts.api.batch import Input
from itu_texts.collection.naming import instrument_of
from itu_texts.collection.query_words import apart
from itu_texts.formats.json.reader import document_of
from itu_texts.formats.json.writer import to_json
from itu_texts.formats.tables.rows import RowContext, values_of_times
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import STOPS, fold
from itu_texts.parsing.parts import find_addressees
from itu_texts.tree.addressees import NO_NAMES
from itu_texts.tree.nodes import Document, Node, Text
from itu_texts.tree.walking import find

Row = tuple[Any, ...]
_STOPS = "".join(STOPS)  # words that differ only in their last stop are equal
_CHUNK = ("id", "address", "title", "path", "role", "concept", "language", "words")
_TIMES = ("due", "due_kind", "last_due", "ends", "begins", "recurrence", "times")
_RADIO = "WRC"
LEAST_WORDS = 8
"""The fewest words of a passage that counts as repeated if it occurs again."""


class Gathered(NamedTuple):
    """The rows of a file, by table; their columns are those of ``GATHERED`` in the schema.

    Rows name one another by their index in these lists; what is cited, and the verb of a task with its addressee, are
    the columns of their own rows.
    """

    digest: str
    tables: dict[str, list[Row]]


def gathered(file: Input, document: Document) -> list[Gathered]:
    """Return the rows of a document: work for :func:`itu_texts.api.batch.run`."""
    return [gather(document, file.digest)]


def gather(document: Document, digest: str) -> Gathered:
    """Return the rows of a document.

    :param digest: the digest of its file.
    """
    source = document.source
    tree = to_json(document, source=len(source) >= document.end)  # JSON may have come without its source
    document_of(tree, document.language)  # what cannot be read is not written
    file = (document.language, len(source), zlib.compress(tree.encode("utf-8"), 1))
    diagnostics = [
        (
            None,
            each.code,
            each.severity.value,
            each.message,
            *(source.line_column(each.span.start) if source.text else (0, 0)),
        )
        for each in document.diagnostics
    ]
    return Gathered(digest, {"files": [file], "diagnostics": diagnostics, **_Gathering(document).tables()})


class _Gathering:
    """Makes the rows of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.context = RowContext(document)
        self.texts = [*find(document, Text)]
        self.starts = [text.start for text in self.texts]
        self.places = {id(text): place for place, text in enumerate(self.texts)}
        self.passages: dict[int, tuple[int, str, str]] = {}
        """For each node, the index of its passage, its address and its words."""

    def tables(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {"passages": [*self.of_passages()], "chunks": [*self.of_chunks()]}
        found["tasks"] = [*self.of_tasks()]
        found["citations"], found["endings"] = self.of_citations()
        places = [*range(-1, len(self.texts))]
        if all(row[0] >= 0 for rows in found.values() for row in rows):
            del places[0]  # there are no words outside texts
        said: dict[int, list[str]] = defaultdict(list)
        for place, *_, words, _, _ in found["passages"]:
            said[place].append(words)
        approvals = {place: approvals_of(self.texts[place]) if place >= 0 else Approvals() for place in places}
        found["texts"] = [(None, *self.of_text(place, approvals[place]), *_content(said[place])) for place in places]
        found["history"] = [
            (place, named.identifier, each.adopted, named.changes, each.study_group)
            for place in places
            for each in approvals[place].editions
            for named in [columns_of(each.identifier)]
        ]
        for name in ("history", "passages", "chunks", "tasks", "citations", "endings"):  # the place to the index
            found[name] = [(row[0] - places[0], *row[1:]) for row in found[name]] if places else []
        return found

    def place_of(self, node: Node) -> int:
        """Return the index of the innermost text around a node; -1 for none."""
        return next((self.places[id(each)] for each in (node, *node.ancestors) if id(each) in self.places), -1)

    def place_at(self, start: int) -> int:
        """Return the index of the last text that begins at an offset or before it; -1 for none."""
        return bisect_right(self.starts, start) - 1

    def of_text(self, place: int, approvals: Approvals) -> Row:
        """Return the columns of a text, or of the words outside texts."""
        if place < 0:
            return (place, "none", *NO_COLUMNS[1:], *[None] * 3, self.document.language, *[None] * 5)
        text = self.texts[place]
        names = columns_of(text.identifier) if text.identifier is not None else NO_COLUMNS._replace(kind=text.kind)
        names = names._replace(adopted=text.adopted.value if text.adopted is not None else None)
        notice = (text.notice.value, text.notice.day) if text.notice is not None else (None, None)
        draft = text.claims.standing if text.claims.status is not None else None
        claim = draft or text.standing or text.adopted or text.identity  # how it stands, otherwise who it is
        ground = (claim.words, claim.start) if claim is not None else (None, None)
        printed = (approvals.study_group, approvals.question, text.title, text.language)
        return (place, *names, *printed, text.claims.status, *notice, *ground)

    # ------------------------------------------------------------------ words

    def of_passages(self) -> Iterator[Row]:
        """Yield the titles, headings, items, rows of tables, paragraphs and footnotes."""
        works = [_work(None), *map(_work, self.texts)]
        front = {id(line) for text in self.texts for line in text.front}
        line_column = self.document.source.line_column
        for at, (node, span, values) in enumerate(self.context.made("paragraphs")):
            place = self.place_of(node) if node is not None else self.place_at(span.start)
            address, words = values.get("address"), values["words"]
            counts = False
            if node is not None:
                address = self.context.addresses.known(node)
                self.passages[id(node)] = at, address, words
                counts = id(node) not in front and values["node"] != "Clause" and length_of(words) >= LEAST_WORDS
            yield (
                place, address or "", values["role"] or "", values["concept"] or "",
                self.document.language_at(span.start),
                line_column(span.start)[0] if self.document.source.text else None, values["label"] or "", words,
                _digest(words) if counts else None, works[place + 1],
            )  # fmt: skip

    def of_chunks(self) -> Iterator[Row]:
        """Yield the chunks, with the characters of Chinese words apart, and whose tasks they have."""
        for node, span, values in self.context.made("chunks"):
            row = {**self.context.of_text(node, span.start), **self.context.of_place(node, span), **values}
            if node is not None and isinstance(node.parent, Text) and node in node.parent.front:
                row |= {"title": "", "path": ""}
            row |= {name: apart(row[name] or "") for name in ("title", "path", "words")}
            lang = lang_of(row["language"])
            named = (values["addressee"] or "").split("; ")
            told = "".join(f" {each}; {lang.phrase_for('SHORT_NAME', each)}" for each in named if each)
            yield (
                self.place_at(span.start) if node is None else self.place_of(node),
                *(row[name] for name in _CHUNK),
                told,
                *span,
            )

    # ------------------------------------------------------------------ mandates

    def of_tasks(self) -> Iterator[Row]:
        """Yield the tasks of each text, and what its sentences require of somebody."""
        given: set[int] = set()
        told: set[tuple[int, str]] = set()
        rows: dict[int, dict[Row, Row]] = defaultdict(dict)
        for task in tasks_of(self.document):
            if task.addressee.text or task.force is None:  # "that lamps shall be lit" is a mandate of nobody
                place = self.place_of(task.item)
                told.add((id(task.item), task.addressee.concept))
                if task.force is None:  # "that the Council shall" may stand beside others
                    given.add(id(task.item))
                key = task.addressee, task.verb, task.address, _words(task.text)
                rows[place].setdefault(key, self.of_task(task))
        for found in requirements(self.document):
            if given.isdisjoint(map(id, (found.node, *found.node.ancestors))):  # else it is in a task
                place = self.place_of(found.node)
                rows[place].update((row, row) for row in self.of_obligation(found, place, told))
        for place in sorted(rows):
            yield from ((place, at, *row) for at, row in enumerate(rows[place].values()))

    def of_task(self, task: Task) -> Row:
        """Return the columns of a task."""
        force = str(task.force or task.concept.lower().replace("_", " ") or task.verb)
        instruction = task.concept, task.verb, task.addressee.concept, task.addressee.text, force
        return self.of_mandate(instruction, self.context.times_of(task), task.item, task.address, _words(task.text))

    def of_obligation(self, found: Requirement, place: int, told: set[tuple[int, str]]) -> Iterator[Row]:
        """Yield the columns of what a sentence of the text with an index requires, for each who is named.

        :param told: the items of tasks, with the addressees.
        """
        around: tuple[Node, ...] = (found.node, *found.node.ancestors)
        node = next((each for each in around if id(each) in self.passages), found.node)
        for concept, who in self.bound(found.subject or "", words_at(found.node), place):
            if not any((id(each), concept) in told for each in around):
                known = self.context.adopted_in(self.texts[place] if place >= 0 else None, node)
                times = [time for time in times_in(found.node, known) if time.text in found.words]
                instruction = None, found.verb, concept, who, str(found.force)
                yield self.of_mandate(instruction, times, node, self.context.addresses.known(node), _words(found.words))

    def bound(self, subject: str, lang: LanguagePatterns, place: int) -> Iterator[tuple[str, str]]:
        """Yield the concepts and the words of those whom the subject of a sentence names.

        "The Bureau" is the one of its text.
        """
        for each in find_addressees(subject, lang):
            acts = lang.patterns.IS_BOUND.match(fold(each.text)) if each.concept in NO_NAMES else None
            concept = lang.concept(acts["actor"], "ACTOR") if acts is not None else each.concept
            if acts is not None and concept == "BR":
                concept = bureau_of(self.texts[place]) if place >= 0 else "OTHER"
            if concept not in NO_NAMES:
                yield concept, each.text

    def of_mandate(self, instruction: Row, times: Sequence[When], node: Node, address: str, words: str) -> Row:
        """Return the columns of a task or an obligation that stands in a node."""
        passage, its_address, known = self.passages.get(id(node), (None, "", ""))
        values = values_of_times([*{when.text: when for when in times}.values()])
        return (
            instruction, *(values[name] for name in _TIMES), passage,
            None if passage is not None and address == its_address else address,
            None if passage is not None and words == known else words,
        )  # fmt: skip

    # ------------------------------------------------------------------ citations

    def of_citations(self) -> tuple[list[Row], list[Row]]:
        """Return the citations, and what they end; none for a document without its source."""
        if len(self.document.source) < self.document.end:
            return [], []
        radio = {
            place
            for place, text in enumerate(self.texts)
            if text.identifier is not None and columns_of(text.identifier).body == _RADIO
        }
        found = [*references(self.document)]
        where = passages(self.document, found)
        ended = endings(self.document, found, where)
        rows: dict[int, dict[Row, None]] = defaultdict(dict)
        ends: list[Row] = []
        for at, (reference, passage) in enumerate(zip(found, where, strict=True)):
            place = self.place_of(passage) if passage is not None else self.place_at(reference.span.start)
            named = columns_of(reference.identifier) if reference.identifier is not None else NO_COLUMNS
            ending = ended.get(at)
            if ending is not None:
                ends.append((place, named, ending.how, ending.day, ending.words, ending.start, int(ending.is_noted)))
            is_aware = knows_better(self.document, reference, passage) or (ending is not None and ending.is_noted)
            row = (
                named, int(ending is not None and not ending.is_in_force), int(is_aware), reference.kind.value,
                self.context.addresses.known(addressed(passage)) if passage is not None else "", reference.text,
                reference.problem.message if reference.problem is not None else None, reference.number,
                instrument_of(reference, of_radio=place in radio), self.context.cited_iri(reference),
            )  # fmt: skip
            rows[place][row] = None
        return [(place, at, *row) for place in sorted(rows) for at, row in enumerate(rows[place])], ends


def _work(text: Text | None) -> int:
    """Return the key of a work, which its editions in all languages share."""
    if text is None or text.identifier is None:
        return zlib.crc32(repr(("none" if text is None else text.kind, None, None)).encode())
    return zlib.crc32(repr(columns_of(text.identifier)[:3]).encode())


def _content(said: Sequence[str]) -> Row:
    """Return the number of the passages of a text, and the content key of their words."""
    return len(said), _digest("\n".join(said))


def _digest(words: str) -> int:
    """Return a 64-bit digest of words, independent of case."""
    made = hashlib.blake2b(words.rstrip(_STOPS).casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(made, "big", signed=True)


def _words(text: str) -> str:
    return " ".join(text.split())
