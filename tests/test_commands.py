"""The cases of tests/commands: files, commands and what they say; ``python tests/test_commands.py`` writes anew what they say."""

import io
import os
import re
import shlex
import tempfile
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

import pytest
import word
from conftest import ROOT
from together import cases_in, check_all, sections

import itu_texts
from itu_texts.cli import main

COMMANDS = Path(__file__).with_name("commands")
FILES = sorted(COMMANDS.glob("*.txt"))


def said(command: str) -> str:
    """What a command writes, what it tells, with ``! `` before each line, and its exit code, if it is not 0."""
    command, _, given = command.partition(" < ")
    data = Path(given).read_bytes() if given else b""
    read, out, err = (io.TextIOWrapper(io.BytesIO(each), "utf-8", write_through=True) for each in (data, b"", b""))
    with patch.multiple("sys", stdin=read, stdout=out, stderr=err), patch.dict(os.environ, COLUMNS="120"):
        try:
            code = main(shlex.split(command))
        except SystemExit as ended:  # of a wrong call that argparse tells
            code = ended.code
    written, told = (each.buffer.getvalue().decode() for each in (out, err))
    told = "".join(f"! {line.removeprefix('itu-texts: ')}\n" for line in told.splitlines())
    return written + ("\n" if written and not written.endswith("\n") else "") + told + (f"= {code}\n" if code else "")


def come(kind: str, words: str) -> str:
    """What comes of a section, which is what stands in it if the section gives a file."""
    what, _, name = kind.partition(" ")
    if what == "$":
        return said(name)
    if what == "shown":
        is_word = name.endswith(("docx", "docm"))
        text = itu_texts.to_outline(itu_texts.parse_file(name, view="marked")) if is_word else Path(name).read_text()
        return text.rstrip("\n") + "\n"
    if what == "names":
        return "".join(f"{path}\n" for path in sorted(Path().rglob("*")))
    name, _, encoding = name.partition(" in ")
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    if what == "folder":
        Path(name).mkdir()
    elif what == "example":
        Path(name).write_bytes((ROOT / "examples" / name).read_bytes())
    else:
        Path(name).write_bytes(word.from_lines(words) if what == "docx" else words.encode(encoding or "utf-8"))
    return words


def carried_out(above: str, case: str) -> list[tuple[str, str, str]]:
    """Each section of a case, carried out where the files are that stand above all cases: its kind, its words, what comes."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        parts = [
            [(kind, f"{words.rstrip()}\n" if words.strip() else "") for kind, words in sections(text)]
            for text in (above, case)
        ]
        return [[(kind, words, come(kind, words)) for kind, words in part] for part in parts][1]


def is_so(written: str, made: str) -> bool:
    """Whether that is made which is written: ``…`` stands for anything in a line, and alone for any lines."""
    lines = ("(?:.*\n)*" if line == "…\n" else re.escape(line) for line in written.splitlines(keepends=True))
    return re.fullmatch("".join(lines).replace("…", ".*"), made) is not None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_commands_say_what_the_cases_have(file):
    above, *cases = cases_in(file)

    def check(case):
        for kind, written, made in carried_out(above, case):
            assert is_so(written, made), f"{kind}: {made}"

    check_all(((case.partition("\n")[0], case) for case in cases), check)


if __name__ == "__main__":
    for file in FILES:
        above, *cases = cases_in(file)
        anew = [above]
        for case in cases:
            parts = [
                f"--- {kind}\n{words if is_so(words, made) else made}" for kind, words, made in carried_out(above, case)
            ]
            anew.append("".join([case.partition("\n")[0], "\n", *parts, "\n"]))
        file.write_text("".join(anew).rstrip("\n") + "\n", "utf-8")
