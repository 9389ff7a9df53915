"""Check a built site: each link inside it leads somewhere, and nothing is loaded from the network.

Usage: ``python docs/check_links.py FOLDER``
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """The anchors of a page, where its links lead, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = {"", "top"}
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names and where it leads."""
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "link" and said.get("rel") not in ("canonical", "author"):
            self.loaded.append(said.get("href", ""))
        if "src" in said:
            self.loaded.append(said["src"])


def check(folder: Path) -> tuple[list[str], int]:
    """What is wrong with a site, and how many links were looked at."""
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(folder.resolve().rglob("*.html"))}
    wrong, count = [], 0
    for path, page in pages.items():
        for link in [*page.links, *page.loaded]:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto") or link.startswith("//"):
                if link in page.loaded:
                    wrong.append(f"{path.name}: loads {link}")
                continue
            if parts.scheme == "data":
                continue
            count += 1
            goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            goal = goal / "index.html" if goal.is_dir() else goal
            if not goal.exists():
                wrong.append(f"{path.name}: nothing at {link}")
            elif goal in pages and unquote(parts.fragment) not in pages[goal].anchors:
                wrong.append(f"{path.name}: no anchor {link}")
    return wrong, count


def main(folder: str) -> int:
    """Check a site and say what is wrong."""
    wrong, count = check(Path(folder))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{count} links, {len(wrong)} wrong")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
