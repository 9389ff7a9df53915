"""Writes an edited document into the file that it was read from, and changes nothing else there.

In a text, Markdown or AsciiDoc file words and labels change only; what changes in a Word file is in
:mod:`itu_texts.revision.rewriting`. The results of a check are put into the file that was checked, as comments in its
margin or as corrections, and the words of a document have their place in the file as it is.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import NamedTuple

from itu_texts.errors import InputError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.asciidoc.reader import Places
from itu_texts.formats.reading import read_file
from itu_texts.formats.text.reader import decode
from itu_texts.formats.word.in_place import Remark, WordFile, put_comments
from itu_texts.formats.word.tracking import By as By
from itu_texts.revision.rewriting import Edit, Script, in_word
from itu_texts.tree.base import kept
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Document, Node
from itu_texts.tree.readings import Original
from itu_texts.tree.spans import Offsets, Source, Span

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252")


def in_text(data: bytes, script: Script, name: str) -> bytes:
    """Return the content of a file with the edits of a script.

    :raises ReadError: if lines were added or removed, or an edit has no place in the file.
    """
    if script.gone or script.moved or not all(script.before):
        raise ReadError(f"{name}: in a text file, only words and labels can be changed in place; export the document")
    pairs = zip(script.before, script.new, strict=True)
    return edited(data, script.document, [each for old, new in pairs if old for each in script.edits(old, new)])


def edited(data: bytes, document: Document, edits: Iterable[Edit]) -> bytes:
    """Return the content of a file with edits of the text that was read from it.

    :raises ReadError: if one has no place in the file.
    """
    original, source = document.origins.original, document.source.text
    assert original is not None
    text = decode(data, original.path, original.encoding)
    encoding = original.encoding or next(each for each in _ENCODINGS if text.encode(each, "ignore") == data)
    places = Places(text, source, document.origins)
    for start, end, words in sorted(edits, reverse=True):
        place = (start, end) if text[:end] == source[:end] else places.exact(start, end)
        if place is None and source[:start].rpartition("\n")[2].strip():
            raise ReadError(f"{original.path}: “{source[start:end]}” does not stand in the file as it is printed")
        if place is not None:  # a number at the beginning of a line may be made by the program that shows the file
            text = text[: place[0]] + words + text[place[1] :]
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        raise ReadError(
            f"{original.path}: not all characters can be written in {encoding}; save it in UTF-8 first"
        ) from None


_KEPT_KINDS = frozenset((".docm", ".dotx", ".dotm"))
_WORD = (".docx", *_KEPT_KINDS)
TEXTS = ("text", "markdown", "asciidoc")
"""The formats whose files are text that people write."""


def original_of(document: Document) -> bytes:
    """Return the content of the file that a document was read from, or the bytes.

    :raises InputError: if it was not read from a file that can be changed in place, or in another view.
    :raises ReadError: if the file is gone, or is not what it was.
    """
    original = document.origins.original
    if original is None:
        raise InputError("the document was not read from a file, so no file can be changed in place: export it")
    if original.format not in (*TEXTS, "docx"):
        raise InputError(f"{original.path}: a file of this format ({original.format}) cannot be changed in place")
    if original.view != "final":
        raise InputError(
            f"{original.path}: read with view={original.view!r:.40}; to change it, read it with view='final'"
        )
    data = read_file(original.path) if original.data is None else original.data
    if sha256(data).hexdigest() != original.digest:
        raise ReadError(f"{original.path}: the file has changed since it was read; read it again")
    return data


def check_kind(document: Document, goal: str | os.PathLike[str]) -> None:
    """Check that a file with macros, or a template, that is changed in place stays one, and that no other becomes one.

    :raises InputError: if the suffix of the new file is that of another kind, which Word would not open.
    """
    original = document.origins.original
    was, now = PurePath(original.path if original else "").suffix.lower(), PurePath(goal).suffix.lower()
    if was != now and now in _WORD and not _KEPT_KINDS.isdisjoint((was, now)):
        raise InputError(f"{os.fspath(goal)}: a file of the kind {was or '.docx'} stays one: name it so")


def rewritten(
    data: bytes,
    old: Document,
    new: Document,
    was: Mapping[int, Node],
    by: Callable[[Node], By | None],
    firm: Collection[int] | None = None,
    left_out: list[str] | None = None,
) -> tuple[bytes, dict[int, str]]:
    """Return the file of a document with the content of another document, and the automatic labels that differ.

    :param data: the content of the file.
    :param was: the nodes of the old document, by the identity of the new nodes that they have become.
    :param by: returns the author of the tracked change of a node that is new, gone or different; ``None`` for changes
        without tracking.
    :param firm: the identities of new nodes that keep their labels if Word would make others; ``None`` for all nodes.
    :param left_out: receives what of the new document the file cannot show; ``None`` to refuse in place of that.
    :returns: the content, and the automatic labels that differ from those of the new document, by node identity.
    :raises ReadError: if something cannot be changed in place, or the file is protected or signed.
    """
    original = old.origins.original
    assert original is not None
    script = Script(old, new, was)
    if original.format == "docx":
        return in_word(data, original.path, script, by, firm, left_out)
    return in_text(data, script, original.path), {}


class Mended(NamedTuple):
    """A file in which mistakes are mended."""

    data: bytes  #: the content of the new file
    made: Sequence[Diagnostic]
    """The diagnostics that were mended."""
    left: Sequence[Diagnostic]
    """The others: there is no single right answer, or the file has no words of its own at the place."""


@checked
def annotate(document: Document, found: Iterable[Diagnostic], author: str = "itu-texts") -> bytes:
    """Return the Word file of a document with a comment for each diagnostic, at the words that it is about.

    :param document: a document that was read from a Word file, or its bytes.
    :param found: the diagnostics, as of :func:`itu_texts.check`.
    :param author: the author of the comments.
    :returns: the content of the new file.

    :raises InputError: if the document was not read from a Word file, or not with all tracked changes made.
    :raises ReadError: if the file has changed since, is protected or signed, or has no words.
    """
    data = original_of(document)
    original = document.origins.original
    if original is None or original.format != "docx":
        raise InputError("only Word files have comments in their margins")
    file = WordFile(data, original.path, "comments")
    remarks = [Remark(*each.span, f"{each.code}: {each.message}") for each in found]
    put_comments(file, remarks, By(author))
    return file.data() if remarks else data


@checked
def mend(document: Document, found: Sequence[Diagnostic], author: str = "itu-texts") -> Mended:
    """Return the file of a document with the fixes of diagnostics made, in Word as tracked changes.

    :param document: a document that was read from a Word, text, Markdown or AsciiDoc file, or its bytes.
    :param found: the diagnostics, as of :func:`itu_texts.check`.
    :param author: the author of the tracked changes.

    :raises InputError: if the document was not read from a file that can be changed in place.
    :raises ReadError: if the file has changed since, is protected or signed.
    """
    data = original_of(document)
    original = document.origins.original
    word = WordFile(data, original.path, "trackedChanges") if original and original.format == "docx" else None
    if word is not None:
        word.tracking.by = By(author)
    made: list[Diagnostic] = []
    begun = len(document.source) + 1
    for each in sorted(found, key=lambda each: max((fix.span for fix in each.fixes), default=(0, 0)), reverse=True):
        if not each.fixes or not all(0 <= fix.span.start <= fix.span.end <= begun for fix in each.fixes):
            continue
        edits = sorted(((*fix.span, fix.text) for fix in each.fixes), reverse=True)
        try:
            if word is None:
                edited(data, document, edits)
            else:
                for start, end, words in edits:
                    word.replace(start, end, words)
        except ReadError:
            continue
        made.append(each)
        begun = edits[-1][0]
    if word is None:
        data = edited(data, document, [(*fix.span, fix.text) for each in made for fix in each.fixes])
    return Mended(word.data() if word is not None else data, made[::-1], [each for each in found if each not in made])


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
