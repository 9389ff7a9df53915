"""The checks of a document: the diagnostics of the parser, and those of the rules of :data:`RULES`.

A rule is a row of :data:`RULES`: a code of :data:`itu_texts.CODES`, a message, and a function that takes a
:class:`Draft` and yields what it finds. A new rule is such a row, and an example in the manual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from itu_texts.analysis.checks import citations, clauses, words
from itu_texts.analysis.checks.drafts import ALL, IN_ANY_CASE, Check, Draft, Rule, phrases, quoted
from itu_texts.errors import InputError, InputTypeError
from itu_texts.language.grammar import NAMES
from itu_texts.language.identifiers import Standing
from itu_texts.tree.diagnostics import Diagnostic, make_diagnostic
from itu_texts.tree.nodes import Document

__all__ = ["RULES", "Rule", "check"]

_UNINFLECTED = frozenset(("zh", "ar"))  # languages without equivalents of "to" and "and"
_CASED = tuple(code for code in ALL if code not in _UNINFLECTED)
_NOT_CHINESE = tuple(code for code in ALL if code != "zh")

_TOLD_BETTER = (
    ("set-phrase", "near-addressee"),
    ("set-phrase", "doubled-word"),
    ("stray-sign", "doubled-word"),
    ("stray-sign", "unknown-symbol"),
    *((code, "stray-sign") for code in ("item-stop", "clause-stop", "final-stop")),
    ("contradiction", "formula-mismatch"),
)
"""Findings that are left out where another one says more of the same words."""
_ANY = False  # a rule for the texts of all bodies
# What a rule looks at
_DOCUMENT = attrgetter("documents")
_TEXTS = attrgetter("document.texts")
_CITED = attrgetter("cited")
_CLAUSES = attrgetter("clauses")
_ITEMS = attrgetter("items")
_LISTS = attrgetter("lists")

RULES: tuple[Rule, ...] = (
    Rule("item-stop", "end this item with {}", _TEXTS, clauses.stops),
    Rule("clause-stop", "end this clause with {}", _TEXTS, clauses.stops, of_union=_ANY),
    Rule("final-stop", "end the text with {}", _TEXTS, clauses.stops, of_union=_ANY),
    Rule(
        "missing-and", "write “{}” before the last item of this list, as in the other lists of the text",
        _TEXTS, clauses.missing_ands, _CASED,
    ),
    Rule("formula-mismatch", "{}: correct it, or this formula", _TEXTS, citations.formulas),
    Rule("unknown-conference", "no conference met as “{}” says: {}", _TEXTS, citations.unknown_marks),
    Rule(
        "unknown-conference", "no conference met as “{}” says: {}",
        _CITED, citations.unknown_editions, of_union=_ANY,
    ),
    Rule("unknown-conference", "there is no {}: correct the year", phrases(NAMES.NAMED_MEETING), citations.no_meeting),
    Rule("mark-without-year", "add the year of the edition after “{}”", _TEXTS, citations.marks_without_year),
    Rule("mark-form", "this mark lacks {}: add it", _TEXTS, citations.mark_signs),
    Rule("formula-stop", "end the formula with “{}”", _TEXTS, citations.formula_stops, of_union=_ANY),
    Rule("annex-heading", "{}", _TEXTS, citations.annex_headings),
    Rule("unknown-body", "“{}” is another Sector", phrases(NAMES.SECTOR_MISNAMED), words.misnamed),
    Rule(
        "unknown-body", "there is no study group {}: correct the number",
        phrases(NAMES.GROUP_NUMBERED), words.no_group,
    ),
    Rule("unknown-article", "{} has {} {}: correct {}", _CITED, citations.unknown_articles, of_union=_ANY),
    Rule("missing-addressee", "“{}” names no addressee: add one", _CLAUSES, clauses.missing_addressees, _CASED),
    Rule(
        "repeated-heading", "“{}” is already the heading of a clause: join them, or add “further”",
        _TEXTS, clauses.repeated_headings, _NOT_CHINESE,
    ),
    Rule(
        "repeated-words", "these are the words of another paragraph: delete one of the two",
        _TEXTS, clauses.repeated_clauses, of_union=_ANY,
    ),
    Rule("repeated-words", "these are the words of {}: delete one of the two", _CLAUSES, clauses.repeated_items),
    Rule("empty-item", "“{}” has no words: write the item, or delete it", _ITEMS, clauses.empty_items, of_union=_ANY),
    Rule(
        "item-form", "the other items of this list begin with an infinitive: begin this one in the same form",
        _LISTS, clauses.item_forms, _CASED,
    ),
    Rule(
        "clause-order", "“{}” is out of order: the preamble comes first, then the operative clauses",
        _TEXTS, clauses.clause_order,
    ),
    Rule("label-style", "the items of this clause have {}", _CLAUSES, clauses.label_styles),
    Rule(
        "uncited-annex", "nothing in the text refers to {}: refer to it, or delete it",
        _DOCUMENT, clauses.uncited_annexes,
    ),
    Rule(
        "duplicate-text", "{} {}: delete one of the two, or renumber it",
        _DOCUMENT, clauses.duplicate_texts, of_union=_ANY,
    ),
    Rule(
        "numbering-gap", "“{}” follows “{}”: add what is missing between them, or correct the number",
        _TEXTS, clauses.clause_numbers, of_union=_ANY,
    ),
    Rule("numbering-repeat", "“{}” follows “{}”: correct the number", _TEXTS, clauses.clause_numbers, of_union=_ANY),
    Rule(
        "numbering-disorder", "“{}” follows “{}”: correct the number",
        _TEXTS, clauses.clause_numbers, of_union=_ANY,
    ),
    Rule(
        "mark-without-note", "there is no footnote “{}”: add it, or delete the mark",
        _DOCUMENT, words.marks_without_notes,
    ),
    Rule(
        "note-without-mark", "no mark refers to the footnote “{}”: add the mark, or delete the note",
        _DOCUMENT, words.notes_without_marks, of_union=_ANY,
    ),
    Rule("other-kind", "this text is a {}: correct “{}”", phrases(NAMES.THIS_KIND), words.other_kind, _NOT_CHINESE),
    Rule(
        "reversed-range", "the end of this range is before its beginning: swap the two",
        _DOCUMENT, words.reversed_references, of_union=_ANY,
    ),
    *(
        Rule(
            "reversed-range", "the end of this range is before its beginning: swap the two",
            phrases(form), words.runs_back, of_union=_ANY,
        )
        for form in (NAMES.YEARS_IN_RANGE, NAMES.DAYS_IN_RANGE, NAMES.BAND_IN_RANGE)
    ),
    Rule(
        "placeholder", "write the words that are missing in place of “{}”",
        phrases(NAMES.PLACEHOLDER), words.unfilled, of_union=_ANY,
    ),
    Rule("doubled-word", "“{}” occurs twice: delete one", _DOCUMENT, words.doubled_words, of_union=_ANY),
    Rule(
        "editorial-remark", "“{}” is a remark for those who draft: do what it says, and delete it",
        phrases(NAMES.EDITORIAL_REMARK), quoted, of_union=_ANY,
    ),
    Rule(
        "field-error", "“{}” stands in place of a field of Word: write what it referred to",
        phrases(NAMES.FIELD_ERROR), quoted, of_union=_ANY,
    ),
    Rule(
        "set-phrase", "“{}” is not the form of this phrase: correct it",
        phrases(NAMES.SET_PHRASE), quoted, of_union=_ANY,
    ),
    Rule("cut-off", "nothing follows “{}”: complete the sentence", _TEXTS, words.cut_off_sentences, of_union=_ANY),
    Rule("unclosed", "{}", _TEXTS, words.unclosed, of_union=_ANY),
    Rule("stray-sign", "{}", _DOCUMENT, clauses.stray_signs, of_union=_ANY),
    Rule("stray-sign", "{}", _TEXTS, clauses.foreign_stops, of_union=_ANY),
    Rule(
        "impossible-date", "there is no {}: correct the day",
        phrases(NAMES.DATE_NAMED), words.impossible_day, of_union=_ANY,
    ),
    Rule(
        "impossible-date", "session {} met in {} and {}: correct the number or the date",
        _DOCUMENT, citations.days_of_sessions, of_union=_ANY,
    ),
    Rule(
        "number-mismatch", "“{}” is {}, not {}: correct one of the two",
        phrases(NAMES.NUMBER_TWICE), words.number_said_twice, of_union=_ANY,
    ),
    Rule(
        "misspelt-word", "“{}” stands here once, and “{}” elsewhere in its place: correct it",
        _DOCUMENT, words.misspelt_words, _CASED, of_union=_ANY,
    ),
    Rule(
        "misspelt-word", "“{}” is written “{}” elsewhere: join it",
        _DOCUMENT, words.broken_words, _CASED, of_union=_ANY,
    ),
    Rule("colon", "items follow: end this with “{}”", _TEXTS, clauses.missing_colons),
    Rule("colon", "nothing follows “{}”: add the items, or end the sentence", _TEXTS, clauses.colons_before_nothing),
    Rule(
        "later-edition", "this is of session {}, and the text that cites it of session {}: correct it",
        _CITED, citations.later_sessions, of_union=_ANY,
    ),
    Rule(
        "later-edition", "this edition is of {}, and the text that cites it of {}: correct one of the two",
        _CITED, citations.later_editions,
    ),
    Rule(
        "outdated-citation", "{} is {}: cite what is in force",
        _DOCUMENT, citations.outdated, of_union=_ANY,
    ),
    Rule("wrong-direction", "{}", _DOCUMENT, citations.directions, of_union=_ANY),
    Rule("unresolved-reference", "{}", _DOCUMENT, citations.unresolved, of_union=_ANY),
    Rule("title-mismatch", "{}", _DOCUMENT, citations.differing, of_union=_ANY),
    Rule(
        "near-addressee", "“{}” is not the name of an addressee: did you mean “{}”?",
        _DOCUMENT, words.asked_addressees, of_union=_ANY,
    ),
    Rule("unknown-body", "there is no “{}”: correct the name", _DOCUMENT, words.asked_addressees, of_union=_ANY),
    *(
        Rule("near-addressee", "“{}” is written with capitals: “{}”", phrases(form), words.half_in_capitals)
        for form in IN_ANY_CASE
    ),
    Rule(
        "near-addressee", "there is one, not several: correct “{}”",
        phrases(NAMES.DIRECTORS_OF_ONE), words.beside_tasks,
    ),
    Rule("unknown-body", "there is no “{}”: correct the name", phrases(NAMES.NO_BUREAU), words.beside_tasks),
)  # fmt: skip
"""The rules besides those of the parser."""
_BY_FUNCTION = [
    (each, {code: rule for rule in rows for code in (rule.code, "")})
    for each, rows in groupby(RULES, key=attrgetter("things", "find"))
]


def check(document: Document, rules: Iterable[Check] = (), standing: Standing | None = None) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of a document, in the order of the text; of two for one mistake, the one that says more.

    :param rules: checks besides those of :data:`RULES`.
    :param standing: says which editions are no longer in force.
    :raises InputError: if ``document`` is not a document, or has no source because it was read from JSON without one.
    """
    if not isinstance(document, Document):
        raise InputTypeError(f"check() takes a document, not a {type(document).__name__}")
    if len(document.source) < document.end:
        raise InputError(
            "check() needs the text, which this JSON does not have: write it with to_json(doc, source=True)"
        )
    found = [*document.diagnostics, *_found(Draft(document, standing))]
    found += (each for rule in rules for each in rule.diagnostics(document))
    for code, better in _TOLD_BETTER:
        told = {place for each in found if each.code == better for place in range(*each.span)}
        found = [each for each in found if each.code != code or told.isdisjoint(range(*each.span))]
    return tuple(sorted(found, key=lambda each: each.span))


def _found(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what the rules find, each in the languages and the texts to which it applies."""
    for (things, find), rules in _BY_FUNCTION:
        for thing in things(draft):
            for found in find(draft, thing):
                rule, start = rules[found.code], found.span.start
                is_meant = draft.document.language_at(start) in rule.languages
                if is_meant and (not rule.of_union or draft.is_in_union(start)):
                    yield make_diagnostic(rule.code, rule.message.format(*found.words), found.span, *found.fixes)
