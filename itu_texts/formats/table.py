"""The table of formats: the name, suffixes, recognition, reader and writer of each.

A new format is a folder with a reader, a writer or both, and a row of :data:`FORMATS`. Readers and writers are imported
when they are first used; their modules import the packages of their extras at the top. Another package has such a row,
a :class:`Format`, as an entry point of the group ``itu_texts.formats``.
"""

from collections.abc import Callable
from typing import NamedTuple

from itu_texts.formats import recognition
from itu_texts.formats.loading import Installed


class Reader(NamedTuple):
    """The reader of a format."""

    function: str = ""
    """The function, as ``module:function``. It takes the content, a name for errors, and the options, and returns a
    ``itu_texts.tree.readings.SourceText``, a string, or a document if the format states the whole structure.
    """
    recognise: Callable[[bytes, str], bool] = lambda head, name: True
    """Returns whether a file has the format, by its first bytes and its name in small letters; the first such format is
    used.
    """
    options: tuple[str, ...] = ()
    """The names of the options that the function takes, among ``view``, ``limits``, ``encoding`` and ``language``."""
    extra: str = ""
    """The extra that it needs: ``pip install 'itu-texts[extra]'``."""
    in_folders: bool = True
    """Whether files in folders are read by their suffix, and not only files that are named."""
    is_text: bool = False
    """Whether an empty file is a text without words."""


class Writer(NamedTuple):
    """The writer of a format, for documents or rows of values."""

    function: str = ""
    """The function, as ``module:function``. It takes a document (or, with :attr:`together`, the parts of all documents)
    and the options, and yields pieces. In files, a text that does not end with a newline gets one;
    :func:`itu_texts.export` gives the pieces as they are.
    """
    options: tuple[str, ...] = ()
    """The names of the options that the function takes: ``indent``, blanks for each level; ``width``, the column at
    which lines are wrapped; ``template``, a file with the styles of the output; ``file``, the name of the file of the
    document; ``rows``, the kind of rows of a table.
    """
    many: bool = False
    """Whether one file may contain many documents, one after the other."""
    binary: bool = False
    """Whether the pieces are bytes, not strings."""
    extra: str = ""
    """The extra that it needs."""
    together: str = ""
    """For one output made from many documents: the function that returns the part of a document, as
    ``module:function``. It takes a document and the options; its result is small and can be sent between processes.
    """
    rows: str = ""
    """The function that writes rows of values, as ``module:function``. It takes the columns and the rows, and yields
    pieces.
    """


class Format(NamedTuple):
    """A format of files."""

    name: str  #: the name by which it is asked for: ``docx``
    title: str
    """The name of the format in messages."""
    suffixes: tuple[str, ...]
    """The suffixes of its files; the first one is written."""
    reader: Reader = Reader()  #: how it is read
    writer: Writer = Writer()  #: how it is written


_GRAPH = "itu_texts.analysis.graph:gathered"
OF_ROWS = "itu_texts.formats.tables.rows:values_of"
"""The function that makes the rows of a document, the part of a table."""

_FORMATS = {
    row.name: row
    for row in (
        Format(
            "docx",
            "Word",
            (".docx", ".docm", ".dotx", ".dotm"),
            Reader(
                "itu_texts.formats.word.reader:read_docx",
                lambda head, _: head.startswith(b"PK\x03\x04"),
                ("view", "limits"),
                extra="docx",
            ),
            Writer("itu_texts.formats.word.writer:iter_docx", ("template",), binary=True),
        ),
        Format(
            "pdf",
            "PDF",
            (".pdf",),
            Reader("itu_texts.formats.pdf.reader:read_pdf", lambda head, _: b"%PDF-" in head, ("limits",), extra="pdf"),
        ),
        Format(
            "asciidoc",
            "AsciiDoc",
            recognition.ASCIIDOC,
            Reader(
                "itu_texts.formats.asciidoc.reader:read_asciidoc",
                lambda _, name: name.endswith(recognition.ASCIIDOC),
                ("view", "limits", "encoding"),
                is_text=True,
            ),
        ),
        Format(
            "html",
            "HTML",
            recognition.HTML,
            Reader("itu_texts.formats.html.reader:read_html", recognition.html, ("view", "limits"), extra="html"),
            Writer("itu_texts.formats.html.page:iter_html", extra="html-out"),
        ),
        Format(
            "akn",
            "Akoma Ntoso",
            recognition.AKN,
            Reader("itu_texts.formats.akn.reader:read_akn", recognition.akn, ("limits", "language")),
            Writer("itu_texts.formats.akn.writer:iter_akn", ("references", "resolve")),
        ),
        Format(
            "json",
            "JSON",
            (".json",),
            # JSON files of a folder may come from any program, or from the files beside them.
            Reader(
                "itu_texts.formats.json.reader:read_json",
                lambda head, name: name.endswith((".json", ".jsonl")) or recognition.JSON.match(head) is not None,
                ("limits", "encoding", "language"),
                in_folders=False,
            ),
            Writer(
                "itu_texts.formats.json.schema:iter_json",
                ("indent", "source", "addresses", "offsets"),
                rows="itu_texts.formats.tables.text:json_rows",
            ),
        ),
        Format(
            "jsonl",
            "JSON Lines",
            (".jsonl",),
            writer=Writer(
                "itu_texts.formats.json.schema:iter_jsonl",
                ("file", "digest", "source", "addresses", "offsets"),
                many=True,
                rows="itu_texts.formats.tables.text:jsonl_rows",
            ),
        ),
        Format(
            "markdown",
            "Markdown",
            recognition.MARKDOWN,
            Reader(
                "itu_texts.formats.text.reader:read_markdown",
                lambda _, name: name.endswith(recognition.MARKDOWN),
                ("limits", "encoding"),
                is_text=True,
            ),
            Writer("itu_texts.formats.text.writer:iter_markdown"),
        ),
        Format(
            "text",
            "plain text",
            (".txt",),
            Reader("itu_texts.formats.text.reader:read_printed", options=("limits", "encoding"), is_text=True),
            Writer("itu_texts.formats.text.writer:iter_text", ("width",)),
        ),
        Format(
            "outline", "outline", (".outline",), writer=Writer("itu_texts.formats.text.writer:iter_outline", many=True)
        ),
        Format(
            "csv",
            "CSV",
            (".csv",),
            writer=Writer(options=("rows", "file"), together=OF_ROWS, rows="itu_texts.formats.tables.text:csv_rows"),
        ),
        Format(
            "xlsx",
            "Excel",
            (".xlsx",),
            writer=Writer(
                options=("rows", "file"),
                binary=True,
                extra="xlsx",
                together=OF_ROWS,
                rows="itu_texts.formats.tables.spreadsheet:xlsx_rows",
            ),
        ),
        Format(
            "parquet",
            "Parquet",
            (".parquet",),
            writer=Writer(
                options=("rows", "file"),
                binary=True,
                extra="parquet",
                together=OF_ROWS,
                rows="itu_texts.formats.tables.parquet:parquet_rows",
            ),
        ),
        Format(
            "graphml",
            "GraphML",
            (".graphml",),
            writer=Writer("itu_texts.formats.graphs:iter_graphml", together=_GRAPH),
        ),
        Format(
            "jsonld", "JSON-LD", (".jsonld",), writer=Writer("itu_texts.formats.graphs:iter_jsonld", together=_GRAPH)
        ),
        Format("dot", "Graphviz", (".dot",), writer=Writer("itu_texts.formats.graphs:iter_dot", together=_GRAPH)),
        Format(
            "mermaid", "Mermaid", (".mmd",), writer=Writer("itu_texts.formats.graphs:iter_mermaid", together=_GRAPH)
        ),
    )
}
FORMATS = Installed(_FORMATS, "itu_texts.formats")
"""The formats by name, in the order in which files are tried."""

READ = tuple(row for row in _FORMATS.values() if row.reader.function)
"""The formats of the library that are read."""
WRITTEN = Installed(
    {row.name: row for row in _FORMATS.values() if row.writer != Writer()},
    "itu_texts.formats",
    lambda row: row.writer != Writer(),
)
"""The formats in which documents are written, by name."""
ROWS = tuple(row.name for row in WRITTEN.values() if row.writer.rows)
"""The names of the formats in which rows of values are written."""
SUFFIXES = tuple(sorted(suffix for row in READ if row.reader.in_folders for suffix in row.suffixes))
"""The suffixes of the files that are read from folders."""
