"""Addresses as people write them, and what is said where nothing stands."""

from __future__ import annotations

import pytest

import itu_texts
from itu_texts import AddressError, Annex, Clause, InputError, Item

TEXT = """RESOLUTION 5 (LAKESIDE, 2019)
Boats
The ITU Council,
resolves
1 to row:
1.1 by day;
1.2 by night;
2 to rest.

ANNEX 1 TO RESOLUTION 5 (LAKESIDE, 2019)
Rowing

1 Boats
1.1 Boats are long.
1.2 Boats are wide.

ATTACHMENT 1
Oars

3 Oars
a) oak;
b) ash;
c) elm.

APPENDIX 1
Sails

1 Sails are white.
"""


@pytest.fixture(scope="module")
def document():
    return itu_texts.parse(TEXT)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("Annex 1, 1.2", "Boats are wide."),
        ("Annex 1 / 1.2", "Boats are wide."),
        ("ANNEX 1 1.2", "Boats are wide."),
        ("annex 1/1.2", "Boats are wide."),
        ("ANNEX 1 TO RESOLUTION 5 (LAKESIDE, 2019) 1.2", "Boats are wide."),
        ("Attachment 1 3 c)", "elm."),
        ("Attachment 1, 3 c)", "elm."),
        ("Annex 1 / Attachment 1 / 3 / c", "elm."),
        ("Attachment 1 / Appendix 1 / 1", "Sails are white."),
        ("Attachment 1, Appendix 1, 1", "Sails are white."),
        ("Appendix 1 1", "Sails are white."),
        ("resolves, 1.2", "by night;"),
        ("resolves 1, 1.2", "by night;"),
    ],
)
def test_ways_to_write_them(document, address, words, whole):
    root = document if whole else document.texts[0]
    found = root.at(address, Item)
    assert found.text == words
    assert root.at(itu_texts.address(found)) is found


@pytest.mark.parametrize("address", ["Attachment 1 / Appendix 1", "Appendix 1", "Annex 1 / Attachment 1 / Appendix 1"])
def test_annexes_in_one_another(document, address):
    assert document.at(address, Annex).title == "Sails"


def test_the_class_that_is_wanted(document):
    assert document.at("resolves", Clause).heading.text == "resolves"
    with pytest.raises(AddressError, match="at 'resolves' stands a Clause, not a Item"):
        document.at("resolves", Item)


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("resolves 1.3", "'resolves 1.2'"),
        ("resolve 2", "'resolves 2'"),
        ("Annex 2", "'annex 1'"),
        ("Annex 1 1.4", "'annex 1 1.2'"),
        ("Attachment 1 3 d)", "'annex 1 / attachment 1 3 c)'"),
    ],
)
def test_a_miss_names_the_nearest(document, address, near):
    with pytest.raises(AddressError) as caught:
        document.at(address)
    assert near in str(caught.value)
    assert f"nothing stands at {address!r}; there are: " in str(caught.value)


def test_a_miss_with_nothing_near(document):
    with pytest.raises(AddressError, match=r"nothing stands at 'xyz'$"):
        document.at("xyz")


@pytest.mark.parametrize("address", [None, 1, b"resolves 1"])
def test_what_is_no_address(document, address):
    for root in (document, document.texts[0]):
        with pytest.raises(InputError, match="an address is a string"):
            root.at(address)
