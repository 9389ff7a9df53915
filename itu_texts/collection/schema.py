"""The tables of a collection, and the check of their version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from itu_texts.collection.query_words import TOKENS
from itu_texts.collection.views import CREATE
from itu_texts.errors import InputError
from itu_texts.language.conferences import conferences
from itu_texts.language.writing import writable

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
