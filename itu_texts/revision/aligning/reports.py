"""Reports of pairs: a table, a translation memory, and a page with both editions side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from xml.sax.saxutils import escape, quoteattr

from itu_texts.formats.html.page import filled
from itu_texts.formats.tables.text import cell
from itu_texts.language.language_codes import NAMES
from itu_texts.language.writing import direction
from itu_texts.revision import diffs
from itu_texts.revision.aligning.aligning import Pair
from itu_texts.tree.nodes import Text


def tsv_report(pairs: Sequence[Pair], languages: tuple[str, str]) -> Iterator[str]:
    """Yield a table of pairs, separated by tabs: node, addresses, words and problem.

    The first row names the columns. Tabs and line ends in words become blanks.

    :param languages: the codes of the two languages.
    """
    yield "\t".join(columns(languages)) + "\n"
    for row in rows_of(pairs):
        yield "\t".join(map(cell, row)) + "\n"


def columns(languages: tuple[str, str]) -> dict[str, type]:
    """Return the columns of :func:`rows_of`.

    :param languages: the codes of the two languages.
    """
    first, second = languages
    names = ("node", f"address_{first}", f"address_{second}", f"words_{first}", f"words_{second}", "problem")
    return dict.fromkeys(names, str)


def rows_of(pairs: Sequence[Pair]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each pair: node, addresses, words and problem."""
    for each in _rows(pairs):
        words = (type(each.node).__name__, each.first_address, each.second_address, each.first_text, each.second_text)
        problem = "; ".join(problem.message for problem in each.problems)
        yield tuple(" ".join(each.split()) for each in (*words, problem))


def tmx_report(pairs: Sequence[Pair], languages: tuple[str, str]) -> Iterator[str]:
    """Yield a translation memory, TMX 1.4b: a unit for each pair with words, with its text and address as ``tuid``.

    The format is described at https://www.gala-global.org/tmx-14b.
    """
    first, second = languages
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="itu-texts" creationtoolversion="{version("itu-texts")}" segtype="paragraph"'
        f' o-tmf="itu-texts" adminlang="en" srclang={quoteattr(first)} datatype="plaintext"/>\n<body>\n'
    )
    for each in pairs:
        if each.first_text and each.second_text:
            text = next((one for one in (each.node, *each.node.ancestors) if isinstance(one, Text)), None)
            known = str(text.identifier) if text is not None and text.identifier is not None else ""
            name = _of_xml(", ".join(filter(None, (known, each.first_address))))
            yield f"<tu tuid={quoteattr(name)}>" if name else "<tu>"
            for code, words in ((first, each.first_text), (second, each.second_text)):
                yield f"<tuv xml:lang={quoteattr(code)}><seg>{escape(_of_xml(words))}</seg></tuv>"
            yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def html_report(pairs: Sequence[Pair], languages: tuple[str, str], title: str = "") -> Iterator[str]:
    """Yield a page with both editions side by side, in the style of the reading page, on which problems are marked.

    :raises MissingExtraError: if the extra ``html-out`` is not installed.
    """
    rows = [*_rows(pairs)]
    named = [(code, NAMES.get(code, code), direction(code)) for code in languages]
    return filled(
        __package__,
        "aligned.html",
        (diffs.__name__, "report.css"),
        (__package__, "aligned.css"),
        title=title or " and ".join(name for _, name, _ in named),
        rows=rows,
        wrong=[row for row in rows if row.problems],
        languages=named,
    )


def _rows(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the pairs that have words, or a problem."""
    return (each for each in pairs if each.first_text or each.second_text or each.problems)


def _of_xml(words: str) -> str:
    """Return words without the characters that XML cannot contain."""
    return "".join(
        char for char in words if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
    )


REPORTS: dict[str, Callable[..., Iterator[str]]] = {"tsv": tsv_report, "tmx": tmx_report, "html": html_report}
"""The formats by name; the first is the default."""
