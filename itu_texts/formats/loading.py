"""Modules that are imported when they are first needed, and the extras without which some of them do not work."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["load", "missing_extra"]


def load(place: str) -> Any:
    """What stands at ``module:name``; the module is imported now, if it was not yet.

    >>> load("itu_texts.tree.spans:Span")(1, 3)
    Span(start=1, end=3)
    """
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def missing_extra(what: str, extra: str) -> str:
    """What an error says where an extra is not installed.

    >>> missing_extra("Word files", "docx")
    "Word files need an extra: pip install 'itu-texts[docx]'"
    """
    return f"{what} need an extra: pip install 'itu-texts[{extra}]'"
