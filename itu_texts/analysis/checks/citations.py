"""The checks of citations: of texts with another year, place or title, and of places that do not exist."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from attrs import evolve

from itu_texts.analysis.checks.drafts import Draft
from itu_texts.analysis.checks.editions import is_unknown
from itu_texts.analysis.references import ReferenceKind
from itu_texts.language.identifiers import Identifier, Revision
from itu_texts.language.places import known_as
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Document, Text
from itu_texts.tree.spans import Span

_QUOTED = re.compile(r"(?:\s+[^\s,;:()“\"«]+){0,6},?\s*[“\"«]([^”\"»\n]{4,300})[”\"»]")
_WORD = re.compile(r"\w+")
_ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT))


def differing_citations(draft: Draft) -> Iterator[Diagnostic]:
    """Report each citation whose mark or quoted title differs from that of a text in the same document.

    A citation of another edition does not count; only one with another place and year, or with a part of a title, does.
    """
    texts = _by_number(draft.document)
    source = draft.document.source.text
    for reference in draft.cited:
        identifier = reference.identifier
        if reference.kind != "text" or identifier is None:
            continue
        text = _cited(texts, identifier)
        if text is None or text.start <= reference.span.start < text.start + 1:
            continue
        own = text.identifier.revision if text.identifier else None
        if is_unknown(identifier.revision):
            continue
        if own is not None and identifier.revision is not None and _nearly(identifier.revision, own):
            message = f"the text itself says “{own}”: correct “{identifier.revision}” here, or the text"
            yield make_diagnostic("title-mismatch", message, reference.span)
            continue
        quoted = _QUOTED.match(source, reference.span.end)
        if quoted is not None and text.title and _differs(quoted[1], text.title) and identifier.revision in (None, own):
            message = f"the title of the text is “{text.title}”: use it here, or correct it there"
            yield make_diagnostic("title-mismatch", message, Span(*quoted.span(1)))


def _by_number(document: Document) -> dict[tuple[str, str | None], list[Text]]:
    """Return the texts of a document by kind and number."""
    found: dict[tuple[str, str | None], list[Text]] = {}
    for text in document.texts:
        if text.identifier is not None:
            found.setdefault((text.identifier.kind, text.identifier.work.number), []).append(text)
    return found


def _cited(texts: dict[tuple[str, str | None], list[Text]], identifier: Identifier) -> Text | None:
    """Return the one text that a citation may mean, in any edition; ``None`` if there is none, or more than one."""
    without = evolve(identifier, revision=None)
    named = texts.get((identifier.kind, identifier.work.number), ())
    meant = (text for text in named if text.identifier is not None and without.matches(text.identifier))
    found = [*islice(meant, 2)]
    return found[0] if len(found) == 1 else None


def _nearly(cited: Revision, own: Revision) -> bool:
    """Return whether two marks differ only in the year, if no other conference met in it, or in the place."""
    if cited == own or not (cited.place and own.place and cited.year and own.year):
        return False
    return (known_as(cited.place) == known_as(own.place)) != (cited.year == own.year)


def _differs(quoted: str, title: str) -> bool:
    """Return whether a quoted title differs from that of a text to which it is similar."""
    words, others = (_WORD.findall(each.casefold()) for each in (quoted, title))
    return words != others and 2 * len({*words} & {*others}) >= max(len({*words}), len({*others}))


def unresolved_references(draft: Draft) -> Iterator[Diagnostic]:
    """Report the problem of each reference without a target; a missing annex is reported where it is first cited."""
    starts = [text.start for text in draft.document.texts]
    missing = set()
    for reference in draft.cited:
        if reference.problem is None:
            continue
        if reference.kind in _ANNEXES:
            annex = (bisect_right(starts, reference.span.start), reference.kind, reference.number)
            if annex in missing:
                continue
            missing.add(annex)
        yield reference.problem
