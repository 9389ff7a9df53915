"""A line of which a file says nothing is judged as a line of plain text is: text, Word file and web page give one tree."""

import html
import json
import shutil
import subprocess

import pytest
from test_cases import cases
from together import for_all, some
from word import new, save

import itu_texts

_OF_FILES = ("span", "source", "origins", "diagnostics")  # what differs between files: places
_INVENTED = """\
RESOLUTION 21 (REV. LAKESIDE, 2030)

Lights of boats and piers

The Plenipotentiary Conference of the International Telecommunication Union (Lakeside, 2030),

recalling
a)\tResolution 9 (Rev. Lakeside, 2026) of the Plenipotentiary Conference, on oars;
b)\tthat lights1 are of two kinds:
i)\tthose that turn;
ii)\tthose that do not;
c)\tNo. 118 of the Constitution,

resolves
1 that all piers shall be lit; 2 that each light shall be
a) seen from the water;
b) kept by somebody;
3\tto keep a list:
Pier\tLight\tKeeper
North\tgreen\tAnn
South\tred\tBob

instructs the Director of the Radiocommunication Bureau
to count the lights.
_______________
1 These include lamps.

ANNEX 1 (TO RESOLUTION 21 (REV. LAKESIDE, 2030))
How lights are kept
1 General
1.1 A keeper cleans the glass.
1.2 A keeper trims the wick, at least:
–\tin the evening;
–\tin the morning.
2 Oil
Oil is kept cool."""
_PROVISIONS = """\
CONSTITUTION OF THE LAKE UNION
CHAPTER I
Basic Provisions
ARTICLE 1
Purposes of the Union
1\t1\tThe purposes of the Union are:
2\ta)\tto keep the lights;
3 PP-98\tb)\tto count the boats.
4\t2\tTo this end the Union shall in particular row.
MOD LKS/4/1
5\t3\tThe Union shall rest."""
_RECOMMENDATION = """\
RECOMMENDATION ITU-R LK.77-1
Lamps on small boats
(Question ITU-R 5/9)
(2018-2022)
Scope
This Recommendation is about lamps.
The ITU Radiocommunication Assembly,
considering
a) that boats are small;
b) that lamps are heavy,
recommends
1 that lamps should be light;
2 that the method in Annex 1 should be used.
Annex 1
Method
1 Introduction
Lamps are weighed.
2 Weighing
2.1 A lamp is put on the scales."""


def in_word(text: str) -> bytes:
    """A Word file without styles: each line of the text a paragraph."""
    document = new()
    for line in text.rstrip("\n").split("\n"):
        document.add_paragraph(line)
    return save(document)


def in_html(text: str) -> bytes:
    """The same as a web page."""
    lines = (html.escape(line) or "<br>" for line in text.rstrip("\n").split("\n"))
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()


def bare(document: itu_texts.Document) -> object:
    """The JSON of a document without places, and without the byte order mark."""

    def of(value: object) -> object:
        if isinstance(value, dict):
            return {name: of(each) for name, each in value.items() if name not in _OF_FILES}
        if isinstance(value, list):
            return [of(each) for each in value if not (isinstance(each, dict) and each.get("text") == "\ufeff")]
        return value

    made = of(json.loads(itu_texts.to_json(document)))
    assert isinstance(made, dict)
    return {name: value for name, value in made.items() if value}


def assert_same(document: itu_texts.Document, text: itu_texts.Document) -> None:
    """Two documents have the same outline, and the same JSON but for places."""
    assert itu_texts.to_outline(document) == itu_texts.to_outline(text)
    assert bare(document) == bare(text)


_TEXTS = [
    *((text, "en") for text in (_INVENTED, _PROVISIONS, _RECOMMENDATION)),
    *((text, language) for _, (text, language, _) in some([*cases()][::3], 3) if "\x0c" not in text),
]


@pytest.mark.long
@for_all("text, language", _TEXTS)
def test_files_that_say_nothing_are_judged_as_text(text, language):
    parsed = itu_texts.parse(text, language=language)
    for made in (in_word, in_html):
        assert_same(itu_texts.parse_bytes(made(text), language=language), parsed)


@pytest.mark.libreoffice
def test_what_libreoffice_makes_of_a_file_is_judged_as_the_file(tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")
    shown = [case for case in _TEXTS if not case[0].startswith("*")]  # no emphasis behind its mark
    texts = {str(number): values for number, values in enumerate(some(shown, 6))}
    for name, (text, _) in texts.items():
        (tmp_path / f"{name}.docx").write_bytes(in_word(text))
    for kind in ("txt:Text", "html"):
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        files = map(str, sorted(tmp_path.glob("*.docx")))
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), *files]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=100)
    for name, (_, language) in texts.items():
        word = itu_texts.parse_file(tmp_path / f"{name}.docx", language=language)
        for kind in ("txt", "html"):
            assert_same(itu_texts.parse_file(tmp_path / f"{name}.{kind}", language=language), word)


def test_a_byte_order_mark_changes_nothing():
    for text, language in (
        (_PROVISIONS, "en"),
        (_INVENTED, "en"),
        ("Статья 8\nЛодки\n(198) a) весла;\n(199) б) черпаки.\n", "ru"),
    ):
        marked = itu_texts.parse(f"\ufeff{text}", language=language)
        assert itu_texts.to_outline(marked) == itu_texts.to_outline(itu_texts.parse(text, language=language))
