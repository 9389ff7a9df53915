"""A collection of texts in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from itu_texts import batch
from itu_texts.api import from_json
from itu_texts.collection.gathering import Gather, Gathered, gather
from itu_texts.collection.questions import Questions
from itu_texts.collection.schema import prepare
from itu_texts.errors import InputError, ReadError
from itu_texts.nodes import Document

__all__ = ["Added", "Collection"]

_AT_ONCE = 200  # files that are written in one transaction


class Added:
    """What became of the files that were to be added."""

    def __init__(self) -> None:
        self.new = 0
        """Files that were read."""
        self.unchanged = 0
        """Files that the collection had already, with the same bytes."""
        self.failed: list[tuple[str, str]] = []
        """Files that could not be read, each with the reason."""

    def __repr__(self) -> str:
        return f"Added(new={self.new}, unchanged={self.unchanged}, failed={len(self.failed)})"


class Collection(Questions):
    r"""Texts of many files, with their clauses, tasks, references and diagnostics.

    It can be read while it is written, by other processes too.

    >>> from itu_texts import Collection, parse
    >>> with Collection.open(":memory:") as acts:
    ...     acts.add(parse("RESOLUTION 7 (LAKESIDE, 2018)\nOn boats\nThe Conference of Lakes (Lakeside, 2018),\n"
    ...                    "instructs the Secretary-General\nto count the boats"), name="r7")
    ...     [row.words for row in acts.mandates("SG")]
    Added(new=1, unchanged=0, failed=0)
    ['to count the boats']
    """

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, write: bool = True) -> Collection:
        """Open a collection; one that is not there is made.

        :param path: the file; ``":memory:"`` for one that is not kept.
        :param write: whether it is to be added to; without that the file must be there, and is not changed.
        :raises InputError: if the file is no collection, or of another version, or cannot be opened.
        """
        name = os.fspath(path)
        if not write and not Path(name).is_file():
            raise InputError(f"{name}: no such collection")
        try:
            if write:
                connection = sqlite3.connect(name, timeout=30)
            else:
                connection = sqlite3.connect(f"{Path(name).absolute().as_uri()}?mode=ro", uri=True, timeout=30)
            connection.execute("PRAGMA foreign_keys = ON")
            prepare(connection, name, write=write)
            if write and name != ":memory:":
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error as error:
            raise InputError(f"{name}: {error}") from None
        return cls(connection, name)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Collection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------ adding

    def add(
        self,
        source: str | os.PathLike[str] | Document | Iterable[str | os.PathLike[str]],
        *,
        name: str | None = None,
        language: str = "auto",
        workers: int | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> Added:
        """Add files, folders, or a document.

        Files that the collection has with the same bytes are not read again.  A file that was changed takes the place
        of what it was.  Each file is there whole or not at all, whatever interrupts.

        :param source: a file, a folder of files, several of either, or a document.
        :param name: of a document, what it is called in the collection; needed with one.
        :param language: that of the files.
        :param workers: how many processes read them; ``None`` for one for each core, but none for a few small files.
        :param progress: is told each file that was done.
        :raises InputError: if a document has no name, the collection is open for reading only, or the disk is full.
        :raises ReadError: if there is no such file.
        """
        added = Added()
        with self._writing():
            if isinstance(source, Document):
                if not name:
                    raise InputError("a document is added with a name: add(document, name=...)")
                self._put(name, gather(source, _digest_of(source)))
                self._connection.commit()
                added.new = 1
                return added
            named = [source] if isinstance(source, str | os.PathLike) else [*source]
            self._add_files([os.fspath(each) for each in named], language, workers, progress, added)
        return added

    def remove(self, path: str | os.PathLike[str]) -> bool:
        """Take a file, and all that was in it, out of the collection.

        :returns: whether it was there.
        """
        with self._writing():
            gone = self._connection.execute("DELETE FROM files WHERE path = ?", (os.fspath(path),)).rowcount
            self._connection.commit()
        return gone > 0

    def _add_files(
        self,
        named: list[str],
        language: str,
        workers: int | None,
        progress: Callable[[str], None] | None,
        added: Added,
    ) -> None:
        for each in named:
            if not Path(each).exists():
                raise ReadError(f"{each}: no such file or folder")
        known = dict(self._connection.execute("SELECT path, digest FROM files WHERE error = ''").fetchall())
        left: list[str] = []
        for path in batch.expand(named):
            try:
                same = path in known and known[path] == batch.digest(Path(path).read_bytes())
            except OSError:
                same = False  # its turn comes, and an error
            if same:
                added.unchanged += 1
            else:
                left.append(path)
        if not left:
            return
        count = batch.workers_for(left, os.cpu_count() or 1) if workers is None else min(workers, len(left))
        for number, result in enumerate(batch.run(left, batch.Job(Gather(), language), count), 1):
            if result.error:
                added.failed.append((result.name, result.error))
                self._fail(result.name, result.error)
            else:
                for rows in result.pieces:
                    self._put(result.name, rows)
                added.new += 1
            if progress is not None:
                progress(result.name)
            if number % _AT_ONCE == 0:
                self._connection.commit()
        self._connection.commit()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Undo what is half done where something fails, and say what failed."""
        try:
            yield
        except sqlite3.Error as error:
            self._connection.rollback()
            raise InputError(f"{self._name}: {error}") from None
        except BaseException:
            self._connection.rollback()
            raise

    def _fail(self, path: str, error: str) -> None:
        self._connection.execute("DELETE FROM files WHERE path = ?", (path,))
        self._connection.execute("INSERT INTO files (path, digest, error) VALUES (?, '', ?)", (path, error))

    def _put(self, path: str, rows: Gathered) -> None:
        """Write the rows of a file in the place of those that it had."""
        execute = self._connection.execute
        execute("DELETE FROM files WHERE path = ?", (path,))
        file = _insert(
            execute,
            "files",
            {"path": path, "digest": rows.digest, "language": rows.language, "length": rows.length, "tree": rows.tree},
        )
        texts = [self._put_text(file, text) for text in rows.texts]
        for citation in rows.citations:
            text = texts[citation["text"]] if citation["text"] is not None else None
            _insert(execute, "citations", {**citation, "text": text, "file": file})
        self._connection.executemany(
            "INSERT INTO oddities VALUES (?, ?, ?, ?, ?, ?)", [(file, *oddity) for oddity in rows.oddities]
        )

    def _put_text(self, file: int, text: dict[str, Any]) -> int:
        execute = self._connection.execute
        passages, tasks = text.pop("passages"), text.pop("tasks")
        number = _insert(execute, "texts", {**text, "file": file})
        places = [_insert(execute, "passages", {**passage, "text": number}) for passage in passages]
        for task in tasks:
            passage = places[task["passage"]] if task["passage"] is not None else None
            _insert(execute, "tasks", {**task, "passage": passage, "text": number})
        return number

    # ------------------------------------------------------------------ documents

    def document(self, path: str | os.PathLike[str]) -> Document:
        """The document of a file, as it was when it was added, without its source.

        :raises InputError: if the collection has no such file, or it could not be read.
        """
        row = self._connection.execute("SELECT tree, error FROM files WHERE path = ?", (os.fspath(path),)).fetchone()
        if row is None or row[0] is None:
            raise InputError(f"{self._name} has no {os.fspath(path)}" + (f": {row[1]}" if row else ""))
        return from_json(zlib.decompress(row[0]).decode("utf-8"))

    @property
    def files(self) -> list[str]:
        """The files that it has, in the order of their names."""
        return [path for (path,) in self._connection.execute("SELECT path FROM files WHERE error = '' ORDER BY path")]


def _insert(execute: Callable[..., sqlite3.Cursor], table: str, row: dict[str, Any]) -> int:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    return execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", (*row.values(),)).lastrowid or 0


def _digest_of(document: Document) -> str:
    return batch.digest(str(document.source).encode("utf-8", "surrogatepass"))
