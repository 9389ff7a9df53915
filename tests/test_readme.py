"""The README says what is so."""

from __future__ import annotations

import re
import tomllib

import pytest
from conftest import ROOT

import itu_texts
from itu_texts.cli import COMMANDS, main

README = (ROOT / "README.md").read_text("utf-8")


def test_the_diagnostics_are_those_of_the_code():
    rows = re.findall(r"(?m)^\| `([a-z-]+)` \| (info|warning|error) \| (.+) \|$", README)
    told = {code: (severity, meaning.removesuffix(" (32 levels)")) for code, severity, meaning in rows}
    assert told == {code: (str(severity), meaning) for code, (severity, meaning) in itu_texts.CODES.items()}


def test_the_ten_lines_run(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    exec(compile(code, "README.md", "exec"), {})
    out = capsys.readouterr().out
    assert out.startswith(
        "resolution 999 Radio beacons for lighthouses that are no longer staffed\npreamble considering ()"
    )
    assert "no more than one message a minute in fair weather;" in out


def test_the_picture_is_true():
    left = [line[:48].rstrip() for line in re.search(r"```\n(RESOLUTION.*?)```", README, re.DOTALL)[1].splitlines()]
    document = itu_texts.parse("\n".join(line for line in left if line) + "\n")
    assert itu_texts.to_outline(document).splitlines()[3:] == [
        "considering",
        "\ta) that boats leak:",
        "\t\ti) at sea;",
        "\t\tii) in port;",
        "\tb) that oars float,",
        "instructs the Secretary-General",
        "\t1 to mend boats;",
        "\t2 to count oars.",
    ]
    assert [piece.text for piece in document.furniture] == ["– 7 –", "RES999-2"]
    assert document.diagnostics == ()


def test_the_version_of_the_schema():
    assert f"version {itu_texts.SCHEMA_VERSION}" in README
    assert itu_texts.json_schema()["$id"].endswith(f":{itu_texts.SCHEMA_VERSION}")


def test_the_commands_are_those_that_there_are(capsys):
    block = re.search(r"## The command line\n\n((?:    .*\n)+)", README)[1]
    told = re.findall(r"(?m)^    itu-texts ([\w-]+)", block)
    assert {*told} == {command.name for command in COMMANDS}
    for command in COMMANDS:
        with pytest.raises(SystemExit):
            main([command.name, "--help"])
        usage = capsys.readouterr().out
        lines = [line.partition("#")[0] for line in block.splitlines() if f"itu-texts {command.name} " in line]
        for option in re.findall(r"(?<![\w-])--?[a-z][\w-]*", " ".join(lines)):
            assert option in usage, (command.name, option)


def test_the_install_lines_name_what_there_is():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    named = re.findall(r"pip install [^\n`]*?'\.\[([\w,]+)\]'", README)
    assert named
    assert all(extra in extras for each in named for extra in each.split(","))
    assert not re.findall(r"pip install (?:-\w+ |--\w+ )*'?itu-texts", README)  # which is on no index
    assert {*extras} - {"all", "test"} <= {*re.findall(r"\[([\w-]+)\]", README)}
