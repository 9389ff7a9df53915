"""Makes the rows of a document that a collection stores; this is done in worker processes."""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, cast

from attrs import frozen

from itu_texts.analysis.adoptions import adopted
from itu_texts.analysis.approvals import Approvals, Named, approvals_of
from itu_texts.analysis.chunks import length_of
from itu_texts.analysis.endings import addressed, endings, knows_better, passages
from itu_texts.analysis.passages import words_at
from itu_texts.analysis.references import references
from itu_texts.analysis.requirements import Requirement, requirements
from itu_texts.analysis.tasks import Task, bureau_of, tasks_of, times_in
from itu_texts.analysis.times import Adopted, When, due_of, recurrence_of
from itu_texts.analysis.works import NO_COLUMNS, IdentifierColumns, columns_of, first_day
from itu_texts.api.batch import Input
from itu_texts.collection.asking import instrument_of
from itu_texts.collection.searching import apart
from itu_texts.collection.standing import Topic
from itu_texts.formats.json.reader import document_of
from itu_texts.formats.json.writer import to_json
from itu_texts.formats.tables.rows import RowContext, chunk_values
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import STOPS, fold, halves, writable
from itu_texts.parsing.addressees import find_addressees
from itu_texts.tree.addressees import NO_NAMES
from itu_texts.tree.base import OutlineLine
from itu_texts.tree.nodes import (
    Block,
    Clause,
    Document,
    Footnote,
    Heading,
    Node,
    Table,
    Text,
)
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import find, line_words

_STOPS = "".join(STOPS)  # words that differ only in their last stop are equal

_CHUNK = ("id", "address", "title", "path", "role", "concept", "language", "words", "addressees", "start", "end")
_RADIO = "WRC"
LEAST_WORDS = 8
"""The fewest words of a passage that counts as repeated if it occurs again."""


class TaskRow(NamedTuple):
    """The stored values of a task."""

    instruction: tuple[str | None, ...]
    """The concept of the verb, ``None`` for an obligation; the verb; the addressee: its concept and its words; how
    binding it is."""
    due: str | None
    due_kind: str | None
    last_due: str | None
    ends: str | None
    begins: str | None
    recurrence: str | None
    times: str | None
    passage: int | None
    """The index among the passages of the text."""
    address: str | None
    """The address; ``None`` if it is that of the passage."""
    words: str | None
    """The words; ``None`` if they are those of the passage."""


class CitationRow(NamedTuple):
    """The stored values of a reference."""

    cited: IdentifierColumns
    abrogates: bool
    is_aware: bool
    """Whether the words say that it is an old edition, or a text that has ended."""
    kind: str
    address: str
    words: str
    problem: str | None
    part: str | None
    instrument: str | None
    iri: str | None


class TextRows(NamedTuple):
    """The rows of a text, or of the words outside texts, which have the place -1."""

    text: tuple[Any, ...]
    """The columns of ``texts``, from ``place`` to ``content``."""
    history: list[tuple[Any, ...]]
    """The editions that the history line names, each with its day."""
    passages: list[tuple[Any, ...]]
    chunks: list[tuple[Any, ...]]
    tasks: list[TaskRow]
    citations: list[CitationRow]
    endings: list[tuple[Any, ...]]
    """The columns of ``endings``, from ``cited`` on, with the columns of what is cited."""


class Gathered(NamedTuple):
    """The rows of a file."""

    digest: str
    language: str
    length: int
    tree: bytes
    texts: list[TextRows]
    diagnostics: list[tuple[Any, ...]]

    @property
    def topics(self) -> set[Topic]:
        """The topics of the texts, of texts whose standing they tell, and of editions that they cite."""
        named = [text.text[1:3] for text in self.texts]
        named += [row.cited[:2] for text in self.texts for row in text.citations if row.cited.edition]
        named += [told[0][:2] for text in self.texts for told in text.endings]
        return {(kind, number) for kind, number in named if number is not None}

    @property
    def unnumbered(self) -> set[int]:
        """The content keys of the texts without a number."""
        return {text.text[-1] for text in self.texts if text.text[2] is None}


@frozen
class Gather:
    """Work for each document: its rows."""

    def __call__(self, file: Input, document: Document) -> Iterable[Gathered]:
        yield gather(document, file.digest)


def gather(document: Document, digest: str) -> Gathered:
    """Return the rows of a document.

    :param digest: the digest of its source.
    """
    tree = to_json(document, source=len(document.source) >= document.end)  # JSON may have come without its source
    document_of(tree, document.language)  # what cannot be read is not written
    made = Gathered(
        digest,
        document.language,
        len(document.source),
        zlib.compress(tree.encode("utf-8"), 1),
        [*_Gathering(document).rows()],
        [_diagnostic(document, each) for each in document.diagnostics],
    )
    has_halves = "\\ud" in tree or any(halves(document.source.text))
    return cast("Gathered", _writable(made)) if has_halves else made


def _writable(value: object) -> object:
    """Return rows that tables can store, without lone surrogates."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, tuple | list):
        return getattr(value, "_make", type(value))(map(_writable, value))
    return value


def _diagnostic(document: Document, diagnostic: Any) -> tuple[Any, ...]:
    line, column = document.source.line_column(diagnostic.span.start) if document.source.text else (0, 0)
    return diagnostic.code, diagnostic.severity.value, diagnostic.message, line, column


class _Gathering:
    """Gathers the rows of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.texts = [*find(document, Text)]
        self.starts = [text.start for text in self.texts]
        self.places = {id(text): place for place, text in enumerate(self.texts)}
        bodies = ((place, text.identifier) for place, text in enumerate(self.texts))
        self.of_radio = {place for place, named in bodies if named is not None and columns_of(named).body == _RADIO}
        self.told: set[tuple[int, str]] = set()
        """The items of tasks, with the addressees."""
        self.context = RowContext(document)
        self.addresses = self.context.addresses
        self.notes: dict[int, list[Footnote]] = defaultdict(list)
        """The footnotes by the index of their text."""
        for note in document.footnotes:
            self.notes[bisect_right(self.starts, note.start) - 1].append(note)
        self.numbers: dict[int, tuple[int | None, str, str]] = {}
        """For each node, the index among the passages of its text, the address and the words."""
        self.adopted: dict[int, Adopted] = {}
        self.endings: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        self.times: dict[int, tuple[When, ...]] = {}
        """The times of headings and items, which several tasks may share."""

    def rows(self) -> Iterator[TextRows]:
        """Yield the rows of words outside texts, if there are any, and of each text."""
        tasks: dict[int, list[Task]] = defaultdict(list)
        for task in tasks_of(self.document):
            if task.addressee.text or task.force is None:  # "that lamps shall be lit" is a mandate of nobody
                tasks[self.place_of(task.item)].append(task)
        required: dict[int, list[Requirement]] = defaultdict(list)
        given = set()
        for task in (task for each in tasks.values() for task in each):
            self.told.add((id(task.item), task.addressee.concept))
            if task.force is None:  # "that the Council shall" may stand beside others
                given.add(id(task.item))
        for requirement in requirements(self.document):
            if given.isdisjoint(map(id, (requirement.node, *requirement.node.ancestors))):  # else it is in a task
                required[self.place_of(requirement.node)].append(requirement)
        citations, chunks = self.citations(), self.chunks([task for each in tasks.values() for task in each])
        for place, text in enumerate((None, *self.texts), -1):
            identifier = text.identifier if text is not None else None
            approvals = approvals_of(text) if text is not None else Approvals()
            columns = self.text_columns(place, text, identifier, approvals)
            found = [*self.passages(text or self.document, zlib.crc32(repr(columns[1:4]).encode()))]
            if text is not None or found:
                history = [_named(each) for each in approvals.editions]
                done = {(e.addressee, e.verb, e.address, _words(e.text)): self.task(e, place) for e in tasks[place]}
                obligations = dict.fromkeys(row for each in required[place] for row in self.obligations(each, place))
                said = text.notice if text is not None else None
                notice = (said.value, said.day) if said is not None else (None, None)
                whole = (*columns, *notice, *_ground(text), len(found), _content(found))
                yield TextRows(
                    whole,
                    history,
                    found,
                    chunks[place],
                    [*done.values(), *obligations],
                    [*dict.fromkeys(citations[place])],
                    self.endings[place],
                )

    # ------------------------------------------------------------------ texts

    def text_columns(
        self, place: int, text: Text | None, identifier: Identifier | None, approvals: Approvals
    ) -> tuple[Any, ...]:
        """Return the columns of a text, or of the words outside texts."""
        if text is None:
            return (-1, "none", *NO_COLUMNS[1:], None, None, None, self.document.language, None)
        names = columns_of(identifier) if identifier is not None else NO_COLUMNS._replace(kind=text.kind)
        day = text.adopted.value if text.adopted is not None else None
        names = names._replace(adopted=day)
        return (
            place,
            *names,
            approvals.study_group,
            approvals.question,
            text.title,
            text.language,
            text.claims.status,
        )

    def place_of(self, node: Node) -> int:
        """Return the index of the innermost text around a node; -1 for none."""
        return next((self.places[id(each)] for each in (node, *node.ancestors) if id(each) in self.places), -1)

    # ------------------------------------------------------------------ passages and tasks

    def passages(self, root: Node, work: int) -> Iterator[tuple[Any, ...]]:
        """Yield the titles, headings, items and paragraphs of a text, with role and concept of their clauses."""
        language = root.language or self.document.main_language
        line_column = self.document.source.line_column
        has_source = bool(self.document.source.text)
        front = {id(line) for line in root.front} if isinstance(root, Text) else set()
        number = 0
        stack: list[tuple[Node, str, str]] = [(root, "", "")]
        while stack:
            node, role, concept = stack.pop()
            if isinstance(node, Text) and node is not root:
                continue
            if isinstance(node, Clause):
                role, concept = node.role.value, node.heading.concept
            shown = OutlineLine((node,)) if isinstance(node, Table) else node.outline_line
            label, words = line_words(shown)
            if words:
                address = self.addresses.known(node)
                self.numbers[id(node)] = number, address, words
                number += 1
                line = line_column(node.start)[0] if has_source else None
                counts = id(node) not in front and not isinstance(node, Clause) and length_of(words) >= LEAST_WORDS
                digest = _digest(words) if counts else None
                yield address, role, concept, language, line, label, words, digest, work
            stack += [(child, role, concept) for child, _ in reversed(shown.below)]
        for note in self.notes[self.places.get(id(root), -1)]:
            anchor = next((each.start for each in note.anchors), note.start)
            line = line_column(note.start)[0] if has_source else None
            address = self.context.of_place(None, Span(anchor, anchor))["address"] or ""
            yield address, "", "", language, line, note.mark or "", note.text, None, work

    def chunks(self, tasks: list[Task]) -> dict[int, list[tuple[Any, ...]]]:
        """Return the chunks of each text, with the characters of Chinese words apart, and whose tasks they have."""
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        given = sorted(((task.item.start, task.addressee.concept) for task in tasks), key=itemgetter(0))
        for chunk, values in chunk_values(self.context):
            of_text = self.context.of_text(chunk.node, chunk.span.start)
            row = {**of_text, **self.context.of_place(chunk.node, chunk.span), **values}
            if isinstance(chunk.node.parent, Text) and chunk.node in chunk.node.parent.front:
                row |= {"title": "", "path": ""}
            row |= {name: apart(row[name] or "") for name in ("title", "path", "words")}
            first, last = (bisect_left(given, at, key=itemgetter(0)) for at in chunk.span)
            row["addressees"] = "".join(f" {each};" for each in dict.fromkeys(name for _, name in given[first:last]))
            found[self.place_of(chunk.node)].append(tuple(row[name] for name in _CHUNK))
        return found

    def task(self, task: Task, place: int) -> TaskRow:
        """Return the stored values of a task of the text with an index."""
        when = self.adopted_on(place, task.item)
        nodes = (task.clause.heading, task.item)
        times = task.times(when) if task.part else [each for node in nodes for each in self.times_of(node, when)]
        force = str(task.force or task.concept.lower().replace("_", " ") or task.verb)
        instruction = task.concept, task.verb, task.addressee.concept, task.addressee.text, force
        return self.row(instruction, times, task.item, task.address, _words(task.text))

    def obligations(self, found: Requirement, place: int) -> Iterator[TaskRow]:
        """Yield the stored values of what a sentence of the text with an index requires, for each who is named."""
        around: tuple[Node, ...] = (found.node, *found.node.ancestors)
        node = next((each for each in around if id(each) in self.numbers), found.node)
        when = self.adopted_on(place, node)
        for concept, who in self.bound(found.subject or "", words_at(found.node), place):
            if any((id(each), concept) in self.told for each in around):
                continue
            times = [time for time in self.times_of(found.node, when) if time.text in found.words]
            instruction = None, found.verb, concept, who, str(found.force)
            yield self.row(instruction, times, node, self.addresses.known(node), _words(found.words))

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

    def row(
        self, instruction: tuple[str | None, ...], times: Sequence[When], node: Node, address: str, words: str
    ) -> TaskRow:
        """Return the stored values of a task or an obligation that stands in a node."""
        number, its_address, known = self.numbers.get(id(node), (None, "", ""))
        return TaskRow(
            instruction,
            *due_of(times),
            max((when.deadline for when in times if when.deadline is not None), default=None),
            first_day(when.ends for when in times),
            first_day(when.begins for when in times),
            recurrence_of(times),
            "; ".join(dict.fromkeys(when.text for when in times)) or None,
            number,
            None if number is not None and address == its_address else address,
            None if number is not None and words == known else words,
        )

    def adopted_on(self, place: int, node: Node) -> Adopted:
        """Return when the text with an index was adopted, in which a node stands."""
        if place not in self.adopted:
            text = self.texts[place] if place >= 0 else None
            self.adopted[place] = adopted(text, lang_of(node.language or self.document.main_language))
        return self.adopted[place]

    def times_of(self, node: Heading | Block, known: Adopted) -> tuple[When, ...]:
        """Return the times in a heading or an item."""
        if id(node) not in self.times:
            self.times[id(node)] = times_in(node, known)
        return self.times[id(node)]

    # ------------------------------------------------------------------ citations

    def citations(self) -> dict[int, list[CitationRow]]:
        """Return the citations by the index of the citing text; none for a document without its source."""
        out: dict[int, list[CitationRow]] = defaultdict(list)
        if len(self.document.source) < self.document.end:
            return out
        found = [*references(self.document)]
        where = passages(self.document, found)
        ended = endings(self.document, found, where)
        for at, (reference, passage) in enumerate(zip(found, where, strict=True)):
            if passage is not None:
                place = self.place_of(passage)
                stands_at = self.addresses.known(addressed(passage))
            else:  # a footnote
                place, stands_at = bisect_right(self.starts, reference.span.start) - 1, ""
            identifier = reference.identifier
            cited = columns_of(identifier) if identifier is not None else NO_COLUMNS
            ending = ended.get(at)
            if ending is not None:
                told = (cited, ending.how, ending.day, ending.words, ending.start, int(ending.is_noted))
                self.endings[place].append(told)
            aware = knows_better(self.document, reference, passage) or (ending is not None and ending.is_noted)
            problem = reference.problem.message if reference.problem is not None else None
            out[place].append(
                CitationRow(
                    cited,
                    ending is not None and not ending.is_in_force,
                    aware,
                    reference.kind.value,
                    stands_at,
                    reference.text,
                    problem,
                    reference.number,
                    instrument_of(reference, of_radio=place in self.of_radio),
                    self.context.cited_iri(reference),
                )
            )
        return out


def _ground(text: Text | None) -> tuple[str | None, int | None]:
    """Return the words that say how a text stands, otherwise when it was adopted or who it is, and their place."""
    if text is None:
        return None, None
    draft = text.claims.standing if text.claims.status is not None else None
    claim = draft or text.standing or text.adopted or text.identity
    return (claim.words, claim.start) if claim is not None else (None, None)


def _named(edition: Named) -> tuple[str | None, ...]:
    """Return the stored values of an edition that a front names."""
    columns = columns_of(edition.identifier)
    return columns.identifier, edition.adopted, columns.changes, edition.study_group


def _content(found: Sequence[tuple[Any, ...]]) -> int:
    """Return the content key of the words of some passages."""
    return _digest("\n".join(words for *_, words, _, _ in found))


def _digest(words: str) -> int:
    """Return a 64-bit digest of words, independent of case."""
    made = hashlib.blake2b(words.rstrip(_STOPS).casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(made, "big", signed=True)


def _words(text: str) -> str:
    return " ".join(text.split())
