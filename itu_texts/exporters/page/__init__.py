"""A document as a page to read: one file, with nothing loaded from anywhere, which reads without scripts too.

Jinja2 fills the template, since it escapes all that is not said to be markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from itu_texts.errors import InputError
from itu_texts.exporters.page.views import Page
from itu_texts.nodes import Document

__all__ = ["iter_html", "style", "to_html"]


def to_html(document: Document, *, anonymous: bool = False) -> str:
    """A document as a page of HTML: the text as ITU sets it, an outline at its side, footnotes in the margin.

    Everything has an address to link to: ``#resolves-1.1``.  References lead to what they cite where that is in the
    document, those who are told something can be picked out, and clauses fold.  The page is one file and loads
    nothing; it needs no scripts to be read.

    :param document: a document.
    :param anonymous: whether to leave out the authors and dates of tracked changes.
    :raises InputError: if it is no document.
    """
    return "".join(iter_html(document, anonymous=anonymous))


def iter_html(document: Document, *, anonymous: bool = False) -> Iterator[str]:
    """A page in pieces; see :func:`to_html`."""
    if not isinstance(document, Document):
        raise InputError(f"a page is made of a document, not of a {type(document).__name__}")
    script = _file("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    yield from _template().generate(
        page=Page(document, anonymous=anonymous),
        style=Markup(style()),
        script=Markup(script),
        digest=digest,
    )


def style() -> str:
    """The style sheet of the page, which pages of differences share."""
    return _file("page.css")


@cache
def _file(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_file("page.html"))
