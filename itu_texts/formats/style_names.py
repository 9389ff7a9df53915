"""The paragraph styles of ITU's Word templates, and the evidence that they give."""

from __future__ import annotations

import re

TEXTS = {"resolution": "Res", "decision": "Dec", "recommendation": "Rec", "opinion": "Op"}
"""The prefixes of the styles of each kind of text; old templates write the whole word."""
ANNEXES = ("annex", "appendix", "attachment")
"""The prefixes of the styles of annexes, by kind."""
DIVISIONS = {"part": "Part", "chapter": "Chap", "section": "Section", "article": "Art"}
"""The prefixes of the styles of divisions of treaties."""
_TEXTS = {name: kind for kind, short in TEXTS.items() for name in (short.lower(), kind)}
_DIVISIONS = {**{short.lower(): kind for kind, short in DIVISIONS.items()}, "chapter": "chapter"}
_CAPTIONS = ("figure", "table")
STYLES: dict[str, tuple[tuple[str, object], ...]] = {
    "call": (("heading", None),),
    **{f"{name}no": (("designation", kind),) for name, kind in _TEXTS.items()},
    **{f"{name}nobr": (("designation", kind),) for name, kind in _TEXTS.items()},
    **{f"{name}{part}": (("plain", None),) for name in _TEXTS for part in ("title", "date")},
    **{f"{name}ref": (("history", None),) for name in _TEXTS},
    **{f"{kind}{part}": (("annex", kind),) for kind in ANNEXES for part in ("no", "notitle")},
    **{f"{kind}title": (("plain", None),) for kind in ANNEXES},
    **{f"{kind}ref": (("reference", None),) for kind in ANNEXES},
    **{f"{name}no": (("division", kind),) for name, kind in _DIVISIONS.items()},
    **{f"{name}title": (("plain", None),) for name in _DIVISIONS},
    **{f"enumlev{level}": (("body", None), ("level", level)) for level in range(1, 10)},
    **{f"heading{level}": (("body", None), ("section", level)) for level in range(1, 10)},
    **{f"toc{level}": (("contents", level),) for level in range(1, 10)},
    **{f"{name}{part}": (("plain", None),) for name in _CAPTIONS for part in ("no", "title", "notitle")},
    **dict.fromkeys(("footerqp", "firstfooter", "specialfooter"), (("running_head", None),)),
    "figure": (("plain", None),),
    "note": (("body", None), ("note", None)),
    "footnotetext": (("footnote", None),),
}
"""The evidence for a paragraph, by the bare name of its style: kinds with their values."""


def bare_name(style: str) -> str:
    """Return the name of a style in small letters, without blanks, underscores and the like, in which templates differ.

    Old templates have a number sign in place of "No": ``Annex_#``.
    """
    return re.sub(r"[\W_]", "", style.lower().replace("#", "no"))
