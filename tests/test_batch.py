"""Many files at once: the order, the errors, going on where a run broke off, and workers that die."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typeset
import word
from conftest import ROOT
from test_readers import RESOLUTION, as_html

import itu_texts
from itu_texts.api import batch, workers
from itu_texts.cli import main


@pytest.fixture
def folder(made, tmp_path):
    """A copy of some files, which may be changed."""
    return Path(shutil.copytree(made, tmp_path / "files"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    files = tmp_path_factory.mktemp("made") / "files"
    (files / "below").mkdir(parents=True)
    for number in range(6):
        (files / f"{number}.txt").write_text(RESOLUTION.replace("\t", "").replace("999", str(number)), "utf-8")
    (files / "below" / "a.docx").write_bytes(word.from_outline(RESOLUTION, styled=True))
    (files / "below" / "b.html").write_text(as_html(RESOLUTION), "utf-8")
    (files / "below" / "c.pdf").write_bytes(typeset.pdf(typeset.source(RESOLUTION)))
    (files / "below" / "d.pdf").write_bytes(b"%PDF-1.7 and no more")
    (files / "notes.xyz").write_text("not taken")
    (files / ".hidden.txt").write_text("not taken")
    return files


def parse(*arguments):
    command = [sys.executable, "-m", "itu_texts", "parse", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100)


def test_a_folder_of_mixed_files(folder, tmp_path):
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    done = parse(folder, "--to", "jsonl", "--jobs", "1", "-o", one)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 2
    assert "d.pdf: " in done.stderr
    skipped = "2 skipped: files of other kinds (.xyz): 1, hidden files: 1"
    assert done.stderr.splitlines()[-1] == f"itu-texts: 9 read, 1 failed, {skipped}"
    assert parse(folder, "--to", "jsonl", "--jobs", "3", "-o", two).returncode == 2
    assert one.read_bytes() == two.read_bytes()
    lines = [json.loads(line) for line in one.read_text("utf-8").splitlines()]
    names = [os.path.relpath(line["file"], folder) for line in lines]
    assert names == [f"{number}.txt" for number in range(6)] + ["below/a.docx", "below/b.html", "below/c.pdf"]
    for line in lines:
        assert itu_texts.from_json(json.dumps(line)).texts[0].title == "Boats for developing countries"


def test_wrong_calls(folder, tmp_path, capsys):
    def told(*arguments):
        assert main(["parse", *map(str, arguments)]) == 2
        return capsys.readouterr().err

    assert "one JSON file" in told(folder, "--to", "json")
    (tmp_path / "empty").mkdir()
    assert "it has no files" in told(tmp_path / "empty")


def test_files_go_to_the_workers_in_chunks(tmp_path):
    """Each file once and in order, however many there are; no chunk so long that a worker waits."""
    names = [str(tmp_path / f"{number}.txt") for number in range(100)]
    for name in names:
        Path(name).write_text("x" * 100)
    Path(names[50]).write_text("x" * 500_000)
    for count in (2, 3, 7):
        chunks = [*batch._chunks(names, count)]
        assert [name for chunk in chunks for name in chunk] == names
        assert count < len(chunks) < 60
        assert max(map(len, chunks)) > 1
        assert next(chunk for chunk in chunks if names[50] in chunk)[-1] == names[50]
    assert [*batch._chunks(names[:3], 2)] == [[name] for name in names[:3]]
    assert (batch.workers_for(names[:50], 2), batch.workers_for(names, 2), batch.workers_for([names[50]], 2)) == (
        1,
        2,
        1,
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_any_exporter_that_takes_many(folder, workers):
    names = [name for name in batch.find_files([str(folder)]).names if not name.endswith("d.pdf")]
    results = [*batch.run(names, batch.Job(batch.Export("outline")), workers)]
    assert [result.name for result in results] == names
    assert [b"".join(result.pieces).decode() for result in results] == [
        itu_texts.to_outline(itu_texts.parse_file(name)) for name in names
    ]


def test_standard_input_among_files(folder):
    command = [sys.executable, "-m", "itu_texts", "parse", str(folder / "1.txt"), "-", "--jobs", "2"]
    done = subprocess.run(
        command, input="resolves\nto row\n", capture_output=True, text=True, encoding="utf-8", timeout=100
    )
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(folder / "1.txt"), "<stdin>"]


_DYING = """
import os, signal
from itu_texts.api import batch, workers
real = batch.read_file
def dying(name):
    if name.endswith("/3.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(name)
batch.read_file = dying
"""


@pytest.mark.long
@pytest.mark.parametrize("more", [0, 40])
def test_a_worker_that_dies_takes_no_other_file_with_it(folder, tmp_path, monkeypatch, more):
    """Neither where each file goes to a worker by itself, nor where it is one of a chunk."""
    for number in range(more):
        (folder / "below" / f"{number}.html").write_text("<p>resolves<p>to row", "utf-8")
    (tmp_path / "sitecustomize.py").write_text(_DYING)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    out = tmp_path / "out.jsonl"
    done = parse(folder, "--to", "jsonl", "--jobs", "2", "-o", out)
    assert done.returncode == 2
    assert "/3.txt: the process that parsed it died" in done.stderr
    assert done.stderr.count("\n") == 3
    names = [json.loads(line)["file"] for line in out.read_text("utf-8").splitlines()]
    expected = batch.find_files([str(folder)]).names
    assert names == [name for name in expected if not name.endswith(("/3.txt", "/d.pdf"))]


def test_a_pool_that_is_broken_when_a_chunk_is_sent(folder, monkeypatch):
    """A worker may die at any time: also between the result of one chunk and the sending of the next."""
    from concurrent.futures.process import BrokenProcessPool

    names = [name for name in batch.find_files([str(folder)]).names if not name.endswith("d.pdf")]
    real = workers.Pool
    pools = []

    def pool_that_breaks_once(count):
        pool = real(count)
        if not pools:
            monkeypatch.setattr(pool, "submit", lambda *_: (_ for _ in ()).throw(BrokenProcessPool("died")))
        pools.append(pool)
        return pool

    monkeypatch.setattr(workers, "Pool", pool_that_breaks_once)
    results = [*batch.run(names, batch.Job(batch.Export("outline")), 2)]
    assert [result.name for result in results] == names
    assert not any(result.error for result in results)
    assert len(pools) > 1
