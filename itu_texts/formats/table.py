"""The formats: a row for each, with what files in it are called, how they are recognised, their reader and writer.

A new format is a folder with a reader, a writer or both, and a row of :data:`FORMATS`.  Readers and writers are
imported when they are first used; their modules import at the top what they need of an extra.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from itu_texts.formats import recognition

__all__ = ["FORMATS", "READ", "ROWS", "SUFFIXES", "WRITTEN", "Format", "Reader", "Writer"]


class Reader(NamedTuple):
    """How files in a format are read."""

    function: str = ""
    """What reads the content, as ``module:function``; it takes the content, a name for errors, and the options, and
    gives a :class:`~itu_texts.tree.readings.Reading`, a string, or a document where the format has all of it."""
    recognise: Callable[[bytes, str], bool] = recognition.anything
    """Whether a file is in the format, by its first bytes and its name; the first format that says so counts."""
    options: tuple[str, ...] = ()
    """Which of ``view``, ``limits`` and ``encoding`` the function takes."""
    extra: str = ""
    """What must be installed besides: ``pip install 'itu-texts[extra]'``."""
    in_folders: bool = True
    """Whether files of a folder are read by their suffix, and not only those that are named."""
    is_text: bool = False
    """Whether a file of no bytes is a text without words."""


class Writer(NamedTuple):
    """How documents, or rows of values, are written in a format."""

    function: str = ""
    """What makes the output, as ``module:function``; it takes a document (or, with :attr:`together`, what that gave of
    each document) and the options, and gives pieces."""
    options: tuple[str, ...] = ()
    """The names of the options that the function takes: ``indent``, blanks for each level; ``width``, the column at
    which lines are wrapped; ``template``, a file that the output is made like; ``file``, where the document came from;
    ``rows``, of what the rows of a table are made."""
    many: bool = False
    """Whether one file may hold many documents, one after the other."""
    binary: bool = False
    """Whether the pieces are bytes, not strings."""
    extra: str = ""
    """As of :class:`Reader`."""
    together: str = ""
    """Where one output is made of many documents: what takes of each what is needed, as ``module:function``; it takes
    a document and the options.  What it gives is small and can be sent from one process to another."""
    finished: str = ""
    """The function that says which files an output holds already, as ``module:function``; empty if there is none."""
    rows: str = ""
    """What writes rows of any values, as ``module:function``; it takes the columns and the rows, and gives pieces."""


class Format(NamedTuple):
    """A format that files are read or written in."""

    name: str
    title: str
    """What the format is called in messages."""
    suffixes: tuple[str, ...]
    """Of files in the format, the one that is written first."""
    reader: Reader = Reader()
    writer: Writer = Writer()


_GRAPH = "itu_texts.analysis.graph:gathered"
_ROWS = "itu_texts.formats.tables.rows:values_of"

FORMATS = {
    row.name: row
    for row in (
        Format(
            "docx",
            "Word",
            (".docx", ".docm", ".dotx", ".dotm"),
            Reader("itu_texts.formats.word.reader:read_docx", recognition.docx, ("view", "limits"), extra="docx"),
            Writer("itu_texts.formats.word.writer:iter_docx", ("template",), binary=True),
        ),
        Format(
            "pdf",
            "PDF",
            (".pdf",),
            Reader("itu_texts.formats.pdf.reader:read_pdf", recognition.pdf, ("limits",), extra="pdf"),
        ),
        Format(
            "asciidoc",
            "AsciiDoc",
            recognition.ASCIIDOC,
            Reader(
                "itu_texts.formats.asciidoc.reader:read_asciidoc",
                recognition.asciidoc,
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
            Reader("itu_texts.formats.akn.reader:read_akn", recognition.akn, ("limits",)),
            Writer("itu_texts.formats.akn.writer:iter_akn", ("references", "resolve")),
        ),
        Format(
            "json",
            "JSON",
            (".json",),
            # JSON files of a folder may be of any program, or made of the files beside them.
            Reader(
                "itu_texts.formats.json.reader:read_json", recognition.json, ("limits", "encoding"), in_folders=False
            ),
            Writer(
                "itu_texts.formats.json.writer:iter_json",
                ("indent", "source", "addresses"),
                rows="itu_texts.formats.tables.text:json_rows",
            ),
        ),
        Format(
            "jsonl",
            "JSON Lines",
            (".jsonl",),
            writer=Writer(
                "itu_texts.formats.json.lines:iter_jsonl",
                ("file", "digest", "made", "source", "addresses"),
                many=True,
                finished="itu_texts.formats.json.lines:finished",
                rows="itu_texts.formats.tables.text:jsonl_rows",
            ),
        ),
        Format(
            "markdown",
            "Markdown",
            recognition.MARKDOWN,
            Reader(
                "itu_texts.formats.markdown.reader:read_markdown",
                recognition.markdown,
                ("limits", "encoding"),
                is_text=True,
            ),
            Writer("itu_texts.formats.markdown.writer:iter_markdown"),
        ),
        Format(
            "text",
            "plain text",
            (".txt",),
            Reader("itu_texts.formats.text.reader:read_plain", options=("limits", "encoding"), is_text=True),
            Writer("itu_texts.formats.text.writer:iter_text", ("width",)),
        ),
        Format(
            "outline", "outline", (".outline",), writer=Writer("itu_texts.formats.text.outline:iter_outline", many=True)
        ),
        Format(
            "csv",
            "CSV",
            (".csv",),
            writer=Writer(options=("rows", "file"), together=_ROWS, rows="itu_texts.formats.tables.text:csv_rows"),
        ),
        Format(
            "xlsx",
            "Excel",
            (".xlsx",),
            writer=Writer(
                options=("rows", "file"),
                binary=True,
                extra="xlsx",
                together=_ROWS,
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
                together=_ROWS,
                rows="itu_texts.formats.tables.parquet:parquet_rows",
            ),
        ),
        Format(
            "graphml",
            "GraphML",
            (".graphml",),
            writer=Writer("itu_texts.formats.graphs:iter_graphml", together=_GRAPH),
        ),
        Format("dot", "Graphviz", (".dot",), writer=Writer("itu_texts.formats.graphs:iter_dot", together=_GRAPH)),
        Format(
            "mermaid", "Mermaid", (".mmd",), writer=Writer("itu_texts.formats.graphs:iter_mermaid", together=_GRAPH)
        ),
    )
}
"""The formats by name, in the order in which files are tried."""

READ = tuple(row for row in FORMATS.values() if row.reader.function)
"""Those that are read."""
WRITTEN = {row.name: row for row in FORMATS.values() if row.writer != Writer()}
"""Those that documents are written in, by name."""
ROWS = tuple(row.name for row in WRITTEN.values() if row.writer.rows)
"""The names of those that rows of any values are written in."""
SUFFIXES = tuple(sorted(suffix for row in READ if row.reader.in_folders for suffix in row.suffixes))
"""Of the files that are taken from a folder."""
