"""Imports modules when they are first needed; some of them need an extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from itu_texts.errors import MissingExtraError


def load(place: str, title: str = "", extra: str = "") -> Any:
    """Return the object at ``module:name``, and import the module if necessary.

    :param title: what needs the module, in errors: ``Word files``.
    :param extra: the extra that the module needs; empty for none.
    :raises MissingExtraError: if the extra is not installed; the error names the command.

    >>> load("itu_texts.tree.spans:Span")(1, 3)
    Span(start=1, end=3)
    """
    module, _, name = place.partition(":")
    try:
        return getattr(import_module(module), name)
    except ImportError as error:
        if not extra:
            raise
        raise MissingExtraError(missing_extra(title, extra)) from error


def missing_extra(title: str, extra: str) -> str:
    """Return the message for an extra that is not installed.

    >>> missing_extra("Word files", "docx")
    "Word files need an extra: pip install 'itu-texts[docx]'"
    """
    return f"{title} need an extra: pip install 'itu-texts[{extra}]'"
