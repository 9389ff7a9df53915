"""A collection of texts in one SQLite file."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from itu_texts.analysis.columns import COLUMNS, Columns
from itu_texts.analysis.passages import Chunk
from itu_texts.analysis.references import references
from itu_texts.api import batch, parse
from itu_texts.collection import search as _search
from itu_texts.collection import works as _works
from itu_texts.collection.naming import apart, as_printed, identifier_in
from itu_texts.collection.rows import Answer, R, made, typed
from itu_texts.collection.standing import may_be
from itu_texts.collection.storing import Storing, gather, gathered, prepare
from itu_texts.collection.works import VIEWS, Kept
from itu_texts.errors import AddressError, IdentifierError, InputError, JSONError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.akn.published import LANGUAGES
from itu_texts.formats.akn.writer import node_at
from itu_texts.formats.composing import View
from itu_texts.formats.json.reader import document_of
from itu_texts.formats.json.schema import to_json
from itu_texts.formats.reading import read_file
from itu_texts.formats.tables.rows import RowContext, values_of
from itu_texts.formats.text.reader import decode
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import ANY, bound, fold, own_grammars, setting, writable
from itu_texts.parsing.parts import add_concepts
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Document, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words, line_words, outline_nodes
from itu_texts.tree.walking import find as find_nodes

if TYPE_CHECKING:
    from concurrent.futures import Executor


# ----------------------------------------------------------------------
# Finds what a citation or an IRI names in a collection, and says where it stands and what its words are.

_WITHIN = "… "  # before a citation, which then stands within a sentence
_LONGEST = 400  # characters of a citation
_MOST = 10  # places that are named beside the one that is asked for
_ENDS = re.compile(r"\s*(?:[,/\s]|$)")  # where the name of a text may end: "Resolution 7 (PP), resolves 2"
_LANGUAGE = re.compile(r"/([a-z]{3})@(?=[/~]|$)")  # in the names of chunks: "/akn/un/.../res-7/eng@/!main#resolves_2"
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"\[?(?:\.\.\.|…)\]?")
_OF_WORK = "t.id IN (SELECT text FROM chunks WHERE name >= :first AND name < :last)"


def find(acts: Collection, place: str, address: str = "", language: str | None = None) -> tuple[Kept, Node]:
    """Return what a citation or an IRI names.

    :param place: ``Resolution 7 (Rev. Hilltop, 2022), resolves 2``, the same as a sentence cites it, the name of a
        work, or an IRI as the rows ``chunks`` have it. Without an edition it is the last adopted one.
    :param address: a place in it.
    :raises InputError: if the collection has no such text or place, or several.
    """
    is_iri = place.startswith("/akn/") or _LANGUAGE.search(place)
    row, inside = _by_iri(acts, place) if is_iri else _by_name(acts, place, language)
    inside = address.strip() or inside
    if isinstance(inside, Node):
        return row, inside
    text = _works.text_of(acts, row)
    return row, text.at(inside) if inside else text


def _by_name(acts: Collection, place: str, language: str | None) -> tuple[Kept, str | Node]:
    """Return the edition that a citation names, and the address in it: "Resolution 7, resolves 2"."""
    if len(place) > _LONGEST:
        raise InputError(f"a citation has at most {_LONGEST} characters")
    for end in sorted({found.start() for found in _ENDS.finditer(place)}, reverse=True):
        try:
            return _works.edition(acts, place[:end], language), place[end:].strip(" ,/\n")
        except IdentifierError:
            continue
    for printed in as_printed(place):
        sentence = f"{_WITHIN}{printed}"  # else "Annex 1 to Resolution 7" would be a heading
        document = parse(sentence)
        cited = [each for each in references(document) if each.identifier is not None]
        if cited:
            break
    else:
        raise InputError(f"no text is named in {place!r:.40}; name one as texts cite it: Resolution 7 (Rev. X, 2022)")
    inside = min(cited, key=lambda each: (not each.address, each.kind == "text"))
    assert inside.identifier is not None
    address = inside.address or ""
    if not address:  # "preambular paragraph 2 of resolution 77/999", "PP2 of resolution 77/999"
        lead = sentence[len(_WITHIN) : inside.span.start if inside.kind == "text" else inside.span.end]
        of_the = lang_of(document.main_language).patterns.OF_THE.finditer(lead)
        lead = lead[: next((each.start() for each in of_the if each.end() == len(lead)), len(lead))]
        beside = (lead, sentence[inside.span.end :].strip(" ,/"))
        address = next((each for each in beside if any(map(str.isdecimal, each))), "")
    named: str | Identifier = sentence[max((each.span.start for each in cited if each.kind == "text"), default=0) :]
    try:
        named = identifier_in(acts, named)  # "resolves 2 of Resolution 7 (PP)"
    except IdentifierError:
        named = inside.identifier
    return _works.edition(acts, named, language), address


def _by_iri(acts: Collection, iri: str) -> tuple[Kept, str | Node]:
    """Return the edition of an IRI, and the node that it names; the best edition that has one."""
    spoken = _LANGUAGE.search(iri)
    work = iri[: spoken.start()] if spoken is not None else iri.partition("/!")[0]
    rows = _works.kept(acts, _OF_WORK, {"first": f"{work}/", "last": f"{work}0"})
    for row in sorted(rows, key=lambda row: (row.place < 0, row.copy_of is not None, row.edition.language != "en")):
        if spoken is None or LANGUAGES.get(row.edition.language) == spoken[1]:
            node = node_at(acts.document(row.edition.file), iri)
            if node is not None:
                return row, node
    raise InputError(f"{acts._name} has no {iri}")


# ---------------------------------------------------------------------- what is said of a place


def place_of(acts: Collection, file: str, node: Node) -> dict[str, Any]:
    """Return where a node stands: its IRI, its address, the headings above, and the place in the file."""
    context = acts._context(file)
    where = context.of_place(node, Span(node.start, node.end))
    iri = context.name_of(Chunk(node, node.span, "", 1))
    return {"iri": iri, **{name: where[name] for name in where if name != "column"}}


def told(acts: Collection, row: Kept, node: Node) -> dict[str, Any]:
    """Return the edition of a place, how it stands and which words say so, and where the place is."""
    edition = row.edition
    ground = {"words": edition.ground, "start": edition.ground_start, "file": edition.ground_file}
    of_text = {
        "identifier": edition.identifier,
        "title": edition.title,
        "language": edition.language,
        "adopted": row.day,
    }
    stands = {"standing": edition.standing, "is_latest": edition.is_latest, "ground": ground}
    return {**of_text, **stands, **place_of(acts, edition.file, node)}


def place_of_row(acts: Collection, row: Any) -> dict[str, Any]:
    """Return the place of a row of an answer, which has a file, an identifier, an address and words.

    It is empty if no text of the file has these words at that address.
    """
    for text in find_nodes(acts.document(row.file), Text):
        if str(text.identifier or "") == row.identifier:
            try:
                node = text.at(row.address) if row.address else text
            except AddressError:
                continue
            if says(node, row.words):
                return place_of(acts, row.file, node)
    return {}


def verify(acts: Collection, row: Kept, node: Node, words: str) -> dict[str, Any]:
    """Return whether some words stand at a place, and where else in the text and in which other editions.

    Capitals, punctuation and labels do not count, and ``...`` stands for words that are left out. Words that stand
    there may still be a part of a sentence that says something else: the answer has the whole.

    :raises InputError: if there are no words.
    """
    if not _WORD.search(words):
        raise InputError("no words to look for")
    return {
        "said": says(node, words),
        "exactly": " ".join(words.split()) in all_words(node),
        "words": all_words(node),
        **told(acts, row, node),
        "elsewhere": [*islice(_saying(acts, row, words, node), _MOST)],
        "other_editions": [
            {"identifier": each.edition.identifier, "standing": each.edition.standing, **place}
            for each in _works.others(acts, row)
            for place in islice(_saying(acts, each, words), 1)
        ],
    }


def _saying(acts: Collection, row: Kept, words: str, besides: Node | None = None) -> Iterator[dict[str, Any]]:
    """Yield the innermost places of an edition with some words, except below a node."""
    stack: list[Node] = [_works.text_of(acts, row)]
    while stack:
        node = stack.pop()
        if node is besides:
            continue
        inside = [each for each, _ in node.outline_line.below if says(each, words)]
        stack += reversed(inside)
        if not inside and says(node, words):
            yield place_of(acts, row.edition.file, node)


def says(node: Node, words: str) -> bool:
    r"""Return whether some words stand in a node, with or without its labels.

    >>> from itu_texts import parse
    >>> doc = parse("resolves\n1 to count the boats;\n2 to rest")
    >>> says(doc, "to count “the boats”, to rest"), says(doc, "to count ... rest"), says(doc, "count the boat")
    (True, True, False)
    """
    parts = "".join(rf"(?>.*?\b{part}\b)" for part in map(_words, _GAP.split(words)) if part)
    without_labels = " ".join(line_words(each.outline_line)[1] for each in outline_nodes(node))
    return any(re.match(parts, _words(there)) for there in (all_words(node), without_labels))


def _words(words: str) -> str:
    """Return words between single blanks, without punctuation; Chinese characters count as words."""
    return " ".join(_WORD.findall(apart(fold(words).casefold())))


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
    mandates = _works.mandates
    cites = _works.cites
    ended = _works.ended
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


# ---------------------------------------------------------------------- makes tables of a whole collection

_OF_VIEWS = tuple(name.removeprefix("all_") for name in VIEWS)


_NO_COPIES = """
SELECT f.path FROM files f WHERE f.error IS NULL AND (
    EXISTS (SELECT 1 FROM texts t WHERE t.file = f.id AND t.counts)
    OR NOT EXISTS (SELECT 1 FROM texts t WHERE t.file = f.id)
) ORDER BY f.path
"""
"""The files in which at least one text is not a copy."""


def rows_of(acts: Collection, what: str) -> tuple[Columns, Iterator[Sequence[Any]]]:
    """Return the columns and the rows of all texts of a collection, in the order of its files.

    Rows of works, editions, tasks, references and paragraphs come from its views; the others are made from the
    documents, as :func:`itu_texts.records` makes them, without the columns ``line``, ``column`` and ``place``.

    :raises InputError: if there is no such kind of rows.
    """
    if what in _OF_VIEWS:
        view = f"all_{what}"
        names = [name for _, name, *_ in acts.rows(f"PRAGMA table_info({view})")]
        order = {"works": "kind, number, work", "mandates": "is_past IS TRUE, due IS NULL, due"}.get(what, "file")
        columns = typed(names)
        are_bool = [its_type is bool for its_type in columns.values()]
        found = acts._each_row(f"SELECT * FROM {view} ORDER BY {order}")
        return columns, (
            [bool(value) if is_bool else value for value, is_bool in zip(row, are_bool, strict=True)] for row in found
        )
    if what not in COLUMNS or what == "diagnostics":
        there = dict.fromkeys(each for each in (*_OF_VIEWS, *COLUMNS) if each != "diagnostics")
        raise InputError(f"no rows of {what!r:.40} in a collection; there are: {', '.join(there)}")
    values = chain.from_iterable((values_of(document, rows=what, file=file) for file, document in documents(acts)))
    return COLUMNS[what], _named_apart(values, [*COLUMNS[what]]) if what == "chunks" else values


def documents(acts: Collection) -> Iterator[tuple[str, Document]]:
    """Yield the files of a collection and their documents, in order, without those of which all texts are copies."""
    return ((file, acts.document(file)) for (file,) in acts.rows(_NO_COPIES))


def _named_apart(rows: Iterable[tuple[Any, ...]], columns: list[str]) -> Iterator[Sequence[Any]]:
    """Give unique names to the chunks of a text that is in several files."""
    at, file = columns.index("id"), columns.index("file")
    named: dict[Any, Any] = {}
    for row in rows:
        is_first = named.setdefault(row[at], row[file]) == row[file]
        yield row if is_first else (*row[:at], f"{row[at]}@{row[file]}", *row[at + 1 :])
