"""The table of formats: its rows say truly what readers and writers take, and no two contradict each other."""

import inspect
import re
from collections import Counter

import pytest
from conftest import ROOT

from itu_texts.formats.loading import load
from itu_texts.formats.reading import format_of
from itu_texts.formats.table import FORMATS, READ, ROWS, SUFFIXES, WRITTEN


def _options(place):
    """The options that a function takes, besides what it reads or writes."""
    _, *others = inspect.signature(load(place)).parameters
    return {*others} - {"name"}


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_a_reader_takes_the_options_of_its_row(row):
    assert _options(row.reader.function) == {*row.reader.options}


@pytest.mark.parametrize("row", WRITTEN.values(), ids=lambda row: row.name)
def test_a_writer_takes_the_options_of_its_row(row):
    writer = row.writer
    makes = writer.together or writer.function
    assert _options(makes) >= {*writer.options}
    if writer.rows:
        assert _options(writer.rows) == {"rows"}


def test_a_suffix_is_that_of_one_format():
    suffixes = Counter(suffix for row in FORMATS.values() for suffix in row.suffixes)
    assert max(suffixes.values()) == 1
    assert {*SUFFIXES} <= {*suffixes}
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_every_format_is_read_or_written():
    assert {*FORMATS} == {row.name for row in READ} | {*WRITTEN}
    assert {*ROWS} == {"csv", "json", "jsonl", "xlsx", "parquet"}


@pytest.mark.parametrize("row", [row for row in READ if row.name not in ("docx", "pdf")], ids=lambda row: row.name)
def test_a_text_file_is_in_the_format_that_its_suffix_says(row):
    head = {"akn": b"<?xml version='1.0'?><akomaNtoso/>", "html": b"<p>oars</p>"}.get(row.name, b"oars")
    for suffix in row.suffixes:
        assert format_of(head, f"oars{suffix.upper()}") is row


def test_every_suffix_that_is_read_is_on_the_page_of_files():
    page = (ROOT / "docs" / "how-to" / "files.md").read_text("utf-8")
    table = "\n".join(re.findall(r"(?m)^\|.*\|$", page))
    assert {suffix for row in READ for suffix in row.suffixes} <= {*re.findall(r"`(\.\w+)`", table)}
