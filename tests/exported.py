"""The documents that exporters are tried with: all cases, the texts with hand-made outlines, made-up ones."""

import re
from functools import cache
from pathlib import Path

import word
from hypothesis import strategies as st
from strategies import outlines, styles
from test_cases import cases
from together import some
from word import BY, put_in, struck

import itu_texts
from itu_texts import Document

GOLD = ("wrc", "pp18", "annexes", "es", "fr")


made_up = st.builds(lambda outline, style: itu_texts.parse(style(outline)), outlines(), styles)
"""Documents of made-up outlines."""


@cache
def _parsed(text: str, language: str) -> Document:
    return itu_texts.parse(text, language=language)


def some_cases(part: int, first: int) -> list[tuple[str, Document]]:
    """The texts of some of the cases, by their names; tests begin at others, so that each case is tried in a format.

    Figures that look like the marks of notes are read by what stands around them, which other formats change: no case of
    ``footnotes.txt`` is tried.

    :param part: one of how many is taken, as in :func:`together.some`.
    """
    return [(name, _parsed(*case[:2])) for name, case in some(cases(), part, first) if "footnotes: " not in name]


@cache
def gold(shared: Path, collection: str, first: int) -> tuple[tuple[str, Document], ...]:
    """The texts of a collection with hand-made outlines, by their names, or a third of them; formats begin at others."""
    import outline_score as scorer

    language = collection if collection in ("es", "fr") else "en"
    files = some(sorted((shared / "gold" / collection).glob("*.gold.txt")), 3, first)
    texts = ((file.name, scorer.render(file.read_text("utf-8"), "clean", file.name)) for file in files)
    return tuple((name, itu_texts.parse(text, language=language)) for name, text in texts)


def notes(document: Document) -> list[tuple[str | None, str, int]]:
    """The footnotes of a document: mark, words, and how often each is called."""
    return [(note.mark, note.text, len(note.anchors)) for note in document.footnotes]


def tells_by_blank_lines(document: Document) -> bool:
    """Whether the text says something by blank lines, which other formats have between all their paragraphs."""
    printed = re.sub(r"\n+", "\n", itu_texts.to_text(document))
    again = itu_texts.parse(printed, language=document.language)
    return itu_texts.to_outline(again) != itu_texts.to_outline(document)


def tracked() -> bytes:
    """A resolution as a Word file, with tracked changes: words, a label, a whole item."""
    document = word.new("Res_No", "Res_title", "Call", "enumlev1")
    document.add_paragraph("RESOLUTION 7 (LAKESIDE, 2030)", style="Res_No")
    document.add_paragraph("Boats", style="Res_title")
    document.add_paragraph("The ITU Council,")
    document.add_paragraph("resolves", style="Call")
    document.add_paragraph("1\tto row;")
    word.paragraph(document, struck("2") + put_in("3") + word.run("\tto rest ") + _changed() + word.run(";"))
    word.paragraph(document, f"<w:pPr><w:rPr><w:ins w:id='9' {BY}/></w:rPr></w:pPr>" + put_in("4\tto sing."))
    return word.save(document)


def _changed() -> str:
    return struck("slowly") + put_in("fast")
