"""The checks of words: doubled and missing words, brackets, notes, ranges, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from itu_texts.analysis.checks.drafts import Draft, Words
from itu_texts.analysis.cited import GroupKind, Reference
from itu_texts.language.identifiers import kind_of
from itu_texts.language.writing import STOPS, begins_capital, may_begin_sentence
from itu_texts.tree.diagnostics import Diagnostic, Fix, make_diagnostic
from itu_texts.tree.nodes import Paragraph

_REVERSED = "the end of this range is before its beginning: swap the two"
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_BRACKETS = re.compile("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
_OPENERS = {")": "(", "]": "["}
_CLOSES_WORD = re.compile(r"[^\W\d_]{4}(?<![^\0-\u024f][A-Za-z])\Z")  # not "上述考虑到b)", which is a label
_SOME_LABEL = re.compile(r"(?<![\w(])\w{1,3}\)")  # "(see b) above)": the label has closed the bracket
_TURNED = {"“": "”", "”": "“"}
_LABEL = re.compile(r"(?<![\w(])\w{1,3}\)\Z")  # "considering a)" closes no bracket of a paragraph above
_TYPED = '"'
_SIGNS = re.compile(r"(?<=[^\W\d_]{3})(?P<mark>[¹²³⁴-⁹]{1,2})")
_RAISED = re.compile(
    r"(?<=[^\W\d_]{3})(?P<mark>[¹²³⁴-⁹]{1,2}|(?<=[a-z]{5})[1-9](?![\w.])|(?<![*\w][*])\*{1,3}(?![\w*]))"
)
_MAY_BE_RAISED = re.compile(r"[¹²³⁴-⁹*1-9](?<![^a-z][1-9])")  # a quick test of the words


def doubled_words(draft: Draft) -> Iterator[Diagnostic]:
    """Report each word, comma or semicolon that occurs twice in a row, except what a language doubles, and names.

    A name is a word with a capital that occurs nowhere alone, or behind no small word, as in tables and signatures.
    """
    source = draft.document.source.text
    for each in draft.words:
        words = each.lang.patterns
        for found in (*words.DOUBLED.finditer(each.text), *words.DOUBLED_SIGN.finditer(each.text)):
            word = found["word"]
            behind_small = each.text[max(0, found.start() - 2) : found.start()].rstrip()[-1:].islower()
            if not begins_capital(word) or (behind_small and source.count(word) > 2 * source.count(found[0])):
                fix = Fix(each.span(*found.span("again")), "")
                yield make_diagnostic(
                    "doubled-word", f"“{word}” occurs twice: delete one", each.span(*found.span()), fix
                )


def placeholders(draft: Draft) -> Iterator[Diagnostic]:
    """Report brackets without words, or with placeholders."""
    for each in draft.words:
        for found in each.lang.patterns.PLACEHOLDER.finditer(each.text):
            if "x" in found[0].lower() and each.lang.patterns.IN_EXAMPLE.search(each.text, 0, found.start()):
                continue
            message = f"write the words that are missing in place of “{found[0]}”"
            yield make_diagnostic("placeholder", message, each.span(*found.span()))


_SIGN_ALONE = re.compile(r"(?<![^\W_])'[^\w\s]'(?![^\W_])")  # a sign that is meant as such: '('


def unclosed(draft: Draft) -> Iterator[Diagnostic]:
    """Report each bracket or quotation mark without the one that closes it, and each bracket that closes nothing."""
    for text in draft.document.texts:
        open_signs: list[tuple[str, Words, int]] = []
        words = [evolve(each, text=_SIGN_ALONE.sub("   ", each.text)) for each in draft.words_in(text)]
        for each in words:
            for found in _BRACKETS.finditer(each.text):
                place, sign = found.start(), found[0]
                if each.lang.language == "ar" and sign in _TURNED:  # mirrored signs
                    sign = _TURNED[sign]
                if sign in _PAIRS:
                    open_signs.append((sign, each, place))
                    continue
                at = _opener(open_signs, sign)
                if at >= 0 and (open_signs[at][1] is each or not _LABEL.search(each.text, 0, place + 1)):
                    del open_signs[at]
                elif at < 0 and sign in _OPENERS and _closes_word(each.text, place):
                    message = f"“{sign}” closes nothing: delete it, or add “{_OPENERS[sign]}”"
                    yield make_diagnostic("unclosed", message, each.span(place, place + 1))
        typed = [each for each in words if each.text.count(_TYPED) % 2]
        if len(typed) == 1:
            open_signs.append((_TYPED, typed[0], _left_open(typed[0].text)))
        for sign, each, place in open_signs:
            message = f"“{sign}” is not closed: add “{_PAIRS.get(sign, sign)}”"
            yield make_diagnostic("unclosed", message, each.span(place, place + 1))


def _closes_word(text: str, place: int) -> bool:
    """Return whether a bracket stands behind a word, and no label above it may have closed the one that it closes."""
    return _CLOSES_WORD.search(text, 0, place) is not None and _SOME_LABEL.search(text, 0, place) is None


def _left_open(text: str) -> int:
    """Return the place of the typed quotation mark that is not closed: the next one opens too, or it is the last."""
    places = [place for place, sign in enumerate(text) if sign == _TYPED]
    behind_word = [place > 0 and (text[place - 1].isalnum() or text[place - 1] in STOPS) for place in places]
    pairs = zip(places, behind_word, behind_word[1:], strict=False)
    return next((place for place, here, there in pairs if not (here or there)), places[-1])


def _opener(open_signs: list[tuple[str, Words, int]], sign: str) -> int:
    """Return the index of the last sign that a sign closes; -1 if it closes none."""
    return next((at for at in range(len(open_signs) - 1, -1, -1) if _PAIRS[open_signs[at][0]] == sign), -1)


def notes_without_marks(draft: Draft) -> Iterator[Diagnostic]:
    """Report each footnote that no mark refers to."""
    called = {anchor.note for anchor in draft.document.anchors}
    for place, note in enumerate(draft.document.footnotes):
        if place not in called and note.mark:
            message = f"no mark refers to the footnote “{note.mark}”: add the mark, or delete the note"
            yield make_diagnostic("note-without-mark", message, note.span)


def marks_without_notes(draft: Draft) -> Iterator[Diagnostic]:
    """Report each mark of a footnote, after a word, that is not the mark of one."""
    raised = _RAISED if draft.document.footnotes else _SIGNS
    for each in draft.in_union:
        may_be = isinstance(each.node, Paragraph) and _MAY_BE_RAISED.search(each.text)
        for found in raised.finditer(each.text) if may_be else ():
            message = f"there is no footnote “{found['mark']}”: add it, or delete the mark"
            yield make_diagnostic("mark-without-note", message, each.span(*found.span()))


def other_kinds(draft: Draft) -> Iterator[Diagnostic]:
    """Report each phrase that calls a text by the name of another kind of text."""
    for text in draft.texts:
        for each in draft.words_in(text) if text.kind != "text" else ():
            for found in each.lang.patterns.THIS_KIND.finditer(each.text):
                kind = kind_of(found["kind"], each.lang.language)
                is_quoted = each.text[0] in '"“«'
                if kind not in (text.kind, "text") and may_begin_sentence(found["kind"]) and not is_quoted:
                    message = f"this text is a {text.kind}: correct “{found[0]}”"
                    yield make_diagnostic("other-kind", message, each.span(*found.span()))


def reversed_ranges(draft: Draft) -> Iterator[Diagnostic]:
    """Report each range of references, years, days or frequencies whose end is before its beginning."""
    ranges: dict[Any, list[Reference]] = {}
    for reference in draft.cited:
        if reference.group is not None and reference.group.kind is GroupKind.RANGE:
            ranges.setdefault(reference.group, []).append(reference)
    for group, members in ranges.items():
        if len(members) != 2 or draft.document.language_at(group.span.start) == "ar":  # "4-2" is read from the right
            continue
        first, last = map(_number, members)
        if len(first) == len(last) and first > last:  # "7.3.2.2-1" is the number of a table
            yield make_diagnostic("reversed-range", _REVERSED, group.span)
    for each in draft.with_figures:
        for form in (
            each.lang.patterns.YEARS_IN_RANGE,
            each.lang.patterns.DAYS_IN_RANGE,
            each.lang.patterns.BAND_IN_RANGE,
        ):
            for found in form.finditer(each.text):
                is_visual = each.lang.language == "ar" and found["word"] is None  # ``visual-order`` reports those
                start, end = found["start"].split(), found["end"].split()
                start = start if len(end) > 1 else start[-1:]  # "2 100-102 GHz" may be a label and a band
                if float("".join(start)) > float("".join(end)) and not is_visual:
                    yield make_diagnostic("reversed-range", _REVERSED, each.span(*found.span()))


def _number(reference: Reference) -> tuple[int, ...]:
    """Return the figures of a number that is cited: 9 and 12 for "No. 9.12"."""
    return tuple(map(int, re.findall(r"\d{1,18}", reference.number or reference.address or "")))
