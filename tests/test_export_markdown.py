"""Markdown: a Markdown program shows the words as they are, and what it shows is parsed to an equal outline."""

import re
from collections import Counter

import attrs
import pytest
from exported import GOLD, gold, made_up, notes, some_cases, tells_by_blank_lines, tracked
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from together import check_all, for_all

import itu_texts
from itu_texts import InputError, parse, to_markdown, to_outline, to_text
from itu_texts.formats.markdown.writer import _labels
from itu_texts.nodes import FootnoteAnchor

_PROGRAM = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
_MARK = re.compile(r"-\d+$")  # what is added to a label that comes again
_PROGRAM.add_render_rule("footnote_caption", lambda _, tokens, at, *__: _MARK.sub("", tokens[at].meta["label"]))


def _shown(markdown):
    """A web page that a Markdown program makes, with the labels of notes as their marks."""
    return f"<html><body>{_PROGRAM.render(markdown)}</body></html>"


def _as_a_page(markdown, language):
    return itu_texts.parse_bytes(_shown(markdown).encode(), "x.html", language=language)


def _as_a_file(markdown, language):
    return itu_texts.parse_bytes(markdown.encode(), "x.md", language=language)


_WAYS = [_as_a_page, _as_a_file]


def _with_labels(document):
    """A document with the marks of its notes as Markdown has them: not raised, without brackets."""
    marks = [(note.mark or "").strip("[]()") for note in document.footnotes]
    pieces = [
        attrs.evolve(piece, text=marks[piece.note]) if isinstance(piece, FootnoteAnchor) else piece
        for piece in document.furniture
    ]
    return attrs.evolve(document, furniture=tuple(pieces))


def _comes_back(document, read):
    markdown = to_markdown(document)
    if read is _as_a_page and _has_breaks(markdown):
        return
    again = read(markdown, document.language)
    assert _bare(to_outline(again)) == _bare(to_outline(_with_labels(document)))
    assert _called(again) == _called(document)


def _bare(outline):
    """An outline without the empty cells that make all rows of a table equal, and without bare rules."""
    return re.sub(r"\t+$|^_+\n", "", outline, flags=re.MULTILINE)


def _called(document):
    """The notes that are called; a program numbers them in the order of their calls, and leaves out the others."""
    return Counter((mark.strip("[]()"), text, calls) for mark, text, calls in notes(document) if mark and calls)


@for_all("read", _WAYS)
def test_every_case_comes_back(read):
    cases = ((name, case) for name, case in some_cases(4, 1) if not tells_by_blank_lines(case))
    check_all(cases, lambda document: _comes_back(document, read))


def _has_breaks(markdown):
    """Whether lines are parted by a break only, which is a blank in a web page."""
    return "  \n" in markdown


def test_few_cases_say_something_by_blank_lines():
    documents = [document for _, document in some_cases(4, 1)]
    assert sum(map(tells_by_blank_lines, documents)) < len(documents) / 10


@for_all("read", _WAYS)
@for_all("collection", GOLD)
def test_real_texts_come_back(shared, collection, read):
    documents = dict(gold(shared, collection, 0))
    assert documents
    for document in documents.values():
        _comes_back(document, read)


@for_all("read", _WAYS)
@given(document=made_up)
def test_made_up_texts_come_back(document, read):
    _comes_back(document, read)


_HOSTILE = st.lists(
    st.sampled_from(
        [
            "1.",
            "a)",
            "(i)",
            "-",
            "+",
            "*",
            "#",
            ">",
            "_x_",
            "*y*",
            "`z`",
            "[a](b)",
            "![c](d)",
            "<b>",
            "&amp;",
            "http://x.y",
            "|",
            "~~s~~",
            "$m$",
            "\\",
            "\\*",
            "^a^",
            "---",
            "===",
            ":",
            "%",
            "@x",
            "[^1]",
            "[^1]:",
            "{++x++}",
            "2)",
            "#1",
            "##",
            "=",
            "~",
            "```",
            "&#65;",
            "a_b",
            "A.",
            "word",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(_HOSTILE)
def test_a_markdown_program_shows_the_words_as_they_are(words):
    document = parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n1 to row {words};\n2 to rest.\n{words}")
    assume(not document.anchors)  # a program puts other signs around notes
    shown = html.fromstring(_shown(to_markdown(document)))
    assert _words(shown.text_content()) == _words(to_text(document))
    allowed = {"html", "body", "h1", "h2", "p", "em", "strong"}
    assert {each.tag for each in shown.iter()} <= allowed


def _words(text):
    """The words of a text, without the rules above notes."""
    return [word for word in text.split() if word.strip("_")]


def test_markdown_of_a_text():
    document = parse(
        "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nconsidering\na) that rowers1 row,\nresolves\n"
        "1. to use\n| Boat | Oars |\n| Swan | 2 |\n2. to row.\n_____\n1 Of both kinds.\n"
    )
    assert to_markdown(document).split("\n\n") == [
        "# RESOLUTION 7 (LAKESIDE, 2030)",
        "**Boats**",
        "The ITU Council,",
        "*considering*",
        "a\\) that rowers[^1] row,",
        "*resolves*",
        "1\\. to use",
        "| Boat | Oars |\n|---|---|\n| Swan | 2 |",
        "2\\. to row.",
        "[^1]: Of both kinds.\n",
    ]


def test_a_mark_that_comes_again_has_a_label_of_its_own():
    one = "RESOLUTION {}\nBoats\nThe ITU Council,\nresolves\nto row1.\n_____\n1 Softly.\n"
    printed = to_markdown(parse(one.format(7) + one.format(8)))
    assert re.findall(r"\[\^[^]]+\]:?", printed) == ["[^1]", "[^1]:", "[^1-2]", "[^1-2]:"]
    marks = ["1", "1-2", "1", None, "", "note-2"]
    assert _labels(marks) == ["1", "1-2", "1-3", "note", "note-2", "note-2-2"]


@given(st.lists(st.sampled_from(["1", "1-2", "1-3", "2", "1-2-2", "note", "note-2", "*", None])))
def test_labels_of_notes_are_all_different(marks):
    labels = _labels(marks)
    assert len({*labels}) == len(labels) == len(marks)


def test_notes_that_cells_call_are_called_there():
    page = (
        "<p>RESOLUTION 7</p><p>Boats</p><p>The ITU Council,</p><p><i>resolves</i></p><table><tr><td>Boat</td>"
        '<td>Oars</td></tr><tr><td>Swan<a href="#fn1"><sup>1</sup></a> white</td><td>2</td></tr></table>'
        '<ol><li id="fn1">Softly.</li></ol>'
    )
    document = itu_texts.parse_bytes(page.encode(), "x.html")
    assert "| Swan[^1] white | 2 |\n" in to_markdown(document)
    without_source = itu_texts.from_json(itu_texts.to_json(document))
    assert "| Swan white[^1] | 2 |\n" in to_markdown(without_source)


def test_tracked_changes_are_marked():
    document = itu_texts.parse_bytes(tracked(), "x.docx", view="marked")
    assert "{++3++} {--2--} to rest {--slowly--}{++fast++};" in to_markdown(document)


def test_what_is_no_node():
    with pytest.raises(InputError, match="only a document or a part of one can be exported, not a dict"):
        to_markdown({})
