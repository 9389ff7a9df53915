"""Lists are numbered anew: gaps are closed and nothing else changes, in each script, form and language."""

import gzip
import json

import pytest
from exported import made_up
from hypothesis import given
from timing import grows_no_faster
from together import check_all, for_all, some

from itu_texts import LabelError, build, edit, parse, parse_file, to_text
from itu_texts.cli import main
from itu_texts.tree.nodes import Clause, Item
from itu_texts.tree.walking import find

HEAD = "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\n"
NUMBERS = "resolves\n1 to row;\n2 to sail;\n3 to swim,\n"


def _labels(document):
    return [item.label for item in find(document, Item) if item.label]


def _renumbered(document):
    made = edit(document).renumber(document)
    return [each.label for each in made._lines.root.below if each.is_a(Item) and each.label]


# ---------------------------------------------------------------------- what has no gap stays


def test_real_texts_in_force_keep_their_labels(shared):
    paths = [
        path
        for folder in ("corpus/pp18", "corpus/wrc", "corpus/wtsa", "corpus/treaty", "gold/pp18", "gold/es", "gold/fr")
        for path in sorted((shared / folder).iterdir())
        if path.suffix in (".txt", ".md", ".adoc", ".docx") and not path.name.endswith(".gold.txt")
    ]
    wtsa = [path for path in paths if "wtsa" in str(path)]

    def check(path):
        document = parse_file(path)
        assert _renumbered(document) == _labels(document)

    check_all([(path.name, path) for path in (*wtsa, *some(paths, 6))], check)


def test_so_do_those_of_the_united_nations(shared):
    rows: list[bytes] = []
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        with gzip.open(shared / "real" / "un" / f"{language}.jsonl.gz") as file:
            rows += some(file, 60)

    def check(row):
        document = parse(row["text"], language=row["language"])
        assert _renumbered(document) == _labels(document)

    check_all([(row["id"], row) for row in map(json.loads, rows)], check)


@given(made_up)
def test_so_does_any_text_without_a_gap(document):
    if not any(each.code.startswith(("numbering", "mixed")) for each in document.diagnostics):
        assert _renumbered(document) == _labels(document)


KEPT = [
    "resolves\n1 to row;\n1bis to sail;\n1ter to swim;\n2 to dive,\n",
    "considering\na) that boats leak;\nb)bis that oars break;\nc) that fog is grey,\n",
    "resolves\n1 to row:\na) by day;\nb) by night;\n2 to sail:\na) by day;\nb) by night,\n",
    "resolves\n1 to row;\n2 to sail,\nfurther resolves\n3 to swim;\n4 to dive,\n",
    "resolves\n1bis.1 to row;\n1bis.2 to sail;\n1bis.2.1 to swim,\n",
    "resolves\n– to row;\n– to sail,\n",
]


def test_other_forms_are_kept():
    check_all([(text, text) for text in KEPT], lambda text: _kept(parse(HEAD + text)))


def _kept(document):
    assert _renumbered(document) == _labels(document)


# ---------------------------------------------------------------------- gaps are closed

REMOVED = {
    "numbers": (NUMBERS, "2", ["1", "2"]),
    "the first": (NUMBERS, "1", ["1", "2"]),
    "letters": ("resolves\na) to row;\nb) to sail;\nc) to swim;\nd) to dive,\n", "b)", ["a)", "b)", "c)"]),
    "numerals": ("resolves\n(i) to row;\n(ii) to sail;\n(iii) to swim,\n", "(ii)", ["(i)", "(ii)"]),
    "bis": ("resolves\n1 to row;\n2 to sail;\n3 to swim;\n3bis to dive;\n4 to rest,\n", "2", ["1", "2", "2bis", "3"]),
    "what bis followed": ("resolves\n1 to row;\n2 to sail;\n2bis to dive;\n3 to rest,\n", "2", ["1", "2bis", "3"]),
    "bis itself": ("resolves\n1 to row;\n1bis to sail;\n2 to dive,\n", "1bis", ["1", "2"]),
    "sections": (
        "resolves\n1 to row;\n2 to sail;\n2.1 by day;\n2.2 by night;\n3 to swim;\n3.1 in spring;\n3.2 in May,\n",
        "2",
        ["1", "2", "2.1", "2.2"],
    ),
    "a list that goes on": (
        "resolves\n1 to row;\n2 to sail;\n3 to swim,\nfurther resolves\n4 to dive;\n5 to rest,\n",
        "2",
        ["1", "2", "3", "4"],
    ),
    "a list that begins again": (
        "resolves\n1 to row:\na) by day;\nb) by night;\nc) in fog;\n2 to sail:\na) by day;\nb) in fog,\n",
        "b)",
        ["1", "a)", "b)", "2", "a)", "b)"],
    ),
}


def test_what_is_removed_leaves_no_gap():
    def check(case):
        text, gone, left = case
        document = parse(HEAD + text)
        item = next(each for each in find(document, Item) if each.label == gone)
        made = edit(document).remove(item).renumber(document).finish()
        assert _labels(made) == left

    check_all(REMOVED.items(), check)


SCRIPTS = {
    "ru": ("решает\nа) грести;\nб) плыть;\nв) нырять;\nг) спать,\n", ["а)", "б)", "в)"]),
    "ar": ("تقرر\nأ ) أن تجدف؛\nب) أن تبحر؛\nج) أن تسبح؛\nد ) أن تغوص،\n", None),
    "zh": ("做出决议\n一、划船；\n二、航行；\n三、游泳；\n四、潜水，\n", None),
}


def test_labels_keep_their_script_and_form():
    def check(case):
        language, (text, wanted) = case
        document = parse(text, language=language)
        items = [each for each in find(document, Item) if each.label]
        if len(items) < 4:
            pytest.fail(f"{len(items)} items")
        left = _labels(edit(document).remove(items[1]).renumber(document).finish())
        assert left == (wanted or left)
        assert len(left) == 3
        was = [each.label for each in items]
        script = {char for label in was for char in label}
        assert {char for label in left for char in label} <= script
        assert edit(document).renumber(document).finish().blocks

    check_all([(language, (language, case)) for language, case in SCRIPTS.items()], check)


def test_what_is_put_in_moved_or_in_a_gap_gets_the_number_of_its_place():
    document = parse(HEAD + NUMBERS)
    made = edit(document).insert("to dive;", after="resolves 1").insert("to rest;", after="resolves 3")
    assert _labels(made.renumber("resolves").finish()) == ["1", "2", "3", "4", "5"]
    made = edit(document).move("resolves 3", before="resolves 1").renumber("resolves").finish()
    assert (made.at("resolves").items[0].label, made.at("resolves").items[0].text) == ("1", "to swim,")
    text = HEAD + NUMBERS.replace("3 to", "5 to act on resolves 2 and to")
    assert _renumbered(parse(text)) == ["1", "2", "3"]
    assert _renumbered(parse(HEAD + "resolves\n2 to row;\n3 to sail,\n")) == ["1", "2"]
    russian = edit(parse("решает\nа) грести;\nб) плыть,\n", language="ru")).insert("спать;", after="решает а)")
    assert _labels(russian.renumber("решает").finish()) == ["а)", "б)", "в)"]


def test_lists_that_continue_the_one_that_is_renumbered_follow():
    document = parse(HEAD + NUMBERS + "further resolves\n4 to dive;\n5 to act on further resolves 4.\n")
    made = edit(document).insert("to rest;", after="resolves 1").renumber("resolves").finish()
    assert _labels(made) == ["1", "2", "3", "4", "5", "6"]
    assert "act on further resolves 5" in to_text(made)


# ---------------------------------------------------------------------- nothing is written that would be wrong


def test_a_label_that_would_be_doubled_is_refused():
    document = parse(HEAD + NUMBERS)
    made = edit(document)
    with pytest.raises(LabelError, match="another item of this list has the label '2'"):
        made.relabel("resolves 3", "2")
    assert _labels(made.finish()) == ["1", "2", "3"]
    made.insert(build.item("to dive;", label="2"), after="resolves 1")
    assert _labels(made.renumber("resolves").finish()) == ["1", "2", "3", "4"]


def test_the_command_writes_nothing_if_a_reference_would_be_lost(tmp_path, capsys):
    text = HEAD + "resolves\n1 to row;\n2 to sail;\n4 to swim;\n5 to act on resolves 3,\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert (
        main(["check", "--fix", "--select", "numbering-gap", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out.txt")])
        == 1
    )
    assert "'resolves 3' cited nothing here and now cites 'resolves 3'" in capsys.readouterr().err
    assert not (tmp_path / "out.txt").exists()


def test_the_command_tells_what_it_leaves(tmp_path, capsys):
    """A label that stands twice is no gap: people decide which of the two is another one."""
    cases = [
        ("considering\na) that a;\nb) that b,\n", 0, "no problems in 1 file"),
        ("considering\na) that a;\na) that b;\nc) that c,\n", 0, "“a)” occurs twice"),
        ("considering\na) that a;\nc) that b,\nresolves\n1 to row;\n1 to sail;\n", 0, "“1” occurs twice"),
    ]
    for text, code, says in cases:
        (tmp_path / "a.txt").write_text(HEAD + text, encoding="utf-8")
        assert (
            main(
                [
                    "check",
                    "--fix",
                    "--select",
                    "numbering-gap",
                    str(tmp_path / "a.txt"),
                    "-o",
                    str(tmp_path / "out.txt"),
                ]
            )
            == code
        )
        assert says in "".join(capsys.readouterr())
        assert ((tmp_path / "out.txt").read_text("utf-8") == HEAD + text) == ("\nc) that b" not in text)


def test_clauses_one_by_one_take_time_that_grows_with_the_text():
    def each(document):
        made = edit(document)
        for clause in find(document, Clause):
            made.renumber(clause)

    assert grows_no_faster(each, lambda count: parse(HEAD + "resolves\n1 to row;\n3 to sail,\n" * count), 40)


def test_a_label_that_would_not_be_read_is_refused():
    document = parse(HEAD + "resolves\n1 to row;\n2 to sail,\n")
    for label in ("zzz", "zzz)", "iv", "OP3", "1 to row", "bis"):
        with pytest.raises(LabelError, match="cannot be read as a label"):
            edit(document).relabel("resolves 2", label)
    for label in ("–", "•", "(iv)", "1bis", "aa)"):
        assert _labels(edit(document).relabel("resolves 2", label).finish()) == ["1", label]


@for_all(
    "language, letters, heading",
    [
        ("ru", "абвгдежзийклмн", "отмечая,"),
        ("es", "abcdefghijklmnñopqr", "observando"),
        ("ru", "абвгдежзиклмн", "отмечая,"),
    ],
)
def test_letters_that_not_all_lists_have_count_where_they_stand(language, letters, heading):
    *listed, _ = letters
    text = "".join(f"{letter}) {heading.rstrip(',')} {place};\n" for place, letter in enumerate(listed))
    document = parse(f"{heading}\n{text}", language=language)
    gone = edit(document).remove(document.at(f"{heading.rstrip(',')} {listed[2]})")).renumber(document.blocks[0])
    assert "".join(item.label[0] for item in find(gone.finish(), Item)) == letters[:-2]
    more = edit(document).insert("ponton", after=document.at(f"{heading.rstrip(',')} {listed[2]})"))
    assert "".join(item.label[0] for item in find(more.renumber(document.blocks[0]).finish(), Item)) == letters


def test_a_list_that_begins_far_from_its_first_number_keeps_its_numbers():
    document = parse("做出决议\n1 点灯：\na) 在港口；\n（十一）夜间；\n（十二）白天；\n", language="zh")
    assert _renumbered(document) == _labels(document)
