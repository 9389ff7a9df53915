"""Finds oddities of a text as a whole: another language, unreadable numbers, words in the wrong direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, Final

from attrs import frozen

from itu_texts.language.detection import other_language
from itu_texts.language.grammar import LanguagePatterns, lang_of, languages
from itu_texts.language.pattern_cache import regex
from itu_texts.language.series import readings
from itu_texts.language.writing import NAMES, fold, halves, past_blanks, rare_signs, uncapitalized
from itu_texts.parsing.findings import ActiveRules, Reporter
from itu_texts.parsing.footnotes import holds_text
from itu_texts.parsing.reading_copy import ReadingCopy, at_lines, line_end
from itu_texts.parsing.thresholds import (
    FEWEST_SURE,
    LEAST_OF_RANGE,
    LONGEST_PHRASE,
    MUCH_OF_PAGE,
    WORD_REACH,
    YEAR,
)
from itu_texts.tree import nodes
from itu_texts.tree.diagnostics import half_character

Lines = Iterable[tuple[int, int]]
"""The start and end of lines."""
Backwards = tuple[int, int, str]
"""The start, the end and the message of an oddity."""

_ARABIC: Final = regex(r"[\u0620-\u064a]")
_WORD: Final = regex(r"[\u0620-\u064a]{2,}")
# A letter that only ends words, at the beginning of one; letters that stand apart.  What stands before a sign is looked
# at behind it, for a sign that a pattern begins with is quick to search for.
_REVERSED_WORD: Final = regex(r"ة(?<![\u0620-\u064a]ة)[\u0620-\u064a]+")
_ARTICLE: Final = regex(r"(?:و|ف|ب|ك)?ال[\u0620-\u064a]{2,}")
_MAY_BE_APART: Final = regex(r" [\u0620-\u064a] [\u0620-\u064a] ")
_APART: Final = regex(r"(?<!\S)[\u0620-\u064a](?:[ ][\u0620-\u064a]){4,}(?!\S)")
# Lam-alef read backwards: "االتحاد" for "الاتحاد"
_LAM_ALEF: Final = regex(r"اال(?<!\wاال)[\u0620-\u064a]{2,}")
# "20-9 أكتوبر", "2030-2027": a range that falls; but "ITU-R 12-1" is the name of a text
_RANGE: Final = regex(r"(\d(?<![\w./-]\d)(?<!-[RTD] \d)\d{0,3})[-–](\d{1,4})(?![\w./-])")
_NUMBER: Final = regex(r"[^\S\n]*(\d{1,2}(?:\.\d{1,2}){0,4})(?=[^\S\n]*[\u0620-\u064a])")


def backwards(shown: str) -> Iterator[Backwards]:
    """Yield the words in the wrong direction of a folded text, in order by kind; none in a text without Arabic."""
    if shown.isascii() or not _ARABIC.search(rare_signs(shown)):
        return
    lines = [*_in_arabic(shown)]
    yield from _lines(shown, lines)
    yield from _ranges(shown, lines)
    yield from _labels(shown, lines)


def _in_arabic(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of lines with Arabic letters."""
    end = 0
    while found := _ARABIC.search(text, end):
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = line_end(text, found.end())
        yield start, end


def _lines(shown: str, lines: Lines) -> Iterator[Backwards]:
    """Yield lines whose signs are in the order of the page."""
    message = "this line has its letters in the order of the page and cannot be read: copy it anew"
    for start, end in lines:
        if _is_reversed(shown[start:end]):
            yield start, end, message
        elif swapped := _LAM_ALEF.search(shown, start, end):
            yield (
                *swapped.span(),
                f"“{swapped[0]}” has two letters in the wrong order, as in some copies of PDFs: correct them",
            )


def _is_reversed(line: str) -> bool:
    if _MAY_BE_APART.search(line) and _APART.search(line):
        return True
    wrong, words = len(_REVERSED_WORD.findall(line)), _WORD.findall(line)
    right = sum(_ARTICLE.fullmatch(word) is not None for word in words)
    return wrong > right and wrong >= min(FEWEST_SURE, len(words))


def _ranges(shown: str, lines: Lines) -> Iterator[Backwards]:
    """Yield descending ranges among words; two numbers below 100 are the parts of one, unless a month follows: 16-4."""
    month = lang_of("ar").patterns.MONTH
    for found in chain.from_iterable(_RANGE.finditer(shown, *line) for line in lines):
        first, last = int(found[1]), int(found[2])
        is_range = first >= LEAST_OF_RANGE or month.match(shown, past_blanks(shown, found.end()))
        of_years = len(found[1]) < YEAR or len(found[2]) == YEAR
        near = shown[max(0, found.start() - WORD_REACH) : found.end() + WORD_REACH]
        if first > last and is_range and of_years and _ARABIC.search(near):
            yield *found.span(), f"the range {found[0]} runs downwards: if its ends are reversed, change their places"


def _labels(shown: str, lines: Lines) -> Iterator[Backwards]:
    """Yield labels that follow one another only if they are read from their ends: 1.1, 2.1, 3.1; 2, 1.2."""
    numbers = (number for start, _ in lines if (number := _NUMBER.match(shown, start)) is not None)
    for before, found in pairwise(numbers):
        turned = _follows(_turned(before[1]), _turned(found[1]))
        if turned and not _follows(before[1], found[1]):
            message = f"{found[1]} follows {before[1]}: if the parts of these numbers are in the wrong order, swap them"
            yield *found.span(1), message


def _turned(number: str) -> str:
    return ".".join(number.split(".")[::-1])


def _follows(before: str, number: str) -> bool:
    """Return whether a number is the next in its series, or begins one below the number before it."""
    return any(
        mine.path and last.path and (mine.follows(last) or (mine.first and mine.path[:-1] == last.path))
        for mine in readings(number)
        for last in readings(before)
    )


_KNOWN: Final = (nodes.Text, nodes.Amendment, nodes.Division, nodes.Annex, nodes.Provision)


@frozen
class Parsed:
    """A text with its tree."""

    copy: ReadingCopy
    text: str
    """Its reading copy."""
    blocks: Sequence[Any]
    language: str
    lang: LanguagePatterns
    reporter: Reporter
    furniture: Sequence[nodes.Furniture] = ()
    """Its page furniture, unless a file marks it."""

    def find(self, *kinds: type[nodes.Node]) -> Iterator[Any]:
        """Yield the nodes of some kinds, in the order of the text."""
        stack = [*reversed(self.blocks)]
        while stack:
            node = stack.pop()
            if isinstance(node, kinds):
                yield node
            stack.extend(reversed(node.children))


_LACKING: Final = {
    "FORMULA": "is like a formula, but no heading of a clause and no act with a number stands below it",
    "DESIGNATION": "is like the name of a text, but no formula and no heading of a clause stands below it",
}
"""What a text lacks that has a line of a form, and nothing that is known."""
_NOTHING: Final = (
    "no line is the name of a text, a formula or the heading of a clause; "
    "check that this is the right file and that it is complete"
)


def report(parsed: Parsed, active: ActiveRules) -> None:
    """Report what the rules for trees find, in order, and the oddities of any text."""
    for rule in active.at("document"):
        rule.function(parsed)
    for half in halves(parsed.copy.source):
        parsed.reporter.report(*half_character(half[0]), *half.span())
    if not any(isinstance(block, _KNOWN) for block in parsed.blocks):
        found = parsed.reporter.found
        found[:] = [each for each in found if each.code != "unrecognised-block"]
        parsed.reporter.report("no-text", f"no ITU text was found: {_advice(parsed)}", 0, len(parsed.copy.source))


def _advice(parsed: Parsed) -> str:
    """Return what may help with a file in which no text was found."""
    size = MUCH_OF_PAGE * len(parsed.text)
    if sum(table.end - table.start for table in parsed.find(nodes.Table)) > size:
        return "most of this is a table: save the words of its cells as lines"
    if sum(each.end - each.start for each in parsed.find(nodes.Contents)) > size:
        return "most of this is a list of contents: give the file that has the texts"
    found = next(_nearest(parsed), None)
    if found is not None:
        return f"“{found[0]}” {found[1]}"
    return _NOTHING


def _nearest(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Yield the lines that are most like a part of a text, and what each lacks: a formula has no headings below it."""
    words = parsed.lang.patterns
    for line in (line.strip()[:LONGEST_PHRASE] for line in parsed.text.split("\n")):
        small = uncapitalized(line)
        form = parsed.lang.line.of(line)
        if form in _LACKING:
            yield line, _LACKING[form]
        elif words.RECITAL_HEAD.match(small) or words.ACT_HEAD.match(small):
            yield line, "begins like a clause, but no name of a text and no formula stands above it"


def odd_names(parsed: Parsed) -> None:
    """Report lines that begin like the name of a text with an unreadable number."""
    odd = [*at_lines(parsed.lang.patterns.ODD_NAME, parsed.text)]
    named = {each.end for each in parsed.find(nodes.Designation)} if odd else ()
    message = "this names a text, but its number cannot be read: put a space after the number"
    for found in odd:
        if found.end() not in named:
            parsed.reporter.report("odd-number", message, past_blanks(parsed.text, found.start()), found.end())


def lone_heads(parsed: Parsed) -> None:
    """Report a running head that occurs once and names no text of the file: it may be the name of one."""
    name = parsed.lang.patterns.NAME_AS_HEAD.fullmatch
    heads = [each for each in parsed.furniture if isinstance(each, nodes.RunningHead) and name(fold(each.text))]
    known = Counter(each.text for each in heads)
    texts = parsed.find(nodes.Text) if heads else ()
    numbers = tuple({text.identifier.number for text in texts if text.identifier and text.identifier.number})
    message = "this is read as the head of a page: if it names a text, write its kind in full"
    for each in heads:
        if known[each.text] == 1 and not each.text.endswith(numbers):
            parsed.reporter.report("unrecognised-block", message, each.start, each.end)


def foreign(parsed: Parsed) -> None:
    """Report a text in another language, in place of all other diagnostics."""
    known = any(isinstance(block, nodes.Division | nodes.Annex) for block in parsed.blocks) or any(
        clause.heading.concept for clause in parsed.find(nodes.Clause)
    )
    other = other_language(parsed.copy.source, parsed.language) if not known else None
    if other is not None:
        seems, read_as = (f"{NAMES.get(code, code)} ({code})" for code in (other, parsed.language))
        advice = f"read it with --language {other}" if other in languages(other) else "there is no grammar for that yet"
        message = f"this text seems to be in {seems}, not {read_as}: {advice}"
        parsed.reporter.found.clear()
        parsed.reporter.report("wrong-language", message, 0, len(parsed.copy.source))


def text_in_footnotes(parsed: Parsed) -> None:
    """Report footnotes that hold what begins a text or a clause, or much of the text.

    A rule in a line makes a footnote of what stands behind it: "... (Lakeside, 2012) ______ * As approved. ARTICLE 1
    Boats".
    """
    most = max(LONGEST_PHRASE, MUCH_OF_PAGE * len(parsed.text))
    for note in parsed.furniture:
        if isinstance(note, nodes.Footnote):
            start, end = note.span
            if end - start > most or holds_text(parsed.text, start, end, parsed.lang):
                message = "this footnote may hold a part of the text: begin a new line where the text goes on"
                parsed.reporter.report("text-in-footnote", message, start, end)


def reversed_words(parsed: Parsed) -> None:
    """Report words in the wrong direction."""
    for start, end, message in backwards(parsed.copy.folded):
        parsed.reporter.report("visual-order", message, start, end)
