"""What the command line does with many files and with what stands where it writes: --jobs, --source, -o."""

import json

import pytest

import itu_texts
from itu_texts.cli import main

RESOLUTION = "RESOLUTION {} (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\nto row.\n"


@pytest.fixture
def folder(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for number in range(4):
        (files / f"{number}.txt").write_text(RESOLUTION.format(number), "utf-8")
    return files


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def texts(path):
    return [line["blocks"][0]["number"] for line in lines(path)]


def parse(*arguments):
    return main(["parse", *map(str, arguments)])


def test_a_file_that_is_read_is_not_written_over(folder, ran):
    file = folder / "0.txt"
    before = file.read_bytes()
    for command in ("parse", "check", "mandates", "cites"):
        assert (
            "is one of the files that are read, and would be overwritten"
            in ran(2, [command, str(file), "-o", str(folder / ".." / "files" / "0.txt")]).err
        )
    assert file.read_bytes() == before


# ---------------------------------------------------------------------- files and folders


@pytest.mark.parametrize("command", ["parse", "check", "mandates", "cites"])
def test_empty_folders(folder, tmp_path, ran, command):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert f"{empty}: it has no files that can be parsed" in ran(2, [command, str(empty)]).err
    captured = ran(2, [command, str(folder), str(empty)])
    assert f"{empty}: it has no files" in captured.err
    assert captured.out or command in ("mandates", "cites")  # nobody is told there, and nothing cited


def test_each_file_to_one_of_its_own(folder, tmp_path, capsys, ran):
    (folder / "below").mkdir()
    (folder / "below" / "0.txt").write_text(RESOLUTION.format("0bis"), "utf-8")
    out = tmp_path / "out"
    assert main(["parse", str(folder), "--to", "json", "-o", str(out)]) == 0
    made = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json"))
    assert made == ["0.json", "1.json", "2.json", "3.json", "below/0.json"]
    assert itu_texts.from_json((out / "below" / "0.json").read_text("utf-8")).texts[0].number == "0bis"
    assert main(["parse", str(folder / "0.txt"), str(folder / "below" / "0.txt"), "--to", "json", "-o", str(out)]) == 2
    assert "would both be written to" in capsys.readouterr().err
    assert "name a folder with -o" in ran(2, ["parse", str(folder), "--to", "json"]).err


# ---------------------------------------------------------------------- options


def test_jobs(folder, capsys):
    with pytest.raises(SystemExit):
        parse(folder, "--jobs", "-1")
    assert "--jobs: not a number, 0 or more: '-1'" in capsys.readouterr().err
    for jobs in ("0", "5000"):  # no more than there are cores
        assert parse(folder / "0.txt", "--jobs", jobs) == 0


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_the_source_with_the_tree(folder, capsys, format):
    assert parse(folder / "0.txt", "--source", "--to", format) == 0
    document = itu_texts.from_json(capsys.readouterr().out)
    assert document.source.text == RESOLUTION.format(0)
    assert [*itu_texts.references(document)] == []
    assert parse(folder / "0.txt", "--source", "--to", "outline") == 2


def test_an_encoding(tmp_path, ran):
    file = tmp_path / "text.txt"
    file.write_bytes("Резолюция 5 о лодках и о вёслах\n".encode("cp1251"))
    assert "it may be in cp1251 (Cyrillic)" in ran(2, ["parse", "--to", "outline", str(file)]).err
    assert (
        ran(0, ["parse", "--to", "outline", str(file), "--encoding", "cp1251"]).out
        == "Резолюция 5 о лодках и о вёслах\n"
    )
    for encoding in ("klingon", "rot13", "base64", ""):
        assert (
            f"no encoding {encoding!r}" in ran(2, ["parse", "--to", "outline", str(file), "--encoding", encoding]).err
        )
    assert "not text in utf-8 (byte 0)" in ran(2, ["parse", "--to", "outline", str(file), "--encoding", "utf-8"]).err


def test_collect_says_which_files_hold_no_text(folder, tmp_path, ran):
    (folder / "blank.txt").write_text(" \n", "utf-8")
    said = ran(0, ["collect", str(folder), "-o", str(tmp_path / "acts.db")]).err.splitlines()
    assert [line for line in said if "no ITU text was found" in line] == [
        f"itu-texts: {folder / 'blank.txt'}: no ITU text was found: check that this is the right file and that it is complete"
    ]
    assert said[-1].endswith("5 read, 0 unchanged, 0 failed")
