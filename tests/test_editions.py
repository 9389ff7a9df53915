"""Seven invented texts that together have every structure that plain text can have; two of them in all languages."""

import pytest
from conftest import ROOT
from invariants import check
from together import for_all

import itu_texts
from itu_texts.rows import ReferenceKind
from itu_texts.tree import nodes

FILES = {file.name.split(".")[0]: file for file in sorted((ROOT / "tests" / "editions").glob("*.en.txt"))}

# Classes that others are derived from; what only files and copies have; and what stands in few texts
NOT_THERE = {
    *("Change", "Furniture", "Node", "Text"),
    *("Amended", "Deletion", "Insertion", "Language", "MarginNote", "Markup"),
    *("Emphasis", "Bold", "Italic"),
    *("Entry", "HeadingReference", "Opinion", "PageReference", "RunningHead"),
    *("Comment", "Publication"),
}


@pytest.fixture(scope="module")
def documents():
    return {name: itu_texts.parse_file(file) for name, file in FILES.items()}


def test_there_are_seven_texts_and_none_has_an_oddity(documents):
    assert len(documents) == 7
    assert {name: [found.code for found in document.diagnostics] for name, document in documents.items()} == {
        name: [] for name in documents
    }


def test_they_have_every_structure(documents):
    found = {
        type(node).__name__
        for document in documents.values()
        for node in (*itu_texts.walk(document), *document.furniture)
    }
    classes = (getattr(nodes, name) for name in nodes.__all__)
    wanted = {each.__name__ for each in classes if isinstance(each, type) and issubclass(each, nodes.Node)}
    assert wanted - found == NOT_THERE


def test_they_have_labels_references_and_amendments_of_many_kinds(documents):
    every = [*documents.values()]
    styles = {item.style.value for document in every for item in itu_texts.find(document, itu_texts.Item)}
    assert {"letter", "number", "decimal", "roman", "bullet"} <= styles
    cited = {found.kind for document in every for found in itu_texts.references(document)}
    assert {
        ReferenceKind.TEXT,
        ReferenceKind.ARTICLE,
        ReferenceKind.PROVISION,
        ReferenceKind.INSTRUMENT,
        ReferenceKind.ANNEX,
        ReferenceKind.APPENDIX,
        ReferenceKind.CLAUSE,
        ReferenceKind.SECTION,
        ReferenceKind.TABLE,
        ReferenceKind.FIGURE,
        ReferenceKind.DOCUMENT,
    } <= cited
    actions = {each.action for document in every for each in itu_texts.find(document, itu_texts.Amendment)}
    assert actions == {"ADD", "MOD", "SUP", "NOC"}
    when = {time.kind for document in every for task in itu_texts.who_does_what(document) for time in task.when}
    assert {kind.value for kind in when} == {"date", "conference", "recurrence"}


@for_all("name", FILES)
def test_what_must_always_hold_holds(name):
    check(FILES[name].read_text("utf-8"))
