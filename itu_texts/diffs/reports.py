"""Differences for people and for programs: as text, as JSON, and as a page in the style of the reading page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from itu_texts.diffs.differences import Difference, DifferenceKind
from itu_texts.diffs.words import runs
from itu_texts.exporters.page import filled

__all__ = ["REPORTS", "html_report", "json_report", "text_report"]

_MARKS = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def text_report(differences: Iterable[Difference], *, words: bool = True) -> Iterator[str]:
    """A line for each difference: what it is, where, and the words.

    :param words: whether to mark the words, struck ones as ``[-old-]`` and new ones as ``{+new+}``; or to give both
        wordings whole.
    """
    for each in differences:
        where = each.new_address or each.old_address or "(no address)"
        if each.old_address and each.new_address and each.old_address != each.new_address:
            where = f"{each.old_address} -> {each.new_address}"
        yield f"{each.kind.value} {where}\n"
        if each.old is None or each.new is None:
            sign = "+" if each.old is None else "-"
            yield f"    {sign} {each.new_text or each.old_text}\n"
        elif each.old_text != each.new_text and words:
            yield f"    {_marked(each)}\n"
        elif each.old_text != each.new_text:
            yield f"    - {each.old_text}\n    + {each.new_text}\n"


def _marked(difference: Difference) -> str:
    """Both wordings in one line."""
    shown = []
    for kind, words in runs(difference.old_text, difference.new_text):
        bare = words.strip()
        before, _, after = words.partition(bare) if bare else (words, "", "")
        shown.append(f"{before}{_MARKS[kind].format(bare)}{after}" if bare else words)
    return "".join(shown)


def json_report(differences: Iterable[Difference], *, words: bool = True) -> Iterator[str]:
    """One array, with an object for each difference.

    :param words: whether to give the words kept, deleted and inserted, with their offsets in both wordings.
    """
    yield "["
    separator = "\n"
    for each in differences:
        yield separator + json.dumps(_as_dict(each, words=words), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def _as_dict(difference: Difference, *, words: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": difference.kind.value}
    for name in ("old", "new"):
        node = getattr(difference, name)
        if node is not None:
            said[name] = {
                "address": getattr(difference, f"{name}_address"),
                "span": list(node.span),
                "text": getattr(difference, f"{name}_text"),
            }
    if words and difference.old is not None and difference.new is not None:
        said["words"] = [
            {"kind": change.kind, "old": list(change.old), "new": list(change.new)} for change in difference.words
        ]
    return said


def html_report(differences: Sequence[Difference], *, words: bool = True, title: str = "Differences") -> Iterator[str]:
    """A page that shows both texts side by side, or one in the other; what is the same is folded.

    :param differences: those of :func:`diff`, the unchanged ones too.
    """
    groups = [
        (same, [*members])
        for same, members in groupby(differences, key=lambda each: each.kind is DifferenceKind.UNCHANGED)
    ]
    return filled(
        __package__,
        "report.html",
        (__package__, "report.css"),
        title=title,
        groups=groups,
        runs=_shown if words else _whole,
    )


def _shown(difference: Difference, side: str) -> list[tuple[str, str]]:
    """The runs of words that a side of the page shows."""
    if difference.old is None or difference.new is None:
        kind = "inserted" if difference.old is None else "deleted"
        text = difference.new_text or difference.old_text
        shown: list[tuple[str, str]] = [(kind, text)]
    elif difference.old_text == difference.new_text:
        shown = [("kept", difference.new_text)]
    else:
        shown = [*runs(difference.old_text, difference.new_text)]
    left_out = {"old": "inserted", "new": "deleted"}.get(side)
    return [(kind, text) for kind, text in shown if kind != left_out and text]


def _whole(difference: Difference, side: str) -> list[tuple[str, str]]:
    """The same where both wordings are given whole."""
    if difference.old is None or difference.new is None or difference.old_text == difference.new_text:
        return _shown(difference, side)
    both = (("deleted", difference.old_text), ("inserted", difference.new_text))
    left_out = {"old": "inserted", "new": "deleted"}.get(side)
    return [(kind, text) for kind, text in both if kind != left_out and text]


REPORTS: dict[str, Callable[..., Iterator[str]]] = {"text": text_report, "json": json_report, "html": html_report}
"""The formats by name; the first is that which is written if none is asked for."""
