"""The texts that a document ends: the acts by which it abrogates or replaces them, with their days and words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from itu_texts.analysis.passages import nodes_of, on_one_line
from itu_texts.analysis.references import Reference, ReferenceKind
from itu_texts.language.dates import days_named
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.identifiers import BODIES
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import COLON, FULL_STOP, SEMICOLON, fold, is_in_capitals
from itu_texts.parsing.reading_copy import runs
from itu_texts.tree.base import Role
from itu_texts.tree.nodes import (
    Clause,
    Division,
    Document,
    Heading,
    Item,
    Node,
    Paragraph,
    Provision,
    Table,
    Text,
    Title,
)
from itu_texts.tree.notices import IN_FORCE, notice_agent, notice_in
from itu_texts.tree.spans import Enclosing
from itu_texts.tree.walking import walk

_BEFORE = 240  # characters before a reference that may say what becomes of it
_BEHIND = 160  # characters behind it
_MOOD = 60  # characters before a verb that may say that nothing is decided
_SENTENCE_ENDS = regex(rf"[{FULL_STOP}{SEMICOLON}](?=\s)")
_LEVELS = 4  # levels of a list between a member and the words that introduce it
_LONGEST_TITLE = 150  # characters of the title of a list
_NEAR_STAR = 3  # characters between a reference and the mark of its note


class Ending(NamedTuple):
    """How a document ends a text."""

    how: str
    """``abrogated``, ``superseded``; with who did it, if a note or a list names it: ``abrogated by WRC-19``. What a
    list or a catalogue tells of its day: ``in force on 2018-11-16``."""
    day: str
    """The day from which it has ended, in ISO 8601; empty if the words name none."""
    words: str
    """The words that say so."""
    start: int
    """Offset of the words in the source."""
    end: int
    is_noted: bool = False
    """Whether a note says so, and not the text that cites."""

    @property
    def is_in_force(self) -> bool:
        """Whether it is none: a list or a catalogue says that the text is in force."""
        return self.how.startswith(IN_FORCE)


def passages(document: Document, found: Sequence[Reference]) -> list[Node | None]:
    """Return the node without children in whose words each reference stands; ``None`` for a reference in a footnote.

    :param found: the references of the document, in order.
    """
    leaves = Enclosing(node for node in nodes_of(document) if not node.children)
    around = (leaves.of(each.span.start, each.span.start + 1) for each in found)
    return [each[-1] if each else None for each in around]


def addressed(passage: Node) -> Node:
    """Return the item or the like whose words a passage is."""
    above = passage.parent
    is_line = isinstance(above, Item | Provision) and above.blocks and above.blocks[0] is passage
    return above if is_line and above is not None else passage


def endings(document: Document, found: Sequence[Reference], where: Sequence[Node | None]) -> dict[int, Ending]:
    """Return how each text that a document ends is ended, by the index of the reference to it.

    A verb in an operative clause ends the texts behind it: "to abrogate the following Resolutions as of 16 December
    2023:", with the list below; so do the words behind a text, "is repealed", and the title of a list. What is negated,
    possible, or asked of somebody, and what names a part of a text, ends nothing. A note binds where its star stands.

    :param found: the references of the document, in order.
    :param where: the result of :func:`passages` for them.
    """
    ended: dict[int, Ending] = {}
    titled = _listed(document)
    within: dict[int, tuple[int, Ending] | None] = {}
    for run in _runs(document, found, where, lang_of(document.main_language)):
        passage = where[run[0]]
        if passage is None:
            continue
        lang = lang_of(document.language_at(passage.start))
        ending = titled.get(id(passage))
        if ending is not None and ending.is_in_force and found[run[0]].span.start > passage.start + _NEAR_STAR:
            ending = None  # prose
        ending = ending or _by_act(document, found, run, passage, lang)
        if ending is not None:
            ended.update(dict.fromkeys(run, ending))
        elif is_in_capitals(found[run[0]].text.partition("(")[0]):
            if id(passage) not in within:
                within[id(passage)] = _title_within(document, passage, lang)
            title = within[id(passage)]
            if title is not None and title[0] <= found[run[0]].span.start:
                ended.update(dict.fromkeys(run, title[1]))
    return ended | _noted(document, found)


def _runs(
    document: Document, found: Sequence[Reference], where: Sequence[Node | None], lang: LanguagePatterns
) -> Iterator[list[int]]:
    """Return the lists of texts that are cited together, as the indexes of their members."""
    texts = [at for at, each in enumerate(found) if each.kind is ReferenceKind.TEXT]
    joint = lang.patterns.ENDED_AND

    def is_apart(run: Sequence[int], at: int) -> bool:
        one, other = found[run[-1]], found[at]
        return where[run[-1]] is not where[at] or not (
            (one.group is not None and one.group == other.group)
            or joint.match(on_one_line(document, one.span.end, other.span.start)) is not None
        )

    return runs(texts, is_apart)


def _by_act(
    document: Document, found: Sequence[Reference], run: Sequence[int], passage: Node, lang: LanguagePatterns
) -> Ending | None:
    """Return how a verb before some texts, or the words behind them, end them."""
    clause = next((above for above in passage.ancestors if isinstance(above, Clause)), None)
    if isinstance(passage, Title | Heading) or (clause is not None and clause.heading.addressees):
        return None  # a title only names the matter, and what is asked of somebody is not yet done
    start, end = found[run[0]].span.start, found[run[-1]].span.end
    begin = max(passage.start, start - _BEFORE)
    before = fold(on_one_line(document, begin, start))
    if not before.strip() or before.strip() == getattr(addressed(passage), "label", ""):
        before, begin = _introduced(document, passage, before, begin)
    elif clause is not None and clause.heading.concept == "ABROGATES" and begin == passage.start:
        before, begin = f"{clause.heading.text} {before}", clause.start
    behind = fold(on_one_line(document, end, min(passage.end, end + _BEHIND)))
    patterns = lang.patterns
    act = last = None
    for last in patterns.ENDING_ACT.finditer(before):
        act = last
    sentence = max((found.end() for found in _SENTENCE_ENDS.finditer(before)), default=0)
    if act is not None and act["passive"]:  # "Resolution 6 is abrogated, and Resolution 5 ..."
        above = bisect_left(found, begin + act.start(), key=lambda each: each.span.start) - 1
        act = None if above >= 0 and found[above].span.end > begin + sentence else act
    if act is not None and act.start() >= sentence and patterns.BETWEEN_ENDED.fullmatch(before, act.end()):
        mood = patterns.NOT_DECIDED.search(before, max(sentence, act.start() - _MOOD), act.start())
        if mood is None and (clause is None or clause.role is Role.OPERATIVE or act["replaces"]):
            how = "superseded" if act["replaces"] else "abrogated"
            return _ending(document, how, begin + act.start(), end, before[sentence:] + behind, lang)
    passive = patterns.IS_ENDED.match(behind)
    if passive is not None and patterns.NOT_DECIDED.search(before, max(sentence, len(before) - _MOOD)) is None:
        how = "superseded" if passive["replaced"] else "abrogated"
        said = f"{before[sentence:]} {behind[passive.end() :]}"
        return _ending(document, how, start, end + passive.end(), said, lang)
    return None


def _ending(document: Document, how: str, start: int, end: int, said: str, lang: LanguagePatterns) -> Ending:
    """Return an ending, with the day from which it holds, as far as the words around it name it."""
    on = lang.patterns.ENDS_ON.search(said)
    days = [day for day, *_ in days_named(on["day"], lang)] if on is not None else []
    printed = " ".join(document.source[start:end].split())
    return Ending(how, days[0].isoformat() if days else "", printed, start, end)


def _introduced(document: Document, passage: Node, before: str, begin: int) -> tuple[str, int]:
    """Return the words that introduce the list that a passage is a member of, up to the colon, with its own."""
    node: Node = passage
    for _ in range(_LEVELS):
        above = node.parent
        if above is None or isinstance(above, Text | Document):
            break
        first = next(iter(getattr(above, "blocks", ())), None)
        first = first.blocks[0] if isinstance(first, Item) and first.blocks and first is not node else first
        if isinstance(first, Paragraph) and first is not node and fold(first.text).endswith(COLON):
            start = max(first.start, first.end - _BEFORE)
            return f"{fold(document.source[start : first.end])} ".replace("\n", " "), start
        if isinstance(above, Clause) and above.heading.concept == "ABROGATES":
            return f"{fold(above.heading.text)} ", above.start
        node = above
    return before, begin


def _listed(document: Document) -> dict[int, Ending]:
    """Return the lines of lists of a volume with what their titles say: "LIST OF RESOLUTIONS ABROGATED BY ...".

    So does the title of a list of texts in force, and the cell of a row in a catalogue.
    """
    found: dict[int, Ending] = {}
    active: Ending | None = None
    day = ""  # in the line above a catalogue
    for block in _outside_texts(document):
        lang = lang_of(document.language_at(block.start))
        if isinstance(block, Table):
            says = lang.patterns.FORCE_CELL.match
            said = [next((cell for cell in row.cells if says(fold(cell.text))), None) for row in block.rows]
            for row, cell in zip(block.rows, said, strict=True):
                ending = _in_force(document, cell, day) if cell is not None else None if any(said) else active
                found |= {id(leaf): ending for leaf in walk(row) if not leaf.children and ending is not None}
            continue
        if not isinstance(block, Paragraph | Item | Title):
            active = None
            continue
        shown = fold(block.text)
        day = max((each.isoformat() for each, *_ in days_named(shown, lang)), default="")
        title = lang.patterns.ENDED_TITLE.search(shown)
        if title is not None:
            active = _by_title(document, block, title["by"], lang)
        elif len(shown) < _LONGEST_TITLE and lang.patterns.FORCE_TITLE.search(shown):
            active = _in_force(document, block, day)
        elif active is not None:
            found |= {id(leaf): active for leaf in walk(block) if not leaf.children}
    return found


def _in_force(document: Document, told: Node, day: str) -> Ending:
    """Return what the title of a list, or a cell of a catalogue, says of a day."""
    printed = " ".join(document.source[told.start : told.end].split())
    return Ending(f"{IN_FORCE} on {day}" if day else IN_FORCE, day, printed, told.start, told.end, is_noted=True)


def _outside_texts(document: Document) -> Iterator[Node]:
    """Yield what stands outside texts: the blocks, and the titles and blocks of divisions."""
    for block in document.blocks:
        yield block
        if isinstance(block, Division):
            yield from (each for each in block.children if isinstance(each, Title))
            yield from block.blocks


def _by_title(document: Document, title: Node, by: str | None, lang: LanguagePatterns) -> Ending:
    """Return how the texts below the title of a list have ended, and by which conference."""
    named = notice_agent(by, lang) if by else ("", "")
    printed = " ".join(document.source[title.start : title.end].split())
    how = f"abrogated by {named[0]}" if named[0] else "abrogated"
    return Ending(how, named[1], printed, title.start, title.end, is_noted=bool(named[0]))


def _title_within(document: Document, passage: Node, lang: LanguagePatterns) -> tuple[int, Ending] | None:
    """Return where the title of such a list ends in the one line that a program made, and what it says."""
    for title in lang.patterns.ENDED_TITLE.finditer(fold(document.source[passage.start : passage.end])):
        if is_in_capitals(title[0]):
            return passage.start + title.end(), _by_title(document, passage, title["by"], lang)
    return None


def _noted(document: Document, found: Sequence[Reference]) -> dict[int, Ending]:
    """Return the texts at which the star of a note stands that says that they have ended."""
    texts = [at for at, each in enumerate(found) if each.kind is ReferenceKind.TEXT]
    ends = [found[at].span.end for at in texts]
    fronts = [(text.start, next((node.start for node in text.body), text.end)) for text in document.texts]
    noted: dict[int, Ending] = {}
    for anchor in document.anchors if texts else ():
        at = bisect_right(ends, anchor.start) - 1
        inside = bisect_right(fronts, (anchor.start, len(document.source))) - 1
        if at < 0 or anchor.start - ends[at] > _NEAR_STAR or (inside >= 0 and anchor.start < fronts[inside][1]):
            continue
        note = anchor.footnote
        identifier = found[texts[at]].identifier
        if note is None or identifier is None:
            continue
        lang = lang_of(document.language_at(note.start))
        said = notice_in(document.source.text, note.span, lang, (None, identifier.number))
        if said is not None and said.value != IN_FORCE:
            noted[texts[at]] = Ending(said.value, said.day, said.words, said.start, said.end, is_noted=True)
    return noted


def knows_better(document: Document, reference: Reference, passage: Node | None) -> bool:
    """Return whether a citation says that it is old: "as revised by this conference", in a recital that recalls.

    :param passage: the result of :func:`passages` for it.
    """
    if passage is None or isinstance(passage, Title):
        return True
    clause = next((above for above in passage.ancestors if isinstance(above, Clause)), None)
    if clause is not None and clause.heading.concept.startswith("RECALL"):  # of the United Nations: it tells a history
        text = next((above for above in clause.ancestors if isinstance(above, Text)), None)
        return text is not None and text.claims.body in BODIES.values()
    start, end = reference.span
    words = lang_of(document.language_at(passage.start)).patterns
    behind = fold(on_one_line(document, end, min(passage.end, end + _BEHIND)))
    before = fold(on_one_line(document, max(passage.start, start - _MOOD), start))
    return words.KNOWN_AS_OLD.match(behind) is not None or words.TOLD_OF_OLD.search(before) is not None
