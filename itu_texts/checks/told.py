"""A diagnostic of a rule."""

from __future__ import annotations

from itu_texts.diagnostics import CODES, Diagnostic
from itu_texts.spans import Span

__all__ = ["told"]


def told(code: str, message: str, start: int, end: int) -> Diagnostic:
    """A diagnostic with the severity of its code."""
    return Diagnostic(code=code, severity=CODES[code][0], message=message, span=Span(start, end))
