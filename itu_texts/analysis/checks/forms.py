"""The checks of the form of clauses, items, annexes and texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from itu_texts.analysis.checks.drafts import Draft, number_printed
from itu_texts.analysis.cited import ReferenceKind
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.writing import fold
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Clause, Item, LabelStyle, Role, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import all_words, find

_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED_LINE = re.compile(r"\n(\d{1,4})(?=(?:\.| ?[-–—]) ?\w)")
_SHORTEST = 20  # characters; shorter words may be repeated by chance
_SHORTEST_TEXT = 80  # characters; shorter texts may well be repeated
_ANNEXES = frozenset((ReferenceKind.ANNEX, ReferenceKind.ATTACHMENT, ReferenceKind.APPENDIX))
_USUAL = {Role.PREAMBLE: LabelStyle.LETTER, Role.OPERATIVE: LabelStyle.NUMBER}


def clause_numbers(draft: Draft) -> Iterator[Diagnostic]:
    """Report each numbered clause, as assemblies have them, whose number does not follow that of the one before."""
    for text in draft.document.texts:
        numbered = [(clause, int(found[0])) for clause in find(text, Clause) if (found := _NUMBER.match(clause.label))]
        for (before, last), (clause, number) in pairwise(numbered):
            if number in (last + 1, 1):  # a part of a text may begin again
                continue
            code, message = "numbering-gap", "add what is missing between them, or correct the number"
            span = Span(clause.start, clause.start + len(number_printed(clause)))
            begun = _NUMBERED_LINE.search(draft.document.source.text, before.start + 1, clause.start)
            if begun is not None:  # a line with a wrong number, which is no clause
                number, span = int(begun[1]), Span(*begun.span(1))
            if number <= last:
                code = "numbering-repeat" if number == last else "numbering-disorder"
                message = "correct the number"
            yield make_diagnostic(code, f"“{number}” follows “{last}”: {message}", span)


def missing_addressees(draft: Draft) -> Iterator[Diagnostic]:
    """Report each heading with only a verb that needs an addressee, if the body begins with an infinitive."""
    for clause in _clauses(draft):
        words = lang_of(clause.language or "en").patterns
        heading = clause.heading
        needs = words.INSTRUCTING_VERB.fullmatch(fold(heading.verb)) and not heading.addressees
        begun = (fold(all_words(each).removeprefix(getattr(each, "label", ""))).lstrip() for each in clause.blocks)
        if needs and heading.text.rstrip(" ,:") == heading.verb and any(map(words.TO_DO.match, begun)):
            yield make_diagnostic("missing-addressee", f"“{heading.text}” names no addressee: add one", heading.span)


def _clauses(draft: Draft) -> Iterator[Clause]:
    return (clause for text in draft.texts for clause in text.clauses)


def repeated_headings(draft: Draft) -> Iterator[Diagnostic]:
    """Report each heading that another clause of the text already has."""
    for text in draft.texts:
        seen = set()
        for clause in text.clauses:
            name = fold(clause.heading.name).casefold().rstrip(",")
            if name in seen and clause.heading.text:
                message = f"“{clause.heading.name}” is already the heading of a clause: join them, or add “further”"
                yield make_diagnostic("repeated-heading", message, clause.heading.span)
            seen.add(name)


def repeated_words(draft: Draft) -> Iterator[Diagnostic]:
    """Report each item with the words of an earlier one of its clause; in other bodies, each such clause."""
    for each in draft.document.texts:
        told: set[str] = set()
        for clause in find(each, Clause) if not draft.is_in_union(each.start) else ():
            words = fold(all_words(clause).removeprefix(clause.label)).casefold().strip(" ;,.")
            if words in told and len(words) >= _SHORTEST_TEXT:
                message = "these are the words of another paragraph: delete one of the two"
                yield make_diagnostic("repeated-words", message, Span(clause.start, clause.heading.end))
            told.add(words)
    for clause in _clauses(draft):
        seen: dict[str, Item] = {}
        for item in find(clause, Item):
            text = fold(all_words(item).removeprefix(item.label)).casefold().strip(" ;,.")
            first = seen.setdefault(text, item)
            if (
                first is not item
                and len(text) >= _SHORTEST
                and not lang_of(item.language or "en").patterns.LEFT_OUT.search(text)
            ):
                message = f"these are the words of {draft.place(first)}: delete one of the two"
                yield make_diagnostic("repeated-words", message, item.span)


def empty_items(draft: Draft) -> Iterator[Diagnostic]:
    """Report each label without words."""
    for item in find(draft.document, Item):
        if item.label and not all_words(item).removeprefix(item.label).strip(" ;,."):
            yield make_diagnostic("empty-item", f"“{item.label}” has no words: write the item, or delete it", item.span)


def item_forms(draft: Draft) -> Iterator[Diagnostic]:
    """Report the one item of an operative list that does not begin with an infinitive, if its neighbours do."""
    for clause, items in draft.lists():
        words = lang_of(clause.language or "en").patterns
        if clause.role is not Role.OPERATIVE or not words.text(NAMES.TO_DO):
            continue
        others = [each for each in items if not words.TO_DO.match(fold(each.text))]
        if len(others) != 1 or len(items) < 3 or not others[0].text or others[0].items:
            continue
        folded = fold(others[0].text)
        if not (words.THAT.match(folded) or words.TASK_BEHIND_COMMA.search(folded)):
            first = others[0].blocks[0]
            end = first.start + len(others[0].text.split()[0])
            message = "the other items of this list begin with an infinitive: begin this one in the same form"
            yield make_diagnostic("item-form", message, Span(first.start, end))


def clause_order(draft: Draft) -> Iterator[Diagnostic]:
    """Report the first of the clauses that stand in the wrong half of a text: those of which there are fewer."""
    for text in draft.texts:
        roles = [clause.role for clause in text.clauses]
        if not any(one is Role.OPERATIVE and other is Role.PREAMBLE for one, other in pairwise(roles)):
            continue
        first = roles.index(Role.OPERATIVE)
        last = len(roles) - 1 - roles[::-1].index(Role.PREAMBLE)
        early = [place for place in range(first, last) if roles[place] is Role.OPERATIVE]
        late = [place for place in range(first, last + 1) if roles[place] is Role.PREAMBLE]
        heading = text.clauses[(early if len(early) <= len(late) else late)[0]].heading
        message = f"“{heading.name}” is out of order: the preamble comes first, then the operative clauses"
        yield make_diagnostic("clause-order", message, heading.span)


def label_styles(draft: Draft) -> Iterator[Diagnostic]:
    """Report the first label of each clause with figures in the preamble, or letters in the operative part."""
    for clause in _clauses(draft):
        usual, other = _USUAL[clause.role], _USUAL[Role.OPERATIVE if clause.role is Role.PREAMBLE else Role.PREAMBLE]
        if len(clause.items) > 1 and all(item.style is other for item in clause.items):
            item = clause.items[0]
            says = "letters: a), b)" if usual is LabelStyle.LETTER else "figures: 1, 2"
            span = Span(item.start, item.start + len(item.label))
            yield make_diagnostic("label-style", f"the items of this clause have {says}", span)


def uncited_annexes(draft: Draft) -> Iterator[Diagnostic]:
    """Report each annex of a text that nothing in the text refers to."""
    cited: dict[int, set[object]] = defaultdict(set)
    for each in draft.cited:
        if each.kind in _ANNEXES:
            cited[id(draft.text_at(each.span.start))].add(id(each.target) if each.target is not None else each.number)
    for text in draft.texts:
        for annex in text.annexes:
            if not {id(annex), annex.number, None} & cited[id(text)]:
                message = f"nothing in the text refers to {draft.place(annex)}: refer to it, or delete it"
                yield make_diagnostic("uncited-annex", message, annex.heading.span)


def duplicate_texts(draft: Draft) -> Iterator[Diagnostic]:
    """Report each text with the name or the words of an earlier one.

    Proposals of several members to amend one text are different texts, and so are two editions.
    """
    named: dict[object, Text] = {}
    texts_by_words: dict[str, Text] = {}
    source = draft.document.source
    for text in draft.document.texts:
        if not text.clauses:  # only its name, as at the end of an extract
            continue
        words = " ".join(source[text.span].split())
        first = texts_by_words.setdefault(words, text) if len(words) >= _SHORTEST_TEXT else text
        what = "the same words are already"
        if first is text and text.identifier is not None and text.amendment is None:
            named_so = named.setdefault(text.identifier, text)
            first = named_so if _are_alike(text, named_so) else text
            what = f"another {text.identifier} is"
        if first is not text:
            line, _column = source.line_column(first.start)
            where = f"in line {line}" if draft.document.origins.at(first.start) is None else "further up"
            end = text.front[0].end if text.front else text.start
            message = f"{what} {where}: delete one of the two, or renumber it"
            yield make_diagnostic("duplicate-text", message, Span(text.start, end))


def _are_alike(text: Text, other: Text) -> bool:
    """Return whether two texts share half of their clauses, unlike a page header that a program printed again."""
    mine, its = ({clause.heading.name for clause in each.clauses} for each in (text, other))
    return 2 * len(mine & its) >= max(len(mine), len(its))
