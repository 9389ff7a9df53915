"""Labels that continue a series: the one after ``b)``, ``1.1`` or ``iii)``, in the same form."""

from __future__ import annotations

import re
from collections.abc import Callable

from itu_texts.language.series import SUFFIXES, label, letters, roman
from itu_texts.tree.base import LabelStyle

_CORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_SUFFIXES = (*SUFFIXES,)
_SUFFIX = re.compile(f"(?:{'|'.join(_SUFFIXES)})")


def label_like(sample: str, style: LabelStyle, ordinal: int, above: str = "") -> str:
    """Return the label at a place of the series of another label.

    :param sample: a label of the series, as printed: ``b)``, ``(iv)``, ``1.2``.
    :param style: the style in which it is read.
    :param ordinal: the place, from 1.
    :param above: the label of the parent, which decimals repeat.
    :returns: the label; the same label for dashes, bullets and labels of no series.

    >>> label_like("b)", LabelStyle.LETTER, 4), label_like("1.2", LabelStyle.DECIMAL, 3)
    ('d)', '1.3')
    """
    bare = _SUFFIX.sub("", sample).strip() if any(reading.path for reading in label(sample).readings) else sample
    found = _CORE.search(bare)
    if found is None or style not in _CORES:
        return sample
    core = found[0]
    made = _CORES[style](ordinal)
    if style is LabelStyle.DECIMAL:
        upper = _CORE.search(above)
        within = upper[0] if upper and core.count(".") == upper[0].count(".") + 1 else core.rpartition(".")[0]
        made = f"{within}.{made}"
    return bare[: found.start()] + (made.upper() if core.isupper() else made) + bare[found.end() :]


def label_after(before: str) -> str:
    """Return the label of an item inserted after another without renumbering: ``2bis`` after ``2``, then ``2ter``.

    >>> label_after("2"), label_after("a)bis"), label_after("–")
    ('2bis', 'a)ter', '–')
    """
    if not any(reading.path for reading in label(before).readings):
        return before
    found = _SUFFIX.search(before)
    if found is None:
        return f"{before}bis"
    at = _SUFFIXES.index(found[0]) + 1
    return before[: found.start()] + _SUFFIXES[min(at, len(_SUFFIXES) - 1)] + before[found.end() :]


_CORES: dict[LabelStyle, Callable[[int], str]] = {
    LabelStyle.LETTER: letters,
    LabelStyle.ROMAN: roman,
    LabelStyle.NUMBER: str,
    LabelStyle.DECIMAL: str,
}
