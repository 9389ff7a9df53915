"""The paragraph styles of ITU's Word templates, and what they say of a paragraph."""

from __future__ import annotations

import re

__all__ = ["STYLES", "bare_name"]

_TEXTS = {
    "res": "resolution",
    "resolution": "resolution",
    "rec": "recommendation",
    "recommendation": "recommendation",
    "dec": "decision",
    "decision": "decision",
    "op": "opinion",
    "opinion": "opinion",
}
_ANNEXES = ("annex", "appendix", "attachment")
_DIVISIONS = {"part": "part", "chap": "chapter", "chapter": "chapter", "section": "section", "art": "article"}
_CAPTIONS = ("figure", "table")
STYLES: dict[str, tuple[tuple[str, object], ...]] = {
    "call": (("heading", None),),
    **{f"{name}no": (("designation", kind),) for name, kind in _TEXTS.items()},
    **{f"{name}nobr": (("designation", kind),) for name, kind in _TEXTS.items()},
    **{f"{name}{part}": (("plain", None),) for name in _TEXTS for part in ("title", "date")},
    **{f"{name}ref": (("history", None),) for name in _TEXTS},
    **{f"{kind}{part}": (("annex", kind),) for kind in _ANNEXES for part in ("no", "notitle")},
    **{f"{kind}title": (("plain", None),) for kind in _ANNEXES},
    **{f"{kind}ref": (("reference", None),) for kind in _ANNEXES},
    **{f"{name}no": (("division", kind),) for name, kind in _DIVISIONS.items()},
    **{f"{name}title": (("plain", None),) for name in _DIVISIONS},
    **{f"enumlev{level}": (("body", None), ("level", level)) for level in range(1, 10)},
    **{f"heading{level}": (("body", None), ("section", level)) for level in range(1, 10)},
    **{f"toc{level}": (("contents", level),) for level in range(1, 10)},
    **{f"{name}{part}": (("plain", None),) for name in _CAPTIONS for part in ("no", "title", "notitle")},
    **dict.fromkeys(("header", "footer", "footerqp", "firstfooter", "specialfooter"), (("running_head", None),)),
    "figure": (("plain", None),),
    "note": (("body", None), ("note", None)),
    "footnotetext": (("footnote", None),),
}
"""What a paragraph is, by the bare name of its style: kinds of evidence with their values."""


def bare_name(style: str) -> str:
    """The name of a style without case, blanks, underscores and the like, in which templates differ.

    Old templates have a number sign where new ones have "No": ``Annex_#``.
    """
    return re.sub(r"[\W_]", "", style.lower().replace("#", "no"))
