"""Separates labels and numbers that tracked changes have replaced from those that replaced them.

They stand side by side in the words: "Resolution 9", with 9 deleted and 10 inserted, would read "Resolution 910".
"""

from __future__ import annotations

import re

from itu_texts.formats.marked_words import Mark, Piece, Words
from itu_texts.language.provisions import margin

ASIDE: Mark = ("struck_label", None)
"""The mark of a label that another one has replaced."""
RENUMBERED = (None, None)
"""The author and date of a number that changed because of another change."""
_LONGEST = 12  # characters of a label
_LONGEST_NUMBER = 24  # characters
_WORD = re.compile(r"[\w./-]+")
_NUMBER = re.compile(r"(?=[^\d]*\d)[\w./-]+|[A-Z]{1,4}")
_INSIDE = "./-"  # signs in numbers
_FIRST_WORD = re.compile(r"\s*\S+(\s?)")
_LONGEST_HEAD = 60  # characters at the beginning that may contain labels
# "(3)", "2.1", "a)", "–"
_LABEL = re.compile(r"[(\[]?(?=\w*[\d).])[\w.]+[)\].]?|[–—•-]")


def set_apart(words: Words) -> Words:
    """Return the words of a line with each replaced label behind the new one, and each replaced number before it."""
    is_changed = any(piece.marks and piece.change for piece in words.pieces)
    return _numbers_apart(_labels_apart(words)) if is_changed else words


def _labels_apart(words: Words) -> Words:
    """Separate deleted labels from the inserted ones at the start of a line: "2" deleted, "3" inserted is no "23".

    The same applies to amendment markers and numbers of provisions before labels.
    """
    if not any(piece.change for piece in words.pieces[:_LONGEST]):
        return words
    head, rest = _head(words)
    old = [place for place, sign in enumerate(head) if sign.is_old]
    new = [place for place, sign in enumerate(head) if sign.is_new]
    made: list[Piece] = []
    done: set[int] = set()
    apart = False
    while True:
        before, after = (_first_word(head, places, ends=not rest) for places in (old, new))
        is_changed = any(head[place].change and not head[place].text.isspace() for place in (*before, *after))
        texts = ["".join(head[place].text for place in places).strip() for places in (before, after)]
        if not all(map(_may_be_apart, texts)) or _kept(head, before) != _kept(head, after):
            break
        if not is_changed and before != after:  # only blanks changed
            break
        made += (head[place] for place in after)
        done.update(before, after)
        old, new = old[len(before) :], new[len(after) :]
        if is_changed:
            apart = True
            struck = next((sign.change for place in before if not (sign := head[place]).is_new), None)
            blank = [] if head[after[-1]].text.isspace() else [Piece(" ")]
            made += [*blank, Piece(texts[0], (struck or ("deletion", RENUMBERED), ASIDE)), Piece(" ")]
    left = [sign for place, sign in enumerate(head) if place not in done]
    return Words([*made, *left, *rest]) if apart else words


def _head(words: Words) -> tuple[list[Piece], list[Piece]]:
    """Return the first characters of a line, up to the mark of a note, and the pieces behind them."""
    signs: list[Piece] = []
    for count, piece in enumerate(words.pieces):
        if piece.own is not None or len(signs) > _LONGEST_HEAD:
            return signs, words.pieces[count:]
        signs += (piece.cut(place, place + 1) for place in range(len(piece.text)))
    return signs, []


def _first_word(head: list[Piece], places: list[int], *, ends: bool) -> list[int]:
    """Return the places of the first word, with the blanks around it; none if it may continue.

    :param ends: whether nothing follows the words.
    """
    found = _FIRST_WORD.match("".join(head[place].text for place in places))
    if found is None or len(found[0]) > _LONGEST + 1 + len(found[1]) or not (found[1] or ends):
        return []
    return places[: found.end()]


def _kept(head: list[Piece], places: list[int]) -> list[int]:
    """Return the places of the characters of a word that no change touches."""
    return [place for place in places if head[place].change is None and not head[place].text.isspace()]


def _may_be_apart(word: str) -> bool:
    """Return whether a word may be a label, a marker, or the number of a provision."""
    return _LABEL.fullmatch(word) is not None or (word != "" and (said := margin(word)) is not None and said.head != "")


def _numbers_apart(words: Words) -> Words:
    """Separate each deleted number from the words, before the one that replaced it."""
    text = "".join(piece.text if piece.own is None else "\0" * len(piece.text) for piece in words.pieces)
    parts = words.divided([place for found in _WORD.finditer(text) for place in found.span()])
    return Words([piece for part in parts for piece in (_apart(part) if _is_changed(part) else part).pieces])


def _is_changed(word: Words) -> bool:
    """Return whether a word is a number that replaced another."""
    old, new = _old(word), _new(word)
    kinds = {piece.change[0] for piece in word.pieces if piece.change is not None}
    if len(kinds) < 2 or max(len(old), len(new)) > _LONGEST_NUMBER:
        return False
    return all(_NUMBER.fullmatch(each.rstrip(_INSIDE)) for each in (old, new))


def _apart(word: Words) -> Words:
    """Return the deleted number, the inserted one, and the stop after both."""
    last = word.pieces[-1]
    stop = [last] if last.change is None and not last.text.strip(_INSIDE) else []
    struck = next(piece.change for piece in word.pieces if piece.change is not None and not piece.is_new)
    new = [piece for piece in word.pieces[: len(word.pieces) - len(stop)] if piece.is_new]
    return Words([Piece(_old(word), (struck, ASIDE)), Piece(" "), *new, *stop])


def _old(word: Words) -> str:
    return "".join(piece.text for piece in word.pieces if piece.is_old)


def _new(word: Words) -> str:
    return "".join(piece.text for piece in word.pieces if piece.is_new)
