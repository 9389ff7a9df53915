"""Reports of differences: text, JSON, and a page in the style of the reading page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from itu_texts.errors.arguments import checked
from itu_texts.formats.html.page import Around, filled
from itu_texts.formats.tables.text import json_array
from itu_texts.language.writing import direction
from itu_texts.revision.diffs.differences import Difference, DifferenceKind, diff
from itu_texts.revision.words import runs
from itu_texts.tree.nodes import Document, Provision

_FIGURES = re.compile(r"\(?(\d+)\)?[^\W\d_]*(?:\s?[a-z]+)?")
_RUN = 3  # renumbered provisions; a longer sequence is shown as a run
_MARKS = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def summary(differences: Iterable[Difference]) -> str:
    """Return the number of differences of each kind, the most frequent first: ``2 reworded, 1 added``."""
    counts = Counter(each.kind.value for each in differences)
    return ", ".join(f"{count} {kind}" for kind, count in counts.most_common())


def text_report(differences: Iterable[Difference], *, words: bool = True) -> Iterator[str]:
    """Yield a line for each difference: kind, place and words; the words only once if place and wording differ.

    :param words: whether to mark deleted words as ``[-old-]`` and inserted ones as ``{+new+}``, or to give both
        wordings in full.
    """
    listed = [*differences]
    last = _last_of_pairs(listed)
    runs_of_numbers = {id(each): run for run in _renumbered(listed) for each in run}
    for each in listed:
        run = runs_of_numbers.get(id(each))
        if run is not None and each is run[0]:
            ends = [(one.old, one.new) for one in (run[0], run[-1])]
            old_ends, new_ends = (
                [one.number for one in sides if isinstance(one, Provision)] for sides in zip(*ends, strict=True)
            )
            yield f"{run[0].kind.value} Nos. {'-'.join(old_ends)} -> Nos. {'-'.join(new_ends)}\n"
        if run is not None:
            continue
        old, new = each.old_address, each.new_address
        where = f"{old} -> {new}" if old and new and old != new else new or old or "(no address)"
        yield f"{each.kind.value} {where}\n"
        if each.old is None or each.new is None:
            sign = "+" if each.old is None else "-"
            yield from (f"    {sign} {line}\n" for line in each.lines if line)
        elif each.old_text == each.new_text or id(each) not in last:
            continue
        elif words:
            yield f"    {_marked(each)}\n"
        else:
            yield f"    - {each.old_text}\n    + {each.new_text}\n"


def _renumbered(differences: Iterable[Difference]) -> Iterator[list[Difference]]:
    """Yield runs of provisions whose numbers changed by the same amount."""
    for _, run in groupby((each for each in differences if _shift(each) is not None), key=_shift):
        members = [*run]
        if len(members) >= _RUN:
            yield members


def _shift(difference: Difference) -> int | None:
    """Return the increase of the number of a provision; ``None`` if more of its label has changed."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Provision) and isinstance(new, Provision)) or difference.kind != DifferenceKind.RELABELLED:
        return None
    was, now = _FIGURES.fullmatch(old.number), _FIGURES.fullmatch(new.number)
    own = (difference.old_label.removeprefix(old.number), difference.new_label.removeprefix(new.number))
    return int(now[1]) - int(was[1]) if was and now and own[0] == own[1] else None


def _last_of_pairs(differences: Iterable[Difference]) -> set[int]:
    """Return the identities of the last difference of each pair of nodes; its wording follows its label and place."""
    return {*{(id(each.old), id(each.new)): id(each) for each in differences}.values()}


def _marked(difference: Difference) -> str:
    """Return both wordings in one line."""
    shown = []
    for kind, words in runs(difference.old_text, difference.new_text):
        bare = words.strip()
        before, _, after = words.partition(bare) if bare else (words, "", "")
        shown.append(f"{before}{_MARKS[kind].format(bare)}{after}" if bare else words)
    return "".join(shown)


def json_report(differences: Iterable[Difference], *, words: bool = True) -> Iterator[str]:
    """Yield an array with an object for each difference.

    :param words: whether to give the kept, deleted and inserted words, with their offsets in both wordings.
    """
    return json_array(_as_dict(each, words=words) for each in differences)


def _as_dict(difference: Difference, *, words: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": difference.kind.value}
    for name in ("old", "new"):
        node = getattr(difference, name)
        if node is not None:
            label = getattr(difference, f"{name}_label")
            row[name] = {
                "address": getattr(difference, f"{name}_address"),
                **({"label": label} if label else {}),
                "span": list(node.span),
                "text": "\n".join(difference.lines) or getattr(difference, f"{name}_text"),
            }
    if words and difference.old is not None and difference.new is not None:
        row["words"] = [
            {"kind": change.kind, "old": list(change.old), "new": list(change.new)} for change in difference.words
        ]
    return row


@checked
def diff_page(old: Document, new: Document) -> str:
    """Return a page of HTML that shows two editions of a text side by side or merged, with their differences.

    :raises MissingExtraError: if the extra ``html-out`` is not installed.
    """
    return "".join(html_report(diff(old, new, unchanged=True)))


def html_report(
    differences: Sequence[Difference],
    *,
    words: bool = True,
    title: str = "Differences",
    around: Around | None = None,
) -> Iterator[str]:
    """Yield a page that shows both texts side by side or merged; unchanged and only renumbered parts are folded.

    :param differences: the result of :func:`diff`, including unchanged nodes.
    :param around: the frame of the page, if it is one of many.
    """
    node = next((each.new or each.old for each in differences), None)
    language = (node.language if node is not None else None) or "en"
    last = _last_of_pairs(differences)
    folded = {id(each) for run in _renumbered(differences) for each in run}
    folded |= {id(each) for each in differences if each.kind is DifferenceKind.UNCHANGED}
    groups = [(same, [*members]) for same, members in groupby(differences, key=lambda each: id(each) in folded)]
    return filled(
        __package__,
        "report.html",
        (__package__, "report.css"),
        around=around,
        title=title,
        language=language,
        direction=direction(language),
        groups=groups,
        runs=lambda difference: _runs(difference, words=words) if id(difference) in last else [],
    )


def _runs(difference: Difference, *, words: bool) -> list[tuple[str, str]]:
    """Return the words of both sides in runs: kept, deleted and inserted.

    :param words: whether to mark the words, or to give both wordings in full.
    """
    old, new = difference.old_text, difference.new_text
    if difference.old is None or difference.new is None:
        return [("inserted" if difference.old is None else "deleted", "\n".join(difference.lines))]
    if old == new:
        return [("kept", new)]
    return [*runs(old, new)] if words else [("deleted", old), ("inserted", new)]


REPORTS: dict[str, Callable[..., Iterator[str]]] = {"text": text_report, "json": json_report, "html": html_report}
"""The formats by name; the first is the default."""
