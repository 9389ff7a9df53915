"""Amendments made in what they amend, of which ``amendments`` has the cases, and several proposals side by side."""

import csv
import io
from pathlib import Path

import pytest
from exported import tracked
from invariants import check_document
from pages import Parsed
from timing import grows_no_faster
from together import for_all

import itu_texts
from itu_texts import InputError, compare, consolidate, find, parse, to_outline, to_text
from itu_texts.revision.comparing import REPORTS
from itu_texts.revision.consolidating import PROBLEMS

TREATY = (
    "ARTICLE 5\n\nBoats\n\n16\t1 Boats are counted in spring.\n\n17\t2 Oars are counted in autumn:\n\n18\ta) those of wood;\n\n"
    "19\tb) those of iron.\n\nARTICLE 6\n\nSails\n\n20\t1 Sails are white.\n\n21\t2 Sails are dried.\n\n"
    "ARTICLE 8\n\nLamps\n\n22\t1 Lamps are round.\n\n23\t2 Lamps are green.\n"
)
RESOLUTION = (
    "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nThe ITU Council,\nconsidering\na) that boats leak;\nb) that oars break,\n"
    "resolves\n1 to row;\n2 to sail,\ninstructs the Secretary-General\nto report.\n"
    "ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2026)\nBoats\n1 Boats float.\n"
    "ANNEX 2 TO RESOLUTION 7 (LAKESIDE, 2026)\nOars\n1 Oars float.\n"
)


def _made(base, *amending):
    made = consolidate(parse(base), *map(parse, amending))
    check_document(made)
    assert to_outline(made) == to_outline(parse(to_text(made)))
    return made


def _problems(made):
    return [each.code for each in made.diagnostics if each.code in PROBLEMS]


def test_what_amended_it_is_said_of_a_text_and_kept_in_json():
    made = _made(
        TREATY,
        "ARTICLE 5\n\nMOD LKS/3/1\n\n16\t1 Boats are counted in summer.\n\n"
        "ADD LKS/3/2\n\n17A\t2bis Anchors are counted in winter.\n\nSUP LKS/3/3\n\n18\n\nNOC LKS/3/4\n\n19\n",
        "ARTICLE 5\n\nMOD LKS/4/1\n\n16\t1 Boats are counted in June.\n",
    )
    said = [("SUP", "SUP LKS/3/3", 1), ("MOD", "MOD LKS/4/1", 2), ("ADD", "ADD LKS/3/2", 1)]
    for document in (made, itu_texts.from_json(itu_texts.to_json(made))):
        assert sorted((each.action, each.marker, each.amending) for each in document.amended) == sorted(said)
        assert [each.marker for each in document.at("No. 17A").amended_by] == ["ADD LKS/3/2"]
        assert document.at("No. 17").amended_by == ()


def test_nothing_amended_gives_the_base():
    base = parse(TREATY)
    assert to_outline(consolidate(base)) == to_outline(base)
    assert consolidate(base, parse(RESOLUTION)).amended == ()


def test_the_base_stays_as_it_is():
    base = parse(TREATY)
    before = to_outline(base)
    consolidate(base, parse("SUP 16-20\n"))
    assert to_outline(base) == before


def test_what_cannot_be_consolidated_is_said():
    with pytest.raises(InputError, match=r"consolidate\(\) takes documents, not a str"):
        consolidate(parse(TREATY), TREATY)
    with pytest.raises(InputError, match="the base shows tracked changes"):
        consolidate(itu_texts.parse_bytes(tracked(), "x.docx", view="marked"))
    with pytest.raises(InputError, match=r"compare\(\) takes documents, not a str"):
        compare(TREATY)


def _long(count):
    base = "".join(
        f"{'' if n % 10 else f'ARTICLE {n // 10 + 1}{chr(10) * 2}Boats{chr(10) * 2}'}{n + 1}\tBoats float.\n\n"
        for n in range(count)
    )
    amending = "".join(f"MOD A/1/{n}\n\n{n + 1}\tBoats sink.\n\n" for n in range(0, count, 5))
    return parse(base), parse(amending)


def test_time_grows_with_the_texts_and_no_faster():
    assert len(consolidate(*_long(100)).amended) == 20
    assert grows_no_faster(lambda pair: consolidate(*pair), _long, 250)


# ---------------------------------------------------------------------- items of a clause that has no marker

_ABOVE = "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nThe ITU Council,\n"
_LISTS = _ABOVE + (
    "considering\na) that boats leak;\nb) that oars break,\nresolves\n1 to row;\n2 to sail:\na) by day;\nb) by night;\n"
    "3 to rest,\ninstructs the Secretary-General\nto report.\n"
)


# ---------------------------------------------------------------------- several proposals

ONE = (
    "ARTICLE 5\n\nMOD LKS/3/1\n\n16\t1 Boats are counted in summer.\n\nReasons: It is warm.\n\n"
    "ADD LKS/3/2\n\n17A\t2bis Anchors are counted in winter.\n"
)
TWO = (
    "ARTICLE 5\n\nSUP LKS/4/3\n\n16\n\nMOD LKS/4/1\n\n18\ta) those of glass;\n\nReasons: Glass is new.\n\n"
    "ADD LKS/4/2\n\n17A\t2bis Anchors are counted in winter.\n"
)


def test_proposals_are_compared_place_by_place():
    compared = compare(*map(parse, (TREATY, ONE, TWO)))
    said = [
        (row.address, row.kept_by, [(each.proposals, each.kind.value, each.reasons) for each in row.proposed])
        for row in compared
    ]
    assert said == [
        ("ARTICLE 5 / No. 16", (), [((1,), "reworded", ("It is warm.",)), ((2,), "removed", ())]),
        ("ARTICLE 5 / No. 17A", (), [((1, 2), "added", ())]),
        ("ARTICLE 5 / No. 18", (1,), [((2,), "reworded", ("Glass is new.",))]),
    ]


def test_proposals_on_items_are_compared_with_their_reasons():
    one = _ABOVE + "resolves\nMOD A/1/1\n1 to swim;\nReasons: It is cheaper.\nSUP A/1/2\n2\n"
    two = _ABOVE + "considering\nADD B/1/1\nc) that sails tear,\nReasons: Storms.\nresolves\nMOD B/1/2\n1 to swim;\n"
    said = [
        (row.address, row.kept_by, [(each.proposals, each.kind.value, each.reasons) for each in row.proposed])
        for row in compare(*map(parse, (_LISTS, one, two)))
    ]
    assert said == [
        ("considering c)", (), [((2,), "added", ("Storms.",))]),
        ("resolves 1", (), [((1, 2), "reworded", ("It is cheaper.",))]),
        ("resolves 2", (2,), [((1,), "removed", ())]),
    ]


def test_other_wordings_of_the_whole_are_compared_too():
    other = RESOLUTION.replace("to row;", "to row in summer;")
    compared = compare(*map(parse, (RESOLUTION, other, RESOLUTION)))
    assert [(row.address, row.text, row.kept_by) for row in compared] == [("resolves 1", "to row;", (2,))]
    assert compare(parse(RESOLUTION), parse(RESOLUTION)) == []


NAMES = ["one.txt", '"><script>alert(1)</script>']


def test_the_table_as_csv():
    rows = [*csv.reader(io.StringIO(REPORTS["csv"](compare(*map(parse, (TREATY, ONE, TWO))), NAMES).decode()))]
    assert rows[0] == ["address", "base", "proposals", "change", "words", "reasons"]
    assert [row[2:4] for row in rows[1:]] == [
        ["one.txt", "reworded"], [NAMES[1], "suppressed"], [", ".join(NAMES), "added"], ["one.txt", "kept"],
        [NAMES[1], "reworded"],
    ]  # fmt: skip


def test_the_table_as_a_page():
    import lxml.html

    page = REPORTS["html"](compare(*map(parse, (TREATY, ONE, TWO))), NAMES).decode()
    root = lxml.html.document_fromstring(page)
    assert not root.xpath("//script | //@src | //@href[not(starts-with(., 'data:'))]")
    assert root.xpath("//span[@class='who']/text()")[1] == NAMES[1]
    assert "Boats are counted in spring." in root.xpath("//del/text()")[-1] or root.xpath("//del")
    assert "The proposals change nothing." in REPORTS["html"]([], []).decode()


def test_the_table_as_a_word_file():
    data = REPORTS["docx"](compare(*map(parse, (TREATY, ONE, TWO))), NAMES)
    document = itu_texts.parse_bytes(data, "x.docx")
    rows = next(find(document, itu_texts.Table)).rows
    said = [[" ".join(cell.text.split()) for cell in row.cells] for row in rows]
    assert said[0] == ["Text in force", *NAMES]
    assert said[2] == ["ARTICLE 5 / No. 17A", *["added 17A 2bis Anchors are counted in winter."] * 2]
    assert said[3][1] == "kept"
    assert said[3][2].endswith("wood glass; Reasons: Glass is new.")
    assert len(rows) == 4
    many = REPORTS["docx"](compare(parse(TREATY), *[parse(ONE)] * 8), [f"{number}.txt" for number in range(8)])
    tables = [*find(itu_texts.parse_bytes(many, "x.docx"), itu_texts.Table)]
    assert [len(table.rows[0].cells) for table in tables] == [7, 3]


# ---------------------------------------------------------------------- commands


@pytest.fixture
def files(tmp_path):
    made = []
    for name, text in (("base", TREATY), ("one", ONE), ("two", TWO)):
        made.append(tmp_path / f"{name}.txt")
        made[-1].write_text(text, "utf-8")
    return [str(each) for each in made]


def test_the_command_consolidate(files, tmp_path, ran):

    said = ran(0, ["consolidate", *files[:2]])
    assert said.out == to_text(consolidate(parse(TREATY), parse(ONE)))
    assert said.err == ""
    out = tmp_path / "out.html"
    assert "added-twice" in ran(1, ["consolidate", *files, "-o", str(out)]).err
    assert "modified by MOD LKS/4/1" in out.read_text("utf-8")
    for command in ("consolidate", "compare"):
        with pytest.raises(SystemExit):
            ran(2, [command, files[0]])


def test_the_command_compare(files, tmp_path, ran):
    from itu_texts.cli import main

    assert ran(0, ["compare", *files]).out.startswith("address,base,proposals,change,words,reasons")
    for name, begins in (("html", b"<!doctype html>"), ("docx", b"PK")):
        out = tmp_path / f"out.{name}"
        assert main(["compare", *files, "-o", str(out)]) == 0
        assert out.read_bytes().startswith(begins)


def test_what_is_compared_in_words_or_not_applied(tmp_path, monkeypatch, ran):
    """A corrigendum changes places, and a proposal on another text is told."""

    words = "RESOLUTION 7 (LAKESIDE, 2026)\nIn resolves 1, for “swim” read “float”.\nDelete resolves 2.\n"
    lists = _LISTS.replace("1 to row", "1 to swim")
    said = [
        (row.address, [(each.kind.value, each.text) for each in row.proposed])
        for row in compare(parse(lists), parse(words))
    ]
    assert [address for address, _ in said] == ["resolves 1", "resolves 2"]
    monkeypatch.chdir(tmp_path)
    other = _ABOVE.replace("RESOLUTION 7", "RESOLUTION 8") + "resolves\nMOD A/1/1\n1 to swim;\n"
    for name, text in (("base.txt", lists), ("one.txt", words), ("other.txt", other)):
        (tmp_path / name).write_text(text, "utf-8")
    said = ran(1, ["compare", "base.txt", "one.txt", "other.txt"]).err
    assert "(Lakeside, 2026), which the base does not have" in said


def test_a_consolidated_text_as_a_page():
    page = Parsed(consolidate(parse(TREATY), parse(ONE), parse("ARTICLE 5\n\nMOD A/1/1\n\n99\t1 Boats.\n")))
    assert page.root.xpath("//div[@class='problems']//strong/text()") == ["warning: amendment-without-target"]


# ---------------------------------------------------------------------- a real treaty, with invented amendments

_IN_ARTICLE = "ARTICLE 1\n\n{} LKS/3/1\n\n{}\n"
_MOD_4 = "4\t1.2 In these Regulations, boats are those of all lakes."
_ADD_5A = "5A\t1.3bis Boats are counted too."


@for_all(
    "amending, differences, problems",
    [
        ([_IN_ARTICLE.format("MOD", _MOD_4)], ["reworded No. 4"], []),
        ([_IN_ARTICLE.format("(MOD)", _MOD_4)], ["reworded No. 4"], []),
        ([_IN_ARTICLE.format("MOD*", _MOD_4)], ["reworded No. 4"], []),
        ([_IN_ARTICLE.format("ADD", _ADD_5A)], ["added No. 5A"], []),
        ([_IN_ARTICLE.format("(ADD)", _ADD_5A)], ["added No. 5A"], []),
        ([_IN_ARTICLE.format("SUP", "5")], ["removed No. 5"], []),
        ([_IN_ARTICLE.format("(SUP)", "5")], ["removed No. 5"], []),
        ([_IN_ARTICLE.format("NOC", "5")], [], ["nothing-amended"]),
        (["SUP 5-7\n"], ["removed No. 5", "removed No. 6", "removed No. 7"], []),
        (["SUP LKS/1/1\n\nARTICLE 2\n\nDefinitions\n"], ["removed Article 2"], []),
        (["ADD LKS/1/1\n\nARTICLE 2A\n\nBoats\n\n27A\t2A.1 Boats float.\n"], ["added ARTICLE 2A"], []),
        (
            ["SUP LKS/1/1\n\nAPPENDIX 2\n\nBoats\n"],
            ["removed APPENDIX 2"],
            ["broken-reference", "differs-from-base"],
        ),
        (["ADD LKS/1/1\n\nAPPENDIX 4\n\nBoats\n\n1 Boats float.\n"], ["added APPENDIX 4"], []),
        ([_IN_ARTICLE.format("ADD", _ADD_5A)] * 2, ["added No. 5A"], ["amended-twice"]),
        (["SUP 4\n", _IN_ARTICLE.format("MOD", _MOD_4)], ["removed No. 4"], ["amended-after-suppression"]),
        ([_IN_ARTICLE.format("MOD", "500\t1.2 Boats.")], [], ["amendment-without-target"]),
    ],
)
def test_a_real_treaty_is_amended_where_that_is_said_and_nowhere_else(shared, amending, differences, problems):
    base = itu_texts.parse_file(shared / "corpus" / "treaty" / "en-itr-1988.txt")
    made = consolidate(base, *map(parse, amending))
    found = itu_texts.diff(base, made)
    assert [f"{each.kind} {(each.new_address or each.old_address).split(' / ')[-1]}" for each in found] == differences
    assert sorted({*_problems(made)}) == problems
    kept = [each for each in made.amended if each.action != "SUP"]
    assert len(kept) == sum(not each.startswith("removed") for each in differences)


@for_all(
    "code, word",
    [("en", "Rationale"), ("en", "Justification"), ("fr", "Raisons"), ("es", "Justificación"), ("ru", "Обоснование")],
)
def test_reasons_by_another_word_are_no_words_of_the_text(code, word):
    text = (Path(__file__).parent / "editions" / f"ferries.{code}.txt").read_text("utf-8")
    base = itu_texts.parse(text, language=code)
    made = itu_texts.consolidate(base, itu_texts.parse(f"MOD LAK/1/1\n{text}\n{word}: XYZZY.\n", language=code))
    assert "XYZZY" not in itu_texts.to_text(made)
