"""Separates numbers that tracked changes replaced in the words of a paragraph.

Old and new numbers stand side by side: "Resolution 9", with 9 deleted and 10 inserted, would read "Resolution 910".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itu_texts.formats.word.runs import Change, Piece

__all__ = ["numbers_apart"]

_LONGEST = 24  # characters of a number
_NUMBER = re.compile(r"(?=[^\d]*\d)[\w./-]+|[A-Z]{1,4}")
_INSIDE = "./-"
_ASIDE = ("struck_label", None)


def numbers_apart(pieces: list[Piece]) -> list[Piece]:
    """Separate each deleted number from the words, before the one that replaced it."""
    kinds = {piece.change[0] for piece in pieces if piece.change is not None}
    if len(kinds) < 2:
        return pieces
    made: list[Piece] = []
    for run in _words(pieces):
        made += _apart(run) if _is_changed(run) else run
    return made


def _words(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces in groups: those of one word, and those between words."""
    word: list[Piece] = []
    for piece in pieces:
        if piece.mark is not None or not piece.text:
            yield from ([word] if word else [])
            yield [piece]
            word = []
            continue
        for part in re.findall(r"[\w./-]+|[^\w./-]+", piece.text):
            if part[0].isalnum() or part[0] == "_" or part[0] in _INSIDE:
                word.append(piece._replace(text=part))
            else:
                yield from ([word] if word else [])
                yield [piece._replace(text=part)]
                word = []
    if word:
        yield word


def _is_changed(word: list[Piece]) -> bool:
    """Return whether a word is a number that replaced another."""
    old, new = _old(word), _new(word)
    if len({piece.change[0] for piece in word if piece.change is not None}) < 2 or max(len(old), len(new)) > _LONGEST:
        return False
    return all(_NUMBER.fullmatch(each.rstrip(_INSIDE)) for each in (old, new))


def _apart(word: list[Piece]) -> list[Piece]:
    """Return the deleted number, the inserted one, and the stop after both."""
    stop = [word.pop()] if word[-1].change is None and not word[-1].text.strip(_INSIDE) else []
    struck: Change = next(piece.change for piece in word if piece.change is not None and not piece.is_new)
    new = [piece for piece in word if piece.is_new]
    return [Piece(_old(word), struck, _ASIDE), Piece(" "), *new, *stop]


def _old(word: list[Piece]) -> str:
    return "".join(piece.text for piece in word if piece.is_old)


def _new(word: list[Piece]) -> str:
    return "".join(piece.text for piece in word if piece.is_new)
