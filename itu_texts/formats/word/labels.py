"""The labels of paragraphs of a Word file, in each view of its tracked changes.

Automatic numbers are not in the text: a paragraph that is struck out as a whole does not count where all changes
are made, one that is put in does not where none is.  Where both are shown, a label that takes the place of another
stands first, and the struck one behind it, apart: "3  ~2~ to rest".
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

__all__ = ["Labels", "set_apart", "shown_properties"]

_STRUCK = ("del", "moveFrom")
_PUT_IN = ("ins", "moveTo")
_RENUMBERED = (None, None)  # author and date of a number that another change moved
_ASIDE = ("struck_label", None)
_LONGEST = 12  # characters, of a label
_LONGEST_HEAD = 60  # characters, in which labels may stand, or little more
_LABEL = re.compile(r"[(\[]?(?=\w*[\d).])[\w.]+[)\].]?|[–—•-]")


class Labels:
    """Counts the automatic numbers of a file, with all changes made, and with none."""

    def __init__(self, part: Any, styles: Styles, view: View) -> None:
        """:param part: the root element of the numbering part, or ``None``."""
        self.styles = styles
        self.view = view
        self.made = Numbering(part)
        self.unmade = Numbering(part)

    def of(self, properties: Any) -> list[Piece]:
        """The label of the next paragraph, by its properties."""
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
        """Whether the end of a paragraph is itself struck out, or not yet put in, in this view."""
        if self.view == "final":
            return paragraph_change(properties, _STRUCK) is not None
        return self.view == "original" and paragraph_change(properties, _PUT_IN) is not None

    def indent(self, properties: Any) -> tuple[int, int]:
        """How far from the margin a paragraph begins, and its first line.

        :param properties: those that are shown.
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

    def _list(self, numbering: Numbering, properties: Any) -> tuple[str | None, int, str]:
        """The list that a paragraph is in, its level there, and the style that says so, none if it says so itself."""
        number, level = own_list(properties, made=numbering is self.made)
        style = child_value(properties, "pStyle") or self.styles.default
        name = ""
        if number is None and (listed := self.styles.list_of(style)) is not None:
            number, in_style, name = listed
            if level is None:
                level = in_style if in_style is not None else numbering.level_of_style(number, name)
        return number, level or 0, name


def paragraph_change(properties: Any, kinds: tuple[str, ...]) -> Change | None:
    """The tracked change of the end of a paragraph, if it is of one of some kinds."""
    marks = properties.find(W + "rPr") if properties is not None else None
    if marks is None:
        return None
    return next((change_of(found) for kind in kinds if (found := marks.find(W + kind)) is not None), None)


def shown_properties(properties: Any, view: View) -> Any:
    """The properties of a paragraph in a view: of what is as it was, or is struck out, those that it had."""
    is_struck = view == "marked" and paragraph_change(properties, _STRUCK) is not None
    return _before(properties) if view == "original" or is_struck else properties


def _before(properties: Any) -> Any:
    """The properties that a paragraph had before they were changed."""
    changed = properties.find(f"{W}pPrChange/{W}pPr") if properties is not None else None
    return properties if changed is None else changed


def _pieces(text: str, change: Change | None) -> list[Piece]:
    return [Piece(text, change)] if text else []


def set_apart(pieces: list[Piece]) -> list[Piece]:
    """Set labels that were struck apart from those that were put in their places, at the start of a paragraph.

    Both were typed, and stand side by side: "2" struck and "3" put in would read "23".  So do the markers of
    amendments and the numbers of provisions before labels.
    """
    if not any(piece.change for piece in pieces[:_LONGEST]):
        return pieces
    head, count = _head(pieces)
    ends = count == len(pieces)  # whether the paragraph is no longer than its head
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
        if not is_changed and before != after:  # blanks were
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
    """The first characters of a paragraph, up to the mark of a note, and of how many pieces they are all."""
    signs: list[Piece] = []
    for count, piece in enumerate(pieces):
        if piece.mark is not None or len(signs) > _LONGEST_HEAD:
            return signs, count
        signs += (piece._replace(text=char) for char in piece.text)
    return signs, len(pieces)


def _first_word(head: list[Piece], places: list[int], *, ends: bool) -> list[int]:
    """Where the characters of the first of some words stand, with the blanks around it; nothing if it may go on.

    :param ends: whether nothing goes on behind them.
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
    """Where the characters of a word stand that no change touches."""
    return [place for place in places if head[place].change is None and not head[place].text.isspace()]


def _together(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces, those side by side that are of one change as one."""
    for said, run in groupby(pieces, key=lambda piece: piece[1:4]):
        yield Piece("".join(piece.text for piece in run), *said)


def _may_be_apart(word: str) -> bool:
    """Whether a word may be a label, a marker, or the number of a provision."""
    return _LABEL.fullmatch(word) is not None or (word != "" and (said := margin(word)) is not None and said.head != "")
