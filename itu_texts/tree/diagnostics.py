"""Diagnostics: oddities of a text, as a list on the document; :data:`CODES` has all codes."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any, NoReturn

from attrs import field, frozen

from itu_texts.errors import InputError, ItuTextsError
from itu_texts.tree.spans import Span


class Severity(enum.StrEnum):
    """How serious a diagnostic is for a user of the tree."""

    INFO = "info"
    """Worth knowing, but nothing is wrong."""
    WARNING = "warning"
    """The text is odd, or the parser had to choose."""
    ERROR = "error"
    """The text is broken here: something is missing that it must have."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        """Tell that a value is no severity.

        :raises InputError: always.
        """
        raise InputError(f"{value!r:.40} is no severity: {', '.join(cls)}")


CODES: dict[str, tuple[Severity, str]] = {
    "no-text": (Severity.ERROR, "nothing in the input is an ITU text"),
    "wrong-language": (Severity.WARNING, "a text in another language than the one in which it is read"),
    "unknown-verb": (Severity.WARNING, "a line in the form of a clause heading, with an unknown verb"),
    "near-verb": (
        Severity.WARNING,
        "a line in the form of a clause heading, with a verb that is similar to a known one",
    ),
    "style-missing": (
        Severity.WARNING,
        "a clause heading that the file does not mark as one, although it marks others or could",
    ),
    "missing-heading": (Severity.WARNING, "the items of a clause without its heading"),
    "empty-clause": (Severity.WARNING, "a clause heading with nothing below it"),
    "no-clauses": (Severity.WARNING, "a text without any clause"),
    "odd-number": (Severity.WARNING, "the name of a text, with something in place of its number that is not a number"),
    "contradiction": (
        Severity.ERROR,
        "two places of a file that say something else about who a text is, or when it was adopted",
    ),
    "unnamed-text": (Severity.ERROR, "a text without a number, beside a line that has the form of its name"),
    "missing-formula": (Severity.ERROR, "a text without the line that says who adopts it"),
    "missing-title": (Severity.ERROR, "a text without a title"),
    "doubled-title": (Severity.INFO, "the title of a text occurs twice"),
    "numbering-gap": (Severity.WARNING, "a label that skips one or more places of its series"),
    "numbering-repeat": (Severity.WARNING, "a label that repeats one of its list"),
    "numbering-disorder": (Severity.WARNING, "a label that goes back in its series"),
    "mixed-labels": (Severity.INFO, "a list with labels of more than one style"),
    "large-footnotes": (Severity.WARNING, "footnotes that take up more than a third of a page"),
    "text-in-footnote": (Severity.WARNING, "a footnote that holds what begins a text, or a large part of the text"),
    "line-numbers": (Severity.INFO, "numbers in the margin that count the lines"),
    "lost-line-ends": (Severity.WARNING, "a text in one line, whose paragraphs are found by their words"),
    "two-columns": (Severity.WARNING, "lines of two columns of print, beside each other"),
    "image-page": (Severity.WARNING, "a page of a PDF that is an image, without text"),
    "deep-nesting": (Severity.WARNING, "lists that nest deeper than the tree can"),
    "unrecognised-block": (Severity.INFO, "a passage that belongs to no text"),
    "unresolved-reference": (Severity.WARNING, "a reference to a place in the text itself that does not exist"),
    "broken-reference": (
        Severity.WARNING,
        "a reference that, after an edit of the text, cites something else or nothing",
    ),
    "amendment-without-target": (Severity.WARNING, "an amendment of something that the amended text does not have"),
    "added-twice": (Severity.WARNING, "an amendment that adds something that already exists"),
    "amended-after-suppression": (Severity.WARNING, "an amendment of something that another has suppressed"),
    "conflicting-amendments": (Severity.WARNING, "two amendments that change the same words in different ways"),
    "left-unchanged": (Severity.WARNING, "a part of a text that a proposal does not repeat, and that stays"),
    "differs-from-base": (Severity.WARNING, "words that a proposal takes for those of the base, which has others"),
    "amended-twice": (Severity.WARNING, "an amendment that changes nothing, as if it had been applied before"),
    "replaced-amendment": (Severity.WARNING, "an amendment that a later document has again"),
    "not-understood": (Severity.WARNING, "words that amend a text and are not understood"),
    "nothing-amended": (Severity.WARNING, "a document from which nothing is applied"),
    "lost-footnote": (Severity.WARNING, "a footnote whose mark went with the words around it"),
    "near-addressee": (Severity.WARNING, "an addressee whose name is similar to a known one"),
    "title-mismatch": (Severity.WARNING, "a citation that gives a text in the same file another title, year or place"),
    "lacks-partner": (Severity.WARNING, "a part of a text that its edition in another language lacks"),
    "differs-in-edition": (Severity.WARNING, "a part that says something else in an edition in another language"),
    "visual-order": (
        Severity.WARNING,
        "words, numbers or ranges that run in the wrong direction, as in copies of right-to-left pages",
    ),
    "duplicate-text": (Severity.WARNING, "a text that occurs twice in the file"),
    "unknown-symbol": (Severity.INFO, "a character of a symbol font that has no equivalent in Unicode"),
    "half-character": (Severity.WARNING, "half of a character (a lone surrogate), which no file can contain"),
    "unread-part": (Severity.WARNING, "a file that is part of this one and is not read"),
    "text-after-end": (Severity.INFO, "words after the end of a text that do not belong to it"),
    "item-stop": (Severity.WARNING, "an item of a list, other than the last, that does not end with a semicolon"),
    "clause-stop": (Severity.WARNING, "a clause, other than the last, that does not end with a comma"),
    "final-stop": (Severity.WARNING, "a text that does not end with a full stop"),
    "missing-and": (Severity.WARNING, "a list without “and” before its last item, unlike the other lists of the text"),
    "formula-mismatch": (
        Severity.WARNING,
        "a formula with another body, place or year than the name of the text",
    ),
    "unknown-conference": (Severity.WARNING, "a mark that names a place or year in which no such conference met"),
    "mark-without-year": (Severity.WARNING, "the mark of an edition with a place and no year"),
    "annex-heading": (Severity.WARNING, "an annex whose heading names another text, or another edition of its text"),
    "unknown-body": (Severity.WARNING, "an office or a study group that does not exist"),
    "unknown-article": (Severity.WARNING, "an article or provision that the instrument does not have"),
    "missing-addressee": (Severity.WARNING, "a clause that gives tasks to nobody"),
    "repeated-heading": (Severity.WARNING, "two clauses of a text with the same heading"),
    "repeated-words": (Severity.WARNING, "two items of a clause with the same words"),
    "empty-item": (Severity.WARNING, "a label without words"),
    "item-form": (Severity.WARNING, "an item without the infinitive with which the others of its list begin"),
    "clause-order": (Severity.WARNING, "an operative clause before the end of the preamble"),
    "label-style": (Severity.WARNING, "letters in an operative clause, or figures in the preamble"),
    "uncited-annex": (Severity.WARNING, "an annex that its text does not refer to"),
    "mark-without-note": (Severity.WARNING, "the mark of a footnote that does not exist"),
    "note-without-mark": (Severity.WARNING, "a footnote that no mark refers to"),
    "other-kind": (
        Severity.WARNING,
        "the name of another kind of text: “this Decision” in a Resolution",
    ),
    "reversed-range": (Severity.WARNING, "a range whose end is before its beginning"),
    "placeholder": (Severity.WARNING, "brackets, or “TBD”, for words that are still missing"),
    "doubled-word": (Severity.WARNING, "a word, or a comma, that occurs twice in a row"),
    "editorial-remark": (Severity.WARNING, "a remark of those who draft, which is not part of the text"),
    "field-error": (Severity.WARNING, "the error that Word writes in place of a field that leads nowhere"),
    "set-phrase": (Severity.WARNING, "a set phrase in a form that it does not have: “each Member States”"),
    "cut-off": (Severity.WARNING, "a sentence that ends with a word that no sentence ends with"),
    "mark-form": (Severity.WARNING, "the mark of an edition without one of its signs: “(Rev Dubai 2018)”"),
    "formula-stop": (Severity.WARNING, "a formula that does not end with a comma"),
    "later-edition": (Severity.WARNING, "a citation of an edition that is later than the text"),
    "outdated-citation": (Severity.WARNING, "a citation of what a collection says is superseded or has ended"),
    "wrong-direction": (Severity.WARNING, "“above” of what stands below, or “below” of what stands above"),
    "colon": (Severity.WARNING, "a colon with no items below it, or items below an item without a colon"),
    "stray-sign": (Severity.WARNING, "a sign that does not belong where it stands, or a letter of another alphabet"),
    "impossible-date": (Severity.WARNING, "a day that does not exist, or on which the session cited did not meet"),
    "number-mismatch": (Severity.WARNING, "a number in words with another one in figures behind it: “three (4)”"),
    "misspelt-word": (Severity.WARNING, "a word that is spelt in another way elsewhere in the text"),
    "unclosed": (Severity.WARNING, "a bracket or quotation mark that is not closed"),
}
"""Each code with its severity and its meaning.  Codes are stable: they keep their names and meanings."""


@frozen(slots=True)
class Fix:
    """A replacement of a stretch of a text that mends what a diagnostic reports."""

    span: Span
    """The stretch that is replaced; empty to insert words."""
    text: str
    """The words that stand there instead."""


@frozen(kw_only=True, slots=True)
class Diagnostic:
    """Something odd in a text: a code, a severity, a message for an editor, and a place."""

    code: str
    """The kind of the diagnostic: a key of :data:`CODES`."""
    severity: Severity = field(converter=Severity)
    """How serious it is."""
    message: str
    """A sentence for an editor, which says what to do."""
    span: Span
    """Where it is in the text."""
    fixes: tuple[Fix, ...] = ()
    """The replacements that together mend it, if there is one right answer."""


def make_diagnostic(code: str, message: str, span: Span, *fixes: Fix) -> Diagnostic:
    """Make a diagnostic with the severity of its code."""
    return Diagnostic(code=code, severity=CODES[code][0], message=message, span=span, fixes=fixes)


def half_character(half: str) -> tuple[str, str]:
    """Return the code and the message for a lone surrogate."""
    return "half-character", f"half of a character (U+{ord(half):X}), which becomes U+FFFD in files"


class ParseError(ItuTextsError, ValueError):
    """Raised by strict parsing of an odd text.  The error carries all diagnostics."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        first = next((d for d in self.diagnostics if d.severity != "info"), self.diagnostics[0])
        more = f" (and {len(self.diagnostics) - 1} more)" if len(self.diagnostics) > 1 else ""
        super().__init__(f"{first.code}: {first.message}{more}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.diagnostics,)
