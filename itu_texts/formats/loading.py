"""Modules that are imported when they are first needed, and the extras without which some of them do not work."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from itu_texts.errors import MissingExtraError

__all__ = ["load", "missing_extra"]


def load(place: str, title: str = "", extra: str = "") -> Any:
    """What stands at ``module:name``; the module is imported now, if it was not yet.

    :param title: what the format is called that it reads or writes.
    :param extra: what must be installed for that, if anything.
    :raises MissingExtraError: if it is not installed; the error names the command.

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
    """What an error says where an extra is not installed.

    >>> missing_extra("Word", "docx")
    "Word files need an extra: pip install 'itu-texts[docx]'"
    """
    return f"{title} files need an extra: pip install 'itu-texts[{extra}]'"
