"""What can go wrong in a run, for every command: files that fail, outputs, signals, pipes, and what a terminal obeys."""

import csv
import errno
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import typeset
import word
from conftest import ROOT
from together import for_all, refused

import itu_texts
from itu_texts.api import batch
from itu_texts.cli import COMMANDS, main
from itu_texts.formats.atomic_files import whole
from itu_texts.formats.tables.text import cell, csv_lines
from itu_texts.formats.xml_text import file_name, on_terminal, visible

TEXT = (
    "RESOLUTION {} (LAKESIDE, 2019)\nBoats\nThe Conference of Lakes (Lakeside, 2019),\nconsidering\n"
    "that Resolution 4 (Lakeside, 2014) counts boats,\ninstructs the Secretary-General\n1 to row;\n2 to rest.\n"
)
OTHER = TEXT.replace("to row", "to row every day")
RUNS = {
    "parse": ["--to", "jsonl"],
    "check": [],
    "mandates": ["--to", "csv"],
    "cites": ["--to", "csv"],
}
"""Commands that go on where a file fails, with options by which the output says from which file it is."""
OF_SEVERAL = {"diff": OTHER, "consolidate": OTHER, "compare": OTHER}
"""Commands that need all of their files, and what stands in the second."""
QUESTIONS = {
    "history": ["Resolution 7"],
    "works": [],
    "mandates": [],
    "cites": ["--of", "Resolution 4"],
    "search": ["boats"],
}
READING = [*RUNS, "view", *OF_SEVERAL]
SUFFIXES = {
    "view": ".html",
    "diff": ".json",
    "compare": ".csv",
    "consolidate": ".txt",
}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files and signals")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("7.txt").write_text(TEXT.format(7), "utf-8")
    return tmp_path


@pytest.fixture
def acts(folder):
    with itu_texts.Collection.open("acts.db") as collection:
        collection.add("7.txt")
    return "acts.db"


def call(command, file="7.txt", out=None, name=None):
    """The arguments of a command that reads a file."""
    more = ["-o", str(out)] if out is not None else []
    if command in OF_SEVERAL:
        Path("second.txt").write_text(OF_SEVERAL[command].format(7), "utf-8")
        more = ["second.txt", *more]
    return [command, str(file), *(["--no-browser"] if command == "view" else []), *more]


def test_the_table_has_every_command():
    assert {row.name for row in COMMANDS} == {
        *READING,
        *QUESTIONS,
        "collect",
        "serve",
        "site",
    }


# ---------------------------------------------------------------------- files that fail


def _failing(monkeypatch, error, part="parse_content"):
    real = getattr(batch, part)

    def fails(given, name, *more, **named):
        if "bad" in str(name):
            raise error
        return real(given, name, *more, **named)

    monkeypatch.setattr(batch, part, fails)


@pytest.mark.parametrize("error", [IndexError("list index"), MemoryError(), RecursionError("depth"), OSError(5, "I/O")])
@pytest.mark.parametrize("command", [*RUNS, "collect"])
def test_whatever_is_raised_is_an_error_of_the_file(monkeypatch, ran, command, error):
    Path("bad.txt").write_text(TEXT.format(8), "utf-8")
    Path("9.txt").write_text(TEXT.format(9), "utf-8")
    _failing(monkeypatch, error)
    more = ["-o", "acts.db"] if command == "collect" else RUNS[command]
    said = ran(2, [command, "7.txt", "bad.txt", "9.txt", *more])
    [line] = [line for line in said.err.splitlines() if "bad.txt" in line]
    assert line.startswith("itu-texts: bad.txt: ")
    assert "not enough memory" in line if isinstance(error, MemoryError) else type(error).__name__ in line
    if command == "collect":
        with itu_texts.Collection.open("acts.db") as acts:
            assert acts.files == ["7.txt", "9.txt"]
            assert acts.rows("SELECT path FROM files WHERE error IS NOT NULL") == [("bad.txt",)]
    elif command == "check":
        assert said.out.endswith("2 files; 1 could not be read\n")
    else:
        assert "7.txt" in said.out
        assert "9.txt" in said.out


@pytest.mark.parametrize("command", ["view", *OF_SEVERAL])
def test_a_command_that_needs_all_of_its_files_says_which_fails(monkeypatch, ran, command):
    Path("bad.txt").write_text(TEXT.format(8), "utf-8")
    _failing(monkeypatch, IndexError("list index"))
    assert (
        "itu-texts: bad.txt: cannot be read, because of an internal error of itu-texts (IndexError: list index"
        in ran(2, call(command, "bad.txt", f"out{SUFFIXES.get(command, '')}")).err
    )


def test_what_is_raised_while_a_file_is_written_is_its_error(monkeypatch, ran):
    Path("8.txt").write_text(TEXT.format(8), "utf-8")
    real = batch.iter_export

    def fails(document, *more, **options):
        pieces = [*real(document, *more, **options)]
        yield pieces[0]
        if document.texts[0].number == "7":
            raise KeyError("half")
        yield from pieces[1:]

    monkeypatch.setattr(batch, "iter_export", fails)
    said = ran(2, ["parse", "7.txt", "8.txt"])
    assert [json.loads(line)["file"] for line in said.out.splitlines()] == ["8.txt"]
    assert "7.txt: cannot be read, because of an internal error of itu-texts (KeyError: 'half'" in said.err


def test_workers_send_back_what_fails(monkeypatch):
    """Threads stand for them here, and are sent to and send back in the same way."""
    for number in range(8, 12):
        Path(f"bad{number}.txt").write_text(TEXT.format(number), "utf-8")
    _failing(monkeypatch, ZeroDivisionError("none"))
    with ThreadPoolExecutor(2) as executor:
        results = [*batch.run(batch.find_files(["."]).names, batch.Job(), 2, executor)]
    assert [bool(result.error) for result in results] == [False, True, True, True, True]
    assert all(result.error.startswith(f"{result.name}: ") for result in results[1:])


class _Unsent:
    def __reduce__(self):
        raise RecursionError("too deep to be sent")


def test_a_result_that_cannot_be_sent_is_an_error_of_its_file(monkeypatch):
    Path("8.txt").write_text(TEXT.format(8), "utf-8")

    class Work:
        def __call__(self, file, document):
            return [_Unsent() if document.texts[0].number == "7" else 1]

    with ThreadPoolExecutor(2) as executor:
        first, second = batch.run(["7.txt", "8.txt"], batch.Job(Work()), 2, executor)
    assert "too deep to be sent" in first.error
    assert second.pieces == [1]


@POSIX
@pytest.mark.parametrize("command", [*RUNS, "collect", "view", "export apart"])
def test_a_file_name_that_is_no_utf_8(folder, ran, command):
    names = [os.fsdecode(name) for name in (b"lac\xe9.txt", b"lac\xe8.txt")]
    for number, name in enumerate(names):
        Path(name).write_text(TEXT.format(number), "utf-8")
    if command == "view":
        assert ran(0, ["view", names[0], "--no-browser", "-o", os.fsdecode(b"\xe9.html")]).out == "\\xe9.html\n"
    elif command == "export apart":
        assert main(["parse", *names, "--to", "json", "-o", "out"]) == 0
        assert sorted(os.fsencode(path.name) for path in Path("out").iterdir()) == [b"lac\xe8.json", b"lac\xe9.json"]
    elif command == "collect":
        for said in ("2 read, 0 unchanged", "0 read, 2 unchanged"):
            assert said in ran(0, ["collect", *names, "-o", "acts.db"]).err
        with itu_texts.Collection.open("acts.db") as acts:
            assert acts.files == ["lac\\xe8.txt", "lac\\xe9.txt"]
            assert acts.document(names[0]).texts[0].number == "0"
            assert acts.remove(names[0])
        assert main(["collect", "missing.txt", *names, "-o", "acts.db"]) == 2
    else:
        assert main([command, *names, *RUNS[command], "-o", "out"]) == 0
        made = Path("out").read_text("utf-8")
        assert "lac" in made or command == "check"
        if command == "parse":
            assert [json.loads(line)["file"] for line in made.splitlines()] == ["lac\\xe9.txt", "lac\\xe8.txt"]
    assert (
        "\\xff-missing.txt: No such file" in ran(2, ["parse", "--to", "outline", os.fsdecode(b"\xff-missing.txt")]).err
    )


# ---------------------------------------------------------------------- every file is counted


@POSIX
def test_every_file_of_a_folder_is_counted(folder, ran, monkeypatch):
    monkeypatch.setenv("PATH", "")  # where there is no LibreOffice
    files = folder / "files"
    (files / "below").mkdir(parents=True)
    for name in ("1.txt", "below/2.txt"):
        (files / name).write_text(TEXT.format(name[-5]), "utf-8")
    for name in ("a.doc", "below/b.DOC", "c.xlsx", "d.jpg", "e", "~$f.docx", ".g.txt", "h.docx"):
        (files / name).write_bytes(b"")
    (files / "i.docx").symlink_to("nowhere.docx")
    os.mkfifo(files / "j.txt")
    said = ran(2, ["collect", "files", "-o", "acts.db"]).err.splitlines()
    assert said[-1] == (
        "acts.db: 2 read, 0 unchanged, 1 failed, 9 skipped: Excel workbooks (.xlsx): 1, "
        "files of other kinds (without a suffix): 1, hidden files: 1, links that lead to no file: 1, "
        "lock files of Word (~$): 1, old Word files (.doc), which need LibreOffice: 2, "
        "pictures (.jpg): 1, pipes and devices: 1"
    )
    assert "h.docx: an empty file (0 bytes)" in said[0]
    for command, more in RUNS.items():
        assert "2 read, 1 failed, 9 skipped: " in ran(2, [command, "files", *more]).err
    (files / "h.docx").unlink()
    for name in ("c.xlsx", "d.jpg", "e", "~$f.docx", ".g.txt", "i.docx", "j.txt"):
        (files / name).unlink()
    assert ran(0, ["mandates", "files"]).err == (
        "itu-texts: 2 read, 0 failed, 2 skipped: old Word files (.doc), which need LibreOffice\n"
    )
    assert (
        "acts.db: 0 read, 2 unchanged, 0 failed, 2 skipped: old Word files"
        in ran(0, ["collect", "files", "-o", "acts.db"]).err
    )


@pytest.mark.parametrize("command", ["mandates", "collect"])
def test_a_folder_that_cannot_be_looked_into_is_named(folder, ran, monkeypatch, command):
    (folder / "files" / "closed").mkdir(parents=True)
    (folder / "files" / "1.txt").write_text(TEXT.format(1), "utf-8")
    real = os.walk

    def walk(top, onerror):
        onerror(PermissionError(errno.EACCES, "Permission denied", "files/closed"))
        return real(top, onerror=onerror)

    monkeypatch.setattr(os, "walk", walk)
    said = ran(2, [command, "files", "-o", "acts.db" if command == "collect" else "out.csv"]).err
    assert said.count("files/closed: Permission denied\n") == 1
    assert "1 read" in said


@for_all("name", ["a.docx", "a.pdf", "a.html", "a.xml", "a.doc"])
def test_an_empty_file_is_not_read_as_a_text(name):
    for data, said in ((b"", r"an empty file \(0 bytes\)"), (bytes(3000), "a file of zeros")):
        refused(itu_texts.ReadError, f"{name}: {said}", itu_texts.parse_bytes, data, name)
    assert itu_texts.parse_bytes(b"", "a.txt").diagnostics[0].code == "no-text"


def test_a_scanned_pdf_is_named_as_one(folder, ran):
    Path("scan.pdf").write_bytes(typeset.pdf("#rect(width: 5cm, height: 3cm, fill: gray)"))
    assert (
        "itu-texts: scan.pdf: a scanned PDF, without text; it needs OCR first"
        in ran(2, ["parse", "scan.pdf", "7.txt"]).err
    )


_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + b"\xec\xa5" + "WordDocument".encode("utf-16-le")


def _office(folder, monkeypatch, does):
    """A program in the place of LibreOffice."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nfor last; do :; done\nout=$(dirname $last)\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@POSIX
def test_an_old_word_file_is_converted(folder, monkeypatch, ran):
    made = folder / "made.docx"
    made.write_bytes(word.from_outline(TEXT.format(7), styled=True))
    _office(folder, monkeypatch, f"cp {made} $out/text.docx")
    (folder / "files").mkdir()
    (folder / "files" / "a.doc").write_bytes(_OLD_WORD)
    said = ran(0, ["parse", "--to", "outline", "files"])
    assert said.out.startswith("RESOLUTION 7 (LAKESIDE, 2019)")
    assert said.err == "itu-texts: 1 read, 0 failed\n"


@POSIX
@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("exit 0", "(LibreOffice could not convert it)"),
        ("sleep 60 & sleep 60", "(LibreOffice did not convert it in 0.2 seconds)"),
        (None, "(LibreOffice, which converts it, is not installed)"),
    ],
)
def test_an_old_word_file_that_is_not_converted(folder, monkeypatch, does, said):
    from itu_texts.formats.word import package as old_word

    if does is None:
        monkeypatch.setenv("PATH", "")
    else:
        monkeypatch.setattr(old_word, "_PATIENCE", 0.2 if "sleep" in does else 20)
        _office(folder, monkeypatch, does)
    assert refused(itu_texts.ReadError, "save it as a Word file", itu_texts.parse_bytes, _OLD_WORD, "a.doc").endswith(
        said
    )


@pytest.mark.libreoffice
def test_libreoffice_converts_an_old_word_file(folder):
    from itu_texts.formats.word.package import program

    if program() is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")
    Path("a.docx").write_bytes(word.from_outline(TEXT.format(7), styled=True))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program(), profile, "--headless", "--convert-to", "doc:MS Word 97", "a.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    assert itu_texts.to_outline(itu_texts.parse_file("a.doc")) == itu_texts.to_outline(itu_texts.parse_file("a.docx"))


# ---------------------------------------------------------------------- outputs


def _out(command):
    return f"keep{SUFFIXES.get(command, '')}"


@pytest.mark.parametrize("command", READING)
def test_an_output_stays_as_it_was_if_nothing_can_be_read(folder, command):
    keep = folder / _out(command)
    keep.write_text("mine", "utf-8")
    before = sorted(folder.iterdir())
    assert main(call(command, "missing.txt", keep)) == 2
    assert keep.read_text("utf-8") == "mine"
    assert {*folder.iterdir()} - {*before} <= {folder / "second.txt"}


@pytest.mark.parametrize("link", ["hard", "soft", "spelling", "itself"])
@pytest.mark.parametrize("command", [*READING, "collect", "works"])
def test_no_input_is_written_over(folder, acts, ran, command, link):
    read = folder / (acts if command == "works" else f"text{SUFFIXES.get(command, '.txt')}")
    if command != "works":
        read.write_text(TEXT.format(7), "utf-8")
    goal = folder / f"link{read.suffix if command != 'works' else ''}"
    if link == "hard":
        os.link(read, goal)
    elif link == "soft":
        goal.symlink_to(read)
    else:
        goal = read if link == "itself" else folder / ".." / folder.name / read.name
    before = read.read_bytes()
    more = ["--to", "jsonl" if command == "parse" else "csv"] if command in ("works", *RUNS) else []
    assert (
        f"{goal}: is one of the files that are read, and would be overwritten"
        in ran(2, [*call(command, read, goal), *more]).err
    )
    assert read.read_bytes() == before


def test_no_other_input_is_written_over_by_files_in_a_folder(folder, ran):
    for name in ("a.txt", "a.md"):
        Path(name).write_text(TEXT.format(7), "utf-8")
    assert main(["parse", "a.txt", "a.md", "--to", "markdown", "-o", "."]) == 2
    Path("b.json").hardlink_to("a.md")
    assert (
        "is one of the files that are read, and would be overwritten"
        in ran(2, ["parse", "a.md", "b.json", "--to", "json", "-o", "."]).err
    )
    assert Path("a.md").read_text("utf-8") == TEXT.format(7)


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("command", READING)
def test_a_full_disk_is_a_sentence(folder, ran, command):
    [*_, line] = ran(2, call(command, out="/dev/full")).err.splitlines()
    assert line == "itu-texts: /dev/full: No space left on device"


@POSIX
@pytest.mark.parametrize("command", [*RUNS, "view", *OF_SEVERAL, "collect", "site"])
def test_what_is_written_in_part_is_not_there(folder, acts, ran, monkeypatch, command):
    """The disk is full before the output takes its place."""
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left")))
    out = folder / ("site" if command == "site" else _out(command))
    there = sorted(folder.iterdir())
    if command == "collect":
        assert main(["collect", "7.txt", "-o", "other.db"]) == 0  # SQLite sees to that
        return
    assert "No space left" in ran(2, ["site", acts, "-o", "site"] if command == "site" else call(command, out=out)).err
    left = {path for path in folder.iterdir() if not path.name.startswith(("second", "acts"))} - {*there}
    assert not [path for path in left if path.is_file() or any(path.iterdir())]


@POSIX
def test_a_limit_of_file_sizes_is_a_sentence():
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "from itu_texts.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    Path("files").mkdir()
    os.chdir("files")
    for number in range(21):
        Path(f"a{number}.txt").write_text(TEXT.format(number), "utf-8")
    command = [sys.executable, "-c", code, "parse", ".", "--to", "jsonl", "-o", "../out.jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=".", env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 2
    assert "../out.jsonl: File too large; nothing is written to ../out.jsonl" in done.stderr
    assert "Traceback" not in done.stderr
    assert not Path("../out.jsonl").exists()
    assert not [*Path("..").glob("*part*")]


def test_a_file_takes_its_place_whole(tmp_path):
    goal, link = tmp_path / "a", tmp_path / "b"
    goal.write_text("old")
    goal.chmod(0o640)
    link.symlink_to(goal)
    writing = whole(link)
    writing.__enter__().write(b"half")
    assert writing.__exit__(KeyError, KeyError(), None) is False
    assert goal.read_text() == "old"
    with whole(link) as file:
        file.write(b"new")
        assert goal.read_text() == "old"
    assert link.is_symlink()
    assert (goal.read_text(), goal.stat().st_mode & 0o777) == ("new", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name in "ab" or "part" in path.name) == ["a", "b"]
    with pytest.raises(IsADirectoryError), whole(tmp_path):
        pass


@pytest.mark.parametrize("command", [*READING, *QUESTIONS])
def test_a_suffix_that_nothing_writes_is_refused(folder, acts, ran, command):
    out = folder / "out.pdf"
    asked = [command, acts, *QUESTIONS[command], "-o", str(out)] if command in QUESTIONS else call(command, out=out)
    assert f"{out}: no format has the suffix .pdf; take one of ." in ran(2, asked).err
    assert not out.exists()


TABLES = [("check", ["7.txt"]), *QUESTIONS.items(), ("compare", ["7.txt", "second.txt"])]


@pytest.mark.parametrize(("command", "rest"), TABLES)
def test_the_suffix_decides_the_format_of_a_table(folder, acts, command, rest):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'itu-texts[parquet]'")
    rest = [acts, *rest] if command in QUESTIONS else rest
    call(command)
    for suffix in ("csv", "xlsx", "parquet", "json", "jsonl"):
        assert main([command, *rest, "-o", f"out.{suffix.upper() if suffix == 'csv' else suffix}"]) in (0, 1)
    head, *rows = csv.reader(io.StringIO(Path("out.CSV").read_text("utf-8")))
    objects = json.loads(Path("out.json").read_text("utf-8"))
    assert objects == [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert len(objects) == len(rows)
    assert all([*each] == head for each in objects)
    assert rows or command == "check"
    table = parquet.read_table("out.parquet")
    assert table.column_names == head
    written = [[*row.values()] for row in table.to_pylist()]  # which has dates, and nothing where there is none
    assert [[str(cell) if isinstance(cell, date) else cell or "" for cell in row] for row in written] == [
        [cell or "" for cell in row.values()] for row in objects
    ]
    assert _sheet("out.xlsx") == [head, *([_DAY.sub(_serial, cell) for cell in row] for row in rows)]


_DAY = re.compile(r"\A\d{4}-\d\d-\d\d\Z")


def _serial(found):
    """A day as the number that a workbook has for it."""
    return str((date.fromisoformat(found[0]) - date(1899, 12, 30)).days)


def _sheet(path):
    """The cells of the first sheet of a workbook, which has a row of names that stays, and a filter."""
    with zipfile.ZipFile(path) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in page
    assert "<autoFilter " in page
    found = []
    for row in re.findall("<row .*?</row>|<row [^>]*/>", page, re.DOTALL):
        cells = {}
        for column, kind, value in re.findall(r'<c r="([A-Z]+)\d+"[^>]*?(?: t="(\w+)")?>(.*?)</c>', row, re.DOTALL):
            words = "".join(re.findall("<t[^>]*>(.*?)</t>|<v>(.*?)</v>", value, re.DOTALL)[0])
            words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
            cells[column] = {"1": "True", "0": "False"}[words] if kind == "b" else words
        found.append(cells)
    columns = [*found[0]]
    return [[cells.get(column, "") for column in columns] for cells in found]


# ---------------------------------------------------------------------- signals and pipes


@pytest.mark.parametrize("command", [*READING, "collect", "site"])
def test_what_is_kept_is_said_when_the_work_is_stopped(folder, acts, ran, monkeypatch, command):
    def stop(*_, **__):
        signal.raise_signal(signal.SIGINT)

    handler = signal.getsignal(signal.SIGINT)
    out = folder / _out(command)
    if command == "site":
        monkeypatch.setattr("itu_texts.collection.site.writing._Writing.works", stop)
        asked = ["site", acts, "-o", "site"]
    else:
        monkeypatch.setattr(batch, "parse_content", stop)
        asked = ["collect", "7.txt", "-o", "new.db"] if command == "collect" else call(command, out=out)
    [line] = ran(130, asked).err.splitlines()
    assert line.startswith("itu-texts: stopped: ")
    assert not out.exists()
    assert not (folder / "site").exists()
    assert not [*folder.glob(".itu-texts-*")]
    assert signal.getsignal(signal.SIGINT) is handler


_SLOW = """
import os, time
from itu_texts.api import batch
real = batch.read_file
def slow(name):
    if "slow" in name:
        open(f"{name}.{os.getpid()}.at", "w").close()
        time.sleep(110)
    return real(name)
batch.read_file = slow
"""


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up there")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129), ("SIGKILL", -9)])
def test_a_signal_leaves_no_worker(folder, name, code):
    (folder / "files").mkdir()
    for number in range(4):
        (folder / "files" / f"slow{number}.txt").write_text(TEXT.format(number), "utf-8")
    (folder / "sitecustomize.py").write_text(_SLOW)
    command = [sys.executable, "-m", "itu_texts", "parse", "files", "--jobs", "2", "-o", "out.jsonl"]
    env = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, start_new_session=True)
    while not (begun := [*(folder / "files").glob("*.at")]):
        time.sleep(0.05)
    workers = {int(path.name.split(".")[-2]) for path in begun}
    (os.killpg if name == "SIGINT" else os.kill)(running.pid, getattr(signal, name))
    _, said = running.communicate(timeout=100)
    assert running.returncode == code
    if code > 0:
        assert said.startswith("itu-texts: stopped: ")
        assert said.count("\n") == 1
    for _ in range(600):
        if not any(map(_alive, workers)):
            break
        time.sleep(0.05)
    assert not any(map(_alive, workers))
    assert not (folder / "out.jsonl").exists()


@POSIX
def test_a_second_signal_ends_at_once(folder):
    code = (
        "import os, signal, sys, time\nfrom itu_texts import cli\nfrom itu_texts.api import batch\n"
        "def stop(*_, **__):\n"
        "    try:\n        os.kill(os.getpid(), signal.SIGINT); time.sleep(110)\n"
        "    finally:\n        os.kill(os.getpid(), signal.SIGINT); time.sleep(110)\n"
        "batch.parse_content = stop\nsys.exit(cli.main())"
    )
    command = [sys.executable, "-c", code, "parse", "7.txt", "-o", "out.json"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=100
    )
    assert (done.returncode, done.stderr) == (130, "")
    assert not Path("out.json").exists()


@POSIX
@pytest.mark.parametrize("command", [*READING, "collect"])
def test_a_named_pipe_is_not_waited_for(folder, capsys, ran, command):
    os.mkfifo("pipe.txt")
    out = "acts.db" if command == "collect" else _out(command)
    assert "pipe.txt: a named pipe (FIFO), not a file" in ran(2, call(command, "pipe.txt", out)).err
    assert main(call(command, "7.txt", "pipe.txt")) == 2
    if command in ("check", "mandates"):
        assert "pipe.txt: a named pipe (FIFO)" in capsys.readouterr().err
    with pytest.raises(itu_texts.ReadError, match="a named pipe"):
        next(itu_texts.iter_texts("pipe.txt"))


@POSIX
@for_all(
    "shell, code, said",
    [
        ("{} parse 7.txt >&-", 2, "itu-texts: standard output is closed: name a file with -o\n"),
        ("{} parse 7.txt >/dev/full", 2, "itu-texts: standard output: No space left on device\n"),
        ("{} parse missing.txt 2>/dev/full", 2, ""),
        ("{} parse --to schema | true", 0, ""),
    ],
)
def test_outputs_of_a_shell(shell, code, said):
    program = f"PYTHONPATH={ROOT} {sys.executable} -m itu_texts"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {shell.format(program)}"], capture_output=True, text=True, timeout=100
    )
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stderr) == (code, said)


# ---------------------------------------------------------------------- what a terminal would obey, and formulas


@pytest.mark.parametrize("command", ["parse --to outline", "mandates", "cites", "check", "diff"])
def test_escapes_are_shown_and_not_obeyed(folder, capsys, command):
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\r"
    name = f"e{evil.strip()}\nitu-texts: done.txt"
    text = TEXT.format(7).replace("to row", f"to row{evil} as resolves 9 says").replace("Boats", f"Boats{evil}")
    Path(name).write_text(text, "utf-8")
    Path("second.txt").write_text(TEXT.format(8), "utf-8")
    main([*command.split(), name, "second.txt"])
    main([*command.split(), "missing" + name, "second.txt"])
    said = capsys.readouterr()
    for each in (said.out, said.err):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", each)
        assert "\nitu-texts: done" not in each
    assert "\\x1b[2J" in said.err


def test_what_is_written_for_programs_has_the_words_as_they_are(ran):
    Path("a.txt").write_text("resolves\nto row\x1b[2J at once\n", "utf-8")
    assert "\x1b[2J" in ran(0, ["parse", "a.txt", "--to", "text"]).out
    assert "\\u001b[2J" in ran(0, ["parse", "a.txt"]).out


def test_a_terminal_gets_no_escapes_of_any_text(ran, monkeypatch):
    Path("a.txt").write_text("resolves\nto row\x1b[2J at once\n", "utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for form in ("text", "markdown", "akn", "json", "csv"):
        assert "\x1b" not in ran(0, ["parse", "a.txt", "--to", form]).out


def test_what_is_shown():
    assert visible("a\x1b\n\udcff\ud800é") == "a\\x1b\\x0a\\xff\ufffdé"
    assert on_terminal("a\tb\n\x9b\r") == "a\tb\n\\x9b\\x0d"
    assert file_name("lac\udce9\n") == "lac\\xe9\n"


@pytest.mark.parametrize("words", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "- oars", "＝1"])
def test_formulas_are_words(words, tmp_path):
    assert cell(words) == f"'{words}"
    [row] = csv.reader(io.StringIO(csv_lines([(words, "-5", "+3.5%", "-1,000.5", -5, "1+1")]), newline=""))
    assert row == [f"'{words}", "-5", "+3.5%", "-1,000.5", "-5", "1+1"]


def test_formulas_in_tables_of_documents(folder):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'itu-texts[parquet]'")
    Path("a.txt").write_text(TEXT.format(7).replace("Boats", "=HYPERLINK(1)"), "utf-8")
    for suffix in ("csv", "xlsx", "parquet", "json"):
        assert main(["parse", "a.txt", "-o", f"out.{suffix}"]) == 0
    assert "'=HYPERLINK(1)" in Path("out.csv").read_text("utf-8")
    assert any("'=HYPERLINK(1)" in row for row in _sheet("out.xlsx"))
    assert "=HYPERLINK(1)" in parquet.read_table("out.parquet")["title"].to_pylist()
    assert '"=HYPERLINK(1)"' in Path("out.json").read_text("utf-8")


def test_a_cell_and_a_sheet_hold_only_so_much(tmp_path, monkeypatch):
    spreadsheet = pytest.importorskip("itu_texts.formats.tables.spreadsheet")
    monkeypatch.setattr(spreadsheet, "_MOST_ROWS", 2)
    made = b"".join(spreadsheet.xlsx_rows({"words": str}, [("x" * 40_000,), ("b",), ("c",)]))
    Path("out.xlsx").write_bytes(made)
    [_, [long], _] = _sheet("out.xlsx")
    assert long.endswith("… (the cell holds no more)")
    with zipfile.ZipFile("out.xlsx") as package:
        assert "xl/worksheets/sheet2.xml" in package.namelist()
    assert made == b"".join(spreadsheet.xlsx_rows({"words": str}, [("x" * 40_000,), ("b",), ("c",)]))


def test_what_a_collection_cannot_keep_is_an_error_of_its_file(ran, monkeypatch):
    from itu_texts.collection.storing import Storing

    real = Storing._put

    def put(self, path, digest, rows):
        real(self, path, digest, rows)
        if path == "7.txt":
            raise OverflowError("too large")

    monkeypatch.setattr(Storing, "_put", put)
    Path("8.txt").write_text(TEXT.format(8), "utf-8")
    said = ran(2, ["collect", "7.txt", "8.txt", "-o", "acts.db"]).err
    assert "itu-texts: 7.txt: cannot be kept (OverflowError: too large" in said
    assert "acts.db: 1 read, 0 unchanged, 1 failed" in said
    with itu_texts.Collection.open("acts.db") as acts:
        assert acts.files == ["8.txt"]
        assert len(acts.works()) == 1


def test_halves_of_characters_are_kept_as_what_they_are(ran):
    document = itu_texts.parse(TEXT.format(7).replace("to row", "to r\ud800ow").replace("Boats", "B\udc80oats"))
    Path("a.json").write_text(json.dumps(json.loads(itu_texts.to_json(document))), "utf-8")
    assert main(["collect", "a.json", "-o", "acts.db"]) == 0
    for command in (["works", "acts.db"], ["parse", "--to", "outline", "a.json"], ["parse", "a.json", "--to", "text"]):
        assert "B\ufffdoats" in ran(0, command).out
    for suffix in ("csv", "xlsx", "parquet", "jsonl", "md", "html"):
        assert main(["parse", "a.json", "-o", f"out.{suffix}"]) == 0


def test_a_damaged_collection_is_a_sentence(acts, capsys):
    sqlite3.connect(acts).execute("DROP TABLE passages").connection.close()
    for command, rest in QUESTIONS.items():
        assert main([command, acts, *rest]) in (0, 2)
        assert "Traceback" not in capsys.readouterr().err


@for_all("module", ["itu_texts", "attrs", "itu_texts.tree.nodes", "itu_texts.cli", "itu_texts.cli.calls"])
def test_ctrl_c_while_the_library_is_imported_is_one_line(module):
    code = (
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from itu_texts_command import main\n"
        "sys.exit(main())\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, "--version"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr == "itu-texts: stopped: nothing was done yet\n"
