"""The header of each page of a site: its name, and links to its main pages."""

from __future__ import annotations

from itu_texts.formats.html.page import Around, Link

__all__ = ["around"]

_MENU = (
    ("index.html", "Start"),
    ("works.html", "Texts"),
    ("mandates.html", "Mandates"),
    ("deadlines.html", "Deadlines"),
    ("outdated.html", "Outdated citations"),
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
    menu = (Link(f"{up}{href}", words, here=href == page) for href, words in _MENU)
    return Around((*menu, *more), title, note)
