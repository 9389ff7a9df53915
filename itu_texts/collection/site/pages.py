"""The paths of the pages of works and texts, and of places in texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from itu_texts.collection.site.contents import Contents, Text
from itu_texts.collection.site.folder import FileNames
from itu_texts.collection.site.reading import Cited, FileTask, Placed, Standing
from itu_texts.formats.html.page import Link


class Pages:
    """The names of the pages of a collection, and their contents once they are written."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        works, texts = FileNames(), FileNames()
        self.works: dict[int, str] = {work.id: works.take(work.name) for work in contents.works.values()}
        """The names of the pages of works, without suffix and folder."""
        self.texts: dict[int, str] = {
            text.id: texts.take(f"{text.name} {text.language}") for text in contents.texts.values() if text.place >= 0
        }
        """The names of the pages of texts, without suffix and folder."""
        self._files = {file: texts.take(path.rpartition(".")[0] or path) for file, path in contents.files.items()}
        self.placed: dict[int, Placed] = {}
        """The pages of each file, once they are written."""

    def work(self, work: int) -> str:
        """Return the path of the page of a work."""
        return f"works/{self.works[work]}.html"

    def text(self, text: Text, address: str = "") -> str:
        """Return the path of the page of a text, and of a place in it; the page must be written."""
        placed = self.placed[text.file]
        for key in ((text.place, address), (text.place, "")):
            if key in placed.hrefs:
                return placed.hrefs[key]
        return placed.pages[0][0]

    @cached_property
    def _texts_of(self) -> dict[int, list[Text]]:
        found: dict[int, list[Text]] = {file: [] for file in self._contents.files}
        for text in self._contents.texts.values():
            found[text.file].append(text)
        return found

    def tasks(self) -> Iterator[tuple[int, FileTask]]:
        """Yield each file, and the task that makes its pages."""
        for file, texts in self._texts_of.items():
            standings = {text.place: self._standing(text) for text in texts if text.place >= 0}
            cited = [each for text in texts for each in self._cited(text)]
            yield file, FileTask(self._contents.paths[file], self._files[file], standings, cited)

    def _standing(self, text: Text) -> Standing:
        work = self._contents.works.get(text.work) if text.work is not None else None
        link = Link(f"../{self.work(work.id)}", f"All of {work.name}") if work is not None else None
        ground = [("standing", text.standing, text.ground, text.ground_file)] if text.ground else []
        return Standing(self.texts[text.id], f"{text.name}: {text.standing}", link, ground)

    def _cited(self, text: Text) -> Iterator[Cited]:
        for each in self._contents.citations[text.id]:
            work = self._contents.work_of(each)
            if work is not None and work != text.work:
                title = self._contents.last_of(work).title
                says = f"{each.cited}: {title}" if title else each.cited
                yield Cited(text.place, each.address, each.words, f"../{self.work(work)}", says)
