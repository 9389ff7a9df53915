"""Two editions of one text, of any size, for what compares them: about a fifth of the items of the second differ."""

from itu_texts import Document, parse

__all__ = ["editions"]

_HEADINGS = ("considering", "noting", "recognizing", "recalling", "emphasizing", "bearing in mind", "mindful")


def editions(clauses: int, items: int) -> tuple[Document, Document]:
    """A text with so many clauses of so many items, and its next edition: reworded, added, removed and moved items."""
    return _edition(clauses, items, second=False), _edition(clauses, items, second=True)


def _edition(clauses: int, items: int, *, second: bool) -> Document:
    lines = ["RESOLUTION 7 (LAKESIDE, 2030)", "Boats of the lakes", "The ITU Council,"]
    for clause in range(clauses):
        words = [_words(clause * items + item, second=second) for item in range(items)]
        if second and clause % 5 == 0:
            words = [*words[1:-1], words[0], words[-1]] if len(words) > 2 else words
        if second and clause % 5 == 1:
            words = words[:-1] or words
        if second and clause % 5 == 2:
            words = [*words, f"that the keepers of lake {clause} are told of that"]
        lines.append(f"{_HEADINGS[clause % len(_HEADINGS)]} {'also' if clause % 2 else 'further'}")
        lines += [f"{number} {said};" for number, said in enumerate(words, 1)]
    return parse("\n".join((*lines, "resolves", "to report to the Council.\n")))


def _words(number: int, *, second: bool) -> str:
    more = " in every season" if second and number % 7 == 0 else ""
    return f"that the boats of lake {number} and of lake {number * 7 % 1009} are counted{more} by their keepers"
