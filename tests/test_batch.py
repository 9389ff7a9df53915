"""Many files at once: the order, the errors, going on where a run broke off, and workers that die."""

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import pytest
import typeset
import word
from conftest import ROOT
from test_readers import RESOLUTION, as_html
from together import refused

import itu_texts
from itu_texts import AddressError, InputError, JSONError, ParseError, ReadError, UnknownLanguageError, parse_many
from itu_texts.api import batch
from itu_texts.cli import calls, main


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
from itu_texts.api import batch
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
    real = batch.Pool
    pools = []

    def pool_that_breaks_once(count):
        pool = real(count)
        if not pools:
            monkeypatch.setattr(pool, "submit", lambda *_: (_ for _ in ()).throw(BrokenProcessPool("died")))
        pools.append(pool)
        return pool

    monkeypatch.setattr(batch, "Pool", pool_that_breaks_once)
    results = [*batch.run(names, batch.Job(batch.Export("outline")), 2)]
    assert [result.name for result in results] == names
    assert not any(result.error for result in results)
    assert len(pools) > 1


# ---------------------------------------------------------------------- what the command line does with many files and with what stands where it writes: --jobs, --source, -o


ROWED = "RESOLUTION {} (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\nto row.\n"


@pytest.fixture
def four_files(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for number in range(4):
        (files / f"{number}.txt").write_text(ROWED.format(number), "utf-8")
    return files


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def texts(path):
    return [line["blocks"][0]["number"] for line in lines(path)]


def parse_files(*arguments):
    return main(["parse", *map(str, arguments)])


# ---------------------------------------------------------------------- files and folders


# ---------------------------------------------------------------------- options


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_the_source_with_the_tree(four_files, capsys, format):
    assert parse_files(four_files / "0.txt", "--source", "--to", format) == 0
    document = itu_texts.from_json(capsys.readouterr().out)
    assert document.source.text == ROWED.format(0)
    assert [*itu_texts.references(document)] == []
    assert parse_files(four_files / "0.txt", "--source", "--to", "outline") == 2


# ---------------------------------------------------------------------- many files with whoever works: processes, threads, the machines of a cluster; and workers that die


TEXT = "RESOLUTION {0} (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n1 to row by day;\n2 to rest.\n"


@pytest.fixture
def many_files(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for number in range(60):
        (files / f"{number:02}.txt").write_text(TEXT.format(number), "utf-8")
    (files / "07.txt").write_bytes(b"PK\x03\x04 and no more")
    return files


def _is_whole(many_files, found):
    """Whether each file came once, in order, with its document or its error."""
    assert [name for name, _ in found] == [str(file) for file in sorted(many_files.iterdir())]
    for number, (name, each) in enumerate(found):
        if name.endswith("07.txt"):
            assert isinstance(each, ReadError)
        else:
            assert each == itu_texts.parse_file(name)
            assert each.texts[0].number == str(number)
            assert each.at("resolves 2").document is each
    return True


@pytest.mark.parametrize("kind", ["none", "processes", "threads"])
def test_each_file_comes_once_and_in_order(many_files, kind):
    executors = {
        "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
        "threads": lambda: ThreadPoolExecutor(2),
    }
    if kind == "none":
        assert _is_whole(many_files, [*parse_many([many_files])])
        return
    with executors[kind]() as executor:
        assert _is_whole(many_files, [*parse_many(sorted(many_files.iterdir()), executor=executor)])
        assert executor.submit(max, 1, 2).result() == 2  # it stays open


def test_one_path_will_do(many_files):
    [(name, document)] = parse_many(many_files / "03.txt")
    assert (name, document.texts[0].number) == (str(many_files / "03.txt"), "3")


def test_only_a_few_files_are_ahead(many_files):
    """What nobody has asked for yet waits, but for some."""
    asked = []

    class Counted(Executor):
        def submit(self, function, /, *given):
            asked.append(given)
            done = Future()
            done.set_result(function(*given))
            return done

    executor = Counted()
    executor._max_workers = 1
    coming = parse_many(many_files, executor=executor)
    assert not asked
    next(coming)
    assert len(asked) == 4
    assert _is_whole(many_files, [*parse_many(many_files, executor=executor)])


_DIES = """
import os, signal, sys
sys.path.insert(0, {root!r})
from itu_texts.api import batch
real = batch.read_file
def dying(name):
    if name.endswith("11.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(name)
batch.read_file = dying
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_pool_that_breaks_loses_and_doubles_nothing(many_files, tmp_path, monkeypatch):
    for number in range(20, 60):
        (many_files / f"{number}.txt").unlink()
    (tmp_path / "sitecustomize.py").write_text(_DIES.format(root=str(ROOT)))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        found = [*parse_many(many_files, executor=executor)]
    assert [name for name, _ in found] == [str(file) for file in sorted(many_files.iterdir())]
    failed = [Path(name).name for name, each in found if isinstance(each, ReadError)]
    assert failed == ["07.txt", "11.txt"]


def test_an_executor_that_cannot_do_the_work():
    class Broken(Executor):
        def submit(self, function, /, *given):
            failed = Future()
            failed.set_exception(ModuleNotFoundError("No module named 'itu_texts'"))
            return failed

    with pytest.raises(InputError, match="the executor cannot do the work: No module named 'itu_texts'"):
        [*parse_many(__file__, executor=Broken())]


def test_each_file_tells_its_language(tmp_path):
    (tmp_path / "en.txt").write_text("RESOLUTION 1\nBoats\nThe ITU Council,\nresolves\nto row.\n", "utf-8")
    (tmp_path / "fr.txt").write_text(
        "RÉSOLUTION 1\nBarques\nLe Conseil de l'UIT,\nconsidérant\nque cela est,\ndécide\nde ramer.\n", "utf-8"
    )
    for options in ({}, {"language": "auto"}, {"language": "mul"}):
        assert [document.language for _, document in parse_many(tmp_path, **options)] == ["en", "fr"]
    assert [document.language for _, document in parse_many(tmp_path, language="en")] == ["en", "en"]


def test_wrong_calls_of_parse_many(many_files):
    refused(UnknownLanguageError, None, parse_many, many_files, language="xx")
    refused(InputError, "a view is one of", parse_many, many_files, view="new")
    refused(InputError, "encoding", parse_many, many_files, encoding="cp0")
    refused(InputError, "paths of files are expected", parse_many, [1, 2])
    assert isinstance(next(parse_many(many_files / "none.txt"))[1], ReadError)
    odd = next(parse_many(many_files / "01.txt", language="fr", strict=True))[1]
    assert isinstance(odd, ParseError)


def test_errors_go_from_process_to_process():
    document = itu_texts.parse("resolves\n1 to row;\n3 to rest")
    errors = [
        AddressError("nothing there"),
        InputError("no"),
        ReadError("a.txt: gone"),
        JSONError("broken", "$.blocks"),
        UnknownLanguageError("xx", ("en", "fr")),
        ParseError(document.diagnostics),
    ]
    for error in errors:
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


# ---------------------------------------------------------------------- a cluster


@pytest.fixture
def cluster():
    distributed = pytest.importorskip("distributed", reason="Dask is not here: pip install 'itu-texts[dask]'")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
        distributed.Client(made, set_as_default=False, direct_to_workers=True) as client,
    ):
        yield client


_DASK = [
    pytest.mark.dask,
    pytest.mark.timeout(300),
    pytest.mark.filterwarnings("default"),  # those of the cluster
]


def _dask(test):
    for mark in _DASK:
        test = mark(test)
    return test


@pytest.mark.long
@_dask
@pytest.mark.parametrize("rows", ["items", "tasks"])
def test_a_cluster_gives_the_same_rows_as_the_pool(many_files, tmp_path, cluster, rows):
    pool, dask = tmp_path / "pool.csv", tmp_path / "dask.csv"
    (many_files / os.fsdecode(b"\xe9.txt")).write_text(TEXT.format(60), "utf-8")  # a name that is not UTF-8
    arguments = ["parse", str(many_files), "--rows", rows]
    assert main([*arguments, "--jobs", "2", "-o", str(pool)]) == 2  # one file is broken
    assert main([*arguments, "--dask", cluster.scheduler.address, "-o", str(dask)]) == 2
    assert dask.read_bytes() == pool.read_bytes()
    assert _is_whole(many_files, [*parse_many(many_files, executor=cluster.get_executor())])


@pytest.mark.long
@_dask
@pytest.mark.parametrize("command", ["collect", "parse"])
def test_collections_and_parquet_are_made_by_a_cluster(many_files, tmp_path, cluster, command):
    (many_files / "07.txt").unlink()
    address = cluster.scheduler.address
    if command == "collect":
        pool, dask = str(tmp_path / "pool.db"), str(tmp_path / "dask.db")
        assert main(["collect", str(many_files), "--jobs", "2", "-o", pool]) == 0
        assert main(["collect", str(many_files), "--dask", address, "-o", dask]) == 0
        with itu_texts.Collection.open(pool) as one, itu_texts.Collection.open(dask) as other:
            assert one.works() == other.works()
            assert one.search("rest") == other.search("rest")
        return
    arguments = ["parse", str(many_files), "--to", "parquet", "--rows", "items"]
    pool, dask = tmp_path / "pool.parquet", tmp_path / "dask.parquet"
    assert main([*arguments, "--jobs", "2", "-o", str(pool)]) == 0
    assert main([*arguments, "--dask", address, "-o", str(dask)]) == 0
    assert dask.read_bytes() == pool.read_bytes()


@pytest.mark.long
@_dask
def test_a_cluster_spends_little_more_than_the_pool(tmp_path, cluster):
    """In the long run: what it takes to begin and to end is not measured."""
    import psutil

    body = "".join(f"{n} to row by day, as Resolution {n} (Lakeside, 2018) has it;\n" for n in range(1, 300))
    files = tmp_path / "files"
    files.mkdir()
    for number in range(80):
        (files / f"{number}.txt").write_text(f"{TEXT.format(number)}further resolves\n{body}", "utf-8")
    names = batch.find_files([str(files)]).names
    job = batch.Job(batch.Export("csv", {"rows": "items"}, joined=True))

    def spent(workers):
        times = (psutil.Process(worker).cpu_times() for worker in workers)
        return time.process_time() + sum(each.user + each.system for each in times)

    def seconds(executor, workers):
        start = spent(workers)
        assert sum(len(result.pieces[0]) for result in batch.run(names, job, 2, executor)) == 80 * 301
        return spent(workers) - start

    with (
        calls.cluster(cluster.scheduler.address) as executor,  # as the command line does
        ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool,
    ):
        for each in (executor, pool):
            seconds(each, [])  # all is imported
        theirs, ours = [*cluster.run(os.getpid).values()], [*pool._processes]
        runs = [(seconds(executor, theirs), seconds(pool, ours)) for _ in range(3)]  # by turns: machines are noisy
    assert median(dask / processes for dask, processes in runs) <= 1.5, runs


@pytest.mark.long
@_dask
def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path, cluster):
    files = tmp_path / "files"
    files.mkdir()
    body = "".join(f"{n} to row by day;\n" for n in range(1, 100))
    for number in range(200):
        (files / f"{number:03}.txt").write_text(f"{TEXT.format(number)}further resolves\n{body}", "utf-8")
    executor = cluster.get_executor(pure=False)
    pids = [*cluster.run(os.getpid).values()]
    assert len(pids) == 2
    found = []
    for name, document in parse_many(files, executor=executor):
        found.append((name, document))
        if len(found) == 20:
            threading.Thread(target=os.kill, args=(pids[0], signal.SIGKILL)).start()
    assert [name for name, _ in found] == [str(file) for file in sorted(files.iterdir())]
    assert [document.texts[0].number for _, document in found] == [str(n) for n in range(200)]
