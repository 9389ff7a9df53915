"""Reads the lists in sections of Recommendations: definitions, abbreviations, references and bibliographies.

The title of a section says what it lists, in each language: "Terms and definitions", "Abbreviations and acronyms".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from attrs import evolve, field, frozen

from itu_texts.analysis.passages import words_at
from itu_texts.errors.arguments import checked
from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import Identifier
from itu_texts.language.writing import COLON, begins_small, fold, is_in_capitals, is_number
from itu_texts.parsing.reading_copy import runs
from itu_texts.tree.nodes import Annex, Clause, Division, Document, Item, Node, Note, Paragraph, Table, Title
from itu_texts.tree.spans import Span
from itu_texts.tree.walking import walk

_LONGEST_TERM = 150  # characters
_LONGEST_ABBREVIATION = 24
# The number of a term in a paragraph; a wide one may be glued to the term: "3.2.10term"
_NUMBER = re.compile(r"(?:[A-Z]|\d+)(?:\.\d+)+\.?\s+|\d{1,3}\.?\s+(?=\S)|\d+(?:\.\d+){2,}(?=[^\W\d_]{2})")
_CELLS = re.compile(r"[^\S\n]*\t\s*|[^\S\n]{3,}| ?[=–—:] ")
_ABBREVIATION = re.compile(r"(?=\S*[^\Wa-z_]|[^\W_]{2,6}\t)[^\W_][\w./&+*-]*(?: \d{1,2})?")
_NO_ABBREVIATION = re.compile(r"[^\W\d_][a-zà-ÿ]+|(?=.*[a-zà-ÿ]{2})[^\W\d_]+(?:-[^\W\d_]+)+")  # a word: User-to-User
_LABELLED = re.compile(r"\[\d{1,3}\]|[–—•-]")
_ENTRY_BELOW = re.compile(r"\s*(?:[–—•*-]\s*)?\[")
_MARKS = " .,;:"
_ENTRY_ENDS = (".", ">")


@frozen
class Definition:
    """A term with its definition."""

    term: str  #: the term that is defined
    words: str
    """The definition; empty if the text only names the source of the term."""
    source: str | None
    """The source of the definition as printed, without brackets: ``ITU-T X.500``."""
    number: str | None
    """The number of the entry: ``3.1.1``."""
    node: Node = field(eq=False, repr=False)
    """The item, section or paragraph of the definition."""

    @property
    def span(self) -> Span:
        """Its position in the source."""
        return self.node.span


@frozen
class Abbreviation:
    """An abbreviation and its expansion."""

    short: str  #: the abbreviation
    words: str
    """The expansion."""
    node: Node = field(eq=False, repr=False)
    """The paragraph or table that contains it."""
    span: Span
    """The position in the source of the abbreviation with its expansion."""


@frozen
class BibliographyEntry:
    """A text that a Recommendation lists as a reference, or in its bibliography."""

    key: str | None
    """The key by which it is cited, without brackets: ``ITU-T X.500``, ``b-ITU-T F.791``; ``None`` if it has none."""
    words: str
    """The words after the key."""
    normative: bool
    """Whether it is listed among the references, not in the bibliography."""
    identifier: Identifier | None
    """The identifier, if it is a text of ITU."""
    node: Node = field(eq=False, repr=False)
    """The paragraph, item or table that contains it."""
    span: Span
    """Its position in the source."""


class _Line(NamedTuple):
    """A line of a list."""

    node: Node
    start: int
    end: int
    shown: str
    """Its characters, without the blanks around them."""


# ---------------------------------------------------------------------- sections with lists


def section_lists(node: Node) -> str:
    """Return what a section lists: DEFINITIONS, ABBREVIATIONS, REFERENCES or BIBLIOGRAPHY; an empty string for none."""
    if not isinstance(node, Division | Annex):
        return ""
    lang = words_at(node)
    name = lang.concept((node.title or "").strip(_MARKS), "LISTS")
    return name or lang.concept(node.heading.text.strip(_MARKS), "LISTS")


def lists_of(document: Document, *kinds: str) -> Iterator[tuple[Division | Annex | Paragraph, str]]:
    """Yield the outermost sections that list something of some kinds, each with the kind.

    A heading that was read as a paragraph represents the section that it begins.
    """
    end = 0
    for node in walk(document):
        if node.start < end:
            continue
        if isinstance(node, Division | Annex):
            kind = section_lists(node)
            if kind in kinds:
                yield node, kind
                end = node.end
        elif (
            isinstance(node, Paragraph)
            and "BIBLIOGRAPHY" in kinds
            and words_at(node).concept(node.text.strip(_MARKS), "LISTS") == "BIBLIOGRAPHY"
            and _ENTRY_BELOW.match(document.source.text, node.end)
        ):
            yield node, "BIBLIOGRAPHY"


def _nodes(section: Division | Annex | Paragraph, lang: LanguagePatterns) -> Iterator[Node]:
    """Yield the nodes of a section that may contain entries: items, paragraphs, notes, tables, sections.

    The list of series on the last page of a Recommendation ends the section before it.
    """
    return takewhile(lambda node: not _is_back_cover(node, lang), _all_nodes(section))


def _is_back_cover(node: Node, lang: LanguagePatterns) -> bool:
    """Return whether a paragraph or a table begins the list of series: "SERIES OF ITU-T RECOMMENDATIONS"."""
    if not isinstance(node, Paragraph | Table):
        return False
    first = (
        node.text if isinstance(node, Paragraph) else next((cell.text for cell in node.rows[0].cells if cell.text), "")
    )
    return lang.patterns.LIST_OF_SERIES.match(fold(first)) is not None


def _all_nodes(section: Division | Annex | Paragraph) -> Iterator[Node]:
    if isinstance(section, Paragraph):
        beside = section.parent.children if section.parent is not None else ()
        for sibling in takewhile(lambda each: not isinstance(each, Division | Annex), beside):
            if sibling.start >= section.end:
                yield from walk(sibling)
        return
    for node in walk(section):
        if node is not section:
            yield node


def _lines(section: Division | Annex | Paragraph, document: Document, lang: LanguagePatterns) -> Iterator[_Line]:
    """Yield the lines of a section: those of its paragraphs, and the rows of its tables."""
    source = document.source.text
    for node in _nodes(section, lang):
        if not isinstance(node, Paragraph | Table | Title) or isinstance(node.parent, Note):
            continue
        keyed = lang.patterns.ENTRY_KEY.match(node.text) is not None
        if isinstance(node, Title) and not keyed:
            continue  # otherwise the first entry was taken for the title of a section
        start, around = node.start, node.parent
        if isinstance(around, Item) and node is around.blocks[0] and not keyed:
            start = around.start
        for line in source[start : node.end].splitlines(keepends=True):
            if line.strip():
                yield _Line(node, start, start + len(line.rstrip()), line.strip())
            start += len(line)


# ---------------------------------------------------------------------- definitions


@checked
def definitions(document: Document) -> Iterator[Definition]:
    r"""Yield the definitions in the sections of definitions, in the order of the text.

    They have one of these forms: ``3.1.1 term [ITU-T X.500]: words``, ``term: words``, or the term as the title of a
    section.

    :raises InputError: if ``document`` is not a document.

    >>> from itu_texts import parse
    >>> text = "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tReferences\nNone.\n3\tDefinitions\n"
    >>> doc = parse(text + "3.1\thive [ITU-T X.500]: A house of bees.\n3.2\tlid: What closes it.\n4\tLids\nFlat.\n")
    >>> [(each.number, each.term, each.source, each.words) for each in definitions(doc)]
    [('3.1', 'hive', 'ITU-T X.500', 'A house of bees.'), ('3.2', 'lid', None, 'What closes it.')]
    """
    for section, _ in lists_of(document, "DEFINITIONS"):
        lang = words_at(section)
        for node in _nodes(section, lang):
            found = None
            if isinstance(node, Division) and node.title and not section_lists(node):
                found = _titled(node, document.source.text, lang)
            elif isinstance(node, Paragraph) and not isinstance(node.parent, Note):
                found = _in_paragraph(node, lang)
            if found is not None:
                yield found


def _titled(section: Division, source: str, lang: LanguagePatterns) -> Definition | None:
    """Return the definition below a term that is the title of a section, or whose first line is taken for the title."""
    title = section.title or ""
    before, begun = _divided(title, lang) or (title, "")
    term, origin = _parted(before, lang)
    blocks = takewhile(lambda node: not _is_back_cover(node, lang), section.blocks)
    below = [each for each in blocks if not isinstance(each, Title | Note | Division | Clause)]
    definition = " ".join([begun, *(" ".join(source[each.start : each.end].split()) for each in below)]).strip()
    if not definition or not term:
        return None
    return Definition(term, definition, origin, section.number, section)


def _in_paragraph(node: Paragraph, lang: LanguagePatterns) -> Definition | None:
    """Return the definition in a paragraph: that of an item, or one that begins with its number."""
    item = node.parent if isinstance(node.parent, Item) and node is node.parent.blocks[0] else None
    leads = item is not None and not item.label and any(isinstance(each, Item) for each in item.blocks[1:])
    if leads and fold(node.text)[-1] == COLON:
        return None  # "This Recommendation defines the following terms:"
    text = node.text
    label = item.label if item is not None and item.label else None
    numbered = _NUMBER.match(text) if label is None else None
    if numbered is not None:
        label, text = numbered[0].strip(), text[numbered.end() :]
    divided = _divided(text, lang)
    if divided is not None:
        term, source = _parted(divided[0], lang)
        if term and divided[1] and ". " not in term and not term.startswith(("[", "http")):  # no sentence
            return Definition(term, _whole(divided[1], item), source, _bare(label), item or node)
        return None
    term, source = _parted(text.rstrip("."), lang)
    if label is not None and source and len(text) <= _LONGEST_TERM:  # "3.1.1 term [ITU-T X.500]."
        return Definition(term, "", source, _bare(label), item or node)
    return None


def _divided(text: str, lang: LanguagePatterns) -> tuple[str, str] | None:
    """Return the words before and after the colon or dash that ends a term, outside brackets."""
    for stop in lang.patterns.TERM_ENDS.finditer(fold(text), 0, _LONGEST_TERM):
        before = text[: stop.start()]
        if before.count("(") == before.count(")") and before.count("[") == before.count("]"):
            return before, text[stop.end() :].strip()
    return None


def _whole(words: str, item: Item | None) -> str:
    """Return a definition with the items that it introduces."""
    if item is None or fold(words)[-1] != COLON:
        return words
    below = (f"{each.label} {each.text}".strip() for each in item.blocks[1:] if isinstance(each, Item))
    return " ".join((words, *below))


def _bare(label: str | None) -> str | None:
    return label.rstrip(_MARKS) or None if label else None


def _parted(term: str, lang: LanguagePatterns) -> tuple[str, str | None]:
    """Separate a term from its source in brackets."""
    term = term.strip(_MARKS)
    found = lang.patterns.TERM_SOURCE.search(fold(term))
    if found is None or not term[: found.start()].strip():
        return term, None
    return term[: found.start()].strip(_MARKS), term[found.start("source") + 1 : found.end("source") - 1].strip()


# ---------------------------------------------------------------------- abbreviations


@checked
def abbreviations(document: Document) -> Iterator[Abbreviation]:
    r"""Yield the abbreviations in the sections of abbreviations, in the order of the text.

    A tab, a wide blank, a colon or a dash separates an abbreviation from its expansion, or they are in two cells of a
    table, or on two lines.

    :raises InputError: if ``document`` is not a document.

    >>> from itu_texts import parse
    >>> text = "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tAbbreviations and acronyms\nBH\tBee Hive\n"
    >>> [(each.short, each.words) for each in abbreviations(parse(text + "WX\tWax\n3\tLids\nFlat.\n"))]
    [('BH', 'Bee Hive'), ('WX', 'Wax')]
    """
    for section, _ in lists_of(document, "ABBREVIATIONS"):
        alone: _Line | None = None
        held: Abbreviation | None = None  # may continue in the next line
        for line in _lines(section, document, words_at(section)):
            short, meaning = _short_and_words(line.shown)
            words = " ".join(line.shown.split())
            if held is not None and not short and (begins_small(words) or words[0] in "[("):
                held = evolve(held, words=f"{held.words} {words}", span=Span(held.span.start, line.end))
                continue
            if held is not None:
                yield held
            held = Abbreviation(short, meaning, line.node, Span(line.start, line.end)) if short and meaning else None
            if alone is not None and not short:
                held = Abbreviation(alone.shown, words, line.node, Span(alone.start, line.end))
            alone = line if short and not meaning else None
        if held is not None:
            yield held


def _short_and_words(shown: str) -> tuple[str, str]:
    """Divide a line into an abbreviation and its expansion; either may be empty."""
    parted = _CELLS.search(shown)
    short, meaning = (shown[: parted.start()], shown[parted.end() :]) if parted else (shown, "")
    if parted is None:
        first = _ABBREVIATION.match(shown)
        if first is not None and shown[first.end() : first.end() + 1] == " " and _is_short(first[0]):
            short, meaning = first[0], shown[first.end() :]
    short = short.strip(" |")
    if len(short) > _LONGEST_ABBREVIATION or not (
        _is_short(short) or (parted and "\t" in parted[0] and " " not in short)
    ):
        return "", shown
    return short, " ".join(meaning.split()).strip(" |")


def _is_short(word: str) -> bool:
    """Return whether a word looks like an abbreviation: it has two capitals or figures, and is not in small letters."""
    return (
        _ABBREVIATION.fullmatch(word) is not None
        and _NO_ABBREVIATION.fullmatch(word) is None
        and sum(is_in_capitals(char) or is_number(char) for char in word) > 1
    )


# ---------------------------------------------------------------------- references and bibliographies


@checked
def bibliography(document: Document) -> Iterator[BibliographyEntry]:
    r"""Yield the references and the entries of the bibliography, in the order of the text.

    An entry begins with its key in square brackets, or with a dash or number.

    :raises InputError: if ``document`` is not a document.

    >>> from itu_texts import parse
    >>> text = "Recommendation ITU-T Y.4999\nBees\n1\tScope\nBees.\n2\tReferences\n"
    >>> doc = parse(text + "[ITU-T X.500]\tRecommendation ITU-T X.500 (2016), Hives.\n3\tLids\nFlat.\n")
    >>> [(each.key, str(each.identifier), each.normative) for each in bibliography(doc)]
    [('ITU-T X.500', 'Recommendation ITU-T X.500 (2016)', True)]
    """
    for section, kind in lists_of(document, "REFERENCES", "BIBLIOGRAPHY"):
        lang = words_at(section)
        lines = [*_lines(section, document, lang)]
        keyed = lang.patterns.ENTRY_KEY.match
        opens = keyed if any(keyed(line.shown) for line in lines) else _LABELLED.match
        entries = (entry for entry in runs(lines, partial(_begins, opens)) if opens(entry[0].shown))
        yield from (_entry(entry, kind == "REFERENCES", lang) for entry in entries)


def _begins(opens: Callable[[str], object], entry: Sequence[_Line], line: _Line) -> bool:
    """Return whether a line is no more of an entry: it begins another one, or follows the end of a paragraph."""
    is_closed = line.node is not entry[-1].node and entry[-1].shown.endswith(_ENTRY_ENDS)
    return is_closed or opens(line.shown) is not None


def _entry(lines: list[_Line], normative: bool, lang: LanguagePatterns) -> BibliographyEntry:
    """Make an entry from its lines."""
    first = lines[0]
    shown = " ".join(" ".join(line.shown.split()) for line in lines)
    keyed = lang.patterns.ENTRY_KEY.match(shown)
    key = keyed["key"].strip() if keyed else None
    label = keyed or _LABELLED.match(shown)
    printed = shown[label.end() :].strip() if label else shown
    return BibliographyEntry(
        key, printed, normative, _identifier(printed, key, lang), first.node, Span(first.start, lines[-1].end)
    )


def _identifier(printed: str, key: str | None, lang: LanguagePatterns) -> Identifier | None:
    """Return the text of ITU that an entry describes, with its edition."""
    folded = fold(printed)
    named = lang.patterns.ENTRY_NAMES.match(folded)
    if named is None:
        return Identifier.read((key or "").removeprefix("b-").removeprefix("b‑"), lang.language)
    number = named["named"] or f"{named['sector']} {named['number']}"
    edition = lang.patterns.ENTRY_EDITION.match(folded, named.end())
    if edition is None:
        return Identifier.read(number, lang.language)
    month = edition["month"] or edition["month_behind"]
    return Identifier.read(f"{number} ({f'{int(month):02}/' if month else ''}{edition['year']})", lang.language)
