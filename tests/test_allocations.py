"""Tables of frequency allocations, in each kind of file: bands and services, and the footnotes that they name."""

import io

import docx
import pytest
from invariants import check, check_document

import itu_texts
from itu_texts import Amendment, Table, find, references

TABBED = """MOD ROW/12A1/2
5 250-5 450 kHz
Allocation to services
Region 1\tRegion 2\tRegion 3
5 250-5 275
FIXED
MOBILE except aeronautical mobile
RADIOLOCATION 5.132A
5.133A\t5 250-5 275
FIXED\t5 250-5 275
FIXED 5.A112
5 275-5 351.5\tFIXED 5.25-5.26
\tMobile (space-to-Earth) 5.133B

Reasons: Boats need bands.

ADD ROW/12A1/3

5.A112 Boats may use the band 5 250-5 275 kHz.
"""
SPACED = TABBED.replace("\n", "\n\n")
COLUMNS = TABBED.replace("\t", "      ")
LINES = TABBED.replace("\t", "\n")
FRAMED = """MOD ROW/12A1/2

5 250-5 450 kHz

| Allocation to services |||
|---|---|---|
| Region 1 | Region 2 | Region 3 |
| 5 250-5 275<br>**FIXED**<br>RADIOLOCATION 5.132A<br>5.133A | 5 250-5 275<br>FIXED | 5 250-5 275
FIXED 5.A112 |
| 5 275-5 351.5 FIXED 5.25-5.26 Mobile 5.133B |||

Reasons: Boats need bands.

ADD ROW/12A1/3

5.A112 Boats may use the band 5 250-5 275 kHz.
"""


@pytest.mark.parametrize(
    "text", [TABBED, SPACED, COLUMNS, LINES, FRAMED], ids=["tabs", "blank lines", "columns", "cells in lines", "pipes"]
)
def test_in_text(text):
    document = check(text)
    (table,) = find(document, Table)
    assert table.kind == "allocation"
    assert table.rows[0].cells[0].text == "Allocation to services"
    assert [cell.text for cell in table.rows[1].cells] == ["Region 1", "Region 2", "Region 3"]
    first, second = find(document, Amendment)
    assert first.action == "MOD"
    assert first.reasons.blocks[0].text == "Boats need bands."
    assert first in table.ancestors
    found = list(references(document))
    assert [(str(each.kind), each.number, each.instrument) for each in found] == [
        ("provision", number, "RR") for number in ("5.132A", "5.133A", "5.A112", "5.133B")
    ]
    assert [document.source[each.span] for each in found] == ["5.132A", "5.133A", "5.A112", "5.133B"]
    assert second.blocks[0].number == "5.A112"
    assert found[2].target is second.blocks[0]


def test_in_any_language():
    document = check("Toewijzing aan diensten\nRegio 1\tRegio 2\tRegio 3\n148-149,9\tVAST 5.208\t148-149,9\n")
    (table,) = find(document, Table)
    assert table.kind == "allocation"
    assert [each.number for each in references(document)] == ["5.208"]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Attribution aux services"), ("es", "Atribución a los servicios")]
)
def test_one_region_only(language, words):
    document = check(f"| {words} |||\n| 148-149,9 | FIJO 5.208 ||\n| 150-151 | FIJO 5.210 ||\n", language=language)
    assert [table.kind for table in find(document, Table)] == ["allocation"]


@pytest.mark.parametrize(
    "text",
    [
        "Boat\tOars\tLength\nSkiff\t2\t5.208\nGalley\t200\t5.209\n",
        "Region 1\tRegion 2\tRegion 3\nBoats\tOars\tSails\n",
        "Lake 1   Lake 2   Lake 3\nthe first   the second   the third\n",
    ],
)
def test_other_tables_are_none(text):
    document = check(text)
    assert "allocation" not in [table.kind for table in find(document, Table)]
    assert not list(references(document))


CELLS = [
    ["Allocation to services", "", ""],
    ["Region 1", "Region 2", "Region 3"],
    [
        "5 250-5 275\nFIXED\nMOBILE\nRADIOLOCATION 5.132A\n5.133A",
        "5 250-5 275\nFIXED\nMOBILE",
        "5 250-5 275\nFIXED 5.A112",
    ],
]


def in_word():
    document = docx.Document()
    document.add_paragraph("MOD ROW/12A1/2")
    table = document.add_table(3, 3)
    for row, words in zip(table.rows, CELLS, strict=True):
        for cell, each in zip(row.cells, words, strict=True):
            first, *rest = each.split("\n")
            cell.paragraphs[0].text = first
            for line in rest:
                cell.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue(), "a.docx"


def in_html():
    rows = "".join(
        "<tr>" + "".join(f"<td>{'<br>'.join(each.splitlines())}</td>" for each in words) + "</tr>" for words in CELLS
    )
    return f"<html><body><p>MOD ROW/12A1/2</p><table>{rows}</table></body></html>".encode(), "a.html"


@pytest.mark.parametrize("made", [in_word, in_html])
def test_in_files(made):
    document = itu_texts.parse_bytes(*made())
    check_document(document)
    (table,) = find(document, Table)
    assert table.kind == "allocation"
    assert [(each.number, document.source[each.span]) for each in references(document)] == [
        ("5.132A", "5.132A"),
        ("5.133A", "5.133A"),
        ("5.A112", "5.A112"),
    ]
    assert itu_texts.to_dict(table)["kind"] == "allocation"
    assert [(each[2], each[3], each[6]) for each in said(document)] == [
        ((1,), "FIXED", ("5.133A",)),
        ((1,), "MOBILE", ("5.133A",)),
        ((1,), "RADIOLOCATION", ("5.133A",)),
        ((2,), "FIXED", ()),
        ((2,), "MOBILE", ()),
        ((3,), "FIXED", ()),
    ]


@pytest.mark.parametrize("reasons", ["", "\nReasons: Boats need radio.\n"])
@pytest.mark.parametrize("above", ["", "148-161.9375 MHz\n\n", "Boats\n\n148-161.9375 MHz\n\n"])
def test_a_marker_owns_the_table_below_it(above, reasons):
    """With the title and the band between them, and with reasons or without."""
    rows = (
        "| Allocation to services | | |",
        "|---|---|---|",
        "| Region 1 | Region 2 | Region 3 |",
        "| 148-149.9 | FIXED | |",
    )
    table = "\n".join(rows) + "\n"
    text = f"ARTICLE 5\n\nAllocations\n\nMOD ROW/9/1\n\n{above}{table}{reasons}\nADD ROW/9/2\n\n5.A112 Boats use it.\n"
    document = check(text)
    first, second = itu_texts.find(document, itu_texts.Amendment)
    (allocation,) = itu_texts.find(first, itu_texts.Table)
    assert allocation.kind == "allocation"
    assert (first.reasons is not None) == bool(reasons)
    assert second.marker == "ADD ROW/9/2"


BANDS = """5.56
Stations of boats may use lamps.     (WRC-23)
CHAPTER II  Frequencies
19.95-90 kHz
Allocation to services
Region 1
Region 2
Region 3
19.95-20.05
STANDARD FREQUENCY AND TIME SIGNAL (20 kHz)
20.05-70
FIXED
MARITIME MOBILE  5.57
5.56  5.58
70-72
RADIONAVIGATION  5.60
70-90
FIXED
MOBILE except aeronautical
mobile  5.61
Radiolocation
70-72
RADIONAVIGATION  5.60
Fixed
"""


def said(document):
    return [
        (each.begins, each.ends, each.regions, each.service, each.primary, each.footnotes, each.band_footnotes)
        for each in itu_texts.allocations(document)
    ]


def test_rows_of_bands():
    document = check(BANDS)
    every = (1, 2, 3)
    assert said(document) == [
        (19_950, 20_050, every, "STANDARD FREQUENCY AND TIME SIGNAL (20 kHz)", True, (), ()),
        (20_050, 70_000, every, "FIXED", True, (), ("5.56", "5.58")),
        (20_050, 70_000, every, "MARITIME MOBILE", True, ("5.57",), ("5.56", "5.58")),
        (70_000, 72_000, (1,), "RADIONAVIGATION", True, ("5.60",), ()),
        (70_000, 90_000, (2,), "FIXED", True, (), ()),
        (70_000, 90_000, (2,), "MOBILE except aeronautical mobile", True, ("5.61",), ()),
        (70_000, 90_000, (2,), "Radiolocation", False, (), ()),
        (70_000, 72_000, (3,), "RADIONAVIGATION", True, ("5.60",), ()),
        (70_000, 72_000, (3,), "Fixed", False, (), ()),
    ]
    rows = [*itu_texts.records(document, "allocations")]
    assert (rows[2]["band_begins"], rows[2]["regions"], rows[2]["footnotes"]) == (20_050, "1; 2; 3", "5.57")
    footnote = document.at("No. 5.56")
    assert (footnote.number, footnote.conference) == ("5.56", "WRC-23")


@pytest.mark.parametrize("text", [TABBED, SPACED, COLUMNS, LINES, FRAMED])
def test_allocations_are_the_same_wherever_the_cells_stand(text):
    found = said(check(text))
    assert [each[:3] for each in found if each[3] == "FIXED"] == [
        (5_250_000, 5_275_000, (1,)),
        (5_250_000, 5_275_000, (2,)),
        (5_250_000, 5_275_000, (3,)),
        (5_275_000, 5_351_500, (1, 2, 3)),
    ]
    assert found[-1][3].startswith("Mobile")
    assert found[-1][4] is False


def test_a_band_of_two_columns_has_no_region_and_two_filled_cells_of_three_are_of_the_regions_below_them():
    document = check(
        "148-150 MHz\nAllocation to services\nRegion 1\nRegion 2\nRegion 3\n148-150\nFIXED\n148-150\nMOBILE\n"
    )
    assert [each[2:4] for each in said(document)] == [((), "FIXED"), ((), "MOBILE")]
    document = check(
        "| Region 1 | Region 2 | Region 3 |\n|---|---|---|\n| 148-149.9<br>FIXED | 148-149,9<br>Fixed | |\n"
    )
    assert [each[:4] for each in said(document)] == [(None, None, (1,), "FIXED"), (None, None, (2, 3), "Fixed")]


def test_a_band_below_all_bands_before_it_has_no_region():
    """No column before it begins with the same band: which Regions the two columns are for is unknown."""
    head = "1-30 MHz\nAllocation to services\nRegion 1\tRegion 2\tRegion 3\n"
    document = itu_texts.parse(f"{head}5-10\tFIXED\n1-3\tMOBILE\n4-6\tFIXED\n20-30\tMOBILE\n")
    found = [(each.begins, each.regions) for each in itu_texts.allocations(document)]
    assert found == [(5_000_000, (1, 2, 3)), (1_000_000, ()), (4_000_000, ()), (20_000_000, (1, 2, 3))]
