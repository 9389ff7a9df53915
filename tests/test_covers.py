"""Covers in six languages say the same: each of their lines, in each form that a file gives them."""

import io
import json
from functools import cache
from itertools import combinations
from pathlib import Path

import docx
from together import check_all, some

import itu_texts
from itu_texts.revision.aligning import align

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
TABLES = (Path(__file__).parent / "records" / "covers.tsv").read_text("utf-8").split("\n\n")
ROWS = [[row.split("\t") for row in table.splitlines() if not row.startswith("#")] for table in TABLES]
LINES = {name: (json.loads(says), lines * 6 if len(lines) == 1 else lines) for name, says, *lines in ROWS[0]}
COVERS = {name: [part.split(", ") if part else [] for part in parts] for name, *parts in ROWS[1]}
PRINTED = {"symbol", "agenda_item", "agenda_title", "title", "sponsors", "source"}
"""Fields that are as printed, in each language otherwise."""
FORMS = {
    "lines": lambda lines: lines,
    "blank lines": lambda lines: [each for line in lines for each in (line, "")],
    "rows of a table": lambda lines: ["\t".join(lines[:2]), "\t".join(lines[2:4]), *lines[4:]],
    "two a line": lambda lines: [" ".join(lines[:2]), " ".join(lines[2:4]), *lines[4:]],
}


@cache
def document(name, language, form="lines"):
    above, below = ([LINES[each][1][LANGUAGES.index(language)] for each in part] for part in COVERS[name])
    form = "lines" if name == "pp" else form  # two columns are of the United Nations
    return itu_texts.parse("\n".join([*FORMS[form](above), *below]) + "\n")


def test_covers_say_the_same_in_six_languages_and_each_form():
    def check(case):
        name, language, form = case
        fields = itu_texts.document_fields(document(name, language, form))
        said = {}
        for line in (line for part in COVERS[name] for line in part):
            said |= LINES[line][0]
        assert {key: value for key, value in fields.items() if key not in PRINTED} == {
            key: value for key, value in said.items() if key not in PRINTED
        }
        assert fields.keys() == itu_texts.document_fields(document(name, "en")).keys()
        assert fields["symbol"].startswith(said.get("symbol", "49"))
        assert fields.get("source") == said.get("source", fields.get("source"))  # of reports their author, as printed

    cases = [(name, language, form) for name in COVERS for language in LANGUAGES for form in FORMS]
    check_all([(" ".join(case), case) for case in some(cases, 5)], check)


def _in_columns(name, language):
    """The cover in a Word file: a table with the symbol and the lines of issue at the right, and paragraphs below it."""
    above, below = ([LINES[each][1][LANGUAGES.index(language)] for each in part] for part in COVERS[name])
    issue = [
        at for at, line in enumerate(COVERS[name][0]) if {"distribution", "date_issued", "original"} & {*LINES[line][0]}
    ]
    issue = range(issue[0], issue[-1] + 1)
    file = docx.Document()
    table = file.add_table(rows=2, cols=2)
    for place, words in (((0, 0), above[0]), ((0, 1), above[1]), ((1, 0), above[2]), ((1, 1), above[issue[0]])):
        table.cell(*place).text = words
    for at in issue[1:]:
        table.cell(1, 1).add_paragraph(above[at])
    for words in (*(words for at, words in enumerate(above) if at > 2 and at not in issue), *below):
        file.add_paragraph(words)
    written = io.BytesIO()
    file.save(written)
    return itu_texts.parse_bytes(written.getvalue(), "cover.docx")


def test_covers_in_columns_of_word_say_the_same():
    def check(case):
        assert itu_texts.document_fields(_in_columns(*case)) == itu_texts.document_fields(document(*case))

    cases = [(name, language) for name in COVERS for language in LANGUAGES if name != "pp"]
    check_all([(" ".join(case), case) for case in some(cases, 4)], check)


def test_covers_in_two_languages_lack_nothing_of_one_another():
    def check(case):
        name, first, second = case
        pairs = align(document(name, first), document(name, second))
        assert not [problem.message for pair in pairs for problem in pair.problems]

    cases = [(name, *both) for name in COVERS for both in combinations(LANGUAGES, 2)]
    check_all([(" ".join(case), case) for case in some(cases, 3)], check)


def _without(name, language, left_out):
    lines = (line for part in COVERS[name] for line in part if line != left_out)
    return itu_texts.parse("\n".join(LINES[line][1][LANGUAGES.index(language)] for line in lines) + "\n")


def _told(first, second):
    return [problem.message for pair in align(first, second) for problem in pair.problems]


def test_the_line_that_a_cover_lacks_is_told_and_no_other():
    for left_out in ("item aa", "title", "adopted", "report3", "session"):
        words = LINES[left_out][1][0]
        [said] = _told(document("ga adopted", "en"), _without("ga adopted", "fr", left_out))
        assert said.startswith("the French text lacks the coverline")
        assert words[:40] in said


def test_lines_that_say_the_same_or_name_the_language_need_no_partner():
    assert not _told(_without("hrc adopted", "en", "tongue"), document("hrc adopted", "ru"))
    assert not _told(document("hrc adopted", "en"), document("hrc adopted", "zh", "two a line"))
    texts = (
        "The General Assembly,\n1. Agrees that:\n(a) boats float;\n(b) lamps burn.",
        "大会，\n1. 商定：\n(a) 船漂浮；\n(b) 灯亮着。",
    )
    assert not [said for said in _told(*map(itu_texts.parse, texts)) if "paragraph" in said]
