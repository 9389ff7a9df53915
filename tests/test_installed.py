"""Formats and kinds of rows of other packages, which have them as entry points."""

import re
from importlib.metadata import EntryPoint

import pytest
from together import refused

import itu_texts
from itu_texts.cli import commands, main
from itu_texts.formats.table import FORMATS, WRITTEN, Format, Reader, Writer
from itu_texts.formats.tables.rows import KINDS
from itu_texts.rows import RowKind
from itu_texts.tree.readings import SourceText

TEXT = "RESOLUTION 7 (LAKESIDE, 2018)\nLamps\nThe ITU Council,\nresolves\n1 to light the lamps;\n2 to meet again."


def read_slashes(data, name):
    return SourceText(data.decode().replace(" / ", "\n"))


def write_slashes(document, indent=0):
    yield document.source.text.replace("\n", " / ")


def long_items(document):
    for item in itu_texts.find(document, itu_texts.Item):
        yield item, {"words": item.text, "length": len(item.text)}


SLASHES = Format(
    "slashes",
    "Slashes",
    (".slash",),
    Reader(f"{__name__}:read_slashes", lambda head, name: name.endswith(".slash")),
    Writer(f"{__name__}:write_slashes", ("indent",)),
)

ONLY_READ = SLASHES._replace(name="only-read", writer=Writer())
LENGTHS = RowKind("lengths", {"words": str, "length": int}, long_items)


@pytest.fixture(autouse=True)
def _installed(monkeypatch):
    monkeypatch.setitem(FORMATS.__dict__, "more", {"slashes": SLASHES})
    monkeypatch.setitem(WRITTEN.__dict__, "more", {"slashes": SLASHES})
    for kinds in (KINDS, commands.KINDS):
        monkeypatch.setitem(kinds.__dict__, "more", {"lengths": LENGTHS})


def test_a_format_is_read_and_written(tmp_path, ran):
    document = itu_texts.parse(TEXT)
    path = tmp_path / "lamps.slash"
    path.write_text(itu_texts.export(document, "slashes"), "utf-8")
    assert itu_texts.to_outline(itu_texts.parse_file(path)) == itu_texts.to_outline(document)
    assert [name for name, _ in itu_texts.parse_many(tmp_path)] == [str(path)]  # in a folder too
    assert itu_texts.parse_bytes(path.read_bytes(), "LAMPS.SLASH").origins.original.format == "slashes"
    out = tmp_path / "out.slash"
    assert main(["parse", str(path), "-o", str(out)]) == 0
    assert out.read_text("utf-8") == path.read_text("utf-8") + "\n"  # files end with a newline
    assert ran(0, ["parse", str(path), "--to", "slashes"]).out == out.read_text("utf-8")
    assert re.search(
        r"suffix \.slant; take one of .*\.slash,.*, slashes$",
        ran(2, ["parse", str(path), "-o", str(tmp_path / "out.slant")]).err.strip(),
    )
    refused(itu_texts.InputError, "slashes takes no option 'width'", itu_texts.export, document, "slashes", width=3)


def test_the_formats_of_the_library_keep_their_names_and_suffixes(tmp_path):
    assert itu_texts.export(itu_texts.parse(TEXT), "outline").startswith("RESOLUTION 7")
    path = tmp_path / "lamps.txt"
    path.write_text(TEXT, "utf-8")
    assert itu_texts.parse_file(path).origins.original.format == "text"


def test_a_kind_of_rows_is_listed(tmp_path):
    document = itu_texts.parse(TEXT)
    rows = [*itu_texts.records(document, "lengths", file="lamps")]
    assert [(row["length"], row["words"], row["address"], row["line"], row["file"]) for row in rows] == [
        (19, "to light the lamps;", "resolves 1", 5, "lamps"),
        (14, "to meet again.", "resolves 2", 6, "lamps"),
    ]
    path = tmp_path / "lamps.txt"
    path.write_text(TEXT, "utf-8")
    out = tmp_path / "lamps.csv"
    assert main(["parse", str(path), "--rows", "lengths", "-o", str(out)]) == 0
    head, first, *_ = out.read_text("utf-8").splitlines()
    assert "words" in head.split(",")
    assert "to light the lamps;" in first
    refused(itu_texts.InputError, r"there are: clauses, .*lengths", itu_texts.records, document, "widths")


@pytest.mark.parametrize(("group", "table"), [("itu_texts.formats", FORMATS), ("itu_texts.rows", KINDS)])
def test_entry_points_are_looked_for_by_their_group(group, table, monkeypatch):
    class Point:
        name = value = "slashes"

        def load(self):
            return SLASHES

    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: {table._group: [Point()]}[group])
    assert type(table)({}, group).more == {"slashes": SLASHES}
    assert [*type(table)({"dots": 1}, group)] == ["dots"]
    asked = type(table)({"dots": 1}, group)
    assert "commas" not in asked
    assert [*asked] == ["dots", "slashes"]  # which a message about "commas" lists
    assert type(table)({"slashes": 1}, group).more == {}  # what the library has, it keeps
    assert type(table)({}, group, lambda row: row.name != "slashes").more == {}


@pytest.mark.parametrize("option", ["--to", "--rows"])
@pytest.mark.parametrize("value", ["nowhere.at_all:ROW", "math:pi"])
def test_a_package_at_fault_is_told(option, value, tmp_path, monkeypatch, ran):
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: [EntryPoint("lamps", value, group)])
    for table in (WRITTEN, commands.KINDS):
        monkeypatch.delitem(table.__dict__, "more")
    path = tmp_path / "lamps.txt"
    path.write_text(TEXT, "utf-8")
    assert f"the entry point lamps = {value} of itu_texts." in ran(2, ["parse", str(path), option, "lights"]).err


def test_a_format_that_is_only_read_is_not_written(monkeypatch):
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda *, group: [EntryPoint("read", f"{__name__}:ONLY_READ", group)]
    )
    monkeypatch.delitem(WRITTEN.__dict__, "more")
    refused(itu_texts.InputError, "no exporter 'only-read'", itu_texts.export, itu_texts.parse(TEXT), "only-read")


def test_a_function_that_is_not_there_is_told(monkeypatch):
    lost = SLASHES._replace(writer=Writer(f"{__name__}:nothing"))
    monkeypatch.setitem(WRITTEN.__dict__, "more", {"slashes": lost})
    refused(
        itu_texts.InputError,
        r"Slashes files: the function '.*:nothing' cannot be loaded",
        itu_texts.export,
        itu_texts.parse(TEXT),
        "slashes",
    )


def test_a_value_without_a_column_is_told(monkeypatch):
    monkeypatch.setitem(KINDS.__dict__, "more", {"lengths": LENGTHS._replace(columns={"words": str})})
    with pytest.raises(itu_texts.InputError, match="a row of lengths has a value for 'length', which is none of its"):
        list(itu_texts.records(itu_texts.parse(TEXT), "lengths"))
