"""Invented texts as PDF files in the manner of ITU texts, set by Typst."""

import re
from functools import cache

import typst

_PAGE = """#set page(width: {width}mm, height: {height}mm, margin: (x: 22mm, top: 24mm, bottom: 24mm),
  header: {header},
  footer: {footer})
#set text(size: 11pt, font: "Libertinus Serif", hyphenate: {hyphenate}, lang: "en")
#set par(justify: true, leading: 0.6em, spacing: 1.1em)
#let call(body) = block(inset: (left: 12mm), above: 1.4em)[#emph(body)]
#let item(depth, label, body) = block(inset: (left: depth * 9mm))[#par(hanging-indent: 9mm)[#box(width: 9mm)[#label]#body]]
#let middle(body) = align(center)[#strong[#body]]
"""
_FOOTER = "context align(center)[#text(size: 9pt)[– #counter(page).display() –]]"
_SPECIAL = re.compile(r"([#$*_`@<>\\\[\]~/\"'-])")
_LABEL = re.compile(r"(\(?(?:\d+(?:\.\d+)*|[a-z]{1,2}|[ivx]+)(?:bis|ter)?[).]?|–)\s+(?=\S)")


def ruled_head(words: str, length: int) -> str:
    """A head with a rule below it, for ``header``.

    :param length: of the rule, in per cent of the width of the text.
    """
    return f"[#text(size: 9pt)[{words}]#v(-3mm)#line(length: {length}%, stroke: 0.5pt)]"


def odd_and_even(odd: str, even: str) -> str:
    """A head or foot that differs on odd and even pages, with the page number at the outer edge."""
    return (
        "context { let n = counter(page).get().first(); set text(size: 9pt); "
        f"if calc.odd(n) [{odd} #h(1fr) #n] else [#n #h(1fr) {even}] }}"
    )


def escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def source(
    outline: str, *, notes: dict[str, str] | None = None, markup: dict[str, str] | None = None, **page: object
) -> str:
    """A text as Typst source.

    :param outline: lines with their depth as leading tabs, as :func:`itu_texts.to_outline` prints them.
    :param notes: footnotes by the word that calls each first.
    :param markup: Typst source by the words that it stands for, the first time that they come.
    :param page: ``width`` and ``height`` in mm, ``head`` (words), ``header`` and ``footer`` (Typst source) ...
    """
    settings = {"width": 210, "height": 297, "head": "", "hyphenate": "false", "footer": _FOOTER} | page
    settings.setdefault("header", f"align(center)[#text(size: 9pt)[{settings['head']}]]")
    out = [_PAGE.format(**settings)]
    left = dict(notes or {})
    front = True
    rows: list[list[str]] = []
    lines = outline.splitlines()
    for place, line in enumerate(lines):
        depth = len(line) - len(line.lstrip("\t"))
        words = line.strip("\t")
        if "\t" in words:
            rows.append(words.split("\t"))
            if place + 1 == len(lines) or "\t" not in lines[place + 1].strip("\t"):
                cells = "".join(f"[{escape(cell)}], " for row in rows for cell in row)
                out.append(f"#table(columns: {len(rows[0])}, stroke: none, column-gutter: 8mm, {cells})")
                rows = []
            continue
        body = escape(words)
        for word, note in list(left.items()):
            if word in words:
                body = body.replace(escape(word), f"{escape(word)}#footnote[{escape(note)}]", 1)
                del left[word]
        if re.match(r"(?:RESOLUTION|DECISION|ANNEX) ", words):
            front = True
            out.append(f"#middle[{body}]")
        elif depth == 0 and not front:
            out.append(f"#call[{body}]")
        elif depth == 0:
            out.append(f"#middle[{body}]" if not words.startswith("The ") else body)
            front = not words.startswith("The ")
        elif (label := _LABEL.match(words)) is not None:
            out.append(f"#item({depth - 1})[{escape(label[1])}][{body[len(escape(label[0].rstrip())) :].lstrip()}]")
        else:
            out.append(f"#block(inset: (left: {(depth - 1) * 9}mm))[{body}]")
    made = "\n\n".join(out)
    for words, instead in (markup or {}).items():
        assert words in made, words
        made = made.replace(words, instead, 1)
    return made


@cache
def pdf(markup: str) -> bytes:
    made = typst.compile(markup.encode("utf-8"))
    assert isinstance(made, bytes)
    return made
