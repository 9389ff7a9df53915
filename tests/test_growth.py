"""Time grows with the text and no faster, whatever the text; the benchmark measures it finely."""

import gc
import io
import itertools
import sys
import tracemalloc
from functools import cache

import hypothesis
import pytest
from benchmarks.growth import TEXTS
from benchmarks.works import KINDS, WORKS, fresh, given
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import strategies as st
from strategies import Outline, few, outlines, to_outline
from timing import grows_no_faster, seconds, takes_at_most
from together import check_all, some
from word import new, save

import itu_texts
from itu_texts import ReadError, api
from itu_texts.formats.tables.rows import COLUMNS
from itu_texts.formats.text import reader as plain


def _calls(text: str) -> int:
    """How many functions are called while a text is parsed."""
    count = itertools.count()
    sys.setprofile(lambda *_: next(count))
    try:
        itu_texts.parse(text)
    finally:
        sys.setprofile(None)
    return next(count)


def test_four_times_the_text_takes_about_four_times_as_many_calls():
    def check(made):
        itu_texts.parse(made(150))  # what is compiled once is no growth
        assert _calls(made(600)) <= 4.5 * _calls(made(150))

    check_all(some(TEXTS.items(), 3), check)


@pytest.mark.long
@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_takes_about_four_times_as_long(name):
    assert grows_no_faster(itu_texts.parse, TEXTS[name], 600)


@pytest.mark.long
@pytest.mark.parametrize("name", ["ordinary", "labels", "markers", "nested annexes", "articles"])
def test_so_does_that_of_what_is_written(name):
    @cache
    def document(count):
        return itu_texts.parse(TEXTS[name](count))

    writers = (itu_texts.to_text, itu_texts.to_markdown, itu_texts.to_akn)
    assert [write for write in writers if not grows_no_faster(write, document, 200)] == []


IN_OTHER_LANGUAGES = {
    "fr": [
        "considérant\n",
        "charge le Directeur du\n",
        "décide d'inviter le monde des ",
        "La Conférence mondiale des radiocommunications ",
        "et invite les administrations qui en ont besoin de ",
        "1. Prie le Conseil de compter;\n",
        "les bateaux décide 1 que les rames ",
        "Pièce jointe 1\nà l'Annexe ",
        "\n\ninvite les Membres de Secteur, les Associés et tous les\nétablissements universitaires\n",
    ],
    "es": [
        "CONSIDERANDO que la palabra siga,\n\n",
        "encarga al Director de la\n",
        "resuelve invitar al mundo de la ",
        "La Conferencia Mundial de Radiocomunicaciones, ",
        "que la palabra siga y no tenga fin en la\n\nlínea que sigue a la línea de antes\n\n",
        "*Invita al\n\n",
        "los barcos resuelve 1 que los remos ",
    ],
    "ar": ["يكلف مدير مكتب الاتصالات بمساعدة ", "\nيكلف الأمين العام بمساعدة العوامات ", 'الفقرة 2 من "يقرر" '],
    "zh": [
        "做出决议”部分第2段和第3、",
        "\n第3页\n文件 PP-30/44-C\n",
        "考虑到",
        "请",
        "责成秘书长和",
        "与秘书长",
        "做出决议,",
        "第1号决议 ",
        "第1、",
        "理事会",
        "其第1号决议回顾",
        "\n一、",
        "\n请成员国\n",
        "国际电信联盟全权代表大会（",
    ],
}


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "text"), [(code, each) for code, texts in IN_OTHER_LANGUAGES.items() for each in texts]
)
def test_so_does_that_of_texts_in_other_languages(language, text):
    def work(given):
        return itu_texts.parse(given, language=language)

    assert grows_no_faster(work, lambda count: text * count, 1000)


CITING = {
    "items": "{n} to act on resolves {n} and resolves 100000;\n",
    "headings": "invites the boat club of lake {n}\n1 to act on resolves {n};\n2 to do the same;\n",
    "annexes": "ANNEX {n} TO RESOLUTION 9\nOars\nsee § 4 above, and Annex {n} to this Resolution\n",
}


@pytest.mark.long
@pytest.mark.parametrize("name", CITING)
def test_so_do_references(name):
    def document(count):
        text = "".join(CITING[name].format(n=n) for n in range(1, count))
        return itu_texts.parse(f"RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n{text}")

    def work(parsed):
        return list(itu_texts.references(parsed))

    assert len(work(document(125))) > 100
    assert grows_no_faster(work, document, 500)


@pytest.mark.long
@pytest.mark.parametrize(
    "cited", ["Annexes {} to Resolution {}", "§§ {} of Resolution {}", "Articles {} of Resolution {}"]
)
def test_so_do_lists_that_belong_to_lists(cited):
    def document(count):
        numbers = ", ".join(map(str, range(1, count)))
        return itu_texts.parse(f"resolves\n1 to see {cited.format(numbers, numbers)}.\n")

    def work(parsed):
        return list(itu_texts.references(parsed))

    assert len(work(document(200))) == 398
    assert grows_no_faster(work, document, 200)


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    [
        "Boat ",
        "of the Boat ",
        "Convention on the Boat ",
        "the Declaration of ",
        "1.1.1 and ",
        "see 1.1.1 above ",
        "Nos. 9.1 (",
        "resolves 1 and considering a) ",
        "Resolution 1, ",
        "item 1 of ",
        "Table 1 of Annex 1 to ",
        "CS 1/",
    ],
)
def test_so_do_words_of_which_references_are_made(words):
    def work(parsed):
        return list(itu_texts.references(parsed))

    def document(count):
        return itu_texts.parse("resolves\n1 to see " + words * count + "boats.\n")

    assert grows_no_faster(work, document, 1000)


NAMED = {
    "items": "{n} to act;\n",
    "items of items without a label": "to act on this:\na) oars;\nb) sails;\n",
    "headings": "invites the boat club of lake {n}\n1 to act;\n2 to do the same;\n",
    "headings that are the same": "invites the boat club\n1 to act;\n",
    "decimals": "1.{n} to act by 1 May 2021;\n",
    "annexes": "ANNEX {n} TO RESOLUTION 9\nOars\n1 Oars are long.\n",
    "provisions": "MOD B/{n}/1\n{n} The boats\n",
    "places that are skipped": "{n}5 to act as in resolves {n}4;\n",
    "pieces of one text": "1 to see resolves 7;\n2 to see Annex 1 to this Resolution.\n"
    "RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n",
}


@pytest.mark.long
@pytest.mark.parametrize("name", NAMED)
def test_so_do_rows_and_checks(name):
    """With addresses, of which each tells a place from all others; a part of the kinds of rows with each text."""

    @cache
    def document(count):
        text = "".join(NAMED[name].format(n=n) for n in range(1, count))
        return itu_texts.parse(f"RESOLUTION 9 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\nresolves\n{text}")

    def rows(what):
        return lambda parsed: list(itu_texts.records(parsed, what))

    works = {what: rows(what) for what in COLUMNS} | {"checks": itu_texts.check}
    tried = some(works, 3, [*NAMED].index(name))
    assert [what for what in tried if not grows_no_faster(works[what], document, 100)] == []


RUNNING_ON = ["核准-", "核准", "理事会-", "第1号决议-", "附件1-"]


@pytest.mark.long
@pytest.mark.parametrize("words", RUNNING_ON)
def test_so_does_that_of_chinese_that_runs_on(words):
    @cache
    def document(count):
        return itu_texts.parse(words * count, language="zh")

    def grows(work):
        return grows_no_faster(lambda parsed: [*work(parsed)], document, 1500)

    works = (itu_texts.references, itu_texts.check, itu_texts.who_does_what)
    assert [work for work in works if not grows(work)] == []


@pytest.mark.long
@pytest.mark.parametrize("count", [1, 2])
def test_so_does_that_of_chinese_with_many_headings(count):
    """Each heading is one that all that is said may cite."""

    def document(times):
        return itu_texts.parse(
            "".join(f"请第{n}号船\n1 根据请第{n}号船第{count}段;\n" for n in range(times)), language="zh"
        )

    assert grows_no_faster(lambda parsed: [*itu_texts.references(parsed)], document, 200)


PAGES = {
    "attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">boats</p>",
    "attributes of the body": lambda n: "</p><body " + " ".join(f"a{i}='b>c'" for i in range(n)) + ">boats",
    "elements in one another": lambda n: "<div>" * (n // 5) + "boats",
    "links in elements in one another": lambda n: "<div>" * 300 + "<a name=x></a>" * n + "boats",
    "tables in tables": lambda n: "<table><tr><td>1<td>" * 12 + "<b>boat</b>" * n,
    "line breaks": lambda n: "<p>" + "a boat<br>" * n,
    "cells": lambda n: "<table><tr>" + "<td>x" * n + "</table>",
    "footnotes": lambda n: "".join(
        f"<p><a href='#n{i}'><sup>{i}</sup></a> x<p id='n{i}'>{i} note" for i in range(n // 15)
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", PAGES)
def test_so_does_that_of_web_pages(name):
    def page(count):
        return f"<!doctype html><html><body>{PAGES[name](count)}</body></html>".encode()

    assert grows_no_faster(lambda data: itu_texts.parse_bytes(data, "x.html"), page, 1000)


def styled(count: int, *, ring: bool = False) -> bytes:
    """A Word file whose styles are each based on the one before, or the first on the last too."""
    file = new()
    styles = file.styles.element
    for place in range(count):
        base = place - 1 if place or not ring else count - 1
        styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="s{place}"><w:name w:val="x{place}"/>'
                f'<w:basedOn w:val="s{base}"/></w:style>'
            )
        )
        paragraph = OxmlElement("w:p")
        properties, style, run, words = map(OxmlElement, ("w:pPr", "w:pStyle", "w:r", "w:t"))
        style.set(qn("w:val"), f"s{place}")
        words.text = "boats"
        properties.append(style)
        run.append(words)
        paragraph.extend((properties, run))
        file.element.body.insert(place, paragraph)
    return save(file)


@pytest.mark.long
@pytest.mark.parametrize("ring", [False, True])
def test_so_does_that_of_styles_based_on_one_another(ring):
    def file(count):
        return styled(count, ring=ring)

    assert grows_no_faster(lambda data: itu_texts.parse_bytes(data, "x.docx"), file, 500)


def fields(count: int) -> bytes:
    """A Word file with fields in one another."""
    file = new()
    paragraph = file.add_paragraph()._p
    for _ in range(count):
        for tag, attribute in (("w:fldChar", "begin"), ("w:instrText", "")):
            run, inner = OxmlElement("w:r"), OxmlElement(tag)
            inner.text = " REF x "
            if attribute:
                inner.set(qn("w:fldCharType"), attribute)
            run.append(inner)
            paragraph.append(run)
    return save(file)


@pytest.mark.long
def test_so_does_that_of_fields_in_one_another():
    assert grows_no_faster(lambda data: itu_texts.parse_bytes(data, "x.docx"), fields, 500)


_TIMES = 16
_PARTS = 40


def _grows_at_most(exponent, name, kind):
    """Whether the time for a work with 40 and with 640 parts of a kind differs by no more than an exponent."""
    few, many = given(kind, _PARTS), given(kind, _TIMES * _PARTS)
    work = WORKS[name]
    work(fresh(few))
    return takes_at_most(
        _TIMES**exponent, lambda: seconds(work, fresh(many)), lambda: seconds(work, fresh(few)), measured=0.001
    )


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_so_does_all_that_is_done_with_a_document(kind):
    """Each function that takes a document, each format, kind of rows and property, with each kind of text."""
    first = [*KINDS].index(kind)
    assert [name for name in some(WORKS, 40, first) if not _grows_at_most(1.25, name, kind)] == []
    given.cache_clear()


# ---------------------------------------------------------------------- volumes: many texts in a file, given one at a time


VOLUME = """FINAL ACTS

Contents

RESOLUTION 1 (LAKESIDE, 2030) Boats ..... 1
RESOLUTION 2 (LAKESIDE, 2030) Oars ..... 3

PART I – RESOLUTIONS

RESOLUTION 1 (LAKESIDE, 2030)

Boats

The ITU Council,

resolves

to row.

– 2 –

RESOLUTION 2 (LAKESIDE, 2030)

Oars

The ITU Council,

resolves

to follow the annex.

ANNEX TO RESOLUTION 2 (LAKESIDE, 2030)

Care of oars

1 Dry them.

PART II – DECISIONS

ADD ROW/1/2

DECISION 3 (LAKESIDE, 2030)

Sails

The ITU Council,

decides

to sail.

SUP ROW/1/3

RESOLUTION 9 (LAKESIDE, 2019)

Anchors
"""


def test_all_texts_of_a_volume():
    document = itu_texts.parse(VOLUME)
    assert [(text.kind, text.number, text.title) for text in document.texts] == [
        ("resolution", "1", "Boats"),
        ("resolution", "2", "Oars"),
        ("decision", "3", "Sails"),
        ("resolution", "9", "Anchors"),
    ]
    contents = next(itu_texts.find(document, itu_texts.nodes.Contents))
    assert [(str(entry.identifier), entry.title.text, entry.page.number) for entry in contents.entries] == [
        ("Resolution 1 (Lakeside, 2030)", "Boats", "1"),
        ("Resolution 2 (Lakeside, 2030)", "Oars", "3"),
    ]
    parts = [block for block in document.blocks if isinstance(block, itu_texts.Division)]
    assert [(part.kind, part.number, part.title, len(part.texts)) for part in parts] == [
        ("part", "I", "RESOLUTIONS", 2),
        ("part", "II", "DECISIONS", 2),
    ]


@pytest.mark.parametrize("block", [300, 1000, 10**6])
@pytest.mark.parametrize("name", ["ordinary", "prose after a text", "annexes"])
def test_the_same_texts_piece_by_piece(name, block, monkeypatch):
    monkeypatch.setattr(api, "_BLOCK", block)
    text = TEXTS[name](200)
    assert tuple(itu_texts.iter_texts(io.StringIO(text))) == itu_texts.parse(text).texts
    assert tuple(itu_texts.iter_texts(io.StringIO(VOLUME))) == itu_texts.parse(VOLUME).texts


@few
@hypothesis.given(st.lists(outlines(), min_size=1, max_size=5), st.integers(100, 2000))
def test_any_texts_piece_by_piece(drawn: list[Outline], block: int):
    text = "\n".join(to_outline(outline).replace("\t", "") for outline in drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "_BLOCK", block)
        assert tuple(itu_texts.iter_texts(io.StringIO(text))) == itu_texts.parse(text).texts


@pytest.mark.long
def test_memory_does_not_grow_with_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(api, "_BLOCK", 30_000)
    monkeypatch.setattr(plain, "_BLOCK", 30_000)

    def peak(count):
        path = tmp_path / f"{count}.txt"
        path.write_text(TEXTS["ordinary"](count), "utf-8")
        gc.collect()
        gc.freeze()  # what other tests have left: the more there is, the later the collector looks at all
        tracemalloc.start()
        try:
            assert sum(1 for _ in itu_texts.iter_texts(path)) == count // 8
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(6_000)  # what is remembered of headings and the like, which is bounded, is so now
    assert peak(6_000) < 2 * peak(1_500)


def test_paths_and_files(tmp_path):
    path = tmp_path / "volume.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path.write_text(VOLUME, encoding)
        assert len(list(itu_texts.iter_texts(path))) == 4
        with path.open("rb") as file:
            assert len(list(itu_texts.iter_texts(file))) == 4
    with path.open(encoding="cp1252") as stream:
        assert len(list(itu_texts.iter_texts(stream))) == 4
    assert list(itu_texts.iter_texts(io.StringIO(""))) == []


def test_volumes_in_other_files(tmp_path):
    path = tmp_path / "volume.html"
    path.write_text(
        "<html><body>" + "".join(f"<p>{line}</p>" for line in VOLUME.split("\n") if line) + "</body></html>"
    )
    assert len(list(itu_texts.iter_texts(path))) == 4


def test_what_is_no_text(tmp_path):
    with pytest.raises(ReadError, match="No such file"):
        list(itu_texts.iter_texts(tmp_path / "none.txt"))
    for data in (b"%PDF-1.7", b"\xff\xfe\x00", b"ab\x00\x81" * 500):
        with pytest.raises(ReadError):
            list(itu_texts.iter_texts(io.BytesIO(data)))
