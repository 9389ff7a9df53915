"""Writes a document as a page: one file that loads nothing and can be read without scripts.

Jinja2 fills the template, because it escapes everything that is not marked as markup. It is imported when a page is
made.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from itu_texts.errors import InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.loading import load
from itu_texts.formats.xml_text import allowed
from itu_texts.tree.diagnostics import Diagnostic
from itu_texts.tree.nodes import Comment, Document

if TYPE_CHECKING:
    from jinja2 import Template

    from itu_texts.formats.html.page.views import Page, Sheet

__all__ = ["Around", "Link", "filled", "iter_html", "iter_page", "to_html"]


class Link(NamedTuple):
    """A link from one page to another."""

    href: str
    words: str
    here: bool = False
    """Whether it leads to its own page."""


class Around(NamedTuple):
    """What a site prints above each of its pages."""

    links: tuple[Link, ...]
    title: str = ""
    """The title of the site."""
    note: str = ""
    """A sentence about the page."""
    record: Sequence[tuple[str, str, str, str]] = ()
    """What is known of the text: the name, the value, the words that say it, and what or where these are."""
    logo: str = ""
    """The path of the picture beside the title; empty for none."""


@checked
def to_html(document: Document, *, anonymous: bool = False, findings: Iterable[Diagnostic] = ()) -> str:
    """Return a document as a page of HTML: the text in the layout of ITU, an outline, footnotes in the margin.

    All parts have addresses for links: ``#resolves-1.1``. References lead to the places that they cite in the document,
    addressees can be highlighted, and clauses fold. The page is one file, loads nothing, and can be read without
    scripts.

    :param document: a document.
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :param findings: diagnostics, as of :func:`itu_texts.check`, which stand in the margin as comments do.
    :raises InputTypeError: if ``document`` is not a document.
    :raises MissingExtraError: if the extra ``html-out`` is not installed.
    """
    if not isinstance(document, Document):
        raise InputTypeError(f"to_html() takes a document, not a {type(document).__name__}")
    told = [Comment(start=each.span.start, end=each.span.end, text=f"{each.code}: {each.message}") for each in findings]
    shown = without_authors(document) if anonymous else document
    comments = sorted((*shown.comments, *told), key=lambda each: each.span)
    return "".join(iter_html(evolve(shown, comments=tuple(comments)) if told else shown))


def iter_html(document: Document) -> Iterator[str]:
    """Yield a page in pieces; see :func:`to_html`."""
    page: Page = _loaded("itu_texts.formats.html.page.views:Page")(document)
    return iter_page(page)


def iter_page(page: "Page | Sheet", around: Around | None = None) -> Iterator[str]:
    """Yield a page, or a sheet of one that is divided into several, in pieces.

    :param around: what the site prints above the page, if it is part of a site.
    """
    script = _file(__name__, "page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return filled(__name__, "page.html", page=page, around=around, script=script, digest=digest)


def filled(
    package: str, template: str, *styles: tuple[str, str], around: Around | None = None, **values: Any
) -> Iterator[str]:
    """Yield a page from a template, in pieces. A template that extends ``report.html`` has the head of all reports.

    :param package: the package that contains the template, as a file.
    :param template: the name of the template.
    :param styles: further style sheets: the package that contains each, and its name.
    :param around: what the site prints above the page, if it is part of a site.
    :param values: the variables of the template.
    :raises MissingExtraError: if the extra ``html-out`` is not installed.
    """
    made = _template(package, template)
    style = _file(__name__, "page.css") + "".join(_file(*sheet) for sheet in styles)
    return (allowed(piece) for piece in made.generate(style=style, around=around, **values) if piece)


def _loaded(place: str) -> Any:
    """Return an object of a module that needs the extra ``html-out``."""
    return load(place, "HTML files", "html-out")


@lru_cache(maxsize=64)
def _template(package: str, name: str) -> "Template":
    """Return a compiled template; compiling takes longer than filling it."""
    _loaded("jinja2:Environment")
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def frame(wanted: str) -> str:
        """Return the source of a template that another extends or imports, from its own package or from this one."""
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
