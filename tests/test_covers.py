"""Covers in six languages say the same: each of their lines, in each form that a file gives them."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path

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


def test_covers_in_two_languages_lack_nothing_of_one_another():
    def check(case):
        name, first, second = case
        pairs = align(document(name, first), document(name, second))
        assert not [problem.message for pair in pairs for problem in pair.problems]

    cases = [(name, *both) for name in COVERS for both in combinations(LANGUAGES, 2)]
    check_all([(" ".join(case), case) for case in some(cases, 3)], check)
