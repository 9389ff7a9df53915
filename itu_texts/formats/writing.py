"""Writes documents in other formats: calls the writer of a format.

Authors and dates of tracked changes can be left out in all formats: the writer then gets a document without them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast, overload

from itu_texts.analysis.columns import Columns
from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.loading import load
from itu_texts.formats.table import FORMATS, OF_ROWS, WRITTEN, Format
from itu_texts.tree.nodes import Document


def exporter(name: str) -> Format:
    """Return the format of a name, if documents can be written in it.

    :raises InputError: if there is none; the error lists the formats.
    """
    if name not in WRITTEN:
        raise InputError(f"no exporter {name!r:.40}; there are: {', '.join(WRITTEN)}")
    return cast(Format, WRITTEN[name])


def iter_export(
    document: Document, name: str, *, anonymous: bool = False, **options: Any
) -> Iterator[str] | Iterator[bytes]:
    """Yield a document in another format, in pieces, so that memory does not hold all of it; see :func:`export`."""
    row = exporter(name)
    if joins(row, options):
        return iter_together([part_of(document, name, anonymous=anonymous, **options)], name, **options)
    return _loaded(row, row.writer.function, options)(_given(document, anonymous=anonymous), **options)


def options_of(row: Format, options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the options that a format takes: those of a table, if rows are asked for."""
    return ("rows", "file") if row.writer.rows and "rows" in options else row.writer.options


def joins(row: Format, options: Mapping[str, Any]) -> str:
    """Return the function that makes the part of a document, if one output is made from many: a graph, a table.

    JSON is a table if rows are asked for.
    """
    return row.writer.together or (OF_ROWS if "rows" in options else "")


def part_of(document: Document, name: str, *, anonymous: bool = False, **options: Any) -> Any:
    """Return the part of one document for an output that is made from many; see :func:`iter_together`.

    :raises InputError: as :func:`export` does.
    """
    row = exporter(name)
    return _loaded(row, joins(row, options), options)(_given(document, anonymous=anonymous), **options)


def iter_together(parts: Iterable[Any], name: str, **options: Any) -> Iterator[str] | Iterator[bytes]:
    """Yield one output of many documents, in pieces.

    :param parts: the result of :func:`part_of` for each document, in order; they are taken one by one.
    :raises MissingExtraError: as :func:`export` does.
    """
    row = exporter(name)
    if row.writer.rows:
        _check_options(row, options)
        from itu_texts.formats.tables.rows import columns_for  # which imports all of the analysis

        return iter_rows(name, columns_for(options.get("rows", "clauses")), chain.from_iterable(parts))
    return _loaded(row, row.writer.function, options)(parts, **options)


def iter_rows(name: str, columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str] | Iterator[bytes]:
    """Yield rows of values in a format, in pieces.

    :param name: one of :data:`itu_texts.formats.table.ROWS`.
    :param columns: the names of the columns, and the types of their values other than ``None``.
    :param rows: the rows, which are taken one by one.
    :raises MissingExtraError: as :func:`export` does.
    """
    return _loaded(FORMATS[name], FORMATS[name].writer.rows)(columns, rows)


def _given(document: Document, *, anonymous: bool) -> Document:
    if not isinstance(document, Document):
        raise InputTypeError(f"export() takes a document, not a {type(document).__name__}")
    return without_authors(document) if anonymous else document


def _loaded(
    row: Format, function: str, options: Mapping[str, Any] = MappingProxyType({})
) -> Callable[..., Iterator[str] | Iterator[bytes]]:
    """Return a function of a writer, after checking its options."""
    _check_options(row, options)
    return cast(Callable[..., Any], load(function, f"{row.title} files", row.writer.extra))


def _check_options(row: Format, options: Mapping[str, Any]) -> None:
    """Refuse options that a format does not have.

    :raises InputError: if there is such an option.
    """
    known = options_of(row, options)
    for option in options:
        if option not in known:
            raise InputError(f"{row.name} takes no option {option!r:.40}; it takes: {', '.join(known) or 'none'}")


_Documents: TypeAlias = "Document | Iterable[Document]"  # as text, which is what an error shows
_Binary = Literal["docx", "parquet", "xlsx"]
_Textual = Literal["akn", "csv", "dot", "graphml", "html", "json", "jsonl", "markdown", "mermaid", "outline", "text"]


@overload
def export(documents: _Documents, name: _Textual, *, anonymous: bool = ..., **options: Any) -> str: ...
@overload
def export(documents: _Documents, name: _Binary, *, anonymous: bool = ..., **options: Any) -> bytes: ...
@overload
def export(documents: _Documents, name: str, *, anonymous: bool = ..., **options: Any) -> str | bytes: ...
@checked
def export(documents: _Documents, name: str, *, anonymous: bool = False, **options: Any) -> str | bytes:
    r"""Return a document, or several together, in another format.

    :param documents: a document; or several, where one file of the format holds many: tables, graphs, ``jsonl`` and
        ``outline``.
    :param name: the name of the format: ``json``, ``jsonl`` (JSON on one line), ``text`` ...
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :param options: for ``json``, ``indent``: blanks for each level; for ``jsonl``, ``file``: a file name that is
        included; for ``text``, ``width``: the column at which lines are wrapped; for ``csv``, ``xlsx`` and ``parquet``,
        and for tables in ``json`` and ``jsonl``, ``rows``: the kind of rows (``clauses``, ``items``, ``tasks`` ...),
        and ``file``.
    :returns: a string, or bytes for a binary format.
    :raises InputError: if ``documents`` are not documents, there is no such format or option, or a file of the format
        holds one document and not several.
    :raises MissingExtraError: if the format needs an extra that is not installed; the error names the command.

    >>> from itu_texts import parse
    >>> export(parse("resolves\nto row"), "outline")
    'resolves\n\tto row\n'
    """
    writer = exporter(name).writer
    given = [documents] if isinstance(documents, Document) else [*documents]
    pieces: list[Any] = []
    if joins(exporter(name), options):
        pieces += iter_together(
            (part_of(each, name, anonymous=anonymous, **options) for each in given), name, **options
        )
    elif writer.many or len(given) == 1:
        for each in given:
            pieces += iter_export(each, name, anonymous=anonymous, **options)
    else:
        raise InputError(f"a file of {exporter(name).title} holds one document, not {len(given)}")
    return b"".join(pieces) if writer.binary else "".join(pieces)
