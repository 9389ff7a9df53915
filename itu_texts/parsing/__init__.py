"""Parses characters into the tree in short stages, each of which can be called by itself.

=============  ==============================================================================
ReadingCopy    the text as it was given, and its reading copy; all offsets are those of the text
clean, reflow  stray characters and wraps, which are blanks in the reading copy
scan           lines, and breaks inside them, as tokens with a type by their form
classify_...   stages that classify tokens: session documents, provisions, headings
segment        where texts, annexes and amendments begin and end; passes each token to the frames
Levels         the depth of an item or a paragraph in the open lists
Frames         the LALR parser with its stack: the open containers, and the tree that it builds
=============  ==============================================================================

A text may be in several languages: each part is parsed in its own.

Each stage goes through the tokens of the text once, and looks a bounded distance ahead, so that time and memory
grow linearly with the text.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import evolve

from itu_texts.language.detection import Stretch, detect, possible, stretches
from itu_texts.language.grammar import lang_of, languages
from itu_texts.language.writing import ANY, SEVERAL, bound
from itu_texts.parsing.findings import (
    ActiveRules,
    Findings,
    Reporter,
    RuleContext,
    changes,
    comments,
    emphasis,
    left_out,
    oddities,
    without_struck,
)
from itu_texts.parsing.frames import Frames
from itu_texts.parsing.headings import classify_headings
from itu_texts.parsing.layout import Layout, join_spaced_lines, judge
from itu_texts.parsing.leaves import Leaves, Wording, furniture_nodes
from itu_texts.parsing.lexer import scan
from itu_texts.parsing.parsed import Parsed, report
from itu_texts.parsing.reading_copy import ReadingCopy, clean
from itu_texts.parsing.rules import rules_for
from itu_texts.parsing.segmentation import segment
from itu_texts.parsing.tokens import Token
from itu_texts.tree import nodes
from itu_texts.tree.base import set_parent, trusted
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.readings import SourceText
from itu_texts.tree.spans import Source, Span, overlaps
from itu_texts.tree.walking import walk

__all__ = [
    "Layout",
    "classify",
    "language_of",
    "layout_of",
    "parse_document",
    "parse_mixed",
    "parse_read",
]


def classify(tokens: Sequence[Token], context: RuleContext) -> Sequence[Token]:
    """Return the tokens of a text, each classified by its form and its neighbours, rule after rule."""
    found = context.active.passed("tokens", tokens, context)
    return context.active.passed("clauses", classify_headings(found, context), context)


def layout_of(source: str, language: str) -> Layout:
    """Return the layout of a text: how its lines are broken."""
    copy, lang = ReadingCopy(source), lang_of(language)
    clean(copy)
    join_spaced_lines(copy, lang)
    return judge(copy.text, lang)


def parse_document(
    source: str,
    language: str,
    layout: Layout | None = None,
    *,
    markup: bool = False,
    reading: SourceText | None = None,
) -> nodes.Document:
    """Parse a text into a document. Nothing is refused: words that fit nowhere are kept and reported.

    :param layout: the layout of its lines, if it is a part of a text whose layout is known.
    :param markup: whether it is known to be Markdown; otherwise its signs decide.
    :param reading: the reading of its file, which outranks the wording.
    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    lang = lang_of(language)
    copy = ReadingCopy(source)
    with _collector_paused():
        active = ActiveRules(rules_for(language), lang, copy)
        return _document(Findings(copy, lang, active, reading or SourceText(source), layout, sure=markup), language)


def _document(findings: Findings, language: str) -> nodes.Document:
    """Return the document of a text, from its findings."""
    copy, lang, active, reading = findings.copy, findings.lang, findings.active, findings.reading
    source, lines = copy.source, findings.lines()
    reporter = Reporter(copy.end)
    wording = Wording(copy, findings.anchors, lines.margins)
    stray = [(each.start, each.end) for each in copy.silences if each.reason in ("stray", "struck")]
    leaves = Leaves(wording, lang, stray)
    frames = Frames(leaves.read)
    with trusted():
        scanned, furniture = scan(lines, lang, active)
        context = RuleContext(lines, lang, reporter, active, source, furniture)
        tokens = classify(scanned, context)
        wording.furnish(context.furniture)
        segment(tokens, context, wording, frames)
        blocks = frames.finish()
        leaves.finish()
        around = furniture_nodes(wording)
        of_text = [each for each in around if not overlaps(lines.said, each.start, each.end)]
        report(Parsed(copy, lines.text, blocks, language, lang, reporter, of_text), active)
        tracked = tuple(changes(reading))
        told = (*reporter.found, *oddities(reading))
        return nodes.Document(
            start=0,
            end=len(source),
            blocks=tuple(blocks),
            furniture=around,
            diagnostics=tuple(sorted(without_struck(told, tracked, source), key=lambda found: found.span)),
            language=language,
            source=Source(source),
            origins=reading.origins,
            changes=tracked,
            comments=tuple(comments(reading)),
            emphasis=tuple(emphasis(reading)),
            left_out=left_out(reading),
        )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector, because it would examine the living objects of a parse again and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


_DEFAULT = "en"
# Only for nodes of a document that is still being made; frozen classes have no other way
_set_start, _set_end, _set_addressees, _set_note = (
    getattr(kind, name).__set__
    for kind, name in (
        (nodes.Node, "start"),
        (nodes.Node, "end"),
        (nodes.Heading, "addressees"),
        (nodes.FootnoteAnchor, "note"),
    )
)


def parse_mixed(source: str, language: str, layout: Layout | None = None) -> nodes.Document:
    """Parse a text in a given language, or in those that are detected.

    :param language: a code, or :data:`ANY`; :data:`SEVERAL`, which documents may have, means the same.
    :param layout: the layout of its lines, if it is a part of a text whose layout is known.
    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    if language not in (ANY, SEVERAL):
        return parse_document(source, language, layout)
    codes = possible(source, language)
    parts = stretches(source, codes) if len(codes) > 1 else []
    if len({_known(part.language) for part in parts}) < 2:
        return parse_document(source, _known(parts[0].language if parts else codes[0]), layout)
    return _joined(
        source, [(part, parse_document(source[slice(*part[:2])], _known(part.language), layout)) for part in parts]
    )


def parse_read(reading: SourceText, language: str) -> nodes.Document:
    """Parse the reading of a file, whose evidence outranks the wording, in a language, or in that of most of it.

    :param language: as of :func:`parse_mixed`.
    :raises itu_texts.UnknownLanguageError: if there is no grammar for the language.
    """
    code = language_of(reading.text, language)
    document = parse_document(reading.text, code, markup=reading.markup, reading=reading)
    document.source.reading = reading
    return document


def language_of(text: str, language: str) -> str:
    """Return the code of a language with a grammar: the given one, or that of most of a text."""
    return _known(detect(text, language)[0]) if language in (ANY, SEVERAL) else language


def _known(code: str) -> str:
    """Return a code that is bound, or that of English in its place if it has no grammar."""
    return code if code in languages(code) else bound(_DEFAULT, code)


def _joined(source: str, parts: Sequence[tuple[Stretch, nodes.Document]]) -> nodes.Document:
    """Return one document made from those of the stretches of a text, with nodes at their places in the whole."""
    notes = 0
    found: list[Diagnostic] = []
    for stretch, part in parts:
        for node in (*walk(part), *part.furniture, *part.emphasis):
            _move(node, stretch.start)
        for anchor in part.anchors:
            _set_note(anchor, anchor.note + notes)
        notes += len(part.footnotes)
        found += (evolve(each, span=_moved(each.span, stretch.start)) for each in part.diagnostics)
    return nodes.Document(
        start=0,
        end=len(source),
        blocks=tuple(block for _, part in parts for block in part.blocks),
        furniture=tuple(piece for _, part in parts for piece in part.furniture),
        diagnostics=tuple(found),
        language=bound(SEVERAL, parts[0][1].language),
        languages=tuple(nodes.Language(start=part.start, end=part.end, code=part.language) for _, part in parts),
        emphasis=tuple(each for _, part in parts for each in part.emphasis),
        source=Source(source),
    )


def _move(node: nodes.Node, by: int) -> None:
    """Move a node by a number of characters."""
    _set_start(node, node.start + by)
    _set_end(node, node.end + by)
    set_parent(node, None)  # so that the new document adopts the node instead of a copy
    if isinstance(node, nodes.Heading) and node.addressees:
        _set_addressees(node, tuple([each.moved(*_moved(each.span, by)) for each in node.addressees]))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
