"""The public functions for parsing, from a string or a file."""

from __future__ import annotations

import gc
import os
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from attrs import evolve

from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.composing import DEFAULT, Limits, View
from itu_texts.formats.reading import format_of, is_text, read_bytes, read_file
from itu_texts.formats.text.reader import open_text
from itu_texts.language import grammar
from itu_texts.language.identifiers import Standing
from itu_texts.language.writing import bound, joined
from itu_texts.tree.diagnostics import Diagnostic, ParseError, Severity
from itu_texts.tree.nodes import Amendment, Division, Document, Node, Text, Title
from itu_texts.tree.readings import Original

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from itu_texts.analysis.checks.drafts import Check
    from itu_texts.analysis.references import Reference
    from itu_texts.analysis.tasks import Task

_BLOCK = 500_000  # characters; the layout of a volume is judged by the first block, which is at least this long
_FRONT = 20_000  # characters; no front of a text is longer
_LONGEST_PATH = 1000  # characters: a longer string is not looked up as the name of a file

__all__ = [
    "check",
    "document_fields",
    "iter_texts",
    "languages",
    "parse",
    "parse_bytes",
    "parse_file",
    "references",
    "who_does_what",
]


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be parsed.

    >>> "en" in languages()
    True
    """
    return grammar.languages()


@checked
def parse(text: str, *, language: str = "auto", strict: bool = False) -> Document:
    r"""Parse a text into a document.

    No text is refused and no character is lost: words that fit nowhere are kept in a generic node, and oddities are
    listed in :attr:`Document.diagnostics`. The time grows linearly with the text. The function may be called from
    several threads.

    :param text: the text, in any layout: one paragraph on each line, wrapped, copied from a PDF ... Pairs of surrogates
        are joined; lone surrogates are reported, and written as U+FFFD.
    :param language: one of :func:`languages`, or "auto" to detect it. Each text of a volume may be in another language;
        :attr:`Document.language` is then "mul", and each node has its own :attr:`~itu_texts.Node.language`. A text in
        an unknown language is read as English, and reported.
    :param strict: whether to raise an error if the text has diagnostics of severity warning or error.
    :raises ParseError: in strict parsing; it carries all diagnostics.
    :raises UnknownLanguageError: if there is no grammar for the language.
    :raises InputError: if ``text`` is not a string.

    >>> doc = parse("RESOLUTION 7\nA title\nThe ITU Council,\nresolves\n1 that it is so;\n2 to act")
    >>> doc.texts[0].number
    '7'
    >>> doc.at("resolves 2").text
    'to act'
    """
    if not isinstance(text, str):
        raise InputTypeError(f"parse() takes a string, not {type(text).__name__}; to read a file, call parse_file()")
    return _checked(_parsed(text, language), strict=strict)


def _parsed(text: str, language: str) -> Document:
    from itu_texts.parsing import parse_mixed  # imports Lark, which only parsing needs

    document = parse_mixed(joined(text), language)
    if "\n" not in text and len(text) <= _LONGEST_PATH and document.diagnostics and os.path.isfile(text):  # noqa: PTH113
        message = "this is the name of a file, not its text: to read the file, call parse_file() with it"
        said = (evolve(each, message=message) if each.code == "no-text" else each for each in document.diagnostics)
        return evolve(document, diagnostics=tuple(said))
    return document


@checked
def document_fields(document: Document | str) -> dict[str, Any]:
    r"""Return what a document says of itself: symbol, organ, session, agenda item, source, meeting, adoption, vote ...

    The names are those of the columns of the rows ``documents``; what is not known is left out. Of several documents
    in one file, the first counts; :func:`itu_texts.document_records` has them all, with the ground of each value.

    :param document: a document; or its words, which are parsed.

    >>> document_fields("United Nations\nA/RES/79/999\nGeneral Assembly\nDistr.: General\n6 December 2024")
    {'symbol': 'A/RES/79/999', 'body': 'UNGA', 'kind': 'resolution', 'status': 'adopted', 'date_issued': '2024-12-06', 'distribution': 'general'}
    """  # noqa: E501
    from itu_texts.analysis.documents import document_records

    made = parse(document) if isinstance(document, str) else document
    return next((each.fields() for each in document_records(made)), {})


@checked
def parse_file(
    path: str | os.PathLike[str],
    *,
    language: str = "auto",
    strict: bool = False,
    view: View = "final",
    limits: Limits = DEFAULT,
    encoding: str | None = None,
) -> Document:
    """Parse a file: text, Word, HTML, PDF, AsciiDoc, Akoma Ntoso or JSON of this library, recognised by its content.

    Word files, web pages and PDFs need an extra each: ``itu-texts[docx]``, ``[html]``, ``[pdf]``, or ``[all]``. The
    structure that such a file states (paragraph styles, lists, italics ...) has priority over the wording, and each
    node has an :attr:`~itu_texts.Node.origin`. Plain text may be UTF-8 with or without BOM, UTF-16, UTF-32 or cp1252.
    Akoma Ntoso states its whole structure: output of :func:`itu_texts.to_akn` gives an equal outline, with its tracked
    changes; in files of other programs, each block is a line with its number. Output of :func:`itu_texts.to_json` is
    read as by :func:`itu_texts.from_json`.

    The other parameters and errors are those of :func:`parse` (a file other than plain text is read in one language).

    :param view: the view of tracked changes in a Word file: with all changes made ("final"), with none ("original"), or
        with both the old and the new words and the changes in :attr:`Document.changes` ("marked").
    :param limits: limits on size, characters, pages, depth ... of the file.
    :param encoding: the encoding of plain text, by its Python name ("cp1251"); ``None`` to detect it.
    :raises InputError: if there is no such view or encoding.
    :raises ReadError: if the file does not exist, cannot be read or exceeds a limit, or if an extra is missing.
    :raises JSONError: if the file is JSON, but not a document.
    """
    data = read_file(path, limits)
    return parse_content(data, os.fspath(path), language, strict=strict, view=view, limits=limits, encoding=encoding)


@checked
def parse_bytes(
    data: bytes,
    name: str = "input",
    *,
    language: str = "auto",
    strict: bool = False,
    view: View = "final",
    limits: Limits = DEFAULT,
    encoding: str | None = None,
) -> Document:
    """Parse the content of a file, as :func:`parse_file` does; the document keeps it, to be edited in place.

    :param name: the name of the file in errors; a suffix ``.html`` or ``.txt`` decides the format.
    """
    document = parse_content(data, name, language, strict=strict, view=view, limits=limits, encoding=encoding)
    origins = document.origins
    if origins.original is not None:
        origins = evolve(origins, original=evolve(origins.original, data=data))
        object.__setattr__(document, "origins", origins)  # nobody else has it yet
    return document


def parse_content(
    data: bytes, name: str, language: str, *, strict: bool, view: View, limits: Limits, encoding: str | None
) -> Document:
    """Parse the content of a file that need not be kept, because it can be read again."""
    found = read_bytes(data, name, view=view, limits=limits, encoding=encoding, language=language)
    from itu_texts.parsing import language_of, parse_read

    if isinstance(found, Document):
        code = language_of(str(found.source), language)
        grammar.lang_of(code)  # the language must exist, whichever languages the file contains
        object.__setattr__(found, "language", bound(found.language or code, language))  # nobody else has it yet
        return _checked(found, strict=strict)
    document = _parsed(found, language) if isinstance(found, str) else parse_read(found, language)
    return _checked(_with_original(document, data, name, view, encoding), strict=strict)


def _with_original(document: Document, data: bytes, name: str, view: View, encoding: str | None) -> Document:
    """Set the file of a document that is still being made."""
    original = Original(
        str(Path(name).absolute()), sha256(data).hexdigest(), format_of(data, name).name, view, encoding
    )
    object.__setattr__(document, "origins", evolve(document.origins, original=original))
    return document


def _checked(document: Document, *, strict: bool) -> Document:
    """Let what contradicts itself be found when the diagnostics are read; in strict parsing, refuse oddities."""
    document._find_diagnostics_later(partial(_with_contradictions, document.diagnostics))
    if strict and any(diagnostic.severity is not Severity.INFO for diagnostic in document.diagnostics):
        raise ParseError(document.diagnostics)
    return document


def _with_contradictions(known: tuple[Diagnostic, ...], document: Document) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a document, with what contradicts itself among those that are known."""
    from itu_texts.analysis.documents import contradictions, unnamed_texts

    told = dict.fromkeys((*known, *contradictions(document), *unnamed_texts(document)))
    return tuple(sorted(told, key=lambda found: found.span)) if len(told) > len({*known}) else known


@checked
def iter_texts(
    source: str | os.PathLike[str] | IO[str] | IO[bytes], *, language: str = "auto", encoding: str | None = None
) -> Iterator[Text]:
    r"""Yield the texts of a volume, one at a time, in memory that does not grow with the file.

    They are the texts of ``parse_file(source).texts``, in the same order. Each has a small document of its own: its
    spans are offsets in ``text.document.source``.

    :param source: the path of a text file, or an open file, in text or binary mode. Word files, web pages and PDFs are
        accepted too, by their path; such a file is read as a whole.
    :param language: as in :func:`parse`.
    :param encoding: the encoding of a text file, by its Python name ("cp1251"); ``None`` to detect it.
    :raises InputError: if there is no such encoding.
    :raises ReadError: if the file does not exist, or is not a text file.
    :raises UnknownLanguageError: if there is no grammar for the language.

    >>> import io
    >>> volume = io.StringIO("DECISION 1\nOars\nThe ITU Council,\ndecides\nto row.\n\nDECISION 2\nSails\n"
    ...                      "The ITU Council,\ndecides\nto sail.")
    >>> [text.title for text in iter_texts(volume)]
    ['Oars', 'Sails']
    """
    if isinstance(source, str | os.PathLike) and not is_text(source):  # these formats are read as a whole
        yield from parse_file(source, language=language).texts
    else:
        with open_text(source, encoding) as stream:
            yield from _in_blocks(stream, language)


def _in_blocks(stream: IO[str], language: str) -> Iterator[Text]:
    """Yield the texts of a file, one at a time.

    A block of the file is parsed, and all its texts except the last are yielded, because the end of the last is not yet
    known. The next block begins with that text, below the headings of its divisions. A block with only one text is
    extended until it contains another.
    """
    from itu_texts.parsing import Layout, language_of, layout_of, parse_mixed

    layout: Layout | None = None
    held = ""
    size = _BLOCK
    while True:
        more = stream.read(size)
        held += more
        if not held:
            return
        layout = layout or layout_of(held, language_of(held, language))
        document = parse_mixed(held, language, layout)
        texts = document.texts
        if not more:
            yield from texts
            return
        yield from texts[:-1]
        size = _BLOCK
        if len(texts) > 1:
            held = _headings(texts[-1]) + held[_text_begins(texts[-1]) :]
        elif texts:
            size = max(_BLOCK, len(held))
        elif len(held) > _FRONT:  # prose, which may end with the front of a text
            held = held[held.find("\n", -_FRONT) + 1 :]
        del document, texts
        gc.collect()  # a document is a reference cycle, which the garbage collector may free late


def _text_begins(text: Text) -> int:
    """Return where a text begins, with its amendment marker."""
    return [text.start, *(above.start for above in text.ancestors if isinstance(above, Amendment))][-1]


def _headings(text: Text) -> str:
    """Return the headings of the divisions around a text, the outermost first."""
    document = text.document
    assert document is not None
    above = [node for node in text.ancestors if isinstance(node, Division)]
    return "".join(f"{document.source[node.start : _head_end(node)]}\n\n" for node in reversed(above))


def _head_end(division: Division) -> int:
    """Return where the heading and title of a division end."""
    heads = (block for block in division.blocks if isinstance(block, Title))
    return max((head.end for head in heads), default=division.heading.end)


@checked
def who_does_what(root: Document | Text) -> Iterator[Task]:
    r"""Yield the tasks of a document or of one of its texts, with their addressees.

    :param root: a document or a text.
    :returns: a :class:`~itu_texts.analysis.tasks.Task` for each addressee and each task, in the order of the text, with
        ``.addressee``, ``.verb``, ``.item``, ``.address`` and ``.text`` of the item; ``.identifier``, ``.title`` and
        ``.edition`` of the text; ``.clause``; ``.when`` for its times; and ``.force`` if a sentence requires it. Where
        somebody is asked and nobody is named, the concept of the addressee is ``NOT_NAMED``, and its words are empty.
    :raises InputError: if ``root`` is neither.

    >>> doc = parse("instructs the Secretary-General\n1 to row;\n2 to report")
    >>> for task in who_does_what(doc):
    ...     print(task.addressee.concept, task.verb, task.item.label, task.address, sep=" | ")
    SG | instructs | 1 | instructs the Secretary-General 1
    SG | instructs | 2 | instructs the Secretary-General 2
    """
    _see_node(root, "tasks")
    from itu_texts.analysis.tasks import who_does_what

    return who_does_what(root)


@checked
def check(
    document: Document, *, rules: Iterable[Check] = (), collection: Standing | None = None
) -> tuple[Diagnostic, ...]:
    r"""Return all diagnostics of a document, in the order of the text.

    They include the parser's :attr:`~itu_texts.Document.diagnostics` and those of the rules of drafting: references
    that lead nowhere, names of addressees that are nearly right, citations that differ from the text that they cite,
    texts that occur twice ...

    :param rules: checks of your own, besides those of the library: see :class:`itu_texts.Check`.
    :param collection: an :class:`itu_texts.Collection` of texts, which say what is superseded or has ended: citations
        of that are reported, with the latest edition as the fix.
    :raises InputError: if ``document`` is not a document, or has no source because it was read from JSON without one.

    >>> doc = parse("RESOLUTION 1 (LAKESIDE, 2019)\nOars\nThe ITU Council,\ninstructs the Secretary General\nto row.")
    >>> [found.code for found in check(doc)]
    ['near-addressee']
    >>> print(check(doc)[0].message)
    “the Secretary General” is not the name of an addressee: did you mean “the Secretary-General”?
    """
    from itu_texts.analysis.checks import check

    return check(document, rules, collection)


@checked
def references(root: Node) -> Iterator[Reference]:
    r"""Yield the references in a node and below, in the order of the text.

    Each member of a list or range is a reference, with the list or range as its ``.group``; a range of articles or
    provisions gives its two ends. A reference to the same text has a ``.target``, or a ``.problem`` that says why there
    is none.

    :param root: a node of a document that was parsed.
    :returns: :class:`~itu_texts.analysis.references.Reference` objects, with ``.kind``, ``.span``, and, depending on
        the kind, ``.identifier``, ``.number``, ``.instrument``, ``.body``, ``.address``, ``.target`` and ``.problem``;
        ``.of`` is the reference that it is a part of.
    :raises InputError: if ``root`` is not a node, or its document has no source because it was read from JSON without
        one.

    >>> doc = parse("noting\na) Resolutions 2 and 5 (Rev. X, 2019),\nresolves\n1 to row, given noting a);\n2 to rest")
    >>> [(str(cited.kind), str(cited.identifier or cited.address)) for cited in references(doc)]
    [('text', 'Resolution 2 (Rev. X, 2019)'), ('text', 'Resolution 5 (Rev. X, 2019)'), ('clause', 'noting a)')]
    """
    _see_node(root, "references")
    from itu_texts.analysis.references import references

    return references(root)


def _see_node(root: object, what: str) -> None:
    """Check that an argument is a node.

    :raises InputError: if it is not.
    """
    if not isinstance(root, Node):
        raise InputTypeError(f"{what} are found in a document or a part of one, not in a {type(root).__name__}")
