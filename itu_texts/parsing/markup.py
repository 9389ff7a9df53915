"""Interprets Markdown: the signs of emphasis, escapes, links, footnotes and tables, and soft hyphens in words.

So it does with the signs of wikis and their kin (MediaWiki, DokuWiki, Jira, Org).

The signs are silent in the text, and become furniture. Those of headings and of lines in emphasis are read as blanks:
see :func:`itu_texts.parsing.reading_copy.clean`.

Letters that are not written as usual are read as the usual ones: those whose marks stand behind them, and the name of
an assembly in capitals in its formula (``THE GENERAL ASSEMBLY,``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import itemgetter
from typing import Final

from itu_texts.language.grammar import LanguagePatterns, lang_of
from itu_texts.language.pattern_cache import regex
from itu_texts.language.writing import INVISIBLE, SMALL, WIDE, lowered, picture, raised, runs_on, without_blanks
from itu_texts.parsing.findings import Findings
from itu_texts.parsing.reading_copy import Edit, ReadingCopy, at_lines, line_end
from itu_texts.parsing.tables import margins_of, part_rows
from itu_texts.parsing.thresholds import LINE_REACH, WORD_REACH
from itu_texts.parsing.tokens import TokenTypes
from itu_texts.tree.readings import Evidence
from itu_texts.tree.spans import overlaps

_SIGNS: Final = {
    **{sign: sign for sign in ("*", "\\", "|", "_", "&", "<", "#", *INVISIBLE)},
    "[^": "^",
    "](": "]",
    "\n>": ">",
    "''": "'",
    "//": "/",
    "\n=": "=",
    "\n/": "/",
    "---\n": "",
    "\nh1": "",
}
"""Possible Markdown, each with one of its characters that is rare in texts, for a fast search."""
_ADDRESS: Final = r"\([^()\s]{1,500}(?:\s\"[^\"\n]{0,200}\")?\)"
# "the har-" / "bour" with a soft hyphen: the word stands on the line below
_IN_WORD: Final = regex(rf"[{INVISIBLE}](?<=[^\W\d_]{{2}}[{INVISIBLE}])(?P<end>[^\S\n]*\n[^\S\n]*)?(?=[^\W\d_]{{2}})")
# Signs in lines, by their first character, for a fast search, with their replacements
_ESCAPE: Final = regex(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY: Final = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_TAG: Final = regex(
    r"<(?:sub>(?P<lowered>[^<>\n]{1,40})</sub>|/?(?:i|b|u|em|strong|sub|blockquote|nowiki)>|/?span(?:\s[^<>\n]{0,200})?>|meta\s[^<>\n]{0,200}>|(?P<break>br\s?/?>)|!--(?s:.){0,2000}?-->"
    r"|sup>\s*(?P<mark>\d{1,2}|\*{1,3})\)?\s*</sup>|sup>(?P<raised>[^<>\n]{1,40})</sup>)"
)
# The words of a link may be the mark of a footnote in brackets, or an arrow back to it
_LINK: Final = regex(
    rf"\[(?=(?:\\?\[\d{{1,3}}\\?\]|[^\]\[\n^][^\]\[\n]{{0,300}})\]{_ADDRESS})"
    rf"(?P<words>\\?\[\d{{1,3}}\\?\]|(?P<back>[↩↑][\ufe0e\ufe0f]?(?=\]\(#))|[^\]\[\n]+)(?P<target>\]{_ADDRESS})"
)
# Emphasis begins a word and ends one, or a label; a line all in bold letters may have a blank before its end.  It goes
# on over the end of a line that was wrapped, where the next begins with a small letter, and a blank line between them.
_WRAP: Final = rf"(?<![.;:,])\n(?:[ \t]*\n)?(?=[{SMALL}])"
_TWICE: Final = r"\*{4}(?<=\w\*{4})(?=\w)"  # bold words that end where others begin
_WRAPPED: Final = regex(rf"[ \t]*\n[ \t]*\n?(?=[{SMALL}])")
_GLUED_LABEL: Final = r"(?<=[).]\*)(?=[^\W\d_])|(?=\d{1,2}(?!\w)|[⁰¹²³⁴-⁹])"  # or the mark of a footnote after it
_BEGINS: Final = r"\s(\[“\"'‘—–/|>"
_REPEATED: Final = "(?:bis|ter|quater|quinquies|sexies)"  # "a*bis*)"
_STARS: Final = regex(
    rf"\*(?:(?<=^\*)|(?<=[{_BEGINS}_]\*)|(?<=[{WIDE},.;:]\*)(?=\*{{0,2}}[{WIDE}])|(?<=\w\*)(?={_REPEATED}\*))(?P<more>\*{{0,2}})(?=[^\s*])"
    rf"(?:[^*\n]{{1,600}}+|{_WRAP}|{_TWICE}){{1,12}}(?<!\\)(?:(?<!\s)|(?=\*\*))(?P<after>\*(?P=more))(?:(?![\w*])|(?=[{WIDE}])|(?<=[{WIDE}]\*)(?=\w)|{_GLUED_LABEL})",
    re.MULTILINE,
)
_LOW_LINES: Final = regex(
    rf"_(?:(?<=^_)|(?<=[{_BEGINS}*]_))(?P<more>_{{0,2}})(?=[^\s_])[^_\n]{{1,600}}(?<![\s\\])(?P<after>_(?P=more))(?![\w_])",
    re.MULTILINE,
)
_MAY_BE_LOW: Final = regex(r"_(?=[^\s_])")  # no rule above footnotes
_EMPHASIS: Final = (("*", _STARS), ("_", _LOW_LINES))
# Wikis: ''considering'', '''Boats'''; //considering//; /considering/ as a whole line
_IN_WIKIS: Final = (
    (
        "''",
        regex(
            rf"'(?:(?<=^')|(?<=[{_BEGINS}]'))(?P<more>'{{1,2}})(?=[^\s'])(?:[^'\n]|'(?!')){{1,600}}(?<!\s)(?P<after>'(?P=more))(?!')",
            re.MULTILINE,
        ),
    ),
    (
        "//",
        regex(
            rf"/(?:(?<=^/)|(?<=[{_BEGINS}]/))(?P<more>/)(?=[^\s/])(?:[^/\n]|/(?!/)){{1,600}}(?<!\s)(?P<after>//)(?:(?![\w/])|(?=[{WIDE}])|(?<=[{WIDE}]//))",
            re.MULTILINE,
        ),
    ),
    ("\n/", regex(r"/(?<=^/)(?P<more>)(?=[^\s/])[^/\n]{1,300}(?<!\s)(?P<after>/)(?=[ \t]*$)", re.MULTILINE)),
)
# "== Resolution 9 ==", "====== Resolution 9 ======", "==Resolution 9==", "h1. Resolution 9"; not "=HYPERLINK(1)"
_WIKI_HEADING: Final = regex(
    r"(?P<before>(?P<signs>={1,6})(?:[ \t]+|(?=[^\n]*(?P=signs)[ \t]*$))"
    r"|(?:h\d|bq)(?:\([^()\n]{0,80}\))?\. (?:\{anchor:[^{}\n]{0,80}\})?)(?=[^\s=])"
    r"[^\n]*?(?P<after>[ \t]*(?:(?P=signs))?)[ \t]*$",
    re.MULTILINE,
)
_WIKI_BULLETS: Final = "*#"
_WIKI_TABLE: Final = regex(r"(?P<begin>\{\|[^\n]*)(?P<rows>(?:\n[|!](?!\})[^\n]*){1,2000})\n(?P<end>\|\})")
_WIKI_ROW: Final = regex(r"\n(?:(?P<rule>\|[-+][^\n]*)|[|!])")
_BEGIN_HEADINGS: Final = ("\n=", "\nh1")
_WIKI_POINT: Final = regex(r"(?P<outer>[*#:]*)(?P<sign>[*#:])[ \t]*(?=[^\s*#:])")
# A paragraph in emphasis of several lines, quoted or not, such as a wrapped heading
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
# ... what is replaced wherever it stands, with its groups
_REPLACED: Final[tuple[tuple[str, re.Pattern[str], tuple[str | int, ...], str], ...]] = (
    ("\\", _ESCAPE, (0,), ""),
    (INVISIBLE, _IN_WORD, (0,), ""),
    ("*", regex(_TWICE), (0,), " "),
    ("|", _IN_CELL, ("before", "after"), ""),
    ("*", _NESTED, ("bold", "italic", "after"), ""),
)
_DEFINED: Final = regex(r"^[ ]{0,3}\[\^(?P<mark>[^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_CALLED: Final = regex(r"\[\^(?P<mark>[^\]\s]{1,40})\](?!:)")
_GOES_ON: Final = regex(r"\n(?:(?:[ \t]*\n)*(?P<indent>[ ]{4}|\t)[ \t]*(?=\S)|(?=(?P<line>[^\s\[#|>*_-][^\n]*)))")
_PROSE: Final[TokenTypes] = frozenset(("TEXT", "HEADING_LIKE"))  # the forms of lines that continue a note
_QUOTED: Final = regex(r"^(?:> ?)+", re.MULTILINE)
# A cell of a table in HTML, whose end may have no tag; tags in it, some of which part words
_HTML_CELL: Final = regex(
    r"<t[dh](?:\s[^<>]{0,500})?>(?P<words>(?:[^<]++|<(?!/?(?:t[dhr]|thead|tbody|table)\b))*+)", re.IGNORECASE
)
_HTML_ROW: Final = regex(r"</?tr\b")
_IN_HTML_CELL: Final = regex(
    r"(?P<parts>\s*\n\s*|</?(?:br|p|div|li)\b[^<>]{0,500}>)|</?[a-z]{1,10}\d?(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)
_MAY_BE_RULED: Final = regex(r"\n[ \t]*(?=[-*=_{.])")
_RULED: Final = regex(
    r"^[ ]{0,3}(?:\.\.|-{3,}|\*{3,}|={3,}|(?:[*_-] ){2,}[*_-]|\{\d{1,4}\}-{8,})[ \t]*$"
    r"|^[ \t]*[-=]{2,}(?:[ ]+[-=]{2,})+[ \t]*$",  # of a table without pipes
    re.MULTILINE,
)
_PICTURE: Final = regex(
    r"^[ \t]*(?:\*\*)?==> picture [^\n]{1,80} <==(?:\*\*)?[ \t]*$",
    re.MULTILINE,
)
_IMAGE: Final = regex(r"!\[(?P<words>[^\]\n]{0,200})\]\([^()\n]{0,500}\)")
_HEADING: Final = regex(r"^(?P<hashes>#{1,6})[ \t]+(?:[*_]{1,3})?(?P<words>[^\s#*_])", re.MULTILINE)
# The metadata of some programs: names and values between two lines of dashes
_FRONT_MATTER: Final = regex(
    r"\ufeff?---[ \t]*\n(?:(?:[\w-]+:|[ \t]|-[ \t])[^\n]*\n|[ \t]*\n){1,200}?---[ \t]*(?=\n|\Z)"
)
_EVIDENT: Final = ("**", "[^", "](http", "\\.", "\\)", "\\_", "\\*", "\\[", "\n#", "|--", "| --", "|:--", "| :--")
_OF_LINES: Final = frozenset(("*", "\\", "|", "[^", "](", "#"))
_BOLD: Final = 2  # signs around bold words


def read_markup(found: Findings) -> None:
    """Silence the signs of markup, which the reading of a file does not have, and report what they say."""
    if not found.of_markup:
        return
    copy, lang = found.copy, found.lang
    if copy.table.has("<{") and ("<table" in copy.text or "\n{|" in copy.text):
        copy.edit(sorted([*_tables(copy.text), *_wiki_tables(copy.text)]))
    source, rare = copy.text, copy.table.signs
    signs = {sign for sign, of_it in _SIGNS.items() if of_it in rare and sign in source}
    signs |= {sign for sign in _BEGIN_HEADINGS if source.startswith(sign[1:])}
    if "_" in signs and _MAY_BE_LOW.search(source) is None:
        signs.discard("_")
    if signs or found.sure:
        rows, parted = part_rows(source, lang)
        notes, noted = _footnotes(source, lang) if "[^" in signs else ([], [])
        edits = _in_order([*parted, *noted], [*_marked(source, signs, sure=found.sure)])
        letters = [*_letters(source, signs, edits)]
        copy.edit(edits)
        if not signs.isdisjoint(INVISIBLE):
            copy.parted += _parted(source)
            copy.put({*copy.parted}, "\n")
        found.report([*notes, *letters, *margins_of(copy.text, rows), *_sections(copy, source, signs)])


def _marked(source: str, signs: AbstractSet[str], *, sure: bool) -> Iterator[Edit]:
    """Yield the replacements of all signs but those of tables and footnotes; not in order.

    :param sure: whether the text is known to be Markdown.
    """
    yield from _inline(source, signs)
    headings = [*at_lines(_WIKI_HEADING, source)] if not signs.isdisjoint(_BEGIN_HEADINGS) else []
    if headings or "''" in signs:
        yield from _wiki(source, headings)
    if (front := _FRONT_MATTER.match(source)) is not None:
        yield (*front.span(), "")
    if sure or (signs & _OF_LINES and (source[:1] == "#" or any(sign in source for sign in _EVIDENT))):
        yield from _lines(source)


def _parted(source: str) -> Iterator[int]:
    """Yield the blanks before words that a line end parts; they are line ends until the layout is known."""
    for word in _IN_WORD.finditer(source):
        least = max(source.rfind("\n", 0, word.start()), word.start() - WORD_REACH, 0)
        blank = source.rfind(" ", least, word.start())
        if word["end"] and blank >= 0:
            yield blank


def _sections(copy: ReadingCopy, source: str, signs: AbstractSet[str]) -> Iterator[Evidence]:
    """Yield the levels of the headings of Markdown."""
    for heading in at_lines(_HEADING, source) if "#" in signs else ():
        start = heading.start("words")
        yield Evidence("section", start, start + 1, len(heading["hashes"]))


def _letters(source: str, signs: AbstractSet[str], edits: Sequence[Edit]) -> Iterator[Evidence]:
    """Yield the words in italics or bold letters, without whole lines."""
    kept = {edit[:2] for edit in edits}
    found = [each for sign, pattern in _EMPHASIS if sign in signs for each in pattern.finditer(source)]
    for each in found:
        count = len(each["more"]) + 1
        begin, end = each.start() + count, each.start("after")
        if (each.start(), begin) in kept and each.span("after") in kept and not _is_line(source, *each.span()):
            if count > 1:
                yield Evidence("bold", begin, end)
            if count != _BOLD:
                yield Evidence("italic", begin, end)


def _in_order(first: Sequence[Edit], others: Sequence[Edit]) -> list[Edit]:
    """Return edits in order; of two that overlap, one of ``first`` is kept, otherwise the earlier one."""
    kept: list[Edit] = []
    taken = sorted((start, end) for start, end, _ in first)
    free = (edit for edit in others if not overlaps(taken, *edit[:2]))
    for edit in sorted([*first, *free], key=itemgetter(0)):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


# ---------------------------------------------------------------------- in lines


def _inline(source: str, signs: AbstractSet[str]) -> Iterator[Edit]:
    """Yield the replacements of signs in lines: emphasis, escapes, links, tags, entities; not in order."""
    if "&" in signs:
        import html

        for found in _ENTITY.finditer(source):
            put = html.unescape(found[0])
            if len(put) == 1:
                yield (*found.span(), " " if put.isspace() else put)
    if "<" in signs:
        for found in _TAG.finditer(source):
            above, below = found["mark"] or found["raised"], found["lowered"]
            put = raised(above) if above else lowered(below) if below else "\n" if found["break"] else ""
            yield (*found.span(), put)
    if "](" in signs:
        for found in _IMAGE.finditer(source):
            adorns = not found["words"].strip() and _is_line(source, *found.span())  # like that of a whole page
            yield (*found.span(), "" if adorns else picture(found["words"]))
        for found in _LINK.finditer(source):
            begin = found.start() - (source[found.start() - 1 : found.start()] == "!")
            if found["back"]:
                yield (begin, found.end(), "")
                continue
            yield (begin, found.start("words"), "")
            yield (*found.span("target"), "")
    for of_them, pattern, groups, put in _REPLACED:
        if not signs.isdisjoint(of_them):
            yield from ((*found.span(group), put) for found in pattern.finditer(source) for group in groups)
    for found in _WHOLE.finditer(source) if not signs.isdisjoint("*_") else ():
        yield from ((*found.span(group), " " * len(found["before"])) for group in ("before", "after"))
        yield from ((*wrap.span(), " ") for wrap in _QUOTED_WRAP.finditer(source, *found.span("words")))
    for sign, pattern in (*_EMPHASIS, *_IN_WIKIS):
        if sign in signs:
            for found in pattern.finditer(source):
                yield from _emphasis(source, found)


def _wiki(source: str, headings: Sequence[re.Match[str]]) -> Iterator[Edit]:
    """Yield the edits of the headings and the points of a wiki: "== Boats ==", "** of wood", ":: a) of wood"."""
    for found in headings:
        yield from ((*found.span(group), "") for group in ("before", "after") if found[group])
    for found in at_lines(_WIKI_POINT, source):
        if found["sign"] in _WIKI_BULLETS:
            yield (*found.span("outer"), "")
            yield (*found.span("sign"), "*")
        else:
            yield (*found.span(), "")


def _emphasis(source: str, found: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits of the signs before and after words; those around a whole line become blanks."""
    start, end = found.span()
    put = " " * (len(found["more"]) + 1) if _is_line(source, start, end) else ""
    yield (start, start + len(found["more"]) + 1, put)
    yield (*found.span("after"), put)
    yield from ((*wrap.span(), " ") for wrap in _WRAPPED.finditer(source, start, end))


def _is_line(source: str, start: int, end: int) -> bool:
    """Return whether a stretch is its whole line, except for the signs of a heading."""
    begin = max(0, start - LINE_REACH)
    begin = max(begin, source.rfind("\n", begin, start) + 1)
    behind, line_end, _ = source[end : end + LINE_REACH].partition("\n")
    is_whole = bool(line_end) or end + LINE_REACH >= len(source)
    return is_whole and not behind.strip() and not source[begin:start].strip("# \t")


def _lines(source: str) -> Iterator[Edit]:
    """Yield the edits of the signs of whole lines, in a text that is surely Markdown: quotations, rules, bullets."""
    for pattern in (_QUOTED, _PICTURE):
        yield from ((*found.span(), "") for found in at_lines(pattern, source))
    for line in _MAY_BE_RULED.finditer(source):  # not the first, which may begin metadata
        ruled = _RULED.match(source, line.start() + 1)
        if ruled is not None:
            yield (*ruled.span(), "")


# ---------------------------------------------------------------------- tables


def _tables(source: str) -> Iterator[Edit]:
    """Yield the edits that turn tags of tables into tables with pipes, except for nested tables."""
    end = 0
    while (start := source.find("<table", end)) >= 0:
        end = source.find("</table>", start)
        if end < 0:
            return
        if source.find("<table", start + 1, end) < 0:
            yield from _piped(source, start, end + len("</table>"))


def _wiki_tables(source: str) -> Iterator[Edit]:
    """Yield the same for the tables of MediaWiki, with a cell on each line, and rules between rows."""
    for found in at_lines(_WIKI_TABLE, source):
        goes_on = False
        for line in _WIKI_ROW.finditer(source, *found.span("rows")):
            if line["rule"]:
                yield (*line.span("rule"), "")
            elif goes_on:
                yield (line.start(), line.start() + 1, " ")
            goes_on = not line["rule"]
        yield from ((*found.span(group), "") for group in ("begin", "end"))


def _piped(source: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the same for one table: the markup between its cells, and the tags and line ends in them, are replaced."""
    done = start
    for cell in _HTML_CELL.finditer(source, start, end):
        between = source[done : cell.start()].lower()
        above = (
            "\n"
            if done == start
            else " |\n|---|\n"
            if "/thead" in between
            else " |\n"
            if _HTML_ROW.search(between)
            else ""
        )
        if between:
            yield (done, cell.start(), above)
        yield (cell.start(), cell.start("words"), "| " if above else " | ")
        for found in _IN_HTML_CELL.finditer(source, *cell.span("words")):
            yield (*found.span(), " " if found["parts"] else "")
        done = cell.end()
    if done > start:
        yield (done, end, " |\n")


# ---------------------------------------------------------------------- footnotes


def _footnotes(source: str, lang: LanguagePatterns) -> tuple[list[Evidence], list[Edit]]:
    """Return the footnotes and their calls, and the silent signs around the calls."""
    notes: list[Evidence] = []
    edits: list[Edit] = []
    for found in at_lines(_DEFINED, source):
        start = source.index("[", found.start())
        end = line_end(source, found.end())
        while (more := _GOES_ON.match(source, end)) is not None:
            if not more["indent"] and lang.line.of(more["line"]) not in _PROSE:
                break  # a heading, an item, the name of a text
            glued = runs_on(source[more.start() - 1]) and runs_on(source[more.end()])
            edits.append((*more.span(), "" if glued else " "))
            end = line_end(source, more.end())
        notes.append(Evidence("footnote", start, without_blanks(source, end), found["mark"]))
        edits.append((start, found.end(), f"{found['mark']} "))
    marks = {note.value for note in notes}
    inside = [(note.start, note.end) for note in notes]
    for found in _CALLED.finditer(source):
        if found["mark"] in marks and not overlaps(inside, *found.span()):
            notes.append(Evidence("anchor", *found.span(), found["mark"]))
            edits.append((*found.span(), ""))
    return notes, edits


# ---------------------------------------------------------------------- unusual letters

MARKS: Final = "\u0300\u0301\u0302\u0303\u0306\u0308\u030a\u030c\u0327\u0653\u0654\u0655"
"""The marks that stand behind their letters in a decomposed text."""
_PARTED: Final = regex(f"[^\\W\\d_][{MARKS}]+")
_ADOPTING: Final = ("UNGA", "UNSC", "UNHRC", "ECOSOC")


def read_letters(found: Findings) -> None:
    """Put usual letters in place of unusual ones."""
    copy = found.copy
    for capitals, usual in _names(found.lang.language):
        if capitals in copy.text:
            copy.text = copy.text.replace(capitals, usual)
    if copy.table.has(MARKS):
        copy.edit(_composed(copy.text), "letters")


@lru_cache(maxsize=None, typed=True)
def _names(language: str) -> list[tuple[str, str]]:
    """Return the names of the assemblies in capitals, with accents and without, and in usual letters."""
    names = (lang_of(language).phrase_for("ADOPTS", body) for body in _ADOPTING)
    return [
        (each, name)
        for name in names
        for each in {name.upper(), _bare(name.upper())} - {name}
        if len(each) == len(name)
    ]


def _bare(words: str) -> str:
    """Return words without the accents of their letters, as capitals are often printed."""
    return "".join(unicodedata.normalize("NFD", letter)[0] if letter not in "Йй" else letter for letter in words)


def _composed(text: str) -> Iterator[Edit]:
    """Yield the letters in place of those with their marks behind them."""
    for found in _PARTED.finditer(text):
        if len(letter := unicodedata.normalize("NFC", found[0])) == 1:
            yield (*found.span(), letter)
