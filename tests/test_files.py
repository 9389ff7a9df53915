"""The cases of tests/files: web pages, Markdown, AsciiDoc, and pages of PDFs, which are set from the markup of Typst."""

from pathlib import Path

import pytest
import typeset
from invariants import check, check_bytes, check_document
from test_cases import outcome, written
from together import check_all, for_all

import itu_texts
from itu_texts import Item, Paragraph, find, to_outline

FILES = Path(__file__).with_name("files")
_SETTINGS = typeset.source("").partition("\n\n")[0]
"""How the pages of a PDF are set whose case does not say it."""


def read(name: str, text: str) -> itu_texts.Document:
    """A text as a file of the kind, and in the view, that the name of the file of its case says."""
    kind, _, view = name.partition(".")
    if kind == "pdf":
        data = typeset.pdf(text if text.startswith("#set page") else f"{_SETTINGS}\n\n{text}")
    else:
        data = text.encode()
    return check_bytes(data, f"x.{kind}", **({"view": view} if view else {}))


@for_all("file", sorted(FILES.glob("*.txt")))
def test_files_are_read(file):
    def check(case):
        _, text, expected = case
        assert outcome(read(file.stem, text), expected[2]) == expected

    check_all(((case[0], case) for case in written(file)), check)


# ---------------------------------------------------------------------- markdown, in files and pasted: its signs are no words, and its structure is that of the text


def test_escapes():
    text = "resolves\n\n1\\. to row:\n\na\\) by day\\;\n\nb\\) by night \\[or not\\];\n\n2\\. to rest\\*\n"
    document = check(text)
    assert to_outline(document).splitlines() == [
        "resolves",
        "\t1. to row:",
        "\t\ta) by day;",
        "\t\tb) by night [or not];",
        "\t2. to rest*",
    ]
    item = next(find(document, Item))
    assert document.source[item.span].startswith("1\\. to row:")
    assert [leaf.kind for leaf in itu_texts.leaves(document) if leaf.node is item] == ["label", "label"]


def test_emphasis_in_emphasis_and_signs_of_pages():
    assert to_outline(
        check(
            "<meta http-equiv='Content-Type' content='text/html' />\n\n# ARTICLE 1\n\n**ADD 73*bis*** 3) to row\n\n"
            '<span id="page-3-1"></span>**SUP** 74\n'
        )
    ).splitlines() == ["ARTICLE 1", "\tADD 73bis", "\t\t3) to row", "\tSUP 74"]


@pytest.mark.parametrize("name", ["a.md", "a.markdown"])
def test_files(tmp_path, name):
    text = "# RESOLUTION 7\n\n## Boats[^1]\n\nThe ITU Council,\n\n*resolves*\n\n1\\. to *row*;\n\n2\\. to rest.\n\n[^1]: Of wood.\n"
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = itu_texts.parse_file(path)
    check_document(document)
    assert document == itu_texts.parse(text)
    assert document.source.text == text
    assert [item.text for item in find(document, Item)] == ["to row;", "to rest."]
    assert [text.title for text in itu_texts.iter_texts(path)] == ["Boats"]
    assert not [each for each in find(document, Paragraph) if "\\" in each.text]
