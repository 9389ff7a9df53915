"""AsciiDoc files: numbers, labels, references and footnotes as they are printed; nothing is lost of broken ones."""

import random

import pytest
from invariants import check_bytes
from timing import grows_no_faster
from together import for_all

import itu_texts
from itu_texts import Division, Item, find, to_outline
from itu_texts.formats.asciidoc.reader import read_asciidoc

HEAD = """= Boats of the Union
:doctype: resolution
:docnumber: 9
:meeting-place: Lakeside
:meeting-date: 2030-05-01/2030-05-09
:mn-document-class: itu
"""
CLAUSES = """
[%unnumbered]
== {blank}
The Assembly of Boats (Lakeside, 2030),

_considering_ +
--
. that boats leak;

. that oars float:
.. on lakes;
.. on seas, if:
... calm;
... warm,
--

_resolves_ +
--
that boats be mended as _considering b)_ above says.
--
"""
SECTIONS = """
[[boats]]
== Boats

[[wood]]
=== {blank}
Those of wood (see <<iron>> and <<oars>>) float, but:

* in rain
** of summer;
* in snow.

[[iron]]
=== Those of iron

Iron is heavy.

[[tin]]
[number=2bis]
=== {blank}
Tin shines (see <<boat,the picture>>, <<boat>>, <<form>>, <<nowhere>>).

[[last]]
=== {blank}
The last is <<tin>>.

[[boat]]
.A boat
image::boat.png[]

[[oars]]
[number=1bis]
== Oars

==== Deep
Words.
"""


def read(text, **options):
    return check_bytes(text.encode(), "text.adoc", **options)


def test_sections_are_divisions():
    text = HEAD + CLAUSES + SECTIONS
    document = read(text)
    assert [division.number for division in find(document, Division)] == ["1", "1bis"]
    assert document.at("section 1 1.2bis", Item).origin == itu_texts.nodes.Origin(
        line=text[: text.index("Tin")].count("\n") + 1
    )


@pytest.mark.parametrize("name", ["a.adoc", "A.ASCIIDOC", "b.asciidoc"])
def test_names(name, tmp_path):
    (tmp_path / name).write_text("resolves\n\n. to _row_\n", encoding="utf-16")
    assert to_outline(itu_texts.parse_file(tmp_path / name)) == "resolves\n\t1. to row\n"


@for_all(
    "text",
    [
        "",
        "= \n",
        "////\nboats\n",
        "|===\n|boats\n",
        "----\nboats\n",
        "--\nboats\n",
        "====\nboats\n****\n",
        "boats footnote:[and oars",
        "<<boats",
        "[boats\n[[boats\n",
        '[quote,"boats\nboats\n',
        ":boats: {boats}\n\n{boats} boats\n",
        "[number=99999999999]\n== boats\n\n== boats\n",
        "+\nboats\n+\n",
        "\ufdd0boats\ufdd1 7 \ufdd07\ufdd1\n",
        "===== boats\n",
        '[cols="9999*"]\n|===\n9999*|boats\n|===\n',
    ],
)
def test_broken_files(text):
    document = read(text)
    assert ("boats" in to_outline(document)) == ("boats" in text)


def test_anything_goes():
    signs = [
        "[[",
        "<<",
        ">>",
        "footnote:[",
        "]",
        "_",
        "*",
        "--\n",
        "====\n",
        "|===\n",
        "|",
        "+\n",
        "[annex]\n",
        "{a}",
        ". ",
    ]
    random.seed(7)
    whole = HEAD + CLAUSES + SECTIONS
    for _ in range(60):
        broken = list(whole)
        for _ in range(6):
            place = random.randrange(len(broken))
            broken[place : place + random.randrange(9)] = random.choice(signs)
        read("".join(broken))


@for_all("unit", ["footnote:[a ", " <<x", "_a ", "* a\n** b\n", "\n=== x\n", "[a", "((a", "5*|", "+\n"])
def test_time_grows_with_the_file(unit):
    assert grows_no_faster(lambda data: read_asciidoc(data, "text.adoc"), lambda times: (unit * times).encode(), 1000)


_CHAIN = "".join(f":a{place + 1}: {f'{{a{place}}}' * 6}\n" for place in range(30))
BOMBS = {
    "twice itself": "= T\n:x: {x}{x}\n{x}",
    "three times itself": "= T\n:x: {x}{x}{x}\n\n{x}",
    "each other": "= T\n:a: {b}{b}\n:b: {a}{a}\n\n{a}",
    "a chain": f"= T\n:a0: oars\n{_CHAIN}\n{{a30}}",
    "in the title": f"= T {{a30}}\n:a0: oars\n{_CHAIN}\noars",
    "in the title of a section": "= T\n:x: {x}{x}\n\n== {x}\n\noars",
    "in a macro": "= T\n:x: link:a[{x} {x}]\n\n{x}",
    "in a footnote": "= T\n:x: footnote:[{x} {x}]\n\n{x}",
    "in a reference": "= T\n:x: <<a,{x}{x}>>\n\n[[a]]\n== T\n\n{x}",
    "in a cell": "= T\n:x: {x}{x}\n\n|===\n|{x} |b\n|===",
    "in a caption": "= T\n:x: {x}{x}\n\n.{x}\n|===\n|c |b\n|===",
    "in capitals": "= T\n:X: {X}{x}\n\n{x}",
    "in the text": "= T\n\n:x: {x}{x}\n\n{x}",
    "cells that are repeated": f"= T\n\n|===\n500*|{'oars ' * 10_000}\n|===",
    "cells that fill others": "= T\n\n|===\n" + "500+|b\n" * 10_000 + "|===",
    "a long title that is cited": f"= T\n\n[[a]]\n== {'oars ' * 2000}\n\n" + "<<a>> " * 2000,
}


@for_all("name", BOMBS)
def test_what_would_stand_for_too_much_is_refused_before_it_is_put_in(name):
    with pytest.raises(itu_texts.ReadError, match="expands to more characters than a file of this size may have"):
        itu_texts.parse_bytes(BOMBS[name].encode(), "oars.adoc")


@for_all(
    "text, shown",
    [
        ("= T\n:x: the boats\n\n{x} of {x}", "the boats of the boats"),
        ("= T\n:x: {y} {y}\n:y: oars\n\n{x}", "oars oars"),
        ("= T\n:x: the boats of the lake\n\n" + "{x} " * 1000, ("the boats of the lake " * 1000).strip()),
        ("= T\n\n{counter:x} {include}", "{counter:x} {include}"),
    ],
)
def test_attributes_stand_for_their_words(text, shown):
    document = itu_texts.parse_bytes(text.encode(), "oars.adoc")
    assert document.source.text == f"T\n{shown}\n"


def test_an_attribute_that_names_itself_once_stays():
    document = itu_texts.parse_bytes(b"= T\n:x: a {x}\n\n{x}", "oars.adoc")
    assert document.source.text.endswith("a a {x}\n")
