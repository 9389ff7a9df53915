"""Word files: what is written is read to an equal outline with equal notes, and tracked changes stay what they are."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter

import attrs
import docx
import pytest
from exported import CASES, GOLD, gold, made_up, notes, tells_by_blank_lines, tracked
from hypothesis import given
from invariants import check_document

import itu_texts
from itu_texts import Deletion, FootnoteAnchor, InputError, Insertion, parse, to_docx, to_outline
from itu_texts.exporters.word_styles import STYLES
from itu_texts.readers.styles import STYLES as READ
from itu_texts.readers.styles import bare_name

_RESOLUTION = (
    "RESOLUTION 7 (LAKESIDE, 2030)\nBoats*\n(Lakeside, 2026; Lakeside, 2030)\nThe ITU Council,\nconsidering\n"
    "a) that rowers1 row at night2:\ni) softly;\nii) in turns;\nb) that other rowers1 rest,\nresolves\n1 to use\n"
    "| Boat | Oars |\n| Swan | 2 |\n| Duck | 4 |\n2 to row,\ninstructs the Secretary-General\nto count.\n_____\n"
    "* Softly. 1 Of both kinds. 2 As shown in the log.\nANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)\nOars\n"
    "1 Oars float.\nNOTE 1 – They are of wood.\n"
)


def _read(data, **options):
    document = itu_texts.parse_bytes(data, "x.docx", **options)
    check_document(document)
    return document


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def _as_word_has_it(document):
    """The outline of a document with the marks of notes as those have them, not raised; XML holds no controls."""
    marks = [note.mark or "" for note in document.footnotes]
    pieces = [
        attrs.evolve(piece, text=marks[piece.note]) if isinstance(piece, FootnoteAnchor) else piece
        for piece in document.furniture
    ]
    outline = to_outline(attrs.evolve(document, furniture=tuple(pieces)))
    return re.sub("[\x00-\x08\x0e-\x1f]", "\ufffd", outline)


def _comes_back(document):
    again = _read(to_docx(document), language=document.language)
    assert to_outline(again) == _as_word_has_it(document)
    assert Counter(notes(again)) == Counter(note for note in notes(document) if any(note[:2]))


@pytest.mark.parametrize(("text", "language"), CASES)
def test_every_case_comes_back(text, language):
    document = parse(text, language=language)
    if not tells_by_blank_lines(document):
        _comes_back(document)


@pytest.mark.parametrize("collection", GOLD)
def test_real_texts_come_back(shared, collection):
    documents = dict(gold(shared, collection))
    assert documents
    for document in documents.values():
        _comes_back(document)


@given(made_up)
def test_made_up_texts_come_back(document):
    _comes_back(document)


def test_the_paragraphs_have_the_styles_of_the_templates():
    document = docx.Document(io.BytesIO(to_docx(parse("ADD ROW/1/2\n" + _RESOLUTION + "Reasons: So it is.\n"))))
    found = [(each.style.name, each.text.replace("\t", " ")) for each in document.paragraphs if each.text]
    assert found == [
        ("Proposal", "ADD ROW/1/2"),
        ("Res_No", "RESOLUTION 7 (LAKESIDE, 2030)"),
        ("Res_title", "Boats*"),
        ("Res_ref", "(Lakeside, 2026; Lakeside, 2030)"),
        ("Normal", "The ITU Council,"),
        ("Call", "considering"),
        ("Normal", "a) that rowers row at night:"),
        ("enumlev1", "i) softly;"),
        ("enumlev1", "ii) in turns;"),
        ("Normal", "b) that other rowers1 rest,"),
        ("Call", "resolves"),
        ("Normal", "1 to use"),
        ("Normal", "2 to row,"),
        ("Call", "instructs the Secretary-General"),
        ("Normal", "to count."),
        ("Annex_No", "ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)"),
        ("Annex_title", "Oars"),
        ("Normal", "1 Oars float."),
        ("Note", "NOTE 1 – They are of wood."),
        ("Reasons", "Reasons: So it is."),
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Boat", "Oars"], ["Swan", "2"], ["Duck", "4"],
    ]  # fmt: skip


def test_the_reader_knows_the_styles():
    unknown = {name for name in STYLES if bare_name(name) not in READ}
    assert unknown == {"Normal", "Proposal", "Reasons", "Table_text", "Table_head"}


def test_notes_are_real_ones_and_one_that_is_called_again_is_referred_to():
    data = to_docx(parse(_RESOLUTION))
    parts = _parts(data)
    assert parts["word/footnotes.xml"].count("<w:footnote w:id=") == 3
    assert parts["word/document.xml"].count("<w:footnoteReference ") == 3
    assert parts["word/document.xml"].count("NOTEREF _Note") == 1
    assert notes(_read(data)) == [("*", "Softly.", 1), ("1", "Of both kinds.", 2), ("2", "As shown in the log.", 1)]


def test_a_note_that_nothing_calls_stands_where_the_text_ends():
    document = parse("RESOLUTION 7\nBoats\nThe ITU Council,\nresolves\nto row.\n_____\n4 Softly.\n")
    assert [note.anchors for note in document.footnotes] == [()]
    data = to_docx(document)
    assert "footnoteReference" not in _parts(data)["word/document.xml"]
    _comes_back(document)


def test_the_number_of_the_page_stands_at_its_foot():
    parts = _parts(to_docx(parse(_RESOLUTION)))
    assert " PAGE " in parts["word/footer.xml"]
    assert '<w:footerReference w:type="default" r:id="footer"/>' in parts["word/document.xml"]


def test_the_same_document_gives_the_same_bytes():
    assert to_docx(parse(_RESOLUTION)) == to_docx(parse(_RESOLUTION))


@pytest.mark.parametrize("view", ["final", "original", "marked"])
def test_tracked_changes_stay_what_they_are(view):
    before = _read(tracked(), view="marked")
    assert {type(change) for change in before.changes} == {Insertion, Deletion}
    after = _read(to_docx(before), view=view)
    assert to_outline(after) == to_outline(_read(tracked(), view=view))
    if view == "marked":
        said = [[(type(each), each.text, each.author, each.date) for each in one.changes] for one in (before, after)]
        assert said[0] == said[1]


def test_who_made_the_changes_can_be_left_out():
    before = _read(tracked(), view="marked")
    made = to_docx(before, anonymous=True)
    assert not any(word in xml for xml in _parts(made).values() for word in ("Rower", "2030-05-01"))
    after = _read(made, view="marked")
    assert [(each.text, each.author, each.date) for each in after.changes] == [
        (each.text, None, None) for each in before.changes
    ]
    assert itu_texts.export(before, "docx", anonymous=True) == made


def test_hostile_words_stay_words():
    words = 'to row <w:br/> & "sing" ]]> \x07 😀'
    document = parse(f"RESOLUTION 7\nBoats & <b>\nThe ITU Council,\nresolves\n1 {words};\n2 to rest.")
    again = _read(to_docx(document))
    assert to_outline(again) == _as_word_has_it(document)


def test_a_part_can_be_written():
    clause = parse(_RESOLUTION).at("resolves")
    again = _read(to_docx(clause))
    assert to_outline(again) == to_outline(clause)
    with pytest.raises(InputError, match="a document or a part of one is exported, not a str"):
        to_docx("resolves")


@pytest.mark.libreoffice
def test_libreoffice_sets_the_pages(tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")
    import pypdfium2

    file = tmp_path / "boats.docx"
    file.write_bytes(to_docx(parse(_RESOLUTION)))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    made = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(made, check=True, capture_output=True, timeout=100)
    pdf = pypdfium2.PdfDocument(tmp_path / "boats.pdf")
    try:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    finally:
        pdf.close()
    assert len(pages) == 1
    shown = ("RESOLUTION 7 (LAKESIDE, 2030)", "a) that rowers1 row at night2:", "Boat Oars Swan 2 Duck 4", "– 1 –")
    assert all("".join(words.split()) in pages[0] for words in shown)
    places = [pages[0].index(words) for words in ("tocount.", "*Softly.", "1Ofbothkinds.", "2Asshowninthelog.")]
    assert places == sorted(places)
