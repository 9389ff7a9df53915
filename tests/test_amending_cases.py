"""The cases of tests/amendments, through the command line; ``python tests/test_amending_cases.py`` writes anew what comes of each."""

import difflib
import itertools
import os
import re
import tempfile
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest
import word
from together import cases_in, check_all, for_all, sections, some

import itu_texts
from itu_texts.cli import main

AMENDMENTS = Path(__file__).with_name("amendments")
FILES = sorted(AMENDMENTS.rglob("*.txt"))
_CHANGED = re.compile(r"(\{\+.*?\+\}|\{-.*?-\})")
_KINDS = {"+|": "ins", "-|": "del", "{+": "ins", "{-": "del"}


def tracked(text: str) -> bytes:
    """A Word file: {+new+} and {-old-} words, and +| and -| before paragraphs, are tracked changes."""
    document, numbers = word.new(), itertools.count(1)

    def change(kind: str, end: str = "") -> str:
        return f'<w:{kind} w:id="{next(numbers)}" w:author="Lake" w:date="2026-01-01T00:00:00Z"{end}>'

    def run(words: str, kind: str) -> str:
        tag = "delText" if kind == "del" else "t"
        made = f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        return f"{change(kind)}{made}</w:{kind}>" if kind else made

    for line in text.splitlines():
        if line[1:2] == "|":
            mark = f"<w:pPr><w:rPr>{change(_KINDS[line[:2]], '/')}</w:rPr></w:pPr>"
            word.paragraph(document, mark + run(line[2:], _KINDS[line[:2]]))
        else:
            parts = [(part, _KINDS.get(part[:2], "")) for part in _CHANGED.split(line) if part]
            word.paragraph(document, "".join(run(part[2:-2] if kind else part, kind) for part, kind in parts))
    return word.save(document)


def cases(file: Path) -> list[tuple[str, str, str]]:
    """Of each case in a file: how it is written, what is given (with the base of the case above, if it has none), what comes."""
    found, base = [], ""
    for case in cases_in(file)[1:]:
        written, come = re.split(r"(?m)^(?=--- made)", case, maxsplit=1)
        given = written.partition("\n")[2]
        if given.startswith("--- base"):
            base = re.split(r"(?m)^(?=--- proposal)", given)[0]
            given = given.removeprefix(base)
        found.append((written, base + given, come.rstrip("\n")))
    return found


def lines(text: str) -> list[str]:
    shown = re.sub(r"[\u200e\u200f\u202a-\u202e]", "", text).replace("\xa0", " ")
    return [" ".join(line.split()) for line in shown.splitlines() if line.strip()]


def outcome(given: str, how: str) -> str:
    """What comes of a case: the lines that change, with one around them, and what is told."""
    names = []
    for number, (kind, text) in enumerate(sections(given)):
        is_word = kind.endswith("in Word")
        names.append(f"{number or 'base'}.{'docx' if is_word else 'txt'}")
        Path(names[-1]).write_bytes(tracked(text) if is_word else text.encode())
    with redirect_stderr(StringIO()) as told:
        code = main(["consolidate", *names, "-o", "made.txt", *(["--whole"] if how.endswith("as a whole") else [])])
    said = told.getvalue().replace("itu-texts: ", "").splitlines()
    assert said or code == 0
    was, now = lines(itu_texts.to_text(itu_texts.parse_file(names[0]))), lines(Path("made.txt").read_text("utf-8"))
    changed = [*difflib.unified_diff(was, now, n=1, lineterm="")][3:]
    shown = ["..." if line.startswith("@@") else line for line in changed]
    return "\n".join([how, *shown, *(["--- told", *said] if said else [])])


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(AMENDMENTS).with_suffix("")))
def test_what_is_amended_comes_out_and_the_rest_is_told(file, tmp_path, monkeypatch):
    def check(case):
        _, given, come = case
        assert outcome(given, come.partition("\n")[0]) == come

    monkeypatch.chdir(tmp_path)
    check_all(((case[0], case) for case in some(cases(file), 3)), check)


@for_all("name", ["wrc", "pp18"])
def test_what_a_proposal_on_a_real_text_does_not_repeat_stays(shared, name):
    paths = some(sorted((shared / "gold" / name).glob("*.gold.txt")), 6)

    def check(path):
        text = next(iter(itu_texts.parse(path.read_text("utf-8"), language="en").texts))
        base = itu_texts.parse(itu_texts.to_text(text), language="en")
        items = [each for each in itu_texts.find(base, itu_texts.Item) if len(each.text.split()) > 4]
        left, changed = items[len(items) // 3], items[-1]
        source = base.source.text
        word = max(changed.text.split(), key=len)
        at = source.rindex(word, changed.start, changed.end)
        words = source[:at] + "XYZZY" + source[at + len(word) :]
        proposal = itu_texts.parse("MOD LAK/1/1\n" + words[: left.start] + words[left.end :], language="en")
        dots = itu_texts.parse("MOD LAK/1/1\n" + words[: left.start] + "…" + words[left.end :], language="en")
        made = itu_texts.consolidate(base, proposal)
        assert "XYZZY" in made.source.text
        assert sorted(itu_texts.to_text(made).replace("XYZZY", word).split()) == sorted(itu_texts.to_text(base).split())
        assert "left-unchanged" in [each.code for each in made.diagnostics]
        assert itu_texts.to_text(itu_texts.consolidate(base, dots)) == itu_texts.to_text(made)
        assert "amended-twice" in [each.code for each in itu_texts.consolidate(made, dots).diagnostics]
        noc = itu_texts.consolidate(base, itu_texts.parse("NOC LAK/1/1\n" + words, language="en"))
        assert itu_texts.to_text(noc) == itu_texts.to_text(itu_texts.consolidate(base))

    check_all(((path.name, path) for path in paths), check)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for file in FILES:
            made = [written + outcome(given, come.partition("\n")[0]) for written, given, come in cases(file)]
            file.write_text("\n\n".join(made) + "\n", "utf-8")
