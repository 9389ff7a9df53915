"""Puts the results of a check into the file that was checked: as comments in its margin, or as corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from itu_texts.errors import InputError, ReadError
from itu_texts.errors.arguments import checked
from itu_texts.formats.word.in_place import Remark, WordFile, put_comments
from itu_texts.formats.word.tracking import By
from itu_texts.revision.in_place import original_of
from itu_texts.revision.in_place.plain import edited
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Document


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
        if not each.fixes or max(fix.span.end for fix in each.fixes) > begun:
            continue
        if not all(0 <= fix.span.start <= fix.span.end for fix in each.fixes):
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
