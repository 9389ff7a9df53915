"""Rows as CSV and Parquet, of one document and of many; graphs of many files; options of the command line."""

import asyncio
import csv
import io
import subprocess
import sys
from contextlib import closing
from datetime import date
from typing import get_type_hints

import networkx
import pytest
from collected import collection_of, in_memory
from exported import tracked
from hypothesis import given
from hypothesis import strategies as st
from test_properties import _FRAGMENTS
from together import for_all, refused

import itu_texts
from itu_texts import (
    AddressError,
    Collection,
    IdentifierError,
    InputError,
    MissingExtraError,
    collection,
    from_json,
    iri,
    parse,
    to_json,
    walk,
)
from itu_texts.analysis.columns import COLUMNS, SCHEMA
from itu_texts.analysis.tasks import AddresseeName
from itu_texts.cli import main
from itu_texts.collection.works import VIEWS
from itu_texts.formats.tables.text import joined
from itu_texts.formats.writing import iter_together, part_of
from itu_texts.tree.walking import all_words

_ANSWERS = ("Edition", "WorkRow", "Mandate", "Citation", "Hit", "Blame", "Duplicate")
_TABLES = {
    **COLUMNS,
    **{name: get_type_hints(getattr(collection, name)) for name in _ANSWERS},
    "addressees": get_type_hints(AddresseeName),
}
_OTHER_NAMES = frozenset(("text", "named", "when", "clause", "key", "short", "of", "body_name", "path_in_file"))

TEXT = """RESOLUTION {0} (LAKESIDE, 2019)
Boats, "long" ones
The ITU Council,
considering
a) that Article 5 of the Convention and Nos. 9.1 to 9.3 of the Radio Regulations hold;
b) Resolutions 2 and 3 (Lakeside, 2018),
instructs the Secretary-General
1 to row by 1 March 2021 and to report to the Council annually;
3 to rest before 2 May 2020.
"""


@pytest.fixture
def folder(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for number in range(5):
        (files / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    return files


@for_all("name", _TABLES)
def test_all_tables_share_one_schema(name):
    columns = _TABLES[name]
    shared = [column for column in columns if column in SCHEMA]
    assert shared == [column for column in SCHEMA if column in columns]  # in one order
    assert all(columns[column] is SCHEMA[column] for column in shared if SCHEMA[column] is not date)
    assert _OTHER_NAMES.isdisjoint(columns)  # what the schema has a name for has no other


def test_each_row_has_the_columns_of_its_kind():
    bands = "148-150 MHz\nAllocation to services\nRegion 1\tRegion 2\tRegion 3\n148-150\tFIXED 5.1\n"
    document = itu_texts.parse(f"{TEXT.format(1)}\n{bands}")
    of_recommendations = {"definitions", "abbreviations", "bibliography", "requirements", "exhibits"}
    for what, columns in COLUMNS.items():
        rows = [*itu_texts.records(document, what)]
        assert rows or what in of_recommendations
        for row in rows:
            assert [*row] == [*columns]
            kinds = {name: str if kind is date else kind for name, kind in columns.items()}
            for name, value in row.items():
                assert value is None or type(value) is kinds[name] or (kinds[name] is list and type(value) is str), name


@pytest.mark.parametrize("rows", COLUMNS)
def test_many_files_are_one_table(folder, tmp_path, rows):
    out = tmp_path / "out.csv"
    assert main(["parse", str(folder), "--rows", rows, "-o", str(out)]) == 0
    head, *lines = csv.reader(io.StringIO(out.read_text("utf-8")))
    assert head == [*COLUMNS[rows]]
    wanted = [
        ["" if value is None else str(value) for value in row.values()]
        for file in sorted(folder.iterdir())
        for row in itu_texts.records(itu_texts.parse_file(file), rows, file=str(file))
    ]
    assert lines == wanted


@pytest.mark.parametrize("rows", COLUMNS)
def test_parquet_holds_the_same(folder, tmp_path, rows):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'itu-texts[parquet]'")
    out = tmp_path / "out.parquet"
    assert main(["parse", str(folder), "--rows", rows, "-o", str(out)]) == 0
    table = parquet.read_table(out)
    kinds = {"string": str, "int64": int, "bool": bool, "date32[day]": date}
    assert {field.name: kinds[str(field.type)] for field in table.schema} == {
        name: str if kind is list else kind for name, kind in COLUMNS[rows].items()
    }
    wanted = [
        {name: joined(value) if isinstance(value, list) else value for name, value in row.items()}
        for file in sorted(folder.iterdir())
        for row in itu_texts.records(itu_texts.parse_file(file), rows, file=str(file))
    ]
    read = [
        {name: str(value) if isinstance(value, date) else value for name, value in row.items()}
        for row in table.to_pylist()
    ]
    assert read == wanted


def test_large_tables_are_written_in_groups(monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'itu-texts[parquet]'")
    monkeypatch.setattr("itu_texts.formats.tables.parquet._ROWS", 7)
    parts = [part_of(itu_texts.parse(TEXT.format(number)), "parquet", rows="items") for number in range(5)]
    pieces = [*iter_together(iter(parts), "parquet", rows="items")]
    assert len(pieces) == 3  # two of seven rows, and the last six with what stands at the end
    made = parquet.ParquetFile(io.BytesIO(b"".join(pieces)))
    assert [made.metadata.row_group(group).num_rows for group in range(made.num_row_groups)] == [7, 7, 6]
    assert [row["identifier"] for row in made.read().to_pylist()][::4] == [
        f"Resolution {n} (Lakeside, 2019)" for n in range(5)
    ]


def test_no_rows_are_a_table_too():
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'itu-texts[parquet]'")
    document = itu_texts.parse("Boats.")
    assert itu_texts.export(document, "csv", rows="tasks") == ",".join(COLUMNS["tasks"]) + "\n"
    empty = parquet.read_table(io.BytesIO(itu_texts.export(document, "parquet", rows="tasks")))
    assert (empty.num_rows, empty.column_names) == (0, [*COLUMNS["tasks"]])


@given(st.lists(_FRAGMENTS, max_size=40).map(" ".join))
def test_any_text_has_rows_that_can_be_written(text):
    document = itu_texts.parse(text)
    for rows in COLUMNS:
        written = itu_texts.export(document, "csv", rows=rows)
        assert written.encode("utf-8")
        read = [*csv.reader(io.StringIO(written, newline=""))]
        assert len(read) == 1 + len([*itu_texts.records(document, rows)])


def test_half_a_character_is_written_as_none():
    document = itu_texts.parse("resolves\n1 to row \ud83d away;\n2 to rest")
    assert "to row \ufffd away;" in itu_texts.export(document, "csv", rows="items")


@pytest.mark.parametrize("name", ["csv", "graphml"])
def test_it_is_the_same_whoever_works(folder, tmp_path, name):
    one, many = tmp_path / "one", tmp_path / "many"
    assert main(["parse", str(folder), "--to", name, "--jobs", "1", "-o", str(one)]) == 0
    assert main(["parse", str(folder), "--to", name, "--jobs", "2", "-o", str(many)]) == 0
    assert one.read_bytes() == many.read_bytes()


@pytest.mark.parametrize("name", ["graphml", "dot", "mermaid"])
def test_graphs_of_many_files_are_one(folder, tmp_path, name):
    out = tmp_path / "out"
    assert main(["parse", str(folder), "--to", name, "-o", str(out)]) == 0
    documents = [itu_texts.parse_file(file) for file in sorted(folder.iterdir())]
    whole = "".join(iter_together((part_of(each, name) for each in documents), name))
    assert out.read_text("utf-8") == whole
    assert all(f"Resolution {n} (Lakeside, 2019)" in whole for n in range(5))


def test_what_is_gathered_of_each_is_the_graph_of_all(folder):
    documents = [itu_texts.parse_file(file) for file in sorted(folder.iterdir())]
    made = itu_texts.graph(documents)
    assert ("Resolution 0 (Lakeside, 2019)", "Convention", "cites", 1) in [edge[:4] for edge in made.edges]
    assert {node.name for node in made.nodes if node.given} == {f"Resolution {n} (Lakeside, 2019)" for n in range(5)}
    assert itu_texts.graph(reversed(documents)) == made


# ---------------------------------------------------------------------- the command line


@pytest.mark.long
@pytest.mark.dask
def test_a_cluster_that_does_not_answer(examples, ran):
    pytest.importorskip("distributed", reason="Dask is not here: pip install 'itu-texts[dask]'")
    assert (
        "--dask 127.0.0.1:9: no scheduler answers there"
        in ran(2, ["parse", str(examples / "resolution.txt"), "--to", "csv", "--dask", "127.0.0.1:9"]).err
    )


@pytest.mark.parametrize(("command", "output"), [("parse", "out.json"), ("parse", "out.csv"), ("collect", "acts.db")])
def test_without_dask_an_error_says_what_to_install(examples, tmp_path, ran, monkeypatch, command, output):
    monkeypatch.setitem(sys.modules, "distributed", None)
    arguments = [command, str(examples / "resolution.txt"), "-o", str(tmp_path / output)]
    assert "pip install 'itu-texts[dask]'" in ran(2, [*arguments, "--dask", "127.0.0.1:9"]).err


@pytest.mark.parametrize("name", ["json", "akn"])
def test_authors_can_be_left_out(tmp_path, capsysbinary, name):
    file = tmp_path / "draft.docx"
    file.write_bytes(tracked())
    for anonymous in (False, True):
        arguments = ["parse", str(file), "--view", "marked", "--to", name]
        assert main([*arguments, "--anonymous"] if anonymous else arguments) == 0
        assert (b"Rower" not in capsysbinary.readouterr().out) == anonymous


def test_without_pyarrow_an_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "itu_texts.formats.tables.parquet", None)
    refused(
        MissingExtraError,
        r"pip install 'itu-texts\[parquet\]'",
        itu_texts.export,
        itu_texts.parse("resolves"),
        "parquet",
    )


@for_all("name", ["csv", "graphml", "json", "text"])
def test_the_core_imports_no_library_for_tables_or_graphs(name):
    code = (
        f"import sys, itu_texts; itu_texts.export(itu_texts.parse('resolves'), {name!r}); itu_texts.graph([]); "
        "print({'pandas', 'networkx', 'pyarrow', 'distributed', 'numpy'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_several_documents_are_exported_together_where_a_file_holds_many():
    documents = [itu_texts.parse(f"DECISION {number}\nOars\nThe ITU Council,\ndecides\nto row.") for number in "12"]
    for name in ("csv", "jsonl", "outline", "graphml"):
        both = itu_texts.export(iter(documents), name)
        for document in documents:
            assert {*itu_texts.export([document], name).splitlines()[2:]} <= {*both.splitlines()}, name
        assert itu_texts.export(documents[:1], name) == itu_texts.export(documents[0], name)
    refused(
        itu_texts.InputError, "a file of Markdown holds one document, not 2", itu_texts.export, documents, "markdown"
    )
    refused(itu_texts.InputError, "takes a document, not a str", itu_texts.export, ["x"], "csv")


# ---------------------------------------------------------------------- footnotes and cells of tables in rows and chunks; places by their IRIs, in a document and in a collection


NOTED = """RESOLUTION 7 (REV. DUBAI, 2018)
Oars
The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),
noting
that lakes1 freeze,
resolves
1 to row*;
2 to rest

___________
1 Among them the northern ones.
* With two oars.
"""


def test_footnotes_are_found_in_a_collection_at_their_marks():
    with in_memory(parse(NOTED)) as acts:
        assert [hit.address for hit in acts.search("northern ones")] == ["noting"]
        assert acts.rows("SELECT address FROM all_paragraphs WHERE words = 'With two oars.'") == [("resolves 1",)]


def test_what_an_iri_names_is_found_again():
    document = parse(NOTED)
    for node in walk(document):
        assert iri(document.at(iri(node))) == iri(node)
    place = document.at("resolves 2")
    assert document.at(iri(place)) is document.texts[0].at(iri(place)) is place
    assert document.at(iri(document.texts[0])) is document.texts[0]
    assert from_json(to_json(document)).at(iri(place)).text == "to rest"
    refused(AddressError, None, document.at, "/akn/un/statement/deliberation/itu-pp/2018-11-16/res-8")


def test_a_collection_has_places_and_texts():
    document = parse(NOTED)
    with in_memory(
        document, parse(NOTED.replace("REV. DUBAI, 2018", "BUSAN, 2014").replace("Dubai, 2018", "Busan, 2014"))
    ) as acts:
        assert acts.at(iri(document.at("resolves 2"))).text == "to rest"
        for hit in acts.search("rest"):
            assert "to rest" in all_words(acts.at(hit.id))
        assert str(acts.text("Res 7").identifier) == "Resolution 7 (Rev. Dubai, 2018)"
        assert str(acts.text("Resolution 7 (Busan, 2014)").identifier) == "Resolution 7 (Busan, 2014)"
        for wrong, error in (("Resolution 8", InputError), ("boats", IdentifierError)):
            refused(error, None, acts.text, wrong)
        refused(InputError, None, acts.at, "/akn/un/statement/deliberation/itu-pp/2018-11-16/res-8")


# ---------------------------------------------------------------------- other programs read a collection, its views and its graph. Each is asked where it is installed


TEXTS = {
    "first.txt": "RESOLUTION 7 (LAKESIDE, 2018)\nOn boats\nThe Conference of Lakes (Lakeside, 2018),\nconsidering\n"
    "Resolution 9 (Lakeside, 2014),\ninstructs the Secretary-General\nto count the boats by 1 March 2031.",
    "second.txt": "RESOLUTION 9 (LAKESIDE, 2014)\nOn oars\nThe Conference of Lakes (Lakeside, 2014),\nresolves\nto row.",
}
TEXTS["copy.txt"] = TEXTS["first.txt"]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return collection_of(tmp_path_factory.mktemp("acts"), TEXTS)


def test_networkx_reads_the_graph_of_a_collection(file, tmp_path):
    goal = tmp_path / "acts.graphml"
    assert main(["parse", str(file), "-o", str(goal)]) == 0
    read = networkx.read_graphml(goal)
    assert {(*ends, kind) for *ends, kind in read.edges(data="kind")} == {
        ("Resolution 7 (Lakeside, 2018)", "Resolution 9 (Lakeside, 2014)", "cites")
    }
    assert {times for *_, times in read.edges(data="times")} == {1}  # a copy counts once
    with Collection.open(file, write=False) as acts:
        documents = [acts.document(name) for name in acts.files if name.endswith(("first.txt", "second.txt"))]
    assert goal.read_text("utf-8") == itu_texts.export(documents, "graphml")


@pytest.mark.tables
def test_duckdb_reads_the_views_and_their_parquet(file, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    extensions = pytest.importorskip("duckdb_extensions")
    goal = tmp_path / "editions.parquet"
    assert main(["parse", str(file), "--rows", "editions", "-o", str(goal)]) == 0
    with closing(duckdb.connect(config={"home_directory": str(tmp_path)})) as connection:
        query = f"SELECT adopted, typeof(adopted), precision FROM read_parquet('{goal}') ORDER BY adopted"
        days = [(str(day), *others) for day, *others in connection.execute(query).fetchall()]
        assert days == [("2014-01-01", "DATE", "year"), ("2018-01-01", "DATE", "year")]
        extensions.import_extension("sqlite_scanner", con=connection)
        connection.execute(f"LOAD sqlite_scanner; ATTACH '{file}' AS acts (TYPE sqlite, READ_ONLY)")
        for view in VIEWS:
            assert connection.execute(f"SELECT count(*) FROM acts.{view}").fetchone()[0], view


@pytest.mark.tables
def test_datasette_serves_the_views(file):
    app = pytest.importorskip("datasette.app")

    async def answers():
        served = app.Datasette([str(file)])
        return {view: (await served.client.get(f"/acts/{view}.json?_shape=array")).json() for view in VIEWS}

    rows = asyncio.run(answers())
    assert all(rows.values())
    assert [(row["addressee"], row["ends"]) for row in rows["all_tasks"]] == [("SG", "2031-03-01")]
