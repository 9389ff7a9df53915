"""The README says what is so."""

import re
import subprocess
import tomllib

from conftest import ROOT
from together import refused

import itu_texts
from itu_texts.cli import COMMANDS, main
from itu_texts.formats.json.schema import SCHEMA_VERSION

README = (ROOT / "README.md").read_text("utf-8")


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


def test_it_is_one_page():
    assert len(README.splitlines()) <= 120


def test_the_version_of_the_schema():
    assert f"version {SCHEMA_VERSION}" in README
    assert itu_texts.json_schema()["$id"].endswith(f":{SCHEMA_VERSION}")


def test_the_commands_are_those_that_there_are(capsys):
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
    lines = re.findall(r"(?m)^    itu-texts ([\w|-]+)([^#\n]*)", page)
    told = [(name, rest) for names, rest in lines for name in names.split("|")]
    assert {name for name, _ in told} == {command.name for command in COMMANDS}
    for command in COMMANDS:
        refused(SystemExit, None, main, [command.name, "--help"])
        usage = capsys.readouterr().out
        for option in re.findall(
            r"(?<![\w-])--?[a-z][\w-]*", " ".join(rest for name, rest in told if name == command.name)
        ):
            assert option in usage, (command.name, option)


def test_the_install_lines_name_what_there_is():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    named = re.findall(r"pip install [^\n`]*?'\.\[([\w,]+)\]'", README)
    assert named
    assert all(extra in extras for each in named for extra in each.split(","))
    assert not re.findall(r"pip install (?:-\w+ |--\w+ )*'?itu-texts", README)  # which is on no index
    assert {*extras} - {"all", "docs", "test", "marked", "dev"} <= {*re.findall(r"\[([\w-]+)\]", README)}


def test_the_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(links) > 10
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_first_two_commands_set_up_and_run_the_tests():
    lines = [line for line in README.splitlines() if line.startswith("    ") and re.search(r"\b(?:pip|venv)\b", line)]
    first, second = (line.strip().rpartition(" && ")[2] for line in lines)
    assert first == ".venv/bin/itu-texts parse examples/from_pdf.txt --to outline"
    assert second.startswith(".venv/bin/python -m pytest")


def test_the_map_of_the_code_names_what_there_is():
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| (?!to change|---)(.*?) \| (.*) \|$", page)
    assert len(rows) == len({matter for matter, _ in rows}), "a row stands twice"
    assert len(rows) <= 20, "the map is longer than a newcomer reads"
    folders = [ROOT, ROOT / "itu_texts", ROOT / "grammars"]
    named = re.findall(r"`([\w/]+\.(?:py|lark|json)|[\w/]+/)`", "\n".join(where for _, where in rows))
    assert len(named) > 40
    assert [
        each for each in named if not any((folder / each).exists() for folder in (*folders, ROOT / "grammars/shapes"))
    ] == []


def test_the_source_distribution_has_all_files():
    """So that its tests pass: they read the files of a checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert [each for each in included if not (ROOT / each.lstrip("/")).exists()] == []
    top = {*included}
    if (ROOT / ".git").exists():  # in an unpacked one there is no list to compare with
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
        top = {f"/{line.split('/')[0]}" for line in listed.stdout.splitlines()}
    assert top - {*included, "/pyproject.toml"} == set()
