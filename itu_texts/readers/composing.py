"""Composing the text of a file, a paragraph a line, with evidence and the source map."""

from __future__ import annotations

from itu_texts.evidence import Evidence, Origin, Origins, Reading
from itu_texts.readers.limits import Limits

__all__ = ["Composer"]


class Composer:
    """Takes paragraphs and tables, in their order, and gives the reading."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.pieces: list[str] = []
        self.length = 0
        self.evidence: list[Evidence] = []
        self.starts: list[int] = []
        self.origins: list[Origin] = []

    def line(self, text: str, origin: Origin, *kinds: tuple[str, object]) -> int:
        """Add a line; lines in it become blanks.  Gives the offset at which it begins.

        :param kinds: what the file says of it: pairs of a kind of evidence and its value.
        """
        start = self.length
        text = text.replace("\n", " ").replace("\r", " ")
        self._origin(origin)
        self._add(text + "\n")
        stripped = text.strip()
        if stripped:
            begin = start + len(text) - len(text.lstrip())
            self.evidence += (Evidence(kind, begin, begin + len(stripped), value) for kind, value in kinds)
        return start

    def mark(self, kind: str, start: int, end: int, value: object = None) -> None:
        """Add evidence for a stretch of what was added."""
        self.evidence.append(Evidence(kind, start, end, value))

    def table(self, rows: list[list[str]], origin: Origin) -> None:
        """Add a table, a row a line, its cells separated by tabs."""
        rows = [[" ".join(cell.split()) for cell in row] for row in rows]
        rows = [row for row in rows if any(row)]
        if not rows:
            return
        self._origin(origin)
        parts = []
        for row in rows:
            line = "\t".join(row)
            place = self.length
            begin, stop = place + len(line) - len(line.lstrip()), place + len(line.rstrip())
            cells = []
            for cell in row:  # an empty one may lie beyond the bounds of its row
                bounds = (min(max(each, begin), stop) for each in (place, place + len(cell)))
                cells.append((*bounds, cell))
                place += len(cell) + 1
            parts.append((begin, stop, tuple(cells)))
            self._add(line + "\n")
        self.mark("table", parts[0][0], parts[-1][1], tuple(parts))

    def _origin(self, origin: Origin) -> None:
        if not self.origins or self.origins[-1] != origin:
            self.starts.append(self.length)
            self.origins.append(origin)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.limits.check(self.name, "characters", self.length)

    def reading(self, *, styled: bool = False) -> Reading:
        """All that was added."""
        evidence = sorted(self.evidence, key=lambda each: (each.start, -each.end))
        return Reading("".join(self.pieces), tuple(evidence), Origins(tuple(self.starts), tuple(self.origins)), styled)
