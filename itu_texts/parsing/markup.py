"""Markdown: the signs of emphasis, escapes, links, footnotes and tables, which are no words; and soft hyphens in words.

A text is parsed without them; then its nodes are put in the places that they have in the text as it was given, and
the signs are page furniture there.  Headings and lines that are all emphasis keep blanks in the places of their signs:
see :func:`itu_texts.parsing.reflow.clean`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Final

from attrs import evolve, field, frozen

from itu_texts.language.grammar import Surface
from itu_texts.language.pattern_cache import regex
from itu_texts.language.scripts import lowered, picture, raised
from itu_texts.language.writing import INVISIBLE, SMALL, fold, runs_on
from itu_texts.parsing.asking import asks
from itu_texts.parsing.dashed import dashed_tables
from itu_texts.parsing.layouts import form
from itu_texts.parsing.pipes import Edit, ProvisionRow, part_rows
from itu_texts.parsing.thresholds import LINE_REACH
from itu_texts.parsing.twin import with_line_ends
from itu_texts.parsing.units import Anchor, Region

__all__ = ["Plain", "edited", "without_markup"]

_SIGNS: Final = {
    **{sign: sign for sign in ("*", "\\", "|", "_", "&", "<", "#", *INVISIBLE)},
    "---\n": "-",
    "[^": "^",
    "](": "]",
    "\n>": ">",
}
"""What may be Markdown, each with a character of it that texts seldom have, which is quick to look for."""
_ADDRESS: Final = r"\([^()\s]{1,500}(?:\s\"[^\"\n]{0,200}\")?\)"
_IN_WORD: Final = regex(rf"(?<=[^\W\d_][^\W\d_])[{INVISIBLE}](?:[^\S\n]*\n[^\S\n]*)?(?=[^\W\d_]{{2}})")
# Signs in lines, by the character that each begins with, which is quick to search for; what is to be put for them
_ESCAPE: Final = regex(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY: Final = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_TAG: Final = regex(
    r"<(?:sub>(?P<lowered>[^<>\n]{1,40})</sub>|/?(?:i|b|u|em|strong|sub)>|/?span(?:\s[^<>\n]{0,200})?>|meta\s[^<>\n]{0,200}>|(?P<break>br\s?/?>)|!--(?s:.){0,2000}?-->"
    r"|sup>\s*(?P<mark>\d{1,2}|\*{1,3})\)?\s*</sup>|sup>(?P<raised>[^<>\n]{1,40})</sup>)"
)
# The words of a link may be the mark of a footnote in brackets, or an arrow that leads back to one
_LINK: Final = regex(
    rf"\[(?=(?:\\?\[\d{{1,3}}\\?\]|[^\]\[\n^][^\]\[\n]{{0,300}})\]{_ADDRESS})"
    rf"(?P<words>\\?\[\d{{1,3}}\\?\]|(?P<back>[↩↑][\ufe0e\ufe0f]?(?=\]\(#))|[^\]\[\n]+)(?P<target>\]{_ADDRESS})"
)
# Emphasis begins a word and ends one, or a label; a line all in bold letters may have a blank before its end.  It goes
# on over the end of a line that was wrapped, where the next begins with a small letter, and a blank line between them.
_WRAP: Final = rf"(?<![.;:,])\n(?:[ \t]*\n)?(?=[{SMALL}])"
_TWICE: Final = r"(?<=\w)\*{4}(?=\w)"  # bold words that end where others begin
_WRAPPED: Final = regex(rf"[ \t]*\n[ \t]*\n?(?=[{SMALL}])")
_GLUED_LABEL: Final = r"(?<=[).]\*)(?=[^\W\d_])|(?=\d{1,2}(?!\w)|[⁰¹²³⁴-⁹])"  # or the mark of a footnote behind it
_BEGINS: Final = r"\s(\[“\"'‘—–/|>"
_STARS: Final = regex(
    rf"\*(?:(?<=^\*)|(?<=[{_BEGINS}_]\*))(?P<more>\*{{0,2}})(?=[^\s*])"
    rf"(?:[^*\n]{{1,600}}+|{_WRAP}|{_TWICE}){{1,12}}(?<!\\)(?:(?<!\s)|(?=\*\*))(?P<after>\*(?P=more))(?:(?![\w*])|{_GLUED_LABEL})",
    re.MULTILINE,
)
_LOW_LINES: Final = regex(
    rf"_(?:(?<=^_)|(?<=[{_BEGINS}*]_))(?P<more>_{{0,2}})(?=[^\s_])[^_\n]{{1,600}}(?<![\s\\])(?P<after>_(?P=more))(?![\w_])",
    re.MULTILINE,
)
_EMPHASIS: Final = (("*", _STARS), ("_", _LOW_LINES))
# A paragraph all in emphasis, of several lines, quoted or not, as a heading is that was wrapped
_WHOLE = regex(
    r"(?P<before>[*_](?:(?<=^[*_])|(?<=> [*_]))[*_]{0,2})(?=[^\s*_])"
    rf"(?P<words>[^*_\n]{{1,300}}(?:\n(?:> ?){{0,3}}(?=[{SMALL}])[^*_\n]{{1,300}}){{1,4}})"
    r"(?<!\s)(?P<after>(?P=before))[ \t]*$",
    re.MULTILINE,
)
_QUOTED_WRAP = regex(r"[ \t]*\n(?:> ?)*")
# Bold words that end with others in italics: "**ADD 73*bis***"
_NESTED: Final = regex(
    rf"(?P<bold>\*\*)(?:(?<=^\*\*)|(?<=[{_BEGINS}]\*\*))(?=[^\s*])[^*\n]{{1,300}}(?P<italic>\*)(?=[^\s*])[^*\n]{{1,100}}(?<!\s)"
    r"(?P<after>\*\*\*)(?![\w*])",
    re.MULTILINE,
)
# Emphasis in a cell whose words run over lines
_IN_CELL: Final = regex(
    r"\|[ \t]*(?P<before>\*{1,3})(?=[^\s*|])[^*|\n]{0,200}\n[^*|]{1,300}(?<!\s)(?P<after>(?P=before))(?![\w*])"
)
_DEFINED: Final = regex(r"^[ ]{0,3}\[\^(?P<mark>[^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_CALLED: Final = regex(r"\[\^(?P<mark>[^\]\s]{1,40})\](?!:)")
_GOES_ON: Final = regex(r"\n(?:(?:[ \t]*\n)*(?P<indent>[ ]{4}|\t)[ \t]*(?=\S)|(?=(?P<line>[^\s\[#|>*_-][^\n]*)))")
_PROSE: Final = frozenset(("TEXT", "HEADING_LIKE"))  # the forms of lines that a note goes on with
_QUOTED: Final = regex(r"^(?:> ?)+", re.MULTILINE)
_LABELLED: Final = regex(
    r"^[ \t]*[-*+] (?=(?:[*_]{1,3})?(?:\(?(?:[a-z]{1,2}|[ivx]+|\d{1,2})\)|\d{1,2}(?:\.\d{1,2}){1,4}\.?)"
    r"(?:[*_]{1,3})?\s)",
    re.MULTILINE,
)
_NUMBERED: Final = regex(r"^[ \t]*[-*+] (?=(?:[*_]{1,3})?(?P<number>\d{1,2})\.?(?:[*_]{1,3})?\s)", re.MULTILINE)
_ELEMENT: Final = regex(r"<(?P<closes>/?)(?P<name>[a-z]{1,10}\d?)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_LINE_ENDS: Final = regex(r"\s*\n\s*")
_MAY_BE_RULED: Final = regex(r"\n[ \t]*(?=[-*=_{])")
_RULED: Final = regex(
    r"^[ ]{0,3}(?:-{3,}|\*{3,}|={3,}|(?:[*_-] ){2,}[*_-]|\{\d{1,4}\}-{8,})[ \t]*$"
    # of a table without pipes, above or below it
    r"|(?:\A|(?<=\n\n))[ \t]*-{3,}(?:[ ]+-{3,})+[ \t]*$|^[ \t]*-{3,}(?:[ ]+-{3,})+[ \t]*(?=\n[ \t]*\n|\n?\Z)",
    re.MULTILINE,
)
_PICTURE: Final = regex(
    r"^[ \t]*(?:\*\*)?==> picture [^\n]{1,80} <==(?:\*\*)?[ \t]*$",
    re.MULTILINE,
)
_IMAGE: Final = regex(r"!\[(?P<words>[^\]\n]{0,200})\]\([^()\n]{0,500}\)")
_HEADING: Final = regex(r"^(?P<hashes>#{1,6})[ \t]+(?:[*_]{1,3})?(?P<words>[^\s#*_])", re.MULTILINE)
# What some programs put before the text: names and values between two lines of dashes
_FRONT_MATTER: Final = regex(
    r"\ufeff?---[ \t]*\n(?:(?:[\w-]+:|[ \t]|-[ \t])[^\n]*\n|[ \t]*\n){1,200}?---[ \t]*(?=\n|\Z)"
)
_TRAILING: Final = regex(r"(?<=\S)[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
# The signs of whole lines, with those of which one must be there: to look for that is quick
_OF_WHOLE_LINES: Final = (
    (_QUOTED, (">",)),
    (_LABELLED, ("- ", "* ", "+ ")),
    (_TRAILING, (" #", "\t#")),
    (_PICTURE, ("==>",)),
)
_EVIDENT: Final = ("**", "[^", "](http", "\\.", "\\)", "\\_", "\\*", "\\[", "\n#", "|--", "| --", "|:--", "| :--")
_OF_LINES: Final = frozenset(("*", "\\", "|", "[^", "](", "#"))
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@frozen
class Plain:
    """A text without the signs of Markdown."""

    text: str
    edits: Sequence[Edit]
    """What was left out, or replaced, in the order of the text."""
    margins: Sequence[ProvisionRow] = ()
    """Where the margins of provisions in tables begin and end."""
    notes: Sequence[Region] = ()
    """The footnotes."""
    anchors: Sequence[Anchor] = ()
    """The marks that call them."""
    headings: Sequence[Region] = ()
    """The headings, each with its level."""
    letters: Sequence[tuple[int, int, int]] = ()
    """The words in italics or bold letters: where they begin and end in the text as it was given, and the number of
    signs: one for italics, two for bold letters, three for both."""
    _pieces: Sequence[int] = field(factory=tuple, repr=False)
    """Where what stands in place of each edit begins."""

    def start(self, offset: int) -> int:
        """Where a character of the plain text stands in the text as it was given."""
        index = bisect_right(self._pieces, offset) - 1
        if index < 0:
            return offset
        start, end, put = self.edits[index]
        begin = self._pieces[index]
        return start if offset < begin + len(put) else end + offset - begin - len(put)

    def end(self, offset: int) -> int:
        """Where what ends at a place of the plain text ends in the text as it was given."""
        if not offset:
            return 0
        index = bisect_right(self._pieces, offset - 1) - 1
        while index >= 0 and not self.edits[index][2] and self._pieces[index] == offset:
            index -= 1
        if index < 0:
            return offset
        _, end, put = self.edits[index]
        begin = self._pieces[index]
        return end if offset <= begin + len(put) else end + offset - begin - len(put)

    def plain(self, offset: int) -> int:
        """Where a character of the text as it was given stands in the plain text, or would stand."""
        index = bisect_right(self.edits, offset, key=lambda edit: edit[0]) - 1
        if index < 0:
            return offset
        _, end, put = self.edits[index]
        begin = self._pieces[index]
        return begin if offset < end else begin + len(put) + offset - end


def without_markup(source: str, surface: Surface, *, sure: bool = False) -> Plain | None:
    """The text without the signs of Markdown; ``None`` if there are none.

    :param sure: whether it is known to be Markdown.
    """
    signs = {sign for sign, rare in _SIGNS.items() if rare in source and sign in source}
    if not signs and not (sure and "-- -" in source):
        return None
    source = with_line_ends(source)
    rows, parted = part_rows(source, surface)
    notes, called, edits = _footnotes(source, surface) if "[^" in signs else ([], [], [])
    marked = list(_inline(source, signs))
    front = _FRONT_MATTER.match(source)
    if front is not None:
        edits.append((*front.span(), ""))
    if sure or (signs & _OF_LINES and (source[:1] == "#" or any(sign in source for sign in _EVIDENT))):
        marked += _lines(source)
    elif "\n>" in signs and _is_quoted(source):
        marked += ((*found.span(), "") for found in _QUOTED.finditer(source))
    dashed = dashed_tables(source) if sure and asks("dashed-tables") else ()
    tables = [*(_tables(source) if "<table" in source else ()), *dashed]
    edits = _in_order([*parted, *edits, *tables], marked)
    if not edits and not ("#" in signs and (source[:1] == "#" or "\n#" in source)):
        return None
    return evolve(edited(source, edits, rows, notes, called), letters=_letters(source, signs, edits))


def _letters(source: str, signs: AbstractSet[str], edits: Sequence[Edit]) -> list[tuple[int, int, int]]:
    """The words in italics or bold letters, without lines that are all in such."""
    kept = {edit[:2] for edit in edits}
    found = [each for sign, pattern in _EMPHASIS if sign in signs for each in pattern.finditer(source)]
    made = []
    for each in found:
        count = len(each["more"]) + 1
        begin, end = each.start() + count, each.start("after")
        if (each.start(), begin) in kept and each.span("after") in kept and not _is_line(source, *each.span()):
            made.append((begin, end, count))
    return sorted(made)


def _is_quoted(source: str) -> bool:
    """Whether most lines begin with the sign of what is quoted, as in a letter that is answered."""
    lines = [line for line in source.split("\n") if line.strip()]
    return 2 * sum(line.startswith(">") for line in lines) > len(lines)


def _in_order(first: Sequence[Edit], others: Sequence[Edit]) -> list[Edit]:
    """Edits in their order; of two that overlap one of the first kind is kept, or the one before."""
    kept: list[Edit] = []
    ranked = sorted(
        [(*edit, 0) for edit in first] + [(*edit, 1) for edit in others], key=lambda each: (each[0], each[-1])
    )
    taken = sorted((start, end) for start, end, _ in first)
    for start, end, put, rank in ranked:
        if kept and start < kept[-1][1]:
            continue
        if rank:
            index = bisect_left(taken, (end, end)) - 1
            if index >= 0 and taken[index][1] > start and taken[index] != (start, end):
                continue
        kept.append((start, end, put))
    return kept


def edited(
    source: str,
    edits: list[Edit],
    rows: Sequence[ProvisionRow] = (),
    notes: Sequence[tuple[int, int, str]] = (),
    called: Sequence[tuple[int, str]] = (),
) -> Plain:
    """A text with edits made.

    :param edits: in their order.
    :param rows: the margins of provisions in tables.
    :param notes: the footnotes: where each begins and ends, and its mark.
    :param called: where each mark that calls one stands.
    """
    pieces: list[str] = []
    done = 0
    for start, end, put in edits:
        pieces += (source[done:start], put)
        done = end
    pieces.append(source[done:])
    places = list(accumulate(map(len, pieces)))[::2]
    made = Plain("".join(pieces), edits, pieces=places[: len(edits)])
    text = made.text
    margins = [(made.plain(start), made.plain(end)) for start, end in rows]
    regions = []
    for start, end, mark in notes:
        begin, stop = made.plain(start), made.plain(end)
        stop = begin + len(text[begin:stop].rstrip())
        regions.append(Region("FOOTNOTE", begin, stop, mark))
    anchors = [Anchor(place, place + len(mark), mark) for start, mark in called for place in (made.plain(start),)]
    headings = [
        Region("LEVEL", place, place + 1, level=len(found["hashes"]))
        for found in _HEADING.finditer(source)
        for place in (made.plain(found.start("words")),)
    ]
    return evolve(made, margins=margins, notes=regions, anchors=anchors, headings=headings)


# ---------------------------------------------------------------------- in lines


def _inline(source: str, signs: AbstractSet[str]) -> Iterator[Edit]:
    """What is to be put for the signs in lines: emphasis, escapes, links, tags, entities; not in order."""
    if "\\" in signs:
        yield from ((*found.span(), "") for found in _ESCAPE.finditer(source))
    if "&" in signs:
        import html

        for found in _ENTITY.finditer(source):
            put = html.unescape(found[0])
            if len(put) == 1:
                yield (*found.span(), " " if put.isspace() else put)
    if "<" in signs:
        for found in _TAG.finditer(source):
            if found["raised"] or found["lowered"]:
                yield (*found.span(), raised(found["raised"]) if found["raised"] else lowered(found["lowered"]))
                continue
            mark = found["mark"]
            yield (*found.span(), mark.translate(_RAISED) if mark else "\n" if found["break"] else "")
    if not signs.isdisjoint(INVISIBLE):
        yield from ((*found.span(), "") for found in _IN_WORD.finditer(source))
    if "](" in signs:
        for found in _IMAGE.finditer(source):
            adorns = not found["words"].strip() and _is_line(source, *found.span())  # as that of a whole page does
            yield (*found.span(), "" if adorns else picture(found["words"]))
        for found in _LINK.finditer(source):
            begin = found.start() - (source[found.start() - 1 : found.start()] == "!")
            if found["back"]:
                yield (begin, found.end(), "")
                continue
            yield (begin, found.start("words"), "")
            yield (*found.span("target"), "")
    if "*" in signs:
        if "****" in source:
            yield from ((*found.span(), " ") for found in re.finditer(_TWICE, source))
        if "|" in signs:
            for found in _IN_CELL.finditer(source):
                yield from ((*found.span(group), "") for group in ("before", "after"))
        for found in _NESTED.finditer(source):
            yield from ((*found.span(group), "") for group in ("bold", "italic", "after"))
    for found in _WHOLE.finditer(source) if not signs.isdisjoint("*_") else ():
        yield from ((*found.span(group), " " * len(found["before"])) for group in ("before", "after"))
        yield from ((*wrap.span(), " ") for wrap in _QUOTED_WRAP.finditer(source, *found.span("words")))
    for sign, pattern in _EMPHASIS:
        if sign in signs:
            for found in pattern.finditer(source):
                yield from _emphasis(source, found)


def _emphasis(source: str, found: re.Match[str]) -> Iterator[Edit]:
    """The signs before and behind words; where those are all of a line, blanks, by which it is known to be one."""
    start, end = found.span()
    put = " " * (len(found["more"]) + 1) if _is_line(source, start, end) else ""
    yield (start, start + len(found["more"]) + 1, put)
    yield (*found.span("after"), put)
    yield from ((*wrap.span(), " ") for wrap in _WRAPPED.finditer(source, start, end))


def _is_line(source: str, start: int, end: int) -> bool:
    """Whether a stretch is all that stands in its line, but for the signs of a heading."""
    begin = max(0, start - LINE_REACH)
    begin = max(begin, source.rfind("\n", begin, start) + 1)
    behind, line_end, _ = source[end : end + LINE_REACH].partition("\n")
    is_whole = bool(line_end) or end + LINE_REACH >= len(source)
    return is_whole and not behind.strip() and not source[begin:start].strip("# \t")


def _lines(source: str) -> Iterator[Edit]:
    """The signs of whole lines, in a text that is Markdown beyond doubt: quotations, rules, bullets before labels."""
    for pattern, signs in _OF_WHOLE_LINES:
        if any(sign in source for sign in signs):
            yield from ((*found.span(), "") for found in pattern.finditer(source))
    yield from _bullets(source)
    for line in _MAY_BE_RULED.finditer(source):  # not the first, which may begin what stands before a text in a file
        ruled = _RULED.match(source, line.start() + 1)
        if ruled is not None:
            yield (*ruled.span(), "")


def _bullets(source: str) -> Iterator[Edit]:
    """The bullets before numbers that are the labels of a list: they run on from 1."""
    run: list[re.Match[str]] = []
    for found in (*_NUMBERED.finditer(source), None):
        if found is None or int(found["number"]) != len(run) + 1:
            if len(run) > 1:
                yield from ((*each.span(), "") for each in run)
            run = []
        if found is not None and int(found["number"]) == len(run) + 1:
            run.append(found)


# ---------------------------------------------------------------------- tables


def _tables(source: str) -> Iterator[Edit]:
    """What is to be put for the tags of tables, so that they are tables with pipes; not of tables in tables."""
    end = 0
    while (start := source.find("<table", end)) >= 0:
        end = source.find("</table>", start)
        if end < 0:
            return
        if source.find("<table", start + 1, end) < 0:
            yield from _piped(source, start, end + len("</table>"))


def _piped(source: str, start: int, end: int) -> Iterator[Edit]:
    """The same of one table: what stands between its cells is replaced, and the tags and line ends in them."""
    gap, put, within = start, "\n| ", -1
    for found in _ELEMENT.finditer(source, start, end):
        name, closes = found["name"].lower(), bool(found["closes"])
        is_cell = name in ("td", "th")
        if within >= 0:
            yield from ((*line_end.span(), " ") for line_end in _LINE_ENDS.finditer(source, within, found.start()))
            within = found.end()
        if is_cell and within >= 0:
            gap, put, within = found.start(), " | ", -1
        if is_cell and not closes:
            behind, line_end, before = put.rpartition("\n")  # of the row above, and of this one
            if gap < found.start():
                yield (gap, found.start(), behind)
            yield (found.start(), found.end(), line_end + before)
            within = found.end()
        elif within >= 0:
            yield (*found.span(), "" if name not in ("br", "p", "div", "li") else " ")
        elif closes and name in ("tr", "thead") and put != "\n| ":
            put = " |\n|---|\n| " if name == "thead" else " |\n| "
    if put != "\n| ":
        yield (gap, end, " |\n")


# ---------------------------------------------------------------------- footnotes


def _inside(notes: Sequence[tuple[int, int, str]], start: int) -> bool:
    """Whether a place lies in one of some footnotes that are in order."""
    index = bisect_right(notes, start, key=lambda note: note[0])
    return index > 0 and notes[index - 1][1] > start


def _footnotes(source: str, surface: Surface) -> tuple[list[tuple[int, int, str]], list[tuple[int, str]], list[Edit]]:
    """The footnotes (start, end, mark), where they are called, and what is left out around the marks."""
    notes: list[tuple[int, int, str]] = []
    edits: list[Edit] = []
    for found in _DEFINED.finditer(source):
        start = source.index("[", found.start())
        end = source.find("\n", found.end())
        end = end if end >= 0 else len(source)
        while (more := _GOES_ON.match(source, end)) is not None:
            if not more["indent"] and form(fold(more["line"]), surface.line) not in _PROSE:
                break  # a heading, an item, the name of a text
            glued = runs_on(source[more.start() - 1]) and runs_on(source[more.end()])
            edits.append((*more.span(), "" if glued else " "))
            end = source.find("\n", more.end())
            end = end if end >= 0 else len(source)
        notes.append((start, end, found["mark"]))
        edits.append((start, found.end(), f"{found['mark']} "))
    marks = {mark for _, _, mark in notes}
    called = [(found.start(), found["mark"]) for found in _CALLED.finditer(source) if found["mark"] in marks]
    called = [(start, mark) for start, mark in called if not _inside(notes, start)]
    edits += ((start, start + len(f"[^{mark}]"), mark) for start, mark in called)
    return notes, called, edits
