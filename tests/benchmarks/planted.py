"""Mistakes that drafters make, planted one at a time into sound texts: how many of them the library tells.

``python tests/benchmarks/planted.py [FOLDER ...]`` prints a table; FOLDERs hold real texts (*.txt), if there are any.
A mistake is seen if a diagnostic of one of its codes stands at its place, and said once if no other is new.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import itu_texts
from itu_texts import Clause, Document, Item, LabelStyle, Paragraph

_NOUNS = ("boats", "oars", "sails", "lamps", "bells", "ropes", "masts", "buoys", "anchors", "charts")
_VERBS = ("leak", "float", "sink", "drift", "break", "shine", "ring", "hold", "swing", "fade")
_GROUNDS = ("considering", "recognizing", "noting", "recalling", "bearing in mind", "taking into account")
_ORDERS = (
    "instructs the Secretary-General",
    "invites Member States",
    "requests the Council",
    "instructs the Director of the Radiocommunication Bureau",
)
_LONGEST = 120_000  # characters of a text that ends where it should


class Planted(NamedTuple):
    """A text with a mistake in it."""

    text: str
    start: int
    end: int
    """The stretch in which a diagnostic must begin."""
    edit: int
    grown: int
    """Where the text was changed, and by how many characters it is longer since: what stood behind has moved."""


class Kind(NamedTuple):
    """A kind of mistake."""

    name: str
    codes: frozenset[str]
    """Of the diagnostics that tell it."""
    plant: Callable[[Document], Iterator[Planted]]


# ---------------------------------------------------------------------- sound texts


def made(seed: int) -> str:
    """A resolution of a plenipotentiary conference, on invented matters."""
    chance = random.Random(seed)

    def phrase(lead: str) -> str:
        pieces = [f"{chance.choice(_NOUNS)} may {chance.choice(_VERBS)}" for _ in range(chance.randint(2, 7))]
        return f"{lead} " + " while ".join(pieces)

    def clause(heading: str, lead: str, label: Callable[[int], str], *, last: bool) -> list[str]:
        count = chance.choice((1, 2, 3, 4, 5, 8))
        end = "." if last else ","
        if count == 1:
            return [heading, phrase(lead) + end]
        return [heading, *(f"{label(n)} {phrase(lead)}{end if n == count - 1 else ';'}" for n in range(count))]

    lines = [
        f"RESOLUTION {100 + seed} (REV. LAKESIDE, 2022)",
        f"{chance.choice(_NOUNS).capitalize()} and {chance.choice(_NOUNS)} at sea",
        "The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2022),",
    ]
    for heading in chance.sample(_GROUNDS, chance.randint(2, 4)):
        lines += clause(heading, "that", lambda n: f"{chr(97 + n)})", last=False)
    lines += clause("resolves", "that", lambda n: str(n + 1), last=False)
    orders = chance.sample(_ORDERS, chance.randint(1, 3))
    for heading in orders:
        lines += clause(heading, "to say that", lambda n: str(n + 1), last=heading is orders[-1])
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------------- mistakes


def _lists(document: Document) -> Iterator[list[Item]]:
    """The lists of items that have places in a series."""
    for node in itu_texts.walk(document):
        items = [child for child in node.children if isinstance(child, Item)]
        if isinstance(node, Clause | Item) and len(items) > 1 and all(item.ordinal for item in items):
            yield items


def _replaced(document: Document, start: int, end: int, words: str, place: int = 0) -> Planted:
    text = document.source.text
    grown = len(words) - (end - start)
    return Planted(text[:start] + words + text[end:], start - place, start + len(words) + 1, end, grown)


def _is_at_line(document: Document, node: itu_texts.Node) -> bool:
    return node.start == 0 or document.source.text[node.start - 1] == "\n"


def doubled(document: Document) -> Iterator[Planted]:
    """A number that stands twice."""
    for items in _lists(document):
        for before, item in itertools.pairwise(items):
            if _is_at_line(document, item) and item.style in (LabelStyle.NUMBER, LabelStyle.DECIMAL):
                yield _replaced(document, item.start, item.start + len(item.label), before.label)


def doubled_letter(document: Document) -> Iterator[Planted]:
    """A letter that stands twice."""
    for items in _lists(document):
        for before, item in itertools.pairwise(items):
            if _is_at_line(document, item) and item.style is LabelStyle.LETTER:
                yield _replaced(document, item.start, item.start + len(item.label), before.label)


def skipped(document: Document) -> Iterator[Planted]:
    """An item that was left out."""
    text = document.source.text
    for items in _lists(document):
        for item, following in itertools.pairwise(items):
            if _is_at_line(document, item) and _is_at_line(document, following):
                left = text[: item.start] + text[following.start :]
                yield Planted(left, item.start, item.start + 8, following.start, item.start - following.start)


def swapped(document: Document) -> Iterator[Planted]:
    """Two items that changed places."""
    text = document.source.text
    for items in _lists(document):
        for one, two in itertools.pairwise(items):
            if not (_is_at_line(document, one) and _is_at_line(document, two)) or two is items[-1]:
                continue
            end = text.find("\n", two.end)
            first, second = text[one.start : two.start], text[two.start : end + 1]
            if end > 0 and first.endswith("\n"):
                yield Planted(text[: one.start] + second + first + text[end + 1 :], one.start, end + 1, end + 1, 0)


def _clauses(document: Document) -> Iterator[tuple[Clause, Clause]]:
    for text in document.texts:
        for before, clause in zip(text.clauses, text.clauses[1:], strict=False):
            if clause.heading is not None and _is_at_line(document, clause):
                yield before, clause


def beheaded(document: Document) -> Iterator[Planted]:
    """A heading that was left out before "1"."""
    for before, clause in _clauses(document):
        first = clause.blocks[0] if clause.blocks else None
        numbered = isinstance(first, Item) and first.label.rstrip(".)") == "1" and _is_at_line(document, first)
        if numbered and isinstance(before.blocks[-1], Item) and before.blocks[-1].style is LabelStyle.NUMBER:
            yield _replaced(document, clause.start, first.start, "")


def beheaded_below_letters(document: Document) -> Iterator[Planted]:
    """A heading that was left out before "1", where letters stand above."""
    for before, clause in _clauses(document):
        first = clause.blocks[0] if clause.blocks else None
        numbered = isinstance(first, Item) and first.label.rstrip(".)") == "1" and _is_at_line(document, first)
        if numbered and not (isinstance(before.blocks[-1], Item) and before.blocks[-1].style is LabelStyle.NUMBER):
            yield _replaced(document, clause.start, first.start, "")


def _misspelt(document: Document, kind: type) -> Iterator[Planted]:
    for _, clause in _clauses(document):
        heading, first = clause.heading, clause.blocks[0] if clause.blocks else None
        if isinstance(first, kind) and _is_at_line(document, first) and heading is not None and heading.verb:
            start = heading.start + heading.text.find(heading.verb)
            verb = heading.verb
            place = len(verb) // 2
            wrong = verb[: place - 1] + verb[place] + verb[place - 1] + verb[place + 1 :]
            if wrong != verb and document.source.text[start : start + len(verb)] == verb:
                yield _replaced(document, start, start + len(verb), wrong, place=start - heading.start)


def misspelt_before_paragraph(document: Document) -> Iterator[Planted]:
    """A verb with two letters changed, before a paragraph."""
    yield from _misspelt(document, Paragraph)


def misspelt_before_item(document: Document) -> Iterator[Planted]:
    """A verb with two letters changed, before an item."""
    yield from _misspelt(document, Item)


def base_form(document: Document) -> Iterator[Planted]:
    """A verb in another form: "instruct the Secretary-General"."""
    for _, clause in _clauses(document):
        heading = clause.heading
        if heading is not None and heading.verb and heading.verb.endswith("s") and " " not in heading.verb:
            stop = heading.start + len(heading.verb)
            if document.source.text[heading.start : stop] == heading.verb:
                yield _replaced(document, stop - 1, stop, "", place=len(heading.verb))


def without_formula(document: Document) -> Iterator[Planted]:
    """A formula that was left out."""
    for text in document.texts:
        if text.formula is not None and text.clauses and _is_at_line(document, text.formula):
            planted = _replaced(document, text.formula.start, text.formula.end + 1, "")
            yield planted._replace(start=text.start)


KINDS = (
    Kind("a doubled number", frozenset({"numbering-repeat"}), doubled),
    Kind("a doubled letter", frozenset({"numbering-repeat"}), doubled_letter),
    Kind("an item left out", frozenset({"numbering-gap"}), skipped),
    Kind("two items swapped", frozenset({"numbering-disorder"}), swapped),
    Kind('a heading left out before "1"', frozenset({"missing-heading"}), beheaded),
    Kind("the same, below letters", frozenset({"missing-heading"}), beheaded_below_letters),
    Kind("a misspelt verb before a paragraph", frozenset({"near-verb", "unknown-verb"}), misspelt_before_paragraph),
    Kind("a misspelt verb before an item", frozenset({"near-verb", "unknown-verb"}), misspelt_before_item),
    Kind("a verb in another form", frozenset({"near-verb", "unknown-verb"}), base_form),
    Kind("a formula left out", frozenset({"missing-formula"}), without_formula),
)


class Counted(NamedTuple):
    """How mistakes of a kind fare."""

    planted: int
    seen: int
    once: int


def new_diagnostics(before: Document, planted: Planted) -> list[itu_texts.Diagnostic]:
    """What is told of a text with a mistake and was not told of it without."""
    told = {
        (each.code, each.span.start + (planted.grown if each.span.start >= planted.edit else 0))
        for each in before.diagnostics
    }
    after = itu_texts.parse(planted.text, language=before.language)
    return [each for each in after.diagnostics if (each.code, each.span.start) not in told]


def count(kind: Kind, documents: Iterable[Document], show: int = 0) -> Counted:
    """Plant all mistakes of a kind, one at a time.

    :param show: how many of those that are not seen, or not said once, to print.
    """
    planted = seen = once = 0
    for document in documents:
        for each in kind.plant(document):
            planted += 1
            new = new_diagnostics(document, each)
            hit = any(found.code in kind.codes and each.start <= found.span.start <= each.end for found in new)
            seen += hit
            once += hit and len(new) == 1
            if show and not (hit and len(new) == 1):
                show -= 1
                around = each.text[max(0, each.start - 120) : each.end + 120]
                print(
                    "-----", kind.name, [(n.code, n.message, n.span.start - each.start) for n in new], around, sep="\n"
                )
    return Counted(planted, seen, once)


def sound_texts(folders: Iterable[Path], most: int = 40) -> Iterator[Document]:
    """Real texts in which nothing is odd, but for those that run on into the rest of their volume."""
    found: dict[Path, int] = defaultdict(int)
    for folder in folders:
        for file in sorted(folder.glob("*.txt")):
            document = itu_texts.parse_file(file)
            sound = document.texts and not document.diagnostics and len(document.source.text) <= _LONGEST
            if found[folder] < most and sound:
                found[folder] += 1
                yield document


def table(documents: list[Document], show: int = 0) -> None:
    """Print how many mistakes are seen."""
    for kind in KINDS:
        planted, seen, once = count(kind, documents, show)
        share = f"{seen / planted:5.2f} {once / planted:5.2f}" if planted else "    -     -"
        print(f"  {kind.name:36} {planted:5} {share}")


def main() -> None:
    show = int(sys.argv.pop(1).partition("=")[2]) if sys.argv[1:2] and sys.argv[1].startswith("--show=") else 0
    print("mistakes planted, the share that is seen, and that is said once")
    print("made texts")
    table([itu_texts.parse(made(seed)) for seed in range(12)], show)
    folders = [Path(name) for name in sys.argv[1:]]
    if folders:
        print("real texts")
        table([*sound_texts(folders)], show)


if __name__ == "__main__":
    main()
