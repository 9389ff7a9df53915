"""The promises of types: a program that uses the library passes mypy --strict."""

from __future__ import annotations

import subprocess
import sys

from conftest import ROOT


def _mypy(*arguments: str):
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--cache-dir",
        "/dev/null" if sys.platform != "win32" else "nul",
    ]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, cwd=ROOT)


def test_the_sample_is_well_typed():
    done = _mypy("tests/typing_sample.py")
    assert done.returncode == 0, done.stdout


def test_a_wrong_program_is_found_out(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import itu_texts\nitu_texts.parse('x').texts[0].title.upper()\n", "utf-8")
    done = _mypy(str(wrong))
    assert done.returncode == 1
    assert 'Item "None" of "str | None" has no attribute "upper"' in done.stdout
