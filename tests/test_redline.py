"""Differences as tracked changes of real Word files: accepted they give the new words, rejected the old ones."""

import io
import re
import zipfile
from random import Random

import pytest
import word
from benchmarks.differences import editions
from conftest import ROOT, SHARED
from drafts import draft, edited
from libreoffice import settled
from timing import grows_no_faster
from together import check_all, for_all, some

import itu_texts
from itu_texts import diff, edit, parse, parse_bytes, parse_file, to_docx, to_outline, to_text
from itu_texts.cli import main
from itu_texts.revision.aligning import align, mismatches, pair
from itu_texts.revision.lines import tokens
from itu_texts.revision.redlines import redline
from itu_texts.tree.nodes import Row
from itu_texts.tree.walking import find

REAL = sorted((SHARED / "real" / "word").glob("*.docx"))
PICTURE = re.compile(r"\[picture(?:: [^\]]*)?\]")


def _words(document, *, outline=True):
    """The words of a document in their order, and those of its footnotes; not pictures, rules and missing headings."""
    body = to_outline(document) if outline else document.source.text[: document.blocks[-1].end]
    notes = [note.text for note in document.footnotes]
    found = tokens(re.sub(r"(?m)^\s*\(\)$", "", PICTURE.sub(" ", "\n".join([body, *notes]))))
    return [each for each, *_ in found if each != "_"]


def _same(one, other):
    """Whether two documents have the same words; a number that looks like that of a page is only in the source."""
    return any(_words(one, outline=each) == _words(other, outline=each) for each in (True, False))


def _xml(data):
    with zipfile.ZipFile(data) as file:
        return file.read("word/document.xml").decode()


def _check(old, new):
    made = redline(diff(old, new), old, author="A. Rower")
    before = parse_file(old.origins.original.path, view="original")  # without the tracked changes that it has
    for view, wanted in (("final", new), ("original", before)):
        assert _same(parse_bytes(made.data, "x.docx", view=view), wanted)
    return made


def _saved(tmp_path, document, change):
    """A file with some edits, as another author would send it."""
    made = edit(document)
    change(made)
    made.save(tmp_path / "new.docx")
    return parse_file(tmp_path / "new.docx")


# ---------------------------------------------------------------------- the law


@pytest.mark.long
@for_all("pair", some(list(zip(REAL, [*REAL[5:], *REAL[:5]], strict=True))[1:], 6))
def test_real_files_of_different_texts_hold_the_law(shared, pair):
    _check(*map(parse_file, pair))


@pytest.mark.long
def test_so_do_files_that_were_edited(shared, tmp_path):
    def check(path):
        document = parse_file(path)
        made, _ = edited(document, Random(f"{path.name} again"), 5)
        made.save(tmp_path / "new.docx")
        _check(document, parse_file(tmp_path / "new.docx"))

    wtsa = SHARED / "corpus" / "wtsa" / "res1-hammamet-2016.docx"
    check_all([(path.name, path) for path in (wtsa, *some(REAL[1:], 8))], check)


# ---------------------------------------------------------------------- what it shows


@pytest.fixture
def old(tmp_path):
    (tmp_path / "old.docx").write_bytes(draft())
    return parse_file(tmp_path / "old.docx")


def test_a_paragraph_that_moves_is_shown_as_one_that_moves(tmp_path, old):
    new = _saved(tmp_path, old, lambda made: made.move("resolves 1", after="resolves 3"))
    (tmp_path / "out.docx").write_bytes(_check(old, new).data)
    xml = _xml(tmp_path / "out.docx")
    names = [re.findall(rf'<w:move{side}RangeStart [^>]*w:name="([^"]*)"', xml) for side in ("From", "To")]
    assert names[0]
    assert sorted(names[0]) == sorted(names[1])
    numbers = re.findall(r'<w:(?:ins|del|moveFrom|moveTo|move\w+RangeStart|rPrChange|pPrChange) [^>]*w:id="(\d+)"', xml)
    assert len(numbers) == len({*numbers})


def test_a_paragraph_that_moves_with_other_words_is_removed_and_added(tmp_path, old):
    """LibreOffice joins the paragraphs beside a move that has changes within."""
    words = old.at("resolves 1").text

    def change(made):
        made.move("resolves 1", after="resolves 3").replace("resolves 1", words.replace("boats", "small boats"))

    (tmp_path / "out.docx").write_bytes(_check(old, _saved(tmp_path, old, change)).data)
    xml = _xml(tmp_path / "out.docx")
    assert "RangeStart" not in xml
    assert "small" in words or re.findall(r"<w:ins [^>]*><w:r>(?:(?!</w:ins>).)*small", xml)


def _of_lines(tmp_path, *lines):
    """The files of some lines below the name of a text."""
    for number, below in enumerate(lines):
        (tmp_path / f"{number}.docx").write_bytes(word.from_lines(f"Res_No | RESOLUTION 7 (LAKESIDE, 2030)\n{below}"))
    return [parse_file(tmp_path / f"{number}.docx") for number in range(len(lines))]


def test_a_new_picture_is_named_and_no_words_stand_for_it(tmp_path):
    lines = ("Normal | Boats are counted each year.", "Normal | Boats are counted▣ each year ▣.")
    old, new = _of_lines(tmp_path, *lines)
    made = redline(diff(old, new), old)
    assert [PICTURE.fullmatch(each) is not None for each in made.left_out] == [True]
    assert to_text(parse_bytes(made.data, "x.docx", view="final")) == to_text(old)


@pytest.mark.libreoffice
@pytest.mark.parametrize("accepted", [True, False])
def test_libreoffice_makes_either_text_of_a_move(tmp_path, accepted):
    text = (
        "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to sail by night;\n3 to rest.\n"
    )
    (tmp_path / "plain.docx").write_bytes(to_docx(parse(text)))
    before = parse_file(tmp_path / "plain.docx")

    def moved(made):
        made.move("resolves 2", before="resolves 1").replace("resolves 2", "to sail far by night;")

    after = _saved(tmp_path, before, moved)
    (made,) = settled(tmp_path, [_check(before, after).data], accepted=accepted)
    assert _words(parse_bytes(made, "x.docx")) == _words(after if accepted else before)


def test_a_row_with_more_cells_keeps_them(tmp_path):
    old, new = _of_lines(
        tmp_path,
        "|| Lake | Boats\n|| Long Lake | twelve\n|| Deep Lake | seven\nNormal | The boats are counted each year.",
        "|| Lake | Boats | Oars\n|| Long Lake | twelve | thirty\n|| Deep Lake | seven | two\n"
        "Normal | The boats are counted each year.",
    )
    made = parse_bytes(_check(old, new).data, "x.docx")
    assert [[cell.text for cell in row.cells] for row in find(made, Row)] == [
        ["Lake", "Boats", "Oars"],
        ["Long Lake", "twelve", "thirty"],
        ["Deep Lake", "seven", "two"],
    ]


def test_a_footnote_stays_behind_its_word(tmp_path, old):
    new = _saved(tmp_path, old, lambda made: made.add_footnote("considering a)", "Of wood.", after="that old"))
    new = _saved(tmp_path, new, lambda made: made.replace("resolves 1", "to count all boats and oars of lakes;"))
    made = parse_bytes(_check(old, new).data, "x.docx")
    assert [(note.text, note.anchors[0].offset) for note in made.footnotes] == [
        (note.text, note.anchors[0].offset) for note in new.footnotes
    ]


def test_what_it_cannot_show_is_named(tmp_path, old, capsys):
    def change(xml):
        return xml.replace(b"to row.", b"to row home.").replace(b"<w:b></w:b>", b"").replace(b"<w:b/>", b"")

    data = word.changed((tmp_path / "old.docx").read_bytes(), "word/document.xml", change)
    (tmp_path / "new.docx").write_bytes(data)
    made = redline(diff(old, parse_file(tmp_path / "new.docx")), old)
    assert any("formatting of “that old boats leak;”" in each for each in made.left_out), made.left_out
    assert main(["diff", str(tmp_path / "old.docx"), str(tmp_path / "new.docx"), "-o", str(tmp_path / "d.docx")]) == 1
    assert "not shown: formatting of" in capsys.readouterr().err


def test_what_differs_beside_words_is_named_where_no_words_differ(tmp_path, old, ran):
    """A header; a paragraph that is divided, of which the text as it is read has the same lines."""
    with zipfile.ZipFile(tmp_path / "old.docx") as file, zipfile.ZipFile(tmp_path / "new.docx", "w") as out:
        for name in file.namelist():
            out.writestr(name, file.read(name).replace(b"RES7", b"RES8"))
    new = parse_file(tmp_path / "new.docx")
    assert not diff(old, new)
    assert redline(diff(old, new), old).left_out == ("headers and footers",)
    names = [str(tmp_path / name) for name in ("old.docx", "new.docx", "d.docx")]
    assert "not shown: headers and footers" in ran(1, ["diff", *names[:2], "-o", names[2]]).err

    rows = (f"|| Lakes | Boats\n|| {cell} | 12" for cell in ("Long Lake Deep Lake", "Long Lake↵Deep Lake"))
    one, two = _of_lines(tmp_path, *rows)
    made = redline(diff(one, two), one)
    assert [re.findall("“(.*)”", each) for each in made.left_out] == [["Long Lake"], ["Deep Lake"]]


def test_a_row_that_moves_keeps_what_its_cells_have(tmp_path):
    lines = ["|| Lake | **bold**", "|| Long Lake | **bold**", "|| Deep Lake | **bold**▣", "|| Cold Lake | **bold**"]
    old, new = _of_lines(tmp_path, "\n".join(lines), "\n".join([lines[0], lines[2], lines[1], lines[3]]))
    made = _check(old, new)
    assert not made.left_out
    assert b"[picture" not in _xml(io.BytesIO(made.data)).encode()


def test_a_picture_is_named_and_the_rest_is_shown(tmp_path, old):
    picture = b'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></w:pict></w:r>'

    def change(xml):
        at = xml.index(b"</w:r>", xml.index(b"to row.")) + len(b"</w:r>")
        return xml[:at] + picture + xml[at:]

    data = word.changed((tmp_path / "old.docx").read_bytes(), "word/document.xml", change)
    (tmp_path / "new.docx").write_bytes(data)
    new = parse_file(tmp_path / "new.docx")
    assert "[picture]" in to_outline(new)
    assert "[picture]" in _check(old, new).left_out
    gone = _check(new, old)  # and one that goes is struck, alone
    assert not gone.left_out
    struck = re.findall(r"<w:del [^>]*>(?:(?!</w:del>).)*</w:del>", _xml(io.BytesIO(gone.data)))
    assert ["imagedata" in each for each in struck] == [False, True]  # the first one is the draft's own


_SPLIT = (
    "RESOLUTION 7 (LAKESIDE, 2018)\nBoats\nThe ITU Council,\nresolves\n{},\ninstructs the Secretary-General\nto report."
)
_KEEP = "1 to keep a list of all boats of the lake"
_SPLITS = [
    (
        _KEEP + " and to paint them red in May;\n2 to row",
        _KEEP + ";\n2 to paint them red in May;\n3 to row",
        ["lake{+;+} [-and-]", "{+2+} to paint them red in May;", "{+3+} [-2-] to row,"],
    ),
    (
        _KEEP + ", and to paint them red in May",
        _KEEP + ";\n2 to paint them red in May",
        ["{+2+} to paint them red in May,"],
    ),
    (  # too few words to be the same
        _KEEP + " and to row;\n2 to sail",
        _KEEP + ";\n2 to row;\n3 to sail",
        ["{+2 to row;+}"],
    ),
    (
        _KEEP + " and to paint them red in May;\n2 to row",
        _KEEP + ";\n2 to paint them blue in May;\n3 to row",
        ["{+2 to paint them blue in May;+}"],
    ),
    (
        _KEEP + ";\n2 to paint them red in May;\n3 to row",
        _KEEP + " and to paint them red in May;\n2 to row",
        ["lake {+and+} [-;-]", "[-2-] to paint them red in May;", "{+2+} [-3-] to row,"],
    ),
    (  # the first words are fewer
        "1 to keep boats dry;\n2 to paint all boats of the lake in the harbour red in May;\n3 to row",
        "1 to keep boats dry and to paint all boats of the lake in the harbour red in May;\n2 to row",
        ["dry {+and+} [-;-]", "[-2-] to paint all boats of the lake in the harbour red in May;"],
    ),
    (
        "1 to keep all boats dry and to paint all boats of the lake in the harbour red in May;\n2 to row",
        "1 to keep all boats dry;\n2 to paint all boats of the lake in the harbour red in May;\n3 to row",
        ["dry{+;+} [-and-]", "{+2+} to paint all boats of the lake in the harbour red in May;"],
    ),
]


def _lettered(data):
    """The same file, in which some words are bold: a paragraph has runs of several letters."""
    run = rb"<w:r><w:t[^>]*>([^<]* them)( red[^<]*)</w:t></w:r>"
    runs = rb'<w:r><w:t xml:space="preserve">\1</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">\2</w:t></w:r>'
    return word.changed(data, "word/document.xml", lambda xml: re.sub(run, runs, xml))


def test_words_of_a_paragraph_that_is_divided_or_joined_are_shown_once(tmp_path):
    files, texts = [], []
    for old, new, shown in _SPLITS:
        before, after = (parse(_SPLIT.format(each)) for each in (old, new))
        for data in (to_docx(before), _lettered(to_docx(before))):
            base = parse_bytes(data, "old.docx")
            done = redline(diff(base, after), base, author="A. Rower").data
            (tmp_path / "new.docx").write_bytes(done)
            assert (
                main(
                    [
                        "parse",
                        "--to",
                        "outline",
                        str(tmp_path / "new.docx"),
                        "--view",
                        "marked",
                        "-o",
                        str(tmp_path / "out.txt"),
                    ]
                )
                == 0
            )
            marked = (tmp_path / "out.txt").read_text("utf-8")
            assert all(words in marked for words in shown), marked
        files.append(done)
        texts.append((before, after))
    for accepted in (True, False):
        folder = tmp_path / str(accepted)
        folder.mkdir()
        for (before, after), each in zip(texts, settled(folder, files, accepted=accepted), strict=True):
            assert _same(parse_bytes(each, "settled.docx"), after if accepted else before)


# ---------------------------------------------------------------------- language editions beside each other: the same tree, and what is told where one lacks a part


EDITIONS = ROOT / "tests" / "editions"
CODES = ["ar", "en", "es", "fr", "ru", "zh"]
TEXTS = {"ferries": 170, "lights": 70}
"""The texts of which there are editions in all languages, and how many nodes they have at least."""


def _source(code: str, name: str = "lights") -> str:
    return (EDITIONS / f"{name}.{code}.txt").read_text("utf-8")


def _document(code: str, old: str = "", new: str = "", name: str = "lights") -> itu_texts.Document:
    source = _source(code, name)
    assert old in source
    return itu_texts.parse(source.replace(old, new) if old else source, language=code)


def _told(first: itu_texts.Document, second: itu_texts.Document) -> list[tuple[bool, str, str]]:
    return [(in_first, found.code, found.message) for in_first, found in mismatches(align(first, second))]


@for_all("name", TEXTS)
@for_all("code", CODES)
def test_an_edition_has_no_oddity_and_tells_its_language(code, name):
    document = itu_texts.parse(_source(code, name))
    assert not document.diagnostics
    assert document.language == code
    assert document == _document(code, name=name)


@for_all("name", TEXTS)
@for_all("second", CODES)
@for_all("first", CODES)
def test_editions_align_node_by_node(first, second, name):
    pairs = align(_document(first, name=name), _document(second, name=name))
    assert not [*mismatches(pairs)]
    assert all(each.first is not None and each.second is not None for each in pairs)
    assert [type(each.first) for each in pairs] == [type(each.second) for each in pairs]
    assert len(pairs) > TEXTS[name]


def _tasks(document, *, named_only):
    return [
        (task.addressee.concept, task.clause.heading.concept, [(when.kind, when.value) for when in task.when])
        for task in itu_texts.who_does_what(document)
        if not (named_only and task.addressee.concept == "NOT_NAMED")
    ]


@for_all("name", TEXTS)
@for_all("code", CODES)
def test_editions_say_the_same(code, name):
    """How they are named and divided, what they cite, who does what by when."""
    # "que cada transbordador tenga una campana": no word of duty, as in "each ferry shall have a bell", which names nobody
    named_only = code in ("es", "ar")

    def told(document):
        text = document.texts[0]
        return (
            text.identifier,
            text.amendment and (text.amendment.action, text.amendment.proposal),
            [(clause.role, clause.heading.concept) for clause in text.clauses],
            [[who.concept for who in clause.heading.addressees] for clause in text.clauses],
            [(annex.kind, annex.number) for annex in itu_texts.find(document, itu_texts.Annex)],
            [(part.kind, part.number) for part in itu_texts.find(document, itu_texts.Division)],
            [item.ordinal for item in itu_texts.find(document, itu_texts.Item)],
            [len(table.rows) for table in itu_texts.find(document, itu_texts.Table)],
            [piece.mark for piece in document.footnotes],
            [text.identifier.format(language) for language in CODES],
            sorted((each.kind, each.number or "", str(each.identifier)) for each in itu_texts.references(document)),
            _tasks(document, named_only=named_only),
        )

    assert told(_document(code, name=name)) == told(_document("en", name=name))


@for_all("name", TEXTS)
@for_all("code", CODES)
def test_each_node_is_in_one_pair(code, name):
    first, second = _document("en", name=name), _document(code, name=name)
    pairs = align(first, second)
    for document, found in ((first, [p.first for p in pairs]), (second, [p.second for p in pairs])):
        nodes = [id(node) for node in itu_texts.walk(document) if node is not document]
        assert sorted(id(node) for node in found if node is not None) == sorted(nodes)


_DIFFERENT = {
    ("fr", "c)\tque les quais ont besoin de feux de deux sortes:\n\ni)\tceux qui tournent;\n\nii)\tceux qui ne bougent pas;\n\n", ""):
        "lacks-partner: the French text lacks item c) of “considering”",
    ("es", "insta a las administraciones", "invita a las administraciones"):
        "differs-in-edition: the heading “urges administrations”: concept URGES here, INVITES in the other edition",
    ("ar", "وإذ يلاحظ كذلك\n\nأن أضواء كثيرة منطفئة،\n\n", ""):
        "lacks-partner: the Arabic text lacks the clause “noting further”",
    ("fr", "suite à la Résolution 12", "suite à la Résolution 13"):
        "differs-in-edition: the paragraph “to answer Resolution 12 (Rev. Lakeside, 2026) in full.”: cites resolution 12 here, "
        "resolution 13 in the other edition",
    ("fr", "d)\tque les États Membres les paient", "e)\tque les États Membres les paient"):
        "differs-in-edition: item d) of “considering”: ordinal 4 here, 5 in the other edition",
}  # fmt: skip


@for_all("changed, said", _DIFFERENT.items())
def test_what_differs_between_editions_is_told_once(changed, said):
    other, code, message = _document(*changed), *said.split(": ", 1)
    assert _told(_document("en"), other) == [(True, code, message)]
    if code == "lacks-partner":
        assert _told(other, _document("en")) == [(False, code, message)]


# ------------------------------------------------------------------ sequences


def _pair(first: str, second: str) -> list[tuple[str | None, str | None]]:
    return [*pair(first, second, lambda each: each, str.isupper)]


@for_all(
    "first, second, pairs",
    [
        ("", "", []),
        ("ab", "ab", ["aa", "bb"]),
        ("abc", "ac", ["aa", "b-", "cc"]),
        ("ac", "abc", ["aa", "-b", "cc"]),
        ("axc", "ayc", ["aa", "xy", "cc"]),
        ("aXc", "ayc", ["aa", "X-", "-y", "cc"]),
        ("abcd", "bcde", ["a-", "bb", "cc", "dd", "-e"]),
    ],
)
def test_pairs_of_a_sequence(first, second, pairs):
    assert [f"{one or '-'}{two or '-'}" for one, two in _pair(first, second)] == pairs


def test_long_sequences_take_time_that_grows_with_them():
    def paired(count: int) -> None:
        first = [*range(count)]
        second = [each for each in range(count) if each % 7]
        found = [*pair(first, second, lambda each: each, lambda _: None)]
        assert sum(two is None for _, two in found) == len(first) - len(second)

    assert grows_no_faster(paired, int, 20_000)


def test_so_do_the_addresses_of_pairs():
    def addresses(editions):
        return [(each.first_address, each.second_address) for each in align(*editions)]

    assert ("resolves", "resolves") in addresses(editions(50, 8))
    assert grows_no_faster(addresses, lambda count: editions(count, 8), 50)
