"""Builds the tree of a file that states the class and the nesting of each of its lines, so that none is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any, Final

from attrs import evolve

from itu_texts.language import series
from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.writing import past_blanks
from itu_texts.parsing.assemblies import end_of_heading, verb_told
from itu_texts.parsing.builder import Builder
from itu_texts.parsing.findings import changes, emphasis
from itu_texts.parsing.leaves import Leaves
from itu_texts.parsing.reading_copy import ReadingCopy
from itu_texts.parsing.tokens import AnchorToken, FootnoteToken, HeadingToken, MarginNoteToken, ParagraphToken, Token
from itu_texts.parsing.wording import Wording, furniture_nodes
from itu_texts.tree import nodes
from itu_texts.tree.nodes import LabelStyle
from itu_texts.tree.readings import SourceText
from itu_texts.tree.spans import Source

_IN_FRONT: Final = (
    nodes.Designation, nodes.Title, nodes.History, nodes.Formula, nodes.Paragraph, nodes.Contents,
)  # fmt: skip
_OF_OTHERS: Final = ("TEXT_OPEN", "SIGNATURES", "COVER")  # they consist of other lines


def parse_stated(
    reading: SourceText, tokens: Sequence[tuple[int, Token]], notes: Sequence[Token], language: str
) -> nodes.Document:
    """Return the document of a file that states the class and the nesting of its lines.

    :param tokens: its lines, each with its depth: the number of lines that it stands below.
    :param notes: its footnotes, the marks that call them, and the margins of provisions.
    """
    copy, lang = ReadingCopy(reading.text), lang_of(language)
    struck = [(each.start, each.end) for each in reading.evidence if each.kind == "struck_label"]
    copy.silence(struck, "struck")
    anchors = sorted((each for each in notes if isinstance(each, AnchorToken)), key=lambda each: each.start)
    wording = Wording(copy, anchors, [each for each in notes if isinstance(each, MarginNoteToken)])
    wording.furnish(each for each in notes if isinstance(each, FootnoteToken) and each.start < each.end)
    leaves = Leaves(wording, lang, struck)
    blocks = _build(_with_headings(tokens, copy.text, lang), leaves)
    leaves.finish()
    return nodes.Document(
        start=0,
        end=len(reading.text),
        blocks=tuple(blocks),
        furniture=furniture_nodes(wording),
        language=language,
        changes=tuple(changes(reading)),
        emphasis=tuple(emphasis(reading)),
        source=Source(reading.text),
    )


def _with_headings(
    tokens: Iterable[tuple[int, Token]], text: str, lang: LanguagePatterns
) -> Iterator[tuple[int, Token]]:
    """Yield the tokens; of a clause whose heading is on the line of its words, the heading and the words after it."""
    for depth, token in tokens:
        if not isinstance(token, HeadingToken) or token.sure:
            yield depth, token
            continue
        verb, verb_end = token.words, token.verb_end
        said = verb_told(text, verb, token.end, lang) if token.role == "operative" and not token.label else None
        if said is not None and said < verb_end:  # "“The Council requests the Secretary-General to report"
            verb, verb_end = said, 0
        stop, known = end_of_heading(text, verb, token.end, token.role, lang, verb_end)
        verb_end = stop if known else 0
        yield (
            depth,
            HeadingToken(token.start, stop, 0, token.role, verb_end, sure=True, label=token.label, words=token.words),
        )
        if stop < token.end:
            yield depth + 1, ParagraphToken(past_blanks(text, stop), token.end)


def _build(tokens: Iterable[tuple[int, Token]], leaves: Leaves) -> list[Any]:
    """Return the nodes of tokens; what is deeper than a token, up to the next one that is not, stands below it."""
    found: list[Any] = []
    around: list[tuple[int, str, Any, list[Any]]] = []

    def end(depth: int) -> None:
        while around and around[-1][0] >= depth:
            _, kind, leaf, below = around.pop()
            siblings = around[-1][-1] if around else found
            if below or kind not in _OF_OTHERS:
                siblings.append(_WHOLE.get(kind, _alone)(leaf, [*_styled(below)]))

    for depth, token in tokens:
        end(depth)
        around.append((depth, token.type, leaves.read(token), []))
    end(0)
    return [*_styled(found)]


def _styled(siblings: list[Any]) -> Iterator[Any]:
    """Yield nodes; items, each with the style that all their labels can have: "i)" beside "ii)" is a roman numeral."""
    items = (each for each in siblings if isinstance(each, nodes.Item) and each.label)
    readings = {each.label: series.readings(each.label) for each in items}
    shared = set.intersection(*({one.style for one in each} for each in readings.values())) if readings else set()
    for each in siblings:
        if isinstance(each, nodes.Item) and each.label:
            possible = [reading for reading in readings[each.label] if reading.style in shared]
            best = series.first_of(possible) or (possible or readings[each.label])[0]
            yield evolve(each, style=LabelStyle(best.style))
        else:
            yield each


def _alone(leaf: Any, below: list[Any]) -> Any:
    """Return the node of a line, with the blocks below it."""
    if not below:
        return leaf
    if isinstance(leaf, nodes.Paragraph):
        return Builder.opening([], leaf, None, below)[0]
    return evolve(leaf, end=below[-1].end, blocks=(*leaf.blocks, *below))


def _text(_: Any, below: list[Any]) -> nodes.Text:
    front = [*takewhile(lambda node: isinstance(node, _IN_FRONT), below)]
    return Builder.text(None, front, below[len(front) :])


def _entry(leaf: Any, below: list[Any]) -> Any:
    parts = {"title" if isinstance(each, nodes.Title) else "page": each for each in below}
    return evolve(leaf, end=below[-1].end if below else leaf.end, **parts)


_WHOLE: Final[dict[str, Callable[[Any, list[Any]], Any]]] = {
    "HEADING": lambda leaf, below: Builder.clause(leaf, below),
    "AMENDMENT": lambda leaf, below: Builder.amendment(leaf, *below),
    "TEXT_OPEN": _text,
    "SIGNATURES": lambda _, below: nodes.SignatureBlock(start=below[0].start, end=below[-1].end, blocks=tuple(below)),
    "AGENDA": lambda leaf, below: Builder.agenda(None, leaf, below),
    "CONTENTS": lambda leaf, below: Builder.contents(None, *([leaf] if leaf.text else ()), below),
    "COVER": lambda _, below: Builder.cover(None, below),
    "ENTRY_NAME": _entry,
}
"""How a node is made of its line and what stands below it, by the type of the token."""
