"""Akoma Ntoso whose inline elements are empty or stand in odd places: spans are spans, and what is written is XML."""

import copy
import random

import pytest
from conftest import ROOT
from invariants import check_found, check_spans
from lxml import etree
from together import for_all

import itu_texts

INLINE = (
    "role",
    "organization",
    "ref",
    "mref",
    "ins",
    "del",
    "i",
    "sup",
    "authorialNote",
    "inline",
    "span",
    "docNumber",
    "num",
    "heading",
    "p",
)
TEXT = """RESOLUTION 1 (LAKESIDE, 2022)
Boats
The ITU Council,
considering
a) that rowers1 row, as Resolutions 2 and 3 (Lakeside, 2019) say,
instructs the Secretary-General and the Director of the Telecommunication Development Bureau
1 to row by 1 May 2021;
2 to rest
_____
1 Note.
"""
SOURCES = [
    itu_texts.to_akn(itu_texts.parse(TEXT)),
    itu_texts.to_akn(
        itu_texts.parse("ADD ROW/1/2\n" + TEXT + "\nMOD ROW/1/3\nARTICLE 5\nOars\nMOD 5.1 An oar is long.\n")
    ),
    itu_texts.to_akn(itu_texts.parse_file(ROOT / "examples" / "resolution.txt")),
]


def check_all(data: bytes) -> None:
    """A file is read, each span in it is one, and what is written of it is read again."""
    try:
        document = itu_texts.parse_bytes(data, "odd.xml")
    except itu_texts.ReadError:
        return
    check_spans(document)
    check_found(document)
    written = itu_texts.to_akn(document).encode("utf-8")
    etree.fromstring(written)
    itu_texts.parse_bytes(written, "again.xml")
    assert itu_texts.from_json(itu_texts.to_json(document, source=True)) == document


@for_all("name", INLINE)
def test_elements_that_are_empty(name):
    root = etree.fromstring(SOURCES[1].encode("utf-8"))
    found = [each for each in root.iter() if etree.QName(each).localname == name]
    for each in found:
        each.text = None
        for inner in [*each]:
            each.remove(inner)
    for place in ("heading", "p", "docTitle", "num"):
        for around in [each for each in root.iter() if etree.QName(each).localname == place]:
            made = etree.SubElement(
                around, f"{{{etree.QName(around).namespace}}}{name}", refersTo="#itu__SG", href="#x"
            )
            made.tail = " " if place == "p" else None
    check_all(etree.tostring(root, encoding="utf-8"))


def spoil(root: etree._Element, rng: random.Random) -> None:
    """Empty, double, lose, rename or put in some elements."""
    elements = [each for each in root.iter() if each.getparent() is not None]
    for element in rng.choices(elements, k=rng.randint(1, 6)):
        above = element.getparent()
        kind = rng.randrange(5)
        if kind == 0:
            element.text = None
            for inner in [*element]:
                element.remove(inner)
        elif kind == 1 and above is not None:
            above.insert(rng.randint(0, len(above)), copy.deepcopy(element))
        elif kind == 2 and above is not None:
            above.remove(element)
        elif kind == 3:
            element.tag = rng.choice(
                (f"{{{etree.QName(element).namespace}}}{rng.choice(INLINE)}", rng.choice(elements).tag)
            )
        else:
            made = etree.Element(f"{{{etree.QName(element).namespace}}}{rng.choice(INLINE)}", refersTo="#itu__SG")
            made.tail = rng.choice((None, " ", "the Secretary-General"))
            element.insert(rng.randint(0, len(element)), made)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(0, 240, 20))
def test_elements_in_odd_places(seed):
    for number in range(seed, seed + 20):
        rng = random.Random(f"odd {number}")
        root = etree.fromstring(SOURCES[number % len(SOURCES)].encode("utf-8"))
        spoil(root, rng)
        check_all(etree.tostring(root, encoding="utf-8"))
