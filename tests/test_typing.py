"""The promises of types: a program that uses the library passes mypy --strict."""

from __future__ import annotations

import re
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


def test_the_sample_and_the_code_of_the_readme_are_well_typed(tmp_path):
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    readme = tmp_path / "readme.py"
    readme.write_text("\n".join(blocks), "utf-8")
    done = _mypy("tests/typing_sample.py", str(readme))
    assert done.returncode == 0, done.stdout


def test_a_wrong_program_is_found_out(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import itu_texts\nitu_texts.parse('x').texts[0].title.upper()\n", "utf-8")
    done = _mypy(str(wrong))
    assert done.returncode == 1
    assert 'Item "None" of "str | None" has no attribute "upper"' in done.stdout
