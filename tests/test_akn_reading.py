"""Akoma Ntoso that others wrote: each block a line with its number; and files that are none, or mean harm."""

import pytest
from invariants import check_document
from legaldoc import cited, every, tasks, told, written
from together import some

import itu_texts
from itu_texts import Heading, Limits, ReadError, to_akn
from itu_texts.formats.xml_text import allowed
from itu_texts.tree import nodes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
META = (
    '<meta><identification source="#others"><FRBRExpression><FRBRlanguage language="{}"/></FRBRExpression>'
    '</identification><notes source="#others"><note eId="n9" marker="*"><p>Boats are <i>not</i> cars.</p></note>'
    "</notes></meta>"
)
ACT = f"""{HEAD}
  <act name="act">{META.format("eng")}
    <preface><longTitle><p>To provide for <b>boats</b>; and for oars.</p></longTitle></preface>
    <preamble><recitals><recital><num>(1)</num><p>Boats leak.</p></recital>
      <recital><num>(2)</num><p>Oars float<authorialNote marker="1"><p>Mostly.</p></authorialNote>.</p></recital>
    </recitals></preamble>
    <body>
      <chapter eId="chp_1"><num>Chapter 1</num><heading>Boats</heading>
        <section eId="sec_1"><num>1.</num><heading>Definitions</heading>
          <content><p>In this Act<noteRef href="#n9" marker="*"/>, a
            <term refersTo="#b">boat</term> is a thing that floats.</p></content></section>
        <section eId="sec_2"><num>2.</num><heading>Rowing</heading>
          <subsection><num>(1)</num><intro><p>Every boat must be rowed—</p></intro>
            <paragraph><num>(a)</num><content><p>by day; or</p></content></paragraph>
            <paragraph><num>(b)</num><content><blockList><listIntroduction>by night, with:</listIntroduction>
              <item><num>(i)</num><p>lamps;</p></item><item><num>(ii)</num><p>bells.</p></item></blockList></content>
            </paragraph>
            <wrapUp><p>as the keeper says.</p></wrapUp></subsection>
          <subsection><num>(2)</num><content><p>Behind it <mod>insert
            <quotedStructure><section><num>9A</num><heading>Sails</heading><content><p>Sails are oars.</p></content>
            </section></quotedStructure> again.</mod></p></content></subsection>
          <subsection><num>(3)</num><content><table><caption>Lamps</caption><tr><th><p>colour</p></th><th>side</th></tr>
            <tr><td><p>red</p></td><td><p>port</p></td></tr></table><ul><li>one</li><li>two</li></ul></content>
          </subsection>
        </section>
        <crossHeading>Night</crossHeading>
      </chapter>
    </body>
    <conclusions><p>Signed <signature>A. Rower</signature></p></conclusions>
    <attachments><attachment><heading>Schedule 1</heading><doc name="schedule"><meta/><mainBody><p>List of boats</p>
      <paragraph><num>1</num><content><p>The Swan.</p></content></paragraph></mainBody></doc></attachment></attachments>
  </act>
</akomaNtoso>
"""
OUTLINE = """To provide for boats; and for oars.
(1) Boats leak.
(2) Oars float1.
Chapter 1 Boats
	1. Definitions
		In this Act*, a boat is a thing that floats.
	2. Rowing
		(1) Every boat must be rowed—
			(a) by day; or
			(b) by night, with:
				(i) lamps;
				(ii) bells.
			as the keeper says.
		(2)
			Behind it insert
			9A Sails
				Sails are oars.
			again.
		(3) Lamps
			colour	side
			red	port
			one
			two
	Night
Signed A. Rower
Schedule 1
	List of boats
	1 The Swan.
"""


def read(xml, name="text.xml", **options):
    return itu_texts.parse_bytes(xml.encode() if isinstance(xml, str) else xml, name, **options)


def test_each_block_is_a_line_with_its_number():
    document = read(ACT)
    assert itu_texts.to_outline(document) == OUTLINE
    check_document(document)


def test_headings_are_headings_and_notes_footnotes():
    document = read(ACT)
    headings = [heading.text for heading in itu_texts.find(document, Heading)]
    assert headings == ["Chapter 1 Boats", "1. Definitions", "2. Rowing", "(2)", "9A Sails", "Night", "Schedule 1"]
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "Mostly."), ("*", "Boats are not cars.")]
    assert [anchor.footnote.mark for anchor in document.anchors] == ["1", "*"]
    assert [annex.heading.text for annex in itu_texts.find(document, nodes.Annex)] == ["Schedule 1"]


def test_what_is_read_can_be_written():
    document = read(ACT)
    again = read(to_akn(document))
    assert itu_texts.to_outline(again) == OUTLINE


def test_older_namespaces_and_prefixes():
    old = ACT.replace("docs.oasis-open.org/legaldocml/ns/akn/3.0", "www.akomantoso.org/2.0")
    assert itu_texts.to_outline(read(old)) == OUTLINE
    prefixed = (
        '<a:akomaNtoso xmlns:a="urn:x"><a:doc name="x"><a:mainBody><a:p>Oars</a:p></a:mainBody></a:doc></a:akomaNtoso>'
    )
    assert itu_texts.to_outline(read(prefixed)) == "Oars\n"


def test_the_language_is_that_of_the_file_then_that_of_the_call():
    assert read(ACT.replace('"eng"', '"fra"')).language == "fr"
    assert read(ACT.replace('"eng"', '"deu"'), language="es").language == "es"
    assert read(ACT, language="es").language == "en"
    with pytest.raises(itu_texts.UnknownLanguageError):
        read(ACT.replace('"eng"', '"deu"'), language="xx")


def test_other_encodings():
    wide = ACT.replace("UTF-8", "UTF-16").encode("utf-16")
    assert itu_texts.to_outline(read(wide)) == OUTLINE
    narrow = ACT.replace("UTF-8", "ISO-8859-1").replace("—", "-").encode("latin-1")
    assert itu_texts.to_outline(read(narrow)) == OUTLINE.replace("—", "-")


def test_a_file(tmp_path):
    file = tmp_path / "act.akn"
    file.write_text(ACT, "utf-8")
    assert itu_texts.to_outline(itu_texts.parse_file(file)) == OUTLINE
    for name in ("quoted.txt", "quoted.md", "quoted.markdown"):
        text = tmp_path / name
        text.write_text("<?xml version='1.0'?> begins a file\n\nresolves\n\nto row", "utf-8")
        assert "resolves\n\tto row" in itu_texts.to_outline(itu_texts.parse_file(text)), name


def test_references_and_tasks_of_what_was_read():
    parsed = itu_texts.parse(
        "RESOLUTION 5\nOars\nThe ITU Council,\nresolves\n1 to row;\n2 to act on resolves 1,\n"
        "instructs the Secretary-General\nto report"
    )
    document = read(to_akn(parsed))
    (cited,) = itu_texts.references(document)
    assert cited.target is document.at("resolves 1")
    (task,) = itu_texts.who_does_what(document)
    assert (task.addressee.concept, task.verb) == ("SG", "instructs")
    assert document.texts[0].identifier == parsed.texts[0].identifier
    assert document.texts[0].identifier.matches(itu_texts.Identifier.parse("Resolution 5"))
    assert document.texts[0].formula.body == "ITU Council"
    check_document(document)


def test_a_title_on_the_line_of_its_heading():
    parsed = itu_texts.parse(
        "RESOLUTION 5\nOars\nThe ITU Council,\nresolves\n1 to row;\n2 to rest\n"
        "ANNEX 1 TO RESOLUTION 5\nOars\nPART A – General\n1 Oars float.\nPART B: Sails\n1 Sails do not.\n"
    )
    document = read(to_akn(parsed))
    parts = document.texts[0].annexes[0].divisions
    assert [(part.heading.text, part.heading.separator, part.title) for part in parts] == [
        ("PART A", "–", "General"),
        ("PART B", ":", "Sails"),
    ]
    check_document(document)


OTHERS = {
    "en": (
        "RESOLUTION 9 (LAKESIDE, 2018)\nBoats\nThe ITU Council,\nresolves\n1 to row,\n"
        "invites operators of boats\nto row,\ninvites Member States and vendors, as appropriate,\nto row by WRC-27.\n"
    ),
    "ru": (
        "РЕЗОЛЮЦИЯ 9 (ОЗЕРО, 2018 Г.)\nЛодки\nСовет МСЭ,\nрешает\n1 грести,\n"
        "предлагает владельцам лодок\nгрести,\nпредлагает Государствам-Членам и поставщикам\nгрести.\n"
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_addressees_that_are_not_known_by_name(language):
    parsed = itu_texts.parse(OTHERS[language])
    assert [concept for concept, _ in told(parsed)] == ["OTHER", "MEMBER_STATES", "OTHER"]
    xml = to_akn(parsed)
    written(parsed)
    again = read(xml)
    assert told(again) == told(parsed)
    assert len(tasks(parsed)) == 3
    assert tasks(again) == tasks(parsed)
    check_document(again)


def test_whom_they_refer_to():
    root = written(itu_texts.parse(OTHERS["en"]))
    heads = [each.get("refersTo") for each in every(root, "organization") if each.getparent().tag.endswith("heading")]
    assert heads == ["#other-operators-of-boats", "#member-states", "#other-vendors"]
    shown = {each.get("eId"): each.get("showAs") for each in every(root, "TLCOrganization")}
    assert (shown["other-vendors"], shown["member-states"]) == ("vendors", "Member States")


@pytest.mark.parametrize("folder", ["wrc", "pp18", "wtsa", "warc", "rarc", "recommendation", "treaty", "bipm"])
def test_real_texts_tell_the_same_and_cite_the_same(shared, folder):
    for file in some(sorted((shared / "corpus" / folder).rglob("*.txt")), 4):
        parsed = itu_texts.parse(allowed(itu_texts.parse_file(file).source.text))
        again = read(to_akn(parsed))
        assert told(again) == told(parsed), file.name
        assert tasks(again) == tasks(parsed), file.name
        assert cited(again) == cited(parsed), file.name


# ---------------------------------------------------------------------- what is no Akoma Ntoso, or means harm


LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HARMFUL = {
    "a bomb of entities": f'<?xml version="1.0"?><!DOCTYPE a [{LAUGHS}]><akomaNtoso><doc>&l11;</doc></akomaNtoso>',
    "another file": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso><doc>&x;</doc>'
    "</akomaNtoso>",
    "a DTD elsewhere": '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><akomaNtoso><doc>&x;</doc>'
    "</akomaNtoso>",
    "a parameter entity": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/a"> %p;]><akomaNtoso>'
    "<doc/></akomaNtoso>",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_no_entity_is_expanded_and_nothing_is_fetched(name):
    with pytest.raises(ReadError, match=r"text\.xml: it names entities, which are not expanded"):
        read(HARMFUL[name])


def test_elements_that_nest_without_end():
    with pytest.raises(ReadError, match="240 deep"):
        read(f"{HEAD}<doc>{'<p>' * 100_000}</doc></akomaNtoso>")


def test_limits():
    with pytest.raises(ReadError, match="more than 1,000 markup characters"):
        read(ACT, limits=Limits(markup_characters=1000))
    with pytest.raises(ReadError, match="more than 100 characters"):
        read(ACT, limits=Limits(characters=100))
    with pytest.raises(ReadError, match="more than 5 depth"):
        read(ACT, limits=Limits(depth=5))


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (
            '<?xml version="1.0"?><rss/>',
            "an XML file that is not Akoma Ntoso; save it as text, a web page or a Word file",
        ),
        ('<?xml version="1.0"?><akomaNtoso/>', "an XML file that is not Akoma Ntoso; save it as text"),
        ('<?xml version="1.0"?><akomaNtoso>', "not well-formed XML"),
        ('<?xml version="1.0" encoding="x-none"?><akomaNtoso/>', "not well-formed XML"),
        ("<svg:svg/>", "not well-formed XML"),
        (b'<?xml version="1.0"?><akomaNtoso>\xff</akomaNtoso>', "not well-formed XML"),
    ],
)
def test_other_xml(xml, sentence):
    with pytest.raises(ReadError, match=sentence):
        read(xml)


def test_a_file_of_ours_that_somebody_spoiled():
    xml = to_akn(itu_texts.parse("RESOLUTION 5\nOars\nThe ITU Council,\nresolves\n1 to row:\na) by day;\n2 to rest"))
    for before, after in (
        ('name="resolution"', 'name="amendment"'),
        ('eId="resolves_1" refersTo="#operative"', ""),
        ("<paragraph ", "<is_blank "),
        ("paragraph>", "is_blank>"),
        ("<mainBody>", "<mainBody>loose <b>words</b>"),
        ('href="', 'title="'),
        ("<list ", "<readers "),
        ("</list>", "</readers>"),
    ):
        xml = xml.replace(before, after)
    document = read(xml)
    check_document(document)
    assert "loose words" in document.source.text
    assert "by day;" in itu_texts.to_outline(document)
