"""From characters to the tree, one short stage after the other; each can be called by itself.

=============  ==============================================================================
Twin           the text as it was given, and its reading copy: every offset is that of the text
clean, reflow  stray characters and wraps, which are blanks in the reading copy
scan           lines, and what breaks off within them, as tokens that say what they look like
classify_...   stages that decide what each token is: session documents, provisions, headings
segment        where texts, annexes and amendments begin and end; each token goes into the frames
Levels         how deep an item or a paragraph stands in the lists that are open
Frames         the LALR parser with its stack: what is open, and the tree that is built of it
=============  ==============================================================================

Each stage is a generator or works in one go over the text, and looks a bounded way ahead, so that time and
memory grow with the text and no faster.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Final, TypeVar

from attrs import evolve

from itu_texts.language.grammar import Surface, surface
from itu_texts.parsing.agendas import classify_session
from itu_texts.parsing.annotations import changes, emphasis, known, left_out, oddities
from itu_texts.parsing.asking import asking, asks
from itu_texts.parsing.assemblies import classify_paragraphs
from itu_texts.parsing.context import Context
from itu_texts.parsing.frames import Frames
from itu_texts.parsing.furniture import furniture
from itu_texts.parsing.headings import classify_headings
from itu_texts.parsing.layouts import Layout, judge
from itu_texts.parsing.leaves import Leaves
from itu_texts.parsing.lexer import scan
from itu_texts.parsing.lines import Lines
from itu_texts.parsing.markup import read_markup
from itu_texts.parsing.note_rules import read_note_rules
from itu_texts.parsing.numbered_sections import with_numbered_sections
from itu_texts.parsing.parsed import Parsed, report
from itu_texts.parsing.preparing import Findings
from itu_texts.parsing.recitals import part_recitals
from itu_texts.parsing.reflow import clean
from itu_texts.parsing.rules import RULES
from itu_texts.parsing.sections import classify_sections
from itu_texts.parsing.segmentation import segment
from itu_texts.parsing.spacing import close_up
from itu_texts.parsing.stacked import read_stacks
from itu_texts.parsing.stream import Reporter
from itu_texts.parsing.thresholds import BATCH, LONGEST_PHRASE
from itu_texts.parsing.tokens import Anchor, Token
from itu_texts.parsing.treaties import classify_provisions
from itu_texts.parsing.twin import Twin
from itu_texts.parsing.wording import Wording
from itu_texts.tree import nodes
from itu_texts.tree.readings import Reading
from itu_texts.tree.spans import Source
from itu_texts.tree.validation import trusted

__all__ = ["Layout", "classify", "layout_of", "parse_document", "parse_reading"]

# The types of tokens of session matter, and of treaties; a designation is one if it is listed with its page
_SIGNS: Final = frozenset(("AGENDA", "CONTENTS", "COVER", "DIVISION", "AMENDMENT", "AMENDED", "DESIGNATION"))
_T = TypeVar("_T")


def classify(lines: Lines, words: Surface, reporter: Reporter, source: str) -> Iterator[Token]:
    """The tokens of a text, each classified by its form and its neighbours."""
    found = _by_turns(scan(lines, words, RULES))
    if asks("numbered-paragraphs"):
        found, lines = classify_paragraphs(found, lines.text, words, reporter), evolve(lines, numbers={})
    found = _classify_content(found, lines, words)
    if asks("numbered-sections"):
        found = with_numbered_sections(found, lines.text, words, lines.said, source)
    found = classify_headings(found, lines.text, words, reporter, RULES)
    return part_recitals(found, lines.text, words) if asks("recitals") else found


def _by_turns(made: Iterator[_T]) -> Iterator[_T]:
    """The same, made in batches: to go back and forth between two generators for each one is measurably slower."""
    return chain.from_iterable(iter(lambda: list(islice(made, BATCH)), []))


def _classify_content(tokens: Iterator[Token], lines: Lines, words: Surface, *, cut: bool = False) -> Iterator[Token]:
    """Classify sections of annexes, session matter and provisions from the first sign of any on; most texts have none.

    :param cut: whether the sections of annexes are classified.
    """
    numbers = lines.numbers
    for token in tokens:
        kind = token.type
        if kind == "TEXT":
            is_sign = token.said == "contents"  # type: ignore[attr-defined]  # these are words
        elif kind == "ANNEX" and not cut and asks("sections"):
            rest = classify_sections(
                chain((token,), tokens), lines.text, words, said=lines.said, numbered=bool(numbers)
            )
            yield from _classify_content(rest, lines, words, cut=True)
            return
        else:
            is_sign = kind in _SIGNS and (kind != "DESIGNATION" or _is_listed(token, lines.text, words))
        if is_sign or token.start in numbers:
            yield from _classify_rest(chain((token,), tokens), lines, words, cut=cut)
            return
        yield token


def _classify_rest(tokens: Iterator[Token], lines: Lines, words: Surface, *, cut: bool = False) -> Iterator[Token]:
    """Classify all three."""
    if not cut and asks("sections"):
        tokens = classify_sections(tokens, lines.text, words, said=lines.said, numbered=bool(lines.numbers))
    if asks("lists-of-texts"):
        tokens = classify_session(tokens, lines.text, words)
    return classify_provisions(tokens, lines.text, words, lines.numbers) if asks("provisions") else tokens


def _is_listed(token: Token, text: str, words: Surface) -> bool:
    """Whether a page stands at the end of the line that names a text, as in a list of contents."""
    far = token.end + LONGEST_PHRASE
    end = text.find("\n", token.end, far)
    return (end >= 0 or far >= len(text)) and words.words["ENTRY_PAGE"].search(
        text, token.end, end if end >= 0 else len(text)
    ) is not None


def layout_of(source: str, language: str) -> Layout:
    """How the lines of a text are broken."""
    twin, words = Twin(source), surface(language)
    clean(twin)
    close_up(twin, words)
    return judge(twin.text, words)


def parse_document(
    source: str,
    language: str,
    layout: Layout | None = None,
    *,
    markup: bool = False,
    reading: Reading | None = None,
) -> nodes.Document:
    """Parse a text into a document.  Nothing is refused: what cannot be placed is kept and reported.

    :param layout: how its lines are broken, where that is known of the whole that it is a part of.
    :param markup: whether it is known to be Markdown; else its signs tell.
    :param reading: what its file says of it, which outranks its words.
    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    words = surface(language)
    twin = Twin(source)
    with _collector_paused(), asking(RULES, twin, words):
        reading = reading or Reading(source)
        of_markup = not reading.evidence
        if asks("note-rules"):
            read_note_rules(twin, words)
        if of_markup:
            evidence = read_markup(twin, words, sure=markup) if asks("markup") else []
            if not twin.silences and asks("stacked-labels"):
                evidence = read_stacks(twin, words)
            reading = evolve(reading, evidence=tuple(evidence))
        clean(twin)
        said = known(twin.text, reading.evidence, of_markup=of_markup)
        if not of_markup:
            twin.silence([(each.start, each.end) for each in reading.evidence if each.kind == "struck_label"], "struck")
            twin.silence([(mark.start, mark.end) for mark in said.anchors], "anchor")
        findings = Findings(twin, words, layout, said)
        findings.ask(RULES)
        return _document(twin, findings.lines(), findings.anchors, language, reading)


def parse_reading(reading: Reading, language: str) -> nodes.Document:
    """Parse what a reader gave of a file: what the file says of a line outranks its words.

    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    return parse_document(reading.text, language, markup=reading.markup, reading=reading)


def _document(twin: Twin, lines: Lines, anchors: Sequence[Anchor], language: str, reading: Reading) -> nodes.Document:
    """The document of a text.

    :param reading: what its file says, or its markup.
    """
    source, words = twin.source, surface(language)
    reporter = Reporter(twin.end)
    wording = Wording(twin, anchors, lines.margins)
    stray = [(each.start, each.end) for each in twin.silences if each.reason not in ("anchor", "markup")]
    leaves = Leaves(wording, words, stray)
    frames = Frames(leaves.read)
    with trusted():
        segment(Context(classify(lines, words, reporter, source), lines, words, reporter, wording, frames))
        blocks = frames.finish()
        leaves.finish()
        around = furniture(wording)
        report(Parsed(source, lines.text, blocks, language, words, reporter, () if lines.said else around), RULES)
        return nodes.Document(
            start=0,
            end=len(source),
            blocks=tuple(blocks),
            furniture=around,
            diagnostics=tuple(sorted((*reporter.found, *oddities(reading)), key=lambda found: found.span)),
            language=language,
            source=Source(source),
            origins=reading.origins,
            changes=tuple(changes(reading)),
            emphasis=tuple(emphasis(reading)),
            left_out=left_out(reading),
        )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: all that a parse makes lives on, and it would be looked at again and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
