"""Checks that a program, a file of the command or an installed package adds to those of the library."""

import json
import re
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from docx import Document as WordDocument

import itu_texts
from itu_texts import Check, Diagnostic, InputError, Severity
from itu_texts.analysis.checks import own
from itu_texts.cli import check as command
from itu_texts.cli import main
from itu_texts.nodes import Fix, Span

TEXT = """RESOLUTION 7 (LAKESIDE, 2018)
Lamps
The ITU Council,
resolves
1 will light the lamps;
2 to meet again.
"""
RULES = """
from itu_texts import Check, Item, find
from itu_texts.nodes import Fix, Span


def wills(document):
    for item in find(document, Item):
        start = item.blocks[0].start
        if item.text.startswith("will "):
            yield Span(start, start + 4), "say what is to be done", [Fix(Span(start, start + 4), "to")]


rule = Check("bare-will", "error", "an item that begins with “will”", wills)
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "my_rules.py"
    path.write_text(RULES, "utf-8")
    return path


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def rule(rules):
    [found] = [each for each in command.own_checks((str(rules),)) if each.code == "bare-will"]
    return found


def test_a_check_of_ones_own_finds_what_it_finds(rule):
    document = itu_texts.parse(TEXT)
    found = [each for each in itu_texts.check(document, rules=[rule]) if each.code == "bare-will"]
    assert [(each.severity, each.message, document.source[each.span]) for each in found] == [
        (Severity.ERROR, "say what is to be done", "will")
    ]
    assert found[0].fixes == (Fix(found[0].span, "to"),)
    assert [*itu_texts.check(document, rules=[rule])] == sorted(
        [*itu_texts.check(document), *found], key=lambda each: each.span
    )


@pytest.mark.parametrize("format", ["text", "sarif", "csv", "github"])
def test_all_reports_have_it(rules, draft, format, capsys):
    assert main(["check", str(draft), "--rules", str(rules), "--to", format]) == 1
    said = capsys.readouterr().out
    assert "bare-will" in said
    if format == "sarif":
        run = json.loads(said)["runs"][0]
        [result] = [each for each in run["results"] if each["ruleId"] == "bare-will"]
        assert (
            run["tool"]["driver"]["rules"][result["ruleIndex"]]["shortDescription"]["text"]
            == "an item that begins with “will”"
        )
        assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "to"}


def test_it_is_selected_and_ignored_like_others(rules, draft, capsys):
    assert main(["check", str(draft), "--rules", str(rules), "--ignore", "bare-will"]) == 0
    assert main(["check", str(draft), "--rules", str(rules), "--select", "bare-will"]) == 1
    assert main(["check", str(draft), "--select", "bare-will"]) == 2
    assert "no code bare-will" in capsys.readouterr().err


def test_it_mends_and_comments(rules, draft, tmp_path):
    mended = tmp_path / "mended.txt"
    main(["check", str(draft), "--rules", str(rules), "--fix", "-o", str(mended)])
    assert "1 to light the lamps;" in mended.read_text("utf-8")
    word = tmp_path / "draft.docx"
    itu_texts_document = itu_texts.parse(TEXT)
    word.write_bytes(itu_texts.to_docx(itu_texts_document))
    commented = tmp_path / "commented.docx"
    main(["check", str(word), "--rules", str(rules), "-o", str(commented)])
    parts = {part.partname: part.blob for part in WordDocument(str(commented)).part.package.iter_parts()}
    assert b"bare-will: say what is to be done" in parts["/word/comments.xml"]


def test_other_processes_run_the_file(rules, draft, tmp_path, capsys):
    other = tmp_path / "other.txt"
    other.write_text(TEXT, "utf-8")
    main(["check", str(draft), str(other), "--rules", str(rules), "--select", "bare-will", "--jobs", "2"])
    assert capsys.readouterr().out.count("bare-will") == 2


def test_installed_packages_have_checks(monkeypatch, rule):
    points = [EntryPoint("mine", f"{__name__}:INSTALLED", own.ENTRY_POINTS)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == own.ENTRY_POINTS else [])
    monkeypatch.setattr(EntryPoint, "load", lambda self: [rule])
    assert own.installed() == (rule,)


@pytest.mark.parametrize(
    ("code", "severity", "said"),
    [
        ("item-stop", "info", "the library has it"),
        ("Bare Will", "info", "write it in small letters, with hyphens"),
        ("x" * 100_000 + " ", "info", "write it in small letters"),
        ("bare-will", "grave", "'grave' is no severity: info, warning, error"),
    ],
)
def test_what_is_no_check_is_told(code, severity, said):
    with pytest.raises(itu_texts.InputError, match=re.escape(said)) as raised:
        Check(code, severity, "", print)
    assert len(str(raised.value)) < 150


def test_a_place_outside_the_document_is_told():
    rule = Check("far-away", "info", "nowhere", lambda document: [(Span(5, 10**9), "look")])
    with pytest.raises(itu_texts.InputError, match=r"far-away: .* is outside the document"):
        itu_texts.check(itu_texts.parse(TEXT), rules=[rule])
    fails = Check("far-away", "info", "nowhere", lambda document: [document.nothing])
    with pytest.raises(itu_texts.InputError, match=r"the check far-away fails: AttributeError: .*nothing"):
        itu_texts.check(itu_texts.parse(TEXT), rules=[fails])


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((Span(0, 5), "look", [Fix(Span(0, 10**9), "")]), r"far-away: \[0, 1000000000\] is outside the document"),
        ((Span(0, 5), "look", ["to"]), "far-away yields a place, a string and perhaps a list of Fix objects"),
        ((Span(0, 5), 7), "far-away yields a place, a string and perhaps a list of Fix objects"),
    ],
)
def test_words_and_fixes_that_are_none_are_told(found, said):
    rule = Check("far-away", "info", "nowhere", lambda document: [found])
    with pytest.raises(itu_texts.InputError, match=said):
        itu_texts.check(itu_texts.parse(TEXT), rules=[rule])


@pytest.mark.parametrize("value", ["nowhere.at_all:CHECKS", "math:pi", "string:digits"])
def test_a_package_that_brings_no_checks_is_told(monkeypatch, draft, capsys, value):
    points = [EntryPoint("lamps", value, own.ENTRY_POINTS)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)
    command.own_checks.cache_clear()
    assert main(["check", str(draft)]) == 2
    assert f"the entry point lamps = {value} of {own.ENTRY_POINTS} fails: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"), [("x = 1", "it has no itu_texts.Check"), ("x = ", "SyntaxError"), (None, "No such file")]
)
def test_a_file_without_checks_is_told(draft, tmp_path, capsys, content, said):
    path = Path(tmp_path, "rules.py")
    if content is not None:
        path.write_text(content, "utf-8")
    assert main(["check", str(draft), "--rules", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_without_its_text_a_document_is_not_checked():
    document = itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT)))
    with pytest.raises(itu_texts.InputError, match=r"check\(\) needs the text.*source=True"):
        itu_texts.check(document)
    assert itu_texts.check(
        itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT), source=True))
    ) == itu_texts.check(itu_texts.parse(TEXT))


def test_a_diagnostic_has_one_of_the_severities():
    with pytest.raises(InputError, match="'loud' is no severity: info, warning, error"):
        Diagnostic(code="mine", severity="loud", message="So.", span=Span(0, 1))
    assert Diagnostic(code="mine", severity="info", message="So.", span=Span(0, 1)).severity is Severity.INFO
