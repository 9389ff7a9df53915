"""Word files: what is written is read to an equal outline with equal notes, and tracked changes stay what they are."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter

import attrs
import docx
import pytest
from conftest import ROOT
from exported import GOLD, gold, made_up, notes, some_cases, tells_by_blank_lines, tracked
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_bytes
from libreoffice import done
from together import check_all, for_all, refused

import itu_texts
from itu_texts import InputError, parse, to_docx, to_outline
from itu_texts.formats.composing import STYLES as READ
from itu_texts.formats.composing import bare_name
from itu_texts.formats.word.writer import STYLES
from itu_texts.language.writing import stretches_by_direction
from itu_texts.nodes import Deletion, FootnoteAnchor, Insertion

_RESOLUTION = (
    "RESOLUTION 7 (LAKESIDE, 2030)\nBoats*\n(Lakeside, 2026; Lakeside, 2030)\nThe ITU Council,\nconsidering\n"
    "a) that rowers1 row at night2:\ni) softly;\nii) in turns;\nb) that other rowers1 rest,\nresolves\n1 to use\n"
    "| Boat | Oars |\n| Swan | 2 |\n| Duck | 4 |\n2 to row,\ninstructs the Secretary-General\nto count.\n_____\n"
    "* Softly. 1 Of both kinds. 2 As shown in the log.\nANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)\nOars\n"
    "1 Oars float.\nNOTE 1 – They are of wood.\n"
)


def _read(data, **options):
    return check_bytes(data, "x.docx", **options)


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


def test_every_case_comes_back():
    cases = some_cases(4, 2)
    check_all(((name, case) for name, case in cases if not tells_by_blank_lines(case)), _comes_back)


def test_the_lines_of_a_list_of_contents_begin_no_parts():
    listed = "Contents\nPart A – General ..... 2\nSection 1 – Oars ..... 3\nPart B – Rest ..... 5\nPART A\nGeneral\n1 Oars float.\n"
    _comes_back(parse(_RESOLUTION + "ANNEX 2 TO RESOLUTION 7 (LAKESIDE, 2030)\nBoats\n" + listed))


@for_all("collection", GOLD)
def test_real_texts_come_back(shared, collection):
    documents = dict(gold(shared, collection, 2))
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
    assert unknown == {"Normal", "footer", "Proposal", "Reasons", "Table_text", "Table_head"}


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
    assert "footnoteReference" not in _parts(to_docx(document))["word/document.xml"]
    _comes_back(document)


def test_the_number_of_the_page_stands_at_its_foot():
    parts = _parts(to_docx(parse(_RESOLUTION)))
    assert " PAGE " in parts["word/footer.xml"]
    assert '<w:footerReference w:type="default" r:id="footer"/>' in parts["word/document.xml"]


def test_the_same_document_gives_the_same_bytes():
    assert to_docx(parse(_RESOLUTION)) == to_docx(parse(_RESOLUTION))


@for_all("view", ["final", "original", "marked"])
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


_ARABIC = (
    "القرار 7 (المراجَع في Lakeside، 2030)\nالقوارب\nإن مجلس الاتحاد،\nإذ يضع في اعتباره\n"
    "أ ) أن القوارب1 تغرق وفقاً للوثيقة ITU-T Y.1 (WRC-23)؛\nيقرر\nأن يجدف.\n_____\n1 ليلاً.\n"
)
_CHINESE = "第7号决议（2030年，湖边）\n船只\n国际电信联盟全权代表大会（2030年，湖边），\n考虑到\na) 船只会漏水，\n做出决议\n划船。\n"


@for_all(
    "text, language, said",
    [
        (_RESOLUTION, "en", '<w:lang w:val="en-GB"/>'),
        (_ARABIC, "ar", '<w:lang w:val="en-GB" w:bidi="ar-SA"/>'),
        (_CHINESE, "zh", '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'),
        ("РЕЗОЛЮЦИЯ 7 (ОЗЕРСК, 2030 Г.)\nЛодки\nСовет МСЭ,\nрешает\nгрести.\n", "ru", '<w:lang w:val="ru-RU"/>'),
    ],
)
def test_a_word_file_says_in_which_language_it_is(text, language, said):
    document = parse(text)
    assert document.language == language
    parts = _parts(to_docx(document))
    assert said in parts["word/styles.xml"]
    assert f"<dc:language>{language}</dc:language>" in parts["docProps/core.xml"]


def test_an_arabic_file_runs_from_right_to_left():
    document = parse(_ARABIC)
    data = to_docx(document)
    parts = _parts(data)
    assert 'w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:tabs>' in parts["word/styles.xml"]
    assert "</w:tabs><w:bidi/>" in parts["word/styles.xml"]
    assert "<w:bidi/></w:sectPr>" in parts["word/document.xml"]
    for part in ("word/document.xml", "word/footnotes.xml"):
        runs = re.findall(r"<w:r>(?:<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr>)?<w:t [^>]*>([^<]*)</w:t>", parts[part])
        arabic = [properties for properties, words in runs if re.search("[\u0600-\u06ff]", words)]
        latin = {words: properties for properties, words in runs if re.search("[A-Za-z]", words)}
        assert arabic
        assert all("<w:rtl/>" in properties for properties in arabic)
        assert not any("<w:rtl/>" in properties for properties in latin.values())
    assert ">ITU-T Y.1 (WRC-23</w:t>" in parts["word/document.xml"]
    assert to_outline(_read(data)) == to_outline(document)


def test_a_table_of_an_arabic_file_begins_at_the_right():
    table = "| قارب | مجاديف |\n| إوزة | 2 |\n"
    xml = _parts(to_docx(parse(_ARABIC.replace("أن يجدف.\n", f"1 أن يستعمل\n{table}2 أن يجدف.\n"))))[
        "word/document.xml"
    ]
    assert "<w:bidiVisual/>" in xml
    assert "<w:bidiVisual/>" not in _parts(to_docx(parse(_RESOLUTION)))["word/document.xml"]


def test_a_text_in_another_language_than_its_document_says_so():
    english = (
        "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\nto row softly on all the lakes.\n\n" * 4
    )
    document = parse(english + _ARABIC)
    assert document.languages
    paragraphs = re.findall(r"<w:p>.*?</w:p>", _parts(to_docx(document))["word/document.xml"])
    other = [each for each in paragraphs if re.search("[\u0600-\u06ff]", each)]
    assert other
    assert all("<w:bidi/>" in each and '<w:lang w:val="en-GB" w:bidi="ar-SA"/>' in each for each in other)
    assert not any("<w:bidi" in each for each in paragraphs if each not in other)


def test_chinese_headings_are_in_letters_that_stand_for_italics():
    styles = _parts(to_docx(parse(_CHINESE)))["word/styles.xml"]
    assert '<w:rFonts w:eastAsia="KaiTi"/>' in styles
    assert "<w:i/>" not in styles
    assert "<w:i/><w:iCs/>" in _parts(to_docx(parse(_RESOLUTION)))["word/styles.xml"]


@given(st.text("ab1 -(،ابב", max_size=30), st.sampled_from(["rtl", "ltr"]))
def test_stretches_of_one_direction_make_up_the_text(text, around):
    stretches = list(stretches_by_direction(text, around))
    assert "".join(words for words, _ in stretches) == text
    assert not any(re.search("[ابב]", words) for words, way in stretches if way == "ltr")
    assert not any(re.search("[ab]", words) for words, way in stretches if way == "rtl")


def test_hostile_words_stay_words():
    words = 'to row <w:br/> & "sing" ]]> \x07 😀'
    document = parse(f"RESOLUTION 7\nBoats & <b>\nThe ITU Council,\nresolves\n1 {words};\n2 to rest.")
    assert to_outline(_read(to_docx(document))) == _as_word_has_it(document)


def test_a_part_can_be_written():
    clause = parse(_RESOLUTION).at("resolves")
    assert to_outline(_read(to_docx(clause))) == to_outline(clause)
    refused(InputError, "only a document or a part of one can be exported, not a str", to_docx, "resolves")


def _as_pdf(document, folder):
    """The bytes of the PDF that LibreOffice makes of a document."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")
    file = folder / "boats.docx"
    file.write_bytes(to_docx(document))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    made = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(made, check=True, capture_output=True, timeout=100)
    return (folder / "boats.pdf").read_bytes()


@pytest.mark.libreoffice
def test_libreoffice_sets_the_pages(tmp_path):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(_as_pdf(parse(_RESOLUTION), tmp_path))
    try:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    finally:
        pdf.close()
    assert len(pages) == 1
    shown = ("RESOLUTION 7 (LAKESIDE, 2030)", "a) that rowers1 row at night2:", "Boat Oars Swan 2 Duck 4", "– 1 –")
    assert all("".join(words.split()) in pages[0] for words in shown)
    places = [pages[0].index(words) for words in ("tocount.", "*Softly.", "1Ofbothkinds.", "2Asshowninthelog.")]
    assert places == sorted(places)


@pytest.mark.libreoffice
def test_libreoffice_sets_arabic_at_the_right(tmp_path):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(_as_pdf(parse(_ARABIC), tmp_path))
    try:
        page = pdf[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        width = page.get_width()
    finally:
        pdf.close()
    lines = {}
    for left, bottom, right, _ in boxes:
        lines.setdefault(round(bottom / 14), []).append((left, right))
    reach = [(min(left for left, _ in line), max(right for _, right in line)) for line in lines.values()]
    edges = [right for left, right in reach if right - left > 20 and abs(left + right - width) > 20]  # not centred
    assert len(edges) >= 4
    assert min(edges) > width / 2
    assert max(edges) > width - 60


# ---------------------------------------------------------------------- the macro for LibreOffice puts comments at the words of what is found in the open document


MACROS = ROOT / "examples" / "libreoffice" / "check_draft.py"
DRAFT = """RESOLUTION 7 (REV. BUCHAREST, 2022)

Rescue boats 🛶

The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),

considering
a) that 🛶 boats leak;
b) that oars float,

resolves
1 to keep a 🛶 list of the the boats;
3 that boats stay, 🛶 as resolves 9 says,

instructs the Secretary General
to report to the Council of the the harbour.
"""


def _run(macro, tmp_path, monkeypatch):
    """The draft as a Word file, and what LibreOffice stores after a macro."""
    monkeypatch.setenv("ITU_TEXTS_PYTHON", sys.executable)
    draft = itu_texts.to_docx(itu_texts.parse(DRAFT))
    return draft, *done(tmp_path, [draft], f"{MACROS}:{macro}")


@pytest.mark.libreoffice
def test_comments_stand_at_the_words(tmp_path, monkeypatch):
    draft, made = _run("put_comments", tmp_path, monkeypatch)
    document = itu_texts.parse_bytes(made, "made.docx")
    wanted = itu_texts.parse_bytes(draft, "draft.docx")
    found = {(each.code, wanted.source[each.span]) for each in itu_texts.check(wanted)}
    assert len(found) >= 4
    told = {(each.text.partition(":")[0], document.source[each.span]) for each in document.comments}
    labels = {each for each in found if each[0] == "numbering-gap"}  # Writer counts labels: the comment is at no words
    assert told >= found - labels
    assert len(document.comments) == len(itu_texts.check(wanted))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        xml = package.read("word/document.xml").decode()
    about = [
        re.sub("<[^>]*>", "", each) for each in re.findall(r"(?s)commentRangeStart.*?(<.*?)<w:commentRangeEnd", xml)
    ]
    assert {"resolves 9", "the the", "the Secretary General"} <= {*about}
    assert {each.author for each in document.comments} == {"itu-texts"}


@pytest.mark.libreoffice
def test_fixes_are_tracked_changes(tmp_path, monkeypatch):
    draft, made = _run("put_fixes", tmp_path, monkeypatch)
    before = itu_texts.parse_bytes(draft, "draft.docx")
    was, now = (itu_texts.parse_bytes(made, "made.docx", view=view).source.text for view in ("original", "final"))
    assert was.split() == before.source.text.split()
    mended = itu_texts.parse_bytes(itu_texts.mend(before, itu_texts.check(before)).data, "mended.docx")
    assert now.split() == mended.source.text.split()
    assert "the the" in was
    assert "the the" not in now
