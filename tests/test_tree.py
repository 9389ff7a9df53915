"""The tree: what its nodes say, ways through it, and addresses."""

import pydoc
import subprocess
import sys
import threading

import attrs
import pytest
from conftest import ROOT
from together import for_all, refused

import itu_texts
from itu_texts import AddressError, Annex, Clause, Heading, InputError, Item, Paragraph
from itu_texts.language.writing import fold
from itu_texts.nodes import Resolution, Role, Span
from itu_texts.parsing.parsed import backwards
from itu_texts.tree.base import OutlineLine


@pytest.fixture
def document(examples):
    return itu_texts.parse_file(examples / "resolution.txt")


def test_a_text_says_what_it_is(document):
    (text,) = document.texts
    assert isinstance(text, Resolution)
    assert (text.kind, text.number, text.revision, text.status) == ("resolution", "999", "REV. HARBOURTOWN, 2022", None)
    assert text.title == "Radio beacons for lighthouses that are no longer staffed"
    assert (text.formula.body, text.formula.place, text.formula.year) == (
        "Plenipotentiary Conference",
        "Harbourtown",
        2022,
    )
    assert [clause.role for clause in text.clauses] == [Role.PREAMBLE] * 4 + [Role.OPERATIVE] * 4
    assert len(text.annexes) == 1


@for_all(
    "line, kind, number, revision, status",
    [
        ("RESOLUTION 77 (REV. DUBAI, 2018)", "resolution", "77", "REV. DUBAI, 2018", None),
        ("Resolution 77 (Rev. Dubai, 2018)", "resolution", "77", "Rev. Dubai, 2018", None),
        ("RESOLUTION 155A (WRC-23)", "resolution", "155A", "WRC-23", None),
        ("RESOLUTION COM5/3 (WRC-23)", "resolution", "COM5/3", "WRC-23", None),
        ("RESOLUTION PLEN/1", "resolution", "PLEN/1", None, None),
        ("RESOLUTION ITU-R 2-8", "resolution", "ITU-R 2-8", None, None),
        ("RECOMMENDATION ITU-T A.5", "recommendation", "ITU-T A.5", None, None),
        ("DECISION 11 (REV. DUBAI, 2018)", "decision", "11", "REV. DUBAI, 2018", None),
        ("OPINION 2 (GENEVA, 2013)", "opinion", "2", "GENEVA, 2013", None),
        ("DRAFT NEW RESOLUTION [ABC-XYZ]", "resolution", "[ABC-XYZ]", None, "DRAFT NEW"),
        ("Draft revision of Resolution 30 (Rev. X, 2010)", "resolution", "30", "Rev. X, 2010", "Draft revision of"),
        ("[Revised] Draft new resolution", "resolution", None, None, "[Revised] Draft new"),
        ("RESOLUTION 49 (WRC-97)*", "resolution", "49", "WRC-97", None),
        ("RESOLUTION 9 (1995-1997-2000-2003)", "resolution", "9", "1995-1997-2000-2003", None),
    ],
)
def test_designations(line, kind, number, revision, status):
    (text,) = itu_texts.parse(f"{line}\nBoats\nThe ITU Council,\nresolves\nto row\n").texts
    assert (text.kind, text.number, text.revision, text.status) == (kind, number, revision, status)


def test_the_text_of_an_amendment(examples):
    first, second = itu_texts.parse_file(examples / "proposal.txt").texts
    assert (first.amendment.action, first.amendment.proposal) == ("ADD", "KEEP/12/1")
    assert (second.amendment.action, second.amendment.proposal) == ("ADD", "KEEP/12/2")
    assert second.clauses[0].heading.text == ""
    assert second.title == "Rest of keepers"


@for_all(
    "heading, verb, addressees",
    [
        ("considering further", "considering", ()),
        ("having considered", "having considered", ()),
        ("further resolves", "resolves", ()),
        ("instructs the Secretary-General", "instructs", ("the Secretary-General",)),
        (
            "resolves to instruct the Secretary-General and the Directors of the three Bureaux",
            "resolves to instruct",
            ("the Secretary-General", *["the Directors of the three Bureaux"] * 3),
        ),
        (
            "instructs the Director of the Radiocommunication Bureau, in coordination with the Directors of the other "
            "Bureaux, within their respective mandates",
            "instructs",
            ("the Director of the Radiocommunication Bureau",),
        ),
        (
            "invites Member States, Sector Members, Associates and Academia",
            "invites",
            ("Member States", "Sector Members", "Associates", "Academia"),
        ),
        (
            "resolves to invite the ITU Radiocommunication Sector to complete in time for the 2031 world "
            "radiocommunication conference",
            "resolves to invite",
            ("the ITU Radiocommunication Sector",),
        ),
        ("urges the keepers of lights", "urges", ("the keepers of lights",)),
        ("invites", "invites", ()),
    ],
)
def test_headings(heading, verb, addressees):
    (text,) = itu_texts.parse(f"RESOLUTION 1\nBoats\nThe ITU Council,\n{heading}\n1 that a;\n2 that b\n").texts
    (clause,) = text.clauses
    assert clause.heading.text == heading
    assert (clause.heading.verb, tuple(map(str, clause.heading.addressees))) == (verb, addressees)


def test_items_say_their_place_in_their_series(document):
    def places(address):
        return [(item.label, str(item.style), item.ordinal) for item in document.at(address).items]

    assert places("considering") == [
        ("a)", "letter", 1),
        ("b)", "letter", 2),
        ("b)bis", "letter", 2),
        ("c)", "letter", 3),
    ]
    assert places("considering b)") == [("i)", "roman", 1), ("ii)", "roman", 2), ("iii)", "roman", 3)]
    assert places("considering b) ii)") == [("–", "dash", 0), ("–", "dash", 0)]
    assert places("resolves 2") == [("2.1", "decimal", 1), ("2.2", "decimal", 2), ("2.3", "decimal", 3)]


def test_walk_and_find(document):
    nodes = list(itu_texts.walk(document))
    assert nodes[0] is document
    assert [node.span.start for node in nodes] == sorted(node.span.start for node in nodes)
    assert sum(isinstance(node, Clause) for node in nodes) == len(list(itu_texts.find(document, Clause))) == 8
    assert [type(found) for found in itu_texts.find(document, itu_texts.Text)] == [Resolution]


def test_a_visitor_goes_by_class():
    class Labels(itu_texts.nodes.Visitor):
        def __init__(self):
            self.seen = []

        def visit_Text(self, text):
            self.seen.append(text.kind)
            self.visit_children(text)

        def visit_Item(self, item):
            self.seen.append(item.label)

    visitor = Labels()
    visitor.visit(itu_texts.parse("DECISION 1\nBoats\nThe ITU Council,\ndecides\n1 that:\na) b;\n2 that c"))
    assert visitor.seen == ["decision", "1", "2"]


def test_parents_and_source(document):
    item = document.at("resolves 2.3 b)")
    assert [type(node).__name__ for node in item.ancestors] == ["Item", "Item", "Clause", "Resolution", "Document"]
    assert item.document is document
    assert document.source[item.span] == "b)\tand no message longer".replace("and ", "") + " than half a second;"
    assert document.source.line_column(document.at("resolves").span.start) == (31, 1)
    assert document.parent is None


def test_nodes_are_frozen_and_compare_by_what_they_say():
    one = itu_texts.parse("resolves\nto act").texts[0].clauses[0]
    other = itu_texts.parse("\n\nresolves\n\tto act").texts[0].clauses[0]
    assert one == other
    assert one.span != other.span
    assert hash(one) == hash(other)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.role = Role.PREAMBLE


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("resolves 1", "that the form of beacon messages shall be that of Annex 1 to this Resolution;"),
        ("resolves 2.1", "no more than one message a minute in fair weather;"),
        ("resolves 2.3 b)", "no message longer than half a second;"),
        ("resolves 2.3 b", "no message longer than half a second;"),
        ("resolves 2bis", "that resolves 2 does not apply to beacons on ice;"),
        ("considering b) ii) –[2]", "their age;"),
        ("considering b)bis", "that some beacons also report fog;"),
        (
            "instructs the Director of the Radiocommunication Bureau 1",
            "to keep a list of beacons, and to publish it once a year;",
        ),
        ("considering further [1]", "that the number of lighthouses without staff has doubled since 2014,"),
        ("ANNEX 1 TO RESOLUTION 999 (REV. HARBOURTOWN, 2022) 1.2 –[1]", "the name of the light;"),
    ],
)
def test_at(document, address, text):
    node = document.at(address)
    assert isinstance(node, Item | Paragraph)
    assert node.text == text
    assert document.at(itu_texts.address(node)) is node


@for_all(
    "address",
    [
        "",
        "resolves 9",
        "ponders 1",
        "resolves 1 a)",
        "front [9]",
        "front [x]",
        "front [",
        "front [0]",
        "considering [7]",
        "–",
    ],
)
def test_nothing_at(document, address):
    refused(AddressError, "there is nothing at", document.at, address)


def test_headings_that_repeat_are_told_apart_by_a_count():
    document = itu_texts.parse("resolves\n1 that a;\n2 that b,\nresolves\n1 that c;\n2 that d;\n3 that e")
    first, second = document.texts[0].clauses
    assert itu_texts.address(first.items[1]) == "resolves[1] 2"
    assert document.at("resolves[2] 1") is second.items[0]
    assert document.at("resolves 3") is second.items[2]
    refused(AddressError, "fits 2 places", document.at, "resolves 1")


def test_what_stands_in_many_texts_is_asked_of_one():
    text = "RESOLUTION {0}\nTitle {0}\nThe ITU Council,\nresolves\n1 that a;\n2 that b\n\n"
    document = itu_texts.parse(text.format(1) + text.format(2))
    for address in ("resolves 1", "front [1]"):
        refused(AddressError, "fits 2 places; search in one text", document.at, address)
    assert document.texts[1].at("front [2]").text == "Title 2"


def test_nodes_are_equal_by_class_and_words_wherever_they_stand():
    def row(start, text="Row!"):
        return itu_texts.Paragraph(start=start, end=start + len(text), text=text)

    assert row(0) == row(9)
    assert hash(row(0)) == hash(row(9))
    assert row(0) != row(0, "Rest!")
    assert row(0) != itu_texts.nodes.Title(start=0, end=4, text="Row!")
    assert row(0) != "Row!"


def test_a_new_node_class_says_all_of_itself():
    """It is printed, addressed and cut into leaves without a line elsewhere."""

    @attrs.frozen(kw_only=True, slots=True)
    class Motto(itu_texts.Node):
        label: str
        text: str

        @property
        def _names(self):
            return (f"motto {self.label}",)

        @property
        def outline_line(self):
            return OutlineLine((self.label, self))

        def _own_leaves(self, source):
            return (*self._label_leaf(self.label), ("text", self.start + 2, self.end))

    source = itu_texts.nodes.Source("a Row! b Rest!")
    mottoes = (Motto(start=0, end=6, label="a", text="Row!"), Motto(start=7, end=14, label="b", text="Rest!"))
    document = itu_texts.Document(start=0, end=14, language="en", blocks=mottoes, source=source)
    assert itu_texts.to_outline(document) == "a Row!\nb Rest!\n"
    assert [document.at(itu_texts.address(motto)) for motto in mottoes] == [*mottoes]
    assert itu_texts.address(mottoes[1]) == "motto b"
    leaves = [(leaf.kind, source[leaf.span], leaf.node) for leaf in itu_texts.leaves(document)]
    assert leaves == [
        *(("label", "a", mottoes[0]), ("text", "Row!", mottoes[0])),
        *(("label", "b", mottoes[1]), ("text", "Rest!", mottoes[1])),
    ]


def test_what_has_no_address(document):
    refused(AddressError, "no address", itu_texts.address, document)
    assert itu_texts.address(next(itu_texts.find(document, Heading))) == "considering"


def test_spans_slice():
    assert "abcdef"[Span(1, 3).slice] == "bc"
    assert itu_texts.nodes.Source("abc")[0] == "a"
    assert itu_texts.nodes.Source("abc")[1:] == "bc"


def test_one_parser_serves_many_threads(examples):
    texts = [file.read_text("utf-8") for file in sorted(examples.glob("*.txt"))] * 8
    expected = [itu_texts.parse(text) for text in texts]
    found: dict[int, itu_texts.Document] = {}

    def work(index):
        found[index] = itu_texts.parse(texts[index])

    threads = [threading.Thread(target=work, args=(index,)) for index in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[index] for index in range(len(texts))] == expected


# ---------------------------------------------------------------------- what find() finds

CALLED = """RESOLUTION 5 (LAKESIDE, 2019)

Boats¹

The ITU Council,

resolves

1 to row²;

2 to rest.

_______________
¹ Long ones.
² By day.
"""


def _all_nodes(value):
    """All nodes that an attribute leads to, of whatever node or tuple."""
    if isinstance(value, tuple):
        for each in value:
            yield from _all_nodes(each)
    elif isinstance(value, itu_texts.Node):
        yield value
        for each in attrs.fields(type(value)):
            if each.init:
                yield from _all_nodes(getattr(value, each.name))


@for_all("file", sorted((ROOT / "examples").glob("*.txt")))
def test_find_finds_each_node_of_a_document(file):
    document = itu_texts.parse_file(file)
    kinds = {type(node) for node in _all_nodes(document)}
    assert kinds
    for kind in kinds:
        there = [node for node in _all_nodes(document) if type(node) is kind]
        assert sorted(map(id, there)) == sorted(
            id(node) for node in itu_texts.find(document, kind) if type(node) is kind
        )


def test_find_finds_what_is_kept_beside_the_tree():
    document = itu_texts.parse(CALLED)
    assert len(document.anchors) == len(document.footnotes) == 2
    assert tuple(itu_texts.find(document, itu_texts.nodes.FootnoteAnchor)) == document.anchors
    assert tuple(itu_texts.find(document, itu_texts.Footnote)) == document.footnotes
    assert tuple(itu_texts.find(document, itu_texts.nodes.Furniture)) == document.furniture
    assert [anchor.text for anchor in itu_texts.find(document.at("resolves 1"), itu_texts.nodes.FootnoteAnchor)] == [
        "²"
    ]
    assert [*itu_texts.find(itu_texts.nodes.Title(start=0, end=5, text="Boats"), itu_texts.nodes.FootnoteAnchor)] == []


@for_all("kind", [str, itu_texts.nodes.Addressee, "Item", (itu_texts.Item, itu_texts.Clause), None])
def test_what_is_no_class_of_nodes_is_not_looked_for(kind):
    refused(
        InputError,
        r"find\(\) takes a class of nodes, such as Item, not ",
        itu_texts.find,
        itu_texts.parse(CALLED),
        kind,
    )


# ---------------------------------------------------------------------- what tab completion shows


def completed(words):
    """What the completion of Python's own prompt offers behind some words, in a Python that has just started."""
    code = f"import itu_texts, rlcompleter; doc = itu_texts.parse({CALLED!r}); complete = rlcompleter.Completer(locals()).complete"
    code += f"\nfor place in range(1000):\n    said = complete({words!r}, place)\n    if said is None: break\n    print(said)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [line.rpartition(".")[2].rstrip("()") for line in done.stdout.split()]


def test_completion_shows_the_public_names_and_no_others():
    shown = completed("itu_texts.")
    assert {*itu_texts.__all__, "Document", "InputError", "CODES"} <= {*shown}
    assert not {"api", "tree", "load", "TYPE_CHECKING"} & {*shown}
    assert {"__version__", *shown} <= {*dir(itu_texts)}


def test_help_begins_with_an_overview():
    said = pydoc.plain(pydoc.render_doc(itu_texts)).splitlines()
    assert any("who_does_what" in line for line in said[:20])
    assert any(line.lstrip().startswith("parse_file(") for line in said)


def test_there_are_few_public_names_and_each_is_there():
    assert len(itu_texts.__all__) <= 90
    assert all(hasattr(itu_texts, name) for name in itu_texts.__all__)
    assert len([name for name in dir(itu_texts.Document) if name[0] != "_"]) <= 30


def test_completion_on_a_document_begins_with_what_it_says():
    shown = completed("doc.")
    assert {"anchors", "at", "texts"} <= {*shown}
    assert not [name for name in shown if name.isupper()]


def test_no_class_of_nodes_shows_constants():
    named = vars(itu_texts.nodes).values()
    kinds = [each for each in named if isinstance(each, type) and issubclass(each, itu_texts.Node)]
    assert len(kinds) > 30
    assert not [name for kind in kinds for name in dir(kind) if name.isupper() and not name.startswith("_")]


# ---------------------------------------------------------------------- addresses as people write them, and what is said where nothing stands


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
def addressed():
    return itu_texts.parse(TEXT)


@for_all("whole", [True, False])
@for_all(
    "address, words",
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
def test_ways_to_write_them(addressed, address, words, whole):
    root = addressed if whole else addressed.texts[0]
    found = root.at(address, Item)
    assert found.text == words
    assert root.at(itu_texts.address(found)) is found


@for_all("address", ["Attachment 1 / Appendix 1", "Appendix 1", "Annex 1 / Attachment 1 / Appendix 1"])
def test_annexes_in_one_another(addressed, address):
    assert addressed.at(address, Annex).title == "Sails"


def test_the_class_that_is_wanted(addressed):
    assert addressed.at("resolves", Clause).heading.text == "resolves"
    refused(AddressError, "at 'resolves' is a Clause, not a Item", addressed.at, "resolves", Item)


@for_all(
    "address, near",
    [
        ("resolves 1.3", "'resolves 1.2'"),
        ("resolve 2", "'resolves 2'"),
        ("Annex 2", "'annex 1'"),
        ("Annex 1 1.4", "'annex 1 1.2'"),
        ("Attachment 1 3 d)", "'annex 1 / attachment 1 3 c)'"),
    ],
)
def test_a_miss_names_the_nearest(addressed, address, near):
    with pytest.raises(AddressError) as caught:
        addressed.at(address)
    assert near in str(caught.value)
    assert f"there is nothing at {address!r}; there are: " in str(caught.value)


def test_a_miss_with_nothing_near(addressed):
    refused(AddressError, r"there is nothing at 'xyz'$", addressed.at, "xyz")


@for_all("address", [None, 1, b"resolves 1"])
def test_what_is_no_address(addressed, address):
    for root in (addressed, addressed.texts[0]):
        refused(InputError, "an address is a string", root.at, address)


# ---------------------------------------------------------------------- a verb and its first addressees

INSTRUCTED = """RESOLUTION 5 (LAKESIDE, 2019)
Boats
The ITU Council,
resolves
1 to row;
2 to rest,
instructs the Secretary-General, in consultation with the Council
1 to row at once;
2 to rest at once,
instructs the Director of the Radiocommunication Bureau and the Secretary-General
1 to row by day;
2 to rest by day;
3 to sing by day,
further invites Member States, Sector Members and Associates
1 to row by night;
2 to rest by night,
invites the Council, as appropriate
1 to row in fog,
invites the Council and Member States
1 to row in rain;
2 to rest in rain.
"""


@for_all(
    "address, words",
    [
        ("instructs the Secretary-General 1", "to row at once;"),
        ("instructs Secretary-General, 2", "to rest at once,"),
        ("instructs the Director of the Radiocommunication Bureau 2", "to rest by day;"),
        ("instructs the Director of the Radiocommunication Bureau 3", "to sing by day,"),
        ("further invites Member States 2", "to rest by night,"),
        ("invites Member States, Sector Members 1", "to row by night;"),
        ("invites the Council 1", "to row in fog,"),  # the one that tells it alone
        ("invites the Council and Member States 2", "to rest in rain."),
    ],
)
def test_a_verb_with_its_first_addressees_is_enough(address, words):
    addressed = itu_texts.parse(INSTRUCTED)
    found = addressed.at(address, Item)
    assert found.text == words
    assert addressed.at(itu_texts.address(found)) is found
    citing = itu_texts.parse(f"{INSTRUCTED[:-2]};\n3 to act as set out in {address.replace(', 2', ' 2')} above.")
    cited = [each for each in itu_texts.references(citing) if each.kind == "clause"]
    assert [each.target.text.rstrip(".;,") for each in cited] == [words.rstrip(".;,")]
    assert citing.at(cited[0].address) is cited[0].target


@for_all(
    "address, said",
    [
        (
            "instructs 1",
            "there is nothing at 'instructs 1'; there are: 'instructs the Secretary-General, in consultation with the "
            "Council 1', 'instructs the Director of the Radiocommunication Bureau and the Secretary-General 1'",
        ),
        ("instructs 3", "'instructs the Director of the Radiocommunication Bureau and the Secretary-General 3'"),
        ("invites", "'invites the Council, as appropriate', 'invites the Council and Member States'"),
        ("instructs the Secretary-General 3", "there is nothing at 'instructs the Secretary-General 3'"),
        (
            "instructs the Director",
            "'instructs the Director of the Radiocommunication Bureau and the Secretary-General'",
        ),
    ],
)
def test_an_unfinished_name_gets_those_there_are(address, said):
    assert said in refused(AddressError, None, itu_texts.parse(INSTRUCTED).at, address)


def test_first_addressees_that_several_clauses_have():
    text = "RESOLUTION 5 (LAKESIDE, 2019)\nBoats\nThe ITU Council,\n"
    both = [f"invites the Council and {others}\n1 to row;\n2 to rest,\n" for others in ("the club", "Member States")]
    addressed = itu_texts.parse(f"{text}{both[0]}{both[1]}")
    refused(
        AddressError,
        r"fits 2 places; name one of: .* and the club 1', .* and Member States 1'",
        addressed.at,
        "invites the Council 1",
    )
    assert addressed.at("invites the Council[2] 1").parent is addressed.texts[0].clauses[1]
    cited = itu_texts.parse(f"{text}{both[0]}{both[1]}resolves\n1 to act under invites the Council 1 above.")
    assert [each.target for each in itu_texts.references(cited) if each.kind == "clause"] == [None]


def test_the_whole_name_comes_first_in_all_texts():
    text = (
        "RESOLUTION {0} (LAKESIDE, 2019)\nBoats\nThe ITU Council,\ninstructs the Council{1}\n1 to row {0};\n2 to rest."
    )
    volume = itu_texts.parse(f"{text.format(5, ', as appropriate')}\n\n{text.format(6, '')}")
    assert volume.at("instructs the Council 1", Item).text == "to row 6;"


LANGUAGES = {
    "ar": ["يكلف الأمين العام بالتشاور مع مديري المكاتب", "يكلف الأمين العام", "يدعو الدول الأعضاء وأعضاء القطاعات", "يدعو الدول الأعضاء"],
    "es": ["encarga al Secretario General, en consulta con los Directores de las Oficinas", "encarga al Secretario General", "invita a los Estados Miembros y a los Miembros de Sector", "invita a los Estados Miembros"],
    "fr": ["charge le Secrétaire général, en consultation avec les Directeurs des Bureaux", "charge le Secrétaire général", "invite les Etats Membres et les Membres des Secteurs", "invite les Etats Membres"],
    "ru": ["поручает Генеральному секретарю в консультации с Директорами Бюро", "поручает Генеральному секретарю", "предлагает Государствам-Членам и Членам Секторов", "предлагает Государствам-Членам"],
    "zh": ["责成秘书长与各局主任协商", "责成秘书长", "请各成员国和部门成员", "请各成员国"],
}  # fmt: skip


@for_all("language", LANGUAGES)
def test_first_addressees_in_other_languages(language):
    first, its_begin, second, second_begin = LANGUAGES[language]
    addressed = itu_texts.parse(f"{first}\n1 x;\n2 y;\n\n{second}\n1 z;\n2 w.", language=language)
    text = addressed.texts[0]
    assert text.at(its_begin) is text.at("instructs the Secretary-General") is text.clauses[0]
    assert text.at(f"{second_begin} 2") is text.at("invites Member States 2") is text.clauses[1].blocks[1]


# ---------------------------------------------------------------------- copies that run the wrong way: what is reported, and what is not


@for_all(
    "text, words",
    [
        ("في الفترة 20-9 أكتوبر", ["20-9"]),
        ("للفترة 2030-2027", ["2030-2027"]),
        ("ن ي ض و ف م ل ا", ["ن ي ض و ف م ل ا"]),
        ("ةيكلساللا ةيلودلا تالاصتالل", ["ةيكلساللا ةيلودلا تالاصتالل"]),
        ("مجلس االتحاد", ["االتحاد"]),
        ("1.1 أن\n2.1 أن\n3.1 أن", ["2.1", "3.1"]),
        ("2 أن\n1.2 أن\n2.2 أن", ["1.2", "2.2"]),
        ("في الفترة 9-20 أكتوبر", []),
        ("للفترة 2027-2030", []),
        ("1.1 أن\n1.2 أن\n2.1 أن", []),
        ("القرار 163 (غوادالاخارا، 2010)", []),
        ("أ ) ب) ج) د ) هـ )", []),
        ("pages 20-9, 2.1 after 1.1", []),
        ("", []),
    ],
)
def test_what_runs_the_wrong_way(text, words):
    assert [text[start:end] for start, end, _ in backwards(fold(text))] == words
