"""The examples do what they say."""

from __future__ import annotations

import runpy

import itu_texts


def run(script, capsys, path):
    module = runpy.run_path(str(script))
    module["main"](str(path))
    return capsys.readouterr()


def test_export_json(examples, capsys):
    captured = run(examples / "export_json.py", capsys, examples / "proposal.txt")
    assert itu_texts.from_json(captured.out) == itu_texts.parse_file(examples / "proposal.txt")
    assert "proposal.txt:18:1: warning" in captured.err


def test_who_does_what(examples, capsys):
    captured = run(examples / "who_does_what.py", capsys, examples / "resolution.txt")
    assert captured.out.splitlines()[:2] == [
        "DIR_BR     instructs  instructs the Director of the Radiocommunication Bureau 1: to keep a list of beacons, and to publish it once a year;",
        "DIR_BR     instructs  instructs the Director of the Radiocommunication Bureau 2: to review the limits in resolves 2 and to report to the next plenipotentiary conference,",
    ]


def test_walk_clauses(examples, capsys):
    captured = run(examples / "walk_clauses.py", capsys, examples / "resolution.txt")
    assert "    preamble    9 items, 3 levels  considering\n" in captured.out
