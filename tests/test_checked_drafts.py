"""Drafts that are checked: comments in the margin of a Word file, mistakes mended in place, comments that are read."""

import json

import drafts
import pytest
import word
from jsonschema import Draft4Validator
from test_check import SARIF
from together import for_all

import itu_texts
from itu_texts.cli import main

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
MENDED = {
    "that the the boats leak,": "that the boats leak;",
    "Member states": "Member States",
    "to report;": "to report.",
}


def draft(comment: str = "") -> bytes:
    """A draft in Word in which each word is a run of its own."""
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
        path = tmp_path / "draft.docx"
        path.write_bytes(data)
        return path

    return write


# ---------------------------------------------------------------------- in the margin


def test_each_finding_is_a_comment_at_its_words(file, tmp_path, ran):
    goal = tmp_path / "checked.docx"
    report = ran(0, ["check", str(file(draft())), "-o", str(goal)]).out
    assert "draft.docx: considering a) “a) that the the boats …”: warning doubled-word" in report
    assert "paragraph" not in report
    made = itu_texts.parse_file(goal)
    assert {each.text.partition(":")[0]: made.source[each.span] for each in made.comments} == FOUND
    assert {each.text for each in made.comments} == {
        f"{each.code}: {each.message}" for each in itu_texts.check(itu_texts.parse_bytes(draft(), "draft.docx"))
    }
    assert itu_texts.to_outline(made) == itu_texts.to_outline(itu_texts.parse_bytes(draft(), "draft.docx"))


def test_all_other_parts_stay_as_they_are(file, tmp_path):
    for data in (draft(), draft("Which boats?"), drafts.draft()):
        goal = tmp_path / "checked.docx"
        main(["check", str(file(data)), "-o", str(goal)])
        before, after = drafts.parts(data), drafts.parts(goal.read_bytes())
        touched = {name for name in after if before.get(name) != after[name]}
        new = {"[Content_Types].xml", "word/_rels/document.xml.rels"} if "word/comments.xml" not in before else set()
        assert touched in (set(), {"word/comments.xml", "word/document.xml"} | new)
        assert before.keys() <= after.keys()


def test_comments_that_stand_there_are_kept(file, tmp_path):
    goal = tmp_path / "checked.docx"
    main(["check", str(file(draft("Which boats?"))), "-o", str(goal)])
    made = itu_texts.parse_file(goal)
    (own,) = [each for each in made.comments if each.author == "A. Keeper"]
    assert (own.text, made.source[own.span]) == ("Which boats?", " the the boats")
    assert len(made.comments) == len(FOUND) + 1


def test_only_word_files_have_margins(tmp_path, ran):
    path = tmp_path / "draft.txt"
    path.write_text("\n".join(LINES), "utf-8")
    assert "only Word files have comments" in ran(2, ["check", str(path), "-o", str(tmp_path / "checked.docx")]).err
    assert main(["check", str(path), "--fix"]) == 2
    assert not (tmp_path / "checked.docx").exists()


# ---------------------------------------------------------------------- mended


@pytest.mark.parametrize("suffix", ["txt", "md", "adoc"])
def test_mistakes_are_mended_in_place(tmp_path, capsys, suffix):
    text = "\r\n".join(LINES).replace("\t", " ") + "\r\n"
    if suffix == "adoc":
        text = "= Boats at sea\n\nResolution 7\n\n.considering\nthat the the boats leak.\n"
    path, goal = tmp_path / f"draft.{suffix}", tmp_path / f"mended.{suffix}"
    path.write_bytes(text.encode())
    main(["check", str(path), "--fix", "-o", str(goal)])
    expected = text
    for wrong, right in {**MENDED, "that the the boats leak.": "that the boats leak."}.items():
        expected = expected.replace(wrong, right)
    assert goal.read_bytes().decode() == expected
    assert "mended: " in capsys.readouterr().err


def test_mistakes_are_mended_as_tracked_changes(file, tmp_path, capsys):
    goal = tmp_path / "mended.docx"
    main(["check", str(file(draft())), "--fix", "-o", str(goal)])
    report = capsys.readouterr()
    assert [line.split(": warning ")[1].split()[0] for line in report.out.splitlines()[:-1]] == [
        "unclosed",
        "item-form",
    ]
    assert report.err.count("mended: ") == len(FOUND) - 2
    was = itu_texts.parse_file(goal, view="original")
    assert was.source.text == itu_texts.parse_bytes(draft(), "draft.docx").source.text
    expected = was.source.text
    for wrong, right in MENDED.items():
        expected = expected.replace(wrong, right)
    assert itu_texts.parse_file(goal).source.text == expected


def test_the_quotation_mark_that_opens_is_the_one_that_is_not_closed():
    words = 'resolves\n1 to row "fast rather than "slow", and to rest;\n2 to say "never" and "always;\n'
    for line in words.splitlines()[1:]:
        document = itu_texts.parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n{line}\n3 to sail.")
        [found] = [each for each in itu_texts.check(document) if each.code == "unclosed"]
        assert document.source.text[found.span.start :].startswith(('"fast', '"always'))


def test_sarif_has_the_replacements(tmp_path, capsys):
    path = tmp_path / "draft.txt"
    path.write_text("\n".join(LINES), "utf-8")
    main(["check", str(path), "--to", "sarif"])
    report = json.loads(capsys.readouterr().out)
    Draft4Validator(SARIF).validate(report)
    fixes = {each["ruleId"]: each["fixes"] for each in report["runs"][0]["results"] if "fixes" in each}
    assert fixes.keys() == {"doubled-word", "item-stop", "near-addressee", "final-stop"}
    (change,) = fixes["final-stop"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "."}
    assert replacement["deletedRegion"] == {"startLine": 11, "startColumn": 12, "endLine": 11, "endColumn": 13}


# ---------------------------------------------------------------------- comments that are read


def test_comments_are_read_and_kept():
    document = itu_texts.parse_bytes(draft("Which boats?"), "draft.docx")
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
    read = itu_texts.parse_bytes(word.save(document), "draft.docx", view="marked")
    assert read.diagnostics == ()


def test_a_text_without_title_or_formula_fails(tmp_path):
    path = tmp_path / "draft.txt"
    for text in ("RESOLUTION 7\nBoats\nresolves\nto row.\n", "RESOLUTION 7\nThe ITU Council,\nresolves\nto row.\n"):
        path.write_text(text, "utf-8")
        assert main(["check", str(path)]) == 1


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
    read = itu_texts.parse_bytes(word.save(document), "draft.docx")
    assert [(each.code, read.source[each.span]) for each in itu_texts.check(read)] == [("style-missing", "noting")]
