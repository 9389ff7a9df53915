"""The labels of paragraphs of a Word file, in each view of its tracked changes.

Automatic numbers are not in the text: a paragraph that is struck out as a whole does not count where all changes
are made, one that is put in does not where none is.  Where both are shown, a label that takes the place of another
stands first, and the struck one behind it, apart: "3  ~2~ to rest".
"""

from __future__ import annotations

import re
from typing import Any

from itu_texts.readers.docx_numbering import Numbering
from itu_texts.readers.docx_runs import Change, Piece, change_of
from itu_texts.readers.docx_styles import Indent, Styles, own_indent, own_list
from itu_texts.readers.docx_xml import W, child_value
from itu_texts.readers.limits import View

__all__ = ["Labels", "set_apart", "shown_properties"]

_STRUCK = ("del", "moveFrom")
_PUT_IN = ("ins", "moveTo")
_RENUMBERED = (None, None)  # author and date of a number that another change moved
_ASIDE = ("struck_label", None)
_LONGEST = 12  # characters, of a label
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
        found: Indent = {}
        for name, own in (("", own_indent(properties)), *self.styles.indents(style)):
            found = {**own, **found}
            if name == listed_by:
                found = {**of_list, **found}
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
    """Set the label that was struck apart from the one that was put in its place, at the start of a paragraph.

    Both were typed, and stand side by side: "2" struck and "3" put in would read "23".
    """
    if not any(piece.change for piece in pieces[:_LONGEST]):
        return pieces
    old = new = ""
    kept: list[Piece] = []
    struck: Change | None = None
    for index, piece in enumerate(pieces):
        if piece.mark is not None:
            return pieces
        kind = piece.change[0] if piece.change else ""
        for place, char in enumerate(piece.text):
            if kind != "insertion" and not _is_done(old):
                old += char
            if kind != "deletion" and not _is_done(new):
                new += char
            if max(len(old), len(new)) > _LONGEST:
                return pieces
            if _is_done(old) and _is_done(new):
                if not _may_be_apart(old.strip(), new.strip()):
                    return pieces
                if kind != "deletion":
                    kept.append(Piece(piece.text[: place + 1], piece.change))
                struck = struck or (piece.change if kind == "deletion" else None) or ("deletion", _RENUMBERED)
                rest = Piece(piece.text[place + 1 :], piece.change)
                behind = [
                    Piece(old.strip(), struck, _ASIDE),
                    Piece(" "),
                    *([rest] if rest.text else []),
                    *pieces[index + 1 :],
                ]
                return [*kept, *behind]
        if kind == "deletion":
            struck = struck or piece.change
        else:
            kept.append(piece)
    return pieces


def _is_done(label: str) -> bool:
    """Whether a label has ended with a blank."""
    return bool(label.strip()) and label[-1].isspace()


def _may_be_apart(old: str, new: str) -> bool:
    return old != new and _LABEL.fullmatch(old) is not None and _LABEL.fullmatch(new) is not None
