"""The checks of a document: the diagnostics of the parser, and those of the rules of :data:`RULES`.

A rule is a function that takes a :class:`Draft` and yields diagnostics. A new rule is such a function, a row of
:data:`RULES`, a code in :data:`itu_texts.CODES`, and an example in the manual.
"""

from __future__ import annotations

from collections.abc import Iterable

from itu_texts.analysis.checks import editions, forms, signs, slips, spelling, stops, values, wording
from itu_texts.analysis.checks.addressees import near_addressees
from itu_texts.analysis.checks.citations import differing_citations, unresolved_references
from itu_texts.analysis.checks.drafts import ALL, Draft, Rule
from itu_texts.analysis.checks.forms import duplicate_texts
from itu_texts.analysis.checks.own import Check
from itu_texts.analysis.references import references
from itu_texts.errors import InputError, InputTypeError
from itu_texts.tree.addresses import Addresses
from itu_texts.tree.diagnostics import Diagnostic
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

RULES: tuple[Rule, ...] = (
    Rule("item-stop", stops.stops),
    Rule("clause-stop", stops.stops, of_union=False),
    Rule("final-stop", stops.stops, of_union=False),
    Rule("missing-and", stops.missing_ands, _CASED),
    Rule("formula-mismatch", editions.formulas),
    Rule("unknown-conference", editions.marks),
    Rule("mark-without-year", editions.marks_without_year),
    Rule("annex-heading", editions.annex_headings),
    Rule("unknown-body", editions.unknown_groups),
    Rule("unknown-article", editions.unknown_articles, of_union=False),
    Rule("missing-addressee", forms.missing_addressees, _CASED),
    Rule("repeated-heading", forms.repeated_headings, _NOT_CHINESE),
    Rule("repeated-words", forms.repeated_words, of_union=False),
    Rule("empty-item", forms.empty_items, of_union=False),
    Rule("item-form", forms.item_forms, _CASED),
    Rule("clause-order", forms.clause_order),
    Rule("label-style", forms.label_styles),
    Rule("uncited-annex", forms.uncited_annexes),
    Rule("mark-without-note", wording.marks_without_notes),
    Rule("note-without-mark", wording.notes_without_marks, of_union=False),
    Rule("other-kind", wording.other_kinds, _NOT_CHINESE),
    Rule("reversed-range", wording.reversed_ranges, of_union=False),
    Rule("placeholder", wording.placeholders, of_union=False),
    Rule("doubled-word", wording.doubled_words, of_union=False),
    Rule("editorial-remark", slips.phrases, of_union=False),
    Rule("field-error", slips.phrases, of_union=False),
    Rule("set-phrase", slips.phrases, of_union=False),
    Rule("cut-off", slips.cut_off, of_union=False),
    Rule("mark-form", slips.mark_signs),
    Rule("formula-stop", slips.formula_stops, of_union=False),
    Rule("unknown-conference", slips.named_meetings),
    Rule("later-edition", slips.later_editions, of_union=False),
    Rule("wrong-direction", slips.directions, of_union=False),
    Rule("colon", slips.colons),
    Rule("unclosed", wording.unclosed, of_union=False),
    Rule("stray-sign", signs.stray_signs, of_union=False),
    Rule("impossible-date", values.impossible_days, of_union=False),
    Rule("impossible-date", values.days_of_sessions, of_union=False),
    Rule("number-mismatch", values.numbers_said_twice, of_union=False),
    Rule("misspelt-word", spelling.misspelt_words, _CASED, of_union=False),
    Rule("numbering-gap", forms.clause_numbers, of_union=False),
    Rule("numbering-repeat", forms.clause_numbers, of_union=False),
    Rule("numbering-disorder", forms.clause_numbers, of_union=False),
    Rule("near-addressee", near_addressees, of_union=False),
    Rule("unresolved-reference", unresolved_references, of_union=False),
    Rule("title-mismatch", differing_citations, of_union=False),
    Rule("duplicate-text", duplicate_texts, of_union=False),
)
"""The rules besides those of the parser."""


def check(document: Document, rules: Iterable[Check] = ()) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of a document, in the order of the text; of two for one mistake, the one that says more.

    :param rules: checks besides those of :data:`RULES`.
    :raises InputError: if ``document`` is not a document, or has no source because it was read from JSON without one.
    """
    if not isinstance(document, Document):
        raise InputTypeError(f"check() takes a document, not a {type(document).__name__}")
    if len(document.source) < document.end:
        raise InputError(
            "check() needs the text, which this JSON does not have: write it with to_json(doc, source=True)"
        )
    draft = Draft(document, tuple(references(document)), Addresses())
    found = [*document.diagnostics]
    languages = {rule.code: rule.languages for rule in RULES}
    for find in dict.fromkeys(rule.find for rule in RULES):
        found += (each for each in find(draft) if document.language_at(each.span.start) in languages[each.code])
    found += (each for rule in rules for each in rule.diagnostics(document))
    for code, better in _TOLD_BETTER:
        told = {place for each in found if each.code == better for place in range(*each.span)}
        found = [each for each in found if each.code != code or told.isdisjoint(range(*each.span))]
    return tuple(sorted(found, key=lambda each: each.span))
