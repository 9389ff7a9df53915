"""Rows of a whole collection as tables, and its views, which any program reads."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest

from itu_texts import Collection, InputError, address, chunks
from itu_texts.analysis.columns import SCHEMA
from itu_texts.cli import main
from itu_texts.collection.exporting import rows_of
from itu_texts.collection.views import VIEWS

FIRST = """RESOLUTION 7 (LAKESIDE, 2018)
Boats
The Conference of Lakes (Lakeside, 2018),
considering
Resolution 9 (Lakeside, 2014),
instructs the Secretary-General
to count the boats by 1 March 2031
"""
SECOND = FIRST.replace("(LAKESIDE, 2018)", "(REV. HARBOUR, 2022)").replace(
    "(Lakeside, 2018),\nc", "(Harbour, 2022),\nc"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acts")
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    (folder / "copy.txt").write_text(SECOND, "utf-8")
    with Collection.open(folder / "acts.db") as acts:
        acts.add(folder)
    return folder / "acts.db"


def exported(file, rows, capsys):
    assert main(["parse", str(file), "--rows", rows, "--to", "csv"]) == 0
    return [*csv.DictReader(io.StringIO(capsys.readouterr().out))]


def test_works_and_editions(file, capsys):
    [work, cited] = exported(file, "works", capsys), exported(file, "references", capsys)
    assert [(row["work"], row["editions"], row["latest_on"]) for row in work if row["number"] == "7"] == [
        (work[0]["work"], "2", "2022-01-01")
    ]
    editions = exported(file, "editions", capsys)
    assert [(row["edition"], row["adopted"], row["precision"]) for row in editions] == [
        ("Rev. Harbour, 2022", "2022-01-01", "year"),
        ("Lakeside, 2018", "2018-01-01", "year"),
    ]
    assert [(row["identifier"], row["cited"]) for row in cited] == [
        (row["identifier"], "Resolution 9 (Lakeside, 2014)") for row in editions
    ]


@pytest.mark.parametrize("rows", ["tasks", "paragraphs", "clauses", "items", "chunks"])
def test_rows_of_the_texts(file, rows, capsys):
    assert {row["identifier"] for row in exported(file, rows, capsys)} - {""} == {
        *([] if rows == "items" else ["Resolution 7 (Lakeside, 2018)", "Resolution 7 (Rev. Harbour, 2022)"])
    }


def test_tasks_have_their_words_and_days(file, capsys):
    for row in exported(file, "tasks", capsys):
        assert (row["addressee"], row["words"], row["ends"]) == (
            "SG",
            "to count the boats by 1 March 2031",
            "2031-03-01",
        )


@pytest.mark.parametrize("view", VIEWS)
def test_a_program_without_the_library_reads_the_views(file, view):
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(f"SELECT * FROM {view}")
        names = [column[0] for column in rows.description]
        assert rows.fetchall()
    assert [name for name in names if name in SCHEMA] == [
        name for name in SCHEMA if name in names
    ] or view == "all_works"


@pytest.mark.parametrize("suffix", ["parquet", "xlsx", "jsonl", "json"])
def test_formats_by_suffix(file, tmp_path, suffix):
    goal = tmp_path / f"rows.{suffix}"
    assert main(["parse", str(file), "--rows", "references", "-o", str(goal)]) == 0
    assert goal.stat().st_size > 200


def test_what_is_no_table_is_refused(file, tmp_path, ran):
    assert "as a table" in ran(2, ["parse", str(file), "--to", "akn"]).err
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    assert "no records of 'works'" in ran(2, ["parse", str(tmp_path / "a.txt"), "--rows", "works", "--to", "csv"]).err
    with Collection.open(file, write=False) as acts, pytest.raises(InputError, match="there are: works"):
        rows_of(acts, "boats")


def test_rows_that_a_collection_has_not_are_not_offered(file):
    with Collection.open(file, write=False) as acts, pytest.raises(InputError) as told:
        rows_of(acts, "diagnostics")
    assert str(told.value).startswith("no rows of 'diagnostics' in a collection; there are: works")
    offered = str(told.value).rpartition(": ")[2].split(", ")
    with Collection.open(file, write=False) as acts:
        assert all(rows_of(acts, each)[0] for each in offered)


def test_names_of_chunks_are_those_of_one_chunk(file):
    with Collection.open(file, write=False) as acts:
        columns, values = rows_of(acts, "chunks")
        names = [row[[*columns].index("id")] for row in values]
        document = acts.document(acts.files[0])
    assert len({*names}) == len(names)
    assert [address(chunk.node) for chunk in chunks(document)]
