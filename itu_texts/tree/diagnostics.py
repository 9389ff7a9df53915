"""Oddities of a text, as a list on the document; see :data:`CODES` for all of them."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from itu_texts.errors import ItuTextsError
from itu_texts.tree.spans import Span

__all__ = ["CODES", "Diagnostic", "ParseError", "Severity", "half_character", "told"]


class Severity(enum.StrEnum):
    """How much an oddity matters to someone who relies on the tree."""

    INFO = "info"
    """Worth knowing; nothing is wrong."""
    WARNING = "warning"
    """The text is odd, or the parser had to choose."""
    ERROR = "error"
    """The text is broken here: something that must stand in it does not."""


CODES: dict[str, tuple[Severity, str]] = {
    "no-text": (Severity.ERROR, "nothing in the input is an ITU text"),
    "wrong-language": (Severity.WARNING, "a text in another language than the one it is read in"),
    "unknown-verb": (Severity.WARNING, "a line in the form of a clause heading, with a verb not known as one"),
    "near-verb": (Severity.WARNING, "a line in the form of a clause heading, with a verb that is nearly a known one"),
    "style-missing": (
        Severity.WARNING,
        "a clause heading that the file does not mark as one, as it does with others or could",
    ),
    "missing-heading": (Severity.WARNING, "the items of a clause without its heading"),
    "empty-clause": (Severity.WARNING, "a clause heading with nothing below it"),
    "no-clauses": (Severity.WARNING, "a text without any clause"),
    "odd-number": (Severity.WARNING, "the name of a text with something for its number that is none"),
    "missing-formula": (Severity.WARNING, "a text without the line that says who adopts it"),
    "missing-title": (Severity.WARNING, "a text without a title"),
    "doubled-title": (Severity.INFO, "the title of a text stands twice"),
    "numbering-gap": (Severity.WARNING, "a label skips one or more places of its series"),
    "numbering-repeat": (Severity.WARNING, "a label repeats one that its list already has"),
    "numbering-disorder": (Severity.WARNING, "a label goes back in its series"),
    "mixed-labels": (Severity.INFO, "one list has labels of more than one style"),
    "large-footnotes": (Severity.WARNING, "footnotes that take up more than a third of a page"),
    "image-page": (Severity.WARNING, "a page of a PDF that is an image, without text"),
    "deep-nesting": (Severity.WARNING, "lists nest deeper than the tree does"),
    "unrecognised-block": (Severity.INFO, "a passage that belongs to no text"),
    "unresolved-reference": (Severity.WARNING, "a reference to a place in the text itself where nothing stands"),
    "broken-reference": (
        Severity.WARNING,
        "a reference that cites something else, or nothing, since the text was edited",
    ),
    "amendment-without-target": (Severity.WARNING, "an amendment of something that the amended text does not have"),
    "added-twice": (Severity.WARNING, "an amendment that adds what is there already"),
    "amended-after-suppression": (Severity.WARNING, "an amendment of something that another has suppressed"),
    "conflicting-amendments": (Severity.WARNING, "two amendments that change the same words in different ways"),
    "near-addressee": (Severity.WARNING, "an addressee whose name is nearly that of a known one"),
    "title-mismatch": (Severity.WARNING, "a citation that gives a text in the same file another title, year or place"),
    "lacks-partner": (Severity.WARNING, "a part of a text that its edition in another language lacks"),
    "differs-in-edition": (Severity.WARNING, "a part that says another thing in an edition in another language"),
    "visual-order": (
        Severity.WARNING,
        "words, numbers or ranges that run the wrong way, as copies of pages from right to left have them",
    ),
    "duplicate-text": (Severity.WARNING, "a text that stands twice in the file"),
    "unknown-symbol": (Severity.INFO, "a character of a symbol font that Unicode has no twin of"),
    "half-character": (Severity.WARNING, "half of a character (a lone surrogate), which no file can hold"),
    "unread-part": (Severity.WARNING, "a file that belongs into this one and is not read"),
    "text-after-end": (Severity.INFO, "words after the end of a text that do not belong to it"),
}
"""Each code with its severity and its meaning.  Codes are stable: they are not renamed or given another sense."""


@frozen(kw_only=True, slots=True)
class Diagnostic:
    """An oddity: what it is, how much it matters, a sentence for an editor, and where it is."""

    code: str
    """What it is: a key of :data:`CODES`."""
    severity: Severity
    """How much it matters."""
    message: str
    """A sentence for an editor."""
    span: Span
    """Where it is in the text."""


def told(code: str, message: str, span: Span) -> Diagnostic:
    """A diagnostic with the severity of its code."""
    return Diagnostic(code=code, severity=CODES[code][0], message=message, span=span)


def half_character(half: str) -> tuple[str, str]:
    """The code and the message for a lone surrogate."""
    return "half-character", f"half of a character (U+{ord(half):X}), which becomes U+FFFD in files"


class ParseError(ItuTextsError, ValueError):
    """Raised by strict parsing: the text has oddities, all of which the error carries."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        first = next((d for d in self.diagnostics if d.severity != "info"), self.diagnostics[0])
        more = f" (and {len(self.diagnostics) - 1} more)" if len(self.diagnostics) > 1 else ""
        super().__init__(f"{first.code}: {first.message}{more}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.diagnostics,)
