"""The types of the JSON for TypeScript, and a program that uses them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import itu_texts

HERE = Path(__file__).parent / "typescript"
sys.path.insert(0, str(HERE))
from write_types import TYPES, types  # noqa: E402

TEXT = """DECISION 7 (LAKESIDE, 2018)
Lamps 🏮
The ITU Council,
decides
1 to light the 🏮 lamps;
2 to meet again,
instructs the Secretary-General
1 to buy 🏮 and oil.
"""


def test_the_types_are_those_of_the_schema(ran):
    """After a change that is meant, ``python tests/typescript/write_types.py`` writes them anew."""
    assert TYPES.read_text("utf-8") == types()
    assert ran(0, ["parse", "--to", "types"]).out == types()


def test_the_schema_has_no_words_beside_references():
    """Programs that make types of it would make another type of each."""

    def below(value):
        if isinstance(value, dict):
            yield value
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from below(each)

    schema = itu_texts.json_schema()
    assert [each for each in below(schema["$defs"]) if "$ref" in each and len(each) > 1] == []
    assert len(types().splitlines()) < 21 * len(schema["$defs"])  # a type each


@pytest.mark.node
def test_a_program_in_typescript_reads_the_json(tmp_path):
    compiler = os.environ.get("TSC") or shutil.which("tsc")
    if compiler is None or shutil.which("node") is None:
        pytest.skip("Node or TypeScript is not here: npm install typescript, and name node_modules/.bin/tsc in TSC")
    shutil.copy(HERE / "consumer.ts", tmp_path)
    shutil.copy(TYPES, tmp_path / "document.d.ts")
    (tmp_path / "node.d.ts").write_text(
        'declare module "node:fs" { export function readFileSync(path: string, encoding: "utf-8"): string; }\n'
        "declare const process: { argv: string[] };\n"
        "declare const console: { log(...words: unknown[]): void };\n"
    )
    options = [
        "--strict",
        "--target",
        "es2022",
        "--module",
        "commonjs",
        "--noUncheckedIndexedAccess",
        "--lib",
        "es2022",
    ]
    made = subprocess.run(
        [compiler, *options, "consumer.ts", "node.d.ts"], cwd=tmp_path, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stdout
    document = tmp_path / "lamps.json"
    document.write_text(itu_texts.to_json(itu_texts.parse(TEXT), source=True, offsets="utf-16"), "utf-8")
    run = subprocess.run(["node", "consumer.js", str(document)], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert run.stdout.splitlines() == [
        "decides  true",
        "1 1 to light the 🏮 lamps;",
        "2 2 to meet again,",
        "instructs SG true",
        "1 1 to buy 🏮 and oil.",
    ], run.stderr
    wrong = (HERE / "consumer.ts").read_text("utf-8").replace("clause.heading.verb", "clause.heading.verbs")
    (tmp_path / "consumer.ts").write_text(wrong, "utf-8")
    assert subprocess.run(
        [compiler, *options, "--noEmit", "consumer.ts", "node.d.ts"], cwd=tmp_path, capture_output=True
    ).returncode
