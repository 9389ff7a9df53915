"""Laws of amending: each amendment is made or reported, nothing is lost, and what two proposals change is merged."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import pytest
import strategies
from amending import ARTICLES, FRONTS, HEADINGS, LAYOUTS, Case, Items, phrases, printed, resolutions, treaties
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_document
from together import tries

import itu_texts
from itu_texts import Document, compare, consolidate, find, parse, to_outline, to_text
from itu_texts.cli import main
from itu_texts.revision.consolidation.consolidating import PROBLEMS
from itu_texts.revision.consolidation.reports import REPORTS

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


@pytest.mark.parametrize(
    ("amending", "says"),
    [
        ("ARTICLE 5\n\nMOD 16\n", "does not give the new words of No. 16"),
        ("ARTICLE 5\n\nMOD A/1/1\n\n16\t1\n", "does not give the new words of No. 16"),
        ("ARTICLE 5\n\nADD 16A 1bis\n\nMOD 17 2 Oars float.\n", "does not give the new words of No. 16A"),
        ("ARTICLE 5\n\nMOD 16 and 17\n", "does not give the new words of No. 16"),
    ],
)
def test_a_provision_never_loses_its_words(amending, says):
    made = consolidate(parse(TREATY), parse(amending))
    assert all(_provisions(made).values())
    assert says in _messages(made)


def test_footnotes_of_what_is_amended_come_along():
    base = parse("ARTICLE 5\n\nBoats\n\n16\t1 Boats float.¹\n\n17\t2 Oars break.\n\n________\n¹ On lakes.\n")
    amending = parse("ARTICLE 5\n\nMOD A/1/1\n\n17\t2 Oars bend.¹\n\n________\n¹ In storms.\n")
    made = consolidate(base, amending)
    assert {note.text for note in made.footnotes} == {"On lakes.", "In storms."}


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


@pytest.mark.parametrize(
    ("first", "second", "codes", "says"),
    [
        (ONE.replace("row home", "swim"), ONE.replace("A/1", "B/1").replace("row home", "dive"), ["conflicting-amendments"], "to dive"),
        (ONE, ONE.replace("A/1", "B/1").replace("row home", "row out"), [], ""),
        (ONE, ONE, ["amended-twice"], "'MOD A/1/1' of document 2"),
        (ONE, ONE.replace("row home", "row out"), ["replaced-amendment"], "to row home"),
        (ONE, "SUP B/1/1\n\nRESOLUTION 7 (LAKESIDE, 2026)\nBoats\n", ["conflicting-amendments"], "'MOD A/1/1' of document 1"),
        ("SUP B/1/1\n\nRESOLUTION 7 (LAKESIDE, 2026)\nBoats\n", ONE, ["amended-after-suppression"], "'SUP B/1/1' of document 1"),
        (FRONT + "SUP B/1/1\nresolves\n", ONE, ["amended-after-suppression"], "to row home"),
        (ONE, FRONT + "resolves\nSUP B/1/1\n1\n", ["conflicting-amendments"], "'MOD A/1/1' of document 1"),
        (FRONT + "resolves\nSUP B/1/1\n1\n", ONE, ["amended-after-suppression"], "to row home"),
        (ONE, ONE.replace("A/1", "B/1").replace("row home", "row home at noon"), [], ""),
        (ONE.replace("row home", "row home at noon"), ONE.replace("A/1", "B/1"), [], ""),
        (ONE, ONE.replace("A/1", "B/1"), [], ""),
        (
            "MOD A/1/1\n\n" + BASE.replace("2 to sail,", "2 to sail;\n3 to dive,"),
            "MOD B/1/1\n\n" + BASE.replace("2 to sail,", "2 to sail;\n3 to swim,"),
            ["conflicting-amendments"],
            "to dive",
        ),
    ],
)  # fmt: skip
def test_what_two_proposals_do_to_one_another_is_said(first, second, codes, says):
    made = consolidate(parse(BASE), parse(first), parse(second))
    assert sorted({*_problems(made)}) == codes
    assert says in _messages(made)


def test_what_one_proposal_says_more_than_another_is_made():
    more = ONE.replace("row home", "row home at noon").replace("A/1", "B/1")
    for order in ((ONE, more), (more, ONE)):
        assert consolidate(parse(BASE), *map(parse, order)).at("resolves 1").text == "to row home at noon;"


# ---------------------------------------------------------------------- amendments in amendments, and where they stand


@pytest.mark.parametrize(
    ("amending", "gone", "new"),
    [
        (
            "MOD A/1/1\n\nRESOLUTION 7 (REV. HILLTOP, 2030)\nBoats\n(Lakeside, 2026; Hilltop, 2030)\nThe ITU Council (Hilltop, 2030),\n\n"
            "SUP A/1/2\n\ninstructs the Secretary-General\n",
            ["RESOLUTION 7 (LAKESIDE, 2026)", "(Lakeside, 2026)", "The ITU Council,", "instructs the Secretary-General", "\tto report."],
            ["RESOLUTION 7 (REV. HILLTOP, 2030)", "(Lakeside, 2026; Hilltop, 2030)", "The ITU Council (Hilltop, 2030),"],
        ),
        ("MOD RESOLUTION 7\n\nSUP\n\ninstructs the Secretary-General\n", ["instructs the Secretary-General", "\tto report."], []),
        (FRONT + "SUP A/1/1\nresolves\n", ["resolves", "\t1 to row;", "\t2 to sail,"], []),
        (FRONT + "considering\na) that boats leak;\n\nSUP\nresolves\nReasons: No.\n", ["resolves", "\t1 to row;", "\t2 to sail,"], []),
        (FRONT + "MOD A/1/1\nconsidering\na) that boats sink;\nb) that oars break,\n", ["\ta) that boats leak;"], ["\ta) that boats sink;"]),
        (
            "RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nMOD A/1/1\nconsidering\na) that boats sink;\nb) that oars break,\n",
            ["\ta) that boats leak;"],
            ["\ta) that boats sink;"],
        ),
        (
            "MOD\nRESOLUTION 7 (LAKESIDE, 2026)\nBoats\nThe ITU Council,\nNOC A/1/1\nconsidering\nMOD A/1/2\nresolves\n1 to swim;\n2 to sail,\n",
            ["\t1 to row;"],
            ["\t1 to swim;"],
        ),
        (FRONT + "ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nMOD A/1/1\n1 Boats float well.\n", ["\t1 Boats float."], ["\t1 Boats float well."]),
        ("ANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2026)\nBoats\nADD A/1/1\n3 Boats are red.\n", [], ["\t3 Boats are red."]),
        (
            FRONT + "resolves\n1 to row;\nANNEX 1 TO RESOLUTION 7 (LAKESIDE, 2026)\nBoats\n2 Boats sink:\nMOD A/1/1\nb) in lakes.\nADD A/1/2\nc) in rivers.\n",
            ["\t\tb) in port."],
            ["\t\tb) in lakes.", "\t\tc) in rivers."],
        ),
        (FRONT + "resolves\nSUP A/1/1\n1\n2 to sail,\n", ["\t1 to row;"], []),
    ],
)  # fmt: skip
def test_what_an_amendment_does_not_name_stays(amending, gone, new):
    made = consolidate(parse(BASE), parse(amending))
    check_document(made)
    assert _problems(made) == []
    before, after = to_outline(parse(BASE)).splitlines(), to_outline(made).splitlines()
    assert [line for line in before if line not in after] == gone
    assert [line for line in after if line not in before] == new
    assert [line for line in before if line in after] == [line for line in after if line in before]


@pytest.mark.parametrize(
    ("amending", "wanted"),
    [
        ("ADD ARTICLE 7\n\nRopes\n\nADD 19 1 Ropes hold.\n\nADD 20\t2 Ropes tear.\n", {"19": "Ropeshold.", "20": "Ropestear."}),
        (
            "ADD A/1/1\n\nARTICLE 5A\n\nRopes\n\nADD A/1/2\n\n17A\t1 Ropes hold.\n\nADD A/1/3\n\n17B\t2 Ropes tear.\n",
            {"17A": "Ropeshold.", "17B": "Ropestear."},
        ),
        ("ARTICLE 5\n\nMOD 16 and 17\n\n16\t1 Boats sink.\n\n17\t2 Oars bend.\n", {"16": "Boatssink.", "17": "Oarsbend."}),
        ("ARTICLE 5\n\nMOD 16, 17\n\n16\t1 Boats sink.\n\n17\t2 Oars bend.\n", {"16": "Boatssink.", "17": "Oarsbend."}),
        ("ARTICLE 6\n\nMOD 19 (18)\n\n1 Sails tear twice.\n", {"18": None, "19": "Sailstear twice."}),
        ("ARTICLE 6\n\nMOD 19 (18) 1 Sails tear twice.\n", {"18": None, "19": "Sailstear twice."}),
    ],
)  # fmt: skip
def test_numbers_that_belong_together_are_read(amending, wanted):
    made = consolidate(parse(TREATY), parse(amending))
    check_document(made)
    assert _problems(made) == []
    expected = _provisions(parse(TREATY)) | {n: _without_blanks(words) for n, words in wanted.items() if words}
    assert _provisions(made) == {
        number: words for number, words in expected.items() if wanted.get(number, "") is not None
    }


def test_new_provisions_stand_in_the_new_article_each_with_its_history():
    made = consolidate(
        parse(TREATY), parse("ADD ARTICLE 7\n\nRopes\n\nADD 19 1 Ropes hold.\n\nADD 20\t2 Ropes tear.\n")
    )
    article = [*find(made, itu_texts.Division)][-1]
    assert [each.number for each in find(article, itu_texts.Provision)] == ["19", "20"]
    assert "ADD 20" in [each.marker for each in made.at("No. 20").amended_by]


# ---------------------------------------------------------------------- commands and tables


def test_consolidate_ends_with_1_where_something_was_not_made_or_conflicts(tmp_path, capsys):

    files = []
    for name, text in (("base", BASE), ("one", ONE), ("two", TWO), ("other", TWO.replace("sail home", "drift"))):
        files.append(tmp_path / f"{name}.txt")
        files[-1].write_text(text, "utf-8")
    base, one, two, other = map(str, files)
    assert main(["consolidate", base, one, two]) == 0
    assert capsys.readouterr().err == ""
    assert main(["consolidate", base, one, other, two]) == 1
    assert "replaced-amendment" in capsys.readouterr().err


_REPLACED = "ARTICLE 5\n\nSUP A/1/1\n\n16\n\nReasons: Old.\n\nADD A/1/2\n\n16A\t1 Boats float well.\n\nReasons: New.\n"
_REWORDED = "ARTICLE 5\n\nMOD\n\n16\t1 Boats float well.\n\nReasons: {}\n\nMOD\n\n17\t2 Oars bend.\n\nReasons: Wood.\n"


def test_a_replaced_text_is_no_reworded_one_and_reasons_stay_apart():
    compared = compare(*map(parse, (TREATY, _REPLACED, _REWORDED.format("Warm."), _REWORDED.format("Hot."))))
    said = [(place.address, each.kind.value, each.reasons_of) for place in compared for each in place.proposed]
    assert said == [
        ("ARTICLE 5 / No. 16", "removed", ((1, "Old."),)),
        ("ARTICLE 5 / No. 16", "reworded", ((2, "Warm."), (3, "Hot."))),
        ("ARTICLE 5 / No. 16A", "added", ((1, "New."),)),
        ("ARTICLE 5 / No. 17", "reworded", ((2, "Wood."), (3, "Wood."))),
    ]  # fmt: skip
    assert "two: Warm.\nthree: Hot." in REPORTS["csv"](compared, ["one", "two", "three"]).decode()


def test_a_whole_text_that_is_replaced_is_suppressed_and_added():
    new = "ADD A/1/2\n\nDRAFT NEW RESOLUTION [A-1]\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to sail.\n"
    proposal = f"SUP A/1/1\n\nRESOLUTION 7 (LAKESIDE, 2026)\nBoats\n\nReasons: Old.\n\n{new}"
    compared = compare(parse(BASE), parse(proposal))
    assert [(each.kind.value, each.reasons) for place in compared for each in place.proposed] == [
        ("removed", ("Old.",)), ("added", ()),
    ]  # fmt: skip
    assert "to row;" in compared[0].text


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


@pytest.mark.parametrize(
    ("amending", "gone"),
    [
        ("SUP Nos. 16 and 17\n", "16 17"),
        ("SUP Nos. 16 to 18\n", "16 17 18"),
        ("SUP No. 17\n", "17"),
        ("ARTICLE 5\n\nBoats\n\nSUP No. 17\n", "17"),
    ],
)
def test_a_sign_may_stand_before_the_numbers_behind_a_marker(amending, gone):
    made = consolidate(parse(TREATY), parse(amending))
    assert not _problems(made)
    assert set(_provisions(made)) == {"16", "17", "18"} - set(gone.split())


@pytest.mark.parametrize(
    ("amending", "language"),
    [
        ("MOD No. 17\n\n2 Oars bend.\n", "en"), ("MOD Núm. 17 2 Oars bend.\n", "es"), ("MOD N° 17\t2 Oars bend.\n", "fr"),
        ("MOD п. 17 2 Oars bend.\n", "ru"), ("MOD الرقم 17 2 Oars bend.\n", "ar"),
    ],
)  # fmt: skip
def test_what_stands_behind_such_a_number_is_its_provision(amending, language):
    made = consolidate(parse(TREATY), parse(amending, language=language))
    assert not _problems(made)
    assert _provisions(made)["17"] == "Oarsbend."


def test_numbers_that_an_arabic_and_joins_are_a_list():
    made = consolidate(parse(TREATY), parse("SUP 16 و17\n", language="ar"))
    assert set(_provisions(made)) == {"18"}


@pytest.mark.parametrize(
    ("amending", "says"),
    [
        ("ARTICLE 5\n\nSUP ARTICLES 7 and 8\n", "Article 8, which the base does not have"),
        ("MOD ARTICLES 5 and 6\n", "does not give the new words of Article 5"),
        ("ARTICLE 5\n\nADD Oars\n", "“Oars”, which the base does not have"),
        ("ARTICLE 5\n\nMOD 16 1 Boats sink.\n\nBy night they float.\n", "followed by “By night they float.”"),
    ],
)
def test_words_behind_a_marker_of_which_nothing_is_made_are_reported(amending, says):
    made = consolidate(parse(TREATY), parse(amending, language="en"))
    assert set(_problems(made)) == {"amendment-without-target"}
    assert says in _messages(made)
    assert "Boats" in to_text(made)


@pytest.mark.parametrize(
    ("amending", "language", "left"),
    [
        ("SUP ARTICLES 5 and 6\n", "en", {}),
        ("SUP Article 6.\n", "en", {"16", "17"}),
        ("SUP ARTICLES 5 à 6\n", "fr", {}),
        ("SUP ARTÍCULOS 5 y 6\n", "es", {}),
        ("ИСКЛ СТАТЬИ 5 и 6\n", "ru", {}),
        ("SUP 第5和第6条\n", "zh", {}),
        ("SUP المادتين 5 و6\n", "ar", {}),
        ("SUP №№ 16–17\n", "ru", {"18"}),
        ("SUP № 17\n", "ru", {"16", "18"}),
        ("SUP Nos 16 a 17\n", "es", {"18"}),
        ("SUP Nos 16 et 17\n", "fr", {"18"}),
        ("SUP 第16至17款\n", "zh", {"18"}),
        ("SUP الأرقام 16 إلى 17\n", "ar", {"18"}),
    ],
)
def test_what_a_marker_names_is_suppressed(amending, language, left):
    made = consolidate(parse(TREATY), parse(amending, language=language))
    assert not _problems(made)
    assert set(_provisions(made)) == set(left)


@pytest.mark.parametrize("sign", [":", ".", ""])
def test_a_stop_behind_the_number_of_a_marker(sign):
    made = consolidate(
        parse(TREATY), parse(f"MOD 16{sign} 1 Boats sink.\n\nMOD 17{sign} a) Oars bend.\n", language="en")
    )
    assert not _problems(made)
    assert _provisions(made) == {"16": "Boatssink.", "17": "Oarsbend.", "18": "Sailstear."}


@pytest.mark.parametrize("named", ["SUP RESOLUTIONS 7 and 8\n", "SUP Resolutions 7 to 8\n", "SUP RÉSOLUTIONS 7 et 8\n"])
def test_several_texts_are_suppressed(named):
    texts = "\n".join(BASE.replace("RESOLUTION 7", f"RESOLUTION {number}") for number in (7, 8, 9))
    made = consolidate(parse(texts), parse(named, language="fr" if "et" in named else "en"))
    assert not _problems(made)
    assert [text.identifier.number for text in made.texts] == ["9"]


_IN_LANGUAGES = {
    "en": "RESOLUTION 7\nresolves\n{}\ninstructs the Council\nSUP 1\n",
    "fr": "RÉSOLUTION 7\ndécide\n{}\ncharge le Conseil\nSUP 1\n",
    "es": "RESOLUCIÓN 7\nresuelve\n{}\nencarga al Consejo\nSUP 1\n",
    "ru": "РЕЗОЛЮЦИЯ 7\nрешает\n{}\nпоручает Совету\nИСКЛ 1\n",
    "zh": "第7号决议\n做出决议\n{}\n责成理事会\nSUP 1\n",
    "ar": "القرار 7\nيقرر\n{}\nيكلف المجلس\nSUP 1\n",
}


@pytest.mark.parametrize("language", _IN_LANGUAGES)
@pytest.mark.parametrize(
    ("named", "left"), [("SUP 2", "13"), ("SUP 2.", "13"), ("SUP 1\nSUP 3", "2"), ("SUP 2-3", "1")]
)
def test_items_are_suppressed_by_their_labels_alone(language, named, left):
    outline = _IN_LANGUAGES[language]
    items = "1 aaa bbb;\n2 ccc ddd;\n3 eee fff,"
    base = outline.format(items).replace("SUP 1", "1 ggg hhh;\n2 iii jjj.").replace("ИСКЛ 1", "1 ggg hhh;\n2 iii jjj.")
    made = consolidate(parse(base, language=language), parse("MOD " + outline.format(named), language=language))
    assert not _problems(made)
    decided, told = made.texts[0].clauses
    assert "".join(item.label for item in decided.items) == left
    assert [item.label for item in told.items] == ["2"]


@pytest.mark.parametrize("named", ["SUP 9", "MOD 2\nto sleep;", "SUP No. 2"])
def test_what_is_named_otherwise_is_reported_and_wipes_nothing(named):
    made = consolidate(parse(BASE), parse(f"MOD RESOLUTION 7\nresolves\n{named}\n", language="en"))
    assert _problems(made) == ["amendment-without-target"]
    assert _items(made) == _items(parse(BASE))


@pytest.mark.parametrize("label", ["1 bis", "2.4 bis", "1bis", "a bis)"])
def test_words_below_a_repeated_label_are_its_words(label):
    made = consolidate(parse(TREATY), parse(f"ARTICLE 5\n\nBoats\n\nADD 17A {label}\n\nLamps shine.\n"))
    assert not _problems(made)
    assert _provisions(made)["17A"] == "Lampsshine."


def test_an_article_whose_number_has_a_letter_is_one_in_chinese():
    base = parse("第5条\n\n船只\n\n16\t1 船只漂浮。\n\n17\t2 木桨断裂。\n", language="zh")
    made = consolidate(base, parse("ADD\t第5A条\n\n风帆\n\nADD 17A\n\n1 风帆断裂。\n", language="zh"))
    assert [each.number for each in find(made, itu_texts.Division)] == ["5", "5A"]
    assert not _problems(made)


def test_an_article_with_new_words_in_a_partial_change_takes_none_from_elsewhere():
    amending = "MOD\tARTICLE 5\n\nBoats\n\nADD 17A\n\n5.6 bis Oars break by night.\n\nSUP 16\n"
    made = consolidate(parse(TREATY), parse(amending))
    assert _provisions(made)["17"] == "Oarsbreak."


@pytest.mark.parametrize("kept", [1, 2])
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


@pytest.mark.parametrize("language", sorted(FRONTS))
@pytest.mark.parametrize("between", [" ", "\t"])
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


def test_a_clause_that_is_suppressed_is_compared_with_all_its_words():
    row = compare(parse(BASE), parse(f"{FRONT}SUP\nresolves\n"))[0]
    assert row.text == "resolves 1 to row; 2 to sail,"


@pytest.mark.parametrize(
    ("base", "amending", "where"),
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


def test_the_help_of_the_command_says_when_it_ends_with_1(capsys):

    with pytest.raises(SystemExit):
        main(["consolidate", "--help"])
    assert "1 an amendment was not applied, or conflicts with another, or the report" in " ".join(
        capsys.readouterr().out.split()
    )


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


def test_a_complete_new_text_is_compared_as_one(tmp_path, capsys):
    text = "RESOLUTION 7 (LAKESIDE, 2030)\nBoats\nThe ITU Council,\nresolves\n1 to row;\n2 to sail;\n3 to rest.\n"
    base, proposal = parse(text), parse("MOD LAK/1/1\n" + text.replace("2 to sail;\n", "").replace("rest", "sleep"))
    found = {whole: compare(base, proposal, whole=whole) for whole in (False, True)}
    assert [[each.address for each in rows] for rows in found.values()] == [
        ["resolves 3"],
        ["resolves 2", "resolves 3"],
    ]
    for name, document in (("base", base), ("new", proposal)):
        (tmp_path / f"{name}.txt").write_text(str(document.source), encoding="utf-8")
    assert main(["compare", str(tmp_path / "base.txt"), str(tmp_path / "new.txt"), "--whole", "--to", "csv"]) == 0
    assert "to sail" in capsys.readouterr().out


def test_a_proposal_on_another_text_keeps_nothing_of_this_one():
    other = FRONT.replace("RESOLUTION 7", "RESOLUTION 8") + "resolves\nMOD A/1/1\n1 to swim;\n"
    noc = FRONT + "resolves\nNOC C/3/1\n2 to sail,\n"
    changes = FRONT + "resolves\nMOD B/2/1\n1 to paddle;\n"
    proposals = [parse(each, language="en") for each in (other, changes, noc)]
    [place] = compare(parse(BASE, language="en"), *proposals)
    assert (place.kept_by, place.proposed[0].proposals) == ((3,), (2,))
