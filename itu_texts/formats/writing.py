"""From documents to files of other formats: the writer of a format is called.

All formats can leave out who made tracked changes and when: they are given a document without that, and need not know
of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from itu_texts.analysis.columns import COLUMNS, Columns
from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.loading import load
from itu_texts.formats.table import FORMATS, WRITTEN, Format
from itu_texts.tree.nodes import Document

__all__ = ["export", "exporter", "iter_export", "iter_rows", "iter_together", "part_of"]


def exporter(name: str) -> Format:
    """The format of a name, if documents can be written in it.

    :raises InputError: if there is none; the error lists those that there are.
    """
    if name not in WRITTEN:
        raise InputError(f"no exporter {name!r}; there are: {', '.join(WRITTEN)}")
    return WRITTEN[name]


def iter_export(
    document: Document, name: str, *, anonymous: bool = False, **options: Any
) -> Iterator[str] | Iterator[bytes]:
    """A document in another format, in pieces, so that not all of it is held at once; see :func:`export`."""
    row = exporter(name)
    if row.writer.together:
        return iter_together([part_of(document, name, anonymous=anonymous, **options)], name, **options)
    made = _loaded(row, row.writer.function, options)(_given(document, anonymous=anonymous), **options)
    pieces: Iterator[str] | Iterator[bytes] = made
    return pieces


def part_of(document: Document, name: str, *, anonymous: bool = False, **options: Any) -> Any:
    """What is needed of one document for an output that is made of many: for :func:`iter_together`.

    :raises InputError: as :func:`export` does.
    """
    row = exporter(name)
    return _loaded(row, row.writer.together, options)(_given(document, anonymous=anonymous), **options)


def iter_together(parts: Iterable[Any], name: str, **options: Any) -> Iterator[str] | Iterator[bytes]:
    """One output of many documents, in pieces.

    :param parts: what :func:`part_of` gave of each document, in their order; taken one by one.
    :raises MissingExtraError: as :func:`export` does.
    """
    row = exporter(name)
    if row.writer.rows:
        _check_options(row, options)
        return iter_rows(name, COLUMNS[options.get("rows", "clauses")], chain.from_iterable(parts))
    pieces: Iterator[str] | Iterator[bytes] = _loaded(row, row.writer.function, options)(parts, **options)
    return pieces


def iter_rows(name: str, columns: Columns, rows: Iterable[Sequence[Any]]) -> Iterator[str] | Iterator[bytes]:
    """Rows of any values in a format, in pieces.

    :param name: of one of :data:`itu_texts.formats.table.ROWS`.
    :param columns: the names of the values, and what they are where they are not ``None``.
    :param rows: taken one by one.
    :raises MissingExtraError: as :func:`export` does.
    """
    row = FORMATS[name]
    pieces: Iterator[str] | Iterator[bytes] = load(row.writer.rows, row.title, row.writer.extra)(columns, rows)
    return pieces


def _given(document: Document, *, anonymous: bool) -> Document:
    if not isinstance(document, Document):
        raise InputError(f"export() takes a document, not a {type(document).__name__}")
    return without_authors(document) if anonymous else document


def _loaded(row: Format, function: str, options: dict[str, Any]) -> Any:
    """A function of a writer, which takes some options."""
    _check_options(row, options)
    return load(function, row.title, row.writer.extra)


def _check_options(row: Format, options: dict[str, Any]) -> None:
    """Refuse an option that a format does not have.

    :raises InputError: if there is one.
    """
    for option in options:
        if option not in row.writer.options:
            known = ", ".join(row.writer.options) or "none"
            raise InputError(f"{row.name} takes no option {option!r}; it takes: {known}")


@checked
def export(document: Document, name: str, *, anonymous: bool = False, **options: Any) -> str | bytes:
    r"""A document in another format.

    :param name: of the format: ``json``, ``jsonl`` (JSON on one line), ``text`` ...
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :param options: for ``json``, ``indent``: blanks for each level; for ``jsonl``, ``file``: a name to put in; for
        ``text``, ``width``: the column at which lines are wrapped; for ``csv``, ``xlsx`` and ``parquet``, ``rows``:
        of what the rows are made (``clauses``, ``items``, ``tasks``, ``references`` or ``diagnostics``), and ``file``.
    :returns: a string, or bytes where the format is binary.
    :raises InputError: if it is no document, there is no such exporter, or that takes no such option.
    :raises MissingExtraError: if it needs an extra that is not installed; the error names the command.

    >>> from itu_texts import parse
    >>> export(parse("resolves\nto row"), "outline")
    'resolves\n\tto row\n'
    """
    pieces: Iterator[Any] = iter_export(document, name, anonymous=anonymous, **options)
    return b"".join(pieces) if exporter(name).writer.binary else "".join(pieces)
