"""The parts of a Word file besides its text: numbering, footnotes, endnotes, settings."""

from __future__ import annotations

from typing import Any

from itu_texts.readers.docx_xml import W, child_value

__all__ = ["Parts"]


class Parts:
    """The parts that a document refers to."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def root(self, kind: str) -> Any:
        """The outermost element of a part; ``None`` if there is none of the kind."""
        from lxml import etree

        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                return etree.fromstring(relation.target_part.blob, parser)
        return None

    def notes(self, kind: str) -> dict[str, Any]:
        """The footnotes or the endnotes, by what calls them."""
        root = self.root(kind)
        return {} if root is None else {each.get(W + "id"): each for each in root}

    def note_formats(self) -> dict[str, str]:
        """How the marks of footnotes and endnotes are written: the first section says it, or the settings."""
        found: dict[str, str] = {}
        for root in (self.document.element.body.find(f".//{W}sectPr"), self.root("settings")):
            for kind in ("footnote", "endnote"):
                said = child_value(root.find(f"{W}{kind}Pr"), "numFmt") if root is not None else None
                if said:
                    found.setdefault(f"{kind}s", said)
        return found
