"""The checks of the form of clauses, items, annexes and texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from itu_texts.analysis.checks.drafts import Draft, Found, number_printed
from itu_texts.analysis.passages import words_at
from itu_texts.analysis.references import ReferenceKind
from itu_texts.language.grammar import NAMES
from itu_texts.language.writing import fold
from itu_texts.tree.base import Role
from itu_texts.tree.nodes import Clause, Document, Item, LabelStyle, Node, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words

_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED_LINE = re.compile(r"\n(\d{1,4})(?=(?:\.| ?[-–—]) ?\w)")
_SHORTEST = 20  # characters; shorter words may be repeated by chance
_SHORTEST_TEXT = 80  # characters; shorter texts may well be repeated
_ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT, ReferenceKind.APPENDIX))
_USUAL = {Role.PREAMBLE: LabelStyle.LETTER, Role.OPERATIVE: LabelStyle.NUMBER}
_STOPS = " ;,."


def clause_numbers(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each numbered clause, as assemblies have them, whose number does not follow that of the one before."""
    found = ((clause, _NUMBER.match(clause.label)) for clause in draft.clauses_in(text))
    numbered = [(clause, int(number[0])) for clause, number in found if number is not None]
    for (before, last), (clause, number) in pairwise(numbered):
        if number in (last + 1, 1):  # a part of a text may begin again
            continue
        span = Span(clause.start, clause.start + len(number_printed(clause)))
        begun = _NUMBERED_LINE.search(draft.document.source.text, before.start + 1, clause.start)
        if begun is not None:  # a line with a wrong number, which is no clause
            number, span = int(begun[1]), Span(*begun.span(1))
        code = "gap" if number > last else "repeat" if number == last else "disorder"
        yield Found(span, (number, last), code=f"numbering-{code}")


def missing_addressees(draft: Draft, clause: Clause) -> Iterator[Found]:
    """Report each heading with only a verb that needs an addressee, if the body begins with an infinitive."""
    words, heading = words_at(clause).patterns, clause.heading
    is_bare = not heading.addressees and heading.text.rstrip(" ,:") == heading.verb
    if is_bare and words.INSTRUCTING_VERB.fullmatch(fold(heading.verb)):
        begun = (fold(_unlabelled(each)).lstrip() for each in clause.blocks)
        if any(map(words.TO_DO.match, begun)):
            yield Found(heading.span, (heading.text,))


def repeated_headings(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each heading that another clause of the text already has."""
    seen = set()
    for clause in text.clauses:
        name = fold(clause.heading.name).casefold().rstrip(",")
        if name in seen and clause.heading.text:
            yield Found(clause.heading.span, (clause.heading.name,))
        seen.add(name)


def repeated_clauses(draft: Draft, text: Text) -> Iterator[Found]:
    """Report each clause of another body with the words of an earlier one."""
    told: set[str] = set()
    for clause in () if draft.is_in_union(text.start) else draft.clauses_in(text):
        words = _plain(clause)
        if words in told and len(words) >= _SHORTEST_TEXT:
            yield Found(Span(clause.start, clause.heading.end))
        told.add(words)


def repeated_items(draft: Draft, clause: Clause) -> Iterator[Found]:
    """Report each item with the words of an earlier one of its clause."""
    items = [each for each in draft.below(clause) if isinstance(each, Item)]
    begun = [fold(item.text).casefold().strip(_STOPS) for item in items]  # a quick test
    times = Counter(begun)
    first: dict[str, Item] = {}
    for item in (item for item, words in zip(items, begun, strict=True) if times[words] > 1):
        text = _plain(item)
        is_first = first.setdefault(text, item) is item
        if not (is_first or len(text) < _SHORTEST or words_at(item).patterns.LEFT_OUT.search(text)):
            yield Found(item.span, (draft.place(first[text]),))


def _plain(node: Clause | Item) -> str:
    """Return the words of a clause or an item for comparison: in small letters, without its label and last stop."""
    return fold(_unlabelled(node)).casefold().strip(_STOPS)


def _unlabelled(node: Node) -> str:
    return all_words(node).removeprefix(getattr(node, "label", ""))


def empty_items(draft: Draft, item: Item) -> Iterator[Found]:
    """Report each label without words."""
    if item.label and not item.text.strip(_STOPS) and not _unlabelled(item).strip(_STOPS):
        yield Found(item.span, (item.label,))


def item_forms(draft: Draft, found: tuple[Clause, Sequence[Item]]) -> Iterator[Found]:
    """Report the one item of an operative list that does not begin with an infinitive, if its neighbours do."""
    clause, items = found
    words = words_at(clause).patterns if clause.role is Role.OPERATIVE and len(items) > 2 else None
    if words is not None and words.text(NAMES.TO_DO):
        others = [each for each in items if not words.TO_DO.match(fold(each.text))]
        folded = fold(others[0].text) if len(others) == 1 and not others[0].items else ""
        if folded and not (words.THAT.match(folded) or words.TASK_BEHIND_COMMA.search(folded)):
            start = others[0].blocks[0].start
            yield Found(Span(start, start + len(folded.split()[0])))


def clause_order(draft: Draft, text: Text) -> Iterator[Found]:
    """Report the first of the clauses that stand in the wrong half of a text: those of which there are fewer."""
    roles = [clause.role for clause in text.clauses]
    if not any(one is Role.OPERATIVE and other is Role.PREAMBLE for one, other in pairwise(roles)):
        return
    first = roles.index(Role.OPERATIVE)
    last = len(roles) - 1 - roles[::-1].index(Role.PREAMBLE)
    early = [place for place in range(first, last) if roles[place] is Role.OPERATIVE]
    late = [place for place in range(first, last + 1) if roles[place] is Role.PREAMBLE]
    heading = text.clauses[(early if len(early) <= len(late) else late)[0]].heading
    yield Found(heading.span, (heading.name,))


def label_styles(draft: Draft, clause: Clause) -> Iterator[Found]:
    """Report the first label of each clause with figures in the preamble, or letters in the operative part."""
    usual, other = _USUAL[clause.role], _USUAL[Role.OPERATIVE if clause.role is Role.PREAMBLE else Role.PREAMBLE]
    if len(clause.items) > 1 and all(item.style is other for item in clause.items):
        item = clause.items[0]
        says = "letters: a), b)" if usual is LabelStyle.LETTER else "figures: 1, 2"
        yield Found(Span(item.start, item.start + len(item.label)), (says,))


def uncited_annexes(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each annex of a text that nothing in the text refers to."""
    cited: dict[int, set[object]] = defaultdict(set)
    for each in draft.cited:
        if each.kind in _ANNEXES:
            cited[id(draft.text_of(each.span.start))].add(each.number if each.target is None else id(each.target))
    for text in draft.texts:
        for annex in text.annexes:
            if cited[id(text)].isdisjoint((id(annex), annex.number, None)):
                yield Found(annex.heading.span, (draft.place(annex),))


def duplicate_texts(draft: Draft, document: Document) -> Iterator[Found]:
    """Report each text with the name or the words of an earlier one.

    Proposals of several members to amend one text are different texts, and so are two editions.
    """
    named: dict[object, Text] = {}
    texts_by_words: dict[str, Text] = {}
    source = document.source
    texts = [text for text in document.texts if text.clauses]  # not only its name, as at the end of an extract
    for text in texts if len(texts) > 1 else ():
        words = " ".join(source[text.span].split())
        first = texts_by_words.setdefault(words, text) if len(words) >= _SHORTEST_TEXT else text
        what = "the same words are already"
        if first is text and text.identifier is not None and text.amendment is None:
            named_so = named.setdefault(text.identifier, text)
            first = named_so if _are_alike(text, named_so) else text
            what = f"another {text.identifier} is"
        if first is not text:
            line, _column = source.line_column(first.start)
            where = f"in line {line}" if document.origins.at(first.start) is None else "further up"
            end = text.front[0].end if text.front else text.start
            yield Found(Span(text.start, end), (what, where))


def _are_alike(text: Text, other: Text) -> bool:
    """Return whether two texts share half of their clauses, unlike a page header that a program printed again."""
    mine, its = ({clause.heading.name for clause in each.clauses} for each in (text, other))
    return 2 * len(mine & its) >= max(len(mine), len(its))
