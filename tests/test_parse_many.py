"""Many files with whoever works: processes, threads, the machines of a cluster; and workers that die."""

import os
import pickle
import signal
import sys
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import pytest
from conftest import ROOT

import itu_texts
from itu_texts import AddressError, InputError, JSONError, ParseError, ReadError, UnknownLanguageError, parse_many
from itu_texts.api import batch
from itu_texts.cli import calls, main

TEXT = "RESOLUTION {0} (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n1 to row by day;\n2 to rest.\n"


@pytest.fixture
def folder(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for number in range(60):
        (files / f"{number:02}.txt").write_text(TEXT.format(number), "utf-8")
    (files / "07.txt").write_bytes(b"PK\x03\x04 and no more")
    return files


def _is_whole(folder, found):
    """Whether each file came once, in order, with its document or its error."""
    assert [name for name, _ in found] == [str(file) for file in sorted(folder.iterdir())]
    for number, (name, each) in enumerate(found):
        if name.endswith("07.txt"):
            assert isinstance(each, ReadError)
        else:
            assert each == itu_texts.parse_file(name)
            assert each.texts[0].number == str(number)
            assert each.at("resolves 2").document is each
    return True


@pytest.mark.parametrize("kind", ["none", "processes", "threads"])
def test_each_file_comes_once_and_in_order(folder, kind):
    executors = {
        "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
        "threads": lambda: ThreadPoolExecutor(2),
    }
    if kind == "none":
        assert _is_whole(folder, [*parse_many([folder])])
        return
    with executors[kind]() as executor:
        assert _is_whole(folder, [*parse_many(sorted(folder.iterdir()), executor=executor)])
        assert executor.submit(max, 1, 2).result() == 2  # it stays open


def test_one_path_will_do(folder):
    [(name, document)] = parse_many(folder / "03.txt")
    assert (name, document.texts[0].number) == (str(folder / "03.txt"), "3")


def test_only_a_few_files_are_ahead(folder):
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
    coming = parse_many(folder, executor=executor)
    assert not asked
    next(coming)
    assert len(asked) == 4
    assert _is_whole(folder, [*parse_many(folder, executor=executor)])


_DYING = """
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
def test_a_pool_that_breaks_loses_and_doubles_nothing(folder, tmp_path, monkeypatch):
    for number in range(20, 60):
        (folder / f"{number}.txt").unlink()
    (tmp_path / "sitecustomize.py").write_text(_DYING.format(root=str(ROOT)))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        found = [*parse_many(folder, executor=executor)]
    assert [name for name, _ in found] == [str(file) for file in sorted(folder.iterdir())]
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


def test_wrong_calls(folder):
    with pytest.raises(UnknownLanguageError):
        parse_many(folder, language="xx")
    with pytest.raises(InputError, match="a view is one of"):
        parse_many(folder, view="new")
    with pytest.raises(InputError, match="encoding"):
        parse_many(folder, encoding="cp0")
    with pytest.raises(InputError, match="paths of files are expected"):
        parse_many([1, 2])
    assert isinstance(next(parse_many(folder / "none.txt"))[1], ReadError)
    odd = next(parse_many(folder / "01.txt", language="fr", strict=True))[1]
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
def test_a_cluster_gives_the_same_rows_as_the_pool(folder, tmp_path, cluster, rows):
    pool, dask = tmp_path / "pool.csv", tmp_path / "dask.csv"
    (folder / os.fsdecode(b"\xe9.txt")).write_text(TEXT.format(60), "utf-8")  # a name that is not UTF-8
    arguments = ["parse", str(folder), "--rows", rows]
    assert main([*arguments, "--jobs", "2", "-o", str(pool)]) == 2  # one file is broken
    assert main([*arguments, "--dask", cluster.scheduler.address, "-o", str(dask)]) == 2
    assert dask.read_bytes() == pool.read_bytes()
    assert _is_whole(folder, [*parse_many(folder, executor=cluster.get_executor())])


@pytest.mark.long
@_dask
@pytest.mark.parametrize("command", ["collect", "parse"])
def test_collections_and_parquet_are_made_by_a_cluster(folder, tmp_path, cluster, command):
    (folder / "07.txt").unlink()
    address = cluster.scheduler.address
    if command == "collect":
        pool, dask = str(tmp_path / "pool.db"), str(tmp_path / "dask.db")
        assert main(["collect", str(folder), "--jobs", "2", "-o", pool]) == 0
        assert main(["collect", str(folder), "--dask", address, "-o", dask]) == 0
        with itu_texts.Collection.open(pool) as one, itu_texts.Collection.open(dask) as other:
            assert one.works() == other.works()
            assert one.search("rest") == other.search("rest")
        return
    arguments = ["parse", str(folder), "--to", "parquet", "--rows", "items"]
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
