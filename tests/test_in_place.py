"""A file is changed in place: what is edited, and nothing else."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import strategies
import word
from conftest import SHARED
from drafts import draft, edited, lines, paragraphs, parts
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from together import check_all

from itu_texts import edit, parse_file, to_outline

REAL = sorted((SHARED / "real" / "word").glob("*.docx"))
BY = {"tracked": True, "author": "A. Rower", "date": "2030-05-01T10:00:00Z"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("drafts")


@cache
def _document(path: Path):
    return parse_file(path)


def _file(folder, data, name="draft.docx"):
    (folder / name).write_bytes(data)
    return parse_file(folder / name)


@pytest.fixture(scope="module")
def doc(folder):
    return _file(folder, draft())


def _saved(folder, doc, change, **options):
    """The content of the file of a document that is edited, and the document in it."""
    made = edit(doc)
    change(made)
    new = made.save(folder / "out.docx", **options)
    return (folder / "out.docx").read_bytes(), new


def _items(document, address):
    return [(item.label, item.text) for item in document.at(address).items]


def _xml(data, words):
    """The paragraph that holds some words, without what only says the namespaces."""
    return next(
        re.sub(' xmlns:[^"]*"[^"]*"', "", each.decode())
        for each in paragraphs(data)
        if words in "".join(etree.fromstring(each).itertext())
    )


# ---------------------------------------------------------------------- the laws


def test_saving_without_a_change_gives_the_same_file(folder, doc):
    def check(document):
        data = Path(document.origins.original.path).read_bytes()
        for options in ({}, BY):
            assert _saved(folder, document, lambda _: None, **options)[0] == data

    check_all([("draft", doc), *((path.name, _document(path)) for path in REAL[:2])], check)


def _check_law(folder, document, seed, *, count=2, tracked):
    """What holds after any edits: the words are the new ones, and nothing else is changed."""
    old = Path(document.origins.original.path).read_bytes()
    made, touched = edited(document, random.Random(seed), count)
    new = made.save(folder / "out.docx", **(BY if tracked else {}))
    data = (folder / "out.docx").read_bytes()
    now = to_outline(made._drafts.frozen(document.language))
    labels = [re.sub(r"^\W*\w{1,4}\W ", "", line) for line in lines(now)]  # Word makes some of them
    assert [re.sub(r"^\W*\w{1,4}\W ", "", line) for line in lines(to_outline(new))] == labels
    if tracked:
        assert lines(to_outline(parse_file(folder / "out.docx", view="original"))) == lines(
            to_outline(parse_file(document.origins.original.path, view="original"))
        )
    before, after = parts(old), parts(data)
    others = {name for name in before if before[name] != after.get(name)} | after.keys() - before.keys()
    assert others <= {"word/document.xml", "word/footnotes.xml"}
    gone = Counter(paragraphs(old)) - Counter(paragraphs(data))
    assert gone.total() <= touched + 8  # those with labels or references that follow


@strategies.few
@given(outline=strategies.outlines(), seed=st.integers(0, 9999), tracked=st.booleans())
def test_only_what_is_edited_changes(tmp_path_factory, outline, seed, tracked):
    folder = tmp_path_factory.mktemp("law")
    document = _file(folder, word.from_outline(strategies.to_outline(outline), styled=True))
    _check_law(folder, document, seed, tracked=tracked)


@strategies.few
@given(seed=st.integers(0, 9999), tracked=st.booleans())
def test_so_in_a_draft_with_all_that_drafts_have(folder, doc, seed, tracked):
    _check_law(folder, doc, seed, tracked=tracked)


@pytest.mark.skipif(not REAL, reason="the real texts are not here")
def test_so_in_real_drafts(folder):
    small = [path for path in REAL if path.name.startswith(("rec-j", "rec-o.174", "rec-g", "itu-t"))]
    cases = [(path.name, (path, seed)) for seed, path in enumerate(small)]
    check_all(cases, lambda case: _check_law(folder, _document(case[0]), case[1], tracked=bool(case[1])))
