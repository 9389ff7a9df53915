"""From the JSON of version 3 to that of version 2: what the one says, the other said too."""

TEXTS = ("text", "resolution", "decision", "recommendation", "opinion")
WITHOUT_TYPE = ("heading", "row", "cell", "cover_line")
NAMES = {"document": ("blocks",), "cover": ("lines",), "table": ("rows",), "row": ("cells",)}
"""The members that stood in an object even if they were empty."""


def version_2(value):
    """An object of version 3, or an array of them, as version 2 had it."""
    if isinstance(value, list):
        return [version_2(each) for each in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    out = {name: version_2(each) for name, each in value.items() if not (name == "type" and kind in WITHOUT_TYPE)}
    out |= {name: [] for name in NAMES.get(kind, ()) if name not in out}
    if kind in ("designation", "formula") or "text" in value:
        out.pop("parts", None)
    if kind == "row":
        out.pop("header", None)
    if kind == "document":
        out["schema"] = "2.0"
    elif kind == "heading":
        out.pop("concept", None)
        for addressee in out.get("addressees", ()):
            addressee.pop("span", None)
        out.pop("separator", None)
    elif kind in ("provision", "amendment"):
        out.pop("history", None)
    elif kind == "entry":
        out |= {
            name: out["designation"].pop(name)
            for name in ("number", "revision", "status")
            if name in out["designation"]
        }
        out["kind"] = out["designation"].pop("kind", "text")
    elif kind in TEXTS:
        _text(out)
    return out


def _text(text):
    """Say what the front says in one place, and part the body at the first annex."""
    for part in text.get("front", []):
        if part["type"] == "designation":
            for name in ("kind", "number", "revision", "status"):
                part.pop(name, None)
        elif part["type"] == "title":
            del part["text"]
    body = text.pop("body", [])
    place = next((place for place, part in enumerate(body) if _is_annex(part)), len(body))
    text |= {name: parts for name, parts in (("clauses", body[:place]), ("annexes", body[place:])) if parts}


def _is_annex(part):
    return part["type"] == "annex" or (part["type"] == "amendment" and part.get("blocks", [part])[0]["type"] == "annex")
