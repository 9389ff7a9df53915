"""Outlines that hypothesis makes, and the ways in which people have such a text."""

import textwrap

from attrs import frozen
from hypothesis import settings
from hypothesis import strategies as st

few = settings(max_examples=max(5, settings().max_examples // 3))
"""For what takes long, or is tried in several ways: a third of the examples that the profile has."""

_NOUNS = ("boats", "oars", "sails", "knots", "lamps", "bells", "ropes", "masts", "buoys", "anchors", "charts")
_VERBS = ("leak", "float", "sink", "drift", "break", "shine", "ring", "hold", "swing", "fade")
HEADINGS = {
    "preamble": (
        "considering",
        "considering further",
        "recognizing",
        "noting",
        "noting further",
        "having considered",
        "bearing in mind",
        "recalling",
        "emphasizing",
        "mindful",
    ),
    "operative": (
        "resolves",
        "further resolves",
        "instructs the Secretary-General",
        "instructs the Director of the Radiocommunication Bureau",
        "resolves to instruct the Secretary-General and the Directors of the three Bureaux",
        "invites administrations",
        "invites Member States and Sector Members",
        "urges Member States",
        "requests the Council",
    ),
}


@frozen
class Block:
    """A block of an outline: its label, its words, and the blocks below it."""

    label: str
    words: str
    below: tuple["Block", ...] = ()


@frozen
class Outline:
    """A resolution: headings with their blocks."""

    clauses: tuple[tuple[str, tuple[Block, ...]], ...]


def _letters(index: int) -> str:
    return chr(97 + index) if index < 26 else "a" + chr(97 + index - 26)


def _roman(number: int) -> str:
    return ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")[number]


_SERIES = {
    "1": lambda index, above: str(index + 1),
    "a)": lambda index, above: f"{_letters(index)})",
    "i)": lambda index, above: f"{_roman(index)})",
    "1.1": lambda index, above: f"{above}.{index + 1}",
    "–": lambda index, above: "–",
}
# Which lists stand below which, in these texts.
_BELOW = {"": ("1", "a)"), "1": ("a)", "1.1", "–"), "a)": ("i)", "–"), "i)": ("–",), "1.1": ("a)", "–"), "–": ()}


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A few plain words, sometimes long enough to be wrapped."""
    count = draw(st.integers(1, 6))
    pieces = [f"{draw(st.sampled_from(_NOUNS))} may {draw(st.sampled_from(_VERBS))}" for _ in range(count)]
    return "that " + " while ".join(pieces)


@st.composite
def lists(draw: st.DrawFn, kind: str, depth: int, above: str = "") -> tuple[Block, ...]:
    blocks = []
    for index in range(draw(st.integers(2, 5))):
        label = _SERIES[kind](index, above)
        below: tuple[Block, ...] = ()
        if depth < 3 and _BELOW[kind] and draw(st.integers(0, 3)) == 0:
            below = draw(lists(draw(st.sampled_from(_BELOW[kind])), depth + 1, label))
        blocks.append(Block(label, draw(phrases()), below))
    return tuple(blocks)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    clauses = []
    for role in ["preamble"] * draw(st.integers(1, 3)) + ["operative"] * draw(st.integers(1, 3)):
        heading = draw(st.sampled_from(HEADINGS[role]))
        if draw(st.integers(0, 4)):
            blocks = draw(lists(draw(st.sampled_from(_BELOW[""])), 1))
        else:
            blocks = (Block("", draw(phrases())),)
        clauses.append((heading, blocks))
    return Outline(tuple(clauses))


def lines(outline: Outline) -> list[tuple[int, str]]:
    """The outline as lines with their depths, with the stops that such texts have."""
    out = [
        (0, "RESOLUTION 999 (REV. LAKESIDE, 2030)"),
        (0, "Boats and what becomes of them"),
        (0, "The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),"),
    ]

    def add(blocks: tuple[Block, ...], depth: int, stop: str) -> None:
        for index, block in enumerate(blocks):
            last = index == len(blocks) - 1
            end = ":" if block.below else stop if last else ";"
            out.append((depth, f"{block.label} {block.words}{end}".strip()))
            add(block.below, depth + 1, stop if last else ";")

    for index, (heading, blocks) in enumerate(outline.clauses):
        out.append((0, heading))
        add(blocks, 1, "." if index == len(outline.clauses) - 1 else ",")
    return out


def to_outline(outline: Outline) -> str:
    """What the library must print."""
    return "".join("\t" * depth + line + "\n" for depth, line in lines(outline))


# ---------------------------------------------------------------------- the ways in which people have a text


def plain(outline: Outline) -> str:
    return "".join(f"{line}\n" for _, line in lines(outline))


def spaced(outline: Outline) -> str:
    return "".join(f"{line}\n\n" for _, line in lines(outline))


def indented(outline: Outline) -> str:
    return "".join("    " * depth + line.replace(" ", "\t", 1) + "\n" for depth, line in lines(outline))


def windows(outline: Outline) -> str:
    return "\ufeff" + plain(outline).replace("\n", "\r\n")


def joined(outline: Outline) -> str:
    """The blocks of a clause in one line below its heading."""
    out: list[str] = []
    before = 0
    for depth, line in lines(outline):
        if depth and before:
            out[-1] += " " + line
        else:
            out.append(line)
        before = depth
    return "\n".join(out) + "\n"


def wrapped(width: int, outline: Outline) -> str:
    fold = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False).wrap
    return "".join(f"{part}\n" for _, line in lines(outline) for part in fold(line))


def paged(outline: Outline) -> str:
    """One line for each clause, with a page number at its end and a running head before the next heading."""
    out = joined(outline).rstrip("\n").split("\n")
    for index in range(4, len(out), 2):
        out[index] += f" – {index} –\nRES999-{index}"
    return "\n".join(out)


styles = st.one_of(
    st.sampled_from([plain, spaced, indented, windows, joined, paged]),
    st.integers(60, 99).map(lambda width: lambda outline: wrapped(width, outline)),
)
