"""How the library is used by people who have their programs checked; mypy --strict must like it."""

from collections.abc import Iterator

import itu_texts
from itu_texts import Clause, Document, Item, Text
from itu_texts.nodes import Resolution, Role, Span


class Labels(itu_texts.nodes.Visitor):
    def __init__(self) -> None:
        self.labels: list[str] = []

    def visit_Item(self, item: Item) -> None:
        self.labels.append(item.label)
        self.visit_children(item)


def operative(text: Text) -> Iterator[tuple[str, list[str]]]:
    for clause in text.clauses:
        if clause.role is Role.OPERATIVE:
            yield clause.heading.verb, [each.text for each in clause.heading.addressees]


def sample(path: str) -> str:
    document: Document = itu_texts.parse_file(path, language="en", strict=False)
    resolutions: list[Resolution] = list(itu_texts.find(document, Resolution))
    clauses: list[Clause] = [clause for text in resolutions for clause in text.clauses]
    span: Span = clauses[0].span
    words: str = document.source[span]
    line, column = document.source.line_column(span.start)
    number: str | None = resolutions[0].number
    Labels().visit(document)
    again: Document = itu_texts.from_json(itu_texts.to_json(document, indent=2))
    assert again == document
    page: str = itu_texts.export(document, "markdown")
    table: bytes = itu_texts.export([document, again], "xlsx", rows="tasks")
    cited: list[str] = [found.text for found in itu_texts.references(document)]
    assert len(page) + len(table) + len(cited)
    return f"{number}:{line}:{column}: {words} {itu_texts.address(clauses[0])} {list(operative(resolutions[0]))}"
