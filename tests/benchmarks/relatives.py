"""How many recitals, acts and numbers of assemblies' texts are in place.

``relatives.txt`` has invented texts in the forms of many assemblies: organizations of health, sea, food and labour, unions of
states, parliaments, conferences of parties to treaties, councils of cities, debating clubs. ``beside.txt`` has those that stand
beside resolutions: statements, decisions, drafts with those who submit them, reports of committees that contain drafts, long
texts to be printed in narrow lines, and news, minutes and treaties, which are no texts and must be told so. A text begins
with ``= name language number``, or with several numbers, ``I;II``; its lines begin with a letter that says what each is:

===  =====================================================================
`:`  a line of the front, or a heading between paragraphs
`F`  the formula, with which the text names who adopts it
`R`  a recital
`A`  an act: an operative paragraph
`V`  the verb above acts that it is for: "RESOLVES:"
`P`  a point of the paragraph above
`T`  the title, whole
`N`  the first line of a text, if there are several
`L`  a line that is in no text, such as those of a report
===  =====================================================================

A paragraph is in place if a clause or an item begins there that has the role of the line; a point, if an item does, below its
paragraph. A number is that of the identifier of the text.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import itu_texts
from itu_texts import Clause, Document, Item
from itu_texts.nodes import Role, Title

FILES = [Path(__file__).with_name(f"{name}.txt") for name in ("relatives", "beside")]
WIDE = 10_000  # columns of lines that are not wrapped
_ROLES = {"R": Role.PREAMBLE, "A": Role.OPERATIVE, "V": Role.OPERATIVE}


class Relative(NamedTuple):
    """An invented text of an assembly, and where its paragraphs begin."""

    name: str
    language: str
    number: str
    text: str
    lines: tuple[tuple[str, int], ...]
    """What each line is, and where it begins."""


def relatives() -> Iterator[Relative]:
    """Yield the texts of the files."""
    for block in "\n\n".join(file.read_text(encoding="utf-8") for file in FILES).split("\n\n"):
        head, *marked = block.strip().splitlines()
        _, name, language, *number = head.split(maxsplit=3)
        text, lines = "", []
        for line in marked:
            lines.append((line[0], len(text)))
            text += line[2:] + "\n"
        yield Relative(name, language, "".join(number), text, tuple(lines))


def printed(relative: Relative, width: int, *, apart: bool) -> Relative:
    """Return a text as an old print or a narrow column has it: in lines of a width, perhaps with blank ones between."""
    text, lines = "", []
    for kind, start in relative.lines:
        lines.append((kind, len(text)))
        words = relative.text[start : relative.text.index("\n", start)]
        if relative.language == "zh":
            words = "\n".join(words[at : at + width // 2] for at in range(0, len(words), width // 2))
        else:
            words = "\n".join(textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False))
        text += words + ("\n\n" if apart else "\n")
    return relative._replace(text=text, lines=tuple(lines))


def wrong(relative: Relative, document: Document) -> list[str]:
    """Return what is not in place: the marked lines, and the number."""
    text, missed, above = relative.text, [], -1
    begun: dict[int, Clause | Item] = {}
    for node in itu_texts.walk(document):
        if isinstance(node, Clause | Item):
            begun.setdefault(node.span.start, node)
    ends = [start for _, start in relative.lines[1:]] + [len(text)]
    places = set()
    for (kind, start), below in zip(relative.lines, ends, strict=True):
        end = text.index("\n", start)
        behind = next(at for at in range(start, end) if text[at].isalnum())  # a dash is no word
        label = text[start:end].split(maxsplit=1)
        places |= {start, behind, end - len(label[-1])} if kind != "F" else {*range(start, below)}  # which may be told
        node = begun.get(start) or begun.get(behind)
        over = (node, *node.ancestors) if node is not None else ()
        if kind in _ROLES:
            clause = next((each for each in over if isinstance(each, Clause)), None)
            is_whole = kind != "R" or (node is not None and node.span.end <= below)
            fits = clause is not None and clause.role is _ROLES[kind] and is_whole
            above = start
        else:
            fits = (
                any(each.span.start - above in range(3) for each in over)
                if kind == "P"
                else node is None or kind == "F"
            )
        within = [each for each in document.texts if each.span.start <= start < each.span.end]
        if kind == "N":
            fits = any(each.span.start == start for each in document.texts)
        elif kind == "L":
            fits = not within
        elif kind == "T":
            titles = [each for found in within for each in found.front if isinstance(each, Title)]
            fits = any((each.span.start, each.span.end) == (start, end) for each in titles)
        if not fits:
            missed.append(f"{kind} {text[start:end]}")
    inside = (start for start, node in begun.items() if isinstance(node, Clause) and start not in places)
    missed += (f"+ {text[start : start + 40]}" for start in inside)
    kinds = [kind for kind, _ in relative.lines]
    loose = {*kinds} == {"L"}
    if loose and not {"no-text", "unrecognised-block"} & {each.code for each in document.diagnostics}:
        missed.append("= nothing is told")
    if len(document.texts) != (0 if loose else max(1, kinds.count("N"))):
        missed.append(f"= {len(document.texts)} texts")
    named = [text.identifier for text in document.texts]
    numbers = ";".join(each.number or "" if each is not None else "" for each in named)
    if relative.number and numbers != relative.number:
        missed.append(f"# {relative.number} is {numbers}")
    return missed
