"""What is taken as input, and what is said of input that is none."""

import pytest

import itu_texts
from itu_texts import InputError, ParseError, ReadError, Severity, UnknownLanguageError

TEXT = "RESOLUTION 7 (DÉLVILLE, 2020)\nBoats – and “oars”\nThe ITU Council,\nresolves\nto row\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_found(tmp_path, encoding):
    file = tmp_path / "text.txt"
    file.write_bytes(TEXT.encode(encoding))
    document = itu_texts.parse_file(file)
    assert document.texts[0].title == "Boats – and “oars”"
    assert document.texts[0].revision == "DÉLVILLE, 2020"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x81\x8d\x00\x01\x02\x03", "not text"),
        (b"abc\xff\x00", "not text"),
        (b"%PDF-1.7 ...", "PDF file"),
        (b"PK\x03\x04...", "Word file"),
        (b"\xff\xfea\x00b\x00c", "UTF-16"),
        (b"\xef\xbb\xbf\xff", "UTF-8"),
    ],
)
def test_what_is_no_text(tmp_path, data, message):
    file = tmp_path / "file"
    file.write_bytes(data)
    with pytest.raises(ReadError, match=message) as error:
        itu_texts.parse_file(file)
    assert str(file) in str(error.value)


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(ReadError, match="No such file"):
        itu_texts.parse_file(tmp_path / "none.txt")
    with pytest.raises(ReadError, match=r"directory|Permission"):
        itu_texts.parse_file(tmp_path)


@pytest.mark.parametrize("wrong", [None, b"resolves", 3, ["resolves"]])
def test_only_strings_are_parsed(wrong):
    with pytest.raises(InputError, match="takes a string"):
        itu_texts.parse(wrong)


def test_an_unknown_language():
    with pytest.raises(UnknownLanguageError, match="no grammar for language 'xx'; there is one for: "):
        itu_texts.parse("resolves", language="xx")


def test_strict_raises_one_error_that_carries_all():
    text = "considering\nresolves\n1 that a;\n3 that b"
    with pytest.raises(ParseError) as error:
        itu_texts.parse(text, strict=True)
    assert error.value.diagnostics == itu_texts.parse(text).diagnostics
    assert len(error.value.diagnostics) > 2
    assert itu_texts.parse(TEXT, strict=True).diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "A fine day for rowing.",
        "def parse(text):\n    return [x for x in text if x]\n",
        "\ufeff",
        "(" * 5_000_000,
        "[]{}()" * 800_000,
        "\0" * 1000,
        "The ITU Council met on Tuesday,\nand then it went home.",
        "He resolves to row. He notes the tide.\n",
        "noting the tide\nrowing home\n",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_what_has_no_text_says_so(text):
    document = itu_texts.parse(text)
    assert document.texts == ()
    assert [(found.code, found.severity) for found in document.diagnostics] == [("no-text", Severity.ERROR)]


def test_all_codes_are_explained():
    for severity, meaning in itu_texts.CODES.values():
        assert isinstance(severity, Severity)
        assert meaning
