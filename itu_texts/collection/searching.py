"""Search queries, translated for FTS5 of SQLite."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing

from itu_texts.errors import InputError
from itu_texts.language.writing import writable

__all__ = ["TOKENS", "apart", "fts_query", "has_alternatives", "indexed", "question_terms", "snippets", "within"]

TOKENS = "unicode61 remove_diacritics 2"
"""The tokenizer, which decides what a word is and which words are equal."""

_TOKEN = re.compile(r'"(?:[^"]|"")*"\*?|[()]|[^\s()"]+')
_OPERATORS = frozenset(("AND", "OR", "NOT"))
_NEAR = re.compile(r"NEAR(?:/(\d+))?")
_WORD = re.compile(r"\w+")
_FEW = 3  # words, from which on a query without operators may be a question
_SHORT = 4  # letters of a word that is sought as it is; of longer ones the first letters are, without an ending
_ENDING = 3  # letters
_CHARACTER = re.compile("([\u3400-\u9fff\uf900-\ufaff])")
_PARTED = "\u200b"  # a blank without width, which no word contains
_SNIPPET, _LONG_SNIPPET = 16, 40  # words, and words of one character each
_APART = 10  # the largest number of words between two that are NEAR each other


def apart(words: str) -> str:
    r"""Return words for the index: Chinese, which has no blanks, is split into characters.

    >>> apart("boats 渡船")
    'boats \u200b渡\u200b\u200b船\u200b'
    """
    return words if words.isascii() else _CHARACTER.sub(f"{_PARTED}\\1{_PARTED}", words)


def indexed(row: str = "") -> str:
    """Return the SQL expression for the words of a passage in the index; an entry is removed with the same words.

    :param row: the name of the row, and a full stop.
    """
    return f"CASE {row}language WHEN 'zh' THEN apart({row}words) ELSE {row}words END"


def fts_query(query: str, **columns: str | None) -> str:
    """Return a query for the column ``words`` in the syntax of FTS5.

    :param query: words, ``"phrases"``, ``pref*``, with ``AND``, ``OR``, ``NOT``, brackets, ``a NEAR b``, ``a NEAR/3
        b``.
    :param columns: the values of other columns.
    :raises InputError: if there are no words in it.

    >>> fts_query("spectrum NEAR/5 shar*", role="operative")
    'role:"operative" AND words:(NEAR("spectrum" "shar"*, 5))'
    """
    if not isinstance(query, str):
        raise InputError(f"search() takes a string, not a {type(query).__name__}")
    tokens = _TOKEN.findall(query.replace("\0", " "))
    out: list[str] = []
    at = 0
    while at < len(tokens):
        near = _NEAR.fullmatch(tokens[at])
        if near and out and out[-1][-1] in '"*' and at + 1 < len(tokens) and tokens[at + 1] not in ("(", ")"):
            out.append(f"NEAR({out.pop()} {_term(tokens[at + 1])}, {near[1] or _APART})")
            at += 2
        else:
            out.append(tokens[at] if tokens[at] in _OPERATORS or tokens[at] in "()" else _term(tokens[at]))
            at += 1
    if not any(any(char.isalnum() for char in token) for token in out if token not in _OPERATORS):
        raise InputError("a search needs words")
    return within(" ".join(out), **columns)


def within(terms: str, **columns: str | None) -> str:
    """Return a query of FTS5 for the column ``words``, and for the values of other columns."""
    conditions = [f"{name}:{_term(value)}" for name, value in columns.items() if value is not None]
    return " AND ".join((*conditions, f"words:({terms})"))


def question_terms(query: str) -> list[str]:
    """Return the words of a question as terms of FTS5, long words without their endings.

    There are none for a query of one or two words, and for one with operators, phrases or prefixes.

    >>> question_terms("Who counts the boats?")
    ['"who"', '"count"*', '"the"', '"boat"*']
    """
    tokens = _TOKEN.findall(query)
    words = [*dict.fromkeys(_WORD.findall(query.lower()))]
    if len(words) < _FEW or any(
        token in _OPERATORS or token[0] in '"()' or token[-1] == "*" or _NEAR.fullmatch(token) for token in tokens
    ):
        return []
    return [f'"{word}"' if len(word) <= _SHORT else f'"{_stem(word)}"*' for word in words]


def _stem(word: str) -> str:
    return word[: max(len(word) - _ENDING, min(len(word) - 1, _SHORT + 1))]


def _term(token: str) -> str:
    """Return a word or a phrase in quotation marks, with the star of a prefix."""
    star = "*" if token.endswith("*") else ""
    words = apart(token.removesuffix("*"))
    if words.startswith('"'):
        return words + star
    return f'"{words}"{star}'


def has_alternatives(query: str) -> bool:
    """Return whether some words of a query are optional.

    >>> has_alternatives("boats OR oars"), has_alternatives("boats oars")
    (True, False)
    """
    return "OR" in _TOKEN.findall(query)


def snippets(query: str, found: Sequence[str]) -> list[str]:
    """Return the words around the matches in each of some passages; matches are between ``[`` and ``]``.

    The passages are searched again, all at once: in the index of all passages, each would be looked up separately.

    :param query: a query that :func:`fts_query` returned.

    >>> snippets(fts_query("boats"), ["the boats leak", "row the boats"])
    ['the [boats] leak', 'row the [boats]']
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE found USING fts5 (words, tokenize='{TOKENS}')")
        parted = [apart(words) for words in found]
        connection.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", enumerate(parted))
        length = _LONG_SNIPPET if any(_PARTED in words for words in parted) else _SNIPPET
        cut = f"SELECT rowid, snippet(found, 0, '[', ']', '…', {length}) FROM found WHERE found MATCH ?"
        made = dict(connection.execute(cut, (writable(query),)))
    return [made.get(number, words).replace(_PARTED, "") for number, words in enumerate(found)]
