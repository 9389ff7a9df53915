"""A document as a page to read: one file, with nothing loaded from anywhere, which reads without scripts too.

Jinja2 fills the template, since it escapes all that is not said to be markup.  It is imported when a page is made.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from itu_texts.errors import InputError
from itu_texts.errors.arguments import checked
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.loading import load
from itu_texts.formats.xml_text import allowed
from itu_texts.tree.nodes import Document

if TYPE_CHECKING:
    from jinja2 import Template

    from itu_texts.formats.html.page.views import Page, Sheet

__all__ = ["Around", "Link", "filled", "iter_html", "iter_page", "to_html"]


class Link(NamedTuple):
    """A link from one page to another."""

    href: str
    words: str
    here: bool = False
    """Whether it leads to the page that it stands on."""


class Around(NamedTuple):
    """What stands above a page that is one of many."""

    links: tuple[Link, ...]
    title: str = ""
    """What the pages are together."""
    note: str = ""
    """A sentence about the page."""


@checked
def to_html(document: Document, *, anonymous: bool = False) -> str:
    """A document as a page of HTML: the text as ITU sets it, an outline at its side, footnotes in the margin.

    Everything has an address to link to: ``#resolves-1.1``.  References lead to what they cite where that is in the
    document, addressees can be picked out, and clauses fold.  The page is one file and loads
    nothing; it needs no scripts to be read.

    :param document: a document.
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :raises InputError: if it is no document.
    :raises MissingExtraError: if the extra ``html-out`` is not installed.
    """
    if not isinstance(document, Document):
        raise InputError(f"to_html() takes a document, not a {type(document).__name__}")
    return "".join(iter_html(without_authors(document) if anonymous else document))


def iter_html(document: Document) -> Iterator[str]:
    """A page in pieces; see :func:`to_html`."""
    page: Page = _loaded("itu_texts.formats.html.page.views:Page")(document)
    return iter_page(page)


def iter_page(page: Page | Sheet, around: Around | None = None) -> Iterator[str]:
    """A page, or a sheet of one that is cut into several, in pieces.

    :param around: what stands above it, if it is one of many.
    """
    script = _file(__name__, "page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return filled(__name__, "page.html", page=page, around=around, script=script, digest=digest)


def filled(
    package: str, template: str, *styles: tuple[str, str], around: Around | None = None, **values: Any
) -> Iterator[str]:
    """A page from a template, in pieces; one that extends ``report.html`` has the head and the title of all reports.

    :param package: the package that has the template, as a file.
    :param template: its name.
    :param styles: style sheets besides that of all pages: of each the package that has it, and its name.
    :param around: what stands above the page, if it is one of many.
    :param values: what the template names.
    :raises MissingExtraError: if the extra ``html-out`` is not installed.
    """
    made = _template(package, template)
    style = _file(__name__, "page.css") + "".join(_file(*sheet) for sheet in styles)
    return (allowed(piece) for piece in made.generate(style=style, around=around, **values) if piece)


def _loaded(place: str) -> Any:
    """What needs the extra of web pages that are written."""
    return load(place, "HTML", "html-out")


@lru_cache(maxsize=64)
def _template(package: str, name: str) -> Template:
    """A template, compiled: that takes longer than to fill it."""
    _loaded("jinja2:Environment")
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def frame(wanted: str) -> str:
        """What a template extends or imports: of its own package, or of this one, as the frame of all reports."""
        own = wanted != name and resources.files(package).joinpath(wanted).is_file()
        return _file(package if own else __name__, wanted)

    environment = Environment(
        loader=FunctionLoader(frame),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(_file(package, name))


@lru_cache(maxsize=64)
def _file(package: str, name: str) -> str:
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")
