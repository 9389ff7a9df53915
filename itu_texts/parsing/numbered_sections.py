"""Finds sections of Recommendations by their numbers: "7.1.2 Title", "A.3 Title".

Any line may begin with a number. Sections differ from items, rows and lists of contents in that their numbers run
through the whole text, or through an annex. The chain of lines that look most like titles is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile, zip_longest
from typing import Final, NamedTuple

from itu_texts.language.grammar import LanguagePatterns
from itu_texts.language.identifiers import CHANGES
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import (
    COLON,
    COMMA,
    FULL_STOP,
    LEADERS,
    SEMICOLON,
    SEPARATORS,
    STOPS,
    begins_small,
    past_blanks,
    without_blanks,
)
from itu_texts.parsing.findings import RuleContext
from itu_texts.parsing.lexer import annex_kind
from itu_texts.parsing.parts import (
    GUIDE,
    change_in,
    change_on_cover,
    date_on_cover,
    names_change,
    read_name,
    read_parts,
)
from itu_texts.parsing.provisions import Chain, keep_heavier
from itu_texts.parsing.reading_copy import ReadingCopy, line_end
from itu_texts.parsing.thresholds import (
    LIKE_SECTION,
    LIKE_TITLE,
    LONGEST_TITLE,
    SECTION_LEVELS,
    SECTIONS_AT_LEAST,
    SIGN,
    SKIPPED_SECTION,
    SKIPPED_SECTIONS,
    TITLE_LINES,
    UNLIKE_TITLE,
)
from itu_texts.parsing.tokens import (
    BLANK_LINE,
    FURNITURE,
    HARD_BREAK,
    IN_LINE,
    SOFT_BREAK,
    AnnexToken,
    ChangeToken,
    DesignationToken,
    LabelledToken,
    ListingToken,
    Named,
    PageNumberToken,
    SectionToken,
    TableToken,
    Token,
    TokenTypes,
    WordsToken,
)
from itu_texts.tree.spans import overlaps

_ITU: Final = ("ITU", "UIT", "МСЭ")  # quick to find
_SECTOR_SIGN: Final = rf"(?:{'|'.join(_ITU)})[-‐‑–][TRТР]"
_SECTOR: Final = regex(rf"{_SECTOR_SIGN}\b")
# "Draft new Recommendation ITU-T X.1 (ex X.abc)", "ITU-T X.1 (04/2017)"
_NAME: Final = regex(
    rf"(?:[^\W\d_]+[ \xa0]){{0,4}}{_SECTOR_SIGN}\s+[A-Z]{{1,2}}\.[\w.‐-]*\d[\w.‐-]*"
    r"(?:\s*\([^()]{1,30}\)){0,2}"
)
_FOOT: Final = regex(rf"(?:[^\W\d_]+\.?[ \xa0]){{0,4}}{_SECTOR_SIGN}\s")  # "Rec. ITU-T X.1 (04/2017)"
# "7.1.2", and "7.1.2.1Title" where a program loses the tab
_NUMBER: Final = regex(
    r"(?P<number>(?:[A-Z]|[IVX]{1,5}|\d{1,3})(?:\.\d{1,3}){0,7})(?:\.?(?=\s|\Z)|(?<=\.\d)(?=[^\W\d_]{3}))"
)
_PAGE: Final = regex(r"(?:[\s…]|\.\.)\d{1,4}\Z")  # after the title, in a list of contents
_PAGE_ALONE: Final = regex(r"\d{1,4}|[ivxl]{1,6}")
_WORD: Final = regex(r"[^\W\d_]{2}")
_CELLS: Final = regex(r"\S(?:[ \xa0]{3,}|[ \xa0]*\t)[^\S\n]*\S")  # a row of a table
_OPENERS: Final[TokenTypes] = frozenset(
    ("FORMULA", "HEADING", "CANDIDATE")
)  # tokens that begin texts, but not in a foreword
_ENDS: Final = frozenset((*STOPS, COMMA, SEMICOLON, COLON))  # the ends of sentences, not of titles
_GOES_ON: Final = frozenset((COMMA, *SEPARATORS)) - {COLON}  # the ends of lines below which a title continues
_RESOLUTIONS: Final = frozenset(("text", "resolution", "decision", "opinion"))  # kinds of texts that have no sections
_LINES: Final[TokenTypes] = frozenset(("TEXT", "ITEM", "CANDIDATE", "NOTE", "PARAGRAPH", "PAGE_NUMBER"))


class _NumberedLine(NamedTuple):
    """A line that begins with a number."""

    start: int
    number: str
    """The number, with the full stop behind it."""
    path: tuple[str, ...]
    """The parts of the number, without the letter of the annex."""
    words: int
    """Where the words after the number begin."""
    end: int
    """Where the title ends; where the words begin, if it has none."""
    weight: float
    """The likelihood that it is the heading of a section, from 0 to 1."""


class _Name(NamedTuple):
    """A line that names a Recommendation, or a text that accompanies one."""

    title: str
    """The token below it."""
    number: str | None
    said: Named | None
    """The name, if it is that of a text other than a Recommendation."""


def names_sector(copy: ReadingCopy, lang: LanguagePatterns) -> bool:
    """Return whether a text names a Sector of ITU, as the number of each Recommendation does."""
    return any(name in copy.source for name in _ITU) and _SECTOR.search(copy.source) is not None


def with_numbered_sections(tokens: Sequence[Token], context: RuleContext) -> Sequence[Token]:
    """Put the sections of a Recommendation in place of the lines that begin with their numbers.

    If none are found, and in all other texts, the tokens stay as they are.
    """
    text, lang = context.text, context.lang
    held = context.with_furniture(tokens)  # the number of a section may look like a page's
    parted = [*_parted(held, text, lang)]
    named = _names(parted, text, lang)
    if not named:
        return tokens
    sections: dict[int, _NumberedLine] = {}
    for stretch, letter in _stretches(parted):
        sections |= _sections(_numbered(stretch, letter, context), _least(stretch, letter))
    first = min(sections, default=len(text))
    opening = _opening(parted, named, first)
    said: Named | None = None
    if opening is not None:
        cover_end = first if sections else parted[min(opening + TITLE_LINES, len(parted)) - 1].end
        said = _known(named[opening], text, cover_end, lang)
    if not sections and (said is None or not said.kind):  # but a corrigendum without sections begins at its name
        return tokens
    made = [*_with(parted, text, sections, named, opening, said, lang)]
    context.furniture = [token for token in made if token.type in FURNITURE]
    return [token for token in made if token.type not in FURNITURE]


def _known(name: _Name, text: str, end: int, lang: LanguagePatterns) -> Named:
    """Return the name of a text, from its first line and the lines of its cover.

    :param end: where the cover ends.
    """
    said = name.said
    change = change_on_cover(text, end, lang) if said is None or said.kind in CHANGES else None
    if change is not None:
        number = name.number if said is None and name.number else change.number
        said = change._replace(number=number, end=said.end if said is not None else 0)
    said = said or Named()
    return said if said.edition else said._replace(edition=date_on_cover(text, end, lang))


def _parted(tokens: Sequence[Token], text: str, lang: LanguagePatterns) -> Iterator[Token]:
    """Yield the tokens, with names of annexes apart from titles in marked headings: "Annex B Hives".

    Annexes that a list of contents names with their pages are words: an annex may begin with such a list, whose lines
    begin with numbers.
    """
    for token, below in zip_longest(tokens, tokens[1:]):
        if isinstance(token, AnnexToken) and _has_leaders(text[token.start : _entry_end(token, below, text)]):
            yield WordsToken(token.start, token.end, token.gap)
            continue
        declared = isinstance(token, WordsToken) and 0 < token.level <= SECTION_LEVELS
        named = lang.patterns.ANNEX_AND_WORDS.match(text, token.start) if declared else None
        parts = lang.patterns.ANNEX_PARTS.match(text, token.start, named.end()) if named else None
        if named is None or parts is None or named.end() >= token.end:
            yield token
        else:
            yield AnnexToken(token.start, named.end(), token.gap, annex_kind(parts), parts["number"], None)
            yield WordsToken(past_blanks(text, named.end()), token.end, IN_LINE)


def _entry_end(token: Token, below: Token | None, text: str) -> int:
    """Return where the line of an annex ends in a list of contents, or the one below it that begins with no number."""
    if below is None or below.type in FURNITURE or isinstance(below, ListingToken):
        return token.end
    return below.end if below.gap == IN_LINE or _NUMBER.match(text, below.start) is None else token.end


def _names(tokens: Sequence[Token], text: str, lang: LanguagePatterns) -> dict[int, _Name]:
    """Return the lines that name a Recommendation, or a text that accompanies one, by their places.

    "Recommendation ITU-T X.1 (ex X.abc)", and on a cover "ITU-T X.1".
    """
    names: dict[int, _Name] = {}
    for place, token in enumerate(tokens):
        if token.type not in ("DESIGNATION", "TEXT", "ANNEX") or (token.gap == IN_LINE and place):
            continue
        if isinstance(token, WordsToken) and token.said == "cited":
            continue
        line = text[token.start : token.end]
        following = tokens[place + 1 : place + 1 + 2]
        if following and following[0].gap == IN_LINE and isinstance(token, DesignationToken):
            whole = text[token.start : following[0].end]
            line = whole if read_name(whole, lang) else line
        said = read_name(line, lang, declared=isinstance(token, DesignationToken) and token.known)
        number = said.number if said is not None else None
        if said is None and isinstance(token, DesignationToken):
            read = read_parts(token, line, lang)
            number = read["number"]
            if read["kind"] in _RESOLUTIONS:
                continue
        elif said is None and (len(line) > LONGEST_TITLE or _NAME.fullmatch(line) is None):
            continue
        below = following[-1] if following and following[0].gap == IN_LINE else (*following, token)[0]
        title = " ".join(text[below.start : below.end].split()).casefold()
        if said is None or said.kind not in CHANGES or _PAGE_ALONE.fullmatch(title) is None:  # else a foot of a page
            names[place] = _Name(GUIDE if said is not None and said.kind == GUIDE else title, number, said)
    return names


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], str]]:
    """Yield the body, and each annex with its number, without lists of contents."""
    stretch: list[Token] = []
    letter = ""
    done = 0  # the end of the last list of contents
    for token in tokens:
        if isinstance(token, AnnexToken):
            yield stretch, letter
            stretch, letter = [], token.number or ""
        elif token.start >= done:
            stretch.append(token)
        done = token.end if isinstance(token, ListingToken) else done
    yield stretch, letter


def _least(stretch: Iterable[Token], letter: str) -> int:
    """Return how many sections a stretch must have.

    In an annex one will do, unless a file declares levels, which place a lone heading, or another text follows.
    """
    below = (
        each.level if isinstance(each, WordsToken | LabelledToken) else isinstance(each, DesignationToken)
        for each in stretch
    )
    return 1 + any(below) if letter else SECTIONS_AT_LEAST


def _sections(numbered: Iterable[_NumberedLine], least: int) -> dict[int, _NumberedLine]:
    """Return the sections of a stretch, by their offsets.

    Numbered paragraphs without sections inside, and without a titled section beside them, stay items.

    :param least: how many there are at least; with fewer, all stay as they are.
    """
    exact: dict[tuple[str, ...], Chain] = {}
    inside: dict[tuple[str, ...], Chain] = {}  # the best chains that end in a section, or in one below it
    for line in numbered:
        choices = [(chain, lost) for chain, lost in _before(line.path, exact, inside) if chain is not None]
        if not choices and line.path != ("1",):
            continue
        before, lost = max(choices, key=lambda choice: choice[0].weight - choice[1], default=(None, 0))
        chain = Chain((before.weight if before else UNLIKE_TITLE) + line.weight - lost, line, before)
        keep_heavier(exact, line.path, chain)
        for depth in range(len(line.path) + 1):
            keep_heavier(inside, line.path[:depth], chain)
    best = inside.get(())
    lines: list[_NumberedLine] = best.members() if best is not None else []
    if best is None or len(lines) < least or best.weight < len(lines) / 2:
        return {}
    holds = {line.path[:-1] for line in lines}
    beside = {line.path[:-1] for line in lines if line.end > line.words}  # those with a title
    return {line.start: line for line in lines if line.path[:-1] in beside or line.path in holds}


def _before(
    path: tuple[str, ...], exact: dict[tuple[str, ...], Chain], inside: dict[tuple[str, ...], Chain]
) -> Iterator[tuple[Chain | None, float]]:
    """Yield the chains that a number may continue, each with the cost of the missing numbers between them."""
    *above, last = path
    for skipped in range(SKIPPED_SECTIONS + 1):
        number = int(last) - 1 - skipped
        if number > 0:
            yield inside.get((*above, str(number))), skipped * SKIPPED_SECTION
        elif above and number == 0:
            yield exact.get((*above,)), skipped * SKIPPED_SECTION
    if above and int(last) == 1:  # the section around it is missing
        *outer, lost = above
        yield exact.get((*outer,)) if lost == "1" else inside.get((*outer, str(int(lost) - 1))), SKIPPED_SECTION


def _numbered(tokens: Sequence[Token], letter: str, context: RuleContext) -> Iterator[_NumberedLine]:
    """Yield the lines of a stretch that begin with a number, including rows of tables."""
    for place, token in enumerate(tokens):
        if isinstance(token, TableToken) and not overlaps(context.said, token.start, token.end):
            for start, end, _ in token.rows:
                yield from (line for line in _line(start, letter, context) if line.end <= end)
        elif isinstance(token, PageNumberToken) and context.text[token.end : token.end + 1].strip("\n"):
            continue  # beside a running head
        elif token.type in _LINES and (token.gap > IN_LINE or not place or tokens[place - 1].type in FURNITURE):
            declared = 0 < getattr(token, "level", 0) <= SECTION_LEVELS
            below = tokens[place + 1 : place + 1 + TITLE_LINES]
            if below and below[0].type in FURNITURE:  # only what surely continues the line
                below = [each for each in below if each.type not in FURNITURE and each.gap == IN_LINE][:1]
            yield from _line(token.start, letter, context, below, declared=declared)


def _line(
    start: int, letter: str, context: RuleContext, following: Sequence[Token] = (), *, declared: bool = False
) -> Iterator[_NumberedLine]:
    """Yield the line at a place, if it begins with a number that may be that of a section.

    :param declared: whether the file marks it as a heading.
    """
    found = _NUMBER.match(context.text, start)
    if found is None:
        return
    first, *inner = found["number"].split(".")
    path = (first, *inner) if first.isdecimal() else tuple(inner) if first == letter else ()
    if path and not any(part.startswith("0") for part in path):
        title = _title(found.end(), following, context, len(path), declared=declared)
        yield _NumberedLine(start, found[0], path, *title)


def _title(
    end: int, following: Sequence[Token], context: RuleContext, depth: int, *, declared: bool
) -> tuple[int, int, float]:
    """Return where the title after a number begins and ends, and the likelihood that it is one.

    :param end: where the number ends.
    :param following: the token below.
    """
    text = context.text
    stop = without_blanks(text, line_end(text, end))
    words = past_blanks(text, end) if end < stop else end
    if declared and words < stop:
        return words, stop, LIKE_TITLE
    below = [*takewhile(lambda token: token.type in ("TEXT", "CANDIDATE") and token.start >= stop, following)]
    if words >= stop:  # the number is alone on its line
        apart = below and below[0].gap == BLANK_LINE == (*below, below[0])[1].gap
        if not below or (begins_small(text, below[0].start) and not apart):
            return words, words, UNLIKE_TITLE
        words, stop = below[0].start, below[0].end
        del below[0]
    stop = _title_stop(context, words, stop, below)
    unlike = LIKE_SECTION if depth > 1 else SIGN
    if stop - words > LONGEST_TITLE or text[stop - 1] in _ENDS:
        return words, words, unlike
    if _has_leaders(text[words:stop]):
        return words, words, SIGN
    like_others = (
        _PAGE.search(text, words, stop),
        _CELLS.search(context.source, words, stop),
        _FOOT.match(text, words, stop),
    )
    if any(like_others) or _WORD.search(text, words, stop) is None:
        return words, stop, SIGN
    return words, stop, unlike if begins_small(text, words) else LIKE_TITLE


def _has_leaders(words: str) -> bool:
    """Return whether words are followed by leader dots, in a list of contents."""
    return any(dots in words for dots in LEADERS)


def _title_stop(context: RuleContext, start: int, stop: int, below: Sequence[Token]) -> int:
    """Return where a title of several lines ends.

    :param stop: where the token with its first line ends.
    :param below: the tokens below, in which it may continue.
    """
    said = overlaps(context.said, start, stop)
    stop = stop if said else _title_end(context, start, stop)
    longest = max((len(line) for each in below for line in context.source[stop : each.end].split("\n")), default=0)
    for token in below:
        needed = stop - start + 1 + len(context.text[token.start : token.end].split(None, 1)[0])
        goes_on = longest < 2 * needed and begins_small(context.text, token.start)
        longer = token.end if said else _title_end(context, start, token.end)
        fits = token.gap == IN_LINE or longer - start <= LONGEST_TITLE
        if token.gap == BLANK_LINE or not fits or not (goes_on or _is_unfinished(context, start, stop)):
            break
        stop = longer
    return stop


def _is_unfinished(context: RuleContext, start: int, end: int) -> bool:
    """Return whether words end with a sign or a small word that no title ends with: "Allocation of features to"."""
    last = context.text[start:end].rsplit(None, 1)[-1]
    return last[-1] in _GOES_ON or (begins_small(last) and context.lang.is_unfinished(context.text, end))


def _title_end(context: RuleContext, start: int, stop: int) -> int:
    """Return where a title before a paragraph ends: after the first line that has room for the next word."""
    source = context.source
    begin, end = start, line_end(source, start)
    while end < stop and (
        begins_small(source, past_blanks(source, end)) or _is_unfinished(context, start, without_blanks(source, end))
    ):
        begin, end = end + 1, line_end(source, past_blanks(source, end))
    below = source[end + 1 : stop].split("\n")
    needed = end - begin + 1 + len(next(iter(source[end:stop].split(None, 1)), ""))
    return without_blanks(source, end) if any(len(line) > needed for line in below) else stop


def _opening(tokens: Sequence[Token], named: dict[int, _Name], first: int) -> int | None:
    """Return the line with the name at which a Recommendation begins: the first above the last repetition of the title.

    :param first: where its first section begins.
    """
    above = [place for place in named if tokens[place].start < first]
    titles = [named[place].title for place in above]
    again = [title for title in titles if titles.count(title) > 1]
    return above[titles.index((again or titles)[-1])] if above else None


def _with(
    tokens: Sequence[Token],
    text: str,
    sections: dict[int, _NumberedLine],
    named: dict[int, _Name],
    opening: int | None,
    said: Named | None,
    lang: LanguagePatterns,
) -> Iterator[Token]:
    """Yield the tokens, with sections in place of the lines that begin with their numbers, and one name of the text."""
    done = 0
    within = False  # below a section, where no clauses are
    changes = said is not None and (said.kind in CHANGES or said.kind == GUIDE)
    for place, token in enumerate(tokens):
        line = sections.get(token.start)
        within = line is not None or (within and not isinstance(token, AnnexToken | DesignationToken))
        if isinstance(token, ListingToken):
            yield token
        elif token.start < done:
            yield from _rest(token, done, text)
        elif isinstance(token, TableToken):
            yield from _with_rows_apart(token, sections)
        elif line is not None:
            yield from _section(line, token.gap, token.end)
            done = line.end if line.end > line.words else token.end
            yield from _rest(token, done, text)
        elif place == opening:
            end = token.start + said.end if said and said.end else token.end
            yield DesignationToken(
                token.start, end, token.gap, known=True, kind="recommendation", sections=True, said=said
            )
            done = end
            behind = past_blanks(text, end + 1) if text[end : end + 1] == COMMA else end
            if behind < token.end:
                yield WordsToken(behind, token.end, SOFT_BREAK)
        elif changes and place > (opening or 0) and (action := change_in(token, text, lang)):
            yield ChangeToken(token.start, token.end, token.gap, action)
        elif (
            (changes and isinstance(token, AnnexToken) and names_change(text[token.start : token.end], lang))
            or (isinstance(token, DesignationToken) and place in named)
            or (token.type in _OPENERS and opening is not None and place < opening)
            or (token.type == "CANDIDATE" and within)
        ):
            yield WordsToken(token.start, token.end, token.gap)
        else:
            yield token


def _rest(token: Token, done: int, text: str) -> Iterator[Token]:
    """Yield the words of a token below a place, if there are any."""
    if token.end > done:
        yield WordsToken(past_blanks(text, done), token.end, HARD_BREAK)


def _section(line: _NumberedLine, gap: int, end: int) -> Iterator[Token]:
    """Yield a section, with its title or the words after its number.

    :param end: where those words end.
    """
    number_end = line.start + len(line.number)
    yield SectionToken(line.start, number_end, max(gap, HARD_BREAK), "section", line.number.rstrip(FULL_STOP))
    if line.end > line.words:
        yield WordsToken(line.words, line.end, IN_LINE, said="title")
    elif end > line.words:
        yield WordsToken(line.words, end, IN_LINE)


def _with_rows_apart(table: TableToken, sections: dict[int, _NumberedLine]) -> Iterator[Token]:
    """Yield a table without the rows that are headings of sections."""
    for line, rows in groupby(table.rows, lambda row: sections.get(row[0])):
        held = tuple(rows)
        if line is not None:
            yield from _section(line, HARD_BREAK, held[0][1])
        else:
            yield TableToken(held[0][0], held[-1][1], HARD_BREAK, held)
