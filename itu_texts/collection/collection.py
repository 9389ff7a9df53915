"""A collection of texts in one SQLite file."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from itu_texts.api import batch
from itu_texts.collection import cites as _cites
from itu_texts.collection import mandates as _mandates
from itu_texts.collection import search as _search
from itu_texts.collection import works as _works
from itu_texts.collection.gathering import gather, gathered
from itu_texts.collection.locating import find
from itu_texts.collection.rows import Answer, R, made
from itu_texts.collection.schema import prepare
from itu_texts.collection.standing import may_be
from itu_texts.collection.storing import Storing
from itu_texts.errors import InputError, JSONError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.json.reader import document_of
from itu_texts.formats.json.writer import to_json
from itu_texts.formats.limits import View
from itu_texts.formats.reading import read_file
from itu_texts.formats.tables.rows import RowContext
from itu_texts.formats.text.reader import decode
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.language_codes import ANY, bound, own_grammars, setting
from itu_texts.language.writing import writable
from itu_texts.parsing.parts import add_concepts
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Document, Text

if TYPE_CHECKING:
    from concurrent.futures import Executor

_AT_ONCE = 100  # files that are written in one transaction
_PAGE = 8192  # bytes; trees leave much space unused in smaller pages
_AHEAD = 4000  # pages in the write-ahead log before a checkpoint
_CACHE = 64_000  # kilobytes of pages that are kept in memory
_KEPT = 16  # files whose trees are kept in memory
_WAIT = 30  # seconds to wait for another process that writes
_PathLike: TypeAlias = str | os.PathLike[str]


@define
class Added:
    """The result of adding files."""

    new: int = 0
    """The number of files that were read."""
    unchanged: int = 0
    """The number of files that the collection already had with the same bytes."""
    failed: list[tuple[str, str]] = field(factory=list)
    """The files that could not be read, each with the reason."""
    gone: int = 0
    """The number of files that were removed because they no longer exist in their folder."""
    skipped: list[tuple[str, str]] = field(factory=list)
    """The files of folders that are not of a readable kind, each with the reason."""


class Collection:
    r"""The texts of many files, with their clauses, tasks, references and diagnostics, in one SQLite file.

    It can be read while it is written, also by other processes. Files are identified by their paths as given, texts by
    their identifiers: the editions of a text in all languages are one work, and a text that names no body may belong to
    any.

    >>> from itu_texts import Collection, parse
    >>> with Collection.open(":memory:") as acts:
    ...     acts.add(parse("RESOLUTION 7 (LAKESIDE, 2018)\nOn boats\nThe Conference of Lakes (Lakeside, 2018),\n"
    ...                    "instructs the Secretary-General\nto count the boats"))
    ...     [row.words for row in acts.mandates("SG")]
    Added(new=1, unchanged=0, failed=[], gone=0, skipped=[])
    ['to count the boats']
    """

    works = _works.works
    history = _works.history
    blame = _works.blame
    mandates = _mandates.mandates
    cites = _cites.cites
    ended = _cites.ended
    search = _search.search
    duplicates = _search.duplicates

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        """Use an open connection.

        :param name: the file, as it was opened; ``":memory:"`` for a collection in memory.
        """
        self._connection = connection
        self._name = name
        self._context = lru_cache(_KEPT)(self._read)

    @classmethod
    @checked
    def open(cls, path: _PathLike, *, write: bool = True) -> Collection:
        """Open a collection; create it if it does not exist.

        :param path: the file; ``":memory:"`` for a collection in memory.
        :param write: whether files can be added; otherwise the file must exist, and is not changed.
        :raises InputError: if the file is not a collection, has another version, or cannot be opened.
        """
        name = os.fspath(path)
        if "\0" in name:  # SQLite would open the file named before it
            raise InputError(f"{name!r:.40} cannot be the name of a file")
        if not write and not Path(name).is_file():
            raise InputError(f"{name}: no such collection")
        try:
            connection = (
                sqlite3.connect(name, timeout=_WAIT, isolation_level=None) if write else _connected_to_read(name)
            )
            try:
                if write:
                    connection.execute(f"PRAGMA page_size = {_PAGE}")  # has an effect only on a new file
                    connection.execute("PRAGMA foreign_keys = ON")
                prepare(connection, name, write=write)
                if write and name != ":memory:":
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.execute("PRAGMA synchronous = NORMAL")
                    connection.execute(f"PRAGMA wal_autocheckpoint = {_AHEAD}")
                    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise InputError(f"{name}: {error}") from None
        connection.create_function("may_be", 4, may_be, deterministic=True)
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

    @checked
    def add(
        self,
        source: _PathLike | Document | Iterable[_PathLike | Document],
        *,
        name: str | None = None,
        language: str = ANY,
        view: View = "final",
        encoding: str | None = None,
        workers: int | None = None,
        executor: Executor | None = None,
        prune: bool = False,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> Added:
        """Add files, folders or documents.

        Files that the collection already has with the same bytes and options are not read again. A changed file
        replaces its earlier version; a file that can no longer be read leaves only its error. Each file is stored
        completely or not at all, even if the run is interrupted.

        :param source: a file, a folder, a document, or several of these.
        :param name: the name of a document in the collection; by default a name made from its content.
        :param language: the language of the files; that of a :class:`itu_texts.Parser` with own grammars is
            ``parser.code()``. The collection keeps the grammars, also those of documents, and reads with them.
        :param view: the view of tracked changes in Word files.
        :param encoding: the encoding of plain text; ``None`` to detect it.
        :param workers: the number of processes that read files; ``None`` for one for each core, but none for a few
            small files, and none in a script without ``if __name__ == "__main__":``, which each of them would run
            again.
        :param executor: an executor that reads files in place of processes of this machine; see
            :func:`itu_texts.parse_many`.
        :param prune: whether to remove files of a folder that no longer exist there.
        :param progress: called with the number of files that are done, the total, and the name of the file.
        :raises InputError: if the collection is read-only, the disk is full, or a name is given for anything but one
            document.
        :raises ReadError: if a file does not exist.
        :raises UnknownLanguageError: if there is no grammar for the language.
        """
        if language != ANY:
            lang_of(language)  # to raise its error
        if encoding is not None:
            decode(b"", encoding=encoding)  # to raise its error
        several = [source] if isinstance(source, str | os.PathLike | Document) else [*source]
        paths = [_path(each) for each in several if not isinstance(each, Document)]
        if name is not None and (paths or len(several) != 1):
            raise InputError(f"a name can be given only for one document: {name!r:.40}")
        missing = [path for path in paths if not os.path.exists(path)]  # noqa: PTH110  # Path fails for long names
        if missing:
            raise ReadError(f"{missing[0]}: no such file or folder")
        added = Added()
        job = batch.Job(gathered, language, view=view, encoding=encoding)
        with self._writing() as storing:
            storing.keep_grammars(language)
            for document in (each for each in several if isinstance(each, Document)):
                storing.keep_grammars(document.language)
                self._add_document(document, name, storing, added)
            if prune:
                self._prune(paths, storing, added)
            for number, result in enumerate(self._results(paths, job, workers, executor, added, progress), 1):
                name = batch.display_name(result.name)
                if result.error:
                    added.failed.append((name, result.error))
                    storing.fail(name, language, result.error)
                for rows in result.pieces:
                    try:
                        storing.put(name, _read_as(rows.digest, job), rows)
                        added.new += 1
                    except sqlite3.DatabaseError:  # an error of the collection, not of this file
                        raise
                    except Exception as error:
                        added.failed.append((name, f"{name}: cannot be kept ({batch.describe_error(error)})"))
                        storing.fail(name, language, added.failed[-1][1])
                if number % _AT_ONCE == 0:
                    storing.index()
                    self._connection.commit()
        return added

    @checked
    def remove(self, path: _PathLike) -> bool:
        """Remove a file and its texts from the collection.

        :returns: whether the file was in the collection.
        :raises InputError: if the collection is read-only.
        """
        with self._writing() as storing:
            return storing.take_out(batch.display_name(_path(path)))

    def _add_document(self, document: Document, name: str | None, storing: Storing, added: Added) -> None:
        digest = batch.digest((str(document.source) or to_json(document)).encode("utf-8", "surrogatepass"))
        path = name or f"document:{digest}"
        key = f"{digest} {_with_grammars(document.language)} document"
        if self.rows("SELECT digest FROM files WHERE path = ? AND error IS NULL", (path,)) == [(key,)]:
            added.unchanged += 1
        else:
            storing.put(path, key, gather(document, digest))
            added.new += 1

    def _prune(self, folders: list[str], storing: Storing, added: Added) -> None:
        there = {*map(batch.display_name, batch.find_files(folders).names)}
        tops = {*map(Path, folders)}
        for (path,) in self.rows("SELECT path FROM files"):
            if path not in there and not tops.isdisjoint(Path(path).parents):
                added.gone += storing.take_out(path)

    def _results(
        self,
        paths: list[str],
        job: batch.Job,
        workers: int | None,
        executor: Executor | None,
        added: Added,
        progress: Callable[[int, int, str], None] | None,
    ) -> Iterator[batch.Result]:
        """Yield the rows of each file that is new or changed."""
        known = dict(self.rows("SELECT path, digest FROM files WHERE error IS NULL"))
        left = []
        found = batch.find_files(paths)
        added.skipped = found.skipped
        added.failed += found.failed
        for path in dict.fromkeys(found.names):
            name = batch.display_name(path)
            if name in known and known[name] == _read_as(_digest_of(path), job):
                added.unchanged += 1
            else:
                left.append(path)
        if not left:
            return
        count = batch.workers_for(left, batch.cores()) if workers is None else min(workers, len(left))
        for number, result in enumerate(batch.run(left, job, count, executor), 1):
            yield result
            if progress is not None:
                progress(number, len(left), result.name)

    @contextmanager
    def _writing(self) -> Iterator[Storing]:
        """Write in transactions; complete files are kept if an error occurs, and the error is raised."""
        storing = Storing(self._connection)
        try:
            try:
                yield storing
            finally:
                if self._connection.in_transaction or self.rows("SELECT 1 FROM stale LIMIT 1"):
                    storing.finish()
                    self._connection.commit()
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):  # the connection is closed
                self._connection.rollback()
            raise InputError(f"{self._name}: {error}") from None
        finally:
            self._context.cache_clear()

    # ------------------------------------------------------------------ content

    @checked
    def document(self, path: _PathLike) -> Document:
        """Return the document of a file as it was added.

        :raises InputError: if the collection has no such file, or it could not be read.
        """
        return self._context(batch.display_name(_path(path))).document

    @checked
    def at(self, iri: str) -> Node:
        """Return the place that an IRI or a citation names: the ``id`` of a hit, ``Resolution 7 (PP), resolves 2``.

        :raises InputError: if the collection has no such place.
        """
        return find(self, iri)[1]

    @checked
    def text(self, identifier: str | Identifier, *, language: str | None = None) -> Text:
        """Return a text: the last adopted edition if none is named, in English if the collection has it.

        :param identifier: ``Resolution 70 (PP)``, also as people write it: ``Res 70``.
        :param language: the language of the text.
        :raises IdentifierError: if ``identifier`` is not an identifier.
        :raises InputError: if the collection has no such text, or several may be meant.
        """
        return _works.text_of(self, _works.edition(self, identifier, language))

    @property
    def files(self) -> list[str]:
        """The files, sorted by name, without those that could not be read."""
        return [path for (path,) in self.rows("SELECT path FROM files WHERE error IS NULL ORDER BY path")]

    def rows(self, query: str, values: dict[str, Any] | Sequence[Any] = ()) -> list[Any]:
        """Return the rows of an SQL query.

        The views stay (see the manual); other versions of the library may change the tables of
        ``collection/schema.py``.

        :param query: the query, in SQL.
        :param values: the values of its parameters.
        :raises InputError: if the file is damaged or closed.
        """
        return [*self._each_row(query, values)]

    def _each_row(self, query: str, values: dict[str, Any] | Sequence[Any] = ()) -> Iterator[Any]:
        """Yield the same rows one by one, without keeping them in memory."""
        try:
            # "yield from" would close the cursor once the collection may be closed
            for row in self._connection.execute(query, _storable(values)):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise InputError(f"{self._name}: {error}") from None

    def _answer(self, kind: type[R], query: str, values: dict[str, Any]) -> Answer[R]:
        """Return the rows of a query, whose columns are the fields of a class."""
        return Answer(kind, (made(kind, row) for row in self.rows(query, values)))

    def _read(self, path: str) -> RowContext:
        """Return the document of a file, with what its rows share."""
        found = self.rows("SELECT tree, error FROM files WHERE path = ?", (path,))
        if not found or found[0][0] is None:
            raise InputError(f"{self._name} has no {path}" + (f": {found[0][1]}" if found else ""))
        try:
            tree = zlib.decompress(found[0][0]).decode("utf-8", "surrogatepass")
            code = self._bound(ANY)
            add_concepts(code)
            return RowContext(document_of(tree, code), path)
        except (zlib.error, UnicodeError, JSONError, json.JSONDecodeError) as error:
            raise InputError(f"{path}: its data in the collection are damaged: {error}") from None

    def _bound(self, code: str) -> str:
        """Return the code of a language, with the own grammars that the collection keeps."""
        own = self.rows("SELECT language, words FROM grammars ORDER BY language")
        return bound(code, setting(tuple(own), None)) if own else code


def _storable(values: Any) -> Any:
    """Return the values of a query, with U+FFFD for lone surrogates, as in the tables."""
    if isinstance(values, dict):
        return {name: writable(value) if isinstance(value, str) else value for name, value in values.items()}
    return [writable(value) if isinstance(value, str) else value for value in values]


def _connected_to_read(name: str) -> sqlite3.Connection:
    """Return a read-only connection, also to a file in a folder that cannot be written."""
    uri = f"{Path(name).absolute().as_uri()}?mode=ro"
    opened = partial(sqlite3.connect, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    connection = opened(uri)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if Path(f"{name}-wal").exists():
            raise
        connection = opened(f"{uri}&immutable=1")
    except sqlite3.DatabaseError:  # not a database, which is reported later
        pass
    return connection


def _path(path: _PathLike) -> str:
    return os.path.normpath(os.fspath(path))


def _digest_of(path: str) -> str | None:
    try:
        return batch.digest(read_file(path))
    except ReadError:
        return None  # reading it later raises the error


def _read_as(digest: str | None, job: batch.Job) -> str:
    """Return the key of a file that was read with some options."""
    return f"{digest} {_with_grammars(job.language)} {job.view} {job.encoding or ''}"


def _with_grammars(code: str) -> str:
    """Return a code with a digest of the own grammars that it carries: texts are read again with changed ones."""
    own = own_grammars(code)
    return f"{code} {batch.digest(repr(sorted(own.items())).encode())}" if own else str(code)
