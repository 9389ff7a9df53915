"""The recipes of the manual work: a service, a retriever, and what Datasette is told of a collection."""

import asyncio
import json
import runpy

import pytest
from conftest import ROOT
from test_programs_for_tables import file  # noqa: F401

FOLDER = ROOT / "examples" / "recipes"


def _asked(app, *paths):
    """The answers of a service, without a network."""
    httpx = pytest.importorskip("httpx")

    async def answers():
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(answers())


@pytest.mark.services
def test_a_service_answers(file, monkeypatch):  # noqa: F811
    pytest.importorskip("fastapi")
    monkeypatch.setenv("ACTS", str(file))
    made = runpy.run_path(str(FOLDER / "service.py"))
    paths = ("/search?q=boats", "/mandates/SG?before=2032", "/cites/Resolution 9", "/cites/boats")
    found, tasks, citing, wrong = _asked(made["app"], *paths)
    made["acts"].close()
    assert {row["identifier"] for row in found.json()} == {"Resolution 7 (Lakeside, 2018)"}
    assert [row["ends"] for row in tasks.json()] == ["2031-03-01"]
    assert [row["words"] for row in citing.json()] == ["Resolution 9 (Lakeside, 2014)"]
    assert wrong.status_code == 400
    assert "boats" in wrong.json()["detail"]


@pytest.mark.services
def test_a_retriever_finds_chunks_with_their_places(file):  # noqa: F811
    pytest.importorskip("langchain_core")
    made = runpy.run_path(str(FOLDER / "retriever.py"))
    found = made["ItuTexts"](collection=str(file), limit=1).invoke("Who counts the boats?")
    [document] = found
    assert "to count the boats" in document.page_content
    assert document.metadata["iri"].startswith("/akn/")
    assert document.metadata["identifier"] == "Resolution 7 (Lakeside, 2018)"


@pytest.mark.tables
def test_datasette_takes_the_metadata(file):  # noqa: F811
    app = pytest.importorskip("datasette.app")
    metadata = json.loads((FOLDER / "metadata.json").read_text("utf-8"))

    async def answers():
        served = app.Datasette([str(file)], metadata=metadata)
        paths = (
            "/acts/deadlines.json?day=2032-01-01&_shape=array",
            "/acts/most_cited.json?_shape=array",
            "/acts/all_tasks",
        )
        return [await served.client.get(path) for path in paths]

    deadlines, cited, page = asyncio.run(answers())
    assert [(row["ends"], row["addressee"]) for row in deadlines.json()] == [("2031-03-01", "SG")]
    assert [(row["cited"], row["times"]) for row in cited.json()] == [("Resolution 9 (Lakeside, 2014)", 1)]
    assert "Who must do what" in page.text
