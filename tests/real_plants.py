"""Changes of each kind planted in texts as people have them, and what a comparison must say of them."""

import random
import re
from collections.abc import Iterator

from itu_texts import Clause, Document, Item, edit, find
from itu_texts.revision.numbering import label_like

__all__ = ["planted_in"]

_NEW = "unicorns graze by moonlight under the silver oaks of the hill;"
_FOLLOWING = {"relabelled", "reworded"}  # what follows of itself: other labels, and references to them


def planted_in(document: Document, rng: random.Random) -> Iterator[tuple[str, Document, Document, set[str]]]:
    """Texts with one change each: its kind, the text before and after, and the kinds that may be told besides."""
    items = [each for each in find(document, Item) if _is_plain(each) and isinstance(each.parent, Clause)]
    if items:
        yield from _of_an_item(document, rng.choice(items))
    below = [each for each in find(document, Item) if _is_plain(each) and isinstance(each.parent, Item)]
    below = [each for each in below if each is each.parent.items[-1] and each.parent.label]
    if below:
        item = rng.choice(below)
        higher = edit(document).remove(item).insert(item.text, after=item.parent).finish()
        yield "promoted", document, higher, _FOLLOWING
        yield "demoted", higher, document, _FOLLOWING
    yield from _of_headings(document)


def _is_plain(item: Item) -> bool:
    """Whether an item has a label, words and nothing below; nor a footnote, which is no more where nothing calls it."""
    document = item.document
    calls = document is not None and any(item.start <= each.start < item.end for each in document.anchors)
    return bool(item.label) and len(item.text.split()) > 8 and not item.items and not calls


def _of_an_item(document: Document, item: Item) -> Iterator[tuple[str, Document, Document, set[str]]]:
    words = item.text.split()
    members = item.parent.items
    yield (
        "reworded",
        document,
        edit(document).replace(item, " ".join([*words[:-2], "unicorns", words[-1]])).finish(),
        set(),
    )
    yield "added", document, edit(document).insert(_NEW, after=item).finish(), {"relabelled"}
    yield "removed", document, edit(document).remove(item).finish(), set()
    if len(members) > 3 and item not in members[-2:]:
        moved = edit(document).move(item, before=members[-1]).renumber(item.parent).finish()
        yield "moved", document, moved, _FOLLOWING
    if item is members[-1] and item.style in ("number", "letter"):
        label = label_like(item.label, item.style, item.ordinal + 1)
        yield "relabelled", document, edit(document).relabel(item, label).finish(), {"reworded"}
    half = len(words) // 2
    if half > 8 and words[half].isalpha():
        parts = edit(document).replace(item, f"{' '.join(words[:half])};").insert(" ".join(words[half:]), after=item)
        divided = parts.finish()
        yield "split", document, divided, {"relabelled"}
        yield "merged", divided, document, {"relabelled"}


def _of_headings(document: Document) -> Iterator[tuple[str, Document, Document, set[str]]]:
    for each in find(document, Clause):
        words = each.heading.text.rstrip(",")
        if words in ("considering", "noting", "recognizing"):
            yield "heading", document, edit(document).replace(each, "bearing in mind").finish(), set()
            break
    for each in find(document, Clause):
        if each.heading.text.startswith("instructs") and "Council" not in each.heading.text:
            yield "addressee", document, edit(document).replace(each, "instructs the Council").finish(), set()
            break
    for text in document.texts[:1]:
        for node in text.front:
            kind = type(node).__name__
            if kind == "Title":
                yield "title", document, edit(document).replace(node, f"{node.text} of the lake").finish(), set()
            elif kind == "Designation" and "REV" not in node.text.upper():
                revised = re.sub(r"\((.*?)\)", r"(REV. \1)", node.text)
                if revised != node.text:
                    yield "designation", document, edit(document).replace(node, revised).finish(), set()
