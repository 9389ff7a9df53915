"""Computes the labels of paragraphs of a Word file, in each view of its tracked changes.

Automatic numbers are not in the text. A deleted paragraph is not counted if all changes are made, and an inserted one
is not if none is made. If both are shown, a new label comes first, and the deleted one follows, apart: "3 ~2~ to rest".
"""

from __future__ import annotations

from typing import Any

from itu_texts.formats.changed_words import ASIDE, RENUMBERED
from itu_texts.formats.limits import View
from itu_texts.formats.marked_words import Mark, Piece
from itu_texts.formats.word.numbering import Numbering
from itu_texts.formats.word.runs import change_of
from itu_texts.formats.word.styles import Indent, Styles, own_indent, own_list
from itu_texts.formats.word.xml import W, child_value

_STRUCK = ("del", "moveFrom")
_PUT_IN = ("ins", "moveTo")


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
        is_marked = self.view == "marked"
        struck, put_in = (paragraph_change(properties, kinds) if is_marked else None for kinds in (_STRUCK, _PUT_IN))
        new = "" if struck or self.view == "original" else self._label(self.made, properties)
        old = "" if put_in or self.view == "final" else self._label(self.unmade, _before(properties))
        gone, added = struck or ("deletion", RENUMBERED), put_in or ("insertion", RENUMBERED)
        if not is_marked or new == old:
            return [Piece(new or old)] if new or old else []
        if new and old:
            return [Piece(new, (added,)), Piece(old.strip(), (gone, ASIDE)), Piece(" ")]
        return [Piece(new, (added,)) if new else Piece(old, (gone,))]

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
        style = self.styles[child_value(properties, "pStyle") or self.styles.default]
        nearer = style.indent if listed_by else {}
        found: Indent = {**style.all_indent, **of_list, **nearer, **own_indent(properties)}
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
        style = self.styles[child_value(properties, "pStyle") or self.styles.default]
        name = ""
        if number is None and (listed := style.list) is not None:
            number, in_style, name = listed
            if level is None:
                level = in_style if in_style is not None else numbering.level_of_style(number, name)
        return number, level or 0, name


def paragraph_change(properties: Any, kinds: tuple[str, ...]) -> Mark | None:
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
