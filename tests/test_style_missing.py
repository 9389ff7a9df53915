"""A lone line that is a known heading is a heading whatever its style, and the file is said to lack that style."""

import pytest
import word
from together import some

import itu_texts

_STYLES = (
    "Normal",
    "enumlev1",
    "enumlev2",
    "Heading 1",
    "Body Text",
    "Headingb",
    "Note",
    "Res_title",
    "Callout",
    "Header",
    "Footer",
    "Rec_No",
    "Annex_No",
    "toc 1",
)
_HEADINGS = {
    "en": (
        "noting",
        "having considered",
        "recognizing further",
        "further resolves",
        "instructs the Secretary-General",
        "invites Member States and Sector Members",
        "resolves to instruct the Director of the Radiocommunication Bureau",
        "Urges administrations",
    ),
    "fr": ("notant", "considérant en outre", "décide", "charge le Secrétaire général", "invite les États Membres"),
    "es": ("observando", "resuelve", "encarga al Secretario General", "invita a los Estados Miembros"),
    "ru": ("отмечая", "решает", "поручает Генеральному секретарю"),
    "zh": ("注意到", "做出决议", "责成秘书长"),
    "ar": ("وإذ يلاحظ", "يقرر", "يكلف الأمين العام"),
}
_OTHERS = {
    "en": ("recalling", "resolves"),
    "fr": ("rappelant", "décide"),
    "es": ("recordando", "resuelve"),
    "ru": ("напоминая", "решает"),
    "zh": ("忆及", "做出决议"),
    "ar": ("إذ يذكر", "يقرر"),
}


def _parts(document):
    return [clause.heading.text.rstrip(",") for clause in itu_texts.find(document, itu_texts.Clause)]


def _read(heading, style, language="en", behind="1\tab;"):
    document = word.new(
        "Call",
        "enumlev1",
        "enumlev2",
        "Headingb",
        "Note",
        "Res_No",
        "Res_title",
        "Callout",
        "Rec_No",
        "Annex_No",
        "toc 1",
    )
    first, last = _OTHERS[language]
    document.add_paragraph("RESOLUTION 7 (LAKESIDE, 2030)", style="Res_No")
    document.add_paragraph("Boats", style="Res_title")
    for words, of in (
        (first, "Call"),
        ("1\tcd,", None),
        (heading, style),
        (behind, None),
        (last, "Call"),
        ("ef.", None),
    ):
        document.add_paragraph(words, style=of)
    return itu_texts.parse_bytes(word.save(document), "x.docx", language=language)


@pytest.mark.parametrize("style", _STYLES)
def test_a_known_heading_is_one_whatever_its_style(style):
    """An eighth of the headings in each style, and each heading in several styles."""
    at = _STYLES.index(style)
    for heading in some(_HEADINGS["en"][at % 4 :: 4], 2, at // 4):
        if style == "Res_title" and heading[0].isupper():  # as titles do
            continue
        document = _read(heading, style)
        assert _parts(document) == ["recalling", heading, "resolves"], heading
        assert [
            (found.code, document.source[found.span])
            for found in document.diagnostics
            if found.code != "missing-formula"
        ] == [("style-missing", heading)]


@pytest.mark.parametrize("language", _OTHERS)
def test_so_it_is_in_each_language(language):
    for heading in some(_HEADINGS[language], 2):
        document = _read(heading, "Normal", language)
        assert _parts(document) == [_OTHERS[language][0], heading, _OTHERS[language][1]], heading
        assert "style-missing" in [found.code for found in document.diagnostics]


def test_who_is_told_keeps_its_rows():
    document = _read("instructs the Secretary-General", "Normal", behind="1\tto row;")
    assert [task.addressee.concept for task in itu_texts.who_does_what(document)] == ["SG"]


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("Normal", "noting that boats leak,"),
        ("Normal", "the Council resolves"),
        ("Normal", "to instruct the Secretary-General to row"),
        ("Res_title", "requests for boats"),
    ],
)
def test_other_words_are_none(style, words):
    document = _read(words, style, behind="ab;")
    assert _parts(document) == ["recalling", "resolves"]
    assert "style-missing" not in [found.code for found in document.diagnostics]


def test_a_title_of_a_text_is_none():
    document = word.new("Call", "Res_No", "Res_title")
    for words, style in (("RESOLUTION 7", "Res_No"), ("noting", "Res_title"), ("resolves", "Call"), ("to row.", None)):
        document.add_paragraph(words, style=style)
    found = itu_texts.parse_bytes(word.save(document), "x.docx")
    assert found.texts[0].title == "noting"
    assert _parts(found) == ["resolves"]


def test_a_web_page_that_word_saved_is_the_same():
    lines = (
        ("Call", "recalling"),
        ("MsoNormal", "that boats leak,"),
        ("MsoNormal", "resolves"),
        ("MsoNormal", "to row."),
    )
    page = "".join(f'<p class="{name}">{words}</p>' for name, words in lines)
    document = itu_texts.parse_bytes(f"<html><body>{page}</body></html>".encode(), "x.html")
    assert _parts(document) == ["recalling", "resolves"]
    assert [found.code for found in document.diagnostics][-1] == "style-missing"


@pytest.mark.parametrize("language", _HEADINGS)
def test_a_known_heading_with_a_bullet_is_one(language):
    for heading in some(_HEADINGS[language], 2, 1):
        document = _read(heading, "List Bullet", language)
        assert _parts(document) == [_OTHERS[language][0], heading, _OTHERS[language][1]], heading


def test_a_list_of_verbs_and_a_list_of_contents_hold_no_headings():
    document = itu_texts.parse(
        "resolves\n1 to use verbs:\n• notes\n• requests\n• resolves\n2 to rest.\n", language="en"
    )
    assert _parts(document) == ["resolves"]
    document = word.new("toc 1", "Res_No", "Call")
    for words, style in (
        ("RESOLUTION 7 (LAKESIDE, 2030)\t1", "toc 1"),
        ("recalling", "toc 1"),
        ("resolves\t2", "toc 1"),
        ("RESOLUTION 7 (LAKESIDE, 2030)", "Res_No"),
        ("resolves", "Call"),
        ("ef.", None),
    ):
        document.add_paragraph(words, style=style)
    assert _parts(itu_texts.parse_bytes(word.save(document), "x.docx", language="en")) == ["resolves"]
