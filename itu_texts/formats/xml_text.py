"""Escapes words for XML, and replaces characters that XML does not allow by U+FFFD.

XML 1.0 does not allow control characters, surrogates, U+FFFE and U+FFFF; pairs of surrogates are joined.
"""

from __future__ import annotations

import re

from itu_texts.language.writing import joined

_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INSTEAD = "\ufffd"
_BLANKS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(words: str) -> str:
    """Return words as the content of an element.

    >>> escape("A & B < C")
    'A &amp; B &lt; C'
    """
    if "&" in words:
        words = words.replace("&", "&amp;")
    if "<" in words:
        words = words.replace("<", "&lt;")
    if ">" in words:
        words = words.replace(">", "&gt;")
    if not words.isprintable():
        words = allowed(words).replace("\r", "&#13;")
    return words


def allowed(words: str) -> str:
    """Return words with U+FFFD for each character that XML does not allow, without escaping."""
    return words if words.isprintable() else _NOT_ALLOWED.sub(_INSTEAD, joined(words))


def attribute(words: str) -> str:
    """Return words as the value of an attribute in double quotation marks.

    >>> attribute('the "old" one')
    'the &quot;old&quot; one'
    """
    words = escape(words).replace('"', "&quot;")
    if not words.isprintable():
        for blank, written in _BLANKS.items():
            words = words.replace(blank, written)
    return words
