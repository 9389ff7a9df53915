"""Writes rows to a collection; the rows of a file replace its earlier ones."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from itu_texts.analysis.documents import Approvals, approvals_of
from itu_texts.analysis.graph import addressed, endings, knows_better, passages
from itu_texts.analysis.passages import length_of, words_at
from itu_texts.analysis.references import references
from itu_texts.analysis.tasks import Requirement, Task, bureau_of, requirements, tasks_of, times_in
from itu_texts.analysis.times import When
from itu_texts.analysis.works import NO_COLUMNS, IdentifierColumns, columns_of
from itu_texts.api.batch import Input
from itu_texts.collection.naming import TOKENS, apart, instrument_of
from itu_texts.collection.standing import update_standing
from itu_texts.collection.works import CREATE
from itu_texts.errors import InputError
from itu_texts.formats.json.reader import document_of
from itu_texts.formats.json.schema import to_json
from itu_texts.formats.tables.rows import RowContext, values_of_times
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import conferences
from itu_texts.language.writing import STOPS, fold, own_grammars, writable
from itu_texts.parsing.parts import find_addressees
from itu_texts.tree.addressees import NO_NAMES
from itu_texts.tree.nodes import Document, Node, Text
from itu_texts.tree.walking import find

# ----------------------------------------------------------------------
# The rows of a document that a collection stores: those of :func:`itu_texts.records`, and its mandates.

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


# ----------------------------------------------------------------------
# The tables of a collection, and the check of their version.

APPLICATION = 0x49545554  # "ITUT", which identifies a collection
VERSION = 15
ABOVE = 4  # how much more a word counts in the title, the headings above and the addressees than in the chunk itself

_TABLES = f"""
-- The own grammars that texts were read with, by the codes of their languages; the trees are read back with them
CREATE TABLE grammars (language TEXT PRIMARY KEY, words TEXT NOT NULL);
-- Each file that was added, with its tree as JSON, or the error that it gave
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    language TEXT NOT NULL,
    error TEXT,
    length INTEGER NOT NULL DEFAULT 0,
    tree BLOB
);
-- The conferences of the Union, for the next date of what recurs at them
CREATE TABLE meetings (body TEXT NOT NULL, name TEXT NOT NULL, begins TEXT NOT NULL, ends TEXT NOT NULL);
-- The texts whose standing is to be worked out anew, because a file was added or removed: by kind and number, or by
-- content
CREATE TABLE stale (kind TEXT, number TEXT, content INTEGER);
-- What all editions of a text, in all languages, have in common; see standing.py, which makes the rows.  A work ends
-- where it is abrogated or suppressed; its next edition is one that is only cited
CREATE TABLE works (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    body TEXT,
    sector TEXT,
    latest TEXT NOT NULL,
    latest_on TEXT,
    ended_on TEXT,
    ended_how TEXT,
    next_on TEXT,
    next_how TEXT
);
CREATE INDEX works_by_number ON works (kind, number);
-- Each text of a file.  ended_on is the day from which it is superseded or ended, '' where that is not known; notice is
-- what is printed with it of its standing; ground is the words that say how it stands by itself, and ended_words those
-- of the file that ends it.  copies.py says of which text it is a copy, and when its rows count: 0 for
-- never, 1 for where its language is asked for, 2 for also where no language is.  changes is the day of the edition
-- that an amendment or a corrigendum changes, '' where that is not known, and NULL for an edition
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    body TEXT,
    sector TEXT,
    edition TEXT,
    adopted TEXT,
    identifier TEXT,
    changes TEXT,
    study_group TEXT,
    question TEXT,
    title TEXT,
    language TEXT NOT NULL,
    status TEXT,
    notice TEXT,
    notice_on TEXT,
    ground TEXT,
    ground_start INTEGER,
    size INTEGER NOT NULL,
    content INTEGER NOT NULL,
    work INTEGER REFERENCES works ON DELETE SET NULL,
    ended_on TEXT,
    ended_how TEXT,
    ended_words TEXT,
    ended_start INTEGER,
    ended_file TEXT,
    copy_of INTEGER,
    counts INTEGER NOT NULL DEFAULT 2
);
CREATE INDEX texts_by_content ON texts (content) WHERE number IS NULL;
CREATE INDEX texts_by_day ON texts (adopted);
CREATE INDEX texts_by_body ON texts (body, adopted) WHERE status IS NULL;
CREATE INDEX texts_by_number ON texts (kind, number);
CREATE INDEX texts_by_file ON texts (file);
CREATE INDEX texts_by_work ON texts (work);
-- The editions that the front of a text names: in a table, or in a history line
CREATE TABLE history (
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    identifier TEXT NOT NULL,
    adopted TEXT,
    changes TEXT,
    study_group TEXT
);
CREATE INDEX history_by_text ON history (text);
-- Titles, headings, items, paragraphs; digest is that of the words, where they are many enough to count as repeated
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    address TEXT NOT NULL,
    role TEXT NOT NULL,
    concept TEXT NOT NULL,
    language TEXT NOT NULL,
    line INTEGER,
    label TEXT NOT NULL,
    words TEXT NOT NULL,
    digest INTEGER,
    work INTEGER
);
CREATE INDEX passages_by_text ON passages (text);
CREATE INDEX passages_by_digest ON passages (digest, work, language) WHERE digest IS NOT NULL;
-- What a search finds, in the columns of the rows "chunks"; Chinese characters are apart.  A front has no title and no
-- headings above it, whose words it has itself.  addressees are those of its tasks, with their
-- short names: " SG; DIR_BR; BR Director"
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    name TEXT NOT NULL,
    address TEXT,
    title TEXT,
    path TEXT,
    role TEXT,
    concept TEXT,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    addressees TEXT NOT NULL,
    begins_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
);
CREATE INDEX chunks_by_text ON chunks (text);
CREATE VIRTUAL TABLE chunk_index USING fts5 (
    words, title, path, addressees, content='chunks', content_rowid='id', tokenize='{TOKENS}'
);
INSERT INTO chunk_index (chunk_index, rank) VALUES ('rank', 'bm25(1.0, {ABOVE}, {ABOVE}, {ABOVE})');
CREATE TRIGGER chunks_out AFTER DELETE ON chunks BEGIN
    INSERT INTO chunk_index (chunk_index, rowid, words, title, path, addressees)
    VALUES ('delete', old.id, old.words, old.title, old.path, old.addressees);
END;
CREATE VIRTUAL TABLE chunk_words USING fts5vocab(chunk_index, col);
CREATE INDEX chunks_by_name ON chunks (name);
-- The verbs that give tasks, with their addressees: the concept and the words of each; NULL and the
-- subject for an obligation; and how binding they are
CREATE TABLE instructions (
    id INTEGER PRIMARY KEY,
    concept TEXT,
    verb TEXT NOT NULL,
    addressee TEXT NOT NULL,
    addressee_words TEXT NOT NULL,
    force TEXT NOT NULL
);
CREATE INDEX instructions_by_verb ON instructions (concept, verb, addressee, addressee_words);
-- The tasks of each text, in its order; address and words are NULL where they are those of the passage
CREATE TABLE tasks (
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    place INTEGER NOT NULL,
    instruction INTEGER NOT NULL REFERENCES instructions,
    due TEXT,
    due_kind TEXT,
    last_due TEXT,
    ends TEXT,
    begins TEXT,
    recurrence TEXT,
    times TEXT,
    passage INTEGER,
    address TEXT,
    words TEXT,
    PRIMARY KEY (text, place)
) WITHOUT ROWID;
-- What is cited: the columns of an identifier, or kind and all others NULL for what has none
CREATE TABLE cited (
    id INTEGER PRIMARY KEY,
    kind TEXT,
    number TEXT,
    body TEXT,
    sector TEXT,
    edition TEXT,
    adopted TEXT,
    identifier TEXT,
    changes TEXT
);
CREATE INDEX cited_by_number ON cited (kind, number);
-- Where each text cites, in its order; abrogates is 1 for a text that is said to count no more, and aware for a
-- citation that says so itself; problem is why the place that is cited was not found; part is the number of a part of a
-- text or an instrument, and iri the IRI of the text or the treaty of the Union
CREATE TABLE citations (
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    place INTEGER NOT NULL,
    cited INTEGER NOT NULL REFERENCES cited,
    abrogates INTEGER NOT NULL,
    aware INTEGER NOT NULL,
    cited_kind TEXT NOT NULL,
    address TEXT NOT NULL,
    words TEXT NOT NULL,
    problem TEXT,
    part TEXT,
    instrument TEXT,
    iri TEXT,
    PRIMARY KEY (text, place)
) WITHOUT ROWID;
CREATE INDEX citations_by_cited ON citations (cited);
CREATE INDEX citations_by_instrument ON citations (instrument, part) WHERE instrument IS NOT NULL;
CREATE INDEX citations_by_part ON citations (upper(part)) WHERE part IS NOT NULL;
CREATE INDEX citations_with_problems ON citations (text) WHERE problem IS NOT NULL;
-- What each text ends: how and from which day, the words that say so, and whether a note says it of another's act
CREATE TABLE endings (
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    cited INTEGER NOT NULL REFERENCES cited,
    how TEXT NOT NULL,
    day TEXT NOT NULL,
    words TEXT NOT NULL,
    start INTEGER NOT NULL,
    is_noted INTEGER NOT NULL
);
CREATE INDEX endings_by_cited ON endings (cited);
CREATE INDEX endings_by_text ON endings (text);
CREATE TABLE diagnostics (
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX diagnostics_by_file ON diagnostics (file);
"""


def prepare(connection: sqlite3.Connection, path: str, *, write: bool) -> None:
    """Create the tables of a new collection, or check those of a file.

    :raises InputError: if the file is not a collection, or one of another version.
    """
    try:
        if write and not _has_tables(connection):
            _make(connection)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:  # locked, read-only or full, but not damaged
        raise
    except sqlite3.DatabaseError as error:
        raise InputError(f"{path}: not a collection, or a damaged one: {error}") from None
    if application != APPLICATION:
        raise InputError(f"{path}: not a collection of ITU texts")
    if version != VERSION:
        made = "a newer" if version > VERSION else "an older"
        raise InputError(f"{path}: a collection of {made} version ({version}, not {VERSION}); collect the files again")


def _has_tables(connection: sqlite3.Connection) -> bool:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return bool(tables)


def _make(connection: sqlite3.Connection) -> None:
    """Create all tables or none, unless another process has just created them."""
    connection.execute("BEGIN IMMEDIATE")
    if _has_tables(connection):
        connection.rollback()
        return
    connection.rollback()
    connection.executescript(
        f"BEGIN IMMEDIATE; {_TABLES} {CREATE} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    )
    held = ((each.body, each.name, each.begins.isoformat(), each.ends.isoformat()) for each in conferences())
    insert(connection, "meetings", ("body", "name", "begins", "ends"), held)
    connection.commit()


GATHERED = {
    "files": ("language", "length", "tree"),
    "diagnostics": ("file", "code", "severity", "message", "line", "place"),
    "texts": (
        "file", "place", "kind", "number", "body", "sector", "edition", "adopted", "identifier", "changes",
        "study_group", "question", "title", "language", "status", "notice", "notice_on", "ground", "ground_start",
        "size", "content",
    ),
    "history": ("text", "identifier", "adopted", "changes", "study_group"),
    "passages": ("text", "address", "role", "concept", "language", "line", "label", "words", "digest", "work"),
    "chunks": (
        "text", "name", "address", "title", "path", "role", "concept", "language", "words", "addressees", "begins_at",
        "ends_at",
    ),
    "tasks": (
        "text", "place", "instruction", "due", "due_kind", "last_due", "ends", "begins", "recurrence", "times",
        "passage", "address", "words",
    ),
    "citations": (
        "text", "place", "cited", "abrogates", "aware", "cited_kind", "address", "words", "problem", "part",
        "instrument", "iri",
    ),
    "endings": ("text", "cited", "how", "day", "words", "start", "is_noted"),
}  # fmt: skip
"""The tables with the rows of a file, in the order in which they are written, and the columns that are made of it."""


def insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write rows, with U+FFFD for lone surrogates."""
    written = ([writable(value) if isinstance(value, str) else value for value in row] for row in rows)
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", written)


# Chunks that are not indexed yet: many at once are indexed faster
_INDEX = """
INSERT INTO chunk_index (rowid, words, title, path, addressees)
SELECT id, words, title, path, addressees FROM chunks WHERE id > coalesce((SELECT max(id) FROM chunk_index_docsize), 0)
"""
# The texts of a file, those that they end, and editions that they cite
_STALE = """
INSERT INTO stale
SELECT kind, number, NULL FROM texts WHERE file = :file AND number IS NOT NULL
UNION SELECT q.kind, q.number, NULL FROM texts t JOIN citations c ON c.text = t.id JOIN cited q ON q.id = c.cited
WHERE t.file = :file AND q.edition IS NOT NULL AND q.number IS NOT NULL
UNION SELECT q.kind, q.number, NULL FROM texts t JOIN endings e ON e.text = t.id JOIN cited q ON q.id = e.cited
WHERE t.file = :file AND q.number IS NOT NULL
UNION SELECT NULL, NULL, content FROM texts WHERE file = :file AND number IS NULL
"""


class Storing:
    """The changes to a collection in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pools = {
            "instruction": _RowPool(
                connection, "instructions", "concept", "verb", "addressee", "addressee_words", "force"
            ),
            "cited": _RowPool(connection, "cited", *IdentifierColumns._fields),
        }

    def put(self, path: str, digest: str, gathered: Gathered) -> None:
        """Write a file completely, or not at all if that fails."""
        try:
            with _whole_or_not(self._connection):
                self.take_out(path)
                self._put(path, digest, gathered.tables)
        except BaseException:
            for pool in self._pools.values():
                pool.forget()
            raise

    def keep_grammars(self, code: str) -> None:
        """Write the own grammars that a code carries; of two for one language the last is kept."""
        own = own_grammars(code)
        if own:
            _begin(self._connection)
            self._connection.executemany("INSERT OR REPLACE INTO grammars VALUES (?, ?)", [*own.items()])

    def fail(self, path: str, language: str, error: str) -> None:
        """Record that a file could not be read, in place of its rows."""
        with _whole_or_not(self._connection):
            self.take_out(path)
            insert(self._connection, "files", ("path", "digest", "language", "error"), [(path, "", language, error)])

    def take_out(self, path: str) -> bool:
        """Remove a file; return whether it was there."""
        _begin(self._connection)
        file = self._connection.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if file is not None:
            self.index()
            self._connection.execute(_STALE, {"file": file[0]})
            self._connection.execute("DELETE FROM files WHERE id = ?", file)
        return file is not None

    def index(self) -> None:
        """Index the words of new chunks."""
        self._connection.execute(_INDEX)

    def finish(self) -> None:
        """Index the words of new chunks, and work out the standing of the texts that have changed."""
        self.index()
        update_standing(self._connection)

    def _put(self, path: str, digest: str, tables: dict[str, list[tuple[Any, ...]]]) -> None:
        own = ("path", "digest", *GATHERED["files"])
        insert(self._connection, "files", own, [(path, digest, *tables["files"][0])])
        [(file,)] = self._connection.execute("SELECT id FROM files WHERE path = ?", (path,))
        texts, passages = self._last("texts") + 1, self._last("passages") + 1  # the numbers of the first rows
        links: dict[str, Callable[[Any], object]] = {
            "file": lambda _: file,
            "text": lambda at: texts + at,
            "passage": lambda at: None if at is None else passages + at,
            **{name: pool.number for name, pool in self._pools.items()},
        }
        for table, columns in [*GATHERED.items()][1:]:
            linked = [(at, links[name]) for at, name in enumerate(columns) if name in links]
            insert(self._connection, table, columns, (_resolved(row, linked) for row in tables[table]))
        self._connection.execute(_STALE, {"file": file})

    def _last(self, table: str) -> int:
        [(last,)] = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return int(last)


def _resolved(row: Sequence[Any], linked: Sequence[tuple[int, Callable[[Any], object]]]) -> list[Any]:
    """Return a row with the numbers of the rows that it names."""
    values = [*row]
    for at, number in linked:
        values[at] = number(values[at])
    return values


def _begin(connection: sqlite3.Connection) -> None:
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")


@contextmanager
def _whole_or_not(connection: sqlite3.Connection) -> Iterator[None]:
    """Roll back the changes made inside it if an exception occurs; earlier changes are kept."""
    _begin(connection)
    connection.execute("SAVEPOINT file")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back
            connection.execute("ROLLBACK TO file")
            connection.execute("RELEASE file")
        raise
    connection.execute("RELEASE file")


class _RowPool:
    """The numbers of the rows of a table, by their columns; a missing row is added when it is looked up."""

    def __init__(self, connection: sqlite3.Connection, table: str, *columns: str) -> None:
        """Look rows up in a table, whose first column is the number of the row.

        :param columns: the other columns; the first of them must have an index.
        """
        same = " AND ".join(f"{column} IS ?" for column in columns)
        self._connection = connection
        self._find = f"SELECT id FROM {table} WHERE {same}"
        self._add = f"INSERT INTO {table} VALUES (NULL, {', '.join('?' * len(columns))})"
        self._numbers: dict[tuple[str | None, ...], int] = {}

    def number(self, row: Sequence[str | None]) -> int:
        """Return the number of a row."""
        key = tuple([writable(value) if value is not None else None for value in row])
        if key not in self._numbers:
            found = self._connection.execute(self._find, key).fetchone()
            self._numbers[key] = int(found[0] if found else self._connection.execute(self._add, key).lastrowid or 0)
        return self._numbers[key]

    def forget(self) -> None:
        """Forget all rows: the transaction that added them may have been rolled back."""
        self._numbers.clear()
