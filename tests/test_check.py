"""``itu-texts check`` and ``itu_texts.check``: what is told, in which form, and what the exit code is."""

import csv
import json
import re

import pytest
import word
from conftest import ROOT
from jsonschema import Draft4Validator
from together import check_all, some

import itu_texts
from itu_texts.cli import main

# Of OASIS; as npm's @microsoft/jest-sarif ships it (MIT)
SARIF = json.loads((ROOT / "tests" / "golden" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
HEAD = "RESOLUTION 1 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\n"
GOOD = HEAD + "resolves\nto row.\n"
BAD = HEAD + "noting\na) that boats leak;\nc)\tthat oars float,\nnoitng\nthat sails dry,\nresolves\nto row.\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "bad.txt").write_text(BAD, "utf-8")
    (tmp_path / "prose, 100% & so on.txt").write_text("A fine day.\n", "utf-8")
    return tmp_path


def check(capsys, *arguments):
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out


# ---------------------------------------------------------------------- the command


def test_the_summary(files, capsys):
    assert check(capsys, files / "good.txt") == (0, "no problems in 1 file\n")
    assert check(capsys, files)[1].splitlines()[-1] == "3 problems in 2 of 3 files"
    assert check(capsys, files / "bad.txt", "--select", "near-verb")[1].splitlines()[-1] == "1 problem in 1 of 1 file"


def test_a_place_is_a_line_of_a_text_and_the_words_in_a_word_file(tmp_path, capsys):
    text = GOOD.replace("to row.", "1 to row;\n3 to mend oars.")
    (tmp_path / "five.docx").write_bytes(itu_texts.to_docx(itu_texts.parse(text.replace("oars", "the oars"))))
    (tmp_path / "six.docx").write_bytes(itu_texts.to_docx(itu_texts.parse(text.replace("oars", "the old oars"))))
    (tmp_path / "plain.txt").write_text(text, "utf-8")
    found = [line.partition(": warning ")[0] for line in check(capsys, tmp_path)[1].splitlines()[:-1]]
    assert found == [
        f"{tmp_path / 'five.docx'}: resolves 3 “3 to mend the oars.”",
        f"{tmp_path / 'plain.txt'}:6:1",
        f"{tmp_path / 'six.docx'}: resolves 3 “3 to mend the old …”",
    ]


def test_files_that_cannot_be_read_are_not_said_to_be_without_problems(files, capsys):
    assert check(capsys, files / "gone.txt") == (2, "no problems in 0 files; 1 could not be read\n")
    summary = check(capsys, files / "bad.txt", files / "gone.txt", "--select", "near-verb")[1].splitlines()[-1]
    assert summary == "1 problem in 1 of 1 file; 1 could not be read"


def test_codes_are_chosen(files, capsys):
    def told(*arguments):
        return re.findall(r": (?:info|warning|error) ([\w-]+) ", check(capsys, files / "bad.txt", *arguments)[1])

    assert told() == ["numbering-gap", "near-verb"]
    assert told("--select", "near-verb,no-text") == ["near-verb"]
    assert told("--select", "near-verb", "--select", "numbering-gap") == ["numbering-gap", "near-verb"]
    assert told("--ignore", "numbering-gap, near-verb") == []
    assert told("--select", "near-verb", "--ignore", "near-verb") == []
    assert main(["check", str(files / "bad.txt"), "--select", "near-word"]) == 2
    assert "no code near-word; there are: no-text, " in capsys.readouterr().err


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github"])
def test_the_exit_code(files, capsys, format):
    def code(*arguments):
        return check(capsys, *arguments, "--to", format)[0]

    assert code(files / "good.txt", "--warnings-as-errors") == 0
    assert code(files / "bad.txt") == 0
    assert code(files / "bad.txt", "--warnings-as-errors") == 1
    assert code(files / "bad.txt", "--warnings-as-errors", "--select", "no-text") == 0
    assert code(files) == 1
    assert code(files, "--ignore", "no-text") == 0
    assert code(files, files / "none.txt") == 2


def test_a_line_with_carets_on_a_terminal(files, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    lines = check(capsys, files / "bad.txt")[1].splitlines()
    assert lines[1:3] == ["    c)\tthat oars float,", "    ^^"]
    assert lines[4:6] == ["    noitng", "    ^^^^^^"]


def test_json(files, capsys):
    found = json.loads(check(capsys, files / "bad.txt", "--to", "json")[1])
    assert [(each["code"], each["line"], each["column"]) for each in found] == [
        ("numbering-gap", 6, 1),
        ("near-verb", 7, 1),
    ]
    for each in found:
        assert BAD[each["start"] : each["end"]] in ("c)", "noitng")
    assert json.loads(check(capsys, files / "good.txt", "--to", "json")[1]) == []


def test_sarif_is_valid(files, capsys, tmp_path):
    (tmp_path / "a.docx").write_bytes(word.from_outline(BAD.replace("\t", " "), styled=False))
    Draft4Validator.check_schema(SARIF)
    for names in ([files], [files / "good.txt"]):
        report = json.loads(check(capsys, *names, "--to", "sarif")[1])
        Draft4Validator(SARIF).validate(report)
        (run,) = report["runs"]
        assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == itu_texts.CODES.keys()
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    report["runs"][0]["results"] = [{"level": "loud", "message": {"text": "no"}}]
    assert not Draft4Validator(SARIF).is_valid(report)


def test_commands_of_a_workflow(files, capsys):
    lines = check(capsys, files, "--to", "github")[1].splitlines()
    assert f"::warning file={files}/bad.txt,line=7,col=1,endLine=7,endColumn=7,title=near-verb::" in lines[1]
    prose = f"::error file={files}/prose%2C 100%25 & so on.txt,line=1,col=1,endLine=2,endColumn=1,title=no-text::"
    assert prose in lines[2]


@pytest.mark.parametrize(
    ("arguments", "jobs"),
    [
        (("check",), "1"),
        (("check", "--to", "sarif"), "2"),
        (("mandates", "--to", "csv"), "1"),
        (("cites",), "2"),
    ],
)
def test_to_a_file_on_several_cores(files, tmp_path, capsys, arguments, jobs):
    command, *options = arguments
    out = tmp_path / "report"
    expected = main([command, str(files / "bad.txt"), str(files / "good.txt"), *options])
    printed = capsys.readouterr().out
    again = main([command, str(files / "bad.txt"), str(files / "good.txt"), *options, "-o", str(out), "--jobs", jobs])
    assert (expected, printed) == (again, out.read_text("utf-8"))
    assert capsys.readouterr().out == ""


def test_the_hook_is_a_command():
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "entry: itu-texts check\n" in hook
    pattern = re.compile(re.search(r"files: (.+)", hook)[1])
    assert pattern.search("a/b.docx")
    assert not pattern.search("README.md")


# ---------------------------------------------------------------------- what is told

with (ROOT / "tests" / "records" / "checks.tsv").open(encoding="utf-8", newline="") as _file:
    ROWS = [*csv.reader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)]
"""A language, a text (⏎ is a line end), and what is found in it."""


def test_what_is_found_in_texts_is_what_the_table_says():
    def check(row):
        language, text, told = row
        document = itu_texts.parse(text.replace("⏎", "\n") + "\n", language=language)
        found = [f"{each.code} “{document.source[each.span]}”" for each in itu_texts.check(document)]
        assert " | ".join(found).replace("\n", "⏎") == told

    check_all(((row[1], row) for row in ROWS), check)


def test_what_is_no_document():
    with pytest.raises(itu_texts.InputError, match=r"check\(\) takes a document, not a str"):
        itu_texts.check("resolves")


def test_false_alarms_are_few(shared):
    """Of the rules besides those of the parser, on real texts, each of which is sound."""
    rules = {"near-verb", "near-addressee", "wrong-language", "title-mismatch", "duplicate-text"}
    texts = told = 0
    for collection in ("pp18", "wrc"):
        for file in some(sorted((shared / "corpus" / collection).glob("*.txt"))[::2], 3):
            texts += 1
            told += any(found.code in rules for found in itu_texts.check(itu_texts.parse_file(file)))
    assert told <= 0.03 * texts


# ---------------------------------------------------------------------- slips

RESOLVES = "RESOLUTION 1 (REV. DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference (Dubai, 2018),\nresolves\n"


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("(Rev Busan 2014)", "(Rev. Busan, 2014)"),
        ("resolves 1 below", "resolves 1 above"),
        ("of the of the oars", "of the oars"),
    ],
)
def test_slips_are_mended(slip, mended):
    text = RESOLVES + "1 to row;\n2 to mend what {} says.\n"
    (found,) = itu_texts.check(itu_texts.parse(text.format(slip)))
    made = text.format(slip)
    for fix in reversed(found.fixes):
        made = made[: fix.span.start] + fix.text + made[fix.span.end :]
    assert made == text.format(mended)
