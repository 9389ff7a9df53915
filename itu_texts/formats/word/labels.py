"""Computes the labels of paragraphs of a Word file, in each view of its tracked changes.

Automatic numbers are not in the text. A deleted paragraph is not counted if all changes are made, and an inserted one
is not if none is made. If both are shown, a new label comes first, and the deleted one follows, apart: "3 ~2~ to rest".

Old and new numbers stand side by side in the words too: "Resolution 9", with 9 deleted and 10 inserted, would read
"Resolution 910", and the deleted one is separated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from itu_texts.formats.limits import View
from itu_texts.formats.word.numbering import Numbering
from itu_texts.formats.word.runs import Change, Piece, change_of
from itu_texts.formats.word.styles import Indent, Styles, own_indent, own_list
from itu_texts.formats.word.xml import W, child_value
from itu_texts.language.provisions import margin

_STRUCK = ("del", "moveFrom")
_PUT_IN = ("ins", "moveTo")
_RENUMBERED = (None, None)  # author and date of a number that changed because of another change
_ASIDE = ("struck_label", None)
_LONGEST = 12  # characters of a label
_LONGEST_NUMBER = 24  # characters
_NUMBER = re.compile(r"(?=[^\d]*\d)[\w./-]+|[A-Z]{1,4}")
_INSIDE = "./-"  # signs in numbers
_LONGEST_HEAD = 60  # characters at the beginning that may contain labels
_LABEL = re.compile(r"[(\[]?(?=\w*[\d).])[\w.]+[)\].]?|[–—•-]")


class Labels:
    """Counts the automatic numbers of a file, with all changes made and with none."""

    def __init__(self, part: Any, styles: Styles, view: View) -> None:
        """:param part: the root element of the numbering part, or ``None``."""
        self.styles = styles
        self.view = view
        self.made = Numbering(part)
        self.unmade = Numbering(part)

    def of(self, properties: Any) -> list[Piece]:
        """Return the label of the next paragraph, from its properties."""
        if self.view == "final":
            return _pieces(self._label(self.made, properties), None)
        if self.view == "original":
            return _pieces(self._label(self.unmade, _before(properties)), None)
        struck, put_in = paragraph_change(properties, _STRUCK), paragraph_change(properties, _PUT_IN)
        new = "" if struck else self._label(self.made, properties)
        old = "" if put_in else self._label(self.unmade, _before(properties))
        if new == old:
            return _pieces(new, None)
        change = put_in or ("insertion", _RENUMBERED)
        if not old:
            return _pieces(new, change)
        undone = struck or ("deletion", _RENUMBERED)
        if not new:
            return _pieces(old, undone)
        return [Piece(new, change), Piece(old.strip(), undone, _ASIDE), Piece(" ")]

    def joins_next(self, properties: Any) -> bool:
        """Return whether the end of a paragraph is deleted, or not yet inserted, in this view."""
        if self.view == "final":
            return paragraph_change(properties, _STRUCK) is not None
        return self.view == "original" and paragraph_change(properties, _PUT_IN) is not None

    def indent(self, properties: Any) -> tuple[int, int]:
        """Return the indents of a paragraph and of its first line.

        :param properties: the properties that are shown.
        """
        numbering = self.unmade if self.view == "original" else self.made
        number, level, listed_by = self._list(numbering, properties)
        of_list = numbering.indent(number, level) if number is not None else {}
        style = child_value(properties, "pStyle") or self.styles.default
        nearer, all_ = self.styles.indents(style)
        found: Indent = {**all_, **of_list, **(nearer if listed_by else {}), **own_indent(properties)}
        left = found.get("left", 0)
        return left, left + found.get("first", 0)

    def _label(self, numbering: Numbering, properties: Any) -> str:
        number, level, _ = self._list(numbering, properties)
        return numbering.label(number, level) if number is not None and number != "0" else ""

    def restarts(self, properties: Any) -> tuple[str, int] | None:
        """Return the list and the level that a paragraph begins anew, if its list says so."""
        number, level, _ = self._list(self.made, properties)
        found = self.made.lists.get(number or "")
        return (number, level) if number is not None and found is not None and level in found.restarts else None

    def goes_on(self, properties: Any, number: str, level: int) -> str | None:
        """Return the list of a paragraph if it is counted at a level together with another list; otherwise ``None``."""
        other, deep, _ = self._list(self.made, properties)
        lists = self.made.lists
        is_same = other in lists and lists[other].counts is lists[number].counts
        return other if is_same and deep == level else None

    def _list(self, numbering: Numbering, properties: Any) -> tuple[str | None, int, str]:
        """Return the list of a paragraph, its level, and the style that states them; no style if the paragraph does."""
        number, level = own_list(properties, made=numbering is self.made)
        style = child_value(properties, "pStyle") or self.styles.default
        name = ""
        if number is None and (listed := self.styles.list_of(style)) is not None:
            number, in_style, name = listed
            if level is None:
                level = in_style if in_style is not None else numbering.level_of_style(number, name)
        return number, level or 0, name


def paragraph_change(properties: Any, kinds: tuple[str, ...]) -> Change | None:
    """Return the tracked change of the end of a paragraph, if it has one of some kinds."""
    marks = properties.find(W + "rPr") if properties is not None else None
    if marks is None:
        return None
    return next((change_of(found) for kind in kinds if (found := marks.find(W + kind)) is not None), None)


def shown_properties(properties: Any, view: View) -> Any:
    """Return the properties of a paragraph in a view; the old ones if changes are not made, or it is deleted."""
    is_struck = view == "marked" and paragraph_change(properties, _STRUCK) is not None
    return _before(properties) if view == "original" or is_struck else properties


def _before(properties: Any) -> Any:
    """Return the properties of a paragraph before their change."""
    changed = properties.find(f"{W}pPrChange/{W}pPr") if properties is not None else None
    return properties if changed is None else changed


def _pieces(text: str, change: Change | None) -> list[Piece]:
    return [Piece(text, change)] if text else []


def set_apart(pieces: list[Piece]) -> list[Piece]:
    """Separate deleted labels from the inserted ones at the start of a paragraph.

    Typed labels stand side by side: "2" deleted and "3" inserted would read "23". The same applies to amendment markers
    and numbers of provisions before labels.
    """
    if not any(piece.change for piece in pieces[:_LONGEST]):
        return pieces
    head, count = _head(pieces)
    ends = count == len(pieces)  # whether the paragraph consists of its head
    old = [place for place, sign in enumerate(head) if sign.is_old]
    new = [place for place, sign in enumerate(head) if sign.is_new]
    done: set[int] = set()
    made: list[Piece] = []
    apart = False
    while True:
        before, after = (_first_word(head, places, ends=ends) for places in (old, new))
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
            made += [*blank, Piece(texts[0], struck or ("deletion", _RENUMBERED), _ASIDE), Piece(" ")]
    if not apart:
        return pieces
    rest = (sign for place, sign in enumerate(head) if place not in done)
    return [*_together([*made, *rest]), *pieces[count:]]


def _head(pieces: list[Piece]) -> tuple[list[Piece], int]:
    """Return the first characters of a paragraph, up to the mark of a note, and the number of their pieces."""
    signs: list[Piece] = []
    for count, piece in enumerate(pieces):
        if piece.mark is not None or len(signs) > _LONGEST_HEAD:
            return signs, count
        signs += (piece._replace(text=char) for char in piece.text)
    return signs, len(pieces)


def _first_word(head: list[Piece], places: list[int], *, ends: bool) -> list[int]:
    """Return the places of the first word, with the blanks around it; none if it may continue.

    :param ends: whether nothing follows the words.
    """
    begun = False
    for count, place in enumerate(places):
        blank = head[place].text.isspace()
        if begun and blank:
            return places[: count + 1]
        begun = begun or not blank
        if count > _LONGEST:
            return []
    return places if begun and ends else []


def _kept(head: list[Piece], places: list[int]) -> list[int]:
    """Return the places of the characters of a word that no change touches."""
    return [place for place in places if head[place].change is None and not head[place].text.isspace()]


def _together(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield pieces, with adjacent ones of the same change joined."""
    for properties, run in groupby(pieces, key=lambda piece: piece[1:4]):
        yield Piece("".join(piece.text for piece in run), *properties)


def _may_be_apart(word: str) -> bool:
    """Return whether a word may be a label, a marker, or the number of a provision."""
    return _LABEL.fullmatch(word) is not None or (
        word != "" and (found := margin(word)) is not None and found.head != ""
    )


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
    if (
        len({piece.change[0] for piece in word if piece.change is not None}) < 2
        or max(len(old), len(new)) > _LONGEST_NUMBER
    ):
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
