"""What must hold of exporters of text, Markdown and Word, whatever the document."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_properties import _FRAGMENTS
from timing import grows_no_faster

import itu_texts
from itu_texts import parse, to_docx, to_markdown, to_outline, to_text
from itu_texts.parsing.anchors import lowered

_TEXT = (
    "RESOLUTION {n} (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nconsidering\na) that rowers1 row at night:\ni) softly;\n"
    "ii) in turns*;\nresolves\n1 to use\n| Boat | Oars |\n| Swan | 2 |\n2 to row.\n_____\n* Softly. 1 Of both kinds.\n"
)
_ADDED = frozenset("():{}[]")  # what an outline has for headings that are not there, and for entries


@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join))
def test_no_words_are_lost(text):
    document = parse(text)
    shown = lowered(to_outline(document))  # the marks of notes are raised by what is written
    outline = Counter(char for char in shown if not char.isspace() and char not in _ADDED)
    assert outline <= Counter(lowered(to_text(document)))
    assert outline <= Counter(lowered(to_markdown(document)))
    read = itu_texts.parse_bytes(to_docx(document), "x.docx")
    visible = Counter({char: count for char, count in outline.items() if char.isprintable()})
    assert visible <= Counter(lowered(read.source.text))


@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join))
def test_the_notes_are_all_printed(text):
    document = parse(text)
    for note in document.footnotes:
        assert note.text in to_text(document)


@pytest.mark.long
@pytest.mark.parametrize("write", [to_text, to_markdown, to_docx])
@pytest.mark.parametrize(
    "text", [_TEXT, _TEXT[:-1] + " a) x\n", "ADD ROW/{n}/1\n28A a bis) to rest1;\n_____\n1 Note.\n"]
)
def test_time_grows_with_the_document_and_no_faster(write, text):
    assert grows_no_faster(write, lambda count: parse("".join(text.format(n=n) for n in range(count))), 100)
