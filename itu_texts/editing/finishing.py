"""From drafts to a document of its own: its text printed, and read again, so that its spans are true."""

from __future__ import annotations

from itu_texts.api import parse
from itu_texts.editing.drafts import DraftDocument
from itu_texts.exporters.text import to_text
from itu_texts.nodes import Document

__all__ = ["finish"]


def finish(drafts: DraftDocument, language: str) -> Document:
    """The document that drafts are, with the text that it is printed as for its source."""
    return parse(to_text(drafts.frozen(language)), language=language)
