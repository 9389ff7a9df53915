"""What a line was taken for, by which rule, and what else it might have been."""

import pytest
from attrs import evolve
from together import for_all, refused

import itu_texts
from itu_texts import InputError, explain
from itu_texts.parsing.rules import RULES

TEXT = """\
RESOLUTION 7 (LAKESIDE, 2030)
Boats
The ITU Council (Lakeside, 2030),
considering
a) that boats are named in item 2) of the list, and
that they leak;
b) that oars float,
noting that ropes rot,
resolves
1 to row;
2 to rest.
"""


@pytest.fixture(scope="module")
def explained():
    return {line.line: line for line in explain(itu_texts.parse(TEXT))}


def test_each_line_with_words_is_explained(explained):
    assert [*explained] == [*range(1, 12)]
    lines = TEXT.splitlines()
    assert all(TEXT[line.span.slice] == lines[number - 1] for number, line in explained.items())


def test_what_a_line_is_taken_for_and_where_it_stands(explained):
    assert (explained[2].taken_for, explained[2].form) == ("Title", "TEXT")
    assert (explained[4].taken_for, explained[4].address) == ("Clause, Heading", "considering")
    assert (explained[10].taken_for, explained[10].address) == ("Item, Paragraph", "resolves 1")


def test_a_line_that_goes_on_is_more_of_what_stands_above():
    text = "resolves\n1 to mend the oars of all boats that lie in the harbour\nand leak."
    assert [each.taken_for for each in explain(itu_texts.parse(text))][2] == "more of the Paragraph above"


def test_the_rule_that_decided_and_what_the_line_is_without_it(explained):
    line = explained[8]
    assert line.taken_for == "Clause, Heading, Paragraph"
    assert line.rule == "grounds-open"
    assert [(each.taken_for, each.rule) for each in line.considered][-1] == ("Paragraph", "grounds-open")


def test_a_line_that_goes_on_with_the_one_above(explained):
    line = explained[6]
    assert line.taken_for == "more of the Paragraph above"
    assert line.rule in {rule.name for rule in RULES}
    assert line.reason


def test_what_might_have_begun_in_a_line():
    [line] = explain(itu_texts.parse(TEXT.replace("named in item 2) of", "named: 2) of")), 5)
    assert ("Item at column 26", "break-offs") in [(each.taken_for, each.rule) for each in line.considered]
    assert all(each.reason for each in line.considered)


def test_what_other_rules_claim():
    text = (
        "RESOLUTION 7\nBoats\nThe Council,\nresolves:\n1. to row;\n2. instructs the Secretary-General to count boats.\n"
    )
    [line] = explain(itu_texts.parse(text), 6)
    assert line.rule == "stands-behind-label"
    assert ("Heading at column 4", "operative-open") in [(each.taken_for, each.rule) for each in line.considered]


@for_all("at", ["resolves 2", 11])
def test_one_place(at):
    assert [line.line for line in explain(itu_texts.parse(TEXT), at)] == [11]


@for_all("end", ("\r\n", "\r"))
def test_a_text_with_any_line_ends(end):
    text = TEXT.replace("\n", end)
    found = explain(itu_texts.parse(text))
    assert [line.taken_for for line in found][3] == "Clause, Heading"
    assert all(text[line.span.slice].strip() == text[line.span.slice] for line in found)


def test_what_a_file_says_counts(tmp_path):
    """A document of a file is explained from what was read of the file, not from its words alone."""
    pytest.importorskip("docx")
    path = tmp_path / "boats.docx"
    path.write_bytes(itu_texts.to_docx(itu_texts.parse(TEXT)))
    found = explain(itu_texts.parse_file(path))
    assert [line.address for line in found if line.taken_for.startswith("Clause")] == [
        "considering",
        "noting",
        "resolves",
    ]


def test_a_volume_in_two_languages():
    french = "RÉSOLUTION 8 (LAC-BLEU, 2030)\nBateaux\nLe Conseil de l'UIT,\ndécide\n1 de ramer;\n2 de se reposer.\n"
    assert explain(itu_texts.parse(TEXT + french))[-1].address.endswith("2")


def test_a_document_without_its_text():
    with pytest.raises(InputError, match=r"explain\(\) needs the text"):
        explain(evolve(itu_texts.parse(TEXT), source=itu_texts.nodes.Source("")))


@for_all("line", [0, 13])
def test_no_such_line(line):
    refused(InputError, f"no line {line}", explain, itu_texts.parse(TEXT), line)


def test_the_command(tmp_path, ran):
    path = tmp_path / "boats.txt"
    path.write_text(TEXT, "utf-8")
    out = ran(0, ["parse", "--to", "explain", str(path), "--at", "8"]).out.splitlines()
    assert out[0] == "8: noting that ropes rot,"
    assert out[1] == "    taken for Clause, Heading, Paragraph, at noting"
    assert out[2].startswith("    by grounds-open: ")
    assert any(line.startswith("    not Paragraph: grounds-open: ") for line in out)
    assert ran(0, ["parse", "--to", "explain", str(path), "--at", "8:3"]).out.splitlines() == out
