"""What pages of a site share: the header, and tables, which may continue over several pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from attrs import frozen

from itu_texts.api.runs import in_runs
from itu_texts.collection.site.folder import Folder
from itu_texts.formats.html.page import Around, Link, filled
from itu_texts.formats.tables.text import csv_lines
from itu_texts.language.writing import direction

_MOST_ROWS = 200  # rows of a page
_MOST = 300_000  # characters in the rows of a page
_SHOWN = 240  # characters of a cell that are shown; a click shows the rest
_BRIEF = 56  # characters of a link
_LINES = 80  # characters that surely are on three lines
_SHORT = 10  # characters, the length of a date
_NEAR = 2  # pages before and after the current one with numbered links
_MARK = "\ufeff"  # spreadsheets recognise UTF-8 by it
_MENU = (
    ("index.html", "Start"),
    ("works.html", "Texts"),
    ("mandates.html", "Mandates"),
    ("deadlines.html", "Deadlines"),
    ("outdated.html", "Outdated citations"),
    ("broken.html", "Broken citations"),
    ("search.html", "Search"),
)


def around(title: str, page: str, *more: Link, note: str = "") -> Around:
    """Return the header of a page.

    :param title: the name of the site.
    :param page: the path of the page in the site, which links are relative to.
    :param more: further links.
    :param note: a sentence about the page.
    """
    up = "../" * page.count("/")
    return Around((*(Link(f"{up}{href}", words, here=href == page) for href, words in _MENU), *more), title, note)


@frozen
class Cell:
    """A cell of a table, which may be a link."""

    words: str = ""
    href: str = ""
    """The path of the target page in the site; empty for none."""
    language: str = ""
    """The language of the words, if it is not English."""
    more: tuple[Cell, ...] = ()
    """The cells after it in the same place."""
    is_once: bool = False
    """Whether those are shown only in the first of several rows in which the cell stands."""

    is_place: bool = False
    """Whether it is an address in a text."""

    @property
    def shown(self) -> str:
        """The words that are shown at first."""
        return self.words if len(self.words) <= _SHOWN else self.words[:_SHOWN].rsplit(" ", 1)[0]

    @property
    def folded(self) -> str:
        """The words that a click shows."""
        return self.words[len(self.shown) :]

    @property
    def is_short(self) -> bool:
        """Whether it fits on one line, as a date does."""
        return len(self.words) <= _SHORT and not self.more

    @property
    def is_long(self) -> bool:
        """Whether only its first lines are shown at first: a text with its title and standing, or a long name."""
        return (self.is_once or (bool(self.href) and not self.is_place)) and self.size > _LINES

    @property
    def brief(self) -> str:
        """The words of a link; of a place without their middle if there are many, for the last is the number."""
        if len(self.words) <= _BRIEF or not self.is_place:
            return self.words
        return f"{self.words[: _BRIEF - 20].rsplit(' ', 1)[0]} … {self.words[-16:].split(' ', 1)[-1]}"

    @property
    def direction(self) -> str:
        """The direction of the words."""
        return direction(self.language)

    @property
    def whole(self) -> str:
        """The words with those of the cells after it."""
        return "; ".join(words for words in (self.words, *(each.whole for each in self.more)) if words)

    @property
    def size(self) -> int:
        """The number of characters that are shown."""
        return len(self.words) + len(self.href) + sum(each.size for each in self.more)


@frozen
class Table:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    name: str = ""
    """The name on a page with other tables."""

    def pages(self) -> Iterator[Table]:
        """Yield the pieces of the table for each page; at least one."""
        runs = [*in_runs(self.rows, lambda row: sum(cell.size for cell in row), _MOST, _MOST_ROWS)]
        return (Table(self.columns, run, self.name) for run in runs or [[]])


def write_table(folder: Folder, site: str, stem: str, title: str, table: Table, said: str = "") -> list[str]:
    """Write the pages of a table, and the table as CSV, and return their paths.

    :param site: the name of the site.
    :param stem: the path of the first page, without its suffix.
    :param said: a sentence above the table.
    """
    pieces = [*table.pages()]
    whole = f"{stem}.csv"
    folder.write(whole, [_MARK, csv_lines([table.columns, *([cell.whole for cell in row] for row in table.rows)])])
    names = [f"{stem}.html", *(f"{stem}.{number}.html" for number in range(2, len(pieces) + 1))]
    rows = [name.replace(".html", ".rows.js") for name in names] if len(pieces) > 1 else []
    for at, (name, piece) in enumerate(zip(names, pieces, strict=True)):
        page = f" (page {at + 1} of {len(pieces)})" if len(pieces) > 1 else ""
        others = [each.rpartition("/")[2] for each in rows if each != name.replace(".html", ".rows.js")]
        html = "".join(
            filled(
                __package__,
                "table.html",
                (__package__, "site.css"),
                around=around(site, name),
                title=f"{title}{page}",
                up="../" * name.count("/"),
                table=piece,
                said=said,
                csv=whole.rpartition("/")[2],
                pages=_pager(names, at),
                others=" ".join(others),
                count=len(table.rows),
            )
        )
        folder.write(name, [html])
        if rows:  # the same rows for the pages before and after, which sort and filter all
            shown = html.partition("<tbody>")[2].partition("</tbody>")[0]
            folder.write(rows[at], ["itu.rows(", json.dumps(shown, ensure_ascii=False), ");\n"])
    return [*names, *rows, whole]


def _pager(names: Sequence[str], at: int) -> list[tuple[str, str, bool]]:
    """Return links to the other pages of a table: file, text, and whether it is the current page."""
    if len(names) < 2:
        return []
    files = [name.rpartition("/")[2] for name in names]
    near = {0, *range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(names))), len(names) - 1}
    numbered = [(files[each], str(each + 1), each == at) for each in sorted(near)]
    before = [(files[at - 1], "Previous", False)] if at else []
    return [*before, *numbered, *([(files[at + 1], "Next", False)] if at + 1 < len(names) else [])]
