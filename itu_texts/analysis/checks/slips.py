"""The checks of slips: remarks and errors left in, set phrases, cut sentences, the signs of marks, above and below."""

from __future__ import annotations

from collections.abc import Iterator

from itu_texts.analysis.checks.drafts import Draft, number_printed
from itu_texts.analysis.checks.editions import is_unknown, meant_by
from itu_texts.analysis.checks.stops import stop_of
from itu_texts.analysis.checks.values import session_of
from itu_texts.analysis.cited import ReferenceKind
from itu_texts.language.conferences import conference_in, conferences, year_of
from itu_texts.language.grammar import NAMES, lang_of
from itu_texts.language.identifiers import Revision, body_of, meeting_parts
from itu_texts.language.places import known_as
from itu_texts.language.writing import COLON, COMMA, FULL_STOP, fold, stop_as_printed
from itu_texts.tree.base import Role
from itu_texts.tree.diagnostics import Diagnostic, Fix, make_diagnostic
from itu_texts.tree.nodes import Clause, Item, Node, Paragraph, Text
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import find, walk

_PHRASES = {  # code: the form of the grammar that finds it, and what to do
    "editorial-remark": (
        NAMES.EDITORIAL_REMARK,
        "“{}” is a remark for those who draft: do what it says, and delete it",
    ),
    "field-error": (NAMES.FIELD_ERROR, "“{}” stands in place of a field of Word: write what it referred to"),
    "set-phrase": (NAMES.SET_PHRASE, "“{}” is not the form of this phrase: correct it"),
}
_OF_FIELDS = "{\\!！"  # signs, one of which stands in each field of Word
_SIGNS = {"stop": FULL_STOP, "comma": COMMA, "behind": COMMA}
_PLANNED = 2012  # conferences up to this year were spoken of under years in which they did not meet: WRC-10, WRC-11


def phrases(draft: Draft) -> Iterator[Diagnostic]:
    """Report the words of each form in the table of phrases."""
    for each in draft.words:
        for code, (form, message) in _PHRASES.items():
            if code == "field-error" and not any(sign in each.text for sign in _OF_FIELDS):
                continue
            for found in each.lang.patterns[form].finditer(each.text):
                yield make_diagnostic(code, message.format(found[0]), each.span(*found.span()))


def cut_off(draft: Draft) -> Iterator[Diagnostic]:
    """Report each sentence that ends with a word that no sentence ends with: "the boats of the"."""
    for text in draft.document.texts:
        for words in _last_words(text):
            each = draft.words_of(words)
            found = each.lang.patterns.CUT_OFF.search(each.text)
            joins = each.lang.patterns.AND  # "..., and" before the next clause, as other bodies write
            if found is not None and (draft.is_in_union(text.start) or not joins.fullmatch(found[0].strip(" \n"))):
                message = f"nothing follows “{found[0].strip()}”: complete the sentence"
                yield make_diagnostic("cut-off", message, each.span(*found.span()))


def _last_words(text: Text) -> Iterator[Paragraph]:
    """Yield the last words of the clauses of a text, and of the items without items of their own."""
    for clause in find(text, Clause):
        for node in walk(clause):
            last = node.children[-1] if node is clause or (isinstance(node, Item) and node.children) else None
            if isinstance(last, Paragraph):
                yield last


def mark_signs(draft: Draft) -> Iterator[Diagnostic]:
    """Report each mark of a place where conferences met that lacks a comma, or the stop of "Rev."."""
    places = {known_as(each.place) for each in conferences() if each.place}
    for text in draft.texts:
        language = text.language or "en"
        words = fold(draft.document.source[text.span])
        for found in lang_of(language).patterns.MARK_SIGNS.finditer(words):
            lacking = [name for name in _SIGNS if found.groupdict().get(name) == ""]
            if lacking and (known_as(found["place"]) in places or meant_by(found["place"], int(found["year"]))):
                signs = [stop_as_printed(_SIGNS[name], language) for name in lacking]
                fixes = (
                    Fix(Span(text.start + found.start(name), text.start + found.start(name)), sign)
                    for name, sign in zip(lacking, signs, strict=True)
                )
                asked = " and ".join(f"“{sign}”" for sign in signs)
                span = Span(text.start + found.start() + 1, text.start + found.end() - 1)
                yield make_diagnostic("mark-form", f"this mark lacks {asked}: add it", span, *fixes)


def formula_stops(draft: Draft) -> Iterator[Diagnostic]:
    """Report each formula that ends with a bracket or a letter, not a comma; an assembly that "decides" has none."""
    for text in draft.document.texts:
        is_grounded = any(clause.role is Role.PREAMBLE for clause in text.clauses[:1])
        if text.formula is not None and (is_grounded or draft.is_in_union(text.start)):
            printed = draft.document.source[text.formula.span].rstrip()
            end = text.formula.start + len(printed)
            if printed and (printed[-1] in ")）" or printed[-1].isalpha()):
                comma = stop_as_printed(COMMA, text.language or "en")
                fix = Fix(Span(end, end), comma)
                yield make_diagnostic("formula-stop", f"end the formula with “{comma}”", text.formula.span, fix)


def named_meetings(draft: Draft) -> Iterator[Diagnostic]:
    """Report each conference that is named outside of marks, and that did not meet: "the agenda of WRC-24"."""
    cited = {place for each in draft.cited if each.kind is ReferenceKind.TEXT for place in range(*each.span)}
    for each in draft.with_figures:
        for found in each.lang.patterns.NAMED_MEETING.finditer(each.text):
            span = each.span(*found.span())
            is_named = draft.is_in_union(each.node.start) and span.start not in cited
            if not is_named or year_of(found["meeting"]) <= _PLANNED:
                continue
            body = body_of(found["body"], each.lang.language) or ""
            if is_unknown(Revision(conference=f"{body}-{found['meeting']}")):
                message = f"there is no {found[0]}: correct the year"
                yield make_diagnostic("unknown-conference", message, span)


def later_editions(draft: Draft) -> Iterator[Diagnostic]:
    """Report each citation of an edition, or of a session, that is later than the text that cites it."""
    yield from _later_sessions(draft)
    for each in draft.cited:
        text = draft.text_at(each.span.start)
        if text is None or each.kind is not ReferenceKind.TEXT or each.identifier is None:
            continue
        told = text.formula.year if text.formula is not None else None
        own = max(_year(text.identifier.revision if text.identifier else None) or 0, told or 0)
        year = _year(each.identifier.revision)
        if own and year and year > own and not is_unknown(each.identifier.revision):
            message = f"this edition is of {year}, and the text that cites it of {own}: correct one of the two"
            yield make_diagnostic("later-edition", message, each.span)


def _later_sessions(draft: Draft) -> Iterator[Diagnostic]:
    """Report each citation of a later session of the General Assembly; in Arabic the session is the second number."""
    for each in draft.cited:
        cited, text = session_of(each.identifier), draft.text_of(each.span.start)
        session = session_of(text.identifier) if text is not None and text.language != "ar" else 0
        if cited > session > 0:
            message = f"this is of session {cited}, and the text that cites it of session {session}: correct it"
            yield make_diagnostic("later-edition", message, each.span)


def _year(revision: Revision | None) -> int | None:
    """Return the year of an edition; ``None`` if it does not say one."""
    if revision is None or not revision.conference:
        return revision.year if revision is not None else None
    body, meeting = meeting_parts(revision.conference)
    met = conference_in(body, year_of(meeting)) if meeting else None
    return met.begins.year if met is not None else None


def directions(draft: Draft) -> Iterator[Diagnostic]:
    """Report each "above" of what follows, each "below" of what precedes, and both behind a number of no paragraph."""
    source = draft.document.source.text
    numbered = {text.start: _numbered(text) for text in draft.document.texts}
    for each in draft.cited:
        text, target = draft.text_of(each.span.start), each.target
        lang = lang_of(draft.document.language_at(each.span.start))
        found = lang.patterns.PLACED.match(fold(source[each.span.end : each.span.end + 24]))
        if text is None or found is None:
            continue
        if target is None and each.kind is ReferenceKind.SECTION and numbered[text.start]:
            target = numbered[text.start].get(each.number or "")
            if target is None and str(each.number).isdigit():
                message = f"the text has no paragraph {each.number}: correct the number"
                yield make_diagnostic("wrong-direction", message, each.span)
        if target is None or target is text or target.start <= each.span.start < target.end:
            continue
        is_above = target.start < each.span.start
        if not text.start <= target.start < text.end or is_above == (found["above"] is not None):
            continue
        name = "below" if is_above else "above"
        span = Span(each.span.end + found.start(name), each.span.end + found.end(name))
        instead = lang.phrase(NAMES.ABOVE if is_above else NAMES.BELOW)
        message = f"{each.text} stands {'above' if is_above else 'below'}: correct “{found[name]}”"
        yield make_diagnostic("wrong-direction", message, span, *((Fix(span, instead),) if "|" not in instead else ()))


def _numbered(text: Text) -> dict[str, Clause]:
    """Return the numbered clauses of a text by their numbers; nothing if its parts have numbers of their own."""
    clauses = [(number_printed(clause), clause) for clause in find(text, Clause) if clause.label]
    return dict(clauses) if len(dict(clauses)) == len(clauses) else {}


def colons(draft: Draft) -> Iterator[Diagnostic]:
    """Report each item that ends with a colon and has no items below, and each that has items and no colon.

    A text in which a third of the items with items have no colon follows another convention, and is left alone.
    """
    for text in draft.texts:
        leads: list[Paragraph] = []
        alone: list[Paragraph] = []
        for clause in text.clauses:
            for item in walk(clause):
                for place, child in enumerate(item.children if isinstance(item, Item) else ()):
                    after = item.children[place + 1] if place + 1 < len(item.children) else None
                    if isinstance(child, Paragraph) and isinstance(after, Item):
                        leads.append(child)
                    elif isinstance(child, Paragraph) and after is None and _is_followed(item):
                        alone.append(child)
        without = [each for each in leads if stop_of(each) in ("", COMMA)]  # other stops end a sentence
        if without and (3 * len(without) <= len(leads) or len(without) == 1 < len(leads)):
            for each in without:
                yield from _colon(draft, each, "items follow: end this with “{}”")
        for each in alone:
            if fold(each.text).rstrip().endswith(COLON):
                yield from _colon(draft, each, "nothing follows “{}”: add the items, or end the sentence")


def _is_followed(item: Node) -> bool:
    """Return whether another item of its list stands behind an item."""
    siblings = item.parent.children if item.parent is not None else ()
    return any(isinstance(each, Item) and each.start > item.start for each in reversed(siblings))


def _colon(draft: Draft, words: Paragraph, message: str) -> Iterator[Diagnostic]:
    """Yield the report of a colon at the end of some words: one that is missing there, or one too many."""
    end = words.start + len(draft.document.source[words.span].rstrip())
    colon = stop_as_printed(COLON, words.language or "en")
    yield make_diagnostic("colon", message.format(colon), Span(max(words.start, end - 12), end))
