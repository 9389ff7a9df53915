"""The notes on the standing of a text that are printed with it: "This Resolution was abrogated by WRC-19"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from itu_texts.language.conferences import conference_in, year_of
from itu_texts.language.grammar import NAMES, LanguagePatterns, lang_of
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import fold, is_in_capitals
from itu_texts.tree.base import kept
from itu_texts.tree.claims import Claim, Ground, standing_of_file
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import nodes_in

if TYPE_CHECKING:
    from itu_texts.tree.nodes.document import Document
    from itu_texts.tree.nodes.texts import Text

IN_FORCE = "in force"
"""The standing of a text that a note states to be in force."""
_NOTICES = {
    NAMES.NOTICE_ENDED: "abrogated",
    NAMES.NOTICE_ENDS: "abrogated",
    NAMES.NOTICE_MARKED: "abrogated",
    NAMES.NOTICE_REPLACED: "superseded",
    NAMES.NOTICE_REPLACES: "superseded",
    NAMES.NOTICE_REVISED: "superseded",
    NAMES.NOTICE_HOLDS: IN_FORCE,
}


def notice_of(text: Text) -> Claim | None:
    """Return what a note, or a remark on a line of its own, says of the standing of the text with which it is printed.

    Without one, the name of the file may tell it.

    A footnote whose mark is behind the front, such as a note on a cited text, does not count.
    """
    document = text.document
    if document is None or len(document.source) < document.end:
        return None
    source = document.source.text
    starts, notes = kept(document, "texts and notes", lambda: _texts_and_notes(document))
    at = bisect_left(starts, text.start)
    start, end = text.start if at else 0, starts[at + 1] if at + 1 < len(starts) else len(source)
    front = next((node.start for node in text.body if hasattr(node, "heading")), text.end)
    stretches, done = [], start
    for note, called in notes[slice(*(bisect_left(notes, (Span(each, 0), [])) for each in (start, end)))]:
        if called and not any(start <= mark < front for mark in called):
            stretches.append(Span(done, note.start))
            done = max(done, note.end)
    numbers = (None, text.number)
    for each in (*stretches, Span(done, end)):
        found = notice_in(source, each, lang_of(text.language), numbers)
        if found is not None:
            return found
    return standing_of_file(text)


def notice_in(source: str, stretch: Span, lang: LanguagePatterns, numbers: tuple[str | None, ...]) -> Claim | None:
    """Return what words of the source say of the standing of a text.

    :param numbers: the numbers of the text; ``None`` for "this Resolution".
    """
    folded = fold(source[stretch.start : stretch.end])
    # A sentence may be wrapped; a remark stands on a line of its own, which may be all in capitals
    shown = [(folded, lang), (folded.replace("\n", " "), lang)]
    if any(is_in_capitals(line) for line in folded.split("\n")):
        capitals = (line if is_in_capitals(line) else " " * len(line) for line in folded.split("\n"))
        shown.append(("\n".join(capitals), lang.for_capitals))
    for name, standing in _NOTICES.items():
        for found in chain.from_iterable(its.patterns[name].finditer(each) for each, its in shown):
            groups = found.groupdict()
            if groups.get("number") in numbers:
                by = groups.get("by")
                named, day = notice_agent(by.strip(), lang) if by else ("", "")
                value = f"{standing} by {named}" if named else standing
                start, end = stretch.start + found.start(), stretch.start + found.end()
                said = " ".join(source[start:end].split())
                return Claim("standing", value, said, start, end, Ground.NOTE, day=day)
    return None


def _texts_and_notes(document: Document) -> tuple[list[int], list[tuple[Span, list[int]]]]:
    """Return where the texts of a document begin, and its footnotes with the places of their marks."""
    called: dict[int, list[int]] = defaultdict(list)
    for anchor in document.anchors:
        called[anchor.note].append(anchor.start)
    notes = [(note.span, called[at]) for at, note in enumerate(document.footnotes)]
    return [node.start for node in nodes_in(document) if node._HOLDS_ADDRESSES], sorted(notes)


def notice_agent(agent: str, lang: LanguagePatterns) -> tuple[str, str]:
    """Return who ended a text, in English as far as it is known, and the day."""
    identifier = Identifier.read(agent, lang.language)
    if identifier is None:
        return _conference(agent, lang)
    return str(identifier), _conference(str(identifier.revision), lang_of("en"))[1] if identifier.revision else ""


def _conference(agent: str, lang: LanguagePatterns) -> tuple[str, str]:
    """Return a conference that is named, and its last day or year."""
    met = lang.patterns.ENDING_CONFERENCE.search(agent)
    if met is None:
        years = lang.patterns.YEAR.findall(agent)
        return agent, years[-1] if years else ""
    groups = met.groupdict()
    named = groups.get("year") or groups.get("held") or groups.get("of")
    if not met["short"] and not named:
        return agent, ""
    body = lang.concept(met["short"], "SHORT") if met["short"] else lang.concept(met["name"], "ADDRESSEE")
    year = year_of(met["meeting"]) if met["short"] else int(str(named))
    conference = conference_in(body, year)
    name = f"{body}-{met['meeting']}" if met["short"] else conference.name if conference else agent
    return name, str(conference.ends) if conference and not conference.year_only else str(year)
