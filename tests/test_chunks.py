"""Chunks: each word of the tree is in one, none is cut inside a sentence, and each has a name of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import few
from test_properties import _FRAGMENTS
from together import check_all, for_all

import itu_texts
from itu_texts import Clause, InputError, chunks, parse, records
from itu_texts.analysis.chunks import length_of
from itu_texts.tree.walking import all_words

LONG = " ".join(f"Boats of lake {n} float well on all days." for n in range(40))
TEXT = f"""RESOLUTION 7 (REV. DUBAI, 2018)
Boats
The Plenipotentiary Conference (Dubai, 2018),
considering
a) that boats leak;
b) that Resolution 5 (Dubai, 2018) is on oars,
instructs the Secretary-General
1 to report by 1 March 2021 on boats;
2 {LONG};
3 to rest.
ANNEX 1
On lamps
1 Lamps shine.
| lamp | oil |
|---|---|
| one | two |
"""


@pytest.fixture(scope="module")
def document():
    return parse(TEXT)


def words_of(document, most):
    return " ".join(chunk.words for chunk in chunks(document, most))


@for_all("most", [1, 12, 100, 100_000])
def test_each_word_is_in_one_chunk(document, most):
    assert words_of(document, most) == all_words(document)


@few
@given(st.lists(_FRAGMENTS, max_size=60).map(" ".join), st.integers(1, 60))
def test_so_it_is_in_any_text(text, most):
    document = parse(text)
    made = [*chunks(document, most)]
    assert sorted(" ".join(chunk.words for chunk in made).split()) == sorted(all_words(document).split())
    assert [chunk.span.start for chunk in made] == sorted(chunk.span.start for chunk in made)


def test_a_clause_that_is_short_is_one_chunk(document):
    first, second, third, *_ = chunks(document, 60)
    assert first.words.endswith("The Plenipotentiary Conference (Dubai, 2018),")
    assert isinstance(second.node, Clause)
    assert document.source[second.span].startswith("considering")
    assert third.words == "instructs the Secretary-General 1 to report by 1 March 2021 on boats;"


def test_a_long_item_is_cut_between_sentences(document):
    long = [chunk for chunk in chunks(document, 60) if "of lake" in chunk.words]
    assert len(long) > 3
    assert all(length_of(chunk.words) <= 60 for chunk in long)
    assert all(chunk.words.rstrip(";").endswith("days.") for chunk in long)
    assert [" ".join(document.source[chunk.span].split()) for chunk in long[:3]] == [chunk.words for chunk in long[:3]]
    assert [chunk.part for chunk in long] == [*range(1, len(long) + 1)]


@for_all(
    "text, cut",
    [
        ("resolves\nthat Nos. 5 and 6 of Art. 3 hold, e.g. here. That is so.", ["here.", "so."]),
        ("resolves\nthat Fig. 5 and Doc. X, i.e. The Book, hold for 5. (That is so.)", ["5.", "so.)"]),
        ("决定\n船舶漂浮。桨也漂浮。", ["漂浮。", "漂浮。"]),
    ],
)
def test_abbreviations_end_no_sentence(text, cut):
    said = [chunk.words for chunk in chunks(parse(text), 1)]
    assert [each.split()[-1][-len(end) :] for each, end in zip(said[-2:], cut, strict=True)] == cut


def test_rows_of_chunks_say_what_is_cited_and_asked(document):
    rows = [*records(document, "chunks", file="boats.txt")]
    assert len({row["id"] for row in rows}) == len(rows)
    [grounds] = [row for row in rows if row["role"] == "preamble"]
    assert grounds["cited"] == "Resolution 5 (Dubai, 2018)"
    tasks = [row for row in rows if row["addressee"]]
    assert {row["addressee"] for row in tasks} == {"SG"}
    assert [row["ends"] for row in tasks if row["ends"]] == ["2021-03-01"]
    assert [row["path"] for row in rows if "Lamps" in row["words"]] == [None]
    assert all(document.source[slice(row["start"], row["end"])] for row in rows)


def test_real_texts(shared):
    def check(file):
        document = itu_texts.parse_file(file)
        assert words_of(document, 100) == all_words(document)
        names = [row["id"] for row in records(document, "chunks", file=file.name)]
        assert len({*names}) == len(names)

    check_all([(file.name, file) for file in sorted((shared / "corpus" / "pp18").glob("*.txt"))], check)


@for_all("most", [0, -3, True])
def test_a_size_is_a_positive_number(document, most):
    with pytest.raises(InputError, match="positive"):
        chunks(document, most)
