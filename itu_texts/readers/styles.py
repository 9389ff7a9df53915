"""The paragraph styles of ITU's Word templates, and what they say of a paragraph."""

from __future__ import annotations

__all__ = ["STYLES", "bare_name"]

_TEXTS = ("res", "rec", "dec", "op", "opinion")
_ANNEXES = ("annex", "appendix", "attachment")
STYLES: dict[str, tuple[tuple[str, object], ...]] = {
    "call": (("heading", None),),
    **{f"{kind}no": (("designation", None),) for kind in _TEXTS},
    **{f"{kind}{part}": (("plain", None),) for kind in _TEXTS for part in ("title", "date")},
    **{f"{kind}ref": (("history", None),) for kind in _TEXTS},
    **{f"{kind}{part}": (("annex", None),) for kind in _ANNEXES for part in ("no", "notitle")},
    **{f"{kind}{part}": (("plain", None),) for kind in _ANNEXES for part in ("title", "ref")},
    **{f"{kind}no": (("division", None),) for kind in ("part", "chap", "section", "art")},
    **{f"{kind}title": (("plain", None),) for kind in ("part", "chap", "section", "art")},
    **{f"enumlev{level}": (("body", None), ("level", level)) for level in range(1, 6)},
}
"""What a paragraph is, by the bare name of its style: kinds of evidence with their values."""


def bare_name(style: str) -> str:
    """The name of a style without case, blanks and underscores, in which templates differ."""
    return "".join(style.lower().replace("_", " ").split())
