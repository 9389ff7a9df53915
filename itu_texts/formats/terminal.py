"""Text for a terminal: control characters are escaped."""

from __future__ import annotations

import re

from itu_texts.language.writing import writable

__all__ = ["file_name", "on_terminal", "visible"]

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tabs and line ends
_RAW = re.compile("[\udc80-\udcff]")  # bytes of a file name that is not UTF-8, as Python has them


def visible(words: str) -> str:
    r"""Words on one line, with escapes in place of control characters and of bytes that are no characters.

    >>> print(visible("lake\x1b[2J\n" + "\udcff"))
    lake\x1b[2J\x0a\xff
    """
    return file_name(_CONTROL.sub(_escape, words))


def on_terminal(text: str) -> str:
    r"""Text for a screen: lines and tabs stay, escapes stand in place of other control characters.

    >>> print(on_terminal("a lake\n\x1b[31ma boat"))
    a lake
    \x1b[31ma boat
    """
    return _OBEYED.sub(_escape, text)


def file_name(name: str) -> str:
    r"""A file name as a string that UTF-8 can hold: ``\xff`` in place of a byte that is no part of a character.

    >>> print(file_name("lake\udcff.txt"))
    lake\xff.txt
    """
    return name if name.isascii() else writable(_RAW.sub(lambda raw: f"\\x{ord(raw[0]) - 0xDC00:02x}", name))


def _escape(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"
