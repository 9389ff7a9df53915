"""``itu-texts check`` and ``itu_texts.check``: what is told, in which form, and what the exit code is."""

import json
import re
from importlib.metadata import EntryPoint

import drafts
import pytest
import word
from benchmarks.planted import DRAFTING, KINDS, OF_NAMES, count, in_all_languages, made, sound_texts
from conftest import ROOT
from jsonschema import Draft4Validator
from together import asked, for_all, refused, some, table

import itu_texts
from itu_texts import Check, Diagnostic, InputError, Severity
from itu_texts.analysis.checks import RULES as RULES_OF_CHECKS
from itu_texts.analysis.checks.drafts import ENTRY_POINTS, installed
from itu_texts.cli import check as command
from itu_texts.cli import main
from itu_texts.nodes import Fix, Span

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


def test_a_line_with_carets_on_a_terminal(files, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    lines = check(capsys, files / "bad.txt")[1].splitlines()
    assert lines[1:3] == ["    c)\tthat oars float,", "    ^^"]
    assert lines[4:6] == ["    noitng", "    ^^^^^^"]


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


@pytest.mark.long
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

ROWS = table("records/checks.tsv")
"""A language, a text (⏎ is a line end), and what is found in it."""


@for_all("language, text, told", ROWS)
def test_what_is_found_in_texts_is_what_the_table_says(language, text, told):
    document = itu_texts.parse(text.replace("⏎", "\n") + "\n", language=language)
    found = [f"{each.code} “{document.source[each.span]}”" for each in itu_texts.check(document)]
    assert " | ".join(found).replace("\n", "⏎") == told


def test_what_is_no_document():
    refused(itu_texts.InputError, r"check\(\) takes a document, not a str", itu_texts.check, "resolves")


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


@for_all(
    "slip, mended",
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


# ---------------------------------------------------------------------- checks that a program, a file of the command or an installed package adds to those of the library


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


def test_installed_packages_have_checks(monkeypatch, rule):
    points = [EntryPoint("mine", f"{__name__}:INSTALLED", ENTRY_POINTS)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == ENTRY_POINTS else [])
    monkeypatch.setattr(EntryPoint, "load", lambda self: [rule])
    assert installed() == (rule,)


@for_all(
    "code, severity, said",
    [
        ("item-stop", "info", "the library has it"),
        ("Bare Will", "info", "write it in small letters, with hyphens"),
        ("x" * 100_000 + " ", "info", "write it in small letters"),
        ("bare-will", "grave", "'grave' is no severity: info, warning, error"),
    ],
)
def test_what_is_no_check_is_told(code, severity, said):
    assert len(refused(itu_texts.InputError, re.escape(said), Check, code, severity, "", print)) < 150


def test_a_place_outside_the_document_is_told():
    rule = Check("far-away", "info", "nowhere", lambda document: [(Span(5, 10**9), "look")])
    refused(
        itu_texts.InputError,
        r"far-away: .* is outside the document",
        itu_texts.check,
        itu_texts.parse(TEXT),
        rules=[rule],
    )
    fails = Check("far-away", "info", "nowhere", lambda document: [document.nothing])
    refused(
        itu_texts.InputError,
        r"the check far-away fails: AttributeError: .*nothing",
        itu_texts.check,
        itu_texts.parse(TEXT),
        rules=[fails],
    )


@for_all(
    "found, said",
    [
        ((Span(0, 5), "look", [Fix(Span(0, 10**9), "")]), r"far-away: \[0, 1000000000\] is outside the document"),
        ((Span(0, 5), "look", ["to"]), "far-away yields a place, a string and perhaps a list of Fix objects"),
        ((Span(0, 5), 7), "far-away yields a place, a string and perhaps a list of Fix objects"),
    ],
)
def test_words_and_fixes_that_are_none_are_told(found, said):
    rule = Check("far-away", "info", "nowhere", lambda document: [found])
    refused(itu_texts.InputError, said, itu_texts.check, itu_texts.parse(TEXT), rules=[rule])


@pytest.mark.parametrize("value", ["nowhere.at_all:CHECKS", "math:pi", "string:digits"])
def test_a_package_that_brings_no_checks_is_told(monkeypatch, draft, ran, value):
    points = [EntryPoint("lamps", value, ENTRY_POINTS)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)
    command.own_checks.cache_clear()
    assert f"the entry point lamps = {value} of {ENTRY_POINTS} fails: " in ran(2, ["check", str(draft)]).err


def test_without_its_text_a_document_is_not_checked():
    document = itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT)))
    refused(itu_texts.InputError, r"check\(\) needs the text.*source=True", itu_texts.check, document)
    assert itu_texts.check(
        itu_texts.from_json(itu_texts.to_json(itu_texts.parse(TEXT), source=True))
    ) == itu_texts.check(itu_texts.parse(TEXT))


def test_a_diagnostic_has_one_of_the_severities():
    with pytest.raises(InputError, match="'loud' is no severity: info, warning, error"):
        Diagnostic(code="mine", severity="loud", message="So.", span=Span(0, 1))
    assert Diagnostic(code="mine", severity="info", message="So.", span=Span(0, 1)).severity is Severity.INFO


# ---------------------------------------------------------------------- drafts that are checked: comments in the margin of a Word file, mistakes mended in place, comments that are read


LINES = (
    "RESOLUTION 7 (REV. DUBAI, 2018)",
    "Boats at sea",
    "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),",
    "considering",
    "a)\tthat the the boats leak,",
    "b)\tthat oars (old and new float;",
    "c)\tthat Member states sail,",
    "resolves to instruct the Secretary-General",
    "1\tto mend boats;",
    "2\tpainting oars;",
    "3\tto report;",
)
FOUND = {
    "doubled-word": "the the",
    "item-stop": "leak,",
    "unclosed": "(",
    "near-addressee": "Member states",
    "item-form": "painting",
    "final-stop": "report;",
}


def word_draft(comment: str = "") -> bytes:
    """A word_draft in Word in which each word is a run of its own."""
    document = word.new("Call")
    for line in LINES:
        paragraph = document.add_paragraph(style="Call" if line in (LINES[3], LINES[7]) else None)
        for place, part in enumerate(line.split(" ")):
            paragraph.add_run(f" {part}" if place else part).bold = place % 2 == 1
    if comment:
        document.add_comment(document.paragraphs[4].runs[1:4], text=comment, author="A. Keeper")
    return word.save(document)


@pytest.fixture
def file(tmp_path):
    def write(data: bytes):
        path = tmp_path / "word_draft.docx"
        path.write_bytes(data)
        return path

    return write


# ---------------------------------------------------------------------- in the margin


def test_each_finding_is_a_comment_at_its_words(file, tmp_path, ran):
    goal = tmp_path / "checked.docx"
    report = ran(0, ["check", str(file(word_draft())), "-o", str(goal)]).out
    assert "word_draft.docx: considering a) “a) that the the boats …”: warning doubled-word" in report
    assert "paragraph" not in report
    made = itu_texts.parse_file(goal)
    assert {each.text.partition(":")[0]: made.source[each.span] for each in made.comments} == FOUND
    assert {each.text for each in made.comments} == {
        f"{each.code}: {each.message}"
        for each in itu_texts.check(itu_texts.parse_bytes(word_draft(), "word_draft.docx"))
    }
    assert itu_texts.to_outline(made) == itu_texts.to_outline(itu_texts.parse_bytes(word_draft(), "word_draft.docx"))


def test_all_other_parts_stay_as_they_are(file, tmp_path):
    for data in (word_draft(), word_draft("Which boats?"), drafts.draft()):
        goal = tmp_path / "checked.docx"
        main(["check", str(file(data)), "-o", str(goal)])
        before, after = drafts.parts(data), drafts.parts(goal.read_bytes())
        touched = {name for name in after if before.get(name) != after[name]}
        new = {"[Content_Types].xml", "word/_rels/document.xml.rels"} if "word/comments.xml" not in before else set()
        assert touched in (set(), {"word/comments.xml", "word/document.xml"} | new)
        assert before.keys() <= after.keys()


def test_comments_that_stand_there_are_kept(file, tmp_path):
    goal = tmp_path / "checked.docx"
    main(["check", str(file(word_draft("Which boats?"))), "-o", str(goal)])
    made = itu_texts.parse_file(goal)
    (own,) = [each for each in made.comments if each.author == "A. Keeper"]
    assert (own.text, made.source[own.span]) == ("Which boats?", " the the boats")
    assert len(made.comments) == len(FOUND) + 1


# ---------------------------------------------------------------------- mended


@for_all(
    "line",
    'resolves\n1 to row "fast rather than "slow", and to rest;\n2 to say "never" and "always;\n'.splitlines()[1:],
)
def test_the_quotation_mark_that_opens_is_the_one_that_is_not_closed(line):
    document = itu_texts.parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n{line}\n3 to sail.")
    [found] = [each for each in itu_texts.check(document) if each.code == "unclosed"]
    assert document.source.text[found.span.start :].startswith(('"fast', '"always'))


# ---------------------------------------------------------------------- comments that are read


def test_comments_are_read_and_kept():
    document = itu_texts.parse_bytes(word_draft("Which boats?"), "word_draft.docx")
    (comment,) = document.comments
    assert (comment.author, comment.text, document.source[comment.span]) == (
        "A. Keeper",
        "Which boats?",
        " the the boats",
    )
    assert comment.date
    assert [*itu_texts.find(document, itu_texts.nodes.Comment)] == [comment]
    assert itu_texts.from_json(itu_texts.to_json(document)).comments == document.comments
    assert "A. Keeper: Which boats?" in itu_texts.to_html(document)
    assert "A. Keeper" not in itu_texts.to_html(document, anonymous=True)
    assert "comments" not in document.left_out


def test_a_number_and_the_deleted_one_before_it_are_not_the_same_number_twice():
    document = word.new("Call")
    for line in ("RESOLUTION 7 (LAKESIDE, 2018)", "Boats", "The ITU Council,"):
        document.add_paragraph(line)
    document.add_paragraph("resolves", style="Call")
    tab = "<w:r><w:tab/></w:r>"
    word.paragraph(document, word.run("1") + tab + word.run("to row;"))
    word.paragraph(document, drafts.changed("del", "2 to swim;"))
    word.paragraph(document, drafts.changed("del", "3") + drafts.changed("ins", "2") + tab + word.run("to sail."))
    read = itu_texts.parse_bytes(word.save(document), "word_draft.docx", view="marked")
    assert read.diagnostics == ()


@for_all("styled", [True, False])
def test_a_heading_in_other_letters_than_the_others(styled):
    """A file whose headings are in italics, or in a style of their own, and one that is not."""
    document = word.new("Call")
    for line in ("RESOLUTION 7 (LAKESIDE, 2018)", "Boats", "The ITU Council,"):
        document.add_paragraph(line)
    for heading in ("considering", "recalling", "noting", "resolves"):
        is_odd = heading == "noting"
        run = document.add_paragraph(style="Call" if styled and not is_odd else None).add_run(heading)
        run.italic = not (styled or is_odd)
        document.add_paragraph("that boats leak" + ("." if heading == "resolves" else ","))
    read = itu_texts.parse_bytes(word.save(document), "word_draft.docx")
    assert [(each.code, read.source[each.span]) for each in itu_texts.check(read)] == [("style-missing", "noting")]


# ---------------------------------------------------------------------- mistakes planted into sound texts: nearly all are seen at their place, and said once


LEAST = 0.9
LEAST_OF_DRAFTS = 0.93


@pytest.fixture(scope="module")
def made_texts():
    return [itu_texts.parse(made(seed)) for seed in range(8)]


@pytest.fixture(scope="module")
def sound_drafts():
    return in_all_languages(2)


def test_made_texts_are_sound(made_texts, sound_drafts):
    for document in (*made_texts, *sound_drafts):
        assert itu_texts.check(document) == ()
        assert len(document.texts) == 1


@for_all("kind", KINDS)
def test_in_made_texts(kind, made_texts):
    counted = count(kind, made_texts)
    assert counted.planted >= 5
    assert counted.once >= LEAST * counted.planted


@for_all("kind", OF_NAMES)
def test_in_names(kind, made_texts, sound_drafts):
    counted = count(kind, (*made_texts, *sound_drafts))
    assert counted.planted >= 12
    assert counted.seen >= LEAST * counted.planted


@pytest.mark.long
@for_all("kind", some(DRAFTING, 2))
def test_in_drafts_of_six_languages(sound_drafts, kind):
    counted = count(kind, sound_drafts, most=2)
    assert counted.planted >= 4
    assert counted.once >= LEAST_OF_DRAFTS * counted.planted, counted


def test_each_rule_of_drafting_has_a_mistake_that_is_planted():
    planted = frozenset().union(*(kind.codes for kind in DRAFTING))
    missing = {rule.code for rule in RULES_OF_CHECKS if rule.of_union} - planted
    assert not missing, "add a row with their mistake to DRAFTING in tests/benchmarks/planted.py"


@pytest.fixture(scope="module")
def real_texts(shared):
    return [*sound_texts((shared / "corpus" / "pp18", shared / "corpus" / "wrc"), 12)]


@for_all("kind", KINDS)
def test_in_real_texts(kind, real_texts):
    counted = count(kind, real_texts, most=None if asked.everything else 2)
    assert counted.planted >= 10
    assert counted.once >= LEAST * counted.planted
