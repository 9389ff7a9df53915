"""Finds what a citation or an IRI names in a collection, and says where it stands and what its words are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from itu_texts.analysis.chunks import Chunk
from itu_texts.analysis.references import references
from itu_texts.api import parse
from itu_texts.collection import works
from itu_texts.collection.naming import as_printed, identifier_in
from itu_texts.collection.query_words import apart
from itu_texts.collection.works import Kept
from itu_texts.errors import AddressError, IdentifierError, InputError
from itu_texts.formats.akn.rows import LANGUAGES
from itu_texts.formats.akn.writer import node_at
from itu_texts.language.grammar import lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import fold
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words, line_words, outline_nodes
from itu_texts.tree.walking import find as find_nodes

if TYPE_CHECKING:
    from itu_texts.collection.collection import Collection

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
    text = works.text_of(acts, row)
    return row, text.at(inside) if inside else text


def _by_name(acts: Collection, place: str, language: str | None) -> tuple[Kept, str | Node]:
    """Return the edition that a citation names, and the address in it: "Resolution 7, resolves 2"."""
    if len(place) > _LONGEST:
        raise InputError(f"a citation has at most {_LONGEST} characters")
    for end in sorted({found.start() for found in _ENDS.finditer(place)}, reverse=True):
        try:
            return works.edition(acts, place[:end], language), place[end:].strip(" ,/\n")
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
    return works.edition(acts, named, language), address


def _by_iri(acts: Collection, iri: str) -> tuple[Kept, str | Node]:
    """Return the edition of an IRI, and the node that it names; the best edition that has one."""
    spoken = _LANGUAGE.search(iri)
    work = iri[: spoken.start()] if spoken is not None else iri.partition("/!")[0]
    rows = works.kept(acts, _OF_WORK, {"first": f"{work}/", "last": f"{work}0"})
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
            for each in works.others(acts, row)
            for place in islice(_saying(acts, each, words), 1)
        ],
    }


def _saying(acts: Collection, row: Kept, words: str, besides: Node | None = None) -> Iterator[dict[str, Any]]:
    """Yield the innermost places of an edition with some words, except below a node."""
    stack: list[Node] = [works.text_of(acts, row)]
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
