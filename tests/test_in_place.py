"""A file is changed in place: what is edited, and nothing else."""

import itertools
import random
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import strategies
import word
from conftest import SHARED
from drafts import CALL, draft, edited, lines, paragraphs, parts
from hypothesis import given
from hypothesis import strategies as st
from libreoffice import settled
from lxml import etree
from together import check_all, for_all, refused, some

from itu_texts import (
    InputError,
    ReadError,
    build,
    consolidate,
    diff,
    edit,
    export,
    from_json,
    parse,
    parse_file,
    to_json,
    to_outline,
)
from itu_texts import to_docx as document_to_docx
from itu_texts.cli import main
from itu_texts.formats.word.package import MATH, zipped
from itu_texts.revision.comparing import consolidated_file
from itu_texts.revision.merging import Tree
from itu_texts.revision.redlines import redline
from itu_texts.tree.nodes import Row
from itu_texts.tree.walking import find

REAL = sorted((SHARED / "real" / "word").glob("*.docx"))
BY = {"tracked": True, "author": "A. Rower", "date": "2030-05-01T10:00:00Z"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("drafts")


@cache
def _document(path: Path):
    return parse_file(path)


@cache
def _original(path, digest):
    return lines(to_outline(parse_file(path, view="original")))


def _file(folder, data, name="draft.docx"):
    (folder / name).write_bytes(data)
    return parse_file(folder / name)


@pytest.fixture(scope="module")
def doc(folder):
    return _file(folder, draft())


def _saved(folder, doc, change, **options):
    """The content of the file of a document that is edited, and the document in it."""
    made = edit(doc)
    change(made)
    new = made.save(folder / "out.docx", **options)
    return (folder / "out.docx").read_bytes(), new


def _items(document, address):
    return [(item.label, item.text) for item in document.at(address).items]


def _xml(data, words):
    """The paragraph that holds some words, without what only says the namespaces."""
    return next(
        re.sub(' xmlns:[^"]*"[^"]*"', "", each.decode())
        for each in paragraphs(data)
        if words in "".join(etree.fromstring(each).itertext())
    )


# ---------------------------------------------------------------------- the laws


def test_saving_without_a_change_gives_the_same_file(folder, doc):
    def check(document):
        data = Path(document.origins.original.path).read_bytes()
        for options in ({}, BY):
            assert _saved(folder, document, lambda _: None, **options)[0] == data

    check_all([("draft", doc), *((path.name, _document(path)) for path in REAL[:2])], check)


def _check_law(folder, document, seed, *, tracked):
    """What holds after some random edits."""
    made, touched = edited(document, random.Random(seed), 2)
    _check_made(folder, document, made, touched, tracked=tracked)


def _check_made(folder, document, made, touched, *, tracked):
    """What holds after any edits: the words are the new ones, and nothing else is changed."""
    old = Path(document.origins.original.path).read_bytes()
    new = made.save(folder / "out.docx", **(BY if tracked else {}))
    data = (folder / "out.docx").read_bytes()
    now = to_outline(made._lines.frozen(document.language))
    labels = [re.sub(r"^\W*\w{1,4}\W ", "", line) for line in lines(now)]  # Word makes some of them
    assert [re.sub(r"^\W*\w{1,4}\W ", "", line) for line in lines(to_outline(new))] == labels
    if tracked:
        assert lines(to_outline(parse_file(folder / "out.docx", view="original"))) == _original(
            document.origins.original.path, document.origins.original.digest
        )
    before, after = parts(old), parts(data)
    others = {name for name in before if before[name] != after.get(name)} | after.keys() - before.keys()
    names = set() if "word/footnotes.xml" in before else {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert others <= {"word/document.xml", "word/footnotes.xml", *names}
    gone = Counter(paragraphs(old)) - Counter(paragraphs(data))
    assert gone.total() <= touched + 8  # those with labels or references that follow


@strategies.few
@given(outline=strategies.outlines(), seed=st.integers(0, 9999), tracked=st.booleans())
def test_only_what_is_edited_changes(tmp_path_factory, outline, seed, tracked):
    folder = tmp_path_factory.mktemp("law")
    document = _file(folder, word.from_outline(strategies.to_outline(outline), styled=True))
    _check_law(folder, document, seed, tracked=tracked)


@strategies.few
@given(seed=st.integers(0, 9999), tracked=st.booleans())
def test_so_in_a_draft_with_all_that_drafts_have(folder, doc, seed, tracked):
    _check_law(folder, doc, seed, tracked=tracked)


@pytest.mark.skipif(not REAL, reason="the real texts are not here")
def test_so_in_real_drafts(folder):
    small = [path for path in REAL if path.name.startswith(("rec-j", "rec-o.174", "rec-p", "rec-t", "itu-t"))]
    cases = [(path.name, (path, seed)) for seed, path in enumerate(small)]
    check_all(cases, lambda case: _check_law(folder, _document(case[0]), case[1], tracked=bool(case[1])))


EDITS = {
    "an item is inserted": lambda made, doc: made.insert("to swim;", before="resolves 2"),
    "replaced": lambda made, doc: made.replace("resolves 2", "to drift, given considering b);"),
    "removed": lambda made, doc: made.remove("considering a)"),
    "moved": lambda made, doc: made.move("resolves 3", before="resolves 1"),
    "moved into another clause": lambda made, doc: made.move("resolves 2", into="instructs the Secretary-General"),
    "relabelled": lambda made, doc: made.relabel("considering b)", "a)bis"),
    "renumbered": lambda made, doc: made.remove("instructs the Secretary-General 1").renumber(
        "instructs the Secretary-General"
    ),
    "a heading is replaced": lambda made, doc: made.replace("resolves", "recommends"),
    "a clause is moved": lambda made, doc: made.move("resolves", after="instructs the Secretary-General"),
    "a clause is removed": lambda made, doc: made.remove("considering"),
    "an annex is inserted": lambda made, doc: made.insert(build.annex("ANNEX 2", "Of oars."), after="Annex 1"),
    "replaced by another": lambda made, doc: made.replace(doc.at("Annex 1"), build.annex("ANNEX 1", "Of oars.")),
    "an annex has another heading": lambda made, doc: made.replace("Annex 1", "ANNEX 2 TO RESOLUTION 7"),
    "an annex is removed": lambda made, doc: made.remove("Annex 1"),
    "an annex is moved": lambda made, doc: made.insert(build.annex("ANNEX 2"), after="Annex 1").move(
        "Annex 1", into=doc.texts[0]
    ),
    "a row is inserted": lambda made, doc: made.insert(build.table([("Wide", "3")]).rows[0], before=_rows(doc)[1]),
    "a row is replaced": lambda made, doc: made.replace(_rows(doc)[1], build.table([("Wide", "3")]).rows[0]),
    "a row is removed": lambda made, doc: made.remove(_rows(doc)[2]),
    "a row is moved": lambda made, doc: made.move(_rows(doc)[2], before=_rows(doc)[1]),
    "a cell is replaced": lambda made, doc: made.replace(_rows(doc)[2].cells[0], "Very deep"),
    "a footnote is added": lambda made, doc: made.add_footnote("considering a)", "Of wood.", after="old boats"),
    "a footnote with a sign": lambda made, doc: made.add_footnote("resolves 2", "Of wood.", mark="*"),
    "a footnote to new words": lambda made, doc: made.replace("resolves 3", "to rest and be content,").add_footnote(
        "resolves 3", "In boats.", after="rest and"
    ),
    "a footnote in a cell": lambda made, doc: made.add_footnote(_rows(doc)[2].cells[0], "Very."),
    "a footnote in a title": lambda made, doc: made.add_footnote(doc.texts[0].front[1], "All of them."),
    "a footnote of what is inserted": lambda made, doc: made.insert(_noted().at("resolves 1"), after="resolves 1"),
    "a footnote is replaced": lambda made, doc: made.replace(doc.footnotes[0], "With all oars."),
    "a footnote is removed": lambda made, doc: made.remove(doc.footnotes[0]),
    "what calls it is moved": lambda made, doc: made.move("resolves 1", after="resolves 2"),
    "what calls it is removed": lambda made, doc: made.remove("resolves 1"),
    "words are put behind its mark": lambda made, doc: made.replace(
        "resolves 1", "to count the boats and the oars of all lakes;"
    ),
}


def _rows(document):
    return [*find(document, Row)]


@cache
def _noted():
    return parse("resolves\n1 to sink boats1;\n2 to rest.\n_____\n1 None of them.")


@pytest.mark.long
def test_each_edit_of_each_part_is_made_in_place(folder, doc):
    def check(case):
        change, tracked = case
        made = edit(doc)
        change(made, doc)
        _check_made(folder, doc, made, 8, tracked=tracked)

    cases = [
        (f"{name}, {tracked}", (EDITS[name], tracked)) for tracked in (True, False) for name in some(EDITS, 2, tracked)
    ]
    check_all(cases, check)


def test_a_file_without_footnotes_gets_them(folder):
    document = _file(folder, word.from_outline("resolves\n\t1 to row;\n\t2 to rest.\n", styled=True), "bare.docx")
    for options in ({}, BY):
        data, new = _saved(folder, document, lambda made: made.add_footnote("resolves 2", "At night."), **options)
        assert [(each.text, each.footnote.text) for each in new.anchors] == [("1", "At night.")]
        assert b"footnotes+xml" in parts(data)["[Content_Types].xml"]
        assert b'Target="footnotes.xml"' in parts(data)["word/_rels/document.xml.rels"]
    assert parse_file(folder / "out.docx", view="original").footnotes == ()


def _of_items(folder, *items):
    """A resolution with typed numbers before items of some XML."""
    document = word.new("Res_No", "Res_title", "Call")
    for style, words in (("Res_No", "RESOLUTION 7 (LAKESIDE, 2018)"), ("Res_title", "Boats"), ("Call", "resolves")):
        document.add_paragraph(words, style=style)
    for number, runs in enumerate(items, 1):
        word.paragraph(document, f"{word.run(str(number))}<w:r><w:tab/></w:r>{runs}")
    return _file(folder, word.save(document), "items.docx")


def _field(instruction, shown=""):
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end"))
    instruction = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{instruction}{between}{word.run(shown) if shown else ''}{end}"


def test_words_beside_fields_and_formulas_are_changed_and_fields_go_with_their_words(folder):
    formula = f'<m:oMath xmlns:m="{MATH[1:-1]}"><m:r><m:t>x=2</m:t></m:r></m:oMath>'
    reference, number = _field("REF here \\h", "17"), _field("LISTNUM")
    document = _of_items(
        folder,
        *(f"{word.run('to count by ')}{each}{word.run(' each year;')}" for each in (reference, formula, number)),
    )
    for options in ({}, BY):
        for address, shown, kept in (("resolves 1", "17", 3), ("resolves 2", "x=2", 3), ("resolves 3", "1)", 3)):
            words = f"to count by {shown} each month;"
            data, new = _saved(folder, document, lambda made: made.replace(address, words), **options)  # noqa: B023
            assert new.at(address).text == words
            assert parts(data)["word/document.xml"].count(b'w:fldCharType="begin"') + 1 == kept
        for words, count in (("to count by 18 each year;", 2), ("to row;", 1)):  # a number that follows, and no field
            data, new = _saved(folder, document, lambda made: made.replace("resolves 1", words))  # noqa: B023
            assert new.at("resolves 1").text == words
            assert parts(data)["word/document.xml"].count(b'w:fldCharType="begin"') == count
    data, new = _saved(folder, document, lambda made: made.replace("resolves 1", "to row;"), **BY)
    assert b"<w:delInstrText" in parts(data)["word/document.xml"]
    for address, what in (("resolves 2", "“x=2” is a formula"), ("resolves 3", "“1\\)” is the number of a field")):
        with pytest.raises(ReadError, match=what):
            _saved(folder, document, lambda made: made.replace(address, "to rest."))  # noqa: B023


def test_typed_marks_of_footnotes_follow(folder):
    call = CALL.replace('w:id="2"/>', 'w:id="2" w:customMarkFollows="1"/><w:t>1</w:t>')
    typed = parts(draft())
    typed["word/document.xml"] = typed["word/document.xml"].replace(CALL.encode(), call.encode())
    typed["word/footnotes.xml"] = typed["word/footnotes.xml"].replace(b"<w:footnoteRef/>", b"<w:t>1</w:t>")
    document = _file(folder, zipped(typed), "typed.docx")
    assert [each.text for each in document.anchors] == ["1"]
    for options in ({}, BY):
        _, new = _saved(folder, document, lambda made: made.add_footnote("considering a)", "Of wood."), **options)
        notes = [(each.text, each.footnote.mark, each.footnote.text) for each in new.anchors]
        assert notes == [("1", "1", "Of wood."), ("2", "2", "With their oars.")]
    assert [each.text for each in parse_file(folder / "out.docx", view="original").anchors] == ["1"]


# ---------------------------------------------------------------------- what is changed


def test_numbers_that_word_makes_are_left_to_word(folder, doc):
    data, new = _saved(folder, doc, lambda made: made.insert("to swim;", after="resolves 1"), **BY)
    assert [label for label, _ in _items(new, "resolves")] == ["1", "2", "3", "4"]
    assert new.at("resolves 4").text == "to rest after what resolves 3 says,"
    assert new.at("instructs the Secretary-General 1").text == "to report on resolves 4;"
    assert "<w:numId " in _xml(data, "to swim;")


def test_a_label_that_was_given_is_typed(folder, doc):
    def change(made):
        made.insert("to swim;", after="resolves 2").relabel("resolves 3", "2bis")

    data, new = _saved(folder, doc, change, **BY)
    assert ("2bis", "to rest after what resolves 2 says,") in _items(new, "resolves")
    found = _xml(data, "to rest")
    assert '<w:numId w:val="0">' in found
    assert 'w:left="794"' in found
    assert new.at("instructs the Secretary-General 1").text == "to report on resolves 2bis;"
    original = parse_file(folder / "out.docx", view="original")
    assert [label for label, _ in _items(original, "resolves")] == ["1", "2", "3"]


@for_all("options", ({}, BY))
def test_a_label_is_written_where_nothing_else_changes(folder, doc, options):
    """Word counts the numbers of this list; the new label is typed, tracked or not."""
    for place, label in (("resolves 1", "7"), ("resolves 2", "2bis"), ("instructs the Secretary-General 1", "1.1")):
        _, new = _saved(folder, doc, lambda made, at=place, to=label: made.relabel(at, to), **options)
        assert any(line.split()[:1] == [label] for line in to_outline(new).splitlines()), (place, options)


def test_words_keep_their_letters(folder, doc):
    data, _ = _saved(folder, doc, lambda made: made.replace("considering a)", "that old and new boats leak;"))
    assert '<w:rPr><w:b></w:b></w:rPr><w:t xml:space="preserve"> and new</w:t>' in _xml(data, "and new")


def test_a_change_in_what_another_put_in_is_nested(folder, doc):
    data, _ = _saved(folder, doc, lambda made: made.replace("considering b)", "that oars break,"), **BY)
    found = re.sub(' w:(?:id|date)="[^"]*"', "", _xml(data, "that oars"))
    assert '<w:del w:author="B. Sailor"><w:r><w:delText xml:space="preserve">bend</w:delText></w:r></w:del>' in found
    inside = '<w:del w:author="A. Rower"><w:r><w:delText xml:space="preserve"> soon</w:delText></w:r></w:del></w:ins>'
    assert inside in found
    data, _ = _saved(folder, doc, lambda made: made.replace("considering b)", "that oars break very soon,"), **BY)
    authors = re.findall(r'<w:ins w:author="([^"]*)"', re.sub(' w:(?:id|date)="[^"]*"', "", _xml(data, "that oars")))
    assert authors == ["B. Sailor", "A. Rower", "B. Sailor"]


def test_footnotes_and_rows_are_changed_too(folder, doc):
    note, row = doc.footnotes[0], [*find(doc, Row)][1]
    data, new = _saved(folder, doc, lambda made: made.replace(note, "With all oars."))
    assert new.footnotes[0].text == "With all oars."
    assert parts(data)["word/document.xml"] == parts(draft())["word/document.xml"]
    data, new = _saved(folder, doc, lambda made: made.remove(note))
    assert (new.footnotes, b"<w:footnote " in parts(data)["word/footnotes.xml"]) == ((), False)
    data, new = _saved(folder, doc, lambda made: made.remove(note), **BY)
    assert new.footnotes == ()
    data, new = _saved(folder, doc, lambda made: made.move("resolves 1", after="resolves 3"), **BY)
    assert [each.text for each in new.footnotes] == ["With their oars."]  # what is struck calls another, of its own
    assert parts(data)["word/footnotes.xml"].count(b"<w:footnote ") == 2
    table = build.table([("Wide", "3")])
    _, new = _saved(folder, doc, lambda made: made.insert(table.rows[0], after=row).replace(row.cells[1], "13"), **BY)
    assert [[cell.text for cell in each.cells] for each in find(new, Row)] == [
        ["Lake", "Boats"],
        ["Long", "13"],
        ["Wide", "3"],
        ["Deep", "7"],
    ]


def test_clauses_annexes_and_tables_are_put_in_like_their_neighbours(folder, doc):
    clause = build.clause("invites Member States", "to lend their boats", "to lend their oars")
    annex = build.annex("ANNEX 2 TO RESOLUTION 7 (LAKESIDE, 2018)", "Of oars.", build.table([("Oar", "Length")]))

    def change(made):
        made.insert(clause, after="instructs the Secretary-General").insert(annex, after="Annex 1")

    for options in ({}, BY):
        data, new = _saved(folder, doc, change, **options)
        outline = lines(to_outline(new))
        assert outline[13:16] == ["invites Member States", "1 to lend their boats", "2 to lend their oars"]
        assert outline[-3:] == ["ANNEX 2 TO RESOLUTION 7 (LAKESIDE, 2018)", "Of oars.", "Oar Length"]
        assert '<w:pStyle w:val="Call">' in _xml(data, "invites Member States")
        assert '<w:pStyle w:val="Annex_No">' in _xml(data, "ANNEX 2")


# ---------------------------------------------------------------------- what cannot be


PROTECTED = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
SIGNED = (
    b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"'
    b' Target="_xmlsignatures/origin.sigs" TargetMode="External"/></Relationships>'
)


def test_what_cannot_be_changed_in_place_is_refused_and_nothing_is_written(tmp_path, doc):
    protected = word.changed(draft(), "word/settings.xml", lambda each: each.replace(b"</w:settings>", PROTECTED))
    signed = word.changed(draft(), "_rels/.rels", lambda each: each.replace(b"</Relationships>", SIGNED))
    changed_since = _file(tmp_path, draft(), "changed.docx")
    (tmp_path / "changed.docx").write_bytes(protected)
    gone = _file(tmp_path, draft(), "gone.docx")
    (tmp_path / "gone.docx").unlink()
    (tmp_path / "page.html").write_text("<h1>RESOLUTION 7</h1><p>resolves</p><p>1 to row</p>")
    (tmp_path / "lines.txt").write_text("RESOLUTION 7\nThe Council,\nresolves\n1 to row;\n2 to rest.\n")
    text = parse_file(tmp_path / "lines.txt")
    cases = [
        ("protected", _file(tmp_path, protected, "protected.docx"), ReadError, "protected"),
        ("signed", _file(tmp_path, signed, "signed.docx"), ReadError, "signed"),
        ("changed", changed_since, ReadError, "changed since"),
        ("gone", gone, ReadError, "No such file"),
        ("of JSON", from_json(to_json(doc, source=True)), InputError, "not read from a file"),
        ("of a string", parse("resolves\n1 to row;\n2 to rest"), InputError, "not read from a file"),
        ("a web page", parse_file(tmp_path / "page.html"), InputError, "cannot be changed in place"),
        ("another view", parse_file(doc.origins.original.path, view="original"), InputError, "view='final'"),
        ("a line of text", text, ReadError, "only words and labels"),
    ]

    def check(case):
        document, kind, words = case
        made = edit(document)
        made.remove(
            next(node for node in document.texts[0].clauses[-1].items) if document is text else document.texts[0]
        )
        refused(kind, words, made.save, tmp_path / "out.docx")
        assert not (tmp_path / "out.docx").exists()

    check_all([(name, case) for name, *case in cases], check)


def test_protection_allows_what_its_kind_says(tmp_path):
    """ "Tracked changes only" allows a tracked save and comments, "comments only" allows comments."""
    allowed = {"trackedChanges": (True, False, True), "comments": (False, False, True), "none": (True,) * 3}
    allowed["readOnly"] = (False,) * 3
    for kind, (tracked, plain, remarks) in allowed.items():
        setting = PROTECTED.replace(b"readOnly", kind.encode())
        path = tmp_path / "a.docx"
        document = _file(
            tmp_path,
            word.changed(draft(), "word/settings.xml", lambda each, s=setting: each.replace(b"</w:settings>", s)),
            "a.docx",
        )
        for options, may in ((BY, tracked), ({}, plain)):
            made = edit(document).remove("considering b)")
            if may:
                made.save(tmp_path / "out.docx", **options)
            else:
                refused(ReadError, "protected against changes", made.save, tmp_path / "out.docx", **options)
        assert main(["check", str(path), "-o", str(tmp_path / "remarks.docx")]) == (0 if remarks else 2), kind
    old = _file(tmp_path, draft(), "old.docx")  # what cannot be compared is told
    assert "formatting, which is not compared" in redline(diff(old, document), old).left_out[0]


def test_a_file_with_macros_stays_one(tmp_path, capsys):
    plain, macros = b"wordprocessingml.document.main+xml", b"application/vnd.ms-word.document.macroEnabled.main+xml"
    data = word.changed(
        draft(),
        "[Content_Types].xml",
        lambda each: each.replace(b"application/vnd.openxmlformats-officedocument." + plain, macros),
    )
    document = _file(tmp_path, data, "a.docm")
    with pytest.raises(InputError, match=r"of the kind \.docm stays one"):
        edit(document).remove("considering b)").save(tmp_path / "out.docx")
    new = edit(document).remove("considering b)").save(tmp_path / "out.docm", **BY)
    assert "oars" not in to_outline(new.at("considering"))
    assert macros in parts((tmp_path / "out.docm").read_bytes())["[Content_Types].xml"]
    assert main(["check", str(tmp_path / "a.docm"), "-o", str(tmp_path / "checked.docm")]) == 0
    assert main(["check", str(tmp_path / "a.docm"), "-o", str(tmp_path / "checked.docx")]) == 2
    assert main(["diff", str(tmp_path / "a.docm"), str(tmp_path / "out.docm"), "-o", str(tmp_path / "d.docm")]) == 1
    assert macros in parts((tmp_path / "d.docm").read_bytes())["[Content_Types].xml"]
    assert main(["diff", str(tmp_path / "a.docm"), str(tmp_path / "out.docm"), "-o", str(tmp_path / "d.txt")]) == 1


# ---------------------------------------------------------------------- by commands


BASE = """RESOLUTION 7 (LAKESIDE, 2018)
Boats of the Union
The Conference of Lakes (Lakeside, 2018),
considering
a) that old boats leak;
b) that oars break,
resolves
1 to count the boats;
2 to sail,
instructs the Secretary-General
1 to report on resolves 2;
2 to row."""


def _word(path, text):
    document = word.new("Res_No", "Res_title", "Call", "Proposal")
    named = (("RESOL", "Res_No"), ("Boats of", "Res_title"), ("considering", "Call"), ("resolves", "Call"))
    styles = {**dict(named), "instructs": "Call", "MOD": "Proposal", "SUP": "Proposal"}
    for line in text.splitlines():
        document.add_paragraph(
            line, style=next((style for word, style in styles.items() if line.startswith(word)), None)
        )
    path.write_bytes(word.save(document))
    return str(path)


def _changes(path):
    return [(each.author, type(each).__name__, each.text.strip()) for each in parse_file(path, view="marked").changes]


def test_commands_refuse_what_cannot_be_changed_and_write_nothing(tmp_path, ran, doc):
    name = str(tmp_path / "draft.docx")
    Path(name).write_bytes(draft())
    (tmp_path / "doc.json").write_text(to_json(doc, source=True))
    protected = word.changed(draft(), "word/settings.xml", lambda each: each.replace(b"</w:settings>", PROTECTED))
    signed = word.changed(draft(), "_rels/.rels", lambda each: each.replace(b"</Relationships>", SIGNED))
    encrypted = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") + bytes(3_000)
    bad = {"protected": protected, "signed": signed, "encrypted": encrypted}
    for kind, data in bad.items():
        (tmp_path / f"{kind}.docx").write_bytes(data)
    out = str(tmp_path / "out.docx")

    def check(case):
        words, *call = case
        said = ran(2, [*call, "-o", out]).err
        assert words in said
        assert "out.docx" not in said
        assert not Path(out).exists()

    files = [(kind, str(tmp_path / f"{kind}.docx")) for kind in bad]
    calls = [["check"], ["check", "--fix"], ["check", "--fix", "--select", "numbering-gap"]]
    cases = [(kind, *call, file) for kind, file in files for call in calls]
    cases += [(kind, *call, file, name) for kind, file in files for call in (["diff"], ["consolidate", "--tracked"])]
    cases += [("not read from a file", *call, str(tmp_path / "doc.json")) for call in calls]
    check_all([(" ".join(case[:3]), case) for case in cases], check)


def test_each_proposal_is_merged_once_and_tracked_under_its_own_name(tmp_path, monkeypatch):
    head = "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\n"
    base = _word(tmp_path / "base.docx", head + "".join(f"{n} to mend boat {n};\n" for n in range(1, 6)))
    proposals = [parse(f"{head}MOD LAK/{n}/1\n{n} to mend good boat {n};\n") for n in range(1, 6)]
    merged = []
    merge = Tree.merge

    def counted(tree, source, *rest, **more):
        merged.append(source.document)
        return merge(tree, source, *rest, **more)

    monkeypatch.setattr(Tree, "merge", counted)
    (tmp_path / "out.docx").write_bytes(consolidated_file(parse_file(base), *proposals, tracked=True))
    assert merged == [1, 2, 3, 4, 5]
    assert _changes(tmp_path / "out.docx") == [(f"LAK/{n}/1", "Insertion", "good") for n in range(1, 6)]


def test_renumber_changes_labels_and_references_alone(tmp_path):
    cases = [
        (
            "a.md",
            "# RESOLUTION 7\n\nThe *ITU* Council,\n\n*resolves*\n\n1. row \\* all;\n3. to sail, given *resolves* 3;\n",
        ),
        (
            "a.adoc",
            "= RESOLUTION 7\n\nThe _ITU_ Council,\n\n_resolves_\n\n. to row all;\n. to sail as in _resolves_ 2;\n",
        ),
        (
            "a.txt",
            "RESOLUTION 7\r\nThe Council,\r\nresolves\r\n1 to row\r\nall;\r\n3 to sail, given\r\nresolves 3.\r\n",
        ),
        ("utf16.txt", "\ufeffRESOLUTION 7\nThe Council,\nresolves\n1 to row;\n3 to sail, given resolves 3.\n"),
    ]
    for name, text in cases:
        encoding = "utf-16-le" if name.startswith("utf16") else "utf-8"
        (tmp_path / name).write_bytes(text.encode(encoding))
        out = tmp_path / f"out-{name}"
        assert main(["check", "--fix", "--select", "numbering-gap", str(tmp_path / name), "-o", str(out)]) == 0, name
        assert out.read_bytes().decode(encoding) == text.replace("3", "2"), name


# ---------------------------------------------------------------------- templates


def test_a_template_gives_styles_pages_and_headers(tmp_path, doc):
    notes = parse(f"{BASE}\n_____\n1 All of them.".replace("boats leak", "boats1 leak"))
    own = word.new("Call")
    own.sections[0].header.paragraphs[0].text = "Lakes"
    (tmp_path / "own.docx").write_bytes(word.save(own))
    (tmp_path / "ours.docx").write_bytes(document_to_docx(doc))
    itu = [path for path in REAL if "template" in path.name]
    for template in (tmp_path / "own.docx", tmp_path / "ours.docx", *itu):
        data = document_to_docx(notes, template=template)
        made = _file(tmp_path, data, "made.docx")
        assert to_outline(made) == to_outline(notes), template
        assert [note.text for note in made.footnotes] == ["All of them."]
        given, written = parts(template.read_bytes()), parts(data)
        changed = {name for name in written if written[name] != given.get(name)}
        assert changed <= {
            *("word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"),
            *("word/_rels/document.xml.rels", "[Content_Types].xml"),
        }
        assert given["word/document.xml"].rpartition(b"<w:sectPr")[2] in written["word/document.xml"]
    assert export(notes, "docx", template=str(tmp_path / "own.docx")) == document_to_docx(
        notes, template=tmp_path / "own.docx"
    )
    (tmp_path / "none.docx").write_bytes(b"PK")
    refused(ReadError, "broken", document_to_docx, notes, template=tmp_path / "none.docx")


# ---------------------------------------------------------------------- LibreOffice


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.parametrize("accepted", [True, False])
def test_libreoffice_has_the_new_words_or_the_old(tmp_path, doc, accepted):
    files, wanted = [], []
    for document, seeds in [(doc, range(8)), *((_document(path), range(2)) for path in REAL if "rec-j" in path.name)]:
        for seed in seeds:
            made, _ = edited(document, random.Random(seed), 2)
            new = made.save(tmp_path / "out.docx", **BY)
            files.append((tmp_path / "out.docx").read_bytes())
            old = parse_file(document.origins.original.path, view="original")
            wanted.append(_words(new if accepted else old))
    for data, words in zip(settled(tmp_path, files, accepted=accepted), wanted, strict=True):
        assert _words(_file(tmp_path, data, "settled.docx")) == words


def _words(document):
    """The words of a document without labels, of which some are Word's."""
    return [re.sub(r"^\W*\w{1,4}\W? ", "", line) for line in lines(to_outline(document))]


# ---------------------------------------------------------------------- lists that begin anew

_ANEW = (
    f'<w:numbering {word.W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)
"""Two lists that are counted together; the second begins anew."""


def _of_two_lists():
    document = word.new("Res_No", "Call")
    for words, style, number in (
        ("RESOLUTION 7 (LAKESIDE, 2030)", "Res_No", ""),
        ("The Conference of Lakes,", None, ""),
        ("resolves", "Call", ""),
        ("to row;", None, "1"),
        ("to sail;", None, "1"),
        ("to swim,", None, "1"),
        ("instructs the Secretary-General", "Call", ""),
        ("to count boats;", None, "2"),
        ("to count oars;", None, "1"),
        ("to report.", None, "1"),
    ):
        paragraph = document.add_paragraph(words, style=style)
        if number:
            listed = f'<w:numPr {word.W}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(etree.fromstring(listed))
    return word.save(document, numbering=_ANEW)


@pytest.mark.parametrize("options", [{}, BY], ids=["plain", "tracked"])
def test_the_beginning_of_a_list_is_handed_on(tmp_path, options):
    doc = _file(tmp_path, _of_two_lists())
    last = "instructs the Secretary-General"
    assert [label for label, _ in _items(doc, last)] == ["1", "2", "3"]
    edits = {
        "removed": (lambda made: made.remove(f"{last} 1"), ["to count oars;", "to report."]),
        "two removed": (lambda made: made.remove(f"{last} 1").remove(f"{last} 2"), ["to report."]),
        "moved": (
            lambda made: made.move(f"{last} 1", after=f"{last} 3"),
            ["to count oars;", "to report.", "to count boats;"],
        ),
        "put before": (
            lambda made: made.move(f"{last} 3", before=f"{last} 1"),
            ["to report.", "to count boats;", "to count oars;"],
        ),
        "inserted": (
            lambda made: made.insert("to paint;", before=f"{last} 1"),
            ["to paint;", "to count boats;", "to count oars;", "to report."],
        ),
    }
    for name, (change, words) in edits.items():
        _, new = _saved(tmp_path, doc, change, **options)
        wanted = [*map(str, range(1, len(words) + 1))] if len(words) > 1 else [new.at(last).items[0].label]
        assert _items(new, last) == [*zip(wanted, words, strict=True)], name
        assert new.at(last).items[0].label == "1", name
        assert [label for label, _ in _items(new, "resolves")] == ["1", "2", "3"], name
        before = parse_file(tmp_path / "out.docx", view="original")
        assert not options or _items(before, last) == _items(doc, last), name


@pytest.mark.parametrize("tracked", [False, True])
def test_what_is_suppressed_in_a_list_that_word_counts_leaves_the_numbers_as_they_are(tmp_path, tracked):
    doc = _file(tmp_path, _of_two_lists())
    clauses = ("resolves", "instructs the Secretary-General")
    for clause, label in itertools.product(clauses, "12"):
        front = "RESOLUTION 7 (LAKESIDE, 2030)\nThe Conference of Lakes,\n"
        proposal = parse(f"{front}{clause}\nSUP LAK/1/1\n{label}\n")
        (tmp_path / "made.docx").write_bytes(consolidated_file(doc, proposal, tracked=tracked))
        made, wanted = parse_file(tmp_path / "made.docx", view="final"), consolidate(doc, proposal)
        assert [_items(made, each) for each in clauses] == [_items(wanted, each) for each in clauses]
        assert sum(len(_items(made, each)) for each in clauses) == 5


def test_dates_of_changes_are_dates(tmp_path, capsys):
    """The format of Word has no date such as “yesterday”."""
    draft_file, goal = tmp_path / "draft.docx", tmp_path / "out.docx"
    draft_file.write_bytes(
        document_to_docx(parse("RESOLUTION 7 (LAKESIDE, 2018)\nBoats\nThe ITU Council,\nresolves\nto row."))
    )
    draft_of = edit(parse_file(draft_file)).replace("resolves", "resolves further")
    refused(
        InputError,
        r"not a date of changes, such as .*: 'yesterday'",
        draft_of.save,
        goal,
        tracked=True,
        date="yesterday",
    )
    for given_date, there in (("2022-05-01", "2022-05-01T00:00:00"), ("2022-05-01 10:00Z", "2022-05-01T10:00:00Z")):
        draft_of.save(goal, tracked=True, date=given_date)
        assert f'w:date="{there}"' in zipfile.ZipFile(goal).read("word/document.xml").decode()
