"""From documents to files of other formats: a table of exporters, each loaded when it is first used.

A new exporter is a module with a function that takes a document and gives the pieces of the output, and a row of
:data:`EXPORTERS`.  The module imports at its top what it needs of an extra.  All formats can leave out who made tracked
changes and when: they are given a document without that, and need not know of it.

Where one output is made of many documents together (a table, a graph), there are two functions: what the first takes
of each document is small and can be sent from one process to another, and the second makes the pieces of all these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from itu_texts.arguments import checked
from itu_texts.errors import InputError, MissingExtraError
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.loading import load, missing_extra
from itu_texts.tree.nodes import Document

__all__ = ["EXPORTERS", "Exporter", "export", "exporter", "iter_export", "iter_together", "part_of"]


class Exporter(NamedTuple):
    """A format that documents can be written in."""

    name: str
    title: str
    """What the format is called in messages."""
    suffix: str
    """Of files in the format."""
    function: str
    """What makes the output, as ``module:function``; it takes a document (or, with :attr:`together`, what that gave of
    each document) and the options, and gives pieces."""
    options: tuple[str, ...] = ()
    """The names of the options that the function takes: ``indent``, blanks for each level; ``width``, the column at
    which lines are wrapped; ``file``, where the document came from; ``rows``, of what the rows of a table are made."""
    many: bool = False
    """Whether one file may hold many documents, one after the other."""
    binary: bool = False
    """Whether the pieces are bytes, not strings."""
    extra: str = ""
    """What must be installed besides: ``pip install 'itu-texts[extra]'``."""
    together: str = ""
    """Where one output is made of many documents: what takes of each what is needed, as ``module:function``; it takes
    a document and the options.  Empty where each document has its own output."""
    finished: str = ""
    """The function that says which files an output holds already, as ``module:function``; empty if there is none."""


_GRAPH = "itu_texts.analysis.graph:gathered"

EXPORTERS = {
    row.name: row
    for row in (
        Exporter("json", "JSON", ".json", "itu_texts.formats.json.writer:iter_json", options=("indent", "source")),
        Exporter(
            "jsonl",
            "JSON Lines",
            ".jsonl",
            "itu_texts.formats.json.lines:iter_jsonl",
            options=("file", "digest", "made", "source"),
            many=True,
            finished="itu_texts.formats.json.lines:finished",
        ),
        Exporter("text", "plain text", ".txt", "itu_texts.formats.text.writer:iter_text", options=("width",)),
        Exporter("markdown", "Markdown", ".md", "itu_texts.formats.markdown.writer:iter_markdown"),
        Exporter("docx", "Word", ".docx", "itu_texts.formats.word.writer:iter_docx", binary=True),
        Exporter(
            "akn", "Akoma Ntoso", ".akn", "itu_texts.formats.akn.writer:iter_akn", options=("references", "resolve")
        ),
        Exporter("html", "HTML", ".html", "itu_texts.formats.html.page:iter_html", extra="html-out"),
        Exporter("outline", "outline", ".outline", "itu_texts.formats.text.outline:iter_outline", many=True),
        Exporter(
            "csv",
            "CSV",
            ".csv",
            "itu_texts.formats.tables.csv:iter_csv",
            options=("rows", "file"),
            together="itu_texts.formats.tables.csv:rows_of",
        ),
        Exporter(
            "parquet",
            "Parquet",
            ".parquet",
            "itu_texts.formats.tables.parquet:iter_parquet",
            options=("rows", "file"),
            binary=True,
            extra="parquet",
            together="itu_texts.formats.tables.csv:rows_of",
        ),
        Exporter(
            "xlsx",
            "Excel",
            ".xlsx",
            "itu_texts.formats.tables.spreadsheet:iter_xlsx",
            options=("rows", "file"),
            binary=True,
            extra="xlsx",
            together="itu_texts.formats.tables.csv:rows_of",
        ),
        Exporter("graphml", "GraphML", ".graphml", "itu_texts.formats.graphs:iter_graphml", together=_GRAPH),
        Exporter("dot", "Graphviz", ".dot", "itu_texts.formats.graphs:iter_dot", together=_GRAPH),
        Exporter("mermaid", "Mermaid", ".mmd", "itu_texts.formats.graphs:iter_mermaid", together=_GRAPH),
    )
}
"""The exporters by name."""


def exporter(name: str) -> Exporter:
    """The exporter of a name.

    :raises InputError: if there is none; the error lists those that there are.
    """
    if name not in EXPORTERS:
        raise InputError(f"no exporter {name!r}; there are: {', '.join(EXPORTERS)}")
    return EXPORTERS[name]


def iter_export(
    document: Document, name: str, *, anonymous: bool = False, **options: Any
) -> Iterator[str] | Iterator[bytes]:
    """A document in another format, in pieces, so that not all of it is held at once; see :func:`export`."""
    row = exporter(name)
    if row.together:
        return iter_together([part_of(document, name, anonymous=anonymous, **options)], name, **options)
    pieces: Iterator[str] | Iterator[bytes] = _made(row, row.function, _given(document, anonymous=anonymous), options)
    return pieces


def part_of(document: Document, name: str, *, anonymous: bool = False, **options: Any) -> Any:
    """What is needed of one document for an output that is made of many: for :func:`iter_together`.

    :raises InputError: as :func:`export` does.
    """
    row = exporter(name)
    return _made(row, row.together, _given(document, anonymous=anonymous), options)


def iter_together(parts: Iterable[Any], name: str, **options: Any) -> Iterator[str] | Iterator[bytes]:
    """One output of many documents, in pieces.

    :param parts: what :func:`part_of` gave of each document, in their order; taken one by one.
    :raises MissingExtraError: as :func:`export` does.
    """
    row = exporter(name)
    pieces: Iterator[str] | Iterator[bytes] = _made(
        row, row.function, parts, {key: value for key, value in options.items() if key != "file"}
    )
    return pieces


def _given(document: Document, *, anonymous: bool) -> Document:
    if not isinstance(document, Document):
        raise InputError(f"a document is exported, not a {type(document).__name__}")
    return without_authors(document) if anonymous else document


def _made(row: Exporter, function: str, given: Any, options: dict[str, Any]) -> Any:
    """What a function of an exporter makes."""
    for option in options:
        if option not in row.options:
            raise InputError(f"{row.name} takes no option {option!r}; it takes: {', '.join(row.options) or 'none'}")
    try:
        make: Callable[..., Any] = load(function)
    except ImportError as error:
        if not row.extra:
            raise
        raise MissingExtraError(missing_extra(f"{row.title} files", row.extra)) from error
    return make(given, **options)


@checked
def export(document: Document, name: str, *, anonymous: bool = False, **options: Any) -> str | bytes:
    r"""A document in another format.

    :param name: of a row of :data:`EXPORTERS`: ``json``, ``jsonl`` (JSON on one line), ``text`` ...
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
    return b"".join(pieces) if exporter(name).binary else "".join(pieces)
