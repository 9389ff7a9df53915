"""Pairs for translators and for programs: as rows of a table, as a translation memory, and as a page side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from xml.sax.saxutils import escape, quoteattr

from itu_texts.aligning.aligning import Pair
from itu_texts.detection import NAMES
from itu_texts.exporters.page import style

__all__ = ["REPORTS", "html_report", "tmx_report", "tsv_report"]

_FROM_RIGHT = frozenset(("ar",))  # languages whose lines run from right to left
_STYLE = """
.aligned th:first-child { width: 10rem; }
.aligned .problem { display: block; color: var(--del); font-weight: 400; }
"""


def tsv_report(pairs: Sequence[Pair], languages: tuple[str, str]) -> Iterator[str]:
    """A row for each pair, parted by tabs: what it is, both addresses, both wordings, and what is wrong.

    The first row names the columns.  Tabs and line ends in words are blanks.

    :param languages: the codes of the two.
    """
    first, second = languages
    yield f"node\taddress_{first}\taddress_{second}\ttext_{first}\ttext_{second}\tproblem\n"
    for each in _rows(pairs):
        cells = (type(each.node).__name__, each.first_address, each.second_address, each.first_text, each.second_text)
        problem = "; ".join(problem.message for problem in each.problems)
        yield "\t".join(" ".join(cell.split()) for cell in (*cells, problem)) + "\n"


def tmx_report(pairs: Sequence[Pair], languages: tuple[str, str]) -> Iterator[str]:
    """A translation memory, TMX 1.4b: a unit for each pair with words in both editions, its address as its ``tuid``.

    The format is that of https://www.gala-global.org/tmx-14b.
    """
    first, second = languages
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        '<header creationtool="itu-texts" creationtoolversion="1" segtype="paragraph" o-tmf="itu-texts"'
        f' adminlang="en" srclang={quoteattr(first)} datatype="plaintext"/>\n<body>\n'
    )
    for each in pairs:
        if each.first_text and each.second_text:
            name = f" tuid={quoteattr(_of_xml(each.first_address))}" if each.first_address else ""
            yield f"<tu{name}>"
            for code, words in ((first, each.first_text), (second, each.second_text)):
                yield f"<tuv xml:lang={quoteattr(code)}><seg>{escape(_of_xml(words))}</seg></tuv>"
            yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def html_report(pairs: Sequence[Pair], languages: tuple[str, str], title: str = "") -> Iterator[str]:
    """A page with both editions side by side, in the style of the reading page; what does not align is marked.

    Jinja2 is needed.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from itu_texts.diffs.reports import report_style

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    named = [(code, NAMES.get(code, code), "rtl" if code in _FROM_RIGHT else "ltr") for code in languages]
    rows = [*_rows(pairs)]
    yield from environment.from_string(_page()).generate(
        title=title or " and ".join(name for _, name, _ in named),
        rows=rows,
        wrong=[row for row in rows if row.problems],
        languages=named,
        style=Markup(style() + report_style() + _STYLE),
    )


def _rows(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs that have words, or a problem."""
    return (each for each in pairs if each.first_text or each.second_text or each.problems)


def _of_xml(words: str) -> str:
    """Words without the characters that XML cannot hold."""
    return "".join(
        char for char in words if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
    )


@cache
def _page() -> str:
    return resources.files(__package__).joinpath("aligned.html").read_text(encoding="utf-8")


REPORTS: dict[str, Callable[..., Iterator[str]]] = {"tsv": tsv_report, "tmx": tmx_report, "html": html_report}
"""The formats by name; the first is that which is written if none is asked for."""
