"""A number never loses a digit or a letter: what stands together behind the kind of a text is number, revision, marks."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from invariants import check

import itu_texts

FRONTS = {  # a name with a number to put in, a title, and what makes a text of it
    "en": ("RESOLUTION %s", "Boats", "The World Conference (Lakeside, 2022),\n\nresolves\n\nto count boats."),
    "fr": (
        "RÉSOLUTION %s",
        "Bateaux",
        "La Conférence des ports (Lac-Vert, 2022),\n\ndécide\n\nde compter les bateaux.",
    ),
    "es": ("RESOLUCIÓN %s", "Barcos", "La Conferencia de Puertos (Lago, 2022),\n\nresuelve\n\ncontar los barcos."),
    "ru": (
        "РЕЗОЛЮЦИЯ %s",
        "Лодки",
        "Всемирная конференция гаваней (Озерск, 2022 г.),\n\nрешает\n\nпересчитать лодки.",
    ),
    "zh": ("第%s号决议", "船只", "世界无线电通信大会（2022年，湖城），\n\n做出决议\n\n清点船只。"),
    "ar": ("القرار %s", "القوارب", "إن مؤتمر الموانئ (المدينة، 2022)،\n\nيقرر\n\nحساب القوارب."),
}
KINDS = {
    "en": ("RESOLUTION", "DECISION", "RECOMMENDATION", "OPINION", "Resolution", "DRAFT NEW RESOLUTION"),
    "fr": ("RÉSOLUTION", "DÉCISION", "RECOMMANDATION", "AVIS", "Décision", "PROJET DE NOUVELLE RÉSOLUTION"),
    "es": ("RESOLUCIÓN", "DECISIÓN", "RECOMENDACIÓN", "RUEGO", "Acuerdo", "PROYECTO DE NUEVA RESOLUCIÓN"),
    "ru": ("РЕЗОЛЮЦИЯ", "РЕШЕНИЕ", "РЕКОМЕНДАЦИЯ", "МНЕНИЕ", "Решение", "ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ"),
    "zh": ("决议", "决定", "建议", "意见"),
    "ar": ("القرار", "المقرر", "التوصية", "الرأي"),
}
LANGUAGES = sorted(FRONTS)
MARK = r"\*{1,3}|[†‡§①-⑳⁰¹²³⁴-⁹]|\[\^?\d{1,2}\]|\((?:\d{1,2}|\*{1,3})\)|(?<=[)\]])\d{1,2}"


def text_named(name: str, language: str) -> str:
    """A text that a line names."""
    _, title, rest = FRONTS[language]
    return f"{name}\n\n{title}\n\n{rest}\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("named", "number", "revision"),
    [
        ("1234", "1234", None),
        *((f"1234{mark}", "1234", None) for mark in ("¹", "¹²", "†", " (1)", "(1)", "[1]", " [1]", "*", " *", "(**)")),
        ("155A¹", "155A", None),
        ("77¹ (Rev. Lakeside, 2022)", "77", "Rev. Lakeside, 2022"),
        ("77 (Rev. Lakeside, 2022)¹", "77", "Rev. Lakeside, 2022"),
        ("77 (Rev. Lakeside, 2022)1", "77", "Rev. Lakeside, 2022"),
        *((f"612{rev}", "612", "Rev.1") for rev in ("/Rev.1", "-Rev.1", " Rev.1", "Rev.1", " (Rev.1)", "/Rev.1¹")),
        ("612/Rev.2/Corr.1", "612", "Rev.2/Corr.1"),
        ("A.735(18)/Rev.1", "A.735(18)", "Rev.1"),
        ("1325 (2000)", "1325", "2000"),
        ("S/RES/1325 (2000)", "S/RES/1325", "2000"),
        *(
            (whole, whole, None)
            for whole in (
                *("55/100", "32/C97", "A.735(18)", "P.528-5", "E.164.1", "12bis", "12 bis", "COM5/3", "14/C-5"),
                *("A/RES/55/100", "E/CN.4/2000/5", "5.2/3", "7/12a", "C 91", "XII", "[ABC-1]", "M.[ABC-1]", "2-8B"),
                *("ITU-R 2-8", "ITU-T P.528-5"),
            )
        ),
    ],
)
def test_a_number_is_whole(named: str, number: str, revision: str | None, language: str) -> None:
    form, title, _ = FRONTS[language]
    (text,) = itu_texts.parse(text_named(form % named, language), language=language).texts
    assert (text.number, text.revision, text.title) == (number, revision, title)
    assert text.designation is not None
    assert text.designation.text == form % named


NUMBERS = st.one_of(
    st.from_regex(r"(?:[A-Z]{1,3}[./-]?)?[1-9][0-9]{0,3}(?:[./-][A-Z]{0,2}[0-9]{1,3}){0,2}[A-Z]?", fullmatch=True),
    st.text("0123456789ABCRabx/.-+,_()[]¹²³†*Ж", min_size=1, max_size=8),
)
BEHIND = st.sampled_from(("", "", "¹", "†", "*", "(1)", "[1]", "/Rev.1", "-Rev.2", "/Corr.1", " (Rev. Lakeside, 2022)"))


@given(st.data())
def test_what_stands_together_is_read_or_reported(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    kind = data.draw(st.sampled_from(KINDS[language]))
    named = data.draw(NUMBERS.filter(lambda word: any(char.isdecimal() for char in word)))
    named += data.draw(BEHIND)
    line = f"第{named}号{kind}" if language == "zh" else f"{kind} {named}"
    document = check(text_named(line, language), language=language)
    designation = document.texts[0].designation if document.texts else None
    if designation is None:
        spans = [diagnostic.span for diagnostic in document.diagnostics]
        assert any(span.start <= 0 and span.end >= len(line) for span in spans), line
        return
    called = [(each.span.start, each.span.end) for each in document.furniture]
    words = "".join(char for place, char in enumerate(line) if not any(a <= place < b for a, b in called))
    assert designation.text == words
    assert designation.number is not None
    left = designation.text
    for part in (designation.number, designation.revision):
        left = left.replace(part, "", 1) if part else left
    left = left.replace(designation.status or "", "", 1)
    left = re.sub(r"^第|号", "", left).replace(kind.split()[-1], "")
    assert not re.sub(rf"{MARK}|(?<=[)\]*†⁰¹²³⁴-⁹]),|[\s/().–-]", "", left), (
        line,
        designation.number,
        designation.revision,
        left,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("odd", ["1234ab", "12+34", "12,5", "12_5"])
def test_what_is_no_number_is_reported_within_a_volume(odd: str, language: str) -> None:
    form, _, _ = FRONTS[language]
    texts = text_named(form % 1, language) + text_named(form % odd, language)
    document = check(texts.replace("\n\n", "\n"), language=language)
    reported = [document.source[found.span] for found in document.diagnostics if found.code == "odd-number"]
    assert reported == [form % odd]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "zh"])
@pytest.mark.parametrize("sign", ["Nº ", "N° ", "nº", "№ ", "No ", "No. ", "NO. ", "Nr. "])
def test_a_number_may_have_the_sign_of_any_language(sign: str, language: str) -> None:
    form, title, _ = FRONTS[language]
    (text,) = itu_texts.parse(text_named(form % f"{sign}12/Rev.1", language), language=language).texts
    assert (text.number, text.revision, text.title) == ("12", "Rev.1", title)


@pytest.mark.parametrize(
    "behind", ["34", "and 13", "– 13", "/ 13", "& 13", "of 2022", "[Rev.WRC-23]", "REV. LAKE, 2022"]
)
def test_what_stands_behind_a_number_and_is_no_title_is_reported(behind: str) -> None:
    document = check(text_named(f"RESOLUTION 12 {behind}", "en"))
    assert [text.title for text in document.texts] == ["Boats"]
    reported = [document.source[found.span] for found in document.diagnostics if found.code == "odd-number"]
    assert reported == [f"RESOLUTION 12 {behind}"]


@pytest.mark.parametrize("behind", ["/Rev.1", "-Rev.1", " Rev.1", "Rev.1", " (Rev.1)", "/Rev.2/Corr.1", "/Add.3"])
@pytest.mark.parametrize("number", ["612", "A.735(18)", "COM5/3"])
def test_header_and_citation_with_a_counted_revision_are_one_identifier(number: str, behind: str) -> None:
    named = f"Decision {number}{behind}"
    document = check(text_named("RESOLUTION 1", "en") + f"\nSee {named} of old.\n\n" + text_named(named, "en"))
    (cited,) = (each.identifier for each in itu_texts.references(document) if each.identifier)
    parsed = itu_texts.Identifier.parse(named)
    header = document.texts[-1].identifier
    assert header is not None
    assert cited is not None
    assert evolve(header, body=None) == cited == parsed == itu_texts.Identifier.parse(str(parsed))
    assert header.number == number
    assert str(header.revision) == behind.strip(" /()-")


def test_a_number_in_a_sentence_is_not_reported() -> None:
    text = text_named("RESOLUTION 5", "en") + "\nResolution 5/6, as amended by\nResolution 7, holds.\nDECISION 5.\n"
    assert "odd-number" not in {found.code for found in itu_texts.parse(text).diagnostics}


@pytest.mark.parametrize("marker", ["MOD\n", "MOD ", "ADD\tABC/5/1\n", "SUP "])
def test_behind_a_marker(marker: str) -> None:
    document = check(marker + text_named("RESOLUTION 612/Rev.1¹", "en"))
    assert [(each.number, each.revision) for each in itu_texts.find(document, itu_texts.Text)] == [("612", "Rev.1")]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "zh"])
@pytest.mark.parametrize(
    ("mark", "note"), [("¹", "¹"), ("¹", "1"), (" (1)", "(1)"), ("(1)", "(1)"), ("[1]", "[1]"), ("*", "*"), ("†", "†")]
)
def test_the_mark_behind_a_number_calls_its_note(mark: str, note: str, language: str) -> None:
    form, title, _ = FRONTS[language]
    document = check(text_named(form % f"1234{mark}", language) + f"_____\n{note} As amended.\n", language=language)
    assert [(text.number, text.title) for text in document.texts] == [("1234", title)]
    ((anchor, called),) = [(each.text, each.note) for each in document.anchors]
    assert (anchor, document.footnotes[called].text) == (mark.strip(), "As amended.")


def test_a_power_calls_no_note() -> None:
    document = check("RESOLUTION 5\n\nresolves\n\nto count 10² boats.\n\n_____\n² A note.\n")
    assert not document.anchors
