"""What a number or a label says takes no memory and no time: neither that of a text, nor one in the markup of a file."""

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pytest
import word
from docx.oxml import parse_xml
from hypothesis import example, given
from hypothesis import strategies as st
from together import check_all, for_all, some

import itu_texts
from itu_texts import ReadError

resource = pytest.importorskip("resource", reason="memory is limited so on POSIX alone")
MEMORY = 200 * 2**20  # bytes that a text may take, besides what the process has
SECONDS = 1.0  # of the processor
CHARACTERS = 1000
ALPHABETS = (
    *("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ivx", "ivxlcdm", "IVXLCDM"),
    *("абвгдежзиклмнопрстуфхцчшщэюя", "АБВГДЕЖЗИКЛМН", "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
    *("0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "一二三四五六七八九十百零", "①②③", "²³¹", "lIivx1"),
)
FORMS = (
    *("{})", "({})", "{}.", "§ {}", "[{}]", "‘{})", "{}°", "{}.)", "{}bis)", "{} ter)", "（{}）", "{}、", "{} –", "{}"),
    *("1.{}", "A.{}", "A{}.1", "{}.1", "{}.{}", "{}.1.1", "({})bis", "第{}条", "{}-{}", "№ {}"),
)
HEADINGS = (
    *("resolves", "considering", "instructs the Secretary-General", "décide", "resuelve", "решает", "决议", "يقرر"),
    *("ANNEX {}", "Annex {} to Resolution {}", "ARTICLE {}", "Section {}", "PART {}", "Chapter {}", "ANNEXE {}"),
    *("RESOLUTION {} (REV. LAKESIDE, {})", "Resolution {}/{}", "ADD {}", "MOD {}", "SUP {} to {}", "A/RES/{}/{}"),
    *("{}th plenary meeting", "– {} –", "Page {}", "RES{}-{}", "附件{}", "ПРИЛОЖЕНИЕ {}", "القرار {}", "Table {}"),
)
WORDS = (
    *("x;", "boats float.", "Resolutions {} to {};", "Resolution {} (Lakeside, {});", "see Nos. {} to {} and {};"),
    *("provisions {}-{} of the Convention;", "paragraphs {} to {};", "items {} to {}", "resolves {} to {} above;"),
    *("Articles {} to {}", "Annexes {} to {};", "by {} years, {} months;", "from {} to {} January {};", "SUP {} to {}"),
    *("Résolutions {} à {};", "резолюции {}–{};", "第{}至{}段；", "القرارات من {} إلى {}؛", "every {} years;"),
    *("at its {}th session;", "document A/{}/{};", "by 31 December {};", "chapters {} to {}; goals {} to {}"),
)


@cache
def _warm() -> None:
    """Have all that a process loads once: the grammars, and the modules of the formats."""
    for language in ("en", "fr", "es", "ru", "zh", "ar"):
        _work(itu_texts.parse("resolves\n1 boats, of Resolutions 1 to 3;\n2 oars.\n", language=language))


def _work(document: itu_texts.Document) -> None:
    itu_texts.check(document)
    assert len([*itu_texts.references(document)]) < 10 * len(document.source) + 10
    for _ in itu_texts.who_does_what(document):
        pass


@contextmanager
def limited() -> Iterator[None]:
    """Give what is done the memory and the time that it may take."""
    _warm()
    now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def is_bounded(work: Callable[[], object]) -> None:
    """Check that a piece of work takes no more than it may; the processor may be slow once."""
    with limited():
        for _ in range(3):
            start = time.process_time()
            work()
            if (took := time.process_time() - start) < SECONDS:
                return
    raise AssertionError(f"it took {took:.1f} s")


pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is looked up there")


@st.composite
def labels(draw: st.DrawFn, form: str = "") -> str:
    """A label of at most twelve characters, of any alphabet and form."""
    letters = draw(st.sampled_from(ALPHABETS))
    core = draw(st.text(letters, min_size=1, max_size=12) | st.sampled_from(letters).map(lambda each: each * 12))
    return (form or draw(st.sampled_from(FORMS))).replace("{}", core)[:12].strip()


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of less than a kilobyte: headings, and lists of such labels whose words have more of them."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        lines.append(draw(st.sampled_from(HEADINGS)))
        form = draw(st.sampled_from(("", *FORMS)))
        lines += [f"{draw(labels(form))} {draw(st.sampled_from(WORDS))}" for _ in range(draw(st.integers(1, 5)))]
    pieces = "\n".join(lines).split("{}")
    filled = [f"{each}{draw(labels('{}') | labels())}" for each in pieces[:-1]]
    text = "".join((*filled, pieces[-1]))
    return text.encode()[:CHARACTERS].decode("utf-8", "ignore")


@given(texts())
@example("resolves\na) x;\ncivili) y;\n")
@example("resolves\nllllll) x;\n")
@example("resolves\n(cccccc) x;\n(a) y;\n")
@example("resolves\n1 Resolutions 1 to 999999999;\n999999999999 Articles I to XXXIX, and MMMMMMMMMMMM;\n")
@example("1 resolves 3 boats\n2 resolves 3 boats\n")
@example("considering\n1bis boats;\n999999999999 oars;\n3 sails;\n")
def test_no_label_or_number_takes_memory_or_time(text: str) -> None:
    is_bounded(lambda: _work(itu_texts.parse(text)))


@for_all("count", [20, 5_000])
@for_all("words", some(WORDS, 3))
def test_numbers_of_any_length_are_read(count, words):
    """Python reads no number of more than 4,300 figures."""
    _work(itu_texts.parse(f"resolves\n1 {words.replace('{}', '9' * count)}\n2 oars.\n"))


NUMBERS = ("999999999", "9" * 12, "9" * 5000, "-5", "²", "٣", "1,", "", "x")


def _listed(start: str, form: str, place: str = "0") -> bytes:
    """A Word file with a list that begins with a number."""
    document = word.new()
    document.add_paragraph("resolves")
    for _ in range(20):
        listed = f'<w:pPr><w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        word.paragraph(document, listed + word.run("to row;"))
    level = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1)"/>'
    kind = f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
    made = f'<w:numbering {word.W}>{kind}<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    return word.save(document, numbering=made)


def _spanning(count: str) -> bytes:
    """A Word file with a table whose cells span columns."""
    document = word.new()
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{count}"/></w:tcPr><w:p>{word.run("boats")}</w:p></w:tc>'
    apart = f'<w:trPr><w:gridBefore w:val="{count}"/><w:gridAfter w:val="{count}"/></w:trPr>'
    rows = f"<w:tr>{apart}{cell * 3}</w:tr>" * 3
    document.element.body.insert(0, parse_xml(f"<w:tbl {word.W}><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"))
    return word.save(document)


def _files() -> Iterator[tuple[str, bytes]]:
    for number in NUMBERS:
        for form in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "bullet"):
            yield "docx", _listed(number, form)
        yield "docx", _listed("1", "decimal", number)
        yield "docx", _spanning(number)
        rows = f"<tr>{f'<td rowspan={number!r} colspan={number!r}>x</td>' * 3}</tr>" * 3
        yield "html", f"<p>resolves<p>1 boats<table>{rows}</table>".encode()
        for kind in ("1", "a", "I"):
            items = f"<li>boats;<li value={number!r}>oars;"
            yield "html", f"<p>resolves<ol type={kind} start={number!r}>{items}</ol>".encode()
        yield "adoc", f'[cols="{number}*"]\n|===\n|a |b\n{number}*|c\n.{number}+|d\n{number}+|e\n|===\n'.encode()
        yield "adoc", f"resolves\n\n[start={number}]\n. boats\n. oars\n".encode()
        yield "md", f"resolves\n\n{number}. boats\n{number}. oars\n".encode()


@pytest.mark.long
def test_no_number_in_the_markup_takes_memory_or_time() -> None:
    def check(file: tuple[str, bytes]) -> None:
        suffix, data = file

        def work() -> None:
            with suppress(ReadError):
                _work(itu_texts.parse_bytes(data, name=f"boats.{suffix}"))

        is_bounded(work)

    for suffix in ("docx", "html", "adoc"):  # which loads what reads the format
        itu_texts.parse_bytes(next(data for name, data in _files() if name == suffix), name=f"boats.{suffix}")
    check_all(((f"{number}: {each[1][:60]!r}", each) for number, each in enumerate(some(_files(), 2))), check)


# ---------------------------------------------------------------------- Word files that are broken


def _with_parts() -> bytes:
    """A Word file with styles, a list, and parts for footnotes and comments."""
    document = word.new("Res_No", "Call")
    for style, words in (("Res_No", "RESOLUTION 1"), ("Call", "resolves"), ("List Number", "to row;")):
        document.add_paragraph(words, style=style)
    return word.save(document, footnotes=f"<w:footnotes {word.W}/>", comments=f"<w:comments {word.W}/>")


DAMAGES: dict[str, Callable[[bytes], bytes] | None] = {
    "missing": None,
    "empty": lambda part: b"",
    "cut": lambda part: part[: len(part) // 2],
    "of another kind": lambda part: b"<boats/>",
}


def test_a_word_file_with_a_broken_part_is_read_without_it() -> None:
    data = _with_parts()
    names = [each for each in zipfile.ZipFile(io.BytesIO(data)).namelist() if each != "word/document.xml"]
    assert {"word/styles.xml", "word/footnotes.xml", "word/_rels/document.xml.rels", "_rels/.rels"} <= {*names}

    def check(case: tuple[str, str]) -> None:
        name, damage = case
        document = itu_texts.parse_bytes(word.changed(data, name, DAMAGES[damage]), name="boats.docx")
        words = [each for each in str(document.source).split() if each != "1."]
        assert words == ["RESOLUTION", "1", "resolves", "to", "row;"]
        assert name != "word/styles.xml" or damage == "of another kind" or name in document.left_out

    check_all(((f"{name} is {damage}", (name, damage)) for name in names for damage in DAMAGES), check)
    document = itu_texts.parse_bytes(word.changed(data, "word/styles.xml", None), name="boats.docx")
    assert document.left_out == ("word/styles.xml",)


def test_a_word_file_with_a_spoiled_member_is_read_without_it() -> None:
    """Where the sum of a part is wrong, the part is lost, and not the text."""
    data = bytearray(_with_parts())
    sums = {each.filename: each.header_offset + 14 for each in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    data[sums["word/styles.xml"]] ^= 1
    directory = data.rindex(b"word/styles.xml") - 46
    data[directory + 16] ^= 1
    document = itu_texts.parse_bytes(bytes(data), name="boats.docx")
    assert "to row;" in str(document.source)
    assert document.left_out == ("word/styles.xml",)


@for_all(
    "damage, words",
    {"missing": "is missing", "empty": "is broken: ", "cut": "is broken: ", "of another kind": "is not a text"}.items(),
)
def test_what_is_wrong_with_the_text_of_a_word_file_is_said(damage, words):
    with pytest.raises(ReadError, match=rf"boats.docx: the text of the Word file \(word/document.xml\) {words}"):
        itu_texts.parse_bytes(word.changed(_with_parts(), "word/document.xml", DAMAGES[damage]), name="boats.docx")


@for_all(
    "opening, closing",
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ('<w:ins w:id="1" w:author="A">', "</w:ins>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ],
)
def test_elements_of_word_that_nest_deeply(opening: str, closing: str) -> None:
    def nested(count: int) -> bytes:
        inside = f"{opening * count}<w:p>{word.run('boats')}</w:p>{closing * count}"
        text = f"<w:document {word.W}><w:body>{inside}<w:p>{word.run('oars')}</w:p></w:body></w:document>"
        return word.changed(_with_parts(), "word/document.xml", lambda part: text.encode())

    assert itu_texts.parse_bytes(nested(40), name="boats.docx").source.text.split() == ["boats", "oars"]
    with pytest.raises(ReadError, match=r"the text of the Word file \(word/document.xml\) nests elements too deeply"):
        itu_texts.parse_bytes(nested(900), name="boats.docx")
