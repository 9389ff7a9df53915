"""Where words stand in the file as it is, and what is done to files that came as bytes."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import grows_no_faster
from together import for_all, refused

import itu_texts
from itu_texts.revision.diffs import diff_page
from itu_texts.tree.spans import Units

ADOC = """= Resolution 7
:reference: x

The ITU Council,

== considering

. that *boats* leak;
. that the the 🚢 oars float,

== resolves

. to row;
. to rest.
"""
TEXT = "RESOLUTION 7 (LAKESIDE, 2018)\nLamps\nThe ITU Council,\nresolves\n1 to light the the lamps;\n2 to rest."


@for_all("suffix", ["txt", "md", "adoc"])
@for_all("offsets", ["characters", "utf-16"])
def test_one_function_for_all_text(suffix, offsets):
    text = (
        ADOC
        if suffix == "adoc"
        else TEXT.replace("lamps", "🏮 lamps").replace("light", "**light**" if suffix == "md" else "light")
    )
    document = itu_texts.parse_bytes(text.encode(), f"x.{suffix}")
    for _, node in itu_texts.addresses(document):
        words = document.source[node.span].split()[-1]
        start = node.end - len(words)
        place = itu_texts.file_place(document, itu_texts.nodes.Span(start, node.end), offsets=offsets)
        there = (
            text.encode("utf-16-le")[2 * place.start : 2 * place.end].decode("utf-16-le")
            if offsets == "utf-16"
            else text[place.start : place.end]
        )
        assert there == words
        assert text.splitlines()[place.line - 1].find(words) >= 0


def test_a_word_file_has_paragraphs_and_a_pdf_pages():
    document = itu_texts.parse_bytes(itu_texts.to_docx(itu_texts.parse(TEXT)), "x.docx")
    place = itu_texts.file_place(document, document.at("resolves 2").blocks[0].span)
    assert (place.paragraph, place.line, place.page) == (document.at("resolves 2").origin.paragraph, None, None)
    assert place.offset == document.at("resolves 2").blocks[0].start - document.at("resolves 2").start
    plain = itu_texts.parse(TEXT)
    assert itu_texts.file_place(plain, plain.at("resolves 2").span).line == 6


@for_all("span", [itu_texts.nodes.Span(5, 2), itu_texts.nodes.Span(-5, 2), itu_texts.nodes.Span(0, 10**6)])
@for_all("name", ["nowhere.docx", "nowhere.txt"])
def test_a_fix_that_is_no_stretch_of_the_text_is_left(span, name):
    data = TEXT.encode() if name.endswith("txt") else itu_texts.to_docx(itu_texts.parse(TEXT))
    document = itu_texts.parse_bytes(data, name)
    wrong = itu_texts.Diagnostic(
        code="lamp",
        severity="info",
        message="light",
        span=document.at("resolves 2").span,
        fixes=(itu_texts.nodes.Fix(span, "x"),),
    )
    mended = itu_texts.mend(document, [wrong])
    assert (mended.made, mended.left) == ([], [wrong])
    assert itu_texts.parse_bytes(mended.data, name).source.text == document.source.text


def test_a_file_that_came_as_bytes_is_commented_mended_and_edited():
    document = itu_texts.parse_bytes(itu_texts.to_docx(itu_texts.parse(TEXT)), "nowhere.docx")
    found = itu_texts.check(document)
    commented = itu_texts.parse_bytes(itu_texts.annotate(document, found), "x.docx")
    assert any("doubled-word" in each.text for each in commented.comments)
    mended = itu_texts.mend(document, found)
    assert "doubled-word" in [each.code for each in mended.made]
    assert "light the lamps" in itu_texts.to_text(itu_texts.parse_bytes(mended.data, "x.docx"))
    out = io.BytesIO()
    itu_texts.edit(document).replace("resolves 2", "to sleep.").save(out, tracked=True)
    assert itu_texts.parse_bytes(out.getvalue(), "x.docx", view="marked").changes
    plain = itu_texts.parse_bytes(TEXT.encode(), "nowhere.txt")
    assert b"light the lamps" in itu_texts.mend(plain, itu_texts.check(plain)).data
    text = io.BytesIO()
    itu_texts.edit(plain).replace("resolves 2", "to sleep.").save(text)
    assert text.getvalue().decode() == TEXT.replace("to rest.", "to sleep.")


def test_redlines_are_bytes_and_a_page():
    old = itu_texts.parse_bytes(itu_texts.to_docx(itu_texts.parse(TEXT)), "old.docx")
    new = itu_texts.parse(TEXT.replace("to rest", "to sleep"))
    made = itu_texts.redline(itu_texts.diff(old, new), old)
    assert itu_texts.parse_bytes(made.data, "x.docx", view="marked").changes
    page = diff_page(old, new)
    assert "<ins>" in page
    assert "sleep" in page


def test_the_page_shows_findings():
    document = itu_texts.parse(TEXT)
    assert "doubled-word: " in itu_texts.to_html(document, findings=itu_texts.check(document))
    assert "doubled-word: " not in itu_texts.to_html(document)


def test_times_without_an_argument_are_those_after_the_adoption():
    document = itu_texts.parse(
        "RESOLUTION 7 (LAKESIDE, 2018)\nLamps\nThe ITU Council,\ninstructs the Secretary-General\nto report by 31 December 2026."
    )
    [task] = itu_texts.who_does_what(document)
    assert task.times() == task.when
    assert [str(when.value) for when in task.times()] == ["2026-12-31"]


def test_reports_of_asciidoc_take_time_that_grows_with_the_file():
    def made(count):
        return "= Resolution 7\n\nThe ITU Council,\n\n== resolves\n\n" + ". to *light* the the lamps;\n" * count

    def reported(text):
        document = itu_texts.parse_bytes(text.encode(), "x.adoc")
        return [itu_texts.file_place(document, node.span) for _, node in itu_texts.addresses(document)]

    assert grows_no_faster(reported, made, 40)


# ---------------------------------------------------------------------- offsets and columns in units of UTF-16, as JavaScript and editors count them


OF_MANY_LETTERS = "RESOLUTION 7 (LAKESIDE, 2018)\n𝔏amps 🚢 and boats\nThe ITU Council,\nresolves\n1 to light 🏮 the the lamps;\n2 to 𝔯est."


def utf16(text):
    """The text as JavaScript has it: each unit by itself."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def shown(units, span):
    return b"".join(units[slice(*span)]).decode("utf-16-le", "surrogatepass")


def spans(value):
    if isinstance(value, list):
        for each in value:
            yield from spans(each)
    elif isinstance(value, dict):
        if "span" in value:
            yield value["span"]
        yield from spans([*value.values()])


@given(st.text(st.sampled_from("a\n𝔏🚢é\ud800 "), max_size=12))
def test_units_and_characters_are_converted_both_ways(text):
    units = Units(text)
    counted = [units.units(offset) for offset in range(len(text) + 1)]
    assert counted == [len(utf16(text[:offset])) for offset in range(len(text) + 1)]
    assert [units.characters(each) for each in counted] == [*range(len(text) + 1)]


@for_all("node", ["the document", "a clause"])
def test_each_span_is_the_same_stretch(node):
    document = itu_texts.parse(OF_MANY_LETTERS)
    root = document if node == "the document" else document.at("resolves")
    plain, wide = itu_texts.to_dict(root), itu_texts.to_dict(root, offsets="utf-16")
    units = utf16(OF_MANY_LETTERS)
    there = [*spans(plain)]
    assert len(there) == len([*spans(wide)]) > 5
    assert [shown(units, span) for span in spans(wide)] == [OF_MANY_LETTERS[slice(*span)] for span in there]
    assert wide.get("offsets") == ("utf-16" if root is document else None)


def test_such_json_is_read_back():
    document = itu_texts.parse(OF_MANY_LETTERS)
    written = itu_texts.to_json(document, source=True, offsets="utf-16")
    again = itu_texts.from_json(written)
    assert again == document
    assert [node.span for node in itu_texts.walk(again)] == [node.span for node in itu_texts.walk(document)]
    assert (
        json.loads("".join(itu_texts.export(document, "jsonl", source=True, offsets="utf-16")))["offsets"] == "utf-16"
    )
    for wrong, said in (
        (itu_texts.to_json(document, offsets="utf-16"), "only with the source"),
        (written.replace('"offsets": "utf-16"', '"offsets": "utf-8"'), "offsets count characters or utf-16"),
        (written.replace('"span": [0', '"span": ["0"', 1), "not as in the JSON"),
    ):
        refused(itu_texts.JSONError, said, itu_texts.from_json, wrong)


def test_lines_and_columns():
    source = itu_texts.parse(OF_MANY_LETTERS).source
    place = OF_MANY_LETTERS.index("the the")
    assert source.line_column(place) == (5, 14)
    assert source.line_column(place, "utf-16") == (5, 15)
    refused(
        itu_texts.InputError, "offsets are in characters or utf-16, not 'bytes'", source.line_column, place, "bytes"
    )
    for outside in (-1, len(source) + 1):
        refused(itu_texts.InputError, "outside the text", source.line_column, outside)
    refused(
        itu_texts.InputError,
        "offsets are in characters or utf-16",
        itu_texts.to_json,
        itu_texts.parse(OF_MANY_LETTERS),
        offsets="bytes",
    )
    with pytest.raises(itu_texts.InputError, match="need the text"):
        itu_texts.to_json(itu_texts.from_json(itu_texts.to_json(itu_texts.parse(OF_MANY_LETTERS))), offsets="utf-16")
