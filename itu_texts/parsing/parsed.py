"""What is odd in a text as a whole, which the tree shows: another language, numbers that cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from itu_texts.language.detection import other_language
from itu_texts.language.grammar import Surface, languages
from itu_texts.language.language_codes import NAMES
from itu_texts.language.writing import fold, halves, past_blanks
from itu_texts.parsing.asking import Asked
from itu_texts.parsing.directions import backwards
from itu_texts.parsing.stream import Reporter
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import half_character

__all__ = ["Parsed", "foreign", "lone_heads", "odd_names", "report", "reversed_words"]

_KNOWN: Final = (nodes.Text, nodes.Amendment, nodes.Division, nodes.Annex, nodes.Provision)


@frozen
class Parsed:
    """A text with its tree."""

    source: str
    text: str
    """Its reading copy."""
    blocks: Sequence[Any]
    language: str
    words: Surface
    reporter: Reporter
    furniture: Sequence[nodes.Furniture] = ()
    """Its page furniture, if no file says what that is."""

    def find(self, *kinds: type[nodes.Node]) -> Iterator[Any]:
        """The nodes of some kinds, in the order of the text."""
        stack = [*reversed(self.blocks)]
        while stack:
            node = stack.pop()
            if isinstance(node, kinds):
                yield node
            stack.extend(reversed(node.children))


def report(parsed: Parsed, asked: Asked) -> None:
    """Report what the rules for a tree find, in their order; and what is odd in any text."""
    for rule in asked.at("document"):
        rule.function(parsed)
    for half in halves(parsed.source):
        parsed.reporter.report(*half_character(half[0]), *half.span())
    if not any(isinstance(block, _KNOWN) for block in parsed.blocks):
        found = parsed.reporter.found
        found[:] = [each for each in found if each.code != "unrecognised-block"]
        message = "no ITU text was found: check that this is the right file and that it is complete"
        parsed.reporter.report("no-text", message, 0, len(parsed.source))


def odd_names(parsed: Parsed) -> None:
    """Report the lines that begin as the name of a text does, and are none: their number is not read."""
    odd = {found.end(): found for found in parsed.words.words["ODD_NAME"].finditer(parsed.text)}
    if not odd:
        return
    named = {each.end for each in parsed.find(nodes.Designation)}
    for end, found in odd.items():
        if end not in named:
            message = "this names a text, but its number cannot be read: put a space after the number"
            parsed.reporter.report("odd-number", message, past_blanks(parsed.text, found.start()), end)


def lone_heads(parsed: Parsed) -> None:
    """Report a running head that no other page has and that names no text of the file: it may name one itself."""
    name = parsed.words.words["NAME_AS_HEAD"].fullmatch
    heads = [each for each in parsed.furniture if isinstance(each, nodes.RunningHead) and name(fold(each.text))]
    if not heads:
        return
    known = Counter(each.text for each in heads)
    numbers = {text.identifier.number for text in parsed.find(nodes.Text) if text.identifier}
    for each in heads:
        if known[each.text] == 1 and not any(each.text.endswith(number) for number in numbers if number):
            message = "this is read as the head of a page: if it names a text, write its kind in full"
            parsed.reporter.report("unrecognised-block", message, each.start, each.end)


def foreign(parsed: Parsed) -> None:
    """Report that a text is in another language, and nothing else of it."""
    if any(isinstance(block, nodes.Division | nodes.Annex) for block in parsed.blocks):
        return
    if any(clause.heading.concept for clause in parsed.find(nodes.Clause)):
        return
    other = other_language(parsed.source, parsed.language)
    if other is not None:
        seems, read_as = (f"{NAMES.get(code, code)} ({code})" for code in (other, parsed.language))
        advice = f"read it with --language {other}" if other in languages() else "there is no grammar for that yet"
        message = f"this text seems to be in {seems}, not {read_as}: {advice}"
        parsed.reporter.found.clear()
        parsed.reporter.report("wrong-language", message, 0, len(parsed.source))


def reversed_words(parsed: Parsed) -> None:
    """Report what runs the wrong way."""
    for start, end, message in backwards(parsed.source):
        parsed.reporter.report("visual-order", message, start, end)
