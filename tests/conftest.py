"""Where the real texts lie, if they do, how hypothesis runs, and what all tests of a run share."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import together
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
sys.path.append(str(SHARED / "tools"))  # the modules there that set texts in prints, and score what is read of them
collect_ignore = ["settle.py"]  # which the Python of LibreOffice runs

settings.register_profile(
    "default",
    deadline=None,
    max_examples=12,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.register_profile("all", parent=settings.get_profile("ci"), max_examples=25)
settings.register_profile("more", parent=settings.get_profile("ci"), max_examples=60)
settings.register_profile("long", parent=settings.get_profile("default"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nothing-skipped", action="store_true", help="a test that is skipped fails")
    parser.addoption("--keep-cache", metavar="DIR", help="keep compiled grammars in DIR, for the next run")
    parser.addoption("--all-texts", action="store_true", help="try all texts, sizes and examples, not a sample of them")


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a cache of its own, with the tables and patterns of the grammars, for all processes that start.

    So each grammar is read and compiled once in a run, and what a user keeps plays no part. Where Python may keep no
    modules that it has compiled beside them, they are kept there too: many tests start processes.
    """
    together.asked.everything = config.option.all_texts
    if config.option.all_texts and not os.environ.get("HYPOTHESIS_PROFILE"):
        settings.load_profile("all")
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    if sys.platform == "emscripten":  # a single process, which compiles what it needs
        return
    kept = config.option.keep_cache
    cache = kept or tempfile.mkdtemp(prefix="itu_texts_cache_")
    if not kept:
        config.add_cleanup(lambda: shutil.rmtree(cache, ignore_errors=True))
    os.environ["ITU_TEXTS_CACHE"] = cache  # before the package is imported
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = cache
        sys.dont_write_bytecode = False
    from itu_texts.language.grammar import tables

    with ProcessPoolExecutor(2) as pool:
        for made in [
            pool.submit(tables.read_parse_table),
            *(pool.submit(_compile, each) for each in tables.languages()),
        ]:
            made.result()


def _compile(language: str) -> None:
    """Have the patterns of a language compiled: the process keeps them when it ends."""
    import itu_texts

    for file in sorted((ROOT / "tests" / "editions").glob(f"*.{language}.txt")):
        document = itu_texts.parse(file.read_text("utf-8"), language=language)
        itu_texts.check(document)
        itu_texts.to_akn(document)
        itu_texts.records(document, "tasks")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each worker begins with a part of its own, so that it makes few fixtures twice, and takes over from the slower."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no collection of garbage need look through thousands of tests."""
    _keep()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """So does what the tests of a file have left when the last of them is done."""
    done = yield
    if nextitem is not None and nextitem.path != item.path:
        _keep()
    return done


def _keep() -> None:
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A skipped test is a failed one where nothing is to be skipped."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.option.nothing_skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped: {report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real texts, which are no part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the real texts are not here: they are no part of the project")
    return SHARED


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str]) -> Callable[[int, list[str]], Any]:
    """What a command has said since it was last asked, if it ends with the exit code."""
    from itu_texts.cli import main

    def run(code: int, arguments: list[str]) -> Any:
        assert main(arguments) == code
        return capsys.readouterr()

    return run
