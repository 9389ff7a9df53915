"""Texts for collections: resolutions on invented matters, in editions that revise, cite and abrogate one another."""

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from itu_texts import Collection

_NOUNS = [
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
    "harbours",
    "pilots",
    "tides",
    "winds",
    "locks",
    "signals",
    "stations",
    "spectrum",
    "sharing",
    "services",
    "measurements",
    "reports",
    "studies",
    "fleets",
    "piers",
    "canals",
    "ferries",
]
_VERBS = [
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
    "report",
    "measure",
    "study",
    "publish",
    "follow",
    "review",
]
_WORDS = [
    "in",
    "accordance",
    "with",
    "the",
    "relevant",
    "provisions",
    "and",
    "taking",
    "into",
    "account",
    "the",
    "needs",
    "of",
    "all",
    "concerned",
]
_MEETINGS = (("Lakeside", 2006), ("Pond", 2010), ("Riverside", 2014), ("Harbour", 2018), ("Seaside", 2022))
_ORDERS = (
    "instructs the Secretary-General",
    "instructs the Director of the Radiocommunication Bureau",
    "instructs the Director of the Telecommunication Development Bureau",
    "instructs the Council",
    "invites Member States and Sector Members",
    "requests the Director of the Telecommunication Standardization Bureau",
)
_STOCK = 200  # sentences that come again
EDITIONS = len(_MEETINGS)


def mark(number: int, edition: int) -> str:
    """The mark of an edition of a resolution; each is adopted by one meeting, and revised by those after it."""
    place, year = _MEETINGS[edition]
    return f"{'Rev. ' if edition > number % 2 else ''}{place}, {year}"


def resolution(number: int, edition: int, of: int = 400) -> str:
    """A resolution of a plenipotentiary conference.

    An edition has most words of the one before.

    :param of: how many resolutions there are, which cite one another.
    """
    place, year = _MEETINGS[edition]
    first = [f"{_MEETINGS[each][0]}, {_MEETINGS[each][1]}" for each in range(number % 2, edition)]
    lines = [f"RESOLUTION {number} ({mark(number, edition).upper()})", _title(number)]
    if first:
        lines.append(f"({'; Rev. '.join((*first, f'{place}, {year}'))})")
    lines.append(f"The Plenipotentiary Conference of the International Telecommunication Union ({place}, {year}),")
    chance = random.Random(number)
    for heading in ("considering", "recalling", "noting"):
        lines.append(heading)
        count = chance.randint(2, 6)
        for at in range(count):
            words = _item(chance, number, edition, of, cites=heading == "recalling")
            lines.append(f"{chr(97 + at)}) {words}{',' if at == count - 1 else ';'}")
    orders = chance.sample(_ORDERS, 3)
    for heading in ("resolves", *orders):
        lines.append(heading)
        count = chance.randint(1, 5)
        for at in range(count):
            by = f" by 31 December {year + chance.randint(1, 4)}" if chance.random() < 0.3 else ""
            end = "." if heading == orders[-1] and at == count - 1 else "," if at == count - 1 else ";"
            lines.append(f"{at + 1} to {_item(chance, number, edition, of, cites=chance.random() < 0.1)}{by}{end}")
    return "\n".join(lines) + "\n"


def _title(number: int) -> str:
    chance = random.Random(-number - 1)
    return f"{chance.choice(_NOUNS).capitalize()} and {chance.choice(_NOUNS)} at sea"


def _item(chance: random.Random, number: int, edition: int, of: int, *, cites: bool) -> str:
    seed, stock, revised = chance.random(), chance.random() < 0.1, chance.randrange(EDITIONS)
    if cites:
        other = chance.randrange(of) + 1
        return f"Resolution {other} ({mark(other, max(edition - chance.randint(0, 1), other % 2))}) on {_title(other)}"
    if stock:
        return _sentence(random.Random(int(seed * _STOCK)))
    return _sentence(random.Random(seed + (edition if revised == edition else 0)))


def _sentence(chance: random.Random) -> str:
    words = []
    for _ in range(chance.randint(2, 6)):
        words += [chance.choice(_NOUNS), chance.choice(_VERBS), *chance.sample(_WORDS, 3)]
    return " ".join(words)


def resolutions(count: int) -> Iterator[tuple[str, str]]:
    """Some resolutions with their editions: a name for the file of each, and its words."""
    works = -(-count // EDITIONS)
    made = 0
    for edition in range(EDITIONS):
        for number in range(1, works + 1):
            if edition >= number % 2 and made < count:
                made += 1
                yield f"{_MEETINGS[edition][1]}/res{number:05}.txt", resolution(number, edition, works)


def collection_of(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write texts into a folder, by the names of their files, and return the file of a collection of them there."""
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    with Collection.open(folder / "acts.db") as acts:
        acts.add(folder)
    return folder / "acts.db"


@contextmanager
def in_memory(*added: Any) -> Iterator[Collection]:
    """A collection in memory to which documents, files or folders have been added."""
    with Collection.open(":memory:") as acts:
        for each in added:
            acts.add(each)
        yield acts
