"""The promises of types: a program that uses the library passes mypy --strict, and a wrong one does not."""

import re
import subprocess
import sys

import pytest
from conftest import ROOT

pytest.importorskip("mypy", reason="mypy is not here: pip install -e '.[dev]'")


@pytest.mark.long
def test_the_sample_and_the_code_of_the_readme_are_well_typed_and_a_wrong_program_is_found_out(tmp_path):
    """In one run, for mypy reads all that they import."""
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert "itu_texts.parse_file" in "\n".join(blocks)
    (tmp_path / "readme.py").write_text("\n".join(blocks), "utf-8")
    wrong = "import itu_texts\nitu_texts.parse('x').texts[0].title.upper()\n"
    wrong += "tasks = itu_texts.who_does_what(itu_texts.parse('x'))\n"
    wrong += "print([task for task in tasks if task.addressee.concept == 'DIRECTOR_BR'])\n"  # which is DIR_BR
    (tmp_path / "wrong.py").write_text(wrong, "utf-8")
    files = ["tests/typing_sample.py", str(tmp_path / "readme.py"), str(tmp_path / "wrong.py")]
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *files]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    error, concept, _ = done.stdout.splitlines()
    assert "wrong.py:4: error: Non-overlapping equality check" in concept, done.stdout
    assert 'wrong.py:2: error: Item "None" of "str | None" has no attribute "upper"' in error, done.stdout
