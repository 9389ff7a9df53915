"""The automatic numbers of Word files are those that LibreOffice shows."""

import random
import shutil
import subprocess

import pytest
import word

from itu_texts.formats.word.reader import read_docx

_FORMS = (
    (("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)")),
    (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")),
)


def _numbering(lists, starts=(1, 1, 1)):
    """Lists of two kinds; each list is one of them, with what it overrides: {level: start}."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, ((form, text), start) in enumerate(zip(forms, starts, strict=True))
        )
        + "</w:abstractNum>"
        for kind, forms in enumerate(_FORMS)
    )
    made = ""
    for number, (kind, overrides) in enumerate(lists, 1):
        said = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in overrides.items()
        )
        made += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{said}</w:num>'
    return f"<w:numbering {word.W}>{kinds}{made}</w:numbering>"


def _file(lists, members, starts=(1, 1, 1)):
    """A Word file with members of lists, each at a level: (number, level), or None for a paragraph between them."""
    document = word.new()
    for place, member in enumerate(members):
        listed = f'<w:numPr><w:ilvl w:val="{member[1]}"/><w:numId w:val="{member[0]}"/></w:numPr>' if member else ""
        word.paragraph(document, f"<w:pPr>{listed}</w:pPr>{word.run(f'w{place}')}")
    return word.save(document, numbering=_numbering(lists, starts))


def _numbers(data):
    """The number of each paragraph, and its words."""
    return ["".join(line.split()) for line in read_docx(data, "x.docx").text.splitlines()]


def _labels(*arrangement):
    return [line.partition("w")[0] for line in _numbers(_file(*arrangement))]


@pytest.mark.parametrize(
    ("lists", "members", "labels"),
    [
        # a restart that the first list goes on with
        ([(0, {}), (0, {0: 1})], [(1, 0), (1, 0), (2, 0), (1, 0), (1, 0)], "1. 2. 1. 2. 3."),
        ([(0, {}), (0, {0: 5})], [(1, 0), None, (2, 0), (1, 0), (2, 0)], "1. _ 5. 6. 7."),
        ([(0, {}), (0, {})], [(1, 0), (2, 0), None, (1, 0)], "1. 2. _ 3."),
        ([(0, {}), (0, {1: 3})], [(1, 0), (1, 1), (2, 1), (1, 1), (1, 0), (1, 1)], "1. a) c) d) 2. a)"),
        ([(1, {}), (1, {0: 1, 1: 1})], [(1, 0), (1, 0), (1, 1), (2, 1), (1, 2), (1, 0)], "1 2 2.1 2.1 2.1.1 3"),
        ([(1, {}), (0, {0: 2})], [(1, 0), (2, 0), (1, 0), (2, 0), (1, 1)], "1 2. 2 3. 2.1"),
    ],
)
def test_a_restart_begins_the_count_of_all_lists_of_its_kind_anew(lists, members, labels):
    assert _labels(lists, members) == labels.replace("_", "").split(" ")


def _arrangements():
    """Some arrangements of lists: restarts, lists that go on, all at several levels."""
    made = random.Random(8)
    for _ in range(10):
        lists = [(0, {})]
        lists += [
            (made.choice((0, 0, 1)), {level: made.choice((1, 1, 4)) for level in range(3) if made.random() < 0.4})
            for _ in range(made.randint(1, 4))
        ]
        number, level, members = 1, 0, [(1, 0)]
        for _ in range(made.randint(4, 12)):
            number = made.randint(1, len(lists)) if made.random() < 0.35 else number
            level = min(2, max(0, level + made.choice((-2, -1, 0, 0, 1))))
            members.append((number, level) if made.random() < 0.9 else None)
        yield _file(lists, members, [made.choice((1, 1, 3)) for _ in range(3)])


@pytest.mark.libreoffice
def test_numbers_are_those_that_libreoffice_shows(tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")

    def convert(kind, files, folder):
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        made = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
        subprocess.run(made, check=True, capture_output=True, timeout=100)
        return sorted(folder.iterdir())

    files = []
    for place, data in enumerate(_arrangements()):
        files.append(tmp_path / f"{place:02}.docx")
        files[-1].write_bytes(data)
    saved = convert("docx", files, tmp_path / "saved")
    for stored in (files, saved):
        shown = convert("txt:Text", stored, tmp_path / f"shown of {stored[0].parent.name}")
        assert len(shown) == len(stored) == 10
        for file, text in zip(stored, shown, strict=True):
            lines = ["".join(line.split()) for line in text.read_text("utf-8-sig").splitlines()]
            assert _numbers(file.read_bytes()) == lines
