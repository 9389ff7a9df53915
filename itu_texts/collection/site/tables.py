"""What pages of a site share: the header, and tables, which may continue over several pages."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from attrs import frozen

from itu_texts.analysis.works import slug
from itu_texts.api.batch import in_runs
from itu_texts.errors import InputError
from itu_texts.formats.html.page import Around, Link, filled
from itu_texts.formats.tables.text import csv_lines
from itu_texts.formats.xml_text import UniqueNames
from itu_texts.language.writing import direction, utf8

# ----------------------------------------------------------------------
# The folder of a site: the names of its files, and the removal of files of an earlier site.

_LIST = "files-of-the-site.txt"
_HEAD = (
    "The files that itu_texts has written here. They are replaced when the site is made again; others are left alone.\n"
)
_DATABASE = "site.db"
_LONGEST = 80  # characters of a name
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


class FileNames:
    """Allocates unique file names of small ASCII letters, figures and hyphens, none of which a system reserves."""

    def __init__(self) -> None:
        self._unique = UniqueNames("-")

    def take(self, words: str) -> str:
        """Return a new name, without a suffix.

        >>> names = FileNames()
        >>> [names.take(words) for words in ("Résolution 7 (CMR-15)", "Resolution 7 – CMR/15", "con", "../…")]
        ['resolution-7-cmr-15', 'resolution-7-cmr-15-2', 'text-con', 'text']
        """
        wanted = slug(words, _LONGEST) or "text"
        if wanted in _RESERVED:
            wanted = f"text-{wanted}"
        return self._unique.new(wanted)


class Folder:
    """The folder that a site is written to."""

    def __init__(self, goal: Path, path: Path | None = None) -> None:
        """Use a folder.

        :param path: a folder in which the files are written until all are complete; ``None`` for the folder itself.
        """
        self.goal = goal
        self.path = path or goal

    def open(self) -> None:
        """Check that the folder is new, empty or has a site, and write to a folder beside it from now on.

        :raises InputError: if it is a file, has files but no site, or cannot be written.
        """
        try:
            if self.goal.exists() and any(self.goal.iterdir()) and not self._listed:
                raise InputError(f"{self.goal}: has files, but no site; choose an empty folder")
            if self.goal.exists() and not os.access(self.goal, os.W_OK):
                raise InputError(f"{self.goal}: cannot be written to")
            beside = self.goal.absolute().with_name(f".itu-texts-{os.urandom(6).hex()}.part")
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.mkdir()
            self.path = beside
        except OSError as error:
            raise InputError(f"{self.goal}: {error.strerror}") from None

    def write(self, name: str, pieces: Iterable[str]) -> None:
        """Write a file.

        :param name: its path in the folder, with ``/`` as separator.
        :raises InputError: if it cannot be written.
        """
        file = self.path / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(utf8("".join(pieces)))
        except OSError as error:
            raise InputError(f"{self.goal / name}: {error.strerror}") from None

    def close(self) -> list[str]:
        """Move what was written to its place, remove what only an earlier site has, and return the paths of the files.

        :raises InputError: if they cannot be moved there.
        """
        files = (file.relative_to(self.path).as_posix() for file in self.path.rglob("*") if file.is_file())
        written = sorted({*files} - {_DATABASE})
        old = self._list.read_text("utf-8").removeprefix(_HEAD).splitlines() if self._listed else []
        self.write(_LIST, [_HEAD, *(f"{name}\n" for name in written)])
        name = ""
        try:
            for name in (*written, _LIST):
                place = self.goal / name
                place.parent.mkdir(parents=True, exist_ok=True)
                (self.path / name).replace(place)
        except OSError as error:
            raise InputError(f"{self.goal / name}: {error.strerror}") from None
        root = self.goal.resolve()
        for name in {*old}.difference(written):
            file = self.goal / name
            if root in file.resolve().parents and file.is_file():
                file.unlink()
        return written

    def remove(self) -> None:
        """Remove temporary files."""
        if self.path != self.goal:
            shutil.rmtree(self.path, ignore_errors=True)

    @property
    def database(self) -> str:
        """The file with the tables of the site, while it is made."""
        return str(self.path / _DATABASE)

    @property
    def _list(self) -> Path:
        return self.goal / _LIST

    @property
    def _listed(self) -> bool:
        return self._list.is_file() and self._list.read_text("utf-8", "replace").startswith(_HEAD)


_MOST_ROWS = 200  # rows of a page
_MOST = 300_000  # characters in the rows of a page
_SHOWN = 240  # characters of a cell that are shown; a click shows the rest
_BRIEF = 56  # characters of a link
_SHORT = 10  # characters, the length of a date
_NEAR = 2  # pages before and after the current one with numbered links
_MARK = "\ufeff"  # spreadsheets recognise UTF-8 by it
_MENU = (
    ("index.html", "Start"),
    ("works.html", "Texts"),
    ("mandates.html", "Mandates"),
    ("deadlines.html", "Deadlines"),
    ("overdue.html", "Overdue"),
    ("outdated.html", "Outdated citations"),
    ("broken.html", "Broken citations"),
    ("search.html", "Search"),
)
_Piece = TypeVar("_Piece")


class Frame(NamedTuple):
    """What all pages of a site share."""

    folder: Folder
    title: str
    logo: str
    """The path of the logo in the site; empty for none."""

    def around(self, page: str, *more: Link, note: str = "") -> Around:
        """Return the header of a page.

        :param page: the path of the page in the site, which links are relative to.
        :param more: further links.
        :param note: a sentence about the page.
        """
        up = "../" * page.count("/")
        links = (*(Link(f"{up}{href}", words, here=href == page) for href, words in _MENU), *more)
        return Around(links, self.title, note, logo=self.logo and up + self.logo)

    def write(self, page: str, template: str, title: str, **values: object) -> None:
        """Fill a template of this package."""
        around, up = self.around(page), "../" * page.count("/")
        html = filled(__package__, template, (__package__, "site.css"), around=around, title=title, up=up, **values)
        self.folder.write(page, html)


def in_pages(
    stem: str | Sequence[str], pieces: Iterable[_Piece], what: str = "part"
) -> Iterator[tuple[str, _Piece, str, list[Link]]]:
    """Yield the pages of what is too long for one: path, piece, what follows the title, links to those beside.

    :param stem: the path of the first page, without its suffix; or the paths of all pages.
    :param what: what the pages are called.
    """
    each = [*pieces]
    numbered = [f".{number}" if number > 1 else "" for number in range(1, len(each) + 1)]
    names = [f"{stem}{number}.html" for number in numbered] if isinstance(stem, str) else stem
    files = [name.rpartition("/")[2] for name in names]
    for at, (name, piece) in enumerate(zip(names, each, strict=True)):
        near = [Link(files[at - 1], "Previous page")] if at else []
        near += [Link(files[at + 1], "Next page")] if at + 1 < len(files) else []
        yield name, piece, f" ({what} {at + 1} of {len(files)})" if len(files) > 1 else "", near


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
    def is_short(self) -> bool:
        """Whether it fits on one line, as a date does."""
        return len(self.words) <= _SHORT and all(each.is_short for each in self.more)

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

    @property
    def is_brief(self) -> bool:
        """Whether its rows fit on narrow screens: names with numbers."""
        return all(cell.is_short for row in self.rows for cell in row[1:])

    def pages(self) -> Iterator[Table]:
        """Yield the pieces of the table for each page; at least one."""
        runs = [*in_runs(self.rows, lambda row: sum(cell.size for cell in row), _MOST, _MOST_ROWS)]
        return (Table(self.columns, run, self.name) for run in runs or [[]])


def table_of(found: sqlite3.Cursor, name: str = "") -> Table:
    """Return a table of the rows of a query, whose columns are named as the module of the queries says."""
    parts = [each[0].partition(".") for each in found.description]
    columns = tuple(dict.fromkeys(column for column, _, _ in parts))
    rows = []
    for row in found:
        cells: dict[str, dict[str, Any]] = {column: {} for column in columns}
        for (column, _, part), value in zip(parts, row, strict=True):
            if value is not None:
                read = _more if part == "more" else bool if part[:3] == "is_" else str
                cells[column][part or "words"] = read(value)
        rows.append(tuple([Cell(**each) for each in cells.values()]))
    return Table(columns, rows, name)


def _more(listed: str) -> tuple[Cell, ...]:
    """Return the cells of a list in JSON: strings, or lists with the words, the target and the language."""
    return tuple([_cell(*each) if isinstance(each, list) else Cell(each) for each in json.loads(listed) if each])


def _cell(words: str | None, href: str | None = None, language: str | None = None) -> Cell:
    return Cell(words or "", href or "", language or "")


def write_table(frame: Frame, stem: str, title: str, table: Table, said: str = "") -> None:
    """Write the pages of a table, and the table as CSV.

    :param stem: the path of the first page, without its suffix.
    :param said: a sentence above the table.
    """
    csv = f"{stem}.csv"
    lines = [table.columns, *([cell.whole for cell in row] for row in table.rows)]
    frame.folder.write(csv, [_MARK, csv_lines(lines)])
    pages = [*in_pages(stem, table.pages(), "page")]
    rows = [name.replace(".html", ".rows.js") for name, *_ in pages] if len(pages) > 1 else []
    values = {"said": said, "csv": csv.rpartition("/")[2], "count": len(table.rows)}
    for at, (name, piece, which, _) in enumerate(pages):
        others = " ".join(each.rpartition("/")[2] for each in rows if each != name.replace(".html", ".rows.js"))
        pager = _pager([name for name, *_ in pages], at)
        frame.write(name, "table.html", f"{title}{which}", table=piece, pages=pager, others=others, **values)
        if rows:  # the same rows for the pages before and after, which sort and filter all
            shown = (frame.folder.path / name).read_text("utf-8").partition("<tbody>")[2].partition("</tbody>")[0]
            frame.folder.write(rows[at], ["itu.rows(", json.dumps(shown, ensure_ascii=False), ");\n"])


def _pager(names: Sequence[str], at: int) -> list[tuple[str, str, bool]]:
    """Return links to the other pages of a table: file, text, and whether it is the current page."""
    if len(names) < 2:
        return []
    files = [name.rpartition("/")[2] for name in names]
    near = {0, *range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(names))), len(names) - 1}
    numbered = [(files[each], str(each + 1), each == at) for each in sorted(near)]
    before = [(files[at - 1], "Previous", False)] if at else []
    return [*before, *numbered, *([(files[at + 1], "Next", False)] if at + 1 < len(names) else [])]
