"""Volumes: many texts in a file, given one at a time."""

import gc
import io
import tracemalloc

import pytest
from benchmarks.growth import TEXTS
from hypothesis import given
from hypothesis import strategies as st
from strategies import Outline, few, outlines, to_outline

import itu_texts
from itu_texts import ReadError
from itu_texts.api import volumes
from itu_texts.formats.text import reader as plain

VOLUME = """FINAL ACTS

Contents

RESOLUTION 1 (LAKESIDE, 2030) Boats ..... 1
RESOLUTION 2 (LAKESIDE, 2030) Oars ..... 3

PART I – RESOLUTIONS

RESOLUTION 1 (LAKESIDE, 2030)

Boats

The ITU Council,

resolves

to row.

– 2 –

RESOLUTION 2 (LAKESIDE, 2030)

Oars

The ITU Council,

resolves

to follow the annex.

ANNEX TO RESOLUTION 2 (LAKESIDE, 2030)

Care of oars

1 Dry them.

PART II – DECISIONS

ADD ROW/1/2

DECISION 3 (LAKESIDE, 2030)

Sails

The ITU Council,

decides

to sail.

SUP ROW/1/3

RESOLUTION 9 (LAKESIDE, 2019)

Anchors
"""


def test_all_texts_of_a_volume():
    document = itu_texts.parse(VOLUME)
    assert [(text.kind, text.number, text.title) for text in document.texts] == [
        ("resolution", "1", "Boats"),
        ("resolution", "2", "Oars"),
        ("decision", "3", "Sails"),
        ("resolution", "9", "Anchors"),
    ]
    contents = next(itu_texts.find(document, itu_texts.nodes.Contents))
    assert [(str(entry.identifier), entry.title.text, entry.page.number) for entry in contents.entries] == [
        ("Resolution 1 (Lakeside, 2030)", "Boats", "1"),
        ("Resolution 2 (Lakeside, 2030)", "Oars", "3"),
    ]
    parts = [block for block in document.blocks if isinstance(block, itu_texts.Division)]
    assert [(part.kind, part.number, part.title, len(part.texts)) for part in parts] == [
        ("part", "I", "RESOLUTIONS", 2),
        ("part", "II", "DECISIONS", 2),
    ]


@pytest.mark.parametrize("block", [300, 1000, 10**6])
@pytest.mark.parametrize("name", ["ordinary", "prose after a text", "annexes"])
def test_the_same_texts_piece_by_piece(name, block, monkeypatch):
    monkeypatch.setattr(volumes, "_BLOCK", block)
    text = TEXTS[name](200)
    assert tuple(itu_texts.iter_texts(io.StringIO(text))) == itu_texts.parse(text).texts
    assert tuple(itu_texts.iter_texts(io.StringIO(VOLUME))) == itu_texts.parse(VOLUME).texts


@few
@given(st.lists(outlines(), min_size=1, max_size=5), st.integers(100, 2000))
def test_any_texts_piece_by_piece(drawn: list[Outline], block: int):
    text = "\n".join(to_outline(outline).replace("\t", "") for outline in drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(volumes, "_BLOCK", block)
        assert tuple(itu_texts.iter_texts(io.StringIO(text))) == itu_texts.parse(text).texts


@pytest.mark.long
def test_memory_does_not_grow_with_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(volumes, "_BLOCK", 30_000)
    monkeypatch.setattr(plain, "_BLOCK", 30_000)

    def peak(count):
        path = tmp_path / f"{count}.txt"
        path.write_text(TEXTS["ordinary"](count), "utf-8")
        gc.collect()
        gc.freeze()  # what other tests have left: the more there is, the later the collector looks at all
        tracemalloc.start()
        try:
            assert sum(1 for _ in itu_texts.iter_texts(path)) == count // 8
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(6_000)  # what is remembered of headings and the like, which is bounded, is so now
    assert peak(6_000) < 2 * peak(1_500)


def test_paths_and_files(tmp_path):
    path = tmp_path / "volume.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path.write_text(VOLUME, encoding)
        assert len(list(itu_texts.iter_texts(path))) == 4
        with path.open("rb") as file:
            assert len(list(itu_texts.iter_texts(file))) == 4
    with path.open(encoding="cp1252") as stream:
        assert len(list(itu_texts.iter_texts(stream))) == 4
    assert list(itu_texts.iter_texts(io.StringIO(""))) == []


def test_volumes_in_other_files(tmp_path):
    path = tmp_path / "volume.html"
    path.write_text(
        "<html><body>" + "".join(f"<p>{line}</p>" for line in VOLUME.split("\n") if line) + "</body></html>"
    )
    assert len(list(itu_texts.iter_texts(path))) == 4


def test_what_is_no_text(tmp_path):
    with pytest.raises(ReadError, match="No such file"):
        list(itu_texts.iter_texts(tmp_path / "none.txt"))
    for data in (b"%PDF-1.7", b"\xff\xfe\x00", b"ab\x00\x81" * 500):
        with pytest.raises(ReadError):
            list(itu_texts.iter_texts(io.BytesIO(data)))
