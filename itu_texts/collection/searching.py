"""Search queries, translated for FTS5 of SQLite."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from itu_texts.errors import InputError, InputTypeError

TOKENS = "unicode61 remove_diacritics 2"
"""The tokenizer, which decides what a word is and which words are equal."""
PARTED = "\u200b"
"""A blank without width, which no word contains, beside each character of Chinese."""

_TOKEN = re.compile(r'"(?:[^"]|"")*"\*?|[()]|[^\s()"]+')
_OPERATORS = frozenset(("AND", "OR", "NOT"))
_NEAR = re.compile(r"NEAR(?:/(\d+))?")
_WORD = re.compile(r"\w+")
_FEW = 3  # words, from which on a query without operators may be a question
_SHORT = 4  # letters of a word that is sought as it is; of longer ones the first letters are, without an ending
_ENDING = 3  # letters
_CHARACTER = re.compile("([\u3400-\u9fff\uf900-\ufaff])")
_APART = 10  # the largest number of words between two that are NEAR each other


def apart(words: str) -> str:
    r"""Return words for the index: Chinese, which has no blanks, is split into characters.

    >>> apart("boats 渡船")
    'boats \u200b渡\u200b\u200b船\u200b'
    """
    return words if words.isascii() else _CHARACTER.sub(f"{PARTED}\\1{PARTED}", words)


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
        raise InputTypeError(f"search() takes a string, not a {type(query).__name__}")
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
    return _within("words", " ".join(out), **columns)


def _within(columns: str, terms: str, **others: str | None) -> str:
    """Return a query of FTS5 for some columns, and for the values of others."""
    conditions = [f"{name}:{_term(value)}" for name, value in others.items() if value is not None]
    return " AND ".join((*conditions, f"{columns}:({terms})"))


def question_terms(query: str) -> list[str]:
    """Return the terms of FTS5 for a question: its words, the same without their endings, and words side by side.

    There are none for a query of one or two words, and for one with operators, phrases or prefixes.

    >>> question_terms("Who counts boats?")
    ['"who"', '"counts"', '"boats"', '"count"*', '"boat"*', '"who count"*', '"counts boat"*']
    """
    tokens = _TOKEN.findall(query)
    words = _WORD.findall(apart(query.lower()))
    if len({*words}) < _FEW or any(
        token in _OPERATORS or token[0] in '"()' or token[-1] == "*" or _NEAR.fullmatch(token) for token in tokens
    ):
        return []
    side_by_side = map(" ".join, pairwise(words))
    return [*dict.fromkeys((*(f'"{word}"' for word in words), *map(_begun, (*words, *side_by_side))))]


def question_query(terms: Iterable[str], **columns: str | None) -> str:
    """Return a query for any of some terms, in the words of chunks and above them.

    :param columns: the values of other columns.
    """
    return _within("{words title path}", " OR ".join(terms), **columns)


def _begun(words: str) -> str:
    """Return a term for words, the last of which may have another ending if it is long."""
    last = words.rpartition(" ")[2]
    length = len(last) if len(last) <= _SHORT else max(len(last) - _ENDING, min(len(last) - 1, _SHORT + 1))
    return f'"{words[: len(words) - len(last) + length]}"{"*" if length < len(last) else ""}'


def _term(token: str) -> str:
    """Return a word or a phrase in quotation marks, with the star of a prefix."""
    star = "*" if token.endswith("*") else ""
    words = apart(token.removesuffix("*"))
    if words.startswith('"'):
        return words + star
    return f'"{words}"{star}'
