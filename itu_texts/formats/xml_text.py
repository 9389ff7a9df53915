"""Escapes words for XML, and replaces characters that XML does not allow by U+FFFD.

XML 1.0 does not allow control characters, surrogates, U+FFFE and U+FFFF; pairs of surrogates are joined.
"""

import html
import re

from itu_texts.language.writing import joined, writable

_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INSTEAD = "\ufffd"
_BLANKS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(words: str) -> str:
    """Return words as the content of an element.

    >>> escape("A & B < C")
    'A &amp; B &lt; C'
    """
    words = html.escape(words, quote=False)
    return words if words.isprintable() else allowed(words).replace("\r", "&#13;")


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


# ---------------------------------------------------------------------- allocates unique names for ids, links and notes


class UniqueNames:
    """The names that are taken in one file.

    :param joint: the sign between a name and its count.
    """

    def __init__(self, joint: str) -> None:
        self._joint = joint
        self._taken: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._taken

    def new(self, wanted: str) -> str:
        """Return a free name, and take it: the wanted one, or the same with the next free count.

        >>> names = UniqueNames("-")
        >>> [names.new(wanted) for wanted in ("1", "1", "1-2", "1")]
        ['1', '1-2', '1-2-2', '1-3']
        """
        name = wanted
        while name in self._taken:
            self._taken[wanted] += 1
            name = f"{wanted}{self._joint}{self._taken[wanted]}"
        self._taken[name] = 1
        return name


# ----------------------------------------------------------------------
# Escapes control characters in text for a terminal.

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
