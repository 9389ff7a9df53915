"""Where the words of a document stand in the file as it is."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from itu_texts.errors.arguments import checked
from itu_texts.formats.asciidoc.places import Places
from itu_texts.formats.text.reader import decode
from itu_texts.revision.in_place import TEXTS, original_of
from itu_texts.tree.base import kept
from itu_texts.tree.nodes import Document
from itu_texts.tree.readings import Original
from itu_texts.tree.spans import Offsets, Source, Span


class FilePlace(NamedTuple):
    """A place in a file; ``None`` for what its format does not have. Lines, columns and the like count from 1."""

    start: int | None = None  #: offset of the first character in the text of a text, Markdown or AsciiDoc file
    end: int | None = None  #: offset of the character after the last one
    line: int | None = None  #: the line of the first character
    column: int | None = None  #: its column
    end_line: int | None = None  #: the line of the character after the last one
    end_column: int | None = None  #: its column
    paragraph: int | None = None  #: the paragraph of a Word file, those of tables and footnotes included
    offset: int | None = None  #: the offset in that paragraph
    page: int | None = None  #: the page of a PDF
    element: str | None = None  #: the path of the element in a web page


@checked
def file_place(
    document: Document, span: Span, *, data: bytes | None = None, offsets: Offsets = "characters"
) -> FilePlace:
    r"""Return where a stretch of a document stands in the file that it was read from.

    :param span: the stretch, in offsets of :attr:`Document.source`.
    :param data: the content of a text, Markdown or AsciiDoc file, which is read again without it.
    :param offsets: what offsets and columns count.
    :raises InputError: if the format is not known, as of a document that was read from JSON.
    :raises ReadError: if the file has changed since, or is gone.

    >>> import itu_texts
    >>> doc = itu_texts.parse_bytes(b"= Lamps\n\nresolves\n\n. to light *all* lamps;\n. to rest", "lamps.adoc")
    >>> doc.source.line_column(doc.at("resolves 1").start)[0], itu_texts.file_place(doc, doc.at("resolves 1").span).line
    (3, 5)
    """
    original, source, origins = document.origins.original, document.source, document.origins
    if original is None or original.format not in TEXTS:
        origin = origins.at(span.start)
        if origin is not None:
            begin = origins.starts[bisect_right(origins.starts, span.start) - 1] if origin.paragraph else span.start
            inside = span.start - begin if origin.paragraph else None
            return FilePlace(paragraph=origin.paragraph, offset=inside, page=origin.page, element=origin.element)
    start, end = span
    if original is not None and origins.starts:
        source, places = kept(document, "places in the file", lambda: _read(document, original, data))
        start, end = places.near(*span)
    counted = source.in_units.units if offsets == "utf-16" else int
    (line, column), (end_line, end_column) = (source.line_column(each, offsets) for each in (start, end))
    return FilePlace(counted(start), counted(end), line, column, end_line, end_column)


def _read(document: Document, original: Original, data: bytes | None) -> tuple[Source, Places]:
    """Return the text of the file of a document, and the places of its words."""
    content = original_of(document) if data is None else data
    source = Source(decode(content, original.path, original.encoding))
    return source, Places(source.text, document.source.text, document.origins)
