"""Laws of amending: each amendment is made or reported, nothing is lost, and what two proposals change is merged."""

import io
import itertools
import re
import zipfile
from pathlib import Path

import pytest
import strategies
from amending import ARTICLES, FRONTS, HEADINGS, LAYOUTS, Case, Items, phrases, printed, resolutions, treaties
from exported import tracked
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_document
from pages import Parsed
from timing import grows_no_faster
from together import for_all, refused, tries

import itu_texts
from itu_texts import Document, InputError, compare, consolidate, find, parse, to_outline, to_text
from itu_texts.revision.comparing import REPORTS
from itu_texts.revision.consolidating import PROBLEMS

_NUMBER = re.compile(r"\d{3}")
BASE = (
    "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\n(Lakeside, 2026)\nThe ITU Council,\nconsidering\na) that boats leak;\n"
    "b) that oars break,\nresolves\n1 to row;\n2 to sail,\ninstructs the Secretary-General\nto report.\n"
    "ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2026)\nBoats\n1 Boats float.\n2 Boats sink:\na) at sea;\nb) in port.\n"
)
FRONT = "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nThe ITU Council,\n"
TREATY = "ARTICLE 5\n\nBoats\n\n16\t1 Boats float.\n\n17\t2 Oars break.\n\nARTICLE 6\n\nSails\n\n18\t1 Sails tear.\n"


def _without_blanks(words: str) -> str:
    return "".join(words.split())


def _problems(made: Document) -> list[str]:
    return [each.code for each in made.diagnostics if each.code in PROBLEMS]


def _messages(made: Document) -> str:
    return "\n".join(each.message for each in made.diagnostics if each.code in PROBLEMS)


def _provisions(document: Document) -> dict[str, str]:
    return {
        each.number: _without_blanks("".join(part.text for part in find(each, itu_texts.Paragraph)))
        for each in find(document, itu_texts.Provision)
    }


def _items(document: Document) -> Items:
    return {
        clause.heading.text: {item.label: _without_blanks(item.text) for item in clause.items}
        for clause in document.texts[0].clauses
    }


def _expected(items: Items) -> Items:
    return {
        heading: {label: _without_blanks(words) for label, words in below.items()} for heading, below in items.items()
    }


# ---------------------------------------------------------------------- conservation


def _check_conservation(case: Case) -> None:
    base = parse(case.base, language=case.language)
    assert _provisions(base) == {number: _without_blanks(words) for number, words in case.before.items()}
    made = consolidate(base, parse(case.amending, language=case.language))
    wanted = _provisions(base)
    for change in case.changes:
        if change.action == "SUP":
            del wanted[change.what.number]
        elif change.action != "NOC":
            wanted[change.what.number] = _without_blanks(change.what.words)
    now = _provisions(made)
    assert all(now.values()), "a provision without words"
    assert now == wanted, _messages(made)
    is_changed = any(each.action != "NOC" for each in case.changes)
    assert _problems(made) == ([] if is_changed else ["nothing-amended"])
    for change in case.changes:
        if change.action in ("MOD", "ADD"):
            assert [each.action for each in made.at(f"No. {change.what.number}").amended_by] == [change.action]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@settings(max_examples=tries(10))
@given(data=st.data())
def test_each_amendment_of_a_treaty_is_made_however_it_is_laid_out(layout, data):
    _check_conservation(data.draw(treaties(layout=layout)))


@st.composite
def _marked(draw, language: str, base: Items) -> tuple[str, Items]:
    """An instrument with markers in the clauses of a resolution, and what it makes of these."""
    lines, wanted = [*FRONTS[language]], {heading: dict(below) for heading, below in base.items()}
    count = 0

    def marker(action: str) -> str:
        nonlocal count
        count += 1
        return f"{action}\tA/1/{count}"

    for heading, below in base.items():
        last = [*below][-1]
        how = draw(st.sampled_from(("none", "items", "items", "clause", "suppressed", "context")))
        if how == "suppressed" and len(wanted) > 1:
            lines += [marker("SUP"), heading]
            del wanted[heading]
        elif how == "clause":
            wanted[heading] = {label: draw(phrases(language, ";" if label != last else ",")) for label in below}
            lines += [marker("MOD"), heading, *(f"{label}\t{words}" for label, words in wanted[heading].items())]
        elif how == "context":
            lines += [heading, *(f"{label}\t{words}" for label, words in below.items())]
        elif how == "items":
            lines.append(heading)
            for label, words in below.items():
                action = draw(st.sampled_from(("", "MOD", "SUP", "NOC", "context")))
                if action == "MOD":
                    wanted[heading][label] = draw(phrases(language, ";" if label != last else ","))
                    lines += [marker("MOD"), f"{label}\t{wanted[heading][label]}"]
                elif action == "SUP" and len(wanted[heading]) > 1:
                    del wanted[heading][label]
                    lines += [marker("SUP"), label]
                elif action == "NOC":
                    lines += [marker("NOC"), f"{label}\t{words}"]
                elif action == "context":
                    lines.append(f"{label}\t{words}")
            if lines[-1] == heading:
                del lines[-1]
    return "\n\n".join(lines) + "\n", wanted


@pytest.mark.parametrize("language", sorted(HEADINGS))
@settings(max_examples=tries(10))
@given(data=st.data())
def test_each_amendment_of_a_resolution_is_made(language, data):
    items = data.draw(resolutions(language))
    base = parse(printed(language, items), language=language)
    assert _items(base) == _expected(items)
    amending, wanted = data.draw(_marked(language, items))
    made = consolidate(base, parse(amending, language=language))
    assert {*_problems(made)} <= (
        {"amended-twice"} if _items(base) != _items(made) else {"nothing-amended", "amended-twice"}
    )
    assert _items(made) == _expected(wanted)


@settings(max_examples=tries(25))
@given(data=st.data())
def test_a_text_under_a_marker_becomes_what_it_says_and_twice_is_the_same(data):
    outline = data.draw(strategies.outlines())
    other = data.draw(strategies.outlines())
    clauses = [each for each in outline.clauses if data.draw(st.booleans())]
    clauses += [each for each in other.clauses if data.draw(st.booleans())] or [*other.clauses]
    clauses.sort(key=lambda each: each[0] not in strategies.HEADINGS["preamble"])
    text = strategies.spaced(strategies.Outline(tuple(clauses)))
    base, proposal = parse(strategies.spaced(outline)), parse(f"MOD A/1/1\n\n{text}")
    made = consolidate(base, proposal, whole=True)
    assert to_outline(made) == to_outline(parse(text))
    assert _problems(made) in ([], ["amended-twice"] if to_outline(base) == to_outline(made) else [])
    twice = consolidate(base, proposal, proposal, whole=True)
    assert to_outline(twice) == to_outline(made)
    assert "amended-twice" in _problems(twice)


# ---------------------------------------------------------------------- merging


@st.composite
def _edited(draw, language: str, base: Items) -> Items:
    return {
        heading: {
            label: draw(phrases(language, ";" if label != [*below][-1] else ","))
            if not draw(st.integers(0, 3))
            else words
            for label, words in below.items()
        }
        for heading, below in base.items()
    }


def _told_apart(items: Items, base: Items, first: int) -> Items:
    """The same with a number in the words of each item that is not of the base, so that no two are equal."""
    numbers = itertools.count(first)
    return {
        heading: {
            label: words if base.get(heading, {}).get(label) == words else f"{words[:-1]} {next(numbers)}{words[-1]}"
            for label, words in below.items()
        }
        for heading, below in items.items()
    }


@settings(max_examples=tries(25))
@given(data=st.data())
def test_two_proposals_on_one_text_are_both_made_unless_they_conflict(data):
    language = data.draw(st.sampled_from(sorted(HEADINGS)))
    items = _told_apart(data.draw(resolutions(language)), {}, 100)
    versions = [_told_apart(data.draw(_edited(language, items)), items, 200 + 100 * n) for n in range(2)]
    documents = [
        parse(f"MOD\tA/{n}/1\n\n{printed(language, each)}", language=language) for n, each in enumerate(versions)
    ]
    made = consolidate(parse(printed(language, items), language=language), *documents)
    said: Items = {heading: {} for heading in items}
    for heading, below in items.items():
        for label, words in below.items():
            changed = [each[heading][label] for each in versions if each[heading][label] != words]
            now = _items(made)[heading][label]
            if len({*changed}) < 2:
                assert now == _without_blanks((changed or [words])[0])
            said[heading][label] = now
            for number in (each for version in {*changed} for each in _NUMBER.findall(version)):
                assert number in now or number in _messages(made)
    assert _items(made) == said
    assert {*_problems(made)} <= {"conflicting-amendments", "amended-twice"}


ONE = "MOD A/1/1\n\n" + BASE.replace("to row", "to row home")
TWO = "MOD B/1/1\n\n" + BASE.replace("to sail", "to sail home")


def test_each_proposal_is_in_the_history_of_what_it_changes():
    made = consolidate(parse(BASE), parse(ONE), parse(TWO))
    check_document(made)
    assert [[each.marker for each in made.at(f"resolves {n}").amended_by] for n in (1, 2)] == [
        ["MOD A/1/1"],
        ["MOD B/1/1"],
    ]
    assert made.at("considering a)").amended_by == ()


def test_what_one_proposal_says_more_than_another_is_made():
    more = ONE.replace("row home", "row home at noon").replace("A/1", "B/1")
    for order in ((ONE, more), (more, ONE)):
        assert consolidate(parse(BASE), *map(parse, order)).at("resolves 1").text == "to row home at noon;"


# ---------------------------------------------------------------------- amendments in amendments, and where they stand


def test_new_provisions_stand_in_the_new_article_each_with_its_history():
    made = consolidate(
        parse(TREATY), parse("ADD ARTICLE 7\n\nRopes\n\nADD 19 1 Ropes hold.\n\nADD 20\t2 Ropes tear.\n")
    )
    article = [*find(made, itu_texts.Division)][-1]
    assert [each.number for each in find(article, itu_texts.Provision)] == ["19", "20"]
    assert "ADD 20" in [each.marker for each in made.at("No. 20").amended_by]


# ---------------------------------------------------------------------- commands and tables


_REPLACED = "ARTICLE 5\n\nSUP A/1/1\n\n16\n\nReasons: Old.\n\nADD A/1/2\n\n16A\t1 Boats float well.\n\nReasons: New.\n"
_REWORDED = "ARTICLE 5\n\nMOD\n\n16\t1 Boats float well.\n\nReasons: {}\n\nMOD\n\n17\t2 Oars bend.\n\nReasons: Wood.\n"


def test_the_table_in_word_is_wide_and_marks_the_words():
    compared = compare(*map(parse, (TREATY, _REPLACED, _REWORDED.format("Warm."))))
    with zipfile.ZipFile(io.BytesIO(REPORTS["docx"](compared, ["one", "two"]))) as file:
        xml = file.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in xml
    struck = [run.split("</w:r>")[0] for run in xml.split("<w:r>") if "<w:strike/>" in run.split("</w:r>")[0]]
    under = [run.split("</w:r>")[0] for run in xml.split("<w:r>") if '<w:u w:val="single"/>' in run.split("</w:r>")[0]]
    assert any("Boats float." in run for run in struck)
    assert any("well" in run and "Boats" not in run for run in under)


def test_to_text_of_a_merged_text_is_read_as_it_is():
    made = consolidate(parse(BASE), parse(ONE), parse(TWO))
    assert to_outline(parse(to_text(made))) == to_outline(made)


_KEPT = {"16": "Boatsfloat.", "17": "Oarsbreak.", "18": "Sailstear."}
_NAMED = (
    ("en", "SUP ARTICLES 5 and 6", ""),
    ("en", "SUP Article 6.", "16 17"),
    ("fr", "SUP ARTICLES 5 à 6", ""),
    ("es", "SUP ARTÍCULOS 5 y 6", ""),
    ("ru", "ИСКЛ СТАТЬИ 5 и 6", ""),
    ("zh", "SUP 第5和第6条", ""),
    ("ar", "SUP المادتين 5 و6", ""),
    ("ru", "SUP №№ 16–17", "18"),
    ("ru", "SUP № 17", "16 18"),
    ("es", "SUP Nos 16 a 17", "18"),
    ("fr", "SUP Nos 16 et 17", "18"),
    ("zh", "SUP 第16至17款", "18"),
    ("ar", "SUP الأرقام 16 إلى 17", "18"),
    ("ar", "SUP 16 و17", "18"),
    ("en", "MOD No. 17\n\n2 Oars bend.", "16 18"),
    ("es", "MOD Núm. 17 2 Oars bend.", "16 18"),
    ("fr", "MOD N° 17\t2 Oars bend.", "16 18"),
    ("ru", "MOD п. 17 2 Oars bend.", "16 18"),
    ("ar", "MOD الرقم 17 2 Oars bend.", "16 18"),
)
"""A language, a marker with numbers as it names them, and the provisions that stay."""


@for_all("language, amending, left", _NAMED)
def test_the_numbers_behind_a_marker_may_be_named_as_in_each_language(language, amending, left):
    made = consolidate(parse(TREATY), parse(f"{amending}\n", language=language))
    wanted = {number: _KEPT[number] for number in left.split()} | ({"17": "Oarsbend."} if "MOD" in amending else {})
    assert (_provisions(made), _problems(made)) == (wanted, [])


_IN_LANGUAGES = {
    "en": "RESOLUTION 7\nresolves\n{}\ninstructs the Council\nSUP 1\n",
    "fr": "RÉSOLUTION 7\ndécide\n{}\ncharge le Conseil\nSUP 1\n",
    "es": "RESOLUCIÓN 7\nresuelve\n{}\nencarga al Consejo\nSUP 1\n",
    "ru": "РЕЗОЛЮЦИЯ 7\nрешает\n{}\nпоручает Совету\nИСКЛ 1\n",
    "zh": "第7号决议\n做出决议\n{}\n责成理事会\nSUP 1\n",
    "ar": "القرار 7\nيقرر\n{}\nيكلف المجلس\nSUP 1\n",
}


@for_all("language", _IN_LANGUAGES)
@for_all("named, left", [("SUP 2", "13"), ("SUP 2.", "13"), ("SUP 1\nSUP 3", "2"), ("SUP 2-3", "1")])
def test_items_are_suppressed_by_their_labels_alone(language, named, left):
    outline = _IN_LANGUAGES[language]
    items = "1 aaa bbb;\n2 ccc ddd;\n3 eee fff,"
    base = outline.format(items).replace("SUP 1", "1 ggg hhh;\n2 iii jjj.").replace("ИСКЛ 1", "1 ggg hhh;\n2 iii jjj.")
    made = consolidate(parse(base, language=language), parse("MOD " + outline.format(named), language=language))
    assert not _problems(made)
    decided, told = made.texts[0].clauses
    assert "".join(item.label for item in decided.items) == left
    assert [item.label for item in told.items] == ["2"]


def test_an_article_whose_number_has_a_letter_is_one_in_chinese():
    base = parse("第5条\n\n船只\n\n16\t1 船只漂浮。\n\n17\t2 木桨断裂。\n", language="zh")
    made = consolidate(base, parse("ADD\t第5A条\n\n风帆\n\nADD 17A\n\n1 风帆断裂。\n", language="zh"))
    assert [each.number for each in find(made, itu_texts.Division)] == ["5", "5A"]
    assert not _problems(made)


@for_all("kept", [1, 2])
def test_each_amendment_that_is_made_is_in_the_history_of_a_node_whatever_the_text_is_read_as(kept):
    provisions = [f"{303 + place}\t{place + 1} Boats float.\n\n" for place in range(kept)]
    base = "ARTICLE 5\n\nBoats\n\n" + "".join(provisions)
    made = consolidate(
        parse(base),
        parse("SUP 303\n\nADD\tARTICLE 5A\n\nLamps\n\nADD 307C\n\n1 Lamps shine.\n\nADD 307D\n\n2 Bells ring.\n"),
    )
    assert {"ADD", "ADD 307C", "ADD 307D"} <= {each.marker for each in made.amended}
    rung = next(each for each in itu_texts.walk(made) if not each.children and "Bells ring." in each.text)
    assert "ADD 307D" in [each.marker for each in rung.amended_by]


@for_all("language", sorted(FRONTS))
@for_all("between", [" ", "\t"])
def test_an_item_or_a_clause_may_stand_on_the_line_of_its_marker(language, between):
    ground, other, resolves, _ = HEADINGS[language]
    front = "\n\n".join(FRONTS[language])
    words = {"zh": "风帆漂浮；", "ar": "أن القوارب تطفو؛"}.get(language, "boats sink;")
    items = {
        heading: {"a)" if place < 2 else "1": "boats;", "b)" if place < 2 else "2": "oars,"}
        for place, heading in enumerate(HEADINGS[language])
    }
    amending = f"{front}\n\n{ground}\n\nMOD{between}a)\t{words}\n\nSUP{between}b)\n\nSUP{between}{resolves}\n"
    made = consolidate(parse(printed(language, items), language=language), parse(amending, language=language))
    assert not _problems(made)
    found = _items(made)
    assert found[ground] == {"a)": _without_blanks(words)}
    assert set(found) == {ground, other, HEADINGS[language][3]}


@for_all(
    "base, amending, where",
    [
        (BASE, f"{FRONT}resolves\nSUP\n1\n", "resolves"),
        (BASE, f"{FRONT}SUP\nresolves\n", "RESOLUTION 7 (LAKESIDE, 2026)"),
        (TREATY, "SUP 16\n", "ARTICLE 5"),
    ],
)
def test_what_is_suppressed_is_in_the_history_of_what_it_stood_in(base, amending, where):
    made = consolidate(parse(base), parse(amending))
    assert [(each.action, made.source[each.span]) for each in made.amended] == [("SUP", where)]


def test_numbers_that_one_marker_suppresses_are_in_the_history_once_for_each_article():
    made = consolidate(parse(TREATY + "19\t2 Sails mend.\n"), parse("SUP 16-18\n"))
    assert [made.source[each.span] for each in made.amended] == ["ARTICLE 5", "ARTICLE 6"]


@pytest.mark.parametrize(
    ("language", "both", "up_to"),
    [
        ("en", " and ", " to "), ("fr", " et ", " à "), ("es", " y ", " a "), ("ru", " и ", "–"), ("zh", "和", "至"),
        ("ar", " و", " إلى "),
    ],
)  # fmt: skip
def test_a_proposal_too_short_to_tell_its_language_is_in_that_of_the_base(language, both, up_to):
    words = {"en": "Boats float.", "fr": "Les bateaux flottent.", "es": "Los barcos flotan.", "ru": "Лодки плывут.",
             "zh": "船只漂浮。", "ar": "القوارب تطفو."}[language]  # fmt: skip
    numbers = range(101, 106)
    base = parse(
        f"{ARTICLES[language].format(5)}\n\n" + "".join(f"{n}\t{n - 100} {words}\n\n" for n in numbers),
        language=language,
    )
    for joined, left in ((both, ["101", "103", "105"]), (up_to, ["101", "105"])):
        made = consolidate(base, parse(f"SUP 102{joined}104"))
        assert [each.number for each in find(made, itu_texts.Provision)] == left
        assert not [each.code for each in made.diagnostics if each.code in PROBLEMS]


# ---------------------------------------------------------------------- amendments made in what they amend, of which ``amendments`` has the cases, and several proposals side by side


SHORT_TREATY = (
    "ARTICLE 5\n\nBoats\n\n16\t1 Boats are counted in spring.\n\n17\t2 Oars are counted in autumn:\n\n18\ta) those of wood;\n\n"
    "19\tb) those of iron.\n\nARTICLE 6\n\nSails\n\n20\t1 Sails are white.\n\n21\t2 Sails are dried.\n\n"
    "ARTICLE 8\n\nLamps\n\n22\t1 Lamps are round.\n\n23\t2 Lamps are green.\n"
)
RESOLUTION = (
    "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nThe ITU Council,\nconsidering\na) that boats leak;\nb) that oars break,\n"
    "resolves\n1 to row;\n2 to sail,\ninstructs the Secretary-General\nto report.\n"
    "ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2026)\nBoats\n1 Boats float.\n"
    "ANNEX 2 TO RESOLUTION 7 (LAKESIDE, 2026)\nOars\n1 Oars float.\n"
)


def _made(base, *amending):
    made = consolidate(parse(base), *map(parse, amending))
    check_document(made)
    assert to_outline(made) == to_outline(parse(to_text(made)))
    return made


def _problems_of(made):
    return [each.code for each in made.diagnostics if each.code in PROBLEMS]


def test_what_amended_it_is_said_of_a_text_and_kept_in_json():
    made = _made(
        SHORT_TREATY,
        "ARTICLE 5\n\nMOD LKS/3/1\n\n16\t1 Boats are counted in summer.\n\n"
        "ADD LKS/3/2\n\n17A\t2bis Anchors are counted in winter.\n\nSUP LKS/3/3\n\n18\n\nNOC LKS/3/4\n\n19\n",
        "ARTICLE 5\n\nMOD LKS/4/1\n\n16\t1 Boats are counted in June.\n",
    )
    said = [("SUP", "SUP LKS/3/3", 1), ("MOD", "MOD LKS/4/1", 2), ("ADD", "ADD LKS/3/2", 1)]
    for document in (made, itu_texts.from_json(itu_texts.to_json(made))):
        assert sorted((each.action, each.marker, each.amending) for each in document.amended) == sorted(said)
        assert [each.marker for each in document.at("No. 17A").amended_by] == ["ADD LKS/3/2"]
        assert document.at("No. 17").amended_by == ()


def test_nothing_amended_gives_the_base():
    base = parse(SHORT_TREATY)
    assert to_outline(consolidate(base)) == to_outline(base)
    assert consolidate(base, parse(RESOLUTION)).amended == ()


def test_the_base_stays_as_it_is():
    base = parse(SHORT_TREATY)
    before = to_outline(base)
    consolidate(base, parse("SUP 16-20\n"))
    assert to_outline(base) == before


def test_what_cannot_be_consolidated_is_said():
    refused(InputError, r"consolidate\(\) takes documents, not a str", consolidate, parse(SHORT_TREATY), SHORT_TREATY)
    with pytest.raises(InputError, match="the base shows tracked changes"):
        consolidate(itu_texts.parse_bytes(tracked(), "x.docx", view="marked"))
    refused(InputError, r"compare\(\) takes documents, not a str", compare, SHORT_TREATY)


def _long(count):
    base = "".join(
        f"{'' if n % 10 else f'ARTICLE {n // 10 + 1}{chr(10) * 2}Boats{chr(10) * 2}'}{n + 1}\tBoats float.\n\n"
        for n in range(count)
    )
    amending = "".join(f"MOD A/1/{n}\n\n{n + 1}\tBoats sink.\n\n" for n in range(0, count, 5))
    return parse(base), parse(amending)


def test_time_grows_with_the_texts_and_no_faster():
    assert len(consolidate(*_long(100)).amended) == 20
    assert grows_no_faster(lambda pair: consolidate(*pair), _long, 250)


# ---------------------------------------------------------------------- items of a clause that has no marker


# ---------------------------------------------------------------------- several proposals

FIRST = (
    "ARTICLE 5\n\nMOD LKS/3/1\n\n16\t1 Boats are counted in summer.\n\nReasons: It is warm.\n\n"
    "ADD LKS/3/2\n\n17A\t2bis Anchors are counted in winter.\n"
)
SECOND = (
    "ARTICLE 5\n\nSUP LKS/4/3\n\n16\n\nMOD LKS/4/1\n\n18\ta) those of glass;\n\nReasons: Glass is new.\n\n"
    "ADD LKS/4/2\n\n17A\t2bis Anchors are counted in winter.\n"
)


NAMES = ["one.txt", '"><script>alert(1)</script>']


def test_the_table_as_a_page():
    import lxml.html

    page = REPORTS["html"](compare(*map(parse, (SHORT_TREATY, FIRST, SECOND))), NAMES).decode()
    root = lxml.html.document_fromstring(page)
    assert not root.xpath("//script | //@src | //@href[not(starts-with(., 'data:'))]")
    assert root.xpath("//span[@class='who']/text()")[1] == NAMES[1]
    assert "Boats are counted in spring." in root.xpath("//del/text()")[-1] or root.xpath("//del")
    assert "The proposals change nothing." in REPORTS["html"]([], []).decode()


# ---------------------------------------------------------------------- commands


def test_a_consolidated_text_as_a_page():
    page = Parsed(consolidate(parse(SHORT_TREATY), parse(FIRST), parse("ARTICLE 5\n\nMOD A/1/1\n\n99\t1 Boats.\n")))
    assert page.root.xpath("//div[@class='problems']//strong/text()") == ["warning: amendment-without-target"]


# ---------------------------------------------------------------------- a real treaty, with invented amendments

_IN_ARTICLE = "ARTICLE 1\n\n{} LKS/3/1\n\n{}\n"
_MOD_4 = "4\t1.2 In these Regulations, boats are those of all lakes."
_ADD_5A = "5A\t1.3bis Boats are counted too."


@for_all(
    "amending, differences, problems",
    [
        ([_IN_ARTICLE.format("MOD", _MOD_4)], ["reworded No. 4"], []),
        ([_IN_ARTICLE.format("(MOD)", _MOD_4)], ["reworded No. 4"], []),
        ([_IN_ARTICLE.format("MOD*", _MOD_4)], ["reworded No. 4"], []),
        ([_IN_ARTICLE.format("ADD", _ADD_5A)], ["added No. 5A"], []),
        ([_IN_ARTICLE.format("(ADD)", _ADD_5A)], ["added No. 5A"], []),
        ([_IN_ARTICLE.format("SUP", "5")], ["removed No. 5"], []),
        ([_IN_ARTICLE.format("(SUP)", "5")], ["removed No. 5"], []),
        ([_IN_ARTICLE.format("NOC", "5")], [], ["nothing-amended"]),
        (["SUP 5-7\n"], ["removed No. 5", "removed No. 6", "removed No. 7"], []),
        (["SUP LKS/1/1\n\nARTICLE 2\n\nDefinitions\n"], ["removed Article 2"], []),
        (["ADD LKS/1/1\n\nARTICLE 2A\n\nBoats\n\n27A\t2A.1 Boats float.\n"], ["added ARTICLE 2A"], []),
        (
            ["SUP LKS/1/1\n\nAPPENDIX 2\n\nBoats\n"],
            ["removed APPENDIX 2"],
            ["broken-reference", "differs-from-base"],
        ),
        (["ADD LKS/1/1\n\nAPPENDIX 4\n\nBoats\n\n1 Boats float.\n"], ["added APPENDIX 4"], []),
        ([_IN_ARTICLE.format("ADD", _ADD_5A)] * 2, ["added No. 5A"], ["amended-twice"]),
        (["SUP 4\n", _IN_ARTICLE.format("MOD", _MOD_4)], ["removed No. 4"], ["amended-after-suppression"]),
        ([_IN_ARTICLE.format("MOD", "500\t1.2 Boats.")], [], ["amendment-without-target"]),
    ],
)
def test_a_real_treaty_is_amended_where_that_is_said_and_nowhere_else(shared, amending, differences, problems):
    base = itu_texts.parse_file(shared / "corpus" / "treaty" / "en-itr-1988.txt")
    made = consolidate(base, *map(parse, amending))
    found = itu_texts.diff(base, made)
    assert [f"{each.kind} {(each.new_address or each.old_address).split(' / ')[-1]}" for each in found] == differences
    assert sorted({*_problems_of(made)}) == problems
    kept = [each for each in made.amended if each.action != "SUP"]
    assert len(kept) == sum(not each.startswith("removed") for each in differences)


@for_all(
    "code, word",
    [("en", "Rationale"), ("en", "Justification"), ("fr", "Raisons"), ("es", "Justificación"), ("ru", "Обоснование")],
)
def test_reasons_by_another_word_are_no_words_of_the_text(code, word):
    text = (Path(__file__).parent / "editions" / f"ferries.{code}.txt").read_text("utf-8")
    base = itu_texts.parse(text, language=code)
    made = itu_texts.consolidate(base, itu_texts.parse(f"MOD LAK/1/1\n{text}\n{word}: XYZZY.\n", language=code))
    assert "XYZZY" not in itu_texts.to_text(made)
