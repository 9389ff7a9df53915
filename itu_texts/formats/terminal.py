"""Escapes control characters in text for a terminal."""

from __future__ import annotations

import re

from itu_texts.language.writing import writable

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tabs and line ends
_RAW = re.compile("[\udc80-\udcff]")  # bytes of a file name that is not UTF-8, as Python has them


def visible(words: str) -> str:
    r"""Return words on one line, with control characters and undecodable bytes escaped.

    >>> print(visible("lake\x1b[2J\n" + "\udcff"))
    lake\x1b[2J\x0a\xff
    """
    return file_name(_CONTROL.sub(_escape, words))


def on_terminal(text: str) -> str:
    r"""Return text for a screen: lines and tabs stay, other control characters are escaped.

    >>> print(on_terminal("a lake\n\x1b[31ma boat"))
    a lake
    \x1b[31ma boat
    """
    return _OBEYED.sub(_escape, text)


def file_name(name: str) -> str:
    r"""Return a file name as a string that UTF-8 can encode, with undecodable bytes escaped: ``\xff``.

    >>> print(file_name("lake\udcff.txt"))
    lake\xff.txt
    """
    return name if name.isascii() else writable(_RAW.sub(lambda raw: f"\\x{ord(raw[0]) - 0xDC00:02x}", name))


def _escape(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"
