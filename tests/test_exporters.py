"""The table of exporters: what it looks up, what it refuses, and how the command line follows from it."""

import io
import sys
import types
import zipfile
from pathlib import Path

import attrs
import pytest

import itu_texts
from itu_texts import InputError, MissingExtraError
from itu_texts.api.batch import digest
from itu_texts.cli import main
from itu_texts.formats.anonymous import without_authors
from itu_texts.formats.table import WRITTEN, Format, Writer
from itu_texts.formats.writing import export
from itu_texts.revision.diffs import diff, merged


@pytest.fixture
def document(examples):
    return itu_texts.parse_file(examples / "resolution.txt")


def test_what_the_table_gives_is_what_the_functions_give(document):
    assert itu_texts.export(document, "json") == itu_texts.to_json(document)
    assert itu_texts.export(document, "json", indent=2) == itu_texts.to_json(document, 2)
    assert itu_texts.export(document, "jsonl") == itu_texts.to_json(document) + "\n"
    assert '"file": "boats.txt"' in itu_texts.export(document, "jsonl", file="boats.txt")
    assert itu_texts.export(document, "outline") == itu_texts.to_outline(document)


def _exported(document, name, file):
    """What the exporter makes of a document, as the command line writes it."""
    row = WRITTEN[name]
    given = {"file": file, "digest": digest(Path(file).read_bytes())}
    made = export(document, name, **{each: value for each, value in given.items() if each in row.writer.options})
    return made if row.writer.binary else f"{made.rstrip(chr(10))}\n".encode()


@pytest.mark.parametrize("name", WRITTEN)
def test_every_row_is_a_format_of_the_command_line(examples, tmp_path, document, name):
    file, out = str(examples / "resolution.txt"), tmp_path / "out"
    for arguments in (["parse", "--to", name], ["parse", "--to", name]):
        assert main([*arguments, file, "-o", str(out)]) == 0
        assert out.read_bytes() == _exported(document, name, file)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_suffix_of_the_output_tells_the_format(examples, tmp_path, document, name):
    file, out = str(examples / "resolution.txt"), tmp_path / f"out{WRITTEN[name].suffixes[0]}"
    assert main(["parse", file, "-o", str(out)]) == 0
    assert out.read_bytes() == _exported(document, name, file)


def test_what_there_is_not(document, examples, capsys):
    with pytest.raises(InputError, match="no exporter 'papyrus'; there are: docx, html, "):
        itu_texts.export(document, "papyrus")
    with pytest.raises(InputError, match=r"documents is Document \| Iterable\[Document\], not Resolution"):
        itu_texts.export(document.texts[0], "json")
    with pytest.raises(InputError, match="outline takes no option 'indent'; it takes: none"):
        itu_texts.export(document, "outline", indent=2)
    assert main(["parse", str(examples / "resolution.txt"), "-o", "out.papyrus"]) == 2
    assert "--to takes one of: docx, html, " in capsys.readouterr().err


def _plant(monkeypatch, **row):
    """A module and a row, and nothing else."""
    module = types.ModuleType("papyrus")
    module.write = lambda document: iter((b"\x00scroll ", str(len(document.texts)).encode()))
    monkeypatch.setitem(sys.modules, "papyrus", module)
    made = Format("papyrus", "Papyrus", (".papyrus",), writer=Writer("papyrus:write", binary=True, **row))
    monkeypatch.setitem(WRITTEN, "papyrus", made)


def test_a_new_exporter_is_a_module_and_a_row(document, examples, tmp_path, capfdbinary, monkeypatch):
    _plant(monkeypatch)
    file = str(examples / "resolution.txt")
    assert itu_texts.export(document, "papyrus") == b"\x00scroll 1"
    out = tmp_path / "out.papyrus"
    assert main(["parse", file, "-o", str(out)]) == 0
    assert out.read_bytes() == b"\x00scroll 1"
    assert main(["parse", file, file, "--to", "papyrus"]) == 2
    assert b"one Papyrus file holds one document" in capfdbinary.readouterr().err
    _plant(monkeypatch, many=True)
    assert main(["parse", file, file, "--to", "papyrus", "-o", str(out)]) == 0
    assert out.read_bytes() == b"\x00scroll 1" * 2


def test_an_extra_that_is_missing_is_named(document, examples, capsys, monkeypatch):
    _plant(monkeypatch, extra="papyrus")
    monkeypatch.setitem(sys.modules, "papyrus", None)
    command = r"Papyrus files need an extra: pip install 'itu-texts\[papyrus\]'"
    with pytest.raises(MissingExtraError, match=command):
        itu_texts.export(document, "papyrus")
    assert main(["parse", str(examples / "resolution.txt"), "--to", "papyrus"]) == 2
    assert "pip install 'itu-texts[papyrus]'" in capsys.readouterr().err


def test_authors_and_dates_of_changes_can_be_left_out_in_every_format(examples):
    change = itu_texts.nodes.Insertion(start=0, end=3, text="RES", author="A. Rower", date="2030-05-01T10:00:00Z")
    changed = attrs.evolve(itu_texts.parse_file(examples / "resolution.txt"), changes=(change,))
    assert "A. Rower" in itu_texts.export(changed, "json")
    for name, row in WRITTEN.items():
        written = export(changed, name, anonymous=True)
        words = written.decode("latin-1") if row.writer.binary else written
        assert "Rower" not in words
        assert "2030-05-01" not in words
    again = without_authors(changed)
    assert again == attrs.evolve(itu_texts.parse_file(examples / "resolution.txt"), changes=again.changes)
    assert [each.text for each in again.changes] == ["RES"]
    assert all(node.document is changed for node in itu_texts.walk(changed))
    assert all(node.document is again for node in itu_texts.walk(again))
    assert changed.changes == (change,)


_NESTED = """RESOLUTION 7 (LAKESIDE, 2030)
Boats1
The ITU Council,
resolves
1 to row:
NOTE – By {0}.
| Swan | {0} |
| Duck | 4 |
2 to rest.
ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2030)
Oars
1 Oars of {0}.
_____
1 Those of {0}.
"""


def test_authors_of_changes_in_parts_are_left_out_too():
    old, new = (itu_texts.parse(_NESTED.format(word)) for word in ("day", "night"))
    changed = merged(diff(old, new), old, author="A. Rower", date="2030-05-01T10:00:00Z")
    inside = {type(node).__name__ for node in itu_texts.walk(changed) for each in changed.changes if _holds(node, each)}
    assert {"Note", "Table", "Cell", "Annex"} <= inside
    assert any(_holds(note, each) for note in changed.footnotes for each in changed.changes)
    for name, row in WRITTEN.items():
        written = export(changed, name, anonymous=True)
        assert not _speaks_of_rower(written if row.writer.binary else written.encode()), name
    for node in itu_texts.walk(changed):
        assert not _speaks_of_rower(itu_texts.to_docx(node, anonymous=True)), node
    for node in (changed, *changed.texts):
        assert _speaks_of_rower(itu_texts.to_akn(node).encode())
        assert not _speaks_of_rower(itu_texts.to_akn(node, anonymous=True).encode())
    assert _speaks_of_rower(itu_texts.to_docx(changed.at("Annex 1")))


def _holds(node, piece):
    return node.start <= piece.start and piece.end <= node.end


def _speaks_of_rower(data):
    """Whether an author, or a day, stands in a file, or in one that it is packed of."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(_speaks_of_rower(package.read(name)) for name in package.namelist())
    return b"Rower" in data or b"2030-05-01" in data
