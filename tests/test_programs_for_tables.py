"""Other programs read a collection, its views and its graph. Each is asked where it is installed."""

import asyncio
from contextlib import closing

import networkx
import pytest
from collected import collection_of

import itu_texts
from itu_texts import Collection
from itu_texts.cli import main
from itu_texts.collection.views import VIEWS

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
