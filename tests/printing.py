"""The prints that programs and sites make of a text, written small: each is a function from paragraphs to a text.

Line ends, page furniture and marks differ, never the words.
"""

import html
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, zip_longest
from pathlib import Path
from typing import NamedTuple

import itu_texts

EDITIONS = Path(__file__).with_name("editions")
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
_LABEL = re.compile(r"(\(?(?:[^\W\d_]{1,3}|\d{1,2}(?:\.\d)*)[.)]|\d{1,2}(?:\.\d)*(?: -)?|–)\s+(?=\S)")


class Line(NamedTuple):
    """A paragraph: how deep it stands, its label, its words, and whether it is above the first clause, or a heading."""

    depth: int
    label: str
    words: str
    front: bool
    heading: bool

    @property
    def text(self) -> str:
        return f"{self.label} {self.words}".lstrip()


class Print(NamedTuple):
    make: Callable[[Sequence[Line]], str]
    suffix: str = ""
    """That of a file; without one, the text is parsed as it is."""
    needs: str = ""
    """Languages that have such prints; all, if empty."""


PRINTS: dict[str, Print] = {}


def printed(suffix: str = "", needs: str = ""):
    """Make a function a print, by its name."""

    def put(make: Callable[[Sequence[Line]], str]) -> Callable[[Sequence[Line]], str]:
        PRINTS[make.__name__] = Print(make, suffix, needs)
        return make

    return put


def paragraphs(name: str, language: str) -> list[Line]:
    """The paragraphs of an invented text, of an assembly (lanterns) or of the ITU (lights)."""
    text = (EDITIONS / f"{name}.{language}.txt").read_text("utf-8")
    outline = [line for line in itu_texts.to_outline(itu_texts.parse(text, language=language)).splitlines() if line]
    depths = {line.strip(): len(line) - len(line.lstrip("\t")) for line in outline}
    lines: list[Line] = []
    begun = False
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        shown = " ".join(paragraph.split())
        label = _LABEL.match(shown)
        depth = depths.get(shown, 0) if name != "lanterns" else int(")" in shown[:3])
        heading = name != "lanterns" and f"\n{shown}\n\t" in "\n".join(outline)
        begun = begun or heading or (name == "lanterns" and len(lines) > 1)
        cut = label.end() if label is not None and begun else 0
        lines.append(Line(depth, shown[:cut].strip(), shown[cut:], not begun, heading))
    return lines


def _wide(words: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", words) is not None


def wrap(words: str, width: int = 70, indent: str = "") -> list[str]:
    """The words in lines; Chinese ones in lines of half as many signs, none of which begins with a stop."""
    if not _wide(words):
        return textwrap.wrap(words, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    rows, row = [], ""
    for piece in re.findall(r"[0-9A-Za-z/().\-]+\s*|\s|[^\s0-9A-Za-z]", words):
        if row and 2 * (len(row) + len(piece)) > width + 14 and piece[0] not in "，。；：、）":
            rows.append(row.rstrip())
            row = ""
        row += piece
    return [*rows, row.rstrip()]


def rows_of(lines: Iterable[Line], width: int = 70) -> list[str]:
    return [row for line in lines for row in wrap(line.text, width)]


# ---------------------------------------------------------------------- what leads lines


@printed()
def numbers_of_lines(lines):
    return "\n".join(f"{count:>3}    {row}" for count, row in enumerate(rows_of(lines), 1))


@printed()
def numbers_of_lines_on_pages(lines):
    return "\n".join(f"{count % 20 + 1:>3}  {row}" for count, row in enumerate(rows_of(lines)))


@printed()
def numbers_of_lines_behind(lines):
    return "\n".join(f"{row:<94}{count:>3}" for count, row in enumerate(rows_of(lines), 1))


@printed()
def number_of_each_fifth_line(lines):
    return "\n".join(f"{count if count % 5 == 0 else '':>4}   {row}" for count, row in enumerate(rows_of(lines), 1))


@printed()
def number_of_each_fifth_line_behind(lines):
    return "\n".join(f"{row:<94}{count if not count % 5 else ''}" for count, row in enumerate(rows_of(lines), 1))


@printed()
def quoted(lines):
    return "\n".join(f"> {row}".rstrip() for line in lines for row in (*wrap(line.text, 64), ""))


@printed()
def quoted_numbers_of_lines(lines):
    return "\n".join(f"> {row}" for row in numbers_of_lines(lines).split("\n"))


def _points(lines: Sequence[Line], marks: str, step: int) -> str:
    return "\n".join(
        line.text if line.front else f"{' ' * (step * (line.depth + 1) - 2)}{marks[line.depth]} {line.text}"
        for line in lines
    )


@printed()
def points_of_word(lines):
    return _points(lines, "•◦▪", 4)


@printed()
def points_of_firefox(lines):
    return _points(lines, "*o+#", 4)


@printed()
def points_with_dashes(lines):
    return _points(lines, "–—-", 3)


@printed()
def points_on_wrapped_lines(lines):
    return "\n".join(
        row
        for line in lines
        for row in (
            wrap(line.text, 64)
            if line.front
            else wrap(f"{'    ' * line.depth}{'•◦▪'[line.depth]} {line.text}", 64, "    " * line.depth + "  ")
        )
    )


@printed()
def points_of_a_wiki(lines):
    return f"== {lines[0].text} ==\n" + "\n".join(
        f"{line.text}\n" if line.front else f"{'*' * (line.depth + 1)} {line.text}" for line in lines[1:]
    )


@printed(".md")
def points_of_markdown(lines):
    return "\n".join(
        f"{line.text}\n"
        if line.front
        else f"{'  ' * line.depth}- {line.label} {f'*{line.words}*' if line.heading else line.words}"
        for line in lines
    )


@printed(".html")
def points_of_a_page(lines):
    made: list[str] = []
    depth = -1
    for line in lines:
        if line.front:
            made.append(f"<p>{html.escape(line.text)}</p>")
            continue
        made.append(
            "<ul>" * (line.depth - depth) if line.depth > depth else "</li></ul>" * (depth - line.depth) + "</li>"
        )
        made.append(f"<li>{html.escape(line.text)}")
        depth = line.depth
    return f"<html><body>{''.join(made)}{'</li></ul>' * (depth + 1)}</body></html>"


# ---------------------------------------------------------------------- lines and pages


@printed()
def a_paragraph_a_line(lines):
    return "\ufeff" + "\r\n".join(f"{line.label}\t{line.words}".lstrip("\t") for line in lines)


@printed()
def wrapped(lines):
    return "\n".join(rows_of(lines))


@printed()
def one_line(lines):
    return " ".join(line.text for line in lines)


@printed()
def pages_of_one_line(lines):
    words = one_line(lines).split(" ")
    head = lines[0].text.partition("(")[0].strip().title()
    parts = [words[start : start + 90] for start in range(0, len(words), 90)]
    return "\n".join(f"{head} {page} {' '.join(part)}" for page, part in enumerate(parts, 1))


@printed(".txt", needs="en fr es ru ar")
def two_columns(lines):
    rows = [row for line in lines for row in (*wrap(line.text, 44), "")]
    half = -(-len(rows) // 2)
    return "\n".join(
        f"{left:<50}{right}".rstrip() for left, right in zip_longest(rows[:half], rows[half:], fillvalue="")
    )


def _parted(lines: Sequence[Line], hyphen: str) -> str:
    """Wrapped, with each long word at the beginning of a line parted."""
    made: list[str] = []
    for line in lines:
        rows = wrap(line.text, 62)
        for place in range(1, len(rows)):
            word, blank, rest = rows[place].partition(" ")
            if re.fullmatch(r"[^\W\d_]{7,}", word) and not _wide(word) and word.islower():
                rows[place - 1] += f" {word[:3]}{hyphen}"
                rows[place] = f"{word[3:]}{blank}{rest}"
        made += rows
    return "\n".join(made)


@printed(needs="en fr es ru")
def soft_hyphens(lines):
    return _parted(lines, "\u00ad")


@printed()
def a_blank_line_behind_each(lines):
    return "\n\n".join(rows_of(lines))


# ---------------------------------------------------------------------- letters


@printed(needs="en fr es ru")
def capitals(lines):
    return "\n".join(line.text.upper() if line.front or line.heading else line.text for line in lines)


@printed()
def marks_of_direction(lines):
    return "\n".join(f"\u200f{line.text}".replace(" ", " \u200e", 1) for line in lines)


@printed()
def decomposed(lines):
    return unicodedata.normalize("NFD", "\n".join(line.text for line in lines))


@printed()
def blanks_behind_labels(lines):
    return "\n".join(f"{line.label}\u2003{line.words}".strip() for line in lines)


@printed(needs="en fr es ru zh")
def full_width_labels(lines):
    wide = {char: chr(ord(char) + 0xFEE0) for char in "0123456789()."}
    return "\n".join(
        "".join(wide.get(c, c) for c in line.label) + "\u3000" * bool(line.label) + line.words for line in lines
    )


def _emphasis(lines: Sequence[Line], sign: str) -> str:
    def one(line: Line) -> str:
        if line.heading:
            return f"{sign}{line.text}{sign}"
        verb = re.match("回顾|深为关切|注意到", line.words)
        word = verb[0] if verb else "" if _wide(line.words) else line.words.partition(" ")[0]
        shown = line.words if line.front or line.depth or not word else f"{sign}{word}{sign}{line.words[len(word) :]}"
        return f"{line.label} {shown}".strip()

    return "\n\n".join(map(one, lines))


@printed(".md")
def emphasis_of_verbs(lines):
    return _emphasis(lines, "*")


@printed()
def emphasis_of_mediawiki(lines):
    return f"== {lines[0].text} ==\n\n{_emphasis(lines[1:], chr(39) * 2)}"


@printed()
def emphasis_of_dokuwiki(lines):
    return f"====== {lines[0].text} ======\n\n{_emphasis(lines[1:], '//')}"


# ---------------------------------------------------------------------- labels apart from their words


@printed()
def labels_above_words(lines):
    return "\n".join(row for line in lines for row in ([line.label] * bool(line.label) + wrap(line.words)))


@printed()
def labels_in_boxes(lines):
    return "\n\n".join(
        "\n".join(box) for line in lines for box in ([[line.label]] * bool(line.label) + [wrap(line.words)])
    )


@printed()
def labels_queued(lines):
    """Each label of a list above the words of all of its items."""
    made: list[str] = []
    for _, run in groupby(lines, key=lambda line: (bool(line.label), line.depth)):
        items = [*run]
        made += [line.label for line in items if line.label] + [row for line in items for row in wrap(line.words)]
    return "\n".join(made)


@printed(".html")
def labels_in_cells(lines):
    return (
        "<html><body>"
        + "".join(
            f"<table><tr><td>{line.label}</td><td><p>{html.escape(line.words)}</p></td></tr></table>"
            if line.label
            else f"<p>{f'<i>{html.escape(line.words)}</i>' if line.heading else html.escape(line.words)}</p>"
            for line in lines
        )
        + "</body></html>"
    )


@printed(".html")
def rows_of_a_table(lines):
    return "<html><body><table>{}</table></body></html>".format(
        "".join(
            f"<tr><td>{line.label}</td><td>{html.escape(line.words)}</td></tr>"
            if line.label
            else f"<tr><td colspan='2'>{html.escape(line.words)}</td></tr>"
            for line in lines
        )
    )


@printed(".md")
def rows_of_markdown(lines):
    return "|  |  |\n|---|---|\n" + "\n".join(f"| {line.label} | {line.words} |" for line in lines)


@printed()
def glued_labels(lines):
    return "\n".join(line.label + line.words if line.label[-1:] in (")", ".") else line.text for line in lines)
