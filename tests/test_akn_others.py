"""Akoma Ntoso in the manners of three houses: of the United Nations, of the European Union, of South Africa."""

import re

import pytest
from invariants import check_document
from legaldoc import errors
from lxml import etree

import itu_texts
from itu_texts import Clause, Heading, to_akn

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
META = (
    '<meta><identification source="#s"><FRBRWork>{0}<FRBRcountry value="xx"/></FRBRWork><FRBRExpression>{0}'
    '<FRBRlanguage language="eng"/></FRBRExpression><FRBRManifestation>{0}</FRBRManifestation></identification></meta>'
).format('<FRBRthis value="/x"/><FRBRuri value="/x"/><FRBRdate date="2044-05-05" name="x"/><FRBRauthor href="#s"/>')
UN = f"""{HEAD}<statement name="resolution">{META}
<coverPage><block name="symbol"><docNumber>A/RES/99/7</docNumber></block><block name="distribution">Distr.: General</block></coverPage>
<preface><p><legislature>Ninety-ninth session</legislature></p><p>Agenda item <docketNumber>12 (a)</docketNumber></p>
<p class="adopted"><docType>Resolution</docType> adopted by the <docAuthority>General Assembly</docAuthority> on <docDate date="2044-12-20">20 December 2044</docDate></p>
<longTitle><p><docNumber>99/7.</docNumber> <docTitle>Boats of the lakes</docTitle></p></longTitle></preface>
<preamble><formula name="enacting"><p>The General Assembly,</p></formula>
<container name="recalling"><p><i>Recalling</i> its resolution <ref href="/akn/un/x">98/3</ref> of 20 December 2043,<authorialNote marker="1" placement="bottom"><p>See also 97/2.</p></authorialNote></p></container>
<container name="noting"><p><i>Noting with concern</i>:</p><blockList eId="l"><item eId="i1"><num>(a)</num><p>That boats leak;</p></item><item eId="i2"><num>(b)</num><p>That oars break,</p><blockList><item><num>(i)</num><p>At sea,</p></item></blockList></item></blockList></container></preamble>
<mainBody><hcontainer name="part"><num>I</num><heading>Boats</heading>
<paragraph eId="p1"><num>1.</num><content><p><i>Calls upon</i> Member States to row;</p></content></paragraph>
<paragraph eId="p2"><num>2.</num><list><intro><p><i>Requests</i> the Secretary-General:</p></intro><point><num>(a)</num><content><p>To count boats;</p></content></point><point><num>(b)</num><content><p>To count oars;</p></content></point></list></paragraph></hcontainer>
<paragraph eId="p3"><num>3.</num><content><p><i>Decides</i> to remain seized of the matter.</p></content></paragraph></mainBody>
<conclusions><p class="meeting"><event refersTo="#e">54th plenary meeting</event></p><p><date date="2044-12-20">20 December 2044</date></p></conclusions>
<attachments><attachment><heading>Annex</heading><doc name="annex">{META}<preface><p><docTitle>Guidelines on lamps</docTitle></p></preface><mainBody>
<section><num>A.</num><heading>Colours</heading><paragraph><num>1.</num><content><p>Port is red.</p></content></paragraph></section></mainBody></doc></attachment></attachments>
</statement></akomaNtoso>"""
EU = f"""{HEAD}<act name="REG" contains="originalVersion">{META}
<preface><longTitle><p><docType>REGULATION (EU) </docType><docNumber>2044/99</docNumber> OF THE EUROPEAN PARLIAMENT</p><p>of <docDate date="2044-05-05">5 May 2044</docDate></p><p>on boats</p></longTitle><p class="eea">(Text with EEA relevance)</p></preface>
<preamble><formula name="actor"><p>THE EUROPEAN PARLIAMENT,</p></formula><citations><citation eId="cit_1"><p>Having regard to the Treaty,</p></citation><citation eId="cit_2"><p>Having regard to the opinion<noteRef href="#fn1" marker="(1)"/>,</p></citation></citations>
<recitals><intro><p>Whereas:</p></intro><recital eId="rct_1"><num>(1)</num><p>Boats should float.</p></recital><recital><num>(2)</num><p>Oars should be long.</p><p>They should be of wood.</p></recital></recitals><formula name="enact"><p>HAVE ADOPTED THIS REGULATION:</p></formula></preamble>
<body><title eId="t1"><num>TITLE I</num><heading>GENERAL</heading><chapter><num>CHAPTER 1</num><heading><i>Scope</i></heading>
<article eId="art_1"><num>Article 1</num><heading>Subject matter</heading><paragraph eId="a1"><num>1.</num><content><p>This Regulation lays down rules for boats.</p></content></paragraph>
<paragraph><num>2.</num><list><intro><p>It applies to:</p></intro><point><num>(a)</num><content><p>rowing boats;</p></content></point><point><num>(b)</num><list><intro><p>sailing boats, that is:</p></intro><indent><num>—</num><content><p>small ones,</p></content></indent><indent><num>—</num><content><p>large ones.</p></content></indent></list></point></list></paragraph>
<paragraph><content><p>A paragraph without a number.</p></content></paragraph></article>
<article eId="art_2"><num>Article 2</num><heading>Definitions</heading><list><intro><p>For the purposes of this Regulation:</p></intro><point><num>(1)</num><content><p>‘boat’ means what floats;</p></content></point></list></article>
<article eId="art_3"><num>Article 3</num><alinea><content><p>First subparagraph.</p></content></alinea><alinea><content><p>Second subparagraph.</p></content></alinea></article></chapter></title></body>
<conclusions><p>This Regulation shall be binding in its entirety.</p><p>Done at <location refersTo="#b">Brussels</location>, <date date="2044-05-05">5 May 2044</date>.</p><container name="sig"><p><signature><role refersTo="#r">The President</role> <person refersTo="#p">A. ROWER</person></signature></p></container></conclusions>
<attachments><attachment><heading>ANNEX I</heading><doc name="ANNEX">{META}<mainBody><tblock><heading>Table of boats</heading><table><tr><th colspan="2"><p>Boat</p></th></tr><tr><td><p>Swan</p></td><td><p>2</p></td></tr></table></tblock><p>End.</p></mainBody></doc></attachment></attachments>
</act></akomaNtoso>""".replace(
    "</identification></meta>",
    '</identification><notes source="#s"><note eId="fn1" marker="(1)"><p>OJ C 9, 1.1.2044, p. 1.</p></note></notes></meta>',
    1,
)
ZA = f"""{HEAD}<act contains="originalVersion" name="act">{META}
<coverPage><p>Act No. 9 of 2044</p></coverPage><preface><longTitle><p>To regulate boats; and to provide for matters connected therewith.</p></longTitle><p>[Assented to 4 May 2044]</p></preface>
<preamble><p>WHEREAS boats leak;</p><p>BE IT THEREFORE ENACTED by Parliament as follows:—</p></preamble>
<body><part eId="part_1"><num>1</num><heading>Interpretation</heading><section eId="sec_1"><num>1.</num><heading>Definitions</heading><hcontainer eId="hc" name="hcontainer"><content><blockList eId="l"><listIntroduction>In this Act, unless the context indicates otherwise—</listIntroduction><item><num>(a)</num><p>“<def refersTo="#term-boat">boat</def>” means a thing that floats, and includes—</p></item><item><num>(b)</num><blockList><listIntroduction>“oar” means—</listIntroduction><item><num>(i)</num><p>a long one; or</p></item><item><num>(ii)</num><p>a short one;</p></item></blockList></item></blockList><p refersTo="#x">and words have their meaning.</p></content></hcontainer></section></part>
<section eId="sec_2"><num>2.</num><heading>Rowing</heading><subsection eId="s21"><num>(1)</num><content><p>No person may row<remark status="editorial">[subsection (1) substituted by <ref href="/akn/za/act/2045/1">Act 1 of 2045</ref>]</remark>.</p></content></subsection><subsection><num>(2)</num><content><p>Subject to subsection <ref href="#s21">(1)</ref>—<br/>the keeper may.</p></content></subsection></section>
<section eId="sec_3"><num>3.</num><heading>Repealed</heading><hcontainer name="hcontainer"><content><p><remark status="editorial">[section 3 repealed]</remark></p></content></hcontainer></section>
<section><num>4.</num><heading/><hcontainer name="hcontainer"><content><p>An unheaded section.</p></content></hcontainer></section>
<section><num>5.</num><heading>Amendment</heading><content><p>The Act is amended by the substitution of: <embeddedStructure startQuote="“" endQuote="”"><section><num>12.</num><heading>Fines</heading><content><p>A fine of R100.</p></content></section></embeddedStructure></p></content></section>
</body>
<attachments><attachment eId="att_1"><heading>Schedule</heading><subheading>Laws repealed</subheading><doc name="schedule">{META}<mainBody><hcontainer name="hcontainer"><content><table><tr><th><p>No. and year</p></th><th><p>Extent</p></th></tr><tr><td><p>Act 3 of 1999</p></td><td><p>The whole.</p></td></tr></table></content></hcontainer></mainBody></doc></attachment></attachments>
</act></akomaNtoso>"""
HOUSES = {"UN": UN, "EU": EU, "ZA": ZA}
NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_NOTES = ("meta", "authorialNote", "noteRef")


def _read(house):
    document = itu_texts.parse_bytes(HOUSES[house].encode(), "text.xml")
    check_document(document)
    return document


def _bare(words):
    return re.sub(r"\s+", "", words)


def _words(element):
    """The words of an element without notes, metadata and blanks."""
    if element.tag in {NS + name for name in _NOTES}:
        return ""
    inside = "".join(_words(child) + _bare(child.tail or "") for child in element)
    return _bare(element.text or "") + inside


def _without_marks(document):
    """The outline without the marks of notes."""
    marks = {(anchor.start, anchor.end) for anchor in document.anchors}
    assert all(document.source.text[start:end] for start, end in marks)
    text = itu_texts.to_outline(document)
    return re.sub(r"(?<=[,\w])(?:1|\(1\))(?=,?$)", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("house", HOUSES)
def test_it_is_valid(house):
    """What is read here is what such a house may write."""
    assert errors(HOUSES[house]) == []


@pytest.mark.parametrize("house", HOUSES)
def test_no_word_is_lost_and_all_are_in_order(house):
    root = etree.fromstring(HOUSES[house].encode())
    assert _bare(_without_marks(_read(house))) == _words(root)


@pytest.mark.parametrize("house", HOUSES)
def test_each_number_begins_a_line(house):
    root = etree.fromstring(HOUSES[house].encode())
    lines = iter(_bare(line) for line in _without_marks(_read(house)).splitlines())
    for element in root.iter(f"{NS}num"):
        number = _words(element)
        assert any(line.startswith(number) for line in lines), number


@pytest.mark.parametrize("house", HOUSES)
def test_each_paragraph_ends_its_line(house):
    root = etree.fromstring(HOUSES[house].encode())
    lines = [_bare(line) for line in _without_marks(_read(house)).splitlines()]
    ends = 0
    for element in root.iter(NS + "p", NS + "listIntroduction"):
        above = {each.tag for each in element.iterancestors()}
        if above & {f"{NS}meta", f"{NS}authorialNote", f"{NS}td", f"{NS}th"} or len(element.findall(f".//{NS}section")):
            continue
        ends += 1
        parted = house == "UN" and _words(element) in "".join(
            lines
        )  # a verb stands above its words, a number above a title
        assert parted or any(line.endswith(_words(element)) for line in lines), _words(element)
    assert ends > 12


@pytest.mark.parametrize(
    ("house", "headings", "notes"),
    [
        ("UN", ["I Boats", "Annex", "A. Colours"], [("1", "See also 97/2.")]),
        (
            "EU",
            ["TITLE I GENERAL", "CHAPTER 1 Scope", "Article 1 Subject matter", "Article 2 Definitions", "ANNEX I",
             "Table of boats"],
            [("(1)", "OJ C 9, 1.1.2044, p. 1.")],
        ),
        (
            "ZA",
            ["1 Interpretation", "1. Definitions", "2. Rowing", "3. Repealed", "4.", "5. Amendment", "12. Fines",
             "Schedule Laws repealed"],
            [],
        ),
    ],
)  # fmt: skip
def test_headings_are_headings_and_notes_are_called(house, headings, notes):
    document = _read(house)
    found = (each for each in itu_texts.find(document, Heading) if not isinstance(each.parent, Clause))
    assert [each.text for each in found] == headings
    assert [(note.mark, note.text) for note in document.footnotes] == notes
    assert all(len(note.anchors) == 1 for note in document.footnotes)


def test_each_paragraph_of_a_long_title_is_a_line():
    lines = itu_texts.to_outline(_read("EU")).splitlines()
    assert lines[:3] == ["REGULATION (EU) 2044/99 OF THE EUROPEAN PARLIAMENT", "of 5 May 2044", "on boats"]


@pytest.mark.parametrize("house", HOUSES)
def test_it_can_be_written_again(house):
    document = _read(house)
    xml = to_akn(document)
    assert errors(xml) == []
    assert itu_texts.to_outline(itu_texts.parse_bytes(xml.encode(), "again.xml")) == itu_texts.to_outline(document)


def test_paragraphs_of_the_united_nations_are_clauses():
    (text,) = _read("UN").texts
    assert (text.kind, text.number, text.title) == ("resolution", "99/7", "Boats of the lakes")
    assert text.formula.body == "General Assembly"
    clauses = [*itu_texts.find(text, Clause)]
    assert [(each.label, each.role.value, each.heading.text) for each in clauses] == [
        ("", "preamble", "Recalling"),
        ("", "preamble", "Noting with concern:"),
        ("1.", "operative", "Calls upon Member States"),
        ("2.", "operative", "Requests the Secretary-General:"),
        ("3.", "operative", "Decides"),
    ]
    assert [each.heading.concept for each in clauses] == ["RECALLING", "NOTING", "CALLS_UPON", "REQUESTS", "RESOLVES"]
    assert [[told.concept for told in each.heading.addressees] for each in clauses[2:4]] == [["MEMBER_STATES"], ["SG"]]
    assert [item.label for item in clauses[3].items] == ["(a)", "(b)"]


def test_the_mark_of_a_note_stands_in_the_words_behind_the_verb():
    document = _read("UN")
    (anchor,) = document.anchors
    words = next(itu_texts.find(document, Clause)).blocks[0].text
    assert anchor.offset == len(words)
    note = etree.fromstring(to_akn(document).encode()).find(f".//{NS}authorialNote")
    assert note.getprevious().tag == f"{NS}ref"
    assert note.getprevious().tail == " of 20 December 2043,"


def test_a_number_in_the_words_a_lone_point_and_an_unknown_verb():
    """Faults of such files: the number in the paragraph, a point beside its paragraph; a verb that letters show."""
    xml = UN.replace(
        "<num>3.</num><content><p><i>Decides</i>", "<content><p>3. <i>Bewails</i> the fog and decides"
    ).replace(
        "</mainBody>\n<conclusions>",
        '<paragraph eId="p4"><num>(a)</num><content><p>At sea;</p></content></paragraph></mainBody>\n<conclusions>',
    )
    document = itu_texts.parse_bytes(xml.encode(), "text.xml")
    check_document(document)
    last = [*itu_texts.find(document, Clause)][-1]
    assert (last.label, last.heading.text, last.heading.concept) == ("3.", "Bewails", "")
    assert [item.label for item in last.items] == ["(a)"]


def test_a_file_without_any_text_says_so():
    xml = f'{HEAD}<doc name="note">{META}<mainBody><p>Only words.</p></mainBody></doc></akomaNtoso>'
    assert [each.code for each in itu_texts.parse_bytes(xml.encode(), "text.xml").diagnostics] == ["no-text"]
    assert [each.code for house in HOUSES for each in _read(house).diagnostics] == []


def _statement(*arranged):
    cover = (
        '<coverPage><p><docAuthority>United Nations</docAuthority></p><p><docNumber refersTo="#symbol">S/PRST/2099/9'
        "</docNumber></p><p><docAuthority>Security Council</docAuthority></p><p><docStatus>Distr.: General</docStatus></p>"
        '<p><docDate date="2099-07-09">9 July 2099</docDate></p></coverPage>'
    )
    return f'{HEAD}<statement name="statement">{META}{cover}{"".join(arranged)}</statement></akomaNtoso>'


_TITLE = "Statement by the President of the Security Council"
_TOLD = "At the 8999th meeting of the Security Council, held on 9 July 2099, the President of the Security Council made the following statement on behalf of the Council:"
_PARAGRAPHS = "".join(
    f'<paragraph><content><p xml:space="preserve">\t{words}</p></content></paragraph>'
    for words in (
        "“The Security Council reaffirms its lamps.",
        "“The Council requests the Secretary-General to count them.”",
    )
)


@pytest.mark.parametrize(
    "arranged",
    [
        f"<preface><p><docTitle>{_TITLE}</docTitle></p></preface><mainBody><p>{_TOLD}</p>{_PARAGRAPHS}</mainBody>",
        f"<mainBody><p>{_TITLE}</p><p>{_TOLD}</p>{_PARAGRAPHS}</mainBody>",
        f"<preface><p>{_TITLE}</p></preface><preamble><formula name='f'><p>{_TOLD}</p></formula></preamble>"
        f"<mainBody>{_PARAGRAPHS}</mainBody>",
    ],
)
def test_a_statement_without_marked_paragraphs_is_read_by_its_words(arranged):
    document = itu_texts.parse_bytes(_statement(arranged).encode(), name="a.xml")
    check_document(document)
    [text] = document.texts
    assert (text.identifier.number, text.kind) == ("S/PRST/2099/9", "presidential_statement")
    assert [each.heading.verb for each in itu_texts.find(text, Clause)] == ["reaffirms", "requests"]
    [record] = itu_texts.document_records(document)
    assert record.fields()["adopted"] == "2099-07-09"
