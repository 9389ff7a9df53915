"""The tables of a collection, and what is done with a file that has other ones."""

from __future__ import annotations

import sqlite3

from itu_texts.errors import InputError

__all__ = ["APPLICATION", "VERSION", "prepare"]

APPLICATION = 0x49545554  # "ITUT": by which a file says that it is a collection
VERSION = 1

_TABLES = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    language TEXT,
    error TEXT NOT NULL DEFAULT '',
    length INTEGER NOT NULL DEFAULT 0,
    tree BLOB
);
CREATE INDEX files_by_digest ON files (digest);
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    body TEXT,
    work TEXT,
    identifier TEXT,
    edition TEXT,
    adopted TEXT,
    title TEXT,
    language TEXT NOT NULL,
    status TEXT,
    suppressed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX texts_by_work ON texts (kind, number, body);
CREATE INDEX texts_by_file ON texts (file);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    address TEXT NOT NULL,
    role TEXT NOT NULL,
    concept TEXT NOT NULL,
    label TEXT NOT NULL,
    words TEXT NOT NULL,
    digest INTEGER NOT NULL
);
CREATE INDEX passages_by_text ON passages (text);
CREATE INDEX passages_by_digest ON passages (digest);
CREATE VIRTUAL TABLE found USING fts5 (
    words, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN
    INSERT INTO found (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN
    INSERT INTO found (found, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TABLE tasks (
    text INTEGER NOT NULL REFERENCES texts ON DELETE CASCADE,
    passage INTEGER REFERENCES passages ON DELETE CASCADE,
    addressee TEXT NOT NULL,
    named TEXT NOT NULL,
    verb TEXT NOT NULL,
    address TEXT NOT NULL,
    times TEXT NOT NULL,
    begins TEXT,
    ends TEXT
);
CREATE INDEX tasks_by_addressee ON tasks (addressee);
CREATE INDEX tasks_by_text ON tasks (text);
CREATE TABLE citations (
    text INTEGER REFERENCES texts ON DELETE CASCADE,
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    cited_kind TEXT,
    cited_number TEXT,
    cited_body TEXT,
    identifier TEXT,
    edition TEXT,
    action TEXT NOT NULL DEFAULT ''
);
CREATE INDEX citations_by_work ON citations (cited_kind, cited_number, cited_body);
CREATE INDEX citations_by_text ON citations (text);
CREATE INDEX citations_by_file ON citations (file);
CREATE TABLE oddities (
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL
);
CREATE INDEX oddities_by_file ON oddities (file);
"""


def prepare(connection: sqlite3.Connection, path: str, *, write: bool) -> None:
    """Make the tables of a new collection, or see that a file has them.

    :raises InputError: if the file is no collection, or one of another version.
    """
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        raise InputError(f"{path}: no collection, or a damaged one: {error}") from None
    if not tables and write:
        connection.executescript(
            f"BEGIN; {_TABLES} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
        )
        return
    if application != APPLICATION:
        raise InputError(f"{path}: no collection of ITU texts")
    if version != VERSION:
        made = "a newer" if version > VERSION else "an older"
        raise InputError(f"{path}: a collection of {made} version ({version}, not {VERSION}); collect the files anew")
