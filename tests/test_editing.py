"""Texts made and changed: builders, edits on a copy, and references that follow."""

import difflib
import gzip
import json

import pytest
import word
from exported import made_up, tracked
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_document
from timing import grows_no_faster
from together import check_all, for_all, refused, some

import itu_texts
from itu_texts import (
    AddressError,
    InputError,
    LabelError,
    Paragraph,
    build,
    edit,
    find,
    parse,
    parse_file,
    to_outline,
    to_text,
)
from itu_texts.cli import main
from itu_texts.tree.nodes import Clause, Item

TEXT = (
    "RESOLUTION 7 (LAKESIDE, 2030)\nBoats1\nThe ITU Council,\nconsidering\na) that boats leak;\nb) that oars break,\n"
    "resolves\n1 to row;\n2 to sail:\na) by day;\nb) by night;\n3 to report on resolves 2 and on considering b),\n"
    "instructs the Secretary-General\nto act on resolves 2 a).\n_____\n1 Those of wood.\n"
)


def _labels(node):
    return [(item.label, item.text) for item in node.items]


def _done(editor):
    made = editor.finish()
    check_document(made)
    assert to_outline(made) == to_outline(parse(to_text(made)))
    return made


# ---------------------------------------------------------------------- edits


def test_a_built_item_gets_the_next_label_of_its_list():
    fleet = build.item("to count:", "the boats;", "the oars;")
    made = _done(edit(parse(TEXT)).insert(fleet, after="resolves 1").replace(fleet, build.item("to list:", "boats;")))
    assert [_labels(item) for item in made.at("resolves").items[1:3]] == [
        [("a)", "boats;")],
        [("a)", "by day;"), ("b)", "by night;")],
    ]
    done = edit(parse(TEXT)).insert(fleet, after="resolves 1")
    assert _labels(_done(done).at("resolves"))[:2] == [("1", "to row;"), ("1bis", "to count:")]
    assert _labels(_done(done).at("resolves 1bis")) == [("a)", "the boats;"), ("b)", "the oars;")]
    assert _labels(_done(done.renumber("resolves")).at("resolves"))[1:3] == [("2", "to count:"), ("3", "to sail:")]
    below = edit(parse(TEXT)).insert(build.item("at dusk:", "in May;", "in June;"), after="resolves 2 a)")
    assert _labels(_done(below).at("resolves 2 a)bis")) == [("i)", "in May;"), ("ii)", "in June;")]
    before = edit(parse(TEXT)).insert(build.item("that:", "sails tear;", "masts break;"), after="considering a)")
    assert _labels(_done(before).at("considering a)bis")) == [("i)", "sails tear;"), ("ii)", "masts break;")]
    other = edit(parse(TEXT)).replace("resolves 2", build.item("to paddle;"))
    assert _labels(_done(other).at("resolves")) == [
        ("1", "to row;"),
        ("2", "to paddle;"),
        ("3", "to report on resolves 2 and on considering b),"),
    ]


def test_the_document_stays_as_it_is():
    document = parse(TEXT)
    before = to_outline(document)
    _done(edit(document).remove("resolves 1").replace("considering a)", "that all is well;"))
    assert to_outline(document) == before


def test_nothing_changed_gives_the_same():
    document = parse(TEXT)
    assert to_outline(_done(edit(document))) == to_outline(document)


@given(made_up)
def test_so_it_does_for_any_text(document):
    assert to_outline(edit(document).finish()) == to_outline(parse(to_text(document)))


def _with_a_word_more(document, place=0.5):
    """An editor of a document in which a paragraph has a word more."""
    long = [each for each in find(document, Paragraph) if len(each.text.split()) > 2]
    changed = long[int(len(long) * place)] if long else None
    if changed is None:
        return None
    first, _, others = changed.text.partition(" ")
    return edit(document).replace(changed, f"{first} zebra {others}")


def _differing(one, other):
    lines = difflib.unified_diff(to_outline(one).split("\n"), to_outline(other).split("\n"), n=0, lineterm="")
    return [each for each in lines if each[0] in "+-" and each[:3] not in ("+++", "---")]


@given(made_up)
def test_a_changed_word_changes_no_other_line(document):
    editor = _with_a_word_more(document)
    if editor is not None:
        assert len(_differing(document, editor.finish())) == 2


def test_nor_where_the_print_is_read_as_another_tree(tmp_path):
    made = word.new("toc 1")
    for style, words in (
        ("Title", "Recommendation ITU-T L.77"), ("Normal", "CONTENTS"), ("Normal", "Page"), ("toc 1", "1\tScope\t1"),
        ("toc 1", "2\tLamps\t1"), ("toc 1", "Annex A – Oils\t2"), ("Heading 1", "1\tScope"),
        ("Normal", "This Recommendation lights lamps."), ("Heading 1", "2\tLamps"), ("Normal", "Lamps shine at night."),
    ):  # fmt: skip
        made.add_paragraph(words, style=style)
    (tmp_path / "lamps.docx").write_bytes(word.save(made))
    document = itu_texts.parse_file(tmp_path / "lamps.docx")
    assert to_outline(parse(to_text(document))) != to_outline(document)
    made = _with_a_word_more(document, 0.8).finish()
    check_document(made)
    assert _differing(document, made) == [
        "-This Recommendation lights lamps.",
        "+This zebra Recommendation lights lamps.",
    ]


@pytest.mark.long
def test_nor_in_real_files_and_what_is_saved_is_the_same(shared, tmp_path):
    files = [*some(sorted((shared / "real" / "word").glob("*.docx")), 5), *(shared / "corpus" / "wtsa").glob("*.docx")]
    files += some(sorted((shared / "corpus").glob("[pw]*/*.txt")), 30)

    # a line that a word more makes wider than its page is read in another way there, and what stands below it
    wider = ("rec-l.314-201811-p.docx", "res_179.txt")

    def check(path):
        document = itu_texts.parse_file(path)
        editor = _with_a_word_more(document)
        made = editor.finish()
        assert len(_differing(document, made)) == 2
        assert _differing(made, editor.save(tmp_path / path.name)) == []

    check_all(((path.name, path) for path in files if path.name not in wider), check)


def test_an_item_is_put_in_with_the_label_of_its_neighbour():
    made = _done(edit(parse(TEXT)).insert("to swim;", after="resolves 1"))
    assert [label for label, _ in _labels(made.at("resolves"))] == ["1", "1bis", "2", "3"]
    made = _done(edit(parse(TEXT)).insert("that ropes tear;", before="considering a)"))
    assert _labels(made.at("considering"))[0] == ("a)", "that ropes tear;")
    made = _done(edit(parse(TEXT)).insert("in fog;", into="resolves 2"))
    assert _labels(made.at("resolves 2"))[-1] == ("c)", "in fog;")


def test_renumbering_makes_references_follow():
    made = _done(edit(parse(TEXT)).insert("to swim;", after="resolves 1").renumber("resolves"))
    assert _labels(made.at("resolves"))[1:] == [
        ("2", "to swim;"), ("3", "to sail:"), ("4", "to report on resolves 3 and on considering b),"),
    ]  # fmt: skip
    assert made.at("instructs the Secretary-General [1]").text == "to act on resolves 3 a)."
    assert [each.code for each in made.diagnostics if each.code == "broken-reference"] == []


def test_a_reference_to_what_is_gone_is_a_diagnostic():
    made = _done(edit(parse(TEXT)).remove("considering b)"))
    said = [each for each in made.diagnostics if each.code == "broken-reference"]
    assert [made.source[each.span] for each in said] == ["considering b)"]
    assert "which is gone" in said[0].message


def test_one_that_cites_another_now_is_one_too():
    made = _done(edit(parse(TEXT)).remove("resolves 2").relabel("resolves 3", "2"))
    said = [each.message for each in made.diagnostics if each.code == "broken-reference"]
    assert any("now cites" in each for each in said), said


def test_words_are_replaced():
    made = _done(
        edit(parse(TEXT))
        .replace("resolves 2", "to  sail and row:")
        .replace("instructs the Secretary-General", "invites Member States")
    )
    assert made.at("resolves 2").text == "to sail and row:"
    assert len(made.at("resolves 2").items) == 2
    assert [task.addressee.concept for task in itu_texts.who_does_what(made)] == ["MEMBER_STATES"]


def test_nodes_are_replaced_and_moved():
    other = parse("considering\na) that gulls sing;\nb) that reefs are sharp,\nresolves\nto wait").at("considering")
    made = _done(edit(parse(TEXT)).replace("considering", other))
    assert _labels(made.at("considering")) == [("a)", "that gulls sing;"), ("b)", "that reefs are sharp,")]
    made = _done(edit(parse(TEXT)).move("resolves 1", after="resolves 2").renumber("resolves"))
    assert [text for _, text in _labels(made.at("resolves"))][:2] == ["to sail:", "to row;"]


def test_footnotes_go_with_what_calls_them():
    document = parse(TEXT)
    assert [note.text for note in _done(edit(document).remove("resolves 1")).footnotes] == ["Those of wood."]
    assert _done(edit(document).remove(document.texts[0].front[1])).footnotes == ()


def test_steps_can_be_chained_on_what_was_put_in():
    clause = build.clause("noting", "that gulls sing;", "that reefs are sharp,")
    editor = edit(parse(TEXT)).insert(clause, before="resolves")
    made = _done(editor.insert("that fog is grey,", after=clause.items[1]))
    assert [label for label, _ in _labels(made.at("noting"))] == ["a)", "b)", "c)"]


@for_all(
    "work, says",
    [
        (lambda editor: editor.insert("x"), "name one of before, after and into"),
        (lambda editor: editor.insert("x", before="resolves 1", after="resolves 2"), "name one of before"),
        (lambda editor: editor.insert(7, after="resolves 1"), "only a node or a string can be inserted, not a int"),
        (lambda editor: editor.insert("x", into="front [1]"), "an? item cannot stand in a designation"),
        (lambda editor: editor.insert("x", after="resolves"), "an? item cannot be inserted beside a clause"),
        (lambda editor: editor.move("resolves", into="resolves 1"), "a node cannot be inserted into or beside itself"),
        (lambda editor: editor.remove("resolves 1").relabel("resolves 1", "2"), "this has been removed"),
        (lambda editor: editor.relabel("resolves", "2"), "a clause has no label"),
        (lambda editor: editor.remove(parse(TEXT).at("resolves")), "this is not a node of the document"),
    ],
)
def test_what_cannot_be_done_is_said(work, says):
    with pytest.raises(InputError, match=says):
        work(edit(parse(TEXT)))


def test_what_cannot_be_edited_is_said():
    refused(InputError, r"edit\(\): document is Document, not '", edit, TEXT)
    with pytest.raises(InputError, match="shows tracked changes"):
        edit(itu_texts.parse_bytes(tracked(), "x.docx", view="marked"))
    with pytest.raises(AddressError):
        edit(parse(TEXT)).remove("resolves 9")


@given(made_up, st.data())
def test_what_is_removed_is_gone_and_the_rest_stays(document, data):
    items = [node for node in itu_texts.find(document, itu_texts.Item) if node.label]
    if not items:
        return
    gone = data.draw(st.sampled_from(items))
    before = to_text(edit(document).finish())
    assert len(to_text(edit(document).remove(gone).finish())) < len(before)


# ---------------------------------------------------------------------- builders


def _built():
    return build.resolution(
        number="7",
        revision="Rev. Lakeside, 2030",
        title="Boats",
        history="Lakeside, 2026; Lakeside, 2030",
        formula="The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),",
        clauses=[
            build.clause("considering", "that boats leak", build.item("that oars", "break", "float")),
            build.clause("resolves", "to row", build.item("to sail", "by day", build.item("by night", "in fog", "in ice"))),
            build.clause("instructs the Secretary-General", "to report"),
        ],
        annexes=[
            build.annex(
                "ANNEX 1 TO RESOLUTION 7 (REV. LAKESIDE, 2030)",
                "Boats float.", "Oars do too.", build.table([["Boat", "Oars"], ["Swan", "2"]]), build.note("They are old."),
                title="On boats",
            )
        ],
    )  # fmt: skip


def test_a_resolution_is_numbered_and_stopped():
    made = _built()
    check_document(made)
    assert to_outline(made) == (
        "RESOLUTION 7 (REV. LAKESIDE, 2030)\nBoats\n(Lakeside, 2026; Lakeside, 2030)\n"
        "The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),\n"
        "considering\n\ta) that boats leak;\n\tb) that oars:\n\t\ti) break;\n\t\tii) float,\n"
        "resolves\n\t1 to row;\n\t2 to sail:\n\t\ta) by day;\n\t\tb) by night:\n\t\t\ti) in fog;\n\t\t\tii) in ice,\n"
        "instructs the Secretary-General\n\tto report.\n"
        "ANNEX 1 TO RESOLUTION 7 (REV. LAKESIDE, 2030)\n\tOn boats\n\t1 Boats float.\n\t2 Oars do too.\n"
        "\t\tBoat\tOars\n\t\tSwan\t2\n\t\tNOTE – They are old.\n"
    )
    assert str(made.texts[0].identifier) == "Resolution 7 (Rev. Lakeside, 2030)"


@for_all("kind", ["resolution", "decision", "recommendation", "opinion"])
def test_each_kind_of_text(kind):
    made = getattr(build, kind)(
        number="7", title="Boats", formula="The ITU Council,", clauses=[build.clause("considering", "that boats leak")]
    )
    assert (
        made.texts[0].kind == kind if hasattr(made.texts[0], "kind") else type(made.texts[0]).__name__.lower() == kind
    )
    assert made.texts[0].title == "Boats"


def test_texts_in_other_languages_have_their_designation():
    clauses = [build.clause("décide", "de ramer", language="fr")]
    made = build.resolution(designation="RÉSOLUTION 7 (LAC, 2030)", title="Bateaux", clauses=clauses, language="fr")
    assert (made.language, made.texts[0].designation.number) == ("fr", "7")
    refused(
        InputError,
        "give the designation as it is printed",
        build.resolution,
        number="7",
        clauses=clauses,
        language="fr",
    )


@for_all(
    "work, says",
    [
        (lambda: build.clause("resolves", 7), "a block must be a string or a node, not a int"),
        (lambda: build.paragraph(7), "words must be a string, not a int"),
        (lambda: build.document("resolves"), "a document consists of nodes, not of a str"),
        (lambda: build.resolution(number="7", clauses=["resolves"]), "not a clause: a str"),
        (lambda: build.clause("resolves", "x", language="tlh"), "tlh"),
    ],
)
def test_what_cannot_be_built_is_said(work, says):
    refused(itu_texts.ItuTextsError, says, work)


@given(st.lists(st.text("abcdef ghij", min_size=3, max_size=30).filter(str.strip), min_size=2, max_size=40))
def test_lists_of_any_length_come_back(words):
    clauses = [build.clause("resolves", *(f"to {each.strip()}" for each in words))]
    made = build.resolution(number="7", title="Boats", formula="The ITU Council,", clauses=clauses)
    assert [label for label, _ in _labels(made.at("resolves"))] == [str(n) for n in range(1, len(words) + 1)]


def test_time_grows_with_what_is_cited_and_no_faster():
    def text(count):
        items = "".join(f"{number} to report on resolves {max(1, number - 1)};\n" for number in range(1, count + 1))
        return parse(f"RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\n{items}")

    def work(document):
        return edit(document).remove("resolves 3").renumber("resolves").finish()

    assert work(text(200)).at("resolves 100").text == "to report on resolves 99;"
    assert grows_no_faster(work, text, 200)


def test_references_are_checked_where_the_text_is_read_as_another_tree():
    document = parse("resolves\n1 to row;\n2 to sail;\n3 to report on resolves 2")
    made = edit(document).replace("resolves 1", "to row: a) by day; b) by night;").remove("resolves 2").finish()
    assert made.at("resolves 1 b)").text == "by night;"
    assert "broken-reference" in {each.code for each in made.diagnostics}


# ---------------------------------------------------------------------- lists are numbered anew: gaps are closed and nothing else changes, in each script, form and language


HEAD = "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\n"
NUMBERS = "resolves\n1 to row;\n2 to sail;\n3 to swim,\n"


def _labels_of(document):
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
        assert _renumbered(document) == _labels_of(document)

    check_all([(path.name, path) for path in (*wtsa, *some(paths, 6))], check)


def test_so_do_those_of_the_united_nations(shared):
    rows: list[bytes] = []
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        with gzip.open(shared / "real" / "un" / f"{language}.jsonl.gz") as file:
            rows += some(file, 60)

    def check(row):
        document = parse(row["text"], language=row["language"])
        assert _renumbered(document) == _labels_of(document)

    check_all([(row["id"], row) for row in map(json.loads, rows)], check)


@given(made_up)
def test_so_does_any_text_without_a_gap(document):
    if not any(each.code.startswith(("numbering", "mixed")) for each in document.diagnostics):
        assert _renumbered(document) == _labels_of(document)


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
    assert _renumbered(document) == _labels_of(document)


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
        assert _labels_of(edit(document).remove(item).renumber(document).finish()) == left

    check_all(REMOVED.items(), check)


SCRIPTS = {
    "ru": ("решает\nа) грести;\nб) плыть;\nв) нырять;\nг) спать,\n", ["а)", "б)", "в)"]),
    "ar": ("تقرر\nأ ) أن تجدف؛\nب) أن تبحر؛\nج) أن تسبح؛\nد ) أن تغوص،\n", None),
    "zh": ("做出决议\n一、划船；\n二、航行；\n三、游泳；\n四、潜水，\n", None),
}


@for_all("case", SCRIPTS.items())
def test_labels_keep_their_script_and_form(case):
    language, (text, wanted) = case
    document = parse(text, language=language)
    items = [each for each in find(document, Item) if each.label]
    if len(items) < 4:
        pytest.fail(f"{len(items)} items")
    left = _labels_of(edit(document).remove(items[1]).renumber(document).finish())
    assert left == (wanted or left)
    assert len(left) == 3
    script = {char for label in [each.label for each in items] for char in label}
    assert {char for label in left for char in label} <= script
    assert edit(document).renumber(document).finish().blocks


def test_what_is_put_in_moved_or_in_a_gap_gets_the_number_of_its_place():
    document = parse(HEAD + NUMBERS)
    made = edit(document).insert("to dive;", after="resolves 1").insert("to rest;", after="resolves 3")
    assert _labels_of(made.renumber("resolves").finish()) == ["1", "2", "3", "4", "5"]
    made = edit(document).move("resolves 3", before="resolves 1").renumber("resolves").finish()
    assert (made.at("resolves").items[0].label, made.at("resolves").items[0].text) == ("1", "to swim,")
    text = HEAD + NUMBERS.replace("3 to", "5 to act on resolves 2 and to")
    assert _renumbered(parse(text)) == ["1", "2", "3"]
    assert _renumbered(parse(HEAD + "resolves\n2 to row;\n3 to sail,\n")) == ["1", "2"]
    russian = edit(parse("решает\nа) грести;\nб) плыть,\n", language="ru")).insert("спать;", after="решает а)")
    assert _labels_of(russian.renumber("решает").finish()) == ["а)", "б)", "в)"]


def test_lists_that_continue_the_one_that_is_renumbered_follow():
    document = parse(HEAD + NUMBERS + "further resolves\n4 to dive;\n5 to act on further resolves 4.\n")
    made = edit(document).insert("to rest;", after="resolves 1").renumber("resolves").finish()
    assert _labels_of(made) == ["1", "2", "3", "4", "5", "6"]
    assert "act on further resolves 5" in to_text(made)


# ---------------------------------------------------------------------- nothing is written that would be wrong


def test_a_label_that_would_be_doubled_is_refused():
    made = edit(parse(HEAD + NUMBERS))
    refused(LabelError, "another item of this list has the label '2'", made.relabel, "resolves 3", "2")
    assert _labels_of(made.finish()) == ["1", "2", "3"]
    made.insert(build.item("to dive;", label="2"), after="resolves 1")
    assert _labels_of(made.renumber("resolves").finish()) == ["1", "2", "3", "4"]


def test_the_command_writes_nothing_if_a_reference_would_be_lost(tmp_path, capsys):
    text = HEAD + "resolves\n1 to row;\n2 to sail;\n4 to swim;\n5 to act on resolves 3,\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert (
        main(["check", "--fix", "--select", "numbering-gap", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out.txt")])
        == 1
    )
    assert "'resolves 3' cited nothing here and now cites 'resolves 3'" in capsys.readouterr().err
    assert not (tmp_path / "out.txt").exists()


@for_all(
    "text, code, says",
    [
        ("considering\na) that a;\nb) that b,\n", 0, "no problems in 1 file"),
        ("considering\na) that a;\na) that b;\nc) that c,\n", 0, "“a)” occurs twice"),
        ("considering\na) that a;\nc) that b,\nresolves\n1 to row;\n1 to sail;\n", 0, "“1” occurs twice"),
    ],
)
def test_the_command_tells_what_it_leaves(tmp_path, capsys, text, code, says):
    """A label that stands twice is no gap: people decide which of the two is another one."""
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
        assert _labels_of(edit(document).relabel("resolves 2", label).finish()) == ["1", label]


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
    assert _renumbered(document) == _labels_of(document)
