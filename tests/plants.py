"""Outlines with one change planted in them, and what a comparison must say of it."""

import random
from collections.abc import Callable, Iterator

from attrs import evolve
from strategies import Block, Outline

_WORDS = [
    "boats",
    "oars",
    "sails",
    "knots",
    "lamps",
    "bells",
    "ropes",
    "masts",
    "buoys",
    "anchors",
    "charts",
    "rowers",
    "keepers",
    "gulls",
    "lakes",
    "harbours",
    "piers",
    "winches",
    "ladders",
    "barrels",
    "kettles",
    "whistles",
    "flags",
    "pumps",
    "hulls",
    "decks",
    "cabins",
    "ferries",
    "rafts",
    "tides",
    "reefs",
    "fog",
    "ice",
    "storms",
    "summer",
    "winter",
    "spring",
    "autumn",
    "north",
    "south",
    "red",
    "green",
    "white",
    "black",
    "old",
    "new",
    "large",
    "small",
    "heavy",
    "light",
    "slow",
    "fast",
    "wooden",
    "iron",
    "leak",
    "float",
    "sink",
    "drift",
    "break",
    "shine",
    "ring",
    "hold",
    "swing",
    "fade",
    "turn",
    "wait",
    "carry",
    "count",
    "paint",
    "mend",
    "lend",
    "borrow",
    "open",
    "close",
]
_HEADINGS = ("considering", "noting", "recognizing", "recalling", "emphasizing")
_OPERATIVE = ("resolves", "instructs the Secretary-General", "invites Member States", "requests the Council")
_SERIES: dict[str, Callable[[int], str]] = {
    "1": lambda index: str(index + 1),
    "a)": lambda index: f"{chr(97 + index)})",
    "–": lambda index: "–",
}


def _words(rng: random.Random) -> str:
    return "that " + " ".join(rng.choice(_WORDS) for _ in range(rng.randrange(6, 16)))


def _blocks(rng: random.Random, kind: str, below: str = "") -> tuple[Block, ...]:
    made = []
    for index in range(rng.randrange(3, 7)):
        inner = _blocks(rng, below) if below and rng.random() < 0.25 else ()
        made.append(Block(_SERIES[kind](index), _words(rng), inner))
    return tuple(made)


def outline(rng: random.Random) -> Outline:
    """A resolution, no two items of which say the same."""
    clauses = [(heading, _blocks(rng, "a)", "–")) for heading in rng.sample(_HEADINGS, 3)]
    clauses += [(heading, _blocks(rng, "1", "a)")) for heading in rng.sample(_OPERATIVE, 3)]
    return Outline(tuple(clauses))


# ---------------------------------------------------------------------- plants

Plant = tuple[Outline, list[str], str]
"""The outline with the change, the kinds of differences that there are then, and words that they speak of."""


def _changed(
    rng: random.Random, whole: Outline, change: Callable[[list[Block]], str], least: int = 2
) -> tuple[Outline, str]:
    """An outline with one list changed, and what the change gives back."""
    place = rng.randrange(len(whole.clauses))
    heading, blocks = whole.clauses[place]
    inner = [index for index, block in enumerate(blocks) if len(block.below) >= least]
    if inner and rng.random() < 0.4:
        at = rng.choice(inner)
        members = [*blocks[at].below]
        said = change(members)
        blocks = (*blocks[:at], evolve(blocks[at], below=tuple(members)), *blocks[at + 1 :])
    else:
        members = [*blocks]
        said = change(members)
        blocks = tuple(members)
    clauses = [*whole.clauses]
    clauses[place] = (heading, blocks)
    return Outline(tuple(clauses)), said


def reworded(rng: random.Random, whole: Outline) -> Plant:
    def change(members: list[Block]) -> str:
        at = rng.randrange(len(members))
        words = members[at].words.split()
        words[rng.randrange(1, len(words))] = "unicorns"
        members[at] = evolve(members[at], words=" ".join(words))
        return " ".join(words)

    made, said = _changed(rng, whole, change)
    return made, ["reworded"], said


def removed(rng: random.Random, whole: Outline) -> Plant:
    def change(members: list[Block]) -> str:
        return members.pop(rng.randrange(1, len(members) - 1)).words

    made, said = _changed(rng, whole, change, least=3)
    return made, ["removed"], said


def added(rng: random.Random, whole: Outline) -> Plant:
    def change(members: list[Block]) -> str:
        at = rng.randrange(len(members) - 1)
        label = members[at].label
        label = label if label == "–" else label.replace(")", "") + "bis" + ")" * label.count(")")
        members.insert(at + 1, Block(label, _words(rng)))
        return members[at + 1].words

    made, said = _changed(rng, whole, change)
    return made, ["added"], said


def relabelled(rng: random.Random, whole: Outline) -> Plant:
    place = rng.randrange(len(whole.clauses))
    heading, blocks = whole.clauses[place]
    last = evolve(blocks[-1], label=_SERIES["1" if blocks[0].label == "1" else "a)"](len(blocks)))
    clauses = [*whole.clauses]
    clauses[place] = (heading, (*blocks[:-1], last))
    return Outline(tuple(clauses)), ["relabelled"], last.words


def moved(rng: random.Random, whole: Outline) -> Plant:
    """The words of the first item stand before those of the last; labels stay in their order."""

    def change(members: list[Block]) -> str:
        labels = [block.label for block in members]
        going = members.pop(0)
        members.insert(len(members) - 1, going)
        members[:] = [evolve(block, label=label) for block, label in zip(members, labels, strict=True)]
        return going.words

    made, said = _changed(rng, whole, change, least=3)
    return made, ["moved"], said


def heading(rng: random.Random, whole: Outline) -> Plant:
    place = rng.randrange(3)
    clauses = [*whole.clauses]
    clauses[place] = ("bearing in mind", clauses[place][1])
    return Outline(tuple(clauses)), ["heading"], "bearing in mind"


def clause_removed(rng: random.Random, whole: Outline) -> Plant:
    clauses = [*whole.clauses]
    gone, _ = clauses.pop(rng.randrange(1, 5))
    return Outline(tuple(clauses)), ["removed"], gone


def clause_added(rng: random.Random, whole: Outline) -> Plant:
    clauses = [*whole.clauses]
    clauses.insert(rng.randrange(1, 4), ("having considered", _blocks(rng, "a)")))
    return Outline(tuple(clauses)), ["added"], "having considered"


PLANTS = (reworded, removed, added, relabelled, moved, heading, clause_removed, clause_added)


def planted(seed: int, count: int) -> Iterator[tuple[str, Outline, Plant]]:
    """Outlines with plants: the name of each, the outline before, the plant."""
    rng = random.Random(seed)
    for number in range(count):
        make = PLANTS[number % len(PLANTS)]
        before = outline(rng)
        yield make.__name__, before, make(rng, before)


def many(rng: random.Random, whole: Outline, count: int) -> Outline:
    """An outline with several changes."""
    for _ in range(count):
        whole = rng.choice((reworded, removed, added, moved))(rng, whole)[0] if _long(whole) else whole
    return whole


def _long(whole: Outline) -> bool:
    return all(len(blocks) > 3 for _, blocks in whole.clauses)
