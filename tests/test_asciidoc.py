"""AsciiDoc files: numbers, labels, references and footnotes as they are printed; nothing is lost of broken ones."""

import random

import pytest
from invariants import check_document
from timing import grows_no_faster

import itu_texts
from itu_texts import Annex, Division, Footnote, Item, Table, find, to_outline
from itu_texts.formats.asciidoc.reader import read_asciidoc
from itu_texts.nodes import Deletion, Insertion, Note

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
    document = itu_texts.parse_bytes(text.encode(), "text.adoc", **options)
    check_document(document)
    return document


def outline(text, **options):
    return to_outline(read(text, **options)).splitlines()


def words(text):
    return read_asciidoc(text.encode(), "text.adoc").text.splitlines()


def test_front():
    document = read(HEAD + ":edition: Lakeside, 2030\n" + CLAUSES)
    (text,) = document.texts
    assert str(text.identifier) == "Resolution 9 (Rev. Lakeside, 2030)"
    assert (text.title, text.history.text) == ("Boats of the Union", "(Lakeside, 2030)")
    assert [clause.heading.text for clause in text.clauses] == ["considering", "resolves"]
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("", "RESOLUTION 9 (Lakeside, 2030)"),
        (":edition: 1\n", "RESOLUTION 9 (Lakeside, 2030)"),
        (":edition: 2\n", "RESOLUTION 9 (Rev. Lakeside, 2030)"),
        (":edition: Rev. Harbourtown, 2034\n", "RESOLUTION 9 (Rev. Harbourtown, 2034)"),
        (":doctype: decision\n", "DECISION 9 (Lakeside, 2030)"),
        (":doctype: recommendation\n:docnumber: A.99\n", "RECOMMENDATION ITU-T A.99 (Lakeside, 2030)"),
        (":language: fr\n", "RÉSOLUTION 9 (Lakeside, 2030)"),
        (":language: zh\n", "第9号决议（2030年，Lakeside）"),
        (":language: xx\n", "RESOLUTION 9 (Lakeside, 2030)"),
        (":!docnumber:\n", "Boats of the Union"),
    ],
)
def test_designations(said, named):
    assert words(HEAD + said)[0] == named


def test_clauses_and_lists():
    assert outline(HEAD + CLAUSES)[3:] == [
        "The Assembly of Boats (Lakeside, 2030),",
        "considering",
        "\ta) that boats leak;",
        "\tb) that oars float:",
        "\t\t1) on lakes;",
        "\t\t2) on seas, if:",
        "\t\t\ti) calm;",
        "\t\t\tii) warm,",
        "resolves",
        "\tthat boats be mended as considering b) above says.",
    ]


def test_sections_and_references():
    assert outline(HEAD + CLAUSES + SECTIONS)[13:] == [
        "SECTION 1",
        "\tBoats",
        "\t1.1 Those of wood (see 1.2 and Section 1bis) float, but:",
        "\t\t– in rain",
        "\t\t\t– of summer;",
        "\t\t– in snow.",
        "\t1.2 Those of iron",
        "\t\tIron is heavy.",
        "\t1.2bis Tin shines (see the picture, Figure 1.1, [form], [nowhere]).",
        "\t1.3 The last is 1.2bis.",
        "\t\t[picture]",
        "\t\tFigure 1.1 – A boat",
        "SECTION 1bis",
        "\tOars",
        "\t1bis.1 Deep",
        "\t\tWords.",
    ]


def test_sections_are_divisions():
    text = HEAD + CLAUSES + SECTIONS
    document = read(text)
    assert [division.number for division in find(document, Division)] == ["1", "1bis"]
    assert document.at("section 1 1.2bis", Item).origin == itu_texts.nodes.Origin(
        line=text[: text.index("Tin")].count("\n") + 1
    )


def test_annexes():
    text = HEAD + CLAUSES
    text += "\n[annex]\n[[form]]\n== Forms\n\n=== Of boats\n\nA form has:\n\n. One\n. Two\n"
    text += "\n[appendix,obligation=informative]\n== Notes\n\nSee <<form>>.\n"
    document = read(text)
    assert [annex.kind for annex in find(document, Annex)] == ["annex", "appendix"]
    assert to_outline(document).splitlines()[13:] == [
        "Annex A",
        "\t(to Resolution 9 (Lakeside, 2030))",
        "\tForms",
        "\tA.1 Of boats",
        "\t\tA form has:",
        "\t\t\ta) One",
        "\t\t\tb) Two",
        "Appendix I",
        "\t(to Resolution 9 (Lakeside, 2030))",
        "\tNotes",
        "\tSee Annex A.",
    ]


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_annexes_in_other_languages(language):
    text = f"{HEAD}:language: {language}\n\n== Boats\n\n=== {{blank}}\nWood.\n\n[annex]\n== Forms\n\nLines.\n"
    document = read(text, language=language)
    assert len(list(find(document, Division))) == 1
    assert len(list(find(document, Annex))) == 1


def test_footnotes():
    text = (
        "resolves\n\n. to row{blank}footnote:[By *day*, see [1\\].];\n. to rest footnote:sea[At sea.] footnote:sea[]\n"
    )
    document = read(text)
    assert to_outline(document).splitlines() == ["resolves", "\t1. to row1;", "\t2. to rest22"]
    assert [note.text for note in document.furniture if isinstance(note, Footnote)] == ["By day, see [1].", "At sea."]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("_inter alia_, *boats* and `oars`", "inter alia, boats and oars"),
        ("Section 1__bis__ and 1^er^, H~2~O", "Section 1bis and 1er, H₂O"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("*_both_* and [.underline]#under#", "both and under"),
        ("stem:[a_b * c_d] and pass:[_x_]", "a_b * c_d and _x_"),
        ("+_x_+ and \\_y_ and {blank}so", "_x_ and _y_ and so"),
        ("https://itu.example[the site] and link:a.html[here]", "the site and here"),
        ("https://itu.example/a_b_c stays", "https://itu.example/a_b_c stays"),
        ("a boat&nbsp;&#8211; &amp; -- an oar", "a boat\u00a0– & – an oar"),
        ("((oars)) and (((boats, of wood)))tin", "oars and tin"),
        ('"`quoted`" and {unknown} and <not a tag', "“quoted” and {unknown} and <not a tag"),
        ("[[here]]boats, xref:here[], {{oar,oars}}", "boats, [here], oars"),
        ("one line\nof two // lines", "one line of two // lines"),
        ("一艘\n船", "一艘船"),
    ],
)
def test_words(written, printed):
    assert words(f"{written}\n") == [printed]


def test_attributes_are_put_in():
    assert words("= Title\n:sea: the *sea*\n:long: of \\\n two lines\n\nOn {sea} {long}\n") == [
        "Title",
        "On the sea of two lines",
    ]


def test_comments_conditions_and_files():
    text = "resolves\n\n// nothing\n////\nnothing\n////\n. to row\n// nothing\nby day;\n\nifdef::x[]\n. to rest\nendif::[]\n"
    assert outline(text) == ["resolves", "\t1. to row by day;", "\t2. to rest"]
    document = read(f"{HEAD}{CLAUSES}\ninclude::more.adoc[]\n")
    assert [each.code for each in document.diagnostics] == ["unread-part"]


def test_notes():
    document = read(
        f"{HEAD}\n== Boats\n\n=== Wood\n\nFloats.\n\nNOTE: Mostly.\n\n=== Tin\n\nNOTE: Not.\n\nNOTE: Never.\n"
    )
    assert to_outline(document).splitlines()[5:] == [
        "\t1.1 Wood",
        "\t\tFloats.",
        "\t\tNOTE – Mostly.",
        "\t1.2 Tin",
        "\t\tNOTE 1 – Not.",
        "\t\tNOTE 2 – Never.",
    ]
    assert len(list(find(document, Note))) == 3
    assert words("[NOTE]\n====\nBoats.\n\nOars.\n====\n\nLakes.\n") == ["NOTE – Boats.", "Oars.", "Lakes."]


def test_tables():
    text = (
        '.Weights\n[cols="1,2",options=header]\n|===\n|Boat |Weight\n\n|Punt | 3 t footnote:[Dry.]\n2+| both\n'
        ".2+|tall |x\n|y \\| z\n|===\n"
    )
    document = read(text)
    (table,) = find(document, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Boat", "Weight"],
        ["Punt", "3 t"],
        ["both", ""],
        ["tall", "x"],
        ["", "y | z"],
    ]
    assert [row.header for row in table.rows] == [True, False, False, False, False]
    assert [note.text for note in document.furniture if isinstance(note, Footnote)] == ["Dry."]


def test_tables_of_commas():
    (table,) = find(read('[%header,format=csv]\n|===\nboat,weight\npunt,"3, or 4"\n|===\n'), Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["boat", "weight"], ["punt", "3, or 4"]]


def test_what_belongs_to_an_item():
    text = f"{HEAD}\n_resolves_ +\n--\n. to row:\n+\nby day,\n+\n--\n. on lakes;\n. on seas;\n--\n\n. to rest\n--\n"
    assert outline(text)[3:] == [
        "resolves",
        "\ta) to row:",
        "\t\tby day,",
        "\t\t\t1) on lakes;",
        "\t\t\t2) on seas;",
        "\tb) to rest",
    ]


def test_lists_that_say_how():
    text = f"{HEAD}\n[upperroman,start=3]\n. boats\n. oars\n\nand\n\n[class=steps]\n. row\n.. rest\n\nor\n\n1. typed\n2. too\n"
    assert words(text)[3:] == ["III)\tboats", "IV)\toars", "and", "1)\trow", "a)\trest", "or", "1.\ttyped", "2.\ttoo"]


def test_letters_after_z():
    assert words(HEAD + "\n" + ". boat\n" * 28)[-2:] == ["aa)\tboat", "ab)\tboat"]


def test_quotations_and_typed_lines_are_no_clauses():
    document = read(
        f"{HEAD}{CLAUSES}\n____\n_decides_\n\nto sink\n____\n\n[.source]\n<<boats,clause=2>>\n\n....\nresolves\n\nto drown\n....\n"
    )
    assert [clause.heading.text for clause in document.texts[0].clauses] == ["considering", "resolves"]
    assert "[SOURCE: [boats] clause 2]" in to_outline(document)


def test_headings_with_an_indent_as_pandoc_writes_them():
    text = f"{HEAD}\nThe Assembly of Boats,\n\n____\n_noting_\n____\n\nthat boats leak,\n\n____\n_decides_\n____\n\nto row\n"
    assert outline(text)[3:] == ["The Assembly of Boats,", "noting", "\tthat boats leak,", "decides", "\tto row"]


def test_headings_in_italics():
    text = f"{HEAD}\nThe Assembly of Boats,\n\n_noting_\n\nthat boats leak,\n\n_instructs the Director_ +\nto row\n"
    assert outline(text)[3:] == [
        "The Assembly of Boats,",
        "noting",
        "\tthat boats leak,",
        "instructs the Director",
        "\tto row",
    ]


def test_files_without_the_flavour():
    assert outline(
        "= RESOLUTION 9 (LAKESIDE, 2030)\n\nBoats\n-----\n\nThe ITU Council,\n\nresolves\n\n. to row:\n.. by day\n"
    ) == [
        "RESOLUTION 9 (LAKESIDE, 2030)",
        "Boats",
        "The ITU Council,",
        "resolves",
        "\t1. to row:",
        "\t\ta. by day",
    ]


def test_changes():
    text = "resolves\n\n. to del:[row]add:[sail] home\n"
    assert outline(text) == ["resolves", "\t1. to sail home"]
    assert outline(text, view="original") == ["resolves", "\t1. to row home"]
    document = read(text, view="marked")
    assert [(type(each), each.text) for each in document.changes] == [(Deletion, "row"), (Insertion, "sail")]


def test_text_in_square_brackets_is_text():
    assert words("[COMMITTEE 5/3]\n\n[to be decided by all]\n") == ["[COMMITTEE 5/3]", "[to be decided by all]"]


@pytest.mark.parametrize("name", ["a.adoc", "A.ASCIIDOC", "b.asciidoc"])
def test_names(name, tmp_path):
    (tmp_path / name).write_text("resolves\n\n. to _row_\n", encoding="utf-16")
    assert to_outline(itu_texts.parse_file(tmp_path / name)) == "resolves\n\t1. to row\n"


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("unit", ["footnote:[a ", " <<x", "_a ", "* a\n** b\n", "\n=== x\n", "[a", "((a", "5*|", "+\n"])
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


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_stand_for_too_much_is_refused_before_it_is_put_in(name):
    with pytest.raises(itu_texts.ReadError, match="expands to more characters than a file of this size may have"):
        itu_texts.parse_bytes(BOMBS[name].encode(), "oars.adoc")


@pytest.mark.parametrize(
    ("text", "shown"),
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
