"""The command line, as a process and in process."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest

import itu_texts
from itu_texts.cli import main


def run(*arguments: str, **options):
    return subprocess.run(
        [sys.executable, "-m", "itu_texts", *arguments], capture_output=True, text=True, encoding="utf-8", **options
    )


def test_parse_writes_json(examples):
    done = run("parse", str(examples / "resolution.txt"))
    assert done.returncode == 0
    assert itu_texts.from_json(done.stdout) == itu_texts.parse_file(examples / "resolution.txt")
    assert done.stderr == ""


def test_parse_writes_a_file(examples, tmp_path):
    out = tmp_path / "out.json"
    assert main(["parse", str(examples / "proposal.txt"), "--indent", "2", "-o", str(out)]) == 0
    assert out.read_text("utf-8") == itu_texts.to_json(itu_texts.parse_file(examples / "proposal.txt"), 2) + "\n"


def test_many_files_give_a_line_each(examples, capsys):
    files = sorted(map(str, examples.glob("*.txt")))
    assert main(["parse", *files]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [itu_texts.from_json(line) for line in lines] == [itu_texts.parse_file(file) for file in files]


def test_many_files_are_not_one_json(examples, capsys):
    files = sorted(map(str, examples.glob("*.txt")))
    assert main(["parse", "--format", "json", *files]) == 2
    assert "jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("outline",), ("parse", "--format", "outline")])
def test_outline(examples, capsys, arguments):
    command, *options = arguments
    assert main([command, str(examples / "from_pdf.txt"), *options]) == 0
    assert capsys.readouterr().out == itu_texts.to_outline(itu_texts.parse_file(examples / "from_pdf.txt"))


def test_check_names_places(examples, capsys):
    assert main(["check", str(examples / "proposal.txt"), str(examples / "resolution.txt")]) == 0
    out = capsys.readouterr().out
    assert "proposal.txt:18:1: warning unknown-verb " in out
    assert "resolution.txt" not in out
    assert out.splitlines()[-1] == "4 problems in 1 of 2 files"


def test_check_names_references_that_lead_nowhere(tmp_path, capsys):
    text = tmp_path / "text.txt"
    text.write_text("RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\nto row, given resolves 7.\n")
    assert main(["check", str(text)]) == 0
    told = f"{text}:5:15: warning unresolved-reference the text has no “resolves 7”: add it, or correct the reference"
    assert told in capsys.readouterr().out.splitlines()


def test_check_finds_errors(tmp_path, capsys):
    prose = tmp_path / "prose.txt"
    prose.write_text("A fine day.\n", "utf-8")
    assert main(["check", str(prose)]) == 1
    assert f"{prose}:1:1: error no-text " in capsys.readouterr().out


def test_cited(examples, capsys):
    assert main(["cited", str(examples / "treaty.txt")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["31:62", "provision", "8"]
    assert lines[0].endswith("→ CHAPTER II / ARTICLE 3 / No. 8")
    assert main(["cited", "--format", "csv", str(examples / "resolution.txt")]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    annex = next(row for row in rows if row["kind"] == "annex")
    assert (annex["cited"], annex["of"], annex["target"], annex["problem"]) == (
        *("1", "", "ANNEX 1 TO RESOLUTION 999 (REV. HARBOURTOWN, 2022)"),
        "",
    )
    text = next(row for row in rows if row["kind"] == "text")
    assert (text["cited"], text["of"], text["target"]) == ("Resolution 12 (Port Sorrow, 2018)", "this conference", "")


def test_standard_input(examples):
    text = (examples / "resolution.txt").read_text("utf-8")
    done = run("outline", "-", input=text)
    assert done.stdout == itu_texts.to_outline(itu_texts.parse(text))
    assert run("check", "-", input="Prose.").stdout.startswith("<stdin>:1:1: error no-text")


def test_strict(examples, capsys):
    assert main(["parse", "--strict", str(examples / "resolution.txt")]) == 0
    assert main(["parse", "--strict", str(examples / "proposal.txt")]) == 1
    assert "unknown-verb" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["outline", "no-such-file.txt"], 2, "no-such-file.txt: No such file"),
        (["parse", "itu_texts/grammar"], 2, "no files in it that could be parsed"),
        (["outline", "--language", "xx", "-"], 2, "no grammar for language 'xx'"),
        (["parse"], 2, "required: FILE"),
        (["ponder"], 2, "invalid choice"),
        ([], 2, "required"),
        (["parse", "-", "-o", "no/such/folder/out.json"], 2, "No such file"),
    ],
)
def test_wrong_calls(arguments, code, message):
    done = run(*arguments, input="resolves\nto act\n")
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_file_does_not_stop_the_others(examples, tmp_path, capsys):
    binary = tmp_path / "x.bin"
    binary.write_bytes(b"\x81\x00\x01" * 40)
    assert main(["outline", str(binary), str(examples / "from_pdf.txt")]) == 2
    captured = capsys.readouterr()
    assert captured.out.startswith("DECISION 77")
    assert "x.bin" in captured.err


def test_who(examples, capsys):
    assert main(["who", str(examples / "resolution.txt")]) == 0
    first = capsys.readouterr().out.splitlines()[1]
    assert re.split("  +", first)[:5] == [
        "Resolution 999 (Rev. Harbourtown, 2…",
        "DIR_BR",
        "the Director of the Radiocommunication …",
        "instructs",
        "instructs the Director…communication Bureau 1",
    ]
    assert "  to keep a list of beacons" in first
    assert main(["who", "--format", "csv", str(examples / "resolution.txt")]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    told = ["ADMINISTRATIONS", "DIR_BR", "DIR_BR", "SG", *["MEMBER_STATES", "SECTOR_MEMBERS"] * 2]
    assert [row["concept"] for row in rows] == told
    assert {(row["identifier"], row["edition"]) for row in rows} == {
        ("Resolution 999 (Rev. Harbourtown, 2022)", "Rev. Harbourtown, 2022")
    }
    assert rows[3]["text"] == "to bring this Resolution to the attention of the keepers of all lights,"


def test_schema(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == itu_texts.json_schema()


def test_progress_is_shown_on_a_terminal(examples, capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    files = sorted(map(str, examples.glob("*.txt")))
    assert main(["outline", *files]) == 0
    assert f"1/{len(files)} " in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_reader_that_has_had_enough(examples):
    command = (
        f"{sys.executable} -m itu_texts outline {examples / 'resolution.txt'} {examples / 'resolution.txt'} | head -n 1"
    )
    done = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout == "RESOLUTION 999 (REV. HARBOURTOWN, 2022)\n"
    assert done.stderr == ""
