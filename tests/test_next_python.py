"""The core on the next version of Python: CPython 3.14, which Pyodide is made of, runs the tests that need no extra.

Its packages are pure Python: the newest Hypothesis that is so, and what the tests of the core import.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.node

ROOT = Path(__file__).parents[1]
FILES = ("cases", "languages", "passes", "properties", "rules", "tasks", "times")
PURE = ("hypothesis==6.130.0", "sortedcontainers", "pytest", "pluggy", "iniconfig", "packaging", "pygments")
CORE = ("lark", "attrs", "cattrs", "typing_extensions", "fastjsonschema", "pytest-timeout")


def test_the_core_runs_on_python_3_14(tmp_path):
    pyodide = os.environ.get("PYODIDE")
    if shutil.which("node") is None or pyodide is None:
        pytest.skip("Node or Pyodide is not here: npm pack pyodide, unpack it, and name its folder in PYODIDE")
    packages = tmp_path / "packages"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-compile",
        "--target",
        packages,
        *PURE,
        *CORE,
    ]
    subprocess.run([*map(str, pip)], check=True)
    asked = [f"tests/test_{name}.py" for name in FILES]
    options = ["-q", "-p", "no:cacheprovider", "-o", "timeout=0", "--no-header"]
    command = ["node", ROOT / "tests" / "pyodide_tests.mjs", pyodide, packages, ROOT, *options, *asked]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 130  # each of many cases
