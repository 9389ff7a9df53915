"""The checks of stops: those between the items of a list, at the end of a clause, and at the end of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from itu_texts.analysis.checks.drafts import Draft
from itu_texts.language.grammar import NAMES, LanguagePatterns, lang_of
from itu_texts.language.writing import COLON, COMMA, FULL_STOP, SEMICOLON, STOPS, fold, runs_on, stop_as_printed
from itu_texts.tree.diagnostics import Diagnostic, Fix, make_diagnostic
from itu_texts.tree.nodes import Annex, Clause, Heading, Item, Node, Note, Paragraph, Role, Table, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import find, walk

_ASKED = {"item-stop": SEMICOLON, "clause-stop": COMMA, "final-stop": FULL_STOP}
_CLOSING = "”\"»)]'"
_FEWEST = 3  # clauses that show how a half of a text ends its clauses
_MANY = 3  # times as many clauses end so as otherwise
_MOST_SHOWN = 24  # characters of the last word, which is shown


def stops(draft: Draft) -> Iterator[Diagnostic]:
    """Report the items, clauses and texts that do not end with the stop of their place.

    A text in which most places lack their stop follows another convention, and is left alone. A text of another body
    is held to the stop with which nearly all of its own clauses of a half end.
    """
    for text in draft.document.texts:
        if not draft.is_in_union(text.start):
            yield from _unlike_others(draft, text)
            continue
        ends = [*_ends(text)]
        bare = _without_stops(ends)
        ends = [(code, words) for code, words in ends if code != "item-stop" or _list_of(words) not in bare]
        wrong = [
            (code, words) for code, words in ends if not stop_of(words) or stop_of(words) not in _allowed(code, words)
        ]
        if len(wrong) == 1 or 3 * len(wrong) <= len(ends):
            for code, words in wrong:
                yield _wrong(draft, code, words)


def _unlike_others(draft: Draft, text: Text) -> Iterator[Diagnostic]:
    """Report the clauses of a text that end with another stop than nearly all others of their half, and its own end."""
    halves: dict[Role, list[Paragraph]] = {}
    last = None
    for clause in find(text, Clause):
        *_, words = (each for each in walk(clause) if not isinstance(each, Heading))
        last = words if isinstance(words, Paragraph) and not _is_cut_short(words) else None
        ends_part = clause.parent is not text and clause.parent is not None and clause.parent.children[-1] is clause
        if last is not None and not (ends_part and stop_of(last) == FULL_STOP):  # "... the oceans.⏎Climate change"
            halves.setdefault(clause.role, []).append(last)
    for ends in halves.values():
        found = Counter(stop_of(each) for each in ends if each is not last)
        usual = max(found, key=found.__getitem__, default="")
        kept = (usual, COLON, COMMA)  # the last ground may end with a comma
        other = [each for each in ends if each is not last and stop_of(each) not in kept[: 2 + (each is ends[-1])]]
        if usual and found[usual] >= max(_FEWEST, _MANY * len(other)):
            for each in other:
                yield _wrong(draft, "clause-stop", each, usual)
            if last is ends[-1] and usual != FULL_STOP != stop_of(last):
                yield _wrong(draft, "final-stop", last)


def _ends(text: Text) -> Iterator[tuple[str, Paragraph]]:
    """Yield the last words of the items and clauses of a text, each with the code of the rule for its stop."""
    last = text.clauses[-1]
    for clause in text.clauses:
        blocks = [each for each in walk(clause) if isinstance(each, Paragraph | Note | Table | Annex)]
        for place, words in enumerate(blocks):
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            if not isinstance(words, Paragraph) or words.parent is None or _is_cut_short(words):
                continue
            if after is None:
                yield "final-stop" if clause is last else "clause-stop", words
            elif isinstance(words.parent, Item) and words.parent.blocks[-1] is words and _opens_item(words, after):
                yield "item-stop", words


def _list_of(words: Node) -> int:
    """Return the identity of the node with the list in which some words are an item."""
    return id(words.parent.parent) if words.parent is not None else 0


def _without_stops(ends: Sequence[tuple[str, Paragraph]]) -> set[int]:
    """Return the lists of more than two items of which none ends with a stop, such as lists of names."""
    stopped: dict[int, list[bool]] = {}
    for code, words in ends:
        if code == "item-stop":
            stopped.setdefault(_list_of(words), []).append(bool(stop_of(words)))
    return {of for of, each in stopped.items() if len(each) > 2 and not any(each[:-1])}


def _is_cut_short(words: Paragraph) -> bool:
    """Return whether some words end with a sign of omission, or in the middle of a sentence, which is told as such."""
    patterns = lang_of(words.language or "en").patterns
    left_out = re.search(rf"(?:{patterns.text(NAMES.LEFT_OUT)})\W*\Z", words.text)
    return (left_out or patterns.CUT_OFF.search(fold(words.text))) is not None


def _opens_item(words: Node, after: Node) -> bool:
    """Return whether an item with a label begins after the words of another, instead of more words of its own."""
    above = after.parent
    return isinstance(above, Item) and bool(above.label) and above not in words.ancestors


def _allowed(code: str, words: Paragraph) -> str:
    """Return the stops that may stand at a place."""
    return _ASKED[code] + COLON + (FULL_STOP if code == "clause-stop" and words.language == "zh" else "")


def stop_of(words: Paragraph) -> str:
    """Return the stop at the end of some words, before quotation marks, brackets and "and"; empty if there is none."""
    text = fold(words.text)
    place = _place(text)
    return text[place : place + 1] if place >= 0 else ""


def _place(text: str) -> int:
    """Return the offset of the stop at the end of some words; -1 if there is none."""
    end = len(text.rstrip())
    behind = re.compile(r"(?<=[;,:]) ?[^\W\d]+(?:/[^\W\d]+)?\Z").search(text, max(0, end - _MOST_SHOWN), end)
    end = behind.start() if behind is not None else end
    while end and text[end - 1] in _CLOSING and text[end - 2 : end - 1] in (*STOPS, *_CLOSING):
        end -= 1
    return end - 1 if end and text[end - 1] in STOPS else -1


def _wrong(draft: Draft, code: str, words: Paragraph, usual: str = "") -> Diagnostic:
    """Return the report of a line that lacks its stop.

    :param usual: the stop that it must have, if it is not the one that its code asks for.
    """
    source = draft.document.source
    found, asked = stop_of(words), stop_as_printed(usual or _ASKED[code], words.language or "en")
    span = _last_word(source.text, words)
    at = _place(fold(source[words.span]))
    where = words.start + at if at >= 0 else span.end
    printed = source.text[where : where + 1] if found else ""
    instead = f"“{asked}” instead of “{printed}”" if found else f"“{asked}”"
    what = {"item-stop": "this item", "clause-stop": "this clause", "final-stop": "the text"}[code]
    is_clear = (at >= 0) == bool(found)  # unless the mark of a note hides the stop
    fixes = (Fix(Span(where, where + len(printed)), asked),) if is_clear else ()
    return make_diagnostic(code, f"end {what} with {instead}", span, *fixes)


def _last_word(source: str, words: Node) -> Span:
    """Return the span of the last word, with its stop."""
    end = words.start + len(source[words.start : words.end].rstrip())
    start = end - 1
    while start > words.start and not source[start - 1].isspace() and end - start < _MOST_SHOWN:
        if runs_on(source[start - 1]) and end - start > 1:
            break
        start -= 1
    return Span(start, end)


def missing_ands(draft: Draft) -> Iterator[Diagnostic]:
    """Report the one list below an item that has no "and" before its last item, if there are others and all have it."""
    for text in draft.texts:
        ends = [
            (words[-1], _joins(draft, words[-1]))
            for clause in text.clauses
            for item in find(clause, Item)
            if len(items := item.items) > 1 and (words := [*find(items[-2], Paragraph)])
        ]
        without = [words for words, joined in ends if not joined]
        if len(without) == 1 and len(ends) > 1:
            word = draft.words_of(without[0]).lang.phrase(NAMES.AND)
            span = _last_word(draft.document.source.text, without[0])
            message = f"write “{word}” before the last item of this list, as in the other lists of the text"
            yield make_diagnostic("missing-and", message, span, Fix(Span(span.end, span.end), f" {word}"))


def _joins(draft: Draft, paragraph: Paragraph) -> bool:
    """Return whether a paragraph ends with "and" or "or"."""
    words = draft.words_of(paragraph)
    return _conjunction(words.lang).search(words.text) is not None


def _conjunction(lang: LanguagePatterns) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lang.patterns.text(NAMES.AND)}|{lang.patterns.text(NAMES.OR)})\W*\Z")
